//! The edit that marks a copy of an article as the article is marked.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::model::{
    Annotation, AnnotationId, Annotations, Article, ArticleId, Author, Change, Detached, Edit,
    Layer, LayerKey, Link, Project, Slot, Spans, StoredSpan, TagId, Target,
};
use crate::say;
use crate::text::{Alignment, Quote, Span, Text, place_by_context};

use super::annotating::begins;

/// What becomes of an article's marks in a copy of it.
#[derive(Clone, Debug, PartialEq)]
pub struct CarriedOver {
    /// Marks the copy; empty when there is nothing to be carried over.
    pub edit: Edit,
    /// How many marks get a place: the same words, with the same words around them.
    pub placed: usize,
    /// How many have none that is certain. They wait in the copy for a person, as marks do whose text has changed.
    pub waiting: usize,
    /// How many are there already: carried over before, whatever was done with them since, or made by hand.
    pub there: usize,
    /// How many of their links lead to marks that do not come along.
    pub links: usize,
}

/// Carries what an annotator has marked in one article over to a copy of it, into the layer of the author. Whatever was carried
/// over before is left alone, also where it was changed or deleted since.
#[must_use]
pub fn carry_over(
    project: &Project,
    author: &Author,
    from: &LayerKey,
    to: &ArticleId,
) -> CarriedOver {
    let key = project.work_key(to, &author.annotator);
    let mut carried = CarriedOver {
        edit: Edit::new(String::new(), Vec::new()),
        placed: 0,
        waiting: 0,
        there: 0,
        links: 0,
    };
    // What was marked in another article is no labelling of this one a second time.
    if project.is_repeating(to, &author.annotator) {
        return carried;
    }
    let articles = (
        project.articles.get(&from.article),
        project.articles.get(to),
    );
    let ((Some(old), Some(new)), Some(layer)) = (articles, project.layer(from)) else {
        return carried;
    };
    let layer = layer.in_passing();
    let marks: Vec<&Arc<Annotation>> = layer.annotations.values().collect();
    let there = project.layer(&key).map(|layer| layer.in_passing());
    let there = there.unwrap_or_default();
    let by_hand = marked(&there.annotations);
    let places = places(old, new, &marks);
    // Under which id each mark is in the copy afterwards; one that was deleted there is not.
    let mut ids: BTreeMap<&AnnotationId, AnnotationId> = BTreeMap::new();
    let mut coming: Vec<(&Arc<Annotation>, AnnotationId, Option<Spans>)> = Vec::new();
    for (mark, place) in marks.into_iter().zip(places) {
        let id = id_in(to, author, &mark.id);
        let same = |spans: &Spans| by_hand.get(&(mark.tag.clone(), spans.clone()));
        if is_known(&there, &id) {
            carried.there += 1;
            if !matches!(there.slot(&id), Slot::Deleted(_)) {
                ids.insert(&mark.id, id);
            }
        } else if let Some(other) = place.as_ref().and_then(same) {
            carried.there += 1;
            ids.insert(&mark.id, other.clone());
        } else {
            ids.insert(&mark.id, id.clone());
            coming.push((mark, id, place));
        }
    }
    let mut changes = Vec::new();
    for (mark, id, place) in coming {
        let links: Vec<Link> = mark.links.iter().filter_map(|it| link(it, &ids)).collect();
        carried.links += mark.links.len() - links.len();
        let copy = Annotation {
            id: id.clone(),
            links,
            created: author.at,
            modified: author.at,
            ..Annotation::clone(mark)
        };
        changes.push(if let Some(spans) = place {
            carried.placed += 1;
            let copy = Annotation { spans, ..copy };
            Change::Annotation(key.clone(), id.clone(), Slot::Present(Arc::new(copy)))
        } else {
            carried.waiting += 1;
            let spans = copy
                .spans
                .iter()
                .map(|span| StoredSpan::of(&old.text, span));
            let reason = no_place_in_copy(old);
            let lost = Detached::of(&copy, spans.collect(), &old.sha256, reason);
            Change::Detached(key.clone(), id.clone(), Some(lost))
        });
    }
    if !changes.is_empty() {
        let title = new.meta.display_title();
        let count = carried.placed + carried.waiting;
        carried.edit = Edit::new(
            say!("copies-edit", count = count, title = title),
            begins(project, &key).into_iter().chain(changes).collect(),
        );
    }
    carried
}

/// Why a mark of this article has no place in a copy to which it was carried over. Files do not keep that, so whoever reads them
/// asks for it again.
#[must_use]
pub fn no_place_in_copy(original: &Article) -> String {
    say!("copies-no-place", title = original.meta.display_title())
}

/// Whether a layer has, or had, an annotation of this id.
fn is_known(layer: &Layer, id: &AnnotationId) -> bool {
    layer.slot(id) != Slot::Absent || layer.detached.contains_key(id)
}

/// The same mark has the same id in a copy, whoever carries it over on whatever computer and how often.
fn id_in(copy: &ArticleId, author: &Author, mark: &AnnotationId) -> AnnotationId {
    let name = format!("copy\0{copy}\0{}\0{mark}", author.annotator);
    AnnotationId::of_hash(&Sha256::digest(name).into())
}

/// A link between two marks that both come along, or to an entity.
fn link(link: &Link, ids: &BTreeMap<&AnnotationId, AnnotationId>) -> Option<Link> {
    let to = match &link.to {
        Target::Annotation(id) => Target::Annotation(ids.get(id)?.clone()),
        entity @ Target::Entity(_) => entity.clone(),
    };
    Some(Link {
        role: link.role.clone(),
        to,
    })
}

/// What is marked, and under which id.
fn marked(annotations: &Annotations) -> HashMap<(TagId, Spans), AnnotationId> {
    let all = annotations.values();
    all.map(|it| ((it.tag.clone(), it.spans.clone()), it.id.clone()))
        .collect()
}

/// Where the marks stand in the other text, as far as that is certain: by comparison of the two, and where a copy has its
/// paragraphs in another order, by whole paragraphs and by the words around them.
fn places(old: &Article, new: &Article, marks: &[&Arc<Annotation>]) -> Vec<Option<Spans>> {
    let spans: Vec<Span> = marks.iter().flat_map(|mark| mark.spans.iter()).collect();
    let mut found = Alignment::of(old.text.as_str(), new.text.as_str()).carry(&spans);
    let moved = Moved::between(&old.text, &new.text);
    for (span, place) in spans.iter().zip(&mut found) {
        *place = place.or_else(|| moved.place(*span));
    }
    let lost: Vec<usize> = (0..spans.len()).filter(|at| found[*at].is_none()).collect();
    let stored: Vec<StoredSpan> = lost
        .iter()
        .map(|at| StoredSpan::of(&old.text, spans[*at]))
        .collect();
    let quotes: Vec<Quote<'_>> = stored.iter().map(StoredSpan::quote).collect();
    let by_context = place_by_context(new.text.as_str(), &quotes);
    for ((at, stored), place) in lost.iter().zip(&stored).zip(by_context) {
        found[*at] = place.and_then(|place| stored.whole_in(&new.text, place));
    }
    let mut found = found.into_iter();
    marks
        .iter()
        .map(|mark| {
            let own: Vec<Option<Span>> = found.by_ref().take(mark.spans.as_slice().len()).collect();
            fitting(own.into_iter().collect::<Option<Vec<Span>>>()?, &new.text)
        })
        .collect()
}

/// A shorter paragraph may stand anywhere.
const TELLING: usize = 40;

/// The paragraphs that stand once in both texts, by where they begin in the old one.
struct Moved<'a> {
    old: &'a Text,
    places: HashMap<usize, usize>,
}

impl<'a> Moved<'a> {
    fn between(old: &'a Text, new: &Text) -> Self {
        let starts = once(new);
        let places = once(old)
            .into_iter()
            .filter_map(|(text, start)| Some((start?, starts.get(text).copied()??)))
            .collect();
        Self { old, places }
    }

    /// Where a span went that lies in one of them.
    fn place(&self, span: Span) -> Option<Span> {
        let paragraph = self.old.paragraph_at(span.start).span;
        let start = paragraph.start.index();
        let to = self.places.get(&start)?;
        let moved = |at: usize| at - start + to;
        (span.end <= paragraph.end)
            .then(|| Span::of(moved(span.start.index())..moved(span.end.index())))
    }
}

/// The paragraphs of a text that say something, and where they begin; nothing for those that come more than once.
fn once(text: &Text) -> HashMap<&str, Option<usize>> {
    let mut starts = HashMap::new();
    for paragraph in text.paragraphs() {
        let words = text.slice(paragraph.span);
        if words.len() >= TELLING {
            let start = Some(paragraph.span.start.index());
            starts
                .entry(words)
                .and_modify(|it| *it = None)
                .or_insert(start);
        }
    }
    starts
}

fn fitting(found: Vec<Span>, text: &Text) -> Option<Spans> {
    let spans = Spans::new(found).ok()?;
    spans.fit(text).ok()?;
    Some(spans)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::random::{annotation, article, author};
    use crate::model::{Color, EntityId, RoleId};

    fn key(article: &str) -> LayerKey {
        LayerKey {
            article: ArticleId::new(article).unwrap(),
            annotator: author(0).annotator,
        }
    }

    /// Two articles, and marks of these places in the first.
    fn project(one: &str, copy: &str, marks: &[Span]) -> Project {
        let mut project = Project::default();
        let who = author(0).annotator;
        let mut changes = vec![Change::Annotator(who, Some(("Ana".into(), Color([9; 3]))))];
        for (id, text) in [("one", one), ("copy", copy)] {
            let article = article(id, text);
            changes.push(Change::Article(article.id.clone(), Some(article)));
        }
        for (number, span) in marks.iter().enumerate() {
            let spans = Spans::one(*span).unwrap();
            let mark = annotation(&format!("m{number}"), "claim", spans, author(0).at);
            let slot = Slot::Present(mark.clone());
            changes.push(Change::Annotation(key("one"), mark.id.clone(), slot));
        }
        Edit::new("", changes).apply(&mut project).unwrap();
        project
    }

    fn carried(project: &Project) -> CarriedOver {
        carry_over(project, &author(1), &key("one"), &key("copy").article)
    }

    #[test]
    fn links_lead_to_what_was_marked_by_hand_and_not_to_what_was_deleted() {
        let text = "In the evening the minister of ports said no to all of it, once more.";
        let mut project = project(text, text, &[Span::of(15..36), Span::of(37..44)]);
        let link = |to: &AnnotationId| Link {
            role: RoleId::new("speaker").unwrap(),
            to: Target::Annotation(to.clone()),
        };
        let first = AnnotationId::new("m0").unwrap();
        let layer = Arc::make_mut(project.layers.get_mut(&key("one")).unwrap());
        let second = layer.annotations.get_mut("m1").unwrap();
        Arc::make_mut(second).links = vec![link(&first)];
        // The copy has the first one by hand.
        let by_hand = annotation(
            "mine",
            "claim",
            Spans::one(Span::of(15..36)).unwrap(),
            author(0).at,
        );
        let mine = by_hand.id.clone();
        let slot = Slot::Present(by_hand);
        let change = Change::Annotation(key("copy"), mine.clone(), slot);
        Edit::new("", vec![change]).apply(&mut project).unwrap();
        let links_of_second = |project: &Project| {
            let mut then = project.clone();
            let over = carried(project);
            over.edit.apply(&mut then).unwrap();
            let layer = &then.layers[&key("copy")];
            (over, layer.in_order().last().unwrap().links.clone())
        };
        let (over, links) = links_of_second(&project);
        assert_eq!((over.placed, over.there, over.links), (1, 1, 0));
        assert_eq!(links, [link(&mine)]);
        // Where it was carried over and deleted since, there is nothing to lead to.
        let carried_id = id_in(&key("copy").article, &author(1), &first);
        let gone = [
            Change::Annotation(key("copy"), mine, Slot::Absent),
            Change::Annotation(key("copy"), carried_id, Slot::Deleted(author(0).at)),
        ];
        Edit::new("", gone.into()).apply(&mut project).unwrap();
        let (over, links) = links_of_second(&project);
        assert_eq!((over.placed, over.there, over.links), (1, 1, 1));
        assert_eq!(links, []);
    }

    #[test]
    fn marks_and_their_links_come_over_once() {
        let said = "In the evening the minister of ports said no to all of it, once more.";
        let left = "Then she left for Elsin, where the council is to vote on the plan.";
        let one = format!("{said}\n\n{left}\n");
        let copy = format!("Another headline\n\n{left}\n\n{said}\n");
        let mut project = project(&one, &copy, &[Span::of(15..36), Span::of(37..44)]);
        let link = |role: &str, to| Link {
            role: RoleId::new(role).unwrap(),
            to,
        };
        let layer = Arc::make_mut(project.layers.get_mut(&key("one")).unwrap());
        let first = AnnotationId::new("m0").unwrap();
        let second = layer.annotations.get_mut("m1").unwrap();
        Arc::make_mut(second).links = vec![
            link("speaker", Target::Annotation(first.clone())),
            link("speaker", Target::Entity(EntityId::new("lee").unwrap())),
            link(
                "speaker",
                Target::Annotation(AnnotationId::new("gone").unwrap()),
            ),
        ];
        let over = carried(&project);
        assert_eq!(
            (over.placed, over.waiting, over.there, over.links),
            (2, 0, 0, 1)
        );
        let back = over.edit.apply(&mut project).unwrap();
        let text = &project.articles["copy"].text;
        let layer = &project.layers[&key("copy")];
        let covers: Vec<String> = layer
            .in_order()
            .iter()
            .map(|mark| mark.spans.quotation(text))
            .collect();
        assert_eq!(covers, ["the minister of ports", "said no"]);
        let links = &layer.in_order()[1].links;
        assert_eq!(
            links[0].to,
            Target::Annotation(layer.in_order()[0].id.clone())
        );
        assert_eq!(links.len(), 2);
        // A second time there is nothing to do, also when one was deleted since.
        assert_eq!(carried(&project).there, 2);
        let gone = layer.in_order()[0].id.clone();
        let slot = Slot::Deleted(author(2).at);
        let delete = Edit::new("", vec![Change::Annotation(key("copy"), gone, slot)]);
        let undelete = delete.apply(&mut project).unwrap();
        let again = carried(&project);
        assert!(again.edit.is_empty() && again.there == 2);
        undelete.apply(&mut project).unwrap();
        back.apply(&mut project).unwrap();
        assert!(project.layer(&key("copy")).is_none_or(|it| it.is_blank()));
    }

    #[test]
    fn what_differs_waits_and_what_was_marked_by_hand_is_not_doubled() {
        let one = "The minister of ports said no. The vote is on Sunday, she said.\n";
        let copy = "The minister of ports said no. The vote is on Monday, she said.\n";
        let mut project = project(one, copy, &[Span::of(4..21), Span::of(31..53)]);
        let by_hand = annotation(
            "x",
            "claim",
            Spans::one(Span::of(4..21)).unwrap(),
            author(0).at,
        );
        let slot = Slot::Present(by_hand.clone());
        let change = Change::Annotation(key("copy"), by_hand.id.clone(), slot);
        Edit::new("", vec![change]).apply(&mut project).unwrap();
        let over = carried(&project);
        assert_eq!((over.placed, over.waiting, over.there), (0, 1, 1));
        over.edit.apply(&mut project).unwrap();
        let lost = project.layers[&key("copy")]
            .detached
            .values()
            .next()
            .unwrap();
        assert_eq!(lost.quotation(), "The vote is on Sunday,");
        assert!(lost.reason.contains("Title of one"), "{}", lost.reason);
        assert_eq!(carried(&project).there, 2);
    }

    /// Copies that are cut, re-ordered and corrected: of each mark it is known where it went.
    #[test]
    fn no_mark_comes_to_a_wrong_place() {
        const WORDS: [&str; 24] = [
            "the", "port", "minister", "said", "will", "close", "by", "harbour", "against", "plan",
            "of", "a", "vote", "and", "we", "not", "council", "farmers", "tax", "in", "to", "😀",
            "Núñez", "over",
        ];
        let mut dice = fastrand::Rng::with_seed(3);
        let (mut placed, mut kept) = (0, 0);
        for round in 0..300 {
            // In every other one few words, which come again and again.
            let word = |dice: &mut fastrand::Rng| {
                let word = WORDS[dice.usize(0..24)];
                let rest = WORDS[dice.usize(0..24)];
                if round % 2 == 0 {
                    word.to_owned()
                } else {
                    format!("{word}{rest}")
                }
            };
            let paragraphs: Vec<Vec<String>> = (0..dice.usize(3..9))
                .map(|_| (0..dice.usize(8..40)).map(|_| word(&mut dice)).collect())
                .collect();
            let mut order: Vec<usize> = (0..paragraphs.len()).collect();
            match dice.u8(0..3) {
                0 => dice.shuffle(&mut order),
                1 => order.truncate(dice.usize(2..=paragraphs.len())),
                _ => {}
            }
            let mut one = String::new();
            // Where each word of the first text is, and where it went.
            let mut words: Vec<Vec<(Span, Option<Span>)>> = Vec::new();
            for paragraph in &paragraphs {
                let mut row = Vec::new();
                for word in paragraph {
                    row.push((Span::of(one.len()..one.len() + word.len()), None));
                    one.push_str(word);
                    one.push(' ');
                }
                one.push_str("\n\n");
                words.push(row);
            }
            let mut copy = "Another headline\n\n".to_owned();
            for at in &order {
                for (word, (_, went)) in paragraphs[*at].iter().zip(&mut words[*at]) {
                    if dice.u8(0..40) == 0 {
                        copy.push_str("corrected ");
                        continue;
                    }
                    *went = Some(Span::of(copy.len()..copy.len() + word.len()));
                    copy.push_str(word);
                    copy.push(' ');
                }
                copy.push_str("\n\n");
            }
            let mut marks = Vec::new();
            let mut went = Vec::new();
            for row in &words {
                let from = dice.usize(0..row.len());
                let to = dice.usize(from..row.len().min(from + 12));
                marks.push(Span::of(row[from].0.start.index()..row[to].0.end.index()));
                let whole: Option<Vec<Span>> = row[from..=to].iter().map(|it| it.1).collect();
                went.push(whole.map(|it| Span::between(it[0].start, it[it.len() - 1].end)));
            }
            let mut project = project(&one, &copy, &marks);
            let over = carried(&project);
            assert_eq!(over.placed + over.waiting, marks.len());
            over.edit.apply(&mut project).unwrap();
            let layer = &project.layers[&key("copy")];
            for (number, truth) in went.iter().enumerate() {
                let source = AnnotationId::new(&format!("m{number}")).unwrap();
                let id = id_in(&key("copy").article, &author(1), &source);
                kept += usize::from(truth.is_some());
                if let Some(mark) = layer.annotations.get(&id) {
                    placed += 1;
                    let found = mark.spans.as_slice()[0];
                    assert_eq!(
                        Some(found),
                        *truth,
                        "{:?}\n{one}\n{copy}",
                        &one[marks[number].range()]
                    );
                }
            }
        }
        assert!(placed * 10 > kept * 7, "{placed} of {kept}");
    }
}
