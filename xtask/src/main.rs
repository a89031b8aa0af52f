//! Chores of the workspace. `cargo run --release -p xtask -- CHORE …`

mod basemap;
mod bench;
mod clitics;
mod identify;
mod learn;
mod parse;
mod places;
mod recipes;
mod score;
mod train;

use anyhow::{Result, bail};

const CHORES: &str = "basemap, bench, learn, places, score, train, eval-language, parse";

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.split_first() {
        Some((chore, rest)) => match chore.as_str() {
            "basemap" => basemap::run(rest),
            "bench" => bench::run(rest),
            "learn" => learn::run(rest),
            "score" => score::run(rest),
            "places" => places::run(rest),
            "train" => train::train(rest),
            "eval-language" => train::eval(rest),
            "parse" => parse::parse(rest),
            other => bail!("{other} is not a chore; there are: {CHORES}"),
        },
        None => bail!("say which chore: {CHORES}"),
    }
}
