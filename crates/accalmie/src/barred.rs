//! How closures and stretches of road are told to a person.

use crate::layout::{Ink, Sheet, clean, cut, wrap};
use accalmie_answers::Day;
use accalmie_roads::{Closure, Evidence, Laid, Level, Network, Stretch, Unlaid};
use std::collections::BTreeSet;

const INDENT: usize = 6;
/// More of the same are counted, not listed.
const LISTED: usize = 6;

/// Beside what its name says, a network of links has to be called so wherever it is drawn.
pub fn head(network: &Network, day: &Day) -> String {
    let kind =
        if network.schematic { "schematic network: links between towns, no surveyed roads, no surveyed lengths" } else { "road network" };
    format!("{} · {kind}", day.day)
}

pub fn level(level: Level) -> &'static str {
    match level {
        Level::Confirmed => "closed",
        Level::Suspected => "suspected",
        Level::Aged => "unknown: no newer word",
    }
}

/// What a closure is, where, and what it rests on.
pub fn closure(c: &Closure, state: &str, day: &Day, sheet: &Sheet, out: &mut String) {
    let area = match c.confirmed_area {
        Some(true) => ", confirmed hazardous area",
        Some(false) => ", suspected hazardous area",
        None => "",
    };
    let at: Vec<String> = c.stretches.iter().map(stretch).collect();
    let at = if at.is_empty() { "place not said".to_owned() } else { at.join(" · ") };
    let line = format!("{}  {}{area} · {at} · {state}", c.id, c.cause.text().replace('_', " "));
    for (n, line) in wrap(&line, sheet.width - 2).iter().enumerate() {
        let indent = if n == 0 { "" } else { "  " };
        out.push_str(&format!("{indent}{}\n", sheet.ink(Ink::Bold, &sheet.isolated(line))));
    }
    let since = c.since.map_or("no date".to_owned(), |d| format!("since {d}"));
    let age = match c.age(day.day) {
        Some(0) => ", last said that day".to_owned(),
        Some(1) => ", last said a day before".to_owned(),
        Some(n) => format!(", last said {n} days before; known for {}", day.validity.days(c.cause)),
        None => String::new(),
    };
    let evidence = match c.evidence {
        Evidence::Direct => "direct evidence",
        Evidence::Indirect => "indirect evidence",
    };
    let origins = if c.origins == 1 { "one origin".to_owned() } else { format!("{} origins", c.origins) };
    let holder = c.holder.as_deref().map(|h| format!(" · {}", clean(h))).unwrap_or_default();
    let doubt = if c.contested { " · denied by somebody" } else { "" };
    out.push_str(&format!("  {}\n", cut(&format!("{since}{age} · {evidence} · {origins}{holder}{doubt}"), sheet.width - 2)));
    let mut shown = BTreeSet::new();
    for said in c.records.iter().filter_map(|r| day.heard.said.get(r)) {
        // Of a path, the file's name.
        let file = said.report.rsplit(['/', '\\']).next().unwrap_or(&said.report);
        let from = said.source.as_deref().unwrap_or(file);
        let words = format!("\u{201c}{}\u{201d} — {}", clean(&said.text), clean(from));
        if shown.len() < LISTED && shown.insert(words.clone()) {
            for line in wrap(&words, sheet.width.saturating_sub(INDENT)) {
                out.push_str(&format!("{:INDENT$}{}\n", "", sheet.ink(Ink::Dim, &sheet.isolated(&line))));
            }
        }
    }
}

pub fn stretch(s: &Stretch) -> String {
    match s {
        Stretch::Road { name } => clean(name),
        Stretch::Between { from, to } => format!("road {} – {}", clean(&from.name), clean(&to.name)),
        Stretch::Toward { to } => format!("somewhere on a road to {}", clean(&to.name)),
        Stretch::Around { at, km } => format!("within {km} km of {}", clean(&at.name)),
    }
}

pub fn unlaid(why: Unlaid) -> &'static str {
    match why {
        Unlaid::NoPlace => "no place is known",
        Unlaid::SomewhereToward => "which road is not said",
        Unlaid::NotOnNetwork => "no such road on this network",
        Unlaid::NoRoad => "said of people, not of a road",
    }
}

/// The stretches, each once by its name and ends, with their kilometres.
pub fn stretches(network: &Network, pieces: &[u32], sheet: &Sheet, out: &mut String) {
    let mut names: Vec<String> = pieces.iter().map(|&p| named(network, p)).collect();
    names.sort();
    names.dedup();
    let km: f64 = pieces.iter().filter_map(|&p| network.arcs_of(p).first()).map(|&a| network.length_m(a) / 1000.0).sum();
    let more = names.len().saturating_sub(LISTED);
    names.truncate(LISTED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let line = format!("bears on {km:.0} km: {}{more}", names.join("; "));
    for line in wrap(&line, sheet.width.saturating_sub(INDENT)) {
        out.push_str(&format!("{:INDENT$}{}\n", "", sheet.ink(Ink::Dim, &line)));
    }
}

pub fn named(network: &Network, piece: u32) -> String {
    clean(&accalmie_answers::named(network, piece))
}

/// What became of a closure on the day, in words.
pub fn state(n: usize, laid: &Laid, closures: &[Closure]) -> Option<String> {
    if let Some(bar) = laid.bars.iter().find(|b| b.closure == n) {
        return Some(level(bar.level).to_owned());
    }
    if let Some(why) = laid.unlaid.get(&n) {
        return Some(format!("on no road: {}", unlaid(*why)));
    }
    let opening = laid.lifted.get(&n)?;
    Some(format!("said to be open since, by {}", closures.get(*opening).map_or("", |c| &c.id)))
}
