//! What is wrong in the register: types, attributes and references that are not there, names that two entities share.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Annotator, AnnotatorId, Entity, EntityId, Project};
use crate::say;

use super::{Finding, Level, alike, check_required, check_values};

/// What is wrong in the entries of the register that an annotator wrote: types, attributes and references that are not
/// there.
#[must_use]
pub fn check_register(project: &Project, annotator: &Annotator, file: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entity in annotator.entities.values() {
        let mut report = |level, words: &dyn Fn() -> String| {
            findings.push(Finding::new(level, file, words()));
        };
        let what = || say!("check-the-entity", name = &entity.name);
        if let Some(other) = &entity.merged_into {
            // What it says itself counts no more.
            if project.entity(other).is_none() {
                let message = || {
                    say!(
                        "check-entity-merged",
                        what = what(),
                        other = other.to_string(),
                    )
                };
                report(Level::Warning, &message);
            }
            continue;
        }
        match project.codebook.entity_type(&entity.kind) {
            None => report(Level::Error, &|| {
                say!(
                    "check-entity-type",
                    what = what(),
                    kind = entity.kind.to_string(),
                )
            }),
            Some(kind) => {
                let (fields, values) = (&kind.attributes, &entity.attributes);
                // Most have nothing to be told.
                let what = core::fmt::from_fn(|f| f.write_str(&what()));
                check_values(project, &what, fields, values, &mut report);
                check_required(&what, fields, values, &|_| false, &mut report);
            }
        }
        if let Some(group) = &entity.group {
            if project.entity(group).is_none() {
                let message = || {
                    say!(
                        "check-entity-group",
                        what = what(),
                        group = group.to_string()
                    )
                };
                report(Level::Error, &message);
            } else if !project.may_group(&entity.id, group) {
                let message = || say!("check-entity-round", what = what());
                report(Level::Warning, &message);
            }
        }
    }
    findings
}

/// Warnings of names that several entities go by: whoever types one of them cannot say which is meant. `file` tells where
/// an annotator's entries are.
#[must_use]
pub fn check_shared_names(
    project: &Project,
    file: impl Fn(&AnnotatorId) -> String,
) -> Vec<Finding> {
    let mut owners: BTreeMap<String, (&str, BTreeSet<&EntityId>)> = BTreeMap::new();
    let register = project.register();
    for entity in &register {
        for name in entity.names() {
            let (_, owners) = owners
                .entry(alike::look(name))
                .or_insert_with(|| (name, BTreeSet::new()));
            owners.insert(&entity.id);
        }
    }
    let by_id: BTreeMap<&EntityId, &Entity> = register.iter().map(|it| (&it.id, *it)).collect();
    let shared = owners.into_values().filter(|(_, ids)| ids.len() > 1);
    shared
        .map(|(name, ids)| {
            let named: Vec<&str> = ids.iter().map(|id| by_id[id].name.as_str()).collect();
            let (last, others) = named.split_last().unwrap_or((&"", &[]));
            let message = say!(
                "check-names-shared",
                name = name,
                others = others.join(", "),
                last = *last,
            );
            let newest = ids
                .iter()
                .flat_map(|id| project.versions(id))
                .max_by_key(|(by, version)| (version.modified, *by));
            let file = newest.map(|(by, _)| file(by)).unwrap_or_default();
            Finding::new(Level::Warning, file, message)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::edits::{merge_entities, put_annotator, put_entity};
    use crate::model::random::author;
    use crate::model::{Color, EntityType, EntityTypeId};
    use std::sync::Arc;

    fn project(entities: &[(&str, &[&str], Option<&str>)]) -> Project {
        let kind = EntityTypeId::new("person").unwrap();
        let mut project = Project::default();
        Arc::make_mut(&mut project.codebook)
            .entity_types
            .push(EntityType {
                id: kind.clone(),
                name: "Person".into(),
                attributes: Vec::new(),
            });
        let ana = author(0).annotator;
        put_annotator(&project, &ana, "Ana", Color([1; 3]))
            .apply(&mut project)
            .unwrap();
        for (name, aliases, group) in entities {
            let id = EntityId::from_name(name, |_| false);
            let entity = Entity {
                aliases: aliases.iter().map(|it| (*it).to_owned()).collect(),
                group: group.map(|it| EntityId::new(it).unwrap()),
                ..Entity::new(id, *name, kind.clone(), author(0).at)
            };
            put_entity(&project, &author(0), entity)
                .apply(&mut project)
                .unwrap();
        }
        project
    }

    fn messages(project: &Project) -> Vec<String> {
        let ana = &project.annotators["ana"];
        let mut findings = check_register(project, ana, "annotator.ron");
        findings.extend(check_shared_names(project, |by| format!("{by}.ron")));
        findings.into_iter().map(|it| it.message).collect()
    }

    #[test]
    fn a_name_of_two_is_told_until_they_are_one() {
        let mut project = project(&[
            ("Port Authority", &["PA"], None),
            ("Press Agency", &["pa", "PA"], None),
        ]);
        assert_eq!(
            messages(&project),
            [
                "“PA” is a name of several entities: Port Authority and Press Agency. Take it from all but one, or merge them if they are the same."
            ]
        );
        let (from, into) = (&project.register()[0].id, &project.register()[1].id);
        merge_entities(&project, &author(1), from, into, [])
            .apply(&mut project)
            .unwrap();
        assert_eq!(messages(&project), [""; 0]);
    }

    #[test]
    fn groups_that_are_not_there_or_go_round_are_told() {
        let project = project(&[
            ("A", &[], Some("b")),
            ("B", &[], Some("a")),
            ("C", &[], Some("gone")),
        ]);
        let round = "is in a group that is within itself. Take it out of one of the groups.";
        assert_eq!(
            messages(&project),
            [
                format!("The entity A {round}"),
                format!("The entity B {round}"),
                "The entity C is in the group gone, which is not in the register.".to_owned(),
            ]
        );
    }
}
