//! Texts that were given for a field before, to be proposed again.

use std::collections::BTreeSet;

use crate::model::{AnnotatorId, Project, TagId, Value};

/// No more annotations are looked at: a frame has only so much time.
const LOOKED_AT: usize = 20_000;

/// Texts that annotations of a tag have in a field, each once, in order: those of one's own layers are looked at first, and
/// of a large project not all.
#[must_use]
pub fn used_texts(
    project: &Project,
    own: &AnnotatorId,
    tag: &TagId,
    attribute: &str,
) -> Vec<String> {
    let is_own = |annotator: &AnnotatorId| annotator == own;
    let layers = |wanted: bool| {
        let layers = project.layers.iter();
        layers.filter(move |(key, _)| is_own(&key.annotator) == wanted)
    };
    let mut left = LOOKED_AT;
    let mut texts: BTreeSet<String> = BTreeSet::new();
    for (key, layer) in layers(true).chain(layers(false)) {
        let is_hidden = project.blinding(&key.article, own).is_some();
        if is_hidden && !project.is_work_of(key, own) {
            continue;
        }
        let layer = layer.in_passing();
        let count = layer.annotations.len();
        if count > left {
            continue;
        }
        left -= count;
        let of_tag = layer
            .annotations
            .values()
            .filter(|annotation| annotation.tag == *tag);
        texts.extend(
            of_tag.filter_map(|annotation| match annotation.attributes.get(attribute) {
                Some(Value::Text(text)) => Some(text.clone()),
                _ => None,
            }),
        );
    }
    texts.into_iter().collect()
}
