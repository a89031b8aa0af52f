//! Neutral text is text that does nothing to the program that opens it: no spreadsheet runs it, no reader's eye is led astray by it.

use std::borrow::Cow;

/// Turns the direction of what follows, and so can make a file name, a number or a quotation look like another one: the marks of the
/// Unicode bidirectional algorithm (UAX #9) and the deprecated marks beside them.
pub fn turns_direction(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}')
}

/// What becomes of a character in every text of every form: itself, a blank (line ends and tabs), or nothing (controls, marks of
/// direction, invisible tags, and the two that XML 1.0 does not know).
pub fn char(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\u{0B}' | '\u{0C}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() || turns_direction(c) => None,
        '\u{FFFE}' | '\u{FFFF}' | '\u{E0000}'..='\u{E007F}' => None,
        c => Some(c),
    }
}

/// Text for any form. Letters are untouched: Arabic and Kurmanji need no mark to be read in the right direction by a program that
/// knows it.
pub fn text(s: &str) -> String {
    s.chars().filter_map(char).collect()
}

/// A blank to the eye or to an importer that trims.
fn blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' | '\u{180E}' | '\u{3164}')
}

/// Quotation marks that an importer may strip before it looks at the cell.
fn quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '\u{201C}' | '\u{201D}' | '\u{2018}' | '\u{2019}' | '\u{AB}' | '\u{BB}' | '\u{FF02}' | '\u{FF07}')
}

/// What a spreadsheet takes as the beginning of a formula, in its ASCII, small and full-width shapes.
fn begins_formula(c: char) -> bool {
    matches!(
        c,
        '=' | '+'
            | '-'
            | '@'
            | '\u{FF1D}'
            | '\u{FF0B}'
            | '\u{FF0D}'
            | '\u{FF20}'
            | '\u{FE66}'
            | '\u{FE62}'
            | '\u{FE63}'
            | '\u{FE6B}'
            | '\u{2212}'
    )
}

/// Would a spreadsheet run this cell? Blanks and quotation marks before the sign are looked through; an apostrophe before everything
/// marks text and ends the question.
pub fn is_formula(cell: &str) -> bool {
    if cell.starts_with('\'') {
        return false;
    }
    cell.chars().find(|c| !blank(*c) && !quote(*c) && !c.is_control()).is_some_and(begins_formula)
}

/// Text for a cell of a CSV: [`text`], with an apostrophe before each beginning of a formula, also after a comma, semicolon or bar
/// inside the text, because a spreadsheet that is set to another separator cuts there.
pub fn cell(s: &str) -> String {
    let clean = text(s);
    let mut out = String::with_capacity(clean.len() + 1);
    for part in clean.split_inclusive([',', ';', '|']) {
        if is_formula(part) {
            out.push('\'');
        }
        out.push_str(part);
    }
    out
}

/// Text for XML 1.0, within an element or an attribute in double quotation marks.
pub fn xml(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for c in s.chars().filter_map(char) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            c => out.push(c),
        }
    }
    out
}

/// Is there nothing to neutralise? Saves the copy.
pub fn clean(s: &str) -> Cow<'_, str> {
    if s.chars().all(|c| char(c) == Some(c)) { Cow::Borrowed(s) } else { Cow::Owned(text(s)) }
}

#[cfg(test)]
mod tests {
    use super::{cell, is_formula, text, xml};

    #[track_caller]
    fn check(input: &str, expected: &str) {
        assert_eq!(cell(input), expected, "{input:?}");
    }

    #[test]
    fn cells() {
        check("Tall Tamr", "Tall Tamr");
        check("=1+1", "'=1+1");
        check("+33", "'+33");
        check("-1", "'-1");
        check("@SUM(A1)", "'@SUM(A1)");
        check("  =1", "'  =1");
        check("\t=1", "' =1");
        check("\r=1", "' =1");
        check("\n=1", "' =1");
        check("＝1", "'＝1");
        check("＋1", "'＋1");
        check("－1", "'－1");
        check("＠a", "'＠a");
        check("\"=1", "'\"=1");
        check("«=1", "'«=1");
        check("\u{202E}=1", "'=1");
        check("\u{200B}=1", "'\u{200B}=1");
        check("\u{0}=1", "'=1");
        check("a = b", "a = b");
        check("a;=1", "a;'=1");
        check("a,\"=1", "a,'\"=1");
        check("a| @x", "a|' @x");
        check("a; b, c", "a; b, c");
        check("'=1", "'=1");
        check("", "");
        check("٣ قتلى", "٣ قتلى");
        check("Serê Kaniyê", "Serê Kaniyê");
    }

    #[test]
    fn texts() {
        assert_eq!(text("a\u{202E}b\u{2066}c\u{200F}d\u{061C}e"), "abcde");
        assert_eq!(text("a\r\nb\u{85}c\u{7}"), "a  b c");
        assert_eq!(text("zero\u{200C}width non-joiner stays"), "zero\u{200C}width non-joiner stays");
        assert_eq!(xml("<a & \"b'\u{FFFF}>"), "&lt;a &amp; &quot;b&apos;&gt;");
        assert!(is_formula("\u{FEFF}=x") && !is_formula("x=") && !is_formula(""));
    }
}
