//! The measures that people can ask for, in one table: the window, the command line and its help read it.

mod reading;

use core::sync::atomic::AtomicBool;
use std::collections::BTreeSet;

use crate::model::Project;
use crate::say;

use super::coding::{Codings, Distance};
use super::few::Few;
use super::overlap::{Classes, Hits};
use super::study::{Study, TagSums};
use super::summary::{Marks, Number, Summary};
use super::unitizing::Classic;

use reading::{Kind, Reading};

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

impl Of {
    /// What has to be read for it.
    fn reads(self) -> Option<Kind> {
        match self {
            Self::Exact | Self::Overlap | Self::Alpha | Self::F1(_) | Self::SemEval(_) => None,
            Self::Coded(Grain::Word, _) => Some(Kind::Words),
            Self::Coded(Grain::Character, _) => Some(Kind::Characters),
            Self::Classic => Some(Kind::Classic),
            Self::Gamma => Some(Kind::Extents),
            Self::Boundary => Some(Kind::Boundaries),
        }
    }
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

/// Some measures of a study; marks and texts are read once for all of them. `None` when `go_on` was set to false meanwhile.
#[must_use]
pub fn measure_all(
    measures: &[&Measure],
    project: &Project,
    study: &Study,
    summary: &Summary,
    seed: u64,
    go_on: &AtomicBool,
) -> Option<Vec<Measured>> {
    let wanted: BTreeSet<Kind> = measures.iter().filter_map(|it| it.of.reads()).collect();
    let read = reading::read(project, study, &wanted, go_on)?;
    measures
        .iter()
        .map(|measure| measure.from(study, summary, &read, seed, go_on))
        .collect()
}

impl Measure {
    fn from(
        &self,
        study: &Study,
        summary: &Summary,
        read: &Reading,
        seed: u64,
        go_on: &AtomicBool,
    ) -> Option<Measured> {
        let of_marks = |number: fn(&Marks) -> Number| Measured {
            all: number(&summary.all),
            tags: summary.tags.iter().map(number).collect(),
        };
        let measured = match self.of {
            Of::Exact => of_marks(|marks| marks.exact),
            Of::Overlap => of_marks(|marks| marks.overlap),
            Of::Alpha => of_marks(|marks| marks.alpha),
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
            Of::Coded(Grain::Word, number) => coded(&read.words, number),
            Of::Coded(Grain::Character, number) => coded(&read.characters, number),
            Of::Classic => {
                let tags = read.classic();
                Measured {
                    all: Number::of(Classic::overall(&tags)),
                    tags: tags.iter().map(|tag| Number::of(tag.alpha())).collect(),
                }
            }
            Of::Gamma => Measured {
                all: Number::over_pairs(read.gamma(seed, go_on)?),
                tags: Vec::new(),
            },
            Of::Boundary => {
                let tags: Vec<Number> = read
                    .boundaries
                    .iter()
                    .map(|values| Number::of(Number::over_pairs(values.iter().copied()).value))
                    .collect();
                let all: Vec<Option<f64>> = tags.iter().map(|number| number.value).collect();
                Measured {
                    all: Number::of(Number::over_pairs(all).value),
                    tags,
                }
            }
        };
        Some(measured)
    }
}

/// The measure of each tag, and the mean of those that are defined.
fn coded(tags: &[Codings], number: fn(&Codings) -> Option<f64>) -> Measured {
    let values: Vec<Option<f64>> = tags.iter().map(number).collect();
    Measured {
        all: Number::of(Number::over_pairs(values.iter().copied()).value),
        tags: values.into_iter().map(Number::of).collect(),
    }
}

type Tags = Few<[(u32, TagSums); 0]>;

fn f1(study: &Study, hits: impl Fn(&Tags) -> Vec<Hits>) -> Number {
    let mut sums = vec![Hits::default(); study.pairs.len()];
    for (pair, found) in study.articles.iter().flat_map(|it| &it.pairs) {
        for hits in hits(&found.tags) {
            sums[*pair] += hits;
        }
    }
    let values: Vec<Option<f64>> = sums.into_iter().map(Hits::f1).collect();
    Number::over_pairs(values.iter().copied())
}

fn semeval(study: &Study, which: usize) -> Number {
    let mut sums = vec![Classes::default(); study.pairs.len()];
    for (pair, found) in study.articles.iter().flat_map(|it| &it.pairs) {
        sums[*pair] += found.classes;
    }
    let of = |classes: Classes| classes.semeval().map(|scores| scores[which]);
    let values: Vec<Option<f64>> = sums.into_iter().map(of).collect();
    Number::over_pairs(values.iter().copied())
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
}
