//! A case is a report of which only a code sheet is known; its main happening is held against the sheet.

use super::fact::{Fact, toll, toll_of_others};
use super::figures::Figures;
use super::miss::{Cost, Miss};
use super::sheet::{Sheet, is_day, names, nobody, weapons};
use super::spelling::{Point, akin, nearest};
use accalmie_record::{Outcome, Who};

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
        self.misses.push(Miss { cause, cost: Cost::Slot, doc: self.doc.to_owned(), sentence: self.text.to_owned(), wanted, had });
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

#[cfg(test)]
mod tests {
    use super::super::fact::tests::{author, fact};
    use super::super::sheet::Sheet;
    use super::{ACTOR, ANY_PLACE, CIVILIANS_KILLED, INJURED, KILLED, KILLED_SOME, WITHIN, mark};
    use accalmie_record::Type;

    fn sheet(json: &str) -> Sheet {
        serde_json::from_str(json).expect("a sheet")
    }

    #[test]
    fn the_deadliest_event_is_held_against_the_sheet() {
        let (mut small, mut large) = (fact(Type::BattleRaid, "Souran", Some(1)), fact(Type::ExplosiveIed, "Baga", Some(5)));
        (small.places[0].1, large.places[0].1) = (Some((36.0, 40.0)), Some((13.0, 14.0)));
        let want = sheet(r#"{"killed": 5, "injured": 0, "lat": 36.0, "lon": 40.0, "weapon": "Explosives", "date": "2021-05-03"}"#);
        let (f, misses) = mark(&want, false, &[small, large], "own", "words");
        let share = |name| f.get(name).map(|s| (s.hits, s.of));
        assert_eq!((share(KILLED), share(KILLED_SOME), share(INJURED)), (Some((1, 1)), Some((1, 1)), Some((1, 1))));
        assert_eq!((share(WITHIN[2].0), share(ANY_PLACE)), (Some((0, 1)), Some((1, 1))));
        let causes: Vec<&str> = misses.iter().map(|m| m.cause.as_str()).collect();
        assert_eq!(causes, ["place: on another record", "weapon: none"]);
    }

    #[test]
    fn ranges_hold_the_highest_figure_of_any_event() {
        let want = sheet(r#"{"civ_killed_min": 2, "civ_killed_max": 4, "grade": "Fair", "belligerent": "Ruritanian Army"}"#);
        let mut events = [fact(Type::BattleRaid, "", Some(1)), fact(Type::ExplosiveIed, "", Some(3))];
        events[0].actors = vec![author("army")];
        let share = |events: &[_], name| mark(&want, true, events, "own", "").0.get(name).map(|s| s.hits);
        assert_eq!((share(&events, CIVILIANS_KILLED), share(&events, ACTOR)), (Some(1), Some(1)));
        assert_eq!((share(&events[..1], CIVILIANS_KILLED), share(&[], ACTOR)), (Some(0), Some(0)));
        let discarded = Sheet { grade: Some("Discarded".to_owned()), ..want.clone() };
        assert_eq!(mark(&discarded, true, &events, "own", "").0.get(CIVILIANS_KILLED), None);
    }
}
