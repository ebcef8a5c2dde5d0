//! What a project of many articles held when it was last read, in one file of the user's state folder: its list is shown from
//! that at once, and what its files hold still is not taken apart again.
//!
//! It is disposable, and counts for nothing unless every block of it has its SHA-256 and this version of the program wrote
//! it. What is shown from it cannot be changed until each file was found to have the SHA-256 that is noted here; what has
//! another one is read. Only what had nothing to tell is in it, so that whoever uses it misses no finding.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::thread;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::{
    AnnotationId, Annotations, Article, ArticleId, ArticleMeta, Layer, LayerHead, LayerKey, Origin,
    Part, Project, Status, Values, Withdrawn, dense_map, unpack,
};
use crate::text::Text;

use super::cache::{self, Cache};
use super::folder::Folder;
use super::known::{Hash, Known, hash};
use super::open::MANY;
use super::parallel::{self, Progress};
use super::{hex, layout};

/// Begins the file. The number must be raised when the form changes; that of packed annotations has its own.
const MAGIC: &[u8; 8] = b"postilm\x03";
/// Articles or layers that are read together by one thread.
const PIECE: usize = 2048;

/// What a project held.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// In order of their ids.
    articles: InOrder<OfArticle>,
    /// In order of their keys.
    layers: InOrder<OfLayer>,
}

/// Entries in order, in the pieces in which they were written. One stretch of all of them would be of a size from which the
/// allocator of glibc learns, once it is given back, to keep as much of everything.
#[derive(Debug)]
struct InOrder<T>(Vec<Vec<T>>);

impl<T> Default for InOrder<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> InOrder<T> {
    fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().flatten()
    }

    fn len(&self) -> usize {
        self.0.iter().map(Vec::len).sum()
    }

    /// The entry that is equal, by how entries stand to what is sought.
    fn find(&self, standing: impl Fn(&T) -> Ordering) -> Option<&T> {
        let is_before = |piece: &Vec<T>| piece.last().is_some_and(|it| standing(it).is_lt());
        let piece = self.0.get(self.0.partition_point(is_before))?;
        let at = piece.binary_search_by(standing).ok()?;
        Some(&piece[at])
    }
}

/// An article, and what its two files held; the hash of the text is the article's own.
#[derive(Debug)]
struct OfArticle {
    article: Arc<Article>,
    text: Hash,
    about: Hash,
}

/// A layer, what its file held, and on which text it stood.
#[derive(Debug)]
struct OfLayer {
    key: LayerKey,
    layer: Arc<Layer>,
    file: Hash,
    text: Hash,
}

/// What is to be written when nobody waits any more.
#[derive(Debug)]
pub struct Remembering {
    project: Project,
    known: Known,
    /// Articles about which there was something to tell.
    left_out: BTreeSet<ArticleId>,
}

impl Memory {
    /// What is remembered of a project, if anything.
    pub fn load(cache: &Cache, progress: &Progress) -> Option<Self> {
        let file = fs::read(cache.memory()?).ok()?;
        let (begin, rest) = file.split_at_checked(BEGINNING)?;
        if begin != beginning() {
            return None;
        }
        let blocks: Vec<cache::Block<'_>> = cache::blocks(rest).collect();
        let (head, blocks) = blocks.split_first()?;
        let [articles, layers]: [usize; 2] = postcard::from_bytes(head.checked()?).ok()?;
        if blocks.len() != articles + layers {
            return None;
        }
        let (of_articles, of_layers) = blocks.split_at(articles);
        let articles = parallel::map(of_articles, progress, |block| {
            lines(block.checked()?, ArticleLine::into_article)
        });
        let layers = parallel::map(of_layers, progress, |block| {
            lines(block.checked()?, LayerLine::into_layer)
        });
        let articles: Option<Vec<_>> = articles.ok()?.into_iter().collect();
        let layers: Option<Vec<_>> = layers.ok()?.into_iter().collect();
        Some(Self {
            articles: InOrder(articles?),
            layers: InOrder(layers?),
        })
    }

    /// Puts all of it into a project, unseen whether it is still so.
    pub fn fill(&self, project: &mut Project) {
        let articles = self.articles.iter();
        let articles = articles.map(|it| (it.article.id.clone(), Arc::clone(&it.article)));
        let layers = self.layers.iter();
        let layers = layers.map(|it| (it.key.clone(), Arc::clone(&it.layer)));
        thread::scope(|scope| {
            let articles = scope.spawn(|| dense_map(articles));
            project.layers = dense_map(layers);
            project.articles = articles.join().expect("a map is made of what is there");
        });
    }

    /// The article, if its files are as they were.
    pub fn article(&self, folder: &Folder, known: &Known, id: &ArticleId) -> Option<Arc<Article>> {
        let it = self.articles.find(|it| it.article.id.cmp(id))?;
        let files = [
            (layout::text_path(id), it.text),
            (layout::article_path(id), it.about),
        ];
        files
            .iter()
            .all(|(file, hash)| holds(folder, known, file, *hash))
            .then(|| Arc::clone(&it.article))
    }

    /// The layer, if its file is as it was and the text of its article is.
    pub fn layer(
        &self,
        folder: &Folder,
        known: &Known,
        key: &LayerKey,
        article: &Article,
    ) -> Option<Arc<Layer>> {
        let it = self.layers.find(|it| it.key.cmp(key))?;
        let file = layout::layer_path(key);
        let is_so = hex(&it.text) == article.sha256 && holds(folder, known, &file, it.file);
        // What cannot be unpacked would be noticed when somebody looks at it.
        let is_sound = || {
            let annotations = unpack(&it.layer.annotations.to_bytes());
            annotations.is_some_and(|all| all.len() == it.layer.annotations.len())
        };
        (is_so && is_sound()).then(|| Arc::clone(&it.layer))
    }

    /// Whether a project should be remembered anew: it is not what was remembered.
    fn is_stale(&self, project: &Project) -> bool {
        let same_articles = self.articles.iter().all(|it| {
            let now = project.articles.get(&it.article.id);
            now.is_some_and(|now| Arc::ptr_eq(now, &it.article))
        });
        let same_layers = self.layers.iter().all(|it| {
            let now = project.layer(&it.key);
            now.is_some_and(|now| Arc::ptr_eq(now, &it.layer))
        });
        let count = (self.articles.len(), self.layers.len());
        !same_articles || !same_layers || count != (project.articles.len(), project.layers.len())
    }
}

/// Whether a file holds just what it should, which `known` then learns.
fn holds(folder: &Folder, known: &Known, file: &Path, wanted: Hash) -> bool {
    let is_so = folder.read(file).is_ok_and(|bytes| hash(&bytes) == wanted);
    if is_so {
        known.note(file, wanted);
    }
    is_so
}

/// What the lines of a block hold. One after the other, as all of them would take the room of what they are made into.
fn lines<'a, L: Deserialize<'a>, T>(
    block: &'a [u8],
    into: impl Fn(L) -> Option<T>,
) -> Option<Vec<T>> {
    let (count, mut rest) = postcard::take_from_bytes::<usize>(block).ok()?;
    let mut all = Vec::with_capacity(count.min(PIECE));
    for _ in 0..count {
        let (line, after) = postcard::take_from_bytes(rest).ok()?;
        all.push(into(line)?);
        rest = after;
    }
    Some(all)
}

impl Remembering {
    /// What should be remembered of a project that has just been read, with what was known before; nothing when that is the
    /// same, or the project is too small.
    pub(super) fn of(
        project: &Project,
        known: &Known,
        left_out: BTreeSet<ArticleId>,
        before: &Memory,
    ) -> Option<Self> {
        known.cache().memory()?;
        let is_worth_it = project.articles.len() >= MANY && before.is_stale(project);
        is_worth_it.then(|| Self {
            project: project.clone(),
            known: known.clone(),
            left_out,
        })
    }

    /// Writes it. A failure costs only time at the next opening.
    pub fn write(&self) {
        if let Err(error) = self.try_write() {
            tracing::warn!("the project is not remembered for the next time: {error}");
        }
    }

    fn try_write(&self) -> io::Result<()> {
        let Some(path) = self.known.cache().memory() else {
            return Ok(());
        };
        let folder = path.parent().unwrap_or(&path);
        fs::create_dir_all(folder)?;
        let articles: Vec<_> = self.project.articles.values().collect();
        let layers: Vec<_> = self.project.layers.iter().collect();
        let pieces = [articles.chunks(PIECE).len(), layers.chunks(PIECE).len()];
        // Under one name, so that a program that dies over it leaves no more than one; not flushed, as what a power cut
        // tears does not agree with its checksums.
        let beside = path.with_extension("new");
        let mut file = BufWriter::new(File::create(&beside)?);
        file.write_all(&beginning())?;
        let mut block = |block: Result<Vec<u8>, postcard::Error>| {
            cache::write_block(&mut file, &block.map_err(io::Error::other)?)
        };
        block(postcard::to_stdvec(&pieces))?;
        for piece in articles.chunks(PIECE) {
            let lines = piece.iter().filter_map(|article| self.article(article));
            block(postcard::to_stdvec(&lines.collect::<Vec<_>>()))?;
        }
        for piece in layers.chunks(PIECE) {
            let packed = piece.iter().map(|(_, layer)| layer.annotations.to_bytes());
            let packed: Vec<Arc<[u8]>> = packed.collect();
            let lines = piece.iter().zip(&packed);
            let lines = lines.filter_map(|(&(key, layer), packed)| self.layer(key, layer, packed));
            block(postcard::to_stdvec(&lines.collect::<Vec<_>>()))?;
        }
        file.into_inner()?;
        fs::rename(beside, path)
    }

    fn article<'a>(&self, article: &'a Article) -> Option<ArticleLine<'a>> {
        let id = &article.id;
        let is_locked = self.known.contains_key(&Part::Article(id.clone()));
        let text = self.known.hash(&layout::text_path(id))?;
        let was_corrected = !article.corrections.is_empty() || !article.withdrawn.is_empty();
        if is_locked || was_corrected || self.left_out.contains(id) || hex(&text) != article.sha256
        {
            return None;
        }
        let about = self.known.hash(&layout::article_path(id))?;
        Some(ArticleLine::of(article, text, about))
    }

    fn layer<'a>(
        &self,
        key: &'a LayerKey,
        layer: &'a Layer,
        packed: &'a [u8],
    ) -> Option<LayerLine<'a>> {
        let is_locked = self.known.contains_key(&Part::Layer(key.clone()));
        let left_out = self.left_out.contains(&key.article) || !layer.detached.is_empty();
        // A large one has a copy of its own.
        if is_locked || left_out || layer.annotations.len() >= cache::WORTH {
            return None;
        }
        let file = self.known.hash(&layout::layer_path(key))?;
        let text = self.known.hash(&layout::text_path(&key.article))?;
        Some(LayerLine {
            article: key.article.as_str(),
            annotator: key.annotator.as_str(),
            file,
            text,
            status: layer.head.status,
            attributes: layer.head.attributes.clone(),
            note: &layer.head.note,
            confirmed: cache::times_of(&layer.head.confirmed),
            deleted: cache::seconds(layer),
            count: layer.annotations.len(),
            packed,
        })
    }
}

/// Length of what the file begins with, in bytes.
const BEGINNING: usize = 8 + 32;

/// What the file begins with: its form, that of packed annotations, and the version of the program, as another one might
/// read the files differently.
fn beginning() -> [u8; BEGINNING] {
    let version = [env!("CARGO_PKG_VERSION").as_bytes(), cache::MAGIC].concat();
    let mut beginning = [0; BEGINNING];
    beginning[..8].copy_from_slice(MAGIC);
    beginning[8..].copy_from_slice(&hash(&version));
    beginning
}

#[derive(Serialize, Deserialize)]
struct ArticleLine<'a> {
    id: &'a str,
    text_hash: Hash,
    about_hash: Hash,
    title: &'a str,
    source: &'a str,
    author: &'a str,
    url: &'a str,
    date: Option<Date>,
    language: &'a str,
    more: Vec<(&'a str, &'a str)>,
    origin: Option<OriginLine<'a>>,
    text: &'a str,
}

#[derive(Serialize, Deserialize)]
struct OriginLine<'a> {
    file: &'a str,
    encoding: &'a str,
    cleaned: &'a str,
    format: &'a str,
    sha256: &'a str,
    number: Option<u32>,
    at: i64,
    by: &'a str,
}

impl<'a> ArticleLine<'a> {
    fn of(article: &'a Article, text_hash: Hash, about_hash: Hash) -> Self {
        let meta = &article.meta;
        let origin = meta.origin.as_ref().map(|origin| OriginLine {
            file: &origin.file,
            encoding: &origin.encoding,
            cleaned: &origin.cleaned,
            format: &origin.format,
            sha256: &origin.sha256,
            number: origin.number,
            at: origin.at.as_second(),
            by: origin.by.as_str(),
        });
        Self {
            id: article.id.as_str(),
            text_hash,
            about_hash,
            title: &meta.title,
            source: &meta.source,
            author: &meta.author,
            url: &meta.url,
            date: meta.date,
            language: &meta.language,
            more: meta
                .more
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect(),
            origin,
            text: article.text.as_str(),
        }
    }

    fn into_article(self) -> Option<OfArticle> {
        let origin = match self.origin {
            Some(origin) => Some(Box::new(Origin {
                file: origin.file.to_owned(),
                encoding: origin.encoding.to_owned(),
                cleaned: origin.cleaned.to_owned(),
                format: origin.format.to_owned(),
                sha256: origin.sha256.to_owned(),
                number: origin.number,
                at: Timestamp::from_second(origin.at).ok()?,
                by: origin.by.parse().ok()?,
            })),
            None => None,
        };
        let article = Article {
            id: self.id.parse().ok()?,
            meta: ArticleMeta {
                title: self.title.to_owned(),
                source: self.source.to_owned(),
                author: self.author.to_owned(),
                url: self.url.to_owned(),
                date: self.date,
                language: self.language.to_owned(),
                more: self
                    .more
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value.to_owned()))
                    .collect(),
                origin,
                // One that is in doubt is not remembered.
                other_text: String::new(),
            },
            text: Text::new(self.text),
            sha256: hex(&self.text_hash),
            // One that was ever corrected is not remembered.
            corrections: Vec::new(),
            withdrawn: Withdrawn::default(),
        };
        Some(OfArticle {
            article: Arc::new(article),
            text: self.text_hash,
            about: self.about_hash,
        })
    }
}

#[derive(Serialize, Deserialize)]
struct LayerLine<'a> {
    article: &'a str,
    annotator: &'a str,
    file: Hash,
    text: Hash,
    status: Status,
    attributes: Values,
    note: &'a str,
    confirmed: Vec<(AnnotationId, i64)>,
    deleted: Vec<(AnnotationId, i64)>,
    count: usize,
    packed: &'a [u8],
}

impl LayerLine<'_> {
    fn into_layer(self) -> Option<OfLayer> {
        let key = LayerKey {
            article: self.article.parse().ok()?,
            annotator: self.annotator.parse().ok()?,
        };
        let mut layer = Layer {
            head: LayerHead {
                status: self.status,
                attributes: self.attributes,
                note: self.note.to_owned(),
                confirmed: cache::times(self.confirmed)?,
            },
            annotations: Annotations::of_packed(self.packed.into(), self.count),
            ..Layer::default()
        };
        for (id, at) in self.deleted {
            layer.deleted.insert(id, Timestamp::from_second(at).ok()?);
        }
        Some(OfLayer {
            key,
            layer: Arc::new(layer),
            file: self.file,
            text: self.text,
        })
    }
}
