//! What of the marks is on the screen: one rectangle for each piece of each line, and the ends of the pieces.

use std::collections::HashMap;

use egui::{Rangef, Rect, pos2};

use crate::model::Spans;
use crate::text::{Byte, Span};

use super::super::typeset::{Line, Position};
use super::column::{Column, Laid};
use super::compact::{Need, compact};
use super::marks::Marks;
use super::underlines::lane_below_baseline;
use super::view::View;

/// A unit in view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placed {
    pub unit: usize,
    /// Physical pixels from the top of the view to the top of its first line.
    pub top: f64,
}

/// Which line of the article: unit and line in it.
pub(super) type LineKey = (usize, usize);

/// A stretch of a mark on one line, in points on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fragment {
    /// Index of the mark.
    pub mark: usize,
    /// Index of the piece among the mark's spans.
    pub piece: usize,
    pub line: LineKey,
    /// As high as the text's part of the line.
    pub rect: Rect,
    /// Where the next line begins.
    pub bottom: f32,
    /// The middle of the underline.
    pub lane: f32,
    /// Which lane that is: 0 for the one next to the text.
    pub depth: u16,
    /// The middle of lane 0.
    pub first: f32,
}

/// Where a piece begins or ends, in points on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PieceEnd {
    /// Index of the mark.
    pub mark: usize,
    /// Index of the piece among the mark's spans.
    pub piece: usize,
    /// Whether the piece ends here; it begins here otherwise.
    pub is_end: bool,
    pub line: LineKey,
    pub x: f32,
    pub y: Rangef,
    /// The middle of the underline.
    pub lane: f32,
    /// Where the text that is not marked lies: -1.0 for the left, 1.0 for the right.
    pub outward: f32,
}

/// All of them, outer marks before inner ones.
#[derive(Clone, Debug, Default)]
pub(super) struct Fragments {
    pub bits: Vec<Fragment>,
    pub ends: Vec<PieceEnd>,
    /// From the first byte in view to the last, if any is.
    pub seen: Option<Span>,
}

impl Fragments {
    /// Finds them for the units in view. `changed` has other spans for one mark: the user is dragging its end.
    /// `below_baseline` tells how many points below the baseline a lane is.
    pub fn gather(
        column: &Column,
        marks: &Marks,
        placed: &[Placed],
        view: &View,
        changed: Option<(usize, &Spans)>,
        below_baseline: &dyn Fn(u16, &Laid) -> f32,
    ) -> Self {
        let mut found = Self::default();
        for place in placed {
            let Some(laid) = column.peek(place.unit) else {
                continue;
            };
            let unit = UnitInView::new(column, laid, *place, view);
            let Some(visible) = unit.visible_text() else {
                continue;
            };
            found.seen = Some(found.seen.map_or(visible, |seen| seen.hull(visible)));
            let (bits, ends) = (found.bits.len(), found.ends.len());
            for strand in marks.strands_in(visible) {
                let index = strand.mark as usize;
                let changed = changed.filter(|(mark, _)| *mark == index);
                let spans = changed.map_or(&marks.mark(strand).spans, |(_, spans)| spans);
                let below = below_baseline(strand.lane, laid);
                found.add(&unit, index, spans, visible, (strand.lane, below));
            }
            let below = |lane| below_baseline(lane, laid);
            move_up(&mut found.bits[bits..], &mut found.ends[ends..], &below);
        }
        found
    }

    fn add(
        &mut self,
        unit: &UnitInView<'_>,
        mark: usize,
        spans: &Spans,
        visible: Span,
        (depth, below): (u16, f32),
    ) {
        let spans = spans.as_slice();
        let size = unit.laid.paragraph.style().size;
        let first = spans.partition_point(|span| span.end <= visible.start);
        for (piece, span) in spans.iter().enumerate().skip(first) {
            if span.start >= visible.end {
                break;
            }
            let range =
                unit.local(span.start.max(visible.start))..unit.local(span.end.min(visible.end));
            for (line, x) in unit.laid.paragraph.pieces(range) {
                let Some(row) = unit.line(line) else { continue };
                // Blanks that end a line hang out of the column; nobody needs to see that they are marked.
                let seen = x.intersection(Rangef::new(row.left, row.right));
                let x = if seen.span() > 0.0 { seen } else { x };
                self.bits.push(Fragment {
                    mark,
                    piece,
                    line: (unit.index, line),
                    rect: unit.text_rect(row, x),
                    bottom: unit.corner.y + row.bottom,
                    lane: unit.corner.y + row.baseline + below,
                    depth,
                    first: unit.corner.y + row.baseline + lane_below_baseline(0, size),
                });
            }
            for (at, is_end) in [(span.start, false), (span.end, true)] {
                let is_here = if is_end {
                    visible.start < at && at <= visible.end
                } else {
                    visible.contains(at)
                };
                if is_here {
                    self.add_end(unit, mark, piece, at, is_end, below);
                }
            }
        }
    }

    fn add_end(
        &mut self,
        unit: &UnitInView<'_>,
        mark: usize,
        piece: usize,
        at: Byte,
        is_end: bool,
        below: f32,
    ) {
        let offset = unit.local(at);
        let position = if is_end {
            Position::after(offset)
        } else {
            Position::before(offset)
        };
        let caret = unit.laid.paragraph.caret(position);
        let Some(row) = unit.line(caret.line) else {
            return;
        };
        self.ends.push(PieceEnd {
            mark,
            piece,
            is_end,
            line: (unit.index, caret.line),
            x: unit.corner.x + caret.x,
            y: Rangef::new(unit.corner.y + caret.top, unit.corner.y + caret.bottom),
            lane: unit.corner.y + row.baseline + below,
            outward: if is_end == caret.rtl { -1.0 } else { 1.0 },
        });
    }

    /// The fragments of one mark.
    pub fn of(&self, mark: usize) -> impl Iterator<Item = &Fragment> {
        self.bits.iter().filter(move |bit| bit.mark == mark)
    }
}

/// Moves the lines of marks up where nothing between them and the text is on the same line.
fn move_up(bits: &mut [Fragment], ends: &mut [PieceEnd], below: &dyn Fn(u16) -> f32) {
    let mut lines: HashMap<LineKey, Vec<Need>> = HashMap::new();
    let mut before: HashMap<(LineKey, usize), u16> = HashMap::new();
    for bit in bits.iter() {
        let needs = lines.entry(bit.line).or_default();
        let x = bit.rect.x_range();
        // The pieces of a mark on one line follow each other.
        match needs.last_mut().filter(|need| need.mark == bit.mark) {
            Some(need) => need.x = Rangef::new(need.x.min.min(x.min), need.x.max.max(x.max)),
            None => needs.push(Need {
                mark: bit.mark,
                x,
                lane: bit.depth,
            }),
        }
        before.insert((bit.line, bit.mark), bit.depth);
    }
    let lanes = compact(lines);
    let shift = |key: &(LineKey, usize)| {
        let (now, before) = (lanes.get(key)?, before.get(key)?);
        Some((below(*now) - below(*before), *now))
    };
    for bit in bits {
        if let Some((by, depth)) = shift(&(bit.line, bit.mark)) {
            bit.lane += by;
            bit.depth = depth;
        }
    }
    for end in ends {
        if let Some((by, _)) = shift(&(end.line, end.mark)) {
            end.lane += by;
        }
    }
}

/// A laid-out unit at its place on the screen.
pub(super) struct UnitInView<'a> {
    pub index: usize,
    pub laid: &'a Laid,
    start: Byte,
    /// Top left corner of the first line, in points.
    pub corner: egui::Pos2,
    /// Index of the first of `lines`.
    first: usize,
    /// The lines that can be seen.
    lines: Vec<Line>,
}

impl<'a> UnitInView<'a> {
    pub fn new(column: &Column, laid: &'a Laid, place: Placed, view: &View) -> Self {
        let corner = view.corner(place.top);
        let pitch = laid.paragraph.line_pitch();
        let first = floor((view.rect.top() - corner.y) / pitch);
        let end =
            (floor((view.rect.bottom() - corner.y) / pitch) + 1).min(laid.paragraph.line_count());
        let lines = (first..end)
            .filter_map(|line| laid.paragraph.line(line))
            .collect();
        Self {
            index: place.unit,
            laid,
            start: column.unit(place.unit).span.start,
            corner,
            first,
            lines,
        }
    }

    /// The text of the lines that can be seen, in bytes of the article.
    pub fn visible_text(&self) -> Option<Span> {
        let (first, last) = (self.lines.first()?, self.lines.last()?);
        Some(Span::of(
            self.global(first.text.start)..self.global(last.text.end),
        ))
    }

    /// The lines that can be seen, with their indices.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &Line)> {
        let indices = self.first..;
        indices.zip(&self.lines)
    }

    fn line(&self, index: usize) -> Option<&Line> {
        self.lines.get(index.checked_sub(self.first)?)
    }

    /// The offset in the article of an offset in the unit.
    pub fn global(&self, offset: usize) -> usize {
        self.start.index() + offset
    }

    fn local(&self, at: Byte) -> usize {
        at.index().saturating_sub(self.start.index())
    }

    /// The rectangle of a stretch of a line, as high as the text, in points on the screen.
    pub fn text_rect(&self, line: &Line, x: Rangef) -> Rect {
        Rect::from_min_max(
            self.corner + pos2(x.min, line.top).to_vec2(),
            self.corner + pos2(x.max, line.text_bottom).to_vec2(),
        )
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, and that is wanted"
)]
fn floor(lines: f32) -> usize {
    lines.floor().max(0.0) as usize
}
