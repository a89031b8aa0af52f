//! Protection withholds from what leaves the machine what could harm a person.
