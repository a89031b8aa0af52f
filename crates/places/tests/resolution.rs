//! Names with several places take the one that the rest of the report speaks for.

use accalmie_places::{Feature, Gazetteer, Mention, resolve};

/// `name`, `name@hint` or `name<container`: the container by its place in the list.
fn mentions(names: &[&str]) -> Vec<Mention> {
    let gaz = Gazetteer::embedded();
    names
        .iter()
        .map(|n| {
            let (n, within) = n.split_once('<').map_or((*n, None), |(n, w)| (n, w.parse().ok()));
            let (text, hint) = n.split_once('@').map_or((n, None), |(n, h)| (n, Feature::from_name(h)));
            Mention { text: text.to_string(), candidates: gaz.lookup(text), hint, within, paragraph: 0 }
        })
        .collect()
}

fn check(names: &[&str], home: &[&str], which: usize, wanted: Option<&str>) {
    let gaz = Gazetteer::embedded();
    let got = resolve(gaz, &mentions(names), home);
    assert_eq!(got.len(), names.len());
    let place = got[which].place.map(|p| gaz.get(p).id_string());
    assert_eq!(place.as_deref(), wanted, "{names:?} {:?}", got[which]);
}

#[test]
fn context_chooses() {
    check(&["Tripoli"], &[], 0, Some("geonames:2210247"));
    check(&["Tripoli", "Beirut", "Sidon"], &[], 0, Some("geonames:266826"));
    check(&["Paris"], &[], 0, Some("geonames:2988507"));
    check(&["Alexandria", "Cairo"], &[], 0, Some("geonames:361058"));
    check(&["Damas", "Alep", "Homs"], &[], 0, Some("geonames:170654"));
    check(&["Ras al-Ayn", "Tell Tamer", "Hassaké"], &["SY"], 0, Some("geonames:165509"));
    check(&["Abu Rasin", "Tell Tamer", "Qamishlo"], &["SY"], 0, Some("ocha:C5005"));
    check(&["Niger"], &[], 0, Some("geonames:2440476"));
}

#[test]
fn what_the_text_says_it_is_chooses() {
    check(&["Idlib"], &[], 0, Some("geonames:169389"));
    check(&["Idlib@adm1"], &[], 0, Some("geonames:169387"));
    check(&["Paris<1", "Texas"], &[], 0, Some("geonames:4717560"));
    check(&["al-Hol"], &["SY"], 0, Some("geonames:173797"));
}

#[test]
fn guesses_need_company() {
    check(&["Manbji", "Alep", "Kobanê"], &["SY"], 0, Some("geonames:167357"));
    check(&["Manbji"], &[], 0, None);
    check(&["Manbji", "Bamako", "Gao"], &["ML"], 0, None);
}

#[test]
fn nothing_in_nothing_out() {
    let gaz = Gazetteer::embedded();
    assert!(resolve(gaz, &[], &[]).is_empty());
    let empty = [Mention { within: Some(9), ..Mention::default() }, Mention::default()];
    assert!(resolve(gaz, &empty, &["SY", ""]).iter().all(|r| r.place.is_none()));
}
