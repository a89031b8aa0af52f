//! Objects are what a deed hits: buildings, crops, convoys, people and forces, the place itself.

use crate::build::{Ground, mine};
use crate::people::count_before;
use crate::trigger::Trigger;
use crate::what::Hit;
use accalmie_language::{Rel, Upos};
use accalmie_lexicon::{Entry, Frame, RoleWord};
use accalmie_places::Feature;
use accalmie_record::{Target, TargetClass};

pub fn push_target(targets: &mut Vec<Target>, text: &str, class: TargetClass) {
    if !targets.iter().any(|t| t.text == text) {
        targets.push(Target { text: text.to_owned(), class });
    }
}

/// Buildings, crops, convoys and people that are the object of the deed.
pub fn objects(
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
        // "استهدف طيران التحالف": the word of the deed may be one that else brings in who suffers it.
        let does = |at: usize| s.rel(f.head) == Some(Rel::Nsubj) && group.iter().any(|&k| triggers[k].run.contains(&at));
        let against = matches!(s.role_before(f.run.start), Some((RoleWord::Against, at)) if !does(at));
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
