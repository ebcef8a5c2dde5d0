//! What the columns of a table hold, how its days are read, and recipes.

use egui::Ui;

use crate::app::dialogs::annotation_import::show_setting;
use crate::app::dialogs::choose::choose;
use crate::app::dialogs::field::{FirstFocus, Form};
use crate::app::dialogs::{Action, View};
use crate::app::theme::space;
use crate::app::typeset::{Lines, TextLabel};
use crate::import::articles::table::{
    COLUMN, Column, DATE_ORDER, DateOrder, Mapping, Recipe, Role,
};
use crate::say;
use crate::text::folded;

use super::ArticleImportDialog;

/// Most columns that are shown; more are kept as they were guessed.
const MOST: usize = 200;
/// Longest sample of a column, in characters.
const SAMPLE: usize = 90;

/// Reads the recipes that were kept, once.
pub(super) fn load_recipes(dialog: &mut ArticleImportDialog, view: &View<'_>) {
    dialog
        .recipes
        .get_or_insert_with(|| match &view.settings.state {
            Some(state) => crate::import::articles::table::shelf::load(state),
            None => Vec::new(),
        });
}

/// Shows the columns of the chosen article's table.
pub(super) fn show(
    dialog: &mut ArticleImportDialog,
    ui: &mut Ui,
    view: &View<'_>,
) -> Option<Action> {
    let at = dialog.chosen_file()?;
    let file = std::sync::Arc::clone(&dialog.contents.files[at]);
    let table = file.table.as_ref()?;
    let mut action = show_recipes(dialog, ui, view, table);
    ui.add(TextLabel::new(&file.name()).bold(true).lines(Lines::One));
    if let Err(why) = &file.read {
        ui.add(TextLabel::new(why).color(view.tokens.error));
    }
    for column in table.mapping.columns.iter().take(MOST) {
        show_column(dialog, ui, view, column);
    }
    if table.mapping.columns.len() > MOST {
        let more = table.mapping.columns.len() - MOST;
        let words = say!("intake-columns-more", count = more);
        ui.add(TextLabel::new(&words).color(view.tokens.weak));
    }
    ui.add_space(space::MEDIUM);
    let mut first = FirstFocus::STAYS;
    let mut form = Form::new(view.tokens, &mut first);
    show_dates(dialog, ui, &mut form, &table.mapping);
    if let Ok(loaded) = &file.read {
        for setting in loaded.format.settings {
            if setting.id != DATE_ORDER.id {
                show_setting(ui, &mut form, &mut dialog.asked.options, setting);
            }
        }
    }
    if !table.table.others.is_empty() {
        let others = table.table.others.join(", ");
        form.remark(ui, &say!("intake-sheets", sheets = others));
    }
    let kept = show_keep(dialog, ui, view, table);
    if kept.is_some() {
        action = kept;
    }
    action
}

fn show_column(dialog: &mut ArticleImportDialog, ui: &mut Ui, view: &View<'_>, column: &Column) {
    let id = format!("{COLUMN}{}", column.name);
    let roles = Role::ALL.map(|role| (role, role.words().to_owned()));
    ui.push_id(&id, |ui| {
        ui.horizontal(|ui| {
            let width = ui.available_width();
            ui.vertical(|ui| {
                ui.set_width((width - 190.0).max(80.0));
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add(TextLabel::new(&column.name).lines(Lines::One));
                let sample: String = column
                    .sample
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
                    .chars()
                    .take(SAMPLE)
                    .collect();
                let sample = TextLabel::new(&sample).size(12.0).lines(Lines::One);
                ui.add(sample.color(view.tokens.weak));
            });
            let mut role = column.role;
            let field = choose(ui, "role", "", &mut role, &roles);
            field.accessible_name(say!("intake-column-holds", column = &column.name));
            if role != column.role {
                dialog.asked.options.set(id.clone(), role.id());
            }
        });
        ui.add_space(2.0);
    });
}

/// The order of days and months, and what tells it.
fn show_dates(
    dialog: &mut ArticleImportDialog,
    ui: &mut Ui,
    form: &mut Form<'_>,
    mapping: &Mapping,
) {
    if mapping.column(Role::Date).is_none() {
        return;
    }
    let options = &mut dialog.asked.options;
    let before = DateOrder::named(options.get(&DATE_ORDER));
    let mut order = before;
    let dates = &mapping.dates;
    let choices = [
        (None, say!("intake-order-auto").to_owned()),
        (
            Some(DateOrder::DayFirst),
            say!("intake-order-dmy").to_owned(),
        ),
        (
            Some(DateOrder::MonthFirst),
            say!("intake-order-mdy").to_owned(),
        ),
        (
            Some(DateOrder::YearFirst),
            say!("intake-order-ymd").to_owned(),
        ),
    ];
    let label = ("order", say!("tables-option-date-order"));
    form.choice(ui, label, &mut order, &choices);
    if order != before {
        options.set(DATE_ORDER.id, order.map_or("auto", DateOrder::name));
    }
    if dates.is_open() {
        let words = say!(
            "intake-order-open",
            day = &dates.doubtful,
            count = dates.doubts
        );
        form.warning(ui, &words);
    } else if before.is_none() && !dates.proof.is_empty() {
        let order = match dates.order {
            Some(DateOrder::MonthFirst) => say!("intake-order-mdy"),
            _ => say!("intake-order-dmy"),
        };
        form.remark(
            ui,
            &say!("intake-order-proof", order = order, day = &dates.proof),
        );
    }
}

/// Recipes that fit the columns.
fn show_recipes(
    dialog: &mut ArticleImportDialog,
    ui: &mut Ui,
    view: &View<'_>,
    table: &super::contents::TableRead,
) -> Option<Action> {
    let recipes = dialog.recipes.as_deref().unwrap_or_default();
    let fitting: Vec<Recipe> = recipes
        .iter()
        .filter(|recipe| recipe.fits(&table.table.columns))
        .cloned()
        .collect();
    let mut action = None;
    for recipe in fitting {
        ui.horizontal_wrapped(|ui| {
            let options = &mut dialog.asked.options;
            let mut with = options.clone();
            recipe.apply(&mut with);
            let is_used = with == *options;
            let words = if is_used {
                say!("intake-recipe-used", name = &recipe.name)
            } else {
                say!("intake-recipe-fits", name = &recipe.name)
            };
            ui.add(TextLabel::new(&words).color(view.tokens.weak));
            if !is_used && ui.button(say!("intake-recipe-use")).clicked() {
                *options = with;
                if let Some(names) = recipe.options.get("names") {
                    dialog.names.clone_from(names);
                }
            }
            if ui.button(say!("intake-recipe-remove")).clicked() {
                if let Some(recipes) = &mut dialog.recipes {
                    recipes.retain(|known| *known != recipe);
                }
                action = Some(Action::RemoveRecipe(recipe.name.clone()));
            }
        });
    }
    action
}

/// Keeps what was chosen under a name.
fn show_keep(
    dialog: &mut ArticleImportDialog,
    ui: &mut Ui,
    view: &View<'_>,
    table: &super::contents::TableRead,
) -> Option<Action> {
    ui.add_space(space::MEDIUM);
    let mut keeps = false;
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 170.0).max(90.0);
        let name = egui::TextEdit::singleline(&mut dialog.recipe_name)
            .hint_text(say!("intake-recipe-name"))
            .desired_width(width);
        ui.add(name).accessible_name(say!("intake-recipe-name"));
        let can = view.settings.state.is_some() && !dialog.recipe_name.trim().is_empty();
        let button = ui.add_enabled(can, egui::Button::new(say!("intake-recipe-keep")));
        keeps = button.clicked();
    });
    ui.add(TextLabel::new(say!("intake-recipe-help")).color(view.tokens.weak));
    if !keeps {
        return None;
    }
    let mut options = dialog.asked.options.clone();
    if dialog.asked.pattern.is_some() {
        options.set("names", dialog.names.trim());
    }
    let name = core::mem::take(&mut dialog.recipe_name);
    let recipe = Recipe::of(&name, &table.table, &table.mapping, &options);
    let recipes = dialog.recipes.get_or_insert_default();
    recipes.retain(|known| folded(&known.name) != folded(&recipe.name));
    recipes.push(recipe.clone());
    // What was guessed is chosen from now on.
    recipe.apply(&mut dialog.asked.options);
    dialog.asked.options.unset("names");
    Some(Action::KeepRecipe(Box::new(recipe)))
}
