//! The banner that stays while something is not where it should be: what is not saved, since when, and what can be done.

use std::time::Instant;

use egui::{RichText, Ui};
use jiff::{SignedDuration, Zoned};

use crate::app::command::Command;
use crate::app::theme::Tokens;
use crate::app::workspace::Workspace;
use crate::model::Level;
use crate::say;
use crate::store::SaveStatus;

use super::{Answer, Wish, banner};

/// So many files are named one by one.
const NAMED: usize = 4;

/// What the banner says, line by line; nothing while all is well.
#[must_use]
pub fn faults(status: &SaveStatus, time: impl Fn(Instant) -> String) -> Vec<(Level, String)> {
    let mut lines = Vec::new();
    if let (Some(trouble), true) = (&status.trouble, status.in_memory > 0) {
        let since = status.in_memory_since.map_or_else(String::new, &time);
        let line = say!(
            "fault-in-memory",
            since = since,
            count = status.in_memory,
            why = trouble
        );
        lines.push((Level::Error, line));
    }
    if status.failed.is_empty() {
        return lines;
    }
    let since = status.since.map_or_else(String::new, &time);
    let (level, head) = if status.has_journal && status.is_safe() {
        (Level::Warning, say!("fault-in-journal", since = since))
    } else {
        (Level::Error, say!("fault-not-in-folder", since = since))
    };
    lines.push((level, head));
    for failure in status.failed.iter().take(NAMED) {
        lines.push((level, failure.to_string()));
    }
    if status.failed.len() > NAMED {
        let more = status.failed.len() - NAMED;
        lines.push((level, say!("fault-more-files", count = more)));
    }
    lines
}

/// Draws that other programs removed files, and asks what becomes of what they held.
pub fn missing_banner(ui: &mut Ui, tokens: &Tokens, workspace: &Workspace) -> Option<Answer> {
    let mut missing = workspace.missing();
    let count = missing.len();
    let file = missing.next()?;
    let line = if workspace.is_missing_by_sync() {
        say!("faults-missing-synced", count = count, file = file)
    } else {
        say!("faults-missing", count = count, file = file)
    };
    let mut answer = None;
    banner(ui, tokens, Level::Warning, &line, |ui| {
        if ui.button(say!("faults-accept-removal")).clicked() {
            answer = Some(Answer::AcceptRemoval);
        }
        if ui
            .button(say!("faults-write-again", count = count))
            .clicked()
        {
            answer = Some(Answer::WriteAgain);
        }
    });
    answer
}

/// Draws that the project's folder has been found in another place. One may go there once what was done is in the journal.
pub fn moved_banner(
    ui: &mut Ui,
    tokens: &Tokens,
    workspace: &Workspace,
    status: &SaveStatus,
) -> Option<Answer> {
    let place = workspace.moved_to()?.display().to_string();
    let is_safe = status.is_safe();
    let line = if is_safe {
        say!("faults-moved", place = &place)
    } else {
        say!("faults-moved-unsafe", place = &place)
    };
    let mut answer = None;
    banner(ui, tokens, Level::Warning, &line, |ui| {
        if is_safe && ui.button(say!("faults-follow")).clicked() {
            answer = Some(Answer::Follow);
        }
    });
    answer
}

/// Draws what [`faults`] says, and what can be done about it.
pub fn fault_banner(
    ui: &mut Ui,
    tokens: &Tokens,
    status: &SaveStatus,
    closing: bool,
    wishes: &mut Vec<Wish>,
) -> Option<Answer> {
    let lines = faults(status, clock_time);
    if lines.is_empty() {
        return None;
    }
    for (level, line) in &lines {
        banner(ui, tokens, *level, line, |_| ());
    }
    let mut answer = None;
    ui.horizontal_wrapped(|ui| {
        if ui.button(say!("fault-try-again")).clicked() {
            answer = Some(Answer::Retry);
        }
        if ui.button(say!("fault-save-elsewhere")).clicked() {
            wishes.push(Wish::Command(Command::SaveCopy));
        }
        if !closing {
            return;
        }
        let (said, close) = if status.is_safe() {
            (say!("fault-safe"), say!("fault-close-safe"))
        } else {
            (say!("fault-unsafe"), say!("fault-close-anyway"))
        };
        ui.label(RichText::new(said).color(tokens.error));
        if ui.button(close).clicked() {
            answer = Some(Answer::CloseAnyway);
        }
        if ui.button(say!("fault-stay")).clicked() {
            answer = Some(Answer::Stay);
        }
    });
    answer
}

/// The time of day at which something was, by the clock on the wall.
fn clock_time(then: Instant) -> String {
    let ago = SignedDuration::try_from(then.elapsed()).unwrap_or_default();
    let then = Zoned::now().saturating_sub(ago);
    then.strftime("%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Part;
    use crate::store::SaveFailure;

    fn failing(count: usize) -> SaveStatus {
        let failure = SaveFailure {
            part: Part::Codebook,
            file: "codebook.ron".to_owned(),
            message: "The disk is full.".to_owned(),
            aside: None,
        };
        SaveStatus {
            has_journal: true,
            failed: vec![failure; count],
            pending: count,
            since: Some(Instant::now()),
            ..SaveStatus::default()
        }
    }

    fn said(status: &SaveStatus) -> Vec<(Level, String)> {
        faults(status, |_| "14:03".to_owned())
    }

    #[test]
    fn it_says_where_the_edits_are_and_since_when() {
        assert!(said(&SaveStatus::default()).is_empty());
        let lines = said(&failing(1));
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0].0, Level::Warning);
        assert!(
            lines[0]
                .1
                .starts_with("Since 14:03 edits are only in the journal")
        );
        assert_eq!(lines[1].1, "codebook.ron: The disk is full.");

        let without = SaveStatus {
            has_journal: false,
            ..failing(1)
        };
        assert_eq!(said(&without)[0].0, Level::Error);

        let both = SaveStatus {
            trouble: Some("the disk is full. Make room on the disk.".to_owned()),
            in_memory: 3,
            in_memory_since: Some(Instant::now()),
            ..failing(9)
        };
        let lines = said(&both);
        assert!(
            lines[0].1.contains("3 edits are only in memory"),
            "{lines:?}"
        );
        assert_eq!(lines.len(), 2 + NAMED + 1);
        assert!(lines.iter().all(|(level, _)| *level == Level::Error));
    }
}
