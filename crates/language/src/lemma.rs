//! A lemma is made from a form by a script (cut so many characters, append these); which script is known for whole
//! forms and for ends of words, longest first.

use crate::features::normal;
use crate::fold::fold_into;
use crate::hash;
use crate::pack::{Reader, Writer};
use crate::tree::Upos;

/// How a form becomes its lemma.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Script {
    pub cut: u8,
    pub append: String,
}

impl Script {
    /// From a lower-case form to a lemma.
    pub(crate) fn between(form: &str, lemma: &str) -> Script {
        let kept = form.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
        let cut = form.chars().count() - kept;
        Script { cut: cut.min(255) as u8, append: lemma.chars().skip(kept).collect() }
    }

    fn apply(&self, form: &str, out: &mut String) -> bool {
        let cut = usize::from(self.cut);
        let stem = match cut.checked_sub(1) {
            None => form,
            Some(k) => match form.char_indices().rev().nth(k) {
                Some((at, _)) => &form[..at],
                None => return false,
            },
        };
        out.push_str(stem);
        out.push_str(&self.append);
        true
    }
}

/// The longest end of a word that is looked up.
pub(crate) const LONGEST_END: usize = 6;

/// Where the script for a whole form with a tag is kept.
pub(crate) fn whole(form: &str, tag: u8) -> u32 {
    hash::mix(500, hash::bytes(form.as_bytes()), u32::from(tag), 0)
}

/// Where the script for an end of a word with a tag is kept.
pub(crate) fn end(end: &str, tag: u8) -> u32 {
    hash::mix(501, hash::bytes(end.as_bytes()), u32::from(tag), 0)
}

/// Bits by which a key is found: of a hundred thousand keys, some six are then left to search.
const FIRST: u32 = 14;

fn starts(keys: &[u32]) -> Vec<u32> {
    let mut starts = vec![0; (1 << FIRST) + 1];
    for key in keys {
        starts[(key >> (32 - FIRST)) as usize + 1] += 1;
    }
    for k in 1..starts.len() {
        starts[k] += starts[k - 1];
    }
    starts
}

/// A form as its script is looked up: the hashes of it, of it without accents and of its ends are the same for every tag.
pub(crate) struct Form<'f> {
    lower: &'f str,
    folded: &'f str,
    whole: u32,
    bare: u32,
    /// From the shortest.
    ends: [u32; LONGEST_END + 1],
    lengths: usize,
}

impl<'f> Form<'f> {
    /// `folded` is a buffer.
    pub(crate) fn new(lower: &'f str, folded: &'f mut String) -> Form<'f> {
        folded.clear();
        if !lower.is_ascii() {
            fold_into(lower, folded);
        }
        let folded: &'f str = if lower.is_ascii() { lower } else { folded };
        let whole = hash::bytes(lower.as_bytes());
        let bare = if folded == lower { whole } else { hash::bytes(folded.as_bytes()) };
        let mut ends = [hash::bytes(&[]); LONGEST_END + 1];
        let mut lengths = 1;
        for (at, _) in lower.char_indices().rev().take(LONGEST_END) {
            ends[lengths] = hash::bytes(&lower.as_bytes()[at..]);
            lengths += 1;
        }
        Form { lower, folded, whole, bare, ends, lengths }
    }
}

#[derive(Default)]
pub(crate) struct Lemmas {
    /// Sorted.
    keys: Vec<u32>,
    /// Where the keys that begin with the same [`FIRST`] bits start; the last is their number.
    starts: Vec<u32>,
    script_of: Vec<u16>,
    scripts: Vec<Script>,
}

impl Lemmas {
    pub(crate) fn read(reader: &mut Reader) -> Option<Lemmas> {
        let (keys, script_of, scripts) = (reader.section()?, reader.section()?, reader.section()?);
        let keys: Vec<u32> = reader.bytes(&keys).chunks_exact(4).map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]])).collect();
        let script_of: Vec<u16> = reader.bytes(&script_of).chunks_exact(2).map(|c| u16::from_le_bytes([c[0], c[1]])).collect();
        let text = std::str::from_utf8(reader.bytes(&scripts)).ok()?;
        let mut list = Vec::new();
        for line in text.lines() {
            let (cut, append) = line.split_once(' ')?;
            list.push(Script { cut: cut.parse().ok()?, append: append.to_owned() });
        }
        let sound = keys.len() == script_of.len() && keys.is_sorted() && script_of.iter().all(|s| usize::from(*s) < list.len());
        sound.then(|| Lemmas { starts: starts(&keys), keys, script_of, scripts: list })
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        out.section(&self.keys.iter().flat_map(|k| k.to_le_bytes()).collect::<Vec<_>>());
        out.section(&self.script_of.iter().flat_map(|k| k.to_le_bytes()).collect::<Vec<_>>());
        let text: String = self.scripts.iter().map(|s| format!("{} {}\n", s.cut, s.append)).collect();
        out.section(text.as_bytes());
    }

    /// `rows` may come in any order; each key once.
    pub(crate) fn new(mut rows: Vec<(u32, Script)>) -> Lemmas {
        rows.sort();
        rows.dedup_by_key(|r| r.0);
        let mut scripts: Vec<Script> = rows.iter().map(|r| r.1.clone()).collect();
        scripts.sort();
        scripts.dedup();
        scripts.truncate(usize::from(u16::MAX));
        let mut out = Lemmas::default();
        for (key, script) in rows {
            if let Ok(k) = scripts.binary_search(&script) {
                out.keys.push(key);
                out.script_of.push(k as u16);
            }
        }
        out.scripts = scripts;
        out.starts = starts(&out.keys);
        out
    }

    fn script(&self, key: u32) -> Option<&Script> {
        let first = (key >> (32 - FIRST)) as usize;
        let (from, to) = (*self.starts.get(first)? as usize, *self.starts.get(first + 1)? as usize);
        let at = from + self.keys.get(from..to)?.binary_search(&key).ok()?;
        self.scripts.get(usize::from(*self.script_of.get(at)?))
    }

    /// Does the dictionary know this form with this tag?
    pub(crate) fn has(&self, form: &Form, tag: u8) -> bool {
        self.script(hash::mix(500, form.whole, u32::from(tag), 0)).is_some()
    }

    /// Appends the lemma of a form with a tag, as [`Lemmas::append`] does.
    pub(crate) fn append_of(&self, form: &Form, tag: u8, upos: Upos, buffer: &mut String, out: &mut String) {
        let tagged = u32::from(tag);
        if self.script(hash::mix(500, form.whole, tagged, 0)).is_some_and(|s| s.apply(form.lower, out))
            || form.folded != form.lower && self.script(hash::mix(500, form.bare, tagged, 0)).is_some_and(|s| s.apply(form.folded, out))
        {
            return;
        }
        if matches!(upos, Upos::Noun | Upos::Adj) && form.lower.contains('-') {
            return self.append(form.lower, tag, upos, buffer, out);
        }
        for end in form.ends[..form.lengths].iter().rev() {
            if self.script(hash::mix(501, *end, tagged, 0)).is_some_and(|s| s.apply(form.lower, out)) {
                return;
            }
        }
        out.push_str(form.lower);
    }

    /// Appends the lemma of a lower-case form; `folded` is a buffer.
    pub(crate) fn append(&self, lower: &str, tag: u8, upos: Upos, folded: &mut String, out: &mut String) {
        if self.whole_form(lower, tag, folded, out) {
            return;
        }
        // "voitures-bombes": each part of a compound has its own ending.
        if matches!(upos, Upos::Noun | Upos::Adj) && lower.contains('-') {
            for (i, part) in lower.split('-').enumerate() {
                if i > 0 {
                    out.push('-');
                }
                if part.len() < 4 {
                    out.push_str(part);
                } else if !self.whole_form(part, tag, folded, out) {
                    self.by_end(part, tag, out);
                }
            }
            return;
        }
        self.by_end(lower, tag, out);
    }

    /// From the dictionary, as it is or without accents.
    fn whole_form(&self, lower: &str, tag: u8, folded: &mut String, out: &mut String) -> bool {
        if self.script(whole(lower, tag)).is_some_and(|s| s.apply(lower, out)) {
            return true;
        }
        if lower.is_ascii() {
            // Lower case already: without accents it is the same.
            return false;
        }
        folded.clear();
        fold_into(lower, folded);
        folded != lower && self.script(whole(folded, tag)).is_some_and(|s| s.apply(folded, out))
    }

    fn by_end(&self, lower: &str, tag: u8, out: &mut String) {
        let mut starts = [lower.len(); LONGEST_END + 1];
        let mut n = 0;
        for (at, _) in lower.char_indices().rev().take(LONGEST_END) {
            n += 1;
            starts[n] = at;
        }
        for k in (0..=n).rev() {
            if self.script(end(&lower[starts[k]..], tag)).is_some_and(|s| s.apply(lower, out)) {
                return;
            }
        }
        out.push_str(lower);
    }
}

/// The lower-case form that lemmas are made from: digits stay.
pub(crate) fn lower(form: &str, out: &mut String) {
    if form.chars().any(char::is_numeric) {
        out.clear();
        out.extend(form.chars().flat_map(char::to_lowercase));
    } else {
        normal(form, out);
    }
}
