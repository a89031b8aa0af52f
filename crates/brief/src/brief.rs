//! The brief as it was composed, before it is written in any form.

use crate::matter::Around;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Brief {
    pub language: &'static str,
    /// Right to left.
    pub rtl: bool,
    pub title: String,
    /// Under the title: the period, how many reports.
    pub lead: String,
    pub sections: Vec<Section>,
    pub drawing: Drawing,
    pub sources_title: String,
    /// Numbered from 1, in the order in which they are first cited.
    pub sources: Vec<Source>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Section {
    /// `happened`, `harm`, `changed`, `truces`, `roads`, `needs`, `unknown`.
    pub id: &'static str,
    pub title: String,
    pub sentences: Vec<Sentence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<Table>,
}

/// What is said, and by whom.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sentence {
    pub text: String,
    pub cited: Cited,
    /// Ids of the incidents or closures that it is about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<String>,
}

/// Numbers of sources: one at least.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(into = "Vec<usize>")]
pub struct Cited(usize, Vec<usize>);

impl Cited {
    /// `None` where there is nothing to cite: then nothing can be said.
    pub fn new(mut numbers: Vec<usize>) -> Option<Cited> {
        numbers.sort_unstable();
        numbers.dedup();
        let first = *numbers.first()?;
        Some(Cited(first, numbers.split_off(1)))
    }

    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        std::iter::once(self.0).chain(self.1.iter().copied())
    }
}

impl From<Cited> for Vec<usize> {
    fn from(c: Cited) -> Vec<usize> {
        c.iter().collect()
    }
}

/// A report, or the reading of all of them where what is said is that nobody told something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Source {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// The words, where they may be shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
    pub note: String,
    /// What its figures were given by.
    pub cited: Cited,
}

/// What the map and the chart are drawn from. WGS 84.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Drawing {
    pub map_title: String,
    pub dots: Vec<Dot>,
    /// State and lines, as longitude and latitude.
    pub roads: Vec<(&'static str, Vec<Vec<[f64; 2]>>)>,
    pub around: Around,
    /// Of the scale bar.
    pub scale: String,
    /// Words for what is drawn: a key and its sentence.
    pub legend: Vec<(&'static str, String)>,
    pub chart_title: String,
    pub days: Vec<Figure>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dot {
    pub lat: f64,
    pub lon: f64,
    /// How far it may be off.
    pub radius_km: f64,
    pub name: String,
    /// `reported`, `corroborated`, `contested`.
    pub standing: &'static str,
    pub suspected: bool,
}

/// One day of the chart.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    pub day: String,
    pub incidents: usize,
    /// None is no coverage, not calm.
    pub reports: usize,
}
