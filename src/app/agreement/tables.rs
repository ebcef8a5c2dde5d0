//! The table that is looked at, in its order: made between two frames of a small project, on a thread of a large one, and again
//! when anything of which it is made has changed. What was made last stays until the new is there.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::course::Steps;
use super::sheet::{Order, Sheet};
use super::sheets::{Of, Tab};
use super::work::{Found, Results, Work, is_little};
use crate::app::jobs::drop_elsewhere;
use crate::review::measure::{Measure, Measured, measure};
use crate::words::{Language, spoken};

/// A table of more rows is dropped where nobody waits for it.
const MANY: usize = 500;

/// Which table is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Which.
    pub tab: Tab,
    /// In what steps the course is told.
    pub steps: Steps,
    /// In which order its rows stand.
    pub order: Order,
    /// The measures besides those that are always shown.
    pub measures: &'a BTreeSet<&'static str>,
}

/// Of what a table is made.
#[derive(Clone, Debug, PartialEq)]
struct Source {
    /// Of which numbers.
    version: u64,
    tab: Tab,
    steps: Steps,
    /// The measures besides, and whether they are there.
    more: Vec<(&'static str, bool)>,
    language: Language,
}

/// A table that was made.
#[derive(Debug)]
pub struct Made {
    /// The table.
    pub sheet: Arc<Sheet>,
    /// The places of its rows in their order.
    pub order: Vec<usize>,
    of: (Source, Order),
}

impl Made {
    fn of(found: &Found, (source, order): (Source, Order), more: &[More]) -> Self {
        let made = found.numbers.as_ref().map(|(study, summary)| {
            let more = more.iter().map(|(it, made)| (*it, made.as_ref()));
            source.tab.sheet(&Of {
                project: &found.project,
                study,
                summary,
                more: more.collect(),
                steps: source.steps,
            })
        });
        let sheet = made.unwrap_or_default();
        Self::sorted(Arc::new(sheet), (source, order))
    }

    fn sorted(sheet: Arc<Sheet>, of: (Source, Order)) -> Self {
        Self {
            order: sheet.sorted(of.1),
            sheet,
            of,
        }
    }

    /// In which order its rows stand.
    pub fn sorted_by(&self) -> Order {
        self.of.1
    }
}

/// A measure that is wanted besides, with what was made of it.
type More = (&'static Measure, Option<Measured>);

/// The table on screen, and the one that is being made.
#[derive(Debug, Default)]
pub struct Tables {
    made: Option<Arc<Made>>,
    /// Of what the one is made that is there or is being made.
    of: Option<(Source, Order)>,
    job: Option<Work<Made>>,
}

impl Tables {
    /// Brings the table up to date, or has a thread do it. Whether another one is there now; one that is only sorted otherwise
    /// is none.
    pub fn update(&mut self, results: &Results, wanted: &Wanted<'_>, ctx: &egui::Context) -> bool {
        let Some(found) = results.found().filter(|it| it.numbers.is_some()) else {
            (self.of, self.job) = (None, None);
            return self.replace(None);
        };
        let more = wanted.measures.iter().filter_map(|id| measure(id));
        let more = more.map(|it| (it, results.measured(it.id)));
        let source = Source {
            version: results.version(),
            tab: wanted.tab,
            steps: wanted.steps,
            more: more
                .clone()
                .map(|(it, made)| (it.id, made.is_some()))
                .collect(),
            language: spoken(),
        };
        let of = (source, wanted.order);
        if self.of.as_ref() != Some(&of) {
            self.of = Some(of.clone());
            // The last one stops: nobody waits for it any more.
            self.job = None;
            let known = self.made.as_ref().filter(|made| made.of.0 == of.0);
            let known = known.map(|made| Arc::clone(&made.sheet));
            let more: Vec<More> = more.map(|(it, made)| (it, made.cloned())).collect();
            let is_little = is_little(&found.project);
            let found = Arc::clone(found);
            let make = move || match known {
                Some(sheet) => Made::sorted(sheet, of),
                None => Made::of(&found, of, &more),
            };
            if is_little {
                return self.replace(Some(make()));
            }
            self.job = Some(Work::start(ctx, 1, move |_, _| Some(make())));
            return false;
        }
        let Some(job) = &mut self.job else {
            return false;
        };
        let made = job.take();
        if made.is_none() && !job.broke_off() {
            return false;
        }
        self.job = None;
        // Nothing but a fault gives no table; it is in the log.
        let nothing = || Made::sorted(Arc::default(), of);
        self.replace(Some(made.unwrap_or_else(nothing)))
    }

    /// Puts another one in the place of the one that is there. Whether its rows are others.
    fn replace(&mut self, made: Option<Made>) -> bool {
        let last = core::mem::replace(&mut self.made, made.map(Arc::new));
        let is_same = match (&last, &self.made) {
            (Some(last), Some(made)) => Arc::ptr_eq(&last.sheet, &made.sheet),
            (last, made) => last.is_none() && made.is_none(),
        };
        if let Some(last) = last.filter(|it| it.sheet.lines.len() > MANY) {
            drop_elsewhere(last);
        }
        !is_same
    }

    /// The table, when it is this one: it may be of the numbers or in the order of before.
    pub fn made(&self, tab: Tab) -> Option<&Arc<Made>> {
        self.made.as_ref().filter(|made| made.of.0.tab == tab)
    }

    /// Whether one is being made.
    pub fn is_making(&self) -> bool {
        self.job.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::random::article;
    use crate::model::{AnnotatorId, Change, Color, Edit, LayerHead, LayerKey, Project, Status};

    /// More articles than are compared between two frames, all of which two people have finished.
    fn results(articles: usize) -> Results {
        let mut project = Project::default();
        let people = ["ana", "ben"].map(|id| AnnotatorId::new(id).unwrap());
        let mut changes = Vec::new();
        for id in &people {
            let named = (id.to_string(), Color([1; 3]));
            changes.push(Change::Annotator(id.clone(), Some(named)));
        }
        for number in 0..articles {
            let article = article(&format!("a{number:04}"), "Some words.");
            for annotator in people.clone() {
                let key = LayerKey {
                    article: article.id.clone(),
                    annotator,
                };
                let head = LayerHead {
                    status: Status::Done,
                    ..LayerHead::default()
                };
                changes.push(Change::LayerHead(key, head));
            }
            changes.insert(0, Change::Article(article.id.clone(), Some(article)));
        }
        Edit::new("Set up", changes).apply(&mut project).unwrap();
        Results::of(&project)
    }

    #[test]
    fn of_many_articles_the_table_is_made_and_sorted_on_a_thread() {
        let ctx = egui::Context::default();
        let results = results(600);
        let measures = BTreeSet::new();
        let wanted = |tab, is_backwards| Wanted {
            tab,
            steps: Steps::default(),
            order: Order {
                by: Some(0),
                is_backwards,
            },
            measures: &measures,
        };
        let mut tables = Tables::default();
        let wait = |tables: &mut Tables, wanted: &Wanted<'_>| {
            let mut is_new = false;
            while tables.is_making() {
                std::thread::yield_now();
                is_new |= tables.update(&results, wanted, &ctx);
            }
            is_new
        };
        let forwards = wanted(Tab::Articles, false);
        assert!(!tables.update(&results, &forwards, &ctx));
        assert!(tables.is_making() && tables.made(Tab::Articles).is_none());
        assert!(wait(&mut tables, &forwards));
        let first = Arc::clone(tables.made(Tab::Articles).unwrap());
        assert_eq!(first.sheet.lines.len(), 600);
        assert!(!tables.update(&results, &forwards, &ctx), "it is there");
        assert!(!tables.is_making());

        // Sorted the other way round it is the same table, which stays as it was meanwhile.
        let backwards = wanted(Tab::Articles, true);
        assert!(!tables.update(&results, &backwards, &ctx));
        assert!(tables.is_making());
        assert_eq!(tables.made(Tab::Articles).unwrap().order, first.order);
        assert!(!wait(&mut tables, &backwards), "its rows are the same");
        let turned = Arc::clone(tables.made(Tab::Articles).unwrap());
        assert!(Arc::ptr_eq(&turned.sheet, &first.sheet));
        assert_eq!(turned.order.first(), first.order.last());
        assert!(turned.sorted_by().is_backwards);

        // One table is not shown for another one.
        let tags = wanted(Tab::Tags, false);
        assert!(!tables.update(&results, &tags, &ctx));
        assert!(tables.made(Tab::Tags).is_none());
        assert!(wait(&mut tables, &tags));
        assert!(tables.made(Tab::Tags).is_some() && tables.made(Tab::Articles).is_none());
    }

    #[test]
    fn of_few_articles_the_table_is_there_at_once() {
        let ctx = egui::Context::default();
        let wanted = Wanted {
            tab: Tab::Articles,
            steps: Steps::default(),
            order: Order::default(),
            measures: &BTreeSet::new(),
        };
        let mut tables = Tables::default();
        assert!(tables.update(&results(3), &wanted, &ctx));
        assert_eq!(tables.made(Tab::Articles).unwrap().sheet.lines.len(), 3);
        assert!(
            tables.update(&Results::default(), &wanted, &ctx),
            "it has gone"
        );
        assert!(tables.made(Tab::Articles).is_none());
    }
}
