//! UIMA CAS, as INCEpTION and DKPro read it: JSON 0.4 or XMI, one file an article in a folder an annotator, and
//! `TypeSystem.xml`, which INCEpTION imports as layers.
//!
//! Offsets count UTF-16 units. Each piece of an annotation is a span of its own; `group` is the same in those that belong
//! together. Links have `Governor`, from which they start, and `Dependent`, to which they lead and where they stand.

use std::fmt::Write as _;
use std::io;

use serde_json::{Map, Value as Json, json};

use crate::say;

use super::dataset::{Chosen, Dataset, Entry};
use super::layers::{ARTICLE, Arc, Features, LINK, Piece, SPAN};
use super::place::Place;
use super::xml;

/// What is said of an article, by feature.
const ABOUT: [&str; 9] = [
    "article",
    "title",
    "source",
    "author",
    "url",
    "date",
    "status",
    "note",
    "attributes",
];

pub(super) fn json(data: &Dataset<'_>, place: &mut dyn Place) -> io::Result<()> {
    write(data, place, "json", json_cas)
}

pub(super) fn xmi(data: &Dataset<'_>, place: &mut dyn Place) -> io::Result<()> {
    write(data, place, "xmi", xmi_cas)
}

/// A CAS: an article with one layer, or with none.
struct Cas<'a> {
    features: &'a Features,
    entry: &'a Entry<'a>,
    about: [String; ABOUT.len()],
    pieces: Vec<Piece>,
    links: Vec<Arc>,
}

fn write(
    data: &Dataset<'_>,
    place: &mut dyn Place,
    ending: &str,
    cas: fn(&Cas<'_>) -> String,
) -> io::Result<()> {
    let features = Features::of(&data.used()?);
    place.text("TypeSystem.xml", &type_system(&features))?;
    data.each(|entry| {
        let text = entry.article.text.as_str();
        data.note(
            |count| say!("export-uima-empty", count = count),
            usize::from(text.is_empty()),
        );
        if text.is_empty() {
            return Ok(());
        }
        data.note(
            |count| say!("export-xml-refused", count = count),
            xml::refused(text),
        );
        let mut put = |folder: &str, chosen: Option<&Chosen<'_>>| {
            let (pieces, links) = chosen
                .map(|chosen| features.pieces(data, chosen))
                .unwrap_or_default();
            let about = about(data, &entry, chosen);
            let made = cas(&Cas {
                features: &features,
                entry: &entry,
                about,
                pieces,
                links,
            });
            place.text(&format!("{folder}/{}.{ending}", entry.article.id), &made)
        };
        for chosen in &entry.layers {
            put(chosen.key.annotator.as_str(), Some(chosen))?;
        }
        if entry.layers.is_empty() {
            put("unmarked", None)
        } else {
            Ok(())
        }
    })
}

fn about(
    data: &Dataset<'_>,
    entry: &Entry<'_>,
    chosen: Option<&Chosen<'_>>,
) -> [String; ABOUT.len()] {
    let meta = &entry.article.meta;
    let head = chosen.map(|chosen| &chosen.layer.head);
    let values = head.iter().flat_map(|head| &head.attributes);
    let values = values.map(|(id, value)| format!("{id}={}", data.plain(value)));
    [
        entry.article.id.to_string(),
        meta.title.clone(),
        meta.source.clone(),
        meta.author.clone(),
        meta.url.clone(),
        meta.date.map(|date| date.to_string()).unwrap_or_default(),
        head.map(|head| head.status.in_tables().to_owned())
            .unwrap_or_default(),
        head.map(|head| head.note.clone()).unwrap_or_default(),
        values.collect::<Vec<_>>().join(" | "),
    ]
}

/// A type by name, what it is made of, and its features with their ranges.
type Described<'f> = (&'static str, &'static str, Vec<(&'f str, &'static str)>);

/// The types, their features, and what they are made of.
fn types(features: &Features) -> [Described<'_>; 3] {
    let text = "uima.cas.String";
    let mut of_span: Vec<(&str, &str)> = Vec::new();
    of_span.extend(features.names.iter().map(|name| (name.as_str(), text)));
    [
        (SPAN, "uima.tcas.Annotation", of_span),
        (
            LINK,
            "uima.tcas.Annotation",
            vec![("label", text), ("Governor", SPAN), ("Dependent", SPAN)],
        ),
        (
            ARTICLE,
            "uima.cas.AnnotationBase",
            ABOUT.map(|name| (name, text)).into(),
        ),
    ]
}

/// The type system; it begins as INCEpTION asks of one that is imported as layers.
pub(super) fn type_system(features: &Features) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">\n<types>\n",
    );
    for (name, parent, of_type) in types(features) {
        let _infallible = writeln!(
            out,
            "<typeDescription><name>{name}</name><description/><supertypeName>{parent}</supertypeName><features>"
        );
        for (feature, range) in of_type {
            let _infallible = writeln!(
                out,
                "<featureDescription><name>{feature}</name><description/>\
                 <rangeTypeName>{range}</rangeTypeName></featureDescription>"
            );
        }
        out.push_str("</features></typeDescription>\n");
    }
    out.push_str("</types>\n</typeSystemDescription>\n");
    out
}

/// The numbers of spans and links in the file: 1 is the text, 2 the document, 3 what is said of it.
const FIRST: usize = 4;

fn json_cas(cas: &Cas<'_>) -> String {
    let mut described = Map::new();
    for (name, parent, of_type) in types(cas.features) {
        let mut one = Map::new();
        one.insert("%NAME".into(), name.into());
        one.insert("%SUPER_TYPE".into(), parent.into());
        for (feature, range) in of_type {
            one.insert(feature.into(), json!({"%NAME": feature, "%RANGE": range}));
        }
        described.insert(name.into(), one.into());
    }
    let article = cas.entry.article;
    let mut all = vec![
        json!({"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView",
               "mimeType": "text/plain", "sofaString": article.text.as_str()}),
        json!({"%ID": 2, "%TYPE": "uima.tcas.DocumentAnnotation", "@sofa": 1, "begin": 0,
               "end": cas.entry.at(article.text.end()), "language": language(&article.meta.language)}),
    ];
    let mut about = json!({"%ID": 3, "%TYPE": ARTICLE, "@sofa": 1});
    fill(&mut about, ABOUT.into_iter().zip(&cas.about));
    all.push(about);
    for (number, piece) in (FIRST..).zip(&cas.pieces) {
        let (begin, end) = cas.entry.range(piece.span);
        let mut one = json!({"%ID": number, "%TYPE": SPAN, "@sofa": 1, "begin": begin, "end": end});
        fill(
            &mut one,
            cas.features
                .names
                .iter()
                .map(String::as_str)
                .zip(&piece.values),
        );
        all.push(one);
    }
    for (number, link) in (FIRST + cas.pieces.len()..).zip(&cas.links) {
        let (begin, end) = cas.entry.range(cas.pieces[link.to].span);
        all.push(json!({"%ID": number, "%TYPE": LINK, "@sofa": 1, "begin": begin, "end": end,
                        "label": link.role, "@Governor": FIRST + link.from, "@Dependent": FIRST + link.to}));
    }
    let members: Vec<usize> = (2..=all.len()).collect();
    json!({"%TYPES": described, "%FEATURE_STRUCTURES": all,
           "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": members}}})
    .to_string()
}

/// Sets the features that say something.
fn fill<'v>(one: &mut Json, values: impl Iterator<Item = (&'v str, &'v String)>) {
    for (name, value) in values.filter(|(_, value)| !value.is_empty()) {
        one[name] = value.as_str().into();
    }
}

fn language(tag: &str) -> &str {
    if tag.is_empty() { "x-unspecified" } else { tag }
}

fn xmi_cas(cas: &Cas<'_>) -> String {
    let article = cas.entry.article;
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" \
         xmlns:cas=\"http:///uima/cas.ecore\" xmlns:tcas=\"http:///uima/tcas.ecore\" \
         xmlns:custom=\"http:///webanno/custom.ecore\" xmi:version=\"2.0\">\n<cas:NULL xmi:id=\"0\"/>\n",
    );
    let end = cas.entry.at(article.text.end());
    let language = xml::value(language(&article.meta.language));
    let _infallible = writeln!(
        out,
        "<tcas:DocumentAnnotation xmi:id=\"2\" sofa=\"1\" begin=\"0\" end=\"{end}\" language=\"{language}\"/>"
    );
    out.push_str("<custom:PostilArticle xmi:id=\"3\" sofa=\"1\"");
    attributes(&mut out, ABOUT.into_iter().zip(&cas.about));
    out.push_str("/>\n");
    for (number, piece) in (FIRST..).zip(&cas.pieces) {
        let (begin, end) = cas.entry.range(piece.span);
        let _infallible = write!(
            out,
            "<custom:PostilSpan xmi:id=\"{number}\" sofa=\"1\" begin=\"{begin}\" end=\"{end}\""
        );
        attributes(
            &mut out,
            cas.features
                .names
                .iter()
                .map(String::as_str)
                .zip(&piece.values),
        );
        out.push_str("/>\n");
    }
    for (number, link) in (FIRST + cas.pieces.len()..).zip(&cas.links) {
        let (begin, end) = cas.entry.range(cas.pieces[link.to].span);
        let _infallible = writeln!(
            out,
            "<custom:PostilLink xmi:id=\"{number}\" sofa=\"1\" begin=\"{begin}\" end=\"{end}\" label=\"{}\" \
             Governor=\"{}\" Dependent=\"{}\"/>",
            xml::value(&link.role),
            FIRST + link.from,
            FIRST + link.to
        );
    }
    let text = xml::value(article.text.as_str());
    let _infallible = writeln!(
        out,
        "<cas:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaID=\"_InitialView\" mimeType=\"text/plain\" sofaString=\"{text}\"/>"
    );
    let last = FIRST + cas.pieces.len() + cas.links.len();
    let members: Vec<String> = (2..last).map(|number| number.to_string()).collect();
    let _infallible = writeln!(
        out,
        "<cas:View sofa=\"1\" members=\"{}\"/>\n</xmi:XMI>",
        members.join(" ")
    );
    out
}

fn attributes<'v>(out: &mut String, values: impl Iterator<Item = (&'v str, &'v String)>) {
    for (name, value) in values.filter(|(_, value)| !value.is_empty()) {
        let _infallible = write!(out, " {name}=\"{}\"", xml::value(value));
    }
}
