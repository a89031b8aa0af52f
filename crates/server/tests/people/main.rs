//! People, by trying: over real HTTP, as one who should and as one who should not.

#[path = "../edge/client.rs"]
mod client;
mod house;

mod allowed;
mod anything;
mod deciding;
mod entering;
mod hearing;
mod lasting;
mod locking;
