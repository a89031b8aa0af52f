//! What was lately asked for is what is held in memory: two generations, of which the older goes when the younger is full.

use std::collections::HashMap;

/// At most twice `most` values; what is asked for again stays.
pub(crate) struct Lately<T> {
    young: HashMap<String, T>,
    old: HashMap<String, T>,
    most: usize,
}

impl<T> Lately<T> {
    pub fn new(most: usize) -> Lately<T> {
        Lately { young: HashMap::new(), old: HashMap::new(), most }
    }

    pub fn get(&mut self, key: &str) -> Option<&mut T> {
        if !self.young.contains_key(key) {
            let (key, value) = self.old.remove_entry(key)?;
            self.insert(key, value);
        }
        self.young.get_mut(key)
    }

    pub fn insert(&mut self, key: String, value: T) {
        if self.young.len() >= self.most {
            self.old = std::mem::take(&mut self.young);
        }
        self.old.remove(&key);
        self.young.insert(key, value);
    }

    pub fn remove(&mut self, key: &str) -> Option<T> {
        let old = self.old.remove(key);
        self.young.remove(key).or(old)
    }

    pub fn clear(&mut self) {
        self.young.clear();
        self.old.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::Lately;

    #[test]
    fn what_is_asked_for_stays() {
        let mut held = Lately::new(3);
        for n in 0..100 {
            held.insert(n.to_string(), n);
            assert_eq!(held.get("0").copied(), Some(0), "after {n}");
            assert!(held.young.len() + held.old.len() <= 6);
        }
        assert!(held.get("1").is_none());
        held.insert("0".to_owned(), 7);
        assert_eq!((held.remove("0"), held.get("0").is_none()), (Some(7), true));
        held.clear();
        assert!(held.get("99").is_none());
    }
}
