//! A reading in JSON Lines that another program wrote is understood or refused; what is understood is the same when written and read again.
#![no_main]

use accalmie_record::{Incident, Reading};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(reading) = serde_json::from_slice::<Reading>(data) {
        let written = serde_json::to_string(&reading).expect("a reading is written");
        let again: Reading = serde_json::from_str(&written).expect("what was written is read");
        assert_eq!(again.records, reading.records);
    }
    if let Ok(incident) = serde_json::from_slice::<Incident>(data) {
        let written = serde_json::to_string(&incident).expect("an incident is written");
        let again: Incident = serde_json::from_str(&written).expect("what was written is read");
        assert_eq!(serde_json::to_string(&again).ok(), Some(written));
    }
});
