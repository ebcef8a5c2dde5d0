//! Above the tables: what was found in words, who is compared, what counts; and what to do while there is nothing to compare.

use egui::accesskit::{Live, Role};
use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{PopupCloseBehavior, Rect, RichText, ScrollArea, Stroke, Ui, WidgetInfo, vec2};

use super::course::Steps;
use super::grid::At;
use super::passages::Show;
use super::sheets::{Tab, field_name};
use super::work::Found;
use super::{Agreement, Place, bars, grid};
use crate::app::command::Command;
use crate::app::panels::Room;
use crate::app::theme::{Tokens, space};
use crate::app::typeset::{TextButton, TextLabel};
use crate::app::workspace::Workspace;
use crate::review::measure::MEASURES;
use crate::review::overlap::Classes;
use crate::review::paper::Style;
use crate::review::summary::options;
use crate::review::{Class, Study, Summary};
use crate::say;

impl Agreement {
    /// Draws what stands above the tables.
    pub(super) fn show_head(&mut self, ui: &mut Ui, workspace: &Workspace, room: &mut Room<'_>) {
        self.show_tools(ui, room);
        let Some(found) = self.results.found().cloned() else {
            return;
        };
        if let Some((study, summary)) = &found.numbers {
            show_words(ui, room, &found, (study, summary));
            self.show_classes(ui, room, &found, summary);
            self.show_people(ui, room.tokens, &found);
            self.show_tabs(ui, room.tokens, &found);
        } else {
            show_nothing(ui, workspace, room, &found);
            self.show_people(ui, room.tokens, &found);
        }
    }

    fn show_tools(&mut self, ui: &mut Ui, room: &mut Room<'_>) {
        let has_numbers = self.has_numbers();
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(say!("agreement-title")).size(18.0).strong());
            for (command, name) in [
                (Command::CopyNumbers, say!("agreement-copy")),
                (Command::SavePicture, say!("agreement-picture")),
            ] {
                if has_numbers && ui.button(name).clicked() {
                    room.wish(command);
                }
            }
            if has_numbers {
                ui.menu_button(say!("agreement-paper"), |ui| {
                    for (style, _) in Style::ALL {
                        if ui.button(style_name(style)).clicked() {
                            room.wish(Command::CopyPaper(style));
                        }
                    }
                })
                .response
                .on_hover_text(say!("agreement-paper-about"));
            }
            let back = ui.button(say!("agreement-back"));
            if back.clicked() {
                room.wish(Command::Agreement);
            }
            self.home = Some(back.id);
            let is_nothing = self.results.found().is_some() && !has_numbers;
            if is_nothing && self.focus.take_if(|it| *it != Place::List).is_some() {
                back.request_focus();
            }
            // In this line: what comes and goes would move all below it, and close an open menu.
            self.show_progress(ui, room);
        });
        ui.add_space(space::SMALL);
    }

    /// What is being made, with what stops it.
    fn show_progress(&mut self, ui: &mut Ui, room: &Room<'_>) {
        let words = if let Some(percent) = self.results.percent() {
            say!("agreement-comparing", percent = percent)
        } else if let Some(measure) = self.results.making() {
            say!("agreement-making", measure = (measure.name)())
        } else if self.results.is_stopped() {
            say!("agreement-stopped").to_owned()
        } else {
            return;
        };
        ui.label(RichText::new(words).color(room.tokens.weak));
        if self.results.is_stopped() {
            if ui.button(say!("agreement-again")).clicked() {
                self.results.again();
            }
        } else {
            ui.ctx()
                .request_repaint_after(core::time::Duration::from_millis(100));
            if ui.button(say!("agreement-stop")).clicked() {
                self.results.stop();
            }
        }
    }

    /// How many there are of each class; each opens its passages.
    fn show_classes(&mut self, ui: &mut Ui, room: &Room<'_>, found: &Found, summary: &Summary) {
        let two = found.two();
        let classes: Classes = summary.all.classes;
        let mut chosen = None;
        ui.horizontal_wrapped(|ui| {
            for class in Class::ALL {
                let words = format!("{} {}", bars::name(class, two), classes.of(class));
                let label = TextLabel::new(&words).size(12.5);
                let width = label.width(ui) + 34.0;
                let size = vec2(width, 24.0);
                let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
                if response.hovered() || response.has_focus() {
                    ui.painter().rect_filled(rect, 4.0, room.tokens.hover);
                }
                if response.has_focus() {
                    let stroke = Stroke::new(1.0, room.tokens.accent);
                    ui.painter()
                        .rect_stroke(rect, 4.0, stroke, egui::StrokeKind::Inside);
                }
                let swatch = Rect::from_min_size(rect.min + vec2(5.0, 6.0), vec2(18.0, 12.0));
                bars::fill(ui.painter(), swatch, class, room.tokens);
                label.paint_in(ui, rect.with_min_x(swatch.right() + 6.0));
                if response.clicked() {
                    chosen = Some((class, words.clone()));
                }
                grid::hover(response, &[&words, bars::about(class)]);
            }
        });
        if let Some((class, words)) = chosen {
            self.open_class(Show::Class(class), words, ui.ctx());
        }
        ui.add_space(space::SMALL);
    }

    /// Who is compared, what counts, which measures are wanted besides.
    fn show_people(&mut self, ui: &mut Ui, tokens: &Tokens, found: &Found) {
        if found.everybody.is_empty() && found.repeaters.is_empty() {
            return;
        }
        self.show_repeaters(ui, found);
        let line = ui.available_width();
        ui.horizontal_wrapped(|ui| {
            let others = found.everybody.iter();
            for id in others.filter(|_| found.repeats.is_none()) {
                let is_in = !self.choice.without.contains(id);
                let name = found.project.annotator_name(id);
                let words = format!("{} {name}", if is_in { "☑" } else { "☐" });
                let button = ui.add(TextButton::new(&words).at_most(line).selected(is_in));
                let said = say!("agreement-person", name = name);
                button.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_in, &said));
                let clicked = button.clicked();
                grid::hover(button, &[&said]);
                if clicked && is_in {
                    self.choice.without.insert(id.clone());
                } else if clicked {
                    self.choice.without.remove(id);
                }
            }
            let unsure = ui.checkbox(&mut self.choice.unsure, say!("agreement-unsure"));
            unsure.on_hover_text(say!("agreement-unsure-about"));
            let trim = ui.checkbox(&mut self.choice.trim, say!("agreement-trim"));
            trim.on_hover_text(say!("agreement-trim-about"));
            let count = self.measures.len();
            let more = match count {
                0 => say!("agreement-more").to_owned(),
                count => say!("agreement-more-chosen", count = count),
            };
            // Several can be chosen.
            let stays = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
            MenuButton::new(more).config(stays).ui(ui, |ui| {
                ui.set_min_width(220.0);
                outline_boxes(ui, tokens);
                for measure in MEASURES.iter().filter(|it| !it.is_default) {
                    let mut wanted = self.measures.contains(measure.id);
                    let shown = ui.checkbox(&mut wanted, (measure.name)());
                    if shown.changed() {
                        if wanted {
                            self.measures.insert(measure.id);
                        } else {
                            self.measures.remove(measure.id);
                        }
                    }
                    grid::hover(
                        shown,
                        &[(measure.name)(), (measure.about)(), measure.source],
                    );
                }
            });
        });
        ui.add_space(space::SMALL);
    }

    /// Whether people are compared with each other, or who with himself or herself; nothing while nobody can be.
    fn show_repeaters(&mut self, ui: &mut Ui, found: &Found) {
        if found.repeaters.is_empty() {
            return;
        }
        let each_other = (found.everybody.len() > 1).then_some(None);
        let oneself = found.repeaters.iter().map(Some);
        let line = ui.available_width();
        ui.horizontal_wrapped(|ui| {
            for choice in each_other.into_iter().chain(oneself) {
                let words = match choice {
                    None => say!("agreement-each-other").to_owned(),
                    Some(id) => {
                        let name = found.project.annotator_name(id);
                        say!("agreement-oneself", name = name)
                    }
                };
                let is_chosen = found.repeats.as_ref() == choice;
                let button = ui.add(TextButton::new(&words).at_most(line).selected(is_chosen));
                button.widget_info(|| {
                    WidgetInfo::selected(Role::RadioButton, true, is_chosen, &words)
                });
                if button.clicked() {
                    self.choice.repeats = choice.cloned();
                }
                grid::hover(button, &[say!("agreement-oneself-about")]);
            }
        });
        ui.add_space(space::SMALL);
    }

    fn show_tabs(&mut self, ui: &mut Ui, tokens: &Tokens, found: &Found) {
        let mut wanted = None;
        ui.horizontal_wrapped(|ui| {
            for tab in Tab::ALL {
                let is_here = self.tab == tab;
                let button = ui.selectable_label(is_here, tab.name());
                button.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_here, tab.name()));
                if is_here {
                    self.home = Some(button.id);
                }
                if is_here && self.focus == Some(Place::Tabs) {
                    self.focus = None;
                    button.request_focus();
                }
                if button.clicked() {
                    wanted = Some(tab);
                }
                grid::hover(button, &[tab.name(), tab.about(self.steps)]);
            }
        });
        if let Some(tab) = wanted {
            self.look_at(tab);
        }
        match self.tab {
            Tab::Course => self.show_steps(ui),
            Tab::Fields => self.show_ordered(ui, tokens, found),
            _ => {}
        }
    }

    /// In what steps the course is told: by rounds only where there are any.
    fn show_steps(&mut self, ui: &mut Ui) {
        let has_rounds = self.has_rounds();
        ui.horizontal_wrapped(|ui| {
            let all = Steps::ALL.into_iter();
            for steps in all.filter(|it| *it != Steps::Rounds || has_rounds) {
                let is_chosen = self.steps == steps;
                let button = ui.selectable_label(is_chosen, steps.name());
                button.widget_info(|| {
                    WidgetInfo::selected(Role::RadioButton, true, is_chosen, steps.name())
                });
                if button.clicked() && !is_chosen {
                    self.steps = steps;
                    (self.sorted, self.at) = (None, At::default());
                }
            }
        });
    }

    /// Which fields have their options in order, so that α takes neighbours for nearer; nothing while no field can.
    fn show_ordered(&mut self, ui: &mut Ui, tokens: &Tokens, found: &Found) {
        let Some((study, _)) = &found.numbers else {
            return;
        };
        // With two options there is nothing between them.
        let fields = study.fields.iter().filter_map(|field| {
            let options = options(&found.project, field)?;
            (options.len() > 2).then_some((field, options))
        });
        let fields: Vec<_> = fields.collect();
        if fields.is_empty() {
            return;
        }
        let count = fields.iter();
        let count = count.filter(|(field, _)| self.choice.ordinal.contains(*field));
        let name = match count.count() {
            0 => say!("agreement-order").to_owned(),
            count => say!("agreement-order-chosen", count = count),
        };
        // Several can be chosen.
        let stays = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        let (menu, _) = MenuButton::new(name).config(stays).ui(ui, |ui| {
            ui.set_min_width(220.0);
            outline_boxes(ui, tokens);
            let most = (ui.ctx().content_rect().height() * 0.6).max(120.0);
            ScrollArea::vertical().max_height(most).show(ui, |ui| {
                for (field, options) in fields {
                    let mut is_ordered = self.choice.ordinal.contains(field);
                    let name = field_name(&found.project, field);
                    let shown = ui.checkbox(&mut is_ordered, &name);
                    if shown.changed() && is_ordered {
                        self.choice.ordinal.insert(field.clone());
                    } else if shown.changed() {
                        self.choice.ordinal.remove(field);
                    }
                    grid::hover(shown, &[&name, &options.join(" – ")]);
                }
            });
        });
        grid::hover(
            menu,
            &[say!("agreement-order"), say!("agreement-order-about")],
        );
        ui.add_space(space::SMALL);
    }
}

/// Menus take the outline from what is not hovered, and a box that is not ticked has nothing else.
fn outline_boxes(ui: &mut Ui, tokens: &Tokens) {
    let outline = Stroke::new(1.0, tokens.edge);
    ui.visuals_mut().widgets.inactive.bg_stroke = outline;
}

fn style_name(style: Style) -> &'static str {
    match style {
        Style::Markdown => say!("agreement-markdown"),
        Style::Latex => say!("agreement-latex"),
        Style::Csv => say!("agreement-csv"),
    }
}

/// The people as a list in words.
fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => {
            let first = first.join(", ");
            say!("agreement-and", first = first, last = *last)
        }
    }
}

/// Words before numbers.
fn show_words(ui: &mut Ui, room: &Room<'_>, found: &Found, (study, summary): (&Study, &Summary)) {
    let people = &study.question.people;
    let names: Vec<&str> = people
        .iter()
        .map(|id| found.project.annotator_name(id))
        .collect();
    let classes = summary.all.classes;
    let of = |class| classes.of(class);
    let sentence = say!(
        "agreement-sentence",
        people = list(&names),
        articles = summary.articles,
        marks = classes.rows(),
        same = of(Class::Same),
        edges = of(Class::Edges),
        tag = of(Class::Tag),
        both = of(Class::Both),
        alone = of(Class::OnlyFirst) + of(Class::OnlySecond),
        whose = found.whose()
    );
    let shown = ui.add(TextLabel::new(&sentence).size(15.0));
    ui.ctx().accesskit_node_builder(shown.id, |node| {
        node.set_live(Live::Polite);
    });
    let mut notes = Vec::new();
    if people.len() > 2 {
        notes.push(say!("agreement-over-pairs").to_owned());
    }
    if let Some(person) = &found.repeats {
        let (name, second) = (found.project.annotator_name(person), names.last().copied());
        let second = second.unwrap_or_default();
        notes.push(say!("agreement-second", name = name, second = second));
    }
    if summary.empty > 0 {
        let whose = found.whose();
        notes.push(say!(
            "agreement-empty",
            count = summary.empty,
            whose = whose
        ));
    }
    if study.unfinished > 0 {
        let whose = found.whose();
        notes.push(say!(
            "agreement-unfinished",
            count = study.unfinished,
            whose = whose
        ));
    }
    if study.repeated > 0 {
        notes.push(say!("agreement-repeated", count = study.repeated));
    }
    if study.articles.len() < crate::review::resample::FEWEST {
        notes.push(say!("agreement-no-interval").to_owned());
    }
    if !notes.is_empty() {
        let notes = notes.join(" ");
        ui.add(TextLabel::new(&notes).size(12.5).color(room.tokens.weak));
    }
    ui.add_space(space::SMALL);
}

/// What to do while fewer than two people can be compared.
fn show_nothing(ui: &mut Ui, workspace: &Workspace, room: &mut Room<'_>, found: &Found) {
    let weak = room.tokens.weak;
    if found.everybody.len() > 1 {
        ui.add(TextLabel::new(say!("agreement-too-few-chosen")).size(15.0));
        ui.add_space(space::MEDIUM);
        return;
    }
    ui.add(TextLabel::new(say!("agreement-nobody")).size(15.0));
    ui.add_space(space::SMALL);
    ui.add(TextLabel::new(say!("agreement-nobody-how")).color(weak));
    ui.add_space(space::MEDIUM);
    for (id, begun, done) in &found.progress {
        let words = say!(
            "agreement-progress",
            name = found.project.annotator_name(id),
            begun = *begun,
            done = *done
        );
        ui.add(TextLabel::new(&words).size(12.5));
    }
    ui.add_space(space::MEDIUM);
    if workspace.open.is_some() {
        let key = workspace
            .rows
            .iter()
            .find(|row| row.command == Command::ToggleDone);
        if let Some(key) = key.and_then(crate::app::command::Row::key) {
            let words = say!("agreement-done-key", key = key);
            ui.add(TextLabel::new(&words).size(12.5).color(weak));
        }
    }
}
