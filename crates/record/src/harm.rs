//! A harm is one casualty figure as one report gives it: what became of how many of whom.

use serde::{Deserialize, Serialize};

/// A closed list whose members are written in snake case; `from_name` reads what `name` writes.
macro_rules! closed {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($variant,)* }

        impl $name {
            pub const ALL: &[$name] = &[$($name::$variant,)*];

            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text,)* }
            }

            pub fn from_name(s: &str) -> Option<$name> {
                match s { $($text => Some($name::$variant),)* _ => None }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(self.name())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let said = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(d)?;
                $name::from_name(&said)
                    .ok_or_else(|| serde::de::Error::custom(format!("\u{201c}{said}\u{201d} is no {}", stringify!($name))))
            }
        }
    };
}
pub(crate) use closed;

closed! {
    /// What became of people.
    Outcome {
        Killed = "killed",
        Injured = "injured",
        Missing = "missing",
        Abducted = "abducted",
        Detained = "detained",
        Freed = "freed",
        Displaced = "displaced",
    }
}

closed! {
    /// Who was harmed. Presumption is left to the codebooks: `unknown` is what the words leave open.
    Who {
        Civilians = "civilians",
        Combatants = "combatants",
        Police = "police",
        Peacekeepers = "peacekeepers",
        Children = "children",
        Women = "women",
        Men = "men",
        Officials = "officials",
        AidWorkers = "aid_workers",
        Journalists = "journalists",
        Attackers = "attackers",
        Unknown = "unknown",
    }
}

closed! {
    Sex {
        Female = "female",
        Male = "male",
    }
}

closed! {
    /// What a figure counts when it is not people.
    Unit {
        Families = "families",
    }
}

/// One figure. `min` is `None` never with 0 meant: a harm exists only where the report tells of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Harm {
    pub outcome: Outcome,
    pub min: u64,
    /// `None`: "at least", or an unnumbered plural.
    pub max: Option<u64>,
    pub text: String,
    pub who: Who,
    /// As said: `11`, `8 and 11`.
    pub age: Option<String>,
    /// Only when a word says it; never from grammatical gender.
    pub sex: Option<Sex>,
    /// A toll over a period or a series.
    pub cumulative: bool,
    /// Replaced by a later figure in the same report.
    pub superseded: bool,
    /// A second telling that disagrees with the first.
    pub alternative: bool,
    /// The part in "16, of whom 3 children".
    pub part_of_total: bool,
    /// `families` when the figure counts families.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
}
