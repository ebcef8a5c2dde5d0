//! Many people who label the same articles: a project of them from a seed, and how long the screen of agreement takes on it.

use std::path::Path;
use std::sync::Arc;

use egui::{Key, Modifiers};
use jiff::{Timestamp, ToSpan as _};

use super::stage::Stage;
use super::{Row, Wanted, prose};
use crate::app::Postil;
use crate::import;
use crate::model::{
    Annotation, AnnotationId, Annotator, AnnotatorId, Article, ArticleId, ArticleMeta, Color, Kind,
    Layer, LayerKey, Link, Project, Spans, Status, Tag, Target, Value, Values,
};
use crate::store;
use crate::text::{Span, Text, snap};

/// A frame at 60 Hz, in milliseconds.
const FRAME: f64 = 16.0;

/// What a project of many people is to hold. The same wishes make the same project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct People {
    /// How many people, ten at most.
    pub people: usize,
    /// Articles, each of which three of them have labelled.
    pub articles: usize,
    /// Passages in each article that there are to be found, more or less.
    pub passages: usize,
    /// Where chance begins.
    pub seed: u64,
}

const NAMES: [&str; 10] = [
    "Ana",
    "Ben",
    "Carol",
    "Dmitri",
    "Esra",
    "فاطمة",
    "Goran",
    "Hui",
    "Ines",
    "Jonas",
];

/// Makes a project in a new or empty folder, in which people agree more as time goes by, and one of them less than the others.
///
/// # Errors
/// When the folder cannot be written.
pub fn make(folder: &Path, wanted: People) -> anyhow::Result<()> {
    let mut random = fastrand::Rng::with_seed(wanted.seed);
    let preset = import::preset(import::DEFAULT_PRESET);
    let mut project = preset
        .ok_or_else(|| anyhow::anyhow!("no preset"))?
        .start("Six people");
    let mut people = Vec::new();
    for (number, name) in NAMES.iter().take(wanted.people.max(2)).enumerate() {
        let id = AnnotatorId::new(&format!("person-{number}"))?;
        people.push(id.clone());
        let annotator = Annotator {
            id: id.clone(),
            name: (*name).to_owned(),
            color: Color([(number * 40) as u8, 90, 160]),
            entities: std::collections::BTreeMap::new(),
        };
        project.annotators.insert(id, Arc::new(annotator));
    }
    let mut at: Timestamp = "2026-01-05T09:00:00Z".parse()?;
    for number in 0..wanted.articles {
        let text = Text::new(prose::text(&mut random, prose::MIXED, 2500));
        let id = ArticleId::new(&format!("article-{number:04}"))?;
        let meta = ArticleMeta {
            title: format!("Article {number}"),
            ..ArticleMeta::default()
        };
        at += 20.hours();
        let found = passages(&mut random, &project, &text, wanted.passages, at);
        let progress = number as f64 / wanted.articles.max(1) as f64;
        let article = Article::new(id.clone(), meta, text.clone());
        project.articles.insert(id.clone(), Arc::new(article));
        for step in 0..people.len().min(3) {
            let person = (number + step * 2) % people.len();
            let slips = 0.45 - 0.3 * progress + if person == 1 { 0.2 } else { 0.0 };
            let mut layer = Layer::default();
            let is_done = random.u8(..20) > 0;
            layer.head.status = if is_done {
                Status::Done
            } else {
                Status::InProgress
            };
            for mark in marks(&mut random, &project, &text, &found, slips) {
                layer.annotations.insert(mark.id.clone(), Arc::new(mark));
            }
            let key = LayerKey {
                article: id.clone(),
                annotator: people[person].clone(),
            };
            project.layers.insert(key, Arc::new(layer));
        }
    }
    std::fs::create_dir_all(folder)?;
    store::create(folder, &project).map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(())
}

/// What there is to be found in a text.
pub(super) fn passages(
    random: &mut fastrand::Rng,
    project: &Project,
    text: &Text,
    most: usize,
    at: Timestamp,
) -> Vec<Annotation> {
    // Every twelfth article has nothing in it.
    let count = if random.u8(..12) == 0 {
        0
    } else {
        random.usize(most / 2..=most)
    };
    let tags = &project.codebook.tags;
    let mut found = Vec::new();
    while found.len() < count {
        let start = random.usize(..text.len());
        let span = snap(text, Span::of(start..start + random.usize(8..160)));
        let (Ok(spans), Some(id)) = (Spans::one(span), name(random)) else {
            continue;
        };
        // Some tags are rare.
        let tag = &tags[random.usize(..tags.len()).min(random.usize(..tags.len()))];
        found.push(Annotation {
            id,
            tag: tag.id.clone(),
            spans,
            attributes: values(random, tag),
            links: Vec::new(),
            note: String::new(),
            unsure: false,
            created: at,
            modified: at,
        });
    }
    found.sort_by_key(|mark| mark.spans.start());
    found
}

fn name(random: &mut fastrand::Rng) -> Option<AnnotationId> {
    AnnotationId::new(&format!("{:012x}", random.u64(..) >> 16)).ok()
}

fn values(random: &mut fastrand::Rng, tag: &Tag) -> Values {
    let choices = tag.attributes.iter().filter_map(|attribute| {
        let Kind::Choice(options) = &attribute.kind else {
            return None;
        };
        let option = options.get(random.usize(..options.len().max(1)))?;
        Some((attribute.id.clone(), Value::Choice(option.clone())))
    });
    choices.collect()
}

/// What somebody makes of what there is to be found, with so many slips.
pub(super) fn marks(
    random: &mut fastrand::Rng,
    project: &Project,
    text: &Text,
    found: &[Annotation],
    slips: f64,
) -> Vec<Annotation> {
    let tags = &project.codebook.tags;
    let mut marks = Vec::new();
    let mut last: Option<Annotation> = None;
    for passage in found {
        let mut mark = passage.clone();
        let Some(id) = name(random) else { continue };
        mark.id = id;
        if random.f64() < slips * 0.4 {
            continue;
        }
        if random.f64() < slips * 0.5 {
            let hull = mark.spans.hull();
            let end = (hull.end.index() + random.usize(1..30)).min(text.len());
            if let Ok(spans) = Spans::one(snap(text, Span::of(hull.start.index()..end))) {
                mark.spans = spans;
            }
        }
        let tag = &tags[random.usize(..tags.len())];
        if random.f64() < slips * 0.25 {
            mark.tag = tag.id.clone();
            mark.attributes = values(random, tag);
        } else if random.f64() < slips * 0.5
            && let Some(tag) = project.codebook.tag(&mark.tag)
        {
            mark.attributes = values(random, tag);
        }
        mark.unsure = random.u8(..15) == 0;
        if let Some(to) = &last
            && random.f64() > slips
        {
            let mut roles = project.codebook.roles_from(&mark.tag);
            let role = roles.find(|role| role.allows_tag(&to.tag));
            mark.links.extend(role.map(|role| Link {
                role: role.id.clone(),
                to: Target::Annotation(to.id.clone()),
            }));
        }
        last = Some(mark.clone());
        marks.push(mark);
    }
    marks
}

/// Opens the screen on a project of six people, goes from table to table, and lists the passages behind a number.
///
/// # Errors
/// When the project cannot be written.
pub fn measure(stage: &mut Stage, root: &Path, wanted: &Wanted) -> anyhow::Result<Vec<Row>> {
    let people = People {
        people: 6,
        articles: (wanted.articles / 500).max(10),
        passages: 20,
        seed: 5,
    };
    make(root, people)?;
    stage.open(root);
    stage.until("the project is there", |postil| {
        let workspace = postil.workspace();
        workspace.is_some_and(|it| it.open.is_some() && !it.reading)
    });
    stage.settle();
    stage.press(Key::F12, Modifiers::SHIFT, None);
    let opened = stage.frame();
    let (more, longest) = stage.until("the numbers are there", is_whole);
    stage.settle();
    let mut frames = Vec::new();
    for _ in 0..wanted.rounds {
        stage.press(Key::ArrowDown, Modifiers::NONE, None);
        frames.push(stage.frame());
    }
    stage.press(Key::Enter, Modifiers::NONE, None);
    let first = stage.frame();
    let (listed, during) = stage.until("the passages are there", |postil| {
        is_whole(postil) && postil.agreement().is_some_and(|it| it.listed() > 0)
    });
    Ok(vec![
        Row::new(
            "six people, 200 articles: all numbers",
            "ms",
            2000.0,
            vec![opened + more],
        ),
        Row::new(
            "six people, 200 articles: longest frame",
            "ms",
            FRAME,
            vec![opened.max(longest).max(first).max(during)],
        ),
        Row::new(
            "six people, 200 articles: from cell to cell",
            "ms",
            FRAME,
            frames,
        ),
        Row::new(
            "six people, 200 articles: the passages behind one",
            "ms",
            500.0,
            vec![first + listed],
        ),
    ])
}

fn is_whole(postil: &Postil) -> bool {
    postil
        .agreement()
        .is_some_and(crate::app::agreement::Agreement::is_whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Progress;

    #[test]
    fn the_same_wishes_make_the_same_project_of_people_who_can_be_compared() {
        let wanted = People {
            people: 6,
            articles: 12,
            passages: 8,
            seed: 7,
        };
        let folder = tempfile::tempdir().unwrap();
        let made = |name: &str| {
            let root = folder.path().join(name);
            make(&root, wanted).unwrap();
            let opened = store::open(&root, &Progress::default()).unwrap();
            assert_eq!(opened.findings, []);
            opened.project
        };
        let project = made("one");
        assert_eq!(project.layers.len(), 36);
        let everybody = crate::review::Question::everybody(&project).people;
        assert_eq!(everybody.len(), 6);
        assert_eq!(project, made("other"));
    }
}
