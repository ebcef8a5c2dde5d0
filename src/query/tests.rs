//! History and trash, on a project in which people work.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;

use super::filter::{Filter, Place};
use super::{Lost, NotYet, bring_back, history, trash};
use crate::import::presets;
use crate::model::{
    Allowed, AnnotationId, AnnotatorId, Article, ArticleId, Author, Change, Edit, LayerKey,
    Project, Spans, Status, TagId, Target, Veil, Way, edits,
};
use crate::store::{Deed, Home, Progress, RealDisk, Record, Session, Shelf};
use crate::text::{Span, Text};

const TEXT: &str = "The port will close, she said. Unions oppose it.";

/// Somebody's work, and the journal of it.
struct Work {
    project: Project,
    state: TempDir,
    session: Session,
    deeds: u64,
}

impl Work {
    /// Has Ana mark the article, be done, and label it a second time; where that goes.
    fn repeat(&mut self) -> LayerKey {
        self.mark("m1", "claim", 4..8);
        let (ana, one) = (author().annotator, key().article);
        self.commit(edits::set_status(&self.project, &key(), Status::Done));
        let to = [(ana.clone(), [one.clone()].into())].into();
        self.commit(edits::repeat(&self.project, &to));
        self.project.work_key(&one, &ana)
    }

    fn new() -> Self {
        let state = tempfile::tempdir().unwrap();
        let shelf = Home::of(state.path(), Path::new("/p")).shelf();
        let mut project = Project::default();
        let author = author();
        for edit in [
            edits::use_codebook(&presets()[0].codebook),
            edits::put_annotator(
                &project,
                &author.annotator,
                "Ana",
                crate::model::Color([1; 3]),
            ),
            edits::add_article(crate::model::random::article("one", TEXT)),
        ] {
            edit.apply(&mut project).unwrap();
        }
        Self {
            project,
            session: Session::new(shelf, Arc::new(RealDisk), Path::new("/p")),
            state,
            deeds: 0,
        }
    }

    fn shelf(&self) -> Shelf {
        Home::of(self.state.path(), Path::new("/p")).shelf()
    }

    fn commit(&mut self, edit: Edit) {
        self.record(Way::Done, edit);
    }

    fn record(&mut self, way: Way, edit: Edit) -> Edit {
        let inverse = edit.apply(&mut self.project).unwrap();
        self.deeds += 1;
        let mut deed = Deed {
            number: self.deeds,
            ..Deed::new(&author().annotator, author().at, way, edit, inverse.clone())
        };
        deed.note_places(&self.project);
        self.session
            .append(&[Record::Deed(Box::new(deed))])
            .unwrap();
        inverse
    }

    fn mark(&mut self, id: &str, tag: &str, span: core::ops::Range<usize>) -> Edit {
        let spans = Spans::one(Span::of(span)).unwrap();
        let tag = TagId::new(tag).unwrap();
        let edit = edits::annotate(&self.project, &author(), &key(), mark(id), &tag, spans);
        self.record(Way::Done, edit)
    }

    fn annotation(&self, id: &str) -> Arc<crate::model::Annotation> {
        Arc::clone(&self.project.layers[&key()].annotations[&mark(id)])
    }

    fn delete(&mut self, ids: &[&str]) {
        let ids: BTreeSet<AnnotationId> = ids.iter().map(|id| mark(id)).collect();
        let edit = edits::delete_annotations(&self.project, &author(), &key(), &ids);
        self.commit(edit);
    }

    fn lost(&self) -> Vec<Lost> {
        let by = author().annotator;
        let trash = trash(&self.project, &by, &self.shelf(), &Progress::default()).unwrap();
        assert_eq!(trash.reach.remarks, [""; 0]);
        let lost = trash.lost.into_iter();
        lost.filter(|lost| lost.is_gone(&self.project)).collect()
    }

    fn words(&self) -> Vec<String> {
        self.lost().into_iter().map(|lost| lost.words).collect()
    }

    /// Brings the first back, as the window does.
    fn bring_back(&mut self) -> Vec<String> {
        let lost = self.lost();
        let back = bring_back(&self.project, &author(), &lost[0]).unwrap();
        self.commit(back.edit);
        back.remarks
    }

    /// What was done last, in words.
    fn last(&self) -> Vec<String> {
        let history = history(
            &self.project,
            &Veil::default(),
            &self.shelf(),
            &Progress::default(),
        )
        .unwrap();
        history.entries[0].lines.clone()
    }
}

fn author() -> Author {
    Author {
        annotator: AnnotatorId::new("ana").unwrap(),
        at: jiff::Timestamp::from_second(1_700_000_000).unwrap(),
    }
}

fn key() -> LayerKey {
    LayerKey {
        article: ArticleId::new("one").unwrap(),
        annotator: author().annotator,
    }
}

fn mark(id: &str) -> AnnotationId {
    AnnotationId::new(id).unwrap()
}

#[test]
fn the_history_says_nothing_of_what_a_blind_round_hides() {
    let mut work = Work::new();
    work.mark("m1", "claim", 4..8);
    let ben = AnnotatorId::new("ben").unwrap();
    let round = crate::model::Round {
        id: crate::model::RoundId::new("one").unwrap(),
        name: "One".to_owned(),
        annotators: [author().annotator, ben.clone()].into(),
        articles: [key().article].into(),
        blind: true,
    };
    Arc::make_mut(&mut work.project.reviewing)
        .rounds
        .push(round);
    let seen_by = |work: &Work, who: &AnnotatorId| {
        let veil = work.project.veil(Some(who));
        history(&work.project, &veil, &work.shelf(), &Progress::default()).unwrap()
    };
    let bens = seen_by(&work, &ben);
    assert_eq!((bens.entries.len(), bens.hidden), (0, 1));
    let anas = seen_by(&work, &author().annotator);
    assert_eq!((anas.entries.len(), anas.hidden), (1, 0));
    // Of a deed that is about more, the rest is told.
    let about = edits::comment(
        &author(),
        &key().article,
        crate::model::About::Article,
        "Why?",
    );
    let mut both = edits::set_status(&work.project, &key(), crate::model::Status::Done);
    both.changes.extend(about.changes);
    both.changes
        .extend(edits::set_guidelines(&work.project, "Be short.").changes);
    work.commit(both);
    let bens = seen_by(&work, &ben);
    assert_eq!((bens.entries.len(), bens.hidden), (1, 1));
    assert!(!bens.entries[0].says("why?"));
    assert!(bens.entries[0].says("be short"));
}

#[test]
fn the_history_tells_from_what_to_what() {
    let mut work = Work::new();
    work.mark("m1", "claim", 4..8);
    let lines = work.last();
    assert!(
        lines
            .iter()
            .any(|line| line == "Claim “port” in Title of one: new"),
        "{lines:?}"
    );
    let tag = TagId::new("quote").unwrap();
    let edit = edits::retag(
        &work.project,
        &author(),
        &key(),
        &work.annotation("m1"),
        &tag,
    );
    work.commit(edit);
    let lines = work.last();
    assert!(
        lines.contains(&"Tag: Claim → Quote".to_owned()),
        "{lines:?}"
    );
    let spans = Spans::one(Span::of(0..8)).unwrap();
    let edit = edits::set_spans(
        &work.project,
        &author(),
        &key(),
        &work.annotation("m1"),
        spans,
    );
    work.commit(edit);
    assert_eq!(work.last(), ["Passage: “port” → “The port”"]);
    let edit = edits::set_note(
        &work.project,
        &author(),
        &key(),
        &work.annotation("m1"),
        "Why?",
    );
    work.commit(edit);
    assert_eq!(work.last(), ["Note: – → Why?"]);
    let edit = edits::set_unsure(
        &work.project,
        &author(),
        &key(),
        &work.annotation("m1"),
        true,
    );
    let back = work.record(Way::Done, edit);
    assert_eq!(work.last(), ["Certainty: sure → unsure"]);
    work.record(Way::Undone, back);
    assert_eq!(work.last(), ["Certainty: unsure → sure"]);
    let edit = edits::set_guidelines(&work.project, "Mark all.\nMark it well.");
    work.commit(edit);
    assert_eq!(
        work.last(),
        [
            "Guidelines, added: Mark all.",
            "Guidelines, added: Mark it well."
        ]
    );
    let edit = edits::remove_tag(&work.project, &TagId::new("claim").unwrap());
    work.commit(edit);
    assert!(
        work.last().contains(&"Tag Claim: removed".to_owned()),
        "{:?}",
        work.last()
    );

    let history = history(
        &work.project,
        &Veil::default(),
        &work.shelf(),
        &Progress::default(),
    )
    .unwrap();
    assert_eq!(history.entries.len(), 8);
    assert_eq!(history.entries[0].who, "Ana");
    let of_mark = history
        .entries
        .iter()
        .filter(|it| it.annotations == [mark("m1")]);
    assert_eq!(of_mark.count(), 6);
    assert!(
        history.entries[2].name.starts_with("Undone: Mark"),
        "{}",
        history.entries[2].name
    );
    let says = |words| {
        history
            .entries
            .iter()
            .filter(|entry| entry.says(words))
            .count()
    };
    assert_eq!((says("why?"), says("nobody said this")), (1, 0));
}

#[test]
fn a_deleted_annotation_comes_back_with_its_links() {
    let mut work = Work::new();
    let mut roles = work.project.codebook.roles.iter();
    let role = roles.find_map(|role| {
        let to = role.to.iter().find_map(|to| match to {
            Allowed::Tag(tag) => Some(tag.to_string()),
            Allowed::Entity(_) => None,
        });
        Some((role.id.clone(), role.from.first()?.to_string(), to?))
    });
    let (role, from, to) = role.unwrap();
    work.mark("m1", &from, 0..19);
    work.mark("m2", &to, 31..37);
    let to = Target::Annotation(mark("m2"));
    let edit = edits::link(
        &work.project,
        &author(),
        &key(),
        &work.annotation("m1"),
        &role,
        to,
    );
    work.commit(edit);
    let before = work.project.layers[&key()].annotations.clone();
    assert!(work.words().is_empty());
    work.delete(&["m2"]);
    assert!(work.words()[0].ends_with("“Unions” in Title of one"));
    assert!(work.annotation("m1").links.is_empty());
    assert_eq!(work.bring_back(), [""; 0]);
    assert!(work.words().is_empty());
    let after = &work.project.layers[&key()].annotations;
    assert_eq!(
        after.get(&mark("m1")).unwrap().links,
        before.get(&mark("m1")).unwrap().links
    );
    assert_eq!(after.get(&mark("m2")), before.get(&mark("m2")));

    // The one with the link, when what it led to is gone meanwhile.
    work.delete(&["m1"]);
    work.delete(&["m2"]);
    let lost = work.lost();
    let back = bring_back(&work.project, &author(), &lost[1]).unwrap();
    assert_eq!(
        back.remarks,
        ["A link was left out: what it led to is gone."]
    );
    work.commit(back.edit);
    assert!(work.annotation("m1").links.is_empty());
    assert_eq!(
        bring_back(&work.project, &author(), &lost[1]),
        Err(NotYet::There)
    );
}

#[test]
fn what_was_undone_is_no_loss_and_what_was_deleted_before_still_is() {
    let mut work = Work::new();
    let back = work.mark("m1", "claim", 4..8);
    work.record(Way::Undone, back);
    assert!(work.words().is_empty());
    work.mark("m2", "claim", 4..8);
    work.delete(&["m2"]);
    let lost = work.lost();
    let edit = bring_back(&work.project, &author(), &lost[0]).unwrap().edit;
    let back = work.record(Way::Done, edit);
    work.record(Way::Undone, back);
    assert_eq!(work.words().len(), 1);
}

#[test]
fn an_article_comes_back_with_the_work_on_it_and_what_was_deleted_before_after_it() {
    let mut work = Work::new();
    work.mark("m1", "claim", 4..8);
    work.mark("m2", "claim", 0..3);
    work.delete(&["m1"]);
    let before = work.project.clone();
    let edit = edits::remove_article(&work.project, &author(), &key().article);
    work.commit(edit);
    let words = work.words();
    assert_eq!(words.len(), 2, "{words:?}");
    assert!(
        words[0].starts_with("Article Title of one, with one annotation: “The port"),
        "{words:?}"
    );
    let lost = work.lost();
    assert_eq!(
        bring_back(&work.project, &author(), &lost[1]),
        Err(NotYet::Article(key().article))
    );
    work.bring_back();
    assert_eq!(work.project.articles, before.articles);
    assert_eq!(
        work.project.layers[&key()].annotations,
        before.layers[&key()].annotations
    );
    assert_eq!(work.words(), ["Claim “port” in Title of one"]);
    work.bring_back();
    assert!(work.annotation("m1").spans == Spans::one(Span::of(4..8)).unwrap());
}

#[test]
fn where_the_text_is_another_one_the_annotation_finds_its_words_or_waits() {
    for (text, is_placed) in [
        ("The port will close, they say.", true),
        ("A harbour.", false),
    ] {
        let mut work = Work::new();
        work.mark("m1", "claim", 4..8);
        work.delete(&["m1"]);
        let id = key().article;
        let mut article = Article::clone(&work.project.articles[&id]);
        article.text = Text::new(text);
        article.sha256 = "another".to_owned();
        work.project.articles.insert(id, Arc::new(article));
        let remarks = work.bring_back();
        let layer = &work.project.layers[&key()];
        assert_eq!(layer.annotations.contains_key(&mark("m1")), is_placed);
        assert_eq!(layer.detached.contains_key(&mark("m1")), !is_placed);
        assert_eq!(remarks.is_empty(), is_placed);
    }
}

#[test]
fn a_tag_comes_back_into_the_roles_that_named_it() {
    let mut work = Work::new();
    let before = Arc::clone(&work.project.codebook);
    let edit = edits::remove_tag(&work.project, &TagId::new("claim").unwrap());
    work.commit(edit);
    assert!(
        work.words()[0].starts_with("Tag · Claim"),
        "{:?}",
        work.words()
    );
    work.bring_back();
    let names = |book: &crate::model::Codebook| {
        let names = book.tags.iter().map(|tag| tag.id.clone());
        names.collect::<Vec<_>>()
    };
    assert_eq!(names(&work.project.codebook), names(&before));
    for (now, then) in core::iter::zip(&work.project.codebook.roles, &before.roles) {
        let sorted = |mut to: Vec<_>| {
            to.sort();
            to
        };
        assert_eq!(now.from.len(), then.from.len());
        assert_eq!(sorted(now.to.clone()), sorted(then.to.clone()));
    }
}

#[test]
fn a_tag_comes_back_with_all_that_went_with_it_exactly_as_it_was() {
    let mut work = Work::new();
    let mut roles = work.project.codebook.roles.iter();
    let role = roles.find(|role| role.id.as_str() == "in-quote").unwrap();
    let role = role.id.clone();
    work.mark("m1", "claim", 0..19);
    work.mark("m2", "quote", 31..37);
    work.mark("m3", "quote", 4..8);
    let to = Target::Annotation(mark("m2"));
    let from = work.annotation("m1");
    let edit = edits::link(&work.project, &author(), &key(), &from, &role, to);
    work.commit(edit);
    work.delete(&["m3"]);
    let before = work.project.clone();
    let edit = edits::delete_tag(&work.project, &author(), &TagId::new("quote").unwrap());
    work.commit(edit);
    assert_eq!(work.annotation("m1").links, []);
    let words = work.words();
    assert!(
        words[0].starts_with("Tag with one annotation · Quote: What"),
        "{words:?}"
    );
    assert_eq!(
        words.len(),
        2,
        "its annotations are not listed one by one: {words:?}"
    );
    assert_eq!(work.bring_back(), [""; 0]);
    assert_eq!(work.project, before);

    // Where other things were done meanwhile, these stay.
    let edit = edits::delete_tag(&work.project, &author(), &TagId::new("quote").unwrap());
    work.commit(edit);
    let edit = edits::set_note(
        &work.project,
        &author(),
        &key(),
        &work.annotation("m1"),
        "Why?",
    );
    work.commit(edit);
    work.bring_back();
    assert_eq!(work.annotation("m1").note, "Why?");
    assert_eq!(work.annotation("m1").links.len(), 1);
    assert_eq!(work.project.codebook, before.codebook);
}

#[test]
fn a_tag_with_ten_thousand_annotations_comes_back_from_the_trash_as_it_was() {
    const MARKS: usize = 10_000;
    let mut work = Work::new();
    let quote = TagId::new("quote").unwrap();
    let marks = (0..MARKS).flat_map(|at| {
        let spans = Spans::one(Span::of(at % 40..at % 40 + 4)).unwrap();
        let id = mark(&format!("q{at}"));
        edits::annotate(&work.project, &author(), &key(), id, &quote, spans).changes
    });
    let marks = Edit::new("Mark", marks.collect());
    work.commit(marks);
    // What leads to one of them loses its link, and a group its members.
    work.mark("m1", "claim", 0..19);
    let role = crate::model::RoleId::new("in-quote").unwrap();
    let to = Target::Annotation(mark("q9999"));
    let from = work.annotation("m1");
    let edit = edits::link(&work.project, &author(), &key(), &from, &role, to);
    work.commit(edit);
    let cue = TagId::new("cue").unwrap();
    let edit = edits::place_tag(&work.project, &author(), &cue, Some(&quote), None);
    work.commit(edit);
    let before = work.project.clone();
    let edit = edits::delete_tag(&work.project, &author(), &quote);
    work.commit(edit);
    assert_eq!(work.project.layers[&key()].annotations.len(), 1);
    assert_eq!(work.annotation("m1").links, []);
    assert_eq!(work.bring_back(), [""; 0]);
    let tree = |project: &Project| -> Vec<_> {
        let tags = project.codebook.tags.iter();
        tags.map(|tag| (tag.id.clone(), tag.parent.clone()))
            .collect()
    };
    assert_eq!(tree(&work.project), tree(&before));
    assert_eq!(work.project.codebook.roles, before.codebook.roles);
    assert_eq!(work.project.codebook, before.codebook);
    let (now, then) = (&work.project.layers[&key()], &before.layers[&key()]);
    assert_eq!(now.annotations.len(), then.annotations.len());
    assert_eq!(work.annotation("m1"), then.annotations[&mark("m1")]);
    assert_eq!(now.deleted, then.deleted);
    for id in then.annotations.keys() {
        assert_eq!(now.annotations[id], then.annotations[id]);
    }
    assert_eq!(work.project, before);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(40))]

    #[test]
    fn any_tag_comes_back_from_the_trash_as_it_was(
        project in crate::model::random::projects(),
        which in 0usize..8,
    ) {
        let mut work = Work::new();
        let mut of = project;
        // Whoever deletes is in the project.
        let edit = edits::put_annotator(&of, &author().annotator, "Ana", crate::model::Color([1; 3]));
        let _known_already = edit.apply(&mut of);
        work.project = of;
        let tags = &work.project.codebook.tags;
        let Some(tag) = tags.get(which % tags.len().max(1)).map(|tag| tag.id.clone()) else {
            return Ok(());
        };
        let before = work.project.clone();
        let edit = edits::delete_tag(&work.project, &author(), &tag);
        work.commit(edit);
        proptest::prop_assert!(work.project.codebook.tag(&tag).is_none());
        work.bring_back();
        proptest::prop_assert_eq!(&work.project, &before);
    }
}

#[test]
fn a_tag_brings_back_what_was_marked_both_times() {
    let mut work = Work::new();
    let second = work.repeat();
    assert_ne!(second, key());
    let (spans, claim) = (
        Spans::one(Span::of(4..8)).unwrap(),
        TagId::new("claim").unwrap(),
    );
    let edit = edits::annotate(&work.project, &author(), &second, mark("m2"), &claim, spans);
    work.commit(edit);
    // While it is being labelled a second time, and when it is done.
    for status in [Status::InProgress, Status::Done] {
        work.commit(edits::set_status(&work.project, &second, status));
        let before = work.project.clone();
        work.commit(edits::delete_tag(&work.project, &author(), &claim));
        for layer in [&key(), &second] {
            assert!(work.project.layers[layer].annotations.is_empty());
        }
        assert_eq!(work.bring_back(), [""; 0]);
        assert_eq!(work.project, before);
    }
}

#[test]
fn what_one_labels_a_second_time_is_found_as_ones_own_until_it_is_done() {
    let mut work = Work::new();
    let second = work.repeat();
    let me = author().annotator;
    let is_found = |project: &Project| {
        let filter = Filter::read("by:me", project, Some(&me), &jiff::tz::TimeZone::UTC).unwrap();
        let layer = &project.layers[&second];
        let place = Place::new(&second, &project.articles[&second.article], &layer.head);
        !filter.within(&place).is_nothing()
    };
    for (status, is_own) in [(Status::InProgress, true), (Status::Done, false)] {
        work.commit(edits::set_status(&work.project, &second, status));
        assert_eq!(is_found(&work.project), is_own, "{status:?}");
    }
}

#[test]
fn the_work_of_others_is_not_mine_to_bring_back() {
    let mut work = Work::new();
    work.mark("m1", "claim", 4..8);
    work.delete(&["m1"]);
    let ben = AnnotatorId::new("ben").unwrap();
    let trash = trash(&work.project, &ben, &work.shelf(), &Progress::default()).unwrap();
    assert!(trash.lost.is_empty());
    assert!(matches!(work.lost()[0].was, Change::Annotation(..)));
}
