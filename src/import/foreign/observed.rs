//! What the files use: labels, fields, kinds of relation, annotators, in counts. The mapping is drawn from this.

use std::collections::{BTreeMap, BTreeSet};

use smol_str::SmolStr;

use crate::model::{Color, Kind};

use super::neutral::{End, Found, Label, Layer, Named, Plain};

/// More different values than this are not remembered: the field holds text then.
const VALUES: usize = 200;
/// Up to so many different values make a list to choose from.
const OPTIONS: usize = 24;
/// The longest value that makes an option, in bytes.
const LONGEST: usize = 60;

/// What some files use.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Observed {
    /// The labels, in the order of their names.
    pub labels: BTreeMap<SmolStr, LabelUse>,
    /// The kinds of relation.
    pub roles: BTreeMap<SmolStr, RoleUse>,
    /// What is said of texts as a whole.
    pub fields: BTreeMap<SmolStr, FieldUse>,
    /// How many marks each annotator has, by name; the empty name is that of files that name nobody.
    pub annotators: BTreeMap<String, usize>,
}

/// How a label is used.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LabelUse {
    /// By how many marks.
    pub count: usize,
    /// With which fields.
    pub fields: BTreeMap<SmolStr, FieldUse>,
    /// What the file says of it.
    pub parent: SmolStr,
    /// Whether the file says that it only groups others.
    pub group: bool,
    /// The colour that the file gives it.
    pub color: Option<Color>,
    /// What the file says that it means.
    pub definition: String,
}

/// How a kind of relation is used.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RoleUse {
    /// By how many relations.
    pub count: usize,
    /// From which labels.
    pub from: BTreeSet<SmolStr>,
    /// To which labels.
    pub to: BTreeSet<SmolStr>,
    /// To which kinds of entity.
    pub kinds: BTreeSet<String>,
    /// Whether a mark has several.
    pub many: bool,
}

/// How a field is used.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldUse {
    /// How many values there are.
    pub count: usize,
    /// How often each value is used, up to a bound of values.
    pub values: BTreeMap<String, usize>,
    /// The same values as they came.
    order: Vec<String>,
    /// The options that the file names, in its order.
    pub options: Vec<String>,
    /// Which forms its values have.
    forms: BTreeSet<Form>,
    /// The kinds of the entities in it.
    pub kinds: BTreeSet<String>,
    /// Whether some value is too long for an option, or there are too many.
    is_free: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Text,
    List,
    Number,
    Flag,
    Entity,
}

impl Observed {
    /// What these files use.
    pub fn of<'a>(found: impl Iterator<Item = &'a Found>) -> Self {
        let mut seen = Self::default();
        for found in found {
            for label in &found.book {
                seen.describe(label);
            }
            for layer in found.documents.iter().flat_map(|it| &it.layers) {
                seen.layer(layer);
            }
        }
        seen
    }

    fn describe(&mut self, label: &Label) {
        let seen = self.labels.entry(label.name.clone()).or_default();
        seen.parent = label.parent.clone();
        seen.group |= label.group;
        seen.color = seen.color.or(label.color);
        if seen.definition.is_empty() {
            seen.definition.clone_from(&label.definition);
        }
        for (name, options) in &label.fields {
            let field = seen.fields.entry(name.clone()).or_default();
            for option in options {
                if !field.options.contains(option) {
                    field.options.push(option.clone());
                }
            }
        }
    }

    fn layer(&mut self, layer: &Layer) {
        match self.annotators.get_mut(&layer.annotator) {
            Some(count) => *count += layer.marks.len(),
            None => {
                let _new = self
                    .annotators
                    .insert(layer.annotator.clone(), layer.marks.len());
            }
        }
        fields(&mut self.fields, &layer.values);
        for mark in &layer.marks {
            if !self.labels.contains_key(&mark.label) {
                self.labels.insert(mark.label.clone(), LabelUse::default());
            }
            if let Some(seen) = self.labels.get_mut(&mark.label) {
                seen.count += 1;
                fields(&mut seen.fields, &mark.values);
            }
        }
        if layer.relations.is_empty() {
            return;
        }
        let labels: BTreeMap<&str, &SmolStr> = layer
            .marks
            .iter()
            .map(|mark| (mark.id.as_str(), &mark.label))
            .collect();
        let mut begun: BTreeSet<(&str, &str)> = BTreeSet::new();
        for relation in &layer.relations {
            let seen = self.roles.entry(relation.role.clone()).or_default();
            seen.count += 1;
            seen.many |= !begun.insert((&relation.role, &relation.from));
            if let Some(label) = labels.get(relation.from.as_str()) {
                seen.from.insert((*label).clone());
            }
            match &relation.to {
                End::Mark(id) => {
                    if let Some(label) = labels.get(id.as_str()) {
                        seen.to.insert((*label).clone());
                    }
                }
                End::Entity(entry) => {
                    seen.kinds.insert(entry.kind.clone());
                }
            }
        }
    }

    /// Every field of marks by its name, with how often it is used.
    #[must_use]
    pub fn mark_fields(&self) -> BTreeMap<&SmolStr, usize> {
        let mut all: BTreeMap<&SmolStr, usize> = BTreeMap::new();
        for (name, seen) in self.labels.values().flat_map(|label| &label.fields) {
            *all.entry(name).or_default() += seen.count;
        }
        all
    }
}

fn fields(all: &mut BTreeMap<SmolStr, FieldUse>, values: &Named) {
    for (name, value) in values {
        match all.get_mut(name) {
            Some(field) => field.take(value),
            None => all.entry(name.clone()).or_default().take(value),
        }
    }
}

impl FieldUse {
    fn take(&mut self, value: &Plain) {
        self.count += 1;
        match value {
            Plain::Text(text) => {
                self.forms.insert(Form::Text);
                self.option(text);
            }
            Plain::List(list) => {
                self.forms.insert(Form::List);
                for text in list {
                    self.option(text);
                }
            }
            Plain::Number(_) => {
                self.forms.insert(Form::Number);
            }
            Plain::Flag(_) => {
                self.forms.insert(Form::Flag);
            }
            Plain::Entity(entry) => {
                self.forms.insert(Form::Entity);
                if !self.kinds.contains(&entry.kind) {
                    self.kinds.insert(entry.kind.clone());
                }
            }
        }
    }

    fn option(&mut self, text: &str) {
        self.is_free |= text.len() > LONGEST || text.contains('\n');
        if let Some(count) = self.values.get_mut(text) {
            *count += 1;
        } else if self.values.len() < VALUES {
            self.values.insert(text.to_owned(), 1);
            self.order.push(text.to_owned());
        } else {
            self.is_free = true;
        }
    }

    /// The options of a list to choose from: those that the file names, then those that are used besides, as they came.
    #[must_use]
    pub fn choices(&self) -> Vec<String> {
        let mut all = self.options.clone();
        for value in &self.order {
            if !all.contains(value) {
                all.push(value.clone());
            }
        }
        all
    }

    /// Whether its values make a list of options rather than free text.
    fn is_list(&self) -> bool {
        !self.options.is_empty()
            || (!self.is_free
                && !self.values.is_empty()
                && self.values.len() <= OPTIONS
                && self.count >= 2 * self.values.len())
    }

    /// What a new field would be that holds all these values.
    #[must_use]
    pub fn kind(&self) -> Kind {
        let forms: Vec<Form> = self.forms.iter().copied().collect();
        match forms.as_slice() {
            [Form::Flag] => Kind::Flag,
            [Form::Number] => Kind::Number {
                min: None,
                max: None,
            },
            // The types are known when those of the codebook are.
            [Form::Entity] => Kind::Entity(Vec::new()),
            [.., Form::List] | [Form::Text, Form::List] if !self.is_free => {
                Kind::Choices(self.choices())
            }
            [Form::Text] | [] if self.is_list() => Kind::Choice(self.choices()),
            _ => Kind::Text,
        }
    }
}
