//! What the files of a project hold, without writing them.

use std::path::PathBuf;

use crate::model::{Part, Project};

use super::codec::{self, Record};
use super::layout;
use super::record::{
    AnnotatorRecord, ArticleRecord, CodebookRecord, HighlightersRecord, ProjectRecord,
    ReviewRecord, ReviewingRecord, layer_text,
};

/// The files of a part, each with its path in the project folder and its bytes, as [`save()`](super::save()) would write
/// them; none when the project does not have the part, or has a layer without its article.
///
/// # Errors
/// When something cannot be written as RON, in words.
pub fn contents(project: &Project, part: &Part) -> Result<Vec<(PathBuf, Vec<u8>)>, String> {
    let file = |ron: Option<String>| {
        let file = ron.map(|ron| (layout::part_path(part), ron.into_bytes()));
        file.into_iter().collect::<Vec<_>>()
    };
    Ok(match part {
        Part::Settings => file(Some(encode(&ProjectRecord::from(&project.settings))?)),
        Part::Codebook => {
            let codebook = CodebookRecord::from(project.codebook.as_ref());
            file(Some(encode(&codebook)?))
        }
        Part::Guidelines => file(Some(project.guidelines.to_string())),
        Part::Highlighters if project.highlighters.is_empty() => Vec::new(),
        Part::Highlighters => {
            let record = HighlightersRecord::from(project.highlighters.as_slice());
            file(Some(encode(&record)?))
        }
        Part::Reviewing if project.reviewing.is_blank() => Vec::new(),
        Part::Reviewing => {
            let record = ReviewingRecord::from(project.reviewing.as_ref());
            file(Some(encode(&record)?))
        }
        Part::Review(key) => match project.reviews.get(key) {
            Some(review) => file(Some(encode(&ReviewRecord::new(key, review))?)),
            None => Vec::new(),
        },
        Part::Article(id) => {
            let Some(article) = project.articles.get(id) else {
                return Ok(Vec::new());
            };
            let text = article.original().as_str().as_bytes().to_vec();
            let mut files = file(Some(encode(&ArticleRecord::from(article.as_ref()))?));
            files.insert(0, (layout::text_path(id), text));
            files
        }
        Part::Annotator(id) => match project.annotators.get(id) {
            Some(annotator) => file(Some(encode(&AnnotatorRecord::from(annotator.as_ref()))?)),
            None => Vec::new(),
        },
        Part::Layer(key) => {
            let article = project.articles.get(&key.article);
            match project.layer(key).zip(article) {
                Some((layer, article)) => file(Some(layer_text(key, layer, article)?)),
                None => Vec::new(),
            }
        }
    })
}

fn encode(record: &impl Record) -> Result<String, String> {
    codec::encode(record)
}
