//! Agreement of people who marked the same articles: all measures, values of pairs alone, γ, and intervals.

use core::sync::atomic::{AtomicBool, AtomicUsize};
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context as _;

use super::prose;
use super::stage::milliseconds;
use super::{Row, Wanted};
use crate::model::{
    Annotation, AnnotationId, AnnotatorId, Article, ArticleId, ArticleMeta, Change, Color, Edit,
    Layer, LayerHead, LayerKey, Project, Spans, Status, Tag, TagId, Values,
};
use crate::review::coding::{Codings, Distance};
use crate::review::gamma::{self, Extent, Weights};
use crate::review::measure::{MEASURES, Measure, SAMPLES, measure_all};
use crate::review::{Question, Settings, Study, Summary};
use crate::text::{Byte, Span, Text};

pub(super) const TAGS: [&str; 5] = ["quote", "cue", "actor", "claim", "stance"];
/// Annotations of an article by one person.
const EACH: usize = 100;
/// Bytes of an article.
const LONG: usize = 2_500;

/// Words of a byte a letter, so that every place is one where a mark may end.
const ASCII: [&str; 6] = ["the", "port", "minister", "said", "would", "close"];

/// People who marked the same, with an edge moved or a tag changed now and then: so many marks each, in articles of a hundred.
pub(super) fn project(people: usize, marks: usize, seed: u64) -> anyhow::Result<Project> {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut project = Project::default();
    let codebook = Arc::make_mut(&mut project.codebook);
    for id in TAGS {
        codebook
            .tags
            .push(Tag::new(TagId::new(id)?, id, Color([80, 120, 160])));
    }
    let people: Vec<AnnotatorId> = (0..people)
        .map(|at| AnnotatorId::new(&format!("p{at}")))
        .collect::<Result<_, _>>()?;
    for id in &people {
        let named = Some((id.to_string(), Color([1, 2, 3])));
        let joins = Change::Annotator(id.clone(), named);
        Edit::new("", vec![joins]).apply(&mut project)?;
    }
    for number in 0..marks.div_ceil(EACH) {
        let text = Text::new(prose::text(&mut random, &ASCII, LONG));
        let length = text.as_str().len() as u32;
        let id = ArticleId::new(&format!("a{number}"))?;
        let article = Article::new(id.clone(), ArticleMeta::default(), text);
        project.articles.insert(id.clone(), Arc::new(article));
        let meant: Vec<(u32, u32, usize)> = (0..EACH)
            .map(|_| {
                let start = random.u32(..length - 120);
                (
                    start,
                    start + random.u32(4..110),
                    random.usize(..TAGS.len()),
                )
            })
            .collect();
        for annotator in &people {
            let mut marks = Vec::with_capacity(EACH);
            for (at, &(start, end, tag)) in meant.iter().enumerate() {
                let end = end + if random.u8(..4) == 0 { 3 } else { 0 };
                let tag = if random.u8(..12) == 0 {
                    (tag + 1) % TAGS.len()
                } else {
                    tag
                };
                let spans = Spans::one(Span::between(Byte(start), Byte(end)))
                    .context("a span that is not empty")?;
                let id = AnnotationId::new(&format!("m{at}"))?;
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
                marks.push((id, Arc::new(annotation)));
            }
            let layer = Layer {
                head: LayerHead {
                    status: Status::Done,
                    ..LayerHead::default()
                },
                annotations: marks.into_iter().collect(),
                ..Layer::default()
            };
            let key = LayerKey {
                article: id.clone(),
                annotator: annotator.clone(),
            };
            project.layers.insert(key, Arc::new(layer.packed()));
        }
    }
    Ok(project)
}

/// Measures all of it.
///
/// # Errors
/// Never, unless ids change their form.
pub fn measure(wanted: &Wanted) -> anyhow::Result<Vec<Row>> {
    let mut rows = Vec::new();
    rows.extend(three_people(10 * wanted.annotations)?);
    rows.extend(pairs());
    rows.push(gamma_row());
    rows.push(intervals()?);
    Ok(rows)
}

fn study(project: &Project) -> anyhow::Result<Study> {
    let question = Question::everybody(project);
    let go_on = AtomicBool::new(true);
    Study::of(project, question, &AtomicUsize::new(0), &go_on).context("nobody breaks it off")
}

fn summary(project: &Project, study: &Study, resamples: usize) -> anyhow::Result<Summary> {
    let settings = Settings {
        resamples,
        ..Settings::default()
    };
    Summary::of(project, study, &settings, &AtomicBool::new(true)).context("nobody breaks it off")
}

fn three_people(marks: usize) -> anyhow::Result<Vec<Row>> {
    let project = project(3, marks, 5)?;
    let begun = Instant::now();
    let study = study(&project)?;
    let summary = summary(&project, &study, 0)?;
    let usual = milliseconds(begun);
    let measures: Vec<&Measure> = MEASURES.iter().filter(|it| it.id != "gamma").collect();
    measure_all(
        &measures,
        &project,
        &study,
        &summary,
        1,
        &AtomicBool::new(true),
    )
    .context("nobody breaks it off")?;
    let all = milliseconds(begun);
    Ok(vec![
        Row::new(
            "agreement of 3 × 1,000,000 annotations: F1, α, fields, links",
            "ms",
            2000.0,
            vec![usual],
        ),
        Row::new(
            "agreement of 3 × 1,000,000 annotations: all measures but γ",
            "ms",
            2000.0,
            vec![all],
        ),
    ])
}

fn pairs() -> Vec<Row> {
    let mut random = fastrand::Rng::with_seed(2);
    let items: Vec<[Option<u32>; 2]> = (0..1_000_000)
        .map(|_| {
            let one = random.u32(..5);
            let other = if random.u8(..5) == 0 {
                random.u32(..5)
            } else {
                one
            };
            [Some(one), Some(other)]
        })
        .collect();
    let begun = Instant::now();
    let mut codings = Codings::new(2, 5);
    for item in &items {
        codings.add(item);
    }
    let found = (codings.kappa(), codings.alpha(Distance::Nominal));
    let taken = milliseconds(begun);
    assert!(found.0.is_some() && found.1.is_some(), "values were chosen");
    vec![Row::new(
        "κ and α of 1,000,000 pairs",
        "ms",
        100.0,
        vec![taken],
    )]
}

fn gamma_row() -> Row {
    let mut random = fastrand::Rng::with_seed(4);
    let mut person = |meant: &[Extent]| -> Vec<Extent> {
        let moved = meant.iter().map(|mark| Extent {
            end: mark.end + f64::from(random.u8(..6)),
            ..*mark
        });
        moved.collect()
    };
    let mut places = fastrand::Rng::with_seed(9);
    let articles: Vec<gamma::Pair> = (0..500)
        .map(|_| {
            let meant: Vec<Extent> = (0..30)
                .map(|_| {
                    let start = f64::from(places.u32(..2_400));
                    Extent {
                        start,
                        end: start + f64::from(places.u32(4..100)),
                        tag: places.u32(..5),
                    }
                })
                .collect();
            gamma::Pair {
                first: person(&meant),
                second: person(&meant),
            }
        })
        .collect();
    let begun = Instant::now();
    let found = gamma::gamma(&articles, Weights::default(), SAMPLES, 1, |_| true);
    assert!(found.is_some(), "something was marked");
    let taken = milliseconds(begun);
    Row::new(
        "γ of 500 articles of 30 marks, 100 samples",
        "ms",
        10_000.0,
        vec![taken],
    )
}

fn intervals() -> anyhow::Result<Row> {
    let project = project(2, 1000 * EACH, 6)?;
    let study = study(&project)?;
    let without = Instant::now();
    summary(&project, &study, 0)?;
    let without = milliseconds(without);
    let begun = Instant::now();
    summary(&project, &study, 2000)?;
    Ok(Row::new(
        "2,000 resamples of 1,000 articles",
        "ms",
        1000.0,
        vec![(milliseconds(begun) - without).max(0.0)],
    ))
}
