//! A closure is what reports say bars a way: why, where, on what evidence, since when, and when it was last said.
//!
//! It is not yet on any network ([`crate::laying`]), and not yet judged for a day ([`Closure::level`]).

use crate::bar::Level;
use jiff::civil::Date;
use serde::Serialize;

/// Why a way is barred. The words of an open way are here too, since a way reported open lifts some of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Mines, remnants of war and bombs laid on the way, known or suspected.
    Mined,
    /// A party or an authority has closed it.
    Closed,
    /// A border crossing or a gate is closed.
    CrossingClosed,
    /// The place is surrounded.
    Encircled,
    /// People are kept from leaving.
    ExitBlocked,
    /// Help is kept from coming.
    AidBlocked,
    /// A curfew, a ban on movement.
    MovementBanned,
    /// Fighting on or beside it.
    Fighting,
    /// Fired upon from afar.
    Shelled,
    /// A road, a bridge or vehicles on it were hit.
    Damaged,
    /// Who passes is checked: slow and for some closed.
    Checkpoint,
    /// Said to be open again, or cleared.
    Opened,
}

impl Cause {
    pub const ALL: [Cause; 12] = [
        Cause::Mined,
        Cause::Closed,
        Cause::CrossingClosed,
        Cause::Encircled,
        Cause::ExitBlocked,
        Cause::AidBlocked,
        Cause::MovementBanned,
        Cause::Fighting,
        Cause::Shelled,
        Cause::Damaged,
        Cause::Checkpoint,
        Cause::Opened,
    ];

    /// The name in files and on the command line.
    pub fn text(self) -> &'static str {
        match self {
            Cause::Mined => "mined",
            Cause::Closed => "closed",
            Cause::CrossingClosed => "crossing_closed",
            Cause::Encircled => "encircled",
            Cause::ExitBlocked => "exit_blocked",
            Cause::AidBlocked => "aid_blocked",
            Cause::MovementBanned => "movement_banned",
            Cause::Fighting => "fighting",
            Cause::Shelled => "shelled",
            Cause::Damaged => "damaged",
            Cause::Checkpoint => "checkpoint",
            Cause::Opened => "opened",
        }
    }

    /// Only a mine-action body lifts it (IMAS 08.20: land release is decided, never presumed); no driver's word does.
    pub fn outlives_opening(self) -> bool {
        self == Cause::Mined
    }

    /// The four AMRF access constraints of OCHA that it is a sign of, by number: 2 people's access to services, 4 movement inside,
    /// 7 hostilities, 8 mines and remnants.
    pub fn constraints(self) -> &'static [u8] {
        match self {
            Cause::Mined => &[8, 2, 4],
            Cause::Fighting | Cause::Shelled | Cause::Damaged => &[7, 4],
            Cause::Encircled | Cause::ExitBlocked | Cause::AidBlocked => &[2, 4],
            Cause::Closed | Cause::CrossingClosed | Cause::MovementBanned | Cause::Checkpoint => &[4],
            Cause::Opened => &[],
        }
    }
}

/// What a hazard rests on, in the terms of IMSMA. Direct: somebody was blown up or saw it. Indirect: somebody says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    Direct,
    Indirect,
}

/// A named point, WGS 84 degrees.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Spot {
    pub name: String,
    pub id: Option<String>,
    pub lat: f64,
    pub lon: f64,
}

/// Where a closure is, as the reports put it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "on")]
pub enum Stretch {
    /// A road with a number or a name.
    Road { name: String },
    /// The road between two places.
    Between { from: Spot, to: Spot },
    /// Somewhere on a road to a place, nobody says whence.
    Toward { to: Spot },
    /// The roads around a place.
    Around { at: Spot, km: f64 },
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Closure {
    /// The id of the incident.
    pub id: String,
    pub cause: Cause,
    pub evidence: Evidence,
    /// Of a hazard: known ground (CHA) or suspected ground (SHA).
    pub confirmed_area: Option<bool>,
    pub stretches: Vec<Stretch>,
    /// Who closed it or holds it.
    pub holder: Option<String>,
    /// First day that it is said of, and the last on which somebody said it; `None` where no report has a date.
    pub since: Option<Date>,
    pub last: Option<Date>,
    /// Independent origins that tell of it.
    pub origins: usize,
    pub confidence: f32,
    /// Somebody denies it.
    pub contested: bool,
    /// Given with a doubt by the reports themselves.
    pub hedged: bool,
    pub reports: Vec<String>,
    pub records: Vec<String>,
}

/// How many days a closure stays what it was last said to be; after them nobody knows.
///
/// The defaults are our own judgement of how soon each kind of news goes stale, and are meant to be set by who knows the ground. No
/// standard gives such figures: access monitors mark an answer older than their reporting round as "no information".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Validity(Vec<(Cause, i64)>);

impl Default for Validity {
    fn default() -> Self {
        let days = |cause| match cause {
            Cause::Mined => 90,
            Cause::Damaged | Cause::CrossingClosed => 30,
            Cause::Closed | Cause::Checkpoint | Cause::Encircled | Cause::ExitBlocked | Cause::AidBlocked => 14,
            Cause::Opened => 7,
            Cause::Fighting | Cause::Shelled | Cause::MovementBanned => 3,
        };
        Validity(Cause::ALL.map(|c| (c, days(c))).to_vec())
    }
}

impl Validity {
    pub fn days(&self, cause: Cause) -> i64 {
        self.0.iter().find(|(c, _)| *c == cause).map_or(0, |(_, d)| *d)
    }

    /// Sets one from `mined=30`.
    ///
    /// # Errors
    /// With a sentence for the person who wrote it.
    pub fn set(&mut self, rule: &str) -> Result<(), String> {
        let names = || Cause::ALL.map(Cause::text).join(", ");
        let (name, days) = rule.split_once('=').ok_or_else(|| format!("\u{201c}{rule}\u{201d} is not like mined=90"))?;
        let cause = Cause::ALL.into_iter().find(|c| c.text() == name.trim());
        let cause = cause.ok_or_else(|| format!("\u{201c}{name}\u{201d} bars no way; there are: {}", names()))?;
        let days = days.trim().parse().ok().filter(|d| (0..=36_500).contains(d));
        let days = days.ok_or_else(|| format!("\u{201c}{rule}\u{201d}: days are a whole number from 0 to 36500"))?;
        self.0.iter_mut().filter(|(c, _)| *c == cause).for_each(|(_, d)| *d = days);
        Ok(())
    }
}

impl Closure {
    /// How surely the way is barred on a day; `None` before it began, and some days after a fight. Of one without any date nobody can tell whether it is of that day:
    /// it is as one that was said too long ago.
    pub fn level(&self, day: Date, validity: &Validity) -> Option<Level> {
        if self.since.is_some_and(|since| day < since) {
            return None;
        }
        if self.age(day).is_none_or(|age| age > validity.days(self.cause)) {
            // A fight that was is over or goes on, and is told again if it goes on; what stands in the way stays until somebody moves it.
            let momentary = matches!(self.cause, Cause::Fighting | Cause::Shelled);
            return (!momentary || self.last.is_none()).then_some(Level::Aged);
        }
        let said = !self.hedged && !self.contested;
        let sure = match self.cause {
            Cause::Mined => self.confirmed_area == Some(true),
            Cause::Closed | Cause::CrossingClosed | Cause::ExitBlocked | Cause::AidBlocked | Cause::MovementBanned => said,
            // Danger is no gate: who says that there was fighting does not say that nobody passes.
            _ => false,
        };
        Some(if sure { Level::Confirmed } else { Level::Suspected })
    }

    /// Days since somebody last said it.
    pub fn age(&self, day: Date) -> Option<i64> {
        let last = self.last?;
        Some(last.until(day).map_or(0, |span| i64::from(span.get_days())).max(0))
    }
}
