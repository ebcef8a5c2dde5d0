//! The chosen annotation with its fields, links and note; without one, the article as a whole.

use egui::{Id, RichText, TextEdit, Ui, WidgetInfo, accesskit::Role};

use crate::app::Region;
use crate::app::command::Command;
use crate::app::marking::{quoted, shorten, target_name};
use crate::app::theme::space;
use crate::app::typeset::{TextButton, TextLabel};
use crate::app::workspace::Workspace;
use crate::model::{About, Annotation, AnnotationId, Level, MarkRef, Status, Target, Value, edits};
use crate::query::{alike_here, used_texts};
use crate::say;
use crate::text::Text;

use super::fields::{self, Change, Field};
use super::{Room, colleague, open_entity, threads};

/// Longest quotation at the head of the inspector, in characters.
const QUOTATION: usize = 240;
/// No more links from others are listed.
const INCOMING: usize = 20;

/// Draws the inspector.
pub fn show(ui: &mut Ui, workspace: &mut Workspace, room: &mut Room<'_>) {
    match (workspace.chosen(), workspace.visited()) {
        (Some(annotation), _) => chosen(ui, workspace, &annotation, room),
        (None, Some((whose, annotation))) => {
            colleague::show(ui, workspace, &whose, &annotation, room);
        }
        (None, None) => article(ui, workspace, room),
    }
    comments(ui, workspace, room);
}

/// What was said about the annotation that is looked at; without one, about the article and its passages.
fn comments(ui: &mut Ui, workspace: &Workspace, room: &mut Room<'_>) {
    let Some(key) = workspace.key() else {
        return;
    };
    let chosen = workspace.chosen().map(|it| (key.annotator.clone(), it));
    let mark = chosen.or_else(|| workspace.visited());
    let mark = mark.map(|(by, annotation)| MarkRef {
        by,
        id: annotation.id.clone(),
    });
    threads::show(
        ui,
        workspace,
        room,
        &key.article,
        &|about| match (about, &mark) {
            (About::Annotation(of), Some(mark)) => of == mark,
            (About::Article | About::Passage(_), None) => true,
            _ => false,
        },
    );
}

/// What the annotation lacks, a line each.
fn missing(ui: &mut Ui, workspace: &Workspace, id: &AnnotationId, room: &mut Room<'_>) {
    let tokens = room.tokens;
    let mut is_older = false;
    for gap in workspace.missing_of(id) {
        let color = match gap.level {
            Level::Error => tokens.error,
            Level::Warning => tokens.warning,
            Level::Note => tokens.weak,
        };
        is_older |= gap.level == Level::Note;
        ui.add(TextLabel::new(&gap.message).color(color));
    }
    if is_older && ui.small_button(say!("missing-confirm")).clicked() {
        room.wish(Command::ConfirmMark);
    }
}

/// What an annotation covers, cut to what the inspector has room for.
pub(super) fn quotation(annotation: &Annotation, text: &Text) -> String {
    shorten(&annotation.spans.quotation(text), QUOTATION)
}

/// When an annotation was made and changed.
pub(super) fn times(annotation: &Annotation) -> String {
    if annotation.modified == annotation.created {
        say!("inspector-made", when = when(annotation.created))
    } else {
        say!(
            "inspector-made-changed",
            when = when(annotation.created),
            then = when(annotation.modified)
        )
    }
}

fn chosen(ui: &mut Ui, workspace: &mut Workspace, annotation: &Annotation, room: &mut Room<'_>) {
    let tokens = room.tokens;
    let Some(text) = workspace.text() else {
        return;
    };
    let codebook = std::sync::Arc::clone(&workspace.project.codebook);
    let tag = codebook.tag(&annotation.tag);
    ui.horizontal_wrapped(|ui| {
        let color = tag.map_or(crate::app::theme::Tokens::UNKNOWN_TAG, |tag| tag.color);
        let name = tag.map_or_else(
            || say!("inspector-unknown-tag", tag = annotation.tag.as_str()),
            |tag| tag.name.clone(),
        );
        let name = ui.label(
            RichText::new(name)
                .strong()
                .size(15.0)
                .color(tokens.ink(color)),
        );
        if let Some(tag) = tag {
            name.on_hover_ui(|ui| super::tags::explain(ui, tag, tokens));
        }
        if ui
            .small_button(say!("inspector-retag"))
            .on_hover_text(say!("inspector-retag-help"))
            .clicked()
        {
            room.wish(Command::Retag);
        }
        if ui.small_button(say!("inspector-delete")).clicked() {
            room.wish(Command::Delete);
        }
    });
    ui.add(TextLabel::new(&quotation(annotation, &text)));
    if annotation.spans.as_slice().len() > 1 {
        let count = annotation.spans.as_slice().len();
        let pieces = say!("inspector-pieces", count = count);
        ui.label(RichText::new(pieces).size(12.0).color(tokens.weak));
    }
    more_alike(ui, workspace, annotation, &text, room);
    // However many lines it has, what stands below stays who it is and keeps the keyboard.
    ui.scope(|ui| missing(ui, workspace, &annotation.id, room));
    ui.add_space(space::SMALL);
    let mut unsure = annotation.unsure;
    if ui
        .checkbox(&mut unsure, say!("inspector-unsure"))
        .on_hover_text(say!("inspector-unsure-key"))
        .changed()
    {
        room.wish(Command::ToggleUnsure);
    }
    let mut focus = room.takes_focus(Region::Fields);
    for attribute in tag.into_iter().flat_map(|tag| &tag.attributes) {
        ui.add_space(space::SMALL);
        let used = || {
            let (project, own) = (&workspace.project, &workspace.annotator);
            used_texts(project, own, &annotation.tag, attribute.id.as_str())
        };
        let field = Field {
            attribute,
            value: annotation.attributes.get(&attribute.id),
            salt: Id::unique(("field", &annotation.id, &attribute.id)),
            focus: core::mem::take(&mut focus),
            stays: false,
            used: &used,
            roster: &|| workspace.roster(),
        };
        match fields::show(ui, &workspace.project, tokens, &field) {
            None => {}
            Some(Change::Value(value)) => {
                workspace.set_attribute(annotation, &attribute.id, value, room.notices);
            }
            Some(Change::NewEntity(name, kind)) => {
                let entity = workspace.new_entity(&name, kind);
                let value = Value::Entity(entity.id.clone());
                let author = workspace.author();
                if let Some(key) = workspace.key() {
                    let added = edits::put_entity(&workspace.project, &author, entity);
                    let set = edits::set_attribute(
                        &workspace.project,
                        &author,
                        &key,
                        annotation,
                        &attribute.id,
                        Some(value),
                    );
                    workspace.commit(added.and(set), room.notices);
                }
            }
        }
    }
    strangers(ui, annotation, tag, tokens);
    links(ui, workspace, annotation, room);
    note(ui, workspace, annotation, room);
    ui.add_space(space::SMALL);
    ui.label(
        RichText::new(times(annotation))
            .size(12.0)
            .color(tokens.weak),
    );
}

/// How often the article says the same elsewhere, and the way to mark that too.
fn more_alike(
    ui: &mut Ui,
    workspace: &mut Workspace,
    annotation: &Annotation,
    text: &Text,
    room: &mut Room<'_>,
) {
    let Some(key) = workspace.key() else {
        return;
    };
    let words = annotation.spans.quotation(text);
    if workspace.never.contains(&words) {
        return;
    }
    // Counted once for each annotation and state of the project.
    let cache = Id::unique("more alike");
    let made_of = (annotation.id.clone(), workspace.revision);
    let known: Option<((AnnotationId, u64), usize)> = ui.data(|data| data.get_temp(cache));
    let count = match known {
        Some((of, count)) if of == made_of => count,
        _ => {
            let count = alike_here(&workspace.project, &key, annotation);
            ui.data_mut(|data| data.insert_temp(cache, (made_of, count)));
            count
        }
    };
    if count == 0 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let button = ui.small_button(say!("inspector-more-here", count = count));
        if button
            .on_hover_text(say!("inspector-more-here-help"))
            .clicked()
        {
            room.wish(Command::MarkAll);
        }
        let never = ui
            .small_button(say!("inspector-never"))
            .on_hover_text(say!("inspector-never-help"));
        if never.clicked() {
            workspace.never.insert(words);
        }
    });
}

fn when(at: jiff::Timestamp) -> String {
    at.to_zoned(jiff::tz::TimeZone::system())
        .strftime("%Y-%m-%d %H:%M")
        .to_string()
}

/// Values of attributes that the codebook does not know.
fn strangers(
    ui: &mut Ui,
    annotation: &Annotation,
    tag: Option<&crate::model::Tag>,
    tokens: &crate::app::theme::Tokens,
) {
    for (id, value) in &annotation.attributes {
        if tag.is_none_or(|tag| tag.attribute(id).is_none()) {
            let value = value.in_words();
            let text = say!("inspector-stranger", field = id.as_str(), value = value);
            ui.label(RichText::new(text).color(tokens.warning));
        }
    }
}

fn links(ui: &mut Ui, workspace: &mut Workspace, annotation: &Annotation, room: &mut Room<'_>) {
    let codebook = std::sync::Arc::clone(&workspace.project.codebook);
    let (Some(key), Some(text)) = (workspace.key(), workspace.text()) else {
        return;
    };
    let roles: Vec<_> = codebook.roles_from(&annotation.tag).collect();
    let is_target = workspace
        .open
        .as_ref()
        .is_some_and(|open| open.marks.pointing_to(&annotation.id).len() > 0);
    if roles.is_empty() && annotation.links.is_empty() && !is_target {
        return;
    }
    ui.add_space(space::LARGE);
    super::heading(ui, room.tokens, say!("inspector-links"));
    for link in &annotation.links {
        let label = codebook.link_label(annotation, link);
        let name = target_name(&workspace.project, &key, &text, &link.to);
        ui.horizontal(|ui| {
            let remove = ui
                .small_button("×")
                .on_hover_text(say!("inspector-link-remove"));
            remove.widget_info(|| {
                WidgetInfo::labeled(
                    Role::Button,
                    true,
                    say!("inspector-link-remove-name", link = label, target = &name),
                )
            });
            if remove.clicked() {
                workspace.unlink(annotation, link, room.notices);
            }
            ui.label(RichText::new(label).color(room.tokens.weak));
            let target = ui.add(TextButton::new(&name));
            if target.clicked() {
                match &link.to {
                    Target::Annotation(id) => workspace.choose(Some(id.clone())),
                    Target::Entity(id) => room.commands.push(open_entity(id.clone())),
                }
            }
        });
    }
    ui.horizontal_wrapped(|ui| {
        for role in roles {
            let has = annotation.targets(&role.id).next().is_some();
            if has && !role.many {
                continue;
            }
            let missing = role.required && !has;
            let label = role.label_from(annotation);
            let name = match role.key {
                Some(key) => format!("{label}…  {key}"),
                None => format!("{label}…"),
            };
            let name = if missing {
                RichText::new(name).color(room.tokens.warning)
            } else {
                RichText::new(name)
            };
            if ui
                .small_button(name)
                .on_hover_text(&role.definition)
                .clicked()
            {
                room.wish(Command::LinkAs(role.id.clone()));
            }
        }
    });
    incoming(ui, workspace, annotation, room);
}

/// The links that others have to an annotation; a click goes there.
fn incoming(ui: &mut Ui, workspace: &mut Workspace, annotation: &Annotation, room: &Room<'_>) {
    let (Some(open), Some(layer)) = (&workspace.open, workspace.layer()) else {
        return;
    };
    let codebook = &workspace.project.codebook;
    let mut pointing = open.marks.pointing_to(&annotation.id);
    let mut picked = None;
    for other in pointing
        .by_ref()
        .take(INCOMING)
        .filter_map(|id| layer.annotations.get(id))
    {
        let roles = other
            .links
            .iter()
            .filter(|link| matches!(&link.to, Target::Annotation(id) if *id == annotation.id));
        for link in roles {
            let label = codebook
                .role(&link.role)
                .map_or(link.role.as_str(), |role| &role.name);
            let tag = codebook.tag_name(&other.tag);
            let quotation = quoted(&other.spans, &open.article.text, 40);
            let words = say!(
                "inspector-incoming",
                link = label,
                tag = tag,
                quotation = quotation
            );
            if ui.add(TextButton::new(&words)).clicked() {
                picked = Some(other.id.clone());
            }
        }
    }
    let left = pointing.len();
    drop(pointing);
    if left > 0 {
        let more = say!("inspector-incoming-more", count = left);
        ui.label(RichText::new(more).color(room.tokens.weak));
    }
    if picked.is_some() {
        workspace.choose(picked);
    }
}

fn note(ui: &mut Ui, workspace: &mut Workspace, annotation: &Annotation, room: &mut Room<'_>) {
    ui.add_space(space::LARGE);
    super::heading(ui, room.tokens, say!("inspector-note"));
    let mut note = annotation.note.clone();
    let field = TextEdit::multiline(&mut note)
        .id(Id::unique(("note", &annotation.id)))
        .desired_rows(2)
        .desired_width(f32::INFINITY);
    let response = ui.add(field).accessible_name(say!("inspector-note"));
    if room.takes_focus(Region::Note) {
        response.request_focus();
    }
    if response.changed() {
        workspace.set_note(annotation, &note, room.notices);
    }
    if response.lost_focus() {
        workspace.history.end_run();
    }
}

fn article(ui: &mut Ui, workspace: &mut Workspace, room: &mut Room<'_>) {
    let Some(key) = workspace.key() else {
        return;
    };
    super::heading(ui, room.tokens, say!("inspector-article"));
    let head = workspace
        .layer()
        .map(|layer| layer.head.clone())
        .unwrap_or_default();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        for status in Status::ALL {
            let button =
                crate::app::typeset::TextButton::new(status.name()).selected(head.status == status);
            if ui.add(button).clicked() && head.status != status {
                let edit = edits::set_status(&workspace.project, &key, status);
                workspace.commit(edit, room.notices);
            }
        }
    });
    let mut focus = room.takes_focus(Region::Fields);
    let codebook = std::sync::Arc::clone(&workspace.project.codebook);
    for attribute in &codebook.article_attributes {
        ui.add_space(space::SMALL);
        let field = Field {
            attribute,
            value: head.attributes.get(&attribute.id),
            salt: Id::unique(("article-field", &key.article, &attribute.id)),
            focus: core::mem::take(&mut focus),
            stays: false,
            used: &Vec::new,
            roster: &|| workspace.roster(),
        };
        if let Some(Change::Value(value)) =
            fields::show(ui, &workspace.project, room.tokens, &field)
        {
            let edit = edits::set_article_attribute(&workspace.project, &key, &attribute.id, value);
            workspace.commit(edit, room.notices);
        }
    }
    ui.add_space(space::SMALL);
    super::heading(ui, room.tokens, say!("inspector-article-note"));
    let mut text = head.note.clone();
    let field = TextEdit::multiline(&mut text)
        .id(Id::unique(("article-note", &key.article)))
        .desired_rows(2)
        .desired_width(f32::INFINITY);
    let response = ui
        .add(field)
        .accessible_name(say!("inspector-article-note"));
    if room.takes_focus(Region::Note) || focus {
        response.request_focus();
    }
    if response.changed() {
        let edit = edits::set_article_note(&workspace.project, &key, &text);
        let run = format!("article note {}", key.article);
        workspace.commit_run(edit, Some(&run), room.notices);
    }
    ui.add_space(space::SMALL);
    if ui.button(say!("inspector-describe")).clicked() {
        room.wish(Command::DescribeArticle);
    }
    in_doubt(ui, workspace, room);
    lost(ui, workspace, room);
    repeating(ui, workspace, room);
}

/// That the article is being labelled a second time, so that nobody believes that earlier work is lost.
fn repeating(ui: &mut Ui, workspace: &Workspace, room: &Room<'_>) {
    let Some(key) = workspace.key() else {
        return;
    };
    if workspace.project.is_second(&key.annotator) {
        ui.add_space(space::LARGE);
        let title = TextLabel::new(say!("repeats-here")).bold(true);
        ui.add(title);
        let about = TextLabel::new(say!("repeats-here-about")).size(12.5);
        ui.add(about.color(room.tokens.weak));
    }
}

/// That the article has another text than the one that was loaded, and the way to look at that.
fn in_doubt(ui: &mut Ui, workspace: &Workspace, room: &mut Room<'_>) {
    let open = workspace.open.as_ref();
    if open.is_none_or(|open| !open.article.meta.is_text_in_doubt()) {
        return;
    }
    ui.add_space(space::LARGE);
    let title = say!("inspector-text-changed");
    ui.label(RichText::new(title).strong().color(room.tokens.warning));
    if ui.button(say!("inspector-see-changes")).clicked() {
        room.wish(Command::ChangedText);
    }
}

/// How many annotations have lost their place, and the way to decide on them.
fn lost(ui: &mut Ui, workspace: &Workspace, room: &mut Room<'_>) {
    let count = workspace.lost();
    if count == 0 {
        return;
    }
    ui.add_space(space::LARGE);
    let title = say!("inspector-lost", count = count);
    ui.label(RichText::new(title).strong().color(room.tokens.warning));
    if workspace.placing().is_none() && ui.button(say!("inspector-decide")).clicked() {
        room.wish(Command::PlaceLost);
    }
}
