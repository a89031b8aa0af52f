//! The tables that come with the binary.

use crate::Measures;
use accalmie_record::Lang;
use std::sync::LazyLock;

macro_rules! tables {
    ($($code:literal $name:ident),+ $(,)?) => {
        $(static $name: LazyLock<Option<Measures>> = LazyLock::new(|| {
            Measures::from_tables(
                Lang::new($code)?,
                include_str!(concat!("../../../lexicons/", $code, "/numbers.tsv")),
                include_str!(concat!("../../../lexicons/", $code, "/times.tsv")),
            )
            .ok()
        });)+

        impl Measures {
            /// The tables of `lexicons/`; `None` for a language that has none. That they can be read is tested.
            pub fn embedded(lang: Lang) -> Option<&'static Measures> {
                match lang.as_str() {
                    $($code => $name.as_ref(),)+
                    _ => None,
                }
            }
        }
    };
}

tables!("fr" FR, "en" EN);
