//! A passage in a list: what stands before it, itself, what stands behind it, and where that is.

use egui::accesskit::Role;
use egui::{Align, Layout, Rect, Response, Ui, UiBuilder, pos2, vec2};

use crate::model::{ArticleId, Project, TagId};
use crate::query::in_context;
use crate::say;
use crate::text::{Byte, Span, next_grapheme};

use super::super::theme::{Tokens, space};
use super::super::typeset::{Lines, TextLabel};
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
    row(ui, tokens, look, (at, ROW), &name, |ui| {
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
        let cell = |ui: &mut Ui, x: core::ops::RangeInclusive<f32>, layout: Layout| {
            let rect = Rect::from_x_y_ranges(x, place.y_range());
            let mut cell = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
            cell.set_clip_rect(rect.intersect(ui.clip_rect()));
            cell.spacing_mut().item_spacing.x = 0.0;
            cell
        };
        let forwards = Layout::left_to_right(Align::Center);
        let mut first = cell(ui, place.left()..=from, forwards);
        tick(&mut first, tokens, ticked);
        let is_apart = shown.left.ends_with(' ');
        let middle_left = middle - if is_apart { BLANK } else { 0.0 };
        let mut left = cell(ui, from..=middle_left, Layout::right_to_left(Align::Center));
        let words = end_of(&left, shown.left.trim_end(), middle_left - from);
        left.add(TextLabel::new(&words).color(tokens.weak).lines(Lines::One));
        let mut right = cell(ui, middle..=to - space::SMALL, forwards);
        right.add(TextLabel::new(&shown.passage).bold(true).lines(Lines::One));
        for tag in &hit.tags {
            let (rect, _) = right.allocate_exact_size(vec2(18.0, 14.0), egui::Sense::hover());
            let known = project.codebook.tag(tag);
            let color = known.map_or(Tokens::UNKNOWN_TAG, |tag| tag.color);
            let pattern = known.map(|tag| tag.pattern).unwrap_or_default();
            let rect = Rect::from_min_max(rect.min + vec2(4.0, 0.0), rect.max);
            paint_swatch(right.painter(), tokens, rect, color, pattern);
        }
        right.add(
            TextLabel::new(&shown.right)
                .color(tokens.weak)
                .lines(Lines::One),
        );
        if beside > 0.0 {
            let start = pos2(to, place.top());
            let mut last = cell(ui, start.x..=place.right(), forwards);
            last.add(
                TextLabel::new(&title)
                    .color(tokens.weak)
                    .size(12.0)
                    .lines(Lines::One),
            );
        }
    })
}

/// As much of the end of a text as has room.
fn end_of(ui: &Ui, text: &str, room: f32) -> String {
    let mut shown = text.to_owned();
    for _ in 0..6 {
        let width = TextLabel::new(&shown).lines(Lines::One).width(ui);
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
