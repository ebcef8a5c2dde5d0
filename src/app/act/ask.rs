//! Asking for what an annotation lacks, and taking the answers.

use std::sync::Arc;

use crate::app::asking::{Asking, Question, Run};
use crate::app::linking::Linking;
use crate::app::notices::Notices;
use crate::app::workspace::Workspace;
use crate::model::{AnnotationId, EntityTypeId, Kind, Target, Value, edits};
use crate::query::used_texts;
use crate::say;

impl Workspace {
    /// Goes through what an annotation lacks; with `all` also through what it need not have.
    pub fn ask_about(&mut self, about: AnnotationId, all: bool) {
        self.close_find();
        if let Some(open) = &mut self.open {
            open.run = Some(Run::new(about, all));
        }
        self.ask_on();
    }

    /// Goes through everything that the chosen annotation lacks.
    pub fn ask_about_chosen(&mut self, notices: &mut Notices) {
        let Some(annotation) = self.chosen() else {
            return;
        };
        self.ask_about(annotation.id.clone(), true);
        if self.open.as_ref().is_some_and(|open| open.run.is_none()) {
            notices.say(say!("act-all-filled"));
        }
    }

    /// Asks the next question of the run, or ends it.
    pub(super) fn ask_on(&mut self) {
        let Some(open) = &mut self.open else {
            return;
        };
        open.asking = None;
        open.linking = None;
        let Some(run) = &open.run else {
            return;
        };
        let layer = self.project.layers.get(&open.key);
        let annotation = layer.and_then(|layer| layer.annotations.get(&run.about));
        let next = annotation.and_then(|it| run.next(&self.project.codebook, it));
        match next {
            None => open.run = None,
            Some(Question::Field(attribute)) => {
                let mut asking = Asking::new(run.about.clone(), attribute);
                asking.at =
                    self.given
                        .place_of(&self.project.codebook, annotation, &asking.attribute);
                if let Some(annotation) = annotation {
                    let (project, own) = (&self.project, &self.annotator);
                    let used = used_texts(project, own, &annotation.tag, asking.attribute.as_str());
                    asking.used = Arc::new(used);
                }
                open.asking = Some(asking);
            }
            Some(Question::Role(role)) => {
                open.linking = Some(Linking::new(run.about.clone(), Some(role)));
            }
        }
    }

    /// Leaves what is being asked for later, and goes on.
    pub fn put_aside(&mut self) {
        let Some(open) = &mut self.open else {
            return;
        };
        let question = match (&open.asking, &open.linking) {
            (Some(asking), _) => Some(Question::Field(asking.attribute.clone())),
            (None, Some(linking)) => linking.role.clone().map(Question::Role),
            (None, None) => None,
        };
        match (&mut open.run, question) {
            (Some(run), Some(question)) => run.aside.push(question),
            _ => open.run = None,
        }
        self.ask_on();
    }

    /// Leaves all that was being asked.
    pub fn leave_questions(&mut self) {
        if let Some(open) = &mut self.open {
            open.run = None;
            open.asking = None;
            open.linking = None;
        }
    }

    /// Fills the field that is asked for, and goes on.
    pub fn answer(&mut self, value: Value, notices: &mut Notices) {
        let Some(asking) = self.open.as_mut().and_then(|open| open.asking.take()) else {
            return;
        };
        let layer = self.layer();
        if let Some(annotation) =
            layer.and_then(|layer| layer.annotations.get(&asking.about).cloned())
        {
            self.given.note(&annotation.tag, &asking.attribute, &value);
            self.set_attribute(&annotation, &asking.attribute, Some(value), notices);
            self.history.end_run();
        }
        self.ask_on();
    }

    /// Adds an entity to the register and fills the field that is asked for with it, as one step.
    pub fn answer_with_new_entity(
        &mut self,
        name: &str,
        kind: EntityTypeId,
        notices: &mut Notices,
    ) {
        let Some((open, asking)) =
            (self.open.as_ref()).and_then(|open| Some((open, open.asking.clone()?)))
        else {
            return;
        };
        let (author, key) = (self.author(), open.key.clone());
        let layer = self.layer();
        let Some(annotation) =
            layer.and_then(|layer| layer.annotations.get(&asking.about).cloned())
        else {
            return;
        };
        let entity = self.new_entity(name, kind);
        let value = Some(Value::Entity(entity.id.clone()));
        let added = edits::put_entity(&self.project, &author, entity);
        let set = edits::set_attribute(
            &self.project,
            &author,
            &key,
            &annotation,
            &asking.attribute,
            value,
        );
        if self.commit(added.and(set), notices) {
            self.ask_on();
        }
    }

    /// Takes what was picked from the numbered list of the question that is open.
    pub fn answer_with_target(&mut self, target: Target, and_more: bool, notices: &mut Notices) {
        let is_field = self.open.as_ref().is_some_and(|open| open.asking.is_some());
        match target {
            Target::Entity(id) if is_field => self.answer(Value::Entity(id), notices),
            target => self.link_to(target, and_more, notices),
        }
    }

    /// The types that an entity may have for the field that is asked for: all of the codebook's when it names none.
    #[must_use]
    pub fn kinds_asked_for(&self) -> Vec<EntityTypeId> {
        let kinds = || {
            let asking = self.open.as_ref()?.asking.as_ref()?;
            let annotation = self.layer()?.annotations.get(&asking.about)?;
            let tag = self.project.codebook.tag(&annotation.tag)?;
            match &tag.attribute(&asking.attribute)?.kind {
                Kind::Entity(kinds) => Some(kinds.clone()),
                _ => None,
            }
        };
        match kinds() {
            Some(kinds) if kinds.is_empty() => {
                let all = self.project.codebook.entity_types.iter();
                all.map(|kind| kind.id.clone()).collect()
            }
            kinds => kinds.unwrap_or_default(),
        }
    }
}
