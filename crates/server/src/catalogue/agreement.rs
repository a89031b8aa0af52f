//! Agreement is how far people who looked at the same records say the same of them, and how far beyond what chance would have them say
//! (Cohen, “A coefficient of agreement for nominal scales”, 1960). The last word of each on a record counts.

use super::{Catalogue, CatalogueError};
use serde::Serialize;
use std::collections::BTreeMap;

/// The words that there are.
const WORDS: [&str; 3] = ["accept", "correct", "reject"];

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Agreement {
    /// Looked at by two or more.
    pub records: u64,
    /// On which all who looked say the same.
    pub agreed: u64,
    /// Of two people theirs; of more, the mean over pairs, each weighing as many records as it shares. `None` where chance alone would agree.
    pub kappa: Option<f64>,
    /// In order of names.
    pub pairs: Vec<Pair>,
}

/// Two who looked at some of the same records.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pair {
    pub a: String,
    pub b: String,
    pub records: u64,
    pub agreed: u64,
    pub kappa: Option<f64>,
}

/// Records by what the one and the other said of them.
#[derive(Clone, Copy, Default)]
struct Table([[u64; 3]; 3]);

impl Table {
    fn records(&self) -> u64 {
        self.0.as_flattened().iter().sum()
    }

    fn agreed(&self) -> u64 {
        (0..3).map(|i| self.0[i][i]).sum()
    }

    /// 1 for always, 0 for as often as chance; `None` where both always say the same one word, so that chance says it too.
    fn kappa(&self) -> Option<f64> {
        let n = self.records() as f64;
        let row = |i: usize| self.0[i].iter().sum::<u64>() as f64;
        let column = |i: usize| self.0.iter().map(|row| row[i]).sum::<u64>() as f64;
        let chance = (0..3).map(|i| row(i) * column(i)).sum::<f64>() / (n * n);
        (n > 0.0 && chance < 1.0).then(|| (self.agreed() as f64 / n - chance) / (1.0 - chance))
    }
}

impl Catalogue {
    /// Over all records that two or more looked at.
    ///
    /// # Errors
    /// When the catalogue's file cannot be read.
    pub fn agreement(&self) -> Result<Agreement, CatalogueError> {
        let mut by_record: BTreeMap<String, Vec<(String, usize)>> = BTreeMap::new();
        self.store.read(|conn| {
            let mut ask =
                conn.prepare("SELECT record, reviewer, word, max(seq) FROM word GROUP BY record, reviewer ORDER BY record, reviewer")?;
            let mut rows = ask.query([])?;
            while let Some(r) = rows.next()? {
                let word: String = r.get(2)?;
                if let Some(word) = WORDS.iter().position(|w| *w == word) {
                    by_record.entry(r.get(0)?).or_default().push((r.get(1)?, word));
                }
            }
            Ok(())
        })?;
        Ok(reckon(by_record.values()))
    }
}

/// Of each record: who said which word, in order of names.
fn reckon<'a>(records: impl Iterator<Item = &'a Vec<(String, usize)>>) -> Agreement {
    let mut out = Agreement::default();
    let mut pairs: BTreeMap<(&str, &str), Table> = BTreeMap::new();
    for said in records.filter(|said| said.len() > 1) {
        out.records += 1;
        out.agreed += u64::from(said.windows(2).all(|w| w[0].1 == w[1].1));
        for (i, (a, one)) in said.iter().enumerate() {
            for (b, other) in said.iter().skip(i + 1) {
                pairs.entry((a, b)).or_default().0[*one][*other] += 1;
            }
        }
    }
    let pair = |((a, b), table): (&(&str, &str), &Table)| Pair {
        a: (*a).to_owned(),
        b: (*b).to_owned(),
        records: table.records(),
        agreed: table.agreed(),
        kappa: table.kappa(),
    };
    out.pairs = pairs.iter().map(pair).collect();
    let weighed = out.pairs.iter().filter_map(|p| Some((p.records as f64, p.kappa?)));
    let (sum, weight) = weighed.fold((0.0, 0.0), |(sum, weight), (n, kappa)| (sum + n * kappa, weight + n));
    out.kappa = (weight > 0.0).then(|| sum / weight);
    out
}

#[cfg(test)]
mod tests {
    use super::{Agreement, Table, reckon};

    #[test]
    fn kappa_is_cohens() {
        // Accept, correct, reject; worked by hand: po = 35/50, pe = (25·30 + 25·20)/2500 = 0.5.
        assert_eq!(Table([[20, 5, 0], [10, 15, 0], [0, 0, 0]]).kappa().map(|k| (k * 1e6).round()), Some(400_000.0));
        assert_eq!(Table([[4, 0, 0], [0, 0, 0], [0, 0, 1]]).kappa(), Some(1.0));
        assert_eq!(Table([[4, 0, 0], [0, 0, 0], [0, 0, 0]]).kappa(), None);
        assert_eq!(Table([[0, 2, 0], [2, 0, 0], [0, 0, 0]]).kappa(), Some(-1.0));
        assert_eq!(Table::default().kappa(), None);
    }

    #[test]
    fn one_who_looks_alone_agrees_with_nobody() {
        let said = |words: &[(&str, usize)]| words.iter().map(|(who, word)| ((*who).to_owned(), *word)).collect::<Vec<_>>();
        let all = [said(&[("a", 0)]), said(&[("a", 0), ("b", 0)]), said(&[("a", 2), ("b", 0), ("c", 2)])];
        let found = reckon(all.iter());
        assert_eq!((found.records, found.agreed), (2, 1));
        assert_eq!(
            found.pairs.iter().map(|p| (p.a.as_str(), p.b.as_str(), p.records, p.agreed)).collect::<Vec<_>>(),
            [("a", "b", 2, 1), ("a", "c", 1, 1), ("b", "c", 1, 0)]
        );
        assert_eq!(reckon([].iter()), Agreement::default());
    }
}
