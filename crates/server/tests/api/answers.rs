//! What the sample reports say, asked by a reader.

use crate::desk::Desk;
use serde_json::Value;

const ROUTE: &str = "/api/v1/roads/route?from=Tell%20Tamer&to=Hasakah&day=2019-11-10";

#[tokio::test(flavor = "multi_thread")]
async fn the_samples_are_told() {
    let mut desk = Desk::open(false).await;
    let who = desk.first().await.0;
    let told = async |path: &str| desk.told(path, &who).await;
    let items = |value: &Value| value["items"].as_array().expect("items").len();

    let here = told("/api/v1/session").await;
    assert_eq!((&here["newest"], &here["reports"]), (&"2024-06-12".into(), &12.into()), "{here:#}");
    assert_eq!(here["person"]["role"], "administrator");

    // The pages of a list are the list.
    let all = told("/api/v1/incidents?limit=500").await;
    assert!(items(&all) > 30 && all["next"].is_null(), "{}", items(&all));
    let (mut paged, mut after) = (Vec::new(), None::<String>);
    loop {
        let next = after.map(|a| format!("&after={a}")).unwrap_or_default();
        let page = told(&format!("/api/v1/incidents?limit=7{next}")).await;
        paged.extend(page["items"].as_array().expect("items").clone());
        match page["next"].as_str() {
            Some(next) => after = Some(next.to_owned()),
            None => break,
        }
    }
    assert_eq!(Value::from(paged), all["items"]);

    // Filters narrow, and each says so.
    let tell_tamer = told("/api/v1/incidents?bbox=40.0,36.4,40.8,36.9&from=2019-11-01&to=2019-11-30&limit=500").await;
    assert!(items(&tell_tamer) > 0 && items(&tell_tamer) < items(&all));
    let killed = told("/api/v1/incidents?harm=killed&min=5&limit=500").await;
    let least = |i: &Value| i["harm"]["killed"]["best"].as_u64().expect("a toll");
    assert!(items(&killed) > 0 && killed["items"].as_array().expect("items").iter().all(|i| least(i) >= 5));
    let drones = told("/api/v1/incidents?type=explosive.drone_strike&limit=500").await;
    assert!(items(&drones) > 0 && drones["items"].as_array().expect("items").iter().all(|i| i["type"] == "explosive.drone_strike"));
    assert!(
        items(&told("/api/v1/incidents?text=march%C3%A9&limit=500").await) + items(&told("/api/v1/incidents?text=market&limit=500").await)
            > 0
    );

    // One of them: its records cite words of a report that is there whole.
    let id = killed["items"][0]["id"].as_str().expect("an id");
    let one = told(&format!("/api/v1/incidents/{id}")).await;
    let record = &one["records"][0];
    let report = told(&format!("/api/v1/reports/{}", record["report"]["id"].as_str().expect("a report"))).await;
    let text = report["text"].as_str().expect("a text");
    for e in record["record"]["evidence"].as_array().expect("evidence").iter().filter(|e| e["in"] == "text") {
        let (start, end) = span(e).expect("a span");
        assert_eq!(&text[start..end], e["text"].as_str().expect("words"));
    }
    assert!(!one["history"].as_array().expect("history").is_empty());

    // On the map and in time there is as much as in the list.
    let map = told("/api/v1/map?zoom=3").await;
    let drawn = map["features"].as_array().expect("features").len() as u64;
    assert_eq!(drawn + map["unplaced"].as_u64().expect("unplaced"), items(&all) as u64, "{}", map["unplaced"]);
    let times = told("/api/v1/timeline").await;
    let days = times["days"].as_array().expect("days");
    let reports: u64 = days.iter().filter_map(|d| d["reports"].as_u64()).sum();
    assert_eq!(reports, 12);

    // Truces and roads.
    assert_eq!(told("/api/v1/truces").await.as_array().expect("agreements").len(), 8);
    let sochi = told("/api/v1/truces/russia-turkey-2019-10-22?from=2019-11-01&to=2019-11-12&lang=fr").await;
    assert!(!sochi["verdicts"].as_array().expect("verdicts").is_empty());
    assert_eq!(sochi["board"]["period"]["first"], "2019-11-01");
    assert!(told("/api/v1/truces/us-turkey-2019-10-17/lull?from=2019-11-01&to=2019-11-12").await.is_array());
    let roads = told("/api/v1/roads?day=2019-11-10").await;
    assert!(
        roads["closures"].as_array().expect("closures").iter().any(|c| c["state"] == "suspected" || c["state"] == "closed"),
        "{roads:#}"
    );
    assert_eq!(roads["schematic"], true);
    let way = told(ROUTE).await;
    assert!(way["connected"].as_bool().expect("connected"), "{way:#}");
    let out = told("/api/v1/roads/access?place=Tell%20Tamer&day=2019-11-10").await;
    assert!(out["exit"]["passage"].is_string());
    assert!(told("/api/v1/roads/cut-off?day=2019-11-10").await.is_array());
    assert!(!told("/api/v1/roads/reach?from=Hasakah&minutes=60&day=2019-11-10").await["places"].as_array().expect("places").is_empty());
    assert!(told("/api/v1/roads/network").await["features"].as_array().expect("features").len() > 100);
    assert_eq!(told("/api/v1/places?q=Tell%20Tamer").await[0]["name"], "Tall Tamr");
    assert!(told("/api/v1/places/labels?bbox=38,35,43,38&zoom=7").await["features"].as_array().expect("labels").len() > 20);
    assert!(items(&told("/api/v1/log").await) > 0);
}

/// Of a span written as two numbers.
fn span(e: &Value) -> Option<(usize, usize)> {
    Some((e["start"].as_u64()? as usize, e["end"].as_u64()? as usize))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_is_not_sent_again() {
    let mut desk = Desk::open(false).await;
    let who = desk.first().await.0;
    for path in
        ["/api/v1/incidents", "/api/v1/map?zoom=4", "/api/v1/timeline", "/api/v1/truces", "/api/v1/roads?day=2019-11-10", "/api/v1/reports"]
    {
        let first = desk.get(path, &who).await;
        let tag = first.header("etag").unwrap_or_else(|| panic!("{path} has no tag")).to_owned();
        let again = desk.get(path, &format!("{who}If-None-Match: {tag}\r\n")).await;
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_answered_is_said() {
    let mut desk = Desk::open(false).await;
    let who = desk.first().await.0;
    let check = async |path: &str, status: u16, words: &str| {
        let answer = desk.get(path, &who).await;
        assert_eq!(answer.status, status, "{path}: {}", String::from_utf8_lossy(&answer.body));
        answer.problem();
        let detail = answer.json()["detail"].as_str().expect("detail").to_owned();
        assert!(detail.contains(words), "{path}: {detail}");
    };
    check("/api/v1/incidents?limit=0", 400, "1 to 500").await;
    check("/api/v1/incidents?colour=red", 400, "colour").await;
    check("/api/v1/incidents?bbox=1,2,3", 400, "west,south,east,north").await;
    check("/api/v1/incidents?from=2024-02-01&to=2024-01-01", 400, "from is after to").await;
    check("/api/v1/incidents?type=explosive.banana", 400, "no type or family").await;
    check("/api/v1/incidents?harm=sorrow", 400, "killed").await;
    check("/api/v1/incidents?min=3", 400, "harm=killed").await;
    check("/api/v1/incidents?after=somewhere", 400, "cursor").await;
    check("/api/v1/incidents/i000000000000", 404, "no incident").await;
    check("/api/v1/reports/sha256:00", 404, "no report").await;
    check("/api/v1/truces/eternal-peace", 404, "eternal-peace").await;
    check("/api/v1/truces/idlib-2020-03-05?from=2000-01-01&to=2020-01-01", 400, "at most").await;
    check("/api/v1/roads/route?from=Hasakah", 400, "to is missing").await;
    check("/api/v1/roads/route?from=Hasakah&to=Atlantis-on-Sea", 404, "no place").await;
    check("/api/v1/roads/access?place=0,0", 404, "km").await;
    check("/api/v1/exports/stone-tablet", 404, "geojson").await;
    check("/ogc/collections/incidents/items?datetime=yesterday", 400, "datetime").await;
    check("/api/v1/nowhere", 404, "").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_map_program_finds_its_way() {
    let mut desk = Desk::open(false).await;
    let who = desk.first().await.0;
    let told = async |path: &str| desk.told(path, &who).await;
    let landing = told("/ogc").await;
    for link in landing["links"].as_array().expect("links") {
        told(link["href"].as_str().expect("a link")).await;
    }
    assert!(told("/ogc/conformance").await["conformsTo"].as_array().expect("classes").len() >= 3);
    // From page to page by the links alone.
    let (mut href, mut seen) = (Some("/ogc/collections/incidents/items?limit=9".to_owned()), Vec::new());
    while let Some(at) = href {
        let page = told(&at).await;
        assert_eq!(page["type"], "FeatureCollection");
        assert_eq!(page["numberReturned"], page["features"].as_array().expect("features").len());
        seen.extend(page["features"].as_array().expect("features").iter().map(|f| f["id"].as_str().expect("id").to_owned()));
        let next = page["links"].as_array().expect("links").iter().find(|l| l["rel"] == "next");
        href = next.and_then(|l| l["href"].as_str()).map(str::to_owned);
    }
    let all = told("/api/v1/incidents?limit=500").await["items"].as_array().expect("items").len();
    let distinct: std::collections::BTreeSet<&String> = seen.iter().collect();
    assert_eq!((seen.len(), distinct.len()), (all, all));
    let some = told("/ogc/collections/incidents/items?datetime=2019-11-01T00:00:00Z/2019-11-30T00:00:00Z&bbox=40.0,36.4,40.8,36.9").await;
    assert!(!some["features"].as_array().expect("features").is_empty());
    let one = told(&format!("/ogc/collections/incidents/items/{}", seen[0])).await;
    assert_eq!(one["id"], seen[0].as_str());
}

#[tokio::test(flavor = "multi_thread")]
async fn exports_come_in_every_form_and_are_public_unless_said_otherwise() {
    let mut desk = Desk::open(false).await;
    let who = desk.first().await.0;
    let forms: Vec<&str> =
        accalmie_exchange::Form::ALL.iter().filter(|f| **f != accalmie_exchange::Form::Manifest).map(|f| f.name()).collect();
    for form in forms {
        let answer = desk.get(&format!("/api/v1/exports/{form}"), &who).await;
        assert_eq!(answer.status, 200, "{form}: {}", String::from_utf8_lossy(&answer.body));
        assert!(answer.header("content-disposition").is_some_and(|d| d.contains("attachment")), "{form}");
        assert!(!answer.body.is_empty(), "{form}");
    }
    let text = async |more: &str| String::from_utf8(desk.get(&format!("/api/v1/exports/geojson{more}"), &who).await.body).expect("UTF-8");
    let (public, full) = (text("").await, text("?profile=full").await);
    assert!(public.len() < full.len());
    let id = desk.told("/api/v1/incidents", &who).await["items"][0]["id"].as_str().expect("id").to_owned();
    assert!(full.contains(&id) && !public.contains(&id), "in public an incident has another id");
}
