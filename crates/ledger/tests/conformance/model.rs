//! A model is the plainest ledger there can be: it holds the drafts and looks through all of them for every answer. The real one
//! must answer the same.

use accalmie_ledger::{Act, Query};
use accalmie_record::{Incident, Standing};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
pub struct Model {
    pub incidents: BTreeMap<String, Incident>,
    pub into: BTreeMap<String, String>,
    pub of: BTreeMap<String, String>,
    pub corrections: BTreeMap<(String, String), Value>,
    pub retracted: BTreeSet<String>,
    pub readings: BTreeMap<String, Vec<(String, Vec<String>)>>,
    pub known: BTreeSet<String>,
}

impl Model {
    pub fn now(&self, id: &str) -> String {
        let mut id = id;
        while let Some(into) = self.into.get(id) {
            id = into;
        }
        id.to_owned()
    }

    pub fn records(&self, id: &str) -> Vec<String> {
        self.of.iter().filter(|(_, of)| of.as_str() == id).map(|(record, _)| record.clone()).collect()
    }

    pub fn apply(&mut self, act: &Act) {
        match act {
            Act::Report { report, .. } => drop(self.known.insert(report.id.clone())),
            Act::Reading { report, records, blocks, .. } => {
                let told = records.iter().map(|r| r.id.clone()).zip(blocks.iter().cloned()).collect();
                self.readings.insert(report.clone(), told);
            }
            Act::Incident { incident } => {
                self.of.retain(|_, of| *of != incident.id);
                for record in &incident.records {
                    self.of.insert(record.clone(), incident.id.clone());
                }
                self.incidents.insert(incident.id.clone(), incident.clone());
                // One that was part of another stands for itself again.
                self.into.remove(&incident.id);
            }
            Act::Absorbed { incident, into } | Act::Join { incident, into } => {
                let into = self.now(into);
                self.of.values_mut().filter(|of| *of == incident).for_each(|of| of.clone_from(&into));
                let theirs: Vec<_> =
                    self.corrections.iter().filter(|((i, _), _)| i == incident).map(|((_, f), v)| (f.clone(), v.clone())).collect();
                for (field, value) in theirs {
                    self.corrections.entry((into.clone(), field)).or_insert(value);
                }
                self.into.insert(incident.clone(), into);
            }
            Act::Correct { incident, field, value } => {
                self.corrections.insert((incident.clone(), field.clone()), value.clone());
            }
            Act::Split { records, to, .. } => {
                for record in records {
                    self.of.insert(record.clone(), to.clone());
                }
                self.into.remove(to);
            }
            Act::Review { .. } | Act::Account { .. } => {}
            Act::Retract { incident } => drop(self.retracted.insert(incident.clone())),
        }
    }

    pub fn incident(&self, id: &str) -> Option<Incident> {
        let id = self.now(id);
        let mut all = serde_json::to_value(self.incidents.get(&id)?).expect("JSON");
        for ((_, field), value) in self.corrections.iter().filter(|((i, _), _)| *i == id) {
            all[field.as_str()] = value.clone();
        }
        let mut incident: Incident = serde_json::from_value(all).expect("an incident");
        incident.kind = incident.type_.kind();
        if self.retracted.contains(&id) {
            incident.standing = Standing::Retracted;
        }
        Some(incident)
    }

    /// Ids of those that meet a query by box, day, types, standings and actor (in lower case ASCII).
    pub fn ask(&self, query: &Query) -> Vec<String> {
        let mut found = Vec::new();
        for id in self.incidents.keys().filter(|id| !self.into.contains_key(*id)) {
            let incident = self.incident(id).expect("is there");
            let time = incident.time.as_ref().and_then(|t| Some((t.from.clone()?, t.to.clone()?)));
            let in_area = match &query.area {
                Some(accalmie_ledger::Area::Box { south, west, north, east }) => {
                    incident.point().is_some_and(|(lat, lon)| *south <= lat && lat <= *north && *west <= lon && lon <= *east)
                }
                _ => true,
            };
            // Days are compared as they are written.
            let in_time = (query.from.is_none() && query.to.is_none())
                || time.as_ref().is_some_and(|(from, to)| {
                    query.to.as_ref().is_none_or(|day| from <= day) && query.from.as_ref().is_none_or(|day| to >= day)
                });
            let of_type = query.types.is_empty() || query.types.contains(&incident.type_);
            let stands = query.standings.is_empty() || query.standings.contains(&incident.standing);
            let acts = query.actor.as_ref().is_none_or(|part| incident.actors.iter().any(|a| a.name.to_lowercase().contains(part)));
            if in_area && in_time && of_type && stands && acts {
                found.push((time.is_none(), time.map(|t| t.0), id.clone()));
            }
        }
        found.sort();
        found.into_iter().map(|(_, _, id)| id).collect()
    }
}
