//! Threads of comments: what was said about marks, passages, decisions or an article, with what can be done about it.

use std::sync::Arc;

use egui::{Id, Ui};

use crate::app::dialogs::{Action, CommentDialog};
use crate::app::marking::shorten;
use crate::app::theme::space;
use crate::app::typeset::TextLabel;
use crate::app::verdicts::{signed_by, when};
use crate::app::workspace::Workspace;
use crate::model::{
    About, AnnotatorId, ArticleId, Color, Comment, CommentRef, Project, Thread, edits, threads,
};
use crate::say;

use super::{Room, Wish, heading};

/// What was said about an article, as somebody is to see it.
struct Said {
    threads: Vec<Talk>,
}

/// A thread, with how those who wrote in it are told.
struct Talk {
    about: About,
    first: CommentRef,
    comments: Vec<(String, Option<Color>, Comment)>,
    is_resolved: bool,
}

impl Said {
    /// The threads about an article; worked out once for each state of the project.
    fn of(ctx: &egui::Context, workspace: &Workspace, article: &ArticleId) -> Arc<Self> {
        type Kept = ((u64, u64, ArticleId, AnnotatorId), Arc<Said>);
        let viewer = &workspace.annotator;
        let (number, revision) = (workspace.number, workspace.revision);
        let key = (number, revision, article.clone(), viewer.clone());
        let id = Id::unique("what was said");
        let kept: Option<Kept> = ctx.data(|data| data.get_temp(id));
        if let Some((_, said)) = kept.filter(|(of, _)| *of == key) {
            return said;
        }
        let said = Arc::new(Self::worked_out(&workspace.project, article, viewer));
        let kept: Kept = (key, Arc::clone(&said));
        ctx.data_mut(|data| data.insert_temp(id, kept));
        said
    }

    fn worked_out(project: &Project, article: &ArticleId, viewer: &AnnotatorId) -> Self {
        let is_blind = project.blinding(article, viewer).is_some();
        let seen = is_blind.then(|| project.seen_by(viewer));
        let name = signed_by(project, article);
        let all = threads(seen.as_ref().unwrap_or(project), article);
        let hides = project.reviewing.rules.hide_names;
        let talk = |thread: &Thread<'_>| Talk {
            about: thread.about.clone(),
            first: thread.first(),
            comments: (thread.comments.iter())
                .map(|(by, comment)| {
                    // A colour tells who somebody is.
                    let known = project.annotators.get(*by).filter(|_| !hides);
                    (name(by), known.map(|it| it.color), Comment::clone(comment))
                })
                .collect(),
            is_resolved: thread.resolved.is_some(),
        };
        Self {
            threads: all.iter().map(talk).collect(),
        }
    }
}

/// Draws the threads about some things; nothing when there are none.
pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    room: &mut Room<'_>,
    article: &ArticleId,
    is_about: &dyn Fn(&About) -> bool,
) {
    let project = &workspace.project;
    let said = Said::of(ui.ctx(), workspace, article);
    let about: Vec<&Talk> = (said.threads.iter())
        .filter(|it| is_about(&it.about))
        .collect();
    if about.is_empty() {
        return;
    }
    ui.add_space(space::MEDIUM);
    heading(ui, room.tokens, say!("threads-heading"));
    for thread in about {
        show_thread(ui, room, thread);
        ui.horizontal_wrapped(|ui| {
            ui.push_id(("thread", thread.first.id.as_str()), |ui| {
                if ui.button(say!("threads-reply")).clicked() {
                    let words = shorten(&thread.comments[0].2.text, 400);
                    let dialog = CommentDialog::reply(article.clone(), thread.first.clone(), words);
                    room.commands
                        .push(Wish::Action(Action::Show(Box::new(dialog))));
                }
                let name = if thread.is_resolved {
                    say!("threads-reopen")
                } else {
                    say!("threads-resolve")
                };
                if ui.button(name).clicked() {
                    let (author, first) = (workspace.author(), &thread.first);
                    let resolves = Some(!thread.is_resolved);
                    let edit = edits::reply(project, &author, article, first, "", resolves);
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
    let said = Said::of(ui.ctx(), workspace, article);
    if let Some(thread) = said.threads.iter().find(|thread| thread.first == *first) {
        show_thread(ui, room, thread);
    }
}

fn show_thread(ui: &mut Ui, room: &Room<'_>, thread: &Talk) {
    for (name, color, comment) in &thread.comments {
        let head = format!("{name} · {}", when(comment.at));
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
