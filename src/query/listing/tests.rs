//! What is listed, in which order, and what is kept for the next time.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use jiff::tz::TimeZone;

use crate::model::random::author;
use crate::model::{AnnotatorId, Project, edits};
use crate::query::filter::Filter;
use crate::query::filter::tests::meaning::project;
use crate::store::Progress;

use super::{Column, Found, Index, Order, Row, look, sort};

fn found(project: &Project, before: &Index, query: &str) -> (Vec<Found>, Index) {
    let me = AnnotatorId::new("ana").unwrap();
    let filter = Filter::read(query, project, Some(&me), &TimeZone::UTC).unwrap();
    let mut all = Vec::new();
    let progress = Progress::default();
    let index = look(project, before, None, &filter, &progress, &mut |it| {
        all.push(it);
    });
    (all, index.unwrap())
}

fn sorted(by: Column, is_backwards: bool) -> Vec<String> {
    let project = project();
    let (found, _) = found(&project, &Index::default(), "");
    let order = Order { by, is_backwards };
    let hits = sort(&project, &found, order, &Progress::default()).unwrap();
    let id = |&(piece, mark): &(u32, u32)| {
        let chunk = &found[piece as usize].chunk;
        chunk.marks()[mark as usize].id.to_string()
    };
    hits.iter().map(id).collect()
}

#[test]
fn every_column_sorts() {
    let natural = ["minister", "claim", "stance", "theirs", "olsen"];
    assert_eq!(sorted(Column::Place, false), natural);
    assert_eq!(
        sorted(Column::Tag, false),
        ["minister", "olsen", "claim", "stance", "theirs"]
    );
    assert_eq!(
        sorted(Column::Text, false),
        ["stance", "theirs", "olsen", "minister", "claim"]
    );
    // What has nothing comes last.
    assert_eq!(
        sorted(Column::Attributes, false),
        ["stance", "claim", "minister", "theirs", "olsen"]
    );
    assert_eq!(sorted(Column::Links, false)[..2], ["stance", "theirs"]);
    assert_eq!(sorted(Column::Annotator, true)[0], "theirs");
    assert_eq!(sorted(Column::Time, true)[0], "stance");
}

#[test]
fn a_row_says_all_of_an_annotation_in_words() {
    let project = project();
    let (found, _) = found(&project, &Index::default(), "tag:stance by:ana");
    let chunk = &found[0].chunk;
    let row = Row::of(&project, chunk, &chunk.marks()[found[0].marks[0] as usize]);
    assert_eq!(
        row.left,
        "Rita Núñez said the port would close. The military "
    );
    assert_eq!(row.text, "never agreed");
    assert!(row.right.starts_with(" with that"), "{}", row.right);
    let values: Vec<&str> = row.attributes.iter().map(|it| it.value.as_str()).collect();
    assert_eq!(values, ["oppose", "Closing the Port", "yes"]);
    let links: Vec<&str> = row.links.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(links, ["“Rita Núñez”", "“the port would close”"]);
    assert_eq!(row.spans, [(51, 63)]);
}

#[test]
fn only_layers_that_have_changed_are_looked_into_again() {
    let mut project = project();
    let (first, index) = found(&project, &Index::default(), "");
    let key = first[0].chunk.key.clone();
    let mark = project.layers[&key].annotations["claim"].clone();
    edits::set_unsure(&project, &author(9), &key, &mark, true)
        .apply(&mut project)
        .unwrap();
    let (again, _) = found(&project, &index, "unsure or by:ben");
    assert_eq!(again.len(), 2);
    assert_eq!(again[0].marks.len(), 2, "the new one is there");
    assert!(!Arc::ptr_eq(&again[0].chunk, &first[0].chunk));
    assert!(Arc::ptr_eq(&again[1].chunk, &first[1].chunk));
    // Of what was found before, too, the annotation is shown as it is now.
    let at = first[0]
        .chunk
        .marks()
        .iter()
        .position(|it| it.id == mark.id);
    let now = first[0].chunk.current(&project, at.unwrap()).unwrap();
    assert!(now.unsure);
}

#[test]
fn it_stops_when_it_is_cancelled() {
    let project = project();
    let filter = Filter::read("", &project, None, &TimeZone::UTC).unwrap();
    let progress = Progress::default();
    let mut pieces = 0;
    let stopped = look(
        &project,
        &Index::default(),
        None,
        &filter,
        &progress,
        &mut |_| {
            pieces += 1;
            progress.cancel.store(true, Ordering::Relaxed);
        },
    );
    assert!(stopped.is_none());
    assert_eq!(pieces, 1);
}
