//! A secret is 256 bits of chance, written as 64 hexadecimal digits. Only its digest is kept.

use sha2::{Digest, Sha256};

/// SHA-256 of a secret: who reads the file of accounts cannot sign in with it.
pub type Kept = [u8; 32];

/// # Errors
/// When the system has no chance to give.
pub fn new() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(hex(&bytes))
}

/// What is kept of a secret for one purpose; two purposes of one secret tell nothing of each other.
pub fn kept(purpose: &str, secret: &str) -> Kept {
    let mut hash = Sha256::new();
    hash.update(purpose);
    hash.update([0]);
    hash.update(secret);
    hash.finalize().into()
}

/// Whether it has the shape of one.
pub fn is_one(said: &str) -> bool {
    said.len() == 64 && said.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// In a time that does not tell how much of it is right.
pub fn same(a: &[u8], b: &[u8]) -> bool {
    let differing = a.iter().zip(b).fold(0, |differing, (a, b)| differing | (a ^ b));
    a.len() == b.len() && std::hint::black_box(differing) == 0
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
