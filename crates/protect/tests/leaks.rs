//! Tries to get out what must stay inside, one thing at a time.

use accalmie_protect::{CELL_KM, Profile, protect};
use accalmie_record::*;
use std::collections::BTreeMap;

/// In every text field of the incident, so that any of them can be found again.
const SECRET: &str = "SECRET";

fn place(precision: u8) -> Place {
    Place {
        text: format!("{SECRET} village"),
        relation: Relation::At,
        name: Some(format!("{SECRET} village")),
        id: Some(format!("made:{SECRET}")),
        lat: Some(36.68747),
        lon: Some(40.1972),
        precision: Some(precision),
        candidates: vec![Candidate { name: SECRET.to_owned(), id: SECRET.to_owned(), lat: 1.0, lon: 2.0 }],
    }
}

fn range(n: u64) -> Option<Range> {
    Some(Range { low: n, best: n, high: Some(n) })
}

fn toll(all: u64, civilians: Option<Range>, combatants: Option<Range>) -> Toll {
    let figure = Figure {
        report: format!("{SECRET}.txt"),
        record: SECRET.to_owned(),
        source: Some(SECRET.to_owned()),
        said_by: Some(SECRET.to_owned()),
        published: Some("2031-05-03".to_owned()),
        min: all,
        max: Some(all),
        who: Who::Children,
        status: Status::Asserted,
        text: format!("an eleven-year-old named {SECRET}"),
        left_out: None,
    };
    Toll { low: all, best: all, high: Some(all), civilians, combatants, by_source: vec![figure] }
}

fn author(role: Role, id: Option<&str>) -> Author {
    let name = if id.is_some() { "Reds".to_owned() } else { SECRET.to_owned() };
    Author { role, name, id: id.map(str::to_owned), stated: true, by: vec![SECRET.to_owned()] }
}

fn incident(type_: Type) -> Incident {
    Incident {
        schema: Schema,
        id: "i0123456789ab".to_owned(),
        reports: vec![SECRET.to_owned()],
        records: vec![SECRET.to_owned()],
        origins: 2,
        standing: Standing::Corroborated,
        kind: type_.kind(),
        type_,
        other_types: Vec::new(),
        status: Status::Asserted,
        places: vec![place(1), place(2)],
        time: Some(Period {
            text: Some(format!("at a quarter past six, {SECRET}")),
            from: Some("2031-05-03T06:15".to_owned()),
            to: Some("2031-05-03T06:20".to_owned()),
            precision: TimePrecision::Minute,
            open_end: false,
            relative: None,
        }),
        actors: vec![
            author(Role::Initiator, Some("reds")),
            author(Role::Initiator, None),
            author(Role::Speaker, Some("witness")),
            author(Role::Audience, None),
        ],
        targets: vec![TargetClass::Market, TargetClass::Journalists],
        weapon: Some(WeaponClass::Aircraft),
        harm: BTreeMap::from([(Outcome::Killed, toll(2, range(2), None))]),
        sensitivity: Sensitivity::Public,
        confidence: 0.8,
        why: vec![SECRET.to_owned()],
        near: vec![Near { incident: "i1".to_owned(), why: SECRET.to_owned() }],
    }
}

fn public(i: &Incident) -> Option<Incident> {
    protect(i, Profile::Public)
}

#[test]
fn full_is_everything() {
    let i = incident(Type::ExplosiveAirstrike);
    assert_eq!(protect(&i, Profile::Full), Some(i));
}

/// Whatever the type: no text that a report or a person wrote comes out.
#[test]
fn no_words_come_out() {
    for type_ in Type::ALL {
        for sensitivity in [Sensitivity::Public, Sensitivity::Restricted] {
            for targets in [vec![TargetClass::Market], vec![TargetClass::Health]] {
                for standing in Standing::ALL {
                    let i = Incident { sensitivity, targets: targets.clone(), standing: *standing, ..incident(*type_) };
                    let out = public(&i).map(|o| format!("{o:?}")).unwrap_or_default();
                    assert!(!out.contains(SECRET) && !out.contains("06:1"), "{type_} {sensitivity:?} {targets:?} {standing:?}: {out}");
                }
            }
        }
    }
}

#[test]
fn restricted_stays_inside_and_a_mine_does_not() {
    let restricted = |t| Incident { sensitivity: Sensitivity::Restricted, ..incident(t) };
    for (type_, comes_out) in [
        (Type::ExplosiveAirstrike, false),
        (Type::NeedHealth, false),
        (Type::HazardClearance, false),
        (Type::HazardMineLaying, true),
        (Type::HazardSuspectedArea, true),
        (Type::ExplosiveLandmine, true),
        (Type::ExplosiveErw, true),
    ] {
        let out = public(&restricted(type_));
        assert_eq!(out.is_some(), comes_out, "{type_}");
        if let Some(out) = out {
            assert!(!out.places.is_empty() && out.time.is_some(), "a warning without where and when warns nobody");
            assert!(out.actors.is_empty() && out.harm.is_empty() && out.targets.is_empty());
        }
    }
    for type_ in [Type::BattleSelfDefence, Type::CivilianTargetingSexualViolence, Type::DisplacementSite] {
        assert_eq!(public(&incident(type_)), None, "{type_}");
        let told_as_another = Incident { other_types: vec![type_], ..incident(Type::BattleArmedClash) };
        assert_eq!(public(&told_as_another), None, "told as {type_} by one report");
    }
}

fn km(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (la, lb) = (a.0.to_radians(), b.0.to_radians());
    let (dx, dy) = ((b.1 - a.1).to_radians() * ((la + lb) / 2.0).cos(), lb - la);
    6371.0 * dx.hypot(dy)
}

#[test]
fn places_are_cells() {
    for lat in [-89.99, -33.4, 0.0, 12.37, 36.68747, 36.6, 59.9, 71.2] {
        for lon in [-179.99, -70.6, 0.0, 40.1972, 40.2, 179.99] {
            let at = |lat, lon| {
                let spot = Place { lat: Some(lat), lon: Some(lon), ..place(1) };
                let out = public(&Incident { places: vec![spot], ..incident(Type::ExplosiveAirstrike) }).expect("told");
                out.point().expect("a cell")
            };
            let centre = at(lat, lon);
            assert!(km(centre, (lat, lon)) <= CELL_KM, "{lat} {lon} → {centre:?}");
            // Everything near the middle gives the same answer, and rounding again changes nothing.
            if lat.abs() < 80.0 && lon.abs() < 179.0 {
                for (dy, dx) in [(0.02, 0.0), (-0.02, 0.0), (0.0, 0.02), (0.0, -0.02)] {
                    assert_eq!(at(centre.0 + dy, centre.1 + dx), centre, "{lat} {lon}");
                }
                assert_eq!(at(centre.0, centre.1), centre);
            }
        }
    }
    // Not a place by its name, nor an unresolved one.
    let unresolved = Place { lat: None, lon: None, id: None, precision: None, ..place(1) };
    assert_eq!(public(&Incident { places: vec![unresolved], ..incident(Type::ExplosiveAirstrike) }).expect("told").places, []);
    let road = public(&Incident { places: vec![place(5)], ..incident(Type::AccessRoadClosed) }).expect("told");
    assert!(road.places[0].name.is_none());
    // A province is told by its name.
    let province = Place { name: Some("Province".to_owned()), ..place(4) };
    let out = public(&Incident { places: vec![province], ..incident(Type::ExplosiveAirstrike) }).expect("told");
    assert_eq!(out.places[0].name.as_deref(), Some("Province"));
    assert!(out.places[0].candidates.is_empty());
}

#[test]
fn aid_on_its_way_has_no_place() {
    for type_ in [Type::AidDelivered, Type::AccessRoadOpen, Type::AccessCrossingOpen] {
        assert_eq!(public(&incident(type_)).expect("told").places, []);
    }
}

#[test]
fn times_are_days() {
    let out = public(&incident(Type::ExplosiveAirstrike)).expect("told");
    let time = out.time.expect("a day");
    assert_eq!((time.from.as_deref(), time.to.as_deref(), time.precision), (Some("2031-05-03"), Some("2031-05-03"), TimePrecision::Day));
    for (relative, kept) in [("D-1", true), ("D-7..D-1", true), ("D", true), ("D-1T06:00", false), ("this morning", false)] {
        let period = Period {
            text: None,
            from: None,
            to: None,
            precision: TimePrecision::Hour,
            open_end: false,
            relative: Some(relative.to_owned()),
        };
        let out = public(&Incident { time: Some(period), ..incident(Type::ExplosiveAirstrike) }).expect("told");
        assert_eq!(out.time.is_some(), kept, "{relative}");
    }
}

#[test]
fn few_are_not_told_apart() {
    for (all, civilians, combatants, left) in [
        (2, range(2), None, (None, None)),
        (9, range(9), None, (range(9), None)),
        (9, range(5), range(4), (range(5), range(4))),
        // Seven civilians of nine leave two combatants.
        (9, range(7), range(2), (None, None)),
        (9, range(7), None, (None, None)),
        (5, None, None, (None, None)),
    ] {
        let i =
            Incident { harm: BTreeMap::from([(Outcome::Killed, toll(all, civilians, combatants))]), ..incident(Type::ExplosiveAirstrike) };
        let out = public(&i).expect("told");
        let t = &out.harm[&Outcome::Killed];
        assert_eq!((t.low, t.best, t.high), (all, all, Some(all)));
        assert_eq!((t.civilians, t.combatants), left, "{all} {civilians:?} {combatants:?}");
        assert!(t.by_source.is_empty());
    }
    let journalists = |n| {
        let i = Incident { harm: BTreeMap::from([(Outcome::Killed, toll(n, None, None))]), ..incident(Type::ExplosiveAirstrike) };
        public(&i).expect("told").targets.contains(&TargetClass::Journalists)
    };
    assert!(!journalists(1) && !journalists(2) && journalists(3));
}

#[test]
fn only_known_bodies_are_named() {
    let out = public(&incident(Type::ExplosiveAirstrike)).expect("told");
    assert_eq!(out.actors.iter().map(|a| (a.role, a.name.as_str())).collect::<Vec<_>>(), [(Role::Initiator, "Reds")]);
}

#[test]
fn attacks_on_health_care_are_told_as_who_tells_them() {
    let country = Place { name: Some("Vlorpland".to_owned()), ..place(6) };
    let i = Incident {
        targets: vec![TargetClass::Health, TargetClass::Officials],
        places: vec![place(1), place(3), country],
        ..incident(Type::ExplosiveAirstrike)
    };
    let out = public(&i).expect("told");
    assert_eq!(out.places.iter().map(|p| p.text.as_str()).collect::<Vec<_>>(), ["Vlorpland"]);
    assert!(out.actors.is_empty());
    assert_eq!((out.targets.as_slice(), out.weapon), (&[TargetClass::Health][..], Some(WeaponClass::Aircraft)));
    assert_eq!(out.harm[&Outcome::Killed].best, 2);
    assert_eq!(out.harm[&Outcome::Killed].civilians, None);
}

#[test]
fn a_retraction_is_told_and_nothing_else() {
    let out = public(&Incident { standing: Standing::Retracted, ..incident(Type::ExplosiveAirstrike) }).expect("told");
    assert!(out.places.is_empty() && out.harm.is_empty() && out.time.is_none() && out.actors.is_empty());
    assert_eq!(out.standing, Standing::Retracted);
}
