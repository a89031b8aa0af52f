//! Timing: days, weeks and months of a timeline.

use crate::questions::made;
use crate::samples::*;
use accalmie_ledger::{Act, open};
use accalmie_protect::Profile::Full;
use accalmie_server::catalogue::{Bar, Catalogue, Filter, Step};
use serde_json::{Value, json};

fn catalogue(times: &[(&str, &str)]) -> Catalogue {
    let mut ledger = open(":memory:").expect("opens");
    // One report, of 2019-12-11.
    append_read(ledger.as_mut(), 1);
    for (n, (day, type_)) in times.iter().enumerate() {
        let fields: Value = if day.is_empty() { json!({"type": type_}) } else { json!({"type": type_, "time": period(day, day)}) };
        append(ledger.as_mut(), [Act::Incident { incident: incident(&format!("i{n}"), &[], fields) }]);
    }
    made(ledger.as_ref())
}

fn bars(days: &[Bar]) -> Vec<String> {
    let bar = |b: &Bar| {
        let families: Vec<String> = b.families.iter().map(|(f, n)| format!("{f}={n}")).collect();
        format!("{} {} {} {}", b.day, b.incidents, families.join(","), b.reports)
    };
    days.iter().map(bar).collect()
}

#[test]
fn every_day_has_a_bar() {
    let c = catalogue(&[
        ("2019-12-09", "battle.raid"),
        ("2019-12-09T23:59", "explosive.shelling"),
        ("2019-12-12", "battle.raid"),
        ("", "battle.raid"),
        ("0019-12-12", "battle.raid"),
    ]);
    let line = c.timeline(&Filter::default(), Full).expect("reckons");
    assert_eq!(line.step, Step::Day);
    assert_eq!(bars(&line.days), ["2019-12-09 2 battle=1,explosive=1 0", "2019-12-10 0  0", "2019-12-11 0  1", "2019-12-12 1 battle=1 0"]);
    assert_eq!((line.undated, line.before), (2, 0));
    assert_eq!(
        serde_json::to_value(&line.days[0]).expect("JSON"),
        json!({"day": "2019-12-09", "incidents": 2, "families": {"battle": 1, "explosive": 1}, "reports": 0})
    );
    let day = |d: &str| Some(d.parse().expect("a day"));
    let line = c.timeline(&Filter { from: day("2019-12-11"), to: day("2019-12-13"), ..Filter::default() }, Full).expect("reckons");
    assert_eq!(bars(&line.days), ["2019-12-11 0  1", "2019-12-12 1 battle=1 0", "2019-12-13 0  0"]);
    let line = c.timeline(&Filter { families: vec!["explosive".into()], ..Filter::default() }, Full).expect("reckons");
    assert_eq!(bars(&line.days), ["2019-12-09 1 explosive=1 0", "2019-12-10 0  0", "2019-12-11 0  1"]);
    let none = c.timeline(&Filter { from: day("2019-12-13"), to: day("2019-12-01"), ..Filter::default() }, Full).expect("reckons");
    assert!(none.days.is_empty());
}

#[test]
fn what_goes_on_began_before() {
    let mut ledger = open(":memory:").expect("opens");
    append(ledger.as_mut(), [Act::Incident { incident: incident("ia", &[], json!({"time": period("2019-11-01", "2019-12-31")})) }]);
    let c = made(ledger.as_ref());
    let day = |d: &str| Some(d.parse().expect("a day"));
    let line = c.timeline(&Filter { from: day("2019-12-01"), to: day("2019-12-02"), ..Filter::default() }, Full).expect("reckons");
    assert_eq!((bars(&line.days), line.before), (vec!["2019-12-01 0  0".to_owned(), "2019-12-02 0  0".to_owned()], 1));
}

#[test]
fn long_times_are_put_together() {
    let check = |from: &str, to: &str, step, first: &str, most: usize| {
        let c = catalogue(&[(from, "battle.raid"), (to, "battle.raid")]);
        let line = c.timeline(&Filter::default(), Full).expect("reckons");
        assert_eq!((line.step, line.days[0].day.to_string().as_str()), (step, first));
        assert!(line.days.len() <= most, "{}", line.days.len());
        assert_eq!(line.days.iter().map(|d| d.incidents).sum::<u64>(), 2);
        assert_eq!(line.days.iter().map(|d| d.reports).sum::<u64>(), 1);
        assert!(line.days.windows(2).all(|w| w[0].day < w[1].day));
    };
    check("2010-01-01", "2020-02-17", Step::Day, "2010-01-01", 3700);
    check("2010-01-01", "2020-02-18", Step::Week, "2009-12-28", 3700);
    check("1950-01-01", "2020-02-18", Step::Week, "1949-12-26", 3700);
    check("1900-01-15", "2199-12-31", Step::Month, "1900-01-01", 3700);
}
