//! A snap is where a point lies on the network: the nearest stretch of road that the profile may use, and how far along it.

use crate::astar::End;
use crate::globe;
use crate::graph::{CLOSED, Graph};
use crate::kind::Class;
use crate::network::Network;
use crate::profile::Profile;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

/// One arc on which the point lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Snap {
    pub arc: u32,
    /// How much of the arc's length lies behind the point (0–1, in the arc's direction).
    pub position: f64,
    /// How far the point is from the road.
    pub metres: f64,
    /// The nearest point of the road: latitude and longitude in degrees.
    pub lat: f64,
    pub lon: f64,
}

impl Snap {
    /// To leave from here: the arc's head, and the cost of what is left of the arc.
    pub fn start(&self, graph: &Graph, weights: &[u32]) -> End {
        let weight = weights[self.arc as usize];
        let cost = if weight < CLOSED { weight - self.behind(weight) } else { CLOSED };
        End { node: graph.head[self.arc as usize], cost }
    }

    /// To arrive here: the arc's tail, and the cost from there.
    pub fn end(&self, graph: &Graph, weights: &[u32]) -> End {
        let weight = weights[self.arc as usize];
        let cost = if weight < CLOSED { self.behind(weight) } else { CLOSED };
        End { node: graph.tail[self.arc as usize], cost }
    }

    fn behind(&self, weight: u32) -> u32 {
        (f64::from(weight) * self.position).round() as u32
    }
}

/// The cost of going from one point to another on the same arc without leaving it, and that arc; `None` where the points lie on
/// different stretches, or the way round is meant. A search over nodes does not see it.
pub fn direct(network: &Network, weights: &[u32], from: &[Snap], to: &[Snap]) -> Option<(u32, u32)> {
    let along = |f: &Snap, t: &Snap| {
        let weight = weights[f.arc as usize];
        let same = network.piece_of(f.arc) == network.piece_of(t.arc) && f.position <= t.position && weight < CLOSED;
        same.then(|| (t.behind(weight) - f.behind(weight), f.arc))
    };
    from.iter().flat_map(|f| to.iter().filter_map(move |t| along(f, t))).min()
}

/// There is no road for this profile so near.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("{}", said(*.within_km, *.nearest_km))]
pub struct NoRoad {
    pub within_km: f64,
    /// `None` where the network has no such road at all.
    pub nearest_km: Option<f64>,
}

fn said(within: f64, nearest: Option<f64>) -> String {
    match nearest {
        Some(km) => format!("no usable road within {within} km: nearest road is {km:.1} km away"),
        None => "no usable road: the network has none".to_owned(),
    }
}

type Boxed = GeomWithData<Rectangle<[f64; 2]>, u32>;

/// The stretches of a network by where they lie.
pub struct Snapper<'a> {
    network: &'a Network,
    tree: RTree<Boxed>,
}

/// What lies as near as this, in metres, is as near: at a junction, all its roads.
const AS_NEAR: f64 = 0.5;

impl<'a> Snapper<'a> {
    pub fn new(network: &'a Network) -> Self {
        let boxed = |piece: u32| {
            let points = network.points(piece);
            let corner = |of: fn(i32, i32) -> i32| {
                let (lat, lon) = points.iter().copied().reduce(|a, b| (of(a.0, b.0), of(a.1, b.1))).unwrap_or_default();
                [globe::degrees(lon), globe::degrees(lat)]
            };
            GeomWithData::new(Rectangle::from_corners(corner(i32::min), corner(i32::max)), piece)
        };
        let roads = (0..network.pieces.len() as u32).filter(|&p| network.kind(p).class != Class::Passage);
        Snapper { network, tree: RTree::bulk_load(roads.map(boxed).collect()) }
    }

    /// The arcs nearest to a point (degrees, WGS 84) that the profile may use, both directions where it may go both; each as often
    /// as its junction has copies, so that all ways to it are there.
    pub fn near(&self, lat: f64, lon: f64, profile: &Profile, max_km: f64) -> Result<Vec<Snap>, NoRoad> {
        self.near_where(lat, lon, profile, max_km, |_| true)
    }

    /// As [`Snapper::near`], among the arcs that `wanted` names: those of the mainland ([`crate::mainland`]), say.
    pub fn near_where(
        &self,
        lat: f64,
        lon: f64,
        profile: &Profile,
        max_km: f64,
        wanted: impl Fn(u32) -> bool,
    ) -> Result<Vec<Snap>, NoRoad> {
        let none = |nearest_km| NoRoad { within_km: max_km, nearest_km };
        if !(lat.abs() <= 90.0 && lon.abs() <= 180.0) {
            return Err(none(None));
        }
        let p = (globe::units(lat), globe::units(lon));
        // Windows of growing size: what is found within half a window's side is nearer than all outside of it.
        let mut km = 0.25;
        while km < 100_000.0 {
            let found = self.within(p, km, profile, &wanted);
            if let Some(nearest) = found.iter().map(|s| s.metres).min_by(f64::total_cmp).filter(|m| *m <= km * 1000.0) {
                if nearest > max_km * 1000.0 {
                    return Err(none(Some(nearest / 1000.0)));
                }
                let mut near: Vec<Snap> = found.into_iter().filter(|s| s.metres <= nearest + AS_NEAR).collect();
                near.sort_by(|a, b| a.metres.total_cmp(&b.metres).then(a.arc.cmp(&b.arc)));
                return Ok(near);
            }
            km *= 4.0;
        }
        Err(none(None))
    }

    /// The stretches that come within so many km of a point, whoever may use them; sorted.
    pub fn around(&self, lat: f64, lon: f64, km: f64) -> Vec<u32> {
        let p = (globe::units(lat), globe::units(lon));
        let boxes = self.tree.locate_in_envelope_intersecting(window(p, km)).map(|b| b.data);
        let mut out: Vec<u32> = boxes.filter(|&piece| nearest(&self.network.points(piece), p).1 <= km * 1000.0).collect();
        out.sort_unstable();
        out
    }

    /// Every usable stretch in a window around the point, measured.
    fn within(&self, p: (i32, i32), km: f64, profile: &Profile, wanted: &impl Fn(u32) -> bool) -> Vec<Snap> {
        let mut out = Vec::new();
        for boxed in self.tree.locate_in_envelope_intersecting(window(p, km)) {
            let kind = self.network.kind(boxed.data);
            let open = |arc: &&u32| profile.may(kind, self.network.piece_of(**arc).1) && wanted(**arc);
            let arcs: Vec<u32> = self.network.arcs_of(boxed.data).iter().filter(open).copied().collect();
            if !arcs.is_empty() {
                let (along, metres, at) = nearest(&self.network.points(boxed.data), p);
                out.extend(arcs.into_iter().map(|arc| {
                    let position = if self.network.piece_of(arc).1 { 1.0 - along } else { along };
                    Snap { arc, position, metres, lat: at.0, lon: at.1 }
                }));
            }
        }
        out
    }
}

/// What reaches so many km from a point to each side.
fn window(p: (i32, i32), km: f64) -> AABB<[f64; 2]> {
    let high = km * 1000.0 / globe::metres_in_degree();
    let (lat, lon) = (globe::degrees(p.0), globe::degrees(p.1));
    // The window is widest at its edge towards the pole.
    let wide = high / (lat.abs() + high).min(89.9).to_radians().cos();
    AABB::from_corners([lon - wide, lat - high], [lon + wide, lat + high])
}

/// The nearest point of a line: the part of its length before it, the metres to it, and where it is.
fn nearest(line: &[(i32, i32)], p: (i32, i32)) -> (f64, f64, (f64, f64)) {
    let (mut best, mut before, mut total) = ((0.0, f64::INFINITY, (0.0, 0.0)), 0.0, 0.0);
    for w in line.windows(2) {
        let long = globe::metres(w[0], w[1]);
        let (t, metres) = globe::nearest_on(p, w[0], w[1]);
        if metres < best.1 {
            let between = |a: i32, b: i32| globe::degrees(a) + (globe::degrees(b) - globe::degrees(a)) * t;
            best = (0.0, metres, (between(w[0].0, w[1].0), between(w[0].1, w[1].1)));
            before = total + t * long;
        }
        total += long;
    }
    best.0 = if total > 0.0 { (before / total).clamp(0.0, 1.0) } else { 0.0 };
    best
}
