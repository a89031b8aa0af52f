//! An exercise is a folder of invented reports with a ledger beside it. No such event took place.

use super::run::{Run, folder, lines, run};
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;

/// Name, source, day, words. `a`, `b` and `d` tell of one shelling, `d` with a later toll.
const REPORTS: &[(&str, &str, &str, &str)] = &[
    ("a", "news agency", "2019-11-05", "On Monday a shell fell on the market of Tall Tamr, killing three civilians and wounding five."),
    ("b", "agence de presse", "2019-11-06", "Lundi, un obus est tombé sur le marché de Tell Tamer, tuant quatre civils."),
    ("c", "local monitor", "2019-11-05", "On Monday a car bomb killed two civilians in Hasakah. The Islamic State claimed the attack."),
    ("d", "news agency", "2019-11-07", "The toll of the shelling of the market of Tall Tamr on Monday rose to five dead."),
    ("e", "radio", "2019-11-06", "On Tuesday a mine exploded near Manajir and injured a shepherd."),
    ("f", "access note", "2019-11-09", "On Friday an aid convoy of nine trucks reached Qamishli."),
    (
        "g",
        "radio",
        "2019-11-10",
        "On Saturday villagers of Abu Rasin took up arms to protect the village; two of them were killed, said Sami Example, a teacher.",
    ),
];

pub struct Exercise {
    folder: TempDir,
}

impl Exercise {
    /// The reports as `r/a.txt` and so on, and no ledger yet.
    pub fn new() -> Exercise {
        let exercise = Exercise { folder: folder(&[]) };
        for (name, source, day, words) in REPORTS {
            exercise.write(name, source, day, words);
        }
        exercise
    }

    /// A ledger of these reports, ingested in this order, in one run.
    pub fn of(names: &str) -> Exercise {
        let exercise = Exercise::new();
        exercise.ingest(names);
        exercise
    }

    pub fn write(&self, name: &str, source: &str, day: &str, words: &str) {
        let text = format!(
            "URL: exercise, invented: no such event took place\nSOURCE: {source} (exercise)\nDATE: {day}\nTITLE: Exercise\n\nExercise. {words}\n"
        );
        std::fs::create_dir_all(self.path().join("r")).expect("made");
        std::fs::write(self.path().join(format!("r/{name}.txt")), text).expect("written");
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn run(&self, args: &[&str]) -> Run {
        run(self.path(), args, b"")
    }

    /// What a run prints that ends well and complains of nothing.
    pub fn well(&self, args: &[&str]) -> String {
        let got = self.run(args);
        assert_eq!((got.code, got.err.as_str()), (0, ""), "{args:?}\n{}", got.out);
        got.out
    }

    /// One run over these reports, a letter each, in this order; the lines that it prints.
    pub fn ingest(&self, names: &str) -> Vec<Value> {
        let paths: Vec<String> = names.chars().map(|n| format!("r/{n}.txt")).collect();
        let mut args = vec!["ingest", "--format", "jsonl", "--author", "exercise-hand", "--at", "2026-01-01T00:00:00Z"];
        args.extend(paths.iter().map(String::as_str));
        lines(&self.well(&args))
    }

    pub fn incidents(&self, args: &[&str]) -> Vec<Value> {
        lines(&self.well(&[&["incidents", "--format", "jsonl"], args].concat()))
    }

    /// The only incident of this type.
    pub fn id(&self, type_: &str) -> String {
        let found: Vec<Value> = self.incidents(&["--type", type_]);
        assert_eq!(found.len(), 1, "{type_}: {found:?}");
        text(&found[0]["incident"])
    }

    /// The incident as `show` gives it, with its records.
    pub fn show(&self, id: &str) -> Value {
        serde_json::from_str(&self.well(&["show", id, "--format", "json"])).expect("JSON")
    }

    /// The record that this report has first.
    pub fn record(&self, name: char) -> String {
        let line = lines(&self.well(&["read", &format!("r/{name}.txt"), "--format", "jsonl"])).remove(0);
        text(&line["records"][0]["id"])
    }
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no words: {value}")).to_owned()
}

/// What each incident is made of, and what it then says; in one order, whatever its id.
pub fn groups(incidents: &[Value]) -> Vec<String> {
    let mut out: Vec<String> =
        incidents.iter().map(|i| format!("{} {} {} {} {}", i["records"], i["type"], i["standing"], i["origins"], i["harm"])).collect();
    out.sort();
    out
}
