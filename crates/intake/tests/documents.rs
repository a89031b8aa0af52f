//! Documents, mail and archives that programs wrote are read as a person would read them.

use accalmie_intake::{Operator, Pieces, inputs};
use accalmie_record::{PublishedFrom, Report};
use std::path::Path;

/// The reports of one of the files, with their keys below the folder.
fn read(name: &str) -> Vec<Result<Report, String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    let shown = format!("{}/", folder.display());
    Pieces::new(inputs(&[folder.join(name)]))
        .map(|p| p.and_then(|p| p.report(&Operator::default())))
        .map(|r| r.map(|r| Report { key: r.key.replace(&shown, ""), ..r }).map_err(|e| e.to_string().replace(&shown, "")))
        .collect()
}

fn only(name: &str) -> Report {
    let mut got = read(name);
    assert_eq!(got.len(), 1, "{name}: {got:?}");
    got.remove(0).unwrap_or_else(|e| panic!("{e}"))
}

const FR: [&str; 3] = [
    "Exercice. Lundi matin, deux obus sont tombés près du marché de la ville haute ; trois civils ont été blessés, selon le comité des habitants.",
    "L’école de la rivière reste fermée et la route vers le moulin est coupée depuis l’après-midi, à cause d’une mine découverte au carrefour.",
    "Aucune des deux parties n’a reconnu sa responsabilité. Les efforts officiels de déminage ont commencé dans la soirée, difficiles à suivre.",
];
const AR: [&str; 3] = [
    "تمرين. سقطت قذيفتان صباح الاثنين قرب سوق المدينة العليا وأصيب 3 مدنيين بجروح بحسب لجنة الأهالي.",
    "لا تزال مدرسة النهر مغلقة، والطريق إلى الطاحونة مقطوع منذ الساعة 14:30 بسبب لغم عند المفترق.",
    "وقالت منظمة North Bank Relief إن 120 عائلة نزحت إلى القرى المجاورة.",
];
const EN: [&str; 3] = [
    "Exercise. Two shells fell near the market of the upper town on Monday morning; three civilians were injured, the residents’ committee said.",
    "The river school remains closed, and the road to the mill has been cut since the afternoon because of a mine found at the crossroads.",
    "Neither side has claimed responsibility. An official effort to clear the field was difficult to follow.",
];
const TR: [&str; 2] = [
    "Tatbikat. Pazartesi sabahı yukarı kentin pazarı yakınına iki mermi düştü; mahalle komitesine göre üç sivil yaralandı.",
    "Irmak okulu kapalı kaldı; değirmene giden yol, kavşakta bulunan bir mayın yüzünden öğleden sonradan beri kesik.",
];

fn bulletin(first: &str, second: &str) -> String {
    format!(
        "{}\n\nRoutes\n\n• pont du moulin : fermé\n• gué du nord : ouvert le jour\n{first} premier point\n{second} second point\n\n\
        Lieu\tBlessés\tDéplacés\nville haute\t3\nmoulin\t\t40 familles\n\n{}",
        FR[0], FR[1]
    )
}

#[test]
fn the_words_of_documents_are_read_whole() {
    let note = "Exercise. Shells hit the mill; three people were hurt.\n\nThe committee’s page says so.\n\nA \u{2011}team\nmoved words";
    let english = format!(
        "{}\n\n• mill bridge: closed\n• north ford: open by day\n\nPlace\tInjured\nupper town\t3\nmill\n\nRoads and\trivers.\n\nBy telephone, at noon.",
        EN[0]
    );
    let (arabic, paragraphs) = (AR.join("\n\n"), EN.join("\n\n"));
    let lines = "Exercice. Les efforts difficiles du comité ont été suivis d’un déplacement de 40 familles vers le gué ; l’hôpital de la ville \
        haute a reçu trois blessés. Le chef-lieu reste calme.\n\nDeuxième paragraphe, après un blanc, dit le même comité.";
    for (name, text) in [
        ("bulletin-fr.docx", bulletin("1.", "2.").as_str()),
        ("office-fr.odt", &bulletin("\n•", "•")),
        ("letter-ar.docx", &arabic),
        ("tracked-en.docx", note),
        ("tracked-en.odt", note),
        ("bulletin-en.odt", &english),
        ("office-en.docx", &english),
        ("lines-fr.pdf", lines),
        ("no-printing.pdf", lines),
        ("fonts-en.pdf", &paragraphs),
        ("packed-en.pdf", &paragraphs),
        ("plain-tr.pdf", &TR.join("\n\n")),
        ("shaped-ar.pdf", &arabic),
        ("visual-ar.pdf", &arabic),
        ("office-ar.pdf", &arabic),
    ] {
        assert_eq!(only(name).text, text, "{name}");
    }
}

#[test]
fn columns_are_read_one_after_the_other_and_furniture_once() {
    let report = only("columns-fr.pdf");
    let told: Vec<&str> = report.text.split("\n\n").collect();
    let expected: Vec<String> = (1..=18).flat_map(|i| FR.map(|words| format!("({i}) {words}"))).collect();
    assert_eq!(told, expected);
}

#[test]
fn a_printed_page_keeps_its_lists_and_rows() {
    let report = only("office-fr.pdf");
    for part in [
        FR[0],
        FR[1],
        "• pont du moulin : fermé\n• gué du nord : ouvert le jour",
        "1. premier point\n2. second point",
        "Lieu\tBlessés\tDéplacés",
    ] {
        assert!(report.text.contains(part), "{part} in {}", report.text);
    }
}

#[test]
fn a_page_from_right_to_left_is_read_as_it_was_written() {
    let report = only("rtl-ar.pdf");
    assert_eq!(report.title.as_deref(), Some("نشرة المدينة العليا (العدد 12)"));
    let paragraphs = [
        "تمرين. سقطت قذيفتان صباح الاثنين 3 أيار 2021 قرب سوق المدينة العليا وأصيب 3 مدنيين بجروح بحسب لجنة الأهالي، فيما نزحت 1,500 عائلة (نحو \
            20%) إلى القرى المجاورة بين الساعة 14:30 والساعة 16:00.",
        "• جسر الطاحونة: مغلق\n• معبر الشمال: مفتوح",
        "وقالت منظمة North Bank Relief (NBR) إن 120 عائلة نزحت، ونشرت ذلك على موقعها http://example.org/a-1 في 04/05/2021.",
    ];
    assert_eq!(report.text, paragraphs.join("\n\n"));
    // The year at its top may be a dateline's: the day on which the file was made is not taken for it.
    assert_eq!(report.published, None);
}

#[test]
fn a_document_says_its_title_and_day_but_never_its_writer() {
    for (name, title, published) in [
        ("bulletin-fr.docx", Some("Bulletin de la ville haute"), Some("2021-05-04T09:30:00Z")),
        ("bulletin-en.odt", Some("Bulletin of the upper town"), Some("2021-05-04T09:30:00")),
        ("letter-ar.docx", None, Some("2021-05-04T09:30:00Z")),
        // Begun long before it was saved.
        ("tracked-en.docx", Some("Note"), None),
        ("fonts-en.pdf", None, Some("2021-05-04T09:30:00Z")),
        ("columns-fr.pdf", Some("Bulletin de la ville haute"), Some("2000-01-01T00:00:00+00:00")),
        ("lines-fr.pdf", None, Some("2000-01-01T00:00:00+00:00")),
    ] {
        let report = only(name);
        assert_eq!((report.title.as_deref(), report.published.as_deref()), (title, published), "{name}");
        let from = if published.is_some() { PublishedFrom::Metadata } else { PublishedFrom::None };
        assert_eq!(report.published_from, from, "{name}");
        let all = format!("{report:?}");
        assert!(!all.contains("Writer"), "{name}: {all}");
    }
}

#[test]
fn mails_tell_their_own_words() {
    for (name, title, source, text) in [
        ("reply-fr.eml", "Re: Situation à la ville haute", "upper-town.example", format!("{}\n\n{}", FR[0], FR[1])),
        ("list-ar.eml", "وضع المدينة العليا", "Upper Town Monitors", AR.join("\n\n")),
    ] {
        let report = only(name);
        assert_eq!(report.text.trim_end(), text, "{name}");
        assert_eq!((report.title.as_deref(), report.source.as_deref()), (Some(title), Some(source)), "{name}");
        assert_eq!((report.published.as_deref(), report.published_from), (Some("2021-05-04T11:30:00+02:00"), PublishedFrom::Metadata));
    }
}

/// Keys and the first words of what is read, or what is said.
fn check(name: &str, expected: &[(&str, &str)]) {
    let got: Vec<(String, String)> = read(name)
        .into_iter()
        .map(|r| match r {
            Ok(r) => (r.key, r.text),
            Err(e) => e.split_once(": ").map(|(k, e)| (k.to_owned(), format!("! {e}"))).unwrap_or_default(),
        })
        .collect();
    let keys = |all: Vec<&str>| all.join("\n");
    assert_eq!(keys(got.iter().map(|(k, _)| k.as_str()).collect()), keys(expected.iter().map(|(k, _)| *k).collect()));
    for ((key, text), (_, begins)) in got.iter().zip(expected) {
        assert!(text.starts_with(begins), "{key}: {text}");
    }
}

#[test]
fn what_a_file_holds_is_read_in_its_turn() {
    check("annexes.eml", &[("annexes.eml", EN[0]), ("annexes.eml/bulletin été.docx", FR[0]), ("annexes.eml/message", TR[0])]);
    check(
        "mailbox.mbox",
        &[
            ("mailbox.mbox message 1", EN[0]),
            ("mailbox.mbox message 2", &format!("{}\nFrom here on, nothing.", FR[0])),
            ("mailbox.mbox message 3", TR[0]),
        ],
    );
    check(
        "letters.zip",
        &[
            ("letters.zip/letters/a.docx", FR[0]),
            ("letters.zip/letters/b.txt", EN[0]),
            ("letters.zip/photo.jpg", "! is a picture, not text"),
            ("letters.zip/more/inner.zip/deep.txt", TR[0]),
            ("a1", "Exercise. A mill burned."),
            ("letters.zip/batch.jsonl:2:2", "! not a report in JSON"),
        ],
    );
    check(
        "letters.tar.gz",
        &[
            ("letters.tar.gz/letters/a.txt", EN[0]),
            (&format!("letters.tar.gz/{}/{}.txt", "x".repeat(90), "été".repeat(30)), FR[0]),
            ("letters.tar.gz/page.html", EN[1]),
        ],
    );
    check("one.txt.gz", &[("one.txt.gz", EN[0])]);
}

#[test]
fn a_part_has_the_id_of_its_own_bytes() {
    let attached = read("annexes.eml").remove(1).map(|r| r.id);
    let zipped = read("letters.zip").remove(0).map(|r| r.id);
    let alone = only("bulletin-fr.docx").id;
    assert_eq!((attached.as_ref(), zipped.as_ref()), (Ok(&alone), Ok(&alone)));
}

#[test]
fn what_cannot_be_read_is_said() {
    check("pictures.pdf", &[("pictures.pdf", "! is a PDF document that has no text, only pictures")]);
    check("locked.pdf", &[("locked.pdf", "! is a PDF document locked with a password")]);
}
