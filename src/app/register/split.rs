//! One entity becomes two: which names and which uses go to the other one.

use std::collections::BTreeSet;

use egui::Ui;

use crate::app::dialogs::{FirstFocus, Form, Verdict, tick};
use crate::app::theme::Tokens;
use crate::model::{Author, Edit, Entity, EntityId, Use, edits};
use crate::query::Uses;
use crate::say;

use super::form::Around;
use super::uses::Line;

/// Most uses that can be chosen one by one.
const MOST: usize = 200;

/// The page on which an entity is split.
#[derive(Debug)]
pub struct SplitPage {
    whole: EntityId,
    name: String,
    /// The other names that go along.
    aliases: Vec<String>,
    /// The uses of the annotator, and which of them go along.
    lines: Option<(u64, Vec<Line>)>,
    chosen: Vec<Use>,
    first: FirstFocus,
}

impl SplitPage {
    /// The page for an entity.
    #[must_use]
    pub fn new(whole: &EntityId) -> Self {
        Self {
            whole: whole.clone(),
            name: String::new(),
            aliases: Vec::new(),
            lines: None,
            chosen: Vec::new(),
            first: FirstFocus::default(),
        }
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
        let Some(whole) = around.project.entity(&self.whole) else {
            return (None, true);
        };
        if let Some(uses) = uses
            && self.lines.as_ref().is_none_or(|(of, _)| *of != counted)
        {
            let by = Some(&author.annotator);
            let own = uses.places(around.project, &whole.id, by, MOST).into_iter();
            let lines: Vec<Line> = own
                .map(|at| Line::of(around.project, &author.annotator, at))
                .collect();
            self.chosen
                .retain(|chosen| lines.iter().any(|line| line.at == *chosen));
            self.lines = Some((counted, lines));
        }
        let mut first = self.first;
        let mut form = Form::new(tokens, &mut first);
        form.text(ui, ("name", say!("split-name")), &mut self.name);
        if !whole.aliases.is_empty() {
            form.label(ui, say!("split-names"));
            for alias in &whole.aliases {
                let was_in = self.aliases.contains(alias);
                tick(ui, &mut self.aliases, alias, alias);
                if !was_in && self.aliases.contains(alias) && self.name.trim().is_empty() {
                    self.name.clone_from(alias);
                }
            }
        }
        let lines = self.lines.as_ref().map_or(&[][..], |(_, lines)| lines);
        if !lines.is_empty() {
            form.label(ui, say!("split-uses"));
            ui.horizontal(|ui| {
                if ui.button(say!("split-all")).clicked() {
                    self.chosen = lines.iter().map(|line| line.at.clone()).collect();
                }
                if ui.button(say!("split-none")).clicked() {
                    self.chosen.clear();
                }
            });
            for (at, line) in lines.iter().enumerate() {
                ui.push_id(("use", at), |ui| {
                    let name = format!("{}, {}", line.passage, line.place);
                    tick(ui, &mut self.chosen, &line.at, &name);
                });
            }
        }
        let total = uses.map_or(0, |uses| uses.tally(&whole.id).uses);
        if total > lines.len() {
            let left = total - lines.len();
            form.remark(ui, &say!("split-more-stay", count = left, most = MOST));
        }
        let name = self.name.trim();
        let refused = if name.is_empty() {
            Some(say!("split-nameless"))
        } else if uses.is_none() {
            Some(say!("register-still-counting"))
        } else {
            None
        };
        let verdict = form.buttons(ui, say!("split-do"), why_not.or(refused));
        self.first = first;
        match verdict {
            Verdict::Primary => {
                let id = EntityId::from_name(name, |id| around.project.entry(id).is_some());
                let aliases = self.aliases.iter().filter(|alias| *alias != name);
                let new = Entity {
                    aliases: aliases.cloned().collect(),
                    group: whole.group.clone(),
                    ..Entity::new(id.clone(), name, whole.kind.clone(), author.at)
                };
                let uses: BTreeSet<Use> = self.chosen.iter().cloned().collect();
                let edit = edits::split_entity(around.project, author, &whole.id, new, &uses);
                (Some((edit, id)), true)
            }
            Verdict::Cancel => (None, true),
            Verdict::Wait => (None, false),
        }
    }
}
