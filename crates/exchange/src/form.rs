//! A form is a shape of file that somebody else's tool reads; the list is closed, and each form stands in one file.

use crate::{ExchangeError, Holdings, acled, atom, case, geojson, geoparquet, gpx, hxl, jsonl, kml, manifest, prov, ucdp, xlsx};
use accalmie_record::Incident;
use std::io::Write;

macro_rules! forms {
    ($($variant:ident $name:literal $file:literal $extension:literal $media:literal $module:ident $about:literal,)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Form { $($variant,)* }

        impl Form {
            pub const ALL: &[Form] = &[$(Form::$variant,)*];

            /// What a person types.
            pub fn name(self) -> &'static str {
                match self { $(Form::$variant => $name,)* }
            }

            /// # Errors
            /// [`ExchangeError::NoForm`], with the list of forms.
            pub fn from_name(name: &str) -> Result<Form, ExchangeError> {
                match name {
                    $($name => Ok(Form::$variant),)*
                    _ => Err(ExchangeError::NoForm(crate::neutral::text(name))),
                }
            }

            /// The name that the file has in a set; no two forms share one.
            pub fn file_name(self) -> &'static str {
                match self { $(Form::$variant => $file,)* }
            }

            /// What a file name ends in, without the dot; empty for the manifest.
            pub fn extension(self) -> &'static str {
                match self { $(Form::$variant => $extension,)* }
            }

            pub fn media_type(self) -> &'static str {
                match self { $(Form::$variant => $media,)* }
            }

            /// One line for a list of forms.
            pub fn about(self) -> &'static str {
                match self { $(Form::$variant => $about,)* }
            }

            /// Writes the holdings in this form.
            ///
            /// # Errors
            /// When the writer fails, when `made.at` is not a time and the form needs one, or when a table holds more than the
            /// form can carry.
            pub fn write(self, holdings: &Holdings, out: &mut dyn Write) -> Result<(), ExchangeError> {
                match self { $(Form::$variant => $module::write(holdings, out),)* }
            }
        }
    };
}

forms! {
    Hxl "hxl" "incidents.hxl.csv" "csv" "text/csv; charset=utf-8; header=present" hxl
        "CSV with a row of HXL hashtags, as the Humanitarian Data Exchange tags conflict events",
    GeoJson "geojson" "incidents.geojson" "geojson" "application/geo+json" geojson
        "map layer (RFC 7946); an incident with no place has no geometry, and each point says how far off it may be",
    Acled "acled" "incidents.acled.csv" "csv" "text/csv; charset=utf-8; header=present" acled
        "CSV with ACLED's 31 columns; an unreported toll is empty",
    Ucdp "ucdp" "incidents.ucdp.csv" "csv" "text/csv; charset=utf-8; header=present" ucdp
        "CSV with the columns of UCDP GED; only incidents with a reported death",
    JsonLines "jsonl" "incidents.jsonl" "jsonl" "application/jsonl" jsonl
        "every incident whole, one JSON object a line",
    Prov "prov" "incidents.prov.json" "json" "application/json" prov
        "where each incident comes from, report by report (W3C PROV-JSON)",
    Manifest "manifest" "SHA256SUMS" "" "text/plain; charset=utf-8" manifest
        "SHA-256 of each file of the set, for sha256sum -c",
    Parquet "parquet" "incidents.parquet" "parquet" "application/vnd.apache.parquet" geoparquet
        "columns for analysts (GeoParquet 1.1)",
    Kml "kml" "incidents.kml" "kml" "application/vnd.google-earth.kml+xml" kml
        "placemarks for map programs and field phones",
    Gpx "gpx" "incidents.gpx" "gpx" "application/gpx+xml" gpx
        "waypoints for field phones; only places known to the district or better",
    Xlsx "xlsx" "incidents.xlsx" "xlsx" "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" xlsx
        "workbook: a sheet of incidents and a sheet of figures by source",
    Atom "atom" "incidents.atom" "atom" "application/atom+xml" atom
        "feed of incidents (RFC 4287)",
}

impl Form {
    /// All names, for a person.
    pub fn names() -> String {
        Form::ALL.iter().map(|f| f.name()).collect::<Vec<_>>().join(", ")
    }

    /// Does the form have a line for this incident? The codebooks' forms and those for the field leave some out; say so to the person
    /// who exports.
    pub fn holds(self, incident: &Incident) -> bool {
        match self {
            Form::Hxl => case::is_data(incident),
            Form::Acled => acled::holds(incident),
            Form::Ucdp => ucdp::holds(incident),
            Form::Kml => case::stands(incident),
            Form::Gpx => gpx::holds(incident),
            _ => true,
        }
    }
}
