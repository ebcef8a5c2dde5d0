//! The numbers of a part of a study: of some of its articles, and of some of its people. An article, a week and a round of
//! annotating are such parts.

use crate::model::{Project, Round};

use super::overlap::{Classes, Hits};
use super::study::{ArticleSums, Study};
use super::summary::Number;

/// What is told of a part.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// In how many of its articles two of its people can be compared.
    pub articles: usize,
    /// How many marks each person of the study made in these; 0 of those who take no part.
    pub made: Vec<u64>,
    /// What became of them in the alignments, over all pairs.
    pub classes: Classes,
    /// F1 of identical marks, the mean over pairs.
    pub exact: Number,
    /// F1 of marks of one tag that overlap, the mean over pairs.
    pub overlap: Number,
}

impl Part {
    /// The numbers of these articles, of the people (by their places in the question) who take part.
    #[must_use]
    pub fn of<'a>(
        study: &Study,
        articles: impl IntoIterator<Item = &'a ArticleSums>,
        takes_part: impl Fn(usize) -> bool,
    ) -> Self {
        let pairs = study.pairs.iter();
        let pairs: Vec<bool> = pairs
            .map(|pair| takes_part(pair.first) && takes_part(pair.second))
            .collect();
        let mut sums = vec![(Hits::default(), Hits::default()); pairs.len()];
        let mut part = Self {
            made: vec![0; study.question.people.len()],
            ..Self::default()
        };
        for article in articles {
            let mut is_compared = false;
            for (&pair, found) in &article.pairs {
                if !pairs[pair] {
                    continue;
                }
                is_compared = true;
                part.classes += found.classes;
                for tag in found.tags.values() {
                    sums[pair].0 += tag.exact;
                    sums[pair].1 += tag.overlap;
                }
            }
            if !is_compared {
                continue;
            }
            part.articles += 1;
            for (&(person, _), marks) in &article.marks {
                if takes_part(person) {
                    part.made[person] += marks;
                }
            }
        }
        part.exact = Number::over_pairs(sums.iter().map(|(exact, _)| exact.f1()));
        part.overlap = Number::over_pairs(sums.iter().map(|(_, overlap)| overlap.f1()));
        part
    }

    /// How many marks all people made.
    #[must_use]
    pub fn marks(&self) -> u64 {
        self.made.iter().sum()
    }
}

/// The rounds of annotating in which something can be compared, in their order, with the numbers of each: of its articles, between
/// those who take part in it. What somebody labelled a second time is that person's.
#[must_use]
pub fn rounds<'a>(project: &'a Project, study: &Study) -> Vec<(&'a Round, Part)> {
    let people = &study.question.people;
    let rounds = project.reviewing.rounds.iter().map(|round| {
        let articles = study.articles.iter().filter(|sums| {
            let id = sums.article.as_ref();
            id.is_some_and(|id| round.articles.contains(id))
        });
        let takes_part = |person: usize| {
            let of = project.person_of(&people[person]);
            round.annotators.contains(of)
        };
        (round, Part::of(study, articles, takes_part))
    });
    rounds.filter(|(_, part)| part.articles > 0).collect()
}
