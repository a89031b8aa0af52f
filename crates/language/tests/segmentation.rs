//! One line a case: tokens of a sentence are joined by ` | `, sentences by ` ¶ `.

use accalmie_language::{TokenKind, segment};
use accalmie_record::Lang;
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn lang(code: &str) -> Lang {
    Lang::new(code).expect("a language code")
}

fn tokens(text: &str, code: &str) -> String {
    let s = segment(text, lang(code));
    s.tokens.iter().map(|t| t.span.of(text)).collect::<Vec<_>>().join(" | ")
}

fn sentences(text: &str, code: &str) -> String {
    let s = segment(text, lang(code));
    s.sentences.iter().map(|x| x.span.of(text).replace('\n', "⏎")).collect::<Vec<_>>().join(" ¶ ")
}

#[test]
fn words() {
    #[rustfmt::skip]
    let cases = [
        ("fr", "L'armée d'Alep", "L' | armée | d' | Alep"),
        ("fr", "l’armée jusqu’au soir", "l’ | armée | jusqu’ | au | soir"),
        ("fr", "L’ARMEE QU’IL", "L’ | ARMEE | QU’ | IL"),
        ("fr", "aujourd'hui, quelqu'un", "aujourd'hui | , | quelqu'un"),
        ("fr", "d'aujourd'hui", "d' | aujourd'hui"),
        ("fr", "N'Djamena", "N'Djamena"),
        ("fr", "Sana'a et Ma'arrat", "Sana'a | et | Ma'arrat"),
        ("fr", "quatre voitures-bombes", "quatre | voitures-bombes"),
        ("fr", "le porte-parole", "le | porte-parole"),
        ("fr", "Ras al-Ayn", "Ras | al-Ayn"),
        ("fr", "a-t-il dit, dit-il", "a | -t-il | dit | , | dit | -il"),
        ("fr", "Donne-le-moi", "Donne | -le | -moi"),
        ("fr", "Y a-t-il", "Y | a | -t-il"),
        ("fr", "un rendez-vous", "un | rendez-vous"),
        ("fr", "ceux-ci et celui-là", "ceux-ci | et | celui-là"),
        ("fr", "Boulogne-sur-Mer", "Boulogne-sur-Mer"),
        ("fr", "l'« armée »", "l' | « | armée | »"),
        ("fr", "5 100 personnes", "5 | 100 | personnes"),
        ("fr", "1,217 2.1 17/11 20:30 20h30 82mm 2019-10-23", "1,217 | 2.1 | 17/11 | 20:30 | 20h30 | 82mm | 2019-10-23"),
        ("fr", "17-18 ans", "17 | - | 18 | ans"),
        ("fr", "17/11 : calme", "17/11 | : | calme"),
        ("fr", "50% de 3,5 km²", "50 | % | de | 3,5 | km²"),
        ("fr", "M. Dupont, à 5 km. de", "M. | Dupont | , | à | 5 | km. | de"),
        ("fr", "le BM-21 et le T-72", "le | BM-21 | et | le | T-72"),
        ("fr", "20h30-21h00", "20h30 | - | 21h00"),
        ("fr", "le 1er mars", "le | 1er | mars"),
        ("fr", "av. J.-C. encore", "av. | J.-C. | encore"),
        ("fr", "et/ou", "et | / | ou"),
        ("fr", "fin... Puis", "fin | ... | Puis"),
        ("fr", "FDS-Forces", "FDS-Forces"),
        ("fr", "(voir https://exemple.org/a,b).", "( | voir | https://exemple.org/a,b | ) | ."),
        ("en", "They didn't leave the Army's base", "They | did | n't | leave | the | Army | 's | base"),
        ("en", "We’re sure it can’t", "We | ’re | sure | it | ca | n’t"),
        ("en", "I cannot", "I | can | not"),
        ("en", "the soldiers' camp", "the | soldiers | ' | camp"),
        ("en", "a 14-year-old boy", "a | 14-year-old | boy"),
        ("en", "$1,217.50 and 3.5-4", "$ | 1,217.50 | and | 3.5 | - | 4"),
        ("en", "U.S. forces, 8 a.m. today", "U.S. | forces | , | 8 | a.m. | today"),
        ("en", "No. 5 and no.", "No. | 5 | and | no | ."),
        ("en", "O'Brien at 5 o'clock", "O'Brien | at | 5 | o'clock"),
        ("en", "AT&T R&D", "AT&T | R&D"),
        ("en", "write to abu_b@c.org.", "write | to | abu_b@c.org | ."),
        ("en", "#Kobane @user", "Kobane | @ | user"),
        ("ar", "قُتل ٣ أشخاص، وجُرح ١٢٫٥؟", "قُتل | ٣ | أشخاص | ، | و | جُرح | ١٢٫٥ | ؟"),
        ("tr", "Ankara'da 17.11.2019 günü", "Ankara | 'da | 17.11.2019 | günü"),
        ("en", "#Deir_ez_Zor #1 a_b@c.org golan_tepeleri", "Deir | ez | Zor | # | 1 | a_b@c.org | golan | tepeleri"),
        ("en", "Shared with Publicسقطت قذيفة", "Shared | with | Public | سقطت | قذيفة"),
        ("ar", "عمـ ـلية في د..ا..عـ ـش بـ.ـالمدينة", "عمـ ـلية | في | د..ا..عـ ـش | بـ.ـ | المدينة"),
        ("ar", "العد.وان وق*صف الشـــ.هد..اء", "العد.وان | و | ق*صف | الشـــ.هد..اء"),
        ("ar", "انتهى القصف.وقال شاهد", "انتهى | القصف | . | و | قال | شاهد"),
        ("ar", "دُمر البيت.في الصباح،وصل المسعفون", "دُمر | البيت | . | في | الصباح | ، | وصل | المسعفون"),
        ("ar", "مسيرة تستــ,هدف داع/ش وإنـۦـزال", "مسيرة | تستــ,هدف | داع/ش | و | إنـۦـزال"),
        ("ar", "طيران إسرا.ئيلي وصار.وخ", "طيران | إسرا.ئيلي | و | صار.وخ"),
        ("ar", "أخبار@News_1قصف", "أخبار@News_1 | قصف"),
        ("ar", "قصف قرية #جبل_البشري", "قصف | قرية | جبل | البشري"),
        ("ar", "وبالطائرات ضربوهم في بيتهم", "و | ب | الطائرات | ضربو | هم | في | بيت | هم"),
        ("ar", "وائل والي بغداد لبنان", "وائل | والي | بغداد | لبنان"),
        ("tr", "Kobani'de 23'ü YPG'liler", "Kobani | 'de | 23 | 'ü | YPG | 'liler"),
        ("kmr", "li Kobanê, ji bo", "li | Kobanê | , | ji | bo"),
        ("und", "l'eau didn't", "l'eau | didn't"),
    ];
    for (code, text, expected) in cases {
        assert_eq!(tokens(text, code), expected, "{code}: {text}");
    }
}

#[test]
fn sentence_ends() {
    let long = "Les combats ont repris hier soir dans les quartiers situés au nord de la ville,";
    #[rustfmt::skip]
    let cases = [
        ("fr", "Il est mort. Les autres fuient.", "Il est mort. ¶ Les autres fuient."),
        ("fr", "M. Dupont est à Alep. Il y reste.", "M. Dupont est à Alep. ¶ Il y reste."),
        ("fr", "Le gén. Kobani et le Dr. Ali parlent.", "Le gén. Kobani et le Dr. Ali parlent."),
        ("fr", "Du pain, de l'eau, etc. Les civils fuient.", "Du pain, de l'eau, etc. ¶ Les civils fuient."),
        ("fr", "Il a dit « non. » Puis il part.", "Il a dit « non. » ¶ Puis il part."),
        ("fr", "« Non ! » dit-il. Fin.", "« Non ! » dit-il. ¶ Fin."),
        ("fr", "Il hésite... puis part. Et revient…", "Il hésite... puis part. ¶ Et revient…"),
        ("fr", "deux morts ; trois blessés", "deux morts ; trois blessés"),
        ("fr", "Frappes sur Alep\nTrois morts", "Frappes sur Alep ¶ Trois morts"),
        ("fr", "Frappes sur Alep\n\ntrois morts", "Frappes sur Alep ¶ trois morts"),
        ("fr", "_ Maintenir l'équilibre\n_ La survie", "_ Maintenir l'équilibre ¶ _ La survie"),
        ("fr", "- un\n- deux\n• trois", "- un ¶ - deux ¶ • trois"),
        ("fr", "1. Premier point\n2) second point", "1. Premier point ¶ 2) second point"),
        ("fr", "17/11 : calme\n18/11 : tirs", "17/11 : calme ¶ 18/11 : tirs"),
        ("fr", "tirs à l'aube. les civils fuient. rien d'autre", "tirs à l'aube. ¶ les civils fuient. ¶ rien d'autre"),
        ("fr", "Il y a 2.1 km. Le 3.", "Il y a 2.1 km. ¶ Le 3."),
        ("fr", "ils ont quitté la ville.Les soldats entrent.", "ils ont quitté la ville. ¶ Les soldats entrent."),
        ("fr", "Alep, 3 tués.\r\nIdlib, 2 blessés.", "Alep, 3 tués. ¶ Idlib, 2 blessés."),
        ("fr", "Qui a tiré ? On ne sait pas.", "Qui a tiré ? ¶ On ne sait pas."),
        ("fr", "(Deux morts.) Le reste fuit.", "(Deux morts.) ¶ Le reste fuit."),
        ("en", "The U.S. Army left. \"We go.\" They said no.", "The U.S. Army left. ¶ \"We go.\" ¶ They said no."),
        ("en", "He lives in the U.S. The army left.", "He lives in the U.S. ¶ The army left."),
        ("en", "Mr. J. Smith of St. Louis spoke at 8 a.m. today.", "Mr. J. Smith of St. Louis spoke at 8 a.m. today."),
        ("en", "\"Stop!\" he said. 'Go.' They went.", "\"Stop!\" he said. ¶ 'Go.' ¶ They went."),
        ("ar", "قتل ثلاثة. جرح اثنان؟ نعم", "قتل ثلاثة. ¶ جرح اثنان؟ ¶ نعم"),
        ("tr", "17. gün sürdü. Bitti.", "17. gün sürdü. ¶ Bitti."),
        ("fr", "", ""),
        ("fr", " \n\t ", ""),
    ];
    for (code, text, expected) in cases {
        assert_eq!(sentences(text, code), expected, "{code}: {text}");
    }
    assert_eq!(segment(&format!("{long}\nselon deux témoins."), lang("fr")).sentences.len(), 1, "a wrapped line goes on");
    assert_eq!(segment(&format!("{long}\n- selon deux témoins."), lang("fr")).sentences.len(), 2, "an item does not");
    assert_eq!(segment(&format!("{long}\n\nselon deux témoins."), lang("fr")).sentences.len(), 2, "a blank line ends");
}

#[test]
fn kinds() {
    let text = "Le 12 mars, dit-il ?";
    let kinds: Vec<TokenKind> = segment(text, lang("fr")).tokens.iter().map(|t| t.kind).collect();
    use TokenKind::{Mark, Number, Word};
    assert_eq!(kinds, [Word, Number, Word, Mark, Word, Word, Mark]);
}

/// What holds for every text in every language.
fn check_whole(text: &str) {
    for code in ["fr", "en", "ar", "tr", "und"] {
        let s = segment(text, lang(code));
        let mut at = 0;
        for t in &s.tokens {
            assert!(t.span.start >= at && t.span.end > t.span.start, "tokens in order and not empty: {text:?}");
            assert!(text.is_char_boundary(t.span.start) && text.is_char_boundary(t.span.end));
            let gap = &text[at..t.span.start];
            assert!(!gap.contains(|c: char| !c.is_whitespace() && !c.is_control() && c.is_alphanumeric()), "{gap:?} lost");
            at = t.span.end;
        }
        assert!(!text[at..].contains(char::is_alphanumeric), "the end is lost: {text:?}");
        let mut next = 0;
        for x in &s.sentences {
            assert_eq!(x.tokens.start, next, "sentences cover the tokens: {text:?}");
            assert!(x.tokens.end > x.tokens.start && x.tokens.len() <= 400);
            assert_eq!(x.span.start, s.tokens[x.tokens.start].span.start);
            assert_eq!(x.span.end, s.tokens[x.tokens.end - 1].span.end);
            next = x.tokens.end;
        }
        assert_eq!(next, s.tokens.len());
        assert_eq!(s, segment(text, lang(code)), "the same twice");
    }
}

proptest! {
    #[test]
    fn any_text_is_segmented(text in "\\PC*") { check_whole(&text); }

    #[test]
    fn any_bytes_are_segmented(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        check_whole(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn hard_texts_are_segmented(text in "([a-zA-Zéà]{1,4}|['’.,:;!?«»\"()_@&-]|[0-9]{1,4}|[ \\n\\r]|\u{e9}|\u{301}|\u{200f}|ق|\\.\\.\\.|n't|https?://|-t-il){0,60}") {
        check_whole(&text);
    }
}

#[test]
fn long_lines_are_linear() {
    // A debug build on a busy machine: the bound is loose, a quadratic pass would take hours.
    for unit in [
        "a",
        "a'",
        "l'",
        "a-",
        "1.",
        "1-",
        ".",
        "\"",
        "a. ",
        "U.S. ",
        "les combats ont repris, ",
        "a@",
        "http://",
        "\u{301}",
        "-il",
        "« ",
        ". \" ",
    ] {
        let text = unit.repeat(5_000_000 / unit.len());
        let start = Instant::now();
        let s = segment(&text, lang("fr"));
        let took = start.elapsed();
        assert!(took < Duration::from_secs(10), "{unit:?} took {took:?}");
        assert!(s.sentences.iter().all(|x| x.tokens.len() <= 400));
    }
}
