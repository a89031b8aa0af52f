//! A filter is what of all incidents is asked for; a sieve is the same, made ready to be tried on a chunk of rows at a time.

use super::columns::Chunk;
use super::folding::{Asked, asked};
use super::kinds::{Types, number};
use super::postings::{Docs, Of};
use super::row::{UNITS, UNPLACED, weapon};
use super::{Catalogue, CatalogueError, folding, minutes, postings};
use accalmie_protect::Profile;
use accalmie_record::{Outcome, Standing, Type, WeaponClass};
use jiff::civil::Date;
use std::sync::{Arc, PoisonError};

/// The default asks for all that stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// West, south, east, north in degrees; west > east goes over the date line. What has no place to be drawn at is in no box.
    pub bbox: Option<[f64; 4]>,
    /// First day; what has no date is on no day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Of one of these types or of one of these families.
    pub types: Vec<Type>,
    pub families: Vec<String>,
    /// None: all but what was retracted.
    pub standings: Vec<Standing>,
    /// Part of an actor's name.
    pub actor: Option<String>,
    /// Of whom at least so many by the best figure.
    pub harm: Option<(Outcome, u64)>,
    pub weapon: Option<WeaponClass>,
    /// Words that are all told of it; of the last the beginning is enough.
    pub text: Option<String>,
}

/// A box whose sides are within −180 and 180: maps that are turned round the world give others. West > east goes over the date line.
pub fn turned([west, south, east, north]: [f64; 4]) -> [f64; 4] {
    if east - west >= 360.0 {
        return [-180.0, south, 180.0, north];
    }
    let turn = |lon: f64| if (-180.0..=180.0).contains(&lon) { lon } else { (lon + 180.0).rem_euclid(360.0) - 180.0 };
    [turn(west), south, turn(east), north]
}

struct Box {
    west: i32,
    south: i32,
    east: i32,
    north: i32,
}

/// Where one word is told: in the name of a type or of an actor, in the words of a document.
pub struct Word {
    /// `None` where no type is called so, and likewise no actor: most words are of documents alone.
    types: Option<Types>,
    actors: Option<Vec<bool>>,
    docs: Docs,
}

impl Word {
    /// Roughly.
    pub fn bytes(&self) -> usize {
        256 + self.actors.as_ref().map_or(0, Vec::len) + self.docs.bytes()
    }
}

pub struct Sieve {
    bbox: Option<Box>,
    from: Option<i32>,
    to: Option<i32>,
    types: Option<Types>,
    standings: [bool; 4],
    weapon: Option<u8>,
    harm: Option<Vec<bool>>,
    actors: Option<Arc<Vec<bool>>>,
    text: Vec<Arc<Word>>,
    /// Nothing can be found.
    nothing: bool,
}

fn flag(of: &[bool], at: u32) -> bool {
    of.get(at as usize).copied().unwrap_or(false)
}

impl Catalogue {
    /// `as_of` is of the state whose rows are to be tried, which was taken before: sets and documents that it refers to are all there by now.
    pub(super) fn sieve(&self, filter: &Filter, audience: Profile, as_of: u64) -> Result<Sieve, CatalogueError> {
        let sets = || self.sets.read().unwrap_or_else(PoisonError::into_inner);
        let of = if audience == Profile::Full { Of::Full } else { Of::Public };
        let asked = filter.text.as_deref().map(asked).unwrap_or_default();
        let said_nothing = |words: &Option<String>, none: bool| none && words.as_deref().is_some_and(|w| !w.trim().is_empty());
        let text = asked.iter().map(|word| self.word(of, word, as_of)).collect::<Result<Vec<_>, _>>()?;
        let actor = filter.actor.as_deref().map(folding::name).filter(|a| !a.is_empty());
        let types = (!filter.types.is_empty() || !filter.families.is_empty()).then(|| {
            let mut types = [false; 256];
            for t in Type::ALL {
                types[usize::from(number(*t))] = filter.types.contains(t) || filter.families.iter().any(|f| f == t.family());
            }
            types
        });
        let mut standings = [false; 4];
        for (flag, s) in standings.iter_mut().zip(Standing::ALL) {
            *flag = if filter.standings.is_empty() { *s != Standing::Retracted } else { filter.standings.contains(s) };
        }
        Ok(Sieve {
            nothing: said_nothing(&filter.text, asked.is_empty()) || said_nothing(&filter.actor, actor.is_none()),
            bbox: filter.bbox.map(turned).map(|[west, south, east, north]| {
                let floor = |d: f64| (d.clamp(-400.0, 400.0) * UNITS).floor() as i32;
                let ceil = |d: f64| (d.clamp(-400.0, 400.0) * UNITS).ceil() as i32;
                Box { west: floor(west), south: floor(south).max(UNPLACED + 1), east: ceil(east), north: ceil(north) }
            }),
            from: filter.from.map(minutes::first),
            to: filter.to.map(minutes::last),
            types,
            standings,
            weapon: filter.weapon.map(weapon),
            harm: filter.harm.map(|(outcome, least)| sets().harmed(outcome, least)),
            actors: actor.map(|part| self.answers.acted(as_of, &part, || Ok(sets().acted(&part)))).transpose()?,
            text,
        })
    }
}

impl Catalogue {
    fn word(&self, of: Of, word: &Asked, as_of: u64) -> Result<Arc<Word>, CatalogueError> {
        self.answers.word(as_of, (of, word), || {
            let docs = self.store.read(|conn| postings::docs(conn, of, word))?;
            let actors = self.sets.read().unwrap_or_else(PoisonError::into_inner).called(word);
            let types = self.kinds.called(word);
            Ok(Word { types: types.contains(&true).then_some(types), actors: actors.contains(&true).then_some(actors), docs })
        })
    }
}

impl Sieve {
    /// Can a row of the chunk be on the days, and have the words, that are asked for?
    pub fn may_hold(&self, chunk: &Chunk) -> bool {
        let told = |w: &Arc<Word>| w.types.is_some() || w.actors.is_some() || w.docs.any(chunk.docs);
        !self.nothing
            && self.to.is_none_or(|to| chunk.span().0 <= to)
            && self.from.is_none_or(|from| chunk.until >= from)
            && self.text.iter().all(told)
    }

    /// 1 for each row that passes all but the box, 0 for the others.
    pub fn sift(&self, chunk: &Chunk, pass: &mut Vec<u8>) {
        pass.clear();
        let stands = |s: u8| u8::from(self.standings.get(usize::from(s)).copied().unwrap_or(false));
        match chunk.stand {
            Some(one) => pass.resize(chunk.len(), stands(one)),
            None => pass.extend(chunk.standing.iter().map(|s| stands(*s))),
        }
        if self.from.is_some() || self.to.is_some() {
            let (from, to) = (self.from.unwrap_or(i32::MIN), self.to.unwrap_or(i32::MAX - 1).min(i32::MAX - 1));
            both(pass, chunk.start.iter().zip(&chunk.end), |(start, end)| (*start <= to) & (*end >= from));
        }
        if let Some(types) = &self.types {
            both(pass, &chunk.kind, |k| types[usize::from(*k)]);
        }
        if let Some(weapon) = self.weapon {
            both(pass, &chunk.weapon, |w| *w == weapon);
        }
        if let Some(harm) = &self.harm {
            both(pass, &chunk.harm, |h| flag(harm, *h));
        }
        if let Some(actors) = &self.actors {
            both(pass, &chunk.actors, |a| flag(actors, *a));
        }
        for word in &self.text {
            if word.types.is_none() && word.actors.is_none() {
                both(pass, &chunk.doc, |doc| word.docs.has(*doc));
                continue;
            }
            let rows = chunk.kind.iter().zip(&chunk.actors).zip(&chunk.doc);
            let type_ = |kind: u8| word.types.as_ref().is_some_and(|t| t[usize::from(kind)]);
            let actor = |actors: u32| word.actors.as_ref().is_some_and(|a| flag(a, actors));
            both(pass, rows, |((kind, actors), doc)| type_(*kind) || word.docs.has(*doc) || actor(*actors));
        }
    }

    /// Leaves those that are in the box.
    pub fn within(&self, chunk: &Chunk, pass: &mut [u8]) {
        let Some(b) = &self.bbox else { return };
        let over = b.west > b.east;
        both(pass, chunk.lat.iter().zip(&chunk.lon), |(lat, lon)| {
            let (east, west) = (*lon <= b.east, *lon >= b.west);
            (*lat >= b.south) & (*lat <= b.north) & if over { east | west } else { east & west }
        });
    }
}

fn both<T>(pass: &mut [u8], rows: impl IntoIterator<Item = T>, good: impl Fn(T) -> bool) {
    pass.iter_mut().zip(rows).for_each(|(p, row)| *p &= u8::from(good(row)));
}

/// The rows that pass.
pub fn passed(pass: &[u8]) -> impl Iterator<Item = usize> {
    let (eights, rest) = pass.as_chunks::<8>();
    let from = pass.len() - rest.len();
    // Eight at a time: most are seldom asked for.
    let some = eights.iter().enumerate().filter(|(_, e)| u64::from_ne_bytes(**e) != 0);
    let of_eights = some.flat_map(|(i, e)| e.iter().enumerate().filter(|(_, p)| **p != 0).map(move |(j, _)| 8 * i + j));
    of_eights.chain(rest.iter().enumerate().filter(|(_, p)| **p != 0).map(move |(j, _)| from + j))
}
