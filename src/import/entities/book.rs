//! Who is who: the entities of the register and those that the rows of a table add.

use std::collections::HashMap;

use crate::model::{Entity, EntityId, EntityTypeId, Project, Value};
use crate::say;
use crate::text::folded;

use super::Choices;
use super::row::{Line, Wanted};

/// The register and the rows that come to it.
pub(super) struct Book<'a> {
    project: &'a Project,
    /// Who goes by a name, folded: of the register and of the rows.
    names: HashMap<String, Vec<EntityId>>,
    kinds: HashMap<EntityId, EntityTypeId>,
    /// In which line an entity was met.
    lines: HashMap<EntityId, u64>,
    /// The groups of the rows.
    groups: HashMap<EntityId, EntityId>,
}

impl<'a> Book<'a> {
    pub fn of(project: &'a Project) -> Self {
        let mut book = Self {
            project,
            names: HashMap::new(),
            kinds: HashMap::new(),
            lines: HashMap::new(),
            groups: HashMap::new(),
        };
        for entity in project.register() {
            book.learn(entity);
        }
        book
    }

    fn learn(&mut self, entity: &Entity) {
        for name in entity.names() {
            let known = self.names.entry(folded(name)).or_default();
            if !known.contains(&entity.id) {
                known.push(entity.id.clone());
            }
        }
        self.kinds.insert(entity.id.clone(), entity.kind.clone());
    }

    /// Takes a new row back that stays out after all.
    pub fn forget(&mut self, line: &Line) {
        if line.known.is_none() {
            for ids in self.names.values_mut() {
                ids.retain(|id| *id != line.entity.id);
            }
            self.kinds.remove(&line.entity.id);
        }
        self.groups.remove(&line.entity.id);
    }

    /// Which entity a row is about: one that is there or a new one.
    pub fn place(&mut self, wanted: Wanted, line: u64, choices: &Choices) -> Result<Line, String> {
        let is_of_kind = |id: &&EntityId| self.kinds.get(*id) == Some(&wanted.kind);
        let known = if let Some(id) = &wanted.id {
            self.project.entity(id).map(|it| it.id.clone())
        } else {
            let named = self.names.get(&folded(&wanted.name));
            let mut named = named.into_iter().flatten().filter(is_of_kind);
            let one = named.next();
            if named.next().is_some() {
                return Err(say!("row-several", name = &wanted.name));
            }
            one.cloned()
        };
        if let Some(before) = known.as_ref().and_then(|id| self.lines.get(id)) {
            return Err(say!("row-twice", name = &wanted.name, line = *before));
        }
        let known = known.and_then(|id| self.project.entity(&id)).cloned();
        let id = match (&known, &wanted.id) {
            (Some(known), _) => known.id.clone(),
            (None, Some(id)) => id.clone(),
            (None, None) => EntityId::from_name(&wanted.name, |id| {
                self.project.entry(id).is_some() || self.lines.contains_key(id)
            }),
        };
        let entity = wanted.entity(id, known.as_ref());
        self.lines.insert(entity.id.clone(), line);
        if known.is_none() || choices.update {
            self.learn(&entity);
        }
        Ok(Line {
            entity,
            known,
            group: wanted.group,
            named: wanted.named,
        })
    }

    /// Looks up what a row names.
    pub fn resolve(&mut self, line: &mut Line) -> Result<(), String> {
        for (attribute, kinds, name) in &line.named {
            let fits = |kind: &EntityTypeId| kinds.is_empty() || kinds.contains(kind);
            let id = self.find(name, fits)?;
            let value = Value::Entity(id);
            line.entity.attributes.insert(attribute.clone(), value);
        }
        if let Some(name) = &line.group {
            let kind = &line.entity.kind;
            let id = self.find(name, |other| other == kind)?;
            if !self.may_group(&line.entity.id, &id) {
                return Err(say!(
                    "row-group-round",
                    group = name,
                    name = &line.entity.name,
                ));
            }
            self.groups.insert(line.entity.id.clone(), id.clone());
            line.entity.group = Some(id);
        }
        Ok(())
    }

    /// Whether an entity may be grouped under another one, with the groups that the rows before it make.
    fn may_group(&self, id: &EntityId, under: &EntityId) -> bool {
        let mut above = Some(under.clone());
        let mut steps = 0;
        while let Some(group) = above {
            if group == *id {
                return false;
            }
            steps += 1;
            if steps > self.kinds.len() {
                break;
            }
            let of_row = self.groups.get(&group).cloned();
            above = of_row.or_else(|| self.project.entity(&group)?.group.clone());
        }
        true
    }

    fn find(&self, name: &str, fits: impl Fn(&EntityTypeId) -> bool) -> Result<EntityId, String> {
        if let Ok(id) = EntityId::new(name)
            && self.kinds.get(&id).is_some_and(&fits)
        {
            return Ok(id);
        }
        let named = self.names.get(&folded(name));
        let is_fit = |id: &&EntityId| self.kinds.get(*id).is_some_and(&fits);
        let mut named = named.into_iter().flatten().filter(is_fit);
        match (named.next(), named.next()) {
            (Some(id), None) => Ok(id.clone()),
            (None, _) => Err(say!("row-no-such-entity", name = name)),
            _ => Err(say!("row-several-named", name = name)),
        }
    }
}
