//! Who is in the register, with names as they are looked up: what is proposed where somebody is asked for.
//!
//! It is made when the register has changed, and asked at every letter.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Annotator, Entity, EntityId, EntityTypeId, HeldRole, Project};
use crate::text::folded;

use super::Fit;
use super::naming::{has_case, words_of};

/// The register as it was when this was made, in its order.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    everybody: Vec<Arc<Somebody>>,
    /// Of whose copies of the register it was made.
    made_of: Vec<Arc<Annotator>>,
}

/// Somebody of the register.
#[derive(Debug)]
pub struct Somebody {
    /// Which one.
    pub id: EntityId,
    /// What it is.
    pub kind: EntityTypeId,
    /// The name on screen.
    pub name: String,
    aliases: Vec<String>,
    /// All names, the one on screen first.
    pub(super) names: Vec<Name>,
    /// Offices with the words of their titles.
    pub(super) offices: Vec<(Vec<String>, HeldRole)>,
}

/// A name as it is looked up.
#[derive(Debug)]
pub(super) struct Name {
    folded: String,
    pub words: Vec<String>,
    /// The name itself where it has no capitals: there blanks may not part words.
    pub whole: Option<String>,
}

impl Roster {
    /// The register of a project.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        let mut roster = Self::default();
        roster.update(project);
        roster
    }

    /// Brings it up to date. Takes next to nothing while the register is as it was, else a microsecond an entity, and some
    /// more for each that is another one.
    pub fn update(&mut self, project: &Project) {
        let annotators = project.annotators.values();
        let is_current = self.made_of.len() == annotators.len()
            && (self.made_of.iter().zip(annotators)).all(|(was, is)| Arc::ptr_eq(was, is));
        if is_current {
            return;
        }
        let known = core::mem::take(&mut self.everybody).into_iter();
        let mut known: HashMap<EntityId, Arc<Somebody>> =
            known.map(|it| (it.id.clone(), it)).collect();
        let register = project.register().into_iter();
        self.everybody = register
            .map(|entity| {
                let somebody = known.remove(&entity.id).filter(|it| it.is_of(entity));
                somebody.unwrap_or_else(|| Arc::new(Somebody::of(entity)))
            })
            .collect();
        self.made_of = project.annotators.values().cloned().collect();
    }

    /// Everybody, in the order of the register.
    pub fn everybody(&self) -> impl Iterator<Item = &Arc<Somebody>> {
        self.everybody.iter()
    }

    /// At most so many of those of whom some name has in it what was typed, the best first, of equals in the order of the
    /// register. Case and accents make no difference. Everybody fits nothing.
    pub fn fitting(
        &self,
        typed: &str,
        most: usize,
        allows: impl Fn(&EntityTypeId) -> bool,
    ) -> Vec<(Fit, &Somebody)> {
        let typed = Typed::new(typed);
        let allowed = self.everybody().filter(|it| allows(&it.kind));
        let mut found: Vec<(Fit, &Somebody)> = allowed
            .filter_map(|somebody| Some((typed.fit(somebody)?, somebody.as_ref())))
            .collect();
        found.sort_by_key(|(fit, _)| *fit);
        found.truncate(most);
        found
    }
}

/// What was typed of a name, as it is looked up.
#[derive(Debug)]
pub struct Typed(Option<String>);

impl Typed {
    /// What was typed.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let typed = typed.trim();
        let wanted = folded(typed);
        // What folds to nothing is in no name.
        Self((typed.is_empty() || !wanted.is_empty()).then_some(wanted))
    }

    /// How well somebody's best fitting name fits.
    #[must_use]
    pub fn fit(&self, somebody: &Somebody) -> Option<Fit> {
        let wanted = self.0.as_deref()?;
        let names = somebody.names.iter();
        names.filter_map(|name| Fit::of(&name.folded, wanted)).min()
    }
}

impl Somebody {
    fn of(entity: &Entity) -> Self {
        let offices = entity.roles.iter();
        Self {
            id: entity.id.clone(),
            kind: entity.kind.clone(),
            name: entity.name.clone(),
            aliases: entity.aliases.clone(),
            names: entity.names().map(Name::of).collect(),
            offices: offices
                .map(|office| (words_of(&office.title), office.clone()))
                .collect(),
        }
    }

    /// Whether it was made of an entity as it is now.
    fn is_of(&self, entity: &Entity) -> bool {
        let offices = self.offices.iter().map(|(_, office)| office);
        self.name == entity.name
            && self.kind == entity.kind
            && self.aliases == entity.aliases
            && offices.eq(&entity.roles)
    }

    /// Whether some name is just this, but for the case.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        let names = core::iter::once(&self.name).chain(&self.aliases);
        names.into_iter().any(|it| it.to_lowercase() == name)
    }
}

impl Name {
    pub(super) fn of(name: &str) -> Self {
        let whole = name.chars().count() > 1 && !has_case(name);
        Self {
            folded: folded(name),
            words: words_of(name),
            whole: whole.then(|| name.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::edits;
    use crate::model::random::author;

    fn entity(project: &Project, name: &str, aliases: &[&str]) -> Entity {
        let id = EntityId::from_name(name, |id| project.entry(id).is_some());
        let kind = EntityTypeId::new("person").unwrap();
        Entity {
            aliases: aliases.iter().map(|&it| it.to_owned()).collect(),
            ..Entity::new(id, name, kind, author(0).at)
        }
    }

    fn project() -> Project {
        let mut project = Project::default();
        let edit = project.welcome(&author(0).annotator, "Ana");
        edit.apply(&mut project).unwrap();
        project
    }

    fn put(project: &mut Project, name: &str, aliases: &[&str]) {
        let entity = entity(project, name, aliases);
        let edit = edits::put_entity(project, &author(1), entity);
        edit.apply(project).unwrap();
    }

    fn found<'a>(roster: &'a Roster, typed: &str) -> Vec<&'a str> {
        let found = roster.fitting(typed, 9, |_| true).into_iter();
        found.map(|(_, it)| it.name.as_str()).collect()
    }

    #[test]
    fn any_name_is_found_the_best_first_whatever_case_and_accents() {
        let mut project = project();
        put(&mut project, "Ana Varga", &["The Envoy"]);
        put(&mut project, "Savanna Ltd.", &[]);
        put(&mut project, "Vána", &[]);
        let roster = Roster::of(&project);
        assert_eq!(found(&roster, "vana"), ["Vána"]);
        assert_eq!(
            found(&roster, " VA "),
            ["Vána", "Ana Varga", "Savanna Ltd."]
        );
        assert_eq!(found(&roster, "envoy"), ["Ana Varga"]);
        assert_eq!(found(&roster, ""), ["Ana Varga", "Savanna Ltd.", "Vána"]);
        assert_eq!(found(&roster, "\u{301}"), [""; 0]);
        assert_eq!(roster.fitting("va", 1, |_| true).len(), 1);
        assert_eq!(roster.fitting("va", 9, |_| false).len(), 0);
        let vana = roster.everybody().last().unwrap();
        assert!(vana.is_called("VÁNA") && !vana.is_called("Vana"));
    }

    #[test]
    fn it_follows_the_register_and_keeps_whom_nothing_happened_to() {
        let mut project = project();
        put(&mut project, "Ana Varga", &[]);
        put(&mut project, "Bo Lind", &[]);
        let mut roster = Roster::of(&project);
        let before = roster.everybody.clone();
        roster.update(&project);
        assert!(Arc::ptr_eq(&roster.everybody[0], &before[0]));
        let changed = Entity {
            aliases: vec!["The Consul".to_owned()],
            ..project.register()[1].clone()
        };
        let edit = edits::put_entity(&project, &author(2), changed);
        edit.apply(&mut project).unwrap();
        roster.update(&project);
        assert!(Arc::ptr_eq(&roster.everybody[0], &before[0]));
        assert_eq!(found(&roster, "consul"), ["Bo Lind"]);
    }
}
