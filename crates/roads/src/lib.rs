//! Roads are a network that a person's own map extract gives, and what reports say closes it.

pub mod cch;
pub mod graph;
