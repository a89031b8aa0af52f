//! A font of a PDF says what the codes of a text stand for, and how wide they are.

use super::cmap::Cmap;
use super::letters::{self, Base};
use super::stream;
use crate::budget::Budget;
use lopdf::{Dictionary, Document, Object};
use std::collections::HashMap;

/// Widths of one font; there are no more glyphs.
const WIDTHS: usize = 1 << 17;

pub(crate) struct Font {
    /// Codes of two bytes, as a rule, that name glyphs; otherwise one byte.
    composite: bool,
    /// Codes that are UTF-16 themselves.
    ucs2: bool,
    to_unicode: Option<Cmap>,
    /// By the font's encoding.
    letters: HashMap<u32, String>,
    widths: HashMap<u32, f64>,
    /// Of what has no width of its own.
    default: f64,
    name: String,
    /// Glyph space to thousandths: Type 3 fonts have their own.
    scale: f64,
}

/// What a code stands for; `None` when the font does not say.
pub(crate) struct Letter {
    pub text: Option<String>,
    /// Thousandths of the size.
    pub width: f64,
    /// A blank of one byte, which word spacing widens.
    pub blank: bool,
}

impl Font {
    pub fn read(doc: &Document, dict: &Dictionary, budget: &mut Budget) -> Font {
        let get = |key: &[u8]| dict.get(key).ok().and_then(|o| doc.dereference(o).ok()).map(|(_, o)| o);
        let name =
            |o: Option<&Object>| o.and_then(|o| o.as_name().ok()).map(|n| String::from_utf8_lossy(n).into_owned()).unwrap_or_default();
        let composite = name(get(b"Subtype")) == "Type0";
        let encoding = name(get(b"Encoding"));
        let to_unicode =
            get(b"ToUnicode").and_then(|o| o.as_stream().ok()).and_then(|s| stream::unpack(s, budget).ok()).map(|b| Cmap::read(&b));
        let mut font = Font {
            composite,
            ucs2: composite && (encoding.contains("UCS2") || encoding.contains("UTF16")),
            to_unicode,
            letters: HashMap::new(),
            widths: HashMap::new(),
            default: 0.0,
            name: name(get(b"BaseFont")),
            scale: 1.0,
        };
        if composite {
            let descendant =
                get(b"DescendantFonts").and_then(|o| o.as_array().ok()).and_then(|a| a.first()).and_then(|o| doc.dereference(o).ok());
            if let Some(descendant) = descendant.and_then(|(_, o)| o.as_dict().ok()) {
                font.cid_widths(doc, descendant);
            }
        } else {
            font.simple(doc, dict);
        }
        font
    }

    fn simple(&mut self, doc: &Document, dict: &Dictionary) {
        let get = |dict: &'_ Dictionary, key: &[u8]| dict.get(key).ok().and_then(|o| doc.dereference(o).ok()).map(|(_, o)| o.clone());
        let subtype = get(dict, b"Subtype").and_then(|o| o.as_name().ok().map(<[u8]>::to_vec)).unwrap_or_default();
        let encoding = get(dict, b"Encoding");
        let named = match &encoding {
            Some(Object::Name(name)) => Base::named(name),
            Some(Object::Dictionary(d)) => d.get(b"BaseEncoding").ok().and_then(|o| o.as_name().ok()).and_then(Base::named),
            _ => None,
        };
        let base = named.unwrap_or(if subtype == b"TrueType" { Base::Win } else { Base::Standard });
        // Letters of fonts of signs have names of their own, or none.
        let signs = self.name.contains("Symbol") || self.name.contains("Dingbats") || self.name.contains("Wingdings");
        if !signs && subtype != b"Type3" {
            for code in 0..=255u8 {
                if let Some(letter) = base.letter(code) {
                    self.letters.insert(u32::from(code), letter.to_string());
                }
            }
        }
        if let Some(Object::Dictionary(d)) = &encoding
            && let Some(Object::Array(differences)) = get(d, b"Differences")
        {
            let mut code = 0u32;
            for entry in &differences {
                match entry {
                    Object::Integer(n) => code = u32::try_from(*n).unwrap_or(0),
                    Object::Name(name) => {
                        match std::str::from_utf8(name).ok().and_then(letters::of_name) {
                            Some(letter) => self.letters.insert(code, letter),
                            None => self.letters.remove(&code),
                        };
                        code = code.saturating_add(1);
                    }
                    _ => {}
                }
            }
        }
        if subtype == b"Type3"
            && let Some(Object::Array(matrix)) = get(dict, b"FontMatrix")
        {
            self.scale = matrix.first().and_then(|m| m.as_float().ok()).map_or(1.0, |m| f64::from(m) * 1000.0);
        }
        let first = get(dict, b"FirstChar").and_then(|o| o.as_i64().ok()).and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
        if let Some(Object::Array(widths)) = get(dict, b"Widths") {
            for (code, width) in (first..).zip(widths.iter().take(256)) {
                if let Some(width) = doc.dereference(width).ok().and_then(|(_, w)| w.as_float().ok()) {
                    self.widths.insert(code, f64::from(width));
                }
            }
        }
        let described =
            get(dict, b"FontDescriptor").and_then(|o| o.as_dict().ok().and_then(|d| d.get(b"MissingWidth").ok()?.as_float().ok()));
        self.default = described.map_or(if self.widths.is_empty() { 500.0 } else { 0.0 }, f64::from);
    }

    /// `[first [w w …]]` or `[first last w]` (ISO 32000-1, 9.7.4.3).
    fn cid_widths(&mut self, doc: &Document, descendant: &Dictionary) {
        let number = |o: &Object| doc.dereference(o).ok().and_then(|(_, o)| o.as_float().ok()).map(f64::from);
        self.default = descendant.get(b"DW").ok().and_then(number).unwrap_or(1000.0);
        let Some(widths) = descendant.get(b"W").ok().and_then(|o| doc.dereference(o).ok()).and_then(|(_, o)| o.as_array().ok()) else {
            return;
        };
        let mut rest = widths.iter();
        let mut left = WIDTHS;
        while let (Some(first), Some(second)) = (rest.next().and_then(number), rest.next()) {
            let first = first.max(0.0) as u32;
            if let Some(list) = doc.dereference(second).ok().and_then(|(_, o)| o.as_array().ok()) {
                for (code, width) in (first..).zip(list.iter().take(left)) {
                    self.widths.extend(number(width).map(|w| (code, w)));
                }
                left = left.saturating_sub(list.len());
            } else if let (Some(last), Some(width)) = (number(second), rest.next().and_then(number)) {
                for code in (first..=last.max(0.0) as u32).take(left) {
                    self.widths.insert(code, width);
                    left -= 1;
                }
            }
        }
    }

    /// The letters of a string of codes.
    pub fn letters(&self, codes: &[u8]) -> Vec<Letter> {
        let mut out = Vec::new();
        let mut rest = codes;
        while !rest.is_empty() {
            let told = self.to_unicode.as_ref().filter(|_| self.composite).and_then(|c| c.length(rest));
            let n = told.unwrap_or(if self.composite { 2 } else { 1 }).clamp(1, rest.len());
            let (code, after) = rest.split_at(n);
            rest = after;
            let number = code.iter().fold(0u32, |c, b| c << 8 | u32::from(*b));
            let text = self.text(n, number);
            let width = match self.widths.get(&number) {
                Some(width) => *width,
                None if self.widths.is_empty() && !self.composite => {
                    text.as_deref().and_then(|t| letters::width(&self.name, t)).unwrap_or(self.default)
                }
                None => self.default,
            };
            out.push(Letter { text, width: width * self.scale, blank: n == 1 && number == 32 });
        }
        out
    }

    fn text(&self, bytes: usize, code: u32) -> Option<String> {
        let told = self.to_unicode.as_ref().and_then(|c| c.get(bytes, code).or_else(|| c.get(if bytes == 1 { 2 } else { 1 }, code)));
        // Bullets of fonts of signs, at the places where Windows has them.
        if told.as_deref().is_some_and(|t| {
            matches!(t, "\u{f0b7}" | "\u{f0a7}" | "\u{f0d8}" | "\u{f076}" | "\u{f0fc}" | "\u{f06e}" | "\u{f071}" | "\u{f02d}")
        }) {
            return Some("\u{2022}".to_owned());
        }
        // Tables may say nothing that can be read: zero, or characters for private use.
        let told = told.filter(|t| !t.is_empty() && !t.chars().any(|c| matches!(c, '\0' | '\u{fffd}' | '\u{e000}'..='\u{f8ff}')));
        told.or_else(|| self.letters.get(&code).cloned()).or_else(|| (self.ucs2).then(|| char::from_u32(code).map(String::from)).flatten())
    }
}
