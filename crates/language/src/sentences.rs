//! A sentence ends at a full stop that is one, at a blank line, before an item of a list, and at the end of a line
//! that is not the middle of a wrapped paragraph.

use crate::chars::{is_bullet, is_closer, is_newline, is_opener, is_terminal};
use crate::fold::fold_into;
use crate::rules::Rules;
use crate::token::{Sentence, Token, TokenKind};
use accalmie_record::Span;

/// Lines shorter than this (in characters) are not wrapped: they are headings, items, telegraphic lines.
const WRAPPED: usize = 60;
/// Longer sentences are cut, so that reading one stays cheap.
const LONGEST: usize = 400;
const SHORTEST_CUT: usize = 200;

pub(crate) fn group(text: &str, tokens: &[Token], rules: &Rules, out: &mut Vec<Sentence>) {
    let mut ends = Ends { text, tokens, rules, key: String::new(), line: 0, quotes: 0, lower: lower_only(text) };
    let mut start = 0;
    for i in 0..tokens.len() {
        if i + 1 == tokens.len() || !ends.goes_on(i) && ends.after(i, start) {
            emit(text, tokens, start, i + 1, out);
            start = i + 1;
            ends.quotes = 0;
        }
    }
}

/// One sentence, or several when it is too long.
fn emit(text: &str, tokens: &[Token], mut start: usize, end: usize, out: &mut Vec<Sentence>) {
    let mut push = |a: usize, b: usize| {
        out.push(Sentence { span: Span::new(tokens[a].span.start, tokens[b - 1].span.end), tokens: a..b });
    };
    while end - start > LONGEST {
        let weight = |i: &usize| match tokens[*i].span.of(text) {
            ";" | "؛" | "." => 3,
            ":" | "," | "،" => 2,
            _ if tokens[*i].kind == TokenKind::Mark => 1,
            _ => 0,
        };
        // The last of the best: pieces stay long.
        let cut = (start + SHORTEST_CUT..start + LONGEST).max_by_key(weight).map_or(start + LONGEST, |i| i + 1);
        push(start, cut);
        start = cut;
    }
    push(start, end);
}

struct Ends<'a> {
    text: &'a str,
    tokens: &'a [Token],
    rules: &'a Rules,
    key: String,
    /// Where the current line starts.
    line: usize,
    /// Straight double quotes seen in this sentence: an odd one closes.
    quotes: usize,
    /// No capitals anywhere, so that a small letter says nothing of a line.
    lower: bool,
}

impl Ends<'_> {
    fn word(&self, i: usize) -> &str {
        self.tokens[i].span.of(self.text)
    }

    fn first(&self, i: usize) -> char {
        self.word(i).chars().next().unwrap_or(' ')
    }

    /// Between a word that ends in no full stop and what follows on the same line, no sentence ends: [`Ends::after`], for
    /// most words of most texts.
    fn goes_on(&self, i: usize) -> bool {
        let (bytes, this, next) = (self.text.as_bytes(), self.tokens[i].span, self.tokens[i + 1].span);
        let word = bytes[this.start].is_ascii_alphanumeric() && bytes[this.end - 1] != b'.';
        word && (this.end == next.start || this.end + 1 == next.start && bytes[this.end] == b' ' && bytes[next.start].is_ascii())
    }

    /// Does the sentence that began at token `start` end after token `i`?
    fn after(&mut self, i: usize, start: usize) -> bool {
        self.quotes += usize::from(self.word(i) == "\"");
        let gap = Span::new(self.tokens[i].span.end, self.tokens[i + 1].span.start);
        let lines = newlines(gap.of(self.text));
        if lines > 0 {
            let ends = lines > 1 || !self.wraps(i, gap);
            self.line = self.tokens[i + 1].span.start;
            return ends;
        }
        if !gap.is_empty() && self.first(i + 1) == '•' {
            return true;
        }
        // Closing quotes and brackets after the full stop belong to the sentence before.
        if self.closes(i + 1, gap) {
            return false;
        }
        let mut t = i;
        while t > start && t + 3 > i && self.closes_here(t) {
            t -= 1;
        }
        let word = self.word(t);
        if word.chars().all(is_terminal) {
            return self.full_stop(t, i, start, gap.is_empty());
        }
        word.ends_with('.') && t == i && self.abbreviation_ends(i, gap.is_empty())
    }

    fn full_stop(&self, t: usize, i: usize, start: usize, glued: bool) -> bool {
        let word = self.word(t);
        let next = self.first(i + 1);
        let closed = t < i;
        if glued {
            // Scripts without capitals: a stop between two words.
            let caseless = |w: &str| w.chars().count() > 1 && w.chars().all(|c| !c.is_ascii() && !c.is_uppercase() && !c.is_lowercase());
            if t > start && caseless(self.word(t - 1)) && caseless(self.word(i + 1)) {
                return word.chars().count() == 1 || self.word(t) == "...";
            }
            // "…la ville.Les soldats": only where a lower-case word meets a capitalised one.
            return next.is_uppercase()
                && t > start
                && self.word(t - 1).chars().count() > 1
                && self.word(t - 1).chars().all(char::is_lowercase)
                && self.word(i + 1).chars().count() > 1;
        }
        if t == start {
            // "... et" goes on; a lone mark is no sentence of its own.
            return false;
        }
        let number = self.tokens[t - 1].kind == TokenKind::Number;
        if number && t == start + 1 && self.word(t) == "." && self.tokens[start].span.start == self.line {
            return false; // "1. " numbers an item
        }
        if next.is_lowercase() {
            return self.word(t) == "." && !closed && !number && self.word(t - 1).chars().count() > 1;
        }
        next.is_alphanumeric() || is_opener(next) || is_bullet(next) || !next.is_ascii() || matches!(next, '#' | '@' | '$')
    }

    /// An abbreviation ends a sentence when what follows looks like the start of one.
    fn abbreviation_ends(&mut self, i: usize, glued: bool) -> bool {
        if glued || !self.first(i + 1).is_uppercase() {
            return false;
        }
        let (word, next) = (self.tokens[i].span, self.tokens[i + 1].span);
        self.key.clear();
        fold_into(word.of(self.text).trim_end_matches('.'), &mut self.key);
        if self.rules.titles.contains(&self.key) {
            return false;
        }
        self.key.clear();
        fold_into(next.of(self.text).trim_end_matches(['\'', '’']), &mut self.key);
        self.rules.starters.contains(&self.key)
    }

    fn closes(&self, next: usize, gap: Span) -> bool {
        let c = self.first(next);
        let terminal = |i: usize| self.word(i).chars().all(is_terminal) || self.closes_here(i);
        if !is_closer(c) || !terminal(next - 1) {
            return false;
        }
        match c {
            '"' => gap.is_empty() || self.quotes % 2 == 1,
            '\'' | '’' => gap.is_empty(),
            _ => true,
        }
    }

    fn closes_here(&self, i: usize) -> bool {
        let c = self.first(i);
        is_closer(c) && (c != '"' || self.quotes.is_multiple_of(2))
    }

    /// Does the paragraph go on after the end of the line?
    fn wraps(&self, i: usize, gap: Span) -> bool {
        let line = self.text.get(self.line..gap.start).unwrap_or("");
        if line.len() <= WRAPPED || line.chars().count() <= WRAPPED {
            return false;
        }
        if self.word(i).chars().all(is_terminal) {
            return false;
        }
        if self.lower {
            return false;
        }
        let next = self.first(i + 1);
        next.is_lowercase() || (self.word(i) == "," && self.tokens[i + 1].kind != TokenKind::Mark)
    }
}

/// A text of some length with letters in both cases to choose from, and no capital.
fn lower_only(text: &str) -> bool {
    let (mut upper, mut lower) = (0, 0);
    for c in text.chars().take(2_000) {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    lower >= 80 && upper * 100 < lower
}

/// `\r\n` counts once.
fn newlines(gap: &str) -> usize {
    let mut n = 0;
    let mut last = ' ';
    for c in gap.chars() {
        n += usize::from(is_newline(c) && !(c == '\n' && last == '\r'));
        last = c;
    }
    n
}
