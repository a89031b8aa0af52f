//! The founding report, read whole. It is beside the repository, not in it: where it is absent this says so and passes.

use accalmie_read::{Desk, Knowledge, read};
use accalmie_record::{Lang, LinkRel, PublishedFrom, Record, Relation, Report, Role, Schema, Status, Type};

fn founding() -> Option<Vec<Record>> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reports/founding-report.txt");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: the founding report is not beside this repository");
        return None;
    };
    let (knowledge, problems) = Knowledge::new(&[]);
    assert!(problems.is_empty(), "{problems:?}");
    let report = Report {
        schema: Schema,
        id: "sha256:e1d88e80".to_owned(),
        key: "founding".to_owned(),
        language: Lang::new("fr"),
        published: Some("2019-10-24".to_owned()),
        published_from: PublishedFrom::Operator,
        source: None,
        url: None,
        title: None,
        text,
    };
    Some(read(report, &knowledge, &mut Desk::default()).records)
}

fn of(records: &[Record], type_: Type) -> Vec<&Record> {
    records.iter().filter(|r| r.type_ == type_).collect()
}

fn day(r: &Record) -> Option<&str> {
    r.time.as_ref()?.from.as_deref()?.get(..10)
}

#[test]
fn what_a_perfect_reader_says() {
    let Some(r) = founding() else { return };

    let bombs = of(&r, Type::ExplosiveVehicleBomb);
    let at: Vec<&str> = bombs.iter().flat_map(|b| &b.places).map(|p| p.text.as_str()).collect();
    assert_eq!(at, ["Qamishlo", "al-Hod", "Hasaka", "Raqqa"]);
    for b in &bombs {
        assert_eq!(day(b), Some("2019-10-23"));
        assert!(b.actors.is_empty() && b.harm.is_empty());
    }
    let hod = &bombs[1].places[0];
    assert!(hod.candidates.iter().any(|c| c.id == "geonames:173797"), "al-Hol stays a candidate: {hod:?}");
    assert_eq!(bombs[2].places[0].relation, Relation::Near);

    let mines = of(&r, Type::HazardMineLaying);
    assert_eq!(mines.len(), 1);
    assert!(mines[0].actors.iter().any(|a| a.text == "L'armée turque" && a.role == Role::Initiator));

    let blast = of(&r, Type::ExplosiveLandmine);
    assert_eq!(blast.len(), 1);
    let harm: Vec<_> = blast[0].harm.iter().map(|h| (h.outcome.name(), h.min, h.who.name(), h.age.as_deref(), h.sex)).collect();
    assert_eq!(harm, [("killed", 1, "children", Some("11"), None), ("injured", 2, "unknown", None, None)]);
    assert!(blast[0].places.iter().any(|p| p.text == "Hasakah" && p.relation == Relation::RoadToward));
    assert!(blast[0].links.iter().any(|l| l.rel == LinkRel::CausedBy && l.to == mines[0].id));
    assert!(blast[0].time.as_ref().is_none_or(|t| t.from.is_none()), "no date for the child's death");

    let clashes: Vec<_> = of(&r, Type::BattleArmedClash).into_iter().filter(|c| c.actors.len() == 2).collect();
    let at: Vec<&str> = clashes.iter().flat_map(|b| &b.places).map(|p| p.text.as_str()).collect();
    assert_eq!(at, ["Manbji", "Ayn Issa"]);
    for c in &clashes {
        assert_eq!(day(c), Some("2019-10-23"));
        assert!(c.time.as_ref().is_some_and(|t| t.open_end));
    }
    assert_eq!(clashes[0].places[0].name.as_deref(), Some("Manbij"));

    // What the attacks of the first sentence are for, and whose they are: meant, and not done.
    let wider = of(&r, Type::ControlExpanding);
    assert_eq!(wider.len(), 1);
    assert!(wider[0].status == Status::Intended && wider[0].actors.iter().any(|a| a.text == "turques"));

    let circled = of(&r, Type::ControlEncircled);
    assert_eq!(circled.len(), 1);
    assert!(circled[0].actors.is_empty() && circled[0].targets.iter().any(|t| t.class.name() == "agriculture"));

    let drones = of(&r, Type::ExplosiveDroneStrike);
    assert_eq!(drones.len(), 1);
    assert_eq!(drones[0].places.len(), 2);

    assert_eq!(of(&r, Type::ClaimPartlyClaimed).len(), 1);
    assert!(of(&r, Type::AssessmentInference).iter().all(|a| a.status == Status::Hedged));

    let call = of(&r, Type::DiplomacyCall);
    assert!(call[0].actors.iter().any(|a| a.text.contains("Kobani") && a.role == Role::Speaker));
    assert!(call[0].actors.iter().any(|a| a.text.contains("Gerasimov") && a.role == Role::Audience));
    let thanks = of(&r, Type::DiplomacyThanks);
    assert!(thanks[0].actors.iter().all(|a| !a.text.contains("Gerasimov")));
    assert!(thanks[0].actors.iter().any(|a| a.text.contains("Kobani") && a.role == Role::Speaker));

    let force = of(&r, Type::ForcePresence);
    assert_eq!(force[0].count.as_ref().map(|c| (c.min, c.max)), Some((200, Some(200))));
    for t in [Type::AccordLull, Type::AccordReference, Type::NeedHealth] {
        assert!(!of(&r, t).is_empty(), "{t}");
    }
}

#[test]
fn what_it_must_not_say() {
    let Some(r) = founding() else { return };
    for record in r.iter().filter(|r| r.counts()) {
        for e in &record.evidence {
            let words = e.text.to_lowercase();
            assert!(!words.contains("génocide") && !words.contains("massacre"), "{record:#?}");
        }
    }
    for exit in of(&r, Type::AccessExitBlocked).iter().chain(&of(&r, Type::AccessAidBlocked)) {
        assert_eq!(exit.status, Status::Intended);
    }
    let dead: u64 = r.iter().filter(|r| r.counts()).flat_map(|r| &r.harm).filter(|h| h.outcome.name() == "killed").map(|h| h.min).sum();
    assert_eq!(dead, 1);
}
