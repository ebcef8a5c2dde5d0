//! The register of many entities: how long a frame takes while one types there.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use egui::{Key, Modifiers};

use super::Row;
use super::stage::Stage;
use super::synth::ANNOTATOR;
use crate::import;
use crate::model::{
    Annotator, AnnotatorId, Article, ArticleId, ArticleMeta, Color, Entity, EntityId, Project,
};
use crate::store;
use crate::text::Text;

/// How many entities there are.
const ENTITIES: usize = 5000;
/// A frame at 60 Hz, in milliseconds.
const FRAME: f64 = 16.0;

/// Makes a project of one article and many entities, every tenth of them grouped under the one before.
fn project() -> anyhow::Result<Project> {
    let preset = import::preset(import::DEFAULT_PRESET).context("the default preset")?;
    let mut project = preset.start("Entities");
    let text = Text::new("Nobody is named here.");
    let id = ArticleId::new("one")?;
    let article = Article::new(id.clone(), ArticleMeta::default(), text);
    project.articles.insert(id, Arc::new(article));
    let kinds = &project.codebook.entity_types;
    let entities = (0..ENTITIES).map(|number| -> anyhow::Result<_> {
        let id = EntityId::new(&format!("person-{number}"))?;
        let kind = kinds[number % kinds.len()].id.clone();
        let name = format!("Zoë Núñez the {number}th");
        let entity = Entity {
            aliases: vec![format!("Minister {number}"), format!("Z. N. {number}")],
            group: (number % 10 == 1)
                .then(|| EntityId::new(&format!("person-{}", number - 1)))
                .transpose()?,
            ..Entity::new(id.clone(), name, kind, jiff::Timestamp::UNIX_EPOCH)
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

/// Opens the register, types in its filter, goes through its rows, and renames one of them.
///
/// # Errors
/// When the project cannot be written.
pub fn measure(stage: &mut Stage, root: &Path, rounds: usize) -> anyhow::Result<Vec<Row>> {
    store::create(root, &project()?)?;
    let opened = stage.open_screen(root, Key::F4);
    let (mut typed, mut chosen, mut renamed) = (Vec::new(), Vec::new(), Vec::new());
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
        stage.press(Key::Escape, Modifiers::NONE, None);
        stage.frame();
        stage.settle();
    }
    stage.saved();
    let row = |name, values| Row::new(name, "ms", FRAME, values);
    Ok(vec![
        row("5,000 entities: the register opens", vec![opened]),
        row("5,000 entities: a letter in the filter", typed),
        row("5,000 entities: to the next one", chosen),
        row("5,000 entities: one is renamed", renamed),
    ])
}
