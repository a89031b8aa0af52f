//! A tree says of each token of a sentence what it is and on which other token it hangs, in the vocabulary of
//! Universal Dependencies.

use std::ops::Range;

/// A closed list with its names in the treebanks.
macro_rules! names {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        pub enum $name { $($variant),+ }

        impl $name {
            pub const ALL: &[$name] = &[$($name::$variant),+];

            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            pub fn from_index(i: u8) -> Option<$name> {
                $name::ALL.get(usize::from(i)).copied()
            }

            /// By its exact name in a treebank.
            pub fn named(text: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|v| v.as_str() == text)
            }
        }
    };
}

names!(Upos {
    Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN",
    Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM",
    Verb = "VERB", X = "X",
});

names!(
    /// Base relations; only the subtypes that patterns ask for are kept.
    Rel {
        Root = "root", Nsubj = "nsubj", NsubjPass = "nsubj:pass", Obj = "obj", Iobj = "iobj", Obl = "obl",
        OblAgent = "obl:agent", Nmod = "nmod", Nummod = "nummod", Amod = "amod", Acl = "acl", AclRelcl = "acl:relcl",
        Advcl = "advcl", Advmod = "advmod", Appos = "appos", Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc",
        Ccomp = "ccomp", Xcomp = "xcomp", Clf = "clf", Compound = "compound", Conj = "conj", Cop = "cop",
        Csubj = "csubj", Dep = "dep", Det = "det", Discourse = "discourse", Dislocated = "dislocated", Expl = "expl",
        Fixed = "fixed", Flat = "flat", Goeswith = "goeswith", List = "list", Mark = "mark", Orphan = "orphan",
        Parataxis = "parataxis", Punct = "punct", Reparandum = "reparandum", Vocative = "vocative",
    }
);

names!(VerbForm { None = "", Fin = "Fin", Inf = "Inf", Part = "Part", Ger = "Ger" });
names!(Mood { None = "", Ind = "Ind", Sub = "Sub", Imp = "Imp", Cnd = "Cnd" });
names!(Tense { None = "", Past = "Past", Pres = "Pres", Fut = "Fut", Imp = "Imp" });

impl Rel {
    /// A treebank's relation without the subtypes that are not kept; unknown ones are `dep`.
    pub fn of(text: &str) -> Rel {
        let base = text.split(':').next().unwrap_or("");
        Rel::named(text).or_else(|| Rel::named(base)).unwrap_or(Rel::Dep)
    }

    /// Without its subtype.
    pub const fn base(self) -> Rel {
        match self {
            Rel::NsubjPass => Rel::Nsubj,
            Rel::OblAgent => Rel::Obl,
            Rel::AclRelcl => Rel::Acl,
            Rel::AuxPass => Rel::Aux,
            other => other,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub upos: Upos,
    pub verb_form: VerbForm,
    pub mood: Mood,
    pub tense: Tense,
    /// Bytes of [`Analysis::lemmas`].
    pub lemma: Range<u32>,
    /// Index of the head token in the sentence; [`Node::ROOT`] for the root.
    pub head: u32,
    pub rel: Rel,
}

impl Node {
    pub const ROOT: u32 = u32::MAX;
}

/// The tree of one sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    pub nodes: Vec<Node>,
    pub lemmas: String,
}

impl Analysis {
    /// The lemma of token `i`: lower case, but for proper nouns.
    pub fn lemma(&self, i: usize) -> &str {
        self.nodes.get(i).and_then(|n| self.lemmas.get(n.lemma.start as usize..n.lemma.end as usize)).unwrap_or("")
    }

    pub fn clear(&mut self) {
        self.nodes.clear();
        self.lemmas.clear();
    }
}
