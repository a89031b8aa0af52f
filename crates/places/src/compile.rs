//! Compiling turns entries, gathered from any source, into the bytes of an index; the same entries give the same bytes.

use crate::feature::Feature;
use crate::format::{self, HEADER, Kind, MAGIC, NONE, SECTIONS, Section, VERSION};
use crate::key;
use crate::place::Source;
use crate::skeleton::{skeleton, skeleton_c_as_j};
use fst::MapBuilder;
use std::collections::{BTreeMap, BTreeSet};

/// A place on its way into an index.
#[derive(Clone, Debug)]
pub struct Entry {
    pub source: Source,
    pub also: Option<Source>,
    pub name: String,
    pub variants: Vec<String>,
    pub lat: f64,
    pub lon: f64,
    pub feature: Feature,
    /// Two letters, or empty.
    pub country: String,
    /// The code of the first-order division that it lies in, or is: `SY.01`.
    pub division: String,
    pub population: u32,
    /// Added to the importance that population and fame give.
    pub boost: i32,
}

impl Entry {
    /// How likely the place is meant, 0–255. Many gazetteer rows of conflict towns have no population, so the seat of a
    /// division and the number of recorded spellings, a fair sign of fame, count too.
    pub fn importance(&self) -> u8 {
        let people = f64::from(self.population.max(1)).log10() * 20.0;
        let fame = (self.variants.len() as f64 + 1.0).log2() * 11.0;
        let seat = match self.feature {
            Feature::Continent | Feature::Country => 110.0,
            Feature::Capital => 45.0,
            Feature::Adm1 => 30.0,
            Feature::Region => 40.0,
            Feature::Adm2 => -10.0,
            Feature::Quarter => -25.0,
            _ => 0.0,
        };
        (people + fame + seat + f64::from(self.boost)).clamp(0.0, 255.0) as u8
    }
}

/// The country's own row, when `feature` is a country, and so on, are found among the entries themselves.
pub fn compile(mut entries: Vec<Entry>) -> Vec<u8> {
    entries.sort_by(|a, b| b.importance().cmp(&a.importance()).then_with(|| a.source.cmp(&b.source)));

    let countries: BTreeMap<&str, u32> = rows_of(&entries, |e| &e.country, Feature::Country);
    let divisions: BTreeMap<&str, u32> = rows_of(&entries, |e| &e.division, Feature::Adm1);
    let country_index: BTreeMap<&str, u8> = countries.keys().zip(1..=255).map(|(c, i)| (*c, i)).collect();
    let division_index: BTreeMap<&str, u16> = divisions.keys().zip(1..=u16::MAX).map(|(d, i)| (*d, i)).collect();

    let (names, offsets) = pool(&entries);
    let mut rows = Vec::with_capacity(entries.len() * format::ROW);
    let mut also = Vec::new();
    for (rank, e) in entries.iter().enumerate() {
        rows.extend(format::pack_degrees(e.lat));
        rows.extend(format::pack_degrees(e.lon));
        rows.extend(&offsets.get(clip(&e.name)).copied().unwrap_or(0).to_le_bytes()[..3]);
        rows.push(e.feature as u8);
        rows.push(country_index.get(e.country.as_str()).copied().unwrap_or(0));
        rows.extend(division_index.get(e.division.as_str()).copied().unwrap_or(0).to_le_bytes());
        rows.push(e.importance());
        rows.extend(format::pack_population(e.population).to_le_bytes());
        put_source(&mut rows, e.source);
        if let Some(second) = e.also {
            also.extend((rank as u32).to_le_bytes());
            put_source(&mut also, second);
        }
    }

    let mut postings = Vec::new();
    let keys = map(&keyed(&entries), &mut postings);
    let skeletons = map(&skeletons(&entries), &mut postings);
    let mut division_rows = Vec::new();
    for (code, row) in &divisions {
        let mut fixed = [0u8; 16];
        let n = code.len().min(16);
        fixed[..n].copy_from_slice(&code.as_bytes()[..n]);
        division_rows.extend(fixed);
        division_rows.extend(row.to_le_bytes());
    }
    let mut country_rows = Vec::new();
    for (code, row) in &countries {
        country_rows.extend(code.as_bytes());
        country_rows.extend(row.to_le_bytes());
    }
    assemble([
        (Section::Rows, rows),
        (Section::Names, names),
        (Section::Postings, postings),
        (Section::Keys, keys),
        (Section::Skeletons, skeletons),
        (Section::Divisions, division_rows),
        (Section::Countries, country_rows),
        (Section::Also, also),
    ])
}

/// Every code in use, with the row of the entry that is that country or division.
fn rows_of(entries: &[Entry], code: fn(&Entry) -> &str, itself: Feature) -> BTreeMap<&str, u32> {
    let mut out = BTreeMap::new();
    for (rank, e) in entries.iter().enumerate().filter(|(_, e)| !code(e).is_empty()) {
        let row = out.entry(code(e)).or_insert(NONE);
        if e.feature == itself && *row == NONE {
            *row = rank as u32;
        }
    }
    out
}

fn clip(name: &str) -> &str {
    let mut n = name.len().min(255);
    while !name.is_char_boundary(n) {
        n -= 1;
    }
    &name[..n]
}

/// The names, each once, and where each is.
fn pool(entries: &[Entry]) -> (Vec<u8>, BTreeMap<&str, u32>) {
    let mut bytes = Vec::new();
    let mut offsets = BTreeMap::new();
    let names: BTreeSet<&str> = entries.iter().map(|e| clip(&e.name)).collect();
    for name in names {
        offsets.insert(name, bytes.len() as u32);
        bytes.push(name.len() as u8);
        bytes.extend(name.as_bytes());
    }
    (bytes, offsets)
}

type Lists = BTreeMap<String, BTreeMap<u32, Kind>>;

fn keyed(entries: &[Entry]) -> Lists {
    let mut lists = Lists::new();
    let mut add = |key: String, rank: usize, kind: Kind| {
        if key.len() > 1 {
            let kept = lists.entry(key).or_default().entry(rank as u32).or_insert(kind);
            *kept = kind.min(*kept);
        }
    };
    for (rank, e) in entries.iter().enumerate() {
        let arabic = crate::articles::arabic(&e.country);
        add(key::key(&e.name), rank, Kind::Primary);
        for v in &e.variants {
            add(key::key(v), rank, Kind::Variant);
        }
        for name in std::iter::once(&e.name).chain(&e.variants) {
            if (arabic || !name.is_ascii())
                && let Some(bare) = key::bare_key(name)
                && bare.chars().count() >= 3
            {
                add(bare, rank, Kind::Bare);
            }
        }
    }
    lists
}

/// Skeletons are kept where names reach Latin letters by transliteration.
fn skeletons(entries: &[Entry]) -> Lists {
    let mut lists = Lists::new();
    for (rank, e) in entries.iter().enumerate() {
        if !crate::articles::transliterated(&e.country) || matches!(e.feature, Feature::Adm2) {
            continue;
        }
        for (i, name) in std::iter::once(&e.name).chain(&e.variants).enumerate() {
            let turkish = crate::articles::turkish(&e.country).then(|| skeleton_c_as_j(name)).flatten();
            for s in skeleton(name).into_iter().chain(turkish) {
                let kind = if i == 0 { Kind::Primary } else { Kind::Variant };
                lists.entry(s).or_default().entry(rank as u32).or_insert(kind);
            }
        }
    }
    lists
}

/// An `fst` from key to the offset of its list; lists that are alike are stored once.
fn map(lists: &Lists, postings: &mut Vec<u8>) -> Vec<u8> {
    let mut builder = MapBuilder::memory();
    let mut known: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    for (key, places) in lists {
        let mut list = Vec::new();
        format::put_varint(&mut list, places.len() as u64);
        let mut last = 0;
        for (rank, kind) in places {
            format::put_varint(&mut list, u64::from(rank - last) << 2 | *kind as u64);
            last = *rank;
        }
        let offset = *known.entry(list).or_insert_with_key(|list| {
            let at = postings.len() as u64;
            postings.extend(list);
            at
        });
        // Keys come sorted and once from a BTreeMap, the only two things that the builder can refuse.
        builder.insert(key, offset).expect("keys are sorted");
    }
    builder.into_inner().expect("writing to memory")
}

fn put_source(out: &mut Vec<u8>, s: Source) {
    out.push(s.register as u8);
    out.extend(&s.number.to_le_bytes()[..5]);
}

fn assemble(parts: [(Section, Vec<u8>); SECTIONS]) -> Vec<u8> {
    let mut out = Vec::with_capacity(HEADER + parts.iter().map(|(_, p)| p.len()).sum::<usize>());
    out.extend(MAGIC);
    out.extend(VERSION.to_le_bytes());
    let mut at = HEADER;
    for (_, part) in &parts {
        out.extend((at as u32).to_le_bytes());
        out.extend((part.len() as u32).to_le_bytes());
        at += part.len();
    }
    for (_, part) in parts {
        out.extend(part);
    }
    out
}
