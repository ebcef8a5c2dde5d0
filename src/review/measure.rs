//! The measures that people can ask for, in one table: the window, the command line and its help read it.

use core::sync::atomic::{AtomicBool, Ordering};

use unicode_segmentation::UnicodeSegmentation as _;

use crate::model::Project;
use crate::say;

use super::boundaries;
use super::coding::{Codings, Distance};
use super::gamma::{self, Extent, Weights};
use super::overlap::{Classes, Hits};
use super::study::{self, Marked, Study, TagSums};
use super::summary::{Number, Summary};
use super::unit::Unit;
use super::unitizing::{self, Classic, Marks};

/// A measure of marks.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Its name on the command line and in files.
    pub id: &'static str,
    /// Its name on screen.
    pub name: fn() -> &'static str,
    /// What it says, in a sentence.
    pub about: fn() -> &'static str,
    /// Whose it is.
    pub source: &'static str,
    /// Whether it is shown unless people choose.
    pub is_default: bool,
    of: Of,
}

/// How a measure is had.
#[derive(Clone, Copy, Debug)]
enum Of {
    /// From the summary.
    Exact,
    Overlap,
    Alpha,
    /// F1 of these sums.
    F1(fn(&TagSums) -> Hits),
    /// One of the four scores of `SemEval`.
    SemEval(usize),
    /// Of code points or of words, each marked with the tag or not.
    Coded(Grain, fn(&Codings) -> Option<f64>),
    Classic,
    Gamma,
    Boundary,
}

/// What is coded as marked or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grain {
    Character,
    Word,
}

/// So many samples of chance γ takes.
pub const SAMPLES: usize = 100;

/// All of them: those that are shown by default first.
pub const MEASURES: &[Measure] = &[
    Measure {
        id: "exact",
        name: || say!("measure-exact"),
        about: || say!("measure-exact-about"),
        source: "Hripcsak & Rothschild 2005",
        is_default: true,
        of: Of::Exact,
    },
    Measure {
        id: "overlap",
        name: || say!("measure-overlap"),
        about: || say!("measure-overlap-about"),
        source: "Wiebe et al. 2005",
        is_default: true,
        of: Of::Overlap,
    },
    Measure {
        id: "alpha",
        name: || say!("measure-alpha"),
        about: || say!("measure-alpha-about"),
        source: "Krippendorff et al. 2016",
        is_default: true,
        of: Of::Alpha,
    },
    Measure {
        id: "half",
        name: || say!("measure-half"),
        about: || say!("measure-half-about"),
        source: "",
        is_default: false,
        of: Of::F1(|sums| sums.half),
    },
    Measure {
        id: "character",
        name: || say!("measure-character"),
        about: || say!("measure-character-about"),
        source: "",
        is_default: false,
        of: Of::F1(|sums| sums.characters),
    },
    Measure {
        id: "semeval-strict",
        name: || say!("measure-semeval-strict"),
        about: || say!("measure-semeval-strict-about"),
        source: "SemEval 2013, task 9",
        is_default: false,
        of: Of::SemEval(0),
    },
    Measure {
        id: "semeval-exact",
        name: || say!("measure-semeval-exact"),
        about: || say!("measure-semeval-exact-about"),
        source: "SemEval 2013, task 9",
        is_default: false,
        of: Of::SemEval(1),
    },
    Measure {
        id: "semeval-partial",
        name: || say!("measure-semeval-partial"),
        about: || say!("measure-semeval-partial-about"),
        source: "SemEval 2013, task 9",
        is_default: false,
        of: Of::SemEval(2),
    },
    Measure {
        id: "semeval-type",
        name: || say!("measure-semeval-type"),
        about: || say!("measure-semeval-type-about"),
        source: "SemEval 2013, task 9",
        is_default: false,
        of: Of::SemEval(3),
    },
    Measure {
        id: "word-kappa",
        name: || say!("measure-word-kappa"),
        about: || say!("measure-word-kappa-about"),
        source: "Cohen 1960",
        is_default: false,
        of: Of::Coded(Grain::Word, Codings::kappa),
    },
    Measure {
        id: "word-pi",
        name: || say!("measure-word-pi"),
        about: || say!("measure-word-pi-about"),
        source: "Scott 1955, Fleiss 1971",
        is_default: false,
        of: Of::Coded(Grain::Word, Codings::pi),
    },
    Measure {
        id: "word-alpha",
        name: || say!("measure-word-alpha"),
        about: || say!("measure-word-alpha-about"),
        source: "Krippendorff 2011",
        is_default: false,
        of: Of::Coded(Grain::Word, |codings| codings.alpha(Distance::Nominal)),
    },
    Measure {
        id: "word-ac1",
        name: || say!("measure-word-ac1"),
        about: || say!("measure-word-ac1-about"),
        source: "Gwet 2008",
        is_default: false,
        of: Of::Coded(Grain::Word, Codings::ac1),
    },
    Measure {
        id: "character-alpha",
        name: || say!("measure-character-alpha"),
        about: || say!("measure-character-alpha-about"),
        source: "Krippendorff 2011",
        is_default: false,
        of: Of::Coded(Grain::Character, |codings| codings.alpha(Distance::Nominal)),
    },
    Measure {
        id: "alpha-1995",
        name: || say!("measure-alpha-1995"),
        about: || say!("measure-alpha-1995-about"),
        source: "Krippendorff 1995",
        is_default: false,
        of: Of::Classic,
    },
    Measure {
        id: "gamma",
        name: || say!("measure-gamma"),
        about: || say!("measure-gamma-about"),
        source: "Mathet, Widlöcher & Métivier 2015",
        is_default: false,
        of: Of::Gamma,
    },
    Measure {
        id: "boundary",
        name: || say!("measure-boundary"),
        about: || say!("measure-boundary-about"),
        source: "Fournier 2013",
        is_default: false,
        of: Of::Boundary,
    },
];

/// The measure with this name.
#[must_use]
pub fn measure(id: &str) -> Option<&'static Measure> {
    MEASURES.iter().find(|measure| measure.id == id)
}

/// A measure of all tags together and of each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measured {
    /// All tags together.
    pub all: Number,
    /// Each tag, by its place; empty where the measure has no meaning for one tag.
    pub tags: Vec<Number>,
}

impl Measure {
    /// The measure of a study. `None` when `go_on` was set to false meanwhile.
    #[must_use]
    pub fn of(
        &self,
        project: &Project,
        study: &Study,
        summary: &Summary,
        seed: u64,
        go_on: &AtomicBool,
    ) -> Option<Measured> {
        let from = |number: fn(&super::summary::Marks) -> Number| Measured {
            all: number(&summary.all),
            tags: summary.tags.iter().map(number).collect(),
        };
        let measured = match self.of {
            Of::Exact => from(|marks| marks.exact),
            Of::Overlap => from(|marks| marks.overlap),
            Of::Alpha => from(|marks| marks.alpha),
            Of::F1(hits) => Measured {
                all: f1(study, |tags| tags.values().map(hits).collect()),
                tags: (0..study.tags.len() as u32)
                    .map(|tag| f1(study, |tags| tags.get(&tag).map(hits).into_iter().collect()))
                    .collect(),
            },
            Of::SemEval(which) => Measured {
                all: semeval(study, which),
                tags: Vec::new(),
            },
            Of::Coded(grain, number) => coded(project, study, grain, number, go_on)?,
            Of::Classic => classic(project, study, go_on)?,
            Of::Gamma => Measured {
                all: all_gamma(project, study, seed, go_on)?,
                tags: Vec::new(),
            },
            Of::Boundary => boundary(project, study, go_on)?,
        };
        Some(measured)
    }
}

/// The mean over pairs of people, with the lowest and highest.
fn over_pairs(values: &[Option<f64>]) -> Number {
    let values: Vec<f64> = values.iter().flatten().copied().collect();
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    Number {
        value: (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64),
        range: (values.len() > 1).then_some((low, high)),
        ..Number::default()
    }
}

type Tags = std::collections::BTreeMap<u32, TagSums>;

fn f1(study: &Study, hits: impl Fn(&Tags) -> Vec<Hits>) -> Number {
    let mut sums = vec![Hits::default(); study.pairs.len()];
    for (pair, found) in study.articles.iter().flat_map(|it| &it.pairs) {
        for hits in hits(&found.tags) {
            sums[*pair] += hits;
        }
    }
    let values: Vec<Option<f64>> = sums.into_iter().map(Hits::f1).collect();
    over_pairs(&values)
}

fn semeval(study: &Study, which: usize) -> Number {
    let mut sums = vec![Classes::default(); study.pairs.len()];
    for (pair, found) in study.articles.iter().flat_map(|it| &it.pairs) {
        sums[*pair] += found.classes;
    }
    let of = |classes: Classes| classes.semeval().map(|scores| scores[which]);
    let values: Vec<Option<f64>> = sums.into_iter().map(of).collect();
    over_pairs(&values)
}

/// Calls `look` with each article's text length, words where they are wanted, and what each person marked.
fn each_article(
    project: &Project,
    study: &Study,
    go_on: &AtomicBool,
    mut look: impl FnMut(&str, u32, &[Option<Marked>]),
) -> Option<()> {
    for sums in &study.articles {
        if !go_on.load(Ordering::Relaxed) {
            return None;
        }
        let Some((id, article)) = sums
            .article
            .as_ref()
            .and_then(|id| Some((id, project.articles.get(id)?)))
        else {
            continue;
        };
        let marked = study::marked(project, &study.question, id);
        look(article.text.as_str(), sums.length, &marked);
    }
    Some(())
}

/// What somebody marked of a tag.
fn of_tag(units: &[Unit], tag: u32) -> Marks {
    let units = units.iter().filter(|unit| unit.tag == tag);
    unitizing::units(units.flat_map(|unit| unit.pieces().iter().copied()))
}

/// The words of a text by UAX #29, without punctuation; start and exclusive end in code points.
fn word_places(text: &str) -> Vec<(u32, u32)> {
    let mut places = Vec::new();
    let (mut byte, mut at) = (0, 0);
    for (start, word) in text.unicode_word_indices() {
        at += text[byte..start].chars().count() as u32;
        let length = word.chars().count() as u32;
        places.push((at, at + length));
        at += length;
        byte = start + word.len();
    }
    places
}

fn coded(
    project: &Project,
    study: &Study,
    grain: Grain,
    number: fn(&Codings) -> Option<f64>,
    go_on: &AtomicBool,
) -> Option<Measured> {
    let people = study.question.people.len();
    let mut tags = vec![Codings::new(people, 2); study.tags.len()];
    each_article(project, study, go_on, |text, length, marked| {
        let words = match grain {
            Grain::Word => word_places(text),
            Grain::Character => Vec::new(),
        };
        for (tag, codings) in tags.iter_mut().enumerate() {
            let marks: Vec<Option<Marks>> = marked
                .iter()
                .map(|marked| Some(of_tag(&marked.as_ref()?.units, tag as u32)))
                .collect();
            let mut item = vec![None; people];
            let mut add = |start: u32, end: u32, times: u64| {
                for (value, marks) in item.iter_mut().zip(&marks) {
                    *value = marks.as_ref().map(|marks| {
                        let at = marks.partition_point(|mark| mark.1 <= start);
                        u32::from(marks.get(at).is_some_and(|mark| mark.0 < end))
                    });
                }
                codings.add_times(&item, times);
            };
            match grain {
                Grain::Word => words.iter().for_each(|&(start, end)| add(start, end, 1)),
                Grain::Character => {
                    let mut edges: Vec<u32> = marks
                        .iter()
                        .flatten()
                        .flatten()
                        .flat_map(|mark| [mark.0, mark.1])
                        .chain([0, length])
                        .collect();
                    edges.sort_unstable();
                    edges.dedup();
                    for pair in edges.windows(2) {
                        add(pair[0], pair[1], u64::from(pair[1] - pair[0]));
                    }
                }
            }
        }
    })?;
    let tags: Vec<Number> = tags
        .iter()
        .map(|codings| Number {
            value: number(codings),
            ..Number::default()
        })
        .collect();
    let values: Vec<f64> = tags.iter().filter_map(|it| it.value).collect();
    Some(Measured {
        all: Number {
            value: (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64),
            ..Number::default()
        },
        tags,
    })
}

fn classic(project: &Project, study: &Study, go_on: &AtomicBool) -> Option<Measured> {
    let people = study.question.people.len();
    let mut length = 0;
    let mut joined: Vec<Vec<Vec<(u64, u64)>>> = vec![vec![Vec::new(); people]; study.tags.len()];
    each_article(project, study, go_on, |_, here, marked| {
        // Only what all have finished: there is no missing person in this measure.
        if marked.iter().any(Option::is_none) {
            return;
        }
        for (tag, joined) in joined.iter_mut().enumerate() {
            for (joined, marked) in joined.iter_mut().zip(marked.iter().flatten()) {
                let marks = of_tag(&marked.units, tag as u32);
                let places = marks.iter();
                joined.extend(
                    places.map(|&(start, end, _)| {
                        (length + u64::from(start), length + u64::from(end))
                    }),
                );
            }
        }
        length += u64::from(here);
    })?;
    let tags: Vec<Classic> = joined
        .iter()
        .map(|people| Classic::of(length, people))
        .collect();
    let number = |value| Number {
        value,
        ..Number::default()
    };
    Some(Measured {
        all: number(Classic::overall(&tags)),
        tags: tags.iter().map(|it| number(it.alpha())).collect(),
    })
}

fn all_gamma(project: &Project, study: &Study, seed: u64, go_on: &AtomicBool) -> Option<Number> {
    let mut pairs: Vec<Vec<gamma::Pair>> = vec![Vec::new(); study.pairs.len()];
    each_article(project, study, go_on, |_, _, marked| {
        for (articles, pair) in pairs.iter_mut().zip(&study.pairs) {
            if let (Some(first), Some(second)) = (&marked[pair.first], &marked[pair.second]) {
                let extents = |marked: &Marked| -> Vec<Extent> {
                    let mut units = marked.units.clone();
                    units.dedup();
                    units.iter().map(Into::into).collect()
                };
                articles.push(gamma::Pair {
                    first: extents(first),
                    second: extents(second),
                });
            }
        }
    })?;
    let goes_on = |_| go_on.load(Ordering::Relaxed);
    let values: Vec<Option<f64>> = pairs
        .iter()
        .map(|articles| {
            let found = gamma::gamma(articles, Weights::default(), SAMPLES, seed, goes_on);
            found.map(|found| found.gamma)
        })
        .collect();
    goes_on(0).then(|| over_pairs(&values))
}

fn boundary(project: &Project, study: &Study, go_on: &AtomicBool) -> Option<Measured> {
    let mut tags: Vec<Vec<Option<f64>>> = vec![Vec::new(); study.tags.len()];
    each_article(project, study, go_on, |text, _, marked| {
        let words = word_places(text);
        for (tag, values) in tags.iter_mut().enumerate() {
            for pair in &study.pairs {
                if let (Some(first), Some(second)) = (&marked[pair.first], &marked[pair.second]) {
                    let masses =
                        |marked: &Marked| masses(&words, &of_tag(&marked.units, tag as u32));
                    values.push(boundaries::similarity(&masses(first), &masses(second)));
                }
            }
        }
    })?;
    let tags: Vec<Number> = tags
        .iter()
        .map(|values| Number {
            range: None,
            ..over_pairs(values)
        })
        .collect();
    let all: Vec<Option<f64>> = tags.iter().map(|number| number.value).collect();
    Some(Measured {
        all: Number {
            range: None,
            ..over_pairs(&all)
        },
        tags,
    })
}

/// The lengths of segments in words that marks cut a text into.
fn masses(words: &[(u32, u32)], marks: &Marks) -> Vec<usize> {
    let mut cuts: Vec<usize> = marks
        .iter()
        .flat_map(|&(start, end, _)| {
            let first = words.partition_point(|word| word.1 <= start);
            let after = words.partition_point(|word| word.0 < end);
            [first, after]
        })
        .chain([0, words.len()])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_distinct_and_three_are_shown_by_default() {
        let ids: std::collections::BTreeSet<&str> = MEASURES.iter().map(|it| it.id).collect();
        assert_eq!(ids.len(), MEASURES.len());
        assert_eq!(MEASURES.iter().filter(|it| it.is_default).count(), 3);
    }

    #[test]
    fn words_stand_in_code_points_and_cut_a_text() {
        let words = word_places("Ana 😀 says: no");
        assert_eq!(words, [(0, 3), (6, 10), (12, 14)]);
        assert_eq!(masses(&words, &vec![(6, 10, 0)]), [1, 1, 1]);
        assert_eq!(masses(&words, &Vec::new()), [3]);
    }
}
