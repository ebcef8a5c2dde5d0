//! Writing the parts of a project, each on its own, and only where something differs.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::model::{
    Annotator, AnnotatorId, Article, ArticleId, Codebook, Layer, LayerKey, Part, Project, Settings,
};

use super::codec::{self, Record};
use super::error::{Fault, SaveFailure, describe, newer};
use super::folder::Folder;
use super::layout;
use super::record::{AnnotatorRecord, ArticleRecord, CodebookRecord, LayerRecord, ProjectRecord};
use super::sha256_hex;

/// Parts that must not be written, because their files were not understood, and why.
pub type Locked = BTreeMap<Part, String>;

/// What a save did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaveReport {
    /// Parts whose files were written or removed.
    pub written: Vec<Part>,
    /// Parts whose files were as they should be already, and so were not touched.
    pub unchanged: Vec<Part>,
}

/// Writes these parts of the project, waiting until they are on the disk. A part that the project no longer has loses
/// its file. A file whose bytes would not change is not touched.
///
/// # Errors
/// The parts that could not be written; all others were.
pub fn save(
    root: &Path,
    project: &Project,
    parts: &[Part],
    locked: &Locked,
) -> Result<SaveReport, Vec<SaveFailure>> {
    let mut report = SaveReport::default();
    let mut failures = Vec::new();
    let folder = ready(root);
    for part in parts {
        let result = match (&folder, locked.get(part)) {
            (Err(why), _) => Err(why.clone()),
            (_, Some(why)) => Err(refusal(why)),
            (Ok(folder), None) => Snapshot::of(project, part).write(folder),
        };
        match result {
            Ok(true) => report.written.push(part.clone()),
            Ok(false) => report.unchanged.push(part.clone()),
            Err(message) => failures.push(SaveFailure::new(part, message)),
        }
    }
    if failures.is_empty() {
        Ok(report)
    } else {
        Err(failures)
    }
}

/// The folder, if there is a project in it that this version may write.
pub(super) fn ready(root: &Path) -> Result<Folder, String> {
    let gone = |why: &str| {
        format!(
            "The project folder {} cannot be written: {why}. Nothing in it was changed. Put it back or make it reachable again.",
            root.display()
        )
    };
    let folder = Folder::at(root).map_err(|error| gone(&describe(&error)))?;
    match folder.read(Path::new(layout::PROJECT), layout::RON_LIMIT) {
        Ok(bytes) => match codec::decode::<ProjectRecord>(&bytes) {
            Err(Fault::Newer(format)) => Err(newer(format)),
            _ => Ok(folder),
        },
        Err(Fault::Missing) => Err(gone("project.ron is gone from it")),
        Err(fault) => Err(gone(&fault.message())),
    }
}

/// Why a locked part is not written.
pub(super) fn refusal(why: &str) -> String {
    format!("It was not written, so as not to destroy what could not be read. {why}")
}

/// One part of a project at one moment, cheap to take and free to travel to another thread.
#[derive(Clone, Debug)]
pub(super) enum Snapshot {
    Settings(Settings),
    Codebook(Arc<Codebook>),
    Guidelines(Arc<str>),
    Article(ArticleId, Option<Arc<Article>>),
    Annotator(AnnotatorId, Option<Arc<Annotator>>),
    /// With the article on whose text its spans stand.
    Layer(LayerKey, Option<Arc<Layer>>, Option<Arc<Article>>),
}

impl Snapshot {
    pub fn of(project: &Project, part: &Part) -> Self {
        match part {
            Part::Settings => Self::Settings(project.settings.clone()),
            Part::Codebook => Self::Codebook(Arc::clone(&project.codebook)),
            Part::Guidelines => Self::Guidelines(Arc::clone(&project.guidelines)),
            Part::Article(id) => Self::Article(id.clone(), project.articles.get(id).cloned()),
            Part::Annotator(id) => Self::Annotator(id.clone(), project.annotators.get(id).cloned()),
            Part::Layer(key) => {
                let layer = project.layers.get(key).cloned();
                let article = project.articles.get(&key.article).cloned();
                Self::Layer(key.clone(), layer, article)
            }
        }
    }

    /// Writes or removes the part's files; says whether the disk changed.
    pub fn write(&self, folder: &Folder) -> Result<bool, String> {
        match self {
            Self::Settings(settings) => {
                put(folder, &Part::Settings, &ProjectRecord::from(settings))
            }
            Self::Codebook(codebook) => put(
                folder,
                &Part::Codebook,
                &CodebookRecord::from(codebook.as_ref()),
            ),
            Self::Guidelines(text) => {
                let file = Path::new(layout::GUIDELINES);
                folder.put(file, text.as_bytes(), |known| {
                    understood(codec::plain(known))
                })
            }
            Self::Article(id, Some(article)) => write_article(folder, id, article),
            Self::Article(id, None) => remove_article(folder, id),
            Self::Annotator(id, Some(annotator)) => put(
                folder,
                &Part::Annotator(id.clone()),
                &AnnotatorRecord::from(annotator.as_ref()),
            ),
            Self::Annotator(id, None) => {
                let removed = remove::<AnnotatorRecord>(folder, &Part::Annotator(id.clone()))?;
                folder.remove_if_empty(&layout::layers_folder(id));
                folder.remove_if_empty(&layout::annotator_folder(id));
                Ok(removed)
            }
            Self::Layer(key, Some(layer), Some(article)) => put(
                folder,
                &Part::Layer(key.clone()),
                &LayerRecord::new(key, layer, &article.text),
            ),
            Self::Layer(key, Some(_), None) => Err(format!(
                "The article {} is gone, so its annotations cannot be written. Undo its removal.",
                key.article
            )),
            Self::Layer(key, None, _) => remove::<LayerRecord>(folder, &Part::Layer(key.clone())),
        }
    }
}

/// Replaces a record by one of its kind. Even a file that has changed since it was read is not replaced by the record
/// of a program that does not understand it.
fn put<R: Record>(folder: &Folder, part: &Part, record: &R) -> Result<bool, String> {
    let ron = codec::encode(record)?;
    folder.put(&layout::part_path(part), ron.as_bytes(), |known| {
        understood(codec::decode::<R>(known))
    })
}

/// Removes a record of this kind, not a file that this program does not understand.
fn remove<R: Record>(folder: &Folder, part: &Part) -> Result<bool, String> {
    folder.remove(&layout::part_path(part), |known| {
        understood(codec::decode::<R>(known))
    })
}

fn understood<T>(known: Result<T, Fault>) -> Result<(), String> {
    known.map(drop).map_err(|fault| refusal(&fault.message()))
}

/// The text first, so that a crash between the two leaves a text without a title rather than a title without a text.
fn write_article(folder: &Folder, id: &ArticleId, article: &Article) -> Result<bool, String> {
    let path = layout::text_path(id);
    let text = article.text.as_str().as_bytes();
    let new = folder.put(&path, text, |_| {
        Err(format!(
            "{} holds another text, and texts are never overwritten. Nothing was written. Put the original text back, or import this one as a new article.",
            layout::shown(&path)
        ))
    })?;
    let about = put(
        folder,
        &Part::Article(id.clone()),
        &ArticleRecord::from(article),
    )?;
    Ok(new || about)
}

/// The text first, as it decides whether the article may go: only when it is the one that was loaded.
fn remove_article(folder: &Folder, id: &ArticleId) -> Result<bool, String> {
    let about = match folder.read(&layout::article_path(id), layout::RON_LIMIT) {
        Ok(bytes) => codec::decode::<ArticleRecord>(&bytes).map(Some),
        Err(Fault::Missing) => Ok(None),
        Err(fault) => Err(fault),
    };
    let about = about.map_err(|fault| refusal(&fault.message()))?;
    let text = folder.remove(&layout::text_path(id), |known| {
        let text = codec::plain(known).map_err(|fault| refusal(&fault.message()))?;
        match about {
            Some(about) if about.text_sha256 != sha256_hex(text) => Err(format!(
                "{} holds another text than the one that was loaded. Nothing was removed. Remove the file by hand if it should go.",
                layout::shown(&layout::text_path(id))
            )),
            _ => Ok(()),
        }
    })?;
    Ok(remove::<ArticleRecord>(folder, &Part::Article(id.clone()))? || text)
}

/// Every part that a project has.
pub(super) fn parts_of(project: &Project) -> Vec<Part> {
    let articles = project.articles.keys().cloned().map(Part::Article);
    let annotators = project.annotators.keys().cloned().map(Part::Annotator);
    let layers = project.layers.keys().cloned().map(Part::Layer);
    [Part::Codebook, Part::Guidelines]
        .into_iter()
        .chain(articles)
        .chain(annotators)
        .chain(layers)
        .chain([Part::Settings])
        .collect()
}
