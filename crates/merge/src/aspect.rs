//! An aspect is what merging compares of a record: its days, spots, names, tolls, authors, weapon and words.

use crate::wording;
use accalmie_record::{Outcome, Place, Record, Relation, Role, Type, WeaponClass};
use jiff::civil::{Date, DateTime};
use std::collections::{BTreeMap, BTreeSet};

/// An undated happening is news of the last days before its report, as many as these.
pub(crate) const NEWS: i32 = 3;
/// Places of this UCDP `where_prec` or finer are a town, a village, or near one.
const FINE: u8 = 2;
/// A country or a sea says nothing of where.
const WIDEST: u8 = 5;
/// Kilometres within which two names in one report are one place.
const ONE_PLACE: f64 = 5.0;

#[derive(Clone, Debug)]
pub(crate) struct Spot {
    pub lat: f64,
    pub lon: f64,
    pub precision: u8,
    pub id: Option<String>,
    /// An end of a stretch of road.
    pub road: bool,
}

impl Spot {
    pub fn is_fine(&self) -> bool {
        self.precision <= FINE
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Aspect {
    pub type_: Type,
    /// Families that tellings of one happening may differ in are one.
    pub family: &'static str,
    /// First and last day that it may have been on, days since 1970-01-01; `None` where nothing says.
    pub days: Option<(i32, i32)>,
    /// The report says when; otherwise `days` are the last ones before it.
    pub dated: bool,
    /// First and last minute, since 1970-01-01, where the report gives an hour or a part of a day.
    pub hours: Option<(i64, i64)>,
    pub published: Option<i32>,
    pub spots: Vec<Spot>,
    /// All names of its places, folded.
    pub names: BTreeSet<String>,
    /// Those that stand for a town, a village, or a place that no gazetteer knows.
    pub fine_names: BTreeSet<String>,
    /// By outcome, all that this record tells of, `u64::MAX` for "at least".
    pub tolls: BTreeMap<Outcome, (u64, u64)>,
    pub authors: BTreeSet<String>,
    pub weapon: Option<WeaponClass>,
    pub words: Vec<u64>,
}

impl Aspect {
    pub fn of(record: &Record, published: Option<&str>) -> Aspect {
        let published = published.and_then(day);
        let told = record.time.as_ref().and_then(|t| {
            let from = day(t.from.as_deref()?)?;
            let to = t.to.as_deref().and_then(day).unwrap_or(from).max(from);
            Some((from, if t.open_end { published.unwrap_or(to).max(to) } else { to }))
        });
        let places = || record.places.iter();
        let fine = |p: &&Place| p.precision.is_none_or(|n| n <= FINE);
        Aspect {
            type_: record.type_,
            family: family(record.type_),
            days: told.or(published.map(|p| (p - NEWS, p))),
            dated: told.is_some(),
            hours: record.time.as_ref().and_then(|t| Some((minute(t.from.as_deref()?)?, minute(t.to.as_deref()?)?))),
            published,
            spots: places().filter_map(spot).collect(),
            names: places().map(|p| folded(&p.text)).filter(|n| !n.is_empty()).collect(),
            fine_names: places().filter(fine).map(|p| folded(&p.text)).filter(|n| !n.is_empty()).collect(),
            tolls: tolls(record),
            authors: record
                .actors
                .iter()
                .filter(|a| matches!(a.role, Role::Initiator | Role::Side))
                .map(|a| a.name.clone().unwrap_or_else(|| folded(&a.text)))
                .collect(),
            weapon: record.weapon.as_ref().map(|w| w.class).filter(|w| *w != WeaponClass::Unspecified),
            words: wording::pairs(record.evidence.iter().map(|e| e.text.as_str())),
        }
    }

    /// A killing and the strike that did it can be one happening; who holds a town and who surrounds it are two, and so are a road that
    /// is closed and one that is open, a mine laid and a mine cleared.
    pub fn one_kind(&self, other: &Aspect) -> bool {
        let blocked = |t: Type| matches!(t, Type::AidObstructed | Type::AccessAidBlocked);
        let cleared = (self.type_ == Type::HazardClearance) != (other.type_ == Type::HazardClearance);
        let apart = matches!(self.family, "control" | "access" | "arrest" | "service") || cleared;
        self.family == other.family && (!apart || self.type_ == other.type_ || blocked(self.type_) && blocked(other.type_))
    }

    /// One is told of a road, the other of a town: what happened on a road did not happen in the town that it leads to.
    pub fn road_and_town(&self, other: &Aspect) -> bool {
        let on_road = |a: &Aspect| (!a.spots.is_empty()).then(|| a.spots.iter().all(|s| s.road));
        on_road(self).zip(on_road(other)).is_some_and(|(a, b)| a != b)
    }

    /// Minutes between the hours of two that both have hours; none where these overlap.
    pub fn hours_apart(&self, other: &Aspect) -> i64 {
        self.hours.zip(other.hours).map_or(0, |(a, b)| (b.0 - a.1).max(a.0 - b.1).max(0))
    }

    /// Whether another record of the same report tells of the same happening from another side: the killing and the air strike. What the
    /// reader kept apart with two tolls, or in two places, stays apart.
    pub fn of_one_happening(&self, other: &Aspect) -> bool {
        if !self.one_kind(other)
            || self.dated && other.dated && !overlap(self.days, other.days)
            || self.hours_apart(other) > 0
            || self.road_and_town(other)
        {
            return false;
        }
        if !self.authors.is_empty() && !other.authors.is_empty() && self.authors.is_disjoint(&other.authors) {
            return false;
        }
        if self.tolls.iter().any(|(o, t)| other.tolls.get(o).is_some_and(|u| u != t)) {
            return false;
        }
        let (mine, theirs) = (self.spots.iter().filter(|s| s.is_fine()), other.spots.iter().filter(|s| s.is_fine()));
        let nearest = mine.flat_map(|a| theirs.clone().map(move |b| km(a, b))).min_by(f64::total_cmp);
        match nearest {
            Some(km) => km <= ONE_PLACE,
            None => self.names.is_empty() || other.names.is_empty() || !self.names.is_disjoint(&other.names),
        }
    }
}

/// A killing, a clash, a strike and a blow to an object are told of the same happening.
fn family(t: Type) -> &'static str {
    match t.family() {
        "battle" | "civilian_targeting" | "explosive" | "object_attack" => "violence",
        "access" | "aid" => "access",
        other => other,
    }
}

fn spot(p: &Place) -> Option<Spot> {
    let precision = p.precision.unwrap_or(1);
    let road = matches!(p.relation, Relation::RoadBetween | Relation::RoadToward);
    (precision <= WIDEST).then_some(Spot { lat: p.lat?, lon: p.lon?, precision, id: p.id.clone(), road })
}

fn tolls(record: &Record) -> BTreeMap<Outcome, (u64, u64)> {
    let mut out: BTreeMap<Outcome, (u64, u64)> = BTreeMap::new();
    for h in record.harm.iter().filter(|h| !h.cumulative && !h.superseded && !h.alternative && !h.part_of_total && h.unit.is_none()) {
        let (low, high) = out.entry(h.outcome).or_default();
        *low = low.saturating_add(h.min);
        *high = high.saturating_add(h.max.unwrap_or(u64::MAX));
    }
    out
}

/// Days since 1970-01-01 of an ISO date or date-time.
pub(crate) fn day(iso: &str) -> Option<i32> {
    let date: Date = iso.get(..10)?.parse().ok()?;
    date.since(Date::constant(1970, 1, 1)).ok().map(|s| s.get_days())
}

/// Minutes since 1970-01-01 of an ISO date-time; nothing of a day alone.
fn minute(iso: &str) -> Option<i64> {
    let at: DateTime = iso.get(..16)?.parse().ok()?;
    Some(i64::from(day(iso)?) * 1440 + i64::from(at.hour()) * 60 + i64::from(at.minute()))
}

pub(crate) fn overlap(a: Option<(i32, i32)>, b: Option<(i32, i32)>) -> bool {
    a.zip(b).is_none_or(|(a, b)| a.0 <= b.1 && b.0 <= a.1)
}

/// Letters and digits alone, lower case, without vowel marks and lengthening.
pub(crate) fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric() && *c != '\u{640}').flat_map(char::to_lowercase).collect()
}

/// Great-circle distance in kilometres on a sphere of 6,371 km.
pub(crate) fn km(a: &Spot, b: &Spot) -> f64 {
    let (la, lo, lb, lp) = (a.lat.to_radians(), a.lon.to_radians(), b.lat.to_radians(), b.lon.to_radians());
    let h = ((lb - la) / 2.0).sin().powi(2) + la.cos() * lb.cos() * ((lp - lo) / 2.0).sin().powi(2);
    12_742.0 * h.sqrt().min(1.0).asin()
}
