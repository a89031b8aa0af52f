//! As PDF, for paper.

use super::{Fonts, RenderError};
use crate::brief::Brief;

pub fn write(_: &Brief, _: &Fonts) -> Result<Vec<u8>, RenderError> {
    Err(RenderError::Pdf(
        "this program writes no PDF by itself yet; open the page (--format html) in a browser and print it: it is set for A4".to_owned(),
    ))
}
