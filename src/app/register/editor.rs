//! The chosen entity in its form. What is typed is saved when the keyboard leaves the field; what cannot be read yet waits.

use egui::{Id, Ui};

use crate::app::dialogs::{FirstFocus, Form, Verdict};
use crate::app::theme::Tokens;
use crate::model::{Author, Edit, Entity, EntityId, edits};
use crate::say;

use super::form::{Around, EntityForm};

/// An entity that is being looked at and changed, or a new one.
#[derive(Debug)]
pub struct Editor {
    /// The entity as the form knows it; none while it is new.
    base: Option<Entity>,
    form: EntityForm,
    /// What had the keyboard in the last frame.
    focused: Option<Id>,
    /// What it was called before it was renamed here.
    was: Option<String>,
    first: FirstFocus,
}

/// What is to be done after a frame.
#[derive(Debug)]
pub enum Done {
    /// Nothing.
    Nothing,
    /// This is saved.
    Save(Edit),
    /// A new entity is added.
    Add(Edit, EntityId),
    /// The new entity is given up.
    Leave,
}

impl Editor {
    /// The form of an entity.
    #[must_use]
    pub fn of(around: &Around<'_>, entity: &Entity) -> Self {
        Self {
            base: Some(entity.clone()),
            form: EntityForm::of(around.project, around.list, entity),
            focused: None,
            was: None,
            first: FirstFocus::STAYS,
        }
    }

    /// The form of a new entity, with the keyboard in it.
    #[must_use]
    pub fn fresh(around: &Around<'_>, name: &str) -> Self {
        Self {
            base: None,
            form: EntityForm::fresh(around.project, around.list, name),
            focused: None,
            was: None,
            first: FirstFocus::default(),
        }
    }

    /// Which entity it is of; none while it is new.
    #[must_use]
    pub fn id(&self) -> Option<&EntityId> {
        self.base.as_ref().map(|base| &base.id)
    }

    /// Puts the keyboard into the name.
    pub fn focus(&mut self) {
        self.first = FirstFocus::default();
    }

    /// What was typed and is not saved, once it can be read.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn draft(&self, around: &Around<'_>, author: &Author) -> Result<Option<Entity>, String> {
        let entity = self.form.read(around, author)?;
        let is_same = self
            .base
            .as_ref()
            .is_some_and(|base| is_same(base, &entity));
        Ok((!is_same).then_some(entity))
    }

    /// Takes in what became of the entity elsewhere: by undo, by a colleague. What is being typed stays.
    pub fn keep_up(&mut self, around: &Around<'_>, author: &Author) {
        let Some(base) = &self.base else {
            return;
        };
        let Some(now) = around
            .project
            .entity(&base.id)
            .filter(|now| now.id == base.id)
        else {
            return;
        };
        if now == base {
            return;
        }
        let is_typed = !matches!(self.draft(around, author), Ok(None));
        let reads_so = self
            .form
            .read(around, author)
            .is_ok_and(|it| is_same(&it, now));
        if is_typed || reads_so {
            self.base = Some(now.clone());
        } else {
            *self = Self {
                first: self.first,
                focused: self.focused,
                ..Self::of(around, now)
            };
        }
    }

    /// Shows the form.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        tokens: &Tokens,
        around: &Around<'_>,
        author: &Author,
        why_not: Option<&str>,
    ) -> Done {
        let mut first = self.first;
        let mut form = Form::new(tokens, &mut first);
        if let Some(why) = why_not {
            form.warning(ui, why);
        }
        // Offered as soon as another name is typed, so that Tab goes there.
        let renamed = self.base.as_ref().map(|base| base.name.clone());
        let was = self.was.clone().or(renamed);
        let around = Around {
            was: was.as_deref(),
            ..*around
        };
        ui.add_enabled_ui(why_not.is_none(), |ui| {
            self.form.show(ui, &mut form, &around);
        });
        let draft = self.draft(&around, author);
        let done = if self.base.is_none() {
            let refused = draft.as_ref().err().map(String::as_str);
            let verdict = form.buttons(ui, say!("entity-add"), why_not.or(refused));
            match (verdict, &draft) {
                (Verdict::Primary, Ok(Some(entity))) => {
                    let edit = edits::put_entity(around.project, author, entity.clone());
                    Done::Add(edit, entity.id.clone())
                }
                (Verdict::Cancel, _) => Done::Leave,
                _ => Done::Nothing,
            }
        } else {
            if let Err(why) = &draft {
                form.problem(ui, &say!("entity-not-saved", why = why));
            }
            let focused = ui.memory(egui::Memory::focused);
            let is_typing = focused == self.focused && ui.ctx().text_edit_focused();
            self.focused = focused;
            match draft {
                Ok(Some(entity)) if !is_typing && why_not.is_none() => {
                    self.save(&around, author, entity)
                }
                _ => Done::Nothing,
            }
        };
        self.first = first;
        done
    }

    /// What is left to save when another entity is looked at.
    pub fn leave(&mut self, around: &Around<'_>, author: &Author) -> Done {
        match self.draft(around, author) {
            Ok(Some(entity)) if self.base.is_some() => self.save(around, author, entity),
            _ => Done::Nothing,
        }
    }

    fn save(&mut self, around: &Around<'_>, author: &Author, entity: Entity) -> Done {
        let edit = edits::put_entity(around.project, author, entity.clone());
        if let Some(base) = &mut self.base {
            if base.name != entity.name {
                self.was = Some(base.name.clone());
            }
            *base = entity;
        }
        Done::Save(edit)
    }
}

/// Whether two versions of an entity say the same.
fn is_same(one: &Entity, other: &Entity) -> bool {
    let other = Entity {
        modified: one.modified,
        ..other.clone()
    };
    *one == other
}
