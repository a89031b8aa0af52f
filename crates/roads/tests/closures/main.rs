//! Closures: how incidents tell them, how they lie on a network for a day, and what access they leave to a place.
//!
//! On the schematic network of north-east Syria; all that is told here is invented, an exercise.

use accalmie_record::{Incident, Place};
use accalmie_roads::{
    Access, Beside, Cause, Closure, Evidence, Laid, Level, Network, Passage, Profile, Question, Snapper, Stretch, Unlaid, Validity, access,
    closures, lay,
};
use jiff::civil::Date;
use serde_json::{Value, json};

const TIL_TEMIR: (&str, f64, f64) = ("Til Temir", 36.6534, 40.3718);
const RAS_AL_AYN: (&str, f64, f64) = ("Ras al-Ayn", 36.8494, 40.0747);
const AIN_ISSA: (&str, f64, f64) = ("Ain Issa", 36.3837, 38.8628);
const HASAKAH: (&str, f64, f64) = ("Hasakah", 36.5054, 40.7429);
const QAMISHLI: (&str, f64, f64) = ("Qamishli", 37.0447, 41.2262);

fn network() -> Network {
    Network::from_table(include_str!("../../../../roads/nes.tsv")).expect("the shipped network")
}

fn day(words: &str) -> Date {
    words.parse().expect("a day")
}

fn place(relation: &str, precision: u8, (name, lat, lon): (&str, f64, f64)) -> Value {
    json!({"text": name, "relation": relation, "name": name, "id": format!("exercise:{name}"), "lat": lat, "lon": lon, "precision": precision})
}

fn road(name: &str) -> Value {
    json!({"text": name, "relation": "at", "name": name, "id": format!("exercise:{name}"), "lat": 36.5, "lon": 39.9, "precision": 5})
}

/// An incident of the exercise; its reports came out on its day.
fn told(id: &str, type_: &str, on: &str, places: &[Value]) -> Incident {
    let time = json!({"text": null, "from": on, "to": on, "precision": "day", "open_end": false, "relative": null});
    let whole = json!({
        "schema": "accalmie/1", "incident": id, "reports": [on], "records": [format!("{id}#1")], "origins": 1, "standing": "reported",
        "kind": if type_.starts_with("access") || type_.starts_with("control") { "condition" } else { "event" }, "type": type_,
        "status": "asserted", "places": places, "time": time, "actors": [], "targets": [], "weapon": null, "harm": {},
        "sensitivity": "public", "confidence": 0.6, "why": [],
    });
    serde_json::from_value(whole).expect("an incident")
}

fn all(incidents: &[Incident]) -> Vec<Closure> {
    closures(incidents, &Beside { reported: &|report| report.parse().ok(), placed: &|_| Vec::new() })
}

/// Closures laid on the shipped network.
fn on(network: &Network, incidents: &[Incident], on: &str) -> (Vec<Closure>, Laid) {
    let closures = all(incidents);
    let laid = lay(network, &Snapper::new(network), &closures, day(on), &Validity::default());
    (closures, laid)
}

fn to(incidents: &[Incident], when: &str, (_, lat, lon): (&str, f64, f64)) -> Access {
    let network = network();
    let snapper = Snapper::new(&network);
    let (closures, laid) = on(&network, incidents, when);
    let validity = Validity::default();
    let question = Question {
        network: &network,
        snapper: &snapper,
        closures: &closures,
        laid: &laid,
        day: day(when),
        validity: &validity,
        profile: Profile::Car,
    };
    access(&question, lat, lon).expect("a road is near")
}

#[test]
fn types_become_causes() {
    let here = [place("at", 1, TIL_TEMIR)];
    let check = |type_: &str, expected: Option<Cause>| {
        assert_eq!(all(&[told("i1", type_, "2019-11-04", &here)]).first().map(|c| c.cause), expected, "{type_}");
    };
    check("hazard.mine_laying", Some(Cause::Mined));
    check("hazard.suspected_area", Some(Cause::Mined));
    check("explosive.landmine", Some(Cause::Mined));
    check("access.road_closed", Some(Cause::Closed));
    check("access.crossing_closed", Some(Cause::CrossingClosed));
    check("access.road_open", Some(Cause::Opened));
    check("access.exit_blocked", Some(Cause::ExitBlocked));
    check("access.aid_blocked", Some(Cause::AidBlocked));
    check("access.checkpoint", Some(Cause::Checkpoint));
    check("control.encircled", Some(Cause::Encircled));
    check("battle.armed_clash", Some(Cause::Fighting));
    check("explosive.shelling", Some(Cause::Shelled));
    // Not every bomb is a bomb on a road, and what was cleared is not all that there was.
    check("explosive.ied", None);
    check("hazard.clearance", None);
    check("control.held", None);
    check("displacement.flight", None);
    // What a person withdrew, and what is only planned, bars nothing.
    let mut planned = told("i1", "access.road_closed", "2019-11-04", &here);
    planned.status = accalmie_record::Status::Intended;
    assert!(all(&[planned]).is_empty());
    let mut withdrawn = told("i1", "access.road_closed", "2019-11-04", &here);
    withdrawn.standing = accalmie_record::Standing::Retracted;
    assert!(all(&[withdrawn]).is_empty());
}

#[test]
fn words_of_place_become_stretches() {
    let check = |places: &[Value], expected: &str| {
        let all = all(&[told("i1", "access.road_closed", "2019-11-04", places)]);
        let shown: Vec<String> = all[0]
            .stretches
            .iter()
            .map(|s| match s {
                Stretch::Road { name } => name.clone(),
                Stretch::Between { from, to } => format!("{}–{}", from.name, to.name),
                Stretch::Toward { to } => format!("→{}", to.name),
                Stretch::Around { at, km } => format!("{}±{km}", at.name),
            })
            .collect();
        assert_eq!(shown.join(" "), expected);
    };
    check(&[place("road_between", 5, TIL_TEMIR), place("road_between", 5, RAS_AL_AYN)], "Til Temir–Ras al-Ayn");
    check(&[road("M4"), place("road_between", 5, TIL_TEMIR), place("road_between", 5, AIN_ISSA)], "M4 Til Temir–Ain Issa");
    check(&[place("road_toward", 5, HASAKAH)], "→Hasakah");
    check(&[place("at", 1, TIL_TEMIR), place("road_toward", 5, HASAKAH)], "Til Temir–Hasakah");
    check(&[place("around", 2, TIL_TEMIR), place("around", 2, RAS_AL_AYN)], "Til Temir±10 Ras al-Ayn±10");
    check(&[place("at", 1, TIL_TEMIR)], "Til Temir±2");
    // A district's centre is on no road.
    check(&[place("within", 4, HASAKAH)], "");
}

/// Two tellings of one closure name other ends: which two belong together is known by their records alone.
#[test]
fn the_ends_of_a_road_are_those_of_one_telling() {
    let mut i = told("i1", "access.road_closed", "2019-11-04", &[]);
    i.records = vec!["a".to_owned(), "b".to_owned()];
    let of = |record: &str| -> Vec<Place> {
        let pair = if record == "a" { [HASAKAH, TIL_TEMIR] } else { [TIL_TEMIR, RAS_AL_AYN] };
        pair.iter().map(|p| serde_json::from_value(place("road_between", 5, *p)).expect("a place")).collect()
    };
    let all = closures([&i], &Beside { reported: &|_| None, placed: &of });
    let ends: Vec<(String, String)> = all[0]
        .stretches
        .iter()
        .filter_map(|s| if let Stretch::Between { from, to } = s { Some((from.name.clone(), to.name.clone())) } else { None })
        .collect();
    assert_eq!(ends, [("Hasakah".to_owned(), "Til Temir".to_owned()), ("Til Temir".to_owned(), "Ras al-Ayn".to_owned())]);
}

#[test]
fn evidence_is_what_imsma_calls_it() {
    let check = |type_: &str, place: Value, evidence: Evidence, area: Option<bool>| {
        let all = all(&[told("i1", type_, "2019-11-04", &[place])]);
        assert_eq!((all[0].evidence, all[0].confirmed_area), (evidence, area), "{type_}");
    };
    check("hazard.mine_laying", place("around", 2, TIL_TEMIR), Evidence::Indirect, Some(false));
    check("hazard.confirmed_area", place("at", 1, TIL_TEMIR), Evidence::Direct, Some(true));
    check("explosive.landmine", place("at", 1, TIL_TEMIR), Evidence::Direct, Some(false));
    // An accident somewhere on a road is no direct evidence for any one place of it.
    check("explosive.landmine", place("road_toward", 5, HASAKAH), Evidence::Indirect, Some(false));
    check("access.road_closed", place("at", 1, TIL_TEMIR), Evidence::Direct, None);
}

#[test]
fn what_was_said_long_ago_is_unknown_and_never_open() {
    let level = |type_: &str, when: &str| {
        let all = all(&[told("i1", type_, "2019-11-04", &[place("at", 1, TIL_TEMIR)])]);
        all[0].level(day(when), &Validity::default())
    };
    assert_eq!(level("access.road_closed", "2019-11-03"), None, "before it began");
    assert_eq!(level("access.road_closed", "2019-11-04"), Some(Level::Confirmed));
    assert_eq!(level("access.road_closed", "2019-11-18"), Some(Level::Confirmed));
    assert_eq!(level("access.road_closed", "2019-11-19"), Some(Level::Aged));
    assert_eq!(level("access.road_closed", "2029-11-19"), Some(Level::Aged));
    assert_eq!(level("hazard.mine_laying", "2019-11-04"), Some(Level::Suspected));
    assert_eq!(level("hazard.mine_laying", "2020-02-03"), Some(Level::Aged));
    assert_eq!(level("hazard.confirmed_area", "2019-12-04"), Some(Level::Confirmed));
    // A fight is over, or is told again.
    assert_eq!(level("battle.armed_clash", "2019-11-06"), Some(Level::Suspected));
    assert_eq!(level("battle.armed_clash", "2019-11-10"), None);
    let mut undated = told("i1", "hazard.mine_laying", "2019-11-04", &[place("at", 1, TIL_TEMIR)]);
    (undated.time, undated.reports) = (None, vec!["nobody knows when".to_owned()]);
    assert_eq!(all(&[undated])[0].level(day("2019-11-04"), &Validity::default()), Some(Level::Aged));
    let mut validity = Validity::default();
    validity.set("mined=365").expect("a rule");
    let mined = all(&[told("i1", "hazard.mine_laying", "2019-11-04", &[place("at", 1, TIL_TEMIR)])]);
    assert_eq!(mined[0].level(day("2020-06-03"), &validity), Some(Level::Suspected));
    for wrong in ["mined", "mines=3", "mined=-1", "mined=soon", "mined=99999"] {
        assert!(validity.set(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn closures_lie_on_the_roads_that_their_words_mean() {
    let network = network();
    let pieces = |type_: &str, places: &[Value]| on(&network, &[told("i1", type_, "2019-11-04", places)], "2019-11-04").1;
    let km = |laid: &Laid| -> f64 {
        let all = laid.bars.iter().flat_map(|b| &b.pieces);
        all.map(|&p| network.length_m(network.arcs_of(p)[0]) / 1000.0).sum()
    };
    let between = pieces("access.road_closed", &[place("road_between", 5, TIL_TEMIR), place("road_between", 5, RAS_AL_AYN)]);
    assert_eq!(between.bars.len(), 1);
    assert!((30.0..60.0).contains(&km(&between)), "{} km from Til Temir to Ras al-Ayn", km(&between));
    let m4 = pieces("access.road_closed", &[road("M4"), place("road_between", 5, TIL_TEMIR), place("road_between", 5, AIN_ISSA)]);
    let whole = pieces("access.road_closed", &[road("M4")]);
    assert!(km(&m4) > 100.0 && km(&whole) > 2.0 * km(&m4), "{} of {} km of the M4", km(&m4), km(&whole));
    let around = pieces("hazard.mine_laying", &[place("around", 2, TIL_TEMIR)]);
    assert!(around.bars[0].pieces.len() >= 5, "all roads that meet in the town");
    let unlaid = |places: &[Value]| pieces("access.road_closed", places).unlaid.get(&0).copied();
    assert_eq!(unlaid(&[]), Some(Unlaid::NoPlace));
    assert_eq!(unlaid(&[place("road_toward", 5, HASAKAH)]), Some(Unlaid::SomewhereToward));
    assert_eq!(unlaid(&[road("A1")]), Some(Unlaid::NotOnNetwork));
    assert_eq!(
        unlaid(&[place("road_between", 5, TIL_TEMIR), place("road_between", 5, ("Timbuktu", 16.77, -3.0))]),
        Some(Unlaid::NotOnNetwork)
    );
}

#[test]
fn an_opening_lifts_what_was_closed_before_it_and_no_mine() {
    let network = network();
    let ends = [place("road_between", 5, TIL_TEMIR), place("road_between", 5, RAS_AL_AYN)];
    let bars = |told_: &[(&str, &str)], when: &str| {
        let incidents: Vec<Incident> = told_.iter().enumerate().map(|(n, (t, d))| told(&format!("i{n}"), t, d, &ends)).collect();
        let (_, laid) = on(&network, &incidents, when);
        (laid.bars.iter().map(|b| b.closure).collect::<Vec<_>>(), laid.lifted.len(), laid.opened.len())
    };
    let (closed, opened, mined) = ("access.road_closed", "access.road_open", "hazard.suspected_area");
    assert_eq!(bars(&[(closed, "2019-11-04"), (opened, "2019-11-06")], "2019-11-07"), (vec![], 1, 1));
    // Of two words of one day that contradict each other, the closure holds.
    assert_eq!(bars(&[(closed, "2019-11-06"), (opened, "2019-11-06")], "2019-11-07"), (vec![0], 0, 0));
    assert_eq!(bars(&[(closed, "2019-11-07"), (opened, "2019-11-06")], "2019-11-07"), (vec![0], 0, 0));
    assert_eq!(bars(&[(mined, "2019-11-04"), (opened, "2019-11-06")], "2019-11-07"), (vec![0], 0, 0));
    // An old opening says nothing of today.
    assert_eq!(bars(&[(opened, "2019-11-06")], "2019-11-30"), (vec![], 0, 0));
}

#[test]
fn access_is_what_the_roads_leave() {
    let mines = told("i1", "hazard.mine_laying", "2019-11-04", &[place("around", 2, TIL_TEMIR)]);
    let passages = |incidents: &[Incident], when: &str, at| {
        let a = to(incidents, when, at);
        (a.exit.passage, a.aid.passage)
    };
    let both = |p| (p, p);
    assert_eq!(passages(&[], "2019-11-04", TIL_TEMIR), both(Passage::NoReport), "nothing heard is not open");
    assert_eq!(passages(std::slice::from_ref(&mines), "2019-11-04", TIL_TEMIR), both(Passage::SuspectedBlocked));
    assert_eq!(passages(std::slice::from_ref(&mines), "2020-03-04", TIL_TEMIR), both(Passage::Unknown), "after its validity");
    assert_eq!(passages(std::slice::from_ref(&mines), "2019-11-03", TIL_TEMIR), both(Passage::NoReport), "before it began");
    assert_eq!(passages(std::slice::from_ref(&mines), "2019-11-04", QAMISHLI), both(Passage::NoReport), "elsewhere");
    // One road closed of several does not cut a town off.
    let one = told("i2", "access.road_closed", "2019-11-04", &[place("road_between", 5, TIL_TEMIR), place("road_between", 5, RAS_AL_AYN)]);
    assert_eq!(passages(std::slice::from_ref(&one), "2019-11-04", TIL_TEMIR), both(Passage::NoReport));
    // What is said of the people of a place.
    let kept = told("i3", "access.exit_blocked", "2019-11-04", &[place("at", 1, TIL_TEMIR)]);
    assert_eq!(passages(std::slice::from_ref(&kept), "2019-11-04", TIL_TEMIR), (Passage::Blocked, Passage::NoReport));
    let open = told("i4", "access.road_open", "2019-11-04", &[place("road_between", 5, TIL_TEMIR), place("road_between", 5, HASAKAH)]);
    assert_eq!(passages(std::slice::from_ref(&open), "2019-11-04", TIL_TEMIR), both(Passage::ReportedOpen));

    let found = to(&[mines], "2019-11-06", TIL_TEMIR);
    assert_eq!((found.exit.since, found.exit.age_days), (Some(day("2019-11-04")), Some(2)));
    assert_eq!(found.exit.constraints, [2, 4, 8]);
    assert!(found.schematic, "said wherever it is drawn");
    let hasakah = found.hospitals.iter().find(|h| h.name == "Hasakah").expect("the next large hospital");
    assert_eq!(hasakah.clear_minutes, None);
    assert!((20.0..60.0).contains(&hasakah.risky_minutes.expect("a risky way")), "{hasakah:?}");
}

#[test]
fn a_place_far_from_any_road_is_said_to_be() {
    let network = network();
    let snapper = Snapper::new(&network);
    let validity = Validity::default();
    let laid = Laid::default();
    let question = Question {
        network: &network,
        snapper: &snapper,
        closures: &[],
        laid: &laid,
        day: day("2019-11-04"),
        validity: &validity,
        profile: Profile::Car,
    };
    let why = access(&question, 34.0, 36.0).expect_err("the sea of stones").to_string();
    assert!(why.contains("km"), "{why}");
    let empty = Network::from_table("").expect("an empty table");
    let nowhere = Snapper::new(&empty);
    let question = Question { network: &empty, snapper: &nowhere, ..question };
    assert!(access(&question, 36.65, 40.37).is_err());
}

#[test]
fn ten_thousand_closures() {
    let network = network();
    let towns = [TIL_TEMIR, RAS_AL_AYN, AIN_ISSA, HASAKAH, QAMISHLI];
    let types = ["access.road_closed", "hazard.suspected_area", "access.road_open", "battle.armed_clash", "access.checkpoint"];
    let incidents: Vec<Incident> = (0..10_000usize)
        .map(|n| {
            let (a, b) = (towns[n % 5], towns[(n / 5 + n + 1) % 5]);
            let places =
                if n % 3 == 0 { vec![place("around", 2, a)] } else { vec![place("road_between", 5, a), place("road_between", 5, b)] };
            told(&format!("i{n:05}"), types[n % 7 % 5], &format!("2019-11-{:02}", n % 28 + 1), &places)
        })
        .collect();
    let (closures, laid) = on(&network, &incidents, "2019-11-28");
    assert_eq!(closures.len(), 10_000);
    assert!(laid.bars.len() > 1_000);
    let a = to(&incidents, "2019-11-28", TIL_TEMIR);
    assert!(matches!(a.exit.passage, Passage::Blocked | Passage::SuspectedBlocked), "{:?}", a.exit.passage);
}
