//! Links, pipes and permissions, as Unix has them.

use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Command;

use super::*;

#[test]
fn a_link_out_of_the_project_is_neither_read_nor_written() {
    let outside = tempfile::tempdir().unwrap();
    let (folder, project) = made();
    for file in [LAYER, "articles/one.txt", "annotators/ben/annotator.ron"] {
        let path = folder.path().join(file);
        let target = outside.path().join("target");
        fs::rename(&path, &target).unwrap();
        let before = fs::read(&target).unwrap();
        symlink(&target, &path).unwrap();
        let opened = opened(folder.path());
        let finding = opened.findings.iter().find(|it| it.file == file).unwrap();
        assert!(
            finding.message.contains("leads out of the project"),
            "{finding}"
        );
        let mut changed = with_note(&project, "m1", "new");
        Arc::make_mut(changed.annotators.get_mut("ben").unwrap()).name = "Benedict".to_owned();
        let parts = save::parts_of(&changed);
        let failures = save(folder.path(), &changed, &parts, &known(folder.path())).unwrap_err();
        assert_eq!(failures.len(), 1, "{failures:?}");
        assert_eq!(fs::read(&target).unwrap(), before);
        fs::remove_file(&path).unwrap();
        fs::rename(&target, &path).unwrap();
        save(folder.path(), &project, &parts, &known(folder.path())).unwrap();
    }
}

#[test]
fn a_folder_that_is_a_link_out_of_the_project_is_not_entered() {
    let (elsewhere, _) = made();
    let (folder, project) = made();
    let before = files(elsewhere.path());
    for name in ["articles", "annotators/ana/layers", "annotators/ana"] {
        let path = folder.path().join(name);
        let away = folder.path().join("away");
        fs::rename(&path, &away).unwrap();
        symlink(elsewhere.path().join(name), &path).unwrap();
        let opened = opened(folder.path());
        let named = |it: &&crate::model::Finding| it.message.contains("leads out of the project");
        assert!(opened.findings.iter().any(|it| named(&it)), "{name}");
        assert!(opened.project.layers.is_empty(), "{name}");
        let changed = with_note(&project, "m1", "new");
        let article = Part::Article(ArticleId::new("one").unwrap());
        let parts = [layer_part(), article, Part::Annotator(annotator("ana"))];
        let failures = save(folder.path(), &changed, &parts, &known(folder.path())).unwrap_err();
        assert!(!failures.is_empty());
        save(
            folder.path(),
            &Project::default(),
            &parts,
            &known(folder.path()),
        )
        .unwrap_err();
        assert_eq!(files(elsewhere.path()), before, "{name}");
        fs::remove_file(&path).unwrap();
        fs::rename(&away, &path).unwrap();
        create_again(folder.path(), &project);
    }
}

fn create_again(root: &Path, project: &Project) {
    save(root, project, &save::parts_of(project), &known(root)).unwrap();
}

#[test]
fn a_link_within_the_project_is_followed() {
    let (folder, project) = made();
    let path = folder.path().join(LAYER);
    let target = folder.path().join("layer-of-ana.ron");
    fs::rename(&path, &target).unwrap();
    symlink(&target, &path).unwrap();
    assert_eq!(opened(folder.path()).project, project);
    let changed = with_note(&project, "m1", "new");
    save(
        folder.path(),
        &changed,
        &[layer_part()],
        &known(folder.path()),
    )
    .unwrap();
    assert!(path.is_symlink());
    assert_eq!(opened(folder.path()).project, changed);
}

#[test]
fn a_link_to_nothing_is_named() {
    let (folder, project) = made();
    let path = folder.path().join(LAYER);
    fs::remove_file(&path).unwrap();
    symlink("/no/such/file", &path).unwrap();
    let opened = opened(folder.path());
    assert!(opened.findings[0].message.contains("a link to nothing"));
    assert!(
        save(
            folder.path(),
            &project,
            &[layer_part()],
            &known(folder.path())
        )
        .is_err()
    );
    assert!(path.is_symlink());
}

#[test]
fn a_pipe_is_not_waited_for() {
    let (folder, project) = made();
    for file in [LAYER, "articles/two.txt"] {
        let path = folder.path().join(file);
        fs::remove_file(&path).unwrap();
        let made = Command::new("mkfifo").arg(&path).status();
        if !made.is_ok_and(|status| status.success()) {
            return;
        }
        let opened = opened(folder.path());
        let finding = opened.findings.iter().find(|it| it.file == file).unwrap();
        assert!(finding.message.contains("a pipe"), "{finding}");
        assert!(
            save(
                folder.path(),
                &project,
                &save::parts_of(&project),
                &known(folder.path())
            )
            .is_err()
        );
        fs::remove_file(&path).unwrap();
        create_again(folder.path(), &project);
    }
}

/// Whether the system heeds permissions; it does not for root.
fn heeds_modes(root: &Path) -> bool {
    let path = root.join("secret");
    fs::write(&path, "x").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    let heeds = fs::read(&path).is_err();
    fs::remove_file(path).unwrap();
    heeds
}

#[test]
fn a_file_without_permission_is_named() {
    let (folder, _) = made();
    if !heeds_modes(folder.path()) {
        return;
    }
    let path = folder.path().join(LAYER);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    let opened = opened(folder.path());
    assert!(
        opened.findings[0]
            .message
            .contains("you have no permission")
    );
    assert!(opened.locked.contains_key(&layer_part()));
}

#[test]
fn a_write_protected_folder_opens_read_only() {
    let (folder, project) = made();
    if !heeds_modes(folder.path()) {
        return;
    }
    let set = |mode: u32| {
        for name in [
            "project.ron",
            ".",
            "articles",
            "annotators",
            "annotators/ana",
            "annotators/ben",
        ] {
            let path = folder.path().join(name);
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        }
        let layers = folder.path().join("annotators/ana/layers");
        fs::set_permissions(layers, fs::Permissions::from_mode(mode)).unwrap();
    };
    set(0o555);
    let opened = opened(folder.path());
    assert!(matches!(&opened.access, Access::ReadOnly(why) if why.contains("write-protected")));
    assert_eq!(opened.project, project);
    let changed = with_note(&project, "m1", "new");
    let failures = save(
        folder.path(),
        &changed,
        &[layer_part()],
        &known(folder.path()),
    )
    .unwrap_err();
    assert!(failures[0].message.contains("you have no permission"));
    set(0o755);
}

#[test]
fn an_annotator_may_write_where_only_the_lead_may_change_the_project() {
    let (folder, _) = made();
    if !heeds_modes(folder.path()) {
        return;
    }
    for name in ["project.ron", "."] {
        let path = folder.path().join(name);
        fs::set_permissions(path, fs::Permissions::from_mode(0o555)).unwrap();
    }
    let times = || {
        [".", "articles", "annotators", "annotators/ana"].map(|name| {
            fs::metadata(folder.path().join(name))
                .unwrap()
                .modified()
                .unwrap()
        })
    };
    let before = times();
    assert_eq!(opened(folder.path()).access, Access::ReadWrite);
    assert_eq!(times(), before, "looking leaves no trace");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_folder_that_may_be_written_and_not_listed_is_not_taken_for_empty() {
    let (folder, project) = made();
    if !heeds_modes(folder.path()) {
        return;
    }
    let layers = folder.path().join("annotators/ana/layers");
    let known = known(folder.path());
    fs::set_permissions(&layers, fs::Permissions::from_mode(0o333)).unwrap();
    let access = opened(folder.path()).access;
    assert!(
        matches!(&access, Access::ReadOnly(why) if why.contains("annotators/ana/layers")),
        "{access:?}"
    );
    // Who has read it before may write to it, although such a folder cannot be flushed.
    let changed = with_note(&project, "m1", "new");
    save(folder.path(), &changed, &[layer_part()], &known).unwrap();
    fs::set_permissions(&layers, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(opened(folder.path()).project, changed);
}
