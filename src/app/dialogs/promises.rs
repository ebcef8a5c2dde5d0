//! The page of the manual about the safety of people's work.

use egui::Ui;

use crate::say;
use crate::words::{Language, spoken};

use super::field::{close_button, steady_body};
use super::guidelines::scroll_with_keys;
use super::markdown::{self, Block};
use super::{Dialog, Flow, View};

/// The page of the manual about the safety of people's work.
#[derive(Default)]
pub struct Promises {
    /// The page, and the language that it is in.
    page: Option<(Language, Vec<Block>)>,
}

impl Promises {
    /// The dialog with the page.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

fn text(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("../../../assets/manual/promises.md"),
        Language::German => include_str!("../../../assets/manual/promises.de.md"),
    }
}

fn page(language: Language) -> Vec<Block> {
    let text = text(language);
    // Its first line is the title of the dialog.
    let rest = text.split_once('\n').map_or(text, |(_, rest)| rest);
    markdown::parse(rest)
}

impl Dialog for Promises {
    fn title(&self) -> String {
        say!("promises-title").to_owned()
    }

    fn width(&self) -> f32 {
        640.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let language = spoken();
        if self.page.as_ref().is_none_or(|(of, _)| *of != language) {
            self.page = Some((language, page(language)));
        }
        let blocks = self.page.as_ref().map_or(&[][..], |(_, blocks)| blocks);
        steady_body(ui, 0.0, |ui| {
            scroll_with_keys(ui);
            markdown::show(ui, view.tokens, blocks);
        });
        if close_button(ui) {
            Flow::Close
        } else {
            Flow::Stay
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::speak_here;

    /// What each paragraph of a page is, and the commands and paths in it.
    fn outline(language: Language) -> Vec<String> {
        let paragraphs = text(language).split("\n\n");
        paragraphs
            .flat_map(|paragraph| paragraph.split("\n- "))
            .map(|part| {
                let kind = part.chars().take_while(|c| "#-*".contains(*c));
                let code = part.split('`').skip(1).step_by(2);
                let code: Vec<String> = code.map(|code| code.replace('\n', " ")).collect();
                format!("{} {}", kind.collect::<String>(), code.join(" "))
            })
            .collect()
    }

    #[test]
    fn every_language_promises_the_same() {
        let english = outline(Language::English);
        assert!(english.len() > 20);
        for language in Language::ALL {
            assert_eq!(outline(language), english, "{language:?}");
            speak_here(Some(language));
            let title = Promises::new().title();
            assert!(text(language).starts_with(&format!("# {title}")));
        }
        speak_here(None);
    }
}
