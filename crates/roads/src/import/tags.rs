//! Tags say which ways carry whom: read after OpenStreetMap's documented meaning of `highway`, `access` and its kin,
//! `oneway`, `barrier`. Where the tags are silent, a class has its usual users; what says no is believed.

use super::values;
use crate::kind::{Class, Flags, Kind, Modes, Smoothness, Surface};

/// The tags of one element.
pub(super) struct Tags<'a>(pub Vec<(&'a str, &'a str)>);

impl<'a> Tags<'a> {
    pub fn get(&self, key: &str) -> Option<&'a str> {
        self.0.iter().find(|(k, _)| *k == key).map(|(_, v)| *v)
    }

    /// Is something said of it that holds at some hours or for some loads only?
    pub fn conditional(&self) -> bool {
        self.0.iter().any(|(k, _)| k.ends_with(":conditional"))
    }

    fn is(&self, key: &str, value: &str) -> bool {
        self.get(key) == Some(value)
    }

    fn yes(&self, key: &str) -> bool {
        self.get(key).is_some_and(|v| v != "no" && v != "none")
    }
}

/// A way that carries somebody. A ferry's duration, in minutes, becomes its speed when its length is known.
pub(super) struct Carrier {
    pub kind: Kind,
    pub minutes: Option<f64>,
}

/// Why a way with `highway` or `route=ferry` is not in the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Not {
    /// Being built, planned, gone, or no way to travel on.
    InUse,
    /// Closed to all that the profiles are about.
    Open,
    /// Neither road nor ferry.
    Road,
}

pub(super) fn carrier(tags: &Tags<'_>) -> Result<Carrier, Not> {
    let (class, ramp, usual) = match tags.get("highway") {
        Some(highway) => class(highway).ok_or(Not::InUse)?,
        None if tags.is("route", "ferry") => (Class::Ferry, false, Modes::FOOT),
        None => return Err(Not::Road),
    };
    if tags.yes("abandoned") || tags.yes("razed") || tags.is("disused", "yes") || tags.is("ice_road", "yes") {
        return Err(Not::InUse);
    }
    let usual = if tags.yes("motorroad") { usual.without(Modes::FOOT) } else { usual };
    let mut kind = Kind { class, ..Kind::default() };
    kind.flags.set(Flags::RAMP, ramp);
    let open = allowed(tags, usual, &mut kind.flags);
    features(tags, &mut kind);
    let open = if kind.smoothness == Smoothness::Impassable { open.and(Modes::FOOT) } else { open };
    (kind.forward, kind.backward) = directions(tags, class, open);
    if kind.forward.is_empty() && kind.backward.is_empty() {
        return Err(Not::Open);
    }
    Ok(Carrier { kind, minutes: if class == Class::Ferry { tags.get("duration").and_then(values::minutes) } else { None } })
}

/// Class, whether it is a ramp, and who usually may.
fn class(highway: &str) -> Option<(Class, bool, Modes)> {
    let (main, ramp) = highway.strip_suffix("_link").map_or((highway, false), |m| (m, true));
    let all = Modes::ALL;
    let (class, usual) = match main {
        "motorway" => (Class::Motorway, Modes::VEHICLES),
        "trunk" => (Class::Trunk, all),
        "primary" => (Class::Primary, all),
        "secondary" => (Class::Secondary, all),
        "tertiary" => (Class::Tertiary, all),
        "unclassified" | "minor" => (Class::Unclassified, all),
        "residential" => (Class::Residential, all),
        "living_street" => (Class::LivingStreet, all),
        "service" | "services" => (Class::Service, all),
        "track" => (Class::Track, all),
        "road" => (Class::Unknown, all),
        "busway" | "bus_guideway" => (Class::Service, Modes::AMBULANCE),
        "path" | "footway" | "cycleway" | "bridleway" | "pedestrian" | "corridor" | "crossing" => (Class::Path, Modes::FOOT),
        "steps" => (Class::Steps, Modes::FOOT),
        _ => return None,
    };
    Some((class, ramp, usual))
}

/// What an access value says of a way.
#[derive(Clone, Copy, PartialEq)]
enum Says {
    Yes,
    Destination,
    /// Only those with leave; an ambulance goes.
    Leave,
    No,
}

fn says(value: &str) -> Option<Says> {
    Some(match value.split(';').next().unwrap_or(value).trim() {
        "yes" | "permissive" | "designated" | "official" | "public" | "true" => Says::Yes,
        "destination" | "customers" | "delivery" | "discouraged" => Says::Destination,
        "private" | "permit" | "residents" | "emergency" | "agricultural" | "forestry" | "employees" | "staff" => Says::Leave,
        "no" | "dismount" | "use_sidepath" | "military" | "psv" | "bus" | "false" => Says::No,
        _ => return None,
    })
}

/// From the general to the particular: the last of these keys that is there decides for a mode.
const KEYS: [(Modes, &[&str]); 4] = [
    (Modes::CAR, &["access", "vehicle", "motor_vehicle", "motorcar"]),
    (Modes::TRUCK, &["access", "vehicle", "motor_vehicle", "goods", "hgv"]),
    (Modes::AMBULANCE, &["access", "vehicle", "motor_vehicle", "motorcar", "emergency"]),
    (Modes::FOOT, &["access", "foot"]),
];

/// Who may go where `usual` may unless the tags say otherwise.
pub(super) fn allowed(tags: &Tags<'_>, usual: Modes, flags: &mut Flags) -> Modes {
    let mut open = usual;
    for (mode, keys) in KEYS {
        let Some(value) = keys.iter().rev().find_map(|k| tags.get(k).and_then(says)) else { continue };
        // A way that is no road for a mode does not become one because it is open to the public at large.
        let particular = keys[1..].iter().any(|k| tags.get(k).and_then(says).is_some());
        let goes = match value {
            Says::Yes => particular || usual.has(mode),
            Says::Destination => {
                flags.set(Flags::DESTINATION, mode != Modes::FOOT);
                particular || usual.has(mode)
            }
            Says::Leave => {
                flags.set(Flags::PRIVATE, mode != Modes::FOOT);
                mode == Modes::AMBULANCE && (particular || usual.has(mode))
            }
            Says::No => false,
        };
        open = if goes { open.with(mode) } else { open.without(mode) };
    }
    open
}

/// Who goes along the way and who against it. Who walks is bound by `oneway:foot` alone.
fn directions(tags: &Tags<'_>, class: Class, open: Modes) -> (Modes, Modes) {
    let round = matches!(tags.get("junction"), Some("roundabout" | "circular"));
    let value = ["oneway:motor_vehicle", "oneway:vehicle", "oneway"].iter().find_map(|k| tags.get(k));
    let driven = open.and(Modes::VEHICLES);
    let (mut forward, mut backward) = match value {
        Some("yes" | "true" | "1") => (driven, Modes::NONE),
        Some("-1" | "reverse") => (Modes::NONE, driven),
        // Turns round by the hour: at a given hour, half of it is wrong.
        Some("reversible") => (Modes::NONE, Modes::NONE),
        Some("no" | "false" | "0" | "alternating") => (driven, driven),
        _ if round || class == Class::Motorway => (driven, Modes::NONE),
        _ => (driven, driven),
    };
    for (key, side) in [("motor_vehicle:forward", &mut forward), ("motor_vehicle:backward", &mut backward)] {
        if tags.is(key, "no") {
            *side = Modes::NONE;
        }
    }
    let walks = open.and(Modes::FOOT);
    match tags.get("oneway:foot") {
        Some("yes" | "1") => (forward.with(walks), backward),
        Some("-1") => (forward, backward.with(walks)),
        _ => (forward.with(walks), backward.with(walks)),
    }
}

fn features(tags: &Tags<'_>, kind: &mut Kind) {
    kind.surface = tags.get("surface").map_or(Surface::Unknown, surface);
    kind.smoothness = match tags.get("smoothness") {
        Some("excellent" | "good") => Smoothness::Good,
        Some(value) => Smoothness::of_text(value).unwrap_or_default(),
        None => Smoothness::Unknown,
    };
    kind.tracktype = match tags.get("tracktype").and_then(|t| t.strip_prefix("grade")) {
        Some("1") => 1,
        Some("2") => 2,
        Some("3") => 3,
        Some("4") => 4,
        Some("5") => 5,
        _ => 0,
    };
    let speed = tags.get("maxspeed").or_else(|| tags.get("maxspeed:forward")).or_else(|| tags.get("zone:traffic"));
    kind.maxspeed_kmh = speed.map_or(0, values::speed_kmh);
    kind.maxweight_10kg = least(tags, &["maxweight", "maxweight:hgv", "maxweightrating", "maxweightrating:hgv"], values::weight_10kg);
    kind.maxheight_cm = least(tags, &["maxheight", "maxheight:physical"], values::height_cm);
    let flags = &mut kind.flags;
    flags.set(Flags::BRIDGE, tags.yes("bridge"));
    flags.set(Flags::TUNNEL, tags.yes("tunnel"));
    flags.set(Flags::FORD, tags.yes("ford"));
    flags.set(Flags::TOLL, tags.yes("toll"));
    flags.set(Flags::ROUNDABOUT, matches!(tags.get("junction"), Some("roundabout" | "circular")));
    flags.set(Flags::MINEFIELD, tags.is("hazard", "minefield"));
    flags.set(Flags::FOUR_WHEEL, tags.yes("4wd_only"));
    flags.set(Flags::SEASONAL, tags.yes("seasonal") || tags.yes("winter_road") || tags.yes("intermittent"));
    flags.set(Flags::BUILT_UP, speed.is_some_and(values::built_up));
}

/// The tightest of several limits.
fn least(tags: &Tags<'_>, keys: &[&str], read: fn(&str) -> u16) -> u16 {
    keys.iter().filter_map(|k| tags.get(k)).map(read).filter(|&v| v > 0).min().unwrap_or(0)
}

fn surface(value: &str) -> Surface {
    match value.split([':', ';']).next().unwrap_or(value) {
        "asphalt" | "paved" | "concrete" | "paving_stones" | "chipseal" | "bricks" | "wood" | "metal" => Surface::Paved,
        "sett" | "cobblestone" | "unhewn_cobblestone" | "grass_paver" | "metal_grid" | "stone" => Surface::Rough,
        "compacted" | "fine_gravel" => Surface::Compacted,
        "gravel" | "unpaved" | "pebblestone" | "shells" | "rock" => Surface::Gravel,
        "ground" | "dirt" | "earth" | "grass" | "woodchips" | "clay" | "salt" => Surface::Earth,
        "sand" => Surface::Sand,
        "mud" => Surface::Mud,
        _ => Surface::Unknown,
    }
}

/// What stands on a node and stops somebody: who may pass, and what he may weigh and measure. `None` where all may.
pub(super) fn barrier(tags: &Tags<'_>) -> Option<Kind> {
    let usual = match tags.get("barrier")? {
        "bollard"
        | "block"
        | "jersey_barrier"
        | "cycle_barrier"
        | "motorcycle_barrier"
        | "stile"
        | "kissing_gate"
        | "turnstile"
        | "chain"
        | "debris"
        | "log"
        | "planter"
        | "rope"
        | "full-height_turnstile"
        | "horse_stile"
        | "rising_bollard" => Modes::FOOT,
        "wall" | "fence" | "hedge" | "city_wall" | "retaining_wall" | "ditch" => Modes::NONE,
        "bus_trap" => Modes::FOOT.with(Modes::TRUCK).with(Modes::AMBULANCE),
        _ if tags.is("locked", "yes") => Modes::FOOT,
        _ => Modes::ALL,
    };
    let mut kind = Kind { class: Class::Passage, ..Kind::default() };
    kind.forward = allowed(tags, usual, &mut kind.flags);
    kind.maxweight_10kg = least(tags, &["maxweight"], values::weight_10kg);
    kind.maxheight_cm = least(tags, &["maxheight", "maxheight:physical"], values::height_cm);
    let stops = kind.forward != Modes::ALL || kind.maxweight_10kg > 0 || kind.maxheight_cm > 0;
    stops.then_some(kind)
}

/// A gate of which the map does not say whether it opens, and to whom. It is taken as open, and counted.
pub(super) fn gate_untold(tags: &Tags<'_>) -> bool {
    let gate = tags.get("barrier").is_some_and(|b| b.ends_with("gate") || b == "yes" || b == "checkpoint" || b == "border_control");
    gate && tags.get("locked").is_none() && KEYS.iter().flat_map(|(_, keys)| *keys).all(|k| tags.get(k).is_none())
}
