//! An encoding is how bytes stand for characters; older reports come in many, and seldom say which.
//!
//! What is sure comes first: a byte order mark, then valid UTF-8, then what the page declares. The rest is guessed, and
//! a guess is taken only when the words it gives are words of one script.

use crate::error::Trouble;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256};

/// The text of a whole document. `declared` is the encoding that its metadata names.
pub(crate) fn decode(bytes: Vec<u8>, declared: Option<&str>) -> Result<String, Trouble> {
    if bytes.is_empty() {
        return Err(Trouble::Empty);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return told(text.into_owned(), &bytes);
    }
    if let Some(name) = signature(&bytes) {
        return Err(Trouble::OtherFormat(name));
    }
    if let Some(at) = control(&bytes) {
        // UTF-16 without a mark is full of bytes that are no text elsewhere.
        return wide(&bytes).ok_or(Trouble::Binary { at, byte: bytes[at] });
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(text),
        Err(e) => e.into_bytes(),
    };
    if mostly_utf8(&bytes) {
        return Ok(String::from_utf8_lossy(&bytes).into_owned());
    }
    let encoding = declared
        .and_then(|name| Encoding::for_label(name.trim().as_bytes()))
        .filter(|e| *e != UTF_8 && *e != UTF_16LE && *e != UTF_16BE)
        .unwrap_or_else(|| guess(&bytes));
    Ok(encoding.decode_without_bom_handling(&bytes).0.into_owned())
}

/// Decoded text, unless it holds what no text does.
fn told(text: String, bytes: &[u8]) -> Result<String, Trouble> {
    match text.find('\0') {
        Some(_) => Err(Trouble::Binary { at: bytes.iter().position(|b| *b == 0).unwrap_or(0), byte: 0 }),
        None => Ok(text),
    }
}

/// Documents that people take for text.
fn signature(bytes: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 9] = [
        (b"%PDF-", "a PDF document"),
        (b"PK\x03\x04", "a Word or OpenDocument file, or another ZIP archive"),
        (b"\xd0\xcf\x11\xe0", "an old Word or Excel document"),
        (b"{\\rtf", "an RTF document"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"SQLite format 3\0", "a database"),
    ];
    KNOWN.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, name)| *name)
}

/// The first byte that no text of one byte a character holds. Old printer marks (form feed, end of file, escape) pass.
fn control(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|b| matches!(b, 0x00..=0x08 | 0x0e..=0x19 | 0x1c..=0x1f))
}

/// UTF-16 without a byte order mark, in the order that gives text.
fn wide(bytes: &[u8]) -> Option<String> {
    let order = |encoding: &'static Encoding| {
        let (text, broken) = encoding.decode_without_bom_handling(bytes);
        // Letters of the scripts of reports, digits, marks and blanks: what a wrong order does not give.
        let usual = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{a0}'..='\u{24f}' | '\u{370}'..='\u{77f}' | '\u{2000}'..='\u{206f}' | '\u{fb50}'..='\u{fefc}');
        let (all, good) = text.chars().take(100_000).fold((0, 0), |(all, good), c| (all + 1, good + usize::from(usual(c))));
        (!broken && all > 0 && good * 20 >= all * 19).then(|| (good * 1000 / all, text.into_owned()))
    };
    match (order(UTF_16LE), order(UTF_16BE)) {
        (Some(le), Some(be)) => Some(if be.0 > le.0 { be.1 } else { le.1 }),
        (a, b) => a.or(b).map(|(_, text)| text),
    }
}

/// UTF-8 that was cut or has a few bytes broken: characters of several bytes that are whole far outnumber the rest.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken * 4
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    // The first megabyte tells as much as fifty.
    let sample = &bytes[..bytes.len().min(1 << 20)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guessed = detector.guess(None, Utf8Detection::Deny);
    let arabic = words(sample, WINDOWS_1256);
    if arabic.arabic > 0 && arabic.mixed * 10 <= arabic.arabic && arabic.arabic * 4 >= arabic.latin {
        return WINDOWS_1256;
    }
    if guessed == WINDOWS_1256 || guessed == UTF_8 || words(sample, guessed).mixed > 0 { WINDOWS_1252 } else { guessed }
}

#[derive(Default)]
struct Words {
    arabic: usize,
    latin: usize,
    /// Letters of two scripts in one word: a sign of the wrong encoding.
    mixed: usize,
}

/// How many words of two letters or more there are of each script.
fn words(sample: &[u8], encoding: &'static Encoding) -> Words {
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let mut out = Words::default();
    for word in text.split(|c: char| !c.is_alphabetic()) {
        let (mut arabic, mut latin, mut other) = (0, 0, 0);
        for c in word.chars() {
            match c {
                '\u{600}'..='\u{6ff}' => arabic += 1,
                'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => latin += 1,
                _ => other += 1,
            }
        }
        match (arabic > 0, latin > 0, other > 0) {
            (true, false, false) if arabic > 1 => out.arabic += 1,
            (false, true, false) if latin > 1 => out.latin += 1,
            (a, l, o) if usize::from(a) + usize::from(l) + usize::from(o) > 1 => out.mixed += 1,
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::error::Trouble;

    fn encoded(text: &str, encoding: &str) -> Vec<u8> {
        match encoding {
            "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            label => encoding_rs::Encoding::for_label(label.as_bytes()).expect("a label").encode(text).0.into_owned(),
        }
    }

    #[test]
    fn every_encoding_comes_back() {
        let french = "Été 2021 : des tirs près de l’école ont blessé un élève, où l’on a déploré « une fuite ».\nÀ Noël, çà et là.";
        let arabic = "قُتل ثلاثة مدنيين في قصف على قرية قرب النهر.\nوقال السكان إن الطريق مغلق منذ يومين.";
        let english = "Two shells fell on the market – “nobody was hurt”, the mayor said.";
        let turkish = "Köyün girişinde iki kişi yaralandı; yolların kapalı olduğu söylendi, çocuklar güvende.";
        let spanish = "Según el alcalde, ningún niño murió en el tiroteo; habló mañana y tarde.";
        for (text, encoding) in [
            (french, "utf-8"),
            (french, "windows-1252"),
            (french, "utf-16le"),
            (french, "utf-16be"),
            (english, "windows-1252"),
            (english, "utf-16le"),
            (spanish, "windows-1252"),
            (arabic, "utf-8"),
            (arabic, "windows-1256"),
            (arabic, "utf-16le"),
            (arabic, "utf-16be"),
            (turkish, "windows-1254"),
        ] {
            let text = text.replace('\u{64f}', "");
            let bytes = encoded(&text, encoding);
            assert_eq!(decode(bytes.clone(), None).ok().as_deref(), Some(text.as_str()), "{encoding}");
            if encoding.starts_with("utf") {
                let mark = encoded("\u{feff}", encoding);
                assert_eq!(decode([mark, bytes].concat(), None).ok().as_deref(), Some(text.as_str()), "{encoding} with mark");
            }
        }
    }

    #[test]
    fn a_broken_byte_does_not_make_utf8_another_encoding() {
        let mut bytes = "Étonné, l’été passé à l’école.".as_bytes().to_vec();
        bytes.push(0xe2);
        assert_eq!(decode(bytes, None).ok().as_deref(), Some("Étonné, l’été passé à l’école.\u{fffd}"));
    }

    #[test]
    fn what_is_declared_is_believed_before_a_guess() {
        assert_eq!(decode(b"l\xe9gende".to_vec(), Some("iso-8859-1")).ok().as_deref(), Some("légende"));
        assert_eq!(decode("légende".as_bytes().to_vec(), Some("iso-8859-1")).ok().as_deref(), Some("légende"));
        assert!(decode(b"l\xe9gende".to_vec(), Some("no-such-thing")).is_ok());
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(matches!(decode(Vec::new(), None), Err(Trouble::Empty)));
        assert!(matches!(decode(b"%PDF-1.7 x".to_vec(), None), Err(Trouble::OtherFormat(_))));
        assert!(matches!(decode(b"words\0and words".to_vec(), None), Err(Trouble::Binary { at: 5, byte: 0 })));
        assert!(matches!(decode((0..=255).collect(), None), Err(Trouble::Binary { .. })));
        assert!(matches!(decode(b"\xff\xfea\0\0\0".to_vec(), None), Err(Trouble::Binary { .. })));
    }
}
