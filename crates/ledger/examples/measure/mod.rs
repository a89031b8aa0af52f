//! What the measurements share: dice that always fall the same, and what the system says of memory and files.

use accalmie_ledger::{Act, Draft};

/// The generator of Marsaglia, “Xorshift RNGs” (2003), with shifts 13, 7, 17.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n.max(1)
    }

    /// 0 to 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

pub fn draft(act: Act) -> Draft {
    Draft { at: "2026-11-22T10:00:00Z".to_owned(), author: "exercise".to_owned(), reason: String::new(), act }
}

/// The size of the file and its log; that of a server's database is not asked for.
pub fn size(where_: &str) -> String {
    let sizes = ["", "-wal"].iter().filter_map(|end| std::fs::metadata(format!("{where_}{end}")).ok());
    match sizes.map(|m| m.len()).sum::<u64>() {
        0 => "no file".to_owned(),
        bytes => format!("file {:.0} MB", bytes as f64 / 1e6),
    }
}

/// The most memory that this process has held, where the system tells it.
pub fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kib = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).and_then(|l| l.trim().split(' ').next()?.parse::<f64>().ok());
    kib.map_or_else(|| "not known here".to_owned(), |kib| format!("{:.0} MB", kib * 1024.0 / 1e6))
}
