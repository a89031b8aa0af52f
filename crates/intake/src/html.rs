//! A web page is a report inside markup; blocks become lines, and everything else is left out.

use crate::found::Found;
use crate::{extract, page};
use dom_query::{Document, NodeRef};

pub(crate) fn find(html: &str) -> Found {
    let document = Document::from(html);
    let mut found = page::metadata(&document);
    extract::strip(&document);
    found.text = match extract::marked(&document) {
        Some(node) => render(&node),
        None => extract::reading_view(&document).map(|view| render(&view.root())).unwrap_or_default(),
    };
    if found.text.is_empty() {
        found.text = document.body().map(|b| render(&b)).unwrap_or_default();
    }
    // The heading is the title; what is said once is read once.
    if let Some(title) = &found.title
        && let Some(rest) = found.text.strip_prefix(title.as_str())
        && rest.starts_with('\n')
    {
        found.text = rest.trim_start().to_owned();
    }
    found
}

/// How much an element parts what is before and after it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Break {
    None,
    Blank,
    Line,
    Paragraph,
}

fn part(name: &str) -> Break {
    match name {
        "br" | "li" | "tr" | "dt" | "dd" | "option" | "figure" | "summary" => Break::Line,
        "p" | "div" | "section" | "article" | "main" | "header" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "dl"
        | "table" | "blockquote" | "pre" | "hr" | "address" | "details" | "fieldset" | "center" | "caption" | "thead" | "tbody" => {
            Break::Paragraph
        }
        "td" | "th" => Break::Blank,
        _ => Break::None,
    }
}

enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave(Break),
}

/// The text below a node; markup may nest deeper than any stack, so the walk keeps its own.
fn render(top: &NodeRef) -> String {
    let mut text = Writer::default();
    let mut open = vec![Step::Enter(*top)];
    while let Some(step) = open.pop() {
        let node = match step {
            Step::Leave(parts) => {
                text.part(parts);
                continue;
            }
            Step::Enter(node) => node,
        };
        if node.is_text() {
            text.words(&node.text());
            continue;
        }
        let name = node.node_name();
        let name = name.as_deref().unwrap_or("");
        if matches!(name, "head" | "script" | "style" | "template") {
            continue;
        }
        let parts = part(name);
        text.part(parts);
        open.push(Step::Leave(parts));
        open.extend(node.children_it(true).map(Step::Enter));
    }
    text.out
}

/// Collects words with one blank between them, and lines with no blank at either end.
#[derive(Default)]
struct Writer {
    out: String,
    due: Option<Break>,
}

impl Writer {
    fn part(&mut self, parts: Break) {
        if parts != Break::None {
            self.due = self.due.max(Some(parts));
        }
    }

    fn words(&mut self, words: &str) {
        // A no-break space stays: it stands inside figures such as 12 000.
        let blank = |c: char| c.is_ascii_whitespace();
        if words.starts_with(blank) {
            self.part(Break::Blank);
        }
        for (i, word) in words.split(blank).filter(|w| !w.is_empty()).enumerate() {
            if i > 0 {
                self.part(Break::Blank);
            }
            let due = self.due.take().filter(|_| !self.out.is_empty());
            self.out.push_str(match due {
                None | Some(Break::None) => "",
                Some(Break::Blank) => " ",
                Some(Break::Line) => "\n",
                Some(Break::Paragraph) => "\n\n",
            });
            self.out.push_str(word);
        }
        if words.ends_with(blank) {
            self.part(Break::Blank);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    const LONG: &str = "The ferry at the northern landing stopped on Tuesday after two shells fell close to the ramp, people who live there said; \
        nobody was hurt, and the boats were taken upstream before dark.";

    #[test]
    fn blocks_become_lines() {
        for (html, text) in [
            ("<p>One <b>two</b>\n three</p><p>Four", "One two three\n\nFour"),
            ("<ul><li>a<li>b</ul>c", "a\nb\n\nc"),
            ("a<br>b<br/>c", "a\nb\nc"),
            ("<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc"),
            ("<p>12&nbsp;000 &eacute;t&eacute;s</p>", "12\u{a0}000 étés"),
            ("un<i>clos</i>ed <p>tags <div>are <b>survived", "unclosed\n\ntags\n\nare survived"),
            ("<div><p>word</p> <p> </p></div>", "word"),
            ("plain words", "plain words"),
        ] {
            assert_eq!(find(html).text, text, "{html}");
        }
    }

    #[test]
    fn what_is_around_the_text_is_left_out() {
        for html in [
            format!(
                "<nav>Home</nav><article><h1>T</h1><p>{LONG}</p><div class='share-bar'>Share</div></article><div id=comments><p>I was there</p></div>"
            ),
            format!(
                "<body><script>var x = '<p>no</p>'</script><div class='cookie-notice'>We use them</div><main><p>{LONG}</p></main><footer>Us</footer>"
            ),
            format!("<div itemprop='articleBody'><p>{LONG}<aside>More</aside></div><article>Other {LONG}</article>"),
            format!("<div class=page><div class=menu><a href=/>Home</a></div><div class=body><p>{LONG}</p></div></div>"),
            format!("<style>p {{}}</style><!-- no --><p>{LONG}</p><p hidden>no</p>"),
        ] {
            let found = find(&html);
            assert_eq!(found.text.trim_start_matches("T\n\n"), LONG, "{html}");
        }
    }

    #[test]
    fn the_heading_is_not_read_twice() {
        let f = find(&format!("<article><h1>Ferry stopped</h1><p>{LONG}</p></article>"));
        assert_eq!((f.title.as_deref(), f.text.as_str()), (Some("Ferry stopped"), LONG));
    }

    #[test]
    fn nesting_has_no_end() {
        let deep = format!("{}<p>{LONG}", "<div>".repeat(20_000));
        assert_eq!(find(&deep).text, LONG);
    }
}
