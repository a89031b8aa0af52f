//! Faces are what text is set in: the fonts that were given, and the standard fonts of PDF beneath them.

use super::super::{Fonts, RenderError};
use super::standard;
use harfrust::{Buffer, ClusterLevel, Direction, Font, GlyphId, ShapeOptions, ShaperFont, shape};
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;

/// Which face a glyph is of: its number is that of its resource, `/F0` and so on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    Helvetica,
    HelveticaBold,
    Symbol,
    Latin,
    Arabic,
}

impl Of {
    pub const ALL: [Of; 5] = [Of::Helvetica, Of::HelveticaBold, Of::Symbol, Of::Latin, Of::Arabic];

    pub fn name(self) -> &'static str {
        match self {
            Of::Helvetica => "F0",
            Of::HelveticaBold => "F1",
            Of::Symbol => "F2",
            Of::Latin => "F3",
            Of::Arabic => "F4",
        }
    }

    /// Has two bytes a code.
    pub fn is_given(self) -> bool {
        matches!(self, Of::Latin | Of::Arabic)
    }
}

/// Lengths in ems. From left to right, as it is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    pub code: u16,
    /// To the next glyph; what the font says of its own is `own`.
    pub advance: f32,
    pub own: f32,
    pub dx: f32,
    pub dy: f32,
}

/// A font that was given, and what of it was used.
pub struct Given {
    font: Font,
    pub data: Vec<u8>,
    /// From glyphs of the font to the codes by which pages call them: those of the font that is cut out of it.
    pub codes: GlyphRemapper,
    /// By code: the text that it stands for, and its width in ems.
    pub used: BTreeMap<u16, (String, f32)>,
    units: f32,
}

impl Given {
    fn read(data: &[u8], what: &str) -> Result<Given, RenderError> {
        let wrong = || RenderError::Pdf(format!("the {what} font is no TrueType or OpenType font; give another with --font"));
        let font = Font::new(data.to_vec(), 0).ok_or_else(wrong)?;
        let units = f32::from(font.units_per_em());
        Ok(Given { font, data: data.to_vec(), codes: GlyphRemapper::new(), used: BTreeMap::new(), units })
    }

    fn has(&self, c: char) -> bool {
        self.font.charmap().map_unicode(c).is_some_and(|g| g != GlyphId::NOTDEF)
    }

    fn shape(&mut self, text: &str, rtl: bool) -> Vec<Glyph> {
        let shaper = ShaperFont::new(&self.font);
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.set_direction(if rtl { Direction::RightToLeft } else { Direction::LeftToRight });
        buffer.guess_segment_properties();
        // A mark has a cluster of its own, so that a search finds the letter with it and without.
        buffer.set_cluster_level(ClusterLevel::MonotoneCharacters);
        if shape(&shaper, &mut buffer, ShapeOptions::new()).is_err() {
            return Vec::new();
        }
        let mut starts: Vec<usize> = buffer.glyph_infos().iter().map(|g| g.cluster as usize).collect();
        starts.sort_unstable();
        starts.dedup();
        let em = |n: i32| n as f32 / self.units;
        let mut glyphs = Vec::new();
        let mut seen = None;
        for (info, at) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
            let Ok(glyph) = u16::try_from(info.glyph_id) else { continue };
            let code = self.codes.remap(glyph);
            let start = info.cluster as usize;
            let end = starts.iter().find(|s| **s > start).copied().unwrap_or(text.len());
            // Of several glyphs of one letter, one stands for it.
            let stands = if seen == Some(start) { "" } else { text.get(start..end).unwrap_or_default() };
            seen = Some(start);
            let own = em(shaper.glyph_h_advance(GlyphId::from(glyph)));
            // A bracket is told as it is drawn: the same glyph opens in one direction and closes in the other.
            let told = || stands.chars().map(|c| if rtl { turned(c) } else { c }).collect();
            self.used.entry(code).or_insert_with(|| (told(), own));
            glyphs.push(Glyph { code, advance: em(at.x_advance), own, dx: em(at.x_offset), dy: em(at.y_offset) });
        }
        glyphs
    }
}

pub struct Faces {
    pub latin: Option<Given>,
    pub arabic: Option<Given>,
    rtl: bool,
}

/// Of a stretch in one face.
pub struct Shaped {
    pub of: Of,
    pub glyphs: Vec<Glyph>,
}

impl Faces {
    pub fn new(fonts: &Fonts, rtl: bool) -> Result<Faces, RenderError> {
        let read = |data: &Option<Vec<u8>>, what| data.as_ref().map(|d| Given::read(d, what)).transpose();
        Ok(Faces { latin: read(&fonts.latin, "Latin")?, arabic: read(&fonts.arabic, "Arabic")?, rtl })
    }

    /// Of text in one direction; what has no width (marks of direction) is left out.
    ///
    /// # Errors
    /// Arabic letters, and no font that has them.
    pub fn shape(&mut self, text: &str, rtl: bool, bold: bool) -> Result<Vec<Shaped>, RenderError> {
        let mut stretches: Vec<(Of, String)> = Vec::new();
        for c in text.chars().filter(|c| !directs(*c)) {
            let joins = matches!(c, '\u{200c}' | '\u{200d}' | '\u{300}'..='\u{36f}');
            let before = stretches.last().map(|(of, _)| *of).filter(|of| joins && of.is_given());
            let of = match before {
                Some(of) => of,
                None => self.of(c, bold)?,
            };
            match stretches.last_mut() {
                Some((last, stretch)) if *last == of => stretch.push(c),
                _ => stretches.push((of, c.to_string())),
            }
        }
        // Stretches follow one another as the text runs; drawn, the last comes first.
        if rtl {
            stretches.reverse();
        }
        let one = |(of, text): (Of, String)| {
            let glyphs = match of {
                Of::Latin => self.latin.as_mut().map(|f| f.shape(&text, rtl)).unwrap_or_default(),
                Of::Arabic => self.arabic.as_mut().map(|f| f.shape(&text, rtl)).unwrap_or_default(),
                _ => plain(of, &text, rtl),
            };
            Shaped { of, glyphs }
        };
        Ok(stretches.into_iter().map(one).collect())
    }

    fn of(&self, c: char, bold: bool) -> Result<Of, RenderError> {
        let has = |f: &Option<Given>| f.as_ref().is_some_and(|f| f.has(c));
        let (latin, arabic) = (has(&self.latin), has(&self.arabic));
        // What both have goes with the letters around it.
        let first = if self.rtl && !c.is_alphabetic() {
            [(arabic, Of::Arabic), (latin, Of::Latin)]
        } else {
            [(latin, Of::Latin), (arabic, Of::Arabic)]
        };
        let first = if is_arabic(c) { [(arabic, Of::Arabic), (latin, Of::Latin)] } else { first };
        if let Some((_, of)) = first.into_iter().find(|(has, _)| *has) {
            return Ok(of);
        }
        if is_arabic(c) {
            let why = "this brief has Arabic letters, and there is no font that has them; install one (on Debian: apt install fonts-noto-core) or give one with --font";
            return Err(RenderError::Pdf(why.to_owned()));
        }
        let helvetica = if bold { Of::HelveticaBold } else { Of::Helvetica };
        Ok(if standard::code(c).is_none() && standard::symbol(c).is_some() { Of::Symbol } else { helvetica })
    }
}

/// In a standard font, which nothing shapes: brackets are turned here.
fn plain(of: Of, text: &str, rtl: bool) -> Vec<Glyph> {
    let one = |c: char| {
        let c = if rtl { turned(c) } else { c };
        let (code, width) = match (of, standard::symbol(c)) {
            (Of::Symbol, Some(symbol)) => symbol,
            _ => {
                let code = standard::code(c).unwrap_or_else(|| standard::near(c));
                (code, standard::width(code, of == Of::HelveticaBold))
            }
        };
        Glyph { code: u16::from(code), advance: width, own: width, dx: 0.0, dy: 0.0 }
    };
    let mut glyphs: Vec<Glyph> = text.chars().map(one).collect();
    if rtl {
        glyphs.reverse();
    }
    glyphs
}

fn turned(c: char) -> char {
    const PAIRS: [(char, char); 5] = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('\u{ab}', '\u{bb}')];
    let pair = PAIRS.iter().find(|p| p.0 == c || p.1 == c);
    pair.map_or(c, |p| if p.0 == c { p.1 } else { p.0 })
}

pub fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Says only which way the text runs.
fn directs(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
        || c.is_control()
}
