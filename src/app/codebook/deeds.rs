//! The commands of the codebook.

use crate::model::{Author, Item, Part, Project, TagId, edits};

use super::super::screens::Instead;
use super::super::workspace::Workspace;
use super::super::{Postil, Screen};
use super::Place;
use super::editor::Editor;
use super::list::Shelf;
use super::pages::Page;

impl Postil {
    /// Shows the codebook in place of the article. A tag that is chosen in the text comes first.
    pub(in crate::app) fn show_codebook(&mut self) {
        let chosen = self.workspace().and_then(Workspace::chosen);
        let was_shown = self.codebook().is_some();
        self.show_instead(Instead::Codebook);
        if let (Some(annotation), false) = (chosen, was_shown) {
            self.screens.codebook.go_to(annotation.tag.clone());
        }
    }

    /// Begins a new thing in the list that is shown, or goes on with the one that was left; a new tag stands where the chosen
    /// one does.
    pub(in crate::app) fn begin_in_codebook(&mut self) {
        self.show_codebook();
        let Some(book) = self.workspace().map(|it| it.project.codebook.clone()) else {
            return;
        };
        if let Some(screens) = self.screens() {
            let codebook = &mut screens.codebook;
            let parent = codebook.tag().and_then(|id| book.tag(id)?.parent.clone());
            let parent = parent.filter(|_| codebook.shelf == Shelf::Tags);
            codebook.page = None;
            codebook.focus = None;
            let mut begun = codebook.begun.remove(&codebook.shelf);
            begun.iter_mut().for_each(Editor::bring_back);
            let open = codebook.editor.take();
            let (new, left) = match open.as_ref().map(Editor::item) {
                Some(None) => (open, None),
                Some(Some(item)) => (begun, open.map(|left| (item, left))),
                None => (begun, None),
            };
            codebook.drafts.extend(left);
            let mut new = new.unwrap_or_else(|| Editor::fresh(&book, codebook.shelf, parent));
            new.focus();
            codebook.editor = Some(new);
        }
    }

    /// Shows one of the pages for what is chosen.
    pub(in crate::app) fn begin_page(&mut self, make: PageMaker, ctx: &egui::Context) {
        let Screen::Workspace(workspace) = &self.screen else {
            return;
        };
        let codebook = &mut self.screens.codebook;
        if let Some(item) = codebook.item().cloned() {
            codebook.focus = None;
            let author = workspace.author();
            codebook.page = Some(make(&workspace.project, &author, &item, ctx));
            codebook.has_keyboard = Some(Place::Form);
        }
    }

    /// Moves what is chosen so many places down in its list, or up.
    pub(in crate::app) fn shift_chosen(&mut self, by: isize) {
        let Screen::Workspace(workspace) = &mut self.screen else {
            return;
        };
        let Some(item) = self.screens.codebook.item().cloned() else {
            return;
        };
        if let Some(why) = workspace.why_locked(&Part::Codebook) {
            self.notices.say(why);
            return;
        }
        let edit = edits::shift_item(&workspace.project, &workspace.author(), &item, by);
        if !edit.is_empty() {
            workspace.commit(edit, &mut self.notices);
        }
    }

    /// Does something with the chosen tag.
    pub(in crate::app) fn change_chosen_tag(&mut self, deed: TagDeed) {
        let Screen::Workspace(workspace) = &mut self.screen else {
            return;
        };
        let Some(id) = self.screens.codebook.tag().cloned() else {
            return;
        };
        if let Some(why) = workspace.why_locked(&Part::Codebook) {
            self.notices.say(why);
            return;
        }
        let (project, author) = (&workspace.project, workspace.author());
        let edit = match deed {
            TagDeed::In => match before(workspace, &id) {
                Some(above) => edits::place_tag(project, &author, &id, Some(&above), None),
                None => return,
            },
            TagDeed::Out => {
                let above = project.codebook.above(&id);
                let Some(parent) = above.first() else { return };
                let up = parent.parent.clone();
                edits::place_tag(project, &author, &id, up.as_ref(), None)
            }
            TagDeed::Retire => {
                let Some(mut tag) = project.codebook.tag(&id).cloned() else {
                    return;
                };
                tag.retired = !tag.retired;
                if !tag.retired {
                    tag.heir = None;
                }
                edits::change_tag(project, &author, tag)
            }
        };
        workspace.commit(edit, &mut self.notices);
    }
}

/// Makes a page for a thing of the codebook.
pub type PageMaker = fn(&Project, &Author, &Item, &egui::Context) -> Page;

/// What is done with a tag without more questions.
#[derive(Clone, Copy, Debug)]
pub enum TagDeed {
    /// It goes under the one before it.
    In,
    /// It goes out of its group.
    Out,
    /// It is retired, or comes back.
    Retire,
}

/// The tag before this one among those of its group.
fn before(workspace: &Workspace, id: &TagId) -> Option<TagId> {
    let book = &workspace.project.codebook;
    let rows = book.tree();
    let at = rows.iter().position(|row| row.tag.id == *id)?;
    let depth = rows[at].depth;
    let mut above = rows[..at].iter().rev();
    let fellow = above.find(|row| row.depth <= depth)?;
    (fellow.depth == depth).then(|| fellow.tag.id.clone())
}
