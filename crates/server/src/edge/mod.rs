//! The edge is what stands between the network and an answer: how long and how large a question may be, from where, and in which words it is
//! refused.

pub mod assets;
pub mod body;
mod burden;
mod hosts;
pub mod layers;
pub mod listen;
pub mod live;
mod pace;
mod patient;
pub mod problem;
pub mod query;
mod room;
pub mod tag;

pub use body::{Asked, Upload};
pub use burden::Burdens;
pub use layers::guarded;
pub use live::Live;
pub use problem::Problem;
pub use query::Params;
pub use tag::{Tag, tagged};
