//! The value of an attribute: a field of the right kind.

use egui::Ui;

use crate::model::{Attribute, Entity, EntityId, EntityTypeId, Kind, Project, Value};
use crate::say;

use super::attribute::flags;
use super::field::Form;
use super::ticks::tick;

/// A value as the form holds it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct ValueForm {
    text: String,
    options: Vec<String>,
    /// The entity that was there and how it is called: several may have one name.
    given: Option<(String, EntityId)>,
    /// Names of the entities that it may be.
    known: Vec<String>,
}

impl ValueForm {
    /// The form of a value that is there; an empty one when there is none.
    pub(in crate::app) fn of(
        value: Option<&Value>,
        attribute: &Attribute,
        project: &Project,
    ) -> Self {
        let mut form = Self::default();
        if let Kind::Entity(kinds) = &attribute.kind {
            form.known = project
                .register()
                .into_iter()
                .filter(|entity| is_of(entity, kinds))
                .map(|entity| entity.name.clone())
                .collect();
        }
        match value {
            None => {}
            Some(Value::Choices(options)) => form.options.clone_from(options),
            Some(Value::Entity(id)) => {
                form.text = project
                    .entity(id)
                    .map_or_else(|| id.to_string(), |entity| entity.name.clone());
                form.given = Some((form.text.clone(), id.clone()));
            }
            Some(value) => form.text = value.to_plain(),
        }
        form
    }

    /// Shows the field.
    pub(in crate::app) fn show(
        &mut self,
        ui: &mut Ui,
        form: &mut Form<'_>,
        attribute: &Attribute,
        project: &Project,
    ) {
        let name = &attribute.name;
        match &attribute.kind {
            Kind::Choice(options) => {
                let options = options.iter().cloned().zip(options.iter().cloned());
                self.show_options(ui, form, name, options);
            }
            Kind::Flag => self.show_options(ui, form, name, flags()),
            Kind::Choices(options) => {
                form.label(ui, name);
                ui.horizontal_wrapped(|ui| {
                    for option in options {
                        tick(ui, &mut self.options, option, option);
                    }
                });
            }
            Kind::Entity(_) => drop(form.suggested(ui, name, &mut self.text, &self.known)),
            Kind::Text | Kind::Number { .. } => drop(form.text(ui, name, &mut self.text)),
        }
        if let Err(error) = self.read(attribute, project) {
            form.problem(ui, &error);
        }
    }

    fn show_options(
        &mut self,
        ui: &mut Ui,
        form: &mut Form<'_>,
        name: &str,
        options: impl IntoIterator<Item = (String, String)>,
    ) {
        let none = (String::new(), say!("value-not-given").to_owned());
        let options: Vec<(String, String)> = core::iter::once(none).chain(options).collect();
        form.choice(ui, name, &mut self.text, &options);
    }

    /// The value; none when nothing was given.
    ///
    /// # Errors
    /// A sentence that says what the attribute takes.
    pub(in crate::app) fn read(
        &self,
        attribute: &Attribute,
        project: &Project,
    ) -> Result<Option<Value>, String> {
        if let Kind::Choices(options) = &attribute.kind {
            let chosen: Vec<String> = options
                .iter()
                .filter(|option| self.options.contains(*option))
                .cloned()
                .collect();
            return Ok((!chosen.is_empty()).then_some(Value::Choices(chosen)));
        }
        let text = self.text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        if let Kind::Entity(kinds) = &attribute.kind {
            if let Some((name, id)) = &self.given
                && name == text
            {
                return Ok(Some(Value::Entity(id.clone())));
            }
            return find(project, kinds, text)
                .map(|entity| Some(Value::Entity(entity.id.clone())))
                .ok_or_else(|| say!("value-no-entity", name = text));
        }
        attribute.parse(text).map(Some)
    }
}

/// The entity of one of these types that is called so.
fn find<'a>(project: &'a Project, kinds: &[EntityTypeId], text: &str) -> Option<&'a Entity> {
    let text = text.to_lowercase();
    let entries = project.entries().into_iter();
    entries
        .filter(|entity| entity.merged_into.is_none() && is_of(entity, kinds))
        .find(|entity| {
            entity.id.as_str() == text || entity.names().any(|name| name.to_lowercase() == text)
        })
}

fn is_of(entity: &Entity, kinds: &[EntityTypeId]) -> bool {
    kinds.is_empty() || kinds.contains(&entity.kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::dialogs::tests::project;
    use crate::model::AttributeId;

    fn attribute(kind: Kind) -> Attribute {
        Attribute {
            id: AttributeId::new("x").unwrap(),
            name: "X".to_owned(),
            kind,
            default: None,
            required: false,
            definition: String::new(),
            renamed: std::collections::BTreeMap::new(),
            was: Vec::new(),
        }
    }

    #[test]
    fn values_survive_the_form() {
        let project = project();
        let options = vec!["one".to_owned(), "two".to_owned()];
        let entity = project.register()[0].id.clone();
        for (kind, value) in [
            (Kind::Choice(options.clone()), Value::Choice("two".into())),
            (Kind::Choices(options.clone()), Value::Choices(options)),
            (Kind::Entity(Vec::new()), Value::Entity(entity)),
            (Kind::Text, Value::Text("some words".into())),
            (
                Kind::Number {
                    min: None,
                    max: None,
                },
                Value::Number(1.5),
            ),
            (Kind::Flag, Value::Flag(false)),
        ] {
            let attribute = attribute(kind);
            let form = ValueForm::of(Some(&value), &attribute, &project);
            assert_eq!(form.read(&attribute, &project), Ok(Some(value)));
            let form = ValueForm::of(None, &attribute, &project);
            assert_eq!(form.read(&attribute, &project), Ok(None));
        }
    }

    #[test]
    fn an_entity_is_known_by_its_other_names_and_by_nothing_else() {
        let project = project();
        let attribute = attribute(Kind::Entity(Vec::new()));
        let mut form = ValueForm::of(None, &attribute, &project);
        form.text = "The Minister".to_owned();
        assert!(matches!(form.read(&attribute, &project), Ok(Some(_))));
        form.text = "Nobody".to_owned();
        let error = form.read(&attribute, &project).unwrap_err();
        assert_eq!(error, "There is no such entity as “Nobody” in the register");
    }
}
