//! What is listed, in which order, and what is kept for the next time.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use jiff::tz::TimeZone;

use crate::model::random::author;
use crate::model::{Annotation, AnnotatorId, Layer, Project, Status, edits};
use crate::query::filter::Filter;
use crate::query::filter::tests::meaning::{detach, project};
use crate::store::Progress;
use crate::text::Span;

use super::{Column, Found, Index, Order, Row, keep, look, sort};

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
fn an_annotation_is_shown_as_it_is_now_whether_its_layer_is_packed_or_not() {
    let mut project = project();
    for (key, layer) in &project.layers.clone() {
        let packed = Layer::clone(layer).packed();
        project.layers.insert(key.clone(), Arc::new(packed));
    }
    let (first, _) = found(&project, &Index::default(), "");
    let now = |project: &Project, id: &str| {
        let all = first.iter();
        let mut here = all.filter_map(|it| Some((it, it.chunk.place_of(&id.parse().unwrap())?)));
        let (it, at) = here.next().unwrap();
        it.chunk.current(project, at)
    };
    let key = |id: &str| {
        let has = |it: &&Found| it.chunk.place_of(&id.parse().unwrap()).is_some();
        first.iter().find(has).unwrap().chunk.key.clone()
    };
    // A change of the head leaves the annotations packed.
    let mut then = project.clone();
    edits::set_status(&then, &key("claim"), Status::ToDo)
        .apply(&mut then)
        .unwrap();
    assert!(then.layers[&key("claim")].annotations.is_packed());
    assert!(now(&then, "claim").is_some());
    assert!(
        then.layers[&key("claim")].annotations.is_packed(),
        "nothing is unpacked for it"
    );
    // The only one of a layer goes.
    let gone = ["olsen".parse().unwrap()].into();
    edits::delete_annotations(&project, &author(9), &key("olsen"), &gone)
        .apply(&mut then)
        .unwrap();
    assert_eq!(now(&then, "olsen"), None);
    // Another version of the layer comes packed from the disk.
    let mut layer = Layer::clone(&project.layers[&key("claim")]);
    let mut claim = Annotation::clone(&layer.annotations["claim"]);
    claim.note = "another".to_owned();
    layer.annotations.insert(claim.id.clone(), Arc::new(claim));
    then.layers.insert(key("claim"), Arc::new(layer.packed()));
    assert_eq!(now(&then, "claim").unwrap().note, "another");
    // The text is corrected, and the annotation behind the place moves along.
    let text = &project.articles[&key("claim").article].text;
    let from = text.as_str().find("said").unwrap();
    let (article, said) = (key("claim").article, Span::of(from..from + 4));
    let mut then = project.clone();
    edits::correct_text(&project, &author(9), &article, said, "has said", "")
        .apply(&mut then)
        .unwrap();
    let moved = now(&then, "claim").unwrap();
    let before = project.layers[&key("claim")].annotations["claim"]
        .spans
        .start();
    assert_eq!(moved.spans.start().index(), before.index() + 4);
    assert_eq!(now(&then, "theirs").unwrap().id.as_str(), "theirs");
}

#[test]
fn what_has_lost_its_place_is_listed_with_what_it_covered() {
    let mut project = project();
    detach(&mut project, "claim");
    let ids = |query: &str| {
        let (found, _) = found(&project, &Index::default(), query);
        let ids = found.iter().flat_map(|it| {
            let marks = it.marks.iter();
            marks.map(|at| it.chunk.marks()[*at as usize].id.to_string())
        });
        ids.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(ids(""), "minister stance claim theirs olsen");
    assert_eq!(ids("is:unplaced"), "claim");
    assert_eq!(ids("is:placed tag:claim"), "");
    assert_eq!(ids("tag:claim \"would close\""), "claim");
    assert_eq!(ids("near:núñez tag:claim"), "claim");
    assert_eq!(ids("is:unsure"), "stance");
    let (found, _) = found(&project, &Index::default(), "is:unplaced");
    let chunk = &found[0].chunk;
    let mark = chunk.current(&project, found[0].marks[0] as usize).unwrap();
    let row = Row::of(&project, chunk, &mark);
    assert_eq!(row.text, "the port would close");
    assert_eq!(row.left, "Rita Núñez said ");
    assert_eq!(
        (row.spans.len(), row.lost.as_deref()),
        (0, Some("The text has changed"))
    );
    for by in [Column::Text, Column::Time, Column::Links] {
        let order = Order {
            by,
            is_backwards: false,
        };
        assert!(sort(&project, &found, order, &Progress::default()).is_some());
    }
}

#[test]
fn what_was_changed_stays_listed_in_its_place() {
    let project = project();
    let (mut stances, index) = found(&project, &Index::default(), "tag:stance");
    let key = stances[0].chunk.key.clone();
    let all = ["minister", "stance", "olsen"].map(|id| {
        let key = match id {
            "olsen" => project.layers.keys().next_back().unwrap().clone(),
            _ => key.clone(),
        };
        (key, id.parse().unwrap())
    });
    let strays = keep(&mut stances, &index, &all.clone().into());
    let ids = stances.iter().flat_map(|it| {
        let marks = it.marks.iter();
        marks.map(|at| it.chunk.marks()[*at as usize].id.to_string())
    });
    assert_eq!(
        ids.collect::<Vec<_>>(),
        ["minister", "stance", "theirs", "olsen"]
    );
    let [minister, _, olsen] = all;
    assert_eq!(strays, [minister, olsen].into());
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
