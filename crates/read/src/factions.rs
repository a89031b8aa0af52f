//! A faction is a phrase that names or describes who can act: an army, a group, "des hommes armés", a nation that strikes.

use crate::people::{People, count_before};
use crate::sentence::{Run, Sentence};
use accalmie_language::{Rel, Upos};
use accalmie_lexicon::{ActorClass, Entry, RoleWord, nations};
use accalmie_places::Gazetteer;
use accalmie_record::{TargetClass, Who};

#[derive(Clone, Debug, PartialEq)]
pub struct Faction {
    pub run: Run,
    pub head: usize,
    /// The English name that all languages share.
    pub name: String,
    pub class: Option<ActorClass>,
    pub country: String,
    /// The people phrase it is, when it is one ("15 soldats nigériens").
    pub people: Option<usize>,
    /// Only an adjective of nation: an actor when it stands on the name of a deed ("frappes turques").
    pub nation_only: bool,
    pub row: Option<u32>,
}

impl Faction {
    /// Can it be the author of violence? Observers, agencies and officials who speak cannot.
    pub fn fights(&self) -> bool {
        !matches!(self.class, Some(ActorClass::Civil | ActorClass::Media | ActorClass::International | ActorClass::Leader))
    }
}

fn country_name(gazetteer: &Gazetteer, code: &str) -> Option<String> {
    gazetteer.country(code).map(|id| gazetteer.get(id).name.to_owned())
}

/// All of a nation's armed forces go by one name, whichever of them struck: the weapon says more of that than the name could.
const MILITARY: &str = "Military";

/// "Turkish Military", "Kenyan Police": the shared name of a nation's force or office.
fn of_nation(code: &str, stem: &str, gazetteer: &Gazetteer) -> Option<String> {
    let stem = match stem {
        "Armed Forces" | "Air Force" | "Navy" => MILITARY,
        other => other,
    };
    let nation = nations::adjective(code).map(str::to_owned).or_else(|| country_name(gazetteer, code))?;
    Some(format!("{nation} {stem}"))
}

/// The name under which a nation strikes: its armed forces.
pub fn military(code: &str, gazetteer: &Gazetteer) -> Option<String> {
    of_nation(code, MILITARY, gazetteer)
}

/// The nation said of the words at `run`: an adjective beside it or "de la Turquie" after it.
fn nation(s: &Sentence, run: &Run, gazetteer: &Gazetteer) -> Option<(String, usize, usize)> {
    let demonym = |at: usize, ends: bool| {
        s.entries().find_map(|(m, e)| match e {
            Entry::Demonym(c) if (if ends { m.end } else { m.start }) as usize == at => Some((c.clone(), m.start as usize, m.end as usize)),
            _ => None,
        })
    };
    if let Some((c, start, _)) = demonym(run.start, true) {
        return Some((c, start, run.end));
    }
    // One adjective may stand between ("forces armées turques").
    for skip in 0..2 {
        if skip == 1 && !matches!(s.pos(run.end), Some(Upos::Adj)) {
            break;
        }
        if let Some((c, _, end)) = demonym(run.end + skip, false) {
            return Some((c, run.start, end));
        }
    }
    if let Some((RoleWord::Of, n)) = s.role_at(run.end) {
        let mut at = run.end + n;
        if s.entries().any(|(m, e)| matches!(e, Entry::Determiner(_)) && m.start as usize == at && m.end as usize == at + 1) {
            at += 1;
        }
        let words: Vec<&str> = (at..s.len().min(at + 4)).map(|i| s.word(i)).collect();
        if s.capital(at) {
            let mut found = Vec::new();
            let n = gazetteer.match_at(&words, 0, &mut found);
            if let Some(c) = found.iter().map(|c| gazetteer.get(c.place)).find(|p| p.feature == accalmie_places::Feature::Country) {
                return Some((c.country.to_owned(), run.start, at + n));
            }
        }
    }
    None
}

/// All factions of a sentence, left to right.
pub fn find(s: &Sentence, people: &[People], gazetteer: &Gazetteer) -> Vec<Faction> {
    let mut out: Vec<Faction> = Vec::new();
    for (m, entry) in s.entries() {
        let Entry::Actor(row) = entry else { continue };
        let mut run = m.start as usize..m.end as usize;
        let head = run.start;
        let mut name = row.name.clone();
        let mut country = row.country.clone();
        if let Some(stem) = row.name.strip_prefix('*') {
            name = stem.to_owned();
            if let Some((code, start, end)) = nation(s, &run, gazetteer) {
                run = start..end;
                name = of_nation(&code, stem, gazetteer).unwrap_or(name);
                country = code;
            } else if s
                .entries()
                .any(|(o, e)| matches!(e, Entry::Actor(a) if !a.name.starts_with('*')) && (o.start, o.end) == (m.start, m.end))
            {
                // With no nation said, the same words may be one body's own name.
                continue;
            }
        }
        let group = people.iter().position(|p| p.run.start <= run.start && p.head >= run.start && p.run.end <= run.end + 1);
        let start = group.map_or_else(|| count_before(s, run.start, head).start, |g| people[g].run.start);
        if out.last().is_some_and(|o: &Faction| o.run.end > run.start) {
            continue;
        }
        out.push(Faction {
            run: start.max(out.last().map_or(0, |o| o.run.end))..run.end,
            head,
            name,
            class: Some(row.class),
            country,
            people: group,
            nation_only: false,
            row: Some(m.row),
        });
    }
    for (i, p) in people.iter().enumerate() {
        let fighter = matches!(p.who, Who::Combatants | Who::Attackers | Who::Police | Who::Peacekeepers);
        if !fighter || out.iter().any(|f| f.run.start < p.run.end && p.run.start < f.run.end) {
            continue;
        }
        let (mut name, mut country, mut run) = (described(p), String::new(), p.run.clone());
        if let Some((code, start, end)) = nation(s, &(p.head..p.run.end), gazetteer) {
            let force = match p.who {
                Who::Police => "Police",
                _ => MILITARY,
            };
            if p.class != TargetClass::Civilians && p.who != Who::Attackers {
                name = of_nation(&code, force, gazetteer).unwrap_or(name);
            }
            country = code;
            run = p.run.start.min(start)..end.max(p.run.end);
        }
        out.push(Faction { head: p.head, run, name, class: None, country, people: Some(i), nation_only: false, row: p.row });
    }
    for (m, entry) in s.entries() {
        let Entry::Demonym(code) = entry else { continue };
        let run = m.start as usize..m.end as usize;
        if out.iter().any(|f| f.run.start < run.end && run.start < f.run.end) {
            continue;
        }
        if let Some(name) = country_name(gazetteer, code) {
            // "les US", "the Russians": a noun is the nation itself; an adjective needs a deed to stand on.
            let noun = matches!(s.pos(run.start), Some(Upos::Noun | Upos::Propn))
                && matches!(s.rel(run.start), Some(Rel::Nsubj | Rel::Obj | Rel::Obl | Rel::OblAgent | Rel::Nmod))
                && s.entries().any(|(d, e)| matches!(e, Entry::Determiner(_)) && d.end as usize == run.start);
            // "شنت إسرائيل غارات": without capitals or articles, the country's own name as a subject is the nation too.
            let noun = noun
                || s.unicase(run.start)
                    && (s.rel(run.start) == Some(Rel::Nsubj) || run.start == 0 && s.is_verb(run.end))
                    && own_name(s, &run, code, gazetteer);
            out.push(Faction {
                head: run.start,
                run,
                name,
                class: Some(ActorClass::Government),
                country: code.clone(),
                people: None,
                nation_only: !noun,
                row: Some(m.row),
            });
        }
    }
    out.sort_by_key(|f| f.run.start);
    out
}

/// Whether the words are a country's name, and not what its people or its army are called.
fn own_name(s: &Sentence, run: &Run, code: &str, gazetteer: &Gazetteer) -> bool {
    let words: Vec<&str> = run.clone().map(|i| s.word(i)).collect();
    let mut found = Vec::new();
    gazetteer.match_at(&words, 0, &mut found) == words.len()
        && found.iter().any(|c| {
            let place = gazetteer.get(c.place);
            !c.how.is_guess() && place.feature == accalmie_places::Feature::Country && place.country == code
        })
}

/// What fighters are called who are only described.
fn described(p: &People) -> String {
    match p.who {
        Who::Police => "Police",
        Who::Peacekeepers => "Peacekeepers",
        Who::Attackers => "Unidentified armed group",
        _ => "Combatants",
    }
    .to_owned()
}

/// Where a subject stands for the whole phrase: the faction whose words contain token `i`, or whose head hangs on it as a name.
pub fn at(s: &Sentence, factions: &[Faction], i: usize) -> Option<usize> {
    factions.iter().position(|f| f.run.contains(&i) && !f.nation_only).or_else(|| {
        // "un groupe d'hommes armés", "membres des forces de sécurité": the head is a light noun.
        factions.iter().position(|f| {
            let top = f.run.clone().find(|&k| s.head(k).is_some_and(|h| !f.run.contains(&h))).unwrap_or(f.head);
            !f.nation_only
                && s.head(top) == Some(i)
                && matches!(s.rel(top), Some(Rel::Nmod | Rel::Flat | Rel::Appos | Rel::Compound))
                && f.run.start.abs_diff(i) <= 4
        })
    })
}
