//! The passages behind a number: a list by article and place, and both people's marks of the chosen one.

use egui::accesskit::{Live, Role};
use egui::{Id, Key, Rect, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::passages::{Part, Passage, Show};
use super::work::Found;
use super::{Agreement, Place, bars, grid};
use crate::app::access;
use crate::app::command::Command;
use crate::app::marking::shorten;
use crate::app::panels::{Room, silent};
use crate::app::roll::{ListRow, step};
use crate::app::theme::{Tokens, space};
use crate::app::typeset::{TextLabel, is_plain};
use crate::model::{Annotation, AnnotatorId};
use crate::review::Class;
use crate::say;
use crate::text::{CodePoint, Cut, Span, Text, around, quoted};

/// Height of a row, in points.
const ROW: f32 = 44.0;
/// Rows that Page up and Page down go over.
const PAGE: usize = 10;
/// The least height of the list, in points.
const LEAST: f32 = 3.0 * ROW;
/// What is kept for the chosen passage below the list, in points.
const BELOW: f32 = 250.0;
/// So much text stands around a passage in the list and below it, in characters at most.
const AROUND: (usize, usize) = (24, 160);
/// Longest passage in the list and below it, in characters.
const LONGEST: (usize, usize) = (120, 600);

/// What has the keyboard in the list.
#[must_use]
pub fn list_id() -> Id {
    Id::unique("compared passages")
}

impl Agreement {
    /// Draws the passages behind the chosen number.
    pub(super) fn show_side(&mut self, ui: &mut Ui, room: &mut Room<'_>) {
        let Some(found) = self.results.found().cloned() else {
            return;
        };
        let Some(title) = self.passages.asked().map(|(_, title)| title.to_owned()) else {
            let hint = TextLabel::new(say!("agreement-choose")).color(room.tokens.weak);
            ui.add(hint);
            return;
        };
        let heading = ui.add(TextLabel::new(&title).size(15.0).bold(true));
        ui.ctx().accesskit_node_builder(heading.id, |node| {
            node.set_live(Live::Polite);
        });
        self.show_choice(ui, room.tokens, &found);
        self.take_list_keys(ui, room);
        let height = (ui.available_height() - BELOW).max(LEAST);
        self.show_passages(ui, room, &found, height);
        ui.add_space(space::MEDIUM);
        if let Some(passage) = self.passages.chosen() {
            show_chosen(ui, room, &found, passage);
        }
    }

    /// Which of the passages are shown.
    fn show_choice(&mut self, ui: &mut Ui, tokens: &Tokens, found: &Found) {
        let Some((behind, _)) = self.passages.asked() else {
            return;
        };
        let mut choices = vec![(Show::All, say!("agreement-show-all").to_owned())];
        let differing = (Show::Differing, say!("agreement-show-differing").to_owned());
        let same = (Show::Same, say!("agreement-show-same").to_owned());
        match behind.part {
            Part::Marks => {
                choices.push(differing);
                let classes = Class::ALL.into_iter();
                choices.extend(classes.map(|it| (Show::Class(it), bars::name(it, found.two()))));
            }
            Part::Field(_) | Part::Links(_) => choices.extend([differing, same]),
        }
        let shown = self.passages.show();
        let mut chosen = None;
        ui.horizontal_wrapped(|ui| {
            for (show, name) in choices {
                let count = self.passages.count(show);
                if count == 0 && show != shown {
                    continue;
                }
                let words = format!("{name} {count}");
                let button = ui.selectable_label(show == shown, &words);
                button.widget_info(|| {
                    WidgetInfo::selected(Role::RadioButton, true, show == shown, &words)
                });
                if let Show::Class(class) = show {
                    let foot = Rect::from_min_max(
                        pos2(button.rect.left() + 4.0, button.rect.bottom() - 4.0),
                        button.rect.right_bottom() - vec2(4.0, 0.0),
                    );
                    bars::fill(ui.painter(), foot, class, tokens);
                }
                let about = match show {
                    Show::Class(class) => bars::about(class),
                    _ => "",
                };
                if button.clicked() {
                    chosen = Some(show);
                }
                grid::hover(button, &[&words, about]);
            }
        });
        if let Some(show) = chosen {
            self.passages.show_only(show);
            self.scrolls = true;
        }
        ui.add_space(space::SMALL);
    }

    /// Arrows choose a passage, Enter goes there.
    fn take_list_keys(&mut self, ui: &Ui, room: &mut Room<'_>) {
        let has_modal = ui.memory(|memory| memory.top_modal_layer().is_some());
        let has_popup = egui::Popup::is_any_open(ui.ctx());
        if !access::hold_keys(ui, list_id()) || has_modal || has_popup {
            return;
        }
        let before = self.passages.at();
        let at = step(ui, before, (self.passages.len(), PAGE));
        if at != before {
            self.passages.choose(at);
            self.scrolls = true;
        }
        if access::pressed(ui, Key::ArrowLeft) > 0 {
            self.focus = Some(Place::Grid);
        }
        if access::pressed(ui, Key::Enter) > 0 && self.passages.chosen().is_some() {
            room.wish(Command::GoToCompared);
        }
    }

    fn show_passages(&mut self, ui: &mut Ui, room: &mut Room<'_>, found: &Found, height: f32) {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
        let list = ui.interact(rect, list_id(), Sense::focusable_noninteractive());
        list.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, say!("agreement-passages")));
        if self.focus.take_if(|it| *it == Place::List).is_some() {
            list.request_focus();
        }
        let has_keyboard = list.has_focus();
        let mut ui = ui.new_child(UiBuilder::new().max_rect(rect));
        ui.set_clip_rect(rect.expand(2.0).intersect(ui.clip_rect()));
        ui.spacing_mut().item_spacing.y = 0.0;
        if self.passages.len() == 0 {
            let words = if self.passages.is_looking() {
                say!("agreement-looking")
            } else {
                say!("agreement-no-passage")
            };
            ui.add(TextLabel::new(words).color(room.tokens.weak));
            return;
        }
        let mut clicked = None;
        let area = ScrollArea::vertical()
            .id_salt("compared")
            .max_height(height)
            .auto_shrink(false);
        area.show_rows(&mut ui, ROW, self.passages.len(), |ui, seen| {
            let top = ui.max_rect().top() - seen.start as f32 * ROW;
            for at in seen {
                clicked = clicked.or(self.show_row(ui, room.tokens, found, at, has_keyboard));
            }
            if core::mem::take(&mut self.scrolls) {
                let y = top + self.passages.at() as f32 * ROW;
                let row = Rect::from_x_y_ranges(ui.max_rect().x_range(), y..=y + ROW);
                ui.scroll_to_rect(row, None);
            }
        });
        if let Some((at, is_double)) = clicked {
            self.passages.choose(at);
            ui.memory_mut(|memory| memory.request_focus(list_id()));
            if is_double {
                room.wish(Command::GoToCompared);
            }
        }
    }

    fn show_row(
        &self,
        ui: &mut Ui,
        tokens: &Tokens,
        found: &Found,
        at: usize,
        has_keyboard: bool,
    ) -> Option<(usize, bool)> {
        let passage = self.passages.get(at)?;
        let told = Told::of(found, passage);
        let spoken = told.spoken();
        let shown = ListRow {
            list: list_id(),
            place: (at, self.passages.len()),
            height: ROW,
            is_chosen: self.passages.at() == at,
            has_keyboard,
            spoken: &spoken,
        };
        let (response, inner) = shown.show(ui, tokens);
        if let Some(class) = passage.class.filter(|_| passage.said.is_none()) {
            let swatch = Rect::from_min_size(inner.min + vec2(0.0, 4.0), vec2(12.0, 10.0));
            bars::fill(ui.painter(), swatch, class, tokens);
        }
        let inner = inner.with_min_x(inner.left() + 18.0);
        let (above, below) = inner.split_top_bottom_at_fraction(0.52);
        told.paint(ui, tokens, above);
        let line = TextLabel::new(&told.line).size(11.5).color(tokens.weak);
        line.paint_in(ui, below);
        (response.clicked() || response.double_clicked()).then(|| (at, response.double_clicked()))
    }
}

/// What a row says of a passage.
struct Told {
    left: String,
    text: String,
    right: String,
    /// What both made of it, and in which article.
    line: String,
}

impl Told {
    fn of(found: &Found, passage: &Passage) -> Self {
        let project = &found.project;
        let article = project.articles.get(&passage.article);
        let title = article.map_or("", |article| article.meta.display_title());
        let is_of_article = passage.marks == (None, None);
        let (left, text, right) = match article.filter(|_| !is_of_article) {
            Some(article) => apart(&article.text, passage.place, AROUND.0),
            None => (String::new(), title.to_owned(), String::new()),
        };
        let marks = passage.annotations(project);
        let side = |person: &AnnotatorId, mark: Option<&Annotation>, said: Option<&String>| {
            let made = made(found, mark, said);
            format!("{}: {made}", project.annotator_name(person))
        };
        let said = passage.said.as_ref();
        let mut words = vec![
            side(&passage.people.0, marks.0.as_deref(), said.map(|it| &it.0)),
            side(&passage.people.1, marks.1.as_deref(), said.map(|it| &it.1)),
        ];
        words.extend((!is_of_article).then(|| title.to_owned()));
        Self {
            left,
            text: shorten(&text, LONGEST.0),
            right,
            line: words.join(" · "),
        }
    }

    fn spoken(&self) -> String {
        format!("{}, {}", self.text, self.line)
    }

    /// The passage with what stands around it. Text of other scripts turns lines round, so there all of it is one line.
    fn paint(&self, ui: &Ui, tokens: &Tokens, rect: Rect) {
        let parts = [&self.left, &self.text, &self.right];
        if !parts.into_iter().all(|part| is_plain(part)) {
            let line = format!("{}[{}]{}", self.left, self.text, self.right);
            TextLabel::new(&line).color(tokens.text).paint_in(ui, rect);
            return;
        }
        let mut x = rect.left();
        for (at, part) in parts.into_iter().enumerate() {
            let is_text = at == 1;
            let color = if is_text { tokens.text } else { tokens.weak };
            let size = if is_text { 13.0 } else { 12.0 };
            let label = TextLabel::new(part).size(size).bold(is_text).color(color);
            let here = Rect::from_min_max(pos2(x, rect.top()), rect.max);
            if here.width() > 12.0 && !part.is_empty() {
                label.paint_in(ui, here);
                let blank = if part.ends_with(' ') { 4.0 } else { 0.0 };
                x += label.width(ui) + blank;
                if at == 1 && self.right.starts_with(' ') {
                    x += 4.0;
                }
            }
        }
    }
}

/// What a person made of a passage: the tag, or what was said; nothing.
fn made(found: &Found, mark: Option<&Annotation>, said: Option<&String>) -> String {
    match (said, mark) {
        (Some(said), _) if said.is_empty() => say!("agreement-nothing").to_owned(),
        (Some(said), _) => said.clone(),
        (None, Some(mark)) => {
            let name = found.project.codebook.tag_name(&mark.tag);
            if mark.unsure {
                say!("agreement-unsure-mark", tag = name)
            } else {
                name.to_owned()
            }
        }
        (None, None) => say!("agreement-nothing").to_owned(),
    }
}

/// A place in code points, and so many characters of what stands before and behind it.
fn apart(text: &Text, (start, end): (u32, u32), most: usize) -> (String, String, String) {
    let last = text.code_points().0;
    let byte = |at: u32| text.from_code_point(CodePoint(at.min(last)));
    let (Some(start), Some(end)) = (byte(start), byte(end)) else {
        return Default::default();
    };
    let place = Span::between(start, end);
    let (left, right) = around(text, place, most, Cut::Words);
    (left, text.slice(place).to_owned(), right)
}

/// The chosen passage: in its place in the text, and what each of the two made of it.
fn show_chosen(ui: &mut Ui, room: &mut Room<'_>, found: &Found, passage: &Passage) {
    let project = &found.project;
    let Some(article) = project.articles.get(&passage.article) else {
        return;
    };
    ui.horizontal_wrapped(|ui| {
        for (command, name) in [
            (Command::GoToCompared, say!("agreement-go")),
            (Command::PreviousCompared, say!("agreement-previous")),
            (Command::NextCompared, say!("agreement-next")),
        ] {
            if ui.button(name).clicked() {
                room.wish(command);
            }
        }
    });
    ui.add_space(space::SMALL);
    let tokens = room.tokens;
    let title = TextLabel::new(article.meta.display_title());
    ui.add(title.size(12.5).bold(true));
    let marks = passage.annotations(project);
    if passage.marks != (None, None) {
        let (left, text, right) = apart(&article.text, passage.place, AROUND.1);
        let words = format!("{left}[{}]{right}", shorten(&text, LONGEST.1));
        let shown = ui.add(TextLabel::new(&words).size(13.0));
        ui.ctx().accesskit_node_builder(shown.id, |node| {
            node.set_live(Live::Polite);
        });
    }
    ui.add_space(space::SMALL);
    let said = passage.said.as_ref();
    let sides = [
        (&passage.people.0, &marks.0, said.map(|it| &it.0)),
        (&passage.people.1, &marks.1, said.map(|it| &it.1)),
    ];
    for (person, mark, said) in sides {
        ui.horizontal_wrapped(|ui| {
            let name = say!("agreement-side", name = project.annotator_name(person));
            let name = TextLabel::new(&name).size(12.5).color(tokens.weak);
            // A long name leaves the tag to the next line.
            ui.add(name.one_line());
            let color = mark.as_ref().and_then(|mark| {
                let tag = project.codebook.tag(&mark.tag);
                tag.map(|tag| tokens.ink(tag.color))
            });
            let made = made(found, mark.as_deref(), said);
            let label = TextLabel::new(&made).bold(mark.is_some());
            let label = label.color(color.filter(|_| said.is_none()).unwrap_or(tokens.text));
            ui.add(label.one_line());
        });
        if let Some(mark) = mark {
            let text = shorten(&mark.spans.quotation(&article.text), LONGEST.0);
            ui.add(TextLabel::new(&quoted(&text)).size(12.5));
            if !mark.note.is_empty() {
                let note = shorten(&mark.note, LONGEST.0);
                let words = say!("agreement-note", note = note);
                ui.add(TextLabel::new(&words).size(12.0).color(tokens.weak));
            }
        }
    }
    if let Some(class) = passage.class {
        let line = ui.add(
            TextLabel::new(bars::about(class))
                .size(12.0)
                .color(tokens.weak),
        );
        silent(&line);
    }
}
