//! A wrong slot has a cause as well: nothing where something is wanted, something else, or what belongs to another record.

use super::causes::Scene;
use super::fact::{Fact, toll};
use super::slots::{self, slots};
use accalmie_record::Outcome;

/// The causes of what is wrong in a pair, one a wrong slot.
pub fn causes(scene: &Scene, i: usize, j: usize) -> Vec<&'static str> {
    let (gold, ours) = (&scene.gold[i], &scene.ours[j]);
    let mut out: Vec<&str> =
        slots(gold, ours).into_iter().filter(|(_, right)| !right).filter_map(|(slot, _)| cause(scene, (i, j), slot)).collect();
    // The two figures of a place fail together, more often than not.
    out.dedup();
    out
}

fn cause(scene: &Scene, (i, j): (usize, usize), slot: &str) -> Option<&'static str> {
    let (gold, ours) = (&scene.gold[i], &scene.ours[j]);
    Some(match slot {
        slots::TYPE => "wrong type",
        slots::PLACE | slots::POINT if ours.places.is_empty() => "no place",
        slots::PLACE | slots::POINT if ours.points().is_empty() => "place unresolved",
        slots::PLACE | slots::POINT => "wrong place",
        slots::KILLED => number(scene, (i, j), Outcome::Killed),
        slots::INJURED => number(scene, (i, j), Outcome::Injured),
        slots::AUTHOR if ours.actors.is_empty() => "no actor",
        slots::AUTHOR => "wrong actor",
        slots::NO_AUTHOR => "invented actor",
        slots::DAY if ours.day.is_none() => "no date",
        slots::DAY if gold.day.is_some() => "wrong date",
        slots::WEAPON if ours.weapon.is_none() => "no weapon",
        slots::WEAPON => "wrong weapon",
        _ => return None,
    })
}

/// A toll that stands on another record, or was another's, went astray; otherwise it was misread.
fn number(scene: &Scene, (i, j): (usize, usize), outcome: Outcome) -> &'static str {
    let least = |f: &Fact| toll(f, outcome).map(|t| t.0);
    let (want, have) = (least(&scene.gold[i]), least(&scene.ours[j]));
    let on_another = |facts: &[Fact], but: usize, n: Option<u64>| {
        n.is_some_and(|n| n > 0) && facts.iter().enumerate().any(|(k, f)| k != but && f.told() && least(f) == n)
    };
    if on_another(scene.ours, j, want) || on_another(scene.gold, i, have) {
        return "wrong attachment";
    }
    match (want, have) {
        (_, None) => "no toll",
        (None, _) => "invented toll",
        _ => "wrong number",
    }
}
