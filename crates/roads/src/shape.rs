//! A shape is the line of a segment between its two ends, kept as differences of a byte or two each.

/// Appends `value` in groups of seven bits, small magnitudes first.
pub(crate) fn put(out: &mut Vec<u8>, value: i64) {
    let mut bits = ((value << 1) ^ (value >> 63)) as u64;
    while bits >= 0x80 {
        out.push(bits as u8 | 0x80);
        bits >>= 7;
    }
    out.push(bits as u8);
}

/// Takes a value off the front; `None` where the bytes end or the value does not.
pub(crate) fn take(bytes: &mut &[u8]) -> Option<i64> {
    let (mut bits, mut shift) = (0u64, 0);
    loop {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        bits |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some((bits >> 1) as i64 ^ -((bits & 1) as i64));
        }
        shift += 7;
        if shift > 63 {
            return None;
        }
    }
}

/// The points between the ends, each as the difference to the one before, the first to `start`. Points are (lat, lon) in
/// units of 1e-7 degrees.
pub(crate) fn encode(start: (i32, i32), between: &[(i32, i32)], out: &mut Vec<u8>) {
    let mut last = start;
    for &p in between {
        put(out, i64::from(p.0) - i64::from(last.0));
        put(out, i64::from(p.1) - i64::from(last.1));
        last = p;
    }
}

/// All points from `start` to `end`.
pub(crate) fn decode(start: (i32, i32), mut bytes: &[u8], end: (i32, i32)) -> Vec<(i32, i32)> {
    let mut points = vec![start];
    let mut last = start;
    while let (Some(dy), Some(dx)) = (take(&mut bytes), take(&mut bytes)) {
        last = (i64::from(last.0).saturating_add(dy) as i32, i64::from(last.1).saturating_add(dx) as i32);
        points.push(last);
    }
    points.push(end);
    points
}
