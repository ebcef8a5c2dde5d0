//! Where marks stand: the unit of offsets is found by what the file says that they cover, and never assumed.
//!
//! An offset may count code points, UTF-16 units or bytes, a line end of two characters once or twice, and a byte order mark
//! or not. Every way of counting that makes a difference for a text is tried, the declared one first; the one under which
//! most quotations read right is that of the document. A mark that then still does not read right is placed by another
//! way, or where its quotation stands once in the text, or not at all.

use std::borrow::Cow;

use memchr::memmem;

use crate::model::Spans;
use crate::text::{Byte, CodePoint, OffsetMap, Span, Text, Utf16, is_grapheme_boundary, snap};

use super::super::{Carry, clean, clean_carrying};
use super::neutral::{Mark, Piece, Unit};

/// How many bytes are looked through for quotations without a place, in one document.
const SEARCHED: usize = 1 << 30;

/// A way to count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Counting {
    /// What one step is.
    pub unit: Unit,
    /// What a line end counts.
    pub breaks: Breaks,
    /// Whether a byte order mark is counted otherwise than the text has it.
    pub mark: bool,
}

/// What a line end counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Breaks {
    /// What it is in the text.
    #[default]
    AsIs,
    /// One, although the text has CR LF.
    Once,
    /// Two, although the text has LF.
    Twice,
}

/// Where a mark stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Placed {
    /// Here.
    At {
        /// On boundaries of graphemes.
        spans: Spans,
        /// How it was found.
        by: By,
        /// Whether an end stood inside a grapheme and was moved outwards.
        snapped: bool,
    },
    /// It covers nothing.
    Empty,
    /// Nobody knows where.
    Nowhere,
}

/// How the place of a mark was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The file's offsets cover what the file says, counted like this.
    Quote(Counting),
    /// Its quotation stands once in the text, elsewhere than the offsets say.
    Search,
    /// The file does not say what its offsets cover.
    Offsets,
}

/// A text under one way of counting.
struct Laid<'a> {
    counting: Counting,
    text: Cow<'a, str>,
    map: OffsetMap,
    carry: Carry,
}

impl<'a> Laid<'a> {
    fn new(raw: &'a str, counting: Counting) -> Self {
        let mut text = match counting.breaks {
            Breaks::AsIs => Cow::Borrowed(raw),
            Breaks::Once => Cow::Owned(raw.replace("\r\n", "\n")),
            Breaks::Twice => Cow::Owned(raw.replace("\r\n", "\n").replace('\n', "\r\n")),
        };
        if counting.mark {
            text = match text.strip_prefix('\u{feff}') {
                Some(rest) => Cow::Owned(rest.to_owned()),
                None => Cow::Owned(format!("\u{feff}{text}")),
            };
        }
        let (_, _, carry) = clean_carrying(&text);
        Self {
            counting,
            map: OffsetMap::new(&text),
            carry,
            text,
        }
    }

    /// Where an offset is in the clean text, and whether it is inside a character.
    fn byte(&self, at: u64) -> Option<(usize, bool)> {
        let at = u32::try_from(at).ok()?;
        let (byte, is_inside) = match self.counting.unit {
            Unit::CodePoint => (self.map.from_code_point(&self.text, CodePoint(at))?, false),
            Unit::Utf16 => {
                if at > self.map.utf16_units().0 {
                    return None;
                }
                match self.map.from_utf16(&self.text, Utf16(at)) {
                    Some(byte) => (byte, false),
                    // Between the halves of a pair.
                    None => (self.map.from_utf16(&self.text, Utf16(at - 1))?, true),
                }
            }
            Unit::Byte => {
                let floor = self.text.floor_char_boundary(at as usize);
                if at as usize > self.text.len() {
                    return None;
                }
                (Byte::new(floor), floor != at as usize)
            }
        };
        Some((self.carry.to_clean(byte.index()), is_inside))
    }

    /// The stretch of the clean text that a piece covers.
    fn range(&self, piece: &Piece) -> Option<(Span, bool)> {
        let ((start, one), (end, other)) = (self.byte(piece.start)?, self.byte(piece.end)?);
        (start <= end).then(|| (Span::of(start..end), one || other))
    }

    /// Whether a piece covers what it quotes.
    fn reads(&self, clean: &Text, piece: &Piece) -> bool {
        let Some(quote) = &piece.quote else {
            return true;
        };
        self.range(piece)
            .and_then(|(span, _)| clean.get(span))
            .is_some_and(|covered| is_same(covered, quote))
    }
}

/// Whether a covered text is what a file quotes: formats differ in what they make of line ends and blanks.
fn is_same(covered: &str, quote: &str) -> bool {
    covered == quote
        || clean(quote).0 == covered
        || (quote.len().abs_diff(covered.len()) <= covered.len() / 4 + 8
            && covered.split_whitespace().eq(quote.split_whitespace())
            && !covered.trim().is_empty())
}

/// Finds the places of a document's marks.
pub struct Placer<'a> {
    raw: &'a str,
    clean: &'a Text,
    declared: Unit,
    candidates: Vec<Counting>,
    laid: Vec<Laid<'a>>,
    searched: usize,
}

impl<'a> Placer<'a> {
    /// For a text as a file has it and as it is clean, with the unit that the format declares.
    #[must_use]
    pub fn new(raw: &'a str, clean: &'a Text, declared: Unit) -> Self {
        Self {
            raw,
            clean,
            declared,
            candidates: candidates(raw, declared),
            laid: Vec::new(),
            searched: 0,
        }
    }

    /// The text under the candidate with this number.
    fn laid(&mut self, number: usize) -> Option<&Laid<'a>> {
        while self.laid.len() <= number {
            let counting = *self.candidates.get(self.laid.len())?;
            self.laid.push(Laid::new(self.raw, counting));
        }
        self.laid.get(number)
    }

    /// Puts the way of counting first under which most quotations read right; says whether any does, so that it is certain.
    pub fn choose<'m>(&mut self, marks: &(impl Iterator<Item = &'m Mark> + Clone)) -> bool {
        let quoted = || {
            let pieces = marks.clone().flat_map(|mark| &mark.pieces);
            pieces.filter(|piece| piece.quote.as_ref().is_some_and(|quote| !quote.is_empty()))
        };
        let all = quoted().count();
        if all == 0 {
            return false;
        }
        let (mut best, mut most) = (0, 0);
        let clean = self.clean;
        for number in 0..self.candidates.len() {
            let Some(laid) = self.laid(number) else {
                break;
            };
            let count = quoted().filter(|piece| laid.reads(clean, piece)).count();
            if count > most {
                (best, most) = (number, count);
            }
            if count == all {
                break;
            }
        }
        self.prefer(best);
        most > 0
    }

    /// How the format says that it counts.
    #[must_use]
    pub fn declared(&self) -> Counting {
        Counting {
            unit: self.declared,
            ..Counting::default()
        }
    }

    /// The way of counting that is in use.
    #[must_use]
    pub fn counting(&self) -> Counting {
        self.candidates.first().copied().unwrap_or_default()
    }

    /// Counts as other documents of the file do.
    pub fn count_as(&mut self, counting: Counting) {
        if let Some(number) = self.candidates.iter().position(|it| *it == counting) {
            self.prefer(number);
        }
    }

    fn prefer(&mut self, number: usize) {
        if self.laid(number).is_some() {
            self.candidates.swap(0, number);
            self.laid.swap(0, number);
        }
    }

    /// Where a mark stands.
    #[must_use]
    pub fn place(&mut self, mark: &Mark) -> Placed {
        if mark.pieces.iter().all(|piece| piece.start == piece.end) {
            return Placed::Empty;
        }
        let clean = self.clean;
        let is_quoted = mark
            .pieces
            .iter()
            .any(|piece| piece.quote.as_ref().is_some_and(|quote| !quote.is_empty()));
        if !is_quoted {
            let placed = self.laid(0).and_then(|laid| spans(laid, clean, mark));
            return placed.map_or(Placed::Nowhere, |(spans, snapped)| Placed::At {
                spans,
                by: By::Offsets,
                snapped,
            });
        }
        for number in 0..self.candidates.len() {
            let Some(laid) = self.laid(number) else {
                break;
            };
            if !mark.pieces.iter().all(|piece| laid.reads(clean, piece)) {
                continue;
            }
            let by = By::Quote(laid.counting);
            if let Some((spans, snapped)) = spans(laid, clean, mark) {
                return Placed::At { spans, by, snapped };
            }
        }
        self.search(mark).unwrap_or(Placed::Nowhere)
    }

    /// Where each quotation stands once.
    fn search(&mut self, mark: &Mark) -> Option<Placed> {
        let mut found: Vec<Span> = Vec::new();
        let text = self.clean.as_str();
        for piece in &mark.pieces {
            let quote = clean(piece.quote.as_deref().filter(|quote| !quote.is_empty())?).0;
            self.searched += text.len();
            if self.searched > SEARCHED {
                return None;
            }
            let mut places = memmem::find_iter(text.as_bytes(), quote.as_bytes());
            let (first, None) = (places.next()?, places.next()) else {
                return None;
            };
            // Another place that overlaps it is another place, too.
            let again = text.as_bytes().get(first + 1..)?;
            if memmem::find(again, quote.as_bytes()).is_some() {
                return None;
            }
            found.push(Span::of(first..first + quote.len()));
        }
        let (spans, snapped) = joined(self.clean, found)?;
        let by = By::Search;
        Some(Placed::At { spans, by, snapped })
    }
}

/// What a mark covers, and whether an end was moved.
fn spans(laid: &Laid<'_>, clean: &Text, mark: &Mark) -> Option<(Spans, bool)> {
    let mut found = Vec::with_capacity(mark.pieces.len());
    let mut is_inside = false;
    for piece in &mark.pieces {
        let (span, inside) = laid.range(piece)?;
        is_inside |= inside;
        if !span.is_empty() {
            found.push(span);
        }
    }
    let (spans, snapped) = joined(clean, found)?;
    Some((spans, snapped || is_inside))
}

/// Stretches in any order as spans on boundaries of graphemes, and whether an end was moved.
fn joined(clean: &Text, found: Vec<Span>) -> Option<(Spans, bool)> {
    let text = clean.as_str();
    let fits = |span: &Span| {
        is_grapheme_boundary(text, span.start) && is_grapheme_boundary(text, span.end)
    };
    let snapped = !found.iter().all(fits);
    let found: Vec<Span> = if snapped {
        found.into_iter().map(|span| snap(clean, span)).collect()
    } else {
        found
    };
    if let Ok(spans) = Spans::new(found.clone()) {
        return Some((spans, snapped));
    }
    let (first, rest) = found.split_first()?;
    let first = Spans::one(*first).ok()?;
    Some((
        rest.iter().fold(first, |spans, span| spans.with(*span)),
        snapped,
    ))
}

/// The ways of counting that differ for a text, the declared one first, likely ones before unlikely ones.
fn candidates(raw: &str, declared: Unit) -> Vec<Counting> {
    let mut units = vec![declared];
    if !raw.is_ascii() {
        let all = [Unit::CodePoint, Unit::Utf16, Unit::Byte];
        units.extend(all.into_iter().filter(|unit| *unit != declared));
    }
    let mut breaks = vec![Breaks::AsIs];
    if raw.contains("\r\n") {
        breaks.push(Breaks::Once);
    } else if raw.contains('\n') {
        breaks.push(Breaks::Twice);
    }
    let mut all = Vec::new();
    for mark in [false, true] {
        for breaks in &breaks {
            for unit in &units {
                all.push(Counting {
                    unit: *unit,
                    breaks: *breaks,
                    mark,
                });
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Ana Núñez 😀 said:\r\n“no” 👩\u{200d}👧 today\r\n";

    fn placed(raw: &str, declared: Unit, marks: &[Mark]) -> Vec<(String, Option<By>)> {
        let clean = Text::new(clean(raw).0.into_owned());
        let mut placer = Placer::new(raw, &clean, declared);
        let _certain = placer.choose(&marks.iter());
        marks
            .iter()
            .map(|mark| match placer.place(mark) {
                Placed::At { spans, by, .. } => (spans.quotation(&clean), Some(by)),
                other => (format!("{other:?}"), None),
            })
            .collect()
    }

    fn mark(start: u64, end: u64, quote: &str) -> Mark {
        Mark::on("m", "x", Piece::quoting(start, end, quote))
    }

    #[test]
    fn the_unit_is_found_by_the_quotations() {
        // The same two words under every way of counting; the text has CR LF and an emoji.
        let ways = [
            (Unit::CodePoint, Breaks::AsIs, [(12, 16), (28, 33)]),
            (Unit::Utf16, Breaks::AsIs, [(13, 17), (31, 36)]),
            (Unit::Byte, Breaks::AsIs, [(17, 21), (45, 50)]),
            (Unit::CodePoint, Breaks::Once, [(12, 16), (27, 32)]),
            (Unit::Utf16, Breaks::Once, [(13, 17), (30, 35)]),
        ];
        for (unit, breaks, places) in ways {
            let counting = Counting {
                unit,
                breaks,
                mark: false,
            };
            let marks: Vec<Mark> = core::iter::zip(places, ["said", "today"])
                .map(|((start, end), quote)| mark(start, end, quote))
                .collect();
            for declared in [Unit::CodePoint, Unit::Utf16, Unit::Byte] {
                let by = Some(By::Quote(counting));
                assert_eq!(
                    placed(TEXT, declared, &marks),
                    [("said".to_owned(), by), ("today".to_owned(), by)],
                    "{counting:?}, declared {declared:?}"
                );
            }
        }
    }

    #[test]
    fn line_ends_may_count_two_although_the_text_has_one() {
        let text = "One.\nTwo.\nThree.\n";
        let twice = Some(By::Quote(Counting {
            breaks: Breaks::Twice,
            ..Counting::default()
        }));
        let marks = [mark(6, 9, "Two"), mark(12, 17, "Three")];
        assert_eq!(
            placed(text, Unit::CodePoint, &marks),
            [("Two".to_owned(), twice), ("Three".to_owned(), twice)]
        );
    }

    #[test]
    fn what_reads_right_nowhere_is_found_by_its_words_or_not_at_all() {
        let marks = [
            mark(4, 7, "Two"),
            mark(0, 3, "One"),
            mark(0, 3, "Five"),
            mark(99, 200, "Three"),
            mark(5, 5, ""),
            mark(9, 5, ""),
        ];
        let text = "One. Two. Three. One.";
        let found = placed(text, Unit::CodePoint, &marks);
        let words: Vec<&str> = found.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(
            words,
            ["Two", "One", "Nowhere", "Three", "Empty", "Nowhere"]
        );
        assert_eq!(found[0].1, Some(By::Search));
        // Twice in the text and at neither place: nobody guesses.
        assert_eq!(
            placed(text, Unit::CodePoint, &[mark(5, 8, "One")])[0].0,
            "Nowhere"
        );
    }

    #[test]
    fn ends_inside_of_what_is_one_character_to_a_reader_move_outwards() {
        let clean = Text::new("👩\u{200d}👧 e\u{301}!");
        let mut placer = Placer::new(clean.as_str(), &clean, Unit::CodePoint);
        let marks = [Mark::on("m", "x", Piece::at(1, 5))];
        let Placed::At { spans, snapped, .. } = placer.place(&marks[0]) else {
            panic!("it has a place");
        };
        assert_eq!(spans.quotation(&clean), "👩\u{200d}👧 e\u{301}");
        assert!(snapped);
        // Half of a surrogate pair.
        let mut placer = Placer::new(clean.as_str(), &clean, Unit::Utf16);
        let half = placer.place(&Mark::on("m", "x", Piece::at(1, 2)));
        assert!(matches!(half, Placed::At { snapped: true, .. }), "{half:?}");
    }
}
