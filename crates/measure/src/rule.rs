//! A rule is a row that says which words and slots, one after the other, make a value, and how.
//!
//! Its kind is the pass in which it is tried, its value the call of an [`Action`]: `date d=$1 m=$2 y=$3`, where `$1` is
//! what stands in the first place of the entry.

use crate::entry::{Elem, Sequence};
use crate::node::Node;
use crate::slot::Slot;
use std::collections::HashMap;

/// The passes, in order: what one makes, the next may use.
pub(crate) const PASSES: [&str; 11] =
    ["clock", "date", "dated", "span", "bound", "group", "between", "age", "length", "measure", "about"];

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
    "clock" Clock, "date" Date, "weekday" Weekday, "shift" Shift, "day" Day, "calendar" Calendar, "stretch" Stretch,
    "decade" Decade, "century" Century, "edge" Edge, "nth" Nth, "season" Season, "feast" Feast, "part" Part, "at" At,
    "half" Half, "offset" Offset, "range" Range, "bound" Bound, "length" Length, "every" Every,
    "group" Group, "many" Many, "between" Between, "about" About, "least" Least, "most" Most, "some" Some, "zero" Zero,
    "fraction" Fraction, "percent" Percent, "measure" Measure, "age" Age, "ordinal" Ordinal, "label" Label, "exact" Exact,
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
    pub fn parse(value: &str) -> Result<Call, String> {
        let mut words = value.split_whitespace();
        let name = words.next().unwrap_or("");
        let action = Action::parse(name).ok_or_else(|| format!("there is no action `{name}`"))?;
        let mut args = Vec::new();
        for w in words {
            let (key, v) = w.split_once('=').ok_or_else(|| format!("`{w}` should be name=$place or name=value"))?;
            let arg = match v.strip_prefix('$') {
                Some(n) => Arg::Place(n.parse().map_err(|_| format!("`{v}` is no place"))?),
                None => Arg::Text(v.into()),
            };
            args.push((key.into(), arg));
        }
        Ok(Call { action, args })
    }
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

/// The rules of one pass, found by what they begin with.
#[derive(Debug, Default)]
pub(crate) struct Pass {
    pub rules: Vec<Rule>,
    by_word: HashMap<u32, Vec<usize>>,
    by_slot: Vec<((Slot, bool), Vec<usize>)>,
}

impl Pass {
    pub fn add(&mut self, s: Sequence, call: usize, row: u32) {
        let at = self.rules.len();
        match &s.elems[0] {
            Elem::Words(ws) => ws.iter().for_each(|w| self.by_word.entry(*w).or_default().push(at)),
            Elem::Slot { slot, sure } => match self.by_slot.iter_mut().find(|(k, _)| *k == (*slot, *sure)) {
                Some((_, v)) => v.push(at),
                None => self.by_slot.push(((*slot, *sure), vec![at])),
            },
        }
        self.rules.push(Rule { elems: s.elems, places: s.places, lead: s.lead, trail: s.trail, call, row });
    }

    /// Rules that match at the start of `nodes`, longest first.
    pub fn matching<'r>(&'r self, nodes: &[Node<'_>], found: &mut Vec<&'r Rule>) {
        found.clear();
        let Some(first) = nodes.first() else { return };
        let mut try_all = |ids: &[usize]| {
            for &i in ids {
                let r = &self.rules[i];
                let fits = r.elems.len() <= nodes.len() && r.elems.iter().zip(nodes).all(|(e, n)| e.takes(n));
                if fits {
                    found.push(r);
                }
            }
        };
        if first.word != crate::vocabulary::UNKNOWN
            && let Some(ids) = self.by_word.get(&first.word)
        {
            try_all(ids);
        }
        for ((slot, sure), ids) in &self.by_slot {
            if slot.takes(first, *sure) {
                try_all(ids);
            }
        }
        found.sort_by_key(|r| (std::cmp::Reverse(r.elems.len() - r.trail), std::cmp::Reverse(r.elems.len()), r.row));
    }
}

impl Elem {
    fn takes(&self, node: &Node<'_>) -> bool {
        match self {
            Elem::Words(ws) => node.word != crate::vocabulary::UNKNOWN && ws.contains(&node.word),
            Elem::Slot { slot, sure } => slot.takes(node, *sure),
        }
    }
}
