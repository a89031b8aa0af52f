//! Output is what goes to standard output, in order, and complaints to standard error; neither can make the program panic.

use accalmie_answers::Unanswered;
use accalmie_ledger::LedgerError;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

/// How a run ended when it ended by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    Well,
    /// Some input was not read, or a check found something.
    InPart,
}

/// Why a run stopped.
#[derive(Debug)]
pub enum Failure {
    /// What was asked for cannot be done as asked.
    Usage(String),
    Output(io::Error),
    /// The ledger, or what was to be written, in its own words.
    Ledger(String),
}

impl From<Unanswered> for Failure {
    fn from(e: Unanswered) -> Failure {
        match e {
            Unanswered::Asked(why) => Failure::Usage(why),
            Unanswered::Ledger(e) => e.into(),
        }
    }
}

impl From<LedgerError> for Failure {
    fn from(e: LedgerError) -> Failure {
        Failure::Ledger(e.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(e: io::Error) -> Failure {
        Failure::Output(e)
    }
}

/// A message on standard error. Where that is closed there is nobody to tell.
pub fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "accalmie: {message}");
}

/// Standard output, written in large parts; on a terminal, part by part.
pub fn stdout() -> BufWriter<Stdout> {
    BufWriter::with_capacity(64 << 10, io::stdout())
}

/// Standard output may be coloured: it is a terminal, and nobody asked for no colour (no-color.org).
pub fn colours() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    on_terminal() && !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|t| t != "dumb")
}

pub fn on_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Columns to write in: what `COLUMNS` says, else the terminal's, else 100.
pub fn width() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|c| c.trim().parse::<usize>().ok()).filter(|c| *c > 0);
    let terminal = || console::Term::stdout().size_checked().map(|(_, columns)| usize::from(columns)).filter(|c| *c > 0);
    asked.or_else(terminal).unwrap_or(100).clamp(40, 240)
}

/// Values for a program: one array, or one a line.
pub fn values<T: serde::Serialize>(values: &[T], format: crate::cli::Format) -> Result<(), Failure> {
    let mut out = stdout();
    if format == crate::cli::Format::Json {
        serde_json::to_writer_pretty(&mut out, values).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
    } else {
        for value in values {
            serde_json::to_writer(&mut out, value).map_err(io::Error::from)?;
            out.write_all(b"\n")?;
        }
    }
    Ok(out.flush()?)
}
