//! Protection withholds from what leaves the machine what could harm a person: the one module through which everything public goes.
//!
//! On the person's own machine nothing is hidden ([`Profile::Full`]). What is made public ([`Profile::Public`]) is built anew from the few fields
//! that may be known, never copied and then trimmed: a field that is added to the incident later stays inside until somebody lets it out here.
//!
//! | what | public | after |
//! |---|---|---|
//! | restricted incidents, civilian self-defence, sexual violence, sites of displaced people | not at all | IASC data responsibility; OHCHR |
//! | a mine, an unexploded shell | at once, but no finer than the grid, without authors and figures where restricted | silence kills |
//! | places | the centre of a cell of 5 km, or the district and wider by name | HDX, ADM3 or a 5 km grid |
//! | aid on its way | no place | routes in use |
//! | attacks on health care | country, day, kind of attack and weapon, totals, how sure | WHO SSA's public fields |
//! | times | whole days | |
//! | figures | totals; a detail of whom only from three on, no words, no source | k ≥ 3 |
//! | names | bodies that the tables know; no person, no speaker, no witness | |
//! | reports, records, reasons | none | sources |

mod detail;
mod grid;
mod when;

use accalmie_record::{Author, Incident, Place, Role, Schema, Sensitivity, Standing, TargetClass, Type};
use std::collections::BTreeMap;

pub use grid::CELL_KM;

/// For whom it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// The person at this machine: everything.
    #[default]
    Full,
    /// Anybody.
    Public,
}

impl Profile {
    pub const ALL: [Profile; 2] = [Profile::Full, Profile::Public];

    pub fn name(self) -> &'static str {
        match self {
            Profile::Full => "full",
            Profile::Public => "public",
        }
    }

    pub fn from_name(name: &str) -> Option<Profile> {
        Profile::ALL.into_iter().find(|p| p.name() == name)
    }
}

/// What of an incident may be shown; `None` when nothing may.
pub fn protect(incident: &Incident, profile: Profile) -> Option<Incident> {
    match profile {
        Profile::Full => Some(incident.clone()),
        Profile::Public => public(incident),
    }
}

fn public(i: &Incident) -> Option<Incident> {
    let bare = Incident {
        schema: Schema,
        id: i.id.clone(),
        reports: Vec::new(),
        records: Vec::new(),
        origins: i.origins,
        standing: i.standing,
        kind: i.kind,
        type_: i.type_,
        other_types: Vec::new(),
        status: i.status,
        places: Vec::new(),
        time: None,
        actors: Vec::new(),
        targets: Vec::new(),
        weapon: None,
        harm: BTreeMap::new(),
        sensitivity: Sensitivity::Public,
        confidence: i.confidence,
        why: Vec::new(),
        near: Vec::new(),
    };
    let withheld = i.sensitivity == Sensitivity::Restricted || is_withheld(i.type_) || i.other_types.iter().any(|t| is_withheld(*t));
    if withheld && !warns(i.type_) {
        return None;
    }
    // Whoever has it must learn that it no longer stands, and nothing else.
    if i.standing == Standing::Retracted {
        return Some(bare);
    }
    let coarse = |places: &[Place]| places.iter().filter_map(grid::coarse).collect::<Vec<_>>();
    if withheld {
        return Some(Incident { places: coarse(&i.places), time: when::whole_days(i.time.as_ref()), ..bare });
    }
    let harm = i.harm.iter().map(|(outcome, toll)| (*outcome, detail::total(toll))).collect();
    let other_types = i.other_types.clone();
    let time = when::whole_days(i.time.as_ref());
    if i.targets.contains(&TargetClass::Health) {
        let places = i.places.iter().filter(|p| p.precision == Some(grid::COUNTRY)).filter_map(grid::coarse).collect();
        return Some(Incident { places, time, harm, other_types, weapon: i.weapon, targets: vec![TargetClass::Health], ..bare });
    }
    let places = if is_aid(i.type_) { Vec::new() } else { coarse(&i.places) };
    let actors = i.actors.iter().filter_map(named).collect();
    let targets = detail::targets(i);
    Some(Incident { places, time, actors, targets, weapon: i.weapon, harm, other_types, ..bare })
}

/// Never told, whatever a reader marked.
fn is_withheld(t: Type) -> bool {
    matches!(t, Type::BattleSelfDefence | Type::CivilianTargetingSexualViolence | Type::DisplacementSite)
}

/// Silence about these kills.
fn warns(t: Type) -> bool {
    t.family() == "hazard" && t != Type::HazardClearance || matches!(t, Type::ExplosiveLandmine | Type::ExplosiveErw)
}

fn is_aid(t: Type) -> bool {
    matches!(t, Type::AidDelivered | Type::AccessRoadOpen | Type::AccessCrossingOpen)
}

/// A body that the tables know, as author or side. Who is in no table may be a person.
fn named(a: &Author) -> Option<Author> {
    let takes_part = matches!(a.role, Role::Initiator | Role::Side | Role::Party | Role::Holder);
    (takes_part && a.id.is_some()).then(|| Author {
        role: a.role,
        name: a.name.clone(),
        id: a.id.clone(),
        stated: a.stated,
        by: Vec::new(),
    })
}
