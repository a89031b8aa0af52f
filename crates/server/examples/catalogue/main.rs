//! How fast a catalogue is made and answers, over made-up incidents.
//!
//! `catalogue make N FILE` makes one of N incidents; `catalogue ask N FILE` opens it in a process of its own and asks.

mod made;

use accalmie_ledger::Ledger;
use accalmie_protect::Profile;
use accalmie_record::{Outcome, Type};
use accalmie_server::catalogue::{Catalogue, Filter, Order};
use made::{Dice, ENTRIES, Made, OPENS, point, village, word};
use std::path::Path;
use std::time::{Duration, Instant};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [what, n, path] = args.as_slice() else { panic!("catalogue make|ask N FILE") };
    let n: u64 = n.parse().expect("a number");
    let ledger = Made { reports: n / OPENS };
    match what.as_str() {
        "make" => make(&ledger, Path::new(path)),
        "ask" => ask(ledger, Path::new(path)),
        _ => panic!("catalogue make|ask N FILE"),
    }
}

/// Resident memory now and at most, in MB.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mb = |key: &str| {
        let line = status.lines().find(|l| l.starts_with(key)).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
    };
    format!("{} MB resident, {} MB at most", mb("VmRSS:"), mb("VmHWM:"))
}

/// Seconds that this thread was on a core: on a machine that others use too, that says more than the clock.
fn on_core() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

fn make(ledger: &Made, path: &Path) {
    let made_up = on_core();
    let some = ledger.entries(1, 7000).expect("entries").len();
    let making = (on_core() - made_up) / some as f64 * ledger.entries_in_all() as f64;
    let (began, core) = (Instant::now(), on_core());
    let catalogue = Catalogue::open(Some(path), ledger).expect("opens");
    let mut shown = Instant::now();
    loop {
        let followed = catalogue.follow(ledger, 7000).expect("follows");
        if shown.elapsed() > Duration::from_secs(20) || followed.behind == 0 {
            let (clock, core) = (began.elapsed().as_secs_f64(), on_core() - core);
            println!("entry {} after {clock:.0} s, {core:.0} s of them on a core; {}", catalogue.as_of(), memory());
            shown = Instant::now();
        }
        if followed.behind == 0 {
            break;
        }
    }
    let (seconds, core) = (began.elapsed().as_secs_f64(), on_core() - core);
    let counts = catalogue.counts(Profile::Full);
    println!("{counts:?}; public {}", catalogue.counts(Profile::Public).incidents);
    let a_second = |seconds: f64| counts.incidents as f64 / seconds.max(0.1);
    println!("made in {seconds:.0} s, {core:.0} s of them on a core, of which about {making:.0} s are the making up of entries");
    println!("incidents a second: {:.0} by the clock, {:.0} of a core without the making up", a_second(seconds), a_second(core - making));
    drop(catalogue);
    println!("file {} MB; {}", std::fs::metadata(path).map_or(0, |m| m.len()) >> 20, memory());
}

/// Prints the median, the 99th of a hundred and the worst, in ms.
fn print(name: &str, mut took: Vec<Duration>, mut core: Vec<Duration>) {
    took.sort();
    core.sort();
    let at = |took: &[Duration], share: f64| {
        took.get(((took.len() as f64 * share) as usize).min(took.len().saturating_sub(1))).map_or(0.0, |d| d.as_secs_f64() * 1e3)
    };
    let three = |took: &[Duration]| format!("{:>8.2} {:>8.2} {:>8.2}", at(took, 0.5), at(took, 0.99), at(took, 1.0));
    let on_core = if core.is_empty() { String::new() } else { format!("   on a core {}", three(&core)) };
    println!("{name:<44} p50, p99, worst {}{on_core}  (n={})", three(&took), took.len());
}

fn time(name: &str, n: u64, mut question: impl FnMut(&mut Dice) -> usize) {
    let (mut took, mut core, mut found) = (Vec::new(), Vec::new(), 0);
    for i in 0..n {
        let mut dice = Dice::of(i, 77);
        let (began, on) = (Instant::now(), on_core());
        found += question(&mut dice);
        took.push(began.elapsed());
        core.push(Duration::from_secs_f64(on_core() - on));
    }
    print(&format!("{name} [{}]", found as u64 / n), took, core);
}

/// A box of so many degrees round some village.
fn around(dice: &mut Dice, wide: f64) -> Option<[f64; 4]> {
    let (lat, lon) = point(dice.roll(20_000));
    Some([lon - wide, lat - wide / 2.0, lon + wide, lat + wide / 2.0])
}

fn on(dice: &mut Dice, days: i64) -> (Option<jiff::civil::Date>, Option<jiff::civil::Date>) {
    let from = jiff::civil::date(2019, 1, 1).saturating_add(jiff::Span::new().days(dice.roll(2160) as i64));
    (Some(from), Some(from.saturating_add(jiff::Span::new().days(days - 1))))
}

fn filter(kind: &str, dice: &mut Dice) -> Filter {
    let f = Filter::default();
    let types = [Type::BattleRaid, Type::ExplosiveShelling, Type::AccessRoadClosed, Type::ArrestArrest];
    let text = |words: String| Some(words);
    match kind {
        "a day" | "a month" => {
            let (from, to) = on(dice, if kind == "a day" { 1 } else { 30 });
            Filter { from, to, ..f }
        }
        "a box" => Filter { bbox: around(dice, 0.5), ..f },
        "a type" => Filter { types: vec![types[dice.roll(4) as usize]], ..f },
        "an actor" => Filter { actor: Some(word(dice.zipf(3000) + 900)), ..f },
        "harm" => Filter { harm: Some((Outcome::Killed, 1 + dice.zipf(60))), ..f },
        "a frequent word" => Filter { text: text(format!("{} ", word(dice.roll(40)))), ..f },
        "a seldom word" => Filter { text: text(word(1000 + dice.roll(50_000))), ..f },
        "a place" => Filter { text: text(village(dice.zipf(20_000))), ..f },
        "two letters" => Filter { text: text(word(dice.roll(16)).chars().take(2).collect()), ..f },
        "two words, a box, a type" => Filter {
            text: text(format!("{} {}", word(dice.roll(100)), word(dice.roll(1000)))),
            bbox: around(dice, 2.0),
            types: types.to_vec(),
            ..f
        },
        _ => f,
    }
}

const KINDS: [&str; 11] = [
    "all",
    "a day",
    "a month",
    "a box",
    "a type",
    "an actor",
    "harm",
    "a frequent word",
    "a seldom word",
    "a place",
    "two words, a box, a type",
];

fn ask(mut ledger: Made, path: &Path) {
    let began = Instant::now();
    // A run before this one may have followed some reports more.
    let catalogue = Catalogue::open(Some(path), &Made { reports: 2 * ledger.reports }).expect("opens");
    ledger.reports = catalogue.as_of() / ENTRIES;
    println!("opened in {:.2} s: {:?}; {}", began.elapsed().as_secs_f64(), catalogue.counts(Profile::Full), memory());
    for audience in Profile::ALL {
        println!("-- {} (numbers in brackets: items or incidents in an answer)", audience.name());
        for kind in KINDS.into_iter().chain(["two letters"]) {
            time(&format!("list, {kind}"), 200, |dice| {
                let order = if dice.roll(4) == 0 { Order::Oldest } else { Order::Newest };
                catalogue.list(&filter(kind, dice), audience, order, None, 50).expect("lists").items.len()
            });
        }
        time("list, all, page by page", 200, |dice| {
            let after = format!("{}.{}", 25_000_000 + dice.roll(1_500_000), 1);
            catalogue.list(&Filter::default(), audience, Order::Newest, Some(&after), 50).expect("lists").items.len()
        });
        for zoom in [3.0, 6.0, 9.0] {
            // As wide as a window of 1280 pixels.
            let wide = 360.0 / 2f64.powf(zoom) * 2.5;
            for kind in ["all", "a month", "a type", "a frequent word"] {
                time(&format!("viewport, zoom {zoom}, {kind}"), 100, |dice| {
                    let f = Filter { bbox: around(dice, wide), ..filter(kind, dice) };
                    catalogue.viewport(&f, audience, zoom, 1500).expect("shows").placed as usize
                });
            }
        }
        for kind in KINDS {
            time(&format!("timeline, {kind}"), 50, |dice| catalogue.timeline(&filter(kind, dice), audience).expect("reckons").days.len());
        }
    }
    println!("-- others");
    time("reports, all", 200, |_| catalogue.reports(None, None, 50).expect("lists").items.len());
    time("reports, a word", 200, |dice| catalogue.reports(Some(&word(dice.zipf(60_000))), None, 50).expect("lists").items.len());
    time("review queue", 200, |_| catalogue.review_queue(None, 50).expect("lists").items.len());
    println!("{}", memory());
    crowd(&catalogue, "200 readers", || {});
    // The same while a report a second comes in.
    let (mut live, mut core) = (Vec::new(), Vec::new());
    crowd(&catalogue, "200 readers while reports come", || {
        ledger.reports += 1;
        let (began, on) = (Instant::now(), on_core());
        catalogue.follow(&ledger, 100).expect("follows");
        live.push(began.elapsed());
        core.push(Duration::from_secs_f64(on_core() - on));
        std::thread::sleep(Duration::from_secs(1));
    });
    print("following one report meanwhile", live, core);
    println!("{}", memory());
}

/// 200 readers for thirteen seconds, of which the last ten count: each asks, looks at the answer for half a second to a second and a half,
/// and asks on.
fn crowd(catalogue: &Catalogue, name: &str, mut beside: impl FnMut()) {
    let (counts, end) = (Instant::now() + Duration::from_secs(3), Instant::now() + Duration::from_secs(13));
    let all = std::thread::scope(|s| {
        let reader = |who: u64| {
            move || {
                let mut dice = Dice::of(who, 99);
                let mut took: Vec<(usize, Duration, Duration)> = Vec::new();
                std::thread::sleep(Duration::from_millis(dice.roll(1000)));
                while Instant::now() < end {
                    let audience = Profile::ALL[dice.roll(2) as usize];
                    let what = dice.roll(10);
                    // Seven of ten look at what others look at: the newest days, the usual boxes.
                    let mut same = Dice::of(dice.roll(30), 5);
                    let dice_ = if dice.roll(10) < 7 { &mut same } else { &mut dice };
                    let kind = KINDS[dice_.roll(KINDS.len() as u64) as usize];
                    let zoom = [3.0, 6.0, 9.0][dice_.roll(3) as usize];
                    let (began, on) = (Instant::now(), on_core());
                    let which = match what {
                        0..=4 => {
                            catalogue.list(&filter(kind, dice_), audience, Order::Newest, None, 50).expect("lists");
                            0
                        }
                        5..=8 => {
                            let f = Filter { bbox: around(dice_, 360.0 / 2f64.powf(zoom) * 2.5), ..filter(kind, dice_) };
                            catalogue.viewport(&f, audience, zoom, 1500).expect("shows");
                            1
                        }
                        _ => {
                            catalogue.timeline(&filter(kind, dice_), audience).expect("reckons");
                            2
                        }
                    };
                    if began < counts {
                        std::thread::sleep(Duration::from_millis(500 + dice.roll(1000)));
                        continue;
                    }
                    took.push((which, began.elapsed(), Duration::from_secs_f64(on_core() - on)));
                    std::thread::sleep(Duration::from_millis(500 + dice.roll(1000)));
                }
                took
            }
        };
        let readers: Vec<_> = (0..200).map(|who| s.spawn(reader(who))).collect();
        while Instant::now() < end {
            beside();
            std::thread::sleep(Duration::from_millis(10));
        }
        readers.into_iter().flat_map(|r| r.join().expect("a reader")).collect::<Vec<_>>()
    });
    for (which, what) in ["lists", "viewports", "timelines"].into_iter().enumerate() {
        let of = |i: usize| all.iter().filter(|t| t.0 == which).map(|t| [t.1, t.2][i]).collect();
        print(&format!("{name}: {what}"), of(0), of(1));
    }
}
