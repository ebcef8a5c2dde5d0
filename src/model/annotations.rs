//! The annotations of a layer: a map by id that is packed until somebody looks into it.
//!
//! A project may have a million annotations of which a person sees a few hundred a day. As a map each takes some 270
//! bytes, packed about 30. So a layer that has been read is packed, and unpacked by whoever asks for one of its
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

    /// Whether some of them has such a tag; nothing is unpacked for that.
    #[must_use]
    pub fn has_tag(&self, mut is_it: impl FnMut(&TagId) -> bool) -> bool {
        match (&self.packed, self.map.get()) {
            (Some(packed), None) => packed.tags().iter().any(is_it),
            _ => self.values().any(|annotation| is_it(&annotation.tag)),
        }
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
        let tags = postcard::take_from_bytes(&self.bytes);
        tags.map(|(tags, _)| tags).unwrap_or_default()
    }

    fn unpack(&self) -> Map {
        let annotations = unpack(&self.bytes).expect("bytes that were packed can be unpacked");
        let named = annotations.into_iter().map(|it| (it.id.clone(), it));
        named.collect()
    }
}

impl Deref for Annotations {
    type Target = Map;

    fn deref(&self) -> &Map {
        self.map.get_or_init(|| {
            let packed = self.packed.as_ref();
            packed.map_or_else(Map::default, Packed::unpack)
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
    let mut tags: Vec<&str> = Vec::new();
    let mut lines = Vec::new();
    for annotation in annotations {
        let tag = annotation.tag.as_str();
        let known = tags.iter().position(|known| *known == tag);
        let place = known.unwrap_or_else(|| {
            tags.push(tag);
            tags.len() - 1
        });
        lines.push(Line::of(annotation, place));
    }
    postcard::to_stdvec(&(tags, lines)).expect("annotations can be written to memory")
}

/// The annotations that were [packed](pack); nothing when these are other bytes.
#[must_use]
pub fn unpack(bytes: &[u8]) -> Option<Vec<Arc<Annotation>>> {
    let (tags, lines): (Vec<TagId>, Vec<Line<'_>>) = postcard::from_bytes(bytes).ok()?;
    let annotations = lines.into_iter().map(|line| line.into_annotation(&tags));
    annotations.collect()
}

/// An annotation, with spans in bytes and times in seconds.
#[derive(Serialize, Deserialize)]
struct Line<'a> {
    id: &'a str,
    /// Its place among the tags.
    tag: usize,
    spans: Vec<(u32, u32)>,
    attributes: Values,
    links: Vec<Link>,
    note: &'a str,
    unsure: bool,
    created: i64,
    /// So many seconds after it was made.
    modified: i64,
}

impl<'a> Line<'a> {
    fn of(annotation: &'a Annotation, tag: usize) -> Self {
        let spans = annotation.spans.iter();
        let created = annotation.created.as_second();
        Self {
            id: annotation.id.as_str(),
            tag,
            spans: spans.map(|span| (span.start.0, span.end.0)).collect(),
            attributes: annotation.attributes.clone(),
            links: annotation.links.clone(),
            note: &annotation.note,
            unsure: annotation.unsure,
            created,
            modified: annotation.modified.as_second() - created,
        }
    }

    fn into_annotation(self, tags: &[TagId]) -> Option<Arc<Annotation>> {
        let spans = self.spans.iter();
        let spans = spans.map(|&(start, end)| Span::of(start as usize..end as usize));
        let modified = self.created.checked_add(self.modified)?;
        Some(Arc::new(Annotation {
            id: AnnotationId::new(self.id).ok()?,
            tag: tags.get(self.tag)?.clone(),
            spans: Spans::new(spans.collect()).ok()?,
            attributes: self.attributes,
            links: self.links,
            note: self.note.to_owned(),
            unsure: self.unsure,
            created: Timestamp::from_second(self.created).ok()?,
            modified: Timestamp::from_second(modified).ok()?,
        }))
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
            let made = annotation(&format!("m{n}"), tag, Spans::new(spans).unwrap(), at);
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
        for count in [0, 1, 50] {
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
        let bytes = annotations(50).to_bytes();
        assert_eq!(unpack(&bytes).map(|all| all.len()), Some(50));
        for cut in 0..bytes.len() {
            assert!(unpack(&bytes[..cut]).is_none());
        }
    }
}
