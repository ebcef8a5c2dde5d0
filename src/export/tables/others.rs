//! The tables beside that of annotations.

use std::collections::BTreeSet;
use std::io;

use crate::model::{Allowed, Attribute, EntityTypeId, Kind, TagId, Target};

use super::super::dataset::Dataset;
use super::annotations::{METADATA, far_end, heads, metadata, values};
use super::{Cell, Sheet};

/// The columns of the codebook.
const CODEBOOK: [&str; 13] = [
    "kind",
    "of",
    "id",
    "name",
    "type",
    "options",
    "required",
    "definition",
    "examples",
    "counterexamples",
    "parent",
    "colour",
    "retired",
];

fn header(sheet: &mut dyn Sheet, names: &[&str]) -> io::Result<()> {
    sheet.row(names.iter().map(|name| Cell::text(*name)).collect())
}

/// One link a row.
pub(super) fn links(data: &Dataset<'_>, sheet: &mut dyn Sheet) -> io::Result<()> {
    header(
        sheet,
        &[
            "article",
            "annotator:id",
            "from",
            "from:tag",
            "from:text",
            "role",
            "to:kind",
            "to",
            "to:tag",
            "to:text",
        ],
    )?;
    data.each(|entry| {
        for (chosen, annotation) in entry.annotations() {
            for link in &annotation.links {
                let (text, id) = far_end(data, (&entry, chosen), &link.to);
                let (kind, tag) = match &link.to {
                    Target::Annotation(_) => (
                        "annotation",
                        chosen.linked(&link.to).map(|it| it.tag.to_string()),
                    ),
                    Target::Entity(id) => (
                        "entity",
                        data.project.entity(id).map(|it| it.kind.to_string()),
                    ),
                };
                sheet.row(vec![
                    Cell::text(&entry.article.id),
                    Cell::text(&chosen.key.annotator),
                    Cell::text(&annotation.id),
                    Cell::text(&annotation.tag),
                    Cell::of(annotation.spans.quotation(&entry.article.text)),
                    Cell::text(&link.role),
                    Cell::text(kind),
                    Cell::of(id),
                    Cell::of(tag.unwrap_or_default()),
                    Cell::of(text),
                ])?;
            }
        }
        Ok(())
    })
}

/// One article a row, without its text.
pub(super) fn articles(data: &Dataset<'_>, sheet: &mut dyn Sheet) -> io::Result<()> {
    let details = data.articles().flat_map(|article| article.meta.more.keys());
    let details: BTreeSet<&String> = details.collect();
    let own = ["length", "corrections", "annotations", "sha256"];
    let columns = ["article"].into_iter().chain(METADATA).chain(own);
    let columns = columns.map(Cell::of);
    let more = details
        .iter()
        .map(|name| Cell::of(format!("detail:{name}")));
    sheet.row(columns.chain(more).collect())?;
    data.each(|entry| {
        let article = entry.article;
        let mut row = vec![Cell::text(&article.id)];
        row.extend(metadata(article));
        row.extend([
            Cell::number(entry.at(article.text.end())),
            Cell::number(u32::try_from(article.corrections.len()).unwrap_or(u32::MAX)),
            Cell::number(u32::try_from(entry.count()).unwrap_or(u32::MAX)),
            Cell::text(&article.sha256),
        ]);
        let more = &article.meta.more;
        row.extend(
            details
                .iter()
                .map(|name| more.get(*name).map_or(Cell::Empty, Cell::text)),
        );
        sheet.row(row)
    })
}

/// What an annotator says of an article as a whole, one layer a row.
pub(super) fn layers(data: &Dataset<'_>, sheet: &mut dyn Sheet) -> io::Result<()> {
    let used = data.used()?;
    let mut names: Vec<String> = [
        "article",
        "annotator",
        "annotator:id",
        "status",
        "annotations",
        "note",
    ]
    .map(str::to_owned)
    .into();
    heads("article", &used.article_attributes, &mut names);
    sheet.row(names.into_iter().map(Cell::of).collect())?;
    data.each(|entry| {
        for chosen in &entry.layers {
            let head = &chosen.layer.head;
            let mut row = vec![
                Cell::text(&entry.article.id),
                Cell::text(data.project.annotator_name(&chosen.key.annotator)),
                Cell::text(&chosen.key.annotator),
                Cell::text(head.status.in_tables()),
                Cell::number(u32::try_from(chosen.annotations.len()).unwrap_or(u32::MAX)),
                Cell::text(&head.note),
            ];
            values(data, &used.article_attributes, &head.attributes, &mut row);
            sheet.row(row)?;
        }
        Ok(())
    })
}

/// Tags, their attributes, roles and article attributes, one a row.
pub(super) fn codebook(data: &Dataset<'_>, sheet: &mut dyn Sheet) -> io::Result<()> {
    header(sheet, &CODEBOOK)?;
    let book = &data.project.codebook;
    let lines = |examples: &[crate::model::Example]| {
        let texts = examples.iter().map(|it| it.text.clone());
        texts.collect::<Vec<_>>().join("\n")
    };
    for tag in book
        .tags
        .iter()
        .filter(|tag| data.selection.has_tag(&tag.id))
    {
        full(
            sheet,
            vec![
                Cell::text("tag"),
                Cell::Empty,
                Cell::text(&tag.id),
                Cell::text(&tag.name),
                Cell::text(if tag.group { "group" } else { "" }),
                Cell::Empty,
                Cell::Empty,
                Cell::text(&tag.definition),
                Cell::of(lines(&tag.examples)),
                Cell::of(lines(&tag.counterexamples)),
                tag.parent.as_ref().map_or(Cell::Empty, Cell::text),
                Cell::text(&tag.color),
                Cell::yes(tag.retired),
            ],
        )?;
        for attribute in &tag.attributes {
            full(sheet, of_attribute("attribute", tag.id.as_str(), attribute))?;
        }
    }
    for attribute in &book.article_attributes {
        full(sheet, of_attribute("article attribute", "", attribute))?;
    }
    for role in &book.roles {
        let from: Vec<&str> = role.from.iter().map(TagId::as_str).collect();
        let to = role.to.iter().map(|it| match it {
            Allowed::Tag(id) => id.to_string(),
            Allowed::Entity(id) => format!("entity {id}"),
        });
        full(
            sheet,
            vec![
                Cell::text("role"),
                Cell::of(from.join("; ")),
                Cell::text(&role.id),
                Cell::text(&role.name),
                Cell::text(if role.many { "many" } else { "one" }),
                Cell::of(to.collect::<Vec<_>>().join("; ")),
                Cell::yes(role.required),
                Cell::text(&role.definition),
            ],
        )?;
    }
    for kind in &book.entity_types {
        full(
            sheet,
            vec![
                Cell::text("entity type"),
                Cell::Empty,
                Cell::text(&kind.id),
                Cell::text(&kind.name),
            ],
        )?;
        for attribute in &kind.attributes {
            full(
                sheet,
                of_attribute("entity attribute", kind.id.as_str(), attribute),
            )?;
        }
    }
    Ok(())
}

/// A row of the codebook with all its cells.
fn full(sheet: &mut dyn Sheet, mut row: Vec<Cell>) -> io::Result<()> {
    row.resize_with(CODEBOOK.len(), || Cell::Empty);
    sheet.row(row)
}

fn of_attribute(what: &str, of: &str, attribute: &Attribute) -> Vec<Cell> {
    let (kind, options) = match &attribute.kind {
        Kind::Choice(options) => ("choice", options.join("; ")),
        Kind::Choices(options) => ("choices", options.join("; ")),
        Kind::Entity(kinds) => {
            let kinds: Vec<&str> = kinds.iter().map(EntityTypeId::as_str).collect();
            ("entity", kinds.join("; "))
        }
        Kind::Text => ("text", String::new()),
        Kind::Number { min, max } => {
            let bound = |it: &Option<f64>| it.map(|it| it.to_string()).unwrap_or_default();
            let is_open = min.is_none() && max.is_none();
            (
                "number",
                if is_open {
                    String::new()
                } else {
                    format!("{}..{}", bound(min), bound(max))
                },
            )
        }
        Kind::Flag => ("flag", String::new()),
    };
    vec![
        Cell::text(what),
        Cell::text(of),
        Cell::text(&attribute.id),
        Cell::text(&attribute.name),
        Cell::text(kind),
        Cell::of(options),
        Cell::yes(attribute.required),
        Cell::text(&attribute.definition),
    ]
}
