//! Makes a project of any size from a seed, for measuring:
//!
//! ```sh
//! cargo run --release --example synth -- DIR --articles 1 --megabytes 10 --annotations 100000 --script mixed --seed 3
//! ```

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context as _;
use clap::{Parser, ValueEnum};
use postil::import;
use postil::model::{
    Annotation, AnnotationId, AnnotatorId, Article, ArticleId, ArticleMeta, Change, Edit, LayerKey,
    Project, Slot, Spans, Values,
};
use postil::store;
use postil::text::{Span, Text, snap};

#[path = "synth/prose.rs"]
mod prose;

/// Makes a project of any size from a seed.
#[derive(Parser)]
struct Wanted {
    /// A new or empty folder
    dir: PathBuf,
    /// Number of articles
    #[arg(long, default_value_t = 1)]
    articles: usize,
    /// Size of each article's text in megabytes (1,000,000 bytes); may be a fraction
    #[arg(long, default_value_t = 1.0)]
    megabytes: f64,
    /// Number of annotations in each article
    #[arg(long, default_value_t = 1000)]
    annotations: usize,
    /// Words of the text
    #[arg(long, value_enum, default_value = "english")]
    script: Script,
    /// The same seed makes the same project
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

#[derive(Clone, Copy, ValueEnum)]
enum Script {
    English,
    Mixed,
}

fn main() -> anyhow::Result<()> {
    let wanted = Wanted::parse();
    let mut random = fastrand::Rng::with_seed(wanted.seed);
    let preset = import::preset(import::DEFAULT_PRESET).context("the default preset")?;
    let mut project = preset.start("Synthetic");
    let annotator = AnnotatorId::new("synth")?;
    project.welcome(&annotator, "Synth").apply(&mut project)?;
    let bytes = (wanted.megabytes * 1e6) as usize;
    for number in 0..wanted.articles {
        let words = match wanted.script {
            Script::English => prose::ENGLISH,
            Script::Mixed => prose::MIXED,
        };
        let text = Text::new(prose::text(&mut random, words, bytes));
        let id = ArticleId::new(&format!("article-{number}"))?;
        let article = Article {
            id: id.clone(),
            meta: ArticleMeta {
                title: format!("Article {number}"),
                ..ArticleMeta::default()
            },
            sha256: store::sha256_hex(text.as_str()),
            text: text.clone(),
        };
        let key = LayerKey {
            article: id.clone(),
            annotator: annotator.clone(),
        };
        let mut changes = vec![Change::Article(id, Some(Arc::new(article)))];
        let marks = marks(&mut random, &project, &text, wanted.annotations);
        changes.extend(marks.into_iter().map(|mark| {
            Change::Annotation(key.clone(), mark.id.clone(), Slot::Present(Arc::new(mark)))
        }));
        Edit::new("Synthetic", changes).apply(&mut project)?;
    }
    store::create(&wanted.dir, &project)?;
    println!(
        "{}: {} articles of {bytes} bytes, {} annotations each",
        wanted.dir.display(),
        wanted.articles,
        wanted.annotations
    );
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
