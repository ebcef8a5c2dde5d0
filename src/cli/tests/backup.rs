//! Backups as they are typed.

use std::fs;

use serde_json::Value as Json;

use super::{Desk, files_in};

fn list(desk: &Desk) -> Vec<Json> {
    let answer = desk.type_in("backup list @p --json");
    assert_eq!(answer.code, 0, "{answer:?}");
    serde_json::from_str(&answer.out).unwrap()
}

#[test]
fn a_project_is_backed_up_and_a_copy_of_it_restored_also_when_it_is_gone() {
    let desk = Desk::with_project();
    assert!(list(&desk).is_empty());
    assert_eq!(desk.ok("backup make @p"), "1");
    let before = files_in(&desk.path("p"));
    fs::write(desk.path("p").join("guidelines.md"), "Mark all.\n").unwrap();
    assert_eq!(desk.ok("backup make @p"), "2");
    let all = list(&desk);
    assert_eq!(all[0]["number"], 2);
    assert_eq!(all[0]["reason"], "by hand");
    assert_eq!(all[1]["project"], "Harbour");
    let shown = desk.type_in("backup list @p").out;
    assert_eq!(shown.lines().count(), 2);
    assert!(shown.contains("by hand"), "{shown}");

    desk.ok("backup restore @p 1 --to @copy");
    let relative = |name: &str| {
        let files = files_in(&desk.path(name)).into_iter();
        let root = desk.path(name);
        let files =
            files.map(|(path, bytes)| (path.strip_prefix(&root).unwrap().to_owned(), bytes));
        files.collect::<Vec<_>>()
    };
    assert_eq!(relative("copy").len(), before.len());
    assert_ne!(relative("copy"), relative("p"));
    assert_eq!(desk.type_in("check @copy --errors-only").code, 0);

    fs::remove_dir_all(desk.path("p")).unwrap();
    assert_eq!(list(&desk).len(), 2);
    let answer = desk.type_in("backup restore @p 2");
    assert_eq!(answer.code, 0, "{answer:?}");
    assert!(answer.out.contains("p restored 20"), "{answer:?}");
    let text = fs::read_to_string(std::path::Path::new(answer.out.trim()).join("guidelines.md"));
    assert_eq!(text.unwrap(), "Mark all.\n");
}

#[test]
fn what_cannot_be_restored_is_refused() {
    let desk = Desk::with_project();
    desk.ok("backup make @p");
    desk.refused("backup restore @p 9", 1, &["no backup with the number 9"]);
    desk.refused("backup restore @p 1 --to @p", 1, &["not empty"]);
}

#[test]
fn before_many_articles_are_loaded_there_is_a_backup() {
    let desk = Desk::with_project();
    fs::create_dir(desk.path("more")).unwrap();
    for n in 0..21 {
        let text = format!("Article {n} says something of its own.");
        fs::write(desk.path(&format!("more/{n}.txt")), text).unwrap();
    }
    desk.ok("import @p @more/0.txt --annotator ana");
    assert!(list(&desk).is_empty());
    desk.ok("import @p @more --annotator ana");
    let all = list(&desk);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0]["reason"], "before an import");
}
