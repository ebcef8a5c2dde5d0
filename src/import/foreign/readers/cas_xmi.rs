//! UIMA CAS XMI: elements are feature structures, their attributes features.

use smol_str::{SmolStr, ToSmolStr as _};

use super::super::neutral::{Found, Plain};
use super::super::problem::{Problem, Wrong};
use super::super::{Head, Options, Source};
use super::cas::{Cas, Feature, Structure, found};
use super::xml::parse;

const XMI: &str = "http://www.omg.org/XMI";
/// Features that name other structures, whatever type they have.
const REFS: [&str; 5] = ["Governor", "Dependent", "target", "first", "next"];

pub(super) fn sniff(head: &Head<'_>) -> bool {
    head.text.contains(XMI) && !head.text.contains("<typeSystemDescription")
}

pub(super) fn read(source: &Source<'_>, options: &Options) -> Result<Found, Problem> {
    let text = source.text()?;
    let document = parse(&text, &source.shown())?;
    let root = document.root_element();
    if root.tag_name().name() != "XMI" {
        return Err(Wrong::lacks("xmi:XMI").of(source.shown()));
    }
    let mut cas = Cas::default();
    let elements = || root.children().filter(roxmltree::Node::is_element);
    // A link of a slot has a target; a feature that lists such is a slot.
    let links: std::collections::HashSet<&str> = elements()
        .filter(|it| it.attribute("target").is_some())
        .filter_map(|it| it.attribute((XMI, "id")))
        .collect();
    for element in elements() {
        let name = element.tag_name().name();
        let space = element.tag_name().namespace().unwrap_or_default();
        let id = element.attribute((XMI, "id")).unwrap_or_default();
        if name == "Sofa" && space.ends_with("cas.ecore") {
            let text = element.attribute("sofaString").map(str::to_owned);
            cas.texts.push((id.into(), text));
            continue;
        }
        let at = |name: &str| element.attribute(name)?.parse::<u64>().ok();
        let mut structure = Structure {
            id: id.into(),
            kind: kind(space, name),
            sofa: element.attribute("sofa").unwrap_or_default().into(),
            place: at("begin").zip(at("end")),
            features: Vec::new(),
        };
        for attribute in element.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            if attribute.namespace().is_some() || matches!(name, "begin" | "end" | "sofa") {
                continue;
            }
            let mut words = value.split_whitespace().peekable();
            let is_slot = words.peek().is_some() && words.all(|id| links.contains(id));
            let feature = if REFS.contains(&name) || is_slot {
                Feature::Refs(value.split_whitespace().map(SmolStr::new).collect())
            } else {
                Feature::Plain(typed(value))
            };
            structure.features.push((name.into(), feature));
        }
        // Arrays of texts are elements of their own.
        let mut lists: Vec<(SmolStr, Vec<String>)> = Vec::new();
        for child in element.children().filter(roxmltree::Node::is_element) {
            let name = child.tag_name().name().to_smolstr();
            let text = child.text().unwrap_or_default().to_owned();
            match lists.iter_mut().find(|(known, _)| *known == name) {
                Some((_, list)) => list.push(text),
                None => lists.push((name, vec![text])),
            }
        }
        for (name, list) in lists {
            structure
                .features
                .push((name, Feature::Plain(Plain::List(list))));
        }
        cas.structures.push(structure);
    }
    if elements().next().is_none() {
        return Err(Wrong::Empty.of(source.shown()));
    }
    Ok(found(cas, source, options))
}

/// `http:///custom.ecore` and `Span` as `custom.Span`.
fn kind(space: &str, name: &str) -> SmolStr {
    let package = space
        .trim_start_matches("http:///")
        .trim_end_matches(".ecore")
        .replace('/', ".");
    match package.as_str() {
        "" | "uima.noNamespace" => name.into(),
        package => format!("{package}.{name}").into(),
    }
}

/// An attribute has no type without the type system; only what is certain is taken for more than text.
fn typed(value: &str) -> Plain {
    match value {
        "true" => Plain::Flag(true),
        "false" => Plain::Flag(false),
        text => Plain::text(text),
    }
}
