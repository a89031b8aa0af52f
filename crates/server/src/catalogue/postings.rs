//! A posting is the list of the documents that have a word, in blocks of 65,536: numbers of two bytes while they are few, bits when they are
//! many. A document is what is said of an incident (or in a report) at one time; when that changes it gets another number, and nothing
//! refers to the old one any more, so that nothing is ever taken out of a posting.
//!
//! What comes together is written together, as a segment of its own in order of its words; of eight segments of like size one is made. So
//! a new document touches the few pages of its segment and not one page a word (a log-structured merge).

use super::CatalogueError;
use super::folding::Asked;
use rusqlite::{Connection, Rows, params};
use std::collections::BTreeMap;

/// Bytes of a block in which each document is a bit; whatever is shorter is a list of numbers.
const BITS: usize = 8192;
/// Segments of one level of which one of the next is made.
const TOGETHER: usize = 8;

/// Whose words they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Of {
    /// Incidents, for who may see all.
    Full = 0,
    /// Incidents, for anybody.
    Public = 1,
    Reports = 2,
}

/// Words that wait to be written; documents of each in rising order.
#[derive(Default)]
pub struct Pending(BTreeMap<(Of, String), Vec<u32>>);

impl Pending {
    pub fn add(&mut self, of: Of, word: String, doc: u32) {
        self.0.entry((of, word)).or_default().push(doc);
    }

    pub fn write(self, conn: &Connection) -> Result<(), CatalogueError> {
        let mut words = self.0.into_iter().peekable();
        while let Some(of) = words.peek().map(|((of, _), _)| *of) {
            let segment = Segment::begin(conn, of)?;
            let (mut least, mut most) = (u32::MAX, 0);
            while let Some(((_, word), docs)) = words.next_if(|((o, _), _)| *o == of) {
                least = least.min(docs.first().copied().unwrap_or(u32::MAX));
                most = most.max(docs.last().copied().unwrap_or(0));
                for some in docs.chunk_by(|a, b| a >> 16 == b >> 16) {
                    segment.put(&word, some.first().map_or(0, |d| d >> 16), &with(Vec::new(), some))?;
                }
            }
            // As many documents, roughly, as eight to the power of the level.
            segment.end(most.saturating_sub(least).saturating_add(1).ilog2() / 3)?;
            merge(conn, of)?;
        }
        Ok(())
    }
}

struct Segment<'a> {
    conn: &'a Connection,
    of: Of,
    number: i64,
}

impl<'a> Segment<'a> {
    fn begin(conn: &'a Connection, of: Of) -> Result<Segment<'a>, CatalogueError> {
        let next = "SELECT coalesce(max(segment), 0) + 1 FROM segment WHERE of = ?1";
        let number = conn.prepare_cached(next)?.query_row([of as i64], |r| r.get(0))?;
        Ok(Segment { conn, of, number })
    }

    fn put(&self, word: &str, block: u32, docs: &[u8]) -> Result<(), CatalogueError> {
        self.conn.prepare_cached("INSERT INTO posting (of, segment, word, block, docs) VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![
            self.of as i64,
            self.number,
            word,
            block,
            docs
        ])?;
        Ok(())
    }

    fn end(self, level: u32) -> Result<(), CatalogueError> {
        let put = "INSERT INTO segment (of, segment, level) VALUES (?1, ?2, ?3)";
        self.conn.prepare_cached(put)?.execute(params![self.of as i64, self.number, level])?;
        Ok(())
    }
}

/// Segments and their levels, oldest first.
fn segments(conn: &Connection, of: Of) -> Result<Vec<(i64, u32)>, CatalogueError> {
    let mut ask = conn.prepare_cached("SELECT segment, level FROM segment WHERE of = ?1 ORDER BY segment")?;
    Ok(ask.query_map([of as i64], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
}

/// Makes one of every eight segments of a level.
fn merge(conn: &Connection, of: Of) -> Result<(), CatalogueError> {
    let mut level = 0;
    while level < 32 {
        let some: Vec<i64> = segments(conn, of)?.into_iter().filter(|(_, l)| *l == level).map(|(s, _)| s).collect();
        if some.len() < TOGETHER {
            level += 1;
            continue;
        }
        let one = Segment::begin(conn, of)?;
        together(conn, of, &some, |word, block, docs| one.put(word, block, docs))?;
        for segment in some {
            conn.prepare_cached("DELETE FROM posting WHERE of = ?1 AND segment = ?2")?.execute(params![of as i64, segment])?;
            conn.prepare_cached("DELETE FROM segment WHERE of = ?1 AND segment = ?2")?.execute(params![of as i64, segment])?;
        }
        one.end(level + 1)?;
        level += 1;
    }
    Ok(())
}

/// Gives every word and block of some segments once, in order.
fn together(
    conn: &Connection,
    of: Of,
    segments: &[i64],
    mut put: impl FnMut(&str, u32, &[u8]) -> Result<(), CatalogueError>,
) -> Result<(), CatalogueError> {
    type Next = Option<(String, u32, Vec<u8>)>;
    fn next(rows: &mut Rows<'_>) -> rusqlite::Result<Next> {
        rows.next()?.map(|r| Ok((r.get(0)?, r.get(1)?, r.get(2)?))).transpose()
    }
    let ask = "SELECT word, block, docs FROM posting WHERE of = ?1 AND segment = ?2 ORDER BY word, block";
    let mut asks = segments.iter().map(|_| conn.prepare(ask)).collect::<rusqlite::Result<Vec<_>>>()?;
    let mut all = Vec::with_capacity(segments.len());
    for (ask, segment) in asks.iter_mut().zip(segments) {
        let mut rows = ask.query(params![of as i64, segment])?;
        let first = next(&mut rows)?;
        all.push((first, rows));
    }
    while let Some((word, block)) = all.iter().filter_map(|(n, _)| n.as_ref().map(|(w, b, _)| (w.clone(), *b))).min() {
        let mut docs = Vec::new();
        for (here, rows) in &mut all {
            if let Some((_, _, more)) = here.take_if(|(w, b, _)| *w == word && *b == block) {
                docs = joined(docs, more);
                *here = next(rows)?;
            }
        }
        put(&word, block, &docs)?;
    }
    Ok(())
}

/// The documents of two blocks.
fn joined(one: Vec<u8>, other: Vec<u8>) -> Vec<u8> {
    match (one.len() < BITS, other.len() < BITS) {
        (_, true) => {
            let mut list = Vec::with_capacity(other.len() / 2);
            each(&other, |d| list.push(u32::from(d)));
            with(one, &list)
        }
        (true, false) => joined(other, one),
        (false, false) => one.iter().zip(&other).map(|(a, b)| a | b).collect(),
    }
}

/// A block with some more documents.
fn with(mut block: Vec<u8>, docs: &[u32]) -> Vec<u8> {
    if block.len() < BITS && block.len() + 2 * docs.len() < BITS {
        block.extend(docs.iter().flat_map(|d| low(*d).to_le_bytes()));
        return block;
    }
    if block.len() < BITS {
        let mut bits = vec![0; BITS];
        each(&block, |d| set(&mut bits, d));
        block = bits;
    }
    docs.iter().for_each(|d| set(&mut block, low(*d)));
    block
}

fn low(doc: u32) -> u16 {
    (doc & 0xffff) as u16
}

fn set(bits: &mut [u8], at: u16) {
    if let Some(byte) = bits.get_mut(usize::from(at >> 3)) {
        *byte |= 1 << (at & 7);
    }
}

fn each(list: &[u8], mut f: impl FnMut(u16)) {
    list.as_chunks::<2>().0.iter().for_each(|two| f(u16::from_le_bytes(*two)));
}

/// A set of documents.
#[derive(Clone, Default, Debug)]
pub struct Docs(Vec<u64>);

impl Docs {
    pub fn has(&self, doc: u32) -> bool {
        self.0.get((doc >> 6) as usize).is_some_and(|bits| bits >> (doc & 63) & 1 == 1)
    }

    /// Is there any from `least` to `most`, or near it?
    pub fn any(&self, (least, most): (u32, u32)) -> bool {
        let end = ((most >> 6) as usize + 1).min(self.0.len());
        self.0.get((least >> 6) as usize..end).is_some_and(|bits| bits.iter().any(|b| *b != 0))
    }

    pub fn bytes(&self) -> usize {
        8 * self.0.len()
    }

    fn add(&mut self, block: u32, docs: &[u8]) {
        let from = block as usize * (BITS / 8);
        if self.0.len() < from + BITS / 8 {
            self.0.resize(from + BITS / 8, 0);
        }
        let Some(mine) = self.0.get_mut(from..from + BITS / 8) else { return };
        if docs.len() < BITS {
            each(docs, |d| {
                if let Some(bits) = mine.get_mut(usize::from(d >> 6)) {
                    *bits |= 1 << (d & 63);
                }
            });
        } else {
            mine.iter_mut().zip(docs.as_chunks::<8>().0).for_each(|(bits, eight)| *bits |= u64::from_le_bytes(*eight));
        }
    }
}

/// The documents that have a word.
pub fn docs(conn: &Connection, of: Of, word: &Asked) -> Result<Docs, CatalogueError> {
    let mut found = Docs::default();
    let mut ask = conn.prepare_cached("SELECT block, docs FROM posting WHERE of = ?1 AND segment = ?2 AND word >= ?3 AND word <= ?4")?;
    // Within one state of the file: between two a merge could move what is still to be read.
    let tx = conn.unchecked_transaction()?;
    for (segment, _) in segments(conn, of)? {
        for form in &word.forms {
            let end = if word.begins { format!("{form}\u{10ffff}") } else { form.clone() };
            let mut rows = ask.query(params![of as i64, segment, form, end])?;
            while let Some(row) = rows.next()? {
                let docs = row.get_ref(1)?.as_blob().map_err(|e| CatalogueError::Row(e.to_string()))?;
                found.add(row.get(0)?, docs);
            }
        }
    }
    tx.finish()?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::{BITS, Docs, Of, Pending, docs, joined, segments, with};
    use crate::catalogue::folding::Asked;
    use crate::catalogue::store::Store;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_block_holds_what_was_put_in(docs in prop::collection::btree_set(0u32..65_536, 0..9000), batch in 1usize..3000) {
            let docs: Vec<u32> = docs.into_iter().collect();
            let block = docs.chunks(batch).fold(Vec::new(), with);
            prop_assert!(block.len() <= BITS);
            let mut found = Docs::default();
            found.add(1, &block);
            let back: Vec<u32> = (0..200_000).filter(|d| found.has(*d)).map(|d| d - 65_536).collect();
            prop_assert_eq!(back, docs);
        }

        #[test]
        fn two_blocks_are_one(a in prop::collection::btree_set(0u32..65_536, 0..6000), b in prop::collection::btree_set(0u32..65_536, 0..6000)) {
            let block = |docs: &std::collections::BTreeSet<u32>| with(Vec::new(), &docs.iter().copied().collect::<Vec<_>>());
            let mut found = Docs::default();
            found.add(0, &joined(block(&a), block(&b)));
            prop_assert_eq!((0..65_536).filter(|d| found.has(*d)).collect::<Vec<_>>(), a.union(&b).copied().collect::<Vec<_>>());
        }

        #[test]
        fn what_was_written_in_any_batches_is_found(batches in prop::collection::vec(prop::collection::vec(prop::collection::btree_set("[ab]{1,3}", 1..5), 1..40), 1..60)) {
            let store = Store::open(None).expect("opens");
            let conn = store.writer();
            let (mut all, mut doc) = (Vec::new(), 65_000);
            for batch in batches {
                let mut pending = Pending::default();
                for words in batch {
                    doc += 37;
                    words.iter().for_each(|w| pending.add(Of::Full, w.clone(), doc));
                    all.push((doc, words));
                }
                pending.write(&conn).expect("writes");
            }
            prop_assert!(segments(&conn, Of::Full).expect("reads").len() < 8 * 6);
            for (form, begins) in [("a", false), ("a", true), ("ab", true), ("bab", false), ("c", true)] {
                let found = docs(&conn, Of::Full, &Asked { forms: vec![form.to_owned()], begins }).expect("reads");
                for (doc, words) in &all {
                    prop_assert_eq!(found.has(*doc), words.iter().any(|w| w == form || begins && w.starts_with(form)));
                }
            }
            let public = docs(&conn, Of::Public, &Asked { forms: vec!["a".to_owned()], begins: true }).expect("reads");
            prop_assert!(!public.has(all[0].0));
        }
    }
}
