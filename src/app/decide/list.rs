//! The list of cases.

use std::collections::BTreeSet;

use egui::{Id, Ui};

use super::{Decide, Place};
use crate::app::marking::{quoted, shorten};
use crate::app::panels::Room;
use crate::app::roll::{Done, ROW, RollRow, Shape};
use crate::app::theme::Tokens;
use crate::app::verdicts::say_state;
use crate::model::{Project, Spans};
use crate::review::adjudication::{Case, CaseKind, State};
use crate::say;

use super::found::Found;

/// The longest quotation of a case, in characters.
const QUOTATION: usize = 90;

/// What has the keyboard in the list.
#[must_use]
pub fn id() -> Id {
    Id::unique("cases")
}

impl Decide {
    /// Draws the list.
    pub(super) fn show_list(
        &mut self,
        ui: &mut Ui,
        project: &Project,
        room: &mut Room<'_>,
        height: f32,
    ) {
        let Some(found) = &self.found else {
            return;
        };
        if self.focus.take_if(|it| *it == Place::List).is_some() {
            ui.memory_mut(|memory| memory.request_focus(id()));
        }
        let shape = Shape {
            id: id(),
            name: say!("decide-cases"),
            nothing: if found.queue.cases.is_empty() {
                say!("decide-no-cases")
            } else {
                say!("decide-none-shown")
            },
            height: height.max(3.0 * ROW),
            count: self.shown.len(),
        };
        let ticked: BTreeSet<usize> = self.ticked_places();
        let (shown, just) = (&self.shown, &self.just_decided);
        let tokens = room.tokens;
        let done = self.roll.show(ui, tokens, &shape, |at| {
            let place = shown[at];
            let case = &found.queue.cases[place];
            RollRow {
                is_ticked: ticked.contains(&place),
                ..row(found, project, case, just.contains(&place), tokens)
            }
        });
        if done == Done::Entered {
            self.focus = Some(Place::Text);
        }
        if done != Done::Nothing {
            self.forget_reason();
        }
    }
}

/// What a case covers, on one line.
pub(super) fn quotation(found: &Found, case: &Case) -> String {
    let spans = case.place.and_then(|place| Spans::one(place).ok());
    spans.map_or_else(
        || say!("decide-no-place").to_owned(),
        |spans| quoted(&spans, &found.article.text, QUOTATION),
    )
}

fn row(found: &Found, project: &Project, case: &Case, is_just: bool, tokens: &Tokens) -> RollRow {
    let state = if is_just {
        &State::Decided
    } else {
        &case.state
    };
    let bar = match state {
        State::Decided => tokens.success,
        State::Undecided if case.kind == CaseKind::Same => tokens.border,
        State::Undecided | State::LeftOpen => tokens.warning,
        State::Reopened(_) | State::Contested => tokens.error,
    };
    let mut words = vec![say_state(state).to_owned(), say_kind(found, project, case)];
    if case.kind != CaseKind::Same {
        let marks = case.marks.iter().map(|mark| {
            let tag = project.codebook.tag_name(&mark.annotation.tag);
            format!("{}: {tag}", found.name(project, &mark.by))
        });
        words.extend(marks.take(6));
    }
    RollRow {
        above: shorten(&quotation(found, case), QUOTATION),
        below: words.join(" · "),
        bar: Some(bar),
        is_ticked: false,
        is_faint: *state == State::Decided,
    }
}

/// In what the marks of a case differ; of one person's, whose it is.
pub(super) fn say_kind(found: &Found, project: &Project, case: &Case) -> String {
    match (case.kind, case.marks.first()) {
        (CaseKind::Only, Some(mark)) => {
            say!("decide-only", name = found.name(project, &mark.by))
        }
        (CaseKind::Only, None) => say!("decide-marks-gone").to_owned(),
        (kind, _) => kind.name().to_owned(),
    }
}
