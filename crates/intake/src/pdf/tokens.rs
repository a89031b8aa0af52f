//! Tokens are what the text of a PDF's own languages is made of: contents of pages and tables of letters (ISO 32000-1, 7.2 and 7.3).

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Token {
    Number(f64),
    Text(Vec<u8>),
    Name(Vec<u8>),
    Open,
    Close,
    DictOpen,
    DictClose,
    Word(Vec<u8>),
}

/// Reads token after token; what is broken is passed by.
pub(crate) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

fn is_blank(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\r' | b'\n' | 0x0c | 0)
}

fn is_mark(b: u8) -> bool {
    matches!(b, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Tokens<'a> {
    pub fn new(bytes: &'a [u8]) -> Tokens<'a> {
        Tokens { bytes, at: 0 }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn take_while(&mut self, keep: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        let n = rest.iter().position(|b| !keep(*b)).unwrap_or(rest.len());
        self.at += n;
        rest.get(..n).unwrap_or(&[])
    }

    /// Passes by the picture that stands within the text, whose bytes are no tokens (8.9.7).
    pub fn skip_picture(&mut self) {
        let mut last = b' ';
        while let Some(b) = self.peek(0) {
            let ends = is_blank(last) && b == b'E' && self.peek(1) == Some(b'I') && self.peek(2).is_none_or(|b| is_blank(b) || is_mark(b));
            self.at += 1;
            if ends {
                self.at += 1;
                return;
            }
            last = b;
        }
    }

    fn literal(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut deep = 0usize;
        while let Some(b) = self.peek(0) {
            self.at += 1;
            match b {
                b'(' => {
                    deep += 1;
                    out.push(b);
                }
                b')' if deep == 0 => break,
                b')' => {
                    deep -= 1;
                    out.push(b);
                }
                b'\\' => {
                    let Some(next) = self.peek(0) else { break };
                    self.at += 1;
                    match next {
                        b'n' => out.push(b'\n'),
                        b'r' => out.push(b'\r'),
                        b't' => out.push(b'\t'),
                        b'b' => out.push(8),
                        b'f' => out.push(12),
                        b'\r' => self.at += usize::from(self.peek(0) == Some(b'\n')),
                        b'\n' => {}
                        b'0'..=b'7' => {
                            let mut n = u32::from(next - b'0');
                            for _ in 0..2 {
                                let Some(d @ b'0'..=b'7') = self.peek(0) else { break };
                                n = n * 8 + u32::from(d - b'0');
                                self.at += 1;
                            }
                            out.push((n & 0xff) as u8);
                        }
                        other => out.push(other),
                    }
                }
                b => out.push(b),
            }
        }
        out
    }

    fn hex(&mut self) -> Vec<u8> {
        let digits = self.take_while(|b| b != b'>');
        self.at += 1;
        let digits: Vec<u8> = digits.iter().filter_map(|b| char::from(*b).to_digit(16)).map(|d| d as u8).collect();
        digits.chunks(2).map(|pair| pair.first().unwrap_or(&0) << 4 | pair.get(1).unwrap_or(&0)).collect()
    }

    fn name(&mut self) -> Vec<u8> {
        let raw = self.take_while(|b| !is_blank(b) && !is_mark(b));
        let mut out = Vec::with_capacity(raw.len());
        let mut rest = raw.iter();
        while let Some(b) = rest.next() {
            let hex = |b: Option<&u8>| b.and_then(|b| char::from(*b).to_digit(16));
            match (hex(rest.as_slice().first()), hex(rest.as_slice().get(1))) {
                (Some(high), Some(low)) if *b == b'#' => {
                    out.push((high * 16 + low) as u8);
                    rest.nth(1);
                }
                _ => out.push(*b),
            }
        }
        out
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            self.take_while(is_blank);
            let b = self.peek(0)?;
            let two = self.peek(1) == Some(b);
            if !is_mark(b) {
                let word = self.take_while(|b| !is_blank(b) && !is_mark(b));
                return Some(number(word).map_or_else(|| Token::Word(word.to_vec()), Token::Number));
            }
            self.at += 1;
            return Some(match b {
                b'%' => {
                    self.take_while(|b| !matches!(b, b'\r' | b'\n'));
                    continue;
                }
                b'(' => Token::Text(self.literal()),
                b'/' => Token::Name(self.name()),
                b'[' => Token::Open,
                b']' => Token::Close,
                b'<' | b'>' if two => {
                    self.at += 1;
                    if b == b'<' { Token::DictOpen } else { Token::DictClose }
                }
                b'<' => Token::Text(self.hex()),
                _ => continue,
            });
        }
    }
}

fn number(word: &[u8]) -> Option<f64> {
    if !word.iter().all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.')) || !word.iter().any(u8::is_ascii_digit) {
        return None;
    }
    let word = std::str::from_utf8(word).ok()?;
    // Some writers double the sign, or write one inside.
    word.parse().ok().or_else(|| word.trim_start_matches('-').split('-').next()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens};

    #[test]
    fn tokens_are_read() {
        let text = |t: &[u8]| Token::Text(t.to_vec());
        for (bytes, tokens) in [
            (&b"(a\\(b\\051(c)\\\n) Tj"[..], vec![text(b"a(b)(c)"), Token::Word(b"Tj".to_vec())]),
            (b"<48 6> -.5 12", vec![text(b"H\x60"), Token::Number(-0.5), Token::Number(12.0)]),
            (
                b"[/F#31(x)]%c\n<</A 1>>",
                vec![
                    Token::Open,
                    Token::Name(b"F1".to_vec()),
                    text(b"x"),
                    Token::Close,
                    Token::DictOpen,
                    Token::Name(b"A".to_vec()),
                    Token::Number(1.0),
                    Token::DictClose,
                ],
            ),
            (b"--5 T*", vec![Token::Number(5.0), Token::Word(b"T*".to_vec())]),
            (b"(never ends", vec![text(b"never ends")]),
            (b"<48", vec![text(b"H")]),
            (b")}", vec![]),
            (b"", vec![]),
        ] {
            assert_eq!(Tokens::new(bytes).collect::<Vec<_>>(), tokens, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn pictures_are_passed_by() {
        let mut tokens = Tokens::new(b"ID \x01(EIx\xff EI Q");
        tokens.next();
        tokens.skip_picture();
        assert_eq!(tokens.collect::<Vec<_>>(), [Token::Word(b"Q".to_vec())]);
    }
}
