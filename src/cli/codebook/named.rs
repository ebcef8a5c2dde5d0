//! Finding what people name in a codebook: any thing of it, what has fields, a field.

use crate::cli::Failure;
use crate::cli::resolve::{self, list, pick};
use crate::model::edits::Owner;
use crate::model::{Attribute, Codebook, Item, Pattern, Tag, Value};

/// Anything of the codebook by its id or name, with or without the kind of thing before it.
pub(super) fn thing(book: &Codebook, name: &str) -> Result<Item, Failure> {
    let (kind, bare) = match name.split_once(':') {
        Some((kind @ ("tag" | "link" | "field" | "type"), bare)) => (Some(kind), bare),
        _ => (None, name),
    };
    let of = |wanted: &str| kind.is_none_or(|kind| kind == wanted);
    let tag = pick(&book.tags, bare, |it| [it.id.as_str(), &it.name]);
    let link = pick(&book.roles, bare, |it| [it.id.as_str(), &it.name]);
    let fields = &book.article_attributes;
    let field = pick(fields, bare, |it| [it.id.as_str(), &it.name]);
    let entity = pick(&book.entity_types, bare, |it| [it.id.as_str(), &it.name]);
    let found = [
        tag.filter(|_| of("tag")).map(|it| Item::Tag(it.id.clone())),
        (link.filter(|_| of("link"))).map(|it| Item::Link(it.id.clone())),
        (field.filter(|_| of("field"))).map(|it| Item::Field(it.id.clone())),
        (entity.filter(|_| of("type"))).map(|it| Item::Type(it.id.clone())),
    ];
    let mut found = found.into_iter().flatten();
    match (found.next(), found.next()) {
        (Some(item), None) => Ok(item),
        (None, _) => Err(Failure::refused(format!(
            "The codebook has nothing called “{name}”. `postil codebook PROJECT show` prints it."
        ))),
        (Some(_), Some(_)) => Err(Failure::refused(format!(
            "Several things are called “{name}”. Write tag:{bare}, link:{bare}, field:{bare} or type:{bare}."
        ))),
    }
}

/// What has fields: a tag, an entity type, or the article.
pub(super) fn owner(book: &Codebook, name: &str) -> Result<Owner, Failure> {
    if name == "article" && pick(&book.tags, name, |it| [it.id.as_str(), &it.name]).is_none() {
        return Ok(Owner::Article);
    }
    if name.starts_with("type:")
        && let Item::Type(id) = thing(book, name)?
    {
        return Ok(Owner::EntityType(id));
    }
    let name = name.strip_prefix("tag:").unwrap_or(name);
    Ok(Owner::Tag(resolve::tag(book, name)?.id.clone()))
}

/// A field of a tag, an entity type or the article.
pub(super) fn field<'a>(
    book: &'a Codebook,
    owner: &Owner,
    name: &str,
) -> Result<&'a Attribute, Failure> {
    let fields = owner.attributes(book);
    pick(fields, name, |it| [it.id.as_str(), &it.name]).ok_or_else(|| {
        let ids = fields.iter().map(|it| it.id.as_str());
        Failure::refused(format!(
            "There is no field “{name}”. There are: {}.",
            list(ids)
        ))
    })
}

/// A field of a tag and one of its values, of the form `FIELD=VALUE`.
pub(super) fn field_value<'a>(tag: &'a Tag, text: &str) -> Result<(&'a Attribute, Value), Failure> {
    let Some((name, value)) = text.split_once('=') else {
        return Err(Failure::refused(format!(
            "“{text}” is not of the form FIELD=VALUE."
        )));
    };
    let field = resolve::attribute(tag, name)?;
    let value = field.parse(value);
    let value = value.map_err(|why| Failure::refused(format!("{why}.")))?;
    Ok((field, value))
}

/// A name that is not empty, without blanks around it.
pub(super) fn nonempty(name: &str) -> Result<&str, Failure> {
    match name.trim() {
        "" => Err(Failure::refused("The name is empty.")),
        name => Ok(name),
    }
}

/// Reads a pattern by its English name.
pub(super) fn pattern(text: &str) -> Result<Pattern, String> {
    let known = Pattern::ALL.iter();
    let mut found = known.filter(|it| format!("{it:?}").eq_ignore_ascii_case(text));
    (found.next().copied())
        .ok_or_else(|| "solid, double, dashed, dotted or wavy is expected".to_owned())
}
