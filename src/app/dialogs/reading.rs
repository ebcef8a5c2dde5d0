//! How articles are set: face, size, line spacing, measure. The article beside it shows every change at once.

use core::ops::RangeInclusive;

use egui::{Slider, Ui};

use crate::say;

use super::super::settings::{LINE_SPACINGS, MEASURES, Settings, TEXT_SIZES};
use super::super::theme::space;
use super::super::typeset::{INTERFACE_FAMILY, READING_FAMILY, Typography};
use super::field::{FirstFocus, Form, body};
use super::{Action, Dialog, Flow, View};

/// How articles are set.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Family name of the face.
    pub face: String,
    /// Points.
    pub size: f32,
    /// From line to line, as a multiple of the size.
    pub line_spacing: f32,
    /// Characters in a line, about.
    pub measure: f32,
}

impl Reading {
    /// What the settings say.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        Self {
            face: settings.reading_face.clone(),
            size: settings.text_size,
            line_spacing: settings.line_spacing,
            measure: settings.measure,
        }
    }

    /// Writes it into the settings.
    pub fn put_into(&self, settings: &mut Settings) {
        settings.reading_face.clone_from(&self.face);
        settings.text_size = self.size;
        settings.line_spacing = self.line_spacing;
        settings.measure = self.measure;
    }
}

/// Sets how articles are set. There is nothing to save: what it shows is in force.
#[derive(Debug, Default)]
pub struct ReadingDialog {
    /// The families of the system, and the generation of fonts that they are of.
    families: Option<(u64, Vec<String>)>,
    /// The name of another face than the bundled ones, as it is being typed.
    other: Option<String>,
    first: FirstFocus,
}

impl ReadingDialog {
    /// The dialog.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn look_for_families(&mut self, ctx: &egui::Context) {
        let fonts = Typography::of(ctx).fonts();
        let generation = fonts.generation();
        if self
            .families
            .as_ref()
            .is_none_or(|(of, _)| *of != generation)
        {
            self.families = Some((generation, fonts.families()));
        }
    }

    fn choose_face(&mut self, ui: &mut Ui, form: &mut Form<'_>, face: &mut String) {
        const BUNDLED: [&str; 2] = [READING_FAMILY, INTERFACE_FAMILY];
        form.label(ui, say!("reading-face"));
        if self.other.is_none() && !BUNDLED.contains(&face.as_str()) {
            self.other = Some(face.clone());
        }
        ui.horizontal_wrapped(|ui| {
            for name in BUNDLED {
                let is_chosen = self.other.is_none() && face == name;
                if form.option(ui, is_chosen, name) {
                    name.clone_into(face);
                    self.other = None;
                }
            }
            if form.option(ui, self.other.is_some(), say!("reading-face-other"))
                && self.other.is_none()
            {
                self.other = Some(String::new());
                form.focus_next();
            }
        });
        let (Some(other), Some((_, families))) = (&mut self.other, &self.families) else {
            return;
        };
        let label = ("face", say!("reading-face-of-system"));
        form.suggested(ui, label, other, families);
        let typed = other.trim().to_lowercase();
        match families.iter().find(|name| name.to_lowercase() == typed) {
            Some(name) => face.clone_from(name),
            None if typed.is_empty() => {}
            None => form.warning(ui, say!("reading-face-unknown")),
        }
    }
}

impl Dialog for ReadingDialog {
    fn title(&self) -> String {
        say!("reading-title").to_owned()
    }

    fn width(&self) -> f32 {
        340.0
    }

    fn is_beside(&self) -> bool {
        true
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let before = Reading::of(view.settings);
        let mut reading = before.clone();
        self.look_for_families(ui.ctx());
        let mut first = self.first;
        let mut form = Form::new(view.tokens, &mut first);
        body(ui, |ui| {
            self.choose_face(ui, &mut form, &mut reading.face);
            let (size, spacing) = (&mut reading.size, &mut reading.line_spacing);
            slider(ui, &form, say!("reading-size"), size, TEXT_SIZES, 1.0);
            slider(
                ui,
                &form,
                say!("reading-line-spacing"),
                spacing,
                LINE_SPACINGS,
                0.05,
            );
            let measure = &mut reading.measure;
            slider(ui, &form, say!("reading-measure"), measure, MEASURES, 1.0);
        });
        self.first = first;
        ui.add_space(space::LARGE);
        let close = ui
            .horizontal(|ui| {
                if ui.button(say!("reading-reset")).clicked() {
                    reading = Reading::of(&Settings::default());
                    self.other = None;
                }
                ui.button(say!("dialog-close")).clicked()
            })
            .inner;
        if close {
            Flow::Close
        } else if reading == before {
            Flow::Stay
        } else {
            Flow::Do(vec![Action::Read(reading)])
        }
    }
}

fn slider(
    ui: &mut Ui,
    form: &Form<'_>,
    label: &str,
    value: &mut f32,
    limits: RangeInclusive<f32>,
    step: f64,
) {
    let name = form.label(ui, label);
    ui.spacing_mut().slider_width = (ui.available_width() - 70.0).max(80.0);
    // The rail is no button: its outline would be all that is seen of it.
    ui.visuals_mut().widgets.inactive.bg_fill = form.tokens.edge;
    let decimals = if step < 1.0 { 2 } else { 0 };
    let slider = Slider::new(value, limits)
        .step_by(step)
        .fixed_decimals(decimals);
    ui.add(slider).labelled_by(name.id);
}
