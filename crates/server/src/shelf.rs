//! A shelf keeps the few costly things that were made last, each for one state of the ledger, and lets nobody make one twice at once.

use std::sync::Arc;
use tokio::sync::Mutex;

/// How many are kept.
const ROOM: usize = 6;

/// What was made, by the entry of the ledger that it was made at and the question that it answers. The newest stands last.
type Made<T> = Vec<((u64, String), Arc<T>)>;

pub struct Shelf<T>(Arc<Mutex<Made<T>>>);

impl<T> Clone for Shelf<T> {
    fn clone(&self) -> Shelf<T> {
        Shelf(self.0.clone())
    }
}

impl<T> Default for Shelf<T> {
    fn default() -> Shelf<T> {
        Shelf(Arc::default())
    }
}

impl<T> Shelf<T> {
    /// What there is, or what `make` makes of it.
    ///
    /// # Errors
    /// What `make` says; nothing is kept then.
    pub async fn take<E>(&self, as_of: u64, question: String, make: impl Future<Output = Result<T, E>>) -> Result<Arc<T>, E> {
        let key = (as_of, question);
        let mut made = self.0.lock().await;
        if let Some(at) = made.iter().position(|(k, _)| *k == key) {
            let found = made.remove(at);
            let thing = found.1.clone();
            made.push(found);
            return Ok(thing);
        }
        let thing = Arc::new(make.await?);
        if made.len() >= ROOM {
            made.remove(0);
        }
        made.push((key, thing.clone()));
        Ok(thing)
    }
}

#[cfg(test)]
mod tests {
    use super::{ROOM, Shelf};
    use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

    #[tokio::test]
    async fn a_thing_is_made_once_for_each_state_and_question() {
        let made = AtomicUsize::new(0);
        let shelf = Shelf::default();
        let take = async |as_of: u64, question: &str| {
            let make = async { Ok::<_, ()>(made.fetch_add(1, Relaxed)) };
            *shelf.take(as_of, question.to_owned(), make).await.expect("made")
        };
        assert_eq!((take(1, "a").await, take(1, "a").await, take(1, "b").await, take(2, "a").await), (0, 0, 1, 2));
        for n in 0..ROOM {
            take(3, &n.to_string()).await;
        }
        assert!(take(1, "a").await > 2, "what is old gives way");
        assert!(shelf.take(9, String::new(), async { Err::<usize, _>("no") }).await.is_err());
    }
}
