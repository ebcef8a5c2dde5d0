//! The store as a whole, on real folders.

mod anchors;
mod arrivals;
mod backup;
mod chronicle;
mod colleagues;
mod contested;
mod correcting;
mod damage;
mod faults;
mod golden;
mod highlighters;
mod journal;
mod laying;
mod memory;
mod mend;
mod merging;
mod reviews;
mod round_trip;
mod saver;
mod saving;
#[cfg(unix)]
mod special;
mod versions;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::date;
use tempfile::TempDir;

use crate::model::random::{annotation, article, author, tag};
use crate::model::{
    AnnotationId, Annotator, AnnotatorId, Article, ArticleId, AttributeId, Color, Entity, EntityId,
    EntityTypeId, HeldRole, LayerKey, Link, Origin, Part, Project, RoleId, Settings, Spans, Status,
    Target, Value,
};
use crate::text::Span;

use super::*;

const TEXT: &str = "“We will close 😀 the port,” she said.\nIt's over, नमस्ते.\n";

/// A project with something of everything.
fn sample() -> Project {
    let at = author(0).at;
    let (ana, ben) = (annotator("ana"), annotator("ben"));
    let mut project = Project {
        settings: Settings {
            id: "ports".to_owned(),
            name: "Ports".to_owned(),
            description: "Who says what of the port".to_owned(),
            open_as: Some(AnnotatorId::new("ana").unwrap()),
        },
        guidelines: "# Guidelines\n\nMark *claims*.\n".into(),
        ..Project::default()
    };
    let codebook = Arc::make_mut(&mut project.codebook);
    codebook.tags = vec![tag("quote", Some('q')), tag("claim", Some('c'))];
    for id in ["one", "two"] {
        let mut article = Article::clone(&article(id, TEXT));
        article.sha256 = sha256_hex(TEXT);
        article.meta.date = Some(date(2026, 11, 22));
        article.meta.more = BTreeMap::from([("section".to_owned(), "Politics; Pg. 4".to_owned())]);
        article.meta.origin = Some(Box::new(Origin {
            file: "port.txt".to_owned(),
            encoding: "UTF-8".to_owned(),
            cleaned: String::new(),
            format: "docx".to_owned(),
            sha256: sha256_hex(TEXT),
            number: Some(2),
            at,
            by: ana.clone(),
        }));
        project
            .articles
            .insert(article.id.clone(), Arc::new(article));
    }
    let (id, kind) = (
        EntityId::new("lee").unwrap(),
        EntityTypeId::new("person").unwrap(),
    );
    let lee = Entity {
        aliases: vec!["Mr. Lee".to_owned()],
        color: Some(Color([4, 5, 6])),
        group: EntityId::new("ministers").ok(),
        roles: vec![HeldRole {
            title: "Minister".to_owned(),
            from: Some(date(2021, 1, 1)),
            to: None,
        }],
        ..Entity::new(id, "Lee", kind, at)
    };
    for id in [ana, ben] {
        let entities = (id.as_str() == "ana").then(|| (lee.id.clone(), lee.clone()));
        let annotator = Annotator {
            name: id.to_string(),
            color: Color([9, 8, 7]),
            entities: entities.into_iter().collect(),
            id: id.clone(),
        };
        project.annotators.insert(id, Arc::new(annotator));
    }
    let layer = Arc::make_mut(project.layers.entry(key("one", "ana")).or_default());
    layer.head.status = Status::InProgress;
    layer.head.note = "A first look".to_owned();
    let spans = Spans::new(vec![Span::of(3..16), Span::of(21..30)]).unwrap();
    let mut quote = crate::model::Annotation::clone(&annotation("m1", "quote", spans, at));
    quote.links.push(Link {
        role: RoleId::new("speaker").unwrap(),
        to: Target::Entity(lee.id),
    });
    quote.attributes.insert(
        AttributeId::new("type").unwrap(),
        Value::Choice("direct".to_owned()),
    );
    let claim = annotation("m2", "claim", Spans::one(Span::of(3..5)).unwrap(), at);
    for mark in [Arc::new(quote), claim] {
        layer.annotations.insert(mark.id.clone(), mark);
    }
    layer.deleted.insert(mark("m0"), at);
    project
}

fn annotator(id: &str) -> AnnotatorId {
    AnnotatorId::new(id).unwrap()
}

fn mark(id: &str) -> AnnotationId {
    AnnotationId::new(id).unwrap()
}

fn key(article: &str, by: &str) -> LayerKey {
    LayerKey {
        article: ArticleId::new(article).unwrap(),
        annotator: annotator(by),
    }
}

fn layer_part() -> Part {
    Part::Layer(key("one", "ana"))
}

const LAYER: &str = "annotators/ana/layers/one.ron";

/// The sample in a new folder.
fn made() -> (TempDir, Project) {
    let folder = tempfile::tempdir().unwrap();
    let project = sample();
    create(folder.path(), &project).unwrap();
    (folder, project)
}

fn opened(root: &Path) -> Opened {
    open(root, &Progress::default()).unwrap()
}

/// What somebody knows who has just read the folder, but does not look at the locks.
fn known(root: &Path) -> Known {
    let mut known = opened(root).locked;
    known.clear();
    known
}

/// Every file of a folder with its bytes.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = layout::shown(path.strip_prefix(root).unwrap());
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    found
}

/// The file's text, with a change.
fn rewrite(root: &Path, file: &str, change: impl FnOnce(String) -> String) {
    let path = root.join(file);
    let text = fs::read_to_string(&path).unwrap();
    let changed = change(text.clone());
    assert_ne!(text, changed, "{file} has what is to be changed");
    fs::write(path, changed).unwrap();
}

fn with_note(project: &Project, id: &str, note: &str) -> Project {
    let mut project = project.clone();
    let layer = Arc::make_mut(project.layers.get_mut(&key("one", "ana")).unwrap());
    let annotation = layer.annotations.get_mut(&mark(id)).unwrap();
    Arc::make_mut(annotation).note = note.to_owned();
    project
}
