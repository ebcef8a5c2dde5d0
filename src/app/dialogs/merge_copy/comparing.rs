//! Reading a copy or a bundle and comparing it with the project, on a thread: what would come, in words, and the cards.

use std::path::{Path, PathBuf};

use crate::app::marking::shorten;
use crate::model::merge::{Card, CardId, Copied, Evidence, Told, parts_of_copy, take_copy};
use crate::model::{AnnotatorId, Change, Project};
use crate::say;
use crate::store::{
    Apart, Arrival, Consent, Home, OldTexts, PastSlots, Progress, Unwelcome, read_arrival,
};
use crate::text::{Alignment, Cut, Span, Text, around, quoted};

use super::card::Shown;

/// So many passages of another text are shown.
const PASSAGES: usize = 4;
/// So much of a passage is shown, in characters.
const QUOTATION: usize = 120;
/// So much stands around it, on each side, in characters at most.
const AROUND: usize = 40;

/// What is to be read, and how.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// The folder or the bundle.
    pub path: PathBuf,
    /// The folder of the project.
    pub root: PathBuf,
    /// What this computer knows of the project.
    pub home: Option<Home>,
    /// Whether it is a bundle.
    pub is_bundle: bool,
    /// What is taken although it does not fit by itself.
    pub consent: Consent,
    /// Whether what belongs to the lead is taken, too.
    pub leads_too: bool,
}

/// What was read, of which state of the project.
pub(super) struct Found {
    pub ours: Project,
    pub arrival: Arrival,
    pub copied: Copied,
    /// What each card is known by.
    pub ids: Vec<CardId>,
    /// The first cards as they are shown.
    pub cards: Vec<Shown>,
    /// Where the texts of articles that stay apart differ, and how many passages more there are.
    pub passages: Vec<(Vec<String>, usize)>,
}

/// Why nothing can be taken, and whether that can be overruled.
pub(super) struct Refused {
    pub why: String,
    pub is_other_project: bool,
}

/// Reads and compares, for whom it is.
pub(super) fn read(
    wanted: &Wanted,
    ours: Project,
    me: &AnnotatorId,
    progress: &Progress,
) -> Result<Box<Found>, Refused> {
    let (path, root, home): (&Path, &Path, _) = (&wanted.path, &wanted.root, wanted.home.as_ref());
    let old_texts = home.map_or_else(OldTexts::default, Home::old_texts);
    let arrival = read_arrival(path, root, &ours, &old_texts, wanted.consent, progress);
    let arrival = arrival.map_err(|error| Refused {
        is_other_project: matches!(error, Unwelcome::AnotherProject { .. }),
        why: error.to_string(),
    })?;
    let base = home.and_then(|home| home.last_taken(&ours, &arrival));
    let past = home.map(|home| PastSlots::of(&home.shelf(), &arrival.theirs, progress));
    let past = past.transpose().map_err(|error| Refused {
        why: error.to_string(),
        is_other_project: false,
    })?;
    let past = past.unwrap_or_default();
    let knows = |change: &Change| past.knows(change);
    let evidence = Evidence {
        base,
        past: Some(&knows),
    };
    let (name, other) = if wanted.is_bundle {
        (
            say!("merge-bundle-edit"),
            say!("merge-copy-other", what = "bundle"),
        )
    } else {
        (
            say!("merge-copy-edit"),
            say!("merge-copy-other", what = "copy"),
        )
    };
    let told = Told {
        name: name.to_owned(),
        other,
    };
    let parts = parts_of_copy(&ours, &arrival.theirs, wanted.leads_too);
    let copied = take_copy(&ours, &arrival.theirs, &evidence, &parts, &told);
    let passages = arrival.apart.iter().map(differing).collect();
    Ok(Box::new(Found {
        ids: copied.cards.iter().map(Card::id).collect(),
        cards: Shown::all(&ours, &arrival.theirs, &copied.cards, me),
        ours,
        arrival,
        copied,
        passages,
    }))
}

impl Found {
    /// What would come, a line for each person, and the articles.
    pub fn counts(&self, project: &Project) -> Vec<String> {
        let mut lines = Vec::new();
        for it in &self.copied.counts {
            let Some(id) = &it.annotator else { continue };
            let known = project.annotators.get(id);
            let known = known.or_else(|| self.arrival.theirs.annotators.get(id));
            let name = known.map_or(id.as_str(), |it| &it.name);
            let mut line = say!(
                "merge-copy-person",
                name = name,
                ours = it.ours,
                theirs = it.theirs,
                new = it.new,
                changed = it.changed,
                conflicts = it.conflicts
            );
            if it.deleted > 0 {
                line = format!("{line}, {}", say!("merge-copy-deleted", count = it.deleted));
            }
            if it.reviews > 0 {
                line = format!("{line}, {}", say!("merge-copy-reviews", count = it.reviews));
            }
            lines.push(line);
        }
        let articles = self.copied.articles.len();
        if articles > 0 {
            lines.push(say!("merge-copy-articles", count = articles));
        }
        let removed = self.copied.removed.len();
        if removed > 0 {
            lines.push(say!("merge-copy-removed", count = removed));
        }
        if self.copied.is_empty() {
            lines.push(say!("merge-copy-nothing").to_owned());
        }
        lines
    }
}

/// The first passages in which the two texts of an article differ, in words, and how many more there are.
fn differing(apart: &Apart) -> (Vec<String>, usize) {
    let (Some(ours), Some(theirs)) = (&apart.ours, &apart.theirs) else {
        return (Vec::new(), 0);
    };
    let alignment = Alignment::of(theirs.as_str(), ours.as_str());
    let changes = alignment.changes();
    let first = changes.iter().take(PASSAGES);
    let first = first.map(|(old, new)| say_difference((theirs, *old), (ours, *new)));
    (first.collect(), changes.len().saturating_sub(PASSAGES))
}

/// What stands in one passage of two texts, and the words of ours around it.
fn say_difference((theirs, old): (&Text, Span), (ours, new): (&Text, Span)) -> String {
    let (before, after) = around(ours, new, AROUND, Cut::Words);
    let of = |text: &Text, span: Span| {
        let passage = text.slice(span);
        let words = shorten(passage, QUOTATION);
        match (passage.is_empty(), words.is_empty()) {
            (true, _) => say!("merge-copy-no-words").to_owned(),
            (false, true) => say!("merge-copy-blanks").to_owned(),
            _ => quoted(&words),
        }
    };
    say!(
        "merge-copy-differs",
        before = before,
        after = after,
        theirs = of(theirs, old),
        ours = of(ours, new)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, speak_here};

    #[test]
    fn what_stands_in_one_text_only_is_told_among_the_words_around_it() {
        let ours = Text::new("The port closes in May, said the minister.");
        let theirs = Text::new("The port closes in May, every single year, said the minister.");
        let alignment = Alignment::of(theirs.as_str(), ours.as_str());
        let [(old, new)] = alignment.changes()[..] else {
            panic!("one passage differs")
        };
        let said = say_difference((&theirs, old), (&ours, new));
        assert!(said.starts_with("In “The port closes in May"), "{said}");
        assert!(said.contains("said the minister.”: there “"), "{said}");
        assert!(said.contains("every single year"), "{said}");
        assert!(said.ends_with("”, here nothing"), "{said}");
    }

    #[test]
    fn in_german_the_other_side_stands_in_the_dative() {
        speak_here(Some(Language::German));
        for (what, words) in [("copy", "von der Kopie"), ("bundle", "von dem Bündel")] {
            let other = say!("merge-copy-other", what = what);
            let said = say!("merge-annotation-kept", what = "X", other = other);
            assert!(said.contains(words), "{said}");
        }
        speak_here(None);
    }
}
