//! Filters that were kept under a name: in the user's state folder, for each project on this computer, like the places where
//! somebody was.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use egui::{Key, Modifiers, TextEdit, Ui};
use serde::{Deserialize, Serialize};

use crate::app::dialogs::{Action, Cursor, Dialog, FirstFocus, Flow, Look, View, row, row_list};
use crate::app::notices::Notices;
use crate::app::panels::silent;
use crate::app::settings::Settings;
use crate::app::theme::space;
use crate::app::typeset::{Lines, TextLabel};
use crate::app::workspace::Workspace;
use crate::query::filter::{Completion, Proposed, ProposedAs};
use crate::say;
use crate::store::Home;
use crate::text::folded;

/// Height of a row of the list.
const ROW: f32 = 44.0;
/// Room for “Remove” at the end of a row, in points.
const REMOVE: f32 = 110.0;

/// A filter with a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedFilter {
    /// What it is called.
    pub name: String,
    /// The filter.
    pub filter: String,
}

/// The filters of a project that were kept.
#[derive(Debug, Default)]
pub struct Saved {
    filters: Vec<SavedFilter>,
    /// Where they are kept; not known before they were read.
    file: Option<PathBuf>,
}

impl Saved {
    /// Reads them, once.
    pub fn load(&mut self, settings: &Settings, workspace: &Workspace) {
        if self.file.is_some() {
            return;
        }
        if let Some(state) = &settings.state {
            let file = file_of(state, &workspace.root);
            self.filters = read(&file);
            self.file = Some(file);
        }
    }

    /// All of them, by name.
    #[must_use]
    pub fn all(&self) -> &[SavedFilter] {
        &self.filters
    }

    /// Keeps others instead.
    pub fn keep(&mut self, filters: Vec<SavedFilter>, notices: &mut Notices) {
        self.filters = filters;
        if let Some(file) = &self.file
            && let Err(error) = write(file, &self.filters)
        {
            notices.error(say!("saved-not-written", why = error.to_string()));
        }
    }

    /// Proposes those of which the name begins as the whole of a line does, behind what else may stand there.
    #[must_use]
    pub fn propose(&self, text: &str, found: Option<Completion>) -> Option<Completion> {
        let typed = folded(text);
        let typed = typed.trim();
        let fits = |it: &&SavedFilter| !typed.is_empty() && folded(&it.name).starts_with(typed);
        let saved: Vec<Proposed> = self
            .filters
            .iter()
            .filter(fits)
            .map(|it| Proposed {
                text: it.filter.clone(),
                sort: ProposedAs::Saved(it.name.clone()),
            })
            .collect();
        if saved.is_empty() {
            return found;
        }
        let whole = 0..text.len();
        // What takes the place of less stands in another line than this.
        let found = found.filter(|it| it.at == whole);
        let mut proposed = found.map_or_else(Vec::new, |it| it.proposed);
        proposed.extend(saved);
        Some(Completion {
            at: whole,
            proposed,
        })
    }
}

/// The file of a project's filters in the user's state folder.
fn file_of(state: &Path, root: &Path) -> PathBuf {
    Home::of(state, root).folder().join("filters.ron")
}

fn read(file: &Path) -> Vec<SavedFilter> {
    fs::read_to_string(file)
        .ok()
        .and_then(|text| ron::from_str(&text).ok())
        .unwrap_or_default()
}

fn write(file: &Path, filters: &[SavedFilter]) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let pretty = ron::ser::PrettyConfig::new().new_line("\n");
    let text = ron::ser::to_string_pretty(filters, pretty).map_err(io::Error::other)?;
    let beside = file.with_extension("ron.new");
    fs::write(&beside, text)?;
    fs::rename(&beside, file)
}

/// Keeps the filter of the table under a name, and has one of those that were kept again.
pub struct SavedDialog {
    filters: Vec<SavedFilter>,
    /// Those that were removed here, which can be brought back as long as the dialog is open.
    removed: Vec<SavedFilter>,
    /// The filter of the table.
    filter: String,
    name: String,
    first: FirstFocus,
    cursor: Cursor,
}

impl SavedDialog {
    /// The dialog for the filters of a project and the one that is in the table.
    #[must_use]
    pub fn new(filters: &[SavedFilter], filter: &str) -> Self {
        Self {
            filters: filters.to_vec(),
            removed: Vec::new(),
            filter: filter.trim().to_owned(),
            name: String::new(),
            first: FirstFocus::default(),
            cursor: Cursor::default(),
        }
    }

    fn kept(&self) -> Action {
        Action::KeepFilters(self.filters.clone())
    }

    /// Keeps the filter of the table, instead of one of the same name.
    fn keep(&mut self) -> Action {
        let name = self.name.trim().to_owned();
        let is_other = |it: &SavedFilter| folded(&it.name) != folded(&name);
        self.filters.retain(is_other);
        self.filters.push(SavedFilter {
            name: name.clone(),
            filter: self.filter.clone(),
        });
        self.filters.sort_by_cached_key(|it| folded(&it.name));
        let at = self.filters.iter().position(|it| it.name == name);
        self.cursor.go_to(at.unwrap_or_default());
        self.name.clear();
        self.kept()
    }

    fn show_name(&mut self, ui: &mut Ui, view: &View<'_>, id: egui::Id) -> Option<Action> {
        self.cursor.take_keys(ui, id, self.filters.len());
        let has_filter = !self.filter.is_empty();
        if has_filter {
            let words = say!("saved-now", filter = &self.filter);
            ui.add(TextLabel::new(&words).lines(Lines::One));
        } else {
            ui.add(TextLabel::new(say!("saved-empty")).color(view.tokens.weak));
        }
        let has_keys = ui.memory(|memory| memory.has_focus(id));
        let named = !self.name.trim().is_empty();
        let takes_enter = has_keys && named && has_filter;
        let enter =
            takes_enter && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let mut keeps = enter;
        ui.horizontal(|ui| {
            let width = (ui.available_width() - REMOVE - space::LARGE).max(80.0);
            let field = TextEdit::singleline(&mut self.name)
                .id(id)
                .hint_text(say!("saved-name-hint"))
                .desired_width(width);
            let response = ui.add(field).accessible_name(say!("saved-name"));
            self.first.take(&response);
            let button = ui.add_enabled(named && has_filter, egui::Button::new(say!("saved-keep")));
            keeps |= button.clicked();
        });
        let same = |it: &SavedFilter| named && folded(&it.name) == folded(self.name.trim());
        let words = if self.filters.iter().any(same) {
            say!("saved-replaces")
        } else if takes_enter {
            say!("saved-enter")
        } else {
            say!("saved-keys")
        };
        ui.add(TextLabel::new(words).size(12.5).color(view.tokens.weak));
        keeps.then(|| self.keep())
    }
}

impl Dialog for SavedDialog {
    fn title(&self) -> String {
        say!("saved-title").to_owned()
    }

    fn width(&self) -> f32 {
        560.0
    }

    fn has_unsaved(&self) -> bool {
        !self.name.trim().is_empty()
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        // Before the field takes it.
        let id = ui.make_persistent_id("name of the filter");
        let has_keys = ui.memory(|memory| memory.has_focus(id)) && self.name.trim().is_empty();
        let enter =
            has_keys && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let mut actions: Vec<Action> = self.show_name(ui, view, id).into_iter().collect();
        ui.add_space(space::MEDIUM);
        let mut picked = enter.then_some(self.cursor.at);
        let mut removed = None;
        let room = ui.ctx().content_rect().height() - 360.0;
        let height = room.clamp(2.0 * ROW, 8.0 * ROW);
        let spacing = core::mem::take(&mut ui.spacing_mut().item_spacing.y);
        let count = (self.filters.len(), say!("saved-none"));
        row_list(ui, (height, ROW), count, Some(self.cursor), |ui, at| {
            let it = &self.filters[at];
            let look = Look {
                role: Some(egui::accesskit::Role::ListBoxOption),
                ..Look::chosen(at == self.cursor.at)
            };
            let name = format!("{}: {}", it.name, it.filter);
            let shown = row(ui, view.tokens, look, (&it.name, ROW), &name, |ui| {
                ui.horizontal(|ui| {
                    ui.set_height(ROW);
                    ui.vertical(|ui| {
                        ui.set_width((ui.available_width() - REMOVE).max(40.0));
                        ui.spacing_mut().item_spacing.y = 1.0;
                        ui.add_space(3.0);
                        silent(&ui.add(TextLabel::new(&it.name).lines(Lines::One)));
                        let filter = TextLabel::new(&it.filter).size(12.5);
                        silent(&ui.add(filter.color(view.tokens.weak).lines(Lines::One)));
                    });
                    let button = ui.small_button(say!("saved-remove"));
                    button.widget_info(|| {
                        let words = say!("saved-remove-named", name = &it.name);
                        egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, words)
                    });
                    if button.clicked() {
                        removed = Some(at);
                    }
                });
            });
            if shown.clicked() {
                picked = Some(at);
            }
        });
        ui.spacing_mut().item_spacing.y = spacing;
        if let Some(at) = removed {
            self.removed.push(self.filters.remove(at));
            actions.push(self.kept());
        }
        ui.add_space(space::MEDIUM);
        let mut closes = false;
        ui.horizontal_wrapped(|ui| {
            closes = ui.button(say!("window-close")).clicked();
            let last = self.removed.last().map(|it| it.name.clone());
            if let Some(name) = last
                && ui.button(say!("saved-back", name = &name)).clicked()
            {
                self.filters.extend(self.removed.pop());
                self.filters.sort_by_cached_key(|it| folded(&it.name));
                actions.push(self.kept());
            }
        });
        if removed.is_none()
            && let Some(it) = picked.and_then(|at| self.filters.get(at))
        {
            actions.push(Action::UseFilter(it.filter.clone()));
            return Flow::Then(actions);
        }
        match (closes, actions.is_empty()) {
            (true, true) => Flow::Close,
            (true, false) => Flow::Then(actions),
            (false, true) => Flow::Stay,
            (false, false) => Flow::Do(actions),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_kept_for_a_project_and_damaged_ones_count_for_none() {
        let state = tempfile::tempdir().unwrap();
        let file = file_of(state.path(), Path::new("project"));
        assert!(read(&file).is_empty());
        let filters = vec![SavedFilter {
            name: "To do".to_owned(),
            filter: "missing:speaker \"would close\"".to_owned(),
        }];
        write(&file, &filters).unwrap();
        assert_eq!(read(&file), filters);
        assert!(read(&file_of(state.path(), Path::new("another"))).is_empty());
        fs::write(&file, "[(name: 7").unwrap();
        assert!(read(&file).is_empty());
    }

    #[test]
    fn a_filter_is_proposed_by_the_beginning_of_its_name() {
        let saved = Saved {
            filters: vec![SavedFilter {
                name: "To do".to_owned(),
                filter: "missing:speaker".to_owned(),
            }],
            file: None,
        };
        let found = saved.propose("to", None).unwrap();
        assert_eq!(found.at, 0..2);
        assert_eq!(found.proposed[0].text, "missing:speaker");
        assert_eq!(saved.propose("", None), None);
        assert_eq!(saved.propose("tag", None), None);
    }
}
