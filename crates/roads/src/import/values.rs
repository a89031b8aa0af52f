//! A value is what a tag says in figures: a speed, a weight, a height, a duration. What cannot be read is unknown.

/// Figure and unit: `7.5 t` is (7.5, `t`).
fn figure(text: &str) -> Option<(f64, &str)> {
    let text = text.split(';').next()?.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(text.len());
    let number: f64 = text[..end].replace(',', ".").parse().ok()?;
    (number.is_finite() && number >= 0.0).then(|| (number, text[end..].trim()))
}

/// Posted speed in km/h, 0 where unknown. Zones (`XX:urban`) give what most countries mean by them.
pub(super) fn speed_kmh(text: &str) -> u8 {
    let kmh = match figure(text) {
        Some((n, "" | "km/h" | "kmh" | "kph")) => n,
        Some((n, "mph")) => n * 1.609_344,
        Some((n, "knots")) => n * 1.852,
        Some(_) => 0.0,
        None => match text.rsplit(':').next().unwrap_or(text).trim() {
            "none" => 130.0,
            "walk" | "living_street" => 7.0,
            "urban" => 50.0,
            "rural" => 90.0,
            "trunk" => 100.0,
            "motorway" => 120.0,
            "zone30" | "30" => 30.0,
            _ => 0.0,
        },
    };
    kmh.round().min(250.0) as u8
}

/// Is a road with this speed posted built up?
pub(super) fn built_up(text: &str) -> bool {
    matches!(text.rsplit(':').next(), Some("urban" | "living_street" | "zone30"))
}

/// Weight limit in units of 10 kg, 0 where there is none or it is unknown.
pub(super) fn weight_10kg(text: &str) -> u16 {
    let kg = match figure(text) {
        Some((n, "" | "t" | "tonnes" | "ton")) => n * 1000.0,
        Some((n, "kg")) => n,
        Some((n, "st")) => n * 907.184_74,
        Some((n, "lbs" | "lb")) => n * 0.453_592_37,
        Some((n, "cwt")) => n * 45.359_237,
        _ => 0.0,
    };
    limit(kg / 10.0)
}

/// Height limit in centimetres, 0 where there is none or it is unknown. `12'6"` is twelve feet and six inches.
pub(super) fn height_cm(text: &str) -> u16 {
    let cm = match figure(text) {
        Some((n, "" | "m")) => n * 100.0,
        Some((n, "cm")) => n,
        Some((feet, "ft")) => feet * 30.48,
        Some((feet, rest)) if rest.starts_with('\'') => {
            let inches = figure(rest[1..].trim()).map_or(0.0, |(n, _)| n);
            feet * 30.48 + inches * 2.54
        }
        _ => 0.0,
    };
    limit(cm)
}

/// A limit rounds down, and one that is there is at least 1; one too large to hold is none.
fn limit(value: f64) -> u16 {
    if value <= 0.0 || value >= f64::from(u16::MAX) { 0 } else { (value.floor() as u16).max(1) }
}

/// Minutes of a crossing: `00:20`, `1:15:00`, `20`, `PT20M`; `None` where unknown or nothing.
pub(super) fn minutes(text: &str) -> Option<f64> {
    let text = text.trim();
    let minutes = if let Some(iso) = text.strip_prefix("PT") {
        let mut sum = 0.0;
        for part in iso.split_inclusive(|c: char| c.is_ascii_alphabetic()) {
            let (n, unit) = figure(part)?;
            sum += n * match unit {
                "H" => 60.0,
                "M" => 1.0,
                "S" => 1.0 / 60.0,
                _ => return None,
            };
        }
        sum
    } else {
        let parts: Option<Vec<f64>> = text.split(':').map(|p| p.parse().ok().filter(|n: &f64| n.is_finite() && *n >= 0.0)).collect();
        match parts?[..] {
            [m] => m,
            [h, m] => h * 60.0 + m,
            [h, m, s] => h * 60.0 + m + s / 60.0,
            _ => return None,
        }
    };
    (minutes > 0.0).then_some(minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_in_the_units_that_mappers_write() {
        let speeds = [("50", 50), ("30 mph", 48), ("DE:urban", 50), ("none", 130), ("RO:rural", 90), ("walk", 7), ("fast", 0), ("", 0)];
        for (text, kmh) in speeds {
            assert_eq!(speed_kmh(text), kmh, "{text}");
        }
        for (text, limit) in [("3.5", 350), ("7,5 t", 750), ("3500 kg", 350), ("none", 0), ("-2", 0), ("1e9", 0), ("0.004", 1)] {
            assert_eq!(weight_10kg(text), limit, "{text}");
        }
        for (text, limit) in [("3.8", 380), ("3.8 m", 380), ("12'6\"", 381), ("12'", 365), ("380 cm", 380), ("default", 0), ("2;3", 200)] {
            assert_eq!(height_cm(text), limit, "{text}");
        }
        for (text, time) in [("00:20", Some(20.0)), ("1:15:00", Some(75.0)), ("PT1H5M", Some(65.0)), ("20", Some(20.0)), ("soon", None)] {
            assert_eq!(minutes(text), time, "{text}");
        }
    }
}
