//! What was done to a project, by whom and when, from what to what.

mod facts;
mod words;

pub(super) use words::{in_quotes, quoted, shortened};

use std::ops::ControlFlow;

use jiff::Timestamp;

use crate::model::{AnnotationId, AnnotatorId, ArticleId, Change, Project, Veil, Way};
use crate::say;
use crate::store::{self, Deed, Place, Progress, Reach, Shelf, StoreError};

/// Most lines that are told of one deed.
const LINES: usize = 100;

/// Something that was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Where it stands among all.
    pub place: Place,
    /// When it was done, by the clock of the computer.
    pub at: Timestamp,
    /// Who did it.
    pub by: AnnotatorId,
    /// That person's name.
    pub who: String,
    /// What was done, as undo tells it.
    pub name: String,
    /// Each change, from what to what.
    pub lines: Vec<String>,
    /// The articles that it touches, in order.
    pub articles: Vec<ArticleId>,
    /// The annotations that it touches, in order.
    pub annotations: Vec<AnnotationId>,
    /// All that it says, in lower case, to be searched.
    sought: String,
}

/// Everything that was done, as far as the journal reaches back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// What was done, newest first.
    pub entries: Vec<Entry>,
    /// How many deeds were of nothing that may be seen, and are left out.
    pub hidden: usize,
    /// How much the journal holds, and what of it could not be read.
    pub reach: Reach,
}

/// What differs between two versions of one slot, in words: a line for each field, from what to what.
#[must_use]
pub fn differing(project: &Project, veil: &Veil, from: &Change, to: &Change) -> Vec<String> {
    let mut lines = words::tell((project, veil), None, Some(from), to);
    lines.extend(facts::facts(from, to));
    lines
}

impl Entry {
    /// A deed in words, without what is not to be seen; nothing when that is all of it.
    #[must_use]
    pub fn new(project: &Project, veil: &Veil, place: Place, deed: &Deed) -> Option<Self> {
        let changes = deed.edit.changes.iter();
        if !deed.edit.is_empty() && changes.clone().all(|it| veil.hides_change(it)) {
            return None;
        }
        let mut marks = changes.filter_map(|change| match change {
            Change::Annotation(key, ..) | Change::Detached(key, ..) => Some(&key.annotator),
            _ => None,
        });
        // Who marked something is whose layer it is in.
        let who = if veil.hides_name(&deed.by) && marks.any(|by| *project.person_of(by) == deed.by)
        {
            say!("decide-somebody").to_owned()
        } else {
            project.annotator_name(&deed.by).to_owned()
        };
        let (mut lines, mut articles, mut annotations) = (Vec::new(), Vec::new(), Vec::new());
        let count = deed.edit.changes.len();
        for (at, to) in deed.edit.changes.iter().enumerate() {
            if veil.hides_change(to) {
                continue;
            }
            if let Change::Annotation(_, id, _) | Change::Detached(_, id, _) = to {
                annotations.push(id.clone());
            }
            articles.extend(article_of(to).cloned());
            if lines.len() < LINES {
                // An inverse sets the slots in the opposite order.
                let from = deed.inverse.changes.get(count - 1 - at);
                lines.extend(words::tell((project, veil), Some(deed), from, to));
            } else if lines.len() == LINES {
                lines.push(say!("history-more").to_owned());
            }
        }
        articles.sort();
        articles.dedup();
        annotations.sort();
        annotations.dedup();
        let name = &deed.edit.name;
        let name = match deed.way {
            Way::Done => name.clone(),
            Way::Undone => say!("history-undone", name = name),
            Way::Redone => say!("history-redone", name = name),
            Way::Merged => say!("history-merged", name = name),
        };
        let sought = format!("{name}\n{who}\n{}", lines.join("\n")).to_lowercase();
        Some(Self {
            place,
            at: deed.at,
            by: deed.by.clone(),
            who,
            name,
            lines,
            articles,
            annotations,
            sought,
        })
    }

    /// Whether it says these words, given in lower case.
    #[must_use]
    pub fn says(&self, words: &str) -> bool {
        self.sought.contains(words)
    }
}

fn article_of(change: &Change) -> Option<&ArticleId> {
    match change {
        Change::Article(id, _) | Change::ArticleMeta(id, _) | Change::Corrections(id, _) => {
            Some(id)
        }
        Change::LayerHead(key, _) | Change::Annotation(key, ..) | Change::Detached(key, ..) => {
            Some(&key.article)
        }
        _ => None,
    }
}

/// Reads everything that was done, but for what is not to be seen. The names of tags and people are those that the project has
/// now.
///
/// # Errors
/// [`StoreError::Cancelled`] when `progress` says so.
pub fn history(
    project: &Project,
    veil: &Veil,
    shelf: &Shelf,
    progress: &Progress,
) -> Result<History, StoreError> {
    let (mut entries, mut hidden) = (Vec::new(), 0);
    let reach = store::backwards(shelf, progress, |place, deed| {
        match Entry::new(project, veil, place, &deed) {
            Some(entry) => entries.push(entry),
            None => hidden += 1,
        }
        ControlFlow::Continue(())
    })?;
    Ok(History {
        entries,
        hidden,
        reach,
    })
}
