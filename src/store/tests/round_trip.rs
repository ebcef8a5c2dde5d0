//! What is written is read, and what has not changed is not written.

use proptest::prelude::*;

use super::*;
use crate::model::random::{edits_for, projects};
use crate::model::{Detached, StoredSpan};

fn save_parts(root: &Path, project: &Project, parts: &[Part]) -> SaveReport {
    save(root, project, parts, &known(root)).unwrap()
}

/// With true hashes of the texts, as every project but a made-up one has them.
/// As a project is after a round trip: why something is detached is found out anew.
fn settled(mut project: Project) -> Project {
    for key in project.layers.keys().cloned().collect::<Vec<_>>() {
        let layer = Arc::make_mut(&mut project.layers[&key]);
        for detached in layer.detached.values_mut() {
            detached.reason.clear();
        }
        // An id has one line: what has lost its place is there, so it is not deleted.
        for id in layer.detached.keys() {
            layer.deleted.remove(id);
        }
    }
    project
}

/// Lines that are in one text only.
fn differing_lines(one: &[u8], other: &[u8]) -> usize {
    let (one, other) = (String::from_utf8_lossy(one), String::from_utf8_lossy(other));
    let (one, other): (Vec<_>, Vec<_>) = (one.lines().collect(), other.lines().collect());
    let gone = one.iter().filter(|line| !other.contains(line)).count();
    let come = other.iter().filter(|line| !one.contains(line)).count();
    gone.max(come)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn what_is_created_is_opened(
        (project, edits) in projects().prop_flat_map(|project| {
            let edits = edits_for(&project);
            (Just(project), edits)
        }),
    ) {
        let mut project = project;
        for edit in edits {
            let _refused = edit.apply(&mut project);
        }
        let folder = tempfile::tempdir().unwrap();
        create(folder.path(), &project).unwrap();
        let before = files(folder.path());
        let opened = opened(folder.path());
        prop_assert_eq!(settled(opened.project.clone()), settled(project));
        prop_assert_eq!(opened.access, Access::ReadWrite);
        prop_assert!(opened.locked.is_empty());
        // Once more: nothing is written, and nothing has changed.
        let report = save_parts(folder.path(), &opened.project, &save::parts_of(&opened.project));
        prop_assert_eq!(report.written, vec![]);
        prop_assert_eq!(files(folder.path()), before);
    }

    #[test]
    fn a_change_of_one_annotation_is_a_change_of_one_line(project in projects(), pick in any::<usize>()) {
        let marks: Vec<_> = project
            .layers
            .iter()
            .flat_map(|(key, layer)| layer.annotations.keys().map(move |id| (key.clone(), id.clone())))
            .collect();
        prop_assume!(!marks.is_empty());
        let (key, id) = marks[pick % marks.len()].clone();
        let folder = tempfile::tempdir().unwrap();
        create(folder.path(), &project).unwrap();
        let before = files(folder.path());
        let mut project = project;
        let layer = Arc::make_mut(project.layers.get_mut(&key).unwrap());
        Arc::make_mut(layer.annotations.get_mut(&id).unwrap()).note = "“Now”\nand then".to_owned();
        let all = save::parts_of(&project);
        let report = save_parts(folder.path(), &project, &all);
        prop_assert_eq!(report.written, vec![Part::Layer(key)]);
        let changed: Vec<_> = files(folder.path())
            .into_iter()
            .filter(|(file, bytes)| before[file] != *bytes)
            .collect();
        prop_assert_eq!(changed.len(), 1);
        prop_assert_eq!(differing_lines(&before[&changed[0].0], &changed[0].1), 1);
    }
}

#[test]
fn the_sample_is_written_as_the_design_says() {
    let (folder, project) = made();
    assert_eq!(opened(folder.path()).project, project);
    assert_eq!(opened(folder.path()).findings, []);
    let files = files(folder.path());
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            ".gitattributes",
            "annotators/ana/annotator.ron",
            "annotators/ana/layers/one.ron",
            "annotators/ben/annotator.ron",
            "articles/one.ron",
            "articles/one.txt",
            "articles/two.ron",
            "articles/two.txt",
            "codebook.ron",
            "guidelines.md",
            "project.ron",
        ]
    );
    assert_eq!(files["articles/one.txt"], TEXT.as_bytes());
    let hash = sha256_hex(TEXT);
    let layer = format!(
        r#"(
    format: 1,
    article: "one",
    annotator: "ana",
    text_sha256: "{hash}",
    status: InProgress,
    note: "A first look",
    annotations: [
        (id: "m0", deleted: "2023-11-14T22:13:20Z"),
        (id: "m1", tag: "quote", spans: [(at: (1, 14), text: "We will close", before: "“", after: " 😀 the port,” she said.\nIt's ove"), (at: (16, 25), text: " the port", before: "“We will close 😀", after: ",” she said.\nIt's over, नमस्ते.\n")], attributes: {{"type": Choice("direct")}}, links: [(role: "speaker", to: Entity("lee"))], created: "2023-11-14T22:13:20Z"),
        (id: "m2", tag: "claim", spans: [(at: (1, 3), text: "We", before: "“", after: " will close 😀 the port,” she sai")], created: "2023-11-14T22:13:20Z"),
    ],
)
"#
    );
    assert_eq!(String::from_utf8_lossy(&files[LAYER]), layer);
    let annotator = r##"(
    format: 1,
    name: "ana",
    color: "#090807",
    entities: [
        (id: "lee", name: "Lee", kind: "person", aliases: ["Mr. Lee"], roles: [(title: "Minister", from: "2021-01-01")], color: "#040506", group: "ministers", modified: "2023-11-14T22:13:20Z"),
    ],
)
"##;
    assert_eq!(
        String::from_utf8_lossy(&files["annotators/ana/annotator.ron"]),
        annotator
    );
}

#[test]
fn deleting_an_annotation_changes_its_line_into_a_tombstone() {
    let (folder, mut project) = made();
    let before = files(folder.path());
    let layer = Arc::make_mut(project.layers.get_mut(&key("one", "ana")).unwrap());
    layer.annotations.remove(&mark("m2"));
    layer.deleted.insert(mark("m2"), author(5).at);
    save_parts(folder.path(), &project, &[layer_part()]);
    let after = files(folder.path());
    assert_eq!(differing_lines(&before[LAYER], &after[LAYER]), 1);
    assert_eq!(opened(folder.path()).project, project);
}

#[test]
fn what_is_gone_from_the_project_goes_from_the_folder() {
    let (folder, mut project) = made();
    project.layers.clear();
    let gone = [
        layer_part(),
        Part::Article(ArticleId::new("two").unwrap()),
        Part::Annotator(annotator("ben")),
    ];
    project.articles.remove("two");
    project.annotators.remove("ben");
    assert_eq!(save_parts(folder.path(), &project, &gone).written, gone);
    assert_eq!(save_parts(folder.path(), &project, &gone).unchanged, gone);
    assert_eq!(opened(folder.path()).project, project);
    assert!(!folder.path().join("annotators/ben").exists());
    assert!(!folder.path().join("articles/two.txt").exists());
}

#[test]
fn a_layer_without_its_article_is_not_taken_for_a_deleted_one() {
    let (folder, mut project) = made();
    let before = files(folder.path());
    project.articles.remove("one");
    assert!(
        save(
            folder.path(),
            &project,
            &[layer_part()],
            &known(folder.path())
        )
        .is_err()
    );
    assert_eq!(files(folder.path()), before);
}

#[test]
fn fractions_of_seconds_are_not_kept() {
    let (folder, mut project) = made();
    let layer = Arc::make_mut(project.layers.get_mut(&key("one", "ana")).unwrap());
    let annotation = Arc::make_mut(layer.annotations.get_mut(&mark("m2")).unwrap());
    annotation.modified = "2026-11-22T10:00:00.75Z".parse().unwrap();
    save_parts(folder.path(), &project, &[layer_part()]);
    let text = String::from_utf8(files(folder.path())[LAYER].clone()).unwrap();
    assert!(text.contains(r#"modified: "2026-11-22T10:00:00Z""#));
}

#[test]
fn opening_changes_nothing_on_disk() {
    let (folder, _) = made();
    let times = |root: &Path| -> Vec<_> {
        [
            ".",
            LAYER,
            "annotators/ana/layers",
            "articles",
            "project.ron",
        ]
        .map(|file| fs::metadata(root.join(file)).unwrap().modified().unwrap())
        .to_vec()
    };
    let before = (files(folder.path()), times(folder.path()));
    check(folder.path(), &Progress::default()).unwrap();
    assert_eq!((files(folder.path()), times(folder.path())), before);
}

#[test]
fn a_codebook_is_read_from_text_as_from_a_file() {
    let project = sample();
    let ron = codebook_to_ron(&project.codebook);
    assert_eq!(codebook_from_ron(&ron).as_ref(), Ok(&*project.codebook));
    let wrong = codebook_from_ron("(\n    format: 1,\n    tages: [],\n)").unwrap_err();
    assert!(wrong.starts_with("line 3, column "), "{wrong}");
}

#[test]
fn what_has_lost_its_place_has_one_line_also_when_it_was_deleted() {
    let mut project = sample();
    let key = key("one", "ana");
    let layer = Arc::make_mut(&mut project.layers[&key]);
    let (id, annotation) = layer.annotations.iter().next().expect("a mark");
    let (id, annotation) = (id.clone(), annotation.clone());
    let stored = StoredSpan::of(
        &project.articles[&key.article].text,
        annotation.spans.hull(),
    );
    let lost = Detached::of(&annotation, vec![stored], &"0".repeat(64), String::new());
    let layer = Arc::make_mut(&mut project.layers[&key]);
    layer.annotations.remove(&id);
    layer.detached.insert(id.clone(), lost);
    layer.deleted.insert(id.clone(), annotation.modified);
    let folder = tempfile::tempdir().unwrap();
    create(folder.path(), &project).unwrap();
    let text = fs::read_to_string(folder.path().join(LAYER)).unwrap();
    assert_eq!(text.matches(&format!("\"{id}\"")).count(), 1, "{text}");
}
