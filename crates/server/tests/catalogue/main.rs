//! The catalogue against small ledgers of invented reports; none of what they tell happened.

#[path = "../../../ledger/tests/conformance/samples.rs"]
#[allow(dead_code)]
mod samples;

mod asking;
mod following;
mod killing;
mod leaking;
mod questions;
mod random;
mod reviewing;
mod timing;
