//! A kind is what intake knows a format by, and what opens it.
//!
//! To add a format: a variant of [`Format`], a row here, and its file. Names of files within a zip tell more: `zipped.rs`.

use crate::error::Trouble;
use crate::format::{self, Format};
use crate::found::Found;
use crate::part::{Opened, Parts};
use crate::{
    archive, delimited, docx, encoding, feed, html, kobo, mail, mbox, odt, page, pdf, reliefweb, saved, sheet, telegram, text, whatsapp,
};

pub(crate) struct Kind {
    pub format: Format,
    /// Of names, in lower case.
    pub extensions: &'static [&'static str],
    /// By how the content begins; the first row that says so is taken.
    pub is: fn(&[u8]) -> bool,
    /// Its beginning proves it, whatever the name says.
    pub sure: bool,
    pub how: How,
}

pub(crate) enum How {
    /// A report a line; no more than a line is held.
    Lines,
    /// One report, found when it is asked for, so that threads can share the work.
    One(fn(Vec<u8>) -> Result<Found, Trouble>),
    /// Several, all at once: `chat.json message 12`.
    Parts(fn(Vec<u8>) -> Result<Parts, Trouble>),
    /// Several, one after the other. `within` stands between the file's name and the part's; archives may not hold archives without end.
    Opened { open: Open, within: &'static str, archive: bool },
}

type Open = fn(Vec<u8>) -> Result<Box<dyn Opened>, Trouble>;

const NEVER: fn(&[u8]) -> bool = |_| false;

/// In the order in which a content of unknown name is tried.
pub(crate) static KINDS: [Kind; 19] = [
    Kind { format: Format::Pdf, extensions: &["pdf"], is: pdf::is, sure: true, how: How::One(pdf::find) },
    // What a zip holds tells which it is.
    Kind { format: Format::Docx, extensions: &["docx", "docm", "dotx"], is: NEVER, sure: true, how: How::One(docx::find) },
    Kind { format: Format::Odt, extensions: &["odt", "ott"], is: NEVER, sure: true, how: How::One(odt::find) },
    Kind {
        format: Format::Workbook,
        extensions: &["xlsx", "xlsm", "ods"],
        is: sheet::is,
        sure: true,
        how: How::Parts(|bytes| sheet::cut(&bytes)),
    },
    Kind {
        format: Format::Zip,
        extensions: &["zip"],
        is: archive::is_zip,
        sure: true,
        how: How::Opened { open: archive::zip, within: "/", archive: true },
    },
    Kind {
        format: Format::Gzip,
        extensions: &["gz", "tgz"],
        is: archive::is_gzip,
        sure: true,
        how: How::Opened { open: archive::gzip, within: "/", archive: false },
    },
    Kind {
        format: Format::Tar,
        extensions: &["tar"],
        is: archive::is_tar,
        sure: true,
        how: How::Opened { open: archive::tar, within: "/", archive: true },
    },
    Kind {
        format: Format::Mbox,
        extensions: &["mbox", "mbx"],
        is: mbox::is,
        sure: false,
        how: How::Opened { open: mbox::open, within: " ", archive: false },
    },
    Kind {
        format: Format::Mail,
        extensions: &["eml", "emlx"],
        is: mail::is,
        sure: false,
        how: How::Opened { open: mail::open, within: "/", archive: false },
    },
    Kind { format: Format::Telegram, extensions: &[], is: telegram::is, sure: false, how: How::Parts(|bytes| telegram::cut(&bytes)) },
    Kind { format: Format::ReliefWeb, extensions: &[], is: reliefweb::is, sure: false, how: How::Parts(|bytes| reliefweb::cut(&bytes)) },
    Kind { format: Format::Form, extensions: &[], is: kobo::is, sure: false, how: How::Parts(|bytes| kobo::cut(&bytes)) },
    Kind {
        format: Format::Feed,
        extensions: &["rss", "atom", "rdf"],
        is: feed::is,
        sure: false,
        how: How::Parts(|bytes| feed::cut(&bytes)),
    },
    Kind {
        format: Format::SavedPage,
        extensions: &["mht", "mhtml"],
        is: saved::is,
        sure: false,
        how: How::Parts(|bytes| saved::cut(&bytes)),
    },
    Kind { format: Format::WhatsApp, extensions: &[], is: whatsapp::is, sure: true, how: How::Parts(|bytes| whatsapp::cut(&bytes)) },
    Kind {
        format: Format::Table,
        extensions: &["csv", "tsv", "tab"],
        is: delimited::is,
        sure: false,
        how: How::Parts(|bytes| delimited::cut(&bytes)),
    },
    Kind { format: Format::Batch, extensions: &["jsonl", "ndjson"], is: format::is_object, sure: false, how: How::Lines },
    Kind {
        format: Format::Html,
        extensions: &["html", "htm", "xhtml"],
        is: format::is_markup,
        sure: false,
        how: How::One(|bytes| {
            let declared = page::declared_encoding(&bytes);
            Ok(html::find(&not_blank(encoding::decode(bytes, declared.as_deref())?)?))
        }),
    },
    Kind {
        format: Format::Text,
        extensions: &["txt", "md", "text"],
        is: NEVER,
        sure: false,
        how: How::One(|bytes| Ok(text::find(not_blank(encoding::decode(bytes, None)?)?))),
    },
];

/// `None` for a part that is told already.
pub(crate) fn of(format: &Format) -> Option<&'static Kind> {
    KINDS.iter().find(|k| k.format == *format)
}

fn not_blank(text: String) -> Result<String, Trouble> {
    if text.trim().is_empty() { Err(Trouble::Empty) } else { Ok(text) }
}
