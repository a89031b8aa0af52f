//! A truce is an agreement written as data, and what incidents say of each of its clauses.
