//! Kinds are the names of types in every language, from `lexicons/kinds.tsv`: who asks for “shelling” or “قصف” finds the type.

use super::folding::{Asked, terms};
use accalmie_record::Type;
use std::collections::BTreeSet;

/// The shipped table.
const SHIPPED: &str = include_str!("../../../../lexicons/kinds.tsv");

/// One flag a type, in the order of [`Type::ALL`].
pub type Types = [bool; 256];

/// The folded words of each type's labels.
pub struct Kinds(Vec<(Type, BTreeSet<String>)>);

impl Kinds {
    pub fn shipped() -> Kinds {
        Kinds::read(SHIPPED)
    }

    /// From a table: the type's name, then one label a column. Lines of types that there are not are left out.
    pub fn read(table: &str) -> Kinds {
        let mut kinds = Vec::new();
        for line in table.lines().filter(|l| !l.starts_with('#')) {
            let mut cells = line.split('\t');
            let Some(Ok(type_)) = cells.next().map(str::parse::<Type>) else { continue };
            let mut words = BTreeSet::new();
            cells.for_each(|label| terms(label, &mut words));
            kinds.push((type_, words));
        }
        Kinds(kinds)
    }

    /// Types whose labels have the word.
    pub fn called(&self, word: &Asked) -> Types {
        let mut out = [false; 256];
        for (type_, words) in &self.0 {
            let one = |form: &String| words.contains(form) || word.begins && words.iter().any(|w| w.starts_with(form.as_str()));
            if word.forms.iter().any(one) {
                out[usize::from(number(*type_))] = true;
            }
        }
        out
    }
}

/// Its place in [`Type::ALL`].
pub fn number(type_: Type) -> u8 {
    u8::try_from(type_ as usize).unwrap_or(u8::MAX)
}

/// Every family, in order of name, and which of them each type is of.
pub struct Families {
    pub names: Vec<&'static str>,
    of: [u8; 256],
}

impl Families {
    pub fn new() -> Families {
        let names: Vec<&'static str> = Type::ALL.iter().map(|t| t.family()).collect::<BTreeSet<_>>().into_iter().collect();
        let mut of = [0; 256];
        for t in Type::ALL {
            let at = names.iter().position(|n| *n == t.family()).unwrap_or(0);
            of[usize::from(number(*t))] = u8::try_from(at).unwrap_or(0);
        }
        Families { names, of }
    }

    /// Index into `names` of the family of a type's number.
    pub fn of(&self, kind: u8) -> usize {
        usize::from(self.of[usize::from(kind)])
    }
}

#[cfg(test)]
mod tests {
    use super::{Families, Kinds, number};
    use crate::catalogue::folding::asked;
    use accalmie_record::Type;

    #[test]
    fn every_type_has_a_number_and_a_label() {
        let kinds = Kinds::shipped();
        assert_eq!(kinds.0.len(), Type::ALL.len());
        let families = Families::new();
        for t in Type::ALL {
            assert_eq!(Type::ALL.get(usize::from(number(*t))), Some(t));
            assert_eq!(families.names[families.of(number(*t))], t.family());
        }
        for word in ["shelling", "قصف", "artillerie", "ARTILLERÍA", "topb"] {
            let called = asked(word).first().map(|a| kinds.called(a)).expect("a word");
            assert!(called[usize::from(number(Type::ExplosiveShelling))], "{word}");
            assert!(!called[usize::from(number(Type::NeedFood))], "{word}");
        }
    }
}
