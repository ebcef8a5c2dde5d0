//! The commands of the screen.

use std::path::Path;

use super::{PICTURE, Place};
use crate::app::picker::Ask;
use crate::app::screens::Instead;
use crate::app::{Postil, Screen};
use crate::model::{AnnotationId, AnnotatorId, ArticleId, LayerKey};
use crate::review::paper::Style;
use crate::say;

/// To which article one went from here, and to whose annotation in it.
pub type WentTo = (ArticleId, Option<(AnnotatorId, AnnotationId)>);

impl Postil {
    /// Goes from the list to the chosen passage in its article: to one's own annotation if there is one, with the other one
    /// beside it.
    pub(in crate::app) fn go_to_compared(&mut self) {
        let Screen::Workspace(workspace) = &mut self.screen else {
            return;
        };
        let Some(passage) = self.screens.agreement.passages.chosen().cloned() else {
            return;
        };
        if !workspace.project.articles.contains_key(&passage.article) {
            self.notices.say(say!("agreement-gone"));
            return;
        }
        let own = workspace.annotator.clone();
        let (first, second) = passage.people.clone();
        let mut marks: Vec<(AnnotatorId, AnnotationId)> = [
            passage.marks.0.clone().map(|id| (first, id)),
            passage.marks.1.clone().map(|id| (second, id)),
        ]
        .into_iter()
        .flatten()
        .filter(|(person, id)| {
            let key = LayerKey {
                article: passage.article.clone(),
                annotator: person.clone(),
            };
            let layer = workspace.project.layer(&key);
            layer.is_some_and(|layer| layer.annotations.contains_key(id))
        })
        .collect();
        if marks.is_empty() && passage.marks != (None, None) {
            self.notices.say(say!("agreement-gone"));
            return;
        }
        marks.sort_by_key(|(person, _)| *person != own);
        workspace.show_article(&passage.article);
        workspace.colleagues.shown = true;
        for (person, _) in &marks {
            workspace.colleagues.take_in(&workspace.project, person);
        }
        let there = marks.into_iter().next();
        match there.clone() {
            Some((person, id)) if person == own => workspace.choose(Some(id)),
            Some((person, id)) => workspace.show_theirs(person, id),
            None => {}
        }
        self.show_text();
        self.screens.agreement.went_to = Some((passage.article, there));
    }

    /// Goes back to the numbers, when one came from there and has gone nowhere else since. Whether that was so.
    pub(in crate::app) fn back_to_agreement(&mut self) -> bool {
        let went_to = self.screens().and_then(|it| it.agreement.went_to.take());
        let Some((article, mark)) = went_to else {
            return false;
        };
        let is_there = self.workspace().is_some_and(|workspace| {
            let Some(open) = &workspace.open else {
                return false;
            };
            let visited = workspace.visited();
            let visited = visited.map(|(_, annotation)| annotation.id.clone());
            let is_at = |id: &AnnotationId| {
                open.chosen.as_ref() == Some(id) || visited.as_ref() == Some(id)
            };
            open.key.article == article && mark.as_ref().is_none_or(|(_, id)| is_at(id))
        });
        if is_there {
            self.show_instead(Instead::Agreement);
            self.screens.agreement.focus = Some(Place::List);
        }
        is_there
    }

    /// Chooses the passage after or before the chosen one; goes there, unless the list is what the window shows.
    pub(in crate::app) fn step_compared(&mut self, forward: bool) {
        let is_shown = self.instead() == Some(Instead::Agreement);
        let Some(screens) = self.screens() else {
            return;
        };
        let passages = &mut screens.agreement.passages;
        let at = passages.at();
        let next = if forward {
            Some(at + 1).filter(|next| *next < passages.len())
        } else {
            at.checked_sub(1)
        };
        let Some(next) = next else {
            self.notices.say(if forward {
                say!("agreement-last")
            } else {
                say!("agreement-first")
            });
            return;
        };
        passages.choose(next);
        screens.agreement.scrolls = true;
        if !is_shown {
            let place = say!(
                "agreement-at",
                at = next + 1,
                count = screens.agreement.passages.len()
            );
            self.go_to_compared();
            self.notices.say(place);
        }
    }

    /// Asks where the picture of the table on screen goes.
    pub(in crate::app) fn ask_for_picture(&mut self, ctx: &egui::Context) {
        let ask = Ask::Save {
            title: PICTURE.to_owned(),
            name: "agreement.svg".to_owned(),
        };
        self.ask(ask, ctx);
    }

    /// Writes the picture of the table on screen.
    pub(in crate::app) fn save_picture(&mut self, path: &Path) {
        let Some(picture) = self.screens().and_then(|it| it.agreement.picture()) else {
            return;
        };
        let place = path.display().to_string();
        match std::fs::write(path, picture) {
            Ok(()) => self.notices.say(say!("agreement-picture-at", path = place)),
            Err(error) => self.notices.error(say!(
                "files-not-written",
                path = place,
                why = error.to_string(),
            )),
        }
    }

    /// Copies what goes into a paper.
    pub(in crate::app) fn copy_paper(&mut self, style: Style, ctx: &egui::Context) {
        if let Some(paper) = self.screens().and_then(|it| it.agreement.paper(style)) {
            ctx.copy_text(paper);
            self.notices.say(say!("agreement-paper-copied"));
        }
    }

    /// Copies the table on screen.
    pub(in crate::app) fn copy_numbers(&mut self, ctx: &egui::Context) {
        if let Some(table) = self.screens().and_then(|it| it.agreement.copied()) {
            ctx.copy_text(table);
            self.notices.say(say!("agreement-copied"));
        }
    }
}
