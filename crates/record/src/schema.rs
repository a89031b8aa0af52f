//! The schema is the version of the public JSON shape; what says another version is refused.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The version of the public JSON shape.
pub const SCHEMA: &str = "accalmie/1";

/// Written as [`SCHEMA`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Schema;

impl Serialize for Schema {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(SCHEMA)
    }
}

impl<'de> Deserialize<'de> for Schema {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Schema, D::Error> {
        let said = String::deserialize(d)?;
        if said == SCHEMA {
            Ok(Schema)
        } else {
            Err(D::Error::custom(format!("the shape is \u{201c}{said}\u{201d}, and this program reads \u{201c}{SCHEMA}\u{201d}")))
        }
    }
}
