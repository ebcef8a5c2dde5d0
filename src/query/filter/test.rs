//! What a bound filter asks of an annotation, and the answers.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::model::{
    Annotation, AnnotationId, AnnotatorId, Article, AttributeId, Detached, EntityId, LayerHead,
    LayerKey, Link, RoleId, Status, TagId, Target, Value, Values,
};
use crate::text::{Span, Text, folded, snap};

use super::matcher::Matcher;
use super::span::Range;

/// So much text on each side of an annotation is near it, in bytes.
const NEAR: usize = 160;

/// A condition with its names resolved.
#[derive(Clone, Debug)]
pub(super) enum Bound {
    Or(Vec<Bound>),
    And(Vec<Bound>),
    Not(Box<Bound>),
    Layer(OfLayer),
    Mark(OfMark),
}

impl Bound {
    /// Whether it asks for an annotator, or for everybody else.
    pub fn names(&self, annotator: &AnnotatorId) -> bool {
        match self {
            Self::Or(all) | Self::And(all) => all.iter().any(|it| it.names(annotator)),
            Self::Not(it) => it.names(annotator),
            Self::Layer(OfLayer::By(names)) => names.contains(annotator),
            Self::Layer(_) | Self::Mark(_) => false,
        }
    }
}

/// What is the same for all annotations of a layer.
#[derive(Clone, Debug)]
pub(super) enum OfLayer {
    By(BTreeSet<AnnotatorId>),
    Article(Matcher),
    Source(Matcher),
    Author(Matcher),
    Language(Matcher),
    Date(Range<Date>),
    Status(Vec<Status>),
    /// A field of the article as a whole.
    Attribute(AttributeId, Holds),
    /// Whether that is filled.
    Has(AttributeId),
}

/// What differs from one annotation to the next.
#[derive(Clone, Debug)]
pub(super) enum OfMark {
    Words(Matcher),
    Near(Matcher),
    Id(Matcher),
    Tag(Vec<TagId>),
    Unsure,
    /// It has lost its place.
    Unplaced,
    Note(Matcher),
    HasNote,
    HasLink,
    HasPieces,
    /// An attribute of a tag is filled.
    Has(TagId, AttributeId),
    /// It starts a link of this role.
    HasRole(RoleId),
    /// The tag has such an attribute, and it is not filled.
    Lacks(TagId, AttributeId),
    /// Such a link may start from one of these tags, and does not.
    LacksRole(RoleId, Vec<TagId>),
    /// It starts or ends a link of this role.
    Linked(RoleId),
    Attribute(TagId, AttributeId, Holds),
    /// Its links of this role lead to somebody.
    Role(RoleId, Whom),
    /// Some value or link of it names somebody.
    Names(Whom),
    Created(Range<Timestamp>),
    Changed(Range<Timestamp>),
}

/// What a value must be.
#[derive(Clone, Debug)]
pub(super) enum Holds {
    /// One of these options.
    Options(Vec<String>),
    Text(Matcher),
    Entity(Arc<HashSet<EntityId>>),
    Number(Range<f64>),
    Flag(bool),
}

/// Somebody, by the register or by what the text calls them.
#[derive(Clone, Debug)]
pub(super) struct Whom {
    pub name: Matcher,
    pub entities: Arc<HashSet<EntityId>>,
}

/// A layer that is looked through.
pub struct Place<'a> {
    /// Whose, and of which article.
    pub key: &'a LayerKey,
    /// The article.
    pub article: &'a Article,
    /// What is said of it as a whole.
    pub head: &'a LayerHead,
    marks: OnceCell<&'a [Arc<Annotation>]>,
    places: OnceCell<HashMap<&'a AnnotationId, usize>>,
    /// The roles of the links that lead to an annotation.
    incoming: OnceCell<HashMap<&'a AnnotationId, Vec<&'a RoleId>>>,
}

impl<'a> Place<'a> {
    /// A layer of which only the head is known so far.
    #[must_use]
    pub fn new(key: &'a LayerKey, article: &'a Article, head: &'a LayerHead) -> Self {
        Self {
            key,
            article,
            head,
            marks: OnceCell::new(),
            places: OnceCell::new(),
            incoming: OnceCell::new(),
        }
    }

    /// The same with its annotations, to which links may lead.
    #[must_use]
    pub fn with(self, marks: &'a [Arc<Annotation>]) -> Self {
        self.marks.get_or_init(|| marks);
        self
    }

    fn marks(&self) -> &'a [Arc<Annotation>] {
        self.marks.get().copied().unwrap_or_default()
    }

    /// The annotation of the layer with this id.
    #[must_use]
    pub fn mark(&self, id: &AnnotationId) -> Option<&'a Arc<Annotation>> {
        let marks = self.marks();
        let places = self.places.get_or_init(|| {
            let numbered = marks.iter().enumerate();
            numbered.map(|(at, mark)| (&mark.id, at)).collect()
        });
        places.get(id).map(|at| &marks[*at])
    }

    fn roles_to(&self, id: &AnnotationId) -> &[&'a RoleId] {
        let incoming = self.incoming.get_or_init(|| {
            let mut incoming: HashMap<&AnnotationId, Vec<&RoleId>> = HashMap::new();
            for link in self.marks().iter().flat_map(|mark| &mark.links) {
                if let Target::Annotation(to) = &link.to {
                    incoming.entry(to).or_default().push(&link.role);
                }
            }
            incoming
        });
        incoming.get(id).map_or(&[], Vec::as_slice)
    }
}

/// What is left to be asked of the annotations of one layer.
#[derive(Debug)]
pub struct Within<'f>(Left<'f>);

#[derive(Debug)]
enum Left<'f> {
    Known(bool),
    Or(Vec<Left<'f>>),
    And(Vec<Left<'f>>),
    Not(Box<Left<'f>>),
    Mark(&'f OfMark),
}

impl<'f> Within<'f> {
    pub(super) fn of(bound: &'f Bound, place: &Place<'_>) -> Self {
        Self(left(bound, place))
    }

    /// Whether no annotation of the layer is meant, whatever it is.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        matches!(self.0, Left::Known(false))
    }

    /// Whether every annotation of the layer is meant, whatever it is.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        matches!(self.0, Left::Known(true))
    }

    /// Whether an annotation of the layer is meant. Of one that has lost its place only what is known of that says what it
    /// covered; its spans mean nothing.
    #[must_use]
    pub fn accepts(
        &self,
        place: &Place<'_>,
        annotation: &Annotation,
        lost: Option<&Detached>,
    ) -> bool {
        let mark = Looked {
            place,
            annotation,
            lost,
            folded: OnceCell::new(),
        };
        is_so(&self.0, &mark)
    }
}

fn left<'f>(bound: &'f Bound, place: &Place<'_>) -> Left<'f> {
    match bound {
        Bound::Layer(test) => Left::Known(test.is_so(place)),
        Bound::Mark(test) => Left::Mark(test),
        Bound::Not(inner) => match left(inner, place) {
            Left::Known(so) => Left::Known(!so),
            open => Left::Not(Box::new(open)),
        },
        Bound::Or(parts) => joined(parts, place, true),
        Bound::And(parts) => joined(parts, place, false),
    }
}

/// What is left of several conditions of which one decides when it is so.
fn joined<'f>(parts: &'f [Bound], place: &Place<'_>, decides: bool) -> Left<'f> {
    let mut open = Vec::new();
    for part in parts {
        match left(part, place) {
            Left::Known(so) if so == decides => return Left::Known(decides),
            Left::Known(_) => {}
            part => open.push(part),
        }
    }
    match (open.len(), decides) {
        (0, _) => Left::Known(!decides),
        (_, true) => Left::Or(open),
        (_, false) => Left::And(open),
    }
}

fn is_so(left: &Left<'_>, mark: &Looked<'_, '_>) -> bool {
    match left {
        Left::Known(so) => *so,
        Left::Or(parts) => parts.iter().any(|part| is_so(part, mark)),
        Left::And(parts) => parts.iter().all(|part| is_so(part, mark)),
        Left::Not(part) => !is_so(part, mark),
        Left::Mark(test) => test.is_so(mark),
    }
}

/// An annotation that is looked at.
struct Looked<'m, 'a> {
    place: &'m Place<'a>,
    annotation: &'m Annotation,
    lost: Option<&'m Detached>,
    folded: OnceCell<String>,
}

impl Looked<'_, '_> {
    fn folded(&self) -> &str {
        self.folded.get_or_init(|| match self.lost {
            Some(lost) => folded(&lost.quotation()),
            None => folded_text(&self.place.article.text, self.annotation),
        })
    }
}

/// What an annotation covers, as a search sees it.
fn folded_text(text: &Text, annotation: &Annotation) -> String {
    match annotation.spans.as_slice() {
        [span] => folded(text.slice(*span)),
        _ => folded(&annotation.spans.quotation(text)),
    }
}

impl OfLayer {
    fn is_so(&self, place: &Place<'_>) -> bool {
        let meta = &place.article.meta;
        match self {
            Self::By(annotators) => annotators.contains(&place.key.annotator),
            Self::Article(name) => name.fits(&meta.title) || name.fits(place.key.article.as_str()),
            Self::Source(name) => name.fits(&meta.source),
            Self::Author(name) => name.fits(&meta.author),
            Self::Language(name) => name.fits(&meta.language),
            Self::Date(range) => meta.date.is_some_and(|date| range.contains(date)),
            Self::Status(statuses) => statuses.contains(&place.head.status),
            Self::Attribute(id, holds) => {
                let value = place.head.attributes.get(id);
                value.is_some_and(|value| holds.is_so(value))
            }
            Self::Has(id) => place.head.attributes.contains_key(id),
        }
    }
}

impl OfMark {
    fn is_so(&self, mark: &Looked<'_, '_>) -> bool {
        let (place, annotation) = (mark.place, mark.annotation);
        match self {
            Self::Words(words) => words.fits_folded(mark.folded()),
            Self::Near(words) => match mark.lost {
                Some(lost) => words.fits(&stood_in(lost)),
                None => words.fits(around(&place.article.text, annotation)),
            },
            Self::Id(id) => id.fits(annotation.id.as_str()),
            Self::Tag(tags) => tags.contains(&annotation.tag),
            Self::Unsure => annotation.unsure,
            Self::Unplaced => mark.lost.is_some(),
            Self::Note(words) => !annotation.note.is_empty() && words.fits(&annotation.note),
            Self::HasNote => !annotation.note.trim().is_empty(),
            Self::HasLink => !annotation.links.is_empty(),
            Self::HasPieces => match mark.lost {
                Some(lost) => lost.spans.len() > 1,
                None => annotation.spans.as_slice().len() > 1,
            },
            Self::Has(tag, id) => annotation.tag == *tag && annotation.attributes.contains_key(id),
            Self::HasRole(role) => annotation.targets(role).next().is_some(),
            Self::Lacks(tag, id) => {
                annotation.tag == *tag && !annotation.attributes.contains_key(id)
            }
            Self::LacksRole(role, from) => {
                from.contains(&annotation.tag) && annotation.targets(role).next().is_none()
            }
            Self::Linked(role) => {
                annotation.targets(role).next().is_some()
                    || place.roles_to(&annotation.id).contains(&role)
            }
            Self::Attribute(tag, id, holds) => {
                let value = annotation
                    .attributes
                    .get(id)
                    .filter(|_| annotation.tag == *tag);
                value.is_some_and(|value| holds.is_so(value))
            }
            Self::Role(role, whom) => {
                let links = annotation.links.iter();
                links
                    .filter(|link| link.role == *role)
                    .any(|link| whom.is_at(link, place))
            }
            Self::Names(whom) => {
                whom.is_named_by(&annotation.attributes)
                    || annotation.links.iter().any(|link| whom.is_at(link, place))
            }
            Self::Created(range) => range.contains(annotation.created),
            Self::Changed(range) => range.contains(annotation.modified),
        }
    }
}

impl Holds {
    fn is_so(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Options(options), Value::Choice(choice)) => options.contains(choice),
            (Self::Options(options), Value::Choices(choices)) => {
                choices.iter().any(|choice| options.contains(choice))
            }
            (Self::Text(words), Value::Text(text)) => words.fits(text),
            (Self::Entity(entities), Value::Entity(id)) => entities.contains(id),
            (Self::Number(range), Value::Number(number)) => range.contains(*number),
            (Self::Flag(wanted), Value::Flag(is)) => wanted == is,
            _ => false,
        }
    }
}

impl Whom {
    fn is_named_by(&self, values: &Values) -> bool {
        let mut values = values.values();
        values.any(|value| matches!(value, Value::Entity(id) if self.entities.contains(id)))
    }

    /// Whether a link leads to them: to the entry, to a mention of it, or to words that name them.
    fn is_at(&self, link: &Link, place: &Place<'_>) -> bool {
        match &link.to {
            Target::Entity(id) => self.entities.contains(id),
            Target::Annotation(id) => place.mark(id).is_some_and(|mark| {
                self.is_named_by(&mark.attributes)
                    || self
                        .name
                        .fits_folded(&folded_text(&place.article.text, mark))
            }),
        }
    }
}

/// The text that an annotation stood in before it lost its place, as far as that is known.
fn stood_in(lost: &Detached) -> String {
    let before = lost.spans.first().map_or("", |span| span.before.as_str());
    let behind = lost.spans.last().map_or("", |span| span.after.as_str());
    format!("{before}{}{behind}", lost.quotation())
}

/// The text that an annotation stands in.
fn around<'a>(text: &'a Text, annotation: &Annotation) -> &'a str {
    let hull = annotation.spans.hull();
    let start = hull.start.index().saturating_sub(NEAR);
    let end = (hull.end.index() + NEAR).min(text.len());
    let whole = text.as_str();
    let span = Span::of(whole.floor_char_boundary(start)..whole.ceil_char_boundary(end));
    text.slice(snap(text, span))
}
