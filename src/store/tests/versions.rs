//! Other versions of the project's files in its folder: how they are recognised, merged, and put away.

use super::merging::{layer, opened_and_merged, ron, told};
use super::*;
use crate::model::merge;

/// A project with a layer of Ana's, and a version of that layer with another note in it.
fn forked() -> (TempDir, Project, String) {
    let (folder, project) = made();
    let theirs = with_note(&project, "m2", "Seen on the laptop");
    let theirs = ron(&later(&theirs, "m2"));
    (folder, project, theirs)
}

/// The project with a note that was written later.
fn later(project: &Project, id: &str) -> Project {
    let mut project = project.clone();
    let layer = Arc::make_mut(project.layers.get_mut(&key("one", "ana")).unwrap());
    let it = Arc::make_mut(layer.annotations.get_mut(&mark(id)).unwrap());
    it.modified = author(99).at;
    project
}

fn note(project: &Project, id: &str) -> String {
    layer(project).annotations[&mark(id)].note.clone()
}

/// A saver with a state folder, and what it knows.
fn saver(root: &Path, state: &Path) -> Saver {
    let opened = opened(root);
    let mut known = opened.locked.with_displaced(state.join("displaced"));
    for other in opened.others.iter().filter(|other| other.is_git) {
        known.remove(&other.part);
    }
    Saver::start(root, known, &opened.project, None, || ())
}

const LONG: std::time::Duration = std::time::Duration::from_mins(1);

#[test]
fn a_copy_is_known_by_what_it_says_whatever_it_is_called() {
    let (folder, _, theirs) = forked();
    for name in ["of the laptop.ron", "x.ron", "one-laptop.ron", "ONE.ron"] {
        let path = folder.path().join(LAYER).with_file_name(name);
        fs::write(&path, &theirs).unwrap();
        let opened = opened(folder.path());
        assert_eq!(opened.others.len(), 1, "{name}");
        assert_eq!(opened.others[0].part, layer_part());
        assert_eq!(opened.project.layers.len(), 1, "{name} is no layer");
        assert_eq!(opened.findings.len(), 1, "{:?}", opened.findings);
        let (project, conflicts) = opened_and_merged(folder.path());
        assert_eq!(note(&project, "m2"), "Seen on the laptop");
        assert_eq!(conflicts, []);
        fs::remove_file(path).unwrap();
    }
    // The layer of an article that is really missing is none, nor is that of somebody else.
    for (from, to) in [
        ("article: \"one\"", "article: \"three\""),
        ("annotator: \"ana\"", "annotator: \"ben\""),
    ] {
        let path = folder.path().join(LAYER).with_file_name("three.ron");
        fs::write(&path, theirs.replace(from, to)).unwrap();
        let opened = opened(folder.path());
        assert_eq!(opened.others, []);
        assert!(
            opened
                .findings
                .iter()
                .any(|it| it.file.ends_with("three.ron"))
        );
        fs::remove_file(path).unwrap();
    }
}

#[test]
fn copies_of_every_kind_of_file_come_together() {
    let (folder, project) = made();
    let root = folder.path();
    for (original, copy, from, to) in [
        (
            "project.ron",
            "project (1).ron",
            "Who says what of the port",
            "Who says what",
        ),
        (
            "codebook.ron",
            "codebook-LAPTOP.ron",
            "id: \"claim\"",
            "id: \"frame\"",
        ),
        (
            "guidelines.md",
            "guidelines 2.md",
            "Mark *claims*.",
            "Mark *claims*.\n\nAnd frames.",
        ),
        (
            "articles/one.ron",
            "articles/one (Kopie).ron",
            "format: 1,",
            "format: 1,\n    source: \"Courier\",",
        ),
        (
            "annotators/ana/annotator.ron",
            "annotators/ana/annotator.sync-conflict-20260101-120000-ABCDEFG.ron",
            "\"Mr. Lee\"",
            "\"Mr. Lee\", \"A. Lee\"",
        ),
    ] {
        let text = fs::read_to_string(root.join(original)).unwrap();
        let changed = text.replace(from, to);
        assert_ne!(text, changed, "{original}");
        fs::write(root.join(copy), changed).unwrap();
    }
    let found = opened(root);
    assert_eq!(found.others.len(), 5, "{:?}", found.findings);
    let (merged, _) = opened_and_merged(root);
    let article = &merged.articles["one"];
    assert_eq!(article.meta.source, "Courier");
    assert_eq!(merged.codebook.tags.len(), project.codebook.tags.len() + 1);
    assert!(merged.guidelines.contains("And frames."));
    assert!(merged.settings.description.contains("Who says what"));
    let lee = merged.entity(&EntityId::new("lee").unwrap()).unwrap();
    assert!(lee.aliases.contains(&"A. Lee".to_owned()));
}

#[test]
fn a_copy_that_was_merged_goes_into_the_state_folder() {
    let (folder, project, theirs) = forked();
    let (root, state) = (folder.path(), tempfile::tempdir().unwrap());
    let saver = saver(root, state.path());
    let copy = "annotators/ana/layers/one 2.ron";
    fs::write(root.join(copy), &theirs).unwrap();
    saver.look_at([copy.into()]);
    assert!(saver.flush(LONG));
    let events = saver.take_events();
    let [Event::Other(other)] = &events[..] else {
        panic!("{events:?}")
    };
    let merged = merge::resolve(&project, &other.steps, &told());
    let mut ours = project;
    merged.edit.apply(&mut ours).unwrap();
    assert!(root.join(copy).exists(), "not before it is in the folder");
    saver.request(&ours, merged.edit.parts());
    saver.brought(&ours, other.clone());
    assert!(saver.flush(LONG));
    assert_eq!(note(&opened(root).project, "m2"), "Seen on the laptop");
    assert!(!root.join(copy).exists());
    let kept: Vec<Vec<u8>> = files(state.path()).into_values().collect();
    assert_eq!(kept, [theirs.as_bytes()]);
    assert_eq!(opened(root).findings, []);
    // One that was changed meanwhile stays.
    fs::write(root.join(copy), format!("{theirs}\n")).unwrap();
    saver.brought(&ours, other.clone());
    assert!(saver.flush(LONG));
    assert!(root.join(copy).exists());
}

#[test]
fn what_git_leaves_while_the_project_is_open_is_taken_in_and_kept() {
    let (folder, project, theirs) = forked();
    let (root, state) = (folder.path(), tempfile::tempdir().unwrap());
    let saver = saver(root, state.path());
    let ours = ron(&with_note(&project, "m1", "Pulled"));
    let marked = format!("<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> laptop\n");
    fs::write(root.join(LAYER), &marked).unwrap();
    saver.look_at([LAYER.into()]);
    assert!(!saver.flush(LONG), "it waits for what is to be taken in");
    let mut now = project;
    let mut kinds = Vec::new();
    for event in saver.take_events() {
        let (steps, part) = match &event {
            Event::Outside { steps, part, .. } => (steps, part.clone()),
            Event::Other(other) => (&other.steps, other.part.clone()),
            event => panic!("{event:?}"),
        };
        let merged = merge::resolve(&now, steps, &told());
        merged.edit.apply(&mut now).unwrap();
        kinds.push(merged.edit.changes.len());
        match event {
            Event::Other(other) => saver.brought(&now, other),
            _ => saver.taken_in(&now, part),
        }
    }
    assert_eq!(kinds, [1, 1]);
    assert!(saver.flush(LONG));
    let there = opened(root);
    assert_eq!((there.findings, &there.project), (vec![], &now));
    assert_eq!(note(&now, "m1"), "Pulled");
    assert_eq!(note(&now, "m2"), "Seen on the laptop");
    let kept: Vec<Vec<u8>> = files(state.path()).into_values().collect();
    assert_eq!(kept, [marked.as_bytes()]);
}

#[test]
fn what_git_left_in_any_file_is_read_and_locked_until_it_is_merged() {
    let (folder, project) = made();
    let root = folder.path();
    for (file, from, to) in [
        ("project.ron", "name: \"Ports\"", "name: \"Harbours\""),
        ("codebook.ron", "name: \"claim\"", "name: \"Claim\""),
        ("guidelines.md", "Mark *claims*.", "Mark all."),
        (
            "articles/one.ron",
            "title: \"Title of one\"",
            "title: \"One\"",
        ),
        (
            "annotators/ana/annotator.ron",
            "name: \"ana\"",
            "name: \"Ana\"",
        ),
        (LAYER, "A first look", "A second look"),
    ] {
        let text = fs::read_to_string(root.join(file)).unwrap();
        let lines: Vec<String> = text
            .lines()
            .map(|line| {
                if !line.contains(from) {
                    return format!("{line}\n");
                }
                let theirs = line.replace(from, to);
                format!(
                    "<<<<<<< HEAD\n{line}\n||||||| 01234\n{line}\n=======\n{theirs}\n>>>>>>> laptop\n"
                )
            })
            .collect();
        fs::write(root.join(file), lines.concat()).unwrap();
        let found = opened(root);
        assert_eq!(found.project, project, "{file}: the first version is shown");
        let [other] = &found.others[..] else {
            panic!("{file}: {:?}", found.findings)
        };
        assert_eq!((other.steps.len(), other.is_git), (1, true), "{file}");
        assert!(found.locked.contains_key(&other.part));
        assert_eq!(found.access, Access::ReadWrite);
        assert_eq!(found.findings.len(), 1);
        assert!(
            found.findings[0]
                .message
                .starts_with("Git left two versions")
        );
        let (merged, conflicts) = opened_and_merged(root);
        assert_eq!(conflicts, []);
        assert_ne!(merged, project, "{file}");
        fs::write(root.join(file), text).unwrap();
    }
}
