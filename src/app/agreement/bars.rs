//! The six classes of an alignment as a bar: told apart by what they are filled with, not by colours, since none of them is
//! good or bad.

use egui::{Color32, Painter, Rect, Stroke, pos2, vec2};

use crate::app::theme::Tokens;
use crate::review::Class;
use crate::review::overlap::Classes;
use crate::say;

/// Between the lines of a filling, in points.
const PITCH: f32 = 4.0;

/// The two people of whom each has marks that the other has not, when it is two.
pub type Two<'a> = Option<(&'a str, &'a str)>;

/// What a class is called.
#[must_use]
pub fn name(class: Class, two: Two<'_>) -> String {
    match (class, two) {
        (Class::Same, _) => say!("agreement-same").to_owned(),
        (Class::Edges, _) => say!("agreement-edges").to_owned(),
        (Class::Tag, _) => say!("agreement-tag-differs").to_owned(),
        (Class::Both, _) => say!("agreement-both").to_owned(),
        (Class::OnlyFirst, Some((name, _))) | (Class::OnlySecond, Some((_, name))) => {
            say!("agreement-only", name = name)
        }
        (Class::OnlyFirst, None) => say!("agreement-only-first").to_owned(),
        (Class::OnlySecond, None) => say!("agreement-only-second").to_owned(),
    }
}

/// What a class means, in a sentence.
#[must_use]
pub fn about(class: Class) -> &'static str {
    match class {
        Class::Same => say!("agreement-same-about"),
        Class::Edges => say!("agreement-edges-about"),
        Class::Tag => say!("agreement-tag-differs-about"),
        Class::Both => say!("agreement-both-about"),
        Class::OnlyFirst | Class::OnlySecond => say!("agreement-only-about"),
    }
}

/// The classes that there are and how often, in words.
#[must_use]
pub fn spoken(classes: Classes, two: Two<'_>) -> String {
    let some = Class::ALL.into_iter().filter(|&it| classes.of(it) > 0);
    let words: Vec<String> = some
        .map(|class| format!("{} {}", name(class, two), classes.of(class)))
        .collect();
    if words.is_empty() {
        super::sheet::DASH.to_owned()
    } else {
        words.join(", ")
    }
}

/// Where each class that there is begins and ends in a bar of so many points.
pub fn parts(classes: Classes, width: f32) -> impl Iterator<Item = (Class, f32, f32)> {
    let all = classes.rows().max(1) as f32;
    let mut before = 0;
    Class::ALL.into_iter().filter_map(move |class| {
        let here = classes.of(class);
        let start = before as f32 / all * width;
        before += here;
        (here > 0).then_some((class, start, before as f32 / all * width))
    })
}

/// The class at a place of a bar, in points from its left.
#[must_use]
pub fn class_at(classes: Classes, width: f32, x: f32) -> Option<Class> {
    parts(classes, width)
        .find(|&(_, start, end)| (start..end).contains(&x))
        .map(|(class, ..)| class)
}

/// Paints a bar.
pub fn paint(painter: &Painter, rect: Rect, classes: Classes, tokens: &Tokens) {
    for (class, start, end) in parts(classes, rect.width()) {
        let left = rect.left() + start;
        let part = Rect::from_min_max(
            pos2(left, rect.top()),
            pos2(rect.left() + end, rect.bottom()),
        );
        fill(painter, part, class, tokens);
    }
}

/// Fills a rectangle as a class is filled.
pub fn fill(painter: &Painter, rect: Rect, class: Class, tokens: &Tokens) {
    let painter = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    let (color, is_solid) = match class {
        Class::Same => (tokens.accent, true),
        Class::Edges | Class::Tag | Class::Both => (tokens.accent, false),
        Class::OnlyFirst | Class::OnlySecond => (tokens.weak, false),
    };
    let ground = if is_solid {
        color
    } else {
        color.gamma_multiply(0.22)
    };
    painter.rect_filled(rect, 0.0, ground);
    let stroke = Stroke::new(1.0, color);
    match class {
        Class::Edges => upright(&painter, rect, stroke),
        Class::Tag => slanted(&painter, rect, stroke),
        Class::Both => {
            upright(&painter, rect, stroke);
            level(&painter, rect, stroke);
        }
        Class::OnlySecond => level(&painter, rect, stroke),
        Class::Same | Class::OnlyFirst => {}
    }
    // A line of the ground between it and the next one.
    painter.vline(
        rect.right() - 0.5,
        rect.y_range(),
        Stroke::new(1.0, tokens.page),
    );
}

fn steps(from: f32, to: f32) -> impl Iterator<Item = f32> {
    let count = ((to - from) / PITCH).max(0.0) as usize;
    (0..=count).map(move |at| from + at as f32 * PITCH + PITCH / 2.0)
}

fn upright(painter: &Painter, rect: Rect, stroke: Stroke) {
    for x in steps(rect.left(), rect.right()) {
        painter.vline(x, rect.y_range(), stroke);
    }
}

fn level(painter: &Painter, rect: Rect, stroke: Stroke) {
    for y in steps(rect.top(), rect.bottom()) {
        painter.hline(rect.x_range(), y, stroke);
    }
}

fn slanted(painter: &Painter, rect: Rect, stroke: Stroke) {
    let height = rect.height();
    for x in steps(rect.left() - height, rect.right()) {
        let foot = pos2(x, rect.bottom());
        painter.line_segment([foot, foot + vec2(height, -height)], stroke);
    }
}

/// The ground of a cell that is shaded so much, from 0 to 1: one neutral scale, on which text can be read.
#[must_use]
pub fn shade(tokens: &Tokens, share: f32) -> Color32 {
    tokens.accent.gamma_multiply(0.4 * share.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(counts: [u64; 6]) -> Classes {
        let mut classes = Classes::default();
        for (class, count) in Class::ALL.into_iter().zip(counts) {
            for _ in 0..count {
                classes.count(class);
            }
        }
        classes
    }

    #[test]
    fn a_bar_is_parted_by_how_many_there_are_and_a_click_finds_the_part() {
        let classes = classes([2, 0, 1, 0, 0, 1]);
        let parts: Vec<_> = parts(classes, 80.0).collect();
        assert_eq!(
            parts,
            [
                (Class::Same, 0.0, 40.0),
                (Class::Tag, 40.0, 60.0),
                (Class::OnlySecond, 60.0, 80.0)
            ]
        );
        assert_eq!(class_at(classes, 80.0, 39.0), Some(Class::Same));
        assert_eq!(class_at(classes, 80.0, 60.0), Some(Class::OnlySecond));
        assert_eq!(class_at(classes, 80.0, 80.0), None);
        assert_eq!(class_at(Classes::default(), 80.0, 1.0), None);
    }
}
