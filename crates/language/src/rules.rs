//! The rules of a language say where its words are cut and which full stops do not end a sentence: word lists of
//! `data/<lang>/`, one entry a line, compared in folded form.

use crate::clitics::{Cutter, Table};
use crate::{embedded, fold::fold};
use accalmie_record::Lang;
use std::collections::HashSet;
use std::sync::OnceLock;

#[derive(Default)]
pub(crate) struct Rules {
    /// Cut after their apostrophe.
    pub elisions: HashSet<String>,
    /// Never cut.
    pub keep: HashSet<String>,
    /// Cut before them; longest first.
    pub clitics: Vec<String>,
    /// Fused words: the whole and the number of characters of its first part.
    pub splits: Vec<(String, usize)>,
    /// One bit for each length, in bytes, that a fused word has.
    pub split_lengths: u64,
    /// Their full stop belongs to them and never ends a sentence.
    pub titles: HashSet<String>,
    /// Their full stop belongs to them and may end a sentence.
    pub abbreviations: HashSet<String>,
    /// Abbreviations only when a number follows.
    pub numbered: HashSet<String>,
    /// Words that make a sentence end likely before them.
    pub starters: HashSet<String>,
    /// Words that writers break so that no machine reads them; the beginning is enough.
    pub masked: Vec<String>,
    /// Words of two letters that stand alone.
    pub short: HashSet<String>,
    /// Clitics written together with a word, and what was learned of where to cut them.
    pub clitic_table: Table,
    pub cutter: Option<Cutter>,
}

impl Rules {
    /// Those of `lang`; empty for a language without a folder.
    pub(crate) fn of(lang: Lang) -> &'static Rules {
        static ALL: OnceLock<Vec<(Lang, Rules)>> = OnceLock::new();
        static NONE: OnceLock<Rules> = OnceLock::new();
        let all = ALL.get_or_init(load);
        match all.iter().find(|(l, _)| *l == lang) {
            Some((_, rules)) => rules,
            None => NONE.get_or_init(Rules::default),
        }
    }
}

fn load() -> Vec<(Lang, Rules)> {
    let mut out: Vec<(Lang, Rules)> = Vec::new();
    for (code, table, text) in embedded::RULES {
        let Some(lang) = Lang::new(code) else { continue };
        let at = match out.iter().position(|(l, _)| *l == lang) {
            Some(at) => at,
            None => {
                out.push((lang, Rules::default()));
                out.len() - 1
            }
        };
        fill(&mut out[at].1, table, text);
    }
    for (lang, rules) in &mut out {
        let learned = embedded::CUTS.iter().find(|(code, _)| Lang::new(code) == Some(*lang));
        rules.cutter = learned.and_then(|(_, bytes)| Cutter::from_bytes((*bytes).into(), rules.clitic_table.clone()));
    }
    out
}

fn fill(rules: &mut Rules, table: &str, text: &str) {
    let rows = text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
    match table {
        "elisions" => rules.elisions = rows.map(fold).collect(),
        "keep" => rules.keep = rows.map(fold).collect(),
        "titles" => rules.titles = rows.map(fold).collect(),
        "abbreviations" => rules.abbreviations = rows.map(fold).collect(),
        "numbered" => rules.numbered = rows.map(fold).collect(),
        "starters" => rules.starters = rows.map(fold).collect(),
        "masked" => rules.masked = rows.map(fold).collect(),
        "short" => rules.short = rows.map(fold).collect(),
        "clitics" => {
            rules.clitics = rows.map(fold).collect();
            rules.clitics.sort_by_key(|c| std::cmp::Reverse(c.len()));
        }
        "splits" => {
            rules.splits = rows.filter_map(|r| r.split_once('|')).map(|(a, b)| (fold(a) + &fold(b), a.chars().count())).collect();
            rules.split_lengths = rules.splits.iter().fold(0, |bits, (w, _)| bits | 1 << w.len().min(63));
        }
        // `س 2 يتنا`: with its rank among the clitics of one word, and the letters that may follow it.
        "proclitics" => {
            let row = |r: &str| {
                let mut cells = r.split(' ');
                let (clitic, rank, followers) = (cells.next()?, cells.next()?, cells.next().unwrap_or(""));
                Some((fold(clitic).chars().collect(), rank.parse().ok()?, fold(followers).chars().collect()))
            };
            rules.clitic_table.before = rows.filter_map(row).collect();
        }
        "articles" => rules.clitic_table.article = rows.map(fold).next().unwrap_or_default().chars().collect(),
        "enclitics" => rules.clitic_table.after = rows.map(|r| fold(r).chars().collect()).collect(),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::Rules;
    use crate::embedded;
    use accalmie_record::Lang;

    #[test]
    fn tables_have_known_names() {
        const KNOWN: [&str; 13] = [
            "elisions",
            "keep",
            "clitics",
            "splits",
            "titles",
            "abbreviations",
            "numbered",
            "starters",
            "proclitics",
            "enclitics",
            "articles",
            "masked",
            "short",
        ];
        for (lang, table, _) in embedded::RULES {
            assert!(KNOWN.contains(table), "data/{lang}/{table}.txt is not read by anything");
        }
    }

    #[test]
    fn unknown_language_has_no_rules() {
        assert!(Rules::of(Lang::UNKNOWN).elisions.is_empty());
        assert!(Rules::of(Lang::new("fr").unwrap()).elisions.contains("qu"));
    }
}
