//! CSV: one annotation a row, as RFC 4180 has it (commas, CR LF between rows), in UTF-8.
//!
//! Columns: `article`, `title`, `source`, `author`, `url`, `date`, `language`, `annotator` (the name),
//! `annotator:id`, `status` (how far the annotator is with the article), `annotation`, `tag`, `start`, `end`, `spans`,
//! `text`, then `attribute:<id>` for every attribute (an entity by its name, with its id in `attribute:<id>:id`), then
//! `link:<role>` with the text or name at the far end and `link:<role>:id` with its id, then `note`, `unsure`, `created`,
//! `modified`, then what the annotator says of the article as a whole: `article:<id>` for every article attribute, and
//! `article_note`.
//!
//! Offsets count Unicode code points, ends are exclusive. `start` and `end` reach from the first piece to the last;
//! `spans` has every piece: `54-60;73-82`. The pieces of `text` are joined by ` … `, several values by `; `.
//!
//! A cell that a spreadsheet would take for a formula begins with `'` (see [`safe_cell`]); [`Options::raw_cells`] turns
//! that off. [`Options::byte_order_mark`] puts a mark before the first column, for Excel.

use std::borrow::Cow;
use std::io;

use crate::model::{
    Annotation, AnnotatorId, Article, AttributeId, EntityId, Kind, Layer, LayerKey, Project,
    RoleId, Status, Target, Value, Values,
};
use crate::say;

use super::selection::told;
use super::{Options, Report, Selection};

const FIRST_COLUMNS: [&str; 16] = [
    "article",
    "title",
    "source",
    "author",
    "url",
    "date",
    "language",
    "annotator",
    "annotator:id",
    "status",
    "annotation",
    "tag",
    "start",
    "end",
    "spans",
    "text",
];

pub(super) fn write(
    project: &Project,
    selection: &Selection,
    options: Options,
    out: &mut dyn io::Write,
) -> io::Result<Report> {
    if options.byte_order_mark {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut report = Report {
        losses: losses(project, selection),
        ..Report::default()
    };
    let columns = Columns::of(project, selection);
    let mut table = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    table.write_record(columns.header()).map_err(cause)?;
    for article in project.articles.values() {
        report.articles += 1;
        for (key, layer) in selection.layers(project, &article.id) {
            let layer = layer.in_passing();
            let place = Place {
                project,
                article,
                key,
                layer: &layer,
            };
            for annotation in layer.in_order() {
                let row = columns.row(place, &annotation);
                let cell = |cell: String| {
                    if options.raw_cells {
                        cell
                    } else {
                        safe_cell(&cell).into_owned()
                    }
                };
                table
                    .write_record(row.into_iter().map(cell))
                    .map_err(cause)?;
                report.annotations += 1;
            }
        }
    }
    table.flush()?;
    Ok(report)
}

/// What the system said, so that a closed pipe is known as one.
pub(super) fn cause(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// What has no row or column.
fn losses(project: &Project, selection: &Selection) -> Vec<String> {
    let (mut empty, mut finished, mut values, mut notes) = (0, 0, 0, 0);
    for article in project.articles.keys() {
        let mut has_row = false;
        for (_, layer) in selection.layers(project, article) {
            if !layer.annotations.is_empty() {
                has_row = true;
                continue;
            }
            finished += usize::from(layer.head.status == Status::Done);
            values += layer.head.attributes.len();
            notes += usize::from(!layer.head.note.is_empty());
        }
        empty += usize::from(!has_row);
    }
    let own = [
        told(empty, |count| say!("export-lost-articles", count = count)),
        told(finished, |count| {
            say!("export-lost-finished", count = count)
        }),
        told(values, |count| say!("export-lost-values", count = count)),
        told(notes, |count| say!("export-lost-notes", count = count)),
    ];
    let own = own.into_iter().flatten();
    own.chain(selection.losses(project)).collect()
}

/// A cell that no spreadsheet takes for a formula: one that begins with `=`, `+`, `-`, `@`, TAB, CR, or the full-width
/// form of the first four gets a `'` before it. Numbers stay as they are, and so does all else.
#[must_use]
pub(super) fn safe_cell(cell: &str) -> Cow<'_, str> {
    let begins = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if begins && cell.parse::<f64>().is_err() {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// Where an annotation stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    project: &'a Project,
    article: &'a Article,
    key: &'a LayerKey,
    layer: &'a Layer,
}

/// The columns that depend on the project.
struct Columns {
    /// Attributes, and whether they hold entities.
    attributes: Fields,
    roles: Vec<RoleId>,
    /// The same of articles.
    article_attributes: Fields,
}

type Fields = Vec<(AttributeId, bool)>;

impl Columns {
    /// Those of the codebook in its order, then those that annotations have and the codebook does not.
    fn of(project: &Project, selection: &Selection) -> Self {
        let mut columns = Self {
            attributes: Vec::new(),
            roles: project
                .codebook
                .roles
                .iter()
                .map(|role| role.id.clone())
                .collect(),
            article_attributes: Vec::new(),
        };
        for attribute in &project.codebook.article_attributes {
            let is_entity = matches!(attribute.kind, Kind::Entity(_));
            add(&mut columns.article_attributes, &attribute.id, is_entity);
        }
        for article in project.articles.keys() {
            for (_, layer) in selection.layers(project, article) {
                for (id, value) in &layer.head.attributes {
                    let is_entity = matches!(value, Value::Entity(_));
                    add(&mut columns.article_attributes, id, is_entity);
                }
            }
        }
        for attribute in project.codebook.tags.iter().flat_map(|tag| &tag.attributes) {
            let is_entity = matches!(attribute.kind, Kind::Entity(_));
            add(&mut columns.attributes, &attribute.id, is_entity);
        }
        for annotation in selection.annotations(project) {
            for (id, value) in &annotation.attributes {
                let is_entity = matches!(value, Value::Entity(_));
                add(&mut columns.attributes, id, is_entity);
            }
            for link in &annotation.links {
                if !columns.roles.contains(&link.role) {
                    columns.roles.push(link.role.clone());
                }
            }
        }
        columns
    }

    fn header(&self) -> Vec<String> {
        let mut header: Vec<String> = FIRST_COLUMNS.map(str::to_owned).into();
        heads("attribute", &self.attributes, &mut header);
        for role in &self.roles {
            header.push(format!("link:{role}"));
            header.push(format!("link:{role}:id"));
        }
        header.extend(["note", "unsure", "created", "modified"].map(str::to_owned));
        heads("article", &self.article_attributes, &mut header);
        header.push("article_note".to_owned());
        header
    }

    fn row(&self, place: Place<'_>, annotation: &Annotation) -> Vec<String> {
        let text = &place.article.text;
        let meta = &place.article.meta;
        let count = |at| text.to_code_point(at).0;
        let pieces: Vec<String> = annotation
            .spans
            .iter()
            .map(|span| format!("{}-{}", count(span.start), count(span.end)))
            .collect();
        let mut row = vec![
            place.article.id.to_string(),
            meta.title.clone(),
            meta.source.clone(),
            meta.author.clone(),
            meta.url.clone(),
            meta.date.map(|date| date.to_string()).unwrap_or_default(),
            meta.language.clone(),
            annotator_name(place.project, &place.key.annotator),
            place.key.annotator.to_string(),
            place.layer.head.status.in_tables().to_owned(),
            annotation.id.to_string(),
            annotation.tag.to_string(),
            count(annotation.spans.start()).to_string(),
            count(annotation.spans.end()).to_string(),
            pieces.join(";"),
            annotation.spans.quotation(text),
        ];
        cells(
            place.project,
            &self.attributes,
            &annotation.attributes,
            &mut row,
        );
        for role in &self.roles {
            let (names, ids): (Vec<String>, Vec<String>) = annotation
                .targets(role)
                .map(|target| (far_end(place, target), target_id(place.project, target)))
                .unzip();
            row.push(names.join("; "));
            row.push(ids.join("; "));
        }
        row.push(annotation.note.clone());
        row.push(if annotation.unsure { "yes" } else { "no" }.to_owned());
        row.extend([annotation.created, annotation.modified].map(|at| at.to_string()));
        let head = &place.layer.head;
        cells(
            place.project,
            &self.article_attributes,
            &head.attributes,
            &mut row,
        );
        row.push(head.note.clone());
        row
    }
}

/// Adds an attribute once.
fn add(fields: &mut Fields, id: &AttributeId, is_entity: bool) {
    match fields.iter_mut().find(|(known, _)| known == id) {
        Some((_, known)) => *known |= is_entity,
        None => fields.push((id.clone(), is_entity)),
    }
}

/// The heads of attributes' columns: one each, two for an entity.
fn heads(kind: &str, fields: &Fields, header: &mut Vec<String>) {
    for (id, is_entity) in fields {
        header.push(format!("{kind}:{id}"));
        if *is_entity {
            header.push(format!("{kind}:{id}:id"));
        }
    }
}

/// The cells below them.
fn cells(project: &Project, fields: &Fields, values: &Values, row: &mut Vec<String>) {
    for (id, is_entity) in fields {
        let value = values.get(id);
        row.push(
            value
                .map(|value| readable(project, value))
                .unwrap_or_default(),
        );
        if *is_entity {
            row.push(match value {
                Some(Value::Entity(id)) => in_force(project, id).to_string(),
                _ => String::new(),
            });
        }
    }
}

fn annotator_name(project: &Project, id: &AnnotatorId) -> String {
    project.annotator_name(id).to_owned()
}

fn readable(project: &Project, value: &Value) -> String {
    match value {
        Value::Entity(id) => project
            .entity(id)
            .map_or_else(|| id.to_string(), |entity| entity.name.clone()),
        other => other.to_plain(),
    }
}

/// What the far end of a link says: the covered text, or the entity's name.
fn far_end(place: Place<'_>, target: &Target) -> String {
    match target {
        Target::Annotation(_) => place
            .layer
            .linked(target)
            .map(|annotation| annotation.spans.quotation(&place.article.text))
            .unwrap_or_default(),
        Target::Entity(id) => place
            .project
            .entity(id)
            .map(|entity| entity.name.clone())
            .unwrap_or_default(),
    }
}

fn target_id(project: &Project, target: &Target) -> String {
    match target {
        Target::Annotation(id) => id.to_string(),
        Target::Entity(id) => in_force(project, id).to_string(),
    }
}

/// The id of the entity that is left of those merged into one.
fn in_force<'a>(project: &'a Project, id: &'a EntityId) -> &'a EntityId {
    project.entity(id).map_or(id, |entity| &entity.id)
}
