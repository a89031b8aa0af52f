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
/// What has the consonants of a name and less of its letters is another name.
const LIKE_ENOUGH: f32 = 0.5;
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
        let mut spelling = Spelling { words: words.iter().skip(i).take(LONGEST), spelled: Vec::new() };
        let mut found = Found::default();
        for (n, layer) in self.layers() {
            // Without articles the way is the same up to the first that is dropped.
            let tried = walk(layer, n, &mut spelling, false, &mut found);
            if (0..tried).any(|at| spelling.drops(at)) {
                walk(layer, n, &mut spelling, true, &mut found);
            }
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
        if !hits.is_empty() {
            return self.weigh(hits, &full);
        }
        let like = self.guess(name, &full, &mut hits);
        let mut out = self.weigh(hits, &full);
        for c in out.iter_mut().filter(|c| c.how == How::Skeleton) {
            let likeness = like.iter().filter(|(p, _)| *p == c.place).map(|(_, l)| *l).fold(0.0, f32::max);
            c.weight *= likeness;
        }
        sort(&mut out);
        out
    }

    /// Candidates that are only like the name.
    fn guess(&self, name: &str, full: &str, hits: &mut Vec<(PlaceId, How)>) -> Vec<(PlaceId, f32)> {
        let mut like = self.read_as(&skeleton::readings(name), hits);
        let bare = key::bare_key(name);
        for k in std::iter::once(full).chain(bare.as_deref()) {
            for (n, layer) in self.layers() {
                for list in typo::within_one(&layer.keys, k) {
                    hits.extend(layer.postings(list).take(MOST).map(|(rank, _)| (PlaceId::new(n, rank), How::Typo)));
                }
            }
        }
        if hits.is_empty() {
            like = self.read_as(&skeleton::rare_readings(name), hits);
        }
        like
    }

    /// Places whose consonants are those of a reading and whose letters are not far from it; how like each is.
    fn read_as(&self, readings: &[skeleton::Reading], hits: &mut Vec<(PlaceId, How)>) -> Vec<(PlaceId, f32)> {
        let mut like = Vec::new();
        for reading in readings {
            let mut found = Vec::new();
            for (n, layer) in self.layers() {
                collect(layer, n, &layer.skeletons, &reading.skeleton, &mut found, |_| How::Skeleton);
            }
            for (place, how) in found {
                let likeness = typo::likeness(&reading.letters, self.get(place).name);
                if likeness >= LIKE_ENOUGH {
                    hits.push((place, how));
                    like.push((place, likeness));
                }
            }
        }
        like
    }

    /// Each place once, by its surest way, in order of weight.
    fn weigh(&self, mut hits: Vec<(PlaceId, How)>, key: &str) -> Vec<Candidate> {
        hits.sort_unstable();
        hits.dedup_by_key(|(place, _)| *place);
        let common = common::is_common(key);
        let mut out: Vec<Candidate> = hits
            .into_iter()
            .map(|(place, how)| {
                let weight = how.worth() * (0.15 + 0.85 * f32::from(self.importance(place)) / 255.0);
                Candidate { place, how, weight, common }
            })
            .collect();
        sort(&mut out);
        out.truncate(MOST);
        out
    }
}

fn sort(out: &mut [Candidate]) {
    out.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.place.cmp(&b.place)));
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

/// The words of a text as far as a name can reach: to the first punctuation but a hyphen or apostrophe. They are folded
/// when the walk gets to them, which for most words is never.
struct Spelling<'w, I: Iterator<Item = &'w &'w str>> {
    words: I,
    spelled: Vec<Spelled>,
}

impl<'w, I: Iterator<Item = &'w &'w str>> Spelling<'w, I> {
    fn word(&mut self, k: usize) -> Option<&Spelled> {
        while self.spelled.len() <= k {
            let word = self.words.next()?;
            match spell(word, self.spelled.last()) {
                Some(spelled) => self.spelled.push(spelled),
                None => self.words.by_ref().for_each(drop),
            }
        }
        self.spelled.get(k)
    }

    /// Part `at` of all words in a row.
    fn part(&mut self, at: usize) -> Option<&str> {
        let (mut k, mut before) = (0, 0);
        loop {
            let parts = self.word(k)?.parts.len();
            if at < before + parts {
                return self.spelled[k].parts.get(at - before).map(String::as_str);
            }
            (k, before) = (k + 1, before + parts);
        }
    }

    /// Whether part `at` is an article before the next.
    fn article(&mut self, at: usize) -> bool {
        let Some(part) = self.part(at).filter(|p| p.len() <= 3).map(str::to_owned) else { return false };
        self.part(at + 1).is_some_and(|next| key::is_article(&part, next))
    }

    /// Whether part `at` has something to drop.
    fn drops(&mut self, at: usize) -> bool {
        self.part(at).is_some_and(|p| without_article(p).len() < p.len()) || self.article(at)
    }
}

/// `None` where no name goes on.
fn spell(word: &str, last: Option<&Spelled>) -> Option<Spelled> {
    let parts = key::words(word);
    let joins = word.chars().all(|c| c.is_whitespace() || key::is_apostrophe(c) || matches!(c, '-' | '\u{2010}' | '\u{2011}'));
    // “St.” may come as two tokens.
    let abbreviated =
        word == "." && last.is_some_and(|s| matches!(s.parts.last().map(String::as_str), Some("saint" | "sainte" | "mount" | "fort")));
    if parts.is_empty() && (last.is_none() || !(joins || abbreviated)) {
        return None;
    }
    let owner = word
        .char_indices()
        .rev()
        .nth(1)
        .filter(|(_, c)| key::is_apostrophe(*c))
        .and_then(|(at, _)| matches!(&word[at..].chars().last(), Some('s' | 'S')).then(|| key::key(&word[..at])));
    Some(Spelled { parts, owner: owner.filter(|o| o.len() > 2) })
}

/// Without the Arabic article that is written together with its word.
fn without_article(part: &str) -> &str {
    if part.starts_with("ال") && part.chars().count() > 4 { &part["ال".len()..] } else { part }
}

/// Follow the words down one layer, with or without articles, and keep the hits of the longest name; how many of their
/// parts were tried.
fn walk<'w, I: Iterator<Item = &'w &'w str>>(
    layer: &Layer,
    n: usize,
    spelling: &mut Spelling<'w, I>,
    bare: bool,
    found: &mut Found,
) -> usize {
    let (mut path, mut at) = (Path::root(&layer.keys), 0);
    let (mut key, mut dropped) = (String::new(), false);
    let mut i = 0;
    while let Some(word) = spelling.word(i) {
        let parts = word.parts.len();
        if let Some(owner) = &word.owner
            && let Some(list) = path.down(&layer.keys, owner).and_then(|p| p.list())
        {
            found.add(layer, n, list, i + 1, format!("{key}{owner}"), dropped);
        }
        for k in 0..parts {
            let article = bare && spelling.article(at);
            at += 1;
            dropped |= article;
            if article {
                continue;
            }
            let part = spelling.spelled[i].parts[k].as_str();
            let rest = if bare { without_article(part) } else { part };
            dropped |= rest.len() < part.len();
            match path.down(&layer.keys, rest) {
                Some(p) => path = p,
                None => return at,
            }
            key.push_str(rest);
        }
        if (!bare || dropped)
            && parts > 0
            && let Some(list) = path.list()
        {
            found.add(layer, n, list, i + 1, key.clone(), dropped);
        }
        i += 1;
    }
    at
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
