//! Room is how many connections there may be: of all together, and of one address, so that no single neighbour takes it all.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// Connections of one address. Not of this machine itself, where a proxy may stand for everybody.
pub const OF_ONE: usize = 128;

#[derive(Clone, Default)]
pub struct Room(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// Room that is taken until it is dropped.
pub struct Place {
    room: Room,
    from: IpAddr,
}

impl Room {
    pub fn of_one(&self, from: IpAddr) -> Option<Place> {
        let from = from.to_canonical();
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of_it = open.entry(from).or_default();
        if *of_it >= OF_ONE && !from.is_loopback() {
            return None;
        }
        *of_it += 1;
        Some(Place { room: self.clone(), from })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.room.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(of_it) = open.get_mut(&self.from) {
            *of_it -= 1;
            if *of_it == 0 {
                open.remove(&self.from);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_takes_not_all_of_it() {
        let (room, neighbour) = (Room::default(), IpAddr::from([192, 0, 2, 7]));
        let mut taken: Vec<_> = (0..OF_ONE).filter_map(|_| room.of_one(neighbour)).collect();
        assert_eq!(taken.len(), OF_ONE);
        assert!(room.of_one(neighbour).is_none());
        assert!(room.of_one(IpAddr::from([192, 0, 2, 8])).is_some());
        taken.pop();
        assert!(room.of_one(neighbour).is_some(), "a place that is left is free again");
        drop(taken);
        assert!(room.0.lock().unwrap().is_empty(), "nothing is remembered of those who left");
        let own: Vec<_> = (0..2 * OF_ONE).filter_map(|_| room.of_one(IpAddr::from([127, 0, 0, 1]))).collect();
        assert_eq!(own.len(), 2 * OF_ONE);
    }
}
