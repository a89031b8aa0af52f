//! A slot is the place of a rule that any word or value of one kind may fill.

use crate::meaning::Meaning;
use crate::node::{Made, Node};
use crate::quantity::QuantityKind;
use crate::time::{TimeKind, TimeValue};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Slot {
    // Values made by earlier passes.
    /// A cardinal number.
    N,
    /// A plain digit or word number of a day of the month, `17`, `17th`, `premier`.
    D,
    /// A day of the month as an ordinal in figures: `17th`, `1er`.
    Dth,
    /// A day of the month in figures, ordinal or not.
    Dnum,
    Y,
    Ord,
    /// A number or a range of numbers.
    Q,
    Clock,
    /// A day, month or year; no duration and no clock time alone.
    Date,
    /// Any point or range of time.
    Time,
    Length,
    // Words of a table.
    Month,
    Weekday,
    Unit,
    Part,
    Day,
    Noon,
    Half,
    Edge,
    Season,
    Feast,
    Which,
    Group,
    Some,
    Percent,
    Measure,
    Calibre,
    Currency,
    Label,
    Article,
    /// "and a half".
    AndHalf,
    /// A capitalised word that no table has.
    Name,
    /// A mark, or the end of the sentence.
    Stop,
}

const NAMES: [(&str, Slot); 33] = [
    ("n", Slot::N),
    ("d", Slot::D),
    ("dth", Slot::Dth),
    ("dnum", Slot::Dnum),
    ("y", Slot::Y),
    ("ord", Slot::Ord),
    ("q", Slot::Q),
    ("clock", Slot::Clock),
    ("date", Slot::Date),
    ("time", Slot::Time),
    ("length", Slot::Length),
    ("month", Slot::Month),
    ("weekday", Slot::Weekday),
    ("unit", Slot::Unit),
    ("part", Slot::Part),
    ("day", Slot::Day),
    ("noon", Slot::Noon),
    ("half", Slot::Half),
    ("edge", Slot::Edge),
    ("season", Slot::Season),
    ("feast", Slot::Feast),
    ("which", Slot::Which),
    ("group", Slot::Group),
    ("some", Slot::Some),
    ("percent", Slot::Percent),
    ("measure", Slot::Measure),
    ("calibre", Slot::Calibre),
    ("currency", Slot::Currency),
    ("label", Slot::Label),
    ("article", Slot::Article),
    ("andhalf", Slot::AndHalf),
    ("name", Slot::Name),
    ("stop", Slot::Stop),
];

impl Slot {
    pub fn parse(name: &str) -> Option<Slot> {
        NAMES.iter().find(|(n, _)| *n == name).map(|(_, s)| *s)
    }

    /// The slot that a word's meaning fills, if any.
    fn of(meaning: &Meaning) -> Option<Slot> {
        Some(match meaning {
            Meaning::Month(_) => Slot::Month,
            Meaning::Weekday(_) => Slot::Weekday,
            Meaning::Unit { .. } => Slot::Unit,
            Meaning::Part(_) => Slot::Part,
            Meaning::Day { .. } => Slot::Day,
            Meaning::Noon { .. } => Slot::Noon,
            Meaning::Half(_) => Slot::Half,
            Meaning::Edge(_) => Slot::Edge,
            Meaning::Season { .. } => Slot::Season,
            Meaning::Feast(_) => Slot::Feast,
            Meaning::Which(_) => Slot::Which,
            Meaning::Group { .. } => Slot::Group,
            Meaning::Some { .. } => Slot::Some,
            Meaning::Percent => Slot::Percent,
            Meaning::Measure => Slot::Measure,
            Meaning::Calibre => Slot::Calibre,
            Meaning::Currency => Slot::Currency,
            Meaning::Label => Slot::Label,
            Meaning::Article => Slot::Article,
            Meaning::AndHalf => Slot::AndHalf,
            _ => return None,
        })
    }

    /// Whether `node` fills the slot; `sure` refuses weak words.
    pub fn takes(self, node: &Node<'_>, sure: bool) -> bool {
        let lexical = |slot| node.senses.iter().any(|s| Slot::of(&s.meaning) == Some(slot) && !(sure && s.weak));
        match (self, &node.made) {
            (Slot::N, Some(Made::Number(n))) => !n.ordinal && !n.label,
            (Slot::D, Some(Made::Number(n))) => n.is_day(),
            (Slot::Dnum, Some(Made::Number(n))) => n.is_day() && !n.words,
            (Slot::Dth, Some(Made::Number(n))) => n.is_day() && n.ordinal && !n.words,
            (Slot::Y, Some(Made::Number(n))) => n.is_year(),
            (Slot::Ord, Some(Made::Number(n))) => n.ordinal,
            (Slot::Q, Some(Made::Number(n))) => !n.ordinal && !n.label,
            (Slot::Q, Some(Made::Amount(a))) => {
                matches!(a.kind, QuantityKind::Count | QuantityKind::Measure | QuantityKind::Percent | QuantityKind::Age)
            }
            (Slot::Q, None) => lexical(Slot::Some),
            (Slot::Clock, Some(Made::Time(_, t))) => matches!(t, TimeValue::Clock { of: None, .. }),
            (Slot::Date, Some(Made::Time(k, t))) => *k == TimeKind::Point && !matches!(t, TimeValue::Clock { .. }),
            (Slot::Time, Some(Made::Time(k, _))) => matches!(k, TimeKind::Point | TimeKind::Range),
            (Slot::Length, Some(Made::Time(k, _))) => *k == TimeKind::Duration,
            (Slot::Name, None) => node.is_name,
            (Slot::Stop, _) => node.is_stop,
            (
                Slot::N | Slot::D | Slot::Dth | Slot::Dnum | Slot::Y | Slot::Ord | Slot::Clock | Slot::Date | Slot::Time | Slot::Length,
                _,
            ) => false,
            (slot, _) => lexical(slot),
        }
    }
}
