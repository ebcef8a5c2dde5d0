//! Merging tags, attributes and options, and splitting a tag.
//!
//! What goes stays in the codebook as a note of what took its place, so that annotations of colleagues mean what they
//! meant until these follow.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{
    Allowed, AnnotationId, Attribute, AttributeId, Author, Change, Codebook, Condition, Demand,
    Edit, EntityTypeId, Heir, Kind, LayerKey, Need, Project, Slot, Tag, TagId, Value,
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

    /// The attribute with this id.
    #[must_use]
    pub fn attribute<'a>(&self, book: &'a Codebook, id: &AttributeId) -> Option<&'a Attribute> {
        self.attributes(book).iter().find(|field| field.id == *id)
    }
}

/// Merges a tag into another one: its annotations get that tag, which takes over its attributes, examples, links and
/// members. The tag stays in the codebook, retired.
#[must_use]
pub fn merge_tags(project: &Project, author: &Author, from: &TagId, into: &TagId) -> Edit {
    let book = &project.codebook;
    let name = say!(
        "tagset-did-merge",
        from = book.tag_name(from),
        into = book.tag_name(into)
    );
    let (Some(old), Some(_)) = (book.tag(from).cloned(), book.tag(into)) else {
        return Edit::new(name, Vec::new());
    };
    if from == into {
        return Edit::new(name, Vec::new());
    }
    with_codebook(project, author, name, |book| {
        let up = old.parent.clone().filter(|up| up != from);
        for tag in &mut book.tags {
            // What stood under it stands under the other one, which itself goes up.
            if tag.parent.as_ref() == Some(from) {
                tag.parent = if tag.id == *into {
                    up.clone()
                } else {
                    Some(into.clone())
                };
            }
            for rule in &mut tag.rules {
                if let Demand::Apart(tags) | Demand::Within(tags) = &mut rule.demand {
                    replace(tags, from, into);
                }
            }
            match &mut tag.heir {
                Some(Heir::Tag(heir)) if heir == from => *heir = into.clone(),
                Some(Heir::ByChoice(_, tags)) => {
                    for heir in tags.values_mut().filter(|heir| *heir == from) {
                        *heir = into.clone();
                    }
                }
                _ => {}
            }
            if tag.id == *into {
                take_over(tag, &old);
            } else if tag.id == *from {
                tag.key = None;
                tag.retired = true;
                tag.heir = Some(Heir::Tag(into.clone()));
                tag.rules.clear();
            }
        }
        // A circle of members that led through the two.
        let in_circle = book.in_circles().contains(into);
        if let Some(tag) = book
            .tags
            .iter_mut()
            .find(|tag| tag.id == *into && in_circle)
        {
            tag.parent.clone_from(&up);
        }
        for role in &mut book.roles {
            add_beside(&mut role.from, from, into);
            let (one, other) = (Allowed::Tag(from.clone()), Allowed::Tag(into.clone()));
            add_beside(&mut role.to, &one, &other);
        }
    })
}

/// Gives a tag what another one has and it has not.
fn take_over(tag: &mut Tag, old: &Tag) {
    for field in &old.attributes {
        match tag.attributes.iter_mut().find(|known| known.id == field.id) {
            None => tag.attributes.push(Attribute {
                // The other's annotations never had it.
                required: false,
                ..field.clone()
            }),
            Some(known) => {
                if let (Kind::Choice(options), Kind::Choice(more))
                | (Kind::Choices(options), Kind::Choices(more)) = (&mut known.kind, &field.kind)
                {
                    let more = more.iter().filter(|option| !options.contains(option));
                    let more: Vec<String> = more.cloned().collect();
                    options.extend(more);
                }
            }
        }
    }
    for (list, more) in [
        (&mut tag.examples, &old.examples),
        (&mut tag.counterexamples, &old.counterexamples),
    ] {
        let more = more.iter().filter(|example| !list.contains(example));
        let more: Vec<_> = more.cloned().collect();
        list.extend(more);
    }
}

fn replace<T: PartialEq + Clone>(list: &mut Vec<T>, from: &T, into: &T) {
    add_beside(list, from, into);
    list.retain(|it| it != from);
}

fn add_beside<T: PartialEq + Clone>(list: &mut Vec<T>, from: &T, into: &T) {
    if list.contains(from) && !list.contains(into) {
        list.push(into.clone());
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
            rename_in_rules(book, id, attribute, from, to);
        }
    })
}

/// Renames an option where rules, words of links and splits name it.
fn rename_in_rules(book: &mut Codebook, id: &TagId, attribute: &AttributeId, from: &str, to: &str) {
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
    for tag in book.tags.iter_mut().filter(|tag| tag.id == *id) {
        for rule in &mut tag.rules {
            rule.when.iter_mut().for_each(rename);
            if let Demand::Needs(needs) = &mut rule.demand {
                for need in needs {
                    if let Need::Is(condition) = need {
                        rename(condition);
                    }
                }
            }
        }
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
            field.was.extend(old.was.iter().cloned());
            field.was.push(from.clone());
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
        }
        let Owner::Tag(id) = owner else { return };
        for tag in book.tags.iter_mut().filter(|tag| tag.id == *id) {
            let attributes = tag.rules.iter_mut().flat_map(|rule| {
                let when = rule.when.iter_mut().map(|when| &mut when.attribute);
                let needs = match &mut rule.demand {
                    Demand::Needs(needs) => needs.as_mut_slice(),
                    _ => &mut [],
                };
                when.chain(needs.iter_mut().filter_map(|need| match need {
                    Need::Value(id) => Some(id),
                    Need::Is(condition) => Some(&mut condition.attribute),
                    Need::Link(_) | Need::Note => None,
                }))
            });
            for attribute in attributes.filter(|attribute| *attribute == from) {
                attribute.clone_from(into);
            }
        }
    })
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
        match fields.iter_mut().find(|field| field.id == attribute.id) {
            Some(field) => *field = attribute,
            None => fields.push(attribute),
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
    match owner {
        Owner::Tag(id) => {
            for layer in project.layers.values() {
                if !layer.has_tag(|tag| tag == id) {
                    continue;
                }
                let layer = layer.in_passing();
                let of_tag = layer.annotations.values().filter(|it| it.tag == *id);
                of_tag.for_each(|it| count(it.attributes.get(&attribute.id)));
            }
        }
        Owner::Article => {
            let layers = project.layers.values();
            layers.for_each(|layer| count(layer.head.attributes.get(&attribute.id)));
        }
        Owner::EntityType(kind) => {
            let entries = project.entries().into_iter().filter(|it| it.kind == *kind);
            entries.for_each(|it| count(it.attributes.get(&attribute.id)));
        }
    }
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

/// Splits a tag by what is chosen in an attribute: annotations get the tag of their option. What has no choice, or another
/// one, keeps the old tag, which is retired. A new tag starts as a copy of the old one without the attribute.
#[must_use]
pub fn split_by_choice(
    project: &Project,
    author: &Author,
    id: &TagId,
    by: &AttributeId,
    parts: &[(String, Tag)],
) -> Edit {
    let book = &project.codebook;
    let name = say!("tagset-did-split", tag = book.tag_name(id));
    let Some(old) = book.tag(id).filter(|_| !parts.is_empty()) else {
        return Edit::new(name, Vec::new());
    };
    let tags: BTreeMap<String, TagId> = parts
        .iter()
        .map(|(option, tag)| (option.clone(), tag.id.clone()))
        .collect();
    let old = old.clone();
    with_codebook(project, author, name, |book| {
        let at = book.tags.iter().position(|tag| tag.id == *id);
        let mut at = at.map_or(book.tags.len(), |at| at + 1);
        for (_, part) in parts {
            // Two options may get one tag.
            if book.tag(&part.id).is_some() {
                continue;
            }
            let mut part = part.clone();
            part.attributes.retain(|field| field.id != *by);
            book.tags.insert(at, part);
            at += 1;
        }
        for tag in book.tags.iter_mut().filter(|tag| tag.id == *id) {
            tag.key = None;
            tag.retired = true;
            tag.heir = Some(Heir::ByChoice(by.clone(), tags.clone()));
        }
        for (_, part) in parts {
            stand_beside(book, &old, &part.id);
        }
    })
}

/// Splits a tag: these annotations get a new one beside it, with the same attributes and links.
#[must_use]
pub fn split_off(
    project: &Project,
    author: &Author,
    id: &TagId,
    new: Tag,
    marks: &[(LayerKey, AnnotationId)],
) -> Edit {
    let book = &project.codebook;
    let name = say!(
        "tagset-did-split-off",
        tag = book.tag_name(id),
        new = &new.name
    );
    let Some(old) = book
        .tag(id)
        .filter(|_| book.tag(&new.id).is_none())
        .cloned()
    else {
        return Edit::new(name, Vec::new());
    };
    let new_id = new.id.clone();
    let edit = with_codebook(project, author, name, |book| {
        let at = book.tags.iter().position(|tag| tag.id == *id);
        let at = at.map_or(book.tags.len(), |at| at + 1);
        book.tags.insert(at, new);
        stand_beside(book, &old, &new_id);
    });
    let own = marks
        .iter()
        .filter(|(key, _)| key.annotator == author.annotator);
    let changes = own.filter_map(|(key, mark)| {
        let annotation = project.layer(key)?.annotations.get(mark)?;
        (annotation.tag == *id).then(|| {
            let mut annotation = crate::model::Annotation::clone(annotation);
            annotation.tag = new_id.clone();
            annotation.modified = author.at;
            Change::Annotation(
                key.clone(),
                mark.clone(),
                Slot::Present(Arc::new(annotation)),
            )
        })
    });
    edit.and(Edit::new(String::new(), changes.collect()))
}

/// Lets a tag have the links that another one has.
fn stand_beside(book: &mut Codebook, old: &Tag, new: &TagId) {
    for role in &mut book.roles {
        add_beside(&mut role.from, &old.id, new);
        let (one, other) = (Allowed::Tag(old.id.clone()), Allowed::Tag(new.clone()));
        add_beside(&mut role.to, &one, &other);
    }
    for rule in book.tags.iter_mut().flat_map(|tag| &mut tag.rules) {
        if let Demand::Apart(tags) | Demand::Within(tags) = &mut rule.demand {
            add_beside(tags, &old.id, new);
        }
    }
}
