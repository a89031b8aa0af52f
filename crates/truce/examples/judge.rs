//! Judges incidents (`accalmie merge`, one object a line, on standard input) by an agreement's file, and says each verdict:
//! `judge agreements/x.toml [en|fr|ar] < incidents.jsonl`. The last line is how long a thousand judgements took.

use accalmie_record::Incident;
use accalmie_truce::say::phrases;
use accalmie_truce::{Context, check, judge};
use std::io::BufRead;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("judge AGREEMENT.toml [LANGUAGE] < incidents.jsonl")?;
    let phrases = phrases(arguments.next().as_deref().unwrap_or("en"));
    let agreement = match check(&std::fs::read_to_string(&file)?, &file) {
        Ok(agreement) => agreement,
        Err(faults) => {
            faults.iter().for_each(|f| println!("{}", phrases.fault(f)));
            return Err("the agreement has faults".into());
        }
    };
    let mut incidents = Vec::new();
    for line in std::io::stdin().lock().lines() {
        incidents.push(serde_json::from_str::<Incident>(&line?)?);
    }
    for incident in &incidents {
        println!("{} {}", incident.id, incident.type_);
        for verdict in judge(&agreement, incident, &Context::default()) {
            phrases.verdict(&verdict).iter().for_each(|line| println!("  {line}"));
        }
    }
    if let Some(incident) = incidents.first() {
        let began = Instant::now();
        let verdicts: usize = (0..1000).map(|_| judge(&agreement, incident, &Context::default()).len()).sum();
        eprintln!("1000 judgements, {verdicts} verdicts: {:?}", began.elapsed());
    }
    Ok(())
}
