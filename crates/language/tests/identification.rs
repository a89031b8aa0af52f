//! One line a case: what a paragraph is said to be written in.

use accalmie_language::identify;

#[test]
fn paragraphs() {
    #[rustfmt::skip]
    let cases = [
        (Some("fr"), "Trois obus sont tombés dans la nuit sur un dépôt de farine."),
        (Some("fr"), "LES REBELLES ONT COUPE LA PISTE DU NORD ET FERME LE MARCHE"),
        (Some("fr"), "des tirs a l'arme lourde ont ete entendus hier soir pres de Tal Tamr"),
        (Some("en"), "At least three civilians were killed in an airstrike near Tal Tamr."),
        (Some("en"), "SHELLING REPORTED NORTH OF THE CITY, TWO CHILDREN WOUNDED"),
        (Some("es"), "Al menos tres civiles murieron ayer en un bombardeo cerca de la ciudad."),
        (Some("tr"), "Dün akşam köy yakınlarında meydana gelen saldırıda üç kişi yaralandı."),
        (Some("tr"), "DUN AKSAM KOY YAKINLARINDA MEYDANA GELEN SALDIRIDA UC KISI YARALANDI"),
        (Some("kmr"), "Artêşa Tirk duh êvarê gundên derdora Til Temirê topbaran kir."),
        (Some("kmr"), "DI ENCAMA ERISE DE DU KES BIRINDAR BUN U SE KES JI HATIN KUSTIN"),
        (Some("ar"), "قُتل ثلاثة مدنيين وأصيب آخرون في قصف على أطراف المدينة"),
        (None, "هێزەکانی سووریای دیموکرات گوندەکەیان کۆنترۆڵ کرد"),
        (None, "Вчера вечером были слышны выстрелы возле города"),
        (None, "ok"),
        (None, ""),
        (None, "1 234 — 17/11 !!!"),
    ];
    for (expected, text) in cases {
        let said = identify(text);
        assert_eq!(said.map(|(l, _)| l.to_string()).as_deref(), expected, "{text}: {said:?}");
    }
}
