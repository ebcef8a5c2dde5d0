//! What comes of one layer that both sides changed.

use std::sync::Arc;

use super::*;
use crate::model::merge::Kept;
use crate::model::random::{annotation, article, author, tag};
use crate::model::{
    Annotation, AnnotationId, Attribute, AttributeId, Change, Codebook, Color, Edit, Kind, Layer,
    LayerHead, LayerKey, Link, Role, RoleId, Slot, Spans, Status, TagId, Target, Value,
};
use crate::text::Span;

fn mark(id: &str) -> AnnotationId {
    AnnotationId::new(id).unwrap()
}

fn field(id: &str) -> AttributeId {
    AttributeId::new(id).unwrap()
}

fn key() -> LayerKey {
    LayerKey {
        article: article("one", "").id.clone(),
        annotator: author(0).annotator,
    }
}

fn to(role: &str, id: &str) -> Link {
    Link {
        role: RoleId::new(role).unwrap(),
        to: Target::Annotation(mark(id)),
    }
}

fn spans(range: core::ops::Range<usize>) -> Spans {
    Spans::one(Span::of(range)).unwrap()
}

/// Three claims `m1` to `m3` in one article; claims have a stance, quotes do not; a speaker is one, topics are many.
fn base() -> Project {
    let mut project = Project::default();
    let mut claim = tag("claim", None);
    claim.attributes.push(Attribute {
        id: field("stance"),
        name: "Stance".into(),
        kind: Kind::Text,
        default: None,
        required: false,
        definition: String::new(),
        renamed: std::collections::BTreeMap::new(),
        was: Vec::new(),
    });
    let tags = vec![claim, tag("quote", None), tag("actor", None)];
    let ids: Vec<TagId> = tags.iter().map(|tag| tag.id.clone()).collect();
    let role = |id: &str, many: bool| Role {
        id: RoleId::new(id).unwrap(),
        name: id.into(),
        label: id.into(),
        key: None,
        definition: String::new(),
        from: ids.clone(),
        to: Vec::new(),
        many,
        wording: None,
        required: false,
    };
    project.codebook = Arc::new(Codebook {
        roles: vec![role("speaker", false), role("topic", true)],
        tags,
        ..Codebook::default()
    });
    let text = "The port will close in May, she said to the paper.";
    let mut changes = vec![
        Change::Annotator(key().annotator, Some(("Ana".into(), Color([1; 3])))),
        Change::Article(key().article, Some(article("one", text))),
    ];
    for (at, id) in ["m1", "m2", "m3"].into_iter().enumerate() {
        let it = annotation(id, "claim", spans(at * 9..at * 9 + 8), author(0).at);
        changes.push(Change::Annotation(key(), mark(id), Slot::Present(it)));
    }
    Edit::new("Set up", changes).apply(&mut project).unwrap();
    project
}

/// The project with one annotation changed at a time.
fn with(
    project: &Project,
    id: &str,
    seconds: i64,
    change: impl FnOnce(&mut Annotation),
) -> Project {
    let mut it = Annotation::clone(&layer(project).annotations[&mark(id)]);
    change(&mut it);
    it.modified = author(seconds).at;
    put(project, id, Slot::Present(Arc::new(it)))
}

fn put(project: &Project, id: &str, slot: Slot) -> Project {
    let mut project = project.clone();
    let change = Change::Annotation(key(), mark(id), slot);
    Edit::new("Change", vec![change])
        .apply(&mut project)
        .unwrap();
    project
}

fn layer(project: &Project) -> &Layer {
    &project.layers[&key()]
}

fn retagged(project: &Project, id: &str, seconds: i64, tag: &str) -> Project {
    with(project, id, seconds, |it| it.tag = TagId::new(tag).unwrap())
}

/// The two sides merged, which must be the same from both ends; and what was told at the one.
fn both(one: &Project, other: &Project) -> (Project, Vec<super::super::Conflict>) {
    let (here, told) = merged(one, &steps(&base(), other));
    let (there, _) = merged(other, &steps(&base(), one));
    assert_eq!(layer(&here), layer(&there));
    let (again, told_again) = merged(&here, &steps(&base(), other));
    assert_eq!((&again, told_again.edit.changes), (&here, vec![]));
    (here, told.conflicts)
}

#[test]
fn fields_that_each_side_changed_come_together() {
    let one = with(&base(), "m1", 1, |it| {
        it.spans = spans(0..3);
        it.links.push(to("topic", "m2"));
        it.note = "On the coast".into();
    });
    let other = with(&base(), "m1", 2, |it| {
        it.tag = TagId::new("quote").unwrap();
        it.links.push(to("topic", "m3"));
        it.unsure = true;
    });
    let other = with(&other, "m2", 3, |it| it.note = "Theirs alone".into());
    let (project, conflicts) = both(&one, &other);
    assert_eq!(conflicts, []);
    let it = &layer(&project).annotations[&mark("m1")];
    assert_eq!((it.tag.as_str(), &it.spans), ("quote", &spans(0..3)));
    assert_eq!(it.links, [to("topic", "m2"), to("topic", "m3")]);
    assert_eq!((it.note.as_str(), it.unsure), ("On the coast", true));
    assert_eq!(it.modified, author(2).at);
    assert_eq!(
        layer(&project).annotations[&mark("m2")].note,
        "Theirs alone"
    );
}

#[test]
fn of_two_tags_the_later_one_stays_and_the_other_is_kept_beside() {
    let one = retagged(&base(), "m1", 5, "quote");
    let other = retagged(&base(), "m1", 9, "actor");
    let (project, conflicts) = both(&one, &other);
    let layer = layer(&project);
    assert_eq!(layer.annotations.len(), 4);
    assert_eq!(layer.annotations[&mark("m1")].tag.as_str(), "actor");
    let [conflict] = &conflicts[..] else {
        panic!("{conflicts:?}")
    };
    let Kept::Beside(id) = &conflict.kept else {
        panic!("{conflict:?}")
    };
    let beside = &layer.annotations[id];
    assert_eq!(beside.tag.as_str(), "quote");
    assert!(beside.unsure && beside.note.contains("annotation m1"));
    assert_eq!(
        conflict.message(),
        format!(
            "actor “The port” was changed both here and by another program (tag). The later version stays; the other one stands beside it as annotation {id}, marked unsure."
        )
    );
    assert_eq!(conflict.ours, conflict.ours.current(&one));
    assert_eq!(conflict.theirs, conflict.theirs.current(&other));
    // Once somebody has deleted the other version, it does not come back.
    let decided = put(&project, id.as_str(), Slot::Deleted(author(20).at));
    let (again, told) = merged(&decided, &steps(&base(), &one));
    assert_eq!((&again, told.conflicts), (&decided, vec![]));
}

#[test]
fn what_one_side_deleted_and_the_other_one_changed_lives() {
    let gone = put(&base(), "m1", Slot::Deleted(author(30).at));
    let changed = retagged(&base(), "m1", 4, "quote");
    let (project, conflicts) = both(&gone, &changed);
    assert_eq!(
        layer(&project).annotations[&mark("m1")],
        layer(&changed).annotations[&mark("m1")]
    );
    assert_eq!(
        conflicts[0].message(),
        "quote “The port” was deleted here and changed by another program. It is back."
    );
    let (_, conflicts) = both(&changed, &gone);
    assert_eq!(
        conflicts[0].message(),
        "quote “The port” was changed here and deleted by another program. It is kept."
    );
    // Of two deletions the later one counts, so that nothing older comes back.
    let earlier = put(&base(), "m1", Slot::Deleted(author(10).at));
    let (project, conflicts) = both(&earlier, &gone);
    assert_eq!(layer(&project).deleted[&mark("m1")], author(30).at);
    assert_eq!(conflicts, []);
}

#[test]
fn a_link_of_which_there_can_be_one_is_a_field() {
    let one = with(&base(), "m1", 1, |it| it.links.push(to("speaker", "m2")));
    let other = with(&base(), "m1", 2, |it| it.links.push(to("speaker", "m3")));
    let (project, conflicts) = both(&one, &other);
    assert_eq!(
        layer(&project).annotations[&mark("m1")].links,
        [to("speaker", "m3")]
    );
    let Kept::Beside(id) = &conflicts[0].kept else {
        panic!("{conflicts:?}")
    };
    assert_eq!(layer(&project).annotations[id].links, [to("speaker", "m2")]);
}

#[test]
fn a_link_to_what_the_other_side_deleted_goes_with_it() {
    let one = with(&base(), "m1", 1, |it| it.links.push(to("topic", "m2")));
    let other = put(&base(), "m2", Slot::Deleted(author(2).at));
    let (project, conflicts) = both(&one, &other);
    assert_eq!(layer(&project).annotations[&mark("m1")].links, []);
    assert_eq!(
        conflicts[0].message(),
        "claim “The port” lost its link to claim “will clo”, which was deleted on the other side."
    );
}

#[test]
fn a_tag_that_has_no_place_for_a_value_does_not_take_it_in() {
    let one = with(&base(), "m1", 1, |it| {
        let value = Value::Text("against".into());
        it.attributes.insert(field("stance"), value);
    });
    let other = retagged(&base(), "m1", 2, "quote");
    let (project, conflicts) = both(&one, &other);
    let stays = &layer(&project).annotations[&mark("m1")];
    assert_eq!((stays.tag.as_str(), stays.attributes.len()), ("quote", 0));
    let Kept::Beside(id) = &conflicts[0].kept else {
        panic!("{conflicts:?}")
    };
    let beside = &layer(&project).annotations[id];
    assert_eq!((beside.tag.as_str(), beside.attributes.len()), ("claim", 1));
}

#[test]
fn what_does_not_fit_the_text_is_kept_without_a_place() {
    let far = annotation("far", "claim", spans(40..90), author(1).at);
    let step = Step {
        from: Change::Annotation(key(), mark("far"), Slot::Absent),
        to: Change::Annotation(key(), mark("far"), Slot::Present(far)),
    };
    let (project, told) = merged(&base(), core::slice::from_ref(&step));
    let lost = &layer(&project).detached[&mark("far")];
    assert_eq!((lost.spans[0].at.0.0, lost.spans[0].at.1.0), (40, 50));
    assert_eq!(told.conflicts, []);
    let (again, _) = merged(&project, &[step]);
    assert_eq!(again, project);
    // Without its article it has no place at all, and that is told.
    let mut elsewhere = key();
    elsewhere.article = article("two", "").id.clone();
    let it = annotation("x", "claim", spans(0..3), author(1).at);
    let step = Step {
        from: Change::Annotation(elsewhere.clone(), mark("x"), Slot::Absent),
        to: Change::Annotation(elsewhere, mark("x"), Slot::Present(it)),
    };
    let (again, told) = merged(&project, &[step]);
    assert_eq!((&again, told.conflicts.len()), (&project, 1));
    assert_eq!(told.conflicts[0].kept, Kept::Apart);
}

#[test]
fn steps_of_which_some_were_taken_over_already_go_on_from_there() {
    let first = retagged(&base(), "m1", 1, "quote");
    let second = put(&first, "m1", Slot::Deleted(author(2).at));
    let mut journal = steps(&base(), &first);
    journal.extend(steps(&first, &second));
    for start in [&base(), &first, &second] {
        let (project, told) = merged(start, &journal);
        assert_eq!((&project, told.conflicts), (&second, vec![]));
    }
}

#[test]
fn the_article_as_a_whole_is_merged_by_field() {
    let said = |status, genre: &str, note: &str| {
        let head = LayerHead {
            status,
            attributes: [(field("genre"), Value::Text(genre.into()))].into(),
            note: note.into(),
            ..LayerHead::default()
        };
        let mut project = base();
        Edit::new("Head", vec![Change::LayerHead(key(), head)])
            .apply(&mut project)
            .unwrap();
        project
    };
    let one = said(Status::InProgress, "news", "Read twice");
    let other = said(Status::Done, "opinion", "Read twice");
    let (project, told) = merged(&one, &steps(&base(), &other));
    let head = &layer(&project).head;
    assert_eq!(head.status, Status::Done);
    assert_eq!(head.attributes[&field("genre")], Value::Text("news".into()));
    assert_eq!(head.note, "Read twice\ngenre: also opinion.");
    assert_eq!(told.conflicts.len(), 1);
    let (again, told) = merged(&project, &steps(&base(), &other));
    assert_eq!((again, told.conflicts), (project, vec![]));
}

#[test]
fn without_a_base_what_was_done_last_counts() {
    let living = with(&base(), "m1", 10, |it| it.note = "Said in May".into());
    let deleted = |seconds| put(&base(), "m1", Slot::Deleted(author(seconds).at));
    for (seconds, lives) in [(9, true), (10, false), (11, false)] {
        let deleted = deleted(seconds);
        for (ours, theirs) in [(&living, &deleted), (&deleted, &living)] {
            let (project, told) = merged(ours, &steps_without_base(ours, theirs));
            let known = layer(&project).annotations.contains_key(&mark("m1"));
            assert_eq!((known, told.conflicts), (lives, vec![]), "{seconds}");
        }
    }
    // What only one of the two has is in both.
    let more = put(
        &living,
        "m4",
        Slot::Present(annotation("m4", "actor", spans(0..3), author(1).at)),
    );
    let (project, told) = merged(&living, &steps_without_base(&living, &more));
    assert_eq!((&project, told.conflicts), (&more, vec![]));
    let (project, told) = merged(&more, &steps_without_base(&more, &living));
    assert_eq!((&project, told.edit.changes), (&more, vec![]));
    // Two versions of one are both kept when they do not say the same.
    let other = retagged(&base(), "m1", 3, "quote");
    let (project, told) = merged(&living, &steps_without_base(&living, &other));
    assert_eq!(layer(&project).annotations.len(), 4);
    assert_eq!(
        layer(&project).annotations[&mark("m1")].tag.as_str(),
        "claim"
    );
    assert!(matches!(told.conflicts[0].kept, Kept::Beside(_)));
    let touched = with(&base(), "m1", 3, |_| {});
    let (project, told) = merged(&base(), &steps_without_base(&base(), &touched));
    assert_eq!(layer(&project), layer(&touched));
    assert_eq!(told.conflicts, []);
}

#[test]
fn times_within_a_second_are_the_same() {
    let soon = |project: &Project| {
        let mut it = Annotation::clone(&layer(project).annotations[&mark("m1")]);
        it.modified += jiff::SignedDuration::from_millis(400);
        put(project, "m1", Slot::Present(Arc::new(it)))
    };
    assert_eq!(steps(&base(), &soon(&base())), []);
}
