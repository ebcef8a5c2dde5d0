//! WebAnno TSV 3.3, one file an article in a folder an annotator; `TypeSystem.xml` is to be imported as layers first.
//!
//! As INCEpTION's own reader takes it: offsets count UTF-16 units; a sentence keeps its trailing white space in `#Text`, so
//! that the text comes back as it was; every annotation has a number, a new one for each piece, because one number on tokens
//! apart from each other is read as one span over all between. What begins or ends inside a token has rows of its own
//! (`1-3.1`). A link stands on the first row of the piece that it leads to.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use crate::say;
use crate::text::{Byte, Span};

use super::dataset::{Chosen, Dataset, Entry};
use super::layers::{Arc, Features, LINK, Piece, SPAN};
use super::place::Place;
use super::tokens::{sentences, tokens, touched};
use super::uima::type_system;

pub(super) fn write(data: &Dataset<'_>, place: &mut dyn Place) -> io::Result<()> {
    let features = Features::of(&data.used()?);
    place.text("TypeSystem.xml", &type_system(&features))?;
    data.each(|entry| {
        let has_words = !entry.article.text.as_str().trim().is_empty();
        data.note(
            |count| say!("export-webanno-empty", count = count),
            usize::from(!has_words),
        );
        for chosen in entry.layers.iter().filter(|_| has_words) {
            let name = format!("{}/{}.tsv", chosen.key.annotator, entry.article.id);
            place.text(&name, &tsv(data, &features, &entry, chosen))?;
        }
        Ok(())
    })
}

/// A row: a token, or a part of one.
struct Unit {
    span: Span,
    /// `2-1`, or `2-1.1` for a part.
    id: String,
    /// The pieces that stand on it, by number.
    pieces: Vec<usize>,
}

fn tsv(data: &Dataset<'_>, features: &Features, entry: &Entry<'_>, chosen: &Chosen<'_>) -> String {
    let (pieces, links) = features.pieces(data, chosen);
    let text = &entry.article.text;
    let mut out = format!(
        "#FORMAT=WebAnno TSV 3.3\n#T_SP={SPAN}|{}\n",
        features.names.join("|")
    );
    let _infallible = writeln!(out, "#T_RL={LINK}|label|BT_{SPAN}\n\n");
    let found = sentences(text);
    let split: Vec<Vec<Span>> = found
        .iter()
        .map(|sentence| tokens(text, *sentence))
        .collect();
    let (units, first) = units(&split, &pieces);
    let placed = pieces.len() - first.iter().filter(|at| at.is_none()).count();
    data.note(
        |count| say!("export-webanno-blank", count = count),
        pieces.len() - placed,
    );
    let stacked = Stacks {
        features,
        pieces: &pieces,
        units: &units,
        first: &first,
    };
    for (number, (sentence, units)) in core::iter::zip(&found, &units).enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let end = found.get(number + 1).map_or(text.end(), |next| next.start);
        let whole = &text.as_str()[sentence.start.index()..end.index()];
        // What the reader puts after the last sentence is not of the text.
        let whole = if number + 1 == found.len() {
            whole.strip_suffix('\n').unwrap_or(whole)
        } else {
            whole
        };
        for line in whole.split('\n') {
            let _infallible = writeln!(out, "#Text={}", in_text(line));
        }
        for unit in units {
            let (begin, end) = entry.range(unit.span);
            let _infallible = write!(
                out,
                "{}\t{begin}-{end}\t{}\t",
                unit.id,
                text.slice(unit.span)
            );
            stacked.columns(&mut out, unit, &links);
            out.push('\n');
        }
    }
    out
}

/// Where a piece begins, if on any token: sentence and row.
type Begin = Option<(usize, usize)>;

/// The rows of every sentence, and on which of them each piece begins: sentence and row.
fn units(split: &[Vec<Span>], pieces: &[Piece]) -> (Vec<Vec<Unit>>, Vec<Begin>) {
    let mut first: Vec<Begin> = vec![None; pieces.len()];
    let mut by_token: Vec<Vec<Vec<usize>>> = split
        .iter()
        .map(|tokens| vec![Vec::new(); tokens.len()])
        .collect();
    for (number, piece) in pieces.iter().enumerate() {
        let start = split.partition_point(|tokens| {
            tokens
                .last()
                .is_none_or(|token| token.end <= piece.span.start)
        });
        for (at, tokens) in split.iter().enumerate().skip(start) {
            if tokens
                .first()
                .is_some_and(|token| token.start >= piece.span.end)
            {
                break;
            }
            for token in touched(tokens, piece.span) {
                by_token[at][token].push(number);
            }
        }
    }
    let mut all = Vec::new();
    for (sentence, tokens) in split.iter().enumerate() {
        let mut rows: Vec<Unit> = Vec::new();
        for (number, token) in tokens.iter().enumerate() {
            let on = &by_token[sentence][number];
            let part = |piece: usize| {
                let span = pieces[piece].span;
                Span {
                    start: span.start.max(token.start),
                    end: span.end.min(token.end),
                }
            };
            let id = format!("{}-{}", sentence + 1, number + 1);
            let whole: Vec<usize> = on
                .iter()
                .copied()
                .filter(|piece| part(*piece) == *token)
                .collect();
            let mut parts: BTreeMap<(Byte, Byte), Vec<usize>> = BTreeMap::new();
            for piece in on.iter().copied().filter(|piece| part(*piece) != *token) {
                let span = part(piece);
                parts.entry((span.start, span.end)).or_default().push(piece);
            }
            rows.push(Unit {
                span: *token,
                id: id.clone(),
                pieces: whole,
            });
            for (part, ((start, end), pieces)) in (1..).zip(parts) {
                rows.push(Unit {
                    span: Span { start, end },
                    id: format!("{id}.{part}"),
                    pieces,
                });
            }
        }
        for (at, row) in rows.iter().enumerate() {
            for piece in &row.pieces {
                first[*piece].get_or_insert((sentence, at));
            }
        }
        all.push(rows);
    }
    (all, first)
}

struct Stacks<'a> {
    features: &'a Features,
    pieces: &'a [Piece],
    units: &'a [Vec<Unit>],
    first: &'a [Begin],
}

impl Stacks<'_> {
    /// The columns of a row: one a feature, then label and start of the links that lead here.
    fn columns(&self, out: &mut String, unit: &Unit, links: &[Arc]) {
        for feature in 0..self.features.names.len() {
            let values = unit.pieces.iter().map(|piece| {
                let value = &self.pieces[*piece].values[feature];
                let value = if value.is_empty() {
                    "*".to_owned()
                } else {
                    in_value(value)
                };
                format!("{value}[{}]", piece + 1)
            });
            stacked(out, values);
        }
        let here = |link: &Arc| {
            let (from, row) = self.row(link.from)?;
            let (to, place) = self.row(link.to)?;
            core::ptr::eq(place, unit).then(|| {
                let ends = format!("{}[{}_{}]", row.id, from + 1, to + 1);
                (in_value(&link.role), ends)
            })
        };
        let (roles, ends): (Vec<String>, Vec<String>) = links.iter().filter_map(here).unzip();
        stacked(out, roles.into_iter());
        stacked(out, ends.into_iter());
    }

    /// The first piece on any token of the annotation that begins with a piece, and its row.
    fn row(&self, piece: usize) -> Option<(usize, &Unit)> {
        let group = self.pieces[piece].group();
        let own =
            |at: &usize| *at == piece || !group.is_empty() && self.pieces[*at].group() == group;
        let mut own = (piece..self.pieces.len()).take_while(own);
        own.find_map(|at| {
            let (sentence, row) = self.first[at]?;
            Some((at, &self.units[sentence][row]))
        })
    }
}

fn stacked(out: &mut String, values: impl Iterator<Item = String>) {
    let values: Vec<String> = values.collect();
    out.push_str(&if values.is_empty() {
        "_".to_owned()
    } else {
        values.join("|")
    });
    out.push('\t');
}

/// A value of a feature. A number follows it in brackets, so that one that ends with a backslash is split as it should be.
fn in_value(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("->") {
            out.push_str("\\->");
            rest = &rest[2..];
            continue;
        }
        match c {
            '\\' | '[' | ']' | '|' | '_' | ';' | '*' => {
                out.push('\\');
                out.push(c);
            }
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => {}
            c => out.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// A line of the text.
fn in_text(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\u{c}' => out.push_str("\\f"),
            '\u{8}' => out.push_str("\\b"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    #[test]
    fn what_is_reserved_is_escaped() {
        let odd = "a|b[c]_d;e*f\\g->h\ti\nj";
        assert_eq!(in_value(odd), r"a\|b\[c\]\_d\;e\*f\\g\->h\ti\nj");
    }

    #[test]
    fn parts_of_tokens_have_rows_of_their_own() {
        let text = Text::new("One playing two");
        let split: Vec<Vec<Span>> = sentences(&text)
            .into_iter()
            .map(|it| tokens(&text, it))
            .collect();
        let piece = |range| Piece {
            span: Span::of(range),
            values: vec![],
        };
        let (rows, first) = units(&split, &[piece(4..8), piece(4..15), piece(3..4)]);
        let shown: Vec<_> = rows[0]
            .iter()
            .map(|row| (row.id.as_str(), text.slice(row.span), &*row.pieces))
            .collect();
        assert_eq!(
            shown,
            [
                ("1-1", "One", &[][..]),
                ("1-2", "playing", &[1]),
                ("1-2.1", "play", &[0]),
                ("1-3", "two", &[1]),
            ]
        );
        assert_eq!(first, [Some((0, 2)), Some((0, 1)), None]);
    }
}
