//! What becomes of annotations when a text is corrected, or a correction is taken back: worked out between two frames where
//! that is little work, on a thread where it is much, and shown before it is done.

use std::sync::Arc;

use egui::{RichText, Ui};

use crate::app::marking::shorten;
use crate::app::theme::Tokens;
use crate::app::typeset::TextLabel;
use crate::model::{Annotation, AnnotatorId, Article, Effect, Project, effect};
use crate::say;
use crate::store::Progress;
use crate::text::{Patch, quoted};

use super::awaited::Awaited;

/// So many annotations are listed.
const LISTED: usize = 100;
/// So many characters of each are shown.
const SHOWN: usize = 80;
/// Most annotations that are looked at between two frames.
const MARKS_AT_ONCE: usize = 1000;
/// Longest text that is compared between two frames, in bytes.
const TEXT_AT_ONCE: usize = 100_000;

/// What a correction would do, kept up to date with what is wanted: `K` tells one wish from another.
#[derive(Debug)]
pub(super) struct EffectOf<K> {
    working: Option<(K, Awaited<Found>)>,
    found: Option<(K, Found)>,
}

impl<K> Default for EffectOf<K> {
    fn default() -> Self {
        Self {
            working: None,
            found: None,
        }
    }
}

/// What a correction would do, in words.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Why it cannot be done.
    pub(super) why_not: Option<String>,
    same: usize,
    reads: (usize, Vec<Told>),
    lost: (usize, Vec<Told>),
}

/// An annotation that is touched.
#[derive(Debug)]
struct Told {
    tag: String,
    by: String,
    was: String,
    now: String,
}

impl<K: PartialEq + Clone> EffectOf<K> {
    /// Has it worked out what these patches would do, one list after the other. While that is in hand nothing else is begun.
    pub(super) fn want(
        &mut self,
        ui: &Ui,
        wish: &K,
        (project, article): (&Project, &Arc<Article>),
        patches: impl FnOnce(&Article) -> Vec<Vec<Patch>> + Send + 'static,
    ) {
        if let Some((of, working)) = &mut self.working {
            let Some(found) = working.take() else { return };
            self.found = Some((of.clone(), found));
            self.working = None;
        }
        if self.get(wish).is_some() {
            return;
        }
        let marks = project.layers_of(&article.id);
        let marks: usize = marks.map(|(_, layer)| layer.annotations.len()).sum();
        let is_little = marks <= MARKS_AT_ONCE && article.text.as_str().len() <= TEXT_AT_ONCE;
        let (project, article) = (project.clone(), Arc::clone(article));
        let work = move |_: &Progress| Found::of(&project, &article, &patches(&article));
        if is_little {
            self.found = Some((wish.clone(), work(&Progress::default())));
        } else {
            let working = Awaited::start("correction", ui.ctx(), work);
            self.working = Some((wish.clone(), working));
        }
    }

    /// What was found for a wish; nothing while that is not known.
    pub(super) fn get(&self, wish: &K) -> Option<&Found> {
        let found = self.found.as_ref().filter(|(of, _)| of == wish);
        found.map(|(_, found)| found)
    }
}

impl Found {
    fn of(project: &Project, article: &Article, patches: &[Vec<Patch>]) -> Self {
        let cannot = |why: String| Self {
            why_not: Some(why),
            ..Self::default()
        };
        match effect(project, article, patches) {
            _ if patches.iter().all(Vec::is_empty) => cannot(say!("correction-nothing").to_owned()),
            Ok(effect) if effect.text.as_str().trim().is_empty() => {
                cannot(say!("correction-empty").to_owned())
            }
            Ok(effect) => Self::told(project, article, &effect),
            Err(why) => cannot(why.to_string()),
        }
    }

    fn told(project: &Project, article: &Article, effect: &Effect) -> Self {
        let told = |by: &AnnotatorId, annotation: &Annotation, now: String| Told {
            tag: project.codebook.tag_name(&annotation.tag).to_owned(),
            by: project.annotator_name(by).to_owned(),
            was: shorten(&annotation.spans.quotation(&article.text), SHOWN),
            now,
        };
        let reads = effect.reads.iter().take(LISTED).map(|(by, it, spans)| {
            let now = shorten(&spans.quotation(&effect.text), SHOWN);
            told(by, it, now)
        });
        let lost = effect.lost.iter().take(LISTED);
        let lost = lost.map(|(by, it)| told(by, it, String::new()));
        Self {
            why_not: None,
            same: effect.moved,
            reads: (effect.reads.len(), reads.collect()),
            lost: (effect.lost.len(), lost.collect()),
        }
    }

    /// Shows it.
    pub(super) fn show(&self, ui: &mut Ui, tokens: &Tokens) {
        let summary = say!("correction-same", count = self.same);
        ui.label(RichText::new(summary).color(tokens.weak));
        let (count, reads) = &self.reads;
        if *count > 0 {
            ui.label(say!("correction-reads", count = *count));
            list(ui, tokens, *count, reads);
        }
        let (count, lost) = &self.lost;
        if *count > 0 {
            let said = say!("correction-loses", count = *count);
            ui.label(RichText::new(said).color(tokens.warning));
            list(ui, tokens, *count, lost);
        }
    }
}

fn list(ui: &mut Ui, tokens: &Tokens, count: usize, listed: &[Told]) {
    for told in listed {
        ui.horizontal_wrapped(|ui| {
            let who = format!("{}, {}:", told.tag, told.by);
            ui.add(TextLabel::new(&who).color(tokens.weak));
            let was = quoted(&told.was);
            let words = if told.now.is_empty() {
                was
            } else {
                say!("correction-was-now", was = was, now = quoted(&told.now))
            };
            ui.add(TextLabel::new(&words));
        });
    }
    if count > listed.len() {
        ui.label(say!("correction-more", count = count - listed.len()));
    }
}
