//! A schematic network is a table of towns and of the roads that are known to join them: no surveyed line, no surveyed length.
//! It stands in where nobody has a map, and every answer that comes of it has to say so.
//!
//! Tab-separated, `#` comments. `town id name lat lon also`: `also` is any of `hospital`, `border` (a crossing), `city`, `village`,
//! `junction`, with `,` between.
//! `link from to class road km`: `road` is a number or a name, or several with `;`; `km` is empty where nobody has measured, and
//! then the straight line times [`WINDING`] is taken.

use crate::assemble::{Parts, assemble};
use crate::error::Error;
use crate::globe;
use crate::kind::{Class, Kind, Modes};
use crate::network::{Network, Piece, Place, PlaceKind, Road};
use std::collections::HashMap;

/// How much longer than the straight line a country road is taken to be. Our estimate; studies of national networks give 1.1
/// to 1.4, and the plain of the Jazira has few bends.
pub const WINDING: f64 = 1.15;

impl Network {
    /// Reads a table of towns and links. Errors name the line.
    pub fn from_table(table: &str) -> Result<Network, Error> {
        let mut reader = Reader { parts: Parts { roads: vec![Road::default()], ..Parts::default() }, towns: HashMap::new() };
        for (i, row) in table.lines().enumerate() {
            let row = row.trim_end_matches('\r');
            if !row.trim().is_empty() && !row.starts_with('#') {
                reader.row(row).map_err(|what| Error::Row { line: i + 1, what })?;
            }
        }
        reader.parts.places.sort();
        let (mut network, _) = assemble(reader.parts)?;
        network.schematic = true;
        Ok(network)
    }
}

struct Reader {
    parts: Parts,
    towns: HashMap<String, u32>,
}

impl Reader {
    fn row(&mut self, row: &str) -> Result<(), String> {
        let cells: Vec<&str> = row.split('\t').map(str::trim).collect();
        if cells.len() > 6 {
            return Err(format!("{} cells, and there are six columns", cells.len()));
        }
        let cell = |i: usize| cells.get(i).copied().unwrap_or("");
        match cell(0) {
            "town" => self.town(cell(1), cell(2), cell(3), cell(4), cell(5)),
            "link" => self.link(cell(1), cell(2), cell(3), cell(4), cell(5)),
            other => Err(format!("“{other}” is neither town nor link")),
        }
    }

    fn town(&mut self, id: &str, name: &str, lat: &str, lon: &str, also: &str) -> Result<(), String> {
        let degrees = |text: &str, most: f64| {
            let value = text.parse().ok().filter(|d: &f64| d.abs() <= most);
            value.map(globe::units).ok_or_else(|| format!("“{text}” is no coordinate in degrees"))
        };
        let (lat, lon) = (degrees(lat, 90.0)?, degrees(lon, 180.0)?);
        if id.is_empty() || name.is_empty() {
            return Err("a town needs an id and a name".to_owned());
        }
        let number = self.parts.lat.len() as u32;
        if self.towns.insert(id.to_owned(), number).is_some() {
            return Err(format!("the town “{id}” is there twice"));
        }
        self.parts.lat.push(lat);
        self.parts.lon.push(lon);
        let mut kinds = vec![PlaceKind::Town];
        for what in also.split(',').map(str::trim).filter(|w| !w.is_empty()) {
            match what {
                "hospital" => kinds.push(PlaceKind::Hospital),
                "border" => kinds.push(PlaceKind::Border),
                "city" => kinds[0] = PlaceKind::City,
                "village" => kinds[0] = PlaceKind::Village,
                // Where roads meet and nobody is sent.
                "junction" => kinds[0] = PlaceKind::Other,
                _ => return Err(format!("“{what}” is not known: hospital, border, city, village or junction")),
            }
        }
        let place = |kind| Place { kind, id: id.to_owned(), lat, lon, name: name.to_owned(), ..Place::default() };
        self.parts.places.extend(kinds.into_iter().map(place));
        Ok(())
    }

    fn link(&mut self, from: &str, to: &str, class: &str, called: &str, km: &str) -> Result<(), String> {
        let town = |id: &str| self.towns.get(id).copied().ok_or_else(|| format!("no town “{id}” above"));
        let (from, to) = (town(from)?, town(to)?);
        if from == to {
            return Err("a link from a town to itself".to_owned());
        }
        let class = Class::of_text(class).filter(|c| *c != Class::Passage).ok_or_else(|| format!("“{class}” is no class of road"))?;
        let kind = Kind { class, forward: Modes::ALL, backward: Modes::ALL, ..Kind::default() };
        let at = |n: u32| (self.parts.lat[n as usize], self.parts.lon[n as usize]);
        let straight = globe::metres(at(from), at(to));
        let metres =
            match km {
                "" => straight * WINDING,
                _ => {
                    km.parse().ok().filter(|k: &f64| *k * 1000.0 >= straight && *k < 10_000.0).ok_or_else(|| {
                        format!("“{km}” is no length in km, or shorter than the straight line of {:.1} km", straight / 1000.0)
                    })? * 1000.0
                }
            };
        let (numbers, names): (Vec<&str>, Vec<&str>) =
            called.split(';').map(str::trim).filter(|c| !c.is_empty()).partition(|c| c.chars().any(|c| c.is_ascii_digit()));
        let road = Road { reference: numbers.join(";"), name: names.join("; "), names: Vec::new() };
        let kind = place_in(&mut self.parts.kinds, kind);
        let road = place_in(&mut self.parts.roads, road);
        let way = self.parts.pieces.len() as i64 + 1;
        self.parts.pieces.push(Piece { from, to, shape_end: 0, length_cm: (metres * 100.0).ceil() as u32, way, kind, road });
        Ok(())
    }
}

/// The place of `item` in a short list, at whose end it is put when it is new.
fn place_in<T: PartialEq>(list: &mut Vec<T>, item: T) -> u32 {
    let at = list.iter().position(|i| *i == item).unwrap_or_else(|| {
        list.push(item);
        list.len() - 1
    });
    at as u32
}
