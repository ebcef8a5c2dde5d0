//! Two entities become one: which, and what moves.

use egui::Ui;

use crate::app::dialogs::{FirstFocus, Form, Verdict};
use crate::app::theme::{Tokens, space};
use crate::model::{Author, Change, Edit, Entity, EntityId, LayerKey, edits};
use crate::query::Uses;
use crate::say;

use super::form::Around;

/// The page on which an entity is merged into another one.
#[derive(Debug)]
pub struct MergePage {
    /// The entity that was chosen.
    one: EntityId,
    /// What the other one is called.
    other: String,
    /// What others are called, with their ids.
    labels: Vec<(String, EntityId)>,
    names: Vec<String>,
    /// Whether the chosen one stays, and the other one goes.
    keeps_chosen: bool,
    preview: Option<Preview>,
    first: FirstFocus,
}

/// What a merge would do.
#[derive(Debug)]
struct Preview {
    made_of: (EntityId, EntityId, u64, u64),
    lines: Vec<String>,
}

impl MergePage {
    /// The page for an entity.
    #[must_use]
    pub fn new(around: &Around<'_>, one: &EntityId) -> Self {
        let entities: Vec<&Entity> = around.list.entities(None, Some(one)).collect();
        let kind = around.project.entity(one).map(|one| &one.kind);
        let mut labels: Vec<(String, EntityId)> = Vec::with_capacity(entities.len());
        // Those of its own type first, by name; namesakes are told apart by their ids.
        for is_same in [true, false] {
            let some = entities
                .iter()
                .filter(|it| (Some(&it.kind) == kind) == is_same);
            labels.extend(some.map(|it| (it.name.clone(), it.id.clone())));
        }
        let mut counts = std::collections::HashMap::new();
        for (label, _) in &labels {
            *counts.entry(label.clone()).or_insert(0) += 1;
        }
        for (label, id) in &mut labels {
            if counts[label.as_str()] > 1 {
                *label = format!("{label} ({id})");
            }
        }
        // What goes by the same name is likely meant.
        let names = around
            .project
            .entity(one)
            .into_iter()
            .flat_map(Entity::names);
        let mut names = names;
        let twin = names.find_map(|name| around.list.namesake(name, Some(one)));
        let twin = twin.and_then(|twin| labels.iter().find(|(_, id)| *id == twin.id));
        Self {
            one: one.clone(),
            other: twin.map(|(label, _)| label.clone()).unwrap_or_default(),
            names: labels.iter().map(|(label, _)| label.clone()).collect(),
            labels,
            keeps_chosen: false,
            preview: None,
            first: FirstFocus::default(),
        }
    }

    fn picked(&self) -> Option<&EntityId> {
        let wanted = crate::text::folded(self.other.trim());
        let mut labels = self.labels.iter();
        let exact = labels.find(|(label, _)| *label == self.other.trim());
        let found = exact.or_else(|| {
            let mut labels = self.labels.iter();
            labels.find(|(label, _)| crate::text::folded(label) == wanted)
        });
        found.map(|(_, id)| id)
    }

    /// Shows the page: the edit when it is wanted, and whether the page goes.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        tokens: &Tokens,
        around: &Around<'_>,
        author: &Author,
        (uses, counted): (Option<&Uses>, u64),
        why_not: Option<&str>,
    ) -> (Option<(Edit, EntityId)>, bool) {
        let name = |id: &EntityId| {
            let entity = around.project.entity(id);
            entity.map_or_else(|| id.to_string(), |entity| entity.name.clone())
        };
        let mut first = self.first;
        let mut form = Form::new(tokens, &mut first);
        form.suggested(
            ui,
            ("other", say!("merge-with")),
            &mut self.other,
            &self.names,
        );
        let picked = self.picked().filter(|id| **id != self.one).cloned();
        if let Some(other) = &picked {
            ui.add_space(space::SMALL);
            form.label(ui, say!("merge-which"));
            ui.vertical(|ui| {
                for keeps in [false, true] {
                    let stays = if keeps { &self.one } else { other };
                    let label = say!("merge-stays", name = name(stays));
                    if form.option(ui, self.keeps_chosen == keeps, &label) {
                        self.keeps_chosen = keeps;
                    }
                }
            });
            let (from, into) = if self.keeps_chosen {
                (other, &self.one)
            } else {
                (&self.one, other)
            };
            let made_of = (from.clone(), into.clone(), counted, around.list.made);
            if self.preview.as_ref().is_none_or(|it| it.made_of != made_of) {
                let lines = preview(around, author, from, into, uses);
                self.preview = Some(Preview { made_of, lines });
            }
            ui.add_space(space::SMALL);
            for line in self.preview.iter().flat_map(|it| &it.lines) {
                form.remark(ui, line);
            }
        }
        let refused = match (&picked, uses) {
            (None, _) if self.other.trim().is_empty() => Some(say!("merge-type-name")),
            (None, _) => Some(say!("merge-no-other")),
            (_, None) => Some(say!("register-still-counting")),
            _ => None,
        };
        let verdict = form.buttons(ui, say!("merge-do"), why_not.or(refused));
        self.first = first;
        match (verdict, picked, uses) {
            (Verdict::Primary, Some(other), Some(uses)) => {
                let (from, into) = if self.keeps_chosen {
                    (&other, &self.one)
                } else {
                    (&self.one, &other)
                };
                let layers: Vec<LayerKey> = uses.layers(from).cloned().collect();
                let edit = edits::merge_entities(around.project, author, from, into, &layers);
                (Some((edit, into.clone())), true)
            }
            (Verdict::Cancel, ..) => (None, true),
            _ => (None, false),
        }
    }
}

/// What a merge would do, in sentences.
fn preview(
    around: &Around<'_>,
    author: &Author,
    from: &EntityId,
    into: &EntityId,
    uses: Option<&Uses>,
) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(uses) = uses {
        let own = uses.tally_by(around.project, from, &author.annotator);
        let all = uses.tally(from);
        lines.push(say!(
            "merge-moves",
            uses = own.uses,
            articles = own.articles
        ));
        let theirs = all.uses - own.uses;
        if theirs > 0 {
            lines.push(say!("merge-colleagues", count = theirs));
        }
    }
    // The first thing that a merge writes is what comes of the two.
    let edit = edits::merge_entities(around.project, author, from, into, []);
    if let Some(Change::Entity(_, _, Some(merged))) = edit.changes.first() {
        if !merged.aliases.is_empty() {
            lines.push(say!(
                "merge-known-as",
                name = &merged.name,
                names = merged.aliases.join(", ")
            ));
        }
        let known = around.project.entity(into);
        if known.is_some_and(|known| known.note != merged.note) {
            lines.push(say!("merge-note", note = &merged.note));
        }
    }
    let moved = edit.changes.len().saturating_sub(2);
    if moved > 0 {
        lines.push(say!("merge-follow", count = moved));
    }
    lines
}
