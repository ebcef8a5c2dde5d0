//! The tables of the screen, made of the numbers: by tag, article and pair, of fields and links, of who said what, and over time.

use super::course;
use super::passages::{Behind, Part, Show, people_of};
use super::sheet::{Cell, Column, DASH, Key, Line, Order, Sheet};
use crate::app::theme::Tokens;
use crate::model::{AttributeId, Project, TagId};
use crate::review::measure::{Measure, Measured, measure};
use crate::review::overlap::Hits;
use crate::review::study::{ArticleSums, TagSums};
use crate::review::summary::{FieldNumbers, Marks, Number};
use crate::review::{Class, Study, Summary};
use crate::say;

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

    /// What is to be known of it.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Tags => say!("agreement-by-tag-about"),
            Self::Articles => say!("agreement-by-article-about"),
            Self::Pairs => say!("agreement-by-pair-about"),
            Self::Fields => say!("agreement-fields-about"),
            Self::Links => say!("agreement-links-about"),
            Self::Confusion => say!("agreement-confusion-about"),
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
    /// Whether the course is told by month, not by week.
    pub by_month: bool,
}

impl Of<'_> {
    /// The name of a person, by place.
    pub fn person(&self, at: usize) -> &str {
        self.project.annotator_name(&self.study.question.people[at])
    }

    /// The names of the two people, when it is two.
    fn two(&self) -> super::bars::Two<'_> {
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

    fn title(&self, article: &ArticleSums) -> String {
        let id = article.article.as_ref();
        let known = id.and_then(|id| self.project.articles.get(id));
        match (known, id) {
            (Some(article), _) => article.meta.display_title().to_owned(),
            (None, id) => id.map(ToString::to_string).unwrap_or_default(),
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

    fn tags(&self) -> Sheet {
        let mut columns = vec![Column::words(say!("agreement-tag"), 110.0)];
        columns.extend(self.made_columns());
        columns.push(bars());
        for id in ["exact", "overlap", "alpha"] {
            columns.extend(measure(id).map(|it| of_measure(it, SURE)));
        }
        columns.extend(self.more.iter().map(|(it, _)| of_measure(it, PLAIN)));
        let all = Cell {
            key: Key::None,
            ..Cell::words(say!("agreement-all-tags"))
        };
        let mut lines = vec![self.marks(all, None, &self.summary.all)];
        for (at, marks) in self.summary.tags.iter().enumerate() {
            let is_used = marks.made.iter().any(|made| *made > 0);
            if is_used {
                let cell = self.tag_cell(&self.study.tags[at]);
                lines.push(self.marks(cell, Some(at), marks));
            }
        }
        Sheet {
            columns,
            lines,
            pinned: 1,
            ..Sheet::default()
        }
    }

    /// A row of what people agree on of a tag, or of all.
    fn marks(&self, mut name: Cell, tag: Option<usize>, marks: &Marks) -> Line {
        let rows = marks.classes.rows();
        let faint = rows < FEW;
        if faint && tag.is_some() {
            say!("agreement-few").clone_into(&mut name.small);
            name.about = say!("agreement-few-about", count = FEW);
        }
        let behind = Behind {
            tag: tag.map(|at| self.study.tags[at].clone()),
            ..Behind::default()
        };
        let differing = Behind {
            show: Show::Differing,
            ..behind.clone()
        };
        let mut cells = vec![name.opens(behind.clone())];
        cells.extend(self.made(&marks.made, &behind));
        cells.push(Cell {
            bar: Some(marks.classes),
            key: share_same(marks),
            about: super::bars::spoken(marks.classes, self.two()),
            ..Cell::default()
        });
        if let Some(bar) = cells.last_mut() {
            bar.behind = Some(behind);
        }
        let few = self.few_articles();
        for (id, number) in [
            ("exact", &marks.exact),
            ("overlap", &marks.overlap),
            ("alpha", &marks.alpha),
        ] {
            let about = measure(id).map_or("", |it| (it.about)());
            let why = match id {
                "alpha" => say!("agreement-no-alpha"),
                _ => say!("agreement-no-marks"),
            };
            let mut cell = Cell::number(number, about, why);
            if let Some(few) = few.filter(|_| number.value.is_some()) {
                cell.about = format!("{}\n{few}", cell.about);
            }
            cells.push(cell.opens(differing.clone()));
        }
        cells.extend(self.more.iter().map(|(measure, measured)| {
            let number = measured.and_then(|measured| match tag {
                None => Some(&measured.all),
                Some(at) => measured.tags.get(at),
            });
            let cell = match (measured, number) {
                (None, _) => Cell {
                    text: say!("agreement-waits").to_owned(),
                    ..Cell::default()
                },
                (Some(_), None) => Cell {
                    text: DASH.to_owned(),
                    about: say!("agreement-not-by-tag").to_owned(),
                    ..Cell::default()
                },
                (Some(_), Some(number)) => {
                    Cell::number(number, (measure.about)(), say!("agreement-no-number"))
                }
            };
            cell.opens(differing.clone())
        }));
        Line { cells, faint }
    }

    /// Why there is no interval, if there is none.
    fn few_articles(&self) -> Option<&'static str> {
        let few = self.study.articles.len() < crate::review::resample::FEWEST;
        few.then(|| say!("agreement-no-interval"))
    }

    fn articles(&self) -> Sheet {
        let mut columns = vec![
            Column::words(say!("agreement-article"), 150.0),
            Column::numbers(
                say!("agreement-people"),
                say!("agreement-people-about"),
                COUNT,
            ),
        ];
        columns.extend(self.made_columns());
        columns.push(bars());
        for id in ["exact", "overlap"] {
            columns.extend(measure(id).map(|it| of_measure(it, PLAIN)));
        }
        let lines = self.study.articles.iter().map(|article| {
            let behind = Behind {
                article: article.article.clone(),
                ..Behind::default()
            };
            let differing = Behind {
                show: Show::Differing,
                ..behind.clone()
            };
            let mut made = vec![0; self.study.question.people.len()];
            for (&(person, _), marks) in &article.marks {
                made[person] += marks;
            }
            let mut classes = crate::review::overlap::Classes::default();
            for sums in article.pairs.values() {
                classes += sums.classes;
            }
            let people = article.finished.iter().filter(|it| **it).count();
            let mut cells = vec![
                Cell::words(&self.title(article)).opens(behind.clone()),
                Cell::count(people as u64).opens(behind.clone()),
            ];
            cells.extend(self.made(&made, &behind));
            let marks = Marks {
                classes,
                ..Marks::default()
            };
            let bar = Cell {
                bar: Some(classes),
                key: share_same(&marks),
                about: super::bars::spoken(classes, self.two()),
                ..Cell::default()
            };
            cells.push(bar.opens(behind));
            for (id, hits) in [
                ("exact", (|sums| sums.exact) as fn(&TagSums) -> Hits),
                ("overlap", |sums| sums.overlap),
            ] {
                let about = measure(id).map_or("", |it| (it.about)());
                let number = f1([article], self.study.pairs.len(), hits);
                let cell = Cell::number(&number, about, say!("agreement-agreed-empty"));
                cells.push(cell.opens(differing.clone()));
            }
            Line {
                cells,
                faint: false,
            }
        });
        Sheet {
            columns,
            lines: lines.collect(),
            ..Sheet::default()
        }
    }

    /// People by people: above the diagonal how far they agree, below it in how many articles.
    fn pairs(&self) -> Sheet {
        let people = self.study.question.people.len();
        let mut columns = vec![Column::words("", 110.0)];
        columns.extend((0..people).map(|at| {
            let about = say!("agreement-pairs-about");
            Column::numbers(self.person(at), about, PLAIN)
        }));
        let lines = (0..people).map(|row| {
            let mut cells = vec![Cell::words(self.person(row))];
            cells.extend((0..people).map(|column| self.pair(row, column)));
            Line {
                cells,
                faint: false,
            }
        });
        Sheet {
            columns,
            lines: lines.collect(),
            ..Sheet::default()
        }
    }

    fn pair(&self, row: usize, column: usize) -> Cell {
        let (first, second) = (row.min(column), row.max(column));
        let mut pairs = self.study.pairs.iter();
        let place = pairs.position(|pair| (pair.first, pair.second) == (first, second));
        let Some(place) = place else {
            return Cell::default();
        };
        let (articles, marks) = &self.summary.pairs[place];
        let overlap = marks.overlap.value;
        let about = say!(
            "agreement-pair",
            first = self.person(first),
            second = self.person(second),
            articles = articles,
            overlap = overlap.map_or_else(|| DASH.to_owned(), |it| super::sheet::decimals(it, 2))
        );
        let behind = Behind {
            pair: Some(people_of(self.study, place)),
            show: if row < column {
                Show::Differing
            } else {
                Show::All
            },
            ..Behind::default()
        };
        let cell = if row < column {
            Cell {
                shade: marks.exact.value.unwrap_or(0.0) as f32,
                ..Cell::number(&marks.exact, &about, say!("agreement-no-marks"))
            }
        } else {
            Cell {
                about,
                ..Cell::count(*articles as u64)
            }
        };
        cell.opens(behind)
    }

    fn fields(&self) -> Sheet {
        let columns = vec![
            Column::words(say!("agreement-field"), 150.0),
            Column::numbers(
                say!("agreement-compared"),
                say!("agreement-compared-about"),
                92.0,
            ),
            Column::numbers(
                say!("agreement-percent"),
                say!("agreement-percent-about"),
                PLAIN,
            ),
            Column::numbers(
                say!("agreement-kappa"),
                say!("agreement-kappa-about"),
                PLAIN,
            ),
            Column::numbers(
                say!("agreement-alpha"),
                say!("agreement-alpha-about"),
                PLAIN,
            ),
            Column::numbers(say!("agreement-ac1"), say!("agreement-ac1-about"), PLAIN),
        ];
        let fields = self.summary.fields.iter().chain(&self.summary.labels);
        let lines = fields.filter(|it| it.items > 0).map(|it| self.field(it));
        Sheet {
            columns,
            lines: lines.collect(),
            ..Sheet::default()
        }
    }

    fn field(&self, numbers: &FieldNumbers) -> Line {
        let behind = Behind {
            part: Part::Field(numbers.field.clone()),
            ..Behind::default()
        };
        let differing = Behind {
            show: Show::Differing,
            ..behind.clone()
        };
        let tag = numbers.field.tag.as_ref();
        let name = self.field_name(tag, &numbers.field.attribute);
        let cell = match tag {
            Some(tag) => Cell {
                color: self.tag_cell(tag).color,
                ..Cell::words(&name)
            },
            None => Cell::words(&name),
        };
        let mut cells = vec![
            cell.opens(behind.clone()),
            Cell::count(numbers.items).opens(behind),
        ];
        let why = say!("agreement-no-variation");
        for (number, about) in [
            (&numbers.percent, say!("agreement-percent-about")),
            (&numbers.kappa, say!("agreement-kappa-about")),
            (&numbers.alpha, say!("agreement-alpha-about")),
            (&numbers.ac1, say!("agreement-ac1-about")),
        ] {
            cells.push(Cell::number(number, about, why).opens(differing.clone()));
        }
        Line {
            cells,
            faint: numbers.items < FEW,
        }
    }

    fn field_name(&self, tag: Option<&TagId>, field: &AttributeId) -> String {
        let codebook = &self.project.codebook;
        let attributes = match tag {
            Some(tag) => codebook.tag(tag).map(|tag| &tag.attributes),
            None => Some(&codebook.article_attributes),
        };
        let attribute = attributes.and_then(|all| all.iter().find(|it| it.id == *field));
        let name = attribute.map_or_else(|| field.to_string(), |it| it.name.clone());
        let of = tag.map_or(say!("agreement-article"), |tag| codebook.tag_name(tag));
        format!("{of}: {name}")
    }

    fn links(&self) -> Sheet {
        let mut columns = vec![
            Column::words(say!("agreement-link"), 130.0),
            Column::numbers(say!("agreement-made"), say!("agreement-made-about"), 80.0),
        ];
        let heads = [
            (say!("agreement-aligned"), say!("agreement-aligned-about")),
            (say!("agreement-exact"), say!("agreement-exact-about")),
            (say!("agreement-given"), say!("agreement-given-about")),
        ];
        columns.extend(heads.map(|(name, about)| Column::numbers(name, about, SURE)));
        let links = self.study.roles.iter().zip(&self.summary.links);
        let lines = links.filter(|(_, it)| it.made > 0).map(|(role, numbers)| {
            let behind = Behind {
                part: Part::Links(role.clone()),
                ..Behind::default()
            };
            let known = self.project.codebook.role(role);
            let name = known.map_or(role.as_str(), |role| role.name.as_str());
            let mut cells = vec![
                Cell::words(name).opens(behind.clone()),
                Cell::count(numbers.made).opens(behind.clone()),
            ];
            let all = [numbers.aligned, numbers.exact, numbers.given];
            cells.extend(all.iter().zip(heads).map(|(number, (_, about))| {
                Cell::number(number, about, say!("agreement-no-links")).opens(behind.clone())
            }));
            Line {
                cells,
                faint: numbers.made < FEW,
            }
        });
        Sheet {
            columns,
            lines: lines.collect(),
            ..Sheet::default()
        }
    }

    /// Tag by tag, with nothing: both orders of a pair of people are one, so only one half is filled.
    fn confusion(&self) -> Sheet {
        let confusion = &self.summary.confusion;
        let used = confusion.keys().flat_map(|&(one, other)| [one, other]);
        let used: std::collections::BTreeSet<u32> = used.flatten().collect();
        let sides: Vec<Option<u32>> = core::iter::once(None)
            .chain(used.into_iter().map(Some))
            .collect();
        let largest = |is_same: bool| {
            let counts = confusion
                .iter()
                .filter(|((one, other), _)| (one == other) == is_same);
            counts.map(|(_, count)| *count).max().unwrap_or(1).max(1)
        };
        let (same, other) = (largest(true), largest(false));
        let id = |side: Option<u32>| side.map(|tag| self.study.tags[tag as usize].clone());
        let name = |side: Option<u32>| match id(side) {
            Some(tag) => self.project.codebook.tag_name(&tag).to_owned(),
            None => say!("agreement-nothing").to_owned(),
        };
        let mut columns = vec![Column::words("", 100.0)];
        columns.extend(sides.iter().map(|&side| {
            let about = say!("agreement-confusion-about");
            Column::numbers(name(side), about, 74.0)
        }));
        let lines = sides.iter().skip(1).map(|&row| {
            let tag = id(row);
            let head = tag
                .as_ref()
                .map_or_else(Cell::default, |tag| self.tag_cell(tag));
            let mut cells = vec![head.opens(Behind {
                tag: tag.clone(),
                ..Behind::default()
            })];
            cells.extend(sides.iter().map(|&column| {
                if column > row {
                    return Cell::default();
                }
                let count = confusion.get(&(row, column)).copied().unwrap_or(0);
                let most = if row == column { same } else { other };
                let (one, another) = (name(row), name(column));
                let cell = Cell {
                    shade: (count as f32 / most as f32).sqrt(),
                    about: say!("agreement-cell", one = one, other = another, count = count),
                    ..Cell::count(count)
                };
                if count == 0 {
                    return Cell {
                        text: "·".to_owned(),
                        ..cell
                    };
                }
                cell.opens(Behind {
                    tags: Some((tag.clone(), id(column))),
                    ..Behind::default()
                })
            }));
            Line {
                cells,
                faint: false,
            }
        });
        Sheet {
            columns,
            lines: lines.collect(),
            ..Sheet::default()
        }
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
fn share_same(marks: &Marks) -> Key {
    match marks.classes.rows() {
        0 => Key::None,
        rows => Key::Number(marks.classes.of(Class::Same) as f64 / rows as f64),
    }
}

/// F1 of some articles: the mean over pairs of people.
pub fn f1<'a>(
    articles: impl IntoIterator<Item = &'a ArticleSums>,
    pairs: usize,
    hits: impl Fn(&TagSums) -> Hits,
) -> Number {
    let mut sums = vec![Hits::default(); pairs];
    for article in articles {
        for (&pair, found) in &article.pairs {
            for tag in found.tags.values() {
                sums[pair] += hits(tag);
            }
        }
    }
    let values: Vec<f64> = sums.into_iter().filter_map(Hits::f1).collect();
    let count = values.len() as f64;
    Number {
        value: (!values.is_empty()).then(|| values.iter().sum::<f64>() / count),
        ..Number::default()
    }
}
