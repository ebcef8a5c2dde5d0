//! The table of annotations: one annotation a row.
//!
//! Columns: `article`, `title`, `source`, `author`, `url`, `date`, `language`, `annotator` (the name),
//! `annotator:id`, `status` (how far the annotator is with the article), `annotation`, `tag`, `start`, `end`, `spans`,
//! `text`, then `attribute:<id>` for every attribute (an entity by its name, with its id in `attribute:<id>:id`), then
//! `link:<role>` with the text or name at the far end and `link:<role>:id` with its id, then `note`, `unsure`, `created`,
//! `modified`, then what the annotator says of the article as a whole: `article:<id>` for every article attribute, and
//! `article_note`.
//!
//! Offsets count Unicode code points unless another unit was chosen, ends are exclusive. `start` and `end` reach from the
//! first piece to the last; `spans` has every piece: `54-60;73-82`. The pieces of `text` are joined by ` … `, several
//! values by `; `.

use std::io;

use crate::model::{Annotation, AttributeId, Status, Target, Value, Values};
use crate::say;

use super::super::dataset::{Chosen, Dataset, Entry, Used};
use super::{Cell, Sheet};

/// The columns of [`metadata`].
pub(super) const METADATA: [&str; 6] = ["title", "source", "author", "url", "date", "language"];

/// Those that come after them.
const OWN: [&str; 9] = [
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

/// The table, without what has no row being told.
pub(in super::super) fn fill(data: &Dataset<'_>, sheet: &mut dyn Sheet) -> io::Result<()> {
    let used = data.used()?;
    sheet.row(header(&used).into_iter().map(Cell::of).collect())?;
    sheet.rows(data, &|entry, put| {
        let mut own = Vec::new();
        for chosen in &entry.layers {
            let same = Same::of(data, &used, entry, chosen);
            for mark in &chosen.annotations {
                own.clear();
                fill_own(&mut own, data, &used, (entry, chosen), mark);
                put(&[&same.first, &own, &same.last])?;
            }
        }
        Ok(())
    })
}

/// The cells that are the same for every annotation of a layer.
struct Same {
    /// Of the article and the annotator, which come first.
    first: Vec<Cell>,
    /// What the annotator says of the article as a whole, which comes last.
    last: Vec<Cell>,
}

impl Same {
    fn of(data: &Dataset<'_>, used: &Used, entry: &Entry<'_>, chosen: &Chosen<'_>) -> Self {
        let annotator = &chosen.key.annotator;
        let head = &chosen.layer.head;
        let mut first = vec![Cell::text(&entry.article.id)];
        first.extend(metadata(entry.article));
        first.extend([
            Cell::text(data.project.annotator_name(annotator)),
            Cell::text(annotator),
            Cell::text(head.status.in_tables()),
        ]);
        let mut last = Vec::new();
        values(data, &used.article_attributes, &head.attributes, &mut last);
        last.push(Cell::text(&head.note));
        Self { first, last }
    }
}

/// Notes what has no row in a table of annotations.
pub(super) fn note_losses(data: &Dataset<'_>) -> io::Result<()> {
    for article in data.articles() {
        data.go_on()?;
        for (_, layer) in data.selection.layers(data.project, &article.id) {
            if !layer.annotations.is_empty() {
                continue;
            }
            let head = &layer.head;
            data.note(
                |count| say!("export-lost-finished", count = count),
                usize::from(head.status == Status::Done),
            );
            data.note(
                |count| say!("export-lost-values", count = count),
                head.attributes.len(),
            );
            data.note(
                |count| say!("export-lost-notes", count = count),
                usize::from(!head.note.is_empty()),
            );
        }
    }
    Ok(())
}

fn header(used: &Used) -> Vec<String> {
    let first = ["article"].into_iter().chain(METADATA).chain(OWN);
    let mut header: Vec<String> = first.map(str::to_owned).collect();
    heads("attribute", &used.attributes, &mut header);
    for role in &used.roles {
        header.push(format!("link:{role}"));
        header.push(format!("link:{role}:id"));
    }
    header.extend(["note", "unsure", "created", "modified"].map(str::to_owned));
    heads("article", &used.article_attributes, &mut header);
    header.push("article_note".to_owned());
    header
}

/// The cells that are an annotation's own.
fn fill_own(
    row: &mut Vec<Cell>,
    data: &Dataset<'_>,
    used: &Used,
    (entry, chosen): (&Entry<'_>, &Chosen<'_>),
    annotation: &Annotation,
) {
    let article = entry.article;
    row.extend([
        Cell::text(&annotation.id),
        Cell::text(&annotation.tag),
        Cell::number(entry.at(annotation.spans.start())),
        Cell::number(entry.at(annotation.spans.end())),
        Cell::of(pieces(entry, annotation)),
        Cell::of(annotation.spans.quotation(&article.text)),
    ]);
    values(data, &used.attributes, &annotation.attributes, row);
    for role in &used.roles {
        let ends = annotation
            .targets(role)
            .map(|to| far_end(data, (entry, chosen), to));
        let (names, ids): (Vec<String>, Vec<String>) = ends.unzip();
        row.push(Cell::of(names.join("; ")));
        row.push(Cell::of(ids.join("; ")));
    }
    row.push(Cell::text(&annotation.note));
    row.push(Cell::yes(annotation.unsure));
    row.extend([annotation.created, annotation.modified].map(|at| Cell::text(&at)));
}

/// Title, source, author, address, date and language.
pub(super) fn metadata(article: &crate::model::Article) -> [Cell; 6] {
    let meta = &article.meta;
    [
        Cell::text(&meta.title),
        Cell::text(&meta.source),
        Cell::text(&meta.author),
        Cell::text(&meta.url),
        meta.date.map_or(Cell::Empty, Cell::Date),
        Cell::text(&meta.language),
    ]
}

fn pieces(entry: &Entry<'_>, annotation: &Annotation) -> String {
    let pieces = annotation.spans.iter().map(|span| {
        let (start, end) = entry.range(span);
        format!("{start}-{end}")
    });
    pieces.collect::<Vec<_>>().join(";")
}

/// The heads of attributes' columns: one each, two for an entity.
pub(super) fn heads(kind: &str, fields: &[(AttributeId, bool)], header: &mut Vec<String>) {
    for (id, is_entity) in fields {
        header.push(format!("{kind}:{id}"));
        if *is_entity {
            header.push(format!("{kind}:{id}:id"));
        }
    }
}

/// The cells below them.
pub(super) fn values(
    data: &Dataset<'_>,
    fields: &[(AttributeId, bool)],
    values: &Values,
    row: &mut Vec<Cell>,
) {
    for (id, is_entity) in fields {
        let value = values.get(id);
        row.push(match value {
            Some(Value::Number(number)) => Cell::Number(*number),
            Some(value) => Cell::of(data.plain(value)),
            None => Cell::Empty,
        });
        if *is_entity {
            row.push(match value {
                Some(Value::Entity(id)) => Cell::text(data.entity(id).1),
                _ => Cell::Empty,
            });
        }
    }
}

/// What the far end of a link says, the covered text or the entity's name, and its id.
pub(super) fn far_end(
    data: &Dataset<'_>,
    (entry, chosen): (&Entry<'_>, &Chosen<'_>),
    target: &Target,
) -> (String, String) {
    match target {
        Target::Annotation(id) => {
            let far = chosen
                .linked(target)
                .map(|it| it.spans.quotation(&entry.article.text));
            (far.unwrap_or_default(), id.to_string())
        }
        Target::Entity(id) => {
            let entity = data.project.entity(id);
            let name = entity.map(|it| it.name.clone()).unwrap_or_default();
            (name, entity.map_or(id, |it| &it.id).to_string())
        }
    }
}
