//! CoNLL: a token a line, with the tags that cover it. One file an annotator.
//!
//! `conll` has one column of tags: of annotations that share a token one stays, the longest or the shortest as one likes;
//! `columns` has one for each tag, in which only annotations of one tag can clash. Tags are in IOB2 or IOBES, or with an
//! option of each as its own. `conllu-plus` is CoNLL-U Plus with a column for each tag; `start_char` and `end_char` stand in
//! its column MISC. Spans are widened to whole tokens, and it is told how many were; pieces of a mark that then share a token
//! are one.

use core::ops::Range;
use std::io::{self, Write};

use crate::model::{Annotation, AnnotatorId};
use crate::say;
use crate::text::Span;

use super::dataset::{Chosen, Dataset, Entry};
use super::doccano::label;
use super::place::Place;
use super::tokens::{sentences, tokens, touched};

/// A sentence: its span, its tokens, and for each column the tag of each token.
struct Sentence {
    span: Span,
    tokens: Vec<Span>,
    columns: Vec<Vec<String>>,
}

pub(super) fn conll(data: &Dataset<'_>, place: &mut dyn Place) -> io::Result<()> {
    each_annotator(data, place, "conll", |data, annotator, out| {
        let is_2002 = data.pick("columns") == "token-tag";
        let with_offsets = data.flag("offsets");
        let by_tag = data.pick("nested") == "columns";
        let columns = columns(data, by_tag)?;
        if by_tag {
            // The names of the columns, in the only line that is no token.
            writeln!(out, "# columns: {}", columns.join(" "))?;
        }
        each_of(data, annotator, |entry, chosen| {
            let blank = if is_2002 {
                "O".to_owned()
            } else {
                format!("-X- -X- {}", vec!["O"; columns.len().max(1)].join(" "))
            };
            writeln!(out, "-DOCSTART- {blank}\n")?;
            for sentence in tagged(data, entry, chosen, &columns) {
                for (number, token) in sentence.tokens.iter().enumerate() {
                    let tags: Vec<&str> = sentence
                        .columns
                        .iter()
                        .map(|it| it[number].as_str())
                        .collect();
                    // The tag is the last column for every reader.
                    let middle = if with_offsets {
                        let (start, end) = entry.range(*token);
                        format!(" {start} {end}")
                    } else if is_2002 {
                        String::new()
                    } else {
                        " -X- -X-".to_owned()
                    };
                    write!(out, "{}{middle} {}", entry.slice(*token), tags.join(" "))?;
                    writeln!(out)?;
                }
                writeln!(out)?;
            }
            Ok(())
        })
    })
}

pub(super) fn conllu(data: &Dataset<'_>, place: &mut dyn Place) -> io::Result<()> {
    each_annotator(data, place, "conllup", |data, annotator, out| {
        let columns = columns(data, true)?;
        let heads: Vec<String> = columns
            .iter()
            .map(|tag| format!("POSTIL:{}", tag.to_uppercase()))
            .collect();
        writeln!(out, "# global.columns = ID FORM MISC {}", heads.join(" "))?;
        each_of(data, annotator, |entry, chosen| {
            writeln!(out, "# newdoc id = {}", entry.article.id)?;
            for (key, value) in about(data, entry, chosen) {
                writeln!(out, "# {key} = {}", value.replace(['\n', '\r'], " "))?;
            }
            for (number, sentence) in (1..).zip(tagged(data, entry, chosen, &columns)) {
                writeln!(out, "# sent_id = {}-{number}", entry.article.id)?;
                writeln!(out, "# text = {}", entry.slice(sentence.span))?;
                for (at, token) in sentence.tokens.iter().enumerate() {
                    let (start, end) = entry.range(*token);
                    let next = sentence.tokens.get(at + 1);
                    let is_close = next.is_some_and(|next| next.start == token.end);
                    let space = if is_close { "|SpaceAfter=No" } else { "" };
                    let tags = sentence
                        .columns
                        .iter()
                        .map(|it| if it[at] == "O" { "*" } else { &it[at] });
                    let tags: Vec<&str> = tags.collect();
                    writeln!(
                        out,
                        "{}\t{}\tstart_char={start}|end_char={end}{space}\t{}",
                        at + 1,
                        entry.slice(*token),
                        tags.join("\t")
                    )?;
                }
                writeln!(out)?;
            }
            Ok(())
        })
    })
}

/// What is known of the article, and what the annotator says of it.
fn about(data: &Dataset<'_>, entry: &Entry<'_>, chosen: &Chosen<'_>) -> Vec<(String, String)> {
    let meta = &entry.article.meta;
    let date = meta.date.map(|date| date.to_string()).unwrap_or_default();
    let known = [
        ("title", meta.title.clone()),
        ("source", meta.source.clone()),
        ("author", meta.author.clone()),
        ("url", meta.url.clone()),
        ("date", date),
        ("language", meta.language.clone()),
        ("status", chosen.layer.head.status.in_tables().to_owned()),
        ("note", chosen.layer.head.note.clone()),
    ];
    let known = known
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value));
    let said = &chosen.layer.head.attributes;
    let said = said.iter().map(|(id, value)| {
        (
            format!("article_{}", id.as_str().replace('-', "_")),
            data.plain(value),
        )
    });
    known
        .chain(said)
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

fn each_annotator(
    data: &Dataset<'_>,
    place: &mut dyn Place,
    ending: &str,
    write: impl Fn(&Dataset<'_>, &AnnotatorId, &mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    for annotator in data.annotators() {
        place.file(&format!("{annotator}.{ending}"), &mut |out| {
            write(data, annotator, out)
        })?;
    }
    Ok(())
}

fn each_of(
    data: &Dataset<'_>,
    annotator: &AnnotatorId,
    mut take: impl FnMut(&Entry<'_>, &Chosen<'_>) -> io::Result<()>,
) -> io::Result<()> {
    data.each(|entry| {
        match entry
            .layers
            .iter()
            .find(|it| it.key.annotator == *annotator)
        {
            Some(chosen) => take(&entry, chosen),
            None => Ok(()),
        }
    })
}

/// The tags that have a column of their own; none when all share one.
fn columns(data: &Dataset<'_>, by_tag: bool) -> io::Result<Vec<String>> {
    if !by_tag {
        return Ok(Vec::new());
    }
    Ok(data.used()?.tags.iter().map(ToString::to_string).collect())
}

/// Pieces of a mark as the tokens of a sentence, those that share a token as one: two cannot begin at it.
fn joined(pieces: Vec<(usize, Range<usize>)>) -> Vec<(usize, Range<usize>)> {
    let mut joined: Vec<(usize, Range<usize>)> = Vec::with_capacity(pieces.len());
    for (at, tokens) in pieces {
        match joined.last_mut() {
            Some((last, known)) if *last == at && tokens.start < known.end => {
                known.end = known.end.max(tokens.end);
            }
            _ => joined.push((at, tokens)),
        }
    }
    joined
}

fn tagged(
    data: &Dataset<'_>,
    entry: &Entry<'_>,
    chosen: &Chosen<'_>,
    columns: &[String],
) -> Vec<Sentence> {
    let text = &entry.article.text;
    let with_value = data.pick("value");
    let mut all: Vec<Sentence> = sentences(text)
        .into_iter()
        .map(|span| {
            let tokens = tokens(text, span);
            let columns = vec![vec!["O".to_owned(); tokens.len()]; columns.len().max(1)];
            Sentence {
                span,
                tokens,
                columns,
            }
        })
        .collect();
    let mut marks: Vec<&Annotation> = chosen.annotations.iter().map(AsRef::as_ref).collect();
    if data.pick("nested") == "shortest" {
        marks.sort_by_key(|mark| mark.spans.covered());
    } else {
        marks.sort_by_key(|mark| core::cmp::Reverse(mark.spans.covered()));
    }
    let (mut dropped, mut widened, mut cut) = (0, 0, 0);
    for mark in marks {
        let column = columns
            .iter()
            .position(|tag| *tag == mark.tag.as_str())
            .unwrap_or(0);
        let mut places = Vec::new();
        for span in mark.spans.iter() {
            let before = places.len();
            let start = all.partition_point(|sentence| sentence.span.end <= span.start);
            for (at, sentence) in all.iter().enumerate().skip(start) {
                if sentence.span.start >= span.end {
                    break;
                }
                let tokens = touched(&sentence.tokens, span);
                if !tokens.is_empty() {
                    let (first, last) = (
                        sentence.tokens[tokens.start],
                        sentence.tokens[tokens.end - 1],
                    );
                    widened += usize::from(first.start < span.start || last.end > span.end);
                    places.push((at, tokens));
                }
            }
            cut += (places.len() - before).saturating_sub(1);
        }
        let places = joined(places);
        let is_free = |(at, tokens): &(usize, Range<usize>)| {
            all[*at].columns[column][tokens.clone()]
                .iter()
                .all(|tag| tag == "O")
        };
        if places.is_empty() || !places.iter().all(is_free) {
            dropped += 1;
            continue;
        }
        let label = label(mark, &with_value).replace(char::is_whitespace, "_");
        for (at, tokens) in places {
            let last = tokens.end - 1;
            for token in tokens.clone() {
                let is_bioes = data.pick("scheme") == "iobes";
                let part = match (token == tokens.start, token == last) {
                    (true, true) if is_bioes => 'S',
                    (false, true) if is_bioes => 'E',
                    (true, _) => 'B',
                    (false, _) => 'I',
                };
                all[at].columns[column][token] = format!("{part}-{label}");
            }
        }
    }
    data.note(|count| say!("export-conll-dropped", count = count), dropped);
    data.note(|count| say!("export-conll-widened", count = count), widened);
    data.note(|count| say!("export-conll-cut", count = count), cut);
    all
}
