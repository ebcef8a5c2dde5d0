//! The list of the articles that were found, with a tick each.

use egui::accesskit::Role;
use egui::{Align, Event, Key, Layout, Modifiers, Rect, Ui, UiBuilder, vec2};

use crate::app::dialogs::View;
use crate::app::dialogs::choose::choose;
use crate::app::dialogs::mark_all::tick;
use crate::app::dialogs::rows::{Look, list, row};
use crate::app::theme::{Tokens, space};
use crate::app::typeset::{Lines, TextLabel};
use crate::say;

use super::contents::{Contents, Original, Row, Same};
use super::edits::key;
use super::{ArticleImportDialog, Page, Shown, list_id};

/// Height of a row, in points.
const ROW: f32 = 40.0;

/// Shows the list, so high in all.
pub(super) fn show(dialog: &mut ArticleImportDialog, ui: &mut Ui, view: &View<'_>, height: f32) {
    let bottom = ui.cursor().top() + height;
    let id = list_id();
    let field = ui.make_persistent_id("filter");
    let in_list = ui.memory(|memory| memory.has_focus(id));
    let of_keys = if in_list { id } else { field };
    dialog.cursor.take_keys(ui, of_keys, dialog.rows.len());
    if in_list {
        take_keys(dialog, ui);
    }
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 190.0).max(90.0);
        let filter = egui::TextEdit::singleline(&mut dialog.filter)
            .id(field)
            .hint_text(say!("intake-filter"))
            .desired_width(width);
        let filter = ui.add(filter).accessible_name(say!("intake-filter"));
        if !dialog.asked.paths.is_empty() {
            dialog.first.take(&filter);
        }
        let options = [
            (Shown::All, say!("intake-shown-all").to_owned()),
            (Shown::Told, say!("intake-shown-told").to_owned()),
            (Shown::Same, say!("intake-shown-same").to_owned()),
            (Shown::Near, say!("intake-shown-near").to_owned()),
            (Shown::LeftOut, say!("intake-shown-left").to_owned()),
        ];
        choose(ui, "shown", "", &mut dialog.shown, &options).accessible_name(say!("intake-shown"));
    });
    ui.add_space(space::SMALL);
    let top = ui.cursor().min;
    let nothing = if dialog.asked.paths.is_empty() {
        say!("intake-empty")
    } else if dialog.is_read {
        say!("intake-none")
    } else {
        ""
    };
    let mut clicked = None;
    let contents = std::sync::Arc::clone(&dialog.contents);
    let rows = contents.rows.iter().enumerate();
    let near = rows.filter(|(at, row)| row.near.is_some() || dialog.original(*at).is_some());
    let near = near.count();
    let has_near = near > 0;
    let near = say!("intake-near-count", count = near);
    let near = TextLabel::new(&near).size(12.0).color(view.tokens.warning);
    let keys = TextLabel::new(say!("intake-list-keys"))
        .size(12.0)
        .color(view.tokens.weak);
    // What stands below the list takes as many lines as its words need.
    let (width, gap) = (ui.available_width(), ui.spacing().item_spacing.y);
    let mut below = ui.spacing().interact_size.y + keys.height(ui, width) + 2.0 * gap;
    if has_near {
        below += near.height(ui, width) + gap;
    }
    let (edits, cursor) = (&dialog.edits, dialog.cursor);
    let (shown, originals) = (&dialog.rows, &dialog.originals);
    list(
        ui,
        ((bottom - top.y - below).max(ROW), ROW),
        (shown.len(), nothing),
        Some(cursor),
        |ui, at| {
            let it = &contents.rows[shown[at]];
            let is_taken = edits.is_taken(&contents, it);
            let title = edits.fields(&key(&contents, it), it).title;
            let place = (at, at == cursor.at, is_taken);
            let original = originals.get(shown[at]).and_then(Option::as_ref);
            let told = remark(&contents, it, original);
            if let Some(on_tick) = show_row(ui, view.tokens, told.as_deref(), (it, &title), place) {
                clicked = Some((at, on_tick));
            }
        },
    );
    let place = Rect::from_min_max(top, egui::pos2(ui.min_rect().right(), ui.cursor().top()));
    let whole = ui.interact(place, id, egui::Sense::focusable_noninteractive());
    whole.widget_info(|| egui::WidgetInfo::labeled(Role::ListBox, true, say!("intake-list")));
    if in_list {
        let stroke = egui::Stroke::new(1.0, view.tokens.accent);
        ui.painter()
            .rect_stroke(place, 4.0, stroke, egui::StrokeKind::Outside);
    }
    let lock = egui::EventFilter {
        tab: false,
        horizontal_arrows: false,
        vertical_arrows: true,
        escape: false,
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, lock));
    if let Some((at, on_tick)) = clicked {
        dialog.cursor.go_to(at);
        dialog.cursor.rest();
        if on_tick {
            toggle(dialog, at);
        }
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    if has_near {
        ui.add(near);
    }
    ui.horizontal_wrapped(|ui| {
        let has_rows = !dialog.rows.is_empty();
        if ui
            .add_enabled(has_rows, egui::Button::new(say!("intake-take-shown")))
            .clicked()
        {
            take_all(dialog, true);
        }
        if ui
            .add_enabled(has_rows, egui::Button::new(say!("intake-leave-shown")))
            .clicked()
        {
            take_all(dialog, false);
        }
    });
    ui.add(keys);
}

/// The keys of the list itself.
fn take_keys(dialog: &mut ArticleImportDialog, ui: &Ui) {
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if pressed(Modifiers::COMMAND, Key::A) {
        let all_taken = dialog.rows.iter().all(|at| {
            let row = &dialog.contents.rows[*at];
            row.same != Same::No || dialog.edits.is_taken(&dialog.contents, row)
        });
        take_all(dialog, !all_taken);
    }
    if pressed(Modifiers::NONE, Key::Space) {
        toggle(dialog, dialog.cursor.at);
        ui.input_mut(|input| {
            input
                .events
                .retain(|event| !matches!(event, Event::Text(text) if text == " "));
        });
    }
    if pressed(Modifiers::NONE, Key::Enter) {
        dialog.page = Page::Article;
        ui.memory_mut(|memory| memory.request_focus(super::blocks_id()));
    }
}

fn toggle(dialog: &mut ArticleImportDialog, at: usize) {
    let Some(row) = dialog.rows.get(at).map(|at| &dialog.contents.rows[*at]) else {
        return;
    };
    let is_taken = dialog.edits.is_taken(&dialog.contents, row);
    dialog.edits.take(key(&dialog.contents, row), !is_taken);
}

fn take_all(dialog: &mut ArticleImportDialog, is_taken: bool) {
    for at in &dialog.rows {
        let row = &dialog.contents.rows[*at];
        dialog.edits.take(key(&dialog.contents, row), is_taken);
    }
}

/// What there is to tell of an article beside its title. That it is nearly the same as one of the project comes before that it is
/// so as one of the list.
fn remark(contents: &Contents, row: &Row, original: Option<&Original>) -> Option<String> {
    match &row.same {
        Same::There(title) => Some(say!("intake-there", title = title)),
        Same::Twice(title) => Some(say!("intake-twice", title = title)),
        Same::No if original.is_some() => {
            original.map(|it| say!("intake-near-here", title = &it.title))
        }
        Same::No if row.near.is_some() => {
            let other = row.near.and_then(|at| contents.rows.get(at))?;
            let title = other.meta.display_title();
            Some(say!("intake-near", title = title))
        }
        Same::No => {
            let remarks = &contents.draft(row).remarks;
            let first = remarks.first()?;
            Some(match remarks.len() {
                1 => first.clone(),
                many => say!("intake-remarks", first = first, more = many - 1),
            })
        }
    }
}

/// Shows an article; when it was clicked, whether that was on its tick.
fn show_row(
    ui: &mut Ui,
    tokens: &Tokens,
    told: Option<&str>,
    (it, title): (&Row, &str),
    (at, is_chosen, is_taken): (usize, bool, bool),
) -> Option<bool> {
    let look = Look {
        role: Some(Role::ListBoxOption),
        ..Look::chosen(is_chosen)
    };
    let title = if title.trim().is_empty() {
        it.meta.display_title()
    } else {
        title
    };
    let date = it
        .meta
        .date
        .map(|date| date.to_string())
        .unwrap_or_default();
    let words = say!("intake-words", count = it.words);
    // The source last: in a script from right to left it would turn the others around.
    let about: Vec<&str> = [date.as_str(), &words, &it.meta.source]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let about = about.join(" · ");
    let state = if is_taken {
        say!("intake-row-taken")
    } else {
        say!("intake-row-left")
    };
    let mut name = format!("{title}, {about}, {state}");
    if let Some(told) = told {
        name = format!("{name}. {told}");
    }
    let mut tick_area = None;
    let response = row(ui, tokens, look, (at, ROW), &name, |ui| {
        ui.set_height(ROW);
        let place = Rect::from_min_size(ui.max_rect().min, vec2(ui.available_width(), ROW));
        tick_area = Some(Rect::from_min_size(place.min, vec2(26.0, ROW)));
        let cell = |ui: &mut Ui, rect: Rect, layout: Layout| {
            let mut cell = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
            cell.set_clip_rect(rect.intersect(ui.clip_rect()));
            cell.spacing_mut().item_spacing = vec2(space::MEDIUM, 0.0);
            cell
        };
        let middle = Layout::left_to_right(Align::Center);
        let left = Rect::from_min_size(place.min, vec2(26.0, ROW));
        tick(&mut cell(ui, left, middle), tokens, is_taken);
        let rest = Rect::from_min_max(place.min + vec2(26.0, 0.0), place.max);
        let (upper, lower) = rest.split_top_bottom_at_fraction(0.52);
        let color = if is_taken { tokens.text } else { tokens.weak };
        cell(ui, upper, middle).add(TextLabel::new(title).color(color).lines(Lines::One));
        let mut below = cell(ui, lower, middle);
        let small = |text| TextLabel::new(text).size(12.0).lines(Lines::One);
        if let Some(told) = told {
            let width = small(&about).width(&below).min(rest.width() * 0.6);
            let (one, two) = lower.split_left_right_at_x(lower.left() + width + space::MEDIUM);
            cell(ui, one, middle).add(small(&about).color(tokens.weak));
            cell(ui, two, middle).add(small(told).color(tokens.warning));
        } else {
            below.add(small(&about).color(tokens.weak));
        }
    });
    response.clicked().then(|| {
        let at = response.interact_pointer_pos();
        at.is_some_and(|at| tick_area.is_some_and(|area| area.contains(at)))
    })
}
