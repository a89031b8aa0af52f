//! Drawings are vectors: a map of where, with how far each place may be off, and a chart of days. Nothing is told by colour alone.

use super::html::told;
use crate::brief::Drawing;
use std::fmt::Write;

const WIDE: f64 = 720.0;
const HIGH: f64 = 420.0;
const EDGE: f64 = 24.0;
/// Kilometres of a degree of latitude.
const DEGREE_KM: f64 = 111.2;

pub fn figures(d: &Drawing) -> String {
    let mut out = String::new();
    if !d.dots.is_empty() || !d.roads.is_empty() {
        out.push_str(&map(d));
    }
    out.push_str(&chart(d));
    out
}

fn map(d: &Drawing) -> String {
    let lines = d.roads.iter().flat_map(|(_, lines)| lines).flatten().map(|p| (p[1], p[0]));
    let points: Vec<(f64, f64)> = d.dots.iter().map(|p| (p.lat, p.lon)).chain(lines).collect();
    let ends = |of: fn(&(f64, f64)) -> f64| {
        let all = points.iter().map(of);
        (all.clone().fold(f64::MAX, f64::min), all.fold(f64::MIN, f64::max))
    };
    let ((south, north), (west, east)) = (ends(|p| p.0), ends(|p| p.1));
    // No closer than about fifty kilometres across.
    let wide = ((east - west) * 1.15).max(0.6);
    let high = ((north - south) * 1.15).max(0.4);
    let middle = ((south + north) / 2.0, (west + east) / 2.0);
    let squeeze = middle.0.to_radians().cos().max(0.1);
    let scale = ((WIDE - 2.0 * EDGE) / (wide * squeeze)).min((HIGH - 2.0 * EDGE) / high);
    let at = |lat: f64, lon: f64| (WIDE / 2.0 + (lon - middle.1) * squeeze * scale, HIGH / 2.0 - (lat - middle.0) * scale);
    let mut out = format!("<figure>\n<svg viewBox=\"0 0 {WIDE} {HIGH}\" role=\"img\" aria-label=\"{}\">\n", told(&d.map_title));
    for (state, lines) in &d.roads {
        for line in lines {
            let points: Vec<String> = line.iter().map(|p| at(p[1], p[0])).map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
            let _ = writeln!(out, "<polyline class=\"road {state}\" points=\"{}\"/>", points.join(" "));
        }
    }
    let mut named: Vec<(&str, f64, f64)> = Vec::new();
    for dot in &d.dots {
        let (x, y) = at(dot.lat, dot.lon);
        let r = (dot.radius_km / DEGREE_KM * scale).min(WIDE / 2.0);
        let _ = writeln!(out, "<circle class=\"area\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r:.1}\"/>");
        // A place that may be anywhere in a wide circle has no point.
        if dot.radius_km <= 25.0 {
            let class = if dot.standing == "contested" { "contested" } else { "dot" };
            let _ = writeln!(out, "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\"/>");
        }
        let free = |n: &(&str, f64, f64)| (n.1 - x).abs() > 90.0 || (n.2 - y).abs() > 13.0;
        if named.iter().all(|n| n.0 != dot.name) && named.iter().all(free) {
            named.push((&dot.name, x, y));
        }
    }
    for (name, x, y) in named {
        let (anchor, x) = if x > WIDE * 0.75 { ("end", x - 8.0) } else { ("start", x + 8.0) };
        let _ = writeln!(out, "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{}</text>", y - 7.0, told(name));
    }
    let legend: Vec<String> = d.legend.iter().map(|(_, words)| told(words)).collect();
    let _ = write!(out, "</svg>\n<figcaption>{}. {}</figcaption>\n</figure>\n", told(&d.map_title), legend.join(" "));
    out
}

fn chart(d: &Drawing) -> String {
    let most = d.days.iter().map(|f| f.incidents).max().unwrap_or(0).max(1);
    let (high, base) = (150.0, 120.0);
    let step = (WIDE - 2.0 * EDGE) / d.days.len().max(1) as f64;
    let mut out = format!("<figure>\n<svg viewBox=\"0 0 {WIDE} {high}\" role=\"img\" aria-label=\"{}\">\n", told(&d.chart_title));
    out.push_str("<defs><pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><path class=\"hatch\" d=\"M0 6L6 0\"/></pattern></defs>\n");
    for (n, day) in d.days.iter().enumerate() {
        let x = EDGE + step * n as f64;
        if day.reports == 0 {
            let _ =
                writeln!(out, "<rect class=\"silent\" x=\"{x:.1}\" y=\"14\" width=\"{:.1}\" height=\"{:.1}\"/>", step - 4.0, base - 14.0);
        }
        let tall = (base - 26.0) * day.incidents as f64 / most as f64;
        if day.incidents > 0 {
            let _ = writeln!(
                out,
                "<rect class=\"bar\" x=\"{x:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{tall:.1}\"/>",
                base - tall,
                step - 4.0
            );
            let _ = writeln!(
                out,
                "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
                x + step / 2.0 - 2.0,
                base - tall - 4.0,
                day.incidents
            );
        }
        let label = day.day.get(5..).unwrap_or_default();
        let _ = writeln!(out, "<text x=\"{:.1}\" y=\"138\" text-anchor=\"middle\">{label}</text>", x + step / 2.0 - 2.0);
    }
    let _ = write!(out, "</svg>\n<figcaption>{}</figcaption>\n</figure>\n", told(&d.chart_title));
    out
}
