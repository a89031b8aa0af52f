//! A cause is why a record is missing or too many; the words it stands in, and what else was read or wanted there, tell.

use super::fact::Fact;
use super::matching::{Matched, asked, likeness, right_type, same_place, same_sort, tolls_agree};
use super::miss::{Cost, Miss, describe};
use super::page::Page;
use super::wrong;
use accalmie_record::{Lang, Report};

/// One report's gold and our records, and which of their sentences they share.
pub struct Scene<'a> {
    pub gold: &'a [Fact],
    pub ours: &'a [Fact],
    pub matched: &'a Matched,
    page: Page<'a>,
    gold_in: Vec<Vec<usize>>,
    ours_in: Vec<Vec<usize>>,
}

/// All misses of one report.
pub fn all(report: &Report, lang: Lang, gold: &[Fact], ours: &[Fact], matched: &Matched) -> Vec<Miss> {
    let page = Page::new(report, lang);
    let sentences = |facts: &[Fact]| facts.iter().map(|f| page.of(f)).collect::<Vec<_>>();
    let (gold_in, ours_in) = (sentences(gold), sentences(ours));
    let scene = Scene { gold, ours, matched, page, gold_in, ours_in };
    let miss = |cause: &str, cost, sentences: &[usize], want: Option<&Fact>, have: Option<&Fact>| Miss {
        cause: cause.to_owned(),
        cost,
        doc: report.key.clone(),
        sentence: scene.page.words(sentences),
        wanted: want.map(describe).unwrap_or_default(),
        had: have.map(describe).unwrap_or_default(),
    };
    let mut out = Vec::new();
    for &i in &matched.lost {
        let (cause, j) = scene.why_lost(i);
        out.push(miss(cause, Cost::Lost, &scene.gold_in[i], Some(&gold[i]), j.map(|j| &ours[j])));
    }
    for &j in &matched.extra {
        let (cause, i) = scene.why_extra(j);
        out.push(miss(cause, Cost::Extra, &scene.ours_in[j], i.map(|i| &gold[i]), Some(&ours[j])));
    }
    for &(i, j) in &matched.pairs {
        for cause in wrong::causes(&scene, i, j) {
            out.push(miss(cause, Cost::Slot, &scene.ours_in[j], Some(&gold[i]), Some(&ours[j])));
        }
    }
    out
}

impl Scene<'_> {
    fn together(&self, i: usize, j: usize) -> bool {
        self.gold_in[i].iter().any(|s| self.ours_in[j].contains(s))
    }

    /// Why no record tells what the gold tells, and the record that shows it.
    fn why_lost(&self, i: usize) -> (&'static str, Option<usize>) {
        let gold = &self.gold[i];
        let here: Vec<usize> = (0..self.ours.len()).filter(|j| self.together(i, *j)).collect();
        let first = |is: &dyn Fn(usize) -> bool| here.iter().copied().find(|j| is(*j));
        let free = |j: usize| self.matched.extra.contains(&j);
        let sort = |j: usize| same_sort(gold, &self.ours[j]);
        let taken = |j: usize| self.matched.pairs.iter().find(|(_, used)| *used == j).map(|(by, _)| &self.gold[*by]);
        if here.is_empty() {
            return ("no trigger", None);
        }
        if let Some(j) = first(&|j| free(j) && sort(j)) {
            return (difference(gold, &self.ours[j]), Some(j));
        }
        if let Some(j) = first(&|j| !self.ours[j].told() && sort(j)) {
            return ("status", Some(j));
        }
        if let Some(j) = first(&|j| taken(j).is_some() && likeness(gold, &self.ours[j]) > 0.0) {
            return ("merged wrongly", Some(j));
        }
        if let Some(j) = first(&|j| taken(j).is_some_and(|by| tolls_agree(gold, &self.ours[j]) > 0.0 && tolls_agree(by, gold) < 0.0)) {
            return ("wrong attachment", Some(j));
        }
        match first(&free) {
            Some(j) => ("wrong type family", Some(j)),
            None => ("no trigger beside others", here.first().copied()),
        }
    }

    /// Why a record tells of nothing in the gold, and the gold that shows it.
    fn why_extra(&self, j: usize) -> (&'static str, Option<usize>) {
        let ours = &self.ours[j];
        let here: Vec<usize> = (0..self.gold.len()).filter(|i| self.together(*i, j)).collect();
        let first = |is: &dyn Fn(usize) -> bool| here.iter().copied().find(|i| is(*i));
        let sort = |i: usize| same_sort(&self.gold[i], ours);
        let lost = |i: usize| self.matched.lost.contains(&i);
        if let Some(i) = first(&|i| lost(i) && sort(i)) {
            return (difference(&self.gold[i], ours), Some(i));
        }
        if let Some(i) = first(&|i| !self.gold[i].told() && sort(i)) {
            return ("status", Some(i));
        }
        let found = |i: usize| self.matched.pairs.iter().any(|(by, _)| *by == i);
        if let Some(i) = (0..self.gold.len()).find(|i| found(*i) && likeness(&self.gold[*i], ours) > 0.0) {
            return ("told twice", Some(i));
        }
        if let Some(i) = first(&|i| self.gold[i].told() && self.gold[i].optional && sort(i)) {
            return ("optional counted", Some(i));
        }
        if let Some(i) = first(&|i| found(i) && sort(i)) {
            return ("told twice", Some(i));
        }
        if let Some(i) = first(&lost) {
            return ("wrong type family", Some(i));
        }
        if let Some(i) = first(&found) {
            return ("told twice as another sort", Some(i));
        }
        match here.first() {
            None => ("not news", None),
            Some(i) if asked(&self.gold[*i]) => ("told twice as another sort", Some(*i)),
            Some(i) => ("a statement or background counted", Some(*i)),
        }
    }
}

/// What keeps two facts of one sentence from being the same.
fn difference(gold: &Fact, ours: &Fact) -> &'static str {
    if !same_sort(gold, ours) {
        return "wrong type family";
    }
    match same_place(gold, ours) {
        0.0 => "wrong place",
        _ if tolls_agree(gold, ours) < 0.0 => "wrong number",
        _ if ours.places.is_empty() => "no place",
        _ if !right_type(gold, ours) => "wrong type",
        _ => "taken by a likelier one",
    }
}

#[cfg(test)]
mod tests {
    use super::super::fact::Fact;
    use super::super::fact::tests::fact;
    use super::super::matching::compare;
    use super::super::miss::{Cost, Miss};
    use super::super::values::tests::report;
    use accalmie_record::{Lang, Span, Status, Text, Type};

    const TEXT: &str = "A shell hit Souran. Two fled Manajir. The mayor spoke of Baga.";

    fn quoting(mut f: Fact, words: &str) -> Fact {
        let at = TEXT.find(words).expect("in the text");
        f.spans = vec![(Text::Text, Span::new(at, at + words.len()))];
        f
    }

    fn causes(gold: &[Fact], ours: &[Fact]) -> Vec<(String, Cost)> {
        let lang = Lang::new("en").expect("a code");
        let misses: Vec<Miss> = super::all(&report(TEXT), lang, gold, ours, &compare(gold, ours));
        misses.into_iter().map(|m| (m.cause, m.cost)).collect()
    }

    fn shelling(place: &str) -> Fact {
        quoting(fact(Type::ExplosiveShelling, place, None), "hit")
    }

    fn named(list: &[(&str, Cost)]) -> Vec<(String, Cost)> {
        list.iter().map(|(c, cost)| (c.to_string(), *cost)).collect()
    }

    #[test]
    fn what_is_not_read_at_all_has_no_trigger() {
        let flight = quoting(fact(Type::DisplacementFlight, "Manajir", None), "fled");
        assert_eq!(causes(&[shelling("Souran"), flight], &[shelling("Souran")]), named(&[("no trigger", Cost::Lost)]));
        let beside = fact(Type::ForceWithdrawal, "Souran", None);
        let got = causes(&[shelling("Souran"), quoting(beside, "shell")], &[shelling("Souran")]);
        assert_eq!(got, named(&[("no trigger beside others", Cost::Lost)]));
    }

    #[test]
    fn a_wrong_place_costs_twice() {
        let got = causes(&[shelling("Souran")], &[shelling("Baga")]);
        assert_eq!(got, named(&[("wrong place", Cost::Lost), ("wrong place", Cost::Extra)]));
        let got = causes(&[shelling("Souran")], &[shelling("")]);
        assert_eq!(got, named(&[("no place", Cost::Lost), ("no place", Cost::Extra)]));
        let flight = quoting(fact(Type::DisplacementFlight, "Souran", None), "hit");
        let got = causes(&[shelling("Souran")], &[flight]);
        assert_eq!(got, named(&[("wrong type family", Cost::Lost), ("wrong type family", Cost::Extra)]));
    }

    #[test]
    fn one_for_two_and_two_for_one() {
        assert_eq!(causes(&[shelling("Souran"), shelling("Souran")], &[shelling("Souran")]), named(&[("merged wrongly", Cost::Lost)]));
        assert_eq!(causes(&[shelling("Souran")], &[shelling("Souran"), shelling("Souran")]), named(&[("told twice", Cost::Extra)]));
    }

    #[test]
    fn what_is_not_so_is_a_matter_of_status() {
        let mut denied = shelling("Souran");
        denied.status = Status::Negated;
        assert_eq!(causes(&[shelling("Souran")], &[denied.clone()]), named(&[("status", Cost::Lost)]));
        assert_eq!(causes(&[denied], &[shelling("Souran")]), named(&[("status", Cost::Extra)]));
    }

    #[test]
    fn what_nobody_quotes_is_no_news() {
        let spoke = quoting(fact(Type::BattleRaid, "Baga", None), "spoke");
        assert_eq!(causes(&[shelling("Souran")], &[shelling("Souran"), spoke.clone()]), named(&[("not news", Cost::Extra)]));
        let statement = quoting(fact(Type::DiplomacyStatement, "Baga", None), "mayor");
        assert_eq!(causes(&[statement], &[spoke]), named(&[("a statement or background counted", Cost::Extra)]));
    }
}
