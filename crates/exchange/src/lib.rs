//! Exchange writes incidents in the forms that others read: one file a form.
//!
//! A form writes what it is given and never reaches around it: the caller has filtered and protected the incidents. Every text is
//! neutralised on its way out ([`neutral`]), no form asks the clock, and the same holdings give the same bytes.
//!
//! The codebooks' forms (`hxl`, `acled`, `ucdp`) take the columns of their makers and refuse three habits: a toll that nobody gave is
//! empty and never 0, a number that nobody said is not written, and a province is not a point.

mod acled;
mod atom;
mod case;
pub mod codebook;
mod days;
mod deaths;
mod error;
mod flat;
mod form;
mod geojson;
mod geoparquet;
mod gpx;
mod holdings;
mod hxl;
mod json;
mod jsonl;
mod kml;
mod location;
pub mod manifest;
pub mod neutral;
mod prov;
mod rows;
mod sides;
mod ucdp;
mod xlsx;
mod xml;

pub use error::ExchangeError;
pub use form::Form;
pub use holdings::{Holdings, Made, write_set};
pub use location::{MAY_BE_OFF_BY_KM, uncertainty_km};
