//! What was deleted and is still gone.

use egui::{Response, Ui};

use crate::model::{AnnotatorId, Project};
use crate::query::{self, BroughtBack, Lost, NotYet, Trash};
use crate::say;
use crate::store::{Shelf, StoreError};

use super::super::theme::{Tokens, space};
use super::super::typeset::{Lines, TextLabel};
use super::awaited::Awaited;
use super::field::{FirstFocus, Form, room};
use super::history::time;
use super::rows::{Cursor, Look, list, row};
use super::{Action, Dialog, Flow, View};

/// Height of a row: what it is, and when it went.
const ROW: f32 = 46.0;
/// Height of what stands above and below the list.
const AROUND: f32 = 130.0;

/// Lists what was deleted, and brings it back.
#[derive(Debug)]
pub struct TrashDialog {
    trash: Option<Awaited<Result<Trash, StoreError>>>,
    filter: String,
    /// What is shown of the trash, by place, worked out when something changes.
    shown: Option<Vec<usize>>,
    cursor: Cursor,
    /// What is not as it was of the last thing that came back.
    remarks: Vec<String>,
    first: FirstFocus,
}

impl TrashDialog {
    /// The dialog, which reads the journal of a project on a thread; without one there is no trash.
    #[must_use]
    pub fn new(source: Option<(Shelf, Project, AnnotatorId)>, ctx: &egui::Context) -> Self {
        let trash = source.map(|(shelf, project, annotator)| {
            Awaited::start("trash", ctx, move |progress| {
                query::trash(&project, &annotator, &shelf, progress)
            })
        });
        Self {
            trash,
            filter: String::new(),
            shown: None,
            cursor: Cursor::default(),
            remarks: Vec::new(),
            first: FirstFocus::default(),
        }
    }
}

/// What the button below the list does.
enum Way<'a> {
    /// It brings this back.
    Itself(&'a Lost),
    /// It brings the article back first.
    Article(&'a Lost),
}

/// What can be done about something that is gone, and under which name.
fn way<'a>(project: &Project, lost: &'a Lost, all: &'a [Lost]) -> Result<Way<'a>, String> {
    let missing = lost
        .article()
        .filter(|id| !project.articles.contains_key(*id));
    let Some(id) = missing else {
        return Ok(Way::Itself(lost));
    };
    all.iter()
        .find(|other| other.is_article(id))
        .map(Way::Article)
        .ok_or_else(|| say!("trash-article-gone", id = id.to_string()))
}

impl Dialog for TrashDialog {
    fn title(&self) -> String {
        say!("trash-title").to_owned()
    }

    fn width(&self) -> f32 {
        640.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let (Some(project), Some(author)) = (view.project, &view.author) else {
            return Flow::Close;
        };
        let field = ui.make_persistent_id("filter");
        let count = self.shown.as_ref().map_or(0, Vec::len);
        self.cursor.take_keys(ui, field, count);
        let mut form = Form::new(view.tokens, &mut self.first);
        let label = ("filter", say!("trash-filter"));
        if form.text(ui, label, &mut self.filter).changed() {
            self.cursor.reset();
            self.shown = None;
        }
        ui.add_space(space::SMALL);
        let height = (room(ui) - AROUND).clamp(2.0 * ROW, 8.0 * ROW);
        let (trash, waiting) = match self.trash.as_mut() {
            None => (None, say!("trash-no-journal").to_owned()),
            Some(awaited) => {
                let percent = awaited.percent();
                match awaited.get() {
                    Some(Ok(trash)) => (Some(trash), String::new()),
                    Some(Err(error)) => (None, error.to_string()),
                    None => (None, say!("dialog-reading-journal", percent = percent)),
                }
            }
        };
        let Some(trash) = trash else {
            list(ui, (height, ROW), (0, &waiting), None, |_, _| {});
            return if ui.button(say!("dialog-close")).clicked() {
                Flow::Close
            } else {
                Flow::Stay
            };
        };
        let filter = self.filter.trim().to_lowercase();
        let places = self.shown.get_or_insert_with(|| {
            let lost = trash.lost.iter().enumerate();
            lost.filter(|(_, lost)| lost.is_gone(project))
                .filter(|(_, lost)| lost.words.to_lowercase().contains(&filter))
                .map(|(place, _)| place)
                .collect()
        });
        self.cursor.at = self.cursor.at.min(places.len().saturating_sub(1));
        let mut clicked = None;
        let is_empty = || !trash.lost.iter().any(|lost| lost.is_gone(project));
        let nothing = if filter.is_empty() || places.is_empty() && is_empty() {
            say!("trash-nothing")
        } else {
            say!("trash-none-fits")
        };
        let rows = (places.len(), nothing);
        list(ui, (height, ROW), rows, Some(self.cursor), |ui, at| {
            let lost = &trash.lost[places[at]];
            let salt = (places[at], at == self.cursor.at);
            if show_lost(ui, view.tokens, lost, salt).clicked() {
                clicked = Some(at);
            }
        });
        self.cursor.at = clicked.unwrap_or(self.cursor.at);
        let chosen = places.get(self.cursor.at).map(|at| &trash.lost[*at]);
        for remark in self.remarks.iter().chain(&trash.reach.remarks) {
            ui.add(TextLabel::new(remark).color(view.tokens.warning));
        }
        ui.add_space(space::MEDIUM);
        let mut flow = Flow::Stay;
        let mut wanted = None;
        ui.horizontal_wrapped(|ui| {
            let way = chosen.map(|lost| way(project, lost, &trash.lost));
            let (name, why_not) = match &way {
                Some(Ok(Way::Itself(_))) => (say!("trash-bring-back"), None),
                Some(Ok(Way::Article(_))) => (say!("trash-bring-article-back"), None),
                Some(Err(why)) => (say!("trash-bring-back"), Some(why.clone())),
                None => (
                    say!("trash-bring-back"),
                    Some(say!("trash-unchosen").to_owned()),
                ),
            };
            let why_not = why_not.or_else(|| view.situation.read_only.clone());
            let button = ui
                .add_enabled(why_not.is_none(), egui::Button::new(name))
                .on_disabled_hover_text(why_not.as_deref().unwrap_or_default());
            if button.clicked() {
                wanted = way.and_then(Result::ok);
            }
            if ui.button(say!("dialog-close")).clicked() {
                flow = Flow::Close;
            }
        });
        if let Some(Way::Itself(lost) | Way::Article(lost)) = wanted {
            match query::bring_back(project, author, lost) {
                Ok(BroughtBack { edit, remarks }) => {
                    self.remarks = remarks;
                    return Flow::Do(vec![Action::Commit(edit)]);
                }
                Err(NotYet::There) => self.shown = None,
                Err(NotYet::Article(_)) => {}
            }
        }
        flow
    }

    fn renew(&mut self) {
        self.shown = None;
    }
}

fn show_lost(ui: &mut Ui, tokens: &Tokens, lost: &Lost, (salt, chosen): (usize, bool)) -> Response {
    let below = say!("trash-deleted", time = time(lost.at), who = &lost.who);
    let name = format!("{} ({below})", lost.words);
    row(ui, tokens, Look::chosen(chosen), (salt, ROW), &name, |ui| {
        ui.set_height(ROW);
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(space::SMALL);
        ui.add(TextLabel::new(&lost.words).lines(Lines::One));
        ui.add(TextLabel::new(&below).color(tokens.weak).lines(Lines::One));
    })
}
