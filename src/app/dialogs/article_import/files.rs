//! What became of each file: those that give nothing first.

use egui::Ui;
use egui::accesskit::Role;

use crate::app::dialogs::View;
use crate::app::dialogs::rows::{Look, list, row};
use crate::app::typeset::{Lines, TextLabel};
use crate::import::articles::FileReport;
use crate::say;

use super::ArticleImportDialog;

/// Height of a row, in points.
const ROW: f32 = 24.0;
/// Up to so many lines are shown whole.
const WHOLE: usize = 300;

/// Shows what became of the files, so high in all.
pub(super) fn show(dialog: &ArticleImportDialog, ui: &mut Ui, view: &View<'_>, height: f32) {
    show_lines(ui, view, &dialog.contents.told, height);
}

/// Lines of which some stand out. So many of them that drawing all would take long are one row each, cut where it ends.
fn show_lines(ui: &mut Ui, view: &View<'_>, lines: &[(bool, String)], height: f32) {
    let color = |stands_out: bool| {
        if stands_out {
            view.tokens.warning
        } else {
            view.tokens.text
        }
    };
    if lines.len() <= WHOLE {
        let area = egui::ScrollArea::vertical()
            .id_salt("files")
            .max_height(height)
            .auto_shrink([false, true]);
        area.show(ui, |ui| {
            if lines.is_empty() {
                ui.add(TextLabel::new(say!("intake-no-files")).color(view.tokens.weak));
            }
            for (stands_out, words) in lines {
                ui.add(TextLabel::new(words).color(color(*stands_out)));
            }
            crate::app::access::follow(ui);
        });
        return;
    }
    let spacing = core::mem::take(&mut ui.spacing_mut().item_spacing.y);
    list(ui, (height, ROW), (lines.len(), ""), None, |ui, at| {
        let (stands_out, words) = &lines[at];
        let look = Look {
            role: Some(Role::ListItem),
            ..Look::default()
        };
        let shown = row(ui, view.tokens, look, (("file", at), ROW), words, |ui| {
            ui.set_height(ROW);
            let label = TextLabel::new(words).color(color(*stands_out));
            ui.add(label.lines(Lines::One));
        });
        shown.on_hover_ui(|ui| {
            ui.set_max_width(520.0);
            ui.add(TextLabel::new(words));
        });
    });
    ui.spacing_mut().item_spacing.y = spacing;
}

/// What is told of a report: files that were refused, then those of which there is something to tell.
pub(in crate::app::dialogs) fn told(files: &[FileReport]) -> Vec<(bool, String)> {
    let mut lines = Vec::new();
    let is_refused =
        |file: &&FileReport| matches!(file.fate, crate::import::articles::Fate::Refused(_));
    let refused = files.iter().filter(is_refused);
    lines.extend(refused.map(|file| (true, file.sentence())));
    for file in files.iter().filter(|file| !is_refused(file)) {
        lines.push((false, file.sentence()));
        lines.extend(file.remarks.iter().map(|remark| (true, remark.clone())));
        if let crate::import::articles::Fate::Read { same, twice, .. } = &file.fate {
            let left_out = same.iter().chain(twice);
            lines.extend(left_out.map(|it| (true, it.clone())));
        }
    }
    lines
}

/// Shows lines, so high in all, for the report as well.
pub(in crate::app::dialogs) fn show_told(
    ui: &mut Ui,
    view: &View<'_>,
    lines: &[(bool, String)],
    height: f32,
) {
    show_lines(ui, view, lines, height);
}
