//! The tags as a tree: each may stand under another one.

use std::collections::{HashMap, HashSet};

use crate::model::TagId;

use super::{Codebook, Tag};

/// A tag in its place in the tree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Branch<'a> {
    /// The tag.
    pub tag: &'a Tag,
    /// How deep it stands, from 0.
    pub depth: usize,
    /// Whether tags stand under it.
    pub has_members: bool,
}

impl Codebook {
    /// The tags from top to bottom, each before those under it, those of one group in the order of the codebook. A tag
    /// whose group is not there, or that stands under itself, is at the top: none is ever left out.
    #[must_use]
    pub fn tree(&self) -> Vec<Branch<'_>> {
        let known: HashMap<&TagId, usize> = (self.tags.iter().enumerate().rev())
            .map(|(at, tag)| (&tag.id, at))
            .collect();
        let circle = self.in_circles();
        let mut members: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut top = Vec::new();
        for (at, tag) in self.tags.iter().enumerate() {
            let parent = tag.parent.as_ref().and_then(|id| known.get(id));
            match parent.filter(|_| !circle.contains(&tag.id)) {
                Some(parent) => members.entry(*parent).or_default().push(at),
                None => top.push(at),
            }
        }
        let mut rows = Vec::with_capacity(self.tags.len());
        let mut todo: Vec<(usize, usize)> = top.into_iter().rev().map(|at| (at, 0)).collect();
        while let Some((at, depth)) = todo.pop() {
            let below = members.get(&at).map_or(&[][..], Vec::as_slice);
            rows.push(Branch {
                tag: &self.tags[at],
                depth,
                has_members: !below.is_empty(),
            });
            todo.extend(below.iter().rev().map(|at| (*at, depth + 1)));
        }
        rows
    }

    /// The tags above one, the nearest first; none of them twice.
    #[must_use]
    pub fn above(&self, id: &TagId) -> Vec<&Tag> {
        let mut above: Vec<&Tag> = Vec::new();
        let mut next = self.tag(id).and_then(|tag| tag.parent.as_ref());
        while let Some(tag) = next.and_then(|id| self.tag(id)) {
            if tag.id == *id || above.iter().any(|known| known.id == tag.id) {
                break;
            }
            above.push(tag);
            next = tag.parent.as_ref();
        }
        above
    }

    /// Whether a tag may stand under another one: not under itself, nor under what stands under it.
    #[must_use]
    pub fn may_stand_under(&self, id: &TagId, parent: &TagId) -> bool {
        id != parent && self.above(parent).iter().all(|tag| tag.id != *id)
    }

    /// The tags that stand under themselves by some way.
    #[must_use]
    pub fn in_circles(&self) -> HashSet<&TagId> {
        let parents: HashMap<&TagId, &TagId> = (self.tags.iter().rev())
            .filter_map(|tag| Some((&tag.id, tag.parent.as_ref()?)))
            .collect();
        // Whoever is walked through twice in one walk is in a circle; a walk ends where another one has been.
        let mut walked: HashMap<&TagId, usize> = HashMap::new();
        let mut circles = HashSet::new();
        for (walk, tag) in self.tags.iter().enumerate() {
            let mut next = Some(&tag.id);
            while let Some(id) = next {
                match walked.get(id).copied() {
                    None => {
                        walked.insert(id, walk);
                    }
                    Some(earlier) if earlier != walk || !circles.insert(id) => break,
                    Some(_) => {}
                }
                next = parents.get(id).copied();
            }
        }
        circles
    }

    /// The tags that are offered for marking, in the order of the tree.
    pub fn offered(&self) -> impl Iterator<Item = &Tag> {
        let rows = self.tree().into_iter();
        rows.map(|row| row.tag).filter(|tag| tag.is_offered())
    }
}

impl Tag {
    /// Whether something may be marked with it: it is neither retired nor only a group.
    #[must_use]
    pub fn is_offered(&self) -> bool {
        !self.retired && !self.group
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::random::tag;
    use proptest::prelude::*;

    fn book(tags: &[(&str, Option<&str>)]) -> Codebook {
        let tags = tags.iter().map(|(id, parent)| Tag {
            parent: parent.map(|id| TagId::new(id).unwrap()),
            ..tag(id, None)
        });
        Codebook {
            tags: tags.collect(),
            ..Codebook::default()
        }
    }

    fn shown(book: &Codebook) -> String {
        let rows = book.tree().into_iter();
        let rows: Vec<String> = rows
            .map(|row| format!("{}{}", "-".repeat(row.depth), row.tag.id))
            .collect();
        rows.join(" ")
    }

    #[test]
    fn tags_stand_under_their_groups_and_none_is_left_out() {
        let tree = book(&[
            ("cue", Some("speech")),
            ("speech", None),
            ("quote", Some("speech")),
            ("direct", Some("quote")),
            ("lost", Some("gone")),
        ]);
        assert_eq!(shown(&tree), "speech -cue -quote --direct lost");
        let circle = book(&[
            ("one", Some("two")),
            ("two", Some("one")),
            ("three", Some("one")),
            ("self", Some("self")),
        ]);
        assert_eq!(shown(&circle), "one -three two self");
        let id = |id: &str| TagId::new(id).unwrap();
        assert!(!tree.may_stand_under(&id("speech"), &id("direct")));
        assert!(!tree.may_stand_under(&id("cue"), &id("cue")));
        assert!(tree.may_stand_under(&id("cue"), &id("quote")));
    }

    proptest! {
        #[test]
        fn every_tag_is_there_once_whatever_stands_under_what(
            parents in proptest::collection::vec(proptest::option::of(0usize..8), 0..8),
        ) {
            let names: Vec<String> = (0..8).map(|at| format!("t{at}")).collect();
            let tags: Vec<(&str, Option<&str>)> = (parents.iter().enumerate())
                .map(|(at, parent)| (names[at].as_str(), parent.map(|at| names[at].as_str())))
                .collect();
            let book = book(&tags);
            let mut seen: Vec<&str> = book.tree().iter().map(|row| row.tag.id.as_str()).collect();
            seen.sort_unstable();
            let mut all: Vec<&str> = tags.iter().map(|(id, _)| *id).collect();
            all.sort_unstable();
            prop_assert_eq!(seen, all);
            // A tag is in a circle if and only if going up from it comes back to it.
            let circles = book.in_circles();
            for tag in &book.tags {
                let mut at = tag.parent.clone();
                let mut comes_back = false;
                for _ in 0..book.tags.len() {
                    comes_back |= at.as_ref() == Some(&tag.id);
                    at = at.and_then(|id| book.tag(&id)?.parent.clone());
                }
                prop_assert_eq!(circles.contains(&tag.id), comes_back);
            }
        }
    }
}
