//! The answers, by trying: the sample reports in a ledger, the whole server over real HTTP.

#[path = "../edge/client.rs"]
mod client;
mod desk;

mod answers;
mod described;
mod leaks;
mod odd;
mod pen;
mod review;
mod rights;
