//! A digest is the SHA-256 of some bytes; entries are chained by it.
//!
//! The canonical bytes of an entry are its JSON as it is stored, in the order of the fields of `entry::Body`, in UTF-8, with no
//! space between: `{"seq":…,"at":…,"author":…,"reason":…,"before":…,"act":…}`. They are kept as they were hashed and never written
//! anew, so that a later program, or another one, can check the chain without knowing what an entry means.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::str::FromStr;

/// Written as the ids of reports are: `sha256:` and 64 hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// What the first entry has before it.
    pub const NONE: Digest = Digest([0; 32]);

    pub fn of(bytes: &[u8]) -> Digest {
        Digest(Sha256::digest(bytes).into())
    }

    pub fn from_bytes(bytes: &[u8]) -> Option<Digest> {
        bytes.try_into().ok().map(Digest)
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let mut out = String::with_capacity(71);
        out.push_str("sha256:");
        for byte in self.0 {
            for half in [byte >> 4, byte & 15] {
                out.push(char::from(HEX.get(usize::from(half)).copied().unwrap_or(b'0')));
            }
        }
        f.pad(&out)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Digest {
    type Err = String;

    fn from_str(s: &str) -> Result<Digest, String> {
        let wrong = || format!("\u{201c}{s}\u{201d} is no digest: give sha256: and 64 hex digits in lower case");
        let hex = s.strip_prefix("sha256:").unwrap_or(s).as_bytes();
        let digit = |b: u8| match b {
            b'0'..=b'9' => Some(b - b'0'),
            b'a'..=b'f' => Some(b - b'a' + 10),
            _ => None,
        };
        if hex.len() != 64 {
            return Err(wrong());
        }
        let mut out = [0; 32];
        for (byte, pair) in out.iter_mut().zip(hex.chunks_exact(2)) {
            let [high, low] = pair else { return Err(wrong()) };
            *byte = (digit(*high).ok_or_else(wrong)? << 4) | digit(*low).ok_or_else(wrong)?;
        }
        Ok(Digest(out))
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Digest, D::Error> {
        std::borrow::Cow::<'de, str>::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Digest;

    #[test]
    fn digests_are_written_as_report_ids_are() {
        let abc = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Digest::of(b"abc").to_string(), abc);
        assert_eq!(abc.parse(), Ok(Digest::of(b"abc")));
        for wrong in ["", "sha256:", "sha256:ab", &abc.to_uppercase(), &abc.replace('b', "g"), &format!("{abc}0")] {
            assert!(wrong.parse::<Digest>().is_err(), "{wrong}");
        }
    }
}
