//! Many new articles and layers at a time.

use super::faults::{Fault, FaultyDisk};
use super::*;

/// How many articles come; each with a layer, so that there are three files each.
const NEW: usize = 70;

/// The sample with many more articles and layers, and the parts that are new.
fn with_many(project: &Project) -> (Project, Vec<Part>) {
    let mut project = project.clone();
    let mut parts = Vec::new();
    for number in 0..NEW {
        let text = format!("{TEXT}Number {number}.\n");
        let article = article(&format!("new-{number}"), &text);
        let key = key(article.id.as_str(), "ana");
        let mut layer = crate::model::Layer::default();
        let spans = Spans::one(Span::of(3..16)).unwrap();
        let mark = annotation(&format!("mark{number}"), "claim", spans, author(0).at);
        layer.annotations.insert(mark.id.clone(), mark);
        parts.push(Part::Article(article.id.clone()));
        parts.push(Part::Layer(key.clone()));
        project
            .articles
            .insert(article.id.clone(), Arc::new(Article::clone(&article)));
        project.layers.insert(key, Arc::new(layer));
    }
    (project, parts)
}

#[test]
fn many_at_a_time_come_to_the_same_as_one_by_one() {
    let (together, project) = made();
    let (alone, _) = made();
    let (project, parts) = with_many(&project);
    let knows = known(together.path());
    let report = save(together.path(), &project, &parts, &knows).unwrap();
    assert_eq!(report.written.len(), parts.len());
    let knows_alone = known(alone.path());
    for part in &parts {
        save(
            alone.path(),
            &project,
            core::slice::from_ref(part),
            &knows_alone,
        )
        .unwrap();
    }
    assert_eq!(files(together.path()), files(alone.path()));
    assert_eq!(opened(together.path()).project, project);
    // What was laid is known: it can be changed without being taken for another program's.
    let again = save(together.path(), &project, &parts, &knows).unwrap();
    assert_eq!(again.unchanged.len(), parts.len());
    let mut changed = project.clone();
    let first = changed.articles.get_mut("new-7").unwrap();
    Arc::make_mut(first).meta.title = "Another".to_owned();
    let report = save(together.path(), &changed, &parts, &knows).unwrap();
    assert_eq!(report.written.len(), 1);
}

#[test]
fn what_stands_there_already_is_looked_at_as_ever() {
    let (folder, project) = made();
    let (project, parts) = with_many(&project);
    let knows = known(folder.path());
    // Somebody else has put another text and the same layer there meanwhile.
    fs::write(folder.path().join("articles/new-3.txt"), "Another text").unwrap();
    let failures = save(folder.path(), &project, &parts, &knows).unwrap_err();
    assert_eq!(failures.len(), 1, "{failures:?}");
    assert!(failures[0].message.contains("texts are never overwritten"));
    let files = files(folder.path());
    assert_eq!(files["articles/new-3.txt"], b"Another text");
    assert_eq!(
        files
            .keys()
            .filter(|file| file.starts_with("articles/new-"))
            .count(),
        2 * NEW - 1
    );
}

/// Whatever operation fails, all is in the folder or named, and nothing half of it.
#[test]
fn a_disk_that_fails_once_loses_nothing() {
    let (folder, project) = made();
    let (project, parts) = with_many(&project);
    let operations = |at| {
        let fault = Fault::new(rustix::io::Errno::IO.raw_os_error(), at, 1);
        let place = tempfile::tempdir().unwrap();
        create(place.path(), &sample()).unwrap();
        let disk = FaultyDisk(Arc::clone(&fault));
        let knows = known(place.path()).on_disk(Arc::new(disk));
        let saved = save(place.path(), &project, &parts, &knows);
        let failed: Vec<Part> = saved
            .err()
            .unwrap_or_default()
            .into_iter()
            .map(|failure| failure.part)
            .collect();
        let there = opened(place.path());
        for part in &parts {
            let is_same = match part {
                Part::Article(id) => there.project.articles.get(id) == project.articles.get(id),
                Part::Layer(key) => there.project.layers.get(key) == project.layers.get(key),
                _ => unreachable!("only these are new"),
            };
            assert!(is_same || failed.contains(part), "{part:?} at {at}");
        }
        if !fault.is_untidy() {
            let left = files(place.path());
            let left = left.keys().find(|file| file.ends_with(".postil-new"));
            assert_eq!(left, None, "at {at}");
        }
        fault.operations()
    };
    drop(folder);
    let all = operations(usize::MAX);
    assert!(
        all > 3 * 3 * NEW,
        "create, write and rename, each file: {all}"
    );
    for at in (1..=all).step_by(37).chain(all - 12..=all) {
        operations(at);
    }
}
