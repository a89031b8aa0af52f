//! Chores of the workspace. `cargo run --release -p xtask -- CHORE …`

mod identify;
mod recipes;
mod train;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.split_first() {
        Some((chore, rest)) => match chore.as_str() {
            "train" => train::train(rest),
            "eval-language" => train::eval(rest),
            other => bail!("{other} is not a chore; there are: train, eval-language"),
        },
        None => bail!("say which chore: train, eval-language"),
    }
}
