//! How fast incidents are found: `cargo run --release -p accalmie-ledger --example queries [WHERE] [INCIDENTS] [unverified]` appends
//! 1,000,000 invented incidents (unless the ledger holds some) and prints p50 and p99 of queries by place, by time, by type and of all three.

#[path = "measure/mod.rs"]
mod measure;

use accalmie_ledger::{Act, Area, Ledger, Query, open};
use accalmie_record::Type;
use measure::Dice;
use serde_json::json;
use std::time::Instant;

const LIMIT: usize = 50;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = tempfile::tempdir()?;
    let where_ = arguments.next().unwrap_or_else(|| folder.path().join("queries.sqlite").to_string_lossy().into_owned());
    let incidents: u64 = arguments.next().map_or(Ok(1_000_000), |n| n.parse())?;
    let mut ledger = open(&where_)?;
    if ledger.head()?.is_none() {
        let began = Instant::now();
        fill(ledger.as_mut(), incidents)?;
        println!("{incidents} incidents appended: {:.0} incidents/s", incidents as f64 / began.elapsed().as_secs_f64());
    }
    println!("{}, peak memory {}", measure::size(&where_), measure::peak());
    let mut dice = Dice::new(99);
    let area = |dice: &mut Dice| {
        let (lat, lon) = town(dice);
        // From a village to a province.
        let km = 2.0 * 100f64.powf(dice.unit());
        match dice.below(2) {
            0 => Area::Circle { lat, lon, km },
            _ => Area::Box { south: lat - km / 111.0, west: lon - km / 90.0, north: lat + km / 111.0, east: lon + km / 90.0 },
        }
    };
    let time = |dice: &mut Dice| {
        let from = dice.below(3650);
        (Some(day(from)), Some(day((from + [0, 6, 30, 365][dice.below(4) as usize]).min(3650))))
    };
    let types = |dice: &mut Dice| vec![type_(dice)];
    let all = |dice: &mut Dice| {
        let (from, to) = time(dice);
        Query { area: Some(area(dice)), from, to, types: types(dice), ..Query::default() }
    };
    run(ledger.as_ref(), "place", &mut |_| Query { area: Some(area(&mut dice)), ..Query::default() })?;
    run(ledger.as_ref(), "time", &mut |dice| {
        let (from, to) = time(dice);
        Query { from, to, ..Query::default() }
    })?;
    run(ledger.as_ref(), "type", &mut |dice| Query { types: types(dice), ..Query::default() })?;
    run(ledger.as_ref(), "family", &mut |dice| Query { families: vec![type_(dice).family().to_owned()], ..Query::default() })?;
    run(ledger.as_ref(), "place, time, type", &mut |dice| all(dice))?;
    run(ledger.as_ref(), "actor", &mut |dice| Query { actor: Some(format!("brigade {}", dice.below(3000))), ..Query::default() })?;
    run(ledger.as_ref(), "actor, place, time", &mut |dice| Query { actor: Some("brigade 1".to_owned()), types: Vec::new(), ..all(dice) })?;
    println!("peak memory {}", measure::peak());
    if arguments.next().is_none() {
        let began = Instant::now();
        let seen = ledger.verify(None, &mut |fault| println!("{fault}"))?;
        let (took, peak) = (began.elapsed().as_secs_f64(), measure::peak());
        println!("verified in {took:.0} s: {} entries, {} rows, {} faults; peak memory {peak}", seen.entries, seen.rows, seen.faults);
    }
    Ok(())
}

fn run(ledger: &dyn Ledger, name: &str, query: &mut dyn FnMut(&mut Dice) -> Query) -> Result<(), Box<dyn std::error::Error>> {
    let mut dice = Dice::new(1234);
    let (mut times, mut found) = (Vec::new(), 0);
    for _ in 0..1000 {
        let query = query(&mut dice);
        let began = Instant::now();
        found += ledger.incidents(&query, None, LIMIT)?.incidents.len();
        times.push(began.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!("by {name:<20} p50 {:6.2} ms   p99 {:6.2} ms   most {:6.2} ms   {found} found", at(0.5), at(0.99), at(1.0));
    Ok(())
}

/// Happenings gather around some hundred towns, more around some than others.
fn town(dice: &mut Dice) -> (f64, f64) {
    let nth = (dice.unit() * dice.unit() * 300.0) as u64;
    let mut own = Dice::new(nth * 7919 + 13);
    for _ in 0..5 {
        own.next();
    }
    let spread = |dice: &mut Dice| (dice.unit() + dice.unit() - 1.0) * 0.2;
    (31.0 + own.unit() * 7.0 + spread(dice), 35.0 + own.unit() * 9.0 + spread(dice))
}

/// Some types are told of much more often than others.
fn type_(dice: &mut Dice) -> Type {
    Type::ALL[(dice.unit() * dice.unit() * Type::ALL.len() as f64) as usize]
}

/// Day `n` from 2012-01-01, in months of 28 days, so that no calendar is needed.
fn day(n: u64) -> String {
    format!("{}-{:02}-{:02}", 2012 + n / 336, 1 + n / 28 % 12, 1 + n % 28)
}

fn fill(ledger: &mut dyn Ledger, incidents: u64) -> Result<(), Box<dyn std::error::Error>> {
    let mut dice = Dice::new(5);
    for from in (0..incidents).step_by(2000) {
        let mut drafts = Vec::new();
        for n in from..incidents.min(from + 2000) {
            let (lat, lon) = town(&mut dice);
            let type_ = type_(&mut dice);
            let first = dice.below(3650);
            // Most last a day, some weeks, a few have no end; some are nowhere known, or at no known time.
            let (last, open) = match dice.below(20) {
                0 => (first + dice.below(30), false),
                1 => (first, dice.below(4) == 0),
                _ => (first, false),
            };
            let to = if open { None } else { Some(day(last)) };
            let time = json!({"text": null, "from": day(first), "to": to, "precision": "day", "open_end": open, "relative": null});
            let place = json!({"text": "the mill", "relation": "at", "name": "Mill", "id": "x:1", "lat": lat, "lon": lon, "precision": 2});
            let actor = format!("Exercise Brigade {}", (dice.unit() * dice.unit() * 3000.0) as u64);
            let id = format!("i{:012x}", n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 16);
            let incident = serde_json::from_value(json!({
                "schema": "accalmie/1", "incident": id, "reports": [format!("exercise-{n}")], "records": [format!("{n:012x}#1")],
                "origins": 1, "standing": if n % 9 == 0 { "corroborated" } else { "reported" }, "kind": type_.kind(), "type": type_,
                "status": "asserted", "places": if n % 20 == 0 { vec![] } else { vec![place] }, "time": if n % 25 == 0 { None } else { Some(time) },
                "actors": [{"role": "initiator", "name": actor, "id": null, "stated": true, "by": [format!("{n:012x}#1")]}],
                "targets": ["civilians"], "weapon": null, "harm": {}, "sensitivity": "public", "confidence": 0.7, "why": ["one telling"]
            }))?;
            drafts.push(measure::draft(Act::Incident { incident }));
        }
        ledger.append(drafts, Vec::new())?;
    }
    Ok(())
}
