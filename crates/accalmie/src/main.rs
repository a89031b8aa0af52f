//! Accalmie reads conflict reports into records that can be checked, on one machine and without a network.
//!
//! One file a subcommand; `pipeline` joins what reads the bytes to what reads the words.

mod access;
mod ask;
mod barred;
mod brief;
mod cli;
mod cut_off;
mod decide;
mod explain;
mod export;
mod ground;
mod hand;
mod hear;
mod incidents;
mod ingest;
mod knowledge;
mod layout;
mod lexicon;
mod lull;
mod mentions;
mod merge;
mod order;
mod output;
mod pipeline;
mod places;
mod progress;
mod reach;
mod read;
mod roads;
mod route;
mod serve;
mod shown;
mod table;
mod truce;
mod verify;

use clap::Parser;
use cli::{Cli, Command};
use output::{Ended, Failure};
use std::process::ExitCode;

fn main() -> ExitCode {
    let ended = match Cli::parse().command {
        Command::Read(args) => read::run(args),
        Command::Mentions(args) => mentions::run(args),
        Command::Merge(args) => merge::run(args),
        Command::Ingest(args) => ingest::run(args),
        Command::Watch(args) => ingest::watch(args),
        Command::Incidents(args) => ask::incidents(args),
        Command::Show(args) => ask::show(args),
        Command::Correct(args) => decide::correct(args),
        Command::Split(args) => decide::split(args),
        Command::Join(args) => decide::join(args),
        Command::Retract(args) => decide::retract(args),
        Command::Verify(args) => verify::run(args),
        Command::Log(args) => ask::log(args),
        Command::Export(args) => export::run(args),
        Command::Truce(args) => truce::run(args),
        Command::Lull(args) => lull::run(args),
        Command::Roads(args) => roads::run(args),
        Command::Route(args) => route::run(args),
        Command::Access(args) => access::run(args),
        Command::Reach(args) => reach::run(args),
        Command::Brief(args) => brief::run(args),
        Command::Serve(args) => serve::run(args),
        Command::Lexicon(args) => lexicon::run(args),
        Command::Places(args) => places::run(args),
    };
    match ended {
        Ok(Ended::Well) => ExitCode::SUCCESS,
        Ok(Ended::InPart) => ExitCode::from(1),
        Err(Failure::Usage(message)) => {
            output::complain(&message);
            ExitCode::from(2)
        }
        Err(Failure::Ledger(message)) => {
            output::complain(&message);
            ExitCode::from(1)
        }
        // Whoever read the output has read enough.
        Err(Failure::Output(e)) if e.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(e)) => {
            output::complain(&format!("the output cannot be written: {e}"));
            ExitCode::from(1)
        }
    }
}
