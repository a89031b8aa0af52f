//! Spellings of the towns of the founding report and of others, each leading to its place, best first.

use accalmie_places::{Gazetteer, How, Mention, resolve};
use proptest::prelude::*;

/// In a report that also names these, the spelling means the place with this id.
fn check(others: &[&str], rows: &[(&str, &str)]) {
    let gaz = Gazetteer::embedded();
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(spelling, id)| {
            let mention = |n: &str| Mention { text: n.to_string(), candidates: gaz.lookup(n), ..Mention::default() };
            let mentions: Vec<Mention> = [*spelling].iter().chain(others).map(|n| mention(n)).collect();
            let got = resolve(gaz, &mentions, &[])[0].place.map(|p| gaz.get(p));
            let fits = got.is_some_and(|p| p.id_string() == *id || p.also.is_some_and(|a| a.to_string() == *id));
            (!fits).then(|| format!("{spelling}: {:?}, wanted {id}", got.map(|p| (p.name, p.id_string()))))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn towns_of_north_east_syria() {
    const TELL_TAMER: &str = "geonames:163434";
    const RAS_AL_AYN: &str = "geonames:165509";
    const HOL: &str = "geonames:173797";
    const HASAKAH: &str = "geonames:173811";
    const QAMISHLI: &str = "geonames:173377";
    const MANBIJ: &str = "geonames:167357";
    const AYN_ISSA: &str = "geonames:172134";
    const KOBANE: &str = "geonames:172256";
    const TELL_ABYAD: &str = "geonames:163750";
    check(
        &["Deir ez-Zor", "Derik"],
        &[
            ("Tell Tamer", TELL_TAMER),
            ("Til Temir", TELL_TAMER),
            ("Til Tamer", TELL_TAMER),
            ("Tal Tamr", TELL_TAMER),
            ("Tall Tamr", TELL_TAMER),
            ("Tel Temer", TELL_TAMER),
            ("تل تمر", TELL_TAMER),
            ("Ras al-Ayn", RAS_AL_AYN),
            ("Ras al-Aïn", RAS_AL_AYN),
            ("Ras el-Ain", RAS_AL_AYN),
            ("Ra's al-'Ayn", RAS_AL_AYN),
            ("Serêkaniyê", RAS_AL_AYN),
            ("Serekaniye", RAS_AL_AYN),
            ("Serê Kaniyê", RAS_AL_AYN),
            ("Sari Kani", RAS_AL_AYN),
            ("سري كانيه", RAS_AL_AYN),
            ("رأس العين", RAS_AL_AYN),
            ("راس العين", RAS_AL_AYN),
            ("al-Hol", HOL),
            ("Al-Hawl", HOL),
            ("El-Hol", HOL),
            ("Hol", HOL),
            ("Holê", HOL),
            ("الهول", HOL),
            ("Hassaké", HASAKAH),
            ("Hasakah", HASAKAH),
            ("al-Hasakeh", HASAKAH),
            ("Hesekê", HASAKAH),
            ("Hasseké", HASAKAH),
            ("الحسكة", HASAKAH),
            ("Qamişlo", QAMISHLI),
            ("Qamichli", QAMISHLI),
            ("Qamishlo", QAMISHLI),
            ("al-Qamishli", QAMISHLI),
            ("Kamishly", QAMISHLI),
            ("القامشلي", QAMISHLI),
            ("قامشلو", QAMISHLI),
            ("Manbij", MANBIJ),
            ("Manbidj", MANBIJ),
            ("Menbic", MANBIJ),
            ("Minbic", MANBIJ),
            ("Münbiç", MANBIJ),
            ("Manbji", MANBIJ),
            ("منبج", MANBIJ),
            ("Ain Issa", AYN_ISSA),
            ("Aïn Issa", AYN_ISSA),
            ("Ayn Issa", AYN_ISSA),
            ("Eyn Îsa", AYN_ISSA),
            ("Ein Eissa", AYN_ISSA),
            ("عين عيسى", AYN_ISSA),
            ("Kobanê", KOBANE),
            ("Kobané", KOBANE),
            ("Ayn al-Arab", KOBANE),
            ("كوباني", KOBANE),
            ("Girê Spî", TELL_ABYAD),
            ("Tell Abyad", TELL_ABYAD),
            ("Tal Abyadh", TELL_ABYAD),
            ("Zirgan", "ocha:C5005"),
            ("Zarkan", "ocha:C5005"),
            ("زركان", "ocha:C5005"),
            ("Abu Rasin", "ocha:C5005"),
        ],
    );
}

#[test]
fn towns_of_other_wars() {
    check(
        &[],
        &[
            ("Alep", "geonames:170063"),
            ("Damas", "geonames:170654"),
            ("Mossoul", "geonames:99072"),
            ("Kiev", "geonames:703448"),
            ("Kharkov", "geonames:706483"),
            ("Marioupol", "geonames:701822"),
            ("N'Djamena", "geonames:2427123"),
            ("Mogadiscio", "geonames:53654"),
            ("El-Fasher", "geonames:379555"),
            ("Al-Fashir", "geonames:379555"),
            ("Khan Younès", "geonames:281124"),
            ("Sanaa", "geonames:71137"),
            ("Hodeïda", "geonames:79415"),
            ("Hewlêr", "geonames:95446"),
            ("Amed", "geonames:316541"),
            ("Shingal", "geonames:448149"),
            ("Goma", "geonames:216281"),
        ],
    );
}

#[test]
fn articles_prefixes_and_possessives_do_not_hide_a_name() {
    let gaz = Gazetteer::embedded();
    let mut out = Vec::new();
    for (words, taken, name) in [
        (&["Ras", "al", "-", "Ayn", "was"][..], 4, "Ra’s al ‘Ayn"),
        (&["Syria", "’s", "north"][..], 1, "Syria"),
        (&["Syria's", "north"][..], 1, "Syria"),
        (&["Deir", "Ezzor", "yesterday"][..], 2, "Deir ez-Zor"),
        (&["North", "Kivu", "province"][..], 2, "Nord-Kivu"),
        (&["Saint", "-", "Louis"][..], 3, "Saint-Louis"),
    ] {
        assert_eq!(gaz.match_at(words, 0, &mut out), taken, "{words:?}");
        assert!(out.iter().any(|c| gaz.get(c.place).name == name), "{words:?}: {name}");
    }
    for words in [&["yesterdays"][..], &["."][..], &[][..], &["", "Syria"][..]] {
        assert_eq!(gaz.match_at(words, 0, &mut out), 0, "{words:?}");
    }
    assert_eq!(gaz.match_at(&["Syria"], 7, &mut out), 0);
}

#[test]
fn a_slip_of_the_pen_is_flagged() {
    let gaz = Gazetteer::embedded();
    let found = gaz.lookup("Manbji");
    assert!(found.iter().all(|c| c.how.is_guess()));
    assert!(gaz.lookup("Manbij").iter().all(|c| !c.how.is_guess()));
    let hod = gaz.lookup("al-Hod");
    assert!(hod.iter().any(|c| gaz.get(c.place).name == "Al Ḩawl" && c.how == How::Typo), "al-Hod keeps al-Hol");
}

#[test]
fn everyday_words_are_flagged() {
    let gaz = Gazetteer::embedded();
    let mut out = Vec::new();
    for word in ["Nice", "Of", "Man", "Police", "Mission", "Victoria", "Union", "Most", "Say", "Date", "Est", "Sept"] {
        gaz.match_at(&[word], 0, &mut out);
        assert!(out.iter().all(|c| c.common), "{word}");
    }
    for word in ["Mali", "Gaza", "Alep", "Kabul", "Goma", "Manbij"] {
        gaz.match_at(&[word], 0, &mut out);
        assert!(!out.is_empty() && out.iter().all(|c| !c.common), "{word}");
    }
}

proptest! {
    #[test]
    fn any_text_can_be_looked_up(name in "\\PC{0,40}", words in proptest::collection::vec("\\PC{0,12}", 0..6), i in 0usize..8) {
        let gaz = Gazetteer::embedded();
        let found = gaz.lookup(&name);
        prop_assert!(found.windows(2).all(|w| w[0].weight >= w[1].weight));
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut out = Vec::new();
        let taken = gaz.match_at(&words, i, &mut out);
        prop_assert!(taken <= words.len().saturating_sub(i));
        prop_assert_eq!(taken == 0, out.is_empty());
    }
}
