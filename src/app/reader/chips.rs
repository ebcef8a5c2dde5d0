//! What the links of marks say, in the margin beside the lines on which the marks end.

use egui::{Rect, Ui, UiBuilder, pos2, vec2};

use super::super::theme::Tokens;
use super::super::typeset::TextLabel;
use super::fragments::{Fragments, LineKey};
use super::marks::{Mark, Marks};
use super::view::View;

/// The chips of one line of text.
#[derive(Debug)]
pub(super) struct ChipLine<'a> {
    key: LineKey,
    /// Top and height of the line, in points.
    top: f32,
    height: f32,
    marks: Vec<&'a Mark>,
}

/// The chips beside the lines in view, in order of the lines.
pub(super) fn chip_lines<'a>(fragments: &Fragments, marks: &'a Marks) -> Vec<ChipLine<'a>> {
    let mut lines: Vec<ChipLine<'a>> = Vec::new();
    for end in fragments.ends.iter().filter(|end| end.is_end) {
        let Some(mark) = marks.get(end.mark) else {
            continue;
        };
        if mark.chips.is_empty() || end.piece + 1 != mark.spans.as_slice().len() {
            continue;
        }
        match lines.iter_mut().find(|line| line.key == end.line) {
            Some(line) => line.marks.push(mark),
            None => lines.push(ChipLine {
                key: end.line,
                top: end.y.min,
                height: end.y.span(),
                marks: vec![mark],
            }),
        }
    }
    lines.sort_by_key(|line| line.key);
    lines
}

/// What stands on one line: the first chip, and how many more there are.
fn words(marks: &[&Mark]) -> (String, usize) {
    let mut chips = marks.iter().flat_map(|mark| &mark.chips);
    let first = chips.next().cloned().unwrap_or_default();
    (first, chips.count())
}

/// Shows them in the margin, a line of text each: cut with "…" where the margin ends, "+2" for what does not fit.
pub(super) fn show(
    ui: &mut Ui,
    view: &View,
    lines: &[ChipLine<'_>],
    size: f32,
    tokens: &Tokens,
    faint: bool,
) {
    let Some(margin) = view.chips else { return };
    let small = (size * 0.74).max(10.0);
    for line in lines {
        let Some(first) = line.marks.first() else {
            continue;
        };
        let height = (small * 1.35).min(line.height);
        let top = line.top + (line.height - height) / 2.0;
        let rect = Rect::from_min_max(pos2(margin.min, top), pos2(margin.max, top + height));
        if !ui.clip_rect().intersects(rect) {
            continue;
        }
        let strength = if faint { 0.4 } else { 1.0 };
        let dot = pos2(rect.left(), rect.center().y);
        ui.painter().circle_filled(
            dot,
            small * 0.2,
            tokens.line(first.color).gamma_multiply(strength),
        );
        let (text, more) = words(&line.marks);
        let text_rect = Rect::from_min_max(rect.min + vec2(small * 0.6, 0.0), rect.max);
        let mut beside = ui.new_child(UiBuilder::new().id_salt(line.key).max_rect(text_rect));
        beside.spacing_mut().item_spacing.x = 4.0;
        beside.spacing_mut().interact_size.y = 0.0;
        let color = tokens.ink(first.color).gamma_multiply(strength);
        let others = format!("+{more}");
        beside.horizontal(|ui| {
            if more == 0 {
                ui.add(label(&text, small, color).one_line());
            } else {
                let room = ui.available_width() - small * 2.0;
                ui.scope(|ui| {
                    ui.set_max_width(room.max(10.0));
                    ui.add(label(&text, small, color).one_line());
                });
                ui.add(label(&others, small, color)).on_hover_ui(|ui| {
                    for chip in line.marks.iter().flat_map(|mark| &mark.chips) {
                        ui.add(TextLabel::new(chip));
                    }
                });
            }
        });
    }
}

fn label(text: &str, size: f32, color: egui::Color32) -> TextLabel<'_> {
    TextLabel::new(text)
        .size(size)
        .color(color)
        .sense(egui::Sense::hover())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_chip_is_read_and_the_others_are_counted() {
        let mut one = super::super::marks::tests::mark("a", &[0..4]);
        one.chips = vec!["said by Lavrov".to_owned(), "against the plan".to_owned()];
        let mut other = super::super::marks::tests::mark("b", &[5..9]);
        other.chips = vec!["said by Tamm".to_owned()];
        assert_eq!(words(&[&one, &other]), ("said by Lavrov".to_owned(), 2));
    }
}
