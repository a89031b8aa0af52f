//! Training makes the weights of a language from treebanks. It is a function of its arguments alone: the same
//! treebanks give the same bytes, on any number of threads.

mod align;
mod clitics;
mod clusters;
mod conllu;
mod identifier;
mod labeller;
mod lemmas;
mod noise;
mod oracle;
mod parser;
mod perceptron;
mod random;
mod sample;
mod score;
mod tagger;

pub use clitics::{CutWord, cut_words, score_clitics, train_clitics};
pub use conllu::{Treebank, read};
pub use identifier::train_identifier;
pub use noise::{Noise, noisy};
pub use score::{Scores, score};

use crate::clusters::Clusters;
use crate::pack::{Reader, Writer};
use crate::pairs::Pairs;
use crate::table::Table;
use crate::tree::Rel;
use accalmie_record::Lang;
use perceptron::Learner;
use sample::Samples;
use std::borrow::Cow;
use std::thread;

/// How long and how large; the defaults are those of the shipped weights.
#[derive(Clone, Debug)]
pub struct Settings {
    pub tagger_epochs: usize,
    pub jackknife_epochs: usize,
    pub parser_epochs: usize,
    pub labeller_epochs: usize,
    /// A right answer that leads by less is corrected too.
    pub tagger_margin: i32,
    pub parser_margin: i32,
    pub labeller_margin: i32,
    /// Parsers that learn in different orders and are then added up.
    pub parser_seeds: usize,
    /// Rows of the hashed tables, as powers of two.
    pub tagger_bits: u32,
    pub parser_bits: u32,
    pub labeller_bits: u32,
    /// Smaller weights (in 8-bit units) are dropped.
    pub tagger_least: i8,
    pub parser_least: i8,
    pub labeller_least: i8,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            tagger_epochs: 8,
            jackknife_epochs: 5,
            parser_epochs: 12,
            labeller_epochs: 8,
            tagger_margin: 80,
            parser_margin: 250,
            labeller_margin: 80,
            parser_seeds: 2,
            tagger_bits: 19,
            parser_bits: 22,
            labeller_bits: 19,
            tagger_least: 4,
            parser_least: 5,
            labeller_least: 5,
        }
    }
}

impl Settings {
    /// Changes one by its name, for experiments.
    pub fn set(&mut self, name: &str, value: u32) -> bool {
        match name {
            "tagger_epochs" => self.tagger_epochs = value as usize,
            "jackknife_epochs" => self.jackknife_epochs = value as usize,
            "parser_epochs" => self.parser_epochs = value as usize,
            "labeller_epochs" => self.labeller_epochs = value as usize,
            "tagger_bits" => self.tagger_bits = value,
            "parser_bits" => self.parser_bits = value,
            "labeller_bits" => self.labeller_bits = value,
            "tagger_least" => self.tagger_least = value as i8,
            "parser_least" => self.parser_least = value as i8,
            "labeller_least" => self.labeller_least = value as i8,
            "tagger_margin" => self.tagger_margin = value as i32,
            "parser_margin" => self.parser_margin = value as i32,
            "labeller_margin" => self.labeller_margin = value as i32,
            "parser_seeds" => self.parser_seeds = value as usize,
            _ => return false,
        }
        true
    }

    /// Small and fast, for tests.
    pub fn tiny() -> Settings {
        Settings {
            tagger_bits: 12,
            parser_bits: 14,
            labeller_bits: 12,
            parser_epochs: 5,
            tagger_margin: 10,
            parser_margin: 20,
            labeller_margin: 10,
            ..Settings::default()
        }
    }
}

/// The bytes of a model of `lang`. `clusters` is a table of words with their fine and coarse cluster.
pub fn train(lang: Lang, treebank: &Treebank, clusters: Option<&str>, settings: &Settings, log: &(dyn Fn(&str) + Sync)) -> Vec<u8> {
    let mut out = Writer::new(lang.as_str());
    let cluster_rows = clusters.map(clusters::rows).unwrap_or_default();
    let clusters = in_place(&cluster_rows);
    let mut samples = Samples::new(treebank, &clusters);
    log(&format!("{} sentences, {} tokens, {} tags", samples.items.len(), treebank.tokens(), samples.tags.len()));
    tagger::jackknife(&mut samples, settings);
    log("tags jackknifed");
    let samples = &samples;
    let (tagger, parser, labeller) = thread::scope(|scope| {
        let parsers: Vec<_> = (0..settings.parser_seeds).map(|seed| scope.spawn(move || parser::learn(samples, seed, settings))).collect();
        let labeller = scope.spawn(|| labeller::learn(samples, settings));
        let tagger = tagger::learn(samples, |_| true, settings.tagger_epochs, settings);
        log("tagger learned");
        let labeller = labeller.join();
        log("labeller learned");
        (tagger, parsers.into_iter().map(|p| p.join()).collect::<Result<Vec<_>, _>>(), labeller)
    });
    let (Ok(parser), Ok(labeller)) = (parser, labeller) else { panic!("a training thread failed") };
    log("parser learned");
    let before = out.size();
    out.section(&samples.tags.iter().flat_map(|t| t.to_bytes()).collect::<Vec<_>>());
    Clusters::write(&mut out, &cluster_rows);
    let a = out.size();
    lemmas::learn(samples).write(&mut out);
    let b = out.size();
    Table::write(&mut out, settings.tagger_bits, samples.tags.len(), &tagger.rows(settings.tagger_least));
    let c = out.size();
    Pairs::write(&mut out, settings.parser_bits, &Learner::pairs(&parser, settings.parser_least));
    let d = out.size();
    Table::write(&mut out, settings.labeller_bits, Rel::ALL.len(), &labeller.rows(settings.labeller_least));
    log(&format!("bytes: clusters {}, lemmas {}, tagger {}, parser {}, labeller {}", a - before, b - a, c - b, d - c, out.size() - d));
    out.finish()
}

/// The clusters as the reader will see them.
fn in_place(rows: &[(String, u16, u8)]) -> Clusters {
    let mut out = Writer::new("und");
    Clusters::write(&mut out, rows);
    Reader::new(Cow::Owned(out.finish())).and_then(|(mut r, _)| Clusters::read(&mut r)).unwrap_or_default()
}
