//! To render is to write the brief in a form: for a browser, a wiki, a program, a desk, paper. The same brief gives the same bytes.

mod docx;
mod draw;
mod html;
mod markdown;
mod pdf;

use crate::brief::{Brief, Cited};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Html,
    Markdown,
    Json,
    Docx,
    Pdf,
}

impl Format {
    pub const ALL: [Format; 5] = [Format::Html, Format::Markdown, Format::Json, Format::Docx, Format::Pdf];

    pub fn name(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Markdown => "md",
            Format::Json => "json",
            Format::Docx => "docx",
            Format::Pdf => "pdf",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Format::Html => "text/html; charset=utf-8",
            Format::Markdown => "text/markdown; charset=utf-8",
            Format::Json => "application/json",
            Format::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Format::Pdf => "application/pdf",
        }
    }
}

/// Fonts for paper, as bytes of TrueType or OpenType files; the program carries none.
#[derive(Clone, Debug, Default)]
pub struct Fonts {
    pub latin: Option<Vec<u8>>,
    pub arabic: Option<Vec<u8>>,
}

#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    #[error("the brief as JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error("the brief as DOCX: {0}")]
    Docx(String),
    #[error("the brief as PDF: {0}")]
    Pdf(String),
}

/// # Errors
/// When a font that the language needs is not there; the other forms do not fail.
pub fn render(brief: &Brief, format: Format, fonts: &Fonts) -> Result<Vec<u8>, RenderError> {
    match format {
        Format::Html => Ok(html::write(brief).into_bytes()),
        Format::Markdown => Ok(markdown::write(brief).into_bytes()),
        Format::Json => Ok(serde_json::to_vec_pretty(brief)?),
        Format::Docx => docx::write(brief),
        Format::Pdf => pdf::write(brief, fonts),
    }
}

/// “1, 3–5”.
fn numbers(cited: &Cited) -> String {
    let all: Vec<usize> = cited.iter().collect();
    let mut out: Vec<(usize, usize)> = Vec::new();
    for n in all {
        match out.last_mut() {
            Some((_, last)) if *last + 1 == n => *last = n,
            _ => out.push((n, n)),
        }
    }
    let one = |(a, b): &(usize, usize)| match b - a {
        0 => a.to_string(),
        1 => format!("{a}, {b}"),
        _ => format!("{a}\u{2013}{b}"),
    };
    out.iter().map(one).collect::<Vec<_>>().join(", ")
}
