//! What a mark is called.

use unicode_segmentation::UnicodeSegmentation;

use super::super::marks::{Mark, Marks};
use crate::say;
use crate::text::{self, Text};

/// No more of a marked text than so many characters is read out.
const LONGEST_QUOTE: usize = 120;

/// What a mark is called: “Quote, said by Lavrov, unsure: “…””.
pub(in super::super) fn name(marks: &Marks, mark: &Mark, text: &Text) -> String {
    let chips = marks.chips(mark);
    let mut words = vec![mark.look.name.as_str()];
    words.extend(chips.iter().map(String::as_str));
    let states = [
        (mark.unsure, say!("reader-unsure")),
        (!mark.note.is_empty(), say!("reader-with-note")),
        (!mark.complete, say!("reader-incomplete")),
    ];
    words.extend(
        states
            .into_iter()
            .filter(|(is, _)| *is)
            .map(|(_, word)| word),
    );
    say!(
        "reader-mark",
        words = words.join(", "),
        text = quotation(mark, text)
    )
}

/// A mark by its tag and the beginning of what it covers, as a [quotation](text::quoted): Quote “…”.
pub(in super::super) fn quoted(mark: &Mark, text: &Text) -> String {
    let quotation = text::quoted(&quotation(mark, text));
    format!("{} {quotation}", mark.look.name)
}

/// The beginning of what a mark covers.
pub(in super::super) fn quotation(mark: &Mark, text: &Text) -> String {
    let mut quote = String::new();
    for span in mark.spans.iter().take(LONGEST_QUOTE) {
        if !quote.is_empty() {
            quote.push_str(" … ");
        }
        quote.extend(text.slice(span).chars().take(LONGEST_QUOTE));
    }
    let short: String = quote.graphemes(true).take(LONGEST_QUOTE).collect();
    let dots = if short.len() < quote.len() { "…" } else { "" };
    format!("{short}{dots}")
}

#[cfg(test)]
mod tests {
    use super::super::super::marks::tests::{all, mark};
    use super::*;

    #[test]
    fn a_mark_says_what_it_is_who_said_it_and_what_is_wrong() {
        let text = Text::new("We will sign.");
        let mut mark = mark("a", &[0..2, 8..12]).saying("said-by-lavrov");
        mark.change().unsure = true;
        let marks = all(&text, [mark]);
        assert_eq!(
            name(&marks, &marks.as_slice()[0], &text),
            "Quote, said by lavrov, unsure: “We … sign”"
        );
    }

    #[test]
    fn what_is_in_quotation_marks_already_gets_no_further_ones() {
        let text = Text::new("“Yes,” he said");
        for (place, name) in [(0..10, "Quote “Yes,”"), (11..13, "Quote “he”")] {
            assert_eq!(quoted(&mark("a", &[place]), &text), name);
        }
    }
}
