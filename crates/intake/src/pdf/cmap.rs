//! A table of letters (`ToUnicode` CMap) says which characters the codes of a font stand for (ISO 32000-1, 9.10.3).

use super::tokens::{Token, Tokens};
use std::collections::HashMap;

#[derive(Default)]
pub(crate) struct Cmap {
    single: HashMap<(usize, u32), String>,
    /// Bytes of a code, first, last, and what the first stands for.
    ranges: Vec<(usize, u32, u32, Vec<u16>)>,
    /// Bytes of a code, first, last.
    spaces: Vec<(usize, u32, u32)>,
}

/// Entries beyond which a table is none: Unicode has no more characters.
const MOST: usize = 200_000;
/// Shapes of codes.
const SPACES: usize = 100;

fn code(bytes: &[u8]) -> (usize, u32) {
    (bytes.len(), bytes.iter().take(4).fold(0, |n, b| n << 8 | u32::from(*b)))
}

fn units(bytes: &[u8]) -> Vec<u16> {
    match bytes {
        [one] => vec![u16::from(*one)],
        _ => bytes.chunks_exact(2).map(|p| u16::from_be_bytes([p.first().copied().unwrap_or(0), p.get(1).copied().unwrap_or(0)])).collect(),
    }
}

impl Cmap {
    pub fn read(bytes: &[u8]) -> Cmap {
        let mut cmap = Cmap::default();
        let mut held: Vec<Token> = Vec::new();
        for token in Tokens::new(bytes) {
            let Token::Word(word) = &token else {
                if held.len() < MOST {
                    held.push(token);
                }
                continue;
            };
            match word.as_slice() {
                b"begincodespacerange" | b"beginbfchar" | b"beginbfrange" => held.clear(),
                b"endcodespacerange" => cmap.codes(&held),
                b"endbfchar" => cmap.chars(&held),
                b"endbfrange" => cmap.many(&held),
                _ => {}
            }
        }
        cmap.ranges.sort_by_key(|(n, low, ..)| (*n, *low));
        cmap
    }

    fn codes(&mut self, held: &[Token]) {
        for pair in held.chunks_exact(2) {
            if let [Token::Text(low), Token::Text(high)] = pair
                && self.spaces.len() < SPACES
            {
                let ((n, low), (_, high)) = (code(low), code(high));
                self.spaces.push((n, low, high));
            }
        }
    }

    fn chars(&mut self, held: &[Token]) {
        for pair in held.chunks_exact(2) {
            if let [Token::Text(from), Token::Text(to)] = pair {
                self.put(code(from), &units(to));
            }
        }
    }

    fn put(&mut self, from: (usize, u32), to: &[u16]) {
        if self.single.len() < MOST {
            self.single.insert(from, String::from_utf16_lossy(to));
        }
    }

    fn many(&mut self, held: &[Token]) {
        let mut rest = held.iter();
        while let (Some(Token::Text(low)), Some(Token::Text(high))) = (rest.next(), rest.next()) {
            let ((n, low), (_, high)) = (code(low), code(high));
            match rest.next() {
                Some(Token::Text(to)) if self.ranges.len() < MOST => self.ranges.push((n, low, high, units(to))),
                Some(Token::Open) => {
                    for i in 0u32.. {
                        let Some(Token::Text(to)) = rest.next() else { break };
                        self.put((n, low.saturating_add(i)), &units(to));
                    }
                }
                _ => break,
            }
        }
    }

    /// The characters that a code of so many bytes stands for.
    pub fn get(&self, bytes: usize, code: u32) -> Option<String> {
        if let Some(found) = self.single.get(&(bytes, code)) {
            return Some(found.clone());
        }
        let after = self.ranges.partition_point(|(n, low, ..)| (*n, *low) <= (bytes, code));
        let (n, low, high, to) = self.ranges.get(after.checked_sub(1)?)?;
        if *n != bytes || !(*low..=*high).contains(&code) {
            return None;
        }
        let mut to = to.clone();
        let last = to.last_mut()?;
        *last = last.wrapping_add((code - low) as u16);
        Some(String::from_utf16_lossy(&to))
    }

    /// How many bytes the code at the begin of `text` has; `None` when the table does not say.
    pub fn length(&self, text: &[u8]) -> Option<usize> {
        (1..=4).find(|n| {
            let Some(bytes) = text.get(..*n) else { return false };
            let (_, code) = code(bytes);
            self.spaces.iter().any(|(len, low, high)| len == n && (*low..=*high).contains(&code))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Cmap;

    #[test]
    fn codes_become_characters() {
        let cmap = Cmap::read(
            b"1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfchar <0003> <0020> <0010> <06440627> endbfchar
            2 beginbfrange <0041> <0043> <0061> <0050> <0051> [<0066> <00660069>] endbfrange",
        );
        for (code, expected) in [(3, Some(" ")), (0x10, Some("\u{644}\u{627}")), (0x42, Some("b")), (0x51, Some("fi")), (0x44, None)] {
            assert_eq!(cmap.get(2, code).as_deref(), expected, "{code}");
        }
        assert_eq!(cmap.get(1, 3), None);
        assert_eq!(cmap.length(b"\0\x03"), Some(2));
        assert!(Cmap::read(b"beginbfrange <00> <ff> [ endbfrange <").get(1, 0).is_none());
    }
}
