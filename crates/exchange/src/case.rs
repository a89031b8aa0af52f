//! A case is an incident with what the codebooks ask of it, reckoned once: where, when, who, by whom reported.

use crate::days::Days;
use crate::deaths::{self, Deaths};
use crate::location::Location;
use crate::sides::{self, CIVILIANS, Sides};
use accalmie_record::{Figure, Incident, Kind, Outcome, Reading, Report, Sensitivity, Standing, Status};
use std::collections::BTreeMap;

pub struct Case<'a> {
    pub incident: &'a Incident,
    /// Those of the incident's reports that were given.
    pub reports: Vec<&'a Report>,
    pub location: Location<'a>,
    pub days: Days,
    pub sides: Sides<'a>,
    pub deaths: Deaths,
}

/// The reports that were given, by key.
pub fn by_key(readings: &[Reading]) -> BTreeMap<&str, &Report> {
    readings.iter().map(|r| (r.report.key.as_str(), &r.report)).collect()
}

impl<'a> Case<'a> {
    pub fn of(incident: &'a Incident, reports: &BTreeMap<&str, &'a Report>) -> Case<'a> {
        Case {
            incident,
            reports: incident.reports.iter().filter_map(|key| reports.get(key.as_str()).copied()).collect(),
            location: Location::of(incident),
            days: Days::of(incident.time.as_ref()),
            sides: Sides::of(incident),
            deaths: Deaths::of(incident),
        }
    }

    pub fn first_actor(&self) -> Option<&'a str> {
        self.sides.first.map(|a| a.name.as_str())
    }

    /// The other actor; civilians, where they alone were the target and no other is named.
    pub fn second_actor(&self) -> Option<&'a str> {
        match self.sides.second {
            Some(a) => Some(a.name.as_str()),
            None => sides::civilians_alone(self.incident).then_some(CIVILIANS.0),
        }
    }

    pub fn first_inter(&self) -> Option<u8> {
        self.sides.first.and_then(sides::inter)
    }

    pub fn second_inter(&self) -> Option<u8> {
        match self.sides.second {
            Some(a) => sides::inter(a),
            None => sides::civilians_alone(self.incident).then_some(CIVILIANS.1),
        }
    }

    fn figures(&self) -> impl Iterator<Item = &'a Figure> + use<'a> {
        self.incident.harm.values().flat_map(|t| &t.by_source)
    }

    /// Who publishes: names where they are known, else the reports' keys.
    pub fn publishers(&self) -> Vec<&'a str> {
        let mut out: Vec<&str> =
            self.reports.iter().filter_map(|r| r.source.as_deref()).chain(self.figures().filter_map(|f| f.source.as_deref())).collect();
        if out.is_empty() {
            out = self.incident.reports.iter().map(String::as_str).collect();
        }
        out
    }

    /// Whom the reports have it from.
    pub fn said_by(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.figures().filter_map(|f| f.said_by.as_deref())
    }

    /// What the columns of a codebook cannot hold, in `key: value` pairs of our own field names: the type, how it stands, who is only
    /// suspected, the words of each toll and of the place and time.
    pub fn notes(&self) -> Vec<String> {
        let i = self.incident;
        let mut out = vec![
            format!("type: {}", i.type_),
            format!("status: {}", i.status.name()),
            format!("standing: {}", i.standing.name()),
            format!("origins: {}", i.origins),
        ];
        if i.sensitivity == Sensitivity::Restricted {
            out.push(format!("sensitivity: {}", i.sensitivity.name()));
        }
        if let Some(w) = i.weapon {
            out.push(format!("weapon: {}", w.name()));
        }
        out.extend(i.targets.iter().map(|t| format!("target: {}", t.name())));
        out.extend(self.sides.suspected.iter().map(|a| format!("suspected: {}", a.name)));
        if let Some(p) = self.location.place {
            out.push(format!("place: {} “{}”", p.relation.name(), p.text));
        }
        if let Some(t) = i.time.as_ref() {
            out.extend(t.text.iter().map(|words| format!("time: “{words}”")));
            out.extend(t.relative.iter().filter(|_| t.from.is_none()).map(|r| format!("relative: {r}")));
        }
        for (outcome, toll) in &i.harm {
            out.extend(deaths::words(toll).map(|words| format!("{}: “{words}”", outcome.name())));
        }
        out
    }

    /// The words of one outcome, each once.
    pub fn words(&self, outcome: Outcome) -> Vec<&'a str> {
        self.incident.harm.get(&outcome).map(|t| deaths::words(t).collect()).unwrap_or_default()
    }
}

/// An assessment is what somebody makes of things and no data: the codebooks have no home for it.
pub fn is_data(incident: &Incident) -> bool {
    incident.kind != Kind::Assessment
}

/// Is it held to be so? What is planned, denied or withdrawn is not.
pub fn held(incident: &Incident) -> bool {
    matches!(incident.status, Status::Asserted | Status::Hedged | Status::Presupposed) && incident.standing != Standing::Retracted
}

/// Is it something that is, or was, at a place, and held to be so? Nothing else is put on a map in somebody's pocket.
pub fn stands(incident: &Incident) -> bool {
    matches!(incident.kind, Kind::Event | Kind::Condition | Kind::Need) && held(incident)
}
