//! Where finds the names of places in the sentences, with the small words that say how a happening stands to them.

use crate::caseless::{kind_of_place, may_name, the_place, uncut, written_so};
use crate::described::{between_two, contained, labels, nameless};
use crate::factions::Faction;
use crate::inflected;
use crate::leading::{Leading, leading, relation, said};
use crate::postposed::trailing;
use crate::proper::{begins, beside_a_name, goes_on, longer, lower_end, small_word, unknown_name, well_known};
use crate::sentence::{Run, Sentence};
use accalmie_language::{Rel, Upos, everyday};
use accalmie_lexicon::{ActorClass, Cue, Entry, RelationWord};
use accalmie_places::{Candidate, Feature, Gazetteer, How, Resolved};
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
    /// Known by description only: "le sud du pays".
    pub nameless: bool,
}

/// How much better known a place must be whose name is inflected than one whose name is written just so.
const INFLECTED: f32 = 1.5;

/// Finds the names in one sentence and appends them to `out`.
pub fn find(s: &Sentence, index: usize, factions: &[Faction], gazetteer: &Gazetteer, out: &mut Vec<Named>) {
    let words: Vec<&str> = (0..s.len()).map(|i| s.word(i)).collect();
    let shouting = words.iter().any(|w| w.chars().any(char::is_uppercase)) && words.iter().all(|w| w.chars().all(|c| !c.is_lowercase()));
    let first = out.len();
    let mut found = Vec::new();
    let mut i = 0;
    while i < s.len() {
        if let Some((run, candidates)) = uncut(s, i, &words, gazetteer) {
            let lead = leading(s, i);
            i = run.end;
            push(s, index, run, &lead, candidates, true, false, out, first);
            continue;
        }
        let own = s.capital(i) || may_name(s, i) || road_number(words[i]) || written_so(s, i, &words, gazetteer);
        if !own || s.in_time(i) || s.is_mark(i) {
            i += 1;
            continue;
        }
        let mut lead = leading(s, i);
        found.clear();
        let mut n = gazetteer.match_at(&words, i, &mut found);
        // "in Beni on Sunday": not "Beni on", which a village of Brittany sounds like.
        // "تل رفعت": where no letter is small, a tag is no reason against a name that is written just so.
        let just_so = n > 1 && s.unicase(i) && found.iter().any(|c| !c.how.is_guess());
        while n > 1 && !just_so && lower_end(s, i + n - 1) {
            n = gazetteer.match_at(&words[..i + n - 1], i, &mut found);
        }
        // "الأرض", "بيان": a village may be called so, but the word is a word.
        // "#مجزرة_الباب": a word of a tag after a deed is a name.
        let tagged = lead.deed && s.text_of(&(i - 1..i + 1)).contains('_');
        let known = if n == 1 && s.unicase(i) && !tagged && !found.iter().any(well_known) { everyday(words[i], s.tongue.lang) } else { 0 };
        // Nor is it one for a small word before it: "بحجة" is no town of Yemen.
        let land = matches!(lead.feature, None | Some(accalmie_lexicon::Feature::Region | accalmie_lexicon::Feature::Road));
        let common = n == 1 && s.unicase(i) && land && found.iter().all(|c| c.common);
        // "مجزرة عفرين": a town that the tables write so, and no word, no people, no country that did it.
        let done_by = lead.deed
            && (known == 2 || n == 0 || found.iter().all(|c| c.how > How::Alias || gazetteer.get(c.place).feature == Feature::Country));
        // "الشهيد سامر": the bare word after a person with the article is what the person is called.
        let person =
            s.parted_by_article(i) && lead.start == i && s.entries().any(|(m, e)| matches!(e, Entry::Person(_)) && m.end as usize == i);
        if person || done_by || common && n > 0 || known == 2 && lead.feature.is_none() || known == 1 && !lead.cues(i) {
            i += 1;
            continue;
        }
        if n == 1 && s.caseless(i) && (kind_of_place(s, i) || the_place(s, i)) {
            i += 1;
            continue;
        }
        if n == 0 || n == 1 && !found.iter().any(well_known) {
            // "Mûsilê" is Mosul sooner than a village of that very name.
            let mut other = Vec::new();
            let m = inflected::match_at(s, &words, i, gazetteer, &mut other);
            let best = |c: &[Candidate]| c.iter().map(|c| c.weight).fold(0.0, f32::max);
            if m > n || m == n && best(&other) > INFLECTED * best(&found) {
                (n, found) = (m, other);
            }
        }
        // "Basına", "Yangına": at the head of a sentence a capital tells nothing of an inflected noun.
        if n == 0 && begins(s, i) && !s.caseless(i) && s.tongue.lexicon.vocabulary.has_endings() && !s.word(i + 1).starts_with(['\'', '’'])
        {
            let noun = s.pos(i).is_some_and(|p| !matches!(p, Upos::Propn | Upos::X));
            if noun && lead.feature.is_none() {
                i += 1;
                continue;
            }
        }
        let mut end = i + n.max(1);
        while n == 0 && longer(s, end) {
            end += 1;
        }
        trailing(s, end, &mut lead);
        let cued = lead.cues(i);
        let in_actor =
            factions.iter().find(|f| f.run.contains(&i) && !f.nation_only && f.people.is_none()).filter(|f| !seat_not_acting(s, f));
        let long_actor = in_actor.is_some_and(|f| {
            // "un ataque del ELN": the short name of a group is no town of that spelling.
            let short = n <= 1 && lead.feature.is_none() && initials(words[i]);
            let long = f.row.is_some_and(|r| s.tongue.lexicon.rows[r as usize].words.contains(' '));
            long || short || !(cued && lead.start < i) && f.head == i
        });
        // "the Malian city of", "outside a Christian radio station": an adjective, whatever stands before it.
        // Without capitals, a name is tagged an adjective as often as not: "قرب القحطانية".
        let adjective = s.pos(i) == Some(Upos::Adj) && n <= 1 && !(s.unicase(i) && lead.start < i);
        let nation = s.entries().any(|(m, e)| matches!(e, Entry::Demonym(_)) && m.start as usize == i);
        // "الشمال السوري": without capitals a nation's adjective is one, whatever it sounds like.
        let alike = s.unicase(i) && found.iter().all(|c| c.how > How::Alias);
        let demonym = adjective || nation && (!cued || n == 0 || alike);
        // "Boko Haram (JAS)": the short name of who stands before the bracket.
        let short = i > 1
            && s.word(i - 1) == "("
            && s.word(i + 1) == ")"
            && words[i].chars().all(|c| !c.is_lowercase())
            && factions.iter().any(|f| f.run.end + 1 == i);
        if short {
            i += 1;
            continue;
        }
        if n > 0 && !demonym {
            // A word of one language's own tables that is not a name: "Force", "Mission", "Est".
            let told = cued || out[first..].last().is_some_and(|l| after_comma(s, l, i) && holds(gazetteer, &found, &l.candidates));
            let ordinary = found.iter().all(|c| c.common);
            let common = ordinary && (begins(s, i) || !told);
            let known_word = n == 1 && begins(s, i) && !cued && s.pos(i).is_some_and(|p| !matches!(p, Upos::Propn | Upos::X | Upos::Noun));
            let named_by_capital = !lower_end(s, i + n - 1)
                && (i..i + n).any(|k| {
                    s.capital(k)
                        && !matches!(s.pos(k), Some(Upos::Pron | Upos::Aux))
                        && (!begins(s, k)
                            || shouting
                            || !s.pos(k).is_some_and(|p| {
                                matches!(
                                    p,
                                    Upos::Det | Upos::Adp | Upos::Pron | Upos::Sconj | Upos::Cconj | Upos::Adv | Upos::Aux | Upos::Verb
                                )
                            }))
                        && !small_word(s, k)
                })
                || road_number(words[i])
                // Without capitals: what stands around it, its length, or how well it is known.
                || s.caseless(i) && (cued || goes_with(s, i, out[first..].last()) || n > 1 && !ordinary || found.iter().any(well_known) && !ordinary);
            // "Mayîn di bin traktorê de teqiya": the capital of a sentence's first word, which the tables have for something else.
            let other = n == 1
                && begins(s, i)
                && !cued
                && s.entries().any(|(m, e)| m.start as usize == i && matches!(e, Entry::Weapon(_) | Entry::Trigger(_) | Entry::Person(_)));
            // "Le lycée Sud est fermé": a verb is no part of a name.
            let verb_inside = !just_so && (i + 1..i + n).any(|k| !s.capital(k) && matches!(s.pos(k), Some(Upos::Verb | Upos::Aux)));
            if !named_by_capital || verb_inside || other {
                i += 1;
                continue;
            }
            let beside = beside_a_name(s, i, i + n, cued, shouting);
            let little_known = ordinary || goes_on(s, i + 1, gazetteer) && found.iter().all(|c| !well_known(c));
            if little_known && cued && n == 1 && unknown_name(s, i, &lead) && longer(s, i + 1) {
                // "in North Nazimabad", "near Abu Karinka": more than the little word that it begins with.
                let end = unknown(s, index, i, &lead, gazetteer, out, first);
                i = end;
                continue;
            }
            // "Borno State Police": a name that is surely one, in passing.
            let sure =
                !ordinary && (n > 1 || found.iter().any(|c| !not_initials(words[i]) && gazetteer.get(c.place).feature == Feature::Country));
            if !(common || known_word || beside && !cued && !sure) {
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
            i = unknown(s, index, i, &lead, gazetteer, out, first);
            continue;
        }
        i += n.max(1);
    }
    labels(s, index, gazetteer, out, first);
    nameless(s, index, out, first);
    between_two(s, out, first);
    contained(s, gazetteer, out, first);
}

/// "من المزرعة والسميع": joined to a name that is surely a place, and nothing between.
fn goes_with(s: &Sentence, i: usize, last: Option<&Named>) -> bool {
    last.is_some_and(|l| {
        let gap = l.run.end..i;
        l.cued
            && (1..=2).contains(&gap.len())
            && gap.clone().all(|k| matches!(s.word(k), "," | "،") || matches!(s.role_at(k), Some((accalmie_lexicon::RoleWord::And, _))))
    })
}

/// Two letters or more, all capitals.
fn initials(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(char::is_uppercase)
}

/// "Abd" is not "ABD", an abbreviation of a country's name.
fn not_initials(word: &str) -> bool {
    word.chars().count() <= 3 && word.chars().any(char::is_lowercase)
}

/// Takes the capitalised words from `i` on as one name that the gazetteer may have in another spelling; returns its end.
fn unknown(s: &Sentence, index: usize, i: usize, lead: &Leading, gazetteer: &Gazetteer, out: &mut Vec<Named>, first: usize) -> usize {
    let mut end = i + 1;
    while longer(s, end) {
        end += 1;
    }
    let words: Vec<&str> = (i..end).map(|k| s.word(k)).collect();
    push(s, index, i..end, lead, inflected::lookup(s, &words, gazetteer), lead.cues(i), false, out, first);
    end
}

fn after_comma(s: &Sentence, before: &Named, i: usize) -> bool {
    before.run.end + 1 == i && matches!(s.word(before.run.end), "," | "(")
}

/// May one of `outer` be the country or province that holds one of `inner`, and not a town itself?
pub fn holds(gazetteer: &Gazetteer, outer: &[Candidate], inner: &[Candidate]) -> bool {
    let outer: Vec<_> = outer.iter().filter(|c| !c.how.is_guess()).map(|c| gazetteer.get(c.place)).collect();
    outer.iter().any(|o| {
        let holding = match o.feature {
            Feature::Country => inner.iter().any(|c| gazetteer.get(c.place).country == o.country && c.place != o.id),
            Feature::Adm1 => inner.iter().any(|c| gazetteer.get(c.place).adm1 == Some(o.id) && c.place != o.id),
            _ => false,
        };
        let town = |t: &accalmie_places::PlaceInfo| t.feature.is_settlement() && t.adm1 == Some(o.id) && t.importance > 90;
        holding && (o.feature == Feature::Country || !outer.iter().any(town))
    })
}

/// "a Baghdad neighbourhood", "in the capital, Baghdad": a capital stands for its government only where it acts or is spoken to.
pub fn seat_not_acting(s: &Sentence, f: &Faction) -> bool {
    let word = f.row.is_some_and(|r| !s.tongue.lexicon.rows[r as usize].words.contains(' '));
    // "RN6 Bangui – Boda": the end of a road.
    let end_of_road =
        matches!(s.word(f.head + 1), "–" | "—" | "-") && s.capital(f.head + 2) || f.head > 0 && road_number(s.word(f.head - 1));
    f.class == Some(ActorClass::Government)
        && word
        && (s.caseless(f.head) || s.capital(f.head))
        && (end_of_road || !matches!(s.rel(f.head), Some(Rel::Nsubj | Rel::NsubjPass | Rel::OblAgent | Rel::Root | Rel::Iobj | Rel::Conj)))
}

/// "M4", "N380", "RN27": letters of a road's class and its number.
pub fn road_number(word: &str) -> bool {
    let letters = word.chars().take_while(|c| c.is_ascii_uppercase()).count();
    let digits = word.get(letters..).unwrap_or("");
    (1..=2).contains(&letters) && (1..=4).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit())
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
        // "northern Kano city": what follows is surer than a direction before.
        feature: after.filter(|_| lead.feature == Some(accalmie_lexicon::Feature::Region)).or(lead.feature).or(after).map(said),
        candidates,
        within: None,
        resolved: None,
        adjunct: adjunct || other,
        nameless: false,
    });
}
