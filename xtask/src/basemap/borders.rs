//! The borders that are not settled stand in a table: which of Natural Earth's records they are, and why they are drawn otherwise.

use super::Degrees;
use anyhow::{Context, Result, bail};
use std::path::Path;

/// Degrees by which a record's box may differ from the table's, which has three decimals.
const NEAR: f64 = 0.002;

/// `standing` is `disputed`, `indefinite`, `control` (a line of control or of ceasefire), `zone` (the edge of a zone between two sides) or
/// `lease` (not drawn); `between` names whom.
pub struct Border {
    pub standing: String,
    pub between: String,
    /// West, south, east, north of the record.
    around: [f64; 4],
}

pub struct Borders(Vec<Border>);

/// Which rows were met.
pub struct Asked<'a> {
    rows: &'a [Border],
    met: Vec<bool>,
}

impl Borders {
    /// A table with tabs: standing, between, west, south, east, north.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let rows =
            text.lines().enumerate().skip(1).map(|(n, line)| row(line).with_context(|| format!("{}:{}: {line}", path.display(), n + 1)));
        Ok(Self(rows.collect::<Result<_>>()?))
    }

    pub fn asked(&self) -> Asked<'_> {
        Asked { rows: &self.0, met: vec![false; self.0.len()] }
    }
}

fn row(line: &str) -> Result<Border> {
    let [standing, between, around @ ..] = &line.split('\t').collect::<Vec<_>>()[..] else { bail!("not a row") };
    if !["disputed", "indefinite", "control", "zone", "lease"].contains(standing) {
        bail!("no such standing");
    }
    let around: Vec<f64> = around.iter().map(|d| d.parse()).collect::<Result<_, _>>()?;
    let around = around.try_into().ok().context("a box has four sides")?;
    Ok(Border { standing: (*standing).to_owned(), between: (*between).to_owned(), around })
}

impl<'a> Asked<'a> {
    /// The row of the record that has these pieces, if the table has it.
    pub fn of(&mut self, pieces: &[Vec<Degrees>]) -> Option<&'a Border> {
        let open = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
        let around = pieces.iter().flatten().fold(open, |b, p| [b[0].min(p[0]), b[1].min(p[1]), b[2].max(p[0]), b[3].max(p[1])]);
        let at = self.rows.iter().position(|row| row.around.iter().zip(around).all(|(a, b)| (a - b).abs() < NEAR))?;
        self.met[at] = true;
        self.rows.get(at)
    }

    /// A row that no record answers to means that Natural Earth moved a border: look, and write its new box.
    pub fn all_found(&self) -> Result<()> {
        match self.rows.iter().zip(&self.met).find(|(_, met)| !**met) {
            Some((row, _)) => bail!("borders.tsv: no record of Natural Earth has the box of {} ({:?})", row.between, row.around),
            None => Ok(()),
        }
    }
}
