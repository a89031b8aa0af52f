//! The tables that come with the binary: whatever `lexicons/` held when it was built.

use crate::Measures;
use accalmie_record::Lang;
use std::collections::BTreeMap;
use std::sync::LazyLock;

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

type Compile = Box<dyn FnOnce() -> Option<Measures> + Send>;
/// Compiled when it is first asked for.
type Lazy = LazyLock<Option<Measures>, Compile>;

static SHIPPED: LazyLock<BTreeMap<Lang, Lazy>> = LazyLock::new(|| {
    TABLES
        .iter()
        .filter_map(|&(code, numbers, times)| {
            let lang = Lang::new(code)?;
            let compile: Compile = Box::new(move || Measures::from_tables(lang, numbers, times).ok());
            Some((lang, LazyLock::new(compile)))
        })
        .collect()
});

impl Measures {
    /// The tables of `lexicons/`; `None` for a language that has none. That they can be read is tested.
    pub fn embedded(lang: Lang) -> Option<&'static Measures> {
        SHIPPED.get(&lang)?.as_ref()
    }
}
