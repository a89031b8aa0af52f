//! HXL: a CSV with a row of hashtags under its header, tagged as the Humanitarian Data Exchange tags ACLED, with our own `#x_` columns
//! after.
//!
//! Every incident but an assessment has a row. A toll stands only in rows that are counted: whoever adds up `#affected+killed` adds up
//! nothing planned, denied or withdrawn; nor has such a row a point. Low and high are ours to read, `#affected` is what somebody said.

use crate::acled::{self, Coded, Column};
use crate::case::{self, Case};
use crate::rows::{Cell, write_header, write_row};
use crate::{ExchangeError, Form, Holdings};
use accalmie_record::{Outcome, Toll};
use std::io::Write;

/// ACLED's columns that the exchange's own files carry, with the hashtag that they have there.
const TAGGED: [(&str, &str); 22] = [
    ("event_id_cnty", "#event+code"),
    ("event_date", "#date+occurred"),
    ("year", "#date+year"),
    ("event_type", "#event+type"),
    ("sub_event_type", "#event+type+sub"),
    ("actor1", "#group+name+first"),
    ("assoc_actor_1", "#group+name+first+assoc"),
    ("actor2", "#group+name+second"),
    ("assoc_actor_2", "#group+name+second+assoc"),
    ("region", "#region+name"),
    ("country", "#country+name"),
    ("admin1", "#adm1+name"),
    ("admin2", "#adm2+name"),
    ("admin3", "#adm3+name"),
    ("location", "#loc+name"),
    ("latitude", "#geo+lat"),
    ("longitude", "#geo+lon"),
    ("source", "#meta+source"),
    ("notes", "#description"),
    ("fatalities", "#affected+killed"),
    ("iso", "#country+code"),
    ("timestamp", "#meta+timestamp"),
];

fn toll<'a>(c: &Coded<'a>, outcome: Outcome) -> Option<&'a Toll> {
    c.case.incident.harm.get(&outcome).filter(|_| c.case.incident.counts())
}

fn low(c: &Coded, outcome: Outcome) -> Cell {
    Cell::whole(toll(c, outcome).map(|t| t.low))
}

fn high(c: &Coded, outcome: Outcome) -> Cell {
    Cell::whole(toll(c, outcome).and_then(|t| t.high))
}

/// Name, hashtag, what fills it.
type Ours = (&'static str, &'static str, fn(&Coded) -> Cell);

const OURS: [Ours; 25] = [
    ("date_start", "#date+start", |c| Cell::day(c.case.days.start)),
    ("date_end", "#date+end", |c| Cell::day(c.case.days.end)),
    ("type", "#x_type", |c| Cell::text(c.case.incident.type_.name())),
    ("kind", "#x_kind", |c| Cell::text(kind(c.case.incident.kind))),
    ("status", "#x_status", |c| Cell::text(c.case.incident.status.name())),
    ("standing", "#x_standing", |c| Cell::text(c.case.incident.standing.name())),
    ("sensitivity", "#x_sensitivity", |c| Cell::text(c.case.incident.sensitivity.name())),
    ("counted", "#x_counted", |c| Cell::Flag(c.case.incident.counts())),
    ("origins", "#x_origins", |c| Cell::whole(u64::try_from(c.case.incident.origins).ok())),
    ("where_prec", "#x_precision+where", |c| Cell::whole(c.case.location.precision().map(u64::from))),
    ("uncertainty_km", "#x_uncertainty+km", |c| Cell::whole(c.case.location.uncertainty_km())),
    ("relation", "#x_relation", |c| c.case.location.place.map_or(Cell::Empty, |p| Cell::text(p.relation.name()))),
    ("date_precision", "#x_precision+when", |c| c.case.incident.time.as_ref().map_or(Cell::Empty, |t| Cell::text(t.precision.name()))),
    ("relative_time", "#x_relative", |c| c.case.incident.time.as_ref().and_then(|t| t.relative.as_deref()).map_or(Cell::Empty, Cell::text)),
    ("suspected", "#x_group+suspected", |c| Cell::list(c.case.sides.suspected.iter().map(|a| a.name.as_str()))),
    ("killed_low", "#x_killed+low", |c| low(c, Outcome::Killed)),
    ("killed_high", "#x_killed+high", |c| high(c, Outcome::Killed)),
    ("killed_words", "#x_killed+words", |c| Cell::list(c.case.words(Outcome::Killed))),
    ("injured_low", "#x_injured+low", |c| low(c, Outcome::Injured)),
    ("injured_high", "#x_injured+high", |c| high(c, Outcome::Injured)),
    ("missing_low", "#x_missing+low", |c| low(c, Outcome::Missing)),
    ("abducted_low", "#x_abducted+low", |c| low(c, Outcome::Abducted)),
    ("detained_low", "#x_detained+low", |c| low(c, Outcome::Detained)),
    ("displaced_low", "#x_displaced+low", |c| low(c, Outcome::Displaced)),
    ("displaced_high", "#x_displaced+high", |c| high(c, Outcome::Displaced)),
];

/// The public name of a kind, as the record's own JSON has it.
pub(crate) fn kind(kind: accalmie_record::Kind) -> &'static str {
    use accalmie_record::Kind;
    match kind {
        Kind::Event => "event",
        Kind::Condition => "condition",
        Kind::Statement => "statement",
        Kind::Accord => "accord",
        Kind::Need => "need",
        Kind::Assessment => "assessment",
    }
}

/// ACLED's own columns, by name, in the order of the tags.
fn theirs() -> impl Iterator<Item = (&'static str, &'static str, Column)> {
    TAGGED.iter().filter_map(|(name, tag)| {
        let column = acled::COLUMNS.iter().find(|(n, _)| n == name)?;
        Some((*name, *tag, *column))
    })
}

pub(crate) fn write(holdings: &Holdings, out: &mut dyn Write) -> Result<(), ExchangeError> {
    let made = holdings.made.time()?.as_second();
    let reports = case::by_key(holdings.readings);
    let failed = |cause| ExchangeError::Write { form: Form::Hxl.name(), cause };
    write_header(out, theirs().map(|(n, ..)| n).chain(OURS.iter().map(|(n, ..)| *n))).map_err(failed)?;
    write_header(out, theirs().map(|(_, t, _)| t).chain(OURS.iter().map(|(_, t, _)| *t))).map_err(failed)?;
    for incident in holdings.incidents.iter().filter(|i| case::is_data(i)) {
        let coded = Coded::of(Case::of(incident, &reports), made);
        let (counts, held) = (incident.counts(), case::held(incident));
        let theirs = theirs().map(|(name, _, (_, cell))| match name {
            "fatalities" if !counts => Cell::Empty,
            "latitude" | "longitude" if !held => Cell::Empty,
            _ => cell(&coded),
        });
        write_row(out, theirs.chain(OURS.iter().map(|(_, _, cell)| cell(&coded)))).map_err(failed)?;
    }
    Ok(())
}
