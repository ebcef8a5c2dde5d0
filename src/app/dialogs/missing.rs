//! What is missing or broken in an article, before it is called done.

use egui::{Response, Ui};

use crate::model::{AnnotationId, ArticleId, Level};
use crate::query::OfLayer;
use crate::say;

use super::super::command::Command;
use super::super::theme::{Tokens, space};
use super::super::typeset::{Lines, TextLabel};
use super::field::{FirstFocus, room};
use super::rows::{Look, list, row};
use super::{Action, Dialog, Flow, View};

/// Height of a row: two lines.
const ROW: f32 = 46.0;

/// One thing that is missing or broken.
#[derive(Debug)]
struct Line {
    article: ArticleId,
    annotation: Option<AnnotationId>,
    level: Level,
    message: String,
}

/// The list of what is missing or broken, between an article and its being called done.
#[derive(Debug)]
pub struct MissingDialog {
    lines: Vec<Line>,
    /// How much there is, without notes.
    missing: usize,
    first: FirstFocus,
}

impl MissingDialog {
    /// What keeps an article from being done.
    #[must_use]
    pub fn before_done(article: &ArticleId, found: &OfLayer) -> Self {
        let gaps = found.gaps.iter().map(|(_, gap)| gap);
        let lines = gaps.filter(|gap| gap.level != Level::Note).map(|gap| Line {
            article: article.clone(),
            annotation: gap.annotation.clone(),
            level: gap.level,
            message: gap.message.clone(),
        });
        Self {
            lines: lines.collect(),
            missing: found.missing,
            first: FirstFocus::default(),
        }
    }
}

impl Dialog for MissingDialog {
    fn title(&self) -> String {
        say!("missing-title-done").to_owned()
    }

    fn width(&self) -> f32 {
        640.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        ui.label(say!("missing-count", count = self.missing));
        ui.add_space(space::SMALL);
        let wanted = self.lines.len() as f32 * (ROW + ui.spacing().item_spacing.y);
        let height = wanted.min(room(ui) - 2.0 * ROW).max(2.0 * ROW);
        let mut chosen = None;
        let rows = (self.lines.len(), "");
        list(ui, (height, ROW), rows, None, |ui, at| {
            let line = &self.lines[at];
            if show_line(ui, view.tokens, at, line).clicked() {
                chosen = Some(line);
            }
        });
        if let Some(line) = chosen {
            return go_to(line);
        }
        ui.add_space(space::MEDIUM);
        let mut flow = Flow::Stay;
        ui.horizontal_wrapped(|ui| {
            let first = ui.button(say!("missing-go-to-first"));
            self.first.take(&first);
            if first.clicked() {
                flow = self.lines.first().map_or(Flow::Close, go_to);
            }
            if ui.button(say!("missing-done-anyway")).clicked() {
                flow = Flow::Then(vec![Action::Perform(Command::DoneAnyway)]);
            }
            if ui.button(say!("missing-close")).clicked() {
                flow = Flow::Close;
            }
        });
        flow
    }
}

fn go_to(line: &Line) -> Flow {
    let to = Action::GoTo(line.article.clone(), line.annotation.clone());
    Flow::Then(vec![to])
}

fn show_line(ui: &mut Ui, tokens: &Tokens, at: usize, line: &Line) -> Response {
    let color = match line.level {
        Level::Error => tokens.error,
        Level::Warning => tokens.warning,
        Level::Note => tokens.weak,
    };
    let word = match line.level {
        Level::Error => say!("missing-wrong"),
        Level::Warning => say!("missing-missing"),
        Level::Note => say!("missing-note"),
    };
    let name = format!("{word}: {}", line.message);
    row(ui, tokens, Look::default(), (at, ROW), &name, |ui| {
        ui.set_height(ROW);
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(space::SMALL);
        let word = TextLabel::new(word).bold(true).color(color);
        ui.add(word.lines(Lines::Extend));
        ui.add(TextLabel::new(&line.message).lines(Lines::One));
    })
}
