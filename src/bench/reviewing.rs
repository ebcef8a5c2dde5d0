//! Reviewing: how long it takes until the cases of two large layers are there, one is decided, and a colleague's copy is
//! compared.

use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context as _, ensure};

use super::Row;
use super::agreement::TAGS;
use super::prose;
use super::stage::milliseconds;
use crate::model::merge::{Base, Evidence, Told, parts_of_copy, take_copy};
use crate::model::{
    Annotation, AnnotationId, AnnotatorId, Article, ArticleId, ArticleMeta, Author, Bulk, Change,
    Color, Edit, Layer, LayerHead, LayerKey, Project, Slot, Spans, Status, TagId, Values, Verdict,
};
use crate::review::adjudication::{Ruling, decide, in_bulk, queue};
use crate::text::{Byte, Span, Text};

/// How often each is done.
const ROUNDS: usize = 5;
/// Annotations of each of two people.
const EACH: usize = 10_000;
/// Annotations of the layer that both copies have.
const LARGE: usize = 100_000;
/// One of so many annotations is changed on each side.
const CHANGED: usize = 50;

/// Two people who marked the same in one article, with an edge moved or a tag changed now and then.
fn project(marks: usize) -> anyhow::Result<Project> {
    let mut random = fastrand::Rng::with_seed(11);
    let mut project = Project::default();
    let text = Text::new(prose::text(&mut random, prose::MIXED, marks * 25));
    let id = ArticleId::new("long")?;
    let article = Article::new(id.clone(), ArticleMeta::default(), text.clone());
    project.articles.insert(id.clone(), Arc::new(article));
    let length = text.as_str().len() as u32;
    for person in ["ana", "ben", "rea"] {
        let named = Some((person.to_owned(), Color([1, 2, 3])));
        let joins = Change::Annotator(AnnotatorId::new(person)?, named);
        Edit::new("", vec![joins]).apply(&mut project)?;
    }
    for person in ["ana", "ben"] {
        let mut random = fastrand::Rng::with_seed(12);
        let mut slips = fastrand::Rng::with_seed(person.len() as u64 + u64::from(person == "ben"));
        let mut layer = Layer {
            head: LayerHead {
                status: Status::Done,
                ..LayerHead::default()
            },
            ..Layer::default()
        };
        for number in 0..marks {
            let start = random.u32(..length - 200);
            let end = start + random.u32(4..110);
            let end = if slips.u8(..5) == 0 { end + 9 } else { end };
            let span = crate::text::snap(&text, Span::between(Byte(start), Byte(end)));
            let Ok(spans) = Spans::one(span) else {
                continue;
            };
            let tag = random.usize(..TAGS.len());
            let tag = if slips.u8(..12) == 0 {
                (tag + 1) % TAGS.len()
            } else {
                tag
            };
            let id = AnnotationId::new(&format!("{person}{number}"))?;
            let annotation = Annotation {
                id: id.clone(),
                tag: TagId::new(TAGS[tag])?,
                spans,
                attributes: Values::new(),
                links: Vec::new(),
                note: String::new(),
                unsure: false,
                created: jiff::Timestamp::UNIX_EPOCH,
                modified: jiff::Timestamp::UNIX_EPOCH,
            };
            layer.annotations.insert(id, Arc::new(annotation));
        }
        let annotator = AnnotatorId::new(person)?;
        let article = id.clone();
        let key = LayerKey { article, annotator };
        project.layers.insert(key, Arc::new(layer));
    }
    Ok(project)
}

/// Measures all of it.
///
/// # Errors
/// When something is lost on the way.
pub fn measure() -> anyhow::Result<Vec<Row>> {
    let mut rows = cases()?;
    rows.push(copies()?);
    Ok(rows)
}

fn cases() -> anyhow::Result<Vec<Row>> {
    let project = project(EACH)?;
    let id = ArticleId::new("long")?;
    let author = Author {
        annotator: AnnotatorId::new("rea")?,
        at: jiff::Timestamp::from_second(1_700_000_000)?,
    };
    let (mut opened, mut one, mut many, mut decided) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let cases = queue(&project, &id);
        opened.push(milliseconds(begun));
        ensure!(cases.cases.len() >= EACH / 2, "there are cases");

        let begun = Instant::now();
        let bulked = in_bulk(
            &project,
            &author,
            core::slice::from_ref(&id),
            &Bulk::AllAgree,
        )?;
        many.push(milliseconds(begun));
        let mut after = project.clone();
        bulked.edit.apply(&mut after)?;

        let begun = Instant::now();
        let cases = queue(&after, &id);
        decided.push(milliseconds(begun));
        let open = cases.cases.iter().find(|case| case.state.is_to_do());
        let open = open.context("something is left")?;
        let begun = Instant::now();
        let edit = decide(&after, &author, &id, open, &Ruling::of(Verdict::Union))?;
        edit.apply(&mut after)?;
        one.push(milliseconds(begun));
    }
    Ok(vec![
        Row::new("cases of two layers of 10,000", "ms", 100.0, opened),
        Row::new("cases, most of them decided", "ms", 150.0, decided),
        Row::new("decide one of 10,000 cases", "ms", 16.0, one),
        Row::new("decide all on which both agree", "ms", 500.0, many),
    ])
}

fn copies() -> anyhow::Result<Row> {
    let base = project(LARGE)?;
    let changed = |first: usize, note: &str| -> anyhow::Result<Project> {
        let mut project = base.clone();
        let mut changes = Vec::new();
        for (key, layer) in &base.layers {
            for (id, mark) in layer.annotations.iter().skip(first).step_by(CHANGED) {
                let mut mark = Annotation::clone(mark);
                note.clone_into(&mut mark.note);
                let slot = Slot::Present(Arc::new(mark));
                changes.push(Change::Annotation(key.clone(), id.clone(), slot));
            }
        }
        Edit::new("", changes).apply(&mut project)?;
        Ok(project)
    };
    let (ours, theirs) = (changed(0, "ours")?, changed(1, "theirs")?);
    let told = Told {
        name: "Take over".to_owned(),
        other: "the copy".to_owned(),
    };
    let parts = parts_of_copy(&ours, &theirs, false);
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let evidence = Evidence {
            base: Some(Base {
                project: base.clone(),
                annotators: None,
                may_take_away: [].into(),
                emptied: [].into(),
            }),
            past: None,
        };
        let copied = take_copy(&ours, &theirs, &evidence, &parts, &told);
        let mut after = ours.clone();
        copied.edit.apply(&mut after)?;
        times.push(milliseconds(begun));
        ensure!(copied.cards.is_empty(), "nobody has changed the same");
    }
    Ok(Row::new(
        "take over a copy with two layers of 100,000",
        "ms",
        1500.0,
        times,
    ))
}
