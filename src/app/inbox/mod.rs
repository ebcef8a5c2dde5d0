//! What comes back to people: the decisions about one's own marks, with answers to them, and the threads of comments. Two
//! screens of the same make: a list, and what is chosen in it.

mod deeds;
mod threads;

use std::sync::Arc;

use egui::accesskit::Live;
use egui::{Id, Ui};

use super::command::Command;
use super::decide::command_button;
use super::derived::Derived;
use super::halves::{Half, Halves, LeftOver};
use super::marking::quoted;
use super::panels::{Room, threads as thread_panel};
use super::roll::{Done, Roll, RollRow, Shape};
use super::saying::{in_context, said};
use super::theme::{Tokens, space};
use super::typeset::TextLabel;
use super::verdicts::{people_of, say_all_why, when, whose};
use super::workspace::Workspace;
use crate::model::{About, Annotation, AnnotatorId, LayerKey, Project, Stand, Verdict};
use crate::review::adjudication::{Letter, inbox};
use crate::say;

pub use threads::Comments;

/// The longest quotation in the list, in characters.
const QUOTATION: usize = 90;

/// What has the keyboard in the list.
fn list_id() -> Id {
    Id::unique("letters")
}

/// What there is to read, and whether there may be more that is not to be seen yet.
#[derive(Debug, Default)]
struct Post {
    letters: Vec<Letter>,
    is_part: bool,
}

/// What has become of one's own marks.
#[derive(Debug, Default)]
pub struct Inbox {
    post: Derived<(u64, AnnotatorId), Post>,
    /// Whether those are left out that were answered.
    only_new: bool,
    shown: Vec<usize>,
    roll: Roll,
    wants_focus: bool,
}

impl Inbox {
    /// Puts the keyboard into the list.
    pub fn enter(&mut self) {
        self.wants_focus = true;
    }

    /// There is no other part than the list.
    pub fn cycle(&mut self) -> bool {
        false
    }

    /// Whether a decision is chosen.
    #[must_use]
    pub fn has_letter(&self) -> bool {
        self.letter().is_some()
    }

    fn letter(&self) -> Option<&Letter> {
        self.letters().get(*self.shown.get(self.roll.at)?)
    }

    fn letters(&self) -> &[Letter] {
        &self.post.get().letters
    }

    /// Draws it in place of everything between the menus and the status line.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, room: &mut Room<'_>) {
        self.update(workspace, ui.ctx());
        super::register::take_undo(ui, room);
        let shown = Id::unique(self.letter().map(|letter| &letter.reference));
        let halves = halves("letters", shown, say!("inbox-title"), say!("inbox-letter"));
        halves.show(ui, room.tokens, |ui, half| match half {
            Half::List(height) => self.show_list(ui, workspace, room, height),
            Half::Side => self.show_letter(ui, workspace, room),
        });
        let left = LeftOver::of(ui);
        if left.takes_escape(ui) {
            room.wish(Command::Inbox);
        }
        left.give(ui, !self.wants_focus, list_id());
    }

    fn update(&mut self, workspace: &Workspace, ctx: &egui::Context) {
        let chosen = self.letter().map(|letter| letter.reference.clone());
        let annotator = workspace.annotator.clone();
        let of = (workspace.revision, annotator.clone());
        let work = move |project: &Project| Post {
            letters: in_reading_order(project, &annotator),
            is_part: project.repeating(&annotator).next().is_some(),
        };
        if !self.post.update(ctx, &workspace.project, of, work) {
            return;
        }
        self.sift();
        let again = self.shown.iter().position(|at| {
            let reference = &self.letters()[*at].reference;
            Some(reference) == chosen.as_ref()
        });
        if let Some(at) = again {
            self.roll.go_to(at);
        }
    }

    fn sift(&mut self) {
        let places = self.letters().iter().enumerate();
        let shown = places.filter(|(_, letter)| !self.only_new || letter.is_new());
        self.shown = shown.map(|(at, _)| at).collect();
    }

    fn show_list(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        room: &mut Room<'_>,
        height: Option<f32>,
    ) {
        let new = self.letters().iter().filter(|it| it.is_new()).count();
        let head = say!("inbox-head", name = workspace.annotator_name(), count = new);
        ui.add(TextLabel::new(&head).size(15.0).bold(true));
        if self.post.get().is_part {
            say_part(ui, room.tokens);
        }
        if ui
            .checkbox(&mut self.only_new, say!("inbox-only-new"))
            .changed()
        {
            self.sift();
        }
        ui.add_space(space::SMALL);
        if core::mem::take(&mut self.wants_focus) {
            ui.memory_mut(|memory| memory.request_focus(list_id()));
        }
        let shape = Shape {
            id: list_id(),
            name: say!("inbox-title"),
            nothing: say!("inbox-none"),
            height: height.unwrap_or_else(|| ui.available_height()).max(120.0),
            count: self.shown.len(),
        };
        let (letters, shown, tokens) = (&self.post.get().letters, &self.shown, room.tokens);
        let done = self.roll.show(ui, tokens, &shape, |at| {
            row(&workspace.project, &letters[shown[at]], tokens)
        });
        if done == Done::Entered {
            room.wish(Command::GoToLetter);
        }
    }

    fn show_letter(&self, ui: &mut Ui, workspace: &Workspace, room: &mut Room<'_>) {
        let Some(letter) = self.letter() else {
            if !self.shown.is_empty() {
                ui.add(TextLabel::new(say!("inbox-choose")).color(room.tokens.weak));
            }
            return;
        };
        let project = &workspace.project;
        let Some(article) = project.articles.get(&letter.article) else {
            return;
        };
        let title = ui.add(
            TextLabel::new(article.meta.display_title())
                .size(14.0)
                .bold(true),
        );
        ui.ctx().accesskit_node_builder(title.id, |node| {
            node.set_live(Live::Polite);
        });
        let place = letter.mine.first().or_else(|| letter.made.first());
        if let Some(place) = place {
            let words = in_context(&article.text, place.spans.hull());
            ui.add(TextLabel::new(&words));
        }
        let own = LayerKey {
            article: article.id.clone(),
            annotator: workspace.annotator.clone(),
        };
        let gold = project.gold_key(&article.id);
        heading(ui, room.tokens, say!("inbox-mine"));
        if letter.mine.is_empty() {
            ui.add(TextLabel::new(say!("agreement-nothing")).color(room.tokens.weak));
        }
        show_marks(ui, workspace, room, &own, &letter.mine);
        heading(ui, room.tokens, say!("inbox-final"));
        ui.add(TextLabel::new(&verdict(project, letter)));
        if let Some(gold) = gold {
            show_marks(ui, workspace, room, &gold, &letter.made);
        }
        heading(ui, room.tokens, say!("inbox-why"));
        let why = say_all_why(project, &letter.decision, |by| {
            called_in(project, letter, by)
        });
        let why = if why.is_empty() {
            say!("inbox-no-why").to_owned()
        } else {
            why
        };
        ui.add(TextLabel::new(&why));
        let by = say!(
            "inbox-decided",
            name = project.annotator_name(&letter.reference.by),
            when = when(letter.decision.at)
        );
        ui.add(TextLabel::new(&by).size(12.0).color(room.tokens.weak));
        if let Some(answer) = &letter.answer {
            let words = say_answer(answer.stand, &answer.words);
            ui.add(TextLabel::new(&words).color(stand_color(answer.stand, room.tokens)));
        }
        ui.add_space(space::MEDIUM);
        ui.horizontal_wrapped(|ui| {
            for command in [
                Command::AcceptDecision,
                Command::ContestDecision,
                Command::ReplyToDecision,
                Command::GoToLetter,
            ] {
                command_button(ui, &workspace.rows, &command, room);
            }
        });
        let reference = &letter.reference;
        thread_panel::show(ui, workspace, room, &article.id, &|about| match about {
            About::Decision(decision) => decision == reference,
            About::Annotation(mark) => letter.decision.is_about(&mark.by, &mark.id),
            _ => false,
        });
    }
}

/// Both screens are divided so.
fn halves(id: &'static str, shown: Id, list: &'static str, side: &'static str) -> Halves {
    Halves {
        id,
        shown,
        list,
        side,
        from: 760.0,
        share: 0.45,
        usual: 320.0..=640.0,
        least: 260.0,
        most: 0.65,
        above: (0.45, 180.0),
    }
}

/// Says that what concerns articles which the person labels a second time is not listed: it would tell what was marked the first
/// time.
fn say_part(ui: &mut Ui, tokens: &Tokens) {
    let words = TextLabel::new(say!("repeats-not-listed")).size(12.0);
    ui.add(words.color(tokens.weak));
}

fn heading(ui: &mut Ui, tokens: &Tokens, words: &str) {
    ui.add_space(space::SMALL);
    ui.add(
        TextLabel::new(words)
            .size(12.0)
            .bold(true)
            .color(tokens.weak),
    );
}

/// What was decided, with people told as reviewers see them.
fn verdict(project: &Project, letter: &Letter) -> String {
    let name = |by: &AnnotatorId| called_in(project, letter, by);
    letter.decision.verdict.in_words(name)
}

/// Somebody who marked in the article of a letter, as reviewers see that person.
fn called_in(project: &Project, letter: &Letter, by: &AnnotatorId) -> String {
    whose(project, &people_of(project, &letter.article), by)
}

fn row(project: &Project, letter: &Letter, tokens: &Tokens) -> RollRow {
    let article = project.articles.get(&letter.article);
    let place = letter.mine.first().or_else(|| letter.made.first());
    let quotation = place
        .zip(article)
        .map(|(mark, article)| quoted(&mark.spans, &article.text, QUOTATION));
    let tags = |marks: &[Arc<Annotation>]| {
        let tags = marks.iter().map(|it| project.codebook.tag_name(&it.tag));
        let tags: Vec<&str> = tags.collect();
        if tags.is_empty() {
            say!("agreement-nothing").to_owned()
        } else {
            tags.join(", ")
        }
    };
    let mut words = vec![say!(
        "inbox-became",
        mine = tags(&letter.mine),
        made = tags(&letter.made)
    )];
    // That nothing is to be marked was said by what it became.
    if letter.decision.verdict != Verdict::Nothing || !letter.made.is_empty() {
        words.push(verdict(project, letter));
    }
    words.extend(article.map(|article| article.meta.display_title().to_owned()));
    let stand = letter.answer.as_ref().map(|answer| answer.stand);
    if let Some(stand) = stand {
        words.insert(0, say_answer(stand, ""));
    }
    RollRow {
        above: quotation.unwrap_or_else(|| say!("decide-marks-gone").to_owned()),
        below: words.join(" · "),
        bar: Some(stand.map_or(tokens.accent, |stand| stand_color(stand, tokens))),
        is_ticked: false,
        is_faint: stand.is_some(),
    }
}

fn stand_color(stand: Stand, tokens: &Tokens) -> egui::Color32 {
    match stand {
        Stand::Accepts => tokens.success,
        Stand::Contests => tokens.warning,
    }
}

fn say_answer(stand: Stand, words: &str) -> String {
    let stand = match stand {
        Stand::Accepts => say!("inbox-accepted"),
        Stand::Contests => say!("inbox-contested"),
    };
    if words.is_empty() {
        stand.to_owned()
    } else {
        format!("{stand}: {words}")
    }
}

fn show_marks(
    ui: &mut Ui,
    workspace: &Workspace,
    room: &Room<'_>,
    key: &LayerKey,
    marks: &[Arc<Annotation>],
) {
    let project = &workspace.project;
    let Some(article) = project.articles.get(&key.article) else {
        return;
    };
    for mark in marks {
        let tag = project.codebook.tag(&mark.tag);
        let color = tag.map_or(Tokens::UNKNOWN_TAG, |tag| tag.color);
        let name = TextLabel::new(project.codebook.tag_name(&mark.tag));
        ui.add(name.bold(true).color(room.tokens.ink(color)));
        for line in said(project, key, &article.text, mark) {
            ui.add(TextLabel::new(&line).size(12.5));
        }
    }
}

/// The letters by the place in the text, as one reads.
fn in_reading_order(project: &Project, annotator: &AnnotatorId) -> Vec<Letter> {
    let place = |letter: &Letter| {
        let mark = letter.mine.first().or_else(|| letter.made.first());
        mark.map(|mark| mark.spans.hull())
    };
    let mut letters = inbox(&project.seen_by(annotator), annotator);
    letters.sort_by(|one, other| (&one.article, place(one)).cmp(&(&other.article, place(other))));
    letters
}
