//! Copies of large layers that are quicker to read than their files.
//!
//! RON takes some 4 µs an annotation, so a layer of 100,000 needs half a second. A copy in the user's state folder is
//! read ten times as fast. It is disposable: it bears the SHA-256 of the layer's file, of the article's text and each of its own blocks,
//! and counts for nothing unless all agree. Only layers without anything to tell are kept, so that a reader of the copy
//! misses no finding.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::{
    Annotation, AnnotationId, Article, Layer, LayerHead, LayerKey, Status, Values, pack, unpack,
};

use super::known::{Hash, Known, hash};
use super::parallel::{self, Progress};

/// Begins every copy. The number must be raised when the form changes, which is also that of every type of the model in
/// it; a test notices.
pub(super) const MAGIC: &[u8; 8] = b"postil\x00\x04";
/// Fewer annotations are not worth a copy.
pub(super) const WORTH: usize = 1000;
/// Annotations that are read together by one thread.
const PIECE: usize = 4096;

/// Where copies are kept, if anywhere.
#[derive(Clone, Debug, Default)]
pub struct Cache {
    folder: Option<PathBuf>,
}

/// What a copy is of: the layer's file and the article's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    pub file: Hash,
    pub text: Hash,
}

impl Origin {
    /// What a layer's file held when it was last read or written, and the text on which it stands.
    pub(super) fn of(known: &Known, file: &Path, article: &Article) -> Option<Self> {
        Self::new(known.hash(file)?, article)
    }

    /// What a layer's file holds, and the text on which it stands.
    pub(super) fn new(file: Hash, article: &Article) -> Option<Self> {
        let text = unhex(&article.sha256)?;
        Some(Self { file, text })
    }
}

impl Cache {
    /// The copies of a project's layers, in a folder of their own.
    #[must_use]
    pub fn in_folder(folder: PathBuf) -> Self {
        Self {
            folder: Some(folder),
        }
    }

    fn path(&self, key: &LayerKey) -> Option<PathBuf> {
        let name = format!("{}--{}.layer", key.annotator, key.article);
        Some(self.folder.as_ref()?.join(name))
    }

    /// The file that holds what is remembered of the whole project.
    pub(super) fn memory(&self) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join("project.memory"))
    }

    /// Whether there is something that may be the copy of a layer.
    pub(super) fn has(&self, key: &LayerKey) -> bool {
        self.path(key).is_some_and(|path| path.exists())
    }

    /// The copy of a layer, if there is one, and of what it is: it counts for nothing unless file and text are still
    /// those.
    pub(super) fn load(&self, key: &LayerKey, progress: &Progress) -> Option<(Origin, Layer)> {
        let file = fs::read(self.path(key)?).ok()?;
        let (origin, mut blocks) = open(&file)?;
        let copy: Head = postcard::from_bytes(blocks.next()?.checked()?).ok()?;
        let pieces: Vec<Block<'_>> = blocks.collect();
        if pieces.len() != copy.pieces {
            return None;
        }
        let mut layer = Layer {
            head: LayerHead {
                status: copy.status,
                attributes: copy.attributes,
                note: copy.note,
                confirmed: times(copy.confirmed)?,
            },
            ..Layer::default()
        };
        let read = |piece: &Block<'_>| -> Option<Vec<Arc<Annotation>>> { unpack(piece.checked()?) };
        let mut whole = true;
        parallel::stream(&pieces, progress, read, |piece| match piece {
            Some(annotations) => {
                let named = annotations.into_iter().map(|it| (it.id.clone(), it));
                layer.annotations.extend(named);
            }
            None => whole = false,
        })
        .ok()?;
        for (id, at) in copy.deleted {
            layer.deleted.insert(id, Timestamp::from_second(at).ok()?);
        }
        whole.then_some((origin, layer))
    }

    /// Removes the copy of a layer that is gone.
    pub(super) fn forget(&self, key: &LayerKey) {
        if let Some(path) = self.path(key) {
            let _there_may_be_none = fs::remove_file(path);
        }
    }

    /// Keeps a copy of a layer that is worth it. A failure costs only time.
    pub(super) fn keep(&self, key: &LayerKey, origin: Origin, layer: &Layer) {
        let Some(path) = self.path(key) else {
            return;
        };
        if layer.annotations.len() < WORTH || !layer.detached.is_empty() {
            return;
        }
        if let Err(error) = write(&path, origin, layer) {
            tracing::warn!("no copy of the layer {key:?} for the next time: {error}");
        }
    }
}

fn write(path: &Path, origin: Origin, layer: &Layer) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)?;
    // Not flushed: a copy that a power cut tears does not agree with its checksums.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(&beginning(origin))?;
    let annotations: Vec<&Annotation> = layer.annotations.values().map(AsRef::as_ref).collect();
    let pieces = annotations.chunks(PIECE);
    let head = Head {
        status: layer.head.status,
        attributes: layer.head.attributes.clone(),
        note: layer.head.note.clone(),
        confirmed: times_of(&layer.head.confirmed),
        deleted: seconds(layer),
        pieces: pieces.len(),
    };
    write_block(
        &mut file,
        &postcard::to_stdvec(&head).map_err(io::Error::other)?,
    )?;
    for piece in pieces {
        write_block(&mut file, &pack(piece.iter().copied()))?;
    }
    file.persist(path)?;
    Ok(())
}

/// When annotations were deleted, in seconds, as files have it.
pub(super) fn seconds(layer: &Layer) -> Vec<(AnnotationId, i64)> {
    let deleted = layer.deleted.iter();
    deleted
        .map(|(id, at)| (id.clone(), at.as_second()))
        .collect()
}

/// Times by annotation in seconds, as files have them.
pub(super) fn times_of(times: &BTreeMap<AnnotationId, Timestamp>) -> Vec<(AnnotationId, i64)> {
    let times = times.iter();
    times.map(|(id, at)| (id.clone(), at.as_second())).collect()
}

/// The times of these seconds; nothing when there is no such time.
pub(super) fn times(
    seconds: Vec<(AnnotationId, i64)>,
) -> Option<BTreeMap<AnnotationId, Timestamp>> {
    let seconds = seconds.into_iter();
    seconds
        .map(|(id, at)| Some((id, Timestamp::from_second(at).ok()?)))
        .collect()
}

/// Length of what a copy begins with, in bytes.
const BEGINNING: usize = 8 + 3 * 32;

/// What a copy begins with. Another version of the program might read the file differently, so it makes its own copy.
fn beginning(origin: Origin) -> [u8; BEGINNING] {
    let version = hash(env!("CARGO_PKG_VERSION").as_bytes());
    let mut beginning = [0; BEGINNING];
    beginning[..8].copy_from_slice(MAGIC);
    beginning[8..40].copy_from_slice(&version);
    beginning[40..72].copy_from_slice(&origin.file);
    beginning[72..].copy_from_slice(&origin.text);
    beginning
}

/// Of what a file is a copy, and its blocks, if this version of the program made it.
fn open(copy: &[u8]) -> Option<(Origin, impl Iterator<Item = Block<'_>>)> {
    let (begin, rest) = copy.split_first_chunk::<BEGINNING>()?;
    let origin = Origin {
        file: *begin[40..72].first_chunk()?,
        text: *begin[72..].first_chunk()?,
    };
    (*begin == beginning(origin)).then(|| (origin, blocks(rest)))
}

/// The blocks that [`write_block`] wrote, as far as they are whole.
pub(super) fn blocks(mut bytes: &[u8]) -> impl Iterator<Item = Block<'_>> {
    core::iter::from_fn(move || {
        let (length, after) = bytes.split_first_chunk::<4>()?;
        let (hash, after) = after.split_first_chunk::<32>()?;
        let (block, after) = after.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        bytes = after;
        Some(Block { hash, bytes: block })
    })
}

/// A part of a copy, and what it should be.
pub(super) struct Block<'a> {
    hash: &'a Hash,
    bytes: &'a [u8],
}

impl<'a> Block<'a> {
    /// Its bytes, if they are what was written.
    pub fn checked(&self) -> Option<&'a [u8]> {
        (*self.hash == hash(self.bytes)).then_some(self.bytes)
    }
}

/// Writes a block: its length, its SHA-256, its bytes.
pub(super) fn write_block(file: &mut impl io::Write, block: &[u8]) -> io::Result<()> {
    let length = u32::try_from(block.len()).map_err(io::Error::other)?;
    file.write_all(&length.to_le_bytes())?;
    file.write_all(&hash(block))?;
    file.write_all(block)
}

/// The first block: a layer without its annotations, which follow in blocks for several threads.
#[derive(Serialize, Deserialize)]
struct Head {
    status: Status,
    attributes: Values,
    note: String,
    confirmed: Vec<(AnnotationId, i64)>,
    /// With the seconds of the time, as files have it.
    deleted: Vec<(AnnotationId, i64)>,
    /// How many blocks follow.
    pieces: usize,
}

/// The bytes of a hash that stands as hexadecimal digits.
pub(super) fn unhex(digits: &str) -> Option<Hash> {
    let mut hash = [0; 32];
    if digits.len() != 64 {
        return None;
    }
    for (byte, digits) in hash.iter_mut().zip(digits.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(core::str::from_utf8(digits).ok()?, 16).ok()?;
    }
    Some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AttributeId, EntityId, Link, RoleId, Spans, TagId, Target, Value};
    use crate::text::Span;

    fn layer(count: u32) -> Layer {
        let mut layer = Layer::default();
        layer.head.note = "a note".to_owned();
        layer.head.status = Status::Done;
        for number in 0..count {
            let id = AnnotationId::new(&format!("m{number}")).unwrap();
            let at = Timestamp::from_second(i64::from(number)).unwrap();
            let value = Value::Choice(format!("option {number}"));
            let link = Link {
                role: RoleId::new("speaker").unwrap(),
                to: Target::Entity(EntityId::new("lind").unwrap()),
            };
            let annotation = Annotation {
                id: id.clone(),
                tag: TagId::new("quote").unwrap(),
                spans: Spans::new(vec![Span::of(0..3), Span::of(7..9 + number as usize)]).unwrap(),
                attributes: Values::from([(AttributeId::new("kind").unwrap(), value)]),
                links: vec![link],
                note: "“so”".repeat(number as usize % 3),
                unsure: number % 2 == 0,
                created: at,
                modified: at,
            };
            layer.annotations.insert(id, Arc::new(annotation));
        }
        layer
            .deleted
            .insert(AnnotationId::new("gone").unwrap(), Timestamp::UNIX_EPOCH);
        layer
    }

    fn key() -> LayerKey {
        LayerKey {
            article: "a".parse().unwrap(),
            annotator: "ana".parse().unwrap(),
        }
    }

    fn load(cache: &Cache, origin: Origin) -> Option<Layer> {
        let (of, layer) = cache.load(&key(), &Progress::default())?;
        (of == origin).then_some(layer)
    }

    const ORIGIN: Origin = Origin {
        file: [1; 32],
        text: [2; 32],
    };

    #[test]
    fn a_large_layer_comes_back_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::in_folder(folder.path().join("project"));
        let layer = layer(20_000);
        cache.keep(&key(), ORIGIN, &layer);
        assert_eq!(load(&cache, ORIGIN), Some(layer));
    }

    #[test]
    fn a_copy_of_something_else_counts_for_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::in_folder(folder.path().join("project"));
        assert_eq!(load(&cache, ORIGIN), None);
        cache.keep(&key(), ORIGIN, &layer(5));
        assert_eq!(load(&cache, ORIGIN), None, "too small to be kept");
        cache.keep(&key(), ORIGIN, &layer(2000));
        let file = Origin {
            file: [3; 32],
            ..ORIGIN
        };
        assert_eq!(load(&cache, file), None);
        let text = Origin {
            text: [3; 32],
            ..ORIGIN
        };
        assert_eq!(load(&cache, text), None);
        let elsewhere = Cache::in_folder(folder.path().join("another"));
        assert_eq!(load(&elsewhere, ORIGIN), None);
    }

    #[test]
    fn a_damaged_copy_counts_for_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::in_folder(folder.path().join("project"));
        cache.keep(&key(), ORIGIN, &layer(1000));
        let path = cache.path(&key()).unwrap();
        let whole = fs::read(&path).unwrap();
        for at in (0..whole.len()).step_by(991) {
            let mut torn = whole.clone();
            torn[at] ^= 0x10;
            fs::write(&path, &torn).unwrap();
            assert_eq!(load(&cache, ORIGIN), None, "byte {at}");
            fs::write(&path, &whole[..at]).unwrap();
            assert_eq!(load(&cache, ORIGIN), None, "cut at {at}");
        }
    }

    #[test]
    fn a_copy_goes_with_its_layer() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::in_folder(folder.path().join("project"));
        cache.keep(&key(), ORIGIN, &layer(1000));
        cache.forget(&key());
        assert_eq!(load(&cache, ORIGIN), None);
        cache.forget(&key());
    }

    /// Positions and numbers of fields and variants are the form of a copy. Whoever changes one of the types in it must
    /// raise the number in [`MAGIC`] and then put the new hash here.
    #[test]
    fn the_form_of_a_copy_is_known() {
        let mut annotation =
            Annotation::clone(&layer(2).annotations[&AnnotationId::new("m1").unwrap()]);
        let values = [
            Value::Choice("a".to_owned()),
            Value::Choices(vec!["b".to_owned()]),
            Value::Entity(EntityId::new("c").unwrap()),
            Value::Text("d".to_owned()),
            Value::Number(0.5),
            Value::Flag(true),
        ];
        annotation.attributes = ["a", "b", "c", "d", "e", "f"]
            .into_iter()
            .zip(values)
            .map(|(id, value)| (AttributeId::new(id).unwrap(), value))
            .collect();
        annotation.links.push(Link {
            role: RoleId::new("target").unwrap(),
            to: Target::Annotation(AnnotationId::new("m0").unwrap()),
        });
        let statuses = Status::ALL;
        let bytes = [
            pack([&annotation].into_iter()),
            postcard::to_stdvec(&statuses).unwrap(),
        ]
        .concat();
        assert_eq!(MAGIC[7], 4);
        assert_eq!(
            super::super::hex(&hash(&bytes)),
            "82999cab051b3f855bd35b19b4fb0dbaf064776a85a45caee9fb263e2a915603"
        );
    }

    #[test]
    fn hashes_are_read_from_digits() {
        let hash = hash(b"postil");
        assert_eq!(unhex(&super::super::hex(&hash)), Some(hash));
        assert_eq!(unhex("abc"), None);
        assert_eq!(unhex(&"g".repeat(64)), None);
    }
}
