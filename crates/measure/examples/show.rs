//! Prints what is measured in each line of standard input: `show fr 2019-10-24`.

use accalmie_language::segment;
use accalmie_measure::Measures;
use accalmie_record::Lang;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().collect();
    let lang = args.get(1).and_then(|l| Lang::new(l)).ok_or("which language?")?;
    let anchor = args.get(2).map(|d| d.parse()).transpose()?;
    let measures = Measures::embedded(lang).ok_or("no tables for that language, or broken ones")?;
    for line in std::io::stdin().lines() {
        let text = line?;
        println!("{text}");
        let cut = segment(&text, lang);
        for s in &cut.sentences {
            let (quantities, times) = measures.mentions(&text, &cut.tokens[s.tokens.clone()]);
            for q in quantities {
                println!("   {:?} {:?} {}..{:?} {}", q.span.of(&text), q.kind, q.min, q.max, if q.article { "article" } else { "" });
            }
            for t in times {
                let p = t.resolve(anchor, None);
                println!("   {:?} {:?} {:?}..{:?} {:?} {:?}", t.span.of(&text), t.kind, p.from, p.to, p.precision, p.relative);
            }
        }
    }
    Ok(())
}
