//! Characters of a text that cannot be seen: those that turn the direction of what stands around them, and others that
//! can hide something or make two texts look alike.
//!
//! What joins letters or makes emoji is no such character where it does that: a joiner between Persian letters, a
//! variation selector behind an emoji, the tags of a flag.

use core::ops::Range;

use crate::say;

use super::{Byte, Span, Text};

/// A character that cannot be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invisible {
    /// Where it stands, in bytes.
    pub span: Span,
    /// The character.
    pub character: char,
}

/// How many of them a text has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InvisibleCount {
    /// Those that turn the direction of text.
    pub directions: usize,
    /// All others.
    pub others: usize,
}

/// Character, short sign, name.
type Known = (char, &'static str, fn() -> &'static str);

/// Those that turn the direction come first.
const KNOWN: &[Known] = &[
    ('\u{202a}', "LRE", || say!("invisible-lre")),
    ('\u{202b}', "RLE", || say!("invisible-rle")),
    ('\u{202c}', "PDF", || say!("invisible-pdf")),
    ('\u{202d}', "LRO", || say!("invisible-lro")),
    ('\u{202e}', "RLO", || say!("invisible-rlo")),
    ('\u{2066}', "LRI", || say!("invisible-lri")),
    ('\u{2067}', "RLI", || say!("invisible-rli")),
    ('\u{2068}', "FSI", || say!("invisible-fsi")),
    ('\u{2069}', "PDI", || say!("invisible-pdi")),
    ('\u{200e}', "LRM", || say!("invisible-lrm")),
    ('\u{200f}', "RLM", || say!("invisible-rlm")),
    ('\u{061c}', "ALM", || say!("invisible-alm")),
    ('\u{00ad}', "SHY", || say!("invisible-shy")),
    ('\u{034f}', "CGJ", || say!("invisible-cgj")),
    ('\u{115f}', "HF", || say!("invisible-hf")),
    ('\u{1160}', "HF", || say!("invisible-hf")),
    ('\u{180e}', "MVS", || say!("invisible-mvs")),
    ('\u{200b}', "ZWSP", || say!("invisible-zwsp")),
    ('\u{200c}', "ZWNJ", || say!("invisible-zwnj")),
    ('\u{200d}', "ZWJ", || say!("invisible-zwj")),
    ('\u{2060}', "WJ", || say!("invisible-wj")),
    ('\u{3164}', "HF", || say!("invisible-hf")),
    ('\u{feff}', "BOM", || say!("invisible-bom")),
    ('\u{ffa0}', "HF", || say!("invisible-hf")),
];

/// So many of [`KNOWN`] turn the direction.
const DIRECTIONS: usize = 12;

/// Short signs of the control characters below the blank.
const CONTROLS: [&str; 32] = [
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR",
    "SO", "SI", "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC",
    "FS", "GS", "RS", "US",
];

impl Invisible {
    /// Whether it turns the direction of text around it.
    #[must_use]
    pub fn turns_direction(&self) -> bool {
        KNOWN[..DIRECTIONS]
            .iter()
            .any(|(known, ..)| *known == self.character)
    }

    /// A few capital letters that stand for it: RLO, ZWSP.
    #[must_use]
    pub fn sign(&self) -> &'static str {
        let code = u32::from(self.character);
        match self.known() {
            Some((_, sign, _)) => sign,
            None if code < 32 => CONTROLS[code as usize],
            None => match code {
                0x7f => "DEL",
                0x80..=0x9f => "CTRL",
                0xe0000..=0xe007f => "TAG",
                0xfe00..=0xfe0f | 0xe0100..=0xe01ef | 0x180b..=0x180f => "VS",
                _ => "HID",
            },
        }
    }

    /// What it is called, with its number: “right-to-left override, U+202E”.
    #[must_use]
    pub fn name(&self) -> String {
        let name = match (self.known(), self.sign()) {
            (Some((.., name)), _) => name(),
            (None, "TAG") => say!("invisible-tag"),
            (None, "VS") => say!("invisible-vs"),
            (None, "HID") => say!("invisible-hid"),
            (None, _) => say!("invisible-control"),
        };
        format!("{name}, U+{:04X}", u32::from(self.character))
    }

    fn known(&self) -> Option<&'static Known> {
        KNOWN.iter().find(|(known, ..)| *known == self.character)
    }
}

impl InvisibleCount {
    /// Whether there are none of either kind.
    #[must_use]
    pub const fn is_none(self) -> bool {
        self.directions == 0 && self.others == 0
    }

    /// “3 direction controls and 1 other invisible character”.
    #[must_use]
    pub fn in_words(self) -> String {
        match (self.directions, self.others) {
            (0, others) => say!("invisible-some", count = others),
            (directions, 0) => say!("invisible-directions", count = directions),
            (directions, others) => say!(
                "invisible-both",
                directions = say!("invisible-directions", count = directions),
                others = say!("invisible-others", count = others),
            ),
        }
    }

    /// Counts those of a text. Goes through all of it.
    pub(super) fn of(text: &str) -> Self {
        let mut count = Self::default();
        for found in scan(text, 0..text.len()) {
            if found.turns_direction() {
                count.directions += 1;
            } else {
                count.others += 1;
            }
        }
        count
    }
}

/// The invisible characters of a part of a text, in order. Line feeds, tabs and the CR before a line feed are none.
pub fn invisibles(text: &Text, span: Span) -> impl Iterator<Item = Invisible> {
    let fits = text.get(span).is_some();
    scan(text.as_str(), if fits { span.range() } else { 0..0 })
}

fn scan(text: &str, range: Range<usize>) -> impl Iterator<Item = Invisible> {
    let mut at = range.start;
    core::iter::from_fn(move || {
        while at < range.end {
            let rest = &text.as_bytes()[at..range.end];
            at += rest.iter().position(|&byte| is_suspect(byte))?;
            let character = text[at..].chars().next()?;
            let (start, end) = (at, at + character.len_utf8());
            at = end;
            if is_invisible(character) && !is_at_home(&text[..start], character, &text[end..]) {
                return Some(Invisible {
                    span: Span::between(Byte::new(start), Byte::new(end)),
                    character,
                });
            }
        }
        None
    })
}

/// Whether a character that begins with this byte may be invisible. Most text has few such bytes.
const fn is_suspect(byte: u8) -> bool {
    match byte {
        b'\t' | b'\n' => false,
        // The first bytes of all that `is_invisible` knows.
        0..0x20 | 0x7f | 0xc2 | 0xcd | 0xd8 | 0xe1 | 0xe2 | 0xe3 | 0xef | 0xf3 => true,
        _ => false,
    }
}

const fn is_invisible(character: char) -> bool {
    matches!(character,
        '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}'
        | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether it does where it stands what it is there for.
fn is_at_home(before: &str, character: char, after: &str) -> bool {
    let last = before.chars().next_back();
    match character {
        '\r' => after.starts_with('\n'),
        '\u{200c}' | '\u{200d}' => {
            // Marks and selectors may stand between a letter and its joiner.
            let base = before.chars().rev().take(4).find(|c| !is_selector(*c));
            base.is_some_and(|base| is_joined(base) || is_pictured(base))
                && after.chars().next().is_some_and(|next| !next.is_ascii())
        }
        // Only one, and right behind what it selects a variant of.
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {
            last.is_some_and(|last| is_varied(last) && !is_selector(last))
        }
        '\u{180b}'..='\u{180f}' => last.is_some_and(|c| matches!(c, '\u{1820}'..='\u{18aa}')),
        '\u{e0020}'..='\u{e007f}' => is_in_flag(before),
        _ => false,
    }
}

const fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Letters of scripts in which joiners say how letters look: Arabic and its neighbours, the Indic ones, Mongolian.
const fn is_joined(c: char) -> bool {
    matches!(c,
        '\u{620}'..='\u{8ff}' | '\u{900}'..='\u{109f}' | '\u{1700}'..='\u{1cff}' | '\u{a800}'..='\u{abff}'
        | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10a00}'..='\u{10fff}'
        | '\u{11000}'..='\u{11fff}' | '\u{1e900}'..='\u{1e95f}')
}

/// Emoji and other pictures.
const fn is_pictured(c: char) -> bool {
    matches!(c,
        '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2100}'..='\u{2bff}' | '\u{3030}' | '\u{303d}'
        | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

/// What has variants: pictures, the digits of keycaps, ideographs, mathematical signs, a few letters.
const fn is_varied(c: char) -> bool {
    is_pictured(c)
        || is_joined(c)
        || matches!(c,
            '0'..='9' | '#' | '*' | '\u{2010}'..='\u{2069}' | '\u{3001}'..='\u{3002}'
            | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a black flag with a few tags stands right before: the flags of England, Scotland and Wales are made so.
fn is_in_flag(before: &str) -> bool {
    /// Longest name of a region in tags.
    const MOST: usize = 7;
    let mut tags = before.chars().rev().take(MOST);
    tags.find(|c| !matches!(c, '\u{e0020}'..='\u{e007e}')) == Some('\u{1f3f4}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn signs(text: &str) -> Vec<(usize, &'static str)> {
        let text = Text::new(text);
        let all = Span::between(Byte(0), text.end());
        invisibles(&text, all)
            .map(|found| (found.span.start.index(), found.sign()))
            .collect()
    }

    #[test]
    fn what_turns_direction_is_found_with_its_name() {
        assert_eq!(signs("a\u{202e}b\u{202c}"), [(1, "RLO"), (5, "PDF")]);
        for (at, (character, ..)) in KNOWN.iter().enumerate() {
            let found = Invisible {
                span: Span::of(0..character.len_utf8()),
                character: *character,
            };
            assert_eq!(found.turns_direction(), at < DIRECTIONS, "{}", found.name());
        }
        let found = Invisible {
            span: Span::of(0..3),
            character: '\u{202e}',
        };
        assert_eq!(found.name(), "right-to-left override, U+202E");
    }

    #[test]
    fn what_hides_between_letters_is_found() {
        assert_eq!(
            signs("pay\u{200b}pal soft\u{ad}ly x\u{200d}y\u{200c}z \u{feff}\u{2060}"),
            [
                (3, "ZWSP"),
                (14, "SHY"),
                (20, "ZWJ"),
                (24, "ZWNJ"),
                (29, "BOM"),
                (32, "WJ")
            ]
        );
        assert_eq!(
            signs("a\0b\u{1b}[2J\u{7f}\u{85}"),
            [(1, "NUL"), (3, "ESC"), (7, "DEL"), (8, "CTRL")]
        );
        // Words that are spelt in tags or in selectors behind a letter or an emoji.
        assert_eq!(signs("a\u{e0068}\u{e0069}"), [(1, "TAG"), (5, "TAG")]);
        assert_eq!(signs("e\u{fe00}"), [(1, "VS")]);
        assert_eq!(
            signs("\u{1f600}\u{fe0f}\u{fe01}\u{e0101}"),
            [(7, "VS"), (10, "VS")]
        );
        assert_eq!(signs("one\rtwo"), [(3, "CR")]);
    }

    #[test]
    fn what_is_at_home_is_none() {
        for text in [
            "plain text,\r\nwith “quotes” – and a\ttab\n",
            // Persian, Hindi, Malayalam.
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "ന്\u{200d}റ",
            // A family, a heart, a keycap, the flag of Scotland, a variant of an ideograph.
            "👩\u{200d}👩\u{200d}👧",
            "❤\u{fe0f}\u{200d}🔥",
            "1\u{fe0f}\u{20e3}",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
            "葛\u{e0100}",
            "日本語のテキスト。",
            "ქართული",
            "한국어",
        ] {
            assert_eq!(signs(text), [], "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_quick_way_finds_what_the_plain_one_does(text in "[a-z\u{202a}-\u{202e}\u{200b}-\u{200f}\u{ad}\u{fe0f}😀م\n\r\u{e0020}-\u{e0070}\u{0}-\u{1f}\u{34f}\u{61c}\u{115f}\u{180b}-\u{180f}\u{2060}-\u{206f}\u{3164}\u{feff}\u{ffa0}\u{fff0}-\u{fffb}\u{7f}-\u{9f}]{0,40}") {
            let plain: Vec<usize> = text
                .char_indices()
                .filter(|(at, c)| {
                    is_invisible(*c) && !is_at_home(&text[..*at], *c, &text[at + c.len_utf8()..])
                })
                .map(|(at, _)| at)
                .collect();
            let found: Vec<usize> = scan(&text, 0..text.len()).map(|it| it.span.start.index()).collect();
            prop_assert_eq!(&found, &plain);
            let count = InvisibleCount::of(&text);
            prop_assert_eq!(count.directions + count.others, plain.len());
        }
    }

    #[test]
    fn every_invisible_character_begins_with_a_byte_that_is_looked_at() {
        for character in ('\0'..=char::MAX).filter(|c| is_invisible(*c)) {
            let mut bytes = [0; 4];
            let first = character.encode_utf8(&mut bytes).as_bytes()[0];
            assert!(is_suspect(first), "{character:?}");
        }
    }
}
