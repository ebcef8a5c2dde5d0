//! Marks that were made under an older wording of a definition: how many there are, and what can be done about that.

use egui::Ui;

use crate::app::command::Command;
use crate::app::dialogs::{Action, Awaited};
use crate::app::making::{Making, is_small};
use crate::app::panels::{Room, Wish};
use crate::app::typeset::TextLabel;
use crate::model::{TagId, edits};
use crate::say;
use crate::store::Progress;

use super::Around;

/// How many marks of a tag were made under an older wording, as of a revision of the project.
#[derive(Debug, Default)]
pub struct Older {
    known: Option<(TagId, u64, usize)>,
    counting: Option<(TagId, u64, Awaited<usize>)>,
}

impl Older {
    /// How many they are; what was known of the tag before while that is being counted.
    fn count(&mut self, ui: &Ui, around: &Around<'_>, id: &TagId) -> usize {
        if let Some((of, at, counting)) = &mut self.counting
            && let Some(count) = counting.take()
        {
            self.known = Some((of.clone(), *at, count));
            self.counting = None;
        }
        let revision = around.revision;
        let is_of = |of: &TagId, at: u64| of == id && at == revision;
        let is_known = matches!(&self.known, Some((of, at, _)) if is_of(of, *at));
        let is_coming = matches!(&self.counting, Some((of, at, _)) if is_of(of, *at));
        if !is_known && !is_coming {
            let (project, author, tag) =
                (around.project.clone(), around.author.clone(), id.clone());
            let work = move |_: &Progress| edits::older(&project, &author, &tag).len();
            if is_small(around.project) {
                self.known = Some((id.clone(), revision, work(&Progress::default())));
            } else {
                let counting = Awaited::start("older", ui.ctx(), work);
                self.counting = Some((id.clone(), revision, counting));
            }
        }
        let known = self.known.as_ref().filter(|(of, ..)| of == id);
        known.map_or(0, |(_, _, count)| *count)
    }

    /// Shows what the definition was before, how many marks are of that time, and what can be done about them.
    pub fn show(&mut self, ui: &mut Ui, around: &Around<'_>, id: &TagId, room: &mut Room<'_>) {
        let Some(former) = around.book().tag(id).and_then(|tag| tag.former.last()) else {
            return;
        };
        let count = self.count(ui, around, id);
        let date = former.until.strftime("%Y-%m-%d").to_string();
        let words = say!("tagset-worded", date = date, before = &former.definition);
        ui.add(TextLabel::new(&words).color(room.tokens.weak));
        if count == 0 {
            return;
        }
        let words = say!("tagset-older", count = count);
        ui.add(TextLabel::new(&words).color(room.tokens.warning));
        ui.horizontal_wrapped(|ui| {
            if ui.button(say!("tagset-show-older")).clicked() {
                room.wish(Command::ListMissing);
            }
            let (author, id) = (around.author.clone(), id.clone());
            if ui.button(say!("tagset-confirm-all")).clicked() {
                let making = Making::new(move |project| {
                    let marks = edits::older(project, &author, &id);
                    edits::confirm(project, &author, &marks)
                });
                room.commands.push(Wish::Action(Action::Make(making)));
            } else if ui.button(say!("tagset-only-wording")).clicked() {
                let edit = edits::forget_former(around.project, &author, &id);
                room.commands.push(Wish::Action(Action::Commit(edit)));
            }
        });
    }
}
