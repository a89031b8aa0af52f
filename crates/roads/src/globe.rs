//! The globe: distances between points given in units of 1e-7 degrees (WGS 84, taken as a sphere).

/// Mean radius of the Earth (IUGG), in metres.
const RADIUS_M: f64 = 6_371_008.8;
/// Units in a degree.
pub const UNITS: f64 = 1e7;

/// A latitude or longitude in degrees, in units of 1e-7 degrees. What is no number becomes 0; what is too large, the largest.
pub fn units(degrees: f64) -> i32 {
    (degrees * UNITS).round() as i32
}

pub fn degrees(units: i32) -> f64 {
    f64::from(units) / UNITS
}

/// Metres along the great circle between two points (latitude, longitude in units).
pub fn metres(a: (i32, i32), b: (i32, i32)) -> f64 {
    let (la, lb) = (degrees(a.0).to_radians(), degrees(b.0).to_radians());
    let (dy, dx) = (lb - la, (degrees(b.1) - degrees(a.1)).to_radians());
    let h = (dy / 2.0).sin().powi(2) + la.cos() * lb.cos() * (dx / 2.0).sin().powi(2);
    2.0 * RADIUS_M * h.sqrt().min(1.0).asin()
}

/// Metres in a degree of latitude.
pub fn metres_in_degree() -> f64 {
    RADIUS_M.to_radians()
}

/// Where on the straight piece from `a` to `b` the point `p` is nearest: the part of the piece (0–1) and the metres to it.
/// The Earth is taken as flat around `p`, which is off by less than a thousandth within 50 km.
pub fn nearest_on(p: (i32, i32), a: (i32, i32), b: (i32, i32)) -> (f64, f64) {
    let scale = metres_in_degree();
    let narrow = degrees(p.0).to_radians().cos();
    let flat = |q: (i32, i32)| ((degrees(q.1) - degrees(p.1)) * narrow * scale, (degrees(q.0) - degrees(p.0)) * scale);
    let ((ax, ay), (bx, by)) = (flat(a), flat(b));
    let (dx, dy) = (bx - ax, by - ay);
    let long = dx * dx + dy * dy;
    let t = if long > 0.0 { (-(ax * dx + ay * dy) / long).clamp(0.0, 1.0) } else { 0.0 };
    (t, (ax + t * dx).hypot(ay + t * dy))
}
