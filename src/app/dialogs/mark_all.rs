//! Every other passage that says the same as the chosen annotation, to be marked at once.

use std::collections::HashSet;
use std::sync::Arc;

use egui::{Key, Modifiers, Ui};

use crate::model::{Annotation, ArticleId, LayerKey, Part, Project, edits};
use crate::query::{self, Alike, AlikeOptions};
use crate::say;
use crate::text::{Span, Text, snap};

use super::super::theme::{Tokens, space};
use super::super::typeset::{Lines, TextLabel};
use super::bulk::Bulk;
use super::field::room;
use super::rows::{Cursor, Look, hold_keyboard, list, row};
use super::stream::Stream;
use super::{Dialog, Flow, View};

/// Height of a row.
const ROW: f32 = 28.0;
/// Height of what stands above and below the list.
const AROUND: f32 = 190.0;
/// So much text stands on each side of a passage, in bytes.
const AROUND_PASSAGE: usize = 48;

/// Lists passages and marks those that are ticked.
#[derive(Debug)]
pub struct MarkAllDialog {
    key: LayerKey,
    annotation: Arc<Annotation>,
    options: AlikeOptions,
    /// Whether other articles count too.
    everywhere: bool,
    search: Option<Stream<Alike>>,
    /// What was found, in the order of the rows.
    hits: Vec<(ArticleId, Span)>,
    /// How many of them are in the annotation's own article: they come first.
    own: usize,
    /// What is left out.
    left_out: HashSet<usize>,
    /// How many passages are in layers that cannot be written; they are not listed.
    locked: usize,
    cursor: Cursor,
    /// The edit that a thread makes.
    edit: Option<Bulk>,
    /// Whether it is in force.
    done: bool,
}

impl MarkAllDialog {
    /// The dialog for an annotation of a layer; it begins to look at once.
    #[must_use]
    pub fn new(key: LayerKey, annotation: Arc<Annotation>) -> Self {
        Self {
            key,
            annotation,
            options: AlikeOptions::default(),
            everywhere: false,
            search: None,
            hits: Vec::new(),
            own: 0,
            left_out: HashSet::new(),
            locked: 0,
            cursor: Cursor::default(),
            edit: None,
            done: false,
        }
    }

    fn look(&mut self, ctx: &egui::Context, project: &Project) {
        let (project, key) = (project.clone(), self.key.clone());
        let (annotation, options) = (Arc::clone(&self.annotation), self.options);
        self.hits.clear();
        self.left_out.clear();
        self.own = 0;
        self.locked = 0;
        self.cursor.reset();
        self.search = Some(Stream::start("mark-all", ctx, move |progress, found| {
            query::alike(&project, &key, &annotation, options, progress, found);
        }));
    }

    /// Takes in what was found since the last frame.
    fn take(&mut self, view: &View<'_>) {
        let Some(search) = &mut self.search else {
            return;
        };
        for alike in search.take() {
            let layer = Part::Layer(view.work_key(&self.key, &alike.article));
            if (view.why_locked)(&layer).is_some() {
                self.locked += alike.spans.len();
                continue;
            }
            let hits = alike
                .spans
                .iter()
                .map(|span| (alike.article.clone(), *span));
            self.hits.extend(hits);
            if alike.article == self.key.article {
                self.own = self.hits.len();
            }
        }
    }

    /// How many rows there are.
    fn count(&self) -> usize {
        if self.everywhere {
            self.hits.len()
        } else {
            self.own
        }
    }

    /// How many of them are to be marked.
    fn ticked(&self) -> usize {
        let count = self.count();
        count - self.left_out.iter().filter(|at| **at < count).count()
    }

    fn options(&mut self, ui: &mut Ui, project: &Project) {
        let before = self.options;
        ui.horizontal_wrapped(|ui| {
            ui.add_enabled(
                !self.options.endings,
                egui::Checkbox::new(&mut self.options.whole_words, say!("mark-all-whole-words")),
            );
            ui.checkbox(&mut self.options.match_case, say!("mark-all-match-case"));
            ui.checkbox(&mut self.options.endings, say!("mark-all-endings"))
                .on_hover_text(say!("mark-all-endings-help"));
        });
        let mut everywhere = self.everywhere;
        ui.horizontal_wrapped(|ui| {
            let own = say!("mark-all-in-article", count = self.own);
            let all = self.search.as_ref().is_some_and(Stream::has_ended);
            let all = if all {
                say!("mark-all-in-project", count = self.hits.len())
            } else {
                say!("mark-all-in-project-so-far", count = self.hits.len())
            };
            ui.radio_value(&mut everywhere, false, own);
            ui.radio_value(&mut everywhere, true, all);
        });
        if everywhere != self.everywhere {
            self.everywhere = everywhere;
            self.cursor.reset();
        }
        if self.options != before {
            self.look(ui.ctx(), project);
        }
    }

    fn rows(&mut self, ui: &mut Ui, tokens: &Tokens, project: &Project) {
        let height = (room(ui) - AROUND).clamp(4.0 * ROW, 14.0 * ROW);
        let waits = self
            .search
            .as_ref()
            .is_some_and(|search| !search.has_ended());
        let nothing = match &self.search {
            Some(search) if waits => say!("mark-all-looking", percent = search.percent()),
            _ => say!("mark-all-nothing").to_owned(),
        };
        let mut toggled = None;
        let (hits, left_out) = (&self.hits, &self.left_out);
        let cursor = self.cursor;
        list(
            ui,
            (height, ROW),
            (self.count(), &nothing),
            Some(cursor),
            |ui, at| {
                let (article, span) = &hits[at];
                let Some(known) = project.articles.get(article) else {
                    return;
                };
                let ticked = !left_out.contains(&at);
                let words = context(&known.text, *span);
                let name = if ticked {
                    words.clone()
                } else {
                    say!("mark-all-left-out", passage = &words)
                };
                let look = Look {
                    role: Some(egui::accesskit::Role::ListBoxOption),
                    ..Look::chosen(at == cursor.at)
                };
                let response = row(ui, tokens, look, (at, ROW), &name, |ui| {
                    ui.set_height(ROW);
                    ui.horizontal_centered(|ui| {
                        tick(ui, tokens, ticked);
                        let color = if ticked { tokens.text } else { tokens.weak };
                        let width = ui.available_width();
                        if self.everywhere && *article != self.key.article {
                            ui.set_max_width(width);
                            let title = format!("{words}  —  {}", known.meta.display_title());
                            ui.add(TextLabel::new(&title).color(color).lines(Lines::One));
                        } else {
                            ui.add(TextLabel::new(&words).color(color).lines(Lines::One));
                        }
                    });
                });
                if response.clicked() {
                    toggled = Some(at);
                }
            },
        );
        if let Some(at) = toggled {
            self.cursor.at = at;
            self.toggle(at);
        }
    }

    fn toggle(&mut self, at: usize) {
        if at < self.count() && !self.left_out.remove(&at) {
            self.left_out.insert(at);
        }
    }

    /// The places that are ticked, by article.
    fn places(&self) -> Vec<(ArticleId, Vec<Span>)> {
        let mut places: Vec<(ArticleId, Vec<Span>)> = Vec::new();
        for (at, (article, span)) in self.hits[..self.count()].iter().enumerate() {
            if self.left_out.contains(&at) {
                continue;
            }
            match places.last_mut() {
                Some((last, spans)) if last == article => spans.push(*span),
                _ => places.push((article.clone(), vec![*span])),
            }
        }
        places
    }
}

impl Dialog for MarkAllDialog {
    fn title(&self) -> String {
        say!("mark-all-title").to_owned()
    }

    fn width(&self) -> f32 {
        720.0
    }

    fn has_unsaved(&self) -> bool {
        !self.left_out.is_empty()
    }

    fn committed(&mut self, done: bool) {
        // What was ticked stays when it was refused.
        self.done = done;
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let (Some(project), Some(author)) = (view.project, &view.author) else {
            return Flow::Close;
        };
        if self.done {
            return Flow::Close;
        }
        if self.search.is_none() {
            self.look(ui.ctx(), project);
        }
        self.take(view);
        let Some(own) = project.articles.get(&self.key.article) else {
            return Flow::Close;
        };
        let tag = project.codebook.tag_name(&self.annotation.tag);
        let said = super::super::marking::quoted(&self.annotation.spans, &own.text, 60);
        let what = say!("mark-all-what", quote = said, tag = tag);
        ui.add(TextLabel::new(&what).bold(true));
        let count = self.count();
        let list_id = ui.make_persistent_id("passages");
        ui.memory_mut(|memory| {
            if memory.focused().is_none() {
                memory.request_focus(list_id);
            }
        });
        let in_list = ui.memory(|memory| memory.has_focus(list_id));
        self.cursor.take_keys(ui, list_id, count);
        let pressed =
            |key| in_list && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::Space) {
            self.toggle(self.cursor.at);
        }
        let enter = pressed(Key::Enter);
        let mut changed = false;
        for (key, option) in [
            (Key::W, &mut self.options.whole_words),
            (Key::C, &mut self.options.match_case),
            (Key::E, &mut self.options.endings),
        ] {
            let asked = ui.input_mut(|input| input.consume_key(Modifiers::ALT, key));
            *option ^= asked;
            changed |= asked;
        }
        if changed {
            self.look(ui.ctx(), project);
        }
        if !ui.input(|input| input.modifiers.shift) && pressed(Key::Tab) {
            self.everywhere ^= true;
            self.cursor.reset();
        }
        self.options(ui, project);
        ui.add_space(space::SMALL);
        self.rows(ui, view.tokens, project);
        hold_keyboard(ui, list_id, true);
        if self.locked > 0 {
            let words = say!("mark-all-locked", count = self.locked);
            ui.add(TextLabel::new(&words).color(view.tokens.warning));
        }
        if self.hits.len() + self.locked >= query::MOST_ALIKE {
            let words = say!("mark-all-most", count = query::MOST_ALIKE);
            ui.add(TextLabel::new(&words).color(view.tokens.warning));
        }
        ui.add_space(space::MEDIUM);
        let ticked = self.ticked();
        let mut flow = Flow::Stay;
        let mut wanted = enter;
        ui.horizontal_wrapped(|ui| {
            let why_not = if ticked == 0 {
                Some(say!("mark-all-unticked").to_owned())
            } else if self.edit.is_some() {
                Some(say!("passages-tagging").to_owned())
            } else {
                view.situation.read_only.clone()
            };
            let waits = self
                .search
                .as_ref()
                .is_some_and(|search| !search.has_ended());
            let face = if waits && self.everywhere {
                say!("mark-all-do-so-far", count = ticked)
            } else {
                say!("mark-all-do", count = ticked)
            };
            let button = ui.add_enabled(why_not.is_none(), egui::Button::new(face));
            wanted = why_not.is_none() && (wanted || button.clicked());
            if ui.button(say!("dialog-cancel")).clicked() {
                flow = Flow::Close;
            }
            let keys = TextLabel::new(say!("mark-all-keys"));
            ui.add(keys.size(12.0).color(view.tokens.weak));
        });
        if wanted {
            let (author, model) = (author.clone(), Arc::clone(&self.annotation));
            let places = self.places();
            let make = move |project: &_| edits::mark_all(project, &author, &model, &places);
            self.edit = Some(Bulk::start(ui.ctx(), project, make));
        }
        if let Some(action) = self.edit.as_mut().and_then(Bulk::take) {
            self.edit = None;
            return Flow::Do(vec![action]);
        }
        flow
    }
}

/// A box with a tick or without.
pub(super) fn tick(ui: &mut Ui, tokens: &Tokens, ticked: bool) {
    let (place, _) = ui.allocate_exact_size(egui::vec2(16.0, 16.0), egui::Sense::hover());
    let square = place.shrink(2.0);
    let stroke = egui::Stroke::new(1.0, tokens.weak);
    ui.painter()
        .rect_stroke(square, 2.0, stroke, egui::StrokeKind::Inside);
    if ticked {
        let at = |x: f32, y: f32| square.min + square.size() * egui::vec2(x, y);
        let line = vec![at(0.2, 0.55), at(0.42, 0.78), at(0.8, 0.25)];
        ui.painter()
            .line(line, egui::Stroke::new(1.8, tokens.accent));
    }
}

/// A passage with what stands around it, on one line.
fn context(text: &Text, span: Span) -> String {
    let start = span.start.index().saturating_sub(AROUND_PASSAGE);
    let end = (span.end.index() + AROUND_PASSAGE).min(text.len());
    let around = snap(text, Span::of(start..end));
    let before = text.slice(Span {
        start: around.start,
        end: span.start,
    });
    let after = text.slice(Span {
        start: span.end,
        end: around.end,
    });
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = after.split('\n').next().unwrap_or_default();
    format!(
        "…{}[{}]{}…",
        before.trim_start(),
        text.slice(span),
        after.trim_end()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_shown_with_its_line() {
        let text = Text::new("One.\nThen Lavrov came. He left.\nTwo.");
        let at = text.as_str().find("Lavrov").unwrap();
        assert_eq!(
            context(&text, Span::of(at..at + 6)),
            "…Then [Lavrov] came. He left.…"
        );
    }
}
