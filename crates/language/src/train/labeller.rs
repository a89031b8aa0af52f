//! The labeller learns relations on gold trees, with the tags that the parser will see.

use super::Settings;
use super::perceptron::Learner;
use super::random::Random;
use super::sample::Samples;
use crate::hash::Features;
use crate::label::{Children, Given, features};
use crate::tag::best;
use crate::tree::Rel;
use crate::view::View;

pub(crate) fn learn(samples: &Samples, settings: &Settings) -> Learner {
    let mut learner = Learner::new(settings.labeller_bits, Rel::ALL.len());
    let mut random = Random::new(23);
    let (mut f, mut scores) = (Features::NONE, vec![0; Rel::ALL.len()]);
    let (mut children, mut view) = (Children::default(), View::default());
    for epoch in 0..settings.labeller_epochs {
        for sample in samples.epoch(epoch, |_| true, &mut random) {
            let heads = &sample.gold.heads;
            view.fill(&sample.words, &sample.guessed, &[]);
            children.fill(heads);
            let mut given = vec![Given::NONE; heads.len() + 2];
            for (i, h) in heads.iter().enumerate() {
                let gold = sample.gold.rels[i];
                let mut guess = gold;
                // What hangs on the root is the root, without asking.
                if *h as usize <= heads.len() {
                    features(heads, &children, i as u32 + 1, &view, given[*h as usize], &mut f);
                    learner.score(f.as_slice(), &mut scores);
                    for sub in sample.gold.lacks.iter().filter(|s| s.base() == gold) {
                        scores[*sub as usize] = i32::MIN;
                    }
                    guess = Rel::from_index(best(&scores) as u8).unwrap_or(Rel::Dep);
                    learner.correct(f.as_slice(), &mut scores, gold as usize, settings.labeller_margin);
                }
                given[*h as usize].add(guess);
            }
        }
    }
    learner
}
