//! History and trash as they are typed.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value as Json;

use super::Desk;
use crate::model::{Author, Way, edits};
use crate::store::{self, Deed, Home, Progress, RealDisk, Record, Session};

/// A window deletes all annotations of the only layer.
fn delete_all(desk: &Desk) {
    let root = desk.path("p");
    let opened = store::open(&root, &Progress::default()).unwrap();
    let mut project = opened.project;
    let (key, layer) = project.layers.iter().next().unwrap();
    let (key, ids) = (key.clone(), layer.annotations.keys().cloned());
    let ids: BTreeSet<_> = ids.collect();
    let author = Author {
        annotator: key.annotator.clone(),
        at: jiff::Timestamp::UNIX_EPOCH,
    };
    let edit = edits::delete_annotations(&project, &author, &key, &ids);
    let inverse = edit.apply(&mut project).unwrap();
    let parts = edit.parts();
    let mut deed = Deed {
        number: 1,
        ..Deed::new(&author.annotator, author.at, Way::Done, edit, inverse)
    };
    deed.note_places(&project);
    let home = Home::of(&desk.path("state"), &root);
    let mut session = Session::new(home.shelf(), Arc::new(RealDisk), &root);
    session.append(&[Record::Deed(Box::new(deed))]).unwrap();
    store::save(&root, &project, &parts, &opened.locked).unwrap();
}

#[test]
fn what_was_done_is_told_and_what_was_deleted_comes_back() {
    let desk = Desk::with_project();
    desk.ok("annotate @p port.txt --tag claim --span 23..52 --annotator Ana");
    let told = desk.type_in("history @p");
    assert_eq!(told.code, 0, "{told:?}");
    let first = told.out.lines().next().unwrap();
    assert!(
        first.contains("Ana  Mark") || first.contains("as Claim"),
        "{first}"
    );
    assert!(told.out.contains(": new"), "{told:?}");
    let json = desk.type_in("history @p --json --find claim").out;
    let json: Json = serde_json::from_str(&json).unwrap();
    assert_eq!(json[0]["by"], "ana");
    assert_eq!(json[0]["annotations"].as_array().unwrap().len(), 1);
    assert_eq!(
        desk.type_in("history @p --find nothing-of-this-kind").out,
        ""
    );

    assert_eq!(desk.type_in("trash @p --annotator ana").out, "");
    desk.refused("trash @p --annotator ana --back 1", 1, &["no number 1"]);
    let layer = std::fs::read_dir(desk.path("p/annotators/ana/layers")).unwrap();
    let layer = layer.flatten().next().unwrap().path();
    let before = std::fs::read_to_string(&layer).unwrap();
    delete_all(&desk);
    assert_ne!(std::fs::read_to_string(&layer).unwrap(), before);
    let listed = desk.type_in("trash @p --annotator ana").out;
    assert!(listed.contains("Claim “"), "{listed}");
    desk.ok("trash @p --annotator ana --back 1");
    assert_eq!(desk.type_in("trash @p --annotator ana").out, "");
    let id = before
        .split("id: \"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    assert!(
        std::fs::read_to_string(&layer)
            .unwrap()
            .contains(&format!("id: \"{id}\""))
    );
}
