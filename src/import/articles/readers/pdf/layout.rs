//! From lines to paragraphs: running heads are told from text, lines are joined, words that were parted are whole again.

use std::collections::{HashMap, HashSet};

use super::super::super::{Block, BlockKind, Cut};
use super::lines::{Line, in_reading_order, lines};
use super::pages::Page;

/// How much of a page is its head, and how much its foot.
const MARGIN: f32 = 0.15;
/// How many rows of a page, from its top and from its bottom, may be running heads.
const OUTER_ROWS: usize = 2;
/// A line this much larger than the text is a headline.
const LARGER: f32 = 1.15;
/// A gap between lines this much larger than others parts paragraphs.
const GAP: f32 = 1.3;

/// The blocks of a document.
pub(super) fn blocks(pages: &[Page]) -> Vec<Block> {
    let pages: Vec<(f32, Vec<Line>)> = pages
        .iter()
        .map(|page| (page.height, lines(page)))
        .collect();
    let heads = running_heads(&pages);
    let mut part = 0;
    let mut all: Vec<Line> = Vec::new();
    let (mut above, mut below) = (Vec::new(), Vec::new());
    let mut seen = HashSet::new();
    for (height, lines) in pages {
        let outer = outer(&lines, height);
        let (running, text): (Vec<Line>, Vec<Line>) = lines
            .into_iter()
            .partition(|line| outer.contains(&step(line.y)) && heads.contains(&key(line)));
        for line in running {
            // Once is enough to see what it is.
            if seen.insert(key(&line)) {
                let side = if line.y > height / 2.0 {
                    &mut above
                } else {
                    &mut below
                };
                side.push(Block::paragraph(line.text).without(Cut::RunningHead));
            }
        }
        part += 1;
        all.extend(in_reading_order(text, &mut part));
    }
    let mut blocks = above;
    blocks.extend(paragraphs(&all));
    blocks.extend(below);
    blocks
}

/// Where the outermost rows at the head and foot of a page stand.
fn outer(lines: &[Line], height: f32) -> HashSet<i32> {
    let margin = |line: &&Line| line.y <= height * MARGIN || line.y >= height * (1.0 - MARGIN);
    let mut rows: Vec<i32> = lines.iter().map(|line| step(line.y)).collect();
    rows.sort_unstable();
    rows.dedup();
    let first = rows.iter().take(OUTER_ROWS);
    let outer: HashSet<i32> = first
        .chain(rows.iter().rev().take(OUTER_ROWS))
        .copied()
        .collect();
    let in_margin: HashSet<i32> = lines
        .iter()
        .filter(margin)
        .map(|line| step(line.y))
        .collect();
    outer.intersection(&in_margin).copied().collect()
}

/// Where a line stands, and what it says, numbers apart.
fn key(line: &Line) -> (i32, String) {
    let mut text = String::new();
    for c in line.text.chars() {
        if !c.is_numeric() {
            text.push(c);
        } else if !text.ends_with('#') {
            text.push('#');
        }
    }
    ((line.y / 4.0).round() as i32, text)
}

/// What stands at the same place on most pages, or on every second one.
fn running_heads(pages: &[(f32, Vec<Line>)]) -> HashSet<(i32, String)> {
    let mut counts: HashMap<(i32, String), usize> = HashMap::new();
    for (height, lines) in pages {
        let outer = outer(lines, *height);
        let here = lines.iter().filter(|line| outer.contains(&step(line.y)));
        for key in here.map(key).collect::<HashSet<_>>() {
            *counts.entry(key).or_default() += 1;
        }
    }
    // Left and right pages may have heads of their own.
    let most = pages.len();
    let enough = if most < 5 {
        most / 2 + 1
    } else {
        (most * 2).div_ceil(5)
    };
    let counts = counts.into_iter();
    counts
        .filter(|(_, count)| *count >= enough.max(2))
        .map(|(key, _)| key)
        .collect()
}

/// What holds for the document: how large its letters are, which words it parts by a hyphen itself.
struct Usual {
    size: f32,
    bold: bool,
    hyphened: HashSet<String>,
    /// How far lines stand apart, by the size of their letters in half points.
    pitch: HashMap<i32, f32>,
    /// The left and right edges of each part of a page.
    edges: HashMap<usize, (f32, f32)>,
    /// Whether paragraphs begin with an indent.
    indents: bool,
}

impl Usual {
    fn of(lines: &[Line]) -> Self {
        let mut sizes: HashMap<i32, usize> = HashMap::new();
        let (mut bold, mut letters) = (0, 0);
        let mut hyphened = HashSet::new();
        let mut gaps: HashMap<i32, Vec<f32>> = HashMap::new();
        let mut edges: HashMap<usize, (f32, f32)> = HashMap::new();
        for line in lines {
            let count = line.text.chars().count();
            *sizes.entry(step(line.size)).or_default() += count;
            letters += count;
            bold += if line.bold { count } else { 0 };
            let words = line.text.split_whitespace().map(word_of);
            hyphened.extend(words.filter(|it| it.contains('-')).map(str::to_lowercase));
            let edge = edges.entry(line.part).or_insert((line.left, line.right));
            *edge = (edge.0.min(line.left), edge.1.max(line.right));
        }
        for pair in lines.windows(2) {
            let gap = pair[0].y - pair[1].y;
            if pair[0].part == pair[1].part && gap > 0.0 && step(pair[0].size) == step(pair[1].size)
            {
                gaps.entry(step(pair[0].size)).or_default().push(gap);
            }
        }
        let pitch = gaps.into_iter().map(|(size, mut gaps)| {
            gaps.sort_by(f32::total_cmp);
            (size, gaps[gaps.len() / 3])
        });
        let mut usual = Self {
            size: sizes
                .iter()
                .max_by_key(|it| it.1)
                .map_or(10.0, |it| *it.0 as f32 / 2.0),
            bold: bold * 2 > letters,
            hyphened,
            pitch: pitch.collect(),
            edges,
            indents: false,
        };
        let indented = lines
            .windows(2)
            .filter(|pair| usual.is_indented(&pair[0], &pair[1]));
        usual.indents = indented.count() >= 3;
        usual
    }

    fn left(&self, line: &Line) -> f32 {
        self.edges.get(&line.part).map_or(line.left, |it| it.0)
    }

    fn right(&self, line: &Line) -> f32 {
        self.edges.get(&line.part).map_or(line.right, |it| it.1)
    }

    fn is_indented(&self, before: &Line, line: &Line) -> bool {
        let indent = |line: &Line| line.left - self.left(line);
        let (before, here) = (indent(before), indent(line));
        (0.6 * line.size..5.0 * line.size).contains(&here) && before < 0.3 * line.size
    }

    fn is_heading(&self, line: &Line) -> bool {
        line.size > self.size * LARGER || (line.bold && !self.bold && line.size >= self.size * 0.9)
    }

    /// Whether a line begins a paragraph behind another line.
    fn begins(&self, before: &Line, line: &Line, in_item: bool) -> bool {
        if before.is_row || line.is_row || starts_item(&line.text) {
            return true;
        }
        let same_size = step(before.size) == step(line.size);
        let is_heading = self.is_heading(line);
        if is_heading != self.is_heading(before) || (is_heading && !same_size) {
            return true;
        }
        if before.part == line.part {
            let pitch = self.pitch.get(&step(line.size)).copied();
            let pitch = pitch.unwrap_or(line.size * 1.2).max(line.size);
            let gap = before.y - line.y;
            if gap > pitch * GAP + 0.5 || gap < -0.5 * line.size {
                return true;
            }
        }
        if is_heading {
            return false;
        }
        // The lines of an item stand below its text and not below its sign.
        if self.is_indented(before, line) && !(in_item && starts_item(&before.text)) {
            return true;
        }
        // Had the next word had room in the line before, the line was ended on purpose.
        let letters = line.text.chars().count().max(1) as f32;
        let first = line
            .text
            .split(' ')
            .next()
            .unwrap_or_default()
            .chars()
            .count() as f32;
        let word = (line.right - line.left) * first / letters;
        let is_rtl =
            self.right(before) - before.right < 1.0 && before.left - self.left(before) > 1.0;
        let room = if is_rtl {
            before.left - self.left(before)
        } else {
            self.right(before) - before.right
        };
        if room > word + line.size && first < letters {
            return true;
        }
        // In a new column or on a new page a sentence goes on, else it is not known.
        let ends = before
            .text
            .ends_with(['.', '!', '?', '”', '"', '»', ':', '。', '؟']);
        let starts = line.text.chars().next().is_some_and(|c| !c.is_lowercase());
        before.part != line.part && ends && starts && !self.indents
    }

    /// Adds a line to a paragraph.
    fn join(&self, text: &mut String, line: &str) {
        let Some(last) = text.chars().next_back() else {
            return text.push_str(line);
        };
        let Some(first) = line.chars().next() else {
            return;
        };
        let parted = matches!(last, '-' | '\u{2010}')
            && text.chars().rev().nth(1).is_some_and(char::is_alphabetic)
            && first.is_alphabetic();
        if parted {
            let before = text.rsplit(' ').next().unwrap_or_default();
            let behind = line.split(' ').next().unwrap_or_default();
            let whole = word_of(&format!("{before}{behind}")).to_lowercase();
            if first.is_lowercase() && !self.hyphened.contains(&whole) {
                text.pop();
            }
        } else if last != '\u{2011}' && (!is_cjk(last) || !is_cjk(first)) {
            text.push(' ');
        }
        text.push_str(line);
    }
}

/// The size of letters in half points.
fn step(size: f32) -> i32 {
    (size * 2.0).round() as i32
}

/// A word without the signs around it.
fn word_of(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether a script needs no spaces between its words.
fn is_cjk(c: char) -> bool {
    matches!(u32::from(c), 0x2e80..=0x9fff | 0xf900..=0xfaff | 0xff00..=0xffef | 0x2_0000..=0x3_ffff)
}

fn starts_item(text: &str) -> bool {
    text.starts_with(['•', '▪', '◦', '‣', '●', '■', '·'])
}

/// The paragraphs of lines in the order of reading.
fn paragraphs(lines: &[Line]) -> Vec<Block> {
    let usual = Usual::of(lines);
    let mut all: Vec<Block> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in lines {
        let in_item = all
            .last()
            .is_some_and(|block| block.kind == BlockKind::Item);
        let goes_on = before.is_some_and(|before| !usual.begins(before, line, in_item));
        if let Some(block) = all.last_mut().filter(|_| goes_on) {
            usual.join(&mut block.text, &line.text);
        } else {
            let kind = if line.is_row {
                BlockKind::Row
            } else if starts_item(&line.text) {
                BlockKind::Item
            } else if usual.is_heading(line) {
                BlockKind::Heading
            } else {
                BlockKind::Paragraph
            };
            all.push(Block::new(kind, line.text.clone()));
        }
        before = Some(line);
    }
    // What is bold and goes on and on is no headline.
    for block in &mut all {
        if block.kind == BlockKind::Heading && block.text.chars().count() > 300 {
            block.kind = BlockKind::Paragraph;
        }
    }
    all
}
