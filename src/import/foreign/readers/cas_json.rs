//! UIMA CAS JSON 0.4, as INCEpTION and dkpro-cassis write it.

use std::collections::HashMap;

use serde_json::{Map, Value};
use smol_str::SmolStr;

use super::super::neutral::{Found, Plain};
use super::super::problem::{Problem, Wrong};
use super::super::{Head, Options, Source};
use super::cas::{Cas, Feature, Structure, found};
use super::json::{offset, plain, text, whole};

const STRUCTURES: &str = "%FEATURE_STRUCTURES";

pub(super) fn sniff(head: &Head<'_>) -> bool {
    head.text.starts_with('{')
        && (head.text.contains("%FEATURE_STRUCTURES") || head.text.contains("\"%TYPES\""))
}

pub(super) fn read(source: &Source<'_>, options: &Options) -> Result<Found, Problem> {
    let value = whole(source)?;
    let structures: Vec<&Map<String, Value>> = match value.get(STRUCTURES) {
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_object).collect(),
        Some(Value::Object(all)) => all.values().filter_map(Value::as_object).collect(),
        None if value.get("%TYPES").is_some() => return Err(Wrong::Empty.of(source.shown())),
        _ => return Err(Wrong::lacks(STRUCTURES).of(source.shown())),
    };
    let mut cas = Cas::default();
    // The elements of arrays, by the id of the array.
    let mut arrays: HashMap<String, Vec<SmolStr>> = HashMap::new();
    let mut texts: HashMap<String, Vec<String>> = HashMap::new();
    for it in &structures {
        let Some(elements) = it.get("%ELEMENTS").and_then(Value::as_array) else {
            continue;
        };
        let id = text(it.get("%ID"));
        let strings: Option<Vec<String>> = elements
            .iter()
            .map(|it| it.as_str().map(str::to_owned))
            .collect();
        if let Some(strings) = strings.filter(|strings| !strings.is_empty()) {
            texts.insert(id, strings);
        } else {
            let ids = elements.iter().map(|it| text(Some(it)).into());
            arrays.insert(id, ids.collect());
        }
    }
    for it in structures {
        let kind = text(it.get("%TYPE"));
        let id = text(it.get("%ID"));
        if kind == "uima.cas.Sofa" {
            let text = it.get("sofaString").and_then(Value::as_str);
            cas.texts.push((id.into(), text.map(str::to_owned)));
            continue;
        }
        if kind.ends_with("[]") {
            continue;
        }
        let place = offset(it.get("begin")).zip(offset(it.get("end")));
        let mut structure = Structure {
            id: id.into(),
            kind: kind.into(),
            sofa: text(it.get("@sofa")).into(),
            place,
            features: Vec::new(),
        };
        for (name, value) in it {
            if let Some(name) = name.strip_prefix('@') {
                if name != "sofa" {
                    let id = text(Some(value));
                    let feature = match (texts.get(&id), arrays.get(&id)) {
                        (Some(strings), _) => Feature::Plain(Plain::List(strings.clone())),
                        (None, Some(ids)) => Feature::Refs(ids.clone()),
                        (None, None) => Feature::Refs(vec![id.into()]),
                    };
                    structure.features.push((name.into(), feature));
                }
                continue;
            }
            if name.starts_with(['%', '#', '^']) || name == "begin" || name == "end" {
                continue;
            }
            if let Some(plain) = plain(value) {
                structure
                    .features
                    .push((name.into(), Feature::Plain(plain)));
            }
        }
        cas.structures.push(structure);
    }
    Ok(found(cas, source, options))
}
