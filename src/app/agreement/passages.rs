//! The passages behind a number.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;

use super::work::{Found, Work, is_little};
use crate::app::jobs::drop_elsewhere;
use crate::app::marking::target_name;
use crate::model::{
    Annotation, AnnotationId, AnnotatorId, ArticleId, LayerKey, Project, RoleId, RoundId, TagId,
    Value,
};
use crate::review::pairings::{Pairing, Which, pairings};
use crate::review::study::{Field, Pair};
use crate::review::{Class, Study};

/// Which passages a number is made of. What it names stays what it is when people or tags are added meanwhile.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Behind {
    /// Of these two people.
    pub pair: Option<(AnnotatorId, AnnotatorId)>,
    /// Of this article.
    pub article: Option<ArticleId>,
    /// With this tag on one side at least.
    pub tag: Option<TagId>,
    /// With these tags on the two sides, nothing being one.
    pub tags: Option<(Option<TagId>, Option<TagId>)>,
    /// Of articles that were last changed from the first until before the second.
    pub period: Option<(Timestamp, Timestamp)>,
    /// Of the articles of this round, between those who take part in it.
    pub round: Option<RoundId>,
    /// What of them.
    pub part: Part,
    /// What is shown of them at first.
    pub show: Show,
}

/// What of passages is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// The marks.
    #[default]
    Marks,
    /// A field of marks with the same tag, or of articles.
    Field(Field),
    /// Links of a kind.
    Links(RoleId),
}

/// Which of the passages are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// All.
    #[default]
    All,
    /// Those in which the two people are not the same.
    Differing,
    /// Those in which they are.
    Same,
    /// Those of a class.
    Class(Class),
}

/// A passage, and what two people made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The article.
    pub article: ArticleId,
    /// The two people.
    pub people: (AnnotatorId, AnnotatorId),
    /// What one mark is to the other; nothing for fields of articles.
    pub class: Option<Class>,
    /// Their annotations.
    pub marks: (Option<AnnotationId>, Option<AnnotationId>),
    /// Where it begins and ends, in code points.
    pub place: (u32, u32),
    /// What they chose, in words, or where their links lead.
    pub said: Option<(String, String)>,
}

impl Passage {
    /// Whether the two people have made the same of it.
    #[must_use]
    pub fn is_same(&self) -> bool {
        match &self.said {
            Some((one, other)) => one == other,
            None => self.class == Some(Class::Same),
        }
    }

    fn is_shown(&self, show: Show) -> bool {
        match show {
            Show::All => true,
            Show::Differing => !self.is_same(),
            Show::Same => self.is_same(),
            Show::Class(class) => self.class == Some(class),
        }
    }

    /// Where one of the annotations is.
    #[must_use]
    pub fn layer(&self, person: &AnnotatorId) -> LayerKey {
        LayerKey {
            article: self.article.clone(),
            annotator: person.clone(),
        }
    }

    /// The two annotations, as a project has them.
    #[must_use]
    pub fn annotations(
        &self,
        project: &Project,
    ) -> (Option<Arc<Annotation>>, Option<Arc<Annotation>>) {
        let of = |person: &AnnotatorId, id: &Option<AnnotationId>| {
            let layer = project.layer(&self.layer(person))?;
            layer.annotations.get(id.as_ref()?).cloned()
        };
        (
            of(&self.people.0, &self.marks.0),
            of(&self.people.1, &self.marks.1),
        )
    }
}

/// All passages behind a number, by article and place.
#[must_use]
pub fn collect(found: &Found, behind: &Behind) -> Vec<Passage> {
    let Some((study, _)) = &found.numbers else {
        return Vec::new();
    };
    match &behind.part {
        Part::Field(field) if field.tag.is_none() => of_articles(found, study, behind, field),
        part => {
            let Some(within) = Within::of(&found.project, study, behind) else {
                return Vec::new();
            };
            let Some(which) = which(study, behind, &within) else {
                return Vec::new();
            };
            let rows = pairings(&found.project, study, which).into_iter();
            let passages = rows.map(|pairing| passage(study, pairing));
            let passages = passages.filter(|it| within.is_of(&found.project, &it.people));
            match part {
                Part::Marks => passages.collect(),
                Part::Field(field) => passages
                    .filter_map(|it| with_values(&found.project, it, field))
                    .collect(),
                Part::Links(role) => passages
                    .filter_map(|it| with_links(&found.project, it, role))
                    .collect(),
            }
        }
    }
}

/// The same as the numbers see it; `None` when they do not know what is asked for.
fn which<'a>(study: &Study, behind: &'a Behind, within: &'a Within<'_>) -> Option<Which<'a>> {
    let number = |tag: &TagId| study.tag(tag);
    let side = |tag: &Option<TagId>| match tag {
        None => Some(None),
        Some(tag) => number(tag).map(Some),
    };
    let pair = match &behind.pair {
        None => None,
        Some(people) => Some(place_of(study, people)?),
    };
    let tag = match (&behind.tag, &behind.part) {
        (Some(tag), _) => Some(number(tag)?),
        (None, Part::Field(field)) => Some(number(field.tag.as_ref()?)?),
        (None, _) => None,
    };
    let tags = match &behind.tags {
        None => None,
        Some((one, other)) => Some((side(one)?, side(other)?)),
    };
    Some(Which {
        pair,
        article: behind.article.as_ref(),
        articles: within.articles.as_deref(),
        tag,
        tags,
        ..Which::default()
    })
}

fn place_of(study: &Study, (one, other): &(AnnotatorId, AnnotatorId)) -> Option<usize> {
    let person = |id: &AnnotatorId| study.question.people.iter().position(|it| it == id);
    let pair = Pair {
        first: person(one)?,
        second: person(other)?,
    };
    study.pairs.iter().position(|it| *it == pair)
}

/// The two people of a pair, by its place.
#[must_use]
pub fn people_of(study: &Study, pair: usize) -> (AnnotatorId, AnnotatorId) {
    let Pair { first, second } = study.pairs[pair];
    let people = &study.question.people;
    (people[first].clone(), people[second].clone())
}

/// What a period or a round leaves of the articles and the people; `None` where it leaves all.
struct Within<'a> {
    articles: Option<Cow<'a, BTreeSet<ArticleId>>>,
    people: Option<&'a BTreeSet<AnnotatorId>>,
}

impl<'a> Within<'a> {
    /// Nothing when there is no such round any more.
    fn of(project: &'a Project, study: &Study, behind: &Behind) -> Option<Self> {
        if let Some(id) = &behind.round {
            let mut rounds = project.reviewing.rounds.iter();
            let round = rounds.find(|round| round.id == *id)?;
            return Some(Self {
                articles: Some(Cow::Borrowed(&round.articles)),
                people: Some(&round.annotators),
            });
        }
        let articles = behind.period.map(|(from, until)| {
            let is_in = |last: Timestamp| (from..until).contains(&last);
            let sums = study.articles.iter();
            let sums = sums.filter(|sums| sums.last.is_some_and(is_in));
            Cow::Owned(sums.filter_map(|sums| sums.article.clone()).collect())
        });
        Some(Self {
            articles,
            people: None,
        })
    }

    /// Whether both people are left. What somebody labelled a second time is that person's.
    fn is_of(&self, project: &Project, (one, other): &(AnnotatorId, AnnotatorId)) -> bool {
        self.people.is_none_or(|people| {
            let is_in = |id| people.contains(project.person_of(id));
            is_in(one) && is_in(other)
        })
    }
}

fn passage(study: &Study, pairing: Pairing) -> Passage {
    Passage {
        article: pairing.article,
        people: people_of(study, pairing.pair),
        class: Some(pairing.class),
        marks: (pairing.first, pairing.second),
        place: (pairing.start, pairing.end),
        said: None,
    }
}

/// What a value says.
fn words(project: &Project, value: Option<&Value>) -> String {
    match value {
        None => String::new(),
        Some(Value::Entity(id)) => project
            .entity(id)
            .map_or_else(|| id.to_string(), |entity| entity.name.clone()),
        Some(value) => value.to_plain(),
    }
}

/// What both chose for a field of a mark with the same tag; nothing when neither did.
fn with_values(project: &Project, passage: Passage, field: &Field) -> Option<Passage> {
    let (Some(one), Some(other)) = passage.annotations(project) else {
        return None;
    };
    if one.tag != other.tag {
        return None;
    }
    let value = |mark: &Annotation| {
        let value = mark.attributes.get(&field.attribute);
        (value.is_some(), words(project, value))
    };
    let ((is_first, first), (is_second, second)) = (value(&one), value(&other));
    (is_first || is_second).then_some(Passage {
        said: Some((first, second)),
        ..passage
    })
}

/// Where both people's links of a kind lead; nothing when there are none.
fn with_links(project: &Project, passage: Passage, role: &RoleId) -> Option<Passage> {
    let article = project.articles.get(&passage.article)?;
    let (one, other) = passage.annotations(project);
    let leads = |person: &AnnotatorId, mark: Option<Arc<Annotation>>| -> String {
        let key = passage.layer(person);
        let links = mark.iter().flat_map(|mark| &mark.links);
        let links = links.filter(|link| link.role == *role);
        let mut names: Vec<String> = links
            .map(|link| target_name(project, &key, &article.text, &link.to))
            .collect();
        names.sort();
        names.join(", ")
    };
    let said = (
        leads(&passage.people.0, one),
        leads(&passage.people.1, other),
    );
    let is_none = said.0.is_empty() && said.1.is_empty();
    (!is_none).then_some(Passage {
        said: Some(said),
        ..passage
    })
}

/// What people chose for a field of their articles.
fn of_articles(found: &Found, study: &Study, behind: &Behind, field: &Field) -> Vec<Passage> {
    let mut passages = Vec::new();
    for sums in &study.articles {
        let Some(id) = &sums.article else { continue };
        if behind.article.as_ref().is_some_and(|asked| asked != id) {
            continue;
        }
        for &pair in sums.pairs.keys() {
            let people = people_of(study, pair);
            let chosen = |person: &AnnotatorId| {
                let key = LayerKey {
                    article: id.clone(),
                    annotator: person.clone(),
                };
                let layer = found.project.layer(&key);
                let value = layer.and_then(|it| it.head.attributes.get(&field.attribute));
                words(&found.project, value)
            };
            let said = (chosen(&people.0), chosen(&people.1));
            if !(said.0.is_empty() && said.1.is_empty()) {
                passages.push(Passage {
                    article: id.clone(),
                    people,
                    class: None,
                    marks: (None, None),
                    place: (0, 0),
                    said: Some(said),
                });
            }
        }
    }
    passages
}

/// How many passages there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    all: usize,
    same: usize,
    classes: [usize; Class::ALL.len()],
}

impl Counts {
    fn of(passages: &[Passage]) -> Self {
        let mut counts = Self::default();
        for passage in passages {
            counts.all += 1;
            counts.same += usize::from(passage.is_same());
            let class = Class::ALL.iter().position(|it| passage.class == Some(*it));
            if let Some(at) = class {
                counts.classes[at] += 1;
            }
        }
        counts
    }

    fn of_kind(&self, show: Show) -> usize {
        match show {
            Show::All => self.all,
            Show::Differing => self.all - self.same,
            Show::Same => self.same,
            Show::Class(class) => {
                let at = Class::ALL.iter().position(|it| *it == class);
                at.map_or(0, |at| self.classes[at])
            }
        }
    }
}

/// So many passages are dropped on a thread.
const MANY: usize = 1000;

/// The passages on screen.
#[derive(Debug, Default)]
pub struct Passages {
    /// Which number they are behind, and what that is called.
    asked: Option<(Behind, String)>,
    all: Vec<Passage>,
    /// How many of them there are of each kind: a frame counts no hundred thousand.
    counts: Counts,
    shown: Vec<usize>,
    show: Show,
    /// The chosen one.
    at: usize,
    job: Option<Work<Vec<Passage>>>,
}

impl Passages {
    /// Asks for those behind a number.
    pub fn ask(&mut self, found: &Arc<Found>, behind: Behind, title: String, ctx: &egui::Context) {
        (self.show, self.at) = (behind.show, 0);
        self.asked = Some((behind, title));
        self.replace(Vec::new());
        self.counts = Counts::default();
        self.shown.clear();
        self.refresh(found, ctx);
    }

    /// Asks for the same again, of other numbers.
    pub fn refresh(&mut self, found: &Arc<Found>, ctx: &egui::Context) {
        let Some((behind, _)) = self.asked.clone() else {
            return;
        };
        if is_little(&found.project) {
            self.job = None;
            self.take(collect(found, &behind));
            return;
        }
        let found = Arc::clone(found);
        self.job = Some(Work::start(ctx, 1, move |_, _| {
            Some(collect(&found, &behind))
        }));
    }

    /// Takes what a thread has found.
    pub fn update(&mut self) {
        let Some(job) = &mut self.job else { return };
        let all = job.take();
        if all.is_some() || job.broke_off() {
            self.job = None;
            self.take(all.unwrap_or_default());
        }
    }

    fn take(&mut self, all: Vec<Passage>) {
        let chosen = self.chosen().cloned();
        self.counts = Counts::of(&all);
        self.replace(all);
        self.filter(chosen.as_ref());
    }

    /// Puts others in the place of those that there are; many are dropped where nobody waits for it.
    fn replace(&mut self, all: Vec<Passage>) {
        let last = core::mem::replace(&mut self.all, all);
        if last.len() > MANY {
            drop_elsewhere(last);
        }
    }

    fn filter(&mut self, chosen: Option<&Passage>) {
        let places = self.all.iter().enumerate();
        let shown = places.filter(|(_, passage)| passage.is_shown(self.show));
        self.shown = shown.map(|(at, _)| at).collect();
        let again = chosen.and_then(|chosen| {
            let mut shown = self.shown.iter();
            shown.position(|&at| self.all[at] == *chosen)
        });
        let last = self.shown.len().saturating_sub(1);
        self.at = again.unwrap_or(self.at).min(last);
    }

    /// Shows only some of them.
    pub fn show_only(&mut self, show: Show) {
        let chosen = self.chosen().cloned();
        self.show = show;
        self.filter(chosen.as_ref());
    }

    /// What is shown of them.
    #[must_use]
    pub fn show(&self) -> Show {
        self.show
    }

    /// Which number they are behind, and what that is called.
    #[must_use]
    pub fn asked(&self) -> Option<(&Behind, &str)> {
        self.asked
            .as_ref()
            .map(|(behind, title)| (behind, title.as_str()))
    }

    /// How many there are that would be shown.
    #[must_use]
    pub fn count(&self, show: Show) -> usize {
        self.counts.of_kind(show)
    }

    /// How many are shown.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// Whether they are still being looked for.
    #[must_use]
    pub fn is_looking(&self) -> bool {
        self.job.is_some()
    }

    /// One that is shown.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&Passage> {
        self.all.get(*self.shown.get(at)?)
    }

    /// The place of the chosen one among those that are shown.
    #[must_use]
    pub fn at(&self) -> usize {
        self.at
    }

    /// The chosen one.
    #[must_use]
    pub fn chosen(&self) -> Option<&Passage> {
        self.get(self.at)
    }

    /// Chooses another one.
    pub fn choose(&mut self, at: usize) {
        self.at = at.min(self.shown.len().saturating_sub(1));
    }
}
