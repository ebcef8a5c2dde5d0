//! A colleague's annotation in the inspector: to be read, not to be changed.

use egui::{RichText, Ui};

use crate::app::marking::{links_in_order, target_quoted};
use crate::app::saying::value_in_words;
use crate::app::theme::{Tokens, space};
use crate::app::typeset::TextLabel;
use crate::app::verdicts::{called, color_of, people_of, say_all_why, when, whose};
use crate::app::workspace::Workspace;
use crate::model::{Annotation, AnnotatorId, LayerKey};
use crate::review::adjudication::origin;
use crate::say;

use super::{Room, heading};

/// Draws the annotation of another person.
pub fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    whose: &AnnotatorId,
    annotation: &Annotation,
    room: &Room<'_>,
) {
    let (Some(own), Some(text)) = (workspace.key(), workspace.text()) else {
        return;
    };
    let project = &workspace.project;
    let key = LayerKey {
        annotator: whose.clone(),
        ..own
    };
    let name = called(project, &key.article, whose, &workspace.annotator);
    let color = color_of(project, whose, &workspace.annotator).unwrap_or(Tokens::UNKNOWN_TAG);
    let tag = project.codebook.tag(&annotation.tag);
    let tag_name = project.codebook.tag_name(&annotation.tag);
    let head = format!("{name}: {tag_name}");
    ui.add(
        TextLabel::new(&head)
            .bold(true)
            .size(15.0)
            .color(room.tokens.ink(color)),
    );
    ui.add(TextLabel::new(&super::inspector::quotation(
        annotation, &text,
    )));
    let pieces = annotation.spans.as_slice().len();
    if pieces > 1 {
        weak(ui, room, &say!("inspector-pieces", count = pieces));
    }
    if annotation.unsure {
        weak(ui, room, say!("inspector-is-unsure"));
    }
    for (id, value) in &annotation.attributes {
        let field = tag.and_then(|tag| tag.attribute(id));
        let field = field.map_or(id.as_str(), |field| &field.name);
        let value = value_in_words(project, value);
        ui.add(TextLabel::new(&format!("{field}: {value}")));
    }
    let links = links_in_order(&project.codebook, annotation);
    if !links.is_empty() {
        ui.add_space(space::MEDIUM);
        heading(ui, room.tokens, say!("inspector-links"));
    }
    for link in links {
        let label = project.codebook.link_label(annotation, link);
        let target = target_quoted(project, &key, &text, &link.to);
        ui.add(TextLabel::new(&format!("{label} {target}")));
    }
    if !annotation.note.is_empty() {
        ui.add_space(space::MEDIUM);
        heading(ui, room.tokens, say!("inspector-note"));
        ui.add(TextLabel::new(&annotation.note));
    }
    origin_of(ui, workspace, &key, annotation, room);
    ui.add_space(space::MEDIUM);
    weak(ui, room, &super::inspector::times(annotation));
    let whose = say!("inspector-of-colleague", name = name);
    ui.add(TextLabel::new(&whose).size(12.0).color(room.tokens.weak));
}

/// Of a gold annotation: who decided it, when and why, and of whose marks it was made.
fn origin_of(
    ui: &mut Ui,
    workspace: &Workspace,
    key: &LayerKey,
    annotation: &Annotation,
    room: &Room<'_>,
) {
    let project = &workspace.project;
    if !project.is_gold(&key.annotator) {
        return;
    }
    ui.add_space(space::MEDIUM);
    heading(ui, room.tokens, say!("inspector-origin"));
    let Some(origin) = origin(project, &key.article, &annotation.id) else {
        weak(ui, room, say!("inspector-no-origin"));
        return;
    };
    let people = people_of(project, &key.article);
    let name = |by: &AnnotatorId| whose(project, &people, by);
    ui.add(TextLabel::new(&origin.decision.verdict.in_words(name)));
    let why = say_all_why(project, &origin.decision, name);
    if !why.is_empty() {
        ui.add(TextLabel::new(&why));
    }
    let sources: std::collections::BTreeSet<String> =
        origin.sources.iter().map(|mark| name(&mark.by)).collect();
    let sources: Vec<String> = sources.into_iter().collect();
    let made = say!("inspector-made-of", names = sources.join(", "));
    ui.add(TextLabel::new(&made).size(12.0).color(room.tokens.weak));
    let by = say!(
        "inspector-decided-by",
        name = project.annotator_name(&origin.reference.by),
        when = when(origin.decision.at)
    );
    ui.add(TextLabel::new(&by).size(12.0).color(room.tokens.weak));
}

fn weak(ui: &mut Ui, room: &Room<'_>, text: &str) {
    ui.label(RichText::new(text).size(12.0).color(room.tokens.weak));
}
