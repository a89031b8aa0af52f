//! Drawings are vectors: a map of where, with how far each place may be off, and a chart of days. Nothing is told by colour alone.

use super::html::told;
use crate::brief::Drawing;
use crate::frame::{Frame, SHAPE};
use std::fmt::Write;

const WIDE: f64 = SHAPE.0;
const HIGH: f64 = SHAPE.1;
const EDGE: f64 = 24.0;

pub fn figures(d: &Drawing) -> String {
    let mut out = String::new();
    if !d.dots.is_empty() || !d.roads.is_empty() {
        out.push_str(&map(d));
    }
    out.push_str(&chart(d));
    out
}

fn map(d: &Drawing) -> String {
    let Some(frame) = Frame::of(&d.dots, d.roads.iter().flat_map(|(_, lines)| lines).flatten()) else { return String::new() };
    let at = |lat: f64, lon: f64| {
        let (right, up) = frame.at(lat, lon);
        (WIDE / 2.0 + right, HIGH / 2.0 - up)
    };
    let drawn = |line: &[[f64; 2]]| {
        let points: Vec<String> = line.iter().map(|p| at(p[1], p[0])).map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        points.join(" ")
    };
    let mut out = format!("<figure>\n<svg viewBox=\"0 0 {WIDE} {HIGH}\" role=\"img\" aria-label=\"{}\">\n", told(&d.map_title));
    for border in &d.around.borders {
        let class = if border.disputed { "border disputed" } else { "border" };
        let _ = writeln!(out, "<polyline class=\"{class}\" points=\"{}\"/>", drawn(&border.line));
    }
    for (state, lines) in &d.roads {
        for line in lines {
            let _ = writeln!(out, "<polyline class=\"road {state}\" points=\"{}\"/>", drawn(line));
        }
    }
    let mut named: Vec<(&str, f64, f64)> = Vec::new();
    for dot in &d.dots {
        let (x, y) = at(dot.lat, dot.lon);
        let r = frame.km(dot.radius_km).min(WIDE / 2.0);
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
    let own = named.len();
    for town in &d.around.towns {
        let (x, y) = at(town.lat, town.lon);
        let free = |n: &(&str, f64, f64)| (n.1 - x).abs() > 90.0 || (n.2 - y).abs() > 13.0;
        // None stands where a dot says the same, or another town's name.
        let apart = d.dots.iter().all(|p| frame.apart_km((p.lat, p.lon), (town.lat, town.lon)) > 3.0);
        if apart && named.iter().all(free) && (8.0..WIDE - 8.0).contains(&x) && (16.0..HIGH - 8.0).contains(&y) {
            let _ = writeln!(out, "<circle class=\"town\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2.2\"/>");
            named.push((&town.name, x, y));
        }
    }
    for (n, (name, x, y)) in named.into_iter().enumerate() {
        let class = if n < own { "" } else { " class=\"town\"" };
        let (anchor, x) = if x > WIDE * 0.75 { ("end", x - 8.0) } else { ("start", x + 8.0) };
        let _ = writeln!(out, "<text{class} x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{}</text>", y - 7.0, told(name));
    }
    let bar = frame.km(frame.bar_km());
    let _ = writeln!(out, "<path class=\"bar-of-scale\" d=\"M12 {0:.1}v4h{bar:.1}v-4\"/>", HIGH - 16.0);
    let _ = writeln!(out, "<text x=\"{:.1}\" y=\"{:.1}\">{}</text>", 18.0 + bar, HIGH - 11.0, told(&d.scale));
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
