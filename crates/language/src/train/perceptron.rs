//! A learner is an averaged perceptron over hashed features, all in integers until the last division.

pub(crate) struct Learner {
    classes: usize,
    mask: u32,
    weights: Vec<i32>,
    /// Sum of each change times the moment it was made: the average is `weight - late / now`.
    late: Vec<i64>,
    now: i64,
}

impl Learner {
    pub(crate) fn new(bits: u32, classes: usize) -> Learner {
        let n = classes << bits;
        Learner { classes, mask: (1 << bits) - 1, weights: vec![0; n], late: vec![0; n], now: 1 }
    }

    fn row(&self, feature: u32) -> usize {
        (feature & self.mask) as usize * self.classes
    }

    pub(crate) fn score(&self, features: &[u32], scores: &mut [i32]) {
        let scores = &mut scores[..self.classes];
        scores.fill(0);
        for f in features {
            let at = self.row(*f);
            for (s, w) in scores.iter_mut().zip(&self.weights[at..at + self.classes]) {
                *s += w;
            }
        }
    }

    pub(crate) fn update(&mut self, features: &[u32], good: usize, bad: usize) {
        for f in features {
            let at = self.row(*f);
            self.weights[at + good] += 1;
            self.late[at + good] += self.now;
            self.weights[at + bad] -= 1;
            self.late[at + bad] -= self.now;
        }
    }

    /// Makes a decision a lesson: an update where the right class does not lead by the margin.
    pub(crate) fn correct(&mut self, features: &[u32], scores: &mut [i32], gold: usize, margin: i32) {
        let right = scores[gold];
        scores[gold] = i32::MIN;
        let rival = crate::tag::best(scores);
        // Of equals the first is taken when reading.
        if scores[rival] > right || (scores[rival] == right && rival < gold) || right - scores[rival] < margin {
            self.update(features, gold, rival);
        }
        self.tick();
    }

    /// One decision has been made.
    pub(crate) fn tick(&mut self) {
        self.now += 1;
    }

    /// Puts the averages, in units of a thousandth, where the weights were: the learner then decides as the finished
    /// model will.
    pub(crate) fn settle(&mut self) {
        for at in 0..self.weights.len() {
            self.weights[at] = (self.average(at) * 1000.0).round() as i32;
        }
    }

    fn average(&self, at: usize) -> f64 {
        f64::from(self.weights[at]) - self.late[at] as f64 / self.now as f64
    }

    /// Averaged weights in 8 bits, without those below `least`; empty rows are left out.
    pub(crate) fn rows(&self, least: i8) -> Vec<(u32, Vec<(u8, i8)>)> {
        let scale = scale((0..self.weights.len()).map(|i| self.average(i)));
        let mut out = Vec::new();
        for r in 0..=self.mask {
            let row: Vec<(u8, i8)> = (0..self.classes)
                .map(|c| (c as u8, eight_bits(self.average(r as usize * self.classes + c) * scale)))
                .filter(|(_, w)| w.unsigned_abs() >= least.unsigned_abs().max(1))
                .collect();
            if !row.is_empty() {
                out.push((r, row));
            }
        }
        out
    }

    /// For three classes: the second and the third relative to the first, summed over learners of one shape.
    pub(crate) fn pairs(all: &[Learner], least: i8) -> Vec<(u32, [i8; 2])> {
        let relative = |r: u32| {
            all.iter().fold([0.0, 0.0], |[a, b], l| {
                let at = r as usize * l.classes;
                let first = l.average(at);
                [a + l.average(at + 1) - first, b + l.average(at + 2) - first]
            })
        };
        let mask = all.first().map_or(0, |l| l.mask);
        let scale = scale((0..=mask).flat_map(relative));
        (0..=mask)
            .map(|r| (r, relative(r).map(|w| eight_bits(w * scale))))
            .filter(|(_, w)| w.iter().any(|w| w.unsigned_abs() >= least.unsigned_abs().max(1)))
            .collect()
    }
}

/// The largest weights are clipped: a scale by the very largest would waste bits on a handful.
const CLIPPED_ABOVE: f64 = 0.99999;

fn scale(weights: impl Iterator<Item = f64>) -> f64 {
    let mut sizes: Vec<f64> = weights.map(f64::abs).filter(|w| *w > 0.0).collect();
    if sizes.is_empty() {
        return 1.0;
    }
    let k = ((sizes.len() - 1) as f64 * CLIPPED_ABOVE) as usize;
    let (_, top, _) = sizes.select_nth_unstable_by(k, f64::total_cmp);
    127.0 / *top
}

fn eight_bits(w: f64) -> i8 {
    w.round().clamp(-127.0, 127.0) as i8
}
