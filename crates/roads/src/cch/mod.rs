//! A customizable contraction hierarchy is a road network prepared once, whatever the weights, so that routes, closures and
//! new weights are each a matter of a millisecond.
//!
//! After Dibbelt, Strasser and Wagner, *Customizable Contraction Hierarchies* (2014, 2016). Three stages, from slow to fast:
//! 1. `order`: the nodes in nested dissection order, by inertial flow (Schild and Sommer 2015). Seconds; kept on disk.
//! 2. `hierarchy`: what is contracted in that order. A tenth of a second; made when the network is loaded.
//! 3. `customize`: what each edge costs with given weights; `update` when a few of them change, and back again.
//!
//! Then `query` routes between two places and `reach` tells the costs to many.
//!
//! Costs are `u32`; [`CLOSED`](crate::graph::CLOSED) and more is no way. A walk whose costs sum to that much is none either.

mod customize;
mod degree;
mod flow;
mod hierarchy;
mod order;
mod part;
mod query;
mod reach;
mod unpack;
mod update;

pub use customize::Metric;
pub use hierarchy::{BadOrder, Hierarchy};
pub use order::Order;
pub use query::{Query, Walk};
pub use update::Undo;
