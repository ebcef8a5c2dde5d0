//! What the forms of the dialogs are made of: a label above a field, and the buttons below them all.

use egui::{Button, Id, InputState, Key, Modifiers, Response, RichText, TextEdit, Ui, UiBuilder};
use jiff::civil::Date;

use crate::say;

use super::super::access;
use super::super::theme::{Tokens, space};
use super::super::typeset::TextLabel;
use super::choose::choose;
use super::suggest::Suggestions;

/// Height of a dialog's title, its buttons and the margins around it: what its body leaves free in a small window.
const AROUND_BODY: f32 = 190.0;

/// Whether a dialog, or a page of it, has yet to put the keyboard into its first field.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) struct FirstFocus(bool);

impl Default for FirstFocus {
    fn default() -> Self {
        Self(true)
    }
}

impl FirstFocus {
    /// The keyboard stays where it is.
    pub(in crate::app) const STAYS: Self = Self(false);

    /// Puts the keyboard into the field if none has got it yet.
    pub(in crate::app) fn take(&mut self, field: &Response) {
        if core::mem::take(&mut self.0) {
            field.request_focus();
            field.scroll_to_me(None);
        }
    }
}

/// What stands above a field. The field is known by a name of its own, so that the keyboard stays in it when the language
/// changes.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) struct Label<'a> {
    name: &'a str,
    words: &'a str,
}

impl<'a> From<(&'a str, &'a str)> for Label<'a> {
    fn from((name, words): (&'a str, &'a str)) -> Self {
        Self { name, words }
    }
}

/// What is called the same in every language, such as an attribute of the codebook.
impl<'a> From<&'a str> for Label<'a> {
    fn from(words: &'a str) -> Self {
        Self { name: words, words }
    }
}

impl<'a> From<&'a String> for Label<'a> {
    fn from(words: &'a String) -> Self {
        Self::from(words.as_str())
    }
}

/// How many lines a field of several has.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) struct Rows {
    /// While there are no more in it.
    first: usize,
    /// With more than so many it scrolls; without such a number it grows with what is in it.
    most: Option<usize>,
}

/// What grows with what is in it.
impl From<usize> for Rows {
    fn from(first: usize) -> Self {
        Self { first, most: None }
    }
}

/// What may become long: from so many lines to so many.
impl From<(usize, usize)> for Rows {
    fn from((first, most): (usize, usize)) -> Self {
        let most = Some(most);
        Self { first, most }
    }
}

/// What the buttons below a form say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Verdict {
    /// Nothing yet.
    Wait,
    /// Do it.
    Primary,
    /// Leave it.
    Cancel,
}

/// One frame of a form. It sees to the first focus, and notices Enter in a field of one line, which presses the primary
/// button.
pub(in crate::app) struct Form<'a> {
    /// Colours.
    pub(in crate::app) tokens: &'a Tokens,
    first: &'a mut FirstFocus,
    entered: Option<Id>,
}

impl<'a> Form<'a> {
    /// Begins a frame.
    pub(in crate::app) fn new(tokens: &'a Tokens, first: &'a mut FirstFocus) -> Self {
        Self {
            tokens,
            first,
            entered: None,
        }
    }

    /// Lets the next field have the keyboard.
    pub(in crate::app) fn focus_next(&mut self) {
        *self.first = FirstFocus::default();
    }

    /// A label and a text field of one line below it.
    pub(in crate::app) fn text<'l>(
        &mut self,
        ui: &mut Ui,
        label: impl Into<Label<'l>>,
        value: &mut String,
    ) -> Response {
        self.text_with_hint(ui, label, "", value)
    }

    /// The same, with a grey text in it while it is empty.
    pub(in crate::app) fn text_with_hint<'l>(
        &mut self,
        ui: &mut Ui,
        label: impl Into<Label<'l>>,
        hint: &str,
        value: &mut String,
    ) -> Response {
        let label = label.into();
        let name = self.label(ui, label.words);
        let field = ui
            .add(
                TextEdit::singleline(value)
                    .id(ui.make_persistent_id(label.name))
                    .hint_text(hint.to_owned())
                    .desired_width(f32::INFINITY),
            )
            .labelled_by(name.id);
        self.noticed(ui, field)
    }

    /// A label and a field with a button at its right, for paths.
    pub(in crate::app) fn text_and_button<'l>(
        &mut self,
        ui: &mut Ui,
        label: impl Into<Label<'l>>,
        value: &mut String,
        button: &str,
    ) -> (Response, bool) {
        let label = label.into();
        let name = self.label(ui, label.words);
        let id = ui.make_persistent_id(label.name);
        ui.horizontal(|ui| {
            let taken = buttons_width(ui, &[button]);
            let width = (ui.available_width() - taken).floor().max(80.0);
            let edit = TextEdit::singleline(value).id(id).desired_width(width);
            let field = ui.add(edit).labelled_by(name.id);
            let field = self.noticed(ui, field);
            (field, ui.button(button).clicked())
        })
        .inner
    }

    /// A label and a text field of several lines below it. Ctrl+Enter in it is the first button of the form.
    pub(in crate::app) fn lines<'l>(
        &mut self,
        ui: &mut Ui,
        label: impl Into<Label<'l>>,
        rows: impl Into<Rows>,
        value: &mut String,
    ) -> Response {
        let (label, rows) = (label.into(), rows.into());
        let name = self.label(ui, label.words);
        let id = ui.make_persistent_id(label.name);
        self.notice_enter(ui, id);
        let edit = TextEdit::multiline(value)
            .id(id)
            .desired_rows(rows.first)
            .desired_width(f32::INFINITY);
        let field = match rows.most {
            None => ui.add(edit),
            Some(most) => {
                let line = ui.text_style_height(&egui::TextStyle::Body);
                let height = most as f32 * line + 2.0 * space::SMALL;
                let area = scroll_area(height).id_salt(label.name);
                let shown = area.show(ui, |ui| ui.add(edit));
                if shown.inner.gained_focus() {
                    // The field itself is higher than what is seen of it.
                    ui.scroll_to_rect(shown.inner_rect, None);
                }
                shown.inner
            }
        };
        let field = field.labelled_by(name.id);
        self.first.take(&field);
        field
    }

    /// Enter begins a line in a field of several; with Ctrl it does what it does in other fields.
    fn notice_enter(&mut self, ui: &Ui, id: Id) {
        let entered = |input: &mut InputState| input.consume_key(Modifiers::COMMAND, Key::Enter);
        if ui.memory(|memory| memory.has_focus(id)) && ui.input_mut(entered) {
            self.entered = Some(id);
        }
    }

    /// A label and a text field that proposes words below it.
    pub(in crate::app) fn suggested<'l>(
        &mut self,
        ui: &mut Ui,
        label: impl Into<Label<'l>>,
        value: &mut String,
        known: &[String],
    ) -> Response {
        let label = label.into();
        let name = self.label(ui, label.words);
        let id = ui.make_persistent_id(label.name);
        let (field, picked) = Suggestions::new(id, known).show(ui, value);
        let field = field.labelled_by(name.id);
        if picked {
            field
        } else {
            self.noticed(ui, field)
        }
    }

    /// A label and a field for a day that may be left empty; what is wrong with the day stands below.
    pub(in crate::app) fn date<'l>(
        &mut self,
        ui: &mut Ui,
        label: impl Into<Label<'l>>,
        value: &mut String,
    ) -> Response {
        let field = self.text_with_hint(ui, label, say!("dialog-date-form"), value);
        if let Err(error) = parse_date(value) {
            self.problem(ui, &error);
        }
        field
    }

    /// A label and a list that opens to choose one of several values.
    pub(in crate::app) fn choice<'l, T: PartialEq + Clone>(
        &mut self,
        ui: &mut Ui,
        label: impl Into<Label<'l>>,
        value: &mut T,
        options: &[(T, String)],
    ) -> Response {
        let label = label.into();
        let name = self.label(ui, label.words);
        let field = choose(ui, label.name, "", value, options).labelled_by(name.id);
        self.first.take(&field);
        field
    }

    /// One of several things of which one is chosen, in a row; true when it is clicked.
    pub(in crate::app) fn option(&mut self, ui: &mut Ui, is_chosen: bool, name: &str) -> bool {
        let option = ui.selectable_label(is_chosen, name);
        if is_chosen {
            self.first.take(&option);
        }
        option.clicked()
    }

    /// Shows a part of the form that stands for itself: Enter in a field of it is not one in the form. Returns in which field
    /// of one line it was pressed, if it was.
    pub(in crate::app) fn part(&mut self, show: impl FnOnce(&mut Self)) -> Option<Id> {
        let before = self.entered.take();
        show(self);
        core::mem::replace(&mut self.entered, before)
    }

    /// The name above a field.
    pub(in crate::app) fn label(&self, ui: &mut Ui, text: &str) -> Response {
        ui.add_space(space::SMALL);
        let text = RichText::new(text).color(self.tokens.text);
        ui.add(egui::Label::new(text).selectable(false))
    }

    /// A remark below a field.
    pub(in crate::app) fn remark(&self, ui: &mut Ui, text: &str) {
        ui.add(TextLabel::new(text).color(self.tokens.weak));
    }

    /// What is wrong with a field, below it.
    pub(in crate::app) fn problem(&self, ui: &mut Ui, text: &str) {
        ui.add(TextLabel::new(text).color(self.tokens.error));
    }

    /// What deserves a thought, below a field.
    pub(in crate::app) fn warning(&self, ui: &mut Ui, text: &str) {
        ui.add(TextLabel::new(text).color(self.tokens.warning));
    }

    /// The primary button and “Cancel”. A primary button that cannot be pressed says why beside it. Where there is no field, it
    /// has the keyboard from the first.
    pub(in crate::app) fn buttons(
        &mut self,
        ui: &mut Ui,
        primary: &str,
        why_not: Option<&str>,
    ) -> Verdict {
        self.verdict(ui, (primary, false), why_not)
    }

    /// The same for a deed that takes much away: “Cancel” has the keyboard from the first, so that one stroke too many does
    /// nothing.
    pub(in crate::app) fn buttons_of_loss(
        &mut self,
        ui: &mut Ui,
        primary: &str,
        why_not: Option<&str>,
    ) -> Verdict {
        self.verdict(ui, (primary, true), why_not)
    }

    fn verdict(
        &mut self,
        ui: &mut Ui,
        (primary, is_loss): (&str, bool),
        why_not: Option<&str>,
    ) -> Verdict {
        ui.add_space(space::LARGE);
        // Known by a name of their own: what stands above them changes while the keyboard is in one.
        let named = UiBuilder::new().scope_id(ui.make_persistent_id("the buttons"));
        let row = |ui: &mut Ui| {
            let primary = primary_button(ui, self.tokens, primary, why_not);
            if why_not.is_none() && !is_loss {
                self.first.take(&primary);
            }
            let cancel = ui.button(say!("dialog-cancel"));
            if is_loss {
                self.first.take(&cancel);
            }
            if let Some(why) = why_not {
                self.remark(ui, why);
            }
            match (primary.clicked(), cancel.clicked()) {
                (true, _) => Verdict::Primary,
                (_, true) => Verdict::Cancel,
                _ => Verdict::Wait,
            }
        };
        let verdict = ui
            .scope_builder(named, |ui| ui.horizontal_wrapped(row).inner)
            .inner;
        match self.entered.take() {
            Some(_) if why_not.is_none() && verdict == Verdict::Wait => Verdict::Primary,
            // A field of one line gives the keyboard up with Enter; a refused one keeps it.
            Some(field) => {
                ui.memory_mut(|memory| memory.request_focus(field));
                verdict
            }
            None => verdict,
        }
    }

    /// The field again, once its first focus and an Enter in it are seen to.
    pub(in crate::app) fn noticed(&mut self, ui: &Ui, field: Response) -> Response {
        self.first.take(&field);
        if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            self.entered = Some(field.id);
        }
        field
    }
}

/// The body of a dialog: as high as its contents, or as the window lets it be and scrolling then.
pub(in crate::app) fn body<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    padded(ui, scroll_area(room(ui)), add)
}

/// The body of a dialog whose contents change under the user's hands: of one height, so that nothing jumps. Above it
/// stand things of the height `above`.
pub(in crate::app) fn steady_body<R>(ui: &mut Ui, above: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let height = (room(ui) - above).min(440.0);
    padded(ui, scroll_area(height).auto_shrink(false), add)
}

/// A column of a dialog's body, of one height, which scrolls for itself.
pub(in crate::app) fn column<R>(
    ui: &mut Ui,
    salt: &str,
    height: f32,
    add: impl FnOnce(&mut Ui) -> R,
) -> R {
    let area = scroll_area(height).auto_shrink(false);
    // Columns of one row are known by the same id otherwise, and would stretch what stands in them.
    let shown = ui.push_id(salt, |ui| ui.vertical(|ui| padded(ui, area, add)).inner);
    shown.inner
}

fn padded<R>(ui: &mut Ui, area: egui::ScrollArea, add: impl FnOnce(&mut Ui) -> R) -> R {
    // The scroll bar floats above what is at the right edge, and rings are drawn outside what is at the top or the bottom.
    let margin = egui::Margin {
        left: 0,
        right: 10,
        top: 2,
        bottom: 2,
    };
    area.id_salt("body")
        .show(ui, |ui| {
            let shown = egui::Frame::NONE.inner_margin(margin).show(ui, add);
            access::follow(ui);
            shown.inner
        })
        .inner
}

/// A list that scrolls when it is higher than this. It takes its height at once: one that asks for the room there is
/// would grow with its window frame by frame.
pub(in crate::app) fn scroll_area(height: f32) -> egui::ScrollArea {
    egui::ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true])
}

/// The height that a dialog's body may have.
pub(in crate::app) fn room(ui: &Ui) -> f32 {
    (ui.ctx().content_rect().height() - AROUND_BODY).clamp(120.0, 620.0)
}

/// The filled button that does what a dialog is for; it cannot be pressed when something speaks against it.
pub(in crate::app) fn primary_button(
    ui: &mut Ui,
    tokens: &Tokens,
    words: &str,
    why_not: Option<&str>,
) -> Response {
    let words = RichText::new(words).color(tokens.on_accent);
    let button = ui.add_enabled(why_not.is_none(), Button::new(words).fill(tokens.accent));
    if button.has_focus() {
        tokens.paint_ring(ui.painter(), button.rect);
    }
    button.on_disabled_hover_text(why_not.unwrap_or_default())
}

/// The only button of a dialog in which nothing is decided.
pub(in crate::app) fn close_button(ui: &mut Ui) -> bool {
    ui.add_space(space::LARGE);
    ui.button(say!("dialog-close")).clicked()
}

/// How wide buttons with these words are together, with the spaces between them.
pub(in crate::app) fn buttons_width(ui: &Ui, words: &[&str]) -> f32 {
    let font = egui::TextStyle::Button.resolve(ui.style());
    let padding = 2.0 * ui.spacing().button_padding.x + ui.spacing().item_spacing.x;
    let width = |word: &&str| {
        let text = (*word).to_owned();
        let text = ui
            .painter()
            .layout_no_wrap(text, font.clone(), ui.visuals().text_color());
        text.size().x + padding
    };
    words.iter().map(width).sum()
}

/// Whether Escape was pressed, which then nobody else sees: the page closes instead of the dialog.
pub(in crate::app) fn take_escape(ui: &Ui) -> bool {
    !egui::Popup::is_any_open(ui.ctx())
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
}

/// Reads a day as `2026-11-22`; none from an empty text.
///
/// # Errors
/// A sentence that says how to write one.
pub(in crate::app) fn parse_date(text: &str) -> Result<Option<Date>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    // jiff reads a time of day too; the day alone is meant here.
    text.parse()
        .ok()
        .filter(|_| text.len() == 10)
        .map(Some)
        .ok_or_else(|| say!("dialog-date-wrong", text = text))
}

/// The lines of a text that say something, without blanks around them.
pub(in crate::app) fn nonempty_lines(text: &str) -> Vec<String> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::{NodeT as _, Queryable as _};

    use super::*;

    #[test]
    fn a_filled_button_that_has_the_keyboard_is_ringed_in_another_colour() {
        for tokens in [Tokens::light(), Tokens::dark()] {
            let theirs = tokens.clone();
            let mut harness = egui_kittest::Harness::new_ui(move |ui| {
                primary_button(ui, &theirs, "Do it", None).request_focus();
            });
            harness.run();
            let shapes = harness.output().shapes.iter();
            let rings = shapes.filter(|it| match &it.shape {
                egui::Shape::Rect(it) => it.stroke.color == tokens.text && it.stroke.width >= 2.0,
                _ => false,
            });
            assert_eq!(rings.count(), 1);
        }
    }

    #[test]
    fn a_button_keeps_the_keyboard_when_what_stands_above_it_grows() {
        let mut lines = 0;
        let mut first = FirstFocus::default();
        let mut harness = egui_kittest::Harness::new_ui(move |ui| {
            let tokens = Tokens::light();
            let mut form = Form::new(&tokens, &mut first);
            lines += 1;
            for _ in 0..lines.min(3) {
                form.remark(ui, "It is counted");
            }
            form.buttons_of_loss(ui, "Delete", None);
        });
        for _ in 0..4 {
            harness.step();
        }
        assert!(harness.get_by_label("Cancel").accesskit_node().is_focused());
    }

    #[test]
    fn dates_are_read_or_refused() {
        assert_eq!(parse_date("  "), Ok(None));
        assert_eq!(
            parse_date(" 2026-11-22 "),
            Ok(Some(jiff::civil::date(2026, 11, 22)))
        );
        for wrong in ["22.11.2026", "2026-13-01", "2026-02-30", "2026", "20261122"] {
            let error = parse_date(wrong).unwrap_err();
            assert!(
                error.starts_with(&format!("“{wrong}” is no date")),
                "{error}"
            );
        }
    }

    #[test]
    fn lines_are_trimmed_and_empty_ones_left_out() {
        assert_eq!(nonempty_lines(" one \n\n two\n"), ["one", "two"]);
        assert!(nonempty_lines(" \n").is_empty());
    }
}
