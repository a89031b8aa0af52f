//! What holds of verdicts whatever the incident: order does not matter, doubt never makes a breach, and nobody is accused without a name.

mod support;

use accalmie_record::{Incident, Relation, Role, Standing, TargetClass, Type};
use accalmie_truce::board::{Days, board};
use accalmie_truce::say::{LANGUAGES, phrases};
use accalmie_truce::verdict::{Lies, Note};
use accalmie_truce::{Agreement, Context, Coverage, Outcome, Verdict, judge};
use proptest::prelude::*;
use std::sync::LazyLock;
use support::*;

static ALL: LazyLock<Vec<Agreement>> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../agreements");
    let mut names: Vec<String> = std::fs::read_dir(path)
        .unwrap()
        .filter_map(|f| f.unwrap().path().file_name()?.to_str()?.strip_suffix(".toml").map(str::to_owned))
        .collect();
    names.sort();
    names.iter().map(|n| agreement(n)).collect()
});

const WHO: &[(&str, &str)] = &[
    TURKEY,
    SDF,
    SNA,
    YPG,
    RUSSIA,
    JIHADISTS,
    ("Rapid Support Forces", "rebels:rapid-support-forces"),
    ("Hezbollah", "militia:hezbollah"),
    ("Israel Defense Forces", "state_forces:israel-defense-forces"),
    ("ELN", "rebels:eln"),
    ("Houthis", "rebels:houthis"),
];

const DAYS: &[&str] = &[
    "2015-03-01",
    "2019-10-16",
    "2019-10-19",
    "2019-10-22",
    "2019-10-29",
    "2020-03-10",
    "2022-04-20",
    "2023-05-25",
    "2023-09-01",
    "2024-12-10",
];

const POINTS: &[(f64, f64)] =
    &[RAS_AL_AYN, TALL_TAMR, AYN_ISSA, MANBIJ, QAMISHLI, (15.6, 32.5), (33.4, 35.4), (7.08, -70.76), (48.3, 38.0), (35.81, 36.6)];

type Scene = ((&'static str, &'static str), &'static str, (f64, f64));

/// Who, when and where, such that a clause may apply.
const SCENES: &[Scene] = &[
    (TURKEY, "2019-10-19", RAS_AL_AYN),
    (SNA, "2019-10-19", RAS_AL_AYN),
    (TURKEY, "2019-10-27", (36.75, 39.5)),
    (YPG, "2019-10-27", (37.04, 40.60)),
    (YPG, "2019-11-20", MANBIJ),
    (RUSSIA, "2019-11-20", (37.04, 40.60)),
    (("Rapid Support Forces", "rebels:rapid-support-forces"), "2023-05-25", (15.6, 32.5)),
    (("Hezbollah", "militia:hezbollah"), "2024-12-10", (33.2, 35.4)),
    (("Israel Defense Forces", "state_forces:israel-defense-forces"), "2024-12-10", (33.6, 35.6)),
    (("ELN", "rebels:eln"), "2023-09-01", (6.0, -72.5)),
    (("Houthis", "rebels:houthis"), "2022-04-20", (14.5, 45.0)),
];

const KINDS: &[Type] = &[
    Type::ExplosiveAirstrike,
    Type::ExplosiveShelling,
    Type::BattleRaid,
    Type::BattleTerritoryTaken,
    Type::ControlExpanding,
    Type::CivilianTargetingKilling,
    Type::ForcePresence,
    Type::ForceWithdrawal,
    Type::ForcePatrol,
    Type::AidObstructed,
];

/// Half of them anything at all, half of them what a clause speaks of.
fn incident() -> impl Strategy<Value = Made> {
    prop_oneof![anything(), likely()]
}

fn likely() -> impl Strategy<Value = Made> {
    let kind = prop::sample::select(KINDS);
    let scene = prop::sample::select(SCENES);
    let precision = prop_oneof![6 => Just(Some(1u8)), 1 => (2u8..8).prop_map(Some), 1 => Just(None)];
    let moved = prop_oneof![2 => Just((0.0, 0.0)), 1 => (-0.3..0.3f64, -0.3..0.3f64)];
    let target = prop::option::of(prop::sample::select(&[TargetClass::Civilians, TargetClass::Health, TargetClass::Combatants][..]));
    (kind, scene, precision, moved, target, 1usize..4, prop::bool::weighted(0.8)).prop_map(
        |(kind, scene, precision, moved, target, origins, stated)| {
            let (who, day, (lat, lon)) = scene;
            let m = made(kind.name()).on(day).origins(origins).actor(who, Role::Initiator, stated);
            let m = m.place((lat + moved.0, lon + moved.1), Relation::At, precision);
            target.into_iter().fold(m, Made::hitting)
        },
    )
}

fn anything() -> impl Strategy<Value = Made> {
    let type_ = prop::sample::select(Type::ALL);
    let day = prop::option::of(prop::sample::select(DAYS));
    let point = prop::option::of((prop::sample::select(POINTS), -0.4..0.4f64, -0.4..0.4f64, prop::option::of(1u8..8)));
    let who = prop::collection::vec((prop::sample::select(WHO), prop::bool::ANY, prop::bool::ANY), 0..3);
    let target = prop::option::of(prop::sample::select(TargetClass::ALL));
    (type_, day, point, who, target, 1usize..4).prop_map(|(type_, day, point, who, target, origins)| {
        let mut m = made(type_.name()).origins(origins);
        if let Some(day) = day {
            m = m.on(day);
        }
        if let Some(((lat, lon), dy, dx, precision)) = point {
            m = m.place((lat + dy, lon + dx), Relation::At, precision);
        }
        for (w, side, stated) in who {
            m = m.actor(w, if side { Role::Side } else { Role::Initiator }, stated);
        }
        if let Some(t) = target {
            m = m.hitting(t);
        }
        m
    })
}

fn judged(i: &Incident) -> Vec<Verdict> {
    ALL.iter().flat_map(|a| judge(a, i, &Context::default())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nobody_named_is_nobody_accused(mut made in incident()) {
        made.0.actors.clear();
        for v in judged(&made.0) {
            prop_assert!(!v.outcome.is_breach() && v.outcome != Outcome::InconsistentWithImpliedTerm, "{v:#?}");
        }
    }

    #[test]
    fn a_wider_error_makes_no_breach(made in incident()) {
        let before = judged(&made.0);
        let mut wider = made.0.clone();
        for p in &mut wider.places {
            p.precision = p.precision.and_then(|x| if x < 6 { Some(if x == 4 { 6 } else if x == 3 { 5 } else if x == 5 { 4 } else { x + 1 }) } else { None });
        }
        for (b, after) in before.iter().zip(judged(&wider)) {
            prop_assert_eq!(&b.clause, &after.clause);
            if b.outcome == Outcome::Undeterminable {
                prop_assert!(!after.outcome.is_breach(), "{b:#?}\n{after:#?}");
            }
        }
    }

    #[test]
    fn far_outside_is_never_a_breach(mut made in incident()) {
        // In the Pacific, 5,000 km from every zone that has an edge.
        made.0.places.clear();
        let made = made.place((-45.0, -130.0), Relation::At, Some(1));
        for v in judged(&made.0) {
            let edged = v.place.as_ref().is_some_and(|p| p.distance_km.is_some());
            prop_assert!(!(edged && (v.outcome.is_breach() || v.outcome == Outcome::InconsistentWithImpliedTerm)), "{v:#?}");
            prop_assert!(!v.place.as_ref().is_some_and(|p| edged && p.lies == Lies::Inside), "{v:#?}");
        }
    }

    #[test]
    fn a_breach_has_its_grounds(made in incident()) {
        for v in judged(&made.0) {
            if v.outcome.is_breach() {
                prop_assert!(!v.who.is_empty() && v.missing.is_empty(), "{v:#?}");
                prop_assert_eq!(v.outcome == Outcome::BreachCorroborated, v.origins >= 2);
                prop_assert!(v.outcome != Outcome::BreachVerified);
            }
            prop_assert_eq!(v.outcome == Outcome::Undeterminable, v.reason.is_some());
            prop_assert_eq!(v.outcome == Outcome::NoApplicableClause, v.clause.is_none());
        }
    }

    #[test]
    fn a_denial_leaves_no_breach(made in incident()) {
        for v in judged(&made.standing(Standing::Contested).0) {
            prop_assert!(!v.outcome.is_breach(), "{v:#?}");
        }
    }

    #[test]
    fn order_does_not_matter(made in incident(), others in prop::collection::vec(incident(), 1..5)) {
        let mut all: Vec<Incident> = others.into_iter().chain([made]).enumerate().map(|(i, m)| m.id(&format!("i{i:012}")).0).collect();
        let days = Days { first: "2019-10-10".parse().unwrap(), last: "2019-10-31".parse().unwrap() };
        for a in ALL.iter() {
            let one = board(a, &all, &Coverage::new(), days, &Context::default());
            let mut turned = a.clone();
            turned.clauses.reverse();
            for i in &all {
                prop_assert_eq!(judge(a, i, &Context::default()), judge(&turned, i, &Context::default()));
            }
            all.reverse();
            prop_assert_eq!(&one, &board(a, &all, &Coverage::new(), days, &Context::default()));
        }
    }

    #[test]
    fn everything_can_be_said(made in incident()) {
        for v in judged(&made.0) {
            for language in LANGUAGES {
                for line in phrases(language).verdict(&v) {
                    prop_assert!(!line.contains('{') && !line.starts_with("outcome.") && !line.starts_with("note."), "{line}");
                }
            }
        }
    }
}

#[test]
fn the_languages_have_the_same_phrases_and_placeholders() {
    let keys = |l| phrases(l).keys().map(str::to_owned).collect::<Vec<_>>();
    for language in LANGUAGES {
        assert_eq!(keys("en"), keys(language));
        for outcome in Outcome::ALL {
            assert!(keys(language).contains(&format!("outcome.{}", outcome.name())));
        }
        let marks = |l| keys("en").iter().map(|k| phrases(l).say(k, &[]).matches('{').count()).collect::<Vec<_>>();
        assert_eq!(marks("en"), marks(language), "{language}");
        assert!(keys(language).contains(&format!("note.{}", Note::OtherLawSurvival.name())));
    }
}

/// The properties would hold of nothing: among 2,000 incidents some are breaches, some are not decided, some lie outside.
#[test]
fn the_incidents_reach_every_kind_of_outcome() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen = std::collections::BTreeMap::new();
    for _ in 0..2000 {
        for v in judged(&incident().new_tree(&mut runner).unwrap().current().0) {
            *seen.entry(v.outcome).or_insert(0u32) += 1;
        }
    }
    println!("{seen:?}");
    let rare = [Outcome::BreachVerified, Outcome::Contested];
    for outcome in Outcome::ALL.into_iter().filter(|o| !rare.contains(o)) {
        assert!(seen.contains_key(&outcome), "{outcome:?}: {seen:?}");
    }
}

#[test]
fn names_are_those_that_are_written() {
    for o in Outcome::ALL {
        assert_eq!(serde_json::to_value(o).unwrap(), o.name());
    }
    assert_eq!(serde_json::to_value(Note::NotToldAsSo).unwrap(), Note::NotToldAsSo.name());
}
