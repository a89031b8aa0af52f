//! A stream is a packed part of a PDF; it is unpacked no further than the budget goes.

use crate::budget::Budget;
use crate::error::Trouble;
use flate2::read::{DeflateDecoder, ZlibDecoder};
use lopdf::{Dictionary, Object, Stream};
use std::io::Read;

/// Filters of one stream, one after the other.
const FILTERS: usize = 4;
/// LZW packs at best about 1:1300, and its decoder knows no budget.
const LZW: usize = 128 << 10;
/// As often may an index of the file unpack to its size; they are tables of numbers.
const INDEX_RATIO: u64 = 300;
const MIB: u64 = 1 << 20;

pub(crate) fn unpack(stream: &Stream, budget: &mut Budget) -> Result<Vec<u8>, Trouble> {
    let filters: Vec<Vec<u8>> = stream.filters().unwrap_or_default().iter().map(|f| f.to_vec()).collect();
    if filters.len() > FILTERS {
        return Err(Trouble::Nested(FILTERS));
    }
    let mut bytes = stream.content.clone();
    for filter in filters {
        bytes = match filter.as_slice() {
            b"FlateDecode" | b"Fl" => budget.unpack(bytes.len() as u64, Flate::new(&bytes))?,
            b"ASCIIHexDecode" | b"AHx" => hex(&bytes),
            b"LZWDecode" if bytes.len() > LZW => return Err(Trouble::Bomb(1300)),
            name @ (b"LZWDecode" | b"ASCII85Decode") => {
                let mut dict = Dictionary::new();
                dict.set("Filter", Object::Name(name.to_vec()));
                Stream::new(dict, bytes).decompressed_content().unwrap_or_default()
            }
            // Pictures, and what nobody packs text with.
            _ => return Ok(Vec::new()),
        };
    }
    Ok(bytes)
}

/// What is whole of a packed stream: writers break off early, and others forget the head.
struct Flate<'a> {
    zlib: ZlibDecoder<&'a [u8]>,
    raw: Option<DeflateDecoder<&'a [u8]>>,
    bytes: &'a [u8],
    given: bool,
}

impl<'a> Flate<'a> {
    fn new(bytes: &'a [u8]) -> Flate<'a> {
        Flate { zlib: ZlibDecoder::new(bytes), raw: None, bytes, given: false }
    }
}

impl Read for Flate<'_> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        if let Some(raw) = &mut self.raw {
            return Ok(raw.read(out).unwrap_or(0));
        }
        match self.zlib.read(out) {
            Ok(n) => {
                self.given |= n > 0;
                Ok(n)
            }
            Err(_) if !self.given => {
                self.raw = Some(DeflateDecoder::new(self.bytes.get(2..).unwrap_or(&[])));
                self.read(out)
            }
            Err(_) => Ok(0),
        }
    }
}

fn hex(bytes: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = bytes.iter().take_while(|b| **b != b'>').filter_map(|b| char::from(*b).to_digit(16)).map(|d| d as u8).collect();
    digits.chunks(2).map(|p| p.first().unwrap_or(&0) << 4 | p.get(1).unwrap_or(&0)).collect()
}

/// Refuses a file whose own indexes unpack without end, before they are unpacked whole by who reads them.
pub(crate) fn indexes(bytes: &[u8]) -> Result<(), Trouble> {
    let mut at = 0;
    let mut all = 0;
    while let Some(found) = find(bytes.get(at..).unwrap_or(&[]), b"stream") {
        let begins = at + found;
        at = begins + b"stream".len();
        let before = bytes.get(begins.saturating_sub(1024)..begins).unwrap_or(&[]);
        let dict = before.rsplit(|b| *b == b'j').next().unwrap_or(before);
        let index = [&b"ObjStm"[..], b"XRef", b"#"].iter().any(|n| find(dict, n).is_some() || find(before, n).is_some());
        if !index || before.ends_with(b"end") {
            continue;
        }
        // Figures of the predictor's rows: a row is made before it is filled.
        if let Some(columns) = find(before, b"/Columns") {
            let digits: String = before
                .iter()
                .skip(columns + 8)
                .skip_while(|b| b.is_ascii_whitespace())
                .take_while(|b| b.is_ascii_digit())
                .map(|b| char::from(*b))
                .collect();
            if digits.len() > 6 {
                return Err(Trouble::Bomb(INDEX_RATIO));
            }
        }
        let packed = bytes.get(at..).unwrap_or(&[]).trim_ascii_start();
        let most = (packed.len() as u64).saturating_mul(INDEX_RATIO).clamp(MIB, 64 * MIB);
        let n = std::io::copy(&mut Flate::new(packed).take(most + 1), &mut std::io::sink()).unwrap_or(0);
        all += n;
        if n > most || all > 512 * MIB {
            return Err(Trouble::Bomb(INDEX_RATIO));
        }
    }
    Ok(())
}

pub(crate) fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    let first = *what.first()?;
    let mut at = 0;
    while let Some(i) = bytes.get(at..)?.iter().position(|b| *b == first) {
        if bytes.get(at + i..)?.starts_with(what) {
            return Some(at + i);
        }
        at += i + 1;
    }
    None
}
