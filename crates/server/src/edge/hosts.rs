//! By which names the server answers. A page of somebody else whose name is made to point here (DNS rebinding) asks by that name, so a name
//! that nobody gave us is refused; addresses cannot be made to point elsewhere.

use super::Problem;
use super::problem::quoted;
use crate::Settings;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use std::net::IpAddr;

#[derive(Clone, Debug)]
pub struct Hosts {
    listen: IpAddr,
    /// In lower case, as they were given: with a port or without.
    names: Vec<String>,
}

impl Hosts {
    pub fn of(settings: &Settings) -> Hosts {
        Hosts { listen: settings.listen.ip(), names: settings.hosts.iter().map(|h| h.to_lowercase()).collect() }
    }

    /// The host that was asked for, in lower case.
    ///
    /// # Errors
    /// 400 without one or with several, 421 when it is not ours.
    pub fn asked(&self, uri: &Uri, headers: &HeaderMap) -> Result<String, Problem> {
        let mut said = headers.get_all(header::HOST).iter();
        let (Some(host), None) = (said.next(), said.next()) else {
            return Err(Problem::bad_request("a question needs one Host header"));
        };
        let host = host.to_str().map_err(|_| Problem::bad_request("the Host header is not readable"))?;
        for host in [Some(host), uri.authority().map(|a| a.as_str())].into_iter().flatten() {
            if !self.ours(&host.to_lowercase()) {
                let detail = format!("this server does not go by the name {}; start it with --host if it should", quoted(host));
                return Err(Problem::plain(StatusCode::MISDIRECTED_REQUEST, detail));
            }
        }
        Ok(host.to_lowercase())
    }

    fn ours(&self, host: &str) -> bool {
        let bare = without_port(host);
        if self.names.iter().any(|name| name == host || name == bare) || bare == "localhost" {
            return true;
        }
        let literal = bare.strip_prefix('[').and_then(|b| b.strip_suffix(']')).unwrap_or(bare);
        // On every address of the machine: which one it was asked by is not known, and an address is no name that can be moved.
        literal.parse::<IpAddr>().is_ok_and(|ip| ip == self.listen || ip.is_loopback() || self.listen.is_unspecified())
    }

    /// Whether a question that changes something comes from a page of ours, or from no page at all.
    ///
    /// # Errors
    /// 403 when another site's page sent it.
    pub fn not_elsewhere(&self, method: &Method, host: &str, headers: &HeaderMap) -> Result<(), Problem> {
        if method.is_safe() {
            return Ok(());
        }
        let fetched = headers.get("sec-fetch-site").map(|v| v.as_bytes());
        let here = match headers.get(header::ORIGIN) {
            Some(origin) => {
                let authority = origin.to_str().ok().and_then(|o| o.strip_prefix("http://").or_else(|| o.strip_prefix("https://")));
                authority.is_some_and(|a| a.eq_ignore_ascii_case(host) || self.names.iter().any(|n| n.eq_ignore_ascii_case(a)))
            }
            None => fetched.is_none_or(|site| site == b"same-origin" || site == b"none"),
        };
        if here { Ok(()) } else { Err(Problem::forbidden("a page of another site sent this")) }
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((bare, port)) if port.bytes().all(|b| b.is_ascii_digit()) && (!bare.contains(':') || bare.ends_with(']')) => bare,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(listen: &str) -> Hosts {
        Hosts { listen: listen.parse().unwrap(), names: vec!["monitor.example".into(), "desk.example:8443".into()] }
    }

    #[test]
    fn names_that_are_ours() {
        for (listen, host, ours) in [
            ("127.0.0.1", "127.0.0.1:8737", true),
            ("127.0.0.1", "localhost:8737", true),
            ("127.0.0.1", "localhost", true),
            ("127.0.0.1", "[::1]:9000", true),
            ("127.0.0.1", "::1", true),
            ("127.0.0.1", "127.9.9.9", true),
            ("127.0.0.1", "monitor.example", true),
            ("127.0.0.1", "monitor.example:443", true),
            ("127.0.0.1", "desk.example:8443", true),
            ("127.0.0.1", "desk.example", false),
            ("127.0.0.1", "evil.example:8737", false),
            ("127.0.0.1", "localhost.evil.example", false),
            ("127.0.0.1", "127.0.0.1.evil.example", false),
            ("127.0.0.1", "192.0.2.7", false),
            ("127.0.0.1", "", false),
            ("127.0.0.1", ":", false),
            ("127.0.0.1", "[", false),
            ("192.0.2.7", "192.0.2.7:8737", true),
            ("192.0.2.7", "192.0.2.8:8737", false),
            ("0.0.0.0", "192.0.2.8:8737", true),
            ("0.0.0.0", "evil.example", false),
        ] {
            assert_eq!(hosts(listen).ours(host), ours, "{host} at {listen}");
        }
    }
}
