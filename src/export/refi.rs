//! REFI-QDA, the exchange of programs for qualitative analysis: NVivo, MAXQDA, ATLAS.ti, QualCoder.
//!
//! A `.qdpx` is a zip of `project.qde` and the texts in `sources/`; a `.qdc` is the codebook alone. Tags are codes, options of
//! their attributes codes below them, of unique names, because QualCoder takes two of one name for one. Positions count code
//! points. Texts have line feeds, or what the program that reads them wants, see [`Breaks`].
//!
//! What codings have no place for stands in the description of the selection.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io;

use uuid::Uuid;

use crate::model::{Annotation, AnnotationId, ArticleId, AttributeId, Kind, TagId, Target, Value};
use crate::say;
use crate::text::Byte;

use super::dataset::{Chosen, Dataset, Entry, Used};
use super::layers::with_id;
use super::place::{Place as _, Zip};
use super::xml::{self, value as quoted};

/// Names are made from this and what they name, so that the same project gives the same.
const NAMESPACE: Uuid = Uuid::from_u128(0x7c1f_0d3a_52f5_4b0e_9a63_5b1f_90c1_7d24);

/// How lines end in the texts, and how positions count that.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Breaks {
    /// Line feeds: what the standard says; QualCoder, OpenQDA.
    Lf,
    /// CR LF that count as one: MAXQDA.
    Once,
    /// CR LF that count as two: NVivo.
    Twice,
}

impl Breaks {
    fn of(data: &Dataset<'_>) -> Self {
        match data.pick("breaks").as_str() {
            "crlf-once" => Self::Once,
            "crlf-twice" => Self::Twice,
            _ => Self::Lf,
        }
    }

    fn text(self, text: &str) -> String {
        if self == Self::Lf {
            text.to_owned()
        } else {
            text.replace('\n', "\r\n")
        }
    }

    fn at(self, entry: &Entry<'_>, at: Byte) -> usize {
        let more = if self == Self::Twice {
            entry.article.text.as_str()[..at.index()]
                .matches('\n')
                .count()
        } else {
            0
        };
        entry.at(at) as usize + more
    }
}

pub(super) fn project(data: &Dataset<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let used = data.used()?;
    let codes = Codes::of(data, &used);
    let breaks = Breaks::of(data);
    let mut zip = Zip::new(out);
    zip.file("project.qde", &mut |out| {
        qde(data, &codes, &used, breaks, out)
    })?;
    for article in data.articles() {
        data.go_on()?;
        let name = format!("sources/{}.txt", guid("source", article.id.as_str()));
        zip.text(&name, &breaks.text(article.text.as_str()))?;
    }
    zip.finish()
}

/// The project file in it, as text.
pub(super) fn shown(data: &Dataset<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let used = data.used()?;
    let codes = Codes::of(data, &used);
    qde(data, &codes, &used, Breaks::of(data), out)
}

pub(super) fn codebook(data: &Dataset<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let codes = Codes::of(data, &data.used()?);
    let mut made = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let _infallible = writeln!(
        made,
        "<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\" origin=\"Postil {}\">\n<Codes>",
        env!("CARGO_PKG_VERSION")
    );
    codes.write(data, &mut made);
    made.push_str("</Codes>\n</CodeBook>\n");
    out.write_all(made.as_bytes())
}

fn guid(kind: &str, name: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, format!("{kind} {name}").as_bytes())
}

/// The codes: tags, and the options of their attributes.
struct Codes {
    /// Names of tags and of options, all different.
    tags: BTreeMap<TagId, String>,
    options: BTreeMap<(TagId, AttributeId, String), String>,
}

impl Codes {
    fn of(data: &Dataset<'_>, used: &Used) -> Self {
        let book = &data.project.codebook;
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let mut unique = |name: &str| {
            let mut unique = name.to_owned();
            let mut number = 1;
            while !taken.insert(unique.to_lowercase()) {
                number += 1;
                unique = format!("{name} ({number})");
            }
            unique
        };
        // A group may have been a tag before, with marks of it.
        let groups = book.tags.iter().filter(|tag| tag.group).map(|tag| &tag.id);
        let groups = groups.filter(|tag| !used.tags.contains(tag));
        let all: Vec<TagId> = groups.chain(&used.tags).cloned().collect();
        let tags: BTreeMap<TagId, String> = all
            .iter()
            .map(|id| (id.clone(), unique(book.tag_name(id))))
            .collect();
        let mut options = BTreeMap::new();
        for (attribute, of_tags) in &used.tags_with {
            for tag in of_tags {
                let known = book.tag(tag).and_then(|tag| tag.attribute(attribute));
                let name = known.map_or(attribute.as_str(), |it| &it.name);
                let is_flag = known.is_some_and(|it| matches!(it.kind, Kind::Flag));
                let flag = ["yes", "no"].map(str::to_owned);
                let of_attribute = known.map(|it| &it.kind);
                let own = match of_attribute {
                    Some(Kind::Choice(options) | Kind::Choices(options)) => options.as_slice(),
                    _ if is_flag => &flag[..],
                    _ => used
                        .options
                        .get(attribute)
                        .map(Vec::as_slice)
                        .unwrap_or_default(),
                };
                let seen = used
                    .options
                    .get(attribute)
                    .into_iter()
                    .flatten()
                    .filter(|it| !own.contains(it));
                for option in own.iter().chain(seen.filter(|_| of_tags.len() == 1)) {
                    let parent = &tags[tag];
                    let full = if name.eq_ignore_ascii_case(parent) {
                        format!("{parent}: {option}")
                    } else {
                        format!("{parent}: {name}: {option}")
                    };
                    options.insert(
                        (tag.clone(), attribute.clone(), option.clone()),
                        unique(&full),
                    );
                }
            }
        }
        Self { tags, options }
    }

    fn write(&self, data: &Dataset<'_>, out: &mut String) {
        let book = &data.project.codebook;
        // Tags that stand under themselves stand at the top: each is to be written.
        let circles = book.in_circles();
        let parent = |tag: &TagId| {
            let parent = book.tag(tag)?.parent.as_ref()?;
            (self.tags.contains_key(parent) && !circles.contains(tag)).then_some(parent)
        };
        for tag in self.tags.keys().filter(|tag| parent(tag).is_none()) {
            self.write_tag(data, tag, &parent, 0, out);
        }
    }

    fn write_tag<'b>(
        &self,
        data: &Dataset<'_>,
        tag: &TagId,
        parent: &dyn Fn(&TagId) -> Option<&'b TagId>,
        depth: usize,
        out: &mut String,
    ) {
        /// Deeper than any tree that people make; a circle ends here.
        const DEEPEST: usize = 64;
        let known = data.project.codebook.tag(tag);
        let color = known.map_or_else(String::new, |tag| format!(" color=\"{}\"", tag.color));
        let can_code = !known.is_some_and(|tag| tag.group);
        let name = quoted(&self.tags[tag]);
        let id = guid("tag", tag.as_str());
        let _infallible = writeln!(
            out,
            "<Code guid=\"{id}\" name=\"{name}\" isCodable=\"{can_code}\"{color}>"
        );
        if let Some(known) = known.filter(|tag| !tag.definition.is_empty()) {
            let _infallible = writeln!(
                out,
                "<Description>{}</Description>",
                xml::text(&known.definition)
            );
        }
        for ((_, attribute, option), name) in
            self.options.iter().filter(|((of, _, _), _)| of == tag)
        {
            let id = option_guid(tag, attribute, option);
            let _infallible = writeln!(
                out,
                "<Code guid=\"{id}\" name=\"{}\" isCodable=\"true\"{color}/>",
                quoted(name)
            );
        }
        for below in self
            .tags
            .keys()
            .filter(|it| parent(it) == Some(tag) && depth < DEEPEST)
        {
            self.write_tag(data, below, parent, depth + 1, out);
        }
        out.push_str("</Code>\n");
    }
}

fn option_guid(tag: &TagId, attribute: &AttributeId, option: &str) -> Uuid {
    guid("option", &format!("{tag} {attribute} {option}"))
}

/// Variables of articles: what is known of them, and what annotators say of them.
fn variables(data: &Dataset<'_>, used: &Used) -> Vec<(String, &'static str)> {
    let known =
        ["source", "author", "url", "language", "article"].map(|name| (name.to_owned(), "Text"));
    let mut all: Vec<(String, &'static str)> = known.into();
    all.push(("date".to_owned(), "Date"));
    for annotator in data.annotators() {
        let of = |name: &str| said_by(data, annotator.as_str(), name);
        all.push((of("status"), "Text"));
        all.extend(
            used.article_attributes
                .iter()
                .map(|(id, _)| (of(id.as_str()), "Text")),
        );
    }
    all
}

/// The name of a variable that an annotator fills in; annotators tell them apart when there are several.
fn said_by(data: &Dataset<'_>, annotator: &str, name: &str) -> String {
    if data.annotators().len() == 1 {
        name.to_owned()
    } else {
        format!("{name} [{annotator}]")
    }
}

fn qde(
    data: &Dataset<'_>,
    codes: &Codes,
    used: &Used,
    breaks: Breaks,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let project = data.project;
    let name = quoted(&project.settings.name);
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Project xmlns=\"urn:QDA-XML:project:1.0\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"urn:QDA-XML:project:1.0 \
         http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd\" name=\"{name}\" origin=\"Postil {}\">",
        env!("CARGO_PKG_VERSION")
    )?;
    let annotators = data.annotators();
    if !annotators.is_empty() {
        writeln!(out, "<Users>")?;
        for annotator in &annotators {
            let name = quoted(project.annotator_name(annotator));
            writeln!(
                out,
                "<User guid=\"{}\" name=\"{name}\"/>",
                guid("user", annotator.as_str())
            )?;
        }
        writeln!(out, "</Users>")?;
    }
    if !codes.tags.is_empty() {
        let mut written = String::new();
        codes.write(data, &mut written);
        writeln!(out, "<CodeBook><Codes>\n{written}</Codes></CodeBook>")?;
    }
    writeln!(out, "<Variables>")?;
    for (name, of) in variables(data, used) {
        let id = guid("variable", &name);
        writeln!(
            out,
            "<Variable guid=\"{id}\" name=\"{}\" typeOfVariable=\"{of}\"/>",
            quoted(&name)
        )?;
    }
    writeln!(out, "</Variables>")?;
    let mut titles: BTreeMap<&str, usize> = BTreeMap::new();
    for article in data.articles() {
        *titles.entry(article.meta.display_title()).or_default() += 1;
    }
    if !titles.is_empty() {
        writeln!(out, "<Sources>")?;
        data.each(|entry| {
            let title = entry.article.meta.display_title();
            let name = if titles[title] > 1 {
                format!("{title} [{}]", entry.article.id)
            } else {
                title.to_owned()
            };
            source(data, codes, breaks, (&entry, &name), out)
        })?;
        writeln!(out, "</Sources>")?;
    }
    links(data, out)?;
    writeln!(out, "</Project>")
}

fn source(
    data: &Dataset<'_>,
    codes: &Codes,
    breaks: Breaks,
    (entry, name): (&Entry<'_>, &str),
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let article = entry.article;
    data.note(
        |count| say!("export-xml-refused", count = count),
        xml::refused(article.text.as_str()),
    );
    let id = guid("source", article.id.as_str());
    writeln!(
        out,
        "<TextSource guid=\"{id}\" name=\"{}\" plainTextPath=\"internal://{id}.txt\">",
        quoted(name)
    )?;
    let notes = entry
        .layers
        .iter()
        .filter(|it| !it.layer.head.note.is_empty());
    let notes = notes.map(|it| {
        format!(
            "{}: {}",
            data.project.annotator_name(&it.key.annotator),
            it.layer.head.note
        )
    });
    let notes: Vec<String> = notes.collect();
    if !notes.is_empty() {
        writeln!(
            out,
            "<Description>{}</Description>",
            xml::text(&notes.join("\n"))
        )?;
    }
    for (chosen, annotation) in entry.annotations() {
        for piece in 0..annotation.spans.as_slice().len() {
            selection(
                data,
                codes,
                breaks,
                (entry, chosen),
                (annotation, piece),
                out,
            )?;
        }
    }
    let meta = &article.meta;
    let mut variable = |name: &str, kind: &str, said: &str| {
        if said.is_empty() {
            return Ok(());
        }
        let id = guid("variable", name);
        writeln!(
            out,
            "<VariableValue><VariableRef targetGUID=\"{id}\"/><{kind}>{}</{kind}></VariableValue>",
            xml::text(said)
        )
    };
    for (name, said) in [
        ("source", &meta.source),
        ("author", &meta.author),
        ("url", &meta.url),
        ("language", &meta.language),
    ] {
        variable(name, "TextValue", said)?;
    }
    variable("article", "TextValue", article.id.as_str())?;
    let date = meta.date.map(|date| date.to_string()).unwrap_or_default();
    variable("date", "DateValue", &date)?;
    for chosen in &entry.layers {
        let annotator = chosen.key.annotator.as_str();
        let head = &chosen.layer.head;
        variable(
            &said_by(data, annotator, "status"),
            "TextValue",
            head.status.in_tables(),
        )?;
        for (id, value) in &head.attributes {
            variable(
                &said_by(data, annotator, id.as_str()),
                "TextValue",
                &data.plain(value),
            )?;
        }
    }
    writeln!(out, "</TextSource>")
}

fn selection_guid(
    article: &ArticleId,
    annotator: &str,
    annotation: &AnnotationId,
    piece: usize,
) -> Uuid {
    guid(
        "selection",
        &format!("{article} {annotator} {annotation} {piece}"),
    )
}

fn selection(
    data: &Dataset<'_>,
    codes: &Codes,
    breaks: Breaks,
    (entry, chosen): (&Entry<'_>, &Chosen<'_>),
    (annotation, piece): (&Annotation, usize),
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let span = annotation.spans.as_slice()[piece];
    let annotator = chosen.key.annotator.as_str();
    let id = selection_guid(&entry.article.id, annotator, &annotation.id, piece);
    let user = guid("user", annotator);
    let at = |time: jiff::Timestamp| time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let (created, modified) = (at(annotation.created), at(annotation.modified));
    // Names of selections are for people; the first words tell which it is, and a sign says that there are more.
    let mut left = entry.slice(span).chars();
    let words: String = left.by_ref().take(60).collect();
    let mut words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if left.next().is_some() {
        words.push('…');
    }
    writeln!(
        out,
        "<PlainTextSelection guid=\"{id}\" name=\"{}\" startPosition=\"{}\" endPosition=\"{}\" creatingUser=\"{user}\" \
         creationDateTime=\"{created}\" modifyingUser=\"{user}\" modifiedDateTime=\"{modified}\">",
        quoted(&words),
        breaks.at(entry, span.start),
        breaks.at(entry, span.end),
    )?;
    let (coded, told) = said(data, codes, annotation);
    if piece == 0 && !told.is_empty() {
        writeln!(
            out,
            "<Description>{}</Description>",
            xml::text(&told.join("\n"))
        )?;
    }
    for code in coded {
        let coding = guid("coding", &format!("{id} {code}"));
        writeln!(
            out,
            "<Coding guid=\"{coding}\" creatingUser=\"{user}\" creationDateTime=\"{created}\">\
             <CodeRef targetGUID=\"{code}\"/></Coding>"
        )?;
    }
    writeln!(out, "</PlainTextSelection>")
}

/// The codes of an annotation, and what no code says.
fn said(data: &Dataset<'_>, codes: &Codes, annotation: &Annotation) -> (Vec<Uuid>, Vec<String>) {
    let mut coded = vec![guid("tag", annotation.tag.as_str())];
    let mut told = Vec::new();
    if !annotation.note.is_empty() {
        told.push(annotation.note.clone());
    }
    if annotation.unsure {
        told.push("unsure".to_owned());
    }
    for (id, value) in &annotation.attributes {
        let options: Vec<String> = match value {
            Value::Choice(option) => vec![option.clone()],
            Value::Choices(options) => options.clone(),
            Value::Flag(_) => vec![value.to_plain()],
            Value::Entity(entity) => {
                told.push(format!("{id}: {}", with_id(data, entity)));
                continue;
            }
            Value::Text(_) | Value::Number(_) => {
                told.push(format!("{id}: {}", value.to_plain()));
                continue;
            }
        };
        for option in options {
            let key = (annotation.tag.clone(), id.clone(), option);
            if codes.options.contains_key(&key) {
                coded.push(option_guid(&key.0, &key.1, &key.2));
            } else {
                told.push(format!("{id}: {}", key.2));
            }
        }
    }
    for link in &annotation.links {
        if let Target::Entity(entity) = &link.to {
            told.push(format!("{}: {}", link.role, with_id(data, entity)));
        }
    }
    (coded, told)
}

/// Links from first piece to first piece, which many programs leave out.
fn links(data: &Dataset<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut is_begun = false;
    for article in data.articles() {
        data.go_on()?;
        let entry = data.entry(article);
        for (chosen, annotation) in entry.annotations() {
            let annotator = chosen.key.annotator.as_str();
            for link in &annotation.links {
                let Target::Annotation(to) = &link.to else {
                    continue;
                };
                if !is_begun {
                    writeln!(out, "<Links>")?;
                    is_begun = true;
                }
                let role = data
                    .project
                    .codebook
                    .role(&link.role)
                    .map_or(link.role.as_str(), |it| &it.name);
                let from = selection_guid(&article.id, annotator, &annotation.id, 0);
                let to_id = selection_guid(&article.id, annotator, to, 0);
                let id = guid("link", &format!("{from} {} {to_id}", link.role));
                writeln!(
                    out,
                    "<Link guid=\"{id}\" name=\"{}\" direction=\"OneWay\" originGUID=\"{from}\" targetGUID=\"{to_id}\"/>",
                    quoted(role)
                )?;
            }
        }
    }
    if is_begun {
        writeln!(out, "</Links>")
    } else {
        Ok(())
    }
}
