//! `accalmie serve`: the ledger in a browser.

use crate::cli::serving::ServeArgs;
use crate::cli::{Format, Inputs};
use crate::output::{self, Ended, Failure};
use crate::{hand, ingest, knowledge};
use accalmie_answers::Keeper;
use accalmie_roads::Validity;
use accalmie_server::Settings;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

pub fn run(args: ServeArgs) -> Result<Ended, Failure> {
    let inputs = Inputs {
        paths: args.paths.clone(),
        date: args.date.clone(),
        lang: None,
        format: Format::Jsonl,
        lexicons: args.lexicons.clone(),
        places: args.places.clone(),
        threads: None,
    };
    let read_with = knowledge::id(&inputs)?;
    if !args.paths.is_empty() {
        let mut keeper = Keeper::new(hand::open(&args.db)?, read_with.clone());
        ingest::quietly(&inputs, &mut keeper)?;
    }
    let mut validity = Validity::default();
    args.valid.iter().try_for_each(|rule| validity.set(rule)).map_err(|why| Failure::Usage(format!("--valid: {why}")))?;
    let settings = Settings {
        hosts: args.host,
        behind_tls: args.behind_tls,
        listen: args.listen,
        public: args.public,
        beside: args.beside.or_else(|| beside(&args.db)),
        network: args.network,
        validity,
        pmtiles: args.map,
        agreements: args.agreement,
        read_with,
        readers: args.readers.get(),
        ..Settings::new(&args.db)
    };
    let (knowledge, _) = knowledge::load(inputs.lexicons.as_deref(), &inputs.places)?;
    let gazetteer = knowledge::gazetteer(&inputs.places)?;
    let failed = |e: &dyn std::fmt::Display| Failure::Ledger(e.to_string());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let clock = Arc::new(jiff::Timestamp::now);
        let opened = accalmie_server::open(settings, knowledge, gazetteer, clock).await.map_err(|e| failed(&e))?;
        let address = if args.key { opened.with_new_key().map_err(|e| failed(&e))? } else { opened.address.clone() };
        let mut out = output::stdout();
        writeln!(out, "Accalmie serves {} at\n\n  {address}\n", args.db)?;
        if address.contains("#key=") {
            writeln!(out, "The address is good once, for an hour: it makes who opens it the administrator.")?;
        }
        writeln!(out, "Stop it with Ctrl-C.")?;
        out.flush()?;
        accalmie_server::serve(opened, accalmie_server::edge::listen::told_to_stop()).await?;
        Ok(Ended::Well)
    })
}

/// Beside a ledger that is a file; a ledger of a database server has no place beside it, and is served from memory unless told otherwise.
fn beside(db: &str) -> Option<PathBuf> {
    let is_file = !db.starts_with("postgres://") && !db.starts_with("postgresql://") && db != ":memory:";
    is_file.then(|| PathBuf::from(format!("{db}.served")))
}
