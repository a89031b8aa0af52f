//! `xtask learn`: trains the small models of the reader from the learning part of our own corpora, and writes them beside it.

mod fit;
mod teacher;

use crate::score::fact::Fact;
use crate::score::matching::compare;
use crate::score::sets::{Home, SETS, Wants};
use accalmie_read::{Desk, Knowledge, learn};
use accalmie_record::Lang;
use anyhow::{Context, Result, bail};
use fit::{Example, Prior, fit};
use teacher::Leader;

/// Where the reader keeps them.
const WEIGHTS: &str = "crates/read/weights";

/// The rules are believed until the corpora say otherwise.
const SAME: Prior = Prior { weights: &[("rule=1", 2.0), ("rule=0", -2.5)], penalty: 2.0 };
const WORTH: Prior = Prior { weights: &[], penalty: 2.0 };

/// `xtask learn same`, then `xtask learn worth` and `worth-young`: worth is learned of records as they are joined. Each table names the
/// languages that it is learned from.
pub fn run(args: &[String]) -> Result<()> {
    let home = Home::new(None);
    let name = match args.first().map(String::as_str) {
        Some(name @ ("same" | "worth" | "worth-young")) => name,
        _ => bail!("say what to learn: same, then worth, then worth-young"),
    };
    let joins = name == "same";
    let file = home.root.join(WEIGHTS).join(format!("{name}.tsv"));
    let old = std::fs::read_to_string(&file).unwrap_or_default();
    let languages: Vec<&str> =
        old.lines().find_map(|l| l.strip_prefix("# languages:")).map(|l| l.split_whitespace().collect()).unwrap_or_default();
    let (knowledge, problems) = Knowledge::new(&[]);
    if let Some(p) = problems.first() {
        bail!("the tables have errors: {p}");
    }
    let read: Vec<Lang> = knowledge.tongues.iter().filter(|t| t.model.is_some()).map(|t| t.lang).collect();
    let corpora = SETS.iter().position(|s| s.name == "corpora").context("there is no set of corpora")?;
    let docs = home.load(corpora, &read)?.context("the corpora are not at hand")?;
    let mut desk = Desk::default();
    let mut examples: Vec<Example> = Vec::new();
    let mut reports = 0;
    for doc in docs.into_iter().filter(|d| d.part == "learn" && (languages.is_empty() || languages.contains(&d.lang.as_str()))) {
        let Wants::Facts(gold) = &doc.wants else { continue };
        reports += 1;
        let mut leader = Leader::new(gold, joins);
        let reading = learn::read(doc.report, &knowledge, &mut desk, &mut leader);
        if joins {
            examples.append(&mut leader.pairs);
            continue;
        }
        let ours: Vec<Fact> = reading.records.iter().map(Fact::from).collect();
        let matched = compare(gold, &ours);
        for (i, features) in leader.worths.into_iter().enumerate() {
            let told = ours[i].told();
            let right = matched.pairs.iter().chain(&matched.excused).any(|(_, j)| *j == i) || !told && teacher::near(gold, &ours[i]);
            examples.push(Example { features, yes: right });
        }
    }
    let table = fit(
        &examples,
        if joins { name } else { "worth" },
        &Prior {
            penalty: args.get(1).and_then(|p| p.parse().ok()).unwrap_or(if joins { SAME.penalty } else { WORTH.penalty }),
            ..if joins { SAME } else { WORTH }
        },
    );
    let header = if languages.is_empty() { String::new() } else { format!("# languages: {}\n", languages.join(" ")) };
    std::fs::write(&file, header + &table.text).with_context(|| format!("{} cannot be written", file.display()))?;
    println!(
        "{name}: {} examples of {reports} reports, {} of them yes; {} weights; log loss {:.3}, right {:.3}",
        examples.len(),
        examples.iter().filter(|e| e.yes).count(),
        table.weights,
        table.loss,
        table.right
    );
    Ok(())
}
