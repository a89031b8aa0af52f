//! Shows how a text is read: `parse LANG [--weights weights] < text` prints tokens, tags, lemmas and trees as CoNLL-U.

use accalmie_language::{Analysis, Model, Node, Scratch, segment};
use accalmie_record::Lang;
use anyhow::{Context, Result};
use std::io::{Read, Write};

pub fn parse(args: &[String]) -> Result<()> {
    let code = args.first().context("say which language, e.g. fr")?;
    let lang = Lang::new(code).with_context(|| format!("“{code}” is not a language code"))?;
    let dir = match args.iter().position(|a| a == "--weights") {
        Some(at) => args.get(at + 1).context("--weights needs a folder")?,
        None => "weights",
    };
    let model = Model::from_bytes(std::fs::read(format!("{dir}/{code}.bin"))?)?;
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let segmented = segment(&text, lang);
    let (mut scratch, mut tree) = (Scratch::default(), Analysis::default());
    let mut out = std::io::stdout().lock();
    for sentence in &segmented.sentences {
        let tokens = &segmented.tokens[sentence.tokens.clone()];
        model.analyse(&text, tokens, &mut scratch, &mut tree);
        writeln!(out, "# text = {}", sentence.span.of(&text).replace(['\n', '\r'], " "))?;
        for (i, (token, node)) in tokens.iter().zip(&tree.nodes).enumerate() {
            let head = if node.head == Node::ROOT { 0 } else { node.head + 1 };
            let features = [("Mood", node.mood.as_str()), ("Tense", node.tense.as_str()), ("VerbForm", node.verb_form.as_str())];
            let features: Vec<String> = features.iter().filter(|f| !f.1.is_empty()).map(|(k, v)| format!("{k}={v}")).collect();
            let features = if features.is_empty() { "_".to_owned() } else { features.join("|") };
            let (form, lemma) = (token.span.of(&text), tree.lemma(i));
            writeln!(out, "{}\t{form}\t{lemma}\t{}\t_\t{features}\t{head}\t{}\t_\t_", i + 1, node.upos.as_str(), node.rel.as_str())?;
        }
        writeln!(out)?;
    }
    Ok(())
}
