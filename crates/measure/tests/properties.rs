//! What holds for any text: reading never panics, mentions are in order, do not overlap and lie within their tokens.

use accalmie_language::{Token, TokenKind, segment};
use accalmie_measure::Measures;
use accalmie_record::{Lang, Span};
use proptest::prelude::*;

fn sound(lang: Lang, text: &str, tokens: &[Token]) -> Result<(), TestCaseError> {
    let measures = Measures::embedded(lang).unwrap();
    let (quantities, times) = measures.mentions(text, tokens);
    let check = |spans: &[(Span, std::ops::Range<usize>)]| -> Result<(), TestCaseError> {
        for (span, at) in spans {
            prop_assert!(!span.of(text).is_empty());
            prop_assert!(at.start < at.end && at.end <= tokens.len());
            prop_assert!(tokens[at.start].span.start <= span.start && span.end <= tokens[at.end - 1].span.end);
        }
        for pair in spans.windows(2) {
            prop_assert!(pair[0].0.end <= pair[1].0.start);
        }
        Ok(())
    };
    check(&quantities.iter().map(|q| (q.span, q.tokens.clone())).collect::<Vec<_>>())?;
    check(&times.iter().map(|t| (t.span, t.tokens.clone())).collect::<Vec<_>>())?;
    for q in &quantities {
        prop_assert!(q.max.is_none_or(|m| q.min <= m), "{q:?}");
    }
    for t in &times {
        for anchor in [None, Some(jiff::civil::date(2020, 2, 29)), Some(jiff::civil::Date::MIN), Some(jiff::civil::Date::MAX)] {
            let p = t.resolve(anchor, anchor);
            if let (Some(from), Some(to)) = (p.from, p.to) {
                prop_assert!(from <= to || from.starts_with('-') || to.starts_with('-'), "{from} {to} {t:?}");
            }
        }
    }
    Ok(())
}

/// Words of the tables' own examples in any order: the densest text there is.
fn jumble(lang: Lang) -> impl Strategy<Value = String> {
    let words: Vec<String> = Measures::embedded(lang)
        .unwrap()
        .rows()
        .flat_map(|(_, _, e)| e.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        .chain(["2019", "99999999999999999999999", "31", "/", "-", "1,217.5", "٣", "30:99", "9999-99-99"].map(str::to_owned))
        .collect();
    prop::collection::vec(prop::sample::select(words), 0..40).prop_map(|w| w.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text(text in "\\PC{0,120}") {
        for code in ["fr", "en"] {
            let lang = Lang::new(code).unwrap();
            sound(lang, &text, &segment(&text, lang).tokens)?;
        }
    }

    #[test]
    fn any_french(text in jumble(Lang::new("fr").unwrap())) {
        let lang = Lang::new("fr").unwrap();
        sound(lang, &text, &segment(&text, lang).tokens)?;
    }

    #[test]
    fn any_english(text in jumble(Lang::new("en").unwrap())) {
        let lang = Lang::new("en").unwrap();
        sound(lang, &text, &segment(&text, lang).tokens)?;
    }

    #[test]
    fn any_tokens(text in "[a-zé0-9 ,.'-]{0,60}", cuts in prop::collection::vec(0usize..60, 0..12)) {
        let mut cuts: Vec<usize> = cuts.into_iter().filter(|c| text.is_char_boundary(*c) && *c <= text.len()).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let tokens: Vec<Token> = cuts.windows(2).map(|w| Token { span: Span::new(w[0], w[1]), kind: TokenKind::Word }).collect();
        sound(Lang::new("fr").unwrap(), &text, &tokens)?;
    }
}
