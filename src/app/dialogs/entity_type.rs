//! A type of entity: the form that defines it.

use egui::Ui;

use crate::model::{Codebook, EntityType, EntityTypeId};
use crate::say;

use super::attributes::AttributesForm;
use super::field::Form;

/// A type of entity as the form holds it.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct EntityTypeForm {
    /// Its id; none while it is new.
    id: Option<EntityTypeId>,
    /// Its name.
    pub(in crate::app) name: String,
    attributes: AttributesForm,
}

impl EntityTypeForm {
    /// Whether nothing was typed into it.
    pub(in crate::app) fn is_blank(&self) -> bool {
        self.name.trim().is_empty() && self.attributes.is_empty()
    }

    /// The form of a type that is there.
    pub(in crate::app) fn of(kind: &EntityType) -> Self {
        Self {
            id: Some(kind.id.clone()),
            name: kind.name.clone(),
            attributes: AttributesForm::of(&kind.attributes),
        }
    }

    /// Takes over what became of options of its fields, which the form does not show.
    pub(in crate::app) fn note(&mut self, kind: &EntityType) {
        self.attributes.note(&kind.attributes);
    }

    /// Shows the fields.
    pub(in crate::app) fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, codebook: &Codebook) {
        form.text(ui, ("name", say!("dialog-name")), &mut self.name);
        self.attributes.show(ui, form, codebook);
    }

    /// The type; a new one gets an id that reads like its name.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub(in crate::app) fn read(&self, codebook: &Codebook) -> Result<EntityType, String> {
        let name = self.name.trim();
        if name.is_empty() {
            return Err(say!("entity-type-nameless").to_owned());
        }
        Ok(EntityType {
            id: self.id.clone().unwrap_or_else(|| {
                EntityTypeId::from_name(name, |id| codebook.entity_type(id).is_some())
            }),
            name: name.to_owned(),
            attributes: self.attributes.read()?,
        })
    }
}
