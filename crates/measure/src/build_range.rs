//! Ranges of time as words give them: bare numbers take their nature from the other end.

use crate::build::Args;
use crate::build_time::year;
use crate::meaning::Meaning;
use crate::node::Made;
use crate::time::{DateParts, Pick, TimeKind, TimeValue};

pub(crate) fn range(a: &Args<'_, '_, '_>) -> Option<Made> {
    let end = |name: &str| -> Option<TimeValue> {
        if let Some((_, t)) = a.time(name) {
            return (!matches!(t, TimeValue::Range { .. } | TimeValue::Stretch { .. })).then_some(t);
        }
        // A bare number is a day, a year or an hour; the other end of the range says which.
        a.int(name)
            .and_then(|n| match n {
                0..=31 => Some(TimeValue::Date(DateParts { day: Some(n as i8), ..DateParts::default() })),
                1000..=2100 => Some(TimeValue::Date(DateParts { year: Some(n as i16), ..DateParts::default() })),
                _ => None,
            })
            .or_else(|| {
                let month = a.meaning(name, |m| if let Meaning::Month(n) = m { Some(*n) } else { None })?;
                let year = if name == "b" { year(a) } else { None };
                Some(TimeValue::Date(DateParts { month: Some(month), year, ..DateParts::default() }))
            })
    };
    let (mut from, mut to) = (end("a")?, end("b")?);
    // "3 May 2021 – 12 people", "on 3 May – 2000 people": a full date has no bare number for its end.
    if let (TimeValue::Date(a_date), TimeValue::Date(b_date)) = (&from, &to)
        && (a_date.year.is_some() && a.number("b").is_some_and(|n| n.value <= 31.0) && year(a).is_none()
            || a_date.day.is_some() && b_date.month.is_none() && b_date.day.is_none() && b_date.weekday.is_none())
    {
        return None;
    }
    let clocked = |t: &TimeValue| matches!(t, TimeValue::Clock { .. });
    if clocked(&from) != clocked(&to) {
        let hour = |t: TimeValue| match t {
            TimeValue::Date(DateParts { day: Some(d), month: None, weekday, .. }) if d <= 24 => {
                // "Monday 8-9 am"
                let of = weekday.map(|weekday| Box::new(TimeValue::Weekday { weekday, pick: Pick::Latest }));
                Some(TimeValue::Clock { hour: d, minute: 0, of })
            }
            TimeValue::Clock { .. } => Some(t),
            _ => None,
        };
        if a.text("b").is_none()
            && matches!(to, TimeValue::Clock { of: None, .. })
            && !matches!(from, TimeValue::Date(DateParts { day: Some(_), month: None, .. }))
        {
            return None;
        }
        (from, to) = (hour(from)?, hour(to)?);
        // "5 to 6pm" begins at five in the afternoon.
        if let (TimeValue::Clock { hour: h, .. }, TimeValue::Clock { hour: k, of: None, .. }) = (&mut from, &to)
            && *k > 12
            && *h < 12
            && *h + 12 <= *k
        {
            *h += 12;
        }
    }
    if let (TimeValue::Clock { of: of @ None, .. }, TimeValue::Clock { of: Some(day), .. }) = (&mut from, &to) {
        *of = Some(day.clone());
    }
    // "from 8 on Monday to 10": the day belongs to both.
    if let (TimeValue::Clock { of: Some(day), .. }, TimeValue::Clock { of: of @ None, .. }) = (&from, &mut to) {
        *of = Some(day.clone());
    }
    Some(Made::Time(TimeKind::Range, TimeValue::Range { from: Box::new(from), to: Box::new(to) }))
}
