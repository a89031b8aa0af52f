//! Prints how many tokens a second the model of a language analyses, on one thread, in CPU time:
//! `cargo run --release -p accalmie-language --example speed -- LANG FILE [REPEATS] [--dump]`
//!
//! FILE is plain text or, by its name, CoNLL-U, of which the `# text` lines are read. With `--dump` the analysis is
//! printed instead, one token a line, to compare two versions byte for byte.

use accalmie_language::{Analysis, Model, Node, Scratch, Segmented, segment};
use accalmie_record::Lang;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (dump, args): (Vec<String>, Vec<String>) = args.into_iter().partition(|a| a == "--dump");
    let [code, path, rest @ ..] = &args[..] else { panic!("say LANG FILE [REPEATS] [--dump]") };
    let repeats: usize = rest.first().and_then(|r| r.parse().ok()).unwrap_or(5);
    let start = Instant::now();
    let model = Lang::new(code).and_then(Model::embedded).expect("a language with weights");
    println!("# read the weights in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let text = std::fs::read_to_string(path).expect("a file of text");
    let texts: Vec<&str> = match path.ends_with(".conllu") {
        true => text.lines().filter_map(|l| l.strip_prefix("# text = ")).collect(),
        false => text.lines().collect(),
    };
    let cut: Vec<(&str, Segmented)> = texts.iter().map(|t| (*t, segment(t, model.lang()))).collect();
    if !dump.is_empty() {
        print!("{}", analyses(model, &cut));
        return;
    }
    for _ in 0..repeats {
        // The first pages of a run are read with an empty scratch: so is each repeat.
        let (mut scratch, mut tree) = (Scratch::default(), Analysis::default());
        let (mut tokens, start) = (0, cpu());
        for (text, cut) in &cut {
            for s in &cut.sentences {
                model.analyse(text, &cut.tokens[s.tokens.clone()], &mut scratch, &mut tree);
                tokens += tree.nodes.len();
            }
        }
        let took = cpu().saturating_sub(start);
        println!("{tokens} tokens in {:.0} ms: {:.0} tokens/s", took.as_secs_f64() * 1e3, tokens as f64 / took.as_secs_f64());
    }
}

/// Time that this thread spent on a processor, where Linux tells; elsewhere the clock.
fn cpu() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.as_deref().and_then(|t| t.split(' ').next()).and_then(|n| n.parse().ok());
    nanoseconds.map_or_else(|| START.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}

fn analyses(model: &Model, cut: &[(&str, Segmented)]) -> String {
    let (mut scratch, mut tree, mut out) = (Scratch::default(), Analysis::default(), String::new());
    for (text, cut) in cut {
        for s in &cut.sentences {
            let tokens = &cut.tokens[s.tokens.clone()];
            model.analyse(text, tokens, &mut scratch, &mut tree);
            for (i, (t, n)) in tokens.iter().zip(&tree.nodes).enumerate() {
                let head = if n.head == Node::ROOT { 0 } else { n.head + 1 };
                let tag = [n.upos.as_str(), n.verb_form.as_str(), n.mood.as_str(), n.tense.as_str()].join("|");
                let (form, lemma, rel) = (t.span.of(text), tree.lemma(i), n.rel.as_str());
                writeln!(out, "{}\t{form}\t{lemma}\t{tag}\t{head}\t{rel}", i + 1).expect("a string takes it");
            }
            out.push('\n');
        }
    }
    out
}
