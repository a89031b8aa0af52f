//! Which tellings are of one happening, and what an incident says.

mod incidents;
mod made;
mod order;
