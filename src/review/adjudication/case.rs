//! Marks that belong together.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::model::{
    Annotation, AnnotationId, AnnotatorId, Article, ArticleId, Basis, EntityId, Layer, LayerKey,
    MarkRef, Project, RoleId, Status, TagId, Target, in_force, said,
};
use crate::review::alignment::align;
use crate::review::study::gather::{same_values, trimmed};
use crate::review::unit::Unit;
use crate::say;
use crate::text::{Byte, Span, Text};

/// A mark within a case.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseMark {
    /// Whose it is.
    pub by: AnnotatorId,
    /// What it is.
    pub annotation: Arc<Annotation>,
    /// Where its links lead.
    ends: BTreeSet<(RoleId, End)>,
}

/// Where a link leads, so that links of two people can be compared: those to marks of one case are the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    /// To this entity.
    Entity(EntityId),
    /// To a mark of the case that has this number in the article.
    Case(usize),
    /// To a mark that is not there.
    Gone(AnnotationId),
}

/// Marks that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The marks, at least one, by person and then by place.
    pub marks: Vec<CaseMark>,
    /// In what they differ.
    pub kind: CaseKind,
    /// Who of the people compared has no mark in it.
    pub absent: Vec<AnnotatorId>,
    /// From the first begin to the last end.
    pub place: Span,
}

/// In what the marks of a case differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseKind {
    /// In nothing, and everybody has one.
    Same,
    /// In what they cover.
    Edges,
    /// In their tag.
    Tag,
    /// In what they cover and in their tag.
    Both,
    /// In the values of attributes only.
    Attributes,
    /// In their links only.
    Links,
    /// In nothing, but not everybody has one.
    Some,
    /// There is only one person's.
    Only,
}

impl CaseKind {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 8] = [
        Self::Same,
        Self::Edges,
        Self::Tag,
        Self::Both,
        Self::Attributes,
        Self::Links,
        Self::Some,
        Self::Only,
    ];

    /// Its name on screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => say!("case-same"),
            Self::Edges => say!("case-edges"),
            Self::Tag => say!("case-tag"),
            Self::Both => say!("case-both"),
            Self::Attributes => say!("case-attributes"),
            Self::Links => say!("case-links"),
            Self::Some => say!("case-some"),
            Self::Only => say!("case-only"),
        }
    }

    /// Its name on the command line, whatever language the program speaks.
    #[must_use]
    pub fn in_tables(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Edges => "edges",
            Self::Tag => "tag",
            Self::Both => "edges and tag",
            Self::Attributes => "attributes",
            Self::Links => "links",
            Self::Some => "not everybody",
            Self::Only => "only one",
        }
    }
}

impl CaseMark {
    /// Its name.
    #[must_use]
    pub fn mark(&self) -> MarkRef {
        MarkRef {
            by: self.by.clone(),
            id: self.annotation.id.clone(),
        }
    }

    /// It and what it says now.
    #[must_use]
    pub fn basis(&self, text: &Text) -> Basis {
        Basis {
            by: self.by.clone(),
            id: self.annotation.id.clone(),
            said: said(&self.annotation, text),
        }
    }

    /// Whether the links of two marks lead to the same.
    fn links_alike(&self, other: &Self) -> bool {
        self.ends == other.ends
    }

    /// Whether two marks say the same, to the letter; whatever is noted with them.
    #[must_use]
    pub fn says_as(&self, other: &Self) -> bool {
        let (one, other_one) = (&self.annotation, &other.annotation);
        one.tag == other_one.tag
            && one.spans == other_one.spans
            && one.attributes == other_one.attributes
            && self.links_alike(other)
    }
}

/// Whose marks of an article are compared, by id: all who are done with it; as long as fewer than two are, all who have marked
/// something or are done. And all on whose marks a decision stands, however far they are now. Never the gold layer.
#[must_use]
pub fn participants(project: &Project, article: &ArticleId) -> Vec<AnnotatorId> {
    let mut people: BTreeSet<AnnotatorId> = finished(project, article).into_iter().collect();
    for (_, decision) in in_force(project, article) {
        for basis in &decision.case {
            let key = LayerKey {
                article: article.clone(),
                annotator: basis.by.clone(),
            };
            if !people.contains(&basis.by) && project.layers.contains_key(&key) {
                people.insert(key.annotator);
            }
        }
    }
    people.into_iter().collect()
}

fn finished(project: &Project, article: &ArticleId) -> Vec<AnnotatorId> {
    let of_people = || {
        let layers = project.layers_of(article);
        layers.filter(|(key, _)| !project.is_nobody(&key.annotator))
    };
    let done = |layer: &Layer| layer.head.status == Status::Done;
    let finished = of_people().filter(|(_, layer)| done(layer));
    let finished: Vec<_> = finished.map(|(key, _)| key.annotator.clone()).collect();
    if finished.len() > 1 {
        return finished;
    }
    of_people()
        .filter(|(_, layer)| done(layer) || !layer.annotations.is_empty())
        .map(|(key, _)| key.annotator.clone())
        .collect()
}

/// What some people marked of an article.
struct Marks {
    all: Vec<CaseMark>,
    units: Vec<Unit>,
    /// Where the marks of each person are among these.
    ranges: Vec<core::ops::Range<usize>>,
}

/// The marks of these people in an article, in cases by place. It does not depend on the order of people, and what is far away
/// from a mark has no influence on its case.
#[must_use]
pub fn groups(project: &Project, article: &Article, people: &[AnnotatorId]) -> Vec<Group> {
    let people: BTreeSet<&AnnotatorId> = people.iter().collect();
    let people: Vec<&AnnotatorId> = people.into_iter().collect();
    let mut marks = gather(project, article, &people);
    let mut sets = Sets::new(marks.all.len());
    for range in &marks.ranges {
        // What somebody marked twice goes together.
        for at in range.clone().skip(1) {
            if marks.units[at - 1] == marks.units[at] {
                sets.unite(at - 1, at);
            }
        }
    }
    for (at, one) in marks.ranges.iter().enumerate() {
        for other in &marks.ranges[at + 1..] {
            let alignment = align(&marks.units[one.clone()], &marks.units[other.clone()]);
            for row in &alignment.rows {
                if let (Some(first), Some(second)) = (row.first, row.second) {
                    sets.unite(one.start + first, other.start + second);
                }
            }
        }
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..marks.all.len() {
        members.entry(sets.root(at)).or_default().push(at);
    }
    let roots: Vec<usize> = (0..marks.all.len()).map(|at| sets.root(at)).collect();
    marks.find_ends(project, &roots);
    let mut groups: Vec<Group> = members
        .into_values()
        .map(|members| group(project, &people, &marks, &members))
        .collect();
    groups.sort_by(|one, other| {
        let key = |group: &Group| (group.place, group.marks[0].mark());
        key(one).cmp(&key(other))
    });
    groups
}

fn gather(project: &Project, article: &Article, people: &[&AnnotatorId]) -> Marks {
    let mut numbers: HashMap<TagId, u32> = HashMap::new();
    for tag in &project.codebook.tags {
        let next = numbers.len() as u32;
        numbers.entry(tag.id.clone()).or_insert(next);
    }
    let mut marks = Marks {
        all: Vec::new(),
        units: Vec::new(),
        ranges: Vec::new(),
    };
    let layers: Vec<Layer> = people
        .iter()
        .map(|&person| {
            let key = LayerKey {
                article: article.id.clone(),
                annotator: person.clone(),
            };
            let layer = project.layer(&key);
            layer.map_or_else(Layer::default, |layer| layer.in_passing())
        })
        .collect();
    // Tags that the codebook does not know come after those that it knows, by name.
    let unknown: BTreeSet<&TagId> = layers
        .iter()
        .flat_map(|layer| layer.annotations.values())
        .map(|annotation| &annotation.tag)
        .filter(|tag| !numbers.contains_key(*tag))
        .collect();
    for tag in unknown.into_iter().cloned().collect::<Vec<_>>() {
        let next = numbers.len() as u32;
        numbers.insert(tag, next);
    }
    for (&person, layer) in people.iter().zip(&layers) {
        let mut own: Vec<(Unit, &Arc<Annotation>)> = layer
            .annotations
            .values()
            .map(|annotation| (unit(&article.text, annotation, &numbers), annotation))
            .collect();
        own.sort_by(|(one, a), (other, b)| (one, &a.id).cmp(&(other, &b.id)));
        let start = marks.all.len();
        for (unit, annotation) in own {
            marks.units.push(unit);
            marks.all.push(CaseMark {
                by: person.clone(),
                annotation: Arc::clone(annotation),
                ends: BTreeSet::new(),
            });
        }
        marks.ranges.push(start..marks.all.len());
    }
    marks
}

/// A mark as measures see it: without white space at its edges, unless it is nothing else.
fn unit(text: &Text, annotation: &Annotation, numbers: &HashMap<TagId, u32>) -> Unit {
    let place = |at: Byte| text.to_code_point(at).0;
    let pieces = annotation.spans.iter().map(|span| {
        let span = trimmed(text, span).unwrap_or(span);
        (place(span.start), place(span.end))
    });
    Unit::new(numbers[&annotation.tag], pieces)
}

impl Marks {
    /// Notes where the links of all marks lead; `roots` are the numbers of their cases.
    fn find_ends(&mut self, project: &Project, roots: &[usize]) {
        for range in &self.ranges {
            let places: HashMap<AnnotationId, usize> = range
                .clone()
                .map(|at| (self.all[at].annotation.id.clone(), roots[at]))
                .collect();
            for mark in &mut self.all[range.clone()] {
                let links = mark.annotation.links.iter().map(|link| {
                    let end = match &link.to {
                        Target::Entity(id) => {
                            let known = project.entity(id);
                            End::Entity(known.map_or_else(|| id.clone(), |it| it.id.clone()))
                        }
                        Target::Annotation(id) => match places.get(id) {
                            Some(root) => End::Case(*root),
                            None => End::Gone(id.clone()),
                        },
                    };
                    (link.role.clone(), end)
                });
                mark.ends = links.collect();
            }
        }
    }
}

fn group(project: &Project, people: &[&AnnotatorId], marks: &Marks, members: &[usize]) -> Group {
    let present: BTreeSet<&AnnotatorId> = members.iter().map(|&at| &marks.all[at].by).collect();
    let absent = people.iter().filter(|person| !present.contains(**person));
    let absent: Vec<AnnotatorId> = absent.map(|&person| person.clone()).collect();
    let (first, rest) = (members[0], &members[1..]);
    let all = |same: &dyn Fn(usize) -> bool| rest.iter().all(|&at| same(at));
    let unit = |at: usize| &marks.units[at];
    let annotation = |at: usize| &marks.all[at].annotation;
    let edges = all(&|at| unit(at).pieces() == unit(first).pieces());
    let tag = all(&|at| unit(at).tag == unit(first).tag);
    let attributes = all(&|at| {
        let (one, other) = (annotation(at), annotation(first));
        same_values(project, &one.attributes, &other.attributes)
    });
    let links = all(&|at| marks.all[at].links_alike(&marks.all[first]));
    let kind = match (edges, tag) {
        _ if present.len() == 1 && people.len() > 1 => CaseKind::Only,
        (false, false) => CaseKind::Both,
        (false, true) => CaseKind::Edges,
        (true, false) => CaseKind::Tag,
        (true, true) if !attributes => CaseKind::Attributes,
        (true, true) if !links => CaseKind::Links,
        _ if absent.is_empty() => CaseKind::Same,
        _ => CaseKind::Some,
    };
    let hulls = members.iter().map(|&at| annotation(at).spans.hull());
    let place = hulls.reduce(Span::hull).expect("a case has a mark");
    Group {
        marks: members.iter().map(|&at| marks.all[at].clone()).collect(),
        kind,
        absent,
        place,
    }
}

impl Group {
    /// The marks by what they say, the saying that most people have first; of equally many, that of the first person.
    /// Each saying comes with one mark a person.
    #[must_use]
    pub fn sayings<'a>(&'a self, project: &Project, text: &Text) -> Vec<Vec<&'a CaseMark>> {
        let mut sayings: Vec<Vec<&CaseMark>> = Vec::new();
        let covered = |mark: &CaseMark| {
            let spans = mark.annotation.spans.iter();
            let spans = spans.map(|span| trimmed(text, span).unwrap_or(span));
            spans.collect::<Vec<_>>()
        };
        for mark in &self.marks {
            let same = |saying: &&mut Vec<&CaseMark>| {
                let (one, other) = (&saying[0].annotation, &mark.annotation);
                one.tag == other.tag
                    && covered(saying[0]) == covered(mark)
                    && same_values(project, &one.attributes, &other.attributes)
                    && saying[0].links_alike(mark)
            };
            match sayings.iter_mut().find(same) {
                Some(saying) if saying.iter().any(|known| known.by == mark.by) => {}
                Some(saying) => saying.push(mark),
                None => sayings.push(vec![mark]),
            }
        }
        sayings.sort_by_key(|saying| core::cmp::Reverse(saying.len()));
        sayings
    }
}

/// Sets that grow together.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    /// The root is the first member, so that it does not depend on the order in which sets are united.
    fn unite(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }
}
