//! From a layer to what the article pane paints: marks with colours, names and link chips.

use std::collections::BTreeSet;
use std::num::NonZero;
use std::sync::Arc;

use smol_str::format_smolstr;

use crate::model::{
    Annotation, Change, Codebook, Entity, Kind, LayerKey, Link, Project, Spans, Target, Value,
};
use crate::text::Text;

use super::reader::{Mark, Marks, QUOTATION_MARKS};
use super::theme::Tokens;

/// Longest quotation in a chip, in characters.
const CHIP: usize = 28;

/// So many annotations are worth a thread for each core.
const MANY: usize = 5000;

/// The marks of a layer.
#[must_use]
pub fn marks(project: &Project, key: &LayerKey) -> Marks {
    let Some(article) = project.articles.get(&key.article) else {
        return Marks::default();
    };
    let layer = project.layer(key).into_iter();
    let annotations: Vec<&Annotation> = layer
        .flat_map(|layer| layer.annotations.values().map(AsRef::as_ref))
        .collect();
    let mark = |annotation: &&Annotation| mark(project, key, &article.text, annotation);
    if annotations.len() < MANY {
        return Marks::new(&article.text, annotations.iter().map(mark));
    }
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let parts = annotations.chunks(annotations.len().div_ceil(cores));
    let made = std::thread::scope(|scope| {
        let threads: Vec<_> = parts
            .map(|part| {
                scope.spawn(move || part.iter().map(mark).map(Arc::new).collect::<Vec<_>>())
            })
            .collect();
        let made = threads.into_iter().map(std::thread::ScopedJoinHandle::join);
        made.collect::<Result<Vec<_>, _>>()
    });
    match made {
        Ok(made) => Marks::new(&article.text, made.into_iter().flatten()),
        Err(panic) => std::panic::resume_unwind(panic),
    }
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
                stale.extend(marks.pointing_to(id).cloned());
                stale.insert(id.clone());
            }
            Change::Entity(_, id, _) => {
                let to = Target::Entity(id.clone());
                let all = marks.as_slice().iter();
                stale.extend(
                    all.filter(|mark| mark.targets.contains(&to))
                        .map(|mark| mark.id.clone()),
                );
                // And what points to a mention of it is called by its name.
                let value = Value::Entity(id.clone());
                let annotations = project.layer(key).into_iter();
                let mentions = annotations
                    .flat_map(|layer| layer.annotations.values())
                    .filter(|annotation| annotation.attributes.values().any(|at| *at == value));
                for mention in mentions {
                    stale.extend(marks.pointing_to(&mention.id).cloned());
                }
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
    let links = links_in_order(&project.codebook, annotation);
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
        chips: links
            .iter()
            .map(|link| {
                let label = project.codebook.link_label(annotation, link);
                format!("{label} {}", chip_name(project, key, text, &link.to))
            })
            .collect(),
        targets: links.iter().map(|link| link.to.clone()).collect(),
        unsure: annotation.unsure,
        note: !annotation.note.is_empty(),
        complete: !missing_field && !missing_link,
    }
}

/// The links of an annotation in the order of its chips: that of the codebook's roles, which begin with what matters most.
#[must_use]
pub fn links_in_order<'a>(codebook: &Codebook, annotation: &'a Annotation) -> Vec<&'a Link> {
    let mut links: Vec<&Link> = annotation.links.iter().collect();
    let place = |link: &&Link| {
        let known = codebook.roles.iter().position(|role| role.id == link.role);
        known.unwrap_or(usize::MAX)
    };
    links.sort_by_key(place);
    links
}

/// What a link's far end is called in a chip: as [`target_name`], but by the name of the entity that the annotation is a
/// mention of.
#[must_use]
pub fn chip_name(project: &Project, key: &LayerKey, text: &Text, target: &Target) -> String {
    let mentioned = match target {
        Target::Annotation(id) => project
            .layer(key)
            .and_then(|layer| layer.annotations.get(id))
            .and_then(|annotation| mentioned(project, annotation)),
        Target::Entity(_) => None,
    };
    mentioned.map_or_else(
        || target_name(project, key, text, target),
        |entity| entity.name.clone(),
    )
}

/// The entity that an annotation is a mention of: the value of its tag's only field for an entity.
fn mentioned<'a>(project: &'a Project, annotation: &Annotation) -> Option<&'a Entity> {
    let tag = project.codebook.tag(&annotation.tag)?;
    let mut fields = tag
        .attributes
        .iter()
        .filter(|field| matches!(field.kind, Kind::Entity(_)));
    let (field, None) = (fields.next()?, fields.next()) else {
        return None;
    };
    match annotation.attributes.get(&field.id)? {
        Value::Entity(entity) => project.entity(entity),
        _ => None,
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
                |annotation| match annotation.spans.as_slice() {
                    // Only the beginning of it is read, however long it is.
                    [whole] => shorten(text.slice(*whole), CHIP),
                    _ => shorten(&annotation.spans.quotation(text), CHIP),
                },
            ),
    }
}

/// What an annotation covers, as a quotation on one line, cut to so many characters. What is in quotation marks already
/// gets no further ones.
#[must_use]
pub fn quoted(spans: &Spans, text: &Text, longest: usize) -> String {
    let quotation = shorten(&spans.quotation(text), longest);
    if quotation.starts_with(QUOTATION_MARKS) {
        quotation
    } else {
        format!("“{quotation}”")
    }
}

/// A quotation on one line, cut to so many characters.
#[must_use]
pub fn shorten(quotation: &str, longest: usize) -> String {
    let mut line = String::with_capacity(longest + 8);
    let mut count = 0;
    for word in quotation.split_whitespace() {
        if count > 0 {
            line.push(' ');
            count += 1;
        }
        for c in word.chars() {
            line.push(c);
            count += 1;
            if count > longest {
                let kept = line.char_indices().nth(longest.saturating_sub(1));
                line.truncate(kept.map_or(0, |(end, _)| end));
                line.truncate(line.trim_end().len());
                line.push('…');
                return line;
            }
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn what_is_in_quotation_marks_gets_no_further_ones() {
        let text = Text::new("“Yes,” he said");
        let quote = |range| quoted(&Spans::one(Span::of(range)).unwrap(), &text, 20);
        assert_eq!(quote(0..10), "“Yes,”");
        assert_eq!(quote(11..13), "“he”");
    }

    #[test]
    fn quotations_are_cut_to_one_line() {
        assert_eq!(shorten("one\n two", 20), "one two");
        assert_eq!(shorten("one two three", 8), "one two…");
    }
}
