//! The file: pages, fonts cut down to the glyphs that were used, links, bookmarks. No time and no chance is in it.

use super::super::RenderError;
use super::faces::{Given, Of};
use super::sheet::{MARGIN, SIZE, Sheet, WIDE};
use super::{NOTE, lines};
use crate::brief::Brief;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::types::{ActionType, AnnotationType, CidFontType, Direction, FontFlags, PageMode, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use std::io::Write;

const SYSTEM: SystemInfo = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// Numbers of objects, one after another.
struct Numbers(i32);

impl Numbers {
    fn next(&mut self) -> Ref {
        self.0 += 1;
        Ref::new(self.0)
    }
}

pub fn write(mut sheet: Sheet, brief: &Brief) -> Result<Vec<u8>, RenderError> {
    feet(&mut sheet, brief)?;
    let mut pdf = Pdf::new();
    let mut numbers = Numbers(0);
    let [catalog, info, tree, outline, state] = std::array::from_fn(|_| numbers.next());
    let fonts = Of::ALL.map(|of| (of, numbers.next()));
    let pages: Vec<(Ref, Ref)> = sheet.pages.iter().map(|_| (numbers.next(), numbers.next())).collect();
    let page = |n: usize| pages.get(n).map_or(tree, |p| p.0);

    let mut root = pdf.catalog(catalog);
    root.pages(tree).outlines(outline).lang(TextStr(brief.language)).page_mode(PageMode::UseNone);
    let way = if brief.rtl { Direction::R2L } else { Direction::L2R };
    root.viewer_preferences().direction(way).display_doc_title(true);
    root.finish();
    pdf.document_info(info).title(TextStr(&brief.title)).producer(TextStr("Accalmie"));
    pdf.pages(tree).kids(pages.iter().map(|p| p.0)).count(i32::try_from(pages.len()).unwrap_or(i32::MAX));
    pdf.ext_graphics(state).non_stroking_alpha(0.13);

    for (n, made) in std::mem::take(&mut sheet.pages).into_iter().enumerate() {
        let mut links = Vec::new();
        for ([left, top, right, bottom], to) in made.links {
            let Some(spot) = to.checked_sub(1).and_then(|to| sheet.sources.get(to)) else { continue };
            let id = numbers.next();
            let mut link = pdf.annotation(id);
            link.subtype(AnnotationType::Link).rect(Rect::new(left, SIZE.1 - bottom, right, SIZE.1 - top)).border(0.0, 0.0, 0.0, None);
            link.action().action_type(ActionType::GoTo).destination().page(page(spot.page)).xyz(MARGIN, SIZE.1 - spot.y + 6.0, None);
            link.finish();
            links.push(id);
        }
        let Some((id, content)) = pages.get(n).copied() else { continue };
        let mut one = pdf.page(id);
        one.parent(tree).media_box(Rect::new(0.0, 0.0, SIZE.0, SIZE.1)).contents(content).annotations(links);
        let mut resources = one.resources();
        let mut named = resources.fonts();
        for (of, font) in fonts {
            let there = match of {
                Of::Latin => sheet.faces.latin.is_some(),
                Of::Arabic => sheet.faces.arabic.is_some(),
                _ => true,
            };
            if there {
                named.pair(Name(of.name().as_bytes()), font);
            }
        }
        named.finish();
        resources.ext_g_states().pair(Name(b"G0"), state);
        resources.finish();
        one.finish();
        pdf.stream(content, &packed(&made.content.finish())?).filter(Filter::FlateDecode);
    }

    for (of, id) in fonts {
        match of {
            Of::Helvetica => drop(pdf.type1_font(id).base_font(Name(b"Helvetica")).encoding_predefined(Name(b"WinAnsiEncoding"))),
            Of::HelveticaBold => drop(pdf.type1_font(id).base_font(Name(b"Helvetica-Bold")).encoding_predefined(Name(b"WinAnsiEncoding"))),
            Of::Symbol => drop(pdf.type1_font(id).base_font(Name(b"Symbol"))),
            Of::Latin => sheet.faces.latin.as_ref().map(|f| font(&mut pdf, &mut numbers, id, f, "ACCALM+Latin")).transpose()?.unwrap_or(()),
            Of::Arabic => {
                sheet.faces.arabic.as_ref().map(|f| font(&mut pdf, &mut numbers, id, f, "ACCALM+Arabic")).transpose()?.unwrap_or(())
            }
        }
    }
    bookmarks(&mut pdf, &mut numbers, outline, &sheet, page);
    Ok(pdf.finish())
}

/// Title and page under each page, once it is known how many there are.
fn feet(sheet: &mut Sheet, brief: &Brief) -> Result<(), RenderError> {
    let all = std::mem::take(&mut sheet.pages);
    let count = all.len();
    for (n, page) in all.into_iter().enumerate() {
        sheet.pages.push(page);
        let words = format!("{} \u{b7} {} / {count}", brief.title, n + 1);
        for line in &lines::lines(&mut sheet.faces, &[(&words, NOTE)], sheet.rtl, WIDE)? {
            sheet.set_at(line, MARGIN + (WIDE - line.width) / 2.0, SIZE.1 - 32.0);
        }
    }
    Ok(())
}

fn bookmarks(pdf: &mut Pdf, numbers: &mut Numbers, outline: Ref, sheet: &Sheet, page: impl Fn(usize) -> Ref) {
    let ids: Vec<Ref> = sheet.sections.iter().map(|_| numbers.next()).collect();
    let mut top = pdf.outline(outline);
    if let (Some(first), Some(last)) = (ids.first(), ids.last()) {
        top.first(*first).last(*last).count(i32::try_from(ids.len()).unwrap_or(i32::MAX));
    }
    top.finish();
    for (n, ((title, spot), id)) in sheet.sections.iter().zip(&ids).enumerate() {
        let mut item = pdf.outline_item(*id);
        item.title(TextStr(title)).parent(outline);
        if let Some(before) = n.checked_sub(1).and_then(|b| ids.get(b)) {
            item.prev(*before);
        }
        if let Some(after) = ids.get(n + 1) {
            item.next(*after);
        }
        item.dest().page(page(spot.page)).xyz(0.0, SIZE.1 - spot.y + 8.0, None);
    }
}

/// A composite font of the glyphs that were used (ISO 32000-1, 9.7).
fn font(pdf: &mut Pdf, numbers: &mut Numbers, id: Ref, given: &Given, name: &str) -> Result<(), RenderError> {
    let failed = |why: &dyn std::fmt::Display| {
        RenderError::Pdf(format!("a font cannot be cut down to what is used ({why}); give another with --font"))
    };
    let cut = subsetter::subset(&given.data, 0, &given.codes).map_err(|e| failed(&e))?;
    let is_cff = cut.starts_with(b"OTTO");
    let outlines = if is_cff { table(&cut, b"CFF ").ok_or_else(|| failed(&"no outlines"))? } else { &cut };
    let [descendant, descriptor, file, unicode] = std::array::from_fn(|_| numbers.next());
    let base = Name(name.as_bytes());
    pdf.type0_font(id).base_font(base).encoding_predefined(Name(b"Identity-H")).descendant_font(descendant).to_unicode(unicode);

    let mut cid = pdf.cid_font(descendant);
    cid.subtype(if is_cff { CidFontType::Type0 } else { CidFontType::Type2 })
        .base_font(base)
        .system_info(SYSTEM)
        .font_descriptor(descriptor);
    if !is_cff {
        cid.cid_to_gid_map_predefined(Name(b"Identity"));
    }
    cid.default_width(0.0);
    let mut widths = cid.widths();
    for (glyph, (_, width)) in &given.used {
        widths.consecutive(*glyph, [width * 1000.0]);
    }
    widths.finish();
    cid.finish();

    // Asked for only where the font is not at hand, and it is inside.
    let mut about = pdf.font_descriptor(descriptor);
    about
        .name(base)
        .flags(FontFlags::SYMBOLIC)
        .bbox(Rect::new(-1000.0, -500.0, 2000.0, 1200.0))
        .italic_angle(0.0)
        .ascent(1000.0)
        .descent(-300.0)
        .cap_height(700.0)
        .stem_v(80.0);
    if is_cff {
        about.font_file3(file)
    } else {
        about.font_file2(file)
    };
    about.finish();
    let bytes = packed(outlines)?;
    let mut stream = pdf.stream(file, &bytes);
    stream.filter(Filter::FlateDecode);
    if is_cff {
        stream.pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
    } else {
        stream.pair(Name(b"Length1"), i32::try_from(outlines.len()).unwrap_or(i32::MAX));
    }
    stream.finish();

    let mut told = UnicodeCmap::<u16>::new(Name(b"Accalmie"), SYSTEM);
    given
        .used
        .iter()
        .filter(|(_, (text, _))| !text.is_empty())
        .for_each(|(glyph, (text, _))| told.pair_with_multiple(*glyph, text.chars()));
    pdf.stream(unicode, &packed(&told.finish())?).filter(Filter::FlateDecode);
    Ok(())
}

/// Of an OpenType file.
fn table<'a>(font: &'a [u8], tag: &[u8; 4]) -> Option<&'a [u8]> {
    let number = |at: usize| font.get(at..at + 4).map(|b| b.iter().fold(0usize, |n, b| n << 8 | usize::from(*b)));
    let tables = font.get(4..6).map(|b| usize::from(b[0]) << 8 | usize::from(b[1]))?;
    let entry = (0..tables).map(|n| 12 + 16 * n).find(|at| font.get(*at..at + 4) == Some(tag))?;
    let (start, long) = (number(entry + 8)?, number(entry + 12)?);
    font.get(start..start.checked_add(long)?)
}

fn packed(bytes: &[u8]) -> Result<Vec<u8>, RenderError> {
    let mut out = ZlibEncoder::new(Vec::new(), Compression::best());
    out.write_all(bytes).and_then(|()| out.finish()).map_err(|e| RenderError::Pdf(e.to_string()))
}
