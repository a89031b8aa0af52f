//! A viewport is what a map shows of its box: incidents one by one while they are few, else groups by cells of a grid that stays where it is
//! when the map is moved. What may be anywhere in more than a cell is no part of a cell's group: it is an area of its own.

use super::filter::{Filter, passed, turned};
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

/// What falls into the cells of a grid, or into circles: count by family, and the sums of the places.
struct Tally {
    width: usize,
    families: Vec<u32>,
    places: Vec<(i64, i64)>,
}

impl Tally {
    fn new(cells: usize, width: usize) -> Tally {
        Tally { width, families: vec![0; cells * width], places: vec![(0, 0); cells] }
    }

    fn add(&mut self, cell: usize, lat: i32, lon: i32, family: usize) {
        if let Some((lats, lons)) = self.places.get_mut(cell) {
            *lats += i64::from(lat);
            *lons += i64::from(lon);
        }
        if let Some(n) = self.families.get_mut(cell * self.width + family) {
            *n += 1;
        }
    }

    /// One more cell, empty; its number.
    fn cell(&mut self) -> usize {
        self.places.push((0, 0));
        self.families.resize(self.places.len() * self.width, 0);
        self.places.len() - 1
    }

    /// How many are in a cell, where their middle is, and the most frequent family.
    fn told(&self, cell: usize, names: &Families) -> Option<(u64, f64, f64, &'static str)> {
        let families = self.families.get(cell * self.width..(cell + 1) * self.width)?;
        let (most, count) = (families.iter().copied().max()?, families.iter().map(|n| u64::from(*n)).sum::<u64>());
        let (lats, lons) = *self.places.get(cell)?;
        let middle = |sum: i64| (sum as f64 / count as f64).round() / UNITS;
        let family = names.names.get(families.iter().position(|n| *n == most)?)?;
        (count > 0).then(|| (count, middle(lats), middle(lons), *family))
    }
}

/// A grid laid over a box; its lines are the same wherever the box lies.
struct Grid {
    /// Degrees.
    size: f64,
    /// Cells in one unit of a row's place.
    a_unit: f64,
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
                return Grid { size, a_unit: 1.0 / (size * UNITS), west: w, south: s, columns, rows, round: (360.0 / size).round() as i64 };
            }
            size *= 2.0;
        }
    }

    /// Height of a cell.
    fn km(&self) -> f64 {
        self.size * KM
    }

    fn cell(&self, lat: i32, lon: i32) -> usize {
        // Never below zero, so that cutting is rounding down.
        let line = |units: i32, from: f64| ((f64::from(units) + from * UNITS) * self.a_unit) as i64;
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
        let mut view = Viewport { as_of: state.as_of, ..Viewport::default() };
        let (mut few, mut pass) = (Vec::new(), Vec::new());
        let mut groups: Option<Groups> = None;
        for chunk in state.columns(audience).chunks.iter().filter(|c| sieve.may_hold(c)) {
            sieve.sift(chunk, &mut pass);
            let unplaced = pass.iter().zip(&chunk.lat).map(|(p, lat)| u32::from(*p & u8::from(*lat == UNPLACED))).sum::<u32>();
            view.unplaced += u64::from(unplaced);
            sieve.within(chunk, &mut pass);
            for i in passed(&pass).filter(|i| chunk.is_placed(*i)) {
                let one = Placed { lat: chunk.lat[i], lon: chunk.lon[i], radius: chunk.radius[i], family: self.families.of(chunk.kind[i]) };
                match &mut groups {
                    Some(groups) => groups.add(&grid, one),
                    None if few.len() < most => few.push((chunk.n[i], one)),
                    None => {
                        let mut all = Groups::new(&grid, &self.families);
                        few.drain(..).for_each(|(_, one)| all.add(&grid, one));
                        all.add(&grid, one);
                        groups = Some(all);
                    }
                }
            }
        }
        match groups {
            Some(groups) => groups.told(&self.families, &mut view),
            None => {
                view.placed = few.len() as u64;
                view.incidents = self.store.read(|conn| few.iter().filter_map(|(n, _)| shown(conn, *n, audience).transpose()).collect())?;
            }
        }
        Ok(view)
    }
}

/// A row that is to be drawn.
#[derive(Clone, Copy)]
struct Placed {
    lat: i32,
    lon: i32,
    radius: u16,
    family: usize,
}

struct Groups {
    /// Widest circle, in km, that is no area of its own.
    km: f64,
    cells: Tally,
    /// Numbers of the circles in `circles`.
    areas: BTreeMap<(i32, i32, u16), usize>,
    circles: Tally,
}

impl Groups {
    fn new(grid: &Grid, families: &Families) -> Groups {
        let width = families.names.len();
        let cells = Tally::new(grid.columns * grid.rows, width);
        Groups { km: grid.km(), cells, areas: BTreeMap::new(), circles: Tally::new(0, width) }
    }

    fn add(&mut self, grid: &Grid, one: Placed) {
        if f64::from(one.radius) > self.km {
            let circle = *self.areas.entry((one.lat, one.lon, one.radius)).or_insert_with(|| self.circles.cell());
            self.circles.add(circle, one.lat, one.lon, one.family);
        } else {
            self.cells.add(grid.cell(one.lat, one.lon), one.lat, one.lon, one.family);
        }
    }

    fn told(self, families: &Families, view: &mut Viewport) {
        let cells = (0..self.cells.places.len()).filter_map(|c| self.cells.told(c, families));
        view.groups = cells.map(|(count, lat, lon, family)| Group { lat, lon, count, family }).collect();
        let area = |((.., radius_km), circle): (&(i32, i32, u16), &usize)| {
            let (count, lat, lon, family) = self.circles.told(*circle, families)?;
            Some(Area { lat, lon, radius_km: *radius_km, count, family })
        };
        view.areas = self.areas.iter().filter_map(area).collect();
        view.placed = view.groups.iter().map(|g| g.count).chain(view.areas.iter().map(|a| a.count)).sum();
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
