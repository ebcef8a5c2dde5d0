//! Changing many annotations in the same way.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::{
    Annotation, AttributeId, Codebook, EntityId, EntityTypeId, Link, Project, RoleId, TagId,
    Target, Value,
};

use super::annotating::retagged;

/// What is done with each of many annotations.
#[derive(Clone, Debug, PartialEq)]
pub enum Recode {
    /// It gets another tag, as by [`retag`](super::retag).
    Tag(TagId),
    /// A field gets a value, or none: by tag, because a field of one name may be another one in each.
    Set(BTreeMap<TagId, (AttributeId, Option<Value>)>),
    /// It is linked to an entity; where the role takes one target only, instead of the one that it has.
    Link(RoleId, EntityId),
    /// Its links of a role go, or only those to an entity.
    Unlink(RoleId, Option<EntityId>),
    /// Wherever it names the one entity it names the other.
    Replace(EntityId, EntityId),
    /// Whether it is doubtful.
    Unsure(bool),
    /// It gets another note.
    Note(String),
    /// It is deleted.
    Delete,
}

/// Why an annotation is left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unfit {
    /// Its tag has no such field.
    NoField,
    /// No link of that role starts from its tag, or none leads to such an entity.
    NoLink,
}

/// Changes annotations one after the other.
#[derive(Debug)]
pub struct Recoder<'a> {
    project: &'a Project,
    deeds: &'a [Recode],
    /// The type of each entity that is linked to.
    kinds: HashMap<&'a EntityId, EntityTypeId>,
    /// Whatever means the same entity as one that is looked for.
    same: HashMap<&'a EntityId, HashSet<EntityId>>,
}

impl<'a> Recoder<'a> {
    /// Makes ready to do these things with annotations of a project.
    #[must_use]
    pub fn new(project: &'a Project, deeds: &'a [Recode]) -> Self {
        let mut kinds = HashMap::new();
        let mut same = HashMap::new();
        for deed in deeds {
            match deed {
                Recode::Link(_, to) => {
                    let entity = project.entity(to);
                    kinds.extend(entity.map(|entity| (to, entity.kind.clone())));
                }
                Recode::Unlink(_, Some(from)) | Recode::Replace(from, _) => {
                    same.insert(from, those_that_mean(project, from));
                }
                _ => {}
            }
        }
        Self {
            project,
            deeds,
            kinds,
            same,
        }
    }

    /// The annotation as it becomes; `None` when it is deleted.
    ///
    /// # Errors
    /// [`Unfit`] when something cannot be done with it; then nothing is.
    pub fn recode(&self, annotation: &Annotation) -> Result<Option<Annotation>, Unfit> {
        let mut now = annotation.clone();
        for deed in self.deeds {
            match deed {
                Recode::Delete => return Ok(None),
                Recode::Tag(tag) if now.tag == *tag => {}
                Recode::Tag(tag) => now = retagged(self.project, &now, tag),
                Recode::Unsure(unsure) => now.unsure = *unsure,
                Recode::Note(note) => now.note.clone_from(note),
                Recode::Set(values) => {
                    let (id, value) = values.get(&now.tag).ok_or(Unfit::NoField)?;
                    match value {
                        Some(value) => now.attributes.insert(id.clone(), value.clone()),
                        None => now.attributes.remove(id),
                    };
                }
                Recode::Link(role, to) => self.link(&mut now, role, to)?,
                Recode::Unlink(role, None) => now.links.retain(|link| link.role != *role),
                Recode::Unlink(role, Some(from)) => now
                    .links
                    .retain(|link| link.role != *role || !self.means(&link.to, from)),
                Recode::Replace(from, to) => self.replace(&mut now, from, to),
            }
        }
        Ok(Some(now))
    }

    fn book(&self) -> &Codebook {
        &self.project.codebook
    }

    fn means(&self, target: &Target, wanted: &EntityId) -> bool {
        match target {
            Target::Entity(id) => self.same.get(wanted).is_some_and(|same| same.contains(id)),
            Target::Annotation(_) => false,
        }
    }

    fn link(&self, now: &mut Annotation, role: &RoleId, to: &EntityId) -> Result<(), Unfit> {
        let known = self.book().role(role).ok_or(Unfit::NoLink)?;
        let fits = self
            .kinds
            .get(to)
            .is_some_and(|kind| known.allows_entity(kind));
        if !fits || !known.from.contains(&now.tag) {
            return Err(Unfit::NoLink);
        }
        let link = Link {
            role: role.clone(),
            to: Target::Entity(to.clone()),
        };
        if !now.links.contains(&link) {
            if !known.many {
                now.links.retain(|link| link.role != *role);
            }
            now.links.push(link);
        }
        Ok(())
    }

    /// Names another entity in values and links; a link that would then stand twice goes.
    fn replace(&self, now: &mut Annotation, from: &EntityId, to: &EntityId) {
        let Some(same) = self.same.get(from) else {
            return;
        };
        for value in now.attributes.values_mut() {
            if matches!(value, Value::Entity(id) if same.contains(id)) {
                *value = Value::Entity(to.clone());
            }
        }
        let mut links: Vec<Link> = Vec::with_capacity(now.links.len());
        for mut link in now.links.drain(..) {
            if matches!(&link.to, Target::Entity(id) if same.contains(id)) {
                link.to = Target::Entity(to.clone());
            }
            if !links.contains(&link) {
                links.push(link);
            }
        }
        now.links = links;
    }
}

/// The entries of the register that lead to the same entity as this one.
fn those_that_mean(project: &Project, id: &EntityId) -> HashSet<EntityId> {
    let meant = project.entity(id).map_or(id, |entity| &entity.id);
    let entries = project.entries().into_iter();
    let same = entries.filter(|entry| project.entity(&entry.id).is_some_and(|it| it.id == *meant));
    let mut same: HashSet<EntityId> = same.map(|entry| entry.id.clone()).collect();
    same.insert(id.clone());
    same
}
