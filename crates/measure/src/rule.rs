//! A rule is a row that says which words and slots, one after the other, make a value, and how.
//!
//! Its kind is the pass in which it is tried, its value the call of an [`Action`]: `date d=$d m=$month y=$y`, where `$month` is
//! what fills the slot of that name, `$n2` the second such slot, `$1` what stands in the first place of the entry.

use crate::entry::{Elem, Sequence};
use crate::node::Node;
use crate::slot::Slot;
use crate::vocabulary::UNKNOWN;
use accalmie_language::QuickMap;
use std::cmp::Reverse;

/// The passes, in order: what one makes, the next may use.
pub(crate) const PASSES: [&str; 11] = ["clock", "date", "dated", "span", "bound", "amount", "between", "age", "length", "sized", "about"];

macro_rules! actions {
    ($($name:literal $variant:ident),+ $(,)?) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Action { $($variant),+ }
        impl Action {
            fn parse(name: &str) -> Option<Action> {
                match name { $($name => Some(Action::$variant),)+ _ => None }
            }
        }
    };
}

actions! {
    "clock" Clock, "date" Date, "weekday" Weekday, "shift" Shift, "day" Day, "calendar" Calendar, "rest" Rest, "stretch" Stretch,
    "decade" Decade, "century" Century, "edge" Edge, "nth" Nth, "season" Season, "feast" Feast, "part" Part, "at" At,
    "half" Half, "offset" Offset, "range" Range, "bound" Bound, "length" Length, "every" Every,
    "group" Group, "many" Many, "between" Between, "about" About, "least" Least, "most" Most, "some" Some, "zero" Zero,
    "fraction" Fraction, "decimal" Decimal, "percent" Percent, "measure" Measure, "age" Age, "ordinal" Ordinal, "label" Label, "count" Count, "exact" Exact,
}

#[derive(Clone, Debug)]
pub(crate) enum Arg {
    Place(usize),
    Text(Box<str>),
}

#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub action: Action,
    pub args: Vec<(Box<str>, Arg)>,
}

impl Call {
    /// `slots`: the names of the entry's slots, `None` for words.
    pub fn parse(value: &str, slots: &[Option<&str>]) -> Result<Call, String> {
        let mut words = value.split_whitespace();
        let name = words.next().unwrap_or("");
        let action = Action::parse(name).ok_or_else(|| format!("there is no action `{name}`"))?;
        let mut args = Vec::new();
        for w in words {
            let (key, v) = w.split_once('=').ok_or_else(|| format!("`{w}` should be name=$place or name=value"))?;
            let arg = match v.strip_prefix('$') {
                Some(name) => Arg::Place(place(name, slots).ok_or_else(|| format!("the entry has no `{v}`"))?),
                None => Arg::Text(v.into()),
            };
            args.push((key.into(), arg));
        }
        Ok(Call { action, args })
    }
}

/// The place, from 1, of `$2` or of the slot `$month`, `$n2`.
fn place(name: &str, slots: &[Option<&str>]) -> Option<usize> {
    if let Ok(n) = name.parse::<usize>() {
        return (1..=slots.len()).contains(&n).then_some(n);
    }
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let nth = name[bare.len()..].parse::<usize>().unwrap_or(1);
    let mut named = slots.iter().enumerate().filter(|(_, s)| **s == Some(bare));
    named.nth(nth.checked_sub(1)?).map(|(i, _)| i + 1)
}

#[derive(Debug)]
pub(crate) struct Rule {
    pub elems: Vec<Elem>,
    pub places: Vec<usize>,
    pub lead: usize,
    pub trail: usize,
    /// Index into [`RuleSet::calls`].
    pub call: usize,
    pub row: u32,
}

/// The rules of one pass, found by what their mention begins with: leads stand before it.
#[derive(Debug, Default)]
pub(crate) struct Pass {
    pub rules: Vec<Rule>,
    by_word: QuickMap<u32, Vec<usize>>,
    /// One bit a word: whether it is in `by_word`.
    words: Vec<u64>,
    by_slot: Vec<((Slot, bool), Vec<usize>)>,
}

impl Pass {
    pub fn add(&mut self, s: Sequence, call: usize, row: u32) {
        let at = self.rules.len();
        match &s.elems[s.lead] {
            Elem::Words(ws) => ws.iter().for_each(|w| {
                self.by_word.entry(*w).or_default().push(at);
                let cell = *w as usize / 64;
                self.words.resize(self.words.len().max(cell + 1), 0);
                self.words[cell] |= 1 << (w % 64);
            }),
            Elem::Slot { slot, sure } => match self.by_slot.iter_mut().find(|(k, _)| *k == (*slot, *sure)) {
                Some((_, v)) => v.push(at),
                None => self.by_slot.push(((*slot, *sure), vec![at])),
            },
        }
        self.rules.push(Rule { elems: s.elems, places: s.places, lead: s.lead, trail: s.trail, call, row });
    }

    /// Rules whose mention begins at `nodes[at]`, longest first.
    pub fn matching<'r>(&'r self, nodes: &[Node<'_>], at: usize, found: &mut Vec<&'r Rule>) {
        found.clear();
        let first = &nodes[at];
        let mut try_all = |ids: &[usize]| {
            for r in ids.iter().map(|i| &self.rules[*i]) {
                let slice = at.checked_sub(r.lead).and_then(|from| nodes.get(from..from + r.elems.len()));
                if slice.is_some_and(|s| r.elems.iter().zip(s).all(|(e, n)| e.takes(n))) {
                    found.push(r);
                }
            }
        };
        let known = self.words.get(first.word as usize / 64).is_some_and(|cell| cell >> (first.word % 64) & 1 == 1);
        if first.word != UNKNOWN
            && known
            && let Some(ids) = self.by_word.get(&first.word)
        {
            try_all(ids);
        }
        // Most words of a text fill no slot at all.
        let slots: &[_] = if first.fills_nothing() { &[] } else { &self.by_slot };
        for ((slot, sure), ids) in slots {
            if slot.takes(first, *sure) {
                try_all(ids);
            }
        }
        if found.len() > 1 {
            found.sort_by_key(|r| (Reverse(r.elems.len() - r.lead - r.trail), Reverse(r.elems.len()), r.row));
        }
    }
}

impl Elem {
    fn takes(&self, node: &Node<'_>) -> bool {
        match self {
            Elem::Words(ws) => node.word != UNKNOWN && ws.contains(&node.word),
            Elem::Slot { slot, sure } => slot.takes(node, *sure),
        }
    }
}
