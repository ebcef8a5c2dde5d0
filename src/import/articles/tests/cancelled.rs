//! Nobody waits any more while one long article is read: whoever loops over much asks, not only between articles.

use std::sync::atomic::Ordering;

use super::super::databases::take_apart;
use super::super::draft::From;
use super::super::{Block, BlockKind, Draft, Found, Given, Piece, format, from_bytes, html};
use crate::import::{Options, Problem};
use crate::store::Progress;

fn cancelled() -> Progress {
    let progress = Progress::default();
    progress.cancel.store(true, Ordering::Relaxed);
    progress
}

fn is_cancelled<T>(read: &Result<T, Problem>) -> bool {
    matches!(read, Err(Problem::Cancelled))
}

fn long(kind: BlockKind) -> Piece {
    let text = "Title\n\nCourier\n\nLength: 3 words\n\nBody\n\nThe port.\n\nEnd of Document\n\n";
    Piece {
        blocks: vec![Block::new(kind, text.repeat(3))],
        ..Piece::default()
    }
}

#[test]
fn an_export_is_taken_apart_only_for_those_who_wait() {
    let (options, waiting, progress) = (Options::default(), Progress::default(), cancelled());
    let given = Given {
        name: "export.txt",
        bytes: b"",
        options: &options,
        progress: &waiting,
    };
    let nobody = Given {
        progress: &progress,
        ..given
    };
    let found = || Found {
        pieces: vec![long(BlockKind::Verbatim)],
        ..Found::default()
    };
    assert!(is_cancelled(&take_apart(found(), None, &nobody)));
    let (apart, database) = take_apart(found(), None, &given).unwrap();
    assert_eq!((apart.pieces.len(), database), (3, Some("nexis")));
}

#[test]
fn the_blocks_of_a_page_and_of_an_article_are_gone_through_only_for_those_who_wait() {
    let page = "<article><h1>Port</h1><p>The port is closed.</p></article>";
    let parsed = || html::parse(page, &Progress::default()).unwrap();
    assert!(is_cancelled(&html::of_document(parsed(), "", &cancelled())));
    assert!(html::of_document(parsed(), "", &Progress::default()).is_ok());
    let progress = cancelled();
    let from = From {
        progress: Some(&progress),
        ..From::default()
    };
    assert!(is_cancelled(&Draft::of(long(BlockKind::Paragraph), from)));
    assert!(Draft::of(long(BlockKind::Paragraph), From::default()).is_ok());
}

/// Whatever the format, and wherever in it the first question is.
#[test]
fn no_format_gives_articles_to_nobody() {
    let progress = cancelled();
    let files: [(&str, &[u8]); 6] = [
        ("text", b"The port is closed."),
        ("csv", b"title,text\nA,<p>One &amp; two.</p>\n"),
        ("json-lines", b"{\"text\": \"The port is closed.\"}"),
        (
            "factiva",
            b"<div class='article enArticle'><p class='articleParagraph'>Port.</p></div>",
        ),
        ("html", b"<p>The port is closed.</p>"),
        (
            "feed",
            b"<rss><channel><item><title>Port</title></item></channel></rss>",
        ),
    ];
    for (id, bytes) in files {
        let given = Given {
            name: "file",
            bytes,
            options: &Options::default(),
            progress: &progress,
        };
        let kind = format(id).unwrap_or_else(|| panic!("no format {id}"));
        assert!(is_cancelled(&from_bytes(&given, Some(kind))), "{id}");
    }
}
