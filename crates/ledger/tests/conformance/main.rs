//! What every ledger must do, run on SQLite in memory, on SQLite on disk, and on PostgreSQL where `ACCALMIE_TEST_POSTGRES` has the
//! address of a server (`ci/postgres.sh` starts one).

mod appending;
mod deciding;
mod flipping;
mod holding;
mod killing;
mod limits;
mod model;
mod properties;
mod querying;
mod samples;
mod stores;
