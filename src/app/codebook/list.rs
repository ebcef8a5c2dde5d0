//! The rows of the codebook's lists: made once a change of the codebook, filtered once a stroke.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use crate::model::{Codebook, Color, Item, Pattern, TagId, check_tagset};
use crate::say;
use crate::text::folded;

/// A list of the codebook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Shelf {
    /// What can be marked.
    #[default]
    Tags,
    /// How annotations relate.
    Links,
    /// What is asked about an article.
    Fields,
    /// What the register can hold.
    Types,
}

impl Shelf {
    /// All of them, in their order.
    pub const ALL: [Self; 4] = [Self::Tags, Self::Links, Self::Fields, Self::Types];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Tags => say!("tagset-tags"),
            Self::Links => say!("tagset-links"),
            Self::Fields => say!("tagset-fields"),
            Self::Types => say!("tagset-types"),
        }
    }

    /// What the button says that adds to it.
    #[must_use]
    pub fn add(self) -> &'static str {
        match self {
            Self::Tags => say!("tagset-add-tag"),
            Self::Links => say!("tagset-add-link"),
            Self::Fields => say!("tagset-add-field"),
            Self::Types => say!("tagset-add-type"),
        }
    }

    /// What it is for.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Tags => say!("tagset-about-tags"),
            Self::Links => say!("tagset-about-links"),
            Self::Fields => say!("tagset-about-fields"),
            Self::Types => say!("tagset-about-types"),
        }
    }
}

impl Item {
    /// The list in which it stands.
    #[must_use]
    pub fn shelf(&self) -> Shelf {
        match self {
            Self::Tag(_) => Shelf::Tags,
            Self::Link(_) => Shelf::Links,
            Self::Field(_) => Shelf::Fields,
            Self::Type(_) => Shelf::Types,
        }
    }
}

/// A row with all that it shows.
#[derive(Debug)]
pub struct Entry {
    /// What it is.
    pub item: Item,
    /// Its name.
    pub name: String,
    /// Colour and pattern, of a tag.
    pub look: Option<(Color, Pattern)>,
    /// Its key.
    pub key: Option<char>,
    /// Something more, in a few words.
    pub detail: String,
    /// How deep it stands in the tree.
    pub depth: usize,
    /// Whether others stand under it.
    pub has_members: bool,
    /// Whether it is offered for marking, when it is a tag.
    pub is_offered: bool,
    /// Whether something contradicts itself in it.
    pub is_flawed: bool,
    /// Its name and words as a search sees them.
    folded: String,
}

/// A list of the codebook as it is shown.
#[derive(Debug, Default)]
pub struct List {
    made_of: Option<(Arc<Codebook>, Shelf)>,
    entries: Vec<Entry>,
    shown: Option<(String, BTreeSet<TagId>)>,
    rows: Vec<usize>,
}

impl List {
    /// Brings the rows up to date.
    pub fn update(
        &mut self,
        book: &Arc<Codebook>,
        shelf: Shelf,
        filter: &str,
        closed: &BTreeSet<TagId>,
    ) {
        let is_same = self
            .made_of
            .as_ref()
            .is_some_and(|(of, known)| Arc::ptr_eq(of, book) && *known == shelf);
        if !is_same {
            self.entries = entries(book, shelf);
            self.made_of = Some((Arc::clone(book), shelf));
        }
        let same_rows = self
            .shown
            .as_ref()
            .is_some_and(|(typed, known)| typed == filter && known == closed);
        if !(is_same && same_rows) {
            self.rows = rows(&self.entries, filter, closed);
            self.shown = Some((filter.to_owned(), closed.clone()));
        }
    }

    /// How many rows are shown.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// How many there are, shown or not.
    pub fn total(&self) -> usize {
        self.entries.len()
    }

    /// What is shown in a row.
    pub fn entry(&self, row: usize) -> Option<&Entry> {
        self.rows.get(row).map(|at| &self.entries[*at])
    }

    /// The row of a thing, if it is shown.
    pub fn row_of(&self, item: &Item) -> Option<usize> {
        self.rows
            .iter()
            .position(|at| self.entries[*at].item == *item)
    }

    /// The tag under which a row stands.
    pub fn above(&self, row: usize) -> Option<&Item> {
        let at = *self.rows.get(row)?;
        let depth = self.entries[at].depth;
        let mut before = self.entries[..at].iter().rev();
        before.find(|it| it.depth < depth).map(|it| &it.item)
    }
}

fn entries(book: &Codebook, shelf: Shelf) -> Vec<Entry> {
    let plain = |item, name: &str, detail: String, words: &str| Entry {
        item,
        name: name.to_owned(),
        look: None,
        key: None,
        folded: folded(&format!("{name}\n{words}")),
        detail,
        depth: 0,
        has_members: false,
        is_offered: true,
        is_flawed: false,
    };
    match shelf {
        Shelf::Tags => {
            let flawed: HashSet<TagId> = check_tagset(book).into_iter().map(|it| it.tag).collect();
            let rows = book.tree().into_iter();
            rows.map(|row| {
                let tag = row.tag;
                let detail = if tag.retired {
                    say!("tagset-retired").to_owned()
                } else if tag.group {
                    say!("tagset-group").to_owned()
                } else {
                    String::new()
                };
                Entry {
                    look: Some((tag.color, tag.pattern)),
                    key: tag.key,
                    depth: row.depth,
                    has_members: row.has_members,
                    is_offered: tag.is_offered(),
                    is_flawed: flawed.contains(&tag.id),
                    ..plain(
                        Item::Tag(tag.id.clone()),
                        &tag.name,
                        detail,
                        &tag.definition,
                    )
                }
            })
            .collect()
        }
        Shelf::Links => (book.roles.iter())
            .map(|role| {
                let from: Vec<&str> = role.from.iter().map(|id| book.tag_name(id)).collect();
                let detail = say!(
                    "tagset-link-from",
                    tags = from.join(", "),
                    label = &role.label
                );
                Entry {
                    key: role.key,
                    ..plain(
                        Item::Link(role.id.clone()),
                        &role.name,
                        detail,
                        &role.definition,
                    )
                }
            })
            .collect(),
        Shelf::Fields => (book.article_attributes.iter())
            .map(|field| {
                let item = Item::Field(field.id.clone());
                plain(item, &field.name, String::new(), &field.definition)
            })
            .collect(),
        Shelf::Types => (book.entity_types.iter())
            .map(|kind| plain(Item::Type(kind.id.clone()), &kind.name, String::new(), ""))
            .collect(),
    }
}

/// The entries that are shown: those with all the words, and those above them; of a closed group nothing but itself.
fn rows(entries: &[Entry], filter: &str, closed: &BTreeSet<TagId>) -> Vec<usize> {
    let filter = folded(filter);
    let words: Vec<&str> = filter.split_whitespace().collect();
    let is_hit = |entry: &Entry| words.iter().all(|word| entry.folded.contains(word));
    let mut shown = vec![false; entries.len()];
    let mut above: Vec<usize> = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        above.truncate(entry.depth);
        let in_closed = above
            .iter()
            .any(|at| matches!(&entries[*at].item, Item::Tag(id) if closed.contains(id)));
        // Whoever types looks into closed groups too.
        if is_hit(entry) && (!in_closed || !words.is_empty()) {
            shown[at] = true;
            for at in &above {
                shown[*at] = true;
            }
        }
        above.push(at);
    }
    (0..entries.len()).filter(|at| shown[*at]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Color, Tag};

    fn book() -> Arc<Codebook> {
        let tag = |id: &str, parent: Option<&str>| Tag {
            parent: parent.map(|id| TagId::new(id).unwrap()),
            ..Tag::new(TagId::new(id).unwrap(), id, Color([1; 3]))
        };
        Arc::new(Codebook {
            tags: vec![
                tag("speech", None),
                tag("quote", Some("speech")),
                tag("direct", Some("quote")),
                tag("claim", None),
            ],
            ..Codebook::default()
        })
    }

    fn shown(filter: &str, closed: &[&str]) -> Vec<String> {
        let mut list = List::default();
        let closed = closed.iter().map(|id| TagId::new(id).unwrap()).collect();
        list.update(&book(), Shelf::Tags, filter, &closed);
        let entries = (0..list.len()).filter_map(|row| list.entry(row));
        entries.map(|it| it.name.clone()).collect()
    }

    #[test]
    fn what_is_found_stands_under_its_groups_and_closed_ones_are_searched_too() {
        assert_eq!(shown("", &[]), ["speech", "quote", "direct", "claim"]);
        assert_eq!(shown("", &["quote"]), ["speech", "quote", "claim"]);
        assert_eq!(shown("DIR", &["speech"]), ["speech", "quote", "direct"]);
        assert_eq!(shown("nothing", &[]), [""; 0]);
        let mut list = List::default();
        list.update(&book(), Shelf::Tags, "", &BTreeSet::new());
        let above = list.above(2).cloned();
        assert_eq!(above, Some(Item::Tag(TagId::new("quote").unwrap())));
        assert_eq!(list.above(3), None);
    }
}
