//! From what is known of place, time and parties to one outcome: for each reading, then for all of them together.

use super::party::{Is, Who, stranger, who};
use super::place::{Lies, Where, place};
use super::time::{Due, InTime, When, time};
use super::{ByReading, Context, Missing, Note, Outcome, Verdict};
use crate::agreement::{Act, Agreement, Clause, Mode, Window};
use accalmie_record::{Incident, Role, Standing, Status};

/// One reading: this zone, this window, and control links taken to hold or not.
struct Reading {
    held_by: Vec<String>,
    place: Option<Where>,
    time: When,
    outcome: Outcome,
    reason: Option<Missing>,
    missing: Vec<Missing>,
    leaning: Option<Outcome>,
    notes: Vec<Note>,
}

/// `None` where the clause is about somebody else.
pub fn verdict(a: &Agreement, clause: &Clause, act: &Act, incident: &Incident, context: &Context) -> Option<Verdict> {
    let who = who(a, clause, incident);
    if !concerns(clause, act, &who) {
        return None;
    }
    let open = Window { start: None, end: None, deadline: None, trigger: None, held_by: Vec::new() };
    let windows = if clause.windows.is_empty() { vec![&open] } else { clause.windows.iter().collect() };
    let zones: Vec<_> = if clause.zones.is_empty() { vec![None] } else { clause.zones.iter().map(Some).collect() };
    let disputed = disputed(&who);
    let links: Vec<(bool, Vec<String>)> = match &disputed {
        Some((held, denied)) => vec![(true, held.clone()), (false, denied.clone())],
        None => vec![(true, Vec::new())],
    };
    let mut readings = Vec::new();
    for zone in &zones {
        for window in &windows {
            for (links_hold, holders) in &links {
                let where_ = zone.and_then(|z| a.zones.get(&z.zone)).map(|z| place(a, z, incident));
                let held_by = [zone.map(|z| z.held_by.as_slice()).unwrap_or(&[]), &window.held_by, holders].concat();
                let facts = Facts { a, clause, act, incident, context, who: &who, links_hold: *links_hold };
                readings.push(facts.read(held_by, where_, time(a, window, incident)));
            }
        }
    }
    Some(together(a, clause, incident, who, readings, disputed.is_some()))
}

/// What is forbidden may have been done by anybody. What fulfils an obligation is not done by who is known to be somebody else, and only who is to go
/// shows by being there that nobody went.
fn concerns(clause: &Clause, act: &Act, who: &[Who]) -> bool {
    let any = |list: &[Is]| who.iter().any(|w| list.contains(&w.is));
    match act.mode {
        Mode::Forbidden | Mode::Implied => true,
        Mode::Fulfils => who.is_empty() || any(&[Is::Bound, Is::AnsweredFor, Is::Object, Is::Unknown]),
        Mode::Undone if clause.objects.is_empty() => any(&[Is::Bound, Is::AnsweredFor]),
        Mode::Undone => any(&[Is::Object]),
    }
}

/// A link on which it hangs and that somebody disputes: who holds it, who disputes it.
fn disputed(who: &[Who]) -> Option<(Vec<String>, Vec<String>)> {
    let link = who.iter().filter(|w| w.is == Is::AnsweredFor).find_map(|w| w.link.as_ref().filter(|l| !l.disputed_by.is_empty()))?;
    Some((link.held_by.clone(), link.disputed_by.clone()))
}

struct Facts<'f> {
    a: &'f Agreement,
    clause: &'f Clause,
    act: &'f Act,
    incident: &'f Incident,
    context: &'f Context,
    who: &'f [Who],
    links_hold: bool,
}

impl Facts<'_> {
    fn read(&self, held_by: Vec<String>, place: Option<Where>, time: When) -> Reading {
        let mut notes = Vec::new();
        let mut missing = Vec::new();
        let party = self.party(&mut missing, &mut notes);
        let lies = place.as_ref().map_or(Lies::Inside, |p| p.lies);
        if time.lies == InTime::Unknown {
            missing.push(Missing::Date);
        }
        if lies == Lies::Undrawn {
            notes.push(Note::ZoneUndrawn);
        }
        let vague = matches!(lies, Lies::Unknown | Lies::Undrawn);
        if vague {
            missing.push(Missing::Place);
        }
        if !self.act.targets.is_empty() && self.incident.targets.is_empty() {
            missing.push(Missing::Targets);
        }
        if let Some(needed) = &self.act.needs_control_of {
            match self.context.control.get(&self.incident.id) {
                Some(holder) if holder == needed => {}
                Some(_) => return self.done(held_by, place, time, Outcome::OutsideZone, Vec::new(), notes),
                None => missing.push(Missing::Control),
            }
        }
        missing.sort();
        // What certainly lies outside is outside, whatever else is unknown.
        let outside = match (lies, time.lies, party) {
            (Lies::Outside, _, _) => Some(Outcome::OutsideZone),
            (_, InTime::Before | InTime::After, _) => Some(Outcome::OutsideWindow),
            (_, _, false) => Some(Outcome::PartyNotBound),
            _ => None,
        };
        if let Some(outcome) = outside.filter(|o| *o != Outcome::PartyNotBound || !self.undone_before(time.due)) {
            return self.done(held_by, place, time, outcome, missing, notes);
        }
        // The likeliest place is taken, but nobody is accused on the strength of a name that several places have.
        if place.as_ref().is_some_and(|p| p.name_open) {
            notes.push(Note::PlaceNameOpen);
            if matches!(self.act.mode, Mode::Forbidden | Mode::Implied) && !vague {
                missing.push(Missing::Place);
                missing.sort();
            }
        }
        let then = self.then(&time, &mut missing, &mut notes);
        let hinders = |m: &&Missing| **m != Missing::Place || self.act.needs_place || lies == Lies::Undrawn;
        match missing.iter().find(hinders).copied() {
            Some(reason) => {
                let mut reading = self.done(held_by, place, time, Outcome::Undeterminable, missing, notes);
                (reading.reason, reading.leaning) = (Some(reason), Some(then));
                reading
            }
            None => self.done(held_by, place, time, then, missing, notes),
        }
    }

    /// An act that shows an obligation undone says nothing of a breach while there is still time, whoever is bound.
    fn undone_before(&self, due: Due) -> bool {
        self.act.mode == Mode::Undone && due != Due::After
    }

    fn done(
        &self,
        held_by: Vec<String>,
        place: Option<Where>,
        time: When,
        outcome: Outcome,
        missing: Vec<Missing>,
        notes: Vec<Note>,
    ) -> Reading {
        Reading { held_by, place, time, outcome, reason: None, missing, leaning: None, notes }
    }

    /// Whether somebody bound did it, or may have; what is missing to say so is added.
    fn party(&self, missing: &mut Vec<Missing>, notes: &mut Vec<Note>) -> bool {
        let bound = |w: &Who| w.is == Is::Bound || (w.is == Is::AnsweredFor && self.links_hold);
        let fulfils = matches!(self.act.mode, Mode::Fulfils | Mode::Undone);
        let counts = |w: &&Who| bound(w) || (self.act.mode == Mode::Fulfils && w.is == Is::Object);
        let object_there = self.act.mode == Mode::Undone && self.who.iter().any(|w| w.is == Is::Object);
        let any_unknown = self.who.is_empty() || self.who.iter().any(|w| w.is == Is::Unknown);
        if self.who.iter().any(|w| w.is == Is::Object) {
            notes.push(Note::ObjectNotSignatory);
        }
        let forbids = !fulfils;
        if forbids && self.clause.between_parties && stranger(self.a, self.incident) {
            notes.push(Note::OtherSideNotParty);
            return false;
        }
        let Some(first) = self.who.iter().find(counts) else {
            if any_unknown && !object_there {
                missing.push(Missing::Actor);
            }
            return any_unknown && !object_there;
        };
        if !self.who.iter().filter(counts).any(|w| w.stated) {
            notes.push(Note::ActorSuspected);
            missing.push(Missing::Actor);
        }
        // Nobody says who began: bound only if whoever did is.
        if forbids && first.role == Role::Side {
            notes.push(Note::AuthorUnsaid);
            if self.who.iter().any(|w| !bound(w)) || self.who.len() < 2 {
                missing.push(Missing::Actor);
            }
        }
        true
    }

    /// The outcome if nothing is missing.
    fn then(&self, time: &When, missing: &mut Vec<Missing>, notes: &mut Vec<Note>) -> Outcome {
        if self.incident.status == Status::Hedged {
            notes.push(Note::Hedged);
        }
        let denied = self.incident.standing == Standing::Contested;
        match self.act.mode {
            Mode::Forbidden if self.context.findings.contains(&(self.incident.id.clone(), self.clause.id.clone())) => {
                Outcome::BreachVerified
            }
            _ if denied => Outcome::Contested,
            Mode::Forbidden if self.incident.origins >= 2 => Outcome::BreachCorroborated,
            Mode::Forbidden => Outcome::BreachAlleged,
            Mode::Implied => Outcome::InconsistentWithImpliedTerm,
            Mode::Fulfils => {
                if time.due == Due::After {
                    notes.push(Note::AfterDeadline);
                }
                Outcome::ObligationMet
            }
            Mode::Undone => {
                // Who is missing does not matter while nothing is due.
                match time.due {
                    Due::NoDeadline => notes.push(Note::NoDeadline),
                    Due::Before => notes.push(Note::BeforeDeadline),
                    Due::Unknown => missing.push(Missing::Date),
                    Due::After => notes.push(Note::AfterDeadline),
                }
                missing.sort();
                missing.dedup();
                match time.due {
                    Due::After => Outcome::BreachAlleged,
                    _ => Outcome::NotYetDue,
                }
            }
        }
    }
}

fn together(a: &Agreement, clause: &Clause, incident: &Incident, who: Vec<Who>, readings: Vec<Reading>, disputed_link: bool) -> Verdict {
    let by_reading = |r: &Reading| ByReading {
        held_by: r.held_by.clone(),
        zone: r.place.as_ref().map(|p| p.zone.clone()),
        outcome: r.outcome,
        reason: r.reason,
    };
    let several: Vec<ByReading> = if readings.len() > 1 { readings.iter().map(by_reading).collect() } else { Vec::new() };
    let same = |x: &Reading, y: &Reading| x.outcome == y.outcome && x.reason == y.reason;
    let differ = readings.iter().any(|r| readings.first().is_some_and(|f| !same(f, r)));
    let reason = if !differ {
        None
    } else if varies(&readings, |r| r.place.as_ref().map(|p| p.lies)) {
        Some(Missing::Place)
    } else if varies(&readings, |r| Some(r.time.lies)) || varies(&readings, |r| Some(r.time.due)) || !disputed_link {
        Some(Missing::Date)
    } else {
        Some(Missing::Actor)
    };
    let mut verdict = super::none(a, incident, true);
    verdict.clause = Some(clause.id.clone());
    verdict.clause_kind = Some(clause.kind);
    verdict.words = clause.words.clone();
    verdict.sources = clause.sources.clone();
    verdict.who = who;
    verdict.readings = several;
    if !clause.certain || !a.certain {
        verdict.notes.push(Note::ClauseUncertain);
    }
    let Some(first) = readings.into_iter().next() else { return verdict };
    verdict.notes.extend(first.notes);
    (verdict.place, verdict.time) = (first.place, Some(first.time));
    verdict.missing = first.missing;
    if differ {
        verdict.notes.push(Note::ReadingsDiffer);
        (verdict.outcome, verdict.reason) = (Outcome::Undeterminable, reason);
        verdict.missing.extend(reason);
    } else {
        (verdict.outcome, verdict.reason, verdict.leaning) = (first.outcome, first.reason, first.leaning);
    }
    verdict.missing.sort();
    verdict.missing.dedup();
    verdict
}

fn varies<T: PartialEq>(readings: &[Reading], of: impl Fn(&Reading) -> T) -> bool {
    readings.iter().any(|r| readings.first().is_some_and(|f| of(f) != of(r)))
}
