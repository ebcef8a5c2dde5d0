//! Going to what is missing, saying that marks still hold, taking over what the codebook has changed, and examples.

use std::sync::Arc;

use crate::app::Postil;
use crate::app::making::Making;
use crate::app::notices::Notices;
use crate::app::workspace::Workspace;
use crate::model::{
    AnnotationId, ArticleId, Example, Gap, Level, Source, Status, Tag, edits, is_older,
};
use crate::query::{Gaps, OfLayer};
use crate::say;
use crate::text::Byte;

impl Postil {
    /// Brings one's own annotations up to the codebook.
    pub(in crate::app) fn follow_codebook(&mut self, ctx: &egui::Context) {
        let Some(author) = self.workspace().map(Workspace::author) else {
            return;
        };
        let make = move |project: &_| {
            let edit = edits::follow_codebook(project, &author);
            if edit.is_empty() {
                return Err(say!("missing-nothing-to-follow").to_owned());
            }
            Ok(edit)
        };
        self.make(Making::trying(make), ctx);
    }
}

impl Workspace {
    /// What is missing or broken in the open article.
    #[must_use]
    pub fn missing_here(&self) -> Option<&OfLayer> {
        self.missing.here(&self.open.as_ref()?.key.article)
    }

    /// What is missing or broken in an annotation of the open article.
    pub fn missing_of<'a>(&'a self, id: &'a AnnotationId) -> impl Iterator<Item = &'a Gap> {
        let found = self.missing_here().into_iter();
        found
            .flat_map(|found| &found.gaps)
            .map(|(_, gap)| gap)
            .filter(move |gap| gap.annotation.as_ref() == Some(id))
    }

    /// Goes to the next thing that is missing, or to the one before, in this article and then in others.
    pub fn step_missing(&mut self, forward: bool, notices: &mut Notices) {
        let gaps = Arc::clone(self.missing.gaps());
        if gaps.missing() == 0 {
            notices.say(say!("missing-nothing"));
            return;
        }
        if let Some((id, message)) = self.next_here(forward) {
            self.show_gap(id, message, notices);
            return;
        }
        let Some(article) = self.next_article_with_gaps(&gaps, forward) else {
            notices.say(say!("missing-nothing-more"));
            return;
        };
        self.show_article(&article);
        let found = gaps.told(&self.project, &article);
        let mut all = found.iter().flat_map(|found| told(found));
        let there = if forward { all.next() } else { all.next_back() };
        if let Some((_, gap)) = there {
            self.show_gap(gap.annotation.clone(), gap.message.clone(), notices);
        }
    }

    /// The next one in the open article, from what is chosen or from the caret.
    fn next_here(&self, forward: bool) -> Option<(Option<AnnotationId>, String)> {
        let open = self.open.as_ref()?;
        let found = self.missing.here(&open.key.article)?;
        let chosen = open.chosen.as_ref();
        let here = chosen.and_then(|id| Some(self.layer()?.annotations.get(id)?.spans.start()));
        // From an annotation on to the others, whatever else it lacks; from the caret to what is there, too.
        let from = match (here, chosen) {
            (Some(at), Some(id)) => (at, Some(id)),
            _ => (open.reader.selection().head, None),
        };
        let place = |(at, gap): &(Byte, Gap)| (*at, gap.annotation.clone());
        let from_place = (from.0, from.1.cloned());
        let mut all = told(found);
        let next = if forward {
            all.find(|it| place(it) > from_place)
        } else {
            all.rfind(|it| place(it) < from_place)
        };
        next.map(|(_, gap)| (gap.annotation.clone(), gap.message.clone()))
    }

    /// The next article of the list in which something is missing; round about, and the open one last.
    fn next_article_with_gaps(&self, gaps: &Gaps, forward: bool) -> Option<ArticleId> {
        let rows = self.list.rows();
        let open = self.open.as_ref().map(|open| &open.key.article);
        let at = rows.iter().position(|row| Some(row.id()) == open);
        let count = rows.len();
        let has = |row: usize| {
            let found = gaps.in_article(rows[row].id());
            found.is_some_and(|found| found.missing > 0)
        };
        let start = at.map_or(0, |at| at + 1);
        let forth = (0..count).map(|by| (start + by) % count);
        let back = (0..count).map(|by| (at.unwrap_or(0) + 2 * count - 1 - by) % count);
        let found = if forward {
            forth.into_iter().find(|row| has(*row))
        } else {
            back.into_iter().find(|row| has(*row))
        };
        found.map(|row| rows[row].id().clone())
    }

    fn show_gap(&mut self, id: Option<AnnotationId>, message: String, notices: &mut Notices) {
        self.choose(id);
        notices.say(message);
    }

    /// Sets the status of the open article to done, or back. While something is missing that is said first.
    ///
    /// # Errors
    /// What is missing, when the article was not set to done.
    pub fn ask_done(&mut self, notices: &mut Notices) -> Result<(), OfLayer> {
        let Some(key) = self.key() else {
            return Ok(());
        };
        if self.project.status(&key) != Status::Done {
            let found = OfLayer::if_done(&self.project, &key);
            if found.missing > 0 {
                return Err(found);
            }
        }
        self.toggle_done(notices);
        Ok(())
    }

    /// Sets the status of the open article to done, whatever is missing.
    pub fn finish(&mut self, notices: &mut Notices) {
        if let Some(key) = self.key() {
            let edit = edits::set_status(&self.project, &key, Status::Done);
            self.commit(edit, notices);
        }
    }

    /// Says that the chosen annotation holds under today's definition of its tag.
    pub fn confirm_chosen(&mut self, notices: &mut Notices) {
        let (Some(key), Some(annotation)) = (self.key(), self.chosen()) else {
            return;
        };
        let tag = self.project.codebook.tag(&annotation.tag);
        let worded = tag.and_then(Tag::worded).zip(self.layer());
        let is_older = worded.is_some_and(|(at, layer)| is_older(layer, &annotation, at));
        if !is_older {
            notices.say(say!("missing-nothing-to-confirm"));
            return;
        }
        let marks = [(key, annotation.id.clone())];
        let edit = edits::confirm(&self.project, &self.author(), &marks);
        self.commit(edit, notices);
    }

    /// Takes what the chosen annotation covers as an example of its tag, or as one of what the tag is not.
    pub fn take_example(&mut self, positive: bool, notices: &mut Notices) {
        let (Some(key), Some(annotation)) = (self.key(), self.chosen()) else {
            return;
        };
        let Some(mut tag) = self.project.codebook.tag(&annotation.tag).cloned() else {
            return;
        };
        let Some(text) = self.text() else { return };
        let hull = annotation.spans.hull();
        let quotation = annotation.spans.quotation(&text);
        let example = Example {
            text: quotation.split_whitespace().collect::<Vec<_>>().join(" "),
            source: Some(Source {
                article: key.article,
                at: (text.to_code_point(hull.start), text.to_code_point(hull.end)),
            }),
        };
        let list = if positive {
            &mut tag.examples
        } else {
            &mut tag.counterexamples
        };
        if list.iter().any(|known| known.text == example.text) {
            notices.say(say!("missing-known-example"));
            return;
        }
        list.push(example);
        let edit = edits::change_tag(&self.project, &self.author(), tag);
        self.commit(edit, notices);
    }
}

/// What is missing or broken, without notes.
fn told(found: &OfLayer) -> impl DoubleEndedIterator<Item = &(Byte, Gap)> {
    found
        .gaps
        .iter()
        .filter(|(_, gap)| gap.level != Level::Note)
}
