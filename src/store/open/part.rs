//! Reading one part anew, while the project is open.

use std::sync::Arc;

use crate::model::{Part, Project, carry_layers};
use crate::store::cache::Cache;
use crate::store::conflict::Unmerged;
use crate::store::folder::Folder;
use crate::store::known::Known;
use crate::store::layout;
use crate::store::parallel::Progress;

use super::{Opening, Originals, read, reanchor};

/// A part that was read anew.
pub(in crate::store) struct PartRead {
    /// The project with it.
    pub project: Project,
    /// What is known of its files.
    pub known: Known,
    /// What git left in its file beside the version that was read.
    pub unmerged: Vec<Unmerged>,
}

/// Reads one part anew, into a project that holds the others; with what is known of its files then. `known` knows where
/// old texts are.
///
/// # Errors
/// Why it cannot be understood, as a sentence.
pub(in crate::store) fn read_part(
    folder: &Folder,
    part: &Part,
    base: &Project,
    known: &Known,
) -> Result<PartRead, String> {
    let progress = Progress::default();
    let mut opening = Opening::new(folder, Cache::default(), &progress);
    opening.known = opening.known.with_old_texts(known.old_texts().clone());
    let mut project = base.clone();
    match part {
        Part::Settings => {
            project.settings = opening
                .settings(folder.root())
                .map_err(|error| error.to_string())?;
        }
        Part::Codebook => project.codebook = Arc::new(opening.codebook()),
        Part::Guidelines => project.guidelines = opening.guidelines(),
        Part::Highlighters => project.highlighters = Arc::new(opening.highlighters()),
        Part::Reviewing => project.reviewing = Arc::new(opening.reviewing()),
        Part::Review(key) => {
            let is_there = project.articles.contains_key(&key.article);
            let read = read::review(folder, &opening.known, key, is_there);
            if let Some(why) = read.locked.filter(|_| read.unmerged.is_none()) {
                return Err(why);
            }
            opening.unmerged.extend(read.unmerged);
            match read.value {
                Some(review) => project.reviews.insert(key.clone(), Arc::new(review)),
                None => project.reviews.remove(key),
            };
        }
        Part::Article(id) => {
            let source = read::Source {
                text: folder.holds(&layout::text_path(id)),
                about: folder.holds(&layout::article_path(id)),
            };
            let read = read::article(folder, &opening.known, id, source);
            if let Some(why) = read.locked.filter(|_| read.unmerged.is_none()) {
                return Err(why);
            }
            opening.unmerged.extend(read.unmerged);
            if let Some(article) = read.value {
                let article = Arc::new(article);
                let before = project.articles.insert(id.clone(), Arc::clone(&article));
                if let Some(before) = before.filter(|it| it.text != article.text) {
                    carry_layers(&mut project, &before, &article);
                }
            }
        }
        Part::Annotator(id) => {
            let annotator = opening.annotator(id);
            project.annotators.insert(id.clone(), Arc::new(annotator));
        }
        Part::Layer(key) => {
            let article = project.articles.get(&key.article);
            let originals = Originals::of(&project.articles);
            let of = (article, &originals);
            let read = read::layer(folder, &opening.known, key, of, &progress);
            drop(originals);
            if let Some(why) = read.locked.filter(|_| read.unmerged.is_none()) {
                return Err(why);
            }
            opening.unmerged.extend(read.unmerged);
            if let Some(layer) = read.value {
                project.layers.insert(key.clone(), Arc::new(layer));
                reanchor::settle(&mut project, key, read.places);
            }
        }
    }
    match opening.known.get(part) {
        Some(why) if opening.unmerged.is_empty() => Err(why.clone()),
        _ => Ok(PartRead {
            project,
            known: opening.known,
            unmerged: opening.unmerged,
        }),
    }
}
