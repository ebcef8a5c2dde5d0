//! Files that others touched, links, clocks and names.

use std::fs;
use std::time::{Duration, SystemTime};

use super::super::*;
use super::{LONG, write_note};
use crate::store::journal::line;
use crate::store::{Desk, Home, Record, Saver};

fn touch(path: &Path, time: SystemTime) {
    let file = fs::File::options().write(true).open(path).unwrap();
    file.set_modified(time).unwrap();
}

fn saver(root: &Path, project: &Project) -> Saver {
    Saver::start(root, opened(root).locked, project, None, || ())
}

#[test]
pub fn a_file_that_was_only_touched_is_none_that_changed() {
    let (folder, mut project) = made();
    let saver = saver(folder.path(), &project);
    touch(&folder.path().join(LAYER), SystemTime::now());
    saver.look_at([LAYER.into()]);
    let deed = write_note(&mut project, "m1", "mine");
    saver.record(deed, &project);
    assert!(saver.flush(LONG));
    assert!(saver.take_events().is_empty());
    assert_eq!(opened(folder.path()).project, project);
}

#[test]
pub fn a_change_that_left_length_and_time_alone_is_noticed() {
    let (folder, mut project) = made();
    let root = folder.path();
    let saver = saver(root, &project);
    let path = root.join(LAYER);
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    rewrite(root, LAYER, |ron| {
        ron.replace("A first look", "A third look")
    });
    touch(&path, time);
    let theirs = fs::read(&path).unwrap();
    let deed = write_note(&mut project, "m1", "mine");
    saver.record(deed, &project);
    assert!(!saver.flush(LONG), "theirs is to be taken in first");
    assert_eq!(saver.take_events().len(), 1);
    assert_eq!(fs::read(&path).unwrap(), theirs);
}

#[test]
pub fn times_of_files_decide_nothing() {
    let (folder, project) = made();
    let day = Duration::from_hours(24);
    let times = [
        SystemTime::now() + 10_000 * day,
        SystemTime::UNIX_EPOCH,
        SystemTime::UNIX_EPOCH - 400 * day,
    ];
    for (number, time) in times.into_iter().enumerate() {
        for file in files(folder.path()).into_keys() {
            touch(&folder.path().join(file), time);
        }
        let again = opened(folder.path());
        assert_eq!(again.findings, []);
        let changed = with_note(&project, "m1", &format!("note {number}"));
        save(folder.path(), &changed, &[layer_part()], &again.locked).unwrap();
        assert_eq!(opened(folder.path()).project, changed);
    }
}

/// What is brought back from the journal of a program that died.
fn brought_back(state: &Path, root: &Path) -> (Project, Desk) {
    let mut project = opened(root).project;
    let home = Home::of(state, root);
    let disk = Arc::new(RealDisk);
    let desk = Desk::prepare(home, root, &project, &annotator("ana"), disk);
    desk.merged.edit.apply(&mut project).unwrap();
    (project, desk)
}

/// A session with these deeds that was not published, in a state folder without locks.
fn session(root: &Path, deeds: &[Deed]) -> (TempDir, std::path::PathBuf) {
    let state = tempfile::tempdir().unwrap();
    let project = opened(root).project;
    let home = Home::of(state.path(), root);
    let disk = Arc::new(RealDisk);
    let desk = Desk::prepare(home, root, &project, &annotator("ana"), disk);
    let mut session = desk.session.unwrap();
    let deeds = deeds
        .iter()
        .cloned()
        .map(|deed| Record::Deed(Box::new(deed)));
    session.append(&deeds.collect::<Vec<_>>()).unwrap();
    drop(session);
    let log = files(state.path())
        .into_keys()
        .find(|name| Path::new(name).extension().is_some_and(|it| it == "log"));
    let log = state.path().join(log.unwrap());
    (state, log)
}

#[test]
pub fn clocks_that_go_astray_change_no_order() {
    let (folder, mut project) = made();
    let seconds = [1_700_000_000, 0, 4_000_000_000, -1];
    let deeds: Vec<Deed> = (1..)
        .zip(seconds)
        .map(|(number, at)| Deed {
            number,
            at: jiff::Timestamp::from_second(at).unwrap(),
            ..write_note(&mut project, "m1", &format!("note {number}"))
        })
        .collect();
    let (state, _) = session(folder.path(), &deeds);
    assert_eq!(brought_back(state.path(), folder.path()).0, project);
}

#[test]
pub fn old_garbage_behind_a_session_is_not_read() {
    let (folder, mut project) = made();
    let deed = Deed {
        number: 1,
        ..write_note(&mut project, "m1", "kept")
    };
    let (state, log) = session(folder.path(), &[deed]);
    let whole = fs::read(&log).unwrap();
    let garbage: Vec<u8> = (0..4096_u32).map(|n| (n * 97 % 251) as u8).collect();
    for tail in [
        &garbage[..],
        b"0badc0de {\"Deed\":",
        &[0; 512],
        &whole[..40],
    ] {
        fs::write(&log, [&whole, tail].concat()).unwrap();
        assert_eq!(line::read(&fs::read(&log).unwrap()).records.len(), 2);
        assert_eq!(brought_back(state.path(), folder.path()).0, project);
    }
}

#[test]
pub fn what_is_brought_back_again_and_again_stays_the_same() {
    let (folder, mut project) = made();
    let deed = Deed {
        number: 1,
        ..write_note(&mut project, "m1", "kept")
    };
    let (state, _) = session(folder.path(), &[deed]);
    // Each of them dies before it has noted anything, some after the folder has been written to.
    for round in 0..4 {
        let (back, desk) = brought_back(state.path(), folder.path());
        assert_eq!(back, project, "{round}");
        assert_eq!(desk.recovery.steps.len(), 1);
        if round == 2 {
            let known = opened(folder.path()).locked;
            save(folder.path(), &back, &[layer_part()], &known).unwrap();
        }
    }
}

#[test]
pub fn a_journal_that_is_deleted_under_the_program_costs_nothing_that_is_published() {
    let (folder, mut project) = made();
    let state = tempfile::tempdir().unwrap();
    let home = Home::of(state.path(), folder.path());
    let disk = Arc::new(RealDisk);
    let desk = Desk::prepare(home, folder.path(), &project, &annotator("ana"), disk);
    let known = opened(folder.path()).locked;
    let saver = Saver::start(folder.path(), known, &project, desk.session, || ());
    for number in 0..2 {
        let deed = write_note(&mut project, "m1", &format!("note {number}"));
        saver.record(deed, &project);
        assert!(saver.flush_journal(LONG));
        let _it_may_be_gone = fs::remove_dir_all(state.path());
    }
    assert!(saver.flush(LONG));
    drop(saver);
    assert_eq!(opened(folder.path()).project, project);
}

#[cfg(unix)]
#[test]
pub fn a_write_protected_file_keeps_its_protection() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, project) = made();
    let path = folder.path().join(LAYER);
    let protected = fs::Permissions::from_mode(0o444);
    fs::set_permissions(&path, protected).unwrap();
    let changed = with_note(&project, "m1", "new");
    save(
        folder.path(),
        &changed,
        &[layer_part()],
        &known(folder.path()),
    )
    .unwrap();
    assert_eq!(opened(folder.path()).project, changed);
    let mode = fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o444);
}

#[test]
pub fn another_name_of_the_same_file_keeps_what_it_had() {
    let (folder, project) = made();
    let outside = tempfile::tempdir_in(folder.path().parent().unwrap()).unwrap();
    let other = outside.path().join("other.ron");
    let path = folder.path().join(LAYER);
    if fs::hard_link(&path, &other).is_err() {
        return;
    }
    let before = fs::read(&other).unwrap();
    let changed = with_note(&project, "m1", "new");
    save(
        folder.path(),
        &changed,
        &[layer_part()],
        &known(folder.path()),
    )
    .unwrap();
    assert_eq!(opened(folder.path()).project, changed);
    assert_eq!(fs::read(&other).unwrap(), before);
}

#[test]
pub fn names_of_files_are_alike_on_every_system() {
    for name in ["con", "nul", "aux", "prn", "com1", "lpt9"] {
        assert!(
            ArticleId::new(name).is_err(),
            "{name} is a device on Windows"
        );
        assert!(AnnotatorId::new(name).is_err());
        let made = AnnotatorId::from_name(name, |_| false);
        assert!(AnnotatorId::new(made.as_str()).is_ok(), "{made}");
    }
    for name in [
        "Zoë",
        "Zoe\u{308}",
        "ZOE",
        "../../etc/passwd",
        &"n".repeat(300),
        "a\0b",
    ] {
        assert!(ArticleId::new(name).is_err(), "{name}");
        let made = AnnotatorId::from_name(name, |_| false);
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(made.as_str().len() <= 64 && made.as_str().chars().all(plain));
    }
    let taken = |id: &AnnotatorId| id.as_str() == "zoe";
    assert_eq!(AnnotatorId::from_name("ZOE", taken).as_str(), "zoe-2");
}

#[test]
pub fn a_device_name_in_a_project_is_refused_and_kept() {
    let (folder, _) = made();
    for file in ["articles/con.txt", "annotators/ana/layers/nul.ron"] {
        fs::write(folder.path().join(file), "x").unwrap();
        let again = opened(folder.path());
        assert!(again.findings.iter().any(|it| it.file == file), "{file}");
        assert!(folder.path().join(file).exists());
        fs::remove_file(folder.path().join(file)).unwrap();
    }
}
