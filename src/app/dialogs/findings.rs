//! What is wrong or missing in the project.

use egui::{Response, Ui, vec2};

use crate::model::{Finding, Level};
use crate::say;
use crate::store;

use super::super::theme::{Tokens, space};
use super::super::typeset::{Lines, TextLabel};
use super::field::{FirstFocus, close_button, room};
use super::rows::{Look, list, row};
use super::{Action, Dialog, Flow, View};

/// Height of a row: two lines.
const ROW: f32 = 46.0;

/// Height of the place below the list where one of them stands in full: four lines.
const DETAIL: f32 = 76.0;

/// The list of findings; a click on one goes to what it is about.
#[derive(Debug, Default)]
pub struct FindingsDialog {
    level: Option<Level>,
    /// The one that stands below the list in full: the last that had keyboard or pointer.
    told: Option<Finding>,
    first: FirstFocus,
}

impl FindingsDialog {
    /// The dialog with every finding.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Dialog for FindingsDialog {
    fn title(&self) -> String {
        say!("findings-title").to_owned()
    }

    fn width(&self) -> f32 {
        680.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let findings = view.findings;
        if findings.is_empty() {
            ui.label(say!("findings-nothing"));
            return if close_button(ui) {
                Flow::Close
            } else {
                Flow::Stay
            };
        }
        self.choose_level(ui, findings);
        let shown: Vec<&Finding> = findings
            .iter()
            .filter(|finding| self.level.is_none_or(|level| finding.level == level))
            .collect();
        let mut chosen = None;
        // As high as all findings want it: choosing a level moves nothing.
        let wanted = findings.len() as f32 * (ROW + ui.spacing().item_spacing.y);
        let height = wanted.min(room(ui) - ROW - DETAIL).max(2.0 * ROW);
        let rows = (shown.len(), say!("findings-none-of-kind"));
        let told = &mut self.told;
        list(ui, (height, ROW), rows, None, |ui, at| {
            let row = show_finding(ui, view, at, shown[at]);
            if row.has_focus() || row.hovered() {
                *told = Some(shown[at].clone());
            }
            if row.clicked() {
                chosen = Some(shown[at]);
            }
        });
        self.tell(ui, view.tokens);
        if let Some(finding) = chosen.filter(|finding| is_damage(finding, view)) {
            let (file, why) = (finding.file.clone(), finding.message.clone());
            return Flow::Then(vec![Action::AskToMend { file, why }]);
        }
        if let Some(article) = chosen.and_then(|finding| finding.article.clone()) {
            let annotation = chosen.and_then(|finding| finding.annotation.clone());
            return Flow::Then(vec![Action::GoTo(article, annotation)]);
        }
        if close_button(ui) {
            Flow::Close
        } else {
            Flow::Stay
        }
    }
}

impl FindingsDialog {
    /// The whole of one finding: in the list a long one is cut.
    fn tell(&self, ui: &mut Ui, tokens: &Tokens) {
        let room = vec2(ui.available_width(), DETAIL);
        let top_down = egui::Layout::top_down(egui::Align::Min);
        ui.allocate_ui_with_layout(room, top_down, |ui| {
            ui.set_min_height(DETAIL);
            ui.separator();
            let told = self.told.as_ref().map_or("", |finding| &finding.message);
            egui::ScrollArea::vertical()
                .id_salt("detail")
                .auto_shrink(false)
                .show(ui, |ui| ui.add(TextLabel::new(told).color(tokens.text)));
        });
    }

    fn choose_level(&mut self, ui: &mut Ui, findings: &[Finding]) {
        let count = |level| {
            findings
                .iter()
                .filter(|finding| finding.level == level)
                .count()
        };
        ui.horizontal_wrapped(|ui| {
            for (level, name) in [
                (None, say!("findings-all", count = findings.len())),
                (
                    Some(Level::Error),
                    say!("findings-errors", count = count(Level::Error)),
                ),
                (
                    Some(Level::Warning),
                    say!("findings-warnings", count = count(Level::Warning)),
                ),
                (
                    Some(Level::Note),
                    say!("findings-notes", count = count(Level::Note)),
                ),
            ] {
                let button = ui.selectable_label(self.level == level, name);
                self.first.take(&button);
                if button.clicked() {
                    self.level = level;
                }
            }
        });
        ui.add_space(space::SMALL);
    }
}

/// Whether it is about a file of the project that is not read as a whole, so that another version may be wanted.
fn is_damage(finding: &Finding, view: &View<'_>) -> bool {
    store::unusable(finding).is_some_and(|part| (view.why_locked)(&part).is_some())
}

fn show_finding(ui: &mut Ui, view: &View<'_>, at: usize, finding: &Finding) -> Response {
    let tokens = view.tokens;
    let (word, color) = match finding.level {
        Level::Error => (say!("finding-error"), tokens.error),
        Level::Warning => (say!("finding-warning"), tokens.warning),
        Level::Note => (say!("finding-note"), tokens.weak),
    };
    let place = match finding.line {
        Some(line) => format!("{}:{line}", finding.file),
        None => finding.file.clone(),
    };
    let look = Look {
        enabled: finding.article.is_some() || is_damage(finding, view),
        ..Look::default()
    };
    let name = format!("{word}: {} ({place})", finding.message);
    row(ui, tokens, look, (at, ROW), &name, |ui| {
        ui.set_height(ROW);
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(space::SMALL);
        ui.horizontal(|ui| {
            paint_sign(ui, tokens, finding.level);
            ui.add(
                TextLabel::new(word)
                    .bold(true)
                    .color(color)
                    .lines(Lines::Extend),
            );
            ui.add(TextLabel::new(&place).color(tokens.weak).lines(Lines::One));
        });
        ui.add(TextLabel::new(&finding.message).lines(Lines::One));
    })
}

/// A disc for an error, a triangle for a warning, a ring for a note.
fn paint_sign(ui: &mut Ui, tokens: &Tokens, level: Level) {
    let (rect, _) = ui.allocate_exact_size(egui::Vec2::splat(11.0), egui::Sense::hover());
    match level {
        Level::Error => drop(ui.painter().circle_filled(rect.center(), 5.0, tokens.error)),
        Level::Note => {
            let line = egui::Stroke::new(1.5, tokens.weak);
            ui.painter().circle_stroke(rect.center(), 4.0, line);
        }
        Level::Warning => {
            let corners = vec![rect.center_top(), rect.right_bottom(), rect.left_bottom()];
            ui.painter().add(egui::Shape::convex_polygon(
                corners,
                tokens.warning,
                egui::Stroke::NONE,
            ));
        }
    }
}
