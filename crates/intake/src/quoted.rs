//! Quoted is what a mail repeats of another, and what stands below the writer's words; neither is the writer's report.
//!
//! It is told by structure alone: marks of quotation, the line that parts a signature, blocks of headers, and in pages the
//! elements in which programs put what they quote.

use dom_query::Document;

/// Lines of a header block; a forwarded one names at least so many.
const HEADERS: usize = 3;

/// The writer's own words of a text.
pub(crate) fn own(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let end = lines.iter().position(|l| l.trim_end_matches(['\r', '\u{a0}']) == "-- " || *l == "--").unwrap_or(lines.len());
    let end = end.min(original(&lines).unwrap_or(lines.len()));
    let mut kept: Vec<&str> = Vec::new();
    let mut lines = lines.into_iter().take(end).peekable();
    while let Some(line) = lines.next() {
        if is_quoted(line) {
            continue;
        }
        kept.push(line);
        // Who wrote what is quoted: the paragraph that ends in a colon right above the first mark.
        let blank = lines.peek().is_some_and(|l| l.trim().is_empty());
        if (line.trim_end().ends_with(':') || line.trim_end().ends_with('\u{ff1a}')) && !line.trim().is_empty() {
            let mut ahead = lines.clone();
            if blank {
                ahead.next();
            }
            if ahead.next().is_some_and(is_quoted) {
                while kept.last().is_some_and(|l| !l.trim().is_empty()) && introduces(&kept) {
                    kept.pop();
                }
            }
        }
    }
    kept.join("\n").trim_end().to_owned()
}

fn is_quoted(line: &str) -> bool {
    line.starts_with('>') || line.trim_start().starts_with("> ")
}

/// The last lines before a quotation introduce it when they give an address or a time of day; a sentence of one's own may end in a colon too.
fn introduces(kept: &[&str]) -> bool {
    let block: Vec<&&str> = kept.iter().rev().take(4).take_while(|l| !l.trim().is_empty()).collect();
    block.len() <= 3 && block.iter().any(|l| l.contains('@') || l.chars().filter(char::is_ascii_digit).count() >= 4)
        || block.len() == 1 && block.iter().any(|l| l.contains('@'))
}

/// Where a block of headers of another message begins, or the line of dashes that announces it: `-----Original Message-----`.
fn original(lines: &[&str]) -> Option<usize> {
    (0..lines.len()).find(|&i| {
        let line = lines.get(i).map_or("", |l| l.trim());
        let rule = line.starts_with("_____") || (line.starts_with("-----") && line.ends_with("---"));
        let below = lines.iter().skip(i + usize::from(rule)).skip_while(|l| rule && l.trim().is_empty());
        let block: Vec<_> = below.take_while(|l| !l.trim().is_empty()).take(8).collect();
        let headers = block.iter().take_while(|l| is_header(l)).count();
        let address = block.iter().take(headers).any(|l| l.contains('@'));
        let above = i == 0 || lines.get(i - 1).is_some_and(|l| l.trim().is_empty());
        headers >= HEADERS && (rule || (address && above))
    })
}

/// A short key, a colon and something.
fn is_header(line: &str) -> bool {
    let line = line.trim().trim_start_matches('*');
    line.split_once(':').is_some_and(|(key, value)| {
        let key = key.trim_end_matches(['*', ' ', '\u{a0}']);
        (1..=16).contains(&key.chars().count())
            && key.chars().all(|c| c.is_alphabetic() || c == '-' || c == ' ')
            && !value.trim().is_empty()
    })
}

/// A page without what programs quote in it.
pub(crate) fn page(html: &str) -> String {
    let page = Document::from(html);
    page.select("blockquote[type='cite'], .gmail_quote, .gmail_signature, .moz-cite-prefix, .moz-signature, .yahoo_quoted, #divRplyFwdMsg ~ *, #divRplyFwdMsg, #appendonsend ~ *")
        .remove();
    let body = page.body().map(|b| b.inner_html().to_string()).unwrap_or_default();
    // All of a mail is its text; nothing stands around it as on a site.
    format!("<html><body><div itemprop='articleBody'>{body}</div></body></html>")
}

#[cfg(test)]
mod tests {
    use super::{own, page};

    #[test]
    fn only_the_writers_words_are_kept() {
        for (text, kept) in [
            ("A.\n> B.\n>> C.\nD.", "A.\nD."),
            ("A.\n\nOn Mon, 3 May 2021 at 10:00, X wrote:\n> B.", "A."),
            ("A.\n\nLe lun. 3 mai 2021, X\n<x@example.org> a écrit :\n\n> B.", "A."),
            ("They told us this:\n> B.\nC.", "They told us this:\nC."),
            ("A.\n-- \nX\n+00 00", "A."),
            ("A.\n-----Original Message-----\nFrom: x\nSent: y\nSubject: z\n\nB.", "A."),
            ("A.\n\nDe : X <x@example.org>\nEnvoyé : lundi\nObjet : B\n\nB.", "A."),
            ("A.\n________________________________\nمن: X\nإلى: Y\nالموضوع: Z\n\nB.", "A."),
            ("Place: mill\nInjured: three\nDead: none\nA.", "Place: mill\nInjured: three\nDead: none\nA."),
            ("A -- b.\n--- c", "A -- b.\n--- c"),
            ("", ""),
            ("> B.", ""),
        ] {
            assert_eq!(own(text), kept, "{text}");
        }
    }

    #[test]
    fn pages_lose_what_they_quote() {
        let kept = page("<p>one<div class=gmail_quote>two</div><blockquote type=cite>three</blockquote><blockquote>four</blockquote>");
        assert!(kept.contains("one") && kept.contains("four") && !kept.contains("two") && !kept.contains("three"), "{kept}");
    }
}
