//! What is one happening and what is not, and what an incident says of it.

use crate::made::{Said, all, reading};
use accalmie_merge::{Sketch, Ties, merge, origins, tellings};
use accalmie_record::{Incident, Outcome, Standing, Toll, Type};
use std::collections::BTreeSet;

fn incidents(said: &[Said]) -> Vec<Incident> {
    merge(all(said), &Ties::default()).incidents
}

/// The reports of each incident, by number.
fn groups(said: &[Said]) -> Vec<Vec<String>> {
    let mut groups: Vec<Vec<String>> =
        incidents(said).into_iter().map(|i| i.reports.iter().map(|k| k.replace("report ", "")).collect()).collect();
    groups.sort();
    groups
}

#[test]
fn what_is_one_happening() {
    let strike = Said::strike;
    let of = |type_: Type, s: Said| Said { type_, ..s };
    let undated = |s: Said| Said { day: None, ..s };
    let nowhere = |s: Said| Said { place: None, ..s };
    for (what, said, expected) in [
        ("the same place and day", vec![strike(1, 3, 0), strike(2, 3, 0)], "1 2"),
        ("another day", vec![strike(1, 3, 0), strike(2, 5, 0)], "1|2"),
        ("another village", vec![strike(1, 3, 0), strike(2, 3, 2)], "1|2"),
        ("the next village", vec![strike(1, 3, 0), strike(2, 3, 1)], "1 2"),
        ("told as a killing", vec![strike(1, 3, 0), of(Type::CivilianTargetingKilling, strike(2, 3, 0))], "1 2"),
        ("a road that is closed", vec![strike(1, 3, 0), of(Type::AccessRoadClosed, strike(2, 3, 0))], "1|2"),
        ("told later, with the day", vec![strike(1, 3, 0), strike(2, 3, 0).published(6)], "1 2"),
        ("told later, without the day", vec![strike(1, 3, 0), undated(strike(2, 3, 0)).published(6)], "1|2"),
        ("no place at all", vec![nowhere(strike(1, 3, 0)), nowhere(strike(2, 3, 0))], "1|2"),
        ("a province alone", vec![strike(1, 3, 4), strike(2, 3, 4)], "1|2"),
        ("a country alone", vec![strike(1, 3, 5), strike(2, 3, 5)], "1|2"),
        ("the village and its province", vec![strike(1, 3, 0), strike(2, 3, 4)], "1|2"),
        ("the village and its province, and the toll", vec![strike(1, 3, 0).killed(7, Some(7)), strike(2, 3, 4).killed(7, Some(7))], "1 2"),
    ] {
        let got: Vec<String> = groups(&said).iter().map(|g| g.join(" ")).collect();
        assert_eq!(got.join("|"), expected, "{what}");
    }
}

/// A region's centre lies near both; it must not make one happening of two.
#[test]
fn a_region_never_joins_two_villages() {
    for tolls in [None, Some(7)] {
        let told = |report, place| {
            let s = Said::strike(report, 3, place);
            tolls.map_or(s.clone(), |n| s.killed(n, Some(n)))
        };
        for order in [[0, 4, 2], [4, 0, 2], [2, 0, 4]] {
            let said: Vec<Said> = order.iter().enumerate().map(|(n, p)| told(n + 1, *p)).collect();
            for incident in incidents(&said) {
                let names: BTreeSet<&str> = incident.places.iter().filter_map(|p| p.name.as_deref()).collect();
                assert!(!(names.contains("Upper Vlorp") && names.contains("Karsk")), "{incident:?}");
                assert!(incident.reports.len() <= 2);
            }
        }
    }
}

#[test]
fn places_are_no_finer_and_no_vaguer_than_told() {
    let both = incidents(&[Said::strike(1, 3, 0).killed(7, Some(7)), Said::strike(2, 3, 4).killed(7, Some(7))]);
    assert_eq!(both[0].places.iter().map(|p| p.text.as_str()).collect::<Vec<_>>(), ["Upper Vlorp"]);
    let region = incidents(&[Said::strike(1, 3, 4)]);
    assert_eq!(region[0].places[0].precision, Some(4));
}

fn killed(said: &[Said]) -> Option<Toll> {
    let mut incidents = incidents(said);
    assert_eq!(incidents.len(), 1, "{incidents:?}");
    incidents[0].harm.remove(&Outcome::Killed)
}

#[test]
fn tolls_stand_side_by_side() {
    let s = |n, source| Said::strike(n, 3, 0).by(source);
    for (what, said, low, best, high) in [
        ("one", vec![s(1, "a").killed(3, Some(3))], 3, 3, Some(3)),
        ("two are not added up", vec![s(1, "a").killed(3, Some(3)), s(2, "b").killed(5, Some(5))], 3, 3, Some(5)),
        ("most origins", vec![s(1, "a").killed(3, Some(3)), s(2, "b").killed(5, Some(5)), s(3, "c").killed(5, Some(5))], 3, 5, Some(5)),
        ("the last", vec![s(1, "a").killed(3, Some(3)), s(2, "b").killed(5, Some(5)).published(4)], 3, 5, Some(5)),
        ("an update supersedes", vec![s(1, "a").killed(3, Some(3)), s(2, "a").killed(5, Some(5)).published(4)], 5, 5, Some(5)),
        ("at least", vec![s(1, "a").killed(3, None), s(2, "b").killed(5, Some(5))], 3, 3, Some(5)),
        ("at least the most", vec![s(1, "a").killed(3, Some(3)), s(2, "b").killed(5, None)], 3, 3, None),
        ("a range", vec![s(1, "a").killed(32, Some(48))], 32, 40, Some(48)),
    ] {
        let toll = killed(&said).expect(what);
        assert_eq!((toll.low, toll.best, toll.high), (low, best, high), "{what}");
        assert_eq!(toll.by_source.len(), said.len(), "{what}: every figure is kept");
    }
    assert_eq!(killed(&[s(1, "a"), s(2, "b")]), None, "nobody tells of any: unknown, not 0");
}

#[test]
fn origins_are_counted_and_not_reports() {
    let text = "On Tuesday morning a plane dropped two bombs on the mill of Upper Vlorp, and the miller's neighbours dug until noon.";
    let copied = format!("{text} Read more.");
    let other =
        "The mill at Upper Vlorp was hit from the air on Tuesday; people of the village say that nobody warned them beforehand at all.";
    let sketches: Vec<Sketch> = [text, &copied, other].iter().map(|t| Sketch::of(t)).collect();
    let readings: Vec<_> = (1..=3).map(|n| reading(&[Said::strike(n, 3, 0)])).collect();
    let ids: Vec<(&str, &Sketch)> = readings.iter().zip(&sketches).map(|(r, s)| (r.report.id.as_str(), s)).collect();
    let found = origins(&ids);
    assert_eq!((&found[0], found[1] == found[0], found[2] == found[0]), (&readings[0].report.id, true, false));
    let told = |n: usize| -> Vec<_> { (0..n).flat_map(|i| tellings(&readings[i], Some(&found[i]))).collect() };
    let standing = |n| {
        let made = merge(told(n), &Ties::default()).incidents;
        (made.len(), made[0].reports.len(), made[0].origins, made[0].standing)
    };
    assert_eq!(standing(2), (1, 2, 1, Standing::Reported));
    assert_eq!(standing(3), (1, 3, 2, Standing::Corroborated));
    // Under two names it is still one text.
    let named: Vec<_> = (0..2)
        .flat_map(|i| {
            let mut copy = readings[i].clone();
            copy.report.source = Some(["The Ferry Post", "The Mill Gazette"][i].to_owned());
            tellings(&copy, Some(&found[i]))
        })
        .collect();
    let made = merge(named, &Ties::default()).incidents;
    assert_eq!((made[0].reports.len(), made[0].origins, made[0].standing), (2, 1, Standing::Reported));
    // One outlet that tells it twice is one origin, in whatever words.
    let twice = incidents(&[Said::strike(1, 3, 0).by("The Ferry Post"), Said::strike(2, 3, 0).by("The Ferry Post")]);
    assert_eq!((twice[0].origins, twice[0].standing), (1, Standing::Reported));
}

#[test]
fn two_authors_make_it_contested() {
    let one = incidents(&[Said::strike(1, 3, 0).actor("Reds"), Said::strike(2, 3, 0).actor("Reds")]);
    assert_eq!(one[0].standing, Standing::Corroborated);
    let two = incidents(&[Said::strike(1, 3, 0).actor("Reds"), Said::strike(2, 3, 0).actor("Blues")]);
    assert_eq!((two.len(), two[0].standing, two[0].actors.len()), (1, Standing::Contested, 2));
}

#[test]
fn every_merge_and_every_near_one_says_why() {
    let made = incidents(&[Said::strike(1, 3, 0), Said::strike(2, 3, 0), Said::strike(3, 3, 0)]);
    assert_eq!(made[0].why.len(), 2);
    assert!(made[0].why.iter().all(|w| w.contains("the same place") && w.contains("the same day")), "{:?}", made[0].why);
    // The second and the third are alike, but the third has a figure that the first's report excludes.
    let ties = Ties {
        apart: vec![(BTreeSet::from(["000000000001#1".to_owned()]), BTreeSet::from(["000000000002#1".to_owned()]))],
        ..Ties::default()
    };
    let parted = merge(all(&[Said::strike(1, 3, 0), Said::strike(2, 3, 0)]), &ties).incidents;
    assert_eq!(parted.len(), 2);
    for (here, there) in [(0, 1), (1, 0)] {
        assert_eq!(parted[here].near.len(), 1);
        assert_eq!(parted[here].near[0].incident, parted[there].id);
        assert!(!parted[here].near[0].why.is_empty());
    }
}

#[test]
fn what_a_person_joined_stays_joined() {
    let ties = Ties { together: vec![BTreeSet::from(["000000000001#1".to_owned(), "000000000002#1".to_owned()])], ..Ties::default() };
    let made = merge(all(&[Said::strike(1, 3, 0), Said::strike(2, 9, 2)]), &ties).incidents;
    assert_eq!((made.len(), made[0].reports.len()), (1, 2));
}

#[test]
fn one_report_can_tell_of_several() {
    let two = [Said::strike(1, 3, 0).killed(2, Some(2)), Said::strike(1, 3, 0).killed(4, Some(4))];
    assert_eq!(merge(tellings(&reading(&two), None), &Ties::default()).incidents.len(), 2, "two figures in one report are two happenings");
    let hours = |from, to| Said::strike(1, 3, 0).hours(from, to);
    for (what, told, happenings) in [
        ("in the morning and at night", [hours(6, 12), hours(20, 22)], 2),
        ("in the morning and at eleven", [hours(6, 12), hours(11, 11)], 1),
        ("at some time and at night", [Said::strike(1, 3, 0), hours(20, 22)], 1),
        (
            "in a town and on the road to it",
            [Said::strike(1, 3, 0), Said { road: true, type_: Type::BattleArmedClash, ..Said::strike(1, 3, 0) }],
            2,
        ),
    ] {
        assert_eq!(merge(tellings(&reading(&told), None), &Ties::default()).incidents.len(), happenings, "{what}");
    }
    let sides = [Said::strike(1, 3, 0), Said { type_: Type::CivilianTargetingKilling, ..Said::strike(1, 3, 0).killed(4, Some(4)) }];
    let made = merge(tellings(&reading(&sides), None), &Ties::default()).incidents;
    assert_eq!((made.len(), made[0].records.len()), (1, 2), "the strike and the killing are two sides of one");
}
