//! Beginning, completing and leaving a link.

use std::sync::Arc;

use crate::app::linking::{Candidate, Linking};
use crate::app::notices::Notices;
use crate::app::workspace::{OpenArticle, Workspace};
use crate::model::{Annotation, Entity, EntityId, EntityTypeId, Link, RoleId, Target, edits};
use crate::say;

impl Workspace {
    /// Begins a link from the chosen annotation; without a role the strip asks for one.
    pub fn begin_link(&mut self, role: Option<RoleId>, notices: &mut Notices) {
        let Some(annotation) = self.chosen() else {
            return;
        };
        let tag = self.project.codebook.tag_name(&annotation.tag);
        let roles: Vec<RoleId> = self
            .project
            .codebook
            .roles_from(&annotation.tag)
            .map(|role| role.id.clone())
            .collect();
        let role = match role {
            Some(role) if !roles.contains(&role) => {
                let label = self
                    .project
                    .codebook
                    .role(&role)
                    .map_or("", |role| &role.label);
                let why = say!("act-link-not-from", label = label, tag = tag);
                self.refuse_link(why, notices);
                return;
            }
            None if roles.is_empty() => {
                let why = say!("act-no-link-from", tag = tag);
                self.refuse_link(why, notices);
                return;
            }
            None if roles.len() == 1 => roles.into_iter().next(),
            role => role,
        };
        self.close_find();
        self.leave_questions();
        if let Some(open) = &mut self.open {
            open.linking = Some(Linking::new(annotation.id.clone(), role));
        }
    }

    /// Says why a link cannot be begun. Whoever types on without looking has no command carried out by that.
    pub fn refuse_link(&mut self, why: String, notices: &mut Notices) {
        notices.say(why.clone());
        if let Some(open) = &mut self.open {
            open.refused = Some(why);
        }
    }

    /// Whether typed letters are no commands now: a link was refused, or its role is being asked for.
    #[must_use]
    pub fn holds_letters(&self) -> bool {
        self.open.as_ref().is_some_and(|open| {
            let asks_for_role = open
                .linking
                .as_ref()
                .is_some_and(|linking| linking.role.is_none());
            open.refused.is_some() || asks_for_role
        })
    }

    /// What may be picked for the link or the field that is asked for. Looked for once for each question, filter and state
    /// of the project.
    pub fn candidates(&mut self) -> Vec<Candidate> {
        let is_asked = self.open.as_ref().is_some_and(OpenArticle::is_asked);
        let roster = if is_asked {
            self.roster()
        } else {
            Arc::default()
        };
        let Some(open) = &mut self.open else {
            return Vec::new();
        };
        let made_of = (open.linking.clone(), open.asking.clone(), self.revision);
        if let Some(((linking, asking, revision), found)) = &mut open.offered
            && (&*linking, &*asking) == (&made_of.0, &made_of.1)
        {
            // Numbers that somebody is reading do not move: only what has gone leaves the list.
            if *revision != self.revision {
                *revision = self.revision;
                let layer = self.project.layers.get(&open.key);
                found.retain(|candidate| match &candidate.target {
                    Target::Annotation(id) => {
                        layer.is_some_and(|layer| layer.annotations.contains_key(id))
                    }
                    Target::Entity(id) => self.project.entity(id).is_some(),
                });
            }
            return found.clone();
        }
        let found = match (&open.linking, &open.asking) {
            (None, None) => {
                (open.offered, open.likely) = (None, None);
                return Vec::new();
            }
            (Some(linking), _) => linking.candidates(&self.project, &roster, &open.key),
            (None, Some(asking)) => {
                let question = (
                    asking.about.clone(),
                    asking.attribute.clone(),
                    self.revision,
                );
                if open.likely.as_ref().is_none_or(|(of, _)| *of != question) {
                    let likely = asking.likely(&self.project, &roster, &open.key);
                    open.likely = Some((question, likely.unwrap_or_default()));
                }
                let likely = open.likely.as_ref().map(|(_, likely)| likely);
                let found = likely.map(|likely| asking.entities(&self.project, likely));
                let (found, offers_new) = found.unwrap_or_default();
                open.offers_new = offers_new;
                found
            }
        };
        open.offered = Some((made_of, found.clone()));
        found
    }

    /// Completes the link that was begun; with `and_more` the next one of its role is begun, where it may have several.
    pub fn link_to(&mut self, target: Target, and_more: bool, notices: &mut Notices) {
        let Some(open) = &mut self.open else {
            return;
        };
        let Some(linking) = open.linking.clone() else {
            return;
        };
        let Some(role) = linking.role.clone() else {
            return;
        };
        let key = open.key.clone();
        let annotation = self
            .project
            .layers
            .get(&key)
            .and_then(|layer| layer.annotations.get(&linking.from).cloned());
        let Some(annotation) = annotation else {
            return;
        };
        open.linking = None;
        let (project, author) = (&self.project, self.author());
        let edit = match &linking.instead_of {
            Some(link) => edits::retarget(project, &author, &key, &annotation, link, target),
            None => edits::link(project, &author, &key, &annotation, &role, target),
        };
        self.commit(edit, notices);
        let takes_more = and_more
            && self
                .project
                .codebook
                .role(&role)
                .is_some_and(|role| role.many);
        match &mut self.open {
            Some(open) if takes_more => {
                open.linking = Some(Linking::new(linking.from, Some(role)));
            }
            _ => self.ask_on(),
        }
    }

    /// Adds an entity of a type to the register and completes the link with it, as one step.
    pub fn link_to_new_entity(&mut self, name: &str, kind: EntityTypeId, notices: &mut Notices) {
        let Some((open, linking)) = self
            .open
            .as_ref()
            .and_then(|open| Some((open, open.linking.clone()?)))
        else {
            return;
        };
        let Some(role) = linking.role else {
            return;
        };
        let Some(annotation) = self
            .layer()
            .and_then(|layer| layer.annotations.get(&linking.from).cloned())
        else {
            return;
        };
        let (author, key) = (self.author(), open.key.clone());
        let entity = self.new_entity(name, kind);
        let target = Target::Entity(entity.id.clone());
        let added = edits::put_entity(&self.project, &author, entity);
        let linked = match &linking.instead_of {
            Some(link) => edits::retarget(&self.project, &author, &key, &annotation, link, target),
            None => edits::link(&self.project, &author, &key, &annotation, &role, target),
        };
        let edit = crate::model::Edit {
            name: say!("edit-and-linked", what = &added.name),
            ..added
        };
        if self.commit(edit.and(linked), notices) {
            self.ask_on();
        }
    }

    /// An entity that is not in the register yet.
    #[must_use]
    pub fn new_entity(&self, name: &str, kind: EntityTypeId) -> Entity {
        let id = EntityId::from_name(name, |id| self.project.entry(id).is_some());
        Entity::new(id, name.trim(), kind, self.author().at)
    }

    /// Takes a link away.
    pub fn unlink(&mut self, annotation: &Annotation, link: &Link, notices: &mut Notices) {
        if let Some(key) = self.key() {
            let edit = edits::unlink(&self.project, &self.author(), &key, annotation, link);
            self.commit(edit, notices);
        }
    }
}
