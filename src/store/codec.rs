//! RON as our files hold it: one record a line, LF, no struct names, no `Some`, readable in every script.

use core::fmt;
use core::marker::PhantomData;

use ron::Options;
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::de::{self, DeserializeOwned, DeserializeSeed, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::model::Codebook;
use crate::say;

use super::FORMAT;
use super::error::{Damage, Fault};
use super::excess::{List, first_excess};
use super::record::CodebookRecord;
use super::ron_words;

/// What one file holds.
pub(super) trait Record: Serialize + DeserializeOwned {
    /// The format version that the file names.
    fn format(&self) -> u32;

    /// Its lists that a file may not make as long as it likes: a project that somebody sends must not fill the memory.
    fn lists(&self) -> Vec<List> {
        Vec::new()
    }
}

/// `implicit_some` reads both `"x"` and `Some("x")` and writes the former; ron's limit on nesting stays in force.
fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// A record as a file's whole text. Fields and the records of lists have a line each; what is deeper shares theirs.
pub(super) fn encode(record: &impl Record) -> Result<String, String> {
    let config = PrettyConfig::new()
        .new_line("\n")
        .struct_names(false)
        .depth_limit(2);
    let mut ron = options()
        .to_string_pretty(record, config)
        .map_err(|error| say!("file-not-ron", why = error.to_string()))?;
    ron.push('\n');
    Ok(relax_escapes(&ron))
}

/// The record that a file of our format holds. A byte order mark and CRLF are accepted.
pub(super) fn decode<T: Record>(bytes: &[u8]) -> Result<T, Fault> {
    let record: T = decode_newer(bytes)?;
    ours(&record)?;
    Ok(record)
}

/// Refuses a record of a newer format.
pub(super) fn ours(record: &impl Record) -> Result<(), Fault> {
    if record.format() > FORMAT {
        Err(Fault::Newer(record.format()))
    } else {
        Ok(())
    }
}

/// The record that a file of our format holds, or one of a newer format that reads like ours.
pub(super) fn decode_newer<T: Record>(bytes: &[u8]) -> Result<T, Fault> {
    let text = ron_text(bytes)?;
    match options().from_str::<T>(text) {
        Ok(record) if record.format() == 0 => {
            Err(Fault::Damaged(Damage::new(say!("file-no-format"))))
        }
        Ok(record) => match first_excess(text, &record.lists()) {
            Some(damage) => Err(Fault::Damaged(damage)),
            None => Ok(record),
        },
        Err(error) => match format_of(text) {
            Some(format) if format > FORMAT => Err(Fault::Newer(format)),
            _ => Err(Fault::Damaged(damage(text, &error))),
        },
    }
}

/// What is made of each record of a part of a list, with a comma behind each; nothing when one of them cannot be read or
/// nothing is made of it. Each record is gone before the next is read, so that no memory lies in pieces between what is
/// kept.
pub(super) fn each<T: DeserializeOwned, R>(
    records: &str,
    make: impl FnMut(T) -> Option<R>,
) -> Option<Vec<R>> {
    let seed = Each(make, PhantomData);
    options().from_str_seed(&format!("[{records}]"), seed).ok()
}

/// Reads a list record by record.
struct Each<F, T>(F, PhantomData<T>);

impl<'de, T: Deserialize<'de>, R, F: FnMut(T) -> Option<R>> DeserializeSeed<'de> for Each<F, T> {
    type Value = Vec<R>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: Deserialize<'de>, R, F: FnMut(T) -> Option<R>> Visitor<'de> for Each<F, T> {
    type Value = Vec<R>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut made = Vec::new();
        while let Some(record) = list.next_element()? {
            let one = (self.0)(record);
            made.push(one.ok_or_else(|| de::Error::custom("nothing is made of a record"))?);
        }
        Ok(made)
    }
}

/// The format version of a file of which we know nothing else.
fn format_of(text: &str) -> Option<u32> {
    #[derive(Deserialize)]
    struct Probe {
        format: u32,
    }
    options()
        .from_str::<Probe>(text)
        .ok()
        .map(|probe| probe.format)
}

/// The text of a file that is no RON.
pub(super) fn plain(bytes: &[u8]) -> Result<&str, Fault> {
    core::str::from_utf8(bytes).map_err(|error| {
        let (line, column) = position(bytes, error.valid_up_to());
        Fault::Damaged(Damage::new(say!("file-no-utf-8")).at(line, column))
    })
}

/// The text of a RON file, unless it can be seen at once that it is none.
fn ron_text(bytes: &[u8]) -> Result<&str, Fault> {
    if bytes.is_empty() {
        return Err(Fault::Damaged(Damage::new(say!("file-empty"))));
    }
    let text = plain(bytes)?;
    if let Some(line) = conflict(text) {
        return Err(left_by_git(line));
    }
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// A file with git's markers, of which the first is in this line.
pub(super) fn left_by_git(line: usize) -> Fault {
    Fault::Damaged(Damage::new(say!("file-two-versions")).at(line, 1))
}

/// The line of git's first conflict marker, from 1. Our strings have no line breaks, so none begins within one.
pub(super) fn conflict(text: &str) -> Option<usize> {
    if !text.contains("<<<<<<<") && !text.contains(">>>>>>>") {
        return None;
    }
    text.lines()
        .position(|line| line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>"))
        .map(|index| index + 1)
}

/// Line and column, both from 1, of a byte; the column in characters, as far as what precedes is text.
fn position(bytes: &[u8], at: usize) -> (usize, usize) {
    let before = String::from_utf8_lossy(&bytes[..at]);
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .map_or(0, |line| line.chars().count())
        + 1;
    (line, column)
}

fn damage(text: &str, error: &ron::error::SpannedError) -> Damage {
    if let Some(zero) = text.find('\0') {
        let (line, column) = position(text.as_bytes(), zero);
        return Damage::new(say!("file-zero-byte")).at(line, column);
    }
    let start = error.span.start;
    let (line, column) = position(text.as_bytes(), text.trim_end().len());
    let cause = ron_words::cause(&error.code);
    let cause = cause.trim_end_matches('.');
    let message = if (error.span.end.line, error.span.end.col) >= (line, column) {
        say!("file-cut-off", cause = cause)
    } else {
        format!("{cause}.")
    };
    Damage::new(message).at(start.line, start.col)
}

/// What our records and their parts are called in the messages of ron.
pub(super) const WORDS: [(&str, &str); 21] = [
    ("ProjectRecord", "project"),
    ("CodebookRecord", "codebook"),
    ("ArticleRecord", "article"),
    ("AnnotatorRecord", "annotator"),
    ("LayerRecord", "layer"),
    ("AnnotationRecord", "annotation"),
    ("StoredSpan", "span"),
    ("HeldRole", "role of an entity"),
    ("EntityType", "entity type"),
    ("Entity", "entity"),
    ("Tag", "tag"),
    ("Role", "link role"),
    ("Attribute", "attribute"),
    ("Choice", "choice"),
    ("Origin", "origin"),
    ("Link", "link"),
    ("Target", "target of a link"),
    ("Status", "status"),
    ("Value", "value"),
    ("Kind", "kind"),
    ("Pattern", "pattern"),
];

/// Takes back those of ron's escapes that make a text hard to read: apostrophes, and the marks and joiners without
/// which Hindi, Persian or emoji are a row of numbers. What cannot be seen or turns text around stays escaped.
fn relax_escapes(ron: &str) -> String {
    let mut relaxed = String::with_capacity(ron.len());
    let mut rest = ron;
    let mut in_string = false;
    while let Some(at) = rest.find(['"', '\'', '\\']) {
        let (before, found) = rest.split_at(at);
        relaxed.push_str(before);
        let length = match &found[..1] {
            "\"" => {
                in_string = !in_string;
                1
            }
            // A char literal, the only use of ' outside strings, goes through as it is.
            "'" if !in_string => char_literal(found),
            "'" => 1,
            _ => {
                let (length, plain) = escape(found, before.is_empty() && relaxed.ends_with('"'));
                if let Some(plain) = plain {
                    relaxed.push(plain);
                    rest = &found[length..];
                    continue;
                }
                length
            }
        };
        relaxed.push_str(&found[..length]);
        rest = &found[length..];
    }
    relaxed.push_str(rest);
    relaxed
}

/// Length in bytes of the char literal with which the text begins.
fn char_literal(text: &str) -> usize {
    let escaped = usize::from(text[1..].starts_with('\\'));
    let inner = text[1 + escaped..].chars().next().map_or(0, char::len_utf8);
    (1 + escaped + inner + 1).min(text.len())
}

/// The length in bytes of the escape with which the text begins, and the character that may stand in its place.
fn escape(text: &str, first_in_string: bool) -> (usize, Option<char>) {
    if text[1..].starts_with('\'') {
        return (2, Some('\''));
    }
    let code = text
        .strip_prefix("\\u{")
        .and_then(|digits| digits.split_once('}'));
    let Some((digits, _)) = code else {
        return (2, None);
    };
    let plain = u32::from_str_radix(digits, 16)
        .ok()
        .and_then(char::from_u32)
        .filter(|&c| !first_in_string && (is_joiner(c) || is_printable(c)));
    (digits.len() + 4, plain)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Whether `str::escape_debug` leaves a character alone where it does not begin a string.
fn is_printable(c: char) -> bool {
    let mut two = String::from("a");
    two.push(c);
    two.escape_debug().nth(1) == Some(c)
}

/// Reads a codebook from the text of a `codebook.ron`, such as a preset.
///
/// # Errors
/// A sentence with line and column that says what is wrong.
pub fn codebook_from_ron(text: &str) -> Result<Codebook, String> {
    match decode::<CodebookRecord>(text.as_bytes()) {
        Ok(record) => Ok(record.into_written()),
        Err(Fault::Damaged(Damage {
            line: Some(line),
            column: Some(column),
            message,
        })) => Err(say!(
            "file-place",
            line = line,
            column = column,
            message = message,
        )),
        Err(Fault::Damaged(damage)) => Err(damage.message),
        Err(fault) => Err(fault.message()),
    }
}

/// The text of the `codebook.ron` that holds this codebook.
#[must_use]
pub fn codebook_to_ron(codebook: &Codebook) -> String {
    encode(&CodebookRecord::from(codebook)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Sample {
        format: u32,
        text: String,
        list: Vec<String>,
        key: Option<char>,
    }

    impl Record for Sample {
        fn format(&self) -> u32 {
            self.format
        }
    }

    fn sample(text: &str, key: Option<char>) -> Sample {
        Sample {
            format: 1,
            text: text.to_owned(),
            list: vec![text.to_owned(), String::new()],
            key,
        }
    }

    fn ron(text: &str) -> String {
        let ron = encode(&sample(text, None)).unwrap();
        let line = ron
            .lines()
            .find(|line| line.starts_with("    text"))
            .unwrap();
        line.trim_start_matches("    text: ")
            .trim_end_matches(',')
            .to_owned()
    }

    #[test]
    fn every_script_stays_readable() {
        assert_eq!(ron("it's"), "\"it's\"");
        assert_eq!(ron("“नमस्ते”"), "\"“नमस्ते”\"");
        assert_eq!(ron("👨\u{200d}👩"), "\"👨\u{200d}👩\"");
        assert_eq!(ron("می\u{200c}خواهم"), "\"می\u{200c}خواهم\"");
    }

    #[test]
    fn what_cannot_be_seen_stays_escaped() {
        assert_eq!(ron("a\u{202e}b\nc\u{a0}d"), r#""a\u{202e}b\nc\u{a0}d""#);
        assert_eq!(ron("\u{301}a"), r#""\u{301}a""#);
        assert_eq!(ron(r#"a\'"b"#), r#""a\\'\"b""#);
        assert_eq!(ron("\\u{301}"), r#""\\u{301}""#);
    }

    #[test]
    fn a_record_has_a_line_and_options_are_plain() {
        let ron = encode(&sample("x", Some('c'))).unwrap();
        assert_eq!(
            ron,
            "(\n    format: 1,\n    text: \"x\",\n    list: [\n        \"x\",\n        \"\",\n    ],\n    key: 'c',\n)\n"
        );
        let some = ron.replace("'c'", "Some('c')");
        assert_eq!(
            decode::<Sample>(some.as_bytes()),
            Ok(sample("x", Some('c')))
        );
    }

    #[test]
    fn a_byte_order_mark_and_crlf_are_accepted() {
        let ron = encode(&sample("x", None)).unwrap().replace('\n', "\r\n");
        let marked = format!("\u{feff}{ron}");
        assert_eq!(decode::<Sample>(marked.as_bytes()), Ok(sample("x", None)));
    }

    #[test]
    fn a_newer_format_is_told_from_damage() {
        let newer = b"(format: 7, texts: Novel(3))";
        assert_eq!(decode::<Sample>(newer), Err(Fault::Newer(7)));
        assert!(matches!(
            decode::<Sample>(b"(format: 1, texts: 3)"),
            Err(Fault::Damaged(_))
        ));
    }

    #[test]
    fn damage_names_its_place() {
        let place = |bytes: &[u8]| match decode::<Sample>(bytes) {
            Err(Fault::Damaged(damage)) => (damage.line, damage.column),
            other => panic!("{other:?}"),
        };
        assert_eq!(place(b""), (None, None));
        assert_eq!(place(b"(\n  format: 1,\n  \xff"), (Some(3), Some(3)));
        assert_eq!(place(b"(\n\0\0\0"), (Some(2), Some(1)));
        assert_eq!(place(b"(\n<<<<<<< HEAD\n"), (Some(2), Some(1)));
        assert_eq!(place(b"(\n  format: x,"), (Some(2), Some(10)));
    }

    #[test]
    fn deep_nesting_is_refused() {
        let deep = format!("(format: 1, text: {}", "[".repeat(100_000));
        assert!(matches!(
            decode::<Sample>(deep.as_bytes()),
            Err(Fault::Damaged(_))
        ));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(text in any::<String>(), key in any::<Option<char>>()) {
            let sample = sample(&text, key);
            let ron = encode(&sample).unwrap();
            prop_assert_eq!(decode::<Sample>(ron.as_bytes()), Ok(sample));
        }
    }
}
