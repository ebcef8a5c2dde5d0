//! Articles that are nearly the same as the open one, to be marked as it is.

use std::collections::HashSet;

use egui::{Key, Modifiers, Ui};

use crate::model::{Edit, LayerKey, Part, Project};
use crate::query::{Copy, copies_of};
use crate::say;

use super::super::theme::{Tokens, space};
use super::super::typeset::{Lines, TextLabel};
use super::field::room;
use super::mark_all::tick;
use super::rows::{Cursor, Look, hold_keyboard, list, row};
use super::stream::Stream;
use super::{Action, Dialog, Flow, View};

/// Height of a row: its title, and what becomes of the marks.
const ROW: f32 = 44.0;
/// Height of what stands above and below the list.
const AROUND: f32 = 170.0;

/// Lists copies and carries marks over to those that are ticked.
#[derive(Debug)]
pub struct CopiesDialog {
    from: LayerKey,
    search: Option<Stream<Copy>>,
    copies: Vec<Copy>,
    left_out: HashSet<usize>,
    /// How many copies have layers that cannot be written; they are not listed.
    locked: usize,
    cursor: Cursor,
    done: bool,
}

impl CopiesDialog {
    /// The dialog for a layer; it begins to look at once.
    #[must_use]
    pub fn new(from: LayerKey) -> Self {
        Self {
            from,
            search: None,
            copies: Vec::new(),
            left_out: HashSet::new(),
            locked: 0,
            cursor: Cursor::default(),
            done: false,
        }
    }

    fn take(&mut self, view: &View<'_>) {
        for copy in self.search.iter_mut().flat_map(Stream::take) {
            let layer = Part::Layer(view.work_key(&self.from, &copy.article));
            if (view.why_locked)(&layer).is_some() {
                self.locked += 1;
            } else {
                self.copies.push(copy);
            }
        }
    }

    fn toggle(&mut self, at: usize) {
        if at < self.copies.len() && !self.left_out.remove(&at) {
            self.left_out.insert(at);
        }
    }

    /// The copies that are ticked.
    fn ticked(&self) -> impl Iterator<Item = &Copy> {
        let ticked = self.copies.iter().enumerate();
        ticked.filter_map(|(at, copy)| (!self.left_out.contains(&at)).then_some(copy))
    }

    fn rows(&mut self, ui: &mut Ui, tokens: &Tokens, project: &Project) {
        let height = (room(ui) - AROUND).clamp(3.0 * ROW, 9.0 * ROW);
        let nothing = match &self.search {
            Some(search) if !search.has_ended() => {
                say!("copies-looking", percent = search.percent())
            }
            _ => say!("copies-none").to_owned(),
        };
        let mut toggled = None;
        let (copies, left_out, cursor) = (&self.copies, &self.left_out, self.cursor);
        let count = (copies.len(), nothing.as_str());
        list(ui, (height, ROW), count, Some(cursor), |ui, at| {
            let copy = &copies[at];
            let Some(article) = project.articles.get(&copy.article) else {
                return;
            };
            let ticked = !left_out.contains(&at);
            let title = article.meta.display_title();
            let about = about(copy, &article.meta.source, article.meta.date);
            let name = if ticked {
                format!("{title}. {about}")
            } else {
                say!("copies-left-out", title = title)
            };
            let look = Look {
                role: Some(egui::accesskit::Role::ListBoxOption),
                ..Look::chosen(at == cursor.at)
            };
            let response = row(ui, tokens, look, (at, ROW), &name, |ui| {
                ui.set_height(ROW);
                ui.horizontal_centered(|ui| {
                    tick(ui, tokens, ticked);
                    ui.vertical(|ui| {
                        ui.add_space(space::SMALL / 2.0);
                        let color = if ticked { tokens.text } else { tokens.weak };
                        ui.add(TextLabel::new(title).color(color).lines(Lines::One));
                        let about = TextLabel::new(&about).size(12.0).color(tokens.weak);
                        ui.add(about.lines(Lines::One));
                    });
                });
            });
            if response.clicked() {
                toggled = Some(at);
            }
        });
        if let Some(at) = toggled {
            self.cursor.at = at;
            self.toggle(at);
        }
    }
}

/// How alike a copy is, where it appeared, and what becomes of the marks in it.
fn about(copy: &Copy, source: &str, date: Option<jiff::civil::Date>) -> String {
    let carried = &copy.carried;
    let mut parts = vec![say!(
        "copies-alike",
        percent = (copy.likeness * 100.0).floor() as usize
    )];
    parts.extend((!source.is_empty()).then(|| source.to_owned()));
    parts.extend(date.map(|date| date.to_string()));
    parts.push(say!("copies-placed", count = carried.placed));
    if carried.waiting > 0 {
        parts.push(say!("copies-waiting", count = carried.waiting));
    }
    if carried.there > 0 {
        parts.push(say!("copies-there", count = carried.there));
    }
    if carried.links > 0 {
        parts.push(say!("copies-links", count = carried.links));
    }
    parts.join(" · ")
}

impl Dialog for CopiesDialog {
    fn title(&self) -> String {
        say!("copies-title").to_owned()
    }

    fn width(&self) -> f32 {
        640.0
    }

    fn has_unsaved(&self) -> bool {
        !self.left_out.is_empty()
    }

    fn committed(&mut self, done: bool) {
        self.done = done;
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let (Some(project), Some(author)) = (view.project, &view.author) else {
            return Flow::Close;
        };
        let Some(own) = project.articles.get(&self.from.article) else {
            return Flow::Close;
        };
        if self.done {
            return Flow::Close;
        }
        if self.search.is_none() {
            let (project, from, author) = (project.clone(), self.from.clone(), author.clone());
            self.search = Some(Stream::start("copies", ui.ctx(), move |progress, found| {
                copies_of(&project, &from, &author, progress, found);
            }));
        }
        self.take(view);
        let what = say!("copies-what", title = own.meta.display_title());
        ui.add(TextLabel::new(&what).bold(true));
        ui.add(TextLabel::new(say!("copies-about")).color(view.tokens.weak));
        ui.add_space(space::SMALL);
        let list_id = ui.make_persistent_id("copies");
        ui.memory_mut(|memory| {
            if memory.focused().is_none() {
                memory.request_focus(list_id);
            }
        });
        let in_list = ui.memory(|memory| memory.has_focus(list_id));
        self.cursor.take_keys(ui, list_id, self.copies.len());
        let pressed =
            |key| in_list && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::Space) {
            self.toggle(self.cursor.at);
        }
        let enter = pressed(Key::Enter);
        self.rows(ui, view.tokens, project);
        hold_keyboard(ui, list_id, false);
        if self.locked > 0 {
            let words = say!("copies-locked", count = self.locked);
            ui.add(TextLabel::new(&words).color(view.tokens.warning));
        }
        ui.add_space(space::MEDIUM);
        let marks: usize = self
            .ticked()
            .map(|copy| copy.carried.placed + copy.carried.waiting)
            .sum();
        let waits = self.search.as_ref().is_some_and(|it| !it.has_ended());
        let why_not = if waits {
            Some(say!("copies-still-looking").to_owned())
        } else if marks == 0 {
            Some(say!("copies-nothing").to_owned())
        } else {
            view.situation.read_only.clone()
        };
        let mut flow = Flow::Stay;
        let mut wanted = enter && why_not.is_none();
        ui.horizontal_wrapped(|ui| {
            let face = say!("copies-do", count = marks);
            let button = ui.add_enabled(why_not.is_none(), egui::Button::new(face));
            let button = match &why_not {
                Some(why) => button.on_disabled_hover_text(why),
                None => button,
            };
            wanted |= button.clicked();
            if ui.button(say!("dialog-cancel")).clicked() {
                flow = Flow::Close;
            }
            let keys = TextLabel::new(say!("copies-keys"));
            ui.add(keys.size(12.0).color(view.tokens.weak));
        });
        if wanted {
            let edits = self.ticked().map(|copy| copy.carried.edit.clone());
            let edits = edits.filter(|edit| !edit.is_empty());
            if let Some(edit) = edits.reduce(Edit::and) {
                let name = say!("copies-edit-all", count = marks);
                return Flow::Do(vec![Action::Commit(Edit { name, ..edit })]);
            }
        }
        flow
    }
}
