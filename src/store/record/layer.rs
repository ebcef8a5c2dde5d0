//! A layer as its file holds it, and the check of every line on the way in.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::{
    Annotation, AnnotationId, AnnotatorId, Article, ArticleId, Detached, Layer, LayerHead,
    LayerKey, Link, Status, StoredSpan, TagId, Values,
};
use crate::say;
use crate::store::FORMAT;
use crate::store::codec::Record;
use crate::store::excess::{ANNOTATIONS, List};
use crate::store::place::locate;
use crate::text::Text;

use super::whole_seconds;

/// `annotators/<annotator>/layers/<article>.ron`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct LayerRecord {
    format: u32,
    /// Says what a file is that has been mailed or renamed; the path decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<ArticleId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annotator: Option<AnnotatorId>,
    /// SHA-256 of the text on which the layer was made.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text_sha256: String,
    #[serde(default, skip_serializing_if = "is_default")]
    status: Status,
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    attributes: Values,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    confirmed: BTreeMap<AnnotationId, Timestamp>,
    #[serde(default)]
    annotations: Vec<AnnotationRecord>,
}

impl Record for LayerRecord {
    fn format(&self) -> u32 {
        self.format
    }

    fn lists(&self) -> Vec<List> {
        let count = self.annotations.len();
        vec![("annotations", count, ANNOTATIONS)]
    }
}

/// One line of a layer: an annotation, or that there was one.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct AnnotationRecord {
    id: AnnotationId,
    /// When it was deleted; then nothing else is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    deleted: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tag: Option<TagId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    spans: Vec<StoredSpan>,
    /// SHA-256 of the text in which an annotation without a place stood, when that is not the layer's.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    text_sha256: String,
    /// Whether somebody has decided that it stays without a place.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    kept: bool,
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    attributes: Values,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    unsure: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    created: Timestamp,
    /// Left out while it is the time of creation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    modified: Option<Timestamp>,
}

impl AnnotationRecord {
    fn tombstone(id: &AnnotationId, at: Timestamp) -> Self {
        Self {
            id: id.clone(),
            deleted: Some(whole_seconds(at)),
            tag: None,
            spans: Vec::new(),
            text_sha256: String::new(),
            kept: false,
            attributes: Values::new(),
            links: Vec::new(),
            note: String::new(),
            unsure: false,
            created: Timestamp::default(),
            modified: None,
        }
    }

    fn live(annotation: &Annotation, text: &Text) -> Self {
        let Annotation {
            id,
            tag,
            spans,
            attributes,
            links,
            note,
            unsure,
            created,
            modified,
        } = annotation.clone();
        Self {
            id,
            deleted: None,
            tag: Some(tag),
            spans: spans
                .iter()
                .map(|span| StoredSpan::of(text, span))
                .collect(),
            text_sha256: String::new(),
            kept: false,
            attributes,
            links,
            note,
            unsure,
            created: whole_seconds(created),
            modified: later(created, modified),
        }
    }

    /// Why it has no place is found out again when the file is read.
    fn detached(detached: &Detached, article: &Article) -> Self {
        let Detached {
            id,
            tag,
            spans,
            attributes,
            links,
            note,
            unsure,
            created,
            modified,
            mut text_sha256,
            kept,
            reason: _,
        } = detached.clone();
        if text_sha256 == article.sha256 {
            text_sha256.clear();
        }
        Self {
            id,
            deleted: None,
            tag: Some(tag),
            spans,
            text_sha256,
            kept,
            attributes,
            links,
            note,
            unsure,
            created: whole_seconds(created),
            modified: later(created, modified),
        }
    }
}

/// A line of a layer that is still to be written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Line<'a> {
    Live(&'a Annotation),
    Detached(&'a Detached),
    Deleted(&'a AnnotationId, Timestamp),
}

impl<'a> Line<'a> {
    /// All lines of a layer in the order of its file.
    pub fn all(layer: &'a Layer) -> Vec<Self> {
        let live = layer.annotations.values().map(|it| Self::Live(it));
        let detached = layer.detached.values().map(Self::Detached);
        // An id has one line: what has lost its place is still there.
        let deleted = layer.deleted.iter();
        let deleted = deleted.filter(|(id, _)| !layer.detached.contains_key(*id));
        let deleted = deleted.map(|(id, &at)| Self::Deleted(id, at));
        let mut lines: Vec<_> = live.chain(detached).chain(deleted).collect();
        lines.sort_by_key(|line| line.id());
        lines
    }

    fn id(self) -> &'a AnnotationId {
        match self {
            Self::Live(annotation) => &annotation.id,
            Self::Detached(detached) => &detached.id,
            Self::Deleted(id, _) => id,
        }
    }

    fn record(self, article: &Article) -> AnnotationRecord {
        match self {
            Self::Live(annotation) => AnnotationRecord::live(annotation, &article.text),
            Self::Detached(lost) => AnnotationRecord::detached(lost, article),
            Self::Deleted(id, at) => AnnotationRecord::tombstone(id, at),
        }
    }
}

impl LayerRecord {
    /// The record of a layer with some of its lines.
    pub(super) fn new(
        key: &LayerKey,
        head: &LayerHead,
        article: &Article,
        lines: &[Line<'_>],
    ) -> Self {
        let LayerHead {
            status,
            attributes,
            note,
            confirmed,
        } = head.clone();
        let confirmed = confirmed.into_iter();
        Self {
            format: FORMAT,
            article: Some(key.article.clone()),
            annotator: Some(key.annotator.clone()),
            text_sha256: article.sha256.clone(),
            status,
            attributes,
            note,
            confirmed: confirmed.map(|(id, at)| (id, whole_seconds(at))).collect(),
            annotations: lines.iter().map(|line| line.record(article)).collect(),
        }
    }

    /// Takes the lines out, each in its place.
    ///
    /// # Errors
    /// When a line lacks what an annotation must have.
    pub fn take_lines(&mut self, article: &Article) -> Result<Vec<Checked>, Remark> {
        let lines = core::mem::take(&mut self.annotations);
        let lines = lines.into_iter();
        lines
            .map(|line| checked(line, article, &self.text_sha256))
            .collect()
    }

    /// Takes the lines out without looking at the text: each stands where the file says, and is known to stand nowhere.
    ///
    /// # Errors
    /// When a line lacks what an annotation must have.
    pub fn take_unplaced(&mut self) -> Result<Vec<Checked>, Remark> {
        let lines = core::mem::take(&mut self.annotations);
        let unplaced = |line| placed(line, None, &self.text_sha256);
        lines.into_iter().map(unplaced).collect()
    }

    /// The layer of these lines, and what people should know of it.
    pub fn into_layer(self, lines: Vec<Checked>) -> (Layer, Vec<Remark>) {
        let mut layer = Layer {
            head: LayerHead {
                status: self.status,
                attributes: self.attributes,
                note: self.note,
                confirmed: self.confirmed,
            },
            ..Layer::default()
        };
        // What changes an id on the disk is told first.
        let (mut renamed, mut remarks) = (Vec::new(), Vec::new());
        let (mut dead, mut twins) = (Vec::new(), Vec::new());
        for line in lines {
            match line {
                Checked::Deleted(id, at) => dead.push((id, at)),
                line if has(&layer, line.id()) => twins.push(line),
                line => add(&mut layer, line, &mut remarks),
            }
        }
        for (id, at) in dead {
            if has(&layer, &id) {
                remarks.push(Remark {
                    wrong: Wrong::Deleted,
                    id,
                });
            } else {
                layer.deleted.insert(id, at);
            }
        }
        for mut twin in twins {
            let id = twin.id().clone();
            let fresh = AnnotationId::from_name(id.as_str(), |id| {
                has(&layer, id) || layer.deleted.contains_key(id)
            });
            renamed.push(Remark {
                wrong: Wrong::Twice {
                    fresh: fresh.clone(),
                },
                id,
            });
            twin.rename(fresh);
            add(&mut layer, twin, &mut remarks);
        }
        renamed.append(&mut remarks);
        (layer, renamed)
    }
}

fn has(layer: &Layer, id: &AnnotationId) -> bool {
    layer.annotations.contains_key(id) || layer.detached.contains_key(id)
}

fn add(layer: &mut Layer, line: Checked, remarks: &mut Vec<Remark>) {
    match line {
        Checked::Live(annotation) => {
            layer.annotations.insert(annotation.id.clone(), annotation);
        }
        Checked::Detached(detached) => {
            if !detached.kept {
                remarks.push(Remark::lost(&detached));
            }
            layer.detached.insert(detached.id.clone(), *detached);
        }
        Checked::Displaced(detached) => {
            layer.detached.insert(detached.id.clone(), *detached);
        }
        Checked::Deleted(id, at) => {
            layer.deleted.insert(id, at);
        }
    }
}

/// Something about one line of a layer that people should know.
#[derive(Debug)]
pub(in crate::store) struct Remark {
    /// The id that stands in the line.
    pub id: AnnotationId,
    /// What it is.
    wrong: Wrong,
}

/// What is wrong with a line. Words come when it is told: there may be a million of them.
#[derive(Debug)]
enum Wrong {
    /// It is both there and deleted.
    Deleted,
    /// Its id is there twice, and was made this one.
    Twice { fresh: AnnotationId },
    /// It has no place, for this reason.
    Lost(String),
    /// It has no tag.
    NoTag,
}

impl Remark {
    /// That an annotation has no place.
    pub fn lost(detached: &Detached) -> Self {
        Self {
            wrong: Wrong::Lost(detached.reason.clone()),
            id: detached.id.clone(),
        }
    }

    /// What it is, in a sentence or two.
    pub fn message(&self) -> String {
        let id = self.id.to_string();
        match &self.wrong {
            Wrong::Deleted => say!("layer-id-deleted", id = id),
            Wrong::Twice { fresh } => say!("layer-id-twice", id = id, fresh = fresh.to_string()),
            Wrong::Lost(why) => say!("layer-lost", id = id, why = why),
            Wrong::NoTag => say!("layer-no-tag", id = id),
        }
    }
}

/// What a line of a layer is, once its spans have been checked against the text.
#[derive(Debug)]
pub(in crate::store) enum Checked {
    Live(Arc<Annotation>),
    /// It has lost its place.
    Detached(Box<Detached>),
    /// It stood in another text than the article's, and its place is still to be looked for.
    Displaced(Box<Detached>),
    /// It was there once.
    Deleted(AnnotationId, Timestamp),
}

impl Checked {
    fn id(&self) -> &AnnotationId {
        match self {
            Self::Live(annotation) => &annotation.id,
            Self::Detached(detached) | Self::Displaced(detached) => &detached.id,
            Self::Deleted(id, _) => id,
        }
    }

    fn rename(&mut self, to: AnnotationId) {
        match self {
            Self::Live(annotation) => Arc::make_mut(annotation).id = to,
            Self::Detached(detached) | Self::Displaced(detached) => detached.id = to,
            Self::Deleted(id, _) => *id = to,
        }
    }
}

/// Puts a line in its place, or among the detached when it has none. `made_on` is the SHA-256 of the text on which the
/// layer was made, if the layer says so: offsets into another text than the article's mean nothing here.
pub(super) fn checked(
    record: AnnotationRecord,
    article: &Article,
    made_on: &str,
) -> Result<Checked, Remark> {
    placed(record, Some(article), made_on)
}

/// As [`checked`]; without an article every line is detached, and knows on which text it was made.
pub(super) fn placed(
    record: AnnotationRecord,
    article: Option<&Article>,
    made_on: &str,
) -> Result<Checked, Remark> {
    let AnnotationRecord {
        id,
        deleted,
        tag,
        spans,
        mut text_sha256,
        kept,
        attributes,
        mut links,
        note,
        unsure,
        created,
        modified,
    } = record;
    // A list that grew while it was read has room for four, and most annotations have one link or none.
    links.shrink_to_fit();
    if let Some(at) = deleted {
        return Ok(Checked::Deleted(id, at));
    }
    let Some(tag) = tag else {
        return Err(Remark {
            wrong: Wrong::NoTag,
            id,
        });
    };
    let modified = modified.unwrap_or(created);
    if text_sha256.is_empty() {
        made_on.clone_into(&mut text_sha256);
    }
    let is_elsewhere =
        article.is_some_and(|article| !text_sha256.is_empty() && text_sha256 != article.sha256);
    let place = match article {
        Some(article) if !is_elsewhere => {
            text_sha256.clear();
            locate(&article.text, &spans)
        }
        _ => Err(String::new()),
    };
    Ok(match place {
        Ok(spans) => Checked::Live(Arc::new(Annotation {
            id,
            tag,
            spans,
            attributes,
            links,
            note,
            unsure,
            created,
            modified,
        })),
        Err(reason) => {
            let detached = Box::new(Detached {
                id,
                tag,
                spans,
                attributes,
                links,
                note,
                unsure,
                created,
                modified,
                text_sha256,
                kept,
                reason,
            });
            if is_elsewhere {
                Checked::Displaced(detached)
            } else {
                Checked::Detached(detached)
            }
        }
    })
}

/// Where the record of each annotation begins in a file.
pub(in crate::store) struct Lines<'a>(HashMap<&'a str, (usize, usize)>);

impl<'a> Lines<'a> {
    /// Goes through the file once. Of two records with one id, the first counts.
    pub fn of(ron: &'a str) -> Self {
        const BEGINNING: &str = "(id: \"";
        let mut places = HashMap::new();
        for (index, line) in ron.lines().enumerate() {
            for (at, _) in line.match_indices(BEGINNING) {
                if let Some((id, _)) = line[at + BEGINNING.len()..].split_once('"') {
                    let column = line[..at].chars().count() + 1;
                    places.entry(id).or_insert((index + 1, column));
                }
            }
        }
        Self(places)
    }

    /// The line, from 1, of the record with this id.
    pub fn line(&self, id: &AnnotationId) -> Option<usize> {
        self.place(id).map(|(line, _)| line)
    }

    /// Line and column, both from 1, of the record with this id.
    pub fn place(&self, id: &AnnotationId) -> Option<(usize, usize)> {
        self.0.get(id.as_str()).copied()
    }
}

fn later(created: Timestamp, modified: Timestamp) -> Option<Timestamp> {
    let (created, modified) = (whole_seconds(created), whole_seconds(modified));
    (created != modified).then_some(modified)
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
