//! Values that do not fit a changed field: which they are, and what is to become of them.

use egui::Ui;

use crate::app::dialogs::{Awaited, Form};
use crate::app::theme::space;
use crate::app::typeset::TextLabel;
use crate::model::edits::{self, Fit, Owner};
use crate::model::{Attribute, Kind, Project};
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
            form.warning(ui, &say!("tagset-misfits", field = &misfit.of.name));
            for (at, fit) in found.iter().enumerate() {
                ui.push_id(("misfit", at), |ui| {
                    show_fit(ui, form, &misfit.of, fit, &mut misfit.becomes[at]);
                });
            }
        }
        let mut answer = Answer::Wait;
        ui.horizontal_wrapped(|ui| {
            if ui.button(say!("tagset-change-anyway")).clicked() {
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
            let (project, of, whose) = (project.clone(), field.clone(), owner.clone());
            let work = move |_: &crate::store::Progress| edits::fits(&project, &whose, &of);
            self.0.push(Misfit {
                of: field,
                owner,
                looking: Awaited::start("values", ui.ctx(), work),
                found: None,
                becomes: Vec::new(),
            });
        }
        for misfit in &mut self.0 {
            let Some(found) = misfit.looking.take() else {
                continue;
            };
            let found: Vec<Fit> = (found.into_iter())
                .filter(|fit| fit.becomes.as_ref() != Some(&fit.value))
                .collect();
            let guess = renamed(project, &misfit.owner, &misfit.of);
            misfit.becomes = (found.iter())
                .map(|fit| {
                    let guess = guess.as_ref().filter(|(old, _)| *old == fit.value);
                    guess.map(|(_, new)| new.clone())
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
            for (fit, becomes) in core::iter::zip(found, &misfit.becomes) {
                if let Some(becomes) = becomes {
                    field.renamed.insert(fit.value.clone(), becomes.clone());
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

/// The option that was most likely given another name: the only one that went where one came.
fn renamed(project: &Project, owner: &Owner, field: &Attribute) -> Option<(String, String)> {
    let before = owner.attribute(&project.codebook, &field.id)?;
    let (Kind::Choice(before) | Kind::Choices(before), Kind::Choice(after) | Kind::Choices(after)) =
        (&before.kind, &field.kind)
    else {
        return None;
    };
    let mut gone = before.iter().filter(|option| !after.contains(option));
    let mut come = after.iter().filter(|option| !before.contains(option));
    match (gone.next(), gone.next(), come.next(), come.next()) {
        (Some(old), None, Some(new), None) => Some((old.clone(), new.clone())),
        _ => None,
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
