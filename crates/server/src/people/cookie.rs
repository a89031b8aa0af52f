//! The cookie that carries a session's token. Its name has the port, for a browser keeps one jar for all ports of a machine.

use super::secret;
use axum::http::{HeaderMap, HeaderValue, header};

/// Of several with our name, a neighbour on the same host may have laid some: so many are looked at.
const LOOKED_AT: usize = 4;

#[derive(Clone, Debug)]
pub struct Cookie {
    name: String,
    secure: bool,
}

impl Cookie {
    pub fn new(port: u16, secure: bool) -> Cookie {
        // The prefix makes a browser refuse it from anywhere but here over TLS (RFC 6265bis, section 4.1.3.2).
        let prefix = if secure { "__Host-" } else { "" };
        Cookie { name: format!("{prefix}accalmie-{port}"), secure }
    }

    /// Tokens that came, of the right shape.
    pub fn tokens<'h>(&'h self, headers: &'h HeaderMap) -> impl Iterator<Item = &'h str> {
        let lines = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
        let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.filter(|(name, _)| *name == self.name).map(|(_, token)| token).filter(|token| secret::is_one(token)).take(LOOKED_AT)
    }

    /// `Set-Cookie`. It has no age: the browser forgets it when it closes, the server after what [`super::book`] says.
    pub fn laid(&self, token: &str) -> HeaderValue {
        self.header(token, "")
    }

    /// `Set-Cookie` that takes it back.
    pub fn taken_back(&self) -> HeaderValue {
        self.header("", "; Max-Age=0")
    }

    fn header(&self, token: &str, more: &str) -> HeaderValue {
        let secure = if self.secure { "; Secure" } else { "" };
        let said = format!("{}={token}; Path=/; HttpOnly; SameSite=Strict{secure}{more}", self.name);
        // Name and token are letters and digits of our own.
        HeaderValue::from_str(&said).unwrap_or(HeaderValue::from_static(""))
    }
}
