//! Values that do not fit a changed field: which they are, and what is to become of them.

use egui::Ui;

use crate::app::dialogs::{Awaited, Form, renamed};
use crate::app::theme::space;
use crate::app::typeset::TextLabel;
use crate::model::edits::{self, Fit, Owner};
use crate::model::{Attribute, Kind, Project, Value};
use crate::say;

use super::thing::Thing;

/// Values that do not fit a changed field, and what is to become of them.
#[derive(Debug)]
struct Misfit {
    of: Attribute,
    owner: Owner,
    looking: Awaited<Vec<Fit>>,
    found: Option<Vec<Fit>>,
    becomes: Vec<Option<String>>,
    /// The one option that the field began with before.
    default: Option<String>,
}

impl Misfit {
    /// Whether every value that does not fit has its new name.
    fn is_renaming(&self) -> bool {
        self.becomes.iter().all(Option::is_some)
    }
}

/// The same of all fields of a thing.
#[derive(Debug, Default)]
pub struct Misfits(Vec<Misfit>);

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing yet.
    Wait,
    /// Nothing has to be decided: everything fits.
    Fits,
    /// The fields are changed all the same.
    Change,
    /// They become what they were.
    TakeBack,
}

impl Misfits {
    /// Forgets what was looked for.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Has a thread look which values do not fit these fields; shows them, and asks what is to become of them.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        form: &mut Form<'_>,
        project: &Project,
        changed: Vec<(Owner, Attribute)>,
    ) -> Answer {
        self.look(ui, project, changed);
        if self.0.iter().any(|it| it.found.is_none()) {
            form.remark(ui, say!("tagset-looking"));
            return Answer::Wait;
        }
        if (self.0.iter()).all(|it| it.found.as_ref().is_some_and(Vec::is_empty)) {
            return Answer::Fits;
        }
        ui.add_space(space::MEDIUM);
        for misfit in &mut self.0 {
            let found = misfit.found.as_deref().unwrap_or_default();
            let words = say!("tagset-misfits", field = &misfit.of.name);
            if misfit.is_renaming() {
                ui.add(TextLabel::new(&words));
            } else {
                form.warning(ui, &words);
            }
            for (at, fit) in found.iter().enumerate() {
                ui.push_id(("misfit", at), |ui| {
                    show_fit(ui, form, &misfit.of, fit, &mut misfit.becomes[at]);
                });
            }
        }
        let mut answer = Answer::Wait;
        let change = if self.0.iter().all(Misfit::is_renaming) {
            say!("tagset-rename")
        } else {
            say!("tagset-change-anyway")
        };
        ui.horizontal_wrapped(|ui| {
            if ui.button(change).clicked() {
                answer = Answer::Change;
            }
            if ui.button(say!("tagset-take-back")).clicked() {
                answer = Answer::TakeBack;
            }
        });
        answer
    }

    fn look(&mut self, ui: &Ui, project: &Project, changed: Vec<(Owner, Attribute)>) {
        self.0
            .retain(|it| changed.iter().any(|(_, field)| *field == it.of));
        for (owner, field) in changed {
            if self.0.iter().any(|it| it.of == field) {
                continue;
            }
            let before = owner.attribute(&project.codebook, &field.id);
            let default = match before.and_then(|it| it.default.as_ref()) {
                Some(Value::Choice(option)) => Some(option.clone()),
                _ => None,
            };
            let (project, of, whose) = (project.clone(), field.clone(), owner.clone());
            let work = move |_: &crate::store::Progress| edits::fits(&project, &whose, &of);
            self.0.push(Misfit {
                of: field,
                owner,
                looking: Awaited::start("values", ui.ctx(), work),
                found: None,
                becomes: Vec::new(),
                default,
            });
        }
        for misfit in &mut self.0 {
            let Some(found) = misfit.looking.take() else {
                continue;
            };
            let found: Vec<Fit> = (found.into_iter())
                .filter(|fit| fit.becomes.as_ref() != Some(&fit.value))
                .collect();
            let before = misfit
                .owner
                .attribute(&project.codebook, &misfit.of.id)
                .map_or(&[][..], |known| known.kind.options());
            let guesses = renamed(before, misfit.of.kind.options());
            misfit.becomes = (found.iter())
                .map(|fit| {
                    let guess = guesses.iter().find(|(old, _)| *old == fit.value);
                    guess.map(|(_, new)| (*new).to_owned())
                })
                .collect();
            misfit.found = Some(found);
        }
    }

    /// Notes in the fields of a thing what was chosen for the values that do not fit.
    pub fn note(&self, thing: &mut Thing) {
        for misfit in &self.0 {
            let Some(field) = thing.attribute_mut(&misfit.of.id) else {
                continue;
            };
            let found = misfit.found.as_deref().unwrap_or_default();
            let chosen = core::iter::zip(found, &misfit.becomes);
            let chosen = chosen.filter_map(|(fit, becomes)| Some((&fit.value, becomes.as_ref()?)));
            for (from, to) in chosen.clone() {
                // What was chosen counts, not what the form has guessed.
                if misfit.default.as_ref() == Some(from) {
                    field.default = Some(Value::Choice(to.clone()));
                }
                field.renamed.insert(from.clone(), to.clone());
            }
            // Rules name options, too.
            if let Thing::Tag(tag) = thing {
                for (from, to) in chosen {
                    edits::rename_in_rules(tag, &misfit.of.id, from, to);
                }
            }
        }
    }
}

/// Whether values of one kind may not fit another one.
pub fn loses(before: &Kind, after: &Kind) -> bool {
    match (before, after) {
        (Kind::Choice(before), Kind::Choice(after))
        | (Kind::Choices(before), Kind::Choices(after)) => {
            before.iter().any(|option| !after.contains(option))
        }
        (Kind::Entity(_), Kind::Entity(_)) => false,
        _ => true,
    }
}

/// A value that does not fit, how often it is there, and what it becomes.
fn show_fit(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &Attribute,
    fit: &Fit,
    becomes: &mut Option<String>,
) {
    let value = say!("tagset-fit", value = &fit.value, count = fit.count);
    if let Some(now) = &fit.becomes {
        let words = say!("tagset-fit-becomes", value = value, now = now);
        ui.add(TextLabel::new(&words));
        return;
    }
    if let Kind::Choice(options) | Kind::Choices(options) = &field.kind {
        let mut offered = vec![(None, say!("tagset-fit-stays").to_owned())];
        offered.extend(options.iter().map(|it| {
            let words = say!("tagset-fit-as", option = it);
            (Some(it.clone()), words)
        }));
        form.choice(ui, &value, becomes, &offered);
    } else {
        let words = say!("tagset-fit-kept", value = value);
        ui.add(TextLabel::new(&words));
    }
}
