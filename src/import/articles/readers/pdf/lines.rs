//! From stretches of text on a page to lines in the order in which people read them.

use super::pages::{Page, Span};

/// Wider than this between two stretches, in sizes of their letters, and they stand in two columns or cells.
const GUTTER: f32 = 1.3;
/// A gap of this width, in sizes of the letters, is a space.
const SPACE: f32 = 0.12;
/// A column has lines of this many letters; what has shorter ones is a table.
const COLUMN_LETTERS: usize = 18;
/// A column has this many lines, at least one of two that stand side by side.
const COLUMN_LINES: usize = 4;
/// How many columns of columns are looked for.
const DEEPEST: usize = 6;

/// A line, or the part of one in a column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub text: String,
    pub left: f32,
    pub right: f32,
    /// Where it stands, from the foot of the page.
    pub y: f32,
    pub size: f32,
    pub bold: bool,
    /// The part of a page in which it stands; parts that follow each other have different numbers.
    pub part: usize,
    /// Whether it is the row of a table, its cells parted by tabs.
    pub is_row: bool,
}

/// The lines of a page from top to bottom, those side by side from left to right.
pub(super) fn lines(page: &Page) -> Vec<Line> {
    let (turned, mut spans): (Vec<&Span>, Vec<&Span>) = page
        .spans
        .iter()
        .filter(|span| !span.text.trim().is_empty() && is_sound(span))
        .partition(|span| span.turned);
    spans.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x.total_cmp(&b.x)));
    let mut rows: Vec<Vec<&Span>> = Vec::new();
    for span in spans {
        let same = |row: &&mut Vec<&Span>| {
            let first = row[0];
            let (small, large) = (first.size.min(span.size), first.size.max(span.size));
            // A raised sign stands higher than its line; a letter that is much larger belongs to several.
            let apart = if small > large * 0.4 { large } else { small };
            (first.y - span.y).abs() < apart * 0.45
        };
        match rows.last_mut().filter(same) {
            Some(row) => row.push(span),
            None => rows.push(vec![span]),
        }
    }
    let mut all: Vec<Line> = rows.into_iter().flat_map(in_row).collect();
    all.extend(turned.into_iter().flat_map(|span| in_row(vec![span])));
    all
}

fn is_sound(span: &Span) -> bool {
    [span.x, span.y, span.width, span.size]
        .iter()
        .all(|it| it.is_finite() && it.abs() < 1e6)
}

/// The parts of a row, parted where wide gaps are.
fn in_row(mut row: Vec<&Span>) -> Vec<Line> {
    row.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut parts: Vec<Vec<&Span>> = Vec::new();
    for span in row {
        let joins = |part: &&mut Vec<&Span>| {
            let last = part[part.len() - 1];
            let gap = span.x - (last.x + last.width);
            // The sign of an item stands apart and belongs to what follows.
            let is_sign = part.len() == 1 && last.text.trim().chars().count() <= 2;
            gap < GUTTER * last.size.max(span.size) * if is_sign { 3.0 } else { 1.0 }
        };
        match parts.last_mut().filter(joins) {
            Some(part) => part.push(span),
            None => parts.push(vec![span]),
        }
    }
    parts.iter().map(|part| line(part)).collect()
}

fn line(spans: &[&Span]) -> Line {
    let is_rtl = {
        let strong = |is: fn(char) -> bool| {
            let letters = spans.iter().flat_map(|span| span.text.chars());
            letters.filter(|c| is(*c)).count()
        };
        strong(is_rtl) > strong(|c| c.is_alphabetic() && !self::is_rtl(c))
    };
    let text = if is_rtl {
        from_right(spans)
    } else {
        from_left(spans)
    };
    let widest = spans
        .iter()
        .copied()
        .max_by(|a, b| a.width.total_cmp(&b.width));
    let widest = widest.unwrap_or(spans[0]);
    Line {
        text: unlace(&text),
        left: spans[0].x,
        right: spans
            .iter()
            .fold(f32::MIN, |most, it| most.max(it.x + it.width)),
        y: widest.y,
        size: widest.size,
        bold: spans.iter().all(|span| span.bold),
        part: 0,
        is_row: false,
    }
}

pub(super) fn is_rtl(c: char) -> bool {
    matches!(u32::from(c), 0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff)
}

/// Stretches from left to right, with the spaces between them.
fn from_left(spans: &[&Span]) -> String {
    let mut text = String::new();
    let mut end = f32::NAN;
    for span in spans {
        let has_space =
            text.ends_with(char::is_whitespace) || span.text.starts_with(char::is_whitespace);
        if span.x - end > SPACE * span.size && !has_space {
            text.push(' ');
        }
        text.push_str(&span.text);
        end = span.x + span.width;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// Stretches of a line that runs from right to left, in the order of reading: those in it that run from left to right, numbers
/// and foreign words, stay together.
fn from_right(spans: &[&Span]) -> String {
    // Where words part.
    let mut items: Vec<&str> = Vec::new();
    let mut end = f32::NAN;
    for span in spans {
        if span.x - end > SPACE * span.size {
            items.push(" ");
        }
        // Words that come as one stretch stand in it from left to right.
        for (at, word) in span.text.split(' ').enumerate() {
            items.extend((at > 0).then_some(" "));
            items.extend((!word.is_empty()).then_some(word));
        }
        end = span.x + span.width;
    }
    // A stop at the right end closes a line that runs from left to right as a whole.
    let is_stop = |item: &&str| matches!(*item, "." | "!" | "?" | "," | ":" | ";");
    let stop = match (items.first(), items.last()) {
        (Some(first), Some(last)) if is_stop(last) && !is_stop(first) => items.pop(),
        _ => None,
    };
    items.reverse();
    let runs_right =
        |item: &str| item.chars().any(char::is_alphanumeric) && !item.chars().any(is_rtl);
    let mut from = 0;
    while from < items.len() {
        if !runs_right(items[from]) {
            from += 1;
            continue;
        }
        let rest = items[from..]
            .iter()
            .take_while(|item| !item.chars().any(is_rtl));
        let run = rest.count();
        let last = items[from..from + run]
            .iter()
            .rposition(|item| runs_right(item));
        let to = from + last.unwrap_or(0) + 1;
        items[from..to].reverse();
        from += run;
    }
    items.extend(stop);
    let text = items.concat();
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// Letters that printers cast in one piece, apart again; hyphens that only show where a word may be parted are no letters.
fn unlace(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '\u{fb00}' => all.push_str("ff"),
            '\u{fb01}' => all.push_str("fi"),
            '\u{fb02}' => all.push_str("fl"),
            '\u{fb03}' => all.push_str("ffi"),
            '\u{fb04}' => all.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => all.push_str("st"),
            '\u{ad}' if at + c.len_utf8() == text.len() => all.push('-'),
            '\u{ad}' => {}
            c if c.is_control() => {}
            c => all.push(c),
        }
    }
    all
}

/// Puts the lines of a page into the order of reading: columns one after the other, lines across them in between.
pub(super) fn in_reading_order(lines: Vec<Line>, next_part: &mut usize) -> Vec<Line> {
    let mut all = Vec::with_capacity(lines.len());
    order(lines, 0, next_part, &mut all);
    all
}

fn order(lines: Vec<Line>, depth: usize, next_part: &mut usize, all: &mut Vec<Line>) {
    let gutter = if depth < DEEPEST {
        gutter(&lines)
    } else {
        None
    };
    let Some(gutter) = gutter else {
        *next_part += 1;
        all.extend(rows(lines).into_iter().map(|line| Line {
            part: *next_part,
            ..line
        }));
        return;
    };
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for line in lines {
        if line.right <= gutter {
            left.push(line);
        } else if line.left >= gutter {
            right.push(line);
        } else {
            // What stands across the columns comes behind what is above it in them.
            order(std::mem::take(&mut left), depth + 1, next_part, all);
            order(std::mem::take(&mut right), depth + 1, next_part, all);
            *next_part += 1;
            let part = *next_part;
            all.push(Line { part, ..line });
        }
    }
    order(left, depth + 1, next_part, all);
    order(right, depth + 1, next_part, all);
}

/// Where a gap parts lines into columns of running text: the one that fewest lines cross.
fn gutter(lines: &[Line]) -> Option<f32> {
    let mut places: Vec<f32> = lines.iter().map(|line| line.left).collect();
    places.sort_by(f32::total_cmp);
    places.dedup_by(|a, b| (*a - *b).abs() < 2.0);
    let mut best: Option<(usize, f32)> = None;
    // Text that is set in a few columns has its lines begin at a few places.
    for place in places.into_iter().skip(1).take(200) {
        let gutter = place - 1.0;
        let mut left: Vec<&Line> = Vec::new();
        let mut right: Vec<&Line> = Vec::new();
        let mut across = 0;
        for line in lines {
            if line.right <= gutter {
                left.push(line);
            } else if line.left >= gutter {
                right.push(line);
            } else {
                across += 1;
            }
        }
        let (few, many) = (left.len().min(right.len()), left.len().max(right.len()));
        let is_text = |side: &[&Line]| {
            let mut letters: Vec<usize> = side.iter().map(|it| it.text.chars().count()).collect();
            letters.sort_unstable();
            letters
                .get(letters.len() / 2)
                .is_some_and(|it| *it >= COLUMN_LETTERS)
        };
        let larger = if left.len() >= right.len() {
            &left
        } else {
            &right
        };
        let is_beside = stand_beside(&left, &right);
        if few == 0
            || many < COLUMN_LINES
            || across * 3 > few + many
            || !is_beside
            || !is_text(larger)
        {
            continue;
        }
        if few >= COLUMN_LINES && !(is_text(&left) && is_text(&right)) {
            continue;
        }
        if best.is_none_or(|(fewest, _)| across < fewest) {
            best = Some((across, gutter));
        }
    }
    best.map(|(_, gutter)| gutter)
}

/// Whether some of these lines stand at the height of some of those; both come from top to bottom.
fn stand_beside(left: &[&Line], right: &[&Line]) -> bool {
    let (mut at, mut other) = (0, 0);
    while let (Some(one), Some(two)) = (left.get(at), right.get(other)) {
        if (one.y - two.y).abs() < one.size {
            return true;
        }
        if one.y > two.y {
            at += 1;
        } else {
            other += 1;
        }
    }
    false
}

/// Parts of one row that stand side by side in no columns are cells of a table.
fn rows(lines: Vec<Line>) -> Vec<Line> {
    let mut all: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        match all.last_mut() {
            Some(last) if (last.y - line.y).abs() < last.size * 0.45 && line.left > last.right => {
                last.text.push('\t');
                last.text.push_str(&line.text);
                last.right = line.right;
                last.bold &= line.bold;
                last.is_row = true;
            }
            _ => all.push(line),
        }
    }
    all
}
