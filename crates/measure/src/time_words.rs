//! How the tables write units, halves, edges, parts of the day and feasts.

use crate::time::{DayPart, Edge, Feast, Half, Unit};

impl Unit {
    pub(crate) fn parse(name: &str) -> Option<Unit> {
        Some(match name {
            "second" => Unit::Second,
            "minute" => Unit::Minute,
            "hour" => Unit::Hour,
            "day" => Unit::Day,
            "weekend" => Unit::Weekend,
            "week" => Unit::Week,
            "month" => Unit::Month,
            "quarter" => Unit::Quarter,
            "year" => Unit::Year,
            "decade" => Unit::Decade,
            "century" => Unit::Century,
            _ => return None,
        })
    }

    pub fn seconds(self) -> f64 {
        let days = match self {
            Unit::Second => return 1.0,
            Unit::Minute => return 60.0,
            Unit::Hour => return 3600.0,
            Unit::Day => 1.0,
            Unit::Weekend => 2.0,
            Unit::Week => 7.0,
            Unit::Month => 30.0,
            Unit::Quarter => 90.0,
            Unit::Year => 365.0,
            Unit::Decade => 3650.0,
            Unit::Century => 36500.0,
        };
        days * 86400.0
    }
}

impl Half {
    pub(crate) fn parse(name: &str) -> Option<Half> {
        match name {
            "am" => Some(Half::Am),
            "pm" => Some(Half::Pm),
            _ => None,
        }
    }
}

impl Edge {
    pub(crate) fn parse(name: &str) -> Option<Edge> {
        Some(match name {
            "early" => Edge::Early,
            "mid" => Edge::Mid,
            "late" => Edge::Late,
            "first-half" => Edge::FirstHalf,
            "second-half" => Edge::SecondHalf,
            _ => return None,
        })
    }
}

impl DayPart {
    /// `06:00-12:00`
    pub(crate) fn parse(s: &str) -> Option<DayPart> {
        let clock = |c: &str| c.split_once(':').and_then(|(h, m)| Some((h.parse().ok()?, m.parse().ok()?)));
        let (from, to) = s.split_once('-')?;
        Some(DayPart { from: clock(from)?, to: clock(to)? })
    }
}

impl Feast {
    /// `12-25`, `easter+49`, or `nth 11 4 4` (the fourth Thursday of November).
    pub(crate) fn parse(s: &str) -> Option<Feast> {
        if let Some(n) = s.strip_prefix("easter") {
            return Some(Feast::Easter(if n.is_empty() { 0 } else { n.parse().ok()? }));
        }
        if let Some(rest) = s.strip_prefix("nth ") {
            let mut n = rest.split(' ').map(|n| n.parse::<i8>().ok());
            return Some(Feast::Nth { month: n.next()??, weekday: n.next()??, nth: n.next()?? });
        }
        let (month, day) = s.split_once('-')?;
        Some(Feast::On { month: month.parse().ok()?, day: day.parse().ok()? })
    }
}
