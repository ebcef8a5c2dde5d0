//! The margin beside the text: a chip for each link of the marks there, or in a narrow pane a number that opens a list.

use egui::accesskit::Role;
use egui::{Color32, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::model::AnnotationId;
use crate::say;
use crate::text::Text;

use super::super::theme::Tokens;
use super::super::typeset::{Face, TextLabel, font_id};
use super::access::quoted;
use super::chips::{ChipSlots, Row, font_size};
use super::column::Column;
use super::fragments::{Placed, UnitInView};
use super::marks::{Mark, Marks};
use super::page::ChipAt;
use super::slots::{ChipOf, Slot};
use super::view::{Margin, View};

/// What was done with the chips in a frame.
#[derive(Clone, Debug, Default)]
pub(super) struct Done {
    /// The mark of the chip under the pointer.
    pub pointed: Option<AnnotationId>,
    /// A chip that was clicked.
    pub clicked: Option<ChipAt>,
    /// Chips that are to be listed, and beside what.
    pub listed: Option<(Rect, Vec<ChipAt>)>,
}

/// All that showing the chips takes.
pub(super) struct Shelf<'a> {
    pub view: &'a View,
    pub column: &'a Column,
    pub placed: &'a [Placed],
    pub marks: &'a Marks,
    pub slots: &'a ChipSlots,
    pub tokens: &'a Tokens,
    /// Points per em of running text.
    pub size: f32,
    /// Indices of the chosen mark and of the one under the pointer.
    pub chosen: Option<usize>,
    pub hovered: Option<usize>,
    /// Whether they recede.
    pub faint: bool,
    /// What stands in the margin already: no chip is shown there.
    pub taken: &'a [Rect],
}

impl Shelf<'_> {
    /// Shows the chips of the lines in view.
    pub fn show(&self, ui: &Ui, pane: egui::Id) -> Done {
        let mut done = Done::default();
        for place in self.placed {
            let (Some(laid), Some(slots)) =
                (self.column.peek(place.unit), self.slots.of_unit(place.unit))
            else {
                continue;
            };
            let unit = UnitInView::new(self.column, laid, *place, self.view);
            for (index, line) in unit.lines() {
                let row = Row::new(line, self.size);
                let y =
                    egui::Rangef::new(unit.corner.y + row.chip.min, unit.corner.y + row.chip.max);
                let id = pane.with(("chip", place.unit, index));
                match self.view.margin {
                    Margin::Chips(x) => {
                        let rect = self.free(Rect::from_x_y_ranges(x, y));
                        let found = slots.chips.binary_search_by_key(&index, |slot| slot.line);
                        if let (Some(rect), Ok(at)) = (rect, found) {
                            self.chip(ui, id, rect, &slots.chips[at], &mut done);
                        }
                    }
                    Margin::Dots(x) => {
                        let rect = self.free(Rect::from_x_y_ranges(x, y));
                        let found = slots.dots.binary_search_by_key(&index, |(line, _)| *line);
                        if let (Some(rect), Ok(at)) = (rect, found) {
                            self.dots(ui, id, rect, &slots.dots[at].1, &mut done);
                        }
                    }
                    Margin::None => {}
                }
            }
        }
        done
    }

    /// The rectangle, if it is all in view and nothing else is there.
    fn free(&self, rect: Rect) -> Option<Rect> {
        let is_free = self.view.rect.contains_rect(rect)
            && self.taken.iter().all(|taken| !taken.intersects(rect));
        is_free.then_some(rect)
    }

    fn chip(&self, ui: &Ui, id: egui::Id, rect: Rect, slot: &Slot, done: &mut Done) {
        let Some(mark) = self.marks.get(slot.shown.mark) else {
            return;
        };
        let mut rect = rect;
        if !slot.hidden.is_empty() {
            let width = font_size(self.size) * 1.75;
            let more = Rect::from_min_max(pos2(rect.right() - width, rect.top()), rect.max);
            rect.max.x = more.left() - 2.0;
            let label = format!("+{}", slot.hidden.len());
            let color = self.ink(slot.hidden[0].mark);
            self.opener(ui, id.with("more"), more, &label, color, &slot.hidden, done);
        }
        let Some(words) = self.words(&slot.shown) else {
            return;
        };
        let words = words.as_str();
        let response = ui.interact(rect, id, Sense::click_and_drag());
        response.widget_info(|| {
            WidgetInfo::labeled(
                Role::Button,
                true,
                say!(
                    "reader-link-of",
                    link = words,
                    mark = quoted(mark, self.text())
                ),
            )
        });
        let at = slot.shown.mark;
        self.ground(ui, &response, rect, at);
        let color = self.ink(at);
        let small = font_size(self.size);
        let dot = pos2(rect.left() + small * 0.4, rect.center().y);
        if slot.goes_on {
            let top = pos2(dot.x, dot.y - small * 1.1);
            ui.painter()
                .line_segment([top, dot], Stroke::new(1.0, color.gamma_multiply(0.6)));
        }
        ui.painter().circle_filled(dot, small * 0.2, color);
        let inner = Rect::from_min_max(pos2(dot.x + small * 0.45, rect.top()), rect.max);
        let painted = TextLabel::new(words)
            .size(small)
            .color(color)
            .paint_in(ui, inner);
        let response = if painted.is_cut {
            response.on_hover_ui(|ui| drop(ui.add(TextLabel::new(words))))
        } else {
            response
        };
        if response.hovered() {
            done.pointed = Some(mark.id.clone());
        }
        if response.clicked() {
            done.clicked = Some(self.at(slot.shown)).flatten();
        }
    }

    /// The number that stands for all chips of a line.
    fn dots(&self, ui: &Ui, id: egui::Id, rect: Rect, chips: &[ChipOf], done: &mut Done) {
        let side = rect.height().min(rect.width()) - 1.0;
        let rect = Rect::from_center_size(rect.center(), vec2(rect.width() - 2.0, side));
        let color = self.ink(chips[0].mark);
        self.opener(ui, id, rect, &chips.len().to_string(), color, chips, done);
    }

    /// A small button that lists chips.
    #[expect(clippy::too_many_arguments, reason = "a small thing with much to say")]
    fn opener(
        &self,
        ui: &Ui,
        id: egui::Id,
        rect: Rect,
        label: &str,
        color: Color32,
        chips: &[ChipOf],
        done: &mut Done,
    ) {
        let response = ui.interact(rect, id, Sense::click_and_drag());
        let words = |chip: &ChipOf| self.words(chip);
        response.widget_info(|| {
            let all: Vec<String> = chips.iter().filter_map(words).collect();
            WidgetInfo::labeled(
                Role::Button,
                true,
                say!(
                    "reader-links-here",
                    count = all.len(),
                    links = all.join(", ")
                ),
            )
        });
        let ground = if response.hovered() {
            self.tokens.hover
        } else {
            self.tokens.page
        };
        let outline = Stroke::new(1.0, color.gamma_multiply(0.7));
        ui.painter().rect(
            rect,
            rect.height() / 2.0,
            ground,
            outline,
            StrokeKind::Inside,
        );
        let font = font_id(
            Face::Interface,
            true,
            (font_size(self.size) * 0.85).max(9.0),
        );
        ui.painter().text(
            rect.center(),
            egui::Align2::CENTER_CENTER,
            label,
            font,
            color,
        );
        if response.hovered() {
            done.pointed = self.mark(&chips[0]).map(|mark| mark.id.clone());
        }
        let response = response.on_hover_ui(|ui| {
            for words in chips.iter().filter_map(words) {
                ui.add(TextLabel::new(&words));
            }
        });
        if response.clicked() {
            let chips = chips.iter().filter_map(|&chip| self.at(chip)).collect();
            done.listed = Some((rect, chips));
        }
    }

    /// What lies behind a chip of the chosen mark, and of one under the pointer.
    fn ground(&self, ui: &Ui, response: &Response, rect: Rect, mark: usize) {
        let Some(color) = self.marks.get(mark).map(|mark| mark.look.color) else {
            return;
        };
        let painter = ui.painter();
        if self.chosen == Some(mark) {
            painter.rect_filled(rect, 3.0, self.tokens.tint(color));
            let stroke = Stroke::new(1.0, self.tokens.line(color));
            painter.rect_stroke(rect, 3.0, stroke, StrokeKind::Inside);
        } else if response.hovered() || self.hovered == Some(mark) {
            painter.rect_filled(rect, 3.0, self.tokens.tint(color));
        }
    }

    fn ink(&self, mark: usize) -> Color32 {
        let strength = if self.faint { 0.4 } else { 1.0 };
        let color = self.marks.get(mark).map(|mark| mark.look.color);
        self.tokens
            .ink(color.unwrap_or(Tokens::UNKNOWN_TAG))
            .gamma_multiply(strength)
    }

    fn mark(&self, chip: &ChipOf) -> Option<&Mark> {
        self.marks.get(chip.mark)
    }

    /// What a chip says.
    fn words(&self, chip: &ChipOf) -> Option<String> {
        let words = self.marks.chips(self.mark(chip)?);
        words.into_iter().nth(chip.chip)
    }

    fn at(&self, chip: ChipOf) -> Option<ChipAt> {
        Some(ChipAt {
            mark: self.mark(&chip)?.id.clone(),
            chip: chip.chip,
        })
    }

    fn text(&self) -> &Text {
        self.column.text()
    }
}
