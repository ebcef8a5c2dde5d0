//! The days in a column. Whether 3/4/2025 is in March or in April is told by the whole column, or by nobody.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};

use crate::import::guess::date;

/// In which order the numbers of a day stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 31/12/2025.
    DayFirst,
    /// 12/31/2025.
    MonthFirst,
    /// 25/12/31; with four digits of the year nobody has to be asked.
    YearFirst,
}

impl DateOrder {
    /// The order by its name in options; none for `auto`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "dmy" => Some(Self::DayFirst),
            "mdy" => Some(Self::MonthFirst),
            "ymd" => Some(Self::YearFirst),
            _ => None,
        }
    }

    /// Its name in options.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::DayFirst => "dmy",
            Self::MonthFirst => "mdy",
            Self::YearFirst => "ymd",
        }
    }
}

/// How the days of a column are read, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The order of their numbers; none when nothing tells it.
    pub order: Option<DateOrder>,
    /// A value that tells the order.
    pub proof: String,
    /// A value that can be read in two ways.
    pub doubtful: String,
    /// How many of them there are.
    pub doubts: usize,
    /// Whether some values say that the day comes first, and others that the month does.
    pub is_mixed: bool,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// A day.
    Is(Date),
    /// One of two days.
    Either,
    /// None.
    No,
}

impl Reading {
    /// Looks at a column.
    pub(super) fn of<'v>(values: impl Iterator<Item = &'v str>, chosen: Option<DateOrder>) -> Self {
        let mut reading = Self {
            order: chosen,
            ..Self::default()
        };
        let (mut days, mut months, mut dotted) = (None, None, false);
        let mut short = Short::default();
        for value in values {
            let value = value.trim();
            let Some(numbers) = numbers(value) else {
                continue;
            };
            short.look(&numbers, value);
            match (numbers.first, numbers.second) {
                (13.., 1..=12) => drop(days.get_or_insert(value)),
                (1..=12, 13..) => drop(months.get_or_insert(value)),
                (a @ 1..=12, b @ 1..=12) if a != b => {
                    dotted |= numbers.divider == '.';
                    if reading.doubts == 0 {
                        value.clone_into(&mut reading.doubtful);
                    }
                    reading.doubts += 1;
                }
                _ => {}
            }
        }
        if chosen.is_none() && short.may_begin_with_year() {
            short.value.clone_into(&mut reading.doubtful);
            reading.doubts = reading.doubts.max(short.count);
            return reading;
        }
        reading.is_mixed = days.is_some() && months.is_some();
        if chosen.is_none() {
            let told = match (days, months) {
                (Some(proof), None) => Some((DateOrder::DayFirst, proof)),
                (None, Some(proof)) => Some((DateOrder::MonthFirst, proof)),
                // With full stops, the day comes first wherever people write so.
                (None, None) if dotted => Some((DateOrder::DayFirst, "")),
                _ => None,
            };
            if let Some((order, proof)) = told {
                reading.order = Some(order);
                proof.clone_into(&mut reading.proof);
            }
        }
        reading
    }

    /// Whether nothing tells how some of the values are to be read.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.order.is_none() && self.doubts > 0
    }
}

/// The days of a column whose years have two digits: `25-03-01` is in 2025 or in 2001.
#[derive(Default)]
struct Short<'v> {
    firsts: BTreeSet<i16>,
    thirds: BTreeSet<i16>,
    count: usize,
    /// The first of them.
    value: &'v str,
    /// Whether one of them cannot begin with the year.
    is_other: bool,
    /// Whether numbers stand between hyphens.
    is_hyphened: bool,
}

impl<'v> Short<'v> {
    fn look(&mut self, numbers: &Numbers, value: &'v str) {
        if numbers.digits != 2 {
            return;
        }
        if self.count == 0 {
            self.value = value;
        }
        self.count += 1;
        self.firsts.insert(numbers.first);
        self.thirds.insert(numbers.third);
        self.is_other |= year_before(numbers).is_none();
        self.is_hyphened |= numbers.divider == '-';
    }

    /// Whether they may begin with the year: all can be read so, and what stands first changes less than what stands last; with
    /// hyphens, as in full dates that begin with the year, not more.
    fn may_begin_with_year(&self) -> bool {
        let (firsts, thirds) = (self.firsts.len(), self.thirds.len());
        !self.is_other && (firsts < thirds || firsts == thirds && thirds > 0 && self.is_hyphened)
    }
}

/// The day that numbers are when the year, of two digits, stands first; with full stops nobody writes so.
fn year_before(numbers: &Numbers) -> Option<Date> {
    let may = numbers.digits == 2 && numbers.divider != '.';
    let year = full_year(numbers.first);
    may.then(|| day(year, numbers.second, numbers.third))?
}

/// Three numbers with the same character between them, the year last and not first.
struct Numbers {
    first: i16,
    second: i16,
    third: i16,
    /// Digits of the third.
    digits: usize,
    divider: char,
}

fn numbers(value: &str) -> Option<Numbers> {
    let (first, rest) = digits(value)?;
    let divider = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '/' | '.' | '-'))?;
    let (second, rest) = digits(rest[1..].trim_start())?;
    let (third, rest) = digits(rest.strip_prefix(divider)?.trim_start())?;
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || c == divider);
    let fits = first.len() <= 2 && second.len() <= 2 && matches!(third.len(), 2 | 4);
    (ends && fits).then_some(Numbers {
        first: first.parse().ok()?,
        second: second.parse().ok()?,
        third: third.parse().ok()?,
        digits: third.len(),
        divider,
    })
}

/// The digits that a text begins with, and what follows.
fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// Reads a value.
pub(super) fn read(value: &str, order: Option<DateOrder>) -> Day {
    let value = value.trim();
    if value.is_empty() {
        return Day::No;
    }
    if let Some(date) = year_first(value).or_else(|| counted(value)) {
        return Day::Is(date);
    }
    if let Some(numbers) = numbers(value) {
        return of_numbers(&numbers, order);
    }
    in_words(value).map_or(Day::No, Day::Is)
}

fn of_numbers(numbers: &Numbers, order: Option<DateOrder>) -> Day {
    let is_first = order == Some(DateOrder::YearFirst) && numbers.digits == 2;
    if is_first {
        let year = full_year(numbers.first);
        return day(year, numbers.second, numbers.third).map_or(Day::No, Day::Is);
    }
    let year = if numbers.digits == 2 {
        full_year(numbers.third)
    } else {
        numbers.third
    };
    let day_first = day(year, numbers.second, numbers.first);
    let month_first = day(year, numbers.first, numbers.second);
    if order.is_none()
        && let Some(other) = year_before(numbers)
        && [day_first, month_first]
            .iter()
            .flatten()
            .any(|it| *it != other)
    {
        return Day::Either;
    }
    match (day_first, month_first) {
        (None, None) => Day::No,
        (Some(one), None) | (None, Some(one)) => Day::Is(one),
        (Some(one), Some(other)) if one == other => Day::Is(one),
        (Some(one), Some(other)) => match order {
            Some(DateOrder::DayFirst) => Day::Is(one),
            Some(DateOrder::MonthFirst) => Day::Is(other),
            _ => Day::Either,
        },
    }
}

/// The year of two digits: of this century up to 49.
pub(in super::super) fn full_year(year: i16) -> i16 {
    if year < 50 { 2000 + year } else { 1900 + year }
}

fn day(year: i16, month: i16, day: i16) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    (1500..=2200)
        .contains(&year)
        .then(|| Date::new(year, month, day).ok())?
}

/// A day with the year first, `2025-03-01` or `20250301` or `2025年3月1日`, whatever follows.
pub(super) fn year_first(value: &str) -> Option<Date> {
    let (year, rest) = digits(value)?;
    if year.len() == 8 && !rest.starts_with(|c: char| c.is_alphanumeric() && c != 'T') {
        return day(
            year[..4].parse().ok()?,
            year[4..6].parse().ok()?,
            year[6..].parse().ok()?,
        );
    }
    if year.len() != 4 {
        return None;
    }
    let mut chars = rest.chars();
    let divider = chars.next()?;
    let between = match divider {
        '-' | '/' | '.' | '_' => divider,
        '年' => '月',
        '년' => '월',
        _ => return None,
    };
    let (month, rest) = digits(chars.as_str().trim_start())?;
    let (date, rest) = digits(rest.strip_prefix(between)?.trim_start())?;
    let ends = !rest.starts_with(|c: char| c.is_ascii_digit());
    (ends && month.len() <= 2 && date.len() <= 2)
        .then(|| day(year.parse().ok()?, month.parse().ok()?, date.parse().ok()?))?
}

/// A day that is counted: seconds, thousandths or millionths since 1970, or days as spreadsheets count them.
fn counted(value: &str) -> Option<Date> {
    let (whole, rest) = digits(value)?;
    let fraction = rest.strip_prefix(['.', ',']).unwrap_or(rest);
    if rest == "." || fraction.chars().any(|c| !c.is_ascii_digit()) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    let seconds = match whole.len() {
        10 => number,
        13 => number / 1_000,
        16 => number / 1_000_000,
        5 if (10_000..80_000).contains(&number) => (number - 25_569) * 86_400,
        _ => return None,
    };
    let at = Timestamp::from_second(seconds).ok()?;
    Some(at.to_zoned(TimeZone::UTC).date()).filter(|date| (1900..=2200).contains(&date.year()))
}

/// A day with the name of its month.
fn in_words(value: &str) -> Option<Date> {
    if value.chars().count() > 120 || !value.chars().any(char::is_alphabetic) {
        return None;
    }
    let hints = date::Hints {
        language: "",
        file: None,
    };
    let find = |text: &str| date::find(text, hints);
    find(value).or_else(|| {
        let words: Vec<&str> = value.split_whitespace().collect();
        match words.as_slice() {
            // Sat Mar 01 10:00:00 +0000 2025
            [_, month, day, _, .., year] if year.len() == 4 => {
                find(&format!("{day} {month} {year}"))
            }
            // 01-Mar-25
            [one, ..] => {
                let parts: Vec<&str> = one.split('-').collect();
                let [day, month, year] = parts.as_slice() else {
                    return None;
                };
                let year = full_year(year.parse().ok().filter(|it| (0..100).contains(it))?);
                find(&format!("{day} {month} {year}"))
            }
            [] => None,
        }
    })
}

/// Whether a value is a day, in whatever order.
pub(super) fn is_day(value: &str) -> bool {
    !matches!(read(value, Some(DateOrder::DayFirst)), Day::No)
        || !matches!(read(value, Some(DateOrder::YearFirst)), Day::No)
}

/// Whether a value says the time of day too.
pub(super) fn has_time(value: &str) -> bool {
    let times = value.contains(':') && !value.contains("00:00:00") && !value.ends_with(" 00:00");
    times || counted(value).is_some_and(|_| value.len() >= 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_programs_write_them() {
        let cases = [
            ("2025-03-01", "2025-03-01"),
            ("2025-3-1", "2025-03-01"),
            ("2025-03-01T10:00:00Z", "2025-03-01"),
            ("2025-03-01 23:59:59+02:00", "2025-03-01"),
            ("20250301", "2025-03-01"),
            ("20250301T101500Z", "2025-03-01"),
            ("20250301101500", ""),
            ("2025/03/01", "2025-03-01"),
            ("2025年3月1日", "2025-03-01"),
            ("2025년 3월 1일", "2025-03-01"),
            ("Sat, 01 Mar 2025 10:00:00 +0000", "2025-03-01"),
            ("Sat Mar 01 10:00:00 +0000 2025", "2025-03-01"),
            ("01-Mar-25", "2025-03-01"),
            ("1. März 2025", "2025-03-01"),
            ("1 de marzo de 2025", "2025-03-01"),
            ("1 марта 2025 г.", "2025-03-01"),
            ("March 1, 2025 10:00 AM", "2025-03-01"),
            ("1740823200", "2025-03-01"),
            ("1740823200.5", "2025-03-01"),
            ("1740823200000", "2025-03-01"),
            ("45717", "2025-03-01"),
            ("45717.4166", "2025-03-01"),
            ("31/12/2025", "2025-12-31"),
            ("12/31/2025 4:05 PM", "2025-12-31"),
            ("05.05.25", "2025-05-05"),
            ("31.12.99", "1999-12-31"),
            ("2025", ""),
            ("12", ""),
            ("tomorrow", ""),
            ("31/31/2025", ""),
            ("2025-02-30", ""),
            ("", ""),
        ];
        for (value, date) in cases {
            let found = match read(value, None) {
                Day::Is(date) => date.to_string(),
                Day::Either => "either".to_owned(),
                Day::No => String::new(),
            };
            assert_eq!(found, date, "{value}");
        }
    }

    #[test]
    fn the_whole_column_tells_the_order_or_nobody_does() {
        let order = |values: &[&str]| Reading::of(values.iter().copied(), None);
        let day = order(&["03/04/2025", "31/12/2025"]);
        assert_eq!(day.order, Some(DateOrder::DayFirst));
        assert_eq!((day.proof.as_str(), day.doubts), ("31/12/2025", 1));
        let month = order(&["03/04/2025", "12/31/2025"]);
        assert_eq!(month.order, Some(DateOrder::MonthFirst));
        let open = order(&["03/04/2025", "05/05/2025", "2025-03-01"]);
        assert!(open.is_open());
        assert_eq!(open.doubtful, "03/04/2025");
        assert_eq!(read("03/04/2025", open.order), Day::Either);
        let mixed = order(&["31/12/2025", "12/31/2025", "03/04/2025"]);
        assert!(mixed.is_mixed && mixed.is_open());
        assert_eq!(order(&["3.4.2025"]).order, Some(DateOrder::DayFirst));
        // A year of two digits may stand first.
        for open in [
            &["25-03-01", "25-03-31"][..],
            &["25/03/01", "25/03/31"],
            &["25-03-01", "24-11-30"],
            &["25-03-01"],
        ] {
            let reading = order(open);
            assert!(reading.is_open(), "{open:?}");
            assert_eq!(
                (reading.doubtful.as_str(), reading.doubts),
                (open[0], open.len())
            );
            assert_eq!(read(open[0], reading.order), Day::Either);
        }
        for days in [
            &["31-12-25", "15-11-25"][..],
            &["31/12/24", "15/03/25"],
            &["31/12/25"],
            &["31.12.25", "31.12.24"],
            &["25-03-01", "31-12-99"],
        ] {
            assert_eq!(order(days).order, Some(DateOrder::DayFirst), "{days:?}");
        }
        let chosen = Reading::of(["03/04/2025"].into_iter(), Some(DateOrder::MonthFirst));
        assert!(!chosen.is_open());
        let read = |value, order| match read(value, Some(order)) {
            Day::Is(date) => date.to_string(),
            other => format!("{other:?}"),
        };
        assert_eq!(read("03/04/2025", DateOrder::MonthFirst), "2025-03-04");
        assert_eq!(read("03/04/2025", DateOrder::DayFirst), "2025-04-03");
        assert_eq!(read("25-03-04", DateOrder::YearFirst), "2025-03-04");
        // What can be read in one way only is read so whatever was chosen.
        assert_eq!(read("31/12/2025", DateOrder::MonthFirst), "2025-12-31");
    }
}
