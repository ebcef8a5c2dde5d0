//! What some people marked of a project, compared: sums for each article, of which every number is made.

pub(in crate::review) mod gather;
mod sums;

use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::collections::{BTreeMap, BTreeSet};

use crate::model::{AnnotatorId, ArticleId, AttributeId, LayerKey, Project, RoleId, Status, TagId};

pub use gather::Marked;
pub use sums::{ArticleSums, Item, LinkSums, PairSums, TagSums};

/// Whom and what to compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The people, at least two; in the order in which they are told.
    pub people: Vec<AnnotatorId>,
    /// Only marks of these tags; all when there are none.
    pub tags: BTreeSet<TagId>,
    /// Only these articles; all when there are none.
    pub articles: BTreeSet<ArticleId>,
    /// Whether marks that somebody was unsure of count.
    pub unsure: bool,
    /// Whether white space at the edges of marks is left out of account.
    pub trim: bool,
}

impl Question {
    /// All marks of these people.
    #[must_use]
    pub fn of(people: Vec<AnnotatorId>) -> Self {
        Self {
            people,
            tags: BTreeSet::new(),
            articles: BTreeSet::new(),
            unsure: true,
            trim: true,
        }
    }

    /// What a person marked the first time, and the second time where articles were to be repeated; `None` when nothing ever
    /// was.
    #[must_use]
    pub fn repeats(project: &Project, person: &AnnotatorId) -> Option<Self> {
        let holder = project.second_of(person)?;
        Some(Self::of(vec![person.clone(), holder.clone()]))
    }

    /// Who is compared with himself or herself, if that is what is asked.
    #[must_use]
    pub fn repeated_by<'a>(&'a self, project: &Project) -> Option<&'a AnnotatorId> {
        match self.people.as_slice() {
            [one, other] if project.person_of(other) == one => Some(one),
            _ => None,
        }
    }

    /// All people who have finished an article that somebody else has finished too; the gold layers and those of repeats are
    /// nobody's.
    #[must_use]
    pub fn everybody(project: &Project) -> Self {
        let mut people = BTreeSet::new();
        for article in project.articles.keys() {
            let done: Vec<&AnnotatorId> = project
                .layers_of(article)
                .filter(|(key, layer)| {
                    layer.head.status == Status::Done && !project.is_nobody(&key.annotator)
                })
                .map(|(key, _)| &key.annotator)
                .collect();
            if done.len() > 1 {
                people.extend(done.into_iter().cloned());
            }
        }
        Self::of(people.into_iter().collect())
    }
}

/// The two people of a pair, by their places in [`Question::people`], the first before the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair {
    /// The first.
    pub first: usize,
    /// The second.
    pub second: usize,
}

/// A field that was filled in: of a tag, or of the whole article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Field {
    /// The tag; `None` for a field of the article.
    pub tag: Option<TagId>,
    /// The field.
    pub attribute: AttributeId,
}

impl core::fmt::Display for Field {
    /// `tag.field`, or `field` of an article.
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match &self.tag {
            Some(tag) => write!(formatter, "{tag}.{}", self.attribute),
            None => self.attribute.fmt(formatter),
        }
    }
}

/// What people marked, compared.
#[derive(Clone, Debug)]
pub struct Study {
    /// What was asked.
    pub question: Question,
    /// The pairs of people, in order.
    pub pairs: Vec<Pair>,
    /// The tags, in the order of the codebook; tags that it does not know at the end.
    pub tags: Vec<TagId>,
    /// The fields, in the order of the codebook.
    pub fields: Vec<Field>,
    /// The kinds of link, in the order of the codebook.
    pub roles: Vec<RoleId>,
    /// The articles that at least two of the people have finished, in order.
    pub articles: Vec<ArticleSums>,
    /// How many articles have marks of at least two of the people, one of whom has not finished.
    pub unfinished: usize,
    /// How many marks were left out because their person has made the same before.
    pub repeated: usize,
    /// The places of the tags.
    tag_numbers: BTreeMap<TagId, u32>,
}

impl Study {
    /// Compares what people marked; on two threads. `None` when `go_on` was set to false meanwhile; `done` counts articles.
    #[must_use]
    pub fn of(
        project: &Project,
        question: Question,
        done: &AtomicUsize,
        go_on: &AtomicBool,
    ) -> Option<Self> {
        let frame = Frame::of(project, &question);
        let chosen = |id: &&ArticleId| {
            question.articles.is_empty() || question.articles.contains(id.as_str())
        };
        let articles: Vec<&ArticleId> = project.articles.keys().filter(chosen).collect();
        let next = AtomicUsize::new(0);
        let work = || {
            let mut found = Vec::new();
            while go_on.load(Ordering::Relaxed) {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(article) = articles.get(at) else {
                    break;
                };
                found.extend(compare(project, &frame, article).map(|compared| (at, compared)));
                done.fetch_add(1, Ordering::Relaxed);
            }
            found
        };
        let mut found = std::thread::scope(|scope| {
            let other = scope.spawn(work);
            let mut found = work();
            found.extend(other.join().ok()?);
            Some(found)
        })?;
        if !go_on.load(Ordering::Relaxed) {
            return None;
        }
        found.sort_unstable_by_key(|(at, _)| *at);
        let Frame {
            question: _,
            pairs,
            tags,
            tag_numbers,
            fields,
            roles,
        } = frame;
        let mut study = Self {
            question,
            pairs,
            tags,
            fields,
            roles,
            tag_numbers,
            articles: Vec::with_capacity(found.len()),
            unfinished: 0,
            repeated: 0,
        };
        for (_, compared) in found {
            match compared {
                Compared::Finished(sums) => {
                    study.repeated += sums.repeated;
                    study.articles.push(*sums);
                }
                Compared::Unfinished => study.unfinished += 1,
            }
        }
        Some(study)
    }

    /// What each person marked of an article, in order, as the numbers see it; `None` for whoever has not finished.
    #[must_use]
    pub fn marked(&self, project: &Project, id: &ArticleId) -> Vec<Option<Marked>> {
        let Some(article) = project.articles.get(id) else {
            return vec![None; self.question.people.len()];
        };
        let of = |person: &AnnotatorId| {
            let key = LayerKey {
                article: id.clone(),
                annotator: person.clone(),
            };
            let layer = project.layer(&key)?;
            (layer.head.status == Status::Done)
                .then(|| gather::marked(project, &self.question, &self.tag_numbers, article, layer))
        };
        self.question.people.iter().map(of).collect()
    }

    /// The name of a tag by its place; its id when the codebook does not know it.
    #[must_use]
    pub fn tag_name<'a>(&'a self, project: &'a Project, at: usize) -> &'a str {
        let id = &self.tags[at];
        let tag = project.codebook.tags.iter().find(|tag| tag.id == *id);
        tag.map_or(id.as_str(), |tag| tag.name.as_str())
    }

    /// The number of a tag, if anything of it was marked or the codebook has it.
    #[must_use]
    pub fn tag(&self, id: &TagId) -> Option<u32> {
        self.tags
            .iter()
            .position(|tag| tag == id)
            .map(|at| at as u32)
    }
}

/// What the articles have in common.
struct Frame<'a> {
    question: &'a Question,
    pairs: Vec<Pair>,
    tags: Vec<TagId>,
    tag_numbers: BTreeMap<TagId, u32>,
    fields: Vec<Field>,
    roles: Vec<RoleId>,
}

impl<'a> Frame<'a> {
    fn of(project: &Project, question: &'a Question) -> Self {
        let codebook = &project.codebook;
        let people = question.people.len();
        let pairs = (0..people)
            .flat_map(|first| (first + 1..people).map(move |second| Pair { first, second }))
            .collect();
        let is_asked =
            |tag: &TagId| question.tags.is_empty() || question.tags.contains(tag.as_str());
        let mut tags: Vec<TagId> = codebook
            .tags
            .iter()
            .filter(|tag| !tag.group && is_asked(&tag.id))
            .map(|tag| tag.id.clone())
            .collect();
        tags.extend(gather::unknown_tags(project, question, &tags));
        let fields_of_tags = codebook.tags.iter().filter(|tag| is_asked(&tag.id));
        let fields_of_tags = fields_of_tags.flat_map(|tag| {
            let comparable = tag.attributes.iter().filter(|it| gather::is_comparable(it));
            comparable.map(|attribute| Field {
                tag: Some(tag.id.clone()),
                attribute: attribute.id.clone(),
            })
        });
        let comparable = codebook.article_attributes.iter();
        let of_articles = comparable.filter(|it| gather::is_comparable(it));
        let of_articles = of_articles.map(|attribute| Field {
            tag: None,
            attribute: attribute.id.clone(),
        });
        Self {
            question,
            pairs,
            tag_numbers: tags
                .iter()
                .enumerate()
                .map(|(at, tag)| (tag.clone(), at as u32))
                .collect(),
            tags,
            fields: fields_of_tags.chain(of_articles).collect(),
            roles: codebook.roles.iter().map(|role| role.id.clone()).collect(),
        }
    }
}

enum Compared {
    Finished(Box<ArticleSums>),
    Unfinished,
}

/// Compares the layers of an article; `None` when fewer than two people have begun.
fn compare(project: &Project, frame: &Frame<'_>, id: &ArticleId) -> Option<Compared> {
    let article = project.articles.get(id)?;
    let mut layers = vec![None; frame.question.people.len()];
    let (mut begun, mut finished) = (0, 0);
    for (key, layer) in project.layers_of(id) {
        let Some(person) = frame
            .question
            .people
            .iter()
            .position(|person| *person == key.annotator)
        else {
            continue;
        };
        begun += 1;
        if layer.head.status == Status::Done {
            finished += 1;
            layers[person] = Some(layer);
        }
    }
    if finished < 2 {
        return (begun > 1).then_some(Compared::Unfinished);
    }
    let marked: Vec<Option<Marked>> = layers
        .iter()
        .map(|layer| {
            layer.map(|layer| {
                gather::marked(project, frame.question, &frame.tag_numbers, article, layer)
            })
        })
        .collect();
    let sums = sums::of(project, frame, id, article, &marked);
    Some(Compared::Finished(Box::new(sums)))
}
