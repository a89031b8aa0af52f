//! Flat columns are an incident in one line, the same in GeoJSON, GeoParquet and the workbook: names and shapes do not change.
//!
//! Tolls stand only where the incident is counted, so that a sum over a column adds nothing that was planned, denied or withdrawn; every
//! figure as its source gave it is in JSON Lines and in the workbook's second sheet. `low`, `best` and `high` are the toll's own: "dozens" is
//! read as 20 and no highest, so the words stand beside them. The codebooks' forms hold only numbers that somebody said.

use crate::case::Case;
use crate::hxl::kind;
use crate::location::Geometry;
use crate::rows::{Cell, Shape};
use accalmie_record::{Outcome, Range, Role, Toll};

pub struct Column {
    pub name: &'static str,
    pub shape: Shape,
    pub cell: fn(&Case) -> Cell,
}

const fn column(name: &'static str, shape: Shape, cell: fn(&Case) -> Cell) -> Column {
    Column { name, shape, cell }
}

fn words(s: Option<&str>) -> Cell {
    s.map_or(Cell::Empty, Cell::text)
}

fn actors(c: &Case, roles: &[Role], stated: bool) -> Cell {
    Cell::list(c.incident.actors.iter().filter(|a| roles.contains(&a.role) && a.stated == stated).map(|a| a.name.as_str()))
}

fn toll<'a>(c: &Case<'a>, outcome: Outcome) -> Option<&'a Toll> {
    c.incident.harm.get(&outcome).filter(|_| c.incident.counts())
}

fn low(c: &Case, outcome: Outcome) -> Cell {
    Cell::whole(toll(c, outcome).map(|t| t.low))
}

fn best(c: &Case, outcome: Outcome) -> Cell {
    Cell::whole(toll(c, outcome).map(|t| t.best))
}

fn high(c: &Case, outcome: Outcome) -> Cell {
    Cell::whole(toll(c, outcome).and_then(|t| t.high))
}

fn civilians(c: &Case) -> Option<Range> {
    toll(c, Outcome::Killed)?.civilians
}

/// A line of a road is straight between two named places; this is said with every such line.
pub const STRAIGHT: &str = "straight_between_named_places_not_the_road";

fn geometry_is(c: &Case) -> Cell {
    match c.location.geometry {
        Some(Geometry::Line(..)) => Cell::text(STRAIGHT),
        Some(Geometry::Point(_)) => Cell::text("gazetteer_point"),
        None => Cell::Empty,
    }
}

use Shape::{Day, Flag, Real, Text, Whole};

pub const COLUMNS: [Column; 55] = [
    column("incident", Text, |c| Cell::text(&c.incident.id)),
    column("type", Text, |c| Cell::text(c.incident.type_.name())),
    column("kind", Text, |c| Cell::text(kind(c.incident.kind))),
    column("status", Text, |c| Cell::text(c.incident.status.name())),
    column("standing", Text, |c| Cell::text(c.incident.standing.name())),
    column("counted", Flag, |c| Cell::Flag(c.incident.counts())),
    column("sensitivity", Text, |c| Cell::text(c.incident.sensitivity.name())),
    column("origins", Whole, |c| Cell::whole(u64::try_from(c.incident.origins).ok())),
    column("confidence", Real, |c| Cell::real(Some((f64::from(c.incident.confidence) * 1000.0).round() / 1000.0))),
    column("reports", Text, |c| Cell::list(c.incident.reports.iter().map(String::as_str))),
    column("other_types", Text, |c| Cell::list(c.incident.other_types.iter().map(|t| t.name()))),
    column("date_start", Day, |c| Cell::day(c.days.start)),
    column("date_end", Day, |c| Cell::day(c.days.end)),
    column("date_precision", Text, |c| c.incident.time.as_ref().map_or(Cell::Empty, |t| Cell::text(t.precision.name()))),
    column("date_open_end", Flag, |c| c.incident.time.as_ref().map_or(Cell::Empty, |t| Cell::Flag(t.open_end))),
    column("date_relative", Text, |c| words(c.incident.time.as_ref().and_then(|t| t.relative.as_deref()))),
    column("date_words", Text, |c| words(c.incident.time.as_ref().and_then(|t| t.text.as_deref()))),
    column("place", Text, |c| words(c.location.place.and_then(|p| p.name.as_deref()))),
    column("place_id", Text, |c| words(c.location.place.and_then(|p| p.id.as_deref()))),
    column("place_words", Text, |c| words(c.location.place.map(|p| p.text.as_str()))),
    column("relation", Text, |c| c.location.place.map_or(Cell::Empty, |p| Cell::text(p.relation.name()))),
    column("where_prec", Whole, |c| Cell::whole(c.location.precision().map(u64::from))),
    column("uncertainty_km", Whole, |c| Cell::whole(c.location.uncertainty_km())),
    column("geometry_is", Text, geometry_is),
    column("latitude", Real, |c| match c.location.geometry {
        Some(Geometry::Point(p)) => Cell::real(Some(p.lat)),
        _ => Cell::Empty,
    }),
    column("longitude", Real, |c| match c.location.geometry {
        Some(Geometry::Point(p)) => Cell::real(Some(p.lon)),
        _ => Cell::Empty,
    }),
    column("initiators", Text, |c| actors(c, &[Role::Initiator], true)),
    column("suspected", Text, |c| actors(c, &[Role::Initiator, Role::Side], false)),
    column("sides", Text, |c| actors(c, &[Role::Side], true)),
    column("others", Text, |c| actors(c, &[Role::Speaker, Role::Audience, Role::Party, Role::Holder], true)),
    column("targets", Text, |c| Cell::list(c.incident.targets.iter().map(|t| t.name()))),
    column("weapon", Text, |c| words(c.incident.weapon.map(|w| w.name()))),
    column("killed_low", Whole, |c| low(c, Outcome::Killed)),
    column("killed_best", Whole, |c| best(c, Outcome::Killed)),
    column("killed_high", Whole, |c| high(c, Outcome::Killed)),
    column("killed_words", Text, |c| Cell::list(c.words(Outcome::Killed))),
    column("killed_civilians_low", Whole, |c| Cell::whole(civilians(c).map(|r| r.low))),
    column("killed_civilians_high", Whole, |c| Cell::whole(civilians(c).and_then(|r| r.high))),
    column("injured_low", Whole, |c| low(c, Outcome::Injured)),
    column("injured_best", Whole, |c| best(c, Outcome::Injured)),
    column("injured_high", Whole, |c| high(c, Outcome::Injured)),
    column("missing_low", Whole, |c| low(c, Outcome::Missing)),
    column("missing_best", Whole, |c| best(c, Outcome::Missing)),
    column("missing_high", Whole, |c| high(c, Outcome::Missing)),
    column("abducted_low", Whole, |c| low(c, Outcome::Abducted)),
    column("abducted_best", Whole, |c| best(c, Outcome::Abducted)),
    column("abducted_high", Whole, |c| high(c, Outcome::Abducted)),
    column("detained_low", Whole, |c| low(c, Outcome::Detained)),
    column("detained_best", Whole, |c| best(c, Outcome::Detained)),
    column("detained_high", Whole, |c| high(c, Outcome::Detained)),
    column("freed_low", Whole, |c| low(c, Outcome::Freed)),
    column("freed_best", Whole, |c| best(c, Outcome::Freed)),
    column("displaced_low", Whole, |c| low(c, Outcome::Displaced)),
    column("displaced_best", Whole, |c| best(c, Outcome::Displaced)),
    column("displaced_high", Whole, |c| high(c, Outcome::Displaced)),
];
