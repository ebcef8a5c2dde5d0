//! The column of text: which units are laid out, how high they are, and where a byte is in them.

use std::collections::HashMap;

use crate::text::{Byte, Text};

use super::super::typeset::{
    Direction, Face, Language, Paragraph, Style, Typography, direction_of,
};
use super::headings::{Shape, shape_of};
use super::heights::Heights;
use super::marks::Lanes;
use super::underlines::UnitLanes;
use super::units::{Unit, Units};

/// Everything that decides how lines break, but for the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Setting {
    /// Points per em of running text.
    pub size: f32,
    /// From line to line of running text, as a multiple of its size.
    pub spacing: f32,
    /// Points.
    pub width: f32,
    /// Physical pixels per point.
    pub scale: f32,
    /// Of the fonts.
    pub generation: u64,
}

impl Setting {
    /// From line to line of running text without overlapping marks, in physical pixels.
    pub fn pitch(&self) -> f64 {
        f64::from(pitch_of(
            &style_of(Shape::Body, self, UnitLanes::least_room()),
            self.scale,
        ))
    }

    /// Whether lines need only be broken anew to get from one setting to the other.
    fn differs_in_width_only(&self, other: &Self) -> bool {
        Self {
            width: other.width,
            ..*self
        } == *other
    }
}

/// A unit that is laid out.
#[derive(Debug)]
pub(super) struct Laid {
    pub paragraph: Paragraph,
    pub shape: Shape,
    /// Empty space above the first line, in physical pixels.
    pub above: f32,
    /// With the space above, in physical pixels.
    pub height: f32,
    /// Points.
    width: f32,
    /// Lanes that there is room for.
    pub lanes: UnitLanes,
    /// The state of [`Column::lanes`] that was asked for the lanes.
    made_of: u64,
    /// When it was last wanted.
    used: u64,
}

/// The text of one article in units, those in view laid out.
pub(super) struct Column {
    text: Text,
    language: Option<Language>,
    units: Units,
    lanes: Lanes,
    /// Those of the marks of colleagues who are shown.
    theirs: Vec<Lanes>,
    /// Counts how often the lanes have changed.
    lanes_set: u64,
    heights: Heights,
    laid: HashMap<usize, Laid>,
    setting: Option<(Setting, Typography)>,
    clock: u64,
    /// Whether some unit was laid out since the last [`Self::tidy`].
    busy: bool,
}

impl Column {
    /// Frames after which a unit that is not in view is forgotten.
    const FORGET_AFTER: u64 = 120;
    /// Bytes of text that are kept laid out whatever their age: a few screens. Laid out they take 75 times as much.
    const KEPT: usize = 48 * 1024;
    /// And so many bytes at most: a fast drag on the scroll bar passes much in a second.
    const MOST: usize = 192 * 1024;

    pub fn new(text: Text, language: &str) -> Self {
        let units = Units::new(&text);
        Self {
            text,
            language: Language::parse(language).ok(),
            units,
            lanes: Lanes::default(),
            theirs: Vec::new(),
            lanes_set: 0,
            heights: Heights::default(),
            laid: HashMap::new(),
            setting: None,
            clock: 0,
            busy: false,
        }
    }

    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The language of the text, where it is known.
    pub fn language(&self) -> Option<&Language> {
        self.language.as_ref()
    }

    pub fn units(&self) -> &Units {
        &self.units
    }

    pub fn unit(&self, index: usize) -> &Unit {
        self.units.get(index)
    }

    pub fn heights(&self) -> &Heights {
        &self.heights
    }

    /// Whether these are other lanes than it makes room for.
    pub fn would_change_lanes(&self, lanes: &Lanes, theirs: &[Lanes]) -> bool {
        let versions = |all: &[Lanes]| all.iter().map(|lanes| lanes.version).collect::<Vec<_>>();
        self.lanes.version != lanes.version || versions(&self.theirs) != versions(theirs)
    }

    /// What it is set in, once it has been shown.
    pub fn setting(&self) -> Option<&Setting> {
        self.setting.as_ref().map(|(setting, _)| setting)
    }

    pub fn typography(&self) -> Option<&Typography> {
        self.setting.as_ref().map(|(_, typography)| typography)
    }

    /// Whether the lines would break differently.
    pub fn would_change(&self, setting: &Setting) -> bool {
        self.setting() != Some(setting)
    }

    /// Takes a new setting. Heights become estimates; what is laid out is kept if it only has to be broken anew.
    pub fn set(&mut self, setting: Setting, typography: &Typography) {
        if !self.would_change(&setting) {
            return;
        }
        if !self
            .setting()
            .is_some_and(|old| old.differs_in_width_only(&setting))
        {
            self.laid.clear();
        }
        self.setting = Some((setting, typography.clone()));
        let units = &self.units;
        self.heights = Heights::new((0..units.len()).map(|unit| estimate(units, unit, &setting)));
    }

    /// Takes new marks. They can change how high the units are, where many overlap.
    pub fn set_lanes(&mut self, lanes: Lanes, theirs: Vec<Lanes>) {
        self.lanes_set += 1;
        self.lanes = lanes;
        self.theirs = theirs;
    }

    /// Begins a frame: forgets what was not wanted for long.
    pub fn tidy(&mut self) {
        self.clock += 1;
        self.busy = false;
        let bytes: usize = self
            .laid
            .values()
            .map(|laid| laid.paragraph.text().len())
            .sum();
        let age = if bytes > Self::MOST {
            2
        } else {
            Self::FORGET_AFTER
        };
        let oldest = self.clock.saturating_sub(age);
        if bytes > Self::KEPT {
            self.laid.retain(|_, laid| laid.used >= oldest);
        }
    }

    /// A unit laid out, if there is a setting; its height is then exact.
    pub fn laid(&mut self, unit: usize) -> Option<&Laid> {
        let (setting, typography) = self.setting.as_ref()?;
        let mut kept = self.laid.remove(&unit);
        if let Some(laid) = &mut kept
            && laid.made_of != self.lanes_set
        {
            laid.made_of = self.lanes_set;
            let lanes = self.lanes_of(unit);
            if lanes.room().to_bits() == laid.lanes.room().to_bits() {
                laid.lanes = lanes;
            } else {
                kept = None;
            }
        }
        self.busy |= kept.is_none();
        let mut laid = kept.unwrap_or_else(|| self.lay_out(unit, setting, typography));
        if laid.width.to_bits() != setting.width.to_bits() {
            laid.paragraph.rewrap(setting.width);
            laid.width = setting.width;
            laid.height = height_of(&laid, setting);
        }
        laid.used = self.clock;
        self.heights.set(unit, laid.height);
        Some(self.laid.entry(unit).insert_entry(laid).into_mut())
    }

    /// A unit that is laid out already, such as one in view.
    pub fn peek(&self, unit: usize) -> Option<&Laid> {
        self.laid.get(&unit)
    }

    /// Whether this frame has had units to lay out.
    pub fn is_busy(&self) -> bool {
        self.busy
    }

    /// How many units are laid out.
    #[cfg(test)]
    pub fn laid_count(&self) -> usize {
        self.laid.len()
    }

    /// Exact height of a unit in physical pixels; 0 before the first setting.
    pub fn height(&mut self, unit: usize) -> f64 {
        match self.peek(unit) {
            Some(laid) if laid.used == self.clock => f64::from(laid.height),
            _ => self.laid(unit).map_or(0.0, |laid| f64::from(laid.height)),
        }
    }

    /// Bytes of a laid-out unit's text that a span covers, as offsets in the unit.
    pub fn within(&self, unit: usize, start: Byte, end: Byte) -> core::ops::Range<usize> {
        let own = self.units.get(unit).span;
        let start = start.clamp(own.start, own.end);
        let end = end.clamp(own.start, own.end);
        start.index() - own.start.index()..end.index().max(start.index()) - own.start.index()
    }

    fn lay_out(&self, index: usize, setting: &Setting, typography: &Typography) -> Laid {
        let unit = self.units.get(index);
        let shape = shape_of(&self.text, unit.paragraph as usize);
        let lanes = self.lanes_of(index);
        let mut style = style_of(shape, setting, lanes.room());
        style.language = self.language;
        style.direction = self.direction(unit.paragraph as usize);
        let slice = self.text.slice(unit.span);
        let paragraph = typography.lay_out(slice, &style, setting.width, setting.scale);
        let mut laid = Laid {
            paragraph,
            shape,
            above: above(&self.units, index, shape, setting),
            height: 0.0,
            width: setting.width,
            lanes,
            made_of: self.lanes_set,
            used: self.clock,
        };
        laid.height = height_of(&laid, setting);
        laid
    }

    /// How many lanes a unit needs.
    fn lanes_of(&self, index: usize) -> UnitLanes {
        let span = self.units.get(index).span;
        UnitLanes {
            own: self.lanes.in_span(span),
            theirs: self
                .theirs
                .iter()
                .map(|lanes| lanes.in_span(span))
                .collect(),
        }
    }

    /// The direction of a paragraph, if its letters tell one. A blank line goes with the text around it, first with that
    /// before it: else the arrows would lead back from it.
    pub fn direction(&self, paragraph: usize) -> Option<Direction> {
        /// Paragraphs that are looked at on each side.
        const NEAR: usize = 8;
        let line = |index| self.text.slice(self.text.paragraph(index).span);
        if !line(paragraph).trim().is_empty() {
            return direction_of(line(paragraph));
        }
        let end = (paragraph + 1 + NEAR).min(self.text.paragraph_count());
        let before = (paragraph.saturating_sub(NEAR)..paragraph).rev();
        before
            .chain(paragraph + 1..end)
            .find_map(|index| direction_of(line(index)))
    }
}

impl core::fmt::Debug for Column {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Column")
            .field("units", &self.units.len())
            .field("laid", &self.laid.len())
            .field("setting", &self.setting())
            .finish_non_exhaustive()
    }
}

fn height_of(laid: &Laid, setting: &Setting) -> f32 {
    laid.above + (laid.paragraph.height() * setting.scale).round()
}

fn style_of(shape: Shape, setting: &Setting, room: f32) -> Style {
    // Larger letters and headings need less room than running text.
    let (size, share, bold) = match shape {
        Shape::Title => (1.4, 1.25 / 1.5, true),
        Shape::Heading => (1.08, 1.4 / 1.5, true),
        Shape::Body => (1.0, 1.0, false),
        Shape::Blank => (1.0, 0.8 / 1.5, false),
    };
    let (size, line_height) = (setting.size * size, setting.spacing * share);
    Style {
        line_height,
        bold,
        extra_space_below_lines: if shape == Shape::Blank { 0.0 } else { room },
        ..Style::new(Face::Reading, size)
    }
}

/// Empty space above a unit, in physical pixels: between paragraphs that no blank line separates, and above headings.
fn above(units: &Units, index: usize, shape: Shape, setting: &Setting) -> f32 {
    if index == 0 || !units.is_first(index) {
        return 0.0;
    }
    let after_blank = units.get(index - 1).span.is_empty();
    let ems = match (shape, after_blank) {
        (Shape::Blank, _) | (Shape::Body, true) => 0.0,
        (Shape::Heading, true) => 0.5,
        (Shape::Heading, false) => 1.0,
        _ => 0.55,
    };
    (ems * setting.size * setting.scale).round()
}

/// How high a unit probably is, in physical pixels.
fn estimate(units: &Units, index: usize, setting: &Setting) -> f32 {
    let unit = units.get(index);
    let shape = if unit.span.is_empty() {
        Shape::Blank
    } else {
        Shape::Body
    };
    let style = style_of(shape, setting, UnitLanes::least_room());
    // The ends of lines stay empty: half a word on average.
    let lines = (unit.ems * setting.size / (setting.width - 1.5 * setting.size).max(1.0)).ceil();
    let pitch = pitch_of(&style, setting.scale);
    above(units, index, shape, setting) + lines.max(1.0) * pitch
}

/// From line to line, in physical pixels.
fn pitch_of(style: &Style, scale: f32) -> f32 {
    (style.size * style.line_height * scale).round()
        + (style.extra_space_below_lines * scale).round()
}
