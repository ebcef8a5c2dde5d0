//! The card of the case at hand: what each person has made of it, what can be decided, why, and what was decided before.

use egui::accesskit::Live;
use egui::{Id, Rect, TextEdit, Ui, WidgetInfo};

use super::found::Found;
use super::head::command_button;
use super::{CaseName, Decide, Place, list};
use crate::app::command::Command;
use crate::app::dialogs::choose;
use crate::app::panels::{Room, threads};
use crate::app::saying::{in_context, said};
use crate::app::theme::space;
use crate::app::typeset::{Lines, TextButton, TextLabel};
use crate::app::verdicts::{say_all_why, say_change, say_state, when};
use crate::app::workspace::Workspace;
use crate::model::{
    About, AnnotatorId, DecisionRef, LayerKey, MarkRef, Project, ReasonId, ReviewKey,
};
use crate::review::adjudication::{Case, CaseKind, CaseMark, State};
use crate::say;

/// What has the keyboard in the field of words why.
#[must_use]
pub fn reason_id() -> Id {
    Id::unique("why it is decided so")
}

/// What can be taken: what one person, or several who say the same, have made of a case.
#[derive(Clone, Debug)]
pub struct Choice<'a> {
    /// Who, in the order of the article.
    pub people: Vec<&'a AnnotatorId>,
    /// The marks of the first of them.
    pub marks: Vec<&'a CaseMark>,
}

/// What can be taken of a case, in the order in which people are told.
#[must_use]
pub fn choices<'a>(found: &'a Found, case: &'a Case) -> Vec<Choice<'a>> {
    let mut choices: Vec<Choice<'a>> = Vec::new();
    for by in &found.queue.people {
        let marks: Vec<&CaseMark> = case.marks.iter().filter(|mark| mark.by == *by).collect();
        if marks.is_empty() {
            continue;
        }
        let same = |known: &&mut Choice<'_>| {
            case.kind == CaseKind::Same
                || known.marks.len() == marks.len()
                    && known.marks.iter().zip(&marks).all(|(a, b)| a.says_as(b))
        };
        match choices.iter_mut().find(same) {
            Some(known) => known.people.push(by),
            None => choices.push(Choice {
                people: vec![by],
                marks,
            }),
        }
    }
    choices
}

impl Decide {
    /// Draws what stands beside the text: how far one is, the list, the card.
    pub(super) fn show_side(&mut self, ui: &mut Ui, workspace: &Workspace, room: &mut Room<'_>) {
        if workspace.open.is_none() {
            return;
        }
        if self.found.is_none() {
            let words = match &self.blind {
                Some(why) => why.clone(),
                None => say!("decide-comparing").to_owned(),
            };
            ui.add(TextLabel::new(&words).color(room.tokens.weak));
            // The list is what has the keyboard here.
            self.focus.take_if(|it| *it == Place::List);
            return;
        }
        self.show_head(ui, workspace, room);
        // What was chosen there may want other cases.
        let height = (ui.available_height() * 0.34).clamp(3.0 * 42.0, 380.0);
        self.show_list(ui, &workspace.project, room, height);
        ui.add_space(space::MEDIUM);
        ui.separator();
        self.show_card(ui, workspace, room);
        Self::show_foot(ui, workspace, room);
    }

    fn show_card(&mut self, ui: &mut Ui, workspace: &Workspace, room: &mut Room<'_>) {
        let Some(found) = self.found.take() else {
            return;
        };
        if let Some(case) = self.at().and_then(|at| found.queue.cases.get(at)) {
            self.show_case(ui, workspace, room, &found, case);
        }
        self.found = Some(found);
    }

    fn show_case(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        room: &mut Room<'_>,
        found: &Found,
        case: &Case,
    ) {
        let project = &workspace.project;
        let is_just = self.at().is_some_and(|at| self.just_decided.contains(&at));
        let state = if is_just {
            &State::Decided
        } else {
            &case.state
        };
        let head = say!(
            "decide-head",
            kind = list::say_kind(found, project, case),
            at = self.roll.at + 1,
            count = self.shown.len(),
            state = say_state(state)
        );
        let top = ui.cursor().min;
        let heading = ui.add(TextLabel::new(&head).size(14.0).bold(true));
        ui.ctx().accesskit_node_builder(heading.id, |node| {
            node.set_live(Live::Polite);
        });
        if let Some(place) = case.place {
            let text = in_context(&found.article.text, place);
            ui.add(TextLabel::new(&text).color(room.tokens.text));
        }
        show_changes(ui, room, project, found, case);
        ui.add_space(space::SMALL);
        for (at, choice) in choices(found, case).iter().enumerate() {
            show_choice(ui, workspace, room, found, (at, choice));
        }
        // Whoever steps on in a low window sees what there is to choose, not the list.
        let name = CaseName::of(case);
        if self.read != name && core::mem::replace(&mut self.read, name).is_some() {
            let choices = Rect::from_two_pos(top, ui.cursor().min);
            ui.scroll_to_rect(choices, None);
        }
        ui.horizontal_wrapped(|ui| {
            let several = case.marks.len() > 1;
            let mut commands = Vec::new();
            if several {
                commands.extend([
                    Command::TakeUnion,
                    Command::TakeIntersection,
                    Command::KeepBoth,
                ]);
            }
            if !case.marks.is_empty() {
                commands.push(Command::EditCase);
            }
            if case.can_stand() {
                commands.push(Command::LetStand);
            }
            commands.extend([Command::NothingHere, Command::LeaveOpen]);
            for command in commands {
                command_button(ui, &workspace.rows, &command, room);
            }
        });
        self.show_reason(ui, project, room);
        show_decisions(ui, room, project, found, case);
        ui.add_space(space::SMALL);
        ui.horizontal_wrapped(|ui| {
            for command in [
                Command::CommentCase,
                Command::TickCase,
                Command::MakeRule,
                Command::GoToCase,
            ] {
                command_button(ui, &workspace.rows, &command, room);
            }
        });
        let id = &found.article.id;
        let marks: Vec<MarkRef> = case.marks.iter().map(CaseMark::mark).collect();
        let decisions: Vec<&DecisionRef> = case.decisions.iter().map(|(it, _)| it).collect();
        threads::show(ui, workspace, room, id, &|about| match about {
            About::Annotation(mark) => marks.contains(mark),
            About::Decision(decision) => decisions.contains(&decision),
            _ => false,
        });
    }

    /// Why it is decided so.
    fn show_reason(&mut self, ui: &mut Ui, project: &Project, room: &Room<'_>) {
        ui.add_space(space::SMALL);
        ui.horizontal_wrapped(|ui| {
            let name = say!("decide-reason");
            ui.add(TextLabel::new(name).size(12.0).color(room.tokens.weak));
            let reasons = &project.reviewing.reasons;
            if !reasons.is_empty() {
                let none = (None, say!("decide-no-reason").to_owned());
                let known = reasons.iter();
                let known = known.map(|it| (Some(it.id.clone()), it.name.clone()));
                let options: Vec<(Option<ReasonId>, String)> =
                    core::iter::once(none).chain(known).collect();
                let chosen = choose(ui, "reason", "", &mut self.reason, &options);
                chosen.ctx.accesskit_node_builder(chosen.id, |node| {
                    node.set_label(name);
                });
            }
            let field = TextEdit::singleline(&mut self.words)
                .id(reason_id())
                .hint_text(say!("decide-words-hint"))
                .desired_width(ui.available_width().max(120.0));
            let field = ui.add(field);
            field.widget_info(|| {
                WidgetInfo::labeled(egui::accesskit::Role::TextInput, true, say!("decide-words"))
            });
            if self.focus.take_if(|it| *it == Place::Reason).is_some() {
                field.request_focus();
            }
            // Whoever has said why goes on to decide.
            if field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
                self.focus = Some(Place::List);
            }
        });
    }
}

/// What has changed since the case was decided.
fn show_changes(ui: &mut Ui, room: &Room<'_>, project: &Project, found: &Found, case: &Case) {
    let name = |by: &AnnotatorId| found.name(project, by);
    let mut lines = Vec::new();
    if let State::Reopened(why) = &case.state {
        lines.extend(why.iter().map(|why| say_change(case, project, why, name)));
    }
    for by in &case.contested_by {
        let answers = case.decisions.iter().filter_map(|(reference, _)| {
            let key = ReviewKey {
                article: found.article.id.clone(),
                reviewer: by.clone(),
            };
            project.reviews.get(&key)?.answers.get(reference)
        });
        let words: Vec<&str> = answers.map(|answer| answer.words.as_str()).collect();
        lines.push(say!(
            "decide-contested-by",
            name = name(by),
            words = words.join(" ")
        ));
    }
    for line in lines {
        ui.add(TextLabel::new(&line).size(12.5).color(room.tokens.error));
    }
}

/// What somebody has made of the case, to take it.
fn show_choice(
    ui: &mut Ui,
    workspace: &Workspace,
    room: &mut Room<'_>,
    found: &Found,
    (at, choice): (usize, &Choice<'_>),
) {
    let project = &workspace.project;
    let names: Vec<String> = choice
        .people
        .iter()
        .map(|by| found.name(project, by))
        .collect();
    let tags: Vec<&str> = (choice.marks.iter())
        .map(|mark| project.codebook.tag_name(&mark.annotation.tag))
        .collect();
    // Names may be cut, what it is may not.
    let words = format!("{}  {} – {}", at + 1, tags.join(", "), names.join(", "));
    let button = ui.add(TextButton::new(&words));
    if button.clicked()
        && let Ok(number) = u8::try_from(at + 1)
    {
        room.wish(Command::TakeOption(number));
    }
    for mark in &choice.marks {
        let key = LayerKey {
            article: found.article.id.clone(),
            annotator: mark.by.clone(),
        };
        for line in said(project, &key, &found.article.text, &mark.annotation) {
            let label = TextLabel::new(&line).size(12.5).lines(Lines::Wrap);
            ui.add(label.color(room.tokens.weak));
        }
    }
    ui.add_space(space::SMALL);
}

/// What was decided before, by whom, when and why.
fn show_decisions(ui: &mut Ui, room: &Room<'_>, project: &Project, found: &Found, case: &Case) {
    for (reference, decision) in &case.decisions {
        let verdict = decision.verdict.in_words(|by| found.name(project, by));
        let mut line = say!(
            "decide-was-decided",
            verdict = verdict,
            name = project.annotator_name(&reference.by),
            when = when(decision.at)
        );
        let why = say_all_why(project, decision, |by| found.name(project, by));
        if !why.is_empty() {
            line = format!("{line} · {why}");
        }
        ui.add(TextLabel::new(&line).size(12.0).color(room.tokens.weak));
    }
}
