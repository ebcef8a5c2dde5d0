//! Asks for a path where no dialog of the system answers.
//!
//! Above is the path as typed; below are the entries of its folder that begin like its last part. Enter goes into the
//! chosen folder or takes the chosen file.

use std::collections::BTreeSet;
use std::path::{MAIN_SEPARATOR, Path, PathBuf, is_separator};

use egui::{Id, Key, Modifiers, Ui};

use crate::say;

use super::super::picker::Ask;
use super::super::theme::{Tokens, space};
use super::super::typeset::{Lines, TextLabel};
use super::field::{FirstFocus, Form, Verdict, room};
use super::listing::{Entry, Found, Listing, documents, typed_path};
use super::rows::{Cursor, Look, list, row};
use super::{Action, Dialog, Flow, View};

/// Height of a row.
const ROW: f32 = 26.0;

/// Asks for a path in place of the system.
#[derive(Debug)]
pub struct PathDialog {
    ask: Ask,
    text: String,
    /// A folder that is not shown, nor what is in it.
    without: Option<PathBuf>,
    selected: BTreeSet<PathBuf>,
    cursor: Option<Cursor>,
    listing: Listing,
    first: FirstFocus,
}

/// What the keyboard or a click did to the list.
enum Pick {
    /// Goes into a folder or takes a file.
    Open(usize),
    /// Selects a file, or takes that back.
    Toggle(usize),
    /// The same, and goes on to the next one.
    ToggleNext(usize),
}

impl PathDialog {
    /// The dialog that answers a question, beginning in this folder or in the user's documents.
    #[must_use]
    pub fn new(ask: Ask, start: Option<PathBuf>) -> Self {
        // It may have been a disk that is not there any more.
        let start = start.filter(|folder| folder.is_dir());
        let mut text = in_folder(&start.unwrap_or_else(documents));
        if let Ask::Save { name, .. } = &ask {
            text.push_str(name);
        }
        Self {
            ask,
            text,
            without: None,
            selected: BTreeSet::new(),
            cursor: None,
            listing: Listing::default(),
            first: FirstFocus::default(),
        }
    }

    /// The same without a folder and what is in it.
    #[must_use]
    pub fn without(self, folder: Option<PathBuf>) -> Self {
        let absolute = |folder: PathBuf| std::path::absolute(&folder).unwrap_or(folder);
        Self {
            without: folder.map(absolute),
            ..self
        }
    }

    /// Whether a path is in the folder that is not shown, or is that.
    fn is_left_out(&self, path: &Path) -> bool {
        self.without
            .as_ref()
            .is_some_and(|folder| path.starts_with(folder))
    }

    /// The folder that is listed, and the beginning of a name in it.
    fn parts(&self) -> (PathBuf, &str) {
        let text = self.text.trim_start();
        let cut = text.rfind(is_separator).map_or(0, |at| at + 1);
        (typed_path(&text[..cut]), &text[cut..])
    }

    fn admits(&self, entry: &Entry) -> bool {
        let name = entry.display_name();
        match &self.ask {
            Ask::Folder { .. } => !entry.is_file,
            Ask::Save { .. } => true,
            Ask::Files { endings, .. } => {
                !entry.is_file
                    || endings.is_empty()
                    || Path::new(&name).extension().is_some_and(|ending| {
                        endings
                            .iter()
                            .any(|known| ending.eq_ignore_ascii_case(known))
                    })
            }
        }
    }

    /// The entries that are shown: those that begin like what was typed; hidden ones only when a dot was typed.
    fn entries(&self, found: Option<&Found>) -> Vec<Entry> {
        let (folder, partial) = self.parts();
        let partial = partial.to_lowercase();
        // A name that is proposed for a new file filters nothing.
        let partial = if matches!(self.ask, Ask::Save { .. }) && self.cursor.is_none() {
            String::new()
        } else {
            partial
        };
        let Some(Found::Folder(entries)) = found else {
            return Vec::new();
        };
        entries
            .iter()
            .filter(|entry| !entry.is_hidden() || partial.starts_with('.'))
            .filter(|entry| entry.display_name().to_lowercase().starts_with(&partial))
            .filter(|entry| self.admits(entry) && !self.is_left_out(&folder.join(&entry.name)))
            .cloned()
            .collect()
    }

    /// Takes the keys of the list while the path has the keyboard.
    fn take_keys(&mut self, ui: &Ui, field: Id, entries: &[Entry]) -> Option<Pick> {
        if entries.is_empty() || !ui.memory(|memory| memory.has_focus(field)) {
            return None;
        }
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        let is_of_files = matches!(self.ask, Ask::Files { .. });
        if self.cursor.is_none() && is_of_files && pressed(Key::Insert) {
            self.cursor = Some(Cursor::default());
        }
        if self.cursor.is_none() && (pressed(Key::ArrowDown) || pressed(Key::PageDown)) {
            self.cursor = Some(Cursor::default());
            ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown));
        }
        let cursor = self.cursor.as_mut()?;
        cursor.take_keys(ui, field, entries.len());
        let at = cursor.at;
        let take = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if take(Key::Insert) {
            return Some(Pick::ToggleNext(at));
        }
        take(Key::Enter).then_some(Pick::Open(at))
    }

    /// Carries a pick out; true when it answers the question.
    fn pick(&mut self, pick: &Pick, entries: &[Entry]) -> bool {
        let (folder, _) = self.parts();
        let (Pick::Open(at) | Pick::Toggle(at) | Pick::ToggleNext(at)) = *pick;
        let Some(entry) = entries.get(at) else {
            return false;
        };
        let path = folder.join(&entry.name);
        if let (Ask::Files { .. }, Pick::ToggleNext(_)) = (&self.ask, pick) {
            // A folder is passed over: there is nothing to select in its row.
            if entry.is_file && !self.selected.remove(&path) {
                self.selected.insert(path);
            }
            let mut cursor = self.cursor.unwrap_or_default();
            cursor.go_to((at + 1).min(entries.len() - 1));
            self.cursor = Some(cursor);
            return false;
        }
        if !entry.is_file {
            self.text = in_folder(&path);
            self.cursor = None;
            return false;
        }
        match (&self.ask, pick) {
            (Ask::Files { .. }, Pick::Toggle(_)) => {
                if !self.selected.remove(&path) {
                    self.selected.insert(path);
                }
                false
            }
            (Ask::Files { .. }, Pick::Open(_)) => {
                self.selected.insert(path);
                true
            }
            _ => {
                self.text = path.display().to_string();
                self.cursor = None;
                false
            }
        }
    }

    /// The answer, or why there is none yet; and whether a file is replaced by it.
    fn answer(&self, found: Option<&Found>) -> Result<(Vec<PathBuf>, bool), String> {
        let (folder, partial) = self.parts();
        let whole = typed_path(&self.text);
        let entries = match found {
            None => return Err(say!("path-looking").to_owned()),
            Some(Found::Nothing) => return Err(say!("dialog-no-folder").to_owned()),
            Some(Found::Unreadable(why)) => return Err(why.words()),
            Some(Found::Folder(entries)) => entries,
        };
        let named = entries
            .iter()
            .find(|entry| entry.display_name() == partial.trim_end());
        match &self.ask {
            Ask::Folder { .. } => match named {
                _ if partial.is_empty() => Ok((vec![folder], false)),
                Some(entry) if !entry.is_file => Ok((vec![whole], false)),
                Some(_) => Err(say!("path-is-file").to_owned()),
                None => Err(say!("dialog-no-folder").to_owned()),
            },
            Ask::Files { .. } => {
                let mut files = self.selected.clone();
                if named.is_some_and(|entry| entry.is_file) {
                    files.insert(whole);
                }
                if files.is_empty() {
                    Err(say!("path-no-file").to_owned())
                } else {
                    Ok((files.into_iter().collect(), false))
                }
            }
            Ask::Save { .. } => match named {
                _ if partial.trim().is_empty() => Err(say!("path-nameless").to_owned()),
                Some(entry) if !entry.is_file => Err(say!("path-is-folder").to_owned()),
                named => Ok((vec![whole], named.is_some())),
            },
        }
    }

    fn primary(&self, replaces: bool) -> String {
        match &self.ask {
            Ask::Folder { .. } => say!("path-choose-folder").to_owned(),
            Ask::Files { .. } if self.selected.len() > 1 => {
                say!("path-open-several", count = self.selected.len())
            }
            Ask::Files { .. } => say!("path-open").to_owned(),
            Ask::Save { .. } if replaces => say!("dialog-replace").to_owned(),
            Ask::Save { .. } => say!("dialog-save").to_owned(),
        }
    }

    fn show_entries(
        &self,
        ui: &mut Ui,
        tokens: &Tokens,
        entries: &[Entry],
        nothing: &str,
    ) -> Option<Pick> {
        let (folder, _) = self.parts();
        let mut pick = None;
        let height = (room(ui) - 110.0).clamp(4.0 * ROW, 14.0 * ROW);
        let rows = (entries.len(), nothing);
        list(ui, (height, ROW), rows, self.cursor, |ui, at| {
            let is_chosen = self.cursor.is_some_and(|cursor| cursor.at == at);
            let is_selected = matches!(self.ask, Ask::Files { .. })
                .then(|| self.selected.contains(&folder.join(&entries[at].name)));
            let shown = show_entry(ui, tokens, at, &entries[at], is_chosen, is_selected);
            pick = shown.or(pick.take());
        });
        pick
    }
}

impl Dialog for PathDialog {
    fn title(&self) -> String {
        self.ask.title().to_owned()
    }

    fn width(&self) -> f32 {
        560.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let (folder, _) = self.parts();
        let found = self.listing.of(ui.ctx(), &folder).cloned();
        let entries = self.entries(found.as_ref());
        let field = ui.make_persistent_id("path");
        let mut pick = self.take_keys(ui, field, &entries);
        let mut first = self.first;
        let mut form = Form::new(view.tokens, &mut first);
        let label = ("path", say!("path-field"));
        if form.text(ui, label, &mut self.text).changed() {
            let (_, partial) = self.parts();
            let proposes = !partial.is_empty() && !matches!(self.ask, Ask::Save { .. });
            self.cursor = proposes.then(Cursor::default);
        }
        ui.add_space(space::SMALL);
        let nothing = match &found {
            None => say!("path-looking-still"),
            Some(Found::Folder(_)) => self.nothing_shown(),
            Some(_) => "",
        };
        pick = self
            .show_entries(ui, view.tokens, &entries, nothing)
            .or(pick);
        if matches!(self.ask, Ask::Files { .. }) {
            form.remark(ui, say!("path-keys"));
        }
        let mut accepted = false;
        if let Some(pick) = &pick {
            accepted = self.pick(pick, &entries);
            put_caret_at_end(ui, field, &self.text);
        }
        let answer = self.answer(found.as_ref());
        let replaces = matches!(answer, Ok((_, true)));
        if replaces {
            form.warning(ui, say!("path-replaces"));
        }
        let why_not = answer.as_ref().err().map(String::as_str);
        let verdict = form.buttons(ui, &self.primary(replaces), why_not);
        self.first = first;
        match (verdict, answer) {
            (Verdict::Cancel, _) => Flow::Close,
            (Verdict::Primary, Ok((paths, _))) => {
                Flow::Then(vec![Action::Paths(self.ask.clone(), paths)])
            }
            _ if accepted => {
                let paths = self.selected.iter().cloned().collect();
                Flow::Then(vec![Action::Paths(self.ask.clone(), paths)])
            }
            _ => Flow::Stay,
        }
    }
}

impl PathDialog {
    fn nothing_shown(&self) -> &'static str {
        match &self.ask {
            Ask::Files { .. } | Ask::Folder { .. } if self.is_left_out(&self.parts().0) => {
                say!("path-of-project")
            }
            Ask::Folder { .. } if self.text.ends_with(std::path::is_separator) => {
                say!("path-no-folders")
            }
            Ask::Folder { .. } => say!("path-no-folders-so"),
            Ask::Files { .. } => say!("path-nothing-to-open"),
            Ask::Save { .. } => say!("path-empty"),
        }
    }
}

fn show_entry(
    ui: &mut Ui,
    tokens: &Tokens,
    at: usize,
    entry: &Entry,
    is_chosen: bool,
    is_selected: Option<bool>,
) -> Option<Pick> {
    let name = entry.display_name();
    let mut toggled = false;
    let shown = row(
        ui,
        tokens,
        Look::chosen(is_chosen),
        (&name, ROW),
        &name,
        |ui| {
            ui.horizontal(|ui| {
                ui.set_height(ROW);
                if let Some(is_selected) = is_selected.filter(|_| entry.is_file) {
                    let mut is_checked = is_selected;
                    let check = ui.add(egui::Checkbox::without_text(&mut is_checked));
                    let spoken = say!("path-select", name = &name);
                    toggled = check.accessible_name(spoken).changed();
                }
                let color = if entry.is_file {
                    tokens.text
                } else {
                    tokens.accent
                };
                let shown_name = if entry.is_file {
                    name.clone()
                } else {
                    format!("{name}{MAIN_SEPARATOR}")
                };
                ui.add(TextLabel::new(&shown_name).color(color).lines(Lines::One));
            });
        },
    );
    if toggled || (shown.clicked() && entry.is_file && is_selected.is_some()) {
        return Some(Pick::Toggle(at));
    }
    (shown.clicked()).then_some(Pick::Open(at))
}

/// The path of a folder as the beginning of the path of something in it.
fn in_folder(folder: &Path) -> String {
    let mut text = folder.display().to_string();
    if !text.ends_with(is_separator) {
        text.push(MAIN_SEPARATOR);
    }
    text
}

fn put_caret_at_end(ui: &Ui, field: Id, text: &str) {
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), field).unwrap_or_default();
    let end = egui::text::CCursor::new(text.chars().count());
    state
        .cursor
        .set_char_range(Some(egui::text::CCursorRange::one(end)));
    state.store(ui.ctx(), field);
    ui.memory_mut(|memory| memory.request_focus(field));
}
