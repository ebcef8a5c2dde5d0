//! Agreement over time: exact F1 of the articles that were last worked on in each week or month.

use core::fmt::Write as _;
use std::collections::BTreeMap;

use egui::{Align2, Rect, Sense, Stroke, Ui, pos2, vec2};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use super::passages::{Behind, Show};
use super::sheet::{Cell, Column, Key, Line, Sheet, decimals};
use super::sheets::{Of, f1};
use crate::app::panels::silent;
use crate::app::theme::Tokens;
use crate::review::measure::measure;
use crate::review::study::ArticleSums;
use crate::say;

/// The column of the course that is painted.
pub const PAINTED: usize = 3;
/// Height of the painted course, in points.
const HEIGHT: f32 = 150.0;
/// Around it, in points: at the left for the numbers, below for the days.
const LEFT: f32 = 34.0;
const BELOW: f32 = 20.0;

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

/// A row a week or a month in which something was done.
pub fn sheet(of: &Of<'_>) -> Sheet {
    let zone = TimeZone::system();
    let mut periods: BTreeMap<Date, Vec<&ArticleSums>> = BTreeMap::new();
    for article in &of.study.articles {
        if let Some(last) = article.last {
            let first = first_day(last, of.by_month, &zone);
            periods.entry(first).or_default().push(article);
        }
    }
    let head = if of.by_month {
        say!("agreement-month")
    } else {
        say!("agreement-week")
    };
    let numbers = |id: &str| measure(id).map(|it| Column::numbers((it.name)(), (it.about)(), 92.0));
    let mut columns = vec![
        Column::words(head, 110.0),
        Column::numbers(say!("agreement-articles"), "", 74.0),
        Column::numbers(say!("agreement-marks"), "", 74.0),
    ];
    columns.extend(["exact", "overlap"].into_iter().filter_map(numbers));
    let lines = periods.into_iter().map(|(first, articles)| {
        let start = |day: Date| {
            let zoned = day.to_zoned(zone.clone());
            zoned.map_or(Timestamp::MIN, |it| it.timestamp())
        };
        let behind = Behind {
            period: Some((start(first), start(next_day(first, of.by_month)))),
            ..Behind::default()
        };
        let differing = Behind {
            show: Show::Differing,
            ..behind.clone()
        };
        let day = if of.by_month {
            first.strftime("%Y-%m").to_string()
        } else {
            first.to_string()
        };
        let marks = articles.iter().flat_map(|it| it.marks.values()).sum();
        let pairs = of.study.pairs.len();
        let number = |id: &str, number| {
            let about = measure(id).map_or("", |it| (it.about)());
            Cell::number(&number, about, say!("agreement-no-marks")).opens(differing.clone())
        };
        let exact = f1(articles.iter().copied(), pairs, |it| it.exact);
        let overlap = f1(articles.iter().copied(), pairs, |it| it.overlap);
        Line {
            cells: vec![
                Cell::words(&day).opens(behind.clone()),
                Cell::count(articles.len() as u64).opens(behind.clone()),
                Cell::count(marks).opens(behind),
                number("exact", exact),
                number("overlap", overlap),
            ],
            faint: false,
        }
    });
    Sheet {
        columns,
        lines: lines.collect(),
        ..Sheet::default()
    }
}

/// The points of the line: how far along each is, from 0 to 1, and its number, if it has one.
pub fn points(sheet: &Sheet) -> Vec<(f32, Option<f64>)> {
    let last = sheet.lines.len().saturating_sub(1).max(1) as f32;
    let lines = sheet.lines.iter().enumerate();
    let number = |line: &Line| match line.cells.get(PAINTED).map(|cell| &cell.key) {
        Some(Key::Number(number)) => Some(*number),
        _ => None,
    };
    lines
        .map(|(at, line)| (at as f32 / last, number(line)))
        .collect()
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
    // As many days as there is room for.
    let every = (points.len() as f32 * 76.0 / plot.width().max(1.0))
        .ceil()
        .max(1.0) as usize;
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
        if at % every == 0 {
            let day = &sheet.lines[at].cells[0].text;
            let below = pos2(here.x, plot.bottom() + 8.0);
            painter.text(below, Align2::CENTER_TOP, day, font.clone(), tokens.weak);
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
        for ((along, number), row) in points(sheet).into_iter().zip(&sheet.lines) {
            let Some(number) = number else { continue };
            let x = left + (right - left) * along;
            write!(line, "{x:.1},{:.1} ", y(number))?;
            writeln!(
                out,
                r#"<circle cx="{x:.1}" cy="{:.1}" r="3.5" fill="{color}"/>"#,
                y(number)
            )?;
            writeln!(
                out,
                r#"<text x="{x:.1}" y="{}" text-anchor="middle">{}</text>"#,
                bottom + 15.0,
                row.cells[0].text
            )?;
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
}
