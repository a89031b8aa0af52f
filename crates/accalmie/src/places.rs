//! `accalmie places`: what a name may mean, and places of other makers made into an index.

use crate::cli::{PlacesArgs, PlacesCommand};
use crate::knowledge;
use crate::layout::{Ink, Sheet, clean};
use crate::output::{self, Ended, Failure};
use accalmie_places::{Gazetteer, How, PlaceInfo, compile, import};
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::Path;

/// More are of no use to anyone.
const SHOWN: usize = 20;

pub fn run(args: PlacesArgs) -> Result<Ended, Failure> {
    match args.command {
        Some(PlacesCommand::Import { file, out }) => import_file(&file, &out),
        None => look_up(&args.name.join(" "), knowledge::gazetteer(&args.places)?),
    }
}

/// Candidates, likeliest first. A name that nothing has is no error of the command, but a script wants to know.
fn look_up(name: &str, gazetteer: &Gazetteer) -> Result<Ended, Failure> {
    let found = gazetteer.lookup(name);
    let sheet = Sheet::of_stdout();
    let mut out = output::stdout();
    if found.is_empty() {
        writeln!(out, "– no place is known by “{}”", clean(name))?;
        out.flush()?;
        return Ok(Ended::InPart);
    }
    let head = ["name", "feature", "where", "lat, lon", "id", "by"].map(str::to_owned);
    writeln!(out, "{}", sheet.ink(Ink::Dim, line(&head, &sheet).trim_end()))?;
    for candidate in found.iter().take(SHOWN) {
        let place = gazetteer.get(candidate.place);
        let cells = [
            clean(place.name),
            place.feature.name().to_owned(),
            area(&place, gazetteer),
            format!("{:.4}, {:.4}", place.lat, place.lon),
            place.id_string(),
            format!("{}, {:.2}{}", how(candidate.how), candidate.weight, if candidate.common { ", also a common word" } else { "" }),
        ];
        writeln!(out, "{}", line(&cells, &sheet).trim_end())?;
    }
    if found.len() > SHOWN {
        writeln!(out, "… and {} more", found.len() - SHOWN)?;
    }
    out.flush()?;
    Ok(Ended::Well)
}

fn line(cells: &[String; 6], sheet: &Sheet) -> String {
    let [name, feature, area, point, id, how] = cells;
    [sheet.cell(name, 24), sheet.cell(feature, 8), sheet.cell(area, 24), sheet.figure(point, 19), sheet.cell(id, 20), sheet.cell(how, 34)]
        .join("  ")
}

/// The division and the country that the place lies in.
fn area(place: &PlaceInfo, gazetteer: &Gazetteer) -> String {
    let division = gazetteer.adm1_name(place.id).filter(|n| *n != place.name);
    let country = (!place.country.is_empty()).then_some(place.country);
    let parts: Vec<&str> = [division, country].into_iter().flatten().collect();
    if parts.is_empty() { "–".to_owned() } else { clean(&parts.join(", ")) }
}

fn how(how: How) -> &'static str {
    match how {
        How::Exact => "name",
        How::Alias => "other name",
        How::Article => "without article",
        How::Skeleton => "consonants",
        How::Typo => "one letter off",
        #[allow(unreachable_patterns)]
        _ => "likeness",
    }
}

fn import_file(file: &Path, to: &Path) -> Result<Ended, Failure> {
    let name = file.display().to_string();
    let wrong = |e: &dyn std::fmt::Display| Failure::Usage(format!("{name}: {e}"));
    let entries = if name.to_ascii_lowercase().ends_with(".pbf") {
        let opened = File::open(file).map_err(|e| wrong(&e))?;
        import::osm::read(&name, BufReader::new(opened), Gazetteer::embedded()).map_err(|e| Failure::Usage(e.to_string()))?
    } else if name.to_ascii_lowercase().ends_with(".zip") {
        return Err(wrong(&"is an archive; unpack it and give the .txt file in it"));
    } else {
        let text = std::fs::read_to_string(file).map_err(|e| wrong(&e))?;
        import::geonames::read(&name, &text).map_err(|e| Failure::Usage(e.to_string()))?
    };
    if entries.is_empty() {
        return Err(wrong(&"no places in it; give a GeoNames dump (.txt) or an OpenStreetMap extract (.osm.pbf)"));
    }
    let count = entries.len();
    std::fs::write(to, compile(entries)).map_err(|e| Failure::Usage(format!("{}: {e}", to.display())))?;
    let mut out = output::stdout();
    writeln!(out, "{count} places written to {}", to.display())?;
    out.flush()?;
    Ok(Ended::Well)
}
