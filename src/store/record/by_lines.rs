//! Reading and writing a large layer by its lines, on several threads.
//!
//! A file that this program wrote has one annotation a line. So its list can be cut at line ends, and the pieces read
//! side by side. Whatever does not look exactly like that, because a person or another program wrote it, or because it is
//! damaged, is left to the reader of whole files, which also knows to say where the damage is.

use crate::model::{Article, Layer, LayerKey};
use crate::store::codec;
use crate::store::excess::ANNOTATIONS;
use crate::store::parallel::{self, Progress};

use super::layer::{AnnotationRecord, Checked, LayerRecord, Line, Remark, checked, placed};

/// What stands before the first annotation, and after the last.
const BEGIN: &str = "\n    annotations: [\n";
const END: &str = "    ],\n)\n";
/// How each line begins and ends.
const LINE_BEGIN: &str = "        (id: \"";
const LINE_END: &str = "),";

/// Bytes in a piece: large enough that a thread is worth its while, small enough that all threads end together.
const PIECE: usize = 512 * 1024;
/// Lines that one thread writes together.
const LINES: usize = 2048;

/// The text of a layer's file.
///
/// # Errors
/// When something cannot be written as RON, in words.
pub(in crate::store) fn layer_text(
    key: &LayerKey,
    layer: &Layer,
    article: &Article,
) -> Result<String, String> {
    let lines = Line::all(layer);
    let encode =
        |lines: &[Line<'_>]| codec::encode(&LayerRecord::new(key, &layer.head, article, lines));
    if lines.len() <= LINES {
        return encode(&lines);
    }
    // Each piece as the file of a layer that has nothing else, from which the others' lines are taken over: what a line
    // looks like says one function alone.
    let pieces: Vec<_> = lines.chunks(LINES).collect();
    let written = parallel::map(&pieces, &Progress::default(), |piece| encode(piece));
    let written: Vec<String> = written
        .map_err(|error| error.to_string())?
        .into_iter()
        .collect::<Result<_, _>>()?;
    match joined(&written) {
        Some(text) => Ok(text),
        None => encode(&lines),
    }
}

/// One file of all the lines of several, with the head of the first; nothing when one does not look like ours.
fn joined(files: &[String]) -> Option<String> {
    let mut text = String::with_capacity(files.iter().map(String::len).sum());
    for file in files {
        let (head, lines) = file.split_at(file.find(BEGIN)? + BEGIN.len());
        if text.is_empty() {
            text.push_str(head);
        }
        text.push_str(lines.strip_suffix(END)?);
    }
    text.push_str(END);
    Some(text)
}

/// The layer without its annotations, and these in the order of the file; nothing when the file is not of our making or
/// something is wrong with it.
pub(in crate::store) fn read(
    ron: &str,
    article: &Article,
    progress: &Progress,
) -> Option<(LayerRecord, Vec<Checked>)> {
    read_with(ron, progress, |record, made_on| {
        checked(record, article, made_on)
    })
}

/// As [`read`], without looking at the text: each line stands where the file says, and is known to stand nowhere.
pub(in crate::store) fn read_unplaced(ron: &str) -> Option<(LayerRecord, Vec<Checked>)> {
    read_with(ron, &Progress::default(), |record, made_on| {
        placed(record, None, made_on)
    })
}

fn read_with(
    ron: &str,
    progress: &Progress,
    check: impl Fn(AnnotationRecord, &str) -> Result<Checked, Remark> + Sync,
) -> Option<(LayerRecord, Vec<Checked>)> {
    let begin = ron.find(BEGIN)? + BEGIN.len();
    let list = ron[begin..].strip_suffix(END)?;
    let head = format!("{}{END}", &ron[..begin]);
    let head: LayerRecord = codec::decode_newer(head.as_bytes()).ok()?;
    let pieces = parallel::map(&cut(list), progress, |piece| {
        let ours = |line: &str| line.starts_with(LINE_BEGIN) && line.ends_with(LINE_END);
        if !piece.lines().all(ours) {
            return None;
        }
        codec::each(piece, |record: AnnotationRecord| {
            check(record, &head.text_sha256).ok()
        })
    })
    .ok()?;
    let mut all = Vec::new();
    for piece in pieces {
        all.append(&mut piece?);
    }
    // The reader of whole files says that there are too many.
    (all.len() <= ANNOTATIONS).then_some((head, all))
}

/// Pieces of whole lines.
fn cut(list: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = list;
    while !rest.is_empty() {
        let about = rest.len().min(PIECE);
        let end = rest.as_bytes()[about - 1..]
            .iter()
            .position(|&byte| byte == b'\n')
            .map_or(rest.len(), |after| about + after);
        let (piece, more) = rest.split_at(end);
        pieces.push(piece);
        rest = more;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::Timestamp;

    use super::*;
    use crate::model::Withdrawn;
    use crate::model::{Annotation, AnnotationId, ArticleMeta, Layer, LayerKey, Spans, Values};
    use crate::text::{Span, Text, snap};

    /// A layer's file of some hundred kilobytes, on a text with everything that miscounts.
    fn file() -> (String, Article) {
        let text =
            Text::new("Núñez 😀 said: “We will not sign.”\n漢字。مرحبا \\ \"so\" \n".repeat(40));
        let article = Article {
            id: "a".parse().unwrap(),
            meta: ArticleMeta::default(),
            sha256: String::new(),
            text: text.clone(),
            corrections: Vec::new(),
            withdrawn: Withdrawn::default(),
        };
        let mut layer = Layer::default();
        for number in 0..6000 {
            let id = AnnotationId::new(&format!("m{number}")).unwrap();
            if number % 50 == 0 {
                layer.deleted.insert(id, Timestamp::UNIX_EPOCH);
                continue;
            }
            let start = number * 37 % 2000;
            let annotation = Annotation {
                id: id.clone(),
                tag: "quote".parse().unwrap(),
                spans: Spans::one(snap(&text, Span::of(start..start + 3 + number % 500))).unwrap(),
                attributes: Values::new(),
                links: Vec::new(),
                note: "\"(id: \\".repeat(number % 3),
                unsure: number % 7 == 0,
                created: Timestamp::UNIX_EPOCH,
                modified: Timestamp::UNIX_EPOCH,
            };
            layer.annotations.insert(id, Arc::new(annotation));
        }
        let key = LayerKey {
            article: article.id.clone(),
            annotator: "ana".parse().unwrap(),
        };
        let lines = Line::all(&layer);
        let record = LayerRecord::new(&key, &layer.head, &article, &lines);
        let ron = codec::encode(&record).unwrap();
        assert!(lines.len() > 2 * LINES);
        assert_eq!(layer_text(&key, &layer, &article).unwrap(), ron);
        (ron, article)
    }

    fn whole(ron: &str, article: &Article) -> Layer {
        let mut record: LayerRecord = codec::decode_newer(ron.as_bytes()).unwrap();
        let lines = record.take_lines(article).unwrap();
        record.into_layer(lines).0
    }

    fn by_lines(ron: &str, article: &Article) -> Option<(LayerRecord, Vec<Checked>)> {
        read(ron, article, &Progress::default())
    }

    #[test]
    fn lines_say_the_same_as_the_whole() {
        let (ron, article) = file();
        assert!(ron.len() > 2 * PIECE);
        let (record, lines) = by_lines(&ron, &article).expect("it is of our making");
        assert_eq!(record.into_layer(lines).0, whole(&ron, &article));
        // A text that has changed detaches what no longer fits, whoever reads.
        let other = Article {
            text: Text::new(article.text.as_str().replace("sign", "sing")),
            ..article
        };
        let (record, lines) = by_lines(&ron, &other).expect("it is of our making");
        let layer = record.into_layer(lines).0;
        assert!(!layer.detached.is_empty() && !layer.annotations.is_empty());
        assert_eq!(layer, whole(&ron, &other));
    }

    #[test]
    fn without_a_text_no_line_has_a_place() {
        let (ron, _) = file();
        let (record, lines) = read_unplaced(&ron).expect("it is of our making");
        let layer = record.into_layer(lines).0;
        assert!(layer.annotations.is_empty());
        assert_eq!((layer.detached.len(), layer.deleted.len()), (5880, 120));
        let mut record: LayerRecord = codec::decode_newer(ron.as_bytes()).unwrap();
        let lines = record.take_unplaced().unwrap();
        assert_eq!(layer, record.into_layer(lines).0);
    }

    #[test]
    fn what_is_not_exactly_ours_is_left_to_the_reader_of_whole_files() {
        let (ron, article) = file();
        let third = ron.match_indices("\n        (id:").nth(3).unwrap().0;
        let with = |what: &str| format!("{}{what}{}", &ron[..third], &ron[third..]);
        for changed in [
            with("\n        /* "),
            with("\n        // a remark"),
            with("\n"),
            with("\n<<<<<<< HEAD"),
            ron.replacen("        (id:", "    (id:", 1),
            ron.replacen("unsure: true", "unsure: maybe", 1),
            ron.replacen("tag: \"quote\", ", "", 1),
            ron.replacen("format: 1", "format: one", 1),
            ron[..ron.len() - 3].to_owned(),
            ron[..third].to_owned(),
        ] {
            assert!(by_lines(&changed, &article).is_none());
        }
    }

    #[test]
    fn pieces_are_whole_lines_and_all_of_them() {
        let line = format!("{}\n", "x".repeat(1000));
        for count in [0, 1, 523, 524, 2000] {
            let list = line.repeat(count);
            let pieces = cut(&list);
            assert_eq!(pieces.concat(), list);
            assert!(pieces.iter().all(|piece| piece.ends_with('\n')));
            let longest = PIECE + line.len();
            assert!(pieces.iter().all(|piece| piece.len() <= longest));
        }
    }
}
