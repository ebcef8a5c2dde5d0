//! How the text of an article differs from the one that it is said to have.

use crate::model::Article;
use crate::store::OldTexts;
use crate::text::{Alignment, Cut, Text, around};

/// So many characters around a change are told on each side.
const AROUND: usize = 40;
/// Most passages that are told; a text of which everything differs is no list to read.
const TOLD: usize = 200;
/// So many characters of a long passage are told.
const LONG: usize = 600;

/// How a text differs from the one before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangedText {
    /// Whether the text before is at hand; else nothing is known of what differs.
    pub is_known: bool,
    /// Whether the line ends are all that differs.
    pub only_line_ends: bool,
    /// The passages that differ, in order; of very many the first ones.
    pub passages: Vec<Difference>,
    /// How many more there are.
    pub more: usize,
}

/// A passage that was changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// The line of the text of today, from 1.
    pub line: usize,
    /// What stands before it on its line, in the text of today.
    pub before: String,
    /// What stood there.
    pub was: String,
    /// What stands there now.
    pub is: String,
    /// What stands behind it on its line, in the text of today.
    pub after: String,
}

/// Compares the text of an article with the one that it is said to have, where that is found. Goes through both: not for a
/// thread that draws.
#[must_use]
pub fn changed_text(article: &Article, old_texts: &OldTexts) -> ChangedText {
    old_texts
        .find_before(&article.meta.other_text, &article.text)
        .map_or_else(ChangedText::default, |old| {
            compare(&old, &article.original())
        })
}

fn compare(old: &Text, new: &Text) -> ChangedText {
    let alignment = Alignment::of(old.as_str(), new.as_str());
    if alignment.differs_in_line_ends_only() {
        return ChangedText {
            is_known: true,
            only_line_ends: true,
            ..ChangedText::default()
        };
    }
    let changes = alignment.changes();
    let told = changes.iter().take(TOLD);
    ChangedText {
        is_known: true,
        only_line_ends: false,
        passages: told
            .map(|(was, is)| {
                let (before, after) = around(new, *is, AROUND, Cut::Characters);
                Difference {
                    line: new.paragraph_at(is.start).index + 1,
                    before,
                    was: shortened(old.slice(*was)),
                    is: shortened(new.slice(*is)),
                    after,
                }
            })
            .collect(),
        more: changes.len().saturating_sub(TOLD),
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONG) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_was_changed_is_told_with_what_stands_around_it() {
        let old = Text::new("The fee is high.\nNobody pays it, he said, and left the hall.\n");
        let new = Text::new("The fee is high.\nSomebody pays it, he said, and left.\n");
        let found = compare(&old, &new);
        let told: Vec<(usize, &str, &str)> = found
            .passages
            .iter()
            .map(|it| (it.line, it.was.trim(), it.is.trim()))
            .collect();
        assert_eq!(told, [(2, "Nobody", "Somebody"), (2, "the hall", "")]);
        let (before, after) = (&found.passages[0].before, &found.passages[0].after);
        assert_eq!(before, "");
        assert_eq!(after, " pays it, he said, and left.");
        assert!(found.is_known && !found.only_line_ends && found.more == 0);
    }

    #[test]
    fn line_ends_are_told_as_such() {
        let found = compare(&Text::new("one\ntwo\n"), &Text::new("one\r\ntwo\r\n"));
        assert!(found.only_line_ends && found.passages.is_empty());
    }

    proptest! {
        #[test]
        fn the_changes_lead_from_one_text_to_the_other(old in "[ab .\n😀]{0,60}", new in "[ab .\n😀]{0,60}") {
            let alignment = Alignment::of(&old, &new);
            let mut made = String::new();
            let mut at = 0;
            for (was, is) in alignment.changes() {
                made.push_str(&old[at..was.start.index()]);
                made.push_str(&new[is.range()]);
                at = was.end.index();
            }
            made.push_str(&old[at..]);
            prop_assert_eq!(made, new);
        }
    }
}
