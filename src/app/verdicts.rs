//! What is said of cases and decisions, and of the people in them.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::app::theme::Tokens;
use crate::model::{AnnotatorId, ArticleId, Color, Decision, MarkRef, Project};
use crate::review::adjudication::{Case, State, Why, participants};
use crate::say;

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

/// A person as reviewers are told, among these in the order of an article: the name, or a letter by the place.
#[must_use]
pub fn whose(project: &Project, people: &[AnnotatorId], person: &AnnotatorId) -> String {
    if !project.reviewing.rules.hide_names {
        return project.annotator_name(person).to_owned();
    }
    let at = people.iter().position(|it| it == person);
    at.map_or_else(|| say!("decide-somebody").to_owned(), letter)
}

/// Somebody who marked in an article, as this person is told: by name, or, while names are hidden, by the letter that the others
/// have there when the article is compared. One knows oneself, and the gold layer is nobody's.
#[must_use]
pub fn called(
    project: &Project,
    article: &ArticleId,
    person: &AnnotatorId,
    viewer: &AnnotatorId,
) -> String {
    if !project.reviewing.rules.hide_names || person == viewer || project.is_gold(person) {
        return project.annotator_name(person).to_owned();
    }
    whose(project, &people_of(project, article), person)
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

/// How those who wrote about an article are told: by the letter of the comparison where names are hidden and their marks are
/// compared, else by name. What they say does not tell who marked what.
pub fn signed_by<'a>(
    project: &'a Project,
    article: &ArticleId,
) -> impl Fn(&AnnotatorId) -> String + 'a {
    let hides = project.reviewing.rules.hide_names;
    let people = if hides {
        people_of(project, article)
    } else {
        Vec::new()
    };
    move |by| {
        if people.contains(by) {
            whose(project, &people, by)
        } else {
            project.annotator_name(by).to_owned()
        }
    }
}

/// A, B, …, Z, A1, …
fn letter(at: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(at % 26).unwrap_or(0));
    match at / 26 {
        0 => letter.to_string(),
        more => format!("{letter}{more}"),
    }
}

/// Whose marks of an article are compared, in the order in which they are told.
#[must_use]
pub fn people_of(project: &Project, article: &ArticleId) -> Vec<AnnotatorId> {
    let people = participants(project, article);
    let order = project.reviewing.order(article, &people);
    order.into_iter().cloned().collect()
}
