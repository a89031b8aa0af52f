//! Digits are numbers, dates and clock times written in figures: 1,217 · 5 100 · 17/11/2019 · 2019-10-23 · 20:30.

use crate::atom::{Atom, Class, Glue, digit};
use crate::node::{Made, Number};
use crate::time::{DateParts, TimeKind, TimeValue};

/// How a language writes figures.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figures {
    pub decimal: char,
    pub month_first: bool,
}

/// One run of digits.
#[derive(Clone, Copy)]
struct Run {
    value: f64,
    len: usize,
    zero: bool,
}

struct Runs {
    runs: Vec<Run>,
    marks: Vec<char>,
}

fn run(text: &str, a: &Atom) -> Run {
    let mut r = Run { value: 0.0, len: 0, zero: false };
    for d in a.span.of(text).chars().filter_map(digit) {
        r.zero |= r.len == 0 && d == 0;
        r.value = r.value * 10.0 + f64::from(d);
        r.len += 1;
    }
    r
}

fn mark(text: &str, a: &Atom) -> Option<char> {
    (a.class == Class::Mark).then(|| a.span.of(text).chars().next()).flatten().map(|c| match c {
        '\u{066b}' => '.',
        '\u{066c}' | '\u{060c}' => ',',
        '\u{2010}' | '\u{2011}' => '-',
        '\u{2019}' => '\'',
        c => c,
    })
}

/// The digits glued together by single marks, from `atoms[0]`.
fn glued(text: &str, atoms: &[Atom]) -> Runs {
    let mut out = Runs { runs: vec![run(text, &atoms[0])], marks: Vec::new() };
    for pair in atoms[1..].chunks_exact(2) {
        let [m, d] = pair else { break };
        let joined = m.glue == Glue::Joined && d.glue == Glue::Joined && d.class == Class::Digits;
        match mark(text, m).filter(|c| joined && matches!(c, '.' | ',' | '/' | '-' | ':' | '\'')) {
            // "10/1-11/7": the hyphen stands between two dates.
            Some('-') if out.marks.contains(&'/') || out.marks == ['.', '.'] => break,
            Some(c) => {
                out.marks.push(c);
                out.runs.push(run(text, d));
            }
            None => break,
        }
    }
    out
}

/// What the figures at the start of `atoms` (a digit) say, and how many atoms they take. `scaled`: whether the atom at
/// an index is a unit, a scale or a per cent, so that `1,217 km` is not a count.
pub(crate) fn read(text: &str, atoms: &[Atom], f: Figures, scaled: impl Fn(usize) -> bool) -> (usize, Made) {
    let g = glued(text, atoms);
    let all = g.runs.len() * 2 - 1;
    if let Some(parts) = date(&g, f) {
        return (all, Made::Time(TimeKind::Point, TimeValue::Date(parts)));
    }
    if let Some((hour, minute)) = clock(&g) {
        return (all, Made::Time(TimeKind::Point, TimeValue::Clock { hour, minute, of: None }));
    }
    if g.marks.len() > 2 && g.marks.contains(&'-') || g.marks.iter().filter(|m| **m == '.').count() > 2 && g.runs[1].len != 3 {
        return (all, Made::Number(Number { label: true, ..Number::default() }));
    }
    if let Some((n, value)) = spaced(text, atoms) {
        return (n, number(value, 0));
    }
    let marks = g.marks.iter().take_while(|m| matches!(m, '.' | ',' | '\'')).count();
    if marks == 0 {
        return (1, number(g.runs[0].value, g.runs[0].len));
    }
    let (used, value) = marked(&g.runs[..=marks], &g.marks[..marks], f, scaled(marks * 2 + 1));
    (used * 2 - 1, number(value, if used == 1 { g.runs[0].len } else { 0 }))
}

/// `.5`: the language's decimal mark, after a blank and glued to the digits of one number.
pub(crate) fn below_one(text: &str, atoms: &[Atom], f: Figures) -> Option<Number> {
    let [m, d, ..] = atoms else { return None };
    let opens = m.glue == Glue::Space && d.glue == Glue::Joined && d.class == Class::Digits && mark(text, m) == Some(f.decimal);
    let alone = atoms.get(2).is_none_or(|a| a.glue != Glue::Joined || a.class == Class::Word);
    let r = run(text, d);
    (opens && alone).then(|| Number { value: r.value / 10f64.powi(r.len as i32), ..Number::default() })
}

fn number(value: f64, digits: usize) -> Made {
    Made::Number(Number { value, digits: digits.min(99) as u8, ..Number::default() })
}

/// `184 000`, `2 500,5`: groups of three after single blanks.
fn spaced(text: &str, atoms: &[Atom]) -> Option<(usize, f64)> {
    let first = run(text, &atoms[0]);
    let mut value = first.value;
    let mut n = 1;
    while let Some(a) = atoms.get(n).filter(|a| a.class == Class::Digits && a.glue == Glue::Space) {
        let gap = text.get(atoms[n - 1].span.end..a.span.start).unwrap_or("");
        let r = run(text, a);
        if gap.chars().count() != 1 || gap == "\n" || r.len != 3 || n > 5 {
            break;
        }
        value = value * 1000.0 + r.value;
        n += 1;
    }
    (n > 1 && first.len <= 3 && !first.zero).then_some((n, value))
}

/// The number of runs used and the value of `1,217.5` and the like.
fn marked(runs: &[Run], marks: &[char], f: Figures, scaled: bool) -> (usize, f64) {
    let threes = runs[1..].iter().take_while(|r| r.len == 3).count();
    let same = marks.iter().take_while(|m| **m == marks[0]).count();
    let grouped = threes.min(same);
    let decimals = |whole: f64, r: &Run| whole + r.value / 10f64.powi(r.len as i32);
    // One group of three is a thousand, unless a unit follows the language's own decimal mark, or it is 0.125.
    let thousands = grouped > 0 && runs[0].len <= 3 && !runs[0].zero && !(grouped == 1 && same == 1 && scaled && marks[0] == f.decimal);
    if !thousands && same > 1 {
        // "22,24,26": a list.
        return (1, runs[0].value);
    }
    if !thousands {
        return if marks[0] == '\'' { (1, runs[0].value) } else { (2, decimals(runs[0].value, &runs[1])) };
    }
    let value = runs[..=grouped].iter().fold(0.0, |v, r| v * 1000.0 + r.value);
    match (marks.get(grouped), runs.get(grouped + 1)) {
        (Some(m), Some(r)) if *m != marks[0] => (grouped + 2, decimals(value, r)),
        _ => (grouped + 1, value),
    }
}

fn date(g: &Runs, f: Figures) -> Option<DateParts> {
    let [sep, rest @ ..] = g.marks.as_slice() else { return None };
    if rest.iter().any(|m| m != sep) {
        return None;
    }
    let month = |r: &Run| (r.len <= 2 && (1.0..=12.0).contains(&r.value)).then_some(r.value as i8);
    let day = |r: &Run| (r.len <= 2 && (1.0..=31.0).contains(&r.value)).then_some(r.value as i8);
    let year = |r: &Run| match r.len {
        4 if (1000.0..=2100.0).contains(&r.value) => Some(r.value as i16),
        2 => Some(r.value as i16 + if r.value < 40.0 { 2000 } else { 1900 }),
        _ => None,
    };
    match (g.runs.as_slice(), sep) {
        ([y, m, d], '-' | '/' | '.') if y.len == 4 => {
            Some(DateParts { year: Some(year(y)?), month: Some(month(m)?), day: Some(day(d)?), ..DateParts::default() })
        }
        ([a, b, y], '-' | '/' | '.') if y.len == 4 || *sep != '-' && y.len == 2 && b.len == 2 => {
            ordered(a, b, f).map(|p| DateParts { year: year(y), ..p })
        }
        ([a, b], '/' | '-') if b.len == 4 => Some(DateParts { year: Some(year(b)?), month: Some(month(a)?), ..DateParts::default() }),
        ([y, m], '-' | '/') if y.len == 4 => Some(DateParts { year: Some(year(y)?), month: Some(month(m)?), ..DateParts::default() }),
        ([a, b], '/') => ordered(a, b, f),
        _ => None,
    }
}

/// Day and month in the language's order, or in the only order possible; the other order is kept beside.
fn ordered(a: &Run, b: &Run, f: Figures) -> Option<DateParts> {
    if a.len > 2 || b.len > 2 {
        return None;
    }
    let (a, b) = (a.value as i8, b.value as i8);
    let fits = |d: i8, m: i8| ((1..=31).contains(&d) && (1..=12).contains(&m)).then_some((m, d));
    let (dm, md) = (fits(a, b), fits(b, a));
    let (first, second) = if f.month_first { (md, dm) } else { (dm, md) };
    let (month, day) = first.or(second)?;
    let swap = first.and(second).filter(|s| *s != (month, day));
    Some(DateParts { month: Some(month), day: Some(day), swap, ..DateParts::default() })
}

fn clock(g: &Runs) -> Option<(i8, i8)> {
    let ([h, m, ..], true) = (g.runs.as_slice(), !g.marks.is_empty() && g.marks.iter().all(|m| *m == ':')) else { return None };
    let fits = h.len <= 2 && m.len == 2 && h.value <= 24.0 && m.value < 60.0 && g.runs.len() <= 3;
    fits.then_some((h.value as i8, m.value as i8))
}
