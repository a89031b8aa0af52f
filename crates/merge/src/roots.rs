//! Roots tell which of many things have been found to be one: each set is named by its smallest member.

pub(crate) struct Roots(Vec<usize>);

impl Roots {
    pub fn new(n: usize) -> Roots {
        Roots((0..n).collect())
    }

    pub fn of(&self, mut i: usize) -> usize {
        while self.0[i] != i {
            i = self.0[i];
        }
        i
    }

    /// The root that stays and the one that is no more; `None` when they were one already.
    pub fn unite(&mut self, a: usize, b: usize) -> Option<(usize, usize)> {
        let (a, b) = (self.of(a), self.of(b));
        let (stays, gone) = (a.min(b), a.max(b));
        self.0[gone] = stays;
        (a != b).then_some((stays, gone))
    }
}
