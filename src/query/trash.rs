//! What was deleted and is still gone: it comes back by an edit like any other.

mod back;

use std::collections::{BTreeMap, HashSet};
use std::ops::ControlFlow;
use std::sync::Arc;

use jiff::Timestamp;

use crate::model::{
    Annotation, AnnotationId, AnnotatorId, Article, ArticleId, Change, Detached, Finds, Link,
    Project, Slot, StoredSpan, TagId, Target, Way,
};
use crate::say;
use crate::store::{self, Deed, Progress, Reach, Shelf, StoreError};

use super::history::{in_quotes, quoted, shortened};

pub use back::{BroughtBack, NotYet, bring_back};

/// Longest quotation, in characters.
const QUOTED: usize = 80;

/// Something that was deleted.
#[derive(Clone, Debug, PartialEq)]
pub struct Lost {
    /// When, by the clock of the computer.
    pub at: Timestamp,
    /// The name of the person who deleted it.
    pub who: String,
    /// What it is, and what it says.
    pub words: String,
    /// The slot that was emptied, as it was before.
    pub was: Change,
    /// The SHA-256 of the text on which an annotation stood, if that is known.
    sha256: Option<String>,
    /// What an annotation covered.
    places: Vec<StoredSpan>,
    /// What was changed together with it because it went, as it was before: work on an article, links to an annotation, what
    /// was marked with a tag and roles that named it.
    with: Vec<Change>,
    /// The same slots as the deletion left them.
    left: Vec<Change>,
    /// So many of them went after it: they come back before it, so that everything finds its place in the lists.
    after: usize,
    /// The texts and places of what went with a tag.
    stood: Stood,
}

/// Where annotations stood when they were deleted.
#[derive(Clone, Debug, Default, PartialEq)]
struct Stood {
    /// The SHA-256 of the texts.
    texts: BTreeMap<ArticleId, String>,
    /// What the annotations covered.
    places: BTreeMap<AnnotationId, Vec<StoredSpan>>,
}

/// All that was deleted, as far as the journal reaches back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trash {
    /// What was deleted, newest first.
    pub lost: Vec<Lost>,
    /// What of the journal could not be read.
    pub reach: Reach,
}

impl Lost {
    /// Whether it is still gone.
    #[must_use]
    pub fn is_gone(&self, project: &Project) -> bool {
        let id_is_free = |key, id: &AnnotationId| {
            project.layer(key).is_none_or(|layer| {
                !layer.annotations.contains_key(id) && !layer.detached.contains_key(id)
            })
        };
        match &self.was {
            Change::Annotation(key, id, _) | Change::Detached(key, id, _) => id_is_free(key, id),
            // What another annotator knows of an entity is another version of it.
            Change::Entity(_, id, _) => project.entity(id).is_none(),
            was => is_empty(&was.current(project)),
        }
    }

    /// The article without which it cannot come back.
    #[must_use]
    pub fn article(&self) -> Option<&ArticleId> {
        match &self.was {
            Change::Annotation(key, ..) | Change::Detached(key, ..) => Some(&key.article),
            _ => None,
        }
    }

    /// The article that it is.
    #[must_use]
    pub fn is_article(&self, id: &ArticleId) -> bool {
        matches!(&self.was, Change::Article(own, _) if own == id)
    }
}

/// Finds what was deleted, of all that this annotator may bring back.
///
/// # Errors
/// [`StoreError::Cancelled`] when `progress` says so.
pub fn trash(
    project: &Project,
    annotator: &AnnotatorId,
    shelf: &Shelf,
    progress: &Progress,
) -> Result<Trash, StoreError> {
    let mut lost = Vec::new();
    let mut seen = HashSet::new();
    let reach = store::backwards(shelf, progress, |_, deed| {
        look_into(project, annotator, &deed, &mut seen, &mut lost);
        ControlFlow::Continue(())
    })?;
    Ok(Trash { lost, reach })
}

fn look_into(
    project: &Project,
    annotator: &AnnotatorId,
    deed: &Deed,
    seen: &mut HashSet<String>,
    lost: &mut Vec<Lost>,
) {
    let count = deed.edit.changes.len();
    let going = Going::of(deed);
    for (at, to) in deed.edit.changes.iter().enumerate() {
        let Some(from) = deed.inverse.changes.get(count - 1 - at) else {
            continue;
        };
        let is_removal = from.sets_same_slot(to) && is_empty(to) && !is_empty(from);
        // What was taken back at once is no loss.
        let is_loss = is_removal && deed.way != Way::Undone && !has_moved(deed, from);
        if !is_loss || !is_own(project, from, annotator) {
            continue;
        }
        // Only the last time counts.
        let Some(slot) = slot(to) else { continue };
        if !seen.insert(slot) {
            continue;
        }
        // What goes with its article or its tag comes back with it.
        if going.takes(from) {
            continue;
        }
        let ways = core::iter::zip(&deed.inverse.changes, deed.edit.changes.iter().rev());
        let goes_with =
            |(was, _): &(&Change, &Change)| *was != from && belongs(project, was, from, annotator);
        let after = (ways.clone().take(count - 1 - at))
            .filter(goes_with)
            .count();
        let with: Vec<(&Change, &Change)> = ways.filter(goes_with).collect();
        lost.push(Lost {
            at: deed.at,
            who: project.annotator_name(&deed.by).to_owned(),
            words: words(project, deed, from),
            sha256: match from {
                Change::Annotation(key, ..) => deed.texts.get(&key.article).cloned(),
                _ => None,
            },
            places: match from {
                Change::Annotation(_, id, _) => deed.places.get(id).cloned().unwrap_or_default(),
                _ => Vec::new(),
            },
            with: with.iter().map(|(was, _)| (*was).clone()).collect(),
            left: with.iter().map(|(_, left)| (*left).clone()).collect(),
            after,
            stood: match from {
                Change::Tag(..) => Stood {
                    texts: deed.texts.clone(),
                    places: deed.places.clone(),
                },
                _ => Stood::default(),
            },
            was: from.clone(),
        });
    }
}

/// The articles and tags that a deed deletes.
struct Going<'a> {
    articles: HashSet<&'a ArticleId>,
    tags: HashSet<&'a TagId>,
}

impl<'a> Going<'a> {
    fn of(deed: &'a Deed) -> Self {
        let changes = || deed.edit.changes.iter();
        Self {
            articles: changes()
                .filter_map(|change| match change {
                    Change::Article(id, None) => Some(id),
                    _ => None,
                })
                .collect(),
            tags: changes()
                .filter_map(|change| match change {
                    Change::Tag(id, None) => Some(id),
                    _ => None,
                })
                .collect(),
        }
    }

    /// Whether something goes because of one of these.
    fn takes(&self, was: &Change) -> bool {
        let of_tag = match was {
            Change::Annotation(_, _, Slot::Present(it)) => self.tags.contains(&it.tag),
            Change::Detached(_, _, Some(it)) => self.tags.contains(&it.tag),
            _ => false,
        };
        let of_article = matches!(
            was,
            Change::Annotation(key, ..) | Change::Detached(key, ..) if self.articles.contains(&key.article)
        ) || matches!(was, Change::Comment(key, ..) if self.articles.contains(&key.article));
        of_tag || of_article
    }
}

/// Whether a slot is set to nothing.
fn is_empty(change: &Change) -> bool {
    match change {
        Change::Tag(_, to) => to.is_none(),
        Change::Role(_, to) => to.is_none(),
        Change::ArticleAttribute(_, to) => to.is_none(),
        Change::EntityType(_, to) => to.is_none(),
        Change::Highlighter(_, to) => to.is_none(),
        Change::Reason(_, to) => to.is_none(),
        Change::Round(_, to) => to.is_none(),
        Change::Comment(_, _, to) => to.is_none(),
        Change::Article(_, to) => to.is_none(),
        Change::Entity(_, _, to) => to.is_none(),
        Change::Annotation(_, _, to) => !matches!(to, Slot::Present(_)),
        Change::Detached(_, _, to) => to.is_none(),
        Change::Settings(_)
        | Change::Guidelines(_)
        | Change::ArticleMeta(..)
        | Change::Corrections(..)
        | Change::Annotator(..)
        | Change::LayerHead(..)
        | Change::ReviewRules(_)
        | Change::Assigned(..)
        // A decision that was taken back can be made again; its gold annotations are told by themselves.
        | Change::Decision(..)
        | Change::Answer(..)
        | Change::Signed(..) => false,
    }
}

/// What tells the slots that can be in the trash from each other. An annotation with a place and one without are one.
fn slot(change: &Change) -> Option<String> {
    Some(match change {
        Change::Tag(id, _) => format!("tag {id}"),
        Change::Role(id, _) => format!("role {id}"),
        Change::ArticleAttribute(id, _) => format!("field {id}"),
        Change::EntityType(id, _) => format!("type {id}"),
        Change::Highlighter(id, _) => format!("highlighter {id}"),
        Change::Reason(id, _) => format!("reason {id}"),
        Change::Round(id, _) => format!("round {id}"),
        Change::Comment(key, id, _) => format!("comment {} {} {id}", key.reviewer, key.article),
        Change::Article(id, _) => format!("article {id}"),
        Change::Entity(by, id, _) => format!("entity {by} {id}"),
        Change::Annotation(key, id, _) => {
            format!("annotation {} {} {id}", key.annotator, key.article)
        }
        Change::Detached(key, id, _) => format!("detached {} {} {id}", key.annotator, key.article),
        _ => return None,
    })
}

/// Whether an annotator may set a slot: each writes files of one's own, and all the project's.
fn is_own(project: &Project, change: &Change, annotator: &AnnotatorId) -> bool {
    match change {
        Change::Annotation(key, ..) | Change::Detached(key, ..) | Change::LayerHead(key, _) => {
            project.is_work_of(key, annotator)
        }
        Change::Decision(key, ..)
        | Change::Comment(key, ..)
        | Change::Answer(key, ..)
        | Change::Signed(key, _) => key.reviewer == *annotator,
        Change::Entity(by, ..) | Change::Annotator(by, _) => by == annotator,
        _ => true,
    }
}

/// Whether an annotation only got a place, or lost it.
fn has_moved(deed: &Deed, from: &Change) -> bool {
    let mut changes = deed.edit.changes.iter();
    match from {
        Change::Annotation(_, id, _) => changes
            .any(|change| matches!(change, Change::Detached(_, other, Some(_)) if other == id)),
        Change::Detached(_, id, _) => changes.any(
            |change| matches!(change, Change::Annotation(_, other, Slot::Present(_)) if other == id),
        ),
        _ => false,
    }
}

/// Whether a change was made because something else went.
fn belongs(project: &Project, change: &Change, gone: &Change, annotator: &AnnotatorId) -> bool {
    // Whoever deletes a tag or an article deletes what was marked both times, also while one of them is not shown.
    let is_theirs = match change {
        Change::Annotation(key, ..) | Change::Detached(key, ..) | Change::LayerHead(key, _) => {
            project.person_of(&key.annotator) == annotator
        }
        other => is_own(project, other, annotator),
    };
    if !is_theirs {
        return false;
    }
    match (gone, change) {
        (
            Change::Article(id, _),
            Change::LayerHead(key, _) | Change::Annotation(key, ..) | Change::Detached(key, ..),
        ) => key.article == *id && !is_empty(change),
        (
            Change::Article(id, _),
            Change::Decision(key, _, Some(_))
            | Change::Comment(key, _, Some(_))
            | Change::Answer(key, _, Some(_))
            | Change::Signed(key, Some(_)),
        ) => key.article == *id,
        (Change::Annotation(key, id, _), Change::Annotation(other, _, Slot::Present(from))) => {
            key == other && from.points_to(id)
        }
        (Change::Tag(..) | Change::EntityType(..), Change::Role(_, Some(_)))
        // What had the tag, links to it, tags under it or with rules about it.
        | (
            Change::Tag(..),
            Change::Annotation(_, _, Slot::Present(_))
            | Change::Detached(_, _, Some(_))
            | Change::Tag(_, Some(_)),
        ) => true,
        _ => false,
    }
}

/// The links of other annotations that led to one that was deleted.
fn links_to<'a>(
    with: &'a [Change],
    id: &AnnotationId,
) -> impl Iterator<Item = (&'a AnnotationId, &'a Link)> {
    let id = id.clone();
    with.iter()
        .filter_map(|change| match change {
            Change::Annotation(_, from, Slot::Present(annotation)) => Some((from, annotation)),
            _ => None,
        })
        .flat_map(|(from, annotation)| annotation.links.iter().map(move |link| (from, link)))
        .filter(move |(_, link)| matches!(&link.to, Target::Annotation(to) if *to == id))
}

fn words(project: &Project, deed: &Deed, was: &Change) -> String {
    let book = &project.codebook;
    let title = |id: &ArticleId| {
        let article = project.articles.get(id);
        article.map_or_else(
            || id.to_string(),
            |article| shortened(article.meta.display_title(), QUOTED),
        )
    };
    match was {
        Change::Annotation(key, _, Slot::Present(annotation)) => {
            let quotation = quotation(project, deed, key, annotation);
            let tag = book.tag_name(&annotation.tag);
            let title = title(&key.article);
            say!(
                "history-passage-in",
                tag = tag,
                quote = quotation,
                title = title,
            )
        }
        Change::Detached(key, _, Some(Detached { tag, spans, .. })) => {
            let quotation = in_quotes(&quoted(spans));
            say!(
                "history-passage-in",
                tag = book.tag_name(tag),
                quote = quotation,
                title = title(&key.article),
            )
        }
        Change::Article(_, Some(article)) => {
            let title = shortened(article.meta.display_title(), QUOTED);
            let begins = in_quotes(&beginning(article));
            let count = deed.inverse.changes.iter().filter(|change| {
                matches!(change, Change::Annotation(key, _, Slot::Present(_)) if key.article == article.id)
            });
            say!(
                "trash-article",
                title = title,
                begins = begins,
                count = count.count(),
            )
        }
        Change::Tag(id, Some(tag)) => {
            let what = match tagged(deed, id) {
                0 => say!("trash-tag").to_owned(),
                count => say!("trash-tag-with", count = count),
            };
            named(&what, &tag.value.name, &tag.value.definition)
        }
        Change::Role(_, Some(role)) => named(
            say!("history-role"),
            &role.value.name,
            &role.value.definition,
        ),
        Change::ArticleAttribute(_, Some(field)) => named(
            say!("history-article-field"),
            &field.value.name,
            &field.value.definition,
        ),
        Change::EntityType(_, Some(kind)) => {
            named(say!("history-entity-type"), &kind.value.name, "")
        }
        Change::Highlighter(_, Some(it)) => {
            let about = match &it.value.finds {
                Finds::Words(words) => words.join(", "),
                Finds::Expression(expression) => expression.clone(),
            };
            named(say!("highlighters-one"), &it.value.name, &about)
        }
        Change::Reason(_, Some(it)) => named(
            say!("reviewing-reason"),
            &it.value.name,
            &it.value.definition,
        ),
        Change::Round(_, Some(it)) => named(say!("reviewing-round"), &it.value.name, ""),
        Change::Comment(key, _, Some(comment)) => {
            let kind = say!("reviewing-comment", title = title(&key.article));
            format!("{kind}: {}", in_quotes(&shortened(&comment.text, QUOTED)))
        }
        Change::Entity(_, _, Some(entity)) => {
            let kind = book.entity_type(&entity.kind);
            let kind = kind.map_or(entity.kind.as_str(), |kind| &kind.name);
            named(kind, &entity.name, &entity.note)
        }
        _ => String::new(),
    }
}

/// How many annotations went with a tag.
fn tagged(deed: &Deed, id: &TagId) -> usize {
    let changes = deed.inverse.changes.iter();
    let of_tag = changes.filter(|change| match change {
        Change::Annotation(_, _, Slot::Present(it)) => it.tag == *id,
        Change::Detached(_, _, Some(it)) => it.tag == *id,
        _ => false,
    });
    of_tag.count()
}

fn named(kind: &str, name: &str, about: &str) -> String {
    if about.is_empty() {
        format!("{kind} · {name}")
    } else {
        format!("{kind} · {name}: {}", shortened(about, QUOTED))
    }
}

fn beginning(article: &Article) -> String {
    shortened(article.text.as_str(), QUOTED)
}

fn quotation(
    project: &Project,
    deed: &Deed,
    key: &crate::model::LayerKey,
    annotation: &Arc<Annotation>,
) -> String {
    if let Some(places) = deed.places.get(&annotation.id) {
        return in_quotes(&quoted(places));
    }
    let article = project.articles.get(&key.article);
    let text = article.filter(|article| annotation.spans.fit(&article.text).is_ok());
    text.map_or_else(String::new, |article| {
        in_quotes(&annotation.spans.quotation(&article.text))
    })
}
