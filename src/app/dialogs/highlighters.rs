//! The project's highlighters: the list, and the form of one of them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use egui::{Button, Ui, vec2};

use crate::model::{
    BrokenHighlighter, Finds, Highlighter, HighlighterId, Part, Project, check_highlighters, edits,
};
use crate::say;

use super::super::command::Command;
use super::super::theme::{Tokens, space};
use super::super::typeset::{Lines, TextLabel};
use super::awaited::Awaited;
use super::field::{FirstFocus, Form, Verdict, buttons_width, steady_body, take_escape};
use super::highlighter::HighlighterForm;
use super::swatch::paint_lit;
use super::{Action, Dialog, Flow, View};

/// Height of what stands above the list.
const ABOVE: f32 = 60.0;
/// So many characters of a list of words are shown.
const WORDS: usize = 120;

/// Lists the highlighters and changes them.
#[derive(Default)]
pub struct HighlightersDialog {
    form: Option<HighlighterForm>,
    first: FirstFocus,
    /// Which of them find nothing, of which list.
    broken: Option<(Vec<Highlighter>, Awaited<Vec<BrokenHighlighter>>)>,
}

/// What a button of a line does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Press {
    Open,
    Switch,
    Up,
    Down,
    Remove,
}

impl HighlightersDialog {
    /// Why a highlighter finds nothing, of those that do; found out on a thread.
    fn faults(
        &mut self,
        ctx: &egui::Context,
        project: &Project,
    ) -> BTreeMap<HighlighterId, String> {
        let list = &*project.highlighters;
        if self.broken.as_ref().is_none_or(|(of, _)| of != list) {
            let looked_at = project.clone();
            let work = move |_: &_| check_highlighters(&looked_at);
            let awaited = Awaited::start("check-highlighters", ctx, work);
            self.broken = Some((list.clone(), awaited));
        }
        let broken = self.broken.as_mut().and_then(|(_, broken)| broken.get());
        let broken = broken.into_iter().flatten();
        broken
            .map(|it| (it.id.clone(), it.message.clone()))
            .collect()
    }

    fn list(&mut self, ui: &mut Ui, view: &View<'_>, project: &Project) -> Flow {
        let locked = (view.why_locked)(&Part::Highlighters);
        let faults = self.faults(ui.ctx(), project);
        ui.add(TextLabel::new(say!("highlighters-about")).color(view.tokens.weak));
        if !view.settings.show_highlighters {
            let mut rows = view.rows.iter();
            let row = rows.find(|row| row.command == Command::ToggleHighlighters);
            let key = row
                .and_then(super::super::command::Row::key)
                .unwrap_or_default();
            let words = say!("highlighters-hidden", key = key);
            ui.add(TextLabel::new(&words).color(view.tokens.warning));
        }
        if let Some(why) = &locked {
            ui.add(TextLabel::new(why).color(view.tokens.warning));
        }
        ui.add_space(space::SMALL);
        let count = project.highlighters.len();
        let mut press = None;
        steady_body(ui, ABOVE, |ui| {
            if count == 0 {
                ui.add(TextLabel::new(say!("highlighters-none")));
            }
            for (at, highlighter) in project.highlighters.iter().enumerate() {
                let fault = faults.get(&highlighter.id).map(String::as_str);
                let line = Line {
                    highlighter,
                    fault,
                    place: (at, count),
                    why_not: locked.as_deref(),
                };
                press = line
                    .show(ui, view.tokens)
                    .map(|press| (at, press))
                    .or(press);
            }
        });
        ui.add_space(space::MEDIUM);
        let mut flow = Flow::Stay;
        ui.horizontal_wrapped(|ui| {
            let add = Button::new(say!("highlighters-add"));
            let add = ui.add_enabled(locked.is_none(), add);
            self.first.take(&add);
            if add.clicked() {
                self.form = Some(HighlighterForm::fresh(project));
                self.first = FirstFocus::default();
            }
            if ui.button(say!("dialog-close")).clicked() {
                flow = Flow::Close;
            }
        });
        match press {
            Some((at, press)) => self.pressed(project, at, press),
            None => flow,
        }
    }

    fn pressed(&mut self, project: &Project, at: usize, press: Press) -> Flow {
        let highlighter = &project.highlighters[at];
        let edit = match press {
            Press::Open => {
                self.form = Some(HighlighterForm::of(project, highlighter));
                self.first = FirstFocus::default();
                return Flow::Stay;
            }
            Press::Switch => {
                let off = !highlighter.off;
                let switched = Highlighter {
                    off,
                    ..highlighter.clone()
                };
                edits::put_highlighter(project, switched)
            }
            Press::Up => edits::move_highlighter(project, &highlighter.id, at.saturating_sub(1)),
            Press::Down => edits::move_highlighter(project, &highlighter.id, at + 1),
            Press::Remove => edits::remove_highlighter(project, &highlighter.id),
        };
        Flow::Do(vec![Action::Commit(edit)])
    }

    fn form(&mut self, ui: &mut Ui, view: &View<'_>, project: &Project) -> Flow {
        let Some(mut shown) = self.form.take() else {
            return Flow::Stay;
        };
        let text = view
            .layer
            .and_then(|key| project.articles.get(&key.article));
        let mut form = Form::new(view.tokens, &mut self.first);
        let asked = steady_body(ui, 0.0, |ui| {
            shown.show(ui, &mut form, project, text.map(|article| &article.text))
        });
        let locked = (view.why_locked)(&Part::Highlighters);
        let why_not = locked.or_else(|| shown.why_not());
        let verdict = form.buttons(ui, say!("highlighter-save"), why_not.as_deref());
        let left = verdict == Verdict::Cancel || take_escape(ui);
        if verdict == Verdict::Primary {
            let edit = edits::put_highlighter(project, shown.read(project));
            self.first = FirstFocus::default();
            return Flow::Do(vec![Action::Commit(edit)]);
        }
        if left {
            self.first = FirstFocus::default();
            return Flow::Stay;
        }
        self.form = Some(shown);
        asked.map_or(Flow::Stay, |ask| Flow::Do(vec![Action::Ask(ask)]))
    }
}

impl Dialog for HighlightersDialog {
    fn title(&self) -> String {
        let form = self.form.as_ref().map(HighlighterForm::title);
        form.unwrap_or(say!("highlighters-title")).to_owned()
    }

    fn width(&self) -> f32 {
        620.0
    }

    fn has_unsaved(&self) -> bool {
        self.form.is_some()
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let Some(project) = view.project else {
            return Flow::Close;
        };
        if self.form.is_some() {
            self.form(ui, view, project)
        } else {
            self.list(ui, view, project)
        }
    }

    fn picked(&mut self, paths: &[PathBuf]) {
        if let (Some(form), Some(path)) = (&mut self.form, paths.first()) {
            form.picked(path.clone());
        }
    }
}

/// A line of the list.
struct Line<'a> {
    highlighter: &'a Highlighter,
    fault: Option<&'a str>,
    /// Which of how many it is.
    place: (usize, usize),
    /// Why nothing can be changed.
    why_not: Option<&'a str>,
}

impl Line<'_> {
    fn show(&self, ui: &mut Ui, tokens: &Tokens) -> Option<Press> {
        let mut press = None;
        ui.push_id(("line", self.highlighter.id.as_str()), |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::SMALL;
                let words = [
                    self.open_face(),
                    say!("dialog-up"),
                    say!("dialog-down"),
                    say!("dialog-remove"),
                ];
                let taken = buttons_width(ui, &words);
                let room = vec2((ui.available_width() - taken).max(60.0), 24.0);
                let left_to_right = egui::Layout::left_to_right(egui::Align::Center);
                ui.allocate_ui_with_layout(room, left_to_right, |ui| {
                    ui.set_min_width(room.x);
                    press = self.show_name(ui, tokens);
                });
                press = self.show_buttons(ui).or(press);
            });
            let below = self.detail();
            ui.add(TextLabel::new(&below).color(tokens.weak).lines(Lines::One));
            if let Some(fault) = self.fault {
                ui.add(TextLabel::new(fault).color(tokens.error));
            }
            ui.add_space(space::MEDIUM);
        });
        press
    }

    fn open_face(&self) -> &'static str {
        if self.why_not.is_none() {
            say!("highlighters-edit")
        } else {
            say!("highlighters-show")
        }
    }

    /// What it looks for, as far as there is room.
    fn detail(&self) -> String {
        match &self.highlighter.finds {
            Finds::Words(words) => {
                let mut shown = String::new();
                for word in words {
                    if !shown.is_empty() {
                        shown.push_str(", ");
                    }
                    if shown.chars().count() > WORDS {
                        shown.push('…');
                        break;
                    }
                    shown.push_str(word);
                }
                say!("highlighters-words", count = words.len(), words = shown)
            }
            Finds::Expression(expression) => {
                let shown = super::super::marking::shorten(expression, WORDS);
                say!("highlighters-expression", expression = shown)
            }
        }
    }

    fn show_name(&self, ui: &mut Ui, tokens: &Tokens) -> Option<Press> {
        let name = &self.highlighter.name;
        let mut on = !self.highlighter.off;
        let tick = ui.add_enabled(
            self.why_not.is_none(),
            egui::Checkbox::without_text(&mut on),
        );
        let tick = tick.accessible_name(say!("highlighters-shown", name = name));
        let (rect, _) = ui.allocate_exact_size(vec2(30.0, 18.0), egui::Sense::hover());
        paint_lit(ui.painter(), tokens, rect, self.highlighter.color);
        ui.add(TextLabel::new(name).bold(true).lines(Lines::One));
        tick.clicked().then_some(Press::Switch)
    }

    fn show_buttons(&self, ui: &mut Ui) -> Option<Press> {
        let name = &self.highlighter.name;
        let (at, count) = self.place;
        let mut press = None;
        let mut button = |word: &str, spoken: String, refused: Option<&str>, then| {
            let button = ui
                .add_enabled(refused.is_none(), Button::new(word))
                .on_disabled_hover_text(refused.unwrap_or_default());
            if button.accessible_name(spoken).clicked() {
                press = Some(then);
            }
        };
        let spoken = if self.why_not.is_none() {
            say!("highlighters-edit-named", name = name)
        } else {
            say!("highlighters-show-named", name = name)
        };
        button(self.open_face(), spoken, None, Press::Open);
        let first = (at == 0).then_some(say!("highlighters-is-first"));
        let spoken = say!("highlighters-up-named", name = name);
        button(say!("dialog-up"), spoken, self.why_not.or(first), Press::Up);
        let last = (at + 1 == count).then_some(say!("highlighters-is-last"));
        let spoken = say!("highlighters-down-named", name = name);
        button(
            say!("dialog-down"),
            spoken,
            self.why_not.or(last),
            Press::Down,
        );
        let spoken = say!("highlighters-remove-named", name = name);
        button(say!("dialog-remove"), spoken, self.why_not, Press::Remove);
        press
    }
}
