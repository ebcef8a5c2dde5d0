//! How people are told where their marks are compared: by name, or by letter while names are hidden.

use crate::model::{AnnotatorId, ArticleId, Project};
use crate::say;

use super::participants;

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
pub fn called<'a>(
    project: &Project,
    article: &ArticleId,
    person: &AnnotatorId,
    viewer: impl Into<Option<&'a AnnotatorId>>,
) -> String {
    if !project.reviewing.rules.hide_names
        || viewer.into() == Some(person)
        || project.is_gold(person)
    {
        return project.annotator_name(person).to_owned();
    }
    whose(project, &people_of(project, article), person)
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
