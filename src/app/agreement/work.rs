//! The numbers: made on a thread, again when the project or what is asked has changed. What was made last stays on screen
//! until the new is there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::bars;
use crate::app::dialogs::Stream;
use crate::app::jobs::drop_elsewhere;
use crate::app::workspace::Workspace;
use crate::model::{AnnotatorId, Project, Status, Veil};
use crate::review::measure::{MEASURES, Measure, Measured, measure, measure_all};
use crate::review::paper::{Paper, Style};
use crate::review::resample::SEED;
use crate::review::study::Field;
use crate::review::{Question, Settings, Study, Summary};
use crate::say;
use crate::words::{speak_here, spoken};

/// Up to so many annotations, layers or articles are compared between two frames.
const AT_ONCE: usize = 500;

/// What people have chosen above the numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Whose first layers are compared with the second ones; people with each other when there is nobody.
    pub repeats: Option<AnnotatorId>,
    /// Who is left out.
    pub without: BTreeSet<AnnotatorId>,
    /// Whether marks that somebody was unsure of count.
    pub unsure: bool,
    /// Whether white space at the edges of marks is left out of account.
    pub trim: bool,
    /// The fields whose options are in order.
    pub ordinal: BTreeSet<Field>,
}

impl Default for Choice {
    fn default() -> Self {
        Self {
            repeats: None,
            without: BTreeSet::new(),
            unsure: true,
            trim: true,
            ordinal: BTreeSet::new(),
        }
    }
}

/// What was found, of which state of the project.
#[derive(Debug)]
pub struct Found {
    /// The project of which it was found.
    pub project: Project,
    /// Everybody who can be compared.
    pub everybody: Vec<AnnotatorId>,
    /// Everybody who can be compared with himself or herself.
    pub repeaters: BTreeSet<AnnotatorId>,
    /// Who is.
    pub repeats: Option<AnnotatorId>,
    /// How the numbers were made.
    pub settings: Settings,
    /// The sums; `None` when fewer than two people are left.
    pub numbers: Option<(Study, Summary)>,
    /// While there are no numbers: each person with how many articles are begun and done.
    pub progress: Vec<(AnnotatorId, usize, usize)>,
}

impl Found {
    /// The names of the two people, when it is two that are compared.
    #[must_use]
    pub fn two(&self) -> bars::Two<'_> {
        let (study, _) = self.numbers.as_ref()?;
        match study.question.people.as_slice() {
            [first, second] => {
                let name = |id| self.project.annotator_name(id);
                Some((name(first), name(second)))
            }
            _ => None,
        }
    }

    /// Whether it is one person's two times that are compared, for sentences in which that matters.
    #[must_use]
    pub fn whose(&self) -> &'static str {
        if self.repeats.is_some() {
            "oneself"
        } else {
            "others"
        }
    }
}

/// Work on a thread, which stops when this goes.
#[derive(Debug)]
pub struct Work<T> {
    stream: Stream<T>,
    go_on: Arc<AtomicBool>,
    done: Arc<AtomicUsize>,
    total: usize,
}

impl<T: Send + 'static> Work<T> {
    /// Begins it: `work` counts what it has done of `total` and breaks off with nothing when it is told not to go on.
    pub fn start(
        ctx: &egui::Context,
        total: usize,
        work: impl FnOnce(&AtomicUsize, &AtomicBool) -> Option<T> + Send + 'static,
    ) -> Self {
        let (go_on, done) = (Arc::new(AtomicBool::new(true)), Arc::default());
        let (goes_on, counted) = (Arc::clone(&go_on), Arc::clone(&done));
        let language = spoken();
        let stream = Stream::start("agreement", ctx, move |_, tell| {
            speak_here(Some(language));
            if let Some(made) = work(&counted, &goes_on) {
                tell(made);
            }
        });
        Self {
            stream,
            go_on,
            done,
            total,
        }
    }

    /// What it has made, once.
    pub fn take(&mut self) -> Option<T> {
        self.stream.take().pop()
    }

    /// Whether it has ended without anything.
    pub fn broke_off(&self) -> bool {
        self.stream.has_ended()
    }

    fn percent(&self) -> usize {
        100 * self.done.load(Ordering::Relaxed).min(self.total) / self.total.max(1)
    }
}

impl<T> Drop for Work<T> {
    fn drop(&mut self) {
        self.go_on.store(false, Ordering::Relaxed);
    }
}

/// Of what the numbers are made: of which state of the project, asked how.
type MadeOf = (u64, Choice);

/// The numbers on screen, and those that are being made.
#[derive(Debug, Default)]
pub struct Results {
    found: Option<Arc<Found>>,
    /// Another one for each that was found.
    version: u64,
    made_of: Option<MadeOf>,
    job: Option<Work<Found>>,
    /// What was made of measures that are not always shown.
    measured: BTreeMap<&'static str, Measured>,
    /// The measure that is being made.
    more: Option<(&'static str, Work<Measured>)>,
    /// Whether somebody has stopped the comparison.
    is_stopped: bool,
}

impl Results {
    /// Brings the numbers up to date, or has a thread do it. Whether others are there now.
    pub fn update(
        &mut self,
        workspace: &Workspace,
        choice: &Choice,
        measures: &BTreeSet<&'static str>,
        ctx: &egui::Context,
    ) -> bool {
        let made_of = (workspace.revision, choice.clone());
        let mut is_new = false;
        if self.made_of.as_ref() != Some(&made_of) {
            self.made_of = Some(made_of);
            self.is_stopped = false;
            is_new = self.begin(workspace, choice, ctx);
        }
        if let Some(found) = self.job.as_mut().and_then(Work::take) {
            self.job = None;
            self.take(found);
            is_new = true;
        } else if self.job.as_ref().is_some_and(Work::broke_off) {
            self.stop();
        }
        self.measure(measures, ctx) || is_new
    }

    fn begin(&mut self, workspace: &Workspace, choice: &Choice, ctx: &egui::Context) -> bool {
        let (project, veil) = (workspace.project.clone(), workspace.veil());
        let choice = choice.clone();
        // The last one stops: nobody waits for it any more.
        (self.job, self.more) = (None, None);
        if is_little(&project) {
            let found = compare(
                (&project, &veil),
                &choice,
                &AtomicUsize::new(0),
                &AtomicBool::new(true),
            );
            return found.is_some_and(|found| {
                self.take(found);
                true
            });
        }
        let total = project.articles.len();
        self.job = Some(Work::start(ctx, total, move |done, go_on| {
            compare((&project, &veil), &choice, done, go_on)
        }));
        false
    }

    fn take(&mut self, found: Found) {
        self.measured.clear();
        self.version += 1;
        if let Some(last) = self.found.replace(Arc::new(found)) {
            drop_elsewhere(last);
        }
    }

    /// Makes the measures that are wanted besides, one after the other. Whether another one is there now.
    fn measure(&mut self, measures: &BTreeSet<&'static str>, ctx: &egui::Context) -> bool {
        let mut is_new = false;
        if let Some((id, work)) = &mut self.more {
            let made = work.take();
            if made.is_some() || work.broke_off() {
                // Nothing but a fault gives no number; it is in the log.
                self.measured.insert(id, made.unwrap_or_default());
                self.more = None;
                is_new = true;
            }
        }
        if (self.more.as_ref()).is_some_and(|(id, _)| !measures.contains(id)) {
            self.more = None;
        }
        if self.more.is_some() || self.job.is_some() || self.is_stopped {
            return is_new;
        }
        let wanted = measures.iter().find(|id| !self.measured.contains_key(*id));
        let Some((found, measure)) = self.found.as_ref().zip(wanted.and_then(|id| measure(id)))
        else {
            return is_new;
        };
        if found.numbers.is_some() {
            let found = Arc::clone(found);
            let work = Work::start(ctx, 1, move |_, go_on| made(&found, measure, go_on));
            self.more = Some((measure.id, work));
        }
        is_new
    }

    /// What was found last.
    pub fn found(&self) -> Option<&Arc<Found>> {
        self.found.as_ref()
    }

    /// Which of those that were found this is.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// A measure that is not always shown, once it is made.
    pub fn measured(&self, id: &str) -> Option<&Measured> {
        self.measured.get(id)
    }

    /// What goes into a paper, with the measures that are there of those that are wanted; nothing without numbers.
    pub fn paper(&self, measures: &BTreeSet<&'static str>, style: Style) -> Option<String> {
        let found = self.found()?;
        let (study, summary) = found.numbers.as_ref()?;
        let project = &found.project;
        let usual: Vec<&Measure> = MEASURES.iter().filter(|it| it.is_default).collect();
        // These stand in the summary.
        let go_on = AtomicBool::new(true);
        let made = measure_all(&usual, project, study, summary, SEED, &go_on)?;
        let mut measured: Vec<(&Measure, Measured)> = usual.into_iter().zip(made).collect();
        let more = measures.iter().filter_map(|id| {
            let made = self.measured.get(id)?;
            Some((measure(id)?, made.clone()))
        });
        measured.extend(more);
        let paper = Paper {
            project,
            study,
            summary,
            measured: &measured,
            settings: &found.settings,
        };
        Some(paper.write(style))
    }

    /// How much of the articles is compared, in percent, while they are.
    pub fn percent(&self) -> Option<usize> {
        self.job.as_ref().map(Work::percent)
    }

    /// The measure that is being made.
    pub fn making(&self) -> Option<&'static Measure> {
        self.more.as_ref().and_then(|(id, _)| measure(id))
    }

    /// Whether what is on screen is of the state before, because somebody has stopped the comparison.
    pub fn is_stopped(&self) -> bool {
        self.is_stopped
    }

    /// Stops what is being made.
    pub fn stop(&mut self) {
        (self.job, self.more) = (None, None);
        self.is_stopped = true;
    }

    /// Compares again.
    pub fn again(&mut self) {
        self.made_of = None;
    }
}

#[cfg(test)]
impl Results {
    /// Those of everybody of a project.
    pub fn of(project: &Project) -> Self {
        let (done, go_on) = (AtomicUsize::new(0), AtomicBool::new(true));
        let found = compare(
            (project, &Veil::default()),
            &Choice::default(),
            &done,
            &go_on,
        );
        let mut results = Self::default();
        results.take(found.expect("nobody breaks it off"));
        results
    }
}

/// Whether all of a project can be compared between two frames.
pub fn is_little(project: &Project) -> bool {
    let layers = || project.layers.values();
    layers().len() <= AT_ONCE
        && project.articles.len() <= AT_ONCE
        && layers().map(|it| it.annotations.len()).sum::<usize>() <= AT_ONCE
}

/// Compares what may be seen; people whose names are hidden have numbers.
fn compare(
    (project, veil): (&Project, &Veil),
    choice: &Choice,
    done: &AtomicUsize,
    go_on: &AtomicBool,
) -> Option<Found> {
    let alias = |number| say!("agreement-alias", number = number);
    let (project, order) = veil.under_aliases(veil.over(project), alias);
    let mut everybody = Question::everybody(&project).people;
    everybody.sort_by_cached_key(|person| order.iter().position(|it| it == person));
    let mut people = everybody.clone();
    people.retain(|person| !choice.without.contains(person));
    let repeaters = project.repeaters();
    let wished = choice.repeats.as_ref().filter(|it| repeaters.contains(*it));
    // Where people cannot be compared with each other, somebody is with himself or herself.
    let alone = repeaters.first().filter(|_| everybody.len() < 2);
    let repeats = wished.or(alone).cloned();
    let asked = match &repeats {
        Some(person) => Question::repeats(&project, person),
        None => (people.len() > 1).then(|| Question::of(people)),
    };
    let settings = Settings {
        ordinal: choice.ordinal.clone(),
        ..Settings::default()
    };
    let numbers = if let Some(asked) = asked {
        let question = Question {
            unsure: choice.unsure,
            trim: choice.trim,
            ..asked
        };
        let study = Study::of(&project, question, done, go_on)?;
        let summary = Summary::of(&project, &study, &settings, go_on)?;
        Some((study, summary))
    } else {
        None
    };
    let progress = match &numbers {
        Some(_) => Vec::new(),
        None => progress(&project),
    };
    Some(Found {
        project,
        everybody,
        repeaters,
        repeats,
        settings,
        numbers,
        progress,
    })
}

/// How many articles each person has begun and done.
fn progress(project: &Project) -> Vec<(AnnotatorId, usize, usize)> {
    let mut progress: BTreeMap<&AnnotatorId, (usize, usize)> =
        project.people().map(|id| (id, (0, 0))).collect();
    for (key, layer) in &project.layers {
        if let Some((begun, done)) = progress.get_mut(&key.annotator) {
            *begun += 1;
            *done += usize::from(layer.head.status == Status::Done);
        }
    }
    let progress = progress.into_iter();
    progress
        .map(|(id, (begun, done))| (id.clone(), begun, done))
        .collect()
}

fn made(found: &Found, measure: &Measure, go_on: &AtomicBool) -> Option<Measured> {
    let (study, summary) = found.numbers.as_ref()?;
    let made = measure_all(&[measure], &found.project, study, summary, SEED, go_on)?;
    made.into_iter().next()
}
