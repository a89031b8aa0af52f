//! Where finds the names of places in the sentences, with the small words that say how a happening stands to them.

use crate::factions::Faction;
use crate::sentence::{Run, Sentence};
use accalmie_language::{TokenKind, Upos};
use accalmie_lexicon::{Cue, Entry, Feature as Said, RelationWord};
use accalmie_places::{Candidate, Feature, Gazetteer, Mention, Resolved};
use accalmie_record::Relation;

/// One name of a place in the report.
#[derive(Clone, Debug)]
pub struct Named {
    pub sentence: usize,
    /// The name's tokens.
    pub run: Run,
    /// With the relation's words.
    pub phrase: Run,
    pub relation: Relation,
    /// A word before it says that it is a place.
    pub cued: bool,
    /// "from X": where something comes from, not where it is.
    pub from: bool,
    pub feature: Option<Feature>,
    pub candidates: Vec<Candidate>,
    /// Another name that contains it, by the text's own words.
    pub within: Option<usize>,
    pub resolved: Option<Resolved>,
    /// Inside the name of an actor or beside a person's name: not a place of anything.
    pub adjunct: bool,
}

fn said(feature: Said) -> Feature {
    match feature {
        Said::City => Feature::City,
        Said::Village => Feature::Village,
        Said::Province => Feature::Adm1,
        Said::District => Feature::Adm2,
        Said::Region => Feature::Region,
        Said::Country => Feature::Country,
        Said::Camp => Feature::Camp,
        Said::Road => Feature::Road,
        Said::River => Feature::River,
        Said::Mountain => Feature::Mountain,
        Said::Border => Feature::Region,
        Said::Crossing => Feature::Crossing,
    }
}

/// The relation words that end right before token `end`: nearest first, joined leftwards ("près de la ville de").
struct Leading {
    relation: Option<RelationWord>,
    feature: Option<Said>,
    start: usize,
}

fn leading(s: &Sentence, end: usize) -> Leading {
    let mut out = Leading { relation: None, feature: None, start: end };
    let mut at = end;
    for _ in 0..4 {
        // A determiner may stand between ("dans la province de", "près du village").
        if out.start == at
            && at > 0
            && s.entries().any(|(m, e)| matches!(e, Entry::Determiner(_)) && m.end as usize == at && m.end - m.start == 1)
            && !s.entries().any(|(m, e)| matches!(e, Entry::Relation(_)) && m.end as usize == at)
        {
            at -= 1;
        }
        let found = s
            .entries()
            .filter_map(|(m, e)| if let Entry::Relation(r) = e { (m.end as usize == at).then_some((m.start as usize, r)) } else { None })
            .min_by_key(|(start, _)| *start);
        let Some((start, row)) = found else { break };
        // The outermost relation is the one that counts ("près de la ville de": near), but a plain at or within gives way.
        match (out.relation, row.relation) {
            (None, r) => out.relation = r,
            (Some(RelationWord::At | RelationWord::Within), Some(r)) => out.relation = Some(r),
            _ => {}
        }
        out.feature = out.feature.or(row.feature);
        out.start = start;
        at = start;
    }
    out
}

fn relation(word: RelationWord) -> Relation {
    match word {
        RelationWord::At | RelationWord::From | RelationWord::To => Relation::At,
        RelationWord::Near => Relation::Near,
        RelationWord::Around => Relation::Around,
        RelationWord::RoadToward => Relation::RoadToward,
        RelationWord::RoadBetween => Relation::RoadBetween,
        RelationWord::Direction => Relation::Direction,
        RelationWord::Within => Relation::Within,
    }
}

/// Finds the names in one sentence and appends them to `out`.
pub fn find(s: &Sentence, index: usize, factions: &[Faction], gazetteer: &Gazetteer, out: &mut Vec<Named>) {
    let words: Vec<&str> = (0..s.len()).map(|i| s.word(i)).collect();
    let shouting = words.iter().filter(|w| w.chars().any(char::is_alphabetic)).all(|w| w.chars().all(|c| !c.is_lowercase()));
    let first = out.len();
    let mut found = Vec::new();
    let mut i = 0;
    while i < s.len() {
        let lead = leading(s, i);
        let cued = lead.start < i && (lead.relation.is_some() || lead.feature.is_some());
        if !(s.capital(i) || road_number(words[i])) || s.in_time(i) || s.is_mark(i) {
            i += 1;
            continue;
        }
        let in_actor = factions.iter().find(|f| f.run.contains(&i) && !f.nation_only && f.people.is_none());
        let long_actor =
            in_actor.is_some_and(|f| f.row.is_some_and(|r| s.tongue.lexicon.rows[r as usize].words.contains(' ')) || !cued && f.head == i);
        found.clear();
        let n = gazetteer.match_at(&words, i, &mut found);
        let demonym = s.entries().any(|(m, e)| matches!(e, Entry::Demonym(_)) && m.start as usize == i) && !cued;
        if n > 0 && !demonym {
            // A word of one language's own tables that is not a name: "Force", "Mission", "Est".
            let common = found.iter().all(|c| c.common) && (begins(s, i) || !cued);
            let known_word = n == 1 && begins(s, i) && !cued && s.pos(i).is_some_and(|p| !matches!(p, Upos::Propn | Upos::X | Upos::Noun));
            let named_by_capital = (i..i + n).any(|k| {
                s.capital(k)
                    && (!begins(s, k)
                        || shouting
                        || !s.pos(k).is_some_and(|p| {
                            matches!(p, Upos::Det | Upos::Adp | Upos::Pron | Upos::Sconj | Upos::Cconj | Upos::Adv | Upos::Aux | Upos::Verb)
                        }))
                    && !small_word(s, k)
            }) || road_number(words[i]);
            if !named_by_capital {
                i += 1;
                continue;
            }
            let beside = beside_a_name(s, i, i + n, cued, shouting);
            if !(common || known_word || beside && !cued) {
                push(s, index, i..i + n, &lead, found.clone(), cued, long_actor || beside, out, first);
                i += n;
                continue;
            }
        }
        // Not in the gazetteer, but the words around say that it is a place: kept, with what it may be a slip for.
        let listed = n == 0 && out[first..].last().is_some_and(|l| l.cued && l.run.end + 1 == i && s.word(l.run.end) == ",");
        if n == 0
            && in_actor.is_none()
            && !demonym
            && (cued && unknown_name(s, i, &lead) || listed && s.pos(i).is_none_or(|p| matches!(p, Upos::Propn | Upos::X | Upos::Noun)))
        {
            let mut end = i + 1;
            while end < s.len() && s.capital(end) && s.kind(end) == Some(TokenKind::Word) && !s.in_time(end) {
                end += 1;
            }
            let slips = gazetteer.lookup(&words[i..end].join(" "));
            push(s, index, i..end, &lead, slips, cued, false, out, first);
            i = end;
            continue;
        }
        i += n.max(1);
    }
    nameless(s, index, out, first);
    between_two(s, out, first);
    contained(s, out, first);
}

/// The first word of the sentence, of a quotation or of what follows a colon: a capital there says nothing.
fn begins(s: &Sentence, i: usize) -> bool {
    i == 0 || s.is_mark(i - 1) && !matches!(s.word(i - 1), "," | "(" | "/" | "-" | "–" | "'" | "’")
}

/// A word that the language's tables list among the small ones.
fn small_word(s: &Sentence, i: usize) -> bool {
    s.entries().any(|(m, e)| m.start as usize == i && m.end as usize == i + 1 && matches!(e, Entry::Determiner(_) | Entry::Role(_)))
}

/// "dans le sud du pays", "à la frontière malienne": a place by description, which the gazetteer cannot know.
fn nameless(s: &Sentence, index: usize, out: &mut Vec<Named>, first: usize) {
    let mut found: Vec<Named> = Vec::new();
    for (m, e) in s.entries() {
        let Entry::Relation(r) = e else { continue };
        let Some(feature) = r.feature else { continue };
        let mut end = m.end as usize;
        let demonym = s.entries().find(|(d, e)| matches!(e, Entry::Demonym(_)) && d.start as usize == end).map(|(d, _)| d.end as usize);
        let mut start = m.start as usize;
        let lead = leading(s, start);
        let placed = match feature {
            // The border with a nation's name on it.
            Said::Border => demonym.is_some(),
            Said::Country | Said::Region => lead.relation.is_some() && lead.start < start,
            _ => false,
        };
        let named = out[first..].iter().chain(&found).any(|n| n.phrase.start < end + 2 && start < n.phrase.end + 1);
        if !placed || named || s.capital(end) {
            continue;
        }
        if let (Said::Border, Some(d)) = (feature, demonym) {
            end = d;
        } else {
            start = lead.start;
        }
        let relation = if feature == Said::Border { Relation::Near } else { Relation::Within };
        found.push(Named {
            sentence: index,
            run: start..end,
            phrase: lead.start.min(start)..end,
            relation,
            cued: true,
            from: lead.relation == Some(RelationWord::From),
            feature: Some(Feature::Region),
            candidates: Vec::new(),
            within: None,
            resolved: None,
            adjunct: false,
        });
    }
    out.extend(found);
    out[first..].sort_by_key(|n| n.run.start);
}

fn road_number(word: &str) -> bool {
    let mut c = word.chars();
    c.next().is_some_and(|c| c.is_ascii_uppercase()) && word.len() > 1 && c.all(|c| c.is_ascii_digit())
}

/// A capitalised word right beside, with no mark between: part of a longer proper name, a person's most often.
fn beside_a_name(s: &Sentence, start: usize, end: usize, cued: bool, shouting: bool) -> bool {
    if shouting {
        return false;
    }
    let proper = |i: usize| {
        s.capital(i)
            && s.kind(i) == Some(TokenKind::Word)
            && matches!(s.pos(i), None | Some(Upos::Propn | Upos::X | Upos::Noun))
            && s.word(i).chars().count() > 1
    };
    let before = start > 0
        && !cued
        && proper(start - 1)
        && (!begins(s, start - 1) || s.pos(start - 1) == Some(Upos::Propn))
        && !s.entries().any(|(m, e)| m.end as usize == start && matches!(e, Entry::Relation(_) | Entry::Determiner(_)));
    let after = !cued
        && end < s.len()
        && proper(end)
        && s.pos(end) == Some(Upos::Propn)
        && !s.entries().any(|(m, e)| m.start as usize == end && matches!(e, Entry::Relation(_) | Entry::Site(_) | Entry::Trigger(_)));
    before || after
}

fn unknown_name(s: &Sentence, i: usize, lead: &Leading) -> bool {
    let letters = s.word(i).chars().filter(|c| c.is_alphabetic()).count();
    // A bare "à", "in" or "de" before a capital is weak; a word for a kind of place, or "near", is not.
    let strong =
        lead.feature.is_some() || !matches!(lead.relation, Some(RelationWord::Within | RelationWord::From | RelationWord::To) | None);
    let known = s.entries().any(|(m, e)| {
        m.start as usize == i
            && matches!(e, Entry::Person(_) | Entry::Actor(_) | Entry::Weapon(_) | Entry::Site(_) | Entry::Trigger(_) | Entry::Cue(_))
    });
    // "YouTube", "iPhone": capitals inside a word are a brand's.
    let brand = s.word(i).chars().zip(s.word(i).chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    letters >= 3 && !brand && !known && (strong || matches!(s.pos(i), Some(Upos::Propn | Upos::X)))
}

#[allow(clippy::too_many_arguments)]
fn push(
    s: &Sentence,
    index: usize,
    run: Run,
    lead: &Leading,
    candidates: Vec<Candidate>,
    cued: bool,
    adjunct: bool,
    out: &mut Vec<Named>,
    first: usize,
) {
    // "Idlib province", "Hol camp": in some languages the word for the kind of place follows.
    let after = s.entries().find_map(|(m, e)| match e {
        Entry::Relation(r) if m.start as usize == run.end && r.relation.is_none() => r.feature,
        _ => None,
    });
    let mut rel = lead.relation;
    let mut cued = cued;
    if rel.is_none()
        && let Some(last) = out[first..].last()
    {
        // "à A, B et C": a name in a list stands as the one before it.
        let gap = last.run.end..run.start;
        let list = gap.len() <= 3
            && !gap.is_empty()
            && gap.clone().all(|i| {
                matches!(s.word(i), "," | "/" | "–" | "-")
                    || matches!(s.pos(i), Some(Upos::Cconj | Upos::Det | Upos::Adp))
                    || matches!(s.role_at(i), Some((accalmie_lexicon::RoleWord::And | accalmie_lexicon::RoleWord::Of, _)))
            });
        if list && last.cued {
            rel = Some(match last.relation {
                Relation::Near => RelationWord::Near,
                Relation::Around => RelationWord::Around,
                Relation::RoadBetween => RelationWord::RoadBetween,
                Relation::RoadToward => RelationWord::RoadBetween,
                Relation::Direction => RelationWord::At,
                Relation::Within => RelationWord::Within,
                Relation::At => RelationWord::At,
            });
            cued = true;
        }
    }
    let other = s.cues(Cue::Attribution).any(|m| m.end as usize == run.start);
    out.push(Named {
        sentence: index,
        phrase: lead.start..run.end,
        run,
        relation: rel.map_or(Relation::At, relation),
        cued,
        from: rel == Some(RelationWord::From),
        feature: lead.feature.or(after).map(said),
        candidates,
        within: None,
        resolved: None,
        adjunct: adjunct || other,
    });
}

/// "entre A et B", "route A – B", "la route de A à B", "A-B road": both ends are ends of a road.
fn between_two(s: &Sentence, out: &mut [Named], first: usize) {
    for k in first..out.len().saturating_sub(1) {
        let (a, b) = (out[k].clone(), out[k + 1].clone());
        let gap = a.run.end..b.run.start;
        if gap.len() > 3 {
            continue;
        }
        let dash = gap.clone().any(|i| matches!(s.word(i), "–" | "-" | "—" | "/"));
        let road_before = a.feature == Some(Feature::Road) || matches!(a.relation, Relation::RoadToward | Relation::RoadBetween);
        let road_after = b.feature == Some(Feature::Road);
        let linked = a.relation == Relation::RoadBetween || (road_before && (dash || !gap.is_empty())) || (road_after && dash);
        let road_named = out[k].candidates.first().is_some_and(|_| road_number(s.word(a.run.start)));
        if linked && !road_named {
            out[k].relation = Relation::RoadBetween;
            out[k + 1].relation = Relation::RoadBetween;
            for n in [k, k + 1] {
                if out[n].feature == Some(Feature::Road) {
                    out[n].feature = None;
                }
                out[n].cued = true;
                out[n].from = false;
            }
        }
    }
}

/// "X (Mali)", "X, Idlib province", "X, in Y": the second contains the first.
fn contained(s: &Sentence, out: &mut [Named], first: usize) {
    for k in first..out.len().saturating_sub(1) {
        let gap = out[k].run.end..out[k + 1].run.start;
        let open = gap.len() <= 4 && gap.clone().any(|i| matches!(s.word(i), "," | "(")) || gap.len() <= 2 && out[k + 1].cued;
        let division = matches!(out[k + 1].feature, Some(Feature::Adm1 | Feature::Adm2 | Feature::Region | Feature::Country))
            || out[k + 1].relation == Relation::Within;
        if open && division && out[k].relation != Relation::RoadBetween && out[k].relation != Relation::Within {
            out[k].within = Some(k + 1);
        }
    }
}

/// Chooses among candidates for all names of the report at once.
pub fn resolve(named: &mut [Named], sentences: &[Sentence], gazetteer: &Gazetteer, home: &[&str]) {
    respell(named, sentences);
    let mentions: Vec<Mention> = named
        .iter()
        .map(|n| Mention {
            text: sentences[n.sentence].text_of(&n.run).to_owned(),
            candidates: n.candidates.clone(),
            hint: n.feature.or_else(|| settlement(n, gazetteer)),
            within: n.within,
            paragraph: sentences[n.sentence].paragraph,
        })
        .collect();
    for (n, r) in named.iter_mut().zip(accalmie_places::resolve(gazetteer, &mentions, home)) {
        n.resolved = Some(r);
    }
}

/// The letters that spellings of one name keep: consonants, no doubles.
fn bones(name: &str) -> String {
    let mut out = String::new();
    for c in accalmie_language::fold(name).chars().filter(|c| c.is_alphanumeric() && !"aeiouyh".contains(*c)) {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// A name that nothing but a guess explains is another spelling of a name that the report has written better elsewhere.
fn respell(named: &mut [Named], sentences: &[Sentence]) {
    let sure = |n: &Named| n.candidates.iter().any(|c| !c.how.is_guess());
    let keys: Vec<String> = named.iter().map(|n| bones(sentences[n.sentence].text_of(&n.run))).collect();
    for i in 0..named.len() {
        if sure(&named[i]) || keys[i].len() < 4 {
            continue;
        }
        if let Some(j) = (0..named.len()).find(|&j| keys[j] == keys[i] && sure(&named[j])) {
            named[i].candidates = named[j].candidates.clone();
        }
    }
}

/// "à Raqqa" is the town, where the province has the same name.
fn settlement(n: &Named, gazetteer: &Gazetteer) -> Option<Feature> {
    let at =
        n.cued && matches!(n.relation, Relation::At | Relation::Near | Relation::Around | Relation::RoadToward | Relation::RoadBetween);
    let both = n.candidates.iter().any(|c| gazetteer.get(c.place).feature.is_settlement())
        && n.candidates.iter().any(|c| gazetteer.get(c.place).feature.is_division());
    let country = n.candidates.iter().any(|c| gazetteer.get(c.place).feature == Feature::Country);
    (at && both && !country).then_some(Feature::City)
}

impl Named {
    /// What kind of place it turned out to be, or is said to be.
    pub fn kind(&self, gazetteer: &Gazetteer) -> Option<Feature> {
        self.resolved.as_ref().and_then(|r| r.place).map(|p| gazetteer.get(p).feature).or(self.feature)
    }

    /// A country, province or region: it contains the happening, it does not locate it.
    pub fn wide(&self, gazetteer: &Gazetteer) -> bool {
        self.kind(gazetteer).is_some_and(Feature::is_division)
    }

    /// As a record shows it.
    pub fn place(&self, sentences: &[Sentence], gazetteer: &Gazetteer) -> accalmie_record::Place {
        let s = &sentences[self.sentence];
        let mut out = accalmie_record::Place {
            text: s.text_of(&self.run).to_owned(),
            relation: if self.relation == Relation::At && self.wide(gazetteer) { Relation::Within } else { self.relation },
            name: None,
            id: None,
            lat: None,
            lon: None,
            precision: None,
            candidates: Vec::new(),
        };
        let Some(resolved) = &self.resolved else { return out };
        if let Some(id) = resolved.place {
            let info = gazetteer.get(id);
            out.name = Some(info.name.to_owned());
            out.id = Some(info.id_string());
            out.lat = Some(info.lat);
            out.lon = Some(info.lon);
            let own = info.feature.precision();
            out.precision = Some(match out.relation {
                Relation::Near | Relation::Around | Relation::Direction => own.max(2),
                Relation::RoadToward | Relation::RoadBetween => own.max(5),
                _ => own,
            });
        }
        // A slip of the pen is resolved, but shown as the guess that it is.
        let guessed = resolved.place.is_some_and(|p| self.candidates.iter().any(|c| c.place == p && c.how.is_guess()));
        if resolved.place.is_none() || resolved.confidence < 0.6 || guessed {
            out.candidates = resolved
                .place
                .iter()
                .filter(|_| guessed)
                .chain(&resolved.alternatives)
                .take(3)
                .map(|&id| {
                    let info = gazetteer.get(id);
                    accalmie_record::Candidate { name: info.name.to_owned(), id: info.id_string(), lat: info.lat, lon: info.lon }
                })
                .collect();
        }
        out
    }
}
