//! What is drawn: a small map of the period, and a chart of its days.

use super::Desk;
use crate::brief::{Dot, Drawing, Figure};
use crate::frame::Frame;
use accalmie_record::Standing;
use jiff::ToSpan;

/// Days of the chart, the last of them the brief's.
const DAYS: i64 = 14;
/// As in `accalmie_exchange::location`: how far a place of that precision may be off.
const RADIUS_KM: [f64; 8] = [0.0, 1.0, 10.0, 25.0, 75.0, 50.0, 300.0, 300.0];

pub fn drawing(desk: &Desk) -> Drawing {
    let (m, p) = (desk.m, desk.p);
    let dot = |t: &&crate::matter::Told| {
        let i = t.incident;
        let place = i.places.iter().find(|p| p.lat.is_some() && p.lon.is_some())?;
        // A country's middle is no place.
        let level = usize::from(place.precision.unwrap_or(3)).min(7);
        (level < 6).then(|| Dot {
            lat: place.lat.unwrap_or_default(),
            lon: place.lon.unwrap_or_default(),
            radius_km: RADIUS_KM[level],
            name: place.name.clone().unwrap_or_else(|| place.text.clone()),
            standing: match i.standing {
                Standing::Corroborated => "corroborated",
                Standing::Contested => "contested",
                _ => "reported",
            },
            suspected: i.status == accalmie_record::Status::Hedged,
        })
    };
    let stands = |t: &&crate::matter::Told| t.incident.counts() && desk.is_new(t.incident);
    let dots: Vec<Dot> = m.told.iter().filter(stands).filter_map(|t| dot(&t)).collect();
    let first = m.day.checked_sub((DAYS - 1).days()).unwrap_or(m.day);
    let mut days = Vec::new();
    let mut day = first;
    while day <= m.day {
        let on = |t: &&crate::matter::Told| {
            t.incident.counts() && Desk::days(t.incident).is_some_and(|(from, to)| from <= day && day <= to && from == to)
        };
        days.push(Figure {
            day: day.to_string(),
            incidents: m.told.iter().filter(on).count(),
            reports: m.reports.values().filter(|r| r.published == Some(day)).count(),
        });
        match day.checked_add(1.day()) {
            Ok(next) => day = next,
            Err(_) => break,
        }
    }
    let roads: Vec<_> = m.roads.iter().filter(|s| !s.lines.is_empty()).map(|s| (s.state, s.lines.clone())).collect();
    let frame = Frame::of(&dots, roads.iter().flat_map(|(_, lines)| lines).flatten());
    Drawing {
        map_title: p.say("map.title", &[]),
        dots,
        roads,
        around: frame.map(|f| (m.around)(f.bounds())).unwrap_or_default(),
        scale: frame.map(|f| p.say("map.scale", &[("km", &f.bar_km().to_string())])).unwrap_or_default(),
        legend: ["dot", "contested", "area", "closed", "suspected", "unknown"].map(|k| (k, p.say(&format!("legend.{k}"), &[]))).to_vec(),
        chart_title: p.say("chart.title", &[]),
        days,
    }
}
