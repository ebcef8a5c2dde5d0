//! Annotations as the layers of INCEpTION: one for spans, one for links, with a feature for everything that they say.
//! UIMA CAS and WebAnno TSV both are made of them.

use std::collections::BTreeMap;

use crate::model::{Annotation, AnnotationId, AttributeId, Target};
use crate::text::Span;

use super::dataset::{Chosen, Dataset, Used};

/// The type of spans.
pub(super) const SPAN: &str = "webanno.custom.PostilSpan";
/// The type of links.
pub(super) const LINK: &str = "webanno.custom.PostilLink";
/// The type of what is said of the article.
pub(super) const ARTICLE: &str = "webanno.custom.PostilArticle";

/// Features of a span beside those of attributes.
const OWN: [&str; 5] = ["label", "note", "unsure", "entities", "group"];
/// Which of them says that pieces belong together.
const GROUP: usize = 4;
/// Names that features cannot have.
const TAKEN: [&str; 5] = ["begin", "end", "sofa", "id", "type"];

/// The features of spans.
pub(super) struct Features {
    /// Names in order, those of [`OWN`] first.
    pub names: Vec<String>,
    by_attribute: Vec<(AttributeId, String)>,
}

/// One piece of an annotation.
pub(super) struct Piece {
    /// What it covers.
    pub span: Span,
    /// What each feature says; empty for nothing.
    pub values: Vec<String>,
}

impl Piece {
    /// What is the same for all pieces of an annotation in several, and empty for one in one piece.
    pub fn group(&self) -> &str {
        &self.values[GROUP]
    }
}

/// A link between two pieces.
pub(super) struct Arc {
    /// Its role.
    pub role: String,
    /// The number of the piece that it starts from.
    pub from: usize,
    /// The number of the piece that it leads to.
    pub to: usize,
}

impl Features {
    pub fn of(used: &Used) -> Self {
        let mut names: Vec<String> = OWN.map(str::to_owned).into();
        let mut by_attribute = Vec::new();
        for (id, _) in &used.attributes {
            let mut name = identifier(id.as_str());
            while names.contains(&name) || TAKEN.contains(&name.as_str()) {
                name.push('_');
            }
            names.push(name.clone());
            by_attribute.push((id.clone(), name));
        }
        Self {
            names,
            by_attribute,
        }
    }

    /// What an annotation says, in the order of the names.
    fn values(&self, data: &Dataset<'_>, annotation: &Annotation) -> Vec<String> {
        let entities = annotation.links.iter().filter_map(|link| match &link.to {
            Target::Entity(id) => Some(format!("{}: {}", link.role, with_id(data, id))),
            Target::Annotation(_) => None,
        });
        let entities: Vec<String> = entities.collect();
        let is_split = annotation.spans.as_slice().len() > 1;
        let mut values = vec![
            annotation.tag.to_string(),
            annotation.note.clone(),
            if annotation.unsure { "yes" } else { "" }.to_owned(),
            entities.join("; "),
            if is_split {
                annotation.id.to_string()
            } else {
                String::new()
            },
        ];
        values.extend(self.by_attribute.iter().map(
            |(id, _)| match annotation.attributes.get(id) {
                Some(crate::model::Value::Entity(id)) => with_id(data, id),
                Some(value) => data.plain(value),
                None => String::new(),
            },
        ));
        values
    }

    /// A layer as pieces and links between them.
    pub fn pieces(&self, data: &Dataset<'_>, chosen: &Chosen<'_>) -> (Vec<Piece>, Vec<Arc>) {
        let mut pieces = Vec::new();
        let mut first: BTreeMap<&AnnotationId, usize> = BTreeMap::new();
        for annotation in &chosen.annotations {
            first.insert(&annotation.id, pieces.len());
            for span in annotation.spans.iter() {
                pieces.push(Piece {
                    span,
                    values: self.values(data, annotation),
                });
            }
        }
        let links = chosen.annotations.iter().flat_map(|annotation| {
            let from = first[&annotation.id];
            let first = &first;
            annotation
                .links
                .iter()
                .filter_map(move |link| match &link.to {
                    Target::Annotation(to) => first.get(to).map(|to| Arc {
                        role: link.role.to_string(),
                        from,
                        to: *to,
                    }),
                    Target::Entity(_) => None,
                })
        });
        let links = links.collect();
        (pieces, links)
    }
}

/// An entity by its name, with the id that tells it from others of that name.
pub(super) fn with_id(data: &Dataset<'_>, id: &crate::model::EntityId) -> String {
    let entity = data.project.entity(id);
    let (name, id) = entity.map_or((id.as_str(), id), |it| (it.name.as_str(), &it.id));
    format!("{name} [{id}]")
}

/// A name as Java has them.
fn identifier(id: &str) -> String {
    let name = id.replace('-', "_");
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        format!("a_{name}")
    } else {
        name
    }
}
