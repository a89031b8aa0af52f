//! What each language needs of the rules, a sentence of our own each: order of words, endings, words after their phrase, clitics, tags.
//!
//! A line: language, text, and what must be among the records, as `type/status killed injured place author day`; `-` where nothing
//! may be said, `*` where nothing is asked.

use accalmie_read::{Desk, Knowledge, read};
use accalmie_record::{Lang, Outcome, PublishedFrom, Record, Report, Schema};

const CASES: &[(&str, &str, &str)] = &[
    // Clitics, the dual, a passive that is not written, verb first.
    ("ar", "قُتل ثلاثة مدنيين وأصيب طفلان في قصف مدفعي على بلدة تل تمر.", "explosive.shelling/asserted 3 2 Tall-Tamr - *"),
    ("ar", "قتل الجيش التركي راعيين قرب كوباني.", "civilian_targeting.killing/asserted 2 - ‘Ayn-al-‘Arab Turkish-Military *"),
    // A word that its writer broke.
    ("ar", "تعرضت قرية الدردارة لقصف بطائرة مسيـ ـرة أمس.", "explosive.drone_strike/asserted - - Derdara - 2024-05-09"),
    // The lunar calendar.
    ("ar", "انفجر لغم أرضي بسيارة في 3 رمضان 1445 قرب الحسكة.", "explosive.landmine/asserted - - Al-Ḩasakah - 2024-03-13"),
    // The part stands before its whole; the author before the verb, with the small word after him.
    ("tr", "Dün Tel Abyad'da 2'si çocuk 5 sivil öldürüldü.", "civilian_targeting.killing/asserted 5 - Tall-Abyaḑ - 2024-05-09"),
    ("tr", "Afrin'de YPG tarafından üç köylü kaçırıldı.", "civilian_targeting.abduction/asserted - - ‘Afrīn YPG *"),
    ("tr", "Üç köylü isyancılar tarafından kaçırıldı.", "civilian_targeting.abduction/asserted - - - Rebels *"),
    // What the ending denies.
    ("tr", "Roket kimseyi öldürmedi.", "explosive.shelling/negated - - - - *"),
    // Words after the name; the clock with a point.
    ("tr", "Kobani çevresinde saat 14.30 sıralarında mayın patladı.", "explosive.landmine/asserted - - ‘Ayn-al-‘Arab - 2024-05-10"),
    // Object before verb; ezafe and oblique on names; a by-phrase in two parts.
    ("kmr", "Duh li Efrînê du sivîl hatin kuştin û sê zarok birîndar bûn.", "civilian_targeting.killing/asserted 2 3 ‘Afrīn - 2024-05-09"),
    ("kmr", "Artêşa Tirk gundên derdora Zirganê topbaran kir.", "explosive.shelling/asserted - - Abu-Rasin Turkish-Military *"),
    ("kmr", "Du gundî ji aliyê çekdaran ve hatin revandin.", "civilian_targeting.abduction/asserted - - - Unidentified-armed-group *"),
    // The same without the marks of its letters.
    ("kmr", "Duh li Efrine du sivil hatin kustin.", "civilian_targeting.killing/asserted 2 - ‘Afrīn - 2024-05-09"),
    ("es", "Tres soldados murieron el martes al explotar una mina en Tame.", "explosive.landmine/asserted 3 - Tame - 2024-05-07"),
    ("es", "Un ataque del ELN dejó un saldo de seis muertos en Arauquita.", "civilian_targeting.attack/asserted 6 - Arauquita ELN *"),
    // A figure of harm told by itself, with what it has come to; nobody is born on the day of a deed.
    ("en", "The death toll from the strike on Aleppo rose to five.", "explosive.airstrike/asserted 5 - Aleppo - -"),
    ("en", "The toll from Tuesday's attack in Gao now stands at 12.", "civilian_targeting.attack/asserted 12 - Gao - 2024-05-07"),
    (
        "fr",
        "Le nombre de morts dans l'attaque de Djibo est passé à neuf et celui des blessés à 23.",
        "civilian_targeting.attack/asserted 9 23 Djibo - -",
    ),
    ("es", "El número de muertos por el ataque en Tumaco subió a nueve.", "civilian_targeting.attack/asserted 9 - Tumaco - -"),
    ("tr", "Afrin'deki patlamada ölü sayısı dokuza yükseldi.", "explosive.unspecified/asserted 9 - ‘Afrīn - -"),
    ("kmr", "Hejmara kuştiyên êrîşa li Kobanê gihîşt 9.", "civilian_targeting.killing/asserted 9 - ‘Ayn-al-‘Arab - -"),
    ("ar", "قتل سائق من مواليد عام 1988 بقصف قوات النظام على بلدة سرمين.", "explosive.shelling/asserted 1 - Sarmīn * -"),
    ("fr", "Un gardien né en 1975 a été tué par une mine à Djibo.", "explosive.landmine/asserted 1 - Djibo - -"),
    // What a deed is for is meant by who does it.
    ("fr", "Les attaques turques continuent pour étendre le contrôle militaire vers l'est.", "control.expanding/intended - - - Turkey -"),
    (
        "fr",
        "L'armée étend le contrôle militaire en direction de l'est des zones occupées.",
        "control.expanding/asserted - - - Armed-Forces -",
    ),
    // It may rise, it has not risen, it is of something else.
    (
        "en",
        "A strike killed six people in Aleppo. The toll could rise to nine, medics fear.",
        "explosive.airstrike/asserted 6 - Aleppo - -",
    ),
    ("en", "A strike killed six people in Aleppo. The toll has not risen to nine.", "explosive.airstrike/asserted 6 - Aleppo - -"),
    ("en", "The toll from the earthquake in Antakya rose to 40, and shelling continued in Idlib.", "explosive.shelling/asserted - - * - -"),
    ("fr", "Une frappe a visé Alep lundi. Le bilan est passé à neuf morts mardi.", "explosive.airstrike/asserted 9 - Aleppo - 2024-05-06"),
    // Villagers who repel an attack defend themselves; an army fights.
    ("en", "Armed residents repelled an attack by gunmen on the village of Dansadau.", "battle.self_defence/asserted - - Dan-Sadau * -"),
    ("en", "The army repelled an attack on Dansadau.", "battle.armed_clash/asserted - - Dan-Sadau * -"),
    ("fr", "Des habitants armés ont repoussé une attaque d'hommes armés contre Djibo.", "battle.self_defence/asserted - - Djibo * -"),
    ("es", "Los vecinos rechazaron un ataque de la banda en Tumaco.", "battle.self_defence/asserted - - Tumaco * -"),
    ("tr", "Köylüler Afrin'de milislerin saldırısını püskürttü.", "battle.self_defence/asserted - - ‘Afrīn * -"),
    ("ar", "صد الأهالي هجوماً للمسلحين على قرية الدردارة.", "battle.self_defence/asserted - - Derdara * -"),
    ("fr", "Une attaque de rebelles a visé le poste de Tamboura.", "battle.armed_clash/asserted - - * Rebels *"),
];

fn said(r: &Record) -> [String; 6] {
    let toll = |o: Outcome| {
        let own: Vec<u64> = r.harm.iter().filter(|h| h.outcome == o && !h.part_of_total).map(|h| h.min).collect();
        if own.is_empty() { "-".to_owned() } else { own.iter().sum::<u64>().to_string() }
    };
    let dashed = |name: Option<&str>| name.map_or("-".to_owned(), |n| n.replace(' ', "-"));
    [
        format!("{}/{}", r.type_.name(), r.status.name()),
        toll(Outcome::Killed),
        toll(Outcome::Injured),
        dashed(r.places.first().and_then(|p| p.name.as_deref())),
        dashed(r.actors.first().and_then(|a| a.name.as_deref())),
        r.time.as_ref().and_then(|t| t.from.as_deref()).map_or("-".to_owned(), |t| t[..10].to_owned()),
    ]
}

#[test]
fn each_language_is_read_in_its_own_order() {
    let (knowledge, problems) = Knowledge::new(&[]);
    assert!(problems.is_empty(), "{problems:?}");
    let mut wrong = Vec::new();
    for (lang, text, wanted) in CASES {
        let report = Report {
            schema: Schema,
            id: "sha256:0123456789abcdef".to_owned(),
            key: "test".to_owned(),
            language: Lang::new(lang),
            published: Some("2024-05-10".to_owned()),
            published_from: PublishedFrom::Operator,
            source: None,
            url: None,
            title: None,
            text: (*text).to_owned(),
        };
        let records = read(report, &knowledge, &mut Desk::default()).records;
        let wanted: Vec<&str> = wanted.split(' ').collect();
        let all: Vec<[String; 6]> = records.iter().map(said).collect();
        if !all.iter().any(|r| r.iter().zip(&wanted).all(|(have, want)| *want == "*" || have == want)) {
            wrong.push(format!("{lang}: {text}\n  wanted {wanted:?}\n  read   {all:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a web page puts around a post is not read.
#[test]
fn only_what_was_written_is_read() {
    let (knowledge, _) = Knowledge::new(&[]);
    let page = "Ahmad Page\nMarch 3 · Shared with PublicThree civilians were killed by a mine near Kobani.All reactions:15 comments\
                LikeCommentMost relevantTwo soldiers were killed in Aleppo.";
    let report = Report {
        schema: Schema,
        id: "sha256:0123456789abcdef".to_owned(),
        key: "test".to_owned(),
        language: Lang::new("en"),
        published: None,
        published_from: PublishedFrom::None,
        source: None,
        url: None,
        title: None,
        text: page.to_owned(),
    };
    let reading = read(report, &knowledge, &mut Desk::default());
    assert_eq!(reading.records.len(), 1, "{:?}", reading.records.iter().map(said).collect::<Vec<_>>());
    let span = &reading.records[0].evidence[0].span;
    assert!(page[span.start..span.end].starts_with("Three civilians"));
}
