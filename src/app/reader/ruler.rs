//! The scroll bar and, beside it, a ruler that shows where the marks are.

use core::cmp::Reverse;

use egui::{Mesh, Painter, Rangef, Rect};

use crate::model::Color;
use crate::text::{Byte, Span};

use super::super::theme::Tokens;
use super::column::Column;
use super::marks::{Mark, Marks};
use super::scroll::{Anchor, Room};
use super::view::View;

/// The thumb is at least so long, in points.
const SHORTEST_THUMB: f32 = 28.0;

/// Where the thumb is: start and length, both as parts of the track.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Thumb {
    pub start: f64,
    pub length: f64,
}

impl Thumb {
    /// For a view at an anchor; `None` when everything fits.
    pub fn new(column: &Column, anchor: Anchor, room: &Room, track: f32) -> Option<Self> {
        let heights = column.heights();
        let whole = room.header + heights.total() + room.footer;
        let hidden = whole - room.view;
        if hidden <= 1.0 || track <= 0.0 {
            return None;
        }
        let above = (room.header + heights.top(anchor.unit) + anchor.offset).clamp(0.0, hidden);
        let length = (room.view / whole)
            .max(f64::from(SHORTEST_THUMB / track))
            .min(1.0);
        Some(Self {
            start: above / hidden * (1.0 - length),
            length,
        })
    }

    /// The anchor that puts the start of the thumb at a part of the track.
    pub fn anchor_for(self, start: f64, column: &Column, room: &Room) -> Anchor {
        let heights = column.heights();
        let hidden = room.header + heights.total() + room.footer - room.view;
        let part = (start / (1.0 - self.length).max(1e-9)).clamp(0.0, 1.0);
        let y = part * hidden - room.header;
        if y <= 0.0 {
            return Anchor { unit: 0, offset: y };
        }
        let (unit, offset) = heights.at(y);
        Anchor {
            unit,
            offset: offset.round(),
        }
    }

    /// Its rectangle in a track, in points.
    pub fn rect(self, track: Rect) -> Rect {
        let top = track.top() + narrow(self.start) * track.height();
        let bottom = top + narrow(self.length) * track.height();
        Rect::from_x_y_ranges(track.x_range(), top..=bottom)
    }

    pub fn paint(self, painter: &Painter, track: Rect, tokens: &Tokens, active: bool) {
        let inset = if active { 1.5 } else { 3.0 };
        let rect = self.rect(track).shrink2(egui::vec2(inset, 2.0));
        let color = if active {
            tokens.weak
        } else {
            tokens.weak.gamma_multiply(0.45)
        };
        painter.rect_filled(rect, rect.width() / 2.0, color);
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a part of a whole")]
fn narrow(part: f64) -> f32 {
    part as f32
}

/// The density of marks along the whole text, painted as one mesh; kept until marks, heights or the pane change.
#[derive(Debug, Default)]
pub(super) struct Ruler {
    key: Option<Key>,
    /// From the top.
    rows: Vec<Row>,
}

/// What begins in one row.
#[derive(Clone, Debug, Default, PartialEq)]
struct Row {
    /// How many marks.
    count: usize,
    /// The colours of their tags with the share of each, the most frequent first; no more than [`COLORS`].
    shares: Vec<(Color, f32)>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Key {
    version: u64,
    rows: usize,
    total: f64,
}

/// Width of the tick of a match beside the ruler, in points.
const TICK: f32 = 5.0;
/// Height of a row, in points.
const ROW: f32 = 2.0;
/// So many colours are shown in a row.
const COLORS: usize = 3;
/// So many marks of a row are looked at: more of them would tell nothing else.
const SAMPLE: usize = 32;

impl Row {
    /// For marks in reading order.
    fn of(marks: &[Mark]) -> Self {
        let step = marks.len().div_ceil(SAMPLE).max(1);
        let mut found: Vec<(Color, usize)> = Vec::new();
        for mark in marks.iter().step_by(step) {
            match found
                .iter_mut()
                .find(|(color, _)| *color == mark.look.color)
            {
                Some((_, count)) => *count += 1,
                None => found.push((mark.look.color, 1)),
            }
        }
        // Those of one frequency in an order that does not depend on the sample.
        found.sort_by_key(|(color, count)| (Reverse(*count), color.0));
        found.truncate(COLORS);
        let whole: usize = found.iter().map(|(_, count)| count).sum();
        Self {
            count: marks.len(),
            shares: found
                .into_iter()
                .map(|(color, count)| (color, share(count, whole)))
                .collect(),
        }
    }
}

impl Ruler {
    pub fn paint(&self, painter: &Painter, view: &View, tokens: &Tokens) {
        let most = self.rows.iter().map(|row| row.count).max().unwrap_or(1);
        let mut mesh = Mesh::default();
        for (index, row) in self.rows.iter().enumerate() {
            let top = view.ruler.top() + rows_to_points(index);
            // By the root, so that one mark among thousands can still be seen.
            let fullness = 0.35 + 0.65 * share(row.count, most).sqrt();
            let width = view.ruler.width() * fullness;
            let mut right = view.ruler.right();
            for (color, share) in &row.shares {
                let left = right - width * share;
                let rect = Rect::from_x_y_ranges(left..=right, top..=top + ROW);
                mesh.add_colored_rect(rect, tokens.line(*color).gamma_multiply(0.75));
                right = left;
            }
        }
        if !mesh.is_empty() {
            painter.add(mesh);
        }
    }

    /// Brings it up to date. Work for each row of the ruler, not for each mark.
    pub fn update(&mut self, column: &Column, marks: &Marks, room: &Room, rect: Rect) {
        let rows = points_to_rows(rect.height());
        let whole = room.header + column.heights().total() + room.footer;
        // Corrections of a few lines in a long text move no row.
        let row_height = whole / row_count(rows.max(1));
        let key = Key {
            version: marks.version(),
            rows,
            total: whole,
        };
        let same = self.key.is_some_and(|old| {
            old.version == key.version && old.rows == rows && (old.total - whole).abs() < row_height
        });
        if same {
            return;
        }
        self.key = Some(key);
        self.rows.clear();
        let marks = marks.as_slice();
        let mut first = 0;
        for row in 1..=rows {
            let y = row_count(row) * row_height - room.header;
            let end = if row == rows {
                column.text().end()
            } else {
                byte_at(column, y)
            };
            let next = first + marks[first..].partition_point(|mark| mark.spans.start() < end);
            self.rows.push(Row::of(&marks[first..next]));
            first = next;
        }
    }
}

/// Paints where the chosen mark is: at the byte where it begins.
pub(super) fn paint_chosen(
    painter: &Painter,
    column: &Column,
    room: &Room,
    view: &View,
    tokens: &Tokens,
    at: Byte,
) {
    let y = view.ruler.top() + view.ruler.height() * part_at(column, room, at);
    let x = view.ruler.x_range().expand(1.5);
    let rect = Rect::from_x_y_ranges(x, y - 1.5..=y + 1.5);
    painter.rect_filled(rect, 1.0, tokens.caret);
}

/// Paints where something was found: a tick for each row of the ruler in which a match begins.
pub(super) fn paint_found(
    painter: &Painter,
    column: &Column,
    room: &Room,
    view: &View,
    tokens: &Tokens,
    found: &[Span],
) {
    if found.is_empty() {
        return;
    }
    let rows = points_to_rows(view.ruler.height());
    let whole = room.header + column.heights().total() + room.footer;
    let row_height = whole / row_count(rows);
    let begin = |row: usize| byte_at(column, row_count(row) * row_height - room.header);
    let mut mesh = Mesh::default();
    let x = view.ruler.left() - TICK..=view.ruler.left();
    for row in rows_with(found, rows, begin) {
        let top = view.ruler.top() + rows_to_points(row);
        let rect = Rect::from_x_y_ranges(x.clone(), top..=top + ROW);
        mesh.add_colored_rect(rect, tokens.warning);
    }
    painter.add(mesh);
}

/// The rows in which one of the spans begins; `begin` is the byte at which a row begins. The last row takes the rest.
fn rows_with(found: &[Span], rows: usize, begin: impl Fn(usize) -> Byte) -> Vec<usize> {
    let mut with = Vec::new();
    let mut left = found;
    for row in 0..rows {
        let here = if row + 1 == rows {
            left.len()
        } else {
            let end = begin(row + 1);
            left.partition_point(|span| span.start < end)
        };
        if here > 0 {
            with.push(row);
        }
        left = &left[here..];
    }
    with
}

/// Which part of the whole height is above a byte.
fn part_at(column: &Column, room: &Room, at: Byte) -> f32 {
    let heights = column.heights();
    let whole = room.header + heights.total() + room.footer;
    let unit = column.units().index_at(at);
    let span = column.unit(unit).span;
    let inside = share(at.index() - span.start.index(), span.len());
    let y = room.header + heights.top(unit) + heights.get(unit) * f64::from(inside.min(1.0));
    narrow(y / whole.max(1.0))
}

/// About which byte stands at a distance from the top of the text in physical pixels.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "an estimate"
)]
fn byte_at(column: &Column, y: f64) -> Byte {
    if y <= 0.0 {
        return Byte(0);
    }
    let (unit, offset) = column.heights().at(y);
    let span = column.unit(unit).span;
    let part = (offset / column.heights().get(unit).max(1.0)).min(1.0);
    Byte(span.start.0 + (part * span.len() as f64) as u32)
}

#[expect(clippy::cast_precision_loss, reason = "rows on a screen")]
fn rows_to_points(rows: usize) -> f32 {
    rows as f32 * ROW
}

#[expect(clippy::cast_precision_loss, reason = "rows on a screen")]
fn row_count(rows: usize) -> f64 {
    rows as f64
}

#[expect(clippy::cast_precision_loss, reason = "a share")]
fn share(count: usize, most: usize) -> f32 {
    count as f32 / most.max(1) as f32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "rows on a screen"
)]
fn points_to_rows(points: f32) -> usize {
    (points / ROW).floor().max(1.0) as usize
}

/// The part of a track where a point is.
pub(super) fn part_of(track: Rect, y: f32) -> f64 {
    let range = Rangef::new(track.top(), track.bottom());
    f64::from((y - range.min) / range.span().max(1.0))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::marks::tests::mark;
    use super::*;

    fn marks(colors: &[(u8, usize)]) -> Vec<Mark> {
        let all = colors
            .iter()
            .flat_map(|&(color, count)| core::iter::repeat_n(color, count));
        all.map(|color| {
            let mut mark = mark("m", &[0..1]);
            Arc::make_mut(&mut mark.look).color = Color([color; 3]);
            mark
        })
        .collect()
    }

    #[test]
    fn a_row_shows_the_most_frequent_tags_by_their_shares() {
        let row = Row::of(&marks(&[(1, 2), (2, 6), (3, 1), (4, 2)]));
        assert_eq!(row.count, 11);
        let colors: Vec<u8> = row.shares.iter().map(|(color, _)| color.0[0]).collect();
        assert_eq!(colors, [2, 1, 4]);
        let whole: f32 = row.shares.iter().map(|(_, share)| share).sum();
        assert!((whole - 1.0).abs() < 1e-6);
        assert_eq!(Row::of(&[]), Row::default());
    }

    #[test]
    fn every_match_is_in_a_row_of_the_ruler() {
        let at = |start: usize| Span::of(start..start + 3);
        let begin = |row: usize| Byte::new(row * 100);
        let found = [at(0), at(5), at(99), at(100), at(399), at(4000)];
        assert_eq!(rows_with(&found, 10, begin), [0, 1, 3, 9]);
        assert_eq!(rows_with(&[], 10, begin), [0; 0]);
    }

    #[test]
    fn a_sample_of_many_marks_has_about_their_shares() {
        let mut all = marks(&[(1, 3000), (2, 1000)]);
        fastrand::Rng::with_seed(1).shuffle(&mut all);
        let row = Row::of(&all);
        assert_eq!(row.count, 4000);
        assert_eq!(row.shares[0].0, Color([1; 3]));
        assert!((row.shares[0].1 - 0.75).abs() < 0.25, "{row:?}");
    }
}
