//! A house is a server with people and nothing else, whose clock stands still until it is moved.

use crate::client::{Answer, ask};
use accalmie_server::Settings;
use accalmie_server::edge::{self, Live};
use accalmie_server::people::{self, Administrator, Anyone, Editor, People, Reader, Reviewer, Setup};
use axum::Router;
use axum::extract::FromRef;
use axum::routing::{get, post};
use serde_json::{Map, Value, json};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

/// 2026-11-23, at noon.
const BEGIN: i64 = 1_795_435_200;
pub const PASSWORD: &str = "correct horse battery";

#[derive(Clone)]
pub struct State {
    people: People,
    live: Live,
}

impl FromRef<State> for People {
    fn from_ref(state: &State) -> People {
        state.people.clone()
    }
}

impl FromRef<State> for Live {
    fn from_ref(state: &State) -> Live {
        state.live.clone()
    }
}

pub struct House {
    pub at: SocketAddr,
    pub people: People,
    pub live: Live,
    pub written: Arc<Mutex<Vec<String>>>,
    /// Nothing can be written down while it is set.
    pub full: Arc<AtomicBool>,
    now: Arc<AtomicI64>,
}

#[derive(Clone, Debug, Default)]
pub struct Signed {
    pub cookie: String,
    pub csrf: String,
}

impl Signed {
    pub fn headers(&self) -> String {
        format!("Cookie: {}\r\nX-CSRF: {}\r\nContent-Type: application/json\r\n", self.cookie, self.csrf)
    }
}

impl House {
    pub async fn open() -> House {
        House::with(&|_| {}).await
    }

    pub async fn beside(dir: &Path) -> House {
        House::with(&|settings| settings.beside = Some(dir.to_owned())).await
    }

    pub async fn with(change: &dyn Fn(&mut Settings)) -> House {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let mut settings = Settings::new(":memory:");
        settings.listen = at;
        change(&mut settings);
        let (now, written, full) =
            (Arc::new(AtomicI64::new(BEGIN)), Arc::<Mutex<Vec<String>>>::default(), Arc::new(AtomicBool::new(false)));
        let (clock, pen, is_full) = (now.clone(), written.clone(), full.clone());
        let setup = Setup::of(
            &settings,
            Arc::new(move || jiff::Timestamp::from_second(clock.load(Ordering::Relaxed)).unwrap()),
            Box::new(move |deed| {
                if is_full.load(Ordering::Relaxed) {
                    return Err("the disk is full".into());
                }
                pen.lock().unwrap().push(format!("{}: {} (by {})", deed.account, deed.did, deed.by));
                Ok(())
            }),
            Box::new(|audience| match audience {
                Some(_) => json!({ "incidents": 7 }).as_object().cloned().unwrap(),
                None => Map::new(),
            }),
        );
        let people = People::open(setup).unwrap();
        let live = Live::new();
        let state = State { people: people.clone(), live: live.clone() };
        let api = people::routes::<State>(&people)
            .route("/events", get(edge::live::events))
            .route("/any", get(async |Anyone(audience): Anyone| format!("{audience:?}")))
            .route("/reader", get(async |Reader(p): Reader| p.name).post(async |_: Reader| ()))
            .route("/reviewer", get(async |Reviewer(p): Reviewer| p.name).post(async |_: Reviewer| ()))
            .route("/editor", get(async |Editor(p): Editor| p.name).post(async |_: Editor| ()))
            .route("/administrator", post(async |_: Administrator| ()).get(async |Administrator(p): Administrator| p.name));
        let app = edge::guarded(Router::new().nest("/api/v1", api).with_state(state), &settings);
        tokio::spawn(edge::listen::serve(listener, app, std::future::pending()));
        House { at, people, live, written, full, now }
    }

    pub fn wait(&self, seconds: i64) {
        self.now.fetch_add(seconds, Ordering::Relaxed);
    }

    pub fn last_written(&self) -> String {
        self.written.lock().unwrap().last().cloned().unwrap_or_default()
    }

    pub async fn post(&self, path: &str, more: &str, body: Value) -> Answer {
        ask(self.at, "POST", path, &format!("Content-Type: application/json\r\n{more}"), &body.to_string()).await
    }

    pub async fn try_in(&self, name: &str, password: &str) -> Answer {
        self.post("/api/v1/session", "", json!({ "name": name, "password": password })).await
    }

    pub async fn sign_in(&self, name: &str, password: &str) -> Signed {
        signed(&self.try_in(name, password).await)
    }

    /// The administrator, by key.
    pub async fn first(&self) -> Signed {
        let key = self.people.new_key().unwrap();
        signed(&self.post("/api/v1/session", "", json!({ "key": key })).await)
    }

    /// Somebody new with that role, signed in.
    pub async fn somebody(&self, name: &str, role: &str, by: &Signed) -> Signed {
        let made = self.with_body("POST", "/api/v1/people", by, json!({ "name": name, "role": role, "password": PASSWORD })).await;
        assert_eq!(made.status, 201, "{made:?}");
        self.sign_in(name, PASSWORD).await
    }

    pub async fn with_body(&self, method: &str, path: &str, who: &Signed, body: Value) -> Answer {
        ask(self.at, method, path, &who.headers(), &body.to_string()).await
    }

    pub async fn get(&self, path: &str, who: &Signed) -> Answer {
        ask(self.at, "GET", path, &who.headers(), "").await
    }
}

pub fn signed(answer: &Answer) -> Signed {
    assert_eq!(answer.status, 200, "{answer:?}");
    let cookie = answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    Signed { cookie, csrf: answer.json()["csrf"].as_str().unwrap().to_owned() }
}
