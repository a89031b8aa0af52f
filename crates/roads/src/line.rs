//! The line of a route is what is drawn of it on a map.

use crate::globe;
use crate::network::Network;
use crate::route::Route;

impl Network {
    /// The line of a route: latitude and longitude in degrees, from its start to its end.
    pub fn line(&self, route: &Route) -> Vec<(f64, f64)> {
        let mut line = vec![(route.start.lat, route.start.lon)];
        let last = route.arcs.len().saturating_sub(1);
        for (i, &arc) in route.arcs.iter().enumerate().filter(|(_, a)| !self.is_passage(**a)) {
            let points = self.segment(arc).geometry;
            let long = |w: &[(f64, f64)]| {
                let units = |p: (f64, f64)| (globe::units(p.0), globe::units(p.1));
                globe::metres(units(w[0]), units(w[1]))
            };
            let total: f64 = points.windows(2).map(long).sum();
            let from = if i == 0 { route.start.position * total } else { -1.0 };
            let to = if i == last { route.end.position * total } else { f64::INFINITY };
            let mut at = 0.0;
            for (k, point) in points.iter().enumerate() {
                if k > 0 {
                    at += long(&points[k - 1..=k]);
                }
                if at > from && at < to && line.last() != Some(point) {
                    line.push(*point);
                }
            }
        }
        line.push((route.end.lat, route.end.lon));
        line
    }
}
