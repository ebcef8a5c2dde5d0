//! The commands of both screens, and comments in the article.

use super::threads::{place_of, say_about};
use crate::app::dialogs::CommentDialog;
use crate::app::marking::shorten;
use crate::app::{Postil, Screen};
use crate::model::{About, AnnotatorId, ArticleId, MarkRef, Stand, StoredSpan, edits};
use crate::say;
use crate::text::Span;

impl Postil {
    /// Goes to a mark of somebody in its article, or else to a place there.
    fn go_to_mark(&mut self, article: &ArticleId, mark: Option<MarkRef>, place: Option<Span>) {
        let Screen::Workspace(workspace) = &mut self.screen else {
            return;
        };
        if !workspace.project.articles.contains_key(article) {
            self.notices.say(say!("agreement-gone"));
            return;
        }
        workspace.show_article(article);
        let own: AnnotatorId = workspace.annotator.clone();
        match mark {
            Some(mark) if mark.by == own => workspace.choose(Some(mark.id)),
            Some(mark) => {
                workspace.colleagues.take_in(&workspace.project, &mark.by);
                workspace.show_theirs(mark.by, mark.id);
            }
            None => {}
        }
        if let (Some(place), Some(open)) = (place, &mut workspace.open) {
            open.reader.reveal(place);
        }
        self.show_text();
    }

    /// Goes to the own mark that the chosen decision is about, or to what became of it.
    pub(in crate::app) fn go_to_letter(&mut self) {
        let Some(letter) = self.screens.inbox.letter().cloned() else {
            return;
        };
        let gold = self
            .workspace()
            .and_then(|it| it.project.gold_key(&letter.article));
        let own = self.workspace().map(|it| it.annotator.clone());
        let mine = letter.mine.first().map(|mark| mark.id.clone());
        let mine = own.zip(mine).map(|(by, id)| MarkRef { by, id });
        let made = letter.made.first().map(|mark| mark.id.clone());
        let made = gold.zip(made).map(|(key, id)| MarkRef {
            by: key.annotator,
            id,
        });
        self.go_to_mark(&letter.article, mine.or(made), None);
    }

    /// Accepts the chosen decision.
    pub(in crate::app) fn accept_decision(&mut self) {
        let Screen::Workspace(workspace) = &mut self.screen else {
            return;
        };
        let Some(letter) = self.screens.inbox.letter() else {
            return;
        };
        let edit = edits::answer(
            &workspace.project,
            &workspace.author(),
            &letter.article,
            (&letter.reference, letter.decision.at),
            Stand::Accepts,
            "",
        );
        if edit.is_empty() {
            self.notices.say(say!("comment-decision-gone"));
            return;
        }
        if workspace.commit(edit, &mut self.notices) {
            self.screens.inbox.go_on();
        }
    }

    /// Asks why the chosen decision is contested.
    pub(in crate::app) fn contest_decision(&mut self) {
        if let Some(letter) = self.screens.inbox.letter() {
            let Some(workspace) = self.workspace() else {
                return;
            };
            let about = super::verdict(&workspace.project, letter);
            let to = (letter.reference.clone(), letter.decision.at);
            let article = letter.article.clone();
            self.dialog = Some(Box::new(CommentDialog::contest(article, to, about)));
        }
    }

    /// Asks for a comment on the chosen decision.
    pub(in crate::app) fn reply_to_decision(&mut self) {
        if let Some(letter) = self.screens.inbox.letter() {
            let Some(workspace) = self.workspace() else {
                return;
            };
            let about = super::verdict(&workspace.project, letter);
            let reference = About::Decision(letter.reference.clone());
            let dialog = CommentDialog::about(letter.article.clone(), reference, about);
            self.dialog = Some(Box::new(dialog));
        }
    }

    /// Asks for a comment in the open article: on the chosen annotation, on what is selected, or on the article.
    pub(in crate::app) fn comment_here(&mut self) {
        let Some(workspace) = self.workspace() else {
            return;
        };
        let (Some(key), Some(text)) = (workspace.key(), workspace.text()) else {
            return;
        };
        let chosen = workspace.chosen().map(|annotation| MarkRef {
            by: key.annotator.clone(),
            id: annotation.id.clone(),
        });
        let visited = workspace.visited();
        let visited = visited.map(|(by, annotation)| MarkRef {
            by,
            id: annotation.id.clone(),
        });
        // What was said would not be shown before the repeat is done, and then beside marks that it does not mean.
        if workspace
            .project
            .is_repeating(&key.article, &workspace.annotator)
        {
            self.notices.say(say!("repeats-no-comment"));
            return;
        }
        let passage = workspace.selected().map(|span| StoredSpan::of(&text, span));
        let about = match (passage, chosen.or(visited)) {
            (Some(stored), _) => About::Passage(stored),
            (None, Some(mark)) => About::Annotation(mark),
            (None, None) => About::Article,
        };
        let words = say_about(&workspace.project, &key.article, &about);
        let dialog = CommentDialog::about(key.article, about, words);
        self.dialog = Some(Box::new(dialog));
    }

    /// Goes to what the chosen thread is about.
    pub(in crate::app) fn go_to_thread(&mut self) {
        let Some(entry) = self.screens.comments.entry().cloned() else {
            return;
        };
        let project = self.workspace().map(|workspace| &workspace.project);
        let place = project.and_then(|it| place_of(it, &entry.article, &entry.about));
        let mark = match entry.about {
            About::Annotation(mark) if place.is_some() => Some(mark),
            _ => None,
        };
        self.go_to_mark(&entry.article, mark, place);
    }

    /// Asks for a reply to the chosen thread.
    pub(in crate::app) fn reply_to_thread(&mut self) {
        if let Some(entry) = self.screens.comments.entry() {
            let words = shorten(&entry.words, 400);
            let dialog = CommentDialog::reply(entry.article.clone(), entry.first.clone(), words);
            self.dialog = Some(Box::new(dialog));
        }
    }

    /// Resolves the chosen thread, or opens it again.
    pub(in crate::app) fn resolve_thread(&mut self) {
        let Screen::Workspace(workspace) = &mut self.screen else {
            return;
        };
        let Some(entry) = self.screens.comments.entry() else {
            return;
        };
        let edit = edits::reply(
            &workspace.project,
            &workspace.author(),
            &entry.article,
            &entry.first,
            "",
            Some(!entry.is_resolved),
        );
        workspace.commit(edit, &mut self.notices);
    }
}

impl super::Inbox {
    /// Goes on to the next decision that was not answered.
    fn go_on(&mut self) {
        let next = |at: &usize| {
            let letter = &self.letters()[self.shown[*at]];
            *at != self.roll.at && letter.is_new()
        };
        let count = self.shown.len();
        let from = self.roll.at;
        let found = (from..count).chain(0..from).find(next);
        if let Some(at) = found {
            self.roll.go_to(at);
        }
    }
}
