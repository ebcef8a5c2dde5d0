//! What the program says: the last thing done in the status line, and warnings that stay until they are read.

use crate::model::{Finding, Level};
use crate::say;

/// A warning or an error that stays until it is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How bad it is.
    pub level: Level,
    /// What happened, to which file, what is safe, what to do.
    pub text: String,
    /// Whether the list of findings says more.
    pub has_findings: bool,
}

/// What the program says.
#[derive(Clone, Debug, Default)]
pub struct Notices {
    /// The last thing that was done.
    pub status: String,
    /// What stays until it is closed, newest last.
    pub open: Vec<Notice>,
}

/// Most notices that are kept; older ones make room.
const MOST: usize = 6;

impl Notices {
    /// Says in the status line what was done.
    pub fn say(&mut self, text: impl Into<String>) {
        self.status = text.into();
    }

    /// Shows a warning.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.add(Level::Warning, text.into(), false);
    }

    /// Shows an error.
    pub fn error(&mut self, text: impl Into<String>) {
        self.add(Level::Error, text.into(), false);
    }

    /// Says that a project has findings.
    pub fn findings(&mut self, findings: &[Finding]) {
        let Some(first) = findings
            .iter()
            .max_by_key(|finding| core::cmp::Reverse(finding.level))
        else {
            return;
        };
        let text = match findings.len() {
            1 => first.to_string(),
            more => say!(
                "window-and-more",
                first = first.to_string(),
                count = more - 1
            ),
        };
        self.add(first.level, text, true);
    }

    fn add(&mut self, level: Level, text: String, has_findings: bool) {
        match level {
            Level::Error => tracing::error!("{text}"),
            Level::Warning => tracing::warn!("{text}"),
            Level::Note => tracing::info!("{text}"),
        }
        self.open.retain(|notice| notice.text != text);
        self.open.push(Notice {
            level,
            text,
            has_findings,
        });
        if self.open.len() > MOST {
            self.open.remove(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_warning_stands_once() {
        let mut notices = Notices::default();
        notices.warn("disk full");
        notices.error("gone");
        notices.warn("disk full");
        assert_eq!(notices.open.len(), 2);
        assert_eq!(notices.open[1].text, "disk full");
        for number in 0..20 {
            notices.warn(number.to_string());
        }
        assert_eq!(notices.open.len(), MOST);
    }
}
