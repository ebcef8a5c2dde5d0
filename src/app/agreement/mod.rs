//! How far people agree, as a screen of its own: in words and numbers at the left, and at the right the passages behind the
//! number that was clicked, from where one goes to each of them in its article.
//!
//! All that is shown comes from one [`Study`](crate::review::Study) of one state of the project, made on a thread
//! (`work`): a table (`sheets`) is plain data, which is made there too (`tables`), the grid draws, the clipboard gets as text and a
//! picture is made of.

mod bars;
mod course;
mod deeds;
mod grid;
mod head;
mod passages;
mod sheet;
mod sheets;
mod side;
mod svg;
mod tables;
mod work;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{ScrollArea, Ui};

use super::access;
use super::command::Command;
use super::halves::{Half, Halves, LeftOver};
use super::panels::Room;
use super::theme::{Tokens, space};
use super::typeset::TextLabel;
use super::workspace::Workspace;
use crate::review::paper::Style;
use crate::say;

use course::Steps;
use deeds::WentTo;
use grid::{At, Click, Grid};
use passages::{Behind, Passages, Show};
use sheet::Order;
use sheets::Tab;
use tables::{Made, Tables, Wanted};
use work::{Choice, Results};

/// Title of the question where a picture goes.
pub const PICTURE: &str = "title-picture";

/// Narrower than this the passages stand below the numbers, in points.
const SIDE_BY_SIDE: f32 = 860.0;
/// The least height of a table, in points.
const LEAST: f32 = 120.0;

/// A part of the screen where the keyboard can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// The choice of tables above them.
    Tabs,
    /// The table.
    Grid,
    /// The list of passages.
    List,
}

/// The screen.
#[derive(Debug, Default)]
pub struct Agreement {
    choice: Choice,
    /// The measures that are wanted besides those that are always shown.
    measures: BTreeSet<&'static str>,
    /// In what steps the course is told.
    steps: Steps,
    results: Results,
    tab: Tab,
    /// The order in which somebody has sorted the table.
    sorted: Option<Order>,
    tables: Tables,
    at: At,
    passages: Passages,
    /// The cell behind which these are, while the table is as it was: the place of its row, its column.
    opened: Option<(usize, usize)>,
    /// Where the keyboard should go.
    focus: Option<Place>,
    /// Where it is.
    has_keyboard: Option<Place>,
    /// What has it when nothing else wants it.
    home: Option<egui::Id>,
    /// Whether the chosen passage comes into view.
    scrolls: bool,
    /// Where one went from here.
    went_to: Option<WentTo>,
}

impl Agreement {
    /// Puts the keyboard into the table.
    pub fn enter(&mut self) {
        self.focus = Some(Place::Grid);
    }

    /// Puts the keyboard into the next part of the screen; not when that is beyond it.
    pub fn cycle(&mut self) -> bool {
        let next = match self.has_keyboard {
            None => Place::Tabs,
            Some(Place::Tabs) => Place::Grid,
            Some(Place::Grid) if self.passages.asked().is_some() => Place::List,
            Some(_) => return false,
        };
        self.focus = Some(next);
        true
    }

    /// Whether there are numbers.
    #[must_use]
    pub fn has_numbers(&self) -> bool {
        let found = self.results.found();
        found.is_some_and(|found| found.numbers.is_some())
    }

    /// Whether what is shown is of the project as it is now, and nothing is being made any more.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.results.found().is_some()
            && self.results.percent().is_none()
            && self.results.making().is_none()
            && !self.tables.is_making()
            && !self.passages.is_looking()
    }

    /// How many passages are listed.
    #[must_use]
    pub fn listed(&self) -> usize {
        self.passages.len()
    }

    /// Draws it in place of everything between the menus and the status line.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, room: &mut Room<'_>) {
        self.update(workspace, ui.ctx());
        if ui.memory(|memory| memory.focused().is_none()) || !ui.ctx().text_edit_focused() {
            super::register::take_undo(ui, room);
        }
        let place = self.has_keyboard;
        // One that Escape closes is closed by the time that everything is drawn.
        let has_popup = egui::Popup::is_any_open(ui.ctx());
        let halves = Halves {
            id: "compared",
            shown: egui::Id::unique(self.passages.asked().map(|(_, title)| title)),
            list: say!("agreement-title"),
            side: say!("agreement-passages"),
            from: SIDE_BY_SIDE,
            share: 0.34,
            usual: 300.0..=520.0,
            least: 240.0,
            most: 0.6,
            above: (0.6, 220.0),
        };
        halves.show(ui, room.tokens, |ui, half| match half {
            Half::List(height) => self.show_numbers(ui, workspace, room, height),
            Half::Side => self.show_side(ui, room),
        });
        self.note_keyboard(ui);
        let left = LeftOver::of(ui);
        if !has_popup && left.takes_escape(ui) && self.escape(place) {
            room.wish(Command::Agreement);
        }
        // What has no use for the keyboard leaves it to the table, or to what there is instead.
        if let Some(home) = self.home {
            left.give(ui, self.focus.is_none(), home);
        }
    }

    fn note_keyboard(&mut self, ui: &Ui) {
        let focused = ui.memory(egui::Memory::focused);
        self.has_keyboard = match focused {
            Some(id) if id == grid::id() => Some(Place::Grid),
            Some(id) if id == side::list_id() => Some(Place::List),
            Some(_) => Some(Place::Tabs),
            None => None,
        };
    }

    /// Goes one step back from where the keyboard was. Whether there was none, so that the screen is left.
    fn escape(&mut self, place: Option<Place>) -> bool {
        let leaves = place != Some(Place::List);
        if !leaves {
            self.focus = Some(Place::Grid);
        }
        leaves
    }

    fn update(&mut self, workspace: &Workspace, ctx: &egui::Context) {
        let is_new = self
            .results
            .update(workspace, &self.choice, &self.measures, ctx);
        self.passages.update();
        if is_new {
            self.opened = None;
            if let Some(found) = self.results.found() {
                self.passages.refresh(found, ctx);
            }
        }
        if self.steps == Steps::Rounds && !self.has_rounds() {
            self.steps = Steps::default();
        }
        let wanted = Wanted {
            tab: self.tab,
            steps: self.steps,
            order: self.order(),
            measures: &self.measures,
        };
        if self.tables.update(&self.results, &wanted, ctx) {
            self.opened = None;
        }
    }

    /// Whether there are rounds of annotating by which the course can be told.
    fn has_rounds(&self) -> bool {
        let found = self.results.found();
        found.is_some_and(|found| !found.project.reviewing.rounds.is_empty())
    }

    /// The table that is looked at, if it is there.
    fn made(&self) -> Option<&Arc<Made>> {
        self.tables.made(self.tab)
    }

    fn order(&self) -> Order {
        let people = self.results.found().and_then(|found| {
            let (study, _) = found.numbers.as_ref()?;
            Some(study.question.people.len())
        });
        self.sorted
            .unwrap_or_else(|| self.tab.order(people.unwrap_or(0)))
    }

    /// Sorts by a column: the worst first; the same one again the other way round, the first one as they come.
    fn sort_by(&mut self, column: usize) {
        let now = self.order();
        self.sorted = Some(if column == 0 && now.by != Some(0) && now.by.is_some() {
            Order::default()
        } else {
            Order {
                by: Some(column),
                is_backwards: now.by == Some(column) && !now.is_backwards,
            }
        });
    }

    /// Looks at another table.
    fn look_at(&mut self, tab: Tab) {
        if self.tab != tab {
            self.tab = tab;
            (self.sorted, self.opened) = (None, None);
            self.at = At::default();
        }
    }

    fn show_numbers(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        room: &mut Room<'_>,
        height: Option<f32>,
    ) {
        if let Some(height) = height {
            self.show_head_and_table(ui, workspace, room, (height, false));
            return;
        }
        let all = ui.available_height();
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            self.show_head_and_table(ui, workspace, room, (all, true));
            access::follow(ui);
        });
    }

    /// In so many points of height. They are for both, or else for the table alone; which has [`LEAST`] in any case.
    fn show_head_and_table(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        room: &mut Room<'_>,
        (height, is_for_both): (f32, bool),
    ) {
        let top = ui.cursor().top();
        self.show_head(ui, workspace, room);
        let of_head = if is_for_both {
            ui.cursor().top() - top
        } else {
            0.0
        };
        // What was clicked there may want another table.
        self.update(workspace, ui.ctx());
        if !self.has_numbers() {
            return;
        }
        let clicked = self.show_table(ui, room.tokens, height - of_head);
        match clicked {
            Some(Click::Sort(column)) => self.sort_by(column),
            Some(Click::Open(line, column, class)) => self.open(line, column, class, ui.ctx()),
            None => {}
        }
    }

    fn show_table(&mut self, ui: &mut Ui, tokens: &Tokens, mut height: f32) -> Option<Click> {
        let about = TextLabel::new(self.tab.about(self.steps))
            .size(12.0)
            .color(tokens.weak);
        let top = ui.cursor().top();
        ui.add(about);
        ui.add_space(space::SMALL);
        let Some(made) = self.made().cloned() else {
            ui.add(TextLabel::new(say!("agreement-counting")).color(tokens.weak));
            // What had the keyboard in the last table has it in the next one.
            if self.has_keyboard == Some(Place::Grid) {
                self.focus = Some(Place::Grid);
            }
            return None;
        };
        if made.sheet.lines.is_empty() {
            let words = TextLabel::new(say!("agreement-none-here")).color(tokens.weak);
            ui.add(words);
            // The keyboard has a place all the same.
            if self.focus == Some(Place::Grid) {
                self.focus = Some(Place::Tabs);
            }
            return None;
        }
        let mut painted = None;
        if self.tab == Tab::Course {
            painted = course::show(ui, tokens, &made.sheet);
            ui.add_space(space::SMALL);
        }
        height -= ui.cursor().top() - top;
        let grid = Grid {
            sheet: &made.sheet,
            order: &made.order,
            sorted: made.sorted_by(),
            opened: self.opened,
        };
        let clicked = grid.show(ui, tokens, &mut self.at, height.max(LEAST));
        self.home = Some(grid::id());
        if self.focus == Some(Place::Grid) {
            self.focus = None;
            ui.memory_mut(|memory| memory.request_focus(grid::id()));
        }
        painted.map_or(clicked, |line| {
            Some(Click::Open(line, course::PAINTED, None))
        })
    }

    /// Lists the passages behind a cell.
    fn open(
        &mut self,
        line: usize,
        column: usize,
        class: Option<crate::review::Class>,
        ctx: &egui::Context,
    ) {
        let Some((made, found)) = self.made().cloned().zip(self.results.found()) else {
            return;
        };
        let sheet = &made.sheet;
        let Some(behind) = sheet.lines[line].cells[column].behind.clone() else {
            return;
        };
        let behind = Behind {
            show: class.map_or(behind.show, Show::Class),
            ..behind
        };
        let (row, head) = (
            &sheet.lines[line].cells[0].text,
            &sheet.columns[column].name,
        );
        let title = match self.tab {
            _ if column == 0 => row.clone(),
            Tab::Pairs | Tab::Confusion => format!("{row} · {head}"),
            _ => format!("{row}: {head}"),
        };
        let found = Arc::clone(found);
        self.opened = Some((line, column));
        self.passages.ask(&found, behind, title, ctx);
        self.scrolls = true;
        self.focus = Some(Place::List);
    }

    /// Lists all passages of a class.
    fn open_class(&mut self, show: Show, title: String, ctx: &egui::Context) {
        let behind = Behind {
            show,
            ..Behind::default()
        };
        if let Some(found) = self.results.found() {
            let found = Arc::clone(found);
            self.opened = None;
            self.passages.ask(&found, behind, title, ctx);
            self.scrolls = true;
            self.focus = Some(Place::List);
        }
    }

    /// The table on screen as text.
    fn copied(&self) -> Option<String> {
        let made = self.made()?;
        Some(made.sheet.copied(&made.order))
    }

    /// What goes into a paper.
    fn paper(&self, style: Style) -> Option<String> {
        self.results.paper(&self.measures, style)
    }

    /// The table on screen as a picture.
    fn picture(&self) -> Option<String> {
        let made = self.made()?;
        let course = |size: (f32, f32), color: &str, out: &mut String| {
            course::svg(&made.sheet, size, color, out);
        };
        let above: Option<svg::Above<'_>> = (self.tab == Tab::Course).then_some(&course);
        Some(svg::picture(&made.sheet, &made.order, above))
    }
}
