//! From a layer to what the article pane paints: marks with colours, names and link chips.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::model::{
    Annotation, AnnotationId, AttributeId, Change, Codebook, Entity, Kind, LayerKey, Link, Project,
    RoleId, Spans, TagId, Target, Value,
};
use crate::say;
use crate::text::{self, Text};

use super::reader::{Chips, Look, Mark, Marks};
use super::theme::Tokens;

/// Longest quotation in a chip, in characters.
const CHIP: usize = 28;
/// Longest quotation of a link's far end where it is told in a line of words, in characters.
const LINE: usize = 90;

/// The marks of a layer.
#[must_use]
pub fn marks(project: &Project, key: &LayerKey) -> Marks {
    some_marks(project, key, &|_| true)
}

/// Some of the marks of a layer.
#[must_use]
pub fn some_marks(
    project: &Project,
    key: &LayerKey,
    keep: &dyn Fn(&AnnotationId) -> bool,
) -> Marks {
    let Some(article) = project.articles.get(&key.article) else {
        return Marks::default();
    };
    let layer = project.layer(key).into_iter();
    let annotations: Vec<&Arc<Annotation>> =
        layer.flat_map(|layer| layer.annotations.values()).collect();
    let mut looks = Looks::new(&project.codebook);
    let marks = annotations
        .into_iter()
        .filter(|annotation| keep(&annotation.id))
        .map(|annotation| looks.mark(annotation));
    Marks::new(&article.text, marks.collect(), chips(project, key))
}

/// What the chips of a layer's annotations say, as the project is now.
fn chips(project: &Project, key: &LayerKey) -> Chips {
    let (project, key) = (project.clone(), key.clone());
    Arc::new(move |annotation| {
        let Some(article) = project.articles.get(&key.article) else {
            return Vec::new();
        };
        let links = links_in_order(&project.codebook, annotation).into_iter();
        let words = links.map(|link| {
            let label = project.codebook.link_label(annotation, link);
            let name = chip_name(&project, &key, &article.text, &link.to);
            format!("{label} {name}")
        });
        words.collect()
    })
}

/// Whether a change shows at every mark, whatever it is of: a tag's colour or name, what a role says.
#[must_use]
pub fn touches_all(change: &Change) -> bool {
    matches!(
        change,
        Change::Tag(..) | Change::Role(..) | Change::Corrections(..)
    )
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
                    all.filter(|mark| mark.links.iter().any(|link| link.to == to))
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
    let mut looks = Looks::new(&project.codebook);
    let changes = stale.into_iter().map(|id| {
        let annotation = layer.and_then(|layer| layer.annotations.get(&id));
        let mark = annotation.map(|annotation| looks.mark(annotation));
        (id, mark)
    });
    marks.update(&article.text, changes.collect(), chips(project, key));
}

/// Makes marks, all those of a tag with one look.
struct Looks<'a> {
    codebook: &'a Codebook,
    known: HashMap<&'a TagId, Style<'a>>,
}

/// What the codebook says of a tag.
struct Style<'a> {
    look: Arc<Look>,
    /// What an annotation must have.
    fields: Vec<&'a AttributeId>,
    links: Vec<&'a RoleId>,
}

impl<'a> Looks<'a> {
    fn new(codebook: &'a Codebook) -> Self {
        Self {
            codebook,
            known: HashMap::new(),
        }
    }

    fn mark(&mut self, annotation: &'a Arc<Annotation>) -> Mark {
        let style = self
            .known
            .entry(&annotation.tag)
            .or_insert_with(|| Style::of(self.codebook, &annotation.tag));
        let mut fields = style.fields.iter();
        let mut links = style.links.iter();
        Mark {
            look: Arc::clone(&style.look),
            complete: fields.all(|field| annotation.attributes.contains_key(*field))
                && links.all(|role| annotation.targets(role).next().is_some()),
            annotation: Arc::clone(annotation),
        }
    }
}

impl<'a> Style<'a> {
    fn of(codebook: &'a Codebook, id: &'a TagId) -> Self {
        let tag = codebook.tag(id);
        let fields = tag.into_iter().flat_map(|tag| &tag.attributes);
        let fields = fields.filter(|field| field.required);
        let roles = codebook.roles_from(id).filter(|role| role.required);
        Self {
            look: Arc::new(Look {
                color: tag.map_or(Tokens::UNKNOWN_TAG, |tag| tag.color),
                pattern: tag.map(|tag| tag.pattern).unwrap_or_default(),
                name: tag.map_or_else(
                    || say!("reader-unknown-tag", tag = id.as_str()).into(),
                    |tag| tag.name.as_str().into(),
                ),
            }),
            fields: fields.map(|field| &field.id).collect(),
            links: roles.map(|role| &role.id).collect(),
        }
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
            || say!("reader-unknown-entity", entity = id.as_str()),
            |entity| entity.name.clone(),
        ),
        Target::Annotation(id) => project
            .layer(key)
            .and_then(|layer| layer.annotations.get(id))
            .map_or_else(
                || say!("reader-annotation-gone").to_owned(),
                |annotation| match annotation.spans.as_slice() {
                    // Only the beginning of it is read, however long it is.
                    [whole] => shorten(text.slice(*whole), CHIP),
                    _ => shorten(&annotation.spans.quotation(text), CHIP),
                },
            ),
    }
}

/// What a link's far end is called where it is told in a line of words: as [`target_name`], but what an annotation covers is
/// a quotation there, and as long as a line.
#[must_use]
pub fn target_quoted(project: &Project, key: &LayerKey, text: &Text, target: &Target) -> String {
    let annotation = match target {
        Target::Annotation(id) => project
            .layer(key)
            .and_then(|layer| layer.annotations.get(id)),
        Target::Entity(_) => None,
    };
    annotation.map_or_else(
        || target_name(project, key, text, target),
        |annotation| quoted(&annotation.spans, text, LINE),
    )
}

/// What an annotation covers, as a [quotation](text::quoted) on one line, cut to so many characters.
#[must_use]
pub fn quoted(spans: &Spans, text: &Text, longest: usize) -> String {
    text::quoted(&shorten(&spans.quotation(text), longest))
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
