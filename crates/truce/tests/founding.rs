//! What a perfect checker says of the founding report, told on 24 October 2019.

mod support;

use accalmie_record::{Relation, Standing, Status, TargetClass};
use accalmie_truce::verdict::Note;
use accalmie_truce::{Context, Outcome, judge};
use support::*;

const D: &str = "2019-10-24";
const BEFORE: &str = "2019-10-23";

/// The central test: the memorandum of Sochi has no cessation of hostilities, so an attack after it is not by itself a breach of it.
#[test]
fn an_attack_after_sochi_is_no_breach_of_it() {
    let rt = rt();
    let kinds = [
        "explosive.airstrike",
        "explosive.drone_strike",
        "explosive.shelling",
        "explosive.vehicle_bomb",
        "explosive.unspecified",
        "battle.armed_clash",
        "battle.raid",
        "civilian_targeting.attack",
        "civilian_targeting.killing",
        "object_attack.strike",
        "hazard.mine_laying",
    ];
    for kind in kinds {
        for who in [TURKEY, SNA, SDF, YPG, RUSSIA, JIHADISTS] {
            for point in [RAS_AL_AYN, TALL_TAMR, AYN_ISSA, MANBIJ, QAMISHLI] {
                for day in ["2019-10-23", "2019-10-24", "2019-11-15", "2020-06-01"] {
                    let made = made(kind).on(day).at(point).by(who).origins(3).hitting(TargetClass::Civilians);
                    for verdict in made.judged(&rt) {
                        assert!(!verdict.outcome.is_breach(), "{kind} by {who:?} at {point:?} on {day}: {verdict:#?}");
                        assert_ne!(verdict.leaning, Some(Outcome::BreachAlleged), "{kind} by {who:?} at {point:?} on {day}");
                    }
                }
            }
        }
    }
    let shelling = made("explosive.shelling").on(D).at(RAS_AL_AYN).by(TURKEY);
    assert_eq!(shelling.says(&rt), ["- no_applicable_clause"]);
}

#[test]
fn s1_the_advance_stands_beside_the_implied_term_and_the_pause_is_over() {
    let advance = made("control.expanding").on(D).by(TURKEY);
    assert_eq!(advance.says(&rt()), ["RT-3 inconsistent_with_implied_term"]);
    let verdict = &advance.judged(&rt())[0];
    assert_eq!(verdict.origins, 1);
    assert_eq!(verdict.missing.iter().map(|m| m.name()).collect::<Vec<_>>(), ["place"]);
    assert_eq!(advance.of(&ut(), "UT-11"), "outside_window");
    let aggressions = made("explosive.unspecified").on(D).by(TURKEY);
    assert_eq!(aggressions.of(&ut(), "UT-11"), "outside_window");
    assert_eq!(aggressions.says(&rt()), ["- no_applicable_clause"]);
    // Without a date nothing is said of a window.
    assert_eq!(made("explosive.shelling").relative().by(TURKEY).at(RAS_AL_AYN).of(&ut(), "UT-11"), "undeterminable(date)");
    assert_eq!(made("control.expanding").relative().by(TURKEY).of(&rt(), "RT-3"), "undeterminable(date)");
}

#[test]
fn s2_drones_on_civilian_objects() {
    let drones = |point| made("explosive.drone_strike").on(D).by(TURKEY).at(point).hitting(TargetClass::Housing);
    assert_eq!(drones(RAS_AL_AYN).says(&ut()), ["UT-11 outside_window", "UT-6 breach_alleged", "UT-7 undeterminable(control)"]);
    assert_eq!(drones(RAS_AL_AYN).says(&rt()), ["- no_applicable_clause"]);
    assert_eq!(drones(TALL_TAMR).of(&ut(), "UT-6"), "undeterminable(place)");
    // “Around” is 25 km: too wide for a zone of 32.
    let around = made("explosive.drone_strike").on(D).by(TURKEY).place(RAS_AL_AYN, Relation::Around, Some(2)).hitting(TargetClass::Housing);
    assert_eq!(around.of(&ut(), "UT-6"), "undeterminable(place)");
    assert_eq!(made("explosive.drone_strike").on(D).by(TURKEY).at(RAS_AL_AYN).of(&ut(), "UT-6"), "undeterminable(targets)");
    // By jihadist militias, of whom nobody says who they are.
    let militias = made("civilian_targeting.attack").on(D).by(JIHADISTS).at(RAS_AL_AYN).hitting(TargetClass::Civilians);
    assert_eq!(militias.of(&ut(), "UT-6"), "undeterminable(actor)");
}

#[test]
fn s3_mines_are_in_no_clause_and_other_law_is_named() {
    let mines = made("hazard.mine_laying").on(D).by(TURKEY).place(TALL_TAMR, Relation::Near, Some(3));
    for a in [ut(), rt()] {
        assert_eq!(mines.says(&a), ["- no_applicable_clause"]);
        assert_eq!(mines.judged(&a)[0].notes, [Note::OtherLawMines]);
    }
}

#[test]
fn s5_manbij_has_no_deadline_and_ayn_issa_is_outside() {
    let clash = |point| made("battle.armed_clash").since(BEFORE).side(SDF).side(JIHADISTS).at(point);
    assert_eq!(clash(MANBIJ).of(&rt(), "RT-6"), "not_yet_due");
    let verdicts = clash(MANBIJ).judged(&rt());
    let rt6 = verdicts.iter().find(|v| v.clause.as_deref() == Some("RT-6")).unwrap();
    assert!(rt6.notes.contains(&Note::NoDeadline), "{rt6:#?}");
    assert_eq!(clash(AYN_ISSA).of(&rt(), "RT-5b"), "outside_zone");
    assert_eq!(clash(AYN_ISSA).of(&rt(), "RT-6"), "outside_zone");
    let where_ = clash(AYN_ISSA).judged(&rt())[0].place.clone().unwrap();
    assert!((2.0..6.0).contains(&where_.distance_km.unwrap()), "{where_:?}");
}

#[test]
fn s7_bombs_of_nobody_stay_of_nobody() {
    for point in [QAMISHLI, HASAKAH] {
        let bomb = made("explosive.vehicle_bomb").on(BEFORE).at(point);
        assert_eq!(bomb.says(&rt()), ["- no_applicable_clause"]);
        assert_eq!(bomb.of(&ut(), "UT-4"), "undeterminable(actor)");
        for verdict in bomb.judged(&ut()) {
            assert!(verdict.who.is_empty(), "{verdict:#?}");
            assert_ne!(verdict.outcome, Outcome::PartyNotBound);
            assert!(!verdict.outcome.is_breach());
        }
    }
}

#[test]
fn s13_presence_of_troops_that_no_clause_speaks_of() {
    let us = ("U.S. Military", "state_forces:u-s-military");
    let troops = made("force.presence").on(D).actor(us, accalmie_record::Role::Holder, true);
    assert_eq!(troops.says(&rt()), ["- no_applicable_clause"]);
    assert_eq!(troops.says(&ut()), ["- no_applicable_clause"]);
}

/// What is described is not named: who the “jihadist militias” are, nobody says.
#[test]
fn a_label_is_nobody() {
    let label = ("Jihadist militias", "jihadist:jihadist-militias");
    let attack = made("civilian_targeting.attack").on(D).by(label).at(RAS_AL_AYN).hitting(TargetClass::Civilians);
    assert_eq!(attack.of(&ut(), "UT-6"), "undeterminable(actor)");
}

/// A name that two places have accuses nobody.
#[test]
fn an_open_name() {
    let mut strike = made("explosive.airstrike").on("2019-10-19").by(TURKEY).at(RAS_AL_AYN);
    let other = accalmie_record::Candidate { name: "x".into(), id: "geonames:1".into(), lat: 33.5, lon: 36.3 };
    strike.0.places[0].candidates.push(other.clone());
    assert_eq!(strike.of(&ut(), "UT-11"), "undeterminable(place)");
    let mut clash = made("battle.armed_clash").since(BEFORE).side(SDF).side(JIHADISTS).at(MANBIJ);
    clash.0.places[0].candidates.push(other);
    assert_eq!(clash.of(&rt(), "RT-6"), "not_yet_due");
}

#[test]
fn til_temir_lies_on_the_line() {
    let held = made("force.presence").on(D).by(YPG).at(TALL_TAMR);
    assert_eq!(held.of(&rt(), "RT-5b"), "undeterminable(place)");
    let where_ = held.judged(&rt())[0].place.clone().unwrap();
    assert!(where_.distance_km.unwrap().abs() < where_.error_km.unwrap(), "{where_:?}");
}

#[test]
fn within_the_pause_one_origin_alleges_two_corroborate_a_denial_contests_a_finding_verifies() {
    let ut = ut();
    let strike = || made("explosive.airstrike").on("2019-10-19").by(TURKEY).at(RAS_AL_AYN);
    assert_eq!(strike().of(&ut, "UT-11"), "breach_alleged");
    assert_eq!(strike().origins(2).of(&ut, "UT-11"), "breach_corroborated");
    assert_eq!(strike().origins(2).standing(Standing::Contested).of(&ut, "UT-11"), "contested");
    let context = Context { findings: [("i000000000001".to_owned(), "UT-11".to_owned())].into(), ..Context::default() };
    let found = judge(&ut, &strike().0, &context);
    assert!(found.iter().any(|v| v.clause.as_deref() == Some("UT-11") && v.outcome == Outcome::BreachVerified), "{found:#?}");
    assert_eq!(strike().status(Status::Intended).says(&ut), ["- no_applicable_clause"]);
    assert_eq!(made("explosive.airstrike").on("2019-10-19").at(RAS_AL_AYN).of(&ut, "UT-11"), "undeterminable(actor)");
    // Suspected only.
    let suspected = made("explosive.airstrike").on("2019-10-19").actor(TURKEY, accalmie_record::Role::Initiator, false).at(RAS_AL_AYN);
    assert_eq!(suspected.of(&ut, "UT-11"), "undeterminable(actor)");
    // The pause began and ended within these days.
    assert_eq!(made("explosive.airstrike").on("2019-10-17").by(TURKEY).at(RAS_AL_AYN).of(&ut, "UT-11"), "undeterminable(date)");
    assert_eq!(made("explosive.airstrike").on("2019-10-22").by(TURKEY).at(RAS_AL_AYN).of(&ut, "UT-11"), "undeterminable(date)");
    assert_eq!(made("explosive.airstrike").on("2019-10-16").by(TURKEY).at(RAS_AL_AYN).of(&ut, "UT-11"), "outside_window");
    assert_eq!(made("explosive.airstrike").on("2019-10-19").by(RUSSIA).at(RAS_AL_AYN).of(&ut, "UT-11"), "party_not_bound");
}

#[test]
fn readers_of_the_zone_differ() {
    let strike = made("explosive.airstrike").on("2019-10-19").by(TURKEY).at(QAMISHLI);
    assert_eq!(strike.of(&ut(), "UT-11"), "undeterminable(place)");
    let verdicts = strike.judged(&ut());
    let v = verdicts.iter().find(|v| v.clause.as_deref() == Some("UT-11")).unwrap();
    let readings: Vec<_> = v.readings.iter().map(|r| (r.held_by.join(), r.outcome)).collect();
    let expected = [("Syrian Democratic Forces".to_owned(), Outcome::OutsideZone), ("Turkey".to_owned(), Outcome::BreachAlleged)];
    assert_eq!(readings, expected);
    assert!(v.notes.contains(&Note::ReadingsDiffer));
}

trait Join {
    fn join(&self) -> String;
}

impl Join for Vec<String> {
    fn join(&self) -> String {
        self.as_slice().join(" ")
    }
}

#[test]
fn a_disputed_link_is_told_by_its_readings() {
    let strike = made("battle.armed_clash").on("2019-10-19").by(SNA).at(RAS_AL_AYN);
    assert_eq!(strike.of(&ut(), "UT-11"), "undeterminable(actor)");
    let verdicts = strike.judged(&ut());
    let v = verdicts.iter().find(|v| v.clause.as_deref() == Some("UT-11")).unwrap();
    assert!(v.readings.iter().any(|r| r.outcome == Outcome::PartyNotBound && r.held_by.contains(&"Turkey".to_owned())), "{v:#?}");
    assert!(v.readings.iter().any(|r| r.outcome == Outcome::BreachAlleged), "{v:#?}");
    assert_eq!(v.who[0].link.as_ref().unwrap().disputed_by, ["Turkey"]);
}

#[test]
fn obligations() {
    let rt = rt();
    let patrol = |day| made("force.patrol").on(day).by(RUSSIA).at((37.04, 40.60));
    assert_eq!(patrol("2019-11-01").of(&rt, "RT-5c"), "obligation_met");
    assert_eq!(patrol("2019-10-25").of(&rt, "RT-5c"), "outside_window");
    // On the 29th it depends on whether the 150 hours began at noon or at midnight.
    assert_eq!(made("force.patrol").on("2019-11-01").by(RUSSIA).at(QAMISHLI).of(&rt, "RT-5c"), "outside_zone");
    let left = made("force.withdrawal").on("2019-10-27").by(YPG).at((36.95, 40.60));
    assert_eq!(left.of(&rt, "RT-5b"), "obligation_met");
    let still = |day| made("force.presence").on(day).by(YPG).at((36.95, 40.60));
    assert_eq!(still("2019-10-27").of(&rt, "RT-5b"), "not_yet_due");
    assert_eq!(still("2019-10-29").of(&rt, "RT-5b"), "undeterminable(date)");
    assert_eq!(still("2019-11-05").of(&rt, "RT-5b"), "party_not_bound");
}
