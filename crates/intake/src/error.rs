//! An intake error says which input could not be read, where in it, why, and what to do about it.
//!
//! All the sentences that intake can say are here.

use std::fmt;

/// A place in the inputs; lines and columns count from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    pub file: String,
    pub line: Option<u64>,
    /// In characters.
    pub column: Option<u64>,
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        for n in [self.line, self.column].into_iter().flatten() {
            write!(f, ":{n}")?;
        }
        Ok(())
    }
}

/// One input, or one line of a batch, that gave no report. The others are read all the same.
#[derive(Debug, thiserror::Error)]
#[error("{spot}: {trouble}")]
pub struct IntakeError {
    pub spot: Spot,
    #[source]
    pub trouble: Trouble,
}

impl IntakeError {
    pub(crate) fn file(file: &str, trouble: Trouble) -> IntakeError {
        IntakeError { spot: Spot { file: file.to_owned(), line: None, column: None }, trouble }
    }
}

/// What is wrong, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error("there is no such file or folder; check the path")]
    Missing,
    #[error("cannot be read: {0}")]
    Unreadable(#[from] std::io::Error),
    #[error("is empty")]
    Empty,
    #[error("no report in this folder; reports end in .txt, .md, .html, .docx, .odt, .pdf, .eml, .mbox, .zip or .jsonl, or are text")]
    NoReports,
    #[error("no report in it")]
    NoParts,
    #[error("is {0}, not text; save it as text or HTML and give that file")]
    OtherFormat(&'static str),
    #[error("is not text: byte {at} is {byte:#04x}; if it is a document, save it as text or HTML and give that file")]
    Binary { at: usize, byte: u8 },
    #[error("is larger than {0} MiB; cut it into parts, or make it a batch of one report a line (.jsonl)")]
    TooLarge(u64),
    #[error("the line is longer than {0} MiB; one line holds one report")]
    LineTooLong(u64),
    #[error("byte {0} of the line is not UTF-8; save the batch as UTF-8")]
    NotUtf8(usize),
    #[error("{0}; a line is one object such as {{\"id\": \"a1\", \"text\": \"…\"}}")]
    Json(String),
    #[error("the line has no \"text\"; a line is one object such as {{\"id\": \"a1\", \"text\": \"…\"}}")]
    NoText,
    #[error("is {what} that cannot be read ({why}); open it in the program that made it, save it anew, and give that file")]
    Broken { what: &'static str, why: String },
    #[error("is {0} locked with a password; take the password off and give that file")]
    Locked(&'static str),
    #[error("is {0} of the old kind, which cannot be read; open it and save it as {1}, and give that file")]
    OldKind(&'static str, &'static str),
    #[error("is a PDF document that has no text, only pictures; recognise its text first (OCR), or type what it says into a text file")]
    OnlyPictures,
    #[error(
        "is a PDF document whose letters have no names, so that its words cannot be known; recognise its text (OCR), or ask for it as .docx"
    )]
    NamelessLetters,
    #[error("has no words of its own{0}")]
    NoWords(&'static str),
    #[error("holds several reports; give it as a file, so that each is read")]
    Several,
    #[error("is an archive within {0} archives; unpack it and give its files")]
    TooDeep(usize),
    #[error("nests deeper than {0} steps; no document does, so it is not read")]
    Nested(usize),
    #[error("holds more than {0} files, and the rest is not read; give them in several archives")]
    TooManyFiles(u64),
    #[error("unpacks to more than {0} MiB, and is not read; unpack it and give its files in parts")]
    UnpacksTooMuch(u64),
    #[error("unpacks to more than {0} times its size, as no document does; it is not read")]
    Bomb(u64),
    #[error(
        "has no column that tells what happened; its columns are {seen}; known names of such a column are {known}, or an HXL row with #description"
    )]
    NoTextColumn { seen: String, known: String },
}

impl Trouble {
    /// `what` with its article: "a Word document".
    pub(crate) fn broken(what: &'static str, why: impl fmt::Display) -> Trouble {
        // Reasons of other crates begin as they like and may be long.
        let why: String = why.to_string().chars().filter(|c| !c.is_control()).take(160).collect();
        Trouble::Broken { what, why }
    }
}
