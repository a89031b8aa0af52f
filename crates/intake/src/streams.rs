//! A stream is a file that several reports come in: a chat, a feed, a table, a form's answers.

use crate::error::Trouble;
use crate::part::Parts;
use crate::{delimited, feed, kobo, reliefweb, saved, sheet, telegram, whatsapp};

pub(crate) struct Stream {
    /// With its article, as messages say it.
    pub what: &'static str,
    /// By the first 4 KiB.
    pub is: fn(&[u8]) -> bool,
    pub cut: fn(&[u8]) -> Result<Parts, Trouble>,
}

/// In the order in which a content of unknown name is tried. No two of them claim the same file; all come before batch, page and text.
pub(crate) static STREAMS: [Stream; 8] = [
    Stream { what: "a workbook", is: sheet::is, cut: sheet::cut },
    Stream { what: "a Telegram export", is: telegram::is, cut: telegram::cut },
    Stream { what: "a ReliefWeb answer", is: reliefweb::is, cut: reliefweb::cut },
    Stream { what: "a KoboToolbox or ODK export", is: kobo::is, cut: kobo::cut },
    Stream { what: "a feed", is: feed::is, cut: feed::cut },
    Stream { what: "a saved web page", is: saved::is, cut: saved::cut },
    Stream { what: "a WhatsApp export", is: whatsapp::is, cut: whatsapp::cut },
    Stream { what: "a table", is: delimited::is, cut: delimited::cut },
];

#[cfg(test)]
mod tests;
