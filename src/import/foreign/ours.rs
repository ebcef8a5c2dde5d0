//! What our own exports write in formats that have no place for it, understood again.
//!
//! Fields are called `attribute-ID`, those of articles `article-ID`, links to entities `link-ROLE`; an entity stands there as
//! `Name [id]`. Nothing of it is taken for more than a field in the files of others, which have no such names.

use smol_str::SmolStr;

use crate::model::Status;

use super::neutral::{End, Entry, Found, Layer, Mark, Named, Plain, Relation};

/// Gives everything its own place again.
pub(super) fn restore(found: &mut Found) {
    for (name, _) in found.book.iter_mut().flat_map(|label| &mut label.fields) {
        if let Some(own) = name.strip_prefix("attribute-") {
            *name = own.into();
        }
    }
    for document in &mut found.documents {
        for layer in &mut document.layers {
            restore_layer(layer);
        }
    }
}

fn restore_layer(layer: &mut Layer) {
    let mut links = Vec::new();
    for mark in &mut layer.marks {
        restore_mark(mark, &mut links);
    }
    layer.relations.extend(links);
    for (name, value) in core::mem::take(&mut layer.values) {
        match name.strip_prefix("article-") {
            Some("status") => layer.status = status(&value.words()).or(layer.status),
            Some("note") => layer.note = value.words(),
            Some(own) => layer.values.push((own.into(), value)),
            None => layer.values.push((name, value)),
        }
    }
}

fn restore_mark(mark: &mut Mark, links: &mut Vec<Relation>) {
    for (name, value) in core::mem::take(&mut mark.values) {
        if name == "unsure" && is_so(&value) {
            mark.unsure = true;
        } else if let Some(own) = name.strip_prefix("attribute-") {
            mark.values.push((own.into(), value));
        } else if let Some(role) = name.strip_prefix("link-") {
            links.extend(to_entities(mark, role, &value));
        } else {
            mark.values.push((name, value));
        }
    }
}

fn is_so(value: &Plain) -> bool {
    match value {
        Plain::Flag(flag) => *flag,
        other => matches!(other.words().as_str(), "unsure" | "yes" | "true"),
    }
}

/// How far somebody is, by its name in tables.
pub(super) fn status(name: &str) -> Option<Status> {
    Status::ALL.into_iter().find(|it| it.in_tables() == name)
}

/// The links of a mark to entities, each as `Name [id]`.
pub(super) fn to_entities(mark: &Mark, role: &str, value: &Plain) -> Vec<Relation> {
    let names: Vec<String> = match value {
        Plain::List(names) => names.clone(),
        other => other.words().lines().map(str::to_owned).collect(),
    };
    names
        .iter()
        .map(|name| Relation {
            from: mark.id.clone(),
            to: End::Entity(entry(name)),
            role: role.into(),
            values: 0,
        })
        .collect()
}

/// The links of `role: Name [id]; role: Name [id]`; none when it is something else.
pub(super) fn to_entities_in_one(mark: &Mark, text: &str) -> Option<Vec<Relation>> {
    let mut links = Vec::new();
    for part in text.split("]; ") {
        let (role, name) = part.split_once(": ")?;
        let name = format!("{}]", name.strip_suffix(']').unwrap_or(name));
        links.extend(to_entities(mark, role, &Plain::Text(name)));
    }
    Some(links)
}

/// `id=value; id=value` as values.
pub(super) fn values_in_one(text: &str) -> Named {
    text.split("; ")
        .filter_map(|part| part.split_once('='))
        .map(|(name, value)| (SmolStr::new(name), Plain::text(value)))
        .collect()
}

/// `Name [id]`, or a name alone.
pub(super) fn entry(text: &str) -> Entry {
    let own = text
        .strip_suffix(']')
        .and_then(|rest| rest.rsplit_once(" ["))
        .filter(|(_, id)| crate::model::EntityId::new(id).is_ok());
    match own {
        Some((name, id)) => Entry {
            id: id.to_owned(),
            name: name.to_owned(),
            kind: String::new(),
        },
        None => Entry {
            name: text.to_owned(),
            ..Entry::default()
        },
    }
}
