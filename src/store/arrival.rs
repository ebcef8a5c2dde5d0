//! Somebody else's copy of the project, or a bundle of it, read so that it can be compared with ours.
//!
//! What is on another text than ours is set apart, with both texts, and comes only with consent: then its annotations are looked
//! for in our text as those of a text that was changed outside.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::merge::Base;
use crate::model::{
    AnnotatorId, Article, ArticleId, Change, Layer, LayerKey, Level, Part, Project, Review,
    ReviewKey, Slot, Verdict,
};
use crate::say;
use crate::text::Text;

use super::bundle::{BUNDLE_ENDING, Bundle, read_bundle, write_bundle};
use super::error::StoreError;
use super::home::Home;
use super::journal::{Shelf, backwards};
use super::old_texts::OldTexts;
use super::open::{open, read_version};
use super::parallel::Progress;
use super::record::layer_text;
use super::{Access, layout};

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
            let old = with_text(old_texts, &article.text, &article.sha256);
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
            let counts = layers.iter();
            apart.push(Apart {
                article: id.clone(),
                title: here.meta.display_title().to_owned(),
                annotations: counts
                    .map(|(_, it)| it.annotations.len() + it.detached.len())
                    .sum(),
                ours: Some(here.text.clone()),
                theirs: Some(article.text.clone()),
            });
        }
    }
    Ok(welcomed(theirs, ours, apart, remarks))
}

/// Where old texts are, and one more of them.
fn with_text(old_texts: &OldTexts, text: &Text, sha256: &str) -> OldTexts {
    let (old, text, sha256) = (old_texts.clone(), text.clone(), sha256.to_owned());
    OldTexts::new(move |wanted| {
        if wanted == sha256 {
            return Some(text.as_str().as_bytes().to_vec());
        }
        old.find(wanted)
            .map(|text| text.as_str().as_bytes().to_vec())
    })
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
    let mut theirs = Project {
        settings: ours.settings.clone(),
        codebook: Arc::clone(&ours.codebook),
        articles: ours.articles.clone(),
        ..Project::default()
    };
    let mut old_texts = old_texts.clone();
    for (id, bytes) in &bundle.texts {
        let Ok(text) = String::from_utf8(bytes.clone()) else {
            remarks.push(say!("arrival-unread", what = format!("articles/{id}.txt")));
            continue;
        };
        let text = Text::new(text);
        let article = Article::new(id.clone(), crate::model::ArticleMeta::default(), text);
        old_texts = with_text(&old_texts, &article.text, &article.sha256);
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
            let known = head.articles.iter().find(|it| it.id == key.article);
            known.map(|it| it.text_sha256.clone())
        });
        let here = theirs.articles.get(&key.article);
        let fits = here.is_some_and(|here| {
            let is_of = |text: &String| *text == here.sha256 || here.since(text).is_some();
            text.as_ref().is_none_or(is_of)
        });
        if here.is_none() || !fits && !consent.reanchor {
            let known = head.articles.iter().find(|it| it.id == key.article);
            let entry = apart.entry(key.article.clone()).or_insert_with(|| Apart {
                article: key.article.clone(),
                title: known.map_or_else(|| key.article.to_string(), |it| it.title.clone()),
                annotations: 0,
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
        match read_version(part, bytes, &theirs, &old_texts) {
            Ok(project) => theirs = project,
            Err(fault) => remarks.push(unread(part, &fault.message())),
        }
    }
    let apart = apart.into_values().collect();
    Ok(welcomed(theirs, ours, apart, remarks))
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

/// The copy with people who have other ids where ours means somebody else, and what is to be known of the people.
fn welcomed(
    theirs: Project,
    ours: &Project,
    apart: Vec<Apart>,
    mut remarks: Vec<String>,
) -> Arrival {
    let mut renamed = BTreeMap::new();
    for (id, annotator) in &theirs.annotators {
        let name = &annotator.name;
        match ours.annotators.get(id) {
            Some(known) if is_somebody_else(ours, &theirs, id) => {
                let fresh = AnnotatorId::from_name(id.as_str(), |id| {
                    ours.annotators.contains_key(id) || theirs.annotators.contains_key(id)
                });
                remarks.push(say!(
                    "arrival-renamed",
                    id = id.to_string(),
                    ours = &known.name,
                    theirs = name,
                    fresh = fresh.to_string(),
                ));
                renamed.insert(id.clone(), fresh);
            }
            Some(_) => {}
            None => {
                let same = |it: &&Arc<crate::model::Annotator>| {
                    it.name.to_lowercase() == name.to_lowercase()
                };
                if let Some(twin) = ours.annotators.values().find(same) {
                    remarks.push(say!(
                        "arrival-same-name",
                        name = name,
                        ours = twin.id.to_string(),
                        theirs = id.to_string(),
                    ));
                }
            }
        }
    }
    let theirs = if renamed.is_empty() {
        theirs
    } else {
        with_ids(&theirs, &renamed)
    };
    Arrival {
        theirs,
        apart,
        remarks,
        renamed,
    }
}

/// Whether an id means one person here and another one there: they have other names, both have marked something, and not one
/// mark is in both copies.
fn is_somebody_else(ours: &Project, theirs: &Project, id: &AnnotatorId) -> bool {
    let (one, other) = (&ours.annotators[id].name, &theirs.annotators[id].name);
    if one.to_lowercase() == other.to_lowercase() {
        return false;
    }
    let marks = |project: &Project| -> HashSet<(ArticleId, String)> {
        let own = project
            .layers
            .iter()
            .filter(|(key, _)| key.annotator == *id);
        own.flat_map(|(key, layer)| {
            let layer = layer.in_passing();
            let ids = layer.annotations.keys().chain(layer.deleted.keys());
            let ids: Vec<_> = ids
                .map(|id| (key.article.clone(), id.to_string()))
                .collect();
            ids
        })
        .collect()
    };
    let (here, there) = (marks(ours), marks(theirs));
    !here.is_empty() && !there.is_empty() && here.is_disjoint(&there)
}

/// The project with other ids for some annotators.
fn with_ids(project: &Project, renamed: &BTreeMap<AnnotatorId, AnnotatorId>) -> Project {
    let id = |id: &AnnotatorId| renamed.get(id).unwrap_or(id).clone();
    let mut other = project.clone();
    other.annotators = project
        .annotators
        .values()
        .map(|annotator| {
            let mut annotator = crate::model::Annotator::clone(annotator);
            annotator.id = id(&annotator.id);
            (annotator.id.clone(), Arc::new(annotator))
        })
        .collect();
    other.layers = project
        .layers
        .iter()
        .map(|(key, layer)| {
            let key = LayerKey {
                article: key.article.clone(),
                annotator: id(&key.annotator),
            };
            (key, Arc::clone(layer))
        })
        .collect();
    other.reviews = project
        .reviews
        .iter()
        .map(|(key, review)| {
            let key = ReviewKey {
                article: key.article.clone(),
                reviewer: id(&key.reviewer),
            };
            (key, Arc::new(review_with_ids(review, &id)))
        })
        .collect();
    other
}

fn review_with_ids(review: &Review, id: &impl Fn(&AnnotatorId) -> AnnotatorId) -> Review {
    let mut review = review.clone();
    let decisions = review.decisions.clone();
    for (key, decision) in &decisions {
        let mut decision = crate::model::Decision::clone(decision);
        for basis in &mut decision.case {
            basis.by = id(&basis.by);
        }
        for reference in &mut decision.instead_of {
            reference.by = id(&reference.by);
        }
        if let Verdict::Take(by) = &mut decision.verdict {
            *by = id(by);
        }
        if let Some(crate::model::Bulk::Annotator(by)) = &mut decision.bulk {
            *by = id(by);
        }
        review.decisions.insert(key.clone(), Arc::new(decision));
    }
    for comment in review.comments.values_mut() {
        if let Some(to) = &mut comment.reply_to {
            to.by = id(&to.by);
        }
        match &mut comment.about {
            crate::model::About::Annotation(mark) => mark.by = id(&mark.by),
            crate::model::About::Decision(to) => to.by = id(&to.by),
            crate::model::About::Article | crate::model::About::Passage(_) => {}
        }
    }
    review.answers = review
        .answers
        .into_values()
        .map(|mut answer| {
            answer.to.by = id(&answer.to.by);
            (answer.to.clone(), answer)
        })
        .collect();
    if let Some(signed) = &mut review.signed {
        let layers = core::mem::take(&mut signed.layers);
        signed.layers = layers.into_iter().map(|(by, it)| (id(&by), it)).collect();
    }
    review
}

/// All that slots of annotations and decisions have ever been here, as far as the journal tells: what somebody sends that was
/// here once is an older version.
#[derive(Debug, Default)]
pub struct PastSlots(HashMap<String, Vec<Change>>);

impl PastSlots {
    /// What the journal of a project tells of these slots.
    ///
    /// # Errors
    /// [`StoreError::Cancelled`] when `progress` says so.
    pub fn of(shelf: &Shelf, progress: &Progress) -> Result<Self, StoreError> {
        let mut past: HashMap<String, Vec<Change>> = HashMap::new();
        backwards(shelf, progress, |_, deed| {
            for change in deed.inverse.changes.into_iter().chain(deed.edit.changes) {
                if let Some(name) = slot(&change) {
                    past.entry(name).or_default().push(change);
                }
            }
            ControlFlow::Continue(())
        })?;
        Ok(Self(past))
    }

    /// Whether a slot has been so here.
    #[must_use]
    pub fn knows(&self, change: &Change) -> bool {
        let known = slot(change).and_then(|name| self.0.get(&name));
        known.is_some_and(|known| {
            known
                .iter()
                .any(|it| crate::model::merge::is_same(it, change))
        })
    }
}

/// The name of a slot of which older versions may come back. That there is nothing in it says nothing.
fn slot(change: &Change) -> Option<String> {
    Some(match change {
        Change::Annotation(key, id, Slot::Present(_)) => {
            format!("a {} {} {id}", key.annotator, key.article)
        }
        Change::Decision(key, id, Some(_)) => format!("d {} {} {id}", key.reviewer, key.article),
        Change::Comment(key, id, Some(_)) => format!("c {} {} {id}", key.reviewer, key.article),
        Change::Answer(key, to, Some(_)) => {
            format!("r {} {} {} {}", key.reviewer, key.article, to.by, to.id)
        }
        Change::Entity(by, id, Some(_)) => format!("e {by} {id}"),
        Change::LayerHead(key, _) => format!("h {} {}", key.annotator, key.article),
        _ => return None,
    })
}

impl Home {
    /// Where the versions are kept that were last taken from colleagues.
    fn taken(&self) -> PathBuf {
        self.folder().join("taken")
    }

    /// What was last taken from these annotators, as far as it is known: what they have changed since is told by it.
    #[must_use]
    pub fn last_taken(&self, ours: &Project, annotators: &BTreeSet<AnnotatorId>) -> Option<Base> {
        let consent = Consent {
            reanchor: true,
            another_project: true,
        };
        let mut base = Project {
            articles: ours.articles.clone(),
            ..Project::default()
        };
        let mut known = BTreeSet::new();
        for id in annotators {
            let file = self.taken().join(format!("{id}.{BUNDLE_ENDING}"));
            let Ok(bytes) = fs::read(file) else { continue };
            let arrival = read_bundle(&bytes)
                .map_err(Unwelcome::from)
                .and_then(|bundle| of_bundle(&bundle, ours, &self.old_texts(), consent));
            // One that cannot be read is as good as none: then nobody knows what both came from.
            let Ok(arrival) = arrival else { continue };
            let Some(annotator) = arrival.theirs.annotators.get(id) else {
                continue;
            };
            base.annotators.insert(id.clone(), Arc::clone(annotator));
            let layers = arrival.theirs.layers.iter();
            let layers = layers.filter(|(key, _)| key.annotator == *id);
            base.layers
                .extend(layers.map(|(key, it)| (key.clone(), Arc::clone(it))));
            let reviews = arrival.theirs.reviews.iter();
            let reviews = reviews.filter(|(key, _)| key.reviewer == *id);
            base.reviews
                .extend(reviews.map(|(key, it)| (key.clone(), Arc::clone(it))));
            known.insert(id.clone());
        }
        (!known.is_empty()).then_some(Base {
            project: base,
            annotators: Some(known),
        })
    }

    /// Keeps what was taken from colleagues, for the next time. A failure costs only questions then.
    pub fn keep_taken(&self, theirs: &Project) {
        let folder = self.taken();
        for id in theirs.annotators.keys() {
            let keep = || -> Result<(), String> {
                fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
                let beside = folder.join(format!("{id}.new"));
                let file = fs::File::create(&beside).map_err(|error| error.to_string())?;
                let only = BTreeSet::from([id.clone()]);
                let now = jiff::Timestamp::UNIX_EPOCH;
                write_bundle(theirs, &only, false, now, file).map_err(|error| error.to_string())?;
                let place = folder.join(format!("{id}.{BUNDLE_ENDING}"));
                fs::rename(beside, place).map_err(|error| error.to_string())
            };
            if let Err(why) = keep() {
                tracing::warn!("what {id} has sent is not kept for the next time: {why}");
            }
        }
    }
}
