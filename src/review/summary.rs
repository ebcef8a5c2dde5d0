//! The numbers of a [`Study`]: by tag, field, link, pair of people and article, with intervals.
//!
//! Counts of all articles are summed first (micro); the mean over articles stands beside (macro). Of more than two people, F1, percent, κ
//! and AC1 are the mean over pairs; unitizing α takes all together.

use core::sync::atomic::{AtomicBool, Ordering};
use std::collections::{BTreeMap, BTreeSet};

use super::coding::{Codings, Distance, masi};
use super::overlap::{Classes, Hits};
use super::resample::{self, Interval};
use super::study::{ArticleSums, Field, LinkSums, PairSums, Study, TagSums};
use super::unitizing::Continuum;
use crate::model::{Kind, Project};

/// A number, how far it goes, and how sure it is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Number {
    /// The number; `None` when it is undefined.
    pub value: Option<f64>,
    /// The lowest and the highest of the pairs of people, when there are more than two.
    pub range: Option<(f64, f64)>,
    /// The mean over articles, where that is told.
    pub mean: Option<f64>,
    /// The interval of 95 %, where that is told.
    pub interval: Option<Interval>,
}

impl Number {
    /// A number alone.
    #[must_use]
    pub fn of(value: Option<f64>) -> Self {
        Self {
            value,
            ..Self::default()
        }
    }

    /// The mean over pairs of people for which it is defined, with the lowest and the highest.
    #[must_use]
    pub fn over_pairs(values: impl IntoIterator<Item = Option<f64>>) -> Self {
        let values: Vec<f64> = values.into_iter().flatten().collect();
        Self {
            value: mean(&values),
            range: range(&values),
            ..Self::default()
        }
    }
}

/// What people agree on of marks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// How many marks each person made in the articles that count.
    pub made: Vec<u64>,
    /// What became of them in the alignments, over all pairs.
    pub classes: Classes,
    /// F1 of identical marks.
    pub exact: Number,
    /// F1 of marks of one tag that overlap.
    pub overlap: Number,
    /// Unitizing α of 2016 with a continuum for each tag; of several tags the mean by what is marked.
    pub alpha: Number,
}

/// How far apart two values of a field are, by what kind of field it is and what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scale {
    /// The same or not.
    Nominal,
    /// By the ranks between two options, which are in order (Krippendorff 2011).
    Ordinal,
    /// The square of the difference of two numbers.
    Interval,
    /// MASI's distance of sets of options (Passonneau 2006).
    Sets,
}

impl Scale {
    /// Its name in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Nominal => "nominal",
            Self::Ordinal => "ordinal",
            Self::Interval => "interval",
            Self::Sets => "masi",
        }
    }

    /// Of a field, when these are said to have options in order.
    fn of(kind: Option<&Kind>, is_ordinal: bool) -> Self {
        match kind {
            Some(Kind::Choices(_)) => Self::Sets,
            Some(Kind::Number { .. }) => Self::Interval,
            Some(Kind::Choice(_)) if is_ordinal => Self::Ordinal,
            _ => Self::Nominal,
        }
    }
}

/// What people agree on of a field.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldNumbers {
    /// The field.
    pub field: Field,
    /// How many marks (or articles) two people compare: the sum over pairs.
    pub items: u64,
    /// How far apart two values are for α.
    pub scale: Scale,
    /// The share that is the same.
    pub percent: Number,
    /// Cohen's κ.
    pub kappa: Number,
    /// Krippendorff's α with the distance that fits the field.
    /// Of numbers and of options in order, what was left open counts as missing; else it is a value of its own.
    pub alpha: Number,
    /// Gwet's AC1.
    pub ac1: Number,
}

/// What people agree on of a kind of link.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LinkNumbers {
    /// How many links they made.
    pub made: u64,
    /// F1 of links between marks that go together.
    pub aligned: Number,
    /// F1 of links between identical marks.
    pub exact: Number,
    /// F1 of links whose ends both people marked.
    pub given: Number,
}

/// The numbers of a study.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// How many articles at least two people have finished.
    pub articles: usize,
    /// In how many of them nobody marked anything: agreed, and in no number.
    pub empty: usize,
    /// All tags together.
    pub all: Marks,
    /// Each tag, by its place in [`Study::tags`].
    pub tags: Vec<Marks>,
    /// Each field of marks.
    pub fields: Vec<FieldNumbers>,
    /// Each field of articles.
    pub labels: Vec<FieldNumbers>,
    /// Each kind of link, by its place in [`Study::roles`].
    pub links: Vec<LinkNumbers>,
    /// Each pair of people: how many articles both have finished, and their numbers without α.
    pub pairs: Vec<(usize, Marks)>,
    /// Rows of all alignments by the tags of both people, `None` for nothing. Both orders of a pair are one.
    pub confusion: BTreeMap<(Option<u32>, Option<u32>), u64>,
}

/// How numbers are made.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// How many resamples an interval is made of; none for no intervals.
    pub resamples: usize,
    /// The seed of the resamples.
    pub seed: u64,
    /// Fields of which one option is chosen and whose options are in order, from one end to the other: for ordinal α. What is
    /// said of other fields is left out of account.
    pub ordinal: BTreeSet<Field>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            resamples: resample::RESAMPLES,
            seed: resample::SEED,
            ordinal: BTreeSet::new(),
        }
    }
}

impl Summary {
    /// The numbers of a study. `None` when `go_on` was set to false meanwhile.
    #[must_use]
    pub fn of(
        project: &Project,
        study: &Study,
        settings: &Settings,
        go_on: &AtomicBool,
    ) -> Option<Self> {
        let mut summary = Self {
            articles: study.articles.len(),
            empty: study.articles.iter().filter(|it| it.is_empty()).count(),
            ..Self::default()
        };
        let tags = study.tags.len();
        summary.all.made = vec![0; study.question.people.len()];
        summary.tags = vec![summary.all.clone(); tags];
        summary.pairs = vec![(0, summary.all.clone()); study.pairs.len()];
        summary.links = vec![LinkNumbers::default(); study.roles.len()];
        summary.count(study);
        summary.marks(study);
        if settings.resamples > 0 {
            summary.intervals(study, settings, go_on)?;
        }
        summary.links(study);
        for (at, field) in study.fields.iter().enumerate() {
            let numbers = field_numbers(project, study, settings, at, field);
            if field.tag.is_some() {
                summary.fields.push(numbers);
            } else {
                summary.labels.push(numbers);
            }
        }
        go_on.load(Ordering::Relaxed).then_some(summary)
    }

    /// What is counted.
    fn count(&mut self, study: &Study) {
        for article in &study.articles {
            for (&(person, tag), &marks) in &article.marks {
                self.all.made[person] += marks;
                self.tags[tag as usize].made[person] += marks;
            }
            for (&at, sums) in &article.pairs {
                self.all.classes += sums.classes;
                let pair = study.pairs[at];
                let (articles, numbers) = &mut self.pairs[at];
                *articles += 1;
                numbers.classes += sums.classes;
                for person in [pair.first, pair.second] {
                    let made = article.marks.iter().filter(|((who, _), _)| *who == person);
                    numbers.made[person] += made.map(|(_, marks)| marks).sum::<u64>();
                }
                for (&tag, of_tag) in &sums.tags {
                    self.tags[tag as usize].classes += of_tag.classes;
                }
                for (&(one, other), rows) in &sums.confusion {
                    let key = (one.max(other), one.min(other));
                    *self.confusion.entry(key).or_default() += rows;
                }
            }
        }
    }

    fn marks(&mut self, study: &Study) {
        let articles = &study.articles;
        let pairs = study.pairs.len();
        let of_all = |hits: fn(&TagSums) -> Hits| {
            f1(articles, pairs, |sums| {
                let mut sum = Hits::default();
                for tag in sums.tags.values() {
                    sum += hits(tag);
                }
                sum
            })
        };
        (self.all.exact, self.all.overlap) = (of_all(|it| it.exact), of_all(|it| it.overlap));
        let mut weighted = (0.0, 0.0);
        for (tag, numbers) in self.tags.iter_mut().enumerate() {
            let tag = tag as u32;
            let of_tag = |hits: fn(&TagSums) -> Hits| {
                f1(articles, pairs, |sums| {
                    sums.tags.get(&tag).map(hits).unwrap_or_default()
                })
            };
            numbers.exact = of_tag(|it| it.exact);
            numbers.overlap = of_tag(|it| it.overlap);
            let continuum = continuum(study, tag);
            numbers.alpha.value = continuum.alpha();
            if let Some(alpha) = numbers.alpha.value {
                let marked = continuum.marked(tag);
                weighted = (weighted.0 + alpha * marked, weighted.1 + marked);
            }
        }
        self.all.alpha.value = (weighted.1 > 0.0).then(|| weighted.0 / weighted.1);
        for (at, (_, numbers)) in self.pairs.iter_mut().enumerate() {
            let of_pair = |hits: fn(&TagSums) -> Hits| {
                let mut sum = Hits::default();
                for sums in articles.iter().filter_map(|article| article.pairs.get(&at)) {
                    for tag in sums.tags.values() {
                        sum += hits(tag);
                    }
                }
                Number::of(sum.f1())
            };
            numbers.exact = of_pair(|it| it.exact);
            numbers.overlap = of_pair(|it| it.overlap);
        }
    }

    /// The intervals of all numbers of marks, from the same resamples of articles.
    fn intervals(&mut self, study: &Study, settings: &Settings, go_on: &AtomicBool) -> Option<()> {
        let ledger = Ledger::of(study);
        let shape = ledger.shape;
        let mut sums = vec![0.0; shape.width()];
        let intervals = resample::intervals(
            study.articles.len(),
            settings.resamples,
            settings.seed,
            || go_on.load(Ordering::Relaxed),
            |drawn| {
                ledger.sum(drawn, &mut sums);
                shape.numbers(&sums)
            },
        )?;
        let mut intervals = intervals.into_iter();
        for numbers in self.tags.iter_mut().chain([&mut self.all]) {
            for number in [&mut numbers.exact, &mut numbers.overlap, &mut numbers.alpha] {
                let interval = intervals.next().flatten();
                number.interval = interval.filter(|_| number.value.is_some());
            }
        }
        Some(())
    }

    fn links(&mut self, study: &Study) {
        for (role, numbers) in self.links.iter_mut().enumerate() {
            let of = |hits: fn(&LinkSums) -> Hits| {
                f1(&study.articles, study.pairs.len(), |sums| {
                    sums.links.get(&role).map(hits).unwrap_or_default()
                })
            };
            let pairs = study.articles.iter().flat_map(|it| it.pairs.values());
            let links = pairs.filter_map(|sums| sums.links.get(&role));
            numbers.made = links.map(|it| it.exact.first + it.exact.second).sum();
            numbers.aligned = of(|it| it.aligned);
            numbers.exact = of(|it| it.exact);
            numbers.given = of(|it| it.given);
        }
    }
}

/// What all who finished marked of a tag, over all articles.
#[must_use]
pub fn continuum(study: &Study, tag: u32) -> Continuum {
    let mut sum = Continuum::default();
    for article in &study.articles {
        match article.continua.get(&tag) {
            Some(continuum) => sum += continuum,
            // Nobody used the tag here: all of it is unmarked by all.
            None => sum += &unmarked(article),
        }
    }
    sum
}

fn unmarked(article: &ArticleSums) -> Continuum {
    let people = article.finished.iter().filter(|done| **done).count();
    let mut continuum = Continuum::default();
    continuum.add(article.length, &vec![&[]; people]);
    continuum
}

/// F1 over all articles: the mean over pairs, and the mean over articles beside it.
fn f1(articles: &[ArticleSums], pairs: usize, hits: impl Fn(&PairSums) -> Hits) -> Number {
    let mut sums = vec![Hits::default(); pairs];
    let mut of_articles = Vec::new();
    for article in articles {
        let mut here = Vec::new();
        for (&pair, found) in &article.pairs {
            let hits = hits(found);
            sums[pair] += hits;
            here.extend(hits.f1());
        }
        of_articles.extend(mean(&here));
    }
    Number {
        mean: mean(&of_articles),
        ..Number::over_pairs(sums.into_iter().map(Hits::f1))
    }
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The lowest and the highest of several numbers.
fn range(values: &[f64]) -> Option<(f64, f64)> {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    (values.len() > 1).then_some((low, high))
}

/// A number of codings, given what their values mean.
type NumberOf<'a> = dyn Fn(&Codings, &[Option<&str>]) -> Option<f64> + 'a;

fn field_numbers(
    project: &Project,
    study: &Study,
    settings: &Settings,
    at: usize,
    field: &Field,
) -> FieldNumbers {
    let pairs: Vec<Vec<(Option<&str>, Option<&str>)>> = (0..study.pairs.len())
        .map(|pair| chosen(study, pair, at, field))
        .collect();
    let numbers = |number: &NumberOf<'_>| {
        Number::over_pairs(pairs.iter().map(|items| {
            let (codings, values) = codings(items);
            number(&codings, &values)
        }))
    };
    let kind = kind(project, field);
    let scale = Scale::of(kind, settings.ordinal.contains(field));
    let alpha = |codings: &Codings, values: &[Option<&str>]| {
        let part = |at: usize| -> Vec<&str> {
            let mut part: Vec<&str> = values[at].unwrap_or_default().split(", ").collect();
            part.retain(|it| !it.is_empty());
            part.sort_unstable();
            part
        };
        match (scale, kind) {
            (Scale::Sets, _) => codings.alpha(Distance::Other(&|one, other| {
                masi(&part(one), &part(other))
            })),
            (Scale::Interval, _) => interval(codings, values),
            (Scale::Ordinal, Some(Kind::Choice(options))) => ordinal(codings, values, options),
            _ => codings.alpha(Distance::Nominal),
        }
    };
    FieldNumbers {
        field: field.clone(),
        items: pairs.iter().map(|items| items.len() as u64).sum(),
        scale,
        percent: numbers(&|codings, _| codings.percent()),
        kappa: numbers(&|codings, _| codings.kappa()),
        alpha: numbers(&alpha),
        ac1: numbers(&|codings, _| codings.ac1()),
    }
}

/// The options of a field of which one is chosen, in the order of the codebook; `None` for a field of another kind.
#[must_use]
pub fn options<'a>(project: &'a Project, field: &Field) -> Option<&'a [String]> {
    match kind(project, field)? {
        Kind::Choice(options) => Some(options),
        _ => None,
    }
}

fn kind<'a>(project: &'a Project, field: &Field) -> Option<&'a Kind> {
    let codebook = &project.codebook;
    let attributes = match &field.tag {
        Some(tag) => &codebook.tags.iter().find(|it| it.id == *tag)?.attributes,
        None => &codebook.article_attributes,
    };
    let attribute = attributes.iter().find(|it| it.id == field.attribute)?;
    Some(&attribute.kind)
}

/// Ordinal α: the values that are options, in the order of the codebook. What is no option counts as missing.
fn ordinal(codings: &Codings, values: &[Option<&str>], options: &[String]) -> Option<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    let place = |at: usize| {
        options
            .iter()
            .position(|option| values[at] == Some(option.as_str()))
    };
    order.retain(|&at| place(at).is_some());
    order.sort_by_key(|&at| place(at));
    codings.only(&order).alpha(Distance::Ordinal)
}

/// Interval α of the values that are numbers. What is none counts as missing.
fn interval(codings: &Codings, values: &[Option<&str>]) -> Option<f64> {
    let number = |at: usize| {
        let number: f64 = values[at]?.parse().ok()?;
        number.is_finite().then_some(number)
    };
    let (places, numbers): (Vec<usize>, Vec<f64>) = (0..values.len())
        .filter_map(|at| Some((at, number(at)?)))
        .unzip();
    codings.only(&places).alpha(Distance::Interval(&numbers))
}

/// What a pair of people chose for a field, of marks or of articles.
fn chosen<'a>(
    study: &'a Study,
    pair: usize,
    at: usize,
    field: &Field,
) -> Vec<(Option<&'a str>, Option<&'a str>)> {
    let people = study.pairs[pair];
    let mut items = Vec::new();
    for article in &study.articles {
        let Some(sums) = article.pairs.get(&pair) else {
            continue;
        };
        if field.tag.is_some() {
            let here = sums.items.iter().filter(|item| item.field == at);
            items.extend(here.map(|item| (item.first.as_deref(), item.second.as_deref())));
        } else if let Some(labels) = article.labels.get(&at) {
            let of = |person: usize| labels[person].as_deref();
            let item = (of(people.first), of(people.second));
            if item != (None, None) {
                items.push(item);
            }
        }
    }
    items
}

/// Items of two people as codings, and what each number means: what was left open is a value of its own.
fn codings<'a>(items: &[(Option<&'a str>, Option<&'a str>)]) -> (Codings, Vec<Option<&'a str>>) {
    let values: BTreeSet<Option<&str>> = items
        .iter()
        .flat_map(|&(one, other)| [one, other])
        .collect();
    let values: Vec<Option<&str>> = values.into_iter().collect();
    let mut codings = Codings::new(2, values.len());
    for (one, other) in items {
        let number = |value| values.binary_search(value).ok().map(|at| at as u32);
        codings.add(&[number(one), number(other)]);
    }
    (codings, values)
}

/// Where the sums stand of which numbers are made; for each article only those that are not nothing.
struct Ledger {
    shape: Shape,
    articles: Vec<Vec<(u32, f64)>>,
}

/// The columns of a ledger: for each tag and pair of people four counts, for each tag five sums of α.
#[derive(Clone, Copy)]
struct Shape {
    tags: usize,
    pairs: usize,
}

const OF_PAIR: usize = 4;
const OF_TAG: usize = 5;

impl Shape {
    fn width(self) -> usize {
        self.tags * (self.pairs * OF_PAIR + OF_TAG)
    }

    fn of_pair(self, tag: usize, pair: usize) -> usize {
        tag * (self.pairs * OF_PAIR + OF_TAG) + pair * OF_PAIR
    }

    fn of_tag(self, tag: usize) -> usize {
        self.of_pair(tag, self.pairs)
    }

    /// Exact F1, overlap F1 and α of each tag, then of all together.
    fn numbers(self, sums: &[f64]) -> Vec<Option<f64>> {
        let mut numbers = Vec::with_capacity((self.tags + 1) * 3);
        let mut whole = vec![[0.0; OF_PAIR]; self.pairs];
        let mut weighted = (0.0, 0.0);
        let f1 = |pairs: &[[f64; OF_PAIR]], at: usize| {
            let values: Vec<f64> = pairs
                .iter()
                .filter(|sums| sums[at + 1] > 0.0)
                .map(|sums| 2.0 * sums[at] / sums[at + 1])
                .collect();
            mean(&values)
        };
        for tag in 0..self.tags {
            let pairs: Vec<[f64; OF_PAIR]> = (0..self.pairs)
                .map(|pair| {
                    let from = self.of_pair(tag, pair);
                    core::array::from_fn(|at| sums[from + at])
                })
                .collect();
            for (all, here) in whole.iter_mut().zip(&pairs) {
                for (all, here) in all.iter_mut().zip(here) {
                    *all += here;
                }
            }
            let from = self.of_tag(tag);
            let here: [f64; OF_TAG] = core::array::from_fn(|at| sums[from + at]);
            let alpha = Continuum::binary_alpha(here);
            if let Some(alpha) = alpha {
                let marked = here[1] + here[2] / 2.0;
                weighted = (weighted.0 + alpha * marked, weighted.1 + marked);
            }
            numbers.extend([f1(&pairs, 0), f1(&pairs, 2), alpha]);
        }
        let alpha = (weighted.1 > 0.0).then(|| weighted.0 / weighted.1);
        numbers.extend([f1(&whole, 0), f1(&whole, 2), alpha]);
        numbers
    }
}

impl Ledger {
    fn of(study: &Study) -> Self {
        let shape = Shape {
            tags: study.tags.len(),
            pairs: study.pairs.len(),
        };
        let articles = study.articles.iter().map(|article| {
            let mut row = Vec::new();
            let mut put = |at: usize, value: f64| {
                if value != 0.0 {
                    row.push((at as u32, value));
                }
            };
            for (&pair, sums) in &article.pairs {
                for (&tag, sums) in &sums.tags {
                    let at = shape.of_pair(tag as usize, pair);
                    put(at, sums.exact.both as f64);
                    put(at + 1, (sums.exact.first + sums.exact.second) as f64);
                    put(at + 2, sums.overlap.both as f64);
                    put(at + 3, (sums.overlap.first + sums.overlap.second) as f64);
                }
            }
            let none = unmarked(article).binary_sums();
            for tag in 0..shape.tags {
                let continuum = article.continua.get(&(tag as u32));
                let sums = continuum.map_or(none, Continuum::binary_sums);
                for (at, sum) in sums.into_iter().enumerate() {
                    put(shape.of_tag(tag) + at, sum);
                }
            }
            row
        });
        Self {
            shape,
            articles: articles.collect(),
        }
    }

    fn sum(&self, drawn: &[u32], sums: &mut [f64]) {
        sums.fill(0.0);
        for (row, &times) in self.articles.iter().zip(drawn) {
            if times > 0 {
                for &(at, value) in row {
                    sums[at as usize] += value * f64::from(times);
                }
            }
        }
    }
}

/// The numbers of a resample that draws each article once: those of the study itself.
#[cfg(test)]
pub(super) fn of_all_articles_once(study: &Study) -> Vec<Option<f64>> {
    let ledger = Ledger::of(study);
    let mut sums = vec![0.0; ledger.shape.width()];
    ledger.sum(&vec![1; study.articles.len()], &mut sums);
    ledger.shape.numbers(&sums)
}
