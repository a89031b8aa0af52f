//! A view is a sentence as the parser and the labeller see it: one row for each word, with one before the first for no
//! word and one after the last for the root. Asked for by its number, a word takes one load; with a branch for the two
//! that are none, a compiler makes two of everything that comes after.

use crate::features::Word;
use crate::state::Id;

#[derive(Clone, Copy)]
pub(crate) struct Seen {
    pub form: u32,
    pub suffix: u32,
    pub short: u32,
    pub cluster: u32,
    pub coarse: u32,
    /// [`crate::tag::Tag::syntactic`].
    pub tag: u32,
    /// What comes after the word, by [`crate::parse::look_ahead`].
    pub ahead: u32,
}

const NO_WORD: Seen = Seen { form: 3, suffix: 3, short: 3, cluster: 0, coarse: 0, tag: 100, ahead: 250 };
const ROOT: Seen = Seen { form: 4, suffix: 4, short: 4, cluster: 0, coarse: 0, tag: 101, ahead: 250 };

#[derive(Clone)]
pub(crate) struct View(Vec<Seen>);

impl Default for View {
    fn default() -> View {
        View(vec![NO_WORD, ROOT])
    }
}

impl View {
    /// `ahead` may be left out where only labels are given.
    pub(crate) fn fill(&mut self, words: &[Word], tags: &[u8], ahead: &[u8]) {
        self.0.clear();
        self.0.push(NO_WORD);
        self.0.extend(words.iter().zip(tags).enumerate().map(|(i, (w, tag))| Seen {
            form: w.form,
            suffix: w.suffix[2],
            short: w.suffix[1],
            cluster: w.cluster,
            coarse: w.coarse,
            tag: u32::from(*tag),
            ahead: ahead.get(i).map_or(250, |a| u32::from(*a)),
        }));
        self.0.push(ROOT);
    }

    /// How many words there are.
    pub(crate) fn words(&self) -> usize {
        self.0.len() - 2
    }

    #[inline(always)]
    pub(crate) fn see(&self, id: Id) -> Seen {
        self.0[id as usize]
    }

    #[inline(always)]
    pub(crate) fn tag(&self, id: Id) -> u32 {
        self.0[id as usize].tag
    }

    #[inline(always)]
    pub(crate) fn form(&self, id: Id) -> u32 {
        self.0[id as usize].form
    }
}

/// Two small values in one.
#[inline]
pub(crate) fn pair(a: u32, b: u32) -> u32 {
    a << 8 | b
}
