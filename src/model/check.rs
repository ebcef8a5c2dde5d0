//! What is wrong or missing in a codebook, a register or a layer, as a list that people can work through.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::say;

use super::{
    Allowed, AnnotationId, ArticleId, Attribute, AttributeId, Codebook, Kind, Project, Role, Value,
    Values,
};

mod alike;
mod highlighters;
mod layer;
mod overlaps;
mod register;
mod reviews;
mod tagset;
mod text;

pub use alike::check_names;
pub use highlighters::{BrokenHighlighter, check_highlighters};
pub use layer::{Gap, check_ids, check_layer, gaps, gaps_of, is_older, wordless_gaps};
pub use register::{check_register, check_shared_names};
pub use reviews::{check_gold, check_review, check_reviewing};
pub use tagset::{Flaw, check_tagset, condition_words, need_words, rule_words};
pub use text::check_text;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Something contradicts itself or cannot be read.
    Error,
    /// Something is incomplete.
    Warning,
    /// Nothing is wrong, but it is good to know.
    Note,
}

/// Something that is wrong or missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How much it matters.
    pub level: Level,
    /// The file, relative to the project folder, with `/` between folders.
    pub file: String,
    /// Line in the file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// Column in the line, in characters, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// The article that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<ArticleId>,
    /// The annotation that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub annotation: Option<AnnotationId>,
    /// What is wrong and what to do, in a sentence or two.
    pub message: String,
}

impl Finding {
    /// A finding about a file.
    #[must_use]
    pub fn new(level: Level, file: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            level,
            file: file.into(),
            line: None,
            column: None,
            article: None,
            annotation: None,
            message: message.into(),
        }
    }
}

impl core::fmt::Display for Finding {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(column) = self.column {
            write!(f, ":{column}")?;
        }
        write!(f, ": {}", self.message)
    }
}

/// What is wrong in the codebook: references to nothing, a key or an id used twice.
#[must_use]
pub fn check_codebook(codebook: &Codebook, file: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut report = |message: String| findings.push(Finding::new(Level::Error, file, message));
    for id in twice(codebook.tags.iter().map(|tag| tag.id.as_str())) {
        report(say!("check-tag-twice", id = id));
    }
    for id in twice(codebook.roles.iter().map(|role| role.id.as_str())) {
        report(say!("check-role-twice", id = id));
    }
    let keys = codebook.tags.iter().filter_map(|tag| tag.key);
    let keys: Vec<String> = keys
        .chain(codebook.roles.iter().filter_map(|role| role.key))
        .map(String::from)
        .collect();
    for key in twice(keys.iter().map(String::as_str)) {
        report(say!("check-key-twice", key = key));
    }
    for role in &codebook.roles {
        for tag in role.from.iter().filter(|tag| codebook.tag(tag).is_none()) {
            report(say!(
                "check-role-from",
                role = &role.name,
                tag = tag.to_string(),
            ));
        }
        for allowed in &role.to {
            match allowed {
                Allowed::Tag(tag) if codebook.tag(tag).is_none() => report(say!(
                    "check-role-to-tag",
                    role = &role.name,
                    tag = tag.to_string(),
                )),
                Allowed::Entity(kind) if codebook.entity_type(kind).is_none() => report(say!(
                    "check-role-to-type",
                    role = &role.name,
                    kind = kind.to_string(),
                )),
                _ => {}
            }
        }
    }
    for role in &codebook.roles {
        check_wording(codebook, role, &mut report);
    }
    for id in twice(codebook.entity_types.iter().map(|kind| kind.id.as_str())) {
        report(say!("check-type-twice", id = id));
    }
    let tags = codebook
        .tags
        .iter()
        .map(|tag| (tag.name.as_str(), &tag.attributes));
    let types = codebook
        .entity_types
        .iter()
        .map(|kind| (kind.name.as_str(), &kind.attributes));
    let owners = tags
        .chain(types)
        .chain([(say!("check-the-article"), &codebook.article_attributes)]);
    for (owner, attributes) in owners {
        for id in twice(attributes.iter().map(|attribute| attribute.id.as_str())) {
            report(say!("check-attribute-twice", owner = owner, id = id));
        }
        for attribute in attributes {
            if let Kind::Entity(kinds) = &attribute.kind {
                for kind in kinds
                    .iter()
                    .filter(|kind| codebook.entity_type(kind).is_none())
                {
                    report(say!(
                        "check-attribute-type",
                        owner = owner,
                        field = &attribute.name,
                        kind = kind.to_string(),
                    ));
                }
            }
            if attribute
                .default
                .as_ref()
                .is_some_and(|value| !attribute.accepts(value))
            {
                report(say!(
                    "check-attribute-default",
                    owner = owner,
                    field = &attribute.name,
                ));
            }
        }
    }
    for flaw in check_tagset(codebook) {
        report(flaw.message);
    }
    findings
}

/// Whether the words of a link role go by a choice that an annotation can have where the link starts.
fn check_wording(codebook: &Codebook, role: &Role, report: &mut impl FnMut(String)) {
    let Some(wording) = &role.wording else {
        return;
    };
    let tags = role.from.iter().filter_map(|tag| codebook.tag(tag));
    let fields: Vec<&Attribute> = tags.filter_map(|tag| tag.attribute(&wording.by)).collect();
    if fields.is_empty() {
        report(say!(
            "check-wording-field",
            role = &role.name,
            field = wording.by.to_string(),
        ));
        return;
    }
    let options = |field: &&Attribute| match &field.kind {
        Kind::Choice(options) => options.clone(),
        _ => Vec::new(),
    };
    let options: Vec<String> = fields.iter().flat_map(options).collect();
    for option in wording.labels.keys().filter(|at| !options.contains(at)) {
        report(say!(
            "check-wording-option",
            role = &role.name,
            option = option,
            field = wording.by.to_string(),
        ));
    }
}

fn twice<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for id in ids {
        *counts.entry(id).or_default() += 1;
    }
    counts
        .into_iter()
        .filter(|&(_, count)| count > 1)
        .map(|(id, _)| id)
        .collect()
}

/// Who is told of something; its words are made only where somebody will read them.
type Report<'a> = dyn FnMut(Level, &dyn Fn() -> String) + 'a;

fn check_values(
    project: &Project,
    what: &dyn core::fmt::Display,
    fields: &[Attribute],
    values: &Values,
    report: &mut Report<'_>,
) {
    for (id, value) in values {
        match fields.iter().find(|field| field.id == *id) {
            None => report(Level::Error, &|| {
                say!(
                    "check-value-unknown",
                    what = what.to_string(),
                    id = id.to_string()
                )
            }),
            Some(field) if !field.accepts(value) => report(Level::Error, &|| {
                say!(
                    "check-value-wrong",
                    what = what.to_string(),
                    field = &field.name,
                    value = value.in_words(),
                )
            }),
            Some(field) => {
                if let Value::Entity(entity) = value {
                    check_entity(project, what, field, entity, report);
                }
            }
        }
    }
}

/// Whether all required fields are there; of what rules ask for these decide.
fn check_required(
    what: &dyn core::fmt::Display,
    fields: &[Attribute],
    values: &Values,
    is_ruled: &dyn Fn(&AttributeId) -> bool,
    report: &mut Report<'_>,
) {
    for field in fields.iter().filter(|field| field.required) {
        if !values.contains_key(&field.id) && !is_ruled(&field.id) {
            let message = || {
                say!(
                    "check-value-missing",
                    what = what.to_string(),
                    field = &field.name
                )
            };
            report(Level::Warning, &message);
        }
    }
}

fn check_entity(
    project: &Project,
    what: &dyn core::fmt::Display,
    field: &Attribute,
    id: &super::EntityId,
    report: &mut Report<'_>,
) {
    match (project.entity(id), &field.kind) {
        (None, _) => report(Level::Error, &|| {
            say!(
                "check-value-entity-gone",
                what = what.to_string(),
                field = &field.name,
                id = id.to_string(),
            )
        }),
        (Some(entity), Kind::Entity(kinds))
            if !kinds.is_empty() && !kinds.contains(&entity.kind) =>
        {
            report(Level::Error, &|| {
                say!(
                    "check-value-entity-type",
                    what = what.to_string(),
                    field = &field.name,
                    name = &entity.name,
                    kind = entity.kind.to_string(),
                )
            });
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::random::{author, tag};
    use crate::model::{Annotator, AnnotatorId, Color, RoleId, TagId, Wording};

    fn messages(findings: &[Finding]) -> Vec<&str> {
        findings
            .iter()
            .map(|finding| finding.message.as_str())
            .collect()
    }

    #[test]
    fn a_codebook_names_its_contradictions() {
        let mut codebook = Codebook {
            tags: vec![tag("claim", Some('c')), tag("cue", Some('c'))],
            ..Codebook::default()
        };
        codebook.roles.push(Role {
            id: RoleId::new("speaker").unwrap(),
            name: "Speaker".into(),
            label: "said by".into(),
            wording: None,
            key: None,
            definition: String::new(),
            from: vec![TagId::new("quote").unwrap()],
            to: vec![Allowed::Tag(TagId::new("actor").unwrap())],
            many: false,
            required: false,
        });
        assert_eq!(
            messages(&check_codebook(&codebook, "codebook.ron")),
            [
                "The key c is used twice: only the first use works. Choose another key.",
                "The link role Speaker starts from the tag quote, which is not there.",
                "The link role Speaker points to the tag actor, which is not there.",
            ]
        );
    }

    #[test]
    fn the_words_of_a_link_go_by_a_choice_that_is_there() {
        let mut stance = tag("stance", None);
        stance.attributes = vec![Attribute {
            id: AttributeId::new("side").unwrap(),
            name: "Side".into(),
            kind: Kind::Choice(vec!["for".into(), "against".into()]),
            default: None,
            required: false,
            definition: String::new(),
            renamed: BTreeMap::new(),
            was: Vec::new(),
        }];
        let role = |by: &str| Role {
            id: RoleId::new("target").unwrap(),
            name: "Target".into(),
            label: "toward".into(),
            wording: Some(Wording {
                by: AttributeId::new(by).unwrap(),
                labels: [("for".into(), "for".into()), ("none".into(), "of".into())].into(),
            }),
            key: None,
            definition: String::new(),
            from: vec![stance.id.clone()],
            to: vec![Allowed::Tag(stance.id.clone())],
            many: true,
            required: false,
        };
        let found = |by| {
            let codebook = Codebook {
                tags: vec![stance.clone()],
                roles: vec![role(by)],
                ..Codebook::default()
            };
            let found = check_codebook(&codebook, "codebook.ron");
            messages(&found).join("\n")
        };
        assert_eq!(
            found("position"),
            "The link role Target takes its words from the field position, which none of the tags has that it starts from."
        );
        assert_eq!(
            found("side"),
            "The link role Target has words for “none”, which cannot be chosen in its field side."
        );
    }

    #[test]
    fn article_fields_and_the_register_are_looked_at_like_tags() {
        let field = |kind| Attribute {
            id: AttributeId::new("home").unwrap(),
            name: "Home".into(),
            kind,
            default: None,
            required: false,
            definition: String::new(),
            renamed: BTreeMap::new(),
            was: Vec::new(),
        };
        let codebook = Codebook {
            article_attributes: vec![
                field(Kind::Text),
                field(Kind::Entity(vec![
                    super::super::EntityTypeId::new("martian").unwrap(),
                ])),
            ],
            ..Codebook::default()
        };
        assert_eq!(
            messages(&check_codebook(&codebook, "codebook.ron")),
            [
                "The article has the field id home twice. Rename one of them.",
                "The article's field Home names the entity type martian, which is not there.",
            ]
        );
        let lee = super::super::Entity::new(
            super::super::EntityId::new("lee").unwrap(),
            "Lee",
            super::super::EntityTypeId::new("martian").unwrap(),
            author(0).at,
        );
        let ana = Annotator {
            id: AnnotatorId::new("ana").unwrap(),
            name: "Ana".into(),
            color: Color([1, 1, 1]),
            entities: [(lee.id.clone(), lee)].into(),
        };
        assert_eq!(
            messages(&check_register(&Project::default(), &ana, "annotator.ron")),
            ["The entity Lee has the type martian, which the codebook does not know."]
        );
    }
}
