//! The edge, by trying: over real HTTP on a bare line, as a browser, a stranger and a broken program would.

mod client;
mod desk;

mod assets;
mod hosts;
mod lengths;
mod listening;
mod queries;
mod refusals;
mod tags;
