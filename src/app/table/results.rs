//! What the filter finds: looked for on a thread, again with every stroke and every change of the project. What was found
//! last stays on screen until the first of the new is there.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::app::dialogs::Stream;
use crate::app::jobs::drop_elsewhere;
use crate::app::workspace::Workspace;
use crate::model::{AnnotationId, AnnotatorId, ArticleId, LayerKey, Project};
use crate::query::filter::{Filter, Query, Wrong, parse};
use crate::query::listing::{Chunk, Column, Found, Hit, Index, Order, keep, look, sort};
use crate::store::Progress;

use super::names::entities;

/// So many are shown before all is looked through.
const FIRST: usize = 400;

/// So many annotations, layers and entities are looked through between two frames; a few milliseconds.
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

/// The row that is chosen: its annotation, and its number.
pub type Chosen = (Which, usize);

/// What a thread has found.
#[derive(Debug)]
enum Piece {
    /// The query names what is not there.
    Wrong(Wrong),
    /// The first that were found.
    First(Listed),
    /// All of it, and where the row is that is to be chosen.
    All(Listed, Index, Option<usize>),
}

/// Annotations in the order of the rows.
#[derive(Debug, Default)]
struct Listed {
    found: Arc<Vec<Found>>,
    hits: Vec<Hit>,
    /// Those among them that the filter does not find any more.
    strays: BTreeSet<Which>,
}

impl Listed {
    fn which(&self, row: usize) -> Option<(&LayerKey, &AnnotationId)> {
        let (piece, mark) = *self.hits.get(row)?;
        let chunk = &self.found.get(piece as usize)?.chunk;
        Some((&chunk.key, &chunk.marks()[mark as usize].id))
    }

    /// Where the annotation of a row of an earlier list stands in this one; when it has gone, the nearest one behind it that
    /// has not, or else before it.
    fn nearest(&self, before: &Self, row: usize) -> Option<usize> {
        let rows = 0..self.hits.len();
        let rows: HashMap<_, usize> = rows.filter_map(|at| Some((self.which(at)?, at))).collect();
        let behind = row..before.hits.len();
        let mut neighbours = behind.chain((0..row.min(before.hits.len())).rev());
        neighbours.find_map(|at| rows.get(&before.which(at)?).copied())
    }
}

/// The rows.
#[derive(Debug, Default)]
pub struct Results {
    shown: Arc<Listed>,
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
    /// The same rows, brought up to date: the chosen one, or its neighbour when it has gone, stands here now.
    Same(Option<usize>),
}

impl Results {
    /// Brings the rows up to date, or has a thread do it. `chosen` is looked for among the new ones; those of `kept` stay
    /// whether the filter finds them or not.
    pub fn update(
        &mut self,
        workspace: &Workspace,
        wanted: &Wanted,
        chosen: Option<&Chosen>,
        kept: &BTreeSet<Which>,
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
                    let task = Task {
                        project: workspace.project.clone(),
                        me: workspace.annotator.clone(),
                        before: self.index.clone(),
                        query,
                        wanted: wanted.clone(),
                        chosen: chosen.filter(|_| !is_new_filter).cloned(),
                        kept: kept.clone(),
                        shown: Arc::clone(&self.shown),
                        is_new: is_new_filter,
                    };
                    self.look(task, ctx);
                }
                Err(wrong) => {
                    self.wrong = Some(wrong);
                    self.stop();
                }
            }
        }
        self.take()
    }

    fn look(&mut self, task: Task, ctx: &egui::Context) {
        self.stop();
        if is_little(&task.project) {
            let ready = &mut self.ready;
            task.work(&Progress::default(), &mut |piece| ready.push(piece));
            return;
        }
        self.job = Some(Stream::start("filter", ctx, move |progress, tell| {
            task.work(progress, tell);
            drop_elsewhere(task);
        }));
    }

    /// Has the last search stop: nobody waits for it any more. What it has found may be large.
    fn stop(&mut self) {
        if let Some(job) = self.job.take() {
            job.cancel();
            drop_elsewhere(job);
        }
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
                    self.show(listed);
                    news = News::Other;
                }
                Piece::All(listed, index, at) => {
                    let was_begun = self.is_partial || news == News::Other;
                    self.is_partial = false;
                    self.show(listed);
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

    fn show(&mut self, listed: Listed) {
        drop_elsewhere(core::mem::replace(&mut self.shown, Arc::new(listed)));
    }

    /// Looks once more at the next chance, whatever was looked through.
    pub fn look_again(&mut self) {
        if let Some(made_of) = &mut self.made_of {
            made_of.revision = u64::MAX;
        }
    }

    /// How many rows are listed that the filter does not find any more.
    #[must_use]
    pub fn strays(&self) -> usize {
        self.shown.strays.len()
    }

    /// Whether a row is one of these.
    #[must_use]
    pub fn is_stray(&self, row: usize) -> bool {
        !self.shown.strays.is_empty()
            && self
                .which(row)
                .is_some_and(|it| self.shown.strays.contains(&it))
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
        let (key, id) = self.shown.which(row)?;
        Some((key.clone(), id.clone()))
    }

    /// All that the filter finds.
    #[must_use]
    pub fn found(&self) -> Arc<Vec<Found>> {
        if self.shown.strays.is_empty() {
            return Arc::clone(&self.shown.found);
        }
        let is_found = |chunk: &Chunk, at: &u32| {
            let id = chunk.marks()[*at as usize].id.clone();
            !self.shown.strays.contains(&(chunk.key.clone(), id))
        };
        let mut found = self.shown.found.as_ref().clone();
        for it in &mut found {
            let chunk = Arc::clone(&it.chunk);
            if self.shown.strays.iter().any(|(key, _)| *key == chunk.key) {
                it.marks.retain(|at| is_found(&chunk, at));
            }
        }
        Arc::new(found)
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
    layers().len() <= AT_ONCE
        && layers().map(|it| it.annotations.len()).sum::<usize>() <= AT_ONCE
        && entities(project) <= AT_ONCE
}

/// What a thread is to do.
struct Task {
    project: Project,
    me: AnnotatorId,
    before: Index,
    query: Query,
    wanted: Wanted,
    chosen: Option<Chosen>,
    kept: BTreeSet<Which>,
    /// What was listed before.
    shown: Arc<Listed>,
    is_new: bool,
}

impl Task {
    fn work(&self, progress: &Progress, tell: &mut dyn FnMut(Piece)) {
        let zone = TimeZone::system();
        let filter = match Filter::bind(&self.query, &self.project, Some(&self.me), &zone) {
            Ok(filter) => filter,
            Err(wrong) => return tell(Piece::Wrong(wrong)),
        };
        let veil = self.project.veil(Some(&self.me));
        let project = veil.over(&self.project);
        let mut order = self.wanted.order;
        if veil.hides_names() && order.by == Column::Annotator {
            // The order of names would tell who is who.
            order = Order::default();
        }
        let shows_first = self.is_new && order.is_natural();
        let (mut found, mut count, mut is_told) = (Vec::new(), 0, false);
        let scope = self.wanted.scope.as_ref();
        let index = look(
            &project,
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
                    if let Some(hits) = sort(&project, &found, Order::default(), progress) {
                        let strays = BTreeSet::new();
                        tell(Piece::First(Listed {
                            found,
                            hits,
                            strays,
                        }));
                    }
                }
            },
        );
        let Some(index) = index else { return };
        let strays = keep(&mut found, &index, &self.kept);
        let found = Arc::new(found);
        let Some(hits) = sort(&project, &found, order, progress) else {
            return;
        };
        let listed = Listed {
            found,
            hits,
            strays,
        };
        let at = self.chosen.as_ref().and_then(|((key, id), row)| {
            let mut rows = 0..listed.hits.len();
            let same = rows.find(|at| listed.which(*at) == Some((key, id)));
            same.or_else(|| listed.nearest(&self.shown, *row))
        });
        tell(Piece::All(listed, index, at));
    }
}
