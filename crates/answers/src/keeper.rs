//! The keeper puts what was read into the ledger: a report, what it says, and the incidents that it changes, all of it or nothing.
//!
//! It knows of the neighbourhood of what is new and of nothing else, so it takes as much memory for a million reports as for a hundred.

use crate::Unanswered;
use crate::lately::Lately;
use accalmie_ledger::{Act, Bond, Digest, Draft, Head, Ledger, LedgerError, Original};
use accalmie_merge::{Block, Held, Merged, Sketch, Telling, Ties, merge, neighbourhood, tellings, would_join};
use accalmie_record::{Incident, Reading, Record};
use std::collections::{BTreeMap, BTreeSet};

// How much is held in memory, in each of two generations.
/// Reports whose tellings are; beyond, they are read from the ledger again.
const REMEMBERED: usize = 3_000;
/// Incidents of which it is known when they were opened.
const OPENED: usize = 60_000;
/// Tellings of which it is known what is beside them.
const BESIDE: usize = 12_000;
/// Incidents as they were written.
const WRITTEN: usize = 5_000;

/// A report that was read, on its way into the ledger.
pub struct Read {
    pub reading: Reading,
    pub original: Vec<u8>,
    pub sketch: Sketch,
}

/// What became of it.
pub enum Kept {
    /// The ids of the incidents that it opened or changed, sorted.
    New(Vec<String>),
    /// It was in the ledger already.
    Known,
}

/// A person's word: records that are of one happening, and records that are not of it.
type Word = (Vec<String>, Vec<String>);

/// Whose hand appends, and when.
#[derive(Clone)]
pub struct By {
    pub author: String,
    pub at: String,
    pub reason: String,
}

impl By {
    pub fn draft(&self, act: Act) -> Draft {
        Draft { at: self.at.clone(), author: self.author.clone(), reason: self.reason.clone(), act }
    }
}

pub struct Keeper {
    pub ledger: Box<dyn Ledger + Send>,
    read_with: String,
    /// By report id.
    remembered: Lately<Vec<Telling>>,
    opened: Lately<u64>,
    /// By the id of a telling: the report and the id of each that would be joined to it.
    beside: Lately<Vec<(String, String)>>,
    /// Incidents as this keeper last wrote them, when no person's word lies over them.
    written: Lately<Incident>,
    /// The last entry when the ledger was let go: if it is another now, somebody else has appended.
    left: Option<Head>,
}

impl Keeper {
    pub fn new(ledger: Box<dyn Ledger + Send>, read_with: String) -> Keeper {
        Keeper {
            ledger,
            read_with,
            remembered: Lately::new(REMEMBERED),
            opened: Lately::new(OPENED),
            beside: Lately::new(BESIDE),
            written: Lately::new(WRITTEN),
            left: None,
        }
    }

    /// Keeps others from appending while what is read of the ledger is decided upon.
    pub fn hold(&mut self) -> Result<(), LedgerError> {
        if self.ledger.held() {
            return Ok(());
        }
        self.ledger.hold()?;
        if self.ledger.head()? != self.left {
            self.forget();
        }
        Ok(())
    }

    /// When this returns, all that was kept is on disk.
    pub fn release(&mut self) -> Result<(), LedgerError> {
        self.left = self.ledger.head()?;
        self.ledger.release().inspect_err(|_| self.forget())
    }

    /// Does all of a deed, or nothing of it: what it left held comes to the disk, and if it fails (or panics) is put down, so that the next
    /// who appends neither takes half a deed along nor waits for one.
    ///
    /// # Errors
    /// Those of the deed, and when what was held cannot be brought to the disk.
    pub fn wholly<T, E: From<LedgerError>>(&mut self, deed: impl FnOnce(&mut Keeper) -> Result<T, E>) -> Result<T, E> {
        let mut under_way = UnderWay { keeper: self, ended: false };
        let done = deed(under_way.keeper)?;
        if under_way.keeper.ledger.held() {
            under_way.keeper.release()?;
        }
        under_way.ended = true;
        Ok(done)
    }

    fn forget(&mut self) {
        self.remembered.clear();
        self.opened.clear();
        self.beside.clear();
        self.written.clear();
        self.left = None;
    }

    /// The report is on disk when the ledger is released.
    pub fn keep(&mut self, read: Read, by: &By) -> Result<Kept, LedgerError> {
        self.kept(read, by).inspect_err(|_| self.forget())
    }

    fn kept(&mut self, read: Read, by: &By) -> Result<Kept, LedgerError> {
        let Read { reading, mut original, sketch } = read;
        let mut report = reading.report.clone();
        let text = std::mem::take(&mut report.text);
        // A line of a batch is known by its text; the line around it is the caller's.
        if Digest::of(&original).to_string() != report.id {
            original = text.clone().into_bytes();
        }
        let text = (text.as_bytes() != original).then_some(text);
        self.hold()?;
        if self.ledger.has_report(&report.id)? {
            return Ok(Kept::Known);
        }
        let bands = sketch.bands();
        let origin = self.ledger.reports_near(&bands)?.into_iter().find(|r| Sketch(r.sketch.clone()).is_copy_of(&sketch));
        let origin = origin.map(|r| r.origin.unwrap_or(r.report.id));
        let own = tellings(&reading, origin.as_deref());
        let blocks = blocks(&reading.records, &own);
        let bytes = report.id.parse().map_err(|why| LedgerError::Query(format!("the report's id is no digest: {why}")))?;
        self.remember(&report.id, own.clone());
        let merged = self.merged(own, None)?;
        let read_with = &self.read_with;
        let mut drafts = vec![
            by.draft(Act::Report { report, bytes, text, read_with: read_with.clone(), origin, sketch: sketch.0, bands }),
            by.draft(Act::Reading {
                report: reading.report.id.clone(),
                read_with: read_with.clone(),
                records: reading.records,
                blocks,
                problems: reading.problems,
            }),
        ];
        let changed = self.changes(merged, by, &mut drafts)?;
        self.ledger.append(drafts, vec![Original { bytes: original }])?;
        Ok(Kept::New(changed))
    }

    /// A person's act that merging has no part in.
    pub fn decide(&mut self, act: Act, by: &By) -> Result<(), LedgerError> {
        self.ledger.append(vec![by.draft(act)], Vec::new()).map(drop)
    }

    /// The same, several at once: all of them or none.
    ///
    /// # Errors
    /// When the ledger refuses one of them.
    pub fn decide_all(&mut self, acts: Vec<Act>, by: &By) -> Result<(), LedgerError> {
        self.ledger.append(acts.into_iter().map(|act| by.draft(act)).collect(), Vec::new()).map(drop)
    }

    /// The incident, or what it is part of now.
    ///
    /// # Errors
    /// When there is none.
    pub fn one(&self, id: &str) -> Result<Incident, Unanswered> {
        let found = self.ledger.incident(id)?;
        found.map(|s| s.incident).ok_or_else(|| Unanswered::Asked(format!("there is no incident {id}; `accalmie incidents` lists them")))
    }

    /// As [`Keeper::join`], of what these ids are now.
    ///
    /// # Errors
    /// When one of them is not there, or they are one already.
    pub fn join_two(&mut self, incident: &str, into: &str, by: &By) -> Result<Vec<String>, Unanswered> {
        let (gone, kept) = (self.one(incident)?.id, self.one(into)?.id);
        if gone == kept {
            return Err(Unanswered::Asked(format!("{incident} and {into} are one already")));
        }
        Ok(self.join(&gone, &kept, by)?)
    }

    /// As [`Keeper::split`]: these records leave, with those that tell of one happening from two sides.
    ///
    /// # Errors
    /// When one is not of the incident, or nothing would be left of it.
    pub fn take_out(&mut self, incident: &str, records: &[String], by: &By) -> Result<Vec<String>, Unanswered> {
        let whole = self.one(incident)?;
        let mut taken: BTreeSet<String> = BTreeSet::new();
        for telling in self.of_incident(&whole.id)? {
            if telling.records.iter().any(|r| records.contains(&r.id)) {
                taken.extend(telling.records.iter().map(|r| r.id.clone()));
            }
        }
        if let Some(missing) = records.iter().find(|r| !taken.contains(*r)) {
            let there_are = whole.records.join(" ");
            return Err(Unanswered::Asked(format!("{missing} is no record of {}; its records are {there_are}", whole.id)));
        }
        let rest: Vec<String> = whole.records.iter().filter(|r| !taken.contains(*r)).cloned().collect();
        if rest.is_empty() {
            return Err(Unanswered::Asked(format!("these are all the records of {}; nothing would be left of it", whole.id)));
        }
        Ok(self.split(&whole.id, taken.into_iter().collect(), rest, by)?)
    }

    /// Two incidents become one; the ids of those that are other than before.
    pub fn join(&mut self, incident: &str, into: &str, by: &By) -> Result<Vec<String>, LedgerError> {
        self.hold()?;
        let joins = self.of_incident(incident)?;
        let mut all = self.placed(joins, into)?;
        all.extend(self.of_incident(into)?);
        let together = all.iter().flat_map(|t| t.records.iter().map(|r| r.id.clone())).collect();
        let merged = self.merged(all, Some((together, Vec::new())))?;
        let mut drafts = vec![by.draft(Act::Join { incident: incident.to_owned(), into: into.to_owned() })];
        let changed = self.changes(merged, by, &mut drafts)?;
        self.ledger.append(drafts, Vec::new())?;
        self.release()?;
        Ok(changed)
    }

    /// Records leave an incident, whose id stays with the rest; the ids of the incidents that are other than before.
    pub fn split(&mut self, incident: &str, taken: Vec<String>, rest: Vec<String>, by: &By) -> Result<Vec<String>, LedgerError> {
        self.hold()?;
        let mut all = self.of_incident(incident)?;
        for t in all.iter_mut().filter(|t| t.records.iter().any(|r| taken.contains(&r.id))) {
            t.held = None;
        }
        let merged = self.merged(all, Some((taken.clone(), rest)))?;
        let home = |i: &&Incident| taken.first().is_some_and(|r| i.records.contains(r));
        let Some(to) = merged.incidents.iter().find(home).map(|i| i.id.clone()) else { return Ok(Vec::new()) };
        let mut drafts = vec![by.draft(Act::Split { incident: incident.to_owned(), records: taken.clone(), to })];
        let changed = self.changes(merged, by, &mut drafts)?;
        self.ledger.append(drafts, Vec::new())?;
        self.release()?;
        Ok(changed)
    }

    /// The tellings that an incident is made of.
    pub fn of_incident(&mut self, incident: &str) -> Result<Vec<Telling>, LedgerError> {
        let stored = self.ledger.tellings_of(incident)?;
        let records: BTreeSet<String> = stored.iter().map(|t| t.record.id.clone()).collect();
        let reports: BTreeSet<String> = stored.into_iter().map(|t| t.report).collect();
        let mut out = Vec::new();
        for report in reports {
            let all = self.of_report(&report)?;
            out.extend(all.into_iter().filter(|t| t.records.iter().any(|r| records.contains(&r.id))));
        }
        self.placed(out, incident)
    }

    fn placed(&mut self, mut tellings: Vec<Telling>, incident: &str) -> Result<Vec<Telling>, LedgerError> {
        let opened = self.opened(incident)?;
        for t in &mut tellings {
            t.held = Some(Held { incident: incident.to_owned(), opened });
        }
        Ok(tellings)
    }

    fn opened(&mut self, incident: &str) -> Result<u64, LedgerError> {
        if let Some(opened) = self.opened.get(incident) {
            return Ok(*opened);
        }
        let opened = self.ledger.incident(incident)?.map_or(u64::MAX, |i| i.opened);
        self.opened.insert(incident.to_owned(), opened);
        Ok(opened)
    }

    /// The tellings of a report, as its last reading has them.
    fn of_report(&mut self, id: &str) -> Result<Vec<Telling>, LedgerError> {
        if let Some(held) = self.remembered.get(id) {
            return Ok(held.clone());
        }
        let Some(stored) = self.ledger.report(id)? else { return Ok(Vec::new()) };
        let entry = match stored.reading {
            Some(seq) => self.ledger.entries(seq, 1)?.pop(),
            None => None,
        };
        let Some(Act::Reading { records, problems, .. }) = entry.map(|e| e.act) else { return Ok(Vec::new()) };
        let told = tellings(&Reading { report: stored.report, records, problems }, stored.origin.as_deref());
        self.remember(id, told.clone());
        Ok(told)
    }

    fn remember(&mut self, report: &str, told: Vec<Telling>) {
        self.remembered.insert(report.to_owned(), told);
    }

    /// What merging says of these tellings and all that bear on them. `said` is what a person is saying now: which records are of one
    /// happening, and which are not of it.
    fn merged(&mut self, new: Vec<Telling>, said: Option<Word>) -> Result<Merged, LedgerError> {
        let pinned = self.ledger.ties()?.pinned;
        let mut whole: BTreeSet<String> = BTreeSet::new();
        let mut near = self.near(new)?;
        // What a person joined is in no common block: its incident comes as a whole.
        loop {
            let held: BTreeSet<String> = near.iter().filter_map(|t| t.held.as_ref()).map(|h| h.incident.clone()).collect();
            let more: Vec<String> = held.into_iter().filter(|i| pinned.contains(i) && !whole.contains(i)).collect();
            if more.is_empty() {
                break;
            }
            for incident in more {
                let known: BTreeSet<String> = near.iter().map(|t| t.id().to_owned()).collect();
                near.extend(self.of_incident(&incident)?.into_iter().filter(|t| !known.contains(t.id())));
                whole.insert(incident);
            }
            near = self.near(near)?;
        }
        let ties = self.ties(&near, said.as_ref())?;
        Ok(merge(near, &ties))
    }

    fn near(&mut self, new: Vec<Telling>) -> Result<Vec<Telling>, LedgerError> {
        let mut wrong = None;
        let coming = new.clone();
        let near = neighbourhood(new, |telling| {
            let mut found = self.beside(telling, &coming).unwrap_or_else(|e| {
                wrong.get_or_insert(e);
                Vec::new()
            });
            // These go their way with what is said of them here, and not with what the ledger says.
            found.retain(|t| !coming.iter().any(|c| c.id() == t.id()));
            found
        });
        wrong.map_or(Ok(near), Err)
    }

    /// The tellings that would be joined to this one: of the ledger, and of those that are coming and not in it yet. They are sought once: a
    /// telling that comes later is told to those that it is beside.
    fn beside(&mut self, telling: &Telling, coming: &[Telling]) -> Result<Vec<Telling>, LedgerError> {
        if let Some(known) = self.beside.get(telling.id()).cloned() {
            let mut out = Vec::new();
            for (report, id) in known {
                out.extend(self.telling(&report, &id)?);
            }
            return self.at_home(out);
        }
        let mut out = Vec::new();
        for found in self.ledger.whereabouts_in(&telling.seeks())? {
            out.extend(self.telling(&found.report, &found.record)?.filter(|other| would_join(telling, other)));
        }
        let found: BTreeSet<String> = out.iter().map(|t| t.id().to_owned()).collect();
        out.extend(coming.iter().filter(|t| !found.contains(t.id()) && would_join(telling, t)).cloned());
        let name = |t: &Telling| (t.report_id.clone(), t.id().to_owned());
        for other in &out {
            let there = self.beside.get(other.id()).filter(|there| !there.iter().any(|(_, id)| id == telling.id()));
            there.into_iter().for_each(|there| there.push(name(telling)));
        }
        self.beside.insert(telling.id().to_owned(), out.iter().map(name).collect());
        self.at_home(out)
    }

    fn telling(&mut self, report: &str, id: &str) -> Result<Option<Telling>, LedgerError> {
        let find = |all: &[Telling]| all.iter().find(|t| t.id() == id).cloned();
        match self.remembered.get(report) {
            Some(all) => Ok(find(all)),
            None => self.of_report(report).map(|all| find(&all)),
        }
    }

    /// Says of each telling which incident holds it now.
    fn at_home(&mut self, mut tellings: Vec<Telling>) -> Result<Vec<Telling>, LedgerError> {
        for telling in &mut tellings {
            if let Some(incident) = self.ledger.incident_of(telling.id())? {
                let opened = self.opened(&incident)?;
                telling.held = Some(Held { incident, opened });
            }
        }
        Ok(tellings)
    }

    /// What people said of these tellings: of each pair of records the last word, and what is being said now.
    fn ties(&self, near: &[Telling], said: Option<&Word>) -> Result<Ties, LedgerError> {
        let held = self.ledger.ties()?;
        let mut ties = Ties::default();
        if held.ties.is_empty() && said.is_none() {
            return Ok(ties);
        }
        let known: BTreeSet<&str> = near.iter().flat_map(|t| t.records.iter().map(|r| r.id.as_str())).collect();
        let lists = held.ties.iter().flat_map(|t| [&t.together, &t.apart]).chain(said.iter().flat_map(|(a, b)| [a, b]));
        let named: BTreeSet<&str> = lists.flatten().map(String::as_str).filter(|r| known.contains(r)).collect();
        let now = |a: &str, b: &str| {
            let (together, apart) = said?;
            let (has, not) = (|r: &str| together.iter().any(|x| x == r), |r: &str| apart.iter().any(|x| x == r));
            if has(a) && has(b) { Some(Bond::Together) } else { (has(a) && not(b) || has(b) && not(a)).then_some(Bond::Apart) }
        };
        let named: Vec<&str> = named.into_iter().collect();
        for (i, a) in named.iter().enumerate() {
            for b in &named[..i] {
                let one = |r: &str| BTreeSet::from([r.to_owned()]);
                match now(a, b).or_else(|| held.between(a, b)) {
                    Some(Bond::Together) => ties.together.push(BTreeSet::from([(*a).to_owned(), (*b).to_owned()])),
                    Some(Bond::Apart) => ties.apart.push((one(a), one(b))),
                    None => {}
                }
            }
        }
        Ok(ties)
    }

    /// Whether the ledger says of an incident just this. Of one that a person's word lies over that cannot be told.
    fn is_so(&mut self, incident: &Incident) -> Result<bool, LedgerError> {
        if let Some(written) = self.written.get(&incident.id) {
            return Ok(written == incident);
        }
        let held = self.ledger.incident(&incident.id)?.filter(|i| i.incident.id == incident.id);
        Ok(held.is_some_and(|b| b.corrected.is_empty() && !b.pinned && b.incident == *incident))
    }

    /// Drafts what merging changed; the ids of the incidents that are new or other than before.
    fn changes(&mut self, merged: Merged, by: &By, drafts: &mut Vec<Draft>) -> Result<Vec<String>, LedgerError> {
        let mut changed = Vec::new();
        let absorbed: BTreeMap<&String, &String> = merged.absorbed.iter().map(|(gone, into)| (gone, into)).collect();
        for incident in merged.incidents {
            if !self.is_so(&incident)? {
                changed.push(incident.id.clone());
                self.written.insert(incident.id.clone(), incident.clone());
                drafts.push(by.draft(Act::Incident { incident }));
            }
        }
        for (gone, into) in absorbed {
            self.written.remove(gone);
            drafts.push(by.draft(Act::Absorbed { incident: gone.clone(), into: into.clone() }));
        }
        Ok(changed)
    }
}

/// A deed until it has ended well.
struct UnderWay<'a> {
    keeper: &'a mut Keeper,
    ended: bool,
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        if !self.ended {
            self.keeper.ledger.abandon();
            self.keeper.forget();
        }
    }
}

/// For each record the blocks of the telling that it names; the other records of a telling are found with it.
fn blocks(records: &[Record], tellings: &[Telling]) -> Vec<Vec<Block>> {
    records.iter().map(|r| tellings.iter().find(|t| t.id() == r.id).map(Telling::blocks).unwrap_or_default()).collect()
}
