//! A query is asked for strictly: what nobody knows, says twice, or cannot be read is told, not passed over.

use super::Problem;
use super::problem::quoted;
use axum::extract::FromRequestParts;
use axum::http::Uri;
use axum::http::request::Parts;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

/// Pairs of a query, and bytes of a value.
const MOST: usize = 64;
const LONGEST: usize = 1000;

/// What stands behind the `?`. Take what you know, then [`Params::finish`].
#[derive(Clone, Debug, Default)]
pub struct Params {
    given: BTreeMap<String, Vec<String>>,
    known: BTreeSet<&'static str>,
}

impl Params {
    /// # Errors
    /// 400 when it is not percent-encoded UTF-8, has control characters, or is out of all measure.
    pub fn of(uri: &Uri) -> Result<Params, Problem> {
        let mut params = Params::default();
        let pairs = uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
        for (n, pair) in pairs.enumerate() {
            if n >= MOST {
                return Err(Problem::bad_request(format!("a query has at most {MOST} parameters")));
            }
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            params.given.entry(decoded(key)?).or_default().push(decoded(value)?);
        }
        Ok(params)
    }

    /// Every value of a key that may be repeated.
    pub fn all(&mut self, key: &'static str) -> Vec<String> {
        self.known.insert(key);
        self.given.get(key).cloned().unwrap_or_default()
    }

    /// Text that is not empty.
    pub fn text(&mut self, key: &'static str) -> Result<Option<String>, Problem> {
        let mut values = self.all(key);
        match values.pop() {
            None => Ok(None),
            Some(_) if !values.is_empty() => Err(Problem::bad_request(format!("{key} is given more than once"))),
            Some(value) if value.trim().is_empty() => Err(Problem::bad_request(format!("{key} is empty; leave it out"))),
            Some(value) => Ok(Some(value)),
        }
    }

    /// Anything that is written one way; `shape` says which, for a person.
    pub fn value<T: FromStr>(&mut self, key: &'static str, shape: &str) -> Result<Option<T>, Problem> {
        let said = self.text(key)?;
        said.map(|value| value.trim().parse().map_err(|_| wrong(key, &value, shape))).transpose()
    }

    /// A day, `2026-11-23`.
    pub fn date(&mut self, key: &'static str) -> Result<Option<Date>, Problem> {
        let shape = "a day such as 2026-11-23";
        let Some(value) = self.text(key)? else { return Ok(None) };
        // Nothing but the day, though more can be read as one.
        let day = if value.len() == 10 { value.parse().ok() } else { None };
        day.map(Some).ok_or_else(|| wrong(key, &value, shape))
    }

    /// A whole number between both ends.
    pub fn whole(&mut self, key: &'static str, least: u64, most: u64) -> Result<Option<u64>, Problem> {
        let shape = format!("a whole number from {least} to {most}");
        let Some(value) = self.text(key)? else { return Ok(None) };
        let number = if value.bytes().all(|b| b.is_ascii_digit()) { value.parse().ok() } else { None };
        number.filter(|n| (least..=most).contains(n)).map(Some).ok_or_else(|| wrong(key, &value, &shape))
    }

    /// A number between both ends.
    pub fn number(&mut self, key: &'static str, least: f64, most: f64) -> Result<Option<f64>, Problem> {
        let shape = format!("a number from {least} to {most}");
        let Some(value) = self.text(key)? else { return Ok(None) };
        number(&value).filter(|n| (least..=most).contains(n)).map(Some).ok_or_else(|| wrong(key, &value, &shape))
    }

    /// `true` or `false`.
    pub fn yes(&mut self, key: &'static str) -> Result<Option<bool>, Problem> {
        self.value(key, "true or false")
    }

    /// One of a closed list.
    pub fn one_of<T: Copy>(&mut self, key: &'static str, list: &[(&'static str, T)]) -> Result<Option<T>, Problem> {
        let Some(value) = self.text(key)? else { return Ok(None) };
        list.iter().find(|(name, _)| *name == value).map(|(_, is)| Some(*is)).ok_or_else(|| {
            let names: Vec<&str> = list.iter().map(|(name, _)| *name).collect();
            wrong(key, &value, &format!("one of {}", names.join(", ")))
        })
    }

    /// West, south, east and north in degrees of WGS 84, as four numbers, or six with heights (RFC 7946, section 5), which are left out.
    /// No box goes over the 180th meridian.
    pub fn bbox(&mut self, key: &'static str) -> Result<Option<[f64; 4]>, Problem> {
        let shape = "west,south,east,north in degrees, west and south first, such as 40.5,36.3,41.2,36.9";
        let Some(value) = self.text(key)? else { return Ok(None) };
        let numbers: Option<Vec<f64>> = value.split(',').map(|n| number(n.trim())).collect();
        let sides = match numbers.as_deref() {
            Some(&[west, south, east, north]) | Some(&[west, south, _, east, north, _]) => Some([west, south, east, north]),
            _ => None,
        };
        let sound = |[west, south, east, north]: &[f64; 4]| {
            (-180.0..=180.0).contains(west) && *east <= 180.0 && west <= east && *south >= -90.0 && south <= north && *north <= 90.0
        };
        sides.filter(sound).map(Some).ok_or_else(|| wrong(key, &value, shape))
    }

    /// # Errors
    /// 400 that names what was given and is not known, and what is.
    pub fn finish(self) -> Result<(), Problem> {
        let strange: Vec<String> = self.given.keys().filter(|k| !self.known.contains(k.as_str())).map(|k| quoted(k)).collect();
        if strange.is_empty() {
            return Ok(());
        }
        let known: Vec<&str> = self.known.into_iter().collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        Err(Problem::bad_request(format!("not known here: {}; there is: {known}", strange.join(", "))))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Params {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Params, Problem> {
        Params::of(&parts.uri)
    }
}

fn wrong(key: &str, value: &str, shape: &str) -> Problem {
    Problem::bad_request(format!("{key}={} is not {shape}", quoted(value)))
}

/// Rust reads `inf` and `nan` as numbers; nobody else does.
fn number(said: &str) -> Option<f64> {
    let plain = said.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
    said.parse::<f64>().ok().filter(|n| plain && n.is_finite())
}

/// Of `application/x-www-form-urlencoded`.
fn decoded(said: &str) -> Result<String, Problem> {
    let not_so = || Problem::bad_request(format!("{} in the query is not percent-encoded UTF-8", quoted(said)));
    let mut bytes = Vec::with_capacity(said.len());
    let mut rest = said.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || rest.next().and_then(|b| char::from(b).to_digit(16));
                let (high, low) = digit().zip(digit()).ok_or_else(not_so)?;
                u8::try_from(high * 16 + low).map_err(|_| not_so())?
            }
            byte => byte,
        });
    }
    let text = String::from_utf8(bytes).map_err(|_| not_so())?;
    if text.len() > LONGEST {
        return Err(Problem::bad_request(format!("a value of the query has at most {LONGEST} bytes")));
    }
    if text.chars().any(char::is_control) {
        return Err(Problem::bad_request(format!("{} has a control character in it", quoted(&text))));
    }
    Ok(text)
}
