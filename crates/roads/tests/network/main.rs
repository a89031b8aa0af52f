//! What a network is held to: small maps that the tests write themselves, broken ones, and real ones where they are at hand.

mod broken;
mod map;
mod real;
mod restrictions;
mod schematic;
mod searches;
mod small;
mod snapping;
mod stored;
