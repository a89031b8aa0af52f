//! A bar is a closure laid on the network for one day: the stretches of road that it bears on, and how surely.

/// How surely the way is barred on the day that is asked about, from the surest down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Direct evidence, and recent: a party closed it, somebody was blown up there, the bridge is down.
    Confirmed,
    /// Somebody says so, or it follows from what they say.
    Suspected,
    /// It was barred, and nothing newer says whether it still is. Not known to be open.
    Aged,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Position in the caller's list of closures.
    pub closure: usize,
    pub level: Level,
    /// Numbers of stretches ([`crate::Network::arcs_of`]), sorted, each once.
    pub pieces: Vec<u32>,
}
