//! The globe: distances between points given in degrees.

const EARTH_KM: f64 = 6371.0;

/// A direction from the centre of the Earth; the dot product of two gives their distance without trigonometry twice.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Point([f32; 3]);

impl Point {
    pub fn new(lat: f64, lon: f64) -> Point {
        let (lat, lon) = (lat.to_radians(), lon.to_radians());
        Point([(lat.cos() * lon.cos()) as f32, (lat.cos() * lon.sin()) as f32, lat.sin() as f32])
    }

    pub fn km(self, other: Point) -> f32 {
        let d: f32 = self.0.iter().zip(other.0).map(|(a, b)| (a - b) * (a - b)).sum();
        // The chord, bent to the surface.
        2.0 * EARTH_KM as f32 * (d.sqrt() / 2.0).min(1.0).asin()
    }
}

/// The great-circle distance.
pub fn distance_km(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (la, lb) = (a.0.to_radians(), b.0.to_radians());
    let (dy, dx) = ((lb - la) / 2.0, (b.1 - a.1).to_radians() / 2.0);
    let h = dy.sin().powi(2) + la.cos() * lb.cos() * dx.sin().powi(2);
    2.0 * EARTH_KM * h.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_to_measure_agree() {
        let (aleppo, hasakah) = ((36.20124, 37.16117), (36.50237, 40.74772));
        let far = distance_km(aleppo, hasakah);
        assert!((320.0..325.0).contains(&far), "{far}");
        let near = Point::new(aleppo.0, aleppo.1).km(Point::new(hasakah.0, hasakah.1));
        assert!((f64::from(near) - far).abs() < 0.5);
    }
}
