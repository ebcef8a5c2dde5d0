//! The options that were chosen last: where the keyboard begins when the same is asked again.

use std::collections::BTreeMap;

use crate::model::{Annotation, AttributeId, Codebook, TagId, Value};

use super::asking::choices;

/// What was given last for each field of each tag, in this run of the program.
#[derive(Clone, Debug, Default)]
pub struct Given(BTreeMap<(TagId, AttributeId), Value>);

impl Given {
    /// Notes an answer.
    pub fn note(&mut self, tag: &TagId, attribute: &AttributeId, value: &Value) {
        self.0
            .insert((tag.clone(), attribute.clone()), value.clone());
    }

    /// The index of the option that was given last for a field of an annotation's tag; 0 when none was.
    #[must_use]
    pub fn place_of(
        &self,
        codebook: &Codebook,
        annotation: Option<&std::sync::Arc<Annotation>>,
        attribute: &AttributeId,
    ) -> usize {
        let place = || {
            let tag = &annotation?.tag;
            let value = self.0.get(&(tag.clone(), attribute.clone()))?;
            let field = codebook.tag(tag)?.attribute(attribute)?;
            choices(field)
                .iter()
                .position(|choice| choice.value == *value)
        };
        place().unwrap_or(0)
    }
}
