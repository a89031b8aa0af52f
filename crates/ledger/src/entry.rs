//! An entry is one line of the journal: what was done, by whom, when and why, and the digest of the entry before it.

use crate::{Act, Digest};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug)]
pub struct Entry {
    /// From 1, with no gap.
    pub seq: u64,
    /// RFC 3339, UTC, as the caller gave it.
    pub at: String,
    pub author: String,
    pub reason: String,
    pub act: Act,
    /// Digest of the entry before; [`Digest::NONE`] for the first.
    pub before: Digest,
    /// Of the canonical bytes of this entry, `before` among them.
    pub digest: Digest,
}

/// An entry that is not in the journal yet.
#[derive(Clone, Debug)]
pub struct Draft {
    /// RFC 3339, UTC: `2026-11-22T10:00:00Z`.
    pub at: String,
    pub author: String,
    /// May be empty.
    pub reason: String,
    pub act: Act,
}

/// The bytes of a report as they came. The ledger reckons their digest itself.
#[derive(Clone, Debug)]
pub struct Original {
    pub bytes: Vec<u8>,
}

/// The last entry. Noted elsewhere, it shows later that nothing was cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    pub seq: u64,
    pub digest: Digest,
}

/// Written `412 sha256:…`.
impl std::fmt::Display for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.seq, self.digest)
    }
}

impl std::str::FromStr for Head {
    type Err = String;

    fn from_str(s: &str) -> Result<Head, String> {
        let wrong = || format!("\u{201c}{s}\u{201d} is no head: give the number of an entry, a space, and its digest");
        let (seq, digest) = s.trim().split_once(' ').ok_or_else(wrong)?;
        Ok(Head { seq: seq.parse().map_err(|_| wrong())?, digest: digest.trim().parse()? })
    }
}

/// What is hashed, in this order.
#[derive(Serialize)]
struct Body<'a> {
    seq: u64,
    at: &'a str,
    author: &'a str,
    reason: &'a str,
    before: Digest,
    act: &'a Act,
}

#[derive(Deserialize)]
struct Kept {
    seq: u64,
    at: String,
    author: String,
    reason: String,
    before: Digest,
    act: Act,
}

impl Draft {
    /// The canonical bytes of this draft as entry `seq`.
    pub(crate) fn body(&self, seq: u64, before: Digest) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(&Body { seq, at: &self.at, author: &self.author, reason: &self.reason, before, act: &self.act })
    }
}

impl Entry {
    /// From the bytes that the journal keeps; `digest` is reckoned from them.
    pub(crate) fn from_body(body: &[u8]) -> Result<Entry, serde_json::Error> {
        let Kept { seq, at, author, reason, before, act } = serde_json::from_slice(body)?;
        Ok(Entry { seq, at, author, reason, act, before, digest: Digest::of(body) })
    }
}
