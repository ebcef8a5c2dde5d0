//! Merging attributes and options, and giving an attribute another form.
//!
//! What goes stays in the codebook as a note of what took its place, so that annotations of colleagues mean what they
//! meant until these follow.

use std::collections::BTreeMap;

use crate::model::{
    Attribute, AttributeId, Author, Codebook, Condition, Edit, EntityTypeId, Kind, Need, Project,
    Tag, TagId, Value, Values,
};
use crate::say;

use super::change::with_codebook;

/// What an attribute belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A tag.
    Tag(TagId),
    /// The article as a whole.
    Article,
    /// A type of entity.
    EntityType(EntityTypeId),
}

impl Owner {
    /// Its attributes; none when it is not there.
    #[must_use]
    pub fn attributes<'a>(&self, book: &'a Codebook) -> &'a [Attribute] {
        match self {
            Self::Tag(id) => book.tag(id).map_or(&[], |tag| &tag.attributes),
            Self::Article => &book.article_attributes,
            Self::EntityType(id) => book.entity_type(id).map_or(&[], |kind| &kind.attributes),
        }
    }

    fn attributes_mut<'a>(&self, book: &'a mut Codebook) -> Option<&'a mut Vec<Attribute>> {
        match self {
            Self::Tag(id) => {
                (book.tags.iter_mut().find(|tag| tag.id == *id)).map(|tag| &mut tag.attributes)
            }
            Self::Article => Some(&mut book.article_attributes),
            Self::EntityType(id) => (book.entity_types.iter_mut().find(|kind| kind.id == *id))
                .map(|kind| &mut kind.attributes),
        }
    }

    /// Looks at the values of all that it has: annotations, articles or entities, of all annotators.
    fn for_each(&self, project: &Project, mut look: impl FnMut(&Values)) {
        match self {
            Self::Tag(id) => {
                for layer in project.layers.values() {
                    if !layer.has_tag(|tag| tag == id) {
                        continue;
                    }
                    let layer = layer.in_passing();
                    let of_tag = layer.annotations.values().filter(|it| it.tag == *id);
                    of_tag.for_each(|it| look(&it.attributes));
                }
            }
            Self::Article => {
                let layers = project.layers.values();
                layers.for_each(|layer| look(&layer.head.attributes));
            }
            Self::EntityType(kind) => {
                let entries = project.entries().into_iter().filter(|it| it.kind == *kind);
                entries.for_each(|it| look(&it.attributes));
            }
        }
    }

    /// The attribute with this id.
    #[must_use]
    pub fn attribute<'a>(&self, book: &'a Codebook, id: &AttributeId) -> Option<&'a Attribute> {
        self.attributes(book).iter().find(|field| field.id == *id)
    }
}

/// Gives an option of a choice another name, or makes two options one when the new name is that of another option.
#[must_use]
pub fn rename_option(
    project: &Project,
    author: &Author,
    owner: &Owner,
    attribute: &AttributeId,
    from: &str,
    to: &str,
) -> Edit {
    let to = to.trim();
    let book = &project.codebook;
    let field = owner.attribute(book, attribute);
    let name = say!("tagset-did-rename-option", from = from, to = to);
    if field.is_none() || to.is_empty() || from == to {
        return Edit::new(name, Vec::new());
    }
    with_codebook(project, author, name, |book| {
        let renamed = |option: &mut String| {
            if option == from {
                to.clone_into(option);
            }
        };
        let Some(fields) = owner.attributes_mut(book) else {
            return;
        };
        let Some(field) = fields.iter_mut().find(|field| field.id == *attribute) else {
            return;
        };
        if let Kind::Choice(options) | Kind::Choices(options) = &mut field.kind {
            let is_there = options.iter().any(|option| option == to);
            if is_there {
                options.retain(|option| option != from);
            }
            options.iter_mut().for_each(renamed);
        }
        match &mut field.default {
            Some(Value::Choice(option)) => renamed(option),
            Some(Value::Choices(options)) => {
                options.iter_mut().for_each(renamed);
                options.dedup();
            }
            _ => {}
        }
        // It is a name of today again.
        field.renamed.remove(to);
        field.renamed.insert(from.to_owned(), to.to_owned());
        if let Owner::Tag(id) = owner {
            rename_beside(book, id, attribute, from, to);
        }
    })
}

/// Renames an option of a tag's field where rules of the tag and words of its links name it.
fn rename_beside(book: &mut Codebook, id: &TagId, attribute: &AttributeId, from: &str, to: &str) {
    for tag in book.tags.iter_mut().filter(|tag| tag.id == *id) {
        rename_in_rules(tag, attribute, from, to);
    }
    let words = book.roles.iter_mut().filter(|role| role.from.contains(id));
    for wording in words.filter_map(|role| role.wording.as_mut()) {
        if wording.by == *attribute
            && let Some(label) = wording.labels.remove(from)
        {
            wording.labels.entry(to.to_owned()).or_insert(label);
        }
    }
}

/// Has rules and the words of links name options as a field of a tag calls them since it got another form.
pub(super) fn follow_names(book: &mut Codebook, id: &TagId, before: &Attribute, now: &Attribute) {
    for (from, to) in &now.renamed {
        let is_new = before.renamed.get(from) != Some(to);
        if is_new && !now.kind.options().contains(from) {
            rename_beside(book, id, &now.id, from, to);
        }
    }
}

/// Renames an option of a field where the rules of its tag name it.
pub fn rename_in_rules(tag: &mut Tag, attribute: &AttributeId, from: &str, to: &str) {
    let rename = |condition: &mut Condition| {
        if condition.attribute != *attribute {
            return;
        }
        match &mut condition.value {
            Value::Choice(option) if option == from => to.clone_into(option),
            Value::Choices(options) => {
                for option in options.iter_mut().filter(|option| *option == from) {
                    to.clone_into(option);
                }
            }
            _ => {}
        }
    };
    for rule in &mut tag.rules {
        rule.when.iter_mut().for_each(rename);
        for need in rule.demand.needs_mut().into_iter().flatten() {
            if let Need::Is(condition) = need {
                rename(condition);
            }
        }
    }
}

/// Merges an attribute into another one of the same owner. Where both have different values, both stay, and the check
/// tells it.
#[must_use]
pub fn merge_attributes(
    project: &Project,
    author: &Author,
    owner: &Owner,
    from: &AttributeId,
    into: &AttributeId,
) -> Edit {
    let book = &project.codebook;
    let (Some(old), Some(new)) = (owner.attribute(book, from), owner.attribute(book, into)) else {
        return Edit::new(String::new(), Vec::new());
    };
    let name = say!(
        "tagset-did-merge-attributes",
        from = &old.name,
        into = &new.name
    );
    if from == into {
        return Edit::new(name, Vec::new());
    }
    let old = old.clone();
    with_codebook(project, author, name, |book| {
        let Some(fields) = owner.attributes_mut(book) else {
            return;
        };
        fields.retain(|field| field.id != *from);
        if let Some(field) = fields.iter_mut().find(|field| field.id == *into) {
            *field = united(&old, field);
        }
        let Owner::Tag(id) = owner else { return };
        for tag in book.tags.iter_mut().filter(|tag| tag.id == *id) {
            let attributes = tag.rules.iter_mut().flat_map(|rule| {
                let when = rule.when.iter_mut().map(|when| &mut when.attribute);
                let needs = rule.demand.needs_mut().into_iter().flatten();
                when.chain(needs.filter_map(Need::attribute_mut))
            });
            for attribute in attributes.filter(|attribute| *attribute == from) {
                attribute.clone_from(into);
            }
        }
    })
}

/// What comes of merging an attribute into another one, by what annotations, articles or entities have, of all annotators.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Union {
    /// So many have a value in the one that goes, and none in the other: it gets that value.
    pub moved: usize,
    /// So many have the same value in both.
    pub same: usize,
    /// So many have different values: both stay, and the check tells them.
    pub differ: usize,
    /// Values that the other one does not take, and how often they are there: they stay, and the check tells them.
    pub unfit: BTreeMap<String, usize>,
    /// Options that the other one gets.
    pub options: Vec<String>,
}

/// What would come of [`merge_attributes`]. Looks at all annotations of the tag once.
#[must_use]
pub fn union_of(project: &Project, owner: &Owner, from: &AttributeId, into: &AttributeId) -> Union {
    let book = &project.codebook;
    let (Some(old), Some(new)) = (owner.attribute(book, from), owner.attribute(book, into)) else {
        return Union::default();
    };
    let new = &united(old, new);
    let before = owner.attribute(book, into).map(|it| it.kind.options());
    let known = before.unwrap_or_default();
    let mut union = Union {
        options: (new.kind.options().iter())
            .filter(|option| !known.contains(option))
            .cloned()
            .collect(),
        ..Union::default()
    };
    owner.for_each(project, |values| {
        let Some(value) = values.get(from) else {
            return;
        };
        let follows = if new.accepts(value) {
            Some(value.clone())
        } else {
            new.followed(value)
        };
        match (follows, values.get(into)) {
            (None, _) => *union.unfit.entry(value.to_plain()).or_default() += 1,
            (Some(_), None) => union.moved += 1,
            (Some(now), Some(other)) if now == *other => union.same += 1,
            (Some(_), Some(_)) => union.differ += 1,
        }
    });
    union
}

/// An attribute that has taken another one over.
fn united(old: &Attribute, new: &Attribute) -> Attribute {
    let mut field = new.clone();
    field.was.extend(old.was.iter().cloned());
    field.was.push(old.id.clone());
    for (before, after) in &old.renamed {
        let known = field.renamed.entry(before.clone());
        known.or_insert_with(|| after.clone());
    }
    if let (Kind::Choice(options), Kind::Choice(more))
    | (Kind::Choices(options), Kind::Choices(more)) = (&mut field.kind, &old.kind)
    {
        let more = more.iter().filter(|option| !options.contains(option));
        let more: Vec<String> = more.cloned().collect();
        options.extend(more);
    }
    field
}

/// Gives an attribute another form: kind, options, limits, name. Values that read as the new kind follow; the others stay
/// as they are, and the check tells them.
#[must_use]
pub fn change_attribute(
    project: &Project,
    author: &Author,
    owner: &Owner,
    attribute: Attribute,
) -> Edit {
    let name = say!("tagset-did-change-attribute", attribute = &attribute.name);
    with_codebook(project, author, name, |book| {
        let Some(fields) = owner.attributes_mut(book) else {
            return;
        };
        let now = attribute.clone();
        let before = match fields.iter_mut().find(|field| field.id == attribute.id) {
            Some(field) => core::mem::replace(field, attribute),
            None => return fields.push(attribute),
        };
        if let Owner::Tag(id) = owner {
            follow_names(book, id, &before, &now);
        }
    })
}

/// A value that annotations have in an attribute, and what becomes of it in another form.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// The value of today, as it reads.
    pub value: String,
    /// How many annotations, articles or entities have it, of all annotators.
    pub count: usize,
    /// The value that it becomes; nothing when it fits in no way and stays as it is.
    pub becomes: Option<String>,
}

/// What becomes of the values of an attribute when it gets another form; those that fit in no way first, then the
/// commonest first. Looks at all annotations of the tag once.
#[must_use]
pub fn fits(project: &Project, owner: &Owner, attribute: &Attribute) -> Vec<Fit> {
    let mut fits: BTreeMap<String, (Value, usize)> = BTreeMap::new();
    let mut count = |value: Option<&Value>| {
        if let Some(value) = value {
            let known = fits.entry(value.to_plain());
            known.or_insert_with(|| (value.clone(), 0)).1 += 1;
        }
    };
    owner.for_each(project, |values| count(values.get(&attribute.id)));
    let fits = fits.into_iter().map(|(plain, (value, count))| Fit {
        becomes: if attribute.accepts(&value) {
            Some(plain.clone())
        } else {
            attribute.followed(&value).map(|value| value.to_plain())
        },
        value: plain,
        count,
    });
    let mut fits: Vec<Fit> = fits.collect();
    fits.sort_by_key(|fit| (fit.becomes.is_some(), core::cmp::Reverse(fit.count)));
    fits
}
