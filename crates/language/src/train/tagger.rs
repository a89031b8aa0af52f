//! The tagger learns to give tags from the tags it gave itself to the words before.

use super::Settings;
use super::perceptron::Learner;
use super::random::Random;
use super::sample::{Sample, Samples};
use crate::hash::Features;
use crate::tag::{START, best, features};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

const FOLDS: usize = 5;

pub(crate) fn learn(samples: &Samples, only: impl Fn(usize) -> bool, epochs: usize, settings: &Settings) -> Learner {
    let mut learner = Learner::new(settings.tagger_bits, samples.tags.len());
    let mut random = Random::new(42);
    let (mut f, mut scores) = (Features::NONE, vec![0; samples.tags.len()]);
    for epoch in 0..epochs {
        for sample in samples.epoch(epoch, &only, &mut random) {
            walk(&mut learner, sample, Some(settings.tagger_margin), &mut f, &mut scores);
        }
    }
    learner
}

/// Tags a sentence; corrects the learner where it is wrong.
fn walk(learner: &mut Learner, sample: &Sample, learns: Option<i32>, f: &mut Features, scores: &mut [i32]) -> Vec<u8> {
    let [mut p1, mut p2] = START;
    let mut out = Vec::with_capacity(sample.words.len());
    for (i, gold) in sample.tags.iter().enumerate() {
        features(&sample.words, i, p1, p2, f);
        learner.score(f.as_slice(), scores);
        let guess = best(scores);
        if let Some(margin) = learns {
            learner.correct(f.as_slice(), scores, usize::from(*gold), margin);
        }
        out.push(guess as u8);
        (p2, p1) = (p1, guess as u32);
    }
    out
}

/// Tags every sentence by a tagger that learned on the others: the parser must learn on tags as wrong as it will meet.
pub(crate) fn jackknife(samples: &mut Samples, settings: &Settings) {
    let (send, receive) = mpsc::channel();
    let next = AtomicUsize::new(0);
    let shared = &*samples;
    let guessed = thread::scope(|scope| {
        for _ in 0..2 {
            let (send, next) = (send.clone(), &next);
            scope.spawn(move || {
                loop {
                    let fold = next.fetch_add(1, Ordering::Relaxed);
                    if fold >= FOLDS {
                        break;
                    }
                    let epochs = settings.jackknife_epochs;
                    let mut learner = learn(shared, |i| i % FOLDS != fold, epochs, settings);
                    learner.settle();
                    let (mut f, mut scores) = (Features::NONE, vec![0; shared.tags.len()]);
                    for (i, copies) in shared.items.iter().enumerate().filter(|(i, _)| i % FOLDS == fold) {
                        let tags: Vec<Vec<u8>> = copies.iter().map(|s| walk(&mut learner, s, None, &mut f, &mut scores)).collect();
                        if send.send((i, tags)).is_err() {
                            return;
                        }
                    }
                }
            });
        }
        drop(send);
        receive.into_iter().collect::<Vec<_>>()
    });
    let syntactic: Vec<u8> = samples.tags.iter().map(|t| t.syntactic()).collect();
    for (i, copies) in guessed {
        for (sample, tags) in samples.items[i].iter_mut().zip(copies) {
            sample.guessed = tags.iter().map(|t| syntactic[usize::from(*t)]).collect();
        }
    }
}
