//! Reading another version of a part, from wherever it is: as strictly as the part itself.

use std::sync::Arc;

use crate::model::{Article, LayerKey, Part, Project, carry_layers};
use crate::say;
use crate::store::codec;
use crate::store::error::Fault;
use crate::store::old_texts::OldTexts;
use crate::store::parallel::Progress;
use crate::store::record::{
    AnnotatorRecord, ArticleRecord, CodebookRecord, HighlightersRecord, ProjectRecord,
    ReviewRecord, ReviewingRecord,
};

use super::read::parse_layer;
use super::{Originals, reanchor};

/// The project with this version of one of its parts. Nothing of a newer format is read, as it would be written as ours.
pub(in crate::store) fn read_version(
    part: &Part,
    bytes: &[u8],
    project: &Project,
    old_texts: &OldTexts,
) -> Result<Project, Fault> {
    let mut project = project.clone();
    match part {
        Part::Settings => project.settings = codec::decode::<ProjectRecord>(bytes)?.into(),
        Part::Codebook => {
            project.codebook = Arc::new(codec::decode::<CodebookRecord>(bytes)?.into());
        }
        Part::Guidelines => project.guidelines = codec::plain(bytes)?.into(),
        Part::Highlighters => {
            project.highlighters = Arc::new(codec::decode::<HighlightersRecord>(bytes)?.into());
        }
        Part::Reviewing => {
            project.reviewing = Arc::new(codec::decode::<ReviewingRecord>(bytes)?.into());
        }
        Part::Review(key) => {
            let record = codec::decode::<ReviewRecord>(bytes)?;
            if record.is_elsewhere(key) {
                return Err(refused(say!("version-elsewhere")));
            }
            let (review, _) = record.into_review();
            if review.is_blank() {
                project.reviews.remove(key);
            } else {
                project.reviews.insert(key.clone(), Arc::new(review));
            }
        }
        Part::Article(id) => {
            let record = codec::decode::<ArticleRecord>(bytes)?;
            let article = project.articles.get_mut(id).ok_or(Fault::Missing)?;
            let said = record.text_sha256.clone();
            let (mut meta, corrections, _) = record.into_parts();
            if said != article.original_sha256() {
                if said != article.meta.other_text {
                    return Err(refused(say!("version-other-text")));
                }
                meta.other_text = said;
            }
            let before = Arc::clone(article);
            let (corrected, _) =
                (before.corrected(&corrections)).map_err(|why| refused(&why.to_string()))?;
            let after = Arc::new(Article { meta, ..corrected });
            *article = Arc::clone(&after);
            carry_layers(&mut project, &before, &after);
        }
        Part::Annotator(id) => {
            let record = codec::decode::<AnnotatorRecord>(bytes)?;
            let (annotator, _) = record.into_annotator(id.clone());
            project.annotators.insert(id.clone(), Arc::new(annotator));
        }
        Part::Layer(key) => read_layer(key, bytes, &mut project, old_texts)?,
    }
    Ok(project)
}

fn read_layer(
    key: &LayerKey,
    bytes: &[u8],
    project: &mut Project,
    old_texts: &OldTexts,
) -> Result<(), Fault> {
    let article = project.articles.get(&key.article).ok_or(Fault::Missing)?;
    let (record, lines) = parse_layer(bytes, article, &Progress::default())?;
    codec::ours(&record)?;
    let elsewhere = record.article.as_ref().is_some_and(|id| *id != key.article)
        || (record.annotator.as_ref()).is_some_and(|id| *id != key.annotator);
    if elsewhere {
        return Err(refused(say!("version-elsewhere")));
    }
    let made_on = record.text_sha256.clone();
    let (mut layer, _) = record.into_layer(lines);
    if layer.is_blank() {
        project.layers.remove(key);
        return Ok(());
    }
    let originals = Originals::of(&project.articles);
    let on = (made_on.as_str(), &originals);
    let places = reanchor::places(&mut layer, article, on, old_texts);
    drop(originals);
    project.layers.insert(key.clone(), Arc::new(layer));
    reanchor::settle(project, key, places);
    Ok(())
}

fn refused(why: &str) -> Fault {
    Fault::Misplaced(why.to_owned())
}
