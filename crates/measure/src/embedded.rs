//! The tables that come with the binary: whatever `lexicons/` held when it was built.

use crate::Measures;
use accalmie_record::Lang;
use std::collections::BTreeMap;
use std::sync::LazyLock;

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

static SHIPPED: LazyLock<BTreeMap<Lang, LazyLock<Option<Measures>, Box<dyn FnOnce() -> Option<Measures> + Send>>>> = LazyLock::new(|| {
    TABLES
        .iter()
        .filter_map(|&(code, numbers, times)| {
            let lang = Lang::new(code)?;
            // Each language is compiled when it is first asked for.
            let compile: Box<dyn FnOnce() -> Option<Measures> + Send> = Box::new(move || Measures::from_tables(lang, numbers, times).ok());
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
