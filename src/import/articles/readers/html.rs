//! Web pages, as they are saved.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

use super::super::{Found, Given, html};
use crate::import::{Head, Problem};

pub(in super::super) fn sniff(head: &Head<'_>) -> bool {
    matches!(head.extension, "html" | "htm" | "xhtml" | "shtml")
        || head.begins("<!doctype html")
        || head.begins("<html")
}

pub(in super::super) fn read(given: &Given<'_>) -> Result<Found, Problem> {
    let decoded = given.text_as(said_encoding(given.bytes))?;
    let mut piece = html::page(&decoded.text, "", given.progress)?;
    piece.remarks.splice(0..0, decoded.remarks);
    Ok(Found {
        pieces: vec![piece],
        encoding: decoded.encoding,
        ..Found::default()
    })
}

/// How a page says that it is encoded, in a `<meta>` or at the head of its XML.
pub(in super::super) fn said_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    const LOOKED_AT: usize = 4096;
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let of_xml = text
        .trim_start()
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split_once("?>"))
        .and_then(|(declaration, _)| declaration.split_once("encoding"));
    let label = match of_xml {
        Some((_, rest)) => rest.to_owned(),
        None => text
            .match_indices("charset")
            .find(|(at, _)| is_in_meta(&text[..*at]))
            .map(|(at, word)| text[at + word.len()..].to_owned())?,
    };
    let label = label.trim_start().strip_prefix('=')?.trim_start();
    let label = label.trim_start_matches(['"', '\'']);
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '>' | ';' | '/');
    let label = label.split(ends).next().unwrap_or_default();
    let encoding = Encoding::for_label(label.as_bytes())?;
    // Nobody could have read so far in UTF-16.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE {
        UTF_8
    } else if encoding == X_USER_DEFINED {
        WINDOWS_1252
    } else {
        encoding
    })
}

/// Whether a text ends inside of a `<meta>`.
fn is_in_meta(text: &str) -> bool {
    text.rfind('<')
        .is_some_and(|at| text[at..].starts_with("<meta") && !text[at..].contains('>'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_how_it_is_encoded() {
        let cases = [
            ("<meta charset=ISO-8859-2>", Some("ISO-8859-2")),
            (
                "<html><head><meta charset = \"Shift_JIS\">",
                Some("Shift_JIS"),
            ),
            (
                "<META http-equiv='Content-Type' content='text/html; charset=windows-1251'>",
                Some("windows-1251"),
            ),
            (
                "<?xml version='1.0' encoding='iso-8859-1'?><html>",
                Some("windows-1252"),
            ),
            ("<meta charset='utf-16le'>", Some("UTF-8")),
            ("<p>charset=koi8-r</p>", None),
            ("<meta charset='klingon'>", None),
            ("<meta charset", None),
            ("", None),
        ];
        for (text, name) in cases {
            let said = said_encoding(text.as_bytes()).map(Encoding::name);
            assert_eq!(said, name, "{text}");
        }
    }
}
