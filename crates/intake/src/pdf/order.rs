//! Order turns a line as it is seen, from left to right, into a line as it is read: Arabic and Hebrew from right to left,
//! with numbers and Latin words within them from left to right.
//!
//! The order in which a file draws its letters says nothing; where they stand does. This is the reverse of the Unicode
//! Bidirectional Algorithm (UAX #9) for one line.

use unicode_normalization::UnicodeNormalization;

/// Letters of a line that is turned; no page is so wide.
const LONGEST: usize = 4000;

/// How the lines of a page are laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Layout {
    /// From left to right.
    Right,
    /// From right to left.
    Left,
    /// Arabic words in lines that were laid out for Latin ones: the full stop stands at the right end.
    Mislaid,
}

/// Where the full stop stands, from the pieces of a line of mostly Arabic words: at its right end, at its left, or nowhere.
pub(crate) fn stop(pieces: &[String]) -> Option<Layout> {
    let is = |p: Option<&String>| p.is_some_and(|p| matches!(p.trim(), "." | "!" | "\u{61f}" | "\u{60c}" | "\u{61b}" | ":"));
    let (left, right) = (is(pieces.first()), is(pieces.last()));
    if left == right {
        return None;
    }
    Some(if left { Layout::Left } else { Layout::Mislaid })
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    Right,
    Left,
    Number,
    Neutral,
}

/// Letters that are read from right to left.
pub(crate) fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
        && !is_number(c)
        && !is_mark(c)
        && c.is_alphabetic()
}

/// Marks on Arabic and Hebrew letters.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}')
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

fn way(text: &str) -> Way {
    let mut chars = text.chars().filter(|c| !is_mark(*c));
    match chars.find(|c| is_rtl(*c) || is_number(*c) || c.is_alphabetic()) {
        Some(c) if is_rtl(c) => Way::Left,
        Some(c) if is_number(c) => Way::Number,
        Some(_) => Way::Right,
        None => Way::Neutral,
    }
}

/// Pieces of a line from left to right, each a letter or letters drawn as one, become the line as it is read.
pub(crate) fn read(pieces: Vec<String>, page: Layout) -> String {
    if pieces.len() > LONGEST {
        return tidy(&pieces.concat());
    }
    let ways: Vec<Way> = pieces.iter().map(|p| way(p)).collect();
    let (left, right) = (ways.iter().filter(|w| **w == Way::Left).count(), ways.iter().filter(|w| **w == Way::Right).count());
    // A line of figures alone is laid out as the page is.
    if left == 0 && !(page == Layout::Left && right == 0 && ways.contains(&Way::Number)) {
        return tidy(&pieces.concat());
    }
    let turned = left > right || (page == Layout::Left && (left * 3 > right || stop(&pieces) == Some(Layout::Left)));
    let mut pieces: Vec<(String, Way)> = pieces.into_iter().zip(ways).collect();
    if page != Layout::Mislaid && (turned || left == 0) {
        pieces.reverse();
        turn_back(&mut pieces);
        mirror(&mut pieces);
    } else {
        // Words of Arabic in a Latin line: each stretch of them is turned.
        let mut at = 0;
        while at < pieces.len() {
            if pieces.get(at).is_some_and(|(_, w)| *w == Way::Left) {
                let rest = pieces.get(at..).unwrap_or(&[]);
                let stretch = rest.iter().position(|(_, w)| *w == Way::Right).unwrap_or(rest.len());
                let last = rest.iter().take(stretch).rposition(|(_, w)| *w == Way::Left).unwrap_or(0);
                if let Some(part) = pieces.get_mut(at..=at + last) {
                    part.reverse();
                    turn_back(part);
                }
                at += last;
            }
            at += 1;
        }
    }
    tidy(&pieces.into_iter().map(|(p, _)| p).collect::<String>())
}

/// Numbers and Latin words were turned with the rest; each stretch of them is turned back.
fn turn_back(pieces: &mut [(String, Way)]) {
    let forward = |w: Way| matches!(w, Way::Right | Way::Number);
    let mut at = 0;
    while at < pieces.len() {
        let Some((_, way)) = pieces.get(at) else { break };
        if !forward(*way) {
            at += 1;
            continue;
        }
        // Up to the last Latin letter or digit before the next Arabic one; blanks part numbers, not Latin words.
        let mut last = at;
        let mut latin = *way == Way::Right;
        for (i, (text, way)) in pieces.iter().enumerate().skip(at + 1) {
            match way {
                Way::Right => (last, latin) = (i, true),
                Way::Number => {
                    let joined = i - last <= 2 && pieces.get(last + 1..i).is_some_and(|p| p.iter().all(|(t, _)| is_joint(t)));
                    if latin || joined {
                        last = i;
                    }
                }
                Way::Left => break,
                Way::Neutral
                    if text.trim().is_empty()
                        || is_joint(text)
                        || text.chars().all(|c| c.is_ascii_punctuation() || !c.is_alphanumeric()) => {}
                Way::Neutral => break,
            }
        }
        // Brackets whose other half stands within a stretch belong to it.
        let within: String = pieces.get(at..=last).unwrap_or(&[]).iter().map(|(t, _)| t.as_str()).collect();
        let open = within.matches('(').count() as i64 - within.matches(')').count() as i64;
        let is = |i: Option<usize>, bracket: &str| i.and_then(|i| pieces.get(i)).is_some_and(|(t, _)| t == bracket);
        let begin = at - usize::from(open > 0 && is(at.checked_sub(1), ")"));
        last += usize::from(open < 0 && is(Some(last + 1), "("));
        if let Some(part) = pieces.get_mut(begin..=last) {
            part.reverse();
            part.iter_mut().for_each(|(_, way)| *way = Way::Right);
        }
        at = last + 1;
    }
}

/// What stands within numbers: 14:30, 1,500, 3.5, 12/05, 2020-21.
fn is_joint(text: &str) -> bool {
    matches!(text, "." | "," | ":" | "/" | "-" | "\u{a0}" | "\u{66b}" | "\u{66c}" | "\u{2013}")
}

/// Brackets are noted as they are seen by some programs, and as they are meant by others: a line that closes first has them as seen.
fn mirror(pieces: &mut [(String, Way)]) {
    // Latin words have theirs as they are meant.
    let all: String = pieces.iter().filter(|(_, w)| *w != Way::Right).map(|(p, _)| p.as_str()).collect();
    let (mut deep, mut lowest) = (0i32, 0i32);
    for c in all.chars() {
        match c {
            '(' | '[' | '\u{ab}' => deep += 1,
            ')' | ']' | '\u{bb}' => deep -= 1,
            _ => {}
        }
        lowest = lowest.min(deep);
    }
    if lowest < 0 {
        for (piece, _) in pieces.iter_mut().filter(|(_, w)| *w != Way::Right) {
            *piece = piece.chars().map(turned).collect();
        }
    }
}

/// A letter, or a mark on it, that may be joined to the next.
fn is_joined(c: char) -> bool {
    is_rtl(c) || is_mark(c)
}

fn turned(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '\u{ab}' => '\u{bb}',
        '\u{bb}' => '\u{ab}',
        c => c,
    }
}

/// Letters in the shapes that they take within words become the letters that they are; what only fills a line is left out.
fn tidy(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // Some programs name the stroke that widens a word after another sign.
            '!' if out.ends_with(is_joined) => {
                let strokes = 1 + std::iter::from_fn(|| chars.next_if_eq(&'!')).count();
                if !chars.peek().is_some_and(|c| is_joined(*c)) {
                    out.extend(std::iter::repeat_n('!', strokes));
                }
            }
            // Marks that stand alone bring a blank of their own.
            '\u{fe70}'..='\u{fe7f}' => out.extend([c].into_iter().nfkc().filter(|c| !matches!(c, ' ' | '\u{640}'))),
            '\u{fb00}'..='\u{fb06}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe80}'..='\u{fefc}' => out.extend([c].into_iter().nfkc()),
            '\u{640}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
            '\t' => out.push(c),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::{Layout, read, stop};

    /// `seen` from left to right.
    fn check(seen: &str, read_as: &str) {
        assert_eq!(read(seen.chars().map(String::from).collect(), Layout::Right), read_as, "{seen:?}");
    }

    /// As an Arabic line is seen: its letters from right to left.
    fn seen(words: &str) -> String {
        words.chars().rev().collect()
    }

    #[test]
    fn lines_are_read_in_their_order() {
        check("plain words, 12.", "plain words, 12.");
        check(&seen("قرية قرب النهر"), "قرية قرب النهر");
        check(&format!("{} 120 {}", seen("عائلة نزحت"), seen("قالت إن")), "قالت إن 120 عائلة نزحت");
        check(&format!(".14:30 {}", seen("منذ الساعة")), "منذ الساعة 14:30.");
        check(&format!("{} North Bank Relief {}", seen("إن عائلة"), seen("قالت منظمة")), "قالت منظمة North Bank Relief إن عائلة");
        check(&format!("{} 5 - 3 {}", seen("قتلى"), seen("نحو")), "نحو 3 - 5 قتلى");
        check(&format!("the {} road", seen("قرية")), "the قرية road");
        check(&format!("the {} road to Old Mill Hill", seen("قرية قرب النهر")), "the قرية قرب النهر road to Old Mill Hill");
        check("\u{fee2}\u{fee0}\u{fecb}", "علم");
        check("ﬁn", "fin");
        check(&seen("قــال"), "قال");
        // Brackets as they are seen, and as they are meant.
        check(&format!("({}) {}", seen("جريح"), seen("بلدة")), "بلدة (جريح)");
        check(&format!("){}( {}", seen("جريح"), seen("بلدة")), "بلدة (جريح)");
        check(&format!("{} Relief (NBR) {}", seen("إن عائلة"), seen("قالت منظمة")), "قالت منظمة Relief (NBR) إن عائلة");
        check(&seen("س!!وق المدينة!"), "سوق المدينة!");
        check("", "");
        assert_eq!(read(".16:00".chars().map(String::from).collect(), Layout::Left), "16:00.");
    }

    #[test]
    fn lines_that_were_laid_out_for_latin_are_read() {
        let pieces: Vec<String> = format!("{} North Bank {}.", seen("قالت منظمة"), seen("إن عائلة")).chars().map(String::from).collect();
        assert_eq!(stop(&pieces), Some(Layout::Mislaid));
        assert_eq!(read(pieces, Layout::Mislaid), "قالت منظمة North Bank إن عائلة.");
        assert_eq!(stop(&[".".to_owned(), "ة".to_owned()]), Some(Layout::Left));
        assert_eq!(stop(&["ة".to_owned()]), None);
    }
}
