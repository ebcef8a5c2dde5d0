//! Laying out one paragraph, and asking it where things are.

use std::borrow::Cow;
use std::ops::Range;

use egui::mutex::Mutex;
use egui::{Pos2, Rangef, Rect, pos2};
use parley::{
    BaseDirection, FontFamily, FontFamilyName, FontWeight, LayoutContext, LineHeight, OverflowWrap,
    StyleProperty,
};
use serde::{Deserialize, Serialize};

pub use fontique::Language;

use super::fonts::{FontService, Fonts, INTERFACE_FAMILY, MONO_FAMILY, READING_FAMILY};
use super::graphemes::Graphemes;
use super::line_build::map_lines;
use super::line_map::LineMap;
use super::quads::Quads;
use super::scan;

/// The faces of the program. A character that a face lacks comes from the fallback fonts of its script.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Face {
    /// For the text of articles: Source Serif 4, or what the user has chosen to read in.
    Reading,
    /// For everything around it: Inter.
    #[default]
    Interface,
    /// For file names and code: Hack.
    Mono,
}

impl Face {
    /// The families to ask, the best first.
    fn families(self, reading: &str) -> Vec<FontFamilyName<'_>> {
        let names: &[&str] = match self {
            Self::Reading => &[reading, READING_FAMILY],
            Self::Interface => &[INTERFACE_FAMILY],
            Self::Mono => &[MONO_FAMILY],
        };
        names.iter().copied().map(FontFamilyName::named).collect()
    }

    /// The weight that is bundled for bold text.
    fn bold_weight(self, reading: &str) -> FontWeight {
        match self {
            Self::Interface => FontWeight::SEMI_BOLD,
            Self::Reading if reading == INTERFACE_FAMILY => FontWeight::SEMI_BOLD,
            Self::Reading | Self::Mono => FontWeight::BOLD,
        }
    }
}

/// The way text runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// As in Latin.
    LeftToRight,
    /// As in Arabic.
    RightToLeft,
}

/// How a paragraph is set. Colours are not part of it: they are given when it is painted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Which face.
    pub face: Face,
    /// Points per em.
    pub size: f32,
    /// Distance from line to line as a multiple of the size. It does not depend on the fonts, so that nothing moves down
    /// when a fallback font arrives or a line holds one tall character.
    pub line_height: f32,
    /// Whether it is set in the bold weight.
    pub bold: bool,
    /// Points of empty space under each line, the last one too: for lanes of underlines.
    pub extra_space_below_lines: f32,
    /// The language of the text. Chinese, Japanese and Korean write the same code points differently; without a
    /// language, kana and Hangul in the paragraph tell.
    pub language: Option<Language>,
    /// The base direction; `None` takes it from the paragraph. The pieces of a divided paragraph get that of the whole
    /// ([`direction_of`](scan::direction_of)).
    pub direction: Option<Direction>,
}

impl Style {
    /// Regular text of a face and size in points, at one and a half lines for reading and one and a third otherwise.
    #[must_use]
    pub const fn new(face: Face, size: f32) -> Self {
        let line_height = match face {
            Face::Reading => 1.5,
            Face::Interface | Face::Mono => 1.35,
        };
        Self {
            face,
            size,
            line_height,
            bold: false,
            extra_space_below_lines: 0.0,
            language: None,
            direction: None,
        }
    }
}

/// Which of the two clusters at an offset the caret belongs to. They can be apart where lines or directions meet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Affinity {
    /// The one after the offset.
    #[default]
    Downstream,
    /// The one before the offset.
    Upstream,
}

/// A place for the caret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Position {
    /// Byte offset in the paragraph, on a grapheme boundary.
    pub offset: usize,
    /// To which of the graphemes beside it the caret belongs.
    pub affinity: Affinity,
}

impl Position {
    /// The place before the grapheme at `offset`.
    #[must_use]
    pub const fn before(offset: usize) -> Self {
        Self {
            offset,
            affinity: Affinity::Downstream,
        }
    }

    /// The place after the grapheme that ends at `offset`.
    #[must_use]
    pub const fn after(offset: usize) -> Self {
        Self {
            offset,
            affinity: Affinity::Upstream,
        }
    }
}

/// Visual directions on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// To the left.
    Left,
    /// To the right.
    Right,
}

/// Visual directions between lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vertical {
    /// To the line above.
    Up,
    /// To the line below.
    Down,
}

/// What a point is on.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The nearest place for the caret.
    pub position: Position,
    /// The nearest grapheme, in bytes; empty on an empty line.
    pub cluster: Range<usize>,
    /// Index of the nearest line.
    pub line: usize,
    /// Whether the point is on that grapheme, not beside the text.
    pub inside: bool,
}

/// Where to draw a caret, in points from the top left corner of the paragraph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Caret {
    /// From the left.
    pub x: f32,
    /// Upper end.
    pub top: f32,
    /// Lower end.
    pub bottom: f32,
    /// Index of the line.
    pub line: usize,
    /// Whether the text it belongs to runs to the left.
    pub rtl: bool,
}

/// One line of a paragraph; lengths in points from its top left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Upper edge.
    pub top: f32,
    /// Where letters stand.
    pub baseline: f32,
    /// Where the text's part of the line ends and the extra space begins.
    pub text_bottom: f32,
    /// Where the next line begins.
    pub bottom: f32,
    /// Left end of what is seen; white space that ends the line is not part of it.
    pub left: f32,
    /// Right end of what is seen.
    pub right: f32,
    /// Bytes of the text, with the white space or separator that ends the line.
    pub text: Range<usize>,
    /// Whether it is the paragraph's first line.
    pub is_first: bool,
    /// Whether it is the paragraph's last line.
    pub is_last: bool,
}

/// One grapheme of a line; lengths in points from the top left corner of the paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// In bytes of the paragraph.
    pub text: Range<usize>,
    /// Left edge.
    pub left: f32,
    /// Right edge.
    pub right: f32,
    /// Whether it is written to the left.
    pub rtl: bool,
}

/// Lays out paragraphs. One for each thread that does: it keeps buffers.
pub struct Typesetter {
    fonts: FontService,
    generation: u64,
    taken: Fonts,
    layout_context: LayoutContext<()>,
}

impl Typesetter {
    /// A typesetter that uses the fonts of a service, those to come too.
    #[must_use]
    pub fn new(fonts: &FontService) -> Self {
        let (generation, taken) = fonts.fonts();
        Self {
            fonts: fonts.clone(),
            generation,
            taken,
            layout_context: LayoutContext::new(),
        }
    }

    /// The generation of the fonts that the next layout will use.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.fonts.generation()
    }

    /// Lays out one paragraph to lines of at most `width` points; [`f32::INFINITY`] for a single line.
    ///
    /// `text` is to be one paragraph without its line feed, and of no more than about 16 KB: longer ones are laid out
    /// correctly, but at one go (about 0.5 ms per KB). A line feed or separator inside it ends a line. Tabs and other
    /// control characters are shown as spaces. Never fails, whatever the text.
    pub fn lay_out(
        &mut self,
        text: &str,
        style: &Style,
        width: f32,
        pixels_per_point: f32,
    ) -> Paragraph {
        self.refresh();
        let metrics = PixelMetrics::new(style, pixels_per_point);
        let shown = without_controls(text);
        let mut builder =
            self.layout_context
                .ranged_builder(&mut self.taken.context, &shown, 1.0, true);
        builder.set_base_direction(match style.direction {
            None => BaseDirection::Auto,
            Some(Direction::LeftToRight) => BaseDirection::Ltr,
            Some(Direction::RightToLeft) => BaseDirection::Rtl,
        });
        let families = style.face.families(&self.taken.reading);
        builder.push_default(FontFamily::List(families.into()));
        builder.push_default(StyleProperty::FontSize(metrics.size));
        builder.push_default(LineHeight::Absolute(metrics.text_height));
        // An address longer than the line is broken anywhere.
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        builder.push_default(StyleProperty::Locale(language_of(text, style.language)));
        if style.bold {
            builder.push_default(StyleProperty::FontWeight(
                style.face.bold_weight(&self.taken.reading),
            ));
        }
        let mut layout = builder.build(&*shown);
        let baseline = metrics.baseline(&layout);
        let width = width_in_pixels(width, metrics.pixels_per_point);
        layout.break_all_lines(width.is_finite().then_some(width));

        let mut graphemes = Graphemes::of(text);
        for run in layout.lines().flat_map(|line| line.runs()) {
            run.clusters()
                .for_each(|cluster| graphemes.join(cluster.text_range()));
        }
        let map = map_lines(&layout, text, &graphemes, width);
        Paragraph {
            text: text.into(),
            style: *style,
            metrics,
            baseline,
            width,
            generation: self.generation,
            layout,
            graphemes,
            map,
            quads: Mutex::default(),
        }
    }

    /// Takes the fonts that have come since the last layout.
    fn refresh(&mut self) {
        if self.fonts.generation() != self.generation {
            (self.generation, self.taken) = self.fonts.fonts();
        }
    }
}

impl std::fmt::Debug for Typesetter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Typesetter")
            .field("generation", &self.generation)
            .finish_non_exhaustive()
    }
}

/// A paragraph set in lines. It can be asked, painted and wrapped again, on any thread.
///
/// About 65 KB for each KB of text, and 30 bytes more for each glyph that has been painted; the largest part is what
/// parley needs to break the lines anew.
pub struct Paragraph {
    text: Box<str>,
    style: Style,
    metrics: PixelMetrics,
    /// Pixels from the top of a line to its baseline.
    baseline: f32,
    /// Pixels.
    width: f32,
    generation: u64,
    layout: parley::Layout<()>,
    graphemes: Graphemes,
    map: LineMap,
    /// Where the painter keeps what it has made of the glyphs.
    pub(super) quads: Mutex<Quads>,
}

impl Paragraph {
    /// Breaks the lines anew at `width` points; [`f32::INFINITY`] for a single line. Some seven times cheaper than laying
    /// out again.
    pub fn rewrap(&mut self, width: f32) {
        let width = width_in_pixels(width, self.metrics.pixels_per_point);
        if width.to_bits() == self.width.to_bits() {
            return;
        }
        self.width = width;
        self.layout
            .break_all_lines(width.is_finite().then_some(width));
        self.map = map_lines(&self.layout, &self.text, &self.graphemes, width);
        *self.quads.lock() = Quads::default();
    }

    /// The text that was laid out.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The style it was laid out in.
    #[must_use]
    pub fn style(&self) -> &Style {
        &self.style
    }

    /// The [generation](FontService::generation) of the fonts it was laid out with.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Physical pixels per point it was laid out for. It is sharp only when painted at that scale.
    #[must_use]
    pub fn pixels_per_point(&self) -> f32 {
        self.metrics.pixels_per_point
    }

    /// The base direction.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.map.direction()
    }

    /// Points from the top of the first line to the bottom of the last one, extra space included.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.points(to_f32(self.map.lines().len()) * self.metrics.pitch)
    }

    /// Points from line to line.
    #[must_use]
    pub fn line_pitch(&self) -> f32 {
        self.points(self.metrics.pitch)
    }

    /// Width in points of the widest line, without the white space that ends it.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.points(
            self.map
                .lines()
                .iter()
                .map(|line| line.right - line.left)
                .fold(0.0, f32::max),
        )
    }

    /// Left and right end in points of everything that is seen.
    #[must_use]
    pub fn extent(&self) -> Rangef {
        let extent = self
            .map
            .lines()
            .iter()
            .fold(Rangef::NOTHING, |extent, line| {
                Rangef::new(extent.min.min(line.left), extent.max.max(line.right))
            });
        Rangef::new(self.points(extent.min), self.points(extent.max))
    }

    /// Number of lines, at least one.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.map.lines().len()
    }

    /// The lines from top to bottom; at least one.
    pub fn lines(&self) -> impl ExactSizeIterator<Item = Line> + DoubleEndedIterator + '_ {
        (0..self.line_count()).map(|index| self.make_line(index))
    }

    /// The line with this index, if there are so many.
    #[must_use]
    pub fn line(&self, index: usize) -> Option<Line> {
        (index < self.line_count()).then(|| self.make_line(index))
    }

    /// The graphemes of a line from left to right; none for a line that is not there.
    pub fn clusters(&self, line: usize) -> impl ExactSizeIterator<Item = Cluster> + '_ {
        let clusters = if line < self.line_count() {
            self.map.clusters(line)
        } else {
            &[]
        };
        clusters.iter().map(|cluster| Cluster {
            text: cluster.text(),
            left: self.points(cluster.left),
            right: self.points(cluster.right),
            rtl: cluster.rtl,
        })
    }

    fn make_line(&self, index: usize) -> Line {
        let line = &self.map.lines()[index];
        let top = self.top(index);
        Line {
            top: self.points(top),
            baseline: self.points(top + self.baseline),
            text_bottom: self.points(top + self.metrics.text_height),
            bottom: self.points(top + self.metrics.pitch),
            left: self.points(line.left),
            right: self.points(line.right),
            text: line.text.clone(),
            is_first: index == 0,
            is_last: index + 1 == self.line_count(),
        }
    }

    /// What is at `point` (in points from the top left corner), or nearest to it.
    #[must_use]
    pub fn hit(&self, point: Pos2) -> Hit {
        let x = self.pixels(point.x);
        let y = self.pixels(point.y) / self.metrics.pitch;
        let last = self.line_count() - 1;
        let line = floor_to_usize(y).min(last);
        let in_height = y >= 0.0 && y < to_f32(last + 1);
        let hit = self.map.hit(line, x);
        Hit {
            position: hit.position,
            cluster: hit.cluster,
            line: hit.line,
            inside: hit.inside && in_height,
        }
    }

    /// Where the caret of a position is drawn. An offset inside a grapheme counts as its start, one past the text as its
    /// end.
    ///
    /// At a soft wrap the caret after a trailing space can be right of the width, or left of 0 in right-to-left text.
    #[must_use]
    pub fn caret(&self, position: Position) -> Caret {
        let place = self.map.place(self.snapped(position));
        let top = self.top(place.line);
        Caret {
            x: self.points(place.x),
            top: self.points(top),
            bottom: self.points(top + self.metrics.text_height),
            line: place.line,
            rtl: place.rtl,
        }
    }

    /// The rectangles of a range of bytes, in points: one for each visually contiguous piece of each line, as high as
    /// the text's part of the line. Graphemes that the range only touches are covered whole.
    #[must_use]
    pub fn rects(&self, range: Range<usize>) -> Vec<Rect> {
        self.map
            .pieces(&range)
            .into_iter()
            .map(|(line, left, right)| self.line_rect(line, left, right))
            .collect()
    }

    /// The same with the index of the line of each rectangle, for whoever draws under the lines.
    #[must_use]
    pub fn pieces(&self, range: Range<usize>) -> Vec<(usize, Rangef)> {
        let in_points =
            |(line, left, right)| (line, Rangef::new(self.points(left), self.points(right)));
        self.map.pieces(&range).into_iter().map(in_points).collect()
    }

    /// The rectangles of a selection: those of [`rects`](Self::rects), and one of `stub` points for every line that the
    /// selection goes through and that has nothing in it to show.
    #[must_use]
    pub fn selection_rects(&self, range: Range<usize>, stub: f32) -> Vec<Rect> {
        let pieces = self.map.pieces(&range);
        let mut rects = Vec::with_capacity(pieces.len());
        let mut pieces = pieces.into_iter().peekable();
        let first = self.map.line_of(range.start);
        for (index, line) in self.map.lines().iter().enumerate().skip(first) {
            if line.text.start > range.end {
                break;
            }
            let mut is_bare = true;
            while let Some((_, left, right)) = pieces.next_if(|piece| piece.0 == index) {
                rects.push(self.line_rect(index, left, right));
                is_bare = false;
            }
            let is_crossed =
                range.start <= line.text.start && line.text.end <= range.end && !range.is_empty();
            if is_bare && is_crossed {
                rects.push(self.line_rect(index, line.left, line.left + self.pixels(stub)));
            }
        }
        rects
    }

    /// The next place to the left or right on the screen, over line ends too; `None` at the end of the paragraph.
    #[must_use]
    pub fn move_visual(&self, position: Position, side: Side) -> Option<Position> {
        self.map.move_visual(self.snapped(position), side)
    }

    /// The place on the line above or below that is nearest to `goal_x` (points); `None` past the first or last line.
    #[must_use]
    pub fn move_line(&self, position: Position, goal_x: f32, to: Vertical) -> Option<Position> {
        self.map
            .move_line(self.snapped(position), self.pixels(goal_x), to)
    }

    /// The place on the first or last line that is nearest to `goal_x` (points): for a caret that comes from the
    /// paragraph above (`Down`) or below (`Up`).
    #[must_use]
    pub fn enter_line(&self, goal_x: f32, to: Vertical) -> Position {
        let line = match to {
            Vertical::Down => 0,
            Vertical::Up => self.line_count() - 1,
        };
        self.map.hit(line, self.pixels(goal_x)).position
    }

    /// The logical start of the line that a position is on.
    #[must_use]
    pub fn line_start(&self, position: Position) -> Position {
        self.snapped(
            self.map
                .line_start(self.map.place(self.snapped(position)).line),
        )
    }

    /// The logical end of the line that a position is on: after white space at a soft wrap, before a line separator.
    #[must_use]
    pub fn line_end(&self, position: Position) -> Position {
        self.snapped(
            self.map
                .line_end(self.map.place(self.snapped(position)).line),
        )
    }

    /// The whole graphemes that `range` touches, in bytes.
    #[must_use]
    pub fn widen(&self, range: Range<usize>) -> Range<usize> {
        self.graphemes.widen(range)
    }

    pub(super) fn layout(&self) -> &parley::Layout<()> {
        &self.layout
    }

    pub(super) fn map(&self) -> &LineMap {
        &self.map
    }

    /// Top of a line in pixels.
    pub(super) fn top(&self, line: usize) -> f32 {
        to_f32(line) * self.metrics.pitch
    }

    /// Baseline of a line in pixels.
    pub(super) fn baseline(&self, line: usize) -> f32 {
        self.top(line) + self.baseline
    }

    /// The lines that can have ink between two heights in pixels: those there and one more on each side, for tall marks.
    pub(super) fn lines_between(&self, top: f32, bottom: f32) -> Range<usize> {
        let first = floor_to_usize(top / self.metrics.pitch).saturating_sub(1);
        let end = floor_to_usize(bottom / self.metrics.pitch)
            .saturating_add(2)
            .min(self.line_count());
        if bottom < -self.metrics.pitch {
            0..0
        } else {
            first.min(end)..end
        }
    }

    fn snapped(&self, position: Position) -> Position {
        Position {
            offset: self.graphemes.floor(position.offset),
            ..position
        }
    }

    fn line_rect(&self, line: usize, left: f32, right: f32) -> Rect {
        let top = self.top(line);
        let bottom = top + self.metrics.text_height;
        Rect::from_min_max(
            pos2(self.points(left), self.points(top)),
            pos2(self.points(right), self.points(bottom)),
        )
    }

    fn points(&self, pixels: f32) -> f32 {
        pixels / self.metrics.pixels_per_point
    }

    fn pixels(&self, points: f32) -> f32 {
        points * self.metrics.pixels_per_point
    }
}

impl std::fmt::Debug for Paragraph {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Paragraph")
            .field("text", &self.text)
            .field("lines", &self.line_count())
            .finish_non_exhaustive()
    }
}

/// A style in whole pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
struct PixelMetrics {
    pixels_per_point: f32,
    size: f32,
    /// Of the text's part of a line.
    text_height: f32,
    /// From line to line.
    pitch: f32,
}

impl PixelMetrics {
    fn new(style: &Style, pixels_per_point: f32) -> Self {
        let sane = |value: f32, default: f32, min: f32, max: f32| {
            if value.is_finite() {
                value.clamp(min, max)
            } else {
                default
            }
        };
        let pixels_per_point = sane(pixels_per_point, 1.0, 0.1, 16.0);
        let size = sane(style.size, 16.0, 1.0, 400.0) * pixels_per_point;
        let text_height = (size * sane(style.line_height, 1.5, 0.5, 10.0))
            .round()
            .max(1.0);
        let extra =
            (sane(style.extra_space_below_lines, 0.0, 0.0, 1000.0) * pixels_per_point).round();
        Self {
            pixels_per_point,
            size,
            text_height,
            pitch: text_height + extra,
        }
    }

    /// The baseline that centres the face in the text's part of a line.
    fn baseline(&self, layout: &parley::Layout<()>) -> f32 {
        let (ascent, descent) = layout
            .root_span_metrics()
            .map_or((0.8 * self.size, 0.2 * self.size), |metrics| {
                (metrics.ascent, metrics.descent)
            });
        ((self.text_height - ascent - descent) / 2.0 + ascent).round()
    }
}

fn width_in_pixels(points: f32, pixels_per_point: f32) -> f32 {
    if points.is_finite() {
        (points * pixels_per_point).floor().max(0.0)
    } else {
        f32::INFINITY
    }
}

/// The text with a space for each control character: most faces draw a box for them.
///
/// Every byte keeps its offset. The line feed stays, for it ends a line.
fn without_controls(text: &str) -> Cow<'_, str> {
    let is_control = |c: char| (c < ' ' && c != '\n') || c == '\u{7F}';
    if text.contains(is_control) {
        text.replace(is_control, " ").into()
    } else {
        text.into()
    }
}

/// The language to choose glyphs by: the one given, unless it cannot be that of the Han characters in the text.
fn language_of(text: &str, given: Option<Language>) -> Option<Language> {
    if given.is_some_and(|language| matches!(language.language(), "zh" | "ja" | "ko")) {
        return given;
    }
    scan::han_language(text)
        .and_then(|tag| Language::parse(tag).ok())
        .or(given)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of lines, far below 2^24"
)]
fn to_f32(n: usize) -> f32 {
    n as f32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, and that is wanted"
)]
fn floor_to_usize(x: f32) -> usize {
    x.floor().max(0.0) as usize
}
