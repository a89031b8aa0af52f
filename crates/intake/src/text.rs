//! Plain text is a report as it was typed, sometimes under a block of header lines.
//!
//! The text that is read is all that is not header or title, with line ends made one kind.

use crate::dateline;
use crate::found::{Found, filled, language};
use accalmie_record::PublishedFrom;

/// A title is not longer, in characters.
const LONGEST_TITLE: usize = 140;
/// Known keys that make a first paragraph a header.
const ENOUGH_KEYS: usize = 2;

pub(crate) fn find(text: String) -> Found {
    let mut text = line_feeds(text);
    let mut found = Found::default();
    if let Some(body) = header(&text, &mut found) {
        text.drain(..body);
    } else if let Some((title, body)) = title(&text) {
        found.title = Some(title);
        text.drain(..body);
    }
    if found.published.is_none()
        && let Some(date) = dateline::alone(&text)
    {
        found.published = Some(date);
        found.published_from = PublishedFrom::Text;
    }
    found.text = text;
    found
}

/// CRLF and lone CR become LF, in place where there is nothing to do.
pub(crate) fn line_feeds(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

/// Takes a header block at the very top; where the body begins, `None` when there is no such block.
fn header(text: &str, found: &mut Found) -> Option<usize> {
    let mut known = 0;
    let mut block = Found::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        if line.trim().is_empty() {
            break;
        }
        let (key, value) = line.split_once(':')?;
        if !is_key(key) {
            return None;
        }
        let value = filled(value);
        match key {
            "TITLE" => block.title = value,
            "SOURCE" => block.source = value,
            "URL" => block.url = value,
            "LANGUAGE" | "LANG" => block.language = value.as_deref().and_then(language),
            "DATE" => {
                block.published_from = if value.is_some() { PublishedFrom::Metadata } else { PublishedFrom::None };
                block.published = value.map(|v| dateline::iso(&v).unwrap_or(v));
            }
            _ => continue,
        }
        known += 1;
    }
    if known < ENOUGH_KEYS {
        return None;
    }
    *found = block;
    Some(at)
}

fn is_key(words: &str) -> bool {
    (1..=24).contains(&words.len()) && words.bytes().all(|b| b.is_ascii_uppercase() || matches!(b, b' ' | b'_' | b'-'))
}

/// A short first line without a full stop, alone above a blank line and a further paragraph, and where that begins.
fn title(text: &str) -> Option<(String, usize)> {
    let (first, rest) = text.split_once('\n')?;
    let words = first.trim_start_matches('#').trim();
    let (blank, body) = rest.split_once('\n')?;
    let fits = !words.is_empty() && words.chars().count() <= LONGEST_TITLE && words.chars().any(char::is_alphabetic);
    let ends = words.trim_end_matches(['»', '"', '”', ')']).trim_end().ends_with(['.', '!', '?', '…', ':', ';', ',', '؟', '،', '–', '-']);
    // A dateline above the text is no title, and neither is a lone header line.
    let dated = dateline::whole(words).is_some() || words.split_once(':').is_some_and(|(key, _)| is_key(key));
    if !fits || ends || dated || !blank.trim().is_empty() || body.trim().is_empty() {
        return None;
    }
    let begins = text.len() - body.len();
    Some((words.to_owned(), begins + (body.len() - body.trim_start_matches(['\n', ' ', '\t']).len())))
}

#[cfg(test)]
mod tests {
    use super::find;
    use accalmie_record::PublishedFrom;

    #[test]
    fn a_header_block_is_metadata() {
        let f = find("URL: https://example.org/a\r\nSOURCE: The Ferry Post\r\nDATE: 2019-04-02\r\nTITLE: Bridge cut: no way over\r\nNOTE:\r\n\r\nThe bridge is cut.\r\n".to_owned());
        assert_eq!(f.text, "The bridge is cut.\n");
        assert_eq!(f.title.as_deref(), Some("Bridge cut: no way over"));
        assert_eq!(f.source.as_deref(), Some("The Ferry Post"));
        assert_eq!(f.url.as_deref(), Some("https://example.org/a"));
        assert_eq!((f.published.as_deref(), f.published_from), (Some("2019-04-02"), PublishedFrom::Metadata));
    }

    #[test]
    fn what_is_not_header_is_kept() {
        for (text, title, kept) in [
            ("DATE: 2019-04-02\n\nOne key is not enough.", None, "DATE: 2019-04-02\n\nOne key is not enough."),
            ("DATE: x\nTITLE: y\nand a line of text\n\nMore.", None, "DATE: x\nTITLE: y\nand a line of text\n\nMore."),
            ("DATE:\nTITLE:\n\nBody.", None, "Body."),
            ("A quiet day\n\nNothing happened.", Some("A quiet day"), "Nothing happened."),
            ("# A quiet day\n\n\nNothing happened.", Some("A quiet day"), "Nothing happened."),
            ("A quiet day.\n\nNothing happened.", None, "A quiet day.\n\nNothing happened."),
            ("A quiet day\nNothing happened.", None, "A quiet day\nNothing happened."),
            ("A quiet day\n\n", None, "A quiet day\n\n"),
            ("\n\nA quiet day\n\nNothing.", None, "\n\nA quiet day\n\nNothing."),
            ("One\rline\r\nends\n", None, "One\nline\nends\n"),
        ] {
            let f = find(text.to_owned());
            assert_eq!((f.title.as_deref(), f.text.as_str()), (title, kept), "{text:?}");
        }
        let long = format!("{}\n\nMore.", "word ".repeat(40));
        assert_eq!(find(long.clone()).text, long);
    }

    #[test]
    fn a_lone_date_is_the_dateline() {
        let f = find("Market day\n\n14.09.2020\n\nThe market was hit.".to_owned());
        assert_eq!((f.published.as_deref(), f.published_from), (Some("2020-09-14"), PublishedFrom::Text));
        let f = find("DATE: early May 2021\nTITLE: x\n\ny".to_owned());
        assert_eq!((f.published.as_deref(), f.published_from), (Some("early May 2021"), PublishedFrom::Metadata));
    }
}
