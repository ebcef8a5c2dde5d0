//! The text of the comparison: with everybody's lanes below it and the gold layer on it, or two people side by side.

use egui::accesskit::Role;
use egui::{Rect, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::found::{CaseName, Found};
use super::{Decide, Panes, Place};
use crate::app::panels::{Room, date_of, page as article_page};
use crate::app::reader::{Bookmark, Page, Reader, Response};
use crate::app::theme::{Tokens, space};
use crate::app::typeset::TextLabel;
use crate::app::workspace::Workspace;
use crate::say;

/// Above two people side by side, in points.
const NAMES: f32 = 22.0;
/// The height of a line of names, in points.
const LEGEND: f32 = 18.0;

impl Decide {
    /// Draws it.
    pub(super) fn show_text(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        room: &mut Room<'_>,
        height: Option<f32>,
    ) {
        let size = vec2(
            ui.available_width(),
            height.unwrap_or_else(|| ui.available_height()),
        );
        let (_, whole) = ui.allocate_space(size);
        let mut ui = child(ui, "text", whole);
        let Some(found) = self.found.take() else {
            // Why nothing may be shown stands beside it.
            let words = match &self.blind {
                _ if workspace.open.is_none() => say!("centre-choose"),
                Some(why) => why,
                None => say!("decide-comparing"),
            };
            ui.add(TextLabel::new(words).color(room.tokens.weak));
            return;
        };
        self.show_panes(&mut ui, &found, whole, room);
        self.found = Some(found);
    }

    fn show_panes(&mut self, ui: &mut Ui, found: &Found, whole: Rect, room: &mut Room<'_>) {
        let article = &found.article;
        let panes = match &mut self.panes {
            Some(panes)
                if panes.article == article.id && *panes.readers[0].text() == article.text =>
            {
                panes
            }
            panes => {
                self.revealed = None;
                let reader = || Reader::new(article.text.clone(), &article.meta.language);
                panes.insert(Panes {
                    article: article.id.clone(),
                    readers: [reader(), reader()],
                })
            }
        };
        let case = (self.shown.get(self.roll.at)).and_then(|at| found.queue.cases.get(*at));
        let place = case.and_then(|case| case.place);
        let name = case.and_then(CaseName::of);
        if self.revealed != name {
            if let Some(place) = place {
                for reader in &mut panes.readers {
                    reader.reveal(place);
                }
            }
            self.revealed = name;
        }
        let wants_text = self.focus.take_if(|it| *it == Place::Text).is_some();
        let date = date_of(article);
        let page = |marks| Page {
            found_here: place,
            disputed: &found.disputed,
            ..article_page(article, marks, &date, room)
        };
        let mut clicked = None;
        if let Some((left, right)) = self.beside {
            let lanes = [left, right];
            let before = panes.readers.each_ref().map(Reader::bookmark);
            let (one, other) = whole.split_left_right_at_fraction(0.5);
            for (at, rect) in [one, other].into_iter().enumerate() {
                let Some(lane) = found.lanes.get(lanes[at]) else {
                    continue;
                };
                let rect = rect.shrink2(vec2(space::SMALL, 0.0));
                let mut half = child(ui, if at == 0 { "one" } else { "other" }, rect);
                let color = room.tokens.ink(lane.color);
                half.add(
                    TextLabel::new(&lane.name)
                        .bold(true)
                        .color(color)
                        .one_line(),
                );
                let rect = rect.with_min_y(rect.top() + NAMES);
                let mut half = child(&mut half, "pane", rect);
                // What all have marked alike, both have.
                let common = &found.lanes[..1];
                let page = Page {
                    colleagues: common,
                    ..page(&lane.marks)
                };
                let reader = &mut panes.readers[at];
                if wants_text && at == 0 {
                    reader.request_focus(half.ctx());
                }
                let response = reader.show(&mut half, &page);
                clicked = clicked.or(self::clicked(found, &response, Some(lanes[at])));
            }
            tie(&mut panes.readers, &before, ui);
        } else {
            let page = Page {
                colleagues: &found.lanes,
                ..page(&found.gold)
            };
            // Many names take more than one line, though not the text's room.
            let most = whole.top() + whole.height() / 3.0;
            let mut above = child(ui, "legend", whole.with_max_y(most));
            show_legend(&mut above, found, room.tokens);
            let bottom = above.min_rect().bottom() + space::SMALL;
            let bottom = bottom.min(most).max(whole.top() + NAMES);
            let mut below = child(ui, "pane", whole.with_min_y(bottom));
            let reader = &mut panes.readers[0];
            if wants_text {
                reader.request_focus(below.ctx());
            }
            let response = reader.show(&mut below, &page);
            clicked = self::clicked(found, &response, None);
        }
        if let Some(at) = clicked {
            self.forget_reason();
            self.sift(Some(at));
        }
    }

    /// Shows two people side by side, or the next two of them, or all in one text again.
    pub(super) fn next_beside(&mut self) {
        let Some(found) = &self.found else {
            return;
        };
        let count = found.lanes.len();
        self.revealed = None;
        self.beside = match self.beside {
            None if count > 2 => Some((1, 2)),
            Some((left, right)) if right + 1 < count => Some((left, right + 1)),
            Some((left, _)) if left + 2 < count => Some((left + 1, left + 2)),
            _ => None,
        };
    }
}

/// The case of what was clicked.
fn clicked(found: &Found, response: &Response, lane: Option<usize>) -> Option<usize> {
    if let Some(theirs) = &response.theirs {
        return found.case_of(theirs.colleague, &theirs.id);
    }
    let id = match (&response.clicked, &response.entered) {
        (Some(click), _) => click.marks.first()?,
        (None, entered) => entered.as_ref()?,
    };
    match lane {
        Some(lane) => found.case_of(lane, id),
        None => found.case_of_gold(id),
    }
}

/// Has the pane that was not scrolled follow the one that was.
fn tie(readers: &mut [Reader; 2], before: &[Bookmark; 2], ui: &Ui) {
    let moved = |at: usize, readers: &[Reader; 2]| readers[at].bookmark() != before[at];
    let leader = match (moved(0, readers), moved(1, readers)) {
        (true, false) => 0,
        (false, true) => 1,
        _ => return,
    };
    let bookmark = readers[leader].bookmark();
    readers[1 - leader].go_back(&bookmark);
    ui.ctx().request_repaint();
}

/// Whose line has which colour. A name that has no room in a line begins the next one.
fn show_legend(ui: &mut Ui, found: &Found, tokens: &Tokens) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let gold = (!found.gold.is_empty()).then(|| (say!("decide-gold-lane"), tokens.text));
        let lanes = found.lanes.iter().filter(|lane| !lane.marks.is_empty());
        let lanes = lanes.map(|lane| (lane.name.as_str(), tokens.ink(lane.color)));
        for (name, color) in gold.into_iter().chain(lanes) {
            let words = format!("▬ {name}");
            let label = TextLabel::new(&words).size(12.0).color(color).one_line();
            let width = (label.width(ui).ceil() + 1.0).min(ui.max_rect().width());
            let (rect, shown) = ui.allocate_exact_size(vec2(width, LEGEND), Sense::HOVER);
            label.paint_in(ui, rect);
            shown.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
        }
    });
}

fn child(ui: &mut Ui, salt: &str, rect: Rect) -> Ui {
    let mut child = ui.new_child(UiBuilder::new().id_salt(salt).max_rect(rect));
    child.set_clip_rect(ui.clip_rect().intersect(rect));
    child
}
