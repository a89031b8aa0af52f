//! An answer is what the reader makes of one text of a set, marked; the threads share the texts and the answers keep their order.

use super::causes;
use super::fact::Fact;
use super::figures::Figures;
use super::matching::{Matched, compare};
use super::miss::Miss;
use super::sets::{Doc, Wants};
use super::{cases, slots, toponyms, values};
use accalmie_answers::dateline;
use accalmie_read::{Desk, Knowledge, mentions::mentions, read};
use accalmie_record::Report;
use anyhow::{Result, anyhow};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// As deep as the binary goes.
const STACK: usize = 16 << 20;

pub struct Answer {
    pub figures: Figures,
    pub misses: Vec<Miss>,
    /// Our records, and how they match the gold's; nothing where the gold has no records.
    pub ours: Vec<Fact>,
    pub matched: Matched,
}

/// Reads and marks every text. The answers are in the order of the texts, whatever the number of threads.
pub fn all(docs: &[Doc], knowledge: &Knowledge, threads: usize) -> Result<Vec<Answer>> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut desk = Desk::default();
        let mut done = Vec::new();
        loop {
            let i = next.fetch_add(1, Ordering::Relaxed);
            let Some(doc) = docs.get(i) else { return done };
            done.push((i, one(doc, knowledge, &mut desk)));
        }
    };
    let mut answers: Vec<(usize, Answer)> = thread::scope(|scope| {
        let spawn = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        let workers = (0..threads.max(1)).map(spawn).collect::<Result<Vec<_>, _>>()?;
        let mut answers = Vec::with_capacity(docs.len());
        for worker in workers {
            answers.extend(worker.join().map_err(|_| anyhow!("reading met a fault of its own; the message is above"))?);
        }
        anyhow::Ok(answers)
    })?;
    answers.sort_by_key(|(i, _)| *i);
    Ok(answers.into_iter().map(|(_, answer)| answer).collect())
}

fn one(doc: &Doc, knowledge: &Knowledge, desk: &mut Desk) -> Answer {
    let mut report = doc.report.clone();
    // As the binary does before it reads.
    dateline::settle(&mut report, knowledge);
    match &doc.wants {
        Wants::Facts(gold) => {
            let ours = facts(report, knowledge, desk);
            let matched = compare(gold, &ours);
            let figures = slots::figures(gold, &ours, &matched);
            let misses = causes::all(&doc.report, doc.lang, gold, &ours, &matched);
            Answer { figures, misses, ours, matched }
        }
        Wants::Sheet { sheet, dated } => {
            plain(cases::mark(sheet, *dated, &facts(report, knowledge, desk), &doc.report.key, &doc.report.text))
        }
        Wants::Names(gold) => plain(toponyms::mark_names(gold, &mentions(&report, knowledge, desk), &doc.report)),
        Wants::Values(gold) => plain(values::mark_values(gold, &mentions(&report, knowledge, desk), &doc.report)),
    }
}

fn plain((figures, misses): (Figures, Vec<Miss>)) -> Answer {
    Answer { figures, misses, ours: Vec::new(), matched: Matched::default() }
}

fn facts(report: Report, knowledge: &Knowledge, desk: &mut Desk) -> Vec<Fact> {
    read(report, knowledge, desk).records.iter().map(Fact::from).collect()
}
