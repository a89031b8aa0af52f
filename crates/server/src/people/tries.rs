//! Tries are counted by name and by address, so that guessing ends before it succeeds. They are kept in memory: who can restart the server
//! has other ways.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};

/// Seconds.
const WINDOW: i64 = 15 * 60;
/// Wrong tries of one name within the window, then it is locked for as long.
pub const WRONG: usize = 5;
/// Wrong tries of one address within the window, for any name. An office behind one address has fewer, a guesser not enough.
const OF_ADDRESS: usize = 60;
/// Names or addresses that are remembered; the one that tried longest ago goes first.
const REMEMBERED: usize = 10_000;
/// For one who comes while as many tries are still being looked at as there may be. Seconds.
const SOON: u64 = 5;

/// A name as it is counted, whether there is such an account or not.
pub type Name = [u8; 32];

#[derive(Default)]
pub struct Tries {
    names: Counted<Name>,
    addresses: Counted<IpAddr>,
    locked: HashMap<Name, i64>,
}

/// Why a try is not looked at. Seconds until the next one is.
#[derive(Debug, PartialEq, Eq)]
pub enum Wait {
    Locked(u64),
    TooMany(u64),
}

impl Tries {
    /// Counts a try before it is looked at, as wrong until it is known to be right, so that many at once are no way round.
    pub fn begin(&mut self, name: Name, from: IpAddr, now: i64) -> Result<(), Wait> {
        if let Some(wait) = self.addresses.full(&network(from), now, OF_ADDRESS) {
            return Err(Wait::TooMany(wait));
        }
        self.addresses.count(network(from), now);
        self.locked.retain(|_, until| *until > now);
        if let Some(until) = self.locked.get(&name) {
            return Err(Wait::Locked(until.abs_diff(now)));
        }
        if self.names.full(&name, now, WRONG).is_some() {
            return Err(Wait::Locked(SOON));
        }
        self.names.count(name, now);
        Ok(())
    }

    /// It was wrong. Says whether the name is locked by it.
    pub fn wrong(&mut self, name: Name, now: i64) -> bool {
        let full = self.names.full(&name, now, WRONG).is_some();
        if full && self.locked.len() < REMEMBERED {
            self.names.forget(&name);
            self.locked.insert(name, now + WINDOW);
        }
        full
    }

    /// It was right.
    pub fn right(&mut self, name: &Name, from: IpAddr) {
        self.addresses.uncount(&network(from));
        self.forgive(name, None);
    }

    /// It is to be as if there had been none, of this name and from this address.
    pub fn forgive(&mut self, name: &Name, from: Option<IpAddr>) {
        if let Some(from) = from {
            self.addresses.forget(&network(from));
        }
        self.names.forget(name);
        self.locked.remove(name);
    }
}

struct Counted<K>(HashMap<K, VecDeque<i64>>);

impl<K> Default for Counted<K> {
    fn default() -> Counted<K> {
        Counted(HashMap::new())
    }
}

impl<K: Hash + Eq + Clone> Counted<K> {
    /// Seconds until there are fewer than `most` in the window again, when there are not.
    fn full(&mut self, key: &K, now: i64, most: usize) -> Option<u64> {
        let times = self.0.get_mut(key)?;
        while times.front().is_some_and(|t| *t + WINDOW <= now) {
            times.pop_front();
        }
        let first = times.len().checked_sub(most).and_then(|i| times.get(i))?;
        Some((first + WINDOW).abs_diff(now).max(1))
    }

    fn count(&mut self, key: K, now: i64) {
        if self.0.len() >= REMEMBERED && !self.0.contains_key(&key) {
            self.0.retain(|_, times| times.back().is_some_and(|t| *t + WINDOW > now));
            let oldest = self.0.iter().min_by_key(|(_, times)| times.back().copied()).map(|(key, _)| key.clone());
            if let Some(oldest) = oldest.filter(|_| self.0.len() >= REMEMBERED) {
                self.0.remove(&oldest);
            }
        }
        self.0.entry(key).or_default().push_back(now);
    }

    fn uncount(&mut self, key: &K) {
        if let Some(times) = self.0.get_mut(key) {
            times.pop_back();
        }
    }

    fn forget(&mut self, key: &K) {
        self.0.remove(key);
    }
}

/// Of IPv6 the half that a provider gives away whole.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from(u128::from(v6) >> 64 << 64)),
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    #[test]
    fn the_fifth_wrong_try_locks_and_the_lock_ends() {
        let mut tries = Tries::default();
        for n in 1..=5 {
            assert_eq!(tries.begin([1; 32], HERE, n), Ok(()));
            assert_eq!(tries.wrong([1; 32], n), n == 5);
        }
        assert_eq!(tries.begin([1; 32], HERE, 6), Err(Wait::Locked(899)));
        assert_eq!(tries.begin([2; 32], HERE, 6), Ok(()), "another name is not locked");
        assert_eq!(tries.begin([1; 32], HERE, 5 + 900), Ok(()));
    }

    #[test]
    fn many_at_once_are_no_way_round() {
        let mut tries = Tries::default();
        let begun = (0..50).filter(|_| tries.begin([1; 32], HERE, 0).is_ok()).count();
        assert_eq!(begun, WRONG);
    }

    #[test]
    fn slow_tries_do_not_lock() {
        let mut tries = Tries::default();
        for n in 0..100 {
            assert_eq!(tries.begin([1; 32], HERE, n * 300), Ok(()));
            assert!(!tries.wrong([1; 32], n * 300));
        }
    }

    #[test]
    fn an_address_tries_so_often_and_its_neighbours_in_v6_with_it() {
        let mut tries = Tries::default();
        let address = |n: u64| IpAddr::V6(Ipv6Addr::from((0x2001_0db8u128 << 96) | u128::from(n)));
        for n in 0..60 {
            assert_eq!(tries.begin([u8::try_from(n).unwrap(); 32], address(n), 0), Ok(()));
        }
        assert_eq!(tries.begin([99; 32], address(1), 1), Err(Wait::TooMany(899)));
        assert_eq!(tries.begin([99; 32], HERE, 1), Ok(()));
    }

    #[test]
    fn what_is_remembered_has_an_end() {
        let mut tries = Tries::default();
        for n in 0..REMEMBERED as u64 + 500 {
            let mut name = [0; 32];
            name[..8].copy_from_slice(&n.to_be_bytes());
            let from = IpAddr::V4(std::net::Ipv4Addr::from(u32::try_from(n).unwrap()));
            assert_eq!(tries.begin(name, from, 0), Ok(()));
        }
        assert_eq!((tries.names.0.len(), tries.addresses.0.len()), (REMEMBERED, REMEMBERED));
    }
}
