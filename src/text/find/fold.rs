//! What a character counts as when a text is searched.
//!
//! Always the same are: printed and typewriter quotation marks, all dashes, all white space (a run of it is one blank),
//! composed and decomposed letters, full-width and usual Latin. Marks that only steer the layout count for nothing. Case
//! and accents are left out unless they are asked for. An accent is a mark that readers of the script leave out at
//! times: those of Latin, Greek and Cyrillic, the points of Hebrew, the vowel signs of Arabic; the vowel signs of Hindi or
//! Thai are letters.

use icu_normalizer::properties::{CanonicalDecompositionBorrowed, Decomposed};

use super::FindOptions;

/// Folds one character after another.
#[derive(Debug)]
pub(in crate::text) struct Folder {
    options: FindOptions,
    /// The last letter that was no accent.
    base: char,
    /// Whether the last letter was a blank.
    after_blank: bool,
    decomposition: CanonicalDecompositionBorrowed<'static>,
}

/// Letters with a mark that makes them other letters to everybody, not only to the careful.
const WITH_MARK: [(char, char); 3] = [('и', '\u{306}'), ('і', '\u{308}'), ('у', '\u{306}')];

/// Letters with a stroke, which Unicode does not take for accents, and what is typed for them.
const WITH_STROKE: [(char, char); 11] = [
    ('ø', 'o'),
    ('đ', 'd'),
    ('ł', 'l'),
    ('ħ', 'h'),
    ('ŧ', 't'),
    ('ı', 'i'),
    ('Ø', 'O'),
    ('Đ', 'D'),
    ('Ł', 'L'),
    ('Ħ', 'H'),
    ('Ŧ', 'T'),
];

/// Combining marks that may be left out, as ranges.
const DIACRITICS: &[(char, char)] = &[
    // Latin, Greek, Cyrillic.
    ('\u{300}', '\u{36F}'),
    ('\u{483}', '\u{487}'),
    // Hebrew points and accents.
    ('\u{591}', '\u{5BD}'),
    ('\u{5BF}', '\u{5BF}'),
    ('\u{5C1}', '\u{5C2}'),
    ('\u{5C4}', '\u{5C5}'),
    ('\u{5C7}', '\u{5C7}'),
    // Arabic vowel signs, hamza and madda above and below, Koranic marks.
    ('\u{610}', '\u{61A}'),
    ('\u{64B}', '\u{65F}'),
    ('\u{670}', '\u{670}'),
    ('\u{6D6}', '\u{6DC}'),
    ('\u{6DF}', '\u{6E4}'),
    ('\u{6E7}', '\u{6E8}'),
    ('\u{6EA}', '\u{6ED}'),
    // Syriac points.
    ('\u{730}', '\u{74A}'),
    ('\u{8D3}', '\u{8E1}'),
    ('\u{8E3}', '\u{8FF}'),
    ('\u{1AB0}', '\u{1AFF}'),
    ('\u{1DC0}', '\u{1DFF}'),
    ('\u{20D0}', '\u{20FF}'),
    ('\u{FE20}', '\u{FE2F}'),
];

/// Whether a character is a mark that a search may leave out.
fn is_diacritic(c: char) -> bool {
    if c < '\u{300}' {
        return false;
    }
    let range = DIACRITICS.partition_point(|&(_, last)| last < c);
    DIACRITICS.get(range).is_some_and(|&(first, _)| first <= c)
}

impl Folder {
    pub fn new(options: FindOptions) -> Self {
        Self {
            options,
            base: ' ',
            after_blank: false,
            decomposition: CanonicalDecompositionBorrowed::new(),
        }
    }

    /// Adds what a character counts as: mostly one letter, sometimes several, sometimes none.
    pub fn fold(&mut self, c: char, letters: &mut Vec<char>) {
        let c = if c.is_ascii() { c } else { plain(c) };
        if is_nothing(c) {
            return;
        }
        let is_blank = c.is_whitespace();
        if is_blank && self.after_blank {
            return;
        }
        self.after_blank = is_blank;
        match c {
            _ if is_blank => self.push(' ', letters),
            '…' => letters.extend(['.'; 3]),
            _ if self.options.match_case => self.push_parts(c, letters),
            '\0'..='\u{7F}' => self.push(c.to_ascii_lowercase(), letters),
            'ß' | 'ẞ' => letters.extend(['s'; 2]),
            'ς' => self.push('σ', letters),
            _ => c
                .to_lowercase()
                .for_each(|small| self.push_parts(small, letters)),
        }
    }

    /// Adds the letter and the marks that a character is made of.
    fn push_parts(&mut self, c: char, letters: &mut Vec<char>) {
        if c.is_ascii() {
            return self.push(c, letters);
        }
        match self.decomposition.decompose(c) {
            Decomposed::Default => self.push(c, letters),
            Decomposed::Singleton(same) => self.push_parts(same, letters),
            Decomposed::Expansion(first, mark) => {
                self.push_parts(first, letters);
                self.push_parts(mark, letters);
            }
        }
    }

    /// Whether a character behind the last letter is a mark that makes it another letter.
    pub fn keeps(&self, c: char) -> bool {
        let small = || self.base.to_lowercase().next().unwrap_or(self.base);
        is_diacritic(c) && (self.options.match_accents || WITH_MARK.contains(&(small(), c)))
    }

    fn push(&mut self, c: char, letters: &mut Vec<char>) {
        if is_diacritic(c) {
            letters.extend(self.keeps(c).then_some(c));
            return;
        }
        self.base = c;
        if self.options.match_accents || c.is_ascii() {
            return letters.push(c);
        }
        match c {
            'æ' => letters.extend(['a', 'e']),
            'œ' => letters.extend(['o', 'e']),
            'Æ' => letters.extend(['A', 'E']),
            'Œ' => letters.extend(['O', 'E']),
            _ => {
                let typed = WITH_STROKE.iter().find(|(stroked, _)| *stroked == c);
                letters.push(typed.map_or(c, |(_, typed)| *typed));
            }
        }
    }
}

/// A character as a keyboard has it.
fn plain(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '״' | '〝' | '〞' | '〟' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | 'ʼ' | 'ʻ' | '′' | '׳' => '\'',
        '\u{2010}'..='\u{2015}' | '−' | '־' | '\u{FE58}' | '\u{FE63}' => '-',
        // Full-width forms of ASCII.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        // Persian keyboards and Arabic ones write the same letters.
        'ی' => 'ي',
        'ک' => 'ك',
        _ => c,
    }
}

/// Whether a character is no part of what is read: it steers breaking, joining, direction or emoji, or stretches a line.
fn is_nothing(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{61C}'
            | '\u{640}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{E0100}'..='\u{E01EF}'
    )
}
