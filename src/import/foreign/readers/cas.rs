//! What UIMA's files have in common, whether they are JSON, XMI or WebAnno TSV: feature structures over a text.
//!
//! A structure with a begin and an end is a mark. Its label is the value of its label feature (`label`, `value` and the like,
//! or the one that was chosen), else the short name of its type; its other features are fields, `note` its note, and
//! structures of one type, label and `group` are pieces of one mark. One with `Governor` and `Dependent` is a relation, and
//! so is each link of a slot feature. One without a place says something of the whole text.

use std::collections::{BTreeMap, HashMap, HashSet};

use smol_str::SmolStr;

use super::super::neutral::{
    Document, End, Found, Layer, Loss, Mark, Piece, Plain, Relation, Unit,
};
use super::super::options::LABEL_FEATURE;
use super::super::ours::{status, to_entities_in_one, values_in_one};
use super::super::{Options, Source};

/// A feature structure.
#[derive(Clone, Debug, Default)]
pub(super) struct Structure {
    pub id: SmolStr,
    /// Full name of its type, with dots.
    pub kind: SmolStr,
    /// Id of the text in which it is.
    pub sofa: SmolStr,
    /// Where it is, if anywhere.
    pub place: Option<(u64, u64)>,
    pub features: Vec<(SmolStr, Feature)>,
}

/// The value of a feature.
#[derive(Clone, Debug)]
pub(super) enum Feature {
    Plain(Plain),
    /// Other structures by their ids.
    Refs(Vec<SmolStr>),
}

/// The structures of a file, and its texts by id.
#[derive(Clone, Debug, Default)]
pub(super) struct Cas {
    pub texts: Vec<(SmolStr, Option<String>)>,
    pub structures: Vec<Structure>,
}

/// Names of features whose value is what a mark is, the likely ones first.
const LABELS: [&str; 8] = [
    "label",
    "value",
    "identifier",
    "PosValue",
    "posValue",
    "category",
    "entity",
    "type",
];
/// The types of our own exports: spans, and what is said of the article.
pub(super) const OWN_SPAN: &str = "PostilSpan";
const OWN_ARTICLE: &str = "PostilArticle";

/// Names of features that are notes.
const NOTES: [&str; 3] = ["note", "comment", "Note"];

/// The short name of a type.
pub(super) fn short(kind: &str) -> &str {
    kind.rsplit(['.', ':']).next().unwrap_or(kind)
}

/// Whether structures of a type are machinery: words, sentences, definitions.
pub(super) fn is_machinery(kind: &str) -> bool {
    kind.starts_with("uima.cas.")
        || kind == "uima.tcas.DocumentAnnotation"
        || kind.contains(".segmentation.type.")
        || kind.contains(".clarin.webanno.api.type.")
        || kind.contains(".inception.")
        || matches!(
            short(kind),
            "DocumentMetaData" | "TagsetDescription" | "TagDescription" | "NULL" | "View"
        )
}

/// Whose a file is and of which document: INCEpTION's exports have `annotation/DOCUMENT/ANNOTATOR.json`.
pub(super) fn names(source: &Source<'_>, options: &Options) -> (String, String) {
    let stem = source.stem();
    let folder = source.path.parent();
    let above = folder
        .and_then(|it| it.parent())
        .and_then(|it| it.file_name());
    let above = above.unwrap_or_default().to_string_lossy();
    if matches!(&*above, "annotation" | "annotation_ser" | "curation") {
        let document = folder.and_then(|it| it.file_name()).unwrap_or_default();
        let annotator = match stem.as_str() {
            "CURATION_USER" => "gold".to_owned(),
            "INITIAL_CAS" => String::new(),
            name => name.to_owned(),
        };
        return (document.to_string_lossy().into_owned(), annotator);
    }
    let annotator = source.annotator(options);
    (stem, annotator)
}

/// What of a structure's features is its label; none for one that has no such feature.
pub(super) fn label_feature<'f>(
    features: &(impl Iterator<Item = &'f str> + Clone),
    options: &Options,
) -> Option<&'f str> {
    let chosen = options.get(&LABEL_FEATURE);
    let mut names = features.clone();
    if !chosen.is_empty() {
        return names.find(|name| *name == chosen);
    }
    LABELS
        .iter()
        .find_map(|label| features.clone().find(|name| name == label))
}

/// What the structures mean.
pub(super) fn found(mut cas: Cas, source: &Source<'_>, options: &Options) -> Found {
    if cas.texts.is_empty() {
        cas.texts.push((SmolStr::default(), None));
    }
    let (name, annotator) = names(source, options);
    let mut found = Found::default();
    let by_id: HashMap<&str, &Structure> = cas
        .structures
        .iter()
        .map(|it| (it.id.as_str(), it))
        .collect();
    let several = cas.texts.len() > 1;
    for (sofa, text) in &cas.texts {
        let mut reading = Reading {
            by_id: &by_id,
            options,
            layer: Layer {
                annotator: annotator.clone(),
                ..Layer::default()
            },
            groups: HashMap::new(),
            values: BTreeMap::new(),
            meta: Vec::new(),
            lost: &mut found,
            ends: HashSet::new(),
            aliases: HashMap::new(),
        };
        let of_text = |it: &&Structure| it.sofa == *sofa || !several;
        for structure in cas.structures.iter().filter(of_text) {
            reading.take(structure);
        }
        let (layer, meta) = reading.finish();
        found.documents.push(Document {
            name: if several {
                format!("{name}-{sofa}")
            } else {
                name.clone()
            },
            text: text.clone(),
            meta,
            unit: Unit::Utf16,
            layers: vec![layer],
            ..Document::default()
        });
    }
    found
}

struct Reading<'a> {
    by_id: &'a HashMap<&'a str, &'a Structure>,
    options: &'a Options,
    layer: Layer,
    /// Marks of which more pieces may come.
    groups: HashMap<(SmolStr, SmolStr, String), usize>,
    values: BTreeMap<SmolStr, Vec<String>>,
    meta: Vec<(SmolStr, String)>,
    lost: &'a mut Found,
    /// The ids of marks.
    ends: HashSet<SmolStr>,
    /// Pieces by their ids, and the mark that they belong to.
    aliases: HashMap<SmolStr, SmolStr>,
}

impl Reading<'_> {
    fn take(&mut self, it: &Structure) {
        if short(&it.kind) == "DocumentMetaData" || it.kind == "uima.tcas.DocumentAnnotation" {
            for (name, value) in &it.features {
                let key = match name.as_str() {
                    "documentTitle" => "title",
                    "documentUri" => "url",
                    "language" => "language",
                    _ => continue,
                };
                if let Feature::Plain(value) = value
                    && value.words() != "x-unspecified"
                {
                    self.meta.push((SmolStr::new_static(key), value.words()));
                }
            }
            return;
        }
        if is_machinery(&it.kind) {
            return;
        }
        if it
            .features
            .iter()
            .any(|(name, _)| name == "Governor" || name == "Dependent")
        {
            self.relation(it);
        } else if let Some(place) = it.place {
            self.mark(it, place);
        } else {
            self.said_of_all(it);
        }
    }

    /// What a structure is, and the feature that says so.
    fn label(&self, it: &Structure) -> (SmolStr, Option<SmolStr>) {
        let names = it.features.iter().map(|(name, _)| name.as_str());
        let feature = label_feature(&names, self.options);
        let value = feature.and_then(|feature| {
            it.features.iter().find_map(|(name, value)| match value {
                Feature::Plain(plain) if name == feature => Some(plain.words()),
                _ => None,
            })
        });
        match value.filter(|value| !value.is_empty()) {
            Some(value) => (value.into(), feature.map(SmolStr::new)),
            None => (short(&it.kind).into(), None),
        }
    }

    fn mark(&mut self, it: &Structure, (start, end): (u64, u64)) {
        let (label, feature) = self.label(it);
        let mut mark = Mark::on(it.id.clone(), label.clone(), Piece::at(start, end));
        let mut group = None;
        for (name, value) in &it.features {
            if Some(name) == feature.as_ref() {
                continue;
            }
            match value {
                Feature::Plain(plain) if NOTES.contains(&name.as_str()) => {
                    mark.note = plain.words();
                }
                Feature::Plain(_) if name == "key" && short(&it.kind) == OWN_SPAN => {}
                Feature::Plain(plain) if name == "entities" && short(&it.kind) == OWN_SPAN => {
                    let links = to_entities_in_one(&mark, &plain.words());
                    self.layer.relations.extend(links.unwrap_or_default());
                }
                Feature::Plain(plain) if name == "group" => group = Some(plain.words()),
                Feature::Plain(plain) => mark.values.push((name.clone(), plain.clone())),
                Feature::Refs(ids) => self.links(it, name, ids),
            }
        }
        if let Some(group) = group.filter(|group| !group.is_empty()) {
            let key = (it.kind.clone(), label, group);
            if let Some(at) = self.groups.get(&key) {
                let first = &mut self.layer.marks[*at];
                first.pieces.push(Piece::at(start, end));
                self.aliases.insert(it.id.clone(), first.id.clone());
                return;
            }
            self.groups.insert(key, self.layer.marks.len());
        }
        self.ends.insert(it.id.clone());
        self.layer.marks.push(mark);
    }

    /// The links of a slot, or to the next one of a chain.
    fn links(&mut self, it: &Structure, name: &SmolStr, ids: &[SmolStr]) {
        for id in ids {
            let link = self.by_id.get(id.as_str()).copied();
            let target = link.and_then(|link| {
                let mut features = link.features.iter();
                features.find_map(|(name, value)| match value {
                    Feature::Refs(ids) if name == "target" => ids.first().cloned(),
                    _ => None,
                })
            });
            let role = link.and_then(|link| {
                let mut features = link.features.iter();
                features.find_map(|(name, value)| match value {
                    Feature::Plain(plain) if name == "role" => Some(plain.words()),
                    _ => None,
                })
            });
            let role = role.filter(|role| !role.is_empty());
            self.layer.relations.push(Relation {
                from: it.id.clone(),
                to: End::Mark(target.unwrap_or_else(|| id.clone())),
                role: role.map_or_else(|| name.clone(), SmolStr::from),
                values: 0,
            });
        }
    }

    fn relation(&mut self, it: &Structure) {
        let end = |wanted: &str| {
            it.features.iter().find_map(|(name, value)| match value {
                Feature::Refs(ids) if name == wanted => ids.first().cloned(),
                _ => None,
            })
        };
        let (Some(from), Some(to)) = (end("Governor"), end("Dependent")) else {
            self.lost.lose(Loss::Dangling, 1);
            return;
        };
        let (role, feature) = self.label(it);
        let fields = it.features.iter().filter(|(name, value)| {
            matches!(value, Feature::Plain(_)) && Some(name) != feature.as_ref()
        });
        self.layer.relations.push(Relation {
            from,
            to: End::Mark(to),
            role,
            values: fields.count(),
        });
    }

    fn said_of_all(&mut self, it: &Structure) {
        // Links of slots have no place either, and belong to their slots.
        if it.features.iter().any(|(name, _)| name == "target") {
            return;
        }
        let plain: Vec<(&SmolStr, &Plain)> = it
            .features
            .iter()
            .filter_map(|(name, value)| match value {
                Feature::Plain(plain) => Some((name, plain)),
                Feature::Refs(_) => None,
            })
            .collect();
        let kind = short(&it.kind);
        if kind == OWN_ARTICLE {
            for (name, value) in plain {
                let value = value.words();
                match name.as_str() {
                    "article" => {}
                    "status" => self.layer.status = status(&value),
                    "note" => self.layer.note = value,
                    "attributes" => self.layer.values.extend(values_in_one(&value)),
                    _ => self.meta.push((name.clone(), value)),
                }
            }
            return;
        }
        for (name, value) in &plain {
            let name = match plain.len() {
                1 => SmolStr::new(kind),
                _ => SmolStr::new(format!("{kind} {name}")),
            };
            self.values.entry(name).or_default().push(value.words());
        }
    }

    fn finish(self) -> (Layer, Vec<(SmolStr, String)>) {
        let mut layer = self.layer;
        let meant = |id: &SmolStr| self.aliases.get(id).unwrap_or(id).clone();
        let mut between_words = 0;
        let mut relations = Vec::with_capacity(layer.relations.len());
        for mut relation in layer.relations {
            relation.from = meant(&relation.from);
            if let End::Mark(to) = &mut relation.to {
                *to = meant(to);
                let is_word = |id: &SmolStr| {
                    let structure = self.by_id.get(id.as_str());
                    structure.is_some_and(|it| is_machinery(&it.kind))
                };
                if is_word(to) || is_word(&relation.from) {
                    between_words += 1;
                    continue;
                }
            }
            relations.push(relation);
        }
        layer.relations = relations;
        self.lost.lose(Loss::SkippedRelations, between_words);
        for (name, mut values) in self.values {
            values.dedup();
            let value = match values.as_slice() {
                [only] => Plain::text(only.as_str()),
                _ => Plain::List(values),
            };
            layer.values.push((name, value));
        }
        (layer, self.meta)
    }
}
