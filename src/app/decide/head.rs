//! Above the list: how far the cases are, and which of them are listed.

use std::collections::BTreeSet;

use egui::accesskit::Role;
use egui::{Button, Ui, WidgetInfo};

use super::Decide;
use super::filter::Show;
use crate::app::command::{Command, Row};
use crate::app::dialogs::choose;
use crate::app::panels::Room;
use crate::app::theme::space;
use crate::app::typeset::TextLabel;
use crate::app::verdicts::when;
use crate::app::workspace::Workspace;
use crate::model::{AnnotatorId, ArticleId, TagId};
use crate::review::adjudication::CaseKind;
use crate::say;

/// A button for a command of the table, with its key.
pub(in crate::app) fn command_button(
    ui: &mut Ui,
    rows: &[Row],
    command: &Command,
    room: &mut Room<'_>,
) -> Option<egui::Response> {
    let row = rows.iter().find(|row| row.command == *command)?;
    let words = match row.key() {
        Some(key) => format!("{} ({key})", row.name),
        None => row.name.clone(),
    };
    let button = ui.add(Button::new(words)).on_hover_text(&row.help);
    if button.clicked() {
        room.wish(command.clone());
    }
    Some(button)
}

impl Decide {
    /// Draws it.
    pub(super) fn show_head(&mut self, ui: &mut Ui, workspace: &Workspace, room: &mut Room<'_>) {
        let Some(found) = &self.found else {
            return;
        };
        let project = &workspace.project;
        let (decided, all) = found.progress();
        let (of_all, everything, articles) = self.overview.total();
        let words = say!("decide-progress", decided = decided, count = all);
        ui.add(TextLabel::new(&words).size(15.0).bold(true));
        let share = decided as f32 / all.max(1) as f32;
        let bar = egui::ProgressBar::new(share)
            .desired_height(6.0)
            .fill(room.tokens.success);
        let told = ui.add(bar);
        told.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &words));
        let total = say!(
            "decide-progress-all",
            decided = of_all,
            count = everything,
            articles = articles
        );
        ui.add(TextLabel::new(&total).size(12.0).color(room.tokens.weak));
        if let Some((by, at, is_current)) = &found.signed {
            let (name, when) = (project.annotator_name(by), when(*at));
            let (words, color) = if *is_current && decided == all {
                (
                    say!("decide-signed", name = name, when = when),
                    room.tokens.success,
                )
            } else {
                (
                    say!("decide-signed-before", name = name, when = when),
                    room.tokens.warning,
                )
            };
            ui.add(TextLabel::new(&words).size(12.0).color(color));
        }
        self.show_ticked(ui, room);
        ui.add_space(space::SMALL);
        let before = self.filter.clone();
        self.show_kinds(ui);
        ui.columns(3, |columns| {
            let shows = Show::ALL.map(|show| (show, show.name().to_owned()));
            let ui = &mut columns[0];
            let state = choose(ui, "cases by state", "", &mut self.filter.show, &shows);
            named(&state, say!("decide-by-state"), self.filter.show.name());
            self.show_tags(&mut columns[1], workspace);
            self.show_people(&mut columns[2], workspace);
        });
        if before != self.filter {
            self.sift(None);
        }
        ui.add_space(space::SMALL);
    }

    /// How many cases are ticked for a rule, where that may be out of sight.
    fn show_ticked(&mut self, ui: &mut Ui, room: &Room<'_>) {
        if self.ticked.is_empty() {
            return;
        }
        let articles: BTreeSet<&ArticleId> = self.ticked.keys().map(|(id, _)| id).collect();
        let (count, articles) = (self.ticked.len(), articles.len());
        let words = say!("decide-ticked", count = count, articles = articles);
        ui.horizontal_wrapped(|ui| {
            ui.add(TextLabel::new(&words).size(12.0).color(room.tokens.weak));
            if ui.button(say!("decide-untick")).clicked() {
                self.ticked.clear();
            }
        });
    }

    /// What is done with all cases together, below the card.
    pub(super) fn show_foot(ui: &mut Ui, workspace: &Workspace, room: &mut Room<'_>) {
        ui.add_space(space::MEDIUM);
        ui.separator();
        ui.horizontal_wrapped(|ui| {
            for command in [
                Command::DecideByRule,
                Command::SignGold,
                Command::NextReviewed,
                Command::ToggleSame,
                Command::SideBySide,
                Command::ReviewRules,
            ] {
                command_button(ui, &workspace.rows, &command, room);
            }
        });
    }

    /// How many cases there are of each kind; one of them can be listed alone.
    fn show_kinds(&mut self, ui: &mut Ui) {
        let Some(found) = &self.found else {
            return;
        };
        ui.horizontal_wrapped(|ui| {
            for kind in CaseKind::ALL {
                let count = found.kinds.get(&kind).copied().unwrap_or(0);
                let is_on = self.filter.kind == Some(kind);
                if count == 0 && !is_on {
                    continue;
                }
                let words = format!("{} {count}", kind.name());
                let button = ui.selectable_label(is_on, &words);
                button.widget_info(|| WidgetInfo::selected(Role::Button, true, is_on, &words));
                if button.clicked() {
                    self.filter.kind = (!is_on).then_some(kind);
                }
            }
        });
    }

    fn show_tags(&mut self, ui: &mut Ui, workspace: &Workspace) {
        let codebook = &workspace.project.codebook;
        let mut options: Vec<(Option<TagId>, String)> =
            vec![(None, say!("decide-every-tag").to_owned())];
        let tags = codebook.tags.iter();
        options.extend(tags.map(|tag| (Some(tag.id.clone()), tag.name.clone())));
        let response = choose(ui, "cases by tag", "", &mut self.filter.tag, &options);
        let at = options.iter().position(|(it, _)| *it == self.filter.tag);
        named(
            &response,
            say!("decide-by-tag"),
            at.map_or("", |at| &options[at].1),
        );
    }

    fn show_people(&mut self, ui: &mut Ui, workspace: &Workspace) {
        let Some(found) = &self.found else {
            return;
        };
        let mut options: Vec<(Option<AnnotatorId>, String)> =
            vec![(None, say!("decide-everybody").to_owned())];
        let people = found.queue.people.iter();
        let name = |id| found.name(&workspace.project, id);
        options.extend(people.map(|id| (Some(id.clone()), name(id))));
        let response = choose(ui, "cases by person", "", &mut self.filter.person, &options);
        let at = options.iter().position(|(it, _)| *it == self.filter.person);
        named(
            &response,
            say!("decide-by-person"),
            at.map_or("", |at| &options[at].1),
        );
    }
}

/// Tells screen readers what a list to choose from is about, and what is chosen.
fn named(response: &egui::Response, name: &str, value: &str) {
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_label(name);
        node.set_value(value);
    });
}
