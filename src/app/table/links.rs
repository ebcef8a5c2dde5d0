//! The links of the chosen annotation beside the table: those that it has, and a further one to be added by typing a part of
//! a name.

use egui::accesskit::Role;
use egui::{Key, Modifiers, RichText, TextEdit, Ui, WidgetInfo};

use crate::app::linking::{Candidate, Linking};
use crate::app::marking::target_name;
use crate::app::panels::Room;
use crate::app::theme::space;
use crate::app::typeset::{TextButton, TextLabel};
use crate::app::workspace::Workspace;
use crate::model::{Codebook, Target, edits};
use crate::say;

use super::pane::Pane;
use super::results::Which;

/// A link that is being added.
#[derive(Debug)]
pub struct Adding {
    /// From which annotation.
    of: Which,
    linking: Linking,
    /// Whether the keyboard has been put into its field.
    is_begun: bool,
    /// What fits what was typed, of which text and state of the project that is.
    found: Option<(String, u64, Vec<Candidate>)>,
}

impl Adding {
    fn candidates(&mut self, workspace: &Workspace) -> &[Candidate] {
        let revision = workspace.revision;
        let is_current =
            |(of, made, _): &(String, u64, _)| *of == self.linking.filter && *made == revision;
        if !self.found.as_ref().is_some_and(is_current) {
            let roster = workspace.roster();
            let found = (self.linking).candidates(&workspace.project, &roster, &self.of.0);
            self.found = Some((self.linking.filter.clone(), revision, found));
        }
        self.found.as_ref().map_or(&[], |(.., found)| found)
    }
}

impl Pane<'_> {
    /// The links and what they lead to, and the ways to take them off and to add others.
    pub(super) fn show_links(
        &self,
        ui: &mut Ui,
        workspace: &mut Workspace,
        room: &mut Room<'_>,
        adding: &mut Option<Adding>,
    ) {
        let codebook = std::sync::Arc::clone(&workspace.project.codebook);
        let can_start = codebook.roles_from(&self.annotation.tag).next().is_some();
        if self.annotation.links.is_empty() && !can_start {
            return;
        }
        ui.add_space(space::LARGE);
        let title = RichText::new(say!("listed-links"));
        ui.label(title.size(12.5).color(room.tokens.weak));
        self.show_present(ui, workspace, room, &codebook);
        if self.lost.is_none() {
            self.show_roles(ui, &codebook, adding);
            self.show_adding(ui, workspace, room, adding);
        }
    }

    fn show_present(
        &self,
        ui: &mut Ui,
        workspace: &mut Workspace,
        room: &mut Room<'_>,
        codebook: &Codebook,
    ) {
        let Some(article) = workspace.project.articles.get(&self.key.article).cloned() else {
            return;
        };
        for link in &self.annotation.links {
            let label = codebook.link_label(self.annotation, link);
            let name = target_name(&workspace.project, self.key, &article.text, &link.to);
            ui.horizontal_wrapped(|ui| {
                let remove = ui.small_button("×");
                remove.widget_info(|| {
                    let words = say!("listed-unlink", label = label, name = &name);
                    WidgetInfo::labeled(Role::Button, ui.is_enabled(), words)
                });
                if remove.clicked() {
                    let (project, author) = (&workspace.project, workspace.author());
                    let edit = edits::unlink(project, &author, self.key, self.annotation, link);
                    workspace.commit(edit, room.notices);
                }
                ui.add(TextLabel::new(&format!("{label} {name}")));
            });
        }
    }

    /// A button for each role that may start here.
    fn show_roles(&self, ui: &mut Ui, codebook: &Codebook, adding: &mut Option<Adding>) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            for role in codebook.roles_from(&self.annotation.tag) {
                let words = format!("+ {}", role.label);
                let button = ui.add(TextButton::new(&words));
                button.widget_info(|| {
                    let words = say!("listed-add-link", label = &role.label);
                    WidgetInfo::labeled(Role::Button, ui.is_enabled(), words)
                });
                if button.clicked() {
                    let id = self.annotation.id.clone();
                    *adding = Some(Adding {
                        of: (self.key.clone(), id.clone()),
                        linking: Linking::new(id, Some(role.id.clone())),
                        is_begun: false,
                        found: None,
                    });
                }
            }
        });
    }

    /// The field for a part of the target's name, and what fits that.
    fn show_adding(
        &self,
        ui: &mut Ui,
        workspace: &mut Workspace,
        room: &mut Room<'_>,
        adding: &mut Option<Adding>,
    ) {
        // Whoever goes to another annotation leaves it.
        let of = (self.key.clone(), self.annotation.id.clone());
        let Some(begun) = adding.as_mut().filter(|adding| adding.of == of) else {
            *adding = None;
            return;
        };
        let role = begun.linking.role.as_ref();
        let role = role.and_then(|id| workspace.project.codebook.role(id));
        let label = role.map_or("", |role| role.label.as_str()).to_owned();
        ui.add_space(space::SMALL);
        ui.add(TextLabel::new(&label).bold(true));
        let id = ui.make_persistent_id("target of the link");
        let field = TextEdit::singleline(&mut begun.linking.filter)
            .id(id)
            .hint_text(say!("ask-part-of-name"))
            .desired_width(f32::INFINITY);
        let name = say!("listed-add-link", label = &label);
        let response = ui.add(field).accessible_name(&name);
        if !core::mem::replace(&mut begun.is_begun, true) {
            response.request_focus();
            response.scroll_to_me(None);
        }
        let enter = response.lost_focus()
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let candidates = begun.candidates(workspace);
        let mut picked = candidates.first().filter(|_| enter);
        if candidates.is_empty() {
            let nothing = RichText::new(say!("panel-nothing-fits"));
            ui.label(nothing.color(room.tokens.weak));
        }
        for candidate in candidates {
            let words = format!("{} · {}", candidate.label, candidate.kind);
            if ui.add(TextButton::new(&words)).clicked() {
                picked = Some(candidate);
            }
        }
        let target = picked.map(|candidate| candidate.target.clone());
        if let Some(target) = target {
            self.add_link(workspace, room, begun, target);
            *adding = None;
        } else if ui.button(say!("panel-cancel")).clicked() {
            *adding = None;
        } else if enter {
            response.request_focus();
        }
    }

    fn add_link(
        &self,
        workspace: &mut Workspace,
        room: &mut Room<'_>,
        begun: &Adding,
        target: Target,
    ) {
        let Some(role) = &begun.linking.role else {
            return;
        };
        let (project, author) = (&workspace.project, workspace.author());
        let edit = edits::link(project, &author, self.key, self.annotation, role, target);
        workspace.commit(edit, room.notices);
    }
}
