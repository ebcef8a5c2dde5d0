//! Lines with a checksum: eight hexadecimal digits of CRC-32, a space, JSON.
//!
//! JSON holds no line feed, so that one damaged line never hides the next. What follows the last line is zero: the file
//! gets its room in advance.

use crate::store::parallel::{self, Progress};

use super::Record;

/// A record as a line.
pub fn encode(record: &Record) -> Result<Vec<u8>, serde_json::Error> {
    let mut line = b"00000000 ".to_vec();
    serde_json::to_writer(&mut line, record)?;
    let sum = crc32fast::hash(&line[9..]);
    line[..8].copy_from_slice(format!("{sum:08x}").as_bytes());
    line.push(b'\n');
    Ok(line)
}

/// What was found in a session.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The records that are whole, in order.
    pub records: Vec<Record>,
    /// Length of what was read, in bytes, up to the zeros or the end.
    pub length: usize,
    /// Whether the last line was not written to its end. What it would have said was never acknowledged.
    pub torn: bool,
    /// Lines before the last that are damaged, from 1.
    pub damaged: Vec<usize>,
}

/// Bytes in a piece of whole lines that one thread reads.
const PIECE: usize = 1 << 20;

/// Reads the lines of a session; those of a long one on all cores.
#[must_use]
pub fn read(bytes: &[u8]) -> Reading {
    let length = length(bytes);
    let pieces = pieces(&bytes[..length], PIECE);
    let read = parallel::map(&pieces, &Progress::default(), |piece| read_piece(piece));
    joined(length, read.expect("nobody calls it off"))
}

/// How long a session is up to the zeros behind it, in bytes.
#[must_use]
pub fn length(bytes: &[u8]) -> usize {
    let last = bytes.iter().rposition(|byte| *byte != 0);
    last.map_or(0, |last| last + 1)
}

/// The end of a session from a line on, so that at most so many lines are in it.
#[must_use]
pub fn end(bytes: &[u8], lines: usize) -> &[u8] {
    let length = length(bytes);
    // The last line feed ends the last line.
    let start = memchr::memrchr_iter(b'\n', &bytes[..length]).nth(lines);
    &bytes[start.map_or(0, |at| at + 1)..length]
}

/// Whole lines, about so many bytes of them together.
fn pieces(mut rest: &[u8], about: usize) -> Vec<&[u8]> {
    let mut pieces = Vec::new();
    while !rest.is_empty() {
        let start = about.min(rest.len());
        let end = memchr::memchr(b'\n', &rest[start..]).map_or(rest.len(), |at| start + at + 1);
        let (piece, after) = rest.split_at(end);
        pieces.push(piece);
        rest = after;
    }
    pieces
}

/// What each line holds; nothing when it is damaged or has no end.
fn read_piece(mut rest: &[u8]) -> Vec<Option<Record>> {
    let mut records = Vec::new();
    while let Some(end) = memchr::memchr(b'\n', rest) {
        records.push(decode(&rest[..end]));
        rest = &rest[end + 1..];
    }
    if !rest.is_empty() {
        records.push(None);
    }
    records
}

fn joined(length: usize, pieces: Vec<Vec<Option<Record>>>) -> Reading {
    let mut reading = Reading {
        length,
        ..Reading::default()
    };
    let mut number = 0;
    for record in pieces.into_iter().flatten() {
        number += 1;
        match record {
            Some(record) => reading.records.push(record),
            None => reading.damaged.push(number),
        }
    }
    // The last line was never acknowledged if it is not whole.
    if number > 0 && reading.damaged.last() == Some(&number) {
        reading.damaged.pop();
        reading.torn = true;
    }
    reading
}

/// The first line of a file.
pub fn beginning(bytes: &[u8]) -> &[u8] {
    let end = memchr::memchr(b'\n', bytes);
    &bytes[..end.map_or(bytes.len(), |at| at + 1)]
}

impl Reading {
    /// Whether it is a session of the project with this id, as far as both say.
    pub fn is_of(&self, id: &str) -> bool {
        let Some(Record::Begin { project, .. }) = self.records.first() else {
            return true;
        };
        project.is_empty() || id.is_empty() || project == id
    }

    /// The session with which this one goes on.
    pub fn follows(&self) -> Option<u64> {
        match self.records.first() {
            Some(Record::Begin { follows, .. }) => *follows,
            _ => None,
        }
    }
}

/// The records of a file by session: it may hold several that were joined.
pub fn sessions(file: u64, records: Vec<Record>) -> Vec<(u64, Vec<Record>)> {
    let mut sessions = vec![(file, Vec::new())];
    for record in records {
        match (record, sessions.last_mut()) {
            (Record::Joined { session }, _) => sessions.push((session, Vec::new())),
            (record, Some((_, records))) => records.push(record),
            (_, None) => {}
        }
    }
    sessions.retain(|(_, records)| !records.is_empty());
    sessions
}

fn decode(line: &[u8]) -> Option<Record> {
    let (sum, rest) = line.split_at_checked(8)?;
    let json = rest.strip_prefix(b" ")?;
    let sum = core::str::from_utf8(sum).ok()?;
    let sum = u32::from_str_radix(sum, 16).ok()?;
    if crc32fast::hash(json) != sum {
        return None;
    }
    serde_json::from_slice(json)
        .inspect_err(|error| tracing::warn!(%error, "a line of the journal is of another kind"))
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Part;

    fn record(through: u64) -> Record {
        Record::Published {
            part: Part::Codebook,
            through,
        }
    }

    fn session(count: u64) -> Vec<u8> {
        (1..=count)
            .flat_map(|n| encode(&record(n)).unwrap())
            .collect()
    }

    #[test]
    fn lines_come_back_with_zeros_behind_them() {
        let mut bytes = session(3);
        let length = bytes.len();
        bytes.resize(4096, 0);
        let reading = read(&bytes);
        assert_eq!(reading.records, [record(1), record(2), record(3)]);
        assert_eq!((reading.length, reading.torn), (length, false));
        assert_eq!(read(&[]), Reading::default());
    }

    #[test]
    fn pieces_say_the_same_as_the_whole() {
        let whole = session(20);
        let line = whole.len() / 20;
        let mut damaged = whole.clone();
        damaged[7 * line + 3] = b'-';
        let cut = &whole[..whole.len() - 1];
        let cases = [
            (&*whole, (20, vec![], false)),
            (&*damaged, (19, vec![8], false)),
            (cut, (19, vec![], true)),
        ];
        for (bytes, said) in cases {
            let one = joined(bytes.len(), vec![read_piece(bytes)]);
            assert_eq!((one.records.len(), one.damaged.clone(), one.torn), said);
            for about in 1..3 * line {
                let pieces = pieces(bytes, about);
                assert_eq!(pieces.concat(), bytes);
                let read = pieces.iter().map(|piece| read_piece(piece)).collect();
                assert_eq!(joined(bytes.len(), read), one, "{about}");
            }
        }
    }

    #[test]
    fn the_end_has_so_many_lines() {
        let mut bytes = session(5);
        bytes.resize(4096, 0);
        assert_eq!(read(end(&bytes, 2)).records, [record(4), record(5)]);
        assert_eq!(read(end(&bytes, 5)), read(&session(5)));
        assert_eq!(read(end(&bytes, 9)), read(&session(5)));
        assert_eq!(end(&[], 1), b"");
    }

    #[test]
    fn a_tail_that_is_cut_anywhere_costs_the_last_line_only() {
        let bytes = session(3);
        let two = session(2).len();
        for length in two..bytes.len() {
            for zeros in [0, 100] {
                let mut cut = bytes[..length].to_vec();
                cut.resize(length + zeros, 0);
                let reading = read(&cut);
                assert_eq!(reading.records.len(), 2, "{length}");
                assert_eq!(reading.torn, length > two, "{length}");
                assert!(reading.damaged.is_empty());
            }
        }
    }

    #[test]
    fn a_flipped_bit_costs_its_own_line_only() {
        let bytes = session(3);
        let line = bytes.len() / 3;
        for at in line..2 * line {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            let reading = read(&damaged);
            assert!(reading.records.starts_with(&[record(1)]), "{at}");
            assert!(!reading.records.contains(&record(2)), "{at}");
            // Only a damaged line feed takes the next line with it.
            let third = reading.records.contains(&record(3));
            assert_eq!(third, at != 2 * line - 1, "{at}");
        }
    }
}
