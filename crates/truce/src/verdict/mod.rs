//! A verdict is what one incident means for one clause, with what it rests on and what is missing to say more.
//!
//! It is never "violation": one origin *alleges* a breach, two independent ones *corroborate* it, and only a finding of the agreement's own
//! mechanism *verifies* it. What decides first is what certainly lies outside (zone, time, party); then what is unknown; then the act.
//! Where readers of the agreement differ and their readings lead to different outcomes, nobody is taken sides with.

mod act;
mod party;
mod place;
mod time;

use crate::agreement::{Act, Agreement, Clause, ClauseKind, Mode, Words};
use accalmie_record::{Incident, Standing, Status, TargetClass, Type};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

pub use party::{Is, Through, Who};
pub use place::{Lies, Where, radius_km};
pub use time::{Due, InTime, When, span};

/// The closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    NoApplicableClause,
    OutsideZone,
    OutsideWindow,
    PartyNotBound,
    NotYetDue,
    ObligationMet,
    InconsistentWithImpliedTerm,
    /// One origin.
    BreachAlleged,
    /// Two or more independent origins.
    BreachCorroborated,
    /// The agreement's own mechanism found so.
    BreachVerified,
    /// Somebody denies it.
    Contested,
    Undeterminable,
}

impl Outcome {
    pub const ALL: [Outcome; 12] = [
        Outcome::NoApplicableClause,
        Outcome::OutsideZone,
        Outcome::OutsideWindow,
        Outcome::PartyNotBound,
        Outcome::NotYetDue,
        Outcome::ObligationMet,
        Outcome::InconsistentWithImpliedTerm,
        Outcome::BreachAlleged,
        Outcome::BreachCorroborated,
        Outcome::BreachVerified,
        Outcome::Contested,
        Outcome::Undeterminable,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Outcome::NoApplicableClause => "no_applicable_clause",
            Outcome::OutsideZone => "outside_zone",
            Outcome::OutsideWindow => "outside_window",
            Outcome::PartyNotBound => "party_not_bound",
            Outcome::NotYetDue => "not_yet_due",
            Outcome::ObligationMet => "obligation_met",
            Outcome::InconsistentWithImpliedTerm => "inconsistent_with_implied_term",
            Outcome::BreachAlleged => "breach_alleged",
            Outcome::BreachCorroborated => "breach_corroborated",
            Outcome::BreachVerified => "breach_verified",
            Outcome::Contested => "contested",
            Outcome::Undeterminable => "undeterminable",
        }
    }

    pub fn is_breach(self) -> bool {
        matches!(self, Outcome::BreachAlleged | Outcome::BreachCorroborated | Outcome::BreachVerified)
    }
}

/// What is missing to decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    Actor,
    Date,
    Place,
    Targets,
    Control,
}

impl Missing {
    pub fn name(self) -> &'static str {
        match self {
            Missing::Actor => "actor",
            Missing::Date => "date",
            Missing::Place => "place",
            Missing::Targets => "targets",
            Missing::Control => "control",
        }
    }
}

/// Says more of an outcome, by a code that the phrase tables know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// The obligation has no deadline: it is neither met nor overdue.
    NoDeadline,
    BeforeDeadline,
    AfterDeadline,
    /// The clause is about this actor and does not bind it.
    ObjectNotSignatory,
    /// A fight of bound parties in which nobody says who began.
    AuthorUnsaid,
    /// The report only suspects or infers who did it.
    ActorSuspected,
    /// A side of the fight is no party, and the clause binds the parties towards one another.
    OtherSideNotParty,
    Hedged,
    /// The report tells it as planned, possible, denied or withdrawn.
    NotToldAsSo,
    /// Readers of the agreement differ, and their readings lead to different outcomes.
    ReadingsDiffer,
    /// The text names a zone that nobody published.
    ZoneUndrawn,
    /// The name of the place could also be another place, which lies otherwise.
    PlaceNameOpen,
    /// The clause is from general knowledge and is to be checked.
    ClauseUncertain,
    /// Rules on mines apply, whatever the agreement says.
    OtherLawMines,
    /// Rules on objects that civilians need to survive apply, whatever the agreement says.
    OtherLawSurvival,
}

impl Note {
    /// As it is written.
    pub fn name(self) -> String {
        serde_name(&self)
    }
}

fn serde_name(note: &Note) -> String {
    let camel = format!("{note:?}");
    let mut snake = String::new();
    for c in camel.chars() {
        if c.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

/// What the caller knows beside the incident.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Findings of the agreement's own mechanism: incident id and clause id.
    pub findings: BTreeSet<(String, String)>,
    /// Which party controls the place of an incident, by incident id; from a source that the caller can name.
    pub control: BTreeMap<String, String>,
}

/// One incident and one clause.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verdict {
    pub incident: String,
    pub agreement: String,
    /// `None` where no clause applies.
    pub clause: Option<String>,
    pub clause_kind: Option<ClauseKind>,
    pub words: Words,
    pub outcome: Outcome,
    /// Of an undeterminable one, the first thing that is missing.
    pub reason: Option<Missing>,
    /// All that is missing.
    pub missing: Vec<Missing>,
    /// What it would be if what is missing were so. Never to be counted.
    pub leaning: Option<Outcome>,
    pub notes: Vec<Note>,
    pub place: Option<Where>,
    pub time: Option<When>,
    /// Who did it, whom that party is to the clause, and through which link.
    pub who: Vec<Who>,
    pub origins: usize,
    /// The outcome by each reading of zone, time and control, where there are several.
    pub readings: Vec<ByReading>,
    pub sources: Vec<String>,
}

/// What comes out by one reading.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ByReading {
    pub held_by: Vec<String>,
    pub zone: Option<String>,
    pub outcome: Outcome,
    pub reason: Option<Missing>,
}

/// One verdict for each clause that the incident could touch, by clause id; one `no_applicable_clause` where it touches none.
pub fn judge(agreement: &Agreement, incident: &Incident, context: &Context) -> Vec<Verdict> {
    let told =
        matches!(incident.status, Status::Asserted | Status::Hedged | Status::Presupposed) && incident.standing != Standing::Retracted;
    let mut verdicts: Vec<Verdict> = Vec::new();
    if told {
        for clause in &agreement.clauses {
            verdicts.extend(touching(clause, incident).and_then(|act| act::verdict(agreement, clause, act, incident, context)));
        }
    }
    verdicts.sort_by(|a, b| a.clause.cmp(&b.clause));
    if verdicts.is_empty() {
        verdicts.push(none(agreement, incident, told));
    }
    for verdict in &mut verdicts {
        verdict.notes.extend(other_law(incident));
        verdict.notes.sort();
        verdict.notes.dedup();
    }
    verdicts
}

/// The act of a clause that an incident is of: the gravest where several are.
fn touching<'c>(clause: &'c Clause, incident: &Incident) -> Option<&'c Act> {
    let hit = |act: &Act| act.targets.is_empty() || incident.targets.is_empty() || incident.targets.iter().any(|t| act.targets.contains(t));
    clause.acts.iter().filter(|a| a.types.contains(&incident.type_) && hit(a)).min_by_key(|a| match a.mode {
        Mode::Forbidden => (0, a.targets.is_empty()),
        Mode::Implied => (1, a.targets.is_empty()),
        Mode::Fulfils => (2, a.targets.is_empty()),
        Mode::Undone => (3, a.targets.is_empty()),
    })
}

fn none(agreement: &Agreement, incident: &Incident, told: bool) -> Verdict {
    Verdict {
        incident: incident.id.clone(),
        agreement: agreement.id.clone(),
        clause: None,
        clause_kind: None,
        words: Words::new(),
        outcome: Outcome::NoApplicableClause,
        reason: None,
        missing: Vec::new(),
        leaning: None,
        notes: if told { Vec::new() } else { vec![Note::NotToldAsSo] },
        place: None,
        time: None,
        who: Vec::new(),
        origins: incident.origins,
        readings: Vec::new(),
        sources: Vec::new(),
    }
}

/// Law that holds beside any agreement: the mine-ban treaty and customary rules 81–83 on mines, Additional Protocol I, article 54, on
/// what civilians need to survive.
fn other_law(incident: &Incident) -> Option<Note> {
    let survival = [TargetClass::Agriculture, TargetClass::Food, TargetClass::Water];
    match incident.type_ {
        Type::HazardMineLaying | Type::ExplosiveLandmine => Some(Note::OtherLawMines),
        _ if incident.type_.family() == "object_attack" && incident.targets.iter().any(|t| survival.contains(t)) => {
            Some(Note::OtherLawSurvival)
        }
        _ => None,
    }
}
