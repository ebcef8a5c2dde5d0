//! Passages that are worth selecting at one stroke: names, quotations, clauses, sentences.
//!
//! They are read off the text's own signs: capitals, quotation marks, punctuation. Nothing is learned and no language is
//! assumed, so scripts without capitals have no names here. Nothing looks farther than some hundred pages.

mod clauses;
mod names;

use super::segment::{near, sentences};
use super::{Byte, Span, Text, quotations_in, trim};

/// A kind of passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Passage {
    /// Words with capitals that belong together: “Foreign Minister Petra Olsen”.
    Name,
    /// What stands between quotation marks, with them; one that goes on over paragraphs is one.
    Quotation,
    /// What stands between two signs of punctuation.
    Clause,
    /// A sentence.
    Sentence,
}

/// So much of a text is looked through for the next passage, in bytes.
const REACH: usize = 256 * 1024;

/// The first passage of a kind that begins at this offset or behind it and that is `wanted`.
#[must_use]
pub fn next_passage(
    text: &Text,
    at: Byte,
    kind: Passage,
    wanted: impl Fn(Span) -> bool,
) -> Option<Span> {
    let mut from = at;
    while from < text.end() && from.index() - at.index() < REACH {
        let paragraph = text.paragraph_at(from).span;
        let stretch = near(text, paragraph, from);
        let found = passages(text, stretch, kind)
            .into_iter()
            .find(|passage| passage.start >= at && wanted(*passage));
        if found.is_some() {
            return found;
        }
        from = if stretch.end < paragraph.end {
            stretch.end
        } else {
            // Behind the line feed.
            Byte::new(paragraph.end.index() + 1)
        };
    }
    None
}

/// The last passage of a kind that ends at this offset or before it and that is `wanted`.
#[must_use]
pub fn previous_passage(
    text: &Text,
    at: Byte,
    kind: Passage,
    wanted: impl Fn(Span) -> bool,
) -> Option<Span> {
    let mut from = at;
    while at.index() - from.index() < REACH {
        let stretch = near(text, text.paragraph_at(from).span, from);
        let found = passages(text, stretch, kind)
            .into_iter()
            .rev()
            .find(|passage| passage.end <= at && wanted(*passage));
        if found.is_some() || stretch.start == Byte(0) {
            return found;
        }
        from = super::previous_grapheme(text.as_str(), stretch.start);
    }
    None
}

/// A span made longer to the end of the clause that it ends in; when it ends with one, to the end of the next. From a caret
/// between two clauses it is the next one.
#[must_use]
pub fn to_clause_end(text: &Text, span: Span) -> Option<Span> {
    let stretch = near(text, text.paragraph_at(span.end).span, span.end);
    let here = clauses::clauses(text, stretch)
        .into_iter()
        .find(|clause| clause.end > span.end);
    let clause = here.or_else(|| next_passage(text, span.end, Passage::Clause, |_| true))?;
    let start = if span.is_empty() {
        span.start.max(clause.start)
    } else {
        span.start
    };
    Some(Span {
        start,
        end: clause.end,
    })
}

/// The passages of a kind that begin in a stretch, in order of their beginnings.
fn passages(text: &Text, stretch: Span, kind: Passage) -> Vec<Span> {
    match kind {
        Passage::Name => names::names(text, stretch),
        Passage::Clause => clauses::clauses(text, stretch),
        Passage::Sentence => sentences(text, stretch)
            .map(|sentence| trim(text, sentence))
            .filter(|sentence| !sentence.is_empty())
            .collect(),
        Passage::Quotation => quotations(text, stretch),
    }
}

/// The quotations that begin in a stretch and lie in no other one that does.
fn quotations(text: &Text, stretch: Span) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for outer in quotations_in(text, stretch) {
        if !found.last().is_some_and(|last| last.contains(outer.start)) {
            found.push(trim(text, outer));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::snap;
    use super::*;

    /// Every passage of a kind in a text, from its beginning to its end.
    fn all(text: &str, kind: Passage) -> Vec<String> {
        let text = Text::new(text);
        let mut found = Vec::new();
        let mut at = Byte(0);
        while let Some(next) = next_passage(&text, at, kind, |_| true) {
            found.push(text.slice(next).to_owned());
            at = next.end;
        }
        found
    }

    #[test]
    fn names_are_words_with_capitals_that_belong_together() {
        let text = "The minister met Foreign Minister Petra Olsen of the Harbour Party on a ship. He said the \
                    minister of Ministry of Foreign Affairs and O’Brien, J. R. Smith and the U.S. agreed. \
                    Olsen left. Jean-Luc de la Tour stayed, he said.";
        assert_eq!(
            all(text, Passage::Name),
            [
                "Foreign Minister Petra Olsen of the Harbour Party",
                "Ministry of Foreign Affairs",
                "O’Brien",
                "J. R. Smith",
                "U.S.",
                "Olsen",
                "Jean-Luc de la Tour",
            ]
        );
        assert!(all("الوزير قال", Passage::Name).is_empty());
        assert_eq!(
            all("Министр Лавров сказал", Passage::Name),
            ["Министр Лавров"]
        );
    }

    #[test]
    fn quotations_are_taken_with_their_marks_and_whole() {
        let text = "“We will not sign,” he said, “the so-called ‘deal’ today.”\nShe said:\n“One.\n“Two.” It’s over.";
        assert_eq!(
            all(text, Passage::Quotation),
            [
                "“We will not sign,”",
                "“the so-called ‘deal’ today.”",
                "“One.\n“Two.”",
            ]
        );
    }

    #[test]
    fn quotations_of_a_very_long_paragraph_are_found_wherever_they_begin() {
        let filler = "word ".repeat(1700);
        let text = format!("{filler}“One two.” {filler}“Three.” {filler}‘Four’ {filler}").repeat(3);
        let found = all(&text, Passage::Quotation);
        assert_eq!(found, ["“One two.”", "“Three.”", "‘Four’"].repeat(3));
        // One that is longer than a block, across its edge.
        for shift in (0..9000).step_by(700) {
            let quotation = format!("“{}”", "so ".repeat(1300).trim_end());
            let text = format!("{}{quotation} {filler}{filler}", "a ".repeat(shift / 2));
            assert_eq!(all(&text, Passage::Quotation), [quotation], "{shift}");
        }
    }

    #[test]
    fn a_text_of_nothing_but_signs_is_no_more_work_than_another() {
        use crate::text::quotation::work_of;
        for sign in [". ", "“", "“ ", "\" ", "„a “ "] {
            let text = Text::new(sign.repeat(300_000 / sign.len()));
            let work = work_of(|| {
                let none = |_| false;
                assert_eq!(next_passage(&text, Byte(0), Passage::Quotation, none), None);
            });
            // Each byte is in a few of the stretches that are looked at, with the marks that wait before it.
            assert!(work < 128 * text.len(), "{sign}: {work}");
        }
    }

    #[test]
    fn clauses_end_at_punctuation_but_not_within_words_and_numbers() {
        let text = "He said, “We’ll pay 3,000.50 crowns,” but the well-known plan – a “gift” – fails: badly. It's 5:30.";
        assert_eq!(
            all(text, Passage::Clause),
            [
                "He said",
                "We’ll pay 3,000.50 crowns",
                "but the well-known plan",
                "a",
                "gift",
                "fails",
                "badly",
                "It's 5:30",
            ]
        );
        assert_eq!(
            all("部长说，他不同意。会议结束了", Passage::Clause),
            ["部长说", "他不同意", "会议结束了"]
        );
    }

    #[test]
    fn what_is_not_wanted_is_passed_over_and_the_way_back_is_the_same() {
        let text = Text::new("Anna met Ben.\nThen Carl came. Dora, too.");
        let names = |at: &str, wanted: fn(Span) -> bool| {
            let at = Byte::new(text.as_str().find(at).unwrap());
            let name = |found: Option<Span>| found.map(|span| text.slice(span));
            (
                name(next_passage(&text, at, Passage::Name, wanted)),
                name(previous_passage(&text, at, Passage::Name, wanted)),
            )
        };
        assert_eq!(names("met", |_| true), (Some("Ben"), Some("Anna")));
        assert_eq!(names("came", |_| true), (Some("Dora"), Some("Then Carl")));
        assert_eq!(
            names("Anna", |span| span.start > Byte(0)),
            (Some("Ben"), None)
        );
        assert_eq!(
            previous_passage(&text, text.end(), Passage::Sentence, |_| true)
                .map(|it| text.slice(it)),
            Some("Dora, too.")
        );
    }

    #[test]
    fn a_selection_grows_to_the_end_of_its_clause_and_then_by_clauses() {
        let text = Text::new("He said he would go, perhaps. Later.\nNever.");
        let of = |words: &str| {
            let at = text.as_str().find(words).unwrap();
            Span::of(at..at + words.len())
        };
        let longer = |span| text.slice(to_clause_end(&text, span).unwrap()).to_owned();
        assert_eq!(longer(of("he")), "he would go");
        assert_eq!(longer(of("he would go")), "he would go, perhaps");
        assert_eq!(longer(of("perhaps. Later")), "perhaps. Later.\nNever");
        let caret = |at| Span::of(at..at);
        assert_eq!(longer(caret(8)), "he would go");
        assert_eq!(longer(caret(20)), "perhaps");
        assert_eq!(to_clause_end(&text, caret(text.len())), None);
    }

    proptest::proptest! {
        #[test]
        fn passages_lie_in_the_text_on_whole_characters(
            text in crate::text::offset::tests::texts(),
            at in 0usize..200,
        ) {
            let text = Text::new(text);
            let at = snap(&text, Span::of(at.min(text.len())..at.min(text.len()))).start;
            for kind in [Passage::Name, Passage::Quotation, Passage::Clause, Passage::Sentence] {
                if let Some(next) = next_passage(&text, at, kind, |_| true) {
                    proptest::prop_assert!(next.start >= at && !next.is_empty() && next.end <= text.end());
                    proptest::prop_assert_eq!(snap(&text, next), next);
                }
                if let Some(previous) = previous_passage(&text, at, kind, |_| true) {
                    proptest::prop_assert!(previous.end <= at && !previous.is_empty());
                    proptest::prop_assert_eq!(snap(&text, previous), previous);
                }
            }
        }
    }
}
