//! The ledger keeps reports, records and incidents for years: it only grows, and shows when a byte of it has changed.
