//! Discourse joins what a report tells in several sentences: a place said before, a blast spoken of again, a toll that grows.

use crate::draft::{Draft, Strength};
use crate::factions::Faction;
use crate::sentence::Sentence;
use crate::tell;
use crate::where_::Named;
use accalmie_lexicon::ActorClass;
use accalmie_places::{Feature, Gazetteer};
use accalmie_record::{Basis, Kind, Quantity, Role, Status, Text, Type, Who};

/// What joining looks at.
pub struct Context<'c, 'a> {
    pub sentences: &'c [Sentence<'a>],
    pub named: &'c [Named],
    pub factions: &'c [Vec<Faction>],
    pub gazetteer: &'c Gazetteer,
}

impl Context<'_, '_> {
    /// The names in one sentence; names are in the order of the sentences.
    fn named_in(&self, sentence: usize) -> std::ops::Range<usize> {
        self.named.partition_point(|n| n.sentence < sentence)..self.named.partition_point(|n| n.sentence <= sentence)
    }
}

/// How many sentences back words of harm alone may belong to.
const REACH: usize = 3;

/// Records back that may be spoken of again at all.
const FAR: usize = 300;

/// The report's drafts, in order, joined.
pub fn join(c: &Context, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut drafts = drafts;
    fragments(c, &mut drafts);
    let mut out: Vec<Draft> = Vec::new();
    for (number, mut d) in drafts.into_iter().enumerate() {
        d.number = number;
        brought_about(&out, &mut d);
        somebody(&out, &mut d);
        whose(c, &mut d);
        inherit_place(c, &out, &mut d);
        match target(c, &out, &d) {
            Some(i) => tell::again(c, &mut out[i], d),
            None if d.type_.is_none() => {}
            None => out.push(d),
        }
    }
    let mut spread = Vec::new();
    for d in out {
        spread.extend(spread_over(c, d));
    }
    spread
}

/// "A Qamishlo, al-Hod et à Raqqa.": a sentence of places alone completes the one before it.
fn fragments(c: &Context, drafts: &mut [Draft]) {
    for (i, s) in c.sentences.iter().enumerate().skip(1) {
        let from = drafts.partition_point(|d| d.sentence < i);
        if drafts.get(from).is_some_and(|d| d.sentence == i) || s.bullet || s.len() > 30 {
            continue;
        }
        let verb = (0..s.len()).any(|t| s.is_verb(t));
        let here: Vec<usize> = c.named_in(i).filter(|&n| !c.named[n].adjunct && c.named[n].cued).collect();
        if here.is_empty() || verb {
            continue;
        }
        let words = s.len().saturating_sub(here.iter().map(|&n| c.named[n].phrase.len()).sum::<usize>());
        if words > here.len() + 4 {
            continue;
        }
        let last = (0..from).rev().take_while(|&k| drafts[k].sentence + 1 == i).find(|&k| !drafts[k].own_place);
        if let Some(k) = last {
            drafts[k].places = here;
            drafts[k].own_place = true;
            drafts[k].evidence.push((s.unit, s.span));
            drafts[k].why.push("places from the next fragment".to_owned());
        }
    }
}

/// "Ceci a provoqué la mort de": what the sentence before told is the cause; mines that were laid have gone off.
fn brought_about(earlier: &[Draft], d: &mut Draft) {
    if !d.refers || d.harm.is_empty() {
        return;
    }
    let Some(cause) = earlier
        .iter()
        .rev()
        .find(|e| e.sentence < d.sentence && d.sentence - e.sentence <= 2 && e.type_.is_some_and(|t| t.kind() == Kind::Event))
    else {
        return;
    };
    if cause.type_ == Some(Type::HazardMineLaying) {
        d.type_ = Some(Type::ExplosiveLandmine);
        d.strength = Strength::Specific;
        d.violent = true;
        d.weapon = cause.weapon.clone();
        d.cause = Some(cause.number);
        d.why.push("caused by what the sentence before tells".to_owned());
    }
}

/// "Il a remercié", "Ils ont attaqué": the speaker, or the author, of the last thing told.
fn somebody(earlier: &[Draft], d: &mut Draft) {
    let kind = d.type_.map_or(Kind::Event, Type::kind);
    let role = match kind {
        Kind::Statement => Role::Speaker,
        Kind::Event => Role::Initiator,
        _ => return,
    };
    if !d.pronoun || !d.actors.is_empty() || d.harm.iter().any(|h| h.who == Who::Attackers) {
        return;
    }
    let last =
        earlier.iter().rev().find(|e| d.sentence > e.sentence && d.sentence - e.sentence <= 2 && e.actors.iter().any(|a| a.role == role));
    if let Some(a) = last.and_then(|e| e.actors.iter().find(|a| a.role == role)) {
        d.actors.push(accalmie_record::Actor { basis: Basis::Inferred, ..a.clone() });
        d.why.push("the pronoun is who was named before".to_owned());
    }
}

/// "200 hommes" with nobody's name: those of whom the sentence before spoke.
fn whose(c: &Context, d: &mut Draft) {
    if d.type_ != Some(Type::ForcePresence) || !d.actors.is_empty() || d.sentence == 0 {
        return;
    }
    let before = d.sentence - 1;
    let s = &c.sentences[before];
    if let Some(f) = c.factions[before].iter().rev().find(|f| matches!(f.class, Some(ActorClass::Government | ActorClass::StateForces))) {
        d.actors.push(accalmie_record::Actor {
            role: Role::Holder,
            text: s.text_of(&f.run).to_owned(),
            name: Some(f.name.clone()),
            id: None,
            basis: Basis::Inferred,
        });
        d.why.push("whose forces: the sentence before".to_owned());
    }
}

/// Where nothing is said of place: the segment, sentence, paragraph, heading and title before it, in this order.
fn inherit_place(c: &Context, earlier: &[Draft], d: &mut Draft) {
    let s = &c.sentences[d.sentence];
    let located = |n: &&usize| {
        let n = &c.named[**n];
        let headline = c.sentences[n.sentence].heading || c.sentences[n.sentence].unit == Text::Title || n.run.start == 0;
        !n.adjunct && (n.cued || (headline || !n.wide(c.gazetteer)) && n.resolved.as_ref().is_some_and(|r| r.place.is_some()))
    };
    let in_sentence = |i: usize| -> Vec<usize> { c.named_in(i).filter(|&n| !c.named[n].from).collect() };
    // What is said, agreed or feared is nowhere unless the words say where.
    if d.own_place || !d.type_.is_none_or(|t| matches!(t.kind(), Kind::Event | Kind::Condition)) {
        return;
    }
    // An earlier segment of the same sentence.
    let before: Vec<usize> = in_sentence(d.sentence).into_iter().filter(|&n| s.segment[c.named[n].run.start] < d.segment).collect();
    let mut found: Vec<usize> = before.iter().filter(located).copied().collect();
    let mut how = "place of the sentence";
    if found.is_empty() && !s.bullet {
        // The last thing told in the paragraph, else the last sentence with a place in it.
        if let Some(e) = earlier.iter().rev().find(|e| {
            e.unit == d.unit
                && !e.places.is_empty()
                && d.sentence >= e.sentence
                && d.sentence - e.sentence <= REACH
                && e.paragraph == d.paragraph
        }) {
            found = e.places.clone();
            how = "place told before";
        }
        if found.is_empty() {
            for i in (d.sentence.saturating_sub(REACH)..d.sentence).rev() {
                if c.sentences[i].unit == s.unit && c.sentences[i].paragraph == s.paragraph {
                    found = in_sentence(i).iter().filter(located).copied().collect();
                    if !found.is_empty() {
                        how = "place of the sentence before";
                        break;
                    }
                }
            }
        }
    }
    if found.is_empty() {
        // A heading above.
        for i in (0..d.sentence).rev().take(FAR) {
            let h = &c.sentences[i];
            if h.heading && !h.bullet && h.unit == s.unit {
                found = in_sentence(i).iter().filter(located).copied().collect();
                how = "place of the heading";
                break;
            }
        }
    }
    if found.is_empty() {
        let titled = c.named.partition_point(|n| c.sentences[n.sentence].unit == Text::Title);
        found = (0..titled)
            .filter(|&n| c.sentences[c.named[n].sentence].unit == Text::Title && c.named[n].sentence != d.sentence)
            .filter(|n| located(&n))
            .collect();
        how = "place of the title";
    }
    if found.is_empty()
        && let Some(e) = earlier.iter().rev().find(|e| !e.places.is_empty() && e.paragraph + 1 >= d.paragraph)
    {
        found = e.places.clone();
        how = "place told before";
    }
    if found.is_empty() && d.type_.is_none_or(|t| t.kind() == Kind::Event) {
        // Any place at all that the report has named so far.
        found = (0..c.named.len().min(FAR)).filter(|&n| c.named[n].sentence < d.sentence).filter(|n| located(&n)).take(1).collect();
        how = "first place of the report";
    }
    found.retain(|&n| c.named[n].kind(c.gazetteer) != Some(Feature::Continent));
    found.truncate(4);
    if !found.is_empty() {
        d.places = found;
        d.why.push(how.to_owned());
    }
}

/// The earlier draft that this one speaks of again.
fn target(c: &Context, out: &[Draft], d: &Draft) -> Option<usize> {
    if d.another || d.cause.is_some() {
        return None;
    }
    // A very long report is many reports: what was told thousands of records ago is not spoken of again.
    (out.len().saturating_sub(FAR)..out.len()).rev().find(|&i| same(c, &out[i], d))
}

fn compatible(e: &Draft, d: &Draft) -> bool {
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

fn local(c: &Context, d: &Draft) -> Vec<usize> {
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

/// The same figure, or one inside the other's range ("30", "une trentaine").
fn close(x: &accalmie_record::Harm, y: &accalmie_record::Harm) -> bool {
    x.min == y.min
        || x.max.is_some_and(|m| x.min <= y.min && y.min <= m) && y.min > 2
        || y.max.is_some_and(|m| y.min <= x.min && x.min <= m) && x.min > 2
}

fn equal_toll(e: &Draft, d: &Draft) -> bool {
    e.harm.iter().any(|x| x.min >= 2 && d.harm.iter().any(|y| y.outcome == x.outcome && close(x, y)))
}

fn same(c: &Context, e: &Draft, d: &Draft) -> bool {
    if !compatible(e, d) || e.status == Status::Negated || d.status == Status::Negated {
        return false;
    }
    let kind = d.type_.map_or(Kind::Event, Type::kind);
    if kind != e.type_.map_or(Kind::Event, Type::kind) {
        return false;
    }
    let near = e.unit == d.unit && d.sentence - e.sentence <= REACH && d.paragraph.abs_diff(e.paragraph) <= 1;
    let title = e.unit == Text::Title && d.unit == Text::Text;
    let (a, b) = (local(c, e), local(c, d));
    let shared = share_place(c, &a, &b) || share_place(c, &e.places, &d.places);
    let clash = e.own_place && d.own_place && !a.is_empty() && !b.is_empty() && !share_place(c, &a, &b);
    let times_clash = match (e.time.as_ref().filter(|_| e.own_time), d.time.as_ref().filter(|_| d.own_time)) {
        (Some(x), Some(y)) => match (&x.from, &y.from) {
            (Some(x), Some(y)) => x.get(..10) != y.get(..10),
            _ => x.relative.is_some() && y.relative.is_some() && x.relative != y.relative,
        },
        _ => false,
    };
    // A title names the region or the nearest town, the body the village: the same toll joins them.
    if clash && !(title && equal_toll(e, d)) || times_clash && !title {
        return false;
    }
    let equal_toll = equal_toll(e, d);
    let different_toll = match (e.killed_counted(), d.killed_counted()) {
        (Some(x), Some(y)) => x != y,
        _ => false,
    };
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
    if !d.violent {
        let figures = e.harm.iter().zip(&d.harm).all(|(x, y)| x.min == y.min);
        return (near || title)
            && figures
            && (shared || !d.own_place)
            && (d.definite || title || shared && d.type_ == e.type_ && d.count == e.count && e.sentence != d.sentence);
    }
    if equal_toll && (shared || !clash) && (near || title || e.sentence + 8 >= d.sentence) {
        return true;
    }
    if title {
        return !different_toll && (shared || !d.own_place || !e.own_place);
    }
    if d.type_.is_none() || d.strength == Strength::Harm && !d.own_place {
        // Harm alone, told right after: the same happening, unless both give the dead and disagree with no word of an update.
        let later = e.sentence < d.sentence || e.sentence == d.sentence && e.segment < d.segment;
        return near && later && (!different_toll || d.update);
    }
    if d.definite && !d.own_place {
        return near && (!different_toll || d.update);
    }
    if d.definite && shared {
        return !different_toll;
    }
    shared && near && d.type_ == e.type_ && !different_toll && d.strength != Strength::Specific && e.sentence < d.sentence
}

/// "Quatre voitures-bombes … à A, B, près de C et à D": as many as there are places is one at each.
fn spread_over(c: &Context, d: Draft) -> Vec<Draft> {
    let places = local(c, &d);
    let n = places.len();
    let exact = d.count.as_ref().is_some_and(|q| q.min == n as u64 && q.max == Some(n as u64));
    // Two sides fighting at two places are two battles.
    let fights = d.type_ == Some(Type::BattleArmedClash)
        && d.actors.len() >= 2
        && n == 2
        && d.harm.is_empty()
        && places.iter().all(|&i| c.named[i].relation == accalmie_record::Relation::At);
    if n < 2 || !(exact || fights) || d.status == Status::Negated || !d.harm.is_empty() || d.type_.is_none_or(|t| t.kind() != Kind::Event) {
        return vec![d];
    }
    places
        .iter()
        .map(|&i| {
            let mut one = d.clone();
            one.places = std::iter::once(i).chain(d.places.iter().copied().filter(|p| !places.contains(p))).collect();
            one.count = Some(Quantity::ONE);
            one.why.push("one at each of as many places".to_owned());
            one
        })
        .collect()
}
