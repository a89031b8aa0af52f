//! Building is what a rule does once it matches: it takes its arguments from the nodes and makes a value, or refuses.

use crate::build_quantity::quantity;
use crate::build_time::time;
use crate::meaning::Meaning;
use crate::node::{Made, Node, Number};
use crate::quantity::Amount;
use crate::rule::{Arg, Call, Rule};
use crate::time::{TimeKind, TimeValue};

/// The arguments of one call: literal texts and nodes by name.
pub(crate) struct Args<'r, 'n, 'a> {
    call: &'r Call,
    rule: &'r Rule,
    pub nodes: &'n [Node<'a>],
}

impl<'r, 'n, 'a> Args<'r, 'n, 'a> {
    pub fn new(rule: &'r Rule, nodes: &'n [Node<'a>], calls: &'r [Call]) -> Self {
        Args { call: &calls[rule.call], rule, nodes }
    }

    fn arg(&self, name: &str) -> Option<&'r Arg> {
        self.call.args.iter().find(|(k, _)| &**k == name).map(|(_, a)| a)
    }

    /// The word written in the rule itself.
    pub fn text(&self, name: &str) -> Option<&'r str> {
        match self.arg(name)? {
            Arg::Text(t) => Some(t),
            Arg::Place(_) => None,
        }
    }

    /// The node in the argument's place; `None` when the place was optional and left out.
    pub fn node(&self, name: &str) -> Option<&'n Node<'a>> {
        match self.arg(name)? {
            Arg::Place(p) => self.rule.places.iter().position(|q| q == p).and_then(|i| self.nodes.get(i)),
            Arg::Text(_) => None,
        }
    }

    pub fn meaning<T>(&self, name: &str, pick: impl Fn(&Meaning) -> Option<T>) -> Option<T> {
        self.node(name)?.meaning(pick)
    }

    pub fn number(&self, name: &str) -> Option<Number> {
        match &self.node(name)?.made {
            Some(Made::Number(n)) => Some(*n),
            _ => None,
        }
    }

    /// A whole number, written in the rule or standing in the text.
    pub fn int(&self, name: &str) -> Option<i32> {
        match self.text(name) {
            Some(t) => t.parse().ok(),
            None => self.number(name).map(|n| n.value).filter(|v| v.fract() == 0.0 && v.abs() < 1e6).map(|v| v as i32),
        }
    }

    pub fn time(&self, name: &str) -> Option<(TimeKind, TimeValue)> {
        match &self.node(name)?.made {
            Some(Made::Time(k, t)) => Some((*k, t.clone())),
            _ => None,
        }
    }

    pub fn amount(&self, name: &str) -> Option<Amount> {
        let node = self.node(name)?;
        match &node.made {
            Some(Made::Number(n)) => Some(Amount { article: n.article, ..Amount::exactly(n.value) }),
            Some(Made::Amount(a)) => Some(*a),
            Some(_) => None,
            None => node.meaning(|m| match *m {
                Meaning::Some { min, max } => Some(Amount { min, max, ..Amount::exactly(min as f64) }),
                _ => None,
            }),
        }
    }
}

pub(crate) fn build(call: &Call, args: &Args<'_, '_, '_>) -> Option<Made> {
    quantity(call.action, args).or_else(|| time(call.action, args))
}
