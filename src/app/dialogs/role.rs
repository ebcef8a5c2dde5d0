//! A link role: the form that defines it.

use std::collections::BTreeMap;

use egui::Ui;

use crate::model::{
    Allowed, AttributeId, Codebook, EntityTypeId, Kind, Role, RoleId, TagId, Wording,
};
use crate::say;

use super::super::command::{Command, Row};
use super::field::Form;
use super::tag::{read_key, show_key, user_of_key};
use super::ticks::{check_box, ticks};

/// A link role as the form holds it.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct RoleForm {
    /// Its id; none while it is new.
    id: Option<RoleId>,
    /// Its name.
    pub(in crate::app) name: String,
    label: String,
    /// The choice that its words follow.
    follows: Option<AttributeId>,
    words: BTreeMap<String, String>,
    key: String,
    definition: String,
    from: Vec<TagId>,
    to_tags: Vec<TagId>,
    to_entities: Vec<EntityTypeId>,
    many: bool,
    required: bool,
}

impl RoleForm {
    /// The form of a role that is there.
    pub(in crate::app) fn of(role: &Role) -> Self {
        let to_tags = role.to.iter().filter_map(|allowed| match allowed {
            Allowed::Tag(id) => Some(id.clone()),
            Allowed::Entity(_) => None,
        });
        Self {
            id: Some(role.id.clone()),
            name: role.name.clone(),
            label: role.label.clone(),
            follows: role.wording.as_ref().map(|wording| wording.by.clone()),
            words: role
                .wording
                .as_ref()
                .map(|wording| wording.labels.clone())
                .unwrap_or_default(),
            key: role.key.map(String::from).unwrap_or_default(),
            definition: role.definition.clone(),
            from: role.from.clone(),
            to_tags: to_tags.collect(),
            to_entities: role.entity_types().cloned().collect(),
            many: role.many,
            required: role.required,
        }
    }

    /// Whether nothing was typed into it or ticked in it.
    pub(in crate::app) fn is_blank(&self) -> bool {
        let typed = [&self.name, &self.label, &self.key, &self.definition];
        typed.iter().all(|it| it.trim().is_empty())
            && self.from.is_empty()
            && self.to_tags.is_empty()
            && self.to_entities.is_empty()
    }

    fn own(&self) -> Option<Command> {
        self.id.clone().map(Command::LinkAs)
    }

    /// Shows the fields.
    pub(in crate::app) fn show(
        &mut self,
        ui: &mut Ui,
        form: &mut Form<'_>,
        codebook: &Codebook,
        rows: &[Row],
    ) {
        form.text(ui, ("name", say!("dialog-name")), &mut self.name);
        let label = ("label", say!("role-label"));
        form.text_with_hint(ui, label, say!("role-label-such-as"), &mut self.label);
        let own = self.own();
        show_key(ui, form, &mut self.key, |c| {
            user_of_key(c, own.as_ref(), rows)
        });
        let label = ("definition", say!("dialog-definition"));
        form.lines(ui, label, 2, &mut self.definition);
        form.label(ui, say!("role-from-tags"));
        let tags = || codebook.tags.iter().map(|tag| (&tag.id, tag.name.as_str()));
        ticks(ui, form, "from", &mut self.from, tags());
        form.label(ui, say!("role-to-tags"));
        ticks(ui, form, "to", &mut self.to_tags, tags());
        form.label(ui, say!("role-to-entity-types"));
        let kinds = codebook.entity_types.iter();
        let kinds = kinds.map(|kind| (&kind.id, kind.name.as_str()));
        ticks(ui, form, "entities", &mut self.to_entities, kinds);
        check_box(ui, &mut self.many, say!("role-many"));
        check_box(ui, &mut self.required, say!("dialog-required"));
        // Last, since it comes and goes with the ticks above.
        self.show_wording(ui, form, codebook);
    }

    /// The fields for words that follow a choice, if there is a choice where the link starts.
    fn show_wording(&mut self, ui: &mut Ui, form: &mut Form<'_>, codebook: &Codebook) {
        let choices = self.choices(codebook);
        if choices.is_empty() {
            return;
        }
        let mut offered = vec![(None, say!("role-follows-nothing").to_owned())];
        offered.extend(
            choices
                .iter()
                .map(|choice| (Some(choice.by.clone()), choice.name.clone())),
        );
        if !offered.iter().any(|(by, _)| *by == self.follows) {
            self.follows = None;
        }
        let label = ("follows", say!("role-follows"));
        form.choice(ui, label, &mut self.follows, &offered);
        let followed = choices
            .into_iter()
            .find(|choice| self.follows.as_ref() == Some(&choice.by));
        if let Some(Choice { name, options, .. }) = followed {
            for option in options {
                let asked = say!("role-words-when", field = &name, option = &option);
                let id = format!("words when {option}");
                let words = self.words.entry(option).or_default();
                form.text_with_hint(ui, (&*id, &*asked), &self.label, words);
            }
        }
    }

    /// The choices that an annotation can have where the link starts, each once.
    fn choices(&self, codebook: &Codebook) -> Vec<Choice> {
        let mut found: Vec<Choice> = Vec::new();
        let tags = self.from.iter().filter_map(|tag| codebook.tag(tag));
        for field in tags.flat_map(|tag| &tag.attributes) {
            let Kind::Choice(options) = &field.kind else {
                continue;
            };
            match found.iter_mut().find(|choice| choice.by == field.id) {
                None => found.push(Choice {
                    by: field.id.clone(),
                    name: field.name.clone(),
                    options: options.clone(),
                }),
                // Two tags may ask the same and offer different answers.
                Some(known) => {
                    let new = options.iter().filter(|at| !known.options.contains(at));
                    let new: Vec<String> = new.cloned().collect();
                    known.options.extend(new);
                }
            }
        }
        found
    }

    /// The words that follow a choice; none when no option has any.
    fn wording(&self, codebook: &Codebook) -> Option<Wording> {
        let by = self.follows.as_ref()?;
        let choice = self.choices(codebook).into_iter().find(|at| at.by == *by)?;
        let words = choice.options.into_iter().filter_map(|option| {
            let words = self.words.get(&option)?.trim();
            (!words.is_empty()).then(|| (option, words.to_owned()))
        });
        let labels: BTreeMap<String, String> = words.collect();
        (!labels.is_empty()).then(|| Wording {
            by: by.clone(),
            labels,
        })
    }

    /// The role; a new one gets an id that reads like its name.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub(in crate::app) fn read(&self, codebook: &Codebook, rows: &[Row]) -> Result<Role, String> {
        let name = self.name.trim();
        if name.is_empty() {
            return Err(say!("role-nameless").to_owned());
        }
        if self.from.is_empty() {
            return Err(say!("role-from-nothing").to_owned());
        }
        if self.to_tags.is_empty() && self.to_entities.is_empty() {
            return Err(say!("role-to-nothing").to_owned());
        }
        let own = self.own();
        let label = match self.label.trim() {
            "" => name.to_lowercase(),
            label => label.to_owned(),
        };
        let tags = self.to_tags.iter().cloned().map(Allowed::Tag);
        let kinds = self.to_entities.iter().cloned().map(Allowed::Entity);
        Ok(Role {
            id: self
                .id
                .clone()
                .unwrap_or_else(|| RoleId::from_name(name, |id| codebook.role(id).is_some())),
            name: name.to_owned(),
            label,
            wording: self.wording(codebook),
            key: read_key(&self.key, |c| user_of_key(c, own.as_ref(), rows))?,
            definition: self.definition.trim().to_owned(),
            from: self.from.clone(),
            to: tags.chain(kinds).collect(),
            many: self.many,
            required: self.required,
        })
    }
}

/// A choice that annotations can have.
struct Choice {
    by: AttributeId,
    name: String,
    options: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::table;
    use crate::import::presets;

    #[test]
    fn a_form_gives_back_the_role_it_was_made_of() {
        for preset in presets() {
            let rows = table(Some(&preset.codebook));
            for role in &preset.codebook.roles {
                let read = RoleForm::of(role).read(&preset.codebook, &rows);
                let mut read = read.unwrap();
                // Tags come before entities in the form.
                let mut to = role.to.clone();
                to.sort_by_key(|allowed| matches!(allowed, Allowed::Entity(_)));
                assert_eq!(read.to, to);
                read.to.clone_from(&role.to);
                assert_eq!(&read, role);
            }
        }
    }

    #[test]
    fn words_for_nothing_that_can_be_chosen_are_dropped() {
        let codebook = &presets()[0].codebook;
        let target = codebook.role(&RoleId::new("target").unwrap()).unwrap();
        let read = |form: &RoleForm| form.read(codebook, &[]).unwrap().wording;
        let mut form = RoleForm::of(target);
        form.words.insert("none".into(), " about ".into());
        form.words.insert("against".into(), " ".into());
        form.words.insert("elsewhere".into(), "gone".into());
        let labels = read(&form).unwrap().labels;
        let labels: Vec<(&str, &str)> = labels
            .iter()
            .map(|(option, words)| (option.as_str(), words.as_str()))
            .collect();
        assert_eq!(labels, [("favor", "for"), ("none", "about")]);
        // A link that starts elsewhere has not the field that its words followed.
        form.from = vec![TagId::new("quote").unwrap()];
        assert_eq!(read(&form), None);
    }

    #[test]
    fn a_link_needs_two_ends() {
        let codebook = &presets()[0].codebook;
        let mut form = RoleForm {
            name: "Reply".into(),
            ..RoleForm::default()
        };
        assert!(
            form.read(codebook, &[])
                .unwrap_err()
                .contains("starts from")
        );
        form.from.push(codebook.tags[0].id.clone());
        assert!(form.read(codebook, &[]).unwrap_err().contains("points to"));
        form.to_tags.push(codebook.tags[1].id.clone());
        let role = form.read(codebook, &[]).unwrap();
        assert_eq!((role.id.as_str(), role.label.as_str()), ("reply", "reply"));
    }
}
