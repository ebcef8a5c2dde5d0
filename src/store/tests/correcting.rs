//! Texts that were corrected, on disk.

use super::*;
use crate::model::{Edit, edits};

const ARTICLE: &str = "articles/one.ron";

/// The sample with “port” corrected to “harbour”, and the passage of Ana's quote after the emoji cut.
fn corrected(project: &Project) -> (Project, Vec<Edit>) {
    let id = ArticleId::new("one").unwrap();
    let mut now = project.clone();
    let mut done = Vec::new();
    for (was, to) in [("port", "harbour"), ("It's over, ", "")] {
        let text = now.articles[&id].text.as_str();
        let at = text.find(was).unwrap();
        let passage = Span::of(at..at + was.len());
        let edit = edits::correct_text(&now, &author(7), &id, passage, to, "A slip");
        done.push(edit.apply(&mut now).unwrap());
    }
    (now, done)
}

#[test]
fn a_correction_is_read_as_it_was_written_and_the_text_stays() {
    let folder = tempfile::tempdir().unwrap();
    create(folder.path(), &sample()).unwrap();
    let text = fs::read(folder.path().join("articles/one.txt")).unwrap();
    let before = open(folder.path(), &Progress::default()).unwrap();
    let (now, inverses) = corrected(&before.project);
    assert_ne!(
        now.articles["one"].text,
        before.project.articles["one"].text
    );
    let part = [Part::Article(ArticleId::new("one").unwrap())];
    save(folder.path(), &now, &part, &before.locked).unwrap();
    assert_eq!(
        fs::read(folder.path().join("articles/one.txt")).unwrap(),
        text
    );
    // The layer was made on the text before: it is read as it came along.
    let after = open(folder.path(), &Progress::default()).unwrap();
    assert_eq!(after.project, now);
    assert_eq!(after.findings, before.findings);
    assert_eq!(after.reanchored.len(), 1);
    // With its layer written too, nothing is left to do.
    let layer = [Part::Layer(key("one", "ana"))];
    save(folder.path(), &after.project, &layer, &after.locked).unwrap();
    let again = open(folder.path(), &Progress::default()).unwrap();
    assert_eq!(again.project, now);
    assert_eq!(again.reanchored.len(), 0);
    // And back, which the layer on disk follows too.
    let mut back = again.project;
    for inverse in inverses.iter().rev() {
        inverse.apply(&mut back).unwrap();
    }
    assert_eq!(back, before.project);
    // The layer is still of the text that was taken back: the article remembers that one.
    save(folder.path(), &back, &part, &again.locked).unwrap();
    let last = open(folder.path(), &Progress::default()).unwrap();
    assert_eq!(last.project, before.project);
    assert_eq!(last.reanchored.len(), 1);
    save(folder.path(), &back, &layer, &last.locked).unwrap();
    let last = open(folder.path(), &Progress::default()).unwrap();
    assert_eq!(last.project, before.project);
}

#[test]
fn a_correction_that_does_not_fit_is_told_and_stays_in_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let (now, _) = corrected(&sample());
    create(folder.path(), &now).unwrap();
    rewrite(folder.path(), ARTICLE, |ron| {
        ron.replace("was: \"port\"", "was: \"quay\"")
    });
    let file = fs::read(folder.path().join(ARTICLE)).unwrap();
    let opened = open(folder.path(), &Progress::default()).unwrap();
    let article = &opened.project.articles["one"];
    assert_eq!(article.text.as_str(), TEXT, "as it was loaded");
    let told: Vec<String> = opened.findings.iter().map(ToString::to_string).collect();
    assert!(
        told.iter()
            .any(|it| it.contains(ARTICLE) && it.contains("does not read “quay”")),
        "{told:?}"
    );
    let part = Part::Article(article.id.clone());
    assert!(save(folder.path(), &opened.project, &[part], &opened.locked).is_err());
    assert_eq!(fs::read(folder.path().join(ARTICLE)).unwrap(), file);
}

#[test]
fn a_text_that_was_changed_outside_is_not_corrected_and_its_corrections_stay() {
    let folder = tempfile::tempdir().unwrap();
    let (now, _) = corrected(&sample());
    create(folder.path(), &now).unwrap();
    fs::write(
        folder.path().join("articles/one.txt"),
        format!("{TEXT}\nMore.\n"),
    )
    .unwrap();
    let opened = open(folder.path(), &Progress::default()).unwrap();
    let article = &opened.project.articles["one"];
    assert!(article.meta.is_text_in_doubt());
    assert!(!article.text.as_str().contains("harbour") && article.text.as_str().contains("More."));
    let file = fs::read(folder.path().join(ARTICLE)).unwrap();
    let part = Part::Article(article.id.clone());
    assert!(save(folder.path(), &opened.project, &[part], &opened.locked).is_err());
    assert_eq!(fs::read(folder.path().join(ARTICLE)).unwrap(), file);
}

#[test]
fn exports_have_the_text_as_it_was_loaded() {
    let (now, _) = corrected(&sample());
    let loaded = now.as_loaded();
    assert_eq!(loaded.articles["one"].text.as_str(), TEXT);
    assert_eq!(loaded.layers, sample().layers);
}

/// What somebody else changed meanwhile stays when a correction is taken back.
#[test]
fn undo_puts_annotations_back_and_nothing_that_they_say() {
    let project = sample();
    let id = ArticleId::new("one").unwrap();
    let at = TEXT.find("close").unwrap();
    let passage = Span::of(at..at + 5);
    let edit = edits::correct_text(&project, &author(7), &id, passage, "shut", "");
    let mut now = project.clone();
    let inverse = edit.apply(&mut now).unwrap();
    let layer = Arc::make_mut(now.layers.get_mut(&key("one", "ana")).unwrap());
    let changed = crate::model::Annotation {
        note: "Somebody else's".to_owned(),
        ..crate::model::Annotation::clone(&layer.annotations[&mark("m1")])
    };
    layer.annotations.insert(mark("m1"), Arc::new(changed));
    layer.annotations.remove(&mark("m2"));
    layer.deleted.insert(mark("m2"), author(8).at);
    inverse.apply(&mut now).unwrap();
    let layer = &now.layers[&key("one", "ana")];
    assert_eq!(layer.annotations[&mark("m1")].note, "Somebody else's");
    let before = &project.layers[&key("one", "ana")].annotations[&mark("m1")];
    assert_eq!(layer.annotations[&mark("m1")].spans, before.spans);
    assert!(!layer.annotations.contains_key(&mark("m2")));
}
