//! A posting is the list of the documents that have a word, in blocks of 65,536: numbers of two bytes while they are few, bits when they are
//! many. A document is what is said of an incident (or in a report) at one time; when that changes it gets another number, and nothing
//! refers to the old one any more, so that nothing is ever taken out of a posting.

use super::CatalogueError;
use super::folding::Asked;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

/// Bytes of a block in which each document is a bit; whatever is shorter is a list of numbers.
const BITS: usize = 8192;

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
        let mut ask = conn.prepare_cached("SELECT docs FROM posting WHERE of = ?1 AND word = ?2 AND block = ?3")?;
        let mut put = conn.prepare_cached(
            "INSERT INTO posting (of, word, block, docs) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (of, word, block) DO UPDATE SET docs = excluded.docs",
        )?;
        for ((of, word), docs) in self.0 {
            for some in docs.chunk_by(|a, b| a >> 16 == b >> 16) {
                let block = some.first().map_or(0, |d| d >> 16);
                let old: Option<Vec<u8>> = ask.query_row(params![of as i64, word, block], |r| r.get(0)).optional()?;
                let new = with(old.unwrap_or_default(), some);
                put.execute(params![of as i64, word, block, new])?;
            }
        }
        Ok(())
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
    for form in &word.forms {
        let end = if word.begins { format!("{form}\u{10ffff}") } else { form.clone() };
        let mut ask = conn.prepare_cached("SELECT block, docs FROM posting WHERE of = ?1 AND word >= ?2 AND word <= ?3")?;
        let mut rows = ask.query(params![of as i64, form, end])?;
        while let Some(row) = rows.next()? {
            let docs = row.get_ref(1)?.as_blob().map_err(|e| CatalogueError::Row(e.to_string()))?;
            found.add(row.get(0)?, docs);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::{BITS, Docs, with};
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
    }
}
