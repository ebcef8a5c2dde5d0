//! The scroll bar and, beside it, a ruler that shows where the marks are.

use egui::{Color32, Mesh, Painter, Rangef, Rect, pos2};

use crate::text::Span;

use super::super::theme::Tokens;
use super::column::Column;
use super::marks::Marks;
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
    /// For each row from the top: the colour of the first mark in it, and how many begin there.
    rows: Vec<Option<(crate::model::Color, usize)>>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Key {
    version: u64,
    rows: usize,
    total: f64,
}

/// Height of a row, in points.
const ROW: f32 = 2.0;

impl Ruler {
    pub fn paint(
        &mut self,
        painter: &Painter,
        column: &Column,
        marks: &Marks,
        room: &Room,
        view: &View,
        tokens: &Tokens,
    ) {
        self.update(column, marks, room, view.ruler);
        let most = self
            .rows
            .iter()
            .flatten()
            .map(|(_, count)| *count)
            .max()
            .unwrap_or(1);
        let mut mesh = Mesh::default();
        for (row, found) in self.rows.iter().enumerate() {
            let Some((color, count)) = found else {
                continue;
            };
            let top = view.ruler.top() + rows_to_points(row);
            let fullness = 0.35 + 0.65 * share(*count, most);
            let left = view.ruler.right() - view.ruler.width() * fullness;
            let rect = Rect::from_min_max(pos2(left, top), pos2(view.ruler.right(), top + ROW));
            let color: Color32 = tokens.line(*color).gamma_multiply(0.75);
            mesh.add_colored_rect(rect, color);
        }
        if !mesh.is_empty() {
            painter.add(mesh);
        }
    }

    /// Work for each row of the ruler, not for each mark.
    fn update(&mut self, column: &Column, marks: &Marks, room: &Room, rect: Rect) {
        let rows = points_to_rows(rect.height());
        let whole = room.header + column.heights().total() + room.footer;
        // Corrections of a few lines in a long text move no row.
        let row_height = whole / row_count(rows);
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
        let mut start = column.text().paragraph(0).span.start;
        for row in 1..=rows {
            let y = row_count(row) * row_height - room.header;
            let end = if row == rows {
                column.text().end()
            } else {
                byte_at(column, y)
            };
            let span = Span {
                start,
                end: end.max(start),
            };
            let found = marks.beginning_in(span);
            self.rows
                .push(found.map(|(strand, count)| (marks.mark(strand).color, count)));
            start = span.end;
        }
    }
}

/// About which byte stands at a distance from the top of the text in physical pixels.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "an estimate"
)]
fn byte_at(column: &Column, y: f64) -> crate::text::Byte {
    if y <= 0.0 {
        return crate::text::Byte(0);
    }
    let (unit, offset) = column.heights().at(y);
    let span = column.unit(unit).span;
    let part = (offset / column.heights().get(unit).max(1.0)).min(1.0);
    crate::text::Byte(span.start.0 + (part * span.len() as f64) as u32)
}

#[expect(clippy::cast_precision_loss, reason = "rows on a screen")]
fn rows_to_points(rows: usize) -> f32 {
    rows as f32 * ROW
}

#[expect(clippy::cast_precision_loss, reason = "rows on a screen")]
fn row_count(rows: usize) -> f64 {
    rows.max(1) as f64
}

#[expect(clippy::cast_precision_loss, reason = "a share")]
fn share(count: usize, most: usize) -> f32 {
    (count as f32 / most.max(1) as f32).sqrt()
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
