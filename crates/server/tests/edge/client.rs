//! A client of a few lines over a bare TCP line, so that a test can say exactly what goes over it.

use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&self.body)))
    }

    /// The type of the problem, which it must be.
    pub fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{self:?}");
        let told = self.json();
        assert_eq!(told["status"], self.status);
        assert!(told["title"].is_string() && told["detail"].as_str().is_some_and(|d| !d.is_empty()), "{told}");
        told["type"].as_str().unwrap().to_owned()
    }
}

/// Sends these bytes on a fresh line and reads until the other end closes or the answer is whole.
pub async fn raw(to: SocketAddr, bytes: &[u8]) -> Option<Answer> {
    let mut line = TcpStream::connect(to).await.unwrap();
    // The server may refuse before all of it is sent.
    let _ = line.write_all(bytes).await;
    read(&mut line).await
}

pub async fn read(line: &mut TcpStream) -> Option<Answer> {
    let mut got = Vec::new();
    let mut piece = [0; 8192];
    loop {
        if let Some(answer) = whole(&got) {
            return Some(answer);
        }
        match line.read(&mut piece).await {
            Ok(0) | Err(_) => return parsed(&got).map(|(answer, _)| answer),
            Ok(n) => got.extend(&piece[..n]),
        }
    }
}

fn whole(got: &[u8]) -> Option<Answer> {
    let (answer, packed) = parsed(got)?;
    let length = answer.header("content-length").map(|l| l.parse::<usize>().unwrap());
    match length {
        // HEAD tells a length and sends nothing: the other end closes after `Connection: close`.
        Some(length) if packed >= length => Some(answer),
        None if matches!(answer.status, 204 | 304) => Some(answer),
        None if answer.header("transfer-encoding").is_some() && got.ends_with(b"0\r\n\r\n") => Some(answer),
        _ => None,
    }
}

/// The answer as far as it came, and how many bytes came after its headers.
fn parsed(got: &[u8]) -> Option<(Answer, usize)> {
    let end = got.windows(4).position(|w| w == b"\r\n\r\n")?;
    let head = String::from_utf8(got[..end].to_vec()).unwrap();
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers: Vec<(String, String)> =
        lines.map(|l| l.split_once(": ").unwrap_or((l, ""))).map(|(n, v)| (n.to_lowercase(), v.to_owned())).collect();
    let rest = &got[end + 4..];
    let chunked = headers.iter().any(|(n, v)| n == "transfer-encoding" && v == "chunked");
    let body = if chunked { unchunked(rest) } else { rest.to_vec() };
    Some((Answer { status, headers, body }, rest.len()))
}

fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = rest.windows(2).position(|w| w == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        let from = end + 2;
        if size == 0 || rest.len() < from + size + 2 {
            break;
        }
        body.extend(&rest[from..from + size]);
        rest = &rest[from + size + 2..];
    }
    body
}

/// A question with the headers that every browser sends, and `more`, each line ended.
pub async fn ask(to: SocketAddr, method: &str, path: &str, more: &str, body: &str) -> Answer {
    let length = if body.is_empty() { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
    let asked = format!("{method} {path} HTTP/1.1\r\nHost: {to}\r\n{length}{more}\r\n{body}");
    raw(to, asked.as_bytes()).await.unwrap_or_else(|| panic!("no answer to {method} {path}"))
}
