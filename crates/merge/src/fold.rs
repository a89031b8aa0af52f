//! The fold makes an incident of its tellings: what they agree on, and all that each says where they do not.

use crate::likeness::Likeness;
use crate::roots::Roots;
use crate::telling::Telling;
use crate::tolls;
use accalmie_record::{Author, Basis, Incident, Period, Place, Record, Role, Schema, Sensitivity, Standing, Status, Type};
use std::collections::{BTreeMap, BTreeSet};

/// More distinct places than these are not listed.
const MOST_PLACES: usize = 6;
/// UCDP `where_prec` of a town or village, or near one.
const FINE: u8 = 2;

pub(crate) fn incident(all: &[Telling], cluster: &[usize], id: String, alike: &BTreeMap<(usize, usize), Likeness>) -> Incident {
    let tellings: Vec<&Telling> = cluster.iter().map(|i| &all[*i]).collect();
    let records: Vec<&Record> = tellings.iter().flat_map(|t| t.records.iter()).collect();
    let by_origin: Vec<(usize, &Telling)> = origins(&tellings).into_iter().zip(tellings.iter().copied()).collect();
    let origins = by_origin.iter().map(|(origin, _)| origin).collect::<BTreeSet<_>>().len();
    let type_ = most(records.iter().map(|r| (r.type_, r.confidence))).unwrap_or(Type::AssessmentInference);
    let mut other_types: Vec<Type> = records.iter().map(|r| r.type_).filter(|t| *t != type_).collect();
    other_types.sort_unstable();
    other_types.dedup();
    let authors = authors(&records);
    let contested = contested(&tellings);
    let mut targets: Vec<_> = records.iter().flat_map(|r| r.targets.iter().map(|t| t.class)).collect();
    targets.sort_unstable();
    targets.dedup();
    let restricted = records.iter().any(|r| r.sensitivity == Sensitivity::Restricted);
    Incident {
        schema: Schema,
        id,
        reports: tellings.iter().map(|t| t.report_key.clone()).collect::<BTreeSet<_>>().into_iter().collect(),
        records: records.iter().map(|r| r.id.clone()).collect::<BTreeSet<_>>().into_iter().collect(),
        origins,
        standing: match (contested, origins) {
            (true, _) => Standing::Contested,
            (_, 0 | 1) => Standing::Reported,
            _ => Standing::Corroborated,
        },
        kind: type_.kind(),
        type_,
        other_types,
        status: records.iter().map(|r| r.status).min().unwrap_or(Status::Hedged),
        places: places(&by_origin),
        time: time(&by_origin),
        actors: authors,
        targets,
        weapon: most(records.iter().filter_map(|r| Some((r.weapon.as_ref()?.class, r.confidence)))),
        harm: tolls::tolls(&tellings),
        sensitivity: if restricted { Sensitivity::Restricted } else { Sensitivity::Public },
        confidence: confidence(&by_origin),
        why: why(all, cluster, alike),
        near: Vec::new(),
    }
}

/// For each telling the number of its origin: a text and its copies are one, and so is all that one outlet prints.
fn origins(tellings: &[&Telling]) -> Vec<usize> {
    let mut roots = Roots::new(tellings.len());
    let mut first: BTreeMap<(bool, &str), usize> = BTreeMap::new();
    for (i, t) in tellings.iter().enumerate() {
        for key in [Some((false, t.origin.as_str())), t.source.as_deref().map(|s| (true, s))].into_iter().flatten() {
            roots.unite(*first.entry(key).or_insert(i), i);
        }
    }
    (0..tellings.len()).map(|i| roots.of(i)).collect()
}

/// The value that most confidence stands behind; of several the first in the list of its kind.
fn most<T: Ord + Copy>(values: impl Iterator<Item = (T, f32)>) -> Option<T> {
    let mut sums: BTreeMap<T, u64> = BTreeMap::new();
    for (value, confidence) in values {
        *sums.entry(value).or_default() += thousandths(confidence);
    }
    sums.into_iter().rev().max_by_key(|(_, n)| *n).map(|(v, _)| v)
}

/// Sums of whole numbers are the same in any order.
fn thousandths(confidence: f32) -> u64 {
    (confidence.clamp(0.0, 1.0) * 1000.0) as u64 + 1
}

/// A denial linked to it, or two origins that each name another author as such.
fn contested(tellings: &[&Telling]) -> bool {
    let denied = |r: &Record| r.type_ == Type::ClaimDenied && matches!(r.status, Status::Asserted | Status::Hedged);
    if tellings.iter().any(|t| t.claims.iter().any(denied)) {
        return true;
    }
    let named = |t: &&Telling| -> BTreeSet<String> {
        let stated = |r: &&Record| r.status == Status::Asserted;
        t.records
            .iter()
            .filter(stated)
            .flat_map(|r| &r.actors)
            .filter(|a| a.role == Role::Initiator && a.basis == Basis::Stated)
            .filter_map(|a| a.id.clone())
            .collect()
    };
    let sets: Vec<BTreeSet<String>> = tellings.iter().map(named).filter(|s| !s.is_empty()).collect();
    sets.iter().enumerate().any(|(i, a)| sets[..i].iter().any(|b| a.is_disjoint(b)))
}

fn authors(records: &[&Record]) -> Vec<Author> {
    let mut held: BTreeMap<(Role, String), Author> = BTreeMap::new();
    for r in records {
        for a in &r.actors {
            let name = a.name.clone().unwrap_or_else(|| a.text.clone());
            let author = held.entry((a.role, name.clone())).or_insert_with(|| Author {
                role: a.role,
                name,
                id: a.id.clone(),
                stated: false,
                by: Vec::new(),
            });
            author.stated |= a.basis == Basis::Stated;
            author.by.push(r.id.clone());
        }
    }
    let mut authors: Vec<Author> = held.into_values().collect();
    for a in &mut authors {
        a.by.sort();
        a.by.dedup();
    }
    authors
}

/// Its places, the finest and the most told first. A province that holds a village is left out where the village is known: the point of a
/// region would say more than anybody knows.
fn places(tellings: &[(usize, &Telling)]) -> Vec<Place> {
    let mut held: BTreeMap<String, (BTreeSet<usize>, &Place)> = BTreeMap::new();
    for (origin, t) in tellings {
        for p in t.records.iter().flat_map(|r| &r.places) {
            let key = p.id.clone().unwrap_or_else(|| format!("~{}", crate::aspect::folded(&p.text)));
            let entry = held.entry(key).or_insert_with(|| (BTreeSet::new(), p));
            entry.0.insert(*origin);
            if (p.precision, &p.text) < (entry.1.precision, &entry.1.text) {
                entry.1 = p;
            }
        }
    }
    let mut found: Vec<(usize, &Place)> = held.into_values().map(|(by, p)| (by.len(), p)).collect();
    let resolved = found.iter().any(|(_, p)| p.lat.is_some());
    let fine = found.iter().any(|(_, p)| p.lat.is_some() && p.precision.is_some_and(|n| n <= FINE));
    found.retain(|(_, p)| match (p.lat, p.precision) {
        (None, _) => !resolved,
        (Some(_), n) => !fine || n.is_some_and(|n| n <= FINE),
    });
    found.sort_by(|(n, p), (m, q)| m.cmp(n).then(p.precision.cmp(&q.precision)).then_with(|| p.text.cmp(&q.text)));
    found.into_iter().take(MOST_PLACES).map(|(_, p)| p.clone()).collect()
}

/// The most exact time that is told; of several, that of most origins, then the earliest.
fn time(tellings: &[(usize, &Telling)]) -> Option<Period> {
    /// Undated last, then by precision and day.
    type Order<'a> = (bool, u8, Option<&'a str>, Option<&'a str>);
    let mut held: BTreeMap<Order, (BTreeSet<usize>, &Period)> = BTreeMap::new();
    for (origin, t) in tellings {
        for p in t.records.iter().filter_map(|r| r.time.as_ref()) {
            let key = (p.from.is_none(), p.precision as u8, p.from.as_deref(), p.to.as_deref());
            held.entry(key).or_insert_with(|| (BTreeSet::new(), p)).0.insert(*origin);
        }
    }
    let best = held
        .iter()
        .min_by_key(|((undated, precision, from, to), (by, _))| (*undated, *precision, std::cmp::Reverse(by.len()), *from, *to))?;
    Some(best.1.1.clone())
}

/// The surest telling, raised by half of what every other origin would add: 1 − (1 − c₁)·Π(1 − cᵢ/2). A first estimate, not calibrated.
fn confidence(tellings: &[(usize, &Telling)]) -> f32 {
    let mut by_origin: BTreeMap<usize, u64> = BTreeMap::new();
    for (origin, t) in tellings {
        let sure = t.records.iter().map(|r| thousandths(r.confidence)).max().unwrap_or(0).min(1000);
        let held = by_origin.entry(*origin).or_default();
        *held = (*held).max(sure);
    }
    let mut sure: Vec<u64> = by_origin.into_values().collect();
    sure.sort_unstable_by(|a, b| b.cmp(a));
    let doubt = sure.iter().enumerate().fold(1.0f64, |d, (i, c)| d * (1.0 - *c as f64 / if i == 0 { 1000.0 } else { 2000.0 }));
    ((1.0 - doubt) as f32 * 1000.0).round() / 1000.0
}

/// One line a telling but the first: what it has in common with the one that it is likest to.
fn why(all: &[Telling], cluster: &[usize], alike: &BTreeMap<(usize, usize), Likeness>) -> Vec<String> {
    let mut out = Vec::new();
    for i in cluster.iter().skip(1) {
        let likest = cluster
            .iter()
            .filter(|j| *j != i)
            .filter_map(|j| Some((alike.get(&(*i.min(j), *i.max(j)))?, *j)))
            .max_by_key(|(l, j)| (l.points, std::cmp::Reverse(*j)));
        out.push(match likest {
            Some((l, j)) => format!("{} with {}: {}", all[*i].id(), all[j].id(), l.why()),
            None => format!("{}: joined by a person", all[*i].id()),
        });
    }
    out
}
