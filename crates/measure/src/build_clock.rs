//! Clock times: hour and minute, morning or evening, and the day that they belong to.

use crate::build::Args;
use crate::meaning::Meaning;
use crate::node::Made;
use crate::time::{Half, TimeKind, TimeValue};

/// A clock time to which "pm" or "du soir" is added.
pub(crate) fn half_clock(a: &Args<'_, '_, '_>) -> Option<TimeValue> {
    let Some((_, TimeValue::Clock { hour, minute, of })) = a.time("c") else { return None };
    // "from 5 to 6 in the afternoon" begins in the afternoon, "from 11 to 2 in the afternoon" does not.
    if matches!(a.time("until"), Some((_, TimeValue::Clock { hour: last, .. })) if hour >= last) {
        return None;
    }
    Some(TimeValue::Clock { hour: halve(hour, half(a, hour)?)?, minute, of })
}

fn half(a: &Args<'_, '_, '_>, hour: i8) -> Option<Half> {
    match a.text("half") {
        Some(h) => Half::parse(h),
        // "du soir", "in the morning": a part of the day tells the half.
        None => a.meaning("half", |m| match m {
            Meaning::Half(h) => Some(*h),
            // "2 at night" is after midnight, "10 at night" before it.
            Meaning::Part(p) if p.to <= p.from => Some(if hour < p.to.0 || hour == 12 { Half::Am } else { Half::Pm }),
            Meaning::Part(p) => Some(if p.from.0 >= 12 { Half::Pm } else { Half::Am }),
            _ => None,
        }),
    }
}

fn halve(hour: i8, half: Half) -> Option<i8> {
    match (half, hour) {
        (Half::Am, 12) => Some(0),
        (Half::Pm, 1..=11) => Some(hour + 12),
        (_, 0..=24) => Some(hour),
        _ => None,
    }
}

/// A clock time from figures, words or a name.
pub(crate) fn clock(a: &Args<'_, '_, '_>) -> Option<TimeValue> {
    if let Some((hour, minute)) = a.meaning("x", |m| match *m {
        Meaning::Noon { hour, minute } => Some((hour, minute)),
        _ => None,
    }) {
        return Some(TimeValue::Clock { hour, minute, of: None });
    }
    // "2.30 pm": the figures read as a decimal number.
    let h = a.number("h").filter(|n| !n.ordinal && (!n.article || a.text("one").is_some()))?.value;
    // "1400 hours"
    let four = a.number("h").is_some_and(|n| n.digits == 4);
    if a.text("four").is_some() != four || a.text("zero").is_some() && h >= 1000.0 {
        return None;
    }
    let h = if four { h / 100.0 } else { h };
    let (whole, rest) = (h.trunc(), ((h.fract() * 100.0).round()) as i32);
    if rest > 0 && (!four && a.text("point").is_none() || rest > 59) {
        return None;
    }
    let hour = Some(whole).filter(|h| (0.0..=24.0).contains(h))? as i32;
    let (hour, minute) = (hour, a.int("m").unwrap_or(rest));
    if !(-59..=59).contains(&minute) {
        return None;
    }
    let (hour, minute) = if minute < 0 { ((hour + 23) % 24, minute + 60) } else { (hour, minute) };
    let hour = match half(a, hour as i8) {
        Some(h) => halve(hour as i8, h)?,
        None => hour as i8,
    };
    Some(TimeValue::Clock { hour, minute: minute as i8, of: None })
}

/// A day with a clock time, or with two.
pub(crate) fn at(of: TimeValue, (kind, c): (TimeKind, TimeValue)) -> Option<Made> {
    if of.has_many_days() {
        return None;
    }
    let put = |c: TimeValue| match c {
        TimeValue::Clock { hour, minute, of: None } => {
            // "lundi soir à 8 h", "Monday night at 10": an evening or afternoon makes it the second half of the day.
            let late = matches!(&of, TimeValue::Part { part, .. } if part.from.0 >= 12) && (5..12).contains(&hour);
            let day = if let TimeValue::Part { of: Some(day), .. } = &of { (**day).clone() } else { of.clone() };
            Some(TimeValue::Clock { hour: if late { hour + 12 } else { hour }, minute, of: Some(Box::new(day)) })
        }
        _ => None,
    };
    match c {
        TimeValue::Range { from, to } => {
            let value = TimeValue::Range { from: Box::new(put(*from)?), to: Box::new(put(*to)?) };
            Some(Made::Time(TimeKind::Range, value))
        }
        c => Some(Made::Time(kind, put(c)?)),
    }
}
