//! Reliability is whether a confidence means what it says: of the records given 0.8, four in five should be right.

use super::fact::Fact;
use super::matching::Matched;

const BINS: usize = 10;

#[derive(Clone, Copy, Default)]
struct Bin {
    n: u64,
    right: u64,
    confidence: f64,
}

/// Records that are counted, by how sure the reader was of them.
#[derive(Clone, Default)]
pub struct Reliability([Bin; BINS]);

impl Reliability {
    /// A counted record is right when gold that is asked for has it; what is optional says nothing either way.
    pub fn add(&mut self, ours: &[Fact], matched: &Matched) {
        for (j, fact) in ours.iter().enumerate().filter(|(_, f)| f.counted()) {
            let Some(confidence) = fact.confidence.map(f64::from) else { continue };
            let right = matched.pairs.iter().any(|(_, used)| *used == j);
            if right || matched.extra.contains(&j) {
                // 0.7 is a little less than that in four bytes, and belongs to the bin that it opens.
                let bin = &mut self.0[((confidence * BINS as f64 + 1e-6) as usize).min(BINS - 1)];
                bin.n += 1;
                bin.right += u64::from(right);
                bin.confidence += confidence;
            }
        }
    }

    /// The expected calibration error: how far confidence and share of right lie apart, over all records. `None` without records.
    pub fn error(&self) -> Option<f64> {
        let n: u64 = self.0.iter().map(|b| b.n).sum();
        let apart: f64 = self.0.iter().map(|b| (b.confidence - b.right as f64).abs()).sum();
        (n > 0).then(|| apart / n as f64)
    }

    /// A row a bin that has records: mean confidence, share of right, records.
    pub fn rows(&self) -> Vec<(f64, f64, u64)> {
        self.0.iter().filter(|b| b.n > 0).map(|b| (b.confidence / b.n as f64, b.right as f64 / b.n as f64, b.n)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::fact::tests::fact;
    use super::super::matching::Matched;
    use super::Reliability;
    use accalmie_record::Type;

    #[test]
    fn the_error_is_the_distance_of_the_two() {
        let sure = |confidence| {
            let mut f = fact(Type::BattleRaid, "Souran", None);
            f.confidence = Some(confidence);
            f
        };
        let mut r = Reliability::default();
        assert_eq!(r.error(), None);
        let matched = Matched { pairs: vec![(0, 0)], extra: vec![1, 2], excused: vec![(1, 3)], lost: vec![] };
        r.add(&[sure(0.75), sure(0.75), sure(1.0), sure(0.5)], &matched);
        assert_eq!(r.rows(), [(0.75, 0.5, 2), (1.0, 0.0, 1)]);
        assert_eq!(r.error().map(|e| (e * 1000.0).round()), Some(500.0));
        let beside = Matched { pairs: vec![(0, 0), (1, 1)], ..Matched::default() };
        r.add(&[sure(0.7), sure(0.79)], &beside);
        assert_eq!(r.rows().len(), 2);
    }
}
