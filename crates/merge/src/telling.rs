//! A telling is what one report says of one happening: a record, with the other records of the report that tell of the same.

use crate::aspect::Aspect;
use crate::block::{self, Block};
use accalmie_record::{Kind, LinkRel, Reading, Record, Status, Type};
use std::sync::Arc;

/// Cheap to clone, but for its names.
#[derive(Clone, Debug)]
pub struct Telling {
    pub report_id: String,
    pub report_key: String,
    pub source: Option<String>,
    pub published: Option<String>,
    /// The id of the report whose text this one's repeats; its own where it repeats none.
    pub origin: String,
    /// In the order of the report; the first names the telling. Never empty.
    pub records: Arc<[Record]>,
    /// Records of the report that claim, deny or accuse of it.
    pub claims: Arc<[Record]>,
    /// The incident that holds it, where it has been merged before.
    pub held: Option<Held>,
    pub(crate) aspects: Arc<[Aspect]>,
}

/// An incident that a telling was put in before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub incident: String,
    /// Which of two incidents is the older: the smaller of these.
    pub opened: u64,
}

impl Telling {
    /// The id of its first record.
    pub fn id(&self) -> &str {
        self.records.first().map_or("", |r| &r.id)
    }

    /// Its id and its report's key: two reports of the same bytes have the same records.
    pub fn name(&self) -> (&str, &str) {
        (self.id(), &self.report_key)
    }

    /// Where it can be found.
    pub fn blocks(&self) -> Vec<Block> {
        gathered(self.aspects.iter().map(block::held))
    }

    /// Where those that it may be merged with can be found.
    pub fn seeks(&self) -> Vec<Block> {
        gathered(self.aspects.iter().map(block::sought))
    }
}

fn gathered(blocks: impl Iterator<Item = Vec<Block>>) -> Vec<Block> {
    let mut all: Vec<Block> = blocks.flatten().collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What can be an incident: what happened, and what holds.
fn tells(r: &Record) -> bool {
    matches!(r.kind, Kind::Event | Kind::Condition) && matches!(r.status, Status::Asserted | Status::Hedged)
}

fn is_claim(t: Type) -> bool {
    t.family() == "claim"
}

/// The tellings of one report. `origin` is the id of the report whose text it repeats, if it does.
pub fn tellings(reading: &Reading, origin: Option<&str>) -> Vec<Telling> {
    let report = &reading.report;
    let mut groups: Vec<(Vec<&Record>, Vec<Aspect>)> = Vec::new();
    for record in reading.records.iter().filter(|r| tells(r)) {
        let aspect = Aspect::of(record, report.published.as_deref());
        let fits = |(_, held): &(Vec<&Record>, Vec<Aspect>)| held.iter().all(|h| h.of_one_happening(&aspect));
        match groups.iter_mut().find(|g| fits(g)) {
            Some((records, aspects)) => {
                records.push(record);
                aspects.push(aspect);
            }
            None => groups.push((vec![record], vec![aspect])),
        }
    }
    groups
        .into_iter()
        .map(|(records, aspects)| {
            let linked = |c: &&Record| {
                let here = |id: &str| records.iter().any(|r| r.id == id);
                c.links.iter().any(|l| l.rel != LinkRel::CausedBy && here(&l.to))
                    || records.iter().any(|r| r.links.iter().any(|l| l.rel != LinkRel::CausedBy && l.to == c.id))
            };
            let claims = reading.records.iter().filter(|r| is_claim(r.type_)).filter(linked).cloned().collect();
            Telling {
                report_id: report.id.clone(),
                report_key: report.key.clone(),
                source: report.source.clone(),
                published: report.published.clone(),
                origin: origin.unwrap_or(&report.id).to_owned(),
                records: records.into_iter().cloned().collect(),
                claims,
                held: None,
                aspects: aspects.into(),
            }
        })
        .collect()
}
