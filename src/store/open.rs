//! Reading a project folder. One bad file never keeps the rest from opening.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::{
    AnnotationId, Annotator, AnnotatorId, ArticleId, Codebook, Color, Finding, Layer, LayerKey,
    Level, Part, Project, Settings, Spans, dense_map,
};

use super::FORMAT;
use super::cache::Cache;
use super::codec::{self, Record};
use super::conflict::{self, LEFT_BY_GIT, OtherVersion, Unmerged};
use super::error::{Fault, StoreError, describe, newer};
use super::folder::{Entry, Folder};
use super::home::Home;
use super::known::Known;
use super::layout;
use super::memory::{Memory, Remembering};
use super::parallel::{self, Progress};
use super::record::{AnnotatorRecord, CodebookRecord, ProjectRecord};

mod others;
mod part;
mod read;
mod reanchor;
mod version;

pub(super) use part::{PartRead, read_part};
pub use reanchor::Reanchored;
pub(super) use version::read_version;

/// A project that has been read.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What could be read.
    pub project: Project,
    /// Its folder, as it was given.
    pub root: PathBuf,
    /// What was found wrong on the way, by file and line.
    pub findings: Vec<Finding>,
    /// Whether it may be changed.
    pub access: Access,
    /// What [`super::save()`] and [`super::Saver`] need: the parts that they refuse to write, because their files were not
    /// understood, and what all files held when they were read.
    pub locked: Known,
    /// Layers that are still to be read.
    pub unread: Vec<LayerKey>,
    /// Other versions of the project's files, which are to be merged: known once all layers have been read.
    pub others: Vec<OtherVersion>,
    /// Files that have no business where they are, and may be other versions.
    suspects: Vec<PathBuf>,
    /// What git left in files beside the version that was read.
    unmerged: Vec<Unmerged>,
    /// Layers whose articles have another text now, and what became of their annotations.
    pub reanchored: Vec<Reanchored>,
    /// How much of it that is.
    pub extent: Extent,
}

/// How much of a project has been read.
#[derive(Clone, Debug, Default)]
pub enum Extent {
    /// All but the layers that are still to be read.
    #[default]
    Whole,
    /// What could be shown at once: what is remembered, unseen whether it is still so, or some articles.
    Glance(Glance),
}

/// What is remembered of a project.
#[derive(Clone, Debug)]
pub struct Glance(Arc<Memory>);

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
/// that cannot be understood has a finding, and its part is locked. When the codebook is such a file, when `project.ron`
/// is of a newer format, or when a folder cannot be listed, the whole project is read-only: nobody should annotate
/// without tags, or make anew what is there and not seen.
///
/// # Errors
/// [`StoreError::NotAProject`], [`StoreError::Damaged`] or [`StoreError::Unreadable`] when there is no `project.ron`
/// that can be understood; [`StoreError::Cancelled`] when `progress` says so.
pub fn open(root: &Path, progress: &Progress) -> Result<Opened, StoreError> {
    let mut opened = open_articles(root, Cache::default(), progress)?;
    opened.read_layers(progress)?;
    Ok(opened)
}

/// As [`open()`], but leaves the layers to [`Opened::read_layers`], so that the articles can be shown meanwhile. Until then
/// nothing of the project must be changed.
///
/// # Errors
/// As [`open()`].
pub fn open_articles(root: &Path, cache: Cache, progress: &Progress) -> Result<Opened, StoreError> {
    open_but_layers(root, cache, &Memory::default(), progress)
}

/// As [`open_articles()`], but of a project of many articles only what can be shown at once: what is remembered of it, or
/// the first articles. [`Opened::read_layers`] then reads everything.
///
/// # Errors
/// As [`open()`].
pub fn open_first(root: &Path, cache: Cache, progress: &Progress) -> Result<Opened, StoreError> {
    let folder = project_folder(root)?;
    let memory = Memory::load(&cache, progress);
    let mut opening = Opening::new(&folder, cache.clone(), progress);
    let mut project = opening.begin(root)?;
    if let Some(memory) = &memory {
        memory.fill(&mut project);
    } else {
        let mut sources = opening.sources();
        if sources.len() < MANY {
            return open_articles(root, cache, progress);
        }
        sources.truncate(FIRST);
        opening.articles(&mut project, sources, &Memory::default())?;
    }
    opening.annotators(&mut project)?;
    let glance = Glance(Arc::new(memory.unwrap_or_default()));
    Ok(Opened {
        project,
        root: root.to_owned(),
        findings: Vec::new(),
        access: opening
            .read_only
            .map_or(Access::ReadWrite, Access::ReadOnly),
        locked: opening.known,
        unread: Vec::new(),
        others: Vec::new(),
        suspects: Vec::new(),
        unmerged: Vec::new(),
        reanchored: Vec::new(),
        extent: Extent::Glance(glance),
    })
}

/// From so many articles on, some are shown before all have been read.
pub(super) const MANY: usize = 1000;
/// So many of them.
const FIRST: usize = 500;

/// Everything but the layers. What is remembered and still so is not taken apart again.
fn open_but_layers(
    root: &Path,
    cache: Cache,
    memory: &Memory,
    progress: &Progress,
) -> Result<Opened, StoreError> {
    let folder = project_folder(root)?;
    let mut opening = Opening::new(&folder, cache, progress);
    let mut project = opening.begin(root)?;
    let sources = opening.sources();
    opening.articles(&mut project, sources, memory)?;
    opening.annotators(&mut project)?;
    let unread = opening.layer_files(&project);
    opening.copies_at_the_root();
    if opening.read_only.is_none() {
        opening.read_only = write_protection(&folder, &project);
    }
    sort(&mut opening.findings);
    Ok(Opened {
        project,
        root: root.to_owned(),
        findings: opening.findings,
        access: opening
            .read_only
            .map_or(Access::ReadWrite, Access::ReadOnly),
        locked: opening.known,
        unread,
        others: Vec::new(),
        suspects: opening.suspects,
        unmerged: opening.unmerged,
        reanchored: Vec::new(),
        extent: Extent::Whole,
    })
}

impl Opened {
    /// Looks for earlier texts of the articles in the backups of a project. To be called before the layers are read.
    pub fn know(&mut self, home: &Home) {
        let known = core::mem::take(&mut self.locked);
        self.locked = known.with_old_texts(home.old_texts());
    }

    /// A project as if it had been read from a folder of which nothing is known, with nothing wrong in it.
    #[must_use]
    pub fn of(project: Project, root: PathBuf) -> Self {
        Self {
            project,
            root,
            findings: Vec::new(),
            access: Access::ReadWrite,
            locked: Known::new(),
            unread: Vec::new(),
            others: Vec::new(),
            suspects: Vec::new(),
            unmerged: Vec::new(),
            reanchored: Vec::new(),
            extent: Extent::Whole,
        }
    }

    /// Whether all layers have been read.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.unread.is_empty() && !self.is_glance()
    }

    /// Whether only what could be shown at once has been read.
    #[must_use]
    pub fn is_glance(&self) -> bool {
        matches!(self.extent, Extent::Glance(_))
    }

    /// Size of the layers that are still to be read, in bytes.
    #[must_use]
    pub fn bytes_left(&self) -> u64 {
        let size = |key| std::fs::metadata(self.root.join(layout::layer_path(key)));
        let sizes = self.unread.iter().filter_map(|key| size(key).ok());
        sizes.map(|about| about.len()).sum()
    }

    /// Reads the layers that [`open_articles`] left, and everything that [`open_first`] did. When that fails it is all still
    /// to be read. Answers with what should be remembered for the next time.
    ///
    /// # Errors
    /// [`StoreError::Cancelled`] when `progress` says so; [`StoreError::NotAProject`] or [`StoreError::Unreadable`] when the
    /// folder has gone.
    pub fn read_layers(&mut self, progress: &Progress) -> Result<Option<Remembering>, StoreError> {
        let Extent::Glance(glance) = &self.extent else {
            self.read_unread(&Memory::default(), progress)?;
            return Ok(None);
        };
        let memory = Arc::clone(&glance.0);
        let cache = self.locked.cache().clone();
        let mut opened = open_but_layers(&self.root, cache, &memory, progress)?;
        opened.locked = opened
            .locked
            .with_old_texts(self.locked.old_texts().clone());
        opened.read_unread(&memory, progress)?;
        *self = opened;
        let told = self.findings.iter();
        let told = told.filter_map(|finding| finding.article.clone());
        // What was moved is not yet as the files have it.
        let moved = self.reanchored.iter().map(|it| it.key.article.clone());
        let left_out = told.chain(moved).collect();
        Ok(Remembering::of(
            &self.project,
            &self.locked,
            left_out,
            &memory,
        ))
    }

    fn read_unread(&mut self, memory: &Memory, progress: &Progress) -> Result<(), StoreError> {
        let folder = project_folder(&self.root)?;
        let keys = self.unread.clone();
        let articles = &self.project.articles;
        let layers = parallel::map(&keys, progress, |key| {
            let article = articles.get(&key.article);
            let known = article.and_then(|it| memory.layer(&folder, &self.locked, key, it));
            known.map_or_else(
                || {
                    let read = read::layer(&folder, &self.locked, key, article, progress);
                    Brief::of(read, Layer::packed)
                },
                Brief::quiet,
            )
        })?;
        self.unread.clear();
        // In the order of the map, by article; the files are by annotator.
        let mut places = Vec::new();
        let mut briefs: Vec<_> = keys.into_iter().zip(layers).collect();
        briefs.sort_by(|(one, _), (other, _)| one.cmp(other));
        self.project.layers = dense_map(briefs.into_iter().filter_map(|(key, mut brief)| {
            if let Some(why) = brief.tell(&mut self.findings) {
                self.locked.insert(Part::Layer(key.clone()), why);
            }
            self.unmerged.extend(brief.unmerged());
            places.extend(brief.places().map(|places| (key.clone(), places)));
            Some((key, brief.value?))
        }));
        for (key, places) in places {
            let settled = reanchor::settle(&mut self.project, &key, places);
            self.reanchored.extend(settled);
        }
        self.read_others(&folder);
        self.locked.settle();
        sort(&mut self.findings);
        Ok(())
    }
}

fn sort(findings: &mut [Finding]) {
    findings.sort_by(|one, other| (&one.file, one.line).cmp(&(&other.file, other.line)));
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

/// What came of reading one of many files: small, as most have nothing to tell.
struct Brief<T> {
    value: Option<Arc<T>>,
    told: Option<Box<Told>>,
}

struct Told {
    findings: Vec<Finding>,
    /// Why the part must not be written.
    locked: Option<String>,
    unmerged: Option<Unmerged>,
    /// Where annotations stand in an article that has another text now.
    places: BTreeMap<AnnotationId, Spans>,
}

impl<T> Brief<T> {
    fn quiet(value: Arc<T>) -> Self {
        let value = Some(value);
        Self { value, told: None }
    }

    fn of(read: read::Read<T>, made_of: impl FnOnce(T) -> T) -> Self {
        let read::Read {
            value,
            findings,
            locked,
            unmerged,
            places,
        } = read;
        let is_quiet =
            findings.is_empty() && locked.is_none() && unmerged.is_none() && places.is_empty();
        let told = Told {
            findings,
            locked,
            unmerged,
            places,
        };
        Self {
            value: value.map(made_of).map(Arc::new),
            told: (!is_quiet).then(|| Box::new(told)),
        }
    }

    /// Adds the findings to others; why the part must not be written.
    fn tell(&mut self, findings: &mut Vec<Finding>) -> Option<String> {
        let told = self.told.as_mut()?;
        findings.append(&mut told.findings);
        told.locked.take()
    }

    fn places(&mut self) -> Option<BTreeMap<AnnotationId, Spans>> {
        let places = core::mem::take(&mut self.told.as_mut()?.places);
        (!places.is_empty()).then_some(places)
    }

    fn unmerged(&mut self) -> Option<Unmerged> {
        self.told.as_mut()?.unmerged.take()
    }
}

/// The work of [`open()`], and what it has gathered so far.
struct Opening<'a> {
    folder: &'a Folder,
    progress: &'a Progress,
    findings: Vec<Finding>,
    known: Known,
    read_only: Option<String>,
    suspects: Vec<PathBuf>,
    unmerged: Vec<Unmerged>,
}

impl<'a> Opening<'a> {
    fn new(folder: &'a Folder, cache: Cache, progress: &'a Progress) -> Self {
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
    fn begin(&mut self, root: &Path) -> Result<Project, StoreError> {
        let mut project = Project {
            settings: self.settings(root)?,
            ..Project::default()
        };
        self.progress.check()?;
        project.codebook = Arc::new(self.codebook());
        project.guidelines = self.guidelines();
        Ok(project)
    }

    /// What a part's file holds; of one with git's markers, what the first version in it holds.
    fn read<T>(
        &mut self,
        part: &Part,
        file: &Path,
        parse: impl Fn(&[u8]) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let bytes = self.folder.read_known(file, &self.known)?;
        let (value, unmerged) = read::first_version(part, &bytes, parse)?;
        if let Some(unmerged) = unmerged {
            self.findings.push(unmerged.finding());
            self.known.insert(part.clone(), LEFT_BY_GIT.to_owned());
            self.unmerged.push(unmerged);
        }
        Ok(value)
    }

    fn settings(&mut self, root: &Path) -> Result<Settings, StoreError> {
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
        let record = self.read(&Part::Codebook, file, codec::decode_newer::<CodebookRecord>);
        match record {
            Ok(record) => {
                if let Some(format) = newer_format(&record) {
                    self.lock_newer(Part::Codebook, file, format);
                }
                record.into()
            }
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

    /// The articles of which there are files, in order.
    fn sources(&mut self) -> Vec<(ArticleId, read::Source)> {
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
        self.suspect(folder, strays);
        sources.into_iter().collect()
    }

    fn articles(
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
        self.suspect(folder, strays);
        Ok(())
    }

    fn annotator(&mut self, id: &AnnotatorId) -> Annotator {
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

    fn layer_files(&mut self, project: &Project) -> Vec<LayerKey> {
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

    /// What is in a folder, without hidden files.
    fn list(&mut self, folder: &Path) -> Vec<Entry> {
        match self.folder.list(folder) {
            Ok(mut entries) => {
                entries.retain(|entry| !entry.name.starts_with('.'));
                entries
            }
            Err(fault) => {
                let reason = match &fault {
                    Fault::Unreadable(reason) => reason.clone(),
                    fault => fault.message(),
                };
                let shown = layout::shown(folder);
                self.findings.push(Finding::new(
                    Level::Error,
                    shown.clone(),
                    format!("What is in this folder cannot be seen: {reason}. It stays as it is."),
                ));
                self.read_only.get_or_insert_with(|| {
                    format!(
                        "What is in the folder {shown} cannot be seen: {reason}. So that nothing there is overwritten, the project can be read but not changed. Make the folder readable, and open the project again."
                    )
                });
                Vec::new()
            }
        }
    }

    fn is_copy(
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
    fn copies_at_the_root(&mut self) {
        let entries = self.folder.list(Path::new("")).unwrap_or_default();
        let files = entries.into_iter().filter(|entry| !entry.is_folder);
        self.suspects.extend(
            files
                .map(|entry| entry.name.into())
                .filter(|file: &PathBuf| layout::part_of(file).is_none()),
        );
    }

    /// Notes what does not belong in a folder.
    fn suspect(&mut self, folder: &Path, names: Vec<String>) {
        let files = names.into_iter().map(|name| folder.join(name));
        self.suspects.extend(files);
    }

    /// A file of a newer format that could be read all the same.
    fn lock_newer(&mut self, part: Part, file: &Path, format: u32) {
        self.findings.push(Finding::new(
            Level::Warning,
            layout::shown(file),
            newer(format),
        ));
        self.known.insert(part, newer(format));
    }

    fn lock(&mut self, part: Part, file: &Path, fault: &Fault) {
        self.findings.push(fault.finding(file));
        self.known.insert(part, fault.message());
    }
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
