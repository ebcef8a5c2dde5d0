//! Threads of comments: what was said about marks, passages, decisions or an article, with what can be done about it.

use egui::Ui;

use crate::app::dialogs::{Action, CommentDialog};
use crate::app::marking::shorten;
use crate::app::theme::space;
use crate::app::typeset::TextLabel;
use crate::app::verdicts::when;
use crate::app::workspace::Workspace;
use crate::model::{About, ArticleId, CommentRef, Thread, edits, threads};
use crate::say;

use super::{Room, Wish, heading};

/// Draws the threads about some things; nothing when there are none.
pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    room: &mut Room<'_>,
    article: &ArticleId,
    is_about: &dyn Fn(&About) -> bool,
) {
    let project = &workspace.project;
    let all = threads(project, article);
    let about: Vec<&Thread<'_>> = all.iter().filter(|it| is_about(it.about)).collect();
    if about.is_empty() {
        return;
    }
    ui.add_space(space::MEDIUM);
    heading(ui, room.tokens, say!("threads-heading"));
    for thread in about {
        show_thread(ui, workspace, room, thread);
        ui.horizontal_wrapped(|ui| {
            ui.push_id(("thread", thread.first().id.as_str()), |ui| {
                if ui.button(say!("threads-reply")).clicked() {
                    let words = shorten(&thread.comments[0].1.text, 400);
                    let dialog = CommentDialog::reply(article.clone(), thread.first(), words);
                    room.commands
                        .push(Wish::Action(Action::Show(Box::new(dialog))));
                }
                let is_resolved = thread.resolved.is_some();
                let name = if is_resolved {
                    say!("threads-reopen")
                } else {
                    say!("threads-resolve")
                };
                if ui.button(name).clicked() {
                    let (author, first) = (workspace.author(), thread.first());
                    let edit =
                        edits::reply(project, &author, article, &first, "", Some(!is_resolved));
                    room.commands.push(Wish::Action(Action::Commit(edit)));
                }
            });
        });
    }
}

/// Draws one thread, without what can be done about it.
pub fn show_one(
    ui: &mut Ui,
    workspace: &Workspace,
    room: &Room<'_>,
    article: &ArticleId,
    first: &CommentRef,
) {
    let all = threads(&workspace.project, article);
    if let Some(thread) = all.iter().find(|thread| thread.first() == *first) {
        show_thread(ui, workspace, room, thread);
    }
}

fn show_thread(ui: &mut Ui, workspace: &Workspace, room: &Room<'_>, thread: &Thread<'_>) {
    let project = &workspace.project;
    for (by, comment) in &thread.comments {
        let name = project.annotator_name(by);
        let head = format!("{name} · {}", when(comment.at));
        let color = project.annotators.get(*by).map(|it| it.color);
        let color = color.map_or(room.tokens.weak, |color| room.tokens.ink(color));
        ui.add(TextLabel::new(&head).size(12.0).color(color));
        if !comment.text.is_empty() {
            ui.add(TextLabel::new(&comment.text));
        }
        let done = match comment.resolves {
            Some(true) => say!("threads-was-resolved"),
            Some(false) => say!("threads-was-reopened"),
            None => continue,
        };
        ui.add(TextLabel::new(done).size(12.0).color(room.tokens.weak));
    }
    ui.add_space(space::SMALL);
}
