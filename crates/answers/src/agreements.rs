//! The agreements that ship with the program, and those of a person's own files.

use crate::{Heard, Unanswered};
use accalmie_truce::agreement::{Words, Zone};
use accalmie_truce::geometry::{Standing, standing};
use accalmie_truce::say::phrases;
use accalmie_truce::{Agreement, Coverage, check};

/// The agreements that ship with the program, by the name of their file.
pub const SHIPPED: [(&str, &str); 8] = [
    ("colombia-eln-2023-06-09", include_str!("../../../agreements/colombia-eln-2023-06-09.toml")),
    ("idlib-2020-03-05", include_str!("../../../agreements/idlib-2020-03-05.toml")),
    ("lebanon-israel-2024-11-27", include_str!("../../../agreements/lebanon-israel-2024-11-27.toml")),
    ("minsk-2015-02-12", include_str!("../../../agreements/minsk-2015-02-12.toml")),
    ("russia-turkey-2019-10-22", include_str!("../../../agreements/russia-turkey-2019-10-22.toml")),
    ("sudan-jeddah-2023-05-20", include_str!("../../../agreements/sudan-jeddah-2023-05-20.toml")),
    ("us-turkey-2019-10-17", include_str!("../../../agreements/us-turkey-2019-10-17.toml")),
    ("yemen-2022-04-02", include_str!("../../../agreements/yemen-2022-04-02.toml")),
];

/// A shipped agreement by its name.
pub fn named(name: &str) -> Option<Result<Agreement, Unanswered>> {
    let (_, text) = SHIPPED.iter().find(|(n, _)| *n == name)?;
    Some(read(text, &format!("agreements/{name}.toml")))
}

/// # Errors
/// When the text is no sound agreement: every fault, a line each.
pub fn read(text: &str, file: &str) -> Result<Agreement, Unanswered> {
    check(text, file).map_err(|faults| {
        let all: Vec<String> = faults.iter().map(|f| phrases("en").fault(f)).collect();
        Unanswered::Asked(all.join("\n"))
    })
}

/// In the language, else in English, else in any.
pub fn word<'a>(words: &'a Words, language: &str) -> &'a str {
    words.get(language).or_else(|| words.get("en")).or_else(|| words.values().next()).map_or("", String::as_str)
}

/// Does the zone cover the point, its edge taken at its word?
pub fn covers(a: &Agreement, zone: &Zone, point: (f64, f64)) -> bool {
    match standing(a, zone, point) {
        Standing::Everywhere => true,
        Standing::Undrawn => false,
        Standing::At(distance) => distance.km <= 0.0,
    }
}

/// How many reports told of anything in a zone, by day: what was heard, not what there was.
pub fn coverage(a: &Agreement, heard: &Heard) -> Coverage {
    let mut out = Coverage::new();
    for incident in &heard.incidents {
        let Some((lat, lon)) = incident.point() else { continue };
        for zone in a.zones.values().filter(|z| covers(a, z, (lat, lon))) {
            for day in incident.reports.iter().filter_map(|r| heard.published.get(r)) {
                *out.entry((day.to_string(), zone.id.clone())).or_default() += 1;
            }
        }
    }
    out
}
