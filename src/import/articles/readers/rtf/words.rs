//! What control words and signs do.

use super::super::super::BlockKind;
use super::super::looks::Look;
use super::super::symbols::{is_symbolic, symbol};
use super::{Ends, Paragraph, Reading, To, charsets};

/// Control words that stand for letters.
const LETTERS: &[(&str, &str)] = &[
    ("bullet", "•"),
    ("column", "\n"),
    ("emdash", "—"),
    ("emspace", "\u{2003}"),
    ("endash", "–"),
    ("enspace", "\u{2002}"),
    ("lbr", "\n"),
    ("ldblquote", "“"),
    ("line", "\n"),
    ("lquote", "‘"),
    ("ltrmark", "\u{200e}"),
    ("page", "\n"),
    ("qmspace", "\u{2005}"),
    ("rdblquote", "”"),
    ("rquote", "’"),
    ("rtlmark", "\u{200f}"),
    ("softline", "\n"),
    ("tab", "\t"),
    ("zwbo", "\u{200b}"),
    ("zwj", "\u{200d}"),
    ("zwnbo", "\u{2060}"),
    ("zwnj", "\u{200c}"),
];

/// Groups that hold no text of the document, though no `\*` says so.
const PASSED: &[&str] = &[
    "colortbl",
    "filetbl",
    "listtable",
    "listtext",
    "nonesttables",
    "nonshppict",
    "pict",
    "pntext",
    "pntxta",
    "pntxtb",
    "rxe",
    "shprslt",
    "sp",
    "tc",
    "tcn",
    "themedata",
    "xe",
];

/// Groups with `\*` whose text belongs to the document all the same, or that hold groups whose text does.
const STARRED: &[&str] = &["do", "moMath", "moMathPara", "nesttableprops", "shpinst"];

impl Reading {
    pub(super) fn symbol(&mut self, sign: u8) {
        // A sign may be the second byte of a letter.
        if let (b'\\' | b'{' | b'}', false) = (sign, self.bytes.is_empty()) {
            self.bytes.push(sign);
            return;
        }
        self.settle();
        match sign {
            b'~' => self.letter("\u{a0}"),
            b'_' => self.letter("\u{2011}"),
            b'-' => self.letter(""),
            b'\\' => self.letter("\\"),
            b'{' => self.letter("{"),
            b'}' => self.letter("}"),
            b'\t' => self.letter("\t"),
            b'\r' | b'\n' => self.end_paragraph(),
            _ => {}
        }
    }

    pub(super) fn word(&mut self, word: &str, number: Option<i32>, starred: bool) {
        let on = number != Some(0);
        let value = number.unwrap_or(0);
        if let Ok(at) = LETTERS.binary_search_by(|(it, _)| (*it).cmp(word)) {
            self.letter(LETTERS[at].1);
            return;
        }
        match word {
            // Letters by their numbers.
            "u" => self.unicode(value),
            "uc" => self.group().passed = usize::try_from(value).unwrap_or(0).min(100),
            // The file.
            "ansi" => self.set_page(1252),
            "mac" => self.set_page(10000),
            "pc" => self.set_page(437),
            "pca" => self.set_page(850),
            "ansicpg" => self.set_page(value),
            "deff" => self.usual_font = value,
            // Groups by what they are for.
            "fonttbl" => self.group().to = To::Fonts,
            "stylesheet" => self.group().to = To::Styles,
            "info" => self.group().to = To::Nowhere,
            "title" | "author" | "subject" | "keywords" | "doccomm" | "creatim" | "revtim" => {
                self.about(word);
            }
            "yr" => self.time[0] = value,
            "mo" => self.time[1] = value,
            "dy" => self.time[2] = value,
            "header" | "headerl" | "headerr" | "headerf" => self.aside(Ends::Head),
            "footer" | "footerl" | "footerr" | "footerf" => self.aside(Ends::Foot),
            "footnote" => self.aside(Ends::Note),
            "shptxt" | "dptxbxtext" => self.aside(Ends::Box),
            "chftn" => self.numbered = true,
            "upr" => {
                let group = self.group();
                group.instead_of = Some(group.to);
                group.to = To::Nowhere;
            }
            "ud" => {
                let instead = self.groups.iter().rev().find_map(|it| it.instead_of);
                if let Some(to) = instead {
                    self.group().to = to;
                }
            }
            word if PASSED.binary_search(&word).is_ok() => {
                self.left_out.pictures += usize::from(word == "pict");
                self.is_item |= matches!(word, "listtext" | "pntext");
                self.group().to = To::Nowhere;
            }
            word if starred && !STARRED.contains(&word) => {
                self.left_out.comments += usize::from(word == "annotation");
                self.group().to = To::Nowhere;
            }
            _ => self.look(word, value, on),
        }
    }

    /// How letters and paragraphs look.
    pub(super) fn look(&mut self, word: &str, value: i32, on: bool) {
        let to = self.group().to;
        match word {
            "f" if to == To::Fonts => {
                self.font = value;
                self.name.clear();
            }
            "fcharset" => {
                self.fonts.entry(self.font).or_default().encoding = charsets::of_charset(value);
            }
            "cpg" => {
                self.fonts.entry(self.font).or_default().encoding = charsets::of_code_page(value);
            }
            "s" if to == To::Styles => self.style = value,
            "outlinelevel" if to == To::Styles => {
                let kind = BlockKind::Heading;
                let look = Look {
                    kind,
                    ..Look::default()
                };
                self.styles.entry(self.style).or_insert(look);
            }
            _ if to != To::Text => {}
            "f" => self.set_font(value),
            "plain" => {
                let group = self.group();
                (group.hidden, group.deleted) = (false, false);
                self.set_font(self.usual_font);
            }
            "v" => self.group().hidden = on,
            "deleted" => self.group().deleted = on,
            "pard" => self.group().paragraph = Paragraph::default(),
            "s" => self.group().paragraph.style = value,
            "outlinelevel" => self.group().paragraph.is_heading = (0..9).contains(&value),
            "ls" => self.group().paragraph.is_item = value > 0,
            // Some writers leave the word for it out.
            "intbl" | "trowd" => self.group().paragraph.in_table = true,
            "itap" => self.group().paragraph.depth = Some(value),
            "par" | "sect" => self.end_paragraph(),
            "cell" | "nestcell" => self.end_cell(word == "nestcell"),
            "row" | "nestrow" => self.end_row(word == "nestrow"),
            _ => {}
        }
    }

    pub(super) fn unicode(&mut self, value: i32) {
        self.pass = self.group().passed;
        // Writers write numbers above 0x7FFF as negative ones, or beyond 0xFFFF as they are.
        let code =
            u32::try_from(if value < 0 { value + 0x1_0000 } else { value }).unwrap_or(0xfffd);
        if let Ok(unit) = u16::try_from(code)
            && (0xd800..0xe000).contains(&unit)
        {
            match (self.half.take(), unit < 0xdc00) {
                (None, true) => self.half = Some(unit),
                (Some(high), false) => {
                    let letter = String::from_utf16_lossy(&[high, unit]);
                    self.say(&letter);
                }
                (before, is_high) => {
                    if before.is_some() || !is_high {
                        self.say("\u{fffd}");
                    }
                    self.half = is_high.then_some(unit);
                }
            }
            return;
        }
        let letter = match self.group().signs {
            Some(font) if (0xf000..=0xf0ff).contains(&code) => {
                let font = self.fonts.get(&font).map_or("", |font| font.name.as_str());
                symbol(font, code)
            }
            _ => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
        };
        self.say(letter.encode_utf8(&mut [0; 4]));
    }

    pub(super) fn set_page(&mut self, page: i32) {
        match charsets::of_code_page(page) {
            Some(encoding) => {
                self.encoding = encoding;
                self.unknown_page = None;
            }
            None => self.unknown_page = Some(page),
        }
        let encoding = self.encoding;
        for group in &mut self.groups {
            group.encoding = encoding;
        }
    }

    pub(super) fn set_font(&mut self, number: i32) {
        let font = self.fonts.get(&number);
        let encoding = font.and_then(|font| font.encoding).unwrap_or(self.encoding);
        let signs = font.filter(|font| is_symbolic(&font.name)).map(|_| number);
        let group = self.group();
        (group.encoding, group.signs) = (encoding, signs);
    }

    /// What the file says of itself.
    pub(super) fn about(&mut self, word: &str) {
        const NAMES: [&str; 7] = [
            "title", "author", "subject", "keywords", "doccomm", "creatim", "revtim",
        ];
        let in_info = self.groups.iter().any(|it| it.to == To::Nowhere);
        if let Some(name) = NAMES.into_iter().find(|name| *name == word)
            && in_info
        {
            self.time = [0; 3];
            self.group().to = To::Info(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_in_order_so_that_they_are_found() {
        assert!(LETTERS.is_sorted_by_key(|(word, _)| *word));
        assert!(PASSED.is_sorted());
    }
}
