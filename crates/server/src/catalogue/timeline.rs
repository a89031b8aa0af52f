//! A timeline is how many incidents began on each day, by family, beside how many reports were published that day: a day on which nobody
//! reported is not a calm one.

use super::filter::{Filter, passed};
use super::minutes::{DAY, UNDATED, date, day_number};
use super::reports::Came;
use super::{Catalogue, CatalogueError};
use accalmie_protect::Profile;
use jiff::civil::Date;
use serde::{Serialize, Serializer, ser::SerializeMap};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most steps of a timeline: ten years of days.
const MOST: usize = 3700;
/// Days before 1900 and after 2199 are slips of somebody's program, not days in a report.
const FIRST: Date = Date::constant(1900, 1, 1);
const LAST: Date = Date::constant(2199, 12, 31);

/// Stand for a day in the count: of what has none, and of what began before those that are asked for.
const SLIP: i32 = i32::MIN;
const BEFORE: i32 = i32::MIN + 1;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    Day,
    /// From Monday.
    Week,
    Month,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Timeline {
    /// In public nobody learns how much else there is.
    pub as_of: Option<u64>,
    pub step: Step,
    /// Every step from the first to the last, empty ones too.
    pub days: Vec<Bar>,
    /// Without a date.
    pub undated: u64,
    /// On the days that are asked for, and begun before the first of them.
    pub before: u64,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bar {
    /// Its first day.
    #[serde(serialize_with = "as_text")]
    pub day: Date,
    pub incidents: u64,
    /// Families that have any, in order of name.
    #[serde(serialize_with = "as_object")]
    pub families: Vec<(&'static str, u64)>,
    /// Published in it, whatever the filter.
    pub reports: u64,
}

fn as_text<S: Serializer>(day: &Date, s: S) -> Result<S::Ok, S::Error> {
    s.collect_str(day)
}

fn as_object<S: Serializer>(families: &[(&'static str, u64)], s: S) -> Result<S::Ok, S::Error> {
    let mut map = s.serialize_map(Some(families.len()))?;
    families.iter().try_for_each(|(name, n)| map.serialize_entry(name, n))?;
    map.end()
}

impl Step {
    /// The finest step with which so many days are no more than [`MOST`].
    fn of(days: usize) -> Step {
        match days {
            0..=MOST => Step::Day,
            d if d / 7 < MOST => Step::Week,
            _ => Step::Month,
        }
    }

    /// First day of the step that a day is of.
    fn begins(self, day: Date) -> Date {
        match self {
            Step::Day => day,
            Step::Week => day.saturating_sub(jiff::Span::new().days(i64::from(day.weekday().to_monday_zero_offset()))),
            Step::Month => day.first_of_month(),
        }
    }

    fn next(self, begins: Date) -> Option<Date> {
        match self {
            Step::Day => begins.tomorrow().ok(),
            Step::Week => begins.checked_add(jiff::Span::new().days(7)).ok(),
            Step::Month => begins.checked_add(jiff::Span::new().months(1)).ok(),
        }
    }
}

impl Catalogue {
    /// What passes the filter, by the day on which it began; from the first day of the filter to its last, else as far as there are incidents or
    /// reports. Days are put together to weeks or months where there are more than 3,700.
    ///
    /// # Errors
    /// When the catalogue's file cannot be read.
    pub fn timeline(&self, filter: &Filter, audience: Profile) -> Result<Arc<Timeline>, CatalogueError> {
        self.answers.timeline(self.as_of(), (filter, audience), || self.reckon(filter, audience))
    }

    fn reckon(&self, filter: &Filter, audience: Profile) -> Result<Timeline, CatalogueError> {
        let state = self.state();
        let sieve = self.sieve(filter, audience, state.as_of)?;
        let (first, last) = (day_number(FIRST), day_number(LAST));
        let asked = [filter.from, filter.to].map(|d| d.map(day_number));
        let from = asked[0].unwrap_or(first).max(first);
        // Incidents by day and family, as many days as there are.
        let width = self.families.names.len();
        let mut counted: BTreeMap<i32, Vec<u32>> = BTreeMap::new();
        let mut pass = Vec::new();
        for chunk in state.columns(audience).chunks.iter().filter(|c| sieve.may_hold(c)) {
            sieve.sift(chunk, &mut pass);
            sieve.within(chunk, &mut pass);
            // Rows are in order of time: the day changes seldom.
            let (mut day, mut here) = (i32::MIN, vec![0u32; width]);
            let mut put = |day: i32, here: &mut Vec<u32>| {
                if here.iter().any(|n| *n > 0) {
                    let all = counted.entry(day).or_insert_with(|| vec![0; width]);
                    all.iter_mut().zip(here.iter_mut()).for_each(|(all, n)| *all += std::mem::take(n));
                }
            };
            let (mut from_minute, mut to_minute) = (i32::MAX, i32::MIN);
            for i in passed(&pass) {
                let (start, kind) = (&chunk.start[i], chunk.kind[i]);
                if !(from_minute..=to_minute).contains(start) {
                    // Days before the first that is asked for, and slips, are told apart by their own numbers.
                    let on = start.div_euclid(DAY);
                    put(day, &mut here);
                    day = match on {
                        _ if *start == UNDATED || on > last || on < first => SLIP,
                        _ if on < from => BEFORE,
                        _ => on,
                    };
                    (from_minute, to_minute) = (on.saturating_mul(DAY), on.saturating_mul(DAY).saturating_add(DAY - 1));
                }
                if let Some(n) = here.get_mut(self.families.of(kind)) {
                    *n += 1;
                }
            }
            put(day, &mut here);
        }
        let mut outside = |day: i32| counted.remove(&day).map_or(0, |n| n.iter().map(|n| u64::from(*n)).sum());
        let (undated, before) = (outside(SLIP), outside(BEFORE));
        // Reports are in order of their days.
        let until = asked[1].unwrap_or(last).min(last);
        let reports_before = |day: i32| state.reports.partition_point(|r| r.day().is_none_or(|d| d < day));
        let reported = state.reports.get(reports_before(from)..reports_before(until.saturating_add(1))).unwrap_or_default();
        let [first_report, last_report] = [reported.first(), reported.last()].map(|r| r.and_then(Came::day));
        let ends = |of: [Option<i32>; 2]| of.into_iter().flatten();
        let start = asked[0].or(ends([counted.keys().next().copied(), first_report]).min());
        let end = asked[1].or(ends([counted.keys().last().copied(), last_report]).max());
        let mut line =
            Timeline { as_of: (audience == Profile::Full).then_some(state.as_of), step: Step::Day, days: Vec::new(), undated, before };
        let (Some(start), Some(end)) = (start.map(|d| d.max(first)), end.map(|d| d.min(last))) else { return Ok(line) };
        if end < start {
            return Ok(line);
        }
        let day_after = end.saturating_add(1);
        let reports_in = |from: i32, until: i32| reports_before(until).saturating_sub(reports_before(from)) as u64;
        line.step = Step::of(usize::try_from(end - start).unwrap_or(0) + 1);
        let mut day = date(start).map(|d| line.step.begins(d));
        while let Some(begins) = day.filter(|d| day_number(*d) <= end) {
            let next = line.step.next(begins);
            let until = next.map_or(i32::MAX, day_number);
            let mut bar = Bar { day: begins, incidents: 0, families: Vec::new(), reports: 0 };
            let mut families = vec![0u64; width];
            for (_, n) in counted.range(day_number(begins)..until) {
                families.iter_mut().zip(n).for_each(|(all, n)| *all += u64::from(*n));
            }
            bar.incidents = families.iter().sum();
            bar.families = self.families.names.iter().copied().zip(families).filter(|(_, n)| *n > 0).collect();
            bar.reports = reports_in(day_number(begins).max(from), until.min(day_after));
            line.days.push(bar);
            day = next;
        }
        Ok(line)
    }
}
