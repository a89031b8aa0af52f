//! A quantity is how many a report says there are: a range that may have no upper end, and the words that said it.

use serde::{Deserialize, Serialize};

/// `min` and `max` are whole numbers of the thing counted; `max` is `None` for "at least N" and bare plurals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    pub min: u64,
    pub max: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl Quantity {
    pub const ONE: Quantity = Quantity { min: 1, max: Some(1), text: None };

    /// A bare plural: two or more.
    pub const SEVERAL: Quantity = Quantity { min: 2, max: None, text: None };

    pub fn exactly(n: u64) -> Quantity {
        Quantity { min: n, max: Some(n), text: None }
    }
}
