//! A session is the time from signing in until signing out, or until it was left alone for too long.

use super::register::{BY_KEY, Deed, People, kept_key};
use super::rights::Person;
use super::secret::{self, Kept};
use super::tries::Wait;
use super::{Account, Role, name, password};
use crate::edge::Problem;
use axum::http::{HeaderMap, StatusCode};
use std::net::IpAddr;

/// Left alone for so long, it ends. Seconds.
const IDLE: i64 = 12 * 60 * 60;
/// It ends after so long whatever is done. Seconds.
const WHOLE: i64 = 7 * 24 * 60 * 60;
/// How late it may be known that somebody is still there: each time is a write. Seconds.
const NOTED_EVERY: i64 = 5 * 60;

/// A session that has just begun. The token is for the cookie and told nowhere else.
pub struct Begun {
    pub token: String,
    pub person: Person,
}

impl People {
    /// Signs in with a password. Takes as long whether there is such an account or not.
    ///
    /// # Errors
    /// 401 when name and password do not go together, 429 when the name is locked or the address tries too often.
    pub async fn sign_in(&self, said: &str, said_password: &str, from: IpAddr) -> Result<Begun, Problem> {
        let folded = name::sound(said).map(|name| name::folded(&name)).unwrap_or_default();
        let counted = self.0.counted(&folded);
        self.0.tries().begin(counted, from, self.0.now()).map_err(|wait| match wait {
            Wait::Locked(seconds) => Problem::locked(seconds),
            Wait::TooMany(seconds) => Problem::too_many(seconds),
        })?;
        let account = self.0.book()?.account(&folded).map_err(Problem::internal)?;
        let kept = account.as_ref().filter(|a| !a.disabled).and_then(|a| a.password.clone());
        let (known, compared) = (kept.is_some(), kept.unwrap_or_else(|| self.0.nobodys.clone()));
        let (tried, against) = (said_password.to_owned(), compared.clone());
        let right = self.hashing(move || password::is(&tried, &against)).await? && known;
        if !right {
            return Err(self.wrong(folded, counted, account).await);
        }
        self.0.tries().right(&counted, from);
        self.begin(folded, move |account| !account.disabled && account.password.as_deref() == Some(&compared)).await
    }

    async fn wrong(&self, folded: String, counted: Kept, account: Option<Account>) -> Problem {
        let locked = self.0.tries().wrong(counted, self.0.now());
        let noted = self.decide(move |register, write| {
            register.book()?.tried_wrong(&folded).map_err(Problem::internal)?;
            // What was tried as a name that nobody has may be a password: it is not written down.
            let account = account.map_or_else(|| "a name that nobody has".to_owned(), |a| a.name);
            if locked { write(Deed { account: &account, did: "locked for 15 minutes after 5 wrong tries", by: "server" }) } else { Ok(()) }
        });
        // The answer is the same when it could not be noted.
        let _ = noted.await;
        wrong_password()
    }

    async fn begin(&self, folded: String, still: impl FnOnce(&Account) -> bool + Send + 'static) -> Result<Begun, Problem> {
        let token = secret::new().map_err(Problem::internal)?;
        let session = session(&token);
        let account = self.decide(move |register, write| {
            let account = register.book()?.account(&folded).map_err(Problem::internal)?.filter(still).ok_or_else(wrong_password)?;
            let did = match account.wrong {
                0 => "signed in".to_owned(),
                n => format!("signed in, after {n} wrong tries"),
            };
            write(Deed { account: &account.name, did: &did, by: &account.name })?;
            let now = register.now();
            let begun = register.book()?.at_once(|book| {
                book.end_old(now - WHOLE, now - IDLE)?;
                book.begin(&session, &folded, now)
            });
            begun.map_err(Problem::internal)?;
            Ok(account)
        });
        let account = account.await?;
        Ok(Begun { person: person(&account, &token), token })
    }

    /// Signs in with the one-time key, as an administrator without a password: the one there was is withdrawn, and other sessions end. Never
    /// locked: nobody guesses 256 bits.
    ///
    /// # Errors
    /// 401 when it is not the key, or no longer.
    pub async fn sign_in_by_key(&self, key: &str, from: IpAddr) -> Result<Begun, Problem> {
        let key = kept_key(key);
        if !self.0.book()?.has_key(&key, self.0.now()).map_err(Problem::internal)? {
            return Err(wrong_key());
        }
        let token = secret::new().map_err(Problem::internal)?;
        let session = session(&token);
        let account = self.decide(move |register, write| {
            let now = register.now();
            // Looked at before the deed is written down and used up after: what cannot be written down costs no key.
            if !register.book()?.has_key(&key, now).map_err(Problem::internal)? {
                return Err(wrong_key());
            }
            let before = register.book()?.account(BY_KEY).map_err(Problem::internal)?;
            let did = if before.is_some() { "signed in by key; password withdrawn" } else { "made, administrator; signed in by key" };
            let fresh = Account {
                name: BY_KEY.into(),
                role: Role::Administrator,
                disabled: false,
                password: None,
                made: now,
                seen: None,
                wrong: 0,
            };
            let account = Account { role: Role::Administrator, disabled: false, password: None, ..before.unwrap_or(fresh) };
            write(Deed { account: BY_KEY, did, by: BY_KEY })?;
            let begun = register.book()?.at_once(|book| {
                book.use_key(&key, now)?;
                book.keep(BY_KEY, &account)?;
                book.end_all(BY_KEY, None)?;
                book.begin(&session, BY_KEY, now)
            });
            begun.map_err(Problem::internal)?;
            register.tries().forgive(&register.counted(BY_KEY), Some(from));
            register.ended.send_modify(|n| *n += 1);
            Ok(account)
        });
        let account = account.await?;
        Ok(Begun { person: person(&account, &token), token })
    }

    /// Whose session the cookie is of. Notes that somebody is there.
    pub fn who(&self, headers: &HeaderMap) -> Result<Option<Person>, Problem> {
        for token in self.0.cookie.tokens(headers) {
            let (session, now) = (session(token), self.0.now());
            let book = self.0.book()?;
            let Some(held) = book.session(&session).map_err(Problem::internal)? else { continue };
            if held.account.disabled || held.begun + WHOLE <= now || held.seen + IDLE <= now {
                continue;
            }
            if held.seen + NOTED_EVERY <= now {
                book.seen(&session, now).map_err(Problem::internal)?;
            }
            return Ok(Some(person(&held.account, token)));
        }
        Ok(None)
    }

    /// Signs out.
    pub fn sign_out(&self, person: &Person) -> Result<(), Problem> {
        self.end(&person.session)
    }

    /// Ends whatever session came with a question, when another begins.
    pub(super) fn end_before(&self, headers: &HeaderMap) -> Result<(), Problem> {
        self.0.cookie.tokens(headers).try_for_each(|token| self.end(&session(token)))
    }

    fn end(&self, session: &Kept) -> Result<(), Problem> {
        self.0.book()?.end(session).map_err(Problem::internal)?;
        self.0.ended.send_modify(|n| *n += 1);
        Ok(())
    }

    /// Is there when the person's session has ended, within a minute.
    pub fn end_of(&self, person: &Person) -> impl Future<Output = ()> + Send + 'static {
        let (people, session) = (self.clone(), person.session);
        let mut ended = self.0.ended.subscribe();
        async move {
            while people.holds(&session) {
                let _ = tokio::time::timeout(std::time::Duration::from_secs(60), ended.changed()).await;
            }
        }
    }

    fn holds(&self, session: &Kept) -> bool {
        let now = self.0.now();
        let held = self.0.book().ok().and_then(|book| book.session(session).ok().flatten());
        held.is_some_and(|held| !held.account.disabled && held.begun + WHOLE > now && held.seen + IDLE > now)
    }

    /// Sets the person's own password and ends the person's other sessions. `old` is not asked of one who has none.
    ///
    /// # Errors
    /// 403 when `old` is wrong, 429 when it was wrong too often, 400 for a password that cannot be.
    pub async fn set_password(&self, person: &Person, old: Option<&str>, new: &str, from: IpAddr) -> Result<(), Problem> {
        let folded = name::folded(&person.name);
        password::sound(new)?;
        let before = self.0.book()?.account(&folded).map_err(Problem::internal)?.ok_or_else(Problem::unauthenticated)?;
        if let Some(kept) = before.password.clone() {
            self.is_own(&before, &folded, kept, old, from).await?;
        }
        let (new, session) = (Some(self.hashed(new).await?), person.session);
        self.decide(move |register, write| {
            let account = register.book()?.account(&folded).map_err(Problem::internal)?.ok_or_else(Problem::unauthenticated)?;
            if account.password != before.password {
                return Err(Problem::conflict("the password was changed meanwhile"));
            }
            write(Deed { account: &account.name, did: "password set", by: &account.name })?;
            let account = Account { password: new, ..account };
            let kept = register.book()?.at_once(|book| {
                book.keep(&folded, &account)?;
                book.end_all(&folded, Some(&session))
            });
            register.ended.send_modify(|n| *n += 1);
            kept.map_err(Problem::internal)
        })
        .await
    }

    /// Who has somebody's session open guesses no better than anybody else.
    async fn is_own(&self, account: &Account, folded: &str, kept: String, old: Option<&str>, from: IpAddr) -> Result<(), Problem> {
        let old = old.ok_or_else(|| Problem::bad_request("the old password is missing"))?.to_owned();
        let counted = self.0.counted(folded);
        self.0.tries().begin(counted, from, self.0.now()).map_err(|wait| match wait {
            Wait::Locked(seconds) => Problem::locked(seconds),
            Wait::TooMany(seconds) => Problem::too_many(seconds),
        })?;
        if self.hashing(move || password::is(&old, &kept)).await? {
            self.0.tries().right(&counted, from);
            return Ok(());
        }
        self.wrong(folded.to_owned(), counted, Some(account.clone())).await;
        Err(Problem::forbidden("the old password is not right"))
    }
}

fn session(token: &str) -> Kept {
    secret::kept("session", token)
}

fn person(account: &Account, token: &str) -> Person {
    Person {
        name: account.name.clone(),
        role: account.role,
        needs_password: !account.has_password(),
        session: session(token),
        csrf: secret::hex(&secret::kept("csrf", token)),
    }
}

fn wrong_password() -> Problem {
    refused("name and password do not go together")
}

fn wrong_key() -> Problem {
    refused("this key is not good, or no longer: it can be used once, within an hour; `accalmie serve --key` makes another")
}

fn refused(detail: &str) -> Problem {
    Problem { status: StatusCode::UNAUTHORIZED, detail: detail.to_owned(), ..Problem::unauthenticated() }
}
