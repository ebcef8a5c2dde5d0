//! What fills the window: the welcome page, the list of articles, the article, tags and inspector, the status line.

mod articles;
mod ask;
mod ask_field;
mod ask_target;
mod beside;
mod brush_strip;
mod centre;
mod colleague;
mod faults;
pub(in crate::app) mod fields;
mod find_strip;
mod guide;
mod inspector;
mod leap_strip;
mod legend;
mod missing;
mod new_entity;
mod pick_list;
mod place_strip;
mod refusal;
mod status;
mod tabs_strip;
mod tags;
pub(in crate::app) mod threads;
mod typed;
mod welcome;

use egui::accesskit::{Live, Role};
use egui::{Frame, Key, Margin, Panel, RichText, Ui};

use super::Region;
use super::access::{self, Edge, name_part};
use super::command::{Command, Row, Situation};
use super::dialogs::Action;
use super::highlighting::Highlighting;
use super::notices::Notices;
use super::reader::{Heading, Lit, Marks, Page};
use super::settings::Settings;
use super::theme::{Tokens, space};
use super::typeset::{TextButton, TextLabel, is_plain};
use super::workspace::{OpenArticle, Workspace};
use crate::model::{Article, EntityId, Level, Project};
use crate::say;

pub use articles::filter_id;
pub use faults::{fault_banner, missing_banner, moved_banner};
pub use guide::Guide;
pub use missing::MissingPane;
pub use status::status_line;
pub(in crate::app) use tags::{key_cap, key_cap_width};
pub use typed::take_carried;
pub use welcome::{opening, welcome};

/// What a panel wants to have done after the frame.
pub enum Wish {
    /// A command of the table.
    Command(Command),
    /// Something that a dialog could ask for too.
    Action(Action),
}

/// What was answered to a banner about saving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Write now.
    Retry,
    /// Close and lose what is not on the disk.
    CloseAnyway,
    /// Do not close.
    Stay,
    /// Take what another program removed out of the project.
    AcceptRemoval,
    /// Write again what another program removed.
    WriteAgain,
    /// Open the project where its folder is now.
    Follow,
}

/// What the panels of a workspace share in one frame.
pub struct Room<'a> {
    /// Colours.
    pub tokens: &'a Tokens,
    /// What the user has chosen for good.
    pub settings: &'a Settings,
    /// What is said.
    pub notices: &'a mut Notices,
    /// Where the keyboard should go; taken by the panel that has the place.
    pub focus: &'a mut Option<Region>,
    /// Whether annotations are hidden.
    pub clean: bool,
    /// What is to be done after the frame.
    pub commands: &'a mut Vec<Wish>,
}

impl Room<'_> {
    /// Wishes a command.
    pub fn wish(&mut self, command: Command) {
        self.commands.push(Wish::Command(command));
    }

    /// Has the keyboard go to the text.
    pub fn focus_text(&mut self) {
        *self.focus = Some(Region::Text);
    }

    /// Whether the keyboard should go to a region; only the first one who asks gets yes.
    pub fn takes_focus(&mut self, region: Region) -> bool {
        if *self.focus == Some(region) {
            *self.focus = None;
            return true;
        }
        false
    }
}

/// An article with its marks as the user has chosen to read it, and nothing else on it. `date` is that of the article.
pub(in crate::app) fn page<'a>(
    article: &'a Article,
    marks: &'a Marks,
    date: &'a str,
    room: &Room<'_>,
) -> Page<'a> {
    Page {
        heading: Heading {
            title: article.meta.display_title(),
            source: &article.meta.source,
            author: &article.meta.author,
            date,
        },
        text_size: room.settings.text_size,
        line_spacing: room.settings.line_spacing,
        measure: room.settings.measure,
        clean: room.clean,
        all_invisible: room.settings.show_invisible,
        ..Page::new(marks)
    }
}

/// What highlighters have found in an article, if that is to be seen.
fn lit<'a>(found: &'a Highlighting, room: &Room<'_>) -> &'a [Lit] {
    if room.settings.show_highlighters && !room.clean {
        found.lit()
    } else {
        &[]
    }
}

/// Has a thread look for what highlighters find in what is in view now, for the next frame.
fn light_up(ctx: &egui::Context, open: &mut OpenArticle, project: &Project, room: &Room<'_>) {
    if room.settings.show_highlighters && !room.clean {
        let view = open.reader.in_view();
        let text = &open.article.text;
        open.lit.update(ctx, text, &project.highlighters, view);
    }
}

/// The day of an article as it is shown.
pub(in crate::app) fn date_of(article: &Article) -> String {
    article
        .meta
        .date
        .map(|date| date.to_string())
        .unwrap_or_default()
}

/// Draws an open project.
pub fn workspace(ui: &mut Ui, workspace: &mut Workspace, room: &mut Room<'_>) {
    const MARGIN: Margin = Margin::symmetric(12, 10);
    let side = Frame::new().fill(room.tokens.panel).inner_margin(MARGIN);
    // The text keeps at least half of a narrow window.
    let width = ui.available_width();
    if room.settings.show_articles {
        let edge = Edge::new(ui, "articles", Key::ArrowRight);
        let panel = Panel::left("articles")
            .default_size(270.0)
            .size_range(side_range(width, 0.24, 180.0..=480.0))
            .frame(side)
            .show(ui, |ui| {
                name_part(ui, Role::Navigation, say!("panel-articles"));
                articles::show(ui, workspace, room);
            });
        edge.show(ui, panel.response.rect, room.tokens);
    }
    if room.settings.show_inspector && workspace.open.is_some() {
        let edge = Edge::new(ui, "inspector", Key::ArrowLeft);
        let panel = Panel::right("inspector")
            .default_size(310.0)
            .size_range(side_range(width, 0.28, 230.0..=520.0))
            .frame(side.inner_margin(Margin { right: 4, ..MARGIN }))
            .show(ui, |ui| {
                name_part(ui, Role::Complementary, say!("panel-tags-and-fields"));
                let area = egui::ScrollArea::vertical().auto_shrink(false);
                area.show(ui, |ui| {
                    access::beside_bar().show(ui, |ui| {
                        tags::show(ui, workspace, room);
                        ui.add_space(space::LARGE);
                        ui.separator();
                        ui.add_space(space::SMALL);
                        inspector::show(ui, workspace, room);
                    });
                    access::follow(ui);
                });
            });
        edge.show(ui, panel.response.rect, room.tokens);
    }
    if room.settings.show_missing {
        missing::show(ui, workspace, room);
    }
    if let Some(guide) = &mut workspace.guide {
        guide::show(ui, &workspace.project, guide, room);
    }
    egui::CentralPanel::default()
        .frame(Frame::new().fill(room.tokens.page))
        .show(ui, |ui| {
            beside::show(ui, workspace, room);
        });
}

/// How wide a side panel may be: within its limits, but no more than its share of the window.
fn side_range(
    window: f32,
    share: f32,
    limits: core::ops::RangeInclusive<f32>,
) -> core::ops::RangeInclusive<f32> {
    let most = limits.end().min((window * share).max(limits.start() * 0.6));
    limits.start().min(most)..=most.max(limits.start().min(most))
}

/// A row of the command table as an entry of a menu.
pub fn menu_item(ui: &mut Ui, row: &Row, situation: &Situation, wishes: &mut Vec<Wish>) {
    let disabled = row.disabled(situation);
    let name = match (&row.command, &situation.undo, &situation.redo) {
        (Command::Undo, Some(what), _) => {
            say!("panel-undo", what = super::marking::shorten(what, 48))
        }
        (Command::Redo, _, Some(what)) => {
            say!("panel-redo", what = super::marking::shorten(what, 48))
        }
        _ => row.name.clone(),
    };
    let is_on = situation.on.contains(&row.command);
    let response = if is_plain(&name) {
        let mut button = egui::Button::new(name);
        // A button that says that it is off is a switch to a screen reader, which most commands are not.
        if is_on {
            button = button.selected(true);
        }
        if let Some(key) = row.key() {
            button = button.shortcut_text(key);
        }
        ui.add_enabled(disabled.is_none(), button)
    } else {
        // It quotes a text of another script.
        ui.add_enabled(disabled.is_none(), TextButton::new(&name).selected(is_on))
    };
    let response = match &disabled {
        None => response.on_hover_text(&row.help),
        Some(why) => response.on_disabled_hover_text(why),
    };
    if response.clicked() {
        wishes.push(Wish::Command(row.command.clone()));
        ui.close();
    }
}

/// The wish to look at an entity of the register.
fn open_entity(id: EntityId) -> Wish {
    Wish::Action(Action::Entity(id))
}

/// A message that stays, with its level as a word and as a colour.
pub fn banner(
    ui: &mut Ui,
    tokens: &Tokens,
    level: Level,
    text: &str,
    buttons: impl FnOnce(&mut Ui),
) {
    let (word, color) = match level {
        Level::Error => (say!("panel-error"), tokens.error),
        Level::Warning | Level::Note => (say!("panel-note"), tokens.warning),
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(word).strong().color(color));
        let message = ui.add(TextLabel::new(text));
        ui.ctx().accesskit_node_builder(message.id, |node| {
            node.set_role(Role::Alert);
            node.set_label(text);
            node.set_live(Live::Assertive);
        });
        buttons(ui);
    });
}

/// Keeps a label from screen readers: what it is part of says it already.
pub(in crate::app) fn silent(response: &egui::Response) {
    response
        .ctx
        .accesskit_node_builder(response.id, egui::accesskit::Node::set_hidden);
}

/// A heading above a group.
pub(super) fn heading(ui: &mut Ui, tokens: &Tokens, text: &str) {
    let text = RichText::new(text).strong().size(12.0).color(tokens.weak);
    ui.add(egui::Label::new(text).truncate());
}
