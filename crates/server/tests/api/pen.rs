//! The one hand that writes: whatever becomes of a deed, the next one can be done.

use crate::client::ask;
use crate::desk::Desk;
use accalmie_answers::Unanswered;
use accalmie_ledger::{Act, Head, TABLES, open};
use accalmie_protect::Profile;
use accalmie_server::people::Role;
use std::time::Duration;
use tokio::runtime::Builder;

fn deed(did: &str) -> Act {
    Act::Account { account: "an exercise".to_owned(), did: did.to_owned() }
}

/// As another program sees it.
fn head(desk: &Desk) -> Option<Head> {
    open(&desk.db).expect("the ledger").head().expect("its head")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deed_that_fails_is_not_half_done_and_holds_up_nobody() {
    let desk = Desk::open(false).await;
    for (panics, status) in [(false, 400), (true, 500)] {
        let before = head(&desk);
        let failed = desk.office.write("somebody", "", move |keeper, by| {
            keeper.hold()?;
            keeper.decide(deed("half of it"), by)?;
            assert!(!panics, "an exercise");
            Err::<(), _>(Unanswered::Asked("an exercise".to_owned()))
        });
        assert_eq!(failed.await.err().map(|p| p.status.as_u16()), Some(status));
        assert_eq!(head(&desk), before);
        desk.office.decide("somebody", "", vec![deed("the next one")]).await.expect("done");
        assert_eq!(head(&desk).map(|h| h.seq), before.map(|h| h.seq + 1), "on disk, and without what failed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_who_stumbles_reads_on() {
    let desk = Desk::open(false).await;
    let table = TABLES.iter().find(|t| t.name == "report").expect("a table");
    let stumbles = desk.office.ask(move |ledger| ledger.rows(table, &mut |_| panic!("an exercise")));
    assert_eq!(stumbles.await.err().map(|p| p.status.as_u16()), Some(503));
    for _ in 0..4 {
        desk.office.ask(move |ledger| ledger.rows(table, &mut |_| ())).await.expect("read");
    }
}

#[test]
fn deeds_of_accounts_that_wait_for_the_pen_leave_threads_to_who_has_it() {
    // Three threads for what waits, where there are 512 otherwise.
    let runtime = Builder::new_multi_thread().worker_threads(2).max_blocking_threads(3).enable_all().build().expect("a runtime");
    let done = runtime.block_on(async {
        let desk = Desk::open(false).await;
        let people = &desk.office.people;
        people.add("an exercise", "Amal", Role::Reader, "a long exercise").await.expect("an account");
        let pen = desk.office.pen.clone().lock_owned().await;
        let mut deeds = tokio::task::JoinSet::new();
        for n in 0..8 {
            let (people, role) = (people.clone(), if n % 2 == 0 { Role::Reviewer } else { Role::Reader });
            deeds.spawn(async move { people.change("an exercise", "Amal", Some(role), None, None).await.map(drop) });
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
        let office = desk.office.clone();
        deeds.spawn(async move { office.decide("somebody", "", vec![deed("beside")]).await });
        tokio::time::sleep(Duration::from_millis(300)).await;
        drop(pen);
        tokio::time::timeout(Duration::from_secs(30), deeds.join_all()).await
    });
    runtime.shutdown_background();
    let done = done.expect("nobody waits for ever");
    assert!(done.len() == 9 && done.iter().all(Result::is_ok), "{done:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_server_writes_the_others_of_the_ledger_show() {
    let mut desk = Desk::open(false).await;
    let who = desk.first().await.0;
    let others = [desk.another(false).await, desk.another(true).await];
    let more = format!("{who}Content-Type: application/octet-stream\r\n");
    for n in 1..=3 {
        let text = format!("An exercise. On 3 March 2024 shelling by Brigade {n} killed {} people in Qamishli.", n + 3);
        let path = format!("/api/v1/reports?name=exercise-{n}.txt&date=2024-03-04&lang=en");
        assert_eq!(ask(desk.at, "POST", &path, &more, &text).await.status, 200);
        let told = desk.office.catalogue.counts(Profile::Full);
        for other in &others {
            other.office.follow().await.expect("followed");
            assert_eq!(
                (other.office.catalogue.as_of(), other.office.catalogue.counts(Profile::Full)),
                (desk.office.catalogue.as_of(), told)
            );
        }
    }
}
