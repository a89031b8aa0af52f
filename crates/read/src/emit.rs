//! Emitting writes the drafts out as records: places resolved, ids given, confidence reckoned, links made.

use crate::discourse::Context;
use crate::draft::{Draft, Strength};
use crate::learn::Teacher;
use crate::linear::{names, probability};
use crate::worth;
use accalmie_record::{Actor, Evidence, Kind, Link, LinkRel, Place, Record, Report, Sensitivity, Status, Text, Type};

/// The report's records in the order in which it tells them.
pub fn records(report: &Report, c: &Context, drafts: Vec<Draft>, teacher: &mut dyn Teacher) -> Vec<Record> {
    let short: String = report.id.trim_start_matches("sha256:").chars().take(12).collect();
    let mut drafts: Vec<Draft> = drafts.into_iter().filter(|d| d.type_.is_some()).collect();
    drafts.sort_by_key(|d| d.evidence.iter().min().map(|(unit, span)| (*unit, span.start)).unwrap_or((Text::Text, 0)));
    let led = teacher.watches();
    if led {
        (0..drafts.len()).for_each(|i| teacher.worth(names(|f| worth::features(c, &drafts, i, f))));
    }
    let model = c.sentences.first().and_then(|s| c.models.worth(s.tongue.lang.as_str()));
    let scores: Vec<i32> = (0..drafts.len()).map(|i| model.map_or(0, |m| m.score(|f| worth::features(c, &drafts, i, f)))).collect();
    // What is most likely no happening at all is not told.
    // What brought something about is told with it.
    let causes: Vec<usize> = drafts.iter().filter_map(|d| d.cause).collect();
    let told = |d: &Draft, score: i32| led || causes.contains(&d.number) || model.is_none() || score >= worth::least(d);
    let (drafts, scores): (Vec<Draft>, Vec<i32>) = drafts.into_iter().zip(scores).filter(|(d, s)| told(d, *s)).unzip();
    let numbers: Vec<usize> = drafts.iter().map(|d| d.number).collect();
    let link = |d: &Draft| -> Vec<Link> {
        let to = d.cause.and_then(|n| numbers.iter().position(|&m| m == n));
        to.map(|i| Link { rel: LinkRel::CausedBy, to: format!("{short}#{}", i + 1) }).into_iter().collect()
    };
    drafts
        .iter()
        .cloned()
        .zip(scores)
        .filter_map(|(d, score)| d.type_.map(|t| (d, t, score)))
        .enumerate()
        .map(|(i, (d, type_, score))| {
            let links = link(&d);
            let confidence = if model.is_none() { confidence(&d) } else { probability(score) };
            Record { links, ..record(format!("{short}#{}", i + 1), report, c, d, type_, confidence) }
        })
        .collect()
}

/// The id of a body that the tables know, the same in all languages: its class and its shared name, `rebels:m23`. Who is in no table may be
/// a private person, and has none.
fn body(c: &Context, actor: &Actor) -> Option<String> {
    let name = actor.name.as_deref()?;
    let known = c.factions.iter().flatten().filter(|f| f.row.is_some() && f.name == name);
    let class = known.filter_map(|f| f.class).min()?;
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let slug = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
    Some(format!("{}:{slug}", class.name()))
}

fn record(id: String, report: &Report, c: &Context, d: Draft, type_: Type, confidence: f32) -> Record {
    let title = report.title.as_deref().unwrap_or("");
    let evidence = d
        .evidence
        .iter()
        .map(|(unit, span)| {
            let page = if *unit == Text::Title { title } else { report.text.as_str() };
            Evidence { in_: *unit, span: (*span).into(), text: span.of(page).to_owned() }
        })
        .collect();
    let mut places: Vec<Place> = Vec::new();
    for &p in &d.places {
        let place = c.named[p].place(c.sentences, c.gazetteer);
        if !places.iter().any(|o| o.text == place.text || o.id.is_some() && o.id == place.id) {
            places.push(place);
        }
    }
    // The point comes before the area that holds it.
    places.sort_by_key(|p| p.precision.is_some_and(|x| matches!(x, 3 | 4 | 6 | 7)));
    Record {
        id,
        kind: type_.kind(),
        type_,
        status: d.status,
        count: d.count.filter(|_| matches!(type_.kind(), Kind::Event | Kind::Condition)),
        actors: d.actors.into_iter().map(|a| Actor { id: body(c, &a), ..a }).collect(),
        targets: d.targets,
        weapon: d.weapon,
        places,
        time: d.time,
        harm: d.harm,
        attribution: d.attribution,
        evidence,
        confidence: (confidence.clamp(0.01, 0.99) * 100.0).round() / 100.0,
        links: Vec::new(),
        sensitivity: sensitivity(type_),
        grade: None,
        why: d.why,
    }
}

/// An estimate from how the record was found, where no model is at hand.
fn confidence(d: &Draft) -> f32 {
    let mut c: f32 = match d.strength {
        Strength::Specific => 0.75,
        Strength::General => 0.65,
        Strength::Harm => 0.6,
    };
    if !d.own_place {
        c -= 0.1;
    }
    if !d.harm.is_empty() {
        c += 0.1;
    }
    if d.status != Status::Asserted {
        c -= 0.15;
    }
    (c.clamp(0.05, 0.95) * 100.0).round() / 100.0
}

/// What could harm those it tells of is withheld from public output.
fn sensitivity(type_: Type) -> Sensitivity {
    match type_ {
        Type::BattleSelfDefence | Type::DisplacementSite | Type::CivilianTargetingSexualViolence => Sensitivity::Restricted,
        _ => Sensitivity::Public,
    }
}
