//! Progress is a bar on standard error for those who wait: not for short work, and not where nobody looks.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

/// Work shorter than this shows none.
const PATIENCE: Duration = Duration::from_secs(1);

pub struct Progress {
    bar: Option<ProgressBar>,
    /// Somebody looks, and the answers themselves go elsewhere.
    wanted: bool,
    begun: Instant,
    total: Option<u64>,
}

impl Progress {
    pub fn new(total: Option<u64>) -> Progress {
        Progress { bar: None, wanted: stderr().is_terminal() && !crate::output::on_terminal(), begun: Instant::now(), total }
    }

    /// So many bytes are done.
    pub fn at(&mut self, bytes: u64) {
        if !self.wanted || self.begun.elapsed() < PATIENCE {
            return;
        }
        let total = self.total;
        let bar = self.bar.get_or_insert_with(|| {
            let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
            let template = if total.is_some() { "{bar:40} {percent:>3} %  {bytes} / {total_bytes}  {eta}" } else { "{spinner} {bytes}" };
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style);
            }
            bar
        });
        bar.set_position(bytes.max(bar.position()));
    }

    /// Does something else on standard error without breaking the bar.
    pub fn aside(&self, f: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(f),
            None => f(),
        }
    }

    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
