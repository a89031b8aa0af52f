//! The identifier learns from sentences and from parts of them, as they are and in capitals without accents.

use super::noise::{Noise, text};
use super::perceptron::Learner;
use super::random::Random;
use crate::identify::{Identifier, LOG2, Script, features, script};
use accalmie_record::Lang;

const EPOCHS: usize = 6;
/// Each language gets as many lessons an epoch, however many sentences it has.
const LESSONS: usize = 9_000;
/// A right answer with a smaller lead, a feature, is still a lesson.
const MARGIN: i32 = 2;

/// The bytes of an [`Identifier`]; `texts` are sentences by language.
pub fn train_identifier(texts: &[(Lang, Vec<String>)]) -> Vec<u8> {
    // Arabic is told by its script.
    let latin = |(_, s): &&(Lang, Vec<String>)| s.iter().filter(|s| script(s) == Some(Script::Arabic)).count() * 2 < s.len();
    let texts: &[(Lang, Vec<String>)] = &texts.iter().filter(latin).cloned().collect::<Vec<_>>();
    let mut learner = Learner::new(LOG2, texts.len());
    let mut random = Random::new(3);
    let mut scores = vec![0; texts.len()];
    let mut found = Vec::new();
    for _ in 0..EPOCHS {
        for _ in 0..LESSONS {
            for (k, (_, sentences)) in texts.iter().enumerate() {
                let lesson = lesson(sentences, &mut random);
                features(&lesson, &mut found);
                learner.score(&found, &mut scores);
                scores[k] -= MARGIN * found.len() as i32;
                let guess = crate::tag::best(&scores);
                if guess != k {
                    learner.update(&found, k, guess);
                }
                learner.tick();
            }
        }
    }
    let langs: Vec<&str> = texts.iter().map(|(l, _)| l.as_str()).collect();
    let rows: Vec<(u32, Vec<i8>)> = (learner.rows(1).into_iter())
        .map(|(key, row)| {
            let mut dense = vec![0; texts.len()];
            row.iter().for_each(|(c, w)| dense[usize::from(*c)] = *w);
            (key, dense)
        })
        .collect();
    let doubt = doubt(&langs, &rows, texts);
    Identifier::write(&langs.join(" "), doubt, &rows)
}

/// A tenth of the lead that a text usually has: leads above it are trusted.
fn doubt(langs: &[&str], rows: &[(u32, Vec<i8>)], texts: &[(Lang, Vec<String>)]) -> i64 {
    let bytes = Identifier::write(&langs.join(" "), 1, rows);
    let Some(identifier) = Identifier::from_bytes(bytes.into()) else { return 1 };
    let mut random = Random::new(4);
    let mut leads: Vec<i64> = (0..2000).map(|i| identifier.lead_of(&lesson(&texts[i % texts.len()].1, &mut random))).collect();
    leads.sort_unstable();
    (leads[leads.len() / 2] / 10).max(1)
}

/// A sentence, or some words of it, or two together.
fn lesson(sentences: &[String], random: &mut Random) -> String {
    let Some(sentence) = sentences.get(random.below(sentences.len())) else { return String::new() };
    let mut out = sentence.clone();
    if random.percent(30) {
        let words: Vec<&str> = sentence.split(' ').collect();
        let n = 3 + random.below(8);
        let at = random.below(words.len().saturating_sub(n) + 1);
        out = words[at..words.len().min(at + n)].join(" ");
    }
    match random.below(10) {
        0 | 1 => text(&out, Noise::PlainCapitals, random),
        2 => text(&out, Noise::Plain, random),
        3 => text(&out, Noise::Lower, random),
        _ => out,
    }
}
