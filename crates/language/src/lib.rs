//! A language turns text into sentences, tokens and trees: segmentation that loses no byte, identification, and a
//! trained tagger, lemmatiser and parser per language. Which languages exist is decided by the weights at hand.

mod bits;
mod chars;
mod clitics;
mod clusters;
mod embedded;
mod features;
pub mod fold;
mod hash;
mod identify;
mod label;
mod lemma;
mod model;
mod pack;
mod pairs;
mod parse;
mod quick;
mod rules;
mod segment;
mod sentences;
mod state;
mod table;
mod tag;
pub mod token;
pub mod train;
mod tree;
mod view;
mod words;

pub use chars::is_letter;
pub use fold::{fold, fold_into};
pub use identify::{Identifier, identify};
pub use model::{Model, ModelError, Scratch};
pub use quick::QuickMap;
pub use segment::{everyday, segment};
pub use token::{Segmented, Sentence, Token, TokenKind};
pub use tree::{Analysis, Mood, Node, Rel, Tense, Upos, VerbForm};
