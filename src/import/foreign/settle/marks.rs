//! Marks and links of one layer.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use smol_str::SmolStr;

use crate::model::{
    Annotation, AnnotationId, Attribute, Change, Detached, EntityId, EntityTypeId, Kind, LayerHead,
    LayerKey, Link, RoleId, Slot, Spans, Status, StoredSpan, TagId, Target, Value, Values,
};
use crate::say;
use crate::text::CodePoint;

use super::super::mapping::FieldChoice;
use super::super::neutral::{Document, End, Entry, Layer, Loss, Mark, Named, Plain};
use super::super::ours::entry;
use super::super::place::{By, Placed, Placer};
use super::articles::Ground;
use super::book::{find, option};
use super::people::entity_type;
use super::{Read, Settling, hashed};

/// What is known of a mark of a layer while its links are made.
struct Known<'m> {
    mark: &'m Mark,
    id: AnnotationId,
    tag: TagId,
    stand: Stand,
}

/// Where a mark stands in the article of today.
enum Stand {
    Here(Spans),
    /// It is kept without a place.
    Nowhere,
    /// It is left out.
    Left,
}

impl<'a> Settling<'a> {
    pub(super) fn layer(
        &mut self,
        read: &Read,
        document: &Document,
        layer: &'a Layer,
        ground: &Ground,
        placer: &mut Placer<'_>,
    ) {
        let annotator = self.people.annotator(&layer.annotator, &layer.annotator_id);
        let key = LayerKey {
            article: ground.article.clone(),
            annotator,
        };
        if self.project.is_repeating(&key.article, &key.annotator) {
            self.lose(Loss::Repeating, layer.marks.len());
            return;
        }
        let mut known: Vec<Known<'a>> = Vec::with_capacity(layer.marks.len());
        // Where each mark of the file has gone; one that is left out stands there with nothing.
        let mut numbers: HashMap<&str, Option<usize>> = HashMap::with_capacity(layer.marks.len());
        for mark in &layer.marks {
            if numbers.contains_key(mark.id.as_str()) {
                self.lose(Loss::Twice, 1);
                continue;
            }
            let Some(tag) = self.made.tag(&mark.label).cloned() else {
                self.lose(Loss::Skipped, 1);
                numbers.insert(&mark.id, None);
                continue;
            };
            let stand = self.stand(mark, ground, placer);
            if matches!(stand, Stand::Left) {
                numbers.insert(&mark.id, None);
                continue;
            }
            numbers.insert(&mark.id, Some(known.len()));
            known.push(Known {
                id: id(read, document, layer, mark, ground),
                mark,
                tag,
                stand,
            });
        }
        let mut links = self.links(layer, &known, &numbers);
        self.head(&key, layer, known.is_empty());
        for (number, known) in known.into_iter().enumerate() {
            let links = links.remove(&number).unwrap_or_default();
            self.put(&key, known, links);
        }
    }

    fn stand(&mut self, mark: &Mark, ground: &Ground, placer: &mut Placer<'_>) -> Stand {
        let (spans, by, snapped) = match placer.place(mark) {
            Placed::At { spans, by, snapped } => (spans, by, snapped),
            Placed::Empty => {
                self.lose(Loss::Empty, 1);
                return Stand::Left;
            }
            Placed::Nowhere => return self.without_place(mark),
        };
        let spans = match &ground.course {
            None => spans,
            Some(course) => match course.fate(&spans).spans() {
                Some(spans) => spans,
                None => return self.without_place(mark),
            },
        };
        match by {
            By::Quote(counting) if counting == placer.declared() => self.report.exact += 1,
            By::Quote(counting) => *self.report.otherwise.entry(counting).or_default() += 1,
            By::Search => self.report.searched += 1,
            By::Offsets => self.report.unquoted += 1,
        }
        self.report.snapped += usize::from(snapped);
        Stand::Here(spans)
    }

    fn without_place(&mut self, mark: &Mark) -> Stand {
        if mark.pieces.iter().any(|piece| piece.quote.is_some()) {
            self.report.detached += 1;
            Stand::Nowhere
        } else {
            self.lose(Loss::NoPlace, 1);
            Stand::Left
        }
    }

    /// The links of each mark, by its number.
    fn links(
        &mut self,
        layer: &Layer,
        known: &[Known<'_>],
        numbers: &HashMap<&str, Option<usize>>,
    ) -> BTreeMap<usize, Vec<Link>> {
        let mut links: BTreeMap<usize, Vec<Link>> = BTreeMap::new();
        for relation in &layer.relations {
            self.lose(Loss::RelationValues, relation.values);
            let Some(role) = self.made.role(&relation.role).cloned() else {
                self.lose(Loss::SkippedRelations, 1);
                continue;
            };
            let end = |id: &SmolStr| match numbers.get(id.as_str()) {
                None => Err(Loss::Dangling),
                Some(None) => Err(Loss::SkippedRelations),
                Some(Some(number)) => Ok(*number),
            };
            let to = match &relation.to {
                End::Mark(id) => end(id).map(|at| Target::Annotation(known[at].id.clone())),
                End::Entity(entry) => self
                    .linked_entity(&role, entry)
                    .map(Target::Entity)
                    .ok_or(Loss::Dangling),
            };
            match (end(&relation.from), to) {
                (Ok(from), Ok(to)) => {
                    let link = Link { role, to };
                    let links = links.entry(from).or_default();
                    if !links.contains(&link) {
                        links.push(link);
                    }
                }
                (Err(loss), _) | (_, Err(loss)) => self.lose(loss, 1),
            }
        }
        links
    }

    /// The entity that a link leads to: of a type that its role takes when the file does not say which.
    fn linked_entity(&mut self, role: &RoleId, entry: &Entry) -> Option<EntityId> {
        let allowed = self
            .book
            .role(role)
            .and_then(|role| role.entity_types().next());
        let kind = match allowed.filter(|_| entry.kind.is_empty()) {
            Some(kind) => kind.clone(),
            None => match EntityId::new(&entry.id)
                .ok()
                .and_then(|id| self.project.entry(&id))
            {
                Some(known) => known.kind.clone(),
                None => entity_type(&mut self.book, &entry.kind)?,
            },
        };
        self.people.entity(entry, &kind)
    }

    /// What is said of the article as a whole: what the project says already stays.
    fn head(&mut self, key: &LayerKey, layer: &Layer, is_empty: bool) {
        let there = self.there(key).map(|layer| layer.head.clone());
        let before = there.unwrap_or_default();
        let mut head = before.clone();
        let (values, note) = self.values(None, &layer.values, &layer.note);
        for (id, value) in values {
            head.attributes.entry(id).or_insert(value);
        }
        if head.note.is_empty() {
            head.note = note;
        }
        if head.status == Status::ToDo {
            head.status = match layer.status {
                Some(status) => status,
                None if is_empty => Status::ToDo,
                None => Status::InProgress,
            };
        }
        if head == before || self.taken.contains_key(key) && head == LayerHead::default() {
            return;
        }
        self.changes.push(Change::LayerHead(key.clone(), head));
    }

    fn put(&mut self, key: &LayerKey, known: Known<'_>, links: Vec<Link>) {
        let taken = self.taken.entry(key.clone()).or_default();
        if !taken.insert(known.id.clone()) {
            self.lose(Loss::Twice, 1);
            return;
        }
        let Known {
            mark,
            id,
            tag,
            stand,
        } = known;
        let (attributes, note) = self.values(Some(&tag), &mark.values, &mark.note);
        let at = self.wish.author.at;
        let created = mark.created.or(mark.modified).unwrap_or(at);
        let modified = mark.modified.unwrap_or(created);
        let Stand::Here(spans) = stand else {
            return self.put_detached(
                key,
                mark,
                id,
                tag,
                (attributes, note, links),
                (created, modified),
            );
        };
        let annotation = Annotation {
            id: id.clone(),
            tag,
            spans,
            attributes,
            links,
            note,
            unsure: mark.unsure,
            created,
            modified,
        };
        let there = self.there(key);
        match there.map_or(Slot::Absent, |layer| layer.slot(&id)) {
            Slot::Absent if there.is_some_and(|layer| layer.detached.contains_key(&id)) => {
                self.report.kept += 1;
                return;
            }
            Slot::Absent => {
                self.report.added += 1;
                self.report.links += annotation.links.len();
            }
            Slot::Deleted(_) => {
                self.report.deleted += 1;
                return;
            }
            Slot::Present(known) => {
                let as_known = Annotation {
                    created: known.created,
                    modified: known.modified,
                    ..annotation.clone()
                };
                if as_known == *known {
                    self.report.known += 1;
                    return;
                }
                let is_older = mark.modified.is_some_and(|at| at <= known.modified);
                if !self.wish.update || is_older {
                    self.report.kept += 1;
                    return;
                }
                self.report.updated += 1;
            }
        }
        let slot = Slot::Present(Arc::new(annotation));
        self.changes.push(Change::Annotation(key.clone(), id, slot));
    }

    /// Keeps a mark that has no place beside those that have one, until a person decides.
    fn put_detached(
        &mut self,
        key: &LayerKey,
        mark: &Mark,
        id: AnnotationId,
        tag: TagId,
        (attributes, note, links): (Values, String, Vec<Link>),
        (created, modified): (jiff::Timestamp, jiff::Timestamp),
    ) {
        let is_there = self.there(key).is_some_and(|layer| {
            layer.detached.contains_key(&id) || layer.slot(&id) != Slot::Absent
        });
        if is_there {
            self.report.known += 1;
            return;
        }
        let point = |at: u64| CodePoint(u32::try_from(at).unwrap_or(u32::MAX));
        let pieces = mark.pieces.iter().map(|piece| StoredSpan {
            at: (point(piece.start), point(piece.end)),
            text: piece.quote.as_deref().unwrap_or_default().to_owned(),
            ..StoredSpan::default()
        });
        let detached = Detached {
            id: id.clone(),
            tag,
            spans: pieces.collect(),
            attributes,
            links,
            note,
            unsure: mark.unsure,
            created,
            modified,
            text_sha256: String::new(),
            kept: false,
            reason: say!("foreign-detached").to_owned(),
        };
        self.report.added += 1;
        self.changes
            .push(Change::Detached(key.clone(), id, Some(detached)));
    }

    /// Values as the codebook has them, and the note with what goes there. Without a tag they are those of the article.
    fn values(&mut self, tag: Option<&TagId>, named: &Named, note: &str) -> (Values, String) {
        let mut values = Values::new();
        let mut note = note.to_owned();
        for (name, plain) in named {
            let choice = match tag {
                Some(_) => self.mapping.fields.get(name),
                None => self.mapping.article_fields.get(name),
            };
            let wanted = match choice {
                Some(FieldChoice::Skip) => {
                    self.lose(Loss::SkippedValues, 1);
                    continue;
                }
                Some(FieldChoice::Note) => {
                    if !note.is_empty() {
                        note.push('\n');
                    }
                    note.push_str(&plain.words());
                    continue;
                }
                Some(FieldChoice::To(id)) => Some(id),
                _ => None,
            };
            let fields = match tag {
                Some(tag) => self.book.tag(tag).map(|tag| tag.attributes.as_slice()),
                None => Some(self.book.article_attributes.as_slice()),
            };
            let fields = fields.unwrap_or_default();
            let at = match wanted {
                Some(id) => fields.iter().position(|it| it.id == *id),
                None => find(fields, name),
            };
            let found = at.and_then(|at| {
                let field = &fields[at];
                match entity_of(field, plain) {
                    Some((entry, kind)) => Some((field.id.clone(), Err((entry, kind)))),
                    None => Some((field.id.clone(), Ok(value(field, plain)?))),
                }
            });
            let value = match found {
                Some((id, Ok(value))) => Some((id, value)),
                Some((id, Err((entry, kind)))) => kind
                    .or_else(|| entity_type(&mut self.book, &entry.kind))
                    .and_then(|kind| self.people.entity(&entry, &kind))
                    .map(|entity| (id, Value::Entity(entity))),
                None => None,
            };
            match value {
                Some((id, value)) => {
                    let _one_of_a_name = values.insert(id, value);
                }
                None => self.lose(Loss::Values, 1),
            }
        }
        (values, note)
    }
}

/// The entity that a field gets, and its type when the field says it.
fn entity_of(field: &Attribute, plain: &Plain) -> Option<(Entry, Option<EntityTypeId>)> {
    let Kind::Entity(types) = &field.kind else {
        return None;
    };
    let entry = match plain {
        Plain::Entity(entry) => entry.clone(),
        other => entry(&other.words()),
    };
    let kind = match types.as_slice() {
        [only] => Some(only.clone()),
        [first, ..] if entry.kind.is_empty() => Some(first.clone()),
        _ => None,
    };
    Some((entry, kind))
}

/// A value as a field holds it; none when it does not.
fn value(field: &Attribute, plain: &Plain) -> Option<Value> {
    match (&field.kind, plain) {
        (Kind::Choice(options), plain) => {
            option(options, &plain.words()).cloned().map(Value::Choice)
        }
        (Kind::Choices(options), plain) => {
            let asked = match plain {
                Plain::List(list) => list.clone(),
                other => vec![other.words()],
            };
            let chosen: Option<Vec<String>> = asked
                .iter()
                .map(|value| option(options, value).cloned())
                .collect();
            let mut chosen = chosen?;
            chosen.sort_by_key(|value| options.iter().position(|known| known == value));
            chosen.dedup();
            Some(Value::Choices(chosen))
        }
        (Kind::Text, plain) => Some(Value::Text(plain.words())),
        (Kind::Flag, Plain::Flag(flag)) => Some(Value::Flag(*flag)),
        (Kind::Flag, Plain::Number(number)) => Some(Value::Flag(*number != 0.0)),
        (Kind::Number { min, max }, Plain::Number(number)) => {
            let fits = min.is_none_or(|min| *number >= min) && max.is_none_or(|max| *number <= max);
            fits.then_some(Value::Number(*number))
        }
        (Kind::Number { .. } | Kind::Flag, plain) => field.parse(&plain.words()).ok(),
        (Kind::Entity(_), _) => None,
    }
}

/// The id of a mark: its own in our own files, else one that is the same whenever this file is imported.
fn id(
    read: &Read,
    document: &Document,
    layer: &Layer,
    mark: &Mark,
    ground: &Ground,
) -> AnnotationId {
    if read.format.keeps_ids
        && let Ok(id) = AnnotationId::new(&mark.id)
    {
        return id;
    }
    let name = match layer.annotator_id.as_str() {
        "" => layer.annotator.as_str(),
        id => id,
    };
    AnnotationId::of_hash(&hashed([
        read.format.id,
        &read.folder,
        &read.file,
        &document.name,
        &ground.sha256,
        name,
        &mark.id,
    ]))
}
