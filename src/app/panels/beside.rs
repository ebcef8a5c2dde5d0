//! Two articles side by side: the open one, which commands are about, and the other one to look at.

use egui::accesskit::Role;
use egui::{Rect, Ui, UiBuilder};

use crate::app::access::name_part;
use crate::app::reader::Page;
use crate::app::workspace::Workspace;
use crate::say;

use super::{Room, centre, date_of, light_up, lit, page};

/// The line between the two, in points.
const LINE: f32 = 1.0;

/// Draws the open article, and the other one on its side.
pub fn show(ui: &mut Ui, workspace: &mut Workspace, room: &mut Room<'_>) {
    if workspace.beside.is_none() || workspace.open.is_none() {
        name_part(ui, Role::Main, say!("panel-article"));
        centre::show(ui, workspace, room);
        return;
    }
    let whole = ui.available_rect_before_wrap();
    let (left, right) = whole.split_left_right_at_fraction(0.5);
    let (own, other) = if workspace.is_right {
        (right, left)
    } else {
        (left, right)
    };
    let middle = whole.center().x;
    ui.painter().vline(
        middle,
        whole.y_range(),
        egui::Stroke::new(LINE, room.tokens.border),
    );
    let half = |ui: &mut Ui, rect: Rect, id: &str, name: &str| {
        let mut half = ui.new_child(
            UiBuilder::new()
                .id_salt(id)
                .max_rect(rect.shrink2(egui::vec2(LINE, 0.0))),
        );
        half.set_clip_rect(ui.clip_rect().intersect(rect));
        name_part(&half, Role::Main, name);
        half
    };
    let mut own_half = half(ui, own, "Article", say!("panel-article"));
    centre::show(&mut own_half, workspace, room);
    let mut other_half = half(ui, other, "Other article", say!("panel-other-article"));
    let wanted = look(&mut other_half, workspace, room);
    // The one that is worked on has a line above it.
    let bar = Rect::from_min_size(own.min, egui::vec2(own.width(), 2.0));
    ui.painter().rect_filled(bar, 0.0, room.tokens.accent);
    ui.advance_cursor_after_rect(whole);
    if wanted {
        workspace.change_sides(room.notices);
        room.focus_text();
        ui.ctx().request_repaint();
    }
}

/// Draws the article on the other side; whether it is wanted.
fn look(ui: &mut Ui, workspace: &mut Workspace, room: &Room<'_>) -> bool {
    let Some(beside) = workspace.beside.as_deref_mut() else {
        return false;
    };
    let date = date_of(&beside.article);
    let page = Page {
        chosen: beside.chosen.as_ref(),
        lit: lit(&beside.lit, room),
        ..page(&beside.article, &beside.marks, &date, room)
    };
    let response = beside.reader.show(ui, &page);
    light_up(ui.ctx(), beside, &workspace.project, room);
    response.selection_changed
        || response.inner.clicked()
        || response.inner.drag_started()
        || response.entered.is_some()
}
