//! What a file name says: `2026-03-01_Coast-Courier_harbour-vote.txt`.

use jiff::civil::Date;

use super::date;

/// The parts of a file name that mean something.
#[derive(Debug, Default, PartialEq)]
pub(super) struct FileName {
    pub date: Option<Date>,
    pub source: Option<String>,
    pub title: Option<String>,
}

impl FileName {
    /// Reads a file name with its ending. Source and title are told apart only where `_` or ` - ` divides them.
    pub fn read(name: &str) -> Self {
        let stem = match name.rsplit_once('.') {
            Some((stem, ending)) if !stem.is_empty() && ending.len() <= 8 => stem,
            _ => name,
        };
        let (date, around) = match date::iso(stem) {
            Some((date, range)) => (Some(date), [&stem[..range.start], &stem[range.end..]]),
            None => (None, [stem, ""]),
        };
        let parts: Vec<String> = around
            .iter()
            .flat_map(|side| side.split('_'))
            .flat_map(|part| part.split(" - "))
            .map(words)
            .filter(|part| !part.is_empty())
            .collect();
        match parts.as_slice() {
            // Without a date, a name with `_` may as well be a title.
            [source, title @ ..] if date.is_some() && !title.is_empty() && has_divider(around) => {
                Self {
                    date,
                    source: Some(source.clone()),
                    title: Some(title.join(" ")),
                }
            }
            [] => Self {
                date,
                ..Self::default()
            },
            title => Self {
                date,
                source: None,
                title: Some(title.join(" ")),
            },
        }
    }
}

/// Whether a source is told apart from a title behind the date.
fn has_divider(around: [&str; 2]) -> bool {
    let inner = around.map(|side| side.trim_matches(['_', '-', ' ']));
    inner
        .iter()
        .any(|side| side.contains('_') || side.contains(" - "))
        || around[0].ends_with('_') && around[1].starts_with('_')
}

fn words(part: &str) -> String {
    let spaced = part.trim_matches(['-', ' ', '.']).replace('-', " ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_only_as_far_as_they_are_clear() {
        let cases = [
            (
                "2026-03-01_Coast-Courier_harbour-vote.txt",
                "2026-03-01",
                "Coast Courier",
                "harbour vote",
            ),
            (
                "2026-03-01 - Coast Courier - Harbour vote.md",
                "2026-03-01",
                "Coast Courier",
                "Harbour vote",
            ),
            (
                "20260301_Coast-Courier_vote.txt",
                "2026-03-01",
                "Coast Courier",
                "vote",
            ),
            (
                "DailyX_2025-03-01_title.txt",
                "2025-03-01",
                "DailyX",
                "title",
            ),
            (
                "calitoday-2025-10-08-moscow-taliban.txt",
                "2025-10-08",
                "",
                "calitoday moscow taliban",
            ),
            ("harbour_vote.txt", "", "", "harbour vote"),
            ("2026-13-41.txt", "", "", "2026 13 41"),
            ("2026-03-01.txt", "2026-03-01", "", ""),
            ("notes", "", "", "notes"),
        ];
        for (name, date, source, title) in cases {
            let read = FileName::read(name);
            let found = [
                read.date.map(|date| date.to_string()).unwrap_or_default(),
                read.source.unwrap_or_default(),
                read.title.unwrap_or_default(),
            ];
            assert_eq!(found, [date, source, title], "{name}");
        }
    }
}
