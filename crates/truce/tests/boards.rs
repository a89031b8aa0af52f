//! A board beside the period before, with what nobody reported.

mod support;

use accalmie_truce::board::{Days, Kept, board};
use accalmie_truce::{Context, Coverage};
use support::*;

fn days(first: &str, last: &str) -> Days {
    Days { first: first.parse().unwrap(), last: last.parse().unwrap() }
}

#[test]
fn counted_by_day_beside_the_period_before() {
    let strike = |id: &str, day: &str, origins| made("explosive.airstrike").id(id).on(day).by(TURKEY).at(RAS_AL_AYN).origins(origins).0;
    let incidents = [
        strike("i000000000001", "2019-10-18", 1),
        strike("i000000000002", "2019-10-20", 1),
        strike("i000000000003", "2019-10-20", 2),
        made("explosive.airstrike").id("i000000000004").on("2019-10-20").at(RAS_AL_AYN).0,
        made("explosive.airstrike").id("i000000000005").relative().by(TURKEY).at(RAS_AL_AYN).0,
    ];
    let coverage: Coverage = [(("2019-10-20".to_owned(), "peace_spring".to_owned()), 7)].into();
    let board = board(&ut(), &incidents, &coverage, days("2019-10-20", "2019-10-21"), &Context::default());
    let of = |rows: &[accalmie_truce::board::Row]| {
        rows.iter()
            .filter(|r| r.clause == "UT-11")
            .map(|r| (r.day.clone(), r.alleged, r.corroborated, r.undeterminable))
            .collect::<Vec<_>>()
    };
    assert_eq!(of(&board.period.rows), [("2019-10-20".to_owned(), 0, 0, 1), ("2019-10-20".to_owned(), 1, 1, 0)]);
    let previous = board.previous.unwrap();
    assert_eq!((previous.first.as_str(), previous.last.as_str()), ("2019-10-18", "2019-10-19"));
    assert_eq!(of(&previous.rows), [("2019-10-18".to_owned(), 1, 0, 0)]);
    assert_eq!(board.period.undated, ["i000000000005"]);
    let covered = board.period.coverage.iter().find(|c| c.zone == "peace_spring").unwrap();
    assert_eq!((covered.days_with_reports, covered.reports, covered.days_without.as_slice()), (1, 7, &["2019-10-21".to_owned()][..]));
    // Days without a report have no row: no figure, and not 0.
    assert!(board.period.rows.iter().all(|r| r.day != "2019-10-21"));
}

#[test]
fn obligations_stand_as_they_stand_on_the_last_day() {
    let rt = rt();
    let kept = |incidents: &[_], last: &str, clause: &str| {
        let board = board(&rt, incidents, &Coverage::new(), days("2019-10-23", last), &Context::default());
        board.obligations.into_iter().find(|d| d.clause == clause).map(|d| (d.kept, d.incidents.len())).unwrap()
    };
    let place = (36.95, 40.60);
    let left = made("force.withdrawal").on("2019-10-27").by(YPG).at(place).0;
    let there = made("force.presence").on("2019-11-05").by(YPG).at(place).0;
    assert_eq!(kept(&[], "2019-10-28", "RT-5b"), (Kept::NotYetDue, 0));
    assert_eq!(kept(&[], "2019-10-30", "RT-5b"), (Kept::NoWord, 0));
    assert_eq!(kept(std::slice::from_ref(&there), "2019-11-10", "RT-5b"), (Kept::Overdue, 1));
    assert_eq!(kept(std::slice::from_ref(&there), "2019-11-01", "RT-5b"), (Kept::NoWord, 0));
    assert_eq!(kept(&[left], "2019-10-28", "RT-5b"), (Kept::Met, 1));
    assert_eq!(kept(&[], "2020-10-28", "RT-6"), (Kept::NoDeadline, 0));
}
