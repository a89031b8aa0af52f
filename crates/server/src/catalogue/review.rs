//! Review is what people said of records: the queue of those to be looked at, the words on each, how far two people agree.

use super::CatalogueError;
use rusqlite::Connection;

/// The last word of each who looked at a record: who, and the word.
pub fn last_words(conn: &Connection, record: &str) -> Result<Vec<(String, String)>, CatalogueError> {
    let mut ask = conn.prepare_cached("SELECT reviewer, word, max(seq) FROM word WHERE record = ?1 GROUP BY reviewer ORDER BY reviewer")?;
    let words = ask.query_map([record], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(words.collect::<rusqlite::Result<_>>()?)
}
