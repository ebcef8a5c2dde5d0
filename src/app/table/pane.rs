//! The chosen annotation beside the table: what it covers, and its fields, link and note to be changed in place.

use std::sync::Arc;

use egui::accesskit::Live;
use egui::{Id, RichText, TextEdit, Ui};

use crate::app::access;
use crate::app::command::Command;
use crate::app::marking::shorten;
use crate::app::panels::Room;
use crate::app::panels::fields::{self, Change, Field};
use crate::app::theme::{Tokens, space};
use crate::app::typeset::TextLabel;
use crate::app::verdicts::called;
use crate::app::workspace::Workspace;
use crate::model::{Annotation, Detached, LayerKey, Part, Value, edits};
use crate::query::used_texts;
use crate::say;

use super::links::Adding;
use super::{Place, Table};

/// Longest quotation at the head of the pane, in characters.
const QUOTATION: usize = 400;

impl Table {
    /// The chosen annotation, or that there is none.
    pub(super) fn show_pane(
        &mut self,
        ui: &mut Ui,
        workspace: &mut Workspace,
        room: &mut Room<'_>,
    ) {
        let top = ui.cursor().top();
        let focus = self.focus == Some(Place::Fields);
        if focus {
            self.focus = None;
        }
        let at = self.results.at(self.cursor.at);
        let annotation = at.and_then(|(chunk, mark)| {
            let now = chunk.current(&workspace.project, mark)?;
            Some((Arc::clone(chunk), now))
        });
        match annotation {
            Some((chunk, annotation)) => {
                let pane = Pane {
                    key: &chunk.key,
                    annotation: &annotation,
                    quotation: chunk.quotation(&annotation),
                    lost: chunk.lost(&annotation.id),
                };
                let before = workspace.revision;
                pane.show(ui, workspace, room, &mut self.adding, focus);
                if workspace.revision != before {
                    // Whatever the filter says of it now, whoever works on it goes on to see it.
                    let changed = (chunk.key.clone(), annotation.id.clone());
                    self.kept.insert(changed);
                }
            }
            None => {
                ui.add(TextLabel::new(say!("listed-choose")).color(room.tokens.weak));
            }
        }
        if self.has_keyboard != Some(Place::Filter) {
            let rect = ui.min_rect().with_min_y(top);
            let is_here = access::has_keyboard(ui, rect);
            self.has_keyboard = is_here.then_some(Place::Fields);
        }
    }
}

/// What the pane shows.
pub(super) struct Pane<'a> {
    pub(super) key: &'a LayerKey,
    pub(super) annotation: &'a Annotation,
    /// What it covers, or covered before it lost its place.
    quotation: String,
    /// What is known of it when it has lost its place.
    pub(super) lost: Option<&'a Detached>,
}

impl Pane<'_> {
    fn show(
        &self,
        ui: &mut Ui,
        workspace: &mut Workspace,
        room: &mut Room<'_>,
        adding: &mut Option<Adding>,
        focus: bool,
    ) {
        self.show_head(ui, workspace, room);
        // The gold layer is nobody's: who changes it decides.
        let is_own = workspace.is_own(self.key) || workspace.project.is_gold(&self.key.annotator);
        let why_not = if is_own {
            let lost = self.lost.map(|_| say!("listed-place-first").to_owned());
            let locked = workspace.why_locked(&Part::Layer(self.key.clone()));
            locked.or(lost)
        } else {
            let LayerKey { article, annotator } = self.key;
            let name = called(&workspace.project, article, annotator, &workspace.annotator);
            Some(say!("listed-of-others", name = name))
        };
        if let Some(why) = &why_not {
            ui.add(TextLabel::new(why).size(12.5).color(room.tokens.warning));
        }
        let builder = if why_not.is_some() {
            egui::UiBuilder::new().disabled()
        } else {
            egui::UiBuilder::new()
        };
        ui.scope_builder(builder, |ui| {
            self.show_unsure(ui, workspace, room, focus);
            self.show_fields(ui, workspace, room);
            self.show_links(ui, workspace, room, adding);
            self.show_note(ui, workspace, room);
        });
    }

    /// Tag, passage, article, which a screen reader says whenever another one is chosen.
    fn show_head(&self, ui: &mut Ui, workspace: &Workspace, room: &mut Room<'_>) {
        let project = &workspace.project;
        let tag = project.codebook.tag(&self.annotation.tag);
        let color = tag.map_or(Tokens::UNKNOWN_TAG, |tag| tag.color);
        let name = project.codebook.tag_name(&self.annotation.tag);
        let ink = room.tokens.ink(color);
        ui.add(TextLabel::new(name).size(15.0).bold(true).color(ink));
        let article = project.articles.get(&self.key.article);
        if let Some(article) = article {
            let words = shorten(&self.quotation, QUOTATION);
            let passage = ui.add(TextLabel::new(&words));
            ui.ctx().accesskit_node_builder(passage.id, |node| {
                node.set_live(Live::Polite);
            });
            let title = TextLabel::new(article.meta.display_title());
            ui.add(title.size(12.5).color(room.tokens.weak));
        }
        let go = match self.lost {
            None => say!("listed-go"),
            Some(lost) => {
                let why = say!("listed-lost", why = &lost.reason);
                ui.add(TextLabel::new(&why).size(12.5).color(room.tokens.warning));
                say!("listed-decide")
            }
        };
        if ui.button(go).clicked() {
            room.wish(Command::GoToListed);
        }
    }

    fn show_unsure(
        &self,
        ui: &mut Ui,
        workspace: &mut Workspace,
        room: &mut Room<'_>,
        focus: bool,
    ) {
        ui.add_space(space::SMALL);
        let mut unsure = self.annotation.unsure;
        let shown = ui.checkbox(&mut unsure, say!("listed-unsure-field"));
        if focus {
            shown.request_focus();
        }
        access::stay_at(&shown);
        if shown.changed() {
            let (project, author) = (&workspace.project, workspace.author());
            let edit = edits::set_unsure(project, &author, self.key, self.annotation, unsure);
            workspace.commit(edit, room.notices);
        }
    }

    fn show_fields(&self, ui: &mut Ui, workspace: &mut Workspace, room: &mut Room<'_>) {
        let codebook = std::sync::Arc::clone(&workspace.project.codebook);
        let tag = codebook.tag(&self.annotation.tag);
        for attribute in tag.into_iter().flat_map(|tag| &tag.attributes) {
            ui.add_space(space::SMALL);
            let used = || {
                let (project, own) = (&workspace.project, &workspace.annotator);
                used_texts(project, own, &self.annotation.tag, attribute.id.as_str())
            };
            let field = Field {
                attribute,
                value: self.annotation.attributes.get(&attribute.id),
                salt: Id::unique(("table field", &self.annotation.id, &attribute.id)),
                focus: false,
                stays: true,
                used: &used,
                roster: &|| workspace.roster(),
            };
            let change = fields::show(ui, &workspace.project, room.tokens, &field);
            let author = workspace.author();
            let set = |workspace: &Workspace, value: Option<Value>| {
                let project = &workspace.project;
                edits::set_attribute(
                    project,
                    &author,
                    self.key,
                    self.annotation,
                    &attribute.id,
                    value,
                )
            };
            match change {
                None => {}
                Some(Change::Value(value)) => {
                    let is_typed = matches!(value, Some(Value::Text(_)));
                    let run = is_typed.then(|| format!("{} {}", self.annotation.id, attribute.id));
                    let edit = set(workspace, value);
                    workspace.commit_run(edit, run.as_deref(), room.notices);
                }
                Some(Change::NewEntity(name, kind)) => {
                    let entity = workspace.new_entity(&name, kind);
                    let edit = set(workspace, Some(Value::Entity(entity.id.clone())));
                    let added = edits::put_entity(&workspace.project, &author, entity);
                    workspace.commit(added.and(edit), room.notices);
                }
            }
        }
    }

    fn show_note(&self, ui: &mut Ui, workspace: &mut Workspace, room: &mut Room<'_>) {
        ui.add_space(space::LARGE);
        ui.label(
            RichText::new(say!("listed-note"))
                .size(12.5)
                .color(room.tokens.weak),
        );
        let mut note = self.annotation.note.clone();
        let field = TextEdit::multiline(&mut note)
            .id(Id::unique(("table note", &self.annotation.id)))
            .desired_rows(2)
            .desired_width(f32::INFINITY);
        let response = ui.add(field).accessible_name(say!("listed-note"));
        if response.changed() {
            let (project, author) = (&workspace.project, workspace.author());
            let edit = edits::set_note(project, &author, self.key, self.annotation, &note);
            let run = format!("note {}", self.annotation.id);
            workspace.commit_run(edit, Some(&run), room.notices);
        }
        if response.lost_focus() {
            workspace.history.end_run();
        }
    }
}
