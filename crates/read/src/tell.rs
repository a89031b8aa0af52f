//! Telling again adds a second telling to a happening: what it leaves open is filled, figures that disagree are kept side by side.

use crate::discourse::Context;
use crate::draft::{Draft, Strength};
use crate::same::{apart, local, share_place};
use accalmie_record::{Harm, Role, Text, Type, Who};

/// Joins `d` into `e`, told earlier.
pub fn again(c: &Context, e: &mut Draft, d: Draft) {
    let update = d.update;
    let told = (d.sentence, d.segment, d.paragraph, d.unit);
    let titled = e.titled;
    if e.type_.is_none() || d.strength > e.strength && d.type_.is_some() {
        e.type_ = d.type_.or(e.type_);
        e.strength = e.strength.max(d.strength);
    } else if e.strength < Strength::Specific && d.strength == e.strength && d.targets.len() > e.targets.len() && d.type_.is_some() {
        // The later sentence says who was hit, which the first, a title most often, does not.
        e.type_ = d.type_;
    }
    if e.type_ == Some(Type::ExplosiveUnspecified) && d.type_.is_some_and(|t| t.family() == "explosive") {
        e.type_ = d.type_;
        e.weapon = d.weapon.clone().or(e.weapon.take());
    }
    // "63 militants and 25 others" after "63 militants": what stands beside a figure told again is told beside it.
    let echoed: Vec<accalmie_record::Outcome> =
        d.harm.iter().filter(|h| h.min > 2 && e.harm.iter().any(|x| x.outcome == h.outcome && x.min == h.min)).map(|h| h.outcome).collect();
    for h in d.harm {
        let known = e.harm.iter().any(|x| x.outcome == h.outcome && x.min == h.min);
        if !known && !h.part_of_total && echoed.contains(&h.outcome) && (h.min > 2 || h.max.is_some()) {
            e.harm.push(h);
            continue;
        }
        toll(&mut e.harm, h, update, titled && d.unit == Text::Text);
    }
    if d.own_place && !e.own_place {
        e.places = d.places;
        e.own_place = true;
    } else if d.own_place {
        let bare = local(c, e).is_empty();
        for p in d.places {
            let known = share_place(c, &[p], &e.places);
            let one = &c.named[p];
            if !known && (bare || titled || one.wide(c.gazetteer)) {
                e.places.push(p);
            }
        }
    } else if e.places.is_empty() {
        e.places = d.places;
    }
    if e.time.is_none() || !e.own_time && d.own_time {
        e.time = d.time;
        e.own_time = d.own_time;
    }
    for a in d.actors {
        let known = e.actors.iter().any(|x| x.text == a.text || x.name.is_some() && x.name == a.name);
        let vague = a.role == Role::Initiator && e.actors.iter().any(|x| x.role == Role::Initiator);
        if !known && !vague {
            e.actors.push(a);
        }
    }
    for t in d.targets {
        if !e.targets.iter().any(|x| x.text == t.text || x.class == t.class) {
            e.targets.push(t);
        }
    }
    if e.weapon.is_none() {
        e.weapon = d.weapon;
    }
    if e.attribution.is_none() {
        e.attribution = d.attribution;
    }
    for v in d.evidence {
        if !e.evidence.contains(&v) {
            e.evidence.push(v);
        }
    }
    // What is told next is near to the first telling in the text, not to the title.
    if titled {
        (e.sentence, e.segment, e.paragraph, e.unit) = told;
    }
    e.why.push("told again".to_owned());
    for w in d.why {
        if !e.why.contains(&w) {
            e.why.push(w);
        }
    }
}

/// Adds one figure to those of a happening.
fn toll(lines: &mut Vec<Harm>, mut new: Harm, update: bool, title: bool) {
    let same = |x: &Harm, y: &Harm| x.outcome == y.outcome && x.min == y.min;
    if let Some(old) = lines.iter_mut().find(|h| same(h, &new)) {
        // The same figure: the telling that says who they were is the better one.
        if old.who == Who::Unknown && new.who != Who::Unknown {
            let part = old.part_of_total;
            *old = new;
            old.part_of_total = part;
        }
        return;
    }
    if new.part_of_total {
        lines.push(new);
        return;
    }
    let whole: Vec<usize> = (0..lines.len())
        .filter(|&i| lines[i].outcome == new.outcome && !lines[i].part_of_total && !lines[i].superseded && !lines[i].alternative)
        .collect();
    let total: u64 = whole.iter().map(|&i| lines[i].min).sum();
    if whole.is_empty() {
        lines.push(new);
        return;
    }
    // Vaguer words for what a figure has told ("des blessés" after "7 blessés") add nothing.
    if new.max.is_none() && new.min <= 2 {
        return;
    }
    let vague = whole.iter().all(|&i| lines[i].max.is_none() && lines[i].min <= 2);
    // What a toll rose by, or who died last, is inside the new total.
    if update && new.min < total {
        return;
    }
    if vague || update || title && whole.len() > 1 && new.min == total {
        for i in whole {
            lines[i].superseded = update;
            lines[i].alternative = !update;
        }
        if vague && !update {
            lines.retain(|h| !h.alternative);
        }
        lines.push(new);
        return;
    }
    // The dead of the other side.
    if whole.iter().all(|&i| apart(lines[i].who, new.who)) {
        lines.push(new);
        return;
    }
    // The sum told again, or a part of it, is nothing new; anything else disagrees.
    if new.min == total {
        return;
    }
    if new.min < total && !matches!(new.who, Who::Unknown) && whole.iter().all(|&i| matches!(lines[i].who, Who::Unknown | Who::Civilians)) {
        new.part_of_total = true;
        lines.push(new);
        return;
    }
    // A title that tells one group of the dead, and a body that tells the others beside the same.
    if title && !matches!(new.who, Who::Unknown) && whole.iter().all(|&i| lines[i].who != new.who && lines[i].who != Who::Unknown) {
        lines.push(new);
        return;
    }
    new.alternative = true;
    lines.push(new);
}
