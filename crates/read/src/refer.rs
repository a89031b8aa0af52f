//! Reference: "ceci", "il", "200 hommes" stand for what or whom the sentence before told of.

use crate::discourse::Context;
use crate::draft::{Draft, Strength};
use accalmie_lexicon::ActorClass;
use accalmie_record::{Actor, Basis, Kind, Role, Status, Type, Who};

/// "Ceci a provoqué la mort de": what the sentence before told is the cause; mines that were laid have gone off.
pub fn brought_about(earlier: &[Draft], d: &mut Draft) {
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
pub fn somebody(earlier: &[Draft], d: &mut Draft) {
    let kind = d.type_.map_or(Kind::Event, Type::kind);
    let role = match kind {
        Kind::Statement => Role::Speaker,
        _ => return,
    };
    if !d.pronoun || !d.actors.is_empty() || d.harm.iter().any(|h| h.who == Who::Attackers) {
        return;
    }
    let last =
        earlier.iter().rev().find(|e| d.sentence > e.sentence && d.sentence - e.sentence <= 2 && e.actors.iter().any(|a| a.role == role));
    if let Some(a) = last.and_then(|e| e.actors.iter().find(|a| a.role == role)) {
        d.actors.push(Actor { basis: Basis::Inferred, ..a.clone() });
        d.why.push("the pronoun is who was named before".to_owned());
    }
}

/// "They then burned six houses", "Elle y a découvert": the doer is a pronoun; it stands in the report's words with the name of who did
/// or said the last thing told.
pub fn they(earlier: &[Draft], d: &mut Draft) {
    let Some(word) = d.doer.clone().filter(|_| d.actors.is_empty()) else { return };
    let doer = |a: &&Actor| matches!(a.role, Role::Initiator | Role::Side | Role::Holder | Role::Speaker);
    let last = earlier.iter().rev().filter(|e| e.unit == d.unit && d.sentence - e.sentence <= 1).find_map(|e| e.actors.iter().find(doer));
    if let Some(a) = last {
        let role = if d.type_.is_some_and(|t| t.kind() == Kind::Condition) { Role::Holder } else { Role::Initiator };
        d.actors.push(Actor { role, text: word, name: a.name.clone(), id: None, basis: Basis::Inferred });
        d.why.push("the pronoun is who was named before".to_owned());
    }
}

/// How many sentences back a claim or an accusation may speak of.
const ANSWERED: usize = 2;

/// "X claimed the attack", "les autorités accusent X": who answers for the last attack told that names nobody.
pub fn answers(out: &mut [Draft], d: &Draft) {
    let who = match d.type_ {
        Some(Type::ClaimClaimed) if d.status == Status::Asserted => d
            .actors
            .iter()
            .find(|a| a.role == Role::Speaker && a.name.is_some())
            .map(|a| Actor { role: Role::Initiator, basis: Basis::Stated, ..a.clone() }),
        Some(Type::ClaimAccusation) => d.accused.clone(),
        _ => None,
    };
    let Some(who) = who else { return };
    let last = out.iter_mut().rev().find(|e| {
        e.violent
            && e.type_.is_some_and(|t| t.kind() == Kind::Event)
            && e.unit == d.unit
            && d.sentence - e.sentence <= ANSWERED
            && d.paragraph.abs_diff(e.paragraph) <= 1
    });
    if let Some(e) = last
        && e.actors.iter().all(|a| !matches!(a.role, Role::Initiator))
        && e.actors.iter().all(|a| a.name != who.name)
    {
        e.actors.push(who);
        e.why.push("author by a claim or accusation that follows".to_owned());
    }
}

/// Those who are let go are let go by whom they were taken, unless the words name another.
pub fn let_go(earlier: &[Draft], d: &mut Draft) {
    if d.type_ != Some(Type::ArrestRelease) || !d.actors.is_empty() {
        return;
    }
    let taken = |e: &&Draft| matches!(e.type_, Some(Type::CivilianTargetingAbduction | Type::ArrestArrest));
    let author = earlier.iter().rev().filter(taken).take(1).find_map(|e| e.actors.iter().find(|a| a.role == Role::Initiator));
    if let Some(a) = author {
        d.actors.push(Actor { basis: Basis::Inferred, ..a.clone() });
        d.why.push("let go by whom they were taken".to_owned());
    }
}

/// "200 hommes" with nobody's name: those of whom the sentence before spoke.
pub fn whose(c: &Context, d: &mut Draft) {
    if d.type_ != Some(Type::ForcePresence) || !d.actors.is_empty() || d.sentence == 0 {
        return;
    }
    let before = d.sentence - 1;
    let s = &c.sentences[before];
    if let Some(f) = c.factions[before].iter().rev().find(|f| matches!(f.class, Some(ActorClass::Government | ActorClass::StateForces))) {
        d.actors.push(Actor {
            role: Role::Holder,
            text: s.text_of(&f.run).to_owned(),
            name: Some(f.name.clone()),
            id: None,
            basis: Basis::Inferred,
        });
        d.why.push("whose forces: the sentence before".to_owned());
    }
}
