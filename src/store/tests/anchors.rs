//! Layers whose articles have another text than the one on which they were made.

use super::*;
use crate::model::edits::carry_over;
use crate::model::{Annotation, Author, Change, Edit, Finding, Layer, Slot};
use crate::store::open::read_version;

/// A text of some length, in which the same words stand in several places.
fn prose() -> String {
    let paragraphs: Vec<String> = (1..=40)
        .map(|number| {
            format!(
                "In paragraph {number} the port of Núñez will close 😀 on day {number}, she said.
"
            )
        })
        .collect();
    paragraphs.concat()
}

/// Marks “the port” and “close” in every paragraph, and paragraphs 10 to 19 as a whole, which is long.
fn marked(text: &str) -> Project {
    let mut project = sample();
    project.articles.remove("two");
    let article = Arc::make_mut(project.articles.get_mut("one").unwrap());
    article.text = crate::text::Text::new(text);
    article.sha256 = sha256_hex(text);
    let layer = Arc::make_mut(project.layers.get_mut(&key("one", "ana")).unwrap());
    layer.annotations.clear();
    let mut add = |id: String, pieces: Vec<Span>| {
        let spans = Spans::new(pieces).unwrap();
        let annotation = annotation(&id, "claim", spans, author(0).at);
        layer.annotations.insert(annotation.id.clone(), annotation);
    };
    let ports = text
        .match_indices("the port")
        .map(|(at, word)| at..at + word.len());
    let closes = text
        .match_indices("close")
        .map(|(at, word)| at..at + word.len());
    for (number, (port, close)) in ports.zip(closes).enumerate() {
        add(format!("port-{}", number + 1), vec![Span::of(port.clone())]);
        add(
            format!("both-{}", number + 1),
            vec![Span::of(port), Span::of(close)],
        );
    }
    let begin = text.find("In paragraph 10").unwrap();
    add(
        "long".to_owned(),
        vec![Span::of(begin..text.find("In paragraph 20").unwrap())],
    );
    project
}

struct Scene {
    folder: TempDir,
    old: String,
    project: Project,
}

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let old = prose();
        let project = marked(&old);
        create(folder.path(), &project).unwrap();
        Self {
            folder,
            old,
            project,
        }
    }

    /// The text is another, and the article says so.
    fn change(&self, new: &str) {
        let root = self.folder.path();
        let before = fs::read_to_string(root.join("articles/one.txt")).unwrap();
        fs::write(root.join("articles/one.txt"), new).unwrap();
        rewrite(root, "articles/one.ron", |ron| {
            ron.replace(&sha256_hex(&before), &sha256_hex(new))
        });
    }

    /// Opens the project where the old text is at hand, or where it is not.
    fn open(&self, with_old_text: bool) -> Opened {
        let progress = Progress::default();
        let mut opened = open_articles(self.folder.path(), Cache::default(), &progress).unwrap();
        let (old, sha256) = (self.old.clone(), sha256_hex(&self.old));
        if with_old_text {
            let texts =
                OldTexts::new(move |wanted| (wanted == sha256).then(|| old.clone().into_bytes()));
            opened.locked = opened.locked.with_old_texts(texts);
        }
        opened.read_layers(&progress).unwrap();
        opened
    }

    fn all(&self) -> usize {
        self.project.layers[&key("one", "ana")].annotations.len()
    }
}

fn layer(opened: &Opened) -> &Layer {
    &opened.project.layers[&key("one", "ana")]
}

fn quotation(opened: &Opened, id: &str) -> Option<String> {
    let text = &opened.project.articles["one"].text;
    let annotation = layer(opened).annotations.get(&mark(id))?;
    Some(annotation.spans.quotation(text))
}

/// The paragraph in which an annotation stands.
fn paragraph(opened: &Opened, id: &str) -> String {
    let text = &opened.project.articles["one"].text;
    let at = layer(opened).annotations[&mark(id)].spans.start();
    text.slice(text.paragraph_at(at).span).to_owned()
}

fn of_layer(opened: &Opened) -> Vec<&Finding> {
    opened
        .findings
        .iter()
        .filter(|finding| finding.file == LAYER)
        .collect()
}

#[test]
fn with_the_old_text_what_is_unchanged_goes_along_and_the_rest_waits() {
    let scene = Scene::new();
    let new = format!("Ports\n\n{}", scene.old)
        .replace(
            "In paragraph 7 the port of Núñez",
            "In paragraph 7 the harbour of Núñez",
        )
        .replace(
            "In paragraph 9 the port of Núñez will close 😀 on day 9, she said.\n",
            "",
        );
    scene.change(&new);
    let opened = scene.open(true);
    let layer = layer(&opened);
    assert_eq!(layer.annotations.len() + layer.detached.len(), scene.all());
    for number in 1..=40 {
        for (id, words) in [("both", "the port … close"), ("port", "the port")] {
            let id = format!("{id}-{number}");
            match quotation(&opened, &id) {
                Some(quotation) => {
                    assert_eq!(quotation, words);
                    assert!(
                        paragraph(&opened, &id).starts_with(&format!("In paragraph {number} "))
                    );
                    assert!(number != 7 && number != 9);
                }
                // The paragraphs are much alike, so next to a change one may be the copy of another.
                None => assert!((6..=10).contains(&number), "{id} waits"),
            }
        }
    }
    assert!(
        quotation(&opened, "long")
            .unwrap()
            .starts_with("In paragraph 10 ")
    );
    let found = of_layer(&opened);
    let waiting = layer.detached.len();
    assert_eq!(found.len(), 1 + waiting);
    let summary = found
        .iter()
        .find(|finding| finding.annotation.is_none())
        .unwrap();
    let told = format!(
        "{} annotations were moved along with their words; {waiting} are to be placed by hand.",
        scene.all() - waiting
    );
    assert!(summary.message.ends_with(&told), "{summary}");
}

#[test]
fn what_became_of_a_layer_is_an_edit_that_can_be_taken_back() {
    let scene = Scene::new();
    scene.change(&format!("Ports\n\n{}", scene.old));
    let opened = scene.open(true);
    let [reanchored] = &opened.reanchored[..] else {
        panic!("one layer is of another text: {:?}", opened.reanchored);
    };
    assert_eq!((reanchored.moved, reanchored.left), (scene.all(), 0));
    let mut project = opened.project.clone();
    reanchored.inverse.apply(&mut project).unwrap();
    assert_eq!(project.layers[&reanchored.key].annotations.len(), 0);
    assert_eq!(project.layers[&reanchored.key].detached.len(), scene.all());
    let again: Edit = reanchored.edit.apply(&mut project).unwrap();
    assert_eq!(project, opened.project);
    assert_eq!(again, reanchored.inverse);
    // Nothing but the places has changed.
    let known = &scene.project.layers[&reanchored.key].annotations;
    for (id, annotation) in &layer(&opened).annotations {
        let spans = known[id].spans.clone();
        assert_eq!(
            Annotation {
                spans,
                ..Annotation::clone(annotation)
            },
            *known[id]
        );
    }
    // Once it is saved, the layer is of this text.
    save(
        scene.folder.path(),
        &opened.project,
        &[layer_part()],
        &opened.locked,
    )
    .unwrap();
    let saved = scene.open(false);
    assert_eq!(saved.project, opened.project);
    assert_eq!((saved.findings, saved.reanchored), (Vec::new(), Vec::new()));
}

#[test]
fn without_the_old_text_only_what_stands_once_with_its_surroundings_goes_along() {
    let scene = Scene::new();
    let new = format!("Ports\n\n{}", scene.old).replace(
        "In paragraph 7 the port of Núñez",
        "In paragraph 7 the harbour of Núñez",
    );
    scene.change(&new);
    let opened = scene.open(false);
    let layer = layer(&opened);
    assert_eq!(layer.annotations.len() + layer.detached.len(), scene.all());
    for number in (1..=40).filter(|number| *number != 7) {
        let id = format!("port-{number}");
        assert!(paragraph(&opened, &id).starts_with(&format!("In paragraph {number} ")));
    }
    assert!(layer.detached.contains_key(&mark("port-7")));
    assert!(
        quotation(&opened, "long")
            .unwrap()
            .ends_with("on day 19, she said.\n")
    );
}

/// The same words may stand by chance where they stood in another text.
#[test]
fn offsets_into_another_text_mean_nothing() {
    for with_old_text in [false, true] {
        let scene = Scene::new();
        scene.change(&scene.old.replace("of Núñez will", "in Núñez must"));
        let opened = scene.open(with_old_text);
        assert_eq!(layer(&opened).annotations.len(), 0);
        assert_eq!(layer(&opened).detached.len(), scene.all());
        assert_eq!(opened.reanchored, []);
    }
}

#[test]
fn what_waits_is_kept_with_its_text_and_comes_back_with_it() {
    let scene = Scene::new();
    let new = scene
        .old
        .replace("In paragraph 7 the port", "In paragraph 7 our port");
    scene.change(&new);
    let opened = scene.open(true);
    let waiting = layer(&opened).detached.clone();
    let count = waiting.len();
    assert!(waiting.contains_key(&mark("port-7")) && count <= 10);
    assert!(
        waiting
            .values()
            .all(|lost| lost.text_sha256 == sha256_hex(&scene.old))
    );
    save(
        scene.folder.path(),
        &opened.project,
        &[layer_part()],
        &opened.locked,
    )
    .unwrap();
    let ron = fs::read_to_string(scene.folder.path().join(LAYER)).unwrap();
    assert_eq!(ron.matches(&sha256_hex(&new)).count(), 1);
    assert_eq!(ron.matches(&sha256_hex(&scene.old)).count(), count);
    let again = scene.open(true);
    assert_eq!(again.project, opened.project);
    assert_eq!(
        of_layer(&again).len(),
        count,
        "each is named: {:?}",
        again.findings
    );
    // The text is put back: what is of it fits again, whoever opens the project.
    scene.change(&scene.old);
    let back = scene.open(false);
    assert!(!layer(&back).detached.contains_key(&mark("port-7")));
    assert_eq!(quotation(&back, "both-7").unwrap(), "the port … close");
}

#[test]
fn line_ends_that_git_changed_keep_nobody_waiting() {
    let scene = Scene::new();
    let text = scene.old.replace('\n', "\r\n");
    fs::write(scene.folder.path().join("articles/one.txt"), text).unwrap();
    // The old text follows from the new one, so it need not be at hand.
    let opened = scene.open(false);
    assert_eq!(layer(&opened).annotations.len(), scene.all());
    assert!(paragraph(&opened, "both-40").starts_with("In paragraph 40"));
    let long = quotation(&opened, "long").unwrap();
    assert!(long.starts_with("In paragraph 10 ") && long.ends_with("on day 19, she said.\r\n"));
    fs::write(scene.folder.path().join("articles/one.txt"), &scene.old).unwrap();
    assert_eq!(scene.open(false).findings, []);
}

#[test]
fn a_large_layer_is_placed_as_a_small_one() {
    let scene = Scene::new();
    let mut project = scene.project.clone();
    let layer = Arc::make_mut(project.layers.get_mut(&key("one", "ana")).unwrap());
    let port = layer.annotations[&mark("port-20")].clone();
    for number in 0..3000 {
        let mut copy = Annotation::clone(&port);
        copy.id = mark(&format!("copy-{number}"));
        layer.annotations.insert(copy.id.clone(), Arc::new(copy));
    }
    let known = opened(scene.folder.path()).locked;
    save(scene.folder.path(), &project, &[layer_part()], &known).unwrap();
    assert!(fs::metadata(scene.folder.path().join(LAYER)).unwrap().len() > 256 * 1024);
    scene.change(
        &scene
            .old
            .replace("In paragraph 2 ", "In the second paragraph "),
    );
    for with_old_text in [true, false] {
        let opened = scene.open(with_old_text);
        assert!(paragraph(&opened, "copy-2999").starts_with("In paragraph 20 "));
    }
}

/// A text with a sentence that differs between the papers.
fn printed(by: &str) -> String {
    format!(
        "{by}\n\nThe port of Elsin will close on {by}, the minister said, and nobody knows for how long it will be.\n"
    )
}

/// The article `one`, marked where it differs from its copy, and the copy, to which that was carried over without a place.
fn carried_over(folder: &Path) -> Project {
    let mut project = sample();
    project.layers.clear();
    for (id, by) in [("one", "Sunday"), ("two", "Monday")] {
        let article = article(id, &printed(by));
        project.articles.insert(article.id.clone(), article);
    }
    let text = printed("Sunday");
    let at = text.find("on Sunday").unwrap();
    let spans = Spans::one(Span::of(at..at + 9)).unwrap();
    let mark = annotation("day", "claim", spans, author(0).at);
    let slot = Slot::Present(Arc::clone(&mark));
    let change = Change::Annotation(key("one", "ana"), mark.id.clone(), slot);
    Edit::new("", vec![change]).apply(&mut project).unwrap();
    let to = ArticleId::new("two").unwrap();
    let by = Author {
        annotator: AnnotatorId::new("ana").unwrap(),
        at: author(0).at,
    };
    let carried = carry_over(&project, &by, &key("one", "ana"), &to);
    assert_eq!((carried.placed, carried.waiting), (0, 1));
    carried.edit.apply(&mut project).unwrap();
    create(folder, &project).unwrap();
    project
}

#[test]
fn what_was_carried_over_and_waits_says_so_however_often_it_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let project = carried_over(folder.path());
    let original = printed("Sunday");
    let waiting = |project: &Project| {
        let layer = &project.layers[&key("two", "ana")];
        let lost = layer.detached.values().next().expect("it waits");
        (lost.reason.clone(), lost.text_sha256.clone())
    };
    let (reason, made_on) = waiting(&project);
    assert!(reason.contains("Title of one"), "{reason}");
    assert_eq!(made_on, sha256_hex(&original));
    // Whether or not backups know the text of the original, which is no earlier text of the copy.
    for with_text in [false, true] {
        let progress = Progress::default();
        let mut opened = open_articles(folder.path(), Cache::default(), &progress).unwrap();
        if with_text {
            let (text, sha256) = (original.clone(), made_on.clone());
            let texts =
                OldTexts::new(move |wanted| (wanted == sha256).then(|| text.clone().into_bytes()));
            opened.locked = opened.locked.with_old_texts(texts);
        }
        opened.read_layers(&progress).unwrap();
        assert_eq!(waiting(&opened.project), (reason.clone(), made_on.clone()));
        assert_eq!(opened.reanchored, []);
        let told = opened.findings.iter().map(|it| it.message.as_str());
        let told: Vec<&str> = told.collect();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains(&reason), "{told:?}");
    }
}

#[test]
fn a_part_that_is_read_anew_says_from_where_it_was_carried_over() {
    let folder = tempfile::tempdir().unwrap();
    let project = carried_over(folder.path());
    let part = Part::Layer(key("two", "ana"));
    let path = folder.path().join(part_path(&part));
    let bytes = fs::read(path).unwrap();
    let read = read_version(&part, &bytes, &project, &OldTexts::default()).unwrap();
    assert_eq!(read.layers, project.layers);
}

#[test]
fn without_its_original_it_waits_for_the_reason_that_is_left() {
    let folder = tempfile::tempdir().unwrap();
    carried_over(folder.path());
    for file in ["articles/one.txt", "articles/one.ron"] {
        fs::remove_file(folder.path().join(file)).unwrap();
    }
    fs::remove_file(folder.path().join(LAYER)).unwrap();
    let opened = opened(folder.path());
    let layer = &opened.project.layers[&key("two", "ana")];
    let lost = layer.detached.values().next().expect("it waits");
    assert!(
        lost.reason.contains("another than the one"),
        "{}",
        lost.reason
    );
}
