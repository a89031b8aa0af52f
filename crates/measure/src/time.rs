//! A time mention is what a sentence says of when: a value that may be relative or have holes, and how it bounds.

use accalmie_record::Span;
use std::ops::Range;

#[derive(Clone, Debug, PartialEq)]
pub struct TimeMention {
    /// Indices in the slice of tokens given.
    pub tokens: Range<usize>,
    pub span: Span,
    pub value: TimeValue,
    pub kind: TimeKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeKind {
    Point,
    /// It began then, and goes on.
    Since,
    Until,
    Duration,
    Frequency,
    Before,
    After,
    Range,
}

/// What relative words count from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The day of the report: "hier".
    Report,
    /// The last day named in the text: "la veille".
    Context,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// A date as far as the words give it; `swap` is the month and day of the other reading of `03/04`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateParts {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
    pub weekday: Option<i8>,
    pub swap: Option<(i8, i8)>,
}

/// Which of all Tuesdays (or Christmases) "Tuesday" is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// On or before the day of the report.
    Latest,
    /// Before the day of the report.
    Last,
    /// After the day of the report.
    Next,
    /// In the week (year) so many weeks (years) from the report's.
    In(i32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    Am,
    Pm,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    Early,
    Mid,
    Late,
    FirstHalf,
    SecondHalf,
}

/// Hours of a day; a part whose end is not after its start ends the next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayPart {
    pub from: (i8, i8),
    pub to: (i8, i8),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feast {
    On {
        month: i8,
        day: i8,
    },
    /// Days after Easter Sunday.
    Easter(i32),
    /// The nth weekday of a month.
    Nth {
        month: i8,
        weekday: i8,
        nth: i8,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NthOf {
    Weekday(i8),
    Unit(Unit),
}

#[derive(Clone, Debug, PartialEq)]
pub enum TimeValue {
    Date(DateParts),
    Weekday {
        weekday: i8,
        pick: Pick,
    },
    /// So many units before (n < 0) or after: "three days ago", "yesterday", "la veille".
    Shift {
        origin: Origin,
        n: i32,
        unit: Unit,
    },
    /// The units up to the report (n < 0) or from it: "the last 24 hours".
    Stretch {
        n: i32,
        unit: Unit,
    },
    /// A whole unit of the calendar: "last week", "this year".
    Calendar {
        origin: Origin,
        offset: i32,
        unit: Unit,
    },
    Years {
        from: i16,
        to: i16,
    },
    Season {
        from: (i8, i8),
        to: (i8, i8),
        year: Option<i16>,
        pick: Pick,
    },
    Feast {
        feast: Feast,
        year: Option<i16>,
        pick: Pick,
    },
    Edge {
        edge: Edge,
        of: Box<TimeValue>,
    },
    /// The nth (or, from −1, the nth from the end) weekday or unit of something.
    Nth {
        n: i32,
        what: NthOf,
        of: Box<TimeValue>,
    },
    Part {
        part: DayPart,
        of: Option<Box<TimeValue>>,
    },
    Clock {
        hour: i8,
        minute: i8,
        of: Option<Box<TimeValue>>,
    },
    /// So many units before or after another time: "two days after Easter".
    Offset {
        n: i32,
        unit: Unit,
        of: Box<TimeValue>,
    },
    Range {
        from: Box<TimeValue>,
        to: Box<TimeValue>,
    },
    /// How long, not when.
    Length {
        n: f64,
        unit: Unit,
    },
}
