//! As Markdown: for a wiki, a mail, a terminal.

use super::numbers;
use crate::brief::{Brief, Source};

pub fn write(brief: &Brief) -> String {
    let mut out = format!("# {}\n\n{}\n", told(&brief.title), told(&brief.lead));
    for section in &brief.sections {
        out.push_str(&format!("\n## {}\n\n", told(&section.title)));
        for s in &section.sentences {
            out.push_str(&format!("- {} [{}]\n", told(&s.text), numbers(&s.cited)));
        }
        if let Some(table) = &section.table {
            let row = |cells: &[String]| format!("| {} |\n", cells.iter().map(|c| told(c)).collect::<Vec<_>>().join(" | "));
            out.push_str(&row(&table.head));
            out.push_str(&format!("|{}\n", " --- |".repeat(table.head.len())));
            table.rows.iter().for_each(|r| out.push_str(&row(r)));
            out.push_str(&format!("\n{} [{}]\n", told(&table.note), numbers(&table.cited)));
        }
    }
    out.push_str(&format!("\n## {}\n\n", told(&brief.sources_title)));
    for (n, source) in brief.sources.iter().enumerate() {
        out.push_str(&format!("{}. {}\n", n + 1, told(&line(source))));
    }
    out
}

/// Name, report, day and words.
pub fn line(s: &Source) -> String {
    let mut line = s.name.clone();
    for more in [&s.report, &s.published].into_iter().flatten().filter(|m| **m != s.name) {
        line.push_str(&format!(" · {more}"));
    }
    for words in &s.words {
        line.push_str(&format!(" · \u{ab}\u{a0}{words}\u{a0}\u{bb}"));
    }
    line
}

/// What Markdown would take for its own.
fn told(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
