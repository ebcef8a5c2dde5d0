//! Marking, retagging, moving ends, pieces, flags.

use std::collections::BTreeSet;

use crate::app::command::Step;
use crate::app::notices::Notices;
use crate::app::reader::Selection;
use crate::app::workspace::Workspace;
use crate::model::{
    Annotation, AnnotationId, AttributeId, LayerKey, Spans, Status, TagId, Value, edits,
};
use crate::say;
use crate::text::{Byte, Span, Text, Unit, next_boundary, previous_boundary, snap, trim};

impl Workspace {
    /// Marks the selected text with a tag; without selected text gives the chosen annotation the tag.
    pub fn tag_as(&mut self, tag: &TagId, notices: &mut Notices) {
        let (Some(text), Some(key)) = (self.text(), self.key()) else {
            return;
        };
        let Some(selected) = self.selected() else {
            match self.chosen() {
                Some(annotation) if !self.sees(&annotation) => {
                    self.choose(Some(annotation.id.clone()));
                    notices.say(say!("act-out-of-view"));
                }
                Some(annotation) => {
                    let edit = edits::retag(&self.project, &self.author(), &key, &annotation, tag);
                    self.commit(edit, notices);
                }
                None => notices.say(say!("act-select-first")),
            }
            return;
        };
        let span = trim(&text, snap(&text, selected));
        let Ok(spans) = Spans::one(span) else {
            notices.say(say!("act-only-space"));
            return;
        };
        let twin = self.twin(span, tag);
        if let Some(twin) = twin {
            self.choose(Some(twin));
            notices.say(say!("act-has-tag"));
            return;
        }
        let id = AnnotationId::fresh();
        let edit = edits::annotate(&self.project, &self.author(), &key, id.clone(), tag, spans);
        if self.commit(edit, notices) {
            self.made(id.clone(), span.end);
            if self.asks {
                self.ask_about(id, false);
            }
        }
    }

    /// Whether an annotation can be seen, or no article is shown yet.
    fn sees(&self, annotation: &Annotation) -> bool {
        let hull = annotation.spans.hull();
        self.open.as_ref().is_none_or(|open| open.reader.sees(hull))
    }

    /// The annotation of just this span with this tag.
    pub(super) fn twin(&self, span: Span, tag: &TagId) -> Option<AnnotationId> {
        let open = self.open.as_ref()?;
        if open.is_current() {
            let mut there = open.marks.with_hull(span);
            let twin = there.find(|mark| mark.tag == *tag && mark.spans.as_slice() == [span])?;
            return Some(twin.id.clone());
        }
        let twin =
            self.layer()?.annotations.values().find(|annotation| {
                annotation.tag == *tag && annotation.spans.as_slice() == [span]
            })?;
        Some(twin.id.clone())
    }

    /// Deletes the chosen annotation.
    pub fn delete_chosen(&mut self, notices: &mut Notices) {
        if let Some(annotation) = self.chosen() {
            self.delete(&BTreeSet::from([annotation.id.clone()]), notices);
        }
    }

    /// Makes a stretch of text a further piece of the chosen annotation.
    pub fn add_piece(&mut self, piece: Span, notices: &mut Notices) {
        let (Some(text), Some((key, annotation))) = (self.text(), self.chosen_in()) else {
            notices.say(say!("act-piece-of-what"));
            return;
        };
        let piece = trim(&text, snap(&text, piece));
        if piece.is_empty() {
            return;
        }
        let edit = edits::add_piece(&self.project, &self.author(), &key, &annotation, piece);
        if self.commit(edit, notices)
            && let Some(open) = &mut self.open
        {
            open.reader.select(Selection::caret(piece.end));
        }
    }

    /// Takes the piece at the caret from the chosen annotation, or its last one.
    pub fn remove_piece(&mut self, notices: &mut Notices) {
        let (Some(open), Some((key, annotation))) = (&self.open, self.chosen_in()) else {
            return;
        };
        let caret = open.reader.selection().head;
        let pieces = annotation.spans.as_slice();
        let piece = pieces
            .iter()
            .find(|piece| piece.start <= caret && caret <= piece.end)
            .or(pieces.last());
        if let Some(&piece) = piece {
            let edit = edits::remove_piece(&self.project, &self.author(), &key, &annotation, piece);
            self.commit(edit, notices);
        }
    }

    /// Moves the start of the selection, or else of the chosen annotation: of what a tag's key would mark.
    pub fn move_start(&mut self, forward: bool, step: Step, notices: &mut Notices) {
        self.move_ends(notices, |text, span| moved_start(text, span, forward, step));
    }

    /// Moves the end of the selection, or else of the chosen annotation: of what a tag's key would mark.
    pub fn move_end(&mut self, forward: bool, step: Step, notices: &mut Notices) {
        self.move_ends(notices, |text, span| moved_end(text, span, forward, step));
    }

    /// Moves an end; `change` moves one end of the span it is given.
    fn move_ends(&mut self, notices: &mut Notices, change: impl Fn(&Text, Span) -> Span) {
        let Some(text) = self.text() else {
            return;
        };
        if let Some(selected) = self.selected() {
            self.move_selection(selected, change(&text, selected), notices);
            return;
        }
        let Some((_, annotation)) = self.chosen_in() else {
            return;
        };
        // The start is that of the first piece, the end that of the last.
        let hull = change(&text, annotation.spans.hull());
        let mut pieces = annotation.spans.as_slice().to_vec();
        if let Some(first) = pieces.first_mut() {
            first.start = hull.start;
        }
        if let Some(last) = pieces.last_mut() {
            last.end = hull.end;
        }
        match Spans::new(pieces) {
            Ok(spans) => self.set_spans(&annotation, spans, notices),
            Err(_) => notices.say(say!("act-annotation-smallest")),
        }
    }

    /// Selects what a selection becomes when an end is moved; the caret stays at the end where it was.
    fn move_selection(&mut self, from: Span, to: Span, notices: &mut Notices) {
        let Some(open) = &mut self.open else {
            return;
        };
        if to.start >= to.end {
            notices.say(say!("act-selection-smallest"));
            return;
        }
        let before = open.reader.selection();
        open.grown.clear();
        open.reader.select(if before.head < before.anchor {
            Selection::new(to.end, to.start)
        } else {
            Selection::of(to)
        });
        let moved = if from.start == to.start {
            to.end
        } else {
            to.start
        };
        open.reader.reveal(Span::between(moved, moved));
    }

    /// Moves an annotation to other spans, as a dragged end does.
    pub fn set_spans(&mut self, annotation: &Annotation, spans: Spans, notices: &mut Notices) {
        let Some(key) = self.key() else {
            return;
        };
        let edit = edits::set_spans(&self.project, &self.author(), &key, annotation, spans);
        self.commit(edit, notices);
    }

    /// Marks the chosen annotation as doubtful, or takes that back.
    pub fn toggle_unsure(&mut self, notices: &mut Notices) {
        if let Some((key, annotation)) = self.chosen_in() {
            let unsure = !annotation.unsure;
            let edit = edits::set_unsure(&self.project, &self.author(), &key, &annotation, unsure);
            self.commit(edit, notices);
        }
    }

    /// Writes the chosen annotation's note; the letters of one note are one step back.
    pub fn set_note(&mut self, annotation: &Annotation, note: &str, notices: &mut Notices) {
        if let Some(key) = self.key() {
            let edit = edits::set_note(&self.project, &self.author(), &key, annotation, note);
            let run = format!("note {}", annotation.id);
            self.commit_run(edit, Some(&run), notices);
        }
    }

    /// Sets or clears an attribute of an annotation.
    pub fn set_attribute(
        &mut self,
        annotation: &Annotation,
        attribute: &AttributeId,
        value: Option<Value>,
        notices: &mut Notices,
    ) {
        if let Some(key) = self.key() {
            let typed = matches!(value, Some(Value::Text(_)));
            let run = typed.then(|| format!("{} {attribute}", annotation.id));
            let edit = edits::set_attribute(
                &self.project,
                &self.author(),
                &key,
                annotation,
                attribute,
                value,
            );
            self.commit_run(edit, run.as_deref(), notices);
        }
    }

    /// Marks the article as done, or as in progress again.
    pub fn toggle_done(&mut self, notices: &mut Notices) {
        let Some(key) = self.key() else {
            return;
        };
        let edit = if self.project.status(&key) == Status::Done {
            edits::open_again(&self.project, &key.article, &key.annotator)
        } else {
            edits::set_status(&self.project, &key, Status::Done)
        };
        self.commit(edit, notices);
    }

    /// The open layer.
    #[must_use]
    pub fn key(&self) -> Option<LayerKey> {
        self.open.as_ref().map(|open| open.key.clone())
    }

    /// The chosen annotation and its layer.
    fn chosen_in(&self) -> Option<(LayerKey, std::sync::Arc<Annotation>)> {
        Some((self.key()?, self.chosen()?))
    }
}

const fn unit(step: Step) -> Unit {
    match step {
        Step::Word => Unit::Word,
        Step::Character => Unit::Grapheme,
    }
}

/// The start of the next word, or the next character.
fn later_start(text: &Text, start: Byte, step: Step) -> Byte {
    match step {
        Step::Character => next_boundary(text, start, Unit::Grapheme),
        Step::Word => {
            let this_end = next_boundary(text, start, Unit::Word);
            let next_end = next_boundary(text, this_end, Unit::Word);
            previous_boundary(text, next_end, Unit::Word).max(this_end)
        }
    }
}

/// The end of the previous word, or the previous character.
fn earlier_end(text: &Text, end: Byte, step: Step) -> Byte {
    match step {
        Step::Character => previous_boundary(text, end, Unit::Grapheme),
        Step::Word => {
            let this_start = previous_boundary(text, end, Unit::Word);
            let previous_start = previous_boundary(text, this_start, Unit::Word);
            next_boundary(text, previous_start, Unit::Word).min(this_start)
        }
    }
}

fn moved_start(text: &Text, span: Span, forward: bool, step: Step) -> Span {
    let start = if forward {
        later_start(text, span.start, step)
    } else {
        previous_boundary(text, span.start, unit(step))
    };
    Span { start, ..span }
}

fn moved_end(text: &Text, span: Span, forward: bool, step: Step) -> Span {
    let end = if forward {
        next_boundary(text, span.end, unit(step))
    } else {
        earlier_end(text, span.end, step)
    };
    Span { end, ..span }
}

/// A span with its start or its end a word further; as it was when nothing would be left of it.
#[must_use]
pub fn with_moved_end(text: &Text, span: Span, start: bool, forward: bool) -> Span {
    let moved = if start { moved_start } else { moved_end }(text, span, forward, Step::Word);
    if moved.start < moved.end { moved } else { span }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_move_from_word_to_word() {
        let text = Text::new("He said: “We will not pay.”");
        let at = |needle: &str| Byte::new(text.as_str().find(needle).unwrap());
        let after = |needle: &str| Byte::new(text.as_str().find(needle).unwrap() + needle.len());
        assert_eq!(later_start(&text, at("said"), Step::Word), at("We"));
        assert_eq!(earlier_end(&text, after("pay"), Step::Word), after("not"));
        assert_eq!(earlier_end(&text, after("“We"), Step::Word), after("said"));
        assert_eq!(later_start(&text, at("“"), Step::Character), at("We"));
    }
}
