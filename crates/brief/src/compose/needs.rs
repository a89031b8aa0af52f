//! Needs: what people lack, and where help is blocked or taken.

use super::{Desk, happened};
use crate::brief::Section;

pub fn section(desk: &mut Desk) -> Option<Section> {
    let m = desk.m;
    let mut sentences = Vec::new();
    let is_need = |t: &&crate::matter::Told| {
        matches!(t.incident.type_.family(), "need" | "aid" | "displacement" | "service") && t.incident.kind != accalmie_record::Kind::Event
    };
    for t in m.told.iter().filter(is_need) {
        if !desk.is_new(t.incident) && !desk.is_told(t.incident) {
            continue;
        }
        let text = happened::text(desk, t.incident);
        let cited = desk.cite(t);
        sentences.extend(desk.sentence(text, cited, vec![t.incident.id.clone()]));
    }
    desk.section("needs", sentences)
}
