//! The cutter of clitics is learned from a treebank whose words are cut: a perceptron over the paths of each word's lattice.

use super::random::Random;
use crate::clitics::{BITS, Cutter, Known, Letters, Path, features, word_key};
use crate::fold::fold;
use crate::rules::Rules;
use accalmie_record::Lang;
use std::collections::BTreeMap;

const EPOCHS: usize = 12;

/// A written word and its pieces, as a treebank cuts it.
pub type CutWord = Vec<String>;

/// The words of a treebank in CoNLL-U whose pieces are written with no blank between them.
pub fn cut_words(conllu: &str) -> Vec<CutWord> {
    let mut out = Vec::new();
    let mut group: CutWord = Vec::new();
    let letters = |w: &str| w.chars().all(|c| c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c));
    for line in conllu.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let word = (cells.len() > 9 && !line.starts_with('#') && cells[0].parse::<u32>().is_ok()).then(|| cells[1]);
        match word {
            Some(word) if letters(word) => {
                group.push(word.to_owned());
                if !cells[9].contains("SpaceAfter=No") {
                    out.push(std::mem::take(&mut group));
                }
            }
            _ if !group.is_empty() => out.push(std::mem::take(&mut group)),
            _ => {}
        }
    }
    if !group.is_empty() {
        out.push(group);
    }
    out
}

/// Words known while learning: a word does not count as known by the token that is being learned from.
struct Seen<'s> {
    counts: &'s BTreeMap<String, u32>,
    listed: &'s BTreeMap<String, u32>,
    own: Vec<String>,
}

impl Known for Seen<'_> {
    fn known(&self, letters: &[char]) -> u32 {
        let word: String = letters.iter().collect();
        let own = self.own.iter().filter(|o| **o == word).count() as u32;
        grade(self.counts.get(&word).copied().unwrap_or(0).saturating_sub(own), self.listed.get(&word).copied().unwrap_or(0))
    }
}

fn grade(count: u32, listed: u32) -> u32 {
    match (count, listed) {
        (2.., _) => 3,
        (_, 2) => 2,
        (1, _) | (_, 1) => 1,
        _ => 0,
    }
}

struct Example {
    letters: Vec<char>,
    paths: Vec<Path>,
    gold: usize,
    /// Folded pieces.
    own: Vec<String>,
}

/// The bytes of a cutter for `lang`; `tabled` are words of the language's tables, `names` of places: one that could be a clitic and a
/// word of the treebank or the tables is no help.
pub fn train_clitics(lang: Lang, words: &[CutWord], tabled: &[String], names: &[String], log: &dyn Fn(&str)) -> Vec<u8> {
    let table = &Rules::of(lang).clitic_table;
    let mut listed: BTreeMap<String, u32> = tabled.iter().map(|w| (fold(w), 2)).collect();
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    words.iter().flatten().for_each(|p| *counts.entry(fold(p)).or_default() += 1);
    // What the treebank cuts is several words, whatever the tables hold.
    for word in words.iter().filter(|w| w.len() > 1) {
        listed.remove(&fold(&word.concat()));
    }
    for name in names {
        let key = fold(name);
        let Some(own) = Letters::of(&key) else { continue };
        let word = |p: &Path| own.letters[p.stem_run(own.letters.len())].iter().collect::<String>();
        let known = |w: &String| counts.contains_key(w) || listed.get(w) == Some(&2);
        if !table.paths(&own).iter().skip(1).any(|p| known(&word(p))) {
            listed.entry(key).or_insert(1);
        }
    }
    let mut examples = Vec::new();
    let mut beyond = 0;
    for word in words {
        let own: Vec<String> = word.iter().map(|p| fold(p)).collect();
        let Some(letters) = Letters::of(&word.concat()) else { continue };
        let mut starts = Vec::new();
        let mut at = 0;
        for piece in &own {
            starts.push(at);
            at += piece.chars().count();
        }
        let paths = table.paths(&letters);
        let Some(gold) = paths.iter().position(|p| p.starts == starts) else {
            beyond += 1;
            continue;
        };
        if paths.len() > 1 {
            examples.push(Example { letters: letters.letters, paths, gold, own });
        }
    }
    log(&format!("{} words, {} with more than one path, {beyond} cut as no path is", words.len(), examples.len()));
    let size = 1usize << BITS;
    let (mut weights, mut sums, mut clock) = (vec![0i64; size], vec![0i64; size], 1i64);
    let mut random = Random::new(5);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let (mut row, mut best_row, mut gold_row) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..EPOCHS {
        random.shuffle(&mut order);
        for &k in &order {
            let e = &examples[k];
            let known = Seen { counts: &counts, listed: &listed, own: e.own.clone() };
            let mut best: Option<(i64, usize)> = None;
            for (p, path) in e.paths.iter().enumerate() {
                features(&e.letters, path, &table.article, &known, &mut row);
                // A right path that leads by little is strengthened too.
                let score: i64 = row.iter().map(|f| weights[*f as usize]).sum::<i64>() + if p == e.gold { 0 } else { 3 };
                if best.is_none_or(|(b, _)| score > b) {
                    best = Some((score, p));
                    best_row.clone_from(&row);
                }
            }
            features(&e.letters, &e.paths[e.gold], &table.article, &known, &mut gold_row);
            if best.is_some_and(|(_, p)| p != e.gold) {
                for f in &gold_row {
                    weights[*f as usize] += 1;
                    sums[*f as usize] += clock;
                }
                for f in &best_row {
                    weights[*f as usize] -= 1;
                    sums[*f as usize] -= clock;
                }
            }
            clock += 1;
        }
    }
    let averaged: Vec<i16> = weights
        .iter()
        .zip(&sums)
        .map(|(w, s)| ((w * clock - s) * 64 / clock).clamp(i64::from(i16::MIN), i64::from(i16::MAX)) as i16)
        .collect();
    let mut known: Vec<u32> = counts
        .keys()
        .chain(listed.keys())
        .map(|w| {
            let letters: Vec<char> = w.chars().collect();
            word_key(&letters) >> 2 << 2 | grade(counts.get(w).copied().unwrap_or(0), listed.get(w).copied().unwrap_or(0))
        })
        .collect();
    known.sort_unstable_by_key(|w| (w >> 2, std::cmp::Reverse(w & 3)));
    known.dedup_by_key(|w| *w >> 2);
    Cutter::write(lang.as_str(), &known, &averaged)
}

/// Of the words of a treebank how many are cut as it cuts them, and of those that it cuts how many.
pub fn score_clitics(lang: Lang, bytes: Vec<u8>, words: &[CutWord]) -> Option<((usize, usize), (usize, usize))> {
    let cutter = Cutter::from_bytes(bytes.into(), Rules::of(lang).clitic_table.clone())?;
    let (mut all, mut cut) = ((0, 0), (0, 0));
    let mut cuts = Vec::new();
    for word in words {
        let whole = word.concat();
        let mut at = 0;
        let gold: Vec<usize> = word
            .iter()
            .map(|p| {
                at += p.len();
                at
            })
            .take(word.len() - 1)
            .collect();
        cutter.cuts(&whole, &mut cuts);
        let right = cuts == gold;
        all = (all.0 + usize::from(right), all.1 + 1);
        if word.len() > 1 {
            cut = (cut.0 + usize::from(right), cut.1 + 1);
        }
    }
    Some((all, cut))
}
