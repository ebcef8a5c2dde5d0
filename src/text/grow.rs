//! The next larger unit around a selection, and the next smaller one in it: word, sentence, quotation, paragraph, text.

use super::segment::has_letters;
use super::{
    Byte, Quotation, Span, Text, Unit, previous_grapheme, quotations_around, snap, trim, unit_at,
};

/// The smallest unit around the span that is larger than it; the whole text in the end.
///
/// Units are words, sentences, paragraphs, and quotations without and with their marks. A sentence that begins or ends in
/// the middle of a quotation counts as far as it is in the quotation.
#[must_use]
pub fn grow(text: &Text, span: Span) -> Span {
    let quotations = quotations_around(text, span);
    let sentence = around(text, span, Unit::Sentence);
    let clipped = quotations
        .iter()
        .filter(|quotation| quotation.inner.contains_span(span))
        .map(|quotation| trim(text, common(sentence, quotation.inner)));
    let whole = core::iter::once(sentence).filter(|sentence| {
        quotations
            .iter()
            .all(|quotation| !crosses(*sentence, quotation))
    });
    let quoted = quotations
        .iter()
        .flat_map(|quotation| [quotation.inner, quotation.outer]);
    // A caret between blanks or marks is in no word.
    let word = Some(around(text, span, Unit::Word))
        .filter(|word| !span.is_empty() || has_letters(text.slice(*word)));
    word.into_iter()
        .chain([around(text, span, Unit::Paragraph)])
        .chain(whole)
        .chain(clipped)
        .chain(quoted)
        .map(|unit| snap(text, unit))
        .filter(|unit| unit.contains_span(span) && *unit != span && !unit.is_empty())
        .min_by_key(|unit| unit.len())
        .unwrap_or(Span {
            start: Byte(0),
            end: text.end(),
        })
}

/// The largest unit at the first word of the span that is smaller than it: what grows to it. A caret in the end.
#[must_use]
pub fn shrink(text: &Text, span: Span) -> Span {
    let first_word = text.slice(span).find(char::is_alphanumeric).unwrap_or(0);
    let start = snap(
        text,
        Span::of(span.start.index() + first_word..span.end.index()),
    )
    .start;
    let mut inside = Span {
        start: start.max(span.start),
        end: start.max(span.start),
    };
    loop {
        let larger = grow(text, inside);
        if !span.contains_span(larger) || larger == span || larger == inside {
            return inside;
        }
        inside = larger;
    }
}

/// The units from that at the beginning of a span to that at its end. A caret behind a word is in that word.
fn around(text: &Text, span: Span, unit: Unit) -> Span {
    let whole = text.as_str();
    let first = unit_at(text, span.start, unit);
    if span.is_empty() {
        let before = unit_at(text, previous_grapheme(whole, span.start), unit);
        let is_word = has_letters(text.slice(first)) && first.contains_span(span);
        let ends_here = before.end == span.start && has_letters(text.slice(before));
        return if ends_here && !is_word { before } else { first };
    }
    let last = previous_grapheme(whole, span.end).max(span.start);
    first.hull(unit_at(text, last, unit))
}

/// What two spans have in common; empty at the start of the second when they have nothing.
fn common(one: Span, other: Span) -> Span {
    let start = one.start.max(other.start).min(other.end);
    Span {
        start,
        end: one.end.min(other.end).max(start),
    }
}

/// Whether a sentence begins or ends in the middle of a quotation.
fn crosses(sentence: Span, quotation: &Quotation) -> bool {
    !sentence.contains_span(quotation.outer) && !quotation.inner.contains_span(sentence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a caret at `|` grows to, step by step.
    fn grown(state: &str) -> Vec<String> {
        let at = state.find('|').unwrap();
        let text = Text::new(state.replace('|', ""));
        let mut span = Span::of(at..at);
        let mut steps = Vec::new();
        while span.len() < text.len() {
            span = grow(&text, span);
            steps.push(text.slice(span).to_owned());
        }
        steps
    }

    #[test]
    fn a_selection_grows_from_word_to_text() {
        for (state, steps) in [
            (
                "First one. A sec|ond sentence.\nNext.",
                &[
                    "second",
                    "A second sentence.",
                    "First one. A second sentence.",
                    "First one. A second sentence.\nNext.",
                ][..],
            ),
            // A caret behind a word is in it; between two words too.
            ("One| two", &["One", "One two"]),
            ("One two.| Three.", &["One two.", "One two. Three."]),
            (
                "He said: “We will not p|ay,” and left.",
                &[
                    "pay",
                    "We will not pay,",
                    "“We will not pay,”",
                    "He said: “We will not pay,” and left.",
                ],
            ),
            // Sentences in a quotation, and the mark is no part of them.
            (
                "He said: “We s|aid no. They agreed.” Then he left.",
                &[
                    "said",
                    "We said no.",
                    "We said no. They agreed.",
                    "“We said no. They agreed.”",
                    "He said: “We said no. They agreed.”",
                    "He said: “We said no. They agreed.” Then he left.",
                ],
            ),
            // A quotation in a quotation.
            (
                "“She told me: ‘Ne|ver.’ I believed her,” he said.",
                &[
                    "Never",
                    "Never.",
                    "‘Never.’",
                    "She told me: ‘Never.’",
                    "She told me: ‘Never.’ I believed her,",
                    "“She told me: ‘Never.’ I believed her,”",
                    "“She told me: ‘Never.’ I believed her,” he said.",
                ],
            ),
            // One that goes on in the next paragraph.
            (
                "“We will n|ot pay.\n“Never,” he said.",
                &[
                    "not",
                    "We will not pay.",
                    "“We will not pay.",
                    "“We will not pay.\n“Never,”",
                    "“We will not pay.\n“Never,” he said.",
                ],
            ),
            (
                "外交部表示，双方“将继|续合作”，并签署了协议。其他",
                &[
                    "续",
                    "将继续合作",
                    "“将继续合作”",
                    "外交部表示，双方“将继续合作”，并签署了协议。",
                    "外交部表示，双方“将继续合作”，并签署了协议。其他",
                ],
            ),
            (
                "قال: «لن ند|فع أبدا» ثم غادر",
                &[
                    "ندفع",
                    "لن ندفع أبدا",
                    "«لن ندفع أبدا»",
                    "قال: «لن ندفع أبدا» ثم غادر",
                ],
            ),
        ] {
            assert_eq!(grown(state), steps, "{state}");
        }
    }

    #[test]
    fn shrinking_finds_what_grows() {
        let shrunk = |state: &str| {
            let (start, end) = (state.find('[').unwrap(), state.find(']').unwrap() - 1);
            let text = Text::new(state.replace(['[', ']'], ""));
            let span = shrink(&text, Span::of(start..end));
            text.slice(span).to_owned()
        };
        for (state, expected) in [
            (
                "[“We said no. They agreed,” he said.]",
                "“We said no. They agreed,”",
            ),
            (
                "[“We said no. They agreed,”] he said.",
                "We said no. They agreed,",
            ),
            ("“[We said no. They agreed,]” he said.", "We said no."),
            ("[two words]", "two"),
            ("a [word] here", ""),
            ("a word[ here and]", "here"),
        ] {
            assert_eq!(shrunk(state), expected, "{state}");
        }
    }

    proptest! {
        /// Growing always takes more until it has all; shrinking always leaves less until a caret is left.
        #[test]
        fn growing_ends_with_all_and_shrinking_with_nothing(
            text in "[ab .,“”‘’«»\"'\n字😀é\u{301}]{0,60}",
            ends in (0u32..120, 0u32..120),
        ) {
            let text = Text::new(text);
            let start = snap(&text, Span::between(Byte(ends.0), Byte(ends.1)));
            let mut span = start;
            let all = Span::of(0..text.len());
            while span != all {
                let larger = grow(&text, span);
                prop_assert!(larger.contains_span(span) && larger != span, "{:?} {:?}", span, larger);
                prop_assert_eq!(snap(&text, larger), larger);
                span = larger;
            }
            while !span.is_empty() {
                let smaller = shrink(&text, span);
                prop_assert!(span.contains_span(smaller) && smaller != span);
                span = smaller;
            }
        }
    }
}
