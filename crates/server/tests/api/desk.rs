//! A server of the sample reports on a port of its own, and people who ask it.

use crate::client::{Answer, ask};
use accalmie_answers::{By, Keeper, Read, dateline, sketch};
use accalmie_intake::{Operator, Pieces};
use accalmie_places::Gazetteer;
use accalmie_read::Knowledge;
use accalmie_server::{Office, Settings, open, serve};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;
use tokio::sync::oneshot;

pub struct Desk {
    pub at: SocketAddr,
    pub db: String,
    pub office: Office,
    key: Option<String>,
    stop: Option<oneshot::Sender<()>>,
    _folder: TempDir,
}

/// Somebody's cookie and X-CSRF, as lines of a request.
#[derive(Clone)]
pub struct Who(pub String);

pub const NOBODY: &str = "";

pub fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../reports")
}

fn fill(db: &str, knowledge: &Knowledge) {
    let mut keeper = Keeper::new(accalmie_ledger::open(db).expect("a ledger"), "test".to_owned());
    let by = By { author: "test".to_owned(), at: "2024-06-20T08:00:00Z".to_owned(), reason: "test".to_owned() };
    let mut desk = accalmie_read::Desk::default();
    for piece in Pieces::new(accalmie_intake::inputs(&[samples()])) {
        let piece = piece.expect("a sample");
        let original = piece.bytes.clone();
        let mut report = piece.report(&Operator::default()).expect("a report");
        dateline::settle(&mut report, knowledge);
        let sketch = sketch(&report.text);
        keeper.keep(Read { reading: accalmie_read::read(report, knowledge, &mut desk), original, sketch }, &by).expect("kept");
    }
    keeper.release().expect("on disk");
}

impl Desk {
    pub async fn open(public: bool) -> Desk {
        let folder = tempfile::tempdir().expect("a folder");
        let db = folder.path().join("exercise.db").display().to_string();
        fill(&db, &Knowledge::new(&[]).0);
        let beside = folder.path().join("served");
        Desk::of(&db, &beside, public, folder).await
    }

    /// Another server of the same ledger, with its files in the same folder.
    pub async fn another(&self, public: bool) -> Desk {
        let beside = self.office.settings.beside.clone().expect("a folder");
        Desk::of(&self.db, &beside, public, tempfile::tempdir().expect("a folder")).await
    }

    async fn of(db: &str, beside: &Path, public: bool, folder: TempDir) -> Desk {
        let settings =
            Settings { listen: SocketAddr::from(([127, 0, 0, 1], 0)), public, beside: Some(beside.to_owned()), ..Settings::new(db) };
        let clock = Arc::new(|| "2024-06-20T09:00:00Z".parse().expect("a time"));
        let opened = open(settings, Knowledge::new(&[]).0, Gazetteer::embedded(), clock).await.expect("an office");
        opened.office.follow().await.expect("followed");
        let at = opened.listener.local_addr().expect("a port");
        let office = opened.office.clone();
        let key = opened.address.split_once("#key=").map(|(_, key)| key.to_owned());
        let (stop, stopped) = oneshot::channel();
        tokio::spawn(serve(opened, async {
            let _ = stopped.await;
        }));
        Desk { at, db: db.to_owned(), office, key, stop: Some(stop), _folder: folder }
    }

    pub async fn get(&self, path: &str, who: &str) -> Answer {
        ask(self.at, "GET", path, who, "").await
    }

    /// JSON of an answer that must be 200.
    pub async fn told(&self, path: &str, who: &str) -> Value {
        let answer = self.get(path, who).await;
        assert_eq!(answer.status, 200, "{path}: {}", String::from_utf8_lossy(&answer.body));
        answer.json()
    }

    pub async fn send(&self, method: &str, path: &str, who: &str, body: &Value) -> Answer {
        let more = format!("{who}Content-Type: application/json\r\n");
        ask(self.at, method, path, &more, &body.to_string()).await
    }

    /// The administrator, by the key of the first start.
    pub async fn first(&mut self) -> Who {
        let key = self.key.take().expect("a key, once");
        self.signed(&json!({ "key": key })).await
    }

    async fn signed(&self, entry: &Value) -> Who {
        let answer = self.send("POST", "/api/v1/session", NOBODY, entry).await;
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
        let cookie = answer.header("set-cookie").and_then(|c| c.split(';').next()).expect("a cookie").to_owned();
        let csrf = answer.json()["csrf"].as_str().expect("csrf").to_owned();
        Who(format!("Cookie: {cookie}\r\nX-CSRF: {csrf}\r\n"))
    }

    /// A new account of that role, signed in.
    pub async fn somebody(&self, role: &str, by: &Who) -> Who {
        let (name, password) = (format!("desk {role}"), "a long exercise");
        let made = self.send("POST", "/api/v1/people", &by.0, &json!({ "name": name, "password": password, "role": role })).await;
        assert!(made.status < 300, "{}", String::from_utf8_lossy(&made.body));
        self.signed(&json!({ "name": name, "password": password })).await
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.stop.take().map(|stop| stop.send(()));
    }
}
