//! A list to pick from, beside what it is about.

use egui::accesskit::Role;
use egui::{
    Id, LayerId, Order, Popup, PopupKind, Rect, RichText, Sense, SetOpenCommand, Ui, WidgetInfo,
    pos2, vec2,
};

use crate::app::dialogs::paint_swatch;
use crate::app::picking::{Pick, PickList, Picked};
use crate::app::theme::{Tokens, space};
use crate::app::typeset::TextLabel;
use crate::app::workspace::Workspace;

use super::typed::take_typed;
use super::{Room, open_entity};

/// Width of the list in points, if the window is not narrower.
const WIDTH: f32 = 420.0;
/// Height of a row, in points.
const ROW: f32 = 26.0;
/// No more rows are shown without scrolling.
const SEEN: f32 = 12.0;

/// Shows the list that is open, if one is.
pub fn show(ui: &Ui, workspace: &mut Workspace, room: &mut Room<'_>) {
    let Some(list) = workspace.open.as_mut().and_then(|open| open.picking.take()) else {
        return;
    };
    let id = Id::unique("pick list");
    let open = list.is_new.then_some(SetOpenCommand::Bool(true));
    let layer = LayerId::new(Order::Middle, id);
    let width = WIDTH.min(ui.ctx().content_rect().width() - 2.0 * space::HUGE);
    let shown = Popup::new(id, ui.ctx().clone(), list.anchor, layer)
        .kind(PopupKind::Menu)
        .open_memory(open)
        .width(width)
        .gap(space::SMALL)
        .accessible_name(list.title)
        .show(|ui| rows(ui, &list, width, room.tokens));
    let Some(shown) = shown else {
        return;
    };
    if let Some(picked) = shown.inner {
        Popup::close_id(ui.ctx(), id);
        room.focus_text();
        if let Some(entity) = workspace.pick(picked, room.notices) {
            room.commands.push(open_entity(entity));
        }
    } else if Popup::is_id_open(ui.ctx(), id) {
        if let Some(open) = &mut workspace.open {
            open.picking = Some(PickList {
                is_new: false,
                ..list
            });
        }
    } else {
        room.focus_text();
    }
}

fn rows(ui: &mut Ui, list: &PickList, width: f32, tokens: &Tokens) -> Option<Picked> {
    ui.set_width(width);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.label(RichText::new(list.title).size(12.0).color(tokens.weak));
    let mut picked = None;
    egui::ScrollArea::vertical()
        .max_height(ROW * SEEN)
        .min_scrolled_height(ROW * SEEN)
        .show(ui, |ui| {
            for (index, pick) in list.picks.iter().enumerate() {
                let digit = digit(index);
                let by_key = digit.is_some_and(|digit| take_typed(ui, |c| c == digit));
                if row(ui, index, digit, pick, list.is_new, tokens) || by_key {
                    picked = Some(pick.picked.clone());
                }
            }
        });
    picked
}

/// The key that picks a row: 1 to 9, and 0 for the tenth.
fn digit(index: usize) -> Option<char> {
    "1234567890".chars().nth(index)
}

fn row(
    ui: &mut Ui,
    index: usize,
    digit: Option<char>,
    pick: &Pick,
    is_new: bool,
    tokens: &Tokens,
) -> bool {
    let size = vec2(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Button, true, format!("{} {}", pick.kind, pick.text))
    });
    if is_new && index == 0 {
        response.request_focus();
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, tokens.hover);
    }
    let mut x = rect.left() + space::SMALL;
    let mut cell = |width: f32| {
        let cell = Rect::from_min_max(pos2(x, rect.top()), pos2(x + width, rect.bottom()));
        x += width + space::MEDIUM;
        cell
    };
    let key = cell(10.0);
    if let Some(digit) = digit {
        let digit = digit.to_string();
        TextLabel::new(&digit)
            .size(12.0)
            .color(tokens.weak)
            .paint_in(ui, key);
    }
    let sign = cell(22.0);
    match pick.pattern {
        Some(pattern) => {
            let swatch = Rect::from_center_size(sign.center(), vec2(22.0, 16.0));
            paint_swatch(ui.painter(), tokens, swatch, pick.color, pattern);
        }
        None => {
            ui.painter()
                .circle_filled(sign.center(), 4.0, tokens.line(pick.color));
        }
    }
    let kind = TextLabel::new(&pick.kind)
        .bold(true)
        .color(tokens.ink(pick.color));
    let rest = Rect::from_min_max(pos2(x, rect.top()), rect.max - vec2(space::SMALL, 0.0));
    let used = kind.paint_in(ui, rest).width;
    let text = Rect::from_min_max(pos2(x + used + space::MEDIUM, rect.top()), rest.max);
    let painted = TextLabel::new(&pick.text).paint_in(ui, text);
    let response = if painted.is_cut {
        response.on_hover_ui(|ui| drop(ui.add(TextLabel::new(&pick.text))))
    } else {
        response
    };
    response.clicked()
}
