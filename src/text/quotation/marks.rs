//! Quotation marks, and which of them open or close where they stand.
//!
//! One character has many uses: “ opens in English and closes in German, » the other way round than «, a straight mark
//! does both, and ’ is mostly an apostrophe. What stands beside a mark tells, and what is open already (that is for
//! [`pairs`](super::pairs) to know).

/// A quotation mark at its place in a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    pub mark: char,
    /// Where it begins, in bytes.
    pub at: usize,
    /// Whether a quotation may begin with it here.
    pub opens: bool,
    /// Whether a quotation may end with it here.
    pub closes: bool,
}

impl Sign {
    /// Where it ends, in bytes.
    pub fn end(self) -> usize {
        self.at + self.mark.len_utf8()
    }
}

/// Each mark, and the marks that begin what it can end.
const MARKS: [(char, &str); 28] = [
    ('"', "\""),
    ('\'', "'"),
    ('“', "„”"),
    ('”', "“„‟”"),
    ('„', ""),
    ('‟', ""),
    ('‘', "‚"),
    ('’', "‘‚‛"),
    ('‚', ""),
    ('‛', ""),
    ('«', "»"),
    ('»', "«»"),
    ('‹', "›"),
    ('›', "‹›"),
    ('「', ""),
    ('」', "「"),
    ('『', ""),
    ('』', "『"),
    ('｢', ""),
    ('｣', "｢"),
    ('﹁', ""),
    ('﹂', "﹁"),
    ('﹃', ""),
    ('﹄', "﹃"),
    ('〝', ""),
    ('〞', "〝"),
    ('〟', "〝"),
    ('＂', "＂"),
];

/// The marks that begin what a mark can end.
pub(super) fn openers(mark: char) -> &'static str {
    let known = MARKS.iter().find(|(known, _)| *known == mark);
    known.map_or("", |(_, openers)| openers)
}

/// English words that begin with an apostrophe, without it.
const CLIPPED: [&str; 9] = [
    "em", "til", "tis", "twas", "n", "cause", "cos", "bout", "round",
];

/// Whether a mark is one of the single ones, which are apostrophes too.
pub(super) fn is_single(mark: char) -> bool {
    matches!(mark, '\'' | '‘' | '’' | '‚' | '‛')
}

/// The quotation marks of a paragraph, in order.
pub(super) fn signs(text: &str) -> Vec<Sign> {
    let mut signs: Vec<Sign> = text
        .match_indices(is_mark)
        .filter_map(|(at, mark)| Some(sign(text, at, mark.chars().next()?)))
        .collect();
    let possessives: Vec<usize> = (0..signs.len())
        .filter(|&index| is_possessive(text, &signs, index))
        .collect();
    for index in possessives {
        signs[index].closes = false;
    }
    signs.retain(|sign| sign.opens || sign.closes);
    signs
}

fn is_mark(c: char) -> bool {
    (c == '"' || c == '\'' || c > '\u{A0}') && MARKS.iter().any(|(mark, _)| *mark == c)
}

fn sign(text: &str, at: usize, mark: char) -> Sign {
    let before = text[..at].chars().next_back();
    let rest = &text[at + mark.len_utf8()..];
    let after = rest.chars().next();
    let starts = before.is_none_or(char::is_whitespace);
    let ends = after.is_none_or(char::is_whitespace);
    let (word_before, word_after) = (before.is_some_and(in_word), after.is_some_and(in_word));
    // What the place alone allows.
    let may_open = !word_before && !ends;
    let may_close = !word_after && !starts;
    let (opens, closes) = match mark {
        '"' if is_inches(&text[..at]) => (false, false),
        '"' if word_before && word_after => (before_hebrew_word(before, rest), false),
        // Set apart on both sides, as old agency texts have it: whatever is due.
        '"' | '＂' if starts && ends => (true, true),
        '"' | '＂' => (may_open, may_close),
        '\'' => (may_open && !is_clipped(rest), may_close),
        '‘' | '‛' => (!(is_clipped(rest) || word_before && word_after), may_close),
        '’' => (false, may_close),
        '“' => (!ends || starts, may_close),
        '”' => (starts && !ends, true),
        '»' | '›' => (may_open, true),
        '«' | '‹' => (true, true),
        '」' | '』' | '｣' | '﹂' | '﹄' | '〞' | '〟' => (false, true),
        _ => (true, false),
    };
    Sign {
        mark,
        at,
        opens,
        closes,
    }
}

/// Whether a character makes one word with the letter beside it. Where there are no spaces between words, or endings
/// follow the closing mark as in Korean, letters tell nothing.
fn in_word(c: char) -> bool {
    let unspaced = matches!(
        c,
        '\u{E00}'..='\u{EFF}'
            | '\u{1000}'..='\u{109F}'
            | '\u{1100}'..='\u{11FF}'
            | '\u{1780}'..='\u{17FF}'
            | '\u{2E80}'..='\u{A4CF}'
            | '\u{AC00}'..='\u{D7FF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FF66}'..='\u{FFDC}'
            | '\u{20000}'..='\u{3FFFF}'
    );
    c.is_alphanumeric() && !unspaced
}

/// Whether a straight mark inside a Hebrew word begins a name behind a prefix (ב"הארץ"), and does not stand before the last
/// letter of an acronym (צה"ל).
fn before_hebrew_word(before: Option<char>, rest: &str) -> bool {
    let is_hebrew = |c: char| matches!(c, '\u{5D0}'..='\u{5EA}');
    before.is_some_and(is_hebrew) && rest.chars().take(2).filter(|&c| is_hebrew(c)).count() == 2
}

/// Whether a straight mark behind this text stands for inches: 6'2".
fn is_inches(before: &str) -> bool {
    let feet = before.trim_end_matches(|c: char| c.is_ascii_digit());
    feet.len() < before.len()
        && feet
            .strip_suffix(['\'', '’', '′'])
            .is_some_and(|feet| feet.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether a single mark before this text stands for letters left out: ’em, ’90s.
fn is_clipped(rest: &str) -> bool {
    let word = rest.split(|c: char| !c.is_alphanumeric()).next();
    let word = word.unwrap_or_default().to_lowercase();
    let is_decade =
        || word.len() == 3 && word.ends_with('s') && word.as_bytes()[0].is_ascii_digit();
    CLIPPED.contains(&word.as_str()) || is_decade()
}

/// Whether a mark that could close is rather the apostrophe of a plural (the workers’ union): another closing one follows
/// before a quotation begins again.
fn is_possessive(text: &str, signs: &[Sign], index: usize) -> bool {
    let sign = signs[index];
    let after_s = text[..sign.at].ends_with(['s', 'x', 'z', 'S', 'X', 'Z']);
    let mut next = text[sign.end()..].chars();
    let word_follows =
        next.next().is_some_and(char::is_whitespace) && next.next().is_some_and(char::is_lowercase);
    if !is_single(sign.mark) || !sign.closes || !after_s || !word_follows {
        return false;
    }
    signs[index + 1..]
        .iter()
        .filter(|later| is_single(later.mark))
        .find(|later| later.opens || later.closes)
        .is_some_and(|later| later.closes && later.mark == sign.mark)
}
