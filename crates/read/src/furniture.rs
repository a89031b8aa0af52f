//! Furniture is what a web page puts around the news: "Read also: …", "Related news" with other stories' headlines, log-in lines. It
//! tells of other things than the report does, and nothing is read from it.

use crate::sentence::Sentence;
use accalmie_lexicon::Cue;

/// How far from the beginning of a line its mark may stand, in tokens.
const AT_HEAD: usize = 2;

/// Marks that stand alone on a line this short head a list of other stories.
const HEADING: usize = 6;

/// Which sentences are furniture.
pub fn find(sentences: &[Sentence]) -> Vec<bool> {
    let mut out = Vec::with_capacity(sentences.len());
    // Under "Related news" every line that stands alone is another story's, until running text begins again.
    let mut listing = false;
    for s in sentences {
        let marked = s.cues(Cue::NotNews).any(|m| m.start as usize <= AT_HEAD);
        if marked {
            listing = s.alone && s.len() <= HEADING;
        } else if listing && !(s.alone && (s.heading || s.starts_line)) {
            listing = false;
        }
        out.push(marked || listing);
    }
    out
}
