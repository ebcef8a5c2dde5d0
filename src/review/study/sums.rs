//! The sums of one article.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::model::{Annotation, Article, ArticleId, Project, RoleId, Target, Value};
use crate::review::alignment::{Alignment, align};
use crate::review::few::Few;
use crate::review::overlap::{Classes, Hits, characters, hits};
use crate::review::unitizing::{Continuum, Mark, covered, of_tag};

use super::{Frame, Marked, Pair};

/// What was found of an article.
#[derive(Clone, Debug, Default)]
pub struct ArticleSums {
    /// The article.
    pub article: Option<ArticleId>,
    /// Whether each person has finished it.
    pub finished: Vec<bool>,
    /// How long it is, in code points.
    pub length: u32,
    /// When the last mark of it was changed.
    pub last: Option<Timestamp>,
    /// How many marks of each tag each person made; nothing for none.
    pub marks: Few<[((usize, u32), u64); 0]>,
    /// What each person who finished it [covered], by tag.
    pub covered: Vec<Option<Vec<Mark>>>,
    /// What was found of each pair of people who finished it, by the place of the pair.
    pub pairs: Few<[(usize, PairSums); 0]>,
    /// For each tag that somebody used: what all who finished marked, on a continuum.
    pub continua: Few<[(u32, Continuum); 0]>,
    /// What each person chose for the article, by the place of the field.
    pub labels: Few<[(usize, Vec<Option<String>>); 0]>,
    /// How many marks were left out because the same was there already.
    pub repeated: usize,
}

/// The tags that two people gave, `None` for nothing.
type Tags = (Option<u32>, Option<u32>);

/// What was found of two people in an article.
#[derive(Clone, Debug, Default)]
pub struct PairSums {
    /// How many rows of the alignment are of which class.
    pub classes: Classes,
    /// The same rows by the tags of the first and the second person, `None` for nothing.
    pub confusion: Few<[(Tags, u64); 0]>,
    /// The sums of each tag that one of them used.
    pub tags: Few<[(u32, TagSums); 0]>,
    /// What they chose for marks that go together and have the same tag.
    pub items: Vec<Item>,
    /// The sums of each kind of link, by its place.
    pub links: Few<[(usize, LinkSums); 0]>,
}

/// What was found of a tag.
#[derive(Clone, Copy, Debug, Default)]
pub struct TagSums {
    /// Rows of the alignment of which a side has the tag.
    pub classes: Classes,
    /// Identical marks.
    pub exact: Hits,
    /// Marks that overlap.
    pub overlap: Hits,
    /// Marks that share half of what they cover.
    pub half: Hits,
    /// Code points.
    pub characters: Hits,
}

/// What two people chose for the same mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The field, by its place.
    pub field: usize,
    /// What the first person chose; `None` for nothing.
    pub first: Option<String>,
    /// What the second person chose.
    pub second: Option<String>,
}

/// What was found of a kind of link.
#[derive(Clone, Copy, Debug, Default)]
pub struct LinkSums {
    /// Links between identical marks, or from an identical mark to the same entity.
    pub exact: Hits,
    /// Links between marks that go together.
    pub aligned: Hits,
    /// The same, only of links whose ends both people marked.
    pub given: Hits,
}

/// A value as text by which it is compared. Entities that were merged are one.
pub(super) fn plain(project: &Project, value: &Value) -> String {
    match value {
        Value::Entity(id) => {
            let entity = project.entity(id);
            entity.map_or_else(|| id.to_string(), |entity| entity.id.to_string())
        }
        value => value.to_plain(),
    }
}

/// Compares what people marked of an article.
pub(super) fn of(
    project: &Project,
    frame: &Frame<'_>,
    id: &ArticleId,
    article: &Article,
    marked: &[Option<Marked>],
) -> ArticleSums {
    let length = article.text.code_points().0;
    let mut sums = ArticleSums {
        article: Some(id.clone()),
        finished: marked.iter().map(Option::is_some).collect(),
        length,
        ..ArticleSums::default()
    };
    for (person, marked) in marked.iter().enumerate() {
        sums.covered
            .push(marked.as_ref().map(|marked| covered(&marked.units)));
        let Some(marked) = marked else { continue };
        sums.repeated += marked.repeated;
        let changed = marked
            .annotations
            .iter()
            .map(|annotation| annotation.modified);
        sums.last = sums.last.max(changed.max());
        for unit in &marked.units {
            *sums.marks.or_default((person, unit.tag)) += 1;
        }
    }
    let used: BTreeSet<u32> = sums.marks.keys().map(|&(_, tag)| tag).collect();
    for tag in used {
        let people = sums.covered.iter().flatten();
        let people: Vec<&[Mark]> = people.map(|marks| of_tag(marks, tag)).collect();
        sums.continua.or_default(tag).add(length, &people);
    }
    for (at, pair) in frame.pairs.iter().enumerate() {
        let of = |person: usize| marked[person].as_ref().zip(sums.covered[person].as_deref());
        if let (Some(first), Some(second)) = (of(pair.first), of(pair.second)) {
            let found = of_pair(project, frame, first, second);
            *sums.pairs.or_default(at) = found;
        }
    }
    for (at, field) in frame.fields.iter().enumerate() {
        if field.tag.is_none() {
            let chosen = |marked: &Option<Marked>| {
                let value = marked.as_ref()?.attributes.get(&field.attribute)?;
                Some(plain(project, value))
            };
            *sums.labels.or_default(at) = marked.iter().map(chosen).collect();
        }
    }
    sums
}

fn of_pair(
    project: &Project,
    frame: &Frame<'_>,
    (first, by_first): (&Marked, &[Mark]),
    (second, by_second): (&Marked, &[Mark]),
) -> PairSums {
    let alignment = align(&first.units, &second.units);
    let mut sums = PairSums {
        classes: (&alignment).into(),
        ..PairSums::default()
    };
    for (&tag, hits) in &hits(&first.units, &second.units) {
        let sums = sums.tags.or_default(tag);
        sums.exact = hits.exact;
        sums.overlap = hits.overlap;
        sums.half = hits.half;
        sums.characters = characters(of_tag(by_first, tag), of_tag(by_second, tag));
    }
    for row in &alignment.rows {
        let one = row.first.map(|at| first.units[at].tag);
        let other = row.second.map(|at| second.units[at].tag);
        *sums.confusion.or_default((one, other)) += 1;
        for tag in [one, other.filter(|_| one != other)].into_iter().flatten() {
            sums.tags.or_default(tag).classes.count(row.class);
        }
    }
    for (i, j) in alignment.pairs() {
        if first.units[i].tag == second.units[j].tag {
            let (one, other) = (&first.annotations[i], &second.annotations[j]);
            sums.items.extend(items(project, frame, one, other));
        }
    }
    sums.links = links(project, frame, &alignment, first, second);
    sums
}

/// What two people chose for the fields of a mark, where one of them chose something.
fn items(project: &Project, frame: &Frame<'_>, one: &Annotation, other: &Annotation) -> Vec<Item> {
    if one.attributes.is_empty() && other.attributes.is_empty() {
        return Vec::new();
    }
    let fields = frame.fields.iter().enumerate();
    let fields = fields.filter(|(_, field)| field.tag.as_ref() == Some(&one.tag));
    fields
        .filter_map(|(at, field)| {
            let chosen =
                |of: &Annotation| Some(plain(project, of.attributes.get(&field.attribute)?));
            let (first, second) = (chosen(one), chosen(other));
            (first.is_some() || second.is_some()).then_some(Item {
                field: at,
                first,
                second,
            })
        })
        .collect()
}

/// The end of a link, such that two people's can be the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Mark(usize),
    Entity(String),
}

/// A link: its role, from and to.
type Ends = (usize, usize, End);

fn links(
    project: &Project,
    frame: &Frame<'_>,
    alignment: &Alignment,
    first: &Marked,
    second: &Marked,
) -> Few<[(usize, LinkSums); 0]> {
    let (mine, theirs) = (
        ends(project, &frame.roles, first),
        ends(project, &frame.roles, second),
    );
    if mine.is_empty() && theirs.is_empty() {
        return Few::default();
    }
    let mut partner = vec![None; first.units.len()];
    let mut partner_back = vec![None; second.units.len()];
    for (i, j) in alignment.pairs() {
        partner[i] = Some(j);
        partner_back[j] = Some(i);
    }
    let carried = |(role, from, to): &Ends| -> Option<Ends> {
        let to = match to {
            End::Mark(at) => End::Mark(partner[*at]?),
            entity @ End::Entity(_) => entity.clone(),
        };
        Some((*role, partner[*from]?, to))
    };
    let is_exact = |link: &Ends, other: &Ends| {
        let same = |i: usize, j: usize| first.units[i] == second.units[j];
        same(link.1, other.1)
            && match (&link.2, &other.2) {
                (End::Mark(i), End::Mark(j)) => same(*i, *j),
                _ => true,
            }
    };
    // Those ends are aligned that the other person marked too.
    let is_given_back = |(_, from, to): &Ends| {
        partner_back[*from].is_some()
            && match to {
                End::Mark(at) => partner_back[*at].is_some(),
                End::Entity(_) => true,
            }
    };
    let mut sums: Few<[(usize, LinkSums); 0]> = Few::default();
    for link in &mine {
        let sums = sums.or_default(link.0);
        sums.exact.first += 1;
        sums.aligned.first += 1;
        if let Some(carried) = carried(link) {
            sums.given.first += 1;
            if theirs.contains(&carried) {
                sums.aligned.both += 1;
                sums.given.both += 1;
                sums.exact.both += u64::from(is_exact(link, &carried));
            }
        }
    }
    for link in &theirs {
        let sums = sums.or_default(link.0);
        sums.exact.second += 1;
        sums.aligned.second += 1;
        sums.given.second += u64::from(is_given_back(link));
    }
    sums
}

/// The links of what somebody marked, each once; without those that lead to what is not compared.
fn ends(project: &Project, roles: &[RoleId], marked: &Marked) -> BTreeSet<Ends> {
    if marked
        .annotations
        .iter()
        .all(|annotation| annotation.links.is_empty())
    {
        return BTreeSet::new();
    }
    let places = marked.places();
    let mut found = BTreeSet::new();
    for (from, annotation) in marked.annotations.iter().enumerate() {
        for link in &annotation.links {
            let Some(role) = roles.iter().position(|role| *role == link.role) else {
                continue;
            };
            let to = match &link.to {
                Target::Annotation(id) => match places.get(id) {
                    Some(at) => End::Mark(*at),
                    None => continue,
                },
                Target::Entity(id) => End::Entity(plain(project, &Value::Entity(id.clone()))),
            };
            found.insert((role, from, to));
        }
    }
    found
}

impl ArticleSums {
    /// Whether a pair of people have both finished the article.
    #[must_use]
    pub fn is_finished_by(&self, pair: Pair) -> bool {
        self.finished[pair.first] && self.finished[pair.second]
    }

    /// Whether all who finished it marked nothing: they agree that there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }
}
