//! As DOCX (ECMA-376, WordprocessingML): for a desk that writes on. The drawings are left out: they are in the page and on paper.

use super::html::told;
use super::{RenderError, numbers};
use crate::brief::{Brief, Cited, Source, Table};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const TYPES: &str = include_str!("docx/types.xml");
const RELS: &str = include_str!("docx/rels.xml");
const WORD_RELS: &str = include_str!("docx/word_rels.xml");
const STYLES: &str = include_str!("docx/styles.xml");
const NUMBERING: &str = include_str!("docx/numbering.xml");
const CORE: &str = include_str!("docx/core.xml");

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                      xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
/// Between the margins of A4, in twentieths of a point.
const WIDE: usize = 11906 - 2 * 1020;

pub fn write(brief: &Brief) -> Result<Vec<u8>, RenderError> {
    let failed = |e: &dyn std::fmt::Display| RenderError::Docx(e.to_string());
    // The same bytes for the same brief: no time in the archive.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let latin = if brief.language == "fr" { "fr-FR" } else { "en-GB" };
    let parts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", RELS.to_owned()),
        ("docProps/core.xml", CORE.replace("{title}", &told(&brief.title)).replace("{language}", brief.language)),
        ("word/_rels/document.xml.rels", WORD_RELS.to_owned()),
        ("word/styles.xml", STYLES.replace("{latin}", latin)),
        ("word/numbering.xml", NUMBERING.to_owned()),
        ("word/footer.xml", footer(brief)),
        ("word/document.xml", document(brief)),
    ];
    for (name, text) in parts {
        zip.start_file(name, options).map_err(|e| failed(&e))?;
        zip.write_all(text.as_bytes()).map_err(|e| failed(&e))?;
    }
    Ok(zip.finish().map_err(|e| failed(&e))?.into_inner())
}

fn document(brief: &Brief) -> String {
    let rtl = brief.rtl;
    let p = |style: &str, text: &str| paragraph(style, &runs(text, rtl), rtl);
    let mut body = p("Title", &brief.title);
    body.push_str(&p("Lead", &brief.lead));
    for section in &brief.sections {
        body.push_str(&p("Heading1", &section.title));
        for s in &section.sentences {
            body.push_str(&paragraph("ListBullet", &with_cited(&s.text, &s.cited, rtl), rtl));
        }
        if let Some(t) = &section.table {
            body.push_str(&table(t, rtl));
            body.push_str(&paragraph("Note", &with_cited(&t.note, &t.cited, rtl), rtl));
        }
    }
    body.push_str(&p("Heading1", &brief.sources_title));
    for (n, s) in brief.sources.iter().enumerate() {
        body.push_str(&paragraph("Source", &source(n + 1, s, rtl), rtl));
    }
    let turn = if rtl { "<w:bidi/>" } else { "" };
    format!(
        "{XML}<w:document {SPACES}><w:body>{body}<w:sectPr><w:footerReference w:type=\"default\" r:id=\"r3\"/>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1020\" w:right=\"1020\" w:bottom=\"1020\" w:left=\"1020\" \
         w:header=\"510\" w:footer=\"510\" w:gutter=\"0\"/>{turn}</w:sectPr></w:body></w:document>"
    )
}

/// The page and how many there are: the desk's program counts them.
fn footer(brief: &Brief) -> String {
    let field = |name: &str| format!("<w:fldSimple w:instr=\"{name}\">{}</w:fldSimple>", run("1", "", brief.rtl));
    let line = format!("{}{}{}{}", runs(&brief.title, brief.rtl), run(" · ", "", brief.rtl), field("PAGE"), run(" / ", "", brief.rtl));
    format!("{XML}<w:ftr {SPACES}>{}</w:ftr>", paragraph("Footer", &(line + &field("NUMPAGES")), brief.rtl))
}

fn paragraph(style: &str, runs: &str, rtl: bool) -> String {
    let turn = if rtl { "<w:bidi/>" } else { "" };
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{turn}</w:pPr>{runs}</w:p>\n")
}

fn run(text: &str, style: &str, rtl: bool) -> String {
    let style = if style.is_empty() { String::new() } else { format!("<w:rStyle w:val=\"{style}\"/>") };
    let turn = if rtl { "<w:rtl/>" } else { "" };
    format!("<w:r><w:rPr>{style}{turn}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", told(text))
}

/// What is isolated (a name in another script) is a run of its own direction: word processors order runs, and know isolates badly.
fn runs(text: &str, rtl: bool) -> String {
    let mut out = String::new();
    for (n, part) in text.split('\u{2068}').enumerate() {
        let (isolated, rest) = if n == 0 { ("", part) } else { part.split_once('\u{2069}').unwrap_or(("", part)) };
        if !isolated.is_empty() {
            out.push_str(&own(isolated, rtl));
        }
        if !rest.is_empty() {
            out.push_str(&run(rest, "", rtl));
        }
    }
    out
}

/// In the direction of its first letter. A mark of that direction holds brackets and full stops at its edges where they belong.
fn own(text: &str, rtl: bool) -> String {
    let turned = turned(text).unwrap_or(rtl);
    if turned == rtl {
        return run(text, "", rtl);
    }
    let mark = if turned { '\u{200f}' } else { '\u{200e}' };
    run(&format!("{mark}{text}{mark}"), "", turned)
}

/// Whether its first letter is of a script that is written right to left.
fn turned(text: &str) -> Option<bool> {
    let first = text.chars().find(|c| c.is_alphabetic())?;
    Some(matches!(first, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'))
}

/// The numbers lead to the first source.
fn with_cited(text: &str, cited: &Cited, rtl: bool) -> String {
    let first = cited.iter().next().unwrap_or(1);
    let numbers = run(&format!("[{}]", numbers(cited)), "Cited", rtl);
    format!("{}{}<w:hyperlink w:anchor=\"s{first}\">{numbers}</w:hyperlink>", runs(text, rtl), run(" ", "", rtl))
}

fn source(n: usize, s: &Source, rtl: bool) -> String {
    let more = [&s.report, &s.published].into_iter().flatten().filter(|m| **m != s.name).cloned();
    let words = s.words.iter().map(|w| format!("\u{ab}\u{a0}{w}\u{a0}\u{bb}"));
    let parts: Vec<String> = std::iter::once(s.name.clone()).chain(more).chain(words).map(|part| own(&part, rtl)).collect();
    format!("<w:bookmarkStart w:id=\"{n}\" w:name=\"s{n}\"/>{}<w:bookmarkEnd w:id=\"{n}\"/>", parts.join(&run(" · ", "", rtl)))
}

fn table(t: &Table, rtl: bool) -> String {
    let turn = if rtl { "<w:bidiVisual/>" } else { "" };
    let each = WIDE / t.head.len().max(1);
    let row = |cells: &[String], style: &str, first: &str| {
        let cell = |c: &String| {
            format!("<w:tc><w:tcPr><w:tcW w:w=\"{each}\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>", paragraph(style, &runs(c, rtl), rtl))
        };
        format!("<w:tr><w:trPr><w:cantSplit/>{first}</w:trPr>{}</w:tr>\n", cells.iter().map(cell).collect::<String>())
    };
    let side = |name: &str| format!("<w:{name} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"C9D0D6\"/>");
    let sides: String = ["top", "bottom", "insideH"].map(side).concat();
    let head = row(&t.head, "Head", "<w:tblHeader/>");
    let rows: String = t.rows.iter().map(|r| row(r, "Cell", "")).collect();
    let grid = format!("<w:gridCol w:w=\"{each}\"/>").repeat(t.head.len());
    format!(
        "<w:tbl><w:tblPr>{turn}<w:tblW w:w=\"{WIDE}\" w:type=\"dxa\"/><w:tblBorders>{sides}</w:tblBorders>\
         <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>\n"
    )
}
