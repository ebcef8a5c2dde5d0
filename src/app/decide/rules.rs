//! How the project is reviewed: what reviewers see, and the reasons that decisions may have.

use egui::Ui;

use crate::app::dialogs::{
    Action, Dialog, FirstFocus, Flow, Form, Verdict, View, body, nonempty_lines,
};
use crate::model::{Edit, Part, Project, Reason, ReasonId, ReviewRules, edits};
use crate::say;

/// The dialog.
#[derive(Debug, Default)]
pub struct ReviewRulesDialog {
    draft: Option<Draft>,
    first: FirstFocus,
}

#[derive(Debug)]
struct Draft {
    hide_names: bool,
    shuffle: bool,
    /// One reason a line.
    reasons: String,
}

impl ReviewRulesDialog {
    /// Of the open project.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Draft {
    fn of(project: &Project) -> Self {
        let rules = &project.reviewing.rules;
        let known = project.reviewing.reasons.iter();
        let mut reasons: Vec<&str> = known.map(|it| it.name.as_str()).collect();
        let untouched = ReviewRules {
            gold: rules.gold.clone(),
            second: rules.second.clone(),
            ..ReviewRules::default()
        };
        if reasons.is_empty() && *rules == untouched {
            // What others have found useful.
            reasons = say!("review-rules-usual")
                .split('|')
                .map(str::trim)
                .collect();
        }
        Self {
            hide_names: rules.hide_names,
            shuffle: rules.shuffle,
            reasons: reasons.join("\n"),
        }
    }

    /// One step that makes the project so.
    fn edit(&self, project: &Project) -> Edit {
        let rules = ReviewRules {
            hide_names: self.hide_names,
            shuffle: self.shuffle,
            ..project.reviewing.rules.clone()
        };
        let rules = rules.with_salt();
        let mut edit = edits::set_review_rules(project, rules);
        let wanted = nonempty_lines(&self.reasons);
        let mut after = project.clone();
        let known: Vec<Reason> = project.reviewing.reasons.clone();
        for reason in &known {
            if !wanted.contains(&reason.name) {
                edit = joined(edit, edits::remove_reason(&after, &reason.id), &mut after);
            }
        }
        for (at, name) in wanted.into_iter().enumerate() {
            let reasons = &after.reviewing.reasons;
            let known = reasons.iter().find(|it| it.name == name);
            let id = known.map_or_else(
                || {
                    let taken = |id: &ReasonId| reasons.iter().any(|it| it.id == *id);
                    ReasonId::from_name(&name, taken)
                },
                |reason| reason.id.clone(),
            );
            if known.is_none() {
                let reason = Reason {
                    id: id.clone(),
                    name,
                    definition: String::new(),
                };
                edit = joined(edit, edits::put_reason(&after, reason), &mut after);
            }
            edit = joined(edit, edits::move_reason(&after, &id, at), &mut after);
        }
        edit
    }
}

/// Both, and the project as it is after the second one.
fn joined(edit: Edit, next: Edit, after: &mut Project) -> Edit {
    if next.is_empty() || next.apply(after).is_err() {
        return edit;
    }
    edit.and(next)
}

impl Dialog for ReviewRulesDialog {
    fn title(&self) -> String {
        say!("review-rules-title").to_owned()
    }

    fn has_unsaved(&self) -> bool {
        true
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let Some(project) = view.project else {
            return Flow::Close;
        };
        let draft = self.draft.get_or_insert_with(|| Draft::of(project));
        let locked = (view.why_locked)(&Part::Reviewing);
        let mut form = Form::new(view.tokens, &mut self.first);
        body(ui, |ui| {
            if let Some(why) = &locked {
                form.warning(ui, why);
            }
            let hide = ui.checkbox(&mut draft.hide_names, say!("review-rules-hide"));
            form.noticed(ui, hide);
            ui.checkbox(&mut draft.shuffle, say!("review-rules-shuffle"));
            form.remark(ui, say!("review-rules-blind-help"));
            form.lines(
                ui,
                ("reasons", say!("review-rules-reasons")),
                6,
                &mut draft.reasons,
            );
            form.remark(ui, say!("review-rules-reasons-help"));
        });
        match form.buttons(ui, say!("dialog-save"), locked.as_deref()) {
            Verdict::Primary => {
                let edit = draft.edit(project);
                if edit.is_empty() {
                    Flow::Close
                } else {
                    Flow::Then(vec![Action::Commit(edit)])
                }
            }
            Verdict::Cancel => Flow::Close,
            Verdict::Wait => Flow::Stay,
        }
    }
}
