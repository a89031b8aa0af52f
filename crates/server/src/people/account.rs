//! An account is who somebody is here: a name, a role, a password perhaps.

use super::Role;

#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// As it is written.
    pub name: String,
    pub role: Role,
    /// Shut out.
    pub disabled: bool,
    /// As argon2id made it; `None` until one is set.
    pub(super) password: Option<String>,
    /// Seconds since 1970.
    pub made: i64,
    /// When it last signed in.
    pub seen: Option<i64>,
    /// Wrong passwords since then.
    pub wrong: u32,
}

impl Account {
    pub fn has_password(&self) -> bool {
        self.password.is_some()
    }
}
