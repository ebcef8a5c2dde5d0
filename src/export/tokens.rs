//! Tokens and sentences, for the formats that are made of them.
//!
//! A token is a word or a sign as Unicode Standard Annex 29 has them, without white space; a sentence is as elsewhere in the
//! program, and no sentence reaches over a line feed.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::text::{Byte, Span, Text, Unit, unit_at};

/// The sentences of a text in order, without the blanks around them; none is empty.
pub(super) fn sentences(text: &Text) -> Vec<Span> {
    let whole = text.as_str();
    let mut sentences = Vec::new();
    for paragraph in text.paragraphs() {
        let mut at = paragraph.span.start;
        while at < paragraph.span.end {
            let rest = &whole[at.index()..paragraph.span.end.index()];
            let blanks = rest.len() - rest.trim_start().len();
            at = Byte::new(at.index() + blanks);
            if at >= paragraph.span.end {
                break;
            }
            let found = unit_at(text, at, Unit::Sentence);
            let end = found
                .end
                .max(Byte::new(at.index() + 1))
                .min(paragraph.span.end);
            let end = Byte::new(whole.ceil_char_boundary(end.index()));
            let length = whole[at.index()..end.index()].trim_end().len();
            if length > 0 {
                sentences.push(Span::of(at.index()..at.index() + length));
            }
            at = end;
        }
    }
    sentences
}

/// The tokens of a sentence.
pub(super) fn tokens(text: &Text, sentence: Span) -> Vec<Span> {
    let words = text.slice(sentence).split_word_bound_indices();
    let words = words.filter(|(_, word)| !word.trim().is_empty());
    let from = sentence.start.index();
    let mut tokens = Vec::new();
    for (at, word) in words {
        // White space and controls can stand within a word after the annex, as around format characters.
        for piece in word
            .split(|c: char| c.is_whitespace() || c.is_control())
            .filter(|piece| !piece.is_empty())
        {
            let start = from + at + (piece.as_ptr() as usize - word.as_ptr() as usize);
            tokens.push(Span::of(start..start + piece.len()));
        }
    }
    tokens
}

/// The tokens, cut where a span begins or ends inside one.
pub(super) fn cut_at(tokens: Vec<Span>, borders: &[Byte]) -> Vec<Span> {
    let mut cut = Vec::with_capacity(tokens.len());
    for token in tokens {
        let mut start = token.start;
        let from = borders.partition_point(|border| *border <= token.start);
        for border in borders[from..]
            .iter()
            .take_while(|border| **border < token.end)
        {
            if *border > start {
                cut.push(Span {
                    start,
                    end: *border,
                });
                start = *border;
            }
        }
        cut.push(Span {
            start,
            end: token.end,
        });
    }
    cut
}

/// The tokens that a span touches, as a range of their numbers; empty when it touches none.
pub(super) fn touched(tokens: &[Span], span: Span) -> core::ops::Range<usize> {
    let first = tokens.partition_point(|token| token.end <= span.start);
    let last = tokens.partition_point(|token| token.start < span.end);
    first..last.max(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Vec<String>> {
        let text = Text::new(text);
        let sentences = sentences(&text).into_iter();
        let words = sentences.map(|sentence| {
            tokens(&text, sentence)
                .into_iter()
                .map(|token| text.slice(token).to_owned())
                .collect()
        });
        words.collect()
    }

    #[test]
    fn a_text_falls_into_sentences_and_tokens() {
        assert_eq!(
            words("Ana Núñez 😀 said “will close” by 2030. Yes.\n\n  Unions, she.\n"),
            [
                vec![
                    "Ana", "Núñez", "😀", "said", "“", "will", "close", "”", "by", "2030", "."
                ],
                vec!["Yes", "."],
                vec!["Unions", ",", "she", "."],
            ]
        );
        assert_eq!(words(" \n\n"), [[""; 0]; 0]);
        assert_eq!(words("a\u{a0}b\tc"), [["a", "b", "c"]]);
    }

    #[test]
    fn no_token_is_lost_and_none_overlaps() {
        for text in [
            "x\u{301}y z\u{200d}w",
            "日本語。はい。",
            "a.b@c.de 1,000.5",
            "👨‍👩‍👧 \u{feff}ok",
        ] {
            let whole = Text::new(text);
            let all: Vec<Span> = sentences(&whole)
                .into_iter()
                .flat_map(|it| tokens(&whole, it))
                .collect();
            assert!(
                all.windows(2).all(|pair| pair[0].end <= pair[1].start),
                "{text}"
            );
            let kept: String = all.iter().map(|token| whole.slice(*token)).collect();
            assert_eq!(kept, text.split_whitespace().collect::<String>());
        }
    }

    #[test]
    fn tokens_are_cut_and_found() {
        let token = |range| Span::of(range);
        let cut = cut_at(
            vec![token(0..4), token(5..9)],
            &[Byte(0), Byte(2), Byte(4), Byte(7)],
        );
        assert_eq!(cut, [token(0..2), token(2..4), token(5..7), token(7..9)]);
        assert_eq!(touched(&cut, token(1..6)), 0..3);
        assert_eq!(touched(&cut, token(4..5)), 2..2);
    }
}
