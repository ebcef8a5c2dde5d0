//! What the filter finds: looked for on a thread, again with every stroke and every change of the project. What was found
//! last stays on screen until the first of the new is there.

use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::app::dialogs::Stream;
use crate::app::jobs::drop_elsewhere;
use crate::app::workspace::Workspace;
use crate::model::{AnnotationId, AnnotatorId, ArticleId, LayerKey, Project};
use crate::query::filter::{Filter, Query, Wrong, parse};
use crate::query::listing::{Chunk, Found, Hit, Index, Order, look, sort};
use crate::store::Progress;

/// So many are shown before all is looked through.
const FIRST: usize = 400;

/// So many annotations, and layers, are looked through between two frames; a few milliseconds.
const AT_ONCE: usize = 2000;

/// Which annotation.
pub type Which = (LayerKey, AnnotationId);

/// What is to be listed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// The filter.
    pub filter: String,
    /// Of which article; of all when none.
    pub scope: Option<ArticleId>,
    /// In which order.
    pub order: Order,
}

/// Of what something was made: what was wanted, of which state of the project, for whom.
#[derive(Clone, Debug, PartialEq)]
struct MadeOf {
    wanted: Wanted,
    revision: u64,
    me: AnnotatorId,
}

/// What a thread has found.
#[derive(Debug)]
enum Piece {
    /// The query names what is not there.
    Wrong(Wrong),
    /// The first that were found.
    First(Listed),
    /// All of it.
    All(Listed, Index, Option<usize>),
}

/// Annotations in the order of the rows.
#[derive(Debug, Default)]
struct Listed {
    found: Arc<Vec<Found>>,
    hits: Vec<Hit>,
}

/// The rows.
#[derive(Debug, Default)]
pub struct Results {
    shown: Listed,
    index: Index,
    /// Of what the rows are, or will be.
    made_of: Option<MadeOf>,
    job: Option<Stream<Piece>>,
    /// What was found between two frames.
    ready: Vec<Piece>,
    /// What is wrong with the filter.
    wrong: Option<Wrong>,
    /// Whether what is shown is not all.
    is_partial: bool,
}

/// What taking in has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// Nothing.
    None,
    /// Another filter found these.
    Other,
    /// The same rows, brought up to date: the chosen one stands here now, if it is still among them.
    Same(Option<usize>),
}

impl Results {
    /// Brings the rows up to date, or has a thread do it. `chosen` is looked for among the new ones.
    pub fn update(
        &mut self,
        workspace: &Workspace,
        wanted: &Wanted,
        chosen: Option<&Which>,
        ctx: &egui::Context,
    ) -> News {
        let is_other = |made: &MadeOf| made.wanted.filter != wanted.filter;
        let is_new_filter = self.made_of.as_ref().is_none_or(is_other);
        let made_of = MadeOf {
            wanted: wanted.clone(),
            revision: workspace.revision,
            me: workspace.annotator.clone(),
        };
        if self.made_of.as_ref() != Some(&made_of) {
            self.made_of = Some(made_of);
            match parse(&wanted.filter) {
                Ok(query) => {
                    self.wrong = None;
                    self.look(workspace, query, wanted, chosen, is_new_filter, ctx);
                }
                Err(wrong) => {
                    self.wrong = Some(wrong);
                    self.job = None;
                }
            }
        }
        self.take()
    }

    fn look(
        &mut self,
        workspace: &Workspace,
        query: Query,
        wanted: &Wanted,
        chosen: Option<&Which>,
        is_new: bool,
        ctx: &egui::Context,
    ) {
        let task = Task {
            project: workspace.project.clone(),
            me: workspace.annotator.clone(),
            before: self.index.clone(),
            query,
            wanted: wanted.clone(),
            chosen: chosen.filter(|_| !is_new).cloned(),
            is_new,
        };
        // The last one stops: nobody waits for it any more.
        self.job = None;
        if is_little(&workspace.project) {
            let ready = &mut self.ready;
            task.work(&Progress::default(), &mut |piece| ready.push(piece));
            return;
        }
        self.job = Some(Stream::start("filter", ctx, move |progress, tell| {
            task.work(progress, tell);
            drop_elsewhere(task);
        }));
    }

    fn take(&mut self) -> News {
        let mut news = News::None;
        let mut pieces = core::mem::take(&mut self.ready);
        pieces.extend(self.job.as_mut().map(Stream::take).unwrap_or_default());
        for piece in pieces {
            match piece {
                Piece::Wrong(wrong) => self.wrong = Some(wrong),
                Piece::First(listed) => {
                    self.is_partial = true;
                    drop_elsewhere(core::mem::replace(&mut self.shown, listed));
                    news = News::Other;
                }
                Piece::All(listed, index, at) => {
                    let was_begun = self.is_partial || news == News::Other;
                    self.is_partial = false;
                    drop_elsewhere(core::mem::replace(&mut self.shown, listed));
                    drop_elsewhere(core::mem::replace(&mut self.index, index));
                    news = match at {
                        Some(_) => News::Same(at),
                        // The first rows are the same that were shown before.
                        None if was_begun && news == News::None => News::Same(None),
                        None => News::Other,
                    };
                }
            }
        }
        if self.job.as_ref().is_some_and(Stream::has_ended) {
            self.job = None;
        }
        news
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shown.hits.len()
    }

    /// The layer and the place in it of a row.
    #[must_use]
    pub fn at(&self, row: usize) -> Option<(&Arc<Chunk>, usize)> {
        let (piece, mark) = *self.shown.hits.get(row)?;
        Some((&self.shown.found.get(piece as usize)?.chunk, mark as usize))
    }

    /// Which annotation a row is of.
    #[must_use]
    pub fn which(&self, row: usize) -> Option<Which> {
        let (chunk, mark) = self.at(row)?;
        Some((chunk.key.clone(), chunk.marks()[mark].id.clone()))
    }

    /// All that was found.
    #[must_use]
    pub fn found(&self) -> Arc<Vec<Found>> {
        Arc::clone(&self.shown.found)
    }

    /// What is wrong with the filter, if anything.
    #[must_use]
    pub fn wrong(&self) -> Option<&Wrong> {
        self.wrong.as_ref()
    }

    /// Whether more may come, or other rows.
    #[must_use]
    pub fn is_looking(&self) -> bool {
        self.job.is_some()
    }

    /// Whether the rows are all that the filter finds in the project as it is.
    #[must_use]
    pub fn is_current(&self, revision: u64) -> bool {
        let made_of = self.made_of.as_ref();
        self.job.is_none()
            && self.wrong.is_none()
            && made_of.is_some_and(|it| it.revision == revision)
    }
}

/// Whether all of a project can be looked through between two frames.
fn is_little(project: &Project) -> bool {
    let layers = || project.layers.values();
    layers().len() <= AT_ONCE && layers().map(|it| it.annotations.len()).sum::<usize>() <= AT_ONCE
}

/// What a thread is to do.
struct Task {
    project: Project,
    me: AnnotatorId,
    before: Index,
    query: Query,
    wanted: Wanted,
    chosen: Option<Which>,
    is_new: bool,
}

impl Task {
    fn work(&self, progress: &Progress, tell: &mut dyn FnMut(Piece)) {
        let zone = TimeZone::system();
        let filter = match Filter::bind(&self.query, &self.project, Some(&self.me), &zone) {
            Ok(filter) => filter,
            Err(wrong) => return tell(Piece::Wrong(wrong)),
        };
        let shows_first = self.is_new && self.wanted.order.is_natural();
        let (mut found, mut count, mut is_told) = (Vec::new(), 0, false);
        let scope = self.wanted.scope.as_ref();
        let index = look(
            &self.project,
            &self.before,
            scope,
            &filter,
            progress,
            &mut |it| {
                count += it.marks.len();
                found.push(it);
                if shows_first && !is_told && count >= FIRST {
                    is_told = true;
                    let found = Arc::new(found.clone());
                    if let Some(hits) = sort(&self.project, &found, Order::default(), progress) {
                        tell(Piece::First(Listed { found, hits }));
                    }
                }
            },
        );
        let Some(index) = index else { return };
        let found = Arc::new(found);
        let Some(hits) = sort(&self.project, &found, self.wanted.order, progress) else {
            return;
        };
        let at = self.chosen.as_ref().and_then(|(key, id)| {
            hits.iter().position(|(piece, mark)| {
                let chunk = &found[*piece as usize].chunk;
                chunk.key == *key && chunk.marks()[*mark as usize].id == *id
            })
        });
        tell(Piece::All(Listed { found, hits }, index, at));
    }
}
