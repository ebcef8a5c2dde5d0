//! The list of attributes inside the form of a tag or an entity type.

use egui::Ui;

use crate::model::{Attribute, Codebook};
use crate::say;

use super::super::theme::space;
use super::super::typeset::TextLabel;
use super::attribute::{AttributeForm, read_all};
use super::field::Form;

/// The attributes, of which one may be open for editing.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct AttributesForm {
    forms: Vec<AttributeForm>,
    open: Option<usize>,
    /// Whether the open one has just been opened.
    is_fresh: bool,
    /// Whether one has just been closed: the keyboard goes where the next one is added.
    is_closed: bool,
}

/// What a button in the list does.
#[derive(Clone, Copy)]
enum Press {
    Open(usize),
    Close,
    Up(usize),
    Down(usize),
    Remove(usize),
}

impl AttributesForm {
    /// The form of attributes that are there.
    pub(in crate::app) fn of(attributes: &[Attribute]) -> Self {
        Self {
            forms: attributes.iter().map(AttributeForm::of).collect(),
            open: None,
            is_fresh: false,
            is_closed: false,
        }
    }

    /// Takes over what became of options, which the forms do not show.
    pub(in crate::app) fn note(&mut self, attributes: &[Attribute]) {
        for form in &mut self.forms {
            for attribute in attributes {
                form.note(attribute);
            }
        }
    }

    /// Whether there are none.
    pub(in crate::app) fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// The attributes.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the first wrong one.
    pub(in crate::app) fn read(&self) -> Result<Vec<Attribute>, String> {
        read_all(&self.forms)
    }

    /// Shows the list.
    pub(in crate::app) fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, codebook: &Codebook) {
        form.label(ui, say!("attributes-title"));
        let count = self.forms.len();
        let mut press = None;
        for (at, attribute) in self.forms.iter_mut().enumerate() {
            ui.push_id(("attribute", at), |ui| {
                if self.open == Some(at) {
                    egui::Frame::group(ui.style()).show(ui, |ui| {
                        if core::mem::take(&mut self.is_fresh) {
                            form.focus_next();
                        }
                        // Enter is done with the field, not with all of the form.
                        let entered = form.part(|form| attribute.show(ui, form, codebook));
                        let is_done = entered.is_some() && attribute.read(|_| false).is_ok();
                        if let Some(field) = entered.filter(|_| !is_done) {
                            ui.memory_mut(|memory| memory.request_focus(field));
                        }
                        if ui.button(say!("attributes-close")).clicked() || is_done {
                            press = Some(Press::Close);
                        }
                    });
                } else {
                    press = show_closed(ui, form, attribute, at, count).or(press);
                }
            });
        }
        let add = ui.button(say!("attributes-add"));
        if core::mem::take(&mut self.is_closed) {
            add.request_focus();
        }
        if add.clicked() {
            self.forms.push(AttributeForm::default());
            press = Some(Press::Open(self.forms.len() - 1));
        }
        if let Some(press) = press {
            self.carry_out(press);
        }
    }

    fn carry_out(&mut self, press: Press) {
        match press {
            Press::Open(at) => {
                self.open = Some(at);
                self.is_fresh = true;
            }
            Press::Close => {
                self.open = None;
                self.is_closed = true;
            }
            Press::Up(at) => {
                self.forms.swap(at, at - 1);
                self.open = None;
            }
            Press::Down(at) => {
                self.forms.swap(at, at + 1);
                self.open = None;
            }
            Press::Remove(at) => {
                self.forms.remove(at);
                self.open = None;
            }
        }
    }
}

fn show_closed(
    ui: &mut Ui,
    form: &Form<'_>,
    attribute: &AttributeForm,
    at: usize,
    count: usize,
) -> Option<Press> {
    let name = attribute.name.trim();
    let name = if name.is_empty() {
        say!("attributes-new")
    } else {
        name
    };
    let mut press = None;
    // What a field takes stands closer to it than the next field does.
    ui.spacing_mut().item_spacing.y = 1.0;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        ui.add(TextLabel::new(name).one_line());
        let mut button = |ui: &mut Ui, word: &str, spoken: String, enabled, then| {
            let button = ui.add_enabled(enabled, egui::Button::new(word).small());
            if button.accessible_name(spoken).clicked() {
                press = Some(then);
            }
        };
        button(
            ui,
            say!("attributes-edit"),
            say!("attributes-edit-named", name = name),
            true,
            Press::Open(at),
        );
        let spoken = say!("attributes-up-named", name = name);
        button(ui, say!("dialog-up"), spoken, at > 0, Press::Up(at));
        let spoken = say!("attributes-down-named", name = name);
        let is_last = at + 1 == count;
        button(ui, say!("dialog-down"), spoken, !is_last, Press::Down(at));
        button(
            ui,
            say!("dialog-remove"),
            say!("attributes-remove-named", name = name),
            true,
            Press::Remove(at),
        );
    });
    match attribute.describe() {
        Ok(takes) => form.remark(ui, &takes),
        Err(why) => form.problem(ui, &why),
    }
    ui.add_space(space::SMALL);
    press
}
