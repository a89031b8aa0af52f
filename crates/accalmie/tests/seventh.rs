//! A language is tables: one that the program has never heard of is read from a folder, at run time, without trained weights.

mod run;

use run::{folder, lines, run};

const TABLES: &[(&str, &[u8])] = &[
    (
        "tables/qaa/triggers.tsv",
        b"lemma\tpos\ttype\toutcome\troles\texample
bomardin\tv\texplosive.shelling\t\tacts\tArmio bomardin Kobani.
mortin\tv\tkilling\tkilled\tsuffers\tTri civilo mortin.
minoblast\tn\texplosive.landmine\t\thappens\tMinoblast en Kobani.
",
    ),
    ("tables/qaa/people.tsv", b"lemma\twho\tclass\tsex\texample\ncivilo\tcivilians\tcivilians\t\tTri civilo mortin.\n"),
    (
        "tables/qaa/relations.tsv",
        b"form\trelation\tfeature\texample\nen\tat\t\tMinoblast en Kobani.\n~ apud\tnear\t\tMinoblast Manbij apud.\n",
    ),
    ("tables/qaa/actors.tsv", b"form\tname\tclass\tcountry\texample\narmio\t*Armed Forces\tstate_forces\t-\tArmio bomardin Kobani.\n"),
    ("tables/qaa/demonyms.tsv", b"form\tcountry\texample\ntirka\tTR\tTirka armio bomardin Kobani.\n"),
    ("tables/qaa/affixes.tsv", b"affix\tplace\tput\tnumber\texample\nj\tsuffix\t\tplural\tciviloj civilo\n"),
    ("tables/qaa/grammar.tsv", b"trait\tvalue\texample\ntags\thint\tTri civilo mortin.\n"),
    ("tables/qaa/numbers.tsv", b"form\tkind\tvalue\texample\ntri\tcard\t3\tTri civilo mortin.\n"),
    (
        "tables/qaa/times.tsv",
        b"form\tkind\tvalue\texample\nhieru\tday\tD-1\tTri civilo mortin hieru.\n<day>\tdate\tday x=$day\tTri civilo mortin hieru.\n",
    ),
    ("a.txt", b"Hieru tirka armio bomardin Kobani. Tri civiloj mortin en Kobani. Minoblast Manbij apud.\n"),
];

#[test]
fn a_seventh_language_is_read_from_its_folder() {
    let folder = folder(TABLES);
    let check = run(folder.path(), &["lexicon", "check", "tables"], b"");
    assert_eq!((check.code, check.out.as_str()), (0, ""), "{}", check.err);
    let args = ["read", "a.txt", "--lexicons", "tables", "--lang", "qaa", "--date", "2024-05-10", "--format", "jsonl"];
    let got = run(folder.path(), &args, b"");
    assert_eq!(got.code, 0, "{}", got.err);
    let reading = &lines(&got.out)[0];
    let records = reading["records"].as_array().expect("records");
    let types: Vec<&str> = records.iter().filter_map(|r| r["type"].as_str()).collect();
    assert_eq!(types, ["explosive.shelling", "civilian_targeting.killing", "explosive.landmine"]);
    // Author by the words beside each other, the day, the figure, the place by a word after its name.
    assert_eq!(records[0]["actors"][0]["name"], "Turkish Military");
    assert_eq!(records[0]["time"]["from"], "2024-05-09");
    assert_eq!((&records[1]["harm"][0]["min"], &records[1]["harm"][0]["max"]), (&3.into(), &3.into()));
    assert_eq!(records[2]["places"][0]["relation"], "near");
    assert_eq!(records[2]["places"][0]["text"], "Manbij");
}

/// An example that does not do what its row says is told, with file and line.
#[test]
fn its_examples_are_tests() {
    let mut files = TABLES.to_vec();
    files.push(("tables/qaa/weapons.tsv", b"lemma\tclass\ttype\texample\nkanono\tartillery\texplosive.shelling\tArmio bomardin Kobani.\n"));
    let folder = folder(&files);
    let check = run(folder.path(), &["lexicon", "check", "tables"], b"");
    assert_eq!(check.code, 1, "{}", check.err);
    assert!(check.out.contains("weapons.tsv:2:1: \u{201c}kanono\u{201d} does not fire"), "{}", check.out);
}
