//! The rows of the register: made once a change, filtered and sorted once a stroke.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::model::{Annotator, Codebook, Color, Entity, EntityId, EntityTypeId, Project, Value};
use crate::query::Uses;
use crate::text::folded;
use crate::words::{Language, spoken};

/// By what the list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By name.
    #[default]
    Name,
    /// By type, then by name.
    Kind,
    /// The most used first.
    Uses,
}

/// What is to be seen of the register.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// What was typed: all its words must be in a name or an alias.
    pub filter: String,
    /// Of which type; of all when none.
    pub kind: Option<EntityTypeId>,
    /// Only what nothing names.
    pub unused: bool,
    /// In which order.
    pub sort: Sort,
    /// Groups that are closed.
    pub closed: BTreeSet<EntityId>,
    /// Whether groups are left out of account.
    pub flat: bool,
}

/// An entity with all that its row shows.
#[derive(Debug)]
pub struct Entry {
    /// The entity.
    pub entity: Entity,
    /// The name of its type.
    pub kind: String,
    /// Its other names.
    pub aliases: String,
    /// Its values and offices in short.
    pub summary: String,
    /// Its names as a search sees them, a line each.
    folded: String,
    /// The group that it is shown under.
    group: Option<EntityId>,
}

/// A row that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which of the entries.
    pub at: usize,
    /// How deep in the tree, from 0.
    pub depth: usize,
    /// How many are grouped under it, of those that the filter leaves.
    pub members: usize,
    /// Whether these are shown.
    pub is_open: bool,
    /// Whether it is there for the sake of what is grouped under it.
    pub is_above: bool,
}

/// The register as a list.
#[derive(Debug, Default)]
pub struct List {
    entries: Vec<Entry>,
    places: HashMap<EntityId, usize>,
    rows: Vec<Row>,
    made_of: Option<(Vec<Arc<Annotator>>, Arc<Codebook>, Language)>,
    shown: Option<(Wanted, u64)>,
    /// Whether some entity is in a group.
    pub has_groups: bool,
    /// Counts how often the entries were made.
    pub made: u64,
}

impl List {
    /// Brings the rows up to date. `counted` tells one count of uses from the next.
    pub fn update(
        &mut self,
        project: &Project,
        uses: Option<&Uses>,
        counted: u64,
        wanted: &Wanted,
    ) {
        let is_same = self.has_book_of(project)
            && self.made_of.as_ref().is_some_and(|(annotators, ..)| {
                annotators.len() == project.annotators.len()
                    && core::iter::zip(annotators, project.annotators.values())
                        .all(|(known, now)| Arc::ptr_eq(known, now))
            });
        if !is_same {
            self.make(project);
        }
        let same_rows = self
            .shown
            .as_ref()
            .is_some_and(|(shown, count)| *count == counted && shown == wanted);
        if !(is_same && same_rows) {
            self.choose(uses, wanted);
            self.shown = Some((wanted.clone(), counted));
        }
    }

    /// Whether what the entries say is of this codebook, in the language that is spoken.
    fn has_book_of(&self, project: &Project) -> bool {
        self.made_of.as_ref().is_some_and(|(_, known, language)| {
            Arc::ptr_eq(known, &project.codebook) && *language == spoken()
        })
    }

    /// The rows in order.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// How many entities there are.
    #[must_use]
    pub fn total(&self) -> usize {
        self.entries.len()
    }

    /// What is shown in a row.
    #[must_use]
    pub fn entry(&self, row: Row) -> &Entry {
        &self.entries[row.at]
    }

    /// The entity in a row.
    #[must_use]
    pub fn id_at(&self, at: usize) -> Option<&EntityId> {
        let row = self.rows.get(at)?;
        Some(&self.entries[row.at].entity.id)
    }

    /// The row of an entity, if it is shown.
    #[must_use]
    pub fn row_of(&self, id: &EntityId) -> Option<usize> {
        let entry = *self.places.get(id)?;
        self.rows.iter().position(|row| row.at == entry)
    }

    /// The entity above one in the tree.
    #[must_use]
    pub fn above(&self, id: &EntityId) -> Option<&EntityId> {
        self.entries[*self.places.get(id)?].group.as_ref()
    }

    /// Every entity of a type, or of all, but one.
    pub fn entities<'a>(
        &'a self,
        kind: Option<&'a EntityTypeId>,
        but: Option<&'a EntityId>,
    ) -> impl Iterator<Item = &'a Entity> {
        self.entries
            .iter()
            .map(|entry| &entry.entity)
            .filter(move |it| kind.is_none_or(|kind| it.kind == *kind) && but != Some(&it.id))
    }

    /// The entity of a type, or of any, whose first name this is, whatever the case and accents.
    #[must_use]
    pub fn called(&self, name: &str, kind: Option<&EntityTypeId>) -> Option<&Entity> {
        let name = folded(name);
        self.entries
            .iter()
            .filter(|entry| kind.is_none_or(|kind| entry.entity.kind == *kind))
            .find(|entry| entry.folded.lines().next() == Some(name.as_str()))
            .map(|entry| &entry.entity)
    }

    /// The entity that goes by a name already, apart from one.
    #[must_use]
    pub fn namesake(&self, name: &str, but: Option<&EntityId>) -> Option<&Entity> {
        let name = folded(name.trim());
        if name.is_empty() {
            return None;
        }
        self.entries
            .iter()
            .filter(|entry| but != Some(&entry.entity.id))
            .find(|entry| entry.folded.contains(&name) && entry.folded.lines().any(|it| it == name))
            .map(|entry| &entry.entity)
    }

    /// Makes the entries anew; those that are as they were are kept.
    fn make(&mut self, project: &Project) {
        let codebook = Arc::clone(&project.codebook);
        let same_book = self.has_book_of(project);
        let places = core::mem::take(&mut self.places);
        let mut before: Vec<Option<Entry>> = core::mem::take(&mut self.entries)
            .into_iter()
            .map(|entry| same_book.then_some(entry))
            .collect();
        self.entries = project
            .register()
            .into_iter()
            .map(|entity| {
                let known = places.get(&entity.id).and_then(|at| before[*at].take());
                let known = known.filter(|known| known.entity == *entity && !names_others(entity));
                match known {
                    Some(known) => Entry {
                        group: group_of(project, entity),
                        ..known
                    },
                    None => Entry::of(project, entity),
                }
            })
            .collect();
        let places = self.entries.iter().enumerate();
        self.places = places.map(|(at, it)| (it.entity.id.clone(), at)).collect();
        self.has_groups = self.entries.iter().any(|entry| entry.group.is_some());
        let annotators = project.annotators.values().cloned().collect();
        self.made_of = Some((annotators, codebook, spoken()));
        self.made += 1;
    }

    /// Works out which rows are shown.
    fn choose(&mut self, uses: Option<&Uses>, wanted: &Wanted) {
        let filter = folded(&wanted.filter);
        let words: Vec<&str> = filter.split_whitespace().collect();
        let is_wanted = |entry: &Entry| {
            wanted
                .kind
                .as_ref()
                .is_none_or(|kind| entry.entity.kind == *kind)
                && words.iter().all(|word| entry.folded.contains(word))
                && (!wanted.unused || uses.is_some_and(|uses| uses.is_unused(&entry.entity.id)))
        };
        let mut order: Vec<usize> = (0..self.entries.len()).collect();
        let entries = &self.entries;
        // They come by name already.
        match wanted.sort {
            Sort::Name => {}
            Sort::Kind => order.sort_by(|one, other| entries[*one].kind.cmp(&entries[*other].kind)),
            Sort::Uses => order.sort_by_key(|at| {
                let tally = uses.map(|uses| uses.tally(&entries[*at].entity.id));
                Reverse(tally.unwrap_or_default().uses)
            }),
        }
        let hits: Vec<bool> = entries.iter().map(is_wanted).collect();
        let is_whole = hits.iter().all(|hit| *hit);
        if wanted.flat || !self.has_groups {
            let rows = order.into_iter().filter(|at| hits[*at]);
            self.rows = rows.map(Row::alone).collect();
            return;
        }
        let mut members: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut roots = Vec::new();
        for at in order {
            let group = entries[at].group.as_ref();
            match group.and_then(|id| self.places.get(id)) {
                Some(group) => members.entry(*group).or_default().push(at),
                None => roots.push(at),
            }
        }
        // What is there for what is below it.
        let mut above: HashSet<usize> = HashSet::new();
        for at in (0..entries.len()).filter(|at| hits[*at] && !is_whole) {
            let mut next = entries[at].group.as_ref();
            while let Some(group) = next.and_then(|id| self.places.get(id)) {
                if !above.insert(*group) {
                    break;
                }
                next = entries[*group].group.as_ref();
            }
        }
        let mut rows = Vec::new();
        let mut stack: Vec<(usize, usize)> = roots.into_iter().rev().map(|at| (at, 0)).collect();
        while let Some((at, depth)) = stack.pop() {
            let is_above = above.contains(&at);
            if !hits[at] && !is_above {
                continue;
            }
            let within = members.get(&at).map_or(&[][..], Vec::as_slice).iter();
            let within: Vec<usize> = within
                .copied()
                .filter(|at| hits[*at] || above.contains(at))
                .collect();
            let is_open = is_above || !wanted.closed.contains(&entries[at].entity.id);
            rows.push(Row {
                at,
                depth,
                members: within.len(),
                is_open,
                is_above: !hits[at],
            });
            if is_open {
                stack.extend(within.into_iter().rev().map(|at| (at, depth + 1)));
            }
        }
        self.rows = rows;
    }
}

impl Row {
    fn alone(at: usize) -> Self {
        Self {
            at,
            depth: 0,
            members: 0,
            is_open: false,
            is_above: false,
        }
    }
}

impl Entry {
    fn of(project: &Project, entity: &Entity) -> Self {
        let kind = project.codebook.entity_type(&entity.kind);
        let values = kind.into_iter().flat_map(|kind| &kind.attributes);
        let values = values.filter_map(|attribute| {
            let value = entity.attributes.get(&attribute.id)?;
            let shown = match value {
                Value::Entity(id) => project.entity(id).map(|it| it.name.clone()),
                value => Some(value.in_words()),
            };
            Some(format!("{}: {}", attribute.name, shown.unwrap_or_default()))
        });
        let offices = entity.roles.iter().map(|role| role.title.clone());
        let summary: Vec<String> = values.chain(offices).collect();
        let names: Vec<String> = entity.names().map(folded).collect();
        Self {
            kind: kind.map_or_else(|| entity.kind.to_string(), |kind| kind.name.clone()),
            aliases: entity.aliases.join(", "),
            summary: summary.join("; "),
            folded: names.join("\n"),
            group: group_of(project, entity),
            entity: entity.clone(),
        }
    }

    /// The colour of its dot.
    #[must_use]
    pub fn color(&self) -> Option<Color> {
        self.entity.color
    }
}

/// The group that an entity is shown under; one that is a group within itself is shown on its own.
fn group_of(project: &Project, entity: &Entity) -> Option<EntityId> {
    let group = project.entity(entity.group.as_ref()?)?;
    project
        .may_group(&entity.id, &group.id)
        .then(|| group.id.clone())
}

/// Whether a row shows something of other entities, which may have another name by now.
fn names_others(entity: &Entity) -> bool {
    let mut values = entity.attributes.values();
    values.any(|value| matches!(value, Value::Entity(_)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::dialogs::tests::project;
    use crate::model::edits;
    use crate::model::random::author;

    fn with(mut project: Project, entities: &[(&str, Option<&str>)]) -> Project {
        let kind = project.codebook.entity_types[0].id.clone();
        for (name, group) in entities {
            let id = EntityId::from_name(name, |_| false);
            let entity = Entity {
                group: group.map(|it| EntityId::from_name(it, |_| false)),
                ..Entity::new(id, *name, kind.clone(), author(0).at)
            };
            let edit = edits::put_entity(&project, &author(1), entity);
            edit.apply(&mut project).unwrap();
        }
        project
    }

    fn shown(list: &List) -> Vec<String> {
        let rows = list.rows().iter();
        rows.map(|row| format!("{}{}", "  ".repeat(row.depth), list.entry(*row).entity.name))
            .collect()
    }

    fn listed(project: &Project, wanted: &Wanted) -> Vec<String> {
        let mut list = List::default();
        list.update(project, Some(&Uses::of(project)), 1, wanted);
        shown(&list)
    }

    #[test]
    fn names_and_aliases_are_found_whatever_case_and_accents() {
        let project = project();
        let found = |filter: &str| {
            let wanted = Wanted {
                filter: filter.into(),
                ..Wanted::default()
            };
            listed(&project, &wanted)
        };
        assert_eq!(found(""), ["Port Authority", "Rita Núñez"]);
        assert_eq!(found("NUNEZ"), ["Rita Núñez"]);
        assert_eq!(found("minis"), ["Rita Núñez"]);
        assert_eq!(found("nunez rita"), ["Rita Núñez"]);
        assert_eq!(found("port nunez"), [""; 0]);
    }

    #[test]
    fn groups_are_a_tree_that_opens_for_what_is_found() {
        let base = project();
        let project = with(
            base,
            &[
                ("Strikes", None),
                ("Ports", Some("Strikes")),
                ("Quay", Some("Ports")),
            ],
        );
        let mut wanted = Wanted::default();
        assert_eq!(
            listed(&project, &wanted),
            [
                "Port Authority",
                "Rita Núñez",
                "Strikes",
                "  Ports",
                "    Quay"
            ]
        );
        wanted.closed.insert(EntityId::new("strikes").unwrap());
        assert_eq!(
            listed(&project, &wanted),
            ["Port Authority", "Rita Núñez", "Strikes"]
        );
        wanted.filter = "quay".into();
        assert_eq!(
            listed(&project, &wanted),
            ["Strikes", "  Ports", "    Quay"]
        );
        wanted.flat = true;
        assert_eq!(listed(&project, &wanted), ["Quay"]);
    }

    #[test]
    fn a_name_is_somebody_elses_as_a_whole_only() {
        let project = project();
        let mut list = List::default();
        list.update(&project, None, 0, &Wanted::default());
        let owner = |name: &str| list.namesake(name, None).map(|it| it.name.clone());
        assert_eq!(owner("the MINISTER").as_deref(), Some("Rita Núñez"));
        assert_eq!(owner("minister"), None);
        let rita = EntityId::from_name("Rita Núñez", |_| false);
        assert!(list.namesake("the minister", Some(&rita)).is_none());
    }

    #[test]
    fn only_what_has_changed_is_made_anew() {
        let project = project();
        let mut list = List::default();
        list.update(&project, None, 0, &Wanted::default());
        list.update(&project.clone(), None, 0, &Wanted::default());
        assert_eq!(list.made, 1);
        let project = with(project, &[("New", None)]);
        list.update(&project, None, 0, &Wanted::default());
        assert_eq!((list.made, list.total()), (2, 3));
    }
}
