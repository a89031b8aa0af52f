//! People are those who sign in: their accounts, roles and sessions, in a small file of the server's own. What is done with an account is
//! told to the journal of the ledger; a password or a token never is.

mod account;
mod book;
mod cookie;
mod deciding;
mod name;
mod password;
mod register;
mod rights;
mod role;
mod routes;
mod secret;
mod session;
mod tries;

pub use account::Account;
pub use register::{Clock, Deed, Facts, Journal, People, PeopleError, Setup};
pub use rights::{Administrator, Anyone, Audience, Editor, Person, Reader, Reviewer};
pub use role::Role;
pub use routes::routes;
