//! TEI P5: one file an article, with all annotators' annotations in `standOff` and milestones in the text for them.
//!
//! A paragraph of the text is a `p`; their texts with line feeds between them are the text of the article. Pieces of an
//! annotation point to one another by `next` and `prev`. Tags and options are categories of a taxonomy in the header.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use crate::model::{Annotation, AttributeId, Target, Value};
use crate::say;
use crate::text::Byte;

use super::dataset::{Chosen, Dataset, Entry, Used};
use super::layers::with_id;
use super::place::Place;
use super::xml::{self, text as plain, value as quoted};

pub(super) fn write(data: &Dataset<'_>, place: &mut dyn Place) -> io::Result<()> {
    let used = data.used()?;
    data.each(|entry| {
        data.note(
            |count| say!("export-xml-refused", count = count),
            xml::refused(entry.article.text.as_str()),
        );
        place.text(
            &format!("{}.xml", entry.article.id),
            &tei(data, &used, &entry),
        )
    })
}

fn tei(data: &Dataset<'_>, used: &Used, entry: &Entry<'_>) -> String {
    let language = &entry.article.meta.language;
    let language = if language.is_empty() { "und" } else { language };
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _infallible = writeln!(
        out,
        "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\" xml:lang=\"{}\">",
        quoted(language)
    );
    header(data, used, entry, &mut out);
    standoff(data, used, entry, &mut out);
    body(entry, &mut out);
    out.push_str("</TEI>\n");
    out
}

/// The name of an option as a category.
fn category(attribute: &AttributeId, number: usize) -> String {
    format!("option.{attribute}.{}", number + 1)
}

fn header(data: &Dataset<'_>, used: &Used, entry: &Entry<'_>, out: &mut String) {
    let (project, meta) = (data.project, &entry.article.meta);
    let _infallible = writeln!(
        out,
        "<teiHeader>\n<fileDesc>\n<titleStmt><title>{}</title>",
        plain(meta.display_title())
    );
    for chosen in &entry.layers {
        let annotator = &chosen.key.annotator;
        let name = plain(project.annotator_name(annotator));
        let _infallible = writeln!(
            out,
            "<respStmt xml:id=\"by.{annotator}\"><resp>annotator</resp><name>{name}</name></respStmt>"
        );
    }
    let name = plain(&project.settings.name);
    let _infallible = writeln!(
        out,
        "</titleStmt>\n<publicationStmt><p>Exported by Postil from the project “{name}”.</p></publicationStmt>\n\
         <sourceDesc><bibl><idno type=\"article\">{}</idno>",
        entry.article.id
    );
    for (element, value) in [("author", &meta.author), ("publisher", &meta.source)] {
        if !value.is_empty() {
            let _infallible = writeln!(out, "<{element}>{}</{element}>", plain(value));
        }
    }
    if let Some(date) = meta.date {
        let _infallible = writeln!(out, "<date when=\"{date}\">{date}</date>");
    }
    if !meta.url.is_empty() {
        let _infallible = writeln!(out, "<idno type=\"url\">{}</idno>", plain(&meta.url));
    }
    out.push_str("</bibl></sourceDesc>\n</fileDesc>\n");
    if !used.tags.is_empty() {
        out.push_str("<encodingDesc><classDecl><taxonomy xml:id=\"tags\">\n");
        for tag in &used.tags {
            let known = project.codebook.tag(tag);
            let said = known.map_or(String::new(), |tag| {
                format!("{}: {}", tag.name, tag.definition)
            });
            let _infallible = writeln!(
                out,
                "<category xml:id=\"tag.{tag}\"><catDesc>{}</catDesc></category>",
                plain(said.trim_end_matches([':', ' ']))
            );
        }
        for (attribute, options) in &used.options {
            for (number, option) in options.iter().enumerate() {
                let _infallible = writeln!(
                    out,
                    "<category xml:id=\"{}\"><catDesc>{attribute}: {}</catDesc></category>",
                    category(attribute, number),
                    plain(option)
                );
            }
        }
        out.push_str("</taxonomy></classDecl></encodingDesc>\n");
    }
    if !entry.layers.is_empty() {
        out.push_str("<profileDesc><textClass><keywords>\n");
        for chosen in &entry.layers {
            let (annotator, head) = (&chosen.key.annotator, &chosen.layer.head);
            let mut term = |kind: &str, said: &str| {
                let _infallible = writeln!(
                    out,
                    "<term type=\"{kind}\" n=\"{annotator}\">{}</term>",
                    plain(said)
                );
            };
            term("status", head.status.in_tables());
            for (id, value) in &head.attributes {
                term(id.as_str(), &data.plain(value));
            }
            if !head.note.is_empty() {
                term("note", &head.note);
            }
        }
        out.push_str("</keywords></textClass></profileDesc>\n");
    }
    out.push_str("</teiHeader>\n");
}

/// The name of a piece in the file.
fn piece_id(chosen: &Chosen<'_>, annotation: &str, piece: usize) -> String {
    format!("m.{}.{annotation}.{}", chosen.key.annotator, piece + 1)
}

fn standoff(data: &Dataset<'_>, used: &Used, entry: &Entry<'_>, out: &mut String) {
    if entry.count() == 0 {
        return;
    }
    let (mut links, mut notes) = (String::new(), String::new());
    let mut entities: BTreeMap<&str, &str> = BTreeMap::new();
    out.push_str("<standOff>\n<spanGrp type=\"annotations\">\n");
    for (chosen, annotation) in entry.annotations() {
        let annotator = &chosen.key.annotator;
        let id = annotation.id.as_str();
        let (kinds, said) = said(data, used, annotation);
        let last = annotation.spans.as_slice().len() - 1;
        for (piece, span) in annotation.spans.iter().enumerate() {
            let (from, to) = entry.range(span);
            let _infallible = write!(
                out,
                "<span xml:id=\"{}\" from=\"#p{from}\" to=\"#p{to}\" ana=\"{kinds}\" resp=\"#by.{annotator}\"",
                piece_id(chosen, id, piece)
            );
            if piece < last {
                let _infallible = write!(out, " next=\"#{}\"", piece_id(chosen, id, piece + 1));
            }
            if piece > 0 {
                let _infallible = write!(out, " prev=\"#{}\"", piece_id(chosen, id, piece - 1));
            }
            let _infallible = writeln!(out, ">{}</span>", plain(entry.slice(span)));
        }
        let first = piece_id(chosen, id, 0);
        for link in &annotation.links {
            let to = match &link.to {
                Target::Annotation(to) => piece_id(chosen, to.as_str(), 0),
                Target::Entity(to) => {
                    let known = data.project.entity(to);
                    let (id, name) =
                        known.map_or((to.as_str(), to.as_str()), |it| (it.id.as_str(), &it.name));
                    entities.insert(id, name);
                    format!("entity.{id}")
                }
            };
            let _infallible = writeln!(
                links,
                "<link type=\"{}\" target=\"#{first} #{to}\"/>",
                link.role
            );
        }
        if !said.is_empty() {
            let _infallible = writeln!(
                notes,
                "<annotation xml:id=\"n.{first}\" target=\"#{first}\" motivation=\"describing\" resp=\"#by.{annotator}\">{said}</annotation>"
            );
        }
    }
    out.push_str("</spanGrp>\n");
    if !links.is_empty() {
        let _infallible = writeln!(
            out,
            "<linkGrp type=\"links\" targFunc=\"from to\">\n{links}</linkGrp>"
        );
    }
    if !notes.is_empty() {
        let _infallible = writeln!(out, "<listAnnotation>\n{notes}</listAnnotation>");
    }
    if !entities.is_empty() {
        out.push_str("<list type=\"entities\">\n");
        for (id, name) in entities {
            let _infallible = writeln!(out, "<item xml:id=\"entity.{id}\">{}</item>", plain(name));
        }
        out.push_str("</list>\n");
    }
    out.push_str("</standOff>\n");
}

/// The categories of an annotation, and notes of what no category says.
fn said(data: &Dataset<'_>, used: &Used, annotation: &Annotation) -> (String, String) {
    let mut kinds = format!("#tag.{}", annotation.tag);
    let mut notes = String::new();
    let mut note = |kind: &str, said: &str| {
        let _infallible = write!(notes, "<note type=\"{kind}\">{}</note>", plain(said));
    };
    for (id, value) in &annotation.attributes {
        let options: &[String] = match value {
            Value::Choice(option) => core::slice::from_ref(option),
            Value::Choices(options) => options,
            Value::Entity(entity) => {
                note(id.as_str(), &with_id(data, entity));
                continue;
            }
            value => {
                note(id.as_str(), &value.to_plain());
                continue;
            }
        };
        for option in options {
            let known = used
                .options
                .get(id)
                .and_then(|all| all.iter().position(|it| it == option));
            if let Some(number) = known {
                let _infallible = write!(kinds, " #{}", category(id, number));
            }
        }
    }
    if annotation.unsure {
        note("unsure", "yes");
    }
    if !annotation.note.is_empty() {
        note("comment", &annotation.note);
    }
    (kinds, notes)
}

/// The text with a milestone wherever an annotation begins or ends.
fn body(entry: &Entry<'_>, out: &mut String) {
    let spans = entry
        .annotations()
        .flat_map(|(_, annotation)| annotation.spans.iter());
    let mut borders: Vec<Byte> = spans.flat_map(|span| [span.start, span.end]).collect();
    borders.sort_unstable();
    borders.dedup();
    let mut borders = borders.into_iter().peekable();
    out.push_str("<text><body xml:space=\"preserve\">");
    let mut at = 0;
    let whole = entry.article.text.as_str();
    let lines = whole.split('\n').count();
    for (number, line) in whole.split('\n').enumerate() {
        out.push_str("<p>");
        let end = at + line.len();
        // A border behind the line feed stands at the beginning of the next line.
        while let Some(border) = borders.next_if(|border| border.index() <= end) {
            out.push_str(&plain(&whole[at..border.index()]));
            let _infallible = write!(out, "<anchor xml:id=\"p{}\"/>", entry.at(border));
            at = border.index();
        }
        out.push_str(&plain(&whole[at..end]));
        out.push_str("</p>");
        if number + 1 < lines {
            out.push('\n');
        }
        at = end + 1;
    }
    out.push_str("</body></text>\n");
}
