//! What a person types, or a link carries, to name a place in the ledger (a head, a digest, a page) is understood or refused; what is understood
//! is written as it was read.
#![no_main]

use accalmie_ledger::{Cursor, Digest, Head};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(head) = text.parse::<Head>() {
        assert_eq!(head.to_string().parse::<Head>().ok().map(|h| h.to_string()), Some(head.to_string()));
    }
    if let Ok(digest) = text.parse::<Digest>() {
        assert_eq!(digest.to_string().parse::<Digest>().ok().map(|d| d.to_string()), Some(digest.to_string()));
    }
    if let Ok(cursor) = text.parse::<Cursor>() {
        assert_eq!(cursor.to_string().parse::<Cursor>().ok().map(|c| c.to_string()), Some(cursor.to_string()));
    }
});
