//! Reading a project folder. One bad file never keeps the rest from opening.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::{Finding, Layer, LayerKey, Part, Project, ReviewKey, dense_map};
use crate::say;

use super::cache::Cache;
use super::conflict::{OtherVersion, Unmerged};
use super::error::{StoreError, describe};
use super::folder::Folder;
use super::home::Home;
use super::known::Known;
use super::layout;
use super::memory::{Memory, Remembering};
use super::parallel::{self, Progress};

mod brief;
mod opening;
mod originals;
mod others;
mod part;
mod read;
mod reanchor;
mod version;

pub(super) use part::{PartRead, read_part};
pub use reanchor::Reanchored;
pub(super) use version::read_version;

use brief::Brief;
use opening::Opening;
use originals::Originals;

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
    /// Reviews that are still to be read, too.
    pub unread_reviews: Vec<ReviewKey>,
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
        unread_reviews: Vec::new(),
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
    let unread_reviews = opening.review_files(&project);
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
        unread_reviews,
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
            unread_reviews: Vec::new(),
            others: Vec::new(),
            suspects: Vec::new(),
            unmerged: Vec::new(),
            reanchored: Vec::new(),
            extent: Extent::Whole,
        }
    }

    /// Whether all layers and reviews have been read.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.unread.is_empty() && self.unread_reviews.is_empty() && !self.is_glance()
    }

    /// Whether only what could be shown at once has been read.
    #[must_use]
    pub fn is_glance(&self) -> bool {
        matches!(self.extent, Extent::Glance(_))
    }

    /// Size of the layers and reviews that are still to be read, in bytes.
    #[must_use]
    pub fn bytes_left(&self) -> u64 {
        let layers = self.unread.iter().map(layout::layer_path);
        let files = layers.chain(self.unread_reviews.iter().map(layout::review_path));
        let sizes = files.filter_map(|file| std::fs::metadata(self.root.join(file)).ok());
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
        let originals = Originals::of(articles);
        let layers = parallel::map(&keys, progress, |key| {
            let article = articles.get(&key.article);
            let known = article.and_then(|it| memory.layer(&folder, &self.locked, key, it));
            known.map_or_else(
                || {
                    let read =
                        read::layer(&folder, &self.locked, key, (article, &originals), progress);
                    Brief::of(read, Layer::packed)
                },
                Brief::quiet,
            )
        })?;
        drop(originals);
        self.unread.clear();
        // In the order of the map, by article; the files are by annotator.
        let mut places = Vec::new();
        let mut briefs: Vec<_> = keys.into_iter().zip(layers).collect();
        briefs.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
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
        self.read_reviews(&folder, progress)?;
        self.read_others(&folder);
        self.locked.settle();
        sort(&mut self.findings);
        Ok(())
    }

    fn read_reviews(&mut self, folder: &Folder, progress: &Progress) -> Result<(), StoreError> {
        let mut keys = self.unread_reviews.clone();
        keys.sort();
        let articles = &self.project.articles;
        let reviews = parallel::map(&keys, progress, |key| {
            let is_there = articles.contains_key(&key.article);
            let read = read::review(folder, &self.locked, key, is_there);
            Brief::of(read, |review| review)
        })?;
        self.unread_reviews.clear();
        let briefs = keys.into_iter().zip(reviews);
        self.project.reviews = dense_map(briefs.filter_map(|(key, mut brief)| {
            if let Some(why) = brief.tell(&mut self.findings) {
                self.locked.insert(Part::Review(key.clone()), why);
            }
            self.unmerged.extend(brief.unmerged());
            Some((key, brief.value?))
        }));
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
            reason: say!("store-no-project-gone").to_owned(),
        },
        std::io::ErrorKind::NotADirectory => StoreError::NotAProject {
            folder: root.to_owned(),
            reason: say!("store-no-project-file").to_owned(),
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
    (!folders.iter().any(|path| folder.is_writable(path)))
        .then(|| say!("store-read-only").to_owned())
}
