//! What is missing or broken, below the text: a list that stays while one works, like that of a compiler.

mod lines;

use egui::accesskit::Role;
use egui::{EventFilter, Frame, Id, Key, Margin, Panel, RichText, Ui};

use crate::app::Region;
use crate::app::access::{self, Edge, name_part};
use crate::app::command::Command;
use crate::app::dialogs::{Action, Cursor, Look, row, row_list};
use crate::app::theme::{Tokens, space};
use crate::app::typeset::{self, TextLabel};
use crate::app::workspace::Workspace;
use crate::model::{AnnotationId, ArticleId, Gap, Level};
use crate::say;

use super::{Room, Wish};
use lines::{Lines, Stands};

/// Height of a row.
const ROW: f32 = 24.0;
/// Narrower than this the list has no title.
const TITLED: f32 = 520.0;
/// Narrower than this a row does not show the article, which would take the place of what is missing.
const WITH_ARTICLE: f32 = 640.0;
/// Rows that Page up and Page down go over.
const PAGE: usize = 10;

/// The list on screen.
#[derive(Debug, Default)]
pub struct MissingPane {
    /// Whether only the open article is listed.
    here: bool,
    /// How high somebody has drawn it, in points.
    height: Option<f32>,
    lines: Lines,
    cursor: Cursor,
    /// The annotation that was chosen in the text when the list last went to it.
    followed: Option<(ArticleId, AnnotationId)>,
    /// Whether its row is still to be found.
    is_looking: bool,
    /// The row that has the keyboard.
    focused: Option<(usize, Id)>,
    /// The row that is to have it once it is drawn.
    wanted: Option<usize>,
}

impl MissingPane {
    /// Whether only the open article is listed.
    #[must_use]
    pub fn is_here(&self) -> bool {
        self.here
    }

    /// How high somebody has drawn it, in points, if anybody has.
    #[must_use]
    pub fn height(&self) -> Option<f32> {
        self.height
    }

    /// Whether there is a row for the keyboard, and none that has it.
    #[must_use]
    pub fn may_enter(&self) -> bool {
        self.focused.is_none() && self.lines.count() > 0
    }

    /// Arrows go from row to row, also to those that are not in view.
    fn take_keys(&mut self, ui: &Ui) {
        let focused = self.focused.take();
        let Some((at, id)) = focused.filter(|(_, id)| ui.memory(|it| it.has_focus(*id))) else {
            return;
        };
        self.focused = Some((at, id));
        let own = EventFilter {
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, own));
        let pressed = |key| access::pressed(ui, key);
        let last = self.last();
        let mut to = at + pressed(Key::ArrowDown) + PAGE * pressed(Key::PageDown);
        to = to.min(last);
        to = to.saturating_sub(pressed(Key::ArrowUp) + PAGE * pressed(Key::PageUp));
        if pressed(Key::Home) > 0 {
            to = 0;
        }
        if pressed(Key::End) > 0 {
            to = last;
        }
        if to != at {
            self.enter(to);
        }
    }

    /// The last row.
    fn last(&self) -> usize {
        self.lines.count().saturating_sub(1)
    }

    /// Lets a row have the keyboard once it is in view.
    fn enter(&mut self, at: usize) {
        // It may have been scrolled away from where the cursor is.
        self.cursor.reset();
        self.cursor.go_to(at);
        self.wanted = Some(at);
    }

    /// Brings the first line of what is chosen in the text into view, when something else was chosen before.
    fn follow(&mut self, article: Option<&ArticleId>, chosen: Option<&AnnotationId>) {
        let now = article.cloned().zip(chosen.cloned());
        if self.followed != now {
            self.is_looking = now.is_some();
            self.followed = now;
        }
        let Some((article, id)) = self.followed.as_ref().filter(|_| self.is_looking) else {
            return;
        };
        let stands = self.lines.look_for(article, id);
        self.is_looking = stands == Stands::Unknown;
        if let Stands::At(row) = stands {
            self.cursor.go_to(row);
        }
    }
}

/// Draws it below the text.
pub fn show(ui: &mut Ui, workspace: &mut Workspace, room: &mut Room<'_>) {
    let mut pane = core::mem::take(&mut workspace.missing_pane);
    let open = workspace.open.as_ref();
    let article = open.map(|open| &open.key.article);
    let chosen = open.and_then(|open| open.chosen.as_ref());
    (pane.here, pane.height) = (room.settings.missing_here, room.settings.missing_height);
    let scope = article.filter(|_| pane.here);
    let project = &workspace.project;
    if (pane.lines).update(workspace.missing.gaps(), scope, ui.ctx()) {
        // A row that is not there any more must not take the keyboard once there is one in its place.
        pane.wanted = None;
    }
    pane.cursor.rest();
    pane.follow(article, chosen);
    pane.take_keys(ui);
    if room.takes_focus(Region::Missing) {
        pane.enter(pane.cursor.at.min(pane.last()));
    }
    let free = ui.available_height();
    let frame = Frame::new()
        .fill(room.tokens.raised)
        .inner_margin(Margin::symmetric(14, 6));
    let edge = Edge::new(ui, "missing", Key::ArrowUp);
    let most = (free * 0.6).max(128.0);
    let usual = (free * 0.28).clamp(128.0, 240.0);
    let panel = Panel::bottom("missing")
        .resizable(true)
        .default_size(pane.height.unwrap_or(usual))
        .size_range(72.0..=most)
        .frame(frame)
        .show(ui, |ui| {
            name_part(ui, Role::Complementary, say!("missing-part"));
            let missing = workspace.missing.gaps().missing();
            show_head(ui, &mut pane, missing, room);
            ui.add_space(space::SMALL);
            let height = ui.available_height();
            let tokens = room.tokens;
            ui.spacing_mut().item_spacing.y = 0.0;
            let (lines, cursor) = (&mut pane.lines, pane.cursor);
            let (mut focused, mut wanted) = (None, pane.wanted);
            let rows = lines.count();
            let count = (rows, say!("missing-nothing"));
            row_list(ui, (height, ROW), count, Some(cursor), |ui, at| {
                lines.want(at);
                let Some(of) = lines.article(at) else { return };
                let gap = lines.gap(at);
                let about = gap.and_then(|gap| gap.annotation.as_ref());
                let title = project.articles.get(of).filter(|_| scope.is_none());
                let line = Line {
                    title: title.map_or("", |it| it.meta.display_title()),
                    gap,
                    is_chosen: about.is_some() && about == chosen && Some(of) == article,
                };
                let row = line.show(ui, tokens, (at, rows));
                if wanted.take_if(|wanted| *wanted == at).is_some() {
                    row.request_focus();
                }
                if row.has_focus() {
                    focused = Some((at, row.id));
                }
                if row.clicked() {
                    let to = Action::GoTo(of.clone(), about.cloned());
                    room.commands.push(Wish::Action(to));
                }
            });
            (pane.focused, pane.wanted) = (focused, wanted);
        });
    pane.lines.ask(ui.ctx());
    let height = panel.response.rect.height();
    // What a small window leaves is no wish of anybody's.
    if (height - usual).abs() > 1.0 && height < most {
        pane.height = Some(height);
    }
    edge.show(ui, panel.response.rect, room.tokens);
    workspace.missing_pane = pane;
}

fn show_head(ui: &mut Ui, pane: &mut MissingPane, missing: usize, room: &mut Room<'_>) {
    ui.horizontal_wrapped(|ui| {
        // Where there is little room, the rows need it more than their title.
        if ui.available_width() > TITLED {
            ui.label(RichText::new(say!("missing-title")).strong());
        }
        for (here, name) in [
            (false, say!("missing-in-project")),
            (true, say!("missing-here")),
        ] {
            let name = egui::Button::selectable(pane.here == here, name).small();
            if ui.add(name).clicked() {
                pane.here = here;
            }
        }
        for (command, name) in [
            (Command::PreviousMissing, say!("missing-previous")),
            (Command::NextMissing, say!("missing-next")),
        ] {
            if ui
                .add_enabled(missing > 0, egui::Button::new(name).small())
                .clicked()
            {
                room.wish(command);
            }
        }
        if ui.small_button(say!("missing-close")).clicked() {
            room.wish(Command::ListMissing);
        }
        // It stands in the status line too, and must not take a line from the rows.
        let words = say!("missing-status", count = missing);
        let count = TextLabel::new(&words).color(room.tokens.weak);
        let count = count.lines(typeset::Lines::Extend);
        if missing > 0 && count.width(ui) <= ui.available_size_before_wrap().x {
            ui.add(count);
        }
    });
}

/// One thing that is missing or broken.
struct Line<'a> {
    /// The title of the article; empty when all are of one.
    title: &'a str,
    /// None while it is put into words.
    gap: Option<&'a Gap>,
    is_chosen: bool,
}

impl Line<'_> {
    /// Shows it as one of so many rows.
    fn show(&self, ui: &mut Ui, tokens: &Tokens, (at, rows): (usize, usize)) -> egui::Response {
        let (word, color) = match self.gap.map(|gap| gap.level) {
            Some(Level::Error) => (say!("missing-wrong"), tokens.error),
            Some(Level::Warning) => (say!("missing-missing"), tokens.warning),
            Some(Level::Note) => (say!("missing-note"), tokens.weak),
            None => ("…", tokens.weak),
        };
        let message = self.gap.map_or("", |gap| gap.message.as_str());
        let what_first = self.gap.map(Gap::what_first).unwrap_or_default();
        let mut name = word.to_owned();
        for (between, part) in [(": ", message), (", ", self.title)] {
            if !part.is_empty() {
                name.push_str(between);
                name.push_str(part);
            }
        }
        let look = Look {
            role: Some(Role::ListItem),
            ..Look::chosen(self.is_chosen)
        };
        let shown = row(ui, tokens, look, (at, ROW), &name, |ui| {
            ui.horizontal(|ui| {
                ui.set_height(ROW);
                let word = TextLabel::new(word).bold(true).color(color);
                super::silent(&ui.add(word.lines(typeset::Lines::Extend)));
                // The title has its place at the right, as far as there is any.
                let width = ui.available_width();
                let has_title = !self.title.is_empty() && width > WITH_ARTICLE;
                let share = if has_title { 0.68 } else { 1.0 };
                ui.allocate_ui(egui::vec2(width * share, ROW), |ui| {
                    ui.set_width(width * share);
                    super::silent(&ui.add(TextLabel::new(&what_first).one_line()));
                });
                if has_title {
                    let title = TextLabel::new(self.title).color(tokens.weak);
                    super::silent(&ui.add(title.one_line()));
                }
            });
        });
        ui.ctx().accesskit_node_builder(shown.id, |node| {
            node.set_position_in_set(at);
            node.set_size_of_set(rows);
        });
        shown
    }
}
