//! Highlighters on disk: a file of their own, which is not there without them.

use crate::model::random::highlighter;
use crate::model::{Finds, Highlighter, Level};

use super::*;

const FILE: &str = "highlighters.ron";

fn with(list: Vec<Highlighter>) -> (TempDir, Project) {
    let folder = tempfile::tempdir().unwrap();
    let project = Project {
        highlighters: Arc::new(list),
        ..sample()
    };
    create(folder.path(), &project).unwrap();
    (folder, project)
}

fn expression(id: &str, expression: &str) -> Highlighter {
    Highlighter {
        finds: Finds::Expression(expression.to_owned()),
        whole_words: false,
        ..highlighter(id, &[])
    }
}

#[test]
fn they_are_written_one_a_line_and_only_when_there_are_any() {
    let (folder, project) = with(vec![
        highlighter("places", &["port", "“quay”"]),
        expression("numbers", r"\d+ dead"),
    ]);
    let text = fs::read_to_string(folder.path().join(FILE)).unwrap();
    assert_eq!(
        text,
        r##"(
    format: 1,
    highlighters: [
        (id: "places", name: "About places", color: "#040506", finds: Words(["port", "“quay”"]), whole_words: true),
        (id: "numbers", name: "About numbers", color: "#040506", finds: Expression("\\d+ dead")),
    ],
)
"##
    );
    assert_eq!(opened(folder.path()).project, project);
    let (folder, _) = with(Vec::new());
    assert!(!folder.path().join(FILE).exists());
    // The last one that goes leaves an empty list: others must learn that it went.
    let (folder, mut project) = with(vec![highlighter("places", &["port"])]);
    project.highlighters = Arc::default();
    save(
        folder.path(),
        &project,
        &[Part::Highlighters],
        &known(folder.path()),
    )
    .unwrap();
    assert!(opened(folder.path()).project.highlighters.is_empty());
    assert!(folder.path().join(FILE).exists());
}

#[test]
fn a_damaged_file_is_named_with_its_place_and_locks_nothing_else() {
    let (folder, _) = with(vec![highlighter("places", &["port"])]);
    rewrite(folder.path(), FILE, |text| text.replace("finds:", "find:"));
    let before = files(folder.path());
    let opened = opened(folder.path());
    let finding = &opened.findings[0];
    assert_eq!((finding.file.as_str(), finding.line), (FILE, Some(4)));
    assert_eq!(opened.access, Access::ReadWrite);
    let project = Project {
        highlighters: Arc::new(vec![highlighter("mine", &["x"])]),
        ..opened.project
    };
    let parts = [Part::Highlighters, Part::Settings];
    let failures = save(folder.path(), &project, &parts, &opened.locked).unwrap_err();
    assert_eq!(failures.len(), 1);
    assert_eq!(files(folder.path())[FILE], before[FILE]);
}

#[test]
fn one_that_cannot_be_looked_for_is_kept_and_reported_at_its_place() {
    let (folder, project) = with(vec![
        expression("fine", "port"),
        expression("open", "é\\.\"x(y"),
        expression("large", "(a{1000}){1000}"),
        highlighter("none", &[]),
    ]);
    assert_eq!(opened(folder.path()).project, project);
    assert_eq!(opened(folder.path()).findings, []);
    let findings = check(folder.path(), &Progress::default()).unwrap();
    let findings = findings.iter().filter(|it| it.file == FILE);
    let told: Vec<(Option<usize>, Option<usize>, &str)> = findings
        .map(|it| {
            assert_eq!(it.level, Level::Error);
            (it.line, it.column, it.message.as_str())
        })
        .collect();
    let text = fs::read_to_string(folder.path().join(FILE)).unwrap();
    let line = text.lines().nth(4).unwrap();
    let column = line[..line.find("(y").unwrap()].chars().count() + 1;
    assert_eq!(
        told,
        [
            (
                Some(5),
                Some(column),
                "The highlighter “About open” finds nothing: Character 6: this ( has no ) behind it. It is kept as it is."
            ),
            (
                Some(6),
                None,
                "The highlighter “About large” finds nothing: The expression would need too much memory, so it is not used. Make its counts smaller, such as those in a{1000}. It is kept as it is."
            ),
            (
                Some(7),
                None,
                "The highlighter “About none” finds nothing: There is nothing in it to look for. It is kept as it is."
            ),
        ]
    );
}
