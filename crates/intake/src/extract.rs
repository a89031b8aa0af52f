//! Extracting finds the part of a page that is its report, among menus, notices and other people's words.
//!
//! What the page itself marks as its text is taken first; then what reading-view heuristics find; then the whole body.

use dom_query::{Document, NodeRef, Selection};
use dom_smoothie::{Config, Readability};

/// Never text of the report.
const NEVER: &str = "script, style, noscript, template, svg, math, iframe, object, form, button, select, textarea, nav, aside, dialog, footer, figcaption, \
    [hidden], [aria-hidden='true'], [role='navigation'], [role='complementary'], [role='contentinfo'], [role='dialog'], [role='search'], [role='alertdialog']";
/// Words of class and id names, the idiom of page makers, for what stands around a text.
const AROUND: [&str; 34] = [
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "comment",
    "comments",
    "disqus",
    "share",
    "sharing",
    "social",
    "related",
    "recommended",
    "recirc",
    "newsletter",
    "subscribe",
    "subscription",
    "paywall",
    "sidebar",
    "breadcrumb",
    "breadcrumbs",
    "advert",
    "advertisement",
    "ads",
    "promo",
    "popup",
    "modal",
    "menu",
    "navbar",
    "navigation",
    "pagination",
    "footer",
    "masthead",
    "skip",
    "toolbar",
];
/// Fewer characters are a teaser, not a text.
const LEAST: usize = 140;
/// Pages of more elements are not worth the heuristics' time.
const ELEMENTS: usize = 50_000;
/// The heuristics' time grows with the square of the nesting; pages that people make nest less than this.
const DEEPEST: usize = 200;

/// Takes away what is never the report's own text.
pub(crate) fn strip(page: &Document) {
    page.select(NEVER).remove();
    let whole = page.root().normalized_char_count();
    for node in page.select("[class], [id]").nodes() {
        let Some(name) = node.node_name() else { continue };
        let keeps = matches!(&*name, "html" | "body" | "article" | "main") || !is_around(node);
        // Some pages hang such a name on what holds everything.
        if !keeps && node.parent().is_some() && node.normalized_char_count() * 2 < whole {
            node.remove_from_parent();
        }
    }
}

fn is_around(node: &NodeRef) -> bool {
    let names = [node.class(), node.id_attr()];
    names
        .iter()
        .flatten()
        .any(|names| names.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| AROUND.iter().any(|a| word.eq_ignore_ascii_case(a))))
}

/// The report's part of a page that was stripped, for `render` to write out; `None` when it is the whole body.
pub(crate) fn marked<'a>(page: &'a Document) -> Option<NodeRef<'a>> {
    ["[itemprop~='articleBody']", "article", "main, [role='main']"].iter().find_map(|s| only(page.select(s)))
}

/// The one that is a text, unless there are several: then the page is a list of teasers.
fn only<'a>(found: Selection<'a>) -> Option<NodeRef<'a>> {
    let mut sizes: Vec<(usize, &NodeRef)> = found.nodes().iter().map(|n| (n.normalized_char_count(), n)).collect();
    sizes.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    let (longest, node) = *sizes.first()?;
    let second = sizes.get(1).map_or(0, |(n, _)| *n);
    (longest >= LEAST && longest >= second * 3).then_some(*node)
}

/// What a reading view would show, as a page of its own.
pub(crate) fn reading_view(page: &Document) -> Option<Document> {
    if nests_deeper(page, DEEPEST) {
        return None;
    }
    let config = Config { max_elements_to_parse: ELEMENTS, disable_json_ld: true, ..Config::default() };
    let article = Readability::new(page.html(), None, Some(config)).ok()?.parse().ok()?;
    let view = Document::from(article.content);
    // A view of a small part of a short page has lost more than it cleaned.
    let (seen, whole) = (view.root().normalized_char_count(), page.root().normalized_char_count());
    (seen >= LEAST && seen * 3 >= whole.min(3000)).then_some(view)
}

fn nests_deeper(page: &Document, most: usize) -> bool {
    let mut open = vec![(page.root(), 0)];
    while let Some((node, depth)) = open.pop() {
        if depth > most {
            return true;
        }
        open.extend(node.children_it(false).map(|c| (c, depth + 1)));
    }
    false
}
