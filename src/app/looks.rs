//! How the window looks and what language it speaks: what the user has chosen, put in force and remembered.

use super::command::KeyMap;
use super::settings::{TEXT_SIZES, ThemeChoice, ZOOMS};
use super::theme::{self, Contrast};
use super::workspace::Workspace;
use super::{Postil, Screen};
use crate::say;
use crate::words::{self, Language};

impl Postil {
    /// Asks for what a mark lacks, or no longer.
    pub(super) fn toggle_asking(&mut self) {
        self.settings.asks ^= true;
        self.settings.save();
        self.notices.say(if self.settings.asks {
            say!("look-asks")
        } else {
            say!("look-asks-not")
        });
    }

    /// Sets articles larger, or smaller.
    pub(super) fn resize_text(&mut self, by: f32) {
        let size = self.settings.text_size + by;
        self.settings.text_size = size.clamp(*TEXT_SIZES.start(), *TEXT_SIZES.end());
        let size = self.settings.text_size.to_string();
        self.notices.say(say!("look-text-size", size = size));
        self.settings.save();
    }

    /// Zooms the whole window to a factor, 1 for 100 %.
    pub(super) fn zoom(&mut self, ctx: &egui::Context, factor: f32) {
        let factor = factor.clamp(*ZOOMS.start(), *ZOOMS.end());
        ctx.set_zoom_factor(factor);
        self.settings.zoom = factor;
        let percent = format!("{:.0}", factor * 100.0);
        self.notices.say(say!("look-zoom", percent = percent));
        self.settings.save();
    }

    /// Light, dark, or as the system has it.
    pub fn set_theme(&mut self, choice: ThemeChoice, ctx: &egui::Context) {
        ctx.set_theme(match choice {
            ThemeChoice::System => egui::ThemePreference::System,
            ThemeChoice::Light => egui::ThemePreference::Light,
            ThemeChoice::Dark => egui::ThemePreference::Dark,
        });
        if self.settings.theme != choice {
            self.settings.theme = choice;
            self.settings.save();
        }
    }

    /// Gives all characters that cannot be seen a sign, or no longer.
    pub(super) fn toggle_invisible(&mut self) {
        self.settings.show_invisible ^= true;
        self.settings.save();
        let text = self.workspace().and_then(Workspace::text);
        let count = text.map(|text| text.invisible_count()).unwrap_or_default();
        self.notices.say(if !self.settings.show_invisible {
            say!("look-invisible-hidden").to_owned()
        } else if count.is_none() {
            say!("look-invisible-none").to_owned()
        } else {
            say!("look-invisible", count = count.in_words())
        });
    }

    /// Shows what highlighters find, or no longer.
    pub(super) fn toggle_highlighters(&mut self) {
        self.settings.show_highlighters ^= true;
        self.settings.save();
        self.notices.say(if self.settings.show_highlighters {
            say!("toggle-highlighters-on")
        } else {
            say!("toggle-highlighters-off")
        });
    }

    /// Speaks another language from now on; what is open and chosen stays as it is.
    pub(super) fn set_language(&mut self, choice: Option<Language>) {
        self.settings.language = choice;
        self.settings.save();
        words::speak(self.settings.spoken());
        self.use_keymap(KeyMap::clone(&self.keymap));
        if let Screen::Workspace(workspace) = &mut self.screen {
            workspace.say_anew();
        }
    }

    /// Has text and lines stand out more, or as usual.
    pub(super) fn toggle_contrast(&mut self, ctx: &egui::Context) {
        let (contrast, said) = match self.settings.contrast {
            Contrast::Usual => (Contrast::High, say!("look-high-contrast")),
            Contrast::High => (Contrast::Usual, say!("look-usual-contrast")),
        };
        theme::install(ctx, contrast);
        self.settings.contrast = contrast;
        self.settings.save();
        self.notices.say(said);
    }
}
