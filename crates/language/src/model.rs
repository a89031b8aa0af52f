//! A model holds what was learned for one language: tags, lemmas, trees. It never changes once it is read.

use crate::clusters::Clusters;
use crate::embedded;
use crate::features::{Buffers, Word};
use crate::label::{Children, Given, Labeller};
use crate::lemma::{self, Form, Lemmas};
use crate::pack::Reader;
use crate::pairs::Pairs;
use crate::parse;
use crate::state::{Id, State};
use crate::table::Table;
use crate::tag::{self, Tag};
use crate::token::Token;
use crate::tree::{Analysis, Node, Rel, Upos};
use crate::view::View;
use accalmie_record::Lang;
use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

pub struct Model {
    lang: Lang,
    pub(crate) tags: Vec<Tag>,
    clusters: Clusters,
    lemmas: Lemmas,
    tagger: Table,
    parser: Pairs,
    labeller: Table,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelError {
    /// Other bytes, or weights of another version of the program.
    NotAModel,
    Damaged,
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ModelError::NotAModel => "these bytes are not weights that this version reads",
            ModelError::Damaged => "the weights are damaged",
        })
    }
}

impl std::error::Error for ModelError {}

/// Room that is kept between sentences, so that reading one allocates nothing.
#[derive(Default)]
pub struct Scratch {
    buffers: Buffers,
    lower: String,
    folded: String,
    words: Vec<Word>,
    tags: Vec<u8>,
    syntactic: Vec<u8>,
    ahead: Vec<u8>,
    view: View,
    state: State,
    heads: Vec<Id>,
    children: Children,
    given: Vec<Given>,
    rels: Vec<Rel>,
}

impl Model {
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Model, ModelError> {
        let (reader, code) = Reader::new(bytes.into()).ok_or(ModelError::NotAModel)?;
        let lang = Lang::new(&code).ok_or(ModelError::NotAModel)?;
        Model::read(reader, lang).ok_or(ModelError::Damaged)
    }

    fn read(mut reader: Reader, lang: Lang) -> Option<Model> {
        let tags = reader.section()?;
        let tags: Vec<Tag> = reader.bytes(&tags).chunks(Tag::BYTES).map(Tag::from_bytes).collect::<Option<_>>()?;
        let clusters = Clusters::read(&mut reader)?;
        let lemmas = Lemmas::read(&mut reader)?;
        let tagger = Table::read(&mut reader)?;
        let parser = Pairs::read(&mut reader)?;
        let labeller = Table::read(&mut reader)?;
        let sound = !tags.is_empty() && tagger.classes() == tags.len() && labeller.classes() == Rel::ALL.len();
        reader.into_bytes()?;
        sound.then_some(Model { lang, tags, clusters, lemmas, tagger, parser, labeller })
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The weights that ship with the program, read at first use.
    pub fn embedded(lang: Lang) -> Option<&'static Model> {
        static MODELS: OnceLock<Vec<(Lang, OnceLock<Option<Model>>)>> = OnceLock::new();
        let models =
            MODELS.get_or_init(|| embedded::WEIGHTS.iter().filter_map(|(code, _)| Some((Lang::new(code)?, OnceLock::new()))).collect());
        let (_, slot) = models.iter().find(|(l, _)| *l == lang)?;
        let (_, bytes) = embedded::WEIGHTS.iter().find(|(code, _)| Lang::new(code) == Some(lang))?;
        slot.get_or_init(|| Model::from_bytes(*bytes).ok()).as_ref()
    }

    /// Reads one sentence: a node for each of `tokens`, which are tokens of `text`. `out` is cleared first.
    pub fn analyse(&self, text: &str, tokens: &[Token], scratch: &mut Scratch, out: &mut Analysis) {
        out.clear();
        let s = scratch;
        s.words.clear();
        s.words.extend(tokens.iter().map(|t| Word::of(t.span.of(text), &self.clusters, &mut s.buffers)));
        tag::tag(&self.tagger, &s.words, &mut s.tags);
        s.syntactic.clear();
        s.syntactic.extend(s.tags.iter().map(|t| self.tags[usize::from(*t)].syntactic()));
        parse::look_ahead(&s.syntactic, &mut s.ahead);
        s.view.fill(&s.words, &s.syntactic, &s.ahead);
        parse::parse(&self.parser, &s.view, &mut s.state);
        s.heads.clear();
        s.heads.extend(s.state.arcs.iter().skip(1).take(tokens.len()).map(|a| a.head));
        let labeller = Labeller { table: &self.labeller };
        labeller.label(&s.heads, &s.view, &mut s.children, &mut s.given, &mut s.rels);
        for (i, token) in tokens.iter().enumerate() {
            let tag = self.tags[usize::from(s.tags[i])];
            let start = out.lemmas.len() as u32;
            let form = token.span.of(text);
            if tag.upos == Upos::Propn {
                out.lemmas.push_str(form);
            } else {
                lemma::lower(form, &mut s.lower);
                self.lemmas.append(&s.lower, s.tags[i], tag.upos, &mut s.folded, &mut out.lemmas);
            }
            let head = if s.heads[i] as usize > tokens.len() { Node::ROOT } else { s.heads[i] - 1 };
            out.nodes.push(Node {
                upos: tag.upos,
                verb_form: tag.verb_form,
                mood: tag.mood,
                tense: tag.tense,
                lemma: start..out.lemmas.len() as u32,
                head,
                rel: s.rels[i],
            });
        }
    }

    /// The lemmas that a form may have as a noun, a verb, an adjective, and as whatever the dictionary knows it;
    /// each pair once, in a fixed order.
    pub fn lemma_candidates(&self, form: &str, out: &mut Vec<(Upos, String)>) {
        out.clear();
        let (mut lower, mut folded, mut buffer, mut lemma) = (String::new(), String::new(), String::new(), String::new());
        lemma::lower(form, &mut lower);
        let form = Form::new(&lower, &mut folded);
        for (k, tag) in self.tags.iter().enumerate() {
            let open = matches!(tag.upos, Upos::Noun | Upos::Verb | Upos::Adj);
            if !open && !self.lemmas.has(&form, k as u8) {
                continue;
            }
            lemma.clear();
            self.lemmas.append_of(&form, k as u8, tag.upos, &mut buffer, &mut lemma);
            if !out.iter().any(|(upos, l)| *upos == tag.upos && *l == lemma) {
                out.push((tag.upos, lemma.clone()));
            }
        }
    }
}
