//! Keys that are changed, in the window and by hand.

use super::*;
use crate::app::command::table;

fn keys_of(map: &KeyMap, id: &str) -> Vec<String> {
    let mut rows = table(None);
    map.apply(&mut rows);
    let row = rows.iter().find(|row| row.id() == id).unwrap();
    row.keys.iter().map(ToString::to_string).collect()
}

#[test]
fn every_command_has_a_name_of_its_own_for_the_file() {
    let rows = table(None);
    let mut ids: Vec<String> = rows.iter().map(Row::id).collect();
    assert!(
        ids.iter()
            .all(|id| id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')),
        "{ids:?}"
    );
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn changed_keys_come_back_from_the_file_and_usual_ones_when_they_are_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    let (mut map, problems) = KeyMap::load(folder.path());
    assert!(problems.is_empty());
    let chord = |text: &str| text.parse::<Chord>().unwrap();
    map.set(
        "toggle-brush",
        Some(vec![chord("F2"), chord("Space"), chord("Ctrl+Shift+Up")]),
    )
    .unwrap();
    map.set("undo", Some(Vec::new())).unwrap();
    let (again, problems) = KeyMap::load(folder.path());
    assert!(problems.is_empty());
    assert_eq!(again, map);
    assert_eq!(
        keys_of(&again, "toggle-brush"),
        ["F2", "Space", "Ctrl+Shift+↑"]
    );
    assert!(keys_of(&again, "undo").is_empty());
    let (mut map, _) = KeyMap::load(folder.path());
    map.set("toggle-brush", None).unwrap();
    assert_eq!(
        keys_of(&KeyMap::load(folder.path()).0, "toggle-brush"),
        ["Ctrl+B"]
    );
}

#[test]
fn a_file_that_is_no_key_map_is_told_with_its_place_and_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    let text = "(\n    keys: {\n        \"toggle-brush\": [\"F2\",\n";
    std::fs::write(&path, text).unwrap();
    let (mut map, problems) = KeyMap::load(folder.path());
    assert!(
        problems[0].contains("keys.ron: line 3, column"),
        "{problems:?}"
    );
    assert_eq!(keys_of(&map, "toggle-brush"), ["Ctrl+B"]);
    let error = map.set("toggle-brush", Some(Vec::new())).unwrap_err();
    assert!(
        error.starts_with("The change holds for this run only."),
        "{error}"
    );
    assert!(keys_of(&map, "toggle-brush").is_empty());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

/// A folder with this in the file of keys.
fn with_file(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

fn chords(text: &str) -> Vec<Chord> {
    text.split(' ').map(|key| key.parse().unwrap()).collect()
}

#[test]
fn keys_that_are_none_and_commands_that_are_unknown_are_told_and_stay_in_the_file() {
    let text = "(keys: {\"toggle-brush\": [\"Hyper+X\", \"F2\"],\n\"fly\": [\"F3\"]})";
    let (folder, path) = with_file(text);
    let (mut map, problems) = KeyMap::load(folder.path());
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0].starts_with("keys.ron, line 1, toggle-brush: “Hyper+X” is no key"),
        "{problems:?}"
    );
    assert_eq!(keys_of(&map, "toggle-brush"), ["F2"]);
    assert_eq!(map.unknown(&table(None)), ["fly"]);
    map.set("undo", Some(chords("F12"))).unwrap();
    map.set("toggle-brush", Some(chords("F11"))).unwrap();
    let now = std::fs::read_to_string(path).unwrap();
    assert!(now.contains("\"fly\": [\"F3\"]"), "{now}");
    assert!(
        now.contains("\"toggle-brush\": [\"F11\", \"Hyper+X\"]"),
        "{now}"
    );
}

#[test]
fn what_was_changed_in_the_file_meanwhile_is_taken_over() {
    let (folder, path) = with_file("(keys: {\"undo\": [\"F11\"], \"redo\": [\"F12\"]})");
    let (mut map, _) = KeyMap::load(folder.path());
    let by_hand = "(keys: { // Mine.\n\"undo\": [\"F9\"], \"copy\": [\"F8\"]})";
    std::fs::write(&path, by_hand).unwrap();
    map.set("toggle-brush", Some(chords("F7"))).unwrap();
    let all = |map: &KeyMap| ["undo", "redo", "copy", "toggle-brush"].map(|id| keys_of(map, id));
    assert_eq!(
        all(&map),
        [
            vec!["F9"],
            vec!["Ctrl+Shift+Z", "Ctrl+Y"],
            vec!["F8"],
            vec!["F7"]
        ]
    );
    assert_eq!(all(&KeyMap::load(folder.path()).0), all(&map));
    // The comment is kept, also when the file is written once more.
    map.set("toggle-brush", None).unwrap();
    let backup = std::fs::read_to_string(path.with_extension("ron.bak")).unwrap();
    assert_eq!(backup, by_hand);
}

#[test]
fn what_this_program_wrote_itself_needs_no_second_file() {
    let folder = tempfile::tempdir().unwrap();
    KeyMap::load(folder.path())
        .0
        .set("undo", Some(chords("F9")))
        .unwrap();
    let (mut map, _) = KeyMap::load(folder.path());
    map.set("undo", Some(chords("F8"))).unwrap();
    assert!(!folder.path().join("keys.ron.bak").exists());
}

#[test]
fn a_file_that_was_broken_meanwhile_is_left_alone_until_it_is_mended() {
    let (folder, path) = with_file("(keys: {\"undo\": [\"F11\"]})");
    let (mut map, _) = KeyMap::load(folder.path());
    std::fs::write(&path, "(keys: {\"undo\": [").unwrap();
    let error = map.set("redo", Some(chords("F9"))).unwrap_err();
    assert!(error.contains("keys.ron: line 1, column"), "{error}");
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        "(keys: {\"undo\": ["
    );
    assert_eq!(keys_of(&map, "redo"), ["F9"], "for this run");
    std::fs::write(&path, "(keys: {\"undo\": [\"F10\"]})").unwrap();
    map.set("copy", Some(chords("F8"))).unwrap();
    let (again, _) = KeyMap::load(folder.path());
    let all = ["undo", "redo", "copy"].map(|id| keys_of(&again, id));
    assert_eq!(all, [["F10"], ["F9"], ["F8"]]);
}

#[test]
fn names_in_the_file_stay_what_they_are() {
    let known: Vec<&str> = include_str!("../ids.txt").lines().collect();
    let mut ids: Vec<String> = table(None).iter().map(Row::id).collect();
    ids.sort();
    // Who renames a command must not lose people's keys.
    assert_eq!(ids, known);
}

#[test]
fn nobody_locks_themselves_out() {
    let mut rows = table(Some(&crate::import::presets()[0].codebook));
    let tag = rows.iter().find(|row| row.command.is_of_codebook());
    let tag = tag.unwrap().id();
    let (folder, _) = with_file(&format!(
        r#"(keys: {{"clear-selection": [], "keys": ["F11"], "palette": [], "undo": ["Ctrl+K"], "{tag}": ["F9"]}})"#
    ));
    let (map, _) = KeyMap::load(folder.path());
    let tags = |rows: &[Row]| -> Vec<Vec<Chord>> {
        let tags = rows.iter().filter(|row| row.command.is_of_codebook());
        tags.map(|row| row.keys.clone()).collect()
    };
    let before = tags(&rows);
    map.apply(&mut rows);
    assert_eq!(tags(&rows), before, "their keys stand in the codebook");
    let means = |key: &str| {
        let row = find(&rows, key.parse().unwrap());
        row.map(|row| row.command.clone())
    };
    assert_eq!(means("Escape"), Some(Command::ClearSelection));
    for key in ["?", "F1", "F11"] {
        assert_eq!(means(key), Some(Command::Keys), "{key}");
    }
    assert_eq!(means("Ctrl+K"), Some(Command::Undo), "it was given away");
}

#[test]
fn a_key_of_two_commands_is_found() {
    let rows = table(None);
    let undo = Command::Undo;
    assert!(shared(&rows, &undo, "Ctrl+Z".parse().unwrap()).is_empty());
    assert_eq!(shared(&rows, &undo, "Ctrl+B".parse().unwrap()), ["Brush"]);
}
