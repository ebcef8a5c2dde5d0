//! Reading the files of a project one after the other, and gathering what is wrong with them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::{
    Annotator, AnnotatorId, ArticleId, Codebook, Color, Finding, Highlighter, LayerKey, Level,
    Part, Project, ReviewKey, Reviewing, Settings, dense_map,
};
use crate::say;
use crate::store::FORMAT;
use crate::store::cache::Cache;
use crate::store::codec::{self, Record};
use crate::store::conflict::{self, Unmerged, left_by_git};
use crate::store::error::{Fault, StoreError, newer};
use crate::store::folder::{Entry, Folder};
use crate::store::known::Known;
use crate::store::layout;
use crate::store::memory::Memory;
use crate::store::parallel::{self, Progress};
use crate::store::record::{
    AnnotatorRecord, CodebookRecord, HighlightersRecord, ProjectRecord, ReviewingRecord,
};

use super::brief::Brief;
use super::read;

/// The work of [`open()`], and what it has gathered so far.
pub(super) struct Opening<'a> {
    pub folder: &'a Folder,
    pub progress: &'a Progress,
    pub findings: Vec<Finding>,
    pub known: Known,
    pub read_only: Option<String>,
    pub suspects: Vec<PathBuf>,
    pub unmerged: Vec<Unmerged>,
}

impl<'a> Opening<'a> {
    pub fn new(folder: &'a Folder, cache: Cache, progress: &'a Progress) -> Self {
        Self {
            folder,
            progress,
            findings: Vec::new(),
            known: Known::with_cache(cache),
            read_only: None,
            suspects: Vec::new(),
            unmerged: Vec::new(),
        }
    }

    /// A project without articles and annotators.
    pub fn begin(&mut self, root: &Path) -> Result<Project, StoreError> {
        let mut project = Project {
            settings: self.settings(root)?,
            ..Project::default()
        };
        self.progress.check()?;
        project.codebook = Arc::new(self.codebook());
        project.guidelines = self.guidelines();
        project.highlighters = Arc::new(self.highlighters());
        project.reviewing = Arc::new(self.reviewing());
        Ok(project)
    }

    /// What a part's file holds; of one with git's markers, what the first version in it holds.
    pub fn read<T>(
        &mut self,
        part: &Part,
        file: &Path,
        parse: impl Fn(&[u8]) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let bytes = self.folder.read_known(file, &self.known)?;
        let (value, unmerged) = read::first_version(part, &bytes, parse)?;
        if let Some(unmerged) = unmerged {
            self.findings.push(unmerged.finding());
            self.known.insert(part.clone(), left_by_git().to_owned());
            self.unmerged.push(unmerged);
        }
        Ok(value)
    }

    pub fn settings(&mut self, root: &Path) -> Result<Settings, StoreError> {
        let file = Path::new(layout::PROJECT);
        let record = self.read(&Part::Settings, file, codec::decode_newer::<ProjectRecord>);
        match record {
            Ok(record) => {
                if let Some(format) = newer_format(&record) {
                    self.read_only = Some(newer(format));
                    self.lock_newer(Part::Settings, file, format);
                }
                Ok(record.into())
            }
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
                reason: say!("store-no-project-empty").to_owned(),
            }),
            Err(Fault::Unreadable(reason) | Fault::Misplaced(reason)) => {
                Err(StoreError::Unreadable {
                    path: root.join(file),
                    reason,
                })
            }
            Err(Fault::Damaged(damage)) => Err(StoreError::Damaged {
                path: root.join(file),
                line: damage.line,
                column: damage.column,
                message: damage.message,
            }),
        }
    }

    pub fn codebook(&mut self) -> Codebook {
        let file = Path::new(layout::CODEBOOK);
        let record = self.read(&Part::Codebook, file, codec::decode_newer::<CodebookRecord>);
        match record {
            Ok(record) => {
                if let Some(format) = newer_format(&record) {
                    self.lock_newer(Part::Codebook, file, format);
                }
                let (codebook, twins) = record.into_codebook();
                let told = twins.iter().map(|twin| {
                    let (name, id, fresh) = (&twin.name, &twin.id, &twin.fresh);
                    let message = say!("codebook-id-twice", name = name, id = id, fresh = fresh);
                    Finding::new(Level::Warning, layout::CODEBOOK, message)
                });
                self.findings.extend(told);
                codebook
            }
            Err(fault) => {
                self.lock(Part::Codebook, file, &fault);
                self.read_only.get_or_insert_with(|| {
                    say!("store-read-only-codebook", file = layout::CODEBOOK)
                });
                Codebook::default()
            }
        }
    }

    pub fn guidelines(&mut self) -> Arc<str> {
        let file = Path::new(layout::GUIDELINES);
        let parse = |bytes: &[u8]| codec::plain(bytes).map(str::to_owned);
        let text = match self.read(&Part::Guidelines, file, parse) {
            Err(Fault::Missing) => Ok(String::new()),
            read => read,
        };
        text.unwrap_or_else(|fault| {
            self.lock(Part::Guidelines, file, &fault);
            String::new()
        })
        .into()
    }

    pub fn highlighters(&mut self) -> Vec<Highlighter> {
        let file = Path::new(layout::HIGHLIGHTERS);
        let part = Part::Highlighters;
        match self.read(&part, file, codec::decode_newer::<HighlightersRecord>) {
            Ok(record) => {
                if let Some(format) = newer_format(&record) {
                    self.lock_newer(part, file, format);
                }
                record.into()
            }
            Err(Fault::Missing) => Vec::new(),
            Err(fault) => {
                self.lock(part, file, &fault);
                Vec::new()
            }
        }
    }

    pub fn reviewing(&mut self) -> Reviewing {
        let file = Path::new(layout::REVIEWING);
        let part = Part::Reviewing;
        match self.read(&part, file, codec::decode_newer::<ReviewingRecord>) {
            Ok(record) => {
                if let Some(format) = newer_format(&record) {
                    self.lock_newer(part, file, format);
                }
                record.into()
            }
            Err(Fault::Missing) => Reviewing::default(),
            Err(fault) => {
                self.lock(part, file, &fault);
                Reviewing::default()
            }
        }
    }

    /// The articles of which there are files, in order.
    pub fn sources(&mut self) -> Vec<(ArticleId, read::Source)> {
        let folder = Path::new(layout::ARTICLES);
        let mut sources: BTreeMap<ArticleId, read::Source> = BTreeMap::new();
        let mut strays = Vec::new();
        let listed = self.folder.each(folder, |entry| match split_name(&entry) {
            _ if is_hidden(&entry) => {}
            Some((id, "txt")) => sources.entry(id).or_default().text = true,
            Some((id, "ron")) => sources.entry(id).or_default().about = true,
            _ => strays.push(entry.name),
        });
        if let Err(fault) = listed {
            self.unseen(folder, &fault);
            return Vec::new();
        }
        strays.sort_unstable();
        self.suspect(folder, strays);
        sources.into_iter().collect()
    }

    pub fn articles(
        &mut self,
        project: &mut Project,
        sources: Vec<(ArticleId, read::Source)>,
        memory: &Memory,
    ) -> Result<(), StoreError> {
        let articles = parallel::map(&sources, self.progress, |(id, source)| {
            let known = memory.article(self.folder, &self.known, id);
            known.map_or_else(
                || {
                    let read = read::article(self.folder, &self.known, id, *source);
                    Brief::of(read, |article| article)
                },
                Brief::quiet,
            )
        })?;
        let briefs = sources.into_iter().zip(articles);
        project.articles = dense_map(briefs.filter_map(|((id, _), mut brief)| {
            if let Some(why) = brief.tell(&mut self.findings) {
                self.known.insert(Part::Article(id.clone()), why);
            }
            self.unmerged.extend(brief.unmerged());
            Some((id, brief.value?))
        }));
        Ok(())
    }

    pub fn annotators(&mut self, project: &mut Project) -> Result<(), StoreError> {
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
        self.suspect(folder, strays);
        Ok(())
    }

    pub fn annotator(&mut self, id: &AnnotatorId) -> Annotator {
        let folder = layout::annotator_folder(id);
        let file = folder.join(layout::ANNOTATOR);
        let part = Part::Annotator(id.clone());
        let record = self.read(&part, &file, codec::decode_newer::<AnnotatorRecord>);
        let known = [layout::ANNOTATOR, layout::LAYERS, layout::REVIEWS];
        let mut strays: Vec<String> = self.list(&folder).into_iter().map(|it| it.name).collect();
        strays.retain(|name| !known.contains(&name.as_str()));
        self.suspect(&folder, strays);
        match record {
            Ok(record) => {
                if let Some(format) = newer_format(&record) {
                    self.lock_newer(Part::Annotator(id.clone()), &file, format);
                }
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
                        say!("open-annotator-missing"),
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

    pub fn layer_files(&mut self, project: &Project) -> Vec<LayerKey> {
        let mut keys = Vec::new();
        for annotator in project.annotators.keys() {
            let folder = layout::layers_folder(annotator);
            let mut strays = Vec::new();
            for entry in self.list(&folder) {
                match split_name(&entry) {
                    Some((article, "ron")) if !self.is_copy(&folder, &entry, &article, project) => {
                        let annotator = annotator.clone();
                        keys.push(LayerKey { article, annotator });
                    }
                    _ => strays.push(entry.name),
                }
            }
            self.suspect(&folder, strays);
        }
        keys
    }

    pub fn review_files(&mut self, project: &Project) -> Vec<ReviewKey> {
        let mut keys = Vec::new();
        for reviewer in project.annotators.keys() {
            let folder = layout::reviews_folder(reviewer);
            let mut strays = Vec::new();
            for entry in self.list(&folder) {
                match split_name(&entry) {
                    Some((article, "ron")) if !self.is_copy(&folder, &entry, &article, project) => {
                        let reviewer = reviewer.clone();
                        keys.push(ReviewKey { article, reviewer });
                    }
                    _ => strays.push(entry.name),
                }
            }
            self.suspect(&folder, strays);
        }
        keys
    }

    /// What is in a folder, without hidden files.
    pub fn list(&mut self, folder: &Path) -> Vec<Entry> {
        match self.folder.list(folder) {
            Ok(mut entries) => {
                entries.retain(|entry| !is_hidden(entry));
                entries
            }
            Err(fault) => {
                self.unseen(folder, &fault);
                Vec::new()
            }
        }
    }

    /// A folder could not be listed: who knows what is in it.
    fn unseen(&mut self, folder: &Path, fault: &Fault) {
        let reason = match fault {
            Fault::Unreadable(reason) => reason.clone(),
            fault => fault.message(),
        };
        let shown = layout::shown(folder);
        self.findings.push(Finding::new(
            Level::Error,
            shown.clone(),
            say!("open-folder-unseen", why = &reason),
        ));
        self.read_only
            .get_or_insert_with(|| say!("store-read-only-folder", folder = shown, why = reason));
    }

    pub fn is_copy(
        &self,
        folder: &Path,
        entry: &Entry,
        article: &ArticleId,
        project: &Project,
    ) -> bool {
        let file = folder.join(&entry.name);
        conflict::is_copy(self.folder, &file, article, project)
    }

    /// What may be other versions of files in the project folder itself, which else may hold what people like.
    pub fn copies_at_the_root(&mut self) {
        let entries = self.folder.list(Path::new("")).unwrap_or_default();
        let files = entries.into_iter().filter(|entry| !entry.is_folder);
        self.suspects.extend(
            files
                .map(|entry| entry.name.into())
                .filter(|file: &PathBuf| layout::part_of(file).is_none()),
        );
    }

    /// Notes what does not belong in a folder.
    pub fn suspect(&mut self, folder: &Path, names: Vec<String>) {
        let files = names.into_iter().map(|name| folder.join(name));
        self.suspects.extend(files);
    }

    /// A file of a newer format that could be read all the same.
    pub fn lock_newer(&mut self, part: Part, file: &Path, format: u32) {
        self.findings.push(Finding::new(
            Level::Warning,
            layout::shown(file),
            newer(format),
        ));
        self.known.insert(part, newer(format));
    }

    pub fn lock(&mut self, part: Part, file: &Path, fault: &Fault) {
        self.findings.push(fault.finding(file));
        self.known.insert(part, fault.message());
    }
}

fn is_hidden(entry: &Entry) -> bool {
    entry.name.starts_with('.')
}

/// The format of a record, if it is newer than ours.
fn newer_format(record: &impl Record) -> Option<u32> {
    Some(record.format()).filter(|format| *format > FORMAT)
}

/// The id and the ending of a file that is named after an article.
fn split_name(entry: &Entry) -> Option<(ArticleId, &str)> {
    let (stem, ending) = entry.name.rsplit_once('.')?;
    Some((ArticleId::new(stem).ok()?, ending))
}
