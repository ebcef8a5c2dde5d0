//! What an import does and what it cannot carry, in counts and in words.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::say;

use super::neutral::{Loss, Losses, Unit};
use super::place::{Breaks, Counting};

/// What an import does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Texts in the files.
    pub documents: usize,
    /// Articles that are new.
    pub added_articles: usize,
    /// Marks in the files.
    pub marks: usize,
    /// Marks whose offsets cover what the file says, counted as the format counts.
    pub exact: usize,
    /// Marks whose offsets cover what the file says, counted otherwise.
    pub otherwise: BTreeMap<Counting, usize>,
    /// Marks that were found by their words.
    pub searched: usize,
    /// Marks of which the file does not say what they cover.
    pub unquoted: usize,
    /// Marks whose ends were moved out of the middle of a character.
    pub snapped: usize,
    /// Marks that are kept without a place.
    pub detached: usize,
    /// Annotations that are new.
    pub added: usize,
    /// Annotations that are there as the file has them.
    pub known: usize,
    /// Annotations that are there otherwise, and stay.
    pub kept: usize,
    /// Annotations that are there otherwise, and change.
    pub updated: usize,
    /// Annotations that were deleted in the project since, and stay so.
    pub deleted: usize,
    /// Links that are new.
    pub links: usize,
    /// Entities that are new.
    pub entities: usize,
    /// Names of annotators who are new.
    pub annotators: Vec<String>,
    /// Names of tags that are new.
    pub tags: Vec<String>,
    /// Names of fields that are new.
    pub fields: Vec<String>,
    /// Names of roles that are new.
    pub roles: Vec<String>,
    /// How many options fields of the codebook get.
    pub options: usize,
    /// What does not come along.
    pub losses: Losses,
}

/// The report for programs.
#[derive(Clone, Debug, Serialize)]
pub struct Counts {
    documents: usize,
    articles_added: usize,
    marks: usize,
    matched_exactly: usize,
    matched_otherwise: usize,
    found_by_words: usize,
    without_quotation: usize,
    snapped: usize,
    kept_without_place: usize,
    annotations_added: usize,
    annotations_known: usize,
    annotations_kept: usize,
    annotations_updated: usize,
    annotations_deleted_here: usize,
    links_added: usize,
    entities_added: usize,
    annotators_added: Vec<String>,
    tags_added: Vec<String>,
    fields_added: Vec<String>,
    roles_added: Vec<String>,
    options_added: usize,
    losses: BTreeMap<&'static str, usize>,
}

impl Report {
    /// The report for programs.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts {
            documents: self.documents,
            articles_added: self.added_articles,
            marks: self.marks,
            matched_exactly: self.exact,
            matched_otherwise: self.otherwise.values().sum(),
            found_by_words: self.searched,
            without_quotation: self.unquoted,
            snapped: self.snapped,
            kept_without_place: self.detached,
            annotations_added: self.added,
            annotations_known: self.known,
            annotations_kept: self.kept,
            annotations_updated: self.updated,
            annotations_deleted_here: self.deleted,
            links_added: self.links,
            entities_added: self.entities,
            annotators_added: self.annotators.clone(),
            tags_added: self.tags.clone(),
            fields_added: self.fields.clone(),
            roles_added: self.roles.clone(),
            options_added: self.options,
            losses: self
                .losses
                .iter()
                .map(|(loss, count)| (loss.id(), *count))
                .collect(),
        }
    }

    /// What it does, a sentence each.
    #[must_use]
    pub fn deeds(&self) -> Vec<String> {
        let mut said = vec![say!(
            "foreign-read",
            documents = self.documents,
            marks = self.marks
        )];
        let mut tell = |count: usize, sentence: fn(usize) -> String| {
            if count > 0 {
                said.push(sentence(count));
            }
        };
        tell(self.exact, |count| say!("foreign-exact", count = count));
        for (counting, count) in &self.otherwise {
            said.push(say!(
                "foreign-otherwise",
                count = *count,
                how = counting.in_words()
            ));
        }
        let mut tell = |count: usize, sentence: fn(usize) -> String| {
            if count > 0 {
                said.push(sentence(count));
            }
        };
        tell(self.searched, |count| {
            say!("foreign-searched", count = count)
        });
        tell(self.unquoted, |count| {
            say!("foreign-unquoted", count = count)
        });
        tell(self.snapped, |count| say!("foreign-snapped", count = count));
        tell(self.detached, |count| {
            say!("foreign-without-place", count = count)
        });
        tell(self.added_articles, |count| {
            say!("foreign-added-articles", count = count)
        });
        tell(self.added, |count| say!("foreign-added", count = count));
        tell(self.links, |count| {
            say!("foreign-added-links", count = count)
        });
        tell(self.entities, |count| {
            say!("foreign-added-entities", count = count)
        });
        tell(self.known, |count| say!("foreign-known", count = count));
        tell(self.kept, |count| say!("foreign-kept", count = count));
        tell(self.updated, |count| say!("foreign-updated", count = count));
        tell(self.deleted, |count| say!("foreign-deleted", count = count));
        tell(self.options, |count| {
            say!("foreign-added-options", count = count)
        });
        let lists: [(&[String], Listing); 4] = [
            (&self.annotators, |count, names| {
                say!("foreign-new-annotators", count = count, names = names)
            }),
            (&self.tags, |count, names| {
                say!("foreign-new-tags", count = count, names = names)
            }),
            (&self.fields, |count, names| {
                say!("foreign-new-fields", count = count, names = names)
            }),
            (&self.roles, |count, names| {
                say!("foreign-new-roles", count = count, names = names)
            }),
        ];
        for (names, sentence) in lists {
            if !names.is_empty() {
                said.push(sentence(names.len(), listed(names)));
            }
        }
        said
    }

    /// What it cannot carry, a sentence each.
    #[must_use]
    pub fn lost(&self) -> Vec<String> {
        let losses = self.losses.iter().filter(|(_, count)| **count > 0);
        losses.map(|(loss, count)| loss.told(*count)).collect()
    }
}

/// A sentence about so many names.
type Listing = fn(usize, String) -> String;

/// Some names for a sentence: the first of many.
fn listed(names: &[String]) -> String {
    const MOST: usize = 12;
    let quoted = names.iter().take(MOST);
    let quoted: Vec<String> = quoted
        .map(|name| say!("foreign-name", name = name))
        .collect();
    let quoted = quoted.join(", ");
    match names.len().saturating_sub(MOST) {
        0 => quoted,
        more => say!("foreign-names-more", names = quoted, count = more),
    }
}

impl Loss {
    /// Its name for programs.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Empty => "empty",
            Self::Twice => "same-id",
            Self::Dangling => "dangling-relations",
            Self::RelationValues => "relation-values",
            Self::Values => "values",
            Self::Metadata => "metadata",
            Self::Normalizations => "normalizations",
            Self::NotText => "not-text",
            Self::NoText => "no-text",
            Self::NoPlace => "no-place",
            Self::Skipped => "skipped-marks",
            Self::SkippedRelations => "skipped-relations",
            Self::SkippedValues => "skipped-values",
            Self::Repeating => "repeating",
        }
    }

    fn told(self, count: usize) -> String {
        match self {
            Self::Unreadable => say!("foreign-lost-unreadable", count = count),
            Self::Empty => say!("foreign-lost-empty", count = count),
            Self::Twice => say!("foreign-lost-twice", count = count),
            Self::Dangling => say!("foreign-lost-dangling", count = count),
            Self::RelationValues => say!("foreign-lost-relation-values", count = count),
            Self::Values => say!("foreign-lost-values", count = count),
            Self::Metadata => say!("foreign-lost-metadata", count = count),
            Self::Normalizations => say!("foreign-lost-normalizations", count = count),
            Self::NotText => say!("foreign-lost-not-text", count = count),
            Self::NoText => say!("foreign-lost-no-text", count = count),
            Self::NoPlace => say!("foreign-lost-no-place", count = count),
            Self::Skipped => say!("foreign-lost-skipped", count = count),
            Self::SkippedRelations => say!("foreign-lost-skipped-relations", count = count),
            Self::SkippedValues => say!("foreign-lost-skipped-values", count = count),
            Self::Repeating => say!("foreign-lost-repeating", count = count),
        }
    }
}

impl Counting {
    /// How it counts, in words: “UTF-16 units, a line end as two”.
    #[must_use]
    pub fn in_words(self) -> String {
        let mut words = self.unit.name().to_owned();
        let breaks = match self.breaks {
            Breaks::AsIs => None,
            Breaks::Once => Some(say!("foreign-breaks-once")),
            Breaks::Twice => Some(say!("foreign-breaks-twice")),
        };
        let mark = self.mark.then(|| say!("foreign-byte-order-mark"));
        for more in [breaks, mark].into_iter().flatten() {
            words.push_str(", ");
            words.push_str(more);
        }
        words
    }
}

impl Unit {
    /// Its name on screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::CodePoint => say!("foreign-unit-code-points"),
            Self::Utf16 => say!("foreign-unit-utf16"),
            Self::Byte => say!("foreign-unit-bytes"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_names_the_first_are_told_and_the_others_counted() {
        let names: Vec<String> = (0..14).map(|number| format!("N{number}")).collect();
        assert_eq!(listed(&names[..2]), "“N0”, “N1”");
        assert!(listed(&names[..12]).ends_with("“N11”"));
        assert!(listed(&names[..13]).ends_with("“N11” and 1 more"));
        assert!(listed(&names).ends_with("“N11” and 2 more"));
    }
}
