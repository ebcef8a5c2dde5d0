//! How files are read: as what, with which options, in which encoding.

use egui::Ui;

use crate::app::dialogs::annotation_import::show_setting;
use crate::app::dialogs::field::{FirstFocus, Form};
use crate::app::dialogs::{Action, View};
use crate::app::theme::space;
use crate::app::typeset::TextLabel;
use crate::import::articles::{FORMATS, format, table};
use crate::import::{ENCODINGS, Setting};
use crate::say;

use super::ArticleImportDialog;

/// Shows the format, its options, and the encoding of the chosen file.
pub(super) fn show(
    dialog: &mut ArticleImportDialog,
    ui: &mut Ui,
    view: &View<'_>,
) -> Option<Action> {
    let mut first = FirstFocus::STAYS;
    let mut form = Form::new(view.tokens, &mut first);
    let found = say!("intake-format-found").to_owned();
    let mut formats: Vec<(Option<&'static str>, String)> = vec![(None, found)];
    let all = FORMATS.iter();
    formats.extend(all.map(|format| (Some(format.id), (format.name)().to_owned())));
    let mut id = dialog.asked.format.map(|format| format.id);
    form.choice(ui, ("format", say!("intake-format")), &mut id, &formats);
    dialog.asked.format = id.and_then(format);
    let mut used: Vec<_> = dialog
        .contents
        .files
        .iter()
        .filter_map(|file| file.read.as_ref().ok())
        .map(|loaded| loaded.format)
        .chain(dialog.asked.format)
        .collect();
    used.sort_by_key(|format| format.id);
    used.dedup_by_key(|format| format.id);
    show_encoding(dialog, ui, &mut form);
    let mut shown: Vec<&Setting> = Vec::new();
    for format in used {
        ui.add_space(space::MEDIUM);
        ui.add(TextLabel::new((format.name)()).bold(true));
        form.remark(ui, (format.about)());
        // Those of tables stand with their columns.
        if table::kind(format.id).is_some() {
            continue;
        }
        for setting in format.settings {
            if shown.iter().all(|known| known.id != setting.id) {
                show_setting(ui, &mut form, &mut dialog.asked.options, setting);
                shown.push(setting);
            }
        }
    }
    None
}

/// The encoding of the chosen file, where it can be another one.
fn show_encoding(dialog: &mut ArticleImportDialog, ui: &mut Ui, form: &mut Form<'_>) {
    let Some(at) = dialog.chosen_file() else {
        return;
    };
    let file = std::sync::Arc::clone(&dialog.contents.files[at]);
    let now = file.drafts().first().map(|draft| draft.encoding.clone());
    let chosen = dialog.asked.encodings.get(&file.path).cloned();
    let Some(now) = chosen.clone().or(now).filter(|it| !it.is_empty()) else {
        return;
    };
    let found = say!("intake-encoding-found").to_owned();
    let mut options = vec![(None, found)];
    let known = ENCODINGS.iter();
    options.extend(known.map(|name| (Some((*name).to_owned()), (*name).to_owned())));
    let mut encoding = chosen.clone();
    let name = say!("intake-encoding", file = file.name());
    form.choice(ui, ("encoding", name.as_str()), &mut encoding, &options);
    form.remark(ui, &say!("intake-encoding-now", encoding = now));
    if encoding != chosen {
        match encoding {
            Some(encoding) => dialog.asked.encodings.insert(file.path.clone(), encoding),
            None => dialog.asked.encodings.remove(&file.path),
        };
    }
}
