//! A figure is a share of something that went right: so many of so many. Figures of single reports add up to those of a set.

use std::collections::BTreeMap;

/// `hits` of `of`; `n` is how many answers it rests on, which for F1 is not what it is divided by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub hits: u64,
    pub of: u64,
    pub n: u64,
}

impl Share {
    /// Nothing asked is nothing right, as a share of nothing.
    pub fn value(self) -> f64 {
        self.hits as f64 / self.of.max(1) as f64
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures(BTreeMap<&'static str, Share>);

impl Figures {
    pub fn mark(&mut self, figure: &'static str, right: bool) {
        self.add(figure, Share { hits: right.into(), of: 1, n: 1 });
    }

    pub fn add(&mut self, figure: &'static str, share: Share) {
        let sum = self.0.entry(figure).or_default();
        sum.hits += share.hits;
        sum.of += share.of;
        sum.n += share.n;
    }

    /// Precision, recall and F1 under these three names.
    pub fn add_found(&mut self, [precision, recall, f1]: [&'static str; 3], found: u64, missed: u64, extra: u64) {
        self.add(precision, Share { hits: found, of: found + extra, n: found + extra });
        self.add(recall, Share { hits: found, of: found + missed, n: found + missed });
        self.add(f1, Share { hits: 2 * found, of: 2 * found + missed + extra, n: found + missed });
    }

    pub fn join(&mut self, other: &Figures) {
        for (figure, share) in &other.0 {
            self.add(figure, *share);
        }
    }

    pub fn get(&self, figure: &str) -> Option<Share> {
        self.0.get(figure).copied().filter(|s| s.of > 0)
    }

    /// By name.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, Share)> + '_ {
        self.0.iter().map(|(name, share)| (*name, *share)).filter(|(_, s)| s.of > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::Figures;

    #[test]
    fn reports_add_up() {
        let mut sum = Figures::default();
        for (found, missed, extra) in [(2, 1, 0), (0, 0, 3), (1, 0, 0)] {
            let mut one = Figures::default();
            one.add_found(["P", "R", "F1"], found, missed, extra);
            one.mark("whole", found > 0);
            sum.join(&one);
        }
        let value = |name| sum.get(name).map(|s| (s.value(), s.n));
        assert_eq!(value("P"), Some((0.5, 6)));
        assert_eq!(value("R"), Some((0.75, 4)));
        assert_eq!(value("F1"), Some((0.6, 4)));
        assert_eq!(value("whole"), Some((2.0 / 3.0, 3)));
        assert_eq!(value("other"), None);
    }
}
