//! A mailbox is messages one after the other, each below a line that begins with `From ` (RFC 4155).

use crate::budget::Budget;
use crate::error::Trouble;
use crate::format::Format;
use crate::part::{Holds, Opened, Part};

const WHAT: &str = "a mailbox";

/// A first line such as `From x@example.org Mon May  3 10:00:00 2021`, and a header below it.
pub(crate) fn is(start: &[u8]) -> bool {
    let Some(end) = start.iter().position(|b| *b == b'\n') else { return false };
    let (line, rest) = start.split_at(end);
    begins(line)
        && rest.trim_ascii_start().split(|b| *b == b'\n').next().is_some_and(|header| {
            let key = header.split(|b| *b == b':').next().unwrap_or(&[]);
            key.len() < header.len() && !key.is_empty() && key.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-' || *b == b'>')
        })
}

/// A sentence may begin with the same word; a time of day and a year are only in a line between messages.
fn begins(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let words: Vec<&[u8]> = rest.trim_ascii().split(|b| *b == b' ').filter(|w| !w.is_empty()).collect();
    let time = |w: &[u8]| matches!(w.len(), 5 | 8) && w.get(2) == Some(&b':') && w.iter().all(|b| b.is_ascii_digit() || *b == b':');
    let year = |w: &[u8]| w.len() == 4 && w.iter().all(u8::is_ascii_digit);
    (2..=12).contains(&words.len()) && words.iter().any(|w| time(w)) && words.iter().any(|w| year(w))
}

pub(crate) fn open(bytes: Vec<u8>) -> Result<Box<dyn Opened>, Trouble> {
    if !begins(bytes.trim_ascii_start().split(|b| *b == b'\n').next().unwrap_or(&[]).trim_ascii_end()) {
        return Err(Trouble::broken(WHAT, "it does not begin with a line \u{201c}From \u{2026}\u{201d} that has a time and a year"));
    }
    Ok(Box::new(Mailbox { bytes, at: 0, count: 0 }))
}

struct Mailbox {
    bytes: Vec<u8>,
    at: usize,
    count: u64,
}

impl Opened for Mailbox {
    fn next(&mut self, _: &mut Budget) -> Option<Result<Part, (String, Trouble)>> {
        let mut message = Vec::new();
        let mut inside = false;
        while let Some(rest) = self.bytes.get(self.at..).filter(|r| !r.is_empty()) {
            let end = rest.iter().position(|b| *b == b'\n').map_or(rest.len(), |i| i + 1);
            let line = rest.get(..end).unwrap_or(rest);
            if begins(line.trim_ascii_end()) {
                if inside {
                    break;
                }
                inside = true;
            } else if inside {
                // A line of the message that begins like that is written with a mark before it.
                let marks = line.iter().take_while(|b| **b == b'>').count();
                let marked = marks > 0 && line.get(marks..).is_some_and(|l| l.starts_with(b"From "));
                message.extend_from_slice(line.get(usize::from(marked)..).unwrap_or(line));
            }
            self.at += end;
        }
        if !inside {
            return None;
        }
        self.count += 1;
        // The blank line before the next message is not of this one.
        if message.ends_with(b"\n\n") {
            message.pop();
        }
        let name = format!("message {}", self.count);
        if message.trim_ascii().is_empty() {
            return Some(Err((name, Trouble::Empty)));
        }
        Some(Ok(Part { name, line: None, bytes: message, holds: Holds::File(Some(Format::Mail)) }))
    }
}

#[cfg(test)]
mod tests {
    use super::begins;

    #[test]
    fn lines_between_messages_are_told_from_sentences() {
        for (line, between) in [
            ("From x@example.org Mon May  3 10:00:00 2021", true),
            ("From - Mon May  3 10:00:00 2021", true),
            ("From x@example.org Mon May  3 10:00:00 2021 +0200", true),
            ("From here on, nothing.", false),
            ("From 2021 on, from 10:00 in the morning until the evening and then all night long, shells fell.", false),
            (">From x@example.org Mon May  3 10:00:00 2021", false),
            ("From: x", false),
            ("", false),
        ] {
            assert_eq!(begins(line.as_bytes()), between, "{line}");
        }
    }
}
