//! A meaning is what one word or phrase of a table stands for: a number, a month, a unit, a part of the day.

use crate::lunar::LUNAR;
use crate::time::{DayPart, Edge, Feast, Half, Origin, Unit};

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Meaning {
    /// 0 to 99 and other numbers that are added up.
    Card(f64),
    /// "a", "un": one, or nothing but an article.
    Article,
    /// A hundred, or a word that is several ("doscientos").
    Hundred {
        by: f64,
        alone: bool,
    },
    Scale {
        by: f64,
        alone: bool,
    },
    /// Joins parts of a number; in French only before 1 and 11.
    And {
        only: Vec<u32>,
    },
    /// "and a half" after a number.
    AndHalf,
    Ordinal(f64),
    /// What makes glued digits an ordinal: `th`, `e`.
    Suffix,
    /// A noun of quantity: "dizaine" is ten, give or take `spread` per cent.
    Group {
        base: f64,
        spread: u64,
    },
    /// An amount that the words leave open: "several".
    Some {
        min: u64,
        max: Option<u64>,
    },
    Percent,
    Measure,
    Calibre,
    Currency,
    Label,
    /// The mark between the whole and the decimals of a number.
    Decimal,
    /// `17/11` is read month first.
    MonthFirst,
    Month(i8),
    /// Monday is 1.
    Weekday(i8),
    Unit {
        unit: Unit,
        times: i32,
    },
    Part(DayPart),
    Day {
        origin: Origin,
        offset: i32,
    },
    Noon {
        hour: i8,
        minute: i8,
    },
    Half(Half),
    Edge(Edge),
    Season {
        from: (i8, i8),
        to: (i8, i8),
    },
    Feast(Feast),
    /// "last" −1, "this" 0, "next" 1.
    Which(i32),
    /// Looks like a number or time and is none: "24/7".
    None,
}

/// One meaning of a phrase, and the row that gives it.
#[derive(Clone, Debug)]
pub(crate) struct Sense {
    pub meaning: Meaning,
    /// The word is more often something else ("may", "mars"): rules that ask for a sure one pass it by.
    pub weak: bool,
    pub row: u32,
}

impl Meaning {
    /// `Ok(None)` when `kind` is no kind of word (it may be a pass of rules).
    pub fn parse(kind: &str, value: &str) -> Result<Option<Meaning>, String> {
        let wrong = || format!("`{value}` is no value for the kind `{kind}`");
        let number = || value.parse::<f64>().map_err(|_| wrong());
        let words: Vec<&str> = value.split_whitespace().collect();
        let alone = words.get(1) == Some(&"alone");
        let first = || words.first().and_then(|w| w.parse::<f64>().ok()).ok_or_else(wrong);
        Ok(Some(match kind {
            "card" => Meaning::Card(number()?),
            "article" => Meaning::Article,
            "hundred" => Meaning::Hundred { by: words.first().and_then(|w| w.parse().ok()).unwrap_or(100.0), alone },
            "scale" => Meaning::Scale { by: first()?, alone },
            "and" => Meaning::And { only: words.iter().filter_map(|w| w.parse().ok()).collect() },
            "andhalf" => Meaning::AndHalf,
            "ordinal" => Meaning::Ordinal(number()?),
            "suffix" => Meaning::Suffix,
            "group" => Meaning::Group { base: first()?, spread: words.get(1).and_then(|w| w.parse().ok()).unwrap_or(0) },
            "some" => {
                let (min, max) = value.split_once("..").ok_or_else(wrong)?;
                let max = if max.is_empty() { None } else { Some(max.parse().map_err(|_| wrong())?) };
                Meaning::Some { min: min.parse().map_err(|_| wrong())?, max }
            }
            "percent" => Meaning::Percent,
            "measure" => Meaning::Measure,
            "calibre" => Meaning::Calibre,
            "currency" => Meaning::Currency,
            "label" => Meaning::Label,
            "decimal" => Meaning::Decimal,
            "monthfirst" => Meaning::MonthFirst,
            "month" => Meaning::Month(number()? as i8),
            // A month of the Islamic calendar.
            "hijri" => Meaning::Month(LUNAR + number()? as i8),
            "weekday" => Meaning::Weekday(number()? as i8),
            "unit" => {
                let (times, name) = if words.len() == 2 { (first()? as i32, words[1]) } else { (1, value) };
                Meaning::Unit { unit: Unit::parse(name).ok_or_else(wrong)?, times }
            }
            "part" => Meaning::Part(DayPart::parse(value).ok_or_else(wrong)?),
            "day" => {
                let origin = match value.as_bytes().first() {
                    Some(b'D') => Origin::Report,
                    Some(b'C') => Origin::Context,
                    _ => return Err(wrong()),
                };
                Meaning::Day { origin, offset: value[1..].parse().map_err(|_| wrong())? }
            }
            "noon" => {
                let (h, m) = value.split_once(':').ok_or_else(wrong)?;
                Meaning::Noon { hour: h.parse().map_err(|_| wrong())?, minute: m.parse().map_err(|_| wrong())? }
            }
            "half" => Meaning::Half(Half::parse(value).ok_or_else(wrong)?),
            "edge" => Meaning::Edge(Edge::parse(value).ok_or_else(wrong)?),
            "season" => {
                let day = |s: &str| s.split_once('-').and_then(|(m, d)| Some((m.parse().ok()?, d.parse().ok()?)));
                let (a, b) = value.split_once("..").ok_or_else(wrong)?;
                Meaning::Season { from: day(a).ok_or_else(wrong)?, to: day(b).ok_or_else(wrong)? }
            }
            "feast" => Meaning::Feast(Feast::parse(value).ok_or_else(wrong)?),
            "which" => Meaning::Which(number()? as i32),
            "none" => Meaning::None,
            _ => return Ok(None),
        }))
    }
}
