//! Incidents made by hand, in the shapes that reading and merging give.

#![allow(dead_code)]

use accalmie_record::{
    Author, Incident, Kind, Period, Place, Relation, Role, Schema, Sensitivity, Standing, Status, TargetClass, TimePrecision, Type,
};
use accalmie_truce::{Agreement, Context, Verdict, check, judge};
use std::collections::BTreeMap;

pub const TURKEY: (&str, &str) = ("Turkish Military", "state_forces:turkish-military");
pub const SDF: (&str, &str) = ("Syrian Democratic Forces", "rebels:syrian-democratic-forces");
pub const SNA: (&str, &str) = ("Syrian National Army", "rebels:syrian-national-army");
pub const YPG: (&str, &str) = ("YPG", "rebels:ypg");
pub const RUSSIA: (&str, &str) = ("Russian Military", "state_forces:russian-military");
pub const JIHADISTS: (&str, &str) = ("Unidentified jihadist group", "unidentified:unidentified-jihadist-group");

pub const RAS_AL_AYN: (f64, f64) = (36.849356, 40.074748);
pub const TALL_TAMR: (f64, f64) = (36.653441, 40.37181);
pub const AYN_ISSA: (f64, f64) = (36.383689, 38.862789);
pub const MANBIJ: (f64, f64) = (36.525785, 37.951039);
pub const QAMISHLI: (f64, f64) = (37.044748, 41.226183);
pub const HASAKAH: (f64, f64) = (36.505375, 40.742899);

pub fn agreement(name: &str) -> Agreement {
    let path = format!("{}/../../agreements/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap();
    check(&text, &path).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

pub fn ut() -> Agreement {
    agreement("us-turkey-2019-10-17")
}

pub fn rt() -> Agreement {
    agreement("russia-turkey-2019-10-22")
}

#[derive(Clone, Debug)]
pub struct Made(pub Incident);

pub fn made(type_: &str) -> Made {
    let type_: Type = type_.parse().unwrap();
    Made(Incident {
        schema: Schema,
        id: "i000000000001".into(),
        reports: vec!["r1".into()],
        records: vec!["000000000001#1".into()],
        origins: 1,
        standing: Standing::Reported,
        kind: type_.kind(),
        type_,
        other_types: vec![],
        status: Status::Asserted,
        places: vec![],
        time: None,
        actors: vec![],
        targets: vec![],
        weapon: None,
        harm: BTreeMap::new(),
        sensitivity: Sensitivity::Public,
        confidence: 0.8,
        why: vec![],
        near: vec![],
    })
}

impl Made {
    pub fn id(mut self, id: &str) -> Self {
        self.0.id = id.into();
        self
    }
    pub fn on(self, day: &str) -> Self {
        self.between(day, day, TimePrecision::Day)
    }
    pub fn between(mut self, from: &str, to: &str, precision: TimePrecision) -> Self {
        let (from, to) = (Some(from.into()), Some(to.into()));
        self.0.time = Some(Period { text: None, from, to, precision, open_end: false, relative: None });
        self
    }
    pub fn since(mut self, day: &str) -> Self {
        self = self.on(day);
        self.0.time = self.0.time.map(|t| Period { to: None, open_end: true, ..t });
        self
    }
    pub fn relative(mut self) -> Self {
        let precision = TimePrecision::Day;
        self.0.time = Some(Period { text: None, from: None, to: None, precision, open_end: false, relative: Some("D-1".into()) });
        self
    }
    pub fn at(self, point: (f64, f64)) -> Self {
        self.place(point, Relation::At, Some(1))
    }
    pub fn place(mut self, (lat, lon): (f64, f64), relation: Relation, precision: Option<u8>) -> Self {
        let text = format!("{lat} {lon}");
        let (lat, lon) = (Some(lat), Some(lon));
        self.0.places.push(Place { text, relation, name: None, id: None, lat, lon, precision, candidates: vec![] });
        self
    }
    pub fn by(self, who: (&str, &str)) -> Self {
        self.actor(who, Role::Initiator, true)
    }
    pub fn side(self, who: (&str, &str)) -> Self {
        self.actor(who, Role::Side, true)
    }
    pub fn actor(mut self, (name, id): (&str, &str), role: Role, stated: bool) -> Self {
        self.0.actors.push(Author { role, name: name.into(), id: Some(id.into()), stated, by: vec!["000000000001#1".into()] });
        self
    }
    pub fn hitting(mut self, class: TargetClass) -> Self {
        self.0.targets.push(class);
        self
    }
    pub fn origins(mut self, n: usize) -> Self {
        self.0.origins = n;
        self
    }
    pub fn standing(mut self, standing: Standing) -> Self {
        self.0.standing = standing;
        self
    }
    pub fn status(mut self, status: Status) -> Self {
        self.0.status = status;
        self
    }
    pub fn kind(&self) -> Kind {
        self.0.kind
    }
    pub fn judged(&self, a: &Agreement) -> Vec<Verdict> {
        judge(a, &self.0, &Context::default())
    }
    /// `RT-6 not_yet_due`, `UT-4 undeterminable(actor)`.
    pub fn says(&self, a: &Agreement) -> Vec<String> {
        self.judged(a).iter().map(short).collect()
    }
    pub fn of(&self, a: &Agreement, clause: &str) -> String {
        let found = self.judged(a).into_iter().find(|v| v.clause.as_deref() == Some(clause));
        found.map_or("-".into(), |v| short(&v).split_once(' ').unwrap().1.to_owned())
    }
}

pub fn short(v: &Verdict) -> String {
    let reason = v.reason.map(|r| format!("({})", r.name())).unwrap_or_default();
    format!("{} {}{reason}", v.clause.as_deref().unwrap_or("-"), v.outcome.name())
}
