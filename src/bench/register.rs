//! The register of many entities: how long a frame takes while one types there, and where one of them is asked for.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use egui::{Key, Modifiers};

use super::stage::Stage;
use super::synth::ANNOTATOR;
use super::{Row, naming};
use crate::import;
use crate::model::{
    Annotation, AnnotationId, Annotations, Annotator, AnnotatorId, Article, ArticleId, ArticleMeta,
    AttributeId, Color, Entity, EntityId, Layer, LayerKey, Project, Spans, TagId, Value, Values,
};
use crate::store;
use crate::text::{Span, Text};

/// How many entities there are.
const ENTITIES: usize = 5000;
/// A frame at 60 Hz, in milliseconds.
const FRAME: f64 = 16.0;

/// How many of them the article names.
const NAMED: usize = 300;

/// Makes a project of one article and many entities, every tenth of them grouped under the one before.
fn project() -> anyhow::Result<Project> {
    let preset = import::preset(import::DEFAULT_PRESET).context("the default preset")?;
    let mut project = preset.start("Entities");
    let codebook = Arc::make_mut(&mut project.codebook);
    let actor = codebook.tags.iter_mut();
    for tag in actor.filter(|tag| tag.id.as_str() == "actor") {
        // The first field is the one that asks for somebody.
        tag.attributes.retain(|it| it.id.as_str() == "entity");
        for kind in &mut codebook.entity_types {
            kind.attributes.clone_from(&tag.attributes);
        }
    }
    let paragraph =
        |number: usize| format!("Nobody knows what {} said: “It rains.”\n\n", name(number));
    let text = Text::new((0..NAMED).map(paragraph).collect::<String>());
    let article = ArticleId::new("one")?;
    let meta = ArticleMeta::default();
    let key = LayerKey {
        article: article.clone(),
        annotator: AnnotatorId::new(ANNOTATOR)?,
    };
    let layer = Layer {
        annotations: annotations(text.as_str())?,
        ..Layer::default()
    };
    let loaded = Article::new(article.clone(), meta, text);
    project.articles.insert(article, Arc::new(loaded));
    project.layers.insert(key, Arc::new(layer));
    let kinds = &project.codebook.entity_types;
    let entities = (0..ENTITIES).map(|number| -> anyhow::Result<_> {
        let id = EntityId::new(&format!("person-{number}"))?;
        let kind = kinds[number % kinds.len()].id.clone();
        let entity = Entity {
            aliases: vec![format!("Minister {number}"), format!("Z. N. {number}")],
            group: (number % 10 == 1)
                .then(|| EntityId::new(&format!("person-{}", number - 1)))
                .transpose()?,
            ..Entity::new(id.clone(), name(number), kind, jiff::Timestamp::UNIX_EPOCH)
        };
        Ok((id, entity))
    });
    let id = AnnotatorId::new(ANNOTATOR)?;
    let annotator = Annotator {
        id: id.clone(),
        name: "Synth".to_owned(),
        color: Color([0, 90, 160]),
        entities: entities.collect::<Result<_, _>>()?,
    };
    project.annotators.insert(id, Arc::new(annotator));
    Ok(project)
}

fn name(number: usize) -> String {
    format!("Zoë Núñez the {number}th")
}

/// Everybody who is named, most of them told to be somebody of the register, and what each says.
fn annotations(text: &str) -> anyhow::Result<Annotations> {
    let mut annotations = Annotations::default();
    let mut from = 0;
    for number in 0..NAMED {
        let mut mark = |id: &str, tag: &str, words: &str| -> anyhow::Result<Annotation> {
            let at = from + text[from..].find(words).context("it stands there")?;
            from = at + words.len();
            Ok(Annotation {
                id: AnnotationId::new(&format!("{id}-{number}"))?,
                tag: TagId::new(tag)?,
                spans: Spans::one(Span::of(at..from))?,
                attributes: Values::new(),
                links: Vec::new(),
                note: String::new(),
                unsure: false,
                created: jiff::Timestamp::UNIX_EPOCH,
                modified: jiff::Timestamp::UNIX_EPOCH,
            })
        };
        let mut actor = mark("actor", "actor", &name(number))?;
        // The first are those about whom is asked.
        if number >= NAMED / 10 {
            let somebody = EntityId::new(&format!("person-{number}"))?;
            let field = AttributeId::new("entity")?;
            actor.attributes.insert(field, Value::Entity(somebody));
        }
        let quote = mark("quote", "quote", "It rains.")?;
        for mark in [actor, quote] {
            annotations.insert(mark.id.clone(), Arc::new(mark));
        }
    }
    Ok(annotations)
}

/// Opens the register, types in its filter, goes through its rows, and renames one of them.
///
/// # Errors
/// When the project cannot be written.
pub fn measure(stage: &mut Stage, root: &Path, rounds: usize) -> anyhow::Result<Vec<Row>> {
    store::create(root, &project()?)?;
    let opened = stage.open_screen(root, Key::F4);
    let (mut typed, mut chosen, mut renamed, mut filled) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds.div_ceil(20) {
        typed.extend(stage.type_filter("nunez 49"));
        chosen.extend(stage.go_down(20));
        stage.press(Key::Enter, Modifiers::NONE, None);
        stage.frame();
        stage.settle();
        stage.press(Key::X, Modifiers::NONE, Some("x"));
        renamed.push(stage.frame());
        stage.press(Key::Tab, Modifiers::NONE, None);
        renamed.extend([stage.frame(), stage.frame(), stage.frame()]);
        // From the type to the other names, the group and a field.
        for letters in ["Zoë the Great", "Zoë Núñez the 49q", "Zoë Núñez the 4q"] {
            stage.press(Key::Tab, Modifiers::NONE, None);
            stage.frame();
            stage.settle();
            filled.extend(stage.write_letters(letters));
        }
        stage.press(Key::Escape, Modifiers::NONE, None);
        stage.frame();
        stage.settle();
    }
    stage.saved();
    stage.press(Key::F4, Modifiers::NONE, None);
    stage.frame();
    stage.settle();
    let named = naming::measure(stage, rounds);
    stage.saved();
    let row = |name, values| Row::new(name, "ms", FRAME, values);
    let mut rows = vec![
        row("5,000 entities: the register opens", vec![opened]),
        row("5,000 entities: a letter in the filter", typed),
        row("5,000 entities: to the next one", chosen),
        row("5,000 entities: one is renamed", renamed),
        row("5,000 entities: a letter in a form", filled),
    ];
    rows.extend(named);
    Ok(rows)
}
