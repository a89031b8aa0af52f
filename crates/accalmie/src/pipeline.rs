//! The pipeline joins intake to whatever is done with a report, on all threads, and writes the answers in input order.

use crate::cli::{Format, Inputs};
use crate::output::{self, Ended, Failure};
use crate::progress::Progress;
use crate::{knowledge, order};
use accalmie_answers::dateline;
use accalmie_intake::{Input, IntakeError, Operator, Piece, Pieces};
use accalmie_read::{Desk, Knowledge};
use accalmie_record::{Problem, Report};
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::available_parallelism;

/// What was made of one report; or why there is nothing.
type Answer<R> = (u64, Result<R, String>);

/// A report as it came, for whatever is done with it.
pub struct Taken {
    pub report: Report,
    pub problems: Vec<Problem>,
    /// The bytes that it was read from.
    pub original: Vec<u8>,
}

/// What stands before, between and after the reports.
struct Frame {
    before: &'static str,
    between: &'static str,
    after: &'static str,
}

impl Frame {
    fn of(format: Format) -> Frame {
        match format {
            Format::Json => Frame { before: "[\n", between: ",\n", after: "\n]\n" },
            Format::Jsonl => Frame { before: "", between: "", after: "" },
            Format::Table => Frame { before: "", between: "\n", after: "" },
        }
    }
}

/// Writes what `render` makes of each report.
pub fn run(
    inputs: &Inputs,
    render: impl Fn(Report, Vec<Problem>, &Knowledge, &mut Desk) -> io::Result<Vec<u8>> + Sync,
) -> Result<Ended, Failure> {
    let frame = Frame::of(inputs.format);
    let mut out = output::stdout();
    let mut written = 0u64;
    out.write_all(frame.before.as_bytes())?;
    let work = |taken: Taken, knowledge: &Knowledge, desk: &mut Desk| render(taken.report, taken.problems, knowledge, desk);
    let (_, ended) = each(inputs, work, |bytes| {
        // With nothing to write there is time; and complaints stand where they belong when both go to one place.
        let Some(bytes) = bytes else { return out.flush().inspect_err(closed) };
        if written > 0 {
            out.write_all(frame.between.as_bytes())?;
        }
        written += 1;
        out.write_all(&bytes).inspect_err(closed)
    })?;
    out.write_all(frame.after.as_bytes())?;
    out.flush()?;
    Ok(ended)
}

/// Works on each report on all threads, and gives `sink` what came of it, in input order; `None` when it is time to write out what is held.
pub fn each<R: Send>(
    inputs: &Inputs,
    work: impl Fn(Taken, &Knowledge, &mut Desk) -> io::Result<R> + Sync,
    mut sink: impl FnMut(Option<R>) -> io::Result<()>,
) -> Result<(Knowledge, Ended), Failure> {
    let (knowledge, mut ended) = knowledge::load(inputs.lexicons.as_deref(), &inputs.places)?;
    if let Some(lang) = inputs.lang.filter(|l| knowledge.tongue(*l).is_none()) {
        let known: Vec<&str> = knowledge.tongues.iter().map(|t| t.lang.as_str()).collect();
        let known = known.join(" ");
        return Err(Failure::Usage(format!("--lang {lang}: no tables for this language; there are: {known}")));
    }
    let operator = Operator { date: inputs.date.clone(), language: inputs.lang };
    let found = accalmie_intake::inputs(&inputs.paths);
    let mut progress = Progress::new(total(&found));
    let threads = inputs.threads.map_or_else(|| available_parallelism().map_or(1, usize::from), usize::from);
    let work = |piece: Result<Piece, IntakeError>, desk: &mut Desk| answer(piece, &operator, &knowledge, desk, &work);
    let end = order::map(Pieces::new(found), threads, Desk::default, work, |answer: Option<Answer<R>>| {
        let Some((consumed, answer)) = answer else { return sink(None) };
        progress.at(consumed);
        match answer {
            Ok(made) => sink(Some(made)),
            Err(message) => {
                ended = Ended::InPart;
                sink(None)?;
                progress.aside(|| output::complain(&message));
                Ok(())
            }
        }
    });
    progress.end();
    end.inspect_err(closed)?;
    Ok((knowledge, ended))
}

/// A reader that has gone is no reason to wait for the rest of the input, which may be a pipe that never ends.
fn closed(e: &io::Error) {
    if e.kind() == io::ErrorKind::BrokenPipe {
        std::process::exit(0);
    }
}

fn answer<R>(
    piece: Result<Piece, IntakeError>,
    operator: &Operator,
    knowledge: &Knowledge,
    desk: &mut Desk,
    work: &impl Fn(Taken, &Knowledge, &mut Desk) -> io::Result<R>,
) -> Answer<R> {
    let piece = match piece {
        Ok(piece) => piece,
        Err(e) => return (0, Err(e.to_string())),
    };
    let (spot, consumed) = (piece.spot(), piece.consumed);
    // One report that meets a fault of ours must not cost the others.
    let made = catch_unwind(AssertUnwindSafe(|| {
        let original = piece.bytes.clone();
        let mut report = piece.report(operator).map_err(|e| e.to_string())?;
        let problems = dateline::settle(&mut report, knowledge).into_iter().collect();
        work(Taken { report, problems, original }, knowledge, desk).map_err(|e| format!("{spot}: {e}"))
    }));
    let made = made.unwrap_or_else(|_| {
        *desk = Desk::default();
        Err(format!("{spot}: reading it met a fault of accalmie itself; the other reports are read. Please tell its makers"))
    });
    (consumed, made)
}

/// Bytes of all inputs, where they can be known.
fn total(found: &[Result<Input, IntakeError>]) -> Option<u64> {
    found
        .iter()
        .flatten()
        .map(|i| match i {
            Input::Stdin => None,
            Input::File { bytes, .. } => Some(*bytes),
        })
        .sum()
}
