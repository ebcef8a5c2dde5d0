//! Pointing a link elsewhere, and turning one round.

use crate::app::linking::Linking;
use crate::app::marking::links_in_order;
use crate::app::notices::Notices;
use crate::app::picking::{PickList, Picked};
use crate::app::workspace::Workspace;
use crate::model::{Link, edits};
use crate::say;

/// What is to be done to a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relink {
    /// Point it to something else.
    Elsewhere,
    /// Let it start where it ends.
    Round,
}

impl Workspace {
    /// Does something to the only link of the chosen annotation, or asks which one is meant.
    pub fn relink(&mut self, how: Relink, notices: &mut Notices) {
        let Some(annotation) = self.chosen() else {
            return;
        };
        match annotation.links.as_slice() {
            [] => notices.say(say!("act-no-own-link")),
            [one] => self.relink_this(how, one.clone(), notices),
            links => {
                let title = match how {
                    Relink::Elsewhere => say!("act-which-elsewhere"),
                    Relink::Round => say!("act-which-round"),
                };
                let anchor = self.anchor_of_chosen();
                // Its own links come first in that list, in this order.
                let own = links_in_order(&self.project.codebook, &annotation);
                let mut picks = self.links_of_chosen();
                picks.truncate(links.len());
                for (pick, link) in picks.iter_mut().zip(own) {
                    pick.picked = Picked::Relink(how, link.clone());
                }
                if let Some(open) = &mut self.open {
                    open.picking = Some(PickList::new(title, anchor, picks));
                }
            }
        }
    }

    /// Does something to a link of the chosen annotation.
    pub fn relink_this(&mut self, how: Relink, link: Link, notices: &mut Notices) {
        let (Some(key), Some(annotation)) = (self.key(), self.chosen()) else {
            return;
        };
        match how {
            Relink::Elsewhere => {
                self.leave_questions();
                if let Some(open) = &mut self.open {
                    let role = Some(link.role.clone());
                    open.linking = Some(Linking {
                        instead_of: Some(link),
                        ..Linking::new(annotation.id.clone(), role)
                    });
                }
            }
            Relink::Round => {
                match edits::reverse(&self.project, &self.author(), &key, &annotation, &link) {
                    Ok(edit) => {
                        self.commit(edit, notices);
                    }
                    Err(why) => notices.say(why),
                }
            }
        }
    }
}
