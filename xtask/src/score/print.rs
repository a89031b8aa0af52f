//! The print is the table of all figures, a row for each set, language and part.

use super::figures::Figures;
use super::sets::Sort;
use super::{cases, slots, toponyms, values};

/// A figure and the head of its column.
type Column = (&'static str, &'static str);

const GOLD: &[Column] = &[
    (slots::RECORDS[0], "P"),
    (slots::RECORDS[1], "R"),
    (slots::RECORDS[2], "F1"),
    (slots::HARM[0], "harm P"),
    (slots::HARM[1], "harm R"),
    (slots::HARM[2], "harm F1"),
    (slots::TYPE, "type"),
    (slots::PLACE, "place"),
    (slots::POINT, "25 km"),
    (slots::KILLED, "killed"),
    (slots::INJURED, "injured"),
    (slots::AUTHOR, "actor"),
    (slots::NO_AUTHOR, "none inv."),
    (slots::DAY, "date"),
    (slots::WEAPON, "weapon"),
    (slots::WHOLE, "whole"),
];

const CASES: &[Column] = &[
    (cases::KILLED, "killed"),
    (cases::KILLED_SOME, "if > 0"),
    (cases::INJURED, "injured"),
    (cases::INJURED_SOME, "if > 0"),
    (cases::WITHIN[0].0, "10 km"),
    (cases::WITHIN[1].0, "25 km"),
    (cases::WITHIN[2].0, "161 km"),
    (cases::ANY_PLACE, "any 25"),
    (cases::DAY, "date"),
    (cases::WEAPON, "weapon"),
    (cases::CIVILIANS_KILLED, "civ. k."),
    (cases::CIVILIANS_INJURED, "civ. i."),
    (cases::CHILDREN_KILLED, "child. k."),
    (cases::WOMEN_KILLED, "women k."),
    (cases::ACTOR, "actor"),
];

const MENTIONS: &[Column] = &[
    (toponyms::FOUND[0], "P"),
    (toponyms::FOUND[1], "R"),
    (toponyms::FOUND[2], "F1"),
    (toponyms::WITHIN[0].0, "20 km"),
    (toponyms::WITHIN[1].0, "161 km"),
    (toponyms::OF_ALL, "of all"),
    (values::TIMES, "times"),
    (values::NUMBERS, "numbers"),
];

/// One row: a part of a set in one language.
pub struct Row {
    pub set: &'static str,
    pub sort: Sort,
    pub lang: String,
    pub part: &'static str,
    pub docs: usize,
    pub figures: Figures,
}

pub fn table(rows: &[Row]) -> String {
    let mut out = String::new();
    for (sort, head, columns) in
        [(Sort::Gold, "annotated reports", GOLD), (Sort::Cases, "code sheets", CASES), (Sort::Mentions, "mentions", MENTIONS)]
    {
        let rows: Vec<&Row> = rows.iter().filter(|r| r.sort == sort).collect();
        if rows.is_empty() {
            continue;
        }
        out.push_str(&format!("\n{head:<26}{:>6}", "texts"));
        let width = |head: &str| head.chars().count().max(5) + 1;
        for (_, head) in columns {
            out.push_str(&format!("{head:>width$}", width = width(head)));
        }
        out.push('\n');
        for row in rows {
            out.push_str(&format!("{:<9}{:<5}{:<12}{:>6}", row.set, row.lang, row.part, row.docs));
            for (figure, head) in columns {
                let value = row.figures.get(figure).map_or_else(|| "–".to_owned(), |s| format!("{:.3}", s.value()));
                out.push_str(&format!("{value:>width$}", width = width(head)));
            }
            out.push('\n');
        }
    }
    out
}
