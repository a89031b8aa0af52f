//! A role is what a person may do; each has the rights of the one before.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Reads everything.
    Reader,
    /// Judges records and corrects incidents.
    Reviewer,
    /// Brings reports in, withdraws incidents.
    Editor,
    /// Decides who may do what.
    Administrator,
}

impl Role {
    pub const ALL: [Role; 4] = [Role::Reader, Role::Reviewer, Role::Editor, Role::Administrator];

    pub fn name(self) -> &'static str {
        match self {
            Role::Reader => "reader",
            Role::Reviewer => "reviewer",
            Role::Editor => "editor",
            Role::Administrator => "administrator",
        }
    }

    pub fn named(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }
}
