//! What the program remembers about its user between runs: recent projects, theme, sizes. Never project data.

use core::ops::RangeInclusive;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::store::platform_folders;
use crate::words::Language;

use super::theme::Contrast;
use super::typeset::READING_FAMILY;

/// How many recent projects are kept.
const RECENT: usize = 12;

/// The usual size of the window, in points.
const WINDOW: [f32; 2] = [1320.0, 860.0];
/// The least size of the window, in points.
pub const LEAST_WINDOW: [f32; 2] = [640.0, 420.0];

/// The least and the most of [`Settings::zoom`].
pub const ZOOMS: RangeInclusive<f32> = 0.5..=4.0;
/// The least and the most of [`Settings::text_size`], in points.
pub const TEXT_SIZES: RangeInclusive<f32> = 10.0..=48.0;
/// The least and the most of [`Settings::line_spacing`].
pub const LINE_SPACINGS: RangeInclusive<f32> = 1.2..=2.4;
/// The least and the most of [`Settings::measure`], in characters.
pub const MEASURES: RangeInclusive<f32> = 40.0..=120.0;

/// The least and the most of [`Settings::history_days`].
pub const HISTORY_DAYS: RangeInclusive<u32> = 0..=3650;

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What the program remembers. Lost settings cost nothing but habits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Settings {
    /// Project folders, the last opened one first.
    pub recent: Vec<PathBuf>,
    /// The names of the projects in these folders, as far as they are known.
    pub names: BTreeMap<PathBuf, String>,
    /// The folder from which articles were loaded last.
    pub import_from: Option<PathBuf>,
    /// The language of labels and messages; that of the system when none.
    pub language: Option<Language>,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// How far text and lines stand out.
    pub contrast: Contrast,
    /// Zoom of the whole window, 1 for 100 %.
    pub zoom: f32,
    /// Size of the article's text, in points.
    pub text_size: f32,
    /// Family name of the face in which articles are set.
    pub reading_face: String,
    /// From line to line of the article's text, as a multiple of its size.
    pub line_spacing: f32,
    /// How many characters a line of the article has, about.
    pub measure: f32,
    /// Whether all characters that cannot be seen have a sign in the article.
    pub show_invisible: bool,
    /// Whether what highlighters find is shown.
    pub show_highlighters: bool,
    /// For how many days what was done is kept on this computer; for ever when 0.
    pub history_days: u32,
    /// Whether required fields and links are asked for as soon as something was marked.
    pub asks: bool,
    /// Name of the person who annotates.
    pub annotator: String,
    /// Whether the list of articles is shown.
    pub show_articles: bool,
    /// Whether what is missing is listed below the text.
    pub show_missing: bool,
    /// Whether that is what is missing in the open article, not in the project.
    pub missing_here: bool,
    /// Height of the list of what is missing, in points, since somebody has drawn it.
    pub missing_height: Option<f32>,
    /// Whether tags and inspector are shown.
    pub show_inspector: bool,
    /// Size of the window while it is not maximised, in points of the system.
    pub window: [f32; 2],
    /// Whether the window is maximised.
    pub maximized: bool,
    /// Where the sample project is unpacked; the platform's folder for the user's data when none.
    #[serde(skip)]
    pub data: Option<PathBuf>,
    /// The user's folder for what can be made again; none for a test.
    #[serde(skip)]
    pub state: Option<PathBuf>,
    /// Where these settings are kept; none for a test.
    #[serde(skip)]
    path: Option<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            recent: Vec::new(),
            names: BTreeMap::new(),
            import_from: None,
            language: None,
            theme: ThemeChoice::System,
            contrast: Contrast::Usual,
            zoom: 1.0,
            text_size: 18.0,
            reading_face: READING_FAMILY.to_owned(),
            line_spacing: 1.5,
            measure: 70.0,
            show_invisible: false,
            show_highlighters: true,
            history_days: 90,
            asks: true,
            annotator: crate::store::user_name().unwrap_or_else(|| "Annotator".to_owned()),
            show_articles: true,
            show_missing: false,
            missing_here: false,
            missing_height: None,
            show_inspector: true,
            window: WINDOW,
            maximized: false,
            data: None,
            state: None,
            path: None,
        }
    }
}

impl Settings {
    /// Reads the settings from the user's configuration folder; unreadable ones count as none.
    #[must_use]
    pub fn load() -> Self {
        let Some(path) =
            platform_folders().map(|folders| folders.config_dir().join("settings.ron"))
        else {
            return Self::default();
        };
        let mut settings: Self = std::fs::read_to_string(&path)
            .ok()
            .and_then(|text| ron::from_str(&text).ok())
            .unwrap_or_default();
        settings.path = Some(path);
        settings.state = crate::store::state_folder();
        settings.within_limits()
    }

    /// The language that the program is to speak.
    #[must_use]
    pub fn spoken(&self) -> Language {
        self.language.unwrap_or_else(Language::of_system)
    }

    /// The folder in which they are kept; none in a test without one.
    #[must_use]
    pub fn folder(&self) -> Option<PathBuf> {
        self.path.as_ref()?.parent().map(Path::to_owned)
    }

    /// Keeps them in a folder.
    pub fn keep_in(&mut self, folder: &Path) {
        self.path = Some(folder.join("settings.ron"));
    }

    /// The settings with every number where it makes sense, whatever the file said.
    fn within_limits(mut self) -> Self {
        let usual = Self::default();
        for (value, limits, usual) in [
            (&mut self.zoom, ZOOMS, usual.zoom),
            (&mut self.text_size, TEXT_SIZES, usual.text_size),
            (&mut self.line_spacing, LINE_SPACINGS, usual.line_spacing),
            (&mut self.measure, MEASURES, usual.measure),
        ] {
            *value = if value.is_finite() {
                value.clamp(*limits.start(), *limits.end())
            } else {
                usual
            };
        }
        self.missing_height = self.missing_height.filter(|height| height.is_finite());
        for (side, least) in self.window.iter_mut().zip(LEAST_WINDOW) {
            if !side.is_finite() || *side < least {
                *side = least;
            }
        }
        self
    }

    /// Writes the settings, if they have a place. Small and rare; a failure is only logged.
    pub fn save(&self) {
        let Some(path) = &self.path else {
            return;
        };
        let write = || -> std::io::Result<()> {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            let pretty = ron::ser::PrettyConfig::new().new_line("\n");
            let text = ron::ser::to_string_pretty(self, pretty).map_err(std::io::Error::other)?;
            let beside = path.with_extension("ron.new");
            std::fs::write(&beside, text)?;
            std::fs::rename(&beside, path)
        };
        if let Err(error) = write() {
            tracing::warn!("settings were not saved to {}: {error}", path.display());
        }
    }

    /// Puts a project at the head of the recent ones.
    pub fn remember(&mut self, project: &Path, name: &str) {
        let project = std::path::absolute(project).unwrap_or_else(|_| project.to_owned());
        self.recent.retain(|known| *known != project);
        self.recent.insert(0, project.clone());
        self.recent.truncate(RECENT);
        self.names.insert(project, name.to_owned());
        self.names.retain(|known, _| self.recent.contains(known));
        self.save();
    }

    /// What a recent project is called; that of its folder until it has been opened.
    #[must_use]
    pub fn name_of(&self, project: &Path) -> String {
        let folder = project.file_name();
        self.names.get(project).cloned().unwrap_or_else(|| {
            folder.map_or_else(
                || project.display().to_string(),
                |name| name.to_string_lossy().into_owned(),
            )
        })
    }

    /// Notes how large the window is, for the next run. A maximised or hidden window keeps the size that it had before.
    pub fn note_window(&mut self, viewport: &egui::ViewportInfo, zoom: f32) {
        if let Some(maximized) = viewport.maximized {
            self.maximized = maximized;
        }
        let is_usual = [viewport.maximized, viewport.minimized, viewport.fullscreen]
            .iter()
            .all(|state| *state != Some(true));
        if let Some(size) = viewport.inner_rect.filter(|_| is_usual) {
            self.window = [size.width() * zoom, size.height() * zoom];
        }
    }

    /// Takes a project from the recent ones.
    pub fn forget(&mut self, project: &Path) {
        self.recent.retain(|known| known != project);
        self.names.remove(project);
        self.save();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_opened_project_comes_first_and_once() {
        let mut settings = Settings::default();
        for name in ["/a", "/b", "/a"] {
            settings.remember(Path::new(name), name);
        }
        assert_eq!(settings.recent.len(), 2);
        assert!(settings.recent[0].ends_with("a"));
        for number in 0..40 {
            settings.remember(Path::new(&format!("/p{number}")), "P");
        }
        assert_eq!(settings.recent.len(), RECENT);
        assert_eq!(settings.names.len(), RECENT);
    }

    #[test]
    fn settings_survive_a_round_trip_and_older_files() {
        let settings = Settings {
            theme: ThemeChoice::Dark,
            contrast: Contrast::High,
            ..Settings::default()
        };
        let text = ron::to_string(&settings).unwrap();
        assert_eq!(ron::from_str::<Settings>(&text).unwrap(), settings);
        let old: Settings = ron::from_str("(theme: Dark)").unwrap();
        assert_eq!(old.theme, ThemeChoice::Dark);
        assert!((old.zoom - 1.0).abs() < f32::EPSILON);
    }

    #[test]
    fn a_maximised_window_keeps_the_size_that_it_had_before() {
        let mut settings = Settings::default();
        let screen = |width| {
            let size = egui::vec2(width, 500.0);
            Some(egui::Rect::from_min_size(egui::Pos2::ZERO, size))
        };
        let mut viewport = egui::ViewportInfo {
            inner_rect: screen(400.0),
            maximized: Some(false),
            ..egui::ViewportInfo::default()
        };
        // A point of a window at 200 % is two of the system.
        settings.note_window(&viewport, 2.0);
        assert_eq!(
            (settings.window, settings.maximized),
            ([800.0, 1000.0], false)
        );
        viewport.inner_rect = screen(1900.0);
        viewport.maximized = Some(true);
        settings.note_window(&viewport, 1.0);
        assert_eq!(
            (settings.window, settings.maximized),
            ([800.0, 1000.0], true)
        );
    }

    #[test]
    fn numbers_that_make_no_sense_are_put_right() {
        let text =
            "(text_size: 9000.0, line_spacing: 0.0, measure: NaN, zoom: inf, window: (3, NaN))";
        let settings = ron::from_str::<Settings>(text).unwrap().within_limits();
        assert_eq!(
            [
                settings.text_size,
                settings.line_spacing,
                settings.measure,
                settings.zoom
            ],
            [48.0, 1.2, 70.0, 1.0]
        );
        assert_eq!(settings.window, LEAST_WINDOW);
    }
}
