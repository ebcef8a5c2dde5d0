//! Reading a project folder. One bad file never keeps the rest from opening.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::{
    Annotator, AnnotatorId, ArticleId, Codebook, Color, Finding, LayerKey, Level, Part, Project,
    Settings,
};

use super::codec;
use super::error::{Fault, StoreError, describe, newer};
use super::folder::{Entry, Folder};
use super::layout;
use super::parallel::{self, Progress};
use super::record::{AnnotatorRecord, CodebookRecord, ProjectRecord};
use super::save::Locked;

mod read;

/// A project that has been read.
#[derive(Debug)]
pub struct Opened {
    /// What could be read.
    pub project: Project,
    /// Its folder, as it was given.
    pub root: PathBuf,
    /// What was found wrong on the way, by file and line.
    pub findings: Vec<Finding>,
    /// Whether it may be changed.
    pub access: Access,
    /// Parts that [`super::save()`] and [`super::Saver`] refuse to write, because their files were not understood.
    pub locked: Locked,
}

/// Whether a project may be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// It may.
    ReadWrite,
    /// It may not, for the reason that stands here in words: a newer format, a damaged codebook, a read-only folder.
    ReadOnly(String),
}

/// Reads the project in a folder. Writes nothing.
///
/// Every span is checked against its text: one that does not fit is in [`Layer::detached`](crate::model::Layer). A file
/// that cannot be understood has a finding, and its part is locked. When the codebook is such a file, or `project.ron`
/// is of a newer format, the whole project is read-only: nobody should annotate without tags.
///
/// # Errors
/// [`StoreError::NotAProject`], [`StoreError::Damaged`] or [`StoreError::Unreadable`] when there is no `project.ron`
/// that can be understood; [`StoreError::Cancelled`] when `progress` says so.
pub fn open(root: &Path, progress: &Progress) -> Result<Opened, StoreError> {
    let folder = project_folder(root)?;
    let mut opening = Opening {
        folder: &folder,
        progress,
        findings: Vec::new(),
        locked: Locked::new(),
        read_only: None,
    };
    let mut project = Project {
        settings: opening.settings(root)?,
        ..Project::default()
    };
    progress.check()?;
    project.codebook = Arc::new(opening.codebook());
    project.guidelines = opening.guidelines();
    opening.articles(&mut project)?;
    opening.annotators(&mut project)?;
    opening.layers(&mut project)?;
    if opening.read_only.is_none() {
        opening.read_only = write_protection(&folder, &project);
    }
    let mut findings = opening.findings;
    findings.sort_by(|one, other| (&one.file, one.line).cmp(&(&other.file, other.line)));
    Ok(Opened {
        project,
        root: root.to_owned(),
        findings,
        access: opening
            .read_only
            .map_or(Access::ReadWrite, Access::ReadOnly),
        locked: opening.locked,
    })
}

fn project_folder(root: &Path) -> Result<Folder, StoreError> {
    Folder::at(root).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => StoreError::NotAProject {
            folder: root.to_owned(),
            reason: "there is no such folder".to_owned(),
        },
        std::io::ErrorKind::NotADirectory => StoreError::NotAProject {
            folder: root.to_owned(),
            reason: "it is a file".to_owned(),
        },
        _ => StoreError::Unreadable {
            path: root.to_owned(),
            reason: describe(&error),
        },
    })
}

/// Why nothing in the folder can be written, if that is so. Only when `project.ron` is write-protected, which it may
/// rightly be for all but the lead, is it tried whether files can be made elsewhere.
fn write_protection(folder: &Folder, project: &Project) -> Option<String> {
    if folder.is_file_writable(Path::new(layout::PROJECT)) {
        return None;
    }
    let mut folders = vec![
        PathBuf::new(),
        layout::ARTICLES.into(),
        layout::ANNOTATORS.into(),
    ];
    folders.extend(project.annotators.keys().map(layout::annotator_folder));
    folders.extend(project.annotators.keys().map(layout::layers_folder));
    (!folders.iter().any(|path| folder.is_writable(path))).then(|| {
        "The project folder is write-protected, so the project can be read but not changed. Change the permissions of the folder, or work on a copy."
            .to_owned()
    })
}

/// The work of [`open()`], and what it has gathered so far.
struct Opening<'a> {
    folder: &'a Folder,
    progress: &'a Progress,
    findings: Vec<Finding>,
    locked: Locked,
    read_only: Option<String>,
}

impl Opening<'_> {
    fn settings(&mut self, root: &Path) -> Result<Settings, StoreError> {
        let file = Path::new(layout::PROJECT);
        let record = self
            .folder
            .read(file, layout::RON_LIMIT)
            .and_then(|bytes| codec::decode::<ProjectRecord>(&bytes));
        match record {
            Ok(record) => Ok(record.into()),
            Err(fault @ Fault::Newer(format)) => {
                self.read_only = Some(newer(format));
                self.lock(Part::Settings, file, &fault);
                let name = root.file_name().unwrap_or_default().to_string_lossy();
                Ok(Settings {
                    name: name.into_owned(),
                    ..Settings::default()
                })
            }
            Err(Fault::Missing) => Err(StoreError::NotAProject {
                folder: root.to_owned(),
                reason: "there is no project.ron in it".to_owned(),
            }),
            Err(Fault::Unreadable(reason)) => Err(StoreError::Unreadable {
                path: root.join(file),
                reason,
            }),
            Err(Fault::Damaged(damage)) => Err(StoreError::Damaged {
                path: root.join(file),
                line: damage.line,
                column: damage.column,
                message: damage.message,
            }),
        }
    }

    fn codebook(&mut self) -> Codebook {
        let file = Path::new(layout::CODEBOOK);
        let record = self
            .folder
            .read(file, layout::RON_LIMIT)
            .and_then(|bytes| codec::decode::<CodebookRecord>(&bytes));
        match record {
            Ok(record) => record.into(),
            Err(fault) => {
                self.lock(Part::Codebook, file, &fault);
                self.read_only.get_or_insert_with(|| {
                    format!(
                        "The codebook could not be read, so nothing can be tagged: see {}. The project can be read but not changed.",
                        layout::CODEBOOK
                    )
                });
                Codebook::default()
            }
        }
    }

    fn guidelines(&mut self) -> Arc<str> {
        let file = Path::new(layout::GUIDELINES);
        let text = match self.folder.read(file, layout::TEXT_LIMIT) {
            Ok(bytes) => codec::plain(&bytes).map(str::to_owned),
            Err(Fault::Missing) => Ok(String::new()),
            Err(fault) => Err(fault),
        };
        text.unwrap_or_else(|fault| {
            self.lock(Part::Guidelines, file, &fault);
            String::new()
        })
        .into()
    }

    fn articles(&mut self, project: &mut Project) -> Result<(), StoreError> {
        let folder = Path::new(layout::ARTICLES);
        let mut sources: BTreeMap<ArticleId, read::Source> = BTreeMap::new();
        let mut strays = Vec::new();
        for entry in self.list(folder) {
            match split_name(&entry) {
                Some((id, "txt")) => sources.entry(id).or_default().text = true,
                Some((id, "ron")) => sources.entry(id).or_default().about = true,
                _ => strays.push(entry.name),
            }
        }
        self.strays(folder, strays, "no file of an article");
        let sources: Vec<_> = sources.into_iter().collect();
        let articles = parallel::map(&sources, self.progress, |(id, source)| {
            read::article(self.folder, id, *source)
        })?;
        for ((id, _), read) in sources.into_iter().zip(articles) {
            self.findings.extend(read.findings);
            if let Some(why) = read.locked {
                self.locked.insert(Part::Article(id.clone()), why);
            }
            if let Some(article) = read.value {
                project.articles.insert(id, Arc::new(article));
            }
        }
        Ok(())
    }

    fn annotators(&mut self, project: &mut Project) -> Result<(), StoreError> {
        let folder = Path::new(layout::ANNOTATORS);
        let mut strays = Vec::new();
        for entry in self.list(folder) {
            match AnnotatorId::new(&entry.name) {
                Ok(id) if entry.is_folder => {
                    self.progress.expect(1);
                    let annotator = self.annotator(&id);
                    project.annotators.insert(id, Arc::new(annotator));
                    self.progress.step()?;
                }
                _ => strays.push(entry.name),
            }
        }
        self.strays(folder, strays, "no folder of an annotator");
        Ok(())
    }

    fn annotator(&mut self, id: &AnnotatorId) -> Annotator {
        let folder = layout::annotator_folder(id);
        let file = folder.join(layout::ANNOTATOR);
        let record = self
            .folder
            .read(&file, layout::RON_LIMIT)
            .and_then(|bytes| codec::decode::<AnnotatorRecord>(&bytes));
        let known = [layout::ANNOTATOR, layout::LAYERS, layout::REVIEWS];
        let mut strays: Vec<String> = self.list(&folder).into_iter().map(|it| it.name).collect();
        strays.retain(|name| !known.contains(&name.as_str()));
        self.strays(&folder, strays, "no part of an annotator's work");
        match record {
            Ok(record) => {
                let (annotator, remarks) = record.into_annotator(id.clone());
                let shown = layout::shown(&file);
                self.findings.extend(
                    remarks
                        .into_iter()
                        .map(|remark| Finding::new(Level::Warning, shown.clone(), remark)),
                );
                annotator
            }
            Err(fault) => {
                if fault == Fault::Missing {
                    self.findings.push(Finding::new(
                        Level::Warning,
                        layout::shown(&file),
                        "The file is missing, so this annotator goes by the name of the folder. Give the annotator a name, and it is made.",
                    ));
                } else {
                    self.lock(Part::Annotator(id.clone()), &file, &fault);
                }
                Annotator {
                    id: id.clone(),
                    name: id.to_string(),
                    color: Color([0x80; 3]),
                    entities: BTreeMap::new(),
                }
            }
        }
    }

    fn layers(&mut self, project: &mut Project) -> Result<(), StoreError> {
        let mut keys = Vec::new();
        for annotator in project.annotators.keys() {
            let folder = layout::layers_folder(annotator);
            let mut strays = Vec::new();
            for entry in self.list(&folder) {
                if let Some((article, "ron")) = split_name(&entry) {
                    let annotator = annotator.clone();
                    keys.push(LayerKey { article, annotator });
                } else {
                    strays.push(entry.name);
                }
            }
            self.strays(&folder, strays, "no layer of an article");
        }
        let layers = parallel::map(&keys, self.progress, |key| {
            read::layer(self.folder, key, project.articles.get(&key.article))
        })?;
        for (key, read) in keys.into_iter().zip(layers) {
            self.findings.extend(read.findings);
            if let Some(why) = read.locked {
                self.locked.insert(Part::Layer(key.clone()), why);
            }
            if let Some(layer) = read.value {
                project.layers.insert(key, Arc::new(layer));
            }
        }
        Ok(())
    }

    /// What is in a folder, without hidden files.
    fn list(&mut self, folder: &Path) -> Vec<Entry> {
        match self.folder.list(folder) {
            Ok(mut entries) => {
                entries.retain(|entry| !entry.name.starts_with('.'));
                entries
            }
            Err(fault) => {
                self.findings.push(fault.finding(folder));
                Vec::new()
            }
        }
    }

    /// Reports what does not belong in a folder: the first few by name, the rest by number.
    fn strays(&mut self, folder: &Path, names: Vec<String>, what: &str) {
        const NAMED: usize = 20;
        let more = names.len().saturating_sub(NAMED);
        for name in names.into_iter().take(NAMED) {
            let file = layout::shown(&folder.join(name));
            let message = format!(
                "This is {what}, so it was not read. If it is a copy that a synchronising program made, compare it with the original; else move it elsewhere."
            );
            self.findings
                .push(Finding::new(Level::Warning, file, message));
        }
        if more > 0 {
            let message = format!("{more} more files here are {what} and were not read.");
            let file = layout::shown(folder);
            self.findings
                .push(Finding::new(Level::Warning, file, message));
        }
    }

    fn lock(&mut self, part: Part, file: &Path, fault: &Fault) {
        self.findings.push(fault.finding(file));
        self.locked.insert(part, fault.message());
    }
}

/// The id and the ending of a file that is named after an article.
fn split_name(entry: &Entry) -> Option<(ArticleId, &str)> {
    let (stem, ending) = entry.name.rsplit_once('.')?;
    Some((ArticleId::new(stem).ok()?, ending))
}
