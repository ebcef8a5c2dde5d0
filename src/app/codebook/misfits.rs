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

/// The options that were most likely given another name, each with that: the only one that went where one came, or all that
/// went, when in the line of each another one came. Where lines were moved, too, nobody knows.
fn renamed<'a>(before: &'a [String], after: &'a [String]) -> Vec<(&'a str, &'a str)> {
    let gone = before.iter().filter(|option| !after.contains(option));
    let come = after.iter().filter(|option| !before.contains(option));
    let (gone, come): (Vec<&String>, Vec<&String>) = (gone.collect(), come.collect());
    if let ([old], [new]) = (&gone[..], &come[..]) {
        return vec![(old.as_str(), new.as_str())];
    }
    if before.len() != after.len() {
        return Vec::new();
    }
    let lines = core::iter::zip(before, after);
    let written_anew = lines.filter(|(old, new)| gone.contains(old) && come.contains(new));
    let written_anew = written_anew.map(|(old, new)| (old.as_str(), new.as_str()));
    let renamed: Vec<(&str, &str)> = written_anew.collect();
    if renamed.len() == gone.len() {
        renamed
    } else {
        Vec::new()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(before: &[&str], after: &[&str]) -> Vec<String> {
        let [before, after] = [before, after].map(|list| list.iter().map(|it| (*it).to_owned()));
        let (before, after): (Vec<String>, Vec<String>) = (before.collect(), after.collect());
        let guesses = renamed(&before, &after).into_iter();
        guesses.map(|(old, new)| format!("{old}>{new}")).collect()
    }

    #[test]
    fn options_that_were_written_anew_in_their_lines_were_given_other_names() {
        let before = ["for", "against", "neutral"];
        assert_eq!(
            guessed(&before, &["pro", "against", "neutral"]),
            ["for>pro"]
        );
        assert_eq!(
            guessed(&before, &["pro", "contra", "neutral"]),
            ["for>pro", "against>contra"]
        );
        assert_eq!(
            guessed(&before, &["neutral", "against", "pro"]),
            ["for>pro"],
            "the only one, wherever it stands"
        );
        assert!(guessed(&before, &["pro", "contra"]).is_empty(), "which?");
        assert!(
            guessed(&before, &["neutral", "pro", "contra"]).is_empty(),
            "they were moved, too"
        );
        assert!(guessed(&before, &["for", "against"]).is_empty());
        assert!(guessed(&[], &before).is_empty());
    }
}
