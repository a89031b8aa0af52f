//! A made-up ledger: reports of an exercise, as many as one likes, each entry reckoned when it is asked for and the same every time. Nothing
//! in it happened; its words are made of syllables.

use accalmie_ledger::*;
use accalmie_record::{Incident, Record, Type};
use serde_json::{Value, json};

type Result<T> = std::result::Result<T, LedgerError>;

/// Incidents that a report opens; it tells of one more that another report opened.
pub const OPENS: u64 = 4;
/// Entries of a report: it came, it was read, its incidents and the one that it changes.
pub const ENTRIES: u64 = 2 + OPENS + 1;
const VILLAGES: u64 = 20_000;
const WORDS: u64 = 60_000;
/// Six years from 2019.
const DAYS: u64 = 2192;

pub struct Made {
    pub reports: u64,
}

/// Numbers that are the same every time (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn of(a: u64, b: u64) -> Dice {
        Dice(a.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ b.wrapping_mul(0xd1b5_4a32_d192_ed03))
    }

    pub fn roll(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n.max(1)
    }

    fn share(&mut self) -> f64 {
        self.roll(1 << 30) as f64 / (1u64 << 30) as f64
    }

    /// The first numbers come often, the last seldom, as words do.
    pub fn zipf(&mut self, n: u64) -> u64 {
        ((n as f64).powf(self.share()) - 1.0) as u64
    }
}

/// Word number `n`: the more frequent, the shorter.
pub fn word(n: u64) -> String {
    const SYLLABLES: [&str; 16] = ["ba", "ker", "to", "lim", "su", "dar", "ni", "fel", "go", "ras", "mi", "tun", "za", "hol", "we", "chi"];
    let mut n = n + 1;
    let mut out = String::new();
    while n > 0 {
        out.push_str(SYLLABLES[(n % 16) as usize]);
        n /= 16;
    }
    out
}

pub fn village(n: u64) -> String {
    format!("{} {}", word(n + 70_000), word(n % 40 + 200_000))
}

/// In one of five countries, around one of 80 towns.
pub fn point(n: u64) -> (f64, f64) {
    const COUNTRIES: [(f64, f64, f64); 5] = [(36.2, 40.0, 1.5), (13.5, 28.0, 4.0), (4.5, -74.0, 3.0), (48.0, 36.0, 2.0), (15.5, 45.0, 2.0)];
    let (lat, lon, wide) = COUNTRIES[(n % 5) as usize];
    let mut town = Dice::of(n % 80, 1);
    let mut here = Dice::of(n, 2);
    let mut off = |wide: f64| (town.share() - 0.5) * 2.0 * wide + (here.share() - 0.5) * 0.5;
    (lat + off(wide), lon + off(wide))
}

fn day(n: u64) -> String {
    let first = jiff::civil::date(2019, 1, 1);
    first.saturating_add(jiff::Span::new().days(n as i64)).to_string()
}

fn report_id(r: u64) -> Digest {
    Digest::of(&r.to_le_bytes())
}

fn record_id(r: u64, nth: u64) -> String {
    format!("{}#{nth}", &report_id(r).to_string()[7..19])
}

pub fn incident_id(r: u64, nth: u64) -> String {
    format!("i{:012x}", r * 8 + nth)
}

fn types() -> Vec<Type> {
    Type::ALL
        .iter()
        .copied()
        .filter(|t| matches!(t.family(), "battle" | "explosive" | "civilian_targeting" | "access" | "arrest" | "force"))
        .collect()
}

fn sentence(dice: &mut Dice, village: &str) -> String {
    let mut words: Vec<String> = (0..14).map(|_| word(dice.zipf(WORDS))).collect();
    words.insert(6, village.to_owned());
    words.join(" ")
}

impl Made {
    pub fn entries_in_all(&self) -> u64 {
        self.reports * ENTRIES
    }

    /// Reports come in order of their days, some late.
    fn published(&self, r: u64) -> u64 {
        (r * DAYS / self.reports.max(1)).saturating_sub(Dice::of(r, 3).roll(3))
    }

    fn record(&self, r: u64, nth: u64) -> Record {
        // The last record tells of what another report opened.
        let (of, which) = if nth <= OPENS { (r, nth) } else { (r.saturating_sub(1 + Dice::of(r, 4).roll(40)), 1 + r % OPENS) };
        let mut dice = Dice::of(r, 10 + nth);
        let village = village(Dice::of(of, 20 + which).zipf(VILLAGES));
        let text = sentence(&mut dice, &village);
        let record = json!({
            "id": record_id(r, nth), "kind": "event", "type": "explosive.shelling", "status": "asserted", "count": null, "actors": [], "targets": [],
            "weapon": null, "places": [{"text": village, "relation": "at", "name": village, "id": null, "lat": 1.0, "lon": 1.0, "precision": 1}],
            "time": null, "harm": [], "attribution": null, "evidence": [{"in": "text", "start": 0, "end": text.len(), "text": text}],
            "confidence": 0.4 + 0.6 * dice.share(), "links": [], "sensitivity": "public", "grade": null, "why": [],
        });
        serde_json::from_value(record).expect("a record")
    }

    fn incident(&self, r: u64, nth: u64, also: Option<u64>) -> Incident {
        let mut dice = Dice::of(r, 20 + nth);
        let at = dice.zipf(VILLAGES);
        let (lat, lon) = point(at);
        let precision = [1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6][dice.roll(12) as usize];
        let types = types();
        let type_ = types[dice.zipf(types.len() as u64) as usize];
        let began = day(self.published(r).saturating_sub(dice.roll(4)));
        let time = match dice.roll(100) {
            0 => Value::Null,
            1..=15 => {
                json!({"text": null, "from": format!("{began}T{:02}:30", dice.roll(24)), "to": format!("{began}T23:45"), "precision": "hour", "open_end": false, "relative": null})
            }
            16..=20 => json!({"text": null, "from": began, "to": null, "precision": "day", "open_end": true, "relative": null}),
            _ => json!({"text": null, "from": began, "to": began, "precision": "day", "open_end": false, "relative": null}),
        };
        let mut records = vec![record_id(r, nth)];
        records.extend(also.map(|r| record_id(r, OPENS + 1)));
        records.sort();
        let mut figure = |outcome: &str, one_in: u64| {
            (dice.roll(one_in) == 0).then(|| {
                let n = 1 + dice.zipf(60);
                (
                    outcome.to_owned(),
                    json!({"low": n, "best": n, "high": n + dice.roll(2), "civilians": null, "combatants": null, "by_source": []}),
                )
            })
        };
        let harm: serde_json::Map<String, Value> =
            [figure("killed", 4), figure("injured", 4), figure("detained", 12), figure("displaced", 20)].into_iter().flatten().collect();
        let body = |n: u64| json!({"role": "initiator", "name": format!("Exercise {}", word(n + 900)), "id": format!("army:{n}"), "stated": true, "by": []});
        let actors: Vec<Value> = (0..dice.roll(3)).map(|_| body(dice.zipf(3000))).collect();
        let village = village(at);
        let incident = json!({
            "schema": "accalmie/1", "incident": incident_id(r, nth), "reports": records, "records": records, "origins": 1 + also.map_or(0, |_| 1),
            "standing": (if also.is_some() { "corroborated" } else { "reported" }), "kind": type_.kind(), "type": type_, "status": "asserted",
            "places": [{"text": village, "relation": "at", "name": village, "id": format!("x:{at}"), "lat": lat, "lon": lon, "precision": precision}],
            "time": time, "actors": actors, "targets": ["civilians"], "weapon": (if dice.roll(3) == 0 { json!("drone") } else { Value::Null }), "harm": harm,
            "sensitivity": (if dice.roll(50) == 0 { "restricted" } else { "public" }), "confidence": 0.8, "why": [],
        });
        serde_json::from_value(incident).expect("an incident")
    }

    fn act(&self, seq: u64) -> Act {
        let (r, nth) = ((seq - 1) / ENTRIES, (seq - 1) % ENTRIES);
        match nth {
            0 => {
                let report = json!({
                    "schema": "accalmie/1", "id": report_id(r).to_string(), "key": format!("exercise/{r}.txt"), "language": "en",
                    "published": day(self.published(r)), "published_from": "operator", "source": format!("desk {} (exercise)", r % 50), "url": null,
                    "title": null,
                });
                let report = serde_json::from_value(report).expect("a report");
                Act::Report { report, bytes: report_id(r), text: None, read_with: "k".into(), origin: None, sketch: vec![], bands: vec![] }
            }
            1 => Act::Reading {
                report: report_id(r).to_string(),
                read_with: "k".into(),
                records: (1..=OPENS + 1).map(|n| self.record(r, n)).collect(),
                blocks: vec![vec![]; OPENS as usize + 1],
                problems: vec![],
            },
            n if n < ENTRIES - 1 => Act::Incident { incident: self.incident(r, n - 1, None) },
            _ => Act::Incident { incident: self.incident(r.saturating_sub(1 + Dice::of(r, 4).roll(40)), 1 + r % OPENS, Some(r)) },
        }
    }
}

fn digest(seq: u64) -> Digest {
    if seq == 0 { Digest::NONE } else { Digest::of(&seq.to_be_bytes()) }
}

/// What a catalogue asks for; it has nothing else.
impl Ledger for Made {
    fn where_(&self) -> &str {
        "made up"
    }
    fn head(&self) -> Result<Option<Head>> {
        let seq = self.entries_in_all();
        Ok((seq > 0).then(|| Head { seq, digest: digest(seq) }))
    }
    fn entries(&self, from: u64, n: usize) -> Result<Vec<Entry>> {
        let entry = |seq| {
            let (at, author) = ("2026-01-01T00:00:00Z".to_owned(), "made".to_owned());
            Entry { seq, at, author, reason: String::new(), act: self.act(seq), before: digest(seq - 1), digest: digest(seq) }
        };
        Ok((from..(from + n as u64).min(self.entries_in_all() + 1)).map(entry).collect())
    }
    fn append(&mut self, _: Vec<Draft>, _: Vec<Original>) -> Result<Vec<u64>> {
        Ok(vec![])
    }
    fn hold(&mut self) -> Result<()> {
        Ok(())
    }
    fn release(&mut self) -> Result<()> {
        Ok(())
    }
    fn held(&self) -> bool {
        false
    }
    fn log_of(&self, _: &str) -> Result<Vec<Entry>> {
        Ok(vec![])
    }
    fn has_report(&self, _: &str) -> Result<bool> {
        Ok(false)
    }
    fn report(&self, _: &str) -> Result<Option<StoredReport>> {
        Ok(None)
    }
    fn original(&self, _: &Digest) -> Result<Option<Vec<u8>>> {
        Ok(None)
    }
    fn reports_near(&self, _: &[u64]) -> Result<Vec<StoredReport>> {
        Ok(vec![])
    }
    fn tellings_in(&self, _: &[String]) -> Result<Vec<StoredTelling>> {
        Ok(vec![])
    }
    fn whereabouts_in(&self, _: &[String]) -> Result<Vec<Whereabouts>> {
        Ok(vec![])
    }
    fn incident_of(&self, _: &str) -> Result<Option<String>> {
        Ok(None)
    }
    fn tellings_of(&self, _: &str) -> Result<Vec<StoredTelling>> {
        Ok(vec![])
    }
    fn incident(&self, _: &str) -> Result<Option<StoredIncident>> {
        Ok(None)
    }
    fn incidents(&self, _: &Query, _: Option<&Cursor>, _: usize) -> Result<Page> {
        Ok(Page::default())
    }
    fn ties(&self) -> Result<Ties> {
        Ok(Ties::default())
    }
    fn verify(&self, _: Option<Head>, _: &mut dyn FnMut(Fault)) -> Result<Verified> {
        Err(LedgerError::Query("it is made up".to_owned()))
    }
    fn rebuild(&mut self) -> Result<()> {
        Ok(())
    }
    fn rows(&self, _: &Table, _: &mut dyn FnMut(Vec<Cell>)) -> Result<()> {
        Ok(())
    }
}
