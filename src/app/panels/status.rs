//! The line at the foot of the window: what was done last, what is running, where one is, whether it is saved.

use egui::{
    Align, Layout, RichText, Ui,
    accesskit::{Live, Role},
};

use crate::app::command::Command;
use crate::app::jobs::Jobs;
use crate::app::notices::Notices;
use crate::app::theme::Tokens;
use crate::app::typeset::TextLabel;
use crate::app::workspace::Workspace;
use crate::app::{Postil, Screen};
use crate::say;
use crate::text::InvisibleCount;

use super::Wish;

/// How often a percentage is brought up to date.
const PROGRESS: core::time::Duration = core::time::Duration::from_millis(250);

/// Draws the status line.
pub fn status_line(
    ui: &mut Ui,
    tokens: &Tokens,
    screen: &Screen,
    notices: &Notices,
    jobs: &Jobs<Postil>,
    wishes: &mut Vec<Wish>,
) {
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Screen::Workspace(workspace) = screen {
                saved(ui, tokens, workspace);
                ui.separator();
                let name = RichText::new(workspace.annotator_name()).color(tokens.weak);
                let who = egui::Button::new(name).frame_when_inactive(false);
                if ui
                    .add(who)
                    .on_hover_text(say!("status-annotator-help"))
                    .clicked()
                {
                    wishes.push(Wish::Command(Command::Annotator));
                }
                if let lost @ 1.. = workspace.undecided() {
                    ui.separator();
                    let text = RichText::new(say!("status-lost", count = lost));
                    let button = egui::Button::new(text.color(tokens.warning));
                    if ui
                        .add(button.frame_when_inactive(false))
                        .on_hover_text(say!("status-lost-help"))
                        .clicked()
                    {
                        wishes.push(Wish::Command(Command::PlaceLost));
                    }
                }
                missing(ui, tokens, workspace, wishes);
                invisible(ui, tokens, workspace, wishes);
                if let Some(place) = place(workspace) {
                    ui.separator();
                    ui.label(RichText::new(place).color(tokens.weak));
                }
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                for (name, share, cancel) in jobs.running() {
                    let Some(cancel) = cancel else {
                        ui.label(format!("{name}…"));
                        ui.separator();
                        continue;
                    };
                    ui.label(format!("{name}: {:.0} %", share * 100.0));
                    // The job says nothing before its end.
                    ui.ctx().request_repaint_after(PROGRESS);
                    if ui.small_button(say!("panel-cancel")).clicked() {
                        cancel.store(true, core::sync::atomic::Ordering::Relaxed);
                    }
                    ui.separator();
                }
                let response = ui.add(TextLabel::new(&notices.status).one_line());
                // Screen readers say it when it changes.
                ui.ctx().accesskit_node_builder(response.id, |node| {
                    node.set_role(Role::Status);
                    node.set_label(notices.status.as_str());
                    node.set_live(Live::Polite);
                });
            });
        });
    });
}

/// How much is missing in one's own annotations; a click lists it.
fn missing(ui: &mut Ui, tokens: &Tokens, workspace: &Workspace, wishes: &mut Vec<Wish>) {
    let missing = workspace.missing.gaps().missing();
    if missing == 0 {
        return;
    }
    ui.separator();
    let text = RichText::new(say!("missing-status", count = missing)).color(tokens.warning);
    let button = egui::Button::new(text).frame_when_inactive(false);
    let here = workspace.missing_here().map_or(0, |found| found.missing);
    let hint = say!("missing-status-help", here = here);
    if ui.add(button).on_hover_text(hint).clicked() {
        wishes.push(Wish::Command(Command::ListMissing));
    }
}

/// How many characters of the article cannot be seen; a click shows them all.
fn invisible(ui: &mut Ui, tokens: &Tokens, workspace: &Workspace, wishes: &mut Vec<Wish>) {
    let count = workspace.open.as_ref();
    let count = count.map(|open| open.article.text.invisible_count());
    let Some(count) = count.filter(|count| !count.is_none()) else {
        return;
    };
    ui.separator();
    // Soft hyphens and the like are nothing to worry about.
    let color = if count.directions > 0 {
        tokens.warning
    } else {
        tokens.weak
    };
    // What matters most, in few words: a small window has little room here.
    let told = match count.directions {
        0 => count,
        directions => InvisibleCount {
            directions,
            others: 0,
        },
    };
    let text = RichText::new(told.in_words()).color(color);
    let button = egui::Button::new(text).frame_when_inactive(false);
    let hint = say!("status-invisible-help", count = count.in_words());
    if ui.add(button).on_hover_text(hint).clicked() {
        wishes.push(Wish::Command(Command::ToggleInvisible));
    }
}

fn saved(ui: &mut Ui, tokens: &Tokens, workspace: &Workspace) {
    let status = workspace.saver.status();
    let is_read_only =
        !workspace.reading && matches!(workspace.access, crate::store::Access::ReadOnly(_));
    let (text, color, more) =
        if status.trouble.is_some() || !status.failed.is_empty() && !status.is_safe() {
            (
                say!("status-not-saved"),
                tokens.error,
                say!("status-not-saved-help"),
            )
        } else if !status.failed.is_empty() {
            (
                say!("status-in-journal"),
                tokens.warning,
                say!("status-in-journal-help"),
            )
        } else if !status.is_safe() {
            (
                say!("status-saving"),
                tokens.weak,
                say!("status-saving-help"),
            )
        } else if status.pending > 0 {
            (
                say!("status-saved"),
                tokens.success,
                say!("status-saved-help"),
            )
        } else if is_read_only {
            (
                say!("status-read-only"),
                tokens.warning,
                say!("status-read-only-help"),
            )
        } else {
            (
                say!("status-all-saved"),
                tokens.success,
                say!("status-all-saved-help"),
            )
        };
    ui.label(RichText::new(text).color(color))
        .on_hover_text(more);
}

/// Where caret or selection are, in code points, as files and exports count.
fn place(workspace: &Workspace) -> Option<String> {
    let open = workspace.open.as_ref()?;
    let selection = open.reader.selection();
    let text = &open.article.text;
    let span = selection.span();
    let start = text.to_code_point(span.start).0;
    Some(if span.is_empty() {
        say!("status-character", at = start)
    } else {
        let end = text.to_code_point(span.end).0;
        say!(
            "status-characters",
            from = start,
            to = end,
            count = end - start
        )
    })
}
