//! The PDF: it says what the brief says, in the order in which it is read, over as many pages as it needs, and has the same bytes each time.
//! No font is in the repository: what needs one takes that of the system, and says so where there is none.

mod sample;

use accalmie_brief::{Brief, Fonts, Format, LANGUAGES, RenderError, render};
use lopdf::{Document, Object};
use sample::sample;

const LATIN: [&str; 2] = ["/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"];
const ARABIC: [&str; 2] = ["/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"];

fn of_the_system() -> Option<Fonts> {
    let read = |paths: [&str; 2]| paths.iter().find_map(|p| std::fs::read(p).ok());
    let fonts = Fonts { latin: read(LATIN), arabic: read(ARABIC) };
    if fonts.arabic.is_none() {
        println!("skipped: this system has no Arabic font (on Debian: apt install fonts-noto-core)");
    }
    fonts.arabic.is_some().then_some(fonts)
}

/// Without the sources that are written in Arabic.
fn western(language: &str, happenings: usize) -> Brief {
    let mut brief = sample(language, happenings);
    let arabic = |c: char| ('\u{600}'..='\u{6ff}').contains(&c);
    brief.drawing.dots.retain(|d| !d.name.contains(arabic));
    brief.sections.iter_mut().flat_map(|s| &mut s.sentences).for_each(|s| s.text = s.text.replace(arabic, ""));
    brief.sources.iter_mut().for_each(|s| {
        s.name = s.name.replace(arabic, "");
        s.report = s.report.as_ref().map(|r| r.replace(arabic, ""));
        s.words.retain(|w| !w.contains(arabic));
    });
    brief
}

fn pdf(brief: &Brief, fonts: &Fonts) -> Result<Vec<u8>, RenderError> {
    render(brief, Format::Pdf, fonts)
}

fn read(bytes: &[u8]) -> Document {
    Document::load_mem(bytes).expect("a PDF")
}

/// Each page's words, spaces aside: how a page is spaced is not how it is worded.
fn words(document: &Document) -> Vec<String> {
    let one = |n: &u32| document.extract_text(&[*n]).expect("text").split_whitespace().collect();
    document.get_pages().keys().map(one).collect()
}

fn close(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn without_fonts_it_says_what_the_brief_says() {
    for language in ["en", "fr"] {
        let brief = western(language, 4);
        let said = words(&read(&pdf(&brief, &Fonts::default()).expect("a brief"))).concat();
        let titles = brief.sections.iter().map(|s| &s.title).chain([&brief.title, &brief.sources_title]);
        let sentences = brief.sections.iter().flat_map(|s| &s.sentences).map(|s| &s.text);
        let cells = brief.sections.iter().filter_map(|s| s.table.as_ref()).flat_map(|t| t.head.iter().chain(t.rows.iter().flatten()));
        for text in titles.chain(sentences).chain(cells).filter(|t| !t.contains('\u{2192}')) {
            assert!(said.contains(&close(text)), "{language}: {text}\n{said}");
        }
    }
}

#[test]
fn long_briefs_go_over_pages_that_are_numbered() {
    let document = read(&pdf(&western("en", 80), &Fonts::default()).expect("a brief"));
    let pages = words(&document);
    assert!(pages.len() > 2, "{}", pages.len());
    for (n, page) in pages.iter().enumerate() {
        let foot = format!("{}/{}", n + 1, pages.len());
        assert!(page.contains(&foot), "{foot}: {page}");
    }
}

#[test]
fn arabic_without_a_font_says_what_to_install() {
    for brief in [sample("ar", 1), sample("en", 1)] {
        let why = pdf(&brief, &Fonts::default()).expect_err("Helvetica has no Arabic").to_string();
        assert!(why.contains("fonts-noto-core") && why.contains("--font"), "{why}");
    }
}

#[test]
fn what_is_no_font_is_refused() {
    for wrong in [Vec::new(), b"no font".to_vec(), vec![0; 4096]] {
        let fonts = Fonts { latin: Some(wrong), arabic: None };
        let why = pdf(&western("en", 1), &fonts).expect_err("no font").to_string();
        assert!(why.contains("--font"), "{why}");
    }
}

#[test]
fn a_font_that_is_cut_off_does_not_end_the_program() {
    let Some(fonts) = of_the_system() else { return };
    let whole = fonts.arabic.expect("a font");
    for part in [16, 3, 2] {
        let cut = whole.get(..whole.len() / part * (part - 1)).map(<[u8]>::to_vec);
        // Read or refused: both are answers.
        let _ = pdf(&sample("ar", 1), &Fonts { latin: None, arabic: cut });
    }
}

/// Characters that a font's codes stand for, one each a code.
fn stands_for(document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    for object in document.objects.values() {
        let Object::Stream(stream) = object else { continue };
        let Ok(text) = stream.decompressed_content() else { continue };
        let text = String::from_utf8_lossy(&text).into_owned();
        if text.contains("begincmap") {
            out.extend(text.lines().filter_map(|l| l.split_once("> <")).filter_map(|(_, to)| to.strip_suffix('>')).map(str::to_owned));
        }
    }
    out
}

#[test]
fn arabic_is_shaped_and_drawn_from_the_right() {
    let Some(fonts) = of_the_system() else { return };
    let brief = sample("ar", 3);
    let document = read(&pdf(&brief, &fonts).expect("a brief"));
    let said = words(&document).concat();
    // As it is drawn, from left to right.
    let drawn: String = "موجز".chars().rev().collect();
    assert!(said.contains(&drawn), "{said}");
    assert!(said.contains("Kobani(Aynal-Arab)"), "a name in another script keeps its brackets: {said}");
    let forms = stands_for(&document).iter().filter(|c| *c == "0645").count();
    assert!(forms >= 3, "meem has a form at the beginning, in the middle and at the end of a word: {forms}");
}

#[test]
fn only_what_is_used_of_a_font_is_inside() {
    let Some(fonts) = of_the_system() else { return };
    for language in LANGUAGES {
        let bytes = pdf(&sample(language, 9), &fonts).expect("a brief");
        assert!(bytes.len() < 150_000, "{language}: {}", bytes.len());
    }
}

#[test]
fn the_same_brief_gives_the_same_bytes() {
    assert_eq!(pdf(&western("fr", 9), &Fonts::default()).ok(), pdf(&western("fr", 9), &Fonts::default()).ok());
    let Some(fonts) = of_the_system() else { return };
    for language in LANGUAGES {
        assert_eq!(pdf(&sample(language, 9), &fonts).expect("a brief"), pdf(&sample(language, 9), &fonts).expect("a brief"));
    }
}

#[test]
fn every_citation_leads_to_a_source() {
    let brief = western("en", 9);
    let document = read(&pdf(&brief, &Fonts::default()).expect("a brief"));
    let links = document
        .objects
        .values()
        .filter_map(|o| o.as_dict().ok())
        .filter(|d| d.get(b"Subtype").and_then(|s| s.as_name()).is_ok_and(|s| s == b"Link"));
    let cited = brief.sections.iter().map(|s| s.sentences.len() + usize::from(s.table.is_some())).sum::<usize>();
    assert!(links.count() >= cited);
}
