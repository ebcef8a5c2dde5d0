//! One frame: what landed, what was typed, what is drawn.

use std::any::TypeId;

use egui::accesskit::Role;
use egui::{Frame, Panel, RichText, Ui};

use super::access;
use super::command::Group;
use super::dialogs::{Action, Flow, PathDialog, View};
use super::files::{self, READING};
use super::panels;
use super::past;
use super::picker::Answer;
use super::screens::Instead;
use super::theme::{Tokens, space};
use super::workspace::Workspace;
use super::{Keyboard, Postil, Region, Screen};
use crate::say;
use crate::words::phrase;

/// Height of the menu bar and of the frame of a menu below it, in points.
const MENU_BAR: f32 = 56.0;

/// Which dialog was drawn last. Each has a number of its own, by which egui keeps what belongs to it: how far something was
/// scrolled in one is nothing to the next.
#[derive(Debug, Default)]
pub(super) struct ShownDialog {
    kind: Option<TypeId>,
    number: u64,
}

impl ShownDialog {
    /// The number of the dialog that is drawn now, of this kind.
    fn number_of(&mut self, kind: TypeId) -> u64 {
        if self.kind.replace(kind) != Some(kind) {
            self.number += 1;
        }
        self.number
    }
}

impl Postil {
    /// Takes in the results of finished work. Draws nothing; also runs while the window is hidden.
    pub fn land(&mut self, ctx: &egui::Context) {
        let ended = self.jobs.ended();
        for landing in ended.landings {
            landing(self, ctx);
        }
        for (job, name) in ended.broken {
            self.notices
                .error(say!("window-broke-off", job = phrase(&name)));
            let half_read = name == READING && self.workspace().is_some_and(|it| it.reading);
            if half_read || matches!(self.screen, Screen::Opening(_)) {
                self.screen = Screen::Welcome;
            }
            self.upkeep_broke_off(job, &name);
            self.sync_broke_off(&name);
        }
        if self.check_wanted {
            self.check_project(ctx);
        }
        self.show_journal(ctx);
        self.take_in_changes(ctx);
        self.look_after_project(ctx);
        self.look_for_folder(ctx);
        // Opening another project clears what was said before.
        if !self.jobs.is_running(files::OPENING) && !self.is_leaving() {
            for remark in core::mem::take(&mut self.remarks) {
                self.notices.warn(remark);
            }
        }
        self.make_wanted_rows(ctx);
        self.make_wanted_marks(ctx);
        self.make_colleagues_marks(ctx);
        if let Screen::Workspace(workspace) = &mut self.screen {
            workspace.look_for_missing(ctx);
        }
        if let Some(answer) = self.picker.poll() {
            let asked = self.asked.take();
            match (answer, asked) {
                (Answer::Picked(paths), Some(ask)) => self.picked(&ask, paths, ctx),
                (Answer::Unavailable, Some(ask)) => {
                    // The dialog that asked waits below; the path comes back to it.
                    let waiting = self.dialog.take();
                    let start = self.folder_for(&ask);
                    // What is in the project is no article to load.
                    let own = self.workspace().map(|workspace| workspace.root.clone());
                    let own = own.filter(|_| files::asks_for_articles(&ask));
                    self.below = waiting;
                    self.dialog = Some(Box::new(PathDialog::new(ask, start).without(own)));
                }
                _ => {}
            }
        }
    }

    /// Draws the window.
    pub fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.note_turn(&ctx);
        self.share_with_workspace();
        self.take_input(&ctx);
        self.guard_leaving(&ctx);
        let tokens = Tokens::current(&ctx);
        let mut commands = Vec::new();
        let in_menus = self.menu_bar(ui, &tokens, &mut commands);
        self.status_line(ui, &tokens, &mut commands);
        self.banners(ui, &tokens, &mut commands);
        match &mut self.screen {
            Screen::Welcome => panels::welcome(ui, &tokens, &mut self.settings, &mut commands),
            Screen::Opening(root) => {
                let cancel = panels::opening(ui, &tokens, root, &self.jobs);
                if cancel {
                    self.jobs.cancel_all();
                }
            }
            Screen::Workspace(workspace) => {
                let mut room = panels::Room {
                    tokens: &tokens,
                    settings: &self.settings,
                    notices: &mut self.notices,
                    focus: &mut self.focus,
                    clean: self.clean,
                    commands: &mut commands,
                };
                let screens = &mut self.screens;
                let mut shows_missing = false;
                match screens.shown(workspace.number) {
                    Some(Instead::Register) => screens.register.show(ui, workspace, &mut room),
                    Some(Instead::Codebook) => screens.codebook.show(ui, workspace, &mut room),
                    Some(Instead::Table) => screens.table.show(ui, workspace, &mut room),
                    Some(Instead::Agreement) => screens.agreement.show(ui, workspace, &mut room),
                    Some(Instead::Decide) => screens.decide.show(ui, workspace, &mut room),
                    Some(Instead::Inbox) => screens.inbox.show(ui, workspace, &mut room),
                    Some(Instead::Comments) => screens.comments.show(ui, workspace, &mut room),
                    Some(Instead::Team) => screens.team.show(ui, workspace, &mut room),
                    None => {
                        panels::workspace(ui, workspace, &mut room);
                        shows_missing = self.settings.show_missing;
                    }
                }
                let pane = &workspace.missing_pane;
                // One that is not on screen was told nothing.
                if shows_missing {
                    self.settings.missing_here = pane.is_here();
                    self.settings.missing_height = pane.height();
                }
            }
        }
        self.show_dialog(&ctx, &tokens);
        for command in commands {
            match command {
                panels::Wish::Command(command) => self.perform(&command, &ctx),
                panels::Wish::Action(action) => self.act(action, &ctx),
            }
        }
        self.keep_title(&ctx);
        let zoom = ctx.zoom_factor();
        ctx.input(|input| self.settings.note_window(input.viewport(), zoom));
        self.note_keyboard(&ctx, in_menus);
    }

    /// Draws the menus; whether one of them has the keyboard.
    fn menu_bar(&mut self, ui: &mut Ui, tokens: &Tokens, wishes: &mut Vec<panels::Wish>) -> bool {
        let situation = self.situation();
        let mut wanted = self.focus.take_if(|region| *region == Region::Menus);
        let mut has_keyboard = false;
        Panel::top("menus")
            .frame(
                Frame::new()
                    .fill(tokens.panel)
                    .inner_margin(egui::Margin::symmetric(8, 4)),
            )
            .show(ui, |ui| {
                egui::MenuBar::new().ui(ui, |ui| {
                    access::name_part(ui, Role::MenuBar, say!("window-menus"));
                    for group in Group::ALL {
                        let rows: Vec<_> = self
                            .rows()
                            .iter()
                            .filter(|row| row.group == group && row.in_menu)
                            .collect();
                        if rows.is_empty() {
                            continue;
                        }
                        let menu = ui.menu_button(group.name(), |ui| {
                            ui.set_min_width(260.0);
                            // A menu that is higher than the window scrolls below its name.
                            let room = ui.ctx().content_rect().height() - MENU_BAR;
                            // Whoever does not see the bar does not see that there is more.
                            ui.spacing_mut().scroll = egui::style::ScrollStyle::solid();
                            egui::ScrollArea::vertical()
                                .max_height(room)
                                .min_scrolled_height(room)
                                .show(ui, |ui| {
                                    for row in rows {
                                        panels::menu_item(ui, row, &situation, wishes);
                                    }
                                    access::follow(ui);
                                });
                        });
                        if wanted.take().is_some() {
                            menu.response.request_focus();
                        }
                        has_keyboard |= menu.response.has_focus();
                    }
                });
            });
        has_keyboard
    }

    fn status_line(&self, ui: &mut Ui, tokens: &Tokens, wishes: &mut Vec<panels::Wish>) {
        Panel::bottom("status")
            .frame(
                Frame::new()
                    .fill(tokens.panel)
                    .inner_margin(egui::Margin::symmetric(12, 4)),
            )
            .show(ui, |ui| {
                access::name_part(ui, Role::ContentInfo, say!("window-status"));
                panels::status_line(ui, tokens, &self.screen, &self.notices, &self.jobs, wishes);
            });
    }

    /// Warnings and errors that stay until they are closed.
    fn banners(&mut self, ui: &mut Ui, tokens: &Tokens, wishes: &mut Vec<panels::Wish>) {
        let status = match &self.screen {
            Screen::Workspace(workspace) => workspace.saver.status(),
            _ => crate::store::SaveStatus::default(),
        };
        let closing = self.is_leaving();
        let is_well = status.failed.is_empty() && status.trouble.is_none();
        let looks_back = self.workspace().and_then(Workspace::looks_back);
        let looks_back = looks_back.map(str::to_owned);
        let is_lost = self.workspace().is_some_and(|workspace| {
            workspace.moved_to().is_some() || workspace.missing().len() > 0
        });
        if self.notices.open.is_empty() && is_well && looks_back.is_none() && !is_lost {
            return;
        }
        let mut closed = None;
        let mut answer = None;
        Panel::top("banners")
            .frame(
                Frame::new()
                    .fill(tokens.raised)
                    .inner_margin(egui::Margin::symmetric(12, 6)),
            )
            .show(ui, |ui| {
                if let Some(then) = looks_back {
                    past::banner(ui, tokens, &then, wishes);
                }
                answer = panels::fault_banner(ui, tokens, &status, closing, wishes);
                if let Screen::Workspace(workspace) = &self.screen {
                    let moved = panels::moved_banner(ui, tokens, workspace, &status);
                    let missing = panels::missing_banner(ui, tokens, workspace);
                    answer = answer.or(moved).or(missing);
                }
                for (at, notice) in self.notices.open.iter().enumerate() {
                    panels::banner(ui, tokens, notice.level, &notice.text, |ui| {
                        if notice.has_findings && ui.button(say!("window-show-all")).clicked() {
                            wishes.push(panels::Wish::Action(Action::Show(Box::new(
                                super::dialogs::FindingsDialog::new(),
                            ))));
                            closed = Some(at);
                        }
                        if ui.button(say!("window-close")).clicked() {
                            closed = Some(at);
                        }
                    });
                }
            });
        if let Some(at) = closed {
            self.notices.open.remove(at);
        }
        match answer {
            Some(panels::Answer::Retry) => {
                if let Screen::Workspace(workspace) = &self.screen {
                    workspace.saver.retry();
                }
            }
            Some(panels::Answer::CloseAnyway) => self.leave_now(ui.ctx()),
            Some(panels::Answer::Stay) => self.stay(),
            Some(panels::Answer::AcceptRemoval) => {
                if let Screen::Workspace(workspace) = &mut self.screen {
                    workspace.accept_missing(&mut self.notices);
                }
            }
            Some(panels::Answer::WriteAgain) => {
                if let Screen::Workspace(workspace) = &mut self.screen {
                    workspace.write_missing();
                }
            }
            Some(panels::Answer::Follow) => self.follow_folder(ui.ctx()),
            None => {}
        }
    }

    fn show_dialog(&mut self, ctx: &egui::Context, tokens: &Tokens) {
        let Some(mut dialog) = self.dialog.take() else {
            self.shown_dialog.kind = None;
            return;
        };
        let number = self.shown_dialog.number_of(dialog.kind());
        let workspace = self.workspace();
        let key = workspace.and_then(super::workspace::Workspace::key);
        let situation = self.situation();
        let why_locked = |part: &_| workspace.and_then(|workspace| workspace.why_locked(part));
        let view = View {
            project: workspace.map(|workspace| &workspace.project),
            author: workspace.map(super::workspace::Workspace::author),
            layer: key.as_ref(),
            findings: workspace.map_or(&[], |workspace| &workspace.findings),
            rows: self.rows(),
            keymap: &self.keymap,
            situation: &situation,
            why_locked: &why_locked,
            settings: &self.settings,
            tokens,
        };
        let screen = ctx.content_rect();
        let id = egui::Id::unique("dialog");
        let area = egui::Modal::default_area(id)
            .role(Role::Dialog)
            .accessible_name(dialog.title());
        let (area, veil) = if dialog.is_beside() {
            let corner = egui::vec2(-space::LARGE, 3.0 * space::HUGE);
            (area.anchor(egui::Align2::RIGHT_TOP, corner), Tokens::NONE)
        } else {
            (area, tokens.veil)
        };
        let modal = egui::Modal::new(id)
            .area(area)
            .backdrop_color(veil)
            .frame(
                Frame::new()
                    .fill(tokens.raised)
                    .stroke(egui::Stroke::new(1.0, tokens.border))
                    .corner_radius(10.0)
                    .inner_margin(space::HUGE),
            )
            .show(ctx, |ui| {
                let width = dialog.width().min(screen.width() - 80.0);
                ui.set_width(width);
                ui.set_max_height(screen.height() - 120.0);
                ui.label(RichText::new(dialog.title()).heading().strong());
                ui.add_space(space::MEDIUM);
                // Where something scrolls, one sees that more follows, also while the pointer is elsewhere.
                let scroll = &mut ui.spacing_mut().scroll;
                scroll.dormant_handle_opacity = scroll.active_handle_opacity;
                let flow = ui.push_id(number, |ui| dialog.show(ui, &view)).inner;
                // egui centres a modal by the size of its last frame, so a new size asks for one more.
                let size = ui.min_size();
                let key = id.with("size");
                if ui.data(|data| data.get_temp(key)) != Some(size) {
                    ui.data_mut(|data| data.insert_temp(key, size));
                    ui.ctx().request_repaint();
                }
                flow
            });
        // A click beside the dialog must not cost what was typed into it.
        let beside = modal.backdrop_response.clicked();
        let should_close = modal.should_close() && !(beside && dialog.has_unsaved());
        let (keep, actions) = match modal.inner {
            Flow::Stay => (!should_close, Vec::new()),
            Flow::Do(actions) => (true, actions),
            Flow::Close => (false, Vec::new()),
            Flow::Then(actions) => (false, actions),
        };
        if keep {
            self.dialog = Some(dialog);
        } else {
            self.dialog = self.below.take();
            self.shown_dialog.kind = None;
            // What it has changed of them.
            self.settings.save();
            ctx.request_repaint();
        }
        for action in actions {
            self.act(action, ctx);
        }
    }

    /// Shows in the title of the window which project is open and whether something is not on the disk yet.
    fn keep_title(&mut self, ctx: &egui::Context) {
        let title = match &self.screen {
            Screen::Workspace(workspace) => {
                let sign = if workspace.saver.status().pending > 0 {
                    "● "
                } else {
                    ""
                };
                format!("{sign}{} – Postil", workspace.project.settings.name)
            }
            _ => "Postil".to_owned(),
        };
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| {
            node.set_label(title.as_str());
        });
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Puts the keyboard into the next region of the window.
    pub(super) fn cycle_regions(&mut self) {
        use Region::{Fields, Filter, Menus, Missing, Text};
        if self.cycle_instead() {
            return;
        }
        let next = match self.keyboard {
            Keyboard::Text => Filter,
            Keyboard::Filter => Fields,
            Keyboard::Elsewhere if self.may_enter_missing() => Missing,
            Keyboard::Elsewhere => Menus,
            Keyboard::Menus | Keyboard::Nowhere => Text,
        };
        if next == Filter {
            self.settings.show_articles = true;
        }
        if next == Fields {
            self.settings.show_inspector = true;
        }
        self.focus = Some(next);
    }

    /// Whether the list of what is missing is there for the keyboard, and has not got it.
    fn may_enter_missing(&self) -> bool {
        let pane = self.workspace().map(|workspace| &workspace.missing_pane);
        self.settings.show_missing && pane.is_some_and(panels::MissingPane::may_enter)
    }
}
