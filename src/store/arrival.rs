//! Somebody else's copy of the project, or a bundle of it, read so that it can be compared with ours.
//!
//! What is on another text than ours is set apart, with both texts, and comes only with consent: then its annotations are looked
//! for in our text as those of a text that was changed outside.

mod earlier;
mod people;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use crate::model::{
    AnnotatorId, Article, ArticleId, Layer, LayerKey, Level, Part, Project, Review, ReviewKey,
};
use crate::say;
use crate::text::Text;

use super::bundle::{Bundle, BundleArticle, read_bundle};
use super::error::StoreError;
use super::old_texts::OldTexts;
use super::open::{open, read_version};
use super::parallel::Progress;
use super::record::layer_text;
use super::{Access, layout};

pub use earlier::PastSlots;
use people::welcomed;

/// What of somebody else's copy is taken although it does not fit by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Consent {
    /// Annotations on another text than ours are looked for in ours.
    pub reanchor: bool,
    /// The copy may be one of another project.
    pub another_project: bool,
}

/// Somebody else's copy, on our texts.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// Their work, and articles that only they have. Articles that both have are ours.
    pub theirs: Project,
    /// Articles of which nothing is taken, as their texts are others here, or none.
    pub apart: Vec<Apart>,
    /// What should be known before it is taken, in sentences.
    pub remarks: Vec<String>,
    /// The ids that annotators got here because somebody else has theirs.
    pub renamed: BTreeMap<AnnotatorId, AnnotatorId>,
    /// Those whose own work it is, of a bundle; of a folder nobody knows whose it is.
    pub made_by: BTreeSet<AnnotatorId>,
    /// When a bundle was made.
    pub made: Option<Timestamp>,
    /// The articles that whoever made a bundle has.
    pub(super) has: BTreeSet<ArticleId>,
    /// The layers and reviews that came in a bundle, whether they could be read and taken or not.
    pub(super) came: BTreeSet<Part>,
}

impl Arrival {
    /// The people in it, without the gold layers, which are nobody's.
    pub fn people<'a>(&'a self, ours: &'a Project) -> impl Iterator<Item = &'a AnnotatorId> {
        let ids = self.theirs.annotators.keys();
        ids.filter(|id| !ours.is_gold(id) && !self.theirs.is_gold(id))
    }

    /// Until when it has somebody's work: for those who made a bundle until it was made, for others until they last did something.
    #[must_use]
    pub fn as_of(&self, id: &AnnotatorId) -> Timestamp {
        match self.made {
            Some(made) if self.made_by.contains(id) => made,
            _ => earlier::last_work(&self.theirs, id),
        }
    }

    /// The layers and reviews of an earlier version of which nothing is left, as the bundle says: those who made it have the
    /// article, and nothing of theirs on it. What came and could not be taken is not among them, nor anything of a folder, in
    /// which a file may be missing.
    #[must_use]
    pub fn emptied(&self, before: &Project) -> BTreeSet<Part> {
        let layers = before.layers.keys().map(|key| {
            let part = Part::Layer(key.clone());
            (&key.article, &key.annotator, part)
        });
        let reviews = before.reviews.keys().map(|key| {
            let part = Part::Review(key.clone());
            (&key.article, &key.reviewer, part)
        });
        layers
            .chain(reviews)
            .filter(|(article, by, part)| {
                self.made_by.contains(*by)
                    && self.has.contains(*article)
                    && !self.came.contains(part)
            })
            .map(|(_, _, part)| part)
            .collect()
    }
}

/// An article of which nothing is taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Apart {
    /// Which.
    pub article: ArticleId,
    /// Its title.
    pub title: String,
    /// Annotations that stay out.
    pub annotations: usize,
    /// Decisions, comments and answers that stay out with them.
    pub reviews: usize,
    /// Our text; `None` when the article is not here.
    pub ours: Option<Text>,
    /// Their text, where it came along or is known.
    pub theirs: Option<Text>,
}

/// Why nothing can be taken.
#[derive(Debug, thiserror::Error)]
pub enum Unwelcome {
    /// The folder cannot be read.
    #[error("{0}")]
    Folder(Box<StoreError>),
    /// The bundle cannot be read.
    #[error("{0}")]
    Bundle(#[from] super::bundle::BundleError),
    /// The file cannot be read.
    #[error("{}", say!("arrival-file", file = .0.display().to_string(), why = .1))]
    File(PathBuf, String),
    /// It is of another project.
    #[error("{}", say!("arrival-another", theirs = .theirs, ours = .ours))]
    AnotherProject {
        /// The name of that.
        theirs: String,
        /// The name of ours.
        ours: String,
    },
    /// It is the very folder of the project.
    #[error("{}", say!("arrival-itself"))]
    Itself,
}

impl From<StoreError> for Unwelcome {
    fn from(error: StoreError) -> Self {
        Self::Folder(Box::new(error))
    }
}

/// Reads a copy of the project in a folder, or a bundle, to be compared with ours, whose folder is `root`.
///
/// # Errors
/// Why nothing of it can be taken.
pub fn read_arrival(
    path: &Path,
    root: &Path,
    ours: &Project,
    old_texts: &OldTexts,
    consent: Consent,
    progress: &Progress,
) -> Result<Arrival, Unwelcome> {
    let unreadable = |error: std::io::Error| Unwelcome::File(path.to_owned(), error.to_string());
    if path.is_dir() {
        let same = |path: &Path| path.canonicalize().ok();
        if same(path).is_some_and(|place| same(root) == Some(place)) {
            return Err(Unwelcome::Itself);
        }
        return of_folder(path, ours, old_texts, consent, progress);
    }
    let size = fs::metadata(path).map_err(unreadable)?.len();
    if size > layout::TEXT_LIMIT * 4 {
        return Err(super::bundle::BundleError::TooLarge.into());
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    read_bundle_arrival(&bytes, ours, old_texts, consent)
}

/// As [`read_arrival`], of the bytes of a bundle.
///
/// # Errors
/// Why nothing of it can be taken.
pub fn read_bundle_arrival(
    bytes: &[u8],
    ours: &Project,
    old_texts: &OldTexts,
    consent: Consent,
) -> Result<Arrival, Unwelcome> {
    of_bundle(&read_bundle(bytes)?, ours, old_texts, consent)
}

/// Whether both are copies of one project: by their ids, and of projects that have none, by a common article.
fn is_same_project(id: &str, articles: &[&ArticleId], ours: &Project) -> bool {
    if id.is_empty() || ours.settings.id.is_empty() {
        return articles.is_empty() || articles.iter().any(|id| ours.articles.contains_key(*id));
    }
    id == ours.settings.id
}

fn of_folder(
    path: &Path,
    ours: &Project,
    old_texts: &OldTexts,
    consent: Consent,
    progress: &Progress,
) -> Result<Arrival, Unwelcome> {
    let opened = open(path, progress)?;
    let articles: Vec<&ArticleId> = opened.project.articles.keys().collect();
    let settings = &opened.project.settings;
    if !consent.another_project && !is_same_project(&settings.id, &articles, ours) {
        return Err(Unwelcome::AnotherProject {
            theirs: settings.name.clone(),
            ours: ours.settings.name.clone(),
        });
    }
    let mut remarks: Vec<String> = opened
        .findings
        .iter()
        .filter(|it| it.level == Level::Error && it.annotation.is_none())
        .map(|it| say!("arrival-unread", what = it.to_string()))
        .collect();
    if let Access::ReadOnly(why) = &opened.access {
        remarks.push(say!("arrival-unread", what = why));
    }
    // Of one loaded text both sides may have corrected something.
    let mut theirs = opened.project.with_texts_of(ours);
    let mut apart = Vec::new();
    for (id, article) in &opened.project.articles {
        let Some(here) = ours.articles.get(id) else {
            continue;
        };
        let now = theirs
            .articles
            .get(id)
            .is_some_and(|it| it.text == here.text);
        let layers: Vec<(LayerKey, Arc<Layer>)> = opened
            .project
            .layers_of(id)
            .map(|(key, layer)| (key.clone(), Arc::clone(layer)))
            .collect();
        theirs.articles.insert(id.clone(), Arc::clone(here));
        if now {
            continue;
        }
        for (key, _) in &layers {
            theirs.layers.remove(key);
        }
        if consent.reanchor {
            let old = with_texts(old_texts, [(article.sha256.clone(), article.text.clone())]);
            for (key, layer) in &layers {
                let text = layer_text(key, layer, article);
                let read = text.map(|text| {
                    let part = Part::Layer(key.clone());
                    read_version(&part, text.as_bytes(), &theirs, &old)
                });
                match read {
                    Ok(Ok(project)) => theirs = project,
                    Ok(Err(fault)) => {
                        remarks.push(unread(&Part::Layer(key.clone()), &fault.message()));
                    }
                    Err(why) => remarks.push(unread(&Part::Layer(key.clone()), &why)),
                }
            }
        } else {
            // What is said of them would be said of nothing.
            let reviews = theirs.reviews.iter().filter(|(key, _)| key.article == *id);
            let reviews: Vec<(ReviewKey, usize)> = reviews
                .map(|(key, review)| (key.clone(), count_of(review)))
                .collect();
            for (key, _) in &reviews {
                theirs.reviews.remove(key);
            }
            let counts = layers.iter();
            apart.push(Apart {
                article: id.clone(),
                title: here.meta.display_title().to_owned(),
                annotations: counts
                    .map(|(_, it)| it.annotations.len() + it.detached.len())
                    .sum(),
                reviews: reviews.iter().map(|(_, count)| count).sum(),
                ours: Some(here.text.clone()),
                theirs: Some(article.text.clone()),
            });
        }
    }
    Ok(welcomed(theirs, ours, apart, remarks))
}

/// Where old texts are, and more of them, by their hash.
fn with_texts(old_texts: &OldTexts, texts: impl IntoIterator<Item = (String, Text)>) -> OldTexts {
    let (old, texts) = (
        old_texts.clone(),
        texts.into_iter().collect::<HashMap<_, _>>(),
    );
    OldTexts::new(move |wanted| {
        let known = texts.get(wanted).cloned().or_else(|| old.find(wanted));
        known.map(|text| text.as_str().as_bytes().to_vec())
    })
}

/// How many decisions, comments and answers there are.
fn count_of(review: &Review) -> usize {
    review.decisions.len() + review.comments.len() + review.answers.len()
}

fn unread(part: &Part, why: &str) -> String {
    let file = layout::shown(&layout::part_path(part));
    say!("arrival-unread", what = format!("{file}: {why}"))
}

fn of_bundle(
    bundle: &Bundle,
    ours: &Project,
    old_texts: &OldTexts,
    consent: Consent,
) -> Result<Arrival, Unwelcome> {
    let head = &bundle.head;
    let articles: Vec<&ArticleId> = head.articles.iter().map(|it| &it.id).collect();
    if !consent.another_project && !is_same_project(&head.project, &articles, ours) {
        return Err(Unwelcome::AnotherProject {
            theirs: head.name.clone(),
            ours: ours.settings.name.clone(),
        });
    }
    let mut remarks = Vec::new();
    if bundle.strays > 0 {
        remarks.push(say!("bundle-strays", count = bundle.strays));
    }
    // What a bundle does not hold is as it is here.
    let mut theirs = Project {
        annotators: BTreeMap::new(),
        layers: imbl::OrdMap::new(),
        reviews: imbl::OrdMap::new(),
        ..ours.clone()
    };
    let mut texts = Vec::new();
    for (id, bytes) in &bundle.texts {
        let Ok(text) = String::from_utf8(bytes.clone()) else {
            remarks.push(say!("arrival-unread", what = format!("articles/{id}.txt")));
            continue;
        };
        let text = Text::new(text);
        let article = Article::new(id.clone(), crate::model::ArticleMeta::default(), text);
        texts.push((article.sha256.clone(), article.text.clone()));
        if ours.articles.contains_key(id) {
            continue;
        }
        theirs.articles.insert(id.clone(), Arc::new(article));
        let part = Part::Article(id.clone());
        if let Some(about) = bundle.files.get(&part) {
            match read_version(&part, about, &theirs, &OldTexts::default()) {
                Ok(project) => theirs = project,
                Err(fault) => remarks.push(unread(&part, &fault.message())),
            }
        }
    }
    let old_texts = with_texts(old_texts, texts);
    let known: HashMap<&ArticleId, &BundleArticle> =
        head.articles.iter().map(|it| (&it.id, it)).collect();
    // Annotators come before their layers and reviews.
    for (part, bytes) in &bundle.files {
        let is_people_s = matches!(part, Part::Annotator(_) | Part::Reviewing);
        if is_people_s {
            match read_version(part, bytes, &theirs, &old_texts) {
                Ok(project) => theirs = project,
                Err(fault) => remarks.push(unread(part, &fault.message())),
            }
        }
    }
    let mut apart: BTreeMap<ArticleId, Apart> = BTreeMap::new();
    for (key, bytes) in bundle.layers() {
        let part = Part::Layer(key.clone());
        let text = text_of(bytes).or_else(|| {
            let known = known.get(&key.article);
            known.map(|it| it.text_sha256.clone())
        });
        let here = theirs.articles.get(&key.article);
        let fits = here.is_some_and(|here| {
            let is_of = |text: &String| *text == here.sha256 || here.since(text).is_some();
            text.as_ref().is_none_or(is_of)
        });
        if here.is_none() || !fits && !consent.reanchor {
            let known = known.get(&key.article);
            let entry = apart.entry(key.article.clone()).or_insert_with(|| Apart {
                article: key.article.clone(),
                title: known.map_or_else(|| key.article.to_string(), |it| it.title.clone()),
                annotations: 0,
                reviews: 0,
                ours: here.map(|here| here.text.clone()),
                theirs: text.as_ref().and_then(|text| old_texts.find(text)),
            });
            entry.annotations += count_lines(bytes);
            continue;
        }
        if !theirs.annotators.contains_key(&key.annotator) {
            remarks.push(say!(
                "arrival-nobody",
                file = layout::shown(&layout::layer_path(key))
            ));
            continue;
        }
        match read_version(&part, bytes, &theirs, &old_texts) {
            Ok(project) => theirs = project,
            Err(fault) => remarks.push(unread(&part, &fault.message())),
        }
    }
    for (part, bytes) in &bundle.files {
        let Part::Review(key) = part else { continue };
        let is_there = theirs.articles.contains_key(&key.article)
            && theirs.annotators.contains_key(&key.reviewer);
        if !is_there {
            remarks.push(unread(part, say!("arrival-no-article")));
            continue;
        }
        let read = match read_version(part, bytes, &theirs, &old_texts) {
            Ok(project) => project,
            Err(fault) => {
                remarks.push(unread(part, &fault.message()));
                continue;
            }
        };
        match apart.get_mut(&key.article) {
            // What is said of marks that stay out would be said of nothing.
            Some(apart) => {
                apart.reviews += read.reviews.get(key).map_or(0, |it| count_of(it));
            }
            None => theirs = read,
        }
    }
    let apart = apart.into_values().collect();
    let mut arrival = welcomed(theirs, ours, apart, remarks);
    let here = |id: &AnnotatorId| arrival.renamed.get(id).unwrap_or(id).clone();
    arrival.made_by = head.annotators.iter().map(here).collect();
    arrival.made = Some(head.made);
    arrival.came = bundle
        .files
        .keys()
        .filter_map(|part| match part {
            Part::Layer(key) => Some(Part::Layer(LayerKey {
                annotator: here(&key.annotator),
                ..key.clone()
            })),
            Part::Review(key) => Some(Part::Review(ReviewKey {
                reviewer: here(&key.reviewer),
                ..key.clone()
            })),
            _ => None,
        })
        .collect();
    arrival.has = head.articles.iter().map(|it| it.id.clone()).collect();
    Ok(arrival)
}

/// On which text a layer stands, as its file says at its head.
fn text_of(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(4096)];
    let head = String::from_utf8_lossy(head);
    let (_, rest) = head.split_once("text_sha256: \"")?;
    let sha256 = rest.split('"').next()?;
    (sha256.len() == 64).then(|| sha256.to_owned())
}

/// About how many annotations a file has, without reading it.
fn count_lines(bytes: &[u8]) -> usize {
    memchr::memmem::find_iter(bytes, b"(id: \"").count()
}
