//! The list of all threads of comments.

use egui::{Button, Id, Ui};

use super::{halves, heading, say_part};
use crate::app::command::{Command, Row};
use crate::app::decide::command_button;
use crate::app::derived::Derived;
use crate::app::halves::{Half, LeftOver};
use crate::app::marking::shorten;
use crate::app::panels::{Room, threads};
use crate::app::roll::{Done, Roll, RollRow, Shape};
use crate::app::theme::{Tokens, space};
use crate::app::typeset::TextLabel;
use crate::app::verdicts::{signed_by, when};
use crate::app::workspace::Workspace;
use crate::model::{About, AnnotatorId, ArticleId, CommentRef, LayerKey, Project};
use crate::say;
use crate::text::Span;
use crate::words::{Language, spoken};

/// The longest beginning of a comment in the list, in characters.
const BEGINNING: usize = 100;

fn list_id() -> Id {
    Id::unique("threads")
}

/// A thread of the list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// In which article.
    pub article: ArticleId,
    /// The comment with which it began.
    pub first: CommentRef,
    /// What that says.
    pub words: String,
    /// What it is about.
    pub about: About,
    /// Whether it is resolved.
    pub is_resolved: bool,
    line: String,
}

/// Of what the list is: of which revision, for whom, with those that are resolved or without, in which language.
type MadeOf = (u64, AnnotatorId, bool, Language);

/// What there is to read, and whether there may be more that is not to be seen yet.
#[derive(Debug, Default)]
struct Talks {
    entries: Vec<Entry>,
    is_part: bool,
}

/// The screen.
#[derive(Debug, Default)]
pub struct Comments {
    talks: Derived<MadeOf, Talks>,
    /// Whether those are listed too that are resolved.
    all: bool,
    roll: Roll,
    wants_focus: bool,
}

impl Comments {
    /// Puts the keyboard into the list.
    pub fn enter(&mut self) {
        self.wants_focus = true;
    }

    /// There is no other part than the list.
    pub fn cycle(&mut self) -> bool {
        false
    }

    /// Whether a thread is chosen.
    #[must_use]
    pub fn has_thread(&self) -> bool {
        self.entry().is_some()
    }

    /// The chosen thread.
    #[must_use]
    pub fn entry(&self) -> Option<&Entry> {
        self.entries().get(self.roll.at)
    }

    fn entries(&self) -> &[Entry] {
        &self.talks.get().entries
    }

    /// Draws it in place of everything between the menus and the status line.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, room: &mut Room<'_>) {
        self.update(workspace, ui.ctx());
        crate::app::register::take_undo(ui, room);
        let shown = Id::unique(self.entry().map(|entry| (&entry.article, &entry.first)));
        let halves = halves(
            "threads",
            shown,
            say!("comments-title"),
            say!("comments-thread"),
        );
        halves.show(ui, room.tokens, |ui, half| match half {
            Half::List(height) => self.show_list(ui, room, height),
            Half::Side => self.show_thread(ui, workspace, room),
        });
        let left = LeftOver::of(ui);
        if left.takes_escape(ui) {
            room.wish(Command::Comments);
        }
        left.give(ui, !self.wants_focus, list_id());
    }

    fn update(&mut self, workspace: &Workspace, ctx: &egui::Context) {
        let chosen = self.entry().map(|entry| entry.first.clone());
        let (viewer, all) = (workspace.annotator.clone(), self.all);
        let made_of = (workspace.revision, viewer.clone(), all, spoken());
        let work = move |project: &Project| Talks {
            entries: entries(&project.seen_by(&viewer), all),
            is_part: project.repeating(&viewer).next().is_some(),
        };
        if !self.talks.update(ctx, &workspace.project, made_of, work) {
            return;
        }
        let mut again = self.entries().iter();
        let again = again.position(|it| Some(&it.first) == chosen.as_ref());
        if let Some(at) = again {
            self.roll.go_to(at);
        }
    }

    fn show_list(&mut self, ui: &mut Ui, room: &mut Room<'_>, height: Option<f32>) {
        let open = self.entries().iter().filter(|it| !it.is_resolved).count();
        let head = say!("comments-head", count = open);
        ui.add(TextLabel::new(&head).size(15.0).bold(true));
        if self.talks.get().is_part {
            say_part(ui, room.tokens);
        }
        ui.checkbox(&mut self.all, say!("comments-all"));
        ui.add_space(space::SMALL);
        if core::mem::take(&mut self.wants_focus) {
            ui.memory_mut(|memory| memory.request_focus(list_id()));
        }
        let shape = Shape {
            id: list_id(),
            name: say!("comments-title"),
            nothing: say!("comments-none"),
            height: height.unwrap_or_else(|| ui.available_height()).max(120.0),
            count: self.entries().len(),
        };
        let (entries, tokens) = (&self.talks.get().entries, room.tokens);
        let done = self
            .roll
            .show(ui, tokens, &shape, |at| row(&entries[at], tokens));
        if done == Done::Entered {
            room.wish(Command::GoToThread);
        }
    }

    fn show_thread(&self, ui: &mut Ui, workspace: &Workspace, room: &mut Room<'_>) {
        let Some(entry) = self.entry() else {
            if !self.entries().is_empty() {
                ui.add(TextLabel::new(say!("comments-choose")).color(room.tokens.weak));
            }
            return;
        };
        let project = &workspace.project;
        let title = project.articles.get(&entry.article);
        let title = title.map_or("", |article| article.meta.display_title());
        ui.add(TextLabel::new(title).size(14.0).bold(true));
        heading(
            ui,
            room.tokens,
            &say_about(project, &entry.article, &entry.about),
        );
        threads::show_one(ui, workspace, room, &entry.article, &entry.first);
        ui.add_space(space::MEDIUM);
        ui.horizontal_wrapped(|ui| {
            command_button(ui, &workspace.rows, &Command::ReplyToThread, room);
            resolve_button(ui, &workspace.rows, entry.is_resolved, room);
            command_button(ui, &workspace.rows, &Command::GoToThread, room);
        });
    }
}

/// The button that resolves a thread or opens it again, called by which of the two it does.
fn resolve_button(ui: &mut Ui, rows: &[Row], is_resolved: bool, room: &mut Room<'_>) {
    let command = Command::ResolveThread;
    let Some(row) = rows.iter().find(|row| row.command == command) else {
        return;
    };
    let name = if is_resolved {
        say!("threads-reopen")
    } else {
        say!("threads-resolve")
    };
    let words = row
        .key()
        .map_or_else(|| name.to_owned(), |key| format!("{name} ({key})"));
    let button = ui.add(Button::new(words)).on_hover_text(&row.help);
    if button.clicked() {
        room.wish(command);
    }
}

fn row(entry: &Entry, tokens: &Tokens) -> RollRow {
    RollRow {
        above: shorten(&entry.words, BEGINNING),
        below: entry.line.clone(),
        bar: Some(if entry.is_resolved {
            tokens.border
        } else {
            tokens.accent
        }),
        is_ticked: false,
        is_faint: entry.is_resolved,
    }
}

/// The threads of all articles; the open ones, or all of them.
fn entries(project: &Project, all: bool) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut last: Option<&ArticleId> = None;
    for id in project.reviews.keys().map(|key| &key.article) {
        if last.replace(id) == Some(id) {
            continue;
        }
        let title = project.articles.get(id);
        let title = title.map_or(id.as_str(), |article| article.meta.display_title());
        let name = signed_by(project, id);
        for thread in crate::model::threads(project, id) {
            let is_resolved = thread.resolved.is_some();
            if is_resolved && !all {
                continue;
            }
            let (by, first) = thread.comments[0];
            let (last_by, last) = thread.comments.last().copied().unwrap_or((by, first));
            let mut line = vec![say!(
                "comments-line",
                name = name(by),
                count = thread.comments.len(),
                last = name(last_by),
                when = when(last.at)
            )];
            if is_resolved {
                line.insert(0, say!("comments-resolved").to_owned());
            }
            line.push(say_about(project, id, thread.about));
            line.push(title.to_owned());
            entries.push(Entry {
                article: id.clone(),
                first: thread.first(),
                words: first.text.clone(),
                about: thread.about.clone(),
                is_resolved,
                line: line.join(" · "),
            });
        }
    }
    entries
}

/// Where what a comment is about is in the text, if it is somewhere.
#[must_use]
pub fn place_of(project: &Project, article: &ArticleId, about: &About) -> Option<Span> {
    let text = &project.articles.get(article)?.text;
    let layer = |annotator: &crate::model::AnnotatorId| {
        let key = LayerKey {
            article: article.clone(),
            annotator: annotator.clone(),
        };
        project.layer(&key)
    };
    match about {
        About::Article => None,
        About::Passage(_) => Some(about.passage(text)?.hull()),
        About::Annotation(mark) => {
            let annotation = layer(&mark.by)?.annotations.get(&mark.id)?;
            Some(annotation.spans.hull())
        }
        About::Decision(reference) => {
            let key = crate::model::ReviewKey {
                article: article.clone(),
                reviewer: reference.by.clone(),
            };
            let decision = project.reviews.get(&key)?.decisions.get(&reference.id)?;
            let mut marks = decision.case.iter();
            marks.find_map(|basis| {
                let annotation = layer(&basis.by)?.annotations.get(&basis.id)?;
                Some(annotation.spans.hull())
            })
        }
    }
}

/// What a comment is about, in words.
#[must_use]
pub fn say_about(project: &Project, article: &ArticleId, about: &About) -> String {
    let place = place_of(project, article, about);
    let text = project.articles.get(article).map(|article| &article.text);
    let quotation = place.zip(text);
    let quotation = quotation.map(|(place, text)| shorten(text.slice(place), 60));
    match (about, quotation) {
        (About::Article, _) => say!("comments-article").to_owned(),
        (About::Passage(_), Some(words)) => say!("comments-passage", text = words),
        (About::Annotation(_), Some(words)) => say!("comments-mark", text = words),
        (About::Decision(_), Some(words)) => say!("comments-decision", text = words),
        (_, None) => say!("comments-gone").to_owned(),
    }
}
