//! `accalmie ingest` and `accalmie watch`: reports into the ledger, each on disk before it is told of.

use crate::cli::Format;
use crate::cli::keeping::{IngestArgs, WatchArgs};
use crate::hand;
use crate::layout::clean;
use crate::output::{self, Ended, Failure};
use crate::{knowledge, pipeline};
use accalmie_answers::{By, Keeper, Kept, Read, sketch};
use accalmie_ledger::LedgerError;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

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

/// Takes reports in and tells of none of them.
pub fn quietly(inputs: &crate::cli::Inputs, keeper: &mut Keeper) -> Result<Ended, Failure> {
    let hand = crate::cli::keeping::Hand { author: None, at: None };
    ingest_to(inputs, keeper, &hand::by(&hand, "serve"), io::sink()).map(|(ended, _)| ended)
}

fn ingest(inputs: &crate::cli::Inputs, keeper: &mut Keeper, by: &By) -> Result<(Ended, Count), Failure> {
    ingest_to(inputs, keeper, by, output::stdout())
}

fn ingest_to<W: Write>(inputs: &crate::cli::Inputs, keeper: &mut Keeper, by: &By, out: W) -> Result<(Ended, Count), Failure> {
    let mut desk =
        Desk { keeper, by, format: inputs.format, out, group: Vec::new(), kept: 0, since: None, count: Count::default(), broken: None };
    let done = pipeline::each(
        inputs,
        |taken, knowledge, desk| {
            let sketch = sketch(&taken.report.text);
            let reading = accalmie_read::read(taken.report, knowledge, desk);
            Ok(Read { reading, original: taken.original, sketch })
        },
        |read| match read {
            Some(read) => desk.keep(read),
            None => desk.settle(),
        },
    );
    // What was kept before a failure is whole, and worth to have.
    let settled = desk.settle();
    match (desk.broken, done) {
        (Some(e), _) => Err(hand::failed(e)),
        (None, done) => settled.map_err(Failure::from).and(Ok((done?.1, desk.count))),
    }
}

/// Reports that are brought to the disk together.
const GROUP: usize = 16;
/// Longest that others are kept from the ledger while reports come.
const HOLD: Duration = Duration::from_millis(500);

/// Where reports are kept, some at a time, and told of once they are on disk.
struct Desk<'a, W: Write> {
    keeper: &'a mut Keeper,
    by: &'a By,
    format: Format,
    out: W,
    /// Lines about reports that are not on disk yet.
    group: Vec<u8>,
    kept: usize,
    since: Option<Instant>,
    count: Count,
    broken: Option<LedgerError>,
}

impl<W: Write> Desk<'_, W> {
    fn keep(&mut self, read: Read) -> io::Result<()> {
        let (key, id) = (read.reading.report.key.clone(), read.reading.report.id.clone());
        let kept = self.keeper.keep(read, self.by);
        let kept = kept.map_err(|e| self.fails(e))?;
        let (kept, incidents) = match kept {
            Kept::New(incidents) => (true, incidents),
            Kept::Known => (false, Vec::new()),
        };
        self.count.new += u64::from(kept);
        self.count.known += u64::from(!kept);
        self.count.incidents += incidents.len() as u64;
        match self.format {
            Format::Table => {
                let what = if kept { "kept " } else { "known" };
                let changed = if incidents.is_empty() { String::new() } else { format!("  {}", incidents.join(" ")) };
                writeln!(self.group, "{what} {}{changed}", clean(&key))?;
            }
            _ => {
                serde_json::to_writer(&mut self.group, &Line { report: &key, id: &id, kept, incidents: &incidents })?;
                self.group.push(b'\n');
            }
        }
        self.kept += 1;
        if self.kept >= GROUP || self.since.get_or_insert_with(Instant::now).elapsed() >= HOLD { self.settle() } else { Ok(()) }
    }

    /// Brings what was kept to the disk, and tells of it: whoever reads that may count on it.
    fn settle(&mut self) -> io::Result<()> {
        (self.kept, self.since) = (0, None);
        let lines = std::mem::take(&mut self.group);
        // After the worst errors nothing is held any more, and nothing of the group was kept.
        if !lines.is_empty() && self.keeper.ledger.held() {
            self.keeper.release().map_err(|e| self.fails(e))?;
            self.out.write_all(&lines)?;
        }
        self.out.flush()
    }

    fn fails(&mut self, e: LedgerError) -> io::Error {
        self.broken.get_or_insert(e);
        io::Error::other("the ledger cannot be written")
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
