//! Loading turns tables into a lexicon: cells are checked against the closed lists and words become one trie.

use crate::entry::*;
use crate::grammar::Grammar;
use crate::matching::Node;
use crate::pattern::Pattern;
use crate::table::{Row, Table, TableError};
use crate::words::{Vocabulary, WordId};
use crate::{embedded, words::Alternative};
use accalmie_language::{Model, QuickMap, Upos, fold};
use accalmie_record::{Lang, Outcome, Sex, TargetClass, Type, Unit, WeaponClass, Who};
use std::path::Path;

/// One language's tables as texts, before they are read.
#[derive(Clone, Debug)]
pub struct Tables {
    /// As said in messages: `fr`.
    pub folder: String,
    /// Table name without `.tsv`, and its text.
    pub texts: Vec<(&'static str, String)>,
}

const COLUMNS: &[(&str, &[&str])] = &[
    ("triggers", &["lemma", "pos", "type", "outcome", "roles", "example"]),
    ("weapons", &["lemma", "class", "type", "example"]),
    ("people", &["lemma", "who", "class", "sex", "example"]),
    ("sites", &["lemma", "class", "example"]),
    ("actors", &["form", "name", "class", "country", "example"]),
    ("demonyms", &["form", "country", "example"]),
    ("cues", &["form", "cue", "value", "example"]),
    ("relations", &["form", "relation", "feature", "example"]),
    ("determiners", &["form", "number", "definite", "example"]),
    ("roles", &["form", "role", "example"]),
    ("forms", &["form", "lemma", "number", "example"]),
    ("affixes", &["affix", "place", "put", "number", "example"]),
    ("grammar", &["trait", "value", "example"]),
];

/// Tables of the same folder that the crate `measure` reads: numbers and times.
pub const MEASURED: [&str; 2] = ["numbers", "times"];

impl Tables {
    /// The text of one table, where it is there.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.texts.iter().find(|(n, _)| *n == name).map(|(_, t)| t.as_str())
    }

    pub fn embedded(lang: Lang) -> Option<Tables> {
        embedded::tables(lang)
    }

    /// The tables that a folder holds; a folder need not have all of them.
    pub fn from_folder(folder: &Path) -> std::io::Result<Tables> {
        let mut texts = Vec::new();
        for name in COLUMNS.iter().map(|(name, _)| *name).chain(MEASURED) {
            let path = folder.join(format!("{name}.tsv"));
            if path.is_file() {
                texts.push((name, std::fs::read_to_string(&path)?));
            }
        }
        Ok(Tables { folder: folder.display().to_string(), texts })
    }
}

/// What a word does to the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Gate {
    Shut,
    /// May tell something where the names around it are of a road.
    Ajar,
    /// Makes a sentence worth analysing: one of each trigger's words.
    Open,
}

/// A compiled row.
#[derive(Clone, Debug)]
pub struct LexRow {
    /// Index into [`Lexicon::files`].
    pub file: u8,
    pub line: u32,
    pub words: String,
    pub example: String,
    pub capitals: bool,
    /// The single words that it stands for, lower case with their accents; empty for longer patterns.
    pub spelled: Vec<String>,
    /// Said of the words before it: a postposition, a case written apart.
    pub after: bool,
    pub entry: Entry,
}

#[derive(Clone, Debug)]
pub struct Lexicon {
    pub lang: Lang,
    pub files: Vec<String>,
    pub rows: Vec<LexRow>,
    pub vocabulary: Vocabulary,
    pub grammar: Grammar,
    /// Some role words stand after their phrase.
    pub postposes: bool,
    pub(crate) trie: Vec<Node>,
    /// Where the edges of the trie's root that ask for a word start, by word.
    pub(crate) roots: Vec<u32>,
    /// The trie's edges while it is built.
    edges: QuickMap<(u32, WordId, bool, bool), u32>,
    /// What each word does to the gate.
    gate: Vec<Gate>,
}

impl Lexicon {
    /// Compiles tables, later ones overriding earlier ones row by row (same first cell in the same table, same part of speech).
    /// Broken rows are left out and reported; the lexicon is usable all the same.
    pub fn build(lang: Lang, layers: &[Tables]) -> (Lexicon, Vec<TableError>) {
        let mut problems = Vec::new();
        let mut lexicon = Lexicon {
            lang,
            files: Vec::new(),
            rows: Vec::new(),
            vocabulary: Vocabulary::default(),
            grammar: Grammar::default(),
            postposes: false,
            trie: vec![Node::default()],
            roots: Vec::new(),
            edges: QuickMap::default(),
            gate: Vec::new(),
        };
        let mut tables: Vec<(&str, Table)> = Vec::new();
        for layer in layers {
            for (name, text) in &layer.texts {
                let Some((_, columns)) = COLUMNS.iter().find(|(n, _)| n == name) else { continue };
                let file = format!("{}/{name}.tsv", layer.folder);
                let table = Table::parse(&file, text, columns, &mut problems);
                for (_, earlier) in tables.iter_mut().filter(|(n, _)| n == name) {
                    earlier.rows.retain(|r| {
                        !table.rows.iter().any(|t| t.cells[0] == r.cells[0] && (*name != "triggers" || t.cell(1) == r.cell(1)))
                    });
                }
                tables.push((name, table));
            }
        }
        for (name, table) in &tables {
            lexicon.files.push(table.file.clone());
            let file = (lexicon.files.len() - 1) as u8;
            for row in &table.rows {
                let mut say = |column: u32, message: String| {
                    problems.push(TableError { file: table.file.clone(), line: row.line, column, message });
                };
                let done = match *name {
                    "forms" => Some(number(row, 2).map(|n| lexicon.vocabulary.add_form(&row.cells[0], row.cell(1), n))),
                    "affixes" => Some(lexicon.vocabulary.affixes.add(row)),
                    "grammar" => Some(lexicon.grammar.add(row)),
                    _ => None,
                };
                if let Some(done) = done {
                    if let Err((column, message)) = done {
                        say(column, message);
                    }
                    continue;
                }
                // "~ tarafından": what stands before the row's words is what they are said of.
                let (words, after) = match row.cells[0].strip_prefix("~ ") {
                    Some(words) if matches!(*name, "roles" | "relations" | "cues") => (words, true),
                    _ => (row.cells[0].as_str(), false),
                };
                let entry = match entry(name, row) {
                    Ok(entry) => entry,
                    Err((column, message)) => {
                        say(column, message);
                        continue;
                    }
                };
                let pattern = match Pattern::parse(words, lang, &mut lexicon.vocabulary) {
                    Ok(p) => p,
                    Err(message) => {
                        say(1, message);
                        continue;
                    }
                };
                lexicon.insert(file, row, pattern, entry, after);
            }
        }
        for node in &mut lexicon.trie {
            node.edges.sort_unstable();
            node.gaps = node.edges.iter().any(|e| e.2);
        }
        lexicon.edges = QuickMap::default();
        let words = lexicon.vocabulary.len();
        lexicon.gate.resize(words, Gate::Shut);
        lexicon.roots.resize(words + 1, 0);
        for edge in &lexicon.trie[0].edges {
            lexicon.roots[edge.0 as usize + 1] += 1;
        }
        for k in 1..=words {
            lexicon.roots[k] += lexicon.roots[k - 1];
        }
        (lexicon, problems)
    }

    /// The shipped lexicon of a language.
    pub fn embedded(lang: Lang) -> Option<(Lexicon, Vec<TableError>)> {
        Tables::embedded(lang).map(|t| Lexicon::build(lang, &[t]))
    }

    fn insert(&mut self, file: u8, row: &Row, pattern: Pattern, entry: Entry, after: bool) {
        // The word that has to be there before anything else is tried: the longest of the pattern is seldom a small word.
        let opens = matches!(&entry, Entry::Trigger(t) if t.meaning != Meaning::None);
        if opens {
            let longest = pattern.slots.iter().max_by_key(|s| s.words.iter().map(|(w, _)| self.vocabulary_len(*w)).min());
            for &(w, _) in longest.map(|s| s.words.as_slice()).unwrap_or_default() {
                self.set_gate(w, Gate::Open);
            }
        } else if matches!(&entry, Entry::Cue(c) if c.cue == Cue::Status) {
            for &(w, _) in pattern.slots.iter().flat_map(|s| &s.words) {
                self.set_gate(w, Gate::Ajar);
            }
        }
        self.postposes |= after && matches!(entry, Entry::Role(_));
        if let [slot] = pattern.slots.as_slice() {
            slot.words.iter().for_each(|(w, _)| self.vocabulary.stands_alone(*w));
        }
        let id = self.rows.len() as u32;
        self.rows.push(LexRow {
            file,
            line: row.line,
            words: row.cells[0].clone(),
            example: row.cells.last().cloned().unwrap_or_default(),
            capitals: pattern.capitals,
            after,
            spelled: if pattern.slots.len() == 1 {
                row.cells[0].trim_start_matches("~ ").split('|').map(|w| w.trim_matches('"').to_lowercase()).collect()
            } else {
                Vec::new()
            },
            entry,
        });
        // Either-or slots make one path each.
        let mut ends = vec![0u32];
        for slot in &pattern.slots {
            let mut next = Vec::new();
            for &node in &ends {
                for &(word, exact) in &slot.words {
                    next.push(self.edge(node, word, exact, slot.gap));
                }
            }
            ends = next;
        }
        for node in ends {
            self.trie[node as usize].rows.push(id);
        }
    }

    fn vocabulary_len(&self, word: u32) -> usize {
        self.vocabulary.length_of(word)
    }

    fn edge(&mut self, node: u32, word: u32, exact: bool, gap: bool) -> u32 {
        if let Some(next) = self.edges.get(&(node, word, exact, gap)) {
            return *next;
        }
        let next = self.trie.len() as u32;
        self.trie.push(Node::default());
        self.trie[node as usize].edges.push((word, exact, gap, next));
        self.edges.insert((node, word, exact, gap), next);
        next
    }

    fn set_gate(&mut self, word: WordId, gate: Gate) {
        let at = word as usize;
        if self.gate.len() <= at {
            self.gate.resize(at + 1, Gate::Shut);
        }
        self.gate[at] = self.gate[at].max(gate);
    }

    /// Whether a token that could be these words makes its sentence worth analysing.
    pub fn opens(&self, alternatives: &[Alternative]) -> bool {
        alternatives.iter().any(|a| self.gate[a.word as usize] == Gate::Open)
    }

    /// Whether a token that could be these words may make its report tell anything at all: the words of triggers, and those
    /// of a road's status, which tell without one.
    pub fn stirs(&self, alternatives: &[Alternative]) -> bool {
        alternatives.iter().any(|a| self.gate[a.word as usize] != Gate::Shut)
    }

    /// What a surface word could be; see [`Vocabulary::alternatives`].
    pub fn alternatives(&self, surface: &str, model: Option<&Model>, lemmas: &mut Vec<(Upos, String)>, out: &mut Vec<Alternative>) {
        self.vocabulary.alternatives(surface, model, lemmas, out);
    }

    /// Whether a word that met the row by its form alone is spelled as the row is, accents counted: "mine" is not "miné". For texts
    /// that write accents at all; a capital may lack its own.
    pub fn spelled(&self, row: u32, surface: &str) -> bool {
        let tail = |w: &str| w.chars().skip(1).collect::<String>();
        let row = &self.rows[row as usize];
        let lower = surface.to_lowercase();
        let shouted = surface.chars().all(|c| !c.is_lowercase());
        let capital = surface.chars().next().is_some_and(char::is_uppercase);
        row.spelled.is_empty() || shouted || row.spelled.iter().any(|w| *w == lower || capital && tail(w) == tail(&lower))
    }

    /// Whether an inflected word has the letters of the row's word, marks counted, as far as the two go together.
    pub fn lettered(&self, row: u32, surface: &str) -> bool {
        let row = &self.rows[row as usize];
        let lower: Vec<char> = lower_letters(surface);
        row.spelled.is_empty()
            || row.spelled.iter().any(|w| {
                let same = |(a, b): &(char, &char)| fold(&a.to_string()) == fold(&b.to_string());
                w.chars().zip(&lower).take_while(same).all(|(a, b)| a == *b)
            })
    }

    /// `fr/triggers.tsv:41 miner`: how `why` names a row.
    pub fn cite(&self, row: u32) -> String {
        let r = &self.rows[row as usize];
        format!("{}:{} {}", self.files[r.file as usize], r.line, r.words)
    }
}

/// Lower case letter by letter, a dotted capital being one letter.
fn lower_letters(word: &str) -> Vec<char> {
    word.chars().filter_map(|c| if c == 'İ' { Some('i') } else { c.to_lowercase().next() }).collect()
}

/// The number named in a column (from 0), if any.
fn number(row: &Row, column: usize) -> Result<Option<Number>, (u32, String)> {
    match row.cell(column) {
        "" => Ok(None),
        n => Number::from_name(n)
            .map(Some)
            .ok_or_else(|| (column as u32 + 1, format!("\u{201c}{n}\u{201d} is not known here; one of: {}", Number::all()))),
    }
}

/// A row's cells as an entry; an error names the column (from 1) and what is allowed there.
fn entry(table: &str, row: &Row) -> Result<Entry, (u32, String)> {
    let bad = |column: usize, allowed: &str| {
        Err((column as u32 + 1, format!("\u{201c}{}\u{201d} is not known here; one of: {allowed}", row.cell(column))))
    };
    let names = |all: &[&str]| all.join(" ");
    Ok(match table {
        "triggers" => {
            let Some(pos) = Pos::from_name(if row.cell(1).is_empty() { "x" } else { row.cell(1) }) else { return bad(1, &Pos::all()) };
            let meaning = match row.cell(2) {
                "none" => Meaning::None,
                t => match (t.parse::<Type>(), General::from_name(t)) {
                    (Ok(t), _) => Meaning::Type(t),
                    (_, Some(g)) => Meaning::General(g),
                    _ => return bad(2, &format!("{} none, or a type of kinds.tsv", General::all())),
                },
            };
            let outcome = match row.cell(3) {
                "" => None,
                o => match Outcome::from_name(o) {
                    Some(o) => Some(o),
                    None => return bad(3, &names(&Outcome::ALL.iter().map(|o| o.name()).collect::<Vec<_>>())),
                },
            };
            let frame = match row.cell(4) {
                "" => None,
                f => match Frame::from_name(f) {
                    Some(f) => Some(f),
                    None => return bad(4, &Frame::all()),
                },
            };
            Entry::Trigger(TriggerRow { pos, meaning, outcome, frame })
        }
        "weapons" => {
            let Some(class) = WeaponClass::from_name(row.cell(1)) else {
                return bad(1, &names(&WeaponClass::ALL.iter().map(|o| o.name()).collect::<Vec<_>>()));
            };
            let type_ = match row.cell(2) {
                "" => None,
                t => match t.parse() {
                    Ok(t) => Some(t),
                    Err(_) => return bad(2, "a type of kinds.tsv"),
                },
            };
            Entry::Weapon(WeaponRow { class, type_ })
        }
        "people" => {
            let Some(who) = Who::from_name(row.cell(1)) else {
                return bad(1, &names(&Who::ALL.iter().map(|o| o.name()).collect::<Vec<_>>()));
            };
            let class = match row.cell(2) {
                "" => TargetClass::Other,
                c => match TargetClass::from_name(c) {
                    Some(c) => c,
                    None => return bad(2, &names(&TargetClass::ALL.iter().map(|o| o.name()).collect::<Vec<_>>())),
                },
            };
            let unit = (row.cell(3) == "families").then_some(Unit::Families);
            let sex = match row.cell(3) {
                "" | "families" => None,
                "female" => Some(Sex::Female),
                "male" => Some(Sex::Male),
                _ => return bad(3, "female male families"),
            };
            Entry::Person(PersonRow { who, class, sex, unit })
        }
        "sites" => match TargetClass::from_name(row.cell(1)) {
            Some(class) => Entry::Site(SiteRow { class }),
            None => return bad(1, &names(&TargetClass::ALL.iter().map(|o| o.name()).collect::<Vec<_>>())),
        },
        "actors" => {
            let Some(class) = ActorClass::from_name(row.cell(2)) else { return bad(2, &ActorClass::all()) };
            if row.cell(1).is_empty() {
                return Err((2, "the shared English name is missing".to_owned()));
            }
            Entry::Actor(ActorRow { name: row.cell(1).to_owned(), class, country: row.cell(3).to_owned() })
        }
        "demonyms" => Entry::Demonym(row.cell(1).to_owned()),
        "cues" => match Cue::from_name(row.cell(1)) {
            Some(cue) => Entry::Cue(CueRow { cue, value: row.cell(2).to_owned() }),
            None => return bad(1, &Cue::all()),
        },
        "relations" => {
            let relation = match row.cell(1) {
                "" => None,
                r => match RelationWord::from_name(r) {
                    Some(r) => Some(r),
                    None => return bad(1, &RelationWord::all()),
                },
            };
            let feature = match row.cell(2) {
                "" => None,
                f => match Feature::from_name(f) {
                    Some(f) => Some(f),
                    None => return bad(2, &Feature::all()),
                },
            };
            Entry::Relation(RelationRow { relation, feature })
        }
        "roles" => match RoleWord::from_name(row.cell(1)) {
            Some(role) => Entry::Role(role),
            None => return bad(1, &RoleWord::all()),
        },
        _ => {
            let number = match row.cell(1) {
                "" => None,
                n => match Number::from_name(n) {
                    Some(n) => Some(n),
                    None => return bad(1, &Number::all()),
                },
            };
            let definite = match row.cell(2) {
                "" => None,
                d => match Definite::from_name(d) {
                    Some(d) => Some(d),
                    None => return bad(2, &Definite::all()),
                },
            };
            Entry::Determiner(DeterminerRow { number, definite })
        }
    })
}
