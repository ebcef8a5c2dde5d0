//! Writing a comment, a reply, or why a decision is contested.

use egui::Ui;
use jiff::Timestamp;

use crate::model::{
    About, ArticleId, Author, CommentRef, DecisionRef, Edit, Part, Project, ReviewKey, Stand, edits,
};
use crate::say;

use super::field::{FirstFocus, Form, Verdict, body};
use super::{Action, Dialog, Flow, View};

/// What the words become.
#[derive(Clone, Debug)]
enum Becomes {
    /// A comment that begins a thread.
    Comment(About),
    /// A reply to a comment.
    Reply(CommentRef),
    /// Why a decision is contested, as it was made at this time.
    Contest(DecisionRef, Timestamp),
}

/// The dialog.
#[derive(Debug)]
pub struct CommentDialog {
    article: ArticleId,
    becomes: Becomes,
    /// What it is about, in words.
    about: String,
    text: String,
    /// Why the words could not be written down.
    wrong: Option<&'static str>,
    /// Whether they were.
    is_done: bool,
    first: FirstFocus,
}

impl CommentDialog {
    fn new(article: ArticleId, becomes: Becomes, about: String) -> Self {
        Self {
            article,
            becomes,
            about,
            text: String::new(),
            wrong: None,
            is_done: false,
            first: FirstFocus::default(),
        }
    }

    /// A comment on something; `words` say on what.
    #[must_use]
    pub fn about(article: ArticleId, about: About, words: String) -> Self {
        Self::new(article, Becomes::Comment(about), words)
    }

    /// A reply to a comment; `words` say what it says.
    #[must_use]
    pub fn reply(article: ArticleId, to: CommentRef, words: String) -> Self {
        Self::new(article, Becomes::Reply(to), words)
    }

    /// Why a decision is contested, as it was made at a time; `words` say what was decided.
    #[must_use]
    pub fn contest(article: ArticleId, (to, at): (DecisionRef, Timestamp), words: String) -> Self {
        Self::new(article, Becomes::Contest(to, at), words)
    }

    fn edit(&self, project: &Project, author: &Author) -> Edit {
        let text = self.text.trim();
        let id = &self.article;
        match &self.becomes {
            Becomes::Comment(about) => edits::comment(author, id, about.clone(), text),
            Becomes::Reply(to) => edits::reply(project, author, id, to, text, None),
            Becomes::Contest(to, at) => {
                edits::answer(project, author, id, (to, *at), Stand::Contests, text)
            }
        }
    }

    /// Why nothing can be written down, when that is so: what was answered has gone meanwhile.
    fn why_gone(&self) -> &'static str {
        match self.becomes {
            Becomes::Contest(..) => say!("comment-decision-gone"),
            _ => say!("comment-gone"),
        }
    }
}

impl Dialog for CommentDialog {
    fn title(&self) -> String {
        match self.becomes {
            Becomes::Comment(_) => say!("comment-title"),
            Becomes::Reply(_) => say!("comment-reply-title"),
            Becomes::Contest(..) => say!("comment-contest-title"),
        }
        .to_owned()
    }

    fn has_unsaved(&self) -> bool {
        !self.text.trim().is_empty()
    }

    fn committed(&mut self, done: bool) {
        // What was written stays when it was refused.
        self.is_done = done;
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let (Some(project), Some(author)) = (view.project, view.author.clone()) else {
            return Flow::Close;
        };
        if self.is_done {
            return Flow::Close;
        }
        let part = Part::Review(ReviewKey {
            article: self.article.clone(),
            reviewer: author.annotator.clone(),
        });
        let locked = (view.why_locked)(&part);
        let mut form = Form::new(view.tokens, &mut self.first);
        body(ui, |ui| {
            if let Some(why) = &locked {
                form.warning(ui, why);
            }
            form.remark(ui, &self.about);
            form.lines(ui, ("words", say!("comment-words")), 4, &mut self.text);
            if let Some(why) = self.wrong {
                form.problem(ui, why);
            }
        });
        let empty = (self.text.trim().is_empty()).then_some(say!("comment-empty"));
        match form.buttons(ui, say!("comment-save"), locked.as_deref().or(empty)) {
            Verdict::Primary => {
                let edit = self.edit(project, &author);
                if edit.is_empty() {
                    self.wrong = Some(self.why_gone());
                    return Flow::Stay;
                }
                Flow::Do(vec![Action::Commit(edit)])
            }
            Verdict::Cancel => Flow::Close,
            Verdict::Wait => Flow::Stay,
        }
    }
}
