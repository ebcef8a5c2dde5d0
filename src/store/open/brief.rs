//! What came of reading one of many files.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{AnnotationId, Finding, Spans};
use crate::store::conflict::Unmerged;

use super::read;

/// What came of reading one of many files: small, as most have nothing to tell.
pub(super) struct Brief<T> {
    /// What the file holds.
    pub value: Option<Arc<T>>,
    told: Option<Box<Told>>,
}

struct Told {
    findings: Vec<Finding>,
    /// Why the part must not be written.
    locked: Option<String>,
    unmerged: Option<Unmerged>,
    /// Where annotations stand in an article that has another text now.
    places: BTreeMap<AnnotationId, Spans>,
}

impl<T> Brief<T> {
    pub fn quiet(value: Arc<T>) -> Self {
        let value = Some(value);
        Self { value, told: None }
    }

    pub fn of(read: read::Read<T>, made_of: impl FnOnce(T) -> T) -> Self {
        let read::Read {
            value,
            findings,
            locked,
            unmerged,
            places,
        } = read;
        let is_quiet =
            findings.is_empty() && locked.is_none() && unmerged.is_none() && places.is_empty();
        let told = Told {
            findings,
            locked,
            unmerged,
            places,
        };
        Self {
            value: value.map(made_of).map(Arc::new),
            told: (!is_quiet).then(|| Box::new(told)),
        }
    }

    /// Adds the findings to others; why the part must not be written.
    pub fn tell(&mut self, findings: &mut Vec<Finding>) -> Option<String> {
        let told = self.told.as_mut()?;
        findings.append(&mut told.findings);
        told.locked.take()
    }

    pub fn places(&mut self) -> Option<BTreeMap<AnnotationId, Spans>> {
        let places = core::mem::take(&mut self.told.as_mut()?.places);
        (!places.is_empty()).then_some(places)
    }

    pub fn unmerged(&mut self) -> Option<Unmerged> {
        self.told.as_mut()?.unmerged.take()
    }
}
