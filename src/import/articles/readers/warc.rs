//! WARC: what a crawler of the web has kept. Each page in it is an article.

use std::io::{BufRead, BufReader, Read};

use flate2::bufread::{GzDecoder, MultiGzDecoder, ZlibDecoder};

use super::super::{Found, Given, Piece, html};
use super::html::said_encoding;
use crate::import::decode::decode_as;
use crate::import::{Head, Problem};
use crate::say;

/// Largest record that is looked into, in bytes.
const RECORD: u64 = 32 << 20;
/// Most that a packed file may unpack to, in bytes.
const MOST: u64 = if cfg!(test) { 64 << 20 } else { 4 << 30 };
/// Most text of all pages that is kept, in bytes.
const KEPT: usize = if cfg!(test) { 2 << 20 } else { 512 << 20 };
/// Longest line of a header, in bytes.
const LINE: u64 = 64 << 10;
/// Most lines of a header.
const LINES: usize = 2000;

pub(in super::super) fn sniff(head: &Head<'_>) -> bool {
    head.extension == "warc"
        || head.bytes.starts_with(b"WARC/")
        || head.bytes.starts_with(b"\x1f\x8b") && {
            let mut begins = Vec::new();
            let unpacked = GzDecoder::new(head.bytes).take(5).read_to_end(&mut begins);
            unpacked.is_ok() && begins == b"WARC/"
        }
}

pub(in super::super) fn read(given: &Given<'_>) -> Result<Found, Problem> {
    if given.bytes.starts_with(b"\x1f\x8b") {
        let unpacked = MultiGzDecoder::new(given.bytes).take(MOST);
        records(given, BufReader::new(unpacked))
    } else {
        records(given, given.bytes)
    }
}

fn broken(why: &str) -> Problem {
    Problem::Broken {
        kind: "WARC",
        why: why.to_owned(),
    }
}

fn records(given: &Given<'_>, mut from: impl BufRead) -> Result<Found, Problem> {
    let mut found = Found::default();
    let (mut others, mut unread, mut kept) = (0, 0, 0);
    let mut is_first = true;
    loop {
        given.go_on()?;
        let record = match Header::read(&mut from) {
            Ok(Some(header)) => header,
            Ok(None) => break,
            // What was read until a damaged place is good.
            Err(problem) if is_first => return Err(problem),
            Err(_) => {
                found.remarks.push(say!("import-cut-off").to_owned());
                break;
            }
        };
        if !record.first.starts_with("WARC/") {
            if is_first {
                return Err(broken(say!("import-no-warc")));
            }
            found.remarks.push(say!("import-cut-off").to_owned());
            break;
        }
        is_first = false;
        let Ok(length) = record.get("content-length").parse::<u64>() else {
            found.remarks.push(say!("import-cut-off").to_owned());
            break;
        };
        let mut content = Vec::new();
        let taken = (&mut from)
            .take(length.min(RECORD))
            .read_to_end(&mut content);
        let rest = length.saturating_sub(RECORD);
        let skipped = std::io::copy(&mut (&mut from).take(rest), &mut std::io::sink());
        if taken.is_err() || skipped.is_err() || (content.len() as u64) < length.min(RECORD) {
            found.remarks.push(say!("import-cut-off").to_owned());
        }
        let is_cut = length > RECORD;
        match page(given, &record, &content) {
            Ok(Some(mut piece)) => {
                if is_cut {
                    piece.remarks.push(say!("import-cut-off").to_owned());
                }
                kept += piece.blocks.iter().map(|it| it.text.len()).sum::<usize>();
                found.pieces.push(piece);
            }
            Ok(None) => others += usize::from(record.is_answer()),
            Err(Problem::Cancelled) => return Err(Problem::Cancelled),
            Err(_) => unread += 1,
        }
        if kept > KEPT {
            let most = KEPT >> 20;
            found.remarks.push(say!("import-enough-pages", most = most));
            break;
        }
    }
    if found.pieces.is_empty() {
        return Err(broken(say!("import-no-page")));
    }
    if others > 0 {
        found.remarks.push(say!("import-no-pages", count = others));
    }
    if unread > 0 {
        found
            .remarks
            .push(say!("import-unread-pages", count = unread));
    }
    Ok(found)
}

/// The article of a record, if that is a page.
fn page(given: &Given<'_>, record: &Header, content: &[u8]) -> Result<Option<Piece>, Problem> {
    if !record.is_answer() {
        return Ok(None);
    }
    let (kind, body, is_whole) = if record.get("content-type").starts_with("application/http") {
        let mut rest = content;
        let Some(answer) = Header::read(&mut rest)? else {
            return Ok(None);
        };
        let is_good = answer.first.split_whitespace().nth(1) == Some("200");
        if !is_good {
            return Ok(None);
        }
        let kind = answer.get("content-type").to_owned();
        match unwrapped(&answer, rest) {
            Some((body, is_whole)) => (kind, Some(body), is_whole),
            None => (kind, None, true),
        }
    } else {
        let kind = record.get("content-type").to_owned();
        (kind, Some(content.to_vec()), true)
    };
    if !kind.starts_with("text/html") && !kind.starts_with("application/xhtml") {
        return Ok(None);
    }
    let body = body.ok_or_else(|| broken(say!("import-packed-otherwise")))?;
    if body.trim_ascii().is_empty() {
        return Ok(None);
    }
    let said = kind
        .split("charset=")
        .nth(1)
        .map(|label| label.trim_matches(['"', '\'', ' ', ';']));
    let said = said.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    let chosen = given.options.encoding(&super::super::ENCODING);
    let decoded = decode_as(&body, chosen, said.or_else(|| said_encoding(&body)))?;
    let address = record
        .get("warc-target-uri")
        .trim_matches(['<', '>'])
        .to_owned();
    let mut piece = html::page(&decoded.text, &address, given.progress)?;
    if piece.url.is_empty() {
        piece.url = address;
    }
    piece.remarks.splice(0..0, decoded.remarks);
    if !is_whole {
        piece.remarks.push(say!("import-cut-off").to_owned());
    }
    let day = record.get("warc-date").get(..10).unwrap_or_default();
    if !day.is_empty() {
        piece.more.push(("retrieved".to_owned(), day.to_owned()));
    }
    Ok(Some(piece))
}

/// What an answer of a server carries, taken out of what it was packed in, and whether all of it is there; none when it is
/// packed in a way that is not known or nothing of it can be unpacked.
fn unwrapped(answer: &Header, body: &[u8]) -> Option<(Vec<u8>, bool)> {
    let is_chunked = answer
        .get("transfer-encoding")
        .eq_ignore_ascii_case("chunked");
    let (body, is_joined) = if is_chunked {
        joined(body)
    } else {
        (body.to_vec(), true)
    };
    let mut unpacked = Vec::new();
    let read = match answer.get("content-encoding").to_ascii_lowercase().as_str() {
        "" | "identity" => return Some((body, is_joined)),
        // Some crawlers unpack what they keep and leave the header as it was.
        "gzip" | "x-gzip" if !body.starts_with(b"\x1f\x8b") => return Some((body, is_joined)),
        "gzip" | "x-gzip" => MultiGzDecoder::new(&body[..])
            .take(RECORD)
            .read_to_end(&mut unpacked),
        "deflate" => ZlibDecoder::new(&body[..])
            .take(RECORD)
            .read_to_end(&mut unpacked),
        _ => return None,
    };
    let is_whole = is_joined && read.is_ok() && (unpacked.len() as u64) < RECORD;
    (read.is_ok() || !unpacked.is_empty()).then_some((unpacked, is_whole))
}

/// A body that was sent in pieces, as far as these are whole, and whether all are. Some crawlers join what they keep and leave
/// the header as it was: then there is no first piece.
fn joined(body: &[u8]) -> (Vec<u8>, bool) {
    let mut whole = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let Some((size, behind)) = size_of(rest) else {
            return if rest.len() == body.len() {
                (body.to_vec(), true)
            } else {
                (whole, false)
            };
        };
        if size == 0 {
            return (whole, true);
        }
        whole.extend_from_slice(&behind[..size.min(behind.len())]);
        let next = behind.get(size..).and_then(|it| it.strip_prefix(b"\r\n"));
        let Some(next) = next else {
            return (whole, false);
        };
        rest = next;
    }
}

/// How long a piece is, and what stands behind that.
fn size_of(rest: &[u8]) -> Option<(usize, &[u8])> {
    let end = rest.windows(2).position(|two| two == b"\r\n")?;
    let size = core::str::from_utf8(&rest[..end]).ok()?;
    let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
    Some((size, &rest[end + 2..]))
}

/// A first line, and lines of names and values.
struct Header {
    first: String,
    fields: Vec<(String, String)>,
}

impl Header {
    /// The next one; none at the end.
    fn read(from: &mut impl BufRead) -> Result<Option<Self>, Problem> {
        let mut first = String::new();
        let mut fields: Vec<(String, String)> = Vec::new();
        for _ in 0..LINES {
            let mut line = Vec::new();
            let read = from.take(LINE).read_until(b'\n', &mut line);
            let read = read.map_err(|error| broken(&error.to_string()))?;
            if read == 0 {
                return if first.is_empty() {
                    Ok(None)
                } else {
                    Err(broken(say!("import-cut-off")))
                };
            }
            let line = String::from_utf8_lossy(&line).trim_end().to_owned();
            if first.is_empty() {
                // Empty lines stand between records.
                first = line;
            } else if line.is_empty() {
                return Ok(Some(Self { first, fields }));
            } else if let Some((name, value)) = line.split_once(':') {
                fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Err(broken(say!("import-no-warc")))
    }

    fn get(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// Whether it is what a server answered, or a file as it was.
    fn is_answer(&self) -> bool {
        matches!(self.get("warc-type"), "response" | "resource")
    }
}
