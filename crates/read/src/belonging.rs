//! Belonging: "la prise de X", "le poste de X", "les quartiers nord de X" are of X and at X; "venu de X" is away from it.

use crate::people::People;
use crate::sentence::Sentence;
use crate::where_::Named;
use accalmie_language::Upos;

/// A word that means both "of" and "from" means "of" after a noun that is no human being.
pub fn settle(s: &Sentence, people: &[People], named: &mut [Named]) {
    for n in named.iter_mut().filter(|n| n.from) {
        let Some(before) = n.phrase.start.checked_sub(1) else { continue };
        let noun = matches!(s.pos(before), Some(Upos::Noun | Upos::Propn | Upos::Adj | Upos::Adv | Upos::Pron | Upos::Num))
            && !s.is_mark(before)
            && !s.in_time(before);
        let human = people.iter().any(|p| !p.bare && p.run.contains(&before));
        n.from = !noun || human;
    }
}
