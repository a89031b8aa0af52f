//! Words are found by one pass over the characters: runs of letters with their inner joints, then cut again where
//! the rules of the language say so. Every test looks at a bounded number of bytes, so the pass is linear.

use crate::chars::{is_apostrophe, is_blank, is_digit_joint, is_hyphen, is_joiner, is_word};
use crate::fold::{fold, fold_into, is_mask};
use crate::rules::Rules;
use crate::token::{Token, TokenKind};
use accalmie_record::Span;

/// The Arabic tatweel.
const LENGTHENING: char = '\u{640}';

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    None,
    Latin,
    Arabic,
}

fn script_of(c: char) -> Script {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => Script::Latin,
        '\u{620}'..='\u{64a}' | '\u{671}'..='\u{6d3}' => Script::Arabic,
        _ => Script::None,
    }
}

/// Longer runs of letters are not words; they are not looked up, so that the pass stays linear.
const LONGEST_WORD: usize = 96;

/// Marks that follow an address rather than end it.
const AFTER_ADDRESS: [char; 13] = ['.', ',', ';', ':', '!', '?', ')', ']', '»', '”', '"', '\'', '>'];

pub(crate) fn split(text: &str, rules: &Rules, out: &mut Vec<Token>) {
    let mut words = Words { text, rules, out, key: String::new(), cuts: Vec::new() };
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if let Some(end) = words.plain(at) {
            words.out.push(Token { span: Span::new(at, end), kind: TokenKind::Word });
            at = end;
            continue;
        }
        at = if is_blank(c) || words.tag(at, c) {
            at + c.len_utf8()
        } else if let Some(end) = words.address(at) {
            words.push(at, end);
            end
        } else if is_word(c) {
            words.word(at)
        } else {
            let end = words.mark(at, c);
            words.push(at, end);
            end
        };
    }
}

struct Words<'a> {
    text: &'a str,
    rules: &'a Rules,
    out: &'a mut Vec<Token>,
    key: String,
    cuts: Vec<usize>,
}

impl Words<'_> {
    fn next(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    /// The end of a word of plain letters that starts here and that nothing is cut from or joined to: most words of most
    /// texts, found without a look at what else they could be.
    fn plain(&self, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let end = at + bytes[at..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let ends = matches!(bytes.get(end), None | Some(b' ' | b'\n' | b',' | b';' | b':' | b')' | b'!' | b'?' | b'"'));
        let length = end - at;
        let fused = self.rules.split_lengths >> length.min(63) & 1 == 1;
        let address = matches!(bytes.get(at), Some(b'h' | b'H')) && bytes.get(end) == Some(&b':');
        (length > 0 && ends && !fused && !address).then_some(end)
    }

    /// The sign of a tag before its word, or the line between its words: "#Deir_ez_Zor" names what its words name.
    fn tag(&self, at: usize, c: char) -> bool {
        if !matches!(c, '#' | '_') {
            return false;
        }
        let next = self.next(at + 1);
        let before = || self.text[..at].chars().rev().take(LONGEST_WORD).find(|c| !is_word(*c) && *c != '_');
        if c == '#' {
            return next.is_some_and(char::is_alphabetic);
        }
        next.is_some_and(is_word)
            && self.text[..at].chars().next_back().is_some_and(is_word)
            && (before() == Some('#') || next.map(script_of) == Some(Script::Arabic) || self.between_words(at))
    }

    /// "golan_tepeleri": letters on both sides, and no address.
    fn between_words(&self, at: usize) -> bool {
        let (before, after) = (self.text[..at].chars().next_back(), self.next(at + 1));
        let rest = &self.text[at..];
        let run = rest.find(is_blank).map_or(rest, |n| &rest[..n]);
        before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic) && !run.contains(['@', '.', '/', '('])
    }

    fn push(&mut self, start: usize, end: usize) {
        let piece = &self.text[start..end];
        let kind = match piece.chars().next() {
            Some(c) if c.is_numeric() => TokenKind::Number,
            _ if piece.chars().any(char::is_alphanumeric) => TokenKind::Word,
            _ => TokenKind::Mark,
        };
        self.out.push(Token { span: Span::new(start, end), kind });
    }

    fn fold(&mut self, start: usize, end: usize) {
        self.key.clear();
        fold_into(&self.text[start..end], &mut self.key);
    }

    /// The end of a web address that starts here.
    fn address(&self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        let starts = |p: &str| rest.get(..p.len()).is_some_and(|r| r.eq_ignore_ascii_case(p));
        (starts("http://") || starts("https://") || starts("www.")).then(|| self.until_blank(at))
    }

    /// To the next blank, without the punctuation of the sentence around it.
    fn until_blank(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        let run = rest.find(is_blank).map_or(rest, |n| &rest[..n]);
        let bare = run.trim_end_matches(AFTER_ADDRESS);
        at + if bare.is_empty() { run.len() } else { bare.len() }
    }

    /// Marks stand alone, but for runs of the same one ("...", "--", "!!") and what combines with them.
    fn mark(&self, at: usize, first: char) -> usize {
        let runs = matches!(first, '.' | '-' | '!' | '?' | '=' | '*' | '_' | '~' | '#' | '+');
        let mut end = at + first.len_utf8();
        while let Some(c) = self.next(end) {
            let same = runs && (c == first || (matches!(first, '!' | '?') && matches!(c, '!' | '?')));
            if !same && (c.is_alphanumeric() || !is_word(c)) {
                break;
            }
            end += c.len_utf8();
        }
        end
    }

    fn word(&mut self, start: usize) -> usize {
        let mut end = self.run(start);
        if end - start <= LONGEST_WORD {
            if let Some(dotted) = self.with_full_stop(start, end) {
                self.push(start, dotted);
                return dotted;
            }
            // The apostrophe of an elision stays with it before a blank or a quotation mark.
            if let Some(c) = self.next(end).filter(|c| is_apostrophe(*c)) {
                self.fold(start, end);
                if self.rules.elisions.contains(&self.key) {
                    end += c.len_utf8();
                    self.push(start, end);
                    return end;
                }
            }
            self.cut(start, end);
        } else {
            self.push(start, end);
        }
        end
    }

    /// The longest run of letters and digits with joints inside.
    fn run(&self, start: usize) -> usize {
        let text = self.text;
        let mut end = start;
        let mut last = ' ';
        let digits_first = self.next(start).is_some_and(char::is_numeric);
        let mut script = Script::None;
        while let Some(c) = self.next(end) {
            if is_word(c) {
                let own = script_of(c);
                // "Publicسقطت": two scripts are two words.
                if own != Script::None && script != Script::None && own != script {
                    break;
                }
                // "و30": what is written on to a figure is a word of its own.
                if script == Script::Arabic && c.is_numeric() {
                    break;
                }
                script = if own == Script::None { script } else { own };
                last = c;
                end += c.len_utf8();
                continue;
            }
            if let Some(further) = self.broken(start, end, last) {
                end = further;
                continue;
            }
            let after = end + c.len_utf8();
            let Some(n) = self.next(after).filter(|n| is_word(*n)) else { break };
            let joins = if is_joiner(c) || c == '_' && !self.tag(end, c) {
                true
            } else if is_apostrophe(c) {
                !n.is_numeric() || last.is_alphabetic()
            } else if is_hyphen(c) {
                !(digits_first && n.is_numeric()) || is_date(&text[start..], end - start)
            } else if is_digit_joint(c) {
                digits_first && last.is_numeric() && n.is_numeric()
            } else if c == '&' {
                last.is_uppercase() && n.is_uppercase()
            } else if c == '@' {
                // An address or a handle is written in plain letters; what is glued to it is the next word.
                let rest = &self.text[after..];
                let plain = rest.find(|c: char| !c.is_ascii()).unwrap_or(rest.len());
                return self.until_blank(start).min(after + plain).max(after);
            } else {
                false
            };
            if !joins {
                break;
            }
            end = after;
        }
        end
    }

    /// Where a word goes on that its writer has broken at `at` so that no machine reads it. The line that lengthens a letter stands on
    /// both sides of the break ("عمـ ـلية"), or marks stand between the letters ("العد.وان", "ق*صف"): a star surely breaks, a stop may end
    /// a sentence after which no blank was written. It is a break where one side is too short to be a word or cannot begin one, and in
    /// the midst of what is known to be broken so.
    fn broken(&self, start: usize, at: usize, last: char) -> Option<usize> {
        let rest = &self.text[at..];
        if last == LENGTHENING {
            let gap = rest.char_indices().take(3).find(|(_, c)| *c == LENGTHENING).map(|(n, _)| n);
            let gap = gap.filter(|gap| rest[..*gap].chars().all(|c| c == ' ' || c == '\u{a0}' || is_mask(c)));
            if gap.is_some() {
                return gap.map(|gap| at + gap);
            }
        }
        if script_of(last) != Script::Arabic && last != LENGTHENING {
            return None;
        }
        let gap: usize = rest.chars().take(4).take_while(|c| is_mask(*c)).map(char::len_utf8).sum();
        let tail = &rest[gap..];
        let word = tail.find(|c| script_of(c) != Script::Arabic && c != LENGTHENING).unwrap_or(tail.len());
        let first = tail.chars().next().filter(|c| gap > 0 && script_of(*c) == Script::Arabic)?;
        let sure = rest[..gap].contains(['*', '•', '٭', '·', '\u{6e6}']) || last == LENGTHENING;
        let never_first = matches!(first, 'ئ' | 'ؤ' | 'ء' | 'ة' | 'ى');
        (sure
            || never_first
            || self.too_short(&tail[..word])
            || self.too_short(self.last_piece(start, at))
            || self.known_to_break(start, at, at + gap + word))
        .then_some(at + gap)
    }

    /// The letters before `at`, back to the break before them.
    fn last_piece(&self, start: usize, at: usize) -> &str {
        let before = &self.text[start..at];
        before.rfind(is_mask).map_or(before, |n| before[n..].trim_start_matches(is_mask))
    }

    fn too_short(&self, piece: &str) -> bool {
        piece.chars().filter(|c| *c != LENGTHENING).count() <= 2 && !self.rules.short.contains(&fold(piece))
    }

    /// Whether the break at `at` is inside a word of the table, which may have an article and other letters before it.
    fn known_to_break(&self, start: usize, at: usize, end: usize) -> bool {
        let (whole, before) = (fold(&self.text[start..end]), fold(&self.text[start..at]).len());
        let word = |w: &String| whole.match_indices(w.as_str()).any(|(n, _)| n <= 8 && n < before && n + w.len() > before);
        self.rules.masked.iter().any(word)
    }

    /// The end of an abbreviation with its full stop: initials, `U.S.`, and what the tables know.
    fn with_full_stop(&mut self, start: usize, end: usize) -> Option<usize> {
        let dot = |at: usize| self.text.as_bytes().get(at) == Some(&b'.') && self.text.as_bytes().get(at + 1) != Some(&b'.');
        if !dot(end) || end - start > 16 {
            return None;
        }
        let word = &self.text[start..end];
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        if let (Some(first), None) = (letters.next(), letters.next())
            && word.chars().count() == 1
        {
            let mut stop = end + 1;
            let mut pairs = 1;
            loop {
                // `J.-C.`: the hyphen between two initials.
                let at = stop + usize::from(self.text[stop..].starts_with('-'));
                let Some(c) = self.next(at).filter(|c| c.is_alphabetic()) else { break };
                if !dot(at + c.len_utf8()) || pairs >= 8 {
                    break;
                }
                stop = at + c.len_utf8() + 1;
                pairs += 1;
            }
            if pairs > 1 || first.is_uppercase() {
                return Some(stop);
            }
        }
        let number_follows = self.text[end + 1..].chars().take(4).find(|c| !is_blank(*c)).is_some_and(char::is_numeric);
        self.fold(start, end);
        let known = self.rules.titles.contains(&self.key)
            || self.rules.abbreviations.contains(&self.key)
            || (number_follows && self.rules.numbered.contains(&self.key));
        known.then_some(end + 1)
    }

    /// Cuts elisions off the front and clitics off the end.
    fn cut(&mut self, mut start: usize, end: usize) {
        let text = self.text;
        if let Some(cutter) = &self.rules.cutter {
            let mut cuts = std::mem::take(&mut self.cuts);
            cutter.cuts(&text[start..end], &mut cuts);
            let whole = start;
            for at in &cuts {
                self.push(start, whole + at);
                start = whole + at;
            }
            self.cuts = cuts;
            return self.push(start, end);
        }
        loop {
            let word = &text[start..end];
            if self.rules.splits.is_empty() && !word.contains(|c| is_apostrophe(c) || is_hyphen(c)) {
                break;
            }
            self.fold(start, end);
            if self.rules.keep.contains(&self.key) {
                return self.push(start, end);
            }
            if let Some((_, chars)) = self.rules.splits.iter().find(|(w, _)| *w == self.key)
                && let Some((at, _)) = word.char_indices().nth(*chars)
            {
                self.push(start, start + at);
                start += at;
                break;
            }
            let Some((at, mark)) = word.char_indices().find(|(_, c)| is_apostrophe(*c)) else { break };
            let after = start + at + mark.len_utf8();
            self.fold(start, start + at);
            if after >= end || !self.rules.elisions.contains(&self.key) {
                break;
            }
            self.push(start, after);
            start = after;
        }
        let mut cuts = [end; 4];
        let mut n = 0;
        while n < 3
            && let Some(at) = self.clitic(start, cuts[n])
        {
            n += 1;
            cuts[n] = at;
        }
        self.push(start, cuts[n]);
        for k in (0..n).rev() {
            self.push(cuts[k + 1], cuts[k]);
        }
    }

    /// Where the clitic at the end of the word starts.
    fn clitic(&mut self, start: usize, end: usize) -> Option<usize> {
        let word = &self.text[start..end];
        if self.rules.clitics.is_empty() || !word.contains(|c| is_apostrophe(c) || is_hyphen(c)) {
            return None;
        }
        self.fold(start, end);
        if self.rules.keep.contains(&self.key) {
            return None;
        }
        for clitic in &self.rules.clitics {
            if self.key.len() > clitic.len() && self.key.ends_with(clitic.as_str()) {
                let (at, _) = word.char_indices().rev().nth(clitic.chars().count() - 1)?;
                self.key.clear();
                fold_into(&word[at..], &mut self.key);
                let whole = self.key == *clitic && at > 0;
                return whole.then_some(start + at);
            }
        }
        None
    }
}

/// `2019-10-23`: is the hyphen at `at` one of a date that starts `rest`?
fn is_date(rest: &str, at: usize) -> bool {
    let b = rest.as_bytes();
    let digits = |r: std::ops::Range<usize>| b.get(r).is_some_and(|d| d.iter().all(u8::is_ascii_digit));
    (at == 4 || at == 7)
        && digits(0..4)
        && b.get(4) == Some(&b'-')
        && digits(5..7)
        && b.get(7) == Some(&b'-')
        && digits(8..10)
        && !b.get(10).is_some_and(u8::is_ascii_digit)
}
