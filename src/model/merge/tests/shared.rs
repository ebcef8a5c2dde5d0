//! What comes of what all annotators share when both sides changed it.

use std::sync::Arc;

use super::*;
use crate::model::merge::{Conflict, Kept};
use crate::model::random::{annotation, article, author, highlighter, tag};
use crate::model::{
    AnnotationId, ArticleMeta, Attribute, AttributeId, Change, Codebook, Color, Edit, Entity,
    EntityId, EntityTypeId, Finds, Kind, LayerKey, Settings, Slot, Spans, Status, TagId, edits,
};
use crate::text::Span;

fn with_tags(tags: &[&str]) -> Project {
    Project {
        codebook: Arc::new(Codebook {
            tags: tags.iter().map(|id| tag(id, None)).collect(),
            ..Codebook::default()
        }),
        ..Project::default()
    }
}

fn order(project: &Project) -> Vec<&str> {
    let tags = project.codebook.tags.iter();
    tags.map(|tag| tag.id.as_str()).collect()
}

fn changed(project: &Project, change: impl FnOnce(&mut Codebook)) -> Project {
    let mut project = project.clone();
    change(Arc::make_mut(&mut project.codebook));
    project
}

#[test]
fn tags_keep_the_places_that_people_gave_them() {
    let base = with_tags(&["a", "b", "c", "d"]);
    let theirs = with_tags(&["d", "a", "new", "c"]);
    let (project, told) = merged(&base, &steps(&base, &theirs));
    assert_eq!((project, told.conflicts), (theirs.clone(), vec![]));
    let ours = with_tags(&["a", "b", "mine", "c", "d"]);
    let (project, _) = merged(&ours, &steps(&base, &theirs));
    assert_eq!(order(&project), ["d", "a", "new", "mine", "c"]);
    let (again, told) = merged(&project, &steps(&base, &theirs));
    assert_eq!((again, told.edit.changes), (project, vec![]));
}

#[test]
fn a_tag_is_merged_by_field_and_its_fields_too() {
    let field = |id: &str, options: &[&str]| Attribute {
        id: AttributeId::new(id).unwrap(),
        name: id.into(),
        kind: Kind::Choice(options.iter().map(|it| (*it).to_owned()).collect()),
        default: None,
        required: false,
        definition: String::new(),
        renamed: std::collections::BTreeMap::new(),
        was: Vec::new(),
    };
    let base = changed(&with_tags(&["a", "b"]), |book| {
        book.tags[0].attributes = vec![field("stance", &["pro"])];
        book.tags[0].definition = "What is asserted.".into();
    });
    let ours = changed(&base, |book| {
        book.tags[0].name = "Claim".into();
        book.tags[0].attributes = vec![field("stance", &["pro", "contra"]), field("mood", &[])];
    });
    let theirs = changed(&base, |book| {
        book.tags[0].color = Color([9; 3]);
        book.tags[0].definition = "What is asserted.\nNot: questions.".into();
        book.tags[0].attributes = vec![field("tense", &[]), field("stance", &["pro", "neutral"])];
    });
    let (project, told) = merged(&ours, &steps(&base, &theirs));
    assert_eq!(told.conflicts, []);
    let merged_tag = &project.codebook.tags[0];
    assert_eq!(merged_tag.name, "Claim");
    assert_eq!(merged_tag.color, Color([9; 3]));
    assert_eq!(merged_tag.definition, "What is asserted.\nNot: questions.");
    assert_eq!(
        merged_tag.attributes,
        [
            field("tense", &[]),
            field("stance", &["pro", "contra", "neutral"]),
            field("mood", &[])
        ]
    );
}

#[test]
fn two_names_of_a_tag_are_told_and_a_removed_one_that_was_changed_stays() {
    let base = with_tags(&["a", "b"]);
    let ours = changed(&base, |book| book.tags[0].name = "Ours".into());
    let theirs = changed(&base, |book| book.tags[0].name = "Theirs".into());
    let (project, told) = merged(&ours, &steps(&base, &theirs));
    assert_eq!(project, ours);
    assert_eq!(told.conflicts[0].kept, Kept::Apart);
    assert_eq!(
        told.conflicts[0].message(),
        "The tag Ours was changed both here and by another program (name). What was here stays."
    );
    let without = with_tags(&["b"]);
    let (project, told) = merged(&ours, &steps(&base, &without));
    assert_eq!((&project, told.conflicts.len()), (&ours, 1));
    let (project, told) = merged(&without, &steps(&base, &ours));
    assert_eq!((&project, told.conflicts.len()), (&ours, 1));
    let (project, told) = merged(&base, &steps(&base, &without));
    assert_eq!((&project, told.conflicts), (&without, vec![]));
}

#[test]
fn the_version_of_the_other_side_is_theirs_only_in_what_both_changed() {
    let base = changed(&with_tags(&["a"]), |book| {
        book.tags[0].key = Some('a');
        book.tags[0].definition = "What is asserted.".into();
    });
    let ours = changed(&base, |book| {
        book.tags[0].color = Color([1; 3]);
        book.tags[0].key = Some('o');
    });
    let theirs = changed(&base, |book| {
        book.tags[0].color = Color([2; 3]);
        book.tags[0].definition = "What is asserted.\nNot: questions.".into();
    });
    let (project, told) = merged(&ours, &steps(&base, &theirs));
    let [conflict] = &told.conflicts[..] else {
        panic!("{:?}", told.conflicts);
    };
    let Change::Tag(_, Some(wanted)) = &conflict.theirs else {
        panic!("{conflict:?}");
    };
    assert_eq!(wanted.value.color, Color([2; 3]), "both changed it");
    assert_eq!(wanted.value.key, Some('o'), "only we did");
    assert_eq!(
        wanted.value.definition,
        "What is asserted.\nNot: questions."
    );
    // So whoever takes it changes nothing but what is disputed, whatever was done since.
    let later = changed(&project, |book| book.tags[0].name = "Later".into());
    let take = Step {
        from: conflict.theirs.current(&project),
        to: conflict.theirs.clone(),
    };
    let (taken, told) = merged(&later, &[take]);
    assert_eq!(told.conflicts, []);
    let wanted = changed(&later, |book| book.tags[0].color = Color([2; 3]));
    assert_eq!(taken, wanted);
}

#[test]
fn two_definitions_are_both_kept_and_that_is_told() {
    let definition = |text: &str| {
        changed(&with_tags(&["a"]), |book| {
            book.tags[0].definition = text.into();
        })
    };
    let base = definition("What is asserted.");
    let (ours, theirs) = (
        definition("What anybody asserts."),
        definition("An assertion."),
    );
    let (project, told) = merged(&ours, &steps(&base, &theirs));
    assert_eq!(
        project.codebook.tags[0].definition,
        "An assertion.\nWhat anybody asserts."
    );
    let [conflict] = &told.conflicts[..] else {
        panic!("{:?}", told.conflicts);
    };
    assert_eq!(conflict.kept, Kept::InPlace);
    assert!(
        conflict
            .message()
            .ends_with("(definition). Both versions of it stand there now, one after the other."),
        "{}",
        conflict.message()
    );
    // Merged once, it is told no more.
    let (again, told) = merged(&project, &steps(&base, &theirs));
    assert_eq!((again, told.conflicts), (project, vec![]));
}

#[test]
fn without_a_base_a_codebook_has_what_either_has() {
    let ours = changed(&with_tags(&["a", "b"]), |book| {
        book.tags[0].definition = "One.".into();
    });
    let theirs = changed(&with_tags(&["b", "c", "a"]), |book| {
        book.tags[2].key = Some('x');
        book.tags[2].name = "A".into();
    });
    let (project, told) = merged(&ours, &steps_without_base(&ours, &theirs));
    assert_eq!(order(&project), ["a", "c", "b"]);
    let a = &project.codebook.tags[0];
    assert_eq!(
        (a.definition.as_str(), a.key, a.name.as_str()),
        ("One.", Some('x'), "a")
    );
    let [conflict] = &told.conflicts[..] else {
        panic!("{:?}", told.conflicts);
    };
    // Not all that was here stays, and all that differs is named.
    assert!(
        conflict.fact.ends_with("(name, key and definition)."),
        "{}",
        conflict.fact
    );
    assert_eq!(
        conflict.outcome,
        "What was here stays: name and definition. From the other side comes: key."
    );
}

#[test]
fn guidelines_are_merged_by_line_and_keep_both_versions_of_one() {
    let text = |text: &str| Project {
        guidelines: text.into(),
        ..Project::default()
    };
    let base = text("# Claims\n\nMark them.\n\n# Quotes\n\nMark them too.\n");
    let ours = text("# Claims\n\nMark all of them.\n\n# Quotes\n\nMark them too.\n");
    let theirs = text("# Claims\n\nMark them.\n\n# Quotes\n\nDo not mark them.\n");
    let (project, told) = merged(&ours, &steps(&base, &theirs));
    assert_eq!(
        (&*project.guidelines, told.conflicts.len()),
        (
            "# Claims\n\nMark all of them.\n\n# Quotes\n\nDo not mark them.\n",
            0
        )
    );
    let theirs = text("# Claims\n\nMark the first.\nAnd the last.\n\n# Quotes\n\nMark them too.\n");
    let (project, told) = merged(&ours, &steps(&base, &theirs));
    for line in ["Mark all of them.", "Mark the first.", "And the last."] {
        assert!(project.guidelines.contains(line), "{}", project.guidelines);
    }
    assert_eq!(told.conflicts[0].kept, Kept::InPlace);
    let (again, told) = merged(&project, &steps(&base, &theirs));
    assert_eq!((again, told.conflicts), (project, vec![]));
}

#[test]
fn highlighters_are_merged_by_id_field_and_word() {
    let version = |list: &[(&str, &[&str])]| Project {
        highlighters: Arc::new(
            list.iter()
                .map(|(id, words)| highlighter(id, words))
                .collect(),
        ),
        ..Project::default()
    };
    let base = version(&[("places", &["port", "quay"]), ("verbs", &["said"])]);
    let ours = version(&[("places", &["port", "wharf"]), ("verbs", &["said"])]);
    let mut theirs = version(&[
        ("numbers", &["one"]),
        ("verbs", &["said"]),
        ("places", &["port", "quay", "pier"]),
    ]);
    Arc::make_mut(&mut theirs.highlighters)[1].off = true;
    let (project, told) = merged(&ours, &steps(&base, &theirs));
    assert_eq!(told.conflicts, vec![]);
    let list: Vec<(&str, bool, Vec<&str>)> = project
        .highlighters
        .iter()
        .map(|it| match &it.finds {
            Finds::Words(words) => {
                let words = words.iter().map(String::as_str).collect();
                (it.id.as_str(), it.off, words)
            }
            Finds::Expression(_) => panic!("it is a list of words"),
        })
        .collect();
    assert_eq!(
        list,
        [
            ("numbers", false, vec!["one"]),
            ("verbs", true, vec!["said"]),
            ("places", false, vec!["port", "pier", "wharf"]),
        ]
    );
    let (again, told) = merged(&project, &steps(&base, &theirs));
    assert_eq!((again, told.conflicts), (project, vec![]));
}

#[test]
fn settings_and_what_is_known_of_an_article_are_merged_by_field() {
    let version =
        |name: &str, description: &str, title: &str, source: &str, more: &[(&str, &str)]| {
            let mut project = Project {
                settings: Settings {
                    name: name.into(),
                    description: description.into(),
                    ..Settings::default()
                },
                ..Project::default()
            };
            let mut one = article("one", "Some text.");
            Arc::make_mut(&mut one).meta = ArticleMeta {
                title: title.into(),
                source: source.into(),
                more: more
                    .iter()
                    .map(|&(key, value)| (key.into(), value.into()))
                    .collect(),
                ..ArticleMeta::default()
            };
            project.articles.insert(one.id.clone(), one);
            project
        };
    let base = version(
        "Ports",
        "",
        "Port closes",
        "",
        &[("page", "4"), ("section", "News")],
    );
    let ours = version(
        "Harbours",
        "",
        "Port closes",
        "Courier",
        &[("page", "5"), ("section", "News")],
    );
    let theirs = version(
        "Ports",
        "Who says what",
        "The port closes",
        "Herald",
        &[("length", "355 words"), ("page", "6")],
    );
    let (project, told) = merged(&ours, &steps(&base, &theirs));
    assert_eq!(
        project,
        version(
            "Harbours",
            "Who says what",
            "The port closes",
            "Courier",
            &[("length", "355 words"), ("page", "5")]
        )
    );
    let messages: Vec<_> = told.conflicts.iter().map(Conflict::message).collect();
    assert_eq!(
        messages,
        [
            "What is known about “Port closes” was changed both here and by another program (source and page). What was here stays."
        ]
    );
}

fn register(name: &str, aliases: &[&str], kind: &str, seconds: i64) -> Project {
    let mut project = Project::default();
    let ana = author(0).annotator;
    let (id, kind) = (
        EntityId::new("lee").unwrap(),
        EntityTypeId::new(kind).unwrap(),
    );
    let lee = Entity {
        aliases: aliases.iter().map(|it| (*it).to_owned()).collect(),
        ..Entity::new(id, name, kind, author(seconds).at)
    };
    let changes = vec![
        Change::Annotator(ana.clone(), Some(("Ana".into(), Color([1; 3])))),
        Change::Entity(ana, lee.id.clone(), Some(lee)),
    ];
    Edit::new("Set up", changes).apply(&mut project).unwrap();
    project
}

#[test]
fn of_two_names_of_an_entity_one_becomes_another_name() {
    let base = register("Lee", &["Mr. Lee"], "person", 0);
    let ours = register("Lee Ann", &["Mr. Lee", "Lee"], "group", 1);
    let theirs = register("Ann Lee", &["Mr. Lee", "A. Lee"], "body", 2);
    let (here, told) = merged(&ours, &steps(&base, &theirs));
    let (there, _) = merged(&theirs, &steps(&base, &ours));
    assert_eq!(here, there);
    let lee = here.entity(&EntityId::new("lee").unwrap()).unwrap();
    assert_eq!((lee.name.as_str(), lee.kind.as_str()), ("Ann Lee", "body"));
    assert_eq!(lee.aliases, ["Mr. Lee", "A. Lee", "Lee", "Lee Ann"]);
    assert_eq!(lee.note, "Also of the type group.");
    assert_eq!(told.conflicts.len(), 1);
    let (again, told) = merged(&here, &steps(&base, &ours));
    assert_eq!((&again, told.edit.changes), (&here, vec![]));
}

#[test]
fn what_others_hold_on_to_is_not_removed() {
    let mut base = register("Lee", &[], "person", 0);
    let ana = author(0).annotator;
    let one = article("one", "Some text.");
    let changes = vec![Change::Article(one.id.clone(), Some(Arc::clone(&one)))];
    Edit::new("Add", changes).apply(&mut base).unwrap();
    let key = LayerKey {
        article: one.id.clone(),
        annotator: ana.clone(),
    };
    let mut ours = base.clone();
    let spans = Spans::one(Span::of(0..4)).unwrap();
    let mark = annotation("m1", "claim", spans, author(1).at);
    let change = Change::Annotation(key, mark.id.clone(), Slot::Present(mark));
    Edit::new("Mark", vec![change]).apply(&mut ours).unwrap();
    let (project, told) = merged(&ours, &steps(&base, &Project::default()));
    assert_eq!(project.layers, ours.layers);
    assert!(project.articles.contains_key(&one.id) && project.annotators.contains_key(&ana));
    let messages: Vec<_> = told.conflicts.iter().map(Conflict::message).collect();
    assert_eq!(
        messages,
        [
            "The annotator Ana was removed by another program. It is kept.",
            "“Title of one” was removed by another program, but there are annotations of it. It is kept.",
        ]
    );
    let (project, told) = merged(&base, &steps(&base, &Project::default()));
    assert_eq!((project, told.conflicts), (Project::default(), vec![]));
}

#[test]
fn who_holds_what_was_begun_a_second_time_does_not_become_a_person() {
    let mut base = with_tags(&["claim"]);
    let ana = author(0).annotator;
    let article = article("one", "The port will close.");
    let first = LayerKey {
        article: article.id.clone(),
        annotator: ana.clone(),
    };
    let apply = |project: &mut Project, edit: Edit| edit.apply(project).unwrap();
    let edit = edits::put_annotator(&base, &ana, "Ana", Color([1; 3]));
    apply(&mut base, edit);
    apply(&mut base, edits::add_article(article));
    let edit = edits::set_status(&base, &first, Status::Done);
    apply(&mut base, edit);
    let to = [(ana.clone(), [first.article.clone()].into())].into();
    let repeat = edits::repeat(&base, &to);
    let undo = apply(&mut base, repeat);
    // Ana begins, and the leader takes the schedule back before that has come.
    let second = base.work_key(&first.article, &ana);
    let spans = Spans::one(Span::of(4..8)).unwrap();
    let (id, claim) = (
        AnnotationId::new("m1").unwrap(),
        TagId::new("claim").unwrap(),
    );
    let mut ours = base.clone();
    apply(
        &mut ours,
        edits::annotate(&base, &author(1), &second, id, &claim, spans),
    );
    let mut theirs = base.clone();
    apply(&mut theirs, undo);
    let (project, _) = merged(&ours, &steps(&base, &theirs));
    assert!(project.is_second(&second.annotator));
    assert_eq!(project.work_key(&first.article, &ana), second);
}
