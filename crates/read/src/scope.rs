//! Scope is which places and times of a sentence belong to one happening of it.

use crate::build::{Ground, mine};
use crate::sentence::Sentence;
use crate::tally::stands_at;
use crate::trigger::Trigger;
use crate::where_::seat_not_acting;
use crate::who;
use accalmie_language::Rel;
use accalmie_lexicon::{Cue, Entry};
use accalmie_measure::{Edge, TimeKind, TimeMention, TimeValue};
use accalmie_places::Feature;
use accalmie_record::{Period, TimePrecision, Type};
use jiff::civil::Date;

/// The places of the stretch: its own clause's first; those it comes from only where people leave them.
pub fn places(g: &Ground, core: &Trigger, group: &[usize], triggers: &[Trigger], groups: &[Vec<usize>], type_: Option<Type>) -> Vec<usize> {
    let s = g.s;
    let leaving = type_.is_some_and(|t| matches!(t.family(), "displacement") || t == Type::ForceWithdrawal);
    let standing = |from: bool| -> Vec<usize> {
        let fits = |i: &usize| {
            let n = &g.named[*i];
            !n.adjunct && s.segment[n.run.start] == s.segment[core.head] && (from || !n.from)
        };
        g.here().filter(fits).collect()
    };
    let mut out = standing(leaving);
    // "arrested two from the village of": where people are taken from is where they were taken, if no other place is named.
    if out.is_empty() && type_.is_some_and(|t| matches!(t, Type::ArrestArrest | Type::CivilianTargetingAbduction)) {
        out = standing(true);
        // A word for its kind stands between "from" and the name; "from X" alone may be said of the people.
        out.retain(|&i| g.named[i].run.start - g.named[i].phrase.start > 1);
    }
    // With several happenings in one segment each takes the places nearest to its own words; what none is nearer to, all share.
    if groups.len() > 1 && out.len() > 1 {
        let own: Vec<usize> = out.iter().copied().filter(|&i| mine(triggers, group, s, g.named[i].run.start)).collect();
        if !own.is_empty() {
            // Both ends of a road go together.
            out = out
                .iter()
                .copied()
                .filter(|&i| {
                    own.contains(&i)
                        || own.iter().any(|&o| {
                            o.abs_diff(i) == 1 && [o, i].iter().all(|&k| g.named[k].relation == accalmie_record::Relation::RoadBetween)
                        })
                })
                .collect();
        } else {
            let before: Vec<usize> = out.iter().copied().filter(|&i| g.named[i].run.end <= core.run.start).collect();
            if !before.is_empty() {
                out = before;
            }
        }
    }
    // "BAMAKO, Mali — Six soldiers were killed near Mopti": where it was written, unless nothing else says where it was.
    if let Some(dash) = dateline(s)
        && out.iter().any(|&i| g.named[i].run.start > dash && g.named[i].cued)
    {
        out.retain(|&i| g.named[i].run.start > dash);
    }
    // An actor's own country is where it comes from, not where it acts, unless words of place say so.
    out.retain(|&i| {
        let n = &g.named[i];
        let taking_part =
            matches!(s.rel(n.run.start), Some(Rel::Nsubj | Rel::NsubjPass | Rel::OblAgent | Rel::Obj | Rel::Iobj | Rel::Conj))
                && n.run.start > 0;
        let country = taking_part && n.kind(g.gazetteer) == Some(Feature::Country);
        n.cued || !g.factions.iter().any(|f| f.run.contains(&n.run.start) && !f.nation_only && !seat_not_acting(s, f)) && !country
    });
    out
}

/// The dash that ends a dateline: a town in capitals, and what holds it, before a dash and a full sentence. In other letters a name and a
/// dash are more often the label of a line of a list, which is where it happened.
fn dateline(s: &Sentence) -> Option<usize> {
    let dash = (1..s.len().min(LONGEST)).find(|&i| matches!(s.word(i), "—" | "–" | "-"))?;
    let told = (dash + 1..s.len()).any(|i| s.is_verb(i));
    let capitals = s.word(0).chars().count() > 2 && !s.caseless(0) && s.word(0).chars().all(|c| !c.is_lowercase());
    (told && !s.bullet && capitals && (0..dash).all(|i| s.is_mark(i) || s.capital(i))).then_some(dash)
}

/// Longest dateline, in tokens.
const LONGEST: usize = 9;

/// "fin mai" in a report is its last ten days, "la mi-mai" its middle, where the words by themselves could be half of it.
fn narrow(p: &mut Period, t: &TimeMention) {
    let TimeValue::Edge { edge, .. } = &t.value else { return };
    let first = match edge {
        Edge::Late => ("-16", "-21"),
        Edge::Mid => ("-10", "-15"),
        _ => return,
    };
    if let Some(from) = p.from.as_deref().filter(|f| f.len() == 10).and_then(|f| f.strip_suffix(first.0)) {
        p.from = Some(format!("{from}{}", first.1));
    }
}

/// The day that a time names, if it names one: a month, a year or "since 2017" is no day to count from.
pub fn day_named(t: &TimeMention, anchor: Option<Date>, context: Option<Date>) -> Option<Date> {
    let p = t.resolve(anchor, context);
    let day = p.precision <= TimePrecision::Day && !p.open_end && !matches!(t.kind, TimeKind::Duration | TimeKind::Frequency);
    day.then(|| t.value.first_day(anchor, context)).flatten()
}

/// "born in 1993", "more than 1400 accidents": a time, or what looks like one, in which nothing that a report tells of happened.
pub fn elsewhen(s: &Sentence, t: &TimeMention) -> bool {
    let born = s.entries().any(|(m, e)| {
        let (start, end) = (m.start as usize, m.end as usize);
        let beside = if s.row(m).after { t.tokens.end == start } else { t.tokens.start == end };
        matches!(e, Entry::Cue(c) if c.cue == Cue::Born) && (beside || t.tokens.start < end && start < t.tokens.end)
    });
    let long_ago = matches!(&t.value, TimeValue::Date(d) if d.month.is_none() && d.year.is_some_and(|y| y < EARLIEST));
    let figure = matches!(t.value, TimeValue::Clock { of: None, .. }) && stands_at(s, &t.tokens);
    born || long_ago || figure
}

/// No report of a war that people still watch tells of an earlier year.
const EARLIEST: i16 = 1850;

/// The time said in the stretch, nearest to the trigger.
pub fn time(g: &Ground, core: &Trigger, triggers: &[Trigger], group: &[usize]) -> (Option<Period>, bool) {
    let s = g.s;
    let usable = |k: TimeKind| !matches!(k, TimeKind::Duration | TimeKind::Frequency);
    // "police said Monday" is when they said it.
    let of_saying = |i: usize| {
        let clause = s.clause.get(i).copied().unwrap_or(0);
        who::says(s, clause as usize) && s.clause.get(core.head).copied() != Some(clause)
    };
    let own = s
        .times
        .iter()
        .filter(|t| usable(t.kind) && !elsewhen(s, t) && !of_saying(t.tokens.start) && s.segment[t.tokens.start] == s.segment[core.head])
        .min_by_key(|t| {
            let token = t.tokens.start;
            let belongs = mine(triggers, group, s, token);
            // "On 4 November, shortly after 18:00": the day says more than the hour.
            let hour = matches!(t.value, TimeValue::Clock { of: None, .. });
            (hour, !belongs, s.clause_distance(token, core.head), token.abs_diff(core.head))
        });
    let before = || {
        let told = |t: &&TimeMention| usable(t.kind) && !elsewhen(s, t) && s.segment[t.tokens.start] < s.segment[core.head];
        s.times.iter().filter(|t| t.tokens.end <= core.run.start).rfind(told)
    };
    let found = own.or_else(before);
    let period = found.map(|t| {
        // A clock time alone is of the day of the report, as in a live feed; a part of a day is of the day last spoken of.
        let alone = matches!(t.value, TimeValue::Clock { of: None, .. });
        // "3/02 : …, rendu le lendemain": a day named before it in the same sentence is what it counts from.
        let here = s.times.iter().filter(|o| o.tokens.end <= t.tokens.start).fold(g.context, |day, o| day_named(o, g.anchor, day).or(day));
        let mut p = t.resolve(g.anchor, here.filter(|_| !alone));
        narrow(&mut p, t);
        p.text = Some(t.span.of(s.page).to_owned());
        p
    });
    (period.or_else(|| g.period.cloned()), own.is_some())
}
