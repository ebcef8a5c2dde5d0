//! How often what was marked is found again, and how often in a wrong place, when articles are edited at random.
//!
//! Every character has a name of its own that edits do not change, so that it is known where each quotation truly went.
//! The words are few, so that the same words stand everywhere.

use std::collections::BTreeMap;

use super::{Alignment, Quote, candidates, place_by_context};
use crate::text::{Byte, CodePoint, Span, Text};

const WORDS: [&str; 36] = [
    "the",
    "port",
    "minister",
    "said",
    "will",
    "close",
    "by",
    "harbour",
    "against",
    "plan",
    "of",
    "a",
    "talks",
    "votes",
    "and",
    "council",
    "farmers",
    "tax",
    "in",
    "to",
    "Núñez",
    "not",
    "strike",
    "government",
    "on",
    "Monday",
    "new",
    "deal",
    "with",
    "union",
    "it",
    "was",
    "for",
    "workers",
    "budget",
    "no",
];

/// Characters with their names.
type Passage = Vec<(char, u32)>;

struct Article {
    random: fastrand::Rng,
    names: u32,
    sentences: Vec<Passage>,
}

impl Article {
    fn new(seed: u64) -> Self {
        let mut article = Self {
            random: fastrand::Rng::with_seed(seed),
            names: 0,
            sentences: Vec::new(),
        };
        for _ in 0..article.random.usize(25..45) {
            let sentence = article.sentence();
            article.sentences.push(sentence);
        }
        article
    }

    fn named(&mut self, text: &str) -> Passage {
        text.chars()
            .map(|c| {
                self.names += 1;
                (c, self.names)
            })
            .collect()
    }

    fn sentence(&mut self) -> Passage {
        let words: Vec<&str> = (0..self.random.usize(6..18))
            .map(|_| WORDS[self.random.usize(..WORDS.len())])
            .collect();
        let end = if self.random.u8(..5) == 0 {
            ".\n"
        } else {
            ". "
        };
        self.named(&(words.join(" ") + end))
    }

    fn passage(&self) -> Passage {
        self.sentences.concat()
    }

    fn place(&mut self) -> usize {
        self.random.usize(..=self.sentences.len())
    }

    fn edit(&mut self) {
        if self.sentences.is_empty() {
            return;
        }
        let which = self.random.usize(..self.sentences.len());
        match self.random.u8(..6) {
            0 => {
                let (sentence, place) = (self.sentence(), self.place());
                self.sentences.insert(place, sentence);
            }
            1 => {
                self.sentences.remove(which);
            }
            2 => {
                let text: String = self.sentences[which].iter().map(|(c, _)| c).collect();
                let (copy, place) = (self.named(&text), self.place());
                self.sentences.insert(place, copy);
            }
            3 => {
                let sentence = self.sentences.remove(which);
                let place = self.place();
                self.sentences.insert(place, sentence);
            }
            4 => {
                let word = WORDS[self.random.usize(..WORDS.len())];
                let word = self.named(word);
                let (start, end) = self.word(which);
                self.sentences[which].splice(start..end, word);
            }
            _ => {
                let space = self.named(" ");
                let (start, _) = self.word(which);
                self.sentences[which].splice(start..start, space);
            }
        }
    }

    /// Where some word of a sentence is.
    fn word(&mut self, sentence: usize) -> (usize, usize) {
        let words = words(&self.sentences[sentence]);
        words[self.random.usize(..words.len())]
    }
}

/// Where the words of a passage are.
fn words(passage: &[(char, u32)]) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut at = 0;
    for run in passage.chunk_by(|(one, _), (other, _)| one.is_alphabetic() == other.is_alphabetic())
    {
        if run[0].0.is_alphabetic() {
            words.push((at, at + run.len()));
        }
        at += run.len();
    }
    words
}

fn text_of(passage: &Passage) -> Text {
    Text::new(passage.iter().map(|(c, _)| c).collect::<String>())
}

/// Spans of one to three words, in characters.
fn marks(article: &mut Article, passage: &Passage) -> Vec<(usize, usize)> {
    let words = words(passage);
    (0..40)
        .map(|_| {
            let first = article.random.usize(..words.len() - 3);
            let last = first + article.random.usize(..3);
            (words[first].0, words[last].1)
        })
        .collect()
}

/// What came of the spans of many articles.
#[derive(Debug, Default)]
struct Tally {
    right: usize,
    wrong: usize,
    /// Without a certain place, and of those that are still there whole, how many have it among the first candidates.
    review: usize,
    there: usize,
    offered: usize,
}

impl Tally {
    fn all(&self) -> usize {
        self.right + self.wrong + self.review
    }

    fn share(&self, part: usize) -> f64 {
        100.0 * part as f64 / self.all() as f64
    }

    fn count(
        &mut self,
        place: Option<Span>,
        truth: Option<Span>,
        offered: impl FnOnce() -> Vec<Span>,
    ) {
        match place {
            Some(place) if Some(place) == truth => self.right += 1,
            Some(_) => self.wrong += 1,
            None => {
                self.review += 1;
                if let Some(truth) = truth {
                    self.there += 1;
                    self.offered += usize::from(offered().contains(&truth));
                }
            }
        }
    }
}

/// By comparison with the old text, and by the surroundings alone.
fn tallies(edits: usize) -> [Tally; 2] {
    let mut tallies = <[Tally; 2]>::default();
    for seed in 0..60 {
        let mut article = Article::new(seed);
        let old = article.passage();
        let marks = marks(&mut article, &old);
        for _ in 0..edits {
            article.edit();
        }
        let new = article.passage();
        let (old_text, new_text) = (text_of(&old), text_of(&new));
        let at: BTreeMap<u32, usize> = new
            .iter()
            .enumerate()
            .map(|(at, (_, name))| (*name, at))
            .collect();
        let truth = |&(start, end): &(usize, usize)| {
            let first = *at.get(&old[start].1)?;
            let unbroken =
                (start..end).all(|place| new.get(first + place - start) == Some(&old[place]));
            let byte = |at: usize| new_text.from_code_point(CodePoint(at as u32)).unwrap();
            unbroken.then(|| Span::between(byte(first), byte(first + end - start)))
        };
        let slice = |start: usize, end: usize| {
            let byte = |at: usize| old_text.from_code_point(CodePoint(at as u32)).unwrap();
            Span::between(byte(start), byte(end))
        };
        let quotes: Vec<Quote<'_>> = marks
            .iter()
            .map(|&(start, end)| Quote {
                before: old_text.slice(slice(start.saturating_sub(32), start)),
                text: old_text.slice(slice(start, end)),
                after: old_text.slice(slice(end, (end + 32).min(old.len()))),
                at: CodePoint(start as u32),
            })
            .collect();
        let alignment = Alignment::of(old_text.as_str(), new_text.as_str());
        let spans: Vec<Span> = marks
            .iter()
            .map(|&(start, end)| slice(start, end))
            .collect();
        let carried = alignment.carry(&spans);
        let by_context = place_by_context(new_text.as_str(), &quotes);
        let places = carried.into_iter().zip(by_context);
        for ((mark, quote), (carried, by_context)) in marks.iter().zip(&quotes).zip(places) {
            let span = slice(mark.0, mark.1);
            let offered = |expected: Byte, region: Option<Span>| {
                let found = candidates(&new_text, quote, expected, region, 3);
                found.into_iter().map(|candidate| candidate.span).collect()
            };
            tallies[0].count(carried, truth(mark), || {
                let region = alignment.region(span);
                offered(region.start, Some(region))
            });
            tallies[1].count(by_context, truth(mark), || offered(span.start, None));
        }
    }
    tallies
}

/// One in a thousand at most in a wrong place, the rest right or up for review, none lost. The shares of those that are
/// right must not fall: they are what the rules reach today. Over 1500 articles there are 0.003, 0.04 and 0.09 % in a
/// wrong place by comparison, 0.008, 0.06 and 0.06 % by the surroundings alone; nearly all of them are copies of
/// sentences that have been removed themselves, which no reader of the texts could tell.
#[test]
fn at_most_one_in_a_thousand_is_misplaced() {
    for (edits, right) in [(1, [97.0, 95.0]), (5, [84.0, 78.0]), (20, [43.0, 13.0])] {
        for (tally, right) in tallies(edits).into_iter().zip(right) {
            assert_eq!(tally.all(), 60 * 40, "none is lost");
            assert!(tally.share(tally.wrong) <= 0.1, "{edits} edits: {tally:?}");
            assert!(
                tally.share(tally.right) >= right,
                "{edits} edits: {tally:?}"
            );
            let is_offered = tally.offered == tally.there;
            assert!(
                is_offered,
                "what is still there is among the candidates: {tally:?}"
            );
        }
    }
}

/// What is carried is the same, and in the same order, whatever the texts are.
mod properties {
    use super::super::*;
    use crate::text::{Byte, Span};
    use proptest::prelude::*;

    fn texts() -> impl Strategy<Value = (String, String)> {
        let words = || {
            let word = prop::sample::select(vec![
                "port ", "the ", "e\u{301}", "漢", "\n", "\r\n", "a.", "Núñez ", " ",
            ]);
            prop::collection::vec(word, 0..120).prop_map(|words| words.concat())
        };
        (words(), words(), words(), words()).prop_map(|(one, old, new, other)| {
            (format!("{one}{old}{other}"), format!("{one}{new}{other}"))
        })
    }

    proptest! {
        #[test]
        fn what_is_carried_is_the_same_and_in_order(
            (old, new) in texts(),
            cuts in prop::collection::vec((any::<prop::sample::Index>(), 1..30_usize), 1..20),
        ) {
            let mut spans: Vec<Span> = cuts.iter().filter_map(|(start, length)| {
                let start = old.floor_char_boundary(start.index(old.len() + 1));
                let end = old.ceil_char_boundary((start + length).min(old.len()));
                (start < end).then(|| Span::of(start..end))
            }).collect();
            spans.sort();
            let alignment = Alignment::of(&old, &new);
            let places = alignment.carry(&spans);
            prop_assert_eq!(places.len(), spans.len());
            let mut last = Byte(0);
            for (span, place) in spans.iter().zip(places) {
                let region = alignment.region(*span);
                prop_assert!(new.get(region.range()).is_some());
                if let Some(place) = place {
                    let words = |text: &str| text.replace('\r', "");
                    prop_assert_eq!(words(&old[span.range()]), words(&new[place.range()]));
                    prop_assert!(place.start >= last);
                    prop_assert!(region.contains_span(place));
                    last = place.start;
                }
            }
        }

        #[test]
        fn a_text_goes_with_itself(text in "[ab .é]{64,300}", start in any::<prop::sample::Index>()) {
            let start = text.floor_char_boundary(start.index(text.len()));
            let end = text.ceil_char_boundary((start + 5).min(text.len()));
            let alignment = Alignment::of(&text, &text);
            prop_assert_eq!(alignment.shared(), text.len());
            prop_assert_eq!(alignment.region(Span::of(start..end)), Span::of(start..end));
        }
    }
}
