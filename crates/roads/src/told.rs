//! What is told is how an incident becomes a closure: which types bar a way, where their words put it, and on what evidence.

use crate::closure::{Cause, Closure, Evidence, Spot, Stretch};
use accalmie_record::{Incident, Place, Relation, Role, Standing, Status, TargetClass, Type};
use jiff::civil::Date;

/// How far the roads "around" a place, or "near" it, are taken to reach: reports mean the villages that belong to a town. Our estimate.
pub const AROUND_KM: f64 = 10.0;
/// How far what happened in a place touches its roads.
pub const AT_KM: f64 = 2.0;

/// What is known beside the incidents.
pub struct Beside<'a> {
    /// The day on which a report came out, by its key: what has no date of its own held on that day at least.
    pub reported: &'a dyn Fn(&str) -> Option<Date>,
    /// The places of a record, by its id: which two of them are the ends of one road is lost where an incident has several tellings.
    pub placed: &'a dyn Fn(&str) -> Vec<Place>,
}

/// The closures that incidents tell of, in the order of their ids.
pub fn closures<'a>(incidents: impl IntoIterator<Item = &'a Incident>, beside: &Beside) -> Vec<Closure> {
    let mut out: Vec<Closure> = incidents.into_iter().filter_map(|i| closure(i, beside)).collect();
    out.sort_by(|a, b| a.id.cmp(&b.id));
    out
}

fn closure(i: &Incident, beside: &Beside) -> Option<Closure> {
    let told = matches!(i.status, Status::Asserted | Status::Hedged) && i.standing != Standing::Retracted;
    let cause = cause(i).filter(|_| told)?;
    let mut all: Vec<Stretch> = i.records.iter().flat_map(|r| stretches(&(beside.placed)(r))).collect();
    if all.is_empty() {
        all = stretches(&i.places);
    }
    let stretches = distinct(all);
    let published = || i.reports.iter().filter_map(|r| (beside.reported)(r));
    let day = |text: &Option<String>| text.as_deref().and_then(|t| t.get(..10)).and_then(|t| t.parse().ok());
    let (from, to) = i.time.as_ref().map_or((None, None), |t| (day(&t.from), if t.open_end { None } else { day(&t.to) }));
    // What holds is as new as the last report of it; what happened is as new as its day.
    let lasting = !matches!(cause, Cause::Fighting | Cause::Shelled | Cause::Damaged);
    let since = from.or_else(|| published().min());
    let last = if lasting { published().max().max(from).or(to) } else { to.or(from).or_else(|| published().max()) };
    let direct = matches!(i.type_, Type::ExplosiveLandmine | Type::ExplosiveErw | Type::ExplosiveIed | Type::HazardConfirmedArea)
        || cause != Cause::Mined;
    // An accident at an unknown place of a road is indirect evidence for any one place of it (IMSMA).
    let known_place = stretches.iter().any(|s| !matches!(s, Stretch::Toward { .. })) && !stretches.is_empty();
    let confirmed_area = (cause == Cause::Mined).then_some(i.type_ == Type::HazardConfirmedArea);
    Some(Closure {
        id: i.id.clone(),
        cause,
        evidence: if direct && known_place { Evidence::Direct } else { Evidence::Indirect },
        confirmed_area,
        stretches,
        holder: i
            .actors
            .iter()
            .find(|a| a.stated && a.id.is_some() && matches!(a.role, Role::Holder | Role::Initiator))
            .map(|a| a.name.clone()),
        since,
        last: last.max(since),
        origins: i.origins,
        confidence: i.confidence,
        contested: i.standing == Standing::Contested,
        hedged: i.status == Status::Hedged,
        reports: i.reports.clone(),
        records: i.records.clone(),
    })
}

fn cause(i: &Incident) -> Option<Cause> {
    // Bombs on a road, and not in a market.
    let on_road = || i.places.iter().any(|p| matches!(p.relation, Relation::RoadBetween | Relation::RoadToward) || is_road(p));
    Some(match i.type_ {
        Type::HazardMineLaying | Type::HazardSuspectedArea | Type::HazardConfirmedArea | Type::ExplosiveLandmine | Type::ExplosiveErw => {
            Cause::Mined
        }
        Type::ExplosiveIed if on_road() => Cause::Mined,
        Type::AccessRoadClosed => Cause::Closed,
        Type::AccessCrossingClosed => Cause::CrossingClosed,
        Type::AccessExitBlocked => Cause::ExitBlocked,
        Type::AccessAidBlocked | Type::AidObstructed => Cause::AidBlocked,
        Type::AccessMovementBanned => Cause::MovementBanned,
        Type::AccessCheckpoint => Cause::Checkpoint,
        Type::ControlEncircled => Cause::Encircled,
        // That mines were cleared from a road does not say that all were.
        Type::AccessRoadOpen | Type::AccessCrossingOpen => Cause::Opened,
        Type::BattleArmedClash | Type::BattleTerritoryTaken | Type::BattleRaid | Type::ControlContested => Cause::Fighting,
        t if t.family() == "object_attack" && i.targets.contains(&TargetClass::Transport) => Cause::Damaged,
        Type::ExplosiveShelling | Type::ExplosiveAirstrike | Type::ExplosiveDroneStrike => Cause::Shelled,
        _ => return None,
    })
}

/// Each once; a town is left out where the road to it or from it is told.
fn distinct(all: Vec<Stretch>) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    for s in all {
        let same = |o: &Stretch| match (o, &s) {
            (Stretch::Road { name: a }, Stretch::Road { name: b }) => a == b,
            (Stretch::Between { from: a, to: b }, Stretch::Between { from: c, to: d }) => {
                (a.id == c.id && b.id == d.id) || (a.id == d.id && b.id == c.id)
            }
            (Stretch::Toward { to: a }, Stretch::Toward { to: b }) => a.id == b.id,
            (Stretch::Around { at: a, km: x }, Stretch::Around { at: b, km: y }) => a.id == b.id && x == y,
            _ => false,
        };
        if !out.iter().any(same) {
            out.push(s);
        }
    }
    if out.iter().any(|s| matches!(s, Stretch::Between { .. } | Stretch::Road { .. })) {
        out.retain(|s| !matches!(s, Stretch::Around { .. }));
    }
    out
}

/// A road, as the gazetteer has it: a line, and no stretch between towns.
fn is_road(p: &Place) -> bool {
    p.precision == Some(5) && p.relation == Relation::At
}

/// Where the words put it. What is known no better than by its district is on no road that one could name.
fn stretches(places: &[Place]) -> Vec<Stretch> {
    let spot = |p: &Place| {
        let name = p.name.clone().unwrap_or_else(|| p.text.clone());
        Some(Spot { name, id: p.id.clone(), lat: p.lat?, lon: p.lon? })
    };
    let of = |relation: Relation| places.iter().filter(move |p| p.relation == relation && !is_road(p)).filter_map(spot);
    let mut out: Vec<Stretch> =
        places.iter().filter(|p| is_road(p)).filter_map(|p| p.name.clone()).map(|name| Stretch::Road { name }).collect();
    let ends: Vec<Spot> = of(Relation::RoadBetween).collect();
    for pair in ends.windows(2) {
        if let [from, to] = pair {
            out.push(Stretch::Between { from: from.clone(), to: to.clone() });
        }
    }
    let fine = |p: &&Place| p.precision.is_some_and(|n| n <= 2) && !is_road(p);
    let mut here: Vec<Spot> = places
        .iter()
        .filter(fine)
        .filter(|p| matches!(p.relation, Relation::At | Relation::Near | Relation::Around))
        .filter_map(spot)
        .collect();
    for to in of(Relation::RoadToward) {
        // "on the road from Amuda to Hasakah": where it sets out is told beside it.
        match here.first().cloned() {
            Some(from) if from.id != to.id => {
                out.push(Stretch::Between { from, to });
                here.remove(0);
            }
            _ => out.push(Stretch::Toward { to }),
        }
    }
    for p in places.iter().filter(fine) {
        let Some(at) = spot(p).filter(|s| here.contains(s)) else { continue };
        let km = if p.relation == Relation::At && p.precision == Some(1) { AT_KM } else { AROUND_KM };
        // A road that is told with its town is the road, not the town.
        if out.iter().all(|s| matches!(s, Stretch::Around { .. })) {
            out.push(Stretch::Around { at, km });
        }
    }
    out
}
