//! The server is what a monitor opens in the morning: the ledger and its answers over HTTP, and the app that shows them.
//!
//! It listens where it was told to, on this machine unless said otherwise, and asks no other host for anything. `edge` is what stands
//! between the network and an answer (limits, headers, errors), `people` who may ask what, `catalogue` the index that lists and maps are
//! made from, `api` the answers, one file a noun.

pub mod api;
pub mod catalogue;
pub mod edge;
mod ground;
mod office;
pub mod ogc;
pub mod people;
mod readers;
mod serve;
mod settings;
mod shelf;

pub use office::Office;
pub use readers::Readers;
pub use serve::{Opened, ServeError, open, routes, serve};
pub use settings::Settings;
