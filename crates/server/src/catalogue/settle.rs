//! Settling makes anew, once each, the rows of what a batch of entries changed.

use super::columns::Edit;
use super::fold::Fold;
use super::postings::Of;
use super::reports::Came;
use super::row::Row;
use super::shape::{Kept, short};
use super::{CatalogueError, doubts, folding, sets};
use accalmie_answers::public_id;
use accalmie_ledger::Ledger;
use accalmie_protect::{Profile, protect};
use accalmie_record::Incident;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

type Result<T> = std::result::Result<T, CatalogueError>;

/// What of the rows in memory changes.
#[derive(Default)]
pub struct Edits {
    pub full: Vec<Edit>,
    pub public: Vec<Edit>,
    pub reports: Vec<Came>,
    /// Ids of incidents, sorted.
    pub changed: Vec<String>,
}

/// A member of an incident.
struct Member {
    k: i64,
    id: String,
    said: String,
    current: bool,
    beside: u32,
    word: Option<String>,
}

/// What the catalogue has of an incident.
struct Had {
    id: String,
    gone: bool,
    touched: bool,
    doc: Option<u32>,
    words: Option<i64>,
    full: Option<Row>,
    public: Option<Row>,
}

impl Fold<'_> {
    pub fn settle(&mut self, ledger: &dyn Ledger) -> Result<Edits> {
        let mut edits = Edits::default();
        // Of the first entry, which nobody knows who has not the ledger.
        let salt = ledger.entries(1, 1)?.first().map(|e| e.digest.to_string()).unwrap_or_default();
        for (n, shape) in std::mem::take(&mut self.incidents) {
            self.incident(ledger, &salt, n, shape, &mut edits)?;
        }
        for k in std::mem::take(&mut self.records) {
            self.queue(k)?;
        }
        for n in std::mem::take(&mut self.reports) {
            edits.reports.push(self.report_words(n)?);
        }
        edits.changed.sort();
        Ok(edits)
    }

    fn incident(&mut self, ledger: &dyn Ledger, salt: &str, n: u32, shape: Option<Incident>, edits: &mut Edits) -> Result<()> {
        let had = self.had(n)?;
        // Its last shape is what it is, unless somebody said something of it beside.
        let (now, corrected) = match shape {
            _ if had.gone => (None, false),
            Some(shape) if !had.touched => (Some(shape), false),
            _ => match ledger.incident(&had.id)? {
                Some(stored) if stored.incident.id == had.id => (Some(stored.incident), !stored.corrected.is_empty()),
                // It becomes part of another in an entry that is still to be followed.
                _ => (None, false),
            },
        };
        let (mut full, mut public) = (None, None);
        match &now {
            None => {
                self.conn.prepare_cached("DELETE FROM short WHERE n = ?1")?.execute([n])?;
                self.conn.prepare_cached("UPDATE incident SET shown = NULL, public = NULL WHERE n = ?1")?.execute([n])?;
            }
            Some(incident) => {
                let members = self.told(n)?;
                let open = protect(incident, Profile::Public).map(|open| Incident { id: public_id(salt, &had.id), ..open });
                let (doc, words) = self.document(&had, incident, open.as_ref(), &members);
                let kept = Kept { corrected, review: review(&members) };
                let mut row = |shown: &Incident| -> Result<Row> {
                    let harm = sets::harm_of(self.conn, &mut self.fresh, shown)?;
                    Ok(Row::of(shown, n, doc, harm, sets::actors_of(self.conn, &mut self.fresh, shown)?))
                };
                full = Some(row(incident)?);
                public = open.as_ref().map(row).transpose()?;
                self.conn
                    .prepare_cached("UPDATE incident SET doc = ?2, words = ?3, shown = ?4, public = ?5, open_id = ?6 WHERE n = ?1")?
                    .execute(params![n, doc, words, full.map(Row::to_bytes), public.map(Row::to_bytes), open.as_ref().map(|o| &o.id)])?;
                let public = open.map(|open| short(&open, None)).transpose()?;
                self.conn.prepare_cached("INSERT OR REPLACE INTO short VALUES (?1, ?2, ?3)")?.execute(params![
                    n,
                    short(incident, Some(kept))?,
                    public
                ])?;
                for member in members {
                    let beside = doubts::of_incident(incident, &member.id);
                    if beside != member.beside {
                        self.conn.prepare_cached("UPDATE record SET beside = ?2 WHERE k = ?1")?.execute(params![member.k, beside])?;
                        self.records.insert(member.k);
                    }
                }
            }
        }
        let edit = |old: Option<Row>, new: Option<Row>| (old != new).then(|| Edit { old: old.map(|r| r.key()), new });
        edits.full.extend(edit(had.full, full));
        edits.public.extend(edit(had.public, public));
        edits.changed.push(had.id);
        Ok(())
    }

    /// The document of an incident: the one it had, while its words are the same.
    fn document(&mut self, had: &Had, incident: &Incident, open: Option<&Incident>, members: &[Member]) -> (u32, i64) {
        let (mut full, mut public) = (BTreeSet::new(), BTreeSet::new());
        for place in &incident.places {
            folding::terms(&place.text, &mut full);
            place.name.iter().for_each(|name| folding::terms(name, &mut full));
        }
        for member in members.iter().filter(|m| m.current) {
            full.extend(member.said.split(' ').filter(|w| !w.is_empty()).map(str::to_owned));
        }
        // In public only what the public shape names.
        open.iter().flat_map(|o| &o.places).filter_map(|p| p.name.as_deref()).for_each(|name| folding::terms(name, &mut public));
        let mut hasher = DefaultHasher::new();
        (&full, &public).hash(&mut hasher);
        let words = hasher.finish() as i64;
        if let (Some(doc), Some(before)) = (had.doc, had.words)
            && before == words
        {
            return (doc, words);
        }
        let doc = self.docs;
        self.docs += 1;
        full.into_iter().for_each(|w| self.words.add(Of::Full, w, doc));
        public.into_iter().for_each(|w| self.words.add(Of::Public, w, doc));
        (doc, words)
    }

    /// Where a record stands in the queue.
    fn queue(&mut self, k: i64) -> Result<()> {
        let mut ask = self.conn.prepare_cached(
            "SELECT r.id, r.doubts | r.beside, r.current, r.word, r.waits, r.rank, p.minutes FROM record r LEFT JOIN report p ON p.n = r.report
             WHERE r.k = ?1",
        )?;
        type Found = (String, u32, bool, Option<String>, bool, i64, Option<i32>);
        let of = |r: &rusqlite::Row<'_>| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?, r.get(5)?, r.get(6)?));
        let (id, mut bits, current, word, waited, before, minutes): Found = ask.query_row([k], of)?;
        let differ = word.is_some() && super::review::last_words(self.conn, &id)?.windows(2).any(|w| w[0].1 != w[1].1);
        bits |= if differ { doubts::WORDS_DIFFER } else { 0 };
        let waits = current && (word.is_none() || differ);
        let rank = doubts::rank(bits, minutes.unwrap_or(i32::MIN));
        if (waits, rank) != (waited, before) {
            self.conn.prepare_cached("UPDATE record SET waits = ?2, rank = ?3 WHERE k = ?1")?.execute(params![k, waits, rank])?;
            self.waiting += i64::from(waits) - i64::from(waited);
        }
        Ok(())
    }

    /// A report is found by what it is called and by what its records say.
    fn report_words(&mut self, n: u32) -> Result<Came> {
        type Found = (String, Option<String>, Option<String>, i32);
        let (key, source, title, minutes): Found = self
            .conn
            .prepare_cached("SELECT key, source, title, minutes FROM report WHERE n = ?1")?
            .query_row([n], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))?;
        let mut words = BTreeSet::new();
        [Some(key), source, title].iter().flatten().for_each(|t| folding::terms(t, &mut words));
        let mut ask = self.conn.prepare_cached("SELECT said FROM record WHERE report = ?1 AND current = 1")?;
        for said in ask.query_map([n], |r| r.get::<_, String>(0))? {
            words.extend(said?.split(' ').filter(|w| !w.is_empty()).map(str::to_owned));
        }
        let doc = self.docs;
        self.docs += 1;
        words.into_iter().for_each(|w| self.words.add(Of::Reports, w, doc));
        self.conn.prepare_cached("UPDATE report SET doc = ?2 WHERE n = ?1")?.execute([n, doc])?;
        Ok(Came { minutes, n, doc })
    }

    fn had(&self, n: u32) -> Result<Had> {
        let mut ask =
            self.conn.prepare_cached("SELECT id, into_n IS NOT NULL, touched, doc, words, shown, public FROM incident WHERE n = ?1")?;
        let row = |r: &rusqlite::Row<'_>, i| -> rusqlite::Result<Option<Row>> {
            Ok(r.get::<_, Option<Vec<u8>>>(i)?.and_then(|bytes| Row::from_bytes(&bytes)))
        };
        let had = ask
            .query_row([n], |r| {
                Ok(Had {
                    id: r.get(0)?,
                    gone: r.get(1)?,
                    touched: r.get(2)?,
                    doc: r.get(3)?,
                    words: r.get(4)?,
                    full: row(r, 5)?,
                    public: row(r, 6)?,
                })
            })
            .optional()?;
        had.ok_or_else(|| CatalogueError::Row(format!("incident {n} is missing")))
    }

    fn told(&self, n: u32) -> Result<Vec<Member>> {
        let mut ask = self.conn.prepare_cached("SELECT k, id, said, current, beside, word FROM record WHERE incident = ?1 ORDER BY id")?;
        let member = |r: &rusqlite::Row<'_>| {
            Ok(Member { k: r.get(0)?, id: r.get(1)?, said: r.get(2)?, current: r.get(3)?, beside: r.get(4)?, word: r.get(5)? })
        };
        Ok(ask.query_map([n], member)?.collect::<rusqlite::Result<_>>()?)
    }
}

/// How an incident was looked at: rejected only when no record that was looked at stands.
fn review(members: &[Member]) -> &'static str {
    let any = |word: &str| members.iter().any(|m| m.word.as_deref() == Some(word));
    match () {
        () if any("correct") => "corrected",
        () if any("accept") => "accepted",
        () if any("reject") => "rejected",
        () => "new",
    }
}
