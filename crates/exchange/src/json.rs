//! JSON is written through one seam that neutralises every string of it, key or value, whatever shape it stands in.

use crate::neutral;
use serde::Serialize;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter, PrettyFormatter};
use std::io::{self, Write};

/// Wraps a formatter; controls and marks of direction are left out, line ends and tabs become a blank.
struct Neutral<F>(F);

macro_rules! pass_on {
    ($($name:ident($($arg:ident: $type:ty),*);)*) => {
        $(fn $name<W: ?Sized + Write>(&mut self, writer: &mut W $(, $arg: $type)*) -> io::Result<()> { self.0.$name(writer $(, $arg)*) })*
    };
}

impl<F: Formatter> Formatter for Neutral<F> {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        writer.write_all(neutral::clean(fragment).as_bytes())
    }

    fn write_char_escape<W: ?Sized + Write>(&mut self, writer: &mut W, escape: CharEscape) -> io::Result<()> {
        match escape {
            CharEscape::Quote | CharEscape::ReverseSolidus | CharEscape::Solidus => self.0.write_char_escape(writer, escape),
            CharEscape::LineFeed | CharEscape::Tab | CharEscape::CarriageReturn | CharEscape::FormFeed => writer.write_all(b" "),
            CharEscape::AsciiControl(0x0B) => writer.write_all(b" "),
            CharEscape::Backspace | CharEscape::AsciiControl(_) => Ok(()),
        }
    }

    pass_on! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        end_object_key();
        begin_object_value();
        end_object_value();
    }
}

/// One object a line.
pub fn compact(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let mut ser = serde_json::Serializer::with_formatter(out, Neutral(CompactFormatter));
    value.serialize(&mut ser).map_err(io::Error::from)
}

/// Indented, for the forms that a person may open.
pub fn pretty(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let mut ser = serde_json::Serializer::with_formatter(out, Neutral(PrettyFormatter::with_indent(b" ")));
    value.serialize(&mut ser).map_err(io::Error::from)
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(input: &str, expected: &str) {
        let mut out = Vec::new();
        super::compact(&mut out, &input).expect("a vector can be written to");
        assert_eq!(String::from_utf8_lossy(&out), expected);
    }

    #[test]
    fn strings() {
        check("plain", r#""plain""#);
        check("a\"b\\c", r#""a\"b\\c""#);
        check("a\nb\tc\rd\u{b}e", r#""a b c d e""#);
        check("\u{0}a\u{1b}b\u{8}", r#""ab""#);
        check("\u{202e}a\u{2066}\u{85}", r#""a ""#);
        check("دير الزور", "\"دير الزور\"");
    }
}
