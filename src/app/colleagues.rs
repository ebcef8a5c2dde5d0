//! Whose annotations are shown beside one's own, and their marks in the open article.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{
    AnnotationId, AnnotatorId, Article, Codebook, Color, Layer, LayerKey, Project, Status,
};

use super::marking;
use super::reader::{Colleague, Marks, Theirs};
use super::verdicts::{called, color_of};

/// Most annotations whose marks are made between two frames; a few milliseconds.
const AT_ONCE: usize = 2000;

/// Whose annotations are shown beside one's own. Nobody's at first: two people who annotate the same article are not to
/// know what the other one marks.
#[derive(Debug, Default)]
pub struct Colleagues {
    /// Whether any are shown.
    pub shown: bool,
    /// Those who are left out; of who holds what somebody marked a second time, those who are not.
    turned: BTreeSet<AnnotatorId>,
    made: BTreeMap<AnnotatorId, Made>,
    /// What the pane is given, and who each of them is.
    page: Vec<Colleague>,
    ids: Vec<AnnotatorId>,
    made_of: Option<(LayerKey, u64)>,
}

/// The project that is looked at, and the project as it is now, by which it is decided what may be seen.
pub type Both<'a> = (&'a Project, &'a Project);

/// Somebody else who annotates in the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: AnnotatorId,
    /// The name on screen.
    pub name: String,
    /// The person's colour.
    pub color: Color,
    /// How many annotations the person has in the open article.
    pub count: usize,
    /// Whether they are shown when any are.
    pub is_shown: bool,
}

/// The marks of one person, and what they were made of.
#[derive(Debug)]
struct Made {
    of: Source,
    /// None while a thread makes them, or is to.
    marks: Option<Marks>,
    in_hand: bool,
}

/// All that decides what a person's marks are, but for the names of entities.
#[derive(Clone, Debug)]
struct Source {
    layer: Arc<Layer>,
    codebook: Arc<Codebook>,
    article: Arc<Article>,
}

impl Source {
    fn of(project: &Project, key: &LayerKey) -> Option<Self> {
        Some(Self {
            layer: Arc::clone(project.layer(key)?),
            codebook: Arc::clone(&project.codebook),
            article: Arc::clone(project.articles.get(&key.article)?),
        })
    }

    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.layer, &other.layer)
            && Arc::ptr_eq(&self.codebook, &other.codebook)
            && Arc::ptr_eq(&self.article, &other.article)
    }
}

impl Made {
    const fn is_wanted(&self) -> bool {
        self.marks.is_none() && !self.in_hand
    }
}

impl Colleagues {
    /// Everybody else who annotates in a project, with what they have in the article of a layer. What somebody marked a second
    /// time is there once that is done, and shown only when it is asked for.
    #[must_use]
    pub fn people(&self, (project, present): Both<'_>, own: &LayerKey) -> Vec<Person> {
        // In a blind round nobody is told what the others mark before all are done, and in a repeat nothing.
        let is_blind = present.blinding(&own.article, &own.annotator).is_some();
        let hides = project.reviewing.rules.hide_names;
        let others = project.annotators.values();
        let others = others.filter(|annotator| !is_blind && annotator.id != own.annotator);
        let is_there = |id: &AnnotatorId| {
            let key = LayerKey {
                article: own.article.clone(),
                annotator: id.clone(),
            };
            !project.is_second(id) || project.status(&key) == Status::Done
        };
        let others = others.filter(|annotator| is_there(&annotator.id));
        let mut people: Vec<Person> = others
            .map(|annotator| Person {
                id: annotator.id.clone(),
                name: called(project, &own.article, &annotator.id, &own.annotator),
                color: color_of(project, &annotator.id, &own.annotator).unwrap_or(annotator.color),
                count: project
                    .layer(&LayerKey {
                        article: own.article.clone(),
                        annotator: annotator.id.clone(),
                    })
                    .map_or(0, |layer| layer.annotations.len()),
                is_shown: self.turned.contains(&annotator.id) == project.is_second(&annotator.id),
            })
            .collect();
        if hides {
            // The order of ids would tell who is who.
            people.sort_by(|one, other| one.name.cmp(&other.name));
        }
        people
    }

    /// Leaves a person out, or takes the person in again.
    pub fn toggle(&mut self, id: &AnnotatorId) {
        if !self.turned.remove(id) {
            self.turned.insert(id.clone());
        }
        self.made_of = None;
    }

    /// Takes a person in who was left out.
    pub fn take_in(&mut self, project: &Project, id: &AnnotatorId) {
        if project.is_second(id) {
            self.turned.insert(id.clone());
        } else {
            self.turned.remove(id);
        }
        self.made_of = None;
    }

    /// Brings the marks up to date with a revision of the project. Those of large layers are left to a thread.
    pub fn update(&mut self, (project, present): Both<'_>, own: &LayerKey, revision: u64) {
        let made_of = (own.clone(), revision);
        if !self.shown {
            self.clear();
            return;
        }
        if self.made_of.as_ref() == Some(&made_of) {
            return;
        }
        self.made_of = Some(made_of);
        self.page.clear();
        self.ids.clear();
        for person in self.people((project, present), own) {
            if !person.is_shown || person.count == 0 {
                self.made.remove(&person.id);
                continue;
            }
            let key = LayerKey {
                article: own.article.clone(),
                annotator: person.id.clone(),
            };
            let Some(source) = Source::of(project, &key) else {
                continue;
            };
            let known = self.made.get(&person.id);
            if !known.is_some_and(|known| known.of.is(&source)) {
                let at_once = person.count <= AT_ONCE;
                let made = Made {
                    of: source,
                    marks: at_once.then(|| marking::marks(project, &key)),
                    in_hand: false,
                };
                self.made.insert(person.id.clone(), made);
            }
            let marks = self
                .made
                .get(&person.id)
                .and_then(|made| made.marks.clone());
            if let Some(marks) = marks {
                self.page.push(Colleague {
                    name: person.name.into(),
                    color: person.color,
                    marks,
                    alone: Arc::default(),
                });
                self.ids.push(person.id);
            }
        }
    }

    fn clear(&mut self) {
        self.made.clear();
        self.page.clear();
        self.ids.clear();
        self.made_of = None;
    }

    /// Whether a thread should make marks.
    #[must_use]
    pub fn wants_a_thread(&self) -> bool {
        self.made.values().any(Made::is_wanted)
    }

    /// A person whose marks a thread should make, once.
    pub fn take_wanted(&mut self) -> Option<AnnotatorId> {
        let (id, made) = self.made.iter_mut().find(|(_, made)| made.is_wanted())?;
        made.in_hand = true;
        Some(id.clone())
    }

    /// Takes in the marks that a thread has made of a person's layer, unless that has changed since.
    pub fn take_marks(&mut self, project: &Project, key: &LayerKey, marks: Marks) {
        let Some(source) = Source::of(project, key) else {
            return;
        };
        if let Some(made) = self.made.get_mut(&key.annotator) {
            made.in_hand = false;
            if made.of.is(&source) {
                made.marks = Some(marks);
                self.made_of = None;
            }
        }
    }

    /// Those who are shown, as of the last update.
    #[must_use]
    pub fn page(&self) -> &[Colleague] {
        &self.page
    }

    /// Whose annotation one of their marks is.
    #[must_use]
    pub fn whose(&self, theirs: &Theirs) -> Option<(AnnotatorId, AnnotationId)> {
        let id = self.ids.get(theirs.colleague)?;
        Some((id.clone(), theirs.id.clone()))
    }

    /// An annotation of a colleague as the pane has it, if that colleague is shown.
    #[must_use]
    pub fn find(&self, whose: &AnnotatorId, id: &AnnotationId) -> Option<Theirs> {
        let colleague = self.ids.iter().position(|known| known == whose)?;
        let id = id.clone();
        Some(Theirs { colleague, id })
    }

    /// The annotators of those who are shown, in the order of [`Self::page`].
    #[must_use]
    pub fn ids(&self) -> &[AnnotatorId] {
        &self.ids
    }
}
