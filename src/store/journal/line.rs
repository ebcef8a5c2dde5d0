//! Lines with a checksum: eight hexadecimal digits of CRC-32, a space, JSON.
//!
//! JSON holds no line feed, so that one damaged line never hides the next. What follows the last line is zero: the file
//! gets its room in advance.

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

/// Reads the lines of a session.
#[must_use]
pub fn read(bytes: &[u8]) -> Reading {
    let length = bytes
        .iter()
        .rposition(|byte| *byte != 0)
        .map_or(0, |last| last + 1);
    let mut reading = Reading {
        length,
        ..Reading::default()
    };
    let mut rest = &bytes[..length];
    let mut number = 0;
    while !rest.is_empty() {
        number += 1;
        let end = memchr::memchr(b'\n', rest);
        let (line, after) = end.map_or((rest, &[][..]), |end| (&rest[..end], &rest[end + 1..]));
        match decode(line) {
            Some(record) if end.is_some() => reading.records.push(record),
            _ if after.is_empty() => reading.torn = true,
            _ => reading.damaged.push(number),
        }
        rest = after;
    }
    reading
}

/// The end of a session from a line on, so that at most so many lines are in it.
#[must_use]
pub fn end(bytes: &[u8], lines: usize) -> &[u8] {
    let length = bytes
        .iter()
        .rposition(|byte| *byte != 0)
        .map_or(0, |last| last + 1);
    // The last line feed ends the last line.
    let start = memchr::memrchr_iter(b'\n', &bytes[..length]).nth(lines);
    &bytes[start.map_or(0, |at| at + 1)..length]
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
