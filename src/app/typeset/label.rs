//! Labels and buttons that show words of a document.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Color32, Rangef, Rect, Response, RichText, Sense, Ui, Widget, WidgetInfo, pos2, vec2};

use super::egui_fonts;
use super::graphemes::Graphemes;
use super::layout::{Direction, Face, Language, Paragraph, Style, Typesetter};
use super::scan;
use super::typography::Typography;

/// What a label does with text that is too long for a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lines {
    /// It goes on on the next line.
    #[default]
    Wrap,
    /// It is cut with "…", and the whole is in the tool tip.
    One,
    /// It makes the label wider.
    Extend,
}

/// A label for text of any script: quotations, titles, names, file names.
///
/// Text that egui itself shows correctly becomes an egui label; the rest is laid out and painted here. Both have the
/// same face, size and line height. To be used wherever words of a document are shown, in place of [`egui::Label`].
#[derive(Clone, Debug)]
#[must_use = "show it with `ui.add`"]
pub struct TextLabel<'a> {
    text: &'a str,
    face: Face,
    size: Option<f32>,
    bold: bool,
    color: Option<Color32>,
    lines: Lines,
    sense: Option<Sense>,
    language: Option<Language>,
}

/// A tip has so much room, in points, however little there is at the edge of what it is about.
const TIP: f32 = 360.0;

/// How wide a blank is, of the size of a face.
const BLANK: f32 = 0.28;

/// What [`TextLabel::paint_in`] has painted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Painted {
    /// Points.
    pub width: f32,
    /// Whether the end of the text is missing.
    pub is_cut: bool,
}

impl<'a> TextLabel<'a> {
    /// Wrapping text in the interface face, at the size and in the colour of the `Ui`'s body text.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            face: Face::Interface,
            size: None,
            bold: false,
            color: None,
            lines: Lines::Wrap,
            sense: None,
            language: None,
        }
    }

    /// The face to set it in.
    pub fn face(self, face: Face) -> Self {
        Self { face, ..self }
    }

    /// Points per em.
    pub fn size(self, size: f32) -> Self {
        Self {
            size: Some(size),
            ..self
        }
    }

    /// Whether it is set in the bold of the face.
    pub fn bold(self, bold: bool) -> Self {
        Self { bold, ..self }
    }

    /// The colour of the text; emoji keep theirs.
    pub fn color(self, color: Color32) -> Self {
        Self {
            color: Some(color),
            ..self
        }
    }

    /// What happens where the space ends.
    pub fn lines(self, lines: Lines) -> Self {
        Self { lines, ..self }
    }

    /// A single line, cut with "…" where the space ends.
    pub fn one_line(self) -> Self {
        self.lines(Lines::One)
    }

    /// What the label reacts to; by default only to the pointer above it.
    pub fn sense(self, sense: Sense) -> Self {
        Self {
            sense: Some(sense),
            ..self
        }
    }

    /// The language of the text: it decides how Han characters look.
    pub fn language(self, language: Option<Language>) -> Self {
        Self { language, ..self }
    }

    /// Paints it on one line in a rectangle of a panel's own making, at its left, in the middle of its height, without
    /// making a widget of it: for parts of one that has a name already. Cut with “…” where the rectangle ends.
    #[expect(
        clippy::must_use_candidate,
        reason = "painting is what it is called for"
    )]
    pub fn paint_in(&self, ui: &Ui, rect: Rect) -> Painted {
        let typography = Typography::of(ui.ctx());
        let style = self.style(ui);
        let label = laid_out(&typography, ui, self.text, &style, Lines::One, rect.width());
        let extent = occupied(&label.paragraph);
        let top = rect.center().y - label.paragraph.height() / 2.0;
        let left = rect.left() - extent.min;
        let color = self.color.unwrap_or_else(|| ui.visuals().text_color());
        typography.paint(ui.painter(), &label.paragraph, pos2(left, top), color);
        Painted {
            width: extent.span(),
            is_cut: label.is_cut,
        }
    }

    /// How many points [`Self::paint_in`] takes where there is room for everything.
    #[must_use]
    pub fn width(&self, ui: &Ui) -> f32 {
        let typography = Typography::of(ui.ctx());
        let style = self.style(ui);
        let label = laid_out(
            &typography,
            ui,
            self.text,
            &style,
            Lines::One,
            f32::INFINITY,
        );
        occupied(&label.paragraph).span()
    }

    /// How high it is where it wraps at a width.
    #[must_use]
    pub fn height(&self, ui: &Ui, width: f32) -> f32 {
        let typography = Typography::of(ui.ctx());
        let style = self.style(ui);
        let label = laid_out(&typography, ui, self.text, &style, Lines::Wrap, width);
        label.paragraph.height()
    }

    fn style(&self, ui: &Ui) -> Style {
        let size = self
            .size
            .unwrap_or_else(|| egui::TextStyle::Body.resolve(ui.style()).size);
        Style {
            bold: self.bold,
            language: self.language,
            line_height: 1.35,
            ..Style::new(self.face, size)
        }
    }

    fn plain_label(&self, ui: &Ui) -> egui::Label {
        let style = self.style(ui);
        let mut text = RichText::new(self.text)
            .font(egui_fonts::font_id(self.face, self.bold, style.size))
            .line_height(Some(style.size * style.line_height));
        if let Some(color) = self.color {
            text = text.color(color);
        }
        let label = egui::Label::new(text);
        let label = match self.lines {
            Lines::Wrap => label.wrap(),
            Lines::One => label.truncate(),
            Lines::Extend => label.extend(),
        };
        match self.sense {
            Some(sense) => label.sense(sense).selectable(false),
            None => label,
        }
    }
}

impl Widget for TextLabel<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        if scan::is_plain(self.text) {
            return ui.add(self.plain_label(ui));
        }
        let typography = Typography::of(ui.ctx());
        let label = laid_out(
            &typography,
            ui,
            self.text,
            &self.style(ui),
            self.lines,
            ui.available_width(),
        );
        let extent = occupied(&label.paragraph);
        let size = vec2(extent.span(), label.paragraph.height());
        let (rect, mut response) =
            ui.allocate_exact_size(size, self.sense.unwrap_or(Sense::hover()));
        response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), self.text));
        if ui.is_rect_visible(rect) {
            let color = self.color.unwrap_or_else(|| match self.sense {
                Some(_) => ui.style().interact(&response).text_color(),
                None => ui.visuals().text_color(),
            });
            typography.paint(
                ui.painter(),
                &label.paragraph,
                rect.min - vec2(extent.min, 0.0),
                color,
            );
        }
        if label.is_cut {
            response = response.on_hover_ui(|ui| {
                ui.set_max_width(TIP);
                ui.add(Self {
                    lines: Lines::Wrap,
                    sense: None,
                    ..self
                });
            });
        }
        response
    }
}

/// A button whose text is of any script. It looks like [`egui::Button`].
#[derive(Clone, Debug)]
#[must_use = "show it with `ui.add`"]
pub struct TextButton<'a> {
    text: &'a str,
    /// What stands behind the text, whole.
    tail: &'a str,
    selected: bool,
    /// How wide it may be, whatever room there is; in points.
    most: Option<f32>,
    language: Option<Language>,
}

impl<'a> TextButton<'a> {
    /// A button with one line of text, cut with "…" where the space ends.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            tail: "",
            selected: false,
            most: None,
            language: None,
        }
    }

    /// Not cut: where it stands can be scrolled.
    pub fn whole(self) -> Self {
        self.at_most(f32::INFINITY)
    }

    /// As wide as its text up to so many points, and cut there: for lines that wrap, where what is left of a line is no
    /// measure.
    pub fn at_most(self, points: f32) -> Self {
        Self {
            most: Some(points),
            ..self
        }
    }

    /// With this behind the text. Where the space ends, the text is cut and not this, and whatever the script of the text is, it
    /// stands at its right.
    pub fn with_tail(self, tail: &'a str) -> Self {
        Self { tail, ..self }
    }

    /// Whether it is shown as chosen.
    pub fn selected(self, selected: bool) -> Self {
        Self { selected, ..self }
    }

    /// The language of the text: it decides how Han characters look.
    pub fn language(self, language: Option<Language>) -> Self {
        Self { language, ..self }
    }
}

impl Widget for TextButton<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let is_whole = self.most.is_some_and(f32::is_infinite);
        let is_one = self.tail.is_empty();
        if is_one && scan::is_plain(self.text) && (is_whole || self.most.is_none()) {
            let button = egui::Button::new(self.text).selected(self.selected);
            return ui.add(if is_whole {
                button.wrap_mode(egui::TextWrapMode::Extend)
            } else {
                button.truncate()
            });
        }
        let typography = Typography::of(ui.ctx());
        let font = egui::TextStyle::Button.resolve(ui.style());
        let style = Style {
            language: self.language,
            ..Style::new(Face::Interface, font.size)
        };
        let padding = ui.spacing().button_padding;
        let tail = (!is_one).then(|| {
            let endless = f32::INFINITY;
            let tail = laid_out(&typography, ui, self.tail, &style, Lines::Extend, endless);
            tail.paragraph
        });
        let behind = tail.as_ref().map(|tail| occupied(tail));
        let behind_width = behind.map_or(0.0, |extent| extent.span() + font.size * BLANK);
        let width = self.most.unwrap_or_else(|| ui.available_width()) - 2.0 * padding.x;
        let lines = if is_whole { Lines::Extend } else { Lines::One };
        let label = laid_out(
            &typography,
            ui,
            self.text,
            &style,
            lines,
            width - behind_width,
        );
        let extent = occupied(&label.paragraph);
        let height = tail.as_ref().map_or(0.0, |tail| tail.height());
        let height = label.paragraph.height().max(height);
        let text_size = vec2(extent.span() + behind_width, height);
        let size = (text_size + 2.0 * padding).max(vec2(0.0, ui.spacing().interact_size.y));
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| {
            let name = if is_one {
                self.text.to_owned()
            } else {
                format!("{} {}", self.text, self.tail)
            };
            WidgetInfo::selected(Role::Button, ui.is_enabled(), self.selected, name)
        });
        if ui.is_rect_visible(rect) {
            let visuals = ui.style().interact_selectable(&response, self.selected);
            let frame = rect.expand(visuals.expansion);
            let fill = if self.selected {
                visuals.bg_fill
            } else {
                visuals.weak_bg_fill
            };
            ui.painter().rect(
                frame,
                visuals.corner_radius,
                fill,
                visuals.bg_stroke,
                egui::StrokeKind::Inside,
            );
            let text = egui::Align2::CENTER_CENTER.align_size_within_rect(text_size, rect);
            let paint = |paragraph: &Paragraph, left: f32| {
                let top = text.center().y - paragraph.height() / 2.0;
                let (painter, color) = (ui.painter(), visuals.text_color());
                typography.paint(painter, paragraph, pos2(left, top), color);
            };
            paint(&label.paragraph, text.left() - extent.min);
            if let (Some(tail), Some(behind)) = (&tail, behind) {
                paint(tail, text.right() - behind.max);
            }
        }
        if label.is_cut {
            response.on_hover_ui(|ui| {
                ui.set_max_width(TIP);
                ui.add(TextLabel::new(self.text));
            })
        } else {
            response
        }
    }
}

/// The part of its width that a paragraph takes in a panel. Right-to-left text of several lines takes all of it: one such
/// label below the other, they are flush on the right.
fn occupied(paragraph: &Paragraph) -> Rangef {
    let seen = paragraph.extent();
    let is_flush_right =
        paragraph.direction() == Direction::RightToLeft && paragraph.line_count() > 1;
    Rangef::new(
        if is_flush_right {
            seen.min.min(0.0)
        } else {
            seen.min
        },
        seen.max,
    )
}

/// Lays a text out for a label, or takes it from the cache.
fn laid_out(
    typography: &Typography,
    ui: &Ui,
    text: &str,
    style: &Style,
    lines: Lines,
    width: f32,
) -> LaidOut {
    let width = if lines == Lines::Extend {
        f32::INFINITY
    } else {
        width.max(1.0)
    };
    let pixels_per_point = ui.ctx().pixels_per_point();
    typography.with_labels(|cache, typesetter| {
        cache.get(typesetter, text, style, lines, width, pixels_per_point)
    })
}

/// A label's text, in lines.
#[derive(Clone, Debug)]
pub(super) struct LaidOut {
    pub paragraph: Arc<Paragraph>,
    /// Whether the end of the text is missing.
    pub is_cut: bool,
}

/// Labels of the last frames, laid out.
#[derive(Default)]
pub(super) struct LabelCache {
    /// By hash of everything that decides the layout.
    entries: HashMap<u64, Entry>,
    hasher: BuildHasherDefault<DefaultHasher>,
    frame: u64,
}

struct Entry {
    text: Box<str>,
    label: LaidOut,
    last_used: u64,
}

impl LabelCache {
    /// Labels the cache may hold when a frame begins; a screen has far fewer.
    const MANY: usize = 512;
    /// Frames after which a label that is not shown may go.
    const OLD: u64 = 60;

    /// Forgets labels that have not been shown for a while, if there are many.
    pub fn begin_frame(&mut self) {
        self.frame += 1;
        if self.entries.len() > Self::MANY {
            let frame = self.frame;
            self.entries
                .retain(|_, entry| frame - entry.last_used < Self::OLD);
        }
    }

    /// The label laid out; `width` in points.
    pub fn get(
        &mut self,
        typesetter: &mut Typesetter,
        text: &str,
        style: &Style,
        lines: Lines,
        width: f32,
        pixels_per_point: f32,
    ) -> LaidOut {
        let key = self.hasher.hash_one((
            text,
            (
                style.face,
                style.size.to_bits(),
                style.line_height.to_bits(),
                style.bold,
            ),
            (
                style.extra_space_below_lines.to_bits(),
                style.language,
                style.direction,
            ),
            (lines, width.to_bits(), pixels_per_point.to_bits()),
            typesetter.generation(),
        ));
        if let Some(entry) = self.entries.get_mut(&key)
            && *entry.text == *text
        {
            entry.last_used = self.frame;
            return entry.label.clone();
        }
        let label = match lines {
            Lines::Wrap | Lines::Extend => {
                let paragraph = typesetter.lay_out(text, style, width, pixels_per_point);
                LaidOut {
                    paragraph: Arc::new(paragraph),
                    is_cut: false,
                }
            }
            Lines::One => one_line(typesetter, text, style, width, pixels_per_point),
        };
        self.entries.insert(
            key,
            Entry {
                text: text.into(),
                label: label.clone(),
                last_used: self.frame,
            },
        );
        label
    }
}

/// Lays out as much of the start of `text` as fits into `width` points, with "…" if that is not all.
fn one_line(
    typesetter: &mut Typesetter,
    text: &str,
    style: &Style,
    width: f32,
    pixels_per_point: f32,
) -> LaidOut {
    /// No label shows more; what comes after is not looked at.
    const MOST: usize = 2048;
    let graphemes = Graphemes::of(text);
    let end = graphemes.floor(MOST);
    let line = text[..end].replace(['\n', '\u{2028}', '\u{2029}'], " ");
    // Separators of three bytes have become one: the cuts are found in the new text.
    let graphemes = Graphemes::of(&line);
    let whole = typesetter.lay_out(&line, style, f32::INFINITY, pixels_per_point);
    if whole.width() <= width && end == text.len() {
        return LaidOut {
            paragraph: Arc::new(whole),
            is_cut: false,
        };
    }
    // The start of the text has the direction of the whole, also when the first strong letter is cut off.
    let style = Style {
        direction: Some(whole.direction()),
        ..*style
    };
    let mut kept = graphemes.floor(fitting_length(&whole, width));
    loop {
        let cut = format!("{}…", line[..kept].trim_end());
        let paragraph = typesetter.lay_out(&cut, &style, f32::INFINITY, pixels_per_point);
        if paragraph.width() <= width || kept == 0 {
            return LaidOut {
                paragraph: Arc::new(paragraph),
                is_cut: true,
            };
        }
        kept = graphemes.floor(kept - 1);
    }
}

/// How many bytes from the start are together not wider than `width` points.
fn fitting_length(line: &Paragraph, width: f32) -> usize {
    let mut widths = line.map().widths();
    widths.sort_by_key(|(offset, _)| *offset);
    let limit = width * line.pixels_per_point();
    let mut sum = 0.0;
    for (offset, width) in widths {
        sum += width;
        if sum > limit {
            return offset;
        }
    }
    line.text().len()
}
