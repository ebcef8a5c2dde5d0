//! Files that another program changed while the project was open: nobody's work is overwritten.

use super::*;
use crate::model::Level;

fn article_part(id: &str) -> Part {
    Part::Article(ArticleId::new(id).unwrap())
}

/// The names of our versions beside files that others changed.
fn aside(root: &Path) -> Vec<String> {
    let mut names: Vec<String> = files(root).into_keys().collect();
    names.retain(|name| name.contains(".mine-"));
    names
}

#[test]
fn what_another_program_wrote_is_not_overwritten() {
    let (folder, project) = made();
    let root = folder.path();
    let ours = opened(root);
    let theirs = with_note(&project, "m2", "theirs");
    save(root, &theirs, &[layer_part()], &opened(root).locked).unwrap();
    let on_disk = files(root);

    let mine = with_note(&ours.project, "m1", "ours");
    let failures = save(root, &mine, &[layer_part()], &ours.locked).unwrap_err();
    assert_eq!(failures.len(), 1);
    assert_eq!(failures[0].file, LAYER);
    let message = &failures[0].message;
    assert!(message.starts_with("Another program changed this file after it was read"));
    assert_eq!(files(root)[LAYER], on_disk[LAYER], "theirs stays");

    let names = aside(root);
    assert_eq!(names.len(), 1, "ours is beside it");
    assert_eq!(failures[0].aside.as_ref(), Some(&names[0]));
    let name = names[0].rsplit('/').next().unwrap();
    assert!(message.contains(name), "{message}");
    assert!(String::from_utf8_lossy(&files(root)[&names[0]]).contains("note: \"ours\""));

    // Both can be seen when the project is opened, and ours is no layer.
    let again = opened(root);
    assert_eq!(again.project, theirs);
    assert_eq!(again.findings.len(), 1);
    assert_eq!(again.findings[0].file, names[0]);
    assert!(
        again.findings[0]
            .message
            .starts_with("This is another version of")
    );
    assert_eq!(again.others.len(), 1);
    assert_eq!(again.findings[0].level, Level::Warning);
}

#[test]
fn our_version_is_put_aside_once_and_the_last_one_stays() {
    let (folder, project) = made();
    let root = folder.path();
    let known = opened(root).locked;
    rewrite(root, LAYER, |ron| {
        ron.replace("A first look", "A second look")
    });
    for note in ["one", "one", "two", "three"] {
        let mine = with_note(&project, "m1", note);
        save(root, &mine, &[layer_part()], &known).unwrap_err();
        let names = aside(root);
        assert_eq!(names.len(), 1, "{names:?}");
        let text = files(root).remove(&names[0]).unwrap();
        assert!(String::from_utf8_lossy(&text).contains(&format!("note: \"{note}\"")));
    }
    // When the file that was read is back, ours goes where it belongs.
    rewrite(root, LAYER, |ron| {
        ron.replace("A second look", "A first look")
    });
    let mine = with_note(&project, "m1", "three");
    save(root, &mine, &[layer_part()], &known).unwrap();
    assert_eq!(aside(root), [""; 0]);
    assert_eq!(opened(root).project, mine);
}

#[test]
fn every_kind_of_file_is_guarded() {
    let (folder, mut project) = made();
    let root = folder.path();
    let known = opened(root).locked;
    project.settings.name = "Harbours".to_owned();
    Arc::make_mut(&mut project.codebook).tags.pop();
    project.guidelines = "Mine".into();
    Arc::make_mut(project.articles.get_mut("one").unwrap())
        .meta
        .title = "Mine".to_owned();
    Arc::make_mut(project.annotators.get_mut("ana").unwrap()).name = "Mine".to_owned();
    let parts = [
        Part::Settings,
        Part::Codebook,
        Part::Guidelines,
        article_part("one"),
        Part::Annotator(annotator("ana")),
    ];
    for part in &parts {
        let file = layout::shown(&part_path(part));
        rewrite(root, &file, |text| format!("{text}\n"));
    }
    let before = files(root);
    let failures = save(root, &project, &parts, &known).unwrap_err();
    assert_eq!(failures.len(), parts.len(), "{failures:#?}");
    let after = files(root);
    assert_eq!(after.len(), before.len() + parts.len());
    for (file, bytes) in &before {
        assert_eq!(&after[file], bytes, "{file}");
    }
    let found = opened(root).findings;
    assert_eq!(found.len(), parts.len(), "{found:#?}");
    // Nor is any of them removed.
    let failures = save(root, &Project::default(), &parts[3..], &known).unwrap_err();
    assert_eq!(failures.len(), 2);
    assert_eq!(files(root), after);
}

#[test]
fn a_file_that_appeared_meanwhile_is_not_overwritten() {
    let (folder, mut project) = made();
    let root = folder.path();
    let known = opened(root).locked;
    let layer = project.layers[&key("one", "ana")].clone();
    project.layers.insert(key("one", "ben"), layer);
    let part = [Part::Layer(key("one", "ben"))];
    save(root, &project, &part, &opened(root).locked).unwrap();
    let before = files(root);
    let layer = Arc::make_mut(project.layers.get_mut(&key("one", "ben")).unwrap());
    layer.head.note = "Mine".to_owned();
    save(root, &project, &part, &known).unwrap_err();
    assert_eq!(
        files(root)["annotators/ben/layers/one.ron"],
        before["annotators/ben/layers/one.ron"]
    );
}

#[test]
fn a_file_that_vanished_is_written_again() {
    let (folder, project) = made();
    let root = folder.path();
    let known = opened(root).locked;
    fs::remove_file(root.join(LAYER)).unwrap();
    let changed = with_note(&project, "m1", "still here");
    save(root, &changed, &[layer_part()], &known).unwrap();
    assert_eq!(opened(root).project, changed);
}

#[test]
fn a_layer_that_was_blank_and_has_grown_is_not_removed() {
    let (folder, mut project) = made();
    let root = folder.path();
    let full = project.clone();
    project.layers.insert(key("one", "ana"), Arc::default());
    save(root, &project, &[layer_part()], &opened(root).locked).unwrap();
    let known = opened(root).locked;
    save(root, &full, &[layer_part()], &opened(root).locked).unwrap();
    project.layers.clear();
    let failures = save(root, &project, &[layer_part()], &known).unwrap_err();
    assert!(failures[0].message.contains("it was not removed"));
    assert_eq!(failures[0].aside, None);
    assert_eq!(opened(root).project, full);
}

#[test]
fn what_was_written_here_may_be_written_again() {
    let (folder, project) = made();
    let root = folder.path();
    let known = opened(root).locked;
    for note in ["one", "two", "three"] {
        let changed = with_note(&project, "m1", note);
        save(root, &changed, &[layer_part()], &known).unwrap();
        assert_eq!(opened(root).project, changed);
    }
}

#[test]
fn an_article_stays_while_a_layer_of_it_is_on_disk() {
    let (folder, _) = made();
    let root = folder.path();
    fs::write(root.join(LAYER), "(format: 1, cut o").unwrap();
    let opened = opened(root);
    let mut project = opened.project;
    assert!(project.layers.is_empty(), "it is not in memory");
    project.articles.remove("one");
    let before = files(root);
    let failures = save(root, &project, &[article_part("one")], &opened.locked).unwrap_err();
    assert!(failures[0].message.contains(LAYER), "{}", failures[0]);
    assert_eq!(files(root), before);
}

#[test]
fn an_article_goes_with_its_layers_whatever_the_order() {
    let (folder, mut project) = made();
    let root = folder.path();
    project.articles.remove("one");
    project.layers.clear();
    project.annotators.remove("ana");
    let parts = [
        article_part("one"),
        Part::Annotator(annotator("ana")),
        layer_part(),
    ];
    save(root, &project, &parts, &opened(root).locked).unwrap();
    assert_eq!(opened(root).project, project);
    assert!(!root.join("annotators/ana").exists());
}

/// Entries of a folder that cannot be listed look like files that are not there: nothing may be made in their place.
#[test]
fn a_folder_that_cannot_be_listed_makes_the_project_read_only() {
    for name in [
        "articles",
        "annotators",
        "annotators/ana",
        "annotators/ana/layers",
    ] {
        let (folder, _) = made();
        let path = folder.path().join(name);
        fs::remove_dir_all(&path).unwrap();
        fs::write(&path, "no folder").unwrap();
        let opened = opened(folder.path());
        let unseen = name != "annotators/ana";
        let why = match &opened.access {
            Access::ReadOnly(why) => why.clone(),
            Access::ReadWrite => String::new(),
        };
        // A file among the annotators' folders is a stray one.
        assert_eq!(why.contains(name), unseen, "{name}: {why}");
        assert!(opened.findings.iter().any(|it| it.file == name));
    }
}
