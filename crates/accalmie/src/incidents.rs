//! The table of incidents, for a person: a row an incident, and under it what each source says and how well it stands.

use crate::layout::{Ink, Sheet, clean, cut, wrap};
use crate::shown;
use accalmie_record::{Figure, Incident, Outcome, Role, Standing, Toll};
use unicode_width::UnicodeWidthStr;

const INDENT: usize = 6;

pub struct Incidents {
    sheet: Sheet,
}

impl Incidents {
    pub fn new() -> Incidents {
        Incidents { sheet: Sheet::of_stdout() }
    }

    /// In the order of their days.
    pub fn list(&self, incidents: &[Incident]) -> String {
        let mut sorted: Vec<&Incident> = incidents.iter().collect();
        let day = |i: &Incident| i.time.as_ref().and_then(|t| t.from.clone());
        sorted.sort_by(|a, b| day(a).cmp(&day(b)).then_with(|| a.id.cmp(&b.id)));
        let mut out = String::new();
        if sorted.is_empty() {
            out.push_str(&format!("  {}\n", shown::UNKNOWN));
        }
        for incident in sorted {
            self.row(incident, &mut out);
        }
        out
    }

    fn row(&self, i: &Incident, out: &mut String) {
        let s = &self.sheet;
        let what = i.type_.name().replace(['.', '_'], " ");
        let place = i.places.first().map_or(shown::UNKNOWN.to_owned(), |p| clean(p.name.as_deref().unwrap_or(&p.text)));
        let head = format!("{}  {what} · {place} · {}", i.id, shown::when(i.time.as_ref()));
        out.push_str(&format!("{}\n", s.ink(Ink::Bold, &s.isolated(&cut(&head, s.width)))));
        let origins = match i.origins {
            1 => "one origin".to_owned(),
            n => format!("{n} origins"),
        };
        let told = match i.reports.len() {
            1 => "one report".to_owned(),
            n => format!("{n} reports"),
        };
        let mut line = format!("{}: {told}, {origins}", i.standing.name());
        let who: Vec<String> = i
            .actors
            .iter()
            .filter(|a| matches!(a.role, Role::Initiator | Role::Side))
            .map(|a| format!("{}{}", if a.stated { "" } else { "? " }, clean(&a.name)))
            .collect();
        if !who.is_empty() {
            line.push_str(&format!(" · {}", who.join(", ")));
        }
        let line = cut(&line, s.width - 2);
        out.push_str(&format!("  {}\n", if i.standing == Standing::Contested { s.ink(Ink::Mark, &line) } else { line }));
        for (outcome, toll) in &i.harm {
            self.toll(*outcome, toll, out);
        }
        for reason in &i.why {
            self.small(&format!("= {reason}"), out);
        }
        for near in &i.near {
            self.small(&format!("≠ {}: {}", near.incident, near.why), out);
        }
    }

    fn toll(&self, outcome: Outcome, toll: &Toll, out: &mut String) {
        let range = match toll.high {
            Some(high) if high == toll.low => format!("{high}"),
            Some(high) => format!("{}–{high}, best {}", toll.low, toll.best),
            None => format!("≥{}, best {}", toll.low, toll.best),
        };
        let civilians = toll.civilians.map(|c| format!(" · civilians {}", shown::range(c.low, c.high)));
        let combatants = toll.combatants.map(|c| format!(" · combatants {}", shown::range(c.low, c.high)));
        let line = format!("{} {range}{}{}", outcome.name(), civilians.unwrap_or_default(), combatants.unwrap_or_default());
        out.push_str(&format!("  {}\n", cut(&line, self.sheet.width - 2)));
        for figure in &toll.by_source {
            self.small(&figure_line(figure), out);
        }
    }

    fn small(&self, words: &str, out: &mut String) {
        let s = &self.sheet;
        for (n, line) in wrap(&clean(words), s.width - INDENT - 2).iter().enumerate() {
            let indent = " ".repeat(if n == 0 { INDENT } else { INDENT + 2 });
            out.push_str(&format!("{indent}{}\n", s.ink(Ink::Dim, &s.isolated(line))));
        }
    }
}

fn figure_line(f: &Figure) -> String {
    let by = f.source.as_deref().unwrap_or(&f.report);
    let after = f.said_by.as_ref().map(|s| format!(", after {s}")).unwrap_or_default();
    let out = f.left_out.as_ref().map(|w| format!(" (not counted: {w})")).unwrap_or_default();
    let line = format!("{} {} “{}” {by}{after}{out}", shown::range(f.min, f.max), f.who.name().replace('_', " "), f.text);
    debug_assert!(line.width() > 0);
    line
}
