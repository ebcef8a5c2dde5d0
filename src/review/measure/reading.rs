//! What is read of marks and texts for the measures that are no sums of the study; once for all of them, on two threads.

use core::sync::atomic::{AtomicBool, Ordering};
use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::model::Project;
use crate::review::boundaries;
use crate::review::coding::Codings;
use crate::review::gamma::{self, Extent, Weights};
use crate::review::study::{ArticleSums, Marked, Pair, Study};
use crate::review::unit::Unit;
use crate::review::unitizing::{Classic, Mark, of_tag};

use super::SAMPLES;

/// What is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Words,
    Characters,
    Classic,
    Boundaries,
    Extents,
}

/// What was read.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// For each tag, words that are marked with it or not.
    pub words: Vec<Codings>,
    /// The same of code points.
    pub characters: Vec<Codings>,
    /// For each tag, how alike boundaries are, of each article and pair.
    pub boundaries: Vec<Vec<Option<f64>>>,
    /// How long the articles are together that all have finished, in code points.
    length: u64,
    /// For each tag and person, what is marked in them, one after the other.
    joined: Vec<Vec<Vec<(u64, u64)>>>,
    /// For each pair of people, what they marked of each article.
    extents: Vec<Vec<gamma::Pair>>,
}

/// Reads all articles of a study. `None` when `go_on` was set to false meanwhile.
pub(super) fn read(
    project: &Project,
    study: &Study,
    wanted: &BTreeSet<Kind>,
    go_on: &AtomicBool,
) -> Option<Reading> {
    if wanted.is_empty() {
        return Some(Reading::empty(study));
    }
    let half = study.articles.len() / 2;
    let work = |articles: &[ArticleSums]| {
        let mut reading = Reading::empty(study);
        for sums in articles {
            if !go_on.load(Ordering::Relaxed) {
                return None;
            }
            reading.add(project, study, wanted, sums);
        }
        Some(reading)
    };
    let (first, second) = study.articles.split_at(half);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| work(second));
        let mut reading = work(first)?;
        reading.append(other.join().ok()??);
        Some(reading)
    })
}

impl Reading {
    fn empty(study: &Study) -> Self {
        let (people, tags) = (study.question.people.len(), study.tags.len());
        Self {
            words: vec![Codings::new(people, 2); tags],
            characters: vec![Codings::new(people, 2); tags],
            boundaries: vec![Vec::new(); tags],
            length: 0,
            joined: vec![vec![Vec::new(); people]; tags],
            extents: vec![Vec::new(); study.pairs.len()],
        }
    }

    fn add(
        &mut self,
        project: &Project,
        study: &Study,
        wanted: &BTreeSet<Kind>,
        sums: &ArticleSums,
    ) {
        let Some((id, article)) = sums
            .article
            .as_ref()
            .and_then(|id| Some((id, project.articles.get(id)?)))
        else {
            return;
        };
        let wants = |kind| wanted.contains(&kind);
        let words = if wants(Kind::Words) || wants(Kind::Boundaries) {
            word_places(article.text.as_str())
        } else {
            Vec::new()
        };
        for tag in 0..study.tags.len() {
            let marks = sums.covered.iter();
            let marks: Vec<Option<&[Mark]>> = marks
                .map(|marks| Some(of_tag(marks.as_ref()?, tag as u32)))
                .collect();
            if wants(Kind::Words) {
                code(
                    &mut self.words[tag],
                    &marks,
                    words.iter().map(|&word| (word, 1)),
                );
            }
            if wants(Kind::Characters) {
                code(
                    &mut self.characters[tag],
                    &marks,
                    stretches(&marks, sums.length),
                );
            }
            if wants(Kind::Classic) {
                self.join(tag, &marks);
            }
            if wants(Kind::Boundaries) {
                for pair in &study.pairs {
                    if let (Some(one), Some(other)) = (marks[pair.first], marks[pair.second]) {
                        let (one, other) = (masses(&words, one), masses(&words, other));
                        self.boundaries[tag].push(boundaries::similarity(&one, &other));
                    }
                }
            }
        }
        if wants(Kind::Classic) && sums.covered.iter().all(Option::is_some) {
            self.length += u64::from(sums.length);
        }
        if wants(Kind::Extents) {
            let marked = study.marked(project, id);
            for (articles, pair) in self.extents.iter_mut().zip(&study.pairs) {
                articles.extend(pair_of(&marked, *pair));
            }
        }
    }

    /// Only what all have finished: there is no missing person in this measure.
    fn join(&mut self, tag: usize, marks: &[Option<&[Mark]>]) {
        if marks.iter().any(Option::is_none) {
            return;
        }
        for (joined, marks) in self.joined[tag].iter_mut().zip(marks.iter().flatten()) {
            joined.extend(marks.iter().map(|&(start, end, _)| {
                (self.length + u64::from(start), self.length + u64::from(end))
            }));
        }
    }

    fn append(&mut self, later: Self) {
        for (sum, more) in self.words.iter_mut().zip(&later.words) {
            *sum += more;
        }
        for (sum, more) in self.characters.iter_mut().zip(&later.characters) {
            *sum += more;
        }
        for (values, more) in self.boundaries.iter_mut().zip(later.boundaries) {
            values.extend(more);
        }
        for (people, more) in self.joined.iter_mut().zip(later.joined) {
            for (marks, more) in people.iter_mut().zip(more) {
                let shifted = more.into_iter();
                marks.extend(shifted.map(|(start, end)| (start + self.length, end + self.length)));
            }
        }
        self.length += later.length;
        for (articles, more) in self.extents.iter_mut().zip(later.extents) {
            articles.extend(more);
        }
    }

    /// α of 1995 of each tag.
    pub fn classic(&self) -> Vec<Classic> {
        let tags = self.joined.iter();
        tags.map(|people| Classic::of(self.length, people))
            .collect()
    }

    /// γ of each pair. `None` when `go_on` was set to false meanwhile.
    pub fn gamma(&self, seed: u64, go_on: &AtomicBool) -> Option<Vec<Option<f64>>> {
        let goes_on = |_| go_on.load(Ordering::Relaxed);
        let values = self.extents.iter().map(|articles| {
            let found = gamma::gamma(articles, Weights::default(), SAMPLES, seed, goes_on);
            found.map(|found| found.gamma)
        });
        let values = values.collect();
        goes_on(0).then_some(values)
    }
}

/// Adds items at places in order, each so many times: marked or not.
fn code(
    codings: &mut Codings,
    marks: &[Option<&[Mark]>],
    places: impl Iterator<Item = ((u32, u32), u64)>,
) {
    let mut next = vec![0; marks.len()];
    let mut item = vec![None; marks.len()];
    // Most that follows one another is marked by the same people, so it is added together.
    let (mut same, mut times) = (item.clone(), 0);
    for ((start, end), here) in places {
        for ((value, marks), next) in item.iter_mut().zip(marks).zip(&mut next) {
            *value = marks.as_ref().map(|marks| {
                while marks.get(*next).is_some_and(|mark| mark.1 <= start) {
                    *next += 1;
                }
                u32::from(marks.get(*next).is_some_and(|mark| mark.0 < end))
            });
        }
        if item == same {
            times += here;
        } else {
            if times > 0 {
                codings.add_times(&same, times);
            }
            same.clone_from(&item);
            times = here;
        }
    }
    if times > 0 {
        codings.add_times(&same, times);
    }
}

/// The stretches of a text within which nothing begins or ends, each with its length.
fn stretches(
    marks: &[Option<&[Mark]>],
    length: u32,
) -> impl Iterator<Item = ((u32, u32), u64)> + use<> {
    let marks = marks.iter().flatten().copied().flatten();
    let mut edges: Vec<u32> = marks
        .flat_map(|mark| [mark.0, mark.1])
        .chain([0, length])
        .collect();
    edges.sort_unstable();
    edges.dedup();
    let ends = edges.clone().into_iter().skip(1);
    let stretches = edges.into_iter().zip(ends);
    stretches.map(|(start, end)| ((start, end), u64::from(end - start)))
}

fn pair_of(marked: &[Option<Marked>], pair: Pair) -> Option<gamma::Pair> {
    let extents = |person: usize| -> Option<Vec<Extent>> {
        let mut units: Vec<&Unit> = marked[person].as_ref()?.units.iter().collect();
        units.dedup();
        Some(units.into_iter().map(Into::into).collect())
    };
    Some(gamma::Pair {
        first: extents(pair.first)?,
        second: extents(pair.second)?,
    })
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

/// The lengths of segments in words that marks cut a text into.
fn masses(words: &[(u32, u32)], marks: &[Mark]) -> Vec<usize> {
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
    fn words_stand_in_code_points_and_cut_a_text() {
        let words = word_places("Ana 😀 says: no");
        assert_eq!(words, [(0, 3), (6, 10), (12, 14)]);
        assert_eq!(masses(&words, &[(6, 10, 0)]), [1, 1, 1]);
        assert_eq!(masses(&words, &[]), [3]);
    }
}
