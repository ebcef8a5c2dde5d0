//! The background thread: conditions are waited for, never guessed by time.

use std::sync::mpsc;
use std::time::Duration;

use super::*;
use crate::model::Edit;
use crate::model::merge::{self, Told};

const LONG: Duration = Duration::from_mins(1);

/// A saver of this folder, and a channel that hears each of its attempts.
fn saver(root: &Path, known: Known) -> (Saver, mpsc::Receiver<()>) {
    let (tell, hear) = mpsc::channel();
    let base = opened(root).project;
    let saver = Saver::start(root, known, &base, None, move || {
        let _nobody_listens = tell.send(());
    });
    (saver, hear)
}

#[test]
fn a_burst_is_one_write_and_the_last_state_counts() {
    let (folder, project) = made();
    let (saver, wakes) = saver(folder.path(), known(folder.path()));
    for number in 0..50 {
        let changed = with_note(&project, "m1", &format!("note {number}"));
        saver.request(&changed, [layer_part()]);
    }
    let status = saver.status();
    assert_eq!(status.pending, 1);
    assert!(status.since.is_some() && status.failed.is_empty());
    wakes.recv_timeout(LONG).unwrap();
    assert_eq!(saver.status().pending, 0);
    assert!(saver.status().since.is_none());
    assert!(wakes.try_recv().is_err(), "there was one attempt");
    assert_eq!(
        opened(folder.path()).project,
        with_note(&project, "m1", "note 49")
    );
}

#[test]
fn flush_waits_until_everything_is_on_disk() {
    let (folder, project) = made();
    let (saver, _wakes) = saver(folder.path(), known(folder.path()));
    assert!(saver.flush(LONG), "there is nothing to do");
    for number in 0..20 {
        let changed = with_note(&project, "m1", &format!("note {number}"));
        saver.request(&changed, [layer_part(), Part::Settings]);
        assert!(saver.flush(LONG));
        assert_eq!(saver.status().pending, 0);
        assert_eq!(opened(folder.path()).project, changed);
    }
}

#[test]
fn nothing_is_written_while_another_program_has_the_folder() {
    let (folder, project) = made();
    let (saver, wakes) = saver(folder.path(), known(folder.path()));
    let gate = saver.gate();
    assert!(gate.flush(LONG), "there is nothing to do");
    let (kept_out, also) = (gate.keep_out(LONG), gate.keep_out(LONG));
    let changed = with_note(&project, "m1", "written meanwhile");
    saver.request(&changed, [layer_part()]);
    drop(also);
    saver.retry();
    assert!(wakes.recv_timeout(Duration::from_millis(300)).is_err());
    assert_eq!(opened(folder.path()).project, project);
    assert_eq!(gate.left().len(), 1);
    drop(kept_out);
    assert!(gate.flush(LONG));
    assert_eq!(opened(folder.path()).project, changed);
    assert!(gate.left().is_empty());
    // Whoever closes the project while it lasts loses nothing, and a gate without a saver opens on nothing.
    let kept_out = gate.keep_out(LONG);
    let last = with_note(&project, "m1", "last words");
    saver.request(&last, [layer_part()]);
    drop(saver);
    assert_eq!(opened(folder.path()).project, last);
    assert!(!gate.flush(LONG));
    drop(kept_out);
}

#[test]
fn dropping_writes_what_is_left() {
    let (folder, project) = made();
    let changed = with_note(&project, "m1", "last words");
    let (saver, _wakes) = saver(folder.path(), known(folder.path()));
    saver.request(&changed, [layer_part()]);
    drop(saver);
    assert_eq!(opened(folder.path()).project, changed);
}

#[test]
fn work_waits_for_a_vanished_folder_to_come_back() {
    let home = tempfile::tempdir().unwrap();
    let (root, away) = (home.path().join("project"), home.path().join("away"));
    let project = sample();
    create(&root, &project).unwrap();
    let (saver, wakes) = saver(&root, known(&root));
    fs::rename(&root, &away).unwrap();
    let changed = with_note(&project, "m1", "kept");
    saver.request(&changed, [layer_part()]);
    assert!(!saver.flush(LONG));
    let status = saver.status();
    assert_eq!(status.pending, 1);
    assert!(status.since.is_some());
    assert_eq!(status.failed.len(), 1);
    assert_eq!(status.failed[0].file, LAYER);
    assert!(
        status.failed[0].message.contains("Put it back"),
        "{}",
        status.failed[0]
    );
    assert!(!root.exists(), "a vanished folder is not made again");
    // Work goes on meanwhile; the newest version counts.
    let newer = with_note(&project, "m1", "newer");
    saver.request(&newer, [layer_part()]);
    assert_eq!(saver.status().pending, 1);
    fs::rename(&away, &root).unwrap();
    while wakes.try_recv().is_ok() {}
    saver.retry();
    while saver.status().pending > 0 {
        wakes.recv_timeout(LONG).unwrap();
    }
    assert!(saver.status().failed.is_empty());
    assert_eq!(opened(&root).project, newer);
}

#[test]
fn a_failed_part_is_tried_again_by_itself() {
    let (folder, project) = made();
    let project_file = folder.path().join("project.ron");
    let hidden = folder.path().join("hidden.ron");
    let (saver, wakes) = saver(folder.path(), known(folder.path()));
    fs::rename(&project_file, &hidden).unwrap();
    let changed = with_note(&project, "m1", "kept");
    saver.request(&changed, [layer_part()]);
    wakes.recv_timeout(LONG).unwrap();
    assert_eq!(saver.status().failed.len(), 1);
    fs::rename(&hidden, &project_file).unwrap();
    while saver.status().pending > 0 {
        wakes.recv_timeout(LONG).unwrap();
    }
    assert_eq!(opened(folder.path()).project, changed);
}

#[test]
fn locked_parts_are_never_written() {
    let (folder, project) = made();
    let mut locked = known(folder.path());
    locked.insert(layer_part(), "It is damaged.".to_owned());
    let before = files(folder.path());
    let (saver, _wakes) = saver(folder.path(), locked);
    let mut changed = with_note(&project, "m1", "new");
    changed.settings.name = "Harbours".to_owned();
    saver.request(&changed, [layer_part(), Part::Settings]);
    assert!(!saver.flush(LONG));
    let status = saver.status();
    assert_eq!(status.failed.len(), 1);
    assert!(status.failed[0].message.contains("It is damaged."));
    drop(saver);
    let after = files(folder.path());
    assert_eq!(after[LAYER], before[LAYER]);
    assert_ne!(after["project.ron"], before["project.ron"]);
}

#[test]
fn what_crashed_saves_left_is_swept() {
    let (folder, _) = made();
    let left = folder
        .path()
        .join("annotators/ana/layers/.one.ron.17-0.postil-new");
    let file = fs::File::create(&left).unwrap();
    let old = std::time::SystemTime::now() - Duration::from_hours(2);
    file.set_modified(old).unwrap();
    let (saver, _wakes) = saver(folder.path(), known(folder.path()));
    assert!(saver.flush(LONG));
    assert!(!left.exists());
}

#[test]
fn what_another_program_wrote_is_taken_in_before_ours_is_written() {
    let (folder, project) = made();
    let root = folder.path();
    let (saver, _wakes) = saver(root, opened(root).locked);
    let first = with_note(&project, "m1", "first");
    saver.request(&first, [layer_part()]);
    assert!(saver.flush(LONG), "what this saver wrote itself is known");
    assert!(saver.take_events().is_empty());
    rewrite(root, LAYER, |ron| ron.replace("A first look", "Theirs"));
    let theirs = files(root);

    let mut ours = with_note(&project, "m1", "second");
    saver.request(&ours, [layer_part()]);
    assert!(!saver.flush(LONG));
    assert!(!saver.flush(LONG), "it waits");
    assert_eq!(files(root), theirs, "nothing was written");
    let status = saver.status();
    assert_eq!((status.pending, status.failed.len()), (1, 0));
    let events = saver.take_events();
    let [Event::Outside { part, steps, .. }] = &events[..] else {
        panic!("{events:?}");
    };
    assert_eq!(*part, layer_part());
    assert_eq!(steps.len(), 1);
    let told = Told {
        name: "Take in".to_owned(),
        other: "another program".to_owned(),
    };
    let merged = merge::resolve(&ours, steps, &told);
    assert!(merged.conflicts.is_empty());
    merged.edit.apply(&mut ours).unwrap();
    saver.taken_in(&ours, layer_part());
    assert!(saver.flush(LONG));
    let there = opened(root).project;
    assert_eq!(there, ours);
    let layer = &there.layers[&key("one", "ana")];
    assert_eq!(layer.head.note, "Theirs");
    assert_eq!(layer.annotations[&mark("m1")].note, "second");
}

#[test]
fn a_look_finds_what_another_program_did_and_writes_nothing() {
    let (folder, project) = made();
    let root = folder.path();
    let (saver, wakes) = saver(root, opened(root).locked);
    rewrite(root, LAYER, |ron| ron.replace("A first look", "Theirs"));
    fs::remove_file(root.join("guidelines.md")).unwrap();
    let theirs = files(root);
    saver.look_at([LAYER.into(), "guidelines.md".into(), "project.ron".into()]);
    wakes.recv_timeout(LONG).unwrap();
    let events = saver.take_events();
    assert_eq!(events.len(), 2, "{events:?}");
    assert!(events.contains(&Event::Gone(Part::Guidelines, "guidelines.md".to_owned())));
    let mut ours = project;
    for event in events {
        if let Event::Outside { part, steps, .. } = event {
            for step in steps {
                Edit::new("", vec![step.to]).apply(&mut ours).unwrap();
            }
            saver.taken_in(&ours, part);
        }
    }
    assert!(saver.flush(LONG));
    assert_eq!(files(root), theirs, "nothing of ours was in it");
    assert_eq!(ours.layers[&key("one", "ana")].head.note, "Theirs");
}

#[test]
fn a_watched_folder_tells_what_another_program_did() {
    let (folder, _) = made();
    let root = folder.path();
    let (mut saver, wakes) = saver(root, opened(root).locked);
    saver.watch();
    // It may not listen yet; then another change follows.
    let mut number = 0;
    loop {
        number += 1;
        fs::write(root.join("guidelines.md"), format!("Theirs {number}")).unwrap();
        if wakes.recv_timeout(Duration::from_secs(2)).is_ok() {
            break;
        }
    }
    let events = saver.take_events();
    let [Event::Outside { part, .. }] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!(*part, Part::Guidelines);
    drop(saver);
}

#[test]
fn finishing_says_what_is_not_on_disk_and_work_can_go_on() {
    let (folder, project) = made();
    let root = folder.path();
    let (saver, _wakes) = saver(root, opened(root).locked);
    let changed = with_note(&project, "m1", "last words");
    saver.request(&changed, [layer_part()]);
    let (file, hidden) = (root.join("project.ron"), root.join("hidden.ron"));
    fs::rename(&file, &hidden).unwrap();
    let failures = saver.finish().unwrap_err();
    assert_eq!(failures.len(), 1);
    assert_eq!(failures[0].file, LAYER);
    assert_eq!(saver.status().pending, 1, "it is still there");
    fs::rename(&hidden, &file).unwrap();
    assert_eq!(saver.finish(), Ok(()));
    assert_eq!(opened(root).project, changed);
}
