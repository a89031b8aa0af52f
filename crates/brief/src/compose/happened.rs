//! What happened: the gravest first.

use super::Desk;
use crate::brief::Section;
use accalmie_record::{Incident, Kind, Outcome, Role, Standing, Status};

/// Beyond, they are counted and not told one by one.
const TOLD: usize = 40;

/// How grave: the dead, the hurt, everybody else who was harmed; then how well it stands.
fn gravity(i: &Incident) -> (u64, u64, u64, usize) {
    let best = |o: Outcome| i.harm.get(&o).map_or(0, |t| t.best);
    let others = i.harm.values().map(|t| t.best).sum();
    (best(Outcome::Killed), best(Outcome::Injured), others, i.origins)
}

pub fn section(desk: &mut Desk) -> Option<Section> {
    let m = desk.m;
    let stands = |i: &Incident| i.kind == Kind::Event && i.standing != Standing::Retracted;
    let mut told: Vec<_> = m.told.iter().filter(|t| stands(t.incident) && desk.is_new(t.incident)).collect();
    told.sort_by(|a, b| gravity(b.incident).cmp(&gravity(a.incident)).then_with(|| a.incident.id.cmp(&b.incident.id)));
    let mut sentences = Vec::new();
    for t in told.iter().take(TOLD) {
        let text = text(desk, t.incident);
        let cited = desk.cite(t);
        sentences.extend(desk.sentence(text, cited, vec![t.incident.id.clone()]));
    }
    if told.len() > TOLD {
        let cited = desk.cite_all();
        let text = desk.p.count("happened.more", (told.len() - TOLD) as u64, &[]);
        sentences.extend(desk.sentence(text, cited, Vec::new()));
    }
    if told.is_empty() {
        let cited = desk.cite_all();
        sentences.extend(desk.sentence(desk.p.say("happened.none", &[]), cited, Vec::new()));
    }
    desk.section("happened", sentences)
}

pub fn text(desk: &Desk, i: &Incident) -> String {
    let p = desk.p;
    let what = p.say(&format!("type.{}", i.type_.name()), &[]);
    let mut parts = vec![p.say("told.head", &[("when", &desk.when(i)), ("where", &desk.place(i)), ("what", &what)])];
    let names = |suspected: bool| -> Vec<String> {
        let of = |a: &&accalmie_record::Author| matches!(a.role, Role::Initiator | Role::Holder) && a.stated != suspected;
        i.actors.iter().filter(of).map(|a| a.name.clone()).collect()
    };
    let sides: Vec<String> = i.actors.iter().filter(|a| a.role == Role::Side).map(|a| a.name.clone()).collect();
    if !sides.is_empty() {
        parts.push(p.say("told.sides", &[("who", &p.list(&sides))]));
    }
    for (key, names) in [("told.by", names(false)), ("told.suspected", names(true))] {
        if !names.is_empty() {
            parts.push(p.say(key, &[("who", &p.list(&names))]));
        }
    }
    let hit: Vec<String> = i.targets.iter().map(|t| p.say(&format!("target.{}", t.name()), &[])).collect();
    if !hit.is_empty() {
        parts.push(p.say("told.hit", &[("what", &p.list(&hit))]));
    }
    parts.extend(desk.figures(i).map(|f| p.say("told.harm", &[("figures", &f)])));
    parts.push(standing(desk, i));
    parts.join(" ")
}

pub fn standing(desk: &Desk, i: &Incident) -> String {
    let p = desk.p;
    let key = match (i.standing, i.status) {
        (Standing::Contested, _) => "told.contested",
        (Standing::Retracted, _) => "told.retracted",
        (Standing::Corroborated, _) => return p.count("told.corroborated", i.origins as u64, &[]),
        (Standing::Reported, Status::Hedged) => "told.hedged",
        (Standing::Reported, _) => "told.reported",
    };
    p.say(key, &[])
}
