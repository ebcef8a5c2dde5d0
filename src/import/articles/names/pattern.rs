//! Patterns of file names: how they are written, and what they say of a name.

use std::collections::HashSet;

use jiff::civil::Date;

use super::super::found::collapse;
use super::super::table::full_year;
use super::{Field, Said};
use crate::say;

/// Longest pattern, in bytes.
const LONGEST: usize = 400;
/// Longest name that is matched, in characters: with all folders that a pattern names.
const LONGEST_NAME: usize = 2_000;

/// A pattern that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// For each folder and the name: what it is made of.
    levels: Vec<Vec<Piece>>,
    /// Whether its last part names an ending too.
    has_ending: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// What stands there as it is.
    Literal(String),
    Field(Field, Order),
}

/// In which order the numbers of a day stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Ymd,
    Dmy,
    Mdy,
}

/// Where a pattern is wrong, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct Wrong {
    /// In which byte of the pattern.
    pub at: usize,
    /// What is wrong there and what to do.
    pub why: String,
}

fn wrong<T>(at: usize, why: impl Into<String>) -> Result<T, Wrong> {
    Err(Wrong {
        at,
        why: why.into(),
    })
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// [`Wrong`] with its place.
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        if text.len() > LONGEST {
            return wrong(text.floor_char_boundary(LONGEST), say!("names-long"));
        }
        let mut levels: Vec<Vec<Piece>> = Vec::new();
        let mut level: Vec<Piece> = Vec::new();
        let mut seen: HashSet<Field> = HashSet::new();
        let mut rest = text;
        while !rest.is_empty() {
            let at = text.len() - rest.len();
            if let Some(inner) = rest.strip_prefix('{') {
                let end = inner.find(['}', '{', '/']);
                let Some(end) = end.filter(|end| inner[*end..].starts_with('}')) else {
                    return wrong(at, say!("names-open"));
                };
                let (field, order) = field(&inner[..end], at)?;
                if field != Field::Ignored && !seen.insert(field.clone()) {
                    let name = inner[..end].to_owned();
                    return wrong(at, say!("names-twice", name = name));
                }
                let before = match level.last() {
                    Some(Piece::Field(before, _)) => Some(before),
                    _ => None,
                };
                // A day ends by itself.
                if before.is_some_and(|before| *before != Field::Date) && field != Field::Date {
                    return wrong(at, say!("names-touching"));
                }
                level.push(Piece::Field(field, order));
                rest = &inner[end + 1..];
            } else if rest.starts_with('}') {
                return wrong(at, say!("names-stray"));
            } else if let Some(after) = rest.strip_prefix(['/', '\\']) {
                if level.is_empty() {
                    return wrong(at, say!("names-empty-folder"));
                }
                levels.push(core::mem::take(&mut level));
                rest = after;
            } else {
                let end = rest.find(['{', '}', '/', '\\']).unwrap_or(rest.len());
                level.push(Piece::Literal(rest[..end].to_owned()));
                rest = &rest[end..];
            }
        }
        levels.push(level);
        if levels.last().is_none_or(Vec::is_empty) {
            return wrong(text.len(), say!("names-empty"));
        }
        if seen.is_empty() {
            return wrong(0, say!("names-no-field"));
        }
        let has_ending = match levels.last().and_then(|level| level.last()) {
            Some(Piece::Literal(last)) => last.contains('.'),
            _ => false,
        };
        Ok(Self { levels, has_ending })
    }

    /// What it says of a path as [`shown`](super::shown) gives it; none when the path is not made so.
    #[must_use]
    pub fn read(&self, path: &str) -> Option<Said> {
        let parts: Vec<&str> = path.split('/').collect();
        let first = parts.len().checked_sub(self.levels.len())?;
        let mut said = Said::default();
        for (at, (level, part)) in core::iter::zip(&self.levels, &parts[first..]).enumerate() {
            let is_name = at + 1 == self.levels.len();
            let name = if is_name && !self.has_ending {
                stem(part)
            } else {
                part
            };
            if name.chars().count() > LONGEST_NAME {
                return None;
            }
            let mut failed = HashSet::new();
            let mut found = Vec::new();
            if !fit(level, name, 0, &mut failed, &mut found) {
                return None;
            }
            found.reverse();
            for (field, order, value) in found {
                match field {
                    Field::Date => said.date = day(value, order),
                    Field::Ignored => {}
                    field => said.parts.push((field.clone(), words(value))),
                }
            }
        }
        Some(said)
    }
}

/// Reads what stands between braces.
fn field(name: &str, at: usize) -> Result<(Field, Order), Wrong> {
    let (name, order) = match name.split_once(':') {
        Some((name, order)) => (name.trim(), Some(order.trim())),
        None => (name.trim(), None),
    };
    let field = match name.to_lowercase().as_str() {
        "" => return wrong(at, say!("names-nameless")),
        "date" | "datum" => Field::Date,
        "title" | "titel" => Field::Title,
        "source" | "quelle" => Field::Source,
        "author" | "autor" => Field::Author,
        "language" | "sprache" => Field::Language,
        "*" | "ignore" => Field::Ignored,
        _ => Field::More(name.to_owned()),
    };
    let order = match (order, &field) {
        (None, _) | (Some("ymd"), Field::Date) => Order::Ymd,
        (Some("dmy"), Field::Date) => Order::Dmy,
        (Some("mdy"), Field::Date) => Order::Mdy,
        (Some(order), _) => {
            let order = order.to_owned();
            return wrong(at, say!("names-order", order = order));
        }
    };
    Ok((field, order))
}

/// The name of a file without its ending.
fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, ending))
            if !stem.is_empty()
                && ending.len() <= 8
                && ending.chars().all(|c| c.is_ascii_alphanumeric())
                && ending.chars().any(char::is_alphabetic) =>
        {
            stem
        }
        _ => name,
    }
}

/// Fits pieces to a name and gives what each field takes, the last first. What did not fit is remembered, so that no place is
/// tried twice.
fn fit<'p, 'n>(
    pieces: &'p [Piece],
    name: &'n str,
    at: usize,
    failed: &mut HashSet<(usize, usize)>,
    found: &mut Vec<(&'p Field, Order, &'n str)>,
) -> bool {
    let Some((piece, rest)) = pieces.split_first() else {
        return at == name.len();
    };
    if failed.contains(&(pieces.len(), at)) {
        return false;
    }
    let fits = match piece {
        Piece::Literal(text) => {
            let here = name.get(at..at + text.len());
            here.is_some_and(|here| here.to_lowercase() == text.to_lowercase())
                && fit(rest, name, at + text.len(), failed, found)
        }
        Piece::Field(field, order) => {
            let ends = name[at..]
                .char_indices()
                .map(|(offset, c)| at + offset + c.len_utf8());
            // A day is taken as long as it goes, all else as short as it fits.
            let mut ends: Vec<usize> = ends.collect();
            if *field == Field::Date {
                ends.retain(|end| end - at <= 12);
                ends.reverse();
            }
            ends.into_iter().any(|end| {
                let value = &name[at..end];
                let is_fit = match field {
                    Field::Date => day(value, *order).is_some(),
                    _ => !value.trim().is_empty(),
                };
                is_fit && fit(rest, name, end, failed, found) && {
                    found.push((field, *order, value));
                    true
                }
            })
        }
    };
    if !fits {
        failed.insert((pieces.len(), at));
    }
    fits
}

/// A day in a name: three numbers with anything between them, or eight or six digits.
fn day(text: &str, order: Order) -> Option<Date> {
    if !text.starts_with(|c: char| c.is_ascii_digit())
        || !text.ends_with(|c: char| c.is_ascii_digit())
        || text
            .chars()
            .any(|c| !c.is_ascii_digit() && !matches!(c, '-' | '_' | '.' | ' '))
    {
        return None;
    }
    let mut numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).collect();
    if let [all] = numbers.as_slice() {
        let all = *all;
        numbers = match (all.len(), order) {
            (8, Order::Ymd) => vec![&all[..4], &all[4..6], &all[6..]],
            (6 | 8, _) => vec![&all[..2], &all[2..4], &all[4..]],
            _ => return None,
        };
    }
    let [one, two, three] = numbers.as_slice() else {
        return None;
    };
    let (year, month, day) = match order {
        Order::Ymd => (one, two, three),
        Order::Dmy => (three, two, one),
        Order::Mdy => (three, one, two),
    };
    let full: i16 = match year.len() {
        4 => year.parse().ok()?,
        2 => full_year(year.parse().ok()?),
        _ => return None,
    };
    if !(1..=2).contains(&month.len()) || !(1..=2).contains(&day.len()) {
        return None;
    }
    let date = Date::new(full, month.parse().ok()?, day.parse().ok()?).ok()?;
    (1500..=2200).contains(&date.year()).then_some(date)
}

/// A part of a name as people write it: blanks for what stands for them.
fn words(part: &str) -> String {
    let part = part.trim_matches([' ', '_', '-']);
    if part.contains(' ') {
        return part.to_owned();
    }
    let spaced = part.replace(['_', '+'], " ").replace("%20", " ");
    let spaced = if spaced.contains(' ') {
        spaced
    } else {
        spaced.replace('-', " ")
    };
    collapse(&spaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pattern: &str, path: &str) -> String {
        let pattern = Pattern::parse(pattern).unwrap();
        pattern
            .read(path)
            .map_or_else(|| "-".to_owned(), |said| said.in_words())
    }

    #[test]
    fn names_are_read_by_patterns() {
        let cases = [
            (
                "{date}_{source}_{title}.txt",
                "in/2026-03-01_Coast-Courier_harbour-vote.txt",
                "date: 2026-03-01 · source: Coast Courier · title: harbour vote",
            ),
            (
                "{source}/{date} {title}",
                "x/Coast Courier/2026-03-01 Harbour - the vote.html",
                "date: 2026-03-01 · source: Coast Courier · title: Harbour - the vote",
            ),
            (
                "{date:dmy}-{title}",
                "01.03.2026-Vote_on_the-harbour.pdf",
                "date: 2026-03-01 · title: Vote on the-harbour",
            ),
            ("{date}{*}", "20260301b.txt", "date: 2026-03-01"),
            (
                "{title}_{date:mdy}",
                "a_b_03-01-26.txt",
                "date: 2026-03-01 · title: a b",
            ),
            (
                "{section}/{title}_p{page}",
                "Politics/Vote_p12.txt",
                "section: Politics · title: Vote · page: 12",
            ),
            ("{date}_{title}", "notes.txt", "-"),
            ("{source}/{title}", "notes.txt", "-"),
            ("{date}_{title}", "2026-13-01_x.txt", "-"),
            ("{title}.TXT", "vote.txt", "title: vote"),
            ("{title}", "Wahl in Köln.v2.txt", "title: Wahl in Köln.v2"),
            (
                "{language}-{title}",
                "de-wahl.txt",
                "language: de · title: wahl",
            ),
        ];
        for (pattern, path, said) in cases {
            assert_eq!(read(pattern, path), said, "{pattern}: {path}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_pattern_is_told_with_its_place() {
        let cases = [
            ("", 0),
            ("{date}_{titel", 7),
            ("{date}_x}", 8),
            ("notes", 0),
            ("{source}{title}", 8),
            ("{title}_{title}", 8),
            ("{title:dmy}", 0),
            ("{date:day}", 0),
            ("{title}/", 8),
            ("/{title}", 0),
            ("a{}", 1),
            ("{*}", 0),
        ];
        for (pattern, at) in cases {
            let wrong = Pattern::parse(pattern).unwrap_err();
            assert_eq!(wrong.at, at, "{pattern}: {wrong}");
            assert!(wrong.why.ends_with('.'), "{wrong}");
        }
        assert!(Pattern::parse(&"{a}_".repeat(200)).is_err());
    }

    #[test]
    fn a_name_made_to_be_slow_is_not() {
        let pattern = "{a}-{b}-{c}-{d}-{e}-{f}-{g}-{h}x";
        let name = "-".repeat(1_900);
        let began = std::time::Instant::now();
        assert_eq!(read(pattern, &name), "-");
        assert!(began.elapsed() < std::time::Duration::from_secs(20));
    }
}
