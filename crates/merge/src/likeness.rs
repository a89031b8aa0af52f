//! A likeness is how surely two tellings are of one happening: points for and against, each with its reason.
//!
//! The points are whole numbers, so that no machine rounds them otherwise. They were set by hand on a development set and are few.

/// Tenths of what one exact agreement on a day is worth times two.
pub type Points = i32;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    pub points: Points,
    /// What speaks for it and against it, the heaviest first.
    pub reasons: Vec<(Points, String)>,
}

impl Likeness {
    pub(crate) fn of(mut reasons: Vec<(Points, String)>, ceiling: Option<Points>) -> Likeness {
        let sum: Points = reasons.iter().map(|r| r.0).sum();
        reasons.retain(|r| !r.1.is_empty());
        reasons.sort_by(|a, b| b.0.abs().cmp(&a.0.abs()).then_with(|| a.1.cmp(&b.1)));
        Likeness { points: ceiling.map_or(sum, |c| sum.min(c)), reasons }
    }

    /// Why they are held to be one.
    pub fn why(&self) -> String {
        self.told(|p| p > 0)
    }

    /// Why they are not.
    pub fn against(&self) -> String {
        let against = self.told(|p| p < 0);
        if against.is_empty() { format!("alike ({}), but not with the rest of it", self.why()) } else { against }
    }

    fn told(&self, which: impl Fn(Points) -> bool) -> String {
        self.reasons.iter().filter(|r| which(r.0)).map(|r| r.1.as_str()).collect::<Vec<_>>().join(", ")
    }
}
