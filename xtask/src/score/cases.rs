//! A case is a report of which only a code sheet is known: how many were killed, where, when, with what, by whom.

use super::fact::{Fact, toll, toll_of_others};
use super::figures::Figures;
use super::miss::Miss;
use super::spelling::{Point, akin, fold, nearest};
use accalmie_record::{Outcome, WeaponClass, Who};
use serde::Deserialize;

pub const KILLED: &str = "killed exact";
pub const KILLED_SOME: &str = "killed exact, where > 0";
pub const INJURED: &str = "injured exact";
pub const INJURED_SOME: &str = "injured exact, where > 0";
pub const WITHIN: [(&str, f64); 3] = [("place within 10 km", 10.0), ("place within 25 km", 25.0), ("place within 161 km", 161.0)];
pub const ANY_PLACE: &str = "any event's place within 25 km";
pub const DAY: &str = "date exact";
pub const WEAPON: &str = "weapon";
pub const ACTOR: &str = "actor named";
pub const CIVILIANS_KILLED: &str = "civ_killed within range";
pub const CIVILIANS_INJURED: &str = "civ_injured within range";
pub const CHILDREN_KILLED: &str = "children_killed within range";
pub const WOMEN_KILLED: &str = "women_killed within range";

/// A coder sees an event's first places only, and a report's first events.
const PLACES: usize = 2;
const EVENTS: usize = 6;

/// The cells of the sheet that are scored; a cell that is empty is not asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sheet {
    killed: Option<u64>,
    injured: Option<u64>,
    noncombatants_only: bool,
    civ_killed_min: Option<u64>,
    civ_killed_max: Option<u64>,
    civ_injured_min: Option<u64>,
    civ_injured_max: Option<u64>,
    children_killed_min: Option<u64>,
    children_killed_max: Option<u64>,
    women_killed_min: Option<u64>,
    women_killed_max: Option<u64>,
    /// How sure the coders are of the incident.
    grade: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    place: Option<String>,
    date: Option<String>,
    weapon: Option<String>,
    belligerent: Option<String>,
}

/// What a report's code sheet is held against.
struct Marking<'a> {
    sheet: &'a Sheet,
    /// The sheet's day is that of the happening, not of the report.
    dated: bool,
    events: Vec<&'a Fact>,
    main: Option<&'a Fact>,
    doc: &'a str,
    text: &'a str,
    figures: Figures,
    misses: Vec<Miss>,
}

/// The figures of one case and what is wrong in it.
pub fn mark(sheet: &Sheet, dated: bool, ours: &[Fact], doc: &str, text: &str) -> (Figures, Vec<Miss>) {
    let events: Vec<&Fact> = ours.iter().filter(|f| f.counted()).collect();
    let main = worst(&events);
    let mut marking = Marking { sheet, dated, events, main, doc, text, figures: Figures::default(), misses: Vec::new() };
    marking.tolls();
    marking.ranges();
    marking.places();
    marking.rest();
    (marking.figures, marking.misses)
}

/// The event that the sheet is about: the deadliest, then the one with most injured, then one that has a place; the first of equals.
fn worst<'a>(events: &[&'a Fact]) -> Option<&'a Fact> {
    let least = |e: &Fact, outcome| toll(e, outcome).map_or(0, |t| t.0);
    let weight = |e: &Fact| (least(e, Outcome::Killed), least(e, Outcome::Injured), !e.places.is_empty());
    events.iter().rev().max_by_key(|e| weight(e)).copied()
}

impl Marking<'_> {
    fn note(&mut self, figure: &'static str, right: bool) {
        self.figures.mark(figure, right);
    }

    fn miss(&mut self, cause: String, wanted: String, had: String) {
        self.misses.push(Miss { cause, doc: self.doc.to_owned(), sentence: self.text.to_owned(), wanted, had });
    }

    fn tolls(&mut self) {
        for (outcome, want, exact, some) in
            [(Outcome::Killed, self.sheet.killed, KILLED, KILLED_SOME), (Outcome::Injured, self.sheet.injured, INJURED, INJURED_SOME)]
        {
            let Some(want) = want else { continue };
            let of = |e: &Fact| if self.sheet.noncombatants_only { toll_of_others(e, outcome) } else { toll(e, outcome) };
            let have = self.main.and_then(of).map(|t| t.0);
            let right = have.unwrap_or(0) == want;
            self.note(exact, right);
            if want > 0 {
                self.note(some, right);
            }
            if right {
                continue;
            }
            let elsewhere = self.events.iter().any(|e| of(e).is_some_and(|t| t.0 == want));
            let why = match have {
                _ if self.main.is_none() => "no record",
                _ if elsewhere && want > 0 => "on another record",
                None => "no toll",
                Some(_) if want == 0 => "invented",
                Some(n) if n < want => "too few",
                Some(_) => "too many",
            };
            let had = have.map_or_else(|| "–".to_owned(), |n| n.to_string());
            self.miss(format!("{}: {why}", outcome.name()), want.to_string(), had);
        }
    }

    fn ranges(&mut self) {
        if !matches!(self.sheet.grade.as_deref(), Some("Fair" | "Confirmed" | "Weak")) {
            return;
        }
        let s = self.sheet;
        for (figure, outcome, who, lo, hi) in [
            (CIVILIANS_KILLED, Outcome::Killed, None, s.civ_killed_min, s.civ_killed_max),
            (CIVILIANS_INJURED, Outcome::Injured, None, s.civ_injured_min, s.civ_injured_max),
            (CHILDREN_KILLED, Outcome::Killed, Some(Who::Children), s.children_killed_min, s.children_killed_max),
            (WOMEN_KILLED, Outcome::Killed, Some(Who::Women), s.women_killed_min, s.women_killed_max),
        ] {
            if lo.is_none() && hi.is_none() {
                continue;
            }
            let lo = lo.unwrap_or(0);
            let hi = hi.unwrap_or(lo);
            let harm = self.events.iter().flat_map(|e| &e.harm).filter(|h| h.outcome == outcome && who.is_none_or(|w| h.who == w));
            let have = harm.map(|h| h.min).max();
            let right = have.is_some_and(|n| (lo..=hi).contains(&n));
            self.note(figure, right);
            if !right {
                let why = match have {
                    _ if self.events.is_empty() => "no record",
                    None => "no figure",
                    Some(n) if n < lo => "too few",
                    Some(_) => "too many",
                };
                self.miss(format!("{figure}: {why}"), format!("{lo}–{hi}"), have.map_or_else(|| "–".to_owned(), |n| n.to_string()));
            }
        }
    }

    fn places(&mut self) {
        let Some(point) = self.sheet.lat.zip(self.sheet.lon) else { return };
        let far = |e: &Fact| nearest(&[point], &first(e));
        let main = self.main.map_or(f64::INFINITY, far);
        let any = self.events.iter().take(EVENTS).map(|e| far(e)).fold(f64::INFINITY, f64::min);
        for (figure, radius) in WITHIN {
            self.note(figure, main <= radius);
        }
        let near = WITHIN[1].1;
        self.note(ANY_PLACE, any <= near);
        if main > near {
            let why = match self.main {
                None => "no record",
                Some(_) if any <= near => "on another record",
                Some(e) if e.places.is_empty() => "none",
                Some(e) if e.points().is_empty() => "unresolved",
                Some(_) if main <= WITHIN[2].1 => "near but not it",
                Some(_) => "wrong",
            };
            let wanted = format!("{} {:.2} {:.2}", self.sheet.place.as_deref().unwrap_or("?"), point.0, point.1);
            let shown = |e: &Fact| e.places.iter().map(|(p, at)| format!("{}{}", p.shown, at_point(*at))).collect::<Vec<_>>().join("; ");
            self.miss(format!("place: {why}"), wanted, self.main.map(shown).unwrap_or_default());
        }
    }

    fn rest(&mut self) {
        let day = self.sheet.date.clone().filter(|d| self.dated && is_day(d));
        if let Some(want) = day {
            let have = self.main.and_then(|e| e.day.clone());
            self.note(DAY, have.as_ref() == Some(&want));
            if have.as_ref() != Some(&want) {
                let why = if have.is_some() { "wrong" } else { "none" };
                self.miss(format!("date: {why}"), want, have.unwrap_or_default());
            }
        }
        if let Some(classes) = self.sheet.weapon.as_deref().and_then(weapons) {
            let have = self.main.and_then(|e| e.weapon);
            let right = have.is_some_and(|w| classes.contains(&w));
            self.note(WEAPON, right);
            if !right {
                let why = if have.is_some() { "wrong" } else { "none" };
                let wanted = self.sheet.weapon.clone().unwrap_or_default();
                self.miss(format!("weapon: {why}"), wanted, have.map_or("–", |w| w.name()).to_owned());
            }
        }
        let Some(said) = self.sheet.belligerent.clone().filter(|b| !b.is_empty() && !nobody(b)) else { return };
        let have: Vec<String> = self.events.iter().flat_map(|e| &e.actors).filter_map(|(_, a)| a.names.first().cloned()).collect();
        let right = names(&said).iter().any(|want| have.iter().any(|h| akin(want, h)));
        self.note(ACTOR, right);
        if !right {
            let why = if have.is_empty() { "none" } else { "wrong" };
            self.miss(format!("actor: {why}"), said, have.join("; "));
        }
    }
}

fn first(e: &Fact) -> Vec<Point> {
    e.points().into_iter().take(PLACES).collect()
}

fn at_point(at: Option<Point>) -> String {
    at.map_or_else(String::new, |(lat, lon)| format!(" {lat:.2} {lon:.2}"))
}

fn is_day(date: &str) -> bool {
    let form = |(i, b): (usize, u8)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() };
    date.len() >= 10 && date.bytes().take(10).enumerate().all(form)
}

fn nobody(name: &str) -> bool {
    let name = name.to_lowercase();
    ["unknown", "unidentified"].iter().any(|n| name.starts_with(n))
}

/// The names of a cell that may hold several, without what is in brackets.
fn names(cell: &str) -> Vec<String> {
    let mut bare = String::new();
    let mut rest = cell;
    while let Some((before, after)) = rest.split_once('(') {
        let Some((_, after)) = after.split_once(')') else { break };
        bare.push_str(before);
        rest = after;
    }
    bare.push_str(rest);
    bare.split([',', ';', '/']).flat_map(|p| p.split(" and ")).map(fold).filter(|n| !n.is_empty()).collect()
}

/// The classes of ours that a coder's class covers; `None` where the sheet says what no class of ours is.
fn weapons(cell: &str) -> Option<&'static [WeaponClass]> {
    use WeaponClass::*;
    Some(match cell {
        "Explosives" => &[Ied, Mine, Grenade, VehicleBomb, SuicideVest, Rocket, Mortar, Missile, Artillery, Drone, Aircraft],
        "Firearms" => &[SmallArms],
        "Incendiary" => &[Incendiary],
        "Melee" => &[Blade],
        _ => return None,
    })
}
