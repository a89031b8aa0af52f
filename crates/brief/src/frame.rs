//! A frame is the part of the earth that a map shows: flat, north up, and no closer than about fifty kilometres across.

use crate::brief::Dot;

/// Wide and high, in units of which the page and the sheet have their own size.
pub const SHAPE: (f64, f64) = (720.0, 420.0);
/// Free at each side, in the same units.
const EDGE: f64 = 24.0;
/// Kilometres of a degree of latitude.
const DEGREE_KM: f64 = 111.2;
/// Lengths of a scale bar.
const BARS_KM: [f64; 9] = [5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0];

#[derive(Clone, Copy, Debug)]
pub struct Frame {
    middle: (f64, f64),
    /// A degree of longitude in degrees of latitude.
    squeeze: f64,
    /// Units a degree of latitude.
    pub scale: f64,
}

impl Frame {
    /// Round all dots and lines (longitude, latitude); `None` where there is nothing.
    pub fn of<'a>(dots: &[Dot], lines: impl Iterator<Item = &'a [f64; 2]>) -> Option<Frame> {
        let points: Vec<(f64, f64)> = dots.iter().map(|d| (d.lat, d.lon)).chain(lines.map(|p| (p[1], p[0]))).collect();
        if points.is_empty() {
            return None;
        }
        let ends = |of: fn(&(f64, f64)) -> f64| {
            let all = points.iter().map(of);
            (all.clone().fold(f64::MAX, f64::min), all.fold(f64::MIN, f64::max))
        };
        let ((south, north), (west, east)) = (ends(|p| p.0), ends(|p| p.1));
        let wide = ((east - west) * 1.15).max(0.6);
        let high = ((north - south) * 1.15).max(0.4);
        let middle = ((south + north) / 2.0, (west + east) / 2.0);
        let squeeze = middle.0.to_radians().cos().max(0.1);
        let scale = ((SHAPE.0 - 2.0 * EDGE) / (wide * squeeze)).min((SHAPE.1 - 2.0 * EDGE) / high);
        Some(Frame { middle, squeeze, scale })
    }

    /// Units to the right of the middle, and up.
    pub fn at(&self, lat: f64, lon: f64) -> (f64, f64) {
        ((lon - self.middle.1) * self.squeeze * self.scale, (lat - self.middle.0) * self.scale)
    }

    /// West, south, east, north of what is shown, in degrees.
    pub fn bounds(&self) -> [f64; 4] {
        let (aside, up) = (SHAPE.0 / 2.0 / self.scale / self.squeeze, SHAPE.1 / 2.0 / self.scale);
        [self.middle.1 - aside, self.middle.0 - up, self.middle.1 + aside, self.middle.0 + up]
    }

    pub fn km(&self, km: f64) -> f64 {
        km / DEGREE_KM * self.scale
    }

    /// Kilometres between two points (latitude, longitude), as the map has them.
    pub fn apart_km(&self, a: (f64, f64), b: (f64, f64)) -> f64 {
        ((a.1 - b.1) * self.squeeze).hypot(a.0 - b.0) * DEGREE_KM
    }

    /// The longest round length that takes at most a quarter of the map's width.
    pub fn bar_km(&self) -> f64 {
        BARS_KM.into_iter().rfind(|km| self.km(*km) <= SHAPE.0 / 4.0).unwrap_or(BARS_KM[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dot(lat: f64, lon: f64) -> Dot {
        Dot { lat, lon, radius_km: 1.0, name: String::new(), standing: "reported", suspected: false }
    }

    #[test]
    fn all_is_inside_and_no_map_is_too_close() {
        for dots in [vec![dot(36.5, 40.0)], vec![dot(36.5, 40.0), dot(36.8, 41.2)], vec![dot(-80.0, -170.0), dot(80.0, 170.0)]] {
            let frame = Frame::of(&dots, std::iter::empty()).expect("dots");
            let [west, south, east, north] = frame.bounds();
            assert!(dots.iter().all(|d| (south..=north).contains(&d.lat) && (west..=east).contains(&d.lon)), "{frame:?}");
            assert!(frame.km(50.0) <= SHAPE.0 && frame.km(frame.bar_km()) <= SHAPE.0 / 2.0, "{frame:?}");
        }
        assert!(Frame::of(&[], std::iter::empty()).is_none());
    }

    #[test]
    fn north_is_up_and_east_is_right() {
        let frame = Frame::of(&[dot(36.0, 40.0), dot(37.0, 41.0)], std::iter::empty()).expect("dots");
        let (right, up) = frame.at(37.0, 41.0);
        assert!(right > 0.0 && up > 0.0);
    }
}
