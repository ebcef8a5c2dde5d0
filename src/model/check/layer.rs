//! What is wrong or missing in layers.

use std::collections::{BTreeMap, HashMap};

use crate::model::{AnnotationId, Layer, LayerKey, Link, Project, Status, TagId, Target};
use crate::say;

use super::{Finding, Level, Named, check_required, check_values};

/// What is wrong or missing in a layer: unknown tags, fields and targets, links that no role allows or that lead to an
/// annotation without a place, required things that are not there. That an annotation has lost its place is told by
/// opening, which alone knows the line and the reason.
#[must_use]
pub fn check_layer(project: &Project, key: &LayerKey, layer: &Layer, file: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut about = |id: Option<&AnnotationId>, level, message| {
        findings.push(Finding {
            article: Some(key.article.clone()),
            annotation: id.cloned(),
            ..Finding::new(level, file, message)
        });
    };
    for annotation in layer.annotations.values() {
        let mut report = |level, message: String| about(Some(&annotation.id), level, message);
        let Some(tag) = project.codebook.tag(&annotation.tag) else {
            report(
                Level::Error,
                say!(
                    "check-tag-unknown",
                    id = annotation.id.to_string(),
                    tag = annotation.tag.to_string(),
                ),
            );
            continue;
        };
        let what = || format!("{} {}", tag.name, annotation.id);
        let (fields, values) = (&tag.attributes, &annotation.attributes);
        check_values(project, &what, fields, values, &mut report);
        check_required(&what, fields, values, &mut report);
        for link in &annotation.links {
            check_link(project, layer, &what, &tag.id, link, &mut report);
        }
        check_counts(project, &what, &tag.id, &annotation.links, &mut report);
    }
    for lost in layer.detached.values() {
        let mut report = |level, message: String| about(Some(&lost.id), level, message);
        let name = project.codebook.tag_name(&lost.tag);
        let what = || say!("check-lost", tag = name, id = lost.id.to_string());
        for link in &lost.links {
            check_link(project, layer, &what, &lost.tag, link, &mut report);
        }
    }
    let mut report = |level, message: String| about(None, level, message);
    let (fields, values) = (&project.codebook.article_attributes, &layer.head.attributes);
    let what = || say!("check-the-article").to_owned();
    check_values(project, &what, fields, values, &mut report);
    // Article fields are asked for when somebody calls the article done.
    if layer.head.status == Status::Done {
        check_required(&what, fields, values, &mut report);
    }
    findings
}

/// The annotation ids that stand in two layers, of whatever articles and annotators: in a dataset nobody could tell the
/// two apart. One finding for each two layers, about the later one; `file` names the file of a layer.
#[must_use]
pub fn check_ids(project: &Project, file: impl Fn(&LayerKey) -> String) -> Vec<Finding> {
    let mut owners: HashMap<AnnotationId, &LayerKey> = HashMap::new();
    let mut shared: BTreeMap<(&LayerKey, &LayerKey), Vec<AnnotationId>> = BTreeMap::new();
    for (key, layer) in &project.layers {
        let layer = layer.in_passing();
        for id in layer.annotations.keys().chain(layer.detached.keys()) {
            let owner = *owners.entry(id.clone()).or_insert(key);
            if owner != key {
                shared.entry((key, owner)).or_default().push(id.clone());
            }
        }
    }
    let findings = shared.into_iter().map(|((key, owner), ids)| Finding {
        article: Some(key.article.clone()),
        annotation: ids.first().cloned(),
        ..Finding::new(Level::Error, file(key), stand_twice(&ids, &file(owner)))
    });
    findings.collect()
}

/// That ids stand in another file too: the first few by name.
fn stand_twice(ids: &[AnnotationId], other: &str) -> String {
    const NAMED: usize = 3;
    let named: Vec<&str> = ids.iter().take(NAMED).map(AnnotationId::as_str).collect();
    let named = named.join(", ");
    match ids.len() {
        count if count <= NAMED => {
            say!("check-ids-twice", ids = named, count = count, other = other)
        }
        count => say!(
            "check-ids-twice-more",
            ids = named,
            more = count - NAMED,
            other = other,
        ),
    }
}

/// Whether a link has a role that the tag may have, and leads to something that is there and that the role allows.
fn check_link(
    project: &Project,
    layer: &Layer,
    what: Named<'_>,
    tag: &TagId,
    link: &Link,
    report: &mut impl FnMut(Level, String),
) {
    let Some(role) = project.codebook.role(&link.role) else {
        report(
            Level::Error,
            say!(
                "check-link-unknown",
                what = what(),
                role = link.role.to_string(),
            ),
        );
        return;
    };
    if !role.from.contains(tag) {
        report(
            Level::Error,
            say!("check-link-from", what = what(), role = &role.name),
        );
    }
    match &link.to {
        Target::Annotation(id) => match layer.annotations.get(id) {
            Some(target) if !role.allows_tag(&target.tag) => report(
                Level::Error,
                say!(
                    "check-link-to-tag",
                    what = what(),
                    role = &role.name,
                    tag = project.codebook.tag_name(&target.tag),
                ),
            ),
            Some(_) => {}
            None if layer.detached.contains_key(id) => report(
                Level::Warning,
                say!(
                    "check-link-to-lost",
                    what = what(),
                    role = &role.name,
                    id = id.to_string(),
                ),
            ),
            None => report(
                Level::Error,
                say!(
                    "check-link-to-gone",
                    what = what(),
                    role = &role.name,
                    id = id.to_string(),
                ),
            ),
        },
        Target::Entity(id) => match project.entity(id) {
            Some(entity) if !role.allows_entity(&entity.kind) => report(
                Level::Error,
                say!(
                    "check-link-to-entity",
                    what = what(),
                    role = &role.name,
                    name = &entity.name,
                    kind = entity.kind.to_string(),
                ),
            ),
            Some(_) => {}
            None => report(
                Level::Error,
                say!(
                    "check-link-to-no-entity",
                    what = what(),
                    role = &role.name,
                    id = id.to_string(),
                ),
            ),
        },
    }
}

/// Whether there are as many links of each role as the codebook asks for.
fn check_counts(
    project: &Project,
    what: Named<'_>,
    tag: &TagId,
    links: &[Link],
    report: &mut impl FnMut(Level, String),
) {
    for role in project.codebook.roles_from(tag) {
        let count = links.iter().filter(|link| link.role == role.id).count();
        if role.required && count == 0 {
            let message = say!("check-link-missing", what = what(), role = &role.name);
            report(Level::Warning, message);
        }
        if !role.many && count > 1 {
            report(
                Level::Error,
                say!(
                    "check-link-many",
                    what = what(),
                    count = count,
                    role = &role.name,
                ),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::random::{annotation, article, author, tag};
    use crate::model::{
        Allowed, Annotation, AnnotatorId, Attribute, AttributeId, Change, Color, Detached, Edit,
        Kind, Placed, Role, RoleId, Slot, Spans, StoredSpan, Values,
    };
    use crate::text::Span;
    use std::sync::Arc;

    fn messages(findings: &[Finding]) -> Vec<&str> {
        findings
            .iter()
            .map(|finding| finding.message.as_str())
            .collect()
    }

    fn mark(id: &str) -> AnnotationId {
        AnnotationId::new(id).unwrap()
    }

    fn to(id: &str) -> Link {
        Link {
            role: RoleId::new("speaker").unwrap(),
            to: Target::Annotation(mark(id)),
        }
    }

    /// Articles `one` and `two`, annotators `ana` and `ben`, the tag `quote` with the link role `speaker` to itself.
    fn project() -> Project {
        let mut project = Project::default();
        for id in ["one", "two"] {
            let article = article(id, "Some text.");
            project.articles.insert(article.id.clone(), article);
        }
        let annotators = ["ana", "ben"].map(|id| {
            let named = Some((id.to_owned(), Color([1, 1, 1])));
            Change::Annotator(AnnotatorId::new(id).unwrap(), named)
        });
        Edit::new("Set up", annotators.into())
            .apply(&mut project)
            .unwrap();
        let quote = tag("quote", None);
        let codebook = Arc::make_mut(&mut project.codebook);
        codebook.roles.push(Role {
            id: RoleId::new("speaker").unwrap(),
            name: "Speaker".into(),
            label: "said by".into(),
            wording: None,
            key: None,
            definition: String::new(),
            from: vec![quote.id.clone()],
            to: vec![Allowed::Tag(quote.id.clone())],
            many: true,
            required: false,
        });
        codebook.tags.push(quote);
        project
    }

    fn key(article: &str, annotator: &str) -> LayerKey {
        LayerKey {
            article: crate::model::ArticleId::new(article).unwrap(),
            annotator: AnnotatorId::new(annotator).unwrap(),
        }
    }

    fn put(project: &mut Project, key: &LayerKey, id: &str, links: Vec<Link>) {
        let spans = Spans::one(Span::of(0..4)).unwrap();
        let mut quote = Annotation::clone(&annotation(id, "quote", spans, author(0).at));
        quote.links = links;
        let change = Change::Annotation(key.clone(), mark(id), Slot::Present(Arc::new(quote)));
        Edit::new("Put", vec![change]).apply(project).unwrap();
    }

    fn lose(project: &mut Project, key: &LayerKey, id: &str, links: Vec<Link>) {
        let lost = Detached {
            id: mark(id),
            tag: TagId::new("quote").unwrap(),
            spans: vec![StoredSpan::default()],
            attributes: Values::new(),
            links,
            note: String::new(),
            unsure: false,
            created: author(0).at,
            modified: author(0).at,
            text_sha256: String::new(),
            kept: false,
            reason: "the text is another".into(),
        };
        let change = Change::Detached(key.clone(), mark(id), Some(lost));
        Edit::new("Lose", vec![change]).apply(project).unwrap();
    }

    #[test]
    fn links_from_and_to_what_lost_its_place_are_looked_at() {
        let mut project = project();
        let key = key("one", "ana");
        put(&mut project, &key, "q1", vec![to("q2"), to("lost")]);
        put(&mut project, &key, "q2", vec![]);
        let elsewhere = Link {
            role: RoleId::new("rumour").unwrap(),
            ..to("q1")
        };
        let links = vec![to("q1"), to("gone"), elsewhere, to("lost-too")];
        lose(&mut project, &key, "lost", links);
        lose(&mut project, &key, "lost-too", vec![]);
        let findings = check_layer(&project, &key, &project.layers[&key], "layer.ron");
        assert_eq!(
            messages(&findings),
            [
                "quote q1: the link Speaker points to annotation lost, which has lost its place.",
                "quote lost, which has lost its place: the link Speaker points to annotation gone, which is not there.",
                "quote lost, which has lost its place has a link with the role rumour, which the codebook does not know.",
                "quote lost, which has lost its place: the link Speaker points to annotation lost-too, which has lost its place.",
            ]
        );
        let levels: Vec<Level> = findings.iter().map(|finding| finding.level).collect();
        assert_eq!(
            levels,
            [Level::Warning, Level::Error, Level::Error, Level::Warning]
        );
        let about: Vec<_> = findings
            .iter()
            .map(|finding| finding.annotation.clone())
            .collect();
        assert_eq!(
            about,
            ["q1", "lost", "lost", "lost"].map(|id| Some(mark(id)))
        );
    }

    #[test]
    fn an_id_stands_in_one_layer() {
        let mut project = project();
        for id in ["m1", "m2"] {
            put(&mut project, &key("one", "ana"), id, vec![]);
        }
        put(&mut project, &key("one", "ben"), "m3", vec![]);
        let file = |key: &LayerKey| format!("{}/{}", key.annotator, key.article);
        assert_eq!(check_ids(&project, file), []);
        // Somebody put a copy of a layer beside the original, and of a detached annotation too.
        lose(&mut project, &key("two", "ben"), "m1", vec![]);
        for id in ["m4", "m5", "m6", "m7", "m8"] {
            put(&mut project, &key("one", "ana"), id, vec![]);
            put(&mut project, &key("two", "ana"), id, vec![]);
        }
        let findings = check_ids(&project, file);
        let told: Vec<(&str, &str)> = findings
            .iter()
            .map(|finding| {
                let (ids, _) = finding.message.split_once(", so a dataset").unwrap();
                (finding.file.as_str(), ids)
            })
            .collect();
        assert_eq!(
            told,
            [
                (
                    "ana/two",
                    "The annotation ids m4, m5, m6 and 2 more stand in ana/one too"
                ),
                ("ben/two", "The annotation id m1 stands in ana/one too"),
            ]
        );
        assert_eq!(findings[0].annotation, Some(mark("m4")));
        assert_eq!(findings[0].level, Level::Error);
    }

    #[test]
    fn a_layer_names_what_is_wrong_and_what_is_missing() {
        let mut project = Project::default();
        let ana = AnnotatorId::new("ana").unwrap();
        let one = article("one", "Some text.");
        let mut quote = tag("quote", None);
        quote.attributes.push(Attribute {
            id: AttributeId::new("type").unwrap(),
            name: "Type".into(),
            kind: Kind::Choice(vec!["direct".into()]),
            default: None,
            required: true,
            definition: String::new(),
        });
        let key = LayerKey {
            article: one.id.clone(),
            annotator: ana.clone(),
        };
        let spans = Spans::one(Span::of(0..4)).unwrap();
        let mut wrong = Annotation::clone(&annotation("q1", "quote", spans.clone(), author(0).at));
        wrong.links.push(Link {
            role: RoleId::new("speaker").unwrap(),
            to: Target::Annotation(AnnotationId::new("gone").unwrap()),
        });
        let wrong = Arc::new(wrong);
        let unknown = annotation("x1", "rumour", spans, author(0).at);
        let changes = vec![
            Change::Annotator(ana, Some(("Ana".into(), Color([1, 1, 1])))),
            Change::Article(one.id.clone(), Some(one)),
            Change::Tag(
                quote.id.clone(),
                Some(Placed {
                    at: 0,
                    value: quote,
                }),
            ),
            Change::Annotation(key.clone(), wrong.id.clone(), Slot::Present(wrong)),
            Change::Annotation(key.clone(), unknown.id.clone(), Slot::Present(unknown)),
        ];
        Edit::new("Set up", changes).apply(&mut project).unwrap();
        let findings = check_layer(&project, &key, &project.layers[&key], "layer.ron");
        assert_eq!(
            messages(&findings),
            [
                "quote q1 has no Type.",
                "quote q1 has a link with the role speaker, which the codebook does not know.",
                "Annotation x1 has the tag rumour, which the codebook does not know. It is kept; give it another tag or add this one.",
            ]
        );
        assert_eq!(findings[0].level, Level::Warning);
    }
}
