//! A gazetteer is one or more layers looked at as one: the embedded world, and what the user has imported.

use crate::feature::Feature;
use crate::layer::{IndexError, Layer, Row};
use crate::place::{PlaceId, PlaceInfo, Source};
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

static WORLD: &[u8] = include_bytes!("../../../places/world.idx");
/// Villages that OpenStreetMap has: a file of its own, as its licence (ODbL) asks.
static VILLAGES: &[u8] = include_bytes!("../../../places/villages.idx");

/// Names and places; immutable, shared between threads.
#[derive(Clone)]
pub struct Gazetteer {
    layers: Vec<Arc<Layer>>,
}

impl Gazetteer {
    /// The world that is in the binary.
    pub fn embedded() -> &'static Gazetteer {
        static EMBEDDED: OnceLock<Gazetteer> = OnceLock::new();
        EMBEDDED.get_or_init(|| {
            let layers = [WORLD, VILLAGES].into_iter().filter_map(|bytes| Layer::read(Cow::Borrowed(bytes)).ok());
            // A test reads the committed files; a build whose file is damaged has no names rather than no reader.
            Gazetteer { layers: layers.map(Arc::new).collect() }
        })
    }

    /// One index on its own.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Gazetteer, IndexError> {
        Ok(Gazetteer { layers: vec![Arc::new(Layer::read(Cow::Owned(bytes))?)] })
    }

    /// This gazetteer and an index file that was imported.
    pub fn with_extra(&self, bytes: Vec<u8>) -> Result<Gazetteer, IndexError> {
        let mut layers = self.layers.clone();
        layers.push(Arc::new(Layer::read(Cow::Owned(bytes))?));
        Ok(Gazetteer { layers })
    }

    pub(crate) fn layers(&self) -> impl Iterator<Item = (usize, &Layer)> {
        self.layers.iter().map(|l| &**l).enumerate()
    }

    pub fn len(&self) -> usize {
        self.layers.iter().map(|l| l.len() as usize).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every place, the embedded ones first.
    pub fn places(&self) -> impl Iterator<Item = PlaceInfo<'_>> {
        self.layers().flat_map(move |(i, layer)| (0..layer.len()).map(move |rank| self.get(PlaceId::new(i, rank))))
    }

    /// Every place of one kind, without reading the others.
    pub fn places_of(&self, feature: Feature) -> impl Iterator<Item = PlaceInfo<'_>> {
        self.layers().flat_map(move |(i, layer)| {
            (0..layer.len()).filter(move |rank| layer.feature(*rank) == Some(feature)).map(move |rank| self.get(PlaceId::new(i, rank)))
        })
    }

    /// Every key that names are looked up by, for training what tells a name from other words.
    pub fn keys(&self) -> Vec<String> {
        let mut out = Vec::new();
        for (_, layer) in self.layers() {
            let mut stream = layer.keys.stream();
            while let Some((key, _)) = fst::Streamer::next(&mut stream) {
                out.extend(String::from_utf8(key.to_vec()));
            }
        }
        out
    }

    pub(crate) fn importance(&self, id: PlaceId) -> u8 {
        self.layers.get(id.layer()).map_or(0, |l| l.importance(id.rank()))
    }

    /// What is known of a place. An id that is not of this gazetteer gives a nameless place at 0, 0.
    pub fn get(&self, id: PlaceId) -> PlaceInfo<'_> {
        let layer = self.layers.get(id.layer());
        let Some((layer, row)) = layer.and_then(|l| Some((l, l.row(id.rank())?))) else {
            let source = Source { register: crate::Register::Accalmie, number: 0 };
            return PlaceInfo {
                id,
                source,
                also: None,
                name: "",
                lat: 0.0,
                lon: 0.0,
                feature: Feature::Site,
                country: "",
                adm1: None,
                population: 0,
                importance: 0,
            };
        };
        let adm1 = self.division(id.layer(), layer, &row);
        PlaceInfo {
            id,
            source: row.source,
            also: layer.also(id.rank()),
            name: row.name,
            lat: row.lat,
            lon: row.lon,
            feature: row.feature,
            country: row.country,
            adm1,
            population: row.population,
            importance: row.importance,
        }
    }

    /// A division may be a place of another layer than the village in it.
    fn division(&self, own: usize, layer: &Layer, row: &Row<'_>) -> Option<PlaceId> {
        let (code, rank) = layer.division(row.division)?;
        rank.map(|r| PlaceId::new(own, r)).or_else(|| self.adm1_by_code(code))
    }

    /// The first-order division with a code such as `SY.01`.
    pub fn adm1_by_code(&self, code: &str) -> Option<PlaceId> {
        self.layers().find_map(|(i, l)| l.division_named(code).map(|r| PlaceId::new(i, r)))
    }

    /// The code (`SY.01`) of the first-order division that the place lies in.
    pub fn adm1_code(&self, id: PlaceId) -> Option<&str> {
        let layer = self.layers.get(id.layer())?;
        Some(layer.division(layer.row(id.rank())?.division)?.0)
    }

    /// The name of the first-order division that the place lies in.
    pub fn adm1_name(&self, id: PlaceId) -> Option<&str> {
        Some(self.get(self.get(id).adm1?).name)
    }

    /// The country with this two-letter code.
    pub fn country(&self, code: &str) -> Option<PlaceId> {
        self.layers().find_map(|(i, l)| {
            l.countries().find(|(c, row)| *c == code && row.is_some()).and_then(|(_, row)| row).map(|r| PlaceId::new(i, r))
        })
    }

    /// The place with an id such as `geonames:163434`; reads every row, so not for inner loops.
    pub fn find(&self, id: &str) -> Option<PlaceId> {
        let wanted = Source::parse(id)?;
        self.places().find(|p| p.source == wanted || p.also == Some(wanted)).map(|p| p.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_index_is_whole() {
        let layer = Layer::read(Cow::Owned(WORLD.to_vec())).expect("places/world.idx reads");
        assert!(layer.len() > 200_000);
        let layer = Layer::read(Cow::Owned(VILLAGES.to_vec())).expect("places/villages.idx reads");
        assert!(layer.len() > 10_000);
    }

    #[test]
    fn bytes_that_are_no_index_are_refused() {
        assert!(matches!(Gazetteer::from_bytes(Vec::new()), Err(IndexError::NotAnIndex)));
        assert!(matches!(Gazetteer::from_bytes(vec![7; 400]), Err(IndexError::NotAnIndex)));
        let cut = WORLD[..WORLD.len() - 9].to_vec();
        assert!(matches!(Gazetteer::from_bytes(cut), Err(IndexError::Damaged)));
        let mut other = WORLD[..200].to_vec();
        other[8] = 99;
        assert!(matches!(Gazetteer::from_bytes(other), Err(IndexError::Version { found: 99 })));
    }
}
