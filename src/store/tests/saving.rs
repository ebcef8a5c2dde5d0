//! Saving parts on their own, and making projects.

use super::*;

#[test]
fn an_unchanged_part_is_not_touched() {
    let (folder, project) = made();
    let path = folder.path().join(LAYER);
    let old = std::time::SystemTime::UNIX_EPOCH + core::time::Duration::from_secs(1_000_000_000);
    fs::File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_modified(old)
        .unwrap();
    let report = save(
        folder.path(),
        &project,
        &[layer_part()],
        &known(folder.path()),
    )
    .unwrap();
    assert_eq!(report.unchanged, [layer_part()]);
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), old);
    let changed = with_note(&project, "m1", "new");
    let report = save(
        folder.path(),
        &changed,
        &[layer_part()],
        &known(folder.path()),
    )
    .unwrap();
    assert_eq!(report.written, [layer_part()]);
    assert_ne!(fs::metadata(&path).unwrap().modified().unwrap(), old);
}

#[test]
fn a_text_is_never_overwritten() {
    let (folder, mut project) = made();
    fs::write(folder.path().join("articles/one.txt"), "Another text").unwrap();
    Arc::make_mut(project.articles.get_mut("one").unwrap())
        .meta
        .title = "New".to_owned();
    let part = Part::Article(ArticleId::new("one").unwrap());
    let failures = save(folder.path(), &project, &[part], &known(folder.path())).unwrap_err();
    assert!(
        failures[0].message.contains("texts are never overwritten"),
        "{}",
        failures[0]
    );
    let files = files(folder.path());
    assert_eq!(files["articles/one.txt"], b"Another text");
    assert!(!String::from_utf8_lossy(&files["articles/one.ron"]).contains("New"));
}

#[test]
fn one_failure_does_not_keep_the_others_from_the_disk() {
    let (folder, project) = made();
    let changed = with_note(&project, "m1", "new");
    let mut changed = changed;
    changed.settings.name = "Harbours".to_owned();
    let mut locked = known(folder.path());
    locked.insert(layer_part(), "It is damaged.".to_owned());
    let parts = [layer_part(), Part::Settings];
    let failures = save(folder.path(), &changed, &parts, &locked).unwrap_err();
    assert_eq!(failures.len(), 1);
    assert_eq!(failures[0].file, LAYER);
    assert!(failures[0].message.contains("It is damaged."));
    let opened = opened(folder.path());
    assert_eq!(opened.project.settings.name, "Harbours");
    assert_eq!(opened.project.layers, project.layers);
}

#[test]
fn what_came_meanwhile_and_is_not_understood_is_not_overwritten() {
    let (folder, project) = made();
    let known = super::known(folder.path());
    let changed = Project {
        guidelines: "New".into(),
        ..with_note(&project, "m1", "new")
    };
    let layer = fs::read_to_string(folder.path().join(LAYER)).unwrap();
    for arrived in [
        layer.replace("format: 1", "format: 2"),
        layer.replace("status", "<<<<<<< ours\nstatus"),
        layer[..200].to_owned(),
    ] {
        fs::write(folder.path().join(LAYER), &arrived).unwrap();
        save(folder.path(), &changed, &[layer_part()], &known).unwrap_err();
        assert_eq!(files(folder.path())[LAYER], arrived.as_bytes());
    }
    fs::write(folder.path().join("guidelines.md"), b"\xff").unwrap();
    save(folder.path(), &changed, &[Part::Guidelines], &known).unwrap_err();
    assert_eq!(files(folder.path())["guidelines.md"], b"\xff");
}

#[test]
fn what_is_not_understood_is_not_removed_either() {
    let (folder, _) = made();
    let known = super::known(folder.path());
    let empty = Project::default();
    let article = Part::Article(ArticleId::new("one").unwrap());
    let parts = [layer_part(), Part::Annotator(annotator("ana")), article];
    let damaged = [LAYER, "annotators/ana/annotator.ron", "articles/one.ron"];
    for file in damaged {
        fs::write(folder.path().join(file), "(format: 1,").unwrap();
    }
    let before = files(folder.path());
    let failures = save(folder.path(), &empty, &parts, &known).unwrap_err();
    assert_eq!(failures.len(), 3);
    assert_eq!(files(folder.path()), before);
    let (folder, _) = made();
    let known = super::known(folder.path());
    fs::write(folder.path().join("articles/one.txt"), "Another text").unwrap();
    let before = files(folder.path());
    save(folder.path(), &empty, &parts[2..], &known).unwrap_err();
    assert_eq!(files(folder.path()), before);
}

#[test]
fn an_article_goes_with_the_layer_of_its_remover_and_with_nobody_elses() {
    let (folder, mut project) = made();
    let root = folder.path();
    let known = known(root);
    project.layers.remove(&key("one", "ana"));
    project.articles.remove("one");
    let parts = [Part::Article(ArticleId::new("one").unwrap()), layer_part()];
    // Somebody's layer came meanwhile, from a synchronising program.
    let came = "annotators/ben/layers/one.ron";
    fs::create_dir_all(root.join("annotators/ben/layers")).unwrap();
    fs::write(root.join(came), "(format: 1)").unwrap();
    let before = files(root);
    let failures = save(root, &project, &parts, &known).unwrap_err();
    assert_eq!(failures.len(), 2, "{failures:?}");
    assert!(failures.iter().any(|it| it.message.contains(came)));
    assert_eq!(files(root), before);
    fs::remove_file(root.join(came)).unwrap();
    save(root, &project, &parts, &known).unwrap();
    assert_eq!(opened(root).project, project);
}

#[test]
fn a_vanished_folder_is_not_made_again() {
    let (folder, project) = made();
    let root = folder.path().to_owned();
    let known = known(&root);
    drop(folder);
    let failures = save(&root, &project, &[layer_part()], &known).unwrap_err();
    assert!(
        failures[0].message.contains("Put it back"),
        "{}",
        failures[0]
    );
    assert!(!root.exists());
    // Nor is an empty folder, such as a mount point, taken for the project.
    fs::create_dir(&root).unwrap();
    assert!(save(&root, &project, &[layer_part()], &known).is_err());
    assert_eq!(files(&root).len(), 0);
    fs::remove_dir(&root).unwrap();
}

#[test]
fn a_new_project_wants_an_empty_folder() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("new/project");
    create(&root, &sample()).unwrap();
    assert!(matches!(
        create(&root, &sample()),
        Err(StoreError::Occupied(_))
    ));
    let repository = folder.path().join("repository");
    fs::create_dir_all(repository.join(".git")).unwrap();
    fs::write(repository.join(".gitattributes"), "*.png binary\n").unwrap();
    create(&repository, &sample()).unwrap();
    assert_eq!(files(&repository)[".gitattributes"], b"*.png binary\n");
    let file = folder.path().join("file");
    fs::write(&file, "x").unwrap();
    assert!(matches!(
        create(&file, &sample()),
        Err(StoreError::Unreadable { .. })
    ));
}

#[test]
fn an_empty_project_is_a_project() {
    let folder = tempfile::tempdir().unwrap();
    create(folder.path(), &Project::default()).unwrap();
    assert_eq!(opened(folder.path()).project, Project::default());
    assert_eq!(check(folder.path(), &Progress::default()).unwrap(), []);
}

#[test]
fn a_project_that_could_not_be_made_leaves_nothing_behind() {
    let home = tempfile::tempdir().unwrap();
    let mut project = sample();
    project.articles.remove("one");
    for root in [home.path().join("new/project"), home.path().join("empty")] {
        let was_there = root.ends_with("empty");
        if was_there {
            fs::create_dir(&root).unwrap();
        }
        let error = create(&root, &project).unwrap_err();
        assert!(matches!(error, StoreError::Write(_)), "{error}");
        assert_eq!(root.exists(), was_there);
        assert!(!home.path().join("new").exists());
        assert_eq!(files(home.path()).len(), 0);
        create(&root, &sample()).unwrap();
        fs::remove_dir_all(home.path().join("new")).ok();
        fs::remove_dir_all(&root).ok();
    }
    // A folder that cannot be made is not one that cannot be read.
    let long = home.path().join("x".repeat(300));
    let error = create(&long, &sample()).unwrap_err();
    assert!(error.to_string().contains("could not be"), "{error}");
}

#[test]
fn the_hash_of_a_text_is_taken_from_its_article() {
    let (folder, mut project) = made();
    Arc::make_mut(project.articles.get_mut("one").unwrap()).sha256 = "as it is known".to_owned();
    save(
        folder.path(),
        &project,
        &[layer_part()],
        &known(folder.path()),
    )
    .unwrap();
    let ron = String::from_utf8(files(folder.path())[LAYER].clone()).unwrap();
    assert!(ron.contains("text_sha256: \"as it is known\""), "{ron}");
}

#[test]
fn what_is_wrong_with_the_folder_is_said_once() {
    let (folder, project) = made();
    let root = folder.path();
    let known = known(root);
    let file = root.join("project.ron");
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    let failures = save(root, &project, &[layer_part()], &known).unwrap_err();
    let message = &failures[0].message;
    assert!(
        message.contains("project.ron cannot be read: it is a folder"),
        "{message}"
    );
    assert!(
        !message.contains("..") && !message.contains("everything else is open"),
        "{message}"
    );
}
