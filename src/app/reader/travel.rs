//! How the view moves over the text, and how it stays when the lines break differently.

use serde::{Deserialize, Serialize};

use crate::text::{Byte, Span, Text};

use super::carets::Place;
use super::column::Setting;
use super::fragments::Placed;
use super::pane::Reader;
use super::scroll::{Anchor, Room, comfortable};
use super::selection::Selection;
use super::view::View;

/// Where the view is to go as soon as the layout is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Goal {
    /// So that this can be read in comfort.
    Reveal(Span),
    /// So that the caret is in view.
    Caret,
    /// So many views down.
    Pages(f32),
    /// So that everything above the text is in view.
    Start,
    /// So that this line is on top.
    Top(TopLine),
}

/// Where somebody is in a text: what is selected and what is in view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Bookmark {
    selection: Selection,
    top: Option<TopLine>,
}

/// A byte at the top of the view, and how far below the top of its line the view begins, in lines.
pub(super) type TopLine = (Byte, f64);

impl Reader {
    /// Where one is now.
    #[must_use]
    pub fn bookmark(&self) -> Bookmark {
        Bookmark {
            selection: self.selection,
            top: self.top_line(),
        }
    }

    /// Shows this text instead, which has become of the one that was shown; `near` tells about where each offset went.
    pub fn take_text(&mut self, text: Text, language: &str, near: impl Fn(Byte) -> Byte) {
        let Bookmark { selection, top } = self.bookmark();
        let moved = Bookmark {
            selection: selection.moved(&near),
            top: top.map(|(at, rest)| (near(at), rest)),
        };
        *self = Self::new(text, language).in_place_of(self);
        self.go_back(&moved);
    }

    /// Goes back to where one was, as soon as the pane is shown.
    pub fn go_back(&mut self, bookmark: &Bookmark) {
        self.select(bookmark.selection);
        self.goals.clear();
        self.kept = None;
        let end = self.text().end();
        let top = bookmark.top.map(|(at, rest)| (at.min(end), rest));
        self.goals.extend(top.map(Goal::Top));
    }

    /// How far below the top of the view the line of the caret stands, in physical pixels, if it is in view.
    pub(super) fn caret_height(&self) -> Option<f64> {
        let view = self.view?;
        let (unit, position) = self.column.locate(self.caret_place());
        let here = self.placed_now(&view).into_iter();
        let here = here.into_iter().find(|here| here.unit == unit)?;
        let caret = self.column.peek(unit)?.paragraph.caret(position);
        let y = here.top + f64::from(caret.top * view.scale);
        (0.0..view.height).contains(&y).then_some(y)
    }

    /// Scrolls so that the line of the caret is where [`Self::caret_height`] has found it.
    pub(super) fn put_caret_at(&mut self, y: f64) {
        let place = self.caret_place();
        let Some((unit, caret)) = self.column.caret(place) else {
            return;
        };
        let Some((laid, setting)) = self.column.peek(unit).zip(self.column.setting()) else {
            return;
        };
        let top = f64::from(laid.above) + f64::from(caret.top * setting.scale);
        self.anchor = Anchor {
            unit,
            offset: (top - y).round(),
        };
    }

    fn caret_place(&self) -> Place {
        Place {
            at: self.selection.head,
            affinity: self.selection.affinity,
        }
    }

    /// The number of the paragraph at an offset, as in the margin: from 1, blank lines are not counted.
    #[must_use]
    pub fn paragraph_number(&self, at: Byte) -> u32 {
        self.column.unit(self.column.units().index_at(at)).number
    }

    /// The byte that begins the first line in view, and how far below its top the view begins.
    pub(super) fn top_line(&self) -> Option<TopLine> {
        let setting = self.column.setting()?;
        let laid = self.column.peek(self.anchor.unit)?;
        let into = self.anchor.offset - f64::from(laid.above);
        let pitch = f64::from(laid.paragraph.line_pitch() * setting.scale);
        let mut lines = laid.paragraph.lines();
        let line = lines.find(|line| f64::from(line.bottom * setting.scale) > into)?;
        let start = self.column.unit(self.anchor.unit).span.start;
        let rest = (into - f64::from(line.top * setting.scale)) / pitch;
        Some((Byte::new(start.index() + line.text.start), rest))
    }

    /// Scrolls so that a byte is where [`Self::top_line`] has found it.
    pub(super) fn put_on_top(&mut self, (at, rest): TopLine) {
        let Some((unit, caret)) = self.column.caret(Place::before(at)) else {
            return;
        };
        let Some((laid, setting)) = self.column.peek(unit).zip(self.column.setting()) else {
            return;
        };
        let pitch = f64::from(laid.paragraph.line_pitch() * setting.scale);
        let top = f64::from(laid.above) + f64::from(caret.top * setting.scale);
        self.anchor = Anchor {
            unit,
            offset: (top + rest * pitch).round(),
        };
    }

    pub(super) fn room(&self, view: &View) -> Room {
        let pitch = self.column.setting().map_or(0.0, Setting::pitch);
        Room {
            units: self.column.units().len(),
            header: self.header.height,
            footer: (3.0 * pitch).round(),
            view: view.height,
        }
    }

    /// Scrolls by some physical pixels.
    pub(super) fn scroll_by(&mut self, pixels: f64, view: &View) {
        if pixels == 0.0 {
            return;
        }
        self.kept = None;
        if pixels.abs() > 4.0 * view.height {
            let y = self.column.heights().top(self.anchor.unit) + self.anchor.offset + pixels;
            let (unit, offset) = self.column.heights().at(y);
            let offset = if y < 0.0 { y } else { offset };
            self.anchor = Anchor {
                unit,
                offset: offset.round(),
            };
        } else {
            self.anchor.offset += pixels;
        }
    }

    pub(super) fn jump(&mut self, anchor: Anchor) {
        self.kept = None;
        self.anchor = anchor;
    }

    /// Brings the anchor into its room and reaches the goals that have gathered since the last frame.
    pub(super) fn settle(&mut self, view: &View) {
        self.settle_anchor(view);
        for goal in core::mem::take(&mut self.goals) {
            match goal {
                Goal::Pages(pages) => {
                    self.scroll_by((f64::from(pages) * view.height).round(), view);
                }
                Goal::Start => self.jump(Anchor::START),
                Goal::Top(top) => self.put_on_top(top),
                Goal::Reveal(span) => self.bring_into_view(span, 3.0, view),
                Goal::Caret => self.bring_into_view(
                    Span::between(self.selection.head, self.selection.head),
                    1.0,
                    view,
                ),
            }
            self.settle_anchor(view);
        }
    }

    pub(super) fn settle_anchor(&mut self, view: &View) {
        let room = self.room(view);
        let column = &mut self.column;
        self.anchor = self.anchor.settled(&room, &mut |unit| column.height(unit));
    }

    /// Scrolls until a span is at least some lines away from the edges of the view.
    fn bring_into_view(&mut self, span: Span, lines: f64, view: &View) {
        let affinity = self.selection.affinity;
        let Some((unit, caret)) = self.column.caret(Place {
            at: span.start,
            affinity,
        }) else {
            return;
        };
        let Some((last_unit, last_caret)) = self.column.caret(Place {
            at: span.end,
            affinity,
        }) else {
            return;
        };
        let scale = view.scale;
        let Some(laid) = self.column.peek(unit) else {
            return;
        };
        let top = f64::from(laid.above) + f64::from(caret.top * scale);
        let last_above = self
            .column
            .peek(last_unit)
            .map_or(0.0, |laid| f64::from(laid.above));
        let bottom = last_above + f64::from(last_caret.bottom * scale);
        let heights = self.column.heights();
        let here = heights.top(self.anchor.unit) + self.anchor.offset;
        let (from, to) = (
            heights.top(unit) + top - here,
            heights.top(last_unit) + bottom - here,
        );
        let margin = self.column.setting().map_or(0.0, Setting::pitch) * lines;
        if let Some(wanted) = comfortable(from, to, view.height, margin) {
            self.jump(Anchor {
                unit,
                offset: (top - wanted).round(),
            });
        }
    }

    /// The units in view that were laid out for the last frame.
    pub(super) fn placed_now(&self, view: &View) -> Vec<Placed> {
        let mut top = -self.anchor.offset;
        let units = self.anchor.unit..self.column.units().len();
        units
            .map_while(|unit| {
                let laid = self.column.peek(unit).filter(|_| top < view.height)?;
                let place = Placed {
                    unit,
                    top: top + f64::from(laid.above),
                };
                top += f64::from(laid.height);
                Some(place)
            })
            .collect()
    }

    /// The units in view, laid out.
    pub(super) fn place(&mut self, view: &View) -> Vec<Placed> {
        let mut placed = Vec::new();
        let mut top = -self.anchor.offset;
        for unit in self.anchor.unit..self.column.units().len() {
            if top >= view.height {
                break;
            }
            let Some(laid) = self.column.laid(unit) else {
                break;
            };
            placed.push(Placed {
                unit,
                top: top + f64::from(laid.above),
            });
            top += f64::from(laid.height);
        }
        placed
    }

    /// Lays out one unit that will come into view next, in a frame that had none to lay out.
    pub(super) fn prefetch(&mut self, placed: &[Placed]) {
        let (Some(first), Some(last)) = (placed.first(), placed.last()) else {
            return;
        };
        let below = (last.unit + 1 < self.column.units().len()).then_some(last.unit + 1);
        let above = first.unit.checked_sub(1);
        let next = below
            .into_iter()
            .chain(above)
            .find(|&unit| self.column.peek(unit).is_none());
        if let Some(unit) = next.filter(|_| !self.column.is_busy()) {
            self.column.laid(unit);
        }
    }
}
