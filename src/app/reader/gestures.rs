//! What the mouse does to the text: pure steps from a press over moves to a release.

use crate::model::{AnnotationId, Spans};
use crate::text::{Byte, Span, Text, Unit, next_grapheme, previous_grapheme, unit_at};

use super::super::typeset::Affinity;
use super::carets::Place;
use super::selection::{Selection, floor};

/// What is under the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// The nearest place for the caret.
    pub caret: Place,
    /// The nearest grapheme, in bytes.
    pub grapheme: Byte,
    /// Whether the pointer is on that grapheme.
    pub inside: bool,
}

/// The keys that are held with a press.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Held {
    pub shift: bool,
    /// Ctrl, or Command on a Mac.
    pub command: bool,
}

/// What a press has begun.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Drag {
    /// Nothing, or it is over.
    #[default]
    None,
    /// Text is being selected.
    Text {
        /// What the press took; it stays selected.
        origin: Span,
        /// What the selection grows by.
        unit: Unit,
        /// Whether it becomes a piece of the chosen mark.
        piece: bool,
        /// Whether it is still a click.
        click: bool,
    },
    /// An end of a piece of the chosen mark is being moved.
    End {
        /// Which annotation.
        id: AnnotationId,
        /// Its spans before.
        before: Spans,
        /// Its spans as they would be now.
        now: Spans,
        /// Which of them.
        piece: usize,
        /// The end of the piece, or else its start.
        is_end: bool,
        /// What it moves by: after a second press by words.
        unit: Unit,
    },
}

/// What a release has finished.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Done {
    Nothing,
    /// A click on a grapheme, in bytes; whether the pointer was on text.
    Click(Target),
    /// A selection to add to the chosen mark.
    Piece(Span),
    /// New spans of a mark.
    Moved(AnnotationId, Spans),
}

/// What so many clicks at one place take.
pub(super) fn unit_of(clicks: u32) -> Unit {
    match clicks {
        0 | 1 => Unit::Grapheme,
        2 => Unit::Word,
        3 => Unit::Sentence,
        _ => Unit::Paragraph,
    }
}

/// A press on the text, the `clicks`th at this place.
pub(super) fn press(
    text: &Text,
    target: Target,
    clicks: u32,
    held: Held,
    selection: Selection,
) -> (Drag, Selection) {
    let unit = unit_of(clicks);
    let origin = match unit {
        Unit::Grapheme if held.shift => Span::between(selection.anchor, selection.anchor),
        Unit::Grapheme => Span::between(target.caret.at, target.caret.at),
        _ => unit_at(text, target.grapheme, unit),
    };
    let drag = Drag::Text {
        origin,
        unit,
        piece: held.command,
        click: unit == Unit::Grapheme && !held.shift && !held.command,
    };
    let selection = selected(text, origin, unit, target);
    (drag, selection)
}

/// The pointer has moved, or the text under it.
pub(super) fn drag(text: &Text, drag: &mut Drag, target: Target) -> Option<Selection> {
    match drag {
        Drag::None => None,
        Drag::Text {
            origin,
            unit,
            click,
            ..
        } => {
            let selection = selected(text, *origin, *unit, target);
            *click &= selection.is_caret();
            Some(selection)
        }
        Drag::End {
            before,
            now,
            piece,
            is_end,
            unit,
            ..
        } => {
            let to = edge(text, target, *unit, *is_end);
            *now = with_end(text, before, *piece, *is_end, to);
            None
        }
    }
}

/// The button is up.
pub(super) fn release(drag: Drag, target: Option<Target>, selection: Selection) -> Done {
    match (drag, target) {
        (Drag::Text { click: true, .. }, Some(target)) => Done::Click(target),
        (Drag::Text { piece: true, .. }, _) if !selection.is_caret() => {
            Done::Piece(selection.span())
        }
        (
            Drag::End {
                id, before, now, ..
            },
            _,
        ) if before != now => Done::Moved(id, now),
        _ => Done::Nothing,
    }
}

/// From what the press took to the unit under the pointer; the caret is where the pointer is.
fn selected(text: &Text, origin: Span, unit: Unit, target: Target) -> Selection {
    if unit == Unit::Grapheme {
        let Place { at, affinity } = target.caret;
        return Selection {
            anchor: origin.start,
            head: at,
            affinity,
        };
    }
    let here = unit_at(text, target.grapheme, unit);
    let affinity = Affinity::Upstream;
    if target.grapheme < origin.start {
        Selection {
            anchor: origin.end,
            head: here.start,
            affinity: Affinity::Downstream,
        }
    } else {
        Selection {
            anchor: origin.start,
            head: here.end.max(origin.end),
            affinity,
        }
    }
}

/// Where an end that moves by a unit goes: around the unit under the pointer, without the blanks beside it.
fn edge(text: &Text, target: Target, unit: Unit, is_end: bool) -> Byte {
    let at = target.caret.at;
    if unit == Unit::Grapheme {
        return at;
    }
    let here = unit_at(text, target.grapheme, unit);
    let whole = text.as_str();
    if is_end {
        let end = if at > here.start {
            here.end
        } else {
            here.start
        };
        Byte::new(whole[..end.index()].trim_end().len())
    } else {
        let start = if at < here.end { here.start } else { here.end };
        Byte::new(whole.len() - whole[start.index()..].trim_start().len())
    }
}

/// Spans with one end of one piece at another place: at least a grapheme from the piece's other end, and not over the
/// pieces beside it.
pub(super) fn with_end(text: &Text, spans: &Spans, piece: usize, is_end: bool, to: Byte) -> Spans {
    let mut all = spans.as_slice().to_vec();
    let Some(&span) = all.get(piece) else {
        return spans.clone();
    };
    let whole = text.as_str();
    let to = floor(text, to);
    let changed = if is_end {
        let limit = all.get(piece + 1).map_or(text.end(), |next| next.start);
        let least = next_grapheme(whole, span.start);
        Span {
            end: to.min(limit).max(least),
            ..span
        }
    } else {
        let limit = piece
            .checked_sub(1)
            .map_or(Byte(0), |before| all[before].end);
        let most = previous_grapheme(whole, span.end);
        Span {
            start: to.max(limit).min(most),
            ..span
        }
    };
    all[piece] = changed;
    Spans::new(all).unwrap_or_else(|_| spans.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "One two. Three four five. Six.\nSeven.";

    fn target(at: usize) -> Target {
        let at = Byte::new(at);
        Target {
            caret: Place::before(at),
            grapheme: at,
            inside: true,
        }
    }

    /// Presses at one place and drags to another; the selected text, with `|` at the caret.
    fn dragged(clicks: u32, from: usize, to: usize) -> String {
        let text = Text::new(TEXT);
        let (mut state, selection) = press(
            &text,
            target(from),
            clicks,
            Held::default(),
            Selection::default(),
        );
        let selection = if from == to {
            selection
        } else {
            drag(&text, &mut state, target(to)).unwrap()
        };
        let slice = text.slice(selection.span());
        if selection.head < selection.anchor {
            format!("|{slice}")
        } else {
            format!("{slice}|")
        }
    }

    #[test]
    fn clicks_take_words_sentences_and_paragraphs() {
        assert_eq!(dragged(1, 5, 5), "|");
        assert_eq!(dragged(2, 5, 5), "two|");
        assert_eq!(dragged(3, 11, 11), "Three four five.|");
        assert_eq!(dragged(4, 11, 11), "One two. Three four five. Six.|");
    }

    #[test]
    fn a_drag_extends_by_what_the_press_took() {
        assert_eq!(dragged(1, 4, 7), "two|");
        assert_eq!(dragged(1, 7, 4), "|two");
        assert_eq!(dragged(2, 5, 12), "two. Three|");
        assert_eq!(dragged(2, 12, 1), "|One two. Three");
        assert_eq!(dragged(3, 12, 27), "Three four five. Six.|");
        assert_eq!(dragged(4, 2, 33), format!("{TEXT}|"));
    }

    #[test]
    fn shift_extends_from_the_anchor_and_is_no_click() {
        let text = Text::new(TEXT);
        let held = Held {
            shift: true,
            command: false,
        };
        let (state, selection) = press(&text, target(7), 1, held, Selection::caret(Byte(4)));
        assert_eq!(selection.span(), Span::of(4..7));
        assert_eq!(release(state, Some(target(7)), selection), Done::Nothing);
    }

    #[test]
    fn control_makes_a_piece_and_a_plain_click_says_where() {
        let text = Text::new(TEXT);
        let held = Held {
            shift: false,
            command: true,
        };
        let (state, selection) = press(&text, target(5), 2, held, Selection::default());
        assert_eq!(
            release(state, Some(target(5)), selection),
            Done::Piece(Span::of(4..7))
        );
        let (state, selection) = press(&text, target(5), 1, Held::default(), Selection::default());
        assert_eq!(
            release(state, Some(target(5)), selection),
            Done::Click(target(5))
        );
    }

    #[test]
    fn an_end_that_moves_by_words_takes_them_whole() {
        let text = Text::new(TEXT);
        let ends = |is_end, at: usize| {
            let spans = Spans::new(vec![Span::of(9..14)]).unwrap();
            let mut state = Drag::End {
                id: AnnotationId::fresh(),
                before: spans.clone(),
                now: spans,
                piece: 0,
                is_end,
                unit: Unit::Word,
            };
            drag(&text, &mut state, target(at));
            let Drag::End { now, .. } = state else {
                unreachable!("it is still that drag");
            };
            text.slice(now.as_slice()[0]).to_owned()
        };
        // The pointer in a word, at its start, on the blank before it.
        assert_eq!(ends(true, 16), "Three four");
        assert_eq!(ends(true, 15), "Three");
        assert_eq!(ends(true, 14), "Three");
        assert_eq!(ends(false, 5), "two. Three");
        assert_eq!(ends(false, 3), "two. Three");
        assert_eq!(ends(false, 8), "Three");
    }

    #[test]
    fn an_end_passes_neither_the_other_end_nor_a_neighbour() {
        let text = Text::new(TEXT);
        let spans = Spans::new(vec![Span::of(4..7), Span::of(9..14)]).unwrap();
        let ends = |piece, is_end, to| {
            let moved = with_end(&text, &spans, piece, is_end, Byte(to));
            (
                moved.as_slice()[piece].start.0,
                moved.as_slice()[piece].end.0,
            )
        };
        assert_eq!(ends(0, true, 20), (4, 9));
        assert_eq!(ends(0, true, 1), (4, 5));
        assert_eq!(ends(1, false, 2), (7, 14));
        assert_eq!(ends(1, false, 30), (13, 14));
    }
}
