//! How a record's values are shown to a person: short, and unknown as "–", never as 0.

use crate::layout::clean;
use accalmie_record::{Harm, Kind, Outcome, Period, Place, Record, Relation, Role, Status, TimePrecision, Unit};

pub const UNKNOWN: &str = "–";

/// The place that the record is about, and how many more there are.
pub fn places(record: &Record) -> String {
    let Some(first) = record.places.first() else { return UNKNOWN.to_owned() };
    let more = record.places.len() - 1;
    let name = place(first);
    if more > 0 { format!("{name} +{more}") } else { name }
}

pub fn place(place: &Place) -> String {
    let words = clean(&place.text);
    match place.relation {
        Relation::At | Relation::Within => words,
        other => format!("{} {words}", other.name().replace('_', " ")),
    }
}

/// As exactly as it is known.
pub fn when(time: Option<&Period>) -> String {
    let Some(time) = time else { return UNKNOWN.to_owned() };
    let Some(from) = time.from.as_deref() else {
        return time.relative.as_deref().or(time.text.as_deref()).map_or_else(|| UNKNOWN.to_owned(), clean);
    };
    let exact = matches!(time.precision, TimePrecision::Minute | TimePrecision::Hour | TimePrecision::PartOfDay);
    let first = if exact { from } else { from.get(..10).unwrap_or(from) };
    let last = time.to.as_deref().map(|t| if exact { t } else { t.get(..10).unwrap_or(t) });
    match (time.precision, last) {
        _ if time.open_end => format!("{first} →"),
        (TimePrecision::Month, Some(last)) if first.get(..7) == last.get(..7) => first.get(..7).unwrap_or(first).to_owned(),
        (TimePrecision::Year, Some(last)) if first.get(..4) == last.get(..4) => first.get(..4).unwrap_or(first).to_owned(),
        (_, Some(last)) if last != first => match (first.get(..10), last.get(..10)) {
            (Some(a), Some(b)) if a == b => format!("{first}–{}", last.get(11..).unwrap_or("")),
            _ => format!("{first}–{}", if first.get(..4) == last.get(..4) { last.get(5..).unwrap_or(last) } else { last }),
        },
        _ => first.to_owned(),
    }
}

/// How many, of one outcome: the record's own toll, else a sum over a longer time marked as such.
pub fn toll(harm: &[Harm], outcome: Outcome) -> String {
    let of = |cumulative: bool| -> Vec<&Harm> {
        let all: Vec<&Harm> =
            harm.iter().filter(|h| h.outcome == outcome && !h.superseded && !h.alternative && h.cumulative == cumulative).collect();
        let whole: Vec<&Harm> = all.iter().copied().filter(|h| !h.part_of_total).collect();
        if whole.is_empty() { all } else { whole }
    };
    match (sum(&of(false)), sum(&of(true))) {
        (Some(own), _) => own,
        (None, Some(total)) => format!("Σ {total}"),
        (None, None) => UNKNOWN.to_owned(),
    }
}

fn sum(harm: &[&Harm]) -> Option<String> {
    let min = harm.iter().fold(0u64, |n, h| n.saturating_add(h.min));
    let max = harm.iter().try_fold(0u64, |n, h| Some(n.saturating_add(h.max?)));
    if harm.is_empty() { None } else { Some(range(min, max)) }
}

pub fn range(min: u64, max: Option<u64>) -> String {
    match max {
        None => format!("≥{min}"),
        Some(max) if max == min => format!("{min}"),
        Some(max) => format!("{min}–{max}"),
    }
}

/// What became of people besides death and wounds: "displaced ≥200 families".
pub fn other_harm(harm: &[Harm]) -> Vec<String> {
    let mut out = Vec::new();
    for outcome in Outcome::ALL.iter().filter(|o| !matches!(o, Outcome::Killed | Outcome::Injured)) {
        let unit = harm.iter().filter(|h| h.outcome == *outcome).find_map(|h| h.unit);
        let toll = toll(harm, *outcome);
        if toll != UNKNOWN {
            out.push([outcome.name(), &toll, unit.map_or("", Unit::name)].join(" ").trim_end().to_owned());
        }
    }
    out
}

/// Who did it, fought, or spoke; a suspicion begins with its question mark, where a narrow column cannot cut it off.
pub fn who(record: &Record) -> String {
    let names: Vec<String> = record
        .actors
        .iter()
        .filter(|a| a.role != Role::Audience)
        .map(|a| {
            let doubt = if a.basis == accalmie_record::Basis::Stated { "" } else { "? " };
            format!("{doubt}{}", clean(a.name.as_deref().unwrap_or(&a.text)))
        })
        .collect();
    if names.is_empty() { UNKNOWN.to_owned() } else { names.join(", ") }
}

/// A word for what is not plainly so.
pub fn status(record: &Record) -> Option<&'static str> {
    match (record.status, record.kind) {
        (Status::Asserted, Kind::Assessment) => Some("assessment"),
        (Status::Asserted, _) => None,
        (other, _) => Some(other.name()),
    }
}

#[cfg(test)]
mod tests {
    use super::{range, toll, when};
    use accalmie_record::{Harm, Outcome, Period, TimePrecision, Who};

    fn harm(min: u64, max: Option<u64>) -> Harm {
        Harm {
            outcome: Outcome::Killed,
            min,
            max,
            text: String::new(),
            who: Who::Unknown,
            age: None,
            sex: None,
            cumulative: false,
            superseded: false,
            alternative: false,
            part_of_total: false,
            unit: None,
        }
    }

    #[test]
    fn tolls_are_summed_as_they_are_counted() {
        let part = Harm { part_of_total: true, ..harm(3, Some(3)) };
        let old = Harm { superseded: true, ..harm(9, Some(9)) };
        let total = Harm { cumulative: true, ..harm(40, None) };
        for (harm, shown) in [
            (vec![], "–"),
            (vec![harm(16, Some(16)), part.clone(), old.clone()], "16"),
            (vec![part], "3"),
            (vec![harm(1, Some(1)), harm(2, None)], "≥3"),
            (vec![total], "Σ ≥40"),
            (vec![old], "–"),
            (vec![harm(u64::MAX, Some(u64::MAX)), harm(1, Some(2))], "18446744073709551615"),
        ] {
            assert_eq!(toll(&harm, Outcome::Killed), shown);
        }
        assert_eq!(toll(&[harm(1, Some(1))], Outcome::Injured), "–");
        assert_eq!(range(8, Some(12)), "8–12");
    }

    #[test]
    fn times_are_as_exact_as_known() {
        let period = |from: Option<&str>, to: Option<&str>, precision, open_end, relative: Option<&str>| Period {
            text: None,
            from: from.map(str::to_owned),
            to: to.map(str::to_owned),
            precision,
            open_end,
            relative: relative.map(str::to_owned),
        };
        for (time, shown) in [
            (period(Some("2021-05-03"), Some("2021-05-03"), TimePrecision::Day, false, None), "2021-05-03"),
            (period(Some("2021-05-01"), Some("2021-05-31"), TimePrecision::Month, false, None), "2021-05"),
            (period(Some("2021-01-01"), Some("2021-12-31"), TimePrecision::Year, false, None), "2021"),
            (period(Some("2021-05-03"), Some("2021-05-09"), TimePrecision::Week, false, None), "2021-05-03–05-09"),
            (period(Some("2021-05-03T06:00"), Some("2021-05-03T12:00"), TimePrecision::PartOfDay, false, None), "2021-05-03T06:00–12:00"),
            (period(Some("2021-05-03"), None, TimePrecision::Day, true, None), "2021-05-03 →"),
            (period(None, None, TimePrecision::Day, false, Some("D-1")), "D-1"),
            (period(None, None, TimePrecision::Unknown, false, None), "–"),
        ] {
            assert_eq!(when(Some(&time)), shown);
        }
        assert_eq!(when(None), "–");
    }
}
