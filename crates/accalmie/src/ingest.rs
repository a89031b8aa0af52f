//! `accalmie ingest` and `accalmie watch`: reports into the ledger, one by one, each on disk before it is told of.

use crate::cli::Format;
use crate::cli::keeping::{IngestArgs, WatchArgs};
use crate::hand;
use crate::keeper::{By, Keeper, Kept, Read};
use crate::layout::clean;
use crate::merge::sketch;
use crate::output::{self, Ended, Failure};
use crate::{knowledge, pipeline};
use accalmie_ledger::LedgerError;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

/// What is told of a report that is on disk.
#[derive(Serialize)]
struct Line<'a> {
    report: &'a str,
    id: &'a str,
    kept: bool,
    incidents: &'a [String],
}

#[derive(Default)]
struct Count {
    new: u64,
    known: u64,
    incidents: u64,
}

pub fn run(args: IngestArgs) -> Result<Ended, Failure> {
    let ledger = hand::open(&args.db.db)?;
    let mut keeper = Keeper::new(ledger, knowledge::id(&args.inputs)?);
    let by = hand::by(&args.hand, "ingest");
    let (ended, count) = ingest(&args.inputs, &mut keeper, &by)?;
    tell(&args.inputs.format, &count, keeper.ledger.where_())?;
    Ok(ended)
}

fn ingest(inputs: &crate::cli::Inputs, keeper: &mut Keeper, by: &By) -> Result<(Ended, Count), Failure> {
    let mut count = Count::default();
    let mut broken: Option<LedgerError> = None;
    let mut out = output::stdout();
    let done = pipeline::each(
        inputs,
        |taken, knowledge, desk| {
            let sketch = sketch(&taken.report.text);
            let reading = accalmie_read::read(taken.report, knowledge, desk);
            Ok(Read { reading, original: taken.original, sketch })
        },
        |read| {
            let Some(read) = read else { return out.flush() };
            let (key, id) = (read.reading.report.key.clone(), read.reading.report.id.clone());
            let kept = keeper.keep(read, by).map_err(|e| {
                broken = Some(e);
                io::Error::other("the ledger cannot be written")
            })?;
            let (kept, incidents) = match kept {
                Kept::New(incidents) => (true, incidents),
                Kept::Known => (false, Vec::new()),
            };
            count.new += u64::from(kept);
            count.known += u64::from(!kept);
            count.incidents += incidents.len() as u64;
            match inputs.format {
                Format::Table => {
                    let what = if kept { "kept " } else { "known" };
                    let changed = if incidents.is_empty() { String::new() } else { format!("  {}", incidents.join(" ")) };
                    writeln!(out, "{what} {}{changed}", clean(&key))?;
                }
                _ => {
                    serde_json::to_writer(&mut out, &Line { report: &key, id: &id, kept, incidents: &incidents })?;
                    out.write_all(b"\n")?;
                }
            }
            // Whoever reads this may count on it.
            out.flush()
        },
    );
    match (broken, done) {
        (Some(e), _) => Err(hand::failed(e)),
        (None, done) => Ok((done?.1, count)),
    }
}

fn tell(format: &Format, count: &Count, db: &str) -> Result<(), Failure> {
    if *format == Format::Table {
        let known = if count.known > 0 { format!(", {} known already", count.known) } else { String::new() };
        println!("{} reports kept{known}, {} times an incident was opened or changed, in {db}", count.new, count.incidents);
    }
    Ok(())
}

/// A file that is there, as the folder tells it; one that still grows is looked at again later.
type Seen = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

pub fn watch(args: WatchArgs) -> Result<Ended, Failure> {
    let ledger = hand::open(&args.db.db)?;
    let mut keeper = Keeper::new(ledger, knowledge::id(&args.inputs)?);
    let (mut before, mut done): (Seen, Seen) = Default::default();
    let mut inputs = args.inputs;
    let folders = std::mem::take(&mut inputs.paths);
    let mut ended = Ended::Well;
    let mut looks = 0;
    loop {
        let now = look(&folders);
        let settled =
            |(path, state): &(&PathBuf, &(u64, Option<SystemTime>))| before.get(*path) == Some(state) && done.get(*path) != Some(state);
        inputs.paths = now.iter().filter(settled).map(|(path, _)| path.clone()).collect();
        if !inputs.paths.is_empty() {
            done.extend(inputs.paths.iter().filter_map(|p| Some((p.clone(), *now.get(p)?))));
            let (here, count) = ingest(&inputs, &mut keeper, &hand::by(&args.hand, "watch"))?;
            tell(&inputs.format, &count, keeper.ledger.where_())?;
            ended = if here == Ended::Well { ended } else { here };
        }
        before = now;
        looks += 1;
        if args.looks.is_some_and(|n| looks >= n) {
            return Ok(ended);
        }
        std::thread::sleep(Duration::from_secs(args.every.max(1)));
    }
}

fn look(folders: &[PathBuf]) -> Seen {
    let files = accalmie_intake::inputs(folders).into_iter().flatten().filter_map(|input| match input {
        accalmie_intake::Input::File { path, bytes, .. } => {
            let changed = std::fs::metadata(&path).and_then(|m| m.modified()).ok();
            Some((path, (bytes, changed)))
        }
        accalmie_intake::Input::Stdin => None,
    });
    files.collect()
}
