//! The annotations of a layer: a map by id that is packed until somebody looks into it.
//!
//! A project may have a million annotations of which a person sees a few hundred a day. As a map each takes some 270
//! bytes, packed about 20. So a layer that has been read is packed, and unpacked by whoever asks for one of its
//! annotations; whoever only looks through all layers does so [in passing](super::Layer::in_passing).

use core::fmt;
use core::ops::{Deref, DerefMut};
use std::sync::{Arc, OnceLock};

use imbl::OrdMap;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::text::Span;

use super::{Annotation, AnnotationId, Link, Spans, TagId, Values};

/// The annotations by id, as they are once they are unpacked.
type Map = OrdMap<AnnotationId, Arc<Annotation>>;

/// The annotations of a layer by id. Reads like an [`OrdMap`], and is changed like one; a clone shares what it can.
#[derive(Clone, Default)]
pub struct Annotations {
    /// Not there while they are packed and nobody has looked.
    map: OnceLock<Map>,
    /// The same; not there once something was changed.
    packed: Option<Packed>,
}

#[derive(Clone)]
struct Packed {
    bytes: Arc<[u8]>,
    count: usize,
}

impl Annotations {
    /// How many there are; nothing is unpacked for that.
    #[must_use]
    pub fn len(&self) -> usize {
        let packed = self.packed.as_ref().map(|packed| packed.count);
        packed.unwrap_or_else(|| self.deref().len())
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The same, packed.
    #[must_use]
    pub fn packed(&self) -> Self {
        if self.packed.is_some() || self.is_empty() {
            return Self {
                map: OnceLock::new(),
                packed: self.packed.clone(),
            };
        }
        Self::of_packed(self.to_bytes(), self.len())
    }

    /// The bytes of the annotations as [`pack`] makes them.
    #[must_use]
    pub fn to_bytes(&self) -> Arc<[u8]> {
        match &self.packed {
            Some(packed) => Arc::clone(&packed.bytes),
            None => pack(self.values().map(AsRef::as_ref)).into(),
        }
    }

    /// So many annotations whose bytes were made by [`pack`], in this version of the program: whoever asks for one of them
    /// fails otherwise.
    #[must_use]
    pub fn of_packed(bytes: Arc<[u8]>, count: usize) -> Self {
        Self {
            map: OnceLock::new(),
            packed: Some(Packed { bytes, count }),
        }
    }

    /// All of them, in no order that means anything, for somebody who looks through them once: those that are packed are
    /// unpacked for that alone, and without a map.
    #[must_use]
    pub fn listed(&self) -> Vec<Arc<Annotation>> {
        match (&self.packed, self.map.get()) {
            (Some(packed), None) => packed.unpack(),
            _ => self.values().cloned().collect(),
        }
    }

    /// Whether some of them has such a tag; nothing is unpacked for that.
    #[must_use]
    pub fn has_tag(&self, mut is_it: impl FnMut(&TagId) -> bool) -> bool {
        match (&self.packed, self.map.get()) {
            (Some(packed), None) => packed.tags().iter().any(is_it),
            _ => self.values().any(|annotation| is_it(&annotation.tag)),
        }
    }

    /// Whether both are the same packed ones, and nothing was changed in either since. Nothing is unpacked to know that;
    /// others may be the same all the same.
    #[must_use]
    pub fn is_packed_as(&self, other: &Self) -> bool {
        let both = self.packed.as_ref().zip(other.packed.as_ref());
        both.is_some_and(|(one, other)| Arc::ptr_eq(&one.bytes, &other.bytes))
    }

    /// Whether they take little memory.
    #[must_use]
    pub fn is_packed(&self) -> bool {
        self.map.get().is_none_or(OrdMap::is_empty)
    }
}

impl Packed {
    /// The tags that annotations have, each once.
    fn tags(&self) -> Vec<TagId> {
        // The first of the columns.
        let tags = postcard::take_from_bytes(&self.bytes);
        tags.map(|(tags, _)| tags).unwrap_or_default()
    }

    fn unpack(&self) -> Vec<Arc<Annotation>> {
        unpack(&self.bytes).expect("bytes that were packed can be unpacked")
    }
}

impl Deref for Annotations {
    type Target = Map;

    fn deref(&self) -> &Map {
        self.map.get_or_init(|| {
            let packed = self.packed.as_ref();
            let annotations = packed.map_or_else(Vec::new, Packed::unpack);
            annotations
                .into_iter()
                .map(|it| (it.id.clone(), it))
                .collect()
        })
    }
}

impl DerefMut for Annotations {
    fn deref_mut(&mut self) -> &mut Map {
        let _: &Map = self;
        self.packed = None;
        self.map.get_mut().expect("it was just unpacked")
    }
}

impl From<Map> for Annotations {
    fn from(map: Map) -> Self {
        Self {
            map: map.into(),
            packed: None,
        }
    }
}

impl FromIterator<(AnnotationId, Arc<Annotation>)> for Annotations {
    fn from_iter<I: IntoIterator<Item = (AnnotationId, Arc<Annotation>)>>(annotations: I) -> Self {
        annotations.into_iter().collect::<Map>().into()
    }
}

impl<'a> IntoIterator for &'a Annotations {
    type Item = <&'a Map as IntoIterator>::Item;
    type IntoIter = <&'a Map as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        self.deref().iter()
    }
}

impl PartialEq for Annotations {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Annotations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.deref().fmt(f)
    }
}

/// Annotations as bytes. The form is that of this version of the program: for memory, and for copies that can be thrown
/// away. Times are kept to the second, as in files.
///
/// # Panics
/// Never: bytes in memory can be written.
pub fn pack<'a>(annotations: impl Iterator<Item = &'a Annotation>) -> Vec<u8> {
    let annotations: Vec<&Annotation> = annotations.collect();
    let numbers = annotations.iter().map(|it| it.id.to_number());
    let numbers: Option<Vec<[u8; 8]>> = numbers.collect();
    let ids = match &numbers {
        Some(numbers) => Ids::Numbers(numbers.as_flattened()),
        None => Ids::Any(annotations.iter().map(|it| it.id.as_str()).collect()),
    };
    let mut columns = Columns {
        ids,
        tags: Vec::new(),
        tagged: Vec::new(),
        spans: Vec::new(),
        created: Vec::new(),
        more: Vec::new(),
    };
    let mut before = 0;
    for (index, annotation) in annotations.into_iter().enumerate() {
        columns.add(index, annotation, &mut before);
    }
    postcard::to_stdvec(&columns).expect("annotations can be written to memory")
}

/// The annotations that were [packed](pack); nothing when these are other bytes.
#[must_use]
pub fn unpack(bytes: &[u8]) -> Option<Vec<Arc<Annotation>>> {
    let columns: Columns<'_> = postcard::from_bytes(bytes).ok()?;
    columns.into_annotations()
}

/// Annotations by what is said of them: what most have nothing to say of takes no room.
#[derive(Serialize, Deserialize)]
struct Columns<'a> {
    /// First of all, so that they can be read alone.
    tags: Vec<TagId>,
    #[serde(borrow)]
    ids: Ids<'a>,
    /// For each annotation, which of the tags it has.
    tagged: Vec<usize>,
    /// Start and length of the first span of each, in bytes.
    spans: Vec<(u32, u32)>,
    /// When each was made, in seconds since the one before it was.
    created: Vec<i64>,
    /// What else there is to say, and of which.
    more: Vec<(usize, More<'a>)>,
}

#[derive(Serialize, Deserialize)]
enum Ids<'a> {
    /// Such as the program makes, eight bytes each.
    Numbers(&'a [u8]),
    #[serde(borrow)]
    Any(Vec<&'a str>),
}

/// What most annotations do not have.
#[derive(Default, PartialEq, Serialize, Deserialize)]
struct More<'a> {
    /// The spans after the first one.
    spans: Vec<(u32, u32)>,
    attributes: Values,
    links: Vec<Link>,
    note: &'a str,
    unsure: bool,
    /// So many seconds after it was made it was changed last.
    modified: i64,
}

impl<'a> Columns<'a> {
    /// Adds all but the id. `before` is when the one before it was made.
    fn add(&mut self, index: usize, annotation: &'a Annotation, before: &mut i64) {
        let known = self.tags.iter().position(|known| *known == annotation.tag);
        self.tagged.push(known.unwrap_or_else(|| {
            self.tags.push(annotation.tag.clone());
            self.tags.len() - 1
        }));
        let spans = annotation.spans.iter();
        let mut spans = spans.map(|span| (span.start.0, span.end.0 - span.start.0));
        self.spans.extend(spans.next());
        let created = annotation.created.as_second();
        self.created.push(created - *before);
        *before = created;
        let more = More {
            spans: spans.collect(),
            attributes: annotation.attributes.clone(),
            links: annotation.links.clone(),
            note: &annotation.note,
            unsure: annotation.unsure,
            modified: annotation.modified.as_second() - created,
        };
        if more != More::default() {
            self.more.push((index, more));
        }
    }

    fn into_annotations(self) -> Option<Vec<Arc<Annotation>>> {
        let count = self.tagged.len();
        let ids: Vec<AnnotationId> = match self.ids {
            Ids::Numbers(bytes) => {
                let (numbers, []) = bytes.as_chunks() else {
                    return None;
                };
                numbers
                    .iter()
                    .map(|it| AnnotationId::of_number(*it))
                    .collect()
            }
            Ids::Any(ids) => {
                let ids = ids.into_iter().map(|id| AnnotationId::new(id).ok());
                ids.collect::<Option<_>>()?
            }
        };
        if [ids.len(), self.spans.len(), self.created.len()] != [count; 3] {
            return None;
        }
        let mut more = self.more.into_iter().peekable();
        let mut created: i64 = 0;
        let mut annotations = Vec::with_capacity(count);
        for (index, id) in ids.into_iter().enumerate() {
            let more = more.next_if(|(of, _)| *of == index);
            let more = more.map(|(_, more)| more).unwrap_or_default();
            let spans = core::iter::once(&self.spans[index]).chain(&more.spans);
            let spans = spans.map(|&(start, length)| {
                let end = start.checked_add(length)?;
                Some(Span::of(start as usize..end as usize))
            });
            created = created.checked_add(self.created[index])?;
            let modified = created.checked_add(more.modified)?;
            annotations.push(Arc::new(Annotation {
                id,
                tag: self.tags.get(self.tagged[index])?.clone(),
                spans: Spans::new(spans.collect::<Option<_>>()?).ok()?,
                attributes: more.attributes,
                links: more.links,
                note: more.note.to_owned(),
                unsure: more.unsure,
                created: Timestamp::from_second(created).ok()?,
                modified: Timestamp::from_second(modified).ok()?,
            }));
        }
        more.next().is_none().then_some(annotations)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::random::annotation;
    use crate::model::{AttributeId, EntityId, Layer, RoleId, Target, Value};

    fn annotations(count: usize) -> Annotations {
        let made = (0..count).map(|n| {
            let spans = vec![Span::of(n..n + 3), Span::of(n + 7..n * 5 + 9)];
            let at = Timestamp::from_second(1_700_000_000 + i64::try_from(n).unwrap() * 7).unwrap();
            let tag = ["quote", "claim", "actor"][n % 3];
            // Ids such as the program makes, and some of people.
            let id = if count == 50 {
                format!("{n:012}")
            } else {
                format!("m{n}")
            };
            let made = annotation(&id, tag, Spans::new(spans).unwrap(), at);
            let mut made = Annotation::clone(&made);
            if n % 2 == 0 {
                let value = Value::Choice("“so” 港口".to_owned());
                let field = AttributeId::new("kind").unwrap();
                made.attributes.insert(field, value);
                made.note = "a note".to_owned();
                made.modified = Timestamp::from_second(1_600_000_000).unwrap();
            }
            made.unsure = n % 5 == 0;
            made.links = (0..n % 3)
                .map(|_| Link {
                    role: RoleId::new("speaker").unwrap(),
                    to: Target::Entity(EntityId::new("lind").unwrap()),
                })
                .collect();
            (made.id.clone(), Arc::new(made))
        });
        made.collect()
    }

    #[test]
    fn what_was_packed_is_what_it_was_and_can_be_changed() {
        for count in [0, 1, 50, 51] {
            let plain = annotations(count);
            let packed = plain.packed();
            assert!(packed.is_packed());
            assert_eq!((packed.len(), packed.is_empty()), (count, count == 0));
            let has = |id: &str| packed.has_tag(|tag| tag.as_str() == id);
            assert_eq!((has("claim"), has("cue")), (count > 1, false));
            assert!(packed.is_packed(), "counting unpacks nothing");
            assert_eq!(packed, plain);
            assert_eq!(packed.is_packed(), count == 0);
            assert_eq!(packed.packed(), plain);

            let mut changed = plain.packed();
            let more = annotations(60);
            let (id, other) = more.iter().next_back().unwrap();
            changed.insert(id.clone(), Arc::clone(other));
            assert_eq!(changed.len(), changed.iter().count());
            assert_eq!(changed.get(id), Some(other));
            assert_eq!(changed.packed(), changed);
        }
    }

    #[test]
    fn who_looks_in_passing_leaves_a_layer_packed() {
        let layer = Layer {
            annotations: annotations(50),
            ..Layer::default()
        };
        let layer = layer.packed();
        assert_eq!(layer.in_passing().annotations.values().count(), 50);
        assert!(layer.annotations.is_packed());
        assert_eq!(layer.annotations.values().count(), 50);
        assert!(!layer.annotations.is_packed());
    }

    #[test]
    fn other_bytes_are_no_annotations() {
        for count in [50, 60] {
            let bytes = annotations(count).to_bytes();
            assert_eq!(unpack(&bytes).map(|all| all.len()), Some(count));
            for cut in 0..bytes.len() {
                assert!(unpack(&bytes[..cut]).is_none());
            }
        }
    }
}
