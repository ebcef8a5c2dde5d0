//! A screen of two halves: a list and what is chosen in it, side by side or one below the other.

use core::ops::RangeInclusive;

use egui::accesskit::Role;
use egui::{CentralPanel, Color32, Frame, Id, Key, Margin, Panel, Response, ScrollArea, Ui};

use super::access::{self, name_part};
use super::dialogs::take_escape;
use super::theme::{Tokens, space};

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Half {
    /// The list: so high in points when it has to share the height, all that there is otherwise.
    List(Option<f32>),
    /// What is chosen in it.
    Side,
}

/// How much room the halves have, and what they are called.
#[derive(Clone, Debug)]
pub struct Halves {
    /// Of the panel at the side.
    pub id: &'static str,
    /// Of what is shown there: another thing begins at its top, wherever the one before was scrolled to.
    pub shown: Id,
    /// What screen readers call the list.
    pub list: &'static str,
    /// What they call the other one.
    pub side: &'static str,
    /// From this width on they stand side by side, in points.
    pub from: f32,
    /// What the side takes of the width, unless somebody has drawn it elsewhere.
    pub share: f32,
    /// Within which that is, in points.
    pub usual: RangeInclusive<f32>,
    /// The least that it can be drawn to, in points.
    pub least: f32,
    /// The most that it can be drawn to, as a share of the width.
    pub most: f32,
    /// What the list takes of the height when it stands above the other one, and its least height in points.
    pub above: (f32, f32),
}

impl Halves {
    /// Draws both in place of everything between the menus and the status line.
    pub fn show(&self, ui: &mut Ui, tokens: &Tokens, mut half: impl FnMut(&mut Ui, Half)) {
        let width = ui.available_width();
        let list = CentralPanel::default().frame(ground(tokens.page));
        if width < self.from {
            list.show(ui, |ui| {
                name_part(ui, Role::Main, self.list);
                let (share, least) = self.above;
                let height = (ui.available_height() * share).max(least);
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                    access::beside_bar().show(ui, |ui| {
                        half(ui, Half::List(Some(height)));
                        ui.add_space(space::LARGE);
                        half(ui, Half::Side);
                    });
                    access::follow(ui);
                });
            });
            return;
        }
        let edge = access::Edge::new(ui, self.id, Key::ArrowLeft);
        let (low, high) = (*self.usual.start(), *self.usual.end());
        let mut area = ScrollArea::vertical().auto_shrink(false);
        let is_another = self.is_another(ui);
        if is_another {
            area = area.vertical_scroll_offset(0.0);
        }
        let panel = Panel::right(self.id)
            .default_size((width * self.share).clamp(low, high))
            .size_range(self.least..=(width * self.most).max(low))
            .frame(ground(tokens.panel))
            .show(ui, |ui| {
                name_part(ui, Role::Complementary, self.side);
                area.show(ui, |ui| {
                    access::beside_bar().show(ui, |ui| half(ui, Half::Side));
                    if is_another {
                        // The same field of it may have the keyboard still.
                        access::reveal_keyboard(ui);
                    }
                    access::follow(ui);
                });
            });
        edge.show(ui, panel.response.rect, tokens);
        list.show(ui, |ui| {
            name_part(ui, Role::Main, self.list);
            half(ui, Half::List(None));
        });
    }

    /// Whether another thing is shown at the side than when the halves last stood side by side. One below the other they
    /// scroll as one, and the list stays in sight.
    fn is_another(&self, ui: &Ui) -> bool {
        let key = Id::unique(("shown at the side", self.id));
        let before = ui.data_mut(|data| {
            let kept = data.get_temp_mut_or_default::<Option<Id>>(key);
            kept.replace(self.shown)
        });
        before.is_some_and(|before| before != self.shown)
    }
}

fn ground(fill: Color32) -> Frame {
    Frame::new()
        .fill(fill)
        .inner_margin(Margin::symmetric(14, 10))
}

/// Sees to the field above the list, once it is drawn: gives it the keyboard when that is to go there, and notes whether it
/// has it.
pub fn mind_filter<P: PartialEq>(
    field: &Response,
    filter: P,
    focus: &mut Option<P>,
    has_keyboard: &mut Option<P>,
) {
    if focus.take_if(|it| *it == filter).is_some() {
        field.request_focus();
        field.scroll_to_me(None);
    }
    if field.has_focus() {
        *has_keyboard = Some(filter);
    } else {
        has_keyboard.take_if(|it| *it == filter);
    }
}

/// What nobody in a screen had a use for, once all of it is drawn.
pub struct LeftOver {
    is_idle: bool,
    has_modal: bool,
}

impl LeftOver {
    /// Of this frame.
    pub fn of(ui: &Ui) -> Self {
        ui.memory(|memory| Self {
            is_idle: memory.focused().is_none(),
            has_modal: memory.top_modal_layer().is_some(),
        })
    }

    /// Whether Escape was pressed: fields, and lists that they open, have the first use for it.
    pub fn takes_escape(&self, ui: &Ui) -> bool {
        !self.has_modal && take_escape(ui)
    }

    /// Puts the keyboard where it belongs when nothing has it and it is free to go. Whatever asks for it in the
    /// next frame, such as a field that has just been opened, has it then.
    pub fn give(&self, ui: &Ui, is_free: bool, home: Id) {
        if self.is_idle && !self.has_modal && is_free {
            ui.memory_mut(|memory| memory.request_focus(home));
            ui.ctx().request_repaint();
        }
    }
}
