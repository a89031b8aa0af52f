use super::*;
use crate::{Feature, Gazetteer, compile};

const DUMP: &str = "\
1\tTestabad\tTestabad\tTestābād,تستاباد,tstabd,TTA\t36.5\t40.25\tP\tPPLA3\tSY\t\t01\t\t\t\t4200\t\t331\tAsia/Damascus\t2024-01-01\n\
2\tJabal Test\tJabal Test\t\t36.6\t40.5\tT\tMT\tSY\t\t01\t\t\t\t0\t\t900\tAsia/Damascus\t2024-01-01\n\
3\tTest School\tTest School\t\t36.6\t40.5\tS\tSCH\tSY\t\t01\t\t\t\t0\t\t900\tAsia/Damascus\t2024-01-01\n";

#[test]
fn an_imported_dump_is_found_beside_the_world() {
    let entries = geonames::read("SY.txt", DUMP).expect("the dump reads");
    assert_eq!(entries.len(), 2, "a school is no place that reports name");
    let bytes = compile(entries.clone());
    assert_eq!(bytes, compile(entries.into_iter().rev().collect()), "the order of entries does not matter");
    let gaz = Gazetteer::embedded().with_extra(bytes).expect("what compile makes reads");
    for spelling in ["Testabad", "testābād", "تستاباد", "Tastabad", "Testabda"] {
        let found = gaz.lookup(spelling);
        assert!(found.iter().any(|c| gaz.get(c.place).id_string() == "geonames:1"), "{spelling}: {found:?}");
    }
    let place = gaz.get(gaz.find("geonames:1").expect("it is there"));
    assert_eq!((place.name, place.country, place.population, place.feature), ("Testabad", "SY", 4200, Feature::Village));
    assert!((place.lat - 36.5).abs() < 1e-4 && (place.lon - 40.25).abs() < 1e-4);
    let division = place.adm1.map(|d| gaz.get(d).id_string());
    assert_eq!(division.as_deref(), Some("geonames:173813"), "its province is the embedded world's");
    assert!(gaz.lookup("Damas").iter().any(|c| gaz.get(c.place).id_string() == "geonames:170654"));
}

#[test]
fn a_wrong_line_is_named() {
    for (text, wanted) in [
        ("x\ty", "SY.txt:1: 2 columns, wanted the 19 of a GeoNames dump"),
        (&DUMP.replace("36.6\t40.5\tT", "north\t40.5\tT"), "SY.txt:2: “north” is no latitude"),
    ] {
        assert_eq!(geonames::read("SY.txt", text).err().map(|e| e.to_string()).as_deref(), Some(wanted));
    }
    let alias = "alias\tlang\tplace\tnote\texample\nHere\ten\tNowhere, SY\t\tHere it is.\n";
    let error = tables::aliases("aliases.tsv", alias, &mut []).err().map(|e| e.to_string()).unwrap_or_default();
    assert!(error.starts_with("aliases.tsv:2: no place “Nowhere, SY”"), "{error}");
}

#[test]
fn bytes_that_are_no_extract_are_refused() {
    let error = osm::read("x.osm.pbf", &b"\x00\x00\x00\x0dnot a header at all"[..], Gazetteer::embedded());
    assert!(error.is_err());
}

#[test]
fn codes_and_machine_spellings_are_left_out() {
    for (name, kept) in [("TTA", false), ("tl tmr", false), ("Tel Tamer", true), ("تل تمر", true), ("Москва", false), ("", false)]
    {
        assert_eq!(worth_keeping(name), kept, "{name}");
    }
}
