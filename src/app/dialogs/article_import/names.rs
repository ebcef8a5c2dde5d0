//! What the names of files say, by a pattern that is tried on them as it is typed.

use egui::Ui;

use crate::app::dialogs::expression_field::expression_field;
use crate::app::dialogs::field::{FirstFocus, Form};
use crate::app::dialogs::{Action, View};
use crate::app::theme::space;
use crate::app::typeset::{Lines, TextLabel};
use crate::import::articles::names::{NAMES, Pattern};
use crate::say;

use super::ArticleImportDialog;
use super::contents::SHOWN_NAMES;

/// Shows the pattern and what it says of the names.
pub(super) fn show(
    dialog: &mut ArticleImportDialog,
    ui: &mut Ui,
    view: &View<'_>,
) -> Option<Action> {
    let mut first = FirstFocus::STAYS;
    let form = Form::new(view.tokens, &mut first);
    let typed = dialog.names.trim().to_owned();
    let parsed = Pattern::parse(&typed);
    let wrong = parsed.as_ref().err().filter(|_| !typed.is_empty());
    let at = wrong.map(|wrong| {
        let from = wrong.at.min(dialog.names.len());
        let next = dialog.names[dialog.names.floor_char_boundary(from)..].chars();
        let length = next.take(1).map(char::len_utf8).sum::<usize>();
        from..from + length
    });
    let label = form.label(ui, say!("names-option"));
    let id = ui.make_persistent_id("names");
    let field = expression_field(ui, view.tokens, id, &mut dialog.names, at);
    field.labelled_by(label.id);
    match (&parsed, wrong) {
        (_, Some(wrong)) => {
            let place = typed[..typed.floor_char_boundary(wrong.at)].chars().count() + 1;
            form.problem(
                ui,
                &say!("intake-names-at", place = place, why = &wrong.why),
            );
        }
        _ => form.remark(ui, (NAMES.about)()),
    }
    if !dialog.contents.proposed.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.label(say!("intake-names-proposed"));
            for pattern in dialog.contents.proposed.clone() {
                if ui.button(pattern).clicked() {
                    pattern.clone_into(&mut dialog.names);
                }
            }
        });
    }
    ui.add_space(space::MEDIUM);
    let names = &dialog.contents.named;
    let Ok(pattern) = parsed else {
        for name in names.iter().take(SHOWN_NAMES) {
            ui.add(TextLabel::new(end(name)).lines(Lines::One));
        }
        return None;
    };
    let followed = dialog.contents.followed.as_ref();
    let Some(followed) = followed.filter(|it| it.pattern == pattern) else {
        // A thread is at it, and the foot of the window says so.
        return None;
    };
    let words = say!(
        "intake-names-followed",
        count = followed.count,
        all = names.len()
    );
    ui.add(TextLabel::new(&words).bold(true));
    for (name, said) in &followed.first {
        ui.add(TextLabel::new(end(name)).lines(Lines::One));
        let (words, color) = match said {
            Some(said) => (said.as_str(), view.tokens.weak),
            None => (say!("intake-names-not"), view.tokens.warning),
        };
        let label = TextLabel::new(words).size(12.0).color(color);
        ui.add(label.lines(Lines::One));
    }
    None
}

/// The end of a path: its name and two folders.
fn end(path: &str) -> &str {
    let start = path.rmatch_indices('/').nth(2);
    start.map_or(path, |(at, _)| &path[at + 1..])
}
