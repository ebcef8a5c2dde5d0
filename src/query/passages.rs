//! Words or an expression in all articles, each with what stands around it.

use std::collections::HashSet;
use std::sync::atomic::Ordering;

use crate::model::{AnnotatorId, ArticleId, Project, TagId};
use crate::store::Progress;
use crate::text::{Cut, FindOptions, Seeker, Span, Text, Unfindable, around, beginning};

use super::alike::marked;

/// No more passages are found: a list of more is none that anybody reads.
pub const MOST: usize = 20_000;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// As it was typed.
    pub words: String,
    /// What is told apart.
    pub options: FindOptions,
    /// Whether it is a regular expression.
    pub is_expression: bool,
}

impl Wanted {
    /// Makes it ready.
    ///
    /// # Errors
    /// [`Unfindable`] when it cannot be looked for.
    pub fn seeker(&self) -> Result<Seeker, Unfindable> {
        if self.is_expression {
            Seeker::expression(&self.words, self.options)
        } else {
            Seeker::phrase(&self.words, self.options)
        }
    }
}

/// The passages of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passages {
    /// Which article.
    pub article: ArticleId,
    /// Where they are, in order.
    pub spans: Vec<Span>,
}

/// Where is looked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// In one article.
    Article(ArticleId),
    /// In all articles, in this one before the others.
    Project(Option<ArticleId>),
}

/// Looks through articles, in the order of their ids. Hands over what it finds article by article; stops when it is
/// cancelled, and after [`MOST`] passages.
pub fn passages(
    project: &Project,
    seeker: &Seeker,
    scope: &Scope,
    progress: &Progress,
    found: &mut dyn FnMut(Passages),
) {
    let (first, others) = match scope {
        Scope::Article(id) => (Some(id), false),
        Scope::Project(first) => (first.as_ref(), true),
    };
    let count = if others { project.articles.len() } else { 1 };
    progress.total.store(count, Ordering::Relaxed);
    let go_on = || !progress.cancel.load(Ordering::Relaxed);
    let mut count = 0;
    let own = first.and_then(|id| project.articles.get_key_value(id));
    let others = project
        .articles
        .iter()
        .filter(|(id, _)| others && Some(*id) != first);
    for (id, article) in own.into_iter().chain(others) {
        let mut spans = Vec::new();
        if !seeker.seek(&article.text, &mut spans, go_on) {
            return;
        }
        spans.truncate(MOST - count);
        count += spans.len();
        if !spans.is_empty() {
            let article = id.clone();
            found(Passages { article, spans });
        }
        progress.done.fetch_add(1, Ordering::Relaxed);
        if count == MOST {
            return;
        }
    }
}

/// Which of the passages of an article an annotator has marked with a tag already, exactly as they are.
#[must_use]
pub fn marked_passages(
    project: &Project,
    annotator: &AnnotatorId,
    article: &ArticleId,
    tag: &TagId,
) -> HashSet<Span> {
    marked(project, annotator, article, tag)
}

/// A passage with what stands on both sides of it, each on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InContext {
    /// What stands before.
    pub left: String,
    /// The passage.
    pub passage: String,
    /// What stands behind.
    pub right: String,
}

/// A passage with so many characters on each side, or less where its paragraph ends; of a passage that is longer than that
/// itself, its beginning.
#[must_use]
pub fn in_context(text: &Text, span: Span, most: usize) -> InContext {
    let (left, right) = around(text, span, most, Cut::Characters);
    let (passage, _) = beginning(text.slice(span), 4 * most);
    InContext {
        left,
        passage,
        right,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::random::article;
    use crate::model::{Change, Edit};

    fn project() -> Project {
        let mut project = Project::default();
        let texts = [
            ("one", "The port\nThe Port authority."),
            ("three", "A port, a quay, a pört."),
            ("two", "Nothing here."),
        ];
        let changes = texts.map(|(id, text)| {
            let article = article(id, text);
            Change::Article(article.id.clone(), Some(article))
        });
        Edit::new("Set up", changes.to_vec())
            .apply(&mut project)
            .unwrap();
        project
    }

    fn said(project: &Project, wanted: &Wanted, first: Option<&str>) -> Vec<String> {
        let first = first.map(|id| ArticleId::new(id).unwrap());
        let scope = Scope::Project(first);
        let mut said = Vec::new();
        let seeker = wanted.seeker().unwrap();
        passages(
            project,
            &seeker,
            &scope,
            &Progress::default(),
            &mut |found| {
                let text = &project.articles[&found.article].text;
                said.extend(found.spans.iter().map(|span| {
                    let shown = in_context(text, *span, 4);
                    format!(
                        "{}: {}[{}]{}",
                        found.article, shown.left, shown.passage, shown.right
                    )
                }));
            },
        );
        said
    }

    #[test]
    fn all_articles_are_looked_through_the_open_one_first() {
        let project = project();
        let words = Wanted {
            words: "port".to_owned(),
            ..Wanted::default()
        };
        let here = ["one: The [port]", "one: The [Port] aut…"];
        let there = ["three: A [port], a …", "three: …, a [pört]."];
        assert_eq!(said(&project, &words, None), [here, there].concat());
        assert_eq!(
            said(&project, &words, Some("three")),
            [there, here].concat()
        );
        let expression = Wanted {
            words: r"\bp\w+t\b(?-i: A)?".to_owned(),
            is_expression: true,
            ..Wanted::default()
        };
        assert_eq!(said(&project, &expression, None), [here, there].concat());
    }

    #[test]
    fn of_a_long_passage_the_beginning_is_shown() {
        let text = Text::new("One.\nBefore 👩\u{200d}👧 \t the port and all after it\nTwo.");
        let words = "the port and all";
        let start = text.as_str().find(words).unwrap();
        assert_eq!(
            in_context(&text, Span::of(start..start + words.len()), 3),
            InContext {
                left: "… 👩\u{200d}👧 ".to_owned(),
                passage: "the port and".to_owned(),
                right: " af…".to_owned(),
            }
        );
    }

    /// What would bring other engines down is refused, or takes its time for each byte once.
    #[test]
    fn odd_expressions_take_bounded_time() {
        let mut project = Project::default();
        let long = article("long", &("a".repeat(100_000) + "!"));
        let change = Change::Article(long.id.clone(), Some(long));
        Edit::new("Set up", vec![change])
            .apply(&mut project)
            .unwrap();
        let began = std::time::Instant::now();
        for (given, is_read) in [
            ("(a+)+$", true),
            ("(a|aa)+$", true),
            ("(.*)(.*)(.*)(.*)x", true),
            ("((((a{100}){100}){100}){100}){100}", false),
            (r"((\pL{1,1000}){1,1000}){1,1000}", false),
        ] {
            let wanted = Wanted {
                words: given.to_owned(),
                is_expression: true,
                ..Wanted::default()
            };
            assert_eq!(wanted.seeker().is_ok(), is_read, "{given}");
            if is_read {
                said(&project, &wanted, None);
            }
        }
        let took = began.elapsed();
        assert!(took < std::time::Duration::from_secs(20), "{took:?}");
    }

    #[test]
    fn it_ends_after_so_many_and_when_it_is_cancelled() {
        let mut project = Project::default();
        let many = article("many", &"a ".repeat(MOST + 5));
        let change = Change::Article(many.id.clone(), Some(many));
        Edit::new("Set up", vec![change])
            .apply(&mut project)
            .unwrap();
        let words = Wanted {
            words: "a".to_owned(),
            ..Wanted::default()
        };
        assert_eq!(said(&project, &words, None).len(), MOST);
        let progress = Progress::default();
        progress.cancel.store(true, Ordering::Relaxed);
        let seeker = words.seeker().unwrap();
        passages(
            &project,
            &seeker,
            &Scope::Project(None),
            &progress,
            &mut |_| panic!("it was cancelled"),
        );
    }
}
