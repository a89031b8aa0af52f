//! The oracle counts the gold arcs that a move puts out of reach (Goldberg and Nivre 2013): a dynamic one, so that the
//! parser learns what to do after its own mistakes.

use crate::state::{Id, Move, State};

/// The gold tree with the dependants of each word.
pub(crate) struct Target {
    head: Vec<Id>,
    dependants: Vec<Vec<Id>>,
}

impl Target {
    /// `heads[i]` is the head of word `i + 1`.
    pub(crate) fn new(heads: &[Id]) -> Target {
        let mut head = vec![0; heads.len() + 2];
        let mut dependants = vec![Vec::new(); heads.len() + 2];
        for (i, h) in heads.iter().enumerate() {
            head[i + 1] = *h;
            dependants[*h as usize].push(i as Id + 1);
        }
        Target { head, dependants }
    }

    /// Gold arcs lost by the move; what was lost before is not counted again.
    pub(crate) fn cost(&self, state: &State, m: Move) -> u32 {
        let next = state.next;
        let top = state.below(0);
        let gold = |id: Id| self.head[id as usize];
        let later = |id: Id| self.dependants[id as usize].iter().filter(|d| **d >= next).count() as u32;
        match m {
            Move::Shift => {
                // The next word can no longer hang below the top of the stack, nor take its words.
                let below = state.stack.len().saturating_sub(1);
                let head_lost = state.stack[..below].contains(&gold(next));
                let taken = state.stack.iter().filter(|id| gold(**id) == next).count() as u32;
                taken + u32::from(head_lost)
            }
            Move::Left => {
                let head = gold(top);
                let head_lost = head != next && (head > next || (state.stack.len() >= 2 && head == state.below(1)));
                u32::from(head_lost) + later(top)
            }
            Move::Right => u32::from(gold(top) >= next) + later(top),
        }
    }
}
