//! Articles, annotators, and what is said of an article as a whole.

use std::sync::Arc;

use crate::model::{
    AnnotatorId, Article, ArticleId, ArticleMeta, AttributeId, Author, Change, Color, Edit, Layer,
    LayerHead, LayerKey, Part, Project, ReviewKey, Settings, Slot, Status, Value,
};
use crate::say;

use super::reviewing::clear_review;

/// Adds an article.
#[must_use]
pub fn add_article(article: Arc<Article>) -> Edit {
    let name = say!("edit-article-add", title = article.meta.display_title());
    Edit::new(
        name,
        vec![Change::Article(article.id.clone(), Some(article))],
    )
}

/// Removes an article with the author's own layers and review of it; an edit that is refused when somebody else has one.
#[must_use]
pub fn remove_article(project: &Project, author: &Author, id: &ArticleId) -> Edit {
    let title = project
        .articles
        .get(id)
        .map_or(id.as_str(), |article| article.meta.display_title());
    let layers = project.layers_of(id);
    let own = layers.filter(|(key, _)| *project.person_of(&key.annotator) == author.annotator);
    let mut changes = Vec::new();
    let mut count = 0;
    for (key, layer) in own {
        count += layer.annotations.len() + layer.detached.len();
        changes.extend(clear_layer(key, layer));
    }
    let key = ReviewKey {
        article: id.clone(),
        reviewer: author.annotator.clone(),
    };
    let review = project.reviews.get(&key);
    changes.extend(review.map_or_else(Vec::new, |review| clear_review(&key, review)));
    changes.push(Change::Article(id.clone(), None));
    Edit::new(
        say!("edit-article-remove", title = title, count = count),
        changes,
    )
}

/// Takes articles and layers out of the project because somebody removed their files; an edit that is refused when an article
/// has a layer that stays.
#[must_use]
pub fn accept_removal(project: &Project, parts: &[Part]) -> Edit {
    let layers = parts.iter().filter_map(|part| match part {
        Part::Layer(key) => Some(clear_layer(key, project.layer(key)?)),
        Part::Review(key) => Some(clear_review(key, project.reviews.get(key)?)),
        _ => None,
    });
    let articles = parts.iter().filter_map(|part| match part {
        Part::Article(id) if project.articles.contains_key(id) => {
            Some(Change::Article(id.clone(), None))
        }
        _ => None,
    });
    let changes = layers.flatten().chain(articles).collect();
    Edit::new(say!("faults-accept-removal-edit"), changes)
}

/// What leaves nothing of a layer, not even that there was something.
fn clear_layer(key: &LayerKey, layer: &Layer) -> Vec<Change> {
    let head = (layer.head != LayerHead::default())
        .then(|| Change::LayerHead(key.clone(), LayerHead::default()));
    let marks = layer.annotations.keys().chain(layer.deleted.keys());
    let marks = marks.map(|id| Change::Annotation(key.clone(), id.clone(), Slot::Absent));
    let lost = layer.detached.keys();
    let lost = lost.map(|id| Change::Detached(key.clone(), id.clone(), None));
    marks.chain(lost).chain(head).collect()
}

/// Changes what is known about an article.
#[must_use]
pub fn set_article_meta(project: &Project, id: &ArticleId, meta: ArticleMeta) -> Edit {
    let name = say!("edit-article-describe", title = meta.display_title());
    let same = project
        .articles
        .get(id)
        .is_some_and(|article| article.meta == meta);
    let changes = if same {
        Vec::new()
    } else {
        vec![Change::ArticleMeta(id.clone(), meta)]
    };
    Edit::new(name, changes)
}

/// Says that the text which an article has is the one that it is meant to have, although another one was loaded.
#[must_use]
pub fn accept_text(project: &Project, id: &ArticleId) -> Edit {
    let article = project.articles.get(id);
    let Some(article) = article.filter(|article| article.meta.is_text_in_doubt()) else {
        return Edit::new(say!("edit-text-accept-any"), Vec::new());
    };
    let name = say!("edit-text-accept", title = article.meta.display_title());
    let meta = ArticleMeta {
        other_text: String::new(),
        ..article.meta.clone()
    };
    Edit::new(name, vec![Change::ArticleMeta(id.clone(), meta)])
}

/// Adds an annotator or changes name and colour of one.
#[must_use]
pub fn put_annotator(project: &Project, id: &AnnotatorId, name: &str, color: Color) -> Edit {
    let same = project
        .annotators
        .get(id)
        .is_some_and(|known| known.name == name && known.color == color);
    let changes = if same {
        Vec::new()
    } else {
        vec![Change::Annotator(
            id.clone(),
            Some((name.to_owned(), color)),
        )]
    };
    Edit::new(say!("edit-annotator", name = name), changes)
}

/// Sets how far the annotator is with an article.
#[must_use]
pub fn set_status(project: &Project, key: &LayerKey, status: Status) -> Edit {
    let name = say!("edit-status", status = status.name());
    set_head(project, key, name, |head| head.status = status)
}

/// Sets or clears an article attribute.
#[must_use]
pub fn set_article_attribute(
    project: &Project,
    key: &LayerKey,
    attribute: &AttributeId,
    value: Option<Value>,
) -> Edit {
    let name = say!("edit-article-field", field = attribute.to_string());
    set_head(project, key, name, |head| {
        match value {
            Some(value) => head.attributes.insert(attribute.clone(), value),
            None => head.attributes.remove(attribute),
        };
    })
}

/// Sets the annotator's note about an article.
#[must_use]
pub fn set_article_note(project: &Project, key: &LayerKey, note: &str) -> Edit {
    let name = say!("edit-article-note").to_owned();
    set_head(project, key, name, |head| {
        note.clone_into(&mut head.note);
    })
}

fn set_head(
    project: &Project,
    key: &LayerKey,
    name: String,
    change: impl FnOnce(&mut LayerHead),
) -> Edit {
    let before = project
        .layer(key)
        .map_or_else(LayerHead::default, |layer| layer.head.clone());
    let mut head = before.clone();
    change(&mut head);
    let changes = if head == before {
        Vec::new()
    } else {
        vec![Change::LayerHead(key.clone(), head)]
    };
    Edit::new(name, changes)
}

/// Changes name and settings of the project.
#[must_use]
pub fn set_settings(project: &Project, settings: Settings) -> Edit {
    let changes = if project.settings == settings {
        Vec::new()
    } else {
        vec![Change::Settings(settings)]
    };
    Edit::new(say!("edit-settings"), changes)
}

/// Changes the annotation guidelines.
#[must_use]
pub fn set_guidelines(project: &Project, text: &str) -> Edit {
    let changes = if &*project.guidelines == text {
        Vec::new()
    } else {
        vec![Change::Guidelines(text.to_owned())]
    };
    Edit::new(say!("edit-guidelines"), changes)
}

/// Colours for annotators in the order in which they join; told apart by people who do not see all colours.
const LANE_COLORS: [[u8; 3]; 8] = [
    [0x00, 0x72, 0xb2],
    [0xd5, 0x5e, 0x00],
    [0x00, 0x9e, 0x73],
    [0xcc, 0x79, 0xa7],
    [0x56, 0x8f, 0xd9],
    [0x8a, 0x6d, 0x00],
    [0x7a, 0x4f, 0xbf],
    [0x55, 0x55, 0x55],
];

impl Project {
    /// The edit that makes sure that an annotator is there: none when the annotator is known.
    #[must_use]
    pub fn welcome(&self, id: &AnnotatorId, name: &str) -> Edit {
        if self.annotators.contains_key(id) {
            return Edit::new(say!("edit-annotator-any"), Vec::new());
        }
        let color = Color(LANE_COLORS[self.annotators.len() % LANE_COLORS.len()]);
        put_annotator(self, id, name, color)
    }

    /// An edit of somebody's under its own name, which brings them into the project if they are not there yet.
    #[must_use]
    pub fn welcoming(&self, id: &AnnotatorId, name: &str, edit: Edit) -> Edit {
        if self.annotators.contains_key(id) {
            return edit;
        }
        let (welcome, name) = (self.welcome(id, name), edit.name.clone());
        Edit { name, ..welcome }.and(edit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::random::{annotation, article, author};
    use crate::model::{AnnotationId, Detached, EditError, Spans, TagId, Values};
    use crate::text::Span;

    /// An article with everything that a layer of Ana's can hold.
    fn annotated() -> (Project, LayerKey) {
        let mut project = Project::default();
        let key = LayerKey {
            article: ArticleId::new("one").unwrap(),
            annotator: author(0).annotator,
        };
        let mark = |id: &str| {
            let spans = Spans::one(Span::of(0..4)).unwrap();
            annotation(id, "claim", spans, author(0).at)
        };
        let lost = Detached {
            id: AnnotationId::new("lost").unwrap(),
            tag: TagId::new("claim").unwrap(),
            spans: Vec::new(),
            attributes: Values::new(),
            links: Vec::new(),
            note: String::new(),
            unsure: false,
            created: author(0).at,
            modified: author(0).at,
            text_sha256: String::new(),
            kept: false,
            reason: "the text is another".into(),
        };
        let head = LayerHead {
            status: Status::Done,
            ..LayerHead::default()
        };
        let mut changes = vec![
            Change::Annotator(key.annotator.clone(), Some(("Ana".into(), Color([1; 3])))),
            Change::Article(key.article.clone(), Some(article("one", "Some text."))),
            Change::LayerHead(key.clone(), head),
            Change::Detached(key.clone(), lost.id.clone(), Some(lost)),
        ];
        for (id, slot) in [
            ("m1", Slot::Present(mark("m1"))),
            ("m2", Slot::Present(mark("m2"))),
            ("m3", Slot::Deleted(author(1).at)),
        ] {
            let id = AnnotationId::new(id).unwrap();
            changes.push(Change::Annotation(key.clone(), id, slot));
        }
        Edit::new("Set up", changes).apply(&mut project).unwrap();
        (project, key)
    }

    #[test]
    fn an_article_goes_with_ones_own_layer_and_comes_back_with_it() {
        let (mut project, key) = annotated();
        let before = project.clone();
        let edit = remove_article(&project, &author(2), &key.article);
        assert_eq!(
            edit.name,
            "Remove “Title of one” and your 3 annotations of it"
        );
        let inverse = edit.apply(&mut project).unwrap();
        assert!(project.articles.is_empty() && project.layers.is_empty());
        inverse.apply(&mut project).unwrap();
        assert_eq!(project, before);
    }

    #[test]
    fn an_article_with_the_layer_of_somebody_else_stays() {
        let (mut project, key) = annotated();
        let ben = AnnotatorId::new("ben").unwrap();
        put_annotator(&project, &ben, "Ben", Color([2; 3]))
            .apply(&mut project)
            .unwrap();
        let of_ben = LayerKey {
            annotator: ben.clone(),
            ..key.clone()
        };
        set_article_note(&project, &of_ben, "A remark")
            .apply(&mut project)
            .unwrap();
        let before = project.clone();
        let edit = remove_article(&project, &author(2), &key.article);
        let refused = edit.apply(&mut project).unwrap_err();
        assert_eq!(refused, EditError::Annotated("Ben".to_owned()));
        assert_eq!(project, before);
    }
}
