//! Carrying over gives a happening the place that was said before it.

use crate::discourse::{Context, FAR, REACH};
use crate::draft::Draft;
use accalmie_measure::TimeValue;
use accalmie_places::Feature;
use accalmie_record::{Kind, Period, Relation, Status, Text, TimePrecision};

/// Where nothing is said of place: the segment, sentence, paragraph, heading and title before it, in this order.
pub fn inherit_place(c: &Context, earlier: &[Draft], d: &mut Draft) {
    let s = &c.sentences[d.sentence];
    // "fled towards Kosti": nobody is there yet, and what is told next does not happen there.
    let fled = |e: &Draft| e.type_.is_some_and(|t| t.family() == "displacement");
    let ahead = |n: usize| c.named[n].relation == Relation::Direction && earlier.iter().any(|e| fled(e) && e.places.contains(&n));
    let stays = |e: &Draft| e.places.iter().any(|&n| !ahead(n));
    let located = |n: &&usize| {
        let (at, n) = (**n, &c.named[**n]);
        let headline = c.sentences[n.sentence].heading || c.sentences[n.sentence].unit == Text::Title || n.run.start == 0;
        !ahead(at) && !n.adjunct && (n.cued || (headline || !n.wide(c.gazetteer)) && n.resolved.as_ref().is_some_and(|r| r.place.is_some()))
    };
    let in_sentence = |i: usize| -> Vec<usize> { c.named_in(i).filter(|&n| !c.named[n].from).collect() };
    // What is said, agreed or feared is nowhere unless the words say where.
    if d.own_place || !d.type_.is_none_or(|t| matches!(t.kind(), Kind::Event | Kind::Condition)) {
        return;
    }
    // An earlier segment of the same sentence.
    let before: Vec<usize> = in_sentence(d.sentence).into_iter().filter(|&n| s.segment[c.named[n].run.start] < d.segment).collect();
    let mut found: Vec<usize> = before.iter().filter(located).copied().collect();
    let mut how = "place of the sentence";
    if found.is_empty() && !s.bullet {
        // The last thing told in the paragraph, else the last sentence with a place in it.
        if let Some(e) = earlier.iter().rev().find(|e| {
            e.unit == d.unit && stays(e) && d.sentence >= e.sentence && d.sentence - e.sentence <= REACH && e.paragraph == d.paragraph
        }) {
            found = e.places.clone();
            how = "place told before";
        }
        if found.is_empty() {
            for i in (d.sentence.saturating_sub(REACH)..d.sentence).rev() {
                if c.sentences[i].unit == s.unit && c.sentences[i].paragraph == s.paragraph {
                    found = in_sentence(i).iter().filter(located).copied().collect();
                    if !found.is_empty() {
                        how = "place of the sentence before";
                        break;
                    }
                }
            }
        }
    }
    if found.is_empty() {
        // A heading above.
        for i in (0..d.sentence).rev().take(FAR) {
            let h = &c.sentences[i];
            if h.heading && !h.bullet && h.unit == s.unit {
                found = in_sentence(i).iter().filter(located).copied().collect();
                how = "place of the heading";
                break;
            }
        }
    }
    if found.is_empty() {
        let titled = c.named.partition_point(|n| c.sentences[n.sentence].unit == Text::Title);
        found = (0..titled)
            .filter(|&n| c.sentences[c.named[n].sentence].unit == Text::Title && c.named[n].sentence != d.sentence)
            .filter(|n| located(&n))
            .collect();
        how = "place of the title";
    }
    if found.is_empty()
        && let Some(e) = earlier.iter().rev().find(|e| stays(e) && e.paragraph + 1 >= d.paragraph)
    {
        found = e.places.clone();
        how = "place told before";
    }
    if found.is_empty() && d.type_.is_none_or(|t| t.kind() == Kind::Event) {
        // Any place at all that the report has named so far.
        found = (0..c.named.len().min(FAR)).filter(|&n| c.named[n].sentence < d.sentence).filter(|n| located(&n)).take(1).collect();
        how = "first place of the report";
    }
    found.retain(|&n| c.named[n].kind(c.gazetteer) != Some(Feature::Continent));
    found.truncate(4);
    if !found.is_empty() {
        // "dans le sud du pays" stays beside the country that was named before.
        d.places.extend(found);
        d.why.push(how.to_owned());
    }
}

/// How long a time may be that what follows shares, in its precision: a day, not a month.
const SHARED: TimePrecision = TimePrecision::Day;

/// When nothing is said of time: that of what the same line or paragraph has just told.
pub fn inherit_time(c: &Context, earlier: &[Draft], d: &mut Draft) {
    if d.own_time || d.status == Status::Hypothetical || d.type_.is_some_and(|t| t.kind() != Kind::Event) {
        return;
    }
    let bullet = c.sentences[d.sentence].bullet;
    let told = earlier.iter().rev().find(|e| {
        e.unit == d.unit
            && (e.paragraph == d.paragraph || !bullet && e.paragraph + 1 == d.paragraph)
            && e.sentence <= d.sentence
            && d.sentence - e.sentence <= if bullet { 0 } else { REACH }
            && e.time.as_ref().is_some_and(|t| t.precision <= SHARED && !t.open_end && t.text.is_some())
            && e.status != Status::Intended
    });
    if let Some(t) = told.and_then(|e| e.time.clone()) {
        d.time = Some(t);
        d.why.push("time told before".to_owned());
    } else if d.time.is_none()
        && let Some((t, how)) = headed(c, d)
    {
        d.time = Some(t);
        d.why.push(how.to_owned());
    }
}

/// The day in the heading above, or in the title.
fn headed(c: &Context, d: &Draft) -> Option<(Period, &'static str)> {
    let day = |i: usize| {
        let s = &c.sentences[i];
        s.times.iter().find_map(|t| {
            let mut p = t.resolve(c.anchor, None);
            let whole = p.precision <= SHARED && p.from.is_some() && !p.open_end && !matches!(t.value, TimeValue::Clock { of: None, .. });
            p.text = Some(t.span.of(s.page).to_owned());
            whole.then_some(p)
        })
    };
    let line = |i: &usize| c.sentences[*i].alone && c.sentences[*i].unit == d.unit;
    let above = (0..d.sentence).rev().take(FAR).filter(line).find_map(day).map(|p| (p, "time of the heading"));
    let title =
        || (0..c.sentences.len()).take_while(|&i| c.sentences[i].unit == Text::Title).find_map(day).map(|p| (p, "time of the title"));
    above.or_else(title)
}
