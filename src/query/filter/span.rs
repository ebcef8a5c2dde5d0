//! Stretches of time and of numbers: `2004`, `2004-03`, `2004-03-01`, and what comparing with them means.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use super::ast::Op;

/// From the first to the last, both inclusive; open where there is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Range<T> {
    pub from: Option<T>,
    pub to: Option<T>,
    /// Whether the ends themselves are left out.
    pub is_open: bool,
}

impl<T: PartialOrd + Copy> Range<T> {
    /// What compares so with what lies from one to another.
    pub fn of(op: Op, first: T, last: T) -> Self {
        let (from, to, is_open) = match op {
            Op::Less => (None, Some(first), true),
            Op::AtMost => (None, Some(last), false),
            Op::More => (Some(last), None, true),
            Op::AtLeast => (Some(first), None, false),
            Op::Has | Op::Is | Op::To => (Some(first), Some(last), false),
        };
        Self { from, to, is_open }
    }

    pub fn contains(&self, value: T) -> bool {
        if self.is_open {
            self.from.is_none_or(|from| value > from) && self.to.is_none_or(|to| value < to)
        } else {
            self.from.is_none_or(|from| value >= from) && self.to.is_none_or(|to| value <= to)
        }
    }
}

/// The first and the last day of a year, a month or a day, as they are written in figures.
pub(super) fn days(text: &str) -> Option<(Date, Date)> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next(), parts.next());
    let figures = |part: &str, most: usize| {
        let is_number =
            (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| part.parse::<i16>().ok()).flatten()
    };
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    let year = figures(year, 4)?;
    let Some(month) = month else {
        return Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?));
    };
    let month = i8::try_from(figures(month, 2)?).ok()?;
    let Some(day) = day else {
        let first = Date::new(year, month, 1).ok()?;
        return Some((first, first.last_of_month()));
    };
    let day = Date::new(year, month, i8::try_from(figures(day, 2)?).ok()?).ok()?;
    Some((day, day))
}

/// The moments from the beginning of one day to the end of another, where a person lives.
pub(super) fn moments(first: Date, last: Date, zone: &TimeZone) -> Option<(Timestamp, Timestamp)> {
    let begin = |day: Date| {
        let midnight = DateTime::from_parts(day, Time::midnight());
        zone.to_ambiguous_timestamp(midnight).compatible().ok()
    };
    let next = last.tomorrow().ok()?;
    let end = begin(next)?.checked_sub(1.nanosecond()).ok()?;
    Some((begin(first)?, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_months_and_years_are_read() {
        assert_eq!(days("2004"), Some((date(2004, 1, 1), date(2004, 12, 31))));
        assert_eq!(days("2004-02"), Some((date(2004, 2, 1), date(2004, 2, 29))));
        assert_eq!(days("2004-2-3"), Some((date(2004, 2, 3), date(2004, 2, 3))));
        for wrong in [
            "",
            "04",
            "2004-13",
            "2004-02-30",
            "2004-02-03-1",
            "2004-",
            "next",
            "+200",
        ] {
            assert_eq!(days(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn comparing_with_a_year_means_the_whole_of_it() {
        let (first, last) = days("2004").unwrap();
        let fits = |op: Op, day: Date| Range::of(op, first, last).contains(day);
        assert!(!fits(Op::More, date(2004, 12, 31)) && fits(Op::More, date(2005, 1, 1)));
        assert!(fits(Op::AtLeast, date(2004, 1, 1)) && !fits(Op::Less, date(2004, 1, 1)));
        assert!(fits(Op::AtMost, date(2004, 12, 31)) && fits(Op::Less, date(2003, 12, 31)));
        assert!(fits(Op::Has, date(2004, 6, 1)) && !fits(Op::Has, date(2005, 6, 1)));
    }

    #[test]
    fn a_day_ends_where_the_next_begins() {
        let day = date(2026, 3, 29);
        let zone = TimeZone::get("Europe/Berlin").unwrap_or(TimeZone::UTC);
        let (from, to) = moments(day, day, &zone).unwrap();
        let (next, _) = moments(day.tomorrow().unwrap(), day.tomorrow().unwrap(), &zone).unwrap();
        assert!(from < to && to < next);
        assert_eq!(to.checked_add(1.nanosecond()).unwrap(), next);
    }
}
