//! The features of a word are hashes of its form, its ends, its shape and its cluster, computed once a sentence.

use crate::chars::{is_apostrophe, is_arabic};
use crate::clusters::Clusters;
use crate::hash::{self, Rolling};

#[derive(Clone, Copy, Default)]
pub(crate) struct Word {
    /// Lower case, apostrophes alike, every digit `0`.
    pub form: u32,
    /// The last 1 to 5 characters.
    pub suffix: [u32; 5],
    /// The first 1 to 3 characters.
    pub prefix: [u32; 3],
    pub shape: u32,
    /// Fine and coarse cluster; 0 when it has none.
    pub cluster: u32,
    pub coarse: u32,
}

/// Room for one word, kept between words.
#[derive(Default)]
pub(crate) struct Buffers {
    lower: String,
    folded: String,
}

/// What stands before and after the sentence.
pub(crate) const BEFORE: Word = Word { form: 1, suffix: [1; 5], prefix: [1; 3], shape: 1, cluster: 0, coarse: 0 };
pub(crate) const AFTER: Word = Word { form: 2, suffix: [2; 5], prefix: [2; 3], shape: 2, cluster: 0, coarse: 0 };

/// Characters after these are not looked at; the limit keeps odd texts cheap.
const LONGEST: usize = 64;

impl Word {
    pub(crate) fn of(form: &str, clusters: &Clusters, buffers: &mut Buffers) -> Word {
        let Buffers { lower, folded } = buffers;
        normal(form, lower);
        let b = lower.as_bytes();
        let mut word = Word { form: hash::bytes(b), ..Word::default() };
        let mut ends = lower.char_indices().rev().map(|(at, _)| at);
        for (k, slot) in word.suffix.iter_mut().enumerate() {
            *slot = match ends.next() {
                Some(at) => hash::bytes(&b[at..]),
                // Shorter than this: the whole word, told apart from a suffix.
                None => word.form ^ (0x55 + k as u32),
            };
        }
        let mut starts = lower.char_indices().map(|(at, c)| at + c.len_utf8());
        for slot in &mut word.prefix {
            *slot = starts.next().map_or(7, |end| hash::bytes(&b[..end]));
        }
        word.shape = shape(form);
        (word.cluster, word.coarse) = clusters.of(lower, folded);
        word
    }
}

/// The form that words are compared in.
pub(crate) fn normal(form: &str, out: &mut String) {
    out.clear();
    for c in form.chars().take(LONGEST) {
        match c {
            'a'..='z' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            _ if is_apostrophe(c) => out.push('\''),
            '“' | '”' | '„' => out.push('"'),
            // Soft hyphens, and what Arabic writes or leaves out as it likes: vowel signs, lengthening.
            '\u{ad}' | 'ـ' | '\u{64b}'..='\u{652}' | '\u{670}' => {}
            _ if c.is_numeric() => out.push('0'),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

/// Classes of characters, runs shortened to three.
fn shape(form: &str) -> u32 {
    let mut h = Rolling::default();
    let (mut last, mut run) = (' ', 0);
    for c in form.chars().take(LONGEST) {
        let k = if is_arabic(c) {
            'x'
        } else if c.is_numeric() {
            'd'
        } else if c.is_uppercase() {
            'X'
        } else if c.is_alphabetic() {
            'x'
        } else if is_apostrophe(c) {
            '\''
        } else {
            c
        };
        run = if k == last { run + 1 } else { 0 };
        last = k;
        if run <= 2 {
            for b in k.encode_utf8(&mut [0; 4]).bytes() {
                h.push(b);
            }
        }
    }
    h.get()
}
