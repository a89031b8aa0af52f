//! A claim is what somebody says; this finds who says so.

use crate::sentence::Sentence;
use crate::trigger::Trigger;
use accalmie_language::Rel;
use accalmie_lexicon::{Cue, Entry};
use accalmie_record::Attribution;

/// Longest attribution shown, in tokens.
const LONGEST: usize = 12;

/// Who the words of this sentence are attributed to.
pub fn attribution(s: &Sentence, core: &Trigger) -> Option<Attribution> {
    for (m, e) in s.entries() {
        let Entry::Cue(c) = e else { continue };
        if c.cue != Cue::Attribution || s.segment.get(m.start as usize) != s.segment.get(core.head) && s.cues(Cue::Attribution).count() > 1
        {
            continue;
        }
        let (start, end) = (m.start as usize, m.end as usize);
        let run = if c.value == "before" {
            let stop = (end..(end + LONGEST).min(s.len()))
                .find(|&i| s.is_mark(i) && !matches!(s.word(i), "'" | "’" | "-" | "\""))
                .unwrap_or((end + LONGEST).min(s.len()));
            end..stop
        } else {
            let Some(subject) = s.children(start).find(|&c| s.rel(c) == Some(Rel::Nsubj)) else { continue };
            let first = (0..subject).rev().take_while(|&i| s.hangs(i, subject)).last().unwrap_or(subject);
            let mut last = subject;
            while last + 1 < s.len() && last - first < LONGEST && s.hangs(last + 1, subject) && !s.is_mark(last + 1) {
                last += 1;
            }
            first..last + 1
        };
        if run.is_empty() || run.contains(&core.head) {
            continue;
        }
        let text = s.text_of(&run).trim().to_owned();
        if !text.is_empty() {
            return Some(Attribution { text, name: None });
        }
    }
    None
}
