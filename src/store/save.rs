//! Writing the parts of a project, each on its own, and only where something differs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::{
    Annotator, AnnotatorId, Article, ArticleId, Codebook, Highlighter, Layer, LayerKey, Part,
    Project, Review, ReviewKey, Reviewing, Settings, carry_layers,
};
use crate::say;

use super::cache::Origin;
use super::codec::{self, Record};
use super::error::{Fault, Refusal, SaveFailure, describe, newer};
use super::folder::Folder;
use super::known::{Known, hash};
use super::lay::lay_new;
use super::layout;
use super::record::{
    AnnotatorRecord, ArticleRecord, CodebookRecord, HighlightersRecord, ProjectRecord,
    ReviewRecord, ReviewingRecord, layer_text,
};

/// What a save did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaveReport {
    /// Parts whose files were written or removed.
    pub written: Vec<Part>,
    /// Parts whose files were as they should be already, and so were not touched.
    pub unchanged: Vec<Part>,
}

/// Writes these parts of the project, waiting until they are on the disk. A part that the project no longer has loses
/// its file. A file whose bytes would not change is not touched; neither is one that holds something else than what
/// `known` says, because another program has changed it: our version is then put beside it.
///
/// # Errors
/// The parts that could not be written; all others were.
pub fn save(
    root: &Path,
    project: &Project,
    parts: &[Part],
    known: &Known,
) -> Result<SaveReport, Vec<SaveFailure>> {
    let mut report = SaveReport::default();
    let mut failures = Vec::new();
    let folder = ready(root, known);
    let mut snapshots: Vec<_> = parts
        .iter()
        .map(|part| (part, Snapshot::of(project, part)))
        .collect();
    snapshots.sort_by_key(|(_, snapshot)| snapshot.is_last());
    let parts = snapshots.iter().map(|(part, snapshot)| (*part, snapshot));
    let laid = lay_new(&folder, known, parts);
    for (part, snapshot) in snapshots {
        let result = match (&folder, known.get(part)) {
            _ if laid.contains(part) => Ok(true),
            (Err(why), _) => Err(why.as_str().into()),
            (_, Some(why)) => Err(refusal(why).into()),
            (Ok(folder), None) => snapshot.write(folder, known),
        };
        match result {
            Ok(true) => report.written.push(part.clone()),
            Ok(false) => report.unchanged.push(part.clone()),
            Err(why) => failures.push(SaveFailure::new(part, why)),
        }
    }
    if failures.is_empty() {
        Ok(report)
    } else {
        Err(failures)
    }
}

/// The folder, if there is a project in it that this version may write.
pub(super) fn ready(root: &Path, known: &Known) -> Result<Folder, String> {
    let gone = |why: &str| {
        say!(
            "save-folder",
            folder = root.display().to_string(),
            why = why,
        )
    };
    let folder = Folder::on(known.disk(), root).map_err(|error| gone(&describe(&error)))?;
    match folder.read(Path::new(layout::PROJECT)) {
        Ok(bytes) => match codec::decode::<ProjectRecord>(&bytes) {
            Err(Fault::Newer(format)) => Err(newer(format)),
            _ => Ok(folder),
        },
        Err(Fault::Missing) => Err(gone(say!("save-project-gone"))),
        Err(Fault::Unreadable(reason)) => Err(gone(&say!("save-project-unreadable", why = reason))),
        Err(fault) => Err(fault.message()),
    }
}

/// Why a locked part is not written.
pub(super) fn refusal(why: &str) -> String {
    say!("save-locked", why = why)
}

/// One part of a project at one moment, cheap to take and free to travel to another thread.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Snapshot {
    Settings(Settings),
    Codebook(Arc<Codebook>),
    Guidelines(Arc<str>),
    Highlighters(Arc<Vec<Highlighter>>),
    Article(ArticleId, Option<Arc<Article>>),
    Annotator(AnnotatorId, Option<Arc<Annotator>>),
    /// With the article on whose text its spans stand.
    Layer(LayerKey, Option<Arc<Layer>>, Option<Arc<Article>>),
    Reviewing(Arc<Reviewing>),
    /// With whether its article is there.
    Review(ReviewKey, Option<Arc<Review>>, bool),
}

impl Snapshot {
    pub fn of(project: &Project, part: &Part) -> Self {
        match part {
            Part::Settings => Self::Settings(project.settings.clone()),
            Part::Codebook => Self::Codebook(Arc::clone(&project.codebook)),
            Part::Guidelines => Self::Guidelines(Arc::clone(&project.guidelines)),
            Part::Highlighters => Self::Highlighters(Arc::clone(&project.highlighters)),
            Part::Article(id) => Self::Article(id.clone(), project.articles.get(id).cloned()),
            Part::Annotator(id) => Self::Annotator(id.clone(), project.annotators.get(id).cloned()),
            Part::Layer(key) => {
                let layer = project.layers.get(key).cloned();
                let article = project.articles.get(&key.article).cloned();
                Self::Layer(key.clone(), layer, article)
            }
            Part::Reviewing => Self::Reviewing(Arc::clone(&project.reviewing)),
            Part::Review(key) => {
                let review = project.reviews.get(key).cloned();
                let is_there = project.articles.contains_key(&key.article);
                Self::Review(key.clone(), review, is_there)
            }
        }
    }

    /// Whether this is an article or an annotator that goes: after the layers, which hold on to them.
    pub fn is_last(&self) -> bool {
        matches!(self, Self::Article(_, None) | Self::Annotator(_, None))
    }

    /// Whether the project has the part.
    pub fn is_there(&self) -> bool {
        match self {
            Self::Article(_, None)
            | Self::Annotator(_, None)
            | Self::Layer(_, None, _)
            | Self::Review(_, None, _) => false,
            Self::Highlighters(list) => !list.is_empty(),
            Self::Reviewing(reviewing) => !reviewing.is_blank(),
            _ => true,
        }
    }

    /// Puts the part into a project as it is here.
    pub fn lay_into(self, project: &mut Project) {
        match self {
            Self::Settings(settings) => project.settings = settings,
            Self::Codebook(codebook) => project.codebook = codebook,
            Self::Guidelines(text) => project.guidelines = text,
            Self::Highlighters(list) => project.highlighters = list,
            Self::Article(id, Some(article)) => {
                let before = project.articles.insert(id, Arc::clone(&article));
                if let Some(before) = before.filter(|it| it.text != article.text) {
                    carry_layers(project, &before, &article);
                }
            }
            Self::Article(id, None) => {
                project.articles.remove(&id);
            }
            Self::Annotator(id, Some(annotator)) => {
                project.annotators.insert(id, annotator);
            }
            Self::Annotator(id, None) => {
                project.annotators.remove(&id);
            }
            Self::Layer(key, Some(layer), _) => {
                project.layers.insert(key, layer);
            }
            Self::Layer(key, None, _) => {
                project.layers.remove(&key);
            }
            Self::Reviewing(reviewing) => project.reviewing = reviewing,
            Self::Review(key, Some(review), _) => {
                project.reviews.insert(key, review);
            }
            Self::Review(key, None, _) => {
                project.reviews.remove(&key);
            }
        }
    }

    /// How much work [`files`](Self::files) has with an article or a layer, in annotations or some words of text.
    pub fn weight(&self) -> usize {
        match self {
            Self::Article(_, Some(article)) => article.original().len() / 64,
            Self::Layer(_, Some(layer), _) => layer.annotations.len(),
            _ => 0,
        }
    }

    /// What the files of an article or a layer are to hold, in the order in which they are to come; of other parts nothing.
    pub fn files(&self) -> Result<Vec<(PathBuf, Vec<u8>)>, Refusal> {
        Ok(match self {
            Self::Article(id, Some(article)) => {
                let about = codec::encode(&ArticleRecord::from(article.as_ref()))?;
                vec![
                    (layout::text_path(id), article.original().as_str().into()),
                    (layout::article_path(id), about.into_bytes()),
                ]
            }
            Self::Layer(key, Some(layer), Some(article)) => {
                let text = layer_text(key, layer, article)?;
                vec![(layout::layer_path(key), text.into_bytes())]
            }
            _ => Vec::new(),
        })
    }

    /// Keeps a copy of a large layer that has just been written, to be read quickly.
    pub fn keep_copy(&self, known: &Known) {
        if let Self::Layer(key, Some(layer), Some(article)) = self
            && let Some(origin) = Origin::of(known, &layout::layer_path(key), article)
        {
            known.cache().keep(key, origin, layer);
        }
    }

    /// Writes or removes the part's files; says whether the disk changed.
    pub fn write(&self, folder: &Folder, known: &Known) -> Result<bool, Refusal> {
        match self {
            Self::Settings(settings) => put(
                folder,
                known,
                &Part::Settings,
                &ProjectRecord::from(settings),
            ),
            Self::Codebook(codebook) => put(
                folder,
                known,
                &Part::Codebook,
                &CodebookRecord::from(codebook.as_ref()),
            ),
            Self::Guidelines(text) => {
                folder.put(Path::new(layout::GUIDELINES), text.as_bytes(), known)
            }
            // A project without any, which never had one, gets no file.
            Self::Highlighters(list)
                if list.is_empty() && !folder.holds(Path::new(layout::HIGHLIGHTERS)) =>
            {
                Ok(false)
            }
            Self::Highlighters(list) => put(
                folder,
                known,
                &Part::Highlighters,
                &HighlightersRecord::from(list.as_slice()),
            ),
            Self::Reviewing(reviewing)
                if reviewing.is_blank() && !folder.holds(Path::new(layout::REVIEWING)) =>
            {
                Ok(false)
            }
            Self::Reviewing(reviewing) => put(
                folder,
                known,
                &Part::Reviewing,
                &ReviewingRecord::from(reviewing.as_ref()),
            ),
            Self::Review(key, Some(review), _) => put(
                folder,
                known,
                &Part::Review(key.clone()),
                &ReviewRecord::new(key, review),
            ),
            Self::Review(key, None, true) => Ok(folder.remove(&layout::review_path(key), known)?),
            Self::Review(key, None, false) => remove_with_article(
                folder,
                known,
                &key.article,
                &layout::review_path(key),
                &key.reviewer,
            ),
            Self::Article(id, Some(article)) => self.write_article(folder, known, id, article),
            Self::Article(id, None) => Ok(remove_article(folder, known, id)?),
            Self::Annotator(id, Some(annotator)) => put(
                folder,
                known,
                &Part::Annotator(id.clone()),
                &AnnotatorRecord::from(annotator.as_ref()),
            ),
            Self::Annotator(id, None) => {
                let removed =
                    folder.remove(&layout::part_path(&Part::Annotator(id.clone())), known)?;
                folder.remove_if_empty(&layout::layers_folder(id));
                folder.remove_if_empty(&layout::reviews_folder(id));
                folder.remove_if_empty(&layout::annotator_folder(id));
                Ok(removed)
            }
            Self::Layer(_, Some(_), Some(_)) => {
                let written = self.put_files(folder, known)?;
                if written {
                    self.keep_copy(known);
                }
                Ok(written)
            }
            Self::Layer(key, Some(_), None) => {
                Err(say!("save-no-article", article = key.article.to_string()).into())
            }
            Self::Layer(key, None, article) => {
                known.cache().forget(key);
                match article {
                    None => {
                        let path = layout::layer_path(key);
                        remove_with_article(folder, known, &key.article, &path, &key.annotator)
                    }
                    Some(_) => Ok(folder.remove(&layout::layer_path(key), known)?),
                }
            }
        }
    }

    /// The text first, so that a crash between the two leaves a text without a title rather than a title without a text.
    fn write_article(
        &self,
        folder: &Folder,
        known: &Known,
        id: &ArticleId,
        article: &Article,
    ) -> Result<bool, Refusal> {
        let path = layout::text_path(id);
        let ours = hash(article.original().as_str().as_bytes());
        if folder.hash(&path)?.is_some_and(|theirs| theirs != ours) {
            return Err(say!("save-other-text", file = layout::shown(&path)).into());
        }
        self.put_files(folder, known)
    }

    fn put_files(&self, folder: &Folder, known: &Known) -> Result<bool, Refusal> {
        let mut written = false;
        for (file, bytes) in self.files()? {
            written |= folder.put(&file, &bytes, known)?;
        }
        Ok(written)
    }
}

fn put(folder: &Folder, known: &Known, part: &Part, record: &impl Record) -> Result<bool, Refusal> {
    let ron = codec::encode(record)?;
    folder.put(&layout::part_path(part), ron.as_bytes(), known)
}

/// Only when both files are the ones that were loaded, and nobody has a layer of the article, not even one that could
/// not be read.
fn remove_article(folder: &Folder, known: &Known, id: &ArticleId) -> Result<bool, String> {
    let (text, about) = (layout::text_path(id), layout::article_path(id));
    let layers = layers_of(folder, id)
        .map_err(|fault| say!("save-not-removed-unknown", why = fault.message()))?;
    if !layers.is_empty() {
        return Err(say!(
            "save-not-removed-annotated",
            files = layers.join(", "),
        ));
    }
    for file in [&text, &about] {
        folder
            .may_remove(file, known)
            .map_err(|why| format!("{}: {why}", layout::shown(file)))?;
    }
    let removed = folder.remove(&text, known)?;
    Ok(folder.remove(&about, known)? || removed)
}

/// A layer or review that goes with its article stays when the article must: somebody else's of it has come meanwhile.
fn remove_with_article(
    folder: &Folder,
    known: &Known,
    article: &ArticleId,
    path: &Path,
    owner: &AnnotatorId,
) -> Result<bool, Refusal> {
    let own = layout::shown(&layout::annotator_folder(owner)) + "/";
    let work = layers_of(folder, article).map_err(|fault| fault.message())?;
    if work.iter().any(|file| !file.starts_with(&own)) {
        return Err(say!("save-not-removed-article").into());
    }
    Ok(folder.remove(path, known)?)
}

/// The files of all layers and reviews of an article that are on the disk, whatever they hold.
fn layers_of(folder: &Folder, id: &ArticleId) -> Result<Vec<String>, Fault> {
    let mut layers = Vec::new();
    for entry in folder.list(Path::new(layout::ANNOTATORS))? {
        let Ok(annotator) = AnnotatorId::new(&entry.name) else {
            continue;
        };
        let review = layout::review_path(&ReviewKey {
            article: id.clone(),
            reviewer: annotator.clone(),
        });
        let layer = layout::layer_path(&LayerKey {
            article: id.clone(),
            annotator,
        });
        let files = [layer, review].into_iter();
        let held = files.filter(|file| folder.holds(file));
        layers.extend(held.map(|file| layout::shown(&file)));
    }
    Ok(layers)
}

/// Every part that a project has.
#[must_use]
pub fn parts_of(project: &Project) -> Vec<Part> {
    let articles = project.articles.keys().cloned().map(Part::Article);
    let annotators = project.annotators.keys().cloned().map(Part::Annotator);
    let layers = project.layers.keys().cloned().map(Part::Layer);
    let reviews = project.reviews.keys().cloned().map(Part::Review);
    let shared = [
        Part::Codebook,
        Part::Guidelines,
        Part::Highlighters,
        Part::Reviewing,
    ];
    shared
        .into_iter()
        .chain(articles)
        .chain(annotators)
        .chain(layers)
        .chain(reviews)
        .chain([Part::Settings])
        .collect()
}
