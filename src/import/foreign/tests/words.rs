//! CoNLL out and in again. What is made of words cannot bring back where white space was, so texts and places are compared by
//! their letters, without what stands between words. What tokenisation does to marks (widened to whole words, cut at the ends
//! of sentences, left out where another one has the words) is worked out anew from the words of the written file, and must be
//! what the loss report counts: all else comes back.

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;

use super::round_trip::taken_from;
use super::settling::adorned_projects;
use super::*;
use crate::export;
use crate::model::{Annotation, Article};
use crate::say;

/// The formats, with options that change what becomes of marks or how a reader finds them.
const WAYS: [(&str, &[(&str, &str)]); 5] = [
    ("conllu-plus", &[]),
    (
        "conllu-plus",
        &[("scheme", "iobes"), ("nested", "shortest")],
    ),
    ("conll", &[]),
    ("conll", &[("offsets", "yes"), ("scheme", "iobes")]),
    ("conll", &[("nested", "columns"), ("columns", "token-tag")]),
];

/// Where a word or a mark begins and ends, among the letters of its text.
type Place = (usize, usize);

/// A text as a file has it: its letters, and its sentences, each the places of its words.
#[derive(Default)]
struct Written {
    letters: String,
    sentences: Vec<Vec<Place>>,
}

/// What stands in words: all but white space and controls.
fn letters(text: &str) -> String {
    let is_letter = |c: &char| !c.is_whitespace() && !c.is_control();
    text.chars().filter(is_letter).collect()
}

/// The articles of a written file, in its order.
fn written(file: &str, is_plus: bool) -> Vec<Written> {
    let begins = if is_plus { "# newdoc" } else { "-DOCSTART-" };
    let mut all: Vec<Written> = Vec::new();
    let mut is_new = true;
    for line in file.lines() {
        if line.starts_with(begins) {
            all.push(Written::default());
        } else if line.is_empty() {
            is_new = true;
        } else if !(line.starts_with("# columns") || is_plus && line.starts_with('#')) {
            let word = if is_plus {
                line.split('\t').nth(1)
            } else {
                line.split(' ').next()
            };
            let word = word.unwrap();
            let Written { letters, sentences } = all.last_mut().unwrap();
            if is_new {
                sentences.push(Vec::new());
                is_new = false;
            }
            let start = letters.chars().count();
            letters.push_str(word);
            let place = (start, letters.chars().count());
            sentences.last_mut().unwrap().push(place);
        }
    }
    all
}

/// What the loss report must count.
#[derive(Debug, Default, PartialEq)]
struct Told {
    dropped: usize,
    widened: usize,
    cut: usize,
}

impl Told {
    /// What it does count.
    fn of(losses: &[String]) -> Self {
        let count = |sentence: fn(usize) -> String| {
            let mut counts = 1..500;
            counts
                .find(|count| losses.contains(&sentence(*count)))
                .unwrap_or(0)
        };
        Self {
            dropped: count(|count| say!("export-conll-dropped", count = count)),
            widened: count(|count| say!("export-conll-widened", count = count)),
            cut: count(|count| say!("export-conll-cut", count = count)),
        }
    }

    /// The places of a mark as whole words of sentences; pieces that share a word are one.
    fn places(&mut self, mark: &Annotation, article: &Article, text: &Written) -> Vec<Place> {
        let at = |byte: usize| letters(&article.text.as_str()[..byte]).chars().count();
        let mut places: Vec<Place> = Vec::new();
        for span in mark.spans.iter() {
            let (start, end) = (at(span.start.index()), at(span.end.index()));
            let mut parts = 0;
            // A mark is cut where a sentence ends.
            for sentence in &text.sentences {
                let touched = sentence.iter().filter(|it| it.1 > start && it.0 < end);
                let touched: Vec<&Place> = touched.collect();
                let (Some(first), Some(last)) = (touched.first(), touched.last()) else {
                    continue;
                };
                parts += 1;
                self.widened += usize::from(first.0 < start || last.1 > end);
                match places.last_mut() {
                    Some(known) if known.1 > first.0 => known.1 = known.1.max(last.1),
                    _ => places.push((first.0, last.1)),
                }
            }
            self.cut += usize::saturating_sub(parts, 1);
        }
        places
    }
}

/// A mark of one place, as it comes back: whose, in which text, its tag, where.
type Line = (String, String, String, Place);

/// The marks of a project, and how often each is there.
fn marked(project: &Project) -> BTreeMap<Line, usize> {
    let mut marked = BTreeMap::new();
    for (key, layer) in &project.layers {
        let text = project.articles[&key.article].text.as_str();
        let at = |byte: usize| letters(&text[..byte]).chars().count();
        for mark in layer.in_order() {
            let hull = mark.spans.hull();
            let line = (
                project.annotator_name(&key.annotator).to_lowercase(),
                letters(text),
                project.codebook.tag_name(&mark.tag).to_owned(),
                (at(hull.start.index()), at(hull.end.index())),
            );
            *marked.entry(line).or_default() += 1;
        }
    }
    marked
}

/// Takes a mark out of those that came if all its places did.
fn take(came: &mut BTreeMap<Line, usize>, lines: &[Line]) -> bool {
    let is_there = !lines.is_empty() && lines.iter().all(|line| came.contains_key(line));
    if is_there {
        for line in lines {
            match came.get_mut(line) {
                Some(count) if *count > 1 => *count -= 1,
                _ => {
                    came.remove(line);
                }
            }
        }
    }
    is_there
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn what_is_made_of_words_comes_back_less_what_was_told(full in adorned_projects()) {
        // Two people of one name are one person to a reader.
        let mut names: Vec<String> = full.annotators.keys().map(|id| full.annotator_name(id).to_lowercase()).collect();
        names.sort();
        names.dedup();
        prop_assume!(names.len() == full.annotators.len());
        for (id, options) in WAYS {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("out");
            let mut wish = export::Wish::of(export::format(id).unwrap());
            for (option, value) in options {
                wish.options.set(wish.format, option, value).unwrap();
            }
            let report = export::export(&full, &wish, &Progress::default(), &path).unwrap();
            let mut came = marked(&taken_from(&full, &path));
            let mut told = Told::default();
            for file in fs::read_dir(&path).unwrap() {
                let file = file.unwrap().path();
                let who = AnnotatorId::new(file.file_stem().unwrap().to_str().unwrap()).unwrap();
                let texts = written(&fs::read_to_string(&file).unwrap(), id == "conllu-plus");
                let layers = full.articles.values().filter_map(|article| {
                    let mut layers = full.layers_of(&article.id);
                    let (_, layer) = layers.find(|(key, _)| key.annotator == who)?;
                    Some((article, layer))
                });
                let layers: Vec<_> = layers.collect();
                prop_assert_eq!(layers.len(), texts.len(), "{} {:?}", id, options);
                for ((article, layer), text) in layers.into_iter().zip(&texts) {
                    prop_assert_eq!(&text.letters, &letters(article.text.as_str()), "{} {:?}", id, options);
                    // Of equals the first in the text stays, either way.
                    let mut marks = layer.in_order();
                    if options.contains(&("nested", "shortest")) {
                        marks.sort_by_key(|mark| mark.spans.covered());
                    } else {
                        marks.sort_by_key(|mark| core::cmp::Reverse(mark.spans.covered()));
                    }
                    for mark in marks {
                        let places = told.places(&mark, article, text);
                        let lines: Vec<Line> = places
                            .into_iter()
                            .map(|place| {
                                let name = full.annotator_name(&who).to_lowercase();
                                let tag = full.codebook.tag_name(&mark.tag).to_owned();
                                (name, text.letters.clone(), tag, place)
                            })
                            .collect();
                        told.dropped += usize::from(!take(&mut came, &lines));
                    }
                }
            }
            prop_assert_eq!(Told::of(&report.losses), told, "{} {:?}: {:#?}", id, options, came);
            prop_assert!(came.is_empty(), "{} {:?}: nobody marked {:#?}", id, options, came);
        }
    }
}
