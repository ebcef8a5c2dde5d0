//! Merging single files, wherever they are: what git asks its merge driver to do. No text of an article is needed, so that
//! it works while git has not yet put the texts in their places.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::merge::{Conflict, Step, Told, differences, resolve, without_base};
use crate::model::{
    Annotator, AnnotatorId, Article, ArticleId, ArticleMeta, Codebook, Color, LayerKey, Part,
    Project, ReviewKey, Settings, Withdrawn,
};
use crate::say;
use crate::store::codec::{self, Record};
use crate::store::error::{Damage, Fault};
use crate::store::old_texts::OldTexts;
use crate::store::open::read_version;
use crate::store::record::{
    AnnotatorRecord, ArticleRecord, Checked, CodebookRecord, HighlightersRecord, LayerRecord,
    ProjectRecord, ReviewRecord, ReviewingRecord, layer_text, read_unplaced,
};
use crate::text::Text;

/// What comes of two or three versions of a file.
#[derive(Clone, Debug)]
pub struct MergedFile {
    /// The text of the file.
    pub text: String,
    /// What the versions do not agree on.
    pub conflicts: Vec<Conflict>,
    /// For each of these, what takes the version of `theirs` after all, if that is not there, too.
    pub other_versions: Vec<Option<Step>>,
}

/// Merges what `theirs` changed against `base`, or where there is none all of it, into `ours`. `codebook` says which links
/// an annotation may have once only.
///
/// # Errors
/// Which of the versions cannot be read, and why.
pub fn merge_files(
    part: &Part,
    [base, ours, theirs]: [Option<&str>; 3],
    codebook: Option<&Codebook>,
    told: &Told,
) -> Result<MergedFile, String> {
    let read = |which: &str, text: Option<&str>| match text {
        Some(text) if !text.is_empty() => Version::read(part, text, codebook)
            .map_err(|fault| say!("version-unreadable", which = which, why = in_short(&fault))),
        _ => Ok(Version::empty(part, codebook)),
    };
    let (ours_text, has_base) = (ours.unwrap_or_default(), base.is_some());
    // Large layers take a while each.
    let [base, ours, theirs] = std::thread::scope(|threads| {
        let base = threads.spawn(|| read("common", base));
        let ours = threads.spawn(|| read("ours", ours));
        let theirs = read("theirs", theirs);
        [ended(base.join()), ended(ours.join()), theirs]
    });
    let (base, ours, theirs) = (base?, ours?, theirs?);
    let steps = if has_base {
        differences(part, &base.project, &theirs.project)
    } else {
        without_base(part, &ours.project, &theirs.project)
    };
    let merged = resolve(&ours.project, &steps, told);
    let mut project = ours.project;
    merged
        .edit
        .apply(&mut project)
        .map_err(|error| error.to_string())?;
    let text_sha256 = if theirs.text_sha256 == base.text_sha256 || theirs.text_sha256.is_empty() {
        ours.text_sha256.clone()
    } else if ours.text_sha256 == base.text_sha256 || ours.text_sha256.is_empty() {
        theirs.text_sha256
    } else {
        ours.text_sha256.clone()
    };
    // What is as it was stays as it was written.
    let is_ours = merged.edit.is_empty() && text_sha256 == ours.text_sha256;
    let text = if is_ours && !ours_text.is_empty() {
        ours_text.to_owned()
    } else {
        write(part, &project, &text_sha256)?
    };
    let conflicts = merged.conflicts;
    let other_versions = conflicts.iter().map(|it| it.other_version(&project));
    Ok(MergedFile {
        text,
        other_versions: other_versions.collect(),
        conflicts,
    })
}

/// What a thread has read.
fn ended<T>(result: std::thread::Result<Result<T, String>>) -> Result<T, String> {
    result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Of which part a text is, to judge by what it says: for files that have been mailed or renamed.
#[must_use]
pub fn part_of_text(text: &str) -> Option<Part> {
    let bytes = text.as_bytes();
    let reads = |is_read: bool, part: Part| is_read.then_some(part);
    let layer = || {
        let record = codec::decode::<LayerRecord>(bytes).ok()?;
        Some(Part::Layer(LayerKey {
            article: record.article?,
            annotator: record.annotator?,
        }))
    };
    let named = "unnamed";
    let article = || {
        reads(
            codec::decode::<ArticleRecord>(bytes).is_ok(),
            Part::Article(ArticleId::new(named).ok()?),
        )
    };
    let annotator = || {
        reads(
            codec::decode::<AnnotatorRecord>(bytes).is_ok(),
            Part::Annotator(AnnotatorId::new(named).ok()?),
        )
    };
    let settings = || {
        reads(
            codec::decode::<ProjectRecord>(bytes).is_ok(),
            Part::Settings,
        )
    };
    let codebook = || {
        reads(
            codec::decode::<CodebookRecord>(bytes).is_ok(),
            Part::Codebook,
        )
    };
    let highlighters = || {
        reads(
            codec::decode::<HighlightersRecord>(bytes).is_ok(),
            Part::Highlighters,
        )
    };
    let review = || {
        let record = codec::decode::<ReviewRecord>(bytes).ok()?;
        Some(Part::Review(ReviewKey {
            article: record.article,
            reviewer: record.reviewer,
        }))
    };
    // The last one of all: a list of tags may be missing as well as one of reasons.
    let reviewing = || {
        reads(
            codec::decode::<ReviewingRecord>(bytes).is_ok(),
            Part::Reviewing,
        )
    };
    // Each of these has a field that it must have and the ones before it do not.
    review()
        .or_else(layer)
        .or_else(article)
        .or_else(annotator)
        .or_else(settings)
        .or_else(highlighters)
        .or_else(codebook)
        .or_else(reviewing)
}

fn in_short(fault: &Fault) -> String {
    match fault {
        Fault::Damaged(Damage {
            line: Some(line),
            message,
            ..
        }) => say!("version-line", line = *line, message = message),
        Fault::Damaged(damage) => damage.message.clone(),
        Fault::Misplaced(message) => message.clone(),
        fault => fault.message(),
    }
}

/// A project with one part.
struct Version {
    project: Project,
    /// Of the text to which it belongs.
    text_sha256: String,
}

impl Version {
    fn empty(part: &Part, codebook: Option<&Codebook>) -> Self {
        let mut project = Project {
            codebook: Arc::new(codebook.cloned().unwrap_or_default()),
            ..Project::default()
        };
        if *part == Part::Codebook {
            project.codebook = Arc::default();
        }
        if let Part::Article(article)
        | Part::Layer(LayerKey { article, .. })
        | Part::Review(ReviewKey { article, .. }) = part
        {
            let empty = Article {
                id: article.clone(),
                meta: ArticleMeta::default(),
                text: Text::new(""),
                sha256: String::new(),
                corrections: Vec::new(),
                withdrawn: Withdrawn::default(),
            };
            project.articles.insert(article.clone(), Arc::new(empty));
        }
        if let Part::Annotator(id)
        | Part::Layer(LayerKey { annotator: id, .. })
        | Part::Review(ReviewKey { reviewer: id, .. }) = part
        {
            let unnamed = Annotator {
                id: id.clone(),
                name: String::new(),
                color: Color([0x80; 3]),
                entities: BTreeMap::new(),
            };
            project.annotators.insert(id.clone(), Arc::new(unnamed));
        }
        if *part == Part::Settings {
            project.settings = Settings::default();
        }
        Self {
            project,
            text_sha256: String::new(),
        }
    }

    fn read(part: &Part, text: &str, codebook: Option<&Codebook>) -> Result<Self, Fault> {
        let mut version = Self::empty(part, codebook);
        match part {
            Part::Layer(key) => {
                let (record, lines) = match read_unplaced(text) {
                    Some(read) => read,
                    None => whole_layer(text)?,
                };
                codec::ours(&record)?;
                version.text_sha256.clone_from(&record.text_sha256);
                let (layer, _) = record.into_layer(lines);
                if !layer.is_blank() {
                    version.project.layers.insert(key.clone(), Arc::new(layer));
                }
            }
            Part::Article(id) => {
                let record = codec::decode::<ArticleRecord>(text.as_bytes())?;
                version.text_sha256.clone_from(&record.text_sha256);
                if let Some(article) = version.project.articles.get_mut(id) {
                    let article = Arc::make_mut(article);
                    (article.meta, article.corrections, article.withdrawn) = record.into_parts();
                }
            }
            part => {
                version.project = read_version(
                    part,
                    text.as_bytes(),
                    &version.project,
                    &OldTexts::default(),
                )?;
            }
        }
        Ok(version)
    }
}

/// The record of a layer that is not exactly as this program writes it.
fn whole_layer(text: &str) -> Result<(LayerRecord, Vec<Checked>), Fault> {
    let mut record = codec::decode::<LayerRecord>(text.as_bytes())?;
    let lines = record
        .take_unplaced()
        .map_err(|remark| Fault::Damaged(Damage::new(remark.message())))?;
    Ok((record, lines))
}

fn write(part: &Part, project: &Project, text_sha256: &str) -> Result<String, String> {
    let gone = || say!("version-gone").to_owned();
    match part {
        Part::Settings => encode(&ProjectRecord::from(&project.settings)),
        Part::Codebook => encode(&CodebookRecord::from(project.codebook.as_ref())),
        Part::Guidelines => Ok(project.guidelines.to_string()),
        Part::Highlighters => encode(&HighlightersRecord::from(project.highlighters.as_slice())),
        Part::Reviewing => encode(&ReviewingRecord::from(project.reviewing.as_ref())),
        Part::Review(key) => {
            let review = project.reviews.get(key).cloned().unwrap_or_default();
            encode(&ReviewRecord::new(key, &review))
        }
        Part::Annotator(id) => {
            let annotator = project.annotators.get(id).ok_or_else(gone)?;
            encode(&AnnotatorRecord::from(annotator.as_ref()))
        }
        Part::Article(id) => {
            let article = project.articles.get(id).ok_or_else(gone)?;
            let mut record = ArticleRecord::from(article.as_ref());
            text_sha256.clone_into(&mut record.text_sha256);
            encode(&record)
        }
        Part::Layer(key) => {
            let mut article = Article::clone(project.articles.get(&key.article).ok_or_else(gone)?);
            text_sha256.clone_into(&mut article.sha256);
            let layer = project.layers.get(key).cloned().unwrap_or_default();
            layer_text(key, &layer, &article)
        }
    }
}

fn encode(record: &impl Record) -> Result<String, String> {
    codec::encode(record)
}
