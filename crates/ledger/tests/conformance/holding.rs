//! Holding: what is appended while the ledger is held is there for its holder at once, for others when it is released, or never.

use crate::samples::*;
use crate::stores::{on_disk, on_each, on_server, sound};
use accalmie_ledger::{Act, open};

#[test]
fn the_holder_sees_what_it_appended() {
    on_each(|ledger| {
        ledger.hold().expect("holds");
        append_read(ledger, 2);
        assert_eq!(ledger.head().expect("reads").map(|h| h.seq), Some(4));
        assert!(ledger.has_report(&report_id(2)).expect("reads"));
        assert_eq!(ledger.log_of(&report_id(2)).expect("reads").len(), 2);
        ledger.hold().expect("is held already");
        ledger.release().expect("releases");
        assert!(!ledger.held());
        ledger.release().expect("nothing is held");
        append_read(ledger, 3);
    });
}

#[test]
fn others_see_it_when_it_is_released() {
    for store in [Some(on_disk()), on_server()].into_iter().flatten() {
        let (mut one, other) = (open(&store.where_).expect("opens"), open(&store.where_).expect("opens"));
        one.hold().expect("holds");
        append_read(one.as_mut(), 2);
        assert_eq!(other.head().expect("reads"), None);
        one.release().expect("releases");
        assert_eq!(other.head().expect("reads").map(|h| h.seq), Some(4));
        sound(other.as_ref());
    }
}

#[test]
fn who_ends_without_releasing_has_appended_nothing() {
    for store in [Some(on_disk()), on_server()].into_iter().flatten() {
        let mut one = open(&store.where_).expect("opens");
        one.hold().expect("holds");
        append_read(one.as_mut(), 2);
        drop(one);
        let other = open(&store.where_).expect("opens");
        assert_eq!(other.head().expect("reads"), None);
        sound(other.as_ref());
    }
}

/// A refused append takes only itself back; the tables show nothing of it either.
#[test]
fn what_is_refused_while_it_is_held_undoes_nothing_else() {
    on_each(|ledger| {
        ledger.hold().expect("holds");
        append_read(ledger, 1);
        let (act, original) = report(2, &[1]);
        let wrong = vec![draft(act), draft(Act::Retract { incident: "i-none".to_owned() })];
        assert!(ledger.append(wrong, vec![original]).is_err());
        assert!(ledger.held(), "the steps before are still held");
        assert!(!ledger.has_report(&report_id(2)).expect("reads"));
        ledger.release().expect("releases");
        assert_eq!(ledger.head().expect("reads").map(|h| h.seq), Some(2));
        // It may come again, whole.
        append_read(ledger, 2);
    });
}
