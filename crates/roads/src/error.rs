//! Why a map, a stored network or a table of roads could not be read.

/// Each says what was wrong, where, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A map extract that cannot be read; `block` counts from 0.
    #[error(
        "the map is not a readable .osm.pbf file: block {block}: {what}. If it was downloaded, it may have come only in part: get it again"
    )]
    Pbf { block: usize, what: String },
    #[error("the map has no header block: it is empty or no .osm.pbf file")]
    NoHeader,
    #[error("the map asks for the feature “{0}”, which is not read here: make an extract without it (a plain, current extract)")]
    Feature(String),
    #[error("the map could not be read: {0}")]
    Io(#[from] std::io::Error),
    /// A file of ours that is broken, cut off or of another version.
    #[error("the stored road network cannot be used: {0}. Import the map again")]
    Stored(String),
    /// A row of a table of roads; lines count from 1.
    #[error("roads table, line {line}: {what}")]
    Row { line: usize, what: String },
    #[error("the network is too large: more than {0} are not counted here. Import a smaller extract")]
    TooLarge(&'static str),
}
