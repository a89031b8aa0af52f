//! The options are what is asked of a run of the score.

use super::sets::SETS;
use anyhow::{Context, Result, bail, ensure};
use std::path::PathBuf;

const USAGE: &str = "usage: xtask score [--check | --write] [--misses DIR] [--only SET] [--shared DIR] [--threads N]";

#[derive(Debug, Default)]
pub struct Options {
    /// Nothing but what has fallen.
    pub check: bool,
    /// The committed table is made anew.
    pub write: bool,
    pub misses: Option<PathBuf>,
    pub only: Option<String>,
    /// The folder of data that may lie beside the repository.
    pub shared: Option<PathBuf>,
    pub threads: Option<usize>,
}

impl Options {
    pub fn parse(args: &[String]) -> Result<Options> {
        let mut options = Options::default();
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let mut value = || args.next().with_context(|| format!("{arg} needs a value; {USAGE}"));
            match arg.as_str() {
                "--check" => options.check = true,
                "--write" => options.write = true,
                "--misses" => options.misses = Some(value()?.into()),
                "--only" => options.only = Some(value()?.clone()),
                "--shared" => options.shared = Some(value()?.into()),
                "--threads" => options.threads = Some(value()?.parse().with_context(|| format!("--threads needs a number; {USAGE}"))?),
                other => bail!("{other} is not an option of score; {USAGE}"),
            }
        }
        ensure!(!(options.check && options.write), "--check would find nothing after --write; {USAGE}");
        if let Some(only) = &options.only {
            let names: Vec<&str> = SETS.iter().map(|s| s.name).collect();
            ensure!(names.contains(&only.as_str()), "{only} is not a set; there are: {}", names.join(", "));
        }
        Ok(options)
    }

    pub fn wants(&self, set: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only == set)
    }
}

#[cfg(test)]
mod tests {
    use super::Options;

    #[test]
    fn what_cannot_be_done_is_refused() {
        let parse = |args: &str| Options::parse(&args.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        assert!(parse("--check --misses x").is_ok_and(|o| o.check && o.misses.is_some() && o.wants("gold")));
        assert!(parse("--only gold").is_ok_and(|o| !o.wants("pitf")));
        for args in ["--only news", "--misses", "--check --write", "--threads two", "gold"] {
            assert!(parse(args).is_err(), "{args}");
        }
    }
}
