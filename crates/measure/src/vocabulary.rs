//! The vocabulary is every word of one language's tables, numbered, and the phrases that they make.

use crate::meaning::Sense;
use accalmie_language::QuickMap;

/// The number of a word that no table has.
pub(crate) const UNKNOWN: u32 = 0;

#[derive(Debug, Default)]
struct Branch {
    next: QuickMap<u32, usize>,
    senses: Vec<Sense>,
}

#[derive(Debug)]
pub(crate) struct Vocabulary {
    words: QuickMap<Box<str>, u32>,
    /// A trie over word numbers; branch 0 is its root.
    branches: Vec<Branch>,
}

impl Vocabulary {
    pub fn new() -> Vocabulary {
        Vocabulary { words: QuickMap::default(), branches: vec![Branch::default()] }
    }

    pub fn key(&self, folded: &str) -> u32 {
        self.words.get(folded).copied().unwrap_or(UNKNOWN)
    }

    pub fn intern(&mut self, folded: &str) -> u32 {
        if let Some(&k) = self.words.get(folded) {
            return k;
        }
        let k = self.words.len() as u32 + 1;
        self.words.insert(folded.into(), k);
        k
    }

    pub fn add(&mut self, phrase: &[u32], sense: Sense) {
        let mut at = 0;
        for &w in phrase {
            at = match self.branches[at].next.get(&w) {
                Some(&b) => b,
                None => {
                    self.branches.push(Branch::default());
                    let b = self.branches.len() - 1;
                    self.branches[at].next.insert(w, b);
                    b
                }
            };
        }
        self.branches[at].senses.push(sense);
    }

    /// The longest phrase at the start of `words`: its length and what it means.
    pub fn longest(&self, words: impl Iterator<Item = u32>) -> Option<(usize, &[Sense])> {
        let (mut at, mut best) = (0, None);
        for (n, w) in words.enumerate() {
            if w == UNKNOWN {
                break;
            }
            match self.branches[at].next.get(&w) {
                Some(&b) => at = b,
                None => break,
            }
            if !self.branches[at].senses.is_empty() {
                best = Some((n + 1, self.branches[at].senses.as_slice()));
            }
        }
        best
    }
}
