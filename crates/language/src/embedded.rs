//! The embedded files are the tables of `data/` and the weights of `weights/`, as `build.rs` found them.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
