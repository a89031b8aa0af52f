//! A page's metadata: what a web page says of itself beside its text.

use crate::dateline;
use crate::found::{Found, filled, language};
use accalmie_record::PublishedFrom;
use dom_query::{Document, Selection};
use serde_json::Value;

/// The encoding that a page declares in its first part, where the words are ASCII whatever it is.
pub(crate) fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let after = head.split_once("charset=").or_else(|| head.split_once("encoding="))?.1;
    let name: String =
        after.trim_start_matches(['"', '\'', ' ']).chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    filled(&name)
}

/// Everything but the text.
pub(crate) fn metadata(page: &Document) -> Found {
    let metas = Metas::of(page);
    let linked = linked_data(page);
    let source = metas.first(&["og:site_name", "application-name", "dc.publisher", "publisher"]).or(linked.publisher);
    let title = linked.headline.or_else(|| metas.first(&["og:title", "twitter:title", "dc.title"])).or_else(|| heading(page));
    let published = metas
        .first(&["article:published_time", "og:article:published_time", "datepublished"])
        .or(linked.published)
        .or_else(|| {
            metas.first(&[
                "dc.date",
                "dc.date.issued",
                "dcterms.date",
                "dcterms.created",
                "dcterms.issued",
                "date",
                "pubdate",
                "publish-date",
                "publication_date",
            ])
        })
        .or_else(|| time(page));
    let lang = attribute(&page.select("html[lang]"), "lang").or_else(|| metas.first(&["content-language", "og:locale", "dc.language"]));
    Found {
        text: String::new(),
        title: title.map(|t| without_site(&t, source.as_deref())),
        url: attribute(&page.select("link[rel~='canonical']"), "href").or_else(|| metas.first(&["og:url"])).filter(|u| u.contains("://")),
        source,
        published_from: if published.is_some() { PublishedFrom::Metadata } else { PublishedFrom::None },
        published: published.map(|p| dateline::iso(&p).unwrap_or(p)),
        language: lang.and_then(|l| language(&l)),
    }
}

/// All `meta` elements by name, in lower case.
struct Metas(Vec<(String, String)>);

impl Metas {
    fn of(page: &Document) -> Metas {
        let mut all = Vec::new();
        for meta in page.select("meta[content]").nodes() {
            let Some(content) = meta.attr("content").and_then(|c| filled(&c)) else { continue };
            for name in ["property", "name", "itemprop", "http-equiv"].iter().filter_map(|a| meta.attr(a)) {
                all.push((name.trim().to_lowercase(), content.clone()));
            }
        }
        Metas(all)
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|n| self.0.iter().find(|(name, _)| name == n)).map(|(_, content)| content.clone())
    }
}

fn attribute(found: &Selection, name: &str) -> Option<String> {
    found.attr(name).and_then(|v| filled(&v))
}

fn heading(page: &Document) -> Option<String> {
    let headings = page.select("h1");
    let only = (headings.length() == 1).then(|| one_line(&headings.text())).flatten();
    only.or_else(|| one_line(&page.select("head title").text()))
}

fn one_line(words: &str) -> Option<String> {
    filled(&words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// "A bridge is cut | The Ferry Post" without the name of the site.
fn without_site(title: &str, site: Option<&str>) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some(rest) = site.and_then(|s| title.strip_suffix(s)) else { return title };
    let rest = rest.trim_end();
    match rest.strip_suffix(['|', '-', '–', '—', '·', '»', ':']) {
        Some(rest) if !rest.trim().is_empty() => rest.trim().to_owned(),
        _ => title,
    }
}

/// The date of the page itself before that of any other thing it shows.
fn time(page: &Document) -> Option<String> {
    ["time[itemprop~='datePublished']", "time[pubdate]", "article time[datetime]", "main time[datetime]", "time[datetime]"]
        .iter()
        .find_map(|s| attribute(&page.select(s), "datetime"))
        .filter(|t| dateline::iso(t).is_some())
}

#[derive(Default)]
struct Linked {
    headline: Option<String>,
    published: Option<String>,
    publisher: Option<String>,
}

/// The first thing in the page's JSON-LD that has a date of publication.
fn linked_data(page: &Document) -> Linked {
    for script in page.select("script[type='application/ld+json']").nodes() {
        let Ok(value) = serde_json::from_str::<Value>(script.text().trim()) else { continue };
        let mut open = vec![&value];
        while let Some(v) = open.pop() {
            match v {
                Value::Array(items) => open.extend(items.iter().rev()),
                Value::Object(o) => {
                    if let Some(published) = o.get("datePublished").and_then(Value::as_str) {
                        return Linked {
                            headline: o.get("headline").and_then(Value::as_str).and_then(one_line),
                            published: filled(published),
                            publisher: o.get("publisher").and_then(|p| p.get("name")).and_then(Value::as_str).and_then(one_line),
                        };
                    }
                    open.extend(o.get("@graph"));
                }
                _ => {}
            }
        }
    }
    Linked::default()
}

#[cfg(test)]
mod tests {
    use super::{declared_encoding, metadata};
    use dom_query::Document;

    #[test]
    fn pages_say_their_encoding() {
        for (page, encoding) in [
            ("<meta charset=windows-1256>", Some("windows-1256")),
            ("<META http-equiv='Content-Type' content='text/html; charset=ISO-8859-1'>", Some("iso-8859-1")),
            ("<?xml version='1.0' encoding='utf-8'?>", Some("utf-8")),
            ("<p>charset", None),
        ] {
            assert_eq!(declared_encoding(page.as_bytes()).as_deref(), encoding, "{page}");
        }
    }

    #[test]
    fn dates_are_found_wherever_pages_put_them() {
        for (page, published) in [
            ("<meta property='article:published_time' content='2021-05-03T10:00:00Z'>", Some("2021-05-03T10:00:00Z")),
            ("<meta name='DC.Date' content='2021-05-03'>", Some("2021-05-03")),
            (
                "<script type='application/ld+json'>{\"@graph\": [{\"@type\": \"WebPage\"}, {\"datePublished\": \"2021-05-03\"}]}</script>",
                Some("2021-05-03"),
            ),
            ("<script type='application/ld+json'>{broken</script><time datetime='2021-05-03'>then</time>", Some("2021-05-03")),
            (
                "<aside><time datetime='2020-01-01'>x</time></aside><article><time datetime='2021-05-03'>x</time></article>",
                Some("2021-05-03"),
            ),
            ("<meta name='date' content='3 mai 2021'>", Some("3 mai 2021")),
            ("<time datetime='PT2H'>two hours</time>", None),
        ] {
            assert_eq!(metadata(&Document::from(page)).published.as_deref(), published, "{page}");
        }
    }

    #[test]
    fn titles_lose_the_name_of_the_site() {
        for (page, title) in [
            ("<title>Bridge cut | The Ferry Post</title><meta property='og:site_name' content='The Ferry Post'>", Some("Bridge cut")),
            ("<title>Whole title</title><h1>Bridge\n cut</h1>", Some("Bridge cut")),
            ("<title>The Ferry Post</title><meta property='og:site_name' content='The Ferry Post'>", Some("The Ferry Post")),
            ("<p>no title", None),
        ] {
            assert_eq!(metadata(&Document::from(page)).title.as_deref(), title, "{page}");
        }
    }
}
