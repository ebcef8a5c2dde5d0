//! The marks of other annotators: thin lines in the colour of the person below one's own, for reading only.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use egui::accesskit::{Action, Role};
use egui::{Id, Mesh, Painter, Rangef, Sense, Ui};
use smol_str::SmolStr;

use crate::model::{AnnotationId, Color};
use crate::say;
use crate::text::{Text, quoted};

use super::super::access::bounds;
use super::super::theme::Tokens;
use super::super::typeset::TextLabel;
use super::access::{name, quotation};
use super::column::Column;
use super::compact::{Drawn, below};
use super::fragments::{Fragment, Fragments, LineKey, Placed};
use super::marks::{Mark, Marks};
use super::underlines::{PITCH, Pen, THEIR_PITCH, colleague_lane};
use super::view::View;

/// Another annotator whose marks are shown.
#[derive(Clone, Debug)]
pub struct Colleague {
    /// The person's name on screen.
    pub name: SmolStr,
    /// The person's colour.
    pub color: Color,
    /// The person's marks of this article.
    pub marks: Marks,
    /// Those of them that nobody else has, drawn hollow.
    pub alone: Arc<HashSet<AnnotationId>>,
}

/// A mark of a colleague.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theirs {
    /// Which of the colleagues on the page, from 0.
    pub colleague: usize,
    /// Which annotation.
    pub id: AnnotationId,
}

/// What of the colleagues' marks is in view: for each colleague in order.
pub(super) fn gather(
    column: &Column,
    colleagues: &[Colleague],
    own: &Fragments,
    placed: &[Placed],
    view: &View,
) -> Vec<Fragments> {
    let mut found: Vec<Fragments> = colleagues
        .iter()
        .enumerate()
        .map(|(index, colleague)| {
            let marks = &colleague.marks;
            Fragments::gather(column, marks, placed, view, None, &|lane, laid| {
                colleague_lane(&laid.lanes, index, lane, laid.paragraph.style().size)
            })
        })
        .collect();
    move_up(own, &mut found);
    found
}

/// Moves their lines up to one's own and to each other, where there is room.
fn move_up(own: &Fragments, found: &mut [Fragments]) {
    /// With more lines below one line of text they stay where they are.
    const MOST: usize = 64;
    let mut drawn: HashMap<LineKey, Vec<Drawn>> = HashMap::new();
    if found.iter().all(|fragments| fragments.bits.is_empty()) {
        return;
    }
    let mut note = |bit: &Fragment, pitch| {
        let x = bit.rect.x_range();
        let y = bit.lane;
        let line = drawn.entry(bit.line).or_default();
        line.push(Drawn { x, y, pitch });
    };
    for bit in &own.bits {
        note(bit, PITCH);
    }
    for fragments in found {
        let mut order: Vec<usize> = (0..fragments.bits.len()).collect();
        order.sort_by_key(|&at| fragments.bits[at].depth);
        for at in order {
            let bit = &mut fragments.bits[at];
            let line = drawn.entry(bit.line).or_default();
            let x = bit.rect.x_range();
            if line.len() < MOST {
                bit.lane = below(line, x, bit.first).min(bit.lane);
            }
            line.push(Drawn {
                x,
                y: bit.lane,
                pitch: THEIR_PITCH,
            });
        }
    }
}

/// Paints their lines; those of the hovered mark and the one that is looked at heavier.
pub(super) fn paint(
    painter: &Painter,
    colleagues: &[Colleague],
    found: &[Fragments],
    heavy: &[Option<&Theirs>],
    scale: f32,
    tokens: &Tokens,
) {
    let mut mesh = Mesh::default();
    let mut pen = Pen {
        mesh: &mut mesh,
        scale,
    };
    for (index, (colleague, fragments)) in colleagues.iter().zip(found).enumerate() {
        let heavy: Vec<usize> = heavy
            .iter()
            .flatten()
            .filter(|theirs| theirs.colleague == index)
            .filter_map(|theirs| colleague.marks.index_of(&theirs.id))
            .collect();
        let color = tokens.line(colleague.color);
        for bit in &fragments.bits {
            // A little apart, so that neighbours do not become one.
            let x = bit.rect.x_range();
            let apart = 0.8f32.min(x.span() / 4.0);
            let x = Rangef::new(x.min + apart, x.max - apart);
            let is_heavy = heavy.contains(&bit.mark);
            let mark = colleague.marks.get(bit.mark);
            if mark.is_some_and(|mark| colleague.alone.contains(&mark.id)) {
                pen.hollow(x, bit.lane, color, is_heavy);
            } else {
                pen.thin(x, bit.lane, color, is_heavy);
            }
        }
    }
    if !mesh.is_empty() {
        painter.add(mesh);
    }
}

/// Adds a node for each of their marks in view; answers which of them was clicked through AccessKit.
pub(super) fn describe(
    ui: &Ui,
    pane: Id,
    text: &Text,
    colleagues: &[Colleague],
    found: &[Fragments],
) -> Option<Theirs> {
    let mut clicked = None;
    for (index, (colleague, fragments)) in colleagues.iter().zip(found).enumerate() {
        let mut told = BTreeSet::new();
        for bit in &fragments.bits {
            let rect = bit.rect.intersect(ui.clip_rect());
            let Some(mark) = colleague.marks.get(bit.mark) else {
                continue;
            };
            if !rect.is_positive() || !told.insert(bit.mark) {
                continue;
            }
            let id = pane.with(("theirs", index, &mark.id));
            ui.interact(rect, id, Sense::hover());
            ui.ctx().accesskit_node_builder(id, |node| {
                node.set_role(Role::Mark);
                node.set_bounds(bounds(rect));
                node.set_label(format!(
                    "{}: {}",
                    colleague.name,
                    name(&colleague.marks, mark, text)
                ));
                node.add_action(Action::Click);
            });
            if ui.input(|input| input.has_accesskit_action_request(id, Action::Click)) {
                clicked = Some(Theirs {
                    colleague: index,
                    id: mark.id.clone(),
                });
            }
        }
    }
    clicked
}

/// Says what a mark of a colleague is.
pub(super) fn tell(ui: &mut Ui, colleague: &Colleague, mark: &Mark, text: &Text, tokens: &Tokens) {
    let head = format!("{}: {}", colleague.name, mark.look.name);
    ui.add(
        TextLabel::new(&head)
            .bold(true)
            .color(tokens.ink(colleague.color)),
    );
    ui.add(TextLabel::new(&quoted(&quotation(mark, text))));
    for chip in colleague.marks.chips(mark) {
        ui.add(TextLabel::new(&chip));
    }
    if mark.unsure {
        ui.label(say!("reader-unsure"));
    }
}
