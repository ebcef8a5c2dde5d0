//! Where a layer names entities: by values of its annotations and of the article, and by links.

use super::{
    AnnotationId, AttributeId, EntityId, Layer, LayerKey, Link, RoleId, Target, Value, Values,
};

/// A place where an entity is named.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Use {
    /// In which layer.
    pub layer: LayerKey,
    /// By which annotation; by the article as a whole when none.
    pub annotation: Option<AnnotationId>,
    /// By which of its fields or links.
    pub by: By,
}

/// What of an annotation names an entity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// The value of an attribute.
    Attribute(AttributeId),
    /// A link.
    Link(RoleId),
}

/// A naming as it is met in passing.
#[derive(Clone, Copy, Debug)]
pub struct Met<'a> {
    /// The entity as it is named: it may have been merged into another one.
    pub entity: &'a EntityId,
    annotation: Option<&'a AnnotationId>,
    by: Naming<'a>,
}

/// What of an annotation names the entity.
#[derive(Clone, Copy, Debug)]
enum Naming<'a> {
    Attribute(&'a AttributeId),
    Link(&'a RoleId),
}

impl Met<'_> {
    /// The same to keep.
    #[must_use]
    pub fn to_use(&self, layer: &LayerKey) -> Use {
        Use {
            layer: layer.clone(),
            annotation: self.annotation.cloned(),
            by: match self.by {
                Naming::Attribute(id) => By::Attribute(id.clone()),
                Naming::Link(role) => By::Link(role.clone()),
            },
        }
    }
}

impl Layer {
    /// Tells every place that names an entity: the article's values, then the annotations by id, those without a place too.
    pub fn each_entity(&self, mut tell: impl FnMut(Met<'_>)) {
        told(None, &self.head.attributes, &[], &mut tell);
        for annotation in self.annotations.values() {
            let id = Some(&annotation.id);
            told(id, &annotation.attributes, &annotation.links, &mut tell);
        }
        for lost in self.detached.values() {
            told(Some(&lost.id), &lost.attributes, &lost.links, &mut tell);
        }
    }
}

fn told(
    annotation: Option<&AnnotationId>,
    values: &Values,
    links: &[Link],
    tell: &mut impl FnMut(Met<'_>),
) {
    for (id, value) in values {
        if let Value::Entity(entity) = value {
            tell(Met {
                entity,
                annotation,
                by: Naming::Attribute(id),
            });
        }
    }
    for link in links {
        if let Target::Entity(entity) = &link.to {
            tell(Met {
                entity,
                annotation,
                by: Naming::Link(&link.role),
            });
        }
    }
}
