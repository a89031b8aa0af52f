//! A sentence, to the reader, is its tokens with all that was found on them: rows of the lexicon, figures, times, a tree.

use crate::knowledge::Tongue;
use crate::postposed::Postposed;
use accalmie_language::{Analysis, Node, Rel, Token, TokenKind, Upos, fold, is_letter};
use accalmie_lexicon::{Cue, Entry, LexRow, Match, RoleWord};
use accalmie_measure::{QuantityKind, QuantityMention, TimeMention};
use accalmie_record::{Span, Text};
use std::ops::Range;

/// A run of tokens of one sentence.
pub type Run = Range<usize>;

pub struct Sentence<'a> {
    pub tongue: &'a Tongue,
    /// The title or the text, whole.
    pub page: &'a str,
    pub unit: Text,
    pub span: Span,
    /// On a page that uses no capitals, so that a small letter says nothing.
    pub uncapitalised: bool,
    pub tokens: Vec<Token>,
    /// Empty where the gate found nothing worth a tree.
    pub tree: Analysis,
    pub matches: Vec<Match>,
    /// Role words that stand after their phrase.
    pub postposed: Vec<Postposed>,
    pub quantities: Vec<QuantityMention>,
    pub times: Vec<TimeMention>,
    /// Counts blank lines and bullets before it.
    pub paragraph: usize,
    /// Begins with a bullet or stands alone on its line without a full stop.
    pub heading: bool,
    pub bullet: bool,
    /// Alone on its line, a full stop or none: the head of an item in a page of several.
    pub alone: bool,
    /// First on its line.
    pub starts_line: bool,
    /// For each token, the number of its clause; and for each clause, the clause it hangs on.
    pub clause: Vec<u16>,
    /// For each token, the number of its segment: stretches between semicolons and between coordinated main clauses.
    pub segment: Vec<u16>,
}

impl<'a> Sentence<'a> {
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    pub fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| t.span.of(self.page))
    }

    pub fn kind(&self, i: usize) -> Option<TokenKind> {
        self.tokens.get(i).map(|t| t.kind)
    }

    pub fn is_mark(&self, i: usize) -> bool {
        self.kind(i) == Some(TokenKind::Mark)
    }

    /// Written in a script without capitals, or on a page without any.
    pub fn caseless(&self, i: usize) -> bool {
        self.uncapitalised && self.kind(i) == Some(TokenKind::Word) || self.unicase(i)
    }

    /// Written in a script without capitals.
    pub fn unicase(&self, i: usize) -> bool {
        self.word(i).chars().next().is_some_and(|c| is_letter(c) && !c.is_uppercase() && !c.is_lowercase())
    }

    /// "اعتقلت القوات شابين": a bare word after one that has the article is neither its adjective nor its genitive.
    pub fn parted_by_article(&self, i: usize) -> bool {
        self.tongue.lexicon.grammar.article_on_word.is_some() && i > 0 && self.has_article(i - 1) && !self.has_article(i)
    }

    /// The article is written on to the word.
    pub fn has_article(&self, i: usize) -> bool {
        let article = self.tongue.lexicon.grammar.article_on_word.as_deref();
        article.is_some_and(|a| self.word(i).starts_with(a) && self.word(i).len() > a.len() + 2)
    }

    /// "اعتقلت القوات شاباً": the ending says that it is the object. An ending that is a letter like any other must be what is left over
    /// of the word of the tables.
    pub fn object_by_ending(&self, i: usize) -> bool {
        let word = self.word(i);
        self.tongue.lexicon.grammar.object_endings.iter().filter(|e| word.len() > e.len() + 2 && word.ends_with(e.as_str())).any(|e| {
            let bare = fold(e);
            bare != **e
                || self
                    .matches
                    .iter()
                    .filter(|m| m.start as usize == i && m.end as usize == i + 1)
                    .any(|m| fold(word).strip_suffix(&bare).is_some_and(|stem| stem == fold(&self.row(m).words)))
        })
    }

    /// "خطف مسلحون تاجراً": the ending says that it is a subject, so the word before it is its verb.
    pub fn subject_by_ending(&self, i: usize) -> bool {
        let word = self.word(i);
        self.tongue.lexicon.grammar.subject_endings.iter().any(|e| word.len() > e.len() + 2 && word.ends_with(e.as_str()))
    }

    /// "استهدفنا": the speakers did it.
    pub fn done_by_speakers(&self, i: usize) -> bool {
        let word = self.word(i);
        let cut = self.tokens.get(i).zip(self.tokens.get(i + 1)).is_some_and(|(a, b)| a.span.end == b.span.start);
        self.tongue
            .lexicon
            .grammar
            .we_endings
            .iter()
            .any(|e| word.len() > e.len() + 3 && word.ends_with(e.as_str()) || cut && self.word(i + 1) == e)
    }

    /// Written as a name: "Alep", "al-Hol"; where a script has no capitals, tagged as one.
    pub fn capital(&self, i: usize) -> bool {
        let word = self.word(i);
        if self.caseless(i) {
            return self.pos(i) == Some(Upos::Propn);
        }
        word.chars().next().is_some_and(char::is_uppercase)
            || word.split_once('-').is_some_and(|(a, b)| a.chars().count() <= 3 && b.chars().next().is_some_and(char::is_uppercase))
    }

    pub fn node(&self, i: usize) -> Option<&Node> {
        self.tree.nodes.get(i)
    }

    pub fn pos(&self, i: usize) -> Option<Upos> {
        self.node(i).map(|n| n.upos)
    }

    pub fn rel(&self, i: usize) -> Option<Rel> {
        self.node(i).map(|n| n.rel)
    }

    pub fn head(&self, i: usize) -> Option<usize> {
        self.node(i).and_then(|n| (n.head != Node::ROOT).then_some(n.head as usize))
    }

    pub fn children(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        self.tree.nodes.iter().enumerate().filter(move |(_, n)| n.head as usize == i && n.head != Node::ROOT).map(|(j, _)| j)
    }

    /// The subject of a verb, or of the verb that it is coordinated with.
    pub fn subject(&self, verb: usize, rels: &[Rel]) -> Option<usize> {
        let mut at = verb;
        for _ in 0..4 {
            if let Some(c) = self.children(at).find(|&c| self.rel(c).is_some_and(|r| rels.contains(&r))) {
                return Some(c);
            }
            if self.rel(at) != Some(Rel::Conj) {
                return None;
            }
            at = self.head(at)?;
        }
        None
    }

    /// Whether `of` hangs on `on`, at any depth.
    pub fn hangs(&self, of: usize, on: usize) -> bool {
        let mut at = of;
        for _ in 0..self.len() {
            if at == on {
                return true;
            }
            match self.head(at) {
                Some(h) => at = h,
                None => return false,
            }
        }
        false
    }

    pub fn row(&self, m: &Match) -> &'a LexRow {
        &self.tongue.lexicon.rows[m.row as usize]
    }

    pub fn text_of(&self, run: &Run) -> &'a str {
        self.span_of(run).of(self.page)
    }

    pub fn span_of(&self, run: &Run) -> Span {
        match (self.tokens.get(run.start), self.tokens.get(run.end.wrapping_sub(1))) {
            (Some(a), Some(b)) if run.start < run.end => Span::new(a.span.start, b.span.end),
            _ => self.span,
        }
    }

    pub fn entries(&self) -> impl Iterator<Item = (&Match, &'a Entry)> {
        self.matches.iter().map(|m| (m, &self.row(m).entry))
    }

    pub fn cues(&self, cue: Cue) -> impl Iterator<Item = &Match> {
        self.entries().filter(move |(_, e)| matches!(e, Entry::Cue(c) if c.cue == cue)).map(|(m, _)| m)
    }

    /// The role word that begins at token `i`, with its length; one that stands after its phrase counts as a word without length
    /// where the phrase begins.
    pub fn role_at(&self, i: usize) -> Option<(RoleWord, usize)> {
        let own = self
            .entries()
            .filter(|(m, _)| m.start as usize == i && !self.row(m).after)
            .find_map(|(m, e)| if let Entry::Role(r) = e { Some((*r, (m.end - m.start) as usize)) } else { None });
        own.or_else(|| self.postposed.iter().find(|p| p.phrase.start == i).map(|p| (p.role, 0)))
    }

    /// The role word that ends just before token `i`.
    pub fn role_before(&self, i: usize) -> Option<(RoleWord, usize)> {
        let own = self
            .entries()
            .filter(|(m, _)| m.end as usize == i && !self.row(m).after)
            .find_map(|(m, e)| if let Entry::Role(r) = e { Some((*r, m.start as usize)) } else { None });
        own.or_else(|| self.postposed.iter().find(|p| p.phrase.start == i).map(|p| (p.role, i)))
    }

    /// The count whose words end at token `end`.
    pub fn count_ending(&self, end: usize) -> Option<&QuantityMention> {
        self.quantities.iter().find(|q| q.tokens.end == end && q.kind == QuantityKind::Count)
    }

    pub fn in_time(&self, i: usize) -> bool {
        self.times.iter().any(|t| t.tokens.contains(&i))
    }

    /// Whether a token between `a` and `b` (neither counted) satisfies `f`; the order of `a` and `b` does not matter.
    pub fn between(&self, a: usize, b: usize, f: impl Fn(usize) -> bool) -> bool {
        (a.min(b) + 1..a.max(b)).any(f)
    }

    pub fn is_verb(&self, i: usize) -> bool {
        matches!(self.pos(i), Some(Upos::Verb))
    }

    /// How far apart two clauses are: 0 the same, 1 neighbours on the tree, 2 anything else of the same segment, 3 beyond.
    pub fn clause_distance(&self, a: usize, b: usize) -> u8 {
        if self.segment.get(a) != self.segment.get(b) {
            return 3;
        }
        match (self.clause.get(a), self.clause.get(b)) {
            (Some(x), Some(y)) if x == y => 0,
            (Some(_), Some(_))
                if self.clause_parent(a) == self.clause.get(b).copied() || self.clause_parent(b) == self.clause.get(a).copied() =>
            {
                1
            }
            _ => 2,
        }
    }

    fn clause_parent(&self, i: usize) -> Option<u16> {
        let own = *self.clause.get(i)?;
        let mut at = i;
        for _ in 0..self.len() {
            at = self.head(at)?;
            let c = *self.clause.get(at)?;
            if c != own {
                return Some(c);
            }
        }
        None
    }
}
