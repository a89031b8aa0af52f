//! The user's own words and places: tables checked and laid over the shipped ones, places imported and found.

mod run;

use run::{folder, lines, run};

const HEADER: &str = "lemma\tpos\ttype\toutcome\troles\texample\n";

#[test]
fn own_tables_are_checked_where_they_are_broken() {
    let broken = format!("{HEADER}florber\tv\tno.such_type\t\tacts\tIls florbent.\nglip\tn\n");
    let idle = format!("{HEADER}grimpouiller\tv\texplosive.shelling\t\tacts\tRien de tel ici.\n");
    let good = format!("{HEADER}grimpouille\tn\texplosive.shelling\t\thappens\tUne grimpouille a eu lieu.\n");
    let folder = folder(&[
        ("a/fr/triggers.tsv", broken.as_bytes()),
        ("b/fr/triggers.tsv", idle.as_bytes()),
        ("c/fr/triggers.tsv", good.as_bytes()),
        ("d/x", b""),
    ]);
    let got = run(folder.path(), &["lexicon", "check", "a"], b"");
    assert_eq!(got.code, 1);
    assert!(got.out.contains("a/fr/triggers.tsv:2:3: ") && got.out.contains("a/fr/triggers.tsv:3:1: "), "{}", got.out);
    let got = run(folder.path(), &["lexicon", "check", "b"], b"");
    assert_eq!((got.code, got.out.lines().count()), (1, 1), "{}", got.out);
    assert!(got.out.starts_with("b/fr/triggers.tsv:2:1: "), "{}", got.out);
    let got = run(folder.path(), &["lexicon", "check", "c"], b"");
    assert_eq!((got.code, got.out.as_str()), (0, ""));
    assert_eq!(run(folder.path(), &["lexicon", "check", "d"], b"").code, 2);
}

#[test]
fn own_tables_are_read_with() {
    let own = format!("{HEADER}grimpouille\tn\texplosive.shelling\t\thappens\tUne grimpouille a eu lieu.\n");
    let text = "Une grimpouille a eu lieu mardi dans le village, selon les habitants de la région.";
    let folder = folder(&[("own/fr/triggers.tsv", own.as_bytes()), ("a.txt", text.as_bytes())]);
    let why = |args: &[&str]| {
        let got = run(folder.path(), args, b"");
        assert_eq!((got.code, got.err.as_str()), (0, ""));
        lines(&got.out)[0]["records"].to_string().contains("grimpouille")
    };
    assert!(why(&["read", "a.txt", "--format", "jsonl", "--lexicons", "own"]));
    let shipped = run(folder.path(), &["read", "a.txt", "--format", "jsonl"], b"");
    assert!(!lines(&shipped.out)[0]["records"].to_string().contains("triggers.tsv:2 grimpouille"));
}

#[test]
fn tables_are_counted() {
    let got = run(folder(&[]).path(), &["lexicon", "stats"], b"");
    assert_eq!(got.code, 0);
    assert!(got.out.lines().any(|l| l.starts_with("fr   triggers")), "{}", got.out);
}

#[test]
fn names_of_places_are_looked_up() {
    let folder = folder(&[]);
    let got = run(folder.path(), &["places", "Damascus"], b"");
    assert_eq!(got.code, 0);
    assert!(got.out.contains("geonames:") && got.out.contains("SY"), "{}", got.out);
    let none = run(folder.path(), &["places", "Zzyzx"], b"");
    assert_eq!(none.code, 1);
}

#[test]
fn own_places_are_imported_and_found() {
    // A row of a GeoNames dump: 19 columns.
    let row = "99000001\tVlorpstadt\tVlorpstadt\tVlorpville\t12.5\t14.25\tP\tPPL\tML\t\t01\t\t\t\t4200\t\t300\tAfrica/Bamako\t2020-01-01\n";
    let folder = folder(&[("own.txt", row.as_bytes()), ("bad.txt", b"one\ttwo\n"), ("none.txt", b"")]);
    let made = run(folder.path(), &["places", "import", "own.txt", "--out", "own.idx"], b"");
    assert_eq!((made.code, made.err.as_str()), (0, ""), "{}", made.out);
    let got = run(folder.path(), &["places", "Vlorpville", "--places", "own.idx"], b"");
    assert_eq!(got.code, 0, "{}", got.out);
    assert!(got.out.contains("geonames:99000001"), "{}", got.out);
    let text = "Three soldiers were killed by a mine in the town of Vlorpstadt on Tuesday.";
    let read = run(folder.path(), &["read", "-", "--format", "jsonl", "--places", "own.idx"], text.as_bytes());
    assert!(read.out.contains("geonames:99000001"), "{}", read.out);
    for bad in ["bad.txt", "none.txt", "absent.txt"] {
        let got = run(folder.path(), &["places", "import", bad, "--out", "x.idx"], b"");
        assert_eq!(got.code, 2, "{bad} {}", got.out);
        assert!(got.err.starts_with(&format!("accalmie: {bad}:")), "{}", got.err);
    }
}
