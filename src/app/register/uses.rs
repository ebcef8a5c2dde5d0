//! Where the chosen entity is used: article, passage and what names it there, to go to.

use egui::accesskit::Role;
use egui::{Sense, Ui, WidgetInfo, vec2};

use crate::app::marking::shorten;
use crate::app::theme::{Tokens, space};
use crate::app::typeset::{Lines, TextLabel};
use crate::app::verdicts::called;
use crate::model::{AnnotatorId, By, EntityId, Project, Use};
use crate::query::Uses;
use crate::say;

/// How many uses are listed at first, and how many more each time.
const STEP: usize = 40;
/// Height of a use: the passage, and where it stands.
const ROW: f32 = 42.0;
/// Longest passage that is shown, in characters.
const PASSAGE: usize = 160;

/// The uses of one entity, as far as they are listed.
#[derive(Debug, Default)]
pub struct UseList {
    made_of: Option<(EntityId, u64, usize, AnnotatorId)>,
    most: usize,
    lines: Vec<Line>,
}

/// A use and what is said of it.
#[derive(Debug)]
pub struct Line {
    /// The use.
    pub at: Use,
    /// The passage.
    pub passage: String,
    /// Article, attribute or link, and whose it is.
    pub place: String,
}

impl UseList {
    /// Brings the list up to date with what this person is to see.
    pub fn update(
        &mut self,
        project: &Project,
        me: &AnnotatorId,
        (uses, counted): (&Uses, u64),
        id: &EntityId,
    ) {
        if self.made_of.as_ref().is_none_or(|(known, ..)| known != id) {
            self.most = STEP;
        }
        let made_of = (id.clone(), counted, self.most, me.clone());
        if self.made_of.as_ref() != Some(&made_of) {
            let places = uses.places(&project.seen_by(me), id, None, self.most);
            let places = places.into_iter();
            self.lines = places.map(|at| Line::of(project, me, at)).collect();
            self.made_of = Some(made_of);
        }
    }

    /// Shows the uses; the one that somebody wants to go to. The first one gets the keyboard when it is to have it.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        tokens: &Tokens,
        total: usize,
        mut focus: bool,
    ) -> Option<Use> {
        let mut wanted = None;
        for (at, line) in self.lines.iter().enumerate() {
            if show_line(ui, tokens, line, at, core::mem::take(&mut focus)) {
                wanted = Some(line.at.clone());
            }
        }
        let left = total.saturating_sub(self.lines.len());
        if left > 0 && self.lines.len() < self.most {
            let words = say!("register-uses-blind", count = left);
            ui.add(TextLabel::new(&words).color(tokens.weak));
        } else if left > 0 {
            let more = say!("register-uses-more", count = left);
            if ui.button(more).clicked() {
                self.most += STEP;
            }
        }
        wanted
    }
}

impl Line {
    /// What this person is told of a use.
    #[must_use]
    pub fn of(project: &Project, me: &AnnotatorId, at: Use) -> Self {
        let book = &project.codebook;
        let layer = project.layer(&at.layer).map(|layer| layer.in_passing());
        let article = project.articles.get(&at.layer.article);
        let annotation = at.annotation.as_ref().zip(layer.as_ref());
        let (mut passage, mut fields) = (String::new(), book.article_attributes.as_slice());
        if let Some((id, layer)) = annotation {
            let tag = if let Some(annotation) = layer.annotations.get(id) {
                let text = article.map(|article| &article.text);
                passage = text.map_or_else(String::new, |text| annotation.spans.quotation(text));
                Some(&annotation.tag)
            } else {
                let lost = layer.detached.get(id);
                let words = lost.into_iter().flat_map(|lost| &lost.spans);
                let words: Vec<&str> = words.map(|span| span.quote().text).collect();
                passage = say!("register-use-lost", words = words.join(" … "));
                lost.map(|lost| &lost.tag)
            };
            let tag = tag.and_then(|tag| book.tag(tag));
            fields = tag.map_or(&[][..], |tag| &tag.attributes);
        } else {
            say!("register-use-of-article").clone_into(&mut passage);
        }
        let by = match &at.by {
            By::Attribute(id) => {
                let field = fields.iter().find(|field| field.id == *id);
                field.map_or(id.as_str(), |field| &field.name)
            }
            By::Link(id) => {
                let role = book.roles.iter().find(|role| role.id == *id);
                role.map_or(id.as_str(), |role| &role.name)
            }
        };
        let title = article.map_or(at.layer.article.as_str(), |article| {
            article.meta.display_title()
        });
        let whose = called(project, &at.layer.article, &at.layer.annotator, me);
        let line = passage.split_whitespace().collect::<Vec<_>>().join(" ");
        Self {
            passage: shorten(&line, PASSAGE),
            place: format!("{title} · {by} · {whose}"),
            at,
        }
    }
}

fn show_line(ui: &mut Ui, tokens: &Tokens, line: &Line, at: usize, focus: bool) -> bool {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let id = ui.make_persistent_id(("use", at));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        let name = format!("{}, {}", line.passage, line.place);
        WidgetInfo::labeled(Role::Link, ui.is_enabled(), name)
    });
    if focus {
        response.request_focus();
    }
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 5.0, tokens.hover);
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(1.5, tokens.accent);
        ui.painter()
            .rect_stroke(rect, 5.0, stroke, egui::StrokeKind::Inside);
    }
    let inner = rect.shrink2(vec2(6.0, 3.0));
    let mut contents = ui.new_child(egui::UiBuilder::new().max_rect(inner));
    contents.spacing_mut().item_spacing.y = 0.0;
    for (text, color) in [(&line.passage, tokens.text), (&line.place, tokens.weak)] {
        let label = TextLabel::new(text).color(color).lines(Lines::One);
        super::silent(&contents.add(label.size(if color == tokens.weak { 12.0 } else { 13.5 })));
    }
    contents.add_space(space::SMALL);
    response.clicked()
}
