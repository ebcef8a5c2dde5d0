//! Which lines of a news text are headings, told by their shape: plain text has no other sign of them.

use crate::text::Text;

use super::units::ems_of;

/// What a paragraph is set as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Shape {
    /// The first line, when it is a heading.
    Title,
    /// A heading between paragraphs.
    Heading,
    /// Running text.
    #[default]
    Body,
    /// An empty line.
    Blank,
}

/// A heading is at most this wide, in ems: about one line and a half.
const WIDEST: f32 = 50.0;

/// How many paragraphs are looked at for one that is not blank: a page of blank lines is no news text.
const FAR: usize = 4;

/// The shape of a paragraph, judged by its neighbours: a heading is a short line without final punctuation, followed by
/// a longer paragraph and not following another short line.
pub(super) fn shape_of(text: &Text, index: usize) -> Shape {
    let line = text.slice(text.paragraph(index).span);
    if line.trim().is_empty() {
        return Shape::Blank;
    }
    let Some(width) = heading_width(line) else {
        return Shape::Body;
    };
    let before = neighbour(text, (0..index).rev());
    if before.is_none() && index <= FAR {
        // Nothing above: the title, if there is a text below.
        let follows = neighbour(text, index + 1..text.paragraph_count()).is_some();
        return if follows { Shape::Title } else { Shape::Body };
    }
    let longer_below = neighbour(text, index + 1..text.paragraph_count())
        .is_some_and(|below| heading_width(below).is_none() && ems(below) > 1.3 * width);
    if longer_below && before.is_none_or(|before| heading_width(before).is_none()) {
        Shape::Heading
    } else {
        Shape::Body
    }
}

/// How wide a line is, if it could be a heading.
fn heading_width(line: &str) -> Option<f32> {
    let line = line.trim();
    let bare = line.trim_end_matches(|c: char| {
        matches!(c, '”' | '"' | '’' | '\'' | '»' | ')' | '」' | '』') || is_picture(c) || c == ' '
    });
    let ends = bare.chars().next_back()?;
    let begins = line.chars().next()?;
    if matches!(
        ends,
        '.' | '…' | ':' | ';' | ',' | '。' | '：' | '；' | '，' | '،' | '۔' | '।'
    ) || matches!(ends, '!' | '?' | '！' | '？' | '؟')
        || matches!(begins, '-' | '–' | '—' | '•' | '*' | '·' | '@' | '#')
    {
        return None;
    }
    let width = ems(line);
    (width <= WIDEST && line.chars().any(char::is_alphabetic)).then_some(width)
}

/// Whether a character is an emoji or a part of one, or a sign that is no punctuation.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}' | '\u{FE0E}' | '\u{FE0F}' | '\u{200D}')
}

/// Width of a line in ems; what is far too wide for a heading is not measured to its end.
fn ems(line: &str) -> f32 {
    line.chars().take(300).map(ems_of).sum()
}

/// The first paragraph of some that is not blank, if it is near.
fn neighbour(text: &Text, indices: impl Iterator<Item = usize>) -> Option<&str> {
    indices
        .take(FAR)
        .map(|index| text.slice(text.paragraph(index).span))
        .find(|line| !line.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(text: &str) -> Vec<Shape> {
        let text = Text::new(text);
        (0..text.paragraph_count())
            .map(|index| shape_of(&text, index))
            .collect()
    }

    #[test]
    fn a_short_line_between_long_ones_is_a_heading() {
        use Shape::{Blank, Body, Heading, Title};
        let long =
            "The chamber voted on Tuesday after a debate that went on all night, and nobody won.";
        let text = format!(
            "Chamber backs quay\n\nBy Maren Holt\n\n{long}\n\nWhat comes next\n\n{long}\nShort end."
        );
        assert_eq!(
            shapes(&text),
            [
                Title, Blank, Body, Blank, Body, Blank, Heading, Blank, Body, Body
            ]
        );
    }

    #[test]
    fn a_list_of_names_and_a_lone_line_are_no_headings() {
        assert_eq!(shapes("Only this"), [Shape::Body]);
        let text = "Who voted\nAnna Holt\nIdris Cawl\nZoë Tamm";
        assert!(shapes(text)[1..].iter().all(|&shape| shape == Shape::Body));
    }

    #[test]
    fn only_the_first_line_is_the_title_however_many_blank_lines_come_before_another() {
        use Shape::{Blank, Heading, Title};
        let long =
            "The chamber voted on Tuesday after a debate that went on all night, and nobody won.";
        let text = format!("\n\nThe vote\n{long}\n\n\n\n\n\n\nWhat comes next\n{long}");
        let shapes = shapes(&text);
        assert_eq!(shapes[2], Title);
        assert_eq!(shapes[4..11], [[Blank; 6].as_slice(), &[Heading]].concat());
    }

    #[test]
    fn emoji_after_a_full_stop_do_not_make_a_heading_and_after_a_word_they_do_not_unmake_one() {
        use Shape::{Body, Heading, Title};
        let long =
            "The chamber voted on Tuesday after a debate that went on all night, and nobody won.";
        let text =
            format!("The feed 🌊⚓️\n{long}\nShe said: \"Sign nothing. ✋🏼\"\nThe hills 🚜\n{long}");
        assert_eq!(shapes(&text), [Title, Body, Body, Heading, Body]);
    }

    #[test]
    fn headings_are_told_in_other_scripts() {
        let long = "他说，港口扩建方案仍然没有确定，双方将在下个月继续谈判，航运公司表示会先看水深再看价钱，最后才决定是否签约。";
        let text = format!("标题\n{long}\n资金问题\n{long}");
        assert_eq!(shapes(&text)[2], Shape::Heading);
    }
}
