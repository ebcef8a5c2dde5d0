//! The lines under the text as something to point at: a mark can be reached there whose text lies under that of others.

use egui::{Pos2, Rangef};

use crate::model::AnnotationId;

use super::colleagues::{Colleague, Theirs};
use super::fragments::{Fragment, Fragments};
use super::marks::Marks;

/// The lines of a frame.
#[derive(Debug, Default)]
pub(super) struct Lines(Vec<LineAt>);

/// A line under the text, and whose it is.
#[derive(Clone, Debug)]
struct LineAt {
    x: Rangef,
    y: f32,
    of: Owner,
}

/// Whose a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    Own(AnnotationId),
    Colleague(Theirs),
}

impl Lines {
    /// The line of a mark that is at a point, for marks whose text is under that of others.
    pub fn at(&self, at: Pos2) -> Option<&Owner> {
        /// So far above and below a line it still counts, in points.
        const REACH: f32 = 1.8;
        let distance = |line: &LineAt| (line.y - at.y).abs();
        self.0
            .iter()
            .filter(|line| line.x.contains(at.x) && distance(line) <= REACH)
            .min_by(|one, other| distance(one).total_cmp(&distance(other)))
            .map(|line| &line.of)
    }

    /// Notes where the lines under the text are.
    pub fn remember(
        &mut self,
        own: &Fragments,
        marks: &Marks,
        theirs: &[Fragments],
        colleagues: &[Colleague],
    ) {
        self.0.clear();
        let mut add = |bit: &Fragment, of| {
            self.0.push(LineAt {
                x: bit.rect.x_range(),
                y: bit.lane,
                of,
            });
        };
        for bit in &own.bits {
            if let Some(mark) = marks.get(bit.mark) {
                add(bit, Owner::Own(mark.id.clone()));
            }
        }
        for (colleague, (fragments, person)) in theirs.iter().zip(colleagues).enumerate() {
            for bit in &fragments.bits {
                if let Some(mark) = person.marks.get(bit.mark) {
                    let id = mark.id.clone();
                    add(bit, Owner::Colleague(Theirs { colleague, id }));
                }
            }
        }
    }
}
