//! Scores the reading of times and numbers against cases with known resolutions, and prints what was missed with `-v`.
//!
//! `cargo run --release -p accalmie-measure --example score_cases -- [-v] times.jsonl numbers.jsonl`
//! “strict” compares as `score mentions` does: the first ten characters of `from`, or `min`. “attainable” leaves out what
//! no reader can get right in that form: relative days without the day of the report, open ranges written `[5,)`.
//! “by value” compares clock times, lengths, ranges and fractions as what they are.

use accalmie_language::segment;
use accalmie_measure::{Measures, QuantityMention, TimeMention};
use accalmie_record::Lang;
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Default)]
struct Tally {
    n: u32,
    ok: u32,
}

impl Tally {
    fn add(&mut self, ok: bool) {
        self.n += 1;
        self.ok += u32::from(ok);
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let verbose = args.iter().any(|a| a == "-v");
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let (mut chars, mut seconds) = (0usize, 0.0);
    for path in args.iter().filter(|a| *a != "-v") {
        for line in std::fs::read_to_string(path)?.lines() {
            let case: Value = serde_json::from_str(line)?;
            let lang = case["language"].as_str().unwrap_or("");
            let Some(measures) = Lang::new(lang).and_then(Measures::embedded) else { continue };
            let text = case["text"].as_str().unwrap_or("");
            let anchor = case["published"].as_str().and_then(|d| d.get(..10)?.parse().ok());
            let clock = std::time::Instant::now();
            let cut = segment(text, Lang::new(lang).unwrap_or(Lang::UNKNOWN));
            let (mut quantities, mut times) = (Vec::new(), Vec::new());
            for s in &cut.sentences {
                let (q, t) = measures.mentions(text, &cut.tokens[s.tokens.clone()]);
                quantities.extend(q);
                times.extend(t);
            }
            seconds += clock.elapsed().as_secs_f64();
            chars += text.chars().count();
            let is_time = case["dataset"] == "times";
            let strict = if is_time { strict_times(&times, anchor) } else { strict_numbers(&quantities) };
            let loose = if is_time { loose_times(&times, anchor) } else { loose_numbers(&quantities) };
            let (mut ok, mut fair, mut by_value) = (true, true, true);
            let results = case["gold"]["results"].as_array().map_or(&[][..], Vec::as_slice);
            for r in results {
                let want = wanted(&r["resolution"]);
                if want.is_empty() {
                    continue;
                }
                ok &= want.iter().any(|w| strict.contains(&norm(&cut10(w))));
                by_value &= want.iter().any(|w| {
                    let ten = if is_time { cut10(w) } else { w.replace(',', ".") };
                    loose.contains(&norm(&ten)) || loose.contains(w) || (!is_time && close(w, &quantities))
                });
                fair &= want.iter().any(|w| attainable(w, is_time, anchor.is_some(), text));
            }
            let any = if is_time { !times.is_empty() } else { !quantities.is_empty() };
            ok &= any || results.is_empty();
            by_value &= any || results.is_empty();
            let name = format!("{} {lang}", case["dataset"].as_str().unwrap_or(""));
            tallies.entry(format!("{name} strict")).or_default().add(ok);
            if fair {
                tallies.entry(format!("{name} strict, attainable")).or_default().add(ok);
            }
            if fair || !is_time || anchor.is_some() {
                tallies.entry(format!("{name} by value")).or_default().add(by_value);
            }
            if verbose && (!ok && fair || !by_value && (!is_time || anchor.is_some())) {
                let gold: Vec<_> = results.iter().map(|r| (r["text"].as_str().unwrap_or(""), wanted(&r["resolution"]))).collect();
                println!("{name} {} {text:?}\n   want {gold:?}\n   have {strict:?} {loose:?}", case["published"].as_str().unwrap_or("-"));
            }
        }
    }
    for (name, t) in &tallies {
        println!("{name:32} {:.3}  ({}/{})", f64::from(t.ok) / f64::from(t.n.max(1)), t.ok, t.n);
    }
    println!("{chars} characters in {seconds:.3} s, segmentation included");
    Ok(())
}

fn cut10(w: &str) -> String {
    w.chars().take(10).collect()
}

/// A number however written, else the text itself.
fn norm(w: &str) -> String {
    let plain = w.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '-');
    w.parse::<f64>().ok().filter(|_| plain).map_or_else(|| w.to_owned(), |v| format!("{v}"))
}

fn wanted(resolution: &Value) -> Vec<String> {
    let text = |v: &Value| v.as_str().map(str::to_owned).or_else(|| v.as_f64().map(|f| f.to_string()));
    let one = |v: &Value| text(&v["start"]).or_else(|| text(&v["value"]));
    match resolution["values"].as_array() {
        Some(vs) => vs.iter().filter_map(one).collect(),
        None => one(resolution).into_iter().collect(),
    }
}

fn attainable(w: &str, is_time: bool, anchored: bool, text: &str) -> bool {
    if is_time {
        let dated = w.len() >= 10 && w.as_bytes()[4] == b'-';
        return dated && (anchored || text.contains(&w[..4]));
    }
    w.len() <= 10 && w.parse::<f64>().is_ok_and(|v| v >= 0.0 && v.fract() == 0.0)
}

fn strict_times(times: &[TimeMention], anchor: Option<jiff::civil::Date>) -> Vec<String> {
    times.iter().filter_map(|t| t.resolve(anchor, None).from.map(|f| cut10(&f))).collect()
}

fn loose_times(times: &[TimeMention], anchor: Option<jiff::civil::Date>) -> Vec<String> {
    let undated = times.iter().filter_map(TimeMention::undated);
    strict_times(times, anchor).into_iter().chain(undated).collect()
}

fn strict_numbers(quantities: &[QuantityMention]) -> Vec<String> {
    quantities.iter().map(|q| q.min.to_string()).collect()
}

fn loose_numbers(quantities: &[QuantityMention]) -> Vec<String> {
    quantities.iter().map(|q| norm(&format!("{}", q.value))).collect()
}

/// Fractions to six places, and ranges by their two ends whether open or closed.
fn close(w: &str, quantities: &[QuantityMention]) -> bool {
    let number = |s: &str| s.trim().replace(',', ".").parse::<f64>().ok();
    if let Some((low, high)) = w.strip_prefix(['[', '(']).and_then(|w| w.strip_suffix([']', ')'])).and_then(|w| w.split_once(',')) {
        let (low, high) = (number(low), number(high));
        return quantities.iter().any(|q| {
            let low_fits = low.is_none_or(|l| (q.min as f64 - l).abs() < 0.5) && (low.is_some() || q.min <= 1);
            low_fits && high.map_or(q.max.is_none(), |h| q.max.is_some_and(|m| (m as f64 - h).abs() < 0.5))
        });
    }
    number(w).is_some_and(|v| quantities.iter().any(|q| (q.value - v).abs() <= 1e-6 * v.abs().max(1e-3)))
}
