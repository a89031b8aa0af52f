//! A pair is an earlier telling and a later one, as the model of sameness sees them: how far apart, of what, where, when, how many, by whom.

use crate::discourse::{Context, FAR};
use crate::draft::{Draft, Strength};
use crate::linear::{Linear, Sink};
use crate::same::{apart, close, compatible, equal_toll, heads, local, refines, same, share_place};
use accalmie_record::{Kind, Outcome, Status, Text, Type};

fn bucket(n: usize) -> &'static str {
    match n {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        4..=5 => "5",
        6..=9 => "9",
        10..=19 => "19",
        _ => "20",
    }
}

fn yes(b: bool) -> &'static str {
    if b { "1" } else { "0" }
}

fn kind(e: &Draft, d: &Draft) -> &'static str {
    match (e.type_, d.type_) {
        (_, None) => "harm",
        (None, _) => "after-harm",
        (Some(x), Some(y)) if x == y => "same",
        (Some(x), Some(y)) if x.family() == y.family() && compatible(e, d) => "family",
        _ if compatible(e, d) => "compatible",
        (Some(x), Some(y)) if x.family() == y.family() => "family-apart",
        _ if e.violent && d.violent => "violent",
        _ => "other",
    }
}

fn place(c: &Context, e: &Draft, d: &Draft) -> &'static str {
    let (a, b) = (local(c, e), local(c, d));
    if !d.own_place {
        return if share_place(c, &e.places, &d.places) { "carried" } else { "unsaid" };
    }
    if share_place(c, &a, &b) {
        "shared"
    } else if refines(c, e, d) {
        "narrower"
    } else if !a.is_empty() && !b.is_empty() {
        "elsewhere"
    } else if share_place(c, &e.places, &d.places) {
        "shared-wide"
    } else if b.is_empty() {
        "wide"
    } else {
        "new"
    }
}

fn time(e: &Draft, d: &Draft) -> &'static str {
    match (e.time.as_ref().filter(|_| e.own_time), d.time.as_ref().filter(|_| d.own_time)) {
        (Some(x), Some(y)) => match (&x.from, &y.from) {
            (Some(x), Some(y)) if x.get(..10) == y.get(..10) => "equal",
            (Some(_), Some(_)) => "clash",
            _ if x.relative.is_some() && x.relative == y.relative => "equal",
            _ => "vague",
        },
        (_, Some(_)) => "later",
        (Some(_), None) => "earlier",
        (None, None) => "none",
    }
}

fn toll(e: &Draft, d: &Draft) -> &'static str {
    if d.harm.is_empty() {
        return if e.harm.is_empty() { "none" } else { "told" };
    }
    if e.harm.is_empty() {
        return "first";
    }
    if equal_toll(e, d) {
        return "equal";
    }
    let sides = e.harm.iter().all(|x| d.harm.iter().all(|y| x.outcome != y.outcome || apart(x.who, y.who)));
    match (e.killed_counted(), d.killed_counted()) {
        (Some(x), Some(y)) if x == y => "same-dead",
        (Some(_), Some(_)) if sides => "other-side",
        (Some(x), Some(y)) if y > x => "more",
        (Some(_), Some(_)) => "fewer",
        _ if d.harm.iter().all(|h| h.max.is_none() && h.min <= 2) => "vague",
        _ if d.harm.iter().all(|y| e.harm.iter().all(|x| x.outcome != y.outcome)) => "other-outcome",
        _ if d.harm.iter().any(|y| e.harm.iter().any(|x| x.outcome == y.outcome && close(x, y))) => "close",
        _ => "differ",
    }
}

fn actor(e: &Draft, d: &Draft) -> &'static str {
    if d.actors.is_empty() || e.actors.is_empty() {
        return match (e.actors.is_empty(), d.actors.is_empty()) {
            (true, true) => "none",
            (true, false) => "first",
            _ => "told",
        };
    }
    let one = e.actors.iter().any(|a| d.actors.iter().any(|b| a.text == b.text || a.name.is_some() && a.name == b.name));
    if one { "shared" } else { "differ" }
}

fn weapon(e: &Draft, d: &Draft) -> &'static str {
    match (&e.weapon, &d.weapon) {
        (Some(x), Some(y)) if x.class == y.class => "same",
        (Some(_), Some(_)) => "differ",
        (None, Some(_)) => "first",
        _ => "none",
    }
}

/// Names the features of the pair.
pub fn features(c: &Context, e: &Draft, d: &Draft, between: usize, f: &mut Sink) {
    let sentence = &c.sentences[d.sentence];
    let kind = kind(e, d);
    let place = place(c, e, d);
    let toll = toll(e, d);
    let time = time(e, d);
    let actor = actor(e, d);
    let far = match (e.unit, d.unit) {
        (Text::Title, Text::Text) => "title",
        (a, b) if a == b => bucket(d.sentence.saturating_sub(e.sentence)),
        _ => "other",
    };
    let paragraph = match d.paragraph.abs_diff(e.paragraph) {
        0 => "in",
        1 => "next",
        _ => "far",
    };
    let rule = yes(same(c, e, d));
    let strength = match d.strength {
        Strength::Harm => "harm",
        Strength::General => "general",
        Strength::Specific => "specific",
    };
    let definite = if d.another {
        "another"
    } else if d.definite {
        "definite"
    } else {
        "plain"
    };
    let titled = yes(e.titled && d.unit == Text::Text);
    f(&["bias"]);
    f(&["rule=", rule]);
    f(&["kind=", kind]);
    f(&["far=", far]);
    f(&["place=", place]);
    f(&["toll=", toll]);
    f(&["time=", time]);
    f(&["actor=", actor]);
    f(&["weapon=", weapon(e, d)]);
    f(&["strength=", strength]);
    f(&["definite=", definite]);
    f(&["titled=", titled]);
    f(&["heads=", yes(heads(c, e, d))]);
    f(&["paragraph=", paragraph]);
    f(&["bullet=", yes(sentence.bullet)]);
    f(&["between=", bucket(between)]);
    f(&["update=", yes(d.update)]);
    f(&["status=", yes(d.status == e.status)]);
    f(&["pronoun=", yes(d.pronoun || d.refers || d.doer.is_some())]);
    f(&["segment=", yes(e.sentence == d.sentence && e.segment == d.segment && e.unit == d.unit)]);
    f(&["kind=", kind, "&place=", place]);
    f(&["kind=", kind, "&toll=", toll]);
    f(&["kind=", kind, "&far=", far]);
    f(&["kind=", kind, "&time=", time]);
    f(&["kind=", kind, "&definite=", definite]);
    f(&["place=", place, "&toll=", toll]);
    f(&["place=", place, "&far=", far]);
    f(&["place=", place, "&time=", time]);
    f(&["toll=", toll, "&far=", far]);
    f(&["toll=", toll, "&titled=", titled]);
    f(&["definite=", definite, "&far=", far]);
    f(&["definite=", definite, "&place=", place]);
    f(&["strength=", strength, "&far=", far]);
    f(&["strength=", strength, "&place=", place]);
    f(&["actor=", actor, "&kind=", kind]);
    f(&["actor=", actor, "&place=", place]);
    f(&["titled=", titled, "&kind=", kind, "&place=", place]);
    f(&["bullet=", yes(sentence.bullet), "&far=", far]);
    f(&["paragraph=", paragraph, "&far=", far, "&place=", place]);
    f(&["rule=", rule, "&kind=", kind]);
    f(&["rule=", rule, "&far=", far]);
    f(&["rule=", rule, "&place=", place]);
    f(&["rule=", rule, "&toll=", toll]);
    let dead = d.harm.iter().any(|h| h.outcome == Outcome::Killed);
    let hurt = d.harm.iter().any(|h| h.outcome == Outcome::Injured);
    f(&["dead=", yes(dead), "&hurt=", yes(hurt), "&kind=", kind, "&far=", far]);
}

/// Sentences back that a telling may reach by the model; further back only the title and what the rules say.
const WINDOW: usize = 14;

/// The earlier drafts that `d` may speak of again, nearest first, with how many stand between.
pub fn candidates<'o>(c: &'o Context, out: &'o [Draft], d: &'o Draft) -> impl Iterator<Item = (usize, usize)> + 'o {
    let kind = |x: &Draft| x.type_.map_or(Kind::Event, Type::kind);
    let from = out.len().saturating_sub(FAR);
    (from..out.len())
        .rev()
        .enumerate()
        .filter(move |&(_, i)| {
            let e = &out[i];
            kind(e) == kind(d)
                && !d.another
                && d.cause.is_none()
                && e.status != Status::Negated
                && d.status != Status::Negated
                && (e.titled || e.unit == d.unit && d.sentence.saturating_sub(e.sentence) <= WINDOW || same(c, e, d))
        })
        .map(|(between, i)| (i, between))
}

/// The earlier telling that is most likely of the same happening, if any is more likely than not.
pub fn told_before(c: &Context, out: &[Draft], d: &Draft, model: &Linear) -> Option<usize> {
    let mut best: Option<(i32, usize)> = None;
    for (i, between) in candidates(c, out, d) {
        let score = model.score(|f| features(c, &out[i], d, between, f));
        if score > 0 && best.is_none_or(|(s, _)| score > s) {
            best = Some((score, i));
        }
    }
    best.map(|(_, i)| i)
}
