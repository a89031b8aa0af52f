//! A viewport is what a map shows of its box: incidents one by one while they are few, else groups by cells of a grid that stays where it is
//! when the map is moved. What may be anywhere in more than a cell is no part of a cell's group: it is an area of its own.

use super::filter::{Filter, turned};
use super::kinds::Families;
use super::list::shown;
use super::row::{UNITS, UNPLACED};
use super::{Catalogue, CatalogueError};
use accalmie_protect::Profile;
use serde::Serialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most cells of a box; the grid is made coarser until it has no more.
const CELLS: usize = 8192;
/// Cells across a map tile of 256 pixels.
const ACROSS: f64 = 4.0;
/// A degree of latitude.
const KM: f64 = 111.2;

#[derive(Debug, Default, Serialize)]
pub struct Viewport {
    pub as_of: u64,
    /// All that pass the filter in the box; the sum of what follows.
    pub placed: u64,
    /// One by one, in order of time; none when there are groups.
    pub incidents: Vec<Box<RawValue>>,
    pub groups: Vec<Group>,
    pub areas: Vec<Area>,
    /// How many pass the filter but for the box, and have no known place.
    pub unplaced: u64,
}

/// Incidents of one cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// The middle of its members.
    pub lat: f64,
    pub lon: f64,
    pub count: u64,
    /// The most frequent; of several, the first by name.
    pub family: &'static str,
}

/// Incidents somewhere within one circle that is wider than a cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Area {
    pub lat: f64,
    pub lon: f64,
    pub radius_km: u16,
    pub count: u64,
    pub family: &'static str,
}

#[derive(Default)]
struct Cell {
    lat: i64,
    lon: i64,
    families: Vec<u32>,
}

impl Cell {
    fn add(&mut self, lat: i32, lon: i32, family: usize) {
        self.lat += i64::from(lat);
        self.lon += i64::from(lon);
        if self.families.len() <= family {
            self.families.resize(family + 1, 0);
        }
        if let Some(n) = self.families.get_mut(family) {
            *n += 1;
        }
    }

    fn count(&self) -> u64 {
        self.families.iter().map(|n| u64::from(*n)).sum()
    }

    fn family(&self, names: &Families) -> &'static str {
        let most = self.families.iter().copied().max().unwrap_or(0);
        let at = self.families.iter().position(|n| *n == most).unwrap_or(0);
        names.names.get(at).copied().unwrap_or("")
    }
}

/// A grid laid over a box; its lines are the same wherever the box lies.
struct Grid {
    size: f64,
    west: i64,
    south: i64,
    columns: usize,
    rows: usize,
    /// Cells round the world.
    round: i64,
}

impl Grid {
    fn over(bbox: Option<[f64; 4]>, zoom: f64) -> Grid {
        let [west, south, east, north] = bbox.map_or([-180.0, -90.0, 180.0, 90.0], turned);
        let (south, north) = (south.clamp(-90.0, 90.0), north.clamp(-90.0, 90.0).max(south.clamp(-90.0, 90.0)));
        let west = west.clamp(-180.0, 180.0);
        let east = east.clamp(-180.0, 180.0);
        let east = if east < west { east + 360.0 } else { east };
        let mut size = 360.0 / (ACROSS * 2f64.powi(zoom.clamp(0.0, 22.0).floor() as i32));
        loop {
            let line = |d: f64| (d / size).floor() as i64;
            let (w, s) = (line(west + 180.0), line(south + 90.0));
            let columns = usize::try_from(line(east + 180.0) - w + 1).unwrap_or(1);
            let rows = usize::try_from(line(north + 90.0) - s + 1).unwrap_or(1);
            if columns.saturating_mul(rows) <= CELLS {
                return Grid { size, west: w, south: s, columns, rows, round: (360.0 / size).round() as i64 };
            }
            size *= 2.0;
        }
    }

    /// Height of a cell.
    fn km(&self) -> f64 {
        self.size * KM
    }

    fn cell(&self, lat: i32, lon: i32) -> usize {
        let line = |units: i32, from: f64| ((f64::from(units) / UNITS + from) / self.size).floor() as i64;
        let column = line(lon, 180.0) - self.west;
        let column = if column < 0 { column + self.round } else { column };
        let within = |at: i64, most: usize| usize::try_from(at).unwrap_or(0).min(most - 1);
        within(line(lat, 90.0) - self.south, self.rows) * self.columns + within(column, self.columns)
    }
}

impl Catalogue {
    /// What of the filter is in its box (the whole world, without one), for a map at this zoom (0 shows the world in one tile of 256 pixels).
    ///
    /// # Errors
    /// When the catalogue's file cannot be read.
    pub fn viewport(&self, filter: &Filter, audience: Profile, zoom: f64, most: usize) -> Result<Arc<Viewport>, CatalogueError> {
        self.answers.viewport(self.as_of(), (filter, audience, zoom, most), || self.look(filter, audience, zoom, most))
    }

    fn look(&self, filter: &Filter, audience: Profile, zoom: f64, most: usize) -> Result<Viewport, CatalogueError> {
        let state = self.state();
        let sieve = self.sieve(filter, audience, state.as_of)?;
        let grid = Grid::over(filter.bbox, zoom);
        let mut cells: Vec<Cell> = Vec::new();
        cells.resize_with(grid.columns * grid.rows, Cell::default);
        let mut areas: BTreeMap<(i32, i32, u16), Cell> = BTreeMap::new();
        let (mut one_by_one, mut pass) = (Vec::new(), Vec::new());
        let mut view = Viewport { as_of: state.as_of, ..Viewport::default() };
        for chunk in state.columns(audience).chunks.iter().filter(|c| sieve.may_hold(c)) {
            sieve.sift(chunk, &mut pass);
            view.unplaced += pass.iter().zip(&chunk.lat).map(|(p, lat)| u64::from(*p & u8::from(*lat == UNPLACED))).sum::<u64>();
            sieve.within(chunk, &mut pass);
            for (i, _) in pass.iter().enumerate().filter(|(_, p)| **p == 1) {
                if !chunk.is_placed(i) {
                    continue;
                }
                view.placed += 1;
                if one_by_one.len() <= most {
                    one_by_one.push(chunk.n[i]);
                }
                let (lat, lon, radius) = (chunk.lat[i], chunk.lon[i], chunk.radius[i]);
                let family = self.families.of(chunk.kind[i]);
                if f64::from(radius) > grid.km() {
                    areas.entry((lat, lon, radius)).or_default().add(lat, lon, family);
                } else if let Some(cell) = cells.get_mut(grid.cell(lat, lon)) {
                    cell.add(lat, lon, family);
                }
            }
        }
        if one_by_one.len() <= most {
            view.incidents = self.store.read(|conn| one_by_one.iter().filter_map(|n| shown(conn, *n, audience).transpose()).collect())?;
            return Ok(view);
        }
        let degrees = |sum: i64, count: u64| (sum as f64 / count as f64).round() / UNITS;
        view.groups = cells
            .iter()
            .filter(|c| !c.families.is_empty())
            .map(|c| {
                let count = c.count();
                Group { lat: degrees(c.lat, count), lon: degrees(c.lon, count), count, family: c.family(&self.families) }
            })
            .collect();
        view.areas = areas
            .iter()
            .map(|((lat, lon, radius_km), c)| Area {
                lat: f64::from(*lat) / UNITS,
                lon: f64::from(*lon) / UNITS,
                radius_km: *radius_km,
                count: c.count(),
                family: c.family(&self.families),
            })
            .collect();
        Ok(view)
    }
}

#[cfg(test)]
mod tests {
    use super::Grid;

    #[test]
    fn the_grid_stays_where_it_is() {
        let at = |bbox, lat, lon| {
            let grid = Grid::over(Some(bbox), 4.0);
            let cell = grid.cell(lat, lon) as i64;
            ((cell / grid.columns as i64) + grid.south, ((cell % grid.columns as i64) + grid.west) % grid.round)
        };
        let (lat, lon) = (36_650_000, 40_370_000);
        assert_eq!(at([38.0, 35.0, 42.0, 38.0], lat, lon), at([40.1, 36.2, 49.0, 38.0], lat, lon));
        // Over the date line, and the whole world.
        assert_eq!(at([170.0, -20.0, -170.0, 0.0], -18_000_000, 178_000_000), at([-180.0, -90.0, 180.0, 90.0], -18_000_000, 178_000_000));
        assert_eq!(at([170.0, -20.0, -170.0, 0.0], -18_000_000, -178_000_000), at([-180.0, -90.0, 180.0, 90.0], -18_000_000, -178_000_000));
        assert!(Grid::over(None, 22.0).columns * Grid::over(None, 22.0).rows <= super::CELLS);
    }
}
