//! Cheap questions about a text, answered from code points alone.
//!
//! They run for every label of every frame, so they know no Unicode tables, only ranges.

use std::borrow::Cow;

use super::layout::Direction;

/// The base direction of a paragraph: that of its first strong character (UAX #9, rules P2 and P3), if it has one.
///
/// Whoever cuts a long paragraph into pieces asks this once for the whole and gives the answer to every piece
/// (see [`Style::direction`](super::layout::Style::direction)).
#[must_use]
pub fn direction_of(text: &str) -> Option<Direction> {
    let mut isolates = 0_usize;
    for c in text.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => isolates += 1,
            '\u{2069}' => isolates = isolates.saturating_sub(1),
            _ if isolates > 0 => {}
            _ if is_strong_rtl(c) => return Some(Direction::RightToLeft),
            _ if c.is_alphabetic() || c == '\u{200E}' => return Some(Direction::LeftToRight),
            _ => {}
        }
    }
    None
}

/// Whether egui's own text (left to right, with the bundled faces only) shows `text` correctly.
///
/// Latin, Greek and Cyrillic letters, digits and the punctuation of newspapers. Everything else needs bidi or a fallback
/// font, and goes through our painter. A `false` costs a little time, a wrong `true` would show wrong text, so the
/// ranges are narrow: both bundled faces have every character in them (a test asks).
#[must_use]
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b' '..=b'~')) || text.chars().all(is_plain_char)
}

/// See [`is_plain`].
pub(super) fn is_plain_char(c: char) -> bool {
    matches!(c,
        '\n' | ' '..='~'
        | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{131}' | '\u{134}'..='\u{148}' | '\u{14A}'..='\u{165}' | '\u{168}'..='\u{17E}'
        | '\u{218}'..='\u{21B}'
        | '\u{386}' | '\u{388}'..='\u{38A}' | '\u{38C}' | '\u{38E}'..='\u{3A1}' | '\u{3A3}'..='\u{3CE}'
        | '\u{400}'..='\u{45F}' | '\u{490}'..='\u{491}'
        | '\u{1E80}'..='\u{1E85}' | '\u{1EA0}'..='\u{1EF9}'
        | '–' | '—' | '‘'..='‚' | '“'..='„' | '†'..='•' | '…' | '‰' | '‹' | '›'
        | '€' | '№' | '™' | '−')
}

/// Whether a character is never to be seen: it steers order, joining or breaking, or ends a line.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}'
        | '\u{17B4}'..='\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether `text` holds a character that is written from right to left.
#[must_use]
pub fn has_rtl(text: &str) -> bool {
    // No right-to-left character has a UTF-8 lead byte below 0xD6 (U+0590).
    text.bytes().any(|b| b >= 0xD6) && text.chars().any(is_strong_rtl)
}

/// `text` as a part of a sentence of ours ("said by …"): marked as an isolate where the order of the words around it
/// would suffer otherwise.
#[must_use]
pub fn isolated(text: &str) -> Cow<'_, str> {
    if has_rtl(text) {
        format!("\u{2068}{text}\u{2069}").into()
    } else {
        text.into()
    }
}

/// The text without the marks of [`isolated`]: for screen readers, which see no order on a screen.
#[must_use]
pub fn without_isolates(text: &str) -> Cow<'_, str> {
    if text.contains(['\u{2068}', '\u{2069}']) {
        text.replace(['\u{2068}', '\u{2069}'], "").into()
    } else {
        text.into()
    }
}

/// The blocks whose letters are of bidi class R or AL, and the marks that stand for such a letter.
fn is_strong_rtl(c: char) -> bool {
    let in_block = matches!(c,
        '\u{590}'..='\u{8FF}' | '\u{200F}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}');
    in_block && (c.is_alphabetic() || c == '\u{200F}')
}

/// The language whose glyphs the Han characters of `text` should have, when its own letters tell.
///
/// Kana are Japanese, Hangul is Korean, Bopomofo is Taiwanese. `None` where there is nothing to tell from.
pub(super) fn han_language(text: &str) -> Option<&'static str> {
    if text.is_ascii() {
        return None;
    }
    text.chars().find_map(|c| match c {
        '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9D}' => Some("ja"),
        '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{AC00}'..='\u{D7A3}' => Some("ko"),
        '\u{3105}'..='\u{312F}' => Some("zh-TW"),
        _ => None,
    })
}

/// Whether a glyph of `c` gains nothing from sub-pixel positions: square East Asian characters and emoji, of which there
/// are so many that four bins of each would crowd the atlas.
pub(super) fn is_square(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{1F000}'..='\u{1FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether rule L1 of UAX #9 gives `c` the paragraph's direction when it ends a line: white space, separators, and the
/// isolate controls.
pub(super) fn trails_line(c: char) -> bool {
    matches!(c,
        '\t'..='\r' | '\u{1C}'..=' ' | '\u{85}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{2028}' | '\u{2029}'
        | '\u{205F}' | '\u{2066}'..='\u{2069}' | '\u{3000}')
}

/// Whether `c` ends a line by itself.
pub(super) fn breaks_line(c: char) -> bool {
    matches!(c, '\n' | '\u{2028}' | '\u{2029}')
}
