//! The name of a stretch of road, as a person would say it.

use accalmie_roads::{Network, Place, globe};

/// "M4 Til Temir – Ain Issa": the road's number or name, and the places at its ends, where there are.
pub fn named(network: &Network, piece: u32) -> String {
    let Some(&arc) = network.arcs_of(piece).first() else { return String::new() };
    let segment = network.segment(arc);
    let road = [&segment.road.reference, &segment.road.name].into_iter().find(|n| !n.is_empty());
    let end = |at: Option<&(f64, f64)>| {
        let (lat, lon) = *at?;
        let here = (globe::units(lat), globe::units(lon));
        let far = |p: &&Place| globe::metres((p.lat, p.lon), here);
        network
            .places()
            .iter()
            .filter(|p| far(p) < 1000.0 && !p.name.is_empty())
            .min_by(|a, b| far(a).total_cmp(&far(b)))
            .map(|p| p.name.clone())
    };
    let ends = match (end(segment.geometry.first()), end(segment.geometry.last())) {
        (Some(a), Some(b)) if a != b => Some(format!("{a} – {b}")),
        (Some(a), _) | (_, Some(a)) => Some(a),
        _ => None,
    };
    match (road, ends) {
        // "Hasakah–Til Temir road" says its ends itself.
        (Some(road), _) if road.contains('–') => road.clone(),
        (Some(road), Some(ends)) => format!("{road} {ends}"),
        (Some(road), None) => road.clone(),
        (None, Some(ends)) => ends,
        (None, None) => format!("{} road", segment.kind.class.text().replace('_', " ")),
    }
}
