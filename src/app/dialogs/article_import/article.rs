//! The chosen article: what is known of it, and its blocks, of which each can be cut or kept.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Rect, Ui, pos2, vec2};

use crate::app::dialogs::View;
use crate::app::dialogs::field::{FirstFocus, Form, scroll_area};
use crate::app::dialogs::mark_all::tick;
use crate::app::dialogs::rows::{Look, list, row};
use crate::app::theme::{Tokens, space};
use crate::app::typeset::TextLabel;
use crate::import::articles::{Block, BlockKind, Cut};
use crate::say;

use super::edits::key;
use super::{ArticleImportDialog, blocks_id};

/// Height of the row of a block, in points: three lines.
const ROW: f32 = 62.0;
/// So much of a block is shown in its row, in characters to a point of the width.
const CHARACTERS: f32 = 0.40;
/// So much of a block is shown when the pointer rests on it, in characters.
const WHOLE: usize = 3_000;
/// Of the height, what the fields may have.
const FIELDS: f32 = 0.42;

/// Shows the chosen article, so high in all.
pub(super) fn show(dialog: &mut ArticleImportDialog, ui: &mut Ui, view: &View<'_>, height: f32) {
    let Some(chosen) = dialog.rows.get(dialog.cursor.at).copied() else {
        ui.add(TextLabel::new(say!("intake-no-article")).color(view.tokens.weak));
        return;
    };
    let top = ui.cursor().top();
    let area = scroll_area((height * FIELDS).max(96.0)).id_salt("fields");
    area.show(ui, |ui| {
        let margin = egui::Margin {
            left: 2,
            right: 10,
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
    show_blocks(dialog, ui, view, chosen, left);
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
    let mut clicked = None;
    let edits = &dialog.edits;
    let cursor = dialog.blocks;
    list(
        ui,
        ((height - 62.0).max(ROW), ROW),
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
    let keys = TextLabel::new(say!("intake-blocks-keys")).size(12.0);
    ui.add(keys.color(view.tokens.weak));
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

/// Shows a block, struck out when it is cut; whether it was clicked.
fn show_block(
    ui: &mut Ui,
    tokens: &Tokens,
    block: &Block,
    cut: Option<Cut>,
    (at, is_chosen): (usize, bool),
) -> bool {
    let width = ui.available_width();
    let characters = (width * CHARACTERS) as usize;
    let flat: String = block.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = beginning(&flat, characters.max(40));
    let kind = kind(block.kind);
    let about = match cut {
        Some(cut) => say!("intake-cut-as", why = cut.name()),
        None => kind.to_owned(),
    };
    let state = if cut.is_some() {
        about.as_str()
    } else {
        say!("intake-block-kept")
    };
    let name = format!("{text}, {state}");
    let look = Look {
        role: Some(Role::ListBoxOption),
        ..Look::chosen(is_chosen)
    };
    let response = row(ui, tokens, look, (("block", at), ROW), &name, |ui| {
        ui.set_height(ROW);
        ui.horizontal_top(|ui| {
            ui.set_height(ROW);
            ui.spacing_mut().item_spacing.x = space::SMALL;
            ui.allocate_ui(vec2(22.0, 20.0), |ui| tick(ui, tokens, cut.is_none()));
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.set_clip_rect(ui.clip_rect().intersect(Rect::from_min_size(
                    ui.cursor().min,
                    vec2(ui.available_width(), ROW),
                )));
                if !about.is_empty() {
                    let color = if cut.is_some() {
                        tokens.warning
                    } else {
                        tokens.weak
                    };
                    ui.add(TextLabel::new(&about).size(11.5).color(color).one_line());
                }
                let color = if cut.is_some() {
                    tokens.weak
                } else {
                    tokens.text
                };
                let is_bold = block.kind == BlockKind::Heading && cut.is_none();
                let label = TextLabel::new(&text).size(13.0).color(color).bold(is_bold);
                let shown = ui.add(label);
                if cut.is_some() {
                    strike(ui, tokens, shown.rect);
                }
            });
        });
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
