//! Every change of the codebook is one edit over all articles, and takes itself back exactly.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::model::random::{annotation, article, author, edits_for, projects, tag};
use crate::model::{
    Annotation, AnnotationId, AnnotatorId, ArticleId, Author, Color, Condition, Demand, Kind,
    LayerKey, Link, Need, Rule, Slot, Spans, Target, Value, Values, gaps,
};
use crate::text::Span;

fn id(id: &str) -> TagId {
    TagId::new(id).unwrap()
}

fn field(name: &str) -> AttributeId {
    AttributeId::new(name).unwrap()
}

fn choice(options: &[&str]) -> Kind {
    Kind::Choice(options.iter().map(|&option| option.to_owned()).collect())
}

fn key(article: &str, annotator: &str) -> LayerKey {
    LayerKey {
        article: ArticleId::new(article).unwrap(),
        annotator: AnnotatorId::new(annotator).unwrap(),
    }
}

/// Some change of the codebook, by numbers.
fn some_edit(project: &Project, by: &Author, what: u8, one: usize, other: usize) -> Edit {
    let ids = ["claim", "quote", "actor", "stance"].map(id);
    let (one, other) = (&ids[one % 4], &ids[other % 4]);
    let known = project.codebook.tag(one).cloned();
    let changed = |change: &dyn Fn(&mut Tag)| {
        let mut tag = known.clone().unwrap_or_else(|| tag(one.as_str(), None));
        change(&mut tag);
        change_tag(project, by, tag)
    };
    let kind = field("kind");
    let owner = Owner::Tag(one.clone());
    let new = |name: &str| Tag {
        id: id(name),
        ..known.clone().unwrap_or_else(|| tag(name, None))
    };
    let marks: Vec<_> = project
        .layers
        .iter()
        .flat_map(|(key, layer)| layer.annotations.keys().map(|id| (key.clone(), id.clone())))
        .step_by(2)
        .collect();
    match what % 18 {
        0 => changed(&|tag| tag.name = "Other".into()),
        1 => changed(&|tag| tag.color = Color([4, 4, 4])),
        2 => changed(&|tag| tag.key = Some('k')),
        3 => changed(&|tag| tag.definition = format!("{} more", tag.definition)),
        4 => changed(&|tag| tag.retired = !tag.retired),
        5 => changed(&|tag| {
            tag.rules
                .push(Rule::new(Demand::Apart(vec![other.clone()])));
        }),
        6 => changed(&|tag| tag.examples.push("so".into())),
        7 => place_tag(project, by, one, Some(other), None),
        8 => place_tag(project, by, one, None, Some(other)),
        9 => shift_tag(project, by, one, 1),
        10 => shift_tag(project, by, one, -1),
        11 => merge_tags(project, by, one, other),
        12 => delete_tag(project, by, one),
        13 => {
            let attribute = Attribute::new(kind, "Kind", choice(&["fact", "value"]));
            change_attribute(project, by, &owner, attribute)
        }
        14 => rename_option(project, by, &owner, &kind, "fact", "value"),
        15 => {
            let parts = [
                ("fact".to_owned(), new("fact")),
                ("value".to_owned(), new("worth")),
            ];
            split_by_choice(project, by, one, &kind, &parts)
        }
        16 => split_off(project, by, one, new("apart"), &marks),
        _ => confirm(project, by, &marks),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_change_takes_itself_back_and_leaves_colleagues_alone(
        (project, before) in projects().prop_flat_map(|project| {
            let edits = edits_for(&project);
            (Just(project), edits)
        }),
        steps in proptest::collection::vec((any::<u8>(), 0usize..4, 0usize..4), 1..8),
        chosen in proptest::collection::vec(0usize..3, 0..12),
    ) {
        let mut project = project;
        for edit in before {
            let _refused = edit.apply(&mut project);
        }
        with_choices(&mut project, &chosen);
        let by = author(50);
        let start = project.clone();
        let mut inverses = Vec::new();
        for (what, one, other) in steps {
            let edit = some_edit(&project, &by, what, one, other);
            let (then, marks) = (project.clone(), marks(&project));
            let inverse = edit.apply(&mut project).expect("a change of the codebook fits");
            // Nothing is lost but what is deleted with its tag.
            if what % 18 != 12 {
                prop_assert_eq!(&marks, &self::marks(&project));
            }
            for (key, layer) in &then.layers {
                if *project.person_of(&key.annotator) != by.annotator {
                    prop_assert_eq!(project.layer(key), Some(layer));
                }
            }
            let mut back = project.clone();
            inverse.apply(&mut back).expect("an inverse fits");
            prop_assert_eq!(&back, &then);
            edit.apply(&mut back).expect("an edit fits again");
            prop_assert_eq!(&back, &project);
            inverses.push(inverse);
        }
        for inverse in inverses.iter().rev() {
            inverse.apply(&mut project).expect("an inverse fits");
        }
        prop_assert_eq!(&project, &start);
    }

    #[test]
    fn what_follows_the_codebook_once_has_nothing_more_to_follow(
        project in projects(),
        steps in proptest::collection::vec((any::<u8>(), 0usize..4, 0usize..4), 1..8),
        chosen in proptest::collection::vec(0usize..3, 0..12),
    ) {
        let mut project = project;
        with_choices(&mut project, &chosen);
        for (what, one, other) in steps {
            some_edit(&project, &author(50), what, one, other).apply(&mut project).unwrap();
        }
        follow_codebook(&project, &author(60)).apply(&mut project).unwrap();
        prop_assert!(follow_codebook(&project, &author(70)).is_empty());
    }
}

/// Chooses kinds for annotations.
fn with_choices(project: &mut Project, chosen: &[usize]) {
    let marks: Vec<_> = marks(project).into_iter().zip(chosen).collect();
    for ((key, id), chosen) in marks {
        let layer = Arc::make_mut(project.layers.get_mut(&key).unwrap());
        let Some(annotation) = layer.annotations.get_mut(&id) else {
            continue;
        };
        let option = ["fact", "value", "other"][*chosen].to_owned();
        let values = &mut Arc::make_mut(annotation).attributes;
        values.insert(field("kind"), Value::Choice(option));
    }
}

/// All annotations, with a place and without.
fn marks(project: &Project) -> BTreeSet<(LayerKey, AnnotationId)> {
    let layers = project.layers.iter();
    layers
        .flat_map(|(key, layer)| {
            let ids = layer.annotations.keys().chain(layer.detached.keys());
            ids.map(|id| (key.clone(), id.clone()))
        })
        .collect()
}

/// A project in which Ana and Ben have marked claims and quotes of it, with this many of Ana's claims.
fn marked(claims: usize) -> Project {
    let mut project = Project::default();
    let article = article("one", &"word ".repeat(claims.max(20)));
    let mut changes = vec![Change::Article(article.id.clone(), Some(article))];
    for (by, name) in [("ana", "Ana"), ("ben", "Ben")] {
        let by = AnnotatorId::new(by).unwrap();
        changes.push(Change::Annotator(by, Some((name.into(), Color([1; 3])))));
    }
    let mut claim = tag("claim", Some('c'));
    claim.attributes = vec![
        Attribute::new(field("side"), "Side", choice(&["for", "against"])),
        Attribute::new(field("weight"), "Weight", Kind::Text),
    ];
    let mut quote = tag("quote", Some('q'));
    quote.rules = vec![
        Rule::new(Demand::Within(vec![id("claim")])),
        Rule::new(Demand::Needs(vec![Need::Link(
            RoleId::new("made-in").unwrap(),
        )])),
    ];
    let role = Role {
        id: RoleId::new("made-in").unwrap(),
        name: "Made in".into(),
        label: "made in".into(),
        wording: None,
        key: None,
        definition: String::new(),
        from: vec![id("quote"), id("claim")],
        to: vec![Allowed::Tag(id("claim"))],
        many: true,
        required: false,
    };
    for (at, value) in [claim, quote, tag("frame", None)].into_iter().enumerate() {
        changes.push(Change::Tag(value.id.clone(), Some(Placed { at, value })));
    }
    changes.push(Change::Role(
        role.id.clone(),
        Some(Placed { at: 0, value: role }),
    ));
    let mut put = |by: &str, name: String, tag: &str, at: usize, link: Option<&str>| {
        let spans = Spans::one(Span::of(at * 5..at * 5 + 4)).unwrap();
        let mut mark = Annotation::clone(&annotation(&name, tag, spans, author(0).at));
        mark.links = link
            .map(|to| Link {
                role: RoleId::new("made-in").unwrap(),
                to: Target::Annotation(AnnotationId::new(to).unwrap()),
            })
            .into_iter()
            .collect();
        let sides = Value::Choice(["for", "against"][at % 2].to_owned());
        mark.attributes = match tag {
            "claim" => [(field("side"), sides)].into(),
            _ => Values::new(),
        };
        let slot = Slot::Present(Arc::new(mark));
        let id = AnnotationId::new(&name).unwrap();
        changes.push(Change::Annotation(key("one", by), id, slot));
    };
    for at in 0..claims {
        put("ana", format!("c{at}"), "claim", at, None);
    }
    put("ana", "q1".into(), "quote", 0, Some("c0"));
    put("ben", "b1".into(), "claim", 1, None);
    put("ben", "b2".into(), "quote", 1, Some("b1"));
    Edit::new("Set up", changes).apply(&mut project).unwrap();
    project
}

fn of<'a>(project: &'a Project, by: &str, name: &str) -> &'a Annotation {
    &project.layers[&key("one", by)].annotations[name]
}

fn told(project: &Project, by: &str) -> Vec<String> {
    let key = key("one", by);
    let gaps = gaps(project, &key, project.layer(&key).unwrap(), false);
    gaps.into_iter().map(|gap| gap.message).collect()
}

#[test]
fn a_tag_with_ten_thousand_annotations_is_deleted_and_comes_back_as_it_was() {
    let mut project = marked(10_000);
    let before = project.clone();
    let takes = takes(&project, &author(9), &id("claim"));
    assert_eq!((takes.own, takes.articles, takes.links), (10_000, 1, 1));
    assert_eq!(takes.others, [(AnnotatorId::new("ben").unwrap(), 1)].into());
    assert_eq!((takes.roles.len(), takes.ruled), (1, vec![id("quote")]));
    let inverse = delete_tag(&project, &author(9), &id("claim"))
        .apply(&mut project)
        .unwrap();
    let layer = &project.layers[&key("one", "ana")];
    assert_eq!((layer.annotations.len(), layer.deleted.len()), (1, 10_000));
    assert_eq!(of(&project, "ana", "q1").links, []);
    assert_eq!(project.codebook.tag(&id("quote")).unwrap().rules.len(), 1);
    // Ben's work stays as it is, and is told.
    assert_eq!(
        project.layers[&key("one", "ben")],
        before.layers[&key("one", "ben")]
    );
    assert!(told(&project, "ben")[0].contains("the tag claim, which the codebook does not know"));
    inverse.apply(&mut project).unwrap();
    assert_eq!(project, before);
}

#[test]
fn a_merge_moves_ones_own_work_and_colleagues_follow_when_they_say_so() {
    let mut project = marked(4);
    let merge = merge_tags(&project, &author(9), &id("claim"), &id("frame"));
    assert_eq!(merge.name, "Merge the tag claim into frame");
    merge.apply(&mut project).unwrap();
    assert_eq!(of(&project, "ana", "c0").tag, id("frame"));
    let frame = project.codebook.tag(&id("frame")).unwrap();
    assert_eq!(frame.attributes.len(), 2, "their values have a place");
    let claim = project.codebook.tag(&id("claim")).unwrap();
    assert!(claim.retired && claim.key.is_none());
    assert_eq!(project.codebook.roles[0].to.len(), 2);
    assert_eq!(
        project.codebook.tag(&id("quote")).unwrap().rules[0].tags(),
        [id("frame")]
    );
    assert_eq!(of(&project, "ben", "b1").tag, id("claim"));
    assert!(told(&project, "ben")[0].contains("Bring your annotations up to the codebook"));
    let ben = Author {
        annotator: AnnotatorId::new("ben").unwrap(),
        at: author(20).at,
    };
    let follow = follow_codebook(&project, &ben);
    assert_eq!(follow.changes.len(), 1);
    follow.apply(&mut project).unwrap();
    assert_eq!(of(&project, "ben", "b1").tag, id("frame"));
}

#[test]
fn rules_and_values_follow_options_that_a_form_gave_other_names() {
    let mut project = marked(4);
    let side = field("side");
    let mut claim = project.codebook.tag(&id("claim")).unwrap().clone();
    claim.rules = vec![Rule {
        when: Some(Condition {
            attribute: side.clone(),
            value: Value::Choice("for".into()),
        }),
        ..Rule::new(Demand::Needs(vec![Need::Note]))
    }];
    change_tag(&project, &author(8), claim.clone())
        .apply(&mut project)
        .unwrap();
    let known = claim.attributes.iter_mut().find(|it| it.id == side);
    let known = known.unwrap();
    known.kind = choice(&["pro", "against"]);
    known.renamed.insert("for".into(), "pro".into());
    change_tag(&project, &author(9), claim)
        .apply(&mut project)
        .unwrap();
    let claim = project.codebook.tag(&id("claim")).unwrap();
    let when = claim.rules[0].when.as_ref().unwrap();
    assert_eq!(when.value, Value::Choice("pro".into()));
    let value = &of(&project, "ana", "c0").attributes["side"];
    assert_eq!(*value, Value::Choice("pro".into()));
}

#[test]
fn options_and_fields_are_renamed_and_merged_over_all_annotations() {
    let mut project = marked(4);
    let owner = Owner::Tag(id("claim"));
    let side = field("side");
    rename_option(&project, &author(9), &owner, &side, "for", "pro")
        .apply(&mut project)
        .unwrap();
    let value = |project: &Project, by: &str, name: &str| {
        let values = &of(project, by, name).attributes;
        let values = values
            .iter()
            .map(|(id, value)| format!("{id} {}", value.to_plain()));
        values.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(value(&project, "ana", "c0"), "side pro");
    assert_eq!(value(&project, "ana", "c1"), "side against");
    rename_option(&project, &author(9), &owner, &side, "against", "pro")
        .apply(&mut project)
        .unwrap();
    assert_eq!(value(&project, "ana", "c1"), "side pro");
    assert_eq!(
        value(&project, "ben", "b1"),
        "side against",
        "only Ben writes that"
    );
    merge_attributes(&project, &author(9), &owner, &side, &field("weight"))
        .apply(&mut project)
        .unwrap();
    assert_eq!(value(&project, "ana", "c1"), "weight pro");
    let claim = project.codebook.tag(&id("claim")).unwrap();
    assert_eq!(claim.attributes.len(), 1);
    let ben = Author {
        annotator: AnnotatorId::new("ben").unwrap(),
        at: author(20).at,
    };
    follow_codebook(&project, &ben).apply(&mut project).unwrap();
    assert_eq!(value(&project, "ben", "b1"), "weight pro");
}

#[test]
fn another_kind_of_value_is_tried_before_it_is_taken() {
    let mut project = marked(4);
    let owner = Owner::Tag(id("claim"));
    let weight = |kind| Attribute::new(field("weight"), "Weight", kind);
    let number = weight(Kind::Number {
        min: None,
        max: None,
    });
    for (name, text) in [("c0", "3"), ("c1", "3"), ("c2", "heavy")] {
        let mark = of(&project, "ana", name).clone();
        let text = Some(Value::Text(text.to_owned()));
        let (key, field) = (key("one", "ana"), field("weight"));
        crate::model::edits::set_attribute(&project, &author(1), &key, &mark, &field, text)
            .apply(&mut project)
            .unwrap();
    }
    let fits = fits(&project, &owner, &number);
    let fits: Vec<(&str, usize, Option<&str>)> = fits
        .iter()
        .map(|fit| (fit.value.as_str(), fit.count, fit.becomes.as_deref()))
        .collect();
    assert_eq!(fits, [("heavy", 1, None), ("3", 2, Some("3"))]);
    change_attribute(&project, &author(9), &owner, number)
        .apply(&mut project)
        .unwrap();
    let value = |name| of(&project, "ana", name).attributes["weight"].clone();
    assert_eq!(value("c0"), Value::Number(3.0));
    assert_eq!(
        value("c2"),
        Value::Text("heavy".to_owned()),
        "kept until somebody decides"
    );
    assert!(
        told(&project, "ana")
            .iter()
            .any(|it| it.contains("cannot be “heavy”"))
    );
}

#[test]
fn a_tag_is_split_by_what_is_chosen_or_by_hand() {
    let mut project = marked(4);
    let side = field("side");
    let parts = [("for".to_owned(), tag("support", None))];
    split_by_choice(&project, &author(9), &id("claim"), &side, &parts)
        .apply(&mut project)
        .unwrap();
    assert_eq!(of(&project, "ana", "c0").tag, id("support"));
    assert_eq!(
        of(&project, "ana", "c1").tag,
        id("claim"),
        "nothing says what it is"
    );
    assert_eq!(project.codebook.roles[0].from.len(), 3);
    let marks = [(key("one", "ana"), AnnotationId::new("q1").unwrap())];
    split_off(&project, &author(9), &id("quote"), tag("cue", None), &marks)
        .apply(&mut project)
        .unwrap();
    assert_eq!(of(&project, "ana", "q1").tag, id("cue"));
    assert_eq!(of(&project, "ana", "q1").links.len(), 1);
    assert!(!project.codebook.tag(&id("quote")).unwrap().retired);
}

#[test]
fn annotations_from_before_a_change_of_the_definition_are_looked_at_again() {
    let mut project = marked(2);
    let describe = |project: &Project, text: &str, at| {
        let mut claim = project.codebook.tag(&id("claim")).unwrap().clone();
        claim.definition = text.to_owned();
        change_tag(project, &author(at), claim)
    };
    describe(&project, "First words.", 5)
        .apply(&mut project)
        .unwrap();
    assert_eq!(
        older(&project, &author(6), &id("claim")),
        [],
        "there were no words before"
    );
    describe(&project, "Other words.", 10)
        .apply(&mut project)
        .unwrap();
    let claim = project.codebook.tag(&id("claim")).unwrap();
    assert_eq!(claim.former[0].definition, "First words.");
    let found = older(&project, &author(11), &id("claim"));
    assert_eq!(found.len(), 2);
    assert!(
        told(&project, "ana")
            .iter()
            .any(|it| it.contains("before the definition of claim changed on 2023-11-14"))
    );
    confirm(&project, &author(12), &found[..1])
        .apply(&mut project)
        .unwrap();
    assert_eq!(older(&project, &author(13), &id("claim")), found[1..]);
    // The words change once more, so that the look before says nothing.
    describe(&project, "Third words.", 20)
        .apply(&mut project)
        .unwrap();
    assert_eq!(older(&project, &author(21), &id("claim")), found);
    forget_former(&project, &author(22), &id("claim"))
        .apply(&mut project)
        .unwrap();
    assert_eq!(older(&project, &author(23), &id("claim")), found[1..]);
}

#[test]
fn rules_tell_what_is_missing_and_only_that() {
    let mut project = marked(3);
    let change = |project: &mut Project, rules: Vec<Rule>| {
        let mut claim = project.codebook.tag(&id("claim")).unwrap().clone();
        claim.rules = rules;
        change_tag(project, &author(9), claim)
            .apply(project)
            .unwrap();
    };
    let side = |option: &str| Condition {
        attribute: field("side"),
        value: Value::Choice(option.to_owned()),
    };
    let needs = Demand::Needs(vec![Need::Value(field("weight")), Need::Note]);
    let rule = Rule {
        when: Some(side("against")),
        ..Rule::new(needs)
    };
    change(&mut project, vec![rule.clone()]);
    assert_eq!(
        told(&project, "ana"),
        ["claim “word” has none of these: Weight, Note."]
    );
    let rule = Rule {
        message: "Weigh what speaks against it.".into(),
        ..rule
    };
    change(&mut project, vec![rule]);
    assert_eq!(
        told(&project, "ana"),
        ["claim “word”: Weigh what speaks against it."]
    );
    change(
        &mut project,
        vec![Rule::new(Demand::Apart(vec![id("quote"), id("gone")]))],
    );
    assert_eq!(
        told(&project, "ana"),
        ["claim “word” overlaps quote “word”."]
    );
    // What is not there is asked of nobody.
    change(
        &mut project,
        vec![Rule::new(Demand::Within(vec![id("gone")]))],
    );
    assert_eq!(told(&project, "ana"), [""; 0]);
    let is = Demand::Needs(vec![Need::Is(side("for"))]);
    change(&mut project, vec![Rule::new(is)]);
    assert_eq!(
        told(&project, "ana"),
        ["claim “word”: Side “for” is missing."]
    );
}
