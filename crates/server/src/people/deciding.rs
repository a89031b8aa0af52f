//! Deciding is what an administrator does with accounts. There is always an administrator left.

use super::register::{Deed, People};
use super::{Account, Role, name};
use crate::edge::Problem;

impl People {
    /// Everybody who has an account, by name.
    ///
    /// # Errors
    /// 404 in the public profile, 500 when the book cannot be read.
    pub fn all(&self) -> Result<Vec<Account>, Problem> {
        self.0.book()?.accounts().map_err(Problem::internal)
    }

    /// Adds an account.
    ///
    /// # Errors
    /// 400 for a name or password that cannot be, 409 when there is such a name, 503 when it cannot be written down.
    pub async fn add(&self, by: &str, said: &str, role: Role, said_password: &str) -> Result<Account, Problem> {
        let name = name::sound(said)?;
        let folded = name::folded(&name);
        if name::is_reserved(&folded) {
            return Err(Problem::conflict("nobody can have that name: the server itself goes by it"));
        }
        let password = Some(self.hashed(said_password).await?);
        let by = by.to_owned();
        self.decide(move |register, write| {
            if register.book()?.account(&folded).map_err(Problem::internal)?.is_some() {
                return Err(Problem::conflict("somebody has that name, or one that looks like it"));
            }
            let account = Account { name, role, disabled: false, password, made: register.now(), seen: None, wrong: 0 };
            write(Deed { account: &account.name, did: &format!("made, {}", role.name()), by: &by })?;
            register.book()?.keep(&folded, &account).map_err(Problem::internal)?;
            Ok(account)
        })
        .await
    }

    /// Changes what is given. A password set by somebody else, or being shut out, ends every session of the account.
    ///
    /// # Errors
    /// 404 without such an account, 409 for the last administrator, and as [`People::add`].
    pub async fn change(
        &self,
        by: &str,
        said: &str,
        role: Option<Role>,
        disabled: Option<bool>,
        said_password: Option<&str>,
    ) -> Result<Account, Problem> {
        let folded = name::folded(&name::sound(said).map_err(|_| nobody())?);
        if said_password.is_some() && folded == name::folded(by) {
            return Err(Problem::conflict("change your own password with the old one, at PUT /api/v1/session/password"));
        }
        let password = match said_password {
            Some(said) => Some(self.hashed(said).await?),
            None => None,
        };
        let by = by.to_owned();
        self.decide(move |register, write| {
            let before = register.book()?.account(&folded).map_err(Problem::internal)?.ok_or_else(nobody)?;
            let mut account = before.clone();
            account.role = role.unwrap_or(account.role);
            account.disabled = disabled.unwrap_or(account.disabled);
            let new_password = password.is_some();
            account.password = password.or(account.password);
            let all = register.book()?.accounts().map_err(Problem::internal)?;
            if can_decide(&before) && !can_decide(&account) && all.iter().filter(|a| can_decide(a)).count() < 2 {
                return Err(Problem::conflict("this is the last administrator; make another one first"));
            }
            let did = told(&before, &account, new_password);
            if did.is_empty() {
                return Ok(account);
            }
            write(Deed { account: &account.name, did: &did, by: &by })?;
            let ends = new_password || account.disabled;
            let mut book = register.book()?;
            let kept = book.at_once(|book| {
                book.keep(&folded, &account)?;
                if ends { book.end_all(&folded, None) } else { Ok(()) }
            });
            drop(book);
            kept.map_err(Problem::internal)?;
            if new_password {
                register.tries().forgive(&register.counted(&folded), None);
            }
            register.ended.send_modify(|n| *n += 1);
            Ok(account)
        })
        .await
    }
}

/// Whether it is an administrator who can come in.
pub(super) fn can_decide(account: &Account) -> bool {
    account.role == Role::Administrator && !account.disabled
}

fn nobody() -> Problem {
    Problem::not_found("nobody has that name")
}

fn told(before: &Account, after: &Account, new_password: bool) -> String {
    let mut did = Vec::new();
    if before.role != after.role {
        did.push(format!("role {}, was {}", after.role.name(), before.role.name()));
    }
    match (before.disabled, after.disabled) {
        (false, true) => did.push("shut out".to_owned()),
        (true, false) => did.push("let in again".to_owned()),
        _ => {}
    }
    if new_password {
        did.push("password set".to_owned());
    }
    did.join("; ")
}
