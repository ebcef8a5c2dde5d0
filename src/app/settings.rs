//! What the program remembers about its user between runs: recent projects, theme, sizes. Never project data.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::store::Cache;

/// How many recent projects are kept.
const RECENT: usize = 12;

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
pub struct Settings {
    /// Project folders, the last opened one first.
    pub recent: Vec<PathBuf>,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// Zoom of the whole window, 1 for 100 %.
    pub zoom: f32,
    /// Size of the article's text, in points.
    pub text_size: f32,
    /// Name of the person who annotates.
    pub annotator: String,
    /// Whether the list of articles is shown.
    pub show_articles: bool,
    /// Whether tags and inspector are shown.
    pub show_inspector: bool,
    /// Size of the window, in points.
    pub window: [f32; 2],
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
            theme: ThemeChoice::System,
            zoom: 1.0,
            text_size: 18.0,
            annotator: system_user(),
            show_articles: true,
            show_inspector: true,
            window: [1320.0, 860.0],
            data: None,
            state: None,
            path: None,
        }
    }
}

/// The name under which the system knows the user; “Annotator” when it knows none.
fn system_user() -> String {
    ["POSTIL_ANNOTATOR", "USER", "USERNAME"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|name| !name.trim().is_empty())
        .unwrap_or_else(|| "Annotator".to_owned())
}

impl Settings {
    /// Reads the settings from the user's configuration folder; unreadable ones count as none.
    #[must_use]
    pub fn load() -> Self {
        let Some(path) = folders().map(|folders| folders.config_dir().join("settings.ron")) else {
            return Self::default();
        };
        let mut settings: Self = std::fs::read_to_string(&path)
            .ok()
            .and_then(|text| ron::from_str(&text).ok())
            .unwrap_or_default();
        settings.zoom = settings.zoom.clamp(0.5, 4.0);
        settings.text_size = settings.text_size.clamp(10.0, 48.0);
        settings.path = Some(path);
        settings.state = folders().map(|folders| {
            let state = folders.state_dir().unwrap_or(folders.data_local_dir());
            state.to_owned()
        });
        settings
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

    /// Where quicker copies of a project's layers are kept.
    #[must_use]
    pub fn cache(&self, project: &Path) -> Cache {
        self.state.as_ref().map_or_else(Cache::default, |state| {
            Cache::of_project(&state.join("cache"), project)
        })
    }

    /// Puts a project at the head of the recent ones.
    pub fn remember(&mut self, project: &Path) {
        let project = std::path::absolute(project).unwrap_or_else(|_| project.to_owned());
        self.recent.retain(|known| *known != project);
        self.recent.insert(0, project);
        self.recent.truncate(RECENT);
        self.save();
    }

    /// Takes a project from the recent ones.
    pub fn forget(&mut self, project: &Path) {
        self.recent.retain(|known| known != project);
        self.save();
    }
}

/// The platform's folders for this program.
pub(super) fn folders() -> Option<directories::ProjectDirs> {
    directories::ProjectDirs::from("org", "Postil", "postil")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_opened_project_comes_first_and_once() {
        let mut settings = Settings::default();
        for name in ["/a", "/b", "/a"] {
            settings.remember(Path::new(name));
        }
        assert_eq!(settings.recent.len(), 2);
        assert!(settings.recent[0].ends_with("a"));
        for number in 0..40 {
            settings.remember(Path::new(&format!("/p{number}")));
        }
        assert_eq!(settings.recent.len(), RECENT);
    }

    #[test]
    fn settings_survive_a_round_trip_and_older_files() {
        let settings = Settings {
            theme: ThemeChoice::Dark,
            ..Settings::default()
        };
        let text = ron::to_string(&settings).unwrap();
        assert_eq!(ron::from_str::<Settings>(&text).unwrap(), settings);
        let old: Settings = ron::from_str("(theme: Dark)").unwrap();
        assert_eq!(old.theme, ThemeChoice::Dark);
        assert!((old.zoom - 1.0).abs() < f32::EPSILON);
    }
}
