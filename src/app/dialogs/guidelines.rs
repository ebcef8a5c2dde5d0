//! The annotation guidelines: a page to read, and a field to change it.

use std::sync::Arc;

use egui::{Button, Key, Ui};

use crate::model::{Part, Project, edits};
use crate::say;

use super::super::theme::space;
use super::field::{FirstFocus, Form, Verdict, steady_body, take_escape};
use super::markdown::{self, Block};
use super::{Action, Dialog, Flow, View};

/// The guidelines as a dialog.
#[derive(Debug, Default)]
pub struct GuidelinesDialog {
    /// The page, and the text that it was made of.
    page: Option<(Arc<str>, Vec<Block>)>,
    draft: Option<Draft>,
    first: FirstFocus,
}

/// A text that is being changed.
#[derive(Debug)]
struct Draft {
    before: Arc<str>,
    text: String,
    /// Whether somebody wanted to leave it with something in it that is not saved.
    held: bool,
}

impl Draft {
    fn is_changed(&self) -> bool {
        *self.text != *self.before
    }
}

impl GuidelinesDialog {
    /// The dialog, with the page to read.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn read(&mut self, ui: &mut Ui, view: &View<'_>, project: &Project) -> Flow {
        let text = &project.guidelines;
        let (shown, is_whole) = markdown::beginning(text);
        if self
            .page
            .as_ref()
            .is_none_or(|(of, _)| !Arc::ptr_eq(of, text))
        {
            self.page = Some((Arc::clone(text), markdown::parse(shown)));
        }
        let blocks = self.page.as_ref().map_or(&[][..], |(_, blocks)| blocks);
        let form = Form::new(view.tokens, &mut self.first);
        let locked = (view.why_locked)(&Part::Guidelines);
        steady_body(ui, 0.0, |ui| {
            scroll_with_keys(ui);
            if let Some(why) = &locked {
                form.warning(ui, why);
            } else if blocks.is_empty() {
                form.remark(ui, say!("guidelines-none"));
            }
            markdown::show(ui, view.tokens, blocks);
            if !is_whole {
                ui.add_space(space::LARGE);
                form.remark(ui, say!("guidelines-rest"));
            }
        });
        let why_not =
            locked.or_else(|| (!is_whole).then(|| say!("guidelines-too-long").to_owned()));
        ui.add_space(space::LARGE);
        let (edit, close) = ui
            .horizontal(|ui| {
                let edit = ui
                    .add_enabled(why_not.is_none(), Button::new(say!("guidelines-edit")))
                    .on_disabled_hover_text(why_not.clone().unwrap_or_default());
                let close = ui.button(say!("dialog-close"));
                let first = if why_not.is_none() { &edit } else { &close };
                self.first.take(first);
                (edit.clicked(), close.clicked())
            })
            .inner;
        if edit {
            self.draft = Some(Draft {
                before: Arc::clone(text),
                text: text.to_string(),
                held: false,
            });
            self.first = FirstFocus::default();
        }
        if close { Flow::Close } else { Flow::Stay }
    }

    fn change(&mut self, ui: &mut Ui, view: &View<'_>, project: &Project) -> Flow {
        let Some(draft) = &mut self.draft else {
            return Flow::Stay;
        };
        let mut leave = false;
        if take_escape(ui) {
            // An hour's text is not thrown away by one key.
            draft.held = draft.is_changed();
            leave = !draft.held;
        }
        let mut form = Form::new(view.tokens, &mut self.first);
        form.remark(ui, say!("guidelines-markdown"));
        steady_body(ui, space::HUGE, |ui| {
            let rows = (ui.available_height() / 18.0) as usize;
            let label = ("text", say!("guidelines-text"));
            form.lines(ui, label, rows.max(6), &mut draft.text);
        });
        let locked = (view.why_locked)(&Part::Guidelines);
        let verdict = form.buttons(ui, say!("dialog-save"), locked.as_deref());
        if draft.held && draft.is_changed() {
            form.warning(ui, say!("guidelines-unsaved"));
        }
        match verdict {
            Verdict::Wait if !leave => Flow::Stay,
            Verdict::Primary if draft.is_changed() => {
                let edit = edits::set_guidelines(project, &ended(&draft.text));
                self.close_draft();
                Flow::Do(vec![Action::Commit(edit)])
            }
            _ => {
                self.close_draft();
                Flow::Stay
            }
        }
    }

    fn close_draft(&mut self) {
        self.draft = None;
        self.first = FirstFocus::default();
    }
}

/// Scrolls what is only read with the keys that scroll a page.
pub(super) fn scroll_with_keys(ui: &Ui) {
    const LINE: f32 = 44.0;
    let page = ui.clip_rect().height() - LINE;
    let end = f32::from(u16::MAX);
    let by: f32 = [
        (Key::ArrowDown, LINE),
        (Key::ArrowUp, -LINE),
        (Key::PageDown, page),
        (Key::PageUp, -page),
        (Key::End, end),
        (Key::Home, -end),
    ]
    .into_iter()
    .filter(|(key, _)| ui.input(|input| input.key_pressed(*key)))
    .map(|(_, by)| by)
    .sum();
    if by != 0.0 {
        ui.scroll_with_delta(egui::vec2(0.0, -by));
    }
}

/// The text with a line end, which editors and git want at the end of a file.
fn ended(text: &str) -> String {
    match text.trim_end() {
        "" => String::new(),
        text => format!("{text}\n"),
    }
}

impl Dialog for GuidelinesDialog {
    fn title(&self) -> String {
        match &self.draft {
            None => say!("guidelines-title").to_owned(),
            Some(_) => say!("guidelines-edit-title").to_owned(),
        }
    }

    fn width(&self) -> f32 {
        680.0
    }

    fn has_unsaved(&self) -> bool {
        self.draft.as_ref().is_some_and(Draft::is_changed)
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let Some(project) = view.project else {
            return Flow::Close;
        };
        // Page and field scroll each on their own.
        ui.push_id(self.draft.is_some(), |ui| {
            if self.draft.is_some() {
                self.change(ui, view, project)
            } else {
                self.read(ui, view, project)
            }
        })
        .inner
    }
}
