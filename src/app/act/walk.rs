//! From annotation to annotation, from article to article, and growing selections.

use crate::app::notices::Notices;
use crate::app::reader::{Click, Motion, Selection};
use crate::app::workspace::Workspace;
use crate::model::{AnnotationId, Target, edits};
use crate::say;
use crate::text::{Span, grow, shrink};

impl Workspace {
    /// Chooses the next annotation in the text, or the previous one; from the chosen one or from the caret.
    pub fn walk(&mut self, forward: bool, notices: &mut Notices) {
        let Some(open) = &self.open else {
            return;
        };
        let order = open.marks.as_slice();
        // From what is chosen, unless one has gone elsewhere since.
        let chosen = open.chosen.as_ref();
        let at = chosen
            .and_then(|id| open.marks.index_of(id))
            .filter(|at| open.reader.sees(order[*at].spans.hull()));
        let next = match at {
            Some(at) if forward => order.get(at + 1),
            Some(at) => at.checked_sub(1).and_then(|at| order.get(at)),
            None => {
                let caret = open.reader.selection().head;
                let after = order.partition_point(|mark| mark.spans.start() < caret);
                if forward {
                    order.get(after)
                } else {
                    after.checked_sub(1).and_then(|at| order.get(at))
                }
            }
        };
        match next.map(|mark| mark.id.clone()) {
            Some(id) => self.choose(Some(id)),
            None => notices.say(if order.is_empty() {
                say!("act-none-in-article")
            } else if forward {
                say!("act-last")
            } else {
                say!("act-first")
            }),
        }
    }

    /// Chooses the next of the annotations that overlap at the caret.
    pub fn cycle_overlapping(&mut self, notices: &mut Notices) {
        let Some(open) = &self.open else {
            return;
        };
        let here: Vec<AnnotationId> = open
            .marks
            .at(open.reader.selection().head)
            .into_iter()
            .map(|mark| mark.id.clone())
            .collect();
        match next_of(&here, open.chosen.as_ref()) {
            Some(id) => self.open_chosen(id),
            None => notices.say(say!("act-none-at-caret")),
        }
    }

    /// A click in the text: completes a link that was begun, or chooses what is there, the innermost first.
    pub fn clicked(&mut self, click: &Click, notices: &mut Notices) {
        self.history.end_run();
        if self
            .open
            .as_ref()
            .is_some_and(|open| open.linking.is_some())
        {
            let candidates = self.candidates();
            let target = click.marks.iter().find_map(|id| {
                let target = Target::Annotation(id.clone());
                self.can_link_to(id, &candidates).then_some(target)
            });
            match target {
                Some(target) => self.link_to(target, false, notices),
                None => notices.say(say!("act-link-not-there")),
            }
            return;
        }
        let Some(open) = &mut self.open else {
            return;
        };
        open.visited = None;
        open.chosen = next_of(&click.marks, open.chosen.as_ref());
    }

    /// Whether the link that was begun may point to an annotation, offered with a number or not.
    fn can_link_to(
        &self,
        id: &AnnotationId,
        candidates: &[crate::app::linking::Candidate],
    ) -> bool {
        let offered = candidates
            .iter()
            .any(|candidate| candidate.target == Target::Annotation(id.clone()));
        let allowed = || {
            let linking = self.open.as_ref()?.linking.as_ref()?;
            let role = self.project.codebook.role(linking.role.as_ref()?)?;
            let annotation = self.layer()?.annotations.get(id)?;
            Some(*id != linking.from && role.allows_tag(&annotation.tag))
        };
        offered || allowed().unwrap_or(false)
    }

    /// Chooses an annotation without moving the caret.
    pub(super) fn open_chosen(&mut self, id: AnnotationId) {
        self.history.end_run();
        if let Some(open) = &mut self.open {
            open.chosen = Some(id);
        }
    }

    /// Opens the article so many rows further in the list.
    pub fn step_article(&mut self, by: isize, notices: &mut Notices) {
        let current = self.open.as_ref().map(|open| open.key.article.clone());
        match self.list.beside(current.as_ref(), by) {
            Some(id) => self.show_article(&id),
            None => notices.say(if by > 0 {
                say!("act-last-article")
            } else {
                say!("act-first-article")
            }),
        }
    }

    /// Takes the open article out of the project, with the annotator's own annotations, and opens the one beside it.
    pub fn remove_article(&mut self, notices: &mut Notices) {
        let Some(key) = self.key() else {
            return;
        };
        let beside = |by| self.list.beside(Some(&key.article), by);
        let next = beside(1).or_else(|| beside(-1));
        let edit = edits::remove_article(&self.project, &self.author(), &key.article);
        if self.commit(edit, notices)
            && let Some(next) = next
        {
            self.show_article(&next);
        }
    }

    /// Moves the caret, or the end of the selection.
    pub fn move_caret(&mut self, motion: Motion, extend: bool) {
        self.history.end_run();
        if let Some(open) = &mut self.open {
            open.grown.clear();
            open.reader.move_caret(motion, extend);
        }
    }

    /// Selects the next larger unit.
    pub fn grow_selection(&mut self) {
        if let Some(open) = &mut self.open {
            let before = open.reader.selection();
            let grown = grow(&open.article.text, before.span());
            if grown != before.span() {
                open.grown.push(before);
                open.reader.select(Selection::of(grown));
            }
        }
    }

    /// Goes back to what was selected before it grew, or else to the first smaller unit in it.
    pub fn shrink_selection(&mut self) {
        if let Some(open) = &mut self.open {
            let before = open.grown.pop().unwrap_or_else(|| {
                Selection::of(shrink(&open.article.text, open.reader.selection().span()))
            });
            open.reader.select(before);
        }
    }

    /// Selects the whole article.
    pub fn select_all(&mut self) {
        if let Some(open) = &mut self.open {
            let whole = Span {
                start: crate::text::Byte(0),
                end: open.article.text.end(),
            };
            open.reader.select(Selection::of(whole));
        }
    }

    /// Selects nothing and leaves the caret where it is.
    pub fn drop_selection(&mut self) {
        if let Some(open) = &mut self.open {
            open.grown.clear();
            open.reader
                .select(Selection::caret(open.reader.selection().head));
        }
    }

    /// Leaves what was begun: a link, a search, a selection, a choice; the first of them that there is.
    pub fn clear(&mut self) {
        let selected = self.selected().is_some();
        let Some(open) = &mut self.open else {
            return;
        };
        open.grown.clear();
        if open.linking.is_some() || open.asking.is_some() {
            self.leave_questions();
            return;
        }
        if open.leap.take().is_some() || self.close_find() {
            return;
        }
        if !selected && self.brush.take().is_some() {
            return;
        }
        let open = self.open.as_mut();
        if !selected && open.is_some_and(|open| open.placing.take().is_some()) {
            return;
        }
        let Some(open) = &mut self.open else {
            return;
        };
        if selected {
            open.reader
                .select(Selection::caret(open.reader.selection().head));
        } else if open.chosen.take().is_none() {
            open.visited = None;
        }
    }
}

/// The entry after the chosen one, round about; the first when none is chosen.
fn next_of(stack: &[AnnotationId], chosen: Option<&AnnotationId>) -> Option<AnnotationId> {
    let at = chosen.and_then(|chosen| stack.iter().position(|id| id == chosen));
    match at {
        Some(at) => stack.get((at + 1) % stack.len()).cloned(),
        None => stack.first().cloned(),
    }
}
