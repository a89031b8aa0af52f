//! As one page without script and without anything from outside: read in a browser, printed on A4, right to left where the language is.

use super::{draw, markdown, numbers};
use crate::brief::Brief;

const STYLE: &str = include_str!("brief.css");

pub fn write(brief: &Brief) -> String {
    let direction = if brief.rtl { "rtl" } else { "ltr" };
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n",
        brief.language,
        told(&brief.title)
    );
    out.push_str(&format!("<h1>{}</h1>\n<p class=\"lead\">{}</p>\n", told(&brief.title), told(&brief.lead)));
    out.push_str(&draw::figures(&brief.drawing));
    for section in &brief.sections {
        out.push_str(&format!("<section id=\"{}\">\n<h2>{}</h2>\n", section.id, told(&section.title)));
        if !section.sentences.is_empty() {
            out.push_str("<ul>\n");
            for s in &section.sentences {
                out.push_str(&format!("<li>{} {}</li>\n", told(&s.text), cited(&s.cited)));
            }
            out.push_str("</ul>\n");
        }
        if let Some(table) = &section.table {
            let cells = |row: &[String], cell: &str| row.iter().map(|c| format!("<{cell}>{}</{cell}>", told(c))).collect::<String>();
            out.push_str(&format!("<table>\n<thead><tr>{}</tr></thead>\n<tbody>\n", cells(&table.head, "th")));
            table.rows.iter().for_each(|r| out.push_str(&format!("<tr>{}</tr>\n", cells(r, "td"))));
            out.push_str(&format!("</tbody>\n</table>\n<p class=\"note\">{} {}</p>\n", told(&table.note), cited(&table.cited)));
        }
        out.push_str("</section>\n");
    }
    out.push_str(&format!("<section id=\"sources\">\n<h2>{}</h2>\n<ol>\n", told(&brief.sources_title)));
    for (n, source) in brief.sources.iter().enumerate() {
        out.push_str(&format!("<li id=\"s{}\"><bdi>{}</bdi></li>\n", n + 1, told(&markdown::line(source))));
    }
    out.push_str("</ol>\n</section>\n</main>\n</body>\n</html>\n");
    out
}

/// Each number leads to its source.
fn cited(cited: &crate::brief::Cited) -> String {
    let first = cited.iter().next().unwrap_or(1);
    format!("<a class=\"cited\" href=\"#s{first}\">[{}]</a>", numbers(cited))
}

pub fn told(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
