//! A kind is what a stretch of road is like: its class, its surface, who may use it in which direction, and its limits.
//! Many segments share one kind.

macro_rules! closed_list {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name {
            #[default]
            $($(#[$vdoc])* $variant),+
        }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The name in files and tables.
            pub fn text(self) -> &'static str {
                match self {
                    $(Self::$variant => $text),+
                }
            }

            pub fn of_text(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.text() == text)
            }

            /// The `n`th of the list.
            pub fn nth(n: u8) -> Option<Self> {
                Self::ALL.get(usize::from(n)).copied()
            }
        }
    };
}
pub(crate) use closed_list;

closed_list! {
    /// After OpenStreetMap's `highway`; motorway links and the like have the class of what they link.
    Class {
        /// `highway=road` and whatever else says no more than that there is a road.
        Unknown = "road",
        Motorway = "motorway",
        Trunk = "trunk",
        Primary = "primary",
        Secondary = "secondary",
        Tertiary = "tertiary",
        Unclassified = "unclassified",
        Residential = "residential",
        LivingStreet = "living_street",
        Service = "service",
        Track = "track",
        /// Footways, cycleways, bridleways, paths, pedestrian streets.
        Path = "path",
        Steps = "steps",
        Ferry = "ferry",
        /// No road: the step between two copies of one junction.
        Passage = "passage",
    }
}

closed_list! {
    /// What one drives on; `Unknown` where the map does not say.
    Surface {
        Unknown = "unknown",
        /// Asphalt, concrete, paving stones.
        Paved = "paved",
        /// Sett, cobblestone, metal grids and the like.
        Rough = "rough",
        /// Compacted, fine gravel.
        Compacted = "compacted",
        /// Gravel, pebbles, unpaved without more.
        Gravel = "gravel",
        /// Earth, dirt, grass.
        Earth = "earth",
        Sand = "sand",
        Mud = "mud",
    }
}

closed_list! {
    /// After OpenStreetMap's `smoothness`, from the usable by all down.
    Smoothness {
        Unknown = "unknown",
        Good = "good",
        Intermediate = "intermediate",
        Bad = "bad",
        VeryBad = "very_bad",
        Horrible = "horrible",
        VeryHorrible = "very_horrible",
        Impassable = "impassable",
    }
}

/// A set of those who travel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Modes(pub u8);

impl Modes {
    pub const NONE: Modes = Modes(0);
    pub const CAR: Modes = Modes(1);
    pub const TRUCK: Modes = Modes(2);
    pub const AMBULANCE: Modes = Modes(4);
    pub const FOOT: Modes = Modes(8);
    /// All that drive.
    pub const VEHICLES: Modes = Modes(7);
    pub const ALL: Modes = Modes(15);

    pub fn has(self, one: Modes) -> bool {
        self.0 & one.0 != 0
    }

    pub fn with(self, other: Modes) -> Modes {
        Modes(self.0 | other.0)
    }

    pub fn without(self, other: Modes) -> Modes {
        Modes(self.0 & !other.0)
    }

    pub fn and(self, other: Modes) -> Modes {
        Modes(self.0 & other.0)
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// What else the map says of a stretch of road.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Flags(pub u16);

impl Flags {
    pub const BRIDGE: Flags = Flags(1);
    pub const TUNNEL: Flags = Flags(2);
    pub const FORD: Flags = Flags(4);
    pub const TOLL: Flags = Flags(8);
    /// Leads onto or off a road of the class.
    pub const RAMP: Flags = Flags(16);
    pub const ROUNDABOUT: Flags = Flags(32);
    /// Only for those who have something to do there. Taken as open: who routes to or through it is told.
    pub const DESTINATION: Flags = Flags(64);
    pub const PRIVATE: Flags = Flags(128);
    /// `hazard=minefield`.
    pub const MINEFIELD: Flags = Flags(256);
    pub const FOUR_WHEEL: Flags = Flags(512);
    pub const SEASONAL: Flags = Flags(1024);
    /// Built up, by the tag that gives the speed (`zone:traffic`, `maxspeed=XX:urban`).
    pub const BUILT_UP: Flags = Flags(2048);

    pub fn has(self, one: Flags) -> bool {
        self.0 & one.0 != 0
    }

    pub fn set(&mut self, one: Flags, on: bool) {
        if on {
            self.0 |= one.0;
        }
    }
}

/// What a stretch of road is like. Limits are 0 where the map gives none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind {
    pub class: Class,
    pub surface: Surface,
    pub smoothness: Smoothness,
    /// 1 (solid) to 5 (soft), 0 unknown.
    pub tracktype: u8,
    pub flags: Flags,
    /// Who may go along the way as it is drawn.
    pub forward: Modes,
    /// Who may go against it.
    pub backward: Modes,
    /// Posted speed in km/h; of a ferry, the speed that its duration gives.
    pub maxspeed_kmh: u8,
    /// In units of 10 kg.
    pub maxweight_10kg: u16,
    pub maxheight_cm: u16,
}
