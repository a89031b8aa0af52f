//! The map and the chart as on the page ([`super::super::draw`]): the same data, the same signs. Nothing is told by colour alone.

use super::super::RenderError;
use super::lines::{self, Style};
use super::sheet::{MARGIN, SIZE, Sheet, WIDE};
use super::{FAINT, INK, NOTE, RULE, style};
use crate::brief::Drawing;
use crate::frame::{Frame, SHAPE};
use pdf_writer::{Content, Name};

const MARK: [f32; 3] = [0.54, 0.18, 0.11];
const LAND: [f32; 3] = [0.93, 0.95, 0.95];
const LABEL: Style = style(7.5, false, INK);
const TOWN: Style = style(7.0, false, FAINT);
/// Of the map, the chart, and what stands free around.
const MAP_HIGH: f32 = WIDE * 420.0 / 720.0;
const CHART_HIGH: f32 = WIDE * 150.0 / 720.0;
const EDGE: f32 = 16.0;
/// Beyond, a place that may be anywhere in its circle has no point.
const POINT_KM: f64 = 25.0;

pub fn draw(sheet: &mut Sheet, d: &Drawing) -> Result<(), RenderError> {
    if !d.dots.is_empty() || !d.roads.is_empty() {
        frame(sheet, MAP_HIGH);
        map(sheet, d)?;
        sheet.content().restore_state();
        let legend: Vec<&str> = d.legend.iter().map(|(_, words)| words.as_str()).collect();
        caption(sheet, MAP_HIGH, &format!("{}. {}", d.map_title, legend.join(" ")))?;
    }
    frame(sheet, CHART_HIGH);
    chart(sheet, d)?;
    sheet.content().restore_state();
    caption(sheet, CHART_HIGH, &d.chart_title)
}

/// Its ground; what follows is cut off at its edge.
fn frame(sheet: &mut Sheet, high: f32) {
    sheet.room(high + 30.0);
    sheet.gap(9.0);
    let bottom = SIZE.1 - sheet.y - high;
    let content = sheet.content();
    content.save_state().set_fill_rgb(LAND[0], LAND[1], LAND[2]).set_stroke_rgb(RULE[0], RULE[1], RULE[2]).set_line_width(0.6);
    content.rect(MARGIN, bottom, WIDE, high).fill_nonzero_and_stroke();
    content.rect(MARGIN, bottom, WIDE, high).clip_nonzero().end_path();
}

fn caption(sheet: &mut Sheet, high: f32, words: &str) -> Result<(), RenderError> {
    sheet.y += high + 3.0;
    sheet.paragraph(&[(words, NOTE)], 0.0)
}

/// Points a unit of a frame.
const UNIT: f64 = WIDE as f64 / SHAPE.0;

fn map(sheet: &mut Sheet, d: &Drawing) -> Result<(), RenderError> {
    let Some(frame) = Frame::of(&d.dots, d.roads.iter().flat_map(|(_, lines)| lines).flatten()) else { return Ok(()) };
    let top = sheet.y;
    let at = |lat: f64, lon: f64| {
        let (right, up) = frame.at(lat, lon);
        (MARGIN + WIDE / 2.0 + (right * UNIT) as f32, SIZE.1 - top - MAP_HIGH / 2.0 + (up * UNIT) as f32)
    };
    let content = sheet.content();
    for border in &d.around.borders {
        content.save_state().set_stroke_rgb(FAINT[0], FAINT[1], FAINT[2]).set_line_width(0.7);
        if border.disputed {
            content.set_dash_pattern([3.0, 2.0], 0.0);
        }
        stroke(content, &border.line, at);
        content.restore_state();
    }
    for (state, lines) in &d.roads {
        road(content, state);
        for line in lines {
            stroke(content, line, at);
        }
        content.restore_state();
    }
    let mut named: Vec<(&str, f32, f32)> = Vec::new();
    for dot in &d.dots {
        let (x, y) = at(dot.lat, dot.lon);
        let r = ((frame.km(dot.radius_km) * UNIT) as f32).min(WIDE / 2.0);
        content.save_state().set_parameters(Name(b"G0")).set_fill_rgb(MARK[0], MARK[1], MARK[2]).set_stroke_rgb(MARK[0], MARK[1], MARK[2]);
        content.set_line_width(0.5).set_dash_pattern([2.2, 2.2], 0.0);
        circle(content, x, y, r);
        content.fill_nonzero_and_stroke().restore_state();
        if dot.radius_km <= POINT_KM {
            content.save_state();
            let (fill, line) = if dot.standing == "contested" { ([1.0; 3], MARK) } else { (MARK, [1.0; 3]) };
            content.set_fill_rgb(fill[0], fill[1], fill[2]).set_stroke_rgb(line[0], line[1], line[2]).set_line_width(if fill == MARK {
                0.7
            } else {
                1.5
            });
            circle(content, x, y, 3.4);
            content.fill_nonzero_and_stroke().restore_state();
        }
        let free = |n: &(&str, f32, f32)| (n.1 - x).abs() > 62.0 || (n.2 - y).abs() > 9.5;
        if named.iter().all(|n| n.0 != dot.name) && named.iter().all(free) {
            named.push((&dot.name, x, y));
        }
    }
    let own = named.len();
    let (left, foot) = (MARGIN, SIZE.1 - top - MAP_HIGH);
    for town in &d.around.towns {
        let (x, y) = at(town.lat, town.lon);
        let free = |n: &(&str, f32, f32)| (n.1 - x).abs() > 62.0 || (n.2 - y).abs() > 9.5;
        // None stands where a dot says the same, or another town's name.
        let apart = d.dots.iter().all(|p| frame.apart_km((p.lat, p.lon), (town.lat, town.lon)) > 3.0);
        let inside = (left + 6.0..left + WIDE - 6.0).contains(&x) && (foot + 6.0..foot + MAP_HIGH - 12.0).contains(&y);
        if apart && inside && named.iter().all(free) {
            content.save_state().set_stroke_rgb(FAINT[0], FAINT[1], FAINT[2]).set_line_width(0.8);
            circle(content, x, y, 1.5);
            content.stroke().restore_state();
            named.push((&town.name, x, y));
        }
    }
    for (n, (name, x, y)) in named.into_iter().enumerate() {
        let side = if x > MARGIN + WIDE * 0.75 { Side::Before(x - 5.5) } else { Side::After(x + 5.5) };
        label(sheet, name, if n < own { LABEL } else { TOWN }, side, y + 4.8)?;
    }
    let bar = (frame.km(frame.bar_km()) * UNIT) as f32;
    let content = sheet.content();
    content.save_state().set_stroke_rgb(INK[0], INK[1], INK[2]).set_line_width(0.8);
    content
        .move_to(left + 8.0, foot + 11.0)
        .line_to(left + 8.0, foot + 8.0)
        .line_to(left + 8.0 + bar, foot + 8.0)
        .line_to(left + 8.0 + bar, foot + 11.0);
    content.stroke().restore_state();
    label(sheet, &d.scale, LABEL, Side::After(left + 12.0 + bar), foot + 7.0)
}

/// Points are longitude and latitude.
fn stroke(content: &mut Content, line: &[[f64; 2]], at: impl Fn(f64, f64) -> (f32, f32)) {
    for (n, p) in line.iter().enumerate() {
        let (x, y) = at(p[1], p[0]);
        if n == 0 {
            content.move_to(x, y)
        } else {
            content.line_to(x, y)
        };
    }
    content.stroke();
}

/// A line of its own kind for each state; what follows is drawn so until it is restored.
fn road(content: &mut Content, state: &str) {
    content.save_state().set_stroke_rgb(INK[0], INK[1], INK[2]);
    match state {
        "suspected" => content.set_line_width(1.4).set_dash_pattern([4.8, 2.8], 0.0),
        "unknown" => content.set_line_width(1.7).set_dash_pattern([0.7, 3.4], 0.0),
        "open" => content.set_line_width(0.6),
        _ => content.set_line_width(1.4),
    };
}

fn chart(sheet: &mut Sheet, d: &Drawing) -> Result<(), RenderError> {
    let top = SIZE.1 - sheet.y;
    let base = top - CHART_HIGH * 0.8;
    let most = d.days.iter().map(|f| f.incidents).max().unwrap_or(0).max(1);
    let step = (WIDE - 2.0 * EDGE) / d.days.len().max(1) as f32;
    for (n, day) in d.days.iter().enumerate() {
        let x = MARGIN + EDGE + step * n as f32;
        let wide = step - 2.8;
        if day.reports == 0 {
            hatch(sheet.content(), x, base, wide, top - 9.5 - base);
        }
        if day.incidents > 0 {
            let tall = (top - 18.0 - base) * day.incidents as f32 / most as f32;
            let content = sheet.content();
            content.save_state().set_fill_rgb(MARK[0], MARK[1], MARK[2]).rect(x, base, wide, tall).fill_nonzero().restore_state();
            label(sheet, &day.incidents.to_string(), LABEL, Side::Over(x + wide / 2.0), base + tall + 2.6)?;
        }
        label(sheet, day.day.get(5..).unwrap_or_default(), LABEL, Side::Over(x + wide / 2.0), base - 11.0)?;
    }
    Ok(())
}

/// Of a day on which nobody reported.
fn hatch(content: &mut Content, x: f32, y: f32, wide: f32, high: f32) {
    content.save_state().rect(x, y, wide, high).clip_nonzero().end_path();
    content.set_stroke_rgb(FAINT[0], FAINT[1], FAINT[2]).set_line_width(0.6);
    let lines = ((wide + high) / 4.1) as usize;
    for n in 0..=lines {
        let from = x - high + 4.1 * n as f32;
        content.move_to(from, y).line_to(from + high, y + high);
    }
    content.stroke().restore_state();
}

/// Where a label stands: it begins, ends, or has its middle there.
enum Side {
    After(f32),
    Before(f32),
    Over(f32),
}

/// `y` is of PDF's own, from the foot.
fn label(sheet: &mut Sheet, words: &str, style: Style, side: Side, y: f32) -> Result<(), RenderError> {
    let rtl = words.chars().any(super::faces::is_arabic);
    for line in lines::lines(&mut sheet.faces, &[(words, style)], rtl, f32::MAX)?.iter().take(1) {
        let x = match side {
            Side::After(x) => x,
            Side::Before(x) => x - line.width,
            Side::Over(x) => x - line.width / 2.0,
        };
        sheet.set_at(line, x, SIZE.1 - y);
    }
    Ok(())
}

/// Of four curves.
pub fn circle(content: &mut Content, x: f32, y: f32, r: f32) {
    const BEND: f32 = 0.552_285;
    let b = r * BEND;
    content.move_to(x + r, y);
    content.cubic_to(x + r, y + b, x + b, y + r, x, y + r).cubic_to(x - b, y + r, x - r, y + b, x - r, y);
    content.cubic_to(x - r, y - b, x - b, y - r, x, y - r).cubic_to(x + b, y - r, x + r, y - b, x + r, y).close_path();
}
