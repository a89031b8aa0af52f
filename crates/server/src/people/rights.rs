//! A right is asked for by writing it down: `Reader(person): Reader` in a handler is 401 for nobody and 403 for who may not.
//!
//! Every question that changes something must also carry the session's `X-CSRF`.

use super::register::People;
use super::role::Role;
use super::secret::{self, Kept};
use crate::edge::Problem;
use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;

/// Somebody who is signed in.
#[derive(Clone)]
pub struct Person {
    pub name: String,
    pub role: Role,
    pub needs_password: bool,
    pub(super) session: Kept,
    pub(super) csrf: String,
}

impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.name, self.role.name())
    }
}

/// Who an answer is for.
#[derive(Clone, Debug)]
pub enum Audience {
    /// Sees everything.
    Full(Person),
    /// Sees what is public.
    Public,
}

impl Audience {
    pub fn is_public(&self) -> bool {
        matches!(self, Audience::Public)
    }
}

/// Whoever may see something here: in the full profile who is signed in, in the public one anybody.
pub struct Anyone(pub Audience);

impl<S: Send + Sync> FromRequestParts<S> for Anyone
where
    People: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Anyone, Problem> {
        let people = People::from_ref(state);
        if people.is_public() {
            return Ok(Anyone(Audience::Public));
        }
        admitted(&people, parts, Role::Reader).map(|person| Anyone(Audience::Full(person)))
    }
}

macro_rules! right {
    ($($(#[$doc:meta])* $right:ident)*) => {$(
        $(#[$doc])*
        pub struct $right(pub Person);

        impl<S: Send + Sync> FromRequestParts<S> for $right
        where
            People: FromRef<S>,
        {
            type Rejection = Problem;

            async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<$right, Problem> {
                admitted(&People::from_ref(state), parts, Role::$right).map($right)
            }
        }
    )*};
}

right! {
    /// Whoever is signed in.
    Reader
    /// A reviewer or more.
    Reviewer
    /// An editor or more.
    Editor
    /// An administrator.
    Administrator
}

fn admitted(people: &People, parts: &Parts, least: Role) -> Result<Person, Problem> {
    if people.is_public() {
        return Err(Problem::not_found("nobody signs in here: this server shows what is public"));
    }
    let person = people.who(&parts.headers)?.ok_or_else(Problem::unauthenticated)?;
    if !parts.method.is_safe() {
        let said = parts.headers.get("x-csrf").map_or(&b""[..], |v| v.as_bytes());
        if !secret::same(said, person.csrf.as_bytes()) {
            return Err(Problem::forbidden("the header X-CSRF is missing or not that of this session; GET /api/v1/session tells it"));
        }
    }
    if person.role < least {
        let detail = format!("this needs the role {}; {} has {}", least.name(), person.name, person.role.name());
        return Err(Problem::forbidden(detail));
    }
    Ok(person)
}
