//! What is missing or broken in one's own annotations: to look through, and before an article is called done.

use egui::{Response, Ui};

use crate::model::{AnnotationId, ArticleId, Gap, Level, Project};
use crate::query::{Gaps, OfLayer};
use crate::say;

use super::super::command::Command;
use super::super::theme::{Tokens, space};
use super::super::typeset::{Lines, TextLabel};
use super::field::{FirstFocus, close_button, room};
use super::rows::{Look, list, row};
use super::{Action, Dialog, Flow, View};

/// Height of a row: two lines.
const ROW: f32 = 46.0;

/// Most rows that are made: whoever has more begins with these.
const MOST: usize = 5000;

/// One thing that is missing or broken.
#[derive(Debug)]
struct Line {
    article: ArticleId,
    /// The title of the article; empty when all are of one.
    title: String,
    annotation: Option<AnnotationId>,
    level: Level,
    message: String,
}

/// The list of what is missing or broken.
#[derive(Debug)]
pub struct MissingDialog {
    lines: Vec<Line>,
    /// How much there is, without notes.
    missing: usize,
    /// Whether it stands between an article and its being called done.
    before_done: bool,
    first: FirstFocus,
}

impl MissingDialog {
    /// All of a project.
    #[must_use]
    pub fn of_project(project: &Project, gaps: &Gaps) -> Self {
        let lines = gaps.articles().flat_map(|(id, found)| {
            let article = project.articles.get(id);
            let title = article.map_or(id.as_str(), |it| it.meta.display_title());
            lines(id, title, found)
        });
        Self {
            lines: lines.take(MOST).collect(),
            missing: gaps.missing(),
            before_done: false,
            first: FirstFocus::default(),
        }
    }

    /// What keeps an article from being done.
    #[must_use]
    pub fn before_done(article: &ArticleId, found: &OfLayer) -> Self {
        let lines = lines(article, "", found).filter(|line| line.level != Level::Note);
        Self {
            lines: lines.collect(),
            missing: found.missing,
            before_done: true,
            first: FirstFocus::default(),
        }
    }
}

fn lines<'a>(
    id: &'a ArticleId,
    title: &'a str,
    found: &'a OfLayer,
) -> impl Iterator<Item = Line> + 'a {
    let gaps = found.gaps.iter().map(|(_, gap)| gap);
    gaps.map(move |gap: &Gap| Line {
        article: id.clone(),
        title: title.to_owned(),
        annotation: gap.annotation.clone(),
        level: gap.level,
        message: gap.message.clone(),
    })
}

impl Dialog for MissingDialog {
    fn title(&self) -> String {
        if self.before_done {
            say!("missing-title-done").to_owned()
        } else {
            say!("missing-title").to_owned()
        }
    }

    fn width(&self) -> f32 {
        640.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        if self.lines.is_empty() {
            ui.label(say!("missing-nothing"));
            return if close_button(ui) {
                Flow::Close
            } else {
                Flow::Stay
            };
        }
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
            if self.before_done && ui.button(say!("missing-done-anyway")).clicked() {
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
        ui.horizontal(|ui| {
            let word = TextLabel::new(word).bold(true).color(color);
            ui.add(word.lines(Lines::Extend));
            ui.add(
                TextLabel::new(&line.title)
                    .color(tokens.weak)
                    .lines(Lines::One),
            );
        });
        ui.add(TextLabel::new(&line.message).lines(Lines::One));
    })
}
