//! Building makes the drafts of one sentence: for each stretch its type, victims, authors, weapon, place, time and certainty.

use crate::certainty;
use crate::claims;
use crate::draft::{Draft, Strength};
use crate::factions::Faction;
use crate::people::{People, count_before};
use crate::sentence::Sentence;
use crate::stretch;
use crate::trigger::{self, Trigger};
use crate::what::{self, Arm, Hit};
use crate::where_::Named;
use crate::who::{self, View};
use crate::whom::{self, Toll};
use accalmie_language::{Rel, Upos};
use accalmie_lexicon::{Cue, Definite, Entry, Frame, General, Meaning, RoleWord};
use accalmie_measure::{TimeKind, TimeValue};
use accalmie_places::{Feature, Gazetteer};
use accalmie_record::{Actor, Basis, Harm, Kind, Period, Quantity, Role, Status, Target, TargetClass, Type, Weapon, WeaponClass, Who};
use jiff::civil::Date;

/// Everything found in one sentence, and the report's names of places.
pub struct Ground<'g, 'a> {
    pub s: &'g Sentence<'a>,
    pub index: usize,
    pub people: &'g [People],
    pub factions: &'g [Faction],
    pub named: &'g [Named],
    pub gazetteer: &'g Gazetteer,
    pub anchor: Option<Date>,
    /// The last day that the text named before this sentence.
    pub context: Option<Date>,
    /// The period that the title names for the whole report.
    pub period: Option<&'g Period>,
}

impl<'g> Ground<'g, '_> {
    /// Which of the report's names stand in this sentence; names are in the order of the sentences.
    fn here(&self) -> std::ops::Range<usize> {
        self.named.partition_point(|n| n.sentence < self.index)..self.named.partition_point(|n| n.sentence <= self.index)
    }

    /// The names of this sentence.
    fn names(&self) -> &'g [Named] {
        &self.named[self.here()]
    }
}

/// The drafts of a sentence, in the order of their words.
pub fn drafts(g: &Ground) -> Vec<Draft> {
    let s = g.s;
    let triggers = trigger::choose(s, g.factions, g.names());
    if triggers.is_empty() {
        return Vec::new();
    }
    let mut tolls = whom::tolls(s, &triggers, g.people);
    // "sans faire de victime", "no casualties": the words deny the harm that they name.
    let denied: Vec<_> = s.cues(Cue::NoHarm).map(|m| m.start as usize..m.end as usize).collect();
    tolls.retain(|t| !denied.iter().any(|d| d.start < t.run.end && t.run.start < d.end + 2));
    let arms = what::arms(s);
    let figurative = s.cues(Cue::Figurative).next().is_some();
    // A checkpoint that is bombed is the object of the bombing, not news of its own.
    let mut triggers = triggers;
    let keep: Vec<bool> = triggers
        .iter()
        .map(|t| t.frame != Some(Frame::Thing) || !triggers.iter().any(|o| o.violent() && s.clause_distance(o.head, t.head) == 0))
        .collect();
    let mut number = keep.iter();
    let renumber: Vec<Option<usize>> = keep
        .iter()
        .scan(0, |n, k| {
            let i = *n;
            *n += usize::from(*k);
            Some(k.then_some(i))
        })
        .collect();
    triggers.retain(|_| *number.next().unwrap_or(&true));
    tolls.retain_mut(|t| renumber[t.trigger].map(|n| t.trigger = n).is_some());
    let groups = stretch::group(s, &triggers, g.names());
    let mut out = Vec::new();
    for group in &groups {
        let core = &triggers[group[0]];
        let own: Vec<&Toll> = tolls.iter().filter(|t| group.contains(&t.trigger)).collect();
        if figurative && core.violent() && own.iter().all(|t| !t.counted) {
            continue;
        }
        if let Some(d) = draft(g, core, group, &triggers, &own, &arms, &groups) {
            out.push(d);
        }
    }
    out
}

fn mine(triggers: &[Trigger], group: &[usize], s: &Sentence, token: usize) -> bool {
    // The nearest trigger of the segment, by clause and then by distance, is the one that a word belongs to.
    triggers
        .iter()
        .enumerate()
        .filter(|(_, t)| s.segment[t.head] == s.segment[token])
        .min_by_key(|(_, t)| (s.clause_distance(t.head, token), t.head.abs_diff(token)))
        .is_some_and(|(k, _)| group.contains(&k))
}

fn draft(
    g: &Ground,
    core: &Trigger,
    group: &[usize],
    triggers: &[Trigger],
    tolls: &[&Toll],
    arms: &[Arm],
    groups: &[Vec<usize>],
) -> Option<Draft> {
    let s = g.s;
    let violent = core.violent();
    let kind = core.kind();
    let arm = arms
        .iter()
        .filter(|a| s.segment[a.run.start] == s.segment[core.head] && (groups.len() == 1 || mine(triggers, group, s, a.run.start)))
        .min_by_key(|a| (a.class == WeaponClass::Unspecified, group.iter().map(|&k| a.run.start.abs_diff(triggers[k].head)).min()));
    let mut hit = Hit::default();
    for t in tolls {
        hit.add(t.who, t.class);
    }
    let mut targets: Vec<Target> = Vec::new();
    for t in tolls.iter().filter(|t| !t.part) {
        push_target(&mut targets, s.text_of(&t.run), t.class);
    }
    objects(g, core, group, triggers, groups, &mut hit, &mut targets);
    let view = View { s, factions: g.factions, people: g.people, named: g.names(), gazetteer: g.gazetteer };
    let mut authors: Vec<who::Found> = Vec::new();
    for &k in group {
        for f in who::authors(&view, &triggers[k]) {
            let victim = f.faction.and_then(|f| g.factions[f].people).is_some_and(|p| tolls.iter().any(|t| t.people == Some(p)));
            let target = f.faction.is_some_and(|i| {
                targets.iter().any(|t| !t.text.is_empty() && s.text_of(&g.factions[i].run).contains(&t.text))
                    && triggers[k].frame != Some(Frame::Between)
            });
            let idle = kind == Kind::Event && violent && f.faction.is_some_and(|i| !g.factions[i].fights());
            // People who flee are not the authors of their flight.
            let idle = idle || core.type_().is_some_and(|t| t.family() == "displacement") && triggers[k].frame != Some(Frame::Acts);
            let victim = victim || f.faction.is_none() && tolls.iter().any(|t| t.run.contains(&f.token));
            if !victim && !target && !idle && !authors.iter().any(|a| a.token == f.token || a.name == f.name) {
                authors.push(f);
            }
        }
        if !authors.is_empty() && triggers[k].frame != Some(Frame::Between) {
            break;
        }
    }
    // "un drone turc a frappé": the weapon's nation is the author.
    if violent
        && authors.is_empty()
        && let Some(a) = arm
    {
        let nation = g.factions.iter().position(|f| f.nation_only && (f.run.start == a.run.end || f.run.end == a.run.start));
        authors.extend(nation.map(|f| view.nation(f)));
    }
    let by_weapon = arm.and_then(|a| a.type_);
    let type_ = what::refine(core, arm.map(|a| a.class), by_weapon, &hit, !authors.is_empty());
    if type_.is_none() && tolls.is_empty() {
        return None;
    }
    // "stopper le massacre": a name for what goes on, not a killing told.
    let killing = matches!(core.general(), Some(General::Killing | General::Violence))
        || matches!(core.type_(), Some(Type::CivilianTargetingKilling | Type::CivilianTargetingAttack));
    let loose = killing && !core.verb && tolls.iter().all(|t| !t.counted);
    let here = g.names().iter().any(|n| !n.adjunct && n.cued);
    let the = matches!(determiner(s, core), Some(Definite::Yes));
    let type_ = if loose && the && !here && targets.len() <= 1 { Some(Type::AssessmentCharacterisation) } else { type_ };
    let strength = match core.meaning {
        Meaning::Type(_) => Strength::Specific,
        _ if by_weapon.is_some() || arm.is_some_and(|a| what::weapon_type(a.class).is_some()) => Strength::Specific,
        Meaning::General(General::Killing | General::Death | General::Injury) => Strength::Harm,
        _ => Strength::General,
    };
    if unfounded(g, core, type_, tolls, arm.is_some(), &targets, &authors) {
        return None;
    }
    let (status, cue) = certainty::status(s, core);
    let count = count(s, core, arm, kind);
    let noun = !core.verb;
    let definite = noun && determiner(s, core) == Some(Definite::Yes) && count.as_ref().is_none_or(|c| c.text.is_none());
    let another = s.cues(Cue::Other).any(|m| m.end as usize == core.run.start || m.start as usize == core.run.end);
    let places = places(g, core, group, triggers, groups, type_);
    let (time, own_time) = time(g, core, triggers, group);
    let roles = roles(core, type_, kind);
    let mut actors: Vec<Actor> = match kind {
        Kind::Statement => who::speakers(&view, core, &authors),
        _ => authors.iter().map(|f| who::actor(&view, f, roles)).collect(),
    };
    if type_.is_some_and(|t| t.family() == "battle") {
        for t in tolls.iter().filter(|t| matches!(t.who, Who::Combatants | Who::Police | Who::Peacekeepers)) {
            if let Some(f) = g.factions.iter().find(|f| f.people.is_some() && f.people == t.people) {
                let text = s.text_of(&f.run).to_owned();
                if !actors.iter().any(|a| a.text == text) {
                    actors.push(Actor { role: Role::Side, text, name: Some(f.name.clone()), id: None, basis: Basis::Inferred });
                }
            }
        }
    }
    let cumulative = s.cues(Cue::Cumulative).any(|m| s.segment[m.start as usize] == s.segment[core.head]);
    let update = s.cues(Cue::Update).next().is_some();
    let subject = s.subject(root(s, core.head), &[Rel::Nsubj, Rel::NsubjPass]);
    let refers = subject.is_some_and(|i| s.cues(Cue::This).any(|m| m.start as usize == i));
    let pronoun = !refers
        && (s.subject(core.head, &[Rel::Nsubj]).is_some_and(|i| s.pos(i) == Some(Upos::Pron))
            || kind == Kind::Statement && s.pos(0) == Some(Upos::Pron));
    // What is denied has neither number nor toll.
    let count = count.filter(|_| status != Status::Negated);
    let told = type_.is_none_or(|t| t.kind() != Kind::Assessment) && status != Status::Negated;
    let harm = tolls.iter().filter(|_| told).map(|t| harm_line(s, t, cumulative)).collect();
    let mut why: Vec<String> = group.iter().map(|&k| s.tongue.lexicon.cite(triggers[k].row)).collect();
    if let Some(a) = arm.filter(|_| violent || kind != Kind::Statement) {
        why.push(s.tongue.lexicon.cite(a.row));
    }
    why.extend(cue.into_iter().map(|c| format!("{}: {c}", status.name())));
    for t in tolls {
        why.push(format!("{} by tier {}", t.outcome.name(), t.tier));
    }
    for f in &authors {
        why.push(format!("author by tier {}", f.tier));
    }
    let grounded = core.verb
        || !tolls.is_empty()
        || !places.is_empty()
        || count.as_ref().is_some_and(|c| c.text.is_some())
        || !actors.is_empty()
        || time.is_some()
        || kind != Kind::Event;
    let generic = noun && !core.verb && kind == Kind::Event && tolls.is_empty() && places.is_empty() && actors.is_empty();
    if !grounded || generic && !definite && core.general().is_some() && s.unit == accalmie_record::Text::Text && count.is_none() {
        return None;
    }
    let weapon = arm.map(|a| Weapon { text: s.text_of(&a.run).to_owned(), class: a.class }).or_else(|| implied_weapon(core, s));
    Some(Draft {
        sentence: g.index,
        segment: s.segment[core.head],
        paragraph: s.paragraph,
        unit: s.unit,
        type_,
        strength,
        violent,
        definite,
        another,
        status,
        count,
        actors,
        targets,
        weapon: weapon.filter(|_| {
            violent || matches!(type_.map(Type::family), Some("hazard" | "object_attack")) || type_ == Some(Type::ArrestWeaponsSeized)
        }),
        own_place: !places.is_empty(),
        places,
        time,
        own_time,
        harm,
        attribution: claims::attribution(s, core),
        evidence: vec![(s.unit, evidence(s, core))],
        why,
        update,
        refers,
        pronoun,
        cause: None,
        number: 0,
    })
}

/// "la", "cette", "une" before the word, an adjective between at most.
fn determiner(s: &Sentence, core: &Trigger) -> Option<Definite> {
    s.entries().find_map(|(m, e)| match e {
        Entry::Determiner(d)
            if m.end as usize == core.run.start || m.end as usize + 1 == core.run.start && s.pos(m.end as usize) == Some(Upos::Adj) =>
        {
            d.definite
        }
        _ => None,
    })
}

/// The verb that a word hangs on at last.
fn root(s: &Sentence, i: usize) -> usize {
    let mut at = i;
    for _ in 0..s.len() {
        match s.head(at) {
            Some(h) if !(s.is_verb(at) && s.children(at).any(|c| matches!(s.rel(c), Some(Rel::Nsubj | Rel::NsubjPass)))) => at = h,
            _ => break,
        }
    }
    at
}

/// Words that make no record alone: who holds what, with no place; "les déplacés" with no figure; prices that explode.
fn unfounded(
    g: &Ground,
    core: &Trigger,
    type_: Option<Type>,
    tolls: &[&Toll],
    armed: bool,
    targets: &[Target],
    authors: &[who::Found],
) -> bool {
    let s = g.s;
    let place_here = g.names().iter().any(|n| !n.adjunct);
    let counted = tolls.iter().any(|t| t.counted);
    match type_ {
        Some(t) if t.family() == "control" => !place_here && targets.is_empty(),
        Some(Type::DisplacementPopulation | Type::DisplacementSite) => !counted && !place_here,
        Some(Type::CaptivityHeld) => tolls.is_empty() && authors.is_empty(),
        Some(Type::ExplosiveUnspecified)
            if core.general() == Some(General::Explosion) && core.verb && tolls.is_empty() && !armed && targets.is_empty() =>
        {
            // What exploded is a thing that the tables do not know to explode.
            s.children(core.head).any(|c| s.rel(c) == Some(Rel::Nsubj) && matches!(s.pos(c), Some(Upos::Noun)))
        }
        // Harm with nobody harmed: a hope that dies, a revolution that has not disappeared.
        _ if core.outcome.is_some()
            && tolls.is_empty()
            && core.verb
            && (core.frame == Some(Frame::Suffers) || core.only_harm() && authors.is_empty() && !armed) =>
        {
            true
        }
        _ => core.frame == Some(Frame::Counted) && core.outcome == Some(accalmie_record::Outcome::Displaced) && !counted,
    }
}

/// A type that names its weapon, in the words that named it.
fn implied_weapon(core: &Trigger, s: &Sentence) -> Option<Weapon> {
    let class = match core.type_()? {
        Type::ExplosiveAirstrike => WeaponClass::Aircraft,
        Type::ExplosiveDroneStrike => WeaponClass::Drone,
        Type::ExplosiveShelling => WeaponClass::Artillery,
        Type::ExplosiveVehicleBomb => WeaponClass::VehicleBomb,
        Type::ExplosiveSuicideBomb => WeaponClass::SuicideVest,
        Type::ExplosiveIed => WeaponClass::Ied,
        Type::ExplosiveLandmine | Type::HazardMineLaying => WeaponClass::Mine,
        Type::ExplosiveGrenade => WeaponClass::Grenade,
        Type::ExplosiveChemical => WeaponClass::Chemical,
        _ => return None,
    };
    Some(Weapon { text: s.text_of(&core.run).to_owned(), class })
}

fn push_target(targets: &mut Vec<Target>, text: &str, class: TargetClass) {
    if !targets.iter().any(|t| t.text == text) {
        targets.push(Target { text: text.to_owned(), class });
    }
}

/// Buildings, crops, convoys and people that are the object of the deed.
fn objects(
    g: &Ground,
    core: &Trigger,
    group: &[usize],
    triggers: &[Trigger],
    groups: &[Vec<usize>],
    hit: &mut Hit,
    targets: &mut Vec<Target>,
) {
    let s = g.s;
    let near = |start: usize| s.segment[start] == s.segment[core.head] && (groups.len() == 1 || mine(triggers, group, s, start));
    for (m, e) in s.entries() {
        let Entry::Site(site) = e else { continue };
        let start = m.start as usize;
        let in_trigger = group.iter().any(|&k| triggers[k].run.contains(&start));
        let coordinated = core.verb
            && s.rel(core.head) == Some(Rel::Conj)
            && s.subject(core.head, &[Rel::NsubjPass]).is_some_and(|i| (start..m.end as usize).contains(&i));
        if !coordinated && !near(start) || in_trigger || s.clause_distance(start, core.head) > 1 {
            continue;
        }
        let after = start >= core.run.end && start - core.run.end <= 12;
        let subject = matches!(s.rel(start), Some(Rel::NsubjPass | Rel::Nsubj)) && start < core.run.start;
        if after || subject || coordinated {
            hit.site = hit.site.or(Some(site.class));
            let c = count_before(s, start, start);
            push_target(targets, s.text_of(&(c.start..m.end as usize)), site.class);
        }
    }
    for p in g.people.iter() {
        let against = matches!(s.role_before(p.run.start), Some((RoleWord::Against, _)));
        let object = s.rel(p.head) == Some(Rel::Obj)
            && s.head(p.head).is_some_and(|h| group.iter().any(|&k| triggers[k].head == h && triggers[k].outcome.is_none()));
        if (against || object) && near(p.head) && p.run.start >= core.run.start {
            hit.add(p.who, p.class);
            push_target(targets, s.text_of(&p.run), p.class);
        }
    }
    for f in g.factions.iter().filter(|f| !f.nation_only && f.people.is_none()) {
        let against = matches!(s.role_before(f.run.start), Some((RoleWord::Against, _)));
        let object = s.rel(f.head) == Some(Rel::Obj) && s.head(f.head).is_some_and(|h| group.iter().any(|&k| triggers[k].head == h));
        if (against || object) && near(f.head) && f.fights() && core.frame != Some(Frame::Between) {
            hit.fighters = true;
            push_target(targets, s.text_of(&f.run), TargetClass::Combatants);
        }
    }
    for n in g.names().iter().filter(|n| !n.adjunct) {
        let after = n.phrase.start >= core.run.end && n.phrase.start - core.run.end <= 2;
        let village = matches!(n.feature, Some(Feature::Village | Feature::City | Feature::Camp));
        let object = s.rel(n.run.start) == Some(Rel::Obj)
            || matches!(s.role_before(n.run.start), Some((RoleWord::Against, _)))
            || village && !matches!(s.pos(n.phrase.start), Some(Upos::Adp));
        if after && object && near(n.run.start) {
            hit.place = true;
            if village {
                push_target(targets, s.text_of(&n.phrase), TargetClass::Civilians);
            }
        }
    }
}

fn roles(core: &Trigger, type_: Option<Type>, kind: Kind) -> Role {
    match kind {
        Kind::Statement => Role::Speaker,
        Kind::Accord | Kind::Need | Kind::Assessment => Role::Party,
        Kind::Condition => Role::Holder,
        Kind::Event
            if core.frame == Some(Frame::Between) || type_ == Some(Type::BattleArmedClash) && core.frame == Some(Frame::Suffers) =>
        {
            Role::Side
        }
        Kind::Event => Role::Initiator,
    }
}

/// How many: the figure before the noun, or of the weapon that went off.
fn count(s: &Sentence, core: &Trigger, arm: Option<&Arm>, kind: Kind) -> Option<Quantity> {
    if core.outcome.is_some() && core.frame == Some(Frame::Counted) {
        return Some(Quantity::ONE);
    }
    // "200 hommes": the force itself is what is counted.
    if core.type_() == Some(Type::ForcePresence)
        && let Some(q) = s.quantities.iter().find(|q| {
            q.kind == accalmie_measure::QuantityKind::Count && q.tokens.start >= core.run.start && q.tokens.start <= core.run.end + 2
        })
    {
        return Some(q.quantity(s.page));
    }
    if !core.verb {
        let c = count_before(s, core.run.start, core.head);
        let words = (c.start < core.run.end && c.explicit).then(|| s.text_of(&(c.start..core.run.end)).to_owned());
        if c.explicit || kind == Kind::Event {
            return Some(Quantity { min: c.min.max(1), max: c.max, text: words });
        }
        return None;
    }
    if matches!(core.frame, Some(Frame::Happens))
        && let Some(a) = arm.filter(|a| a.run.end <= core.run.start || a.run.start >= core.run.end)
    {
        let c = count_before(s, a.run.start, a.run.start);
        return Some(Quantity { min: a.min.max(1), max: a.max, text: c.explicit.then(|| s.text_of(&(c.start..a.run.end)).to_owned()) });
    }
    (kind == Kind::Event).then_some(Quantity::ONE)
}

/// The places of the stretch: its own clause's first; those it comes from only where people leave them.
fn places(g: &Ground, core: &Trigger, group: &[usize], triggers: &[Trigger], groups: &[Vec<usize>], type_: Option<Type>) -> Vec<usize> {
    let s = g.s;
    let leaving = type_.is_some_and(|t| matches!(t.family(), "displacement") || t == Type::ForceWithdrawal);
    let mut out: Vec<usize> = g
        .here()
        .filter(|&i| {
            let n = &g.named[i];
            !n.adjunct && s.segment[n.run.start] == s.segment[core.head] && (leaving || !n.from)
        })
        .collect();
    // With several happenings in one segment each takes the places nearest to its own words; what none is nearer to, all share.
    if groups.len() > 1 && out.len() > 1 {
        let own: Vec<usize> = out.iter().copied().filter(|&i| mine(triggers, group, s, g.named[i].run.start)).collect();
        if !own.is_empty() {
            // Both ends of a road go together.
            out = out
                .iter()
                .copied()
                .filter(|&i| {
                    own.contains(&i)
                        || own.iter().any(|&o| {
                            o.abs_diff(i) == 1 && [o, i].iter().all(|&k| g.named[k].relation == accalmie_record::Relation::RoadBetween)
                        })
                })
                .collect();
        } else {
            let before: Vec<usize> = out.iter().copied().filter(|&i| g.named[i].run.end <= core.run.start).collect();
            if !before.is_empty() {
                out = before;
            }
        }
    }
    // An actor's own country is where it comes from, not where it acts, unless words of place say so.
    out.retain(|&i| {
        let n = &g.named[i];
        let taking_part =
            matches!(s.rel(n.run.start), Some(Rel::Nsubj | Rel::NsubjPass | Rel::OblAgent | Rel::Obj | Rel::Iobj | Rel::Conj))
                && n.run.start > 0;
        let country = taking_part && n.kind(g.gazetteer) == Some(Feature::Country);
        n.cued || !g.factions.iter().any(|f| f.run.contains(&n.run.start) && !f.nation_only) && !country
    });
    out
}

/// The time said in the stretch, nearest to the trigger.
fn time(g: &Ground, core: &Trigger, triggers: &[Trigger], group: &[usize]) -> (Option<Period>, bool) {
    let s = g.s;
    let usable = |k: TimeKind| !matches!(k, TimeKind::Duration | TimeKind::Frequency);
    // "police said Monday" is when they said it.
    let of_saying = |i: usize| {
        let clause = s.clause.get(i).copied().unwrap_or(0);
        who::says(s, clause as usize) && s.clause.get(core.head).copied() != Some(clause)
    };
    let own = s
        .times
        .iter()
        .filter(|t| usable(t.kind) && !of_saying(t.tokens.start) && s.segment[t.tokens.start] == s.segment[core.head])
        .min_by_key(|t| {
            let token = t.tokens.start;
            let belongs = mine(triggers, group, s, token);
            // "On 4 November, shortly after 18:00": the day says more than the hour.
            let hour = matches!(t.value, TimeValue::Clock { of: None, .. });
            (hour, !belongs, s.clause_distance(token, core.head), token.abs_diff(core.head))
        });
    let before =
        || s.times.iter().rfind(|t| usable(t.kind) && t.tokens.end <= core.run.start && s.segment[t.tokens.start] < s.segment[core.head]);
    let found = own.or_else(before);
    let period = found.map(|t| {
        // A clock time alone is of the day of the report, as in a live feed; a part of a day is of the day last spoken of.
        let alone = matches!(t.value, TimeValue::Clock { of: None, .. });
        let mut p = t.resolve(g.anchor, g.context.filter(|_| !alone));
        p.text = Some(t.span.of(s.page).to_owned());
        p
    });
    (period.or_else(|| g.period.cloned()), own.is_some())
}

fn harm_line(s: &Sentence, t: &Toll, cumulative: bool) -> Harm {
    Harm {
        outcome: t.outcome,
        min: t.min,
        max: t.max,
        text: s.text_of(&t.run).to_owned(),
        who: t.who,
        age: t.age.clone(),
        sex: t.sex,
        cumulative,
        superseded: false,
        alternative: false,
        part_of_total: t.part,
        unit: t.unit,
    }
}

/// The words a record stands on: its segment of the sentence.
fn evidence(s: &Sentence, core: &Trigger) -> accalmie_record::Span {
    let segment = s.segment[core.head];
    let first = s.segment.iter().position(|&x| x == segment).unwrap_or(0);
    let last = s.segment.iter().rposition(|&x| x == segment).unwrap_or(s.len() - 1);
    s.span_of(&(first..last + 1))
}
