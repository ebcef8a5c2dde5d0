//! Exchanging work with others through git: what will be done, before it is done; then what has been done, step by step.

mod disagreements;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use egui::Ui;

use crate::app::syncing::Course;
use crate::app::theme::{Tokens, space};
use crate::app::typeset::TextLabel;
use crate::model::Project;
use crate::say;
use crate::store::git::{self, Done, Outcome, Plan, Remote, Report};
use crate::store::{Gate, SaveFailure};

use super::awaited::Awaited;
use super::field::{FirstFocus, Form, Verdict, body};
use super::{Action, Dialog, Flow, View};
use disagreements::Disagreements;

/// How long is waited until everything is in the project's folder.
const WRITING: Duration = Duration::from_secs(30);
/// So many lines of a commit's message are shown.
const MESSAGE: usize = 8;

/// The dialog.
pub struct SyncDialog {
    root: PathBuf,
    gate: Option<Gate>,
    me: String,
    looking: Option<Awaited<Result<Plan, String>>>,
    plan: Option<Result<Plan, String>>,
    course: Option<Arc<Course>>,
    first: FirstFocus,
    /// Whether it was told that it is over.
    is_told: bool,
    /// What the sides do not agree on, once it is over.
    disagreements: Option<Disagreements>,
}

impl SyncDialog {
    /// For the project in `root`, on whose behalf `me` commits.
    #[must_use]
    pub fn new(root: PathBuf, gate: Gate, me: String) -> Self {
        Self {
            root,
            gate: Some(gate),
            me,
            looking: None,
            plan: None,
            course: None,
            first: FirstFocus::default(),
            is_told: false,
            disagreements: None,
        }
    }

    /// The same for a sync that is going on.
    #[must_use]
    pub fn of_course(course: Arc<Course>) -> Self {
        course.watch(true);
        Self {
            root: PathBuf::new(),
            gate: None,
            me: String::new(),
            looking: None,
            plan: None,
            course: Some(course),
            first: FirstFocus::default(),
            is_told: false,
            disagreements: None,
        }
    }

    /// Has a thread look what there is to do, once everything is in the folder.
    fn look(&mut self, ui: &Ui, project: &Project) {
        let (None, Some(gate)) = (&self.plan, &self.gate) else {
            return;
        };
        let (root, me) = (self.root.clone(), self.me.clone());
        let looking = self.looking.get_or_insert_with(|| {
            let (gate, project) = (gate.clone(), project.clone());
            Awaited::start("sync-plan", ui.ctx(), move |progress| {
                written(&gate)?;
                let plan = git::plan(&root, &project, &me, progress);
                plan.map_err(|error| error.to_string())
            })
        });
        self.plan = looking.take();
    }

    /// What will be done; what was pressed.
    fn ask(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let mut first = core::mem::take(&mut self.first);
        let mut form = Form::new(view.tokens, &mut first);
        body(ui, |ui| match &self.plan {
            None => form.remark(ui, say!("sync-looking")),
            Some(Err(why)) => form.problem(ui, why),
            Some(Ok(plan)) => show_plan(ui, &form, plan),
        });
        let why_not = match &self.plan {
            None => Some(say!("sync-looking").to_owned()),
            Some(Err(_)) => Some(String::new()),
            Some(Ok(plan)) if plan.obstacle.is_some() => Some(String::new()),
            Some(Ok(_)) => view.situation.read_only.clone(),
        };
        let pressed = form.buttons(ui, say!("sync-do"), why_not.as_deref());
        self.first = first;
        match pressed {
            Verdict::Primary => {
                let course = Arc::new(Course::default());
                course.watch(true);
                self.course = Some(Arc::clone(&course));
                self.first = FirstFocus::default();
                Flow::Do(vec![Action::Sync(course)])
            }
            Verdict::Cancel => Flow::Close,
            Verdict::Wait => Flow::Stay,
        }
    }

    /// What is being done, or has been.
    fn tell(&mut self, ui: &mut Ui, view: &View<'_>, project: &Project, course: &Course) -> Flow {
        let (now, tokens) = (course.now(), view.tokens);
        let mut taking = None;
        body(ui, |ui| {
            if let Some(failed) = &now.refused {
                ui.add(TextLabel::new(failed).color(tokens.error));
            }
            show_report(ui, tokens, &now.report);
            if now.is_over {
                ui.add_space(space::MEDIUM);
                course.see();
                let me = view.author.as_ref().map(|author| &author.annotator);
                let found = &now.report.conflicts;
                let list = (self.disagreements)
                    .get_or_insert_with(|| Disagreements::of(project, me, found));
                let read_only = view.situation.read_only.as_deref();
                taking = list.show(ui, tokens, project, read_only);
                show_end(ui, tokens, &now.report, now.refused.is_none());
            } else {
                let doing = now.step.map_or(say!("sync-running"), git::Step::words);
                ui.horizontal(|ui| {
                    ui.add(egui::Spinner::new().size(14.0));
                    ui.add(TextLabel::new(doing).color(tokens.weak));
                });
            }
        });
        ui.add_space(space::LARGE);
        if now.is_over {
            let close = ui.button(say!("dialog-close"));
            // What had the keyboard is gone: the other buttons, or the one that took a version of the others.
            if !core::mem::replace(&mut self.is_told, true) || taking.is_some() {
                close.request_focus();
            }
            return match taking {
                Some(edit) => Flow::Do(vec![Action::Commit(edit)]),
                None if close.clicked() => Flow::Close,
                None => Flow::Stay,
            };
        }
        ui.horizontal_wrapped(|ui| {
            let hide = ui.button(say!("sync-hide"));
            self.first.take(&hide);
            if hide.clicked() {
                return Flow::Close;
            }
            if ui.button(say!("dialog-cancel")).clicked() {
                return Flow::Do(vec![Action::StopSync]);
            }
            Flow::Stay
        })
        .inner
    }
}

/// Brings everything into the project's folder.
///
/// # Errors
/// What is not there, and why, in words.
pub(in crate::app) fn written(gate: &Gate) -> Result<(), String> {
    if gate.flush(WRITING) {
        return Ok(());
    }
    let left: Vec<String> = gate.left().iter().map(SaveFailure::to_string).collect();
    if left.is_empty() {
        return Ok(());
    }
    Err(say!("sync-unsaved", why = left.join("\n")))
}

fn show_plan(ui: &mut Ui, form: &Form<'_>, plan: &Plan) {
    let tokens = form.tokens;
    let place = plan.top.display().to_string();
    form.remark(ui, &say!("sync-place", path = place));
    if !plan.branch.is_empty() {
        let branch = say!("sync-branch", branch = &plan.branch);
        let to = plan.remote.as_ref().map(goes_to);
        let line = to.map_or(branch.clone(), |to| format!("{branch} {to}"));
        form.remark(ui, &line);
    }
    ui.add_space(space::MEDIUM);
    if let Some(obstacle) = &plan.obstacle {
        form.problem(ui, &obstacle.words());
        return;
    }
    if plan.resumes {
        form.warning(ui, say!("sync-resumes"));
    }
    let changes = &plan.changes;
    if changes.is_empty() {
        ui.add(TextLabel::new(say!("sync-nothing-new")).color(tokens.text));
    } else {
        let counted = say!(
            "sync-new-here",
            added = changes.added,
            changed = changes.changed,
            deleted = changes.deleted
        );
        ui.add(TextLabel::new(&counted).bold(true));
        let what = changes.what().join(", ");
        ui.add(TextLabel::new(&say!("sync-about", what = what)).color(tokens.text));
        form.label(ui, say!("sync-message"));
        egui::Frame::group(ui.style()).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let lines = plan.message.lines().filter(|line| !line.is_empty());
            for line in lines.take(MESSAGE) {
                ui.add(TextLabel::new(line).color(tokens.text));
            }
            if plan.message.lines().count() > MESSAGE {
                ui.add(TextLabel::new("…").color(tokens.weak));
            }
        });
    }
    ui.add_space(space::MEDIUM);
    if let Some((name, address)) = &plan.author {
        form.remark(ui, &say!("sync-author", name = name, address = address));
    }
    if plan.sets_up {
        form.remark(ui, say!("sync-sets-up"));
    }
    let then = if plan.remote.is_some() {
        say!("sync-will")
    } else {
        say!("sync-no-remote")
    };
    form.remark(ui, then);
}

fn goes_to(remote: &Remote) -> String {
    let Remote {
        name,
        address,
        branch,
        is_new,
    } = remote;
    if *is_new {
        say!(
            "sync-to-new",
            branch = branch,
            remote = name,
            address = address
        )
    } else {
        say!("sync-to", branch = branch, remote = name, address = address)
    }
}

fn show_report(ui: &mut Ui, tokens: &Tokens, report: &Report) {
    for done in &report.done {
        let color = match &done.outcome {
            Outcome::Failed(error) if error.is_of_the_line() => tokens.warning,
            Outcome::Failed(_) => tokens.error,
            _ => tokens.text,
        };
        let words = Done::words(done);
        for line in words.lines().filter(|line| !line.is_empty()) {
            ui.add(TextLabel::new(line).color(color));
        }
    }
}

fn show_end(ui: &mut Ui, tokens: &Tokens, report: &Report, was_tried: bool) {
    if report.brought() {
        ui.add(TextLabel::new(say!("sync-taken-in")).color(tokens.weak));
    }
    if was_tried {
        let end = if report.error().is_some() {
            say!("sync-failed")
        } else {
            say!("sync-done")
        };
        ui.add(TextLabel::new(end).bold(true));
    }
}

impl Drop for SyncDialog {
    fn drop(&mut self) {
        if let Some(course) = &self.course {
            course.watch(false);
        }
    }
}

impl Dialog for SyncDialog {
    fn title(&self) -> String {
        say!("sync-title").to_owned()
    }

    fn width(&self) -> f32 {
        600.0
    }

    fn committed(&mut self, done: bool) {
        if let Some(list) = &mut self.disagreements {
            list.committed(done);
        }
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let Some(project) = view.project else {
            return Flow::Close;
        };
        if let Some(course) = self.course.clone() {
            return self.tell(ui, view, project, &course);
        }
        self.look(ui, project);
        self.ask(ui, view)
    }
}

#[cfg(test)]
impl SyncDialog {
    /// With a plan that somebody has made.
    pub(super) fn with_plan(plan: Result<Plan, String>) -> Self {
        Self {
            root: PathBuf::new(),
            gate: None,
            me: "Ana".to_owned(),
            looking: None,
            plan: Some(plan),
            course: None,
            first: FirstFocus::default(),
            is_told: false,
            disagreements: None,
        }
    }
}
