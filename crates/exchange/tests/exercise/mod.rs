//! Exercise. A dozen incidents in an invented country; no place, force or person of it exists.

#![allow(dead_code, reason = "each test file is a crate of its own and uses a part")]

use accalmie_exchange::{Form, Holdings, Made};
use accalmie_record::*;
use std::collections::BTreeMap;

pub const MADE: Made =
    Made { at: "2026-11-22T09:00:00Z", version: "0.1.0", knowledge: "exercise", profile: "full", head: Some("sha256:00ff") };

pub fn write(form: Form, incidents: &[Incident], readings: &[Reading]) -> Vec<u8> {
    let mut out = Vec::new();
    form.write(&Holdings { incidents, readings, made: MADE }, &mut out).unwrap_or_else(|e| panic!("{e}"));
    out
}

pub fn text(form: Form, incidents: &[Incident], readings: &[Reading]) -> String {
    String::from_utf8(write(form, incidents, readings)).expect("UTF-8")
}

pub fn incident(id: &str, type_: Type) -> Incident {
    Incident {
        schema: Schema,
        id: id.to_owned(),
        reports: vec!["a.txt".to_owned()],
        records: vec!["aaaaaaaaaaaa#1".to_owned()],
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
    }
}

pub fn place(name: &str, relation: Relation, precision: u8, lat: f64, lon: f64) -> Place {
    Place {
        text: name.to_owned(),
        relation,
        name: Some(name.to_owned()),
        id: Some(format!("exercise:{name}")),
        lat: Some(lat),
        lon: Some(lon),
        precision: Some(precision),
        candidates: vec![],
    }
}

pub fn unresolved(text: &str) -> Place {
    Place {
        text: text.to_owned(),
        relation: Relation::Near,
        name: None,
        id: None,
        lat: None,
        lon: None,
        precision: None,
        candidates: vec![],
    }
}

pub fn on(from: &str, to: &str, precision: TimePrecision) -> Option<Period> {
    Some(Period { text: None, from: Some(from.to_owned()), to: Some(to.to_owned()), precision, open_end: false, relative: None })
}

pub fn actor(role: Role, name: &str, id: Option<&str>, stated: bool) -> Author {
    Author { role, name: name.to_owned(), id: id.map(str::to_owned), stated, by: vec!["aaaaaaaaaaaa#1".to_owned()] }
}

pub fn figure(text: &str, min: u64, max: Option<u64>) -> Figure {
    Figure {
        report: "a.txt".to_owned(),
        record: "aaaaaaaaaaaa#1".to_owned(),
        source: Some("Exercise Gazette".to_owned()),
        said_by: None,
        published: Some("2026-11-20".to_owned()),
        min,
        max,
        who: Who::Unknown,
        status: Status::Asserted,
        text: text.to_owned(),
        left_out: None,
    }
}

pub fn toll(low: u64, best: u64, high: Option<u64>, by_source: Vec<Figure>) -> Toll {
    Toll { low, best, high, civilians: None, combatants: None, by_source }
}

pub fn killed(low: u64, best: u64, high: Option<u64>, by_source: Vec<Figure>) -> BTreeMap<Outcome, Toll> {
    BTreeMap::from([(Outcome::Killed, toll(low, best, high, by_source))])
}

/// The dozen.
pub fn incidents() -> Vec<Incident> {
    use Type::*;
    vec![
        Incident {
            reports: vec!["a.txt".to_owned(), "b.txt".to_owned()],
            records: vec!["aaaaaaaaaaaa#1".to_owned(), "bbbbbbbbbbbb#1".to_owned()],
            origins: 2,
            standing: Standing::Corroborated,
            places: vec![place("Varnmoor", Relation::At, 1, 36.5, 40.25)],
            time: on("2026-11-20", "2026-11-20", TimePrecision::Day),
            actors: vec![
                actor(Role::Initiator, "Army of Ostravia", Some("state_forces:ostravia"), true),
                actor(Role::Initiator, "Marsh Front", Some("rebels:marsh"), false),
            ],
            targets: vec![TargetClass::Civilians, TargetClass::Market],
            weapon: Some(WeaponClass::Artillery),
            harm: {
                let mut harm =
                    killed(3, 4, Some(5), vec![figure("3 dead", 3, Some(3)), figure("4", 4, Some(4)), figure("five", 5, Some(5))]);
                harm.entry(Outcome::Killed).and_modify(|t| t.civilians = Some(Range { low: 3, best: 3, high: Some(3) }));
                harm.insert(Outcome::Injured, toll(8, 10, Some(12), vec![figure("une dizaine", 8, Some(12))]));
                harm
            },
            why: vec!["same place, same day".to_owned()],
            ..incident("i000000000001", ExplosiveShelling)
        },
        // The place is in no gazetteer.
        Incident {
            places: vec![unresolved("the mill by Qesra Nû")],
            time: on("2026-11-19T18:00", "2026-11-19T23:59", TimePrecision::PartOfDay),
            ..incident("i000000000002", ExplosiveLandmine)
        },
        // Known only to a province, and to a month.
        Incident {
            places: vec![place("Lower Province", Relation::Within, 4, 35.0, 39.0)],
            time: on("2026-11-01", "2026-11-30", TimePrecision::Month),
            harm: killed(20, 20, None, vec![figure("dozens", 20, None)]),
            ..incident("i000000000003", BattleArmedClash)
        },
        // Only "at least".
        Incident {
            places: vec![place("Holmirra", Relation::Near, 2, 36.25, 41.5)],
            time: on("2026-11-20", "2026-11-20", TimePrecision::Day),
            actors: vec![
                actor(Role::Side, "Marsh Front", Some("rebels:marsh"), true),
                actor(Role::Side, "River Brigade", Some("jihadist:river"), true),
            ],
            harm: killed(5, 5, None, vec![figure("at least 5", 5, None)]),
            ..incident("i000000000004", BattleArmedClash)
        },
        // No time at all.
        Incident { places: vec![place("Derabel", Relation::At, 1, -1.5, 29.0)], ..incident("i000000000005", ObjectAttackArson) },
        // Relative time only: the report has no date.
        Incident {
            places: vec![place("Selmirra", Relation::RoadToward, 5, 36.0, 40.0)],
            time: Some(Period {
                text: Some("hier soir".to_owned()),
                from: None,
                to: None,
                precision: TimePrecision::PartOfDay,
                open_end: false,
                relative: Some("D-1".to_owned()),
            }),
            ..incident("i000000000006", ExplosiveIed)
        },
        // Arabic.
        Incident {
            places: vec![Place {
                text: "قرب وادي الخيال".to_owned(), ..place("وادي الخيال", Relation::Near, 2, 36.5, 38.0)
            }],
            time: on("2026-11-18", "2026-11-18", TimePrecision::Day),
            harm: killed(3, 3, None, vec![figure("٣ قتلى على الأقل", 3, None)]),
            targets: vec![TargetClass::Civilians],
            ..incident("i000000000007", CivilianTargetingKilling)
        },
        // Kurmanji, and a road between two places.
        Incident {
            places: vec![
                place("Girê Xeyalî", Relation::RoadBetween, 5, 37.0, 39.5),
                place("Çemê Dirêj", Relation::RoadBetween, 5, 37.25, 40.0),
            ],
            time: Some(Period { open_end: true, to: None, ..on("2026-11-17", "", TimePrecision::Day).expect("a period") }),
            ..incident("i000000000008", AccessRoadClosed)
        },
        // Words that a spreadsheet would run.
        Incident {
            reports: vec!["=HYPERLINK(\"a\")".to_owned()],
            places: vec![Place { text: " ＝1+1".to_owned(), ..unresolved("") }],
            actors: vec![actor(Role::Initiator, "@SUM(A1:A9)", None, true), actor(Role::Side, "-2+3\u{202E}cod.exe", None, true)],
            harm: killed(1, 1, Some(1), vec![Figure { source: Some("+33 1".to_owned()), ..figure("\t=1 dead", 1, Some(1)) }]),
            why: vec!["bell\u{7}\nand line".to_owned()],
            ..incident("i000000000009", BattleRaid)
        },
        // Withdrawn: it keeps its id.
        Incident {
            standing: Standing::Retracted,
            places: vec![place("Varnmoor", Relation::At, 1, 36.5, 40.25)],
            time: on("2026-11-20", "2026-11-20", TimePrecision::Day),
            harm: killed(7, 7, Some(7), vec![figure("seven", 7, Some(7))]),
            ..incident("i000000000010", ExplosiveAirstrike)
        },
        // Denied by somebody.
        Incident {
            standing: Standing::Contested,
            status: Status::Hedged,
            places: vec![place("Ostravia", Relation::Within, 6, 36.0, 40.0)],
            time: on("2026-11-16", "2026-11-22", TimePrecision::Week),
            actors: vec![actor(Role::Initiator, "Army of Ostravia", Some("state_forces:ostravia"), true)],
            weapon: Some(WeaponClass::Drone),
            harm: killed(0, 0, Some(0), vec![figure("nobody", 0, Some(0))]),
            ..incident("i000000000011", ObjectAttackStrike)
        },
        // Restricted; in a full export only.
        Incident {
            sensitivity: Sensitivity::Restricted,
            places: vec![place("Field of Selmirra", Relation::Around, 3, 36.1, 40.1)],
            time: on("2026-01-01", "2026-12-31", TimePrecision::Year),
            ..incident("i000000000012", DisplacementSite)
        },
    ]
}

/// What the first incident cites.
pub fn readings() -> Vec<Reading> {
    let report = |key: &str, source: &str, text: &str| Report {
        schema: Schema,
        id: format!("sha256:{key}"),
        key: key.to_owned(),
        language: Lang::new("en"),
        published: Some("2026-11-20".to_owned()),
        published_from: PublishedFrom::Operator,
        source: Some(source.to_owned()),
        url: None,
        title: Some("Exercise: shelling in Varnmoor".to_owned()),
        text: text.to_owned(),
    };
    let record = |id: &str, text: &str| Record {
        id: id.to_owned(),
        kind: Kind::Event,
        type_: Type::ExplosiveShelling,
        status: Status::Asserted,
        count: None,
        actors: vec![],
        targets: vec![],
        weapon: None,
        places: vec![],
        time: None,
        harm: vec![],
        attribution: Some(Attribution { text: "a doctor".to_owned(), name: None }),
        evidence: vec![Evidence { in_: Text::Text, span: SpanJson { start: 10, end: 10 + text.len() }, text: text.to_owned() }],
        confidence: 0.9,
        links: vec![],
        sensitivity: Sensitivity::Public,
        grade: None,
        why: vec![],
    };
    vec![
        Reading {
            report: report("a.txt", "Exercise Gazette", "Exercise. 3 dead as shells fell on Varnmoor."),
            records: vec![record("aaaaaaaaaaaa#1", "3 dead as shells fell")],
            problems: vec![],
        },
        Reading {
            report: report("b.txt", "Exercise Radio", "Exercise. five dead in shelling of Varnmoor."),
            records: vec![record("bbbbbbbbbbbb#1", "five dead in shelling")],
            problems: vec![],
        },
    ]
}
