//! What was done to the project, by whom and when, from what to what.

use egui::{DragValue, Key, Modifiers, Response, RichText, Ui, vec2};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::model::{AnnotationId, ArticleId, Project, Veil};
use crate::query::{self, Entry, History};
use crate::say;
use crate::store::{Shelf, StoreError};

use super::super::settings::HISTORY_DAYS;
use super::super::theme::{Tokens, space};
use super::super::typeset::{Lines, TextLabel};
use super::awaited::Awaited;
use super::field::{FirstFocus, Form, room};
use super::rows::{Cursor, Look, list, row};
use super::{Action, Dialog, Flow, View};

/// Height of a row: what was done, and when by whom.
const ROW: f32 = 46.0;
/// Height of the place below the list where one of them stands in full.
const DETAIL: f32 = 110.0;
/// Height of what stands above and below both.
const AROUND: f32 = 130.0;

/// Of what the history is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everything.
    All,
    /// The open article.
    Article,
    /// The chosen annotation.
    Annotation,
}

/// What the open article and the chosen annotation are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Focus {
    /// The open article.
    pub article: Option<ArticleId>,
    /// The chosen annotation.
    pub annotation: Option<AnnotationId>,
}

/// The history as a dialog.
#[derive(Debug)]
pub struct HistoryDialog {
    focus: Focus,
    scope: Scope,
    filter: String,
    history: Option<Awaited<Result<History, StoreError>>>,
    shown: Shown,
    cursor: Cursor,
    first: FirstFocus,
}

/// Which entries are shown, worked out when that changes.
#[derive(Debug, Default)]
struct Shown {
    of: Option<(Scope, String, usize)>,
    places: Vec<usize>,
}

impl HistoryDialog {
    /// The dialog, which reads the journal of a project on a thread; without one there is no history.
    #[must_use]
    pub fn new(
        source: Option<(Shelf, Project, Veil)>,
        scope: Scope,
        focus: Focus,
        ctx: &egui::Context,
    ) -> Self {
        let history = source.map(|(shelf, project, veil)| {
            Awaited::start("history", ctx, move |progress| {
                query::history(&project, &veil, &shelf, progress)
            })
        });
        Self {
            focus,
            scope,
            filter: String::new(),
            history,
            shown: Shown::default(),
            cursor: Cursor::default(),
            first: FirstFocus::default(),
        }
    }

    fn choose_scope(&mut self, ui: &mut Ui) {
        let scopes = [
            (Scope::All, say!("history-of-all"), true),
            (
                Scope::Article,
                say!("history-of-article"),
                self.focus.article.is_some(),
            ),
            (
                Scope::Annotation,
                say!("history-of-annotation"),
                self.focus.annotation.is_some(),
            ),
        ];
        ui.horizontal_wrapped(|ui| {
            for (scope, name, is_there) in scopes {
                let option = egui::Button::selectable(self.scope == scope, name);
                if ui.add_enabled(is_there, option).clicked() {
                    self.scope = scope;
                    self.cursor.reset();
                }
            }
        });
    }

    /// Below the list: the chosen entry in full.
    fn tell(ui: &mut Ui, tokens: &Tokens, entry: Option<&Entry>) {
        let top_down = egui::Layout::top_down(egui::Align::Min);
        let size = vec2(ui.available_width(), DETAIL);
        ui.allocate_ui_with_layout(size, top_down, |ui| {
            ui.set_min_height(DETAIL);
            ui.separator();
            egui::ScrollArea::vertical()
                .id_salt("detail")
                .auto_shrink(false)
                .show(ui, |ui| {
                    for line in entry.iter().flat_map(|entry| &entry.lines) {
                        ui.add(TextLabel::new(line).color(tokens.text));
                    }
                });
        });
    }

    fn keep(ui: &mut Ui, view: &View<'_>, history: &History) -> Option<Action> {
        let mut days = view.settings.history_days;
        let mut action = None;
        ui.horizontal_wrapped(|ui| {
            let label = ui.label(say!("history-days"));
            let field = DragValue::new(&mut days).speed(1.0).range(HISTORY_DAYS);
            if ui.add(field).labelled_by(label.id).changed() {
                action = Some(Action::KeepHistory(days));
            }
            let size = history.reach.bytes.div_ceil(1000);
            let said = say!("history-size", days = days, size = size);
            ui.label(RichText::new(said).color(view.tokens.weak));
        });
        action
    }
}

impl Shown {
    fn update(&mut self, history: &History, scope: Scope, focus: &Focus, filter: &str) {
        let of = (scope, filter.trim().to_lowercase(), history.entries.len());
        if self.of.as_ref() == Some(&of) {
            return;
        }
        let is_meant = |entry: &Entry| match scope {
            Scope::All => true,
            Scope::Article => {
                let article = focus.article.as_ref();
                article.is_some_and(|id| entry.articles.binary_search(id).is_ok())
            }
            Scope::Annotation => {
                let annotation = focus.annotation.as_ref();
                annotation.is_some_and(|id| entry.annotations.binary_search(id).is_ok())
            }
        };
        let entries = history.entries.iter().enumerate();
        self.places = entries
            .filter(|(_, entry)| is_meant(entry) && entry.says(&of.1))
            .map(|(place, _)| place)
            .collect();
        self.of = Some(of);
    }
}

impl Dialog for HistoryDialog {
    fn title(&self) -> String {
        say!("history-dialog").to_owned()
    }

    fn width(&self) -> f32 {
        720.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let mut actions = Vec::new();
        self.choose_scope(ui);
        let field = ui.make_persistent_id("filter");
        self.cursor.take_keys(ui, field, self.shown.places.len());
        // Enter in the field does nothing: going back in time is asked for by its button.
        if ui.memory(|memory| memory.has_focus(field)) {
            ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        }
        let mut form = Form::new(view.tokens, &mut self.first);
        if form
            .text(ui, ("filter", say!("history-filter")), &mut self.filter)
            .changed()
        {
            self.cursor.reset();
        }
        ui.add_space(space::SMALL);
        let height = (room(ui) - DETAIL - AROUND).clamp(2.0 * ROW, 7.0 * ROW);
        let (history, waiting) = match self.history.as_mut() {
            None => (None, say!("history-no-journal").to_owned()),
            Some(awaited) => {
                let percent = awaited.percent();
                match awaited.get() {
                    Some(Ok(history)) => (Some(history), String::new()),
                    Some(Err(error)) => (None, error.to_string()),
                    None => (None, say!("dialog-reading-journal", percent = percent)),
                }
            }
        };
        let Some(history) = history else {
            list(ui, (height, ROW), (0, &waiting), None, |_, _| {});
            return if ui.button(say!("dialog-close")).clicked() {
                Flow::Close
            } else {
                Flow::Stay
            };
        };
        self.shown
            .update(history, self.scope, &self.focus, &self.filter);
        let places = &self.shown.places;
        self.cursor.at = self.cursor.at.min(places.len().saturating_sub(1));
        let mut clicked = None;
        let rows = (places.len(), say!("history-nothing"));
        list(ui, (height, ROW), rows, Some(self.cursor), |ui, at| {
            let entry = &history.entries[places[at]];
            if show_entry(ui, view.tokens, entry, at == self.cursor.at).clicked() {
                clicked = Some(at);
            }
        });
        self.cursor.at = clicked.unwrap_or(self.cursor.at);
        let entry = places
            .get(self.cursor.at)
            .map(|place| &history.entries[*place]);
        Self::tell(ui, view.tokens, entry);
        for remark in &history.reach.remarks {
            ui.add(TextLabel::new(remark).color(view.tokens.warning));
        }
        if history.hidden > 0 {
            let words = say!("history-hidden", count = history.hidden);
            ui.add(TextLabel::new(&words).color(view.tokens.weak));
        }
        actions.extend(Self::keep(ui, view, history));
        ui.add_space(space::MEDIUM);
        let mut flow = Flow::Stay;
        ui.horizontal_wrapped(|ui| {
            let back = ui
                .add_enabled(
                    entry.is_some(),
                    egui::Button::new(say!("history-look-back")),
                )
                .on_hover_text(say!("history-look-back-help"));
            if let Some(entry) = entry.filter(|_| back.clicked()) {
                flow = Flow::Then(vec![Action::LookBack {
                    place: entry.place,
                    words: say!("history-before", time = time(entry.at), deed = &entry.name),
                }]);
            }
            if ui.button(say!("dialog-close")).clicked() {
                flow = Flow::Close;
            }
        });
        match flow {
            Flow::Stay if !actions.is_empty() => Flow::Do(actions),
            flow => flow,
        }
    }
}

/// A time of day, as lists show it.
pub(super) fn time(at: Timestamp) -> String {
    let at = at.to_zoned(TimeZone::system());
    say!(
        "dialog-time",
        day = at.day(),
        month = at.month(),
        year = at.year(),
        clock = at.strftime("%H:%M").to_string()
    )
}

/// The same with the day of the week.
pub(super) fn time_of_weekday(at: Timestamp) -> String {
    let weekday = at.to_zoned(TimeZone::system()).weekday();
    say!(
        "dialog-time-of-weekday",
        weekday = weekday.to_monday_one_offset(),
        time = time(at)
    )
}

fn show_entry(ui: &mut Ui, tokens: &Tokens, entry: &Entry, chosen: bool) -> Response {
    let below = format!("{} · {}", time(entry.at), entry.who);
    let name = format!("{} ({below})", entry.name);
    row(
        ui,
        tokens,
        Look::chosen(chosen),
        (entry.place, ROW),
        &name,
        |ui| {
            ui.set_height(ROW);
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(space::SMALL);
            ui.add(TextLabel::new(&entry.name).lines(Lines::One));
            ui.add(TextLabel::new(&below).color(tokens.weak).lines(Lines::One));
        },
    )
}
