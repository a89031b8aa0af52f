//! `accalmie verify`: the ledger reckoned again from its journal, and its reports read again.

use crate::cli::keeping::VerifyArgs;
use crate::hand;
use crate::knowledge;
use crate::output::{Ended, Failure};
use accalmie_ledger::{Act, Ledger};
use accalmie_read::Desk;
use accalmie_record::Record;

/// Entries looked at at once.
const PAGE: usize = 200;

pub fn run(args: VerifyArgs) -> Result<Ended, Failure> {
    let ledger = hand::open_existing(&args.db.db)?;
    let mut faults = 0u64;
    let verified = ledger.verify(args.head, &mut |fault| {
        faults += 1;
        println!("✗ {fault}");
    });
    let verified = verified.map_err(hand::failed)?;
    println!(
        "{} entries, {} originals and {} rows reckoned again: {} faults",
        verified.entries, verified.originals, verified.rows, verified.faults
    );
    // Other knowledge reads otherwise; that is no fault.
    if !args.quick {
        again(&*ledger)?;
    }
    if let Some(head) = ledger.head().map_err(hand::failed)? {
        println!("head: {head}");
    }
    Ok(if faults == 0 { Ended::Well } else { Ended::InPart })
}

/// Reads every report again and says what would change.
fn again(ledger: &dyn Ledger) -> Result<(), Failure> {
    let (knowledge, _) = knowledge::load(None, &[])?;
    let now = knowledge::own_id();
    let mut desk = Desk::default();
    let (mut read, mut changed, mut other) = (0u64, 0u64, 0u64);
    let mut from = 1;
    loop {
        let entries = ledger.entries(from, PAGE).map_err(hand::failed)?;
        let Some(last) = entries.last() else { break };
        from = last.seq + 1;
        for entry in entries {
            let Act::Report { mut report, text, bytes, .. } = entry.act else { continue };
            let id = report.id.clone();
            let Some(stored) = ledger.report(&id).map_err(hand::failed)? else { continue };
            report.text = match text {
                Some(text) => text,
                None => match ledger.original(&bytes).map_err(hand::failed)?.map(String::from_utf8) {
                    Some(Ok(text)) => text,
                    _ => continue,
                },
            };
            let kept = match stored.reading {
                Some(seq) => ledger.entries(seq, 1).map_err(hand::failed)?.pop(),
                None => None,
            };
            let Some(Act::Reading { records, read_with, .. }) = kept.map(|e| e.act) else { continue };
            let reading = accalmie_read::read(report, &knowledge, &mut desk);
            read += 1;
            other += u64::from(read_with != now);
            if let Some(what) = difference(&records, &reading.records) {
                changed += 1;
                println!("~ {}: {what} (it was read with {read_with})", reading.report.key);
            }
        }
    }
    let with = if other == 0 {
        "the knowledge that they were read with".to_owned()
    } else {
        format!("{now}, {other} of them with other knowledge than before")
    };
    println!("{read} reports read again with {with}: {changed} would change");
    Ok(())
}

fn difference(before: &[Record], after: &[Record]) -> Option<String> {
    if before == after {
        return None;
    }
    let types = |records: &[Record]| records.iter().map(|r| r.type_.name()).collect::<Vec<_>>().join(" ");
    let (was, would) = (types(before), types(after));
    Some(if was == would {
        format!("{} records, of the same types, with other values", before.len())
    } else {
        format!("[{was}] would be [{would}]")
    })
}
