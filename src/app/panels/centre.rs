//! The article in the middle, with the strips below it and the questions beside its marks.

use egui::{RichText, Ui};

use crate::app::Region;
use crate::app::command::Command;
use crate::app::linking::hints;
use crate::app::reader::{Listed, Page};
use crate::app::search::Search;
use crate::app::theme::space;
use crate::app::workspace::{OpenArticle, Workspace};
use crate::say;
use crate::text::Byte;

use super::{
    Room, ask, brush_strip, date_of, find_strip, leap_strip, legend, light_up, lit, open_entity,
    page, pick_list, place_strip, refusal, tabs_strip,
};

/// Draws the open article, or what to do when there is none.
pub fn show(ui: &mut Ui, workspace: &mut Workspace, room: &mut Room<'_>) {
    if workspace.open.is_none() {
        empty(ui, workspace, room);
        return;
    }
    tabs_strip::show(ui, workspace, room);
    if workspace.open.is_none() {
        return;
    }
    let candidates = workspace.candidates();
    refusal::show(ui, workspace, room);
    brush_strip::show(ui, workspace, room);
    leap_strip::show(ui, workspace, room);
    find_strip::show(ui, workspace, room);
    place_strip::show(ui, workspace, room);
    legend::show(ui, workspace, room);
    if let Some(key) = workspace.key() {
        workspace.update_colleagues(&key);
        if workspace.colleagues.wants_a_thread() {
            ui.ctx().request_repaint();
        }
    }
    let bookmarks = workspace.bookmarks_here();
    let Some(open) = &mut workspace.open else {
        return;
    };
    let search = open.search.as_ref().filter(|search| search.is_open);
    let hints = hints(&candidates);
    let date = date_of(&open.article);
    open.links.update(
        &workspace.project,
        &open.key,
        workspace.revision,
        &open.marks,
        (open.chosen.as_ref(), open.hovered.as_ref()),
    );
    let visited = open
        .visited
        .as_ref()
        .and_then(|(whose, id)| workspace.colleagues.find(whose, id));
    let page = Page {
        chosen: open.chosen.as_ref(),
        ties: open.links.ties(),
        colleagues: workspace.colleagues.page(),
        visited: visited.as_ref(),
        hints: &hints,
        dimmed: open
            .linking
            .as_ref()
            .is_some_and(|linking| linking.role.is_some()),
        lit: lit(&open.lit, room),
        found: search.map_or(&[], Search::found),
        found_here: search.and_then(Search::current).map(|(_, span)| span),
        ..page(&open.article, &open.marks, &date, room)
    };
    let is_asked = open.is_asked();
    let pane = ui.available_rect_before_wrap();
    let response = open.reader.show(ui, &page);
    light_up(ui.ctx(), open, &workspace.project, room);
    ribbons(ui, open, &bookmarks, pane, room);
    // Whenever nothing else has the keyboard, the text has it.
    let idle = ui.memory(|memory| memory.focused().is_none() && memory.top_modal_layer().is_none());
    if room.takes_focus(Region::Text) || (idle && !is_asked) {
        open.reader.request_focus(ui.ctx());
    }
    if open.hovered != response.hovered {
        open.hovered.clone_from(&response.hovered);
        ui.ctx().request_repaint();
    }
    if response.selection_changed {
        open.grown.clear();
    }
    let was_piece = response.piece.is_some() || response.drag_end.is_some();
    if let Some((id, spans)) = response.drag_end {
        let annotation = workspace
            .layer()
            .and_then(|layer| layer.annotations.get(&id).cloned());
        if let Some(annotation) = annotation {
            workspace.set_spans(&annotation, spans, room.notices);
        }
    }
    if let Some(piece) = response.piece {
        workspace.add_piece(piece, room.notices);
    }
    let drawn = response.inner.drag_stopped()
        || response.inner.double_clicked()
        || response.inner.triple_clicked();
    if workspace.brush.is_some() && drawn && !was_piece && workspace.selected().is_some() {
        workspace.use_brush(room.notices);
    }
    if let Some((whose, id)) = response
        .theirs
        .and_then(|theirs| workspace.colleagues.whose(&theirs))
    {
        workspace.visit(whose, id);
    }
    if let Some(go) = response.go {
        workspace.go(go);
    }
    if let Some(chip) = response.chip
        && let Some(entity) = workspace.chip_clicked(&chip, room.notices)
    {
        room.commands.push(open_entity(entity));
    }
    match response.listed {
        Some(Listed::Chips(anchor, chips)) => workspace.list_chips(anchor, &chips),
        Some(Listed::Links(anchor)) => workspace.list_links(anchor),
        None => {}
    }
    if let Some((at, click)) = response.context_click {
        workspace.list_here(at, &click, room.notices);
    }
    if let Some(click) = response.clicked {
        workspace.clicked(&click, room.notices);
    }
    if let Some(id) = response.entered {
        workspace.choose(Some(id));
    }
    ask::show(ui, workspace, &candidates, pane, room);
    pick_list::show(ui, workspace, room);
}

/// A ribbon in the margin beside each bookmarked line.
fn ribbons(ui: &Ui, open: &OpenArticle, bookmarks: &[Byte], pane: egui::Rect, room: &Room<'_>) {
    for (number, at) in (1..).zip(bookmarks) {
        let Some(line) = open
            .reader
            .rect_of(*at)
            .filter(|line| pane.y_range().contains(line.center().y))
        else {
            continue;
        };
        let ribbon = egui::Rect::from_min_size(
            egui::pos2(pane.left() + space::SMALL, line.center().y - 7.0),
            egui::vec2(8.0, 14.0),
        );
        let notch = egui::pos2(ribbon.center().x, ribbon.bottom() - 4.0);
        let shape = [
            ribbon.left_top(),
            ribbon.right_top(),
            ribbon.right_bottom(),
            notch,
            ribbon.left_bottom(),
        ];
        // Its lower side goes in, so it is drawn as two convex halves.
        for half in [[0, 1, 3, 4], [1, 2, 3, 0]] {
            let points = half.iter().map(|at: &usize| shape[*at]).collect();
            let fill = egui::Shape::convex_polygon(points, room.tokens.accent, egui::Stroke::NONE);
            ui.painter().add(fill);
        }
        let id = egui::Id::unique(("bookmark", number));
        let told = ui.interact(ribbon, id, egui::Sense::hover());
        told.widget_info(|| {
            egui::WidgetInfo::labeled(egui::accesskit::Role::Image, true, say!("panel-bookmark"))
        });
        told.on_hover_text(say!("panel-bookmark"));
    }
}

fn empty(ui: &mut Ui, workspace: &Workspace, room: &mut Room<'_>) {
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.25);
        ui.label(
            RichText::new(&workspace.project.settings.name)
                .size(24.0)
                .strong(),
        );
        ui.add_space(space::MEDIUM);
        if workspace.project.articles.is_empty() {
            ui.label(say!("centre-begin"));
            ui.add_space(space::LARGE);
            if ui.button(say!("articles-add")).clicked() {
                room.wish(Command::AddFiles);
            }
            ui.label(RichText::new(say!("centre-drop")).color(room.tokens.weak));
        } else {
            ui.label(say!("centre-choose"));
        }
        if workspace.project.codebook.tags.is_empty() {
            ui.add_space(space::HUGE);
            ui.label(say!("centre-no-tags"));
            ui.add_space(space::SMALL);
            if ui.button(say!("centre-make-tags")).clicked() {
                room.wish(Command::Codebook);
            }
        }
    });
}
