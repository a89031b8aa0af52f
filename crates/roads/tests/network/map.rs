//! A map is an `.osm.pbf` file written by hand: enough of the format for a few roads. Tests only.

/// Tags as `key=value`, blank between; `~` is a blank in a value.
pub type Tags<'a> = &'a str;

/// Keys and values by their place in the table of strings.
type Indexes = Vec<(u64, u64)>;

#[derive(Default)]
pub struct Map {
    strings: Vec<String>,
    nodes: Vec<(i64, f64, f64, Indexes)>,
    groups: Vec<u8>,
}

pub fn varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

pub fn field(out: &mut Vec<u8>, number: u64, bytes: &[u8]) {
    varint(out, number << 3 | 2);
    varint(out, bytes.len() as u64);
    out.extend(bytes);
}

pub fn number(out: &mut Vec<u8>, number: u64, value: u64) {
    varint(out, number << 3);
    varint(out, value);
}

fn packed(out: &mut Vec<u8>, number: u64, values: impl IntoIterator<Item = u64>) {
    let mut bytes = Vec::new();
    values.into_iter().for_each(|v| varint(&mut bytes, v));
    field(out, number, &bytes);
}

fn steps(values: &[i64]) -> Vec<u64> {
    values.iter().scan(0, |last, &v| Some(zigzag(v - std::mem::replace(last, v)))).collect()
}

/// A blob with its length and header in front; its content is not compressed.
pub fn blob(kind: &str, content: &[u8]) -> Vec<u8> {
    let (mut body, mut header) = (Vec::new(), Vec::new());
    field(&mut body, 1, content);
    field(&mut header, 1, kind.as_bytes());
    number(&mut header, 3, body.len() as u64);
    [&(header.len() as u32).to_be_bytes()[..], &header, &body].concat()
}

pub fn header() -> Vec<u8> {
    let mut content = Vec::new();
    field(&mut content, 4, b"OsmSchema-V0.6");
    field(&mut content, 4, b"DenseNodes");
    blob("OSMHeader", &content)
}

impl Map {
    fn string(&mut self, text: &str) -> u64 {
        if self.strings.is_empty() {
            self.strings.push(String::new());
        }
        let at = self.strings.iter().position(|s| s == text).unwrap_or_else(|| {
            self.strings.push(text.to_owned());
            self.strings.len() - 1
        });
        at as u64
    }

    fn tags(&mut self, tags: Tags<'_>) -> Indexes {
        tags.split_whitespace()
            .filter_map(|t| t.split_once('='))
            .map(|(k, v)| (self.string(k), self.string(&v.replace('~', " "))))
            .collect()
    }

    /// Coordinates in degrees.
    pub fn node(mut self, id: i64, lat: f64, lon: f64, tags: Tags<'_>) -> Self {
        let tags = self.tags(tags);
        self.nodes.push((id, lat, lon, tags));
        self
    }

    pub fn way(mut self, id: i64, nodes: &[i64], tags: Tags<'_>) -> Self {
        let tags = self.tags(tags);
        let mut way = Vec::new();
        number(&mut way, 1, id as u64);
        packed(&mut way, 2, tags.iter().map(|t| t.0));
        packed(&mut way, 3, tags.iter().map(|t| t.1));
        packed(&mut way, 8, steps(nodes));
        let mut group = Vec::new();
        field(&mut group, 3, &way);
        field(&mut self.groups, 2, &group);
        self
    }

    /// Members as (role, `n` or `w`, id).
    pub fn relation(mut self, id: i64, members: &[(&str, char, i64)], tags: Tags<'_>) -> Self {
        let tags = self.tags(tags);
        let roles: Vec<u64> = members.iter().map(|m| self.string(m.0)).collect();
        let ids: Vec<i64> = members.iter().map(|m| m.2).collect();
        let mut relation = Vec::new();
        number(&mut relation, 1, id as u64);
        packed(&mut relation, 2, tags.iter().map(|t| t.0));
        packed(&mut relation, 3, tags.iter().map(|t| t.1));
        packed(&mut relation, 8, roles);
        packed(&mut relation, 9, steps(&ids));
        packed(&mut relation, 10, members.iter().map(|m| if m.1 == 'w' { 1 } else { 0 }));
        let mut group = Vec::new();
        field(&mut group, 4, &relation);
        field(&mut self.groups, 2, &group);
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut dense = Vec::new();
        packed(&mut dense, 1, steps(&self.nodes.iter().map(|n| n.0).collect::<Vec<_>>()));
        let units = |degrees: f64| (degrees * 1e7).round() as i64;
        packed(&mut dense, 8, steps(&self.nodes.iter().map(|n| units(n.1)).collect::<Vec<_>>()));
        packed(&mut dense, 9, steps(&self.nodes.iter().map(|n| units(n.2)).collect::<Vec<_>>()));
        packed(&mut dense, 10, self.nodes.iter().flat_map(|n| n.3.iter().flat_map(|t| [t.0, t.1]).chain([0])));
        let (mut table, mut group, mut block) = (Vec::new(), Vec::new(), Vec::new());
        self.strings.iter().for_each(|s| field(&mut table, 1, s.as_bytes()));
        field(&mut group, 2, &dense);
        field(&mut block, 1, &table);
        field(&mut block, 2, &group);
        block.extend(&self.groups);
        [header(), blob("OSMData", &block)].concat()
    }

    pub fn network(&self) -> (accalmie_roads::Network, accalmie_roads::Imported) {
        accalmie_roads::Network::import(std::io::Cursor::new(self.bytes())).expect("a sound map")
    }
}

/// A crossing of four roads of a kilometre each at node 5: way 1 from the west (node 1), way 2 to the north (2), way 3 to the
/// east (3), way 4 to the south (4).
pub fn crossing(tags: Tags<'_>) -> Map {
    Map::default()
        .node(1, 36.0, 39.99, "")
        .node(2, 36.01, 40.0, "")
        .node(3, 36.0, 40.01, "")
        .node(4, 35.99, 40.0, "")
        .node(5, 36.0, 40.0, "")
        .way(1, &[1, 5], tags)
        .way(2, &[5, 2], tags)
        .way(3, &[5, 3], tags)
        .way(4, &[5, 4], tags)
}
