//! How fast reports are kept: `cargo run --release -p accalmie-ledger --example intake [WHERE] [REPORTS]` appends 20,000 invented
//! reports with three records each, in batches of 64, and prints reports a second, the size of the file and peak memory.

#[path = "measure/mod.rs"]
mod measure;

use accalmie_ledger::{Act, Digest, Draft, Original, open};
use measure::Dice;
use serde_json::json;
use std::time::Instant;

const BATCH: usize = 64;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = tempfile::tempdir()?;
    let where_ = arguments.next().unwrap_or_else(|| folder.path().join("intake.sqlite").to_string_lossy().into_owned());
    let reports: usize = arguments.next().map_or(Ok(20_000), |n| n.parse())?;
    let mut ledger = open(&where_)?;
    let mut dice = Dice::new(7);
    let mut took = std::time::Duration::ZERO;
    let mut given = 0;
    for from in (0..reports).step_by(BATCH) {
        let (mut drafts, mut originals) = (Vec::new(), Vec::new());
        for n in from..reports.min(from + BATCH) {
            let (report, original) = report(n, &mut dice)?;
            given += original.bytes.len();
            originals.push(original);
            drafts.extend(report);
        }
        let began = Instant::now();
        ledger.append(drafts, originals)?;
        took += began.elapsed();
    }
    println!("{reports} reports of 3 records, in batches of {BATCH}: {:.0} reports/s", reports as f64 / took.as_secs_f64());
    let began = Instant::now();
    let seen = ledger.verify(None, &mut |fault| println!("{fault}"))?;
    println!("verified in {:.1} s: {} entries, {} rows, {} faults", began.elapsed().as_secs_f64(), seen.entries, seen.rows, seen.faults);
    drop(ledger);
    println!("originals {:.1} MB, {}, peak memory {}", given as f64 / 1e6, measure::size(&where_), measure::peak());
    Ok(())
}

fn report(n: usize, dice: &mut Dice) -> Result<([Draft; 2], Original), serde_json::Error> {
    let words = ["shelling", "was", "heard", "near", "the", "mill", "of", "the", "exercise", "village", "and", "two", "roads", "closed"];
    let mut text = format!("Exercise. Report {n}.");
    for _ in 0..300 {
        text.push(' ');
        text.push_str(words[dice.below(words.len() as u64) as usize]);
    }
    let bytes = text.into_bytes();
    let digest = Digest::of(&bytes);
    let id = digest.to_string();
    let report = serde_json::from_value(json!({
        "schema": "accalmie/1", "id": id, "key": format!("exercise-{n}"), "language": "en", "published": "2019-12-11",
        "published_from": "operator", "source": "Exercise desk", "url": null, "title": "Exercise"
    }))?;
    let mut records = Vec::new();
    let mut blocks = Vec::new();
    for nth in 1..=3 {
        let (lat, lon) = (30.0 + dice.unit() * 10.0, 35.0 + dice.unit() * 10.0);
        records.push(serde_json::from_value(json!({
            "id": format!("{}#{nth}", &id[7..19]), "kind": "event", "type": "explosive.shelling", "status": "asserted", "count": null,
            "actors": [{"role": "initiator", "text": "the brigade", "name": "Exercise Brigade", "id": null, "basis": "stated"}],
            "targets": [{"text": "a mill", "class": "food"}], "weapon": {"text": "shells", "class": "artillery"},
            "places": [{"text": "the mill", "relation": "near", "name": "Mill", "id": "x:1", "lat": lat, "lon": lon, "precision": 2}],
            "time": {"text": "Tuesday", "from": "2019-12-10", "to": "2019-12-10", "precision": "day", "open_end": false, "relative": null},
            "harm": [{"outcome": "injured", "min": 2, "max": 2, "text": "two", "who": "civilians", "age": null, "sex": null,
                "cumulative": false, "superseded": false, "alternative": false, "part_of_total": false}],
            "attribution": null, "evidence": [{"in": "text", "start": 0, "end": 8, "text": "Exercise"}], "confidence": 0.8, "links": [],
            "sensitivity": "public", "grade": null, "why": ["en/triggers.tsv:41 shelling", "tier 1"]
        }))?);
        let day = dice.below(3000);
        blocks.push((0..3).map(|k| format!("{day}/{}/{k}", dice.below(400))).collect());
    }
    let acts = [
        Act::Report {
            report,
            bytes: digest,
            text: None,
            read_with: "exercise".to_owned(),
            origin: None,
            sketch: (0..32).map(|_| dice.next()).collect(),
            bands: (0..8).map(|_| dice.next()).collect(),
        },
        Act::Reading { report: id, read_with: "exercise".to_owned(), records, blocks, problems: Vec::new() },
    ];
    Ok((acts.map(measure::draft), Original { bytes }))
}
