//! Matching walks the words of a text down the index of keys, and stops at the longest name.

use crate::candidate::{Candidate, How};
use crate::format::Kind;
use crate::gazetteer::Gazetteer;
use crate::key;
use crate::layer::Layer;
use crate::place::PlaceId;
use crate::{common, skeleton, typo};
use fst::raw::{Fst, Node, Output};
use std::borrow::Cow;

/// More candidates than this for one name are noise; lists are in order of importance.
const MOST: usize = 48;
/// No name is longer.
const LONGEST: usize = 9;

/// A way down the index: the node reached and the value gathered.
#[derive(Clone, Copy)]
struct Path<'f> {
    node: Node<'f>,
    value: Output,
}

impl<'f> Path<'f> {
    fn root(fst: &'f Fst<Cow<'static, [u8]>>) -> Path<'f> {
        Path { node: fst.root(), value: Output::zero() }
    }

    fn down(mut self, fst: &'f Fst<Cow<'static, [u8]>>, word: &str) -> Option<Path<'f>> {
        for b in word.bytes() {
            let t = self.node.transition(self.node.find_input(b)?);
            self.value = self.value.cat(t.out);
            self.node = fst.node(t.addr);
        }
        Some(self)
    }

    fn list(&self) -> Option<u64> {
        self.node.is_final().then(|| self.value.cat(self.node.final_output()).value())
    }
}

impl Gazetteer {
    /// The longest name that starts at `words[i]`: how many words it takes, and what it may mean, best first.
    ///
    /// `words` are the text's tokens; hyphens and apostrophes may be inside words or words of their own. 0 when no name
    /// starts here; spellings that are only like a name are [`Gazetteer::lookup`]'s.
    pub fn match_at(&self, words: &[&str], i: usize, out: &mut Vec<Candidate>) -> usize {
        out.clear();
        let spelled = spell(words, i);
        let mut found = Found::default();
        for (n, layer) in self.layers() {
            walk(layer, n, &spelled, false, &mut found);
            walk(layer, n, &spelled, true, &mut found);
        }
        *out = self.weigh(found.hits, &found.key);
        if out.is_empty() { 0 } else { found.words }
    }

    /// What a name may mean, with all means: its key, without articles, its consonants, one letter off; best first.
    pub fn lookup(&self, name: &str) -> Vec<Candidate> {
        let words = key::words(name);
        let full = words.concat();
        let mut hits = Vec::new();
        for (n, layer) in self.layers() {
            collect(layer, n, &layer.keys, &full, &mut hits, as_written);
        }
        if let Some(bare) = key::bare_key(name) {
            for (n, layer) in self.layers() {
                collect(layer, n, &layer.keys, &bare, &mut hits, |_| How::Article);
            }
        }
        if hits.is_empty() {
            self.guess(name, &full, &mut hits);
        }
        self.weigh(hits, &full)
    }

    /// Candidates that are only like the name.
    fn guess(&self, name: &str, full: &str, hits: &mut Vec<(PlaceId, How)>) {
        let mut skeletons: Vec<String> = [skeleton::skeleton(name), skeleton::skeleton_c_as_j(name)].into_iter().flatten().collect();
        skeletons.dedup();
        for s in &skeletons {
            for (n, layer) in self.layers() {
                collect(layer, n, &layer.skeletons, s, hits, |_| How::Skeleton);
            }
        }
        hits.retain(|(place, _)| typo::plausible(full, self.get(*place).name));
        let bare = key::bare_key(name);
        for k in std::iter::once(full).chain(bare.as_deref()) {
            for (n, layer) in self.layers() {
                for list in typo::within_one(&layer.keys, k) {
                    hits.extend(layer.postings(list).take(MOST).map(|(rank, _)| (PlaceId::new(n, rank), How::Typo)));
                }
            }
        }
    }

    /// Each place once, by its surest way, in order of weight.
    fn weigh(&self, mut hits: Vec<(PlaceId, How)>, key: &str) -> Vec<Candidate> {
        hits.sort_unstable();
        hits.dedup_by_key(|(place, _)| *place);
        let common = common::is_common(key);
        let mut out: Vec<Candidate> = hits
            .into_iter()
            .map(|(place, how)| {
                let weight = how.worth() * (0.15 + 0.85 * f32::from(self.get(place).importance) / 255.0);
                Candidate { place, how, weight, common }
            })
            .collect();
        out.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.place.cmp(&b.place)));
        out.truncate(MOST);
        out
    }
}

#[derive(Default)]
struct Found {
    words: usize,
    key: String,
    hits: Vec<(PlaceId, How)>,
}

/// One word of the text: its folded parts; without a possessive ending when it has one.
struct Spelled {
    parts: Vec<String>,
    owner: Option<String>,
}

/// The words from `i` on, as far as a name can reach: to the first punctuation but a hyphen or apostrophe.
fn spell(words: &[&str], i: usize) -> Vec<Spelled> {
    let mut out = Vec::new();
    for word in words.iter().skip(i).take(LONGEST) {
        let parts = key::words(word);
        let joins = word.chars().all(|c| c.is_whitespace() || key::is_apostrophe(c) || matches!(c, '-' | '\u{2010}' | '\u{2011}'));
        // “St.” may come as two tokens.
        let abbreviated = *word == "."
            && out
                .last()
                .is_some_and(|s: &Spelled| matches!(s.parts.last().map(String::as_str), Some("saint" | "sainte" | "mount" | "fort")));
        if parts.is_empty() && (out.is_empty() || !(joins || abbreviated)) {
            break;
        }
        let owner = word
            .char_indices()
            .rev()
            .nth(1)
            .filter(|(_, c)| key::is_apostrophe(*c))
            .and_then(|(at, _)| matches!(&word[at..].chars().last(), Some('s' | 'S')).then(|| key::key(&word[..at])));
        out.push(Spelled { parts, owner: owner.filter(|o| o.len() > 2) });
    }
    out
}

/// Follow the words down one layer, with or without articles, and keep the hits of the longest name.
fn walk(layer: &Layer, n: usize, spelled: &[Spelled], bare: bool, found: &mut Found) {
    let flat: Vec<String> = spelled.iter().flat_map(|s| s.parts.iter().cloned()).collect();
    let (mut path, mut at) = (Path::root(&layer.keys), 0);
    let (mut key, mut dropped) = (String::new(), false);
    for (i, word) in spelled.iter().enumerate() {
        if let Some(owner) = &word.owner
            && let Some(list) = path.down(&layer.keys, owner).and_then(|p| p.list())
        {
            found.add(layer, n, list, i + 1, format!("{key}{owner}"), dropped);
        }
        for part in &word.parts {
            let article = bare && flat.get(at + 1).is_some_and(|next| key::is_article(part, next));
            let part = if bare && part.starts_with("ال") && part.chars().count() > 4 { &part["ال".len()..] } else { part };
            dropped |= article || part.len() < flat[at].len();
            at += 1;
            if article {
                continue;
            }
            match path.down(&layer.keys, part) {
                Some(p) => path = p,
                None => return,
            }
            key.push_str(part);
        }
        if (!bare || dropped)
            && !word.parts.is_empty()
            && let Some(list) = path.list()
        {
            found.add(layer, n, list, i + 1, key.clone(), dropped);
        }
    }
}

impl Found {
    fn add(&mut self, layer: &Layer, n: usize, list: u64, words: usize, key: String, dropped: bool) {
        if words < self.words {
            return;
        }
        if words > self.words {
            self.hits.clear();
            self.words = words;
            self.key = key;
        }
        let how = |kind| if dropped { How::Article } else { as_written(kind) };
        self.hits.extend(layer.postings(list).take(MOST).map(|(rank, kind)| (PlaceId::new(n, rank), how(kind))));
    }
}

fn as_written(kind: Kind) -> How {
    match kind {
        Kind::Primary => How::Exact,
        Kind::Variant => How::Alias,
        Kind::Bare => How::Article,
    }
}

fn collect(layer: &Layer, n: usize, fst: &Fst<Cow<'static, [u8]>>, key: &str, hits: &mut Vec<(PlaceId, How)>, how: impl Fn(Kind) -> How) {
    if let Some(list) = Path::root(fst).down(fst, key).and_then(|p| p.list()) {
        hits.extend(layer.postings(list).take(MOST).map(|(rank, kind)| (PlaceId::new(n, rank), how(kind))));
    }
}
