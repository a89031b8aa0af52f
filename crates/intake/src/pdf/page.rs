//! A page is where its letters stand: the operators of its contents are followed, and each letter is noted with its place.

use super::font::Font;
use super::stream;
use super::tokens::{Token, Tokens};
use crate::budget::Budget;
use crate::error::Trouble;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::HashMap;
use std::rc::Rc;

/// A letter, or several that are drawn as one, in points from the lower left.
#[derive(Clone, Debug)]
pub(crate) struct Glyph {
    pub text: String,
    pub x0: f64,
    pub x1: f64,
    /// Of the line that it stands on.
    pub y: f64,
    pub size: f64,
}

/// Forms within forms.
const FORMS: usize = 8;
/// States that are saved, operands of one operator.
const SAVED: usize = 256;
const OPERANDS: usize = 100_000;
/// Letters of a page.
const LETTERS: usize = 500_000;

/// What all pages share.
pub(crate) struct Reader<'d> {
    doc: &'d Document,
    pub budget: Budget,
    /// By where they stand in memory: some stand within a page, and have no number.
    fonts: HashMap<usize, Rc<Font>>,
    /// Operators that may still be followed in the whole document.
    steps: u64,
    /// Forms that may still be drawn.
    forms: u32,
    /// Letters that the fonts do not name, and all.
    pub nameless: u64,
    pub all: u64,
}

type Matrix = [f64; 6];
const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// `a`, then `b`.
fn then(a: &Matrix, b: &Matrix) -> Matrix {
    let ([a0, a1, a2, a3, a4, a5], [b0, b1, b2, b3, b4, b5]) = (*a, *b);
    [a0 * b0 + a1 * b2, a0 * b1 + a1 * b3, a2 * b0 + a3 * b2, a2 * b1 + a3 * b3, a4 * b0 + a5 * b2 + b4, a4 * b1 + a5 * b3 + b5]
}

#[derive(Clone)]
struct State {
    ctm: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

struct Pen<'o> {
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    /// Marked content that says itself what it reads as, and whether it was written.
    marks: Vec<Option<String>>,
    out: &'o mut Vec<(usize, Glyph)>,
}

impl<'d> Reader<'d> {
    pub fn new(doc: &'d Document) -> Reader<'d> {
        Reader { doc, budget: Budget::default(), fonts: HashMap::new(), steps: 30_000_000, forms: 100_000, nameless: 0, all: 0 }
    }

    /// The letters of a page in the order in which they are drawn, upright.
    pub fn page(&mut self, id: ObjectId) -> Result<Vec<Glyph>, Trouble> {
        let mut contents = Vec::new();
        for part in self.doc.get_page_contents(id) {
            if let Ok(s) = self.doc.get_object(part).and_then(Object::as_stream) {
                contents.extend(stream::unpack(s, &mut self.budget)?);
                contents.push(b'\n');
            }
        }
        let (own, inherited) = self.doc.get_page_resources(id).unwrap_or_default();
        let mut resources: Vec<&Dictionary> = own.into_iter().collect();
        resources.extend(inherited.into_iter().filter_map(|id| self.doc.get_dictionary(id).ok()));
        let mut out = Vec::new();
        let state = State { ctm: UNIT, font: None, size: 0.0, letter_space: 0.0, word_space: 0.0, stretch: 1.0, leading: 0.0, rise: 0.0 };
        self.follow(&contents, &resources, state, &mut out, 0)?;
        Ok(upright(out))
    }

    fn follow(
        &mut self,
        contents: &[u8],
        resources: &[&'d Dictionary],
        state: State,
        out: &mut Vec<(usize, Glyph)>,
        deep: usize,
    ) -> Result<(), Trouble> {
        let mut pen = Pen { state, saved: Vec::new(), text: UNIT, line: UNIT, marks: Vec::new(), out };
        let mut tokens = Tokens::new(contents);
        let mut held: Vec<Token> = Vec::new();
        while let Some(token) = tokens.next() {
            let Token::Word(word) = &token else {
                if held.len() < OPERANDS {
                    held.push(token);
                }
                continue;
            };
            if pen.out.len() > LETTERS {
                return Err(Trouble::broken(super::WHAT, "a page has more letters than any page"));
            }
            self.steps = self.steps.checked_sub(1).ok_or_else(|| Trouble::broken(super::WHAT, "it draws without end"))?;
            match word.as_slice() {
                b"BI" => tokens.skip_picture(),
                b"Tf" => {
                    if let Some(Token::Name(name)) = held.iter().rev().find(|t| matches!(t, Token::Name(_))) {
                        pen.state.font = self.font(name, resources);
                    }
                    pen.state.size = numbers(&held).last().copied().unwrap_or(0.0);
                }
                b"Do" => {
                    if let Some(Token::Name(name)) = held.last() {
                        self.form(name, resources, &mut pen, deep)?;
                    }
                }
                b"BDC" => {
                    let told = self.actual_text(&held, resources);
                    if pen.marks.len() < SAVED {
                        pen.marks.push(told);
                    }
                }
                b"BMC" if pen.marks.len() < SAVED => pen.marks.push(None),
                b"EMC" => {
                    pen.marks.pop();
                }
                b"true" | b"false" | b"null" => continue,
                operator => pen.operate(operator, &held, self),
            }
            held.clear();
        }
        Ok(())
    }

    fn resource(&self, kind: &[u8], name: &[u8], resources: &[&'d Dictionary]) -> Option<(Option<ObjectId>, &'d Object)> {
        resources.iter().find_map(|r| {
            let (_, dict) = self.doc.dereference(r.get(kind).ok()?).ok()?;
            self.doc.dereference(dict.as_dict().ok()?.get(name).ok()?).ok()
        })
    }

    fn font(&mut self, name: &[u8], resources: &[&'d Dictionary]) -> Option<Rc<Font>> {
        let (_, font) = self.resource(b"Font", name, resources)?;
        let at = std::ptr::from_ref(font).addr();
        if let Some(known) = self.fonts.get(&at) {
            return Some(known.clone());
        }
        let font = Rc::new(Font::read(self.doc, font.as_dict().ok()?, &mut self.budget));
        self.fonts.insert(at, font.clone());
        Some(font)
    }

    fn form(&mut self, name: &[u8], resources: &[&'d Dictionary], pen: &mut Pen, deep: usize) -> Result<(), Trouble> {
        let Some(form) = self.resource(b"XObject", name, resources).and_then(|(_, o)| o.as_stream().ok()) else { return Ok(()) };
        if !matches!(form.dict.get(b"Subtype").and_then(Object::as_name), Ok(b"Form")) {
            return Ok(());
        }
        if deep >= FORMS {
            return Err(Trouble::Nested(FORMS));
        }
        self.forms = self.forms.checked_sub(1).ok_or_else(|| Trouble::broken(super::WHAT, "it draws without end"))?;
        let contents = stream::unpack(form, &mut self.budget)?;
        let own = form.dict.get(b"Resources").ok().and_then(|o| self.doc.dereference(o).ok()).and_then(|(_, o)| o.as_dict().ok());
        let all: Vec<&Dictionary> = own.into_iter().chain(resources.iter().copied()).take(FORMS + 8).collect();
        let matrix = form.dict.get(b"Matrix").and_then(Object::as_array).ok();
        let matrix: Vec<f64> = matrix.into_iter().flatten().filter_map(|o| o.as_float().ok()).map(f64::from).collect();
        let mut state = pen.state.clone();
        if let Ok(matrix) = Matrix::try_from(matrix) {
            state.ctm = then(&matrix, &state.ctm);
        }
        self.follow(&contents, &all, state, pen.out, deep + 1)
    }

    /// What a marked part of a page reads as (ISO 32000-1, 14.9.4).
    fn actual_text(&self, held: &[Token], resources: &[&'d Dictionary]) -> Option<String> {
        let key = held.iter().position(|t| *t == Token::Name(b"ActualText".to_vec()));
        let bytes = match (key.and_then(|i| held.get(i + 1)), held.last()) {
            (Some(Token::Text(text)), _) => text.clone(),
            (None, Some(Token::Name(name))) => {
                let (_, dict) = self.resource(b"Properties", name, resources)?;
                dict.as_dict().ok()?.get(b"ActualText").ok()?.as_str().ok()?.to_vec()
            }
            _ => return None,
        };
        lopdf::decode_text_string(&Object::String(bytes, lopdf::StringFormat::Literal)).ok()
    }
}

fn numbers(held: &[Token]) -> Vec<f64> {
    held.iter().filter_map(|t| if let Token::Number(n) = t { Some(*n) } else { None }).collect()
}

impl Pen<'_> {
    fn operate(&mut self, operator: &[u8], held: &[Token], reader: &mut Reader) {
        let n = numbers(held);
        let first = n.first().copied().unwrap_or(0.0);
        match (operator, n.as_slice()) {
            (b"q", _) if self.saved.len() < SAVED => self.saved.push(self.state.clone()),
            (b"Q", _) => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            (b"cm", &[a, b, c, d, e, f]) => self.state.ctm = then(&[a, b, c, d, e, f], &self.state.ctm),
            (b"BT", _) => (self.text, self.line) = (UNIT, UNIT),
            (b"Tm", &[a, b, c, d, e, f]) => (self.text, self.line) = ([a, b, c, d, e, f], [a, b, c, d, e, f]),
            (b"Td", &[x, y]) => self.step(x, y),
            (b"TD", &[x, y]) => {
                self.state.leading = -y;
                self.step(x, y);
            }
            (b"T*", _) => self.step(0.0, -self.state.leading),
            (b"TL", _) => self.state.leading = first,
            (b"Tc", _) => self.state.letter_space = first,
            (b"Tw", _) => self.state.word_space = first,
            (b"Tz", _) => self.state.stretch = first / 100.0,
            (b"Ts", _) => self.state.rise = first,
            (b"Tj" | b"TJ", _) => self.show(held, reader),
            (b"'", _) => {
                self.step(0.0, -self.state.leading);
                self.show(held, reader);
            }
            (b"\"", _) => {
                if let &[word, letter] = n.as_slice() {
                    (self.state.word_space, self.state.letter_space) = (word, letter);
                }
                self.step(0.0, -self.state.leading);
                let words: Vec<Token> = held.iter().filter(|t| matches!(t, Token::Text(_))).cloned().collect();
                self.show(&words, reader);
            }
            _ => {}
        }
    }

    fn step(&mut self, x: f64, y: f64) {
        self.line = then(&[1.0, 0.0, 0.0, 1.0, x, y], &self.line);
        self.text = self.line;
    }

    fn forth(&mut self, x: f64) {
        self.text = then(&[1.0, 0.0, 0.0, 1.0, x, 0.0], &self.text);
    }

    fn show(&mut self, held: &[Token], reader: &mut Reader) {
        for token in held {
            match token {
                Token::Number(n) => self.forth(-n / 1000.0 * self.state.size * self.state.stretch),
                Token::Text(codes) => self.write(codes, reader),
                _ => {}
            }
        }
    }

    fn write(&mut self, codes: &[u8], reader: &mut Reader) {
        let Some(font) = self.state.font.clone() else { return };
        for letter in font.letters(codes) {
            if self.out.len() > LETTERS {
                return;
            }
            reader.all += 1;
            let s = &self.state;
            let wide = letter.width / 1000.0 * s.size * s.stretch;
            let spaced = (s.letter_space + if letter.blank { s.word_space } else { 0.0 }) * s.stretch;
            let place = then(&[1.0, 0.0, 0.0, 1.0, 0.0, s.rise], &then(&self.text, &s.ctm));
            let text = match self.marks.iter_mut().rev().flatten().next() {
                // Written once, with the first letter that is marked.
                Some(told) => Some(std::mem::take(told)),
                None => letter.text,
            };
            reader.nameless += u64::from(text.is_none());
            let text = text.unwrap_or_else(|| "\u{fffd}".to_owned());
            if let Some(placed) = place_of(&place, wide, self.state.size, text) {
                self.out.push(placed);
            }
            self.forth(wide + spaced);
        }
    }
}

/// Which way a letter is turned, in quarters, and its place when the page is turned so that it stands upright; `None` when aslant.
fn place_of(m: &Matrix, wide: f64, size: f64, text: String) -> Option<(usize, Glyph)> {
    let [a, b, c, d, e, f] = *m;
    if ![a, b, c, d, e, f, wide, size].iter().all(|n| n.is_finite() && n.abs() < 1e7) {
        return None;
    }
    let long = a.hypot(b);
    let quarter = match () {
        () if b.abs() < long * 0.05 => {
            if a > 0.0 {
                0
            } else {
                2
            }
        }
        () if a.abs() < long * 0.05 => {
            if b > 0.0 {
                1
            } else {
                3
            }
        }
        () => return None,
    };
    let (x, y) = match quarter {
        0 => (e, f),
        1 => (f, -e),
        2 => (-e, -f),
        _ => (-f, e),
    };
    let size = size.abs() * c.hypot(d);
    let end = x + wide * long;
    (size > 0.1).then_some((quarter, Glyph { text, x0: x.min(end), x1: x.max(end), y, size }))
}

/// Those that are turned as most are.
fn upright(all: Vec<(usize, Glyph)>) -> Vec<Glyph> {
    let most = (0..4).max_by_key(|q| (all.iter().filter(|(turned, _)| turned == q).count(), 3 - q)).unwrap_or(0);
    all.into_iter().filter(|(turned, g)| *turned == most && !g.text.is_empty()).map(|(_, g)| g).collect()
}
