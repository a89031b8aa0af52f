//! ACLED: a CSV with the 31 columns of 2023, for tools that read those.
//!
//! What it refuses of the codebook: a toll that nobody gave is empty and not 0; no number stands for "dozens"; an incident that is known
//! only to a province has no coordinates; no actor is made up for an incident without one. `inter` is filled where an actor's id
//! decides it. `event_date` is the first day on which it can have been, and `time_precision` says how many follow. Only counted events are written: what is planned, denied or withdrawn is no row.

use crate::case::{self, Case};
use crate::rows::{Cell, write_header, write_row};
use crate::{ExchangeError, Form, Holdings, codebook, sides};
use accalmie_record::{Incident, Standing, Status};
use std::io::Write;

pub(crate) fn holds(incident: &Incident) -> bool {
    incident.counts() && codebook::find(incident.type_).is_some_and(|r| r.acled.is_ok())
}

/// What the columns are filled from.
pub(crate) struct Coded<'a> {
    pub case: Case<'a>,
    pub acled: Option<codebook::Acled>,
    /// Seconds since 1970, UTC.
    pub made: i64,
}

impl<'a> Coded<'a> {
    pub fn of(case: Case<'a>, made: i64) -> Coded<'a> {
        let acled = codebook::acled(case.incident.type_, case.incident.weapon, case.sides.first);
        Coded { case, acled, made }
    }
}

pub(crate) type Column = (&'static str, fn(&Coded) -> Cell);

fn interaction(a: Option<u8>, b: Option<u8>) -> Cell {
    match (a, b) {
        (Some(a), Some(b)) => Cell::Whole(u64::from(a.min(b)) * 10 + u64::from(a.max(b))),
        _ => Cell::Empty,
    }
}

fn code(n: Option<u8>) -> Cell {
    Cell::whole(n.map(u64::from))
}

fn words(s: Option<&str>) -> Cell {
    s.map_or(Cell::Empty, Cell::text)
}

pub(crate) const COLUMNS: [Column; 31] = [
    ("event_id_cnty", |c| Cell::text(&c.case.incident.id)),
    ("event_date", |c| if c.case.days.acled_precision().is_some() { Cell::day(c.case.days.start) } else { Cell::Empty }),
    ("year", |c| Cell::whole(c.case.days.year())),
    ("time_precision", |c| Cell::whole(c.case.days.acled_precision())),
    ("disorder_type", |c| words(c.acled.map(|a| a.disorder))),
    ("event_type", |c| words(c.acled.map(|a| a.event))),
    ("sub_event_type", |c| words(c.acled.map(|a| a.sub))),
    ("actor1", |c| words(c.case.first_actor())),
    ("assoc_actor_1", |c| Cell::list(c.case.sides.with_first.iter().map(|a| a.name.as_str()))),
    ("inter1", |c| code(c.case.first_inter())),
    ("actor2", |c| words(c.case.second_actor())),
    ("assoc_actor_2", |c| Cell::list(c.case.sides.with_second.iter().map(|a| a.name.as_str()))),
    ("inter2", |c| code(c.case.second_inter())),
    ("interaction", |c| interaction(c.case.first_inter(), c.case.second_inter())),
    ("civilian_targeting", |c| words(sides::civilians_alone(c.case.incident).then_some("Civilian targeting"))),
    // No table here says in which country a place is, unless the place is one.
    ("iso", |_| Cell::Empty),
    ("region", |_| Cell::Empty),
    ("country", |c| words(c.case.location.division(6))),
    ("admin1", |c| words(c.case.location.division(4))),
    ("admin2", |c| words(c.case.location.division(3))),
    ("admin3", |_| Cell::Empty),
    ("location", |c| words(c.case.location.name())),
    ("latitude", |c| Cell::real(c.case.location.pin().map(|p| p.lat))),
    ("longitude", |c| Cell::real(c.case.location.pin().map(|p| p.lon))),
    ("geo_precision", |c| Cell::whole(c.case.location.acled_precision())),
    ("source", |c| Cell::list(c.case.publishers())),
    ("source_scale", |_| Cell::Empty),
    ("notes", |c| Cell::list(c.case.notes().iter().map(String::as_str))),
    ("fatalities", |c| Cell::whole(c.case.deaths.low)),
    ("tags", |c| {
        let i = c.case.incident;
        let standing = (i.standing != Standing::Reported).then(|| format!("standing={}", i.standing.name()));
        let status = (i.status != Status::Asserted).then(|| format!("status={}", i.status.name()));
        Cell::list(standing.iter().chain(&status).map(String::as_str))
    }),
    ("timestamp", |c| Cell::whole(u64::try_from(c.made).ok())),
];

pub(crate) fn write(holdings: &Holdings, out: &mut dyn Write) -> Result<(), ExchangeError> {
    let made = holdings.made.time()?.as_second();
    let reports = case::by_key(holdings.readings);
    let failed = |cause| ExchangeError::Write { form: Form::Acled.name(), cause };
    write_header(out, COLUMNS.iter().map(|(name, _)| *name)).map_err(failed)?;
    for incident in holdings.incidents.iter().filter(|i| holds(i)) {
        let coded = Coded::of(Case::of(incident, &reports), made);
        write_row(out, COLUMNS.iter().map(|(_, cell)| cell(&coded))).map_err(failed)?;
    }
    Ok(())
}
