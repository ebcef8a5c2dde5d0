//! Arcs between linked marks, for the chosen mark and the one under the pointer, and lines between the pieces of a mark
//! in several pieces.

use crate::model::{AnnotationId, Color};
use crate::say;
use crate::text::{Span, Text};

use super::access::quoted;
use super::fragments::{Fragment, Fragments};
use super::gaps::Gaps;
use super::marks::{Mark, Marks};
use super::routes::{End, Room, Route, Stretch, routes};
use super::stubs::{Beyond, Stubs};
use super::ties::{Tie, Ties};
use super::view::View;

/// So many links of one mark are drawn, those to the nearest marks; the others are in the list of all links.
const MOST: usize = 8;
/// So many lines between pieces of one mark are drawn.
const MOST_PIECES: usize = 6;
/// An arc to draw.
#[derive(Debug)]
pub(super) struct Arc {
    pub from: Place,
    pub to: Place,
    pub look: Look,
    /// The words of the link, and which end is the other mark's: 0 or 1.
    pub label: Option<(String, usize)>,
}

/// Where an arc ends.
#[derive(Clone, Debug)]
pub(super) enum Place {
    /// In view.
    Here(End),
    /// At the stub of a mark.
    Beyond(AnnotationId, bool),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub color: Color,
    /// Of the chosen mark; of the hovered one otherwise.
    pub is_strong: bool,
    /// Between pieces of one mark: dotted, without a direction.
    pub is_piece: bool,
}

/// All arcs of a frame, on their ways, and what lies beyond the edges of the view.
#[derive(Debug, Default)]
pub(super) struct Arcs {
    pub arcs: Vec<(Arc, Route)>,
    pub stubs: Stubs,
}

/// What finding the arcs takes.
pub(super) struct Ground<'a> {
    pub text: &'a Text,
    pub marks: &'a Marks,
    pub fragments: &'a Fragments,
    pub view: &'a View,
    /// Points per em of running text.
    pub size: f32,
    pub gaps: Gaps,
    /// Indices of the chosen mark and of the one under the pointer.
    pub chosen: Option<usize>,
    pub hovered: Option<usize>,
    /// The links of both.
    pub ties: &'a [Ties],
}

impl Arcs {
    /// Finds them. Work for the marks that are linked to the two, and for what of them is in view.
    pub fn gather(ground: &Ground<'_>) -> Self {
        let mut arcs = Vec::new();
        let mut beyond = Vec::new();
        if let Some(chosen) = ground.chosen {
            ground.add(chosen, true, &mut arcs, &mut beyond);
        }
        if let Some(hovered) = ground.hovered.filter(|_| ground.hovered != ground.chosen) {
            ground.add(hovered, false, &mut arcs, &mut beyond);
        }
        let mut stubs = Stubs::new(beyond, ground.view, ground.size);
        let end = |place: &Place| match place {
            Place::Here(end) => Some(*end),
            Place::Beyond(to, is_above) => {
                let (y, order) = stubs.find(to, *is_above)?;
                Some(End::Stub {
                    y,
                    is_above: *is_above,
                    order,
                })
            }
        };
        let (arcs, ends): (Vec<Arc>, Vec<(End, End)>) = arcs
            .into_iter()
            .filter_map(|arc| {
                let ends = (end(&arc.from)?, end(&arc.to)?);
                Some((arc, ends))
            })
            .unzip();
        let room = Room {
            column: ground.view.column,
            gutter: ground.view.gutter,
            gap: ground.gaps.height(),
        };
        let routes = routes(&ends, &room);
        for (arc, route) in arcs.iter().zip(&routes) {
            for (place, point) in [
                (&arc.from, route.points.first()),
                (&arc.to, route.points.last()),
            ] {
                if let (Place::Beyond(to, is_above), Some(point)) = (place, point) {
                    stubs.reach(to, *is_above, point.x);
                }
            }
        }
        Self {
            arcs: arcs.into_iter().zip(routes).collect(),
            stubs,
        }
    }
}

impl Ground<'_> {
    /// Adds what belongs to one mark.
    fn add(&self, index: usize, is_strong: bool, arcs: &mut Vec<Arc>, beyond: &mut Vec<Beyond>) {
        let Some(mark) = self.marks.get(index) else {
            return;
        };
        let own = self.place(mark, index, &|| quoted(mark, self.text), beyond);
        if let Place::Here(_) = own {
            self.add_pieces(mark, index, is_strong, arcs, beyond);
        }
        let Some(ties) = self.ties.iter().find(|ties| ties.of == mark.id) else {
            return;
        };
        let is_here = matches!(own, Place::Here(_));
        let mut drawn = 0;
        for tie in &ties.list {
            let Some(at) = self.marks.index_of(&tie.other) else {
                continue;
            };
            let Some(other) = self.marks.get(at) else {
                continue;
            };
            let in_view = self.fragments.of(at).next().is_some();
            if at == index || (!is_here && !in_view) || (in_view && drawn == MOST) {
                continue;
            }
            drawn += usize::from(in_view);
            let (own, far) = match self.on_one_line(index, at) {
                Some((own, far)) => (Place::Here(own), Place::Here(far)),
                None => (own.clone(), self.place(other, at, &|| tie.words(), beyond)),
            };
            arcs.push(arc(own, far, tie, other.look.color, is_strong));
        }
    }

    /// The stretches of two marks that are on one line, if some are: those nearest to each other.
    fn on_one_line(&self, one: usize, other: usize) -> Option<(End, End)> {
        let apart = |one: &Fragment, other: &Fragment| {
            let (one, other) = (one.rect, other.rect);
            (one.left() - other.right())
                .max(other.left() - one.right())
                .max(0.0)
        };
        let pairs = self.fragments.of(one).flat_map(|bit| {
            let others = self.fragments.of(other);
            others
                .filter(move |other| other.line == bit.line)
                .map(move |other| (bit, other))
        });
        let (bit, other) =
            pairs.min_by(|one, other| apart(one.0, one.1).total_cmp(&apart(other.0, other.1)))?;
        self.end(core::iter::once(bit))
            .zip(self.end(core::iter::once(other)))
    }

    /// Where a mark is: in view, or beyond an edge; then that is noted.
    fn place(
        &self,
        mark: &Mark,
        index: usize,
        words: &dyn Fn() -> String,
        beyond: &mut Vec<Beyond>,
    ) -> Place {
        let bits = self.fragments.of(index);
        if let Some(end) = self.end(bits) {
            return Place::Here(end);
        }
        let (span, is_above) = self.nearest_beyond(mark.spans.as_slice());
        beyond.push(Beyond {
            is_above,
            to: mark.id.clone(),
            span,
            words: words(),
            color: mark.look.color,
        });
        Place::Beyond(mark.id.clone(), is_above)
    }

    /// Lines between the pieces of a mark, as far as one end of each is in view.
    fn add_pieces(
        &self,
        mark: &Mark,
        index: usize,
        is_strong: bool,
        arcs: &mut Vec<Arc>,
        beyond: &mut Vec<Beyond>,
    ) {
        let pieces = mark.spans.as_slice();
        if pieces.len() < 2 {
            return;
        }
        let look = Look {
            color: mark.look.color,
            is_strong,
            is_piece: true,
        };
        let seen: Vec<usize> = {
            let mut seen: Vec<usize> = self.fragments.of(index).map(|bit| bit.piece).collect();
            seen.sort_unstable();
            seen.dedup();
            seen
        };
        let bits = |piece: usize| {
            self.fragments
                .of(index)
                .filter(move |bit| bit.piece == piece)
        };
        for pair in seen.windows(2).take(MOST_PIECES) {
            // On one line the dotted line in the lane is enough.
            let last = bits(pair[0]).last().map(|bit| bit.line);
            let next = bits(pair[1]).next().map(|bit| bit.line);
            let (from, to) = (self.end(bits(pair[0])), self.end(bits(pair[1])));
            if let (Some(from), Some(to)) = (from, to)
                && last != next
            {
                arcs.push(Arc {
                    from: Place::Here(from),
                    to: Place::Here(to),
                    look,
                    label: None,
                });
            }
        }
        let (Some(&first), Some(&last)) = (seen.first(), seen.last()) else {
            return;
        };
        for (seen, hidden, is_above) in [
            (first, first.checked_sub(1), true),
            (last, Some(last + 1).filter(|at| *at < pieces.len()), false),
        ] {
            let (Some(hidden), Some(end)) = (hidden, self.end(bits(seen))) else {
                continue;
            };
            beyond.push(Beyond {
                is_above,
                to: mark.id.clone(),
                span: pieces[hidden],
                words: say!("reader-piece", number = hidden + 1, count = pieces.len()),
                color: mark.look.color,
            });
            arcs.push(Arc {
                from: Place::Here(end),
                to: Place::Beyond(mark.id.clone(), is_above),
                look,
                label: None,
            });
        }
    }

    /// The piece beyond an edge that is nearest to the view, and whether it is above.
    fn nearest_beyond(&self, pieces: &[Span]) -> (Span, bool) {
        let seen = self.fragments.seen.unwrap_or(Span::of(0..0));
        let below = pieces.partition_point(|piece| piece.start < seen.end);
        let distance = |piece: &Span| {
            seen.start.0.saturating_sub(piece.end.0) + piece.start.0.saturating_sub(seen.end.0)
        };
        let around = &pieces[below.saturating_sub(1)..(below + 1).min(pieces.len())];
        let nearest = around.iter().min_by_key(|piece| distance(piece));
        let nearest = nearest.copied().unwrap_or(seen);
        (nearest, nearest.start < seen.end)
    }

    /// Where an arc can touch some bits of a mark.
    fn end<'a>(&self, bits: impl Iterator<Item = &'a Fragment>) -> Option<End> {
        let mut ends: Option<(&Fragment, &Fragment)> = None;
        for bit in bits {
            ends = Some(match ends {
                None => (bit, bit),
                Some((first, last)) => (
                    if bit.line < first.line { bit } else { first },
                    if bit.line >= last.line { bit } else { last },
                ),
            });
        }
        let (first, last) = ends?;
        let gap = self.gaps.middle();
        let stretch = |bit: &Fragment| Stretch {
            x: bit.rect.x_range(),
            gaps: [bit.rect.top() + gap, bit.bottom + gap],
            tips: [bit.rect.top() + self.gaps.tip(), bit.lane + 2.0],
        };
        Some(End::Mark {
            first: stretch(first),
            last: stretch(last),
        })
    }
}

fn arc(own: Place, far: Place, tie: &Tie, color: Color, is_strong: bool) -> Arc {
    let look = Look {
        color,
        is_strong,
        is_piece: false,
    };
    if tie.is_outgoing {
        Arc {
            from: own,
            to: far,
            look,
            label: Some((tie.label.clone(), 1)),
        }
    } else {
        Arc {
            from: far,
            to: own,
            look,
            label: Some((say!("reader-link-this", link = &tie.label), 0)),
        }
    }
}
