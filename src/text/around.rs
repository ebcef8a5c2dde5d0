//! What stands around a passage, on one line, for lists of passages and for words about one.

use super::{Byte, Span, Text, is_grapheme_boundary, next_grapheme, previous_grapheme};

/// Where what stands around a passage is cut when its line is longer than what is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Between two characters, so that all columns of a list are of one width.
    Characters,
    /// Between two words: what may be a piece of one is left out.
    Words,
}

/// What stands before a place and behind it in its paragraph, of each so many characters at most, as people see them. Blanks
/// of all kinds are one blank; dots stand where the paragraph goes on. Nothing around a place that is none of the text.
#[must_use]
pub fn around(text: &Text, place: Span, most: usize, cut: Cut) -> (String, String) {
    let whole = text.as_str();
    let first = text.paragraph_at(place.start).span.start;
    let last = text.paragraph_at(place.end).span.end;
    let slice = |from: Byte, to: Byte| whole.get(from.index()..to.index()).unwrap_or_default();
    let (before, goes_on) = ending(slice(first, place.start), most);
    let before = match before.split_once(' ') {
        _ if !goes_on => before,
        Some((_, words)) if cut == Cut::Words => format!("… {words}"),
        _ => format!("…{before}"),
    };
    let (behind, goes_on) = beginning(slice(place.end, last), most);
    let behind = match behind.rsplit_once(' ') {
        _ if !goes_on => behind,
        Some((words, _)) if cut == Cut::Words => format!("{words} …"),
        _ => format!("{behind}…"),
    };
    (before, behind)
}

/// The beginning of a text on one line, of so many characters at most, as people see them, and whether the text goes on.
#[must_use]
pub fn beginning(text: &str, most: usize) -> (String, bool) {
    let mut near = Byte::new(far(most).min(text.len()));
    if !is_grapheme_boundary(text, near) {
        near = previous_grapheme(text, near);
    }
    let line = on_one_line(&text[..near.index()]);
    let mut end = Byte(0);
    for _ in 0..most {
        end = next_grapheme(&line, end);
    }
    let goes_on = end.index() < line.len() || near.index() < text.len();
    (line[..end.index()].to_owned(), goes_on)
}

/// The same of its end.
fn ending(text: &str, most: usize) -> (String, bool) {
    let mut near = Byte::new(text.len().saturating_sub(far(most)));
    if !is_grapheme_boundary(text, near) {
        near = next_grapheme(text, near);
    }
    let line = on_one_line(&text[near.index()..]);
    let mut start = Byte::new(line.len());
    for _ in 0..most {
        start = previous_grapheme(&line, start);
    }
    let goes_on = start.index() > 0 || near.index() > 0;
    (line[start.index()..].to_owned(), goes_on)
}

/// So many bytes hold so many characters, but for odd ones; no more are looked at, however long the paragraph is.
fn far(most: usize) -> usize {
    most * 16 + 64
}

/// A text on one line: blanks of all kinds are one blank.
fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            line.push(c);
        } else if !line.ends_with(' ') {
            line.push(' ');
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What stands around the first place of some words, with the words in brackets.
    fn shown(text: &str, words: &str, most: usize, cut: Cut) -> String {
        let start = text.find(words).unwrap();
        let place = Span::of(start..start + words.len());
        let (before, behind) = around(&Text::new(text), place, most, cut);
        format!("{before}[{words}]{behind}")
    }

    #[test]
    fn a_passage_stands_among_the_words_of_its_paragraph() {
        let text = "Title\n\nThe port is closed to all ships until May.\n\nMore";
        for (words, most, by_words, by_characters) in [
            (
                "closed",
                90,
                "The port is [closed] to all ships until May.",
                "The port is [closed] to all ships until May.",
            ),
            // As much as there is, to the letter.
            (
                "closed",
                12,
                "The port is [closed] to all …",
                "The port is [closed] to all ship…",
            ),
            ("closed", 6, "… is [closed] to …", "…rt is [closed] to al…"),
            ("closed", 0, "…[closed]…", "…[closed]…"),
            ("The port", 4, "[The port] is …", "[The port] is …"),
            ("Title", 9, "[Title]", "[Title]"),
            ("More", 9, "[More]", "[More]"),
            // Of several paragraphs, what stands before the first and behind the last.
            ("May.\n\nM", 6, "… [May.\n\nM]ore", "…until [May.\n\nM]ore"),
        ] {
            assert_eq!(shown(text, words, most, Cut::Words), by_words);
            assert_eq!(shown(text, words, most, Cut::Characters), by_characters);
        }
    }

    #[test]
    fn blanks_of_all_kinds_are_one() {
        let text = "One\r\nA\t \u{a0}quay  port \u{2003} b\r\nTwo";
        let all = "A quay [port] b ";
        assert_eq!(shown(text, "port", 20, Cut::Words), all);
        assert_eq!(shown(text, "port", 2, Cut::Characters), "…y [port] b…");
    }

    #[test]
    fn what_people_see_as_one_character_is_never_cut() {
        let family = "👩\u{200d}👩\u{200d}👧\u{200d}👦";
        let text = format!("e\u{301}{family}🇩🇪port🇫🇷{family}o\u{308}");
        for (most, all) in [
            (1, "…🇩🇪[port]🇫🇷…".to_owned()),
            (2, format!("…{family}🇩🇪[port]🇫🇷{family}…")),
            (3, text.replace("port", "[port]")),
        ] {
            // Without a blank there is no word to leave out.
            for cut in [Cut::Characters, Cut::Words] {
                assert_eq!(shown(&text, "port", most, cut), all);
            }
        }
        // One with so many accents is not looked through to its end.
        let text = format!("a{}port b", "\u{301}".repeat(100_000));
        assert_eq!(shown(&text, "port", 4, Cut::Characters), "…[port] b");
    }

    #[test]
    fn a_place_that_is_none_of_the_text_has_nothing_around_it() {
        let text = Text::new("One 😀");
        let nothing = (String::new(), String::new());
        for place in [9..12, 5..6] {
            let place = Span::of(place);
            assert_eq!(around(&text, place, 9, Cut::Words), nothing);
        }
        assert_eq!(
            around(&Text::new(""), Span::of(0..0), 9, Cut::Words),
            nothing
        );
    }

    #[test]
    fn the_beginning_says_whether_there_is_more() {
        let found = |text, most| beginning(text, most);
        assert_eq!(found("one  two", 5), ("one t".to_owned(), true));
        assert_eq!(found("one  two", 7), ("one two".to_owned(), false));
        assert_eq!(found("", 0), (String::new(), false));
    }

    proptest! {
        #[test]
        fn what_stands_around_is_of_one_line_and_no_longer_than_asked_for(
            text in "[ab \t\n\r\u{301}\u{200d}👩😀🇩]{0,60}",
            start in 0_usize..80,
            length in 0_usize..20,
            most in 0_usize..12,
        ) {
            let text = Text::new(text);
            let place = Span::of(start..start + length);
            for cut in [Cut::Characters, Cut::Words] {
                let (before, behind) = around(&text, place, most, cut);
                for side in [before, behind] {
                    prop_assert!(!side.contains(['\n', '\r', '\t']));
                    let words = side.trim_matches('…');
                    let mut at = Byte(0);
                    let mut count = 0;
                    while at.index() < words.len() {
                        at = next_grapheme(words, at);
                        count += 1;
                    }
                    // A blank may stand between the words and the dots.
                    prop_assert!(count <= most + 1, "{count} of {most}: {words:?}");
                }
            }
        }
    }
}
