//! The names of the register, folded and in order, so that a stroke in a filter need not go through tens of thousands of
//! entities.

use std::collections::HashSet;
use std::sync::Arc;

use memchr::memmem::Finder;

use crate::model::{Annotator, EntityId, EntityTypeId, Project};
use crate::text::folded;

/// The names of the register as it was when this was made.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// In the order of the register.
    entries: Vec<Entry>,
    /// Where words of the names begin: entry and byte, in the order of what stands there.
    words: Vec<(u32, u32)>,
    /// Every name of an entity with its entry, in order.
    called: Vec<(String, u32)>,
    /// Of whose copies of the register it was made.
    made_of: Vec<Arc<Annotator>>,
}

#[derive(Clone, Debug)]
struct Entry {
    id: EntityId,
    kind: EntityTypeId,
    name: String,
    folded: String,
}

impl Names {
    /// The names of a project's register. Takes a microsecond or two an entity.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        let (mut entries, mut words, mut called) = (Vec::new(), Vec::new(), Vec::new());
        for (number, entity) in (0..).zip(project.register()) {
            let name = folded(&entity.name);
            let begins =
                core::iter::once(0).chain(name.match_indices([' ', '-']).map(|(at, _)| at + 1));
            words.extend(begins.map(|at| (number, at as u32)));
            called.extend(entity.names().map(|name| (folded(name), number)));
            entries.push(Entry {
                id: entity.id.clone(),
                kind: entity.kind.clone(),
                name: entity.name.clone(),
                folded: name,
            });
        }
        let at = |&(entry, at): &(u32, u32)| &entries[entry as usize].folded[at as usize..];
        words.sort_by(|one, other| at(one).cmp(at(other)).then(one.cmp(other)));
        called.sort();
        Self {
            entries,
            words,
            called,
            made_of: project.annotators.values().cloned().collect(),
        }
    }

    /// Whether the register is as it was.
    #[must_use]
    pub fn is_current(&self, project: &Project) -> bool {
        self.made_of.len() == project.annotators.len()
            && self
                .made_of
                .iter()
                .zip(project.annotators.values())
                .all(|(was, is)| Arc::ptr_eq(was, is))
    }

    /// The entities of which some name is this, whatever the case and accents; of those whose first name it is only they.
    #[must_use]
    pub fn called(&self, name: &str) -> Vec<&EntityId> {
        let name = folded(name);
        let from = self.called.partition_point(|(known, _)| *known < name);
        let same = self.called[from..]
            .iter()
            .take_while(|(known, _)| *known == name);
        let mut found: Vec<&Entry> = Vec::new();
        for (_, entry) in same {
            let entry = &self.entries[*entry as usize];
            if found.iter().all(|known| known.id != entry.id) {
                found.push(entry);
            }
        }
        let first = |entry: &&Entry| entry.folded == name;
        if found.iter().filter(|entry| first(entry)).count() == 1 {
            found.retain(first);
        }
        found.into_iter().map(|entry| &entry.id).collect()
    }

    /// At most so many names of entities of these types, of any when there are none, that have something typed in them:
    /// those that begin with it first, then those of which a later word does.
    #[must_use]
    pub fn like(&self, typed: &str, kinds: &[EntityTypeId], most: usize) -> Vec<&str> {
        let typed = folded(typed);
        let mut found = Vec::new();
        let mut seen = HashSet::new();
        let mut take = |number: u32| {
            let entry = &self.entries[number as usize];
            let fits = kinds.is_empty() || kinds.contains(&entry.kind);
            if fits && found.len() < most && seen.insert(entry.name.as_str()) {
                found.push(entry.name.as_str());
            }
            found.len() == most
        };
        let numbers = 0..self.entries.len() as u32;
        if typed.is_empty() {
            let _is_full = numbers.into_iter().any(take);
            return found;
        }
        let at = |&(entry, at): &(u32, u32)| &self.entries[entry as usize].folded[at as usize..];
        let from = self.words.partition_point(|word| at(word) < typed.as_str());
        let begin = || {
            self.words[from..]
                .iter()
                .take_while(|word| at(word).starts_with(&typed))
        };
        let is_full = begin().filter(|(_, at)| *at == 0).any(|(it, _)| take(*it))
            || begin().any(|(it, _)| take(*it));
        if !is_full {
            let finder = Finder::new(&typed);
            let has = |it: &u32| {
                let name = &self.entries[*it as usize].folded;
                finder.find(name.as_bytes()).is_some()
            };
            let _is_full = numbers.filter(has).any(take);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::model::random::author;
    use crate::model::{AnnotatorId, Color, Entity};

    fn project(names: impl IntoIterator<Item = String>) -> Project {
        let mut entities = BTreeMap::new();
        for (number, name) in names.into_iter().enumerate() {
            let kind = if number % 3 == 0 { "party" } else { "person" };
            let id = EntityId::new(&format!("e{number}")).unwrap();
            let kind = EntityTypeId::new(kind).unwrap();
            let entity = Entity {
                aliases: vec![format!("No {number}")],
                ..Entity::new(id.clone(), &name, kind, author(0).at)
            };
            entities.insert(id, entity);
        }
        let id = AnnotatorId::new("ana").unwrap();
        let annotator = Annotator {
            id: id.clone(),
            name: "Ana".to_owned(),
            color: Color([0; 3]),
            entities,
        };
        let mut project = Project::default();
        project.annotators.insert(id, Arc::new(annotator));
        project
    }

    #[test]
    fn names_are_found_by_their_beginning_then_by_words_then_anywhere() {
        let names = ["Van Gogh", "Savanna", "Port of Vanves", "Vänern", "Oslo"];
        let project = project(names.map(str::to_owned));
        let known = Names::of(&project);
        let like = |typed| known.like(typed, &[], 9);
        assert_eq!(
            like("van"),
            ["Van Gogh", "Vänern", "Port of Vanves", "Savanna"]
        );
        assert_eq!(like("OSLO"), ["Oslo"]);
        assert_eq!(like("").len(), 5);
        let party = [EntityTypeId::new("party").unwrap()];
        assert_eq!(known.like("van", &party, 9), ["Van Gogh", "Vänern"]);
        assert_eq!(known.like("van", &[], 2).len(), 2);
        let called = |name| known.called(name).len();
        assert_eq!(
            (called("vanern"), called("no 4"), called("vane")),
            (1, 1, 0)
        );
    }

    #[test]
    fn a_changed_register_is_noticed() {
        let mut project = project(["Oslo".to_owned()]);
        let known = Names::of(&project);
        assert!(known.is_current(&project) && known.is_current(&project.clone()));
        let ana = project.annotators.values_mut().next().unwrap();
        Arc::make_mut(ana).entities.clear();
        assert!(!known.is_current(&project));
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_a_naive_reader_finds(
            names in proptest::collection::vec("[abB é-]{1,6}", 0..20),
            typed in "[ab -]{0,3}",
        ) {
            let project = project(names);
            let known = Names::of(&project);
            let mut found: Vec<&str> = known.like(&typed, &[], 100);
            found.sort_unstable();
            let wanted = folded(&typed);
            let register = project.register().into_iter().map(|it| it.name.as_str());
            let mut naive: Vec<&str> = register.filter(|it| folded(it).contains(&wanted)).collect();
            naive.sort_unstable();
            naive.dedup();
            prop_assert_eq!(found, naive);
        }
    }
}
