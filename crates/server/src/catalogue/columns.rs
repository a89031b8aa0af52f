//! Columns hold the rows of one audience in memory, in order of time, some thousands a chunk. A change makes new chunks where rows changed and
//! shares the rest, so that who reads never waits and never sees half a change.

use super::row::{Row, UNPLACED};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Rows of a chunk; one with half as many more is cut in two.
const ROWS: usize = 4096;

/// Where a row stands: first minute, number.
pub type Key = (i32, u32);

/// Some rows that follow one another, column by column.
#[derive(Default, Debug)]
pub struct Chunk {
    pub start: Vec<i32>,
    pub end: Vec<i32>,
    pub lat: Vec<i32>,
    pub lon: Vec<i32>,
    pub radius: Vec<u16>,
    pub kind: Vec<u8>,
    pub weapon: Vec<u8>,
    pub standing: Vec<u8>,
    pub harm: Vec<u32>,
    pub actors: Vec<u32>,
    pub doc: Vec<u32>,
    pub n: Vec<u32>,
    /// The latest end.
    pub until: i32,
    /// The least and the greatest document.
    pub docs: (u32, u32),
    /// All rows have this standing, if all have one.
    pub stand: Option<u8>,
}

impl Chunk {
    fn of(rows: &[Row]) -> Chunk {
        fn column<T>(rows: &[Row], of: impl Fn(&Row) -> T) -> Vec<T> {
            rows.iter().map(of).collect()
        }
        Chunk {
            start: column(rows, |r| r.start),
            end: column(rows, |r| r.end),
            lat: column(rows, |r| r.lat),
            lon: column(rows, |r| r.lon),
            radius: column(rows, |r| r.radius),
            kind: column(rows, |r| r.kind),
            weapon: column(rows, |r| r.weapon),
            standing: column(rows, |r| r.standing),
            harm: column(rows, |r| r.harm),
            actors: column(rows, |r| r.actors),
            doc: column(rows, |r| r.doc),
            n: column(rows, |r| r.n),
            until: rows.iter().map(|r| r.end).max().unwrap_or(i32::MIN),
            docs: rows.iter().fold((u32::MAX, 0), |(least, most), r| (least.min(r.doc), most.max(r.doc))),
            stand: rows.first().map(|r| r.standing).filter(|s| rows.iter().all(|r| r.standing == *s)),
        }
    }

    fn row(&self, i: usize) -> Row {
        Row {
            start: self.start[i],
            end: self.end[i],
            lat: self.lat[i],
            lon: self.lon[i],
            radius: self.radius[i],
            kind: self.kind[i],
            weapon: self.weapon[i],
            standing: self.standing[i],
            harm: self.harm[i],
            actors: self.actors[i],
            doc: self.doc[i],
            n: self.n[i],
        }
    }

    pub fn len(&self) -> usize {
        self.n.len()
    }

    pub fn key(&self, i: usize) -> Key {
        (self.start[i], self.n[i])
    }

    pub fn is_placed(&self, i: usize) -> bool {
        self.lat[i] != UNPLACED
    }

    pub fn first(&self) -> Key {
        if self.n.is_empty() { (i32::MIN, 0) } else { self.key(0) }
    }

    pub fn last(&self) -> Key {
        if self.n.is_empty() { (i32::MIN, 0) } else { self.key(self.len() - 1) }
    }

    /// Rows that stand before a key.
    pub fn before(&self, key: Key) -> usize {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = (from + to) / 2;
            if self.key(middle) < key {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    }

    /// First minute of the first and of the last row.
    pub fn span(&self) -> (i32, i32) {
        (self.start.first().copied().unwrap_or(i32::MAX), self.start.last().copied().unwrap_or(i32::MIN))
    }
}

/// What becomes of one row: the old key goes, the new row comes.
#[derive(Clone, Copy, Debug)]
pub struct Edit {
    pub old: Option<Key>,
    pub new: Option<Row>,
}

#[derive(Clone, Default, Debug)]
pub struct Columns {
    pub chunks: Vec<Arc<Chunk>>,
}

impl Columns {
    /// All of these rows, in any order.
    pub fn of(mut rows: Vec<Row>) -> Columns {
        rows.sort_unstable_by_key(Row::key);
        Columns { chunks: rows.chunks(ROWS).map(|some| Arc::new(Chunk::of(some))).collect() }
    }

    /// The columns after some edits; no two are of one row.
    pub fn edited(&self, edits: &[Edit]) -> Columns {
        let gone: BTreeSet<Key> = edits.iter().filter_map(|e| e.old).collect();
        let mut come: Vec<Row> = edits.iter().filter_map(|e| e.new).collect();
        come.sort_unstable_by_key(Row::key);
        if self.chunks.is_empty() {
            return Columns::of(come);
        }
        let mut chunks = Vec::with_capacity(self.chunks.len() + come.len() / ROWS + 1);
        let mut come = come.as_slice();
        for (i, chunk) in self.chunks.iter().enumerate() {
            // The first chunk takes what comes before it, the last what comes after.
            let next = self.chunks.get(i + 1).map(|c| c.first());
            let here = next.map_or(come.len(), |next| come.partition_point(|r| r.key() < next));
            let (mine, rest) = come.split_at(here);
            come = rest;
            let from = if i == 0 { (i32::MIN, 0) } else { chunk.first() };
            let leaves = match next {
                Some(next) => gone.range(from..next).next().is_some(),
                None => gone.range(from..).next().is_some(),
            };
            if mine.is_empty() && !leaves {
                chunks.push(chunk.clone());
                continue;
            }
            let stays = (0..chunk.len()).map(|i| chunk.row(i)).filter(|r| !gone.contains(&r.key()));
            let mut rows: Vec<Row> = stays.chain(mine.iter().copied()).collect();
            rows.sort_unstable_by_key(Row::key);
            let size = if rows.len() > ROWS + ROWS / 2 { rows.len().div_ceil(rows.len().div_ceil(ROWS)) } else { rows.len().max(1) };
            chunks.extend(rows.chunks(size).map(|some| Arc::new(Chunk::of(some))));
        }
        Columns { chunks }
    }
}

#[cfg(test)]
mod tests {
    use super::{Columns, Edit, Row};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn row(start: i32, n: u32) -> Row {
        Row { start, end: start, lat: 0, lon: 0, radius: 0, kind: 0, weapon: 0, standing: 0, harm: 0, actors: 0, doc: n, n }
    }

    fn rows(c: &Columns) -> Vec<Row> {
        c.chunks.iter().flat_map(|c| (0..c.len()).map(|i| c.row(i)).collect::<Vec<_>>()).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn edits_bit_by_bit_are_the_whole(batches in prop::collection::vec(prop::collection::vec((0u32..9000, prop::option::weighted(0.8, -50i32..50)), 0..6000), 1..5)) {
            let (mut columns, mut model) = (Columns::default(), BTreeMap::<u32, Row>::new());
            for batch in batches {
                let batch: BTreeMap<u32, Option<i32>> = batch.into_iter().collect();
                let mut edits = Vec::new();
                for (n, start) in batch {
                    let new = start.map(|s| row(s, n));
                    let old = match new { Some(r) => model.insert(n, r), None => model.remove(&n) };
                    edits.push(Edit { old: old.map(|r| r.key()), new });
                }
                columns = columns.edited(&edits);
                let mut expected: Vec<Row> = model.values().copied().collect();
                expected.sort_by_key(Row::key);
                prop_assert_eq!(rows(&columns), expected);
            }
            prop_assert!(columns.chunks.iter().all(|c| (1..=6144).contains(&c.len())));
        }
    }
}
