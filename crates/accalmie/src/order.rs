//! Ordered work: many threads work on a stream of items, and the results come out in the order of the items.
//!
//! A ticket is handed out for each item before the item is; the results are asked for ticket by ticket. Only as many
//! tickets are out as the window has room for, so a slow item holds back the reading and not the memory.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TryRecvError, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// After so long without a result there is time for what was put off.
const PAUSE: Duration = Duration::from_millis(200);
/// Items ahead of the one that is waited for, a thread.
const AHEAD: usize = 8;
/// Reading goes down nested clauses; the default of 2 MiB is not much. It is reserved, not used.
const STACK: usize = 16 << 20;

/// Works on every item. `begin` makes what a thread keeps between items; `sink` gets the results in order, and `idle` is
/// called when the next one is not there yet.
pub fn map<T: Send, R: Send, D>(
    items: impl Iterator<Item = T> + Send,
    threads: usize,
    begin: impl Fn() -> D + Sync,
    work: impl Fn(T, &mut D) -> R + Sync,
    mut sink: impl FnMut(Option<R>) -> io::Result<()>,
) -> io::Result<()> {
    let threads = threads.max(1);
    thread::scope(|scope| {
        let (hand_out, tickets) = sync_channel::<Receiver<R>>(threads * AHEAD);
        let (give, jobs) = sync_channel::<(T, SyncSender<R>)>(threads * AHEAD);
        let jobs = std::sync::Arc::new(Mutex::new(jobs));
        for _ in 0..threads {
            let (begin, work, jobs) = (&begin, &work, jobs.clone());
            thread::Builder::new().stack_size(STACK).spawn_scoped(scope, move || {
                let mut desk = begin();
                loop {
                    let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((item, answer)) = job else { break };
                    // Nobody waits for it any more when the output was closed.
                    let _ = answer.send(work(item, &mut desk));
                }
            })?;
        }
        drop(jobs);
        scope.spawn(move || {
            for item in items {
                let (answer, ticket) = sync_channel(1);
                if hand_out.send(ticket).is_err() || give.send((item, answer)).is_err() {
                    break;
                }
            }
        });
        loop {
            let ticket = match tickets.try_recv() {
                Ok(ticket) => ticket,
                Err(TryRecvError::Disconnected) => return Ok(()),
                Err(TryRecvError::Empty) => {
                    sink(None)?;
                    match tickets.recv() {
                        Ok(ticket) => ticket,
                        Err(_) => return Ok(()),
                    }
                }
            };
            let result = match ticket.recv_timeout(PAUSE) {
                Err(RecvTimeoutError::Timeout) => {
                    sink(None)?;
                    ticket.recv().ok()
                }
                result => result.ok(),
            };
            if result.is_some() {
                sink(result)?;
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::map;
    use std::io;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for threads in [1, 3, 16] {
            let mut got = Vec::new();
            let slow_first = |n: u64, _: &mut ()| {
                std::thread::sleep(std::time::Duration::from_micros(if n.is_multiple_of(7) { 900 } else { 10 }));
                n
            };
            map(
                0..500u64,
                threads,
                || (),
                slow_first,
                |n| {
                    got.extend(n);
                    Ok(())
                },
            )
            .expect("written");
            assert_eq!(got, (0..500).collect::<Vec<_>>(), "{threads} threads");
        }
    }

    #[test]
    fn a_closed_output_ends_it() {
        let mut seen = 0;
        let ended = map(
            0..u64::MAX,
            2,
            || (),
            |n, _| n,
            |n| {
                seen += u64::from(n.is_some());
                if seen > 10 { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(()) }
            },
        );
        assert!(ended.is_err());
    }
}
