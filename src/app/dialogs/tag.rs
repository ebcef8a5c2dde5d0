//! A tag: the form that defines it.

use egui::accesskit::Role;
use egui::{Sense, Ui, Vec2, WidgetInfo, vec2};

use crate::model::{Codebook, Color, Example, Pattern, Tag, TagId};
use crate::say;

use super::super::command::{Command, Row};
use super::super::keys::Chord;
use super::super::theme::{Tokens, space};
use super::attributes::AttributesForm;
use super::field::{Form, nonempty_lines};
use super::swatch::{in_a_row, paint_swatch, swatch};

/// The size of a swatch to choose by, in points.
const CHOICE: Vec2 = vec2(34.0, 24.0);

/// The colours for tags with their names.
pub(in crate::app) fn palette() -> [(Color, &'static str); 12] {
    let names = [
        say!("color-blue"),
        say!("color-vermilion"),
        say!("color-green"),
        say!("color-pink"),
        say!("color-orange"),
        say!("color-sky-blue"),
        say!("color-violet"),
        say!("color-olive"),
        say!("color-wine"),
        say!("color-indigo"),
        say!("color-teal"),
        say!("color-grey"),
    ];
    core::array::from_fn(|at| (Color::OF_TAGS[at], names[at]))
}

/// A tag as the form holds it.
#[derive(Clone, Debug)]
pub(in crate::app) struct TagForm {
    /// Its id; none while it is new.
    id: Option<TagId>,
    /// What the form does not show.
    rest: Option<Box<Tag>>,
    /// Its name.
    pub(in crate::app) name: String,
    key: String,
    color: String,
    pattern: Pattern,
    definition: String,
    examples: String,
    counterexamples: String,
    attributes: AttributesForm,
}

impl TagForm {
    /// The form of a new tag, in a colour and with a pattern that the codebook does not have yet.
    pub(in crate::app) fn fresh(codebook: &Codebook) -> Self {
        Self {
            id: None,
            rest: None,
            name: String::new(),
            key: String::new(),
            color: codebook.fresh_color(0).to_string(),
            pattern: codebook.fresh_pattern(),
            definition: String::new(),
            examples: String::new(),
            counterexamples: String::new(),
            attributes: AttributesForm::default(),
        }
    }

    /// Whether nothing was typed into it; it begins with a look.
    pub(in crate::app) fn is_blank(&self) -> bool {
        let typed = [
            &self.name,
            &self.key,
            &self.definition,
            &self.examples,
            &self.counterexamples,
        ];
        typed.iter().all(|it| it.trim().is_empty()) && self.attributes.is_empty()
    }

    /// The form of a tag that is there.
    pub(in crate::app) fn of(tag: &Tag) -> Self {
        Self {
            id: Some(tag.id.clone()),
            rest: Some(Box::new(tag.clone())),
            name: tag.name.clone(),
            key: tag.key.map(String::from).unwrap_or_default(),
            color: tag.color.to_string(),
            pattern: tag.pattern,
            definition: tag.definition.clone(),
            examples: joined(&tag.examples),
            counterexamples: joined(&tag.counterexamples),
            attributes: AttributesForm::of(&tag.attributes),
        }
    }

    /// Takes over what became of options of its fields, which the form does not show.
    pub(in crate::app) fn note(&mut self, tag: &Tag) {
        self.attributes.note(&tag.attributes);
    }

    /// Shows the fields.
    pub(in crate::app) fn show(
        &mut self,
        ui: &mut Ui,
        form: &mut Form<'_>,
        codebook: &Codebook,
        rows: &[Row],
    ) {
        form.text(ui, ("name", say!("dialog-name")), &mut self.name);
        show_key(ui, form, &mut self.key, |c| {
            self.id.as_ref().map_or_else(
                || user_of_key(c, None, rows),
                |id| user_of_key(c, Some(&Command::TagAs(id.clone())), rows),
            )
        });
        self.show_color(ui, form);
        let label = ("definition", say!("dialog-definition"));
        form.lines(ui, label, 2, &mut self.definition);
        let label = ("examples", say!("tag-examples"));
        form.lines(ui, label, 2, &mut self.examples);
        let label = ("counterexamples", say!("tag-counterexamples"));
        form.lines(ui, label, 2, &mut self.counterexamples);
        self.attributes.show(ui, form, codebook);
    }

    fn show_color(&mut self, ui: &mut Ui, form: &mut Form<'_>) {
        form.label(ui, say!("tag-look"));
        let parsed: Result<Color, String> = self.color.trim().parse();
        let color = *parsed.as_ref().unwrap_or(&Tokens::UNKNOWN_TAG);
        let colors = palette();
        let in_row = in_a_row(colors.len(), ui.available_width(), CHOICE.x);
        for row in colors.chunks(in_row) {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::SMALL;
                for &(choice, name) in row {
                    if show_choice(ui, form.tokens, choice, self.pattern, name, color == choice) {
                        self.color = choice.to_string();
                    }
                }
            });
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::SMALL, space::SMALL);
            for pattern in Pattern::ALL {
                if show_choice(
                    ui,
                    form.tokens,
                    color,
                    pattern,
                    pattern.name(),
                    self.pattern == pattern,
                ) {
                    self.pattern = pattern;
                }
            }
        });
        ui.horizontal(|ui| {
            let name = ui.label(say!("tag-color-code"));
            let edit = egui::TextEdit::singleline(&mut self.color).desired_width(90.0);
            let field = ui.add(edit.id_salt("color")).labelled_by(name.id);
            form.noticed(ui, field);
            swatch(ui, form.tokens, color, self.pattern);
        });
        if let Err(error) = parsed {
            form.problem(ui, &error);
        }
    }

    /// The tag; a new one gets an id that reads like its name.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub(in crate::app) fn read(&self, codebook: &Codebook, rows: &[Row]) -> Result<Tag, String> {
        let name = self.name.trim();
        if name.is_empty() {
            return Err(say!("tag-nameless").to_owned());
        }
        let id = self
            .id
            .clone()
            .unwrap_or_else(|| TagId::from_name(name, |id| codebook.tag(id).is_some()));
        let own = Command::TagAs(id.clone());
        let color = self.color.trim().parse()?;
        let rest = self.rest.as_deref().cloned();
        let rest = rest.unwrap_or_else(|| Tag::new(id, name, color));
        Ok(Tag {
            key: read_key(&self.key, |c| user_of_key(c, Some(&own), rows))?,
            name: name.to_owned(),
            color,
            pattern: self.pattern,
            definition: self.definition.trim().to_owned(),
            examples: examples(&self.examples, &rest.examples),
            counterexamples: examples(&self.counterexamples, &rest.counterexamples),
            attributes: self.attributes.read()?,
            ..rest
        })
    }
}

/// The passages, one a line.
fn joined(examples: &[Example]) -> String {
    let texts: Vec<&str> = examples.iter().map(|it| it.text.as_str()).collect();
    texts.join("\n")
}

/// The examples of these lines; one that was there keeps what is known of it.
fn examples(lines: &str, before: &[Example]) -> Vec<Example> {
    let known = |text: &String| before.iter().find(|it| it.text == *text).cloned();
    let lines = nonempty_lines(lines).into_iter();
    lines
        .map(|text| known(&text).unwrap_or_else(|| text.into()))
        .collect()
}

/// A swatch to choose by.
fn show_choice(
    ui: &mut Ui,
    tokens: &Tokens,
    color: Color,
    pattern: Pattern,
    name: &str,
    is_chosen: bool,
) -> bool {
    let (rect, response) = ui.allocate_exact_size(CHOICE, Sense::click());
    response
        .widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_chosen, name));
    paint_swatch(ui.painter(), tokens, rect.shrink(3.0), color, pattern);
    if is_chosen || response.has_focus() || response.hovered() {
        let color = if is_chosen {
            tokens.text
        } else {
            tokens.accent
        };
        let stroke = egui::Stroke::new(if is_chosen { 2.0 } else { 1.0 }, color);
        ui.painter()
            .rect_stroke(rect, 4.0, stroke, egui::StrokeKind::Inside);
    }
    if response.has_focus() {
        // Around the frame that says which one is chosen.
        let stroke = egui::Stroke::new(2.0, tokens.accent);
        let rect = rect.expand(1.0);
        ui.painter()
            .rect_stroke(rect, 5.0, stroke, egui::StrokeKind::Outside);
    }
    response.on_hover_text(name).clicked()
}

/// The field for a key, and below it what speaks against it.
pub(in crate::app) fn show_key(
    ui: &mut Ui,
    form: &mut Form<'_>,
    key: &mut String,
    user: impl Fn(char) -> Option<String>,
) {
    form.text(ui, ("key", say!("key-field")), key);
    if let Err(error) = read_key(key, user) {
        form.problem(ui, &error);
    }
}

/// Reads a key.
///
/// # Errors
/// A sentence that says why it cannot be this one; it names the command that has it already.
pub(in crate::app) fn read_key(
    text: &str,
    user: impl Fn(char) -> Option<String>,
) -> Result<Option<char>, String> {
    let mut letters = text.trim().chars();
    let (Some(key), None) = (letters.next(), letters.next()) else {
        return if text.trim().is_empty() {
            Ok(None)
        } else {
            Err(say!("key-too-long").to_owned())
        };
    };
    match user(key) {
        Some(command) => Err(say!("key-taken", key = key.to_string(), command = command)),
        None => Ok(Some(key)),
    }
}

/// The name of the command that has a key already, unless it is `own`.
pub(in crate::app) fn user_of_key(
    key: char,
    own: Option<&Command>,
    rows: &[Row],
) -> Option<String> {
    rows.iter()
        // Keys of a screen of their own are free for tags.
        .filter(|row| own != Some(&row.command) && row.screen.is_none())
        .find(|row| row.keys.contains(&Chord::Typed(key)))
        .map(|row| row.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::table;
    use crate::import::presets;

    #[test]
    fn keys_are_one_character_and_serve_one_command() {
        let codebook = &presets()[0].codebook;
        let rows = table(Some(codebook));
        let user = |key| user_of_key(key, None, &rows);
        assert_eq!(read_key(" ", user), Ok(None));
        assert_eq!(read_key("z", user), Ok(Some('z')));
        assert_eq!(read_key("zz", user), Err("A key is one character".into()));
        let error = read_key("c", user).unwrap_err();
        assert_eq!(error, "The key c is taken: Tag as Claim");
        assert_eq!(read_key("?", user).unwrap_err(), "The key ? is taken: Keys");
    }

    #[test]
    fn a_form_gives_back_the_tag_it_was_made_of() {
        for preset in presets() {
            let rows = table(Some(&preset.codebook));
            for tag in &preset.codebook.tags {
                let read = TagForm::of(tag).read(&preset.codebook, &rows);
                assert_eq!(read.as_ref(), Ok(tag));
            }
        }
    }

    #[test]
    fn a_new_tag_looks_like_no_other() {
        let codebook = &presets()[0].codebook;
        let mut form = TagForm::fresh(codebook);
        assert!(form.read(codebook, &[]).is_err());
        form.name = "Claim".to_owned();
        let tag = form.read(codebook, &[]).unwrap();
        assert_eq!(tag.id.as_str(), "claim-2");
        assert!(codebook.tags.iter().all(|known| known.color != tag.color));
    }
}
