//! The same place as reports of six languages and two scripts write it: `places/spellings.tsv`, each spelling looked up
//! alone, as a reader would look it up. `held-out` rows are measured and never mended by name.

use accalmie_places::{Candidate, Gazetteer};
use std::collections::BTreeMap;

const SPELLINGS: &str = include_str!("../../../places/spellings.tsv");
const LANGUAGES: [&str; 6] = ["ar", "kmr", "tr", "fr", "en", "es"];
/// A spelling is right when the place found lies this near.
const NEAR_KM: f64 = 25.0;
/// Percent of held-out spellings: whose best candidate is right, and that are among the first three.
const FLOORS: [(&str, usize, usize); 6] = [("ar", 87, 90), ("kmr", 77, 85), ("tr", 78, 85), ("fr", 89, 93), ("en", 90, 96), ("es", 91, 95)];

struct Row {
    line: usize,
    place: &'static str,
    point: (f64, f64),
    spellings: Vec<(&'static str, &'static str)>,
    held_out: bool,
}

fn rows() -> Vec<Row> {
    let lines = SPELLINGS.lines().enumerate().skip(1).filter(|(_, l)| !l.is_empty());
    lines
        .map(|(i, l)| {
            let c: Vec<&str> = l.split('\t').collect();
            assert_eq!(c.len(), 10, "spellings.tsv:{}", i + 1);
            let degrees = |at: usize| c[at].parse().unwrap_or_else(|_| panic!("spellings.tsv:{}: “{}” is no number", i + 1, c[at]));
            let cells = LANGUAGES.iter().zip(&c[3..9]);
            Row {
                line: i + 1,
                place: c[0],
                point: (degrees(1), degrees(2)),
                spellings: cells.flat_map(|(lang, cell)| cell.split('|').filter(|s| !s.is_empty()).map(|s| (*lang, s))).collect(),
                held_out: c[9] == "held-out",
            }
        })
        .collect()
}

/// Where the name as a whole is recorded; else what it is like.
fn candidates(gaz: &Gazetteer, spelling: &str) -> Vec<Candidate> {
    let words: Vec<&str> = spelling.split_whitespace().collect();
    let mut out = Vec::new();
    if gaz.match_at(&words, 0, &mut out) == words.len() { out } else { gaz.lookup(spelling) }
}

fn km(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (lat, lon) = ((b.0 - a.0).to_radians(), (b.1 - a.1).to_radians());
    let h = (lat / 2.0).sin().powi(2) + a.0.to_radians().cos() * b.0.to_radians().cos() * (lon / 2.0).sin().powi(2);
    2.0 * 6371.0 * h.sqrt().asin()
}

/// The first of the candidates that is the place, counted from 0.
fn rank(gaz: &Gazetteer, spelling: &str, point: (f64, f64)) -> Option<usize> {
    candidates(gaz, spelling).iter().position(|c| {
        let p = gaz.get(c.place);
        km((p.lat, p.lon), point) <= NEAR_KM
    })
}

#[derive(Default)]
struct Score {
    all: usize,
    best: usize,
    three: usize,
}

impl Score {
    fn add(&mut self, rank: Option<usize>) {
        self.all += 1;
        self.best += usize::from(rank == Some(0));
        self.three += usize::from(rank.is_some_and(|r| r < 3));
    }

    fn percents(&self) -> (usize, usize) {
        (self.best * 100 / self.all.max(1), self.three * 100 / self.all.max(1))
    }
}

/// `cargo test -p accalmie-places --test scripts -- --nocapture` prints the scores, and `MISSED=1` what of the learn rows
/// is missed.
#[test]
fn one_place_in_every_language() {
    let gaz = Gazetteer::embedded();
    let show = std::env::var_os("MISSED").is_some();
    let mut scores: BTreeMap<(bool, &str), Score> = BTreeMap::new();
    for row in rows() {
        for (lang, spelling) in &row.spellings {
            let rank = rank(gaz, spelling, row.point);
            for lang in [lang, "all"] {
                scores.entry((row.held_out, lang)).or_default().add(rank);
            }
            if show && !row.held_out && rank != Some(0) {
                let first = candidates(gaz, spelling).first().map(|c| gaz.get(c.place));
                println!("{}\t{}\t{lang}\t{spelling}\t{rank:?}\t{:?}", row.line, row.place, first.map(|p| (p.name, p.country)));
            }
        }
    }
    for ((held_out, lang), s) in &scores {
        let (best, three) = s.percents();
        let part = if *held_out { "held-out" } else { "learn" };
        println!("{part:8} {lang:3} {:3}/{} best ({best} %), {:3}/{} in three ({three} %)", s.best, s.all, s.three, s.all);
    }
    for (lang, best, three) in FLOORS {
        let got = scores.get(&(true, lang)).map(Score::percents).unwrap_or_default();
        assert!(got.0 >= best && got.1 >= three, "held-out {lang}: {got:?} %, at least ({best}, {three}) wanted");
    }
}

#[test]
fn every_third_row_is_held_out_and_no_place_is_listed_twice() {
    let rows = rows();
    assert!(rows.len() >= 250);
    assert!(rows.iter().all(|r| r.held_out == (r.line % 3 == 0)));
    let mut places: Vec<&str> = rows.iter().map(|r| r.place).collect();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), rows.len());
}

/// The point given for a place is that of a place that one of its names leads to; places that the register lacks have no
/// say.
#[test]
fn points_agree_with_the_gazetteer() {
    let gaz = Gazetteer::embedded();
    let near = |row: &Row| {
        let named = row.spellings.iter().flat_map(|(_, s)| candidates(gaz, s)).filter(|c| !c.how.is_guess());
        let mut far: Vec<f64> =
            named.map(|c| km((gaz.get(c.place).lat, gaz.get(c.place).lon), row.point)).filter(|d| *d <= 100.0).collect();
        far.sort_by(f64::total_cmp);
        far.first().is_none_or(|d| *d <= 10.0)
    };
    let off: Vec<String> = rows().iter().filter(|r| !near(r)).map(|r| format!("spellings.tsv:{}: {}", r.line, r.place)).collect();
    assert!(off.is_empty(), "the nearest candidate is more than 10 km away:\n{}", off.join("\n"));
}
