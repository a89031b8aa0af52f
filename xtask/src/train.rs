//! Training as a command: reads the recipe of a language and its treebanks, writes the weights and their card.
//!
//! `train LANG --treebanks DIR --out weights [--date YYYY-MM-DD]` and `eval-language LANG --treebanks DIR [--weights weights]`

use crate::recipes::{self, Recipe};
use accalmie_language::Model;
use accalmie_language::train::{self, Noise, Scores, Settings, Treebank};
use accalmie_record::Lang;
use anyhow::{Context, Result, bail};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

struct Options {
    lang: String,
    treebanks: PathBuf,
    out: PathBuf,
    date: String,
    settings: Settings,
}

fn options(args: &[String]) -> Result<Options> {
    let mut o = Options {
        lang: String::new(),
        treebanks: PathBuf::from("../shared/data/ud"),
        out: PathBuf::from("weights"),
        date: String::from("undated"),
        settings: Settings::default(),
    };
    let mut args = args.iter();
    while let Some(a) = args.next() {
        let mut value = || args.next().with_context(|| format!("{a} needs a value"));
        match a.as_str() {
            "--treebanks" => o.treebanks = value()?.into(),
            "--out" | "--weights" => o.out = value()?.into(),
            "--date" => o.date = value()?.clone(),
            "--set" => {
                let (name, n) = value()?.split_once('=').context("--set takes NAME=NUMBER")?;
                if !o.settings.set(name, n.parse()?) {
                    bail!("{name} is not a setting");
                }
            }
            lang if !lang.starts_with('-') && o.lang.is_empty() => o.lang = lang.to_owned(),
            other => bail!("{other} is not an option here"),
        }
    }
    if o.lang.is_empty() {
        bail!("say which language, e.g. fr");
    }
    Ok(o)
}

/// `train LANG …`
pub fn train(args: &[String]) -> Result<()> {
    let mut o = options(args)?;
    if o.lang == "identify" {
        return crate::identify::train(&o.treebanks, &o.out, &o.date);
    }
    if let Some(code) = o.lang.strip_prefix("clitics-") {
        return crate::clitics::train(code, &o.treebanks, &o.out, &o.date);
    }
    let lang = Lang::new(&o.lang).with_context(|| format!("“{}” is not a language code", o.lang))?;
    let recipe = recipes::read(&o.out)?.of(&o.lang);
    for row in recipe.rows.iter().filter(|r| r.r#use == "set") {
        let (name, n) = row.file.split_once('=').context("a `set` row of recipes.tsv takes NAME=NUMBER in its third column")?;
        if !o.settings.set(name, n.parse()?) {
            bail!("recipes.tsv: {name} is not a setting");
        }
    }
    let mut all = Treebank::default();
    for row in recipe.rows.iter().filter(|r| r.r#use == "train") {
        all.append(row.treebank(&o.treebanks)?);
    }
    if all.is_empty() {
        bail!("recipes.tsv has no treebank to train {} on", o.lang);
    }
    let clusters = recipe.rows.iter().find(|r| r.r#use == "clusters").map(|r| r.text(&o.treebanks)).transpose()?;
    let start = Instant::now();
    let log = |line: &str| eprintln!("{:6.1} s  {line}", start.elapsed().as_secs_f32());
    let bytes = train::train(lang, &all, clusters.as_deref(), &o.settings, &log);
    fs::create_dir_all(&o.out)?;
    fs::write(o.out.join(format!("{}.bin", o.lang)), &bytes)?;
    let model = Model::from_bytes(bytes.clone())?;
    let table = scores(&model, &recipe, &o.treebanks)?;
    print!("{table}");
    let card = card(&o, &recipe, &all, &bytes, &table);
    fs::write(o.out.join(format!("{}.md", o.lang)), card)?;
    Ok(())
}

/// `eval-language LANG …`
pub fn eval(args: &[String]) -> Result<()> {
    let o = options(args)?;
    if o.lang == "identify" {
        return crate::identify::eval(&o.treebanks, &o.out);
    }
    let recipe = recipes::read(&o.out)?.of(&o.lang);
    let model = Model::from_bytes(fs::read(o.out.join(format!("{}.bin", o.lang)))?)?;
    print!("{}", scores(&model, &recipe, &o.treebanks)?);
    for row in recipe.rows.iter().filter(|r| r.r#use == "test") {
        let s = train::score(&model, &row.treebank(&o.treebanks)?, None, &cpu_time);
        println!("\n{}: F1 by relation (head and relation)", row.name);
        for (rel, (right, said, gold)) in s.relations.iter().filter(|(_, c)| c.2 >= 20) {
            println!("  {rel:12} {:5.1}  ({gold})", 200.0 * *right as f64 / (said + gold).max(1) as f64);
        }
    }
    Ok(())
}

fn scores(model: &Model, recipe: &Recipe, dir: &Path) -> Result<String> {
    let mut out = String::from(
        "| test part | form | tokens | UPOS | UPOS+verb | UAS | LAS | LASu | lemma | tokens/s |\n|---|---|---|---|---|---|---|---|---|---|\n",
    );
    for row in recipe.rows.iter().filter(|r| r.r#use == "test") {
        let gold = row.treebank(dir)?;
        for (form, noise) in [("clean", None), ("ALL CAPS, no accents", Some(Noise::PlainCapitals))] {
            let s: Scores = train::score(model, &gold, noise, &cpu_time);
            writeln!(
                out,
                "| {} | {form} | {} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {:.0}k |",
                row.name,
                s.tokens,
                s.percent(s.upos),
                s.percent(s.tag),
                s.percent(s.uas),
                s.percent(s.las),
                s.percent(s.las_base),
                s.percent(s.lemma),
                s.tokens_per_second() / 1000.0
            )?;
        }
    }
    Ok(out)
}

/// Time that this thread has run, where the system tells it (a shared machine makes the wall clock useless).
fn cpu_time() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    let start = START.get_or_init(Instant::now);
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.as_deref().and_then(|t| t.split(' ').next()).and_then(|n| n.parse().ok());
    nanos.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

fn card(o: &Options, recipe: &Recipe, all: &Treebank, bytes: &[u8], table: &str) -> String {
    format!(
        "# Weights for `{lang}`\n\n\
         Tagger, lemmatiser and dependency parser: averaged perceptrons over hashed features, 8-bit weights, arc-hybrid \
         transitions learned with a dynamic oracle. Made on {date} by\n\n\
         ```\ncargo run --release -p xtask -- train {lang} --treebanks DIR --out weights --date {date}\n```\n\n\
         The same treebanks give the same bytes. File: `{lang}.bin`, {size} bytes, sha256 `{sum}`.\n\n\
         ## Learned from\n\n\
         {sentences} sentences, {tokens} tokens as segmentation cuts them ({recut} words of the treebanks were merged or \
         cut: \"du\" and \"well-known\" are one token). Every sentence is also learned in noisy copies: capitals without \
         accents, no accents, no capitals, slips, no final full stop.\n\n\
         {data}\n\
         ## Licence of this file\n\n\
         The weights are derived from the data above and are under their licences, not under that of the code: \
         share-alike data (CC BY-SA) make them CC BY-SA 4.0, with attribution to the Universal Dependencies treebanks \
         named above; parts learned from LGPL-LR resources are also under the LGPL-LR.\n\n\
         ## Scores\n\n\
         On test parts that were not learned from; gold tokens as segmentation cuts them, gold sentences, nothing else \
         gold; punctuation counts. LAS with the subtypes `nsubj:pass`, `obl:agent`, `acl:relcl`, `aux:pass`; LASu without. \
         UPOS+verb adds verb form, mood and tense. Lemmas regardless of case (and, in capitals, of accents). Speed on one \
         core of the machine that trained, sentence by sentence, tagging to lemmas; other \
         jobs on that machine slow it. The settings (margins, epochs, features) were chosen by looking at these same scores, about ten \
         variants of French: they flatter a little.\n\n{table}",
        lang = o.lang,
        date = o.date,
        size = bytes.len(),
        sentences = all.len(),
        tokens = all.tokens(),
        recut = all.recut,
        sum = recipes::sha256(bytes),
        data = recipe.data(|r| r.r#use != "test"),
    )
}
