//! A brief of an exercise: invented happenings on real places, in the three languages, with what is hard on paper: names in another script,
//! brackets, a long word, a table, markup in somebody's words.

use accalmie_brief::{Around, Border, Brief, Cited, Dot, Drawing, Figure, Phrases, Section, Sentence, Source, Table, Town, phrases};
use jiff::civil::date;

fn sentence(text: String, cited: &[usize]) -> Sentence {
    Sentence { text, cited: Cited::new(cited.to_vec()).expect("a source"), about: Vec::new() }
}

fn section(p: &Phrases, id: &'static str, sentences: Vec<Sentence>, table: Option<Table>) -> Section {
    Section { id, title: p.say(&format!("section.{id}"), &[]), sentences, table }
}

/// `happenings` sentences long, so that it can be made to go over a page.
pub fn sample(language: &str, happenings: usize) -> Brief {
    let p = phrases(language);
    let day = p.date(date(2019, 11, 8));
    let places = if p.rtl() {
        ["رأس العين", "تل تمر", "Kobani (Ayn al-Arab)"]
    } else {
        ["Ras al-Ain", "Tall Tamr", "Kobani (عين العرب)"]
    };
    let told = |n: usize| {
        let place = p.say("place", &[("relation", &p.say("relation.at", &[])), ("place", places[n % places.len()])]);
        let what = p.say(["type.explosive.shelling", "type.battle.armed_clash", "type.explosive.ied"][n % 3], &[]);
        let figure = p.say("figure.best", &[("range", &p.range(2, Some(5))), ("best", "4")]);
        let harm = p.say("figure", &[("outcome", &p.say("harm.killed", &[])), ("range", &figure), ("civilians", "")]);
        let parts = [
            p.say("told.head", &[("when", &day), ("where", &place), ("what", &what)]),
            p.say("told.harm", &[("figures", &harm)]),
            p.count("told.corroborated", n as u64 % 12 + 1, &[]),
        ];
        sentence(parts.join(" "), &[1, 2, 3, 4 + n % 3])
    };
    let head = ["harm.kind", "harm.incidents", "harm.no_figure", "harm.killed", "harm.injured"].map(|k| p.say(k, &[])).to_vec();
    let row = |family: &str, killed: String| vec![p.say(family, &[]), "7".to_owned(), "3".to_owned(), killed, p.say("unknown", &[])];
    let rows = vec![row("family.explosive", p.range(4, Some(19))), row("family.civilian_targeting", p.range(2, None))];
    let table = Table { head, rows, note: p.say("harm.note", &[]), cited: Cited::new(vec![1, 3]).expect("a source") };
    let revised = p.say("changed.figure", &[("outcome", &p.say("harm.killed", &[])), ("before", "3"), ("now", &p.range(4, None))]);
    let road = p.say(
        "road",
        &[
            ("where", "M4 (Ayn Issa \u{2013} Tall Tamr)"),
            ("state", &p.say("state.closed", &[])),
            ("cause", &p.say("cause.mined", &[])),
            ("since", ""),
            ("age", &p.count("road.age", 3, &[])),
        ],
    );
    let source = |name: &str, report: &str, words: &[&str]| Source {
        name: name.to_owned(),
        report: Some(report.to_owned()),
        published: Some(day.clone()),
        words: words.iter().map(|w| (*w).to_owned()).collect(),
    };
    Brief {
        language: p.language,
        rtl: p.rtl(),
        title: p.say("title", &[("day", &day)]),
        lead: format!("{} {}", p.say("lead.day", &[("day", &day)]), p.count("lead.reports", 11, &[])),
        sections: vec![
            section(&p, "happened", (0..happenings).map(told).collect(), None),
            section(&p, "harm", Vec::new(), Some(table)),
            section(&p, "changed", vec![sentence(revised, &[2])], None),
            section(&p, "roads", vec![sentence(road, &[5]), sentence(p.say("road.not_open", &[]), &[7])], None),
            section(&p, "unknown", vec![sentence(p.count("unknown.date", 12, &[]), &[1, 6])], None),
        ],
        drawing: drawing(&p),
        sources_title: p.say("sources", &[]),
        sources: vec![
            source("Exercise desk", "exercise-1.md", &["Exercise: shells fell on <b>Ras al-Ain</b> & around it."]),
            source("غرفة التمرين", "تمرين-2.txt", &["تمرين: سقطت قذائف على رأس العين، وأُصيب ثلاثة (3) أشخاص."]),
            source("exercise-3.md", "exercise-3.md", &[]),
            source("Salle d’exercice", "exercice-4.md", &["Exercice : l’œuvre d’un « inconnu »…", "Ţall Šāģir, çok güç"]),
            source("Exercise", &"a-very-long-name-of-a-file-without-any-space-".repeat(5), &[]),
            source("Exercise six", "exercise-6.md", &[]),
            Source { name: p.count("source.reading", 11, &[]), report: None, published: None, words: Vec::new() },
        ],
    }
}

fn drawing(p: &Phrases) -> Drawing {
    let dot = |lat, lon, radius_km, name: &str, standing| Dot { lat, lon, radius_km, name: name.to_owned(), standing, suspected: false };
    Drawing {
        map_title: p.say("map.title", &[]),
        dots: vec![
            dot(36.85, 40.07, 1.0, "Ras al-Ain", "corroborated"),
            dot(36.66, 40.37, 10.0, "تل تمر", "contested"),
            dot(36.89, 38.35, 25.0, "Kobani", "reported"),
            dot(36.5, 40.7, 50.0, "Hasakah", "reported"),
        ],
        roads: vec![
            ("closed", vec![vec![[38.9, 36.38], [39.5, 36.5], [40.37, 36.66]]]),
            ("suspected", vec![vec![[40.37, 36.66], [40.75, 36.5]]]),
            ("unknown", vec![vec![[38.35, 36.89], [38.9, 36.38]]]),
        ],
        around: Around {
            towns: vec![Town { name: "Raqqa".to_owned(), lat: 36.4, lon: 39.6 }, Town { name: "Amuda".to_owned(), lat: 37.0, lon: 41.0 }],
            borders: vec![
                Border { line: vec![[38.0, 36.95], [39.5, 36.75], [41.0, 37.1]], disputed: false },
                Border { line: vec![[38.0, 36.5], [38.6, 36.6]], disputed: true },
            ],
        },
        scale: p.say("map.scale", &[("km", "50")]),
        legend: ["dot", "contested", "area", "closed", "suspected", "unknown"].map(|k| (k, p.say(&format!("legend.{k}"), &[]))).to_vec(),
        chart_title: p.say("chart.title", &[]),
        days: (0..14)
            .map(|n| Figure { day: format!("2019-{:02}-{:02}", 10 + (n + 26) / 32, (n + 25) % 31 + 1), incidents: n % 5, reports: n % 4 })
            .collect(),
    }
}
