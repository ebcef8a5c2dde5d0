//! Passages that say the same as one that is marked: what could be marked all at once.

use std::collections::HashSet;
use std::sync::atomic::Ordering;

use crate::model::{Annotation, AnnotatorId, ArticleId, LayerKey, Project, TagId};
use crate::store::Progress;
use crate::text::{FindOptions, Pattern, Scan, Span, Text, snap};

/// So many bytes are looked through between two looks at whether it was cancelled.
const STRIDE: usize = 256 * 1024;

/// No more passages are found: one step is not to keep anybody waiting.
pub const MOST: usize = 20_000;

/// Most letters that an ending may have.
const ENDING: usize = 3;

/// What counts as the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlikeOptions {
    /// Whether it must begin and end where words do.
    pub whole_words: bool,
    /// Whether capitals differ from small letters.
    pub match_case: bool,
    /// Whether the last word may have another ending of a few letters: “Лавров”, “Лаврову”. Words are whole then.
    pub endings: bool,
}

impl Default for AlikeOptions {
    fn default() -> Self {
        Self {
            whole_words: true,
            match_case: true,
            endings: false,
        }
    }
}

/// The passages of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// Which article.
    pub article: ArticleId,
    /// Where they are, in order.
    pub spans: Vec<Span>,
}

/// Looks for what says the same as an annotation and does not have its tag yet in the layers of an annotator: in its own
/// article first, then in the others in the order of their ids. Hands over what it finds article by article; stops when
/// it is cancelled, and after [`MOST`] passages.
pub fn alike(
    project: &Project,
    key: &LayerKey,
    annotation: &Annotation,
    options: AlikeOptions,
    progress: &Progress,
    mut found: impl FnMut(Alike),
) {
    let Some(own) = project.articles.get(&key.article) else {
        return;
    };
    let words = annotation.spans.quotation(&own.text);
    progress
        .total
        .store(project.articles.len(), Ordering::Relaxed);
    let mut count = 0;
    let others = project
        .articles
        .iter()
        .filter(|(id, _)| **id != key.article);
    for (id, article) in core::iter::once((&key.article, own)).chain(others) {
        let Some(mut spans) = alike_in(&article.text, &words, options, progress) else {
            return;
        };
        if !spans.is_empty() {
            let marked = marked(project, &key.annotator, id, &annotation.tag);
            spans.retain(|span| !marked.contains(span));
        }
        spans.truncate(MOST - count);
        count += spans.len();
        if !spans.is_empty() {
            found(Alike {
                article: id.clone(),
                spans,
            });
        }
        progress.done.fetch_add(1, Ordering::Relaxed);
        if count == MOST {
            return;
        }
    }
}

/// How many passages of its own article say the same as an annotation and do not have its tag yet; none of a text that is
/// too long to be looked through between two frames.
#[must_use]
pub fn alike_here(project: &Project, key: &LayerKey, annotation: &Annotation) -> usize {
    let Some(article) = project.articles.get(&key.article) else {
        return 0;
    };
    if article.text.len() > STRIDE {
        return 0;
    }
    let words = annotation.spans.quotation(&article.text);
    let options = AlikeOptions::default();
    let found = alike_in(&article.text, &words, options, &Progress::default()).unwrap_or_default();
    if found.len() < 2 {
        return 0;
    }
    let marked = marked(project, &key.annotator, &key.article, &annotation.tag);
    found.iter().filter(|span| !marked.contains(span)).count()
}

/// What has the tag already in the layer of an article in which whoever makes an annotator's layers works.
pub(super) fn marked(
    project: &Project,
    annotator: &AnnotatorId,
    article: &ArticleId,
    tag: &TagId,
) -> HashSet<Span> {
    let key = project.work_key(article, project.person_of(annotator));
    let Some(layer) = project.layer(&key) else {
        return HashSet::new();
    };
    let layer = layer.in_passing();
    let of_tag = layer
        .annotations
        .values()
        .filter(|annotation| annotation.tag == *tag);
    of_tag
        .flat_map(|annotation| annotation.spans.as_slice().to_vec())
        .collect()
}

/// Where a text says these words, in order; none when it was cancelled.
fn alike_in(
    text: &Text,
    words: &str,
    options: AlikeOptions,
    progress: &Progress,
) -> Option<Vec<Span>> {
    let stem = if options.endings { stem(words) } else { words };
    let find = FindOptions {
        match_case: options.match_case,
        match_accents: true,
        whole_words: options.whole_words && !options.endings,
    };
    let Some(pattern) = Pattern::new(stem, find) else {
        return Some(Vec::new());
    };
    let mut found = Vec::new();
    let mut scan = Scan::new(text.clone(), pattern);
    while !scan.advance(STRIDE, &mut found) {
        if progress.cancel.load(Ordering::Relaxed) {
            return None;
        }
    }
    if progress.cancel.load(Ordering::Relaxed) {
        return None;
    }
    if options.endings {
        found = found
            .into_iter()
            .filter_map(|span| with_ending(text, span))
            .collect();
    }
    Some(found)
}

/// Words without the ending of the last one, if that is long enough to have one: its last vowels and what is behind them.
fn stem(words: &str) -> &str {
    let last = words.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |at| {
        at + words[at..].chars().next().map_or(0, char::len_utf8)
    });
    let word = &words[last..];
    if word.chars().count() < 5 {
        return words;
    }
    let ending = word.chars().next_back().filter(|c| is_vowel(*c));
    &words[..words.len() - ending.map_or(0, char::len_utf8)]
}

/// Vowels in which words of Slavic, Romance and other languages end and that change with the case.
fn is_vowel(c: char) -> bool {
    "aeiouyаеёиоуыэюяąęéíóúěů".contains(c)
}

/// The word that begins with what was found, without an English genitive; none when it is in the middle of a word or the
/// word goes on for long.
fn with_ending(text: &Text, span: Span) -> Option<Span> {
    let whole = text.as_str();
    let stem = text.slice(span).chars().count();
    let before = whole[..span.start.index()].chars().next_back();
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let rest = &whole[span.end.index()..];
    let ending = rest
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(rest.len());
    // A sign that belongs to the last letter is no letter itself.
    let span = snap(
        text,
        Span::of(span.start.index()..span.end.index() + ending),
    );
    let longer = text.slice(span).chars().count().saturating_sub(stem);
    (longer <= ENDING).then_some(span)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, words: &str, options: AlikeOptions) -> Vec<String> {
        let text = Text::new(text);
        let found = alike_in(&text, words, options, &Progress::default()).unwrap();
        for span in &found {
            let spans = crate::model::Spans::one(*span).unwrap();
            assert_eq!(spans.fit(&text), Ok(()), "{}", text.slice(*span));
        }
        found
            .into_iter()
            .map(|span| text.slice(span).to_owned())
            .collect()
    }

    #[test]
    fn words_are_whole_and_of_the_same_case_unless_that_is_not_wanted() {
        let text = "Port and port, airport and ports. Port’s end";
        let usual = AlikeOptions::default();
        assert_eq!(said(text, "port", usual), ["port"]);
        let any_case = AlikeOptions {
            match_case: false,
            ..usual
        };
        assert_eq!(said(text, "port", any_case), ["Port", "port"]);
        let parts = AlikeOptions {
            whole_words: false,
            ..usual
        };
        assert_eq!(said(text, "port", parts), ["port", "port", "port"]);
    }

    #[test]
    fn endings_may_differ_by_a_few_letters() {
        let endings = AlikeOptions {
            endings: true,
            ..AlikeOptions::default()
        };
        assert_eq!(
            said(
                "Лавров сказал. Лаврову и Лавровым, Лавровская; Славров",
                "Лавров",
                endings
            ),
            ["Лавров", "Лаврову", "Лавровым"]
        );
        assert_eq!(
            said("Москва, в Москве, москвич, Москвы.", "Москва", endings),
            ["Москва", "Москве", "Москвы"]
        );
        assert_eq!(
            said("Olsen’s plan, Olsens", "Olsen", endings),
            ["Olsen", "Olsens"]
        );
    }

    #[test]
    fn it_stops_when_it_is_cancelled() {
        let progress = Progress::default();
        progress.cancel.store(true, Ordering::Relaxed);
        let text = Text::new("port ".repeat(10));
        assert_eq!(
            alike_in(&text, "port", AlikeOptions::default(), &progress),
            None
        );
    }
}
