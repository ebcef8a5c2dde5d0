//! Agreement over time: exact F1 of the articles that were last worked on in each week or month, or of those of each round.

use core::fmt::Write as _;
use std::collections::BTreeMap;

use egui::{Align2, Rect, Sense, Stroke, Ui, pos2, vec2};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use super::passages::{Behind, Show};
use super::sheet::{Cell, Column, Key, Line, Sheet, decimals};
use super::sheets::Of;
use crate::app::marking::shorten;
use crate::app::panels::silent;
use crate::app::theme::Tokens;
use crate::app::typeset::TextLabel;
use crate::export::xml::text as escaped;
use crate::review::measure::measure;
use crate::review::part::{self, Part};
use crate::review::study::ArticleSums;
use crate::say;

/// The column of the course that is painted.
pub const PAINTED: usize = 3;
/// Height of the painted course, in points.
const HEIGHT: f32 = 150.0;
/// Around it, in points: at the left for the numbers, below for the days.
const LEFT: f32 = 34.0;
const BELOW: f32 = 20.0;

/// What stands below a point takes so much, in points, and is cut to so many characters.
const NAME: f32 = 76.0;
const LONGEST: usize = 12;

/// In what steps the course is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Steps {
    /// By week.
    #[default]
    Weeks,
    /// By month.
    Months,
    /// By round of annotating.
    Rounds,
}

impl Steps {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Weeks, Self::Months, Self::Rounds];

    /// What they are called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Weeks => say!("agreement-by-week"),
            Self::Months => say!("agreement-by-month"),
            Self::Rounds => say!("agreement-by-round"),
        }
    }
}

/// The first day of the week or month of a moment.
fn first_day(at: Timestamp, by_month: bool, zone: &TimeZone) -> Date {
    let day = at.to_zoned(zone.clone()).date();
    if by_month {
        return day.first_of_month();
    }
    let before = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(before.days()).unwrap_or(day)
}

/// The first day of the next one.
fn next_day(first: Date, by_month: bool) -> Date {
    let step = if by_month { 1.month() } else { 1.week() };
    first.checked_add(step).unwrap_or(first)
}

/// A row a week or a month in which something was done, or a row a round in which something can be compared.
pub fn sheet(of: &Of<'_>) -> Sheet {
    let head = match of.steps {
        Steps::Weeks => say!("agreement-week"),
        Steps::Months => say!("agreement-month"),
        Steps::Rounds => say!("agreement-round"),
    };
    let numbers = |id: &str| measure(id).map(|it| Column::numbers((it.name)(), (it.about)(), 92.0));
    let mut columns = vec![
        Column::words(head, 110.0),
        Column::numbers(say!("agreement-articles"), "", 74.0),
        Column::numbers(say!("agreement-marks"), "", 74.0),
    ];
    columns.extend(["exact", "overlap"].into_iter().filter_map(numbers));
    let lines = match of.steps {
        Steps::Weeks => periods(of, false),
        Steps::Months => periods(of, true),
        Steps::Rounds => rounds(of),
    };
    Sheet {
        columns,
        lines,
        ..Sheet::default()
    }
}

/// A row a week or a month, by when a mark of an article was last changed.
fn periods(of: &Of<'_>, by_month: bool) -> Vec<Line> {
    let zone = TimeZone::system();
    let mut periods: BTreeMap<Date, Vec<&ArticleSums>> = BTreeMap::new();
    for article in &of.study.articles {
        if let Some(last) = article.last {
            let first = first_day(last, by_month, &zone);
            periods.entry(first).or_default().push(article);
        }
    }
    let lines = periods.into_iter().map(|(first, articles)| {
        let start = |day: Date| {
            let zoned = day.to_zoned(zone.clone());
            zoned.map_or(Timestamp::MIN, |it| it.timestamp())
        };
        let behind = Behind {
            period: Some((start(first), start(next_day(first, by_month)))),
            ..Behind::default()
        };
        let day = if by_month {
            first.strftime("%Y-%m").to_string()
        } else {
            first.to_string()
        };
        line(&day, &Part::of(of.study, articles, |_| true), &behind)
    });
    lines.collect()
}

/// A row a round, in their order: rounds have no dates.
fn rounds(of: &Of<'_>) -> Vec<Line> {
    let rounds = part::rounds(of.project, of.study).into_iter();
    let lines = rounds.map(|(round, part)| {
        let behind = Behind {
            round: Some(round.id.clone()),
            ..Behind::default()
        };
        line(&round.name, &part, &behind)
    });
    lines.collect()
}

fn line(name: &str, part: &Part, behind: &Behind) -> Line {
    let differing = Behind {
        show: Show::Differing,
        ..behind.clone()
    };
    let number = |id: &str, number| {
        let about = measure(id).map_or("", |it| (it.about)());
        Cell::number(number, about, say!("agreement-no-marks")).opens(differing.clone())
    };
    Line {
        cells: vec![
            Cell::words(name).opens(behind.clone()),
            Cell::count(part.articles as u64).opens(behind.clone()),
            Cell::count(part.marks()).opens(behind.clone()),
            number("exact", &part.exact),
            number("overlap", &part.overlap),
        ],
        faint: false,
    }
}

/// When the week or the month of a row began, in seconds; nothing for a round.
fn began(line: &Line) -> Option<i64> {
    let behind = line.cells.first()?.behind.as_ref()?;
    behind.period.map(|(from, _)| from.as_second())
}

/// How far along each row is, from 0 to 1: by its date, so that weeks in which nothing was done leave a gap, and rounds, which
/// have none, at equal steps.
fn along(sheet: &Sheet) -> Vec<f32> {
    let dates: Option<Vec<i64>> = sheet.lines.iter().map(began).collect();
    let places = dates.unwrap_or_else(|| (0..).take(sheet.lines.len()).collect());
    let ends = places.first().copied().zip(places.last().copied());
    let Some((first, last)) = ends else {
        return Vec::new();
    };
    let whole = last.saturating_sub(first).max(1) as f64;
    let places = places.into_iter();
    let shares = places.map(|at| at.saturating_sub(first) as f64 / whole);
    shares.map(|share| share as f32).collect()
}

/// The points of the line: how far along each is, from 0 to 1, and its number, if it has one.
pub fn points(sheet: &Sheet) -> Vec<(f32, Option<f64>)> {
    let number = |line: &Line| match line.cells.get(PAINTED).map(|cell| &cell.key) {
        Some(Key::Number(number)) => Some(*number),
        _ => None,
    };
    let numbers = sheet.lines.iter().map(number);
    along(sheet).into_iter().zip(numbers).collect()
}

/// Whether there is room for what stands below a point so far along, in points, after the last one that has got it.
fn has_room(x: f32, named: &mut Option<f32>) -> bool {
    let has_room = named.is_none_or(|last| x - last >= NAME);
    if has_room {
        *named = Some(x);
    }
    has_room
}

/// What stands below a point: a day, or the name of a round, which may be long.
fn name_of(sheet: &Sheet, at: usize) -> String {
    shorten(&sheet.lines[at].cells[0].text, LONGEST)
}

/// Paints the line; answers which row's point was clicked. What it shows stands in the table below it as well.
pub fn show(ui: &mut Ui, tokens: &Tokens, sheet: &Sheet) -> Option<usize> {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::CLICK);
    silent(&response);
    let plot = Rect::from_min_max(rect.min + vec2(LEFT, 8.0), rect.max - vec2(24.0, BELOW));
    let font = egui::FontId::proportional(11.0);
    let painter = ui.painter_at(rect);
    for step in 0..=4_u8 {
        let share = f32::from(step) / 4.0;
        let y = egui::lerp(plot.bottom()..=plot.top(), share);
        painter.hline(plot.x_range(), y, Stroke::new(1.0, tokens.border));
        let label = decimals(f64::from(share), 2);
        painter.text(
            pos2(plot.left() - 6.0, y),
            Align2::RIGHT_CENTER,
            label,
            font.clone(),
            tokens.weak,
        );
    }
    let points = points(sheet);
    let place = |along: f32, number: f64| {
        let y = egui::lerp(plot.bottom()..=plot.top(), number as f32);
        pos2(
            egui::lerp(plot.x_range().min..=plot.x_range().max, along),
            y,
        )
    };
    let mut last = None;
    let mut clicked = None;
    let pointer = response.hover_pos();
    let mut named = None;
    for (at, &(along, number)) in points.iter().enumerate() {
        let Some(number) = number else {
            last = None;
            continue;
        };
        let here = place(along, number);
        if let Some(last) = last {
            painter.line_segment([last, here], Stroke::new(2.0, tokens.accent));
        }
        let is_near = pointer.is_some_and(|pointer| pointer.distance(here) < 10.0);
        painter.circle_filled(here, if is_near { 6.0 } else { 4.0 }, tokens.accent);
        if is_near && response.clicked() {
            clicked = Some(at);
        }
        if has_room(here.x, &mut named) {
            let name = name_of(sheet, at);
            let label = TextLabel::new(&name).size(11.0).color(tokens.weak);
            // A little more than it takes, or rounding cuts it.
            let size = vec2(label.width(ui).min(NAME) + 2.0, 16.0);
            let middle = pos2(here.x, plot.bottom() + 12.0);
            label.paint_in(ui, Rect::from_center_size(middle, size));
        }
        last = Some(here);
    }
    clicked
}

/// The line as an SVG of this size, to stand at the top of a picture.
pub fn svg(sheet: &Sheet, (width, height): (f32, f32), color: &str, out: &mut String) {
    let (left, right, top, bottom) = (LEFT, width - 24.0, 10.0, height - BELOW);
    let y = |number: f64| bottom + (top - bottom) * number as f32;
    let _infallible = (|| {
        for step in 0..=4_u8 {
            let share = f64::from(step) / 4.0;
            writeln!(
                out,
                r#"<line x1="{left}" x2="{right}" y1="{0}" y2="{0}" stroke="silver"/>"#,
                y(share)
            )?;
            writeln!(
                out,
                r#"<text x="{}" y="{}" text-anchor="end">{}</text>"#,
                left - 6.0,
                y(share) + 4.0,
                decimals(share, 2)
            )?;
        }
        let mut line = String::new();
        let points = points(sheet);
        let mut named = None;
        for (at, (along, number)) in points.into_iter().enumerate() {
            let Some(number) = number else { continue };
            let x = left + (right - left) * along;
            write!(line, "{x:.1},{:.1} ", y(number))?;
            writeln!(
                out,
                r#"<circle cx="{x:.1}" cy="{:.1}" r="3.5" fill="{color}"/>"#,
                y(number)
            )?;
            if has_room(x, &mut named) {
                writeln!(
                    out,
                    r#"<text x="{x:.1}" y="{}" text-anchor="middle">{}</text>"#,
                    bottom + 15.0,
                    escaped(&name_of(sheet, at))
                )?;
            }
        }
        writeln!(
            out,
            r#"<polyline points="{}" fill="none" stroke="{color}" stroke-width="2"/>"#,
            line.trim_end()
        )
    })();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::summary::Number;

    #[test]
    fn weeks_begin_on_mondays_and_months_on_their_first() {
        let at: Timestamp = "2026-11-27T01:00:00Z".parse().unwrap();
        let week = first_day(at, false, &TimeZone::UTC);
        assert_eq!(week.to_string(), "2026-11-23");
        assert_eq!(next_day(week, false).to_string(), "2026-11-30");
        let month = first_day(at, true, &TimeZone::UTC);
        assert_eq!(month.to_string(), "2026-11-01");
        assert_eq!(next_day(month, true).to_string(), "2026-12-01");
    }

    #[test]
    fn weeks_in_which_nothing_was_done_leave_a_gap_and_rounds_have_equal_steps() {
        let line = |week: Option<i64>| {
            let start = |week: i64| Timestamp::from_second(week * 7 * 86_400).unwrap();
            let behind = Behind {
                period: week.map(|week| (start(week), start(week + 1))),
                ..Behind::default()
            };
            Line {
                cells: vec![Cell::words("").opens(behind)],
                faint: false,
            }
        };
        let of = |weeks: &[Option<i64>]| {
            along(&Sheet {
                lines: weeks.iter().copied().map(line).collect(),
                ..Sheet::default()
            })
        };
        assert_eq!(of(&[Some(10), Some(11), Some(14)]), [0.0, 0.25, 1.0]);
        assert_eq!(of(&[None, None, None]), [0.0, 0.5, 1.0]);
        assert_eq!(of(&[Some(10)]), [0.0]);
        assert_eq!(of(&[]), [0.0; 0]);
    }

    #[test]
    fn names_of_rounds_mean_nothing_in_a_picture_and_do_not_cover_each_other() {
        let number = Number::of(Some(0.5));
        let line = |name: &str| Line {
            cells: vec![
                Cell::words(name),
                Cell::count(1),
                Cell::count(2),
                Cell::number(&number, "", ""),
            ],
            faint: false,
        };
        let mut sheet = Sheet {
            lines: vec![line("a <b> & c"), line("A round with a very long name")],
            ..Sheet::default()
        };
        let drawn = |sheet: &Sheet| {
            let mut out = String::new();
            svg(sheet, (420.0, 168.0), "#123456", &mut out);
            out
        };
        let two = drawn(&sheet);
        assert!(two.contains(">a &lt;b&gt; &amp; c</text>"), "{two}");
        assert!(two.contains("A round wit"), "{two}");
        assert!(!two.contains("very long name"), "{two}");
        sheet.lines = (0..40).map(|at| line(&format!("r{at:02}"))).collect();
        let many = drawn(&sheet);
        assert_eq!(many.matches("<circle").count(), 40);
        let named = many.matches(">r").count();
        assert!((2..=5).contains(&named), "{named} names in 420 points");
    }
}
