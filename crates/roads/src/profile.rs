//! A profile is who travels, and so what each arc costs: its time, in tenths of a second.
//!
//! The speeds are our own estimates, in km/h, for ordinary vehicles that keep to what is usual on a free road of the class;
//! they are of no survey, and a time that comes of them is no forecast. Posted limits are taken at nine tenths. Surfaces,
//! smoothness and track grades lower them. An ambulance is not taken to be faster than a car: it may go where others may not.

use crate::graph::CLOSED;
use crate::kind::{Class, Flags, Kind, Modes, Smoothness, Surface};
use crate::network::Network;

/// Who travels. Weights in tonnes, heights in metres; 0 where it does not matter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Profile {
    Car,
    /// A truck of this actual weight and height: roads posted below either are closed to it.
    Truck {
        weight_t: f64,
        height_m: f64,
    },
    /// Goes where a car may and, beside that, where only those with leave may (`access=private`, `emergency=yes`).
    Ambulance,
    Foot,
}

/// What a step between two copies of a junction costs: not nothing, so that no walk can go round for free.
pub const STEP: u32 = 1;

impl Profile {
    pub fn mode(&self) -> Modes {
        match self {
            Profile::Car => Modes::CAR,
            Profile::Truck { .. } => Modes::TRUCK,
            Profile::Ambulance => Modes::AMBULANCE,
            Profile::Foot => Modes::FOOT,
        }
    }

    /// May it go along (or against, `backward`) a road of this kind?
    pub fn may(&self, kind: &Kind, backward: bool) -> bool {
        let open = if backward { kind.backward } else { kind.forward };
        open.has(self.mode()) && self.fits(kind) && self.speed_kmh(kind) > 0.0
    }

    fn fits(&self, kind: &Kind) -> bool {
        let Profile::Truck { weight_t, height_m } = *self else { return true };
        let under = |limit: u16, value: f64| limit == 0 || value * 100.0 <= f64::from(limit);
        under(kind.maxweight_10kg, weight_t) && under(kind.maxheight_cm, height_m)
    }

    /// Usual speed on a road of this kind; 0 where nobody gets through.
    pub fn speed_kmh(&self, kind: &Kind) -> f64 {
        if kind.class == Class::Ferry {
            return if kind.maxspeed_kmh > 0 { f64::from(kind.maxspeed_kmh) } else { FERRY };
        }
        match self {
            Profile::Foot if kind.class == Class::Steps => 2.0,
            Profile::Foot => 5.0,
            Profile::Truck { .. } => (driven(kind) * 0.85).min(80.0),
            Profile::Car | Profile::Ambulance => driven(kind),
        }
    }

    /// Tenths of a second for a stretch of this length; [`CLOSED`] where it may not go.
    pub fn cost(&self, kind: &Kind, backward: bool, length_m: f64) -> u32 {
        if !self.may(kind, backward) {
            return CLOSED;
        }
        if kind.class == Class::Passage {
            return STEP;
        }
        let tenths = (length_m * 36.0 / self.speed_kmh(kind)).ceil();
        (tenths as u32).clamp(1, CLOSED - 1)
    }
}

/// Boats that say nothing of their time.
const FERRY: f64 = 10.0;

/// On a free, paved road of the class.
fn usual(class: Class) -> f64 {
    match class {
        Class::Motorway => 100.0,
        Class::Trunk => 85.0,
        Class::Primary => 70.0,
        Class::Secondary => 60.0,
        Class::Tertiary => 50.0,
        Class::Unclassified => 40.0,
        Class::Unknown => 30.0,
        Class::Residential => 25.0,
        Class::Track => 20.0,
        Class::Service => 15.0,
        Class::LivingStreet => 10.0,
        Class::Path | Class::Steps => 8.0,
        Class::Ferry => FERRY,
        Class::Passage => 5.0,
    }
}

fn driven(kind: &Kind) -> f64 {
    let usual = match (kind.class, kind.tracktype) {
        (Class::Track, 1) => 40.0,
        (Class::Track, 2) => 30.0,
        (Class::Track, 3) => 20.0,
        (Class::Track, 4) => 15.0,
        (Class::Track, 5) => 8.0,
        (class, _) if kind.flags.has(Flags::RAMP) => usual(class) * 0.6,
        (class, _) => usual(class),
    };
    let posted = if kind.maxspeed_kmh > 0 { f64::from(kind.maxspeed_kmh) * 0.9 } else { usual };
    let surface = match kind.surface {
        Surface::Unknown | Surface::Paved => f64::INFINITY,
        Surface::Compacted => 50.0,
        Surface::Rough => 30.0,
        Surface::Gravel => 40.0,
        Surface::Earth => 30.0,
        Surface::Sand => 15.0,
        Surface::Mud => 8.0,
    };
    let smoothness = match kind.smoothness {
        Smoothness::Unknown | Smoothness::Good | Smoothness::Intermediate => f64::INFINITY,
        Smoothness::Bad => 40.0,
        Smoothness::VeryBad => 20.0,
        Smoothness::Horrible => 10.0,
        Smoothness::VeryHorrible => 5.0,
        Smoothness::Impassable => 0.0,
    };
    // A track that is posted at 50 is still a track.
    let posted = if kind.class == Class::Track { posted.min(usual) } else { posted };
    posted.min(surface).min(smoothness)
}

impl Network {
    /// What each arc of the graph costs, in tenths of a second; [`CLOSED`] where the profile may not go.
    pub fn weights(&self, profile: &Profile) -> Vec<u32> {
        (0..self.along.len() as u32)
            .map(|arc| {
                let (piece, backward) = self.piece_of(arc);
                profile.cost(self.kind(piece), backward, self.length_m(arc))
            })
            .collect()
    }
}
