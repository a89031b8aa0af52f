//! Same says whether two tellings are of one happening.

use crate::discourse::{Context, REACH};
use crate::draft::{Draft, Strength};
use crate::where_::Named;
use accalmie_places::Feature;
use accalmie_record::{Kind, Status, Text, Type, Who};

pub fn compatible(e: &Draft, d: &Draft) -> bool {
    let (Some(x), Some(y)) = (e.type_, d.type_) else { return e.violent && d.violent };
    if x == y {
        return true;
    }
    if !(e.violent && d.violent) {
        return false;
    }
    // Only a general word or a harm gives way to another type.
    match (e.strength, d.strength) {
        (Strength::Specific, Strength::Specific) => {
            x.family() == "explosive" && y.family() == "explosive" && (x == Type::ExplosiveUnspecified || y == Type::ExplosiveUnspecified)
        }
        _ => true,
    }
}

pub fn local(c: &Context, d: &Draft) -> Vec<usize> {
    d.places.iter().copied().filter(|&i| !c.named[i].wide(c.gazetteer)).collect()
}

/// Some name, or some resolved place, in common.
pub fn share_place(c: &Context, a: &[usize], b: &[usize]) -> bool {
    a.iter().any(|&i| {
        b.iter().any(|&j| {
            let (x, y) = (&c.named[i], &c.named[j]);
            let key = |n: &Named| accalmie_language::fold(c.sentences[n.sentence].text_of(&n.run));
            let id = |n: &Named| n.resolved.as_ref().and_then(|r| r.place);
            key(x) == key(y) || id(x).is_some() && id(x) == id(y)
        })
    })
}

/// How many sentences the head of an item announces at most.
const ITEM: usize = 4;

/// Whether `e` stands in a line of its own that heads the paragraph of `d`.
pub fn heads(c: &Context, e: &Draft, d: &Draft) -> bool {
    let line = |i: usize| c.sentences[i].alone && c.sentences[i].unit == Text::Text;
    e.unit == Text::Text
        && d.unit == Text::Text
        && line(e.sentence)
        && e.sentence < d.sentence
        && d.sentence - e.sentence <= ITEM
        && (e.sentence + 1..=d.sentence).all(|i| !c.sentences[i].alone)
}

/// Whether `d` names the spot where `e` names only the area that holds it, or nothing.
pub fn refines(c: &Context, e: &Draft, d: &Draft) -> bool {
    if !d.own_place || !local(c, e).is_empty() {
        return false;
    }
    let mut spots = local(c, d);
    if spots.is_empty() {
        // A province where the first told only the country.
        let country = |i: &usize| c.named[*i].kind(c.gazetteer) == Some(Feature::Country);
        let wide: Vec<usize> = d.places.iter().copied().filter(|i| !country(i) && !c.named[*i].nameless).collect();
        if e.places.iter().all(country) {
            spots = wide;
        }
    }
    let holds = |area: usize, spot: usize| {
        let place = |i: usize| c.named[i].resolved.as_ref().and_then(|r| r.place).map(|p| c.gazetteer.get(p));
        match (place(area), place(spot)) {
            (Some(a), Some(p)) => {
                a.country == p.country && (a.adm1.is_none() || a.adm1 == p.adm1 || p.adm1 == Some(a.id)) || a.country.is_empty()
            }
            _ => true,
        }
    };
    !spots.is_empty() && e.places.iter().all(|&a| spots.iter().any(|&p| holds(a, p)))
}

/// A quarter, a street or a village that no table has, or near the place told before, in kilometres.
const BESIDE: f64 = 30.0;

/// Whether what is spoken of again may lie at or beside the place told before, though by another name.
fn beside(c: &Context, a: &[usize], b: &[usize]) -> bool {
    let point = |i: usize| c.named[i].resolved.as_ref().and_then(|r| r.place).map(|p| c.gazetteer.get(p));
    a.iter().any(|&i| {
        b.iter().any(|&j| match (point(i), point(j)) {
            (Some(x), Some(y)) => accalmie_places::distance_km((x.lat, x.lon), (y.lat, y.lon)) <= BESIDE,
            _ => true,
        })
    })
}

/// The same figure, or one inside the other's range ("30", "une trentaine").
pub fn close(x: &accalmie_record::Harm, y: &accalmie_record::Harm) -> bool {
    x.min == y.min
        || x.max.is_some_and(|m| x.min <= y.min && y.min <= m) && y.min > 2
        || y.max.is_some_and(|m| y.min <= x.min && x.min <= m) && x.min > 2
}

pub fn equal_toll(e: &Draft, d: &Draft) -> bool {
    e.harm.iter().any(|x| x.min >= 2 && d.harm.iter().any(|y| y.outcome == x.outcome && close(x, y)))
}

pub fn same(c: &Context, e: &Draft, d: &Draft) -> bool {
    let object = matches!(d.type_, Some(Type::ObjectAttackStrike | Type::ObjectAttackDemolition)) && e.violent;
    if !compatible(e, d) && !object || e.status == Status::Negated || d.status == Status::Negated {
        return false;
    }
    // A sum over years is no telling of one happening.
    let summed = |x: &Draft| !x.harm.is_empty() && x.harm.iter().all(|h| h.cumulative);
    if summed(d) != summed(e) && !d.harm.is_empty() && !e.harm.is_empty() {
        return false;
    }
    let kind = d.type_.map_or(Kind::Event, Type::kind);
    if kind != e.type_.map_or(Kind::Event, Type::kind) {
        return false;
    }
    let near = e.unit == d.unit && d.sentence - e.sentence <= REACH && d.paragraph.abs_diff(e.paragraph) <= 1;
    let title = e.titled && d.unit == Text::Text || heads(c, e, d);
    let (a, b) = (local(c, e), local(c, d));
    let shared = share_place(c, &a, &b) || share_place(c, &e.places, &d.places);
    let clash = e.own_place
        && d.own_place
        && !a.is_empty()
        && !b.is_empty()
        && !share_place(c, &a, &b)
        && !((title || d.definite && near) && beside(c, &a, &b));
    // "in northern Iraq … the blast in Kirkuk": the first names only the area, the second the spot.
    let narrower = (near || title) && refines(c, e, d);
    let times_clash = match (e.time.as_ref().filter(|_| e.own_time), d.time.as_ref().filter(|_| d.own_time)) {
        (Some(x), Some(y)) => match (&x.from, &y.from) {
            (Some(x), Some(y)) => x.get(..10) != y.get(..10),
            _ => x.relative.is_some() && y.relative.is_some() && x.relative != y.relative,
        },
        _ => false,
    };
    // A title names the region or the nearest town, the body the village: the same toll joins them.
    // "Le bilan est passé à neuf morts mardi": the day is that of the new figure.
    let later = match (&e.time, &d.time) {
        (Some(x), Some(y)) => {
            x.from.as_deref().and_then(|x| x.get(..10)).zip(y.from.as_deref().and_then(|y| y.get(..10))).is_some_and(|(x, y)| x < y)
        }
        _ => false,
    };
    let news = later && d.update && d.strength == Strength::Harm && d.unit == e.unit;
    if clash && !(title && equal_toll(e, d)) || times_clash && !title && !news {
        return false;
    }
    let equal_toll = equal_toll(e, d);
    // The dead of one side beside the dead of the other are no contradiction.
    let others = |a: &Draft, b: &Draft| a.harm.iter().all(|x| b.harm.iter().all(|y| x.outcome != y.outcome || apart(x.who, y.who)));
    let different_toll = match (e.killed_counted(), d.killed_counted()) {
        (Some(x), Some(y)) => x != y && !others(e, d),
        _ => false,
    };
    // What was destroyed, told right after the blow that did it.
    let damage = matches!(d.type_, Some(Type::ObjectAttackStrike | Type::ObjectAttackDemolition)) && d.harm.is_empty();
    let blow = matches!(e.type_.map(Type::family), Some("explosive" | "battle")) || e.type_ == Some(Type::CivilianTargetingAttack);
    if damage && blow && near && !d.own_place && e.status == d.status && !c.sentences[d.sentence].bullet {
        return true;
    }
    // The same kind of thing with no place of its own, in running text: what was told before, however far back.
    let again = d.type_ == e.type_ && !d.own_place && !c.sentences[d.sentence].bullet && !different_toll && e.status == d.status;
    if again
        && d.harm
            .iter()
            .all(|h| e.harm.is_empty() || e.harm.iter().any(|x| x.outcome == h.outcome && (close(x, h) || h.max.is_none() && h.min <= 2)))
        && !d.count.as_ref().is_some_and(|q| q.text.is_some() && d.count != e.count)
    {
        return true;
    }
    if !compatible(e, d) {
        return false;
    }
    if !d.violent {
        let figures = e.harm.iter().zip(&d.harm).all(|(x, y)| x.min == y.min);
        return (near || title)
            && figures
            && (shared || !d.own_place || title && narrower)
            && (d.definite || title || shared && d.type_ == e.type_ && d.count == e.count && e.sentence != d.sentence);
    }
    if equal_toll && (shared || !clash || title) && (near || title || e.sentence + 8 >= d.sentence) {
        return true;
    }
    if title {
        return !different_toll && (shared || narrower || !d.own_place || !e.own_place);
    }
    if d.type_.is_none() || d.strength == Strength::Harm && (!d.own_place || narrower) {
        // Harm alone, told right after: the same happening, unless both give the dead and disagree with no word of an update.
        let later = e.sentence < d.sentence || e.sentence == d.sentence && e.segment < d.segment;
        return near && later && (!different_toll || d.update);
    }
    if d.definite && (!d.own_place || narrower) {
        return near && (!different_toll || d.update);
    }
    if d.definite && shared {
        return !different_toll;
    }
    shared && near && d.type_ == e.type_ && !different_toll && d.strength != Strength::Specific && e.sentence < d.sentence
}

/// Two groups that nobody is in both of: attackers, those who fight them, and those who do not fight.
pub fn apart(a: Who, b: Who) -> bool {
    let side = |w: Who| match w {
        Who::Attackers => Some(0),
        Who::Combatants | Who::Police | Who::Peacekeepers => Some(1),
        Who::Unknown => None,
        _ => Some(2),
    };
    matches!((side(a), side(b)), (Some(x), Some(y)) if x != y)
}
