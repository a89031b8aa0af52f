//! Questions are what a test asks a catalogue: everything that it answers, as one text that two catalogues can be compared by.

use accalmie_answers::public_id;
use accalmie_ledger::Ledger;
use accalmie_protect::Profile;
use accalmie_server::catalogue::{Catalogue, Filter, Order};
use serde_json::Value;

/// Follows to the end, `most` entries at a time.
pub fn follow(catalogue: &Catalogue, ledger: &dyn Ledger, most: usize) -> Vec<String> {
    let mut changed = Vec::new();
    loop {
        let followed = catalogue.follow(ledger, most).expect("follows");
        changed.extend(followed.changed);
        if followed.behind == 0 {
            return changed;
        }
    }
}

/// A catalogue in memory that has followed to the end.
pub fn made(ledger: &dyn Ledger) -> Catalogue {
    let catalogue = Catalogue::open(None, ledger).expect("opens");
    follow(&catalogue, ledger, 1000);
    catalogue
}

/// Every item, page by page.
pub fn all(c: &Catalogue, filter: &Filter, audience: Profile, order: Order, page: usize) -> Vec<Value> {
    let (mut items, mut after): (Vec<Value>, Option<String>) = (Vec::new(), None);
    loop {
        let listed = c.list(filter, audience, order, after.as_deref(), page).expect("lists");
        assert!(listed.items.len() <= page);
        items.extend(listed.items.iter().map(|i| serde_json::from_str::<Value>(i.get()).expect("JSON")));
        match listed.next {
            Some(next) => after = Some(next),
            None => return items,
        }
    }
}

/// Ids, newest first.
pub fn ids(c: &Catalogue, filter: &Filter, audience: Profile) -> Vec<String> {
    all(c, filter, audience, Order::Newest, 3).iter().map(|i| i["id"].as_str().expect("an id").to_owned()).collect()
}

/// What an incident of this ledger is called in public.
pub fn outward(ledger: &dyn Ledger, id: &str) -> String {
    public_id(&ledger.entries(1, 1).expect("reads")[0].digest.to_string(), id)
}

pub fn text(words: &str) -> Filter {
    Filter { text: Some(words.to_owned()), ..Filter::default() }
}
