//! A rule that follows from cases: an entry of the guidelines with the cases as examples, and the older marks that it touches.

use core::fmt::Write as _;
use std::collections::BTreeSet;

use egui::Ui;
use jiff::Zoned;

use crate::app::command::Command;
use crate::app::dialogs::{Action, Dialog, FirstFocus, Flow, Form, Verdict, View, body};
use crate::app::saying::in_context;
use crate::app::verdicts::say_why;
use crate::model::{Article, Edit, Part, Project, TagId, edits};
use crate::review::adjudication::Case;
use crate::say;

/// The dialog.
#[derive(Debug)]
pub struct GuidelineDialog {
    title: String,
    rule: String,
    /// What was decided about each case, as a line of Markdown.
    examples: Vec<String>,
    tags: Vec<TagId>,
    /// Whether the marks that it touches are listed then.
    lists: bool,
    first: FirstFocus,
}

impl GuidelineDialog {
    /// For these cases, each of an article.
    pub fn new(project: &Project, cases: &[(&Article, &Case)]) -> Self {
        let tags: BTreeSet<&TagId> = cases
            .iter()
            .flat_map(|(_, case)| case.marks.iter().map(|mark| &mark.annotation.tag))
            .collect();
        let examples = cases.iter();
        let examples = examples.map(|(article, case)| example(project, article, case));
        Self {
            title: String::new(),
            rule: String::new(),
            examples: examples.collect(),
            tags: tags.into_iter().cloned().collect(),
            lists: true,
            first: FirstFocus::default(),
        }
    }

    /// The guidelines with the new entry at their end.
    fn edit(&self, project: &Project) -> Edit {
        let mut text = project.guidelines.trim_end().to_owned();
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let day = Zoned::now().date();
        let tags: Vec<&str> = (self.tags.iter())
            .map(|tag| project.codebook.tag_name(tag))
            .collect();
        let _text = writeln!(text, "## {}\n\n{}\n", self.title.trim(), self.rule.trim());
        for example in &self.examples {
            let _text = writeln!(text, "- {example}");
        }
        let of = say!(
            "guideline-of",
            tags = tags.join(", "),
            day = day.to_string()
        );
        let _text = writeln!(text, "\n*{of}*");
        let edit = edits::set_guidelines(project, &text);
        let name = say!("guideline-edit", title = self.title.trim());
        Edit { name, ..edit }
    }

    /// What finds the marks that the rule touches.
    fn filter(&self, project: &Project) -> String {
        let names = self.tags.iter().map(|tag| {
            let name = project.codebook.tag_name(tag).replace('"', "\\\"");
            format!("\"{name}\"")
        });
        let names: Vec<String> = names.collect();
        format!("tag:{}", names.join(","))
    }
}

/// A case as a line of the guidelines: in its place, with what was decided and why. Names of people do not belong there.
fn example(project: &Project, article: &Article, case: &Case) -> String {
    let place = case.place;
    let words = place.map_or_else(String::new, |it| in_context(&article.text, it));
    let verdict = case.decisions.last().map(|(_, decision)| {
        let tag = case.marks.iter().find_map(|mark| {
            let taken =
                matches!(&decision.verdict, crate::model::Verdict::Take(by) if *by == mark.by);
            taken.then(|| project.codebook.tag_name(&mark.annotation.tag).to_owned())
        });
        let verdict = tag.unwrap_or_else(|| decision.verdict.in_words(|_| String::new()));
        match say_why(project, decision).as_str() {
            "" => verdict,
            why => format!("{verdict} ({why})"),
        }
    });
    let verdict = verdict.unwrap_or_else(|| say!("decide-undecided").to_owned());
    say!(
        "guideline-example",
        text = words.replace('\n', " "),
        verdict = verdict,
        title = article.meta.display_title()
    )
}

impl Dialog for GuidelineDialog {
    fn title(&self) -> String {
        say!("guideline-title").to_owned()
    }

    fn width(&self) -> f32 {
        600.0
    }

    fn has_unsaved(&self) -> bool {
        true
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let Some(project) = view.project else {
            return Flow::Close;
        };
        let locked = (view.why_locked)(&Part::Guidelines);
        let mut form = Form::new(view.tokens, &mut self.first);
        body(ui, |ui| {
            if let Some(why) = &locked {
                form.warning(ui, why);
            }
            form.text(ui, ("title", say!("guideline-heading")), &mut self.title);
            form.lines(ui, ("rule", say!("guideline-rule")), 3, &mut self.rule);
            form.label(ui, say!("guideline-examples"));
            for example in &self.examples {
                form.remark(ui, example);
            }
            ui.checkbox(&mut self.lists, say!("guideline-list"));
            form.remark(ui, say!("guideline-list-help"));
        });
        let is_empty = self.title.trim().is_empty() || self.rule.trim().is_empty();
        let why_not = is_empty.then_some(say!("guideline-empty"));
        match form.buttons(ui, say!("guideline-save"), locked.as_deref().or(why_not)) {
            Verdict::Primary => {
                let mut actions = vec![Action::Commit(self.edit(project))];
                if self.lists {
                    actions.push(Action::Perform(Command::Annotations));
                    actions.push(Action::UseFilter(self.filter(project)));
                }
                Flow::Then(actions)
            }
            Verdict::Cancel => Flow::Close,
            Verdict::Wait => Flow::Stay,
        }
    }
}
