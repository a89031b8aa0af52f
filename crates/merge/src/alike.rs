//! How alike two tellings are: the likest of their aspects, by day, place, type, toll, author, weapon and words.

use crate::aspect::{Aspect, Spot, km, overlap};
use crate::likeness::{Likeness, Points};
use crate::telling::Telling;
use crate::wording;
use accalmie_record::Outcome;
use std::collections::BTreeSet;

/// What a text and its copy have in common beyond all else.
const COPY: Points = 60;
/// Two figures in one report are two happenings.
const APART: Points = -60;
/// Without this much that tells the happening apart from others of its day (where, how many, who, in which words) two tellings stay two; a region
/// that both name is not enough.
const IDENTITY: Points = 11;
/// What is left to those.
const UNIDENTIFIED: Points = 20;
/// Minutes by which two reports may differ on when something was.
const HOURS: i64 = 180;
/// Fewer pairs of words say little, whatever share of them is common.
const FEW_WORDS: usize = 6;

/// `None` when they cannot be of one happening: another family, other days. Tellings of one report are compared as well: the reader does not
/// always see that it is told twice.
pub fn alike(a: &Telling, b: &Telling) -> Option<Likeness> {
    let one_report = a.report_key == b.report_key;
    let copy = a.origin == b.origin && !one_report;
    let authors = |t: &Telling| t.aspects.iter().flat_map(|x| x.authors.iter().cloned()).collect::<BTreeSet<String>>();
    let others = one_report && {
        let (a, b) = (authors(a), authors(b));
        !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
    };
    let met = match (one_report, others) {
        (false, _) => Met::TwoReports,
        (true, false) => Met::OneReport,
        (true, true) => Met::OtherAuthors,
    };
    a.aspects
        .iter()
        .flat_map(|x| b.aspects.iter().filter_map(move |y| compare(x, y, copy, met)))
        .reduce(|best, l| if l.points > best.points { l } else { best })
}

/// Where two tellings met.
#[derive(Clone, Copy, PartialEq)]
enum Met {
    TwoReports,
    OneReport,
    /// In one report, which names an author of each, and not the same.
    OtherAuthors,
}

fn compare(x: &Aspect, y: &Aspect, copy: bool, met: Met) -> Option<Likeness> {
    if !x.one_kind(y) {
        return None;
    }
    let mut reasons = Vec::with_capacity(8);
    if copy {
        reasons.push((COPY, "the same text".to_owned()));
    } else {
        reasons.push(when(x, y)?);
    }
    if met == Met::TwoReports {
        reasons.extend((!copy).then(|| reported(x, y)));
    } else if x.tolls.iter().any(|(o, t)| y.tolls.get(o).is_some_and(|u| t != u)) {
        reasons.push((APART, "one report gives two figures".to_owned()));
    } else if x.hours_apart(y) > 0 {
        reasons.push((APART, "one report gives two hours".to_owned()));
    } else if met == Met::OtherAuthors {
        // Whatever place and words they share: it is the report that tells them apart.
        reasons.push((2 * APART, "one report names two authors".to_owned()));
    }
    if x.type_ == y.type_ {
        reasons.push((10, format!("both {}", x.type_)));
    }
    let identity = [place(x, y), toll(x, y), author(x, y), words(x, y)];
    let told = identity.iter().map(|r| r.0.max(0)).sum::<Points>();
    reasons.extend(identity);
    if x.weapon.is_some() && x.weapon == y.weapon && x.type_ != y.type_ {
        reasons.push((5, "the same weapon".to_owned()));
    }
    Some(Likeness::of(reasons, (told < IDENTITY && !copy).then_some(UNIDENTIFIED)))
}

/// `None` where the days exclude each other.
fn when(x: &Aspect, y: &Aspect) -> Option<(Points, String)> {
    let (Some(a), Some(b)) = (x.days, y.days) else { return Some((0, String::new())) };
    let wide = (a.1 - a.0).max(b.1 - b.0);
    overlap(x.days, y.days).then(|| match (x.dated && y.dated, wide) {
        (true, 0) if x.hours_apart(y) > HOURS => (0, String::new()),
        (true, 0) => (20, "the same day".to_owned()),
        (_, 0..=3) => (10, "days that can be the same".to_owned()),
        _ => (0, String::new()),
    })
}

/// News of one happening comes on one day. Where both give the day of the happening itself, theirs matter little.
fn reported(x: &Aspect, y: &Aspect) -> (Points, String) {
    let both_dated = x.dated && y.dated && overlap(x.days, y.days);
    let (points, said) = reported_on(x, y);
    if both_dated && points < 0 { (points / 3, said) } else { (points, said) }
}

fn reported_on(x: &Aspect, y: &Aspect) -> (Points, String) {
    match x.published.zip(y.published).map(|(a, b)| (a - b).abs()) {
        None => (0, String::new()),
        Some(0) => (30, "reported on the same day".to_owned()),
        Some(1) => (-30, "reported on different days".to_owned()),
        Some(2) => (-50, "reported two days apart".to_owned()),
        Some(n) => (-60, format!("reported {n} days apart")),
    }
}

/// How far the point of a place may be from what is meant, in km, by UCDP `where_prec`.
fn reach(s: &Spot) -> f64 {
    match s.precision {
        0 | 1 => 5.0,
        2 => 10.0,
        3 => 30.0,
        4 => 100.0,
        _ => 40.0,
    }
}

/// The ends of the roads that it is told of.
fn ends(x: &Aspect) -> BTreeSet<&str> {
    x.spots.iter().filter(|s| s.road).filter_map(|s| s.id.as_deref()).collect()
}

fn place(x: &Aspect, y: &Aspect) -> (Points, String) {
    let (a, b) = (ends(x), ends(y));
    if a.len() == 2 && b.len() == 2 && a != b {
        return (-30, "other roads".to_owned());
    }
    let spots = x.spots.iter().flat_map(|p| y.spots.iter().map(move |q| spots(p, q))).max_by_key(|r| r.0);
    let best = spots.unwrap_or((0, String::new()));
    if x.road_and_town(y) {
        return (best.0.min(10), if best.0 > 0 { "a road to the same place".to_owned() } else { best.1 });
    }
    // The same name that two reports made two places of is one.
    if best.0 < 30
        && let Some(name) = x.names.intersection(&y.names).find(|n| x.fine_names.contains(*n) || y.fine_names.contains(*n))
    {
        return (30, format!("the same name of a place, {name}"));
    }
    best
}

fn spots(p: &Spot, q: &Spot) -> (Points, String) {
    let km = km(p, q);
    let far = || format!("{km:.0} km apart");
    if let (Some(a), Some(b)) = (&p.id, &q.id)
        && a == b
    {
        // A region that both name says little of where in it.
        return match (p.is_fine(), p.road && q.road) {
            (true, _) => (40, "the same place".to_owned()),
            (_, true) => (30, "the same road".to_owned()),
            _ => (10, "the same region".to_owned()),
        };
    }
    if p.is_fine() && q.is_fine() {
        return match km {
            ..=3.0 => (30, "the same spot".to_owned()),
            ..=10.0 => (20, format!("{km:.0} km from each other")),
            ..=25.0 => (0, String::new()),
            ..=50.0 => (-30, far()),
            _ => (-60, far()),
        };
    }
    let reach = reach(p) + reach(q);
    match km {
        k if k <= reach => (5, "places that can be the same".to_owned()),
        k if k <= 2.0 * reach => (-30, far()),
        _ => (-60, far()),
    }
}

fn toll(x: &Aspect, y: &Aspect) -> (Points, String) {
    let (mut points, mut said) = (0, Vec::new());
    for outcome in [Outcome::Killed, Outcome::Injured] {
        let (Some(a), Some(b)) = (x.tolls.get(&outcome), y.tolls.get(&outcome)) else { continue };
        let name = outcome.name();
        if a == b {
            points += if a.0 > 2 { 15 } else { 7 };
            said.push(format!("{} {name} in both", a.0));
        } else if a.0 <= b.1 && b.0 <= a.1 {
            points += 4;
            said.push(format!("figures of {name} that agree"));
        } else {
            points -= 3;
            said.push(format!("{} and {} {name}", a.0, b.0));
        }
    }
    (points, said.join(", "))
}

fn author(x: &Aspect, y: &Aspect) -> (Points, String) {
    if x.authors.is_empty() || y.authors.is_empty() {
        return (0, String::new());
    }
    match x.authors.intersection(&y.authors).next() {
        Some(name) => (7, format!("{name} in both")),
        None => (-7, "other authors".to_owned()),
    }
}

fn words(x: &Aspect, y: &Aspect) -> (Points, String) {
    let shorter = x.words.len().min(y.words.len());
    let shared = wording::shared(&x.words, &y.words);
    let points = (40 * shared / shorter.max(FEW_WORDS)) as Points;
    (points, if points >= 10 { "the same words".to_owned() } else { String::new() })
}
