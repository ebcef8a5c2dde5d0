//! Marking many passages in a row: the brush, the same again, and what is selected at one stroke.

use crate::app::notices::Notices;
use crate::app::reader::Selection;
use crate::app::workspace::Workspace;
use crate::model::{AnnotationId, Spans, TagId, edits};
use crate::say;
use crate::text::{
    Byte, Passage, Span, Text, Unit, next_passage, previous_passage, snap, to_clause_end, trim,
    unit_at,
};

impl Workspace {
    /// Selects the next passage of a kind, or the previous one: from the selection or the caret. Names and quotations that
    /// are marked already are passed over.
    pub fn select_passage(&mut self, kind: Passage, forward: bool, notices: &mut Notices) {
        let (Some(text), Some(open)) = (self.text(), &self.open) else {
            return;
        };
        let here = open.reader.selection().span();
        let wanted = |span: Span| match kind {
            Passage::Name | Passage::Quotation => !self.is_piece(span),
            Passage::Clause | Passage::Sentence => true,
        };
        let found = if forward {
            next_passage(&text, here.end, kind, wanted)
        } else {
            previous_passage(&text, here.start, kind, wanted)
        };
        if let Some(span) = found {
            self.select_span(span);
            return;
        }
        let what = match kind {
            Passage::Name => "name",
            Passage::Quotation => "quotation",
            Passage::Clause => "clause",
            Passage::Sentence => "sentence",
        };
        let behind = if forward { "behind" } else { "before" };
        notices.say(say!("act-no-passage", what = what, where = behind));
    }

    /// Whether a span is what some annotation covers, or a piece of it.
    fn is_piece(&self, span: Span) -> bool {
        let Some(open) = &self.open else {
            return false;
        };
        let here = open.marks.at(span.start);
        here.iter()
            .any(|mark| mark.spans.as_slice().contains(&span))
    }

    /// Makes the selection longer to the end of the clause that it ends in, or by the next clause; without one selects from
    /// the caret to the end of the clause.
    pub fn add_clause(&mut self, notices: &mut Notices) {
        let (Some(text), Some(open)) = (self.text(), &self.open) else {
            return;
        };
        match to_clause_end(&text, open.reader.selection().span()) {
            Some(longer) => self.select_span(longer),
            None => notices.say(say!("act-no-passage", what = "clause", where = "behind")),
        }
    }

    /// Selects what the chosen annotation covers, to mark it as something else too: of several pieces the first, or the one
    /// behind that which is selected.
    pub fn select_chosen(&mut self) {
        let Some(annotation) = self.chosen() else {
            return;
        };
        let pieces = annotation.spans.as_slice();
        let here = self
            .selected()
            .and_then(|selected| pieces.iter().position(|piece| *piece == selected));
        let next = here.map_or(0, |at| (at + 1) % pieces.len());
        self.select_span(pieces[next]);
    }

    pub(super) fn select_span(&mut self, span: Span) {
        self.history.end_run();
        if let Some(open) = &mut self.open {
            open.grown.clear();
            open.reader.select(Selection::of(span));
            open.reader.reveal(span);
        }
    }

    /// Marks the selected text as the annotation that was made last: its tag, its fields and its links, as one step.
    pub fn same_again(&mut self, notices: &mut Notices) {
        let (Some(text), Some(key), Some(selected)) = (self.text(), self.key(), self.selected())
        else {
            return;
        };
        let last = self.last_made.as_ref();
        let last = last.and_then(|id| self.layer()?.annotations.get(id).cloned());
        let last = last.or_else(|| self.chosen());
        let Some(model) = last else {
            notices.say(say!("act-nothing-again"));
            return;
        };
        let span = trim(&text, snap(&text, selected));
        let Ok(spans) = Spans::one(span) else {
            notices.say(say!("act-only-space"));
            return;
        };
        if let Some(twin) = self.twin(span, &model.tag) {
            self.choose(Some(twin));
            notices.say(say!("act-has-tag"));
            return;
        }
        let id = AnnotationId::fresh();
        let edit = edits::annotate_like(
            &self.project,
            &self.author(),
            &key,
            id.clone(),
            &model,
            spans,
        );
        if self.commit(edit, notices) {
            self.made(id, span.end);
        }
    }

    /// Notes that an annotation was made that ends here: it is chosen, and the caret stands behind it.
    pub(super) fn made(&mut self, id: AnnotationId, end: Byte) {
        self.last_made = Some(id.clone());
        if let Some(open) = &mut self.open {
            open.reader.select(Selection::caret(end));
            open.chosen = Some(id);
        }
    }

    /// Takes a brush for the tag of the chosen or last annotation, or lays it down.
    pub fn toggle_brush(&mut self, notices: &mut Notices) {
        if self.brush.take().is_some() {
            notices.say(say!("act-brush-down"));
            return;
        }
        let last = self.last_made.as_ref();
        let last = last.and_then(|id| self.layer()?.annotations.get(id).cloned());
        match self.chosen().or(last) {
            Some(annotation) => self.take_brush(annotation.tag.clone(), notices),
            None => notices.say(say!("act-brush-of-what")),
        }
    }

    fn take_brush(&mut self, tag: TagId, notices: &mut Notices) {
        let name = self.project.codebook.tag_name(&tag).to_owned();
        notices.say(say!("act-brush", tag = name));
        self.brush = Some(tag);
    }

    /// Marks with the brush what is selected, or the word at the caret.
    pub fn use_brush(&mut self, notices: &mut Notices) {
        let (Some(tag), Some(text)) = (self.brush.clone(), self.text()) else {
            return;
        };
        if self.selected().is_none() {
            let Some(open) = &self.open else {
                return;
            };
            let word = word_at(&text, open.reader.selection().head);
            self.select_span(word);
        }
        let asks = core::mem::replace(&mut self.asks, false);
        if self.selected().is_some() {
            self.tag_as(&tag, notices);
        }
        self.asks = asks;
    }
}

/// The word at a caret: the one that it stands in, or behind.
fn word_at(text: &Text, at: Byte) -> Span {
    let here = Span { start: at, end: at };
    let word = crate::text::grow(text, here);
    if word.len() > unit_at(text, at, Unit::Word).len().max(64) {
        unit_at(text, at, Unit::Word)
    } else {
        word
    }
}
