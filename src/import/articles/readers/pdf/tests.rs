//! What is found on pages, without a PDF.

use super::layout::blocks;
use super::pages::{Page, Span};
use crate::import::articles::BlockKind;

fn page(spans: &[(f32, f32, f32, &str)]) -> Page {
    let span = |&(size, x, y, text): &(f32, f32, f32, &str)| Span {
        text: text.to_owned(),
        x,
        y,
        width: text.chars().count() as f32 * size / 2.0,
        size,
        ..Span::default()
    };
    Page {
        height: 842.0,
        spans: spans.iter().map(span).collect(),
        ..Page::default()
    }
}

fn texts(pages: &[Page]) -> Vec<(BlockKind, String)> {
    let blocks = blocks(pages).into_iter();
    blocks.map(|block| (block.kind, block.text)).collect()
}

#[test]
fn what_stands_in_a_line_is_one_line_whatever_the_order_and_the_fonts() {
    let mut raised = page(&[
        (10.0, 100.0, 600.0, "mayor, Ana Núñez, said"),
        (10.0, 60.0, 600.0, "The"),
        (10.0, 80.0, 600.0, "old"),
        (6.0, 210.0, 604.0, "1"),
        (10.0, 60.0, 588.0, "no."),
    ]);
    raised.spans[1].bold = true;
    assert_eq!(
        texts(&[raised]),
        [(
            BlockKind::Paragraph,
            "The old mayor, Ana Núñez, said1 no.".to_owned()
        )]
    );
}

#[test]
fn words_are_parted_by_hyphens_of_their_own_only() {
    let lines = page(&[
        (
            10.0,
            60.0,
            600.0,
            "A well-known plan for the cross-border trade of har-",
        ),
        (10.0, 60.0, 588.0, "bours is not well-"),
        (10.0, 60.0, 576.0, "known in East-"),
        (10.0, 60.0, 564.0, "Anglia ﬁnally."),
    ]);
    // Lines that end early end paragraphs: here all but the first do.
    let one = texts(&[lines]).into_iter().map(|(_, text)| text);
    let one: Vec<String> = one.collect();
    assert_eq!(
        one[0],
        "A well-known plan for the cross-border trade of harbours is not well-"
    );
    let full = page(&[
        (10.0, 60.0, 600.0, "A well-known plan for the har-"),
        (10.0, 60.0, 588.0, "bours of the land is not well-"),
        (10.0, 60.0, 576.0, "known in any place of the East-"),
        (10.0, 60.0, 564.0, "Anglia finally."),
    ]);
    assert_eq!(
        texts(&[full]),
        [(
            BlockKind::Paragraph,
            "A well-known plan for the harbours of the land is not well-known in any place of the East-Anglia finally."
                .to_owned()
        )]
    );
}

#[test]
fn lines_from_right_to_left_are_read_so() {
    let rtl = page(&[
        (10.0, 60.0, 600.0, "2026 Ana Roe في الميناء الوزير قال"),
        (
            10.0,
            60.0,
            570.0,
            "市长表示，港口将于年底前关闭，工会对此表示",
        ),
        (10.0, 60.0, 558.0, "反对。"),
    ]);
    let texts = texts(&[rtl]);
    assert_eq!(texts[0].1, "قال الوزير الميناء في 2026 Ana Roe");
    assert_eq!(
        texts[1].1,
        "市长表示，港口将于年底前关闭，工会对此表示反对。"
    );
}

#[test]
fn places_that_are_no_numbers_are_left_out() {
    let mut odd = page(&[
        (10.0, f32::NAN, 1.0, "a"),
        (10.0, 60.0, f32::INFINITY, "b"),
        (0.0, 1.0, 1.0, "c"),
    ]);
    odd.height = f32::NAN;
    assert_eq!(texts(&[odd]), [(BlockKind::Paragraph, "c".to_owned())]);
}
