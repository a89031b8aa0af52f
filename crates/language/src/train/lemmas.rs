//! Scripts are counted on the treebank; one is kept for an end of words only where shorter ends would be wrong, and
//! for a whole form only where its ends are.

use super::sample::Samples;
use crate::fold::fold;
use crate::lemma::{LONGEST_END, Lemmas, Script, end, lower, whole};
use crate::tree::Upos;
use std::collections::BTreeMap;

type Counts<K> = BTreeMap<(K, u8), BTreeMap<Script, usize>>;

/// Ends seen fewer times say nothing.
const RARE: usize = 2;

pub(crate) fn learn(samples: &Samples) -> Lemmas {
    let (mut ends, mut forms): (Counts<String>, Counts<String>) = (BTreeMap::new(), BTreeMap::new());
    let mut targets: BTreeMap<(String, u8), BTreeMap<String, usize>> = BTreeMap::new();
    for sample in samples.items.iter().filter_map(|copies| copies.first()) {
        for (i, form) in sample.gold.forms.iter().enumerate() {
            let tag = sample.tags[i];
            let upos = sample.gold.tags[i].upos;
            let lemma = &sample.gold.lemmas[i];
            if upos == Upos::Propn || lemma == "_" {
                continue;
            }
            let mut form_ = String::new();
            lower(form, &mut form_);
            let lemma = lemma.to_lowercase();
            *targets.entry((form_, tag)).or_default().entry(lemma).or_default() += 1;
        }
    }
    for ((form, tag), lemmas) in &targets {
        // Spellings without accents get the same lemma.
        for spelling in [form.clone(), fold(form)] {
            for (lemma, n) in lemmas {
                let script = Script::between(&spelling, lemma);
                *forms.entry((spelling.clone(), *tag)).or_default().entry(script.clone()).or_default() += n;
                let chars: Vec<char> = spelling.chars().collect();
                for k in usize::from(script.cut)..=chars.len().min(LONGEST_END) {
                    let tail: String = chars[chars.len() - k..].iter().collect();
                    // Types, not tokens: frequent words are irregular ones.
                    *ends.entry((tail, *tag)).or_default().entry(script.clone()).or_default() += 1;
                }
            }
            if spelling == fold(&spelling) {
                break;
            }
        }
    }
    let ends = needed(&ends);
    let mut rows: Vec<(u32, Script)> = ends.iter().map(|((tail, tag), s)| (end(tail, *tag), s.clone())).collect();
    for ((form, tag), scripts) in &forms {
        let Some(best) = most(scripts) else { continue };
        // Compounds are read by their parts, so each one known is kept whole.
        if form.contains('-') || by_ends(&ends, form, *tag).as_ref() != Some(best) {
            rows.push((whole(form, *tag), best.clone()));
        }
    }
    Lemmas::new(rows)
}

/// The most frequent; of equals the first.
fn most(scripts: &BTreeMap<Script, usize>) -> Option<&Script> {
    scripts.iter().rev().max_by_key(|(_, n)| **n).map(|(s, _)| s)
}

fn needed(counts: &Counts<String>) -> BTreeMap<(String, u8), Script> {
    let mut by_length: Vec<_> = counts.iter().collect();
    by_length.sort_by_key(|((tail, _), _)| tail.chars().count());
    let mut out: BTreeMap<(String, u8), Script> = BTreeMap::new();
    for ((tail, tag), scripts) in by_length {
        let Some(best) = most(scripts) else { continue };
        if scripts.values().sum::<usize>() >= RARE && by_ends(&out, tail, *tag).as_ref() != Some(best) {
            out.insert((tail.clone(), *tag), best.clone());
        }
    }
    out
}

/// The script of the longest known end.
fn by_ends(ends: &BTreeMap<(String, u8), Script>, form: &str, tag: u8) -> Option<Script> {
    let chars: Vec<char> = form.chars().collect();
    (0..=chars.len().min(LONGEST_END)).rev().find_map(|k| {
        let tail: String = chars[chars.len() - k..].iter().collect();
        ends.get(&(tail, tag)).cloned()
    })
}
