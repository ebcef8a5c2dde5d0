//! The same change of all annotations that are listed: what is to be done, and what becomes of each, before it is done.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Key, Modifiers, Ui};

use crate::app::dialogs::{
    Action, Awaited, Cursor, Dialog, FirstFocus, Flow, Look, View, primary_button, row, row_list,
};
use crate::app::jobs::drop_elsewhere;
use crate::app::marking::shorten;
use crate::app::panels::silent;
use crate::app::theme::{Tokens, space};
use crate::app::typeset::{Lines, TextLabel};
use crate::model::edits::{Recode, Unfit};
use crate::model::{Author, LayerKey, Project};
use crate::query::listing::{Change, Found, Row, What};
use crate::query::recode::{Left, Made, Plan, Recoded, complete_deeds, plan, read_deeds};
use crate::say;
use crate::store::Progress;

use super::names::KnownNames;
use super::query_field::QueryField;

/// Height of a row of the preview.
const ROW: f32 = 44.0;
/// Height of what stands above and below the preview.
const AROUND: f32 = 250.0;
/// So many annotations are recoded between two frames.
const AT_ONCE: usize = 1000;
/// Longest passage in the preview, in characters.
const PASSAGE: usize = 90;

/// Asks what is to be done with what was found, and shows what would come of it.
pub struct RecodeDialog {
    found: Arc<Vec<Found>>,
    /// How many annotations these are.
    total: usize,
    /// The filter that found them.
    filter: String,
    /// Layers whose files cannot be written.
    locked: Arc<BTreeSet<LayerKey>>,
    names: KnownNames,
    line: String,
    /// Whether it was done.
    done: bool,
    first: FirstFocus,
    cursor: Cursor,
    /// What a thread works out of the line.
    working: Option<Awaited<Option<Worked>>>,
    worked: Option<Worked>,
    /// Of which line that is.
    made_of: Option<String>,
    wrong: Option<(core::ops::Range<usize>, String)>,
}

/// What would come of it, done on a copy of the project.
struct Worked {
    plan: Plan,
    made: Option<Box<Made>>,
    /// What does not fit, if something does not.
    refused: Option<String>,
}

impl RecodeDialog {
    /// The dialog for what a filter found.
    #[must_use]
    pub fn new(found: Arc<Vec<Found>>, filter: String, locked: Arc<BTreeSet<LayerKey>>) -> Self {
        Self {
            total: found.iter().map(|found| found.marks.len()).sum(),
            found,
            filter,
            locked,
            names: KnownNames::default(),
            line: String::new(),
            done: false,
            first: FirstFocus::default(),
            cursor: Cursor::default(),
            working: None,
            worked: None,
            made_of: None,
            wrong: None,
        }
    }

    /// Reads the line, and has a thread work out what would come of it.
    fn begin(&mut self, ui: &Ui, project: &Project, author: &Author) {
        // Whom the line names is known when the names are.
        let is_named = self.names.update(project, ui.ctx());
        if self.made_of.as_ref() == Some(&self.line) || !is_named {
            return;
        }
        self.made_of = Some(self.line.clone());
        // All of this may be large.
        drop_elsewhere(self.working.take());
        self.wrong = None;
        let deeds = match read_deeds(project, self.names.get(), &self.line) {
            Ok(deeds) => deeds,
            Err(wrong) => {
                self.wrong = Some((wrong.at, wrong.why));
                drop_elsewhere(self.worked.take());
                return;
            }
        };
        if deeds.is_empty() {
            drop_elsewhere(self.worked.take());
            return;
        }
        let (project, author) = (project.clone(), author.clone());
        let (found, locked) = (Arc::clone(&self.found), Arc::clone(&self.locked));
        let work =
            move |progress: &Progress| work(&project, &author, &found, &deeds, &locked, progress);
        if self.total <= AT_ONCE {
            self.worked = work(&Progress::default());
            self.cursor.reset();
            return;
        }
        self.working = Some(Awaited::start("recode", ui.ctx(), work));
    }

    fn take(&mut self) {
        if let Some(worked) = self.working.as_mut().and_then(Awaited::take) {
            self.working = None;
            drop_elsewhere(core::mem::replace(&mut self.worked, worked));
            self.cursor.reset();
        }
    }

    fn count(&self) -> usize {
        self.worked
            .as_ref()
            .map_or(0, |worked| worked.plan.changed.len())
    }

    fn show_line(&mut self, ui: &mut Ui, view: &View<'_>, project: &Project) {
        let id = ui.make_persistent_id("what is to be done");
        if !QueryField::is_open(ui, id) {
            let count = self.count();
            self.cursor.take_keys(ui, id, count);
        }
        let names = self.names.get();
        let field = QueryField {
            id,
            name: say!("recode-what"),
            hint: say!("recode-hint"),
            wrong: self.wrong.as_ref().map(|(at, _)| at.clone()),
            complete: &|text, caret| complete_deeds(project, names, text, caret),
        };
        ui.add(TextLabel::new(say!("recode-what")));
        let response = field.show(ui, &mut self.line);
        self.first.take(&response);
        let (words, color) = match &self.wrong {
            Some((_, why)) => (why.clone(), view.tokens.error),
            None => (say!("recode-example").to_owned(), view.tokens.weak),
        };
        ui.add(TextLabel::new(&words).size(12.5).color(color));
    }

    fn show_preview(&self, ui: &mut Ui, tokens: &Tokens, project: &Project) {
        let room = ui.ctx().content_rect().height();
        let height = (room - AROUND - 120.0).clamp(2.0 * ROW, 10.0 * ROW);
        let waits = self.working.as_ref().map(Awaited::percent);
        let nothing = match waits {
            Some(percent) => say!("recode-working", percent = percent),
            None => say!("recode-nothing").to_owned(),
        };
        ui.spacing_mut().item_spacing.y = 0.0;
        let count = (self.count(), nothing.as_str());
        row_list(ui, (height, ROW), count, Some(self.cursor), |ui, at| {
            let recoded = self.worked.as_ref().and_then(|it| it.plan.changed.get(at));
            if let Some(recoded) = recoded {
                show_recoded(ui, tokens, project, recoded, (at, at == self.cursor.at));
            }
        });
    }

    /// How many are left as they are, and why.
    fn show_left(&self, ui: &mut Ui, tokens: &Tokens) {
        let Some(worked) = &self.worked else {
            return;
        };
        let told: Vec<String> = worked
            .plan
            .left
            .iter()
            .map(|(why, count)| left(*why, *count))
            .collect();
        if !told.is_empty() {
            let line = told.join(" ");
            ui.add(TextLabel::new(&line).size(12.5).color(tokens.warning));
        }
        if let Some(why) = &worked.refused {
            ui.add(TextLabel::new(why).color(tokens.error));
        }
    }
}

fn work(
    project: &Project,
    author: &Author,
    found: &[Found],
    deeds: &[Recode],
    locked: &BTreeSet<LayerKey>,
    progress: &Progress,
) -> Option<Worked> {
    let plan = plan(
        project,
        author,
        found,
        deeds,
        |key| locked.contains(key),
        progress,
    )?;
    let (made, refused) = match plan.apply(project) {
        Ok(made) => (Some(Box::new(made)), None),
        Err(error) => (None, Some(error.to_string())),
    };
    Some(Worked {
        plan,
        made,
        refused,
    })
}

impl Drop for RecodeDialog {
    fn drop(&mut self) {
        let found = core::mem::take(&mut self.found);
        drop_elsewhere((self.working.take(), self.worked.take(), found));
    }
}

impl Dialog for RecodeDialog {
    fn title(&self) -> String {
        say!("recode-title", count = self.total)
    }

    fn width(&self) -> f32 {
        760.0
    }

    fn has_unsaved(&self) -> bool {
        !self.line.trim().is_empty()
    }

    fn committed(&mut self, done: bool) {
        // When the project has gone on since, what was typed stays, and what would come of it is worked out anew.
        self.done = done;
    }

    fn renew(&mut self) {
        self.made_of = None;
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let (Some(project), Some(author)) = (view.project, &view.author) else {
            return Flow::Close;
        };
        if self.done {
            return Flow::Close;
        }
        if !self.filter.trim().is_empty() {
            let words = shorten(&self.filter, 120);
            ui.add(TextLabel::new(&words).size(12.5).color(view.tokens.weak));
        }
        let id = ui.make_persistent_id("what is to be done");
        let has_keys = ui.memory(|memory| memory.has_focus(id)) && !QueryField::is_open(ui, id);
        let enter =
            has_keys && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        self.show_line(ui, view, project);
        self.begin(ui, project, author);
        self.take();
        ui.add_space(space::MEDIUM);
        self.show_preview(ui, view.tokens, project);
        ui.add_space(space::SMALL);
        self.show_left(ui, view.tokens);
        ui.add_space(space::MEDIUM);
        let why_not = match &self.worked {
            _ if self.working.is_some() => Some(say!("recode-wait").to_owned()),
            Some(worked) if worked.made.is_some() && !worked.plan.edit.is_empty() => None,
            _ => Some(say!("recode-nothing").to_owned()),
        };
        let mut flow = Flow::Stay;
        ui.horizontal_wrapped(|ui| {
            let name = say!("recode-do", count = self.count());
            let button = primary_button(ui, view.tokens, &name, why_not.as_deref());
            let is_wanted = why_not.is_none() && (button.clicked() || enter);
            if is_wanted && let Some(made) = self.worked.as_mut().and_then(|it| it.made.take()) {
                flow = Flow::Do(vec![Action::Take(made)]);
            }
            if ui.button(say!("recode-cancel")).clicked() {
                flow = Flow::Close;
            }
        });
        flow
    }
}

/// What becomes of an annotation.
fn show_recoded(
    ui: &mut Ui,
    tokens: &Tokens,
    project: &Project,
    recoded: &Recoded,
    (at, is_chosen): (usize, bool),
) {
    let before = Row::of(project, &recoded.chunk, &recoded.before);
    let becomes = match &recoded.after {
        None => say!("recode-deleted").to_owned(),
        Some(after) => {
            let after = Row::of(project, &recoded.chunk, after);
            let changes = after.changes(&before).into_iter().map(told);
            changes.collect::<Vec<_>>().join("; ")
        }
    };
    let passage = shorten(&before.text, PASSAGE);
    let name = format!("{}: {passage}: {becomes}", before.tag_name);
    let look = Look {
        role: Some(egui::accesskit::Role::ListBoxOption),
        ..Look::chosen(is_chosen)
    };
    row(ui, tokens, look, (at, ROW), &name, |ui| {
        ui.set_height(ROW);
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.add_space(3.0);
        let line = format!("{passage}  —  {}", before.title);
        silent(&ui.add(TextLabel::new(&line).lines(Lines::One)));
        let becomes = TextLabel::new(&becomes).size(12.5).color(tokens.accent);
        silent(&ui.add(becomes.lines(Lines::One)));
    });
}

/// “Polarity: oppose → support”.
fn told(change: Change) -> String {
    let name = match change.what {
        What::Tag => say!("listed-tag").to_owned(),
        What::Attribute(name) => name,
        What::Links => say!("listed-links").to_owned(),
        What::Unsure => say!("listed-unsure-field").to_owned(),
        What::Note => say!("listed-note").to_owned(),
    };
    let is_flag = name == say!("listed-unsure-field");
    let shown = |text: String| match (text.is_empty(), is_flag) {
        (true, true) => say!("recode-no").to_owned(),
        (false, true) => say!("recode-yes").to_owned(),
        (true, false) => "–".to_owned(),
        (false, false) => text,
    };
    format!("{name}: {} → {}", shown(change.before), shown(change.after))
}

/// That so many are left as they are, and why.
fn left(why: Left, count: usize) -> String {
    match why {
        Left::Same => say!("recode-left-same", count = count),
        Left::Others => say!("recode-left-others", count = count),
        Left::Unplaced => say!("recode-left-unplaced", count = count),
        Left::Locked => say!("recode-left-locked", count = count),
        Left::Unfit(Unfit::NoField) => say!("recode-left-field", count = count),
        Left::Unfit(Unfit::NoLink) => say!("recode-left-link", count = count),
    }
}
