//! brat standoff: `.txt` and `.ann` an article, a folder an annotator, with the whole configuration.
//!
//! Offsets count code points, as brat itself does. A piece of an annotation never holds a line break: brat reads by lines,
//! and Python breaks lines at more signs than LF. Where such a sign stands in an annotation, it is cut there into pieces
//! that are joined by one blank, which is what brat's own editor does.
//!
//! Links between annotations are relations `Arg1`, `Arg2`, links to entities attributes-like notes on the mark; attributes
//! are `A` lines where a choice or a flag, notes otherwise. What is said of articles, and their metadata, stands in
//! `articles.tsv` beside the folders.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use crate::model::{Allowed, Annotation, AnnotationId, AttributeId, TagId, Target, Value};
use crate::say;
use crate::text::{Span, Text};

use super::dataset::{Chosen, Dataset, Entry, Used};
use super::place::Place;

/// Signs at which Python's `readlines` breaks lines.
const BREAKS: [char; 10] = [
    '\n', '\r', '\u{b}', '\u{c}', '\u{1c}', '\u{1d}', '\u{1e}', '\u{85}', '\u{2028}', '\u{2029}',
];

pub(super) fn write(data: &Dataset<'_>, place: &mut dyn Place) -> io::Result<()> {
    let used = data.used()?;
    place.text("annotation.conf", &annotation_conf(data, &used))?;
    place.text("visual.conf", &visual_conf(data, &used))?;
    place.file("articles.tsv", &mut |out| sidecar(data, out))?;
    let names = Names::of(&used);
    data.each(|entry| {
        let astral = entry.article.text.as_str().chars().any(|c| c > '\u{ffff}');
        data.note(
            |count| say!("export-brat-astral", count = count),
            usize::from(astral),
        );
        let odd = entry
            .article
            .text
            .as_str()
            .chars()
            .any(|c| BREAKS[1..].contains(&c));
        data.note(
            |count| say!("export-brat-breaks", count = count),
            usize::from(odd),
        );
        for chosen in &entry.layers {
            let stem = format!("{}/{}", chosen.key.annotator, entry.article.id);
            place.text(&format!("{stem}.txt"), entry.article.text.as_str())?;
            place.text(
                &format!("{stem}.ann"),
                &annotations(data, &names, &entry, chosen),
            )?;
        }
        if entry.layers.is_empty() {
            // Both files must be there for brat; nobody's stand beside the annotators'.
            let stem = format!("unmarked/{}", entry.article.id);
            place.text(&format!("{stem}.txt"), entry.article.text.as_str())?;
            place.text(&format!("{stem}.ann"), "")?;
        }
        Ok(())
    })
}

/// The names of things as brat stores them.
struct Names {
    /// Attributes by id: ids of attributes are unique beside tags and roles only with a prefix of their own.
    options: BTreeMap<AttributeId, Vec<String>>,
}

impl Names {
    fn of(used: &Used) -> Self {
        Self {
            options: used.options.clone(),
        }
    }
}

/// A name as brat stores it: letters, digits, `-` and `_` of ASCII.
fn stored(name: &str) -> String {
    let stored: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '-' {
                c
            } else {
                '_'
            }
        })
        .collect();
    if stored.is_empty() {
        "_".to_owned()
    } else {
        stored
    }
}

/// The storage form of an option; those that become alike are told apart by a number.
fn stored_option(options: &[String], option: &str) -> String {
    let form = stored(option);
    let before = options.iter().take_while(|it| *it != option);
    match before.filter(|it| stored(it) == form).count() {
        0 => form,
        more => format!("{form}_{}", more + 1),
    }
}

/// The pieces of a span without line breaks.
fn lines(text: &Text, span: Span) -> impl Iterator<Item = Span> {
    let whole = text.slice(span);
    whole
        .split(BREAKS)
        .filter(|piece| !piece.is_empty())
        .map(move |piece| {
            let start = span.start.index() + (piece.as_ptr() as usize - whole.as_ptr() as usize);
            Span::of(start..start + piece.len())
        })
}

fn annotations(
    data: &Dataset<'_>,
    names: &Names,
    entry: &Entry<'_>,
    chosen: &Chosen<'_>,
) -> String {
    let text = &entry.article.text;
    let mut out = String::new();
    let mut numbers: BTreeMap<&AnnotationId, usize> = BTreeMap::new();
    let mut rest = Rest::default();
    for annotation in &chosen.annotations {
        let pieces: Vec<Span> = annotation
            .spans
            .iter()
            .flat_map(|span| lines(text, span))
            .collect();
        if pieces.is_empty() {
            data.note(|count| say!("export-brat-blank", count = count), 1);
            continue;
        }
        let number = numbers.len() + 1;
        numbers.insert(&annotation.id, number);
        let offsets: Vec<String> = pieces
            .iter()
            .map(|piece| {
                let (start, end) = entry.range(*piece);
                format!("{start} {end}")
            })
            .collect();
        let words: Vec<&str> = pieces.iter().map(|piece| text.slice(*piece)).collect();
        let _infallible = writeln!(
            out,
            "T{number}\t{} {}\t{}",
            annotation.tag,
            offsets.join(";"),
            words.join(" ")
        );
    }
    for annotation in &chosen.annotations {
        if let Some(number) = numbers.get(&annotation.id) {
            rest.take(data, names, annotation, *number, &numbers);
        }
    }
    out + &rest.lines
}

/// What follows the marks: relations, attributes, notes.
#[derive(Default)]
struct Rest {
    lines: String,
    relations: usize,
    attributes: usize,
    notes: usize,
}

impl Rest {
    fn take(
        &mut self,
        data: &Dataset<'_>,
        names: &Names,
        annotation: &Annotation,
        number: usize,
        numbers: &BTreeMap<&AnnotationId, usize>,
    ) {
        let mut notes: Vec<String> = Vec::new();
        for link in &annotation.links {
            match &link.to {
                Target::Annotation(to) => {
                    if let Some(far) = numbers.get(to) {
                        self.relations += 1;
                        let line = format!(
                            "R{}\t{} Arg1:T{number} Arg2:T{far}",
                            self.relations, link.role
                        );
                        self.line(&line);
                    }
                }
                Target::Entity(id) => {
                    let entity = data.project.entity(id);
                    let name = entity.map_or(id.as_str(), |it| &it.name);
                    let id = entity.map_or(id, |it| &it.id);
                    notes.push(format!("{}: {name} [{id}]", link.role));
                }
            }
        }
        for (id, value) in &annotation.attributes {
            let options = names.options.get(id).map(Vec::as_slice).unwrap_or_default();
            match value {
                Value::Choice(option) => {
                    self.attribute(id, number, Some(&stored_option(options, option)));
                }
                Value::Choices(several) => match several.as_slice() {
                    [option] => self.attribute(id, number, Some(&stored_option(options, option))),
                    _ => notes.push(format!("{id}: {}", several.join("; "))),
                },
                Value::Flag(true) => self.attribute(id, number, None),
                Value::Flag(false) => {}
                Value::Entity(entity) => {
                    let entity = data.project.entity(entity).map_or(entity, |it| &it.id);
                    notes.push(format!("{id}: {} [{entity}]", data.plain(value)));
                }
                Value::Text(_) | Value::Number(_) => {
                    notes.push(format!("{id}: {}", data.plain(value)));
                }
            }
        }
        if annotation.unsure {
            self.attributes += 1;
            self.line(&format!("A{}\tunsure T{number}", self.attributes));
        }
        if !annotation.note.is_empty() {
            notes.insert(0, annotation.note.clone());
        }
        for note in notes {
            self.notes += 1;
            // One line, whatever breaks it.
            let words: Vec<&str> = note
                .split(BREAKS)
                .map(str::trim)
                .filter(|it| !it.is_empty())
                .collect();
            let line = format!(
                "#{}\tAnnotatorNotes T{number}\t{}",
                self.notes,
                words.join(" / ").replace('\t', " ")
            );
            self.line(&line);
        }
    }

    fn attribute(&mut self, id: &AttributeId, number: usize, value: Option<&str>) {
        self.attributes += 1;
        let value = value.map(|value| format!(" {value}")).unwrap_or_default();
        self.line(&format!(
            "A{}\tattribute-{id} T{number}{value}",
            self.attributes
        ));
    }

    fn line(&mut self, line: &str) {
        self.lines.push_str(line);
        self.lines.push('\n');
    }
}

/// What may be marked and linked with what: everything that the codebook allows and the selection has.
fn annotation_conf(data: &Dataset<'_>, used: &Used) -> String {
    let book = &data.project.codebook;
    let mut conf = String::from("# Written by Postil.\n\n[entities]\n");
    for tag in &used.tags {
        let _infallible = writeln!(conf, "{tag}");
    }
    conf.push_str("\n[relations]\n# Annotations may overlap and lie in one another.\n");
    conf.push_str("<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n");
    for role in &used.roles {
        let known = book.role(role);
        let from = known.map(|it| it.from.iter().map(TagId::as_str).collect::<Vec<_>>());
        let to = known.map(|it| {
            let tags = it.to.iter().filter_map(|to| match to {
                Allowed::Tag(tag) => Some(tag.as_str()),
                Allowed::Entity(_) => None,
            });
            tags.collect::<Vec<_>>()
        });
        let end = |tags: Option<Vec<&str>>| {
            let mut tags = tags.unwrap_or_default();
            tags.retain(|tag| used.tags.iter().any(|it| it.as_str() == *tag));
            if tags.is_empty() {
                "<ENTITY>".to_owned()
            } else {
                tags.join("|")
            }
        };
        let _infallible = writeln!(conf, "{role}\tArg1:{}, Arg2:{}", end(from), end(to));
    }
    conf.push_str("\n[events]\n\n[attributes]\n");
    for (id, tags) in &used.tags_with {
        let tags: Vec<&str> = tags.iter().map(TagId::as_str).collect();
        let values = used.options.get(id).map(|options| {
            let options = options.iter().map(|option| stored_option(options, option));
            format!(", Value:{}", options.collect::<Vec<_>>().join("|"))
        });
        let is_other = values.is_none() && !is_flag(data, id);
        if !is_other {
            let _infallible = writeln!(
                conf,
                "attribute-{id}\tArg:{}{}",
                tags.join("|"),
                values.unwrap_or_default()
            );
        }
    }
    conf.push_str("unsure\tArg:<ENTITY>\n");
    conf
}

/// Whether an attribute is one of yes and no.
fn is_flag(data: &Dataset<'_>, id: &AttributeId) -> bool {
    let tags = data.project.codebook.tags.iter();
    let mut attributes = tags.filter_map(|tag| tag.attribute(id));
    attributes.any(|it| matches!(it.kind, crate::model::Kind::Flag))
}

/// Names and colours.
fn visual_conf(data: &Dataset<'_>, used: &Used) -> String {
    let book = &data.project.codebook;
    let mut conf = String::from("# Written by Postil.\n\n[labels]\n");
    let plain = |name: &str| name.replace(['|', '\t', '\n', '\r'], " ").trim().to_owned();
    let mut label = |id: &str, name: &str| {
        let _infallible = writeln!(conf, "{id} | {}", plain(name));
    };
    for tag in &used.tags {
        label(tag.as_str(), book.tag_name(tag));
    }
    for role in &used.roles {
        label(
            role.as_str(),
            book.role(role).map_or(role.as_str(), |it| &it.name),
        );
    }
    for (id, _) in &used.attributes {
        let known = book.tags.iter().find_map(|tag| tag.attribute(id));
        label(
            &format!("attribute-{id}"),
            known.map_or(id.as_str(), |it| &it.name),
        );
    }
    conf.push_str(
        "\n[drawing]\nSPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken\n",
    );
    conf.push_str("ARC_DEFAULT\tcolor:black, arrowHead:triangle-5\nATTRIBUTE_DEFAULT\tglyph:*\n");
    for tag in used.tags.iter().filter_map(|id| book.tag(id)) {
        let _infallible = writeln!(conf, "{}\tbgColor:{}", tag.id, tag.color);
    }
    conf
}

/// What is known of the articles and what annotators say of them: brat has no place for that.
fn sidecar(data: &Dataset<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(
        out,
        "article\tannotator\tstatus\ttitle\tsource\tauthor\turl\tdate\tlanguage\tattributes\tnote"
    )?;
    let cell = |text: &str| text.replace(BREAKS, " ").replace('\t', " ");
    for article in data.articles() {
        data.go_on()?;
        let meta = &article.meta;
        let date = meta.date.map(|date| date.to_string()).unwrap_or_default();
        let about = [
            &meta.title,
            &meta.source,
            &meta.author,
            &meta.url,
            &date,
            &meta.language,
        ]
        .map(|it| cell(it));
        let mut layers = 0;
        for (key, layer) in data.selection.layers(data.project, &article.id) {
            layers += 1;
            let head = &layer.head;
            let values = head
                .attributes
                .iter()
                .map(|(id, value)| format!("{id}={}", data.plain(value)));
            let values = cell(&values.collect::<Vec<_>>().join(" | "));
            let status = head.status.in_tables();
            writeln!(
                out,
                "{}\t{}\t{status}\t{}\t{values}\t{}",
                article.id,
                key.annotator,
                about.join("\t"),
                cell(&head.note)
            )?;
        }
        if layers == 0 {
            writeln!(out, "{}\tunmarked\t\t{}\t\t", article.id, about.join("\t"))?;
        }
    }
    Ok(())
}
