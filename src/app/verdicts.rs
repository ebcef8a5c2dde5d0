//! What is said of cases and decisions, and of the people in them.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::app::theme::Tokens;
use crate::model::{AnnotatorId, Color, Decision, MarkRef, Project};
use crate::review::adjudication::{Case, State, Why};
use crate::say;

pub use crate::review::adjudication::{called, people_of, signed_by, whose};

/// Why a decision fell as it did: the reason of the project's list and the words; nothing when nobody said.
#[must_use]
pub fn say_why(project: &Project, decision: &Decision) -> String {
    let reason = decision.reason.as_ref();
    let reason = reason.map_or("", |id| project.reviewing.reason_name(id));
    match (reason, decision.words.as_str()) {
        ("", words) => words.to_owned(),
        (reason, "") => reason.to_owned(),
        (reason, words) => format!("{reason}: {words}"),
    }
}

/// The same with the rule by which it was decided, if it was one; `name` tells who somebody is.
#[must_use]
pub fn say_all_why(
    project: &Project,
    decision: &Decision,
    name: impl Fn(&AnnotatorId) -> String,
) -> String {
    let rule = decision.bulk.as_ref().map(|rule| rule.in_words(name));
    let rule = rule.map(|rule| say!("decide-by-rule", rule = rule));
    let said = Some(say_why(project, decision)).filter(|why| !why.is_empty());
    let all: Vec<String> = rule.into_iter().chain(said).collect();
    all.join(" · ")
}

/// What is to be done about a case, in a word.
#[must_use]
pub fn say_state(state: &State) -> &'static str {
    match state {
        State::Undecided => say!("decide-undecided"),
        State::LeftOpen => say!("decide-left-open"),
        State::Decided => say!("decide-decided"),
        State::Reopened(_) => say!("decide-reopened"),
        State::Contested => say!("decide-contested"),
    }
}

/// What has changed since a case was decided.
#[must_use]
pub fn say_change(
    case: &Case,
    project: &Project,
    why: &Why,
    name: impl Fn(&AnnotatorId) -> String,
) -> String {
    let tag = |mark: &MarkRef| {
        let mut marks = case.marks.iter();
        let found = marks.find(|known| known.mark() == *mark);
        found.map_or("", |found| project.codebook.tag_name(&found.annotation.tag))
    };
    match why {
        Why::Changed(mark) => say!("decide-changed", name = name(&mark.by), tag = tag(mark)),
        Why::Gone(mark) => say!("decide-gone", name = name(&mark.by)),
        Why::Came(mark) => say!("decide-came", name = name(&mark.by), tag = tag(mark)),
    }
}

/// A time as people read it.
#[must_use]
pub fn when(at: Timestamp) -> String {
    let local = at.to_zoned(TimeZone::system());
    local.strftime("%Y-%m-%d %H:%M").to_string()
}

/// The colour of somebody who marked, as this person is told: one for all whose names are hidden.
#[must_use]
pub fn color_of(project: &Project, person: &AnnotatorId, viewer: &AnnotatorId) -> Option<Color> {
    let hides = project.reviewing.rules.hide_names && person != viewer;
    let known = project.annotators.get(person).map(|it| it.color);
    known.map(|color| {
        let is_hidden = hides && !project.is_gold(person);
        if is_hidden {
            Tokens::HIDDEN_PERSON
        } else {
            color
        }
    })
}
