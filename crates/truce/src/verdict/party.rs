//! Who did it, and what a clause is to them: bound by name, answered for, only spoken of, or none of it.

use crate::agreement::{Agreement, Clause, Party};
use accalmie_record::{Author, Incident, Role};
use serde::Serialize;

/// One actor of an incident.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Who {
    pub name: String,
    pub id: Option<String>,
    pub role: Role,
    pub stated: bool,
    pub is: Is,
    /// The party that it is, or that answers for it.
    pub party: Option<String>,
    pub link: Option<Through>,
}

/// A control link that was used, and who holds that it exists.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Through {
    pub in_text: bool,
    pub held_by: Vec<String>,
    pub disputed_by: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Is {
    Bound,
    /// Somebody who is bound answers for it.
    AnsweredFor,
    /// The clause is about it and does not bind it.
    Object,
    NotBound,
    /// No table knows it, or the report describes it and does not name it.
    Unknown,
}

/// Whether an id names a body. Those that only describe one are in `agreements/described.tsv`.
fn names(id: &str) -> bool {
    let described = include_str!("../../../../agreements/described.tsv").lines().any(|row| row == id);
    !described && id.split(':').all(|part| !part.starts_with("unidentified"))
}

/// What each actor is to a clause; those who may have done it, in the order of their names.
pub fn who(a: &Agreement, clause: &Clause, incident: &Incident) -> Vec<Who> {
    let role = |r: Role| incident.actors.iter().filter(move |x| x.role == r);
    let mut doers: Vec<&Author> = role(Role::Initiator).collect();
    for r in [Role::Side, Role::Holder, Role::Party] {
        if doers.is_empty() {
            doers = role(r).collect();
        }
    }
    let mut all: Vec<Who> = doers.into_iter().map(|d| one(a, clause, d)).collect();
    all.sort_by(|x, y| (&x.name, &x.id).cmp(&(&y.name, &y.id)));
    all
}

/// The party keys that an actor is.
fn keys<'a>(a: &'a Agreement, author: &Author) -> Vec<&'a String> {
    let same = |p: &Party| author.id.as_ref().is_some_and(|id| p.ids.contains(id));
    a.parties.iter().filter(|(_, p)| same(p)).map(|(key, _)| key).collect()
}

fn one(a: &Agreement, clause: &Clause, author: &Author) -> Who {
    let known = author.id.as_ref().is_some_and(|id| names(id));
    let keys = keys(a, author);
    let mut found = Who {
        name: author.name.clone(),
        id: author.id.clone(),
        role: author.role,
        stated: author.stated,
        is: if known { Is::NotBound } else { Is::Unknown },
        party: keys.first().map(|k| (*k).clone()),
        link: None,
    };
    let listed = |list: &[String]| keys.iter().find(|k| list.contains(k)).map(|k| (*k).clone());
    if let Some(party) = listed(&clause.bound) {
        return Who { is: Is::Bound, party: Some(party), ..found };
    }
    let links = a.links.iter().filter(|l| keys.contains(&&l.answers_for));
    // The surest link first: of the text, then undisputed.
    let mut bound: Vec<_> = links.clone().filter(|l| clause.bound.contains(&l.party)).collect();
    bound.sort_by_key(|l| (!l.in_text, !l.disputed_by.is_empty(), &l.party));
    if let Some(object) = listed(&clause.objects) {
        found.is = Is::Object;
        found.party = Some(object);
    } else if let Some(l) = links.clone().find(|l| clause.objects.contains(&l.party)) {
        let link = Through { in_text: l.in_text, held_by: l.held_by.clone(), disputed_by: l.disputed_by.clone() };
        return Who { is: Is::Object, party: Some(l.party.clone()), link: Some(link), ..found };
    }
    if let Some(l) = bound.first() {
        let link = Through { in_text: l.in_text, held_by: l.held_by.clone(), disputed_by: l.disputed_by.clone() };
        return Who { is: Is::AnsweredFor, party: Some(l.party.clone()), link: Some(link), ..found };
    }
    found
}

/// A known side of the incident that is no party and for which no party answers.
pub fn stranger(a: &Agreement, incident: &Incident) -> bool {
    incident
        .actors
        .iter()
        .filter(|x| matches!(x.role, Role::Side | Role::Initiator))
        .any(|x| x.id.as_ref().is_some_and(|id| names(id)) && keys(a, x).is_empty())
}
