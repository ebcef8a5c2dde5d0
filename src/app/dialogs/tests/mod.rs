//! Every dialog in use: opened, filled by keyboard and pointer, accepted, refused, left. The harness finds widgets by
//! role and name and fails on unnamed ones, so that a screen reader finds them too.

mod comments;
mod guidelines;
mod language;
mod lists;
mod paths;
mod projects;
mod reading;

use egui::Vec2;
use egui_kittest::Harness;

use crate::app::command::{Row, Situation, table};
use crate::app::settings::Settings;
use crate::app::theme::{self, Tokens};
use crate::app::typeset::{FontService, Typography};
use crate::import::presets;
use crate::model::{
    AnnotatorId, Author, Color, Edit, Entity, EntityId, Finding, HeldRole, Project, edits,
};

use super::{Action, Dialog, Flow, View};

/// A dialog with all that it can see, and what it has asked for. Commits are carried out, as the window would.
pub(super) struct Stage {
    dialog: Box<dyn Dialog>,
    project: Option<Project>,
    author: Option<Author>,
    findings: Vec<Finding>,
    situation: Situation,
    settings: Settings,
    rows: Vec<Row>,
    tokens: Tokens,
    /// What was asked for.
    done: Vec<Action>,
    /// Whether the dialog has closed.
    closed: bool,
    size: Vec2,
}

impl Stage {
    fn new(dialog: impl Dialog + 'static) -> Self {
        let project = project();
        Self {
            dialog: Box::new(dialog),
            rows: table(Some(&project.codebook)),
            project: Some(project),
            author: Some(author("ana", 100)),
            findings: Vec::new(),
            situation: Situation {
                project: true,
                ..Situation::default()
            },
            settings: Settings::default(),
            tokens: Tokens::light(),
            done: Vec::new(),
            closed: false,
            size: Vec2::ZERO,
        }
    }

    fn read_only(mut self) -> Self {
        self.situation.read_only = Some("The folder is read-only".to_owned());
        self
    }

    /// One frame, as the window shows a dialog.
    fn show(&mut self, ui: &mut egui::Ui) {
        if self.closed {
            return;
        }
        let modal = egui::Modal::new(egui::Id::unique("dialog")).show(ui.ctx(), |ui| {
            ui.set_width(
                self.dialog
                    .width()
                    .min(ui.ctx().content_rect().width() - 40.0),
            );
            ui.heading(self.dialog.title());
            let view = View {
                keymap: &crate::app::command::KeyMap::default(),
                project: self.project.as_ref(),
                author: self.author.clone(),
                layer: None,
                findings: &self.findings,
                rows: &self.rows,
                situation: &self.situation,
                why_locked: &|_| self.situation.read_only.clone(),
                settings: &self.settings,
                tokens: &self.tokens,
            };
            let flow = self.dialog.show(ui, &view);
            (flow, ui.min_size())
        });
        // A window in the middle finds its place only in the frame after a change of its size.
        if core::mem::replace(&mut self.size, modal.inner.1) != modal.inner.1 {
            ui.ctx().request_repaint();
        }
        let may_close = modal.should_close();
        let actions = match modal.inner.0 {
            Flow::Stay => Vec::new(),
            Flow::Do(actions) => actions,
            Flow::Close => {
                self.closed = true;
                Vec::new()
            }
            Flow::Then(actions) => {
                self.closed = true;
                actions
            }
        };
        self.closed |= may_close;
        for action in actions {
            if let (Action::Commit(edit), Some(project)) = (&action, &mut self.project) {
                edit.apply(project).unwrap();
                self.rows = table(Some(&project.codebook));
            }
            if let Action::Read(reading) = &action {
                reading.put_into(&mut self.settings);
            }
            self.done.push(action);
        }
    }

    /// The window with the dialog, as small as it may be.
    fn open<'a>(self) -> Harness<'a, Self> {
        self.open_in(Vec2::new(720.0, 480.0))
    }

    fn open_in<'a>(self, size: Vec2) -> Harness<'a, Self> {
        let mut harness = Harness::builder()
            .with_size(size)
            // A thread that lists a folder may ask for a frame at any time.
            .with_max_steps(40)
            .with_theme(egui::Theme::Light)
            .with_context_setup(|ctx| {
                theme::install(ctx, theme::Contrast::default());
                Typography::install(ctx, &FontService::bundled());
                ctx.all_styles_mut(|style| style.animation_time = 0.0);
            })
            .build_ui_state(|ui, stage: &mut Self| stage.show(ui), self);
        harness.run();
        harness
    }

    fn project(&self) -> &Project {
        self.project.as_ref().unwrap()
    }

    /// The edit that was committed last.
    fn committed(&self) -> &Edit {
        match self.done.last() {
            Some(Action::Commit(edit)) => edit,
            _ => panic!("nothing was committed"),
        }
    }
}

pub(super) fn author(id: &str, seconds: i64) -> Author {
    Author {
        annotator: AnnotatorId::new(id).unwrap(),
        at: jiff::Timestamp::from_second(1_700_000_000 + seconds).unwrap(),
    }
}

/// A project with the default codebook, two annotators, an article and two entities.
pub(in crate::app) fn project() -> Project {
    let mut project = Project::default();
    let mut settings = project.settings.clone();
    settings.name = "Port strike".to_owned();
    let article = crate::model::random::article("one", "The port is closed.");
    let done = [
        edits::set_settings(&project, settings),
        edits::use_codebook(&presets()[0].codebook),
        edits::put_annotator(
            &project,
            &author("ana", 0).annotator,
            "Ana",
            Color([1, 2, 3]),
        ),
        edits::put_annotator(
            &project,
            &author("ben", 0).annotator,
            "Ben",
            Color([3, 2, 1]),
        ),
        edits::add_article(article),
    ];
    for edit in done {
        edit.apply(&mut project).unwrap();
    }
    for (by, name, alias) in [
        ("ana", "Rita Núñez", "the minister"),
        ("ben", "Port Authority", "PA"),
    ] {
        let edit = edits::put_entity(&project, &author(by, 1), entity(&project, name, alias));
        edit.apply(&mut project).unwrap();
    }
    project
}

fn entity(project: &Project, name: &str, alias: &str) -> Entity {
    let id = EntityId::from_name(name, |_| false);
    let kind = project.codebook.entity_types[0].id.clone();
    Entity {
        aliases: vec![alias.to_owned()],
        roles: vec![HeldRole {
            title: "Minister".to_owned(),
            from: Some(jiff::civil::date(2024, 1, 1)),
            to: None,
        }],
        ..Entity::new(id, name, kind, author("ana", 0).at)
    }
}

/// Types into the field that has the keyboard, in place of what is in it.
fn retype(harness: &mut Harness<'_, Stage>, text: &str) {
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    harness.run();
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}

/// Presses a key and lets the window settle.
fn press(harness: &mut Harness<'_, Stage>, key: egui::Key) {
    harness.key_press(key);
    harness.run();
}

/// Runs frames until a thread has answered.
fn wait_until(harness: &mut Harness<'_, Stage>, mut done: impl FnMut(&Harness<'_, Stage>) -> bool) {
    for _ in 0..400 {
        harness.run();
        if done(harness) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("it did not come to pass");
}
