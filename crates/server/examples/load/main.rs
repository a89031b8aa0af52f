//! How fast `accalmie serve` answers over HTTP: one reader, then 200 at once, who look at what their ledger holds.
//!
//! `load ADDRESS [READERS] [SECONDS] [PID]`: the address as the program printed it, with its key, or that of a public server; with the server's
//! process id the memory that it had at most is printed too. Client and server share the machine's cores.

mod line;

use line::{Answer, Line};
use serde_json::Value;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides.max(1) as u64) as usize
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.roll(of.len())]
    }
}

/// What the ledger holds, for questions that find something.
#[derive(Default)]
struct Known {
    ids: Vec<String>,
    points: Vec<(f64, f64)>,
    days: Vec<String>,
    types: Vec<String>,
    words: Vec<String>,
}

impl Known {
    /// From pages that lie far apart.
    fn of(line: &mut Line) -> Known {
        let mut known = Known::default();
        for order in ["newest", "oldest"] {
            let mut after = String::new();
            for _ in 0..6 {
                let answer = line.ask(&format!("/api/v1/incidents?limit=500&order={order}{after}"));
                let page: Value = serde_json::from_slice(&answer.body).expect("a page of incidents");
                for item in page["items"].as_array().into_iter().flatten() {
                    let text = |v: &Value| v.as_str().map(str::to_owned);
                    known.ids.extend(text(&item["id"]));
                    known.days.extend(text(&item["from"]));
                    known.types.extend(text(&item["type"]));
                    known.words.extend(text(&item["place"]["name"]));
                    known.words.extend(item["actors"].as_array().into_iter().flatten().filter_map(|a| text(&a["name"])));
                    known.points.extend(item["place"]["lat"].as_f64().zip(item["place"]["lon"].as_f64()));
                }
                match page["next"].as_str() {
                    Some(next) => after = format!("&after={next}"),
                    None => break,
                }
            }
        }
        assert!(!known.ids.is_empty() && !known.points.is_empty(), "this ledger holds no incident with a place");
        known
    }

    /// What is asked, and its kind.
    fn question(&self, dice: &mut Dice) -> (&'static str, String) {
        match dice.roll(10) {
            0..=3 => {
                let zoom = 3 + dice.roll(8);
                let (lat, lon) = *dice.one(&self.points);
                // As wide as a window of 1280 by 800 pixels.
                let (wide, high) = (360.0 / f64::from(1 << zoom) * 2.5, 180.0 / f64::from(1 << zoom) * 2.0);
                let box_ = format!(
                    "{:.4},{:.4},{:.4},{:.4}",
                    (lon - wide).max(-180.0),
                    (lat - high).max(-89.0),
                    (lon + wide).min(180.0),
                    (lat + high).min(89.0)
                );
                ("map", format!("/api/v1/map?bbox={box_}&zoom={zoom}{}", self.filter(dice)))
            }
            4..=6 => ("list", format!("/api/v1/incidents?limit=50{}", self.filter(dice))),
            7 => ("timeline", format!("/api/v1/timeline?{}", self.filter(dice).trim_start_matches('&'))),
            8 => ("incident", format!("/api/v1/incidents/{}", dice.one(&self.ids))),
            _ => ("words", format!("/api/v1/incidents?limit=50&text={}", plain(dice.one::<String>(&self.words)))),
        }
    }

    fn filter(&self, dice: &mut Dice) -> String {
        match dice.roll(5) {
            0 if !self.days.is_empty() => format!("&from={}", dice.one(&self.days)),
            1 if !self.types.is_empty() => format!("&type={}", dice.one(&self.types)),
            2 => "&harm=killed&min=3".to_owned(),
            _ => String::new(),
        }
    }
}

/// Percent-encoded for a query.
fn plain(text: &str) -> String {
    text.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [address, rest @ ..] = args.as_slice() else { panic!("load ADDRESS [READERS] [SECONDS] [PID]") };
    let number = |at: usize, usual: usize| rest.get(at).map_or(usual, |n| n.parse().expect("a number"));
    let (readers, seconds) = (number(0, 200), number(1, 20) as u64);
    let (url, key) = address.split_once("#key=").map_or((address.as_str(), None), |(url, key)| (url, Some(key)));
    let host = url.trim_start_matches("http://").trim_end_matches('/').to_owned();

    let mut first = Line::open(&host, None);
    let cookie = key.map(|key| first.enter(key));
    let mut first = Line::open(&host, cookie.clone());
    let known = Known::of(&mut first);
    println!("{} incidents, {} places, {} days known to the readers", known.ids.len(), known.points.len(), known.days.len());

    crowd(&host, cookie.as_deref(), &known, 1, seconds, Duration::ZERO);
    crowd(&host, cookie.as_deref(), &known, readers, seconds, Duration::from_secs(1));
    if let Some(pid) = rest.get(2) {
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
        status.lines().filter(|l| l.starts_with("VmHWM") || l.starts_with("VmRSS")).for_each(|l| println!("{l}"));
    }
}

/// Each asks, thinks for half to one and a half of `thought`, and asks on; the first two seconds do not count.
fn crowd(host: &str, cookie: Option<&str>, known: &Known, readers: usize, seconds: u64, thought: Duration) {
    let counts = Instant::now() + Duration::from_secs(2);
    let end = counts + Duration::from_secs(seconds);
    let reader = |who: usize| {
        move || {
            let mut dice = Dice(who as u64 + 1);
            std::thread::sleep(thought.mul_f64(dice.roll(1000) as f64 / 1000.0));
            let mut line = Line::open(host, cookie.map(str::to_owned));
            let mut took = Vec::new();
            while Instant::now() < end {
                let (kind, question) = known.question(&mut dice);
                let began = Instant::now();
                let Answer { status, body } = line.ask(&question);
                if began >= counts {
                    took.push((kind, began.elapsed(), status, body.len()));
                }
                if status != 200 {
                    eprintln!("{status} {question}");
                }
                std::thread::sleep(thought.mul_f64(0.5 + dice.roll(1000) as f64 / 1000.0));
            }
            took
        }
    };
    let all: Vec<_> = std::thread::scope(|s| {
        let threads: Vec<_> = (0..readers).map(|who| s.spawn(reader(who))).collect();
        threads.into_iter().flat_map(|t| t.join().expect("a reader ends")).collect()
    });
    println!("-- {readers} at once, {:.0} answers a second", all.len() as f64 / seconds as f64);
    let mut kinds: BTreeMap<&str, (Vec<Duration>, usize, usize)> = BTreeMap::new();
    for (kind, took, status, bytes) in all {
        for kind in [kind, "together"] {
            let of = kinds.entry(kind).or_default();
            of.0.push(took);
            of.1 += usize::from(status != 200);
            of.2 += bytes;
        }
    }
    for (kind, (mut took, wrong, bytes)) in kinds {
        took.sort();
        let at = |share: f64| took[((took.len() as f64 * share) as usize).min(took.len() - 1)].as_secs_f64() * 1e3;
        let (p50, p95, p99, worst) = (at(0.5), at(0.95), at(0.99), at(1.0));
        println!(
            "{kind:<9} p50 {p50:>7.1} p95 {p95:>7.1} p99 {p99:>7.1} worst {worst:>7.1} ms   n {:>6}, errors {wrong}, {} bytes each",
            took.len(),
            bytes / took.len()
        );
    }
}
