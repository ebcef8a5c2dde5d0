//! What a window left in the journal when it was killed, as the command line sees it.

use std::sync::Arc;

use serde_json::Value as Json;

use super::Desk;
use crate::model::{AnnotationId, AnnotatorId, Author, LayerKey, Spans, TagId, Way, edits};
use crate::store::{self, Deed, Home, Progress, RealDisk, Record, Session};
use crate::text::Span;

/// A window marks something, and dies before that is in the folder.
fn killed_window(desk: &Desk) {
    let root = desk.path("p");
    let mut project = store::open(&root, &Progress::default()).unwrap().project;
    let author = Author {
        annotator: AnnotatorId::new("ana").unwrap(),
        at: jiff::Timestamp::UNIX_EPOCH,
    };
    let key = LayerKey {
        article: project.articles.keys().next().unwrap().clone(),
        annotator: author.annotator.clone(),
    };
    let edit = edits::annotate(
        &project,
        &author,
        &key,
        AnnotationId::new("left").unwrap(),
        &TagId::new("claim").unwrap(),
        Spans::one(Span::of(0..3)).unwrap(),
    );
    let inverse = edit.apply(&mut project).unwrap();
    let mut deed = Deed {
        number: 1,
        ..Deed::new(&author.annotator, author.at, Way::Done, edit, inverse)
    };
    deed.note_places(&project);
    let home = Home::of(&desk.path("state"), &root);
    let mut session = Session::new(home.shelf(), Arc::new(RealDisk), &root);
    session.append(&[Record::Deed(Box::new(deed))]).unwrap();
}

fn annotations(desk: &Desk) -> (Json, String) {
    let answer = desk.type_in("stats @p --json");
    let stats: Json = serde_json::from_str(&answer.out).unwrap();
    (stats["annotations"].clone(), answer.err)
}

#[test]
fn what_a_killed_window_left_counts_and_is_written_with_the_next_change() {
    let desk = Desk::with_project();
    desk.ok("annotate @p port.txt --tag claim --span 23..52 --annotator Ana");
    killed_window(&desk);
    let (count, said) = annotations(&desk);
    assert_eq!(count, 2);
    assert!(
        said.contains("1 change that had not reached the project folder"),
        "{said}"
    );
    let (count, _) = annotations(&desk);
    assert_eq!(count, 2, "reading writes nothing");
    let folder = store::open(&desk.path("p"), &Progress::default())
        .unwrap()
        .project;
    assert_eq!(
        folder
            .layers
            .values()
            .map(|layer| layer.annotations.len())
            .sum::<usize>(),
        1
    );

    desk.ok("annotate @p port.txt --tag claim --span 54..60 --annotator Ana");
    let (count, said) = annotations(&desk);
    assert_eq!((count, said.as_str()), (Json::from(3), ""));
    let folder = store::open(&desk.path("p"), &Progress::default())
        .unwrap()
        .project;
    assert_eq!(
        folder
            .layers
            .values()
            .map(|layer| layer.annotations.len())
            .sum::<usize>(),
        3
    );
}
