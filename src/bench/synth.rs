//! Projects of any size from a seed.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;

use crate::import;
use crate::model::{
    Annotation, AnnotationId, AnnotatorId, Article, ArticleId, ArticleMeta, Change, Edit, LayerKey,
    Link, Part, Project, Slot, Spans, TagId, Target, Values,
};
use crate::store;
use crate::text::{Span, Text, snap};

use super::prose;

/// Which words a text is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Script {
    /// English.
    #[default]
    English,
    /// English with accents, emoji, Arabic, Hebrew, Cyrillic, Devanagari, Thai and Han among it.
    Mixed,
}

/// What a project is to hold. The same wishes make the same project.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// Number of articles.
    pub articles: usize,
    /// Bytes of each article's text.
    pub bytes: usize,
    /// Annotations in each article.
    pub annotations: usize,
    /// Whether they are linked to each other.
    pub links: bool,
    /// Words of the texts.
    pub script: Script,
    /// Where chance begins.
    pub seed: u64,
}

/// The id of the only annotator.
pub const ANNOTATOR: &str = "synth";

/// Makes a project in a new or empty folder.
///
/// # Errors
/// When the folder cannot be written.
pub fn make(folder: &Path, size: Size) -> anyhow::Result<()> {
    let mut random = fastrand::Rng::with_seed(size.seed);
    let preset = import::preset(import::DEFAULT_PRESET).context("the default preset")?;
    let mut project = preset.start("Synthetic");
    let annotator = AnnotatorId::new(ANNOTATOR)?;
    project.welcome(&annotator, "Synth").apply(&mut project)?;
    let files = |project: &Project, parts: &[Part]| write(folder, project, parts);
    std::fs::create_dir_all(folder)?;
    anyhow::ensure!(
        folder.read_dir()?.next().is_none(),
        "{} is not empty",
        folder.display()
    );
    files(
        &project,
        &[
            Part::Codebook,
            Part::Guidelines,
            Part::Annotator(annotator.clone()),
        ],
    )?;
    for number in 0..size.articles {
        let words = match size.script {
            Script::English => prose::ENGLISH,
            Script::Mixed => prose::MIXED,
        };
        let text = Text::new(prose::text(&mut random, words, size.bytes));
        let id = ArticleId::new(&format!("article-{number}"))?;
        let article = Article::new(
            id.clone(),
            ArticleMeta {
                title: format!("Article {number}"),
                ..ArticleMeta::default()
            },
            text.clone(),
        );
        let key = LayerKey {
            article: id.clone(),
            annotator: annotator.clone(),
        };
        let parts = [Part::Article(id.clone()), Part::Layer(key.clone())];
        let mut changes = vec![Change::Article(id.clone(), Some(Arc::new(article)))];
        let mut marks = marks(&mut random, &project, &text, size.annotations);
        if size.links {
            link(&project, &mut marks);
        }
        changes.extend(marks.into_iter().map(|mark| {
            Change::Annotation(key.clone(), mark.id.clone(), Slot::Present(Arc::new(mark)))
        }));
        // Each article is on the disk before the next is made: a large project need not fit into memory.
        let undo = Edit::new("Synthetic", changes).apply(&mut project)?;
        files(&project, &parts)?;
        undo.apply(&mut project)?;
    }
    files(&project, &[Part::Settings])
}

/// Writes the files of some parts, without waiting for the disk as [`store::save()`] does.
fn write(folder: &Path, project: &Project, parts: &[Part]) -> anyhow::Result<()> {
    for part in parts {
        for (file, bytes) in store::contents(project, part).map_err(anyhow::Error::msg)? {
            let path = folder.join(file);
            if let Some(parent) = path.parent() {
                std::fs::create_dir_all(parent)?;
            }
            std::fs::write(path, bytes)?;
        }
    }
    Ok(())
}

fn marks(
    random: &mut fastrand::Rng,
    project: &Project,
    text: &Text,
    count: usize,
) -> Vec<Annotation> {
    let at = jiff::Timestamp::UNIX_EPOCH;
    let tags = &project.codebook.tags;
    let mut marks = BTreeMap::new();
    while marks.len() < count {
        let start = random.usize(..text.len());
        let span = snap(text, Span::of(start..start + random.usize(4..250)));
        let id = format!("{:012x}", random.u64(..) >> 16);
        let (Ok(spans), Ok(id)) = (Spans::one(span), AnnotationId::new(&id)) else {
            continue;
        };
        let mark = Annotation {
            id: id.clone(),
            tag: tags[random.usize(..tags.len())].id.clone(),
            spans,
            attributes: Values::new(),
            links: Vec::new(),
            note: String::new(),
            unsure: random.u8(..20) == 0,
            created: at,
            modified: at,
        };
        marks.insert(id, mark);
    }
    marks.into_values().collect()
}

/// Links marks as annotators do: a mark to the last one before it to which its first role may lead.
fn link(project: &Project, marks: &mut [Annotation]) {
    marks.sort_by_key(|mark| mark.spans.start());
    let mut last: BTreeMap<TagId, AnnotationId> = BTreeMap::new();
    for mark in marks {
        let mut roles = project.codebook.roles_from(&mark.tag);
        let to = roles.find_map(|role| {
            let (_, to) = last.iter().find(|(tag, _)| role.allows_tag(tag))?;
            Some((role.id.clone(), to.clone()))
        });
        mark.links = to
            .into_iter()
            .map(|(role, to)| Link {
                role,
                to: Target::Annotation(to),
            })
            .collect();
        last.insert(mark.tag.clone(), mark.id.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_wishes_make_the_same_project() {
        let size = Size {
            articles: 2,
            bytes: 5000,
            annotations: 50,
            links: true,
            script: Script::Mixed,
            seed: 7,
        };
        let folder = tempfile::tempdir().unwrap();
        let made = |name: &str| {
            let root = folder.path().join(name);
            make(&root, size).unwrap();
            let opened = store::open(&root, &store::Progress::default()).unwrap();
            assert_eq!(opened.findings, []);
            opened.project
        };
        let project = made("one");
        assert_eq!(project.articles.len(), 2);
        assert!(
            project
                .layers
                .values()
                .all(|layer| layer.annotations.len() == 50)
        );
        assert_eq!(project, made("other"));
    }
}
