//! A field of a tag, of an entity type or of the article: the form that defines it.

use std::collections::{BTreeMap, BTreeSet};

use egui::Ui;

use crate::model::{Attribute, AttributeId, Codebook, EntityTypeId, Kind, Value, read_limit};
use crate::say;

use super::field::{Form, nonempty_lines};
use super::ticks::{check_box, ticks};

/// What kind of value the attribute takes, without the particulars.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Sort {
    Choice,
    Choices,
    Entity,
    #[default]
    Text,
    Number,
    Flag,
}

impl Sort {
    const ALL: [Self; 6] = [
        Self::Choice,
        Self::Choices,
        Self::Entity,
        Self::Text,
        Self::Number,
        Self::Flag,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Choice => say!("attribute-kind-choice"),
            Self::Choices => say!("attribute-kind-choices"),
            Self::Entity => say!("attribute-kind-entity"),
            Self::Text => say!("attribute-kind-text"),
            Self::Number => say!("attribute-kind-number"),
            Self::Flag => say!("attribute-kind-flag"),
        }
    }

    fn of(kind: &Kind) -> Self {
        match kind {
            Kind::Choice(_) => Self::Choice,
            Kind::Choices(_) => Self::Choices,
            Kind::Entity(_) => Self::Entity,
            Kind::Text => Self::Text,
            Kind::Number { .. } => Self::Number,
            Kind::Flag => Self::Flag,
        }
    }
}

/// What kind of value an attribute takes, in words.
pub(in crate::app) fn kind_name(kind: &Kind) -> String {
    match kind {
        Kind::Choice(options) => say!("attribute-takes-choice", options = options.join(", ")),
        Kind::Choices(options) => say!("attribute-takes-choices", options = options.join(", ")),
        Kind::Entity(_) => say!("attribute-takes-entity").to_owned(),
        Kind::Text => say!("attribute-takes-text").to_owned(),
        Kind::Number { .. } => say!("attribute-takes-number").to_owned(),
        Kind::Flag => say!("attribute-takes-flag").to_owned(),
    }
}

/// The values of a flag, and how they are called.
pub(in crate::app) fn flags() -> [(String, String); 2] {
    [("yes", say!("attribute-yes")), ("no", say!("attribute-no"))]
        .map(|(value, name)| (value.to_owned(), name.to_owned()))
}

/// An attribute as the form holds it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct AttributeForm {
    /// Its id; none while it is new.
    id: Option<AttributeId>,
    /// Its name.
    pub(in crate::app) name: String,
    sort: Sort,
    options: String,
    entity_types: Vec<EntityTypeId>,
    min: String,
    max: String,
    default: String,
    required: bool,
    definition: String,
    /// The options as they are saved: by them it is known which one was written anew.
    saved: Vec<String>,
    /// What became of other options and attributes, which the form does not show.
    renamed: BTreeMap<String, String>,
    was: Vec<AttributeId>,
}

impl AttributeForm {
    /// The form of an attribute that is there.
    pub(in crate::app) fn of(attribute: &Attribute) -> Self {
        let mut form = Self {
            id: Some(attribute.id.clone()),
            name: attribute.name.clone(),
            sort: Sort::of(&attribute.kind),
            default: attribute
                .default
                .as_ref()
                .map(Value::to_plain)
                .unwrap_or_default(),
            required: attribute.required,
            definition: attribute.definition.clone(),
            renamed: attribute.renamed.clone(),
            was: attribute.was.clone(),
            saved: attribute.kind.options().to_vec(),
            ..Self::default()
        };
        match &attribute.kind {
            Kind::Choice(options) | Kind::Choices(options) => form.options = options.join("\n"),
            Kind::Entity(types) => form.entity_types.clone_from(types),
            Kind::Number { min, max } => {
                form.min = min.map(|min| min.to_string()).unwrap_or_default();
                form.max = max.map(|max| max.to_string()).unwrap_or_default();
            }
            Kind::Text | Kind::Flag => {}
        }
        form
    }

    /// Takes over what became of options, which the form does not show.
    pub(in crate::app) fn note(&mut self, attribute: &Attribute) {
        if self.id.as_ref() == Some(&attribute.id) {
            self.renamed.clone_from(&attribute.renamed);
            let default = attribute.default.as_ref();
            self.default = default.map(Value::to_plain).unwrap_or_default();
            self.saved = attribute.kind.options().to_vec();
        }
    }

    /// Whether nothing was typed into it.
    pub(in crate::app) fn is_blank(&self) -> bool {
        let typed = [&self.name, &self.definition, &self.options, &self.default];
        typed.iter().all(|it| it.trim().is_empty())
    }

    /// What it takes, for a list.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub(in crate::app) fn describe(&self) -> Result<String, String> {
        let takes = kind_name(&self.read(|_| false)?.kind);
        Ok(if self.required {
            say!("attribute-takes-required", takes = takes)
        } else {
            takes
        })
    }

    /// Shows the fields.
    pub(in crate::app) fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, codebook: &Codebook) {
        form.text(ui, ("name", say!("attribute-name")), &mut self.name);
        let label = ("question", say!("attribute-question"));
        form.lines(ui, label, 2, &mut self.definition);
        let sorts = Sort::ALL.map(|sort| (sort, sort.name().to_owned()));
        form.choice(ui, ("kind", say!("attribute-kind")), &mut self.sort, &sorts);
        self.show_particulars(ui, form, codebook);
        self.show_default(ui, form);
        check_box(ui, &mut self.required, say!("dialog-required"));
        if let Err(error) = self.read(|_| false)
            && !self.name.is_empty()
        {
            form.problem(ui, &error);
        }
    }

    fn show_particulars(&mut self, ui: &mut Ui, form: &mut Form<'_>, codebook: &Codebook) {
        match self.sort {
            Sort::Choice | Sort::Choices => {
                let label = ("options", say!("attribute-options"));
                let before = nonempty_lines(&self.options);
                if form.lines(ui, label, 3, &mut self.options).changed() {
                    self.keep_default(&before);
                }
            }
            Sort::Entity => {
                form.label(ui, say!("attribute-entity-types"));
                let kinds = codebook.entity_types.iter();
                let kinds = kinds.map(|kind| (&kind.id, kind.name.as_str()));
                ticks(ui, form, "types", &mut self.entity_types, kinds);
            }
            Sort::Number => {
                form.text(ui, ("min", say!("attribute-min")), &mut self.min);
                form.text(ui, ("max", say!("attribute-max")), &mut self.max);
            }
            Sort::Text | Sort::Flag => {}
        }
    }

    /// Lets the default go along with the option that it is, while that is written anew.
    fn keep_default(&mut self, before: &[String]) {
        let after = nonempty_lines(&self.options);
        let mut changed = core::iter::zip(before, &after).filter(|(old, new)| old != new);
        if let (true, Some((old, new)), None) =
            (before.len() == after.len(), changed.next(), changed.next())
            && self.default == *old
        {
            self.default.clone_from(new);
        }
    }

    /// What a field of options begins with: an option that was written anew goes by its new name.
    fn default_now(&self) -> String {
        let options = nonempty_lines(&self.options);
        let guesses = renamed(&self.saved, &options);
        let now = |option: &str| {
            let guess = guesses.iter().find(|(old, _)| *old == option);
            guess.map_or(option, |(_, new)| new).to_owned()
        };
        let parts = self.default.split(';').map(str::trim);
        match self.sort {
            Sort::Choice => now(self.default.trim()),
            Sort::Choices => parts.map(now).collect::<Vec<_>>().join("; "),
            _ => self.default.clone(),
        }
    }

    fn show_default(&mut self, ui: &mut Ui, form: &mut Form<'_>) {
        let label = ("default", say!("attribute-default"));
        let options: Vec<(String, String)> = match self.sort {
            Sort::Choice => nonempty_lines(&self.options)
                .into_iter()
                .map(|option| (option.clone(), option))
                .collect(),
            Sort::Flag => flags().into(),
            Sort::Entity => return,
            Sort::Choices | Sort::Text | Sort::Number => {
                form.text(ui, label, &mut self.default);
                return;
            }
        };
        let none = (String::new(), say!("attribute-default-none").to_owned());
        let options: Vec<_> = core::iter::once(none).chain(options).collect();
        // What is no option is nothing to begin with, and is told so.
        let now = self.default_now();
        let known = options.iter().any(|(option, _)| *option == now);
        let before = if known { now } else { String::new() };
        let mut shown = before.clone();
        form.choice(ui, label, &mut shown, &options);
        if shown != before {
            self.default = shown;
        }
    }

    fn kind(&self) -> Result<Kind, String> {
        let options = || nonempty_lines(&self.options);
        let kind = match self.sort {
            Sort::Choice => Kind::Choice(options()),
            Sort::Choices => Kind::Choices(options()),
            Sort::Entity => Kind::Entity(self.entity_types.clone()),
            Sort::Text => Kind::Text,
            Sort::Number => Kind::Number {
                min: read_limit(&self.min)?,
                max: read_limit(&self.max)?,
            },
            Sort::Flag => Kind::Flag,
        };
        kind.checked()
    }

    /// The attribute; a new one gets an id that reads like its name and is not `taken`.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub(in crate::app) fn read(
        &self,
        taken: impl Fn(&AttributeId) -> bool,
    ) -> Result<Attribute, String> {
        let name = self.name.trim();
        if name.is_empty() {
            return Err(say!("attribute-nameless").to_owned());
        }
        let mut attribute = Attribute {
            id: self
                .id
                .clone()
                .unwrap_or_else(|| AttributeId::from_name(name, taken)),
            name: name.to_owned(),
            kind: self.kind()?,
            default: None,
            required: self.required,
            definition: self.definition.trim().to_owned(),
            renamed: self.renamed.clone(),
            was: self.was.clone(),
        };
        if !self.default.trim().is_empty() && self.sort != Sort::Entity {
            let default = attribute.parse(&self.default_now());
            attribute.default = match self.sort {
                // An option that is not offered any more is nothing to begin with.
                Sort::Choice | Sort::Choices => default.ok(),
                _ => Some(default?),
            };
        }
        Ok(attribute)
    }
}

/// The attributes of a list of forms, each with an id of its own.
///
/// # Errors
/// The first one's sentence that says what is wrong.
pub(in crate::app) fn read_all(forms: &[AttributeForm]) -> Result<Vec<Attribute>, String> {
    let mut taken: BTreeSet<AttributeId> =
        forms.iter().filter_map(|form| form.id.clone()).collect();
    forms
        .iter()
        .map(|form| {
            let attribute = form.read(|id| taken.contains(id)).map_err(|error| {
                if form.name.trim().is_empty() {
                    error
                } else {
                    format!("{}: {error}", form.name.trim())
                }
            })?;
            taken.insert(attribute.id.clone());
            Ok(attribute)
        })
        .collect()
}

/// The options that were most likely given another name, each with that: the only one that went where one came, or all that
/// went, when in the line of each another one came. Where lines were moved, too, nobody knows.
pub(in crate::app) fn renamed<'a>(
    before: &'a [String],
    after: &'a [String],
) -> Vec<(&'a str, &'a str)> {
    let gone = before.iter().filter(|option| !after.contains(option));
    let come = after.iter().filter(|option| !before.contains(option));
    let (gone, come): (Vec<&String>, Vec<&String>) = (gone.collect(), come.collect());
    if let ([old], [new]) = (&gone[..], &come[..]) {
        return vec![(old.as_str(), new.as_str())];
    }
    if before.len() != after.len() {
        return Vec::new();
    }
    let lines = core::iter::zip(before, after);
    let written_anew = lines.filter(|(old, new)| gone.contains(old) && come.contains(new));
    let written_anew = written_anew.map(|(old, new)| (old.as_str(), new.as_str()));
    let renamed: Vec<(&str, &str)> = written_anew.collect();
    if renamed.len() == gone.len() {
        renamed
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(sort: Sort) -> AttributeForm {
        AttributeForm {
            name: "Type".to_owned(),
            sort,
            ..AttributeForm::default()
        }
    }

    fn guessed(before: &[&str], after: &[&str]) -> Vec<String> {
        let [before, after] = [before, after].map(|list| list.iter().map(|it| (*it).to_owned()));
        let (before, after): (Vec<String>, Vec<String>) = (before.collect(), after.collect());
        let guesses = renamed(&before, &after).into_iter();
        guesses.map(|(old, new)| format!("{old}>{new}")).collect()
    }

    #[test]
    fn options_that_were_written_anew_in_their_lines_were_given_other_names() {
        let before = ["for", "against", "neutral"];
        assert_eq!(
            guessed(&before, &["pro", "against", "neutral"]),
            ["for>pro"]
        );
        assert_eq!(
            guessed(&before, &["pro", "contra", "neutral"]),
            ["for>pro", "against>contra"]
        );
        assert_eq!(
            guessed(&before, &["neutral", "against", "pro"]),
            ["for>pro"],
            "the only one, wherever it stands"
        );
        assert!(guessed(&before, &["pro", "contra"]).is_empty(), "which?");
        assert!(
            guessed(&before, &["neutral", "pro", "contra"]).is_empty(),
            "they were moved, too"
        );
        assert!(guessed(&before, &["for", "against"]).is_empty());
        assert!(guessed(&[], &before).is_empty());
    }

    #[test]
    fn the_value_to_begin_with_goes_along_with_options_that_are_written_anew() {
        let mut before = form(Sort::Choice);
        (before.options, before.default) = ("for\nagainst".into(), "against".into());
        let attribute = before.read(|_| false).unwrap();
        let mut form = AttributeForm::of(&attribute);
        let default = |form: &AttributeForm| {
            let read = form.read(|_| false).unwrap();
            read.default.map(|it| it.to_plain())
        };
        form.options = "pro\ncontra".into();
        assert_eq!(default(&form).as_deref(), Some("contra"));
        form.options = "contra\npro\nneither".into();
        assert_eq!(default(&form), None, "nobody knows which it is");
        form.options = "pro\ncontra".into();
        form.default.clear();
        assert_eq!(default(&form), None, "somebody wants none");
        before.sort = Sort::Choices;
        before.default = "for; against".into();
        let mut form = AttributeForm::of(&before.read(|_| false).unwrap());
        form.id = Some(attribute.id);
        form.options = "pro\ncontra".into();
        let read = form.read(|_| false).unwrap();
        let both = vec!["pro".to_owned(), "contra".to_owned()];
        assert_eq!(read.default, Some(Value::Choices(both)));
    }

    #[test]
    fn options_are_lines_and_each_stands_once() {
        let mut form = form(Sort::Choice);
        assert_eq!(
            form.read(|_| false).unwrap_err(),
            "Write at least one option"
        );
        form.options = "direct\n\n indirect ".to_owned();
        let kind = form.read(|_| false).unwrap().kind;
        assert_eq!(kind, Kind::Choice(vec!["direct".into(), "indirect".into()]));
        form.options.push_str("\nDirect");
        assert!(form.read(|_| false).unwrap_err().contains("stands twice"));
    }

    #[test]
    fn defaults_must_be_values_of_the_field() {
        let mut form = form(Sort::Number);
        (form.min, form.max, form.default) = ("0".into(), "1".into(), "0,5".into());
        let attribute = form.read(|_| false).unwrap();
        assert_eq!(attribute.default, Some(Value::Number(0.5)));
        form.default = "2".into();
        assert!(form.read(|_| false).unwrap_err().contains("from 0 to 1"));
        form.max = "-1".into();
        assert!(form.read(|_| false).unwrap_err().contains("larger"));
        form.max = "one".into();
        assert_eq!(form.read(|_| false).unwrap_err(), "“one” is no number");
    }

    #[test]
    fn a_form_gives_back_the_attribute_it_was_made_of() {
        for preset in crate::import::presets() {
            let of_tags = preset.codebook.tags.iter().flat_map(|tag| &tag.attributes);
            for attribute in of_tags.chain(&preset.codebook.article_attributes) {
                let read = AttributeForm::of(attribute).read(|_| false);
                assert_eq!(read.as_ref(), Ok(attribute));
            }
        }
    }

    #[test]
    fn new_fields_of_one_name_get_different_ids() {
        let attributes = read_all(&[form(Sort::Text), form(Sort::Flag)]).unwrap();
        assert_eq!(attributes[0].id.as_str(), "type");
        assert_eq!(attributes[1].id.as_str(), "type-2");
    }
}
