//! A passage in a list: what stands before it, itself, what stands behind it, and where that is.

use egui::accesskit::Role;
use egui::{Align, Layout, Rect, Response, Ui, UiBuilder, pos2, vec2};

use crate::model::{ArticleId, Project, TagId};
use crate::query::in_context;
use crate::say;
use crate::text::{Byte, Span, next_grapheme};

use super::super::theme::{Tokens, space};
use super::super::typeset::TextLabel;
use super::mark_all::tick;
use super::rows::{Look, row};
use super::swatch::paint_swatch;

/// Height of a row, in points.
pub(super) const ROW: f32 = 26.0;
/// Of the width, what the title has.
const TITLE: f32 = 0.26;
/// In less width, in points, there is no room for it.
const NARROW: f32 = 520.0;
/// Width of a character, about, in points.
const CHARACTER: f32 = 6.5;

/// So many characters on each side are shown when the pointer rests on it.
const WHOLE: usize = 300;
/// Width of a blank, in points.
const BLANK: f32 = 4.0;

/// A passage that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) article: ArticleId,
    pub(super) span: Span,
    /// The tags that it has already, exactly there.
    pub(super) tags: Vec<TagId>,
}

impl Hit {
    /// Where it is.
    pub(super) fn place(&self) -> (ArticleId, Span) {
        (self.article.clone(), self.span)
    }
}

/// Shows a passage as row `at`.
pub(super) fn show_hit(
    ui: &mut Ui,
    tokens: &Tokens,
    project: &Project,
    hit: &Hit,
    (at, is_chosen, ticked): (usize, bool, bool),
) -> Response {
    let look = Look {
        role: Some(Role::ListBoxOption),
        ..Look::chosen(is_chosen)
    };
    let Some(article) = project.articles.get(&hit.article) else {
        return row(ui, tokens, look, (at, ROW), "", |ui| ui.set_height(ROW));
    };
    let width = ui.available_width();
    let around = ((width / CHARACTER / 2.5) as usize).clamp(10, 80);
    let shown = in_context(&article.text, hit.span, around);
    let date = article
        .meta
        .date
        .map(|date| format!("{date}  "))
        .unwrap_or_default();
    let title = format!("{date}{}", article.meta.display_title());
    let mut name = format!("{}[{}]{}, {title}", shown.left, shown.passage, shown.right);
    let tags = hit.tags.iter().map(|tag| project.codebook.tag_name(tag));
    let tags = tags.collect::<Vec<_>>().join(", ");
    if !tags.is_empty() {
        name = say!("passages-tagged", passage = name, tags = tags);
    }
    if ticked {
        name = say!("passages-ticked", passage = name);
    }
    let shown = row(ui, tokens, look, (at, ROW), &name, |ui| {
        ui.set_height(ROW);
        let place = Rect::from_min_size(ui.max_rect().min, vec2(ui.available_width(), ROW));
        let beside = if width < NARROW {
            0.0
        } else {
            place.width() * TITLE
        };
        let from = place.left() + 22.0;
        let to = place.right() - beside;
        let middle = from + (to - from) * 0.45;
        let cell =
            |left: f32, right: f32| Rect::from_x_y_ranges(left..=right.max(left), place.y_range());
        let layout = Layout::left_to_right(Align::Center);
        let box_place = UiBuilder::new().max_rect(cell(place.left(), from));
        tick(&mut ui.new_child(box_place.layout(layout)), tokens, ticked);
        let weak = |text| TextLabel::new(text).color(tokens.weak);
        let is_apart = shown.left.ends_with(' ');
        let middle_left = middle - if is_apart { BLANK } else { 0.0 };
        let words = end_of(ui, shown.left.trim_end(), middle_left - from);
        let before = (middle_left - weak(&words).width(ui)).max(from);
        weak(&words).paint_in(ui, cell(before, middle_left));
        let end = to - space::SMALL;
        let mut x = middle;
        x += TextLabel::new(&shown.passage)
            .bold(true)
            .paint_in(ui, cell(x, end))
            .width;
        for tag in &hit.tags {
            let known = project.codebook.tag(tag);
            let color = known.map_or(Tokens::UNKNOWN_TAG, |tag| tag.color);
            let pattern = known.map(|tag| tag.pattern).unwrap_or_default();
            let swatch =
                Rect::from_min_size(pos2(x + 4.0, place.center().y - 7.0), vec2(14.0, 14.0));
            if swatch.right() < end {
                paint_swatch(ui.painter(), tokens, swatch, color, pattern);
                x = swatch.right();
            }
        }
        let is_apart = shown.right.starts_with(' ');
        x += if is_apart { BLANK } else { 0.0 };
        if x < end {
            weak(shown.right.trim_start()).paint_in(ui, cell(x, end));
        }
        if beside > 0.0 {
            weak(&title)
                .size(12.0)
                .paint_in(ui, cell(to, place.right()));
        }
    });
    // The whole of it: what stands in the row is cut where the room ends.
    shown.on_hover_ui(|ui| {
        ui.set_max_width(520.0);
        let around = in_context(&article.text, hit.span, WHOLE);
        ui.add(TextLabel::new(&title).size(12.0).color(tokens.weak));
        let words = format!("{}{}{}", around.left, around.passage, around.right);
        ui.add(TextLabel::new(&words));
    })
}

/// As much of the end of a text as has room.
fn end_of(ui: &Ui, text: &str, room: f32) -> String {
    let mut shown = text.to_owned();
    for _ in 0..6 {
        let width = TextLabel::new(&shown).width(ui);
        if width <= room {
            break;
        }
        let count = shown.chars().count() as f32;
        let excess = ((width - room) / width * count).ceil() as usize + 1;
        let mut start = Byte(0);
        for _ in 0..=excess {
            start = next_grapheme(&shown, start);
        }
        shown = format!("…{}", &shown[start.index()..]);
    }
    shown
}
