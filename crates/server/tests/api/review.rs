//! A person's word over HTTP goes to the ledger, and holds after a start anew.

use crate::desk::Desk;
use accalmie_ledger::{Act, open};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn what_reviewers_say_is_kept() {
    let mut desk = Desk::open(false).await;
    let first = desk.first().await;
    let who = desk.somebody("reviewer", &first).await.0;
    let queue = desk.told("/api/v1/review?limit=50", &who).await;
    let left = queue["left"].as_u64().expect("left");
    let items = queue["items"].as_array().expect("items").clone();
    assert!(left > 30 && items.iter().all(|i| !i["sentence"].as_str().expect("a sentence").is_empty()), "{left}");
    let say = async |record: &str, body: serde_json::Value, who: &str| {
        let answer = desk.send("POST", &format!("/api/v1/review/{}", record.replace('#', "%23")), who, &body).await;
        (answer.status, answer.json())
    };
    let (record, incident) = items
        .iter()
        .find(|i| i["incident"].is_object())
        .map(|i| (i["record"]["id"].as_str().expect("id").to_owned(), i["incident"]["id"].as_str().expect("id").to_owned()))
        .expect("one of an incident");
    let (status, said) =
        say(&record, json!({ "word": "correct", "field": "type", "value": "explosive.shelling", "reason": "an exercise" }), &who).await;
    assert_eq!((status, &said["changed"][0]), (200, &incident.clone().into()), "{said}");
    assert_eq!(said["left"], left - 1);
    let one = desk.told(&format!("/api/v1/incidents/{incident}"), &who).await;
    assert_eq!((&one["incident"]["type"], &one["corrected"][0]), (&"explosive.shelling".into(), &"type".into()));

    // Two words of two people on one record are compared.
    let other = first.0.clone();
    assert_eq!(say(&record, json!({ "word": "accept" }), &other).await.0, 200);
    let agreement = desk.told("/api/v1/review/agreement", &who).await;
    assert_eq!((&agreement["records"], &agreement["agreed"]), (&1.into(), &0.into()), "{agreement}");
    let rows = desk.get("/api/v1/review/overrides", &who).await;
    let rows = String::from_utf8(rows.body).expect("UTF-8");
    assert!(rows.starts_with("lemma\tpos\ttype") && rows.contains("\texplosive.shelling\t"), "{rows}");

    // A rejected record leaves; an incident of nothing else is retracted.
    let alone = items.iter().find(|i| i["incident"]["reports"] == 1 && i["record"]["id"] != record.as_str()).expect("one alone");
    let (alone, its) = (alone["record"]["id"].as_str().expect("id").to_owned(), alone["incident"]["id"].as_str().expect("id").to_owned());
    let (status, said) = say(&alone, json!({ "word": "reject", "reason": "an exercise" }), &who).await;
    assert_eq!(status, 200, "{said}");
    let gone = desk.told(&format!("/api/v1/incidents/{its}"), &who).await;
    let records: Vec<&str> = gone["incident"]["records"].as_array().expect("records").iter().filter_map(|r| r.as_str()).collect();
    assert!(gone["incident"]["standing"] == "retracted" || !records.contains(&alone.as_str()), "{gone:#}");

    // That something is not known is a correction too.
    let known = items
        .iter()
        .find(|i| i["incident"]["weapon"].is_string() && i["record"]["id"] != record.as_str() && i["record"]["id"] != alone.as_str());
    if let Some(known) = known {
        let id = known["record"]["id"].as_str().expect("id");
        assert_eq!(say(id, json!({ "word": "correct", "field": "weapon", "value": null, "reason": "an exercise" }), &who).await.0, 200);
        let its = known["incident"]["id"].as_str().expect("id");
        assert!(desk.told(&format!("/api/v1/incidents/{its}"), &who).await["incident"]["weapon"].is_null());
    }

    // What cannot be is refused, and nothing of it is kept.
    assert_eq!(say(&record, json!({ "word": "correct" }), &who).await.0, 400);
    assert_eq!(say(&record, json!({ "word": "correct", "field": "type", "value": "banana" }), &who).await.0, 400);
    assert_eq!(say("none#9", json!({ "word": "accept" }), &who).await.0, 400);

    // All of it is in the journal, by name.
    let ledger = open(&desk.db).expect("the ledger");
    let entries = ledger.entries(1, 10_000).expect("entries");
    let by = |f: &dyn Fn(&Act) -> bool| entries.iter().filter(|e| f(&e.act)).map(|e| e.author.clone()).collect::<Vec<_>>();
    assert!(by(&|a| matches!(a, Act::Correct { .. })).iter().all(|who| who == "desk reviewer"));
    assert_eq!(by(&|a| matches!(a, Act::Review { .. }))[..3], ["desk reviewer", "administrator", "desk reviewer"]);
    assert!(by(&|a| matches!(a, Act::Account { .. })).len() >= 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn joining_and_splitting_are_undone_by_one_another() {
    let mut desk = Desk::open(false).await;
    let who = desk.first().await.0;
    let all = desk.told("/api/v1/incidents?limit=2", &who).await;
    let id = |n: usize| all["items"][n]["id"].as_str().expect("id").to_owned();
    let send = async |path: String, body| desk.send("POST", &path, &who, &body).await;
    let joined = send(format!("/api/v1/incidents/{}/join", id(0)), json!({ "into": id(1), "reason": "an exercise" })).await;
    assert_eq!(joined.status, 200, "{}", String::from_utf8_lossy(&joined.body));
    let one = desk.told(&format!("/api/v1/incidents/{}", id(0)), &who).await;
    assert_eq!(one["absorbed_into"], id(1).as_str());
    let gone = desk.told("/api/v1/incidents?limit=500", &who).await;
    assert!(gone["items"].as_array().expect("items").iter().all(|i| i["id"] != id(0).as_str()));
    let records: Vec<String> =
        one["incident"]["records"].as_array().expect("records").iter().filter_map(|r| r.as_str().map(str::to_owned)).collect();
    let split = send(format!("/api/v1/incidents/{}/split", id(1)), json!({ "records": [records[0]], "reason": "an exercise" })).await;
    assert_eq!(split.status, 200, "{}", String::from_utf8_lossy(&split.body));
    assert_eq!(send(format!("/api/v1/incidents/{}/join", id(1)), json!({ "into": id(1) })).await.status, 400);
    assert_eq!(send(format!("/api/v1/incidents/{}/split", id(1)), json!({ "records": ["none#1"] })).await.status, 400);
}
