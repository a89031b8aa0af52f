//! The parser learns from states that it reaches by its own moves, mostly.

use super::Settings;
use super::oracle::Target;
use super::perceptron::Learner;
use super::random::Random;
use super::sample::{Sample, Samples};
use crate::hash::Features;
use crate::parse::{best, features, look_ahead, only};
use crate::state::{Move, State};
use crate::view::View;

/// How often a wrong move is followed, in a hundred, once the first epoch is over.
const EXPLORES: usize = 90;

pub(crate) fn learn(samples: &Samples, seed: usize, settings: &Settings) -> Learner {
    let mut learner = Learner::new(settings.parser_bits, Move::ALL.len());
    let mut random = Random::new(7 + seed as u64);
    let mut f = Features::NONE;
    let mut state = State::default();
    for epoch in 0..settings.parser_epochs {
        for sample in samples.epoch(epoch, |_| true, &mut random) {
            walk(&mut learner, sample, epoch > 0, settings.parser_margin, &mut random, &mut f, &mut state);
        }
    }
    learner
}

fn walk(learner: &mut Learner, sample: &Sample, explores: bool, margin: i32, random: &mut Random, f: &mut Features, state: &mut State) {
    let target = Target::new(&sample.gold.heads);
    let mut ahead = Vec::new();
    look_ahead(&sample.guessed, &mut ahead);
    let mut view = View::default();
    view.fill(&sample.words, &sample.guessed, &ahead);
    let mut scores = [0; 3];
    state.reset(sample.words.len());
    while !state.done() {
        let allowed = state.allowed();
        if let Some(m) = only(allowed) {
            state.apply(m);
            continue;
        }
        features(state, &view, f);
        learner.score(f.as_slice(), &mut scores);
        let costs = Move::ALL.map(|m| if allowed[m as usize] { target.cost(state, m) } else { u32::MAX });
        let least = costs.iter().copied().min().unwrap_or(0);
        let guess = best(&scores, allowed);
        let good = best(&scores, costs.map(|c| c == least));
        let wrong = costs.map(|c| c != least && c != u32::MAX);
        if wrong.contains(&true) {
            let bad = best(&scores, wrong);
            if costs[guess as usize] != least || scores[good as usize] - scores[bad as usize] < margin {
                learner.update(f.as_slice(), good as usize, bad as usize);
            }
        }
        learner.tick();
        state.apply(if explores && random.percent(EXPLORES) { guess } else { good });
    }
}
