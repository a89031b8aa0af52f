//! Worth is whether a record tells a happening that a careful reader would write down, as the model of worth sees it: what told it, where
//! in the report, with how much of place, time, toll and author.

use crate::discourse::Context;
use crate::draft::{Draft, Strength};
use crate::linear::Sink;
use accalmie_language::{Rel, VerbForm};
use accalmie_lexicon::{Cue, Entry};
use accalmie_record::{Kind, Status, Text, Type};

/// Below this a record is not told, in thousandths of a logit. Statements, accords, needs and assessments are never counted, and stay.
pub fn least(d: &Draft) -> i32 {
    // A figure of the dead, the hurt or a force is never withheld for looking unlikely.
    let figure = d.harm.iter().any(|h| h.min > 2 || h.max.is_some()) || d.count.as_ref().is_some_and(|q| q.text.is_some() && q.min > 2);
    // "A drone hit the market": nor is a blow whose place the words give, with its means, its author or what it hit.
    let plain = d.violent
        && d.own_place
        && d.sketch.verb
        && (d.weapon.is_some() || !d.actors.is_empty() || !d.targets.is_empty() || d.type_ == Some(Type::ExplosiveUnspecified));
    // "The police arrest a man in Aleppo": nor is a deed to people whose author and place the words give.
    let family = d.type_.map_or("-", |t| t.family());
    let deed =
        matches!(family, "arrest" | "civilian_targeting") && d.own_place && d.sketch.verb && !d.actors.is_empty() && !d.harm.is_empty();
    // "The army advanced towards Aleppo": nor is a move of the front by a body that the tables know, at a place that the words give; who extends
    // their hold may give no more than the side to which they do.
    let told = matches!(d.sketch.form, Some(VerbForm::Fin | VerbForm::Inf));
    let placed = d.own_place || d.type_ == Some(Type::ControlExpanding) && told;
    let front = family == "control" && placed && d.sketch.verb && d.actors.iter().any(|a| a.name.is_some());
    // "Clashes in Aleppo": nor is one that a line without a verb begins with.
    let headline = (d.violent || family == "access")
        && d.own_place
        && !d.definite
        && !d.sketch.verb
        && (d.sketch.rel == Some(Rel::Root) && d.sketch.at <= 1 || d.sketch.labelled);
    match d.type_.map(|t| t.kind()) {
        Some(Kind::Event | Kind::Condition) if d.status != Status::Negated && !figure && !plain && !deed && !front && !headline => LEAST,
        _ => i32::MIN,
    }
}

/// Chosen on the learning part of the corpora, where F1 is highest.
const LEAST: i32 = -900;

/// The first sentences tell what a report is about.
const TOPICAL: usize = 40;

fn yes(b: bool) -> &'static str {
    if b { "1" } else { "0" }
}

fn few(n: usize) -> &'static str {
    match n {
        0 => "0",
        1 => "1",
        2 => "2",
        3..=4 => "4",
        5..=8 => "8",
        _ => "9",
    }
}

/// Names the features of the `i`th of the report's records.
pub fn features(c: &Context, drafts: &[Draft], i: usize, f: &mut Sink) {
    let d = &drafts[i];
    let s = &c.sentences[d.sentence];
    let k = &d.sketch;
    let type_ = d.type_.map_or("-", |t| t.name());
    let family = d.type_.map_or("-", |t| t.family());
    let general = k.general.map_or("-", |g| g.name());
    let rel = k.rel.map_or("-", |r| r.as_str());
    let form = k.form.map_or("-", |v| v.as_str());
    let tense = k.tense.map_or("-", |t| t.as_str());
    let frame = k.frame.map_or("-", |x| x.name());
    let verb = yes(k.verb);
    let status = d.status.name();
    let strength = match d.strength {
        Strength::Harm => "harm",
        Strength::General => "general",
        Strength::Specific => "specific",
    };
    let place = match (d.own_place, d.places.is_empty()) {
        (true, _) => "own",
        (false, false) => "carried",
        (false, true) => "none",
    };
    let time = match (d.own_time, d.time.is_some()) {
        (true, _) => "own",
        (false, true) => "carried",
        (false, false) => "none",
    };
    let toll = match d.harm.as_slice() {
        [] => "none",
        h if h.iter().all(|h| h.max.is_none() && h.min <= 2) => "vague",
        h if h.iter().all(|h| h.cumulative) => "cumulative",
        _ => "figure",
    };
    let age = age(c, d);
    let line = match (d.unit, s.bullet, s.heading || s.alone) {
        (Text::Title, ..) => "title",
        (_, true, _) => "bullet",
        (_, _, true) => "line",
        _ => "text",
    };
    let tellings = few(d.evidence.len());
    let definite = match (d.definite, d.another) {
        (_, true) => "another",
        (true, _) => "definite",
        _ => "plain",
    };
    let at = match d.sentence {
        0..=1 => "first",
        2..=4 => "early",
        5..=9 => "middle",
        _ => "late",
    };
    // Of how many of the same sort, in the same sentence, is it one?
    let twins = drafts.iter().filter(|o| o.type_ == d.type_ && o.unit == d.unit && o.sentence == d.sentence).count();
    let kin = drafts.iter().filter(|o| o.violent).count();
    let topic = s.entries().find_map(|(_, e)| match e {
        Entry::Cue(c) if c.cue == Cue::Topic => Some(c.value.as_str()),
        _ => None,
    });
    let topic = topic.unwrap_or("-");
    let topics = few(c.sentences.iter().take(TOPICAL).map(|s| s.cues(Cue::Topic).count()).sum());
    let attributed = yes(d.attribution.is_some());
    let actors = few(d.actors.len().min(2));
    let targets = few(d.targets.len().min(2));
    let lang = s.tongue.lang;
    f(&["bias"]);
    f(&["lang=", lang.as_str(), "&family=", family]);
    f(&["lang=", lang.as_str(), "&verb=", verb]);
    f(&["lang=", lang.as_str(), "&place=", place]);
    f(&["type=", type_]);
    f(&["family=", family]);
    f(&["general=", general]);
    f(&["row=", s.tongue.lang.as_str(), ":", &s.tongue.lexicon.rows[k.row as usize].words]);
    f(&["rel=", rel]);
    f(&["form=", form, "&tense=", tense]);
    f(&["frame=", frame]);
    f(&["verb=", verb]);
    f(&["status=", status]);
    f(&["strength=", strength]);
    f(&["place=", place]);
    f(&["time=", time]);
    f(&["toll=", toll]);
    f(&["age=", age]);
    f(&["line=", line]);
    f(&["tellings=", tellings]);
    f(&["definite=", definite]);
    f(&["at=", at]);
    f(&["twins=", few(twins)]);
    f(&["kin=", few(kin)]);
    f(&["topic=", topic]);
    f(&["topics=", topics]);
    f(&["topics=", topics, "&kin=", few(kin)]);
    f(&["topics=", topics, "&toll=", toll]);
    f(&["topic=", topic, "&family=", family]);
    f(&["attributed=", attributed]);
    f(&["actors=", actors]);
    f(&["targets=", targets]);
    f(&["weapon=", yes(d.weapon.is_some())]);
    f(&["count=", yes(d.count.as_ref().is_some_and(|q| q.text.is_some()))]);
    f(&["quoted=", yes(k.quoted)]);
    f(&["long=", yes(k.length > 40)]);
    f(&["type=", type_, "&place=", place]);
    f(&["type=", type_, "&toll=", toll]);
    f(&["type=", type_, "&verb=", verb]);
    f(&["type=", type_, "&actors=", actors]);
    f(&["type=", type_, "&time=", time]);
    f(&["type=", type_, "&status=", status]);
    f(&["family=", family, "&rel=", rel]);
    f(&["family=", family, "&age=", age]);
    f(&["family=", family, "&line=", line]);
    f(&["family=", family, "&definite=", definite]);
    f(&["general=", general, "&toll=", toll]);
    f(&["general=", general, "&place=", place]);
    f(&["verb=", verb, "&rel=", rel]);
    f(&["verb=", verb, "&place=", place, "&time=", time]);
    f(&["verb=", verb, "&definite=", definite, "&toll=", toll]);
    f(&["place=", place, "&toll=", toll]);
    f(&["place=", place, "&actors=", actors]);
    f(&["status=", status, "&verb=", verb]);
    f(&["age=", age, "&toll=", toll]);
    f(&["line=", line, "&tellings=", tellings]);
    f(&["quoted=", yes(k.quoted), "&family=", family]);
    f(&["twins=", few(twins), "&family=", family]);
}

/// How long before the report it was, as far as the words say.
fn age(c: &Context, d: &Draft) -> &'static str {
    let from = d.time.as_ref().and_then(|t| t.from.as_deref()).and_then(|t| t.get(..10)?.parse::<jiff::civil::Date>().ok());
    let (Some(day), Some(anchor)) = (from, c.anchor) else { return "unsaid" };
    match anchor.since(day).map(|s| s.get_days()).unwrap_or(0) {
        ..=-1 => "ahead",
        0..=3 => "now",
        4..=10 => "week",
        11..=45 => "month",
        46..=400 => "year",
        _ => "years",
    }
}
