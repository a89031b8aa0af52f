//! A closure is told by a general word ("fermé", "cut", "rouvert") and by what it is said of: a road, a crossing, a school, the water.

use crate::build::Ground;
use crate::trigger::{Trigger, passive};
use accalmie_language::Rel;
use accalmie_lexicon::{Entry, Feature as Said, General};
use accalmie_places::Feature;
use accalmie_record::{Relation, TargetClass, Type};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Thing {
    Road,
    Crossing,
    Service,
}

/// The type of a closure or opening; `None` where what was closed is nothing that people need to know of.
pub fn closure(g: &Ground, core: &Trigger) -> Option<Type> {
    let opening = match core.general()? {
        General::Closure => false,
        General::Opening => true,
        _ => return None,
    };
    Some(match (thing(g, core)?, opening) {
        (Thing::Road, false) => Type::AccessRoadClosed,
        (Thing::Road, true) => Type::AccessRoadOpen,
        (Thing::Crossing, false) => Type::AccessCrossingClosed,
        (Thing::Crossing, true) => Type::AccessCrossingOpen,
        (Thing::Service, false) => Type::ServiceCut,
        (Thing::Service, true) => Type::ServiceRestored,
    })
}

fn thing(g: &Ground, core: &Trigger) -> Option<Thing> {
    let s = g.s;
    let governor = s.node(core.head).filter(|n| matches!(n.rel, Rel::Acl | Rel::Amod | Rel::AclRelcl)).map(|n| n.head as usize);
    let subject = s.subject(core.head, &[Rel::NsubjPass, Rel::Nsubj]);
    let object = s.children(core.head).find(|&c| s.rel(c) == Some(Rel::Obj));
    let what = if passive(s, core) || object.is_none() { subject.or(governor) } else { object }?;
    // The phrase: the word itself and the names that hang on it ("la route de X à Y", "la RN3 X – Y").
    let within = |i: usize| i == what || s.hangs(i, what) && i.abs_diff(what) <= 8;
    let by_name = g.names().iter().filter(|n| within(n.run.start)).find_map(|n| match (n.kind(g.gazetteer), n.relation) {
        (Some(Feature::Road), _) | (_, Relation::RoadBetween | Relation::RoadToward) => Some(Thing::Road),
        (Some(Feature::Crossing), _) => Some(Thing::Crossing),
        _ => None,
    });
    let by_word = s.entries().filter(|(m, _)| (m.start as usize..m.end as usize).contains(&what)).find_map(|(_, e)| match e {
        Entry::Relation(r) => match r.feature? {
            Said::Road => Some(Thing::Road),
            Said::Crossing | Said::Border => Some(Thing::Crossing),
            _ => None,
        },
        Entry::Site(site) => match site.class {
            TargetClass::Transport => Some(Thing::Road),
            TargetClass::Water
            | TargetClass::Power
            | TargetClass::Health
            | TargetClass::Education
            | TargetClass::Market
            | TargetClass::Other => Some(Thing::Service),
            _ => None,
        },
        _ => None,
    });
    by_word.or(by_name)
}
