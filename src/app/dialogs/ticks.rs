//! Boxes to tick: for yes or no, and for membership in a list, however long what may be in it is.

use egui::{Checkbox, Response, ScrollArea, Sense, Ui};

use super::super::access;
use super::super::typeset::{Lines, TextLabel, is_plain};
use super::field::Form;

/// From so many on they scroll, so that a form has an end.
const MANY: usize = 40;
/// How high they are then, in points.
const HEIGHT: f32 = 180.0;
/// About the width of a letter, in points, and of a box.
const LETTER: f32 = 7.5;
const BOX: f32 = 32.0;

/// A box to tick for yes or no, which keeps the keyboard when it is clicked.
pub(in crate::app) fn check_box(ui: &mut Ui, on: &mut bool, name: &str) -> Response {
    let tick = ui.checkbox(on, name);
    access::stay_at(&tick);
    tick
}

/// Boxes to tick for membership in a list, one after the other in lines. Of very many it is told which are ticked.
pub(in crate::app) fn ticks<'a, T: PartialEq + Clone + 'a>(
    ui: &mut Ui,
    form: &Form<'_>,
    salt: &str,
    list: &mut Vec<T>,
    offered: impl ExactSizeIterator<Item = (&'a T, &'a str)> + Clone,
) {
    if offered.len() < MANY {
        ui.push_id(salt, |ui| in_lines(ui, list, offered));
        return;
    }
    let ticked = offered.clone().filter(|(item, _)| list.contains(item));
    let names: Vec<&str> = ticked.map(|(_, name)| name).collect();
    form.remark(ui, &names.join(", "));
    ScrollArea::vertical()
        .id_salt(salt)
        .max_height(HEIGHT)
        .min_scrolled_height(HEIGHT)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            access::beside_bar().show(ui, |ui| in_lines(ui, list, offered));
            access::follow(ui);
        });
}

fn in_lines<'a, T: PartialEq + Clone + 'a>(
    ui: &mut Ui,
    list: &mut Vec<T>,
    offered: impl Iterator<Item = (&'a T, &'a str)>,
) {
    ui.horizontal_wrapped(|ui| {
        for (item, name) in offered {
            tick(ui, list, item, name);
        }
    });
}

/// A box to tick for membership in a list, with a name of any script.
pub(in crate::app) fn tick<T: PartialEq + Clone>(
    ui: &mut Ui,
    list: &mut Vec<T>,
    item: &T,
    name: &str,
) {
    let was_in = list.contains(item);
    let mut is_in = was_in;
    if is_plain(name) {
        let tick = ui.add(Checkbox::new(&mut is_in, name));
        access::stay_at(&tick);
    } else {
        // What is made of two parts does not begin a line of its own.
        let width = BOX + LETTER * name.chars().count() as f32;
        if ui.layout().main_wrap() && ui.available_size_before_wrap().x < width {
            ui.end_row();
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let tick = ui.add(Checkbox::without_text(&mut is_in));
            let tick = tick.accessible_name(name);
            access::stay_at(&tick);
            let label = TextLabel::new(name).lines(Lines::Extend);
            // The box is what the keyboard reaches; the name is a larger thing to click.
            if ui.add(label.sense(Sense::CLICK)).clicked() {
                is_in = !was_in;
                tick.request_focus();
            }
        });
    }
    if is_in && !was_in {
        list.push(item.clone());
    } else if was_in && !is_in {
        list.retain(|known| known != item);
    }
}
