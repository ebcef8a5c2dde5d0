//! Links between gold annotations: they follow from those of the marks.

use std::collections::BTreeSet;

use crate::model::edits::whole_seconds;
use crate::model::{AnnotationId, Link, MarkRef, Target, Unlinked, Verdict};

use super::decide::Ruling;
use super::gold::Making;
use super::queue::Case;

impl Making<'_> {
    /// Brings the links of all gold annotations up to date with what was made and what goes.
    pub(super) fn settle_links(&mut self) {
        self.link_new();
        self.link_old();
        self.let_go();
    }

    /// Gold annotations that are made now get the links of their marks, to what became of the far ends.
    fn link_new(&mut self) {
        for (id, sources, chosen) in core::mem::take(&mut self.sources) {
            for (source, link) in chosen.iter().flatten() {
                self.link(&id, source, link, |_| true);
            }
            for source in sources.iter().filter(|_| chosen.is_none()) {
                let Some(mark) = self.mark(source) else {
                    continue;
                };
                for link in &mark.links {
                    self.link(&id, source, link, |_| true);
                }
            }
        }
    }

    /// Gold annotations of before get links to what is made now.
    fn link_old(&mut self) {
        let fresh = core::mem::take(&mut self.fresh);
        for decision in self.others.values().cloned().collect::<Vec<_>>() {
            for made in &decision.gold {
                for basis in decision.sources(made) {
                    let source = basis.mark();
                    let Some(mark) = self.mark(&source).filter(|it| !it.links.is_empty()) else {
                        continue;
                    };
                    let is_left_out = |link: &&Link| {
                        let mut without = decision.without.iter();
                        without
                            .any(|it| it.by == source.by && it.id == source.id && it.link == **link)
                    };
                    for link in mark.links.iter().filter(|link| !is_left_out(link)) {
                        self.link(&made.id, &source, link, |to| fresh.contains(to));
                    }
                }
            }
        }
    }

    /// Gives a gold annotation a link of one of its marks, if its far end is one of those that are asked for and it has none
    /// such.
    fn link(
        &mut self,
        id: &AnnotationId,
        source: &MarkRef,
        link: &Link,
        is_asked: impl Fn(&MarkRef) -> bool,
    ) {
        let to = match &link.to {
            Target::Entity(entity) => {
                // An entity is no mark, and was there from the beginning.
                if !is_asked(source) {
                    return;
                }
                Target::Entity(entity.clone())
            }
            Target::Annotation(end) => {
                let end = MarkRef {
                    by: source.by.clone(),
                    id: end.clone(),
                };
                match self.counterpart.get(&end).filter(|_| is_asked(&end)) {
                    Some(made) if made != id => Target::Annotation(made.clone()),
                    _ => return,
                }
            }
        };
        let Some(mut annotation) = self.now(id) else {
            return;
        };
        let role = self.project.codebook.role(&link.role);
        let is_full = role.is_some_and(|role| !role.many)
            && annotation.links.iter().any(|it| it.role == link.role);
        let role = link.role.clone();
        let new = Link { role, to };
        if !is_full && !annotation.links.contains(&new) {
            annotation.links.push(new);
            annotation.modified = whole_seconds(self.author.at);
            self.gold.insert(id.clone(), Some(annotation));
        }
    }

    /// Links to gold annotations that go lead to what became of their marks, or go too.
    fn let_go(&mut self) {
        if self.gone.is_empty() {
            return;
        }
        let layer = self.project.layer(&self.key);
        let before = layer.into_iter().flat_map(|layer| layer.annotations.keys());
        let ids: BTreeSet<AnnotationId> = before.chain(self.gold.keys()).cloned().collect();
        for id in ids {
            let Some(mut annotation) = self.now(&id) else {
                continue;
            };
            let old = annotation.links.clone();
            let mut links: Vec<Link> = Vec::with_capacity(old.len());
            for link in &old {
                let kept = match &link.to {
                    Target::Annotation(to) if self.gone.contains_key(to) => {
                        let mut marks = self.gone[to].iter();
                        let heir = marks.find_map(|mark| self.counterpart.get(mark));
                        heir.filter(|heir| **heir != id).map(|heir| Link {
                            role: link.role.clone(),
                            to: Target::Annotation(heir.clone()),
                        })
                    }
                    _ => Some(link.clone()),
                };
                links.extend(kept.filter(|kept| !links.contains(kept)));
            }
            if links != old {
                annotation.links = links;
                annotation.modified = whole_seconds(self.author.at);
                self.gold.insert(id, Some(annotation));
            }
        }
    }
}

/// The links of a case's marks that somebody did not choose who said which ones are right.
pub(super) fn left_out(case: &Case, ruling: &Ruling) -> Vec<Unlinked> {
    let chosen = ruling.links.as_ref();
    let Some(chosen) = chosen.filter(|_| ruling.verdict == Verdict::Edited) else {
        return Vec::new();
    };
    let links = case.marks.iter().flat_map(|mark| {
        let links = mark.annotation.links.iter();
        links.map(|link| (mark.mark(), link.clone()))
    });
    let left = links.filter(|link| !chosen.contains(link));
    left.map(|(MarkRef { by, id }, link)| Unlinked { by, id, link })
        .collect()
}
