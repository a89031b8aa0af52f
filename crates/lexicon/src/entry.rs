//! An entry is one row of a table as the reader uses it.

use accalmie_record::{Outcome, Sex, TargetClass, Type, Unit, WeaponClass, Who};

macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($variant,)* }

        impl $name {
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text,)* }
            }

            pub fn from_name(s: &str) -> Option<$name> {
                match s { $($text => Some($name::$variant),)* _ => None }
            }

            /// For messages: every name there is.
            pub fn all() -> String {
                [$($text,)*].join(" ")
            }
        }
    };
}

names! {
    /// Part of speech that a row asks for.
    Pos { Verb = "v", Noun = "n", Adjective = "a", Any = "x", }
}

names! {
    /// Who stands where around a trigger; lexicons/README.md describes each.
    Frame {
        Acts = "acts",
        Suffers = "suffers",
        Between = "between",
        Happens = "happens",
        By = "by",
        Of = "of",
        Counted = "counted",
        Tally = "tally",
        Thing = "thing",
        Speaks = "speaks",
    }
}

names! {
    /// A type that the reader refines from weapon, author, victim and object.
    General {
        Attack = "attack",
        Strike = "strike",
        Explosion = "explosion",
        Bombing = "bombing",
        Impact = "impact",
        Moving = "moving",
        Homecoming = "homecoming",
        Shooting = "shooting",
        Killing = "killing",
        Death = "death",
        Injury = "injury",
        Violence = "violence",
        Closure = "closure",
        Opening = "opening",
    }
}

names! {
    ActorClass {
        StateForces = "state_forces",
        Police = "police",
        Government = "government",
        Rebels = "rebels",
        Militia = "militia",
        Jihadist = "jihadist",
        Coalition = "coalition",
        Peacekeepers = "peacekeepers",
        Mercenaries = "mercenaries",
        Criminal = "criminal",
        International = "international",
        Unidentified = "unidentified",
        Civil = "civil",
        Media = "media",
        Leader = "leader",
    }
}

names! {
    Cue {
        Negation = "negation",
        Hedge = "hedge",
        Hearsay = "hearsay",
        Intent = "intent",
        Hypothetical = "hypothetical",
        Denial = "denial",
        Claim = "claim",
        Attribution = "attribution",
        Cumulative = "cumulative",
        Update = "update",
        Part = "part",
        Other = "other",
        Each = "each",
        Age = "age",
        Born = "born",
        Background = "background",
        Topic = "topic",
        Question = "question",
        Goal = "goal",
        Figurative = "figurative",
        Only = "only",
        Also = "also",
        Same = "same",
        Agentless = "agentless",
        NotNews = "not_news",
        Ongoing = "ongoing",
        NoHarm = "no_harm",
        Series = "series",
        Respectively = "respectively",
        Pronoun = "pronoun",
        This = "this",
        Status = "status",
    }
}

names! {
    RelationWord {
        At = "at",
        Near = "near",
        Around = "around",
        RoadToward = "road_toward",
        RoadBetween = "road_between",
        Direction = "direction",
        Within = "within",
        From = "from",
        To = "to",
    }
}

names! {
    /// What a word before a name says that the place is.
    Feature {
        City = "city",
        Village = "village",
        Province = "province",
        District = "district",
        Region = "region",
        Country = "country",
        Camp = "camp",
        Road = "road",
        River = "river",
        Mountain = "mountain",
        Border = "border",
        Crossing = "crossing",
        Capital = "capital",
    }
}

names! {
    /// What a small word says of the noun phrase after it.
    RoleWord {
        By = "by",
        Against = "against",
        Of = "of",
        Between = "between",
        With = "with",
        In = "in",
        For = "for",
        And = "and",
        Passive = "passive",
    }
}

names! { Number { Singular = "singular", Dual = "dual", Plural = "plural", } }
names! { Definite { Yes = "definite", No = "indefinite", } }

/// What a trigger's type cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    Type(Type),
    General(General),
    /// Not a trigger in this company of words.
    None,
}

#[derive(Clone, Debug)]
pub struct TriggerRow {
    pub pos: Pos,
    pub meaning: Meaning,
    pub outcome: Option<Outcome>,
    pub frame: Option<Frame>,
}

#[derive(Clone, Debug)]
pub struct WeaponRow {
    pub class: WeaponClass,
    pub type_: Option<Type>,
}

#[derive(Clone, Debug)]
pub struct PersonRow {
    pub who: Who,
    pub class: TargetClass,
    pub sex: Option<Sex>,
    /// `families` for words that count families (the `sex` cell says so).
    pub unit: Option<Unit>,
}

#[derive(Clone, Debug)]
pub struct SiteRow {
    pub class: TargetClass,
}

#[derive(Clone, Debug)]
pub struct ActorRow {
    /// The shared English name; one that starts with `*` is completed with a nation.
    pub name: String,
    pub class: ActorClass,
    pub country: String,
}

#[derive(Clone, Debug)]
pub struct CueRow {
    pub cue: Cue,
    pub value: String,
}

#[derive(Clone, Debug)]
pub struct RelationRow {
    pub relation: Option<RelationWord>,
    pub feature: Option<Feature>,
}

/// A small word before a noun that tells one from many.
#[derive(Clone, Debug)]
pub struct DeterminerRow {
    pub number: Option<Number>,
    pub definite: Option<Definite>,
}

#[derive(Clone, Debug)]
pub enum Entry {
    Trigger(TriggerRow),
    Weapon(WeaponRow),
    Person(PersonRow),
    Site(SiteRow),
    Actor(ActorRow),
    /// ISO 3166 two letters.
    Demonym(String),
    Cue(CueRow),
    Relation(RelationRow),
    Determiner(DeterminerRow),
    Role(RoleWord),
}

impl Entry {
    /// The table the row stands in; a longer match hides shorter ones of the same table only.
    pub fn table(&self) -> &'static str {
        match self {
            Entry::Trigger(_) => "triggers",
            Entry::Weapon(_) => "weapons",
            Entry::Person(_) => "people",
            Entry::Site(_) => "sites",
            Entry::Actor(_) => "actors",
            Entry::Demonym(_) => "demonyms",
            Entry::Cue(_) => "cues",
            Entry::Relation(_) => "relations",
            Entry::Determiner(_) => "determiners",
            Entry::Role(_) => "roles",
        }
    }
}
