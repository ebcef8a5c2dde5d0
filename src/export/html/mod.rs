//! A copy for reading: one HTML file with everything in it, to be looked at in any browser and to be printed from there.
//!
//! Every annotation has a number, which stands behind its end and in the list below its article. Where annotations lie on one
//! another, the ground is of the shortest, and each has a line below.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use crate::model::{Annotation, AnnotationId, Color, Target};
use crate::text::{Byte, Span};

use super::dataset::{Chosen, Dataset, Entry};
use super::xml::{text as plain, value as quoted};

const STYLE: &str = include_str!("style.css");

pub(super) fn write(data: &Dataset<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let project = data.project;
    let name = plain(&project.settings.name);
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{name}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{name}</h1>"
    )?;
    if !project.settings.description.is_empty() {
        writeln!(out, "<p>{}</p>", plain(&project.settings.description))?;
    }
    writeln!(out, "<ul class=\"legend\">")?;
    for tag in data.tags() {
        let hover = quoted(&tag.definition);
        let (color, name) = (tag.color, plain(&tag.name));
        writeln!(
            out,
            "<li title=\"{hover}\"><span class=\"key\" style=\"background:{color}\"></span> {name}</li>"
        )?;
    }
    writeln!(out, "</ul>\n<nav><ol>")?;
    for article in data.articles() {
        let title = plain(article.meta.display_title());
        writeln!(
            out,
            "<li><a href=\"#{}\"><bdi>{title}</bdi></a></li>",
            article.id
        )?;
    }
    writeln!(out, "</ol></nav>")?;
    data.each(|entry| out.write_all(article(data, &entry).as_bytes()))?;
    writeln!(out, "</body>\n</html>")
}

/// The articles without what stands before them: so much of it that the beginning shows something to read.
pub(super) fn shown(data: &Dataset<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "<h1>{}</h1>", plain(&data.project.settings.name))?;
    data.each(|entry| out.write_all(article(data, &entry).as_bytes()))
}

fn article(data: &Dataset<'_>, entry: &Entry<'_>) -> String {
    let (article, meta) = (entry.article, &entry.article.meta);
    let language = if meta.language.is_empty() {
        String::new()
    } else {
        format!(" lang=\"{}\"", quoted(&meta.language))
    };
    let mut out = format!("<article id=\"{}\">\n", article.id);
    let _infallible = writeln!(
        out,
        "<h2 dir=\"auto\"{language}>{}</h2>",
        plain(meta.display_title())
    );
    let date = meta.date.map(|date| date.to_string()).unwrap_or_default();
    let known = [&meta.source, &meta.author, &date]
        .into_iter()
        .filter(|it| !it.is_empty());
    let known: Vec<String> = known
        .map(|it| format!("<bdi>{}</bdi>", plain(it)))
        .collect();
    let _infallible = writeln!(out, "<p class=\"meta\">{}", known.join(" · "));
    if meta.url.starts_with("https://") || meta.url.starts_with("http://") {
        let url = quoted(&meta.url);
        let _infallible = writeln!(out, " · <a href=\"{url}\">{}</a>", plain(&meta.url));
    }
    out.push_str("</p>\n");
    // In reading order, whoever made them.
    let mut marks: Vec<(&Chosen<'_>, &Annotation)> = entry
        .annotations()
        .map(|(chosen, annotation)| (chosen, annotation.as_ref()))
        .collect();
    marks.sort_by_key(|(chosen, annotation)| {
        (
            annotation.spans.hull(),
            &chosen.key.annotator,
            &annotation.id,
        )
    });
    let mut numbers: BTreeMap<(&str, &AnnotationId), usize> = BTreeMap::new();
    for (chosen, annotation) in &marks {
        let number = numbers.len() + 1;
        numbers.insert((chosen.key.annotator.as_str(), &annotation.id), number);
    }
    text(data, entry, &marks, &language, &mut out);
    if !marks.is_empty() {
        out.push_str("<ol class=\"notes\">\n");
        for (chosen, annotation) in &marks {
            note(data, entry, (chosen, annotation), &numbers, &mut out);
        }
        out.push_str("</ol>\n");
    }
    for chosen in &entry.layers {
        whole(data, chosen, &mut out);
    }
    out.push_str("</article>\n");
    out
}

/// The text, cut wherever an annotation begins or ends.
fn text(
    data: &Dataset<'_>,
    entry: &Entry<'_>,
    marks: &[(&Chosen<'_>, &Annotation)],
    language: &str,
    out: &mut String,
) {
    let whole = entry.article.text.as_str();
    let mut borders: Vec<usize> = vec![0, whole.len()];
    for (_, annotation) in marks {
        borders.extend(
            annotation
                .spans
                .iter()
                .flat_map(|span| [span.start.index(), span.end.index()]),
        );
    }
    borders.extend(whole.match_indices('\n').flat_map(|(at, _)| [at, at + 1]));
    borders.sort_unstable();
    borders.dedup();
    // Annotations that begin at or before where we are, and have not ended.
    let mut pieces: Vec<(Span, usize)> = Vec::new();
    for (number, (_, annotation)) in marks.iter().enumerate() {
        pieces.extend(annotation.spans.iter().map(|span| (span, number)));
    }
    pieces.sort_by_key(|(span, _)| span.start);
    let mut pieces = pieces.into_iter().peekable();
    let mut open: Vec<(Span, usize)> = Vec::new();
    let _infallible = write!(out, "<p class=\"text\" dir=\"auto\"{language}>");
    for pair in borders.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        open.retain(|(span, _)| span.end.index() > start);
        while let Some(piece) = pieces.next_if(|(span, _)| span.start.index() <= start) {
            open.push(piece);
        }
        if &whole[start..end] == "\n" {
            let _infallible = write!(out, "</p>\n<p class=\"text\" dir=\"auto\"{language}>");
        } else if open.is_empty() {
            out.push_str(&plain(&whole[start..end]));
        } else {
            segment(data, &whole[start..end], &open, marks, out);
        }
        let mut ended: Vec<usize> = open
            .iter()
            .filter(|(span, _)| span.end == Byte::new(end))
            .map(|it| it.1)
            .collect();
        ended.sort_unstable();
        for number in ended {
            let _infallible = write!(out, "<sup>{}</sup>", number + 1);
        }
    }
    out.push_str("</p>\n");
}

fn segment(
    data: &Dataset<'_>,
    words: &str,
    open: &[(Span, usize)],
    marks: &[(&Chosen<'_>, &Annotation)],
    out: &mut String,
) {
    let mut open = open.to_vec();
    // The shortest is on top.
    open.sort_by_key(|(span, number)| (core::cmp::Reverse(span.len()), *number));
    let color = |number: usize| {
        let tag = data.project.codebook.tag(&marks[number].1.tag);
        tag.map_or(Color([128; 3]), |tag| tag.color)
    };
    let lines: Vec<String> = open
        .iter()
        .rev()
        .enumerate()
        .map(|(depth, (_, number))| format!("0 {}px 0 {}", 2 + 3 * depth, color(*number)))
        .collect();
    let top = open
        .last()
        .map_or(Color([128; 3]), |(_, number)| color(*number));
    let names: Vec<&str> = open
        .iter()
        .map(|(_, number)| data.project.codebook.tag_name(&marks[*number].1.tag))
        .collect();
    let _infallible = write!(
        out,
        "<mark style=\"background:{top}22;box-shadow:{}\" title=\"{}\">{}</mark>",
        lines.join(","),
        quoted(&names.join(", ")),
        plain(words)
    );
}

/// What an annotation says, in the list below the article.
fn note(
    data: &Dataset<'_>,
    entry: &Entry<'_>,
    (chosen, annotation): (&Chosen<'_>, &Annotation),
    numbers: &BTreeMap<(&str, &AnnotationId), usize>,
    out: &mut String,
) {
    let book = &data.project.codebook;
    let annotator = chosen.key.annotator.as_str();
    let quotation = annotation.spans.quotation(&entry.article.text);
    let mut short: String = quotation.chars().take(80).collect();
    if short.len() < quotation.len() {
        short.push('…');
    }
    let _infallible = write!(
        out,
        "<li><b>{}</b> <bdi>“{}”</bdi>",
        plain(book.tag_name(&annotation.tag)),
        plain(&short)
    );
    for (id, value) in &annotation.attributes {
        let known = book.tag(&annotation.tag).and_then(|tag| tag.attribute(id));
        let name = known.map_or(id.as_str(), |it| &it.name);
        let _infallible = write!(
            out,
            "; {}: <bdi>{}</bdi>",
            plain(name),
            plain(&data.plain(value))
        );
    }
    for link in &annotation.links {
        let label = plain(book.link_label(annotation, link));
        let to = match &link.to {
            Target::Annotation(id) => numbers
                .get(&(annotator, id))
                .map(|number| format!("({number})"))
                .unwrap_or_default(),
            Target::Entity(id) => {
                let name = data.project.entity(id).map_or(id.as_str(), |it| &it.name);
                format!("<bdi>{}</bdi>", plain(name))
            }
        };
        let _infallible = write!(out, "; {label} {to}");
    }
    if annotation.unsure {
        out.push_str("; unsure");
    }
    if !annotation.note.is_empty() {
        let _infallible = write!(out, "<br><bdi>{}</bdi>", plain(&annotation.note));
    }
    let who = plain(data.project.annotator_name(&chosen.key.annotator));
    let _infallible = writeln!(out, " <span class=\"who\">— {who}</span></li>");
}

/// What an annotator says of the article as a whole.
fn whole(data: &Dataset<'_>, chosen: &Chosen<'_>, out: &mut String) {
    let head = &chosen.layer.head;
    if head.attributes.is_empty() && head.note.is_empty() {
        return;
    }
    let said = head.attributes.iter().map(|(id, value)| {
        let known = data
            .project
            .codebook
            .article_attributes
            .iter()
            .find(|it| it.id == *id);
        let name = known.map_or(id.as_str(), |it| &it.name);
        format!("{}: <bdi>{}</bdi>", plain(name), plain(&data.plain(value)))
    });
    let mut said: Vec<String> = said.collect();
    if !head.note.is_empty() {
        said.push(format!("<bdi>{}</bdi>", plain(&head.note)));
    }
    let who = plain(data.project.annotator_name(&chosen.key.annotator));
    let _infallible = writeln!(out, "<p class=\"meta\">{who}: {}</p>", said.join("; "));
}
