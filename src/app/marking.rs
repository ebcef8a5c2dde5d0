//! From a layer to what the article pane paints: marks with colours, names and link chips.

use std::collections::BTreeSet;

use smol_str::format_smolstr;

use crate::model::{Annotation, Change, LayerKey, Project, Target};
use crate::text::Text;

use super::reader::{Mark, Marks};
use super::theme::Tokens;

/// Longest quotation in a chip, in characters.
const CHIP: usize = 28;

/// The marks of a layer.
#[must_use]
pub fn marks(project: &Project, key: &LayerKey) -> Marks {
    let Some(article) = project.articles.get(&key.article) else {
        return Marks::default();
    };
    let annotations = project
        .layer(key)
        .into_iter()
        .flat_map(|layer| layer.annotations.values());
    Marks::new(
        &article.text,
        annotations.map(|annotation| mark(project, key, &article.text, annotation)),
    )
}

/// Whether a change shows at every mark, whatever it is of: a tag's colour or name, what a role says.
#[must_use]
pub fn touches_all(change: &Change) -> bool {
    matches!(change, Change::Tag(..) | Change::Role(..))
}

/// Brings the marks of a layer up to date after changes of the project, none of which [touches all](touches_all).
pub fn update(marks: &mut Marks, project: &Project, key: &LayerKey, changes: &[Change]) {
    let Some(article) = project.articles.get(&key.article) else {
        return;
    };
    let mut stale = BTreeSet::new();
    for change in changes {
        match change {
            Change::Annotation(of, id, _) if of == key => {
                // What points to it says what it covers.
                stale.extend(marks.pointing_to(id).iter().cloned());
                stale.insert(id.clone());
            }
            Change::Entity(_, id, _) => {
                let to = Target::Entity(id.clone());
                let all = marks.as_slice().iter();
                stale.extend(
                    all.filter(|mark| mark.targets.contains(&to))
                        .map(|mark| mark.id.clone()),
                );
            }
            _ => {}
        }
    }
    if stale.is_empty() {
        return;
    }
    let layer = project.layer(key);
    let changes = stale.into_iter().map(|id| {
        let annotation = layer.and_then(|layer| layer.annotations.get(&id));
        let mark = annotation.map(|annotation| mark(project, key, &article.text, annotation));
        (id, mark)
    });
    marks.update(&article.text, changes.collect());
}

fn mark(project: &Project, key: &LayerKey, text: &Text, annotation: &Annotation) -> Mark {
    let tag = project.codebook.tag(&annotation.tag);
    let missing_field = tag.is_some_and(|tag| {
        tag.attributes
            .iter()
            .any(|field| field.required && !annotation.attributes.contains_key(&field.id))
    });
    let missing_link = project
        .codebook
        .roles_from(&annotation.tag)
        .any(|role| role.required && annotation.targets(&role.id).next().is_none());
    Mark {
        id: annotation.id.clone(),
        spans: annotation.spans.clone(),
        color: tag.map_or(Tokens::UNKNOWN_TAG, |tag| tag.color),
        pattern: tag.map(|tag| tag.pattern).unwrap_or_default(),
        tag: annotation.tag.clone(),
        name: tag.map_or_else(
            || format_smolstr!("Unknown tag {}", annotation.tag),
            |tag| tag.name.as_str().into(),
        ),
        chips: annotation
            .links
            .iter()
            .map(|link| {
                let label = project
                    .codebook
                    .role(&link.role)
                    .map_or(link.role.as_str(), |role| &role.label);
                format!("{label} {}", target_name(project, key, text, &link.to))
            })
            .collect(),
        targets: annotation
            .links
            .iter()
            .map(|link| link.to.clone())
            .collect(),
        unsure: annotation.unsure,
        note: !annotation.note.is_empty(),
        complete: !missing_field && !missing_link,
    }
}

/// What a link's far end is called: the entity's name, or the beginning of what the annotation covers.
#[must_use]
pub fn target_name(project: &Project, key: &LayerKey, text: &Text, target: &Target) -> String {
    match target {
        Target::Entity(id) => project.entity(id).map_or_else(
            || format!("unknown entity {id}"),
            |entity| entity.name.clone(),
        ),
        Target::Annotation(id) => project
            .layer(key)
            .and_then(|layer| layer.annotations.get(id))
            .map_or_else(
                || "an annotation that is gone".to_owned(),
                |annotation| shorten(&annotation.spans.quotation(text), CHIP),
            ),
    }
}

/// A quotation on one line, cut to so many characters.
#[must_use]
pub fn shorten(quotation: &str, longest: usize) -> String {
    let line = quotation.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= longest {
        return line;
    }
    let cut: String = line.chars().take(longest.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_cut_to_one_line() {
        assert_eq!(shorten("one\n two", 20), "one two");
        assert_eq!(shorten("one two three", 8), "one two…");
    }
}
