//! The actions that make quantities: about, at least, between, a group of ten, an age, a measure.

use crate::build::Args;
use crate::meaning::Meaning;
use crate::node::Made;
use crate::quantity::{Amount, QuantityKind, whole};
use crate::rule::Action;

pub(crate) fn quantity(action: Action, a: &Args<'_, '_, '_>) -> Option<Made> {
    let group = |name| {
        a.meaning(name, |m| match *m {
            Meaning::Group { base, spread } => Some((base, spread)),
            _ => None,
        })
    };
    let of_kind = |kind| a.amount("q").map(|q| Amount { kind, article: false, ..q });
    Some(Made::Amount(match action {
        // "trois dizaines", "une quarantaine"
        Action::Group => {
            let (base, spread) = group("g")?;
            let by = a.number("n").map_or(1.0, |n| n.value) * group("g2").map_or(1.0, |g| g.0);
            let (base, spread) = a.int("of").map_or((base, spread), |of| (f64::from(of), 0));
            if spread == 0 { Amount::exactly(base * by) } else { Amount::about(base * by, spread) }
        }
        // "des dizaines": twice the group at least
        Action::Many => {
            let times = a.int("of").map_or(1.0, f64::from) * group("g2").map_or(1.0, |g| g.0);
            let least = group("g").map_or(1.0, |g| g.0) * times * 2.0;
            Amount { max: None, ..Amount::exactly(least) }
        }
        Action::Between => {
            let (low, high) = (a.amount("a")?, a.amount("b")?);
            let (mut low_min, max) = (low.min, high.max.unwrap_or(high.min));
            let mut value = low.value;
            // "2 à 3 millions": the first number shares the scale of the second.
            if a.text("share").is_some() && low.value > 0.0 && low.value < 100.0 && high.value >= 1e6 {
                let scale = if high.value >= 1e9 { 1e9 } else { 1e6 };
                (low_min, value) = (whole(low.value * scale), low.value * scale);
            }
            if a.text("open").is_some() {
                // "more than 100 but less than 300"
                let (low, high) = (low.value.min(high.value), low.value.max(high.value));
                return Some(Made::Amount(Amount { max: Some(whole(high)), ..Amount::exactly(low) }));
            }
            if low_min > max || low.value == high.value {
                return None;
            }
            Amount { min: low_min, max: Some(max), value, kind: QuantityKind::Count, article: false }
        }
        Action::About => {
            let (q, by) = (a.amount("q")?, a.int("by")?.unsigned_abs().into());
            if q.max != Some(q.min) && q.kind == QuantityKind::Count {
                Amount { article: false, ..q }
            } else {
                Amount { kind: q.kind, ..Amount::about(q.value, by) }
            }
        }
        Action::Least => {
            let q = a.amount("q")?;
            Amount { min: whole(q.value.ceil()), max: None, article: false, ..q }
        }
        Action::Most => {
            let q = a.amount("q")?;
            let max = whole(q.value.floor());
            Amount { min: 1.min(max), max: Some(max), article: false, ..q }
        }
        Action::Some => Amount { article: false, ..a.amount("q")? },
        // "three dozens"
        Action::Exact => Amount::exactly(a.number("n")?.value * f64::from(a.int("of")?)),
        Action::Zero => return Some(Made::Nothing),
        Action::Fraction => {
            let n = a.number("n").map_or(1.0, |n| n.value);
            let of = a.number("d").map(|n| n.value).or_else(|| a.int("of").map(f64::from))?;
            if of < 2.0 || a.text("part").is_some() && n > of {
                return None;
            }
            let value = a.number("w").map_or(0.0, |w| w.value) + n / of;
            Amount { kind: QuantityKind::Fraction, ..Amount::exactly(value) }
        }
        // "nine point seven", "deux virgule zéro quatre"
        Action::Decimal => {
            let (whole, part) = (a.number("w")?, a.number("d")?);
            let plain = |n: f64| n.fract() == 0.0 && (0.0..1e6).contains(&n);
            if !plain(whole.value) || !plain(part.value) || part.article {
                return None;
            }
            let places = if part.digits > 0 { usize::from(part.digits) } else { format!("{}", part.value).len() };
            let places = places + usize::from(a.text("zero").is_some());
            Amount::exactly(whole.value + part.value / 10f64.powi(places as i32))
        }
        Action::Percent => of_kind(QuantityKind::Percent)?,
        Action::Measure => of_kind(QuantityKind::Measure)?,
        Action::Age if a.text("each").is_some() => return Some(Made::Each(QuantityKind::Age)),
        Action::Age => of_kind(QuantityKind::Age).filter(|q| q.value <= 120.0)?,
        Action::Ordinal => Amount { kind: QuantityKind::Ordinal, ..Amount::exactly(a.number("n")?.value) },
        Action::Count => return Some(Made::Each(QuantityKind::Count)),
        Action::Label if a.text("each").is_some() => return Some(Made::Each(QuantityKind::Label)),
        Action::Label => of_kind(QuantityKind::Label)?,
        _ => return None,
    }))
}
