//! What the two sides do not agree on after a sync: in words, with what the others have where that is not in the project, and a
//! button that takes theirs.

use std::collections::BTreeSet;

use egui::{Button, Ui};

use crate::app::dialogs::conflict::subject;
use crate::app::theme::{Tokens, space};
use crate::app::typeset::TextLabel;
use crate::model::merge::{Told, resolve};
use crate::model::{AnnotatorId, Edit, Project};
use crate::query::differing;
use crate::say;
use crate::store::git::{Disagreement, OtherSide};

/// So many are shown one by one; what can be chosen comes first.
const MOST: usize = 100;
/// So many lines tell what differs.
const LINES: usize = 12;

/// The list.
pub(super) struct Disagreements {
    /// How many there are.
    count: usize,
    /// Those that are shown.
    shown: Vec<Shown>,
    /// The one of which theirs is being taken.
    asked: Option<usize>,
    /// Those of which theirs was taken.
    taken: BTreeSet<usize>,
}

/// One as it is shown.
struct Shown {
    /// What happened on both sides and what has become of it.
    words: String,
    /// What differs, from what is here to what the others have.
    lines: Vec<String>,
    /// What can be taken, and what it is called.
    other: Option<(OtherSide, String)>,
}

impl Disagreements {
    /// Of a sync that has ended, for who looks at it.
    pub fn of(project: &Project, me: Option<&AnnotatorId>, found: &[Disagreement]) -> Self {
        let veil = project.veil(me);
        let mut sorted: Vec<&Disagreement> = found.iter().collect();
        sorted.sort_by_key(|it| it.other.is_none());
        let shown = sorted.into_iter().take(MOST).map(|it| {
            let step = it.other.as_ref().map(|other| &other.step);
            let differs = step.map(|step| differing(project, &veil, &step.from, &step.to));
            let mut lines = differs.unwrap_or_default();
            if lines.len() > LINES {
                lines.truncate(LINES);
                lines.push("…".to_owned());
            }
            if !lines.is_empty() {
                lines.insert(0, say!("merge-copy-from-to").to_owned());
            }
            let named = |other: &OtherSide| {
                let what = subject(project, &other.conflict);
                (other.clone(), what)
            };
            Shown {
                words: it.words.clone(),
                lines,
                other: it.other.as_deref().map(named),
            }
        });
        Self {
            count: found.len(),
            shown: shown.collect(),
            asked: None,
            taken: BTreeSet::new(),
        }
    }

    /// Notes whether what was asked for was done.
    pub fn committed(&mut self, done: bool) {
        self.taken.extend(self.asked.take().filter(|_| done));
    }

    /// Draws it. The edit that takes a version of the others, when that was pressed.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        tokens: &Tokens,
        project: &Project,
        read_only: Option<&str>,
    ) -> Option<Edit> {
        if self.count == 0 {
            return None;
        }
        // What was taken from the others is agreed on.
        let open = self.count - self.taken.len();
        if open > 0 {
            let words = say!("sync-look-at", count = open);
            ui.add(TextLabel::new(&words).bold(true).color(tokens.warning));
        }
        let mut edit = None;
        for (at, shown) in self.shown.iter().enumerate() {
            ui.add_space(space::SMALL);
            if let Some((_, what)) = &shown.other {
                ui.add(TextLabel::new(what).bold(true).color(tokens.text));
            }
            if self.taken.contains(&at) {
                // What became of it at first is not so any more.
                ui.add(TextLabel::new(say!("sync-theirs-taken")).color(tokens.weak));
                continue;
            }
            ui.add(TextLabel::new(&shown.words).color(tokens.text));
            for line in &shown.lines {
                ui.add(TextLabel::new(line).color(tokens.text));
            }
            if let Some((other, what)) = &shown.other {
                let button = Button::new(say!("sync-take-theirs", what = what));
                let button = ui.add_enabled(read_only.is_none(), button);
                if let Some(why) = read_only {
                    button.clone().on_disabled_hover_text(why);
                }
                if button.clicked() {
                    let wanted = taking(project, other, what);
                    if wanted.is_empty() {
                        // Somebody has made it so meanwhile.
                        self.taken.insert(at);
                    } else {
                        self.asked = Some(at);
                        edit = Some(wanted);
                    }
                    break;
                }
            }
        }
        if self.count > self.shown.len() {
            ui.add(TextLabel::new("…").color(tokens.weak));
        }
        ui.add_space(space::SMALL);
        edit
    }
}

/// What takes a version of the others into the project as it is now. What was changed since in something else stays, and so does
/// what was changed since in the same.
fn taking(project: &Project, other: &OtherSide, what: &str) -> Edit {
    let told = Told {
        name: say!("sync-take-edit", what = what),
        other: say!("git-merge-other").to_owned(),
    };
    resolve(project, core::slice::from_ref(&other.step), &told).edit
}
