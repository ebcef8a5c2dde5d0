//! A codebook of many tags: how long a frame takes while one types there.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use egui::{Key, Modifiers};

use super::Row;
use super::stage::Stage;
use crate::import;
use crate::model::{Article, ArticleId, ArticleMeta, Color, Project, Tag, TagId};
use crate::store;
use crate::text::Text;

/// How many tags there are.
const TAGS: usize = 300;
/// A frame at 60 Hz, in milliseconds.
const FRAME: f64 = 16.0;

/// Makes a project of one article and many tags, ten in each group.
fn project() -> anyhow::Result<Project> {
    let preset = import::preset(import::DEFAULT_PRESET).context("the default preset")?;
    let mut project = preset.start("Tags");
    let text = Text::new("Nothing is marked here.");
    let id = ArticleId::new("one")?;
    let article = Article::new(id.clone(), ArticleMeta::default(), text);
    project.articles.insert(id, Arc::new(article));
    let model = project.codebook.tags[0].clone();
    let tags = (0..TAGS).map(|number| -> anyhow::Result<_> {
        let group = (number % 10 != 0)
            .then(|| TagId::new(&format!("tag-{}", number / 10 * 10)))
            .transpose()?;
        let byte = u8::try_from(number % 256)?;
        Ok(Tag {
            id: TagId::new(&format!("tag-{number}"))?,
            name: format!("Núñez {number}"),
            color: Color([byte, 90, 160]),
            key: None,
            parent: group,
            ..model.clone()
        })
    });
    let tags: Vec<Tag> = tags.collect::<Result<_, _>>()?;
    let codebook = Arc::make_mut(&mut project.codebook);
    // Links that lead everywhere make for the longest forms.
    for role in &mut codebook.roles {
        role.from.extend(tags.iter().map(|tag| tag.id.clone()));
    }
    codebook.tags.extend(tags);
    Ok(project)
}

/// Opens the codebook, types in its filter, goes through its rows, types in a form, and goes on marking beside the tree.
///
/// # Errors
/// When the project cannot be written.
pub fn measure(stage: &mut Stage, root: &Path, rounds: usize) -> anyhow::Result<Vec<Row>> {
    store::create(root, &project()?)?;
    let opened = stage.open_screen(root, Key::F3);
    let (mut typed, mut chosen, mut changed, mut beside) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds.div_ceil(20) {
        typed.extend(stage.type_filter("nunez 2"));
        chosen.extend(stage.go_down(20));
        stage.press(Key::Enter, Modifiers::NONE, None);
        stage.frame();
        stage.settle();
        stage.press(Key::X, Modifiers::NONE, Some("x"));
        changed.push(stage.frame());
        stage.press(Key::Tab, Modifiers::NONE, None);
        changed.extend([stage.frame(), stage.frame(), stage.frame()]);
        stage.press(Key::Escape, Modifiers::NONE, None);
        stage.frame();
        stage.settle();
        stage.press(Key::F3, Modifiers::NONE, None);
        stage.settle();
        stage.press(Key::ArrowRight, Modifiers::NONE, None);
        beside.push(stage.frame());
        stage.press(Key::F3, Modifiers::NONE, None);
        stage.settle();
    }
    stage.saved();
    let row = |name, values| Row::new(name, "ms", FRAME, values);
    Ok(vec![
        row("300 tags: the codebook opens", vec![opened]),
        row("300 tags: a letter in the filter", typed),
        row("300 tags: to the next one", chosen),
        row("300 tags: one is renamed", changed),
        row("300 tags: a frame of the text beside them", beside),
    ])
}
