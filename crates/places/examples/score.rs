//! Measures look-up and resolution on files of texts with coordinates, given by the caller:
//! `score toponyms FILE.jsonl`, `score places FILE.jsonl`, `score records FILE.json…`. Prints shares, and with
//! `--misses` each miss.

use accalmie_places::{Gazetteer, Mention, Resolved, distance_km, resolve};
use serde_json::Value;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let misses = args.iter().any(|a| a == "--misses");
    args.retain(|a| a != "--misses");
    let start = Instant::now();
    let gaz = Gazetteer::embedded();
    let found = gaz.lookup("Ras al-Ayn").len();
    eprintln!("first look-up after {:?}, {found} candidates", start.elapsed());
    let Some((what, files)) = args.split_first() else { return Err("say toponyms, places or records, and files".into()) };
    let mut score = Score { gaz, misses, ..Score::new(gaz) };
    for file in files {
        let text = std::fs::read_to_string(file)?;
        match what.as_str() {
            "records" => score.records(&serde_json::from_str(&text)?, file),
            "toponyms" => text.lines().filter_map(|l| serde_json::from_str(l).ok()).for_each(|v| score.toponyms(&v)),
            "places" => text.lines().filter_map(|l| serde_json::from_str(l).ok()).for_each(|v| score.place(&v)),
            other => return Err(format!("“{other}” is none of toponyms, places, records").into()),
        }
    }
    score.print();
    Ok(())
}

struct Score {
    gaz: &'static Gazetteer,
    misses: bool,
    total: usize,
    /// With any candidate within 20, 25 and 161 km; resolved within the same.
    candidate: [usize; 3],
    resolved: [usize; 3],
    open: usize,
    time: std::time::Duration,
}

const KM: [f64; 3] = [20.0, 25.0, 161.0];

impl Score {
    fn new(gaz: &'static Gazetteer) -> Score {
        Score { gaz, misses: false, total: 0, candidate: [0; 3], resolved: [0; 3], open: 0, time: Default::default() }
    }

    fn count(&mut self, m: &Mention, r: &Resolved, lat: f64, lon: f64, of: &str) {
        self.total += 1;
        let km = |p| {
            let p = self.gaz.get(p);
            distance_km((p.lat, p.lon), (lat, lon))
        };
        let near = m.candidates.iter().map(|c| km(c.place)).fold(f64::MAX, f64::min);
        let at = r.place.map_or(f64::MAX, km);
        self.open += usize::from(r.place.is_none());
        for (i, limit) in KM.iter().enumerate() {
            self.candidate[i] += usize::from(near <= *limit);
            self.resolved[i] += usize::from(at <= *limit);
        }
        if self.misses && at > 161.0 {
            let got = r.place.map(|p| self.gaz.get(p));
            let got = got.map(|p| format!("{} {} {} {at:.0} km", p.name, p.country, p.feature.name()));
            println!("{of}\t{}\t{lat:.2},{lon:.2}\tnearest {near:.0} km\t{:.2}\t{got:?}", m.text, r.confidence);
        }
    }

    fn mention(&self, text: &str) -> Mention {
        let words: Vec<&str> = text.split(' ').collect();
        let mut candidates = Vec::new();
        if self.gaz.match_at(&words, 0, &mut candidates) < words.len() {
            candidates = self.gaz.lookup(text);
        }
        Mention { text: text.to_string(), candidates, ..Mention::default() }
    }

    fn toponyms(&mut self, v: &Value) {
        let Some(gold) = v["gold"]["toponyms"].as_array() else { return };
        let start = Instant::now();
        let text: Vec<char> = v["text"].as_str().unwrap_or("").chars().collect();
        let mut mentions: Vec<Mention> = gold.iter().map(|t| self.mention(t["text"].as_str().unwrap_or(""))).collect();
        // “Paris, Texas”: the reader will say so; here the comma does.
        for i in 1..gold.len() {
            let (end, start) = (gold[i - 1]["end"].as_u64().unwrap_or(0) as usize, gold[i]["start"].as_u64().unwrap_or(0) as usize);
            let between: String = text.get(end..start).unwrap_or(&[]).iter().collect();
            if between == ", " {
                mentions[i - 1].within = Some(i);
            }
        }
        let resolved = resolve(self.gaz, &mentions, &[]);
        self.time += start.elapsed();
        for (i, t) in gold.iter().enumerate() {
            if let (Some(lat), Some(lon)) = (t["lat"].as_f64(), t["lon"].as_f64()) {
                self.count(&mentions[i], &resolved[i], lat, lon, v["id"].as_str().unwrap_or(""));
            }
        }
    }

    /// A gold place by name, among the names that the text capitalises.
    fn place(&mut self, v: &Value) {
        let gold = &v["gold"];
        let (Some(name), Some(lat), Some(lon)) = (gold["place"].as_str(), gold["lat"].as_f64(), gold["lon"].as_f64()) else { return };
        let text = v["text"].as_str().unwrap_or("");
        if name.is_empty() || !text.contains(name) {
            return;
        }
        let start = Instant::now();
        let mut mentions = vec![self.mention(name)];
        mentions.extend(self.scan(text));
        let resolved = resolve(self.gaz, &mentions, &[]);
        self.time += start.elapsed();
        self.count(&mentions[0], &resolved[0], lat, lon, v["id"].as_str().unwrap_or(""));
    }

    /// A crude reader: names at capitalised words.
    fn scan(&self, text: &str) -> Vec<Mention> {
        let words: Vec<&str> = text.split(' ').collect();
        let mut i = 0;
        let mut out = Vec::new();
        let mut candidates = Vec::new();
        while i < words.len() {
            let trimmed: Vec<&str> = words[i..].iter().take(6).map(|w| w.trim_matches(|c: char| ",.;:()\"“”".contains(c))).collect();
            let n = match trimmed[0].chars().next().is_some_and(char::is_uppercase) {
                true => self.gaz.match_at(&trimmed, 0, &mut candidates),
                false => 0,
            };
            if n > 0 && !candidates[0].common {
                out.push(Mention { text: trimmed[..n].join(" "), candidates: candidates.clone(), ..Mention::default() });
            }
            i += n.max(1);
        }
        out
    }

    fn records(&mut self, v: &Value, file: &str) {
        let mut mentions = Vec::new();
        let mut gold = Vec::new();
        for record in v["records"].as_array().map(Vec::as_slice).unwrap_or_default() {
            for p in record["places"].as_array().map(Vec::as_slice).unwrap_or_default() {
                if let (Some(text), Some(lat), Some(lon)) = (p["name"].as_str(), p["lat"].as_f64(), p["lon"].as_f64()) {
                    mentions.push(self.mention(text));
                    gold.push((lat, lon));
                }
            }
        }
        let resolved = resolve(self.gaz, &mentions, &[]);
        for (i, (lat, lon)) in gold.into_iter().enumerate() {
            self.count(&mentions[i], &resolved[i], lat, lon, file);
        }
    }

    fn print(&self) {
        let share = |n: usize| n as f64 / self.total.max(1) as f64;
        println!("{} names, {} left open, {:?} in all", self.total, self.open, self.time);
        for (i, km) in KM.iter().enumerate() {
            println!("within {km} km: candidate {:.3}, resolved {:.3}", share(self.candidate[i]), share(self.resolved[i]));
        }
    }
}
