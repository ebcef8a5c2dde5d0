//! The tables of the screen, made of the numbers, one a file: by tag, article and pair, of fields and links, of who said what; over
//! time it is [`course`].

mod articles;
mod confusion;
mod fields;
mod links;
mod pairs;
mod tags;

use super::bars::Two;
use super::course::{self, Steps};
use super::passages::Behind;
use super::sheet::{Cell, Column, Key, Order, Sheet};
use crate::app::theme::Tokens;
use crate::model::{Project, TagId};
use crate::review::measure::{Measure, Measured};
use crate::review::overlap::Classes;
use crate::review::{Class, Study, Summary};
use crate::say;

pub use fields::field_name;

/// With fewer rows of an alignment a tag's numbers say little.
pub const FEW: u64 = 10;
/// Of more people than this, the marks of each are told in the hover text only.
const EACH: usize = 3;
/// The widths of columns, in points: of counts, of numbers with an interval, of numbers without one, of bars.
const COUNT: f32 = 62.0;
const SURE: f32 = 118.0;
const PLAIN: f32 = 92.0;
const BAR: f32 = 130.0;

/// What is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tab {
    /// By tag.
    #[default]
    Tags,
    /// By article.
    Articles,
    /// By pair of people.
    Pairs,
    /// Fields of marks and articles.
    Fields,
    /// Links.
    Links,
    /// Who gave which tag where the other one gave which.
    Confusion,
    /// Over time.
    Course,
}

impl Tab {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Tags,
        Self::Articles,
        Self::Pairs,
        Self::Fields,
        Self::Links,
        Self::Confusion,
        Self::Course,
    ];

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Tags => say!("agreement-by-tag"),
            Self::Articles => say!("agreement-by-article"),
            Self::Pairs => say!("agreement-by-pair"),
            Self::Fields => say!("agreement-fields"),
            Self::Links => say!("agreement-links"),
            Self::Confusion => say!("agreement-confusion"),
            Self::Course => say!("agreement-course"),
        }
    }

    /// What is to be known of it, the course being told in these steps.
    #[must_use]
    pub fn about(self, steps: Steps) -> &'static str {
        match self {
            Self::Tags => say!("agreement-by-tag-about"),
            Self::Articles => say!("agreement-by-article-about"),
            Self::Pairs => say!("agreement-by-pair-about"),
            Self::Fields => say!("agreement-fields-about"),
            Self::Links => say!("agreement-links-about"),
            Self::Confusion => say!("agreement-confusion-about"),
            Self::Course if steps == Steps::Rounds => say!("agreement-rounds-about"),
            Self::Course => say!("agreement-course-about"),
        }
    }

    /// The order in which it is shown at first: tags and fields the worst first.
    #[must_use]
    pub fn order(self, people: usize) -> Order {
        let by = match self {
            Self::Tags => Some(marks_columns(people) + 2),
            _ => None,
        };
        Order {
            by,
            is_backwards: false,
        }
    }

    /// The table.
    #[must_use]
    pub fn sheet(self, of: &Of<'_>) -> Sheet {
        let mut sheet = match self {
            Self::Tags => of.tags(),
            Self::Articles => of.articles(),
            Self::Pairs => of.pairs(),
            Self::Fields => of.fields(),
            Self::Links => of.links(),
            Self::Confusion => of.confusion(),
            Self::Course => course::sheet(of),
        };
        sheet.name = self.name();
        sheet
    }
}

/// In how many columns the marks of people stand.
fn marks_columns(people: usize) -> usize {
    if people > EACH { 1 } else { people }
}

/// Of what tables are made.
pub struct Of<'a> {
    /// The project as it was compared.
    pub project: &'a Project,
    /// The sums.
    pub study: &'a Study,
    /// The numbers.
    pub summary: &'a Summary,
    /// Measures that were chosen besides; `None` for one that is still being made.
    pub more: Vec<(&'static Measure, Option<&'a Measured>)>,
    /// In what steps the course is told.
    pub steps: Steps,
}

impl Of<'_> {
    /// The name of a person, by place.
    pub fn person(&self, at: usize) -> &str {
        self.project.annotator_name(&self.study.question.people[at])
    }

    /// The names of the two people, when it is two.
    fn two(&self) -> Two<'_> {
        let is_two = self.study.question.people.len() == 2;
        is_two.then(|| (self.person(0), self.person(1)))
    }

    fn tag_cell(&self, tag: &TagId) -> Cell {
        let codebook = &self.project.codebook;
        let color = codebook.tag(tag).map(|tag| tag.color);
        Cell {
            color: Some(color.unwrap_or(Tokens::UNKNOWN_TAG)),
            ..Cell::words(codebook.tag_name(tag))
        }
    }

    /// How many marks each person made, in as many columns as there is room for.
    fn made(&self, made: &[u64], behind: &Behind) -> Vec<Cell> {
        if made.len() <= EACH {
            let cells = made
                .iter()
                .map(|&made| Cell::count(made).opens(behind.clone()));
            return cells.collect();
        }
        let each = made.iter().enumerate();
        let each: Vec<String> = each
            .map(|(at, made)| format!("{}: {made}", self.person(at)))
            .collect();
        let sum = Cell {
            about: each.join("\n"),
            ..Cell::count(made.iter().sum())
        };
        vec![sum.opens(behind.clone())]
    }

    fn made_columns(&self) -> Vec<Column> {
        let people = self.study.question.people.len();
        if people > EACH {
            let about = say!("agreement-marks-about");
            return vec![Column::numbers(say!("agreement-marks"), about, COUNT)];
        }
        let columns = (0..people).map(|at| {
            let name = self.person(at);
            // A name that is long takes more, a very long one is cut.
            let width = (name.chars().count() as f32 * 7.0 + 16.0).clamp(COUNT, 116.0);
            Column::numbers(name, say!("agreement-marks-of", name = name), width)
        });
        columns.collect()
    }
}

fn bars() -> Column {
    Column {
        grows: 1.5,
        ..Column::words(say!("agreement-classes"), BAR)
    }
}

fn of_measure(measure: &Measure, width: f32) -> Column {
    let about = match measure.source {
        "" => (measure.about)().to_owned(),
        source => format!("{} ({source})", (measure.about)()),
    };
    Column::numbers((measure.name)(), about, width)
}

/// By the share of what is identical, for a bar.
fn share_same(classes: Classes) -> Key {
    match classes.rows() {
        0 => Key::None,
        rows => Key::Number(classes.of(Class::Same) as f64 / rows as f64),
    }
}
