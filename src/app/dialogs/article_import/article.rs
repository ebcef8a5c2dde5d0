//! The chosen article: what is known of it, and its blocks, of which each can be cut or kept.

use egui::accesskit::Role;
use egui::{Align, Event, Key, Layout, Modifiers, Rect, Ui, UiBuilder, pos2, vec2};

use crate::app::dialogs::View;
use crate::app::dialogs::field::{FirstFocus, Form, scroll_area};
use crate::app::dialogs::mark_all::tick;
use crate::app::dialogs::rows::{Look, list, row};
use crate::app::theme::{Tokens, space};
use crate::app::typeset::TextLabel;
use crate::import::articles::{Block, BlockKind, Cut};
use crate::say;

use super::edits::key;
use super::{ArticleImportDialog, BAR, blocks_id};

/// Height of the row of a block, in points: two lines and what stands above and below them.
const ROW: f32 = 50.0;
/// Height of these lines.
const LINES: f32 = 38.0;
/// What the box to tick takes of a row, in points.
const TICK: f32 = 24.0;
/// So much of a block is tried in its row, in characters to a point of the width.
const CHARACTERS: f32 = 0.40;
/// So much of a block is shown when the pointer rests on it, in characters.
const WHOLE: usize = 3_000;
/// Of the height, what the fields may have.
const FIELDS: f32 = 0.42;
/// Height of the fields without what there is to tell, in points.
const ALL_FIELDS: f32 = 260.0;
/// What the blocks keep of a small height, in points: two rows, and what stands above and below them.
const BLOCKS: f32 = 2.0 * ROW + 70.0;

/// Shows the chosen article, so high in all.
pub(super) fn show(dialog: &mut ArticleImportDialog, ui: &mut Ui, view: &View<'_>, height: f32) {
    let Some(chosen) = dialog.rows.get(dialog.cursor.at).copied() else {
        ui.add(TextLabel::new(say!("intake-no-article")).color(view.tokens.weak));
        return;
    };
    let top = ui.cursor().top();
    let most = (height * FIELDS).max((height - BLOCKS).min(ALL_FIELDS));
    let most = most.max(96.0);
    scroll_area(most).id_salt("fields").show(ui, |ui| {
        let margin = egui::Margin {
            left: 0,
            right: BAR,
            top: 0,
            bottom: 2,
        };
        egui::Frame::NONE
            .inner_margin(margin)
            .show(ui, |ui| show_fields(dialog, ui, view, chosen));
        crate::app::access::follow(ui);
    });
    ui.add_space(space::SMALL);
    let left = height - (ui.cursor().top() - top);
    // As wide as the fields above.
    let width = ui.available_width() - f32::from(BAR);
    ui.allocate_ui(vec2(width, left), |ui| {
        show_blocks(dialog, ui, view, chosen, left);
    });
}

fn show_fields(dialog: &mut ArticleImportDialog, ui: &mut Ui, view: &View<'_>, chosen: usize) {
    let contents = std::sync::Arc::clone(&dialog.contents);
    let it = &contents.rows[chosen];
    let key = key(&contents, it);
    let before = dialog.edits.fields(&key, it);
    let mut fields = before.clone();
    let mut first = FirstFocus::STAYS;
    let mut form = Form::new(view.tokens, &mut first);
    // Each article has fields of its own, or the caret of one would stand in another.
    ui.push_id(&key, |ui| {
        form.text(ui, ("title", say!("article-form-title")), &mut fields.title);
        ui.columns(2, |ui| {
            let source = ("source", say!("article-form-source"));
            form.text(&mut ui[0], source, &mut fields.source);
            let author = ("author", say!("article-form-author"));
            form.text(&mut ui[1], author, &mut fields.author);
        });
        ui.columns(2, |ui| {
            let date = ("date", say!("article-form-date"));
            form.date(&mut ui[0], date, &mut fields.date);
            let language = ("language", say!("article-form-language"));
            form.text(&mut ui[1], language, &mut fields.language);
        });
        form.text(
            ui,
            ("address", say!("article-form-address")),
            &mut fields.url,
        );
    });
    if fields != before {
        dialog.edits.set_fields(key, fields);
    }
    let draft = contents.draft(it);
    for (name, value) in &it.meta.more {
        ui.add(TextLabel::new(&format!("{name}: {value}")).color(view.tokens.weak));
    }
    let from = if draft.encoding.is_empty() {
        draft.name()
    } else {
        say!(
            "intake-from",
            file = draft.name(),
            encoding = &draft.encoding
        )
    };
    ui.add(TextLabel::new(&from).color(view.tokens.weak));
    for remark in &draft.remarks {
        ui.add(TextLabel::new(remark).color(view.tokens.warning));
    }
}

fn show_blocks(
    dialog: &mut ArticleImportDialog,
    ui: &mut Ui,
    view: &View<'_>,
    chosen: usize,
    height: f32,
) {
    let contents = std::sync::Arc::clone(&dialog.contents);
    let it = &contents.rows[chosen];
    let key = key(&contents, it);
    let blocks = &contents.draft(it).blocks;
    if dialog.blocks_of.as_ref() != Some(&key) {
        dialog.blocks_of = Some(key.clone());
        dialog.blocks.reset();
    }
    let id = blocks_id();
    dialog.blocks.take_keys(ui, id, blocks.len());
    let has_keyboard = ui.memory(|memory| memory.has_focus(id));
    let mut deed = has_keyboard.then(|| take_keys(ui)).flatten();
    let cut = blocks
        .iter()
        .enumerate()
        .filter(|(at, block)| dialog.edits.cut(&key, *at, block).is_some())
        .count();
    let at = dialog.blocks.at;
    let bottom = ui.cursor().top() + height;
    ui.horizontal_wrapped(|ui| {
        let words = say!("intake-blocks", count = blocks.len(), cut = cut);
        ui.add(TextLabel::new(&words).bold(true));
        let is_cut = blocks
            .get(at)
            .is_some_and(|block| dialog.edits.cut(&key, at, block).is_some());
        let name = if is_cut {
            say!("intake-keep-everywhere")
        } else {
            say!("intake-cut-everywhere")
        };
        let button = ui.add_enabled(!blocks.is_empty(), egui::Button::new(name));
        if button
            .on_hover_text(say!("intake-everywhere-help"))
            .clicked()
        {
            deed = Some(Deed::Everywhere);
        }
    });
    let top = ui.cursor().min;
    let keys = TextLabel::new(say!("intake-blocks-keys"))
        .size(12.0)
        .color(view.tokens.weak);
    let below = keys.height(ui, ui.available_width()) + ui.spacing().item_spacing.y;
    let mut clicked = None;
    let edits = &dialog.edits;
    let cursor = dialog.blocks;
    list(
        ui,
        ((bottom - top.y - below).max(ROW), ROW),
        (blocks.len(), ""),
        Some(cursor),
        |ui, at| {
            let block = &blocks[at];
            let cut = edits.cut(&key, at, block);
            if show_block(ui, view.tokens, block, cut, (at, at == cursor.at)) {
                clicked = Some(at);
            }
        },
    );
    let place = Rect::from_min_max(top, pos2(ui.min_rect().right(), ui.cursor().top()));
    let whole = ui.interact(place, id, egui::Sense::focusable_noninteractive());
    whole
        .widget_info(|| egui::WidgetInfo::labeled(Role::ListBox, true, say!("intake-blocks-list")));
    if has_keyboard {
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
    ui.add(keys);
    if let Some(at) = clicked {
        dialog.blocks.go_to(at);
        dialog.blocks.rest();
        deed = Some(Deed::This);
    }
    if deed.is_some() {
        // Whoever uses the pointer goes on by key.
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let at = dialog.blocks.at;
    match (deed, blocks.get(at)) {
        (Some(Deed::This), Some(block)) => dialog.edits.toggle(&key, at, block),
        (Some(Deed::Everywhere), Some(block)) => dialog.edits.toggle_everywhere(&key, at, block),
        _ => {}
    }
}

/// What is done with the chosen block.
#[derive(Clone, Copy)]
enum Deed {
    /// It is cut, or kept.
    This,
    /// All that have its words are.
    Everywhere,
}

fn take_keys(ui: &Ui) -> Option<Deed> {
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let everywhere =
        pressed(Modifiers::SHIFT, Key::Space) || pressed(Modifiers::SHIFT, Key::Delete);
    let this = pressed(Modifiers::NONE, Key::Space) || pressed(Modifiers::NONE, Key::Delete);
    if everywhere || this {
        ui.input_mut(|input| {
            input
                .events
                .retain(|event| !matches!(event, Event::Text(text) if text == " "));
        });
    }
    match (everywhere, this) {
        (true, _) => Some(Deed::Everywhere),
        (false, true) => Some(Deed::This),
        (false, false) => None,
    }
}

/// What a block is, if it is no paragraph.
fn kind(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading => say!("intake-kind-heading"),
        BlockKind::Item => say!("intake-kind-item"),
        BlockKind::Row => say!("intake-kind-row"),
        BlockKind::Quote => say!("intake-kind-quote"),
        BlockKind::Note => say!("intake-kind-note"),
        BlockKind::Caption => say!("intake-kind-caption"),
        BlockKind::Paragraph | BlockKind::Verbatim => "",
    }
}

fn beginning(text: &str, characters: usize) -> String {
    let text = text.trim();
    match text.char_indices().nth(characters) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// The words of a block, as its row shows them.
fn words_of(text: &str, color: egui::Color32, is_bold: bool) -> TextLabel<'_> {
    TextLabel::new(text).size(13.0).color(color).bold(is_bold)
}

/// Shows a block, struck out when it is cut; whether it was clicked.
fn show_block(
    ui: &mut Ui,
    tokens: &Tokens,
    block: &Block,
    cut: Option<Cut>,
    (at, is_chosen): (usize, bool),
) -> bool {
    let kind = kind(block.kind);
    let about = match cut {
        Some(cut) => say!("intake-cut-as", why = cut.name()),
        None => kind.to_owned(),
    };
    let (about_color, color) = if cut.is_some() {
        (tokens.warning, tokens.weak)
    } else {
        (tokens.weak, tokens.text)
    };
    let is_bold = block.kind == BlockKind::Heading && cut.is_none();
    let above = TextLabel::new(&about).size(11.5).color(about_color);
    let above = above.one_line();
    let width = ui.available_width() - TICK - 2.0 * space::MEDIUM;
    let above_height = if about.is_empty() {
        0.0
    } else {
        above.height(ui, f32::INFINITY)
    };
    let flat: String = block.text.split_whitespace().collect::<Vec<_>>().join(" ");
    // Of a wide script there is less room for it.
    let mut characters = ((width * CHARACTERS) as usize).max(40);
    let mut text = beginning(&flat, characters);
    let told = text.clone();
    while above_height + words_of(&text, color, is_bold).height(ui, width) > LINES
        && characters > 12
    {
        characters = characters * 4 / 5;
        text = beginning(&flat, characters);
    }
    let text_height = words_of(&text, color, is_bold).height(ui, width);
    let state = if cut.is_some() {
        about.as_str()
    } else {
        say!("intake-block-kept")
    };
    let name = format!("{told}, {state}");
    let look = Look {
        role: Some(Role::ListBoxOption),
        ..Look::chosen(is_chosen)
    };
    let response = row(ui, tokens, look, (("block", at), ROW), &name, |ui| {
        ui.set_height(ROW);
        let place = Rect::from_min_size(ui.max_rect().min, vec2(ui.available_width(), ROW));
        let (left, mut right) = place.split_left_right_at_x(place.left() + TICK);
        let middle = Layout::left_to_right(Align::Center);
        let mut cell = ui.new_child(UiBuilder::new().max_rect(left).layout(middle));
        tick(&mut cell, tokens, cut.is_none());
        // In the middle of the row, however many lines there are.
        right.min.y += ((ROW - above_height - text_height) / 2.0).max(0.0);
        let mut cell = ui.new_child(UiBuilder::new().max_rect(right));
        cell.set_clip_rect(place.intersect(cell.clip_rect()));
        cell.spacing_mut().item_spacing.y = 0.0;
        if !about.is_empty() {
            cell.add(above);
        }
        let shown = cell.add(words_of(&text, color, is_bold));
        if cut.is_some() {
            strike(&cell, tokens, shown.rect);
        }
    });
    let response = response.on_hover_ui(|ui| {
        ui.set_max_width(520.0);
        ui.add(TextLabel::new(&beginning(&block.text, WHOLE)));
    });
    response.clicked()
}

/// Draws a line through each line of a label.
fn strike(ui: &Ui, tokens: &Tokens, rect: Rect) {
    let line = 17.5;
    let count = (rect.height() / line).round().max(1.0);
    let pitch = rect.height() / count;
    let stroke = egui::Stroke::new(1.0, tokens.weak);
    for at in 0..count as usize {
        let y = rect.top() + pitch * (at as f32 + 0.55);
        ui.painter().hline(rect.x_range(), y, stroke);
    }
}
