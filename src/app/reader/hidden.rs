//! Signs for characters that cannot be seen: a tick where each stands, and above it what it is, as RLO or ZWSP.
//!
//! They lie over the text and move nothing in it. Those that turn the direction of text always have one, since the text
//! reads other than it is; the others when they are asked for.

use egui::accesskit::Role;
use egui::{FontId, Id, Painter, Rangef, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::say;
use crate::text::{Byte, Invisible, invisibles};

use super::super::access::bounds;
use super::super::theme::Tokens;
use super::super::typeset::{Face, Position, font_id};
use super::badges;
use super::column::Column;
use super::fragments::{Placed, UnitInView};
use super::view::View;

/// So many of those that follow each other are named in a sign; the others are counted.
const NAMED: usize = 2;
/// Most signs in view: a text of nothing else is no reason to paint for ever.
const MOST: usize = 300;

/// The invisible characters that stand in one place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Hidden {
    /// Where the first of them begins, in bytes of the article.
    at: Byte,
    /// What they are, in the order of the text.
    all: Vec<Invisible>,
    /// Where they stand on the screen, in points.
    x: f32,
    /// As high as the text's part of the line.
    y: Rangef,
}

/// Those in view: of all kinds, or only those that turn the direction of text.
pub(super) fn gather(
    column: &Column,
    placed: &[Placed],
    view: &View,
    all_kinds: bool,
) -> Vec<Hidden> {
    let mut found: Vec<Hidden> = Vec::new();
    if column.text().invisible_count().is_none() {
        return found;
    }
    for place in placed {
        let Some(laid) = column.peek(place.unit) else {
            continue;
        };
        let unit = UnitInView::new(column, laid, *place, view);
        let Some(visible) = unit.visible_text() else {
            continue;
        };
        let start = column.unit(place.unit).span.start.index();
        let mut end = None;
        for one in invisibles(column.text(), visible) {
            if !all_kinds && !one.turns_direction() {
                continue;
            }
            let follows = end == Some(one.span.start);
            end = Some(one.span.end);
            if let Some(last) = found.last_mut().filter(|_| follows) {
                last.all.push(one);
                continue;
            }
            if found.len() == MOST {
                return found;
            }
            let local = one.span.start.index() - start;
            let caret = laid.paragraph.caret(Position::before(local));
            found.push(Hidden {
                at: one.span.start,
                all: vec![one],
                x: unit.corner.x + caret.x,
                y: Rangef::new(unit.corner.y + caret.top, unit.corner.y + caret.bottom),
            });
        }
    }
    found
}

impl Hidden {
    /// What stands above the tick.
    fn sign(&self) -> String {
        let named: Vec<&str> = self.all.iter().take(NAMED).map(Invisible::sign).collect();
        let named = named.join(" ");
        match self.all.len() - self.all.len().min(NAMED) {
            0 => named,
            more => format!("{named} +{more}"),
        }
    }

    /// What screen readers and the pointer are told.
    fn name(&self) -> String {
        /// So many are told; nobody listens to a thousand.
        const TOLD: usize = 6;
        let told: Vec<String> = self.all.iter().take(TOLD).map(Invisible::name).collect();
        let more = self.all.len() - told.len();
        let told = told.join("; ");
        let count = self.all.len();
        match more {
            0 => say!("reader-invisible", count = count, names = told),
            more => say!(
                "reader-invisible-more",
                count = count,
                names = told,
                more = more
            ),
        }
    }
}

/// Paints them and names them for screen readers and the pointer; `size` is that of the text, in points.
pub(super) fn show(
    ui: &Ui,
    pane: Id,
    found: &[Hidden],
    view: &View,
    (tokens, size): (&Tokens, f32),
) {
    let painter = ui.painter();
    let font = font_id(Face::Interface, false, (size * 0.5).clamp(8.0, 14.0));
    let mut taken: Vec<Rect> = Vec::new();
    // Two can stand in one place on the screen: no tick goes over a sign.
    for hidden in found {
        let x = (hidden.x * view.scale).round() / view.scale;
        painter.vline(x, hidden.y, Stroke::new(1.0, tokens.warning));
    }
    for hidden in found {
        let rect = paint(painter, hidden, &mut taken, view, (tokens, &font));
        let id = pane.with(("hidden", hidden.at));
        let name = hidden.name();
        let response = ui.interact(rect, id, Sense::hover());
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::Image);
            node.set_bounds(bounds(rect));
            node.set_label(&*name);
        });
        response.on_hover_text(name);
    }
}

/// Paints the sign above the tick; where that is.
fn paint(
    painter: &Painter,
    hidden: &Hidden,
    taken: &mut Vec<Rect>,
    view: &View,
    (tokens, font): (&Tokens, &FontId),
) -> Rect {
    let galley = painter.layout_no_wrap(hidden.sign(), font.clone(), tokens.warning);
    let size = galley.size() + vec2(4.0, 0.0);
    // In the white between the lines, as far as it reaches.
    let wanted = Rect::from_center_size(pos2(hidden.x, hidden.y.min), size);
    let rect = badges::place(wanted, 1.0, taken, view.rect.x_range());
    taken.push(rect);
    painter.rect(
        rect,
        2.0,
        tokens.page,
        Stroke::new(0.5, tokens.warning),
        StrokeKind::Inside,
    );
    painter.galley(rect.center() - galley.size() / 2.0, galley, tokens.warning);
    rect
}
