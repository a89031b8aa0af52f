//! The traps of reading, each a sentence or two of our own: what must come out, and above all what must not.

use accalmie_read::{Desk, Knowledge, read};
use accalmie_record::{Kind, Lang, PublishedFrom, Reading, Record, Report, Role, Schema, Status, Type};
use std::sync::OnceLock;

fn knowledge() -> &'static Knowledge {
    static K: OnceLock<Knowledge> = OnceLock::new();
    K.get_or_init(|| Knowledge::new(&[]).0)
}

fn reading(lang: &str, published: Option<&str>, title: Option<&str>, text: &str) -> Reading {
    let report = Report {
        schema: Schema,
        id: "sha256:0123456789abcdef".to_owned(),
        key: "test".to_owned(),
        language: Lang::new(lang),
        published: published.map(str::to_owned),
        published_from: PublishedFrom::Operator,
        source: None,
        url: None,
        title: title.map(str::to_owned),
        text: text.to_owned(),
    };
    read(report, knowledge(), &mut Desk::default())
}

fn records(lang: &str, text: &str) -> Vec<Record> {
    reading(lang, Some("2019-10-24"), None, text).records
}

fn of(records: &[Record], type_: Type) -> Vec<&Record> {
    records.iter().filter(|r| r.type_ == type_ && r.status != Status::Negated).collect()
}

fn counted(records: &[Record]) -> Vec<&Record> {
    records.iter().filter(|r| r.counts()).collect()
}

fn killed(r: &Record) -> Vec<(u64, Option<u64>)> {
    r.harm
        .iter()
        .filter(|h| h.outcome.name() == "killed" && !h.part_of_total && !h.superseded && !h.alternative)
        .map(|h| (h.min, h.max))
        .collect()
}

#[test]
fn a_toll_that_is_not_given_is_none_not_zero() {
    let r = records("fr", "Une voiture piégée a explosé hier à Raqqa.");
    let bombs = of(&r, Type::ExplosiveVehicleBomb);
    assert_eq!(bombs.len(), 1);
    assert!(bombs[0].harm.is_empty(), "{:?}", bombs[0].harm);
}

#[test]
fn no_victims_is_no_toll_either() {
    let r = records("fr", "Un obus est tombé lundi sur Tell Tamer sans faire de victime.");
    assert!(r.iter().all(|r| r.harm.is_empty()), "{r:#?}");
}

#[test]
fn an_attack_without_author_stays_without() {
    for (lang, text) in [
        ("fr", "Le marché de Qamishli a été bombardé mardi. L'armée syrienne se trouve au sud de la ville."),
        ("en", "The market of Qamishli was shelled on Tuesday. The Syrian army is south of the town."),
    ] {
        let r = records(lang, text);
        let shelled: Vec<_> = counted(&r).into_iter().filter(|r| r.type_.family() == "explosive").collect();
        assert_eq!(shelled.len(), 1, "{lang} {r:#?}");
        assert!(shelled[0].actors.is_empty(), "{lang} {:?}", shelled[0].actors);
    }
}

#[test]
fn a_passive_is_not_blamed_on_the_nearest_actor() {
    let r = records("fr", "Les rebelles combattent l'armée au nord alors que les champs près de Serêkaniyê sont encerclés.");
    let circled = of(&r, Type::ControlEncircled);
    assert_eq!(circled.len(), 1, "{r:#?}");
    assert!(circled[0].actors.is_empty(), "{:?}", circled[0].actors);
}

#[test]
fn he_is_the_speaker_before_not_the_one_spoken_to() {
    let r = records("fr", "Le commandant des FDS, Mazloum Abdi, s'est entretenu avec le chef de l'armée russe. Il a remercié la Russie.");
    let thanks = of(&r, Type::DiplomacyThanks);
    assert_eq!(thanks.len(), 1, "{r:#?}");
    let speaker = thanks[0].actors.iter().find(|a| a.role == Role::Speaker).expect("a speaker");
    assert!(!speaker.text.contains("russe"), "{speaker:?}");
}

#[test]
fn as_many_bombs_as_places_are_one_at_each() {
    let r = records("fr", "Trois voitures piégées ont explosé hier à Qamishli, Manbij et près de Raqqa.");
    let bombs = of(&r, Type::ExplosiveVehicleBomb);
    assert_eq!(bombs.len(), 3, "{r:#?}");
    for b in bombs {
        assert_eq!((b.count.as_ref().map(|c| c.min), b.places.len()), (Some(1), 1));
    }
}

#[test]
fn a_purpose_is_not_an_effect() {
    let r = records("fr", "Les rebelles ont miné la piste de Kelo pour empêcher la population de sortir du village.");
    assert!(counted(&r).iter().any(|r| r.type_ == Type::HazardMineLaying), "{r:#?}");
    for exit in of(&r, Type::AccessExitBlocked) {
        assert_eq!(exit.status, Status::Intended);
    }
}

#[test]
fn questions_goals_hypotheses_and_denials_are_never_counted() {
    for (lang, text) in [
        ("fr", "L'armée va-t-elle bombarder Manbij ?"),
        ("fr", "L'armée n'a pas bombardé Manbij."),
        ("fr", "L'armée dément avoir bombardé Manbij."),
        ("fr", "Si l'armée bombarde Manbij, la trêve est morte."),
        ("fr", "L'armée bombardera Manbij demain."),
        ("en", "The army did not shell Manbij."),
        ("en", "Will the army shell Manbij?"),
        ("en", "The army might attack Manbij."),
        ("en", "The army will shell Manbij tomorrow."),
        ("en", "The army denied shelling Manbij."),
        ("en", "If the army shells Manbij, the truce is dead."),
    ] {
        let r = records(lang, text);
        let told: Vec<_> = counted(&r)
            .into_iter()
            .filter(|r| matches!(r.type_.family(), "explosive" | "battle" | "civilian_targeting" | "object_attack"))
            .collect();
        assert!(told.is_empty(), "{text}: {told:#?}");
    }
}

#[test]
fn a_name_for_what_goes_on_is_no_event() {
    let r = records("fr", "Le but est de stopper le massacre des civils et d'éviter un génocide.");
    assert!(counted(&r).is_empty(), "{r:#?}");
}

#[test]
fn one_happening_told_in_title_and_body_is_one() {
    let r = reading(
        "en",
        Some("2021-03-04"),
        Some("Roadside bomb kills five near Baidoa"),
        "A roadside bomb killed five people near Baidoa on Tuesday, police said. The blast hit a minibus.",
    )
    .records;
    let blasts: Vec<_> = counted(&r).into_iter().filter(|r| r.type_.family() == "explosive").collect();
    assert_eq!(blasts.len(), 1, "{r:#?}");
    assert_eq!(killed(blasts[0]), [(5, Some(5))]);
}

#[test]
fn a_later_toll_supersedes_and_is_not_added() {
    let r = records("fr", "Une frappe aérienne a tué huit personnes lundi à Idlib. Le bilan de la frappe s'est alourdi à onze morts.");
    let total: u64 = counted(&r).iter().flat_map(|r| killed(r)).map(|(n, _)| n).sum();
    assert_eq!(total, 11, "{r:#?}");
}

#[test]
fn parts_of_a_toll_are_not_added_to_it() {
    for (lang, text) in [
        ("fr", "Une frappe a tué seize civils, dont trois enfants, mardi à Idlib."),
        ("en", "An air strike killed sixteen civilians, including three children, in Idlib on Tuesday."),
    ] {
        let r = records(lang, text);
        let total: u64 = counted(&r).iter().flat_map(|r| killed(r)).map(|(n, _)| n).sum();
        assert_eq!(total, 16, "{lang} {r:#?}");
        assert!(r.iter().flat_map(|r| &r.harm).any(|h| h.part_of_total && h.min == 3 && h.who.name() == "children"), "{lang} {r:#?}");
    }
}

#[test]
fn yesterday_crosses_the_end_of_a_month_and_of_summer_time() {
    for (published, day) in
        [("2019-11-01", "2019-10-31"), ("2020-03-01", "2020-02-29"), ("2020-01-01", "2019-12-31"), ("2019-10-27", "2019-10-26")]
    {
        let r = reading("fr", Some(published), None, "Une mine a explosé hier à Manbij.").records;
        let from = counted(&r)[0].time.as_ref().and_then(|t| t.from.clone());
        assert_eq!(from.as_deref(), Some(day), "{published}");
    }
}

#[test]
fn without_a_date_no_date_is_made_up() {
    let r = reading("fr", None, None, "Une mine a explosé hier à Manbij.").records;
    let t = counted(&r)[0].time.clone().expect("hier");
    assert_eq!((t.from, t.to, t.relative.as_deref()), (None, None, Some("D-1")));
}

#[test]
fn sex_is_not_read_from_grammar() {
    for text in ["Une personne a été tuée à Manbij.", "Trois victimes ont été blessées à Manbij.", "Un enfant a été tué à Manbij."]
    {
        let r = records("fr", text);
        assert!(r.iter().flat_map(|r| &r.harm).all(|h| h.sex.is_none()), "{text} {r:#?}");
    }
}

#[test]
fn spellings_of_a_town_are_one_place() {
    let id = |lang: &str, name: &str| {
        let text = if lang == "fr" {
            format!("Une mine a explosé à {name}, près de Tell Tamer et de Qamishli.")
        } else {
            format!("A mine exploded in {name}, near Tell Tamer and Qamishli.")
        };
        let r = records(lang, &text);
        r.iter().flat_map(|r| &r.places).find(|p| p.text == name).and_then(|p| p.id.clone())
    };
    let ras = id("fr", "Ras al-Aïn");
    assert!(ras.is_some());
    for (lang, name) in [("fr", "Serêkaniyê"), ("fr", "Serekaniye"), ("en", "Ras al-Ayn"), ("en", "Serekaniye")] {
        assert_eq!(id(lang, name), ras, "{name}");
    }
}

#[test]
fn a_slip_in_a_name_is_shown_as_a_guess() {
    let r = records("fr", "Une mine a explosé près de Manbji, non loin d'Ayn Issa et de Kobané.");
    let place = r.iter().flat_map(|r| &r.places).find(|p| p.text == "Manbji").expect("the name is kept");
    assert!(place.candidates.iter().any(|c| c.name == "Manbij"), "{place:?}");
}

#[test]
fn two_groups_under_one_label_are_not_made_one() {
    let r = records("fr", "Des milices djihadistes ont attaqué Tell Tamer. L'insurrection djihadiste reste active à Deir ez-Zor.");
    for a in r.iter().flat_map(|r| &r.actors) {
        assert_ne!(a.name.as_deref(), Some("Islamic State"), "{a:?}");
    }
}

#[test]
fn self_defence_of_civilians_is_withheld() {
    let r = records("fr", "Les civils se défendent avec leurs milices d'autodéfense à Serêkaniyê.");
    let own = of(&r, Type::BattleSelfDefence);
    assert!(!own.is_empty(), "{r:#?}");
    assert!(own.iter().all(|r| r.sensitivity.name() == "restricted"));
}

#[test]
fn every_record_cites_its_words() {
    let text = "Trois soldats ont été tués mardi à Djibo. La route Djibo – Ouahigouya est coupée ; deux ponts ont sauté.";
    let r = records("fr", text);
    assert!(r.len() >= 2);
    for record in &r {
        assert!(!record.evidence.is_empty());
        for e in &record.evidence {
            assert_eq!(&text[e.span.start..e.span.end], e.text);
        }
    }
}

#[test]
fn nothing_violent_yields_nothing_counted() {
    for (lang, text) in [
        ("fr", "Le club a lancé une offensive de charme. L'attaquant a frappé fort et le gardien a explosé de joie après le tir au but."),
        ("en", "The ministry launched a war on malaria. Prices exploded and the bank came under fire from analysts."),
        ("fr", "Le prix du mazout a explosé en un mois. Les pompes tournent."),
    ] {
        let r = records(lang, text);
        let told: Vec<_> = counted(&r).into_iter().filter(|r| r.kind == Kind::Event).collect();
        assert!(told.is_empty(), "{text}: {told:#?}");
    }
}
