use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::model::edits::{add_article, put_annotator};
use crate::model::random::{annotation, article, author};
use crate::model::{
    AnnotationId, AnnotatorId, AttributeId, Color, EntityTypeId, HeldRole, RoleId, Spans,
};
use crate::text::Span;

fn id(name: &str) -> EntityId {
    EntityId::new(name).unwrap()
}

fn entity(name: &str) -> Entity {
    let kind = EntityTypeId::new("person").unwrap();
    Entity::new(id(name), name.to_uppercase(), kind, author(0).at)
}

fn by(annotator: &str, seconds: i64) -> Author {
    Author {
        annotator: AnnotatorId::new(annotator).unwrap(),
        ..author(seconds)
    }
}

fn key(article: &str, annotator: &str) -> LayerKey {
    LayerKey {
        article: crate::model::ArticleId::new(article).unwrap(),
        annotator: AnnotatorId::new(annotator).unwrap(),
    }
}

fn party() -> AttributeId {
    AttributeId::new("party").unwrap()
}

fn speaker() -> RoleId {
    RoleId::new("speaker").unwrap()
}

/// A project of Ana and Ben with two articles and entities that these people wrote.
fn project(entities: &[(&str, Entity)]) -> Project {
    let mut project = Project::default();
    for (id, name) in [("ana", "Ana"), ("ben", "Ben")] {
        let id = AnnotatorId::new(id).unwrap();
        apply(&mut project, |it| {
            put_annotator(it, &id, name, Color([1; 3]))
        });
    }
    for id in ["one", "two"] {
        apply(&mut project, |_| {
            add_article(article(id, "Some text here."))
        });
    }
    for (who, entity) in entities {
        apply(&mut project, |it| {
            put_entity(it, &by(who, 1), entity.clone())
        });
    }
    project
}

fn apply(project: &mut Project, edit: impl FnOnce(&Project) -> Edit) -> Edit {
    let edit = edit(project);
    edit.apply(project).unwrap()
}

/// An annotation that has an entity as a value and one at the end of a link.
fn mark(project: &mut Project, key: &LayerKey, name: &str, value: Option<&str>, links: &[&str]) {
    let spans = Spans::one(Span::of(0..4)).unwrap();
    let mut mark = (*annotation(name, "quote", spans, author(0).at)).clone();
    if let Some(value) = value {
        mark.attributes.insert(party(), Value::Entity(id(value)));
    }
    mark.links = links
        .iter()
        .map(|to| Link {
            role: speaker(),
            to: Target::Entity(id(to)),
        })
        .collect();
    let slot = Slot::Present(Arc::new(mark));
    let change = Change::Annotation(key.clone(), AnnotationId::new(name).unwrap(), slot);
    Edit::new("Mark", vec![change]).apply(project).unwrap();
}

/// How often each entity is named as the file has it, by annotator.
fn named(project: &Project) -> BTreeMap<(String, EntityId), usize> {
    let mut counts = BTreeMap::new();
    for (key, layer) in &project.layers {
        layer.each_entity(|met| {
            *counts
                .entry((key.annotator.to_string(), met.entity.clone()))
                .or_default() += 1;
        });
    }
    counts
}

fn all_layers(project: &Project) -> Vec<LayerKey> {
    project.layers.keys().cloned().collect()
}

#[test]
fn two_become_one_and_what_colleagues_say_leads_there() {
    let mut lee = entity("lee");
    lee.aliases = vec!["the minister".into()];
    lee.attributes.insert(party(), Value::Text("Blue".into()));
    lee.note = "A remark.".into();
    let mut jane = entity("jane-lee");
    jane.aliases = vec!["Lee".into(), "the minister".into()];
    jane.attributes.insert(party(), Value::Text("Red".into()));
    jane.roles = vec![HeldRole {
        title: "Minister".into(),
        from: None,
        to: None,
    }];
    let mut aide = entity("aide");
    aide.group = Some(id("lee"));
    let mut project = project(&[("ben", lee), ("ana", jane), ("ben", aide)]);
    let (ana, ben) = (key("one", "ana"), key("one", "ben"));
    mark(&mut project, &ana, "m1", Some("lee"), &["lee", "jane-lee"]);
    mark(&mut project, &ben, "m2", Some("lee"), &["lee"]);
    let before = project.clone();
    let layers = all_layers(&project);
    let merge = merge_entities(
        &project,
        &by("ana", 9),
        &id("lee"),
        &id("jane-lee"),
        &layers,
    );
    assert_eq!(merge.name, "Merge the entity LEE into JANE-LEE");
    assert!(merge.parts().iter().all(|part| match part {
        crate::model::Part::Annotator(who) => who.as_str() == "ana",
        crate::model::Part::Layer(key) => key.annotator.as_str() == "ana",
        _ => false,
    }));
    let inverse = merge.apply(&mut project).unwrap();
    let jane = project.entity(&id("lee")).unwrap().clone();
    assert_eq!(jane.id, id("jane-lee"));
    assert_eq!(jane.aliases, ["Lee", "the minister", "LEE"]);
    assert_eq!(jane.attributes[&party()], Value::Text("Red".into()));
    assert_eq!(jane.note, "A remark.\nparty: also Blue.");
    assert_eq!(jane.roles.len(), 1);
    let names: Vec<&str> = project.register().iter().map(|it| it.id.as_str()).collect();
    assert_eq!(names, ["aide", "jane-lee"]);
    assert_eq!(
        project.entity(&id("aide")).unwrap().group,
        Some(id("jane-lee"))
    );
    let mine = project.layers[&ana].annotations["m1"].clone();
    assert_eq!(mine.links.len(), 1, "no link stands twice");
    let counts = named(&project);
    assert_eq!(counts.get(&("ana".into(), id("lee"))), None);
    assert_eq!(
        counts[&("ben".into(), id("lee"))],
        2,
        "a colleague's layer is as it was"
    );
    inverse.apply(&mut project).unwrap();
    assert_eq!(project, before);
}

#[test]
fn merges_lead_on_and_never_in_a_circle() {
    let mut project = project(&[
        ("ana", entity("a")),
        ("ana", entity("b")),
        ("ben", entity("c")),
    ]);
    let ana = by("ana", 5);
    apply(&mut project, |it| {
        merge_entities(it, &ana, &id("a"), &id("b"), [])
    });
    apply(&mut project, |it| {
        merge_entities(it, &ana, &id("b"), &id("c"), [])
    });
    assert_eq!(project.entity(&id("a")).unwrap().id, id("c"));
    // Back into what went: the entry is the same one.
    let edit = merge_entities(&project, &ana, &id("c"), &id("a"), []);
    assert!(edit.is_empty());
    // By hand, in a circle: nobody is lost.
    let mut round = Vec::new();
    for (from, to) in [("a", "b"), ("b", "a")] {
        let mut entity = entity(from);
        entity.modified = author(99).at;
        entity.merged_into = Some(id(to));
        round.push(put(&ana, entity));
    }
    Edit::new("By hand", round).apply(&mut project).unwrap();
    assert_eq!(project.entity(&id("a")).unwrap().id, id("a"));
    assert_eq!(project.register().len(), 3);
}

#[test]
fn two_people_who_merge_two_entities_each_into_the_other_keep_one() {
    let base = project(&[("ana", entity("a")), ("ben", entity("b"))]);
    let mut together = base.clone();
    for (who, seconds, from, into) in [("ana", 5, "a", "b"), ("ben", 7, "b", "a")] {
        let edit = merge_entities(&base, &by(who, seconds), &id(from), &id(into), []);
        edit.apply(&mut together).unwrap();
    }
    let names: Vec<&str> = together
        .register()
        .iter()
        .map(|it| it.id.as_str())
        .collect();
    assert_eq!(names, ["a"], "the later merge counts");
    assert_eq!(together.entity(&id("b")).unwrap().id, id("a"));
}

#[test]
fn a_split_takes_names_and_some_uses_along() {
    let mut lee = entity("lee");
    lee.aliases = vec!["Ann Lee".into(), "Bob Lee".into()];
    let mut project = project(&[("ben", lee)]);
    let ana = key("one", "ana");
    mark(&mut project, &ana, "m1", Some("lee"), &["lee"]);
    mark(&mut project, &ana, "m2", None, &["lee"]);
    let chosen = BTreeSet::from([Use {
        layer: ana.clone(),
        annotation: AnnotationId::new("m1").ok(),
        by: By::Link(speaker()),
    }]);
    let mut bob = entity("bob-lee");
    bob.name = "Bob Lee".into();
    let before = project.clone();
    let split = split_entity(&project, &by("ana", 4), &id("lee"), bob, &chosen);
    assert_eq!(split.name, "Split Bob Lee off from LEE");
    let inverse = split.apply(&mut project).unwrap();
    assert_eq!(project.entity(&id("lee")).unwrap().aliases, ["Ann Lee"]);
    let marks = &project.layers[&ana].annotations;
    assert_eq!(marks["m1"].links[0].to, Target::Entity(id("bob-lee")));
    assert_eq!(marks["m1"].attributes[&party()], Value::Entity(id("lee")));
    assert_eq!(marks["m2"].links[0].to, Target::Entity(id("lee")));
    inverse.apply(&mut project).unwrap();
    assert_eq!(project, before);
}

#[test]
fn removing_takes_what_was_merged_along_but_nothing_of_colleagues() {
    let mut project = project(&[
        ("ana", entity("a")),
        ("ana", entity("b")),
        ("ben", entity("c")),
    ]);
    let ana = by("ana", 5);
    apply(&mut project, |it| {
        merge_entities(it, &ana, &id("a"), &id("b"), [])
    });
    apply(&mut project, |it| {
        merge_entities(it, &ana, &id("c"), &id("b"), [])
    });
    apply(&mut project, |it| remove_entity(it, &ana, &id("b")));
    let own: Vec<&str> = project.annotators["ana"]
        .entities
        .keys()
        .map(EntityId::as_str)
        .collect();
    assert_eq!(own, ["c"], "Ben's entry does not come back");
    assert!(project.register().is_empty());
    assert!(project.entity(&id("c")).is_none());
    assert!(remove_entity(&project, &by("eve", 5), &id("c")).is_empty());
}

#[test]
fn groups_are_a_tree_whatever_the_files_say() {
    let mut entities = ["a", "b", "c"].map(entity);
    for (at, group) in [(0, "b"), (1, "c"), (2, "a")] {
        entities[at].group = Some(id(group));
    }
    let project = project(&entities.map(|entity| ("ana", entity)));
    let a = project.entity(&id("a")).unwrap();
    let above: Vec<&str> = project
        .groups_of(a)
        .iter()
        .map(|it| it.id.as_str())
        .collect();
    assert_eq!(above, ["b", "c"]);
    assert!(!project.may_group(&id("a"), &id("a")));
    assert!(!project.may_group(&id("a"), &id("b")));
    assert!(project.may_group(&id("d"), &id("b")));
}

/// What somebody does to the register.
#[derive(Clone, Debug)]
enum Deed {
    Merge(usize, usize),
    Split(usize),
    Rename(usize, String),
    Remove(usize),
    Group(usize, usize),
}

fn deeds() -> impl Strategy<Value = Vec<(bool, Deed)>> {
    let one = || 0usize..5;
    let deed = prop_oneof![
        3 => (one(), one()).prop_map(|(from, into)| Deed::Merge(from, into)),
        2 => one().prop_map(Deed::Split),
        1 => (one(), "[a-c]{1,2}").prop_map(|(at, name)| Deed::Rename(at, name)),
        1 => one().prop_map(Deed::Remove),
        1 => (one(), one()).prop_map(|(at, group)| Deed::Group(at, group)),
    ];
    proptest::collection::vec((any::<bool>(), deed), 1..12)
}

type Marks = Vec<(bool, bool, Option<usize>, Vec<usize>)>;

fn marks() -> impl Strategy<Value = Marks> {
    let names = proptest::collection::vec(0usize..5, 0..3);
    let mark = (
        any::<bool>(),
        any::<bool>(),
        proptest::option::of(0usize..5),
        names,
    );
    proptest::collection::vec(mark, 0..8)
}

const NAMES: [&str; 5] = ["a", "b", "c", "d", "e"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever is done to the register, by whomever: one edit each, its inverse brings the very same project back, only own
    /// files are written, and every use of before leads to an entity that is there.
    #[test]
    fn every_deed_is_one_edit_that_can_be_taken_back(marks in marks(), deeds in deeds()) {
        let entities = NAMES.map(|name| (if name < "c" { "ana" } else { "ben" }, entity(name)));
        let mut project = project(&entities);
        for (at, (first, mine, value, links)) in marks.iter().enumerate() {
            let key = key(if *first { "one" } else { "two" }, if *mine { "ana" } else { "ben" });
            let mut links: Vec<&str> = links.iter().map(|at| NAMES[*at]).collect();
            links.dedup();
            mark(&mut project, &key, &format!("m{at}"), value.map(|at| NAMES[at]), &links);
        }
        for (step, (is_ana, deed)) in deeds.into_iter().enumerate() {
            let who = by(if is_ana { "ana" } else { "ben" }, 10 + i64::try_from(step).unwrap());
            let layers = all_layers(&project);
            let edit = match &deed {
                Deed::Merge(from, into) => {
                    merge_entities(&project, &who, &id(NAMES[*from]), &id(NAMES[*into]), &layers)
                }
                Deed::Split(at) => {
                    let mut uses = BTreeSet::new();
                    for (key, layer) in &project.layers {
                        layer.each_entity(|met| if met.to_use(key).by == By::Link(speaker()) {
                            uses.insert(met.to_use(key));
                        });
                    }
                    let name = format!("new{step}");
                    split_entity(&project, &who, &id(NAMES[*at]), entity(&name), &uses)
                }
                Deed::Rename(at, name) => match project.entity(&id(NAMES[*at])) {
                    Some(known) => put_entity(&project, &who, Entity { name: name.clone(), ..known.clone() }),
                    None => continue,
                },
                Deed::Remove(at) => {
                    let id = id(NAMES[*at]);
                    let mut is_used = false;
                    for layer in project.layers.values() {
                        layer.each_entity(|met| {
                            is_used |= project.entity(met.entity).is_some_and(|it| it.id == id);
                        });
                    }
                    if is_used { continue }
                    remove_entity(&project, &who, &id)
                }
                Deed::Group(at, group) => {
                    let (at, group) = (id(NAMES[*at]), id(NAMES[*group]));
                    match project.entity(&at) {
                        Some(known) if project.may_group(&known.id, &group) => {
                            let known = Entity { group: Some(group), ..known.clone() };
                            put_entity(&project, &who, known)
                        }
                        _ => continue,
                    }
                }
            };
            let before = project.clone();
            let own = edit.parts().into_iter().all(|part| match part {
                crate::model::Part::Annotator(it) => it == who.annotator,
                crate::model::Part::Layer(key) => key.annotator == who.annotator,
                _ => false,
            });
            prop_assert!(own, "{deed:?} writes what is somebody else's");
            let inverse = edit.apply(&mut project).unwrap();
            let mut back = project.clone();
            inverse.apply(&mut back).unwrap();
            prop_assert_eq!(&back, &before);
            for (_, entity) in named(&project).into_keys() {
                prop_assert!(project.entity(&entity).is_some(), "{:?} lost {}", deed, entity);
            }
            if let Deed::Merge(from, into) = deed
                && let Some(one) = before.entity(&id(NAMES[into]))
                && before.entity(&id(NAMES[from])).is_some()
            {
                prop_assert_eq!(&project.entity(&id(NAMES[from])).unwrap().id, &one.id);
                let gone = &before.entity(&id(NAMES[from])).unwrap().id;
                let left = named(&project).into_keys().any(|(by, id)| {
                    by == who.annotator.as_str() && id == *gone
                });
                prop_assert!(gone == &one.id || !left, "own layers name it still");
            }
            for entity in project.register() {
                prop_assert!(project.groups_of(entity).iter().all(|group| group.id != entity.id));
            }
        }
    }
}
