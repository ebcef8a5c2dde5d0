//! How much there is of what: by tag, annotator, article and status.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::model::{
    Annotation, AnnotatorId, ArticleId, EntityId, EntityTypeId, LayerKey, Project, Status, TagId,
};

/// What a project holds, in numbers. Serialised it is the output of `postil stats --json`: fields may be added, none
/// will change its meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Name of the project.
    pub name: String,
    /// Characters of all texts, in code points.
    pub characters: usize,
    /// Annotations of all annotators; gold layers are nobody's and counted apart.
    pub annotations: usize,
    /// How many of them are unsure.
    pub unsure: usize,
    /// Annotations that have lost their place; not among the others.
    pub detached: usize,
    /// Annotations of the gold layers, which reviewers have made of the others; not among the others.
    pub gold: usize,
    /// Links of all annotations.
    pub links: usize,
    /// By tag: those of the codebook in its order, then those that it does not know.
    pub tags: Vec<TagStats>,
    /// By annotator.
    pub annotators: Vec<AnnotatorStats>,
    /// By article.
    pub articles: Vec<ArticleStats>,
    /// Entities of the register, by type.
    pub entities: Vec<EntityStats>,
}

/// A tag and how often it is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TagStats {
    /// Its id.
    pub id: TagId,
    /// Its name.
    pub name: String,
    /// How many annotations have it.
    pub annotations: usize,
    /// How many code points they cover, each annotation for itself.
    pub characters: usize,
}

/// An annotator and what this person has done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnnotatorStats {
    /// The annotator's id.
    pub id: AnnotatorId,
    /// The annotator's name.
    pub name: String,
    /// How many annotations this person has made.
    pub annotations: usize,
    /// How far this person is with the articles.
    pub articles: StatusCounts,
}

/// How many articles are how far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StatusCounts {
    /// Not begun.
    pub to_do: usize,
    /// Begun.
    pub in_progress: usize,
    /// Finished.
    pub done: usize,
}

/// An article and what is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ArticleStats {
    /// Its id.
    pub id: ArticleId,
    /// Its title.
    pub title: String,
    /// Newspaper, agency or site; empty when unknown.
    pub source: String,
    /// When it was published, if that is known.
    pub date: Option<Date>,
    /// Length of its text in code points.
    pub characters: usize,
    /// Annotations of all annotators.
    pub annotations: usize,
    /// Annotators who have annotations in it.
    pub annotators: usize,
    /// How far each annotator is with it: “to do”, “in progress”, “done”.
    pub status: BTreeMap<AnnotatorId, &'static str>,
}

/// A type of entity and how many there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntityStats {
    /// The id of the type.
    pub id: EntityTypeId,
    /// The name of the type; its id when the codebook does not know it.
    pub name: String,
    /// How many entities are of it.
    pub entities: usize,
    /// Which these are.
    pub members: Vec<Member>,
}

/// An entity of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Member {
    /// Its id.
    pub id: EntityId,
    /// Its name.
    pub name: String,
}

impl StatusCounts {
    fn count(&mut self, status: Status) {
        match status {
            Status::ToDo => self.to_do += 1,
            Status::InProgress => self.in_progress += 1,
            Status::Done => self.done += 1,
        }
    }
}

/// Counts everything in a project. Walks all annotations once.
#[must_use]
pub fn stats(project: &Project) -> Stats {
    let (mut annotations, mut unsure, mut links) = (0, 0, 0);
    let mut tags = tags(project);
    let (mut detached, mut gold) = (0, 0);
    for (key, layer) in &project.layers {
        if project.is_second(&key.annotator) {
            continue;
        }
        if project.is_gold(&key.annotator) {
            gold += layer.annotations.len();
            continue;
        }
        detached += layer.detached.len();
        let layer = layer.in_passing();
        annotations += layer.annotations.len();
        for annotation in layer.annotations.values() {
            unsure += usize::from(annotation.unsure);
            links += annotation.links.len();
            count_tag(&mut tags, project, key, annotation);
        }
    }
    Stats {
        name: project.settings.name.clone(),
        characters: project
            .articles
            .values()
            .map(|article| article.text.code_points().0 as usize)
            .sum(),
        annotations,
        unsure,
        detached,
        gold,
        links,
        tags,
        annotators: annotators(project),
        articles: articles(project),
        entities: entities(project),
    }
}

/// The tags of the codebook, none of them used yet.
fn tags(project: &Project) -> Vec<TagStats> {
    let tags = project.codebook.tags.iter();
    tags.map(|tag| unused(project, &tag.id)).collect()
}

fn unused(project: &Project, id: &TagId) -> TagStats {
    TagStats {
        id: id.clone(),
        name: project.codebook.tag_name(id).to_owned(),
        annotations: 0,
        characters: 0,
    }
}

fn count_tag(tags: &mut Vec<TagStats>, project: &Project, key: &LayerKey, annotation: &Annotation) {
    let known = tags.iter().position(|tag| tag.id == annotation.tag);
    let at = known.unwrap_or_else(|| {
        tags.push(unused(project, &annotation.tag));
        tags.len() - 1
    });
    tags[at].annotations += 1;
    tags[at].characters += covered(project, key, annotation);
}

/// How many code points an annotation covers.
fn covered(project: &Project, key: &LayerKey, annotation: &Annotation) -> usize {
    project.articles.get(&key.article).map_or(0, |article| {
        annotation
            .spans
            .iter()
            .map(|span| article.text.slice(span).chars().count())
            .sum()
    })
}

fn annotators(project: &Project) -> Vec<AnnotatorStats> {
    let annotators = project.annotators.values();
    annotators
        .filter(|annotator| !project.is_nobody(&annotator.id))
        .map(|annotator| {
            let mut articles = StatusCounts::default();
            let mut annotations = 0;
            for article in project.articles.keys() {
                let key = LayerKey {
                    article: article.clone(),
                    annotator: annotator.id.clone(),
                };
                articles.count(project.status(&key));
                annotations += project
                    .layer(&key)
                    .map_or(0, |layer| layer.annotations.len());
            }
            AnnotatorStats {
                id: annotator.id.clone(),
                name: annotator.name.clone(),
                annotations,
                articles,
            }
        })
        .collect()
}

fn articles(project: &Project) -> Vec<ArticleStats> {
    project
        .articles
        .values()
        .map(|article| {
            let counts: Vec<usize> = project
                .layers_of(&article.id)
                .filter(|(key, _)| !project.is_nobody(&key.annotator))
                .map(|(_, layer)| layer.annotations.len())
                .filter(|count| *count > 0)
                .collect();
            ArticleStats {
                id: article.id.clone(),
                title: article.meta.display_title().to_owned(),
                characters: article.text.code_points().0 as usize,
                annotations: counts.iter().sum(),
                annotators: counts.len(),
                source: article.meta.source.clone(),
                date: article.meta.date,
                status: status(project, &article.id),
            }
        })
        .collect()
}

fn status(project: &Project, article: &ArticleId) -> BTreeMap<AnnotatorId, &'static str> {
    let of = |annotator: &AnnotatorId| {
        let key = LayerKey {
            article: article.clone(),
            annotator: annotator.clone(),
        };
        (annotator.clone(), project.status(&key).in_tables())
    };
    project.people().map(of).collect()
}

fn entities(project: &Project) -> Vec<EntityStats> {
    let mut kinds: BTreeMap<&EntityTypeId, Vec<Member>> = BTreeMap::new();
    let register = project.register();
    for entity in &register {
        kinds.entry(&entity.kind).or_default().push(Member {
            id: entity.id.clone(),
            name: entity.name.clone(),
        });
    }
    let mut stats: Vec<EntityStats> = kinds
        .into_iter()
        .map(|(id, members)| EntityStats {
            id: id.clone(),
            name: project
                .codebook
                .entity_type(id)
                .map_or_else(|| id.to_string(), |kind| kind.name.clone()),
            entities: members.len(),
            members,
        })
        .collect();
    stats.sort_by(|one, other| one.name.cmp(&other.name));
    stats
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::random::{article, author, tag};
    use crate::model::{AnnotationId, Change, Codebook, Color, Edit, Spans, edits};
    use crate::text::Span;
    use std::sync::Arc;

    #[test]
    fn everything_is_counted_once() {
        let mut project = Project {
            codebook: Arc::new(Codebook {
                tags: vec![tag("claim", None), tag("quote", None)],
                ..Codebook::default()
            }),
            ..Project::default()
        };
        let ana = AnnotatorId::new("ana").unwrap();
        let add = |project: &mut Project, change| {
            Edit::new("", vec![change]).apply(project).unwrap();
        };
        add(
            &mut project,
            Change::Annotator(ana.clone(), Some(("Ana".into(), Color([0; 3])))),
        );
        for id in ["one", "two"] {
            let article = article(id, "Núñez 😀 said no.");
            add(
                &mut project,
                Change::Article(article.id.clone(), Some(article)),
            );
        }
        let key = LayerKey {
            article: ArticleId::new("one").unwrap(),
            annotator: ana,
        };
        for (id, tag, span) in [
            ("x", "claim", 0..7),
            ("y", "claim", 8..12),
            ("z", "rumour", 0..7),
        ] {
            let (id, tag) = (AnnotationId::new(id).unwrap(), TagId::new(tag).unwrap());
            let spans = Spans::one(Span::of(span)).unwrap();
            edits::annotate(&project, &author(1), &key, id, &tag, spans)
                .apply(&mut project)
                .unwrap();
        }
        let stats = stats(&project);
        assert_eq!((stats.characters, stats.annotations), (32, 3));
        let tags: Vec<(&str, usize, usize)> = stats
            .tags
            .iter()
            .map(|tag| (tag.id.as_str(), tag.annotations, tag.characters))
            .collect();
        assert_eq!(tags, [("claim", 2, 6), ("quote", 0, 0), ("rumour", 1, 5)]);
        assert_eq!(
            stats.annotators[0].articles,
            StatusCounts {
                to_do: 1,
                in_progress: 1,
                done: 0
            }
        );
        assert_eq!(
            (stats.articles[0].annotations, stats.articles[0].annotators),
            (3, 1)
        );
        assert_eq!(stats.articles[1].annotators, 0);
    }
}
