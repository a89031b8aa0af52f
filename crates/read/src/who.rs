//! Who finds the authors and sides of a happening. Where the words name none, there is none: a passive stays without its author.

use crate::factions::{self, Faction};
use crate::people::People;
use crate::sentence::Sentence;
use crate::sides::sides;
use crate::trigger::{Trigger, passive};
use crate::where_::Named;
use accalmie_language::{Rel, Upos, VerbForm};
use accalmie_lexicon::{Cue, Entry, Frame, General, Meaning, RoleWord};
use accalmie_places::{Feature, Gazetteer};
use accalmie_record::{Actor, Basis, Role};

/// What the search looks at.
pub struct View<'v, 'a> {
    pub s: &'v Sentence<'a>,
    pub factions: &'v [Faction],
    pub people: &'v [People],
    pub named: &'v [Named],
    pub gazetteer: &'v Gazetteer,
}

/// An author or side, by where it stands in the sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub text: String,
    pub name: Option<String>,
    pub country: String,
    pub faction: Option<usize>,
    pub token: usize,
    pub tier: u8,
}

impl View<'_, '_> {
    pub fn faction(&self, f: usize, tier: u8) -> Found {
        let x = &self.factions[f];
        Found {
            text: self.s.text_of(&x.run).to_owned(),
            name: Some(x.name.clone()),
            country: x.country.clone(),
            faction: Some(f),
            token: x.head,
            tier,
        }
    }

    /// The nation whose adjective stands on a weapon or a deed.
    pub fn nation(&self, f: usize) -> Found {
        self.faction(f, 1)
    }

    /// A country or its capital that stands for its government: "Israel struck", "Moscou a bombardé".
    pub fn state(&self, token: usize, tier: u8) -> Option<Found> {
        let n = self.named.iter().find(|n| n.run.contains(&token) && !n.cued)?;
        // "OUAGADOUGOU - Suspected jihadists attacked": where the report was written.
        if n.run.start == 0 && matches!(self.s.word(n.run.end), "-" | "–" | "—" | "(" | ":" | ",") {
            return None;
        }
        let meant = n.resolved.as_ref().and_then(|r| r.place).or_else(|| n.candidates.first().map(|c| c.place))?;
        let best = self.gazetteer.get(meant);
        if !matches!(best.feature, Feature::Country | Feature::Capital) {
            return None;
        }
        let country = self.gazetteer.country(best.country).map(|id| self.gazetteer.get(id).name.to_owned())?;
        Some(Found {
            text: self.s.text_of(&n.run).to_owned(),
            name: Some(country),
            country: best.country.to_owned(),
            faction: None,
            token,
            tier,
        })
    }

    pub fn at(&self, token: usize, tier: u8) -> Option<Found> {
        factions::at(self.s, self.factions, token)
            .map(|f| self.faction(f, tier))
            .or_else(|| self.state(token, tier))
            .or_else(|| self.crowd(token, tier))
    }

    /// People who are no force but do something: "des centaines de femmes ont manifesté", "les deux hommes".
    fn crowd(&self, token: usize, tier: u8) -> Option<Found> {
        let p = self.people.iter().find(|p| !p.bare && (p.run.contains(&token) || p.head == token))?;
        Some(Found { text: self.s.text_of(&p.run).to_owned(), name: None, country: String::new(), faction: None, token: p.head, tier })
    }

    /// The faction whose words begin at or just after `start`.
    pub fn starting(&self, start: usize, reach: usize, tier: u8) -> Option<Found> {
        let f = self.factions.iter().position(|f| {
            !f.nation_only && f.run.end > start && f.run.start <= start + reach && (f.run.start >= start || f.run.contains(&start))
        });
        f.filter(|&f| {
            !self.s.between(start, self.factions[f].run.start, |i| {
                self.s.is_verb(i) || self.s.is_mark(i) && !matches!(self.s.word(i), "\"" | "«" | "“")
            })
        })
        .map(|f| self.faction(f, tier))
        .or_else(|| (start..(start + reach + 1).min(self.s.len())).find_map(|i| self.state(i, tier)))
    }
}

pub fn subject(s: &Sentence, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..4 {
        if let Some(c) = s.children(at).find(|&c| s.rel(c) == Some(Rel::Nsubj)) {
            // "qui ont attaqué": the subject is what the clause hangs on.
            if s.pos(c) == Some(Upos::Pron) && s.rel(at) == Some(Rel::AclRelcl) {
                return s.head(at);
            }
            return Some(c);
        }
        if s.children(at).any(|c| s.rel(c) == Some(Rel::NsubjPass)) {
            return None;
        }
        match s.rel(at) {
            // A participle, infinitive or coordinated verb has its governor's subject.
            Some(Rel::Advcl | Rel::Xcomp | Rel::Conj | Rel::Ccomp) => at = s.head(at)?,
            Some(Rel::AclRelcl | Rel::Acl) => return s.head(at),
            _ => return None,
        }
    }
    None
}

/// Whether the pronoun at `i` follows a comma after what it stands for: "…, which denied it" speaks of this sentence's last noun.
pub fn relative(s: &Sentence, i: usize) -> bool {
    i > 1 && s.word(i - 1) == "," && matches!(s.pos(i - 2), Some(Upos::Noun | Upos::Propn))
}

/// Whether this verb is one of saying: its subject speaks, it does not do.
pub fn says(s: &Sentence, verb: usize) -> bool {
    s.entries().any(|(m, e)| {
        (m.start as usize..m.end as usize).contains(&verb)
            && match e {
                Entry::Cue(c) => matches!(c.cue, Cue::Attribution | Cue::Claim | Cue::Denial),
                Entry::Trigger(t) => t.frame == Some(Frame::Speaks),
                _ => false,
            }
    })
}

fn by_phrase(v: &View, from: usize, reach: usize) -> Option<Found> {
    let s = v.s;
    if s.tongue.lexicon.grammar.verb_last {
        // Nearest first; what stands after the verb is another clause's.
        let verb = from.min(s.len()).saturating_sub(1);
        let before = (0..verb).rev().take(REACH_BACK).take_while(|&i| s.segment[i] == s.segment[verb]);
        return before.into_iter().find_map(|i| match s.role_at(i) {
            Some((RoleWord::By, n)) => v.starting(i + n, 3, 2),
            _ => None,
        });
    }
    (from..(from + reach).min(s.len())).take_while(|&i| s.segment[i] == s.segment[from.min(s.len() - 1)]).find_map(|i| match s.role_at(i) {
        Some((RoleWord::By, n)) => v.starting(i + n, 3, 2),
        _ => None,
    })
}

/// How far before its verb a doer may stand where verbs come last, in tokens.
const REACH_BACK: usize = 24;

/// Authors of the trigger's deed, or its sides.
pub fn authors(v: &View, t: &Trigger) -> Vec<Found> {
    let s = v.s;
    let between = t.violent() && !t.verb && (t.run.end..t.run.end + 4).any(|i| matches!(s.role_at(i), Some((RoleWord::Between, _))));
    if t.frame == Some(Frame::Between) || between {
        let sides = sides(v, t);
        if !sides.is_empty() {
            return sides;
        }
    }
    if t.verb {
        return verb_author(v, t)
            .or_else(|| sole_doer(v, t))
            .or_else(|| plain_subject(v, t))
            .or_else(|| announced(v, t))
            .into_iter()
            .collect();
    }
    announced(v, t).or_else(|| noun_author(v, t, s)).into_iter().collect()
}

fn verb_author(v: &View, t: &Trigger) -> Option<Found> {
    let s = v.s;
    // Those who leave, deploy, march or yield are the authors of it, whatever the frame calls their subject.
    let own_deed = matches!(t.type_().map(accalmie_record::Type::family), Some("force" | "unrest" | "control"));
    // "the army blew up the charges": what goes off is blown up by somebody where it is an object.
    let done = t.frame == Some(Frame::Happens) && s.children(t.head).any(|c| s.rel(c) == Some(Rel::Obj));
    if matches!(t.frame, Some(Frame::Suffers | Frame::Happens | Frame::Thing | Frame::Counted))
        && !(own_deed && t.frame == Some(Frame::Suffers))
        && !done
    {
        return by_phrase(v, t.run.end, 14);
    }
    if passive(s, t) && !(own_deed && t.frame == Some(Frame::Suffers)) {
        let agent = s.children(t.head).find(|&c| s.rel(c) == Some(Rel::OblAgent)).and_then(|c| v.at(c, 1));
        return agent.or_else(|| by_phrase(v, t.run.end, 14));
    }
    // "الطيران الروسي يستهدف": a body's name that opens the line right before its verb, where verbs else come first.
    let opens =
        |f: &&Faction| !f.nation_only && f.people.is_none() && f.run.end == t.run.start && (f.run.start == 0 || s.is_mark(f.run.start - 1));
    if s.tongue.lexicon.grammar.verb_first
        && let Some(f) = v.factions.iter().position(|f| opens(&f))
    {
        return Some(v.faction(f, 1));
    }
    let found = subject(s, t.head).and_then(|c| v.at(c, 1)).or_else(|| self_told(v, t.head));
    if found.is_some() {
        return found;
    }
    if let Some(owner) = owner_of_arms(v, t) {
        return Some(owner);
    }
    // "sont en train de miner": the one who is at it stands before the carrying words.
    let infinitive = s.node(t.head).is_some_and(|n| n.verb_form == VerbForm::Inf);
    // Tier 2: the nearest faction before the verb in its clause, with no other verb between; where objects stand between, the first.
    let grammar = &s.tongue.lexicon.grammar;
    let reach = if grammar.verb_last { 24 } else { 6 };
    let free = |f: &Faction| {
        !f.nation_only && !matches!(s.role_before(f.run.start), Some((RoleWord::By | RoleWord::Of | RoleWord::Against | RoleWord::In, _)))
    };
    let before = |f: &Faction| {
        free(f)
            && f.run.end <= t.run.start
            && t.run.start - f.run.end <= reach
            && s.clause_distance(f.head, t.head) <= u8::from(infinitive) + u8::from(grammar.verb_last)
            && !s.between(f.run.end - 1, t.run.start, |i| s.is_verb(i) && !infinitive || !grammar.verb_last && s.word(i) == ",")
    };
    let next = |f: &Faction| free(f) && f.run.start >= t.run.end && f.run.start - t.run.end <= 1;
    // "ارتكبت القوات مجزرة": between the verb and what it takes.
    let inside = |f: &Faction| free(f) && f.run.start == t.run.start + 1 && f.run.end < t.run.end;
    if grammar.verb_first
        && let Some(f) = v.factions.iter().position(inside)
    {
        return Some(v.faction(f, 2));
    }
    let follows = || if grammar.verb_first { v.factions.iter().position(next) } else { None };
    let f = match grammar.verb_last {
        true => v.factions.iter().position(before),
        false => follows().or_else(|| v.factions.iter().rposition(before)),
    }?;
    let has_subject = s.children(t.head).any(|c| matches!(s.rel(c), Some(Rel::Nsubj | Rel::NsubjPass)));
    (!has_subject).then(|| v.faction(f, 2))
}

/// "topên artêşa Tirk gund bombebaran kir", "راجمات قوات النظام": where whose a thing is follows it, the arms' owner does what they do.
fn owner_of_arms(v: &View, t: &Trigger) -> Option<Found> {
    let s = v.s;
    let grammar = &s.tongue.lexicon.grammar;
    if !grammar.genitive_next {
        return None;
    }
    let near = |i: usize| s.segment[i] == s.segment[t.head] && if grammar.verb_last { i < t.run.start } else { i < t.run.end + 4 };
    let arms = s.entries().filter(|(m, e)| matches!(e, Entry::Weapon(_)) && near(m.start as usize));
    arms.map(|(m, _)| m.end as usize).find_map(|end| {
        let f = v.factions.iter().position(|f| !f.nation_only && f.run.start == end && !(t.run.start..t.run.end).contains(&f.head))?;
        Some(v.faction(f, 2))
    })
}

/// "جيش الاحتلال: استهدفنا": whose words they are is named before the colon that opens the sentence, and the verb is in their mouth.
fn announced(v: &View, t: &Trigger) -> Option<Found> {
    let s = v.s;
    let colon = (1..s.len().min(LONGEST)).find(|&i| s.word(i) == ":").filter(|&i| i < t.run.start)?;
    let f = v.factions.iter().position(|f| !f.nation_only && f.fights() && f.run.start == 0 && f.run.end == colon)?;
    s.done_by_speakers(t.head).then(|| v.faction(f, 2))
}

/// "police said they arrested two", "l'armée affirme qu'elle a repris": the pronoun is who says so.
fn self_told(v: &View, verb: usize) -> Option<Found> {
    let s = v.s;
    let pronoun = subject(s, verb).filter(|&c| s.pos(c) == Some(Upos::Pron) && !relative(s, c))?;
    let mut at = verb;
    for _ in 0..4 {
        at = s.head(at)?;
        if says(s, at) {
            return subject(s, at).filter(|&c| c != pronoun).and_then(|c| v.at(c, 2));
        }
    }
    None
}

/// The one force that does anything in the stretch, where the words of the deed itself name nobody: "soldiers went from house to house and
/// took away the men".
pub fn sole_doer(v: &View, t: &Trigger) -> Option<Found> {
    let s = v.s;
    if t.verb && passive(s, t) || matches!(t.frame, Some(Frame::Suffers | Frame::Counted | Frame::Thing | Frame::Speaks)) {
        return None;
    }
    let mut doers = v.factions.iter().enumerate().filter(|(_, f)| {
        let verb = f.run.clone().find_map(|i| (s.rel(i) == Some(Rel::Nsubj)).then(|| s.head(i)).flatten());
        !f.nation_only
            && f.fights()
            && s.segment[f.head] == s.segment[t.head]
            && f.run.end <= t.run.start
            && verb.is_some_and(|verb| s.is_verb(verb) && !says(s, verb) && s.segment[verb] == s.segment[t.head])
    });
    let (i, _) = doers.next()?;
    doers.next().is_none().then(|| v.faction(i, 4))
}

/// "a clearance team destroyed", "the adversary fired": a doer that no table knows, in the report's own words.
pub fn plain_subject(v: &View, t: &Trigger) -> Option<Found> {
    let s = v.s;
    let does = matches!(t.frame, Some(Frame::Acts)) || matches!(t.type_().map(accalmie_record::Type::family), Some("force" | "unrest"));
    if !t.verb || !does || passive(s, t) || s.tree.nodes.is_empty() || t.meaning == Meaning::General(General::Impact) {
        return None;
    }
    let head = subject(s, t.head).filter(|&c| c < t.run.start)?;
    if !matches!(s.pos(head), Some(Upos::Noun | Upos::Propn)) || s.in_time(head) {
        return None;
    }
    let first = (head.saturating_sub(LONGEST)..head).rev().take_while(|&i| s.hangs(i, head)).last().unwrap_or(head);
    let mut end = head + 1;
    while end < t.run.start && end - first < LONGEST && s.hangs(end, head) && !s.is_mark(end) && s.rel(end) != Some(Rel::AclRelcl) {
        end += 1;
    }
    // What strikes, is struck or happens is no doer; a place is one only as a state, which `state` has seen.
    // "NNA - An Israeli drone": a label; "the war has killed": only a name kills without a face.
    let label = matches!(s.word(end), "-" | "–" | "—" | ":") && first == 0;
    let faceless = t.only_harm() && s.pos(head) != Some(Upos::Propn);
    let thing = label
        || faceless
        || s.entries().any(|(m, e)| {
            (m.start as usize..m.end as usize).contains(&head)
                && matches!(
                    e,
                    Entry::Weapon(_) | Entry::Site(_) | Entry::Trigger(_) | Entry::Relation(_) | Entry::Cue(_) | Entry::Demonym(_)
                )
        });
    let place = v.named.iter().any(|n| n.run.contains(&head));
    let counted = s.quantities.iter().any(|q| q.tokens.contains(&head));
    if thing || place || counted {
        return None;
    }
    Some(Found { text: s.text_of(&(first..end)).to_owned(), name: None, country: String::new(), faction: None, token: head, tier: 3 })
}

/// Longest doer's phrase taken as it stands, in tokens.
const LONGEST: usize = 8;

pub fn noun_author(v: &View, t: &Trigger, s: &Sentence) -> Option<Found> {
    if t.frame == Some(Frame::Thing) || t.frame == Some(Frame::Counted) {
        return None;
    }
    // "frappes turques", "Turkish strikes".
    let nation = v.factions.iter().position(|f| {
        f.nation_only
            && (f.run.start == t.run.end || f.run.end == t.run.start || f.run.start == t.run.end + 1 && s.pos(t.run.end) == Some(Upos::Adj))
    });
    if t.frame != Some(Frame::Of)
        && let Some(f) = nation
    {
        return Some(v.faction(f, 1));
    }
    // "Boko Haram attack", "the army's offensive", "a Taliban-claimed raid" (not this last).
    if t.frame != Some(Frame::Of) {
        let before = v.factions.iter().position(|f| {
            let gap = f.run.end..t.run.start;
            !f.nation_only
                && f.run.end <= t.run.start
                && gap.len() <= 2
                && gap.clone().all(|i| s.word(i).starts_with(['\'', '’']) || matches!(s.pos(i), Some(Upos::Adj | Upos::Part | Upos::Noun)))
        });
        if let Some(f) = before {
            return Some(v.faction(f, 1));
        }
    }
    match s.role_at(t.run.end) {
        Some((RoleWord::Of, n)) if t.frame == Some(Frame::By) => {
            if let Some(f) = v.starting(t.run.end + n, 2, 1) {
                return Some(f);
            }
        }
        Some((RoleWord::By, n)) => {
            if let Some(f) = v.starting(t.run.end + n, 3, 1) {
                return Some(f);
            }
        }
        _ => {}
    }
    if let Some(f) = by_phrase(v, t.run.end, 20).filter(|f| {
        !s.between(t.run.end - 1, f.token, |i| {
            s.is_verb(i) && s.node(i).is_some_and(|n| !matches!(n.rel, Rel::Acl | Rel::Amod | Rel::AclRelcl | Rel::Root | Rel::Conj))
        })
    }) {
        return Some(f);
    }
    // "des hommes armés ont mené une attaque": the subject of the verb that carries the noun.
    let verb = s.head(t.head).filter(|&h| s.is_verb(h))?;
    // "the police announced the arrest of": a force tells of its own arrests.
    let own = t.type_().is_some_and(|t| t.family() == "arrest");
    if s.rel(t.head) == Some(Rel::Obj) && (own || !says(s, verb)) {
        let fights = |f: &Found| f.faction.is_some_and(|i| v.factions[i].fights());
        return subject(s, verb).and_then(|c| v.at(c, 1)).filter(|f| !says(s, verb) || fights(f));
    }
    None
}

/// As a record shows it; "suspected", "présumés" beside the name makes the basis a suspicion.
pub fn actor(v: &View, f: &Found, role: Role) -> Actor {
    let s = v.s;
    let run = f.faction.map_or(f.token..f.token + 1, |i| v.factions[i].run.clone());
    let suspected = s.cues(Cue::Hedge).chain(s.cues(Cue::Hearsay)).any(|c| {
        let c = c.start as usize..c.end as usize;
        c.end + 1 >= run.start && c.start <= run.end
    });
    Actor { role, text: f.text.clone(), name: f.name.clone(), id: None, basis: if suspected { Basis::Suspected } else { Basis::Stated } }
}
