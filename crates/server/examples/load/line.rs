//! A line is one kept connection that asks one question after the other (HTTP/1.1, RFC 9112).

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

pub struct Line {
    stream: BufReader<TcpStream>,
    host: String,
    cookie: Option<String>,
}

pub struct Answer {
    pub status: u16,
    /// As it came: compressed where a question allowed it.
    pub body: Vec<u8>,
}

impl Line {
    pub fn open(host: &str, cookie: Option<String>) -> Line {
        let stream = TcpStream::connect(host).expect("the server listens");
        stream.set_nodelay(true).expect("a socket");
        Line { stream: BufReader::new(stream), host: host.to_owned(), cookie }
    }

    /// Signs in with the first key; the session's cookie.
    pub fn enter(&mut self, key: &str) -> String {
        let body = format!("{{\"key\":\"{key}\"}}");
        let (host, long) = (&self.host, body.len());
        let head = format!(
            "POST /api/v1/session HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Type: application/json\r\nContent-Length: {long}\r\n\r\n{body}"
        );
        let (answer, cookie) = self.say(&head);
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
        cookie.expect("a session has a cookie")
    }

    pub fn ask(&mut self, question: &str) -> Answer {
        let cookie = self.cookie.as_ref().map(|c| format!("Cookie: {c}\r\n")).unwrap_or_default();
        // The pages that the readers learn from are read as they are.
        let packed = if question.contains("limit=500") { "" } else { "Accept-Encoding: gzip\r\n" };
        let head = format!("GET {question} HTTP/1.1\r\nHost: {}\r\n{cookie}{packed}\r\n", self.host);
        self.say(&head).0
    }

    fn say(&mut self, question: &str) -> (Answer, Option<String>) {
        self.stream.get_mut().write_all(question.as_bytes()).expect("the server reads");
        let mut line = String::new();
        self.stream.read_line(&mut line).expect("an answer");
        let status = line.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or_else(|| panic!("no status in {line:?}"));
        let (mut long, mut chunked, mut cookie) = (0usize, false, None);
        loop {
            line.clear();
            self.stream.read_line(&mut line).expect("a header");
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => long = value.parse().expect("a length"),
                "transfer-encoding" => chunked = value.eq_ignore_ascii_case("chunked"),
                "set-cookie" => cookie = value.split(';').next().map(str::to_owned),
                _ => {}
            }
        }
        let mut body = Vec::new();
        if chunked {
            loop {
                line.clear();
                self.stream.read_line(&mut line).expect("a chunk's length");
                let size = usize::from_str_radix(line.trim(), 16).expect("a chunk's length");
                let start = body.len();
                body.resize(start + size + 2, 0);
                self.stream.read_exact(&mut body[start..]).expect("a chunk");
                body.truncate(start + size);
                if size == 0 {
                    break;
                }
            }
        } else {
            body.resize(long, 0);
            self.stream.read_exact(&mut body).expect("a body");
        }
        (Answer { status, body }, cookie)
    }
}
