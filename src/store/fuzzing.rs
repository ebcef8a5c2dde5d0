//! What must hold of any bytes that stand in the place of a file of a project or of its journal.

use core::fmt::Debug;
use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;

use crate::model::merge::{Evidence, Told, differences, parts_of_copy, resolve, take_copy};
use crate::model::{
    Annotation, AnnotationId, Annotator, AnnotatorId, Article, ArticleId, ArticleMeta, Change,
    Codebook, Color, Edit, Highlighter, Layer, LayerKey, Part, Project, ReviewKey, Reviewing,
    Settings, Slot, Spans, TagId, Values,
};
use crate::text::{Span, Text};

use super::arrival::{Consent, read_bundle_arrival};
use super::codec::{self, Record};
use super::conflict::{merge_files, split};
use super::journal::{self, line};
use super::old_texts::OldTexts;
use super::open::read_version;
use super::parallel::Progress;
use super::record::{
    AnnotatorRecord, ArticleRecord, Checked, CodebookRecord, HighlightersRecord, LayerRecord,
    ProjectRecord, ReviewRecord, ReviewingRecord, layer_text, read_by_lines,
};

const TEXT: &str = "“We will close 😀 the port,” she said.\nIt's over, नमस्ते. The port is over.\n";

/// `project.ron`.
///
/// # Panics
/// When what is read is not what was written.
pub fn project(bytes: &[u8]) {
    stable(
        bytes,
        |record: ProjectRecord| Settings::from(record),
        |settings| ProjectRecord::from(settings),
    );
    version(&Part::Settings, bytes);
}

/// `codebook.ron`.
///
/// # Panics
/// When what is read is not what was written.
pub fn codebook(bytes: &[u8]) {
    stable(
        bytes,
        |record: CodebookRecord| Codebook::from(record),
        |codebook| CodebookRecord::from(codebook),
    );
    version(&Part::Codebook, bytes);
}

/// A bundle: whatever is in it, nothing panics, and what comes of it fits the project.
///
/// # Panics
/// When something of it does not fit.
pub fn bundle(bytes: &[u8]) {
    let ours = bundled();
    let consent = Consent {
        reanchor: true,
        another_project: true,
    };
    let arrival = read_bundle_arrival(bytes, &ours, &OldTexts::default(), consent);
    let Ok(arrival) = arrival else { return };
    let told = Told {
        name: "Take over".into(),
        other: "them".into(),
    };
    let parts = parts_of_copy(&ours, &arrival.theirs, true);
    let copied = take_copy(&ours, &arrival.theirs, &Evidence::default(), &parts, &told);
    let mut project = ours;
    let taken = copied.edit.apply(&mut project);
    assert!(taken.is_ok(), "{taken:?}");
}

/// The project to which bundles for fuzzing belong.
fn bundled() -> Project {
    let mut project = Project::default();
    let text = Text::new(TEXT);
    let article = Article::new(key().article, ArticleMeta::default(), text);
    project.articles.insert(key().article, Arc::new(article));
    project
}

/// `reviewing.ron`, or a review.
///
/// # Panics
/// When what is read is not what was written.
pub fn reviews(bytes: &[u8]) {
    stable(
        bytes,
        |record: ReviewingRecord| Reviewing::from(record),
        |reviewing| ReviewingRecord::from(reviewing),
    );
    version(&Part::Reviewing, bytes);
    let key = ReviewKey {
        article: key().article,
        reviewer: key().annotator,
    };
    stable(
        bytes,
        |record: ReviewRecord| record.into_review().0,
        |review| ReviewRecord::new(&key, review),
    );
    version(&Part::Review(key), bytes);
}

/// `highlighters.ron`.
///
/// # Panics
/// When what is read is not what was written, or one of them cannot be looked for in bounded time.
pub fn highlighters(bytes: &[u8]) {
    stable(
        bytes,
        |record: HighlightersRecord| Vec::<Highlighter>::from(record),
        |list| HighlightersRecord::from(list.as_slice()),
    );
    version(&Part::Highlighters, bytes);
    if let Ok(record) = codec::decode::<HighlightersRecord>(bytes) {
        let text = Text::new(TEXT);
        for highlighter in Vec::from(record) {
            if let Ok(seeker) = highlighter.seeker() {
                let mut found = Vec::new();
                assert!(seeker.seek(&text, &mut found, || true));
                assert!(found.iter().all(|span| text.get(*span).is_some()));
            }
        }
    }
}

/// `articles/<id>.ron`.
///
/// # Panics
/// When what is read is not what was written.
pub fn article(bytes: &[u8]) {
    stable(
        bytes,
        |record: ArticleRecord| {
            let (meta, corrections, withdrawn) = record.into_parts();
            Article {
                meta,
                corrections,
                withdrawn,
                ..article_of(TEXT)
            }
        },
        |article| ArticleRecord::from(article),
    );
    version(&Part::Article(key().article), bytes);
}

/// `annotators/<id>/annotator.ron`.
///
/// # Panics
/// When what is read is not what was written.
pub fn annotator(bytes: &[u8]) {
    stable(
        bytes,
        |record: AnnotatorRecord| record.into_annotator(key().annotator).0,
        |annotator| AnnotatorRecord::from(annotator),
    );
    version(&Part::Annotator(key().annotator), bytes);
}

/// A layer; what stands before a zero byte is the text of its article.
///
/// # Panics
/// When what is read is not what was written, an annotation is lost, or the reader of large files reads something else.
pub fn layer(bytes: &[u8]) {
    let cut = memchr::memchr(0, bytes);
    let (text, ron) = cut.map_or((TEXT.as_bytes(), bytes), |at| {
        (&bytes[..at], &bytes[at + 1..])
    });
    let article = article_of(&String::from_utf8_lossy(text));
    let by_lines = core::str::from_utf8(ron)
        .ok()
        .and_then(|ron| read_by_lines(ron, &article, &Progress::default()))
        // A newer format is read as far as it reads like ours, and not written.
        .filter(|(record, _)| super::codec::ours(record).is_ok())
        .map(|(record, lines)| record.into_layer(lines).0);
    let Some(read) = load(ron, &article) else {
        assert!(by_lines.is_none(), "what is damaged is read by lines");
        return;
    };
    if let Some(by_lines) = by_lines {
        assert_eq!(read, by_lines, "both readers read the same");
    }
    let first = save(&read, &article);
    let again = load(first.as_bytes(), &article).expect("what is written is read");
    assert_eq!(ids(&read), ids(&again), "an annotation was lost");
    assert_eq!(save(&again, &article), first);
    version(&Part::Layer(key()), ron);
}

/// A file in which git left its markers.
///
/// # Panics
/// When a version has markers still, or merging the versions loses one of their annotations.
pub fn markers(bytes: &[u8]) {
    let Ok(text) = core::str::from_utf8(bytes) else {
        return;
    };
    let Some(versions) = split(text) else {
        return;
    };
    for version in [&versions.ours, &versions.theirs] {
        assert_eq!(split(version), None);
    }
    let base = versions.base.as_deref();
    for part in [Part::Layer(key()), Part::Codebook, Part::Guidelines] {
        merge_once(&part, [base, Some(&versions.ours), Some(&versions.theirs)]);
    }
}

/// Three versions of a layer: the bytes are what two people did to the first.
///
/// # Panics
/// When a merge loses what one of them did, depends on whose side is whose, or changes something the second time.
pub fn merge(bytes: &[u8]) {
    let article = article_of(TEXT);
    let base = (0..4).fold(Layer::default(), |mut layer, number| {
        work(&mut layer, 0, number);
        layer
    });
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    for deed in bytes.as_chunks::<2>().0.iter().take(64) {
        let layer = if deed[0] & 1 == 0 {
            &mut ours
        } else {
            &mut theirs
        };
        work(layer, deed[0] >> 1, deed[1]);
    }
    let texts = [&base, &ours, &theirs].map(|layer| save(layer, &article));
    let [base_text, ours_text, theirs_text] = texts.each_ref().map(String::as_str);
    let part = Part::Layer(key());
    let merged = merge_once(&part, [Some(base_text), Some(ours_text), Some(theirs_text)])
        .expect("what was written can be merged");
    let mirrored = merge_once(&part, [Some(base_text), Some(theirs_text), Some(ours_text)])
        .expect("what was written can be merged");
    let layer = load(merged.as_bytes(), &article).expect("what was merged can be read");
    let other = load(mirrored.as_bytes(), &article).expect("what was merged can be read");
    assert_eq!(
        layer.annotations, other.annotations,
        "sides make no difference"
    );
    assert_eq!(layer.detached.len(), 0);
    for (one, was) in [(&ours, &theirs), (&theirs, &ours)] {
        for (id, annotation) in &one.annotations {
            // A change that leaves everything but the times as they were is none: it says what was there.
            let is_changed = base.annotations.get(id).is_none_or(|was| {
                Annotation {
                    created: annotation.created,
                    modified: annotation.modified,
                    ..Annotation::clone(was)
                } != **annotation
            });
            let is_deleted = !was.annotations.contains_key(id);
            assert!(
                layer.annotations.contains_key(id) || is_deleted && !is_changed,
                "{id} was lost"
            );
            // Each note says whose it is and from when, so none can be there by chance.
            let is_new = base.annotations.get(id).map(|was| &was.note) != Some(&annotation.note);
            assert!(
                !is_new || merged.contains(&annotation.note),
                "the note {:?} was lost",
                annotation.note
            );
        }
    }
}

/// Something that a person does to a layer: `what` says what and to which annotation, `how` how.
fn work(layer: &mut Layer, what: u8, how: u8) {
    const PLACES: [(usize, usize); 6] = [(3, 5), (6, 10), (21, 24), (25, 29), (3, 16), (36, 39)];
    let at = |second: u8| Timestamp::from_second(1_700_000_000 + i64::from(second));
    let Ok(modified) = at(how) else { return };
    let names = [usize::from(what >> 3) % 5, usize::from(how) % 5];
    let deed = what % 8;
    let name = names[usize::from(deed == 0)];
    let Ok(id) = AnnotationId::new(&format!("m{name}")) else {
        return;
    };
    let (start, end) = PLACES[usize::from(how) % PLACES.len()];
    let Ok(spans) = Spans::one(Span::of(start..end)) else {
        return;
    };
    if deed == 0 {
        let Ok(tag) = TagId::new("claim") else { return };
        let annotation = Annotation {
            id: id.clone(),
            tag,
            spans,
            attributes: Values::new(),
            links: Vec::new(),
            note: String::new(),
            unsure: false,
            created: modified,
            modified,
        };
        if !layer.annotations.contains_key(&id) {
            layer.deleted.remove(&id);
            layer.annotations.insert(id, Arc::new(annotation));
        }
        return;
    }
    let Some(annotation) = layer.annotations.get_mut(&id) else {
        return;
    };
    let annotation = Arc::make_mut(annotation);
    annotation.modified = annotation.modified.max(modified);
    match deed {
        1 | 2 => annotation.note = format!("note {what} {how}."),
        3 => {
            if let Ok(tag) = TagId::new(&format!("tag-{}", how % 4)) {
                annotation.tag = tag;
            }
        }
        4 => annotation.unsure = how & 1 == 1,
        5 | 6 => annotation.spans = spans,
        _ => {
            layer.annotations.remove(&id);
            layer.deleted.insert(id, modified);
        }
    }
}

/// A session of the journal: as it is, and with a good checksum before each of its lines.
///
/// # Panics
/// When what is read is not what was written, or a deed that fits a project is not taken back by its inverse.
pub fn journal(bytes: &[u8]) {
    let _any_bytes_may_be_there = line::read(bytes);
    let mut summed = Vec::new();
    for json in bytes.split(|byte| *byte == b'\n') {
        summed.extend_from_slice(format!("{:08x} ", crc32fast::hash(json)).as_bytes());
        summed.extend_from_slice(json);
        summed.push(b'\n');
    }
    let reading = line::read(&summed);
    let mut written = Vec::new();
    for record in &reading.records {
        written.extend(line::encode(record).expect("a record can be written"));
    }
    let again = line::read(&written);
    assert_eq!(again.records, reading.records);
    assert_eq!((again.torn, again.damaged.len()), (false, 0));
    let mut rewritten = Vec::new();
    for record in &again.records {
        rewritten.extend(line::encode(record).expect("a record can be written"));
    }
    assert_eq!(written, rewritten);
    let project = sample();
    let steps = journal::steps(reading.records.clone(), &project);
    let merged = resolve(&project, &steps, &told());
    let mut after = project.clone();
    merged.edit.apply(&mut after).expect("what was merged fits");
    for record in reading.records {
        let journal::Record::Deed(deed) = record else {
            continue;
        };
        takes_itself_back(&deed.edit, &project);
        takes_itself_back(&deed.inverse, &project);
    }
}

fn takes_itself_back(edit: &Edit, project: &Project) {
    let mut after = project.clone();
    if let Ok(inverse) = edit.apply(&mut after) {
        inverse.apply(&mut after).expect("an inverse fits");
    }
    assert_eq!(after, *project);
}

/// Loads a record, and loads and writes it again and again: from the first time on it stays as it is.
fn stable<T: Record, V: Debug>(bytes: &[u8], load: impl Fn(T) -> V, write: impl Fn(&V) -> T) {
    let Ok(record) = codec::decode::<T>(bytes) else {
        return;
    };
    let first = codec::encode(&write(&load(record))).expect("a record can be written");
    let again = codec::decode::<T>(first.as_bytes()).expect("what is written is read");
    let second = codec::encode(&write(&load(again))).expect("a record can be written");
    assert_eq!(first, second);
}

fn load(ron: &[u8], article: &Article) -> Option<Layer> {
    let mut record = codec::decode::<LayerRecord>(ron).ok()?;
    let lines: Vec<Checked> = record.take_lines(article).ok()?;
    let lives = |line: &&Checked| !matches!(line, Checked::Deleted(..));
    let count = lines.iter().filter(lives).count();
    let (layer, _) = record.into_layer(lines);
    assert_eq!(count, layer.annotations.len() + layer.detached.len());
    Some(layer)
}

fn save(layer: &Layer, article: &Article) -> String {
    layer_text(&key(), layer, article).expect("a layer can be written")
}

fn ids(layer: &Layer) -> BTreeSet<&AnnotationId> {
    layer
        .annotations
        .keys()
        .chain(layer.detached.keys())
        .collect()
}

/// Another version of a part of the sample: taking over its differences gives that version.
fn version(part: &Part, bytes: &[u8]) {
    let base = sample();
    let Ok(theirs) = read_version(part, bytes, &base, &OldTexts::default()) else {
        return;
    };
    let steps = differences(part, &base, &theirs);
    let merged = resolve(&base, &steps, &told());
    let mut after = base.clone();
    let inverse = merged.edit.apply(&mut after).expect("what was merged fits");
    if let (Part::Layer(key), Some(theirs)) = (part, theirs.layer(&key())) {
        let after = after.layer(key).expect("a layer stays");
        assert!(ids(theirs).is_subset(&ids(after)), "an annotation was lost");
    }
    let again = resolve(&after, &differences(part, &theirs, &after), &told());
    assert!(
        again.edit.is_empty(),
        "a merge that is done has nothing to do"
    );
    inverse.apply(&mut after).expect("an inverse fits");
    assert_eq!(after, base);
}

/// Merges; the second time nothing changes any more.
fn merge_once(part: &Part, versions: [Option<&str>; 3]) -> Option<String> {
    let merged = merge_files(part, versions, None, &told()).ok()?.text;
    let theirs = versions[2];
    let again = merge_files(part, [theirs, Some(&merged), theirs], None, &told());
    let again = again.expect("what was merged can be merged").text;
    assert_eq!(merged, again, "a merge that is done has nothing to do");
    Some(merged)
}

fn told() -> Told {
    Told {
        name: "Merge".to_owned(),
        other: "the other side".to_owned(),
    }
}

fn key() -> LayerKey {
    LayerKey {
        article: ArticleId::new("one").expect("an id"),
        annotator: AnnotatorId::new("ana").expect("an id"),
    }
}

fn article_of(text: &str) -> Article {
    Article::new(key().article, ArticleMeta::default(), Text::new(text))
}

/// A project with something in every part.
fn sample() -> Project {
    const CODEBOOK: &str = include_str!("../../assets/presets/news-claims-and-quotes/codebook.ron");
    let article = article_of(TEXT);
    let mut layer = Layer::default();
    for number in 0..3 {
        work(&mut layer, 0, number);
    }
    let annotator = Annotator {
        id: key().annotator,
        name: "Ana".to_owned(),
        color: Color([1, 2, 3]),
        entities: std::collections::BTreeMap::new(),
    };
    let mut project = Project {
        codebook: Arc::new(super::codebook_from_ron(CODEBOOK).expect("a preset can be read")),
        guidelines: "# Guidelines\n".into(),
        ..Project::default()
    };
    project.articles.insert(key().article, Arc::new(article));
    project
        .annotators
        .insert(key().annotator, Arc::new(annotator));
    let spare = Change::Annotation(
        key(),
        AnnotationId::new("spare").expect("an id"),
        Slot::Absent,
    );
    project.layers.insert(key(), Arc::new(layer));
    takes_itself_back(&Edit::new("", vec![spare]), &project);
    project
}
