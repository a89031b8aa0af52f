//! Barred is what the bars of a day make of the network, looked up by stretch of road.

use crate::bar::{Bar, Level};
use crate::network::Network;

/// How much is risked for time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// What is surely barred is closed. Whatever else is on the way is driven through, and listed.
    Fastest,
    /// All that is barred is closed, however sure it is.
    Safest,
    /// Nothing is closed: as little risk as can be, and only then time. There is a way wherever the bare network has one.
    LeastRisk,
}

impl Way {
    /// Is a bar of this level closed to it?
    pub fn closes(self, level: Level) -> bool {
        match self {
            Way::Fastest => level == Level::Confirmed,
            Way::Safest => true,
            Way::LeastRisk => false,
        }
    }
}

pub(crate) struct Barred<'b> {
    pub bars: &'b [Bar],
    /// Stretch and bar, sorted; each pair once.
    on: Vec<(u32, u32)>,
}

impl<'b> Barred<'b> {
    /// Stretches that the network has not are passed over: the caller's bars may come of another import.
    pub fn new(network: &Network, bars: &'b [Bar]) -> Self {
        let has = network.pieces.len() as u32;
        let pairs = bars.iter().enumerate().flat_map(|(b, bar)| bar.pieces.iter().map(move |&p| (p, b as u32)));
        let mut on: Vec<(u32, u32)> = pairs.filter(|(p, _)| *p < has).collect();
        on.sort_unstable();
        on.dedup();
        Self { bars, on }
    }

    /// The bars on a stretch, by their position.
    pub fn over(&self, piece: u32) -> impl Iterator<Item = usize> + '_ {
        let from = self.on.partition_point(|&(p, _)| p < piece);
        self.on[from..].iter().take_while(move |(p, _)| *p == piece).map(|&(_, b)| b as usize)
    }

    pub fn is_closed(&self, piece: u32, way: Way) -> bool {
        self.over(piece).any(|b| way.closes(self.bars[b].level))
    }

    /// The stretches that are closed to a way of travel, sorted, each once.
    pub fn closed(&self, way: Way) -> impl Iterator<Item = u32> + '_ {
        let mut last = None;
        let shut = self.on.iter().filter(move |(_, b)| way.closes(self.bars[*b as usize].level));
        shut.map(|&(p, _)| p).filter(move |&p| last.replace(p) != Some(p))
    }

    /// All stretches that some bar lies on, with the surest level.
    pub fn levels(&self) -> impl Iterator<Item = (u32, Level)> + '_ {
        self.on.chunk_by(|a, b| a.0 == b.0).map(|on| {
            let surest = on.iter().map(|&(_, b)| self.bars[b as usize].level).min();
            (on[0].0, surest.unwrap_or(Level::Aged))
        })
    }
}
