//! From what files hold to one edit of a project.
//!
//! Articles are found by their texts, or come new; marks are placed; labels, fields and relations become what the mapping
//! says; every annotator gets an own layer. Ids are made of format, file, folder, text, annotator and the mark's name in the file, so
//! that the same file gives nothing new the second time. Nothing is changed here: that is for whoever applies the edit.

mod articles;
mod book;
mod marks;
mod people;

use std::collections::{HashMap, HashSet};
use std::sync::atomic::Ordering;

use sha2::{Digest as _, Sha256};

use crate::model::{
    AnnotationId, ArticleId, Author, Change, Codebook, Edit, Layer as ModelLayer, LayerKey, Project,
};
use crate::say;
use crate::store::Progress;

use super::Format;
use super::mapping::{Mapping, slug};
use super::neutral::{Document, Found, Loss};
use super::observed::Observed;
use super::place::{Counting, Placer};
use super::report::Report;

pub use book::has_field;

use articles::Articles;
use people::People;

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Read {
    /// Its name, without its folder.
    pub file: String,
    /// The name of its folder: marks of two files of one name in two folders are not the same.
    pub folder: String,
    /// Its format.
    pub format: &'static Format,
    /// What it holds.
    pub found: Found,
}

/// What the person who imports wants.
#[derive(Clone, Debug)]
pub struct Wish<'a> {
    /// Who imports, and when.
    pub author: &'a Author,
    /// The annotator to whom marks belong of which the file does not say whose they are; the author when it is empty.
    pub annotator: &'a str,
    /// Whether annotations that are there otherwise change to what the file says, unless they were changed here later.
    pub update: bool,
}

/// The edit that an import comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Settled {
    /// Adds all that is new; empty when nothing is.
    pub edit: Edit,
    /// What it does and what it cannot carry.
    pub report: Report,
}

/// The edit that takes in what files hold; `None` when the progress was cancelled. `reserved` articles are on the disk although
/// the project does not have them.
#[must_use]
pub fn settle(
    project: &Project,
    reserved: impl Fn(&ArticleId) -> bool,
    reads: &[Read],
    mapping: &Mapping,
    wish: &Wish<'_>,
    progress: &Progress,
) -> Option<Settled> {
    let observed = Observed::of(reads.iter().map(|read| &read.found));
    let mut report = Report::default();
    let (book, made) = book::extended(&project.codebook, &observed, mapping, &mut report);
    let mut settling = Settling {
        project,
        mapping,
        wish,
        book,
        made,
        articles: Articles::of(project, &reserved),
        people: People::new(project, wish),
        report,
        changes: Vec::new(),
        taken: HashMap::new(),
    };
    let documents: usize = reads.iter().map(|read| read.found.documents.len()).sum();
    progress.done.store(0, Ordering::Relaxed);
    progress.total.store(documents, Ordering::Relaxed);
    for read in reads {
        settling.read(read, progress)?;
    }
    let Settling {
        book,
        mut people,
        mut report,
        changes,
        articles,
        ..
    } = settling;
    let mut all = people.changes(&mut report);
    all.extend(book::changes(&project.codebook, &book));
    all.extend(people.entity_changes());
    report.added_articles = articles.added.len();
    all.extend(articles.changes());
    all.extend(changes);
    let edit = Edit::new(say!("edit-import-annotations", count = report.added), all);
    Some(Settled { edit, report })
}

/// An import in progress.
struct Settling<'a> {
    project: &'a Project,
    mapping: &'a Mapping,
    wish: &'a Wish<'a>,
    book: Codebook,
    made: book::Made,
    articles: Articles<'a>,
    people: People<'a>,
    report: Report,
    /// Heads and annotations of layers.
    changes: Vec<Change>,
    /// The ids that this import gave in each layer.
    taken: HashMap<LayerKey, HashSet<AnnotationId>>,
}

impl<'a> Settling<'a> {
    fn read(&mut self, read: &'a Read, progress: &Progress) -> Option<()> {
        for (loss, count) in &read.found.left_out {
            self.lose(*loss, *count);
        }
        let usual = usual(&read.found.documents);
        for document in &read.found.documents {
            if progress.cancel.load(Ordering::Relaxed) {
                return None;
            }
            self.document(read, document, usual);
            progress.done.fetch_add(1, Ordering::Relaxed);
        }
        Some(())
    }

    fn lose(&mut self, what: Loss, count: usize) {
        if count > 0 {
            *self.report.losses.entry(what).or_default() += count;
        }
    }

    fn document(&mut self, read: &'a Read, document: &'a Document, usual: Option<Counting>) {
        self.report.documents += 1;
        let layers = &document.layers;
        self.report.marks += layers.iter().map(|it| it.marks.len()).sum::<usize>();
        let Some(ground) = self
            .articles
            .find(read, document, self.wish, &mut self.report)
        else {
            self.lose(Loss::NoText, 1);
            return;
        };
        let raw = document.text.as_deref();
        let raw = raw.unwrap_or_else(|| ground.text.as_str());
        let mut placer = Placer::new(raw, &ground.text, document.unit);
        let is_certain = placer.choose(&layers.iter().flat_map(|layer| &layer.marks));
        if let Some(usual) = usual.filter(|_| !is_certain) {
            placer.count_as(usual);
        }
        for layer in layers {
            self.layer(read, document, layer, &ground, &mut placer);
        }
    }

    /// The layer of the project that these marks go into, if it is there.
    fn there(&self, key: &LayerKey) -> Option<&'a ModelLayer> {
        self.project.layers.get(key).map(AsRef::as_ref)
    }
}

/// How most documents of a file count that say it by quotations, if any does.
fn usual(documents: &[Document]) -> Option<Counting> {
    let quotes = |document: &Document| {
        let marks = document.layers.iter().flat_map(|layer| &layer.marks);
        marks
            .flat_map(|mark| &mark.pieces)
            .any(|piece| piece.quote.is_some())
    };
    // Only a file that is mixed needs to be looked at twice.
    if documents.iter().all(quotes) || !documents.iter().any(quotes) {
        return None;
    }
    let mut votes: HashMap<Counting, usize> = HashMap::new();
    for document in documents.iter().filter(|document| quotes(document)) {
        let Some(raw) = &document.text else { continue };
        if raw.is_ascii() {
            continue;
        }
        let clean = crate::text::Text::new(super::super::clean(raw).0.into_owned());
        let mut placer = Placer::new(raw, &clean, document.unit);
        let marks = document.layers.iter().flat_map(|layer| &layer.marks);
        if placer.choose(&marks) {
            *votes.entry(placer.counting()).or_default() += 1;
        }
    }
    votes
        .into_iter()
        .max_by_key(|(counting, count)| (*count, core::cmp::Reverse(*counting)))
        .map(|(counting, _)| counting)
}

/// A hash of some parts, none of which can run into another.
fn hashed<'p>(parts: impl IntoIterator<Item = &'p str>) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().into()
}

/// An id that reads like a name and is free; of a name without Latin letters, one that is made of its hash.
fn id_of<I>(
    name: &str,
    make: impl Fn(&str) -> Option<I>,
    is_free: impl Fn(&I) -> bool,
) -> Option<I> {
    let mut base = slug(name);
    if base.is_empty() {
        base = crate::text::hex(&hashed([name])[..6]);
    }
    let numbered = (2..10_000).map(|number| format!("{base}-{number}"));
    core::iter::once(base.clone())
        .chain(numbered)
        .filter_map(|id| make(&id))
        .find(is_free)
}
