//! Bringing back what was deleted.

use std::sync::Arc;

use crate::model::{
    Allowed, Annotation, AnnotationId, ArticleId, Author, Change, Detached, Edit, LayerKey, Link,
    Placed, Project, Role, Slot, Spans, Target,
};
use crate::say;
use crate::store;

use super::{Lost, Stood, links_to};

/// The edit that brings something back.
#[derive(Clone, Debug, PartialEq)]
pub struct BroughtBack {
    /// An edit like any other.
    pub edit: Edit,
    /// What is not as it was, a sentence each.
    pub remarks: Vec<String>,
}

/// Why something cannot come back yet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotYet {
    /// It is in an article that is gone.
    #[error("{}", say!("trash-no-article", id = .0.to_string()))]
    Article(ArticleId),
    /// It is there.
    #[error("{}", say!("trash-there"))]
    There,
}

/// The edit that brings something back, with what went because of it. Links to what is gone meanwhile are left out and
/// told.
///
/// # Errors
/// [`NotYet`].
pub fn bring_back(project: &Project, author: &Author, lost: &Lost) -> Result<BroughtBack, NotYet> {
    if !lost.is_gone(project) {
        return Err(NotYet::There);
    }
    let missing = lost
        .article()
        .filter(|id| !project.articles.contains_key(*id));
    if let Some(id) = missing {
        return Err(NotYet::Article(id.clone()));
    }
    let mut remarks = Vec::new();
    let mut changes = Vec::new();
    match &lost.was {
        Change::Annotation(key, id, Slot::Present(annotation)) => {
            let back = Back {
                project,
                author,
                key,
            };
            changes.push(back.annotation(lost, annotation, &mut remarks));
            changes.extend(back.links(&lost.with, id));
        }
        Change::Detached(key, id, Some(detached)) => {
            let back = Back {
                project,
                author,
                key,
            };
            let detached = Detached {
                links: back.kept_links(id, &detached.links, &mut remarks),
                modified: author.at,
                ..detached.clone()
            };
            changes.push(Change::Detached(key.clone(), id.clone(), Some(detached)));
        }
        Change::Entity(by, id, Some(entity)) => {
            let mut entity = entity.clone();
            entity.modified = author.at;
            changes.push(Change::Entity(by.clone(), id.clone(), Some(entity)));
        }
        Change::Tag(..) => {
            for (at, (was, left)) in core::iter::zip(&lost.with, &lost.left).enumerate() {
                if at == lost.after {
                    changes.push(lost.was.clone());
                }
                changes.extend(with_tag(project, author, lost, was, left, &mut remarks));
            }
            if lost.after >= lost.with.len() {
                changes.push(lost.was.clone());
            }
        }
        was => {
            changes.push(was.clone());
            for change in &lost.with {
                match change {
                    Change::Role(_, Some(role)) => changes.extend(role_with(project, was, role)),
                    // Of an article: what was done in it.
                    change => changes.push(change.clone()),
                }
            }
        }
    }
    remarks.dedup();
    Ok(BroughtBack {
        edit: Edit::new(say!("edit-bring-back", what = &lost.words), changes),
        remarks,
    })
}

/// Brings back what went with a tag: exactly as it was where nothing else was done since.
fn with_tag(
    project: &Project,
    author: &Author,
    lost: &Lost,
    was: &Change,
    left: &Change,
    remarks: &mut Vec<String>,
) -> Option<Change> {
    let is_untouched = left.current(project) == *left;
    match was {
        Change::Annotation(key, id, Slot::Present(annotation)) => {
            let Some(article) = project.articles.get(&key.article) else {
                let gone = say!("trash-tag-article-gone", article = key.article.as_str());
                if !remarks.contains(&gone) {
                    remarks.push(gone);
                }
                return None;
            };
            let same_text = lost.stood.texts.get(&key.article) == Some(&article.sha256);
            if is_untouched && same_text && annotation.spans.fit(&article.text).is_ok() {
                return Some(was.clone());
            }
            let now = project
                .layer(key)
                .and_then(|layer| layer.annotations.get(id));
            let back = Back {
                project,
                author,
                key,
            };
            // Only its links went.
            if let Some(now) = now {
                let mut now = Annotation::clone(now);
                let gone = annotation.links.iter();
                let gone = gone.filter(|it| !now.links.contains(it));
                let gone: Vec<Link> = gone.cloned().collect();
                now.links.extend(gone);
                now.modified = author.at;
                let slot = Slot::Present(Arc::new(now));
                return Some(Change::Annotation(key.clone(), id.clone(), slot));
            }
            let stood = Lost {
                at: lost.at,
                who: String::new(),
                words: String::new(),
                was: was.clone(),
                sha256: lost.stood.texts.get(&key.article).cloned(),
                places: lost.stood.places.get(id).cloned().unwrap_or_default(),
                with: Vec::new(),
                left: Vec::new(),
                after: 0,
                stood: Stood::default(),
            };
            Some(back.placed(&stood, Annotation::clone(annotation), remarks))
        }
        was if is_untouched => Some(was.clone()),
        Change::Role(_, Some(role)) => role_with(project, &lost.was, role),
        Change::Detached(key, ..) if project.articles.contains_key(&key.article) => {
            let is_free = matches!(left.current(project), Change::Detached(_, _, None));
            is_free.then(|| was.clone())
        }
        // Another tag that was changed since stays as it is.
        _ => None,
    }
}

/// Brings something back into a layer.
struct Back<'a> {
    project: &'a Project,
    author: &'a Author,
    key: &'a LayerKey,
}

impl Back<'_> {
    /// The annotation where it stood; where the text is another one now, where its words are, or without a place.
    fn annotation(
        &self,
        lost: &Lost,
        annotation: &Annotation,
        remarks: &mut Vec<String>,
    ) -> Change {
        let id = annotation.id.clone();
        if self.project.codebook.tag(&annotation.tag).is_none() {
            remarks.push(say!("trash-tag-gone", tag = annotation.tag.to_string()));
        }
        let links = self.kept_links(&id, &annotation.links, remarks);
        let annotation = Annotation {
            links,
            ..annotation.clone()
        };
        self.placed(lost, annotation, remarks)
    }

    fn placed(&self, lost: &Lost, annotation: Annotation, remarks: &mut Vec<String>) -> Change {
        let id = annotation.id.clone();
        let annotation = Annotation {
            modified: self.author.at,
            ..annotation
        };
        if let Some(spans) = self.spans(lost, &annotation) {
            let annotation = Annotation {
                spans,
                ..annotation
            };
            return Change::Annotation(self.key.clone(), id, Slot::Present(Arc::new(annotation)));
        }
        remarks.push(say!("trash-text-changed").to_owned());
        let detached = without_place(annotation, lost);
        Change::Detached(self.key.clone(), id, Some(detached))
    }

    fn spans(&self, lost: &Lost, annotation: &Annotation) -> Option<Spans> {
        let article = self.project.articles.get(&self.key.article)?;
        let is_same = lost.sha256.as_ref() == Some(&article.sha256);
        if is_same && annotation.spans.fit(&article.text).is_ok() {
            return Some(annotation.spans.clone());
        }
        let since = lost.sha256.as_deref().and_then(|it| article.since(it));
        if let Some((_, course)) = since {
            return course.fate(&annotation.spans).spans();
        }
        store::locate(&article.text, &lost.places).ok()
    }

    fn kept_links(
        &self,
        from: &AnnotationId,
        links: &[Link],
        remarks: &mut Vec<String>,
    ) -> Vec<Link> {
        let layer = self.project.layer(self.key);
        let is_there = |link: &&Link| match &link.to {
            Target::Annotation(id) => {
                id == from || layer.is_some_and(|layer| layer.annotations.contains_key(id))
            }
            Target::Entity(id) => self.project.entity(id).is_some(),
        };
        let kept: Vec<Link> = links.iter().filter(is_there).cloned().collect();
        match links.len() - kept.len() {
            0 => {}
            count => remarks.push(say!("trash-links", count = count)),
        }
        kept
    }

    /// The annotations that pointed to it, pointing to it again; not where a link of one target has another one now.
    fn links(&self, with: &[Change], id: &AnnotationId) -> Vec<Change> {
        let Some(layer) = self.project.layer(self.key) else {
            return Vec::new();
        };
        let mut changes: Vec<Annotation> = Vec::new();
        for (from, link) in links_to(with, id) {
            let Some(now) = layer.annotations.get(from) else {
                continue;
            };
            let role = self.project.codebook.role(&link.role);
            let is_taken = now.targets(&link.role).next().is_some();
            if role.is_none_or(|role| !role.many) && is_taken || now.links.contains(link) {
                continue;
            }
            if !changes.iter().any(|changed| changed.id == *from) {
                changes.push(Annotation::clone(now));
            }
            if let Some(changed) = changes.iter_mut().find(|changed| changed.id == *from) {
                changed.links.push(link.clone());
                changed.modified = self.author.at;
            }
        }
        let changes = changes.into_iter().map(|changed| {
            let id = changed.id.clone();
            Change::Annotation(self.key.clone(), id, Slot::Present(Arc::new(changed)))
        });
        changes.collect()
    }
}

fn without_place(annotation: Annotation, lost: &Lost) -> Detached {
    Detached {
        id: annotation.id,
        tag: annotation.tag,
        spans: lost.places.clone(),
        text_sha256: lost.sha256.clone().unwrap_or_default(),
        attributes: annotation.attributes,
        links: annotation.links,
        note: annotation.note,
        unsure: annotation.unsure,
        created: annotation.created,
        modified: annotation.modified,
        kept: false,
        reason: say!("trash-reason").to_owned(),
    }
}

/// A role that named what comes back, naming it again; nothing when the role is gone or names it.
fn role_with(project: &Project, was: &Change, role: &Placed<Role>) -> Option<Change> {
    let roles = &project.codebook.roles;
    let at = roles.iter().position(|now| now.id == role.value.id)?;
    let mut value = roles[at].clone();
    match was {
        Change::Tag(id, _) => {
            if role.value.from.contains(id) && !value.from.contains(id) {
                value.from.push(id.clone());
            }
            add(&role.value, &mut value, &Allowed::Tag(id.clone()));
        }
        Change::EntityType(id, _) => {
            add(&role.value, &mut value, &Allowed::Entity(id.clone()));
        }
        _ => {}
    }
    let id = value.id.clone();
    (value != roles[at]).then(|| Change::Role(id, Some(Placed { at, value })))
}

fn add(then: &Role, now: &mut Role, target: &Allowed) {
    if then.to.contains(target) && !now.to.contains(target) {
        now.to.push(target.clone());
    }
}
