//! UCDP: a CSV with the columns of the Georeferenced Event Dataset, for incidents with at least one reported death.
//!
//! `low`, `best` and `high` are numbers that somebody said, else empty; so `best` may be empty in a row, and the words of the toll are in
//! our own column after the codebook's. `deaths_civilians` is filled only where told, and `deaths_unknown` is the rest: combatants
//! are there too, for no report's figure says of which side they were. `number_of_sources` counts independent origins.

use crate::case::{self, Case};
use crate::codebook::{self, Violence};
use crate::rows::{Cell, degrees, write_header, write_row};
use crate::{ExchangeError, Form, Holdings, deaths, sides};
use accalmie_record::{Incident, Outcome, Status};
use std::io::Write;

pub(crate) fn holds(incident: &Incident) -> bool {
    incident.counts() && deaths::reported(incident) && codebook::find(incident.type_).is_some_and(|r| r.ucdp.is_ok())
}

fn words(s: Option<&str>) -> Cell {
    s.map_or(Cell::Empty, Cell::text)
}

/// 1 state-based, 2 non-state, 3 one-sided; empty where it hangs on who they are and that is not known.
fn violence(case: &Case) -> Option<u64> {
    match codebook::find(case.incident.type_)?.ucdp.ok()? {
        // One-sided violence is by an organised actor; without one it may be a crime.
        Violence::OneSided => case.sides.first.map(|_| 3),
        Violence::ByDyad => match (sides::is_state(case.sides.first?)?, sides::is_state(case.sides.second?)?) {
            (false, false) => Some(2),
            _ => Some(1),
        },
        Violence::Unsaid => None,
    }
}

/// 1 when the reporting tells one event on one day at one place, as so; 2 otherwise.
fn clarity(case: &Case) -> u64 {
    let clear = case.incident.status == Status::Asserted && case.days.span() == Some(1) && case.location.pin().is_some();
    if clear { 1 } else { 2 }
}

/// Those of whom it is not said that they were civilians.
fn rest(case: &Case) -> Option<u64> {
    case.deaths.best?.checked_sub(case.deaths.civilians.unwrap_or(0))
}

type Column = (&'static str, fn(&Case) -> Cell);

/// The 49 columns of GED 24.1 by name, then three of our own.
const COLUMNS: [Column; 52] = [
    ("id", |c| Cell::text(&c.incident.id)),
    ("relid", |_| Cell::Empty),
    ("year", |c| Cell::whole(c.days.year())),
    ("active_year", |_| Cell::Empty),
    ("code_status", |_| Cell::Empty),
    ("type_of_violence", |c| Cell::whole(violence(c))),
    ("conflict_dset_id", |_| Cell::Empty),
    ("conflict_new_id", |_| Cell::Empty),
    ("conflict_name", |_| Cell::Empty),
    ("dyad_dset_id", |_| Cell::Empty),
    ("dyad_new_id", |_| Cell::Empty),
    ("dyad_name", |c| match (c.first_actor(), c.second_actor()) {
        (Some(a), Some(b)) => Cell::text(&format!("{a} - {b}")),
        _ => Cell::Empty,
    }),
    ("side_a_dset_id", |_| Cell::Empty),
    ("side_a_new_id", |_| Cell::Empty),
    ("side_a", |c| words(c.first_actor())),
    ("side_b_dset_id", |_| Cell::Empty),
    ("side_b_new_id", |_| Cell::Empty),
    ("side_b", |c| words(c.second_actor())),
    ("number_of_sources", |c| Cell::whole(u64::try_from(c.incident.origins).ok())),
    ("source_article", |c| Cell::list(c.incident.reports.iter().map(String::as_str))),
    ("source_office", |c| Cell::list(c.reports.iter().filter_map(|r| r.source.as_deref()))),
    ("source_date", |c| Cell::list(c.reports.iter().filter_map(|r| r.published.as_deref()))),
    ("source_headline", |c| Cell::list(c.reports.iter().filter_map(|r| r.title.as_deref()))),
    ("source_original", |c| Cell::list(c.said_by())),
    ("where_prec", |c| Cell::whole(c.location.precision().map(u64::from))),
    ("where_coordinates", |c| words(c.location.name())),
    ("where_description", |c| c.location.place.map_or(Cell::Empty, |p| Cell::text(&format!("{}: {}", p.relation.name(), p.text)))),
    ("adm_1", |c| words(c.location.division(4))),
    ("adm_2", |c| words(c.location.division(3))),
    ("latitude", |c| Cell::real(c.location.pin().map(|p| p.lat))),
    ("longitude", |c| Cell::real(c.location.pin().map(|p| p.lon))),
    ("geom_wkt", |c| c.location.pin().map_or(Cell::Empty, |p| Cell::Text(format!("POINT ({} {})", degrees(p.lon), degrees(p.lat))))),
    ("priogrid_gid", |_| Cell::Empty),
    ("country", |c| words(c.location.division(6))),
    ("country_id", |_| Cell::Empty),
    ("region", |_| Cell::Empty),
    ("event_clarity", |c| Cell::Whole(clarity(c))),
    ("date_prec", |c| Cell::whole(c.days.ucdp_precision())),
    ("date_start", |c| Cell::day(c.days.start)),
    ("date_end", |c| Cell::day(c.days.end)),
    ("deaths_a", |_| Cell::Empty),
    ("deaths_b", |_| Cell::Empty),
    ("deaths_civilians", |c| Cell::whole(c.deaths.civilians)),
    ("deaths_unknown", |c| Cell::whole(rest(c))),
    ("best", |c| Cell::whole(c.deaths.best)),
    ("high", |c| Cell::whole(c.deaths.high)),
    ("low", |c| Cell::whole(c.deaths.low)),
    ("gwnoa", |_| Cell::Empty),
    ("gwnob", |_| Cell::Empty),
    ("x_deaths_words", |c| Cell::list(c.words(Outcome::Killed))),
    ("x_status", |c| Cell::text(c.incident.status.name())),
    ("x_standing", |c| Cell::text(c.incident.standing.name())),
];

pub(crate) fn write(holdings: &Holdings, out: &mut dyn Write) -> Result<(), ExchangeError> {
    let reports = case::by_key(holdings.readings);
    let failed = |cause| ExchangeError::Write { form: Form::Ucdp.name(), cause };
    write_header(out, COLUMNS.iter().map(|(name, _)| *name)).map_err(failed)?;
    for incident in holdings.incidents.iter().filter(|i| holds(i)) {
        let case = Case::of(incident, &reports);
        write_row(out, COLUMNS.iter().map(|(_, cell)| cell(&case))).map_err(failed)?;
    }
    Ok(())
}
