//! The labeller learns relations on gold trees, with the tags that the parser will see.

use super::perceptron::Learner;
use super::random::Random;
use super::sample::Samples;
use super::Settings;
use crate::label::{Children, NO_LABEL, features};
use crate::parse::View;
use crate::tag::best;
use crate::tree::Rel;

pub(crate) fn learn(samples: &Samples, settings: &Settings) -> Learner {
    let mut learner = Learner::new(settings.labeller_bits, Rel::ALL.len());
    let mut random = Random::new(23);
    let (mut f, mut scores) = (Vec::new(), vec![0; Rel::ALL.len()]);
    let mut children = Children::default();
    for epoch in 0..settings.labeller_epochs {
        for sample in samples.epoch(epoch, |_| true, &mut random) {
            let heads = &sample.gold.heads;
            let view = View { words: &sample.words, tags: &sample.guessed };
            children.fill(heads);
            let mut before = vec![NO_LABEL; heads.len() + 2];
            for (i, h) in heads.iter().enumerate() {
                let gold = sample.gold.rels[i];
                let mut given = gold as usize;
                // What hangs on the root is the root, without asking.
                if *h as usize <= heads.len() {
                    features(heads, &children, i as u32 + 1, &view, before[*h as usize], &mut f);
                    learner.score(&f, &mut scores);
                    given = best(&scores);
                    learner.correct(&f, &mut scores, gold as usize, settings.labeller_margin);
                }
                before[*h as usize] = given as u32;
            }
        }
    }
    learner
}
