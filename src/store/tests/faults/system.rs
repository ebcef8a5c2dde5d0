//! A disk that refuses: each of its operations in turn, once or from then on.

use super::super::*;
use super::{Fault, FaultyDisk, LONG, write_note};
use crate::store::{Desk, Home, Saver};

/// The errors of the system by their numbers on Linux, and whether each of them is tried once too, and at every operation:
/// the others at every fifth.
const ERRORS: [(&str, i32, bool); 9] = [
    ("EIO", 5, true),
    ("EACCES", 13, false),
    ("EBUSY", 16, false),
    ("EXDEV", 18, false),
    ("EMFILE", 24, false),
    ("EFBIG", 27, false),
    ("ENOSPC", 28, true),
    ("EROFS", 30, false),
    ("EDQUOT", 122, false),
];

/// Works for three deeds on a disk of which an operation fails. Whether it came to that.
fn work(name: &str, fault: &std::sync::Arc<Fault>) -> bool {
    let told = format!("{name}, operation {}, {} times", fault.at, fault.times);
    let (folder, project) = made();
    let state = tempfile::tempdir().unwrap();
    let root = folder.path();
    let disk: Arc<dyn Disk> = Arc::new(FaultyDisk(Arc::clone(fault)));
    let known = opened(root).locked.on_disk(Arc::clone(&disk));
    let home = Home::of(state.path(), root);
    let desk = Desk::prepare(home, root, &project, &annotator("ana"), disk);
    let saver = Saver::start(root, known, &project, desk.session, || ());
    let mut states = vec![project.clone()];
    let mut now = project;
    let mut acknowledged = 0;
    for (number, id) in [(1, "m1"), (2, "m2"), (3, "m1")] {
        let deed = write_note(&mut now, id, &format!("note {number}"));
        saver.record(deed, &now);
        states.push(now.clone());
        if saver.flush_journal(LONG) {
            acknowledged = number;
        }
        if number == 2 && saver.flush(LONG) {
            acknowledged = number;
        }
    }
    if saver.flush(LONG) {
        acknowledged = 3;
    }
    let status = saver.status();
    for failure in &status.failed {
        let says = &failure.message;
        let advises = ["Make", "Change", "Check", "Put"];
        assert!(
            advises.iter().any(|word| says.contains(word)),
            "{told}: {says}"
        );
    }
    if !status.is_safe() {
        let says = status.trouble.is_some() || !status.failed.is_empty();
        assert!(says, "{told}: it says that something is not saved");
    }
    drop((saver, desk.seat));
    let left = files(root)
        .into_keys()
        .find(|file| file.ends_with(".postil-new"));
    let is_untidy = fault.untidy.load(std::sync::atomic::Ordering::SeqCst);
    assert!(left.is_none() || is_untidy, "{told}: {left:?}");
    // The disk is mended, and somebody opens the project.
    let again = opened(root);
    assert!(!again.locked.contains_key(&layer_part()), "{told}");
    let home = Home::of(state.path(), root);
    let disk = Arc::new(RealDisk);
    let desk = Desk::prepare(home, root, &again.project, &annotator("ana"), disk);
    let mut back = again.project;
    let merged = desk.merged;
    assert_eq!(merged.conflicts, [], "{told}");
    merged.edit.apply(&mut back).unwrap();
    let found = states.iter().rposition(|state| *state == back);
    assert!(
        found.is_some_and(|found| found >= acknowledged),
        "{told}: {acknowledged} deeds were acknowledged, {found:?} are there"
    );
    fault.has_struck()
}

#[test]
pub fn whatever_operation_fails_nothing_acknowledged_is_lost() {
    for (name, error, also_once) in ERRORS {
        for times in [usize::MAX, 1] {
            if times == 1 && !also_once {
                continue;
            }
            let mut at = 1;
            while work(name, &Fault::new(error, at, times)) {
                at += if also_once { 1 } else { 5 };
                assert!(at < 500, "the work comes to an end");
            }
            assert!(at > 10, "only {at} operations");
        }
    }
}

/// The publisher alone, on a disk of which operations fail until it is mended.
fn without_a_journal(fault: &Arc<Fault>) -> (TempDir, Project, Saver) {
    let (folder, project) = made();
    let disk = Arc::new(FaultyDisk(Arc::clone(fault)));
    let known = opened(folder.path()).locked.on_disk(disk);
    let saver = Saver::start(folder.path(), known, &project, None, || ());
    (folder, project, saver)
}

#[test]
pub fn a_permission_that_was_lost_and_comes_back_costs_nothing() {
    let fault = Fault::new(13, 1, usize::MAX);
    let (folder, mut project, saver) = without_a_journal(&fault);
    let before = files(folder.path());
    let deed = write_note(&mut project, "m1", "kept");
    saver.record(deed, &project);
    assert!(!saver.flush(LONG));
    let failed = saver.status().failed;
    assert!(failed[0].message.contains("you have no permission"));
    assert!(failed[0].message.contains("Change the permissions"));
    assert_eq!(files(folder.path()), before);
    fault.mend();
    assert!(saver.flush(LONG));
    assert!(saver.status().failed.is_empty());
    assert_eq!(opened(folder.path()).project, project);
}

#[test]
pub fn a_file_that_is_held_for_a_moment_is_waited_for() {
    // The fourth operation swaps the names: create, write, flush, swap.
    let fault = Fault::new(16, 4, 3);
    let (folder, mut project, saver) = without_a_journal(&fault);
    let deed = write_note(&mut project, "m1", "patient");
    saver.record(deed, &project);
    assert!(saver.flush(LONG), "{:?}", saver.status().failed);
    assert!(fault.has_struck());
    assert_eq!(opened(folder.path()).project, project);
}

#[test]
pub fn the_message_says_what_to_do() {
    for (error, words, advice) in [
        (28, "the disk is full", "Make room on the disk."),
        (122, "your quota on this disk is used up", "Make room"),
        (30, "the disk is read-only", "copy the project"),
        (5, "nput/output error", "Check the disk"),
    ] {
        let fault = Fault::new(error, 1, usize::MAX);
        let (_folder, mut project, saver) = without_a_journal(&fault);
        let deed = write_note(&mut project, "m1", "kept");
        saver.record(deed, &project);
        assert!(!saver.flush(LONG));
        let message = saver.status().failed[0].message.clone();
        assert!(
            message.contains(words) && message.contains(advice),
            "{message}"
        );
        assert!(message.contains("What was there before is still there"));
        fault.mend();
    }
}
