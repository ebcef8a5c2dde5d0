//! The codebook with what the files need and it lacks.

use std::collections::{BTreeSet, HashMap};

use smol_str::SmolStr;

use crate::model::{
    Allowed, Attribute, AttributeId, Change, Codebook, Color, Kind, Pattern, Placed, Role, RoleId,
    Tag, TagId,
};

use super::super::mapping::{Choice, FieldChoice, Mapping, named, slug};
use super::super::observed::{FieldUse, Observed, RoleUse};
use super::super::report::Report;
use super::id_of;
use super::people::entity_type;

/// More new options than this make no list: the values do not fit the field.
const OPTIONS: usize = 60;

/// Colours of new tags, which tell them apart on light and dark and to people who do not see all colours.
const COLORS: [[u8; 3]; 10] = [
    [0x00, 0x72, 0xb2],
    [0xd5, 0x5e, 0x00],
    [0x00, 0x9e, 0x73],
    [0xcc, 0x79, 0xa7],
    [0x7a, 0x4f, 0xbf],
    [0x8a, 0x6d, 0x00],
    [0xb0, 0x30, 0x40],
    [0x2f, 0x80, 0x80],
    [0x56, 0x6f, 0xd9],
    [0x55, 0x55, 0x55],
];

/// What labels and relations have become.
#[derive(Default)]
pub(super) struct Made {
    tags: HashMap<SmolStr, TagId>,
    roles: HashMap<SmolStr, RoleId>,
}

/// The codebook with the tags, fields, options, roles and entity types that are missing.
pub(super) fn extended(
    book: &Codebook,
    seen: &Observed,
    mapping: &Mapping,
    report: &mut Report,
) -> (Codebook, Made) {
    let mut book = book.clone();
    let mut made = Made::default();
    let (old_tags, old_roles) = (book.tags.len(), book.roles.len());
    for (label, used) in &seen.labels {
        let id = match mapping.tags.get(label).unwrap_or(&Choice::New) {
            Choice::Skip => continue,
            Choice::To(id) => id.clone(),
            Choice::New => {
                // What is called like another new one is the same, as it will be when the file comes again.
                let new = book.tags[old_tags..].iter();
                if let Choice::To(id) = named(new.map(|it| (&it.id, it.name.as_str())), label) {
                    made.tags.insert(label.clone(), id);
                    continue;
                }
                let is_free = |id: &TagId| book.tag(id).is_none();
                let Some(id) = id_of(label, |id| TagId::new(id).ok(), is_free) else {
                    continue;
                };
                let number = book.tags.len();
                let color = used.color.unwrap_or(Color(COLORS[number % COLORS.len()]));
                report.tags.push(label.to_string());
                book.tags.push(Tag {
                    pattern: Pattern::ALL[number / COLORS.len() % Pattern::ALL.len()],
                    definition: used.definition.clone(),
                    group: used.group && used.count == 0,
                    ..Tag::new(id.clone(), label.as_str(), color)
                });
                id
            }
        };
        made.tags.insert(label.clone(), id);
    }
    for (label, used) in &seen.labels {
        let Some(id) = made.tag(label).cloned() else {
            continue;
        };
        let parent = made.tag(&used.parent).filter(|parent| **parent != id);
        if let Some(parent) = parent.cloned()
            && report.tags.iter().any(|name| name == label.as_str())
            && let Some(tag) = book.tags.iter_mut().find(|tag| tag.id == id)
        {
            tag.parent = Some(parent);
        }
        for (name, field) in &used.fields {
            let wanted = match mapping.fields.get(name) {
                Some(FieldChoice::Skip | FieldChoice::Note) => continue,
                Some(FieldChoice::To(to)) => Some(to.clone()),
                _ => None,
            };
            let Some(at) = book.tags.iter().position(|tag| tag.id == id) else {
                continue;
            };
            let mut attributes = core::mem::take(&mut book.tags[at].attributes);
            fit(&mut book, &mut attributes, name, wanted, field, report);
            book.tags[at].attributes = attributes;
        }
    }
    for (name, field) in &seen.fields {
        let wanted = match mapping.article_fields.get(name) {
            Some(FieldChoice::Skip | FieldChoice::Note) => continue,
            Some(FieldChoice::To(to)) => Some(to.clone()),
            _ => None,
        };
        let mut attributes = core::mem::take(&mut book.article_attributes);
        fit(&mut book, &mut attributes, name, wanted, field, report);
        book.article_attributes = attributes;
    }
    for (name, used) in &seen.roles {
        let id = match mapping.roles.get(name).unwrap_or(&Choice::New) {
            Choice::Skip => continue,
            Choice::To(id) => {
                admit_new(&mut book, &made, id, used, report);
                id.clone()
            }
            Choice::New => {
                let new = book.roles[old_roles..].iter();
                if let Choice::To(id) = named(new.map(|it| (&it.id, it.name.as_str())), name) {
                    admit_new(&mut book, &made, &id, used, report);
                    made.roles.insert(name.clone(), id);
                    continue;
                }
                let Some(role) = new_role(&mut book, &made, name, used) else {
                    continue;
                };
                let id = role.id.clone();
                report.roles.push(name.to_string());
                book.roles.push(role);
                id
            }
        };
        made.roles.insert(name.clone(), id);
    }
    (book, made)
}

impl Made {
    /// The tag of a label; none when it is left out.
    pub fn tag(&self, label: &str) -> Option<&TagId> {
        self.tags.get(label)
    }

    /// The role of a kind of relation; none when it is left out.
    pub fn role(&self, name: &str) -> Option<&RoleId> {
        self.roles.get(name)
    }
}

/// Lets a role of the codebook begin at and lead to the tags that are new with this import; the others have their rules.
fn admit_new(book: &mut Codebook, made: &Made, id: &RoleId, used: &RoleUse, report: &Report) {
    let is_new = |label: &&SmolStr| report.tags.iter().any(|name| name == label.as_str());
    let new = |labels: &BTreeSet<SmolStr>| -> Vec<TagId> {
        let labels = labels.iter().filter(is_new);
        labels
            .filter_map(|label| made.tag(label))
            .cloned()
            .collect()
    };
    if let Some(role) = book.roles.iter_mut().find(|role| role.id == *id) {
        for tag in new(&used.from) {
            if !role.from.contains(&tag) {
                role.from.push(tag);
            }
        }
        for tag in new(&used.to).into_iter().map(Allowed::Tag) {
            if !role.to.contains(&tag) {
                role.to.push(tag);
            }
        }
    }
}

fn new_role(book: &mut Codebook, made: &Made, name: &str, used: &RoleUse) -> Option<Role> {
    let is_free = |id: &RoleId| book.role(id).is_none();
    let id = id_of(name, |id| RoleId::new(id).ok(), is_free)?;
    let unique = |labels: &BTreeSet<SmolStr>| {
        let mut tags: Vec<TagId> = labels
            .iter()
            .filter_map(|it| made.tag(it))
            .cloned()
            .collect();
        tags.sort();
        tags.dedup();
        tags
    };
    let mut to: Vec<Allowed> = unique(&used.to).into_iter().map(Allowed::Tag).collect();
    for kind in &used.kinds {
        to.extend(entity_type(book, kind).map(Allowed::Entity));
    }
    Some(Role {
        id,
        name: name.to_owned(),
        label: name.to_owned(),
        wording: None,
        key: None,
        definition: String::new(),
        from: unique(&used.from),
        to,
        many: used.many,
        required: false,
    })
}

/// Makes sure that the fields have one that holds these values.
fn fit(
    book: &mut Codebook,
    attributes: &mut Vec<Attribute>,
    name: &str,
    wanted: Option<AttributeId>,
    used: &FieldUse,
    report: &mut Report,
) {
    let at = match &wanted {
        Some(id) => attributes.iter().position(|it| it.id == *id),
        None => find(attributes, name),
    };
    let Some(at) = at else {
        let is_free = |id: &AttributeId| attributes.iter().all(|it| it.id != *id);
        let id = wanted.or_else(|| id_of(name, |id| AttributeId::new(id).ok(), is_free));
        let Some(id) = id else { return };
        let kind = match used.kind() {
            Kind::Entity(_) => {
                let kinds = used.kinds.iter();
                Kind::Entity(kinds.filter_map(|it| entity_type(book, it)).collect())
            }
            other => other,
        };
        if !report.fields.iter().any(|known| known == name) {
            report.fields.push(name.to_owned());
        }
        attributes.push(Attribute::new(id, name, kind));
        return;
    };
    match &mut attributes[at].kind {
        Kind::Choice(options) | Kind::Choices(options) => {
            let new: Vec<String> = used
                .choices()
                .into_iter()
                .filter(|value| !value.is_empty() && option(options, value).is_none())
                .collect();
            if new.len() <= OPTIONS {
                report.options += new.len();
                options.extend(new);
            }
        }
        Kind::Entity(types) if !types.is_empty() => {
            for kind in used.kinds.iter().filter(|kind| !kind.is_empty()) {
                if let Some(id) = entity_type(book, kind).filter(|id| !types.contains(id)) {
                    types.push(id);
                }
            }
        }
        _ => {}
    }
}

/// Whether one of these fields is taken for the one that a file calls so.
#[must_use]
pub fn has_field(attributes: &[Attribute], name: &str) -> bool {
    find(attributes, name).is_some()
}

/// The field of this name, by id, by name, or by a name that makes the same id.
pub(super) fn find(attributes: &[Attribute], name: &str) -> Option<usize> {
    let by = |is_it: &dyn Fn(&Attribute) -> bool| attributes.iter().position(is_it);
    by(&|it| it.id.as_str() == name)
        .or_else(|| by(&|it| it.name.to_lowercase() == name.to_lowercase()))
        .or_else(|| {
            let slug = slug(name);
            by(&|it| !slug.is_empty() && it.id.as_str() == slug)
        })
}

/// An option, whatever its case.
pub(super) fn option<'o>(options: &'o [String], value: &str) -> Option<&'o String> {
    let exact = options.iter().find(|option| *option == value);
    exact.or_else(|| {
        let lower = value.trim().to_lowercase();
        options.iter().find(|option| option.to_lowercase() == lower)
    })
}

/// The changes that make one codebook the other, which has all that the first has.
pub(super) fn changes(before: &Codebook, after: &Codebook) -> Vec<Change> {
    fn placed<'a, T: Clone + PartialEq>(
        before: &'a [T],
        after: &'a [T],
    ) -> impl Iterator<Item = Placed<T>> + 'a {
        let all = after.iter().enumerate();
        let changed = all.filter(|(at, value)| before.get(*at) != Some(*value));
        changed.map(|(at, value)| Placed {
            at,
            value: value.clone(),
        })
    }
    let mut changes: Vec<Change> = placed(&before.entity_types, &after.entity_types)
        .map(|kind| Change::EntityType(kind.value.id.clone(), Some(kind)))
        .collect();
    changes.extend(
        placed(&before.tags, &after.tags).map(|tag| Change::Tag(tag.value.id.clone(), Some(tag))),
    );
    changes.extend(
        placed(&before.roles, &after.roles)
            .map(|role| Change::Role(role.value.id.clone(), Some(role))),
    );
    changes.extend(
        placed(&before.article_attributes, &after.article_attributes)
            .map(|field| Change::ArticleAttribute(field.value.id.clone(), Some(field))),
    );
    changes
}
