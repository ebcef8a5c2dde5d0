//! Damaged, foreign and hostile files: each is named, none is overwritten, and the rest opens.

use proptest::prelude::*;

use super::*;
use crate::model::{Finding, Level};

/// The only finding, about this file.
fn only(opened: &Opened, file: &str) -> Finding {
    let findings: Vec<String> = opened.findings.iter().map(ToString::to_string).collect();
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert_eq!(opened.findings[0].file, file);
    opened.findings[0].clone()
}

/// Saving everything leaves every locked file as it is.
fn assert_locked(root: &Path, opened: &Opened, part: &Part) {
    assert!(opened.locked.contains_key(part), "{part:?} is locked");
    let path = root.join(part_path(part));
    let before = fs::read(&path).ok();
    let changed = Project {
        layers: sample().layers,
        codebook: sample().codebook,
        ..opened.project.clone()
    };
    let parts = core::slice::from_ref(part);
    let failures = save(root, &changed, parts, &opened.locked).unwrap_err();
    assert_eq!(failures.len(), 1);
    assert_eq!(fs::read(&path).ok(), before);
}

#[test]
fn one_damaged_byte_in_a_large_layer_is_named_and_kept() {
    let mut project = sample();
    let layer = Arc::make_mut(project.layers.get_mut(&key("one", "ana")).unwrap());
    let at = jiff::Timestamp::UNIX_EPOCH;
    for number in 0..4000 {
        let spans = Spans::one(Span::of(3..5)).unwrap();
        let mut annotation = annotation(&format!("n{number}"), "claim", spans, at);
        Arc::make_mut(&mut annotation).note = format!("remark {number}");
        layer.annotations.insert(annotation.id.clone(), annotation);
    }
    let folder = tempfile::tempdir().unwrap();
    create(folder.path(), &project).unwrap();
    let whole = fs::read(folder.path().join(LAYER)).unwrap();
    assert!(whole.len() > 256 * 1024);
    assert_eq!(opened(folder.path()).findings, []);
    let place = String::from_utf8(whole.clone())
        .unwrap()
        .find("remark 77")
        .unwrap();
    let mut damaged = whole;
    damaged[place] = 0xff;
    fs::write(folder.path().join(LAYER), damaged).unwrap();
    let opened = opened(folder.path());
    let finding = only(&opened, LAYER);
    assert!(
        finding.line.is_some() && finding.message.contains("UTF-8"),
        "{finding}"
    );
    assert_locked(folder.path(), &opened, &layer_part());
}

#[test]
fn a_layer_cut_off_at_every_byte_is_named_and_kept() {
    let mut project = sample();
    project.articles.remove("two");
    project.annotators.remove("ben");
    let layer = Arc::make_mut(project.layers.get_mut(&key("one", "ana")).unwrap());
    layer.annotations.remove(&mark("m1"));
    let folder = tempfile::tempdir().unwrap();
    create(folder.path(), &project).unwrap();
    let whole = fs::read(folder.path().join(LAYER)).unwrap();
    for length in 0..whole.len() - 1 {
        fs::write(folder.path().join(LAYER), &whole[..length]).unwrap();
        let opened = opened(folder.path());
        let finding = only(&opened, LAYER);
        assert_eq!(finding.level, Level::Error);
        assert!(length == 0 || finding.line.is_some(), "{length}: {finding}");
        assert_eq!(opened.project.articles, project.articles);
        assert!(opened.project.layers.is_empty());
        assert_eq!(opened.access, Access::ReadWrite);
        assert_locked(folder.path(), &opened, &layer_part());
    }
}

/// Whatever happens to a file, nothing panics, every annotation is shown or its file is kept as it is, and what is not
/// understood survives a save of everything.
#[test]
fn any_byte_of_any_file_may_change() {
    let (folder, _) = made();
    let root = folder.path();
    let before = files(root);
    let names: Vec<&String> = before
        .keys()
        .filter(|name| !name.starts_with('.'))
        .collect();
    let bytes = prop_oneof![any::<u8>(), prop::sample::select(&b"\"()[]:,09-a"[..])];
    let places = (any::<prop::sample::Index>(), any::<prop::sample::Index>());
    let config = ProptestConfig {
        cases: 80,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    proptest!(config, |((pick, at) in places, byte in bytes)| {
        let name = names[pick.index(names.len())];
        let mut changed = before[name].clone();
        let at = at.index(changed.len());
        changed[at] = byte;
        fs::write(root.join(name), &changed).unwrap();
        if let Ok(opened) = open(root, &Progress::default()) {
            let layer = opened.project.layers.get(&key("one", "ana"));
            let shown = layer.map_or(0, |it| it.annotations.len() + it.detached.len() + it.deleted.len());
            prop_assert!(shown == 3 || opened.locked.contains_key(&layer_part()), "{:?}", layer);
            let parts = save::parts_of(&opened.project);
            let _some_are_locked = save(root, &opened.project, &parts, &opened.locked);
            for part in opened.locked.keys() {
                let file = layout::shown(&part_path(part));
                let known = if file == *name { &changed } else { &before[&file] };
                prop_assert_eq!(&fs::read(root.join(&file)).unwrap(), known);
            }
        } else {
            prop_assert_eq!(name, "project.ron");
        }
        if name.starts_with("articles/") && !name.ends_with("ron") {
            prop_assert_eq!(&fs::read(root.join(name)).unwrap(), &changed);
        }
        for (file, bytes) in &before {
            fs::write(root.join(file), bytes).unwrap();
        }
    });
}

#[test]
fn every_file_may_be_empty_or_binary() {
    for bytes in [&b""[..], &[0, 159, 146, 150, 0, 1, 2, 255]] {
        let (folder, _) = made();
        let all: Vec<String> = files(folder.path()).into_keys().collect();
        for name in all {
            let path = folder.path().join(&name);
            let whole = fs::read(&path).unwrap();
            fs::write(&path, bytes).unwrap();
            match open(folder.path(), &Progress::default()) {
                Ok(opened) => {
                    let named = opened.findings.iter().any(|finding| finding.file == name);
                    let harmless = name.starts_with('.') || name == "guidelines.md";
                    assert!(named || (harmless && bytes.is_empty()) || name.starts_with('.'));
                }
                Err(error) => {
                    assert_eq!(name, "project.ron");
                    assert!(error.to_string().contains("project.ron"), "{error}");
                }
            }
            fs::write(path, whole).unwrap();
        }
    }
}

#[test]
fn a_folder_that_is_no_project_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let message = |path: &Path| open(path, &Progress::default()).unwrap_err().to_string();
    assert!(message(folder.path()).contains("there is no project.ron in it. Choose the folder"));
    assert!(message(&folder.path().join("none")).contains("there is no such folder"));
    let file = folder.path().join("file");
    fs::write(&file, "x").unwrap();
    assert!(message(&file).contains("it is a file"));
}

#[test]
fn a_damaged_project_file_has_line_and_column() {
    let (folder, _) = made();
    rewrite(folder.path(), "project.ron", |ron| {
        ron.replace("name: \"Ports\"", "name: Ports")
    });
    let message = open(folder.path(), &Progress::default())
        .unwrap_err()
        .to_string();
    assert!(message.contains("project.ron:4:10: "), "{message}");
    assert!(message.contains("Nothing was changed."), "{message}");
}

#[test]
fn a_newer_project_is_read_only() {
    let (folder, project) = made();
    rewrite(folder.path(), "project.ron", |ron| {
        ron.replace("format: 1,", "format: 2,\n    mood: Fine(3),")
    });
    let opened = opened(folder.path());
    let Access::ReadOnly(why) = &opened.access else {
        panic!("a newer project cannot be changed");
    };
    assert!(
        why.contains("format 2") && why.contains("Update Postil"),
        "{why}"
    );
    assert_eq!(opened.project.layers, project.layers);
    let before = files(folder.path());
    let changed = with_note(&project, "m1", "new");
    // Not even by somebody who does not look at the locks.
    let failures = save(
        folder.path(),
        &changed,
        &[layer_part()],
        &known(folder.path()),
    )
    .unwrap_err();
    assert!(failures[0].to_string().contains("newer Postil"));
    assert_eq!(files(folder.path()), before);
}

#[test]
fn a_newer_layer_is_locked() {
    let (folder, project) = made();
    rewrite(folder.path(), LAYER, |ron| {
        ron.replace("format: 1", "format: 9")
    });
    let first = opened(folder.path());
    let message = only(&first, LAYER).message;
    assert!(message.contains("format 9") && message.contains("can be read but not changed"));
    assert_eq!(first.project, project, "it reads like ours, so it is shown");
    assert_locked(folder.path(), &first, &layer_part());
    assert_eq!(first.access, Access::ReadWrite);
    rewrite(folder.path(), LAYER, |ron| {
        ron.replace("format: 9", "format: 9, mood: Fine(3)")
    });
    let second = opened(folder.path());
    let message = only(&second, LAYER).message;
    assert!(message.contains("format 9") && message.contains("this one cannot show it"));
    assert!(!message.contains("can be read"), "{message}");
    assert!(second.project.layers.is_empty());
    assert_locked(folder.path(), &second, &layer_part());
}

#[test]
fn a_newer_codebook_that_reads_like_ours_is_used_and_locked() {
    let (folder, project) = made();
    rewrite(folder.path(), "codebook.ron", |ron| {
        ron.replace("format: 1", "format: 9")
    });
    let opened = opened(folder.path());
    only(&opened, "codebook.ron");
    assert_eq!(opened.project, project);
    assert!(opened.locked.contains_key(&Part::Codebook));
    assert_eq!(opened.access, Access::ReadWrite);
}

#[test]
fn messages_have_no_names_of_types() {
    let (folder, _) = made();
    let whole = files(folder.path());
    for (name, bytes) in &whole {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let mut damages = vec![
            "[]".to_owned(),
            "Some".to_owned(),
            "()".to_owned(),
            "(format: 1)".to_owned(),
        ];
        for (from, to) in [
            ("(id:", "[id:"),
            ("id:", "idd:"),
            ("format: 1,", "format: 1, format: 1,"),
            ("format: 1,", "format: [],"),
            ("Choice(", "Chance("),
            ("Choice(", "Choice["),
            ("Entity(", "Person("),
            ("InProgress", "Asleep"),
            ("role:", "rule:"),
            ("at:", "it:"),
            ("(at:", "[at:"),
            ("(role", "[role"),
            ("(title", "[title"),
            ("title:", "tilte:"),
            ("spans: [", "spans: ("),
            ("links: [", "links: {"),
            ("origin: (", "origin: ["),
            ("color: \"", "color: (\""),
            ("file:", "flie:"),
            ("attributes: {", "attributes: ["),
            ("tags: [", "tags: ("),
            ("name:", "nmae:"),
            ("pattern", "patern"),
            (", tag: \"claim\"", ", tag: claim"),
        ] {
            if text.contains(from) {
                damages.push(text.replacen(from, to, 1));
            }
        }
        for damage in damages {
            fs::write(folder.path().join(name), &damage).unwrap();
            let messages = match open(folder.path(), &Progress::default()) {
                Ok(opened) => opened.findings.iter().map(ToString::to_string).collect(),
                Err(error) => vec![error.to_string()],
            };
            for message in messages {
                for (name, _) in codec::WORDS {
                    let is_there = [
                        format!(" in `{name}`"),
                        format!("struct {name}"),
                        format!("enum {name}"),
                    ];
                    assert!(!is_there.iter().any(|it| message.contains(it)), "{message}");
                }
                assert!(
                    !message.contains("Record") && !message.contains("struct "),
                    "{message}"
                );
            }
        }
        fs::write(folder.path().join(name), bytes).unwrap();
    }
}

#[test]
fn of_many_annotations_without_a_place_the_first_are_named() {
    let (folder, mut project) = made();
    let layer = Arc::make_mut(project.layers.get_mut(&key("one", "ana")).unwrap());
    for number in 0..20_000 {
        let id = format!("x{number:05}");
        let spans = Spans::one(Span::of(3..5)).unwrap();
        let annotation = annotation(&id, "claim", spans, author(0).at);
        layer.annotations.insert(annotation.id.clone(), annotation);
    }
    let known = opened(folder.path()).locked;
    save(folder.path(), &project, &[layer_part()], &known).unwrap();
    rewrite(folder.path(), "articles/one.txt", |text| {
        text.replace("We will", "They will not")
    });
    let began = std::time::Instant::now();
    let opened = opened(folder.path());
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
    let found: Vec<_> = opened
        .findings
        .iter()
        .filter(|it| it.file == LAYER)
        .collect();
    assert_eq!(
        found.len(),
        1 + 50 + 1,
        "the other text, the first, and how many more"
    );
    let last = found.iter().find(|it| it.message.starts_with('…')).unwrap();
    assert!(last.message.contains("19952 more"), "{last}");
    let lines: Vec<_> = found
        .iter()
        .filter(|it| it.annotation.is_some())
        .map(|it| it.line)
        .collect();
    assert_eq!(lines, (10..60).map(Some).collect::<Vec<_>>());
}

#[test]
fn without_a_codebook_the_project_is_read_only() {
    let (folder, project) = made();
    for change in ["(format: 1, tags: [", "(format: 1, tags: [(id: \"../x\")])"] {
        fs::write(folder.path().join("codebook.ron"), change).unwrap();
        let opened = opened(folder.path());
        assert!(matches!(&opened.access, Access::ReadOnly(why) if why.contains("codebook")));
        assert_eq!(opened.project.layers, project.layers);
        assert_locked(folder.path(), &opened, &Part::Codebook);
        let found = check(folder.path(), &Progress::default()).unwrap();
        assert_eq!(found.len(), 1, "unknown tags are not reported: {found:?}");
    }
}

#[test]
fn offsets_that_do_not_lead_to_the_quotation_detach_the_annotation() {
    let slips = [
        ("at: (1, 3)", "at: (1, 3000)", "reaches beyond the text"),
        ("at: (1, 3)", "at: (3, 1)", "covers nothing"),
        ("at: (1, 3)", "at: (2, 4)", "the text reads “e ”, not “We”"),
        (
            "at: (1, 3), text: \"We\"",
            "at: (50, 52), text: \"नम\"",
            "cuts a character",
        ),
    ];
    for (from, to, why) in slips {
        let (folder, project) = made();
        rewrite(folder.path(), LAYER, |ron| ron.replace(from, to));
        let opened = opened(folder.path());
        let finding = only(&opened, LAYER);
        assert!(
            finding.message.contains(why) || why.starts_with("cuts"),
            "{finding}"
        );
        assert_eq!(finding.line, Some(11));
        assert_eq!(finding.annotation, Some(mark("m2")));
        let layer = &opened.project.layers[&key("one", "ana")];
        assert!(layer.annotations.contains_key(&mark("m1")));
        assert!(layer.detached.contains_key(&mark("m2")));
        // It stays in the file as it is when the layer is saved.
        let line = |root: &Path| {
            let text = fs::read_to_string(root.join(LAYER)).unwrap();
            text.lines().nth(10).unwrap().to_owned()
        };
        let before = line(folder.path());
        let changed = with_note(&opened.project, "m1", "seen");
        save(folder.path(), &changed, &[layer_part()], &opened.locked).unwrap();
        assert_eq!(line(folder.path()), before);
        // And comes back by itself when the file is put right.
        rewrite(folder.path(), LAYER, |ron| ron.replace(to, from));
        let again = super::opened(folder.path());
        assert_eq!(again.project, with_note(&project, "m1", "seen"));
    }
}

#[test]
fn line_ends_that_git_changed_are_recognised() {
    let (folder, _) = made();
    rewrite(folder.path(), "articles/one.txt", |text| {
        text.replace('\n', "\r\n")
    });
    let found = check(folder.path(), &Progress::default()).unwrap();
    assert!(
        found
            .iter()
            .any(|finding| finding.message.contains("CR LF"))
    );
}

#[test]
fn of_two_annotations_with_one_id_both_are_kept() {
    let (folder, _) = made();
    rewrite(folder.path(), LAYER, |ron| {
        ron.replace("id: \"m2\"", "id: \"m1\"")
    });
    let opened = opened(folder.path());
    let finding = only(&opened, LAYER);
    assert!(
        finding.message.contains("the second is now m1-2"),
        "{finding}"
    );
    let layer = &opened.project.layers[&key("one", "ana")];
    assert_eq!(layer.annotations[&mark("m1")].tag.as_str(), "quote");
    assert_eq!(layer.annotations[&mark("m1-2")].tag.as_str(), "claim");
    save(
        folder.path(),
        &opened.project,
        &[layer_part()],
        &opened.locked,
    )
    .unwrap();
    assert_eq!(super::opened(folder.path()).findings, []);
}

#[test]
fn what_is_both_there_and_deleted_is_kept() {
    let (folder, _) = made();
    rewrite(folder.path(), LAYER, |ron| {
        ron.replace("id: \"m0\"", "id: \"m2\"")
    });
    let opened = opened(folder.path());
    assert!(
        only(&opened, LAYER)
            .message
            .contains("both there and deleted")
    );
    let layer = &opened.project.layers[&key("one", "ana")];
    assert!(layer.annotations.contains_key(&mark("m2")) && layer.deleted.is_empty());
}

#[test]
fn an_unknown_tag_is_kept_and_reported() {
    let (folder, _) = made();
    rewrite(folder.path(), LAYER, |ron| {
        ron.replace("tag: \"claim\"", "tag: \"rumour\"")
    });
    let opened = opened(folder.path());
    let layer = &opened.project.layers[&key("one", "ana")];
    assert_eq!(layer.annotations[&mark("m2")].tag.as_str(), "rumour");
    let found = check(folder.path(), &Progress::default()).unwrap();
    let finding = found
        .iter()
        .find(|it| it.message.contains("rumour"))
        .unwrap();
    assert_eq!((finding.file.as_str(), finding.line), (LAYER, Some(11)));
}

#[test]
fn a_layer_that_was_copied_is_reported_with_its_line() {
    let (folder, _) = made();
    let copy = "annotators/ben/layers/one.ron";
    fs::create_dir_all(folder.path().join("annotators/ben/layers")).unwrap();
    fs::copy(folder.path().join(LAYER), folder.path().join(copy)).unwrap();
    rewrite(folder.path(), copy, |ron| {
        ron.replace("annotator: \"ana\"", "annotator: \"ben\"")
    });
    let found = check(folder.path(), &Progress::default()).unwrap();
    let finding = found
        .iter()
        .find(|it| it.file == copy && it.message.contains("stand in"))
        .unwrap();
    assert!(
        finding
            .message
            .starts_with(&format!("The annotation ids m1, m2 stand in {LAYER} too")),
        "{finding}"
    );
    assert_eq!(finding.line, Some(10));
}

#[test]
fn what_lost_its_place_is_named_once_and_its_links_are_looked_at() {
    let (folder, _) = made();
    rewrite(folder.path(), LAYER, |ron| {
        ron.replace("at: (1, 14)", "at: (2, 15)")
    });
    let found = check(folder.path(), &Progress::default()).unwrap();
    let about: Vec<_> = found
        .iter()
        .filter(|it| it.annotation == Some(mark("m1")))
        .collect();
    let [lost, link] = about[..] else {
        panic!("{found:#?}");
    };
    assert!(lost.message.contains("has lost its place: "), "{lost}");
    assert!(link.message.contains("the role speaker"), "{link}");
    assert_eq!((lost.line, link.line), (Some(10), Some(10)));
}

#[test]
fn what_a_line_lacks_or_should_not_have_is_named() {
    for (from, to) in [
        ("tag: \"claim\", ", ""),
        ("tag: \"claim\"", "tagg: \"claim\""),
        ("id: \"m2\"", "id: \"../../m2\""),
        ("status: InProgress", "status: Asleep"),
    ] {
        let (folder, _) = made();
        rewrite(folder.path(), LAYER, |ron| ron.replace(from, to));
        let opened = opened(folder.path());
        let finding = only(&opened, LAYER);
        assert!(
            finding.line.is_some() && finding.column.is_some(),
            "{finding}"
        );
        assert!(!to.is_empty() || finding.line == Some(11), "{finding}");
        assert_locked(folder.path(), &opened, &layer_part());
    }
}

#[test]
fn crlf_and_a_byte_order_mark_are_read() {
    let (folder, project) = made();
    for file in [LAYER, "project.ron", "codebook.ron", "articles/one.ron"] {
        rewrite(folder.path(), file, |ron| {
            format!("\u{feff}{}", ron.replace('\n', "\r\n"))
        });
    }
    let opened = opened(folder.path());
    assert_eq!(opened.project, project);
    assert_eq!(opened.findings, []);
    assert_eq!(opened.access, Access::ReadWrite);
}

#[test]
fn the_marks_of_a_failed_merge_are_recognised() {
    let (folder, _) = made();
    rewrite(folder.path(), LAYER, |ron| {
        ron.replace(
            "        (id: \"m2\"",
            "<<<<<<< ours\n        (id: \"m3\"),\n=======\n>>>>>>> theirs\n        (id: \"m2\"",
        )
    });
    let opened = opened(folder.path());
    let finding = only(&opened, LAYER);
    assert_eq!(finding.line, Some(11));
    assert!(finding.message.starts_with("Git left two versions"));
    assert_locked(folder.path(), &opened, &layer_part());
}

#[test]
fn a_missing_text_keeps_the_layers_of_its_article() {
    let (folder, _) = made();
    let text = folder.path().join("articles/one.txt");
    fs::remove_file(&text).unwrap();
    let opened = opened(folder.path());
    let named: Vec<&str> = opened.findings.iter().map(|it| it.file.as_str()).collect();
    assert_eq!(named, [LAYER, "articles/one.txt"]);
    assert!(!opened.project.articles.contains_key("one"));
    assert_locked(folder.path(), &opened, &layer_part());
    assert_locked(
        folder.path(),
        &opened,
        &Part::Article(ArticleId::new("one").unwrap()),
    );
    fs::write(text, TEXT).unwrap();
    assert_eq!(super::opened(folder.path()).findings, []);
}

#[test]
fn a_text_alone_is_an_article_without_a_title() {
    let (folder, _) = made();
    fs::remove_file(folder.path().join("articles/one.ron")).unwrap();
    let opened = opened(folder.path());
    assert!(
        only(&opened, "articles/one.ron")
            .message
            .contains("goes by its id")
    );
    assert_eq!(opened.project.articles["one"].meta.title, "one");
    assert_eq!(
        opened.project.layers[&key("one", "ana")].annotations.len(),
        2
    );
}

#[test]
fn an_annotator_whose_file_is_damaged_keeps_the_layers() {
    let (folder, project) = made();
    fs::write(
        folder.path().join("annotators/ana/annotator.ron"),
        "(format: 1, nam",
    )
    .unwrap();
    let opened = opened(folder.path());
    only(&opened, "annotators/ana/annotator.ron");
    assert_eq!(opened.project.layers, project.layers);
    assert_eq!(opened.project.annotators["ana"].name, "ana");
    assert_locked(folder.path(), &opened, &Part::Annotator(annotator("ana")));
}

#[test]
fn foreign_files_are_named_and_not_read() {
    let (folder, project) = made();
    let foreign = [
        "articles/Notes.docx",
        "articles/one (1).ron",
        "annotators/Thumbs.db",
        "annotators/ana/layers/one.sync-conflict-20261122-100000-ABC.ron",
        "annotators/ana/todo.txt",
    ];
    for file in foreign {
        fs::write(folder.path().join(file), "x").unwrap();
    }
    for harmless in [".DS_Store", "articles/.DS_Store", "README.md"] {
        fs::write(folder.path().join(harmless), "x").unwrap();
    }
    fs::create_dir(folder.path().join("annotators/ana/reviews")).unwrap();
    let opened = opened(folder.path());
    let mut named: Vec<&str> = opened.findings.iter().map(|it| it.file.as_str()).collect();
    let mut expected = foreign.to_vec();
    named.sort_unstable();
    expected.sort_unstable();
    assert_eq!(named, expected);
    assert!(opened.findings.iter().all(|it| it.level == Level::Warning));
    assert_eq!(opened.project, project);
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let (folder, _) = made();
    let path = folder.path().join("articles/one.txt");
    let file = fs::OpenOptions::new().write(true).open(path).unwrap();
    file.set_len(layout::TEXT_LIMIT + 1).unwrap();
    let opened = opened(folder.path());
    assert!(
        opened
            .findings
            .iter()
            .any(|it| it.message.contains("reads up to 256 MB"))
    );
    assert!(opened.project.articles.contains_key("two"));
}

#[test]
fn a_folder_in_the_place_of_a_file_is_refused() {
    let (folder, project) = made();
    let path = folder.path().join(LAYER);
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    let opened = opened(folder.path());
    assert!(only(&opened, LAYER).message.contains("it is a folder"));
    let failures = save(
        folder.path(),
        &project,
        &[layer_part()],
        &known(folder.path()),
    )
    .unwrap_err();
    assert!(failures[0].message.contains("it is a folder"));
    assert!(path.is_dir());
}

#[test]
fn opening_can_be_cancelled() {
    let (folder, _) = made();
    let progress = Progress::default();
    progress
        .cancel
        .store(true, std::sync::atomic::Ordering::Relaxed);
    assert!(matches!(
        open(folder.path(), &progress),
        Err(StoreError::Cancelled)
    ));
}

#[test]
fn a_list_without_end_is_named_with_its_line() {
    let (folder, _) = made();
    let root = folder.path();
    let tag =
        |number: usize| format!("        (id: \"t{number}\", name: \"T\", color: \"#010203\"),\n");
    let tags: String = (0..=crate::store::excess::ENTRIES).map(tag).collect();
    fs::write(
        root.join("codebook.ron"),
        format!("(\n    format: 1,\n    tags: [\n{tags}    ],\n)\n"),
    )
    .unwrap();
    let opened = opened(root);
    let finding = only(&opened, "codebook.ron");
    assert_eq!(
        (finding.line, finding.column),
        (Some(10_004), Some(9)),
        "{finding}"
    );
    assert!(
        finding
            .message
            .starts_with("There are 10001 tags; Postil reads up to 10000 in one file.")
    );
    assert_locked(root, &opened, &Part::Codebook);
}

#[test]
fn a_layer_and_a_register_without_end_are_named_with_their_line() {
    let most = crate::store::excess::ANNOTATIONS;
    // One a line, as this program writes them, and all in one line, as another one may.
    for gap in ["\n        ", " "] {
        let (folder, _) = made();
        let root = folder.path();
        let lengthen = |file: &str, list: &str| {
            let ron = fs::read_to_string(root.join(file)).unwrap();
            let list = format!("    {list}: [\n");
            let begin = ron.find(&list).unwrap() + list.len();
            let first = ron[begin..].lines().next().unwrap().trim();
            let quoted = first.split('"').nth(1).unwrap();
            let mut long = ron[..begin].to_owned();
            for number in 0..=most {
                let entry = first.replacen(quoted, &format!("x{number}"), 1);
                long.push_str(if number == 0 { "        " } else { gap });
                long.push_str(&entry);
            }
            long.push_str("\n    ],\n)\n");
            fs::write(root.join(file), long).unwrap();
            let line = ron[..begin].lines().count() + 1;
            if gap.starts_with('\n') {
                line + most
            } else {
                line
            }
        };
        let line = lengthen(LAYER, "annotations");
        let opened = opened(root);
        let finding = only(&opened, LAYER);
        assert_eq!(finding.line, Some(line), "{finding}");
        let said = format!(
            "There are {} annotations; Postil reads up to {most}",
            most + 1
        );
        assert!(finding.message.starts_with(&said), "{finding}");
        assert_locked(root, &opened, &Part::Layer(key("one", "ana")));

        let annotator = "annotators/ana/annotator.ron";
        let line = lengthen(annotator, "entities");
        let opened = super::opened(root);
        let findings = opened.findings.iter();
        let mut findings = findings.filter(|finding| finding.file == annotator);
        let finding = findings.next().unwrap();
        assert_eq!(finding.line, Some(line), "{finding}");
        let said = format!("There are {} entities; Postil reads up to {most}", most + 1);
        assert!(finding.message.starts_with(&said), "{finding}");
    }
}
