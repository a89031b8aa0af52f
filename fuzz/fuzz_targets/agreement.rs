//! Whatever an agreement's file holds, it is an agreement, or faults that each stand on a line of it and say what to do.
#![no_main]

use accalmie_truce::check;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(faults) = check(text, "fuzzed.toml") {
        assert!(!faults.is_empty());
        let lines = text.lines().count() + 1;
        for f in faults {
            assert!((1..=lines).contains(&f.line), "line {} of {lines}: {f:?}", f.line);
            assert!(f.what.starts_with("fault."), "{f:?}");
        }
    }
});
