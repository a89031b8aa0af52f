//! A restriction is a relation that forbids a turn, or all turns but one, from one way to another at a node.

use super::Imported;
use super::tags::Tags;
use crate::assemble::Forbidden;
use crate::kind::{Kind, Modes};
use crate::network::Piece;
use std::collections::{BTreeMap, BTreeSet};

/// One relation, as far as it can be honoured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Restriction {
    pub from: Vec<i64>,
    pub via: i64,
    pub to: Vec<i64>,
    /// All turns but these are forbidden, and not these.
    pub only: bool,
    pub modes: Modes,
}

/// Why a restriction is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    ViaWay,
    Conditional,
    /// It binds nobody that a profile stands for (`except` all that drive, or buses alone).
    Nobody,
    /// Members are missing or of the wrong type, or its kind is unknown.
    Broken,
}

/// A member of a relation: role, what it is (`n`, `w`, `r`), id.
pub(super) type Member<'a> = (&'a str, u8, i64);

/// `None` where the relation is no restriction.
pub(super) fn restriction(tags: &Tags<'_>, members: &[Member<'_>]) -> Option<Result<Restriction, Left>> {
    let kind = tags.get("type")?;
    if kind != "restriction" && !kind.starts_with("restriction:") {
        return None;
    }
    Some(read(tags, members))
}

fn read(tags: &Tags<'_>, members: &[Member<'_>]) -> Result<Restriction, Left> {
    let (value, modes) = binds(tags)?;
    let only = value.starts_with("only_");
    if !only && !value.starts_with("no_") {
        return Err(Left::Broken);
    }
    let modes = modes.without(excepted(tags));
    if modes.is_empty() {
        return Err(Left::Nobody);
    }
    let with = |role: &str, kind: u8| -> Vec<i64> { members.iter().filter(|m| m.0 == role && m.1 == kind).map(|m| m.2).collect() };
    let (from, to, via) = (with("from", b'w'), with("to", b'w'), with("via", b'n'));
    if !with("via", b'w').is_empty() {
        return Err(Left::ViaWay);
    }
    match via[..] {
        [via] if !from.is_empty() && !to.is_empty() => Ok(Restriction { from, via, to, only, modes }),
        _ => Err(Left::Broken),
    }
}

/// The restriction's value and whom it binds.
fn binds<'a>(tags: &Tags<'a>) -> Result<(&'a str, Modes), Left> {
    let keys = [
        ("restriction", Modes::VEHICLES),
        ("restriction:motor_vehicle", Modes::VEHICLES),
        ("restriction:vehicle", Modes::VEHICLES),
        ("restriction:motorcar", Modes::CAR.with(Modes::AMBULANCE)),
        ("restriction:hgv", Modes::TRUCK),
        ("restriction:goods", Modes::TRUCK),
    ];
    if let Some(found) = keys.iter().find_map(|(key, modes)| tags.get(key).map(|v| (v, *modes))) {
        return Ok(found);
    }
    if tags.0.iter().any(|(k, _)| k.starts_with("restriction") && k.ends_with(":conditional")) {
        return Err(Left::Conditional);
    }
    let others = tags.0.iter().any(|(k, _)| k.starts_with("restriction:"));
    Err(if others { Left::Nobody } else { Left::Broken })
}

fn excepted(tags: &Tags<'_>) -> Modes {
    let mut out = Modes::NONE;
    for who in tags.get("except").unwrap_or("").split([';', ',']) {
        out = out.with(match who.trim() {
            "motor_vehicle" | "vehicle" => Modes::VEHICLES,
            "motorcar" => Modes::CAR.with(Modes::AMBULANCE),
            "hgv" | "goods" => Modes::TRUCK,
            "emergency" => Modes::AMBULANCE,
            _ => Modes::NONE,
        });
    }
    out
}

/// The turns that restrictions forbid, between stretches of road. `node` gives the junction of a node of the map.
pub(super) fn forbidden(
    pieces: &[Piece],
    kinds: &[Kind],
    restrictions: &[Restriction],
    node: impl Fn(i64) -> Option<u32>,
    told: &mut Imported,
) -> Vec<Forbidden> {
    let meant: Vec<(u32, &Restriction)> = restrictions.iter().filter_map(|r| Some((node(r.via)?, r))).collect();
    told.restrictions_off_the_network += restrictions.len() - meant.len();
    let places: BTreeSet<u32> = meant.iter().map(|(at, _)| *at).collect();
    let mut outs: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (p, piece) in pieces.iter().enumerate() {
        for (end, back) in [(piece.from, 0), (piece.to, 1)] {
            if places.contains(&end) {
                outs.entry(end).or_default().push(2 * p as u32 + back);
            }
        }
    }
    let driven = |directed: u32| {
        let kind = &kinds[pieces[(directed >> 1) as usize].kind as usize];
        !(if directed & 1 == 1 { kind.backward } else { kind.forward }).and(Modes::VEHICLES).is_empty()
    };
    let twice =
        |ways: &[i64], ends: &[u32]| ways.iter().any(|way| ends.iter().filter(|d| pieces[(**d >> 1) as usize].way == *way).count() > 1);
    let mut only: BTreeMap<(u32, u32, Modes), BTreeSet<u32>> = BTreeMap::new();
    let mut forbidden = Vec::new();
    for (at, restriction) in meant {
        let outs = outs.get(&at).map_or(&[][..], Vec::as_slice);
        let of = |ways: &[i64], directed: u32| ways.contains(&pieces[(directed >> 1) as usize].way);
        let from: Vec<u32> = outs.iter().map(|d| d ^ 1).filter(|&d| driven(d) && of(&restriction.from, d)).collect();
        let to: Vec<u32> = outs.iter().copied().filter(|&d| driven(d) && of(&restriction.to, d)).collect();
        if from.is_empty() || to.is_empty() {
            told.restrictions_off_the_network += 1;
        } else if [(&restriction.from, &from), (&restriction.to, &to)].iter().any(|(ways, ends)| twice(ways, ends)) {
            // A way that runs on through the junction: which end is meant cannot be told.
            told.restrictions_ambiguous += 1;
        } else {
            told.restrictions += 1;
            for &way_in in &from {
                if restriction.only {
                    only.entry((at, way_in, restriction.modes)).or_default().extend(&to);
                } else {
                    forbidden.extend(to.iter().map(|&to| Forbidden { at, from: way_in, to, modes: restriction.modes }));
                }
            }
        }
    }
    for ((at, from, modes), may) in only {
        let others = outs.get(&at).into_iter().flatten().filter(|out| !may.contains(out));
        forbidden.extend(others.map(|&to| Forbidden { at, from, to, modes }));
    }
    forbidden
}
