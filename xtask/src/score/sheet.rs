//! A sheet is what coders noted of a report's main happening, cell by cell.

use super::spelling::fold;
use accalmie_record::WeaponClass;
use serde::Deserialize;

/// The cells of the sheet that are scored; a cell that is empty is not asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sheet {
    pub killed: Option<u64>,
    pub injured: Option<u64>,
    pub noncombatants_only: bool,
    pub civ_killed_min: Option<u64>,
    pub civ_killed_max: Option<u64>,
    pub civ_injured_min: Option<u64>,
    pub civ_injured_max: Option<u64>,
    pub children_killed_min: Option<u64>,
    pub children_killed_max: Option<u64>,
    pub women_killed_min: Option<u64>,
    pub women_killed_max: Option<u64>,
    /// How sure the coders are of the incident.
    pub grade: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub place: Option<String>,
    pub date: Option<String>,
    pub weapon: Option<String>,
    pub belligerent: Option<String>,
}

pub fn is_day(date: &str) -> bool {
    let form = |(i, b): (usize, u8)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() };
    date.len() >= 10 && date.bytes().take(10).enumerate().all(form)
}

pub fn nobody(name: &str) -> bool {
    let name = name.to_lowercase();
    ["unknown", "unidentified"].iter().any(|n| name.starts_with(n))
}

/// The names of a cell that may hold several, without what is in brackets.
pub fn names(cell: &str) -> Vec<String> {
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
pub fn weapons(cell: &str) -> Option<&'static [WeaponClass]> {
    use WeaponClass::*;
    Some(match cell {
        "Explosives" => &[Ied, Mine, Grenade, VehicleBomb, SuicideVest, Rocket, Mortar, Missile, Artillery, Drone, Aircraft],
        "Firearms" => &[SmallArms],
        "Incendiary" => &[Incendiary],
        "Melee" => &[Blade],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{is_day, names, nobody};

    #[test]
    fn cells_are_understood() {
        assert_eq!(
            names("Hamza Division (SNA), Ruritanian Army and Souran/Baga Brigade"),
            ["hamza division", "ruritanian army", "souran", "baga brigade"]
        );
        assert_eq!(names("Army (of the north"), ["army of the north"]);
        assert!(nobody("Unknown gunmen") && nobody("UNIDENTIFIED") && !nobody("Army"));
        assert!(is_day("2021-05-03") && is_day("2021-05-03T10:00") && !is_day("May 2021") && !is_day("2021-05"));
    }
}
