//! The links of the chosen annotation and of the hovered one, as the article pane draws them and as lists name them.

use crate::model::{Annotation, AnnotationId, LayerKey, Link, Project, Target};
use crate::text::Text;

use super::marking::{chip_name, links_in_order, quoted};
use super::reader::{Marks, Tie, Ties};

/// So many links of one annotation are handed to the pane, those to the nearest ones.
const MOST: usize = 40;
/// The longest quotation in the name of an annotation, in characters.
const QUOTATION: usize = 32;

/// The links of the two annotations whose arcs are drawn, kept until something changes.
#[derive(Debug, Default)]
pub struct LinkView {
    made_of: Option<MadeOf>,
    ties: Vec<Ties>,
}

/// A revision of the project, the number of marks that are there, the chosen annotation and the hovered one.
type MadeOf = (u64, usize, Option<AnnotationId>, Option<AnnotationId>);

impl LinkView {
    /// Brings it up to date with a revision of the project.
    pub fn update(
        &mut self,
        project: &Project,
        key: &LayerKey,
        revision: u64,
        marks: &Marks,
        (chosen, hovered): (Option<&AnnotationId>, Option<&AnnotationId>),
    ) {
        let made_of = (revision, marks.len(), chosen.cloned(), hovered.cloned());
        if self.made_of.as_ref() == Some(&made_of) {
            return;
        }
        self.made_of = Some(made_of);
        let hovered = hovered.filter(|_| hovered != chosen);
        self.ties = chosen
            .into_iter()
            .chain(hovered)
            .filter_map(|id| ties(project, key, marks, id))
            .collect();
    }

    /// The links of the two, as of the last update.
    #[must_use]
    pub fn ties(&self) -> &[Ties] {
        &self.ties
    }
}

/// The links between an annotation and others of its layer, those to the nearest first.
fn ties(project: &Project, key: &LayerKey, marks: &Marks, id: &AnnotationId) -> Option<Ties> {
    let text = &project.articles.get(&key.article)?.text;
    let layer = project.layer(key)?;
    let own = layer.annotations.get(id)?;
    // Names are made only of what is kept: thousands of annotations can point to one.
    let mut links: Vec<(u32, &Annotation, &Link, bool)> = Vec::new();
    for link in links_in_order(&project.codebook, own) {
        if let Target::Annotation(to) = &link.to
            && let Some(other) = layer.annotations.get(to)
        {
            links.push((distance(own, other), other, link, true));
        }
    }
    let to_own = Target::Annotation(id.clone());
    for from in marks.pointing_to(id) {
        if let Some(other) = layer.annotations.get(from) {
            let to_own = other.links.iter().filter(|link| link.to == to_own);
            links.extend(to_own.map(|link| (distance(own, other), other.as_ref(), link, false)));
        }
    }
    links.sort_by_key(|(distance, ..)| *distance);
    links.truncate(MOST);
    let list = links.into_iter().map(|(_, other, link, is_outgoing)| {
        let from = if is_outgoing { own } else { other };
        Tie {
            other: other.id.clone(),
            label: project.codebook.link_label(from, link).to_owned(),
            name: if is_outgoing {
                chip_name(project, key, text, &link.to)
            } else {
                named(project, text, other)
            },
            is_outgoing,
        }
    });
    Some(Ties {
        of: id.clone(),
        list: list.collect(),
    })
}

/// An annotation by its tag and the beginning of what it covers: Quote “…”.
#[must_use]
pub fn named(project: &Project, text: &Text, annotation: &Annotation) -> String {
    let tag = project.codebook.tag_name(&annotation.tag);
    format!("{tag} {}", quoted(&annotation.spans, text, QUOTATION))
}

/// How many bytes of text lie between two annotations.
#[must_use]
pub fn distance(one: &Annotation, other: &Annotation) -> u32 {
    let (one, other) = (one.spans.hull(), other.spans.hull());
    if one.overlaps(other) {
        0
    } else if one.end <= other.start {
        other.start.0 - one.end.0
    } else {
        one.start.0 - other.end.0
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::marking;
    use crate::import::{DEFAULT_PRESET, preset};
    use crate::model::random::{annotation, article, author};
    use crate::model::{ArticleId, Change, Edit, RoleId, Slot, Spans};
    use crate::text::Span;

    /// An actor in the middle of a text, and so many quotes around it that it has said.
    fn spoken(quotes: usize) -> (Project, LayerKey) {
        let mut project = preset(DEFAULT_PRESET).unwrap().start("Ports");
        let text = "word ".repeat(2 * quotes + 2);
        let key = LayerKey {
            article: ArticleId::new("one").unwrap(),
            annotator: author(0).annotator,
        };
        let article = article("one", &text);
        let at = |word: usize| Spans::one(Span::of(word * 5..word * 5 + 4)).unwrap();
        let mut changes = vec![Change::Article(key.article.clone(), Some(article))];
        let actor = annotation("actor", "actor", at(quotes), author(0).at);
        let to = Target::Annotation(actor.id.clone());
        let mut all = vec![actor];
        for quote in 0..quotes {
            let word = if quote % 2 == 0 {
                quotes - 1 - quote / 2
            } else {
                quotes + 1 + quote / 2
            };
            let quote = annotation(&format!("q{quote}"), "quote", at(word), author(0).at);
            let mut quote = (*quote).clone();
            quote.links.push(Link {
                role: RoleId::new("speaker").unwrap(),
                to: to.clone(),
            });
            all.push(Arc::new(quote));
        }
        changes.extend(all.into_iter().map(|annotation| {
            Change::Annotation(
                key.clone(),
                annotation.id.clone(),
                Slot::Present(annotation),
            )
        }));
        let welcome = project.welcome(&key.annotator, "Ana");
        welcome.apply(&mut project).unwrap();
        Edit::new("Set up", changes).apply(&mut project).unwrap();
        (project, key)
    }

    #[test]
    fn of_many_links_the_nearest_are_kept_and_seen_from_both_ends() {
        let (project, key) = spoken(60);
        let marks = marking::marks(&project, &key);
        let id = |name: &str| AnnotationId::new(name).unwrap();
        let to_actor = ties(&project, &key, &marks, &id("actor")).unwrap();
        assert_eq!(to_actor.list.len(), MOST);
        assert!(to_actor.list.iter().all(|tie| !tie.is_outgoing));
        let nearest: Vec<&str> = to_actor.list[..2]
            .iter()
            .map(|tie| tie.other.as_str())
            .collect();
        assert_eq!(nearest, ["q0", "q1"]);
        assert_eq!(to_actor.list[0].words(), "Quote “word” said by this");
        let from_quote = ties(&project, &key, &marks, &id("q0")).unwrap();
        assert_eq!(from_quote.list.len(), 1);
        assert_eq!(from_quote.list[0].words(), "said by word");
        assert!(from_quote.list[0].is_outgoing);
    }
}
