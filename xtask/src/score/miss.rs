//! A miss is one thing that came out wrong: what was wanted, what was had, in which words, and the cause it is filed under.

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    pub cause: String,
    pub doc: String,
    /// The words that it is about: a sentence, or the whole of a short text.
    pub sentence: String,
    pub wanted: String,
    pub had: String,
}
