//! Pages of the manual.

use egui::Ui;

use crate::say;
use crate::words::{Language, spoken};

use super::field::{close_button, steady_body};
use super::guidelines::scroll_with_keys;
use super::markdown::{self, Block};
use super::{Dialog, Flow, View};

/// A page of the manual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manual {
    /// What is promised about the safety of people's work.
    Promises,
    /// How filters of annotations are written.
    Filters,
    /// How articles are imported: which files are read, what becomes of them.
    Import,
    /// How what people marked is compared and decided.
    Reviewing,
}

impl Manual {
    /// The page in a language.
    fn text(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Promises, Language::English) => {
                include_str!("../../../assets/manual/promises.md")
            }
            (Self::Promises, Language::German) => {
                include_str!("../../../assets/manual/promises.de.md")
            }
            (Self::Filters, Language::English) => {
                include_str!("../../../assets/manual/filters.md")
            }
            (Self::Filters, Language::German) => {
                include_str!("../../../assets/manual/filters.de.md")
            }
            (Self::Import, Language::English) => {
                include_str!("../../../assets/manual/import.md")
            }
            (Self::Import, Language::German) => {
                include_str!("../../../assets/manual/import.de.md")
            }
            (Self::Reviewing, Language::English) => {
                include_str!("../../../assets/manual/reviewing.md")
            }
            (Self::Reviewing, Language::German) => {
                include_str!("../../../assets/manual/reviewing.de.md")
            }
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Promises => say!("promises-title"),
            Self::Filters => say!("filters-title"),
            Self::Import => say!("import-help-title"),
            Self::Reviewing => say!("manual-reviewing-title"),
        }
    }

    /// In points.
    fn width(self) -> f32 {
        match self {
            Self::Promises => 640.0,
            Self::Filters | Self::Import | Self::Reviewing => 720.0,
        }
    }
}

/// Shows a page of the manual in the language that is spoken.
pub struct ManualPage {
    page: Manual,
    /// What it says, and in which language.
    read: (Language, Vec<Block>),
}

impl ManualPage {
    /// The dialog with a page.
    #[must_use]
    pub fn new(page: Manual) -> Self {
        Self {
            page,
            read: read(page, spoken()),
        }
    }
}

fn read(page: Manual, language: Language) -> (Language, Vec<Block>) {
    let text = page.text(language);
    // Its first line is the title of the dialog.
    let rest = text.split_once('\n').map_or(text, |(_, rest)| rest);
    (language, markdown::parse(rest))
}

impl Dialog for ManualPage {
    fn title(&self) -> String {
        self.page.title().to_owned()
    }

    fn width(&self) -> f32 {
        self.page.width()
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        if self.read.0 != spoken() {
            self.read = read(self.page, spoken());
        }
        steady_body(ui, 0.0, |ui| {
            scroll_with_keys(ui);
            markdown::show(ui, view.tokens, &self.read.1);
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
        let paragraphs = Manual::Promises.text(language).split("\n\n");
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
            let title = Manual::Promises.title();
            assert!(
                Manual::Promises
                    .text(language)
                    .starts_with(&format!("# {title}"))
            );
        }
        speak_here(None);
    }
}
