//! Below the article: whose annotations are shown beside one's own, in which colour.

use egui::accesskit::Role;
use egui::{Frame, Margin, Panel, Rect, RichText, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::app::colleagues::Person;
use crate::app::command::Command;
use crate::app::theme::{Tokens, space};
use crate::app::typeset::TextLabel;
use crate::app::workspace::Workspace;
use crate::say;

use super::Room;

/// Height of an entry, in points.
const ROW: f32 = 24.0;

/// Draws the legend, while the annotations of colleagues are shown.
pub fn show(ui: &mut Ui, workspace: &mut Workspace, room: &mut Room<'_>) {
    let Some(key) = workspace.key().filter(|_| workspace.colleagues.shown) else {
        return;
    };
    if room.clean {
        return;
    }
    let people = workspace
        .colleagues
        .people((&workspace.project, workspace.present()), &key);
    let mut toggled = None;
    Panel::bottom("legend")
        .frame(
            Frame::new()
                .fill(room.tokens.raised)
                .inner_margin(Margin::symmetric(16, 6)),
        )
        .show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(say!("legend-also")).color(room.tokens.weak));
                for person in &people {
                    if entry(ui, person, room.tokens) {
                        toggled = Some(person.id.clone());
                    }
                }
                if people.is_empty() {
                    ui.label(say!("legend-nobody"));
                }
                let hide = ui.small_button(say!("legend-hide"));
                if hide.on_hover_text(say!("legend-hide-help")).clicked() {
                    room.wish(Command::ToggleColleagues);
                }
            });
        });
    if let Some(id) = toggled {
        workspace.colleagues.toggle(&id);
    }
}

/// A person with the line that the person's marks have. Answers whether it was clicked.
fn entry(ui: &mut Ui, person: &Person, tokens: &Tokens) -> bool {
    const LINE: f32 = 18.0;
    let words = say!("legend-person", name = &person.name, count = person.count);
    let label = TextLabel::new(&words).color(if person.is_shown && person.count > 0 {
        tokens.text
    } else {
        tokens.weak
    });
    // A name that is longer than the whole line is cut.
    let width = (label.width(ui) + LINE + 3.0 * space::MEDIUM).min(ui.max_rect().width());
    let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::click());
    response.widget_info(|| {
        let name = say!("legend-annotations", whose = &words);
        WidgetInfo::selected(Role::CheckBox, true, person.is_shown, name)
    });
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, tokens.hover);
    }
    let color = tokens.line(person.color);
    let y = rect.center().y;
    let x = rect.left() + space::MEDIUM;
    let line = Rect::from_min_max(pos2(x, y - 1.5), pos2(x + LINE, y + 1.5));
    if person.is_shown {
        ui.painter().rect_filled(line, 0.0, color);
    } else {
        let stroke = egui::Stroke::new(1.0, tokens.weak);
        ui.painter()
            .rect_stroke(line, 0.0, stroke, egui::StrokeKind::Inside);
    }
    let inner = Rect::from_min_max(pos2(line.right() + space::MEDIUM, rect.top()), rect.max);
    let is_cut = label.paint_in(ui, inner).is_cut;
    let hint = if person.is_shown {
        say!("legend-leave-out")
    } else {
        say!("legend-show")
    };
    let response = response.on_hover_ui(|ui| {
        if is_cut {
            ui.add(TextLabel::new(&words));
        }
        ui.label(hint);
    });
    response.clicked()
}
