//! Wording is the words that a telling stands on, as hashes of pairs of words in a row: two reports that share many were written from one another.

/// Shorter words are articles and the like.
const SHORTEST: usize = 3;

/// Sorted hashes of the pairs, each once.
pub(crate) fn pairs<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<u64> {
    let words: Vec<u64> = texts.flat_map(words).collect();
    let mut out: Vec<u64> = words.windows(2).map(|w| mix(w[0], w[1])).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Hashes of the words of a text in their order.
pub(crate) fn words(text: &str) -> impl Iterator<Item = u64> {
    let is_mark = |c: char| matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}' | '\u{640}' | '\u{ad}' | '\u{200c}'..='\u{200f}');
    text.split(move |c: char| !c.is_alphanumeric() && !is_mark(c)).filter_map(move |word| {
        let letters = word.chars().filter(|c| !is_mark(*c)).flat_map(char::to_lowercase);
        let (mut hash, mut n) = (0xcbf2_9ce4_8422_2325, 0);
        for c in letters {
            hash = mix(hash, u64::from(c));
            n += 1;
        }
        (n >= SHORTEST).then_some(hash)
    })
}

/// How many of the shorter list are in the longer one, both sorted.
pub(crate) fn shared(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, n) = (i + 1, j + 1, n + 1),
        }
    }
    n
}

/// A 64-bit mix (the finisher of SplitMix64): the same on every machine, as what is stored must be.
pub(crate) fn mix(a: u64, b: u64) -> u64 {
    let mut z = a.rotate_left(5) ^ b.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
