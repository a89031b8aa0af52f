//! Building makes the drafts of one sentence: for each stretch its type, victims, authors, weapon, place, time and certainty.

use crate::certainty;
use crate::claims;
use crate::closures::closure;
use crate::draft::{Draft, Sketch, Strength};
use crate::factions::{self, Faction};
use crate::how_many::{count, harm_line, implied_weapon};
use crate::moves::moves;
use crate::objects::{objects, push_target};
use crate::people::People;
use crate::scope::{places, time};
use crate::sentence::Sentence;
use crate::sides::speakers;
use crate::standing::{determiner, known_blow, root, unfounded};
use crate::stretch;
use crate::trigger::{self, Trigger};
use crate::what::{self, Arm, Hit};
use crate::where_::Named;
use crate::who::{self, View};
use crate::whom::{self, Toll};
use accalmie_language::{Rel, Upos};
use accalmie_lexicon::{Cue, Definite, Frame, General, Meaning, RoleWord};
use accalmie_places::Gazetteer;
use accalmie_record::{Actor, Basis, Kind, Period, Role, Status, Target, TimePrecision, Type, Weapon, WeaponClass, Who};
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
    pub fn here(&self) -> std::ops::Range<usize> {
        self.named.partition_point(|n| n.sentence < self.index)..self.named.partition_point(|n| n.sentence <= self.index)
    }

    /// The names of this sentence.
    pub fn names(&self) -> &'g [Named] {
        &self.named[self.here()]
    }
}

/// The drafts of a sentence, in the order of their words.
pub fn drafts(g: &Ground) -> Vec<Draft> {
    let s = g.s;
    let triggers = trigger::choose(s, g.factions, g.names(), Some(g.gazetteer));
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

pub fn mine(triggers: &[Trigger], group: &[usize], s: &Sentence, token: usize) -> bool {
    // The nearest trigger of the segment, by clause and then by distance, is the one that a word belongs to.
    triggers
        .iter()
        .enumerate()
        .filter(|(_, t)| s.segment[t.head] == s.segment[token])
        .min_by_key(|(_, t)| (s.clause_distance(t.head, token), t.head.abs_diff(token)))
        .is_some_and(|(k, _)| group.contains(&k))
}

/// Villagers who repel an attack, or fight those who raid them, defend themselves.
fn defended(g: &Ground, triggers: &[Trigger], group: &[usize]) -> bool {
    let civil = |i: usize| g.people.iter().any(|p| (p.head == i || p.run.contains(&i)) && matches!(p.who, Who::Civilians | Who::Women));
    let fights =
        |t: &Trigger| t.type_() == Some(Type::BattleArmedClash) && t.frame == Some(Frame::Acts) && t.verb && !trigger::passive(g.s, t);
    group.iter().any(|&k| fights(&triggers[k]) && who::subject(g.s, triggers[k].head).is_some_and(civil))
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
    let kind = if matches!(core.general(), Some(General::Closure | General::Opening)) { Kind::Condition } else { core.kind() };
    let arm = arms
        .iter()
        .filter(|a| s.segment[a.run.start] == s.segment[core.head] && (groups.len() == 1 || mine(triggers, group, s, a.run.start)))
        .min_by_key(|a| {
            (a.class == WeaponClass::Unspecified, a.bearer, group.iter().map(|&k| a.run.start.abs_diff(triggers[k].head)).min())
        });
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
            // A shepherd, a driver, a child is named as who suffers arms and arrests, not as their author.
            let meek = f.faction.is_none()
                && (violent || core.type_().is_some_and(|t| matches!(t.family(), "arrest" | "civilian_targeting")))
                && g.people.iter().any(|p| {
                    p.head == f.token && matches!(p.who, Who::Civilians | Who::Children | Who::Women | Who::Journalists | Who::AidWorkers)
                });
            let idle = idle || meek;
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
        // "des obus des Forces de soutien rapide".
        if authors.is_empty()
            && let Some((RoleWord::Of, n)) = s.role_at(a.run.end)
        {
            authors.extend(view.starting(a.run.end + n, 1, 1).filter(|f| f.faction.is_some_and(|i| g.factions[i].fights())));
        }
    }
    // "Les agressions turques ont cours pour étendre le contrôle": what a deed is for is done by who does the deed.
    if authors.is_empty()
        && core.verb
        && core.type_() == Some(Type::ControlExpanding)
        && let Some(deed) = who::subject(s, core.head).and_then(|i| triggers.iter().find(|t| t.head == i && t.violent()))
    {
        authors.extend(who::authors(&view, deed));
    }
    let by_weapon = arm.and_then(|a| a.type_);
    let type_ = what::refine(core, arm.map(|a| a.class), by_weapon, &hit, !authors.is_empty());
    let type_ = if defended(g, triggers, group) { Some(Type::BattleSelfDefence) } else { type_ };
    let type_ = type_.or_else(|| closure(g, core)).or_else(|| moves(core, tolls));
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
    let definite = definite || core.verb && violent && known_blow(s, core);
    // "12 tués ainsi que deux civils": beside a word of harm it is others who were harmed, not another happening.
    let another = !core.only_harm() && s.cues(Cue::Other).any(|m| m.end as usize == core.run.start || m.start as usize == core.run.end);
    let places = places(g, core, group, triggers, groups, type_);
    let (time, own_time) = time(g, core, triggers, group);
    let roles = roles(core, type_, kind);
    let mut actors: Vec<Actor> = match kind {
        Kind::Statement => speakers(&view, core, &authors),
        _ => authors.iter().map(|f| who::actor(&view, f, roles)).collect(),
    };
    if kind == Kind::Event && type_.is_some_and(|t| matches!(t.family(), "explosive" | "battle")) {
        // "Turkish shelling", "Israel struck": a nation strikes with its armed forces.
        for (actor, found) in actors.iter_mut().zip(&authors) {
            let nation = g.gazetteer.country(&found.country).map(|id| g.gazetteer.get(id).name);
            if nation.is_some() && found.name.as_deref() == nation {
                actor.name = factions::military(&found.country, g.gazetteer);
            }
        }
    }
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
    // "since 2014", "depuis le début du mois": a figure that has grown over a long time.
    let grown = time.as_ref().is_some_and(|t| own_time && t.open_end && t.precision >= TimePrecision::Week);
    let cumulative = grown || s.cues(Cue::Cumulative).any(|m| s.segment[m.start as usize] == s.segment[core.head]);
    let update = s.cues(Cue::Update).next().is_some();
    let subject = s.subject(root(s, core.head), &[Rel::Nsubj, Rel::NsubjPass]);
    let refers = subject.is_some_and(|i| s.cues(Cue::This).any(|m| m.start as usize == i));
    let pronoun = !refers
        && (s.subject(core.head, &[Rel::Nsubj]).is_some_and(|i| s.pos(i) == Some(Upos::Pron) && !who::relative(s, i))
            || kind == Kind::Statement && s.pos(0) == Some(Upos::Pron));
    let doer = (core.verb && kind == Kind::Event && core.frame == Some(Frame::Acts) && !trigger::passive(s, core))
        .then(|| s.subject(core.head, &[Rel::Nsubj]))
        .flatten()
        .filter(|&i| !s.cues(Cue::Agentless).any(|m| m.start as usize == i))
        .filter(|&i| i < core.run.start && s.pos(i) == Some(Upos::Pron) && s.rel(core.head) != Some(Rel::AclRelcl))
        .map(|i| s.word(i).to_owned());
    let accused = (type_ == Some(Type::ClaimAccusation) && status == Status::Asserted)
        .then(|| {
            let after = |f: &&Faction| {
                !f.nation_only
                    && f.fights()
                    && s.segment[f.head] == s.segment[core.head]
                    && f.run.start >= core.run.end
                    && f.run.start - core.run.end <= 6
            };
            g.factions.iter().find(after)
        })
        .flatten()
        .map(|f| Actor {
            role: Role::Initiator,
            text: s.text_of(&f.run).to_owned(),
            name: Some(f.name.clone()),
            id: None,
            basis: Basis::Suspected,
        });
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
    let weapon = arm.map(|a| Weapon { text: s.text_of(&a.run).to_owned(), class: what::class(a.class, type_) });
    let weapon = weapon.or_else(|| implied_weapon(core, type_, s));
    let node = s.node(core.head);
    let sketch = Sketch {
        row: core.row,
        verb: core.verb,
        rel: node.map(|n| n.rel),
        form: node.map(|n| n.verb_form),
        tense: node.map(|n| n.tense),
        general: core.general(),
        frame: core.frame,
        length: s.len(),
        at: core.run.start,
        labelled: (1..=2).any(|i| i < core.run.start && s.word(i) == ":" && core.run.start <= i + 2),
        quoted: quoted(s, core.run.start),
    };
    Some(Draft {
        sketch,
        sentence: g.index,
        segment: s.segment[core.head],
        paragraph: s.paragraph,
        unit: s.unit,
        titled: s.unit == accalmie_record::Text::Title,
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
        own_place: places.iter().any(|&i| !g.named[i].nameless),
        places,
        time,
        own_time,
        harm,
        attribution: claims::attribution(s, core),
        evidence: vec![(s.unit, evidence(s, core))],
        why,
        update,
        refers,
        accused,
        doer,
        pronoun,
        cause: None,
        number: 0,
    })
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

/// Whether a quotation is open at token `at`.
fn quoted(s: &Sentence, at: usize) -> bool {
    let open = (0..at).filter(|&i| matches!(s.word(i), "«" | "“" | "\"")).count();
    let shut = (0..at).filter(|&i| matches!(s.word(i), "»" | "”")).count();
    let plain = (0..at).filter(|&i| s.word(i) == "\"").count();
    open > shut && (plain == 0 || plain % 2 == 1)
}

/// The words a record stands on: its segment of the sentence.
fn evidence(s: &Sentence, core: &Trigger) -> accalmie_record::Span {
    let segment = s.segment[core.head];
    let first = s.segment.iter().position(|&x| x == segment).unwrap_or(0);
    let last = s.segment.iter().rposition(|&x| x == segment).unwrap_or(s.len() - 1);
    s.span_of(&(first..last + 1))
}
