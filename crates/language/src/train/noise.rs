//! Noise makes of a clean sentence what reports are like: capitals without accents, no accents, no capitals, slips of
//! the finger, no final full stop.

use super::conllu::Gold;
use super::random::Random;
use crate::state::Id;
use crate::tree::Upos;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Noise {
    /// ALL CAPITALS, no accents.
    PlainCapitals,
    Capitals,
    Plain,
    Lower,
    PlainLower,
    Slips,
}

impl Noise {
    fn any(random: &mut Random) -> Noise {
        match random.below(100) {
            0..35 => Noise::PlainCapitals,
            35..43 => Noise::Capitals,
            43..62 => Noise::Plain,
            62..74 => Noise::Lower,
            74..82 => Noise::PlainLower,
            _ => Noise::Slips,
        }
    }

    fn of(self, form: &str, random: &mut Random) -> String {
        match self {
            Noise::PlainCapitals => plain(form).to_uppercase(),
            Noise::Capitals => form.to_uppercase(),
            Noise::Plain => plain(form),
            Noise::Lower => form.to_lowercase(),
            Noise::PlainLower => plain(form).to_lowercase(),
            Noise::Slips if random.percent(12) => slip(form, random),
            Noise::Slips => form.to_owned(),
        }
    }
}

/// Without accents; Arabic loses its short vowels and the marks of its alif.
fn plain(form: &str) -> String {
    form.nfd().filter(|c| !is_combining_mark(*c)).map(|c| if c == 'ı' { 'i' } else { c }).collect()
}

/// One letter dropped, doubled, or changed places with the next.
fn slip(form: &str, random: &mut Random) -> String {
    let mut c: Vec<char> = form.chars().collect();
    if c.len() < 4 || c.iter().any(|c| !c.is_alphabetic()) {
        return form.to_owned();
    }
    let at = 1 + random.below(c.len() - 2);
    match random.below(3) {
        0 => {
            c.remove(at);
        }
        1 => c.insert(at, c[at]),
        _ => c.swap(at, at + 1),
    }
    c.into_iter().collect()
}

/// A running text in one kind of noise.
pub(crate) fn text(text: &str, noise: Noise, random: &mut Random) -> String {
    text.split(' ').map(|w| noise.of(w, random)).collect::<Vec<_>>().join(" ")
}

/// The text as it is, or in a kind of noise.
pub fn noisy(clean: &str, noise: Option<Noise>) -> String {
    noise.map_or_else(|| clean.to_owned(), |n| text(clean, n, &mut Random::new(9)))
}

/// The whole sentence in one kind of noise.
pub(crate) fn whole(gold: &Gold, noise: Noise, random: &mut Random) -> Gold {
    let mut out = gold.clone();
    out.forms = gold.forms.iter().map(|f| noise.of(f, random)).collect();
    out
}

/// A copy for training.
pub(crate) fn copy(gold: &Gold, random: &mut Random) -> Gold {
    let noise = Noise::any(random);
    let mut out = whole(gold, noise, random);
    if random.percent(30) {
        without_full_stop(&mut out);
    }
    out
}

fn without_full_stop(gold: &mut Gold) {
    let n = gold.forms.len();
    let last = n as Id;
    let leaf = n > 1 && gold.tags[n - 1].upos == Upos::Punct && !gold.heads.contains(&last) && gold.heads[n - 1] < last;
    if !leaf {
        return;
    }
    gold.forms.pop();
    gold.tags.pop();
    gold.lemmas.pop();
    gold.heads.pop();
    gold.rels.pop();
    for h in &mut gold.heads {
        if *h > last {
            *h = last;
        }
    }
}
